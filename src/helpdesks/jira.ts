/** Jira Cloud and Jira Service Management: admin and app webhooks and Automation in, internal comments out. */

import { Type } from 'typebox'
import type { Arrival, Delivery, HelpdeskSystem, Outbound, OutgoingNote } from './helpdesk.ts'
import { RemoteFailure } from './helpdesk.ts'
import { adfToText, wikiToText } from './jira-markup.ts'
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

const signature = bodySignature('x-hub-signature', 'sha256', 'hex', 'sha256=')

const idPattern = /^[A-Za-z][A-Za-z0-9_]{0,99}-\d{1,12}$|^\d{1,20}$/
const idMessage = 'must be the key of an issue, such as HELP-1'

const NullableObject = Type.Optional(Type.Union([Type.Object({}), Type.Null()]))

const Issue = Type.Object({
  key: IdField,
  self: TextField,
  fields: Type.Object({
    summary: TextField,
    description: Type.Optional(Type.Unknown()),
    labels: Type.Optional(Type.Unknown()),
    updated: TextField,
    resolution: NullableObject,
    status: Type.Optional(
      Type.Union([
        Type.Object({
          name: TextField,
          statusCategory: Type.Optional(Type.Union([Type.Object({ key: TextField }), Type.Null()])),
        }),
        Type.Null(),
      ]),
    ),
  }),
})

const readHeading = payloadReader(
  Type.Object({
    webhookEvent: Type.String(),
    issue_event_type_name: TextField,
    comment: Type.Optional(
      Type.Union([Type.Object({ body: Type.Optional(Type.Unknown()) }), Type.Null()]),
    ),
  }),
)
const readEvent = payloadReader(Type.Object({ issue: Issue }))
const readIssue = payloadReader(Issue)

function read({ headers, rawBody }: Delivery): Arrival {
  const deliveryId = headers['x-atlassian-webhook-identifier'] ?? null
  const parsed = parseJson(rawBody)
  if (parsed.kind === 'malformed') return parsed
  const { payload } = parsed
  if (has(payload, 'webhookEvent')) return readWebhook(rawBody, deliveryId)
  // Automation sends the issue itself where "issue data" is chosen.
  if (has(payload, 'key') && has(payload, 'fields')) {
    const issue = readIssue(rawBody)
    return issue.kind === 'malformed' ? issue : fromIssue(issue.payload, deliveryId, 'unknown', '')
  }
  return readTemplate(rawBody, deliveryId, {
    idPattern,
    idMessage,
    bodyFormat: 'text',
    tagSeparator: ' ',
    toPlain: wikiToText,
  })
}

function has(payload: unknown, name: string): boolean {
  return typeof payload === 'object' && payload !== null && name in payload
}

function readWebhook(rawBody: Buffer, deliveryId: string | null): Arrival {
  const heading = readHeading(rawBody)
  if (heading.kind === 'malformed') return heading
  const { webhookEvent, issue_event_type_name: type, comment } = heading.payload
  if (webhookEvent === 'jira:issue_deleted') {
    return ignored('closed-ticket', deliveryId)
  }
  // Older sites report a comment as an update of the issue.
  if (webhookEvent === 'comment_created' || type === 'issue_commented') {
    const reason = reasonForOtherMessage(plain(comment?.body))
    return ignored(reason, deliveryId)
  }
  if (webhookEvent !== 'jira:issue_created' && webhookEvent !== 'jira:issue_updated') {
    return ignored('other-event', deliveryId)
  }
  const event = readEvent(rawBody)
  if (event.kind === 'malformed') return event
  const kind = webhookEvent === 'jira:issue_created' ? 'created' : 'updated'
  return fromIssue(event.payload.issue, deliveryId, kind, '/issue')
}

type IssuePayload = Extract<ReturnType<typeof readIssue>, { kind: 'read' }>['payload']

function fromIssue(
  { key, self, fields }: IssuePayload,
  deliveryId: string | null,
  event: 'created' | 'updated' | 'unknown',
  pointer: string,
): Arrival {
  const externalId = String(key)
  if (!idPattern.test(externalId)) {
    return malformed({ pointer: `${pointer}/key`, message: idMessage })
  }
  const isDone = fields.status?.statusCategory?.key?.toLowerCase() === 'done' || fields.resolution
  if (isDone) return ignored('closed-ticket', deliveryId)
  return ticketArrival(deliveryId, {
    externalId,
    subject: fields.summary,
    body: plain(fields.description),
    bodyFormat: 'text',
    event,
    changedAtText: fields.updated ?? null,
    requesterLocale: requestLanguage(fields),
    url: browseUrl(self, externalId),
    tags: toTags(fields.labels, ' '),
    status: fields.status?.name ?? null,
  })
}

