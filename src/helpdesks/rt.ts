/**
 * Request Tracker 5. It has no webhooks; a scrip of ours sends the payload, signed as Standard Webhooks are, and notes
 * go back by REST 2.0. Its answers are read as little as possible: see the comments at each call.
 */

import { Type } from 'typebox'
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
import { looseText, propertyOf } from './loose-json.ts'
import {
  ignored,
  malformed,
  payloadReader,
  TextField,
  thinPayload,
  ticketArrival,
  toWebAddress,
} from './payload.ts'
import { answerReader } from './remote-answer.ts'
import { standardScheme } from './standard-webhooks.ts'

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
  if (subject === undefined && body === undefined) return malformed(thinPayload('/data/body'))
  return ticketArrival(deliveryId, {
    externalId: String(id),
    subject,
    body,
    // RT has turned HTML into text before a scrip sees it.
    bodyFormat: 'text',
    event: type === 'ticket.created' ? 'created' : 'updated',
    changedAtText: timestamp ?? null,
    requesterLocale: looseText(propertyOf(requestor, 'locale')),
    url: toWebAddress(looseText(url)),
    status: looseText(status),
  })
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

const readHistory = answerReader(
  Type.Object({
    items: Type.Array(
      Type.Object({ Type: Type.Optional(Type.Unknown()), Data: Type.Optional(Type.Unknown()) }),
    ),
  }),
)

/**
 * Newest entries first. Rows that we may not see are taken out after paging, so only an empty page is the end;
 * the subject of a comment is its `Data`.
 */
async function hasNote(remote: Remote, note: OutgoingNote): Promise<boolean> {
  for (let page = 1; page <= historyPagesMax; page++) {
    const query = `fields=Type,Data&orderby=id&order=DESC&per_page=${historyPageRows}&page=${page}`
    const path = `${ticketPath(note)}/history?${query}`
    const { items } = readHistory(await call(remote, { method: 'GET', path }))
    if (items.length === 0) return false
    const isThere = items.some(
      ({ Type, Data }) => Type === 'Comment' && looseText(Data)?.includes(note.marker),
    )
    if (isThere) return true
  }
  return false
}

const readTicket = answerReader(
  Type.Object({
    CustomFields: Type.Array(
      Type.Object({
        id: Type.Optional(Type.Unknown()),
        name: Type.Optional(Type.Unknown()),
        values: Type.Array(Type.Unknown()),
      }),
    ),
  }),
)

/** RT says 200 to what it did not do, in the words of the account's language, so the fields are read back. */
async function setFields(remote: Remote, note: OutgoingNote): Promise<void> {
  if (Object.keys(note.fields).length === 0) return
  const path = ticketPath(note)
  await call(remote, { method: 'PUT', path, json: { CustomFields: note.fields } })
  const { CustomFields } = readTicket(await call(remote, { method: 'GET', path }))
  for (const [key, value] of Object.entries(note.fields)) {
    const found = CustomFields.find(({ id, name }) => name === key || looseText(id) === key)
    if (!found?.values.includes(value)) {
      throw new RemoteFailure('refused', `RT did not set the custom field ${key}`)
    }
  }
}

const readAbout = answerReader(Type.Object({ Version: Type.String() }))
const readQueues = answerReader(Type.Object({ items: Type.Array(Type.Unknown()) }))

async function checkAccess(remote: Remote): Promise<string[]> {
  const about = await call(remote, { method: 'GET', path: '/REST/2.0/rt' })
  const { Version } = readAbout(about)
  const queues = await call(remote, { method: 'GET', path: '/REST/2.0/queues/all?per_page=100' })
  const count = readQueues(queues).items.length
  if (count === 0) {
    throw new RemoteFailure(
      'unauthorized',
      'the account sees no queue: it needs the right SeeQueue',
    )
  }
  return [
    `RT ${Version} accepts the credentials.`,
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
