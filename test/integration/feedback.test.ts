import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordTicket } from '../../src/store/tickets.ts'
import { openTestApp, type TestApp } from '../support/test-app.ts'
import { newTicket } from '../support/tickets.ts'

let test_: TestApp
let id = ''
beforeAll(async () => {
  test_ = await openTestApp()
})
beforeEach(async () => {
  const { json } = await test_.call('intake', 'POST', '/v1/tickets', {
    subject: 'Reset fails',
    body: 'We replaced the Connect server, and a reset no longer reaches our AD: SSPR_0029.',
  })
  id = json.id
})
afterAll(() => test_.close())

const unknownId = '0190aaaa-0000-7000-8000-000000000000'
const give = (payload: unknown, ticketId = id) =>
  test_.call('agent', 'POST', `/v1/tickets/${ticketId}/feedback`, payload)
const history = async () => (await test_.call('agent', 'GET', `/v1/tickets/${id}/history`)).json

describe('POST /v1/tickets/{id}/feedback', () => {
  test('answers the ticket with the feedback, and so does reading it', async () => {
    const { status, json } = await give({ verdict: 'accepted', comment: ' Well seen. ' })
    expect(status).toBe(200)
    expect(json.feedback).toEqual({
      verdict: 'accepted',
      category: null,
      comment: 'Well seen.',
      givenAt: expect.stringMatching(/Z$/),
    })
    expect((await test_.call('agent', 'GET', `/v1/tickets/${id}`)).json).toEqual(json)
  })

  test('the last one counts and the others are kept, with who gave them', async () => {
    await give({ verdict: 'accepted' })
    await give({ verdict: 'corrected', category: 'out-of-scope' })
    const { json } = await test_.call('admin', 'POST', `/v1/tickets/${id}/feedback`, {
      verdict: 'rejected',
    })
    expect(json.feedback.verdict).toBe('rejected')
    const { feedback } = await history()
    expect(
      feedback.map((each: { verdict: string; category: string | null; isCurrent: boolean }) => [
        each.verdict,
        each.category,
        each.isCurrent,
      ]),
    ).toEqual([
      ['rejected', null, true],
      ['corrected', 'out-of-scope', false],
      ['accepted', null, false],
    ])
    const keys = await test_.database.client.apiKey.findMany()
    const keyId = (role: string) => keys.find((key) => key.role === role)?.id
    expect(feedback.map((each: { givenBy: string }) => each.givenBy)).toEqual([
      keyId('admin'),
      keyId('agent'),
      keyId('agent'),
    ])
  })

  test('the same again by the same key is remembered once', async () => {
    const first = await give({ verdict: 'accepted' })
    expect((await give({ verdict: 'accepted' })).json).toEqual(first.json)
    expect((await history()).feedback).toHaveLength(1)
  })

  test('of ten at the same moment one counts and none is lost', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => give({ verdict: 'rejected', comment: `${i}` })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const { feedback } = await history()
    expect(feedback).toHaveLength(10)
    expect(feedback.filter((each: { isCurrent: boolean }) => each.isCurrent)).toHaveLength(1)
    expect(feedback[0].isCurrent).toBe(true)
  })

  test('a comment is redacted before it is stored, answered or logged', async () => {
    const { json } = await give({
      verdict: 'rejected',
      comment: 'Told kim.lee@example.org that her password is Sommer2026! now',
    })
    expect(json.feedback.comment).toContain('[redacted:password]')
    const rows = JSON.stringify(await test_.database.client.feedback.findMany())
    for (const place of [rows, JSON.stringify(json), test_.logLines.join('')]) {
      expect(place).not.toMatch(/Sommer2026|kim\.lee/)
    }
  })

  test.each([
    [{}, '/verdict'],
    [{ verdict: 'maybe' }, '/verdict'],
    [{ verdict: 'corrected' }, '/category'],
    [{ verdict: 'corrected', category: 'printer' }, '/category'],
    [{ verdict: 'corrected', category: null }, '/category'],
    [{ verdict: 'accepted', category: 'setup' }, '/category'],
    [{ verdict: 'rejected', category: 'setup' }, '/category'],
    [{ verdict: 'accepted', comment: 'x'.repeat(2_001) }, '/comment'],
    [{ verdict: 'accepted', comment: 'a\0b' }, '/comment'],
    [{ verdict: 'accepted', by: 'kim' }, '/by'],
  ])('%j is refused by name, and nothing is stored', async (payload, pointer) => {
    const { status, json } = await give(payload)
    expect([status, json.code]).toEqual([400, 'validation-failed'])
    expect(json.errors[0]).toMatchObject({ pointer, in: 'body' })
    expect((await history()).feedback).toEqual([])
  })

  test('of an unknown ticket is 404, of a malformed id 400', async () => {
    expect((await give({ verdict: 'accepted' }, unknownId)).json.code).toBe('not-found')
    expect((await give({ verdict: 'accepted' }, '4711')).status).toBe(400)
  })
})

