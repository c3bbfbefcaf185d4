import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RemoteFailure, type RemoteRequest } from '../../../src/helpdesks/helpdesk.ts'
import type { RemoteAuth, WriteBackSettings } from '../../../src/helpdesks/settings.ts'
import { openRemote } from '../../../src/writeback/remote.ts'
import {
  type FakeAnswer,
  type FakeHelpdesk,
  openFakeHelpdesk,
} from '../../support/fake-helpdesk.ts'
import { noteBoardSettings } from '../../support/note-board.ts'

let fake: FakeHelpdesk
let answers: FakeAnswer[] = []
let closes: (() => Promise<void>)[] = []
let at = new Date('2026-11-22T08:00:00Z')
beforeEach(async () => {
  answers = []
  at = new Date('2026-11-22T08:00:00Z')
  fake = await openFakeHelpdesk(() => answers.shift() ?? { status: 200, json: { ok: true } })
})
afterEach(async () => {
  for (const close of closes) await close()
  closes = []
  await fake.close()
})

function remoteWith(
  more: Partial<WriteBackSettings> = {},
  outbound: Parameters<typeof openRemote>[1]['outbound'] = undefined,
) {
  const { writeBack } = noteBoardSettings(fake.url, more)
  const system = outbound === undefined ? {} : { outbound }
  const { remote, close } = openRemote(writeBack, system, { now: () => at, deadlineMs: 1_500 })
  closes.push(close)
  return remote
}

async function failureOf(
  more: Partial<WriteBackSettings> = {},
  request: Partial<RemoteRequest> = {},
): Promise<RemoteFailure> {
  const thrown = await remoteWith(more)({ method: 'POST', path: '/x', json: { a: 1 }, ...request })
    .then(() => null)
    .catch((error: unknown) => error)
  if (!(thrown instanceof RemoteFailure)) throw new Error('did not fail as expected')
  return thrown
}

describe('a call', () => {
  test('sends JSON below the address of the helpdesk and reads JSON', async () => {
    const remote = remoteWith({ baseUrl: `${fake.url}/helpdesk` })
    const answer = await remote({ method: 'PUT', path: '/t/1?a=b', json: { text: '密碼' } })
    expect(answer).toMatchObject({ status: 200, json: { ok: true } })
    expect(fake.requests[0]).toMatchObject({
      method: 'PUT',
      path: '/helpdesk/t/1?a=b',
      json: { text: '密碼' },
    })
  })

  test('answers a status it was told to accept, and a body that is no JSON as undefined', async () => {
    answers = [{ status: 302, headers: { location: '/elsewhere' } }]
    const answer = await remoteWith()({ method: 'GET', path: '/', accept: [302] })
    expect(answer).toMatchObject({
      status: 302,
      json: undefined,
      headers: { location: '/elsewhere' },
    })
    expect(fake.requests).toHaveLength(1)
  })

  test.each(['@evil.example/', 'x', ''])('does not go to "%s"', async (path) => {
    expect((await failureOf({}, { path })).kind).toBe('refused')
    expect(fake.requests).toEqual([])
  })
})

describe('the address', () => {
  test.each([
    'https://10.0.0.1',
    'https://192.168.1.1',
    'https://172.16.0.1',
    'https://169.254.169.254',
    'https://100.64.0.1',
    'https://0.0.0.0',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://[::ffff:10.0.0.1]',
    'https://[64:ff9b::a00:1]',
    'https://167772161',
  ])('%s is private and refused before anything is sent', async (baseUrl) => {
    const failure = await failureOf({ baseUrl })
    expect(failure).toMatchObject({ kind: 'refused', isUncertain: false })
    expect(failure.message).toBe('the helpdesk is at a private address')
  })

  test('a name that leads to this machine is refused unless it says so', async () => {
    // Without a network the name is unknown, which is a failure before sending as well.
    const failure = await failureOf({ baseUrl: 'https://ip6-localhost' })
    expect(['refused', 'retry']).toContain(failure.kind)
    expect(failure.isUncertain).toBe(false)
    const port = new URL(fake.url).port
    const named = remoteWith({ baseUrl: `http://localhost:${port}` })
    expect((await named({ method: 'GET', path: '/' })).status).toBe(200)
  })

  test.each(['http://helpdesk.example', 'ftp://helpdesk.example', 'https://me@helpdesk.example'])(
    '%s is not safe and never called',
    async (baseUrl) => {
      expect((await failureOf({ baseUrl })).kind).toBe('refused')
    },
  )
})

