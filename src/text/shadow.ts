import { buildMappedText, type MappedText, type TextRange } from './mapped-text.ts'

/**
 * What a range that is already taken reads as in a shadow, however long it is: one private-use character no rule matches.
 * Private-use characters of the text itself read the same, which is harmless.
 */
export const taken = '\uE000'

const takenUnit = 0xe000
const space = 0x20
const newline = 0x0a

// Full-width marks that end a Chinese clause keep their own form, because an ASCII comma or
// question mark may be part of a password and these never are.
const clauseMarks = new Set([0xff08, 0xff09, 0xff0c, 0xff1b, 0xff1f])

const foldedMarks = new Map<number, string>([
  [0x2010, '-'],
  [0x2011, '-'],
  [0x2012, '-'],
  [0x2013, '-'],
  [0x2014, '-'],
  [0x2212, '-'],
  [0x2018, "'"],
  [0x2019, "'"],
  [0x201a, "'"],
  [0x201b, "'"],
  [0x2032, "'"],
  [0x201c, '"'],
  [0x201d, '"'],
  [0x201e, '"'],
  [0x201f, '"'],
  [0x00ab, '"'],
  [0x00bb, '"'],
  [0x2236, ':'],
  [0xa789, ':'],
  [0x2028, '\n'],
  [0x2029, '\n'],
  [0x0085, '\n'],
])

/**
 * The text as the redaction rules read it: full-width and other compatibility forms as plain ones,
 * every space a space, typographic quotes and dashes as ASCII, invisible and control characters gone.
 * Letter case, Chinese punctuation and line ends stay. Any string is accepted, lone surrogates too.
 */
export function shadowOf(text: string, takenRanges: readonly TextRange[] = []): MappedText {
  const shadow = buildMappedText(text.length)
  let nextTaken = 0
  let at = 0
  while (at < text.length) {
    const range = takenRanges[nextTaken]
    if (range !== undefined && at >= range.start) {
      shadow.push(takenUnit, at)
      at = range.end
      nextTaken++
      continue
    }
    const unit = text.charCodeAt(at)
    if (unit < 0x80) {
      if (unit >= space && unit !== 0x7f) shadow.push(unit, at)
      else if (unit === 0x09) shadow.push(space, at)
      else if (unit >= 0x0a && unit <= 0x0d && !isCarriageReturnOfPair(text, at)) {
        shadow.push(newline, at)
      }
      at++
      continue
    }
    if (foldsToItself(unit)) {
      shadow.push(unit, at)
      at++
      continue
    }
    const codePoint = text.codePointAt(at) ?? unit
    const width = codePoint > 0xffff ? 2 : 1
    if (!isInvisible(codePoint)) {
      const folded = foldCodePoint(codePoint, text.slice(at, at + width))
      for (let i = 0; i < folded.length; i++) shadow.push(folded.charCodeAt(i), at)
    }
    at += width
  }
  return shadow.finish(text.length)
}

/** The shadow with ranges of it taken; they are in order and do not overlap. */
export function collapse(shadow: MappedText, ranges: readonly TextRange[]): MappedText {
  const pieces: string[] = []
  const origins = new Uint32Array(shadow.origins.length + ranges.length)
  let length = 0
  let at = 0
  for (const { start, end } of ranges) {
    pieces.push(shadow.text.slice(at, start), taken)
    origins.set(shadow.origins.subarray(at, start + 1), length)
    length += start + 1 - at
    at = end
  }
  pieces.push(shadow.text.slice(at))
  origins.set(shadow.origins.subarray(at), length)
  length += shadow.origins.length - at
  return { text: pieces.join(''), origins: origins.slice(0, length) }
}

function isCarriageReturnOfPair(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === newline
}

/** Ideographs, kana and Hangul syllables: most of an East Asian text, and nothing to fold. */
function foldsToItself(unit: number): boolean {
  return (
    (unit >= 0x3041 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  )
}

function foldCodePoint(codePoint: number, character: string): string {
  if (clauseMarks.has(codePoint)) return character
  const mark = foldedMarks.get(codePoint)
  if (mark !== undefined) return mark
  if (codePoint >= 0xff01 && codePoint <= 0xff5e) return String.fromCharCode(codePoint - 0xfee0)
  if (isWideSpace(codePoint)) return ' '
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return character
  const folded = character.normalize('NFKC')
  // A spacing mark such as U+00B4 unfolds to a space and a combining mark: keep it as it is.
  return folded.startsWith(' ') ? character : folded
}

function isWideSpace(codePoint: number): boolean {
  return (
    codePoint === 0x00a0 ||
    codePoint === 0x1680 ||
    (codePoint >= 0x2000 && codePoint <= 0x200a) ||
    codePoint === 0x202f ||
    codePoint === 0x205f ||
    codePoint === 0x3000 ||
    codePoint === 0x3164 ||
    codePoint === 0x2800
  )
}

/** Characters that print nothing and could be used to cut a word in two. */
function isInvisible(codePoint: number): boolean {
  return (
    (codePoint >= 0x80 && codePoint <= 0x9f && codePoint !== 0x85) ||
    codePoint === 0x00ad ||
    codePoint === 0x034f ||
    codePoint === 0x061c ||
    codePoint === 0x115f ||
    codePoint === 0x1160 ||
    (codePoint >= 0x17b4 && codePoint <= 0x17b5) ||
    (codePoint >= 0x180b && codePoint <= 0x180f) ||
    (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2060 && codePoint <= 0x206f) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff ||
    codePoint === 0xffa0 ||
    (codePoint >= 0xfff0 && codePoint <= 0xfffb) ||
    (codePoint >= 0xe0000 && codePoint <= 0xe0fff)
  )
}