describe('POST /v1/tickets/{id}/retriage', () => {
  const retriage = (payload?: unknown, ticketId = id) =>
    test_.call('agent', 'POST', `/v1/tickets/${ticketId}/retriage`, payload)

  test('by the same model changes nothing and is remembered', async () => {
    const before = (await test_.call('agent', 'GET', `/v1/tickets/${id}`)).json
    const { status, json } = await retriage()
    expect(status).toBe(200)
    const { changes, ...ticket } = json
    expect(changes).toEqual([])
    const { triagedAt } = ticket.triage
    expect(ticket).toEqual({ ...before, triage: { ...before.triage, triagedAt } })
    expect((await test_.call('agent', 'GET', `/v1/tickets/${id}`)).json).toEqual(ticket)
    const { triages } = await history()
    expect(triages.map((each: { isCurrent: boolean }) => each.isCurrent)).toEqual([true, false])
    expect((await retriage({})).status).toBe(200)
  })

  test('says what was decided otherwise, and keeps what was before', async () => {
    const stored = await recordTicket(
      test_.database.client,
      newTicket({ subject: null, body: 'The printer on floor 3 is out of paper again.' }),
    )
    if (stored.kind !== 'created') throw new Error(stored.kind)
    id = stored.ticket.id
    const { json } = await retriage()
    expect(json.triage).toMatchObject({ decision: 'out-of-scope', category: null })
    expect(json.suggestion).toBeNull()
    expect(json.changes).toEqual([
      { field: 'decision', before: 'suggested', after: 'out-of-scope' },
      { field: 'category', before: 'writeback', after: null },
      { field: 'confidence', before: 0.94, after: json.triage.confidence },
      { field: 'model', before: 'test', after: json.triage.model },
    ])
    const { triages } = await history()
    expect(triages[1]).toMatchObject({ model: 'test', category: 'writeback', isCurrent: false })
    expect(triages[0]).toEqual({ ...json.triage, isCurrent: true })
  })

  test('uses again what was said about the ticket, and what was masked in it', async () => {
    const { json: first } = await test_.call('intake', 'POST', '/v1/tickets', {
      body: 'Hello, <b>my password is Sommer2026!</b> and &lt;reset&gt; fails for me. Danke!',
      language: 'fr',
      requester: { role: 'admin' },
    })
    const { json } = await retriage(undefined, first.id)
    const { triagedAt } = json.triage
    expect(json).toEqual({ ...first, triage: { ...first.triage, triagedAt }, changes: [] })
    expect(json.language).toBe('fr')
    expect(json.redactions).toEqual([{ kind: 'password', count: 1 }])
    expect(json.triage.warnings[0].kind).toBe('credential-exposed')
  })

  test('masks what rules of today mask, also in the stored text', async () => {
    const stored = await recordTicket(
      test_.database.client,
      newTicket({ subject: null, body: 'My password is Sommer2026! and fails.', redactions: [] }),
    )
    if (stored.kind !== 'created') throw new Error(stored.kind)
    const { json } = await retriage(undefined, stored.ticket.id)
    expect(json.redactions).toEqual([{ kind: 'password', count: 1 }])
    const row = await test_.database.client.ticket.findUnique({ where: { id: stored.ticket.id } })
    expect(row?.body).toBe('My password is [redacted:password] and fails.')
    expect((await test_.call('agent', 'GET', '/v1/tickets?q=Sommer2026')).json.items).toEqual([])
  })

  test('feedback stays with the ticket, and belongs to the triage it was given on', async () => {
    await give({ verdict: 'accepted' })
    const { json } = await retriage()
    expect(json.feedback.verdict).toBe('accepted')
    const row = await test_.database.client.feedback.findFirst({ where: { ticketId: id } })
    const triage = await test_.database.client.triage.findFirst({
      where: { ticketId: id, isCurrent: false },
    })
    expect(row?.triageId).toBe(triage?.id)
  })

  test('of five at the same moment one is current and none is lost', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => retriage()))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
    const { triages } = await history()
    expect(triages.map((each: { isCurrent: boolean }) => each.isCurrent)).toEqual([
      true,
      ...Array(5).fill(false),
    ])
  })

  test('takes no body, and a refused one changes nothing', async () => {
    const { status, json } = await retriage({ model: 'x' })
    expect([status, json.code]).toEqual([400, 'validation-failed'])
    expect((await history()).triages).toHaveLength(1)
  })

  test('of an unknown ticket is 404, of a malformed id 400', async () => {
    expect((await retriage(undefined, unknownId)).json.code).toBe('not-found')
    expect((await retriage(undefined, '4711')).status).toBe(400)
  })
})

describe('GET /v1/tickets/{id}/history', () => {
  test('of an unknown ticket is 404, of a malformed id 400', async () => {
    const read = (ticketId: string) => test_.call('agent', 'GET', `/v1/tickets/${ticketId}/history`)
    expect((await read(unknownId)).json.code).toBe('not-found')
    expect((await read('4711')).status).toBe(400)
  })
})
