/**
 * Masks what must never be stored: passwords and codes said in context, keys and tokens, personal numbers and
 * addresses. The rules (`redaction-rules.ts`) read a shadow of the text (`shadow.ts`), so full-width letters and invisible
 * characters hide nothing; only the ranges found are replaced in the text itself.
 */

import { type Redaction, type RedactionKind, redactionKinds } from '../ticket.ts'
import { type MappedText, originalRange, type TextRange } from './mapped-text.ts'
import { redactionRules } from './redaction-rules.ts'
import { collapse, shadowOf, taken } from './shadow.ts'

export { type RedactionRule, redactionRules } from './redaction-rules.ts'

export type Redacted = { text: string; redactions: Redaction[] }

type Mark = TextRange & { kind: RedactionKind }

/**
 * Masks secrets and personal data with `[redacted:<kind>]`. Masked text stays as it is when redacted again.
 * Any string is accepted; time grows linearly with its length.
 */
export function redact(text: string): Redacted {
  const marks = marksOf(text)
  return marks.length === 0 ? { text, redactions: [] } : mask(text, marks)
}

/**
 * Masks the two fields of one ticket together: what the subject calls a password is masked in the body as well, and the
 * other way round.
 */
export function redactTicket(subject: string, body: string): { subject: Redacted; body: Redacted } {
  if (subject === '') return { subject: redact(subject), body: redact(body) }
  const border = subject.length
  const inSubject: Mark[] = []
  const inBody: Mark[] = []
  for (const { start, end, kind } of marksOf(`${subject}\n${body}`)) {
    if (start < border) inSubject.push({ start, end: Math.min(end, border), kind })
    if (end > border + 1) {
      inBody.push({ start: Math.max(start - border - 1, 0), end: end - border - 1, kind })
    }
  }
  return { subject: redactAgain(mask(subject, inSubject)), body: redactAgain(mask(body, inBody)) }
}

/** A field on its own may read differently at its ends than beside the other one. */
function redactAgain(field: Redacted): Redacted {
  const { text, redactions } = redact(field.text)
  return { text, redactions: mergeRedactions(field.redactions, redactions) }
}

function marksOf(text: string): Mark[] {
  const marks: Mark[] = []
  let shadow = shadowOf(text, markersIn(text))
  // What one rule masks may uncover the next: go on until nothing more is found.
  for (let pass = 0; pass < passesMax; pass++) {
    const masked = applyRules(shadow, marks)
    if (masked === shadow) break
    shadow = masked
  }
  return marks
}

/** Far more than any text of people needs; a bound for texts made to need many. */
const passesMax = 8

/** Applies every rule once; answers the very shadow it was given where nothing was found. */
function applyRules(given: MappedText, marks: Mark[]): MappedText {
  let shadow = given
  for (const { gate, find, kind } of redactionRules) {
    if (!gate.test(shadow.text)) continue
    const found = disjoint(find(shadow.text), shadow.text)
    if (found.length === 0) continue
    for (const { start, end } of found) marks.push({ ...originalRange(shadow, start, end), kind })
    // What is masked reads as one unit from here on, as its marker will when the result is redacted again.
    shadow = collapse(shadow, found)
  }
  return shadow
}

/** The ranges in order, without those that overlap another or what was masked before. */
function disjoint(ranges: TextRange[], text: string): TextRange[] {
  const kept: TextRange[] = []
  let end = 0
  for (const range of ranges.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (range.start < end || range.end <= range.start) continue
    if (text.slice(range.start, range.end).includes(taken)) continue
    kept.push(range)
    end = range.end
  }
  return kept
}

const marker = new RegExp(`\\[redacted:(?:${redactionKinds.join('|')})\\]`, 'g')

function markersIn(text: string): TextRange[] {
  return Array.from(text.matchAll(marker), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }))
}

function mask(text: string, marks: Mark[]): Redacted {
  const counts = new Map<RedactionKind, number>()
  const pieces: string[] = []
  let at = 0
  for (const { start, end, kind } of marks.sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, start), `[redacted:${kind}]`)
    at = end
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  pieces.push(text.slice(at))
  return { text: pieces.join(''), redactions: toRedactions(counts) }
}

function toRedactions(counts: ReadonlyMap<RedactionKind, number>): Redaction[] {
  return redactionKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

/** Adds up what was masked in several fields. */
export function mergeRedactions(...fields: (readonly Redaction[])[]): Redaction[] {
  const counts = new Map<RedactionKind, number>()
  for (const { kind, count } of fields.flat()) counts.set(kind, (counts.get(kind) ?? 0) + count)
  return toRedactions(counts)
}
