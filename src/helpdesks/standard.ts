/** The neutral payload, for anything that can be scripted: Standard Webhooks, or CloudEvents around the same text. */

import { type Static, Type } from 'typebox'
import { bodyUnitsMax, subjectUnitsMax } from '../ticket.ts'
import type { Arrival, Delivery, HelpdeskSystem } from './helpdesk.ts'
import {
  IdField,
  ignored,
  malformed,
  payloadReader,
  TextField,
  ticketArrival,
  toWebAddress,
} from './payload.ts'
import { standardScheme } from './standard-webhooks.ts'

/** The intake body of `POST /v1/tickets`, and what only a helpdesk knows. */
const TicketPayload = Type.Object({
  externalId: IdField,
  subject: Type.Optional(Type.Union([Type.String({ maxLength: subjectUnitsMax }), Type.Null()])),
  body: Type.String({ maxLength: bodyUnitsMax }),
  bodyFormat: Type.Optional(Type.String({ enum: ['text', 'html'] })),
  language: TextField,
  requester: Type.Optional(
    Type.Union([
      Type.Object({
        role: Type.Optional(Type.Union([Type.String({ enum: ['user', 'admin'] }), Type.Null()])),
        locale: TextField,
      }),
      Type.Null(),
    ]),
  ),
  url: TextField,
  tags: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
  status: TextField,
})

const readEnvelope = payloadReader(Type.Object({ type: Type.String(), timestamp: TextField }))
const readNeutral = payloadReader(Type.Object({ data: TicketPayload }))
const readBare = payloadReader(TicketPayload)
const readCloudEvent = payloadReader(
  Type.Object({
    specversion: Type.String(),
    type: Type.String(),
    source: Type.String({ minLength: 1 }),
    id: Type.String({ minLength: 1 }),
    time: TextField,
    data: Type.Optional(Type.Unknown()),
    data_base64: Type.Optional(Type.String()),
  }),
)

type Heading = { type: string; deliveryId: string | null; at: string | null | undefined }

function read(delivery: Delivery): Arrival {
  const contentType = (delivery.headers['content-type'] ?? '').toLowerCase()
  if (contentType.startsWith('application/cloudevents-batch')) {
    return malformed({ pointer: '', message: 'is a batch; send one event a call' })
  }
  if (contentType.startsWith('application/cloudevents')) return readStructured(delivery)
  if (delivery.headers['ce-type'] !== undefined) return readBinary(delivery)

  const envelope = readEnvelope(delivery.rawBody)
  if (envelope.kind === 'malformed') return envelope
  const { type, timestamp } = envelope.payload
  const heading = { type, deliveryId: delivery.headers['webhook-id'] ?? null, at: timestamp }
  return (
    otherEvent(heading) ?? toArrival(heading, readNeutral(delivery.rawBody), ({ data }) => data)
  )
}

/** The whole event is the body. */
function readStructured({ headers, rawBody }: Delivery): Arrival {
  const event = readCloudEvent(rawBody)
  if (event.kind === 'malformed') return event
  const { type, source, id, time, data, data_base64 } = event.payload
  const deliveryId = headers['webhook-id'] ?? `${source} ${id}`
  const heading = { type, deliveryId, at: time }
  const bytes =
    data_base64 === undefined
      ? Buffer.from(JSON.stringify(data ?? null))
      : Buffer.from(data_base64, 'base64')
  const read = readBare(bytes)
  if (read.kind === 'malformed') {
    const faults = read.faults.map((fault) => ({ ...fault, pointer: `/data${fault.pointer}` }))
    return otherEvent(heading) ?? malformed(...faults)
  }
  return otherEvent(heading) ?? toArrival(heading, read, (payload) => payload)
}

/** The event's attributes are headers, the body is its data. */
function readBinary({ headers, rawBody }: Delivery): Arrival {
  const { 'ce-type': type = '', 'ce-source': source, 'ce-id': id, 'ce-time': at } = headers
  if (!source || !id) {
    return malformed({ pointer: '', message: 'needs the headers ce-source and ce-id' })
  }
  const heading = { type, deliveryId: headers['webhook-id'] ?? `${source} ${id}`, at }
  return otherEvent(heading) ?? toArrival(heading, readBare(rawBody), (payload) => payload)
}

/** CloudEvents types carry a reverse domain name in front. */
const eventType = /(?:^|\.)ticket\.(created|updated)$/

function otherEvent({ type, deliveryId }: Heading): Arrival | null {
  if (eventType.test(type)) return null
  const isTest = /(?:^|\.)(?:ping|test)$/.test(type)
  return ignored(isTest ? 'test-ping' : 'other-event', deliveryId)
}

function toArrival<T>(
  { type, deliveryId, at }: Heading,
  payload: { kind: 'read'; payload: T } | Extract<Arrival, { kind: 'malformed' }>,
  ticketIn: (payload: T) => Static<typeof TicketPayload>,
): Arrival {
  if (payload.kind === 'malformed') return payload
  const ticket = ticketIn(payload.payload)
  return ticketArrival(deliveryId, {
    externalId: String(ticket.externalId),
    subject: ticket.subject,
    body: ticket.body,
    bodyFormat: toFormat(ticket.bodyFormat),
    event: type.endsWith('.created') ? 'created' : 'updated',
    changedAtText: at ?? null,
    requesterLocale: ticket.requester?.locale ?? null,
    requesterRole: toRole(ticket.requester?.role),
    language: ticket.language ?? null,
    url: toWebAddress(ticket.url),
    tags: ticket.tags ?? [],
    status: ticket.status ?? null,
  })
}

function toFormat(format: string | undefined): 'text' | 'html' | null {
  return format === 'text' || format === 'html' ? format : null
}

function toRole(role: string | null | undefined): 'user' | 'admin' | null {
  return role === 'user' || role === 'admin' ? role : null
}

export const standard: HelpdeskSystem = {
  kind: 'standard',
  ...standardScheme,
  read,
}
