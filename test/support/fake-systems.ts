/**
 * Every ticketing system with calls for notes, as far as those calls go: its documented addresses, defaults, answers
 * and status codes. What a fake does not know it answers with 404 and remembers, so that no call goes unnoticed.
 */

import { readHelpdesks } from '../../src/helpdesks/settings.ts'
import type { FakeAnswer, FakeRequest } from './fake-helpdesk.ts'
import { type FakeTicket, type FaultySystem, paused, type WaitHeader } from './write-back-faults.ts'

export type FakeSystem = FaultySystem & {
  /** As it stands in the file of helpdesks. */
  entry: (baseUrl: string) => Record<string, unknown>
  /** The same with credentials that the fake refuses. */
  refusedEntry: (baseUrl: string) => Record<string, unknown>
}

type Described = Omit<FakeSystem, 'settings' | 'entry' | 'refusedEntry' | 'inTheEnd'> & {
  auth: (baseUrl: string) => Record<string, string>
  /** Which part of `auth` is the secret. */
  secret: string
  tags?: string[]
  field?: string
  authorId?: string
  inTheEnd?: Partial<FaultySystem['inTheEnd']>
}

/** Tag and field that the ticket has from the start, and that must still be there in the end. */
const tagThere = 'vip'
const fieldThere = { other: 'kept' }

const webhookSecret = 'whsec_c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LTEyMzQ='

function describeSystem(described: Described): FakeSystem {
  const { auth, secret, tags = [], field, authorId, inTheEnd, ...system } = described
  const entryWith = (auth: Record<string, string>, baseUrl: string) => ({
    name: system.name,
    kind: system.name,
    inbound: { secrets: [system.name === 'helpscout' ? 'chosen-by-the-operator' : webhookSecret] },
    writeBack: {
      mode: 'note',
      baseUrl,
      auth,
      tags,
      fields: field === undefined ? {} : { [field]: 'category' },
      ...(authorId !== undefined && { authorId }),
      perMinute: 6000,
    },
  })
  const entry = (baseUrl: string) => entryWith(auth(baseUrl), baseUrl)
  return {
    ...system,
    entry,
    refusedEntry: (baseUrl) => entryWith({ ...auth(baseUrl), [secret]: 'wrong' }, baseUrl),
    settings: (baseUrl) => settingsOf(entry(baseUrl)),
    inTheEnd: {
      tags: tags.length === 0 ? [] : [tagThere, ...tags],
      fields: field === undefined ? fieldThere : { ...fieldThere, [field]: 'writeback' },
      ...inTheEnd,
    },
  }
}

/** Settings as the service reads them from its file. */
export function settingsOf(entry: Record<string, unknown>) {
  const read = readHelpdesks(JSON.stringify({ helpdesks: [entry] }), {}, true)
  const [settings] = read.kind === 'read' ? read.helpdesks : []
  if (settings === undefined) throw new Error(JSON.stringify(read))
  return settings
}

// ---- what the fakes have in common ------------------------------------------------------------

// biome-ignore lint/suspicious/noExplicitAny: what is sent is what the tests are about
type Told = any
type Route = {
  method: string
  path: RegExp
  answer: (told: Told, request: FakeRequest, query: URLSearchParams) => FakeAnswer
  /** Answered without credentials. */
  isOpen?: true
}

const get = (path: RegExp, answer: Route['answer']): Route => ({ method: 'GET', path, answer })
const post = (path: RegExp, answer: Route['answer']): Route => ({ method: 'POST', path, answer })
const put = (path: RegExp, answer: Route['answer']): Route => ({ method: 'PUT', path, answer })
const patch = (path: RegExp, answer: Route['answer']): Route => ({ method: 'PATCH', path, answer })

const ok = (json?: unknown): FakeAnswer => ({ status: 200, json })
const created = (json?: unknown): FakeAnswer => ({ status: 201, json })
const noContent: FakeAnswer = { status: 204 }

