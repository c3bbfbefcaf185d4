/** What the agent reads in the helpdesk: the internal note about one triage. */

import type { RenderedNote } from '../helpdesks/helpdesk.ts'
import { markerPrefix } from '../helpdesks/payload.ts'
import type { Knowledge } from '../knowledge/articles.ts'
import { inLanguage, type Wording } from '../knowledge/wording.ts'
import {
  type AgentLanguage,
  type Candidate,
  type Label,
  labels,
  type ReviewReason,
  type TriagedTicket,
} from '../ticket.ts'
import {
  type Block,
  code,
  heading,
  type Inline,
  link,
  list,
  paragraph,
  strong,
  text,
} from './note-tree.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { renderNote } from './render.ts'

export type NoteDeps = {
  knowledge: Knowledge
  /** Language of everything but the questions and the reply, which are the requester's. */
  language: AgentLanguage
  /** Address of this service as agents reach it, without a slash at the end; null where nobody said. */
  publicUrl: string | null
}

/** `marker` stands in the subject and ends every form. */
export type ComposedNote = RenderedNote & { marker: string }

export type NoteIds = { ticketId: string; triageId: string }

const phrases = {
  warnings: { en: 'Before you act', 'zh-Hant': '處理前請注意' },
  subject: { en: 'SSPR triage', 'zh-Hant': 'SSPR 分類' },
  topic: { en: 'Topic', 'zh-Hant': '主題' },
  perhaps: { en: 'Perhaps', 'zh-Hant': '可能的主題' },
  colon: { en: ': ', 'zh-Hant': '：' },
  dash: { en: ' — ', 'zh-Hant': '——' },
  comma: { en: ', ', 'zh-Hant': '、' },
  stop: { en: '.', 'zh-Hant': '。' },
  why: { en: 'Why', 'zh-Hant': '判斷依據' },
  whyNothing: {
    en: 'No single word decided; the text as a whole did.',
    'zh-Hant': '沒有單一關鍵字，係由全文判斷。',
  },
  against: { en: ' (speaks against it)', 'zh-Hant': '（較不支持此判斷）' },
  inSubject: { en: ' (subject)', 'zh-Hant': '（主旨）' },
  candidates: { en: 'What it may be', 'zh-Hant': '可能的類別' },
  missing: {
    en: 'The ticket does not say (questions to copy)',
    'zh-Hant': '工單未提及（可直接複製的問題）',
  },
  checks: { en: 'Checks for you', 'zh-Hant': '給您的檢查步驟' },
  draft: {
    en: 'Reply draft for the requester (not sent; read it first)',
    'zh-Hant': '給使用者的回覆草稿（尚未送出，請先確認）',
  },
  links: { en: 'Links', 'zh-Hant': '連結' },
  feedback: { en: 'Was this right?', 'zh-Hant': '判斷是否正確？' },
  feedbackLink: { en: 'Accept or correct it here', 'zh-Hant': '請在此接受或更正' },
  feedbackCall: {
    en: 'Tell the service, with a key of role agent: ',
    'zh-Hant': '請以 agent 角色的金鑰告知服務：',
  },
  outOfScope: { en: 'not about resetting a work password', 'zh-Hant': '與重設公司密碼無關' },
} satisfies Record<string, Wording>

const reasonWordings: Record<ReviewReason, Wording> = {
  'low-confidence': {
    en: 'Please decide yourself: the text fits more than one topic, or none well.',
    'zh-Hant': '請您自行判斷：內容同時符合多個主題，或都不明確。',
  },
  'too-short': {
    en: 'Please decide yourself: the text is too short to be sure.',
    'zh-Hant': '請您自行判斷：內容太短，無法確定。',
  },
  'unsupported-language': {
    en: 'Please decide yourself: the text is in a language the service was not trained for.',
    'zh-Hant': '請您自行判斷：服務未針對此語言訓練。',
  },
}

/** From these probabilities on; said in words because a bare percentage reads as precision. */
const sureness: readonly { from: number; wording: Wording }[] = [
  { from: 0.9, wording: { en: 'very sure', 'zh-Hant': '非常確定' } },
  { from: 0.75, wording: { en: 'fairly sure', 'zh-Hant': '相當確定' } },
  { from: 0.5, wording: { en: 'not very sure', 'zh-Hant': '不太確定' } },
  { from: 0, wording: { en: 'unsure', 'zh-Hant': '不確定' } },
]

const evidenceMax = 5
const evidenceCharactersMax = 80
const candidatesMax = 3
/** A label less probable than this only distracts. */
const candidateConfidenceMin = 0.02

/** By this a note is found again, and recognised as our own when the helpdesk tells of it. */
function markerOf(triageId: string): string {
  return `${markerPrefix}${triageId}`
}

