import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeHelpdesk, openFakeHelpdesk } from '../support/fake-helpdesk.ts'
import { isNoteCall, noteBoardSettings, openBoard } from '../support/note-board.ts'
import { openTestApp, type TestApp } from '../support/test-app.ts'
import { clearText, openClock } from '../support/write-back-faults.ts'

let test_: TestApp
let fake: FakeHelpdesk
let slow: FakeHelpdesk
let board = openBoard()
const clock = openClock()
const work = (id: string) => test_.jobs?.writeBacks.work(id)
const client = () => test_.database.client

beforeAll(async () => {
  fake = await openFakeHelpdesk((request) => board.respond(request))
  slow = await openFakeHelpdesk((request) => board.respond(request))
  test_ = await openTestApp({
    helpdesks: [
      noteBoardSettings(fake.url),
      noteBoardSettings(fake.url, { mode: 'shadow' }, 'shadowed'),
      noteBoardSettings(fake.url, { mode: 'off' }, 'silent'),
      noteBoardSettings(fake.url, { decisions: ['suggested', 'review'] }, 'reviewed'),
      noteBoardSettings(fake.url, { perMinute: 6 }, 'limited'),
      noteBoardSettings(slow.url, {}, 'slow'),
      {
        ...noteBoardSettings(fake.url, {}, 'answered'),
        system: { ...noteBoardSettings(fake.url).system, noteInAnswer: true },
      },
    ],
    timing: { ...clock.timing, pollingIntervalSeconds: 0.5 },
  })
})
beforeEach(async () => {
  await client().$executeRaw`TRUNCATE tickets, helpdesk_states CASCADE`
  board = openBoard()
  fake.requests.length = 0
})
afterAll(async () => {
  await test_.close()
  await fake.close()
  await slow.close()
})

async function post(helpdesk = 'board', externalId: string | null = '1', body = clearText) {
  const ticket = { helpdesk, body, ...(externalId !== null && { externalId }) }
  const { json, status } = await test_.call('admin', 'POST', '/v1/tickets', ticket)
  expect([200, 201]).toContain(status)
  return json
}
const writeBackOf = async (ticketId: string) =>
  (await test_.call('agent', 'GET', `/v1/tickets/${ticketId}`)).json.writeBack
const rowOf = (id: string) => client().writeBack.findUniqueOrThrow({ where: { id } })

