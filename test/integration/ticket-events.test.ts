import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  eventChannel,
  numberEvents,
  pruneEvents,
  readEvents,
  recordEvent,
  storedPositions,
} from '../../src/store/ticket-events.ts'
import { type Answer, openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
let base = ''
beforeAll(async () => {
  test_ = await openTestApp()
  base = await test_.app.listen({ port: 0, host: '127.0.0.1' })
})
const streams: AbortController[] = []
afterEach(() => {
  for (const stream of streams.splice(0)) stream.abort()
})
afterAll(() => test_.close())

type Received = { id: number; event: string; data: Answer }

/** Reads a stream of events as a browser does. */
async function follow(headers: Record<string, string> = {}, query = '') {
  const abort = new AbortController()
  streams.push(abort)
  const response = await fetch(`${base}/v1/tickets/events${query}`, {
    headers: { authorization: `Bearer ${test_.keys.agent}`, ...headers },
    signal: abort.signal,
  })
  if (response.body === null) throw new Error('there is no body')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let lastId = 0
  const nextBlock = async () => {
    while (!text.includes('\n\n')) {
      const { done, value } = await reader.read()
      if (done) return null
      text += value
    }
    const block = text.slice(0, text.indexOf('\n\n'))
    text = text.slice(block.length + 2)
    return block
  }
  const next = async (): Promise<Received | null> => {
    for (;;) {
      const block = await nextBlock()
      if (block === null) return null
      const fields = new Map(
        block.split('\n').map((line) => {
          const [name = '', ...rest] = line.split(': ')
          return [name, rest.join(': ')]
        }),
      )
      lastId = Number(fields.get('id') ?? lastId)
      const data = fields.get('data')
      if (data !== undefined) {
        return { id: lastId, event: fields.get('event') ?? 'message', data: JSON.parse(data) }
      }
    }
  }
  const opening = await nextBlock()
  lastId = Number(/^id: (\d+)$/m.exec(opening ?? '')?.[1])
  if (/^event: reset$/m.test(opening ?? '')) text = `${opening}\n\n${text}`
  return { response, next, abort: () => abort.abort(), position: lastId }
}

const create = async () =>
  (await test_.call('intake', 'POST', '/v1/tickets', { body: 'I forgot my password' })).json.id

describe('GET /v1/tickets/events', () => {
  test('tells what happens to tickets, in order, with ids that grow, and nothing of their text', async () => {
    const { response, next, position } = await follow()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const id = await create()
    await test_.call('agent', 'POST', `/v1/tickets/${id}/feedback`, { verdict: 'accepted' })
    await test_.call('agent', 'POST', `/v1/tickets/${id}/retriage`)
    await test_.call('admin', 'DELETE', `/v1/tickets/${id}`)
    const events = [await next(), await next(), await next(), await next()]
    expect(events).toEqual(
      ['created', 'feedback', 'triaged', 'erased'].map((change, i) => ({
        id: position + i + 1,
        event: 'ticket',
        data: { ticketId: id, change, at: expect.stringMatching(/^2\d{3}-.*Z$/) },
      })),
    )
  })

  test.each([
    ['Last-Event-ID', (id: number) => follow({ 'last-event-id': String(id) })],
    ['lastEventId', (id: number) => follow({}, `?lastEventId=${id}`)],
  ])('%s goes on after the last event seen', async (_, resume) => {
    const first = await follow()
    const ids = [await create(), await create(), await create()]
    const seen = await first.next()
    expect(seen?.data.ticketId).toBe(ids[0])
    first.abort()
    const { next } = await resume(seen?.id ?? 0)
    expect([(await next())?.data.ticketId, (await next())?.data.ticketId]).toEqual(ids.slice(1))
  })

  test.each(['999999999', 'nonsense', '-1'])(
    'begins with a reset after the id %s, which is not stored',
    async (lastId) => {
      await create()
      const { next, position } = await follow({ 'last-event-id': lastId })
      expect(await next()).toEqual({ id: position, event: 'reset', data: {} })
      const id = await create()
      let event = await next()
      while (event !== null && event.data.ticketId !== id) event = await next()
      expect(event?.data).toMatchObject({ ticketId: id, change: 'created' })
    },
  )

  test('a repeated or refused ticket is no event', async () => {
    const payload = { body: 'I forgot my password', externalId: 'once' }
    await test_.call('intake', 'POST', '/v1/tickets', payload)
    const before = await storedAfterNumbering()
    await test_.call('intake', 'POST', '/v1/tickets', payload)
    await test_.call('intake', 'POST', '/v1/tickets', { body: '' })
    expect(await storedAfterNumbering()).toEqual(before)
  })

  test('closing the app ends the streams', async () => {
    const other = await openTestApp()
    const url = await other.app.listen({ port: 0, host: '127.0.0.1' })
    const response = await fetch(`${url}/v1/tickets/events`, {
      headers: { authorization: `Bearer ${other.keys.agent}` },
    })
    const text = response.text()
    await other.close()
    expect(await text).toMatch(/^retry: \d+\nid: \d+\n\n/)
  })
})

async function storedAfterNumbering() {
  while ((await numberEvents(test_.database.client)) > 0);
  return storedPositions(test_.database.client)
}

describe('the order of events', () => {
  test('an event that is committed late is still read after those committed before it', async () => {
    const { client } = test_.database
    const { last } = await storedAfterNumbering()
    const [early, late] = [
      '0190aaaa-0000-7000-8000-000000000001',
      '0190aaaa-0000-7000-8000-000000000002',
    ]
    // Its id is lower, as if it had been taken first; it is committed when the other was already read.
    await client.$executeRaw`
      INSERT INTO ticket_events (id, ticket_id, change)
      SELECT coalesce(max(id), 0) + 1000, ${early}::uuid, 'created' FROM ticket_events`
    await numberEvents(client)
    const seen = await readEvents(client, last, 10)
    expect(seen.map(({ ticketId }) => ticketId)).toEqual([early])
    await client.$transaction((transaction) => recordEvent(transaction, late, 'created'))
    await numberEvents(client)
    const rest = await readEvents(client, seen[0]?.position ?? 0, 10)
    expect(rest.map(({ ticketId }) => ticketId)).toEqual([late])
  })

  test('numbering at the same moment gives every event one position and leaves no gap', async () => {
    const { client } = test_.database
    const { last } = await storedAfterNumbering()
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await create()
        await numberEvents(client)
      }),
    )
    await storedAfterNumbering()
    const events = await readEvents(client, last, 100)
    expect(events.map(({ position }) => position)).toEqual(
      Array.from({ length: 20 }, (_, i) => last + 1 + i),
    )
  })

  test('an event of a transaction that is rolled back never comes', async () => {
    const { client } = test_.database
    const before = await storedAfterNumbering()
    const refused = client.$transaction(async (transaction) => {
      await recordEvent(transaction, '0190aaaa-0000-7000-8000-000000000003', 'feedback')
      throw new Error('no')
    })
    await expect(refused).rejects.toThrow('no')
    expect(await storedAfterNumbering()).toEqual(before)
  })

  test('pruning takes what is older than a week, and never the newest', async () => {
    const { client } = test_.database
    await create()
    const { last } = await storedAfterNumbering()
    await client.$executeRaw`UPDATE ticket_events SET at = now() - interval '8 days'`
    await pruneEvents(client)
    expect(await storedPositions(client)).toEqual({ first: last - 1, last })
    expect(await pruneEvents(client)).toBe(0)
    await create()
    expect((await storedAfterNumbering()).last).toBe(last + 1)
  })
})

describe.runIf(inject('databaseTemplate').kind === 'postgresql')('another instance', () => {
  test('hears of new events, and again after its connection was broken', async () => {
    const { client, listen } = test_.database
    await storedAfterNumbering()
    let hear = () => {}
    const heard = () =>
      new Promise<void>((resolve) => {
        hear = resolve
      })
    const connected = heard()
    const stop = listen(eventChannel, () => hear())
    await connected
    const told = heard()
    await client.ticketEvent.create({
      data: { ticketId: '0190aaaa-0000-7000-8000-000000000004', change: 'created' },
    })
    await numberEvents(client)
    await told
    const connectedAgain = heard()
    await client.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN %'`
    await connectedAgain
    stop()
  })
})
