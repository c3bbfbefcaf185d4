import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js'
import porterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import { calibrate } from '../classifier/calibrate.ts'
import type { FeatureList } from '../classifier/feature-list.ts'
import { readFeatures } from '../classifier/features.ts'
import { foldText } from '../classifier/folded-text.ts'
import { score } from '../classifier/linear-model.ts'
import { createVectorReader } from '../classifier/sparse-vector.ts'
import { positionOf } from '../classifier/vocabulary.ts'
import { fitCalibration, type JudgedScores } from './fit-calibration.ts'
import { fitClassifier, quantise } from './fit-classifier.ts'
import { dealFolds } from './folds.ts'
import { measuredPeers } from './measured-peers.ts'
import { auroc } from './metrics.ts'
import { scoreOutOfFold } from './out-of-fold.ts'
import { decimal, table } from './report.ts'
import { createRandom, shuffle } from './seeded-random.ts'
import { fitWithUnlabelled } from './self-training.ts'

// npm run bench:classifier [-- --data FOLDER --set NAME …]: the engine on public corpora, beside
// natural's Bayes classifier in the same run and the measured figures of two other packages.
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/eval/bench' },
    set: { type: 'string', multiple: true },
    natural: { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
  },
  allowNegative: true,
})

type Row = { text: string; label: string; split: string }
/** `unlabelled`: training texts whose labels are kept back. */
type Split = { train: Row[]; unlabelled: Row[]; test: Row[]; outside: Row[] }
type Result = {
  set: string
  model: string
  accuracy: number
  auroc: number | null
  /** Share of out-of-scope texts found when 5 % of the others are turned away. */
  recallAt5: number | null
  calibrationError: number | null
  trainSeconds: number | null
  microseconds: number | null
}
/** What is measured of any classifier: its answer and how sure it is that the text is its own. */
type Answer = { label: string; belonging: number; confidence: number }
type Trained = { trainSeconds: number; classify: (text: string) => Answer }

/** The seeds of the ten-shot draws; the mean is reported. */
const draws = [1, 2, 3, 4, 5]

/** Label of the texts that belong to no class: learned where a split has such texts to learn, never answered. */
const outsideLabel = 'oos'

/** Weights of the known shares and of the outside score in how surely a text belongs, chosen on CLINC150's validation texts. */
const coverageWeight = 2
const outsideWeight = 0.5

const sets: Record<string, () => Split[]> = {
  clinc150: () => [load('clinc150')],
  'clinc150, 100 outside to learn': () => [load('clinc150', ['train', 'oos_train'])],
  banking77: () => [load('banking77')],
  'banking77 10-shot': () => draws.map((seed) => drawTen(load('banking77'), seed)),
  'banking77 10-shot, rest unlabelled': () =>
    draws.map((seed) => drawTen(load('banking77'), seed, true)),
  hwu64: () => [load('hwu64_fold1')],
  'smp2017 zh-Hant': () => [load('smp2017_zht')],
  'endava services': () => [load('endava_tickets_service')],
  'sigdial (micro)': () => ['askubuntu', 'webapps', 'chatbot'].map((name) => load(name)),
  'it tickets': () => [load('it_tickets5')],
}

if (!existsSync(values.data)) {
  console.log(
    `Skipped: the public corpora are not at ${values.data} (give their folder with --data).`,
  )
} else {
  const results: Result[] = []
  for (const set of values.set ?? Object.keys(sets)) {
    const splits = sets[set]?.()
    if (splits === undefined) throw new Error(`unknown set ${set}: ${Object.keys(sets).join(', ')}`)
    results.push(measureOn(set, 'ours', splits, trainOurs))
    if (values.natural) {
      results.push(
        measureOn(set, 'natural Bayes', splits, ({ train }) => trainNatural(train, asText)),
      )
      results.push(
        measureOn(set, 'natural Bayes, tokens', splits, ({ train }) =>
          trainNatural(train, asTokens),
        ),
      )
    }
    const own = results.filter((result) => result.set === set)
    const peers = measuredPeers.filter((peer) => peer.set === set)
    if (!values.json) printSet(set, own, peers)
  }
  if (values.json) console.log(JSON.stringify({ results, measuredPeers }, null, 2))
}