describe('a failure', () => {
  test.each([
    [400, 'refused', false],
    [404, 'refused', false],
    [301, 'refused', false],
    [401, 'unauthorized', false],
    [403, 'unauthorized', false],
    [408, 'retry', true],
    [429, 'retry', false],
    [500, 'retry', true],
    [503, 'retry', true],
  ] as const)('with %i is %s', async (status, kind, isUncertain) => {
    answers = [{ status, json: { secret: 'Zanzibar' } }]
    const failure = await failureOf({}, { path: '/x?token=Zanzibar' })
    expect(failure).toMatchObject({ kind, isUncertain, status })
    expect(failure.message).not.toMatch(/Zanzibar|board-token/)
  })

  test('of a call that only reads is never uncertain', async () => {
    answers = [{ status: 500 }]
    expect((await failureOf({}, { method: 'GET' })).isUncertain).toBe(false)
  })

  test.each([
    ['slow', true],
    ['half', true],
    ['reset', true],
  ] as const)(
    'by an answer that is %s is tried again, and uncertain',
    async (kind, isUncertain) => {
      fake.failNext({ kind, isDone: false })
      expect(await failureOf()).toMatchObject({ kind: 'retry', isUncertain })
    },
  )

  test('to connect is tried again, and certain', async () => {
    const url = fake.url
    await fake.close()
    expect(await failureOf({ baseUrl: url })).toMatchObject({ kind: 'retry', isUncertain: false })
  })

  test('by an answer without end is refused', async () => {
    answers = [{ status: 200, json: 'x'.repeat(1024 * 1024) }]
    expect(await failureOf()).toMatchObject({ kind: 'refused', isUncertain: true })
  })

  test.each([
    ['7', 7_000],
    ['Sun, 22 Nov 2026 08:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2020 08:01:00 GMT', 0],
    ['86400', 900_000],
    ['soon', null],
  ])('with Retry-After: %s asks to wait %s ms', async (value, waitMs) => {
    answers = [{ status: 429, headers: { 'retry-after': value } }]
    expect((await failureOf()).waitMs).toBe(waitMs)
  })

  test('asks to wait in the header of the system, too', async () => {
    answers = [{ status: 429, headers: { 'x-wait': '9' } }]
    const { system } = noteBoardSettings(fake.url)
    if (system.outbound === undefined) throw new Error('the board takes notes')
    const waitAskedMs = (headers: { [name: string]: string | undefined }) =>
      Number(headers['x-wait']) * 1000
    const call = remoteWith({}, { ...system.outbound, waitAskedMs })({ method: 'GET', path: '/' })
    await expect(call).rejects.toMatchObject({ waitMs: 9_000 })
  })
})

describe('credentials', () => {
  test.each<[RemoteAuth, string, string]>([
    [{ type: 'basic', username: 'kim', password: 'p:w' }, 'authorization', 'Basic a2ltOnA6dw=='],
    [{ type: 'bearer', token: 't' }, 'authorization', 'Bearer t'],
    [{ type: 'token', token: 't' }, 'authorization', 'Bearer t'],
    [{ type: 'header', name: 'X-Api-Key', value: 'v' }, 'x-api-key', 'v'],
  ])('%o are sent as they should be', async (auth, name, value) => {
    await remoteWith({ auth })({ method: 'GET', path: '/', headers: { [name]: 'other' } })
    expect(fake.requests[0]?.headers[name]).toBe(value)
  })

  const oauth = (): RemoteAuth => ({
    type: 'oauth2',
    tokenUrl: `${fake.url}/token`,
    clientId: 'id',
    clientSecret: 'secret',
    scope: 'notes',
  })
  const token = (value: string) => ({
    status: 200,
    json: { access_token: value, expires_in: 3600 },
  })
  const ok = { status: 200, json: {} }
  const bearers = () => fake.requests.map(({ headers, path }) => headers.authorization ?? path)

  test('a token is fetched once, for calls at once, and again when it ends', async () => {
    answers = [token('a')]
    const remote = remoteWith({ auth: oauth() })
    await Promise.all([remote({ method: 'GET', path: '/' }), remote({ method: 'GET', path: '/' })])
    expect(bearers()).toEqual(['/token', 'Bearer a', 'Bearer a'])
    expect(new URLSearchParams(fake.requests[0]?.text).toString()).toBe(
      'grant_type=client_credentials&client_id=id&client_secret=secret&scope=notes',
    )
    at = new Date(at.getTime() + 3600_000)
    answers = [token('b')]
    await remote({ method: 'GET', path: '/' })
    expect(bearers().slice(3)).toEqual(['/token', 'Bearer b'])
  })

  test('a token that is refused is renewed once', async () => {
    answers = [token('a'), { status: 401 }, token('b'), ok]
    const remote = remoteWith({ auth: oauth() })
    await remote({ method: 'GET', path: '/' })
    expect(bearers()).toEqual(['/token', 'Bearer a', '/token', 'Bearer b'])
    answers = [{ status: 401 }, token('c'), { status: 401 }]
    await expect(remote({ method: 'GET', path: '/' })).rejects.toMatchObject({
      kind: 'unauthorized',
    })
  })

  test('a user name asks for a token with a password', async () => {
    answers = [token('a')]
    await remoteWith({ auth: { ...oauth(), username: 'kim', password: 'pw' } })({
      method: 'GET',
      path: '/',
    })
    expect(fake.requests[0]?.text).toContain('grant_type=password')
    expect(fake.requests[0]?.text).toContain('username=kim&password=pw')
  })

  test.each([
    [{ status: 400, json: { error: 'invalid_client' } }, 'unauthorized'],
    [{ status: 200, json: { nothing: 1 } }, 'unauthorized'],
    [{ status: 503 }, 'retry'],
  ])('no token (%o) is %s, and certain', async (answer, kind) => {
    answers = [answer]
    expect(await failureOf({ auth: oauth() })).toMatchObject({ kind, isUncertain: false })
  })
})
