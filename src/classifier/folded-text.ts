import type { TicketField } from '../ticket.ts'

/**
 * A ticket as the feature reader sees it: both fields in one row of code units, lower-cased and
 * compatibility-normalised, each run of separators squeezed to one unit (the mark that ends a sentence,
 * where there is one in it, else a space), a separator at either end of a field. `origins[i]` is where
 * unit `i` came from, as a UTF-16 offset into its own field.
 */
export type FoldedText = {
  units: Uint16Array
  origins: Uint32Array
  length: number
  /** Index of the space in front of the body's first unit. */
  bodyFrom: number
}

/**
 * Folded units read per field. A ticket's wish stands in its first pages; what follows in a longer
 * one is a pasted log, and 64 KiB of it must not take longer than the answer may (20 ms).
 */
export const unitsReadMax = 8_192

/** What a folded unit is part of. */
export const separator = 0
export const wordUnit = 1
export const ideograph = 2
export type UnitKind = typeof separator | typeof wordUnit | typeof ideograph

const space = 0x20
const unknownKind = 255

/** Marks that tell a question from a statement; all other punctuation is as good as a space. */
const sentenceMarks = new Set([...'?!。'].map((mark) => mark.charCodeAt(0)))

// Both tables are filled on first sight of a unit: most of the 65,536 never occur.
const kinds = new Uint8Array(65_536).fill(unknownKind)
const foldings = new Map<number, string>()

/** Scripts written without spaces are read by characters, all others by words. */
const ideographPattern =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}ー々]$/u
const wordPattern = /^[\p{L}\p{N}\p{M}_]$/u

/** Tells the kind of a folded unit; halves of surrogate pairs are separators. */
export function kindOf(unit: number): UnitKind {
  const known = kinds[unit]
  if (known === separator || known === wordUnit || known === ideograph) return known
  const character = String.fromCharCode(unit)
  const kind = ideographPattern.test(character)
    ? ideograph
    : wordPattern.test(character)
      ? wordUnit
      : separator
  kinds[unit] = kind
  return kind
}

/**
 * Folds subject and body. Full-width and half-width forms, ligatures and letter case become one;
 * accents are dropped, because people type `reinitialisation` as often as `réinitialisation`.
 */
export function foldText(subject: string, body: string): FoldedText {
  const readable = Math.min(subject.length, unitsReadMax) + Math.min(body.length, unitsReadMax)
  // Few characters unfold to several units; the arrays grow when one does.
  const folded: FoldedText = {
    units: new Uint16Array(readable + 4),
    origins: new Uint32Array(readable + 4),
    length: 0,
    bodyFrom: 0,
  }
  appendField(folded, subject)
  folded.bodyFrom = folded.length
  appendField(folded, body)
  return folded
}

/** Which field a folded index belongs to. */
export function fieldAt(folded: FoldedText, index: number): TicketField {
  return index < folded.bodyFrom ? 'subject' : 'body'
}

/** True when a text has more ideographs than words. */
export function isIdeographic({ units, length }: FoldedText): boolean {
  let ideographs = 0
  let words = 0
  let previous: UnitKind = separator
  for (let at = 0; at < length; at++) {
    const kind = kindOf(units[at] ?? 0)
    if (kind === ideograph) ideographs++
    else if (kind === wordUnit && previous !== wordUnit) words++
    previous = kind
  }
  return ideographs > words
}

function appendField(folded: FoldedText, text: string): void {
  push(folded, space, 0)
  const end = text.length
  const lengthMax = folded.length + unitsReadMax
  for (let at = 0; at < end && folded.length < lengthMax; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) {
      pushFolded(folded, unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit, at)
      continue
    }
    if (foldsToItself(unit)) {
      pushFolded(folded, unit, at)
      continue
    }
    const replacement = foldUnit(unit)
    for (let i = 0; i < replacement.length; i++) pushFolded(folded, replacement.charCodeAt(i), at)
  }
  if (kindOf(folded.units[folded.length - 1] ?? space) !== separator) push(folded, space, end)
}

/** Unified ideographs, Hangul, surrogates and private use: most of all units, none with case. */
function foldsToItself(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xf8ff)
}

function foldUnit(unit: number): string {
  let folding = foldings.get(unit)
  if (folding === undefined) {
    folding = String.fromCharCode(unit)
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
    foldings.set(unit, folding)
  }
  return folding
}

function pushFolded(folded: FoldedText, unit: number, origin: number): void {
  if (kindOf(unit) !== separator) push(folded, unit, origin)
  else pushSeparator(folded, sentenceMarks.has(unit) ? unit : space, origin)
}

/** Of a run of separators the first mark stays, or a space; so does the space that a field starts with. */
function pushSeparator(folded: FoldedText, mark: number, origin: number): void {
  const last = folded.length - 1
  if (kindOf(folded.units[last] ?? space) !== separator) push(folded, mark, origin)
  else if (last > folded.bodyFrom && folded.units[last] === space) folded.units[last] = mark
}

function push(folded: FoldedText, unit: number, origin: number): void {
  if (folded.length === folded.units.length) {
    const units = new Uint16Array(folded.length * 2)
    units.set(folded.units)
    folded.units = units
    const origins = new Uint32Array(folded.length * 2)
    origins.set(folded.origins)
    folded.origins = origins
  }
  folded.units[folded.length] = unit
  folded.origins[folded.length] = origin
  folded.length++
}
