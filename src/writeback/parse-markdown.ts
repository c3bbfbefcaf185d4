/**
 * Reads the Markdown our articles and suggestions are written in: headings, nested lists, tables, bold, italic, code
 * and http(s) links. Anything else, HTML and images among it, is text.
 */

import { type Block, type Inline, type ListItem, type NoteList, safeUrl } from './note-tree.ts'

/** Never throws; what it does not know stays text. */
export function parseMarkdown(markdown: string): Block[] {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length > 0) {
      blocks.push({ kind: 'paragraph', inlines: parseInlines(paragraph.join('\n')) })
    }
    paragraph = []
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const title = /^#{1,6} +(.+?) *#*$/.exec(line)?.[1]
    if (line.trim() === '') {
      endParagraph()
    } else if (title !== undefined) {
      endParagraph()
      blocks.push({ kind: 'heading', inlines: parseInlines(title) })
    } else if (isTableStart(lines, at)) {
      endParagraph()
      const end = endOf(lines, at, (each) => each.startsWith('|'))
      blocks.push(parseTable(lines.slice(at, end)))
      at = end - 1
    } else if (listMark.test(line) && (paragraph.length === 0 || startsList.test(line))) {
      endParagraph()
      const end = endOfList(lines, at)
      blocks.push(...parseLists(lines.slice(at, end)))
      at = end - 1
    } else {
      paragraph.push(line.trim())
    }
  }
  endParagraph()
  return blocks
}

const listMark = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/
/** What may follow a paragraph without an empty line, as in CommonMark: a number there is as a rule only a number. */
const startsList = /^ {0,3}(?:[-*]|1\.) /

function endOf(lines: readonly string[], start: number, belongs: (line: string) => boolean) {
  let end = start
  while (end < lines.length && belongs(lines[end] ?? '')) end++
  return end
}

/** A list goes on after an empty line when another item, or something indented, follows it. */
function endOfList(lines: readonly string[], start: number): number {
  let end = start
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.trim() === '') continue
    const isAfterGap = at > end
    if (!listMark.test(line) && !/^ {2,}\S/.test(line) && isAfterGap) break
    if (/^#{1,6} /.test(line) || line.startsWith('|')) break
    end = at + 1
  }
  return end
}

type OpenList = { indent: number; list: NoteList }

function parseLists(lines: readonly string[]): NoteList[] {
  const lists: NoteList[] = []
  const open: OpenList[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const [, spaces = '', mark = '', content = ''] = listMark.exec(line) ?? []
    const innermost = open.at(-1)
    const item = innermost?.list.items.at(-1)
    if (mark === '') {
      item?.inlines.push({ kind: 'break' }, ...parseInlines(line.trim()))
      continue
    }
    const indent = spaces.length
    while ((open.at(-1)?.indent ?? -1) > indent) open.pop()
    const isOrdered = /\d/.test(mark)
    const fresh: ListItem = { inlines: parseInlines(content), lists: [] }
    const same = open.at(-1)
    if (same?.indent === indent && same.list.isOrdered === isOrdered) {
      same.list.items.push(fresh)
      continue
    }
    if (same?.indent === indent) open.pop()
    const list: NoteList = { kind: 'list', isOrdered, items: [fresh] }
    const parent = open.at(-1)?.list.items.at(-1)
    if (parent === undefined) lists.push(list)
    else parent.lists.push(list)
    open.push({ indent, list })
  }
  return lists
}

function isTableStart(lines: readonly string[], at: number): boolean {
  return (
    (lines[at] ?? '').startsWith('|') &&
    /^\|(?: *:?-+:? *\|)+ *$/.test(lines[at + 1] ?? '') &&
    lines[at]?.trim() !== '|'
  )
}

function parseTable(lines: readonly string[]): Block {
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => parseInlines(cell.trim()))
  const [header = [], ...rows] = [lines[0] ?? '', ...lines.slice(2)].map(cells)
  return {
    kind: 'table',
    header,
    rows: rows.map((row) => header.map((_, column) => row[column] ?? [])),
  }
}

/** In the order they are tried at one place. */
const inlinePattern = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/,
    /(?<fence>`+)(?<code>(?:(?!\k<fence>).)+)\k<fence>(?!`)/,
    /\[(?<label>(?:[^[\]\\]|\\.)+)\]\((?<target>[^\s()<>]+)\)/,
    /<(?<pointed>https?:\/\/[^\s<>]+)>/,
    /(?<bare>https?:\/\/[^\s<>()[\]"'`，。、；：！？「」（）《》]+)/,
    /\*\*(?<strong>(?!\s)(?:[^*]|\*(?!\*))+?)\*\*/,
    /\*(?<emphasis>(?!\s)[^*\n]+?)\*/,
    /(?<newline>\n)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gs',
)

function parseInlines(markdown: string): Inline[] {
  const inlines: Inline[] = []
  const addText = (added: string) => {
    const last = inlines.at(-1)
    if (added === '') return
    if (last?.kind === 'text') last.text += added
    else inlines.push({ kind: 'text', text: added })
  }
  let end = 0
  for (const match of markdown.matchAll(inlinePattern)) {
    addText(markdown.slice(end, match.index))
    end = match.index + match[0].length
    const found = match.groups ?? {}
    if (found.escaped !== undefined) addText(found.escaped)
    else if (found.code !== undefined) inlines.push({ kind: 'code', text: trimCode(found.code) })
    else if (found.label !== undefined) {
      const url = safeUrl(found.target ?? '')
      if (url === null) addText(match[0])
      else inlines.push({ kind: 'link', text: plain(found.label), url })
    } else if (found.pointed !== undefined) addAddress(found.pointed)
    else if (found.bare !== undefined) addAddress(found.bare)
    else if (found.strong !== undefined) {
      inlines.push({ kind: 'strong', text: plain(found.strong) })
    } else if (found.emphasis !== undefined) {
      inlines.push({ kind: 'emphasis', text: plain(found.emphasis) })
    } else inlines.push({ kind: 'break' })
  }
  addText(markdown.slice(end))
  return inlines

  /** A sentence's full stop is no part of the address. */
  function addAddress(address: string) {
    const trimmed = address.replace(/[.,;:!?*_]+$/, '')
    const url = safeUrl(trimmed)
    if (url === null) addText(address)
    else {
      inlines.push({ kind: 'link', text: trimmed, url })
      addText(address.slice(trimmed.length))
    }
  }
}

const trimCode = (code: string) => code.replace(/^ (.*\S.*) $/s, '$1')

/** Marks inside bold, italic and link texts are dropped: our texts do not nest them. */
const plain = (markdown: string) =>
  markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/`([^`]+)`/g, '$1')
