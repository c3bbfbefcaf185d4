/** A ticket's text in pieces that can be shown: evidence, masked places, and characters nobody would see. */

import type { Evidence, TicketField } from '../ticket.ts'

export type Span = { text: string; evidence: Evidence | null }

/** Cuts a field at its evidence, in order; where spans overlap the earlier one wins. */
export function cutAtEvidence(
  text: string,
  evidence: readonly Evidence[],
  field: TicketField,
): Span[] {
  const spans: Span[] = []
  let end = 0
  const inOrder = evidence
    .filter((each) => each.field === field && each.end <= text.length)
    .sort((left, right) => left.start - right.start)
  for (const each of inOrder) {
    if (each.start < end || each.end <= each.start) continue
    if (each.start > end) spans.push({ text: text.slice(end, each.start), evidence: null })
    spans.push({ text: text.slice(each.start, each.end), evidence: each })
    end = each.end
  }
  if (end < text.length) spans.push({ text: text.slice(end), evidence: null })
  return spans
}

export type Piece = { kind: 'text' | 'masked' | 'control'; text: string }

// Bidi controls, blanks of no width, C0 and C1 but tab and line ends. The joiners U+200C and U+200D stay: emoji and
// several scripts need them.
const controls =
  '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F' +
  '\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\u{E0000}-\\u{E007F}'
const special = new RegExp(`(?<masked>\\[redacted:[a-z-]{1,20}\\])|[${controls}]+`, 'gu')

/** Cuts out what must not act on the page and what was masked. */
export function cutAtSpecials(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(special)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    pieces.push({ kind: match.groups?.masked ? 'masked' : 'control', text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

const controlNames: Readonly<Record<number, string>> = {
  173: 'SHY',
  1564: 'ALM',
  8203: 'ZWSP',
  8206: 'LRM',
  8207: 'RLM',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  65279: 'BOM',
}

/** Names of controls as Unicode abbreviates them, at most four of a run. */
export function nameControls(run: string): string {
  const characters = [...run]
  const names = characters.slice(0, 4).map((character) => {
    const point = character.codePointAt(0) ?? 0
    return controlNames[point] ?? `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  })
  return names.join(' ') + (characters.length > 4 ? ` +${characters.length - 4}` : '')
}

const lineBreaksAndControls = new RegExp(`[\\s${controls}]+`, 'gu')

/** One line for a list: no line ends, no characters that act on their neighbours. */
export function toOneLine(text: string, lengthMax: number): string {
  const line = text
    .slice(0, 4 * lengthMax)
    .replace(lineBreaksAndControls, ' ')
    .trim()
  return line.length > lengthMax ? line.slice(0, lengthMax) : line
}
