import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../support/test-app.ts'

type Operation = {
  operationId?: string
  summary?: string
  security?: object[]
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

let test_: TestApp
let document: Document
const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)

beforeAll(async () => {
  test_ = await openTestApp()
  document = (await test_.call(null, 'GET', '/openapi.json')).json
  ajv.addSchema({ $id: 'openapi', ...document })
})
afterAll(() => test_.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1 and names every route of the contract', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    const named = operations().map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(named.sort()).toEqual([
      'DELETE /v1/session',
      'DELETE /v1/tickets/{id}',
      'GET /live',
      'GET /metrics',
      'GET /ready',
      'GET /v1/categories',
      'GET /v1/categories/{id}',
      'GET /v1/models',
      'GET /v1/session',
      'GET /v1/stats',
      'GET /v1/tickets',
      'GET /v1/tickets.ndjson',
      'GET /v1/tickets/events',
      'GET /v1/tickets/{id}',
      'GET /v1/tickets/{id}/history',
      'GET /v1/webhooks/{name}',
      'GET /v1/write-backs',
      'POST /v1/models',
      'POST /v1/models/{id}/activate',
      'POST /v1/session',
      'POST /v1/tickets',
      'POST /v1/tickets/import',
      'POST /v1/tickets/{id}/feedback',
      'POST /v1/tickets/{id}/retriage',
      'POST /v1/triage',
      'POST /v1/webhooks/{name}',
      'POST /v1/write-backs/{id}/retry',
    ])
  })

  test('every operation has an id, a summary, and its refusals as problem+json', () => {
    for (const { path, method, operation } of operations()) {
      const name = `${method} ${path}`
      expect(operation.operationId, name).toBeTruthy()
      expect(operation.summary, name).toBeTruthy()
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (Number(status) < 400) continue
        expect(Object.keys(content ?? {}), `${name} ${status}`).toEqual([
          'application/problem+json',
        ])
      }
      // Helpdesks prove themselves in their own ways.
      if (path.startsWith('/v1') && !path.startsWith('/v1/webhooks')) {
        const security =
          path === '/v1/session' ? (method === 'post' ? [] : [{ session: [] }]) : [{ bearer: [] }]
        expect(operation.security, name).toEqual(security)
        expect(Object.keys(operation.responses), name).toEqual(
          expect.arrayContaining(['401', '403']),
        )
      }
    }
  })

  test('every property of every schema has a description', () => {
    const missing: string[] = []
    const visit = (value: unknown, path: string) => {
      if (Array.isArray(value)) for (const [i, each] of value.entries()) visit(each, `${path}/${i}`)
      else if (typeof value === 'object' && value !== null) {
        for (const [key, child] of Object.entries(value)) {
          if (key === 'properties') {
            for (const [name, schema] of Object.entries(child as Record<string, object>)) {
              const isDescribed = 'description' in schema || '$ref' in schema
              if (!isDescribed) missing.push(`${path}/${name}`)
            }
          }
          if (key !== 'examples') visit(child, `${path}/${key}`)
        }
      }
    }
    visit(document.components.schemas, '')
    expect(missing).toEqual([])
  })
})

describe('real answers', () => {
  const ticket = { subject: 'Reset fails', body: 'The page says SSPR_0029', externalId: 'o-1' }
  const calls: [
    string,
    'intake' | 'agent' | 'admin' | null,
    'GET' | 'POST',
    string,
    number,
    unknown?,
  ][] = [
    ['/v1/tickets', 'intake', 'POST', '/v1/tickets', 201, ticket],
    ['/v1/tickets', 'intake', 'POST', '/v1/tickets', 200, ticket],
    ['/v1/tickets', 'intake', 'POST', '/v1/tickets', 400, {}],
    ['/v1/tickets', null, 'POST', '/v1/tickets', 401, ticket],
    [
      '/v1/triage',
      'intake',
      'POST',
      '/v1/triage',
      200,
      { body: '密碼忘記了，我的密碼是 Abc123!!' },
    ],
    ['/v1/triage', 'intake', 'POST', '/v1/triage', 200, { body: 'The printer is out of paper' }],
    ['/v1/tickets', 'agent', 'GET', '/v1/tickets', 200],
    ['/v1/tickets', 'intake', 'GET', '/v1/tickets', 403],
    ['/v1/tickets', 'agent', 'GET', '/v1/tickets?limit=0', 400],
    ['/v1/write-backs', 'agent', 'GET', '/v1/write-backs?state=failed', 200],
    ['/v1/write-backs', 'agent', 'GET', '/v1/write-backs?state=lost', 400],
    ['/v1/categories', 'agent', 'GET', '/v1/categories', 200],
    ['/v1/categories/{id}', 'agent', 'GET', '/v1/categories/setup?language=zh-TW', 200],
    ['/v1/categories/{id}', 'agent', 'GET', '/v1/categories/none', 404],
    ['/v1/models', 'admin', 'GET', '/v1/models', 200],
    ['/v1/models', 'agent', 'GET', '/v1/models', 403],
    ['/live', null, 'GET', '/live', 200],
    ['/ready', null, 'GET', '/ready', 200],
  ]

  test('of what agents do are what the document says', async () => {
    const { id } = (await test_.call('intake', 'POST', '/v1/tickets', { body: 'x' })).json
    const answers = [
      [
        '/v1/tickets/{id}/feedback',
        'post',
        await test_.call('agent', 'POST', `/v1/tickets/${id}/feedback`, {
          verdict: 'corrected',
          category: 'setup',
        }),
      ],
      [
        '/v1/tickets/{id}/retriage',
        'post',
        await test_.call('agent', 'POST', `/v1/tickets/${id}/retriage`),
      ],
      [
        '/v1/tickets/{id}/history',
        'get',
        await test_.call('agent', 'GET', `/v1/tickets/${id}/history`),
      ],
      ['/v1/stats', 'get', await test_.call('agent', 'GET', '/v1/stats')],
    ] as const
    for (const [path, method, answer] of answers) {
      expect(answer.status).toBe(200)
      const pointer = [
        'paths',
        path,
        method,
        'responses',
        '200',
        'content',
        'application/json',
        'schema',
      ]
        .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/')
      const validate = ajv.getSchema(`openapi#/${pointer}`)
      validate?.(answer.json)
      expect(validate?.errors ?? [], path).toEqual([])
      expect(validate, path).toBeDefined()
    }
  })

  test.each(calls)(
    '%s, as %s, %s %s, %i: is what the document says',
    async (path, role, method, url, status, payload) => {
      const answer = await test_.call(role, method, url, payload)
      expect(answer.status).toBe(status)
      const type = String(answer.headers['content-type']).split(';')[0] ?? ''
      const pointer = [
        'paths',
        path,
        method.toLowerCase(),
        'responses',
        String(status),
        'content',
        type,
        'schema',
      ]
        .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/')
      const validate = ajv.getSchema(`openapi#/${pointer}`)
      expect(validate, `no schema for ${status} ${type}`).toBeDefined()
      validate?.(answer.json)
      expect(validate?.errors ?? []).toEqual([])
    },
  )
})
