import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingForm } from '../../../src/knowledge/reading-form.ts'
import { inSimplifiedScript } from './simplified.ts'

describe('the form of a ticket that detectors read', () => {
  test('makes full-width letters, digits and punctuation plain', () => {
    expect(readingForm('ＳＳＰＲ＿００２９：錯誤，請問？')).toBe('sspr_0029:錯誤,請問?')
  })

  test('makes typographic quotation marks, dashes and white space plain', () => {
    expect(readingForm('You can’t – “reset”\r\n\tit')).toBe('you can\'t - "reset" it')
  })

  test('reads Simplified Chinese as Traditional', () => {
    expect(readingForm('我的账号被锁定，密码错误')).toBe(readingForm('我的帳號被鎖定，密碼錯誤'))
  })

  test('leaves what Taiwanese texts write alone', () => {
    const text = '台北分公司的系統管理員表示帳戶已解除鎖定'
    expect(readingForm(text)).toBe(text)
  })

  test('is stable: reading twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = readingForm(text)
        expect(readingForm(once)).toBe(once)
      }),
    )
  })

  test('knows the Simplified form of every character that a pattern of this room needs', () => {
    // Two Traditional characters share one Simplified form; the patterns spell both.
    const ambiguous = new Set(['盡', '儘', '准', '誌', '志'])
    // In Japanese patterns only; nobody writes the Simplified form of them.
    const japanese = new Set('証録僕紛願頂順絡紙輩締飛')
    const rooms = ['error-code-table', 'error-codes', 'missing', 'role', 'warnings']
    const literals = rooms.flatMap((room) => {
      const source = readFileSync(
        new URL(`../../../src/knowledge/${room}.ts`, import.meta.url),
        'utf8',
      )
      return [...source.matchAll(/\/(?![/*])((?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\])+)\/g?u/gu)]
    })
    const characters = new Set(literals.join('').match(/\p{Script=Han}/gu))
    const unread = [...characters].filter(
      (character) =>
        !ambiguous.has(character) &&
        !japanese.has(character) &&
        (readingForm(character) !== character ||
          readingForm(inSimplifiedScript(character)) !== character),
    )
    expect(unread).toEqual([])
    expect(characters.size).toBeGreaterThan(200)
  })
})
