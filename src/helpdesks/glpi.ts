/** GLPI 11 with its own webhooks and the high-level API v2. */

import { Type } from 'typebox'
import type {
  Arrival,
  ArrivedTicket,
  Delivery,
  HelpdeskSystem,
  OutgoingNote,
  Remote,
  SignatureTerms,
  SignatureVerdict,
} from './helpdesk.ts'
import { asUtc, isYes, looseText, propertyOf } from './loose-json.ts'
import {
  ignored,
  isClosedStatus,
  malformed,
  payloadReader,
  reasonForOtherMessage,
  TextField,
  thinPayload,
  ticketArrival,
  toWebAddress,
} from './payload.ts'
import { answerReader, refuseIfPublic } from './remote-answer.ts'
import { hmac, invalid, isFresh, matchesAny, unixSecondsToMs, valid } from './signatures.ts'

const signatureHeader = 'x-glpi-signature'
const timestampHeader = 'x-glpi-timestamp'

/** The body comes first, the timestamp behind it, in hex without a prefix. */
export function glpiSignature(rawBody: Buffer, timestamp: string, secret: string): string {
  return hmac('sha256', secret, rawBody, timestamp).toString('hex')
}

function checkSignature({ headers, rawBody }: Delivery, terms: SignatureTerms): SignatureVerdict {
  const signature = headers[signatureHeader]
  const timestamp = headers[timestampHeader]
  if (!signature) return invalid(signatureHeader, 'is required')
  if (!timestamp) return invalid(timestampHeader, 'is required')
  if (!isFresh(unixSecondsToMs(timestamp), terms)) {
    return invalid(timestampHeader, `must be within ${terms.toleranceS} seconds of now`)
  }
  const expected = terms.secrets.map((secret) => glpiSignature(rawBody, timestamp, secret))
  return matchesAny(signature.toLowerCase(), expected)
    ? valid
    : invalid(signatureHeader, 'does not fit the body')
}

function sign(rawBody: Buffer, secret: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return {
    [timestampHeader]: timestamp,
    [signatureHeader]: glpiSignature(rawBody, timestamp, secret),
  }
}

/**
 * Before each delivery GLPI asks for proof of the secret. The token is a constant of the secret; anything else is
 * not answered, or this would sign whatever anybody asks for.
 */
function challenge(
  query: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[],
): string | null {
  const token = query.crc_token?.toLowerCase()
  if (token === undefined) return null
  let answer: string | null = null
  for (const secret of secrets) {
    const expected = hmac('sha256', secret, 'validate_cra_challenge').toString('hex')
    if (matchesAny(token, [expected])) answer = hmac('sha256', secret, expected).toString('hex')
  }
  return answer
}

const Loose = Type.Optional(Type.Unknown())
const GlpiId = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[0-9]{1,18}$' })])

const readEnvelope = payloadReader(
  Type.Object({ item: Loose, parent_item: Loose, event: Loose, ticket_id: Loose }),
)
/** The default body. */
const readDefault = payloadReader(
  Type.Object({
    item: Type.Object({
      id: GlpiId,
      name: TextField,
      content: TextField,
      is_deleted: Loose,
      status: Loose,
      date_mod: Loose,
      external_id: Loose,
    }),
  }),
)
/** A Twig template of the customer's own. */
const readTemplate = payloadReader(
  Type.Object({
    ticket_id: GlpiId,
    subject: TextField,
    description: TextField,
    status: Loose,
    date_mod: Loose,
    url: Loose,
  }),
)

const events: Readonly<Record<string, 'created' | 'updated' | 'deleted'>> = {
  new: 'created',
  update: 'updated',
  delete: 'deleted',
}

function read({ rawBody }: Delivery): Arrival {
  const envelope = readEnvelope(rawBody)
  if (envelope.kind === 'malformed') return envelope
  const { item, parent_item, event: eventName } = envelope.payload
  const name = looseText(eventName)?.toLowerCase() ?? null
  if (name === 'test') return ignored('test-ping')
  const event = name === null ? 'unknown' : events[name]
  if (event === undefined) return ignored('other-event')
  // A follow-up, task or solution: its parent is the ticket.
  if (parent_item !== undefined && parent_item !== null) {
    return ignored(reasonForOtherMessage(looseText(propertyOf(item, 'content'))))
  }
  if (event === 'deleted') return ignored('closed-ticket')
  return item === undefined ? fromTemplate(rawBody, event) : fromDefault(rawBody, event)
}

