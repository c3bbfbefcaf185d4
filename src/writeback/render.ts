/**
 * Renders a note tree for each kind of helpdesk. Whatever a text holds, it stays text: hostile tickets produce no tag,
 * link, image or macro.
 */

import type { RenderedNote } from '../helpdesks/helpdesk.ts'
import type { Block, Inline, NoteList } from './note-tree.ts'
import { safeUrl } from './note-tree.ts'

/** A whole note: what it says, and the marker that ends it. */
export type NoteDocument = { subject: string; marker: string; blocks: Block[] }

/** Each form is made when it is asked for. */
export function renderNote(note: NoteDocument): RenderedNote {
  return {
    subject: toLine(note.subject),
    text: () => renderText(note),
    markdown: () => renderMarkdown(note),
    html: () => renderHtml(note),
    wiki: () => renderWiki(note),
    adf: () => renderAdf(note),
  }
}

/** Control and direction characters could lay a page out or hide what stands there. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

function toLine(text: string): string {
  return text.replace(invisible, ' ').replace(/\s+/g, ' ').toWellFormed()
}

/** Kept apart from words it would join, without a visible change: no renderer links across it. */
const joiner = '\u2060'

/** Addresses that are no links of ours: helpdesks make links of them by themselves. */
function withoutAddresses(text: string): string {
  return text
    .replace(/:(?=\/\/)/g, `:${joiner}`)
    .replace(/(?<![A-Za-z0-9])(www|mailto|javascript|data)(?=[.:])/gi, `$1${joiner}`)
    .replace(/@/g, `@${joiner}`)
}

const nonEmpty = (parts: readonly string[]) => parts.filter((part) => part !== '')

// ---- plain text -------------------------------------------------------------------------------

function renderText({ blocks, marker }: NoteDocument): string {
  return `${blocksToText(blocks)}\n\n${marker}\n`
}

function blocksToText(blocks: readonly Block[]): string {
  return nonEmpty(blocks.map(blockToText)).join('\n\n')
}

function blockToText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return inlinesToText(block.inlines).toUpperCase()
    case 'paragraph':
      return inlinesToText(block.inlines)
    case 'list':
      return listToText(block, '')
    case 'table':
      return [block.header, ...block.rows]
        .map((cells) => `- ${cells.map(inlinesToText).join(' | ')}`)
        .join('\n')
    case 'draft':
      return `----------\n${blocksToText(block.blocks)}\n----------`
  }
}

function listToText({ isOrdered, items }: NoteList, indent: string): string {
  return items
    .flatMap(({ inlines, lists }, index) => {
      const mark = isOrdered ? `${index + 1}. ` : '- '
      const inner = indent + ' '.repeat(mark.length)
      const own = inlinesToText(inlines).replaceAll('\n', `\n${inner}`)
      return [`${indent}${mark}${own}`, ...lists.map((list) => listToText(list, inner))]
    })
    .join('\n')
}

function inlinesToText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'break') return '\n'
      const text = toLine(inline.text)
      if (inline.kind !== 'link') return text
      return text === inline.url || inline.url.startsWith(`${text}/`)
        ? inline.url
        : `${text} (${inline.url})`
    })
    .join('')
}

// ---- Markdown ---------------------------------------------------------------------------------

function renderMarkdown({ blocks, marker }: NoteDocument): string {
  return `${blocksToMarkdown(blocks)}\n\n${marker}\n`
}

function blocksToMarkdown(blocks: readonly Block[]): string {
  return nonEmpty(blocks.map(blockToMarkdown)).join('\n\n')
}

function blockToMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `### ${inlinesToMarkdown(block.inlines).replaceAll('\n', ' ')}`
    case 'paragraph':
      return inlinesToMarkdown(block.inlines)
    case 'list':
      return listToMarkdown(block, '')
    case 'table': {
      // A bar ends a cell even inside code.
      const row = (cells: readonly Inline[][]) =>
        `| ${cells
          .map((cell) =>
            inlinesToMarkdown(cell)
              .replaceAll('\n', ' ')
              .replace(/(?<!\\)\|/g, '\\|'),
          )
          .join(' | ')} |`
      return [
        row(block.header),
        `|${' --- |'.repeat(block.header.length)}`,
        ...block.rows.map(row),
      ].join('\n')
    }
    case 'draft':
      return blocksToMarkdown(block.blocks).replace(/^/gm, '> ').replace(/ +$/gm, '')
  }
}

function listToMarkdown({ isOrdered, items }: NoteList, indent: string): string {
  return items
    .flatMap(({ inlines, lists }, index) => {
      const mark = isOrdered ? `${index + 1}. ` : '- '
      const inner = indent + ' '.repeat(mark.length)
      const own = inlinesToMarkdown(inlines).replaceAll('\n', `\n${inner}`)
      return [`${indent}${mark}${own}`, ...lists.map((list) => listToMarkdown(list, inner))]
    })
    .join('\n')
}

