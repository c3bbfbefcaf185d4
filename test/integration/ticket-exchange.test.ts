import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
let base = ''
beforeAll(async () => {
  test_ = await openTestApp()
  base = await test_.app.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(async () => {
  await test_.database.client.ticket.deleteMany()
})
afterAll(() => test_.close())

const ndjson = { 'content-type': 'application/x-ndjson' }
const linesOf = (text: string): Answer[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
const importLines = async (lines: unknown[]) => {
  const body = lines
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n')
  const answer = await test_.call('admin', 'POST', '/v1/tickets/import', body, ndjson)
  return { ...answer, lines: answer.status === 200 ? linesOf(answer.text) : [] }
}
const list = async (query = '') =>
  (await test_.call('agent', 'GET', `/v1/tickets${query}`)).json.items as Answer[]

describe('POST /v1/tickets/import', () => {
  test('stores each line as POST /v1/tickets would, at its time of receipt', async () => {
    const text = { subject: 'Reset fails', body: 'The page says SSPR_0029', helpdesk: 'rt' }
    const stated = { language: 'zh-TW', requester: { role: 'admin', locale: 'en' } }
    const { status, headers, lines } = await importLines([
      { ...text, ...stated, externalId: '1', receivedAt: '2024-05-01T10:00:00+02:00' },
    ])
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    expect(lines).toEqual([{ line: 1, outcome: 'created', id: expect.any(String) }])
    const { json: imported } = await test_.call('agent', 'GET', `/v1/tickets/${lines[0].id}`)
    expect(imported.receivedAt).toBe('2024-05-01T08:00:00.000Z')
    const { json: sent } = await test_.call('intake', 'POST', '/v1/tickets', {
      ...text,
      ...stated,
      externalId: '2',
    })
    const { id, receivedAt, triage } = sent
    expect({
      ...imported,
      id,
      receivedAt,
      externalId: '2',
      triage: { ...imported.triage, triagedAt: triage.triagedAt },
    }).toEqual(sent)
    expect(await list('?q=sspr_0029')).toHaveLength(2)
  })

  test('lists history where it belongs', async () => {
    await importLines([
      { body: 'second', externalId: 'b', receivedAt: '2024-05-02T00:00:00Z' },
      { body: 'first', externalId: 'a', receivedAt: '2024-05-01T00:00:00Z' },
      { body: 'today', externalId: 'c' },
    ])
    expect((await list()).map(({ body }) => body)).toEqual(['today', 'second', 'first'])
  })

  test('a bad line is refused by name and does not harm the others', async () => {
    const { lines } = await importLines([
      { body: 'I forgot my password' },
      '{"body": ',
      '',
      { body: '' },
      { body: 'x', receivedAt: 'yesterday' },
      { body: 'x', receivedAt: '2999-01-01T00:00:00Z' },
      { body: 'x', receivedAt: '1969-12-31T00:00:00Z' },
      { body: 'x', secret: 1 },
      '[]',
      '{"body":"x","__proto__":{}}',
      `{"body":"${'x'.repeat(1024 * 1024)}"}`,
      { body: 'x'.repeat(65_537) },
      { body: 'The printer is out of paper' },
    ])
    expect(lines.map(({ line, outcome, errors }) => [line, outcome, errors?.[0].pointer])).toEqual([
      [1, 'created', undefined],
      [2, 'refused', ''],
      [4, 'refused', '/body'],
      [5, 'refused', '/receivedAt'],
      [6, 'refused', '/receivedAt'],
      [7, 'refused', '/receivedAt'],
      [8, 'refused', '/secret'],
      [9, 'refused', ''],
      [10, 'refused', '/__proto__'],
      [11, 'refused', ''],
      [12, 'refused', '/body'],
      [13, 'created', undefined],
    ])
    expect(await list()).toHaveLength(2)
  })

  test('known tickets are repeated, within an import and from one to the next', async () => {
    const line = { body: 'I forgot my password', externalId: '7' }
    const first = await importLines([line, line, { ...line, helpdesk: 'rt' }])
    const id = first.lines[0].id
    expect(first.lines).toEqual([
      { line: 1, outcome: 'created', id },
      { line: 2, outcome: 'repeated', id },
      { line: 3, outcome: 'created', id: expect.not.stringMatching(id) },
    ])
    const again = await importLines([{ ...line, body: 'another text' }])
    expect(again.lines).toEqual([{ line: 1, outcome: 'repeated', id }])
    expect(await list()).toHaveLength(2)
  })

  test('goes on over many batches and tells nobody', async () => {
    const before = await test_.database.client.ticketEvent.count()
    const { lines } = await importLines(
      Array.from({ length: 450 }, (_, i) => ({
        body: `I forgot my password ${i}`,
        externalId: `${i}`,
      })),
    )
    expect(lines.map(({ line }) => line)).toEqual(Array.from({ length: 450 }, (_, i) => i + 1))
    expect(new Set(lines.map(({ id }) => id)).size).toBe(450)
    expect(await test_.database.client.ticketEvent.count()).toBe(before)
  })

  test('answers a line before the next one is sent, and stores what came when the sender leaves', async () => {
    const abort = new AbortController()
    const body = new Readable({ read() {} })
    const send = (text: string) => body.push(text)
    send(`${JSON.stringify({ body: 'I forgot my password' })}\n`)
    const response = await fetch(`${base}/v1/tickets/import`, {
      method: 'POST',
      headers: { ...ndjson, authorization: `Bearer ${test_.keys.admin}` },
      body: Readable.toWeb(body) as ReadableStream,
      duplex: 'half',
      signal: abort.signal,
    } as RequestInit)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect(linesOf((await reader?.read())?.value ?? '')[0]).toMatchObject({
      line: 1,
      outcome: 'created',
    })
    send(`${JSON.stringify({ body: 'second' })}\n{"body": "half a li`)
    expect(linesOf((await reader?.read())?.value ?? '')[0]).toMatchObject({
      line: 2,
      outcome: 'created',
    })
    abort.abort()
    await expect(reader?.read()).rejects.toThrow()
    expect(await list()).toHaveLength(2)
  })

  test('masks secrets as any intake does', async () => {
    const { lines } = await importLines([
      { body: 'my password is Sommer2026!' },
      { body: 'x', 'kim.lee@example.org': 1 },
    ])
    expect(JSON.stringify(lines)).not.toContain('kim.lee')
    expect(JSON.stringify(await test_.database.client.ticket.findMany())).not.toContain(
      'Sommer2026',
    )
  })

  test('of JSON is 415', async () => {
    const { status, json } = await test_.call('admin', 'POST', '/v1/tickets/import', { body: 'x' })
    expect([status, json.code]).toEqual([415, 'content-type-unsupported'])
    expect(json.errors[0].message).toBe('must be application/x-ndjson')
    const none = await test_.call('admin', 'POST', '/v1/tickets/import')
    expect(none.status).toBe(415)
    expect(await list()).toEqual([])
  })
})

describe('GET /v1/tickets.ndjson', () => {
  test('gives what the list gives, a line each, over many pages', async () => {
    await importLines(
      Array.from({ length: 450 }, (_, i) => ({
        body: i % 2 === 0 ? `I forgot my password ${i}` : `密碼忘記了 ${i}`,
        helpdesk: i % 2 === 0 ? 'a' : 'b',
      })),
    )
    const answer = await test_.call('agent', 'GET', '/v1/tickets.ndjson')
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    const exported = linesOf(answer.text)
    expect(exported).toHaveLength(450)
    const listed = await list('?limit=200')
    expect(exported.slice(0, 200)).toEqual(listed)
    const some = await test_.call('agent', 'GET', '/v1/tickets.ndjson?helpdesk=b&q=449')
    expect(linesOf(some.text).map(({ body }) => body)).toEqual(['密碼忘記了 449'])
    const none = await test_.call('agent', 'GET', '/v1/tickets.ndjson?helpdesk=c')
    expect([none.status, none.text]).toEqual([200, ''])
  })

  test.each(['limit=5', 'cursor=x', 'decision=maybe', 'q='])('%s is refused', async (query) => {
    const { status, json } = await test_.call('agent', 'GET', `/v1/tickets.ndjson?${query}`)
    expect([status, json.code]).toEqual([400, 'validation-failed'])
  })
})
