/** From a ticket's body as it came to the text that is stored, and to the part the requester wrote himself. */

import { htmlToText, looksLikeHtml } from './html-text.ts'
import {
  beginsAttribution,
  beginsDisclaimer,
  type HeaderRole,
  introducesCitation,
  isBelowClosing,
  isDeviceLine,
  isGatewayBanner,
  isRule,
  isSeparator,
  isSlight,
  lineUnitsMax,
  readAttribution,
  readClosing,
  readHeader,
} from './mail-marks.ts'
import type { MappedText, TextRange } from './mapped-text.ts'

export { htmlToText, looksLikeHtml } from './html-text.ts'

/**
 * The body of a ticket as it is stored: HTML as text, line ends as `\n`, no blanks at the end of a line, no blank
 * lines at either end. Nothing else of a plain text is lost. Empty for HTML that shows no text.
 *
 * @param format what the helpdesk says it is; without it the text itself is looked at.
 */
export function normalizeBody(body: string, format?: 'text' | 'html'): string {
  const isHtml = format === undefined ? looksLikeHtml(body) : format === 'html'
  const text = isHtml ? htmlToText(body) : body
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

/**
 * A line of the source without its end; `start` may lie behind quote marks. `words` is what it says without blanks
 * at its ends, cut to what the marks of mails are looked for in.
 */
type Line = TextRange & { words: string }

/** One message of a mail: what its writer says, what he quotes with `>`, and the subject in its headers. */
type Message = { said: Line[]; quoted: Line[]; subject: Line | undefined }

/**
 * What the requester wrote: without quoted replies, headers of forwarded mails, signatures, legal footers. A mail
 * that forwards another one with nothing of its own on top (`FYI`, `請協助`) is read for what it forwards. Blank only
 * if the text is; `origins` lead into the text that was given. Any string is accepted; time is linear in its length.
 */
export function readableParts(text: string): MappedText {
  const lines = splitLines(text)
  const messages = splitMessages(text, lines)
  const top = messages[0]?.said ?? []
  const candidates = [
    chooseMessage(text, messages, 0),
    chooseSubject(text, messages),
    withoutSignature(top),
    top,
    lines,
  ]
  return pickLines(text, candidates.find((candidate) => !isBlank(candidate)) ?? [])
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    lines.push(lineOf(text, start, end))
    start = end + 1
  }
  lines.push(lineOf(text, start, text.length))
  return lines
}

function lineOf(text: string, start: number, end: number): Line {
  return { start, end, words: text.slice(start, end).trim().slice(0, lineUnitsMax) }
}

function isBlank(lines: Line[]): boolean {
  return lines.every((line) => line.words === '')
}

/** What is quoted deeper is older than anybody's question. */
const quoteDepthMax = 4

/** The first message that says something, from the top down; a forwarded one is read like any other. */
function chooseMessage(text: string, messages: Message[], depth: number): Line[] {
  for (const { said, quoted } of messages) {
    const written = withoutSignature(said)
    if (!isSlight(textOf(text, written))) return written
    if (quoted.length === 0 || depth >= quoteDepthMax) continue
    const inner = quoted.map((line) => unquote(text, line))
    const found = chooseMessage(text, splitMessages(text, inner), depth + 1)
    if (found.length > 0) return found
  }
  return []
}

/** For a mail whose messages all say nothing: what a forwarded one was about. */
function chooseSubject(text: string, messages: Message[]): Line[] {
  const subjects = messages.flatMap(({ subject }) => subject ?? [])
  return subjects.filter((subject) => !isSlight(textOf(text, [subject]))).slice(0, 1)
}

/** The messages of a mail from the top down; the first is the one that was sent, possibly without a word. */
function splitMessages(text: string, lines: Line[]): Message[] {
  let current: Message = { said: [], quoted: [], subject: undefined }
  const messages = [current]
  let isAtTop = true
  const begin = (subject?: Line) => {
    current = { said: [], quoted: [], subject }
    messages.push(current)
    isAtTop = false
  }
  let at = 0
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    if (line.words === '') {
      current.said.push(line)
      at++
      continue
    }
    if (isQuote(text, line)) {
      at = takeQuote(text, lines, at, current)
      continue
    }
    const attributionEnd = attributionAt(text, lines, at)
    if (attributionEnd !== undefined) {
      at = skipBlank(lines, attributionEnd)
      // Without quote marks below it, all the rest is quoted.
      if (!isQuote(text, lines[at])) begin()
      continue
    }
    const isAnnounced = isSeparator(line.words)
    const role = readHeader(line.words)?.role ?? 'other'
    if (isAnnounced || role !== 'other') {
      const headers = headersAt(text, lines, isAnnounced ? skipBlank(lines, at + 1) : at)
      if (isAnnounced || isHeaderBlock(headers, isAtTop)) {
        dropRule(current.said)
        begin(headers.subject)
        at = headers.end
        continue
      }
    }
    current.said.push(line)
    isAtTop = false
    at++
  }
  return messages
}

