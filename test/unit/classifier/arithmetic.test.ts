import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  exponential,
  naturalLogarithm,
  sigmoid,
  softmax,
} from '../../../src/classifier/arithmetic.ts'

describe('arithmetic that is the same on every machine', () => {
  test('the exponential agrees with the engine to 14 digits', () => {
    fc.assert(
      fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
        expect(exponential(x) / Math.exp(x)).toBeCloseTo(1, 13)
      }),
    )
  })

  test('the logarithm agrees with the engine to 14 digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        const expected = Math.log(x)
        expect((naturalLogarithm(x) - expected) / Math.max(1, Math.abs(expected))).toBeCloseTo(
          0,
          13,
        )
      }),
    )
  })

  test('softmax of any finite scores is a distribution', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), {
          minLength: 1,
          maxLength: 9,
        }),
        (scores) => {
          const values = Float64Array.from(scores)
          softmax(values)
          expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
        },
      ),
    )
  })

  test('the sigmoid stays within 0 and 1 at both ends', () => {
    expect(sigmoid(0)).toBe(0.5)
    expect(sigmoid(-1e9)).toBe(0)
    expect(sigmoid(1e9)).toBe(1)
  })
})
