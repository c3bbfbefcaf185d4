import type { Evidence } from '../ticket.ts'
import type { FeatureList } from './feature-list.ts'
import { type FoldedText, fieldAt, kindOf, separator, wordUnit } from './folded-text.ts'
import type { LinearModel } from './linear-model.ts'
import type { SparseVector } from './sparse-vector.ts'

/** More than this nobody reads. */
export const evidenceMax = 8

/** Spans with less than this share of the strongest one say nothing to a person. */
const shareMin = 0.08
/** A neighbour joins a phrase when it pulls the same way with at least this share of the strongest. */
const joinShareMin = 0.2
const phraseTokensMax = 5
/** Chinese words are told apart in the first part of a ticket only; the segmenter is slow. */
const segmentedUnitsMax = 4_000

type Token = { start: number; end: number; weight: number; tokens: number }

const segmenter = new Intl.Segmenter('zh-Hant', { granularity: 'word' })

/** All that the evidence is read from: a ticket, its features, and what the model made of them. */
export type Reading = {
  input: { subject: string; body: string }
  folded: FoldedText
  features: FeatureList
  vector: SparseVector
  linear: LinearModel
  /** By label. */
  probabilities: Float64Array
}

/**
 * Names the words and phrases that decided. The weight of a feature is what the score of `label`,
 * against the other labels' mean weighted by their probability, would lose without it, the change of
 * the text's length included; it is shared out over the characters the feature was read from.
 */
export function findEvidence(reading: Reading, label: number): Evidence[] {
  const { input, folded } = reading
  const tokens = readTokens(folded, pullsOfUnits(reading, label))
  let strongest = 0
  for (const token of tokens) strongest = Math.max(strongest, Math.abs(token.weight))
  if (!(strongest > 0)) return []
  return joinPhrases(folded, tokens, strongest * joinShareMin)
    .filter((phrase) => Math.abs(phrase.weight) >= strongest * shareMin)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
    .slice(0, evidenceMax)
    .map((phrase) => toEvidence(input, folded, phrase))
}

/**
 * How much each folded unit pulls the score towards `label`. A feature's share is noted where it
 * starts and taken back where it ends, so that one running sum over the text spreads them all.
 */
function pullsOfUnits(reading: Reading, label: number): Float64Array {
  const { units, length } = reading.folded
  const { count, starts, ends } = reading.features
  const { entries } = reading.vector
  const pulls = pullsOfEntries(reading, label)
  const readableBefore = new Uint32Array(length + 1)
  for (let at = 0; at < length; at++) {
    const isReadable = kindOf(units[at] ?? 0) !== separator
    readableBefore[at + 1] = (readableBefore[at] ?? 0) + (isReadable ? 1 : 0)
  }
  const pullOfUnit = new Float64Array(length + 1)
  for (let i = 0; i < count; i++) {
    const entry = entries[i] ?? -1
    if (entry < 0) continue
    const start = starts[i] ?? 0
    const end = ends[i] ?? 0
    const readable = (readableBefore[end] ?? 0) - (readableBefore[start] ?? 0)
    const share = (pulls[entry] ?? 0) / (readable > 1 ? readable : 1)
    pullOfUnit[start] = (pullOfUnit[start] ?? 0) + share
    pullOfUnit[end] = (pullOfUnit[end] ?? 0) - share
  }
  let pull = 0
  for (let at = 0; at < length; at++) {
    pull += pullOfUnit[at] ?? 0
    pullOfUnit[at] = readableBefore[at + 1] === readableBefore[at] ? 0 : pull
  }
  return pullOfUnit
}

/** How much one occurrence of each entry pulls. */
function pullsOfEntries({ vector, linear, probabilities }: Reading, label: number): Float64Array {
  const { classes, weights, scales } = linear
  const rivals = 1 - (probabilities[label] ?? 0)
  const factors = Float64Array.from(scales, (scale, c) => {
    if (c === label) return scale
    const share = rivals > 1e-9 ? (probabilities[c] ?? 0) / rivals : 1 / (classes - 1)
    return -scale * share
  })
  const { count, positions, values, counts } = vector
  const pulls = new Float64Array(count)
  let whole = 0
  for (let entry = 0; entry < count; entry++) {
    const row = (positions[entry] ?? 0) * classes
    let advantage = 0
    for (let c = 0; c < classes; c++) advantage += (weights[row + c] ?? 0) * (factors[c] ?? 0)
    pulls[entry] = advantage
    whole += (values[entry] ?? 0) * advantage
  }
  for (let entry = 0; entry < count; entry++) {
    const value = values[entry] ?? 0
    // The vector has length 1: without this entry the rest grows by 1 / sqrt(1 - value²).
    const pull = value * (pulls[entry] ?? 0) - (whole * value * value) / 2
    pulls[entry] = pull / (counts[entry] ?? 1)
  }
  return pulls
}

function readTokens(folded: FoldedText, pulls: Float64Array): Token[] {
  const tokens: Token[] = []
  const { units, length } = folded
  let at = 0
  while (at < length) {
    const kind = kindOf(units[at] ?? 0)
    if (kind === separator) {
      at++
      continue
    }
    let end = at + 1
    while (end < length && end !== folded.bodyFrom && kindOf(units[end] ?? 0) === kind) end++
    if (kind === wordUnit || at > segmentedUnitsMax) {
      tokens.push(tokenOf(pulls, at, end))
    } else {
      const run = String.fromCharCode(...units.subarray(at, Math.min(end, at + segmentedUnitsMax)))
      for (const { index, segment } of segmenter.segment(run)) {
        tokens.push(tokenOf(pulls, at + index, at + index + segment.length))
      }
    }
    at = end
  }
  return tokens
}

function tokenOf(pulls: Float64Array, start: number, end: number): Token {
  let weight = 0
  for (let at = start; at < end; at++) weight += pulls[at] ?? 0
  return { start, end, weight, tokens: 1 }
}

function joinPhrases(folded: FoldedText, tokens: readonly Token[], weightMin: number): Token[] {
  const phrases: Token[] = []
  let open: Token | undefined
  for (const token of tokens) {
    const joins =
      open !== undefined &&
      open.tokens < phraseTokensMax &&
      token.start - open.end <= 1 &&
      fieldAt(folded, open.start) === fieldAt(folded, token.start) &&
      Math.sign(open.weight) === Math.sign(token.weight) &&
      Math.abs(open.weight) >= weightMin &&
      Math.abs(token.weight) >= weightMin
    if (joins && open !== undefined) {
      open.end = token.end
      open.weight += token.weight
      open.tokens++
    } else {
      open = { ...token }
      phrases.push(open)
    }
  }
  return phrases
}

function toEvidence(
  texts: { subject: string; body: string },
  folded: FoldedText,
  { start, end, weight }: Token,
): Evidence {
  const field = fieldAt(folded, start)
  const text = texts[field]
  const from = folded.origins[start] ?? 0
  const last = folded.origins[end - 1] ?? from
  const to = last + (isHighSurrogate(text.charCodeAt(last)) ? 2 : 1)
  return { field, start: from, end: to, text: text.slice(from, to), weight: round(weight) }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** Three decimals: more would pretend a precision the weights do not have. */
function round(weight: number): number {
  return Math.round(weight * 1000) / 1000
}
