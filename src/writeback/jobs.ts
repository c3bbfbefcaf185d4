/**
 * Write-backs as durable jobs. The row in `write_backs` is the truth, a job of the queue only wakes a worker: a job
 * that comes twice, late or for nothing does no harm, and one that is lost is sent again.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import {
  NoteNotWanted,
  type Outbound,
  type OutgoingNote,
  type Remote,
  RemoteFailure,
} from '../helpdesks/helpdesk.ts'
import type { HelpdeskSettings, NoteField } from '../helpdesks/settings.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { Knowledge } from '../knowledge/articles.ts'
import type { Database } from '../store/database.ts'
import { findTicket, type StoredTicket } from '../store/tickets.ts'
import {
  type ClaimedWriteBack,
  claimWriteBack,
  endWriteBack,
  holdSlots,
  listPauses,
  type NewWriteBack,
  noteProgress,
  pauseHelpdesk,
  postponeWriteBack,
  releaseClaims,
  resendOrphans,
  reserveSlot,
  resumeHelpdesk,
  retryWriteBack,
  type SendJob,
  type StoredWriteBack,
  takeProbe,
  type WriteBackChange,
} from '../store/write-backs.ts'
import type { AgentLanguage, TriagedTicket } from '../ticket.ts'
import { type ComposedNote, composeNote, type NoteIds } from './note.ts'
import { planWriteBack } from './plan.ts'
import { type Deadline, openRemote } from './remote.ts'
import { probeIntervalMs, retryDelayMs } from './schedule.ts'

/** `paused`: the credentials were refused, and the helpdesk waits for a person. */
const attemptOutcomes = ['written', 'skipped', 'failed', 'retry', 'paused'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** One finished attempt, for a log line and a counter. */
export type Attempt = {
  writeBackId: string
  ticketId: string
  helpdesk: string
  outcome: AttemptOutcome
  /** Our own words, and what kind of answer it was. */
  reason: string | null
  durationMs: number
  /** A fault of this service, where it was one. */
  fault: Error | null
}

export type WriteBackDeps = {
  database: Pick<Database, 'client' | 'kind'>
  boss: JobQueue['boss']
  helpdesks: readonly HelpdeskSettings[]
  knowledge: Knowledge
  /** For helpdesks that state none. */
  agentLanguage: AgentLanguage
  publicUrl: string | null
  /** Told after every attempt. */
  onAttempt: (attempt: Attempt) => void
  /** Told what went wrong around the attempts, where no caller waits. */
  onError: (error: Error) => void
  timing?: Partial<Timing>
}

export type Timing = {
  now: () => Date
  wait: (ms: number) => Promise<void>
  /** From 0 to 1, for spreading retries. */
  random: () => number
  pollingIntervalSeconds: number
  /** A worker that has held a write-back for longer counts as dead. */
  leaseMs: number
  sweepIntervalMs: number
  /** A write-back is overdue when nobody has taken it so long after its time. */
  overdueMs: number
  deadline: Deadline
}

const usualTiming: Timing = {
  now: () => new Date(),
  wait: (ms) => sleep(ms),
  random: Math.random,
  pollingIntervalSeconds: 2,
  // Longer than the longest attempt: `attemptMsMax`, and the calls of one step that began just before its end.
  leaseMs: 180_000,
  sweepIntervalMs: 30_000,
  overdueMs: 60_000,
  deadline: (ms) => AbortSignal.timeout(ms),
}

/** After this no further call is begun in one attempt. */
const attemptMsMax = 90_000
/** Write-backs of one helpdesk that one instance works on at the same time. */
const concurrency = 2
/** Jobs fetched at once; one of a helpdesk without a free place only needs to be put off. */
const batchSize = 20
/** A worker waits for its place itself when it is nearer than this. */
const slotWaitMsMax = 2_000
const reasonCharactersMax = 200

export type WriteBacks = {
  /** The write-back for a ticket about to be stored; null where none is wanted. */
  prepare: (triaged: TriagedTicket) => NewWriteBack | null
  /** The note about a triage in its helpdesk's agent language; for answers that carry it. */
  noteFor: (triaged: TriagedTicket, ids: NoteIds) => ComposedNote
  /** Wakes this instance's worker, so that a job just committed does not wait for the next look. */
  wake: (helpdesk: string) => void
  retry: (id: string) => Promise<StoredWriteBack | null>
  /** What a worker does with one job. Never throws. */
  work: (writeBackId: string) => Promise<void>
  /** Begins to work on jobs; sends those again that a dead process had. */
  start: () => Promise<void>
  /** Begins nothing new; what is in hand is waited for by closing the queue. */
  stop: () => void
}

type NotesHelpdesk = { settings: HelpdeskSettings; outbound: Outbound; queue: string }

const queueOf = (helpdesk: string) => `write-back/${helpdesk}`

/**
 * Makes a queue for each helpdesk that takes notes, so that a slow or dead one holds up no other.
 *
 * @throws Error when the database does not answer.
 */
export async function openWriteBacks(deps: WriteBackDeps): Promise<WriteBacks> {
  const { boss, database, knowledge, publicUrl } = deps
  const { client } = database
  const timing = { ...usualTiming, ...deps.timing }
  const { now } = timing
  const settingsOf = new Map(deps.helpdesks.map((settings) => [settings.name, settings]))
  const taking = new Map<string, NotesHelpdesk>()
  for (const settings of deps.helpdesks) {
    const { outbound, noteInAnswer } = settings.system
    if (settings.writeBack.mode !== 'note' || outbound === undefined || noteInAnswer) continue
    const queue = queueOf(settings.name)
    // The row knows when and how often; the queue must not try again by itself.
    await boss.createQueue(queue, { name: queue, retryLimit: 0 })
    taking.set(settings.name, { settings, outbound, queue })
  }
  const workerIds = new Map<string, string>()
  let isStopping = false
  let sweeper: NodeJS.Timeout | null = null

  const send: SendJob = async ({ writeBackId, helpdesk, at, executeSql }) => {
    const startAfter = at.getTime() > now().getTime() ? at : undefined
    await boss.send(
      queueOf(helpdesk),
      { writeBackId },
      {
        db: { executeSql },
        ...(startAfter && { startAfter }),
      },
    )
  }

  const noteFor: WriteBacks['noteFor'] = (triaged, ids) => {
    const language = settingsOf.get(triaged.helpdesk)?.agentLanguage ?? deps.agentLanguage
    return composeNote({ knowledge, language, publicUrl }, triaged, ids)
  }

  const prepare: WriteBacks['prepare'] = (triaged) => {
    const plan = planWriteBack(settingsOf.get(triaged.helpdesk), triaged)
    if (plan === null) return null
    const note = (ids: NoteIds) => noteFor(triaged, ids).markdown()
    return { ...plan, note, send: plan.state === 'pending' ? send : null }
  }

  const wake: WriteBacks['wake'] = (helpdesk) => {
    const workerId = workerIds.get(helpdesk)
    if (workerId !== undefined) boss.notifyWorker(workerId)
  }

  const postpone = (
    claimed: ClaimedWriteBack,
    at: Date,
    change: WriteBackChange = {},
  ): Promise<void> => postponeWriteBack(client, claimed, now(), at, change, send)

  const later = (ms: number) => new Date(now().getTime() + ms)

  /** Null where the write-back has to wait, which is already arranged. */
  const takeTurn = async (claimed: ClaimedWriteBack, perMinute: number): Promise<Date | null> => {
    const { helpdesk } = claimed
    const pause = (await listPauses(client)).find((each) => each.helpdesk === helpdesk)
    if (
      pause !== undefined &&
      !(await takeProbe(client, helpdesk, now(), later(probeIntervalMs)))
    ) {
      // Spread, so that not all of them ask at once whether the pause is over.
      const spreadMs = timing.random() * Math.min(60_000, probeIntervalMs)
      const probeAt = Math.max(pause.probeAt.getTime(), now().getTime() + 1_000)
      await postpone(claimed, new Date(probeAt + spreadMs))
      return null
    }
    const slotAt =
      claimed.slotAt ?? (await reserveSlot(client, helpdesk, now(), 60_000 / perMinute))
    const waitMs = slotAt.getTime() - now().getTime()
    if (waitMs > slotWaitMsMax) {
      await postpone(claimed, slotAt, { slotAt })
      return null
    }
    if (waitMs > 0) await timing.wait(waitMs)
    return slotAt
  }

  const attempt = async (claimed: ClaimedWriteBack): Promise<void> => {
    const { id, helpdesk, ticketId } = claimed
    const startedAt = now()
    const report = (outcome: AttemptOutcome, reason: string | null, fault: Error | null = null) => {
      const durationMs = now().getTime() - startedAt.getTime()
      deps.onAttempt({ writeBackId: id, ticketId, helpdesk, outcome, reason, durationMs, fault })
    }
    const skip = async (reason: string) => {
      const state = claimed.noteWrittenAt === null ? 'skipped' : 'written'
      await endWriteBack(client, id, now(), { state, reason })
      report(state, reason)
    }

    const target = taking.get(helpdesk)
    if (target === undefined) return skip('notes are switched off for this helpdesk')
    const ticket = await findTicket(client, ticketId)
    if (ticket === null) return
    if (!claimed.isCurrent) return skip('a newer triage of the ticket took its place')
    if ((await takeTurn(claimed, target.settings.writeBack.perMinute)) === null) return

    const progress: Progress = { isUncertain: claimed.isUncertain, attempts: claimed.attempts + 1 }
    try {
      await write(target, claimed, ticket, progress)
      await endWriteBack(client, id, now(), {
        state: 'written',
        reason: null,
        isUncertain: false,
        attempts: progress.attempts,
      })
      await resumeHelpdesk(client, helpdesk)
      report('written', null)
    } catch (thrown) {
      await settleFailure(claimed, progress, thrown, report)
    }
  }

  /** Each step is committed before the next begins, so that what is done is done once. */
  const write = async (
    { settings, outbound }: NotesHelpdesk,
    claimed: ClaimedWriteBack,
    ticket: StoredTicket,
    progress: Progress,
  ): Promise<void> => {
    const { id, triageId } = claimed
    const { system, writeBack } = settings
    const rendered = noteFor(ticket, { ticketId: ticket.id, triageId })
    const note = toOutgoing(rendered, ticket, settings)
    const { remote, close } = openRemote(writeBack, system, {
      now,
      deadline: timing.deadline,
    })
    const lastCallBy = later(attemptMsMax)
    const bounded: Remote = (request) => {
      if (now() <= lastCallBy) return remote(request)
      throw new RemoteFailure('retry', 'the attempt took too long')
    }
    const { attempts } = progress
    try {
      if (claimed.noteWrittenAt === null) {
        let isThere = false
        if (progress.isUncertain) {
          await noteProgress(client, id, now(), { attempts })
          progress.step = 'looking for the note'
          isThere = await outbound.hasNote(bounded, note)
        }
        if (!isThere) {
          // Committed before the call: a process that dies between the answer and our commit leaves this behind.
          progress.isUncertain = true
          await noteProgress(client, id, now(), { attempts, isUncertain: true })
          progress.step = 'writing the note'
          await outbound.writeNote(bounded, note)
        }
        await noteProgress(client, id, now(), { isUncertain: false, noteWrittenAt: now() })
        progress.isUncertain = false
      }
      if (claimed.tagsAddedAt === null && note.tags.length > 0 && outbound.addTags) {
        progress.step = 'adding tags'
        await outbound.addTags(bounded, note)
        await noteProgress(client, id, now(), { attempts, tagsAddedAt: now() })
      }
      const hasFields = Object.keys(note.fields).length > 0
      if (claimed.fieldsSetAt === null && hasFields && outbound.setFields) {
        progress.step = 'setting fields'
        await outbound.setFields(bounded, note)
        await noteProgress(client, id, now(), { attempts, fieldsSetAt: now() })
      }
    } finally {
      close().catch(() => undefined)
    }
  }

  const settleFailure = async (
    claimed: ClaimedWriteBack,
    progress: Progress,
    thrown: unknown,
    report: (outcome: AttemptOutcome, reason: string, fault?: Error) => void,
  ): Promise<void> => {
    const { id, helpdesk, retries } = claimed
    const { attempts, step } = progress
    if (thrown instanceof NoteNotWanted) {
      const reason = shorten(thrown.message)
      const end = { reason, attempts, isUncertain: false }
      await endWriteBack(client, id, now(), { state: 'skipped', ...end })
      await resumeHelpdesk(client, helpdesk)
      return report('skipped', reason)
    }
    const isOurs = !(thrown instanceof RemoteFailure)
    const failure = isOurs ? new RemoteFailure('retry', 'a fault of this service') : thrown
    const wasWriting = step === 'writing the note'
    // Until a call has told otherwise, the note may be there.
    const isUncertain = progress.isUncertain && (!wasWriting || isOurs || failure.isUncertain)
    const reason = shorten(`${step ?? 'beginning'}: ${failure.message}`)
    const change = { attempts, isUncertain, reason, slotAt: null }
    const fault = isOurs ? toError(thrown) : undefined

    if (failure.kind === 'unauthorized') {
      const probeAt = later(probeIntervalMs)
      await pauseHelpdesk(client, helpdesk, now(), reason, probeAt)
      await postpone(claimed, probeAt, change)
      return report('paused', reason)
    }
    const { waitMs } = failure
    const delayMs =
      failure.kind === 'refused'
        ? null
        : retryDelayMs({ retries, waitMs, isUncertain }, timing.random())
    if (delayMs === null) {
      await endWriteBack(client, id, now(), { state: 'failed', ...change })
      // Refused for this ticket only: the credentials were good.
      if (failure.kind === 'refused') await resumeHelpdesk(client, helpdesk)
      return report('failed', reason, fault)
    }
    if (waitMs !== null) await holdSlots(client, helpdesk, later(waitMs))
    await postpone(claimed, later(delayMs), { ...change, retries: retries + 1 })
    report('retry', reason, fault)
  }

  const work: WriteBacks['work'] = async (writeBackId) => {
    if (isStopping) return
    try {
      const claimed = await claimWriteBack(client, writeBackId, now(), timing.leaseMs)
      if (claimed !== null) await attempt(claimed)
    } catch (error) {
      // The claim runs out, and the write-back is found again as overdue.
      deps.onError(toError(error))
    }
  }

  const sweep = async (overdueMs: number) => {
    try {
      await resendOrphans(client, [...taking.keys()], now(), later(-overdueMs), send)
    } catch (error) {
      deps.onError(toError(error))
    }
  }

  return {
    prepare,
    noteFor,
    wake,
    work,
    retry: async (id) => {
      const retried = await retryWriteBack(client, id, now(), (helpdesk) =>
        taking.has(helpdesk) ? send : null,
      )
      if (retried !== null) wake(retried.helpdesk)
      return retried
    },
    start: async () => {
      if (database.kind === 'embedded') await releaseClaims(client)
      await sweep(0)
      for (const { queue, settings } of taking.values()) {
        const options = { pollingIntervalSeconds: timing.pollingIntervalSeconds, batchSize }
        const workerId = await boss.work<{ writeBackId: string }>(queue, options, async (jobs) => {
          // A full batch: there is more, and the next look need not wait.
          if (jobs.length === batchSize) wake(settings.name)
          await inParallel(
            jobs.map(({ data }) => data.writeBackId),
            concurrency,
            work,
          )
        })
        workerIds.set(settings.name, workerId)
      }
      sweeper = setInterval(() => void sweep(timing.overdueMs), timing.sweepIntervalMs)
      sweeper.unref()
    },
    stop: () => {
      isStopping = true
      if (sweeper !== null) clearInterval(sweeper)
    },
  }
}

/** How far an attempt got; a failure is judged by it. */
type Progress = {
  isUncertain: boolean
  attempts: number
  step?: 'looking for the note' | 'writing the note' | 'adding tags' | 'setting fields'
}

function toOutgoing(
  rendered: ComposedNote,
  ticket: StoredTicket,
  { writeBack }: Pick<HelpdeskSettings, 'writeBack'>,
): OutgoingNote {
  return {
    ...rendered,
    ticketId: ticket.externalId ?? '',
    tags: writeBack.tags,
    fields: Object.fromEntries(
      Object.entries(writeBack.fields).map(([name, field]) => [name, fieldValue(field, ticket)]),
    ),
    changedAtText: ticket.changedAtText,
    authorId: writeBack.authorId,
  }
}

function fieldValue(field: NoteField, { triage, language, suggestion }: TriagedTicket): string {
  switch (field) {
    case 'category':
      return triage.category ?? 'out-of-scope'
    case 'decision':
      return triage.decision
    case 'confidence':
      return String(Math.round(triage.confidence * 100) / 100)
    case 'language':
      return language
    case 'title':
      return suggestion?.title ?? ''
  }
}

async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values()
  const worker = async () => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: limit }, worker))
}

const shorten = (reason: string) => reason.slice(0, reasonCharactersMax)

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
