/**
 * From a ticket as it came to the text that is stored and the text that is classified: one way for live tickets,
 * training and evaluation.
 */

import type { Evidence, LanguageTag, Redaction, TicketInput } from '../ticket.ts'
import { normalizeBody, readableParts } from './clean.ts'
import { detectLanguage, toTraditional } from './language.ts'
import { type MappedText, originalRange } from './mapped-text.ts'
import { mergeRedactions, redactTicket } from './redact.ts'

export type PreparedTicket = {
  /** Redacted; null where the ticket has none. */
  subject: string | null
  /** Plain text, redacted, whole: quoted replies and signatures included. */
  body: string
  redactions: Redaction[]
  language: LanguageTag
  /** What the requester wrote himself, in Traditional characters where it is Chinese. */
  forClassifier: { subject: string; body: string; language: LanguageTag }
  /** Carries a span of `forClassifier` to the stored field it came from. */
  toStored: (span: Evidence) => Evidence
}

/** Cleans, redacts and names the language of a ticket. */
export function prepareTicket(
  input: Pick<TicketInput, 'subject' | 'body' | 'bodyFormat' | 'language' | 'requester' | 'stored'>,
): PreparedTicket {
  // What was written as `&lt;b&gt;` is stored as `<b>`, and would be lost if it were read as HTML again.
  const text = input.stored === undefined ? normalizeBody(input.body, input.bodyFormat) : input.body
  const { subject, body } = redactTicket(input.subject?.trim() ?? '', text)
  const written = readableParts(body.text)
  const language =
    input.language ?? detectLanguage(`${subject.text}\n${written.text}`, input.requester?.locale)
  const inOneScript = language === 'zh-Hans' ? toTraditional : (text: string) => text
  return {
    subject: subject.text === '' ? null : subject.text,
    body: body.text,
    redactions: mergeRedactions(
      input.stored?.redactions ?? [],
      subject.redactions,
      body.redactions,
    ),
    language,
    forClassifier: {
      subject: withoutMarkers(inOneScript(subject.text)),
      body: withoutMarkers(inOneScript(written.text)),
      language,
    },
    toStored: (span) => toStored(span, subject.text, body.text, written),
  }
}

/** What was masked says nothing about the topic, and its marker's words are ours; offsets stay. */
function withoutMarkers(text: string): string {
  return text.replace(/\[redacted:[a-z-]{1,20}\]/g, (marker) => ' '.repeat(marker.length))
}

/** Both scripts have the same length, so only what was set aside moves offsets. */
function toStored(span: Evidence, subject: string, body: string, written: MappedText): Evidence {
  if (span.field === 'subject') {
    return { ...span, text: subject.slice(span.start, span.end) }
  }
  const { start, end } = originalRange(written, span.start, span.end)
  return { ...span, start, end, text: body.slice(start, end) }
}
