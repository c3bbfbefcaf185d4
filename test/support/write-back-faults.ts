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

export type FaultySystem = {
  name: string
  settings: (baseUrl: string) => HelpdeskSettings
  /** The system in ordinary operation, with nothing in it. */
  open: () => { respond: Respond; countNotes: () => number }
  /** The call that writes the note. */
  isNoteCall: (request: FakeRequest) => boolean
  /** Id of a ticket as the system writes it. */
  externalId?: string
  /** Cases that mean something else in this system. */
  leaveOut?: readonly string[]
}

type FaultCase = {
  name: string
  fault: Fault
  /** After the first attempt. */
  state: 'pending' | 'failed'
  isPaused?: true
  isUncertain?: true
  /** Until the next attempt, in ms. */
  delayMs?: number
}

const answer = (status: number, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  answer: { status, headers, json: { error: 'no' } },
})

const uncertain = { state: 'pending', isUncertain: true, delayMs: 30_000 } as const

/** A random number of 0.5 makes every delay of the schedule what it is on average. */
const faultCases: FaultCase[] = [
  { name: '400', fault: answer(400), state: 'failed' },
  { name: '401', fault: answer(401), state: 'pending', isPaused: true, delayMs: 300_000 },
  { name: '403', fault: answer(403), state: 'pending', isPaused: true, delayMs: 300_000 },
  { name: '404', fault: answer(404), state: 'failed' },
  { name: '422', fault: answer(422), state: 'failed' },
  { name: '302', fault: answer(302, { location: 'http://127.0.0.1:1/' }), state: 'failed' },
  { name: '429 without a wait', fault: answer(429), state: 'pending', delayMs: 5_000 },
  {
    name: '429 with Retry-After in seconds',
    fault: answer(429, { 'retry-after': '60' }),
    state: 'pending',
    delayMs: 66_000,
  },
  {
    name: '429 with a Retry-After beyond all bounds',
    fault: answer(429, { 'retry-after': '999999' }),
    state: 'pending',
    delayMs: 990_000,
  },
  { name: '500', fault: answer(500), ...uncertain },
  { name: '503', fault: answer(503), ...uncertain },
  { name: 'no answer, nothing done', fault: { kind: 'slow', isDone: false }, ...uncertain },
  { name: 'no answer, note written', fault: { kind: 'slow', isDone: true }, ...uncertain },
  { name: 'half an answer, nothing done', fault: { kind: 'half', isDone: false }, ...uncertain },
  { name: 'half an answer, note written', fault: { kind: 'half', isDone: true }, ...uncertain },
  { name: 'a reset, nothing done', fault: { kind: 'reset', isDone: false }, ...uncertain },
  { name: 'a reset, note written', fault: { kind: 'reset', isDone: true }, ...uncertain },
]

/** A clock that runs with the real one and can be put forward. */
export function openClock() {
  let aheadMs = 0
  const timing: Partial<Timing> = {
    now: () => new Date(Date.now() + aheadMs),
    wait: async (ms) => {
      aheadMs += ms
    },
    random: () => 0.5,
    // Long enough for a busy machine; only the cases without an answer wait for it.
    callDeadlineMs: 3_000,
  }
  return {
    timing,
    now: () => Date.now() + aheadMs,
    forward: (ms: number) => {
      aheadMs += ms
    },
  }
}

/** The text of a ticket that is decided without doubt. */
export const clearText =
  'Password writeback does not work, SSPR_0029, on-premises AD is not updated'

/** Declares a test for each fault: what the job does then, and that in the end there is exactly one note. */
export function describeFaults(system: FaultySystem): void {
  describe(`a note for ${system.name}`, () => {
    let test_: TestApp
    let fake: FakeHelpdesk
    let board = system.open()
    const clock = openClock()
    const writeBacks = () => {
      if (test_.jobs === null) throw new Error('the app has no jobs')
      return test_.jobs.writeBacks
    }
    beforeAll(async () => {
      fake = await openFakeHelpdesk((request) => board.respond(request))
      const helpdesks = [system.settings(fake.url)]
      test_ = await openTestApp({ helpdesks, timing: clock.timing })
    })
    beforeEach(async () => {
      await test_.database.client.$executeRaw`TRUNCATE tickets, helpdesk_states CASCADE`
      board = system.open()
      fake.requests.length = 0
    })
    afterAll(async () => {
      await test_.close()
      await fake.close()
    })

    const post = async (): Promise<Answer> => {
      const answer = await test_.call('admin', 'POST', '/v1/tickets', {
        helpdesk: system.settings(fake.url).name,
        externalId: system.externalId ?? '4711',
        body: clearText,
      })
      expect(answer.json.triage.decision).toBe('suggested')
      return answer.json
    }
    const rowOf = (id: string) =>
      test_.database.client.writeBack.findUniqueOrThrow({ where: { id } })

    test('is written once, whatever is repeated', async () => {
      const { writeBack } = await post()
      await Promise.all([writeBacks().work(writeBack.id), writeBacks().work(writeBack.id)])
      await writeBacks().work(writeBack.id)
      expect(await rowOf(writeBack.id)).toMatchObject({ state: 'written', attempts: 1 })
      expect(board.countNotes()).toBe(1)
    })

    const cases = faultCases.filter(({ name }) => !system.leaveOut?.includes(name))
    test.each(cases)('meets $name: $state, and there is never a second one', async (expected) => {
      const { writeBack, id } = await post()
      fake.failNext(expected.fault, system.isNoteCall)
      await writeBacks().work(writeBack.id)

      const row = await rowOf(writeBack.id)
      expect(row).toMatchObject({
        state: expected.state,
        attempts: 1,
        isUncertain: expected.isUncertain ?? false,
        claimedUntil: null,
      })
      expect(row.reason).toMatch(/^[\x20-\x7e]{5,200}$/)
      const { json: ready } = await test_.call(null, 'GET', '/ready')
      expect(ready.pausedHelpdesks).toHaveLength(expected.isPaused ? 1 : 0)
      if (expected.delayMs !== undefined) {
        const waitMs = row.nextAttemptAt.getTime() - row.updatedAt.getTime()
        expect(Math.abs(waitMs - expected.delayMs)).toBeLessThan(1_000)
        // A job that comes too early changes nothing.
        await writeBacks().work(writeBack.id)
        expect(await rowOf(writeBack.id)).toEqual(row)
        clock.forward(waitMs)
      } else {
        const retried = await test_.call('admin', 'POST', `/v1/write-backs/${writeBack.id}/retry`)
        expect(retried.json.state).toBe('pending')
      }

      await writeBacks().work(writeBack.id)
      const { json } = await test_.call('agent', 'GET', `/v1/tickets/${id}`)
      expect(json.writeBack).toMatchObject({ state: 'written', reason: null, attempts: 2 })
      expect(board.countNotes()).toBe(1)
      expect((await test_.call(null, 'GET', '/ready')).json.pausedHelpdesks).toEqual([])
    })
  })
}
