/** Help Scout: conversation webhooks in, notes out. */

import { Type } from 'typebox'
import type { Arrival, Delivery, HelpdeskSystem, Outbound, OutgoingNote } from './helpdesk.ts'
import {
  IdField,
  ignored,
  malformed,
  payloadReader,
  reasonForOtherMessage,
  TextField,
  ticketArrival,
  toMoment,
  toTags,
  toText,
  toWebAddress,
} from './payload.ts'
import { answerReader, mergedTags } from './remote-answer.ts'
import { bodySignature } from './signatures.ts'

const eventHeader = 'x-helpscout-event'
const signature = bodySignature('x-helpscout-signature', 'sha1', 'base64')

const idPattern = /^\d{1,20}$/
const idMessage = 'must be the id of a conversation, a number'

const Thread = Type.Object({
  id: Type.Optional(IdField),
  type: TextField,
  state: TextField,
  body: TextField,
  createdAt: TextField,
})

const readConversation = payloadReader(
  Type.Object({
    id: IdField,
    number: Type.Optional(IdField),
    status: TextField,
    state: TextField,
    subject: TextField,
    createdAt: TextField,
    userUpdatedAt: TextField,
    source: Type.Optional(Type.Union([Type.Object({ type: TextField }), Type.Null()])),
    tags: Type.Optional(Type.Unknown()),
    _links: Type.Optional(Type.Object({ web: Type.Optional(Type.Object({ href: TextField })) })),
    _embedded: Type.Object({ threads: Type.Array(Thread) }),
  }),
)

/** What a requester has said, by whichever channel. */
const requesterThreads = ['customer', 'chat', 'beaconchat', 'phone']
/** Where conversations come from that were moved in from elsewhere. */
const importSources = ['csv', 'cvs', 'desk', 'uservoice', 'zendesk']

function read({ headers, rawBody }: Delivery): Arrival {
  // Help Scout sends no id of the delivery.
  const deliveryId = null
  const event = headers[eventHeader]?.toLowerCase()
  switch (event) {
    case 'helpscout.test':
      return ignored('test-ping', deliveryId)
    case 'convo.deleted':
    case 'convo.merged':
      return ignored('closed-ticket', deliveryId)
    case 'convo.created':
    case 'convo.note.created':
    case 'convo.agent.reply.created':
    case 'convo.customer.reply.created':
      break
    case undefined:
      return malformed({ pointer: '', message: `needs the header ${eventHeader}` })
    default:
      return ignored('other-event', deliveryId)
  }
  const delivery = readConversation(rawBody)
  if (delivery.kind === 'malformed') return delivery
  const conversation = delivery.payload
  const id = String(conversation.id)
  if (!idPattern.test(id)) return malformed({ pointer: '/id', message: idMessage })
  const threads = oldestFirst(conversation._embedded.threads)
  if (event !== 'convo.created') {
    const reason = reasonForOtherMessage(threads.at(-1)?.body)
    return ignored(reason, deliveryId)
  }
  if (importSources.includes(conversation.source?.type?.toLowerCase() ?? '')) {
    return ignored('bulk-import', deliveryId)
  }
  const first = threads.find(
    ({ type, state }) =>
      requesterThreads.includes(type?.toLowerCase() ?? '') &&
      (state ?? 'published') === 'published',
  )
  if (first === undefined) {
    const reason = reasonForOtherMessage(threads.map(({ body }) => body ?? '').join('\n'))
    return ignored(reason, deliveryId)
  }
  const isDeleted = conversation.state?.toLowerCase() === 'deleted'
  return ticketArrival(deliveryId, {
    externalId: id,
    subject: conversation.subject,
    body: first.body,
    bodyFormat: 'html',
    event: 'created',
    changedAtText: conversation.userUpdatedAt ?? conversation.createdAt ?? null,
    url: webUrl(conversation._links?.web?.href, id, conversation.number),
    tags: toTags(conversation.tags, ','),
    status: isDeleted ? 'deleted' : toText(conversation.status),
  })
}

type ThreadPayload = { id?: string | number; createdAt?: string | null }