describe('a triage that wants a note', () => {
  test('writes one private note with its marker, then tags and fields', async () => {
    const ticket = await post()
    expect(ticket.writeBack).toMatchObject({
      state: 'pending',
      mode: 'note',
      attempts: 0,
      reason: null,
      writtenAt: null,
    })
    await work(ticket.writeBack.id)

    const { triageId } = await rowOf(ticket.writeBack.id)
    const marker = `sspr-triage:${triageId}`
    const [note] = board.notes
    expect(board.notes).toHaveLength(1)
    expect(note).toMatchObject({ ticketId: '1', private: true })
    expect(note?.subject).toContain(marker)
    expect(note?.body.trimEnd().endsWith(marker)).toBe(true)
    expect(note?.body).toBe(ticket.writeBack.note)
    expect(board.tags).toEqual([{ tags: ['sspr'] }])
    expect(board.fields).toEqual([{ fields: { topic: 'writeback' } }])
    expect(fake.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /tickets/1/notes',
      'POST /tickets/1/tags',
      'PATCH /tickets/1',
    ])
    expect(fake.requests[0]?.headers.authorization).toBe('Bearer board-token')
    const after = await writeBackOf(ticket.id)
    expect(after).toMatchObject({ state: 'written', attempts: 1, reason: null })
    expect(after.writtenAt).toMatch(/Z$/)
  })

  test('goes on after the note when tags fail, without a second note', async () => {
    const { writeBack, id } = await post()
    const status = { kind: 'answer', answer: { status: 429 } } as const
    fake.failNext(status, ({ path }) => path.endsWith('/tags'))
    await work(writeBack.id)
    expect(await writeBackOf(id)).toMatchObject({
      state: 'pending',
      reason: 'adding tags: the helpdesk answered 429',
    })
    clock.forward(6_000)
    await work(writeBack.id)
    expect(await writeBackOf(id)).toMatchObject({ state: 'written', attempts: 2 })
    expect([board.notes.length, board.tags.length, board.fields.length]).toEqual([1, 1, 1])
  })

  test('has one write-back, however often and at once the ticket is handed in', async () => {
    await Promise.all([post(), post(), post()])
    await post()
    expect(await client().writeBack.count()).toBe(1)
  })

  test('is only recorded in shadow mode', async () => {
    const { writeBack } = await post('shadowed')
    expect(writeBack).toMatchObject({ state: 'shadow', mode: 'shadow', attempts: 0 })
    expect(writeBack.note).toContain('### Why')
    await work(writeBack.id)
    expect(fake.requests).toEqual([])
  })

  test('is written at once where the answer is the note', async () => {
    const { writeBack } = await post('answered')
    expect(writeBack).toMatchObject({ state: 'written', mode: 'note' })
    expect(fake.requests).toEqual([])
  })

  test.each([
    ['a helpdesk with notes switched off', 'silent', '1', clearText],
    ['a helpdesk nobody configured', 'unknown', '1', clearText],
    ['a ticket without an id of its own', 'board', null, clearText],
    ['a ticket that is out of scope', 'reviewed', '1', 'The printer on floor 3 is out of toner'],
    ['a ticket left to a person', 'board', '1', 'password'],
  ])('is none for %s', async (_, helpdesk, externalId, body) => {
    expect((await post(helpdesk, externalId, body)).writeBack).toBeNull()
    expect(await client().writeBack.count()).toBe(0)
  })

  test('carries the candidates where tickets left to a person are wanted, too', async () => {
    const { writeBack, triage } = await post('reviewed', '1', 'password')
    expect(triage.decision).toBe('review')
    expect(writeBack.state).toBe('pending')
    expect(writeBack.note).toContain('### What it may be')
    expect(writeBack.note).toContain('Please decide yourself')
  })

  test('is not stored when the ticket is not', async () => {
    const ticket = { helpdesk: 'board', externalId: '1', body: clearText }
    const headers = { 'idempotency-key': 'a' }
    await test_.call('admin', 'POST', '/v1/tickets', ticket, headers)
    const other = { ...ticket, externalId: '2' }
    expect((await test_.call('admin', 'POST', '/v1/tickets', other, headers)).status).toBe(422)
    expect(await client().writeBack.count()).toBe(1)
  })
})