/** Webhooks send wiki markup; a document is what the newer API would give. */
function plain(description: unknown): string {
  return typeof description === 'string' ? wikiToText(description) : adfToText(description)
}

/** The "request language" of Service Management is a custom field whose number differs from site to site. */
function requestLanguage(fields: object): string | null {
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith('customfield_') || typeof value !== 'object' || value === null) continue
    const code: unknown = 'languageCode' in value ? value.languageCode : null
    if (typeof code === 'string' && code !== '') return code
  }
  return null
}

/** `self` is the issue's address in the API; calls of apps go by another host, from which no page can be told. */
function browseUrl(self: string | null | undefined, key: string): string | null {
  if (!self || !URL.canParse(self)) return null
  const { protocol, hostname, origin, pathname } = new URL(self)
  const path = pathname.indexOf('/rest/')
  if (protocol !== 'https:' || hostname === 'api.atlassian.com' || path < 0) return null
  return `${origin}${pathname.slice(0, path)}/browse/${encodeURIComponent(key)}`
}

const readComments = answerReader(
  Type.Object({
    isLastPage: Type.Optional(Type.Boolean()),
    values: Type.Array(Type.Object({ body: TextField, public: Type.Boolean() })),
  }),
)
const readComment = bodyReader(Type.Object({ public: Type.Boolean() }))
const readDesks = answerReader(Type.Object({ values: Type.Array(Type.Unknown()) }))
const readPermissions = answerReader(
  Type.Object({
    permissions: Type.Record(Type.String(), Type.Object({ havePermission: Type.Boolean() })),
  }),
)

/** Far more than a request ever has; only so that a site that ignores `start` ends as well. */
const pagesMax = 50

const commentPath = (note: OutgoingNote) =>
  `/rest/servicedeskapi/request/${encodeURIComponent(note.ticketId)}/comment`
const issuePath = (note: OutgoingNote) => `/rest/api/3/issue/${encodeURIComponent(note.ticketId)}`

const outbound: Outbound = {
  hasNote: async (remote, note) => {
    let start = 0
    for (let page = 0; page < pagesMax; page++) {
      const path = `${commentPath(note)}?public=false&internal=true&start=${start}&limit=100`
      const { values, isLastPage } = readComments(await remote({ method: 'GET', path }))
      if (values.some((item) => !item.public && item.body?.includes(note.marker))) return true
      if (isLastPage !== false || values.length === 0) return false
      start += values.length
    }
    return false
  },
  // Not the platform's own call: there a comment is public unless a property says otherwise.
  writeNote: async (remote, note) => {
    const answer = await remote({
      method: 'POST',
      path: commentPath(note),
      json: { body: note.wiki(), public: false },
    })
    refuseIfPublic(readComment(answer.json)?.public === true)
  },
  addTags: async (remote, note) => {
    if (note.tags.length === 0) return
    const labels = note.tags.map((tag) => ({ add: tag }))
    await remote({ method: 'PUT', path: issuePath(note), json: { update: { labels } } })
  },
  setFields: async (remote, note) => {
    if (Object.keys(note.fields).length === 0) return
    await remote({ method: 'PUT', path: issuePath(note), json: { fields: note.fields } })
  },
  waitAskedMs: (headers, now) => {
    const resetAt = Date.parse(headers['x-ratelimit-reset'] ?? '')
    return Number.isNaN(resetAt) ? null : Math.max(0, resetAt - now.getTime())
  },
  checkAccess: async (remote) => {
    await remote({ method: 'GET', path: '/rest/api/3/myself' })
    const path = '/rest/api/3/mypermissions?permissions=ADD_COMMENTS%2CEDIT_ISSUES'
    const { permissions } = readPermissions(await remote({ method: 'GET', path }))
    for (const name of ['ADD_COMMENTS', 'EDIT_ISSUES']) {
      if (permissions[name]?.havePermission !== true) {
        throw new RemoteFailure('unauthorized', `the account has the permission ${name} nowhere`)
      }
    }
    const desksPath = '/rest/servicedeskapi/servicedesk?limit=1'
    const desks = readDesks(await remote({ method: 'GET', path: desksPath }))
    if (desks.values.length === 0) {
      throw new RemoteFailure('unauthorized', 'the account sees no service project')
    }
    return ['Signed in.', 'May comment on and edit issues.', 'Sees a service project.']
  },
}

export const jira: HelpdeskSystem = {
  kind: 'jira',
  checkSignature: signature.checkSignature,
  sign: signature.sign,
  // Nothing is signed but the body.
  toleranceS: 300,
  read,
  outbound,
}
