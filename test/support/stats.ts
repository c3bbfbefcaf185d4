/** Figures as `GET /v1/stats` answers them, invented. */

import type { Stats } from '../../src/console/contract.ts'

const dayMs = 24 * 60 * 60 * 1000

const perDay: Record<string, number>[] = [
  { setup: 3, 'error-message': 9, 'self-reset': 14, writeback: 6, registration: 8, outOfScope: 4 },
  { 'error-message': 12, 'self-reset': 21, 'reset-policy': 4, writeback: 3, outOfScope: 7 },
  { setup: 1, prepopulate: 2, 'self-reset': 11, registration: 5, outOfScope: 2 },
]

/** One ticket pattern a day, every fifth day without any; counts as the contract has them. */
function statsDays(lastDay: string, count: number): Stats['days'] {
  const last = Date.parse(`${lastDay}T00:00:00Z`)
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => index % 5 !== 4)
    .map((index) => {
      const { outOfScope = 0, ...categories } = perDay[index % perDay.length] ?? {}
      const inScope = Object.values(categories).reduce((sum, more) => sum + more, 0)
      const review = Math.round(inScope / 5)
      return {
        day: new Date(last - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
        total: inScope + outOfScope,
        decisions: { suggested: inScope - review, review, 'out-of-scope': outOfScope },
        categories,
      }
    })
}

/** What the service would answer for a period ending with this day. */
export function statsAnswer(lastDay: string, dayCount = 30): Stats {
  const days = statsDays(lastDay, dayCount)
  const sum = (countOf: (day: (typeof days)[number]) => number) =>
    days.reduce((total, day) => total + countOf(day), 0)
  const total = sum((day) => day.total)
  const decisions = {
    suggested: sum((day) => day.decisions.suggested),
    review: sum((day) => day.decisions.review),
    'out-of-scope': sum((day) => day.decisions['out-of-scope']),
  }
  return {
    from: `${days[0]?.day}T00:00:00.000Z`,
    to: new Date(Date.parse(`${lastDay}T00:00:00Z`) + dayMs).toISOString(),
    total,
    decisions,
    categories: [{ category: 'self-reset', count: 300 }],
    languages: [{ language: 'en', count: 400 }],
    helpdesks: [
      { helpdesk: 'zendesk', count: total - 120 },
      { helpdesk: 'api', count: 120 },
    ],
    days,
    medianConfidence: 0.88,
    feedback: { accepted: 231, corrected: 41, rejected: 12, count: 284 },
    acceptanceRate: { rate: 231 / 284, count: 284 },
    suggestedPrecision: { rate: 0.912, count: 226 },
    calibration: [
      { from: 0.3, to: 0.4, count: 9, meanConfidence: 0.36, accuracy: 0.56 },
      { from: 0.4, to: 0.5, count: 14, meanConfidence: 0.46, accuracy: 0.36 },
      { from: 0.5, to: 0.6, count: 31, meanConfidence: 0.55, accuracy: 0.52 },
      { from: 0.6, to: 0.7, count: 35, meanConfidence: 0.66, accuracy: 0.69 },
      { from: 0.7, to: 0.8, count: 42, meanConfidence: 0.76, accuracy: 0.71 },
      { from: 0.8, to: 0.9, count: 61, meanConfidence: 0.86, accuracy: 0.84 },
      { from: 0.9, to: 1, count: 92, meanConfidence: 0.96, accuracy: 0.97 },
    ],
    calibrationError: 0.034,
    coverage: Array.from({ length: 15 }, (_, index) => {
      const threshold = Math.round((0.3 + index * 0.05) * 100) / 100
      const share = 1 - index / 14
      return {
        threshold,
        coverage: Math.round(share ** 0.6 * 1000) / 1000,
        precision: index === 14 ? null : 0.78 + 0.2 * (1 - share),
        count: Math.round(284 * share),
      }
    }),
    suggestedThreshold: 0.72,
    medianTimeToFeedbackS: 1260,
    missing: [
      { item: 'error-text', count: 160 },
      { item: 'support-code', count: 92 },
      { item: 'account-role', count: 31 },
    ],
    corrections: [
      { from: 'self-reset', to: 'registration', count: 17 },
      { from: 'out-of-scope', to: 'writeback', count: 4 },
    ],
    byLanguage: [
      { language: 'en', total: 400, suggested: 290, acceptanceRate: { rate: 0.83, count: 180 } },
      {
        language: 'zh-Hant',
        total: 190,
        suggested: 130,
        acceptanceRate: { rate: 0.79, count: 92 },
      },
      { language: 'ja', total: 12, suggested: 4, acceptanceRate: { rate: 0.75, count: 12 } },
      { language: 'und', total: 8, suggested: 0, acceptanceRate: { rate: null, count: 0 } },
    ],
  }
}

export function emptyStatsAnswer(lastDay: string): Stats {
  const none = { rate: null, count: 0 }
  return {
    ...statsAnswer(lastDay),
    total: 0,
    decisions: { suggested: 0, review: 0, 'out-of-scope': 0 },
    categories: [],
    languages: [],
    helpdesks: [],
    days: [],
    medianConfidence: null,
    feedback: { accepted: 0, corrected: 0, rejected: 0, count: 0 },
    acceptanceRate: none,
    suggestedPrecision: none,
    calibration: [],
    calibrationError: null,
    coverage: [],
    medianTimeToFeedbackS: null,
    missing: [],
    corrections: [],
    byLanguage: [],
  }
}
