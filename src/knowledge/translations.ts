import type { AgentLanguage, ArticleLanguage, MissingItemId } from '../ticket.ts'
import type { DocumentedCode, PublicCode } from './error-code-table.ts'
import { german } from './languages/de.ts'
import { spanish } from './languages/es.ts'
import { french } from './languages/fr.ts'
import { japanese } from './languages/ja.ts'
import type { ReplyPhrase } from './suggest.ts'
import { inLanguage, isAgentLanguage, type ToSimplified, type Wording } from './wording.ts'

/** Languages of requesters that no agent's text exists in. */
export type TranslatedLanguage = Exclude<ArticleLanguage, AgentLanguage>

/** What is said about a code; help is there where anybody may be told. */
export type CodeTexts = { readonly meaning: string; readonly publicHelp?: string }

/**
 * Every sentence that a requester may read, in one language; the compiler asks for each. What agents
 * read stands as `Wording` beside the code that says it, in English and Chinese.
 */
export type Translation = {
  readonly phrases: Readonly<Record<ReplyPhrase, string>>
  readonly questions: Readonly<Record<MissingItemId, string>>
  readonly codes: Readonly<
    Record<PublicCode, Required<CodeTexts>> &
      Record<Exclude<DocumentedCode, PublicCode>, Pick<CodeTexts, 'meaning'>>
  >
  readonly undocumentedCode: Required<CodeTexts>
}

const translations: Readonly<Record<TranslatedLanguage, Translation>> = {
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
}

/** The wording in the requester's language: as it is for an agent's, else what the translation has. */
export function forRequester(
  wording: Wording,
  translated: (translation: Translation) => string,
  language: ArticleLanguage,
  toSimplified: ToSimplified,
): string {
  return isAgentLanguage(language)
    ? inLanguage(wording, language, toSimplified)
    : translated(translations[language])
}
