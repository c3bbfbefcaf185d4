import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HelpdeskSettings } from '../../src/helpdesks/settings.ts'
import { readHelpdesks } from '../../src/helpdesks/settings.ts'
import { signStandard } from '../../src/helpdesks/standard-webhooks.ts'
import { forgetDeliveries } from '../../src/store/deliveries.ts'
import { adminApiKey, openTestApp, type TestApp } from '../support/test-app.ts'

const secret = 'whsec_c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LTEyMzQ='
const oldSecret = 'whsec_YW4tb2xkZXItc2VjcmV0LW9mLXRoZS10ZXN0cw=='

const configured = (entries: object[]): readonly HelpdeskSettings[] => {
  const read = readHelpdesks(JSON.stringify({ helpdesks: entries }), {}, true)
  if (read.kind === 'faulty') throw new Error(read.problems.join('\n'))
  return read.helpdesks
}

let it_: TestApp

beforeAll(async () => {
  it_ = await openTestApp({
    config: {
      helpdesks: configured([
        { name: 'scripted', kind: 'standard', inbound: { secrets: [secret, oldSecret] } },
        {
          name: 'basic',
          kind: 'standard',
          agentLanguage: 'zh-Hant',
          inbound: {
            basic: { username: 'rt', password: 'p:w' },
            header: { name: 'X-Key', value: 'k' },
          },
        },
        { name: 'open', kind: 'standard', inbound: { none: true } },
      ]),
    },
  })
})
afterAll(() => it_.close())
beforeEach(() => it_.database.empty())

type TicketFields = Record<string, unknown>
const created = (data: TicketFields = {}, more: object = {}) => ({
  type: 'ticket.created',
  timestamp: '2026-11-22T08:00:00Z',
  data: {
    externalId: '4711',
    subject: 'Reset does not reach our AD',
    body: 'After a reset in the cloud the old password still works on premises, SSPR_0029.',
    ...data,
  },
  ...more,
})
const updated = (data: TicketFields = {}, more: object = {}) =>
  created(data, { type: 'ticket.updated', timestamp: '2026-11-22T09:00:00Z', ...more })

const send = (payload: unknown, headers: Record<string, string> = {}, name = 'scripted') => {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return it_.call(null, 'POST', `/v1/webhooks/${name}`, text, {
    ...(name === 'scripted' ? signStandard(Buffer.from(text), secret, new Date()) : {}),
    ...headers,
  })
}
const asAdmin = { authorization: `Bearer ${adminApiKey}` }
const stored = async () =>
  (await it_.call(null, 'GET', '/v1/tickets', undefined, asAdmin)).json.items

describe('a delivery of a ticket', () => {
  test('is triaged, stored under its helpdesk and id, and answered with the id', async () => {
    const answer = await send(
      created({ url: 'https://help.example/t/4711', tags: ['vpn', 'kim@example.org'] }),
    )
    expect(answer.status).toBe(201)
    const [ticket, ...others] = await stored()
    expect(others).toEqual([])
    expect(answer.json).toEqual({ outcome: 'triaged', ticketId: ticket.id, reason: null })
    expect(ticket).toMatchObject({
      helpdesk: 'scripted',
      externalId: '4711',
      url: 'https://help.example/t/4711',
      tags: ['vpn'],
      triage: { errorCodes: [{ code: 'SSPR_0029' }] },
    })
  })

  test('that comes again under its id gets the first answer and leaves one ticket', async () => {
    const text = JSON.stringify(created())
    const headers = signStandard(Buffer.from(text), secret, new Date())
    const first = await send(text, headers)
    const again = await send(text, headers)
    expect(again.status).toBe(200)
    expect(again.json).toEqual({ outcome: 'repeated', ticketId: first.json.ticketId, reason: null })
    expect(await stored()).toHaveLength(1)
  })

  test('that comes many times at once is triaged once', async () => {
    const text = JSON.stringify(created())
    const headers = signStandard(Buffer.from(text), secret, new Date())
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(text, headers)))
    const outcomes = answers.map(({ json }) => json.outcome).sort()
    expect(outcomes).toEqual([...Array(11).fill('repeated'), 'triaged'])
    expect(await it_.database.client.triage.count()).toBe(1)
  })

  test('without a delivery id is a repeat when it says the same', async () => {
    const payload = created()
    expect((await send(payload, {}, 'open')).status).toBe(201)
    expect((await send(payload, {}, 'open')).json.outcome).toBe('repeated')
  })

  test.each([
    ['none', undefined],
    ['an empty one', ''],
    ['no media type', 'json'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['a media type of no name', 'application/vnd.helpdesk+json; charset=UTF-8'],
  ])('is read whatever its content type says: %s', async (_case, contentType) => {
    const payload = Buffer.from(JSON.stringify(created()))
    const answer = await it_.app.inject({
      method: 'POST',
      url: '/v1/webhooks/scripted',
      headers: {
        ...signStandard(payload, secret, new Date()),
        ...(contentType !== undefined && { 'content-type': contentType }),
      },
      payload,
    })
    expect(answer.json()).toMatchObject({ outcome: 'triaged' })
  })

  test('of an erased ticket does not bring it back', async () => {
    const text = JSON.stringify(created())
    const headers = signStandard(Buffer.from(text), secret, new Date())
    const { json } = await send(text, headers)
    await it_.call(null, 'DELETE', `/v1/tickets/${json.ticketId}`, undefined, asAdmin)
    const again = await send(text, headers)
    expect(again.json).toEqual({ outcome: 'repeated', ticketId: null, reason: null })
    expect(await stored()).toEqual([])
  })

  test('keeps no secret of its text, in the database or the log', async () => {
    await send(created({ body: 'My password is Winter2026! and it is not accepted', tags: [] }))
    const rows = JSON.stringify(
      await it_.database.client.ticket.findMany({ include: { triages: true } }),
    )
    expect(rows).toContain('[redacted:password]')
    expect(rows + it_.logLines.join()).not.toContain('Winter2026!')
  })

  test('uses the language its agents were given', async () => {
    const headers = { authorization: `Basic ${btoa('rt:p:w')}`, 'x-key': 'k' }
    await send(
      created({ body: 'My password is Winter2026! and it is not accepted' }),
      headers,
      'basic',
    )
    const [ticket] = await stored()
    expect(ticket.triage.warnings[0].message).toMatch(/[\u4e00-\u9fff]/)
  })

  test('with only a subject is triaged, with no text at all it is ignored', async () => {
    expect((await send(created({ body: '' }))).status).toBe(201)
    const empty = await send(created({ externalId: '2', subject: '  ', body: '\u200b\n' }))
    expect(empty.json).toEqual({ outcome: 'ignored', ticketId: null, reason: 'no-text' })
  })

  test('is cut and made storable instead of refused', async () => {
    const body = `\ud800a\0${'密'.repeat(65_000)}`
    const answer = await send(JSON.stringify(created({ body })))
    expect(answer.status).toBe(201)
  })
})

