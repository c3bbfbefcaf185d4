/**
 * ServiceNow. It has no webhooks; a business rule sends what our recipe writes (docs/helpdesks/servicenow.md), and notes
 * go back as work notes by the Table API.
 */

import { Type } from 'typebox'
import {
  type Arrival,
  type Delivery,
  type HelpdeskSystem,
  type OutgoingNote,
  type Remote,
  RemoteFailure,
} from './helpdesk.ts'
import { asUtc, looseText } from './loose-json.ts'
import {
  ignored,
  malformed,
  payloadReader,
  TextField,
  thinPayload,
  ticketArrival,
  toTags,
  toWebAddress,
} from './payload.ts'
import { answerReader, waitUntilResetMs } from './remote-answer.ts'
import { standardScheme } from './standard-webhooks.ts'

const Loose = Type.Optional(Type.Unknown())

const readPayload = payloadReader(
  Type.Object({
    /** The record's sys_id. */
    ticket_id: Type.Optional(Type.String({ pattern: '^[0-9a-zA-Z_-]{1,64}$' })),
    subject: TextField,
    description: TextField,
    test: Loose,
    table: Type.Optional(
      Type.Union([Type.String({ pattern: '^[a-z][a-z0-9_]{0,79}$' }), Type.Null()]),
    ),
    operation: Loose,
    state: Loose,
    channel: Loose,
    locale: Loose,
    updated_on: Loose,
    tags: Loose,
    url: Loose,
  }),
)

/** `incident.state` by number: 6 resolved, 7 closed, 8 canceled. */
const closedStates = new Set([
  '6',
  '7',
  '8',
  'canceled',
  'cancelled',
  'closed complete',
  'closed incomplete',
  'closed skipped',
])

/** The languages of `sys_user.preferred_language` that are no language tags. */
const languageTags: Readonly<Record<string, string>> = { zt: 'zh-TW', zh: 'zh-CN', pb: 'pt-BR' }

function read({ headers, rawBody }: Delivery): Arrival {
  const read = readPayload(rawBody)
  if (read.kind === 'malformed') return read
  const payload = read.payload
  const deliveryId = headers['webhook-id'] ?? null
  if (payload.test === true) return ignored('test-ping', deliveryId)
  if (payload.ticket_id === undefined) {
    return malformed({ pointer: '/ticket_id', message: 'is required' })
  }
  const operation = looseText(payload.operation)?.toLowerCase() ?? null
  if (operation === 'delete') return ignored('closed-ticket', deliveryId)
  if (payload.subject === undefined && payload.description === undefined) {
    return malformed(thinPayload('/description'))
  }
  const status = looseText(payload.state)
  if (closedStates.has(status?.toLowerCase() ?? '')) return ignored('closed-ticket', deliveryId)
  if (looseText(payload.channel)?.toLowerCase() === 'import') {
    return ignored('bulk-import', deliveryId)
  }
  return ticketArrival(deliveryId, {
    externalId: toExternalId(payload.table ?? incidentTable, payload.ticket_id),
    subject: payload.subject,
    body: payload.description,
    bodyFormat: 'text',
    event: operation === 'insert' ? 'created' : operation === 'update' ? 'updated' : 'unknown',
    changedAtText: asUtc(looseText(payload.updated_on)),
    requesterLocale: toLocale(looseText(payload.locale)),
    url: toWebAddress(looseText(payload.url)),
    tags: toTags(payload.tags, ','),
    status,
  })
}

/** `String(…)` in a script makes words of what is not there. */
function toLocale(language: string | null): string | null {
  if (language === null || language === 'null' || language === 'undefined') return null
  return languageTags[language.toLowerCase()] ?? language
}

const incidentTable = 'incident'

/** Records of other tables carry their table in front, since the call that writes the note needs it. */
function toExternalId(table: string, sysId: string): string {
  return table === incidentTable ? sysId : `${table}/${sysId}`
}

function recordPath({ ticketId }: OutgoingNote): string {
  const [first = '', second] = ticketId.split('/')
  const [table, sysId] = second === undefined ? [incidentTable, first] : [first, second]
  return `/api/now/table/${encodeURIComponent(table)}/${encodeURIComponent(sysId)}`
}

/** `work_notes` is the internal journal; `comments` beside it is what the caller sees. Both are plain text. */
async function writeNote(remote: Remote, note: OutgoingNote): Promise<void> {
  await remote({
    method: 'PATCH',
    // Without this, the answer is the whole record.
    path: `${recordPath(note)}?sysparm_fields=sys_id`,
    json: { ...note.fields, work_notes: note.text() },
  })
}

const readJournal = answerReader(
  Type.Object({ result: Type.Object({ work_notes: Type.Optional(Type.Unknown()) }) }),
)

/** A journal is answered only as a display value: all its entries as one text. */
async function hasNote(remote: Remote, note: OutgoingNote): Promise<boolean> {
  const path = `${recordPath(note)}?sysparm_fields=work_notes&sysparm_display_value=true`
  const { result } = readJournal(await remote({ method: 'GET', path }))
  if (typeof result.work_notes !== 'string') {
    // Taking this for "not there" would write the note a second time.
    throw new RemoteFailure('refused', 'the account may not read work notes')
  }
  return result.work_notes.includes(note.marker)
}

async function checkAccess(remote: Remote): Promise<string[]> {
  await remote({
    method: 'GET',
    path: `/api/now/table/${incidentTable}?sysparm_limit=1&sysparm_fields=sys_id`,
  })
  return ['ServiceNow accepts the credentials.', 'The account may read incidents.']
}

export const servicenow: HelpdeskSystem = {
  kind: 'servicenow',
  ...standardScheme,
  read,
  outbound: { hasNote, writeNote, waitAskedMs: waitUntilResetMs, checkAccess },
}
