import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordTicket } from '../../src/store/tickets.ts'
import { articleLanguages } from '../../src/ticket.ts'
import { openTestApp, type TestApp } from '../support/test-app.ts'
import { newTicket } from '../support/tickets.ts'

let test_: TestApp
const ids: string[] = []

beforeAll(async () => {
  test_ = await openTestApp()
  const base = newTicket().triaged
  const outOfScope = { ...base.triage, decision: 'out-of-scope', category: null } as const
  const fresh = [
    newTicket({ helpdesk: 'rt', language: 'zh-Hant', body: '密碼回寫 失敗' }),
    newTicket({ triage: outOfScope, body: 'the printer' }),
    newTicket({ triage: { ...base.triage, decision: 'review', category: 'setup' } }),
    newTicket({}, { receivedAt: new Date('2026-11-23T00:00:00.000Z') }),
  ]
  for (const each of fresh) {
    const result = await recordTicket(test_.database.client, each)
    if (result.kind === 'created') ids.push(result.ticket.id)
  }
  await test_.database.client.feedback.create({
    data: {
      id: '01900000-0000-7000-8000-000000000001',
      ticketId: ids[3] ?? '',
      verdict: 'accepted',
      givenBy: 'environment',
      givenAt: new Date('2026-11-23T01:00:00.000Z'),
    },
  })
})
afterAll(() => test_.close())

const list = (query: string) => test_.call('agent', 'GET', `/v1/tickets${query}`)

describe('GET /v1/tickets', () => {
  test('lists the newest first, whole', async () => {
    const { status, json } = await list('')
    expect(status).toBe(200)
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([...ids].reverse())
    expect(json.nextCursor).toBeNull()
    expect(json.items[0].feedback).toEqual({
      verdict: 'accepted',
      category: null,
      comment: null,
      givenAt: '2026-11-23T01:00:00.000Z',
    })
  })

  test.each([
    ['decision=out-of-scope', [1]],
    ['decision=suggested', [3, 0]],
    ['category=setup', [2]],
    ['category=writeback&decision=review', []],
    ['language=zh-TW', [0]],
    ['language=zh-Hant', [0]],
    ['helpdesk=rt', [0]],
    ['feedback=none', [2, 1, 0]],
    ['feedback=accepted', [3]],
    ['feedback=rejected', []],
    ['from=2026-11-23T00:00:00Z', [3]],
    ['to=2026-11-23T00:00:00Z', [2, 1, 0]],
    ['from=2026-11-22T09:00:00%2B01:00&to=2026-11-22T08:00:00.001Z', [2, 1, 0]],
    ['q=PRINTER', [1]],
    [`q=${encodeURIComponent('回寫 失敗')}`, [0]],
    ['q=reset', [3, 2, 1, 0]],
  ])('%s finds the right ones', async (query, expected) => {
    const { json } = await list(`?${query}`)
    expect(json.items.map(({ id }: { id: string }) => ids.indexOf(id))).toEqual(expected)
  })

  test('a cursor goes on where the page ended, also with a filter', async () => {
    const first = await list('?limit=1&feedback=none')
    const second = await list(`?limit=1&feedback=none&cursor=${first.json.nextCursor}`)
    const third = await list(`?limit=1&feedback=none&cursor=${second.json.nextCursor}`)
    const seen = [first, second, third].map(({ json }) => ids.indexOf(json.items[0].id))
    expect(seen).toEqual([2, 1, 0])
    expect(third.json.nextCursor).toBeNull()
  })

  test.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=x', '/limit'],
    ['cursor=nonsense', '/cursor'],
    ['cursor=', '/cursor'],
    ['decision=maybe', '/decision'],
    ['category=out-of-scope', '/category'],
    ['language=!', '/language'],
    ['helpdesk=A%20B', '/helpdesk'],
    ['feedback=some', '/feedback'],
    ['from=yesterday', '/from'],
    ['to=2026-11-22', '/to'],
    ['q=', '/q'],
    ['q=%00', '/q'],
    ['sort=id', '/sort'],
    ['limit=1&limit=2', '/limit'],
  ])('%s is refused by name', async (query, pointer) => {
    const { status, json } = await list(`?${query}`)
    expect(status).toBe(400)
    expect(json).toMatchObject({ code: 'validation-failed' })
    expect(json.errors[0]).toMatchObject({ pointer, in: 'query' })
  })
})

