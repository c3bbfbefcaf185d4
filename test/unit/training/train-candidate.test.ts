import { beforeAll, describe, expect, test } from 'vitest'
import { classify } from '../../../src/classifier/classify.ts'
import { formatModel, parseModel } from '../../../src/classifier/model-file.ts'
import type { ConfirmedTicket, TrainingOrder } from '../../../src/jobs/training-order.ts'
import type { Label } from '../../../src/ticket.ts'
import { prepareExamples, readCorpus } from '../../../src/training/corpus.ts'
import { dealFolds } from '../../../src/training/folds.ts'
import { prepare } from '../../../src/training/prepare.ts'
import { feedbackLimits } from '../../../src/training/select-feedback.ts'
import { trainCandidate } from '../../../src/training/train-candidate.ts'
import { defaultTrainingOptions, trainModel } from '../../../src/training/train-model.ts'

// A thirtieth of the short texts trains in about a second; other thirtieths play the confirmed tickets.
const all = readCorpus('src/knowledge/categories').filter(({ body }) => body.length <= 90)
const corpus = prepareExamples(
  all.filter((_, i) => i % 30 === 0),
  prepare,
)
const options = { ...defaultTrainingOptions, folds: 2, featuresMax: 5_000 }
const part = (n: number) => all.filter((_, i) => i % 30 === n)
const confirm = (examples: typeof all, label: (own: Label) => Label, keys = 40) =>
  examples.map(
    (example, n): ConfirmedTicket => ({
      ticketId: `ticket ${example.source}`,
      label: label(example.label),
      subject: example.subject,
      body: example.body,
      language: example.language,
      confirmedBy: `key ${n % keys}`,
    }),
  )

// Seconds on a quiet machine.
const timeout = 120_000

let active: TrainingOrder['active']
beforeAll(() => {
  const { model, keys } = trainModel(corpus, options)
  active = { version: model.version, file: formatModel(model, keys), measure: null }
}, timeout)
const train = (
  confirmed: ConfirmedTicket[],
  more: Partial<TrainingOrder> = {},
  limits = feedbackLimits,
) => trainCandidate(corpus, { confirmed, active, knownVersions: [], ...more }, options, limits)
const trained = (...args: Parameters<typeof train>) => {
  const result = train(...args)
  if (result.kind !== 'trained') throw new Error(result.reason)
  return result
}

describe('a training with feedback', { timeout }, () => {
  // So few of each label that no limit cuts any.
  const tickets = confirm(
    part(1).filter((_, i) => i % 8 === 0),
    (own) => own,
  )
  let first: ReturnType<typeof trained>
  beforeAll(() => {
    first = trained(tickets)
  }, timeout)

  test('gives a usable model that says how it compares', () => {
    expect(first.reason).toMatch(/95 % interval/)
    expect(first.feedbackTexts + (first.quality.heldOutTexts ?? 0)).toBe(tickets.length)
    expect(first.quality.heldOutAccuracyOfActive).toBeGreaterThan(0)
    const model = parseModel(first.file, 'candidate')
    expect(model.version).toBe(first.version)
    expect(model.version).not.toBe(active.version)
    const { scores } = classify(model, { subject: '', body: 'password writeback', language: 'en' })
    expect(scores).toHaveLength(8)
  })

  test('gives the same bytes for the same tickets, in whatever order they were confirmed, and compares with what was measured before', () => {
    const measured = { ...active, measure: first.activeMeasure }
    expect(trained(tickets.toReversed(), { active: measured })).toEqual(first)
  })

  test('does not compare with what was measured on other texts', () => {
    const stale = { ...first.activeMeasure, corpusSha256: 'other', answers: [] }
    expect(trained(tickets, { active: { ...active, measure: stale } })).toEqual(first)
  })

  test('is not made twice of the same tickets, and not of none', () => {
    const knownVersions = [first.version]
    expect(train(tickets, { knownVersions })).toMatchObject({ kind: 'nothing-new' })
    expect(train([])).toMatchObject({ kind: 'nothing-new' })
  })

  test('holds no word of a ticket', () => {
    expect(first.file).not.toMatch(/password writeback|密碼|ticket /)
  })
})

describe('a poisoned stream', { timeout }, () => {
  /** One key calls every ticket about writeback a self-service reset. */
  const poison = () => {
    const writeback = all.filter(({ label }, i) => label === 'writeback' && i % 30 !== 0)
    return confirm(writeback.slice(0, 300), () => 'self-reset', 1)
  }
  const lossOf = ({ quality }: ReturnType<typeof trained>) =>
    (quality.corpusAccuracyOfActive ?? 0) - (quality.corpusAccuracy ?? 0)

  test('does no harm within the limits', () => {
    expect(lossOf(trained(poison()))).toBeLessThan(0.02)
  })

  test('would do harm without them, and even then would not be promoted', () => {
    const unlimited = {
      ...feedbackLimits,
      textsPerKeyMax: Number.POSITIVE_INFINITY,
      textsPerKeyAndLabelMax: Number.POSITIVE_INFINITY,
      feedbackShareMax: 0.99,
    }
    const result = trained(poison(), {}, unlimited)
    expect(lossOf(result)).toBeGreaterThan(0.03)
    expect(result.isPromotable).toBe(false)
    expect(result.reason).toMatch(/worse on the training texts of writeback/)
  })
})

describe('the folds', () => {
  const added = part(3).slice(0, 20)

  test('of the corpus are the same with and without feedback', () => {
    const { foldOf } = dealFolds(corpus, 4)
    expect(dealFolds(corpus, 4, added).foldOf.slice(0, corpus.length)).toEqual(foldOf)
  })

  test('keep a ticket that repeats a training text from the model that is judged on it', () => {
    const { foldOf } = dealFolds(corpus, 4)
    const row = corpus.findIndex(({ body }) => body.split(' ').length > 12)
    const body = `Hello team, ${corpus[row]?.body} Thanks`
    const copy = { ...part(3)[0], body, block: 'copy', subject: '' }
    const folds = dealFolds(corpus, 4, [copy as (typeof corpus)[number]])
    const own = foldOf[row] ?? -1
    expect(folds.foldOf.at(-1) === own || folds.isKeptFrom(corpus.length, own)).toBe(true)
  })
})
