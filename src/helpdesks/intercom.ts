/** Intercom: conversations and tickets, by webhook topics and the REST API. */

import { Type } from 'typebox'
import {
  type Arrival,
  type ArrivedTicket,
  type Delivery,
  type HelpdeskSystem,
  type OutgoingNote,
  type Remote,
  RemoteFailure,
} from './helpdesk.ts'
import { listOf, looseText, propertyOf } from './loose-json.ts'
import {
  ignored,
  malformed,
  payloadReader,
  reasonForOtherMessage,
  thinPayload,
  ticketArrival,
  toTags,
  toWebAddress,
} from './payload.ts'
import { answerReader, refuseIfPublic, waitUntilResetMs } from './remote-answer.ts'
import { bodySignature, unixSecondsToMs } from './signatures.ts'

const Loose = Type.Optional(Type.Unknown())
const ItemId = Type.Union([
  Type.Integer({ minimum: 1 }),
  Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }),
])

const readNotification = payloadReader(
  Type.Object({
    topic: Type.String({ minLength: 1 }),
    id: Loose,
    created_at: Loose,
    data: Loose,
  }),
)
const readConversation = payloadReader(
  Type.Object({
    data: Type.Object({
      item: Type.Object({
        id: ItemId,
        source: Loose,
        state: Loose,
        open: Loose,
        tags: Loose,
        links: Loose,
        updated_at: Loose,
      }),
    }),
  }),
)

type TopicMeaning =
  | { kind: 'ticket'; event: ArrivedTicket['event'] }
  | { kind: 'closed' }
  | { kind: 'message' }

/** Every other topic is another event. */
const topics: Readonly<Record<string, TopicMeaning>> = {
  'conversation.user.created': { kind: 'ticket', event: 'created' },
  'ticket.created': { kind: 'ticket', event: 'created' },
  'ticket.attribute.updated': { kind: 'ticket', event: 'updated' },
  'conversation.admin.closed': { kind: 'closed' },
  'conversation.deleted': { kind: 'closed' },
  'ticket.closed': { kind: 'closed' },
  'conversation.user.replied': { kind: 'message' },
  'conversation.admin.replied': { kind: 'message' },
  'conversation.admin.noted': { kind: 'message' },
  'conversation.admin.single.created': { kind: 'message' },
  'ticket.note.created': { kind: 'message' },
  'ticket.admin.replied': { kind: 'message' },
  'ticket.contact.replied': { kind: 'message' },
}

function read({ rawBody }: Delivery): Arrival {
  const notification = readNotification(rawBody)
  if (notification.kind === 'malformed') return notification
  const { topic, id, created_at, data } = notification.payload
  const deliveryId = looseText(id)
  if (topic === 'ping') return ignored('test-ping', deliveryId)
  const meaning = topics[topic]
  if (meaning === undefined) return ignored('other-event', deliveryId)
  if (meaning.kind === 'closed') return ignored('closed-ticket', deliveryId)
  const item = propertyOf(data, 'item')
  if (meaning.kind === 'message') {
    return ignored(reasonForOtherMessage(JSON.stringify(item ?? '')), deliveryId)
  }
  const told = { deliveryId, event: meaning.event, at: looseText(created_at) }
  if (!topic.startsWith('ticket.')) return fromConversation(rawBody, told)
  // Some ticket topics wrap the ticket beside the part that was added.
  return fromTicket(propertyOf(item, 'ticket') ?? item, told)
}

type Told = { deliveryId: string | null; event: ArrivedTicket['event']; at: string | null }

function fromConversation(rawBody: Buffer, { deliveryId, event, at }: Told): Arrival {
  const read = readConversation(rawBody)
  if (read.kind === 'malformed') return read
  const { id, source, state, open, tags, links, updated_at } = read.payload.data.item
  const status = looseText(state)
  if (status === null && open === false) return ignored('closed-ticket', deliveryId)
  if (propertyOf(source, 'subject') === undefined && propertyOf(source, 'body') === undefined) {
    return malformed(thinPayload('/data/item/source/body'))
  }
  const authorKind = looseText(propertyOf(propertyOf(source, 'author'), 'type'))
  if (authorKind === 'admin' || authorKind === 'bot') {
    return ignored('not-first-message', deliveryId)
  }
  return ticketArrival(deliveryId, {
    externalId: String(id),
    subject: plainLine(looseText(propertyOf(source, 'subject')) ?? ''),
    body: looseText(propertyOf(source, 'body')),
    bodyFormat: 'html',
    event,
    changedAtText: fromUnix(looseText(updated_at) ?? at),
    tags: toTags(propertyOf(tags, 'tags'), ','),
    url: toWebAddress(looseText(propertyOf(links, 'conversation_web'))),
    status,
  })
}

/** Unix seconds as a date; null for what is none. */
function fromUnix(seconds: string | null): string | null {
  const ms = unixSecondsToMs(seconds ?? '')
  // The last moment a date can have.
  return ms <= 8.64e15 ? new Date(ms).toISOString() : null
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

/** Subjects of conversations are HTML: a paragraph with entities in it. */
function plainLine(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => entities[entity] ?? entity)
}

