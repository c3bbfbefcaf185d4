import type { LinearModel } from '../classifier/linear-model.ts'
import {
  countFeatures,
  type FittedSpace,
  fitFeatureSpace,
  keepFeatures,
  type PreparedText,
  readMatrix,
} from './feature-matrix.ts'
import { fitLinear, type LinearWeights } from './fit-linear.ts'

/** Share of a label's name that the texts must know, see `coverage` of a vector. */
const nameCoverageMin = 0.5

/** Feature space and weights that belong together. */
export type FittedClassifier = { fitted: FittedSpace; weights: LinearWeights }

/**
 * The engine: learns to tell any labels apart. The name of a label is one more example of it if the
 * texts use its words, which helps where examples are few: `card_arrival` says what `Where is my
 * card?` is about. A number, or a name in another language than the texts, would say nothing.
 *
 * @param targets index into `labels` for each text
 * @param featuresMax keep only so many features, those with the most influence
 */
export function fitClassifier(
  texts: readonly PreparedText[],
  targets: Int32Array,
  labels: readonly string[],
  featuresMax = Number.POSITIVE_INFINITY,
): FittedClassifier {
  const names = labels.map((label) => ({ subject: '', body: label.replace(/[_-]+/g, ' ') }))
  const counts = countFeatures(texts)
  const { coverages } = readMatrix(names, fitFeatureSpace(counts).space)
  const isTelling = (_: unknown, label: number) => (coverages[label] ?? 0) >= nameCoverageMin
  const tellingNames = names.filter(isTelling)
  const allTexts = [...texts, ...tellingNames]
  const allTargets = Int32Array.from([...targets, ...[...labels.keys()].filter(isTelling)])
  const all = fitFeatureSpace(countFeatures(tellingNames, counts))
  const weights = fitLinear(readMatrix(allTexts, all.space), allTargets, labels.length)
  if (all.keys.length <= featuresMax) return { fitted: all, weights }
  const fitted = keepFeatures(all, strongestFeatures(all, weights, featuresMax))
  return {
    fitted,
    weights: fitLinear(readMatrix(allTexts, fitted.space), allTargets, labels.length),
  }
}

/** Positions of the features whose largest weight, times rarity, is highest; in ascending order. */
function strongestFeatures(all: FittedSpace, weights: LinearWeights, count: number): Int32Array {
  const influence = Float64Array.from(all.keys, (_, position) => {
    let largest = 0
    for (let c = 0; c < weights.classes; c++) {
      largest = Math.max(largest, Math.abs(weights.weights[position * weights.classes + c] ?? 0))
    }
    return largest * (all.space.rarities[position] ?? 0)
  })
  const strongest = [...influence.keys()]
    .sort((a, b) => (influence[b] ?? 0) - (influence[a] ?? 0) || a - b)
    .slice(0, count)
  return Int32Array.from(strongest).sort()
}

/** Eight bits a weight change no decision worth having and make the file an eighth of the size. */
export function quantise({ classes, weights, biases }: LinearWeights): LinearModel {
  const scales = new Float64Array(classes)
  for (let i = 0; i < weights.length; i++) {
    const c = i % classes
    scales[c] = Math.max(scales[c] ?? 0, Math.abs(weights[i] ?? 0) / 127)
  }
  return {
    classes,
    weights: Int8Array.from(weights, (weight, i) => {
      const scale = scales[i % classes] ?? 0
      return scale > 0 ? Math.round(weight / scale) : 0
    }),
    scales,
    biases,
  }
}
