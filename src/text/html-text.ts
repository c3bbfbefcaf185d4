/** Tells HTML from plain text and turns it into text. */

import { compile, type DomNode, type FormatCallback, type HtmlToTextOptions } from 'html-to-text'
import type { TextRange } from './mapped-text.ts'

/** A tag, comment or declaration of a source; `name` is lower case and empty for the latter two. */
type Tag = TextRange & { name: string; closing: boolean; nameEnd: number }

/** Elements whose content the parser takes as text up to their end tag. */
const rawElements = new Set(['script', 'style', 'title', 'textarea', 'xmp'])

const voidElements = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
)

const lineElements = new Set(
  'address article aside blockquote body br center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)

/**
 * Elements that people write mails with. Others exist (`<code>`, `<title>`, `<s>`, `<label>`, `<time>`), but
 * those names are as common in XML and in "replace <name> with yours".
 */
const mailElements = new Set(
  'html body head meta style p div br span table tbody thead tr td th ul ol li b strong i em u font a img blockquote pre h1 h2 h3 h4 h5 h6 hr center small big sub sup section article'.split(
    ' ',
  ),
)

/** HTML as well, but no sign of it: neither for nor against. */
const neutralElements = new Set(
  'abbr address area aside audio base button caption cite code col colgroup dd del details dfn dl dt embed fieldset figcaption figure footer form frame header iframe input ins kbd label legend link main map mark nav noscript object optgroup option output param picture q s samp script select source strike summary svg textarea tfoot time title tt var video wbr'.split(
    ' ',
  ),
)

/**
 * Whether a ticket's body is HTML: it has markup, not merely the mention of a tag, an address in angle
 * brackets, `a < b`, or a pasted piece of XML or PowerShell. When in doubt it is plain text, because tags left
 * standing do less harm than words taken for tags.
 */
export function looksLikeHtml(body: string): boolean {
  if (!body.includes('<')) return false
  const head = body.slice(0, 1_000).trimStart()
  if (/^<!doctype\s+html\b/i.test(head) || /^<html[\s>]/i.test(head)) return true
  const tags = readTags(body).filter((tag) => tag.name !== '')
  const known = tags.filter((tag) => mailElements.has(tag.name))
  const unknown = tags.filter((tag) => isForeign(tag.name))
  if (unknown.length >= known.length) return false
  const marks = known.filter((tag) => !isMention(body, tag))
  const start = body.length - body.trimStart().length
  const first = known[0]
  if (first?.start === start && !first.closing) {
    const closesAtEnd = known.at(-1)?.end === body.trimEnd().length && hasPair(known)
    return closesAtEnd || hasPair(marks) || marks.some((tag) => isWholeElement(body, tag))
  }
  if (!hasPair(marks) && !marks.some((tag) => isWholeElement(body, tag))) return false
  // Lines that end without a tag are those of a plain text with some markup pasted into it.
  const bareLineEnds = countBareLineEnds(body, tags)
  return bareLineEnds === 0 || countLineTags(marks) > bareLineEnds
}

function isForeign(name: string): boolean {
  return /^[a-z][a-z0-9._-]*$/.test(name) && !mailElements.has(name) && !neutralElements.has(name)
}

/** `the <br> tag`, `<p>` between backticks: a bare tag that stands like a word. */
function isMention(body: string, tag: Tag): boolean {
  if (/[^\s/>]/.test(body.slice(tag.nameEnd, tag.end))) return false
  const before = body[tag.start - 1] ?? ' '
  const after = body[tag.end] ?? ' '
  return /[\s"'“‘「『`(（]/.test(before) && /[^\S\n]|["'”’」』`)）.,;:?!，。、；：？！]/.test(after)
}

function hasPair(tags: Tag[]): boolean {
  const opened = new Set<string>()
  for (const { name, closing } of tags) {
    if (!closing) opened.add(name)
    else if (opened.has(name)) return true
  }
  return false
}

/** A tag that needs no end tag to be markup. */
function isWholeElement(body: string, tag: Tag): boolean {
  if (tag.name === 'br' || tag.name === 'hr' || tag.name === 'p') return !tag.closing
  return tag.name === 'img' && /\ssrc\s*=/i.test(body.slice(tag.nameEnd, tag.end))
}

function countLineTags(tags: Tag[]): number {
  return tags.filter(({ name, closing }) => !closing && lineElements.has(name)).length
}

/** Line ends with no tag on either side. */
function countBareLineEnds(html: string, tags: Tag[]): number {
  let count = 0
  let from = 0
  for (const tag of [...tags, { start: html.length, end: html.length }]) {
    const between = html.slice(from, tag.start).trim()
    for (let at = between.indexOf('\n'); at >= 0; at = between.indexOf('\n', at + 1)) count++
    from = tag.end
  }
  return count
}

/**
 * The tags of a source in order, found as the parser of html-to-text (htmlparser2 10) finds them. One pass; a tag
 * that never ends takes the rest.
 */
function readTags(html: string): Tag[] {
  const tags: Tag[] = []
  let at = html.indexOf('<')
  while (at >= 0) {
    const tag = tagAt(html, at)
    if (tag !== undefined) tags.push(tag)
    at = html.indexOf('<', tag?.end ?? at + 1)
  }
  return tags
}

function tagAt(html: string, start: number): Tag | undefined {
  const next = html.charCodeAt(start + 1)
  const closing = next === slash
  const nameStart = closing ? start + 2 : start + 1
  if (!isLetter(html.charCodeAt(nameStart))) {
    const end = closing || next === 0x21 || next === 0x3f ? commentEnd(html, start) : undefined
    return end === undefined ? undefined : { name: '', closing, start, end, nameEnd: end }
  }
  let nameEnd = nameStart
  while (nameEnd < html.length && !endsName(html.charCodeAt(nameEnd))) nameEnd++
  const name = html.slice(nameStart, Math.min(nameEnd, nameStart + 80)).toLowerCase()
  if (closing) return { name, closing, start, end: endAfter(html, '>', nameEnd), nameEnd }
  const { end, closesItself } = openingTagEnd(html, nameEnd)
  if (closesItself || !rawElements.has(name)) return { name, closing, start, end, nameEnd }
  const endTag = new RegExp(`</${name}[ \\t\\n\\f\\r>]`, 'gi')
  endTag.lastIndex = end
  return { name, closing, start, end: endTag.exec(html)?.index ?? html.length, nameEnd }
}

const slash = 0x2f
const equals = 0x3d
const greaterThan = 0x3e

function endsName(unit: number): boolean {
  return unit === greaterThan || unit === slash || isBlank(unit)
}

/** Space, tab, line feed, form feed or carriage return. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d && unit !== 0x0b)
}

function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
}

function endAfter(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

function commentEnd(html: string, start: number): number {
  if (html.startsWith('<!--', start)) return endAfter(html, '-->', start + 2)
  if (html.startsWith('<![CDATA[', start)) return endAfter(html, ']]>', start + 9)
  return endAfter(html, '>', start + 2)
}

/** Where an opening tag ends (a `>` in a quoted value does not end it), and whether it closes itself. */
function openingTagEnd(html: string, from: number): { end: number; closesItself: boolean } {
  let at = from
  let expectsValue = false
  let named = false
  let closesItself = false
  while (at < html.length) {
    const unit = html.charCodeAt(at)
    if (unit === greaterThan) return { end: at + 1, closesItself }
    if (isBlank(unit)) {
      at++
    } else if (expectsValue) {
      expectsValue = false
      at = valueEnd(html, at)
    } else {
      // An equals sign with no name before it begins a name.
      expectsValue = unit === equals && named
      closesItself = unit === slash
      named = !expectsValue && !closesItself
      at++
    }
  }
  return { end: html.length, closesItself: false }
}

function valueEnd(html: string, from: number): number {
  const mark = html[from] ?? ''
  if (mark === '"' || mark === "'") return endAfter(html, mark, from + 1)
  let at = from
  while (at < html.length && html.charCodeAt(at) !== greaterThan && !isBlank(html.charCodeAt(at)))
    at++
  return at
}

// The parser looks through all open elements at an end tag and the converter calls itself for each level:
// beyond these bounds 64 KiB would take a tenth of a second or the whole stack. Mails stay far below: long
// Outlook threads nest some 150 deep, and 64 KiB of them hold about 1,500 tags.
const depthMax = 250
const tagsMax = 4_000

/** Whether more elements may be open at once, or more tags be there, than the converter is good for. */
function isTooMuch(tags: Tag[]): boolean {
  if (tags.length > tagsMax) return true
  const open = new Map<string, number>()
  let depth = 0
  for (const { name, closing } of tags) {
    if (name === '' || voidElements.has(name)) continue
    const sameOpen = open.get(name) ?? 0
    if (!closing) {
      open.set(name, sameOpen + 1)
      depth++
    } else if (sameOpen > 0) {
      open.set(name, sameOpen - 1)
      depth--
    }
    if (depth > depthMax) return true
  }
  return false
}

/** The source without its tags: what is too much for the converter still keeps its words and lines. */
function withoutTags(html: string, tags: Tag[]): string {
  const pieces: string[] = []
  let from = 0
  for (const tag of tags) {
    pieces.push(html.slice(from, tag.start).replaceAll('<', '&lt;'), standIn(tag))
    from = tag.end
  }
  pieces.push(html.slice(from).replaceAll('<', '&lt;'))
  return pieces.join('')
}

function standIn({ name, closing }: Tag): string {
  if (lineElements.has(name)) return '\n'
  return (name === 'td' || name === 'th') && closing ? '\t' : ' '
}

const quoteDepthMax = 3

const quote: FormatCallback = (element, walk, builder) => {
  const indent =
    /border(?:-left)?\s*:\s*(?:none|0)/i.test(attribute(element, 'style')) &&
    attribute(element, 'type') === ''
  builder.openBlock({ leadingLineBreaks: 2 })
  walk(element.children, builder)
  // Gmail indents with a quote that has no border. Every level costs a pass over its lines: three are enough.
  const marked = !indent && countAround(element, 'blockquote') < quoteDepthMax
  builder.closeBlock({ trailingLineBreaks: 2, ...(marked ? { blockTransform: markQuoted } : {}) })
}

function markQuoted(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}

/** How many elements of that name are around one. */
function countAround(element: DomNode, name: string): number {
  let count = 0
  for (let around = element.parent; around != null; around = around.parent) {
    if (around.name === name) count++
  }
  return count
}

function attribute(element: DomNode, name: string): string {
  const value: unknown = element.attribs?.[name]
  return typeof value === 'string' ? value : ''
}

const link: FormatCallback = (element, walk, builder) => {
  const address = attribute(element, 'href').trim()
  if (!/^(?:https?:|mailto:|tel:|www\.)/i.test(address) || countAround(element, 'a') > 0) {
    walk(element.children, builder)
    return
  }
  let text = ''
  builder.pushWordTransform((word) => {
    text += word
    return word
  })
  walk(element.children, builder)
  builder.popWordTransform()
  if (text === '') builder.addInline(address, { noWordTransform: true })
  else if (bareAddress(text) !== bareAddress(address)) {
    builder.addInline(` <${address.replace(/^(?:mailto|tel):/i, '')}>`, { noWordTransform: true })
  }
}

/** An address without what a person leaves out when writing it. */
function bareAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:mailto:|tel:|https?:\/\/)/, '')
    .replace(/^www\./, '')
    .replace(/[\s/]+$/, '')
    .replace(/[\s()-]/g, '')
}