test('deliveries are forgotten after 30 days, not before', async () => {
  await send(created())
  const later = (days: number) => new Date(Date.now() + days * 86_400_000)
  expect(await forgetDeliveries(it_.database.client, later(29))).toBe(0)
  expect(await forgetDeliveries(it_.database.client, later(31))).toBe(1)
})

describe('an update', () => {
  test('with another text is triaged again, and the first triage is kept', async () => {
    const first = await send(created({ body: 'How do I enable self-service password reset?' }))
    const again = await send(updated())
    expect(again.status).toBe(201)
    expect(again.json.ticketId).toBe(first.json.ticketId)
    const [ticket] = await stored()
    expect(ticket.body).toContain('SSPR_0029')
    expect(await it_.database.client.triage.count()).toBe(2)
  })

  test('with the same text changes nothing', async () => {
    await send(created())
    const answer = await send(updated({ tags: ['sspr'] }))
    expect(answer).toMatchObject({ status: 200, json: { outcome: 'ignored', reason: 'unchanged' } })
    expect(await it_.database.client.triage.count()).toBe(1)
  })

  test('that arrives before the creation creates the ticket, and the older text stays out', async () => {
    const first = await send(updated({ body: 'The newer text, SSPR_0029' }))
    expect(first.status).toBe(201)
    const late = await send(created({ body: 'The older text' }))
    expect(late.json).toMatchObject({ outcome: 'repeated', ticketId: first.json.ticketId })
    expect((await stored())[0].body).toBe('The newer text, SSPR_0029')
  })

  test('that is older than what is stored is ignored', async () => {
    await send(updated())
    const late = await send(updated({ body: 'old' }, { timestamp: '2026-11-22T08:30:00Z' }))
    expect(late.json).toMatchObject({ outcome: 'ignored', reason: 'out-of-order' })
  })

  test('of a closed ticket, another event and a test ping are ignored', async () => {
    const closed = await send(updated({ status: 'Closed' }))
    expect(closed.json).toEqual({ outcome: 'ignored', ticketId: null, reason: 'closed-ticket' })
    const other = await send({ type: 'user.created', data: {} })
    expect(other.json.reason).toBe('other-event')
    const ping = await send({ type: 'ping' })
    expect(ping.json.reason).toBe('test-ping')
    expect(await stored()).toEqual([])
  })
})

