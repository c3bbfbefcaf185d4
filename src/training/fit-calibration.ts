import { naturalLogarithm } from '../classifier/arithmetic.ts'
import { type Calibration, calibrate, type ScriptCalibration } from '../classifier/calibrate.ts'

/** Scores of a text the model had not been trained on, and what it really is. */
export type JudgedScores = { scores: Float64Array; label: number; isIdeographic: boolean }

/**
 * Share of out-of-scope tickets that the probabilities are meant for. Real company mail holds seven in
 * ten, a queue about accounts two or three; the corpus holds more than it, because their variety has to
 * be learnt. At three in ten one in eight of them was missed while next to no ticket of ours was lost.
 */
const outOfScopeShare = 0.4

/**
 * Fits scale and out-of-scope shift for each script, by least log loss.
 *
 * @param outOfScope index of the out-of-scope label
 */
export function fitCalibration(judged: readonly JudgedScores[], outOfScope: number): Calibration {
  return {
    spaced: fitScript(
      judged.filter(({ isIdeographic }) => !isIdeographic),
      outOfScope,
    ),
    ideographic: fitScript(
      judged.filter(({ isIdeographic }) => isIdeographic),
      outOfScope,
    ),
    outOfScope,
  }
}

function fitScript(judged: readonly JudgedScores[], outOfScope: number): ScriptCalibration {
  const fitted: ScriptCalibration = { scale: 1, outOfScopeShift: 0 }
  if (judged.length === 0) return fitted
  const others = judged.filter(({ label }) => label !== outOfScope).length
  const outside = judged.length - others
  const weight = outside === 0 ? 1 : ((others / outside) * outOfScopeShare) / (1 - outOfScopeShare)
  const loss = (candidate: ScriptCalibration): number => {
    const calibration = { spaced: candidate, ideographic: candidate, outOfScope }
    let sum = 0
    for (const { scores, label } of judged) {
      const probabilities = Float64Array.from(scores)
      calibrate(calibration, false, probabilities)
      const log = naturalLogarithm(Math.max(probabilities[label] ?? 0, 1e-9))
      sum -= label === outOfScope ? weight * log : log
    }
    return sum
  }
  // The loss has one minimum along either line; six rounds settle the third decimal.
  for (let round = 0; round < 6; round++) {
    fitted.scale = leastAt(0.2, 5, (scale) => loss({ ...fitted, scale }))
    fitted.outOfScopeShift = leastAt(-4, 4, (outOfScopeShift) =>
      loss({ ...fitted, outOfScopeShift }),
    )
  }
  return {
    scale: roundTo(fitted.scale, 4),
    outOfScopeShift: roundTo(fitted.outOfScopeShift, 4),
  }
}

/** Golden section search for the minimum between two points. */
function leastAt(from: number, to: number, loss: (x: number) => number): number {
  const golden = 0.618_033_988_749_894_9
  let low = from
  let high = to
  let left = high - golden * (high - low)
  let right = low + golden * (high - low)
  let leftLoss = loss(left)
  let rightLoss = loss(right)
  for (let step = 0; step < 18; step++) {
    if (leftLoss < rightLoss) {
      high = right
      right = left
      rightLoss = leftLoss
      left = high - golden * (high - low)
      leftLoss = loss(left)
    } else {
      low = left
      left = right
      leftLoss = rightLoss
      right = low + golden * (high - low)
      rightLoss = loss(right)
    }
  }
  return (low + high) / 2
}

export function roundTo(x: number, decimals: number): number {
  const steps = 10 ** decimals
  return Math.round(x * steps) / steps
}
