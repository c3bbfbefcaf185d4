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

/** Computes the score of every class into `scores`, in logit units. */
export function score(model: LinearModel, vector: SparseVector, scores: Float64Array): void {
  const { classes, weights, scales, biases } = model
  scores.fill(0)
  for (let i = 0; i < vector.count; i++) {
    const value = vector.values[i] ?? 0
    const row = (vector.positions[i] ?? 0) * classes
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + value * (weights[row + c] ?? 0)
  }
  for (let c = 0; c < classes; c++) {
    scores[c] = (scores[c] ?? 0) * (scales[c] ?? 0) + (biases[c] ?? 0)
  }
}