function inlinesToMarkdown(inlines: readonly Inline[]): string {
  let markdown = ''
  for (const inline of inlines) {
    // The fences of two codes side by side would become one, even with an empty text between them.
    const isBesideCode = inline.kind === 'code' && markdown.endsWith('`')
    markdown += `${isBesideCode ? ' ' : ''}${inlineToMarkdown(inline)}`
  }
  return escapeLineStarts(markdown)
}

function inlineToMarkdown(inline: Inline): string {
  if (inline.kind === 'break') return '  \n'
  const text = toLine(inline.text)
  switch (inline.kind) {
    case 'text':
      return escapeMarkdown(text)
    case 'strong':
      return surround(escapeMarkdown(text), '**')
    case 'emphasis':
      return surround(escapeMarkdown(text), '*')
    case 'code':
      return toCodeSpan(text)
    case 'link': {
      const url = safeUrl(inline.url)
      if (url === null) return escapeMarkdown(text)
      return `[${escapeMarkdown(text)}](${url.replace(/[()\\]/g, percentEncode)})`
    }
  }
}

/** CommonMark: an escaped punctuation mark means itself. An underscore inside a word means nothing anyway. */
function escapeMarkdown(text: string): string {
  return withoutAddresses(text).replace(/[\\`*[\]<&|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
}

/** What means something only where a line begins. */
function escapeLineStarts(markdown: string): string {
  return markdown.replace(/^([-+=>#])/gm, '\\$1').replace(/^(\d+)(?=[.)])/gm, '$1\\')
}

function toCodeSpan(text: string): string {
  const content = text.trim()
  if (content === '') return ''
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^`|`$/.test(content) ? ' ' : ''
  return `${fence}${pad}${content}${pad}${fence}`
}

/** Marks must touch the words they belong to. */
function surround(text: string, mark: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  return inner === '' ? text : `${before}${mark}${inner}${mark}${after}`
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

// ---- HTML -------------------------------------------------------------------------------------

function renderHtml({ blocks, marker }: NoteDocument): string {
  return `${blocks.map(blockToHtml).join('\n')}\n<p>${escapeHtml(marker)}</p>`
}

function blockToHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${inlinesToHtml(block.inlines)}</h3>`
    case 'paragraph':
      return `<p>${inlinesToHtml(block.inlines)}</p>`
    case 'list':
      return listToHtml(block)
    case 'table': {
      const row = (tag: string, cells: readonly Inline[][]) =>
        `<tr>${cells.map((cell) => `<${tag}>${inlinesToHtml(cell)}</${tag}>`).join('')}</tr>`
      return `<table><thead>${row('th', block.header)}</thead><tbody>${block.rows.map((cells) => row('td', cells)).join('')}</tbody></table>`
    }
    case 'draft':
      return `<blockquote>${block.blocks.map(blockToHtml).join('\n')}</blockquote>`
  }
}

function listToHtml({ isOrdered, items }: NoteList): string {
  const tag = isOrdered ? 'ol' : 'ul'
  const rows = items.map(
    ({ inlines, lists }) => `<li>${inlinesToHtml(inlines)}${lists.map(listToHtml).join('')}</li>`,
  )
  return `<${tag}>${rows.join('')}</${tag}>`
}

function inlinesToHtml(inlines: readonly Inline[]): string {
  return inlines.map(inlineToHtml).join('')
}

function inlineToHtml(inline: Inline): string {
  if (inline.kind === 'break') return '<br>'
  const text = escapeHtml(toLine(inline.text))
  switch (inline.kind) {
    case 'text':
      return text
    case 'strong':
      return `<strong>${text}</strong>`
    case 'emphasis':
      return `<em>${text}</em>`
    case 'code':
      return `<code>${text}</code>`
    case 'link': {
      const url = safeUrl(inline.url)
      return url === null ? text : `<a href="${escapeHtml(url)}">${text}</a>`
    }
  }
}

const htmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => htmlEntities[character] ?? character)
}

// ---- wiki markup of Jira ----------------------------------------------------------------------

function renderWiki({ blocks, marker }: NoteDocument): string {
  return `${blocksToWiki(blocks)}\n\n${marker}\n`
}

function blocksToWiki(blocks: readonly Block[]): string {
  return nonEmpty(blocks.map(blockToWiki)).join('\n\n')
}

function blockToWiki(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `h3. ${inlinesToWiki(block.inlines, ' ')}`
    case 'paragraph':
      return inlinesToWiki(block.inlines, '\n')
    case 'list':
      return listToWiki(block, '')
    case 'table':
      return [
        `||${block.header.map(cellToWiki).join('||')}||`,
        ...block.rows.map((cells) => `|${cells.map(cellToWiki).join('|')}|`),
      ].join('\n')
    case 'draft':
      return `{quote}\n${blocksToWiki(block.blocks)}\n{quote}`
  }
}

