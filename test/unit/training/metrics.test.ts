import { expect, test } from 'vitest'
import type { Label } from '../../../src/ticket.ts'
import { auroc, type Judged, measure } from '../../../src/training/metrics.ts'

function judged(label: Label, top: Label, confidence: number, accepts: Label[] = []): Judged {
  const isOutside = top === 'out-of-scope'
  const decision = isOutside ? 'out-of-scope' : confidence >= 0.8 ? 'suggested' : 'review'
  const other: Label = isOutside ? 'setup' : 'out-of-scope'
  return {
    label,
    acceptable: [label, ...accepts],
    language: 'en',
    prediction: {
      decision,
      reason: decision === 'review' ? 'low-confidence' : null,
      scores: [
        { category: top, confidence },
        { category: other, confidence: 1 - confidence },
      ],
      evidence: [],
    },
  }
}

test('an acceptable second reading counts as right', () => {
  expect(measure([judged('setup', 'writeback', 0.9, ['writeback'])])).toMatchObject({
    accuracy: 1,
    macroF1: 1,
    suggested: { precision: 1, coverage: 1 },
  })
})

test('an in-scope ticket called out-of-scope is lost unless that is a fair reading', () => {
  const report = measure([
    judged('setup', 'out-of-scope', 0.9),
    judged('setup', 'out-of-scope', 0.9, ['out-of-scope']),
    judged('out-of-scope', 'out-of-scope', 0.9),
  ])
  expect(report.outOfScope).toMatchObject({ recall: 1, inScopeLost: 0.5 })
})

test('the calibration error is the mean gap between confidence and accuracy', () => {
  const report = measure([judged('setup', 'setup', 0.75), judged('setup', 'writeback', 0.75)])
  expect(report.calibrationError).toBeCloseTo(0.25)
  expect(report.reliability).toEqual([{ from: 0.7, count: 2, confidence: 0.75, accuracy: 0.5 }])
})

test('what was not there is null, not zero', () => {
  const report = measure([judged('setup', 'setup', 0.5)])
  expect(report.outOfScope).toEqual({ auroc: null, recall: null, inScopeLost: 0 })
  expect(report.suggested).toEqual({ precision: null, coverage: 0 })
})

test('AUROC is the chance that a positive ranks above a negative, ties counting half', () => {
  expect(auroc([2, 3], [1, 1])).toBe(1)
  expect(auroc([1], [1])).toBe(0.5)
  expect(auroc([1, 3], [2])).toBe(0.5)
})
