import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveFeedback, retriageTicket } from '../../src/store/feedback.ts'
import { recordTicket } from '../../src/store/tickets.ts'
import type { CategoryId, Decision, Label, Verdict } from '../../src/ticket.ts'
import { openTestApp, type TestApp } from '../support/test-app.ts'
import { newTicket } from '../support/tickets.ts'

let test_: TestApp
beforeAll(async () => {
  test_ = await openTestApp()
})
afterAll(() => test_.close())

const base = newTicket().triaged
const day1 = '2026-11-01T10:00:00.000Z'
const day2 = '2026-11-02T23:59:59.999Z'

type Row = {
  at: string
  decision?: Decision
  category?: CategoryId | null
  confidence: number
  language?: string
  helpdesk?: string
  missing?: boolean
  verdict?: [Verdict, Label | null, number]
}

async function store({ at, verdict, ...row }: Row): Promise<string> {
  const receivedAt = new Date(at)
  const { decision = 'suggested', category = 'writeback', confidence } = row
  const result = await recordTicket(
    test_.database.client,
    newTicket(
      {
        language: row.language ?? 'en',
        helpdesk: row.helpdesk ?? 'api',
        triage: {
          ...base.triage,
          decision,
          category,
          confidence,
          triagedAt: receivedAt,
          missing: row.missing ? [{ item: 'page', question: 'Which page?' }] : [],
        },
      },
      { receivedAt },
    ),
  )
  if (result.kind !== 'created') throw new Error(result.kind)
  const { id } = result.ticket
  if (verdict !== undefined) {
    const [said, right, afterS] = verdict
    await giveFeedback(test_.database.client, id, {
      verdict: said,
      category: right,
      comment: null,
      givenBy: 'environment',
      givenAt: new Date(receivedAt.getTime() + afterS * 1000),
    })
  }
  return id
}

const read = async (query = '?from=2026-11-01T00:00:00Z&to=2026-11-03T00:00:00Z') =>
  test_.call('agent', 'GET', `/v1/stats${query}`)

