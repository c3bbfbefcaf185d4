import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminApiKey, openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
let port = 0
beforeAll(async () => {
  test_ = await openTestApp()
  await test_.app.listen({ port: 0, host: '127.0.0.1' })
  const address = test_.app.server.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
})
afterAll(() => test_.close())

const id = '0190aaaa-0000-7000-8000-000000000000'
const guarded = [
  ['POST', '/v1/tickets', 'intake'],
  ['POST', '/v1/triage', 'intake'],
  ['GET', '/v1/tickets', 'agent'],
  ['GET', `/v1/tickets/${id}`, 'agent'],
  ['DELETE', `/v1/tickets/${id}`, 'admin'],
  ['POST', `/v1/tickets/${id}/feedback`, 'agent'],
  ['POST', `/v1/tickets/${id}/retriage`, 'agent'],
  ['GET', `/v1/tickets/${id}/history`, 'agent'],
  ['GET', '/v1/tickets.ndjson', 'agent'],
  ['POST', '/v1/tickets/import', 'admin'],
  ['GET', '/v1/stats', 'agent'],
  ['GET', '/v1/write-backs', 'agent'],
  ['POST', `/v1/write-backs/${id}/retry`, 'admin'],
  ['GET', '/v1/models', 'admin'],
  ['POST', '/v1/models', 'admin'],
  ['POST', `/v1/models/${id}/activate`, 'admin'],
  ['GET', '/v1/categories', 'agent'],
  ['GET', '/v1/categories/setup', 'agent'],
] as const

describe('keys and roles', () => {
  test.each(guarded)('%s %s without a key is 401', async (method, url) => {
    const { status, json, headers } = await test_.call(null, method, url)
    expect([status, json.code]).toEqual([401, 'key-missing'])
    expect(headers['www-authenticate']).toMatch(/^Bearer/)
    expect(json.errors[0]).toMatchObject({ pointer: '/authorization', in: 'headers' })
  })

  test.each(guarded)('%s %s with a wrong key is 401', async (method, url) => {
    const headers = { authorization: 'Bearer sspr_admin_wrong' }
    const { status, json } = await test_.call(null, method, url, undefined, headers)
    expect([status, json.code]).toEqual([401, 'key-invalid'])
  })

  test.each(guarded.filter(([, , role]) => role !== 'intake'))(
    '%s %s needs the role %s',
    async (method, url, role) => {
      const weaker = role === 'admin' ? 'agent' : 'intake'
      const { status, json } = await test_.call(weaker, method, url)
      expect([status, json.code]).toEqual([403, 'role-missing'])
    },
  )

  test.each(guarded)('%s %s is open to an admin', async (method, url) => {
    const payload = method === 'POST' ? { body: 'x' } : undefined
    const { status } = await test_.call('admin', method, url, payload)
    expect([401, 403]).not.toContain(status)
  })

  // Not among the others: to an admin it does not end.
  test.each([
    [null, 401],
    ['intake', 403],
  ] as const)('GET /v1/tickets/events as %s is %i', async (role, expected) => {
    expect((await test_.call(role, 'GET', '/v1/tickets/events')).status).toBe(expected)
  })

  test('the key of the settings is an admin key', async () => {
    const headers = { authorization: `Bearer ${adminApiKey}` }
    const { status } = await test_.call(null, 'DELETE', `/v1/tickets/${id}`, undefined, headers)
    expect(status).toBe(404)
  })

  test.each([
    'Basic dXNlcjpwYXNz',
    'Bearer',
    'Bearer ',
    `Bearer ${'x'.repeat(600)}`,
    adminApiKey,
    `Bearer ${adminApiKey} ${adminApiKey}`,
  ])('the header "%s" is no key', async (authorization) => {
    const { status } = await test_.call(null, 'GET', '/v1/tickets', undefined, { authorization })
    expect(status).toBe(401)
  })

  test('the scheme may be written in any case', async () => {
    const headers = { authorization: `bearer ${test_.keys.agent}` }
    expect((await test_.call(null, 'GET', '/v1/tickets', undefined, headers)).status).toBe(200)
  })

  test('a key is refused before the body is looked at', async () => {
    const { status } = await test_.call(null, 'POST', '/v1/tickets', 'not json at all')
    expect(status).toBe(401)
  })

  test('a revoked key no longer opens anything', async () => {
    const { client } = test_.database
    const { createKey, revokeKey } = await import('../../src/store/keys.ts')
    const { apiKey, secret } = await createKey(client, 'agent', 'to be revoked')
    const headers = { authorization: `Bearer ${secret}` }
    expect((await test_.call(null, 'GET', '/v1/tickets', undefined, headers)).status).toBe(200)
    await revokeKey(client, apiKey.id)
    expect((await test_.call(null, 'GET', '/v1/tickets', undefined, headers)).status).toBe(401)
  })
})

