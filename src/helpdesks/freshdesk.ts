/** Freshdesk: the webhook of an automation rule in, private notes out. It signs nothing. */

import { Type } from 'typebox'
import type { Arrival, Delivery, HelpdeskSystem, Outbound, OutgoingNote } from './helpdesk.ts'
import {
  IdField,
  ignored,
  LooseField,
  malformed,
  parseJson,
  payloadReader,
  TextField,
  ticketArrival,
  toTags,
  toText,
  toWebAddress,
} from './payload.ts'
import { answerReader, bodyReader, mergedTags, refuseIfPublic } from './remote-answer.ts'
import { standardScheme } from './standard-webhooks.ts'
import { readTemplate } from './template-payload.ts'

const idPattern = /^\d{1,20}$/
const idMessage = 'must be a ticket number'

/** "Simple" content: the fields an administrator has ticked. */
const readSimple = payloadReader(
  Type.Object({
    freshdesk_webhook: Type.Object({
      ticket_id: IdField,
      ticket_subject: TextField,
      ticket_description: TextField,
      ticket_url: TextField,
      ticket_status: LooseField,
      ticket_source: LooseField,
      ticket_tags: Type.Optional(Type.Unknown()),
      ticket_updated_at: TextField,
      triggered_event: TextField,
    }),
  }),
)

function read({ headers, rawBody }: Delivery): Arrival {
  const deliveryId = headers['webhook-id'] ?? null
  const parsed = parseJson(rawBody)
  if (parsed.kind === 'malformed') return parsed
  if (!isSimple(parsed.payload)) {
    return readTemplate(rawBody, deliveryId, {
      idPattern,
      idMessage,
      // {{ticket.description}} is HTML, {{ticket.description_text}} is not; the template decides.
      bodyFormat: null,
      tagSeparator: ',',
    })
  }
  const delivery = readSimple(rawBody)
  if (delivery.kind === 'malformed') return delivery
  const ticket = delivery.payload.freshdesk_webhook
  const id = String(ticket.ticket_id)
  if (!idPattern.test(id)) {
    return malformed({ pointer: '/freshdesk_webhook/ticket_id', message: idMessage })
  }
  if (ticket.ticket_description === undefined) {
    return malformed({
      pointer: '/freshdesk_webhook/ticket_description',
      message: 'is required; tick subject and description in the content of the webhook',
    })
  }
  if (/\bimport\b/i.test(String(ticket.ticket_source ?? ''))) {
    return ignored('bulk-import', deliveryId)
  }
  return ticketArrival(deliveryId, {
    externalId: id,
    subject: ticket.ticket_subject,
    body: ticket.ticket_description,
    bodyFormat: 'html',
    event: eventOf(ticket.triggered_event),
    changedAtText: ticket.ticket_updated_at ?? null,
    url: toWebAddress(ticket.ticket_url),
    tags: toTags(ticket.ticket_tags, ','),
    status: statusOf(toText(ticket.ticket_status)),
  })
}

function isSimple(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'freshdesk_webhook' in payload
}

/** `{ticket_action:created}`; updates name what has changed, such as `{status:{from:2,to:3}}`. */
function eventOf(triggered: string | null | undefined): 'created' | 'updated' | 'unknown' {
  const event = toText(triggered)
  if (event === null) return 'unknown'
  return /ticket_action\W+created/i.test(event) ? 'created' : 'updated'
}

/** The states the API knows by number. */
const numberedStatuses = new Map([
  ['2', 'Open'],
  ['3', 'Pending'],
  ['4', 'Resolved'],
  ['5', 'Closed'],
])

function statusOf(status: string | null): string | null {
  return status === null ? null : (numberedStatuses.get(status) ?? status)
}

const readNotes = answerReader(
  Type.Array(Type.Object({ private: Type.Boolean(), body: TextField, body_text: TextField })),
)
const readNote = bodyReader(Type.Object({ private: Type.Boolean() }))
const readTicket = answerReader(
  Type.Object({ tags: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])) }),
)

const perPage = 100
/** Far more than a ticket ever has; only so that a helpdesk that ignores the page number ends as well. */
const pagesMax = 50

const ticketPath = (note: OutgoingNote) => `/api/v2/tickets/${encodeURIComponent(note.ticketId)}`

const outbound: Outbound = {
  // Oldest first, and the order cannot be chosen: all pages are read.
  hasNote: async (remote, note) => {
    for (let page = 1; page <= pagesMax; page++) {
      const path = `${ticketPath(note)}/conversations?per_page=${perPage}&page=${page}`
      const notes = readNotes(await remote({ method: 'GET', path }))
      const isHere = notes.some(
        (item) =>
          item.private && `${item.body ?? ''} ${item.body_text ?? ''}`.includes(note.marker),
      )
      if (isHere) return true
      if (notes.length < perPage) return false
    }
    return false
  },
  writeNote: async (remote, note) => {
    const answer = await remote({
      method: 'POST',
      path: `${ticketPath(note)}/notes`,
      json: { body: note.html(), private: true },
    })
    refuseIfPublic(readNote(answer.json)?.private === false)
  },
  // The list is replaced as a whole, so it is read first.
  addTags: async (remote, note) => {
    if (note.tags.length === 0) return
    const ticket = readTicket(await remote({ method: 'GET', path: ticketPath(note) }))
    const tags = mergedTags(ticket.tags ?? [], note.tags)
    if (tags !== null) await remote({ method: 'PUT', path: ticketPath(note), json: { tags } })
  },
  setFields: async (remote, note) => {
    if (Object.keys(note.fields).length === 0) return
    await remote({ method: 'PUT', path: ticketPath(note), json: { custom_fields: note.fields } })
  },
  checkAccess: async (remote) => {
    await remote({ method: 'GET', path: '/api/v2/agents/me' })
    await remote({ method: 'GET', path: '/api/v2/tickets?per_page=1' })
    return ['The key belongs to an agent.', 'Tickets can be read.']
  },
}

export const freshdesk: HelpdeskSystem = {
  kind: 'freshdesk',
  ...standardScheme,
  read,
  outbound,
}
