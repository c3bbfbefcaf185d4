/** What a job does when a helpdesk fails to take a note, for any system: the same table for all of them. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HelpdeskSettings } from '../../src/helpdesks/settings.ts'
import type { Timing } from '../../src/writeback/jobs.ts'
import {
  type FakeHelpdesk,
  type FakeRequest,
  type Fault,
  openFakeHelpdesk,
  type Respond,
} from './fake-helpdesk.ts'
import { type Answer, openTestApp, type TestApp } from './test-app.ts'

/** The system in ordinary operation, with one ticket that has a tag and a field of others. */
export type FakeTicket = {
  respond: Respond
  /** What was written into it by calls. */
  notes: { isPrivate: boolean; text: string }[]
  tags: () => unknown
  fields: () => unknown
  /** Calls the system does not know. */
  strangers: string[]
}

export type Applies = (request: FakeRequest) => boolean

export type FaultySystem = {
  name: string
  settings: (baseUrl: string) => HelpdeskSettings
  open: () => FakeTicket
  /** Id of the ticket as the system writes it. */
  externalId: string
  /** The calls that write; tags and fields where they are calls of their own. */
  calls: { note: Applies; tags?: Applies; fields?: Applies }
  /** What the ticket has when all is done. */
  inTheEnd: { tags: unknown; fields: unknown }
  /** Set where a token that was refused is fetched again at once. */
  renewsToken?: true
  /** Headers of its own by which a 429 asks to be left alone. */
  waitHeaders?: readonly WaitHeader[]
  /** Cases that mean something else in this system. */
  leaveOut?: readonly string[]
  /** Cases of its own, for the call that writes the note. */
  cases?: readonly FaultCase[]
}

export type WaitHeader = {
  name: string
  /** Both are whole seconds. */
  headers: (until: Date, now: Date) => Record<string, string>
}

export type FaultCase = {
  name: string
  fault: Fault
  /** After the first attempt. */
  state: 'pending' | 'failed' | 'written'
  isPaused?: true
  isUncertain?: true
  /** Until the next attempt, in ms. */
  delayMs?: number
}

const answer = (status: number, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  answer: { status, headers, json: { error: 'no' } },
})

const done = (status: number, json?: unknown, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  answer: { status, json, headers },
  isDone: true,
})

const uncertain = { state: 'pending', isUncertain: true, delayMs: 30_000 } as const
/** The note is there, so nothing is in doubt. */
const soon = { state: 'pending', delayMs: 5_000 } as const
export const paused = { state: 'pending', isPaused: true, delayMs: 300_000 } as const

/** A random number of 0.5 makes every delay of the schedule what it is on average. */
const faultCases: FaultCase[] = [
  { name: '200 with an answer of another form', fault: done(200, ['ok']), state: 'written' },
  { name: '201 with an empty answer', fault: done(201), state: 'written' },
  { name: '400', fault: answer(400), state: 'failed' },
  { name: '401', fault: answer(401), ...paused },
  { name: '403', fault: answer(403), ...paused },
  { name: '404', fault: answer(404), state: 'failed' },
  { name: '409', fault: answer(409), state: 'failed' },
  { name: '422', fault: answer(422), state: 'failed' },
  { name: '302', fault: answer(302, { location: 'http://127.0.0.1:1/' }), state: 'failed' },
  { name: '429 without a wait', fault: answer(429), state: 'pending', delayMs: 5_000 },
  {
    name: '429 with a Retry-After beyond all bounds',
    fault: answer(429, { 'retry-after': '999999' }),
    state: 'pending',
    delayMs: 990_000,
  },
  // A reset that is past, since the clocks differ, is the same.
  {
    name: '429 that asks for no wait',
    fault: answer(429, { 'retry-after': '0' }),
    state: 'pending',
    delayMs: 5_000,
  },
  {
    name: '503 that asks for a short wait, note written',
    fault: done(503, undefined, { 'retry-after': '1' }),
    ...uncertain,
  },
  { name: '500', fault: answer(500), ...uncertain },
  { name: '500, note written', fault: done(500), ...uncertain },
  { name: '503', fault: answer(503), ...uncertain },
  { name: 'no answer, nothing done', fault: { kind: 'slow', isDone: false }, ...uncertain },
  { name: 'no answer, note written', fault: { kind: 'slow', isDone: true }, ...uncertain },
  { name: 'half an answer, nothing done', fault: { kind: 'half', isDone: false }, ...uncertain },
  { name: 'half an answer, note written', fault: { kind: 'half', isDone: true }, ...uncertain },
  { name: 'a reset, nothing done', fault: { kind: 'reset', isDone: false }, ...uncertain },
  { name: 'a reset, note written', fault: { kind: 'reset', isDone: true }, ...uncertain },
]

