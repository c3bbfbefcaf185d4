import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildVocabulary, positionOf } from '../../../src/classifier/vocabulary.ts'

test('a vocabulary finds every key at its position and no other key', () => {
  const key = fc.integer({ min: 1, max: 0xffffffff })
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 300 }), key, (keys, stranger) => {
      const vocabulary = buildVocabulary(Uint32Array.from(keys))
      expect(keys.map((one) => positionOf(vocabulary, one))).toEqual([...keys.keys()])
      expect(positionOf(vocabulary, stranger)).toBe(keys.indexOf(stranger))
      expect(positionOf(vocabulary, 0)).toBe(-1)
    }),
  )
})
