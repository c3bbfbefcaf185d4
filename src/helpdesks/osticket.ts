/**
 * osTicket. It has neither webhooks nor a call that writes a note; a plugin sends the neutral payload or the flat one
 * below while the ticket is being saved, and posts the note it finds in the answer (docs/helpdesks/osticket.md).
 */

import { Type } from 'typebox'
import type { Arrival, Delivery, HelpdeskSystem, Outcome, RenderedNote } from './helpdesk.ts'
import { asUtc, looseText, propertyOf } from './loose-json.ts'
import {
  IdField,
  ignored,
  malformed,
  payloadReader,
  TextField,
  thinPayload,
  ticketArrival,
  toTags,
  toWebAddress,
} from './payload.ts'
import { standard } from './standard.ts'
import { standardScheme } from './standard-webhooks.ts'

const Loose = Type.Optional(Type.Unknown())

const readEither = payloadReader(Type.Object({ type: Loose, data: Loose, ticket_id: Loose }))
const readFlat = payloadReader(
  Type.Object({
    ticket_id: IdField,
    subject: TextField,
    /** Plain text. */
    message: TextField,
    status: Loose,
    source: Loose,
    requester: Loose,
    created_at: Loose,
    tags: Loose,
    url: Loose,
  }),
)

function read(delivery: Delivery): Arrival {
  const either = readEither(delivery.rawBody)
  if (either.kind === 'malformed') return either
  const { type, data, ticket_id } = either.payload
  return ticket_id === undefined || type !== undefined || data !== undefined
    ? standard.read(delivery)
    : fromFlat(delivery)
}

function fromFlat({ headers, rawBody }: Delivery): Arrival {
  const read = readFlat(rawBody)
  if (read.kind === 'malformed') return read
  const { ticket_id, subject, message, status, source, requester, created_at, tags, url } =
    read.payload
  const deliveryId = headers['webhook-id'] ?? null
  if (subject === undefined && message === undefined) return malformed(thinPayload('/message'))
  if (looseText(source)?.toLowerCase() === 'import') return ignored('bulk-import', deliveryId)
  return ticketArrival(deliveryId, {
    externalId: String(ticket_id),
    subject,
    body: message,
    event: 'created',
    changedAtText: asUtc(looseText(created_at)),
    requesterLocale: looseText(propertyOf(requester, 'locale')),
    url: toWebAddress(looseText(url)),
    tags: toTags(tags, ','),
    status: looseText(status),
  })
}

/** The note in the two forms a plugin can post. */
function answer(outcome: Outcome, note: RenderedNote | null): Record<string, unknown> {
  return {
    ...outcome,
    ...(note && { note: { subject: note.subject, html: note.html(), text: note.text() } }),
  }
}

export const osticket: HelpdeskSystem = {
  kind: 'osticket',
  ...standardScheme,
  read,
  answer,
  noteInAnswer: true,
}
