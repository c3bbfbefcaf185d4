import { describe, expect, test } from 'vitest'
import { readFeatures } from '../../../src/classifier/features.ts'
import { foldText } from '../../../src/classifier/folded-text.ts'
import { createVectorReader, unseenShareKey } from '../../../src/classifier/sparse-vector.ts'
import { countFeatures, fitFeatureSpace } from '../../../src/training/feature-matrix.ts'

const texts = ['the password is locked', '密碼鎖住'].map((body) => ({ subject: '', body }))
const { space, keys } = fitFeatureSpace(countFeatures(texts))
const readVector = createVectorReader(space)

function unseenShareOf(body: string): number {
  const { count, positions, values } = readVector(readFeatures(foldText('', body)))
  for (let entry = 0; entry < count; entry++) {
    if (keys[positions[entry] ?? 0] === unseenShareKey) return values[entry] ?? 0
  }
  return 0
}

describe('a vector', () => {
  test('says how much of the text the vocabulary does not know', () => {
    expect(unseenShareOf('the password is locked')).toBe(0)
    expect(unseenShareOf('')).toBe(0)
    const half = unseenShareOf('password xpertline')
    expect(half).toBeGreaterThan(0)
    expect(unseenShareOf('xpertline qqzz')).toBeGreaterThan(half)
  })

  test('has length 1 apart from that share, and no entry twice', () => {
    const { count, positions, values } = readVector(
      readFeatures(foldText('', 'password password locked xpertline 密碼')),
    )
    const entries = [...positions.subarray(0, count)]
    expect(new Set(entries).size).toBe(count)
    const known = entries
      .map((position, entry) => ({ key: keys[position], value: values[entry] ?? 0 }))
      .filter(({ key }) => key !== unseenShareKey)
    const squares = known.reduce((sum, { value }) => sum + value * value, 0)
    expect(squares).toBeCloseTo(1)
  })
})
