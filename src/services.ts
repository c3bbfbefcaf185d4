/** Composition root: puts the rooms together. Knows nothing of HTTP. */

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { classify } from './classifier/classify.ts'
import { loadModel, type Model } from './classifier/model-file.ts'
import type { Config } from './config.ts'
import { type Knowledge, loadKnowledge } from './knowledge/articles.ts'
import { type Log, type ModelServices, openLearning } from './learning.ts'
import { type Database, openEmbedded, openPostgres } from './store/database.ts'
import { type ApiKey, createFirstAdminKey, findKey } from './store/keys.ts'
import { type NewModel, registerBuiltIn } from './store/models.ts'
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
import { toSimplified } from './text/language.ts'
import type { TicketInput, TriagedTicket } from './ticket.ts'
import { type TriageDeps, triageTicket } from './triage.ts'

/** What the HTTP side may ask for. */
export type Services = ModelServices & {
  triage: (input: TicketInput) => TriagedTicket
  knowledge: Knowledge
  /** The model that triages here and now; another one after a switch. */
  activeModel: () => Pick<Model, 'version' | 'thresholds'>
  recordTicket: (fresh: NewTicket) => Promise<RecordResult>
  findTicket: (id: string) => Promise<StoredTicket | null>
  listTickets: (filter: TicketFilter, limit: number, beforeId: string | null) => Promise<TicketPage>
  eraseTicket: (id: string) => Promise<boolean>
  findKey: (secret: string) => Promise<ApiKey | null>
  /** Why the database does not answer; null when it does. */
  databaseFault: () => Promise<Error | null>
}

export type OpenServices = Services & {
  database: Database
  /** The admin key made for an empty database, for the only time; else null. */
  firstAdminKey: string | null
  /** Stops what runs in the background, before the database is closed. */
  stopJobs: () => Promise<void>
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

/** Triage alone, and the way to go on with another model. */
export type OpenTriage = Pick<Services, 'triage' | 'knowledge' | 'activeModel'> & {
  useModel: (model: Model) => void
}

/** Triage without a database: the built-in model and the knowledge. */
export async function openTriage(config: Pick<Config, 'agentLanguage'>): Promise<OpenTriage> {
  const [builtIn, knowledge] = await loadOrRefuse()
  const depsFor = (model: Model): TriageDeps => ({
    classify: (input) => classify(model, input),
    modelVersion: model.version,
    knowledge,
    agentLanguage: config.agentLanguage,
    now: () => new Date(),
  })
  let model = builtIn
  let deps = depsFor(model)
  const useModel = (other: Model) => {
    const next = depsFor(other)
    // The first ticket would pay for tables and patterns made on first use.
    for (const body of warmUpTexts) triageTicket(next, { helpdesk: 'api', body })
    model = other
    deps = next
  }
  useModel(builtIn)
  return {
    triage: (input) => triageTicket(deps, input),
    knowledge,
    activeModel: () => model,
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
 * Loads model and knowledge, opens the database and migrates it.
 *
 * @throws StartError when one of them cannot be had.
 */
export async function openServices(config: Config, log: Log): Promise<OpenServices> {
  const triage = await openTriage(config)
  const builtIn = await readBuiltIn()
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
  try {
    const { stop, ...models } = await openLearning({
      database,
      builtIn,
      triage,
      config,
      isTrainingDue,
      log,
    })
    return {
      ...triage,
      ...storeServices(database),
      ...models,
      database,
      firstAdminKey,
      stopJobs: stop,
      close: database.close,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The model of this release as the store keeps it. */
export async function readBuiltIn(): Promise<NewModel> {
  const file = await readFile(modelPath, 'utf8')
  const { version, quality, corpus } = loadModel(modelPath)
  return { version, file, quality, corpusTexts: corpus.examples, feedbackTexts: 0 }
}

/** The store's functions on one database. */
export function storeServices({
  client,
}: Pick<Database, 'client'>): Omit<Services, keyof OpenTriage | keyof ModelServices> {
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
  }
}

/** For command lines that only triage: whatever needs the database fails. */
export function servicesWithoutDatabase(
  triage: Pick<Services, 'triage' | 'knowledge' | 'activeModel'>,
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
    listModels: refuse,
    activateModel: refuse,
    requestTraining: refuse,
    databaseFault: async () => fault,
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
