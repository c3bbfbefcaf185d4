import { naturalLogarithm } from '../classifier/arithmetic.ts'
import { readFeatures } from '../classifier/features.ts'
import { foldText } from '../classifier/folded-text.ts'
import {
  createVectorReader,
  type FeatureSpace,
  unseenShareKey,
} from '../classifier/sparse-vector.ts'
import { buildVocabulary } from '../classifier/vocabulary.ts'

/** A text as the classifier gets it: cleaned, redacted, Simplified Chinese converted. */
export type PreparedText = { subject: string; body: string }

/** Texts as rows of a sparse matrix: row r holds the entries `starts[r]` to `starts[r + 1]`. */
export type FeatureMatrix = {
  rows: number
  columns: number
  starts: Int32Array
  positions: Int32Array
  values: Float64Array
  /** Known share of each text, see `SparseVector`. */
  coverages: Float64Array
}

/** A feature space with its keys in order of position, as the model file stores them. */
export type FittedSpace = { space: FeatureSpace; keys: Uint32Array }

/** From this many texts on, what only one of them holds is left out: it cannot generalise. */
const singlesKeptBelow = 3_000

/** In how many texts each feature occurs, and how many texts there are. */
export type FeatureCounts = { texts: number; documents: Map<number, number> }

/** Counts the features of texts, adding to `counts` where it is given. */
export function countFeatures(
  texts: readonly PreparedText[],
  counts: FeatureCounts = { texts: 0, documents: new Map() },
): FeatureCounts {
  const { documents } = counts
  counts.texts += texts.length
  for (const { subject, body } of texts) {
    const features = readFeatures(foldText(subject, body))
    for (const key of new Set(features.keys.subarray(0, features.count))) {
      documents.set(key, (documents.get(key) ?? 0) + 1)
    }
  }
  return counts
}

/** Settles which features there are and how rare each is. Keys are in ascending order. */
export function fitFeatureSpace({ texts, documents }: FeatureCounts): FittedSpace {
  const documentsMin = texts < singlesKeptBelow ? 1 : 2
  // No hash may stand for an empty place in the vocabulary (0) or for the unseen share (1).
  const seen = [...documents].filter(
    ([key, count]) => key > unseenShareKey && count >= documentsMin,
  )
  const keys = Uint32Array.from([unseenShareKey, ...seen.map(([key]) => key)]).sort()
  const rarities = Float32Array.from(keys, (key) =>
    rarity(texts, key === unseenShareKey ? texts : (documents.get(key) ?? 0)),
  )
  const unseenRarity = rarity(texts, 0)
  return { space: { vocabulary: buildVocabulary(keys), rarities, unseenRarity }, keys }
}

/**
 * Square root of the smoothed inverse document frequency. The full frequency trusts rare words too
 * much where texts are few, none at all too little on long tickets.
 */
function rarity(documents: number, documentsWithFeature: number): number {
  return Math.sqrt(1 + naturalLogarithm((1 + documents) / (1 + documentsWithFeature)))
}

/** Keeps the features at `positions`, which are in ascending order. */
export function keepFeatures(fitted: FittedSpace, positions: Int32Array): FittedSpace {
  const keys = Uint32Array.from(positions, (position) => fitted.keys[position] ?? 0)
  const rarities = Float32Array.from(positions, (position) => fitted.space.rarities[position] ?? 0)
  return { space: { ...fitted.space, vocabulary: buildVocabulary(keys), rarities }, keys }
}

/** Reads texts into a matrix over a feature space. */
export function readMatrix(texts: readonly PreparedText[], space: FeatureSpace): FeatureMatrix {
  const readVector = createVectorReader(space)
  const starts = new Int32Array(texts.length + 1)
  const coverages = new Float64Array(texts.length)
  const positions: number[] = []
  const values: number[] = []
  texts.forEach(({ subject, body }, row) => {
    const vector = readVector(readFeatures(foldText(subject, body)))
    for (let i = 0; i < vector.count; i++) {
      positions.push(vector.positions[i] ?? 0)
      values.push(vector.values[i] ?? 0)
    }
    starts[row + 1] = positions.length
    coverages[row] = vector.coverage
  })
  return {
    rows: texts.length,
    columns: space.vocabulary.size,
    starts,
    positions: Int32Array.from(positions),
    values: Float64Array.from(values),
    coverages,
  }
}
