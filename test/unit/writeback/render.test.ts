import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Inline } from '../../../src/writeback/note-tree.ts'
import { parseMarkdown } from '../../../src/writeback/parse-markdown.ts'
import { renderNote } from '../../../src/writeback/render.ts'

const marker = 'sspr-triage:0190aaaa-0000-7000-8000-000000000000'
const rendered = (blocks: Block[]) => renderNote({ subject: 'x', marker, blocks })
const ofMarkdown = (markdown: string) => rendered(parseMarkdown(markdown))

/** Fragments that mean something in one of the formats, in any mixture. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...['<script>', '</p>', '<img src=x onerror=1>', '&lt;', '"', "'", '<!--'],
        ...['![x](http://evil)', '[x](javascript:1)', '[x]: http://evil', '](', '`', '``', '\\'],
        ...[
          'http://evil.example',
          'www.evil.example',
          'kim@evil.example',
          'mailto:kim@evil.example',
        ],
        ...['{quote}', '{code}', '{html}', '[~admin]', '[x|http://evil]', '!http://evil/x.png!'],
        ...[
          'h1. ',
          'bq. ',
          '||',
          '|',
          '----',
          '# ',
          '- ',
          '1. ',
          '> ',
          '***',
          '__',
          '??',
          '{{',
          '}}',
        ],
        ...['\n', '\r\n', '\u2028', '\u202e', '\u0000', '\ud800', '密碼', ' '],
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const hostileInline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('text' as const, 'strong' as const, 'emphasis' as const, 'code' as const),
    text: hostileText,
  }),
  fc.record({
    kind: fc.constant('link' as const),
    text: hostileText,
    url: fc.constantFrom('javascript:alert(1)', 'data:text/html,x', 'not an address', '//evil'),
  }),
)
const hostileBlocks: fc.Arbitrary<Block[]> = fc
  .array(fc.array(hostileInline, { maxLength: 4 }), { maxLength: 4 })
  .map((lines) => [
    ...lines.map((inlines): Block => ({ kind: 'paragraph', inlines })),
    ...lines.map((inlines): Block => ({ kind: 'heading', inlines })),
    { kind: 'list', isOrdered: false, items: lines.map((inlines) => ({ inlines, lists: [] })) },
    { kind: 'table', header: lines, rows: [lines] },
    { kind: 'draft', blocks: lines.map((inlines) => ({ kind: 'paragraph', inlines })) },
  ])

describe('hostile text', () => {
  test('gives no tag but ours in HTML, and no attribute', () => {
    const ours = /<\/?(?:h3|p|ul|ol|li|strong|em|code|br|blockquote|table|thead|tbody|tr|th|td)>/g
    fc.assert(
      fc.property(hostileBlocks, (blocks) => {
        const rest = rendered(blocks).html().replace(ours, '')
        expect(rest).not.toMatch(/[<>"]/)
        expect(rest.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
      }),
    )
  })

  test('gives only text nodes without links in ADF, none of them empty', () => {
    const visit = (node: Record<string, unknown>) => {
      if (node.type === 'text') {
        expect(node.text).not.toBe('')
        expect(node.marks ?? []).not.toContainEqual(expect.objectContaining({ type: 'link' }))
      }
      if (Array.isArray(node.content)) node.content.forEach(visit)
    }
    fc.assert(fc.property(hostileBlocks, (blocks) => visit(rendered(blocks).adf())))
  })

  test('gives no macro, link, image or mention in wiki markup', () => {
    // What we write ourselves: bold, italic, code, the draft's quote, and bars of the table.
    const ours = /\{[*_]\}|\{\{|\}\}|^\{quote\}$/gm
    fc.assert(
      fc.property(hostileBlocks, (blocks) => {
        const wiki = rendered(blocks).wiki().replace(/\\\\/g, 'x').replace(/\\./gs, 'x')
        const rest = wiki.replace(ours, '')
        expect(rest).not.toMatch(/[{}[\]!^~]/)
        expect(rest).not.toMatch(/:\/\/|@(?!\u2060)|(?<![A-Za-z0-9])www\./i)
        // Our headings are the only ones, and rules are nobody's.
        expect(rest).not.toMatch(/^(?!h3\. )(?:h[1-6]|bq)\. |^-{4}/gim)
      }),
    )
  })

  test('gives no link, image, HTML or heading of its own in Markdown', () => {
    fc.assert(
      fc.property(hostileBlocks, (blocks) => {
        // Code spans hold anything, backslashes too; the fences are as long as they have to be.
        const escapedOrCode = /\\[^\n]|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g
        const rest = rendered(blocks).markdown().replace(escapedOrCode, 'x')
        expect(rest).not.toMatch(/[[\]<`]/)
        expect(rest).not.toMatch(/:\/\/|@(?!\u2060)|(?<![A-Za-z0-9])www\./i)
        expect(rest).not.toMatch(/^(?:#(?!## )|={3})/m)
      }),
    )
  })

  test('never survives with direction marks, control characters or half a character', () => {
    fc.assert(
      fc.property(hostileBlocks, (blocks) => {
        const note = rendered(blocks)
        for (const form of [note.text(), note.markdown(), note.html(), note.wiki()]) {
          expect(form).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/)
          expect(form.isWellFormed()).toBe(true)
        }
      }),
    )
  })

  test('parsed as Markdown gives links to web addresses only', () => {
    fc.assert(
      fc.property(hostileText, (markdown) => {
        const html = ofMarkdown(markdown).html()
        for (const [, href] of html.matchAll(/<a href="([^"]*)">/g)) {
          expect(href).toMatch(/^https?:\/\//)
        }
        expect(html.replace(/<a href="[^"<>]*">|<\/?[a-z0-9]+>/g, '')).not.toMatch(/[<>]/)
      }),
    )
  })
})

describe('the Markdown of articles', () => {
  test.each([
    ['bold', 'a **b c** d', '<p>a <strong>b c</strong> d</p>'],
    ['italic', 'a *b c* d', '<p>a <em>b c</em> d</p>'],
    ['code with marks in it', 'a `*b* <c>` d', '<p>a <code>*b* &lt;c&gt;</code> d</p>'],
    ['a link', '[Learn](https://x.test/a_b)', '<p><a href="https://x.test/a_b">Learn</a></p>'],
    [
      'a bare address before a full stop',
      '見 https://aka.ms/sspr。好',
      '<p>見 <a href="https://aka.ms/sspr">https://aka.ms/sspr</a>。好</p>',
    ],
    ['another scheme', '[x](ftp://x.test/)', '<p>[x](ftp://x.test/)</p>'],
    ['a heading', '### Codes', '<h3>Codes</h3>'],
    ['lines of a paragraph', 'a\nb', '<p>a<br>b</p>'],
    ['a numbered list with gaps', '1. a\n\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['a list in a list', '- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
    ['text, then a list', 'a:\n- b\n- c', '<p>a:</p>\n<ul><li>b</li><li>c</li></ul>'],
    ['a number at the start of a line', 'in\n2026. b', '<p>in<br>2026. b</p>'],
    ['a list, then text', '- a\n\nb', '<ul><li>a</li></ul>\n<p>b</p>'],
    [
      'a table',
      '| a | b |\n| --- | --- |\n| `c` | d |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td><code>c</code></td><td>d</td></tr></tbody></table>',
    ],
    ['HTML', '<b>a</b>', '<p>&lt;b&gt;a&lt;/b&gt;</p>'],
    ['an escaped mark', '\\*a\\*', '<p>*a*</p>'],
  ])('%s', (_, markdown, html) => {
    expect(ofMarkdown(markdown).html()).toBe(`${html}\n<p>${marker}</p>`)
  })

  test.each([
    ['text', 'a b: c (https://x.test/)\n\n1. d\n   - e\n\nsspr-triage:'],
    ['markdown', 'a **b**: [c](https://x.test/)\n\n1. `d`\n   - e\n\nsspr-triage:'],
    ['wiki', 'a {*}b{*}: [c|https://x.test/]\n\n# {{d}}\n#* e\n\nsspr-triage:'],
  ] as const)('reads the same as %s', (form, expected) => {
    const note = ofMarkdown('a **b**: [c](https://x.test/)\n\n1. `d`\n   - e')
    expect(note[form]().startsWith(expected)).toBe(true)
  })

  test('as ADF is a document of the format', () => {
    const note = ofMarkdown('a **b** [c](https://x.test/)\n\n- `d`')
    expect(note.adf()).toEqual({
      version: 1,
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'a ' },
            { type: 'text', text: 'b', marks: [{ type: 'strong' }] },
            { type: 'text', text: ' ' },
            {
              type: 'text',
              text: 'c',
              marks: [{ type: 'link', attrs: { href: 'https://x.test/' } }],
            },
          ],
        },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [{ type: 'text', text: 'd', marks: [{ type: 'code' }] }],
                },
              ],
            },
          ],
        },
        { type: 'paragraph', content: [{ type: 'text', text: marker }] },
      ],
    })
  })
})