describe('a call that proves nothing', () => {
  test('a signature one byte off is refused and nothing is stored', async () => {
    const text = JSON.stringify(created())
    const headers = signStandard(Buffer.from(text), secret, new Date())
    const answer = await send(`${text} `, headers)
    expect(answer.status).toBe(401)
    expect(answer.json).toMatchObject({
      code: 'delivery-unproven',
      errors: [{ in: 'headers', pointer: '/webhook-signature' }],
    })
    expect(await stored()).toEqual([])
  })

  test('the older secret is accepted while both are active, a third is not', async () => {
    const text = JSON.stringify(created())
    const signed = (key: string) => send(text, signStandard(Buffer.from(text), key, new Date()))
    expect((await signed(oldSecret)).status).toBe(201)
    expect((await signed('whsec_bm9ib2R5LWtub3dzLXRoaXMtc2VjcmV0')).status).toBe(401)
  })

  test('a timestamp that is too old is refused', async () => {
    const text = JSON.stringify(created())
    const before = new Date(Date.now() - 301_000)
    const answer = await send(text, signStandard(Buffer.from(text), secret, before))
    expect(answer).toMatchObject({
      status: 401,
      json: { errors: [{ pointer: '/webhook-timestamp' }] },
    })
  })

  test.each([
    ['no header at all', {}, 'authorization'],
    [
      'another password',
      { authorization: `Basic ${btoa('rt:other')}`, 'x-key': 'k' },
      'authorization',
    ],
    ['a bearer', { authorization: `Bearer ${btoa('rt:p:w')}`, 'x-key': 'k' }, 'authorization'],
    ['no key', { authorization: `Basic ${btoa('rt:p:w')}` }, 'x-key'],
    ['another key', { authorization: `Basic ${btoa('rt:p:w')}`, 'x-key': 'K' }, 'x-key'],
  ])('%s is refused by the name of the header', async (_case, headers, header) => {
    const answer = await send(created(), headers as Record<string, string>, 'basic')
    expect(answer).toMatchObject({ status: 401, json: { errors: [{ pointer: `/${header}` }] } })
  })

  test('Basic with the header is let in', async () => {
    const headers = { authorization: `basic ${btoa('rt:p:w')}`, 'x-key': 'k' }
    expect((await send(created(), headers, 'basic')).status).toBe(201)
  })
})

describe('a malformed call', () => {
  test.each([
    ['no JSON', '{"type": "ticket.created", "data": {"subject": "say "hi""}}', ''],
    ['an empty body', '', ''],
    ['no type', { data: {} }, '/type'],
    ['no id', created({ externalId: undefined }), '/data/externalId'],
    ['an e-mail address as id', created({ externalId: 'kim@example.org' }), ''],
    ['a number as body', created({ body: 7 }), '/data/body'],
    ['too long a body', created({ body: 'a'.repeat(65_537) }), '/data/body'],
  ])('%s is refused by its place, and nothing is stored', async (_case, payload, pointer) => {
    const answer = await send(payload)
    expect(answer.status).toBe(400)
    expect(answer.json.code).toBe('delivery-malformed')
    expect(answer.json.errors[0]).toMatchObject({ in: 'body', pointer })
    expect(answer.text).not.toContain('say')
    expect(await stored()).toEqual([])
  })

  test('bytes that are no UTF-8 are refused', async () => {
    const payload = Buffer.from([0x7b, 0xff, 0x7d])
    const headers = signStandard(payload, secret, new Date())
    const answer = await it_.app.inject({
      method: 'POST',
      url: '/v1/webhooks/scripted',
      headers,
      payload,
    })
    expect(answer.json().errors).toEqual([{ pointer: '', in: 'body', message: 'is not UTF-8' }])
  })

  test('a body over 1 MiB is refused with 413', async () => {
    expect((await send('x'.repeat(1024 * 1024 + 1))).status).toBe(413)
  })

  test('an unknown name is 404', async () => {
    const answer = await it_.call(null, 'POST', '/v1/webhooks/nobody', {})
    expect(answer).toMatchObject({ status: 404, json: { code: 'not-found' } })
  })
})

describe('the other methods', () => {
  test('HEAD says that there is somebody', async () => {
    expect((await it_.call(null, 'HEAD', '/v1/webhooks/open')).status).toBe(200)
    expect((await it_.call(null, 'HEAD', '/v1/webhooks/nobody')).status).toBe(404)
  })

  test('OPTIONS consents to CloudEvents', async () => {
    const answer = await it_.call(null, 'OPTIONS', '/v1/webhooks/open', undefined, {
      'webhook-request-origin': 'events.example.com',
      'webhook-request-rate': '120',
    })
    expect(answer.headers).toMatchObject({
      'webhook-allowed-origin': 'events.example.com',
      'webhook-allowed-rate': '*',
    })
  })

  test('GET without a challenge and PUT are not allowed', async () => {
    expect((await it_.call(null, 'GET', '/v1/webhooks/open')).status).toBe(405)
    expect((await it_.call(null, 'PUT', '/v1/webhooks/open', {})).status).toBe(405)
  })
})
