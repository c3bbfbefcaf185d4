import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { labels as knownLabels, type Label } from '../ticket.ts'
import type { Calibration } from './calibrate.ts'
import { featuresVersion } from './features.ts'
import type { LinearModel } from './linear-model.ts'
import type { FeatureSpace } from './sparse-vector.ts'
import { buildVocabulary } from './vocabulary.ts'

/** Raised when the layout of the file changes. */
export const modelFormat = 1

/** Probabilities from which a decision is taken. */
export type Thresholds = { suggested: number; outOfScope: number }

/** What the thresholds were chosen from: precision and coverage of `suggested` at each confidence. */
export type CurvePoint = { confidence: number; precision: number; coverage: number }

/** Quality by grouped cross-validation on the corpus the model was trained on. */
export type Quality = Record<string, number>

/** A trained model, ready to classify. */
export type Model = {
  version: string
  labels: readonly Label[]
  space: FeatureSpace
  linear: LinearModel
  calibration: Calibration
  thresholds: Thresholds
  curve: readonly CurvePoint[]
  corpus: { sha256: string; examples: number }
  quality: Quality
}

/** The model file could not be used; the message says why, for the operator. */
export class ModelFileError extends Error {}

/**
 * Writes a model as text: a readable JSON header and the arrays in base64. Feature keys are hashes,
 * so the file holds no words of anybody's ticket. The checksum covers everything but itself.
 */
export function formatModel(model: Model, keys: Uint32Array): string {
  const content = {
    format: modelFormat,
    features: featuresVersion,
    version: model.version,
    labels: model.labels,
    corpus: model.corpus,
    quality: model.quality,
    thresholds: model.thresholds,
    curve: model.curve,
    calibration: model.calibration,
    unseenRarity: model.space.unseenRarity,
    scales: [...model.linear.scales],
    biases: [...model.linear.biases],
    keys: toBase64(keys),
    rarities: toBase64(model.space.rarities),
    weights: toBase64(model.linear.weights),
  }
  return `${JSON.stringify({ sha256: checksum(content), ...content }, null, 1)}\n`
}

/**
 * Reads the model file at `path`.
 *
 * @throws ModelFileError when it is missing, damaged, or made for another version of the code
 */
export function loadModel(path: string | URL): Model {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ModelFileError(`The model file ${path} cannot be read.`, { cause })
  }
  return parseModel(text, String(path))
}

/**
 * Reads a model from the text of its file; `name` is what error messages call it.
 *
 * @throws ModelFileError as {@link loadModel} does
 */
export function parseModel(text: string, name: string): Model {
  let file: ModelFile
  try {
    file = JSON.parse(text) as ModelFile
  } catch (cause) {
    throw new ModelFileError(`The model file ${name} is damaged: it is not JSON.`, { cause })
  }
  if (typeof file !== 'object' || file === null || typeof file.format !== 'number') {
    throw new ModelFileError(`${name} is not a model file: it states no format.`)
  }
  if (file.format !== modelFormat) {
    throw new ModelFileError(
      `The model file ${name} has format ${file.format}, this program reads ${modelFormat}.`,
    )
  }
  if (file.features !== featuresVersion) {
    throw new ModelFileError(
      `The model file ${name} was trained on features ${file.features}, this program reads features ${featuresVersion}: train it again.`,
    )
  }
  const { sha256, ...content } = file
  if (checksum(content) !== sha256) {
    throw new ModelFileError(`The model file ${name} is damaged: its checksum does not match.`)
  }
  if (content.labels.join() !== knownLabels.join()) {
    throw new ModelFileError(`The model file ${name} is for other categories: train it again.`)
  }
  const keys = new Uint32Array(fromBase64(content.keys))
  return {
    version: content.version,
    labels: content.labels,
    space: {
      vocabulary: buildVocabulary(keys),
      rarities: new Float32Array(fromBase64(content.rarities)),
      unseenRarity: content.unseenRarity,
    },
    linear: {
      classes: content.labels.length,
      weights: new Int8Array(fromBase64(content.weights)),
      scales: Float64Array.from(content.scales),
      biases: Float64Array.from(content.biases),
    },
    calibration: content.calibration,
    thresholds: content.thresholds,
    curve: content.curve,
    corpus: content.corpus,
    quality: content.quality,
  }
}

type ModelFile = {
  sha256: string
  format: number
  features: number
  version: string
  labels: Label[]
  corpus: Model['corpus']
  quality: Quality
  thresholds: Thresholds
  curve: CurvePoint[]
  calibration: Calibration
  unseenRarity: number
  scales: number[]
  biases: number[]
  keys: string
  rarities: string
  weights: string
}

function checksum(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

// Typed arrays are little-endian on every machine Node.js runs on.
function toBase64(array: Uint32Array | Float32Array | Int8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
}

function fromBase64(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64')
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