function fromTicket(ticket: unknown, { deliveryId, event, at }: Told): Arrival {
  const id = looseText(propertyOf(ticket, 'id'))
  if (id === null) return malformed({ pointer: '/data/item/id', message: 'is required' })
  if (!/^[0-9A-Za-z_-]{1,64}$/.test(id)) {
    return malformed({ pointer: '/data/item/id', message: 'is no id' })
  }
  const state = propertyOf(ticket, 'ticket_state')
  const status = looseText(propertyOf(state, 'category') ?? state)
  if (propertyOf(ticket, 'open') === false) return ignored('closed-ticket', deliveryId)
  const attributes = propertyOf(ticket, 'ticket_attributes')
  const title = propertyOf(attributes, '_default_title_')
  const description = propertyOf(attributes, '_default_description_')
  if (title === undefined && description === undefined) {
    return malformed(thinPayload('/data/item/ticket_attributes/_default_description_'))
  }
  return ticketArrival(deliveryId, {
    externalId: `${ticketMark}${id}`,
    subject: looseText(title),
    body: looseText(description),
    event,
    changedAtText: fromUnix(looseText(propertyOf(ticket, 'updated_at')) ?? at),
    status,
  })
}

/** Tickets and conversations are written to at different addresses, so the id says which of them it is. */
const ticketMark = 'ticket:'

const headers = { 'intercom-version': '2.14' }

function itemOf({ ticketId }: OutgoingNote): { path: string; isTicket: boolean } {
  const isTicket = ticketId.startsWith(ticketMark)
  const id = encodeURIComponent(isTicket ? ticketId.slice(ticketMark.length) : ticketId)
  return { path: `/${isTicket ? 'tickets' : 'conversations'}/${id}`, isTicket }
}

/** `message_type: "comment"`, with otherwise the same body, would be a reply the customer sees. */
async function writeNote(remote: Remote, note: OutgoingNote): Promise<void> {
  const { json } = await remote({
    method: 'POST',
    path: `${itemOf(note).path}/reply`,
    headers,
    json: { message_type: 'note', type: 'admin', admin_id: note.authorId, body: note.html() },
  })
  // A conversation is answered with its parts, a ticket with the new part alone.
  const parts = ['conversation_parts', 'ticket_parts'].flatMap((name) =>
    listOf(propertyOf(propertyOf(json, name), name)),
  )
  const kind = propertyOf(
    [json, ...parts].find((part) => isOurs(part, note)),
    'part_type',
  )
  refuseIfPublic(kind !== undefined && kind !== 'note')
}

const Parts = Type.Array(Type.Unknown())
const readConversationParts = answerReader(
  Type.Object({ conversation_parts: Type.Object({ conversation_parts: Parts }) }),
)
const readTicketParts = answerReader(
  Type.Object({ ticket_parts: Type.Object({ ticket_parts: Parts }) }),
)

/** Both have at most the newest 500 parts, all in one answer. */
async function hasNote(remote: Remote, note: OutgoingNote): Promise<boolean> {
  const { path, isTicket } = itemOf(note)
  const answer = await remote({ method: 'GET', path, headers })
  const parts = isTicket
    ? readTicketParts(answer).ticket_parts.ticket_parts
    : readConversationParts(answer).conversation_parts.conversation_parts
  return parts.some((part) => isOurs(part, note))
}

function isOurs(part: unknown, { marker }: OutgoingNote): boolean {
  return looseText(propertyOf(part, 'body'))?.includes(marker) ?? false
}

const readTags = answerReader(Type.Object({ data: Type.Array(Type.Unknown()) }))

/**
 * Tags are added by their id. A tag that Intercom does not have is not made: who may make tags there is the
 * workspace's business, so it is said by name after the others were added.
 */
async function addTags(remote: Remote, note: OutgoingNote): Promise<void> {
  if (note.tags.length === 0) return
  const { data } = readTags(await remote({ method: 'GET', path: '/tags', headers }))
  const missing: string[] = []
  for (const name of note.tags) {
    const tag = data.find(
      (tag) => looseText(propertyOf(tag, 'name'))?.toLowerCase() === name.toLowerCase(),
    )
    const id = looseText(propertyOf(tag, 'id'))
    if (id === null) missing.push(name)
    else {
      await remote({
        method: 'POST',
        path: `${itemOf(note).path}/tags`,
        headers,
        json: { id, admin_id: note.authorId },
      })
    }
  }
  if (missing.length > 0) {
    throw new RemoteFailure('refused', `Intercom has no tag named ${missing.join(', ')}`)
  }
}

async function setFields(remote: Remote, note: OutgoingNote): Promise<void> {
  if (Object.keys(note.fields).length === 0) return
  const { path, isTicket } = itemOf(note)
  await remote({
    method: 'PUT',
    path,
    headers,
    json: { [isTicket ? 'ticket_attributes' : 'custom_attributes']: note.fields },
  })
}

async function checkAccess(remote: Remote): Promise<string[]> {
  await remote({ method: 'GET', path: '/me', headers })
  await remote({ method: 'GET', path: '/tags', headers })
  return ['Intercom accepts the credentials.', 'The app may read tags.']
}

export const intercom: HelpdeskSystem = {
  kind: 'intercom',
  ...bodySignature('x-hub-signature', 'sha1', 'hex', 'sha1='),
  // There is no timestamp; the field must have a value.
  toleranceS: 300,
  read,
  outbound: {
    needsAuthor: true,
    hasNote,
    writeNote,
    addTags,
    setFields,
    waitAskedMs: waitUntilResetMs,
    checkAccess,
  },
}