/**
 * Composes the note of one triage, warnings first, the marker last. Same arguments, same note.
 *
 * @param ticket as it is stored: redacted, with the current triage.
 */
export function composeNote(
  { knowledge, language, publicUrl }: NoteDeps,
  ticket: TriagedTicket,
  ids: NoteIds,
): ComposedNote {
  const say = (wording: Wording) => inLanguage(wording, language, knowledge.toSimplified)
  const { triage, suggestion } = ticket
  const marker = markerOf(ids.triageId)
  const titleOf = (label: Label) =>
    label === 'out-of-scope'
      ? say(phrases.outOfScope)
      : knowledge.categories[label].articles[language].title
  const sure = say(
    (sureness.find(({ from }) => triage.confidence >= from) ?? { wording: phrases.outOfScope })
      .wording,
  )
  const percent = `${percentOf(triage.confidence)} %`
  const label = triage.category ?? 'out-of-scope'
  const isReview = triage.decision === 'review'

  const blocks: Block[] = []
  const add = (title: Wording, ...content: Block[]) => blocks.push(heading(say(title)), ...content)

  if (triage.warnings.length > 0) {
    const warnings = triage.warnings.map(({ message }) => [strong(message)])
    add(phrases.warnings, list(warnings))
  }

  blocks.push(
    paragraph(
      strong(`${say(isReview ? phrases.perhaps : phrases.topic)}${say(phrases.colon)}${label}`),
      text(`${say(phrases.dash)}${sure} (${percent})`),
      { kind: 'break' },
      text(titleOf(label)),
    ),
  )
  if (triage.reason !== null) blocks.push(paragraph(text(say(reasonWordings[triage.reason]))))
  if (isReview) {
    const rows = shownCandidates(triage.candidates).map(({ category, confidence }) => [
      code(category),
      text(` ${percentOf(confidence)} %${say(phrases.dash)}${titleOf(category)}`),
    ])
    add(phrases.candidates, list(rows))
  }

  const evidence = triage.evidence
    .slice(0, evidenceMax)
    .map(({ field, text: span, weight }) => [
      code(toQuote(span)),
      ...(field === 'subject' ? [text(say(phrases.inSubject))] : []),
      ...(weight < 0 ? [text(say(phrases.against))] : []),
    ])
  add(phrases.why, evidence.length > 0 ? list(evidence) : paragraph(text(say(phrases.whyNothing))))

  if (triage.missing.length > 0) {
    add(phrases.missing, list(triage.missing.map(({ question }) => [text(question)])))
  }
  if (suggestion !== null) {
    const checks = parseMarkdown(withoutWarnings(suggestion.note, triage.warnings))
    // The note has headings of its own when codes were read.
    if (checks[0]?.kind === 'heading') blocks.push(...checks)
    else add(phrases.checks, ...checks)
    add(phrases.draft, { kind: 'draft', blocks: parseMarkdown(suggestion.reply) })
    add(phrases.links, list(suggestion.links.map(({ title, url }) => [link(title, url)])))
  }
  add(phrases.feedback, paragraph(...feedbackLine(say, publicUrl, ids.ticketId)))

  const subject = `${say(phrases.subject)}${say(phrases.colon)}${label}${say(phrases.comma)}${sure} (${percent}) [${marker}]`
  return { ...renderNote({ subject, marker, blocks }), marker }
}

/** Never 0 or 100: no classifier knows that much. */
function percentOf(confidence: number): number {
  return Math.min(99, Math.max(1, Math.round(100 * confidence)))
}

function shownCandidates(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ category, confidence }, rank) => {
      return labels.includes(category) && (rank === 0 || confidence >= candidateConfidenceMin)
    })
    .slice(0, candidatesMax)
}

/** One line, short enough for a list. */
function toQuote(span: string): string {
  const line = span.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length > evidenceCharactersMax
    ? `${characters.slice(0, evidenceCharactersMax).join('')}…`
    : line
}

/** A suggestion's note begins with the warnings, which stand above already. */
function withoutWarnings(note: string, warnings: readonly { message: string }[]): string {
  const items = warnings.map(({ message }) => `- ${message}`).join('\n')
  const at = note.indexOf(items)
  const isFirst = items !== '' && at > 0 && /^### [^\n]*\n\n$/.test(note.slice(0, at))
  return isFirst ? note.slice(at + items.length).trimStart() : note
}

function feedbackLine(
  say: (wording: Wording) => string,
  publicUrl: string | null,
  ticketId: string,
): Inline[] {
  return publicUrl === null
    ? [
        text(say(phrases.feedbackCall)),
        code(`POST /v1/tickets/${ticketId}/feedback {"verdict":"accepted"}`),
      ]
    : [link(say(phrases.feedbackLink), `${publicUrl}/#/tickets/${ticketId}`)]
}
