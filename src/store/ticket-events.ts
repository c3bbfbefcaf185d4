/**
 * What happened to tickets, in an order that watchers can go on from.
 *
 * An event is written in the transaction of its change, without a position. Positions are given afterwards, one
 * numbering at a time: ids of a sequence are taken before a commit, so a watcher who goes by them skips the
 * event of a transaction that took its id early and commits late. Taking a lock in the change itself would make every
 * intake wait for the commit of another, and so would a NOTIFY in it.
 */

import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'

const ticketChanges = ['created', 'triaged', 'feedback', 'write-back', 'erased'] as const
export type TicketChange = (typeof ticketChanges)[number]

export type TicketEvent = { position: number; ticketId: string; change: TicketChange; at: Date }

/** The channel that other instances listen on. */
export const eventChannel = 'sspr_triage_ticket_events'

/** Any constant that no other lock of this service uses. */
const numberingLockId = 7_718_000_030n

/** Writes an event within the transaction of its change. */
export async function recordEvent(
  transaction: Prisma.TransactionClient,
  ticketId: string,
  change: TicketChange,
): Promise<void> {
  await transaction.ticketEvent.create({ data: { ticketId, change } })
}

/**
 * Gives the committed events without a position the next ones, and tells the other instances where there were any.
 *
 * @returns how many there were, at most 5,000 at a time.
 */
export async function numberEvents(client: PrismaClient): Promise<number> {
  const numberThem = client.$executeRaw`
    WITH base AS (SELECT coalesce(max(position), 0) AS last FROM ticket_events),
    fresh AS (
      SELECT id, row_number() OVER (ORDER BY id) AS n
      FROM (
        SELECT id FROM ticket_events WHERE position IS NULL ORDER BY id LIMIT ${numberedAtOnceMax}
      ) AS waiting
    ), numbered AS (
      UPDATE ticket_events SET position = base.last + fresh.n
      FROM fresh, base WHERE ticket_events.id = fresh.id RETURNING 1
    )
    SELECT pg_notify(${eventChannel}, '') FROM (SELECT 1 FROM numbered LIMIT 1) AS any_numbered`
  // The lock is a statement of its own: the next one then sees all that was committed before it was had.
  const lock = client.$executeRaw`SELECT pg_advisory_xact_lock(${numberingLockId})`
  const count = client.$queryRaw<{ waiting: bigint }[]>`
    SELECT count(*) AS waiting FROM (
      SELECT 1 FROM ticket_events WHERE position IS NULL LIMIT ${numberedAtOnceMax}
    ) AS waiting`
  const [{ waiting } = { waiting: 0n }] = await count
  if (waiting === 0n) return 0
  await client.$transaction([lock, numberThem])
  return Number(waiting)
}

export const numberedAtOnceMax = 5_000

/** The events after a position, in order. */
export async function readEvents(
  client: PrismaClient,
  afterPosition: number,
  limit: number,
): Promise<TicketEvent[]> {
  const rows = await client.ticketEvent.findMany({
    where: { position: { gt: BigInt(afterPosition) } },
    orderBy: { position: 'asc' },
    take: limit,
  })
  return rows.map(toTicketEvent)
}

/** The positions from which a watcher can go on: from `first` to `last`; both 0 where nothing has happened yet. */
export async function storedPositions(
  client: PrismaClient,
): Promise<{ first: number; last: number }> {
  const { _min, _max } = await client.ticketEvent.aggregate({
    _min: { position: true },
    _max: { position: true },
  })
  return { first: Number(_min.position ?? 1n) - 1, last: Number(_max.position ?? 0n) }
}

const keptDays = 7
const keptEventsMax = 100_000

/** Removes events older than a week and all but the newest 100,000; the newest stays, for the count to go on. */
export async function pruneEvents(client: PrismaClient): Promise<number> {
  return client.$executeRaw`
    DELETE FROM ticket_events
    USING (SELECT max(position) AS last FROM ticket_events) AS newest
    WHERE position < newest.last
      AND (position <= newest.last - ${keptEventsMax} OR at < now() - make_interval(days => ${keptDays}))`
}

function toTicketEvent(row: {
  position: bigint | null
  ticketId: string
  change: string
  at: Date
}): TicketEvent {
  const { position, ticketId, at } = row
  return { position: Number(position), ticketId, change: row.change as TicketChange, at }
}