/** A picture is its description; an emoji sent as a picture is itself. */
const picture: FormatCallback = (element, _walk, builder) => {
  const description = attribute(element, 'alt').trim()
  if (description !== '')
    builder.addInline(description.length <= 4 ? description : `[${description}]`)
}

const cell: FormatCallback = (element, walk, builder) => {
  walk(onlyContent(element), builder)
  builder.addLiteral('\t')
}

/** Children of a cell; those of its paragraph where that is all there is, so that a row stays one line. */
function onlyContent(element: DomNode): DomNode[] {
  const children = element.children.filter(
    ({ type, data }) => type === 'tag' || (data ?? '').trim() !== '',
  )
  const [only] = children
  const isBlock = only?.name === 'p' || only?.name === 'div'
  return children.length === 1 && only !== undefined && isBlock ? only.children : element.children
}

const list: FormatCallback = (element, walk, builder) => {
  const start = Number.parseInt(attribute(element, 'start'), 10)
  let number = Number.isSafeInteger(start) ? start : 1
  builder.openBlock({ leadingLineBreaks: 1 })
  for (const child of element.children) {
    if (child.name === 'li') {
      builder.openBlock({ leadingLineBreaks: 1 })
      builder.addInline(element.name === 'ol' ? `${number++}. ` : '- ')
      walk(child.children, builder)
      builder.closeBlock({ trailingLineBreaks: 1 })
    } else {
      walk([child], builder)
    }
  }
  builder.closeBlock({ trailingLineBreaks: 1 })
}

