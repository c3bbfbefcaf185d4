/** Write-backs: what became, becomes or would have become of the note about a triage. The queue only wakes workers. */

import { uuidv7 } from 'uuidv7'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { WriteBackModel } from '../generated/prisma/models.ts'
import type { NoteMode, WriteBackState } from '../ticket.ts'
import { type ExecuteSql, executeInTransaction, patient } from './database.ts'
import { recordEvent } from './ticket-events.ts'

export type StoredWriteBack = {
  id: string
  ticketId: string
  triageId: string
  helpdesk: string
  mode: NoteMode
  state: WriteBackState
  /** How often the helpdesk was called for it. */
  attempts: number
  /** Why it waits, was skipped or failed. */
  reason: string | null
  /** Markdown of the note as it was, will or would be written. */
  note: string
  writtenAt: Date | null
  createdAt: Date
}

/** A job for a worker, not to be taken before `at`. */
export type SendJob = (job: {
  writeBackId: string
  helpdesk: string
  at: Date
  /** On the transaction that stores what the job is about: both are there or neither. */
  executeSql: ExecuteSql
}) => Promise<void>

export type NewWriteBack = {
  mode: NoteMode
  /** `pending` needs `send`; `shadow` and `written` (the answer itself is the note) are done at once. */
  state: 'pending' | 'shadow' | 'written'
  /** Makes the Markdown once the ids are known. */
  note: (ids: { ticketId: string; triageId: string }) => string
  send: SendJob | null
}

/** The client, or a transaction of it. */
type Transaction = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'
>

/** Stores a write-back and sends its job, within the transaction that stores the triage. */
export async function recordWriteBack(
  transaction: Transaction,
  about: { ticketId: string; triageId: string; helpdesk: string; at: Date },
  { mode, state, note, send }: NewWriteBack,
): Promise<StoredWriteBack> {
  const { ticketId, triageId, helpdesk, at } = about
  const row = await transaction.writeBack.create({
    data: {
      id: uuidv7(),
      ticketId,
      triageId,
      helpdesk,
      mode,
      state,
      note: note({ ticketId, triageId }),
      nextAttemptAt: at,
      createdAt: at,
      updatedAt: at,
      writtenAt: state === 'written' ? at : null,
    },
  })
  const executeSql = executeInTransaction(transaction)
  await send?.({ writeBackId: row.id, helpdesk, at, executeSql })
  return toStoredWriteBack(row)
}

/** What a worker needs to go on where the last one stopped. */
export type ClaimedWriteBack = StoredWriteBack & {
  /** False once a later triage has taken its place. */
  isCurrent: boolean
  isUncertain: boolean
  noteWrittenAt: Date | null
  tagsAddedAt: Date | null
  fieldsSetAt: Date | null
  retries: number
  slotAt: Date | null
}

/** The clocks of database and process differ a little; a job that comes early by less is due. */
const clockToleranceMs = 1_000

/**
 * Gives a pending write-back that is due to one worker; null when there is none, or another worker has it.
 *
 * @param leaseMs after this a worker that has not given it back counts as dead.
 */
export async function claimWriteBack(
  client: PrismaClient,
  id: string,
  now: Date,
  leaseMs: number,
): Promise<ClaimedWriteBack | null> {
  const dueBy = new Date(now.getTime() + clockToleranceMs)
  const until = new Date(now.getTime() + leaseMs)
  const claimed = await client.$executeRaw`
    UPDATE write_backs SET claimed_until = ${until}
    WHERE id = ${id}::uuid AND state = 'pending' AND next_attempt_at <= ${dueBy}
      AND (claimed_until IS NULL OR claimed_until < ${now})`
  if (claimed === 0) return null
  const row = await client.writeBack.findUnique({
    where: { id },
    include: { triage: { select: { isCurrent: true } } },
  })
  if (row === null) return null
  const { triageId, isUncertain, noteWrittenAt, tagsAddedAt, fieldsSetAt, retries, slotAt } = row
  return {
    ...toStoredWriteBack(row),
    triageId,
    isCurrent: row.triage.isCurrent,
    isUncertain,
    noteWrittenAt,
    tagsAddedAt,
    fieldsSetAt,
    retries,
    slotAt,
  }
}

export type WriteBackChange = Partial<
  Pick<
    WriteBackModel,
    | 'attempts'
    | 'retries'
    | 'isUncertain'
    | 'noteWrittenAt'
    | 'tagsAddedAt'
    | 'fieldsSetAt'
    | 'slotAt'
    | 'reason'
  >
>

