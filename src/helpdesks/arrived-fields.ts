/** Fields of payloads that only help: none of them makes a ticket malformed. */

import type { Arrival, ArrivedTicket, IgnoredReason, PayloadFault } from './helpdesk.ts'

/** A ticket of which the payload tells only some things; the rest is unknown. */
export function arrivedTicket(
  known: Pick<ArrivedTicket, 'externalId' | 'body'> & Partial<ArrivedTicket>,
): ArrivedTicket {
  return {
    subject: null,
    bodyFormat: null,
    event: 'unknown',
    changedAt: null,
    changedAtText: null,
    requesterLocale: null,
    requesterRole: null,
    language: null,
    url: null,
    tags: [],
    status: null,
    ...known,
  }
}

export function ignored(reason: IgnoredReason, deliveryId: string | null = null): Arrival {
  return { kind: 'ignored', deliveryId, reason }
}

/** For payloads that name a ticket and say nothing of it: this service does not read tickets by itself. */
export function thinPayload(pointer: string): PayloadFault {
  return { pointer, message: 'names a ticket without its text: send subject and description' }
}

/** A text, or a number as text; null for anything else and for what scripts write when they have nothing. */
export function looseText(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  return text === '' || text === 'null' || text === 'undefined' ? null : text
}

/** The named property of whatever this is; undefined when it is no object. */
export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

/** A list; a single value counts as a list of one, nothing as an empty one. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

/** Tags as a list of texts or of objects with a name, or as one text with commas or blanks in between. */
export function looseTags(value: unknown): string[] {
  if (typeof value === 'string') return splitLoose(value)
  return listOf(value)
    .map(
      (item) => looseText(item) ?? looseText(propertyOf(item, 'name') ?? propertyOf(item, 'tag')),
    )
    .filter((tag) => tag !== null)
}

function splitLoose(text: string): string[] {
  return text
    .split(text.includes(',') ? ',' : /\s+/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

/** Yes and no in the ways JSON, PHP and Perl write them. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true'
}

/** An address that may stand behind a link; null for anything else. */
export function looseUrl(value: unknown): string | null {
  const text = looseText(value)
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null
}

/**
 * A moment as databases write it. Without an offset it is UTC, which is what those systems store; `Date.parse` alone
 * would take it for the local time of this machine.
 */
export function utcMoment(text: string | null): Date | null {
  const found =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(text ?? '')
  if (found === null) return null
  const ms = Date.parse(`${found[1]}T${found[2]}${found[3] ?? 'Z'}`)
  return Number.isNaN(ms) ? null : new Date(ms)
}

/** What an internal message is: a note of ours that came back, or somebody else's. */
export function internalMessage(text: string): IgnoredReason {
  return text.includes('sspr-triage:') ? 'own-note' : 'not-first-message'
}
