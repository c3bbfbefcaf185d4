/** Composition root: puts the rooms together. Knows nothing of HTTP. */

import { fileURLToPath } from 'node:url'
import { classify } from './classifier/classify.ts'
import { loadModel } from './classifier/model-file.ts'
import type { Config } from './config.ts'
import type { HelpdeskSettings } from './helpdesks/settings.ts'
import { type JobQueue, openJobQueue } from './jobs/job-queue.ts'
import { type Knowledge, loadKnowledge } from './knowledge/articles.ts'
import { type Database, openEmbedded, openPostgres } from './store/database.ts'
import { type DeliveryResult, type NewDelivery, recordDelivery } from './store/deliveries.ts'
import {
  giveFeedback,
  type NewFeedback,
  readHistory,
  retriageTicket,
  type StoredText,
  type TicketHistory,
} from './store/feedback.ts'
import { type ImportedTicket, type ImportResult, importTickets } from './store/import-tickets.ts'
import { type ApiKey, createFirstAdminKey, findKey } from './store/keys.ts'
import { StartError } from './store/start-error.ts'
import { readStats, type Stats } from './store/stats.ts'
import { fillSearch } from './store/ticket-search.ts'
import { type TicketWatch, watchTickets } from './store/ticket-watch.ts'
import {
  eraseTicket,
  findTicket,
  listTickets,
  type NewTicket,
  type RecordResult,
  recordTicket,
  type StoredTicket,
  type TicketFilter,
  type TicketPage,
} from './store/tickets.ts'
import {
  listPauses,
  listWriteBacks,
  type NewWriteBack,
  type Pause,
  type StoredWriteBack,
  type WriteBackFilter,
} from './store/write-backs.ts'
import { toSimplified } from './text/language.ts'
import type { TicketInput, TriagedTicket } from './ticket.ts'
import { triageTicket } from './triage.ts'
import { type Attempt, openWriteBacks, type Timing, type WriteBacks } from './writeback/jobs.ts'
import type { ComposedNote, NoteIds } from './writeback/note.ts'

/** What the HTTP side may ask for. */
export type Services = {
  triage: (input: TicketInput) => TriagedTicket
  knowledge: Knowledge
  modelVersion: string
  /** Confidence from which the active model suggests. */
  suggestedThreshold: () => number
  recordTicket: (fresh: NewTicket) => Promise<RecordResult>
  recordDelivery: (delivery: NewDelivery) => Promise<DeliveryResult>
  findTicket: (id: string) => Promise<StoredTicket | null>
  listTickets: (filter: TicketFilter, limit: number, beforeId: string | null) => Promise<TicketPage>
  eraseTicket: (id: string) => Promise<boolean>
  giveFeedback: (ticketId: string, fresh: NewFeedback) => Promise<StoredTicket | null>
  retriageTicket: (
    ticketId: string,
    triage: (text: StoredText) => TriagedTicket,
  ) => Promise<{ before: StoredTicket; after: StoredTicket } | null>
  readHistory: (ticketId: string) => Promise<TicketHistory | null>
  importTickets: (fresh: readonly ImportedTicket[]) => Promise<ImportResult[]>
  readStats: (from: Date, to: Date) => Promise<Stats>
  followTickets: TicketWatch['follow']
  findKey: (secret: string) => Promise<ApiKey | null>
  /** Why the database does not answer; null when it does. */
  databaseFault: () => Promise<Error | null>
  /** The write-back to store with a ticket; null where its helpdesk wants none. */
  prepareWriteBack: (triaged: TriagedTicket) => NewWriteBack | null
  /** The note itself, for answers that carry it. */
  noteFor: (triaged: TriagedTicket, ids: NoteIds) => ComposedNote
  listWriteBacks: (
    filter: WriteBackFilter,
    limit: number,
    beforeId: string | null,
  ) => Promise<{ writeBacks: StoredWriteBack[]; nextId: string | null }>
  retryWriteBack: (id: string) => Promise<StoredWriteBack | null>
  /** Helpdesks that nothing is written to until a person has looked. */
  listPauses: () => Promise<Pause[]>
  /** Calls the listener after every attempt to write a note. */
  onWriteBackAttempt: (listener: (attempt: Attempt) => void) => void
}

/** What works without a database. */
type TriageServices = 'triage' | 'knowledge' | 'modelVersion' | 'suggestedThreshold'