describe('a job', () => {
  test('ends quietly when its ticket was erased', async () => {
    const { writeBack, id } = await post()
    expect((await test_.call('admin', 'DELETE', `/v1/tickets/${id}`)).status).toBe(204)
    await work(writeBack.id)
    expect(await client().writeBack.count()).toBe(0)
    expect(fake.requests).toEqual([])
  })

  test('is skipped when a newer triage took its place', async () => {
    const { writeBack, id } = await post()
    const triage = await client().triage.findFirstOrThrow({ where: { ticketId: id } })
    await client().triage.update({ where: { id: triage.id }, data: { isCurrent: false } })
    const copy = {
      ...triage,
      id: '0190aaaa-0000-7000-8000-00000000000b',
      candidates: [],
      evidence: [],
      errorCodes: [],
      missing: [],
      warnings: [],
      suggestion: undefined,
    }
    await client().triage.create({ data: copy })
    await work(writeBack.id)
    expect(await rowOf(writeBack.id)).toMatchObject({
      state: 'skipped',
      reason: 'a newer triage of the ticket took its place',
    })
    expect(fake.requests).toEqual([])
  })

  test('is skipped with the reason when the ticket was answered meanwhile', async () => {
    const { writeBack, id } = await post()
    fake.failNext({ kind: 'answer', answer: { status: 409 } })
    await work(writeBack.id)
    expect(await writeBackOf(id)).toMatchObject({
      state: 'skipped',
      reason: 'the ticket was answered meanwhile',
      attempts: 1,
    })
    expect(board.notes).toEqual([])
  })

  test('is given up when the schedule is used up, and listed as failed', async () => {
    const { writeBack } = await post()
    for (let attempt = 1; attempt <= 8; attempt++) {
      fake.failNext({ kind: 'answer', answer: { status: 429 } })
      await work(writeBack.id)
      expect(await rowOf(writeBack.id)).toMatchObject({
        attempts: attempt,
        state: attempt < 8 ? 'pending' : 'failed',
      })
      clock.forward(13 * 3_600_000)
    }
    const { json } = await test_.call('agent', 'GET', '/v1/write-backs?state=failed&helpdesk=board')
    expect(json.items).toMatchObject([{ id: writeBack.id, helpdesk: 'board', state: 'failed' }])
    await work(writeBack.id)
    expect(board.notes).toEqual([])
  })

  test('keeps to the limit a minute, over everybody who works', async () => {
    const first = await post('limited', '1')
    const second = await post('limited', '2')
    await work(first.writeBack.id)
    await work(second.writeBack.id)
    const row = await rowOf(second.writeBack.id)
    expect(row).toMatchObject({ state: 'pending', attempts: 0 })
    const waitMs = row.nextAttemptAt.getTime() - clock.now()
    expect(waitMs).toBeGreaterThan(2_000)
    expect(waitMs).toBeLessThanOrEqual(10_000)
    clock.forward(waitMs)
    await work(second.writeBack.id)
    expect(board.notes).toHaveLength(2)
  })

  test('holds back the others of its helpdesk when that asks for a wait', async () => {
    const first = await post('board', '1')
    const second = await post('board', '2')
    fake.failNext({ kind: 'answer', answer: { status: 429, headers: { 'retry-after': '60' } } })
    await work(first.writeBack.id)
    await work(second.writeBack.id)
    expect(fake.requests).toHaveLength(1)
    const { nextAttemptAt } = await rowOf(second.writeBack.id)
    expect(nextAttemptAt.getTime() - clock.now()).toBeGreaterThan(50_000)
  })

  test('logs ids, outcome and duration, and nothing of ticket or helpdesk', async () => {
    const { writeBack, id } = await post('board', '1', `${clearText} Zanzibar`)
    test_.logLines.length = 0
    fake.failNext({ kind: 'answer', answer: { status: 500, json: { message: 'Zanzibar' } } })
    await work(writeBack.id)
    clock.forward(30_000)
    await work(writeBack.id)
    const lines = test_.logLines.map((line) => JSON.parse(line))
    expect(lines.filter(({ msg }) => msg === 'write-back')).toMatchObject([
      { ticketId: id, writeBackId: writeBack.id, helpdesk: 'board', outcome: 'retry' },
      { ticketId: id, writeBackId: writeBack.id, helpdesk: 'board', outcome: 'written' },
    ])
    expect(test_.logLines.join('')).not.toMatch(/Zanzibar|board-token/)
    const { text } = await test_.call(null, 'GET', '/metrics')
    expect(text).toMatch(/sspr_write_backs_total\{helpdesk="board",outcome="written"\} \d/)
    expect(text).toMatch(/sspr_write_backs_total\{helpdesk="board",outcome="retry"\} \d/)
  })
})

describe('refused credentials', () => {
  const refuse = () => fake.failNext({ kind: 'answer', answer: { status: 401 } })

  test('pause the helpdesk: nothing is called, /ready and /metrics say so, intake goes on', async () => {
    const first = await post('board', '1')
    refuse()
    await work(first.writeBack.id)
    const second = await post('board', '2')
    await work(second.writeBack.id)
    expect(fake.requests).toHaveLength(1)
    expect(await writeBackOf(second.id)).toMatchObject({ state: 'pending', attempts: 0 })
    const { json, status } = await test_.call(null, 'GET', '/ready')
    expect(status).toBe(200)
    expect(json.pausedHelpdesks).toMatchObject([
      { helpdesk: 'board', reason: 'writing the note: the helpdesk answered 401' },
    ])
    const { text } = await test_.call(null, 'GET', '/metrics')
    expect(text).toContain('sspr_helpdesk_paused{helpdesk="board"} 1')
  })

  test('are tried by one job every five minutes and never used up', async () => {
    const first = await post('board', '1')
    const second = await post('board', '2')
    refuse()
    await work(first.writeBack.id)
    for (let probe = 0; probe < 10; probe++) {
      clock.forward(5 * 60_000)
      refuse()
      await work(first.writeBack.id)
      await work(second.writeBack.id)
    }
    expect(fake.requests).toHaveLength(11)
    clock.forward(5 * 60_000)
    await work(first.writeBack.id)
    clock.forward(5 * 60_000)
    await work(second.writeBack.id)
    expect(board.notes.map(({ ticketId }) => ticketId)).toEqual(['1', '2'])
    expect((await test_.call(null, 'GET', '/ready')).json.pausedHelpdesks).toEqual([])
  })

  test('are tried at once when somebody asks for it', async () => {
    const { writeBack } = await post()
    refuse()
    await work(writeBack.id)
    const { status, json } = await retry(writeBack.id)
    expect([status, json.state]).toEqual([200, 'pending'])
    await work(writeBack.id)
    expect(board.notes).toHaveLength(1)
  })
})