/** The order in the payload is not documented; without dates the ids tell it. */
function oldestFirst<T extends ThreadPayload>(threads: readonly T[]): T[] {
  return [...threads].sort(
    (a, b) =>
      (toMoment(a.createdAt)?.getTime() ?? 0) - (toMoment(b.createdAt)?.getTime() ?? 0) ||
      Number(a.id ?? 0) - Number(b.id ?? 0),
  )
}

/** The address of the conversation is known without its account. */
function webUrl(
  href: string | null | undefined,
  id: string,
  number: string | number | undefined,
): string | null {
  const given = toWebAddress(href)
  if (given !== null) return given
  return number !== undefined && idPattern.test(String(number))
    ? `https://secure.helpscout.net/conversation/${id}/${number}`
    : null
}

const readThreads = answerReader(
  Type.Object({
    _embedded: Type.Optional(
      Type.Object({ threads: Type.Array(Type.Object({ type: Type.String(), body: TextField })) }),
    ),
    page: Type.Optional(Type.Object({ totalPages: Type.Integer() })),
  }),
)
const readTagged = answerReader(
  Type.Object({ tags: Type.Array(Type.Object({ tag: Type.String() })) }),
)
const readFields = answerReader(
  Type.Object({
    customFields: Type.Array(
      Type.Object({ id: Type.Integer(), value: Type.Optional(Type.Unknown()) }),
    ),
  }),
)

/** Far more than a conversation ever has; only so that the search ends whatever is answered. */
const pagesMax = 50

const conversationPath = (note: OutgoingNote) =>
  `/v2/conversations/${encodeURIComponent(note.ticketId)}`

const outbound: Outbound = {
  hasNote: async (remote, note) => {
    for (let page = 1; page <= pagesMax; page++) {
      const path = `${conversationPath(note)}/threads?page=${page}`
      const answer = readThreads(await remote({ method: 'GET', path }))
      const threads = answer._embedded?.threads ?? []
      if (threads.some(({ type, body }) => type === 'note' && body?.includes(note.marker))) {
        return true
      }
      if (page >= (answer.page?.totalPages ?? 1)) return false
    }
    return false
  },
  // A note is private by its nature: there is no flag to state, and the answer has no body.
  writeNote: async (remote, note) => {
    const user = note.authorId !== null && idPattern.test(note.authorId)
    await remote({
      method: 'POST',
      path: `${conversationPath(note)}/notes`,
      json: { text: note.html(), ...(user && { user: Number(note.authorId) }) },
    })
  },
  // Both lists are replaced as a whole, so they are read first.
  addTags: async (remote, note) => {
    if (note.tags.length === 0) return
    const path = conversationPath(note)
    const present = readTagged(await remote({ method: 'GET', path })).tags.map(({ tag }) => tag)
    const tags = mergedTags(present, note.tags)
    if (tags !== null) await remote({ method: 'PUT', path: `${path}/tags`, json: { tags } })
  },
  setFields: async (remote, note) => {
    const wanted = Object.entries(note.fields)
    if (wanted.length === 0) return
    const path = conversationPath(note)
    const { customFields } = readFields(await remote({ method: 'GET', path }))
    const kept = customFields
      .filter(({ id, value }) => !(String(id) in note.fields) && value !== null && value !== '')
      .map(({ id, value }) => ({ id, value }))
    const fields = [...kept, ...wanted.map(([id, value]) => ({ id: Number(id), value }))]
    await remote({ method: 'PUT', path: `${path}/fields`, json: { fields } })
  },
  waitAskedMs: (headers) => {
    const seconds = headers['x-ratelimit-retry-after'] ?? ''
    return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null
  },
  checkAccess: async (remote) => {
    await remote({ method: 'GET', path: '/v2/users/me' })
    await remote({ method: 'GET', path: '/v2/conversations?page=1' })
    return ['Signed in.', 'Conversations can be read.']
  },
}

export const helpscout: HelpdeskSystem = {
  kind: 'helpscout',
  checkSignature: signature.checkSignature,
  // The event is told by a header only, and a delivery without it is not read.
  sign: (rawBody, secret) => ({
    ...signature.sign(rawBody, secret),
    [eventHeader]: 'convo.created',
  }),
  // Nothing is signed but the body.
  toleranceS: 300,
  // Help Scout takes no longer ones.
  read,
  outbound,
}