/** Stores how far a claimed write-back has come; the claim stays. Does nothing when it was erased. */
export async function noteProgress(
  client: Transaction,
  id: string,
  now: Date,
  change: WriteBackChange,
): Promise<void> {
  await client.writeBack.updateMany({ where: { id }, data: { ...change, updatedAt: now } })
}

/** Ends a claimed write-back. Does nothing when it was erased. */
export async function endWriteBack(
  client: PrismaClient,
  id: string,
  now: Date,
  end: WriteBackChange & { state: 'written' | 'skipped' | 'failed'; note?: string },
): Promise<void> {
  await client.$transaction(async (transaction) => {
    await transaction.writeBack.updateMany({
      where: { id },
      data: {
        ...end,
        claimedUntil: null,
        slotAt: null,
        updatedAt: now,
        ...(end.state === 'written' && { writtenAt: now }),
      },
    })
    const row = await transaction.writeBack.findUnique({ where: { id } })
    if (row !== null) await recordEvent(transaction, row.ticketId, 'write-back')
  }, patient)
}

/** Gives a claimed write-back back and sends the job for its next attempt. Does nothing when it was erased. */
export async function postponeWriteBack(
  client: PrismaClient,
  { id, helpdesk }: Pick<StoredWriteBack, 'id' | 'helpdesk'>,
  now: Date,
  at: Date,
  change: WriteBackChange,
  send: SendJob,
): Promise<void> {
  await client.$transaction(async (transaction) => {
    const { count } = await transaction.writeBack.updateMany({
      where: { id },
      data: { ...change, claimedUntil: null, nextAttemptAt: at, updatedAt: now },
    })
    const executeSql = executeInTransaction(transaction)
    if (count === 1) await send({ writeBackId: id, helpdesk, at, executeSql })
  })
}

/** So many are looked at in one go; the rest is found the next time. */
const orphansMax = 200

/**
 * Sends new jobs for write-backs whose job was lost or whose worker died: pending ones that were due before a
 * moment and that nobody has.
 *
 * @returns how many there were.
 */
export async function resendOrphans(
  client: PrismaClient,
  helpdesks: readonly string[],
  now: Date,
  dueBefore: Date,
  send: SendJob,
): Promise<number> {
  return client.$transaction(async (transaction) => {
    const orphans = await transaction.$queryRaw<{ id: string; helpdesk: string }[]>`
      UPDATE write_backs SET next_attempt_at = ${now}, claimed_until = NULL
      WHERE id IN (
        SELECT id FROM write_backs
        WHERE state = 'pending' AND helpdesk = ANY(${[...helpdesks]}::text[])
          AND next_attempt_at < ${dueBefore}
          AND (claimed_until IS NULL OR claimed_until < ${dueBefore})
        ORDER BY next_attempt_at LIMIT ${orphansMax} FOR UPDATE SKIP LOCKED)
      RETURNING id, helpdesk`
    const executeSql = executeInTransaction(transaction)
    for (const { id, helpdesk } of orphans) {
      await send({ writeBackId: id, helpdesk, at: now, executeSql })
    }
    return orphans.length
  })
}

/** For a database of this process alone: whoever had a write-back before has died. */
export async function releaseClaims(client: PrismaClient): Promise<void> {
  await client.writeBack.updateMany({
    where: { claimedUntil: { not: null } },
    data: { claimedUntil: null },
  })
}

/**
 * Tries a write-back again that failed or was skipped, and takes the pause off its helpdesk. One that is pending is
 * tried at once; one that is written, or only recorded, stays as it is.
 *
 * @param send null where the helpdesk takes no notes at present: then nothing changes.
 * @returns null when there is none with this id.
 */
export async function retryWriteBack(
  client: PrismaClient,
  id: string,
  now: Date,
  sendTo: (helpdesk: string) => SendJob | null,
): Promise<StoredWriteBack | null> {
  return client.$transaction(async (transaction) => {
    const row = await transaction.writeBack.findUnique({ where: { id } })
    if (row === null) return null
    const send = sendTo(row.helpdesk)
    const isOpen = ['pending', 'failed', 'skipped'].includes(row.state)
    if (!isOpen || send === null) return toStoredWriteBack(row)
    const { helpdesk, state } = row
    await resumeHelpdesk(transaction, helpdesk)
    const retried = await transaction.writeBack.update({
      where: { id },
      data: {
        state: 'pending',
        nextAttemptAt: now,
        updatedAt: now,
        slotAt: null,
        ...(state !== 'pending' && { retries: 0, reason: null, claimedUntil: null }),
      },
    })
    await send({
      writeBackId: id,
      helpdesk,
      at: now,
      executeSql: executeInTransaction(transaction),
    })
    return toStoredWriteBack(retried)
  })
}

export type WriteBackFilter = {
  state?: WriteBackState | undefined
  helpdesk?: string | undefined
}

