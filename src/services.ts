/** Composition root: puts the rooms together. Knows nothing of HTTP. */

import { fileURLToPath } from 'node:url'
import { classify } from './classifier/classify.ts'
import { loadModel } from './classifier/model-file.ts'
import type { Config } from './config.ts'
import type { HelpdeskSettings } from './helpdesks/settings.ts'
import { type JobQueue, openJobQueue } from './jobs/job-queue.ts'
import { type Knowledge, loadKnowledge } from './knowledge/articles.ts'
import { type Database, openEmbedded, openPostgres } from './store/database.ts'
import { type ApiKey, createFirstAdminKey, findKey } from './store/keys.ts'
import { StartError } from './store/start-error.ts'
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
  recordTicket: (fresh: NewTicket) => Promise<RecordResult>
  findTicket: (id: string) => Promise<StoredTicket | null>
  listTickets: (filter: TicketFilter, limit: number, beforeId: string | null) => Promise<TicketPage>
  eraseTicket: (id: string) => Promise<boolean>
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
  config: Pick<Config, 'agentLanguage'>,
): Promise<Pick<Services, 'triage' | 'knowledge' | 'modelVersion'>> {
  const [model, knowledge] = await loadOrRefuse()
  const deps = {
    classify: (input: Parameters<typeof classify>[1]) => classify(model, input),
    modelVersion: model.version,
    knowledge,
    agentLanguage: config.agentLanguage,
    now: () => new Date(),
  }
  const triage = (input: TicketInput) => triageTicket(deps, input)
  // The first ticket would pay for tables and patterns made on first use.
  for (const body of warmUpTexts) triage({ helpdesk: 'api', body })
  return { triage, knowledge, modelVersion: model.version }
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
  helpdesks: readonly HelpdeskSettings[],
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
    const jobs = await openJobs({
      database,
      helpdesks,
      knowledge: triage.knowledge,
      agentLanguage: config.agentLanguage,
      onError,
    })
    return {
      ...triage,
      ...storeServices(database),
      ...jobs.services,
      database,
      firstAdminKey,
      startJobs: jobs.writeBacks.start,
      stopJobs: jobs.stop,
      close: database.close,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

export type Jobs = {
  /** They take the place of the functions of the same name that know no jobs. */
  services: Pick<
    Services,
    'recordTicket' | 'prepareWriteBack' | 'noteFor' | 'retryWriteBack' | 'onWriteBackAttempt'
  >
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
    publicUrl: null,
    onAttempt: (attempt) => {
      for (const listener of listeners) listener(attempt)
    },
    onError,
  })
  return {
    services: {
      recordTicket: async (fresh) => {
        const result = await recordTicket(database.client, fresh)
        if (fresh.writeBack?.send) writeBacks.wake(fresh.triaged.helpdesk)
        return result
      },
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

/** The store's functions on one database, without jobs: tickets are stored, and no note is ever written. */
export function storeServices({
  client,
}: Pick<Database, 'client'>): Omit<Services, 'triage' | 'knowledge' | 'modelVersion'> {
  return {
    recordTicket: (fresh) => recordTicket(client, fresh),
    findTicket: (id) => findTicket(client, id),
    listTickets: (filter, limit, beforeId) => listTickets(client, filter, limit, beforeId),
    eraseTicket: (id) => eraseTicket(client, id),
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
export function servicesWithoutDatabase(
  triage: Pick<Services, 'triage' | 'knowledge' | 'modelVersion'>,
): Services {
  const fault = new Error('there is no database here')
  const refuse = () => Promise.reject(fault)
  return {
    ...triage,
    recordTicket: refuse,
    findTicket: refuse,
    listTickets: refuse,
    eraseTicket: refuse,
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
