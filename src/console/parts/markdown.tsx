import type { ComponentChildren } from 'preact'
import { type Block, type Inline, type List, readMarkdown } from '../markdown.ts'

/** Markdown as elements; text only ever becomes text nodes. Headings start at the third level. */
export function Markdown({ text, lang }: { text: string; lang?: string | undefined }) {
  return (
    <div class="markdown" lang={lang}>
      {readMarkdown(text).map(showBlock)}
    </div>
  )
}

function showBlock(block: Block, key: number): ComponentChildren {
  switch (block.kind) {
    case 'heading':
      return block.level <= 3 ? (
        <h3 key={key}>{block.children.map(showInline)}</h3>
      ) : (
        <h4 key={key}>{block.children.map(showInline)}</h4>
      )
    case 'paragraph':
      return <p key={key}>{block.children.map(showInline)}</p>
    case 'code':
      return <pre key={key}>{block.text}</pre>
    case 'quote':
      return <blockquote key={key}>{block.blocks.map(showBlock)}</blockquote>
    case 'list':
      return showList(block, key)
  }
}

function showList({ isOrdered, start, items }: List, key: number): ComponentChildren {
  const entries = items.map(({ children, lists }, index) => (
    <li key={index}>
      {children.map(showInline)}
      {lists.map(showList)}
    </li>
  ))
  return isOrdered ? (
    <ol key={key} start={start}>
      {entries}
    </ol>
  ) : (
    <ul key={key}>{entries}</ul>
  )
}

function showInline(inline: Inline, key: number): ComponentChildren {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'code':
      return <code key={key}>{inline.text}</code>
    case 'strong':
      return <strong key={key}>{inline.children.map(showInline)}</strong>
    case 'emphasis':
      return <em key={key}>{inline.children.map(showInline)}</em>
    case 'link':
      return (
        <a key={key} href={inline.url} target="_blank" rel="noopener noreferrer">
          {inline.children.map(showInline)}
        </a>
      )
  }
}
