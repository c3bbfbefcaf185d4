/** Composition root: puts the rooms together. Knows nothing of HTTP. */

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { classify } from './classifier/classify.ts'
import { loadModel, type Model } from './classifier/model-file.ts'
import type { Config } from './config.ts'
import type { HelpdeskSettings } from './helpdesks/settings.ts'
import { type JobQueue, openJobQueue } from './jobs/job-queue.ts'
import { type Knowledge, loadKnowledge } from './knowledge/articles.ts'
import { type Log, type ModelServices, openLearning } from './learning.ts'
import { type Database, openEmbedded, openPostgres } from './store/database.ts'
import {
  type DeliveryResult,
  forgetDeliveries,
  type NewDelivery,
  recordDelivery,
} from './store/deliveries.ts'
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
import { type NewModel, registerBuiltIn } from './store/models.ts'
import {
  endSession,
  type FoundSession,
  findSession,
  type NewSession,
  startSession,
} from './store/sessions.ts'
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
import type { AgentLanguage, TicketInput, TriagedTicket } from './ticket.ts'
import { type TriageDeps, triageTicket } from './triage.ts'
import { type Attempt, openWriteBacks, type Timing, type WriteBacks } from './writeback/jobs.ts'
import type { ComposedNote, NoteIds } from './writeback/note.ts'

