/** What helpdesks answer to our calls, from unknown to typed, and what several of them have in common. */

import { Ajv, type ValidateFunction } from 'ajv'
import type { Static, TSchema } from 'typebox'
import { type RemoteAnswer, RemoteFailure } from './helpdesk.ts'
import { unixSecondsToMs } from './signatures.ts'

const ajv = new Ajv({ strict: true })

/** Gives a body typed, or null for one of another shape. */
export function bodyReader<T extends TSchema>(schema: T): (json: unknown) => Static<T> | null {
  let compiled: ValidateFunction<Static<T>> | undefined
  return (json) => {
    compiled ??= ajv.compile<Static<T>>(schema)
    const check = compiled
    return check(json) ? json : null
  }
}

/**
 * Gives an answer's body typed. The function that is returned throws RemoteFailure to retry for a body of another
 * shape: as a rule that is a page of a proxy, or of maintenance.
 */
export function answerReader<T extends TSchema>(schema: T): (answer: RemoteAnswer) => Static<T> {
  const readBody = bodyReader(schema)
  return ({ json, status }) => {
    const body = readBody(json)
    if (body !== null) return body
    throw new RemoteFailure('retry', 'answered in a form that is not understood', { status })
  }
}

/** The private flag is always sent; this looks whether the helpdesk has heeded it, where it says so. */
export function refuseIfPublic(isPublic: boolean): void {
  if (isPublic) {
    throw new RemoteFailure('refused', 'says that the note it has written is public')
  }
}

/**
 * The wait until the moment `X-RateLimit-Reset` names in unix seconds, in ms, as Intercom and ServiceNow send it; null
 * where it holds no such moment.
 */
export function waitUntilResetMs(headers: RemoteAnswer['headers'], now: Date): number | null {
  const resetMs = unixSecondsToMs(headers['x-ratelimit-reset'] ?? '')
  return Number.isNaN(resetMs) ? null : Math.max(0, resetMs - now.getTime())
}

/**
 * Tags as they are to be, for systems that take only whole lists.
 *
 * @returns null when nothing is missing, so that nothing need be written.
 */
export function mergedTags(present: readonly string[], wanted: readonly string[]): string[] | null {
  const known = new Set(present.map((tag) => tag.toLowerCase()))
  const missing = wanted.filter((tag) => !known.has(tag.toLowerCase()))
  return missing.length === 0 ? null : [...present, ...missing]
}
