import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { createKey, findKey, listKeys, revokeKey } from '../../src/store/keys.ts'
import { eraseTicket, findTicket, listTickets, recordTicket } from '../../src/store/tickets.ts'
import { copyOf, type TestDatabase } from '../support/database-template.ts'
import { newTicket } from '../support/tickets.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await copyOf(inject('databaseTemplate'))
})
beforeEach(() => database.empty())
afterAll(() => database.close())

const counts = async () => ({
  tickets: await database.client.ticket.count(),
  triages: await database.client.triage.count(),
  receipts: await database.client.receipt.count(),
})

describe('recording a ticket', () => {
  test('a recorded ticket reads back as it was handed in', async () => {
    const fresh = newTicket({ externalId: '4711' })
    const { kind, ticket } = await recorded(fresh)
    expect(kind).toBe('created')
    expect(await findTicket(database.client, ticket.id)).toEqual(ticket)
    expect(ticket).toEqual({
      ...fresh.triaged,
      id: ticket.id,
      url: null,
      tags: [],
      changedAtText: null,
      receivedAt: fresh.receivedAt,
      feedback: null,
      writeBack: null,
    })
  })

  test('the same helpdesk and external id finds the stored ticket, whatever the text', async () => {
    const first = await recorded(newTicket({ externalId: '1' }))
    const second = await recorded(newTicket({ externalId: '1', body: 'another text' }))
    expect(second).toEqual({ kind: 'repeated', ticket: first.ticket })
    expect((await recorded(newTicket({ externalId: '1', helpdesk: 'other' }))).kind).toBe('created')
    expect(await counts()).toEqual({ tickets: 2, triages: 2, receipts: 0 })
  })

  test('tickets without an external id never meet', async () => {
    await recorded(newTicket())
    await recorded(newTicket())
    expect((await counts()).tickets).toBe(2)
  })

  test('a receipt finds the stored ticket and refuses another request', async () => {
    const receipt = { keyHash: 'k', requestHash: 'r' }
    const first = await recorded(newTicket({}, { receipt }))
    expect(await recorded(newTicket({}, { receipt }))).toEqual({
      kind: 'repeated',
      ticket: first.ticket,
    })
    const other = newTicket({}, { receipt: { keyHash: 'k', requestHash: 'other' } })
    expect(await recordTicket(database.client, other)).toEqual({ kind: 'key-reused' })
    expect(await counts()).toEqual({ tickets: 1, triages: 1, receipts: 1 })
  })

  test('a receipt is remembered also when the external id was known', async () => {
    await recorded(newTicket({ externalId: '1' }))
    const receipt = { keyHash: 'k', requestHash: 'r' }
    await recorded(newTicket({ externalId: '1' }, { receipt }))
    const other = newTicket({}, { receipt: { keyHash: 'k', requestHash: 'other' } })
    expect(await recordTicket(database.client, other)).toEqual({ kind: 'key-reused' })
  })

  test.each([
    ['the same external id', () => newTicket({ externalId: 'same' })],
    ['the same receipt', () => newTicket({}, { receipt: { keyHash: 'k', requestHash: 'r' } })],
    [
      'both',
      () => newTicket({ externalId: 'same' }, { receipt: { keyHash: 'k', requestHash: 'r' } }),
    ],
  ])('of twenty tickets at once with %s one is created and the others find it', async (_, make) => {
    const results = await Promise.all(Array.from({ length: 20 }, () => recorded(make())))
    expect(results.filter(({ kind }) => kind === 'created')).toHaveLength(1)
    expect(new Set(results.map(({ ticket }) => ticket.id)).size).toBe(1)
    expect((await counts()).tickets).toBe(1)
    expect((await counts()).triages).toBe(1)
  })
})

describe('reading tickets', () => {
  test('pages go from the newest to the oldest without gap or repeat', async () => {
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push((await recorded(newTicket())).ticket.id)
    const seen: string[] = []
    let beforeId: string | null = null
    do {
      const page = await listTickets(database.client, {}, 2, beforeId)
      seen.push(...page.tickets.map(({ id }) => id))
      beforeId = page.nextId
    } while (beforeId !== null)
    expect(seen).toEqual(ids.reverse())
  })

  test('a filter on words treats pattern characters as themselves', async () => {
    await recorded(newTicket({ body: 'about 100% of users' }))
    await recorded(newTicket({ body: 'about 100 users, C:\\temp_dir' }))
    const bodies = async (q: string) =>
      (await listTickets(database.client, { q }, 10, null)).tickets.map(({ body }) => body)
    expect(await bodies('100%')).toEqual(['about 100% of users'])
    expect(await bodies('temp_dir')).toHaveLength(1)
    expect(await bodies('tempxdir')).toHaveLength(0)
    expect(await bodies('C:\\temp')).toHaveLength(1)
    expect(await bodies('USERS ABOUT')).toHaveLength(2)
  })

  test('from is inclusive and to is exclusive', async () => {
    const receivedAt = new Date('2026-11-22T08:00:00.000Z')
    await recorded(newTicket())
    const found = async (from?: Date, to?: Date) =>
      (await listTickets(database.client, { from, to }, 10, null)).tickets.length
    expect(await found(receivedAt)).toBe(1)
    expect(await found(undefined, receivedAt)).toBe(0)
    expect(await found(new Date(receivedAt.getTime() + 1))).toBe(0)
    expect(await found(undefined, new Date(receivedAt.getTime() + 1))).toBe(1)
  })

  test('erasing takes everything that hangs on the ticket with it', async () => {
    const receipt = { keyHash: 'k', requestHash: 'r' }
    const { ticket } = await recorded(newTicket({}, { receipt }))
    expect(await eraseTicket(database.client, ticket.id)).toBe(true)
    expect(await eraseTicket(database.client, ticket.id)).toBe(false)
    expect(await counts()).toEqual({ tickets: 0, triages: 0, receipts: 0 })
  })
})

describe('keys', () => {
  test('a key is found by its secret until it is revoked', async () => {
    const { apiKey, secret } = await createKey(database.client, 'agent', 'night shift')
    expect(await findKey(database.client, secret)).toEqual(apiKey)
    expect(await findKey(database.client, `${secret}x`)).toBeNull()
    expect(await revokeKey(database.client, apiKey.id)).toBe(true)
    expect(await revokeKey(database.client, apiKey.id)).toBe(false)
    expect(await findKey(database.client, secret)).toBeNull()
    expect((await listKeys(database.client))[0]?.revokedAt).toBeInstanceOf(Date)
  })

  test('the secret itself is nowhere in the table', async () => {
    const { secret } = await createKey(database.client, 'intake', 'x')
    const rows = await database.client.apiKey.findMany()
    expect(JSON.stringify(rows)).not.toContain(secret.slice(12))
  })
})

async function recorded(fresh: ReturnType<typeof newTicket>) {
  const result = await recordTicket(database.client, fresh)
  if (result.kind === 'key-reused') throw new Error('the key was reused')
  return result
}
