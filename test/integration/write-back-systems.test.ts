import { describe, expect, test } from 'vitest'
import { openRemote } from '../../src/writeback/remote.ts'
import { openFakeHelpdesk } from '../support/fake-helpdesk.ts'
import {
  type FakeSystem,
  fakeSystems,
  openZendesk,
  settingsOf,
  zendeskSystem,
} from '../support/fake-systems.ts'
import { clearText, describeFaults, useFaultBench } from '../support/write-back-faults.ts'

let zendesk = openZendesk()
const systems: FakeSystem[] = fakeSystems.map((system) =>
  system === zendeskSystem
    ? {
        ...system,
        open: () => {
          zendesk = openZendesk()
          return zendesk
        },
      }
    : system,
)
const bench = useFaultBench(systems)

for (const system of systems) describeFaults(bench, system)

describe('a ticket of Zendesk that has changed since it was triaged', () => {
  const isUpdate = zendeskSystem.calls.note
  const fake = () => bench.fakeOf(zendeskSystem)
  const deliver = async () => {
    const { system, inbound } = zendeskSystem.settings(fake().url)
    const body = JSON.stringify({
      ticket_id: zendeskSystem.externalId,
      subject: 'Password reset',
      description: clearText,
      updated_stamp: zendesk.updatedAt(),
    })
    const headers = system.sign(Buffer.from(body), inbound.secrets[0] ?? '', new Date())
    const { call } = bench.app()
    const { json } = await call(null, 'POST', '/v1/webhooks/zendesk', body, headers)
    expect(json.outcome).toBe('triaged')
    return (await call('agent', 'GET', `/v1/tickets/${json.ticketId}`)).json.writeBack.id
  }

  test('takes the note with the stamp of the delivery when nothing has changed', async () => {
    const stamp = zendesk.updatedAt()
    const id = await deliver()
    await bench.work(id)
    await bench.expectDone(zendeskSystem, id, 1)
    expect(zendesk.stamps).toEqual([stamp])
    expect(fake().requests.map(({ method }) => method)).toEqual(['PUT', 'PUT'])
  })

  test('takes the note with its new stamp while it is open and unanswered', async () => {
    const id = await deliver()
    zendesk.change()
    const stamp = zendesk.updatedAt()
    await bench.work(id)
    await bench.expectDone(zendeskSystem, id, 1)
    expect(zendesk.stamps).toEqual([stamp])
    expect(fake().requests.filter(isUpdate)).toHaveLength(2)
  })

  test.each([
    ['solved', 'the ticket is solved', () => zendesk.solve()],
    ['answered', 'the ticket was answered', () => zendesk.answer()],
  ])('takes none when it was %s, and keeps its tags', async (_, reason, change) => {
    const id = await deliver()
    change()
    await bench.work(id)
    expect(await bench.rowOf(id)).toMatchObject({
      state: 'skipped',
      reason,
      attempts: 1,
      isUncertain: false,
      claimedUntil: null,
    })
    expect(zendesk.notes).toEqual([])
    expect(zendesk.tags()).toEqual(['vip'])
    const { text } = await bench.app().call(null, 'GET', '/metrics')
    expect(text).toMatch(/sspr_write_backs_total\{helpdesk="zendesk",outcome="skipped"\} \d/)
  })

  test('takes the note later when it changes all the time', async () => {
    const id = await deliver()
    const conflict = { kind: 'answer', answer: { status: 409 } } as const
    fake().failNext(conflict, isUpdate)
    fake().failNext(conflict, isUpdate)
    await bench.work(id)
    const row = await bench.rowOf(id)
    expect(row).toMatchObject({ state: 'pending', attempts: 1, isUncertain: false })
    expect(row.reason).toBe('writing the note: the ticket keeps changing')
    bench.clock.forward(5_000)
    await bench.work(id)
    await bench.expectDone(zendeskSystem, id, 2)
  })

  test('is not written to twice when the answer was lost and others changed it meanwhile', async () => {
    const id = await deliver()
    fake().failNext({ kind: 'reset', isDone: true }, isUpdate)
    await bench.work(id)
    zendesk.answer()
    bench.clock.forward(30_000)
    await bench.work(id)
    await bench.expectDone(zendeskSystem, id, 2)
    expect(zendesk.stamps).toHaveLength(1)
  })
})

describe('the check of credentials', () => {
  const check = async (system: FakeSystem, entry: FakeSystem['entry']) => {
    const ticket = system.open()
    const fake = await openFakeHelpdesk(ticket.respond)
    const { writeBack, system: kind } = settingsOf(entry(fake.url))
    const { remote, close } = openRemote(writeBack, kind, { now: () => new Date() })
    try {
      return await kind.outbound?.checkAccess(remote)
    } finally {
      const written = fake.requests.filter(
        ({ method, path }) => method !== 'GET' && !path.endsWith('/token'),
      )
      expect(written).toEqual([])
      expect(ticket.strangers).toEqual([])
      await close()
      await fake.close()
    }
  }

  test.each(systems)('tells what good ones may do in $name, and writes nothing', async (system) => {
    expect(await check(system, system.entry)).toContainEqual(expect.stringMatching(/^[A-Z].*\.$/))
  })

  test.each(systems)('tells that $name refuses others, and writes nothing', async (system) => {
    await expect(check(system, system.refusedEntry)).rejects.toMatchObject({
      kind: 'unauthorized',
    })
  })
})
