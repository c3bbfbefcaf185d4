import type {
  AgentLanguage,
  ArticleLanguage,
  ArticleLink,
  CategoryId,
  Fixer,
  LanguageTag,
  MissingItem,
  ReadErrorCode,
  RequesterRole,
  Suggestion,
  Warning,
} from '../ticket.ts'
import type { Article, Knowledge } from './articles.ts'
import { errorCodeEntry, meaningOf, publicHelpOf } from './error-codes.ts'
import { forRequester } from './translations.ts'
import {
  articleLanguageOf,
  inLanguage,
  learnUrl,
  sentenceSpace,
  type ToSimplified,
  type Wording,
} from './wording.ts'

/** A reply that explains more codes than this is no longer read. */
const explainedCodesMax = 4

/** For the other languages see `languages/`. */
const replyPhrases = {
  greeting: {
    en: 'Hello,\n\nThank you for your message.',
    'zh-Hant': '您好：\n\n感謝您的來信。',
  },
  exposed: {
    en: 'Your message contained what looks like a password or verification code. We have hidden it. Please change that password now, and never send one to anybody, not even to us.',
    'zh-Hant':
      '您的來信中似乎包含密碼或驗證碼，我們已將其隱藏。請立即變更該密碼，往後也請不要提供給任何人，包括我們。',
  },
  identityCheck: {
    en: 'For your protection, our staff reset or change an account only after checking who is asking; a message like this one is not enough.',
    'zh-Hant': '為了保護您的帳戶，服務人員須先確認申請人身分才會重設或變更帳戶，僅憑來信無法辦理。',
  },
  askIntroduction: {
    en: 'To help you further we need a few details. Please reply with:',
    'zh-Hant': '為了進一步協助您，請回覆以下資訊：',
  },
  askNothingSecret: {
    en: 'Please never include a password or verification code.',
    'zh-Hant': '請勿在回覆中提供密碼或驗證碼。',
  },
  closing: {
    en: 'If anything is unclear, simply reply to this ticket.\n\nKind regards\nIT Service Desk',
    'zh-Hant': '若有任何不清楚的地方，請直接回覆此工單。\n\n敬祝　順心\n資訊服務台　敬上',
  },
  details: { en: 'Details', 'zh-Hant': '詳細說明' },
  colon: { en: ': ', 'zh-Hant': '：' },
} satisfies Record<string, Wording>
export type ReplyPhrase = keyof typeof replyPhrases

const notePhrases = {
  warningsHeading: { en: '### Before you act', 'zh-Hant': '### 處理前請注意' },
  codesHeading: { en: '### Codes in this ticket', 'zh-Hant': '### 工單中的代碼' },
  checksHeading: { en: '### Checks', 'zh-Hant': '### 檢查步驟' },
  remedy: { en: 'Remedy: ', 'zh-Hant': '處理方式：' },
} satisfies Record<string, Wording>

const fixerWordings: Record<Fixer, Wording> = {
  user: { en: 'the requester can fix it', 'zh-Hant': '使用者可自行處理' },
  admin: { en: 'an administrator fixes it', 'zh-Hant': '需由系統管理員處理' },
  nobody: { en: 'nobody has to fix it', 'zh-Hant': '無須任何人處理' },
}

/**
 * Puts a suggestion together: a reply for the requester in the requester's language (English where
 * no article exists in it) and a note for the agent in the agent's language.
 *
 * The reply goes to somebody whose identity is unknown. It holds public, account-neutral help only:
 * the article for an end user or an administrator, the general meaning of codes that were read,
 * and the missing questions; nothing of the ticket's own words except the codes, and never a
 * remedy, which may name internals. The note has the warnings first, then the codes with their
 * remedies, then the article's checks. `errorCodes` and `warnings` are in the agent's language,
 * `missing` in the requester's. Pure.
 */
export function composeSuggestion(ticket: {
  knowledge: Knowledge
  category: CategoryId
  language: LanguageTag
  role: RequesterRole
  errorCodes: readonly ReadErrorCode[]
  warnings: readonly Warning[]
  missing: readonly MissingItem[]
  agentLanguage: AgentLanguage
}): Suggestion {
  const { articles, notes } = ticket.knowledge.categories[ticket.category]
  const article = articles[articleLanguageOf(ticket.language)]
  return {
    category: ticket.category,
    language: article.language,
    title: article.title,
    reply: composeReply({ ...ticket, article }),
    note: composeNote({ ...ticket, checks: notes[ticket.agentLanguage] }),
    links: linksFor(article),
    article: { id: article.id, revision: article.revision },
  }
}

