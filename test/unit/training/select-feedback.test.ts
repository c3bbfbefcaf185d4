import { describe, expect, test } from 'vitest'
import {
  type ConfirmedText,
  feedbackLimits,
  selectFeedback,
} from '../../../src/training/select-feedback.ts'

const words = 'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima'.split(' ')
/** A text of a dozen words that shares no run of eight with any other number's. */
const textOf = (n: number) =>
  words.map((word, i) => `${word}${(n * 31 + i * 7) % 997}x${n}`).join(' ')
const confirmed = (n: number, more: Partial<ConfirmedText> = {}): ConfirmedText => ({
  id: `t${n}`,
  label: 'setup',
  subject: '',
  body: textOf(n),
  confirmedBy: `key ${n % 50}`,
  ...more,
})
const corpus = Array.from({ length: 400 }, (_, n) => ({
  label: n % 2 === 0 ? 'setup' : 'writeback',
  subject: '',
  body: textOf(10_000 + n),
}))
const many = (count: number, more: Partial<ConfirmedText> = {}) =>
  Array.from({ length: count }, (_, n) => confirmed(n, more))
const none = { copies: 0, disputed: 0, known: 0, overKeyLimit: 0, overShare: 0 }
/** Without the split, where a test counts. */
const limits = { ...feedbackLimits, heldOutOneIn: Number.POSITIVE_INFINITY }

describe('what is learned from', () => {
  test('is everything, as long as it is little and comes from many', () => {
    const texts = many(20)
    expect(selectFeedback(corpus, texts, limits)).toEqual({
      training: texts,
      heldOut: [],
      leftOut: none,
    })
  })

  test.each([
    ['the same text again', { body: textOf(1) }],
    ['the same text with a greeting', { body: `Hello, ${textOf(1)}` }],
    ['the same text in capitals', { body: textOf(1).toUpperCase() }],
  ])('%s counts once', (_name, more) => {
    const again = confirmed(2, more)
    const { training, leftOut } = selectFeedback(corpus, [again, confirmed(1)], limits)
    expect(training).toEqual([again])
    expect(leftOut).toEqual({ ...none, copies: 1 })
  })

  test('texts too short for a run of words count once, too', () => {
    const texts = [confirmed(1, { body: 'Locked out' }), confirmed(2, { body: 'locked out' })]
    expect(selectFeedback(corpus, texts, limits).training).toHaveLength(1)
    const others = [confirmed(1, { body: 'Locked out' }), confirmed(2, { body: 'printer' })]
    expect(selectFeedback(corpus, others, limits).training).toHaveLength(2)
  })

  test('copies with different labels teach nothing', () => {
    const texts = [confirmed(1), confirmed(2, { body: textOf(1), label: 'writeback' })]
    const { training, leftOut } = selectFeedback(corpus, texts, limits)
    expect(training).toEqual([])
    expect(leftOut).toMatchObject({ disputed: 1 })
  })

  test('a copy of a training text does not argue with it', () => {
    const copy = confirmed(1, { body: `${textOf(10_000)} thanks`, label: 'writeback' })
    const { training, leftOut } = selectFeedback(corpus, [copy], limits)
    expect(training).toEqual([])
    expect(leftOut).toEqual({ ...none, known: 1 })
  })

  test('one key moves one category by at most its limit, the newest first', () => {
    const big = Array.from({ length: 4 }, () => corpus).flat()
    const texts = many(90, { confirmedBy: 'one key' })
    const { training, leftOut } = selectFeedback(big, texts, limits)
    expect(training).toEqual(texts.slice(0, feedbackLimits.textsPerKeyAndLabelMax))
    expect(leftOut).toEqual({ ...none, overKeyLimit: 30 })
  })

  test('one key teaches at most its limit over all categories', () => {
    const labels = Array.from({ length: 8 }, (_, i) => `label ${i}`)
    const big = labels.flatMap((label) => corpus.map((example) => ({ ...example, label })))
    const texts = Array.from({ length: 320 }, (_, n) =>
      confirmed(n, { confirmedBy: 'one key', label: labels[n % 8] ?? '' }),
    )
    const { training } = selectFeedback(big, texts, limits)
    expect(training).toEqual(texts.slice(0, feedbackLimits.textsPerKeyMax))
  })

  test('a category has at most its share of texts from feedback', () => {
    const texts = many(200)
    const { training, leftOut } = selectFeedback(corpus, texts, limits)
    const ofCorpus = corpus.filter(({ label }) => label === 'setup').length
    expect(training).toEqual(texts.slice(0, 50))
    expect(training.length / (training.length + ofCorpus)).toBe(feedbackLimits.feedbackShareMax)
    expect(leftOut).toEqual({ ...none, overShare: 150 })
  })

  test('a label the corpus does not know is not learned', () => {
    expect(selectFeedback(corpus, many(3, { label: 'new' }), limits).training).toEqual([])
  })
})

describe('what judges', () => {
  test('is about one text in four, and never one that is trained on', () => {
    const { training, heldOut } = selectFeedback(corpus, many(60))
    expect(heldOut.length).toBeGreaterThan(6)
    expect(heldOut.length).toBeLessThan(25)
    expect(training.length + heldOut.length).toBe(60)
    expect(training.filter((text) => heldOut.includes(text))).toEqual([])
  })

  test('stays the same when more is confirmed, also when a copy comes later', () => {
    const first = selectFeedback(corpus, many(40))
    const copies = many(40).map((text) => ({ ...text, id: `later ${text.id}` }))
    const later = selectFeedback(corpus, [...copies, ...many(40)])
    const bodies = (texts: ConfirmedText[]) => texts.map(({ body }) => body)
    expect(bodies(later.heldOut)).toEqual(bodies(first.heldOut))
    expect(bodies(later.training)).toEqual(bodies(first.training))
  })
})