/** An empty cell would make two bars of one. */
function cellToWiki(inlines: readonly Inline[]): string {
  return inlinesToWiki(inlines, ' ') || ' '
}

function listToWiki({ isOrdered, items }: NoteList, outer: string): string {
  const mark = `${outer}${isOrdered ? '#' : '*'}`
  return items
    .flatMap(({ inlines, lists }) => [
      `${mark} ${inlinesToWiki(inlines, ' ')}`,
      ...lists.map((list) => listToWiki(list, mark)),
    ])
    .join('\n')
}

function inlinesToWiki(inlines: readonly Inline[], lineBreak: string): string {
  return inlines
    .map((inline) => (inline.kind === 'break' ? lineBreak : inlineToWiki(inline)))
    .join('')
}

function inlineToWiki(inline: Exclude<Inline, { kind: 'break' }>): string {
  const text = escapeWiki(toLine(inline.text))
  if (text.trim() === '') return text
  switch (inline.kind) {
    case 'text':
      return text
    // With the braces a mark works next to a letter, too, which Chinese needs.
    case 'strong':
      return surround(text, '{*}')
    case 'emphasis':
      return surround(text, '{_}')
    case 'code':
      return `{{${text.trim()}}}`
    case 'link': {
      const url = safeUrl(inline.url)
      return url === null ? text : `[${text}|${url.replace(/[[\]{}|\\!]/g, percentEncode)}]`
    }
  }
}

/** A mark inside a word means nothing; everywhere else a backslash takes its meaning. */
const wikiMarks = /[#*+^~|{}[\]!]|\?(?=\?)|(?<=\?)\?|(?<![A-Za-z0-9])[-_]|[-_](?![A-Za-z0-9])/g

function escapeWiki(text: string): string {
  return (
    withoutAddresses(text)
      // A backslash of the text's own would take the meaning of ours.
      .replaceAll('\\', `\\\\${joiner}`)
      .replace(wikiMarks, '\\$&')
      // Headings and quotes begin with a word, which no backslash escapes.
      .replace(/(?<![A-Za-z0-9])(h[1-6]|bq)\./gi, `$1${joiner}.`)
  )
}

// ---- Atlassian Document Format ----------------------------------------------------------------

type AdfNode = Record<string, unknown>

function renderAdf({ blocks, marker }: NoteDocument): AdfNode {
  return {
    version: 1,
    type: 'doc',
    content: [...blocks.flatMap(blockToAdf), adfParagraph([{ kind: 'text', text: marker }])],
  }
}

function blockToAdf(block: Block): AdfNode[] {
  switch (block.kind) {
    case 'heading':
      return [{ type: 'heading', attrs: { level: 3 }, content: inlinesToAdf(block.inlines) }]
    case 'paragraph':
      return [adfParagraph(block.inlines)]
    case 'list':
      return [listToAdf(block)]
    case 'table': {
      const row = (type: string, cells: readonly Inline[][]) => ({
        type: 'tableRow',
        content: cells.map((cell) => ({ type, content: [adfParagraph(cell)] })),
      })
      return [
        {
          type: 'table',
          content: [
            row('tableHeader', block.header),
            ...block.rows.map((cells) => row('tableCell', cells)),
          ],
        },
      ]
    }
    // A quote of this format may hold neither headings nor tables; rules may stand around anything.
    case 'draft':
      return [{ type: 'rule' }, ...block.blocks.flatMap(blockToAdf), { type: 'rule' }]
  }
}

function adfParagraph(inlines: readonly Inline[]): AdfNode {
  return { type: 'paragraph', content: inlinesToAdf(inlines) }
}

function listToAdf({ isOrdered, items }: NoteList): AdfNode {
  return {
    type: isOrdered ? 'orderedList' : 'bulletList',
    content: items.map(({ inlines, lists }) => ({
      type: 'listItem',
      content: [adfParagraph(inlines), ...lists.map(listToAdf)],
    })),
  }
}

function inlinesToAdf(inlines: readonly Inline[]): AdfNode[] {
  return inlines.flatMap((inline) => {
    if (inline.kind === 'break') return [{ type: 'hardBreak' }]
    const text = toLine(inline.text)
    // The format forbids empty text nodes.
    if (text === '') return []
    const marks = adfMarks(inline)
    return [{ type: 'text', text, ...(marks.length > 0 && { marks }) }]
  })
}

function adfMarks(inline: Exclude<Inline, { kind: 'break' }>): AdfNode[] {
  switch (inline.kind) {
    case 'text':
      return []
    case 'strong':
      return [{ type: 'strong' }]
    case 'emphasis':
      return [{ type: 'em' }]
    case 'code':
      return [{ type: 'code' }]
    case 'link': {
      const url = safeUrl(inline.url)
      return url === null ? [] : [{ type: 'link', attrs: { href: url } }]
    }
  }
}