describe('GET /v1/stats', () => {
  test('without tickets has zeros and no rates', async () => {
    const { status, json } = await read()
    expect(status).toBe(200)
    expect(json).toMatchObject({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-03T00:00:00.000Z',
      total: 0,
      decisions: { suggested: 0, review: 0, 'out-of-scope': 0 },
      categories: [],
      days: [],
      medianConfidence: null,
      acceptanceRate: { rate: null, count: 0 },
      calibration: [],
      calibrationError: null,
      medianTimeToFeedbackS: null,
    })
    expect(json.suggestedThreshold).toBe(test_.services.activeModel().thresholds.suggested)
  })

  test('counts by hand what the tickets and the feedback say', async () => {
    const rows: Row[] = [
      { at: day1, confidence: 0.95, verdict: ['accepted', null, 60], missing: true },
      { at: day1, confidence: 0.93, verdict: ['corrected', 'setup', 120], missing: true },
      // Corrected to what was said: right.
      { at: day1, confidence: 0.97, verdict: ['corrected', 'writeback', 180] },
      { at: day2, confidence: 0.91, verdict: ['rejected', null, 240], language: 'zh-Hant' },
      {
        at: day2,
        decision: 'review',
        category: 'setup',
        confidence: 0.4,
        language: 'zh-Hant',
        helpdesk: 'rt',
      },
      {
        at: day2,
        decision: 'out-of-scope',
        category: null,
        confidence: 0.85,
        verdict: ['corrected', 'out-of-scope', 300],
      },
      // Outside the time asked for.
      { at: '2026-10-31T23:59:59.999Z', confidence: 0.1, verdict: ['rejected', null, 1] },
      { at: '2026-11-03T00:00:00.000Z', confidence: 0.1 },
    ]
    for (const row of rows) await store(row)
    const { json } = await read()
    const { from, to, suggestedThreshold, calibration, calibrationError, coverage, ...rest } = json
    expect([from, to].map(String)).toHaveLength(2)
    expect(suggestedThreshold).toBeGreaterThan(0)
    expect(rest).toEqual({
      total: 6,
      decisions: { suggested: 4, review: 1, 'out-of-scope': 1 },
      categories: [
        { category: 'writeback', count: 4 },
        { category: 'setup', count: 1 },
      ],
      languages: [
        { language: 'en', count: 4 },
        { language: 'zh-Hant', count: 2 },
      ],
      helpdesks: [
        { helpdesk: 'api', count: 5 },
        { helpdesk: 'rt', count: 1 },
      ],
      days: [
        {
          day: '2026-11-01',
          total: 3,
          decisions: { suggested: 3, review: 0, 'out-of-scope': 0 },
          categories: { writeback: 3 },
        },
        {
          day: '2026-11-02',
          total: 3,
          decisions: { suggested: 1, review: 1, 'out-of-scope': 1 },
          categories: { setup: 1, writeback: 1 },
        },
      ],
      medianConfidence: 0.92,
      feedback: { accepted: 1, corrected: 3, rejected: 1, count: 5 },
      acceptanceRate: { rate: 0.2, count: 5 },
      suggestedPrecision: { rate: 0.5, count: 4 },
      medianTimeToFeedbackS: 180,
      missing: [{ item: 'page', count: 2 }],
      corrections: [{ from: 'writeback', to: 'setup', count: 1 }],
      byLanguage: [
        { language: 'en', total: 4, suggested: 3, acceptanceRate: { rate: 0.25, count: 4 } },
        { language: 'zh-Hant', total: 2, suggested: 1, acceptanceRate: { rate: 0, count: 1 } },
      ],
    })
    expect(calibration).toEqual([
      { from: 0.8, to: 0.9, count: 1, meanConfidence: 0.85, accuracy: 1 },
      { from: 0.9, to: 1, count: 4, meanConfidence: expect.closeTo(0.94), accuracy: 0.5 },
    ])
    expect(calibrationError).toBeCloseTo((0.15 * 1 + 0.44 * 4) / 5)
    expect(coverage).toHaveLength(20)
    expect(coverage[0]).toEqual({ threshold: 0, coverage: 1, precision: 0.5, count: 4 })
    expect(coverage[10]).toEqual({ threshold: 0.5, coverage: 0.8, precision: 0.5, count: 4 })
    expect(coverage[19]).toEqual({ threshold: 0.95, coverage: 0.4, precision: 1, count: 2 })
  })

  test('feedback counts for the triage it was given on, also after another one', async () => {
    const at = '2026-09-10T00:00:00.000Z'
    const id = await store({ at, confidence: 0.95, verdict: ['accepted', null, 60] })
    await retriageTicket(test_.database.client, id, () => ({
      ...base,
      triage: { ...base.triage, decision: 'review', category: 'setup', confidence: 0.3 },
    }))
    const { json } = await read('?from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z')
    expect(json.decisions.review).toBe(1)
    expect(json.suggestedPrecision).toEqual({ rate: 1, count: 1 })
    expect(json.calibration).toMatchObject([{ from: 0.9, count: 1, accuracy: 1 }])
  })

  test('is of the last 30 days unless told otherwise', async () => {
    const { json } = await read('')
    const days = (Date.parse(json.to) - Date.parse(json.from)) / 86_400_000
    expect(days).toBe(30)
    expect(Math.abs(Date.parse(json.to) - Date.now())).toBeLessThan(60_000)
  })

  test.each([
    ['from=yesterday', '/from'],
    ['to=2026-11-22', '/to'],
    ['from=2026-11-02T00:00:00Z&to=2026-11-02T00:00:00Z', '/from'],
    ['day=1', '/day'],
  ])('%s is refused by name', async (query, pointer) => {
    const { status, json } = await read(`?${query}`)
    expect([status, json.code]).toEqual([400, 'validation-failed'])
    expect(json.errors[0]).toMatchObject({ pointer, in: 'query' })
  })
})
