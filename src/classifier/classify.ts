import stopwords from 'natural/lib/natural/util/stopwords.js'
import type { Candidate, Decision, Evidence, Label, LanguageTag, ReviewReason } from '../ticket.ts'
import { calibrate } from './calibrate.ts'
import { findEvidence } from './evidence.ts'
import type { FeatureList } from './feature-list.ts'
import { readFeatures } from './features.ts'
import {
  type FoldedText,
  foldText,
  ideograph,
  isIdeographic,
  kindOf,
  wordUnit,
} from './folded-text.ts'
import { score } from './linear-model.ts'
import type { Model, Thresholds } from './model-file.ts'
import { createVectorReader, type SparseVector } from './sparse-vector.ts'

/** A ticket's text after cleaning and redaction, Simplified Chinese converted to Traditional. */
export type ClassifierInput = { subject: string; body: string; language: LanguageTag }

/** What the classifier thinks of a ticket. */
export type Prediction = {
  decision: Decision
  /** Why the ticket is left to a person; null unless the decision is `review`. */
  reason: ReviewReason | null
  /** Every label with its calibrated probability, highest first; they add up to at most 1. */
  scores: Candidate[]
  /** What pulled towards the label with the highest probability, strongest first. */
  evidence: Evidence[]
}

/**
 * Languages with training texts enough for three right answers in four, whose tickets are decided;
 * `und` is a text too short to tell.
 */
const supportedLanguages = new Set(['en', 'zh-Hant', 'zh-Hans', 'de', 'fr', 'es', 'ja', 'und'])

/** Whether tickets in a language are decided, instead of being left to a person with the best guess. */
export function isDecided(language: LanguageTag): boolean {
  return supportedLanguages.has(language)
}

const readers = new WeakMap<Model, (features: FeatureList) => SparseVector>()

/**
 * Classifies one ticket. Never throws, whatever the text; the answer depends on the arguments only.
 */
export function classify(model: Model, input: ClassifierInput): Prediction {
  const folded = foldText(input.subject, input.body)
  const features = readFeatures(folded)
  const vector = readerOf(model)(features)
  const probabilities = new Float64Array(model.labels.length)
  score(model.linear, vector, probabilities)
  calibrate(model.calibration, isIdeographic(folded), probabilities)

  const scores = rank(model.labels, probabilities)
  const best = scores[0]?.category ?? 'out-of-scope'
  const evidence = findEvidence(
    { input, folded, features, vector, linear: model.linear, probabilities },
    model.labels.indexOf(best),
  )
  return { ...decide(model.thresholds, input.language, folded, scores), scores, evidence }
}

/** The labels with their probabilities, highest first; equal ones in the order of the labels. */
export function rank(labels: readonly Label[], probabilities: Float64Array): Candidate[] {
  return labels
    .map((category, label) => ({ category, confidence: roundDown(probabilities[label] ?? 0) }))
    .sort((a, b) => b.confidence - a.confidence)
}

function readerOf(model: Model): (features: FeatureList) => SparseVector {
  let reader = readers.get(model)
  if (reader === undefined) {
    reader = createVectorReader(model.space)
    readers.set(model, reader)
  }
  return reader
}

/**
 * What to do with a ticket whose labels have these probabilities. A ticket in an
 * unsupported language is never called out-of-scope: the model knows too few of its words.
 */
export function decide(
  thresholds: Thresholds,
  language: LanguageTag,
  folded: FoldedText,
  scores: readonly Candidate[],
): { decision: Decision; reason: ReviewReason | null } {
  const tellingWords = countTellingWords(folded)
  if (tellingWords === 0) return { decision: 'review', reason: 'too-short' }
  if (!isDecided(language)) return { decision: 'review', reason: 'unsupported-language' }
  const best = scores[0]
  const isOutOfScope = best?.category === 'out-of-scope'
  // "Printer" is not ours; "password" or "locked" alone could be anything.
  if (tellingWords === 1 && !isOutOfScope) return { decision: 'review', reason: 'too-short' }
  const threshold = isOutOfScope ? thresholds.outOfScope : thresholds.suggested
  if (best === undefined || best.confidence < threshold) {
    return { decision: 'review', reason: 'low-confidence' }
  }
  return { decision: isOutOfScope ? 'out-of-scope' : 'suggested', reason: null }
}

/** Common English words, and those that people put around any trouble whatever it is about. */
const emptyWords = new Set([
  ...stopwords.words,
  ...'not no don didn doesn isn won ve ll re work works worked working help helps problem problems issue issues'.split(
    ' ',
  ),
  ...'please pls plz asap urgent urgently hi hello hey dear team thanks thank wrong broken something nothing'.split(
    ' ',
  ),
])

/** How many words mean something, two ideographs counting as one and three as enough; 2 stands for more. */
function countTellingWords({ units, length }: FoldedText): 0 | 1 | 2 {
  let ideographs = 0
  let words = 0
  let start = -1
  for (let at = 0; at < length; at++) {
    const kind = kindOf(units[at] ?? 0)
    if (kind === ideograph && ++ideographs >= 3) return 2
    if (kind === wordUnit && start < 0) start = at
    if (kind !== wordUnit && start >= 0) {
      if (isTelling(units, start, at) && ++words >= 2) return 2
      start = -1
    }
  }
  const all = words + (ideographs === 2 ? 1 : 0)
  return all >= 2 ? 2 : all === 1 ? 1 : 0
}

function isTelling(units: Uint16Array, start: number, end: number): boolean {
  if (end - start < 2) return false
  if (end - start > 12) return true
  return !emptyWords.has(String.fromCharCode(...units.subarray(start, end)))
}

/** Rounded down to six decimals, so that the probabilities never add up to more than 1. */
function roundDown(probability: number): number {
  return Math.floor(probability * 1e6) / 1e6
}
