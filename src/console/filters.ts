/** The inbox's filters: in the address as the API names them, days instead of moments. */

import { articleLanguages, categoryIds, decisions, verdicts } from '../ticket.ts'

const filterNames = [
  'q',
  'decision',
  'category',
  'language',
  'helpdesk',
  'feedback',
  'from',
  'to',
] as const
export type FilterName = (typeof filterNames)[number]

export const filterChoices = {
  decision: decisions,
  category: categoryIds,
  feedback: ['none', ...verdicts],
  language: [...articleLanguages, 'und'],
} as const

/** The filters of an address, in one order, so that equal filters are equal text. */
export function readFilters(query: URLSearchParams): Map<FilterName, string> {
  const found = new Map<FilterName, string>()
  for (const name of filterNames) {
    const value = query.get(name)?.trim()
    if (value) found.set(name, value)
  }
  return found
}

/** A copy with one filter set, or without it where the value is empty. */
export function withFilter(query: URLSearchParams, name: FilterName, value: string) {
  const changed = new URLSearchParams(query)
  if (value === '') changed.delete(name)
  else changed.set(name, value)
  return changed
}

/** The filters as the API takes them: `from` and `to` become moments, `to` the end of its day. */
export function toApiQuery(filters: Map<FilterName, string>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of filters) {
    const moment = name === 'from' || name === 'to' ? toMoment(value, name === 'to' ? 1 : 0) : value
    if (moment !== null) parameters.set(name, moment)
  }
  return parameters.toString()
}

/** Midnight of a day here, some days later; null for a text that is no day. */
function toMoment(day: string, daysLater: number): string | null {
  const moment = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00`) : new Date(Number.NaN)
  if (Number.isNaN(moment.getTime())) return null
  moment.setDate(moment.getDate() + daysLater)
  return moment.toISOString()
}
