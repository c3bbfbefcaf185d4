/**
 * Reads the Markdown of our articles and notes into plain objects: headings, lists, quotes, bold, italics, code, links.
 * Whatever it does not know stays text, and a link is one only when it leads to http or https.
 */

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  | { kind: 'link'; url: string; children: Inline[] }

export type Item = { children: Inline[]; lists: List[] }
export type List = { kind: 'list'; isOrdered: boolean; start: number; items: Item[] }

export type Block =
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | List

/** Deeper nesting than any article has; a hostile note must not recurse for ever. */
const depthMax = 6

const quoteLine = /^> ?/
const itemLine = /^( *)(?:([-*])|(\d{1,3})[.)]) +(.*)$/

export function readMarkdown(text: string): Block[] {
  return readBlocks(text.split(/\r?\n/), 0)
}

function readBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length > 0) {
      blocks.push({ kind: 'paragraph', children: readInline(paragraph.join('\n')) })
    }
    paragraph = []
  }
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const heading = /^(#{1,6}) +(.*?)(?: +#+)?$/.exec(line)
    if (line.startsWith('```')) {
      endParagraph()
      const end = lines.findIndex((other, at) => at > index && other.startsWith('```'))
      const last = end === -1 ? lines.length : end
      blocks.push({ kind: 'code', text: lines.slice(index + 1, last).join('\n') })
      index = last
    } else if (quoteLine.test(line) && depth < depthMax) {
      endParagraph()
      const run = lines.slice(index)
      const end = run.findIndex((other) => !quoteLine.test(other))
      const taken = end === -1 ? run : run.slice(0, end)
      const inner = taken.map((each) => each.replace(quoteLine, ''))
      blocks.push({ kind: 'quote', blocks: readBlocks(inner, depth + 1) })
      index += taken.length - 1
    } else if (heading !== null) {
      endParagraph()
      const level = heading[1]?.length ?? 1
      blocks.push({ kind: 'heading', level, children: readInline(heading[2] ?? '') })
    } else if (itemLine.test(line)) {
      endParagraph()
      const run = lines.slice(index)
      const end = run.findIndex((other) => !itemLine.test(other) && !/^ {2,}\S/.test(other))
      const taken = end === -1 ? run : run.slice(0, end)
      blocks.push(...readLists(taken, 0))
      index += taken.length - 1
    } else if (line.trim() === '') {
      endParagraph()
    } else {
      paragraph.push(line)
    }
  }
  endParagraph()
  return blocks
}

/** Lists of one depth; lines that are indented further belong to the item before them. */
function readLists(lines: readonly string[], depth: number): List[] {
  const lists: List[] = []
  let index = 0
  while (index < lines.length) {
    const match = itemLine.exec(lines[index] ?? '')
    const indent = match?.[1]?.length ?? 0
    const end = lines.findIndex(
      (line, at) => at > index && (itemLine.exec(line)?.[1]?.length ?? indent + 1) <= indent,
    )
    const inner = lines.slice(index + 1, end === -1 ? lines.length : end)
    const firstNested = inner.findIndex((line) => itemLine.test(line))
    const own = firstNested === -1 ? inner : inner.slice(0, firstNested)
    const nested = firstNested === -1 ? [] : inner.slice(firstNested)
    const isOrdered = match?.[3] !== undefined
    const first = match?.[4] ?? lines[index] ?? ''
    const item: Item = {
      children: readInline([first, ...own.map((line) => line.trim())].join('\n')),
      lists: depth < depthMax ? readLists(nested, depth + 1) : [],
    }
    const list = lists.at(-1)
    if (list?.isOrdered === isOrdered) list.items.push(item)
    else lists.push({ kind: 'list', isOrdered, start: Number(match?.[3] ?? 1), items: [item] })
    index = end === -1 ? lines.length : end
  }
  return lists
}

const inlineParts = [
  // A sign after a backslash is only that sign; notes escape what they quote.
  /\\(?<escaped>[!-/:-@[-`{-~])/,
  /`(?<code>[^`\n]+)`/,
  /\*\*(?<strong>\S(?:[^*]|\*(?!\*))*?)\*\*/,
  /\*(?<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*/,
  /\[(?<label>[^\]\n]{1,300})\]\((?<url>[^\s()]{1,2000})\)/,
  // Chinese punctuation ends an address, as do a closing bracket and the full stop of the sentence.
  /(?<bare>https?:\/\/[\w\-./?%&=#~+:@!$,;]*[\w/#=&~])/,
]
const inlinePattern = new RegExp(inlineParts.map((part) => part.source).join('|'), 'g')

function readInline(text: string, depth = 0): Inline[] {
  const found: Inline[] = []
  let end = 0
  for (const match of depth < depthMax ? text.matchAll(inlinePattern) : []) {
    if (match.index > end) pushInline(found, textOf(text.slice(end, match.index)))
    pushInline(found, toInline(match[0], match.groups ?? {}, depth))
    end = match.index + match[0].length
  }
  if (end < text.length) pushInline(found, textOf(text.slice(end)))
  return found
}

const textOf = (text: string): Inline => ({ kind: 'text', text })

/** Text beside text is one text. */
function pushInline(found: Inline[], next: Inline): void {
  const last = found.at(-1)
  if (last?.kind === 'text' && next.kind === 'text') last.text += next.text
  else found.push(next)
}

function toInline(
  whole: string,
  groups: Record<string, string | undefined>,
  depth: number,
): Inline {
  const { escaped, code, strong, emphasis, label, url, bare } = groups
  if (escaped !== undefined) return textOf(escaped)
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', children: readInline(strong, depth + 1) }
  if (emphasis !== undefined) return { kind: 'emphasis', children: readInline(emphasis, depth + 1) }
  const address = bare ?? url ?? ''
  if (!isWebAddress(address)) return textOf(whole)
  const children = label === undefined ? [textOf(address)] : readInline(label, depthMax)
  return { kind: 'link', url: address, children }
}

/** Whether an address may become a link: nothing that a browser would run. */
export function isWebAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  return ['http:', 'https:'].includes(new URL(address).protocol)
}
