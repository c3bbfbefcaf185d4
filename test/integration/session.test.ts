import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createKey, revokeKey } from '../../src/store/keys.ts'
import {
  findSession,
  sessionAgeMsMax,
  sessionIdleMsMax,
  startSession,
} from '../../src/store/sessions.ts'
import { adminApiKey, openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
beforeAll(async () => {
  test_ = await openTestApp({ config: { trustProxy: true } })
})
afterAll(() => test_.close())
afterEach(() => test_.database.client.session.deleteMany())

const signIn = (key: unknown) => test_.call(null, 'POST', '/v1/session', { key })
const countSessions = () => test_.database.client.session.count()

/** The cookie as a browser would send it back. */
async function cookieOf(key: string): Promise<string> {
  const { headers, status } = await signIn(key)
  expect(status).toBe(204)
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

const own = { 'sec-fetch-site': 'same-origin' }
const ticket = { body: 'I forgot my password' }

describe('signing in', () => {
  test('exchanges a key for a cookie no script can read and no other site can send', async () => {
    const { status, headers, text } = await signIn(test_.keys.agent)
    expect([status, text]).toEqual([204, ''])
    expect(headers['set-cookie']).toMatch(
      /^sspr_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
    )
  })

  test('marks the cookie Secure when the caller came by TLS', async () => {
    const { headers } = await test_.call(
      null,
      'POST',
      '/v1/session',
      { key: test_.keys.agent },
      { 'x-forwarded-proto': 'https' },
    )
    expect(headers['set-cookie']).toMatch(/; Secure$/)
  })

  test('stores neither the key nor the token', async () => {
    const cookie = await cookieOf(adminApiKey)
    const rows = JSON.stringify(await test_.database.client.session.findMany())
    expect(rows).not.toContain(cookie.split('=')[1])
    expect(rows).not.toContain(adminApiKey)
    expect(test_.logLines.join('')).not.toContain(cookie.split('=')[1])
  })

  test.each([
    ['a wrong key', 'sspr_agent_wrong', 401, 'key-invalid'],
    ['no text', 7, 400, 'validation-failed'],
    ['an empty key', '', 400, 'validation-failed'],
    ['an endless key', 'x'.repeat(513), 400, 'validation-failed'],
  ])('with %s is refused and stores nothing', async (_, key, status, code) => {
    const answer = await signIn(key)
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(answer.json.errors[0]).toMatchObject({ pointer: '/key', in: 'body' })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(await countSessions()).toBe(0)
  })

  test('with a key of role intake is refused in a sentence that says which key to use', async () => {
    const answer = await signIn(test_.keys.intake)
    expect([answer.status, answer.json.code]).toEqual([403, 'role-missing'])
    expect(answer.json.detail).toMatch(/needs a key of role agent or admin/)
    expect(await countSessions()).toBe(0)
  })

  test('removes sessions that have ended', async () => {
    const long = new Date(Date.now() - sessionIdleMsMax - 1)
    await startSession(test_.database.client, { adminApiKey }, long)
    await signIn(test_.keys.agent)
    expect(await countSessions()).toBe(1)
  })

  test('slows an address that keeps sending wrong keys', async () => {
    const attempt = () =>
      test_.app.inject({
        method: 'POST',
        url: '/v1/session',
        remoteAddress: '192.0.2.9',
        payload: { key: 'wrong' },
      })
    const answers = await Promise.all(Array.from({ length: 230 }, attempt))
    expect(answers.map(({ statusCode }) => statusCode)).toContain(429)
  })
})

describe('a session', () => {
  let cookie = ''
  beforeEach(async () => {
    cookie = await cookieOf(test_.keys.agent)
  })
  const asSession = (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: unknown,
    headers: Record<string, string> = {},
  ) => test_.call(null, method, url, payload, { cookie, ...headers })

  test('says who is signed in', async () => {
    const { status, json, headers } = await asSession('GET', '/v1/session')
    expect([status, json.role]).toEqual([200, 'agent'])
    expect(json.keyId).toMatch(/^[0-9a-f-]{36}$/)
    expect(Date.parse(json.expiresAt)).toBeGreaterThan(Date.now())
    expect(headers['cache-control']).toBe('no-store')
  })

  test('of the environment’s key is called so and may do what an admin may', async () => {
    cookie = await cookieOf(adminApiKey)
    const { json } = await asSession('GET', '/v1/session')
    expect(json).toMatchObject({ role: 'admin', keyId: 'environment' })
    const { status } = await asSession(
      'DELETE',
      '/v1/tickets/0190aaaa-0000-7000-8000-000000000000',
      undefined,
      own,
    )
    expect(status).toBe(404)
  })

  test('opens what its role may, and nothing more', async () => {
    expect((await asSession('GET', '/v1/tickets')).status).toBe(200)
    const { status, json } = await asSession(
      'DELETE',
      '/v1/tickets/0190aaaa-0000-7000-8000-000000000000',
      undefined,
      own,
    )
    expect([status, json.code]).toEqual([403, 'role-missing'])
  })

  test('does not count where a key is sent along', async () => {
    const { status } = await asSession('GET', '/v1/tickets', undefined, {
      authorization: 'Bearer wrong',
    })
    expect(status).toBe(401)
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['another port', { origin: 'http://localhost:81' }],
    ['a page that hides its origin', { origin: 'null' }],
    ['nowhere', {}],
  ])('changes nothing when the page that asks is of %s', async (_, headers) => {
    const { status, json } = await asSession('POST', '/v1/tickets', ticket, headers)
    expect([status, json.code]).toEqual([403, 'foreign-page'])
    expect(await test_.database.client.ticket.count()).toBe(0)
  })

  test.each([
    ['Sec-Fetch-Site', own],
    ['Origin, where there is no TLS', { origin: 'http://localhost:80' }],
  ])('may change things from the console itself, known by %s', async (_, headers) => {
    const { status } = await asSession('POST', '/v1/triage', ticket, headers)
    expect(status).toBe(200)
  })

  test('ends with its key', async () => {
    const { client } = test_.database
    const { apiKey, secret } = await createKey(client, 'agent', 'to be revoked')
    cookie = await cookieOf(secret)
    expect((await asSession('GET', '/v1/tickets')).status).toBe(200)
    await revokeKey(client, apiKey.id)
    const { status, json } = await asSession('GET', '/v1/tickets')
    expect([status, json.code]).toEqual([401, 'session-ended'])
    expect((await asSession('GET', '/v1/session')).status).toBe(401)
  })

  test('ends when somebody signs out, and signing out twice does no harm', async () => {
    const { status, headers } = await asSession('DELETE', '/v1/session', undefined, own)
    expect(status).toBe(204)
    expect(headers['set-cookie']).toMatch(/^sspr_session=; Max-Age=0; Path=\/; HttpOnly/)
    expect((await asSession('GET', '/v1/session')).json.code).toBe('session-ended')
    expect((await asSession('DELETE', '/v1/session', undefined, own)).status).toBe(204)
  })

  test('is not ended by another page', async () => {
    const { status } = await asSession('DELETE', '/v1/session', undefined, {
      'sec-fetch-site': 'cross-site',
    })
    expect(status).toBe(403)
    expect((await asSession('GET', '/v1/session')).status).toBe(200)
  })

  test.each(['sspr_session=', 'sspr_session=short', `sspr_session=${'x'.repeat(43)}`, 'other=1'])(
    'is not opened by the cookie "%s"',
    async (wrong) => {
      cookie = wrong
      expect((await asSession('GET', '/v1/tickets')).status).toBe(401)
      expect((await asSession('GET', '/v1/session')).json.code).toBe('session-ended')
    },
  )

  test('is found among other cookies', async () => {
    cookie = `a=1; ${cookie}; b=2`
    expect((await asSession('GET', '/v1/session')).status).toBe(200)
  })
})

describe('the age of a session', () => {
  const startedAt = new Date('2026-11-22T08:00:00.000Z')
  const later = (ms: number) => new Date(startedAt.getTime() + ms)
  const find = (token: string, at: Date, key: string | null = adminApiKey) =>
    findSession(test_.database.client, token, key, at)
  const start = () => startSession(test_.database.client, { adminApiKey }, startedAt)

  test('ends it after 12 hours without use', async () => {
    const { token } = await start()
    expect(await find(token, later(sessionIdleMsMax))).toBeNull()
  })

  test('starts anew with each use', async () => {
    const { token } = await start()
    expect(await find(token, later(sessionIdleMsMax - 1))).not.toBeNull()
    expect(await find(token, later(2 * sessionIdleMsMax - 2))).not.toBeNull()
  })

  test('ends it after 7 days of use', async () => {
    const { token } = await start()
    for (let ms = 0; ms < sessionAgeMsMax; ms += sessionIdleMsMax / 2) {
      expect(await find(token, later(ms))).not.toBeNull()
    }
    expect(await find(token, later(sessionAgeMsMax))).toBeNull()
  })

  test('of the environment’s key ends when that key is changed or removed', async () => {
    const { token } = await start()
    expect(await find(token, later(1), 'another-admin-key-0123456789abc')).toBeNull()
    expect(await find(token, later(1), null)).toBeNull()
    expect(await find(token, later(1))).toMatchObject({ keyId: null, role: 'admin' })
  })
})