/** One ticket and the calls that change it; `isAllowed` looks at the credentials. */
function openTicket(
  isAllowed: (request: FakeRequest) => boolean,
  makeRoutes: (ticket: Stored) => Route[],
): FakeTicket {
  const stored: Stored = { notes: [], tags: [tagThere], fields: { ...fieldThere } }
  const routes = makeRoutes(stored)
  const strangers: string[] = []
  return {
    notes: stored.notes,
    tags: () => stored.tags,
    fields: () => stored.fields,
    strangers,
    respond: (request) => {
      const { pathname, searchParams } = new URL(request.path, 'http://fake')
      const route = routes.find(
        ({ method, path }) => method === request.method && path.test(pathname),
      )
      if (!route?.isOpen && !isAllowed(request)) return { status: 401, json: { error: 'no' } }
      if (route !== undefined) return route.answer(request.json, request, searchParams)
      strangers.push(`${request.method} ${request.path}`)
      return { status: 404, json: { error: 'no such call' } }
    },
  }
}

type Stored = {
  notes: FakeTicket['notes']
  tags: string[]
  fields: Record<string, unknown>
}

function addMissing(list: string[], more: readonly string[]): void {
  list.push(...more.filter((item) => !list.includes(item)))
}

const hasHeader = (name: string, value: string) => (request: FakeRequest) =>
  request.headers[name] === value