/** Faults of the calls after the note. */
const laterCases: FaultCase[] = [
  { name: '401', fault: answer(401), ...paused },
  { name: '422', fault: answer(422), state: 'failed' },
  {
    name: '429 with Retry-After',
    fault: answer(429, { 'retry-after': '60' }),
    state: 'pending',
    delayMs: 66_000,
  },
  { name: '500', fault: answer(500), ...soon },
  { name: 'no answer, nothing done', fault: { kind: 'slow', isDone: false }, ...soon },
  { name: 'half an answer, all done', fault: { kind: 'half', isDone: true }, ...soon },
  { name: 'a reset, all done', fault: { kind: 'reset', isDone: true }, ...soon },
]

const retryAfterHeaders: WaitHeader[] = [
  {
    name: 'Retry-After in seconds',
    headers: (until, now) => ({
      'retry-after': String((until.getTime() - now.getTime()) / 1_000),
    }),
  },
  { name: 'Retry-After as a date', headers: (until) => ({ 'retry-after': until.toUTCString() }) },
]

const hourMs = 3_600_000

/**
 * A clock that can be put forward.
 *
 * @param isFrozen it does not run by itself, and is ahead, so that whatever the app stores is due.
 */
export function openClock({ isFrozen } = { isFrozen: false }) {
  let aheadMs = isFrozen ? hourMs : 0
  const startMs = Math.ceil(Date.now() / 1_000) * 1_000
  const nowMs = () => (isFrozen ? startMs : Date.now()) + aheadMs
  let calls = new AbortController()
  const timing: Partial<Timing> = {
    now: () => new Date(nowMs()),
    wait: async (ms) => {
      aheadMs += ms
    },
    random: () => 0.5,
    // Long enough for a busy machine; cases without an answer need not wait for it.
    deadline: () => AbortSignal.any([calls.signal, AbortSignal.timeout(3_000)]),
  }
  return {
    timing,
    now: nowMs,
    forward: (ms: number) => {
      aheadMs += ms
    },
    /** The deadline of all calls in hand is over. */
    endCalls: () => {
      calls.abort(new DOMException('the deadline is over', 'TimeoutError'))
      calls = new AbortController()
    },
  }
}

/** The text of a ticket that is decided without doubt. */
export const clearText =
  'Password writeback does not work, SSPR_0029, on-premises AD is not updated'

/** One app for all systems of a test file, each on a fake of its own. */
export type FaultBench = ReturnType<typeof useFaultBench>

/** Opens and closes the bench with the test file, and empties it before each test. */
export function useFaultBench(systems: readonly FaultySystem[]) {
  const clock = openClock({ isFrozen: true })
  const fakes = new Map<string, FakeHelpdesk>()
  const tickets = new Map<string, FakeTicket>()
  let test_: TestApp
  const fakeOf = ({ name }: FaultySystem) => found(fakes, name)
  const ticketIn = ({ name }: FaultySystem) => found(tickets, name)
  const app = () => test_
  const writeBacks = () => {
    if (test_.jobs === null) throw new Error('the app has no jobs')
    return test_.jobs.writeBacks
  }
  const rowOf = (id: string) => test_.database.client.writeBack.findUniqueOrThrow({ where: { id } })

  beforeAll(async () => {
    const helpdesks = []
    for (const system of systems) {
      const respond: Respond = (request) => ticketIn(system).respond(request)
      const fake = await openFakeHelpdesk(respond, clock.endCalls)
      fakes.set(system.name, fake)
      helpdesks.push(system.settings(fake.url))
    }
    test_ = await openTestApp({ helpdesks, timing: clock.timing })
  })
  beforeEach(async () => {
    // Deleting is far quicker here than TRUNCATE, and there are hundreds of these tests.
    await test_.database.client.$executeRaw`DELETE FROM tickets`
    await test_.database.client.$executeRaw`DELETE FROM deliveries`
    await test_.database.client.$executeRaw`DELETE FROM helpdesk_states`
    for (const system of systems) tickets.set(system.name, system.open())
    for (const fake of fakes.values()) fake.reset()
  })
  afterAll(async () => {
    await test_.close()
    for (const fake of fakes.values()) await fake.close()
  })

  return {
    clock,
    fakeOf,
    ticketIn,
    app,
    rowOf,
    work: (writeBackId: string) => writeBacks().work(writeBackId),
    post: async (system: FaultySystem): Promise<Answer> => {
      const { json } = await test_.call('admin', 'POST', '/v1/tickets', {
        helpdesk: system.settings(fakeOf(system).url).name,
        externalId: system.externalId,
        body: clearText,
      })
      expect(json.triage.decision).toBe('suggested')
      return json
    },
    /** Everything is there, once, and nothing of others is lost. */
    expectDone: async (system: FaultySystem, id: string, attempts: number) => {
      const row = await rowOf(id)
      expect(row).toMatchObject({ state: 'written', reason: null, attempts, isUncertain: false })
      const { notes, tags, fields, strangers } = ticketIn(system)
      expect(strangers).toEqual([])
      expect(notes).toEqual([
        { isPrivate: true, text: expect.stringContaining(`sspr-triage:${row.triageId}`) },
      ])
      expect({ tags: tags(), fields: fields() }).toEqual(system.inTheEnd)
    },
  }
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name)
  if (value === undefined) throw new Error(`the bench has no ${name}`)
  return value
}