const retry = (id: string) => test_.call('admin', 'POST', `/v1/write-backs/${id}/retry`)

describe('POST /v1/write-backs/{id}/retry', () => {
  test('tries a failed one again, once, however often it is asked for', async () => {
    const { writeBack } = await post()
    fake.failNext({ kind: 'answer', answer: { status: 422 } })
    await work(writeBack.id)
    expect((await rowOf(writeBack.id)).state).toBe('failed')
    expect((await retry(writeBack.id)).json).toMatchObject({ state: 'pending', reason: null })
    expect((await retry(writeBack.id)).status).toBe(200)
    await work(writeBack.id)
    await work(writeBack.id)
    expect(board.notes).toHaveLength(1)
    expect((await retry(writeBack.id)).json).toMatchObject({ state: 'written', attempts: 2 })
    expect(board.notes).toHaveLength(1)
  })

  test('leaves one that is only recorded as it is', async () => {
    const { writeBack } = await post('shadowed')
    expect((await retry(writeBack.id)).json).toMatchObject({ state: 'shadow' })
  })

  test.each([
    ['0190aaaa-0000-7000-8000-000000000000', 404, 'not-found'],
    ['1', 400, 'validation-failed'],
  ])('answers an id of none, %s, with %i', async (id, status, code) => {
    const answer = await retry(id)
    expect([answer.status, answer.json.code]).toEqual([status, code])
  })
})

describe('GET /v1/write-backs', () => {
  test('lists newest first, by state and helpdesk, in pages', async () => {
    for (const id of ['1', '2', '3']) await post('board', id)
    await post('shadowed', '4')
    const list = async (query: string) =>
      (await test_.call('agent', 'GET', `/v1/write-backs${query}`)).json
    const all = await list('')
    expect(all.items.map(({ helpdesk }: { helpdesk: string }) => helpdesk)).toEqual([
      ...['shadowed', 'board', 'board', 'board'],
    ])
    expect((await list('?state=shadow')).items).toHaveLength(1)
    expect((await list('?helpdesk=board&state=failed')).items).toEqual([])
    const page = await list('?helpdesk=board&limit=2')
    const rest = await list(`?helpdesk=board&limit=2&cursor=${page.nextCursor}`)
    expect([...page.items, ...rest.items]).toEqual(all.items.slice(1))
    expect(rest.nextCursor).toBeNull()
  })

  test.each(['?state=lost', '?limit=0', '?cursor=x', '?helpdesk=a%20b', '?other=1'])(
    'refuses %s',
    async (query) => {
      expect((await test_.call('agent', 'GET', `/v1/write-backs${query}`)).status).toBe(400)
    },
  )
})

describe('the workers', () => {
  test('write what waits, also what a dead worker had, while a helpdesk that hangs holds up no other', async () => {
    const stuck = await post('slow', '1')
    slow.failNext({ kind: 'slow', isDone: false }, isNoteCall)
    const lost = await post('board', '2')
    await client().$executeRaw`
      UPDATE write_backs SET claimed_until = now() + interval '1 hour', is_uncertain = true
      WHERE id = ${lost.writeBack.id}::uuid`
    await client()
      .$executeRaw`DELETE FROM pgboss.job WHERE data->>'writeBackId' = ${lost.writeBack.id}`
    if (test_.database.kind === 'postgresql') {
      await client().$executeRaw`UPDATE write_backs SET claimed_until = NULL`
    }
    const written = new Map<string, () => void>()
    test_.services.onWriteBackAttempt(({ ticketId, outcome }) => {
      if (outcome === 'written') written.get(ticketId)?.()
    })
    const until = (ticketId: string) =>
      new Promise<void>((resolve) => {
        written.set(ticketId, resolve)
      })
    const isLostWritten = until(lost.id)
    await test_.jobs?.writeBacks.start()
    const fresh = await post('board', '3')
    const isFreshWritten = until(fresh.id)
    await Promise.all([
      isLostWritten,
      (await writeBackOf(fresh.id)).state === 'written' || isFreshWritten,
    ])
    expect(board.notes.map(({ ticketId }) => ticketId).sort()).toEqual(['2', '3'])
    expect((await rowOf(stuck.writeBack.id)).state).toBe('pending')
  })
})
