import { naturalLogarithm } from './arithmetic.ts'
import { conceptFeature, type FeatureList } from './feature-list.ts'
import { positionOf, type Vocabulary } from './vocabulary.ts'

/** What turns features into a vector: the vocabulary and how telling each entry is. */
export type FeatureSpace = {
  vocabulary: Vocabulary
  /** Weight of each entry, by position: the rarer, the larger. */
  rarities: Float32Array
  /** The rarity of a feature that no training text holds. */
  unseenRarity: number
}

/**
 * A text as a vector of length 1 (0 when nothing in it is known) and the share of it that is not
 * known, with `count` entries. The arrays belong to the reader, whose next call overwrites them.
 */
export type SparseVector = {
  count: number
  positions: Int32Array
  values: Float64Array
  /** How often each entry occurs in the text. */
  counts: Uint32Array
  /** For each feature that was read, the entry it counts in; -1 when the vocabulary lacks it. */
  entries: Int32Array
  /** Share of the text's words and ideographs that the vocabulary knows, weighted by rarity: 0-1. */
  coverage: number
}

/** Concepts count more than the words they stand for (measured: 1.5 and 2 alike, 1 a little worse). */
const conceptWeight = 1.5

/**
 * Key of the entry that says how much of a text the vocabulary does not know. A ticket about a system
 * nobody has heard of is told by that alone: `Xyzpert password forgotten`. Hashes never are 1 on purpose.
 */
export const unseenShareKey = 1

/** What a text of unknown words only gets as that entry, beside a vector of length 1 (.5 measured best). */
const unseenShareWeight = 0.5

/** A word said ten times says more than one said once, but not ten times more: 1 + ln(count). */
const countMax = 64
const dampedCounts = Float64Array.from({ length: countMax + 1 }, (_, count) =>
  count === 0 ? 0 : 1 + naturalLogarithm(count),
)

/**
 * Makes a reader that turns features into vectors: damped counts times rarity, brought to length 1
 * so that a long ticket weighs no more than a short one.
 */
export function createVectorReader(space: FeatureSpace): (features: FeatureList) => SparseVector {
  const { vocabulary, rarities, unseenRarity } = space
  // Entry of each position plus 1 while a text is being read, 0 between texts.
  const entryAt = new Uint32Array(vocabulary.size)
  let vector = createVector(4096)
  const unseenShareAt = positionOf(vocabulary, unseenShareKey)

  return (features) => {
    // One entry more than there are features may be needed, for the unseen share.
    if (features.count >= vector.entries.length) vector = createVector(features.count * 2)
    const { positions, values, counts, entries } = vector
    let count = 0
    let knownUnits = 0
    let unknownUnits = 0
    for (let i = 0; i < features.count; i++) {
      const position = positionOf(vocabulary, features.keys[i] ?? 0)
      const isUnit = features.isUnit[i] === 1
      if (position < 0) {
        entries[i] = -1
        if (isUnit) unknownUnits += unseenRarity
        continue
      }
      const rarity = rarities[position] ?? 0
      if (isUnit) knownUnits += rarity
      const known = (entryAt[position] ?? 0) - 1
      if (known >= 0) {
        entries[i] = known
        counts[known] = (counts[known] ?? 0) + 1
        continue
      }
      entries[i] = count
      entryAt[position] = count + 1
      positions[count] = position
      values[count] = features.kinds[i] === conceptFeature ? rarity * conceptWeight : rarity
      counts[count] = 1
      count++
    }
    let squares = 0
    for (let entry = 0; entry < count; entry++) {
      entryAt[positions[entry] ?? 0] = 0
      const damping = dampedCounts[Math.min(counts[entry] ?? 0, countMax)] ?? 0
      const value = (values[entry] ?? 0) * damping
      values[entry] = value
      squares += value * value
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let entry = 0; entry < count; entry++) values[entry] = (values[entry] ?? 0) * scale
    if (unseenShareAt >= 0 && unknownUnits > 0) {
      positions[count] = unseenShareAt
      values[count] = (unseenShareWeight * unknownUnits) / (knownUnits + unknownUnits)
      counts[count] = 1
      count++
    }
    vector.count = count
    vector.coverage = knownUnits > 0 ? knownUnits / (knownUnits + unknownUnits) : 0
    return vector
  }
}

function createVector(capacity: number): SparseVector {
  return {
    count: 0,
    positions: new Int32Array(capacity),
    values: new Float64Array(capacity),
    counts: new Uint32Array(capacity),
    entries: new Int32Array(capacity),
    coverage: 0,
  }
}
