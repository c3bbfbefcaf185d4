import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cutAtEvidence,
  cutAtSpecials,
  nameControls,
  toOneLine,
} from '../../../src/console/ticket-text.ts'

const mark = (start: number, end: number, field: 'subject' | 'body' = 'body') => ({
  field,
  start,
  end,
  text: '',
  weight: 1,
})

describe('cutting a text at its evidence', () => {
  const cut = (text: string, ...evidence: ReturnType<typeof mark>[]) =>
    cutAtEvidence(text, evidence, 'body').map((span) => [span.text, span.evidence !== null])

  test('marks the spans of this field, in the order of the text', () => {
    expect(cut('one two three', mark(8, 13), mark(0, 3), mark(4, 7, 'subject'))).toEqual([
      ['one', true],
      [' two ', false],
      ['three', true],
    ])
  })

  test('leaves out what overlaps, is empty or lies beyond the text', () => {
    expect(cut('one two', mark(0, 5), mark(3, 7), mark(6, 6), mark(5, 90))).toEqual([
      ['one t', true],
      ['wo', false],
    ])
  })

  test('keeps every character, whatever the spans are', () => {
    const spans = fc.array(fc.tuple(fc.nat(50), fc.nat(50)))
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), spans, (text, pairs) => {
        const evidence = pairs.map(([start, end]) => mark(start, end))
        const joined = cutAtEvidence(text, evidence, 'body').map((span) => span.text)
        expect(joined.join('')).toBe(text)
      }),
    )
  })
})

describe('cutting out what must be seen or must not act', () => {
  test('finds masked places, and controls as one run', () => {
    expect(cutAtSpecials('pw [redacted:password] \u202e\u202egnp\u202c')).toEqual([
      { kind: 'text', text: 'pw ' },
      { kind: 'masked', text: '[redacted:password]' },
      { kind: 'text', text: ' ' },
      { kind: 'control', text: '\u202e\u202e' },
      { kind: 'text', text: 'gnp' },
      { kind: 'control', text: '\u202c' },
    ])
  })

  test.each([
    '\u0000',
    '\u001b',
    '\u007f',
    '\u061c',
    '\u200b',
    '\u200f',
    '\u2066',
    '\ufeff',
    '\u{e0041}',
  ])('takes %j for a control', (character) => {
    expect(cutAtSpecials(character)).toEqual([{ kind: 'control', text: character }])
  })

  test('leaves tabs, line ends and the joiners of emoji alone', () => {
    const text = 'a\tb\r\n👩‍💻 می‌خواهم'
    expect(cutAtSpecials(text)).toEqual([{ kind: 'text', text }])
  })

  test('names controls as Unicode does and counts the rest', () => {
    expect(nameControls('\u202e\u0007')).toBe('RLO U+0007')
    expect(nameControls('\u200b'.repeat(9))).toBe('ZWSP ZWSP ZWSP ZWSP +5')
  })

  test('one line has no line end and no control in it', () => {
    expect(toOneLine(' a\r\n\u202eb\t\tc ', 50)).toBe('a b c')
    expect(toOneLine('x'.repeat(90), 10)).toBe('x'.repeat(10))
  })
})
