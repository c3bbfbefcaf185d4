import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conceptFeature } from '../../../src/classifier/feature-list.ts'
import { readFeatures } from '../../../src/classifier/features.ts'
import { foldText } from '../../../src/classifier/folded-text.ts'

function keysOf(body: string, subject = ''): Set<number> {
  const features = readFeatures(foldText(subject, body))
  return new Set(features.keys.subarray(0, features.count))
}

function conceptsOf(body: string): Set<number> {
  const features = readFeatures(foldText('', body))
  const keys = [...features.keys.subarray(0, features.count)]
  return new Set(keys.filter((_key, i) => features.kinds[i] === conceptFeature))
}

function shared(one: Set<number>, other: Set<number>): number {
  return [...one].filter((key) => other.has(key)).length
}

describe('folding', () => {
  test('brings width, case, accents and runs of punctuation to one form', () => {
    expect(keysOf('ＳＳＰＲ　錯誤：Réinitialisation!!')).toEqual(
      keysOf('sspr 錯誤 reinitialisation'),
    )
  })

  test('remembers for every unit where it stood in its field', () => {
    const subject = 'ﬁle — Ä'
    const body = '「密碼」 Password'
    const folded = foldText(subject, body)
    for (let at = 0; at < folded.length; at++) {
      const text = at < folded.bodyFrom ? subject : body
      const unit = String.fromCharCode(folded.units[at] ?? 0)
      const origin = text.slice(folded.origins[at], (folded.origins[at] ?? 0) + 1)
      if (unit === ' ') continue
      expect(origin.normalize('NFKD').toLowerCase()).toContain(unit)
    }
  })
})

describe('features', () => {
  test('stay inside the text they were read from, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        (subject, body) => {
          const folded = foldText(subject, body)
          const features = readFeatures(folded)
          for (let i = 0; i < features.count; i++) {
            expect(features.starts[i]).toBeLessThan(features.ends[i] ?? 0)
            expect(features.ends[i]).toBeLessThanOrEqual(folded.length)
          }
        },
      ),
    )
  })

  test('are the same for the same text, whatever was read before', () => {
    const before = keysOf('We reset our passwords and nothing happens')
    for (let i = 0; i < 500; i++) keysOf(`word${i} another${i * 7} ${i}`)
    expect(keysOf('We reset our passwords and nothing happens')).toEqual(before)
  })

  test('survive a typo in most of a word', () => {
    const word = keysOf('authentication')
    expect(shared(word, keysOf('authentcation'))).toBeGreaterThan(word.size / 2)
  })

  test.each([
    ['writeback', '密碼回寫', 'Kennwortrückschreiben'],
    ['self-service password reset', '自助式密碼重設', 'libre-service'],
    ['Azure AD Connect', 'Entra Connect', 'dirsync'],
    ['conditional access', '條件式存取', 'bedingter Zugriff'],
    ['security info', '安全性資訊', 'セキュリティ情報'],
  ])('%s, %s and %s are one concept', (...phrases) => {
    const [first = new Set<number>(), ...others] = phrases.map(conceptsOf)
    expect(first.size).toBeGreaterThan(0)
    for (const other of others) expect(shared(first, other)).toBeGreaterThan(0)
  })

  test.each(['SSPR_0029', 'sspr 29', 'sspr-0029', 'SSPR_0029：', '出現SSPR_0029了'])(
    'the code in "%s" is read as code 29',
    (text) => {
      expect(shared(conceptsOf(text), conceptsOf('SSPR_0029'))).toBeGreaterThanOrEqual(3)
    },
  )

  test('SSPR_009, which administrators see, is another code than SSPR_0009', () => {
    const administrators = conceptsOf('SSPR_009')
    expect([...conceptsOf('SSPR_0009')].some((key) => !administrators.has(key))).toBe(true)
  })

  test('a concept inside a longer word is not read', () => {
    expect(conceptsOf('capacity').size).toBe(0)
  })
})