type TicketEvent = ArrivedTicket['event']

function fromDefault(rawBody: Buffer, event: TicketEvent): Arrival {
  const read = readDefault(rawBody)
  if (read.kind === 'malformed') return read
  const { id, name, content, is_deleted, status, date_mod } = read.payload.item
  if (isYes(is_deleted)) return ignored('closed-ticket')
  if (name === undefined && content === undefined) return malformed(thinPayload('/item/content'))
  return toArrival({ id, event, subject: name, body: content, status, changedAt: date_mod })
}

function fromTemplate(rawBody: Buffer, event: TicketEvent): Arrival {
  const read = readTemplate(rawBody)
  if (read.kind === 'malformed') return read
  const { ticket_id, subject, description, status, date_mod, url } = read.payload
  if (subject === undefined && description === undefined)
    return malformed(thinPayload('/description'))
  return toArrival({
    id: ticket_id,
    event,
    subject,
    body: description,
    status,
    changedAt: date_mod,
    url,
  })
}

function toArrival(told: {
  id: string | number
  event: TicketEvent
  subject: string | null | undefined
  body: string | null | undefined
  status: unknown
  changedAt: unknown
  url?: unknown
}): Arrival {
  if (isClosed(told.status)) return ignored('closed-ticket')
  return ticketArrival(null, {
    externalId: String(told.id),
    subject: told.subject,
    body: told.body,
    bodyFormat: 'html',
    event: told.event,
    changedAtText: asUtc(looseText(told.changedAt)),
    url: toWebAddress(looseText(told.url)),
    status: looseText(propertyOf(told.status, 'name') ?? told.status),
  })
}

/** 5 is solved and 6 closed; the names beside the numbers are in the language of GLPI's user. */
function isClosed(status: unknown): boolean {
  const id = looseText(propertyOf(status, 'id') ?? status)
  return id === '5' || id === '6' || isClosedStatus(looseText(propertyOf(status, 'name') ?? status))
}

const ticketPath = ({ ticketId }: OutgoingNote) =>
  `/api.php/v2/Assistance/Ticket/${encodeURIComponent(ticketId)}`
const followupsPath = (note: OutgoingNote) => `${ticketPath(note)}/Timeline/Followup`

/** A follow-up is public unless it says otherwise. */
async function writeNote(remote: Remote, note: OutgoingNote): Promise<void> {
  const { json } = await remote({
    method: 'POST',
    path: followupsPath(note),
    json: { content: note.html(), is_private: true },
  })
  const isPrivate = propertyOf(json, 'is_private')
  refuseIfPublic(isPrivate !== undefined && !isYes(isPrivate))
}

/** Each entry is wrapped: `{"type": "Followup", "item": {…}}`; older releases answered the bare items. */
const readFollowups = answerReader(Type.Array(Type.Object({ item: Loose, content: Loose })))

async function hasNote(remote: Remote, note: OutgoingNote): Promise<boolean> {
  const answer = await remote({ method: 'GET', path: followupsPath(note) })
  return readFollowups(answer).some((entry) =>
    looseText(propertyOf(entry.item ?? entry, 'content'))?.includes(note.marker),
  )
}

async function setFields(remote: Remote, note: OutgoingNote): Promise<void> {
  if (Object.keys(note.fields).length === 0) return
  await remote({ method: 'PATCH', path: ticketPath(note), json: note.fields })
}

async function checkAccess(remote: Remote): Promise<string[]> {
  await remote({ method: 'GET', path: '/api.php/v2/Assistance/Ticket?limit=1' })
  return ['GLPI accepts the credentials.', 'The account may read tickets.']
}

export const glpi: HelpdeskSystem = {
  kind: 'glpi',
  checkSignature,
  sign,
  // GLPI signs when it queues the call and sends the same timestamp again on each attempt, hours later, too.
  toleranceS: 86_400,
  read,
  challenge,
  outbound: { hasNote, writeNote, setFields, checkAccess },
}
