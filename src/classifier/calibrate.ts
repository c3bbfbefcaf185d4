import { softmax } from './arithmetic.ts'

/** What turns the scores of one script's texts into probabilities. */
export type ScriptCalibration = {
  /** Factor on all scores: below 1 the raw scores were too sure of themselves. */
  scale: number
  /** Added to the out-of-scope score, for the share of such tickets that is expected live. */
  outOfScopeShift: number
}

/**
 * Fitted on scores of texts the model had not been trained on, separately for texts in words and
 * texts in ideographs. `outOfScope` is the index of that label.
 */
export type Calibration = {
  spaced: ScriptCalibration
  ideographic: ScriptCalibration
  outOfScope: number
}

/** Turns scores into calibrated probabilities in place. */
export function calibrate(
  calibration: Calibration,
  isIdeographic: boolean,
  scores: Float64Array,
): void {
  const { scale, outOfScopeShift } = isIdeographic ? calibration.ideographic : calibration.spaced
  for (let c = 0; c < scores.length; c++) {
    const shift = c === calibration.outOfScope ? outOfScopeShift : 0
    scores[c] = (scores[c] ?? 0) * scale + shift
  }
  softmax(scores)
}
