import { describe, expect, test } from 'vitest'
import { classify } from '../../../src/classifier/classify.ts'
import { loadModel } from '../../../src/classifier/model-file.ts'
import { readLabelledTickets, unseenTickets } from '../../../src/training/labelled-tickets.ts'
import { isRight, measure } from '../../../src/training/metrics.ts'
import { prepare } from '../../../src/training/prepare.ts'

// The built-in model on tickets by two authors who had seen none of its training texts. The floors lie two
// to five points below what is measured (docs/classifier.md).
const model = loadModel('src/classifier/model.json')
const judged = readLabelledTickets(unseenTickets).map((ticket) => ({
  ...ticket,
  prediction: classify(model, prepare({ subject: ticket.subject, body: ticket.body })),
}))
const of = (language: string) => judged.filter((ticket) => ticket.language === language)

describe('the built-in model on unseen tickets', () => {
  test('finds the category in English, in Chinese, and in the four other languages', () => {
    const others = ['de', 'fr', 'es', 'ja'].flatMap(of)
    expect(measure(of('en')).accuracy).toBeGreaterThanOrEqual(0.9)
    expect(measure(of('zh-Hant')).accuracy).toBeGreaterThanOrEqual(0.93)
    expect(others.filter(isRight).length / others.length).toBeGreaterThanOrEqual(0.9)
  })

  test('suggests seldom in vain, and often enough', () => {
    const { suggested } = measure(judged)
    expect(suggested.precision).toBeGreaterThanOrEqual(0.95)
    expect(suggested.coverage).toBeGreaterThanOrEqual(0.85)
  })

  test('tells what is not ours, and loses few of ours to it', () => {
    const { outOfScope } = measure(judged)
    expect(outOfScope.auroc).toBeGreaterThanOrEqual(0.97)
    expect(outOfScope.recall).toBeGreaterThanOrEqual(0.87)
    expect(outOfScope.inScopeLost).toBeLessThanOrEqual(0.05)
  })

  test('is as sure as it is right', () => {
    expect(measure(judged).calibrationError).toBeLessThanOrEqual(0.05)
  })
})
