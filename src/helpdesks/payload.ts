/** From raw bytes to a payload whose shape is known. */

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { type Static, type TSchema, Type } from 'typebox'
import type { Arrival, ArrivedTicket, IgnoredReason, PayloadFault } from './helpdesk.ts'

type Malformed = Extract<Arrival, { kind: 'malformed' }>
type Read<T> = { kind: 'read'; payload: T } | Malformed

const ajv = new Ajv({ allErrors: true, strict: true })

/** A long list can be wrong in every entry; nobody reads more than these. */
const faultsMax = 20

/**
 * A payload may hold far more than we read; only what a schema names is looked at. Compiled at the first delivery: all
 * schemas of all systems would cost every command line more than half a second.
 */
export function payloadReader<T extends TSchema>(schema: T): (rawBody: Buffer) => Read<Static<T>> {
  let compiled: ValidateFunction<Static<T>> | undefined
  return (rawBody) => {
    compiled ??= ajv.compile<Static<T>>(schema)
    const check = compiled
    const parsed = parseJson(rawBody)
    if (parsed.kind === 'malformed') return parsed
    return check(parsed.payload)
      ? { kind: 'read', payload: parsed.payload }
      : malformed(...(check.errors ?? []).slice(0, faultsMax).map(toFault))
  }
}

export function malformed(...faults: PayloadFault[]): Malformed {
  return { kind: 'malformed', faults }
}

export function ignored(reason: IgnoredReason, deliveryId: string | null = null): Arrival {
  return { kind: 'ignored', deliveryId, reason }
}

/** For payloads that name a ticket and say nothing of it: this service does not read tickets by itself. */
export function thinPayload(pointer: string): PayloadFault {
  return {
    pointer,
    message: 'is required; send subject and description, an id alone is not enough',
  }
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
function splitTags(text: string | null | undefined, separator: ',' | ' '): string[] {
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

/** A text that a vendor or a template may also send as a number. */
export const LooseField = Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()]))

/** Null for what says nothing: left out, null, or blank. */
export function toText(value: string | number | null | undefined): string | null {
  const text = value === null || value === undefined ? '' : String(value).trim()
  return text === '' ? null : text
}

/** Tags as a list of texts, as a list of objects that name them, or as one text with a separator. */
export function toTags(value: unknown, separator: ',' | ' '): string[] {
  if (typeof value === 'string') return splitTags(value, separator)
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    if (typeof item === 'string') return item.trim() === '' ? [] : [item.trim()]
    if (typeof item !== 'object' || item === null) return []
    const name = 'tag' in item ? item.tag : 'name' in item ? item.name : undefined
    return typeof name === 'string' && name.trim() !== '' ? [name.trim()] : []
  })
}

/** An absolute http(s) address without credentials; null for anything else, which is never shown as a link. */
export function toWebAddress(text: string | null | undefined): string | null {
  if (typeof text !== 'string' || !URL.canParse(text)) return null
  const { protocol, username, password, href } = new URL(text)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && username === '' && password === '' ? href : null
}

/** Stands in every note this service writes, before the id of the triage. */
export const markerPrefix = 'sspr-triage:'

/** Why a message that is not the requester's own first one is left alone. */
export function reasonForOtherMessage(body: string | null | undefined) {
  return body?.includes(markerPrefix) ? 'own-note' : 'not-first-message'
}

type KnownOfTicket = Pick<ArrivedTicket, 'externalId'> &
  Partial<Omit<ArrivedTicket, 'changedAt' | 'subject' | 'body'>> & {
    subject: string | null | undefined
    body: string | null | undefined
  }

/**
 * The ticket with everything the payload does not tell; one that is closed or says nothing is left alone. A change
 * time that is no date is dropped together with its text, so that nothing is bound to it later.
 */
export function ticketArrival(deliveryId: string | null, known: KnownOfTicket): Arrival {
  const subject = toText(known.subject)
  const body = known.body ?? ''
  if (isClosedStatus(known.status)) return ignored('closed-ticket', deliveryId)
  if (subject === null && body.trim() === '') {
    return ignored('no-text', deliveryId)
  }
  const changedAt = toMoment(known.changedAtText)
  return {
    kind: 'ticket',
    deliveryId,
    ticket: {
      externalId: known.externalId,
      subject,
      body,
      bodyFormat: known.bodyFormat ?? null,
      event: known.event ?? 'unknown',
      changedAt,
      changedAtText: changedAt === null ? null : (known.changedAtText ?? null),
      requesterLocale: known.requesterLocale ?? null,
      requesterRole: known.requesterRole ?? null,
      language: known.language ?? null,
      url: known.url ?? null,
      tags: known.tags ?? [],
      status: known.status ?? null,
    },
  }
}
