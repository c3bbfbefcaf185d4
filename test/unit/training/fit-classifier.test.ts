import { expect, test } from 'vitest'
import { readMatrix } from '../../../src/training/feature-matrix.ts'
import { type FittedClassifier, fitClassifier } from '../../../src/training/fit-classifier.ts'
import { scoreRows } from '../../../src/training/fit-linear.ts'
import { fitWithUnlabelled, surestGuesses } from '../../../src/training/self-training.ts'

const texts = ['the card arrived late', 'where is my card', 'top up by transfer', 'a top up failed']
const bodies = (all: readonly string[]) => all.map((body) => ({ subject: '', body }))
const targets = Int32Array.of(0, 0, 1, 1)

function answers({ fitted, weights }: FittedClassifier, asked: readonly string[]): number[] {
  const scores = scoreRows(readMatrix(bodies(asked), fitted.space), weights)
  return asked.map((_, row) => ((scores[row * 2] ?? 0) > (scores[row * 2 + 1] ?? 0) ? 0 : 1))
}

test('a classifier knows its training texts and what resembles them', () => {
  const trained = fitClassifier(bodies(texts), targets, ['card_arrival', 'top_up'])
  expect(answers(trained, [...texts, 'my card?', 'transfer failed'])).toEqual([0, 0, 1, 1, 0, 1])
})

test('label names in words of the texts are learnt from, all others change nothing', () => {
  const weightsFor = (labels: string[]) =>
    fitClassifier(bodies(texts), targets, labels).weights.weights
  expect(weightsFor(['17', '卡片'])).toEqual(weightsFor(['x1', 'y2']))
  expect(weightsFor(['card_arrival', 'top_up'])).not.toEqual(weightsFor(['x1', 'y2']))
})

test('texts without labels teach words that no labelled text holds', () => {
  const unlabelled = ['my card parcel', 'card parcel post', 'top up voucher', 'voucher top up']
  const trained = fitWithUnlabelled(
    bodies(texts),
    targets,
    ['card_arrival', 'top_up'],
    bodies(unlabelled),
  )
  expect(answers(trained, ['parcel', 'voucher'])).toEqual([0, 1])
})

test('guesses are the surest for each label, as many as asked for', () => {
  const scores = Float64Array.of(2, 0, 5, 0, 1, 0, 0, 3)
  expect(surestGuesses(scores, 2, 2)).toEqual([
    { row: 0, label: 0, lead: 2 },
    { row: 1, label: 0, lead: 5 },
    { row: 3, label: 1, lead: 3 },
  ])
})
