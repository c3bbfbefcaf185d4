/** Which days the numbers are about, kept in the address. Days are the service's, so in UTC. */

import type { StatsDay } from './contract.ts'

/** Both days included, as people name a period. `lastDays` where it is one that moves with today. */
export type Period = { firstDay: string; lastDay: string; lastDays: number | null }

export const offeredDays = [7, 30, 90] as const
const defaultDays = 30

/** Ten years: beyond that a date was mistyped. */
const daysMax = 3660

/** More bars than this cannot be told apart on a phone, so longer periods are drawn by week. */
const barsMax = 45

const dayMs = 24 * 60 * 60 * 1000
const millisecondsOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

function addDays(day: string, days: number): string {
  return dayOf(new Date(millisecondsOf(day) + days * dayMs))
}

/** @returns how many days from one to the other, both included. */
export function countDays(firstDay: string, lastDay: string): number {
  return Math.round((millisecondsOf(lastDay) - millisecondsOf(firstDay)) / dayMs) + 1
}

/** Reads `?days=7` or `?from=2026-10-01&to=2026-10-31`; anything else is the default. */
export function readPeriod(query: URLSearchParams, today: string): Period {
  const firstDay = query.get('from') ?? ''
  const lastDay = query.get('to') ?? ''
  if (isDay(firstDay) && isDay(lastDay) && firstDay <= lastDay) {
    if (countDays(firstDay, lastDay) <= daysMax) return { firstDay, lastDay, lastDays: null }
  }
  const days = offeredDays.find((offered) => String(offered) === query.get('days')) ?? defaultDays
  return { firstDay: addDays(today, 1 - days), lastDay: today, lastDays: days }
}

function isDay(text: string): boolean {
  // A month has no 31st everywhere: only what comes back unchanged is a day.
  const moment = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(+moment) && dayOf(moment) === text
}

/** The same period as the API wants it: from the first moment to the one after the last. */
export function timesOf({ firstDay, lastDay }: Period): { from: string; to: string } {
  return { from: `${firstDay}T00:00:00.000Z`, to: `${addDays(lastDay, 1)}T00:00:00.000Z` }
}

/** One bar: a day, or a week where there are too many days. */
export type Span = Omit<StatsDay, 'day'> & { firstDay: string; lastDay: string }

/**
 * The period in days or weeks without a gap: a day without tickets is a figure, too. Weeks end with the period,
 * so that the last one is whole; the first may be short.
 */
export function spansOf({ firstDay, lastDay }: Period, days: readonly StatsDay[]): Span[] {
  const length = countDays(firstDay, lastDay) > barsMax ? 7 : 1
  const daysBefore = (length - (countDays(firstDay, lastDay) % length)) % length
  const start = addDays(firstDay, -daysBefore)
  const spans: Span[] = []
  for (let first = start; first <= lastDay; first = addDays(first, length)) {
    spans.push({
      firstDay: first < firstDay ? firstDay : first,
      lastDay: addDays(first, length - 1),
      total: 0,
      decisions: { suggested: 0, review: 0, 'out-of-scope': 0 },
      categories: {},
    })
  }
  for (const { day, total, decisions, categories } of days) {
    const span = spans[Math.floor((countDays(start, day) - 1) / length)]
    if (span === undefined) continue
    span.total += total
    span.decisions.suggested += decisions.suggested
    span.decisions.review += decisions.review
    span.decisions['out-of-scope'] += decisions['out-of-scope']
    for (const [category, more] of Object.entries(categories)) {
      span.categories[category] = (span.categories[category] ?? 0) + more
    }
  }
  return spans
}
