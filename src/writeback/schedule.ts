/** When a write-back that failed is tried again. */

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** Then it is given up: a helpdesk that is away for most of a day needs a person anyway. */
export const retryDelaysMs: readonly number[] = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  hourMs,
  3 * hourMs,
  12 * hourMs,
]

/** The helpdesk may still be busy with the call that was cut off: looking too early would miss the note. */
const uncertainDelayMsMin = 30 * secondMs

/** While its credentials are refused, a helpdesk is tried that often. */
export const probeIntervalMs = 5 * minuteMs

/**
 * How long to wait before the next attempt; null when the schedule is used up.
 *
 * @param retries delays that were used before.
 * @param waitMs what the helpdesk asked for, already within bounds; never shortened. It does not shorten the schedule
 *   either: a helpdesk that always asks for nothing would be given up within seconds.
 * @param random from 0 to 1, spreads the attempts by a fifth either way, after a wait asked for only later.
 */
export function retryDelayMs(
  {
    retries,
    waitMs,
    isUncertain,
  }: { retries: number; waitMs: number | null; isUncertain: boolean },
  random: number,
): number | null {
  const scheduled = retryDelaysMs[retries]
  if (scheduled === undefined) return null
  return Math.max(
    Math.round(scheduled * (0.8 + 0.4 * random)),
    waitMs === null ? 0 : Math.round(waitMs * (1 + 0.2 * random)),
    isUncertain ? uncertainDelayMsMin : 0,
  )
}
