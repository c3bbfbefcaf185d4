/** From raw bytes to a payload whose shape is known. */

import { Ajv, type ErrorObject } from 'ajv'
import { type Static, type TSchema, Type } from 'typebox'
import type { Arrival, PayloadFault } from './helpdesk.ts'

type Malformed = Extract<Arrival, { kind: 'malformed' }>
type Read<T> = { kind: 'read'; payload: T } | Malformed

const ajv = new Ajv({ allErrors: true, strict: true })

/** A payload may hold far more than we read; only what a schema names is looked at. */
export function payloadReader<T extends TSchema>(schema: T): (rawBody: Buffer) => Read<Static<T>> {
  const check = ajv.compile<Static<T>>(schema)
  return (rawBody) => {
    const parsed = parseJson(rawBody)
    if (parsed.kind === 'malformed') return parsed
    return check(parsed.payload)
      ? { kind: 'read', payload: parsed.payload }
      : malformed(...(check.errors ?? []).map(toFault))
  }
}

export function malformed(...faults: PayloadFault[]): Malformed {
  return { kind: 'malformed', faults }
}

/**
 * Parses UTF-8 JSON. Templates written by hand are what breaks it, so the fault says where, but never quotes what
 * stands there: it is a ticket's text.
 */
export function parseJson(rawBody: Buffer): Read<unknown> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(rawBody)
  } catch {
    return malformed({ pointer: '', message: 'is not UTF-8' })
  }
  try {
    return { kind: 'read', payload: JSON.parse(text) }
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const place =
      position === undefined
        ? text.trim() === ''
          ? ': it is empty'
          : ''
        : ` from character ${position} on`
    return malformed({ pointer: '', message: `is not valid JSON${place}` })
  }
}

function toFault({ instancePath, keyword, message, params }: ErrorObject): PayloadFault {
  return keyword === 'required'
    ? { pointer: `${instancePath}/${params.missingProperty}`, message: 'is required' }
    : { pointer: instancePath, message: message ?? 'is not valid' }
}

/** Ids arrive as numbers or as text. */
export const IdField = Type.Union([
  Type.Integer({ minimum: 0 }),
  Type.String({ minLength: 1, maxLength: 200 }),
])

/** A text that may be left out or null. */
export const TextField = Type.Optional(Type.Union([Type.String(), Type.Null()]))

/** A date as text to a moment; null for what is none. */
export function toMoment(text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : new Date(ms)
}

/** `"a, b"` or `"a b"` to a list. */
export function splitTags(text: string | null | undefined, separator: ',' | ' '): string[] {
  return (text ?? '')
    .split(separator)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

const closedStatuses = new Set([
  'closed',
  'solved',
  'resolved',
  'done',
  'rejected',
  'deleted',
  'spam',
  'merged',
])

/** Whether a status name means that nobody waits for an answer any more. */
export function isClosedStatus(status: string | null | undefined): boolean {
  return status !== null && status !== undefined && closedStatuses.has(status.trim().toLowerCase())
}
