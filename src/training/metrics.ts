import type { Prediction } from '../classifier/classify.ts'
import { type CategoryId, categoryIds, type Label, labels } from '../ticket.ts'

/** A prediction beside the truth. `acceptable` holds the right label and every other fair reading. */
export type Judged = {
  label: Label
  acceptable: readonly string[]
  language: string
  prediction: Prediction
}

export type ReliabilityBin = { from: number; count: number; confidence: number; accuracy: number }

export type Report = {
  count: number
  /** Share whose highest label is acceptable. */
  accuracy: number
  inScopeAccuracy: number | null
  macroF1: number
  suggested: { precision: number | null; coverage: number | null }
  outOfScope: { auroc: number | null; recall: number | null; inScopeLost: number | null }
  calibrationError: number
  reliability: ReliabilityBin[]
  /** Counts by true label, then highest label. */
  confusion: Record<Label, Record<Label, number>>
}

const reliabilityBins = 10

/** Measures predictions; null where no ticket of the kind was there. */
export function measure(judged: readonly Judged[]): Report {
  const inScope = judged.filter(({ label }) => label !== 'out-of-scope')
  const outside = judged.filter(({ label }) => label === 'out-of-scope')
  const suggested = judged.filter(({ prediction }) => prediction.decision === 'suggested')
  const isLost = (one: Judged) =>
    one.prediction.decision === 'out-of-scope' && !one.acceptable.includes('out-of-scope')
  const outsideScores = outside.map((one) => confidenceOf(one.prediction, 'out-of-scope'))
  const inScopeScores = inScope.map((one) => confidenceOf(one.prediction, 'out-of-scope'))
  return {
    count: judged.length,
    accuracy: shareOf(judged, isRight) ?? 0,
    inScopeAccuracy: shareOf(inScope, isRight),
    macroF1: macroF1(judged),
    suggested: {
      precision: shareOf(suggested, (one) =>
        one.acceptable.includes(bestCategory(one.prediction) ?? ''),
      ),
      coverage: shareOf(inScope, ({ prediction }) => prediction.decision === 'suggested'),
    },
    outOfScope: {
      auroc: auroc(outsideScores, inScopeScores),
      recall: shareOf(outside, ({ prediction }) => prediction.decision === 'out-of-scope'),
      inScopeLost: shareOf(inScope, isLost),
    },
    ...reliabilityOf(judged),
    confusion: confusionOf(judged),
  }
}

/** Highest label of a prediction. */
export function topLabel(prediction: Prediction): Label {
  return prediction.scores[0]?.category ?? 'out-of-scope'
}

/** Highest of the seven categories. */
export function bestCategory(prediction: Prediction): CategoryId | undefined {
  const best = prediction.scores.find(({ category }) => category !== 'out-of-scope')?.category
  return categoryIds.find((category) => category === best)
}

export function isRight({ acceptable, prediction }: Judged): boolean {
  return acceptable.includes(topLabel(prediction))
}

/**
 * Probability that a random positive scores above a random negative, ties counting half; null
 * without either.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null
  const all = [
    ...positives.map((score) => ({ score, isPositive: true })),
    ...negatives.map((score) => ({ score, isPositive: false })),
  ].sort((a, b) => a.score - b.score)
  let rankSum = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.score === all[from]?.score) to++
    const rank = (from + 1 + to) / 2
    for (let i = from; i < to; i++) if (all[i]?.isPositive === true) rankSum += rank
    from = to
  }
  const n = positives.length
  return (rankSum - (n * (n + 1)) / 2) / (n * negatives.length)
}

/**
 * Expected calibration error: how far confidence and accuracy of the highest label lie apart, over
 * ten equally wide bins, weighted by their size.
 */
export function reliabilityOf(judged: readonly Judged[]): {
  calibrationError: number
  reliability: ReliabilityBin[]
} {
  const reliability: ReliabilityBin[] = []
  let calibrationError = 0
  for (let bin = 0; bin < reliabilityBins; bin++) {
    const members = judged.filter(({ prediction }) => {
      const confidence = prediction.scores[0]?.confidence ?? 0
      return Math.min(reliabilityBins - 1, Math.floor(confidence * reliabilityBins)) === bin
    })
    if (members.length === 0) continue
    const confidence =
      members.reduce((sum, one) => sum + (one.prediction.scores[0]?.confidence ?? 0), 0) /
      members.length
    const accuracy = shareOf(members, isRight) ?? 0
    calibrationError += (Math.abs(confidence - accuracy) * members.length) / judged.length
    reliability.push({ from: bin / reliabilityBins, count: members.length, confidence, accuracy })
  }
  return { calibrationError, reliability }
}

/** Mean F1 over the labels that occur; an acceptable answer counts as its ticket's own label. */
function macroF1(judged: readonly Judged[]): number {
  const present = labels.filter((label) => judged.some((one) => one.label === label))
  const answers = judged.map((one) => (isRight(one) ? one.label : topLabel(one.prediction)))
  const scores = present.map((label) => {
    const hits = judged.filter((one, i) => one.label === label && answers[i] === label).length
    const answered = answers.filter((answer) => answer === label).length
    const real = judged.filter((one) => one.label === label).length
    return (2 * hits) / (answered + real)
  })
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
}

function confusionOf(judged: readonly Judged[]): Report['confusion'] {
  const row = () => Object.fromEntries(labels.map((label) => [label, 0])) as Record<Label, number>
  const table = Object.fromEntries(labels.map((label) => [label, row()])) as Report['confusion']
  for (const { label, prediction } of judged) table[label][topLabel(prediction)]++
  return table
}

function confidenceOf(prediction: Prediction, label: Label): number {
  return prediction.scores.find(({ category }) => category === label)?.confidence ?? 0
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length
}