export type { Attempt as WriteBackAttempt } from './writeback/jobs.ts'

export type OpenServices = Services & {
  database: Database
  /** Begins to work on jobs. */
  startJobs: () => Promise<void>
  /** Takes no further jobs and waits for those in hand, at most so long. */
  stopJobs: (timeoutMs: number) => Promise<void>
  /** The admin key made for an empty database, for the only time; else null. */
  firstAdminKey: string | null
  close: () => Promise<void>
}

/** A probe that takes longer than this is as bad as one that fails. */
const probeTimeoutMs = 2_000

export const modelPath = fileURLToPath(new URL('classifier/model.json', import.meta.url))

const warmUpTexts = [
  'I forgot my password, mail me at kim@example.org',
  '我忘記密碼，請協助重設',
  '我忘记密码',
]

/** Triage without a database: model and knowledge only. */
export async function openTriage(
  config: Pick<Config, 'agentLanguage' | 'helpdesks'>,
): Promise<Pick<Services, TriageServices>> {
  const [model, knowledge] = await loadOrRefuse()
  const deps = {
    classify: (input: Parameters<typeof classify>[1]) => classify(model, input),
    modelVersion: model.version,
    knowledge,
    now: () => new Date(),
  }
  const agentLanguages = new Map(
    config.helpdesks.map(({ name, agentLanguage }) => [name, agentLanguage]),
  )
  const triage = (input: TicketInput) => {
    const agentLanguage = agentLanguages.get(input.helpdesk) ?? config.agentLanguage
    return triageTicket({ ...deps, agentLanguage }, input)
  }
  // The first ticket would pay for tables and patterns made on first use.
  for (const body of warmUpTexts) triage({ helpdesk: 'api', body })
  return {
    triage,
    knowledge,
    modelVersion: model.version,
    suggestedThreshold: () => model.thresholds.suggested,
  }
}

/** Both loaders say in a sentence what is wrong with their files. */
async function loadOrRefuse() {
  try {
    return [loadModel(modelPath), await loadKnowledge({ toSimplified })] as const
  } catch (cause) {
    throw new StartError(toError(cause).message, { cause })
  }
}

/**
 * Loads model and knowledge, opens the database and migrates it. No job is worked on before `startJobs`.
 *
 * @param onError told what goes wrong in the background.
 * @throws StartError when one of them cannot be had.
 */
