/** Zendesk: webhooks of triggers and of events in, private comments out. */

import { Type } from 'typebox'
import {
  type Arrival,
  type Delivery,
  type HelpdeskSystem,
  NoteNotWanted,
  type Outbound,
  type OutgoingNote,
  type Remote,
  RemoteFailure,
  type SignatureTerms,
  type SignatureVerdict,
} from './helpdesk.ts'
import {
  IdField,
  ignored,
  LooseField,
  malformed,
  parseJson,
  payloadReader,
  reasonForOtherMessage,
  TextField,
  ticketArrival,
  toTags,
  toText,
} from './payload.ts'
import { answerReader, bodyReader, refuseIfPublic } from './remote-answer.ts'
import { hmac, invalid, isFresh, matchesAny, valid } from './signatures.ts'
import { readTemplate } from './template-payload.ts'

const signatureHeader = 'x-zendesk-webhook-signature'
const timestampHeader = 'x-zendesk-webhook-signature-timestamp'

/**
 * The signature over timestamp and body, nothing between them. The secret looks like base64 and is not decoded.
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export function zendeskSignature(timestamp: string, rawBody: Buffer, secret: string): string {
  return hmac('sha256', secret, timestamp, rawBody).toString('base64')
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i

function checkSignature({ headers, rawBody }: Delivery, terms: SignatureTerms): SignatureVerdict {
  const given = headers[signatureHeader]
  const timestamp = headers[timestampHeader]
  if (!given) return invalid(signatureHeader, 'is required')
  if (!timestamp) return invalid(timestampHeader, 'is required')
  if (!rfc3339.test(timestamp)) return invalid(timestampHeader, 'must be an RFC 3339 date and time')
  if (!isFresh(Date.parse(timestamp), terms)) {
    return invalid(timestampHeader, `must be within ${terms.toleranceS} seconds of now`)
  }
  const expected = terms.secrets.map((secret) => zendeskSignature(timestamp, rawBody, secret))
  return matchesAny(given, expected) ? valid : invalid(signatureHeader, 'does not fit the body')
}

const idPattern = /^\d{1,20}$/
const idMessage = 'must be a ticket number'

const eventPrefix = 'zen:event-type:'

const readEvent = payloadReader(
  Type.Object({
    type: Type.String(),
    id: TextField,
    detail: Type.Object({
      id: IdField,
      subject: TextField,
      description: TextField,
      status: LooseField,
      tags: Type.Optional(Type.Unknown()),
      is_public: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
      updated_at: TextField,
      via: Type.Optional(Type.Union([Type.Object({ channel: LooseField }), Type.Null()])),
    }),
  }),
)

/** Events that carry the ticket's text; all others change something that does not matter here. */
const textEvents: Readonly<Record<string, 'created' | 'updated'>> = {
  'ticket.created': 'created',
  'ticket.subject_changed': 'updated',
  'ticket.description_changed': 'updated',
}
const endEvents = ['ticket.soft_deleted', 'ticket.permanently_deleted', 'ticket.marked_as_spam']

function read({ headers, rawBody }: Delivery): Arrival {
  const invocationId = headers['x-zendesk-webhook-invocation-id'] ?? null
  const parsed = parseJson(rawBody)
  if (parsed.kind === 'malformed') return parsed
  const eventType = eventTypeOf(parsed.payload)
  if (eventType === null) {
    return readTemplate(rawBody, invocationId, {
      idPattern,
      idMessage,
      bodyFormat: 'text',
      tagSeparator: ' ',
      toPlain: withoutCommentHead,
    })
  }
  if (endEvents.includes(eventType)) {
    return ignored('closed-ticket', invocationId)
  }
  const event = textEvents[eventType]
  if (event === undefined) {
    return ignored('other-event', invocationId)
  }
  const envelope = readEvent(rawBody)
  if (envelope.kind === 'malformed') return envelope
  return fromEvent(envelope.payload.detail, invocationId ?? toText(envelope.payload.id), event)
}

type Detail = Extract<ReturnType<typeof readEvent>, { kind: 'read' }>['payload']['detail']

function fromEvent(
  detail: Detail,
  deliveryId: string | null,
  event: 'created' | 'updated',
): Arrival {
  const id = String(detail.id)
  if (!idPattern.test(id)) return malformed({ pointer: '/detail/id', message: idMessage })
  const channel = String(detail.via?.channel ?? '').toLowerCase()
  if (channel === 'import' || channel === 'batch') {
    return ignored('bulk-import', deliveryId)
  }
  if (detail.is_public === false) {
    return ignored(reasonForOtherMessage(detail.description), deliveryId)
  }
  return ticketArrival(deliveryId, {
    externalId: id,
    subject: detail.subject,
    body: detail.description,
    bodyFormat: 'text',
    event,
    changedAtText: detail.updated_at ?? null,
    tags: toTags(detail.tags, ' '),
    status: toText(detail.status),
  })
}

function eventTypeOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('type' in payload)) return null
  const { type } = payload
  return typeof type === 'string' && type.startsWith(eventPrefix)
    ? type.slice(eventPrefix.length)
    : null
}

