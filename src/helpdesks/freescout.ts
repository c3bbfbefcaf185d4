/** FreeScout with its module API & Webhooks, which speaks like Help Scout with a key of its own. */

import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type {
  Arrival,
  ArrivedTicket,
  Delivery,
  HelpdeskSystem,
  OutgoingNote,
  Remote,
} from './helpdesk.ts'
import { asUtc, isYes, listOf, looseText, propertyOf } from './loose-json.ts'
import {
  ignored,
  isClosedStatus,
  malformed,
  payloadReader,
  reasonForOtherMessage,
  TextField,
  ticketArrival,
  toTags,
} from './payload.ts'
import { answerReader, mergedTags } from './remote-answer.ts'
import { bodySignature } from './signatures.ts'

const scheme = bodySignature('x-freescout-signature', 'sha1', 'base64')

/** FreeScout derives its key from Laravel's APP_KEY; either of the two may be configured. */
export function freescoutKey(secret: string): string {
  return secret.startsWith('base64:')
    ? createHash('md5').update(`${secret}webhook_key`).digest('hex')
    : secret
}

const Loose = Type.Optional(Type.Unknown())

const readConversation = payloadReader(
  Type.Object({
    id: Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[0-9]{1,18}$' })]),
    status: Loose,
    state: Loose,
    subject: TextField,
    imported: Loose,
    updatedAt: Loose,
    tags: Loose,
    _embedded: Loose,
  }),
)

type EventMeaning = ArrivedTicket['event'] | 'message' | 'deleted' | 'status'

/** Every other event is none of ours. */
const events: Readonly<Record<string, EventMeaning>> = {
  'convo.created': 'created',
  'convo.customer.reply.created': 'message',
  'convo.agent.reply.created': 'message',
  'convo.note.created': 'message',
  'convo.deleted': 'deleted',
  'convo.deleted_forever': 'deleted',
  'convo.status': 'status',
}

function read({ headers, rawBody }: Delivery): Arrival {
  const name = headers['x-freescout-event']?.toLowerCase()
  if (name?.endsWith('.test')) return ignored('test-ping')
  const meaning = name === undefined ? 'unknown' : events[name]
  if (meaning === undefined) return ignored('other-event')
  if (meaning === 'deleted') return ignored('closed-ticket')

  const read = readConversation(rawBody)
  if (read.kind === 'malformed') return read
  const { id, subject, imported, updatedAt, tags, _embedded: embedded } = read.payload
  const status = looseText(read.payload.status)
  const isGone = looseText(read.payload.state)?.toLowerCase() === 'deleted'
  if (isGone || isClosedStatus(status)) return ignored('closed-ticket')
  if (meaning === 'status') return ignored('other-event')
  if (isYes(imported)) return ignored('bulk-import')

  const given = propertyOf(embedded, 'threads')
  if (!Array.isArray(given)) {
    return malformed({ pointer: '/_embedded/threads', message: 'is required: the messages' })
  }
  // Newest or oldest first depends on FreeScout's settings, so the ids tell.
  const threads = given.filter(isPublished).sort((one, other) => idOf(one) - idOf(other))
  const first = threads.find((thread) => typeOf(thread) === 'customer')
  if (meaning === 'message' || first === undefined) {
    const newest = threads.findLast((thread) => typeOf(thread) !== 'lineitem')
    if (newest === undefined && subject) return ignored('no-text')
    return ignored(reasonForOtherMessage(looseText(propertyOf(newest, 'body'))))
  }
  return ticketArrival(null, {
    externalId: String(id),
    subject,
    body: looseText(propertyOf(first, 'body')),
    bodyFormat: 'html',
    event: meaning,
    changedAtText: asUtc(looseText(updatedAt)),
    tags: toTags(tags ?? propertyOf(embedded, 'tags'), ','),
    status,
  })
}

const typeOf = (thread: unknown) => looseText(propertyOf(thread, 'type'))
const idOf = (thread: unknown) => Number(looseText(propertyOf(thread, 'id')) ?? 0)