/** What the HTTP side may ask for. */
export type Services = ModelServices & {
  triage: (input: TicketInput) => TriagedTicket
  knowledge: Knowledge
  /** The language agents read where their helpdesk names none. */
  agentLanguage: AgentLanguage
  /** The model that triages here and now; another one after a switch. */
  activeModel: () => Pick<Model, 'version' | 'thresholds'>
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
  /** @param adminApiKey what ADMIN_API_KEY is now; sessions of an earlier one have ended. */
  findSession: (token: string, adminApiKey: string | null) => Promise<FoundSession | null>
  startSession: (session: NewSession) => Promise<{ token: string; expiresAt: Date }>
  endSession: (token: string) => Promise<void>
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

/** Triage alone, and the way to go on with another model. */
export type OpenTriage = Pick<
  Services,
  'triage' | 'knowledge' | 'agentLanguage' | 'activeModel'
> & {
  /** The model of this release. */
  builtIn: Model
  useModel: (model: Model) => void
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

const forgetEveryMs = 6 * 3_600_000

export const modelPath = fileURLToPath(new URL('classifier/model.json', import.meta.url))

const warmUpTexts = [
  'I forgot my password, mail me at kim@example.org',
  '我忘記密碼，請協助重設',
  '我忘记密码',
]

/** Triage without a database: the built-in model and the knowledge. */
export async function openTriage(
  config: Pick<Config, 'agentLanguage' | 'helpdesks'>,
): Promise<OpenTriage> {
  const [builtIn, knowledge] = await loadOrRefuse()
  const agentLanguages = new Map(
    config.helpdesks.map(({ name, agentLanguage }) => [name, agentLanguage]),
  )
  const triageWith = (model: Model, input: TicketInput) => {
    const deps: TriageDeps = {
      classify: (text) => classify(model, text),
      modelVersion: model.version,
      knowledge,
      agentLanguage: agentLanguages.get(input.helpdesk) ?? config.agentLanguage,
      now: () => new Date(),
    }
    return triageTicket(deps, input)
  }
  let active = builtIn
  const useModel = (model: Model) => {
    // The first ticket would pay for tables and patterns made on first use.
    for (const body of warmUpTexts) triageWith(model, { helpdesk: 'api', body })
    active = model
  }
  useModel(builtIn)
  return {
    triage: (input) => triageWith(active, input),
    knowledge,
    agentLanguage: config.agentLanguage,
    activeModel: () => active,
    builtIn,
    useModel,
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
 * @throws StartError when one of them cannot be had.
 */
export async function openServices(config: Config, log: Log): Promise<OpenServices> {
  const triage = await openTriage(config)
  const builtIn = await readBuiltIn(triage.builtIn)
  let firstAdminKey: string | null = null
  let isTrainingDue = false
  const firstRun = async (client: Database['client']) => {
    if (config.adminApiKey === null) firstAdminKey = await createFirstAdminKey(client)
    isTrainingDue = (await registerBuiltIn(client, builtIn)).isTrainingDue
  }
  const database =
    config.databaseUrl === null
      ? await openEmbedded(config.dataDir, firstRun)
      : await openPostgres(config.databaseUrl, config.databaseConnectionsMax, firstRun)
  const onError = (err: Error) => log.error({ err }, 'a job failed outside of its work')
  let queue: JobQueue | null = null
  try {
    queue = await openJobQueue({ executeSql: database.executeSql, onError })
    const { boss, close } = queue
    const { stop: stopLearning, ...models } = await openLearning({
      database,
      boss,
      builtIn,
      triage,
      config,
      isTrainingDue,
      log,
    })
    const jobs = await openJobs({
      database,
      boss,
      onError,
      helpdesks: config.helpdesks,
      knowledge: triage.knowledge,
      agentLanguage: config.agentLanguage,
      publicUrl: config.publicUrl,
    })
    const forget = () => void forgetDeliveries(database.client, new Date()).catch(onError)
    const forgetting = setInterval(forget, forgetEveryMs).unref()
    forget()
    let isClosing = false
    // Nobody waits for it: only tickets stored before there was a search are concerned, and the newest come first.
    const filling = fillSearch(database.client, () => isClosing).catch(() => undefined)
    return {
      ...triage,
      ...withJobs(storeServices(database), jobs),
      ...models,
      database,
      firstAdminKey,
      startJobs: jobs.writeBacks.start,
      stopJobs: async (timeoutMs) => {
        clearInterval(forgetting)
        jobs.writeBacks.stop()
        await stopLearning()
        await close(timeoutMs)
      },
      close: async () => {
        isClosing = true
        await filling
        await database.close()
      },
    }
  } catch (error) {
    await queue?.close(config.shutdownStepMs)
    await database.close()
    throw error
  }
}

/** The model of this release as the store keeps it. */
export async function readBuiltIn(model: Model = loadModel(modelPath)): Promise<NewModel> {
  const file = await readFile(modelPath, 'utf8')
  const { version, quality, corpus } = model
  return { version, file, quality, corpusTexts: corpus.examples, feedbackTexts: 0 }
}

export type Jobs = {
  /** They take the place of the functions of the same name that know no jobs. */
  services: Pick<Services, 'prepareWriteBack' | 'noteFor' | 'retryWriteBack' | 'onWriteBackAttempt'>
  writeBacks: WriteBacks
}

/** What is done by jobs besides learning: the notes. */
export async function openJobs(deps: {
  database: Database
  boss: JobQueue['boss']
  helpdesks: readonly HelpdeskSettings[]
  knowledge: Knowledge
  agentLanguage: Config['agentLanguage']
  publicUrl: Config['publicUrl']
  onError: (error: Error) => void
  timing?: Partial<Timing>
}): Promise<Jobs> {
  const listeners = new Set<(attempt: Attempt) => void>()
  const writeBacks = await openWriteBacks({
    ...deps,
    onAttempt: (attempt) => {
      for (const listener of listeners) listener(attempt)
    },
  })
  return {
    services: {
      prepareWriteBack: writeBacks.prepare,
      noteFor: writeBacks.noteFor,
      retryWriteBack: writeBacks.retry,
      onWriteBackAttempt: (listener) => listeners.add(listener),
    },
    writeBacks,
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
}: Pick<Database, 'client' | 'listen'>): Omit<Services, keyof OpenTriage | keyof ModelServices> {
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
    findSession: (token, adminApiKey) => findSession(client, token, adminApiKey),
    startSession: (session) => startSession(client, session),
    endSession: (token) => endSession(client, token),
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
  triage: Pick<Services, 'triage' | 'knowledge' | 'agentLanguage' | 'activeModel'>,
): Services {
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
    listModels: refuse,
    activateModel: refuse,
    requestTraining: refuse,
    findSession: refuse,
    startSession: refuse,
    endSession: refuse,
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