function composeReply(ticket: {
  knowledge: Knowledge
  article: Article
  role: RequesterRole
  errorCodes: readonly ReadErrorCode[]
  warnings: readonly Warning[]
  missing: readonly MissingItem[]
}): string {
  const { article } = ticket
  const say = sayIn(article.language, ticket.knowledge.toSimplified)
  const warned = new Set(ticket.warnings.map(({ kind }) => kind))
  return paragraphs([
    say('greeting'),
    warned.has('credential-exposed') ? say('exposed') : '',
    explainCodes(ticket.errorCodes, ticket.role, article.language, ticket.knowledge.toSimplified),
    ticket.role === 'admin' ? article.replyToAdmin : article.replyToUser,
    warned.has('identity-verification-required') ? say('identityCheck') : '',
    ...(ticket.missing.length > 0
      ? [
          say('askIntroduction'),
          ticket.missing.map(({ question }) => `- ${question}`).join('\n'),
          // The articles for end users say so themselves.
          ticket.role === 'admin' ? say('askNothingSecret') : '',
        ]
      : []),
    say('closing'),
  ])
}

/** What may be told to anybody about the codes that were read. */
function explainCodes(
  errorCodes: readonly ReadErrorCode[],
  role: RequesterRole,
  language: ArticleLanguage,
  toSimplified: ToSimplified,
): string {
  const say = sayIn(language, toSimplified)
  const explanations = errorCodes.map(({ code }) => {
    const entry = errorCodeEntry(code)
    if (!entry) return ''
    if (role === 'admin') {
      const link = `[${say('details')}](${learnUrl(entry.page, language)})`
      const meaning = meaningOf(entry, language, toSimplified)
      const name = entry.kind === 'message' ? '' : `**${code}**${say('colon')}`
      return `${name}${meaning}${sentenceSpace(language)}${link}`
    }
    const help = publicHelpOf(entry, language, toSimplified)
    if (help === null) return ''
    return entry.kind === 'message' ? help : `**${code}**${say('colon')}${help}`
  })
  const unique = new Set(explanations.filter((explanation) => explanation !== ''))
  return paragraphs([...unique].slice(0, explainedCodesMax))
}

function composeNote(ticket: {
  knowledge: Knowledge
  checks: string
  errorCodes: readonly ReadErrorCode[]
  warnings: readonly Warning[]
  agentLanguage: AgentLanguage
}): string {
  const { checks, agentLanguage: language } = ticket
  const { toSimplified } = ticket.knowledge
  const say = (phrase: keyof typeof notePhrases) =>
    inLanguage(notePhrases[phrase], language, toSimplified)
  const sayAsReply = sayIn(language, toSimplified)
  const warnings = ticket.warnings.map(({ message }) => `- ${message}`)
  const codes = ticket.errorCodes.map(({ code, meaning, fixedBy, remedy, link }) => {
    const fixer = inLanguage(fixerWordings[fixedBy], language, toSimplified)
    const [open, close] = language === 'en' ? [' (', ')'] : ['（', '）']
    return [
      `- **${code}**${open}${fixer}${close}${sayAsReply('colon')}${meaning}`,
      `  - ${say('remedy')}${remedy}${sentenceSpace(language)}[${sayAsReply('details')}](${link})`,
    ].join('\n')
  })
  const hasPreface = warnings.length > 0 || codes.length > 0
  return paragraphs([
    ...(warnings.length > 0 ? [say('warningsHeading'), warnings.join('\n')] : []),
    ...(codes.length > 0 ? [say('codesHeading'), codes.join('\n')] : []),
    hasPreface && !checks.startsWith('###') ? say('checksHeading') : '',
    checks,
  ])
}

/** The article's links, those in its own language first, otherwise in the article's order. */
function linksFor(article: Article): ArticleLink[] {
  const links = article.links.map(({ title, url, language }) => ({ title, url, language }))
  return [
    ...links.filter(({ language }) => language === article.language),
    ...links.filter(({ language }) => language !== article.language),
  ]
}

function sayIn(language: ArticleLanguage, toSimplified: ToSimplified) {
  return (phrase: ReplyPhrase) =>
    forRequester(
      replyPhrases[phrase],
      (translation) => translation.phrases[phrase],
      language,
      toSimplified,
    )
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