/** Declares a test for each fault: what the job does then, and that in the end there is exactly one note. */
export function describeFaults(bench: FaultBench, system: FaultySystem): void {
  const { clock, rowOf, work, post, expectDone } = bench
  const { calls } = system
  const fake = () => bench.fakeOf(system)

  const meet = async ({ fault, ...expected }: FaultCase, applies: Applies) => {
    const { writeBack } = await post(system)
    const { id } = writeBack
    fake().failNext(fault, applies)
    const isTokenRefused = fault.kind === 'answer' && fault.answer.status === 401
    const isAskedAgain = isTokenRefused && system.renewsToken && applies !== isTokenCall
    if (isAskedAgain) fake().failNext(fault, applies)
    await work(id)
    if (expected.state === 'written') return expectDone(system, id, 1)

    const row = await rowOf(id)
    expect(row).toMatchObject({
      state: expected.state,
      attempts: 1,
      isUncertain: expected.isUncertain ?? false,
      claimedUntil: null,
    })
    expect(row.reason).toMatch(/^[\x20-\x7e]{5,200}$/)
    const { json: ready } = await bench.app().call(null, 'GET', '/ready')
    expect(ready.pausedHelpdesks).toHaveLength(expected.isPaused ? 1 : 0)
    if (expected.delayMs === undefined) {
      const path = `/v1/write-backs/${id}/retry`
      expect((await bench.app().call('admin', 'POST', path)).json.state).toBe('pending')
    } else {
      expect(row.nextAttemptAt.getTime() - row.updatedAt.getTime()).toBe(expected.delayMs)
      // A job that comes too early changes nothing.
      await work(id)
      expect(await rowOf(id)).toEqual(row)
      clock.forward(expected.delayMs)
    }
    await work(id)
    await expectDone(system, id, 2)
    expect(await bench.app().database.client.helpdeskState.count({ where: isPaused })).toBe(0)
  }

  describe(`a note for ${system.name}`, () => {
    test('is written once, whatever is repeated', async () => {
      const { writeBack } = await post(system)
      await Promise.all([work(writeBack.id), work(writeBack.id)])
      await work(writeBack.id)
      await expectDone(system, writeBack.id, 1)
    })

    const cases = faultCases.filter(({ name }) => !system.leaveOut?.includes(name))
    test.each([...cases, ...(system.cases ?? [])])(
      'meets $name: $state, and there is never a second one',
      (expected) => meet(expected, calls.note),
    )

    test.each([...retryAfterHeaders, ...(system.waitHeaders ?? [])])(
      'waits as long as $name asks, and a tenth more',
      ({ name, headers }) => {
        // Dates in headers have whole seconds.
        clock.forward(1_000 - (clock.now() % 1_000))
        const until = new Date(clock.now() + 60_000)
        const fault = answer(429, headers(until, new Date(clock.now())))
        return meet({ name, fault, state: 'pending', delayMs: 66_000 }, calls.note)
      },
    )

    test('is not written again while nobody can tell whether it is there', async () => {
      const { writeBack } = await post(system)
      fake().failNext({ kind: 'reset', isDone: true }, calls.note)
      await work(writeBack.id)
      clock.forward(30_000)
      fake().failNext(answer(500), ({ method }) => method === 'GET')
      await work(writeBack.id)
      expect(await rowOf(writeBack.id)).toMatchObject({ state: 'pending', isUncertain: true })
      clock.forward(30_000)
      await work(writeBack.id)
      await expectDone(system, writeBack.id, 3)
      expect(fake().requests.filter(calls.note)).toHaveLength(1)
    })

    if (system.renewsToken) {
      test('goes on at once with a fresh token when the old one has ended', async () => {
        const { writeBack } = await post(system)
        fake().failNext(answer(401), calls.note)
        await work(writeBack.id)
        await expectDone(system, writeBack.id, 1)
      })

      test.each([
        { name: '400', fault: answer(400), ...paused },
        { name: '401', fault: answer(401), ...paused },
        { name: '500', fault: answer(500), state: 'pending', delayMs: 5_000 } as const,
        { name: 'a reset', fault: { kind: 'reset', isDone: false }, ...soon } as const,
      ])('meets $name instead of a token: $state', (expected) => meet(expected, isTokenCall))
    }
  })

  for (const step of ['tags', 'fields'] as const) {
    const applies = calls[step]
    if (applies === undefined) continue
    test.each(laterCases)(
      `a note for ${system.name} is not written again when the ${step} meet $name`,
      async (expected) => {
        await meet(expected, applies)
        expect(fake().requests.filter(calls.note)).toHaveLength(1)
      },
    )
  }
}

const isTokenCall: Applies = ({ path }) => path.endsWith('/token')

const isPaused = { pausedAt: { not: null } }