const block = (selector: string, lineBreaks: number) => ({
  selector,
  format: 'block',
  options: { leadingLineBreaks: lineBreaks, trailingLineBreaks: lineBreaks },
})

const options: HtmlToTextOptions = {
  wordwrap: false,
  // Not only <body>: what a gateway puts before or behind it is part of the message.
  baseElements: { selectors: [] },
  whitespaceCharacters: ' \t\r\n\f',
  formatters: { quote, link, picture, cell, list },
  selectors: [
    ...['title', 'xml', 'select', 'svg', 'object', 'template'].map((selector) => ({
      selector,
      format: 'skip',
    })),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      format: 'heading',
      options: { leadingLineBreaks: 2, trailingLineBreaks: 1, uppercase: false },
    })),
    ...['body', 'center', 'dl', 'dt', 'dd', 'fieldset', 'address', 'li'].map((selector) =>
      block(selector, 1),
    ),
    ...['table', 'tr'].map((selector) => block(selector, 1)),
    block('p', 2),
    // Outlook's paragraphs have no margin; an empty line is an empty paragraph.
    block('p.MsoNormal', 1),
    { selector: 'blockquote', format: 'quote' },
    { selector: 'a', format: 'link' },
    { selector: 'img', format: 'picture' },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: 'ul', format: 'list' },
    { selector: 'ol', format: 'list' },
    { selector: 'hr', format: 'horizontalLine', options: { length: 5, leadingLineBreaks: 1 } },
  ],
}

const convert = compile(options)
const convertKeepingLines = compile({ ...options, preserveNewlines: true })

/** `<ming@example.com>` and `<https://…>` that nobody escaped: no tags. */
const bracketedAddress = /<(?=[^\s<>@="']{1,64}@|https?:|mailto:)/gi

/**
 * The text of an HTML body: a line per paragraph, row, item and break, quotes as `> ` lines, links as their text with
 * the address behind it where it differs, pictures as their description; scripts, styles, comments and titles are
 * gone. Any string is accepted; time is linear in its length.
 */
export function htmlToText(html: string): string {
  const source = html.replace(/\r\n?/g, '\n').replace(bracketedAddress, '&lt;')
  const tags = readTags(source)
  return tidy(textOf(source, tags))
}

function textOf(source: string, tags: Tag[]): string {
  if (isTooMuch(tags)) return convertKeepingLines(withoutTags(source, tags))
  // Plain text with a few tags in it, as some ticket forms send it: its line ends are meant.
  const linesAreMeant = countBareLineEnds(source, tags) > countLineTags(tags)
  return linesAreMeant ? convertKeepingLines(source) : convert(source)
}

function tidy(text: string): string {
  return text
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
