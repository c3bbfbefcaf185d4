/** Zammad: the webhook of a trigger in, internal articles out. */

import { Type } from 'typebox'
import type { Arrival, Delivery, HelpdeskSystem, Outbound, OutgoingNote } from './helpdesk.ts'
import {
  IdField,
  ignored,
  malformed,
  parseJson,
  payloadReader,
  reasonForOtherMessage,
  TextField,
  ticketArrival,
  toTags,
} from './payload.ts'
import { answerReader, bodyReader, refuseIfPublic } from './remote-answer.ts'
import { bodySignature } from './signatures.ts'
import { readTemplate } from './template-payload.ts'

const signature = bodySignature('x-hub-signature', 'sha1', 'hex', 'sha1=')

const idPattern = /^\d{1,20}$/
const idMessage = 'must be the id of a ticket, a number'

/** Attributes that are lists elsewhere come as their name alone or as an object with it. */
const NamedField = Type.Optional(
  Type.Union([Type.String(), Type.Object({ name: Type.String() }), Type.Null()]),
)

const readPayload = payloadReader(
  Type.Object({
    ticket: Type.Object({
      id: IdField,
      title: TextField,
      state: NamedField,
      tags: Type.Optional(Type.Unknown()),
      article_count: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
      updated_at: TextField,
    }),
    article: Type.Union([
      Type.Object({
        sender: NamedField,
        internal: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
        content_type: TextField,
        subject: TextField,
        body: TextField,
      }),
      Type.Null(),
    ]),
  }),
)

function read({ headers, rawBody }: Delivery): Arrival {
  // The id of the job, which stays through all five attempts.
  const deliveryId = headers['x-zammad-delivery'] ?? null
  const parsed = parseJson(rawBody)
  if (parsed.kind === 'malformed') return parsed
  if (isTemplate(parsed.payload)) {
    return readTemplate(rawBody, deliveryId, {
      idPattern,
      idMessage,
      bodyFormat: null,
      tagSeparator: ',',
    })
  }
  const delivery = readPayload(rawBody)
  if (delivery.kind === 'malformed') return delivery
  const { ticket, article } = delivery.payload
  const id = String(ticket.id)
  if (!idPattern.test(id)) return malformed({ pointer: '/ticket/id', message: idMessage })
  // A change without a message, such as another owner: there is no text to look at.
  if (article === null || Object.keys(article).length === 0) {
    return ignored('other-event', deliveryId)
  }
  const sender = nameOf(article.sender)?.toLowerCase() ?? 'customer'
  const isFirst = (ticket.article_count ?? 1) <= 1
  if (article.internal === true || sender !== 'customer' || !isFirst) {
    const text = `${article.subject ?? ''} ${article.body ?? ''}`
    return ignored(reasonForOtherMessage(text), deliveryId)
  }
  return ticketArrival(deliveryId, {
    externalId: id,
    subject: ticket.title,
    body: article.body,
    bodyFormat: formatOf(article.content_type),
    event: ticket.article_count === 1 ? 'created' : 'unknown',
    changedAtText: ticket.updated_at ?? null,
    tags: toTags(ticket.tags, ','),
    status: nameOf(ticket.state),
  })
}

function isTemplate(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'ticket_id' in payload
}

function nameOf(field: string | { name: string } | null | undefined): string | null {
  if (field === null || field === undefined) return null
  return typeof field === 'string' ? field : field.name
}

function formatOf(contentType: string | null | undefined): 'text' | 'html' | null {
  const type = contentType?.toLowerCase() ?? ''
  if (type.startsWith('text/html')) return 'html'
  return type.startsWith('text/plain') ? 'text' : null
}

const readArticles = answerReader(
  Type.Array(Type.Object({ internal: Type.Boolean(), subject: TextField, body: TextField })),
)
const readArticle = bodyReader(Type.Object({ internal: Type.Boolean() }))

const idOf = (note: OutgoingNote) => encodeURIComponent(note.ticketId)

const outbound: Outbound = {
  tokenHeader: (token) => ({ name: 'Authorization', value: `Token token=${token}` }),
  hasNote: async (remote, note) => {
    const path = `/api/v1/ticket_articles/by_ticket/${idOf(note)}`
    return readArticles(await remote({ method: 'GET', path })).some(
      ({ internal, subject, body }) =>
        internal && `${subject ?? ''} ${body ?? ''}`.includes(note.marker),
    )
  },
  writeNote: async (remote, note) => {
    const answer = await remote({
      method: 'POST',
      path: '/api/v1/ticket_articles',
      json: {
        ticket_id: Number(note.ticketId),
        subject: note.subject,
        body: note.html(),
        content_type: 'text/html',
        type: 'note',
        internal: true,
        sender: 'Agent',
      },
    })
    refuseIfPublic(readArticle(answer.json)?.internal === false)
  },
  addTags: async (remote, note) => {
    for (const item of note.tags) {
      await remote({
        method: 'POST',
        path: '/api/v1/tags/add',
        json: { item, object: 'Ticket', o_id: Number(note.ticketId) },
      })
    }
  },
  setFields: async (remote, note) => {
    if (Object.keys(note.fields).length === 0) return
    await remote({ method: 'PUT', path: `/api/v1/tickets/${idOf(note)}`, json: note.fields })
  },
  checkAccess: async (remote) => {
    await remote({ method: 'GET', path: '/api/v1/users/me' })
    await remote({ method: 'GET', path: '/api/v1/tickets?page=1&per_page=1' })
    return ['Signed in.', 'Tickets can be read.']
  },
}

export const zammad: HelpdeskSystem = {
  kind: 'zammad',
  checkSignature: signature.checkSignature,
  sign: signature.sign,
  // Nothing is signed but the body.
  toleranceS: 300,
  read,
  outbound,
}