describe('addresses and methods', () => {
  test.each([
    ['GET', '/nothing', 404, 'not-found'],
    ['GET', '/v1', 404, 'not-found'],
    ['PUT', '/v1/tickets', 405, 'method-not-allowed'],
    ['PATCH', `/v1/tickets/${id}`, 405, 'method-not-allowed'],
    ['POST', '/live', 405, 'method-not-allowed'],
    ['GET', '/v1/tickets/%zz', 400, 'bad-url'],
  ] as const)('%s %s is %i', async (method, url, expected, code) => {
    const { status, json, headers } = await test_.call('admin', method, url)
    expect([status, json.code]).toEqual([expected, code])
    expect(headers['content-type']).toMatch(/^application\/problem\+json/)
    if (expected === 405) expect(headers.allow).toMatch(/[A-Z]+/)
  })

  test('a 405 names the methods that are allowed', async () => {
    const { headers } = await test_.call('admin', 'PUT', '/v1/tickets')
    expect(headers.allow).toBe('GET, HEAD, POST')
  })
})

/** Sends bytes as they are and reads the answer until the connection ends. */
function sendRaw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('what the HTTP parser refuses', () => {
  test.each([
    ['a request line that is none', 'NONSENSE\r\n\r\n', 400],
    ['an unknown method', 'FROB /live HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['headers that are too large', `GET /live HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['a header without a name', 'GET /live HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400],
    [
      'a body of two lengths',
      'POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('%s is answered with problem+json and the process lives on', async (_, bytes, status) => {
    const answer = await sendRaw(bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/content-type: application\/problem\+json/i)
    const json = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
    expect(json).toMatchObject({ status, errors: [] })
    expect((await test_.call(null, 'GET', '/live')).status).toBe(200)
  })
})

describe('operation', () => {
  test('/live and /ready answer without a key', async () => {
    expect((await test_.call(null, 'GET', '/live')).json).toEqual({ status: 'live' })
    expect((await test_.call(null, 'GET', '/ready')).json).toEqual({
      status: 'ready',
      pausedHelpdesks: [],
    })
  })

  test('/metrics is open on this machine and counts without texts or addresses', async () => {
    await test_.call('intake', 'POST', '/v1/triage', { body: 'I forgot my password' })
    await test_.call(null, 'GET', '/nothing/kim@example.org')
    const { status, text } = await test_.call(null, 'GET', '/metrics')
    expect(status).toBe(200)
    expect(text).toMatch(/sspr_triages_total\{decision="\S+",category="self-reset"\} \d/)
    expect(text).toMatch(/route="\/v1\/triage"/)
    expect(text).not.toContain('kim@example.org')
  })

  test('/metrics from elsewhere needs an admin key', async () => {
    const from = (authorization: string) =>
      test_.app.inject({
        url: '/metrics',
        remoteAddress: '192.0.2.7',
        headers: { authorization },
      })
    expect((await from('')).statusCode).toBe(401)
    expect((await from(`Bearer ${test_.keys.agent}`)).statusCode).toBe(403)
    expect((await from(`Bearer ${test_.keys.admin}`)).statusCode).toBe(200)
  })

  test('/docs shows the API documentation', async () => {
    const { status, text } = await test_.call(null, 'GET', '/docs/')
    expect(status).toBe(200)
    expect(text).toMatch(/swagger-ui/)
  })
})