export async function openServices(
  config: Config,
  onError: (error: Error) => void,
): Promise<OpenServices> {
  const triage = await openTriage(config)
  let firstAdminKey: string | null = null
  const makeFirstKey = async (client: Database['client']) => {
    if (config.adminApiKey === null) firstAdminKey = await createFirstAdminKey(client)
  }
  const database =
    config.databaseUrl === null
      ? await openEmbedded(config.dataDir, makeFirstKey)
      : await openPostgres(config.databaseUrl, config.databaseConnectionsMax, makeFirstKey)
  try {
    const stored = storeServices(database)
    const jobs = await openJobs({
      database,
      helpdesks: config.helpdesks,
      knowledge: triage.knowledge,
      agentLanguage: config.agentLanguage,
      publicUrl: config.publicUrl,
      onError,
    })
    let isClosing = false
    // Nobody waits for it: only tickets stored before there was a search are concerned, and the newest come first.
    const filling = fillSearch(database.client, () => isClosing).catch(() => undefined)
    return {
      ...triage,
      ...withJobs(stored, jobs),
      database,
      firstAdminKey,
      startJobs: jobs.writeBacks.start,
      stopJobs: jobs.stop,
      close: async () => {
        isClosing = true
        await filling
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

export type Jobs = {
  /** They take the place of the functions of the same name that know no jobs. */
  services: Pick<Services, 'prepareWriteBack' | 'noteFor' | 'retryWriteBack' | 'onWriteBackAttempt'>
  writeBacks: WriteBacks
  queue: JobQueue
  stop: (timeoutMs: number) => Promise<void>
}

/** The job queue on a database, and what is done by jobs. */
export async function openJobs(deps: {
  database: Database
  helpdesks: readonly HelpdeskSettings[]
  knowledge: Knowledge
  agentLanguage: Config['agentLanguage']
  publicUrl: Config['publicUrl']
  onError: (error: Error) => void
  timing?: Partial<Timing>
}): Promise<Jobs> {
  const { database, onError, ...rest } = deps
  const listeners = new Set<(attempt: Attempt) => void>()
  const queue = await openJobQueue({ executeSql: database.executeSql, onError })
  const writeBacks = await openWriteBacks({
    ...rest,
    database,
    boss: queue.boss,
    onAttempt: (attempt) => {
      for (const listener of listeners) listener(attempt)
    },
    onError,
  })
  return {
    services: {
      prepareWriteBack: writeBacks.prepare,
      noteFor: writeBacks.noteFor,
      retryWriteBack: writeBacks.retry,
      onWriteBackAttempt: (listener) => listeners.add(listener),
    },
    writeBacks,
    queue,
    stop: async (timeoutMs) => {
      writeBacks.stop()
      await queue.close(timeoutMs)
    },
  }
}

/** What the store does, with the workers told of what there is to do. */
export function withJobs<T extends Pick<Services, 'recordTicket' | 'recordDelivery'>>(
  stored: T,
  { services, writeBacks }: Jobs,
) {
  const woken = async <R>(fresh: NewTicket, result: Promise<R>): Promise<R> => {
    const recorded = await result
    if (fresh.writeBack?.send) writeBacks.wake(fresh.triaged.helpdesk)
    return recorded
  }
  return {
    ...stored,
    ...services,
    recordTicket: (fresh: NewTicket) => woken(fresh, stored.recordTicket(fresh)),
    recordDelivery: (delivery: NewDelivery) =>
      woken(delivery.fresh, stored.recordDelivery(delivery)),
  }
}

/** The store's functions on one database, without jobs: tickets are stored, and no note is ever written. */
export function storeServices({
  client,
  listen,
}: Pick<Database, 'client' | 'listen'>): Omit<Services, TriageServices> {
  const watch = watchTickets({ client, listen })
  /** Watchers are told once the change is committed. */
  const announced = async <T>(change: Promise<T>): Promise<T> => {
    const result = await change
    watch.wake()
    return result
  }
  return {
    recordTicket: (fresh) => announced(recordTicket(client, fresh)),
    recordDelivery: (delivery) => announced(recordDelivery(client, delivery)),
    findTicket: (id) => findTicket(client, id),
    listTickets: (filter, limit, beforeId) => listTickets(client, filter, limit, beforeId),
    eraseTicket: (id) => announced(eraseTicket(client, id)),
    giveFeedback: (ticketId, fresh) => announced(giveFeedback(client, ticketId, fresh)),
    retriageTicket: (ticketId, triage) => announced(retriageTicket(client, ticketId, triage)),
    readHistory: (ticketId) => readHistory(client, ticketId),
    importTickets: (fresh) => importTickets(client, fresh),
    readStats: (from, to) => readStats(client, from, to),
    followTickets: watch.follow,
    findKey: (secret) => findKey(client, secret),
    databaseFault: async () => {
      const late = new Promise<Error>((resolve) =>
        setTimeout(resolve, probeTimeoutMs, new Error('no answer in time')).unref(),
      )
      const probe = client.$queryRaw`SELECT 1`.then(() => null).catch(toError)
      return Promise.race([probe, late])
    },
    listWriteBacks: (filter, limit, beforeId) => listWriteBacks(client, filter, limit, beforeId),
    listPauses: () => listPauses(client),
    prepareWriteBack: () => null,
    noteFor: () => {
      throw new Error('there are no notes here')
    },
    retryWriteBack: async () => null,
    onWriteBackAttempt: () => undefined,
  }
}

/** For command lines that only triage: whatever needs the database fails. */
export function servicesWithoutDatabase(triage: Pick<Services, TriageServices>): Services {
  const fault = new Error('there is no database here')
  const refuse = () => Promise.reject(fault)
  return {
    ...triage,
    recordTicket: refuse,
    recordDelivery: refuse,
    findTicket: refuse,
    listTickets: refuse,
    eraseTicket: refuse,
    giveFeedback: refuse,
    retriageTicket: refuse,
    readHistory: refuse,
    importTickets: refuse,
    readStats: refuse,
    followTickets: refuse,
    findKey: refuse,
    databaseFault: async () => fault,
    prepareWriteBack: () => null,
    noteFor: () => {
      throw fault
    },
    listWriteBacks: refuse,
    retryWriteBack: refuse,
    listPauses: refuse,
    onWriteBackAttempt: () => undefined,
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