/** One page, newest first. */
export async function listWriteBacks(
  client: PrismaClient,
  { state, helpdesk }: WriteBackFilter,
  limit: number,
  beforeId: string | null,
): Promise<{ writeBacks: StoredWriteBack[]; nextId: string | null }> {
  const rows = await client.writeBack.findMany({
    where: {
      ...(state !== undefined && { state }),
      ...(helpdesk !== undefined && { helpdesk }),
      ...(beforeId !== null && { id: { lt: beforeId } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const writeBacks = rows.slice(0, limit).map(toStoredWriteBack)
  return { writeBacks, nextId: rows.length > limit ? (writeBacks.at(-1)?.id ?? null) : null }
}

/** The parsing function of this file: columns that only it writes get their types back. */
export function toStoredWriteBack(row: WriteBackModel): StoredWriteBack {
  const { id, ticketId, triageId, helpdesk, attempts, reason, note, writtenAt, createdAt } = row
  return {
    ...{ id, ticketId, triageId, helpdesk, attempts, reason, note, writtenAt, createdAt },
    mode: row.mode as NoteMode,
    state: row.state as WriteBackState,
  }
}

// ---- what all instances know about a helpdesk -------------------------------------------------

export type Pause = { helpdesk: string; pausedAt: Date; reason: string; probeAt: Date }

/** Stops the write-backs of a helpdesk; one of them tries again at `probeAt`. A pause that is there goes on. */
export async function pauseHelpdesk(
  client: PrismaClient,
  helpdesk: string,
  now: Date,
  reason: string,
  probeAt: Date,
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO helpdesk_states (helpdesk, paused_at, paused_reason, probe_at)
    VALUES (${helpdesk}, ${now}, ${reason}, ${probeAt})
    ON CONFLICT (helpdesk) DO UPDATE
    SET paused_at = COALESCE(helpdesk_states.paused_at, ${now}), paused_reason = ${reason},
      probe_at = ${probeAt}`
}

/** @returns whether there was a pause. */
export async function resumeHelpdesk(client: Transaction, helpdesk: string): Promise<boolean> {
  const { count } = await client.helpdeskState.updateMany({
    where: { helpdesk, pausedAt: { not: null } },
    data: { pausedAt: null, pausedReason: null, probeAt: null },
  })
  return count === 1
}

export async function listPauses(client: PrismaClient): Promise<Pause[]> {
  const rows = await client.helpdeskState.findMany({
    where: { pausedAt: { not: null } },
    orderBy: { helpdesk: 'asc' },
  })
  return rows.flatMap(({ helpdesk, pausedAt, pausedReason, probeAt }) =>
    pausedAt === null
      ? []
      : [{ helpdesk, pausedAt, reason: pausedReason ?? '', probeAt: probeAt ?? pausedAt }],
  )
}

/** Whether a paused helpdesk may be tried now, by this caller only; the next one may at `nextProbeAt`. */
export async function takeProbe(
  client: PrismaClient,
  helpdesk: string,
  now: Date,
  nextProbeAt: Date,
): Promise<boolean> {
  const taken = await client.$executeRaw`
    UPDATE helpdesk_states SET probe_at = ${nextProbeAt}
    WHERE helpdesk = ${helpdesk} AND paused_at IS NOT NULL AND probe_at <= ${now}`
  return taken === 1
}

/** The next free moment for a note to a helpdesk, over all instances; the one after it is `intervalMs` later. */
export async function reserveSlot(
  client: PrismaClient,
  helpdesk: string,
  now: Date,
  intervalMs: number,
): Promise<Date> {
  const [row] = await client.$queryRaw<{ slot: Date }[]>`
    INSERT INTO helpdesk_states (helpdesk, next_slot_at)
    VALUES (${helpdesk}, ${now}::timestamptz + ${intervalMs}::float8 * interval '1 millisecond')
    ON CONFLICT (helpdesk) DO UPDATE
    SET next_slot_at = GREATEST(helpdesk_states.next_slot_at, ${now}::timestamptz)
      + ${intervalMs}::float8 * interval '1 millisecond'
    RETURNING next_slot_at - ${intervalMs}::float8 * interval '1 millisecond' AS slot`
  return row?.slot ?? now
}

/** Nothing is written to the helpdesk before this moment: it asked to be left alone. */
export async function holdSlots(
  client: PrismaClient,
  helpdesk: string,
  until: Date,
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO helpdesk_states (helpdesk, next_slot_at) VALUES (${helpdesk}, ${until})
    ON CONFLICT (helpdesk) DO UPDATE
    SET next_slot_at = GREATEST(helpdesk_states.next_slot_at, ${until})`
}
