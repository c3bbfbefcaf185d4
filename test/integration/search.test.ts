import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { fillSearch } from '../../src/store/ticket-search.ts'
import { eraseTicket, listTickets, recordTicket } from '../../src/store/tickets.ts'
import { copyOf, type TestDatabase } from '../support/database-template.ts'
import { newTicket } from '../support/tickets.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await copyOf(inject('databaseTemplate'))
})
beforeEach(() => database.empty())
afterAll(() => database.close())

async function store(body: string, subject: string | null = null) {
  const result = await recordTicket(database.client, newTicket({ subject, body }))
  if (result.kind !== 'created') throw new Error(result.kind)
  return result.ticket.id
}
const bodies = async (q: string, limit = 50) =>
  (await listTickets(database.client, { q }, limit, null)).tickets.map(({ body }) => body)

describe('a search for words', () => {
  test.each([
    ['sspr', ['the page says SSPR_0029']],
    ['0029', ['the page says SSPR_0029']],
    ['pag SSPR_00', ['the page says SSPR_0029']],
    ["can't", ['I can’t sign in']],
    ["'; DROP TABLE tickets; --", []],
    ['\\', []],
    ['密碼', ['密碼，碼回', '我的密碼回寫失敗', '无法重置密码']],
    ['密碼回', ['我的密碼回寫失敗']],
    ['回', ['密碼，碼回', '我的密碼回寫失敗']],
    ['重設', ['无法重置密码']],
    ['ige', []],
    ["o'neil\\x:*", ["user o'neil\\x:* is locked"]],
  ])('%s finds what holds it, newest first', async (q, expected) => {
    for (const body of [
      'the page says SSPR_0029',
      'I can’t sign in',
      '无法重置密码',
      '我的密碼回寫失敗',
      '密碼，碼回',
      "user o'neil\\x:* is locked",
    ]) {
      await store(body)
    }
    expect(await bodies(q)).toEqual(expected)
  })

  test('looks at the subject as well, and every word may stand in either', async () => {
    await store('it fails', 'Reset')
    expect(await bodies('reset fails')).toHaveLength(1)
  })

  test('pages without gap or repeat, also where the index gives more than what holds the words', async () => {
    const expected: string[] = []
    for (let i = 0; i < 30; i++) {
      const isHit = i % 3 === 0
      const body = isHit ? `密碼回寫 ${i}` : `密碼，碼回，回寫 ${i}`
      await store(body)
      if (isHit) expected.unshift(body)
    }
    const seen: string[] = []
    let beforeId: string | null = null
    do {
      const page = await listTickets(database.client, { q: '密碼回寫' }, 3, beforeId)
      seen.push(...page.tickets.map(({ body }) => body))
      beforeId = page.nextId
    } while (beforeId !== null)
    expect(seen).toEqual(expected)
  })

  test('finds what is older than the tickets looked at first', async () => {
    await store('the rare word xylophone')
    await database.client.$executeRaw`
      INSERT INTO tickets (id, helpdesk, body, language, redactions, received_at, search)
      SELECT gen_random_uuid(), 'api', 'filler', 'en', '[]', now(), array_to_tsvector('{filler}')
      FROM generate_series(1, 1500)`
    await database.client.$executeRaw`
      INSERT INTO triages (id, ticket_id, decision, category, confidence, candidates, evidence,
        error_codes, missing, warnings, model, triaged_at)
      SELECT gen_random_uuid(), id, 'review', 'setup', 0.5, '[]', '[]', '[]', '[]', '[]', 'x', now()
      FROM tickets WHERE body = 'filler'`
    expect(await bodies('xylo')).toEqual(['the rare word xylophone'])
    expect(await bodies('filler', 60)).toHaveLength(60)
    expect(await bodies('filler xylo')).toEqual([])
  })

  test('finds tickets stored before there was a search, once they are filled', async () => {
    for (let i = 0; i < 3; i++) await store(`old ticket ${i}`)
    await database.client.$executeRaw`UPDATE tickets SET search = NULL`
    expect(await bodies('old')).toEqual([])
    expect(await fillSearch(database.client)).toBe(3)
    expect(await fillSearch(database.client)).toBe(0)
    expect(await bodies('old')).toHaveLength(3)
  })

  test('does not find what was erased', async () => {
    const id = await store('the word zeppelin')
    await eraseTicket(database.client, id)
    expect(await bodies('zeppelin')).toEqual([])
  })

  test('takes the longest ticket there may be', async () => {
    const han = Array.from({ length: 65_000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
    )
    await store(han.join(''))
    expect(await bodies(han.slice(60_000, 60_004).join(''))).toHaveLength(1)
  })
})
