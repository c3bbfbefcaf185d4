import {
  type AgentLanguage,
  type ArticleLanguage,
  agentLanguages,
  articleLanguages,
  type LanguageTag,
} from '../ticket.ts'

/**
 * A sentence in the two languages of agents that are written by hand. Simplified Chinese is produced from
 * Traditional Chinese by the converter that callers hand in, so that one text cannot be forgotten
 * when the other changes.
 */
export type Wording = { readonly en: string; readonly 'zh-Hant': string }

/** Converts Traditional to Simplified Chinese, wording included (`使用者` becomes `用户`). */
export type ToSimplified = (traditional: string) => string

/** The wording in one of the languages agents read. */
export function inLanguage(
  wording: Wording,
  language: AgentLanguage,
  toSimplified: ToSimplified,
): string {
  if (language === 'zh-Hans') return toSimplified(wording['zh-Hant'])
  return wording[language]
}

/** Whether agents read the language, and not requesters alone. */
export function isAgentLanguage(language: ArticleLanguage): language is AgentLanguage {
  return agentLanguages.some((known) => known === language)
}

/**
 * The language to answer in for a ticket's BCP 47 tag, whatever its region: Chinese by script
 * (`zh-TW`, `zh-HK` and `zh-Hant` are Traditional; `zh`, `zh-CN` and `zh-Hans` Simplified, as
 * CLDR's likely subtags say), English for languages without articles, `und` and malformed tags.
 */
export function articleLanguageOf(tag: LanguageTag): ArticleLanguage {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'zh') return script === 'Hant' ? 'zh-Hant' : 'zh-Hans'
    return articleLanguages.find((known) => known === language) ?? 'en'
  } catch {
    return 'en'
  }
}

/** What stands between two sentences: nothing where words are not set apart either. */
export function sentenceSpace(language: ArticleLanguage): '' | ' ' {
  return language === 'zh-Hant' || language === 'zh-Hans' || language === 'ja' ? '' : ' '
}

/** Microsoft's own names of the languages in its addresses. */
const microsoftLocales: Record<ArticleLanguage, string> = {
  en: 'en-us',
  'zh-Hant': 'zh-tw',
  'zh-Hans': 'zh-cn',
  de: 'de-de',
  fr: 'fr-fr',
  es: 'es-es',
  ja: 'ja-jp',
}

/**
 * A Microsoft Learn address in one language. Learn falls back to English by itself where a
 * translation is missing, and keeps English anchors in every language, so the address always
 * resolves. `page` is the part after the locale, anchor included.
 */
export function learnUrl(page: string, language: ArticleLanguage): string {
  return `https://learn.microsoft.com/${microsoftLocales[language]}/${page}`
}

/** Points the addresses in a Traditional Chinese text at their Simplified Chinese pages. */
export function withSimplifiedAddresses(text: string): string {
  return text
    .replace(/(https:\/\/(?:learn|support)\.microsoft\.com\/)zh-tw(?=\/)/giu, '$1zh-cn')
    .replace(/([?&](?:mkt|lng|lang|ui)=)zh-(?:tw|hant)\b/giu, '$1zh-cn')
}
