import { describe, expect, test } from 'vitest'
import {
  type Compared,
  compareModels,
  judgeCandidate,
} from '../../../src/training/judge-candidate.ts'

/** Texts of a label in groups of five; `won` of them right only after, `lost` only before, two thirds of the rest right. */
function texts(label: string, count: number, won: number, lost: number): Compared[] {
  return Array.from({ length: count }, (_, n): Compared => {
    const rest = n % 3 !== 0
    // Gains and losses are spread over the groups.
    const at = (n * 7) % count
    const [isRightBefore, isRightAfter] =
      at < won ? [false, true] : at < won + lost ? [true, false] : [rest, rest]
    return { label, group: `${label} ${Math.floor(n / 5)}`, isRightBefore, isRightAfter }
  })
}
const corpus = (won: number, lost: number) => [
  ...texts('setup', 1_000, won, lost),
  ...texts('writeback', 1_000, won, lost),
]
const coverage = { before: 0.6, after: 0.6 }

describe('the comparison', () => {
  test('says the same of the same texts', () => {
    expect(compareModels(corpus(20, 10))).toEqual(compareModels(corpus(20, 10)))
  })

  test('has the difference inside its interval, and zero for equal models', () => {
    const { before, after, low, high } = compareModels(corpus(60, 10))
    expect(after - before).toBeCloseTo(0.05, 5)
    expect(low).toBeLessThan(0.05)
    expect(high).toBeGreaterThan(0.05)
    expect(low).toBeGreaterThan(0.03)
    expect(compareModels(corpus(0, 0))).toMatchObject({ low: 0, high: 0 })
  })

  test('trusts texts of one origin less than independent ones', () => {
    const together = texts('setup', 300, 0, 0).map((text, n) => ({
      ...text,
      isRightAfter: n < 20 ? false : text.isRightBefore,
      group: n < 20 ? 'one' : `${n}`,
    }))
    const apart = together.map((text, n) => ({ ...text, group: `${n}` }))
    const width = (compared: Compared[]) => {
      const { low, high } = compareModels(compared)
      return high - low
    }
    expect(width(together)).toBeGreaterThan(1.5 * width(apart))
  })

  test('of no texts is no difference', () => {
    expect(compareModels([])).toEqual({ count: 0, before: 0, after: 0, low: 0, high: 0 })
  })
})

describe('a candidate', () => {
  const judge = (more: Partial<Parameters<typeof judgeCandidate>[0]>) =>
    judgeCandidate({ corpus: corpus(10, 10), heldOut: [], coverage, ...more })

  test.each([
    ['as good as the active model', {}],
    ['better on the tickets', { heldOut: texts('setup', 40, 8, 1) }],
    ['better on the training texts', { corpus: corpus(40, 5) }],
  ])('that is %s is promoted', (_name, more) => {
    const { isPromotable, reason } = judge(more)
    expect(reason).toMatch(/^Not worse: on the training texts \d+\.\d % right instead of/)
    expect(isPromotable).toBe(true)
  })

  test.each([
    ['worse on the training texts', { corpus: corpus(0, 40) }, /on the training texts: /],
    [
      'worse in one category only',
      { corpus: [...texts('setup', 4_000, 60, 20), ...texts('writeback', 300, 0, 15)] },
      /on the training texts of writeback: /,
    ],
    [
      'worse on tickets it has not seen',
      { heldOut: texts('setup', 40, 0, 1) },
      /confirmed tickets that it has not seen: /,
    ],
    [
      'worse on the tickets of one category',
      { heldOut: [...texts('setup', 100, 40, 0), ...texts('writeback', 60, 0, 30)] },
      /confirmed tickets of writeback/,
    ],
    [
      'too shy',
      { coverage: { before: 0.6, after: 0.5 } },
      /suggest for 50.0 % of the training texts instead of 60.0 %/,
    ],
  ])('that is %s is not, and the reason says so', (_name, more, reason) => {
    const judgement = judge(more)
    expect(judgement.isPromotable).toBe(false)
    expect(judgement.reason).toMatch(/^Not promoted: /)
    expect(judgement.reason).toMatch(reason)
  })
})
