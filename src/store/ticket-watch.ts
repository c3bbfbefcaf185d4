/** Lets callers follow what happens to tickets, wherever it happens: here or in another instance. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'
import {
  eventChannel,
  numberEvents,
  numberedAtOnceMax,
  pruneEvents,
  readEvents,
  storedPositions,
  type TicketEvent,
} from './ticket-events.ts'

export type TicketFollower = {
  /** Where it begins: events after this position are new. */
  position: number
  /** True where the position asked for is no longer stored, so that something may have been missed. */
  isReset: boolean
  /** The next events in order, as soon as there are any; none after `waitMs`, null once it was closed. */
  next: (waitMs: number) => Promise<TicketEvent[] | null>
  close: () => void
}

export type TicketWatch = {
  /** To be called after a change was committed. Returns at once and never throws. */
  wake: () => void
  /** @param afterPosition the last position seen before, or null to begin with what happens from now on. */
  follow: (afterPosition: number | null) => Promise<TicketFollower>
}

/** Events are numbered at once, but not more often than this: under load one numbering takes many. */
const spacingWatchedMs = 50
const spacingUnwatchedMs = 1_000
/** A change whose process ended before it woke anybody, and a notice that was lost, are found by looking. */
const sweepMs = 5_000
const pruneMs = 600_000
const readAtOnceMax = 500

export function watchTickets({ client, listen }: Pick<Database, 'client' | 'listen'>): TicketWatch {
  const followers = new Set<() => void>()
  const reads = new Map<number, Promise<TicketEvent[]>>()
  let isNumbering = false
  let isDue = false
  let prunedAtMs = Number.NEGATIVE_INFINITY
  let stopWatching = () => {}

  const announce = () => {
    for (const tell of followers) tell()
  }

  const numberAll = async () => {
    isNumbering = true
    try {
      while (isDue) {
        isDue = false
        let count: number
        do {
          count = await numberEvents(client)
          if (count > 0) announce()
        } while (count >= numberedAtOnceMax)
        if (performance.now() - prunedAtMs > pruneMs) {
          prunedAtMs = performance.now()
          await pruneEvents(client)
        }
        const spacingMs = followers.size > 0 ? spacingWatchedMs : spacingUnwatchedMs
        await sleep(spacingMs, undefined, { ref: false })
      }
    } catch {
      // The database is away or closing. The events are stored; the next change or sweep numbers them.
    } finally {
      isNumbering = false
    }
  }

  const wake = () => {
    isDue = true
    if (!isNumbering) void numberAll()
  }

  const startWatching = () => {
    const sweep = setInterval(() => {
      wake()
      announce()
    }, sweepMs).unref()
    const stopListening = listen(eventChannel, announce)
    return () => {
      clearInterval(sweep)
      stopListening()
    }
  }

  /** Followers who are up to date ask for the same at the same moment: one query serves them all. */
  const read = (afterPosition: number) => {
    const running = reads.get(afterPosition)
    if (running !== undefined) return running
    const fresh = readEvents(client, afterPosition, readAtOnceMax).finally(() =>
      reads.delete(afterPosition),
    )
    reads.set(afterPosition, fresh)
    return fresh
  }

  return {
    wake,
    follow: async (afterPosition) => {
      const { first, last } = await storedPositions(client)
      const isStored = afterPosition !== null && afterPosition >= first && afterPosition <= last
      let position = isStored ? afterPosition : last
      let isOpen = true
      let told = 0
      let interrupt = () => {}
      const tell = () => {
        told++
        interrupt()
      }
      followers.add(tell)
      if (followers.size === 1) stopWatching = startWatching()
      return {
        position,
        isReset: afterPosition !== null && !isStored,
        next: async (waitMs) => {
          const deadlineMs = performance.now() + waitMs
          while (isOpen) {
            const toldBefore = told
            const events = await read(position)
            position = events.at(-1)?.position ?? position
            const restMs = deadlineMs - performance.now()
            if (events.length > 0 || restMs <= 0) return events
            // Told while it was reading: what it was told of may be missing in what it read.
            if (told === toldBefore && isOpen) {
              await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, restMs)
                interrupt = () => {
                  clearTimeout(timer)
                  resolve()
                }
              })
            }
          }
          return null
        },
        close: () => {
          if (!isOpen) return
          isOpen = false
          interrupt()
          followers.delete(tell)
          if (followers.size === 0) stopWatching()
        },
      }
    },
  }
}