function skipBlank(lines: Line[], from: number): number {
  let at = from
  while (lines[at]?.words === '') at++
  return at
}

/** Up to three blanks may stand before a `>`. */
function isQuote(text: string, line: Line | undefined): boolean {
  return line?.words.startsWith('>') === true && quoteMarkAt(text, line) !== undefined
}

function quoteMarkAt(text: string, line: Line): number | undefined {
  const at = text.indexOf('>', line.start)
  return at >= 0 && at <= line.start + 3 && at < line.end ? at : undefined
}

function unquote(text: string, line: Line): Line {
  const mark = quoteMarkAt(text, line)
  if (mark === undefined) return line
  const start = mark + 1 < line.end && text[mark + 1] === ' ' ? mark + 2 : mark + 1
  return lineOf(text, start, line.end)
}

/** An error message between quote marks is seldom longer. */
const citationLinesMax = 12

/** Puts a block of `>` lines where it belongs; answers the index behind it. */
function takeQuote(text: string, lines: Line[], from: number, message: Message): number {
  let end = from
  while (isQuote(text, lines[end])) end++
  const block = lines.slice(from, end)
  const above = message.said.slice(-2).findLast(({ words }) => words !== '')
  const isCitation =
    block.length <= citationLinesMax && above !== undefined && introducesCitation(above.words)
  if (isCitation) message.said.push(...block.map((line) => unquote(text, line)))
  else for (const line of block) message.quoted.push(line)
  return end
}

/** Mail programs break `On … wrote:` into at most three lines. */
const attributionLinesMax = 3

/** The index behind an attribution that begins at a line. */
function attributionAt(text: string, lines: Line[], from: number): number | undefined {
  let last = from
  while (last < from + attributionLinesMax && !endsWithColon(lines[last])) last++
  if (last === from + attributionLinesMax) return undefined
  const parts = lines.slice(from, last + 1)
  const isOther = (line: Line) => line.words === '' || isQuote(text, line)
  if (parts.some((line) => isOther(line) || line.words.length === lineUnitsMax)) return undefined
  const [first = '', ...rest] = parts.map(({ words }) => words)
  if (rest.length > 0 && !beginsAttribution(first, rest.join(' '))) return undefined
  const certainty = readAttribution([first, ...rest].join(' '))
  if (certainty === 'certain') return last + 1
  const isAboveQuote = isQuote(text, lines[skipBlank(lines, last + 1)])
  return certainty === 'possible' && isAboveQuote ? last + 1 : undefined
}

function endsWithColon(line: Line | undefined): boolean {
  return line !== undefined && (line.words.endsWith(':') || line.words.endsWith('：'))
}

const foldedLinesMax = 3
const blankLinesMax = 2

/** Header lines that follow each other: whose they are, and the index behind them. */
type Headers = { seen: Map<HeaderRole, string>; subject: Line | undefined; end: number }

/** Outlook lists eight at most; recipients on lines of their own take some more. */
const headerLinesMax = 30

