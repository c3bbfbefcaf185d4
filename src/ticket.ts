/**
 * The vocabulary of the service: what a ticket, a triage and a suggestion are. Types and closed sets
 * only; the contract's meaning is described in the schemas of `src/http/schemas.ts`.
 */

/** The seven SSPR categories an article exists for, in the order of the source document. */
export const categoryIds = [
  'setup',
  'error-message',
  'reset-policy',
  'prepopulate',
  'registration',
  'self-reset',
  'writeback',
] as const
export type CategoryId = (typeof categoryIds)[number]

/** What the classifier chooses from: the categories, or none of them. */
export const labels = [...categoryIds, 'out-of-scope'] as const
export type Label = (typeof labels)[number]

export const decisions = ['suggested', 'review', 'out-of-scope'] as const
export type Decision = (typeof decisions)[number]

/** Why a ticket is left to a person; null for the other decisions. */
export const reviewReasons = ['low-confidence', 'too-short', 'unsupported-language'] as const
export type ReviewReason = (typeof reviewReasons)[number]

/** Languages that agents read: notes, warnings, meaning and remedy of codes. */
export const agentLanguages = ['en', 'zh-Hant', 'zh-Hans'] as const
export type AgentLanguage = (typeof agentLanguages)[number]

/** Languages that requesters are answered in: articles, replies and questions exist in each. */
export const articleLanguages = [...agentLanguages, 'de', 'fr', 'es', 'ja'] as const
export type ArticleLanguage = (typeof articleLanguages)[number]

/** A BCP 47 tag, `und` where the text is too short or too mixed to tell. */
export type LanguageTag = string

export const requesterRoles = ['user', 'admin'] as const
export type RequesterRole = (typeof requesterRoles)[number]

/** The two text fields of a ticket; offsets are UTF-16 code units into the redacted field. */
export type TicketField = 'subject' | 'body'

/** Bounds of a ticket's text, in UTF-16 code units. */
export const subjectUnitsMax = 500
export const bodyUnitsMax = 65_536

/** The name of a helpdesk; part of addresses, so kept plain. */
export const helpdeskPattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'

/** What a caller hands in, already validated. */
export type TicketInput = {
  subject?: string | undefined
  body: string
  /** Where the helpdesk tells; otherwise the text itself is looked at. */
  bodyFormat?: 'text' | 'html' | undefined
  externalId?: string | undefined
  helpdesk: string
  language?: LanguageTag | undefined
  requester?: { role?: RequesterRole | undefined; locale?: string | undefined } | undefined
  /** Where the text was stored before: it is plain text already, and this was masked in it. */
  stored?: { redactions: readonly Redaction[] } | undefined
}

export const redactionKinds = [
  'password',
  'one-time-code',
  'email',
  'phone',
  'payment-card',
  'token',
  'api-key',
  'private-key',
  'national-id',
  'ssn',
] as const
export type RedactionKind = (typeof redactionKinds)[number]
export type Redaction = { kind: RedactionKind; count: number }

export type Candidate = { category: Label; confidence: number }

export type Evidence = {
  field: TicketField
  start: number
  end: number
  text: string
  /** Signed pull towards the chosen label, in logit units; comparable within one triage only. */
  weight: number
}

/** Who can remove the cause of an error. */
export const fixers = ['user', 'admin', 'nobody'] as const
export type Fixer = (typeof fixers)[number]

export type ReadErrorCode = {
  code: string
  meaning: string
  fixedBy: Fixer
  remedy: string
  link: string
}

export const missingItems = [
  'error-text',
  'support-code',
  'time',
  'user-type',
  'licence',
  'page',
  'scope',
  'account-role',
  'event-id',
  'method',
  'affected-users',
] as const
export type MissingItemId = (typeof missingItems)[number]
export type MissingItem = { item: MissingItemId; question: string }

export const warningKinds = ['credential-exposed', 'identity-verification-required'] as const
export type WarningKind = (typeof warningKinds)[number]
export type Warning = { kind: WarningKind; message: string }

export type Triage = {
  decision: Decision
  category: CategoryId | null
  /** Calibrated probability of `category`, of `out-of-scope` when there is none. */
  confidence: number
  reason: ReviewReason | null
  candidates: Candidate[]
  evidence: Evidence[]
  errorCodes: ReadErrorCode[]
  missing: MissingItem[]
  warnings: Warning[]
  model: string
  triagedAt: Date
}

export type ArticleLink = { title: string; url: string; language: ArticleLanguage }

export type Suggestion = {
  category: CategoryId
  language: ArticleLanguage
  title: string
  reply: string
  note: string
  links: ArticleLink[]
  article: { id: CategoryId; revision: string }
}

/** A ticket after triage, as it is stored and answered. */
export type TriagedTicket = {
  helpdesk: string
  externalId: string | null
  subject: string | null
  body: string
  language: LanguageTag
  redactions: Redaction[]
  triage: Triage
  suggestion: Suggestion | null
}

/** What an agent can say about a suggestion. */
export const verdicts = ['accepted', 'corrected', 'rejected'] as const
export type Verdict = (typeof verdicts)[number]

/** What became of the note about a triage; `shadow` is only recorded, never sent. */
export const writeBackStates = ['pending', 'written', 'shadow', 'skipped', 'failed'] as const
export type WriteBackState = (typeof writeBackStates)[number]

export const noteModes = ['note', 'shadow'] as const
export type NoteMode = (typeof noteModes)[number]
