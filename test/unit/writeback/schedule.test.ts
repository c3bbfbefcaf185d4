import { describe, expect, test } from 'vitest'
import { retryDelayMs, retryDelaysMs } from '../../../src/writeback/schedule.ts'

const failure = { retries: 0, waitMs: null, isUncertain: false }

describe('the delay before the next attempt', () => {
  test('follows the schedule, spread by a fifth either way', () => {
    for (const [retries, delay] of retryDelaysMs.entries()) {
      expect(retryDelayMs({ ...failure, retries }, 0)).toBe(0.8 * delay)
      expect(retryDelayMs({ ...failure, retries }, 1)).toBe(1.2 * delay)
    }
  })

  test('ends with the schedule, also when the helpdesk asks for a wait', () => {
    const retries = retryDelaysMs.length
    expect(retryDelayMs({ ...failure, retries }, 0.5)).toBeNull()
    expect(retryDelayMs({ ...failure, retries, waitMs: 1_000 }, 0.5)).toBeNull()
  })

  test('is never shorter than the helpdesk asked for', () => {
    expect(retryDelayMs({ ...failure, waitMs: 60_000 }, 0)).toBe(60_000)
    expect(retryDelayMs({ ...failure, waitMs: 60_000 }, 1)).toBe(72_000)
  })

  test('is never shorter than the schedule, or a wait of nothing would use that up at once', () => {
    expect(retryDelayMs({ ...failure, waitMs: 0 }, 0.5)).toBe(5_000)
    expect(retryDelayMs({ ...failure, retries: 3, waitMs: 1_000 }, 0.5)).toBe(600_000)
  })

  test('is at least half a minute while the helpdesk may still be busy with the last call', () => {
    expect(retryDelayMs({ ...failure, isUncertain: true }, 0)).toBe(30_000)
    expect(retryDelayMs({ ...failure, isUncertain: true, waitMs: 1_000 }, 0)).toBe(30_000)
  })
})
