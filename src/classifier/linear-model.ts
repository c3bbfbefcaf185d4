import type { SparseVector } from './sparse-vector.ts'

/**
 * Linear scores for a fixed list of classes. `weights` holds one row of `classes` numbers per
 * feature, as 8-bit steps of the class' own `scales` entry.
 */
export type LinearModel = {
  classes: number
  weights: Int8Array
  scales: Float64Array
  biases: Float64Array
}

/**
 * Computes the score of every class into `scores`, in logit units. Four classes at a time are summed
 * in registers, which takes a third of the time of adding into an array. Past the last class the
 * four read the next row's weights, and what they sum is dropped.
 */
export function score(model: LinearModel, vector: SparseVector, scores: Float64Array): void {
  const { classes, weights, scales, biases } = model
  const { count, positions, values } = vector
  for (let c = 0; c < classes; c += 4) {
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let entry = 0; entry < count; entry++) {
      const value = values[entry] ?? 0
      const at = (positions[entry] ?? 0) * classes + c
      first += value * (weights[at] ?? 0)
      second += value * (weights[at + 1] ?? 0)
      third += value * (weights[at + 2] ?? 0)
      fourth += value * (weights[at + 3] ?? 0)
    }
    scores[c] = first
    if (c + 1 < classes) scores[c + 1] = second
    if (c + 2 < classes) scores[c + 2] = third
    if (c + 3 < classes) scores[c + 3] = fourth
  }
  for (let c = 0; c < classes; c++) {
    scores[c] = (scores[c] ?? 0) * (scales[c] ?? 0) + (biases[c] ?? 0)
  }
}
