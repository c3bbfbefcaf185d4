import { describe, expect, test } from 'vitest'
import { wrongKeyBrake } from '../../../src/http/auth.ts'

/** A brake with a clock that is set by hand, and the waits it asked for. */
function brakeAt(start: number) {
  const clock = { ms: start }
  const waits: number[] = []
  const slowDown = wrongKeyBrake(
    () => clock.ms,
    async (ms) => {
      waits.push(ms)
    },
  )
  const fail = async (address: string, times: number) => {
    for (let i = 0; i < times; i++) await slowDown(address)
  }
  return { clock, waits, fail }
}

describe('an address that keeps sending wrong keys', () => {
  test('is not slowed for the first ten in a minute', async () => {
    const { waits, fail } = brakeAt(0)
    await fail('192.0.2.1', 10)
    expect(waits).toEqual([])
  })

  test('waits longer each time after that, up to two seconds', async () => {
    const { waits, fail } = brakeAt(0)
    await fail('192.0.2.1', 40)
    expect(waits.slice(0, 3)).toEqual([100, 200, 300])
    expect(Math.max(...waits)).toBe(2000)
  })

  test('starts afresh after a minute, and does not slow others', async () => {
    const { clock, waits, fail } = brakeAt(0)
    await fail('192.0.2.1', 11)
    await fail('192.0.2.2', 10)
    expect(waits).toEqual([100])
    clock.ms = 60_000
    await fail('192.0.2.1', 10)
    expect(waits).toEqual([100])
  })

  test('is refused with 429 when too many answers wait already', async () => {
    const slowDown = wrongKeyBrake(
      () => 0,
      () => new Promise(() => {}),
    )
    for (let i = 0; i < 10; i++) await slowDown('192.0.2.1')
    for (let i = 0; i < 200; i++) void slowDown('192.0.2.1')
    await expect(slowDown('192.0.2.1')).rejects.toMatchObject({ statusCode: 429 })
  })
})
