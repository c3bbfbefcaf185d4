/** Reading fields that only help: whatever stands there, none of them makes a delivery malformed. */

import { toText } from './payload.ts'

/** The named property of whatever this is; undefined when it is no object. */
export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

/** A text, or a number as text; null for anything else and for what is blank. */
export function looseText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? toText(value) : null
}

/** A list as it is; a single value is a list of one, nothing is an empty list. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

/** Yes and no in the ways JSON, PHP and Perl write them. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true'
}

/**
 * A moment as a database writes it, `2026-11-22 08:15:30`, with the `T` and the `Z` it lacks: such systems store UTC,
 * and `Date.parse` alone takes it for the local time of this machine. Other texts stay.
 */
export function asUtc(text: string | null): string | null {
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(text ?? '')
  return found === null ? text : `${found[1]}T${found[2]}Z`
}