/** Comments may be printed under a rule and a line with name and time; that is not the requester's text. */
const commentHead =
  /^\s*-{20,}[ \t]*\r?\n(?:[ \t]*\r?\n){0,2}[^\r\n]{1,200}\d{1,2}:\d\d[^\r\n]{0,40}\r?\n[ \t]*\r?\n/

function withoutCommentHead(description: string): string {
  return description.replace(commentHead, '')
}

const readTicket = answerReader(
  Type.Object({
    ticket: Type.Object({
      status: Type.String(),
      updated_at: Type.String(),
      requester_id: Type.Union([Type.Integer(), Type.Null()]),
    }),
  }),
)

const readComments = answerReader(
  Type.Object({
    comments: Type.Array(
      Type.Object({
        author_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
        public: Type.Boolean(),
        html_body: TextField,
        body: TextField,
      }),
    ),
    next_page: TextField,
  }),
)

const readUser = answerReader(
  Type.Object({
    user: Type.Object({ id: Type.Union([Type.Integer(), Type.Null()]), role: Type.String() }),
  }),
)

/** Every update is answered with what it did. */
const readAudit = bodyReader(
  Type.Object({
    audit: Type.Object({
      events: Type.Array(
        Type.Object({ type: Type.String(), public: Type.Optional(Type.Unknown()) }),
      ),
    }),
  }),
)

const ticketPath = (note: OutgoingNote) => `/api/v2/tickets/${encodeURIComponent(note.ticketId)}`

/** The newest hundred, newest first: a note is looked for minutes or hours after it was written. */
async function newestComments(remote: Remote, note: OutgoingNote) {
  const path = `${ticketPath(note)}/comments.json?sort_order=desc&per_page=100`
  return readComments(await remote({ method: 'GET', path }))
}

/**
 * The stamp of the ticket as it is now.
 *
 * @throws NoteNotWanted when it is solved, or somebody other than the requester has answered in public.
 */
async function stampIfOpen(remote: Remote, note: OutgoingNote): Promise<string> {
  const { ticket } = readTicket(await remote({ method: 'GET', path: `${ticketPath(note)}.json` }))
  if (['solved', 'closed', 'deleted'].includes(ticket.status.toLowerCase())) {
    throw new NoteNotWanted('the ticket is solved')
  }
  const { comments, next_page } = await newestComments(remote, note)
  // The oldest comment is the ticket itself, which an agent may have written for the requester.
  const answers = next_page ? comments : comments.slice(0, -1)
  if (answers.some((answer) => answer.public && answer.author_id !== ticket.requester_id)) {
    throw new NoteNotWanted('the ticket was answered')
  }
  return ticket.updated_at
}

/** Comment and fields in one call, which Zendesk refuses with 409 when the ticket has changed since the stamp. */
async function update(remote: Remote, note: OutgoingNote, stamp: string): Promise<boolean> {
  const fields = Object.entries(note.fields).map(([id, value]) => ({
    id: /^\d{1,15}$/.test(id) ? Number(id) : id,
    value,
  }))
  const answer = await remote({
    method: 'PUT',
    path: `${ticketPath(note)}.json`,
    json: {
      ticket: {
        comment: { html_body: note.html(), public: false },
        ...(fields.length > 0 && { custom_fields: fields }),
        safe_update: true,
        updated_stamp: stamp,
      },
    },
    accept: [409],
  })
  if (answer.status === 409) return false
  const events = readAudit(answer.json)?.audit.events ?? []
  refuseIfPublic(events.some((event) => event.type === 'Comment' && event.public === true))
  return true
}

const outbound: Outbound = {
  hasNote: async (remote, note) => {
    const { comments } = await newestComments(remote, note)
    return comments.some(
      (comment) =>
        !comment.public && `${comment.html_body ?? ''}${comment.body ?? ''}`.includes(note.marker),
    )
  },
  writeNote: async (remote, note) => {
    const stamp = note.changedAtText ?? (await stampIfOpen(remote, note))
    if (await update(remote, note, stamp)) return
    if (await update(remote, note, await stampIfOpen(remote, note))) return
    throw new RemoteFailure('retry', 'the ticket keeps changing', { status: 409 })
  },
  // PUT adds; POST to the same path would set the list.
  addTags: async (remote, note) => {
    if (note.tags.length === 0) return
    await remote({ method: 'PUT', path: `${ticketPath(note)}/tags`, json: { tags: note.tags } })
  },
  checkAccess: async (remote) => {
    const { user } = readUser(await remote({ method: 'GET', path: '/api/v2/users/me.json' }))
    // Without valid credentials Zendesk answers 200 with an anonymous user.
    if (user.id === null || user.role === 'end-user') {
      throw new RemoteFailure('unauthorized', 'the credentials are not those of an agent')
    }
    await remote({ method: 'GET', path: '/api/v2/tickets.json?per_page=1' })
    return [`Signed in with the role ${user.role}.`, 'Tickets can be read.']
  },
}

export const zendesk: HelpdeskSystem = {
  kind: 'zendesk',
  checkSignature,
  sign: (rawBody, secret, now) => {
    const timestamp = now.toISOString()
    return {
      [signatureHeader]: zendeskSignature(timestamp, rawBody, secret),
      [timestampHeader]: timestamp,
    }
  },
  toleranceS: 300,
  read,
  outbound,
}
