/** The one shape every form of a note is rendered from. Texts in it are plain: each renderer escapes for its format. */

export type Inline =
  | { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string }
  | { kind: 'link'; text: string; url: string }
  | { kind: 'break' }

export type ListItem = { inlines: Inline[]; lists: NoteList[] }

export type NoteList = { kind: 'list'; isOrdered: boolean; items: ListItem[] }

export type Block =
  | { kind: 'heading'; inlines: Inline[] }
  | { kind: 'paragraph'; inlines: Inline[] }
  | NoteList
  | { kind: 'table'; header: Inline[][]; rows: Inline[][][] }
  /** Something to be copied as a whole; never inside another one. */
  | { kind: 'draft'; blocks: Block[] }

export const text = (text: string): Inline => ({ kind: 'text', text })
export const strong = (text: string): Inline => ({ kind: 'strong', text })

/** Codes, quotes and everything else that must be seen exactly as it is. */
export const code = (text: string): Inline => ({ kind: 'code', text })
export const link = (text: string, url: string): Inline => ({ kind: 'link', text, url })

export const paragraph = (...inlines: Inline[]): Block => ({ kind: 'paragraph', inlines })
export const heading = (title: string): Block => ({ kind: 'heading', inlines: [text(title)] })
export const list = (items: readonly Inline[][], isOrdered = false): NoteList => ({
  kind: 'list',
  isOrdered,
  items: items.map((inlines) => ({ inlines, lists: [] })),
})

/** An address a note may lead to; null for any other scheme and for what is no address. */
export function safeUrl(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, href } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}
