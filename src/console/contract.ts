/** What the service answers, as the console reads it. The schemas in `src/http/schemas.ts` describe it. */

import type {
  AgentLanguage,
  ArticleLanguage,
  ArticleLink,
  CategoryId,
  Decision,
  Label,
  MissingItemId,
  ReadErrorCode,
  Redaction,
  Suggestion as StoredSuggestion,
  Triage as StoredTriage,
  Verdict,
} from '../ticket.ts'

/** Moments travel as RFC 3339 text. */
type Timestamp = string

export type ProblemAnswer = { code: string; title: string; detail: string }

export type Session = { role: 'agent' | 'admin'; keyId: string; expiresAt: Timestamp }

export type Triage = Omit<StoredTriage, 'triagedAt'> & { triagedAt: Timestamp }
export type Suggestion = StoredSuggestion

export type Feedback = {
  verdict: Verdict
  category: Label | null
  comment: string | null
  givenAt: Timestamp
}

export type WriteBack = {
  id: string
  state: 'pending' | 'written' | 'shadow' | 'skipped' | 'failed'
  mode: 'note' | 'shadow'
  attempts: number
  reason: string | null
  writtenAt: Timestamp | null
  note: string | null
}

export type TriagedText = {
  helpdesk: string
  externalId: string | null
  /** Where the helpdesk shows it. */
  url: string | null
  tags: string[]
  subject: string | null
  body: string
  language: string
  redactions: Redaction[]
  triage: Triage
  suggestion: Suggestion | null
}

export type Ticket = TriagedText & {
  id: string
  receivedAt: Timestamp
  feedback: Feedback | null
  writeBack: WriteBack | null
}

export type TicketPage = { items: Ticket[]; nextCursor: string | null }

export type TicketHistory = {
  triages: (Triage & { isCurrent: boolean })[]
  feedback: (Feedback & { givenBy: string; isCurrent: boolean })[]
}

export type Retriaged = Ticket & {
  changes: { field: string; before: unknown; after: unknown }[]
}

export type CategorySummary = {
  id: CategoryId
  titles: Record<string, string>
  languages: ArticleLanguage[]
  errorCodes: string[]
}

export type Category = {
  id: CategoryId
  language: ArticleLanguage
  title: string
  /** A day, `2026-11-22`. */
  lastVerified: string
  replyToUser: string
  replyToAdmin: string
  note: string
  noteLanguage: AgentLanguage
  links: ArticleLink[]
  errorCodes: ReadErrorCode[]
  revision: string
}

/** A share of 0 to 1, null where there was nothing to measure, and of how many. */
export type Rate = { rate: number | null; count: number }

export type CalibrationBin = {
  from: number
  to: number
  count: number
  meanConfidence: number
  accuracy: number
}

export type CoverageStep = {
  threshold: number
  coverage: number
  precision: number | null
  count: number
}

/** A day in UTC; days without a ticket are left out, and so are categories without one. */
export type StatsDay = {
  day: string
  total: number
  decisions: Record<Decision, number>
  categories: Record<string, number>
}

export type Stats = {
  from: Timestamp
  to: Timestamp
  total: number
  decisions: Record<Decision, number>
  categories: { category: CategoryId; count: number }[]
  languages: { language: string; count: number }[]
  helpdesks: { helpdesk: string; count: number }[]
  days: StatsDay[]
  medianConfidence: number | null
  feedback: Record<Verdict, number> & { count: number }
  acceptanceRate: Rate
  suggestedPrecision: Rate
  calibration: CalibrationBin[]
  calibrationError: number | null
  coverage: CoverageStep[]
  suggestedThreshold: number
  medianTimeToFeedbackS: number | null
  missing: { item: MissingItemId; count: number }[]
  corrections: { from: Label; to: Label; count: number }[]
  byLanguage: { language: string; total: number; suggested: number; acceptanceRate: Rate }[]
}
