/**
 * Request Tracker 5. It has no webhooks; a scrip of ours sends the payload, signed as Standard Webhooks are, and notes
 * go back by REST 2.0. Its answers are read as little as possible: see the comments at each call.
 */

import { Type } from 'typebox'
import {
  arrivedTicket,
  ignored,
  listOf,
  looseText,
  looseUrl,
  propertyOf,
  thinPayload,
} from './arrived-fields.ts'
import {
  type Arrival,
  type Delivery,
  type HelpdeskSystem,
  type OutgoingNote,
  type Remote,
  type RemoteAnswer,
  RemoteFailure,
  type RemoteRequest,
} from './helpdesk.ts'
import { isClosedStatus, malformed, payloadReader, TextField, toMoment } from './payload.ts'
import { standardScheme } from './standard-scheme.ts'

const readEnvelope = payloadReader(
  Type.Object({ type: Type.String(), timestamp: TextField, data: Type.Optional(Type.Unknown()) }),
)
const readPayload = payloadReader(
  Type.Object({
    data: Type.Object({
      id: Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[0-9]{1,18}$' })]),
      subject: TextField,
      body: TextField,
      requestor: Type.Optional(Type.Unknown()),
      status: Type.Optional(Type.Unknown()),
      url: Type.Optional(Type.Unknown()),
    }),
  }),
)

function read({ headers, rawBody }: Delivery): Arrival {
  const envelope = readEnvelope(rawBody)
  if (envelope.kind === 'malformed') return envelope
  const deliveryId = headers['webhook-id'] ?? null
  const { type, timestamp } = envelope.payload
  if (type === 'ping' || type === 'test') return ignored('test-ping', deliveryId)
  if (type !== 'ticket.created' && type !== 'ticket.updated') {
    return ignored('other-event', deliveryId)
  }
  const payload = readPayload(rawBody)
  if (payload.kind === 'malformed') return payload
  const { id, subject, body, requestor, status, url } = payload.payload.data
  if (subject === undefined && body === undefined) return malformed(thinPayload('/data'))
  if (isClosedStatus(looseText(status))) return ignored('closed-ticket', deliveryId)
  if (looseText(subject) === null && looseText(body) === null) return ignored('no-text', deliveryId)
  return {
    kind: 'ticket',
    deliveryId,
    ticket: arrivedTicket({
      externalId: String(id),
      subject: looseText(subject),
      body: body ?? '',
      // RT has turned HTML into text before a scrip sees it.
      bodyFormat: 'text',
      event: type === 'ticket.created' ? 'created' : 'updated',
      changedAt: toMoment(timestamp),
      changedAtText: timestamp ?? null,
      requesterLocale: looseText(propertyOf(requestor, 'locale')),
      url: looseUrl(url),
      status: looseText(status),
    }),
  }
}

/** RT sends whom it takes for a browser to its login page: the same as a refused token. */
async function call(remote: Remote, request: RemoteRequest): Promise<RemoteAnswer> {
  const answer = await remote({ ...request, accept: [302] })
  if (answer.status === 302) {
    throw new RemoteFailure('unauthorized', 'RT asks to log in', { status: 302 })
  }
  return answer
}

const ticketPath = ({ ticketId }: OutgoingNote) =>
  `/REST/2.0/ticket/${encodeURIComponent(ticketId)}`

/**
 * The note alone: RT answers without encoding what it says, so one Chinese character in the answer, such as the name
 * of a field that was set in the same call, kills the connection after the comment was made. For the same reason
 * only the status is believed.
 */
async function writeNote(remote: Remote, note: OutgoingNote): Promise<void> {
  await call(remote, {
    method: 'POST',
    path: `${ticketPath(note)}/comment`,
    json: { Subject: note.subject, Content: note.html(), ContentType: 'text/html' },
  })
}

const historyPageRows = 20
const historyPagesMax = 50

/**
 * Newest entries first. Rows that we may not see are taken out after paging, so only an empty page is the end;
 * the subject of a comment is its `Data`.
 */
async function hasNote(remote: Remote, note: OutgoingNote): Promise<boolean> {
  for (let page = 1; page <= historyPagesMax; page++) {
    const { json } = await call(remote, {
      method: 'GET',
      path: `${ticketPath(note)}/history?fields=Type,Data&orderby=id&order=DESC&per_page=${historyPageRows}&page=${page}`,
    })
    const items = listOf(propertyOf(json, 'items'))
    if (items.length === 0) return false
    const isThere = items.some(
      (item) =>
        propertyOf(item, 'Type') === 'Comment' &&
        looseText(propertyOf(item, 'Data'))?.includes(note.marker),
    )
    if (isThere) return true
  }
  return false
}

/** RT says 200 to what it did not do, in the words of the account's language, so the fields are read back. */
async function setFields(remote: Remote, note: OutgoingNote): Promise<void> {
  await call(remote, {
    method: 'PUT',
    path: ticketPath(note),
    json: { CustomFields: note.fields },
  })
  const { json } = await call(remote, { method: 'GET', path: ticketPath(note) })
  const fields = listOf(propertyOf(json, 'CustomFields'))
  for (const [name, value] of Object.entries(note.fields)) {
    const found = fields.find(
      (field) => propertyOf(field, 'name') === name || looseText(propertyOf(field, 'id')) === name,
    )
    if (!listOf(propertyOf(found, 'values')).includes(value)) {
      throw new RemoteFailure('refused', `RT did not set the custom field ${name}`)
    }
  }
}

async function checkAccess(remote: Remote): Promise<string[]> {
  const about = await call(remote, { method: 'GET', path: '/REST/2.0/rt' })
  const queues = await call(remote, { method: 'GET', path: '/REST/2.0/queues/all?per_page=100' })
  const count = listOf(propertyOf(queues.json, 'items')).length
  if (count === 0) {
    throw new RemoteFailure(
      'unauthorized',
      'the account sees no queue: it needs the right SeeQueue',
    )
  }
  return [
    `RT ${looseText(propertyOf(about.json, 'Version')) ?? ''} accepts the credentials.`,
    `The account sees ${count} ${count === 1 ? 'queue' : 'queues'}.`,
  ]
}

export const rt: HelpdeskSystem = {
  kind: 'rt',
  ...standardScheme,
  read,
  outbound: {
    // RT answers 401 to Bearer.
    tokenHeader: (token) => ({ name: 'authorization', value: `token ${token}` }),
    hasNote,
    writeNote,
    setFields,
    checkAccess,
  },
}
