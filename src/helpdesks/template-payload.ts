/**
 * The body the recipes recommend where the customer writes it: Zendesk triggers, Zammad's custom payload, Freshdesk's
 * advanced content and Jira Automation share it.
 */

import { Type } from 'typebox'
import type { Arrival, ArrivedTicket } from './helpdesk.ts'
import {
  IdField,
  ignored,
  LooseField,
  malformed,
  payloadReader,
  TextField,
  thinPayload,
  ticketArrival,
  toTags,
  toText,
  toWebAddress,
} from './payload.ts'

const readTemplatePayload = payloadReader(
  Type.Object({
    ticket_id: IdField,
    subject: TextField,
    description: TextField,
    requester_locale: TextField,
    tags: Type.Optional(Type.Unknown()),
    status: LooseField,
    channel: LooseField,
    url: TextField,
    updated_stamp: LooseField,
  }),
)

export type TemplateTerms = {
  /** What an id of this system looks like; nothing else may get into the path of a call. */
  idPattern: RegExp
  idMessage: string
  bodyFormat: ArrivedTicket['bodyFormat']
  /** How the system prints a list of tags. */
  tagSeparator: ',' | ' '
  /** Turns the system's markup into text. */
  toPlain?: (markup: string) => string
}

/** What the templates of these systems look like before they are filled in. */
const unfilled = /^\s*(?:\{\{.*\}\}|#\{.*\})\s*$/

/** Channels by which a batch of old tickets comes in. */
const importChannel = /\bimport\b|^batch\b/i

export function readTemplate(
  rawBody: Buffer,
  deliveryId: string | null,
  terms: TemplateTerms,
): Arrival {
  const read = readTemplatePayload(rawBody)
  if (read.kind === 'malformed') return read
  // A template is filled in as text. A subject such as `", "ticket_id": "1` would move the note to somebody else's
  // ticket, for the parser takes the last of two equal keys.
  const repeated = repeatedKey(rawBody.toString('utf8'))
  if (repeated !== null) {
    return malformed({
      pointer: `/${repeated}`,
      message: 'is there twice; a text with quotes has probably broken the template',
    })
  }
  const { payload } = read
  const id = String(payload.ticket_id).trim()
  // Only a test from the system's settings sends the template as it is.
  if (unfilled.test(id)) return ignored('test-ping', deliveryId)
  if (!terms.idPattern.test(id))
    return malformed({ pointer: '/ticket_id', message: terms.idMessage })
  if (payload.subject === undefined && payload.description === undefined) {
    return malformed(thinPayload('/description'))
  }
  if (importChannel.test(String(payload.channel ?? ''))) {
    return ignored('bulk-import', deliveryId)
  }
  const description = payload.description ?? ''
  return ticketArrival(deliveryId, {
    externalId: id,
    subject: payload.subject,
    body: terms.toPlain ? terms.toPlain(description) : description,
    bodyFormat: terms.bodyFormat,
    changedAtText: toText(payload.updated_stamp),
    requesterLocale: toText(payload.requester_locale),
    url: toWebAddress(payload.url),
    tags: toTags(payload.tags, terms.tagSeparator),
    status: toText(payload.status),
  })
}

/**
 * The first key the outermost object has twice.
 *
 * @param json must be valid JSON.
 */
function repeatedKey(json: string): string | null {
  const seen = new Set<string>()
  let depth = 0
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*:?|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && token.endsWith(':')) {
      const key = String(JSON.parse(token.slice(0, -1)))
      if (seen.has(key)) return key
      seen.add(key)
    }
  }
  return null
}