function isPublished(thread: unknown): boolean {
  const state = looseText(propertyOf(thread, 'state'))
  return state === null || state === 'published'
}

/** Ids are numbers there; what is none is sent as it is and refused with a message. */
const numeric = (id: string) => (/^\d{1,15}$/.test(id) ? Number(id) : id)

const conversationPath = ({ ticketId }: OutgoingNote) =>
  `/api/conversations/${encodeURIComponent(ticketId)}`

/** `type` decides: `message` would be mailed to the customer. The answer has no body. */
async function writeNote(remote: Remote, note: OutgoingNote): Promise<void> {
  await remote({
    method: 'POST',
    path: `${conversationPath(note)}/threads`,
    json: { type: 'note', text: note.html(), user: numeric(note.authorId ?? '') },
  })
}

const readThreads = answerReader(
  Type.Object({ _embedded: Type.Object({ threads: Type.Array(Type.Unknown()) }) }),
)

async function hasNote(remote: Remote, note: OutgoingNote): Promise<boolean> {
  const path = `${conversationPath(note)}?embed=threads`
  const { _embedded } = readThreads(await remote({ method: 'GET', path }))
  return _embedded.threads.some(
    (thread) =>
      typeOf(thread) === 'note' && looseText(propertyOf(thread, 'body'))?.includes(note.marker),
  )
}

const Tags = Type.Object({ tags: Type.Array(Type.Unknown()) })
const readTagged = answerReader(Type.Union([Tags, Type.Object({ _embedded: Tags })]))

/** The call replaces the list, so what is there goes with it. */
async function addTags(remote: Remote, note: OutgoingNote): Promise<void> {
  if (note.tags.length === 0) return
  const path = conversationPath(note)
  const answer = readTagged(await remote({ method: 'GET', path: `${path}?embed=tags` }))
  const { tags: present } = 'tags' in answer ? answer : answer._embedded
  const tags = mergedTags(toTags(present, ','), note.tags)
  if (tags !== null) await remote({ method: 'PUT', path: `${path}/tags`, json: { tags } })
}

const readConversationAnswer = answerReader(
  Type.Object({ id: Loose, customFields: Loose, _embedded: Loose }),
)

/** Whether the call replaces the whole set is not documented; with the others sent back it does not matter. */
async function setFields(remote: Remote, note: OutgoingNote): Promise<void> {
  if (Object.keys(note.fields).length === 0) return
  const { customFields, _embedded: embedded } = readConversationAnswer(
    await remote({ method: 'GET', path: conversationPath(note) }),
  )
  const others = listOf(customFields ?? propertyOf(embedded, 'customFields'))
    .map((field) => ({
      id: numeric(looseText(propertyOf(field, 'id')) ?? ''),
      value: looseText(propertyOf(field, 'value')),
    }))
    .filter(({ id, value }) => value !== null && note.fields[String(id)] === undefined)
  const ours = Object.entries(note.fields).map(([id, value]) => ({ id: numeric(id), value }))
  await remote({
    method: 'PUT',
    path: `${conversationPath(note)}/custom_fields`,
    json: { customFields: [...others, ...ours] },
  })
}

async function checkAccess(remote: Remote): Promise<string[]> {
  await remote({ method: 'GET', path: '/api/mailboxes?pageSize=1' })
  return ['FreeScout accepts the key.', 'The key may read mailboxes.']
}

export const freescout: HelpdeskSystem = {
  kind: 'freescout',
  checkSignature: (delivery, terms) =>
    scheme.checkSignature(delivery, { ...terms, secrets: terms.secrets.map(freescoutKey) }),
  sign: (rawBody, secret) => scheme.sign(rawBody, freescoutKey(secret)),
  // There is no timestamp; the field must have a value.
  toleranceS: 300,
  read,
  outbound: {
    tokenHeader: (token) => ({ name: 'x-freescout-api-key', value: token }),
    needsAuthor: true,
    hasNote,
    writeNote,
    addTags,
    setFields,
    checkAccess,
  },
}