function load(name: string, trained: readonly string[] = ['train']): Split {
  const rows = readFileSync(join(values.data, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
  const of = (...splits: readonly string[]) => rows.filter((row) => splits.includes(row.split))
  return { train: of(...trained), unlabelled: [], test: of('test'), outside: of('oos_test') }
}

/** Ten texts a label to train on; the others, without their labels, only if `keepsRest`. */
function drawTen({ train, test, outside }: Split, seed: number, keepsRest = false): Split {
  const order = Int32Array.from(train.keys())
  shuffle(order, createRandom(seed))
  const taken = new Map<string, number>()
  const unlabelled: Row[] = []
  const drawn = [...order].flatMap((index) => {
    const row = train[index]
    if (row === undefined) return []
    const count = taken.get(row.label) ?? 0
    if (count >= 10) {
      unlabelled.push(row)
      return []
    }
    taken.set(row.label, count + 1)
    return [row]
  })
  return { train: drawn, unlabelled: keepsRest ? unlabelled : [], test, outside }
}

function trainOurs({ train: rows, unlabelled }: Split): Trained {
  const started = performance.now()
  const labels = [...new Set(rows.map(({ label }) => label))].sort()
  const texts = rows.map(({ text }) => ({ subject: '', body: text }))
  const targets = Int32Array.from(rows, ({ label }) => labels.indexOf(label))
  const bodies = unlabelled.map(({ text }) => ({ subject: '', body: text }))
  const { fitted, weights } =
    bodies.length === 0
      ? fitClassifier(texts, targets, labels)
      : fitWithUnlabelled(texts, targets, labels, bodies)
  const heldOut = scoreHeldOut(texts, targets, labels)
  const calibration = fitCalibration(heldOut, -1)
  const spread = spreadOf(heldOut)
  const trainSeconds = (performance.now() - started) / 1000

  const wordsOfLabels = new Set<number>()
  texts.forEach(({ body }, row) => {
    eachWord(readFeatures(foldText('', body)), (key) => {
      wordsOfLabels.add(key * labels.length + (targets[row] ?? 0))
    })
  })
  const linear = quantise(weights)
  const outside = labels.indexOf(outsideLabel)
  const readVector = createVectorReader(fitted.space)
  const scores = new Float64Array(labels.length)
  return {
    trainSeconds,
    classify: (text) => {
      const features = readFeatures(foldText('', text))
      const vector = readVector(features)
      score(linear, vector, scores)
      let top = outside === 0 ? 1 : 0
      for (let c = 1; c < scores.length; c++) {
        if (c !== outside && (scores[c] ?? 0) > (scores[top] ?? 0)) top = c
      }
      // How far the best score lies above the others and that of no class below them, how many words
      // are known at all, and how many of them from texts with this very label.
      const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length
      const lead = ((scores[top] ?? 0) - mean) / spread
      const outsideLead = outside < 0 ? 0 : ((scores[outside] ?? 0) - mean) / spread
      const coverage = vector.coverage
      let words = 0
      let wordsOfTop = 0
      eachWord(features, (key) => {
        const position = positionOf(fitted.space.vocabulary, key)
        const rarity = fitted.space.rarities[position] ?? fitted.space.unseenRarity
        words += rarity
        if (wordsOfLabels.has(key * labels.length + top)) wordsOfTop += rarity
      })
      const known = coverage + (words > 0 ? wordsOfTop / words : 0)
      const belonging = lead + coverageWeight * known - outsideWeight * outsideLead
      calibrate(calibration, false, scores)
      return { label: labels[top] ?? '', belonging, confidence: scores[top] ?? 0 }
    },
  }
}

/** Calls `found` with the key of each word and ideograph among the features of a text. */
function eachWord({ count, keys, isUnit }: FeatureList, found: (key: number) => void): void {
  for (let i = 0; i < count; i++) if (isUnit[i] === 1) found(keys[i] ?? 0)
}

/**
 * Scores of texts by classifiers that were trained on nine tenths, copies of a text kept together: of all
 * texts where there are few, of one tenth otherwise. Fewer training texts would make another blend.
 */
function scoreHeldOut(
  texts: readonly { subject: string; body: string }[],
  targets: Int32Array,
  labels: readonly string[],
): JudgedScores[] {
  const parts = 10
  const judgedParts = texts.length < 4_000 ? parts : 1
  const folds = dealFolds(
    texts.map((text, row) => ({ ...text, block: `${row}` })),
    parts,
  )
  const judged = scoreOutOfFold(texts, targets, labels, folds, judgedParts)
  // Each set is in one script, so it has one calibration.
  return judged.map((one) => ({ ...one, isIdeographic: false }))
}

/** Standard deviation of all scores: what one step means differs from set to set. */
function spreadOf(judged: readonly JudgedScores[]): number {
  const all = judged.flatMap(({ scores }) => [...scores])
  const mean = all.reduce((sum, score) => sum + score, 0) / all.length
  return Math.sqrt(all.reduce((sum, score) => sum + (score - mean) ** 2, 0) / all.length)
}

function trainNatural(rows: readonly Row[], read: (text: string) => string | string[]): Trained {
  const started = performance.now()
  const classifier = new BayesClassifier()
  for (const { text, label } of rows) classifier.addDocument(read(text), label)
  classifier.train()
  return {
    trainSeconds: (performance.now() - started) / 1000,
    classify: (text) => {
      const answers = classifier.getClassifications(read(text))
      const sum = answers.reduce((total, { value }) => total + value, 0)
      const best = answers.find(({ label }) => label !== outsideLabel)
      const confidence = sum > 0 ? (best?.value ?? 0) / sum : 0
      return { label: best?.label ?? '', belonging: confidence, confidence }
    },
  }
}

function asText(text: string): string {
  return text
}

/** Porter stems and pairs of ideographs: what makes natural's classifier see Chinese at all. */
function asTokens(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase()
  const stems = (folded.match(/[\p{Script=Latin}\p{N}]+/gu) ?? []).map((word) =>
    porterStemmer.stem(word),
  )
  const ideographs = (folded.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => {
    const units = [...run]
    return [...units, ...units.slice(1).map((unit, i) => `${units[i]}${unit}`)]
  })
  return [...stems, ...ideographs]
}

function measureOn(
  set: string,
  model: string,
  splits: readonly Split[],
  train: (split: Split) => Trained,
): Result {
  const answers: (Answer & { isRight: boolean })[] = []
  const outside: Answer[] = []
  const times: number[] = []
  let trainSeconds = 0
  for (const split of splits) {
    const trained = train(split)
    trainSeconds += trained.trainSeconds / splits.length
    for (const { text, label } of split.test) {
      const started = performance.now()
      const answer = trained.classify(text)
      times.push((performance.now() - started) * 1000)
      answers.push({ ...answer, isRight: answer.label === label })
    }
    outside.push(...split.outside.map(({ text }) => trained.classify(text)))
  }
  const belongings = answers.map(({ belonging }) => belonging).sort((a, b) => a - b)
  const limit = belongings[Math.floor(belongings.length * 0.05)] ?? 0
  return {
    set,
    model,
    accuracy: answers.filter(({ isRight }) => isRight).length / answers.length,
    auroc: auroc(
      answers.map(({ belonging }) => belonging),
      outside.map(({ belonging }) => belonging),
    ),
    recallAt5:
      outside.length === 0
        ? null
        : outside.filter(({ belonging }) => belonging < limit).length / outside.length,
    calibrationError: calibrationError(answers),
    trainSeconds,
    microseconds: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0,
  }
}

/** Over 15 equally wide bins, as the published figures are. */
function calibrationError(answers: readonly { confidence: number; isRight: boolean }[]): number {
  const bins = Array.from({ length: 15 }, () => ({ gap: 0 }))
  for (const { confidence, isRight } of answers) {
    const bin = bins[Math.min(14, Math.floor(confidence * 15))]
    if (bin !== undefined) bin.gap += confidence - (isRight ? 1 : 0)
  }
  return bins.reduce((sum, { gap }) => sum + Math.abs(gap), 0) / answers.length
}

function printSet(set: string, own: readonly Result[], peers: typeof measuredPeers): void {
  const ours = own[0]?.microseconds ?? 0
  const rows = [...own, ...peers].map((result) => [
    result.model,
    decimal(result.accuracy),
    decimal(result.auroc),
    decimal(result.recallAt5),
    decimal(result.calibrationError),
    result.trainSeconds === null ? '-' : result.trainSeconds.toFixed(1),
    result.microseconds === null ? '-' : result.microseconds.toFixed(0),
    result.microseconds === null ? '-' : `${(result.microseconds / ours).toFixed(1)}x`,
  ])
  const head = [set, 'accuracy', 'AUROC', 'recall@5%', 'ECE', 'train s', 'us/text', 'to ours']
  console.log(`\n${table(head, rows)}`)
}
