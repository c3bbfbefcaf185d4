/** Jira's two ways to write a description, wiki markup and Atlassian Document Format, as plain text. */

/** Everything in these patterns is bounded or stops at its own sign, so that no text takes long. */
const fence = /(\{(?:code|noformat)(?::[^{}\n]{0,200})?\})/
const block = /\{(?:color|panel|quote|expand|section|column|anchor)(?::[^{}\n]{0,200})?\}/g
const image = /!([^!\s|]{1,300}\.(?:png|jpe?g|gif|bmp|svg|webp))(?:\|[^!\n]{0,200})?!/gi
const namedLink = /\[([^[\]|\n]{1,500})\|([^[\]|\n]{1,2000})(?:\|[^[\]\n]{0,200})?\]/g
const bareLink = /\[((?:https?|mailto):[^[\]|\s]{1,2000})\]/g
const mention = /\[~[^[\]\n]{1,200}\]|\[\^[^[\]\n]{1,300}\]/g

/**
 * Wiki markup as text. Code and other literal passages stay as they are; a backslash that is part of a path stays,
 * too.
 */
export function wikiToText(markup: string): string {
  let isLiteral = false
  return markup
    .split(fence)
    .map((part, index) => {
      if (index % 2 === 1) {
        isLiteral = !isLiteral
        return '\n'
      }
      return isLiteral ? part : proseToText(part)
    })
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function proseToText(markup: string): string {
  const inline = markup
    .replace(/\r\n?/g, '\n')
    .replace(block, '')
    .replace(image, '')
    .replace(namedLink, (_, text: string, target: string) =>
      text.trim() === target.trim() ? target : `${text} (${target.replace(/^mailto:/, '')})`,
    )
    .replace(bareLink, (_, target: string) => target.replace(/^mailto:/, ''))
    .replace(mention, '')
    .replace(/\{\{([^{}\n]*)\}\}/g, '$1')
  return emphasis
    .reduce((text, pattern) => text.replace(pattern, '$1$2'), inline)
    .split('\n')
    .map(lineToText)
    .join('\n')
    .replace(/\\([*_{}[\]!|~^+-])/g, '$1')
}

/** `*bold*`, `_italic_`, `+inserted+`, only where Jira takes them for that: `SSPR_0029_x` stays whole. */
const emphasis = ['\\*', '_', '\\+'].map(
  (sign) =>
    new RegExp(`(^|[\\s([{"'])${sign}(\\S|\\S[^${sign}\\n]*\\S)${sign}(?![\\p{L}\\p{N}])`, 'gmu'),
)

function lineToText(line: string): string {
  const text = line.trim()
  if (/^-{4,}$/.test(text)) return ''
  if (text.length > 1 && text.startsWith('|') && text.endsWith('|')) {
    const cells = text.split('|').map((cell) => cell.trim())
    return cells.filter((cell) => cell !== '').join('  ')
  }
  return (
    text
      .replace(/^(?:h[1-6]|bq)\.[ \t]+/, '')
      .replace(/^[*#-]{1,10}[ \t]+/, '- ')
      // Two backslashes are a line break, unless they begin the name of a server.
      .replace(/\\\\(?=\s|$)/g, '\n')
  )
}

const depthMax = 100
const blocks = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'tableRow',
  'blockquote',
  'panel',
])

/** The text of an Atlassian Document; empty for anything that is none. */
export function adfToText(node: unknown): string {
  return textOf(node, 0)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function textOf(node: unknown, depth: number): string {
  if (typeof node !== 'object' || node === null || depth > depthMax || !('type' in node)) return ''
  if (node.type === 'text') return 'text' in node && typeof node.text === 'string' ? node.text : ''
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'inlineCard') return attributeOf(node, 'url')
  if (node.type === 'emoji') return attributeOf(node, 'text')
  const content = 'content' in node && Array.isArray(node.content) ? node.content : []
  const text = content.map((child: unknown) => textOf(child, depth + 1)).join('')
  if (node.type === 'tableCell' || node.type === 'tableHeader') return `${text.trim()}  `
  return typeof node.type === 'string' && blocks.has(node.type) ? `${text.trimEnd()}\n` : text
}

function attributeOf(node: object, name: string): string {
  const attributes: unknown = 'attrs' in node ? node.attrs : null
  if (typeof attributes !== 'object' || attributes === null) return ''
  const value = new Map<string, unknown>(Object.entries(attributes)).get(name)
  return typeof value === 'string' ? value : ''
}