describe('GET and DELETE /v1/tickets/{id}', () => {
  test('a ticket is read by its id', async () => {
    const { status, json } = await test_.call('agent', 'GET', `/v1/tickets/${ids[0]}`)
    expect(status).toBe(200)
    expect(json.id).toBe(ids[0])
  })

  test.each(['GET', 'DELETE'] as const)('%s of an unknown id is 404', async (method) => {
    const url = '/v1/tickets/0190aaaa-0000-7000-8000-000000000000'
    const { status, json } = await test_.call('admin', method, url)
    expect(status).toBe(404)
    expect(json.code).toBe('not-found')
  })

  test.each(['GET', 'DELETE'] as const)('%s of a malformed id is 400', async (method) => {
    const { status, json } = await test_.call('admin', method, '/v1/tickets/4711')
    expect(status).toBe(400)
    expect(json.errors[0]).toMatchObject({ pointer: '/id', in: 'path' })
  })

  test('an erased ticket is gone, and nothing of it is left', async () => {
    const { json } = await test_.call(
      'intake',
      'POST',
      '/v1/tickets',
      { body: 'I forgot my password' },
      { 'idempotency-key': 'k' },
    )
    const erased = await test_.call('admin', 'DELETE', `/v1/tickets/${json.id}`)
    expect([erased.status, erased.text]).toEqual([204, ''])
    expect((await test_.call('agent', 'GET', `/v1/tickets/${json.id}`)).status).toBe(404)
    const { client } = test_.database
    const where = { ticketId: json.id }
    expect(await client.triage.count({ where })).toBe(0)
    expect(await client.receipt.count({ where })).toBe(0)
  })
})

describe('GET /v1/categories', () => {
  test('lists the seven categories with their titles in every language', async () => {
    const { status, json } = await test_.call('agent', 'GET', '/v1/categories')
    expect(status).toBe(200)
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([
      'setup',
      'error-message',
      'reset-policy',
      'prepopulate',
      'registration',
      'self-reset',
      'writeback',
    ])
    for (const { titles } of json.items) {
      expect(Object.keys(titles)).toEqual(articleLanguages)
    }
  })

  test.each([
    ['', 'en'],
    ['?language=zh-TW', 'zh-Hant'],
    ['?language=zh-CN', 'zh-Hans'],
    ['?language=de-AT', 'de'],
    ['?language=fr', 'fr'],
    ['?language=es-419', 'es'],
    ['?language=ja', 'ja'],
    ['?language=nl', 'en'],
  ])('an article is given in the language asked for: %s', async (query, language) => {
    const { status, json } = await test_.call('agent', 'GET', `/v1/categories/writeback${query}`)
    expect(status).toBe(200)
    expect(json).toMatchObject({ id: 'writeback', language })
    expect(json.links.length).toBeGreaterThan(0)
    expect(json.errorCodes.map(({ code }: { code: string }) => code)).toContain('SSPR_0029')
    expect(json.revision).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('the note and the codes are in a language that agents read', async () => {
    const read = async (language: string) => {
      const { json } = await test_.call('agent', 'GET', `/v1/categories/setup?language=${language}`)
      return json
    }
    const english = await read('en')
    const german = await read('de')
    expect(german.title).not.toBe(english.title)
    expect(german).toMatchObject({
      noteLanguage: 'en',
      note: english.note,
      errorCodes: english.errorCodes,
    })
    expect((await read('zh-Hant')).noteLanguage).toBe('zh-Hant')
  })

  test('an unknown category is 404 and a malformed language is refused by name', async () => {
    const unknown = await test_.call('agent', 'GET', '/v1/categories/printer')
    expect([unknown.status, unknown.json.code]).toEqual([404, 'not-found'])
    const malformed = await test_.call('agent', 'GET', '/v1/categories/setup?language=!')
    expect(malformed.status).toBe(400)
    expect(malformed.json.errors[0]).toMatchObject({ pointer: '/language', in: 'query' })
  })
})