function headersAt(text: string, lines: Line[], from: number): Headers {
  const headers: Headers = { seen: new Map(), subject: undefined, end: from }
  let folded = 0
  let blank = 0
  for (let at = from; at < from + headerLinesMax; at++) {
    const line = lines[at]
    if (line === undefined) break
    const header = readHeader(line.words)
    if (header !== undefined) {
      const { role, value } = header
      if (role !== 'other' && headers.seen.has(role)) break
      if (role === 'subject') headers.subject = valueLine(text, line, header.valueAt)
      headers.seen.set(role, value)
      headers.end = at + 1
      blank = 0
      // Recipients are folded; some programs write every value on a line of its own.
      const isSplit = value === '' || /^[<[]/.test(lines[at + 1]?.words ?? '')
      folded = role === 'to' || role === 'other' ? foldedLinesMax : Number(isSplit)
    } else if (headers.seen.size === 0) {
      break
    } else if (line.words === '' ? ++blank > blankLinesMax : --folded < 0) {
      break
    }
  }
  return headers
}

function valueLine(text: string, { start, end }: Line, valueAt: number): Line {
  const blank = text.slice(start, end).search(/\S/)
  return lineOf(text, start + blank + valueAt, end)
}

/**
 * Whether headers are those of a quoted mail: there is a sender and something that tells them from a log. At the
 * top of a mail a sender and a subject are a form.
 */
function isHeaderBlock({ seen }: Headers, isAtTop: boolean): boolean {
  const sender = seen.get('from')
  // `From: 5 January`, `To: 9 January` is a span of time.
  if (sender === undefined || /^\d[\d\s./:年月日-]*$/.test(sender)) return false
  const [first] = seen.keys()
  if (first !== 'from') return seen.size >= 3
  if (seen.has('date')) return true
  if (seen.has('subject')) return !isAtTop || seen.size >= 3
  return seen.has('to') && /[@<[]/.test(sender)
}

/** Takes the stroke above a quoted mail away. */
function dropRule(said: Line[]): void {
  const rule = said.findLastIndex(({ words }) => words !== '')
  if (rule >= 0 && isRule(said[rule]?.words ?? '')) said.length = rule
}

// Bounds beyond which a `--` is a stroke, a closing a sentence and a warning the matter itself: a delimiter has
// a signature and a footer below it, a closing a name, a post and some addresses.
const signatureLinesMax = 60
const belowDelimiterMax = 15
const belowClosingMax = 8
const bannerLinesMax = 5

/** What a message says, from its greeting to where its writer says goodbye. */
function withoutSignature(said: Line[]): Line[] {
  const first = said.findIndex(({ words }) => words !== '')
  const lines = said.filter(
    ({ words }, at) => at > first + bannerLinesMax || !isGatewayBanner(words),
  )
  const end = closingAt(lines, footerAt(lines))
  return lines.slice(0, end)
}

/** Where `-- ` or a legal footer begins; the length where there is neither. */
function footerAt(lines: Line[]): number {
  const first = lines.findIndex(({ words }) => words !== '')
  const end = lastWritten(lines, lines.length)
  for (let at = Math.max(first + 1, end - signatureLinesMax); at < end; at++) {
    const { words = '' } = lines[at] ?? {}
    if (beginsDisclaimer(words)) return at
    if (words !== '--') continue
    const below = lines.slice(at + 1, end).filter((line) => line.words !== '')
    if (below.length <= belowDelimiterMax) return at
  }
  return end
}

/** Where the last closing begins that has no more than a signature below it. */
function closingAt(lines: Line[], footer: number): number {
  const first = lines.findIndex(({ words }) => words !== '')
  let end = lastWritten(lines, footer)
  let below: string[] = []
  for (let at = end - 1; at > first && below.length <= belowClosingMax; at--) {
    const { words = '' } = lines[at] ?? {}
    if (words === '') continue
    const closing = readClosing(words)
    if (closing !== undefined && below.every((line) => isBelowClosing(line, closing))) {
      end = at
      below = []
    } else {
      below.push(words)
    }
  }
  return lastWritten(lines, end)
}

/** The index behind the last line before `end` that says something; device lines and strokes do not. */
function lastWritten(lines: Line[], end: number): number {
  let at = end
  while (at > 0) {
    const { words = '' } = lines[at - 1] ?? {}
    if (words !== '' && !isDeviceLine(words) && !isRule(words)) break
    at--
  }
  return at
}

function withoutBlankEnds(lines: Line[]): Line[] {
  const first = lines.findIndex(({ words }) => words !== '')
  const last = lines.findLastIndex(({ words }) => words !== '')
  return first < 0 ? [] : lines.slice(first, last + 1)
}

function textOf(text: string, lines: Line[]): string {
  return withoutBlankEnds(lines)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n')
}

/** The lines as one text with the way back, blank ones at either end left out. */
function pickLines(text: string, lines: Line[]): MappedText {
  const picked = withoutBlankEnds(lines)
  const units = picked.reduce((sum, { start, end }) => sum + end - start + 1, 0)
  const origins = new Uint32Array(Math.max(units, 1))
  let length = 0
  for (const { start, end } of picked) {
    // The line end belongs to the line; that of the last one tells where the source goes on.
    for (let at = start; at <= end; at++) origins[length++] = at
  }
  return { text: textOf(text, picked), origins }
}