const basic = (username: string, password: string) =>
  hasHeader('authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)

/** Gives tokens for a client and its secret, and takes no others. */
function tokenGiver(path: RegExp) {
  const tokens = new Set<string>()
  const route: Route = {
    ...post(path, (_, { text }) => {
      const form = new URLSearchParams(text)
      const isRight = form.get('client_id') === 'triage' && form.get('client_secret') === 'secret'
      if (!isRight) return { status: 400, json: { error: 'invalid_client' } }
      const token = `token-${tokens.size}`
      tokens.add(`Bearer ${token}`)
      return ok({ token_type: 'bearer', access_token: token, expires_in: 172_800 })
    }),
    isOpen: true,
  }
  const isAllowed = ({ headers }: FakeRequest) => tokens.has(String(headers.authorization))
  return { route, isAllowed }
}

const isCall =
  (method: string, path: RegExp, names: (told: Told) => boolean = () => true) =>
  (request: FakeRequest) =>
    request.method === method &&
    path.test(new URL(request.path, 'http://fake').pathname) &&
    names(request.json)

const resetAsUnixSeconds: WaitHeader = {
  name: 'X-RateLimit-Reset in unix seconds',
  headers: (until) => ({ 'x-ratelimit-reset': String(until.getTime() / 1_000) }),
}

// ---- the systems ------------------------------------------------------------------------------

/** What others do to a ticket in Zendesk meanwhile. */
export type ZendeskTicket = FakeTicket & {
  updatedAt: () => string
  change: () => void
  solve: () => void
  answer: () => void
  /** Stamps of the updates that were taken. */
  stamps: string[]
}

export function openZendesk(): ZendeskTicket {
  let version = 0
  let status = 'open'
  const stamps: string[] = []
  const comments: { author_id: number; public: boolean; html_body: string }[] = [
    { author_id: 1, public: true, html_body: '<p>The question</p>' },
  ]
  const updatedAt = () => new Date(Date.UTC(2026, 10, 22, 10) + version * 1_000).toISOString()
  const change = () => {
    version++
  }
  const isAgent = basic('bot@example.com/token', 'secret')
  const ticket = openTicket(isAgent, (stored) => [
    get(/^\/api\/v2\/tickets\/4711\.json$/, () =>
      ok({ ticket: { id: 4711, status, updated_at: updatedAt(), requester_id: 1 } }),
    ),
    get(/^\/api\/v2\/tickets\/4711\/comments\.json$/, (_, __, query) => {
      const sorted = query.get('sort_order') === 'desc' ? comments.toReversed() : comments
      return ok({ comments: sorted, next_page: null, count: comments.length })
    }),
    put(/^\/api\/v2\/tickets\/4711\.json$/, ({ ticket: told }) => {
      if (told.safe_update && Date.parse(told.updated_stamp) < Date.parse(updatedAt())) {
        return { status: 409, json: { error: 'UpdateConflict' } }
      }
      stamps.push(told.updated_stamp)
      change()
      const isPublic = told.comment.public ?? true
      comments.push({ author_id: 9, public: isPublic, html_body: told.comment.html_body })
      stored.notes.push({ isPrivate: !isPublic, text: told.comment.html_body })
      if (told.tags !== undefined) stored.tags = told.tags
      for (const { id, value } of told.custom_fields ?? []) stored.fields[String(id)] = value
      const events = [{ type: 'Comment', public: isPublic }]
      return ok({ ticket: { id: 4711, updated_at: updatedAt() }, audit: { events } })
    }),
    put(/^\/api\/v2\/tickets\/4711\/tags$/, ({ tags }) => {
      change()
      addMissing(stored.tags, tags)
      return ok({ tags: stored.tags })
    }),
    {
      // Whoever is not known is somebody without an id.
      ...get(/^\/api\/v2\/users\/me\.json$/, (_, request) =>
        ok({ user: isAgent(request) ? { id: 9, role: 'agent' } : { id: null, role: 'end-user' } }),
      ),
      isOpen: true,
    },
    get(/^\/api\/v2\/tickets\.json$/, () => ok({ tickets: [] })),
  ])
  return {
    ...ticket,
    updatedAt,
    stamps,
    change,
    solve: () => {
      change()
      status = 'solved'
    },
    answer: () => {
      change()
      comments.push({ author_id: 2, public: true, html_body: '<p>Please try again</p>' })
    },
  }
}

export const zendeskSystem = describeSystem({
  name: 'zendesk',
  externalId: '4711',
  auth: () => ({ type: 'basic', username: 'bot@example.com/token', password: 'secret' }),
  secret: 'password',
  tags: ['sspr'],
  field: '360001',
  open: openZendesk,
  calls: {
    note: isCall('PUT', /\/tickets\/4711\.json$/),
    tags: isCall('PUT', /\/tags$/),
  },
  // There it means that the ticket has changed.
  leaveOut: ['409'],
})

const zammad = describeSystem({
  name: 'zammad',
  externalId: '81',
  auth: () => ({ type: 'token', token: 'secret' }),
  secret: 'token',
  tags: ['sspr'],
  field: 'triage_class',
  open: () =>
    openTicket(hasHeader('authorization', 'Token token=secret'), (stored) => [
      post(/^\/api\/v1\/ticket_articles$/, (told) => {
        if (told.ticket_id !== 81 || told.type !== 'note') return { status: 422 }
        const { internal = false, subject, body } = told
        stored.notes.push({ isPrivate: internal, text: `${subject}\n${body}` })
        return created({ id: stored.notes.length, ticket_id: 81, internal, subject, body })
      }),
      get(/^\/api\/v1\/ticket_articles\/by_ticket\/81$/, () =>
        ok([
          { id: 1, internal: false, subject: null, body: 'The question' },
          ...stored.notes.map(({ isPrivate, text }) => ({
            internal: isPrivate,
            subject: '',
            body: text,
          })),
        ]),
      ),
      post(/^\/api\/v1\/tags\/add$/, ({ item, object, o_id }) => {
        if (object !== 'Ticket' || o_id !== 81) return { status: 422 }
        addMissing(stored.tags, [item])
        return created(true)
      }),
      put(/^\/api\/v1\/tickets\/81$/, (told) => {
        Object.assign(stored.fields, told)
        return ok({ id: 81 })
      }),
      get(/^\/api\/v1\/users\/me$/, () => ok({ id: 9 })),
      get(/^\/api\/v1\/tickets$/, () => ok([])),
    ]),
  calls: {
    note: isCall('POST', /\/ticket_articles$/),
    tags: isCall('POST', /\/tags\/add$/),
    fields: isCall('PUT', /\/tickets\/81$/),
  },
})

/** More than a page of them, oldest first. */
const otherConversations = Array.from({ length: 130 }, (_, index) => ({
  id: index,
  private: index % 2 === 0,
  body: `<p>${index}</p>`,
  body_text: String(index),
}))

const freshdesk = describeSystem({
  name: 'freshdesk',
  externalId: '11',
  auth: () => ({ type: 'basic', username: 'secret', password: 'X' }),
  secret: 'username',
  tags: ['sspr'],
  field: 'cf_triage',
  open: () =>
    openTicket(basic('secret', 'X'), (stored) => [
      post(/^\/api\/v2\/tickets\/11\/notes$/, ({ body, private: isPrivate = true }) => {
        stored.notes.push({ isPrivate, text: body })
        return created({ id: 1, private: isPrivate, body })
      }),
      get(/^\/api\/v2\/tickets\/11\/conversations$/, (_, __, query) => {
        const ours = stored.notes.map(({ isPrivate, text }) => ({ private: isPrivate, body: text }))
        const perPage = Math.min(100, Number(query.get('per_page') ?? 30))
        const start = (Number(query.get('page') ?? 1) - 1) * perPage
        return ok([...otherConversations, ...ours].slice(start, start + perPage))
      }),
      get(/^\/api\/v2\/tickets\/11$/, () =>
        ok({ id: 11, tags: stored.tags, custom_fields: stored.fields }),
      ),
      put(/^\/api\/v2\/tickets\/11$/, ({ tags, custom_fields = {} }) => {
        // The list is replaced as a whole.
        if (tags !== undefined) stored.tags = tags
        Object.assign(stored.fields, custom_fields)
        return ok({ id: 11, tags: stored.tags })
      }),
      get(/^\/api\/v2\/agents\/me$/, () => ok({ id: 9 })),
      get(/^\/api\/v2\/tickets$/, () => ok([])),
    ]),
  calls: {
    note: isCall('POST', /\/notes$/),
    tags: isCall('PUT', /\/tickets\/11$/, (told) => told.tags !== undefined),
    fields: isCall('PUT', /\/tickets\/11$/, (told) => told.custom_fields !== undefined),
  },
})

const jira = describeSystem({
  name: 'jira',
  externalId: 'HELP-1',
  auth: () => ({ type: 'basic', username: 'bot@example.com', password: 'secret' }),
  secret: 'password',
  tags: ['sspr'],
  field: 'customfield_10050',
  open: () =>
    openTicket(basic('bot@example.com', 'secret'), (stored) => [
      post(
        /^\/rest\/servicedeskapi\/request\/HELP-1\/comment$/,
        ({ body, public: isPublic = true }) => {
          stored.notes.push({ isPrivate: !isPublic, text: body })
          return created({ id: '1000', body, public: isPublic })
        },
      ),
      get(/^\/rest\/servicedeskapi\/request\/HELP-1\/comment$/, (_, __, query) => {
        const all = [
          { body: 'The question', public: true },
          ...Array.from({ length: 60 }, () => ({ body: 'Internal', public: false })),
          ...stored.notes.map(({ isPrivate, text }) => ({ body: text, public: !isPrivate })),
        ].filter((comment) =>
          comment.public ? query.get('public') !== 'false' : query.get('internal') !== 'false',
        )
        // However many are asked for, a page has fifty.
        const start = Number(query.get('start') ?? 0)
        const values = all.slice(start, start + 50)
        return ok({ start, size: values.length, isLastPage: start + 50 >= all.length, values })
      }),
      put(/^\/rest\/api\/3\/issue\/HELP-1$/, ({ update = {}, fields = {} }) => {
        const { labels, ...others } = fields
        if (labels !== undefined) stored.tags = labels
        addMissing(
          stored.tags,
          (update.labels ?? []).map(({ add }: { add: string }) => add),
        )
        Object.assign(stored.fields, others)
        return noContent
      }),
      get(/^\/rest\/api\/3\/myself$/, () => ok({ accountId: '9' })),
      get(/^\/rest\/api\/3\/mypermissions$/, (_, __, query) => {
        const names = query.get('permissions')?.split(',') ?? []
        const permissions = names.map((name) => [name, { key: name, havePermission: true }])
        return ok({ permissions: Object.fromEntries(permissions) })
      }),
      get(/^\/rest\/servicedeskapi\/servicedesk$/, () => ok({ values: [{ id: '1' }] })),
    ]),
  calls: {
    note: isCall('POST', /\/comment$/),
    tags: isCall('PUT', /\/issue\/HELP-1$/, (told) => told.update !== undefined),
    fields: isCall('PUT', /\/issue\/HELP-1$/, (told) => told.fields !== undefined),
  },
  waitHeaders: [
    {
      name: 'X-RateLimit-Reset as a date',
      headers: (until) => ({ 'x-ratelimit-reset': until.toISOString() }),
    },
    {
      name: 'X-RateLimit-Reset as a date without seconds, with a shorter Retry-After',
      headers: (until) => ({
        'retry-after': '5',
        'x-ratelimit-reset': until.toISOString().replace('.000', ''),
      }),
    },
  ],
})

const incident = '9d385017c611228701d22104cc95c371'

const servicenow = describeSystem({
  name: 'servicenow',
  externalId: incident,
  auth: () => ({ type: 'basic', username: 'sspr.triage', password: 'secret' }),
  secret: 'password',
  field: 'u_triage_class',
  inTheEnd: { tags: [tagThere] },
  open: () => {
    const record = new RegExp(`^/api/now/table/incident/${incident}$`)
    return openTicket(basic('sspr.triage', 'secret'), (stored) => [
      patch(record, ({ work_notes, comments, ...fields }) => {
        if (work_notes !== undefined) stored.notes.push({ isPrivate: true, text: work_notes })
        if (comments !== undefined) stored.notes.push({ isPrivate: false, text: comments })
        Object.assign(stored.fields, fields)
        return ok({ result: { sys_id: incident } })
      }),
      get(record, (_, __, query) => {
        const journal = stored.notes
          .filter(({ isPrivate }) => isPrivate)
          .map(({ text }) => `2026-11-22 10:00:00 - Triage (Work notes)\n${text}\n\n`)
        // As a plain value, a journal is always empty.
        const isDisplay = query.get('sysparm_display_value') === 'true'
        return ok({ result: { work_notes: isDisplay ? journal.join('') : '' } })
      }),
      get(/^\/api\/now\/table\/incident$/, () => ok({ result: [] })),
    ])
  },
  calls: { note: isCall('PATCH', /\/incident\//) },
  waitHeaders: [resetAsUnixSeconds],
})

const glpi = describeSystem({
  name: 'glpi',
  externalId: '42',
  auth: (baseUrl) => ({
    type: 'oauth2',
    tokenUrl: `${baseUrl}/api.php/token`,
    clientId: 'triage',
    clientSecret: 'secret',
    username: 'triage',
    password: 'secret',
    scope: 'api',
  }),
  secret: 'clientSecret',
  renewsToken: true,
  field: 'external_id',
  inTheEnd: { tags: [tagThere] },
  open: () => {
    const { route, isAllowed } = tokenGiver(/^\/api\.php\/token$/)
    const followups = /^\/api\.php\/v2\/Assistance\/Ticket\/42\/Timeline\/Followup$/
    return openTicket(isAllowed, (stored) => [
      route,
      post(followups, ({ content, is_private = false }) => {
        stored.notes.push({ isPrivate: is_private, text: content })
        return created({ id: stored.notes.length, href: '/Assistance/Ticket/42/…' })
      }),
      get(followups, () =>
        ok(
          stored.notes.map(({ isPrivate, text }, id) => ({
            type: 'Followup',
            item: { id, content: text, is_private: isPrivate },
          })),
        ),
      ),
      patch(/^\/api\.php\/v2\/Assistance\/Ticket\/42$/, (told) => {
        Object.assign(stored.fields, told)
        return ok({ id: 42 })
      }),
      get(/^\/api\.php\/v2\/Assistance\/Ticket$/, () => ok([])),
    ])
  },
  calls: {
    note: isCall('POST', /\/Followup$/),
    fields: isCall('PATCH', /\/Ticket\/42$/),
  },
})

const helpscout = describeSystem({
  name: 'helpscout',
  externalId: '123',
  auth: (baseUrl) => ({
    type: 'oauth2',
    tokenUrl: `${baseUrl}/v2/oauth2/token`,
    clientId: 'triage',
    clientSecret: 'secret',
  }),
  secret: 'clientSecret',
  renewsToken: true,
  tags: ['sspr'],
  field: '104',
  authorId: '4',
  inTheEnd: { fields: { 7: 'kept', 104: 'writeback' } },
  open: () => {
    const { route, isAllowed } = tokenGiver(/^\/v2\/oauth2\/token$/)
    return openTicket(isAllowed, (stored) => {
      stored.fields = { 7: 'kept' }
      return [
        route,
        // The answer has no body, and a note cannot be public.
        post(/^\/v2\/conversations\/123\/notes$/, ({ text, user }) => {
          if (user !== 4) return { status: 400 }
          stored.notes.push({ isPrivate: true, text })
          return { status: 201, headers: { 'resource-id': '1' } }
        }),
        get(/^\/v2\/conversations\/123\/threads$/, (_, __, query) => {
          const pages = [
            [{ id: 1, type: 'customer', body: 'The question' }],
            stored.notes.map(({ text }) => ({ type: 'note', body: text })),
          ]
          const number = Number(query.get('page') ?? 1)
          const threads = pages[number - 1] ?? []
          return ok({ _embedded: { threads }, page: { number, totalPages: pages.length } })
        }),
        get(/^\/v2\/conversations\/123$/, () =>
          ok({
            id: 123,
            tags: stored.tags.map((tag, id) => ({ id, tag })),
            customFields: Object.entries(stored.fields).map(([id, value]) => ({
              id: Number(id),
              name: `Field ${id}`,
              value,
              text: value,
            })),
          }),
        ),
        put(/^\/v2\/conversations\/123\/tags$/, ({ tags }) => {
          stored.tags = tags
          return noContent
        }),
        put(/^\/v2\/conversations\/123\/fields$/, ({ fields }) => {
          stored.fields = Object.fromEntries(
            fields.map(({ id, value }: { id: number; value: unknown }) => [id, value]),
          )
          return noContent
        }),
        get(/^\/v2\/users\/me$/, () => ok({ id: 4 })),
        get(/^\/v2\/conversations$/, () => ok({ page: {} })),
      ]
    })
  },
  calls: {
    note: isCall('POST', /\/notes$/),
    tags: isCall('PUT', /\/tags$/),
    fields: isCall('PUT', /\/fields$/),
  },
  waitHeaders: [
    {
      name: 'X-RateLimit-Retry-After in seconds',
      headers: (until, now) => ({
        'x-ratelimit-retry-after': String((until.getTime() - now.getTime()) / 1_000),
      }),
    },
  ],
})

const intercomTags = [
  { type: 'tag', id: '1', name: tagThere },
  { type: 'tag', id: '2', name: 'SSPR' },
]

const intercom = describeSystem({
  name: 'intercom',
  externalId: '147',
  auth: () => ({ type: 'bearer', token: 'secret' }),
  secret: 'token',
  tags: ['sspr'],
  field: 'triage_class',
  authorId: '394',
  // Tags go by their id, whatever their case.
  inTheEnd: { tags: [tagThere, 'SSPR'] },
  open: () => {
    const isAllowed = hasHeader('authorization', 'Bearer secret')
    const isKnownVersion = hasHeader('intercom-version', '2.14')
    return openTicket(
      (request) => isAllowed(request) && isKnownVersion(request),
      (stored) => {
        const conversation = () => ({
          type: 'conversation',
          id: '147',
          conversation_parts: {
            conversation_parts: [
              { part_type: 'comment', body: '<p>The question</p>' },
              ...stored.notes.map(({ isPrivate, text }) => ({
                part_type: isPrivate ? 'note' : 'comment',
                body: text,
              })),
            ],
          },
        })
        return [
          post(
            /^\/conversations\/147\/reply$/,
            ({ message_type = 'comment', type, admin_id, body }) => {
              if (type !== 'admin' || admin_id !== '394') return { status: 400 }
              stored.notes.push({ isPrivate: message_type === 'note', text: body })
              return ok(conversation())
            },
          ),
          get(/^\/conversations\/147$/, () => ok(conversation())),
          get(/^\/tags$/, () => ok({ type: 'list', data: intercomTags })),
          post(/^\/conversations\/147\/tags$/, ({ id, admin_id }) => {
            const tag = intercomTags.find((tag) => tag.id === id)
            if (tag === undefined || admin_id !== '394') return { status: 404 }
            addMissing(stored.tags, [tag.name])
            return ok(tag)
          }),
          put(/^\/conversations\/147$/, ({ custom_attributes }) => {
            Object.assign(stored.fields, custom_attributes)
            return ok(conversation())
          }),
          get(/^\/me$/, () => ok({ type: 'admin', id: '394' })),
        ]
      },
    )
  },
  calls: {
    note: isCall('POST', /\/reply$/),
    tags: isCall('POST', /\/conversations\/147\/tags$/),
    fields: isCall('PUT', /\/conversations\/147$/),
  },
  waitHeaders: [resetAsUnixSeconds],
})

const freescout = describeSystem({
  name: 'freescout',
  externalId: '5',
  auth: () => ({ type: 'token', token: 'secret' }),
  secret: 'token',
  tags: ['sspr'],
  field: '37',
  authorId: '1',
  inTheEnd: { fields: { 7: 'kept', 37: 'writeback' } },
  open: () =>
    openTicket(hasHeader('x-freescout-api-key', 'secret'), (stored) => {
      stored.fields = { 7: 'kept' }
      return [
        post(/^\/api\/conversations\/5\/threads$/, ({ type, text, user }) => {
          if (user !== 1) return { status: 400 }
          stored.notes.push({ isPrivate: type === 'note', text })
          return { status: 201, headers: { 'resource-id': '1' } }
        }),
        get(/^\/api\/conversations\/5$/, (_, __, query) => {
          const embed = query.get('embed')?.split(',') ?? []
          const threads = [
            { id: 1, type: 'customer', body: 'The question' },
            ...stored.notes.map(({ isPrivate, text }) => ({
              type: isPrivate ? 'note' : 'message',
              body: text,
            })),
          ]
          const tags = stored.tags.map((name, id) => ({ id, name }))
          return ok({
            id: 5,
            customFields: Object.entries(stored.fields).map(([id, value]) => ({
              id: Number(id),
              name: `Field ${id}`,
              value,
            })),
            _embedded: {
              ...(embed.includes('threads') && { threads }),
              ...(embed.includes('tags') && { tags }),
            },
          })
        }),
        put(/^\/api\/conversations\/5\/tags$/, ({ tags }) => {
          stored.tags = tags
          return noContent
        }),
        put(/^\/api\/conversations\/5\/custom_fields$/, ({ customFields }) => {
          stored.fields = Object.fromEntries(
            customFields.map(({ id, value }: { id: number; value: unknown }) => [id, value]),
          )
          return noContent
        }),
        get(/^\/api\/mailboxes$/, () => ok({ _embedded: { mailboxes: [] } })),
      ]
    }),
  calls: {
    note: isCall('POST', /\/threads$/),
    tags: isCall('PUT', /\/tags$/),
    fields: isCall('PUT', /\/custom_fields$/),
  },
})

const rt = describeSystem({
  name: 'rt',
  externalId: '1',
  auth: () => ({ type: 'token', token: 'secret' }),
  secret: 'token',
  field: 'SSPR category',
  inTheEnd: { tags: [tagThere] },
  open: () =>
    openTicket(hasHeader('authorization', 'token secret'), (stored) => [
      post(/^\/REST\/2\.0\/ticket\/1\/comment$/, ({ Subject = '', Content, ContentType }) => {
        if (ContentType === undefined) return { status: 400 }
        stored.notes.push({ isPrivate: true, text: `${Subject}\n${Content}` })
        return created(['Comments added'])
      }),
      get(/^\/REST\/2\.0\/ticket\/1\/history$/, (_, __, query) => {
        const newestFirst = [
          ...stored.notes.map(({ text }) => ({
            Type: 'Comment',
            Data: `${text.split('\n')[0]}\n`,
          })),
          { Type: 'Create', Data: '' },
        ]
        const perPage = Number(query.get('per_page') ?? 20)
        const start = (Number(query.get('page') ?? 1) - 1) * perPage
        const items = newestFirst.slice(start, start + perPage)
        return ok({ items, count: items.length })
      }),
      // 200, whatever was done and was not.
      put(/^\/REST\/2\.0\/ticket\/1$/, ({ CustomFields }) => {
        Object.assign(stored.fields, CustomFields)
        return ok([])
      }),
      get(/^\/REST\/2\.0\/ticket\/1$/, () => {
        const fields = Object.entries(stored.fields)
        return ok({
          id: 1,
          CustomFields: fields.map(([name, value], id) => ({ id, name, values: [value] })),
        })
      }),
      get(/^\/REST\/2\.0\/rt$/, () => ok({ Version: '5.0.3+dfsg' })),
      get(/^\/REST\/2\.0\/queues\/all$/, () => ok({ items: [{ id: '1' }] })),
    ]),
  calls: {
    note: isCall('POST', /\/comment$/),
    fields: isCall('PUT', /\/ticket\/1$/),
  },
  // RT sends whom it takes for a browser to its login page.
  leaveOut: ['302'],
  cases: [
    {
      name: '302 to the login page',
      fault: { kind: 'answer', answer: { status: 302, headers: { location: '/' } } },
      ...paused,
    },
  ],
})

export const fakeSystems: readonly FakeSystem[] = [
  zendeskSystem,
  zammad,
  freshdesk,
  jira,
  servicenow,
  glpi,
  helpscout,
  intercom,
  freescout,
  rt,
]
