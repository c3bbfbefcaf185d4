import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Block,
  type Inline,
  isWebAddress,
  readMarkdown,
} from '../../../src/console/markdown.ts'

const text = (value: string): Inline => ({ kind: 'text', text: value })
const paragraph = (...children: Inline[]): Block => ({ kind: 'paragraph', children })

describe('the Markdown of articles', () => {
  const cases: [string, string, Block[]][] = [
    ['paragraphs', 'One\ntwo\n\nthree', [paragraph(text('One\ntwo')), paragraph(text('three'))]],
    ['a heading', '### Before', [{ kind: 'heading', level: 3, children: [text('Before')] }]],
    [
      'bold, italics and code',
      'a **b** *c* `d*e*`',
      [
        paragraph(
          text('a '),
          { kind: 'strong', children: [text('b')] },
          text(' '),
          { kind: 'emphasis', children: [text('c')] },
          text(' '),
          { kind: 'code', text: 'd*e*' },
        ),
      ],
    ],
    [
      'a link, and an address that ends before the full stop',
      '[page](https://a.example/x) https://aka.ms/sspr。 https://b.example/y.',
      [
        paragraph(
          { kind: 'link', url: 'https://a.example/x', children: [text('page')] },
          text(' '),
          { kind: 'link', url: 'https://aka.ms/sspr', children: [text('https://aka.ms/sspr')] },
          text('。 '),
          { kind: 'link', url: 'https://b.example/y', children: [text('https://b.example/y')] },
          text('.'),
        ),
      ],
    ],
    [
      'a quote with blocks of its own',
      'Draft:\n> One\n>\n> - **b**\nafter',
      [
        paragraph(text('Draft:')),
        {
          kind: 'quote',
          blocks: [
            paragraph(text('One')),
            {
              kind: 'list',
              isOrdered: false,
              start: 1,
              items: [{ children: [{ kind: 'strong', children: [text('b')] }], lists: [] }],
            },
          ],
        },
        paragraph(text('after')),
      ],
    ],
    [
      'signs after a backslash as themselves',
      '\\- a \\*b\\* \\[c\\](https\\://d.example) \\e `\\f`',
      [paragraph(text('- a *b* [c](https://d.example) \\e '), { kind: 'code', text: '\\f' })],
    ],
    [
      'lists, one inside the other',
      '- a\n  - b\n- c',
      [
        {
          kind: 'list',
          isOrdered: false,
          start: 1,
          items: [
            {
              children: [text('a')],
              lists: [
                {
                  kind: 'list',
                  isOrdered: false,
                  start: 1,
                  items: [{ children: [text('b')], lists: [] }],
                },
              ],
            },
            { children: [text('c')], lists: [] },
          ],
        },
      ],
    ],
    [
      'a numbered list that starts later',
      '3. c\n4. d',
      [
        {
          kind: 'list',
          isOrdered: true,
          start: 3,
          items: [
            { children: [text('c')], lists: [] },
            { children: [text('d')], lists: [] },
          ],
        },
      ],
    ],
    ['a block of code', '```\n**a**\n```', [{ kind: 'code', text: '**a**' }]],
    ['HTML, which is text', '<b>x</b>', [paragraph(text('<b>x</b>'))]],
  ]
  test.each(cases)('has %s', (_, source, blocks) => {
    expect(readMarkdown(source)).toEqual(blocks)
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//elsewhere.example',
    '/v1/session',
    'file:///etc/passwd',
    'https:',
  ])('makes no link of %s', (address) => {
    expect(isWebAddress(address)).toBe(false)
    const [block] = readMarkdown(`[x](${address})`)
    expect(JSON.stringify(block)).not.toContain('"link"')
  })

  test('loses no word and ends in time, whatever it is given', () => {
    const units = [
      '*',
      '>',
      '\\',
      '[',
      ']',
      '(',
      ')',
      '#',
      '-',
      '1.',
      ' ',
      '\n',
      '  ',
      '字',
      'https://x.y',
    ]
    const source = fc.string({ unit: fc.constantFrom(...units), maxLength: 400 })
    const count = (value: string) => value.split('字').length
    fc.assert(
      fc.property(source, (value) => {
        expect(count(JSON.stringify(readMarkdown(value)))).toBeGreaterThanOrEqual(count(value))
      }),
    )
    const nested = Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n')
    expect(readMarkdown(nested)).toHaveLength(1)
    expect(readMarkdown('*'.repeat(65_536))).toHaveLength(1)
    expect(readMarkdown('['.repeat(65_536))).toHaveLength(1)
  })

  test('of every article leaves no mark of Markdown in the text', async () => {
    const root = 'src/knowledge/categories'
    const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.md'))
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      const source = (await readFile(join(root, name), 'utf8')).replace(/^---[\s\S]*?\n---\n/, '')
      const texts: string[] = []
      const collect = (value: unknown): void => {
        if (Array.isArray(value)) value.forEach(collect)
        else if (value !== null && typeof value === 'object') {
          if ('kind' in value && value.kind === 'text' && 'text' in value)
            texts.push(String(value.text))
          Object.values(value).forEach(collect)
        }
      }
      collect(readMarkdown(source))
      expect(
        texts.filter((each) => /\*\*|\]\(|^#|`/m.test(each)),
        name,
      ).toEqual([])
    }
  })
})
