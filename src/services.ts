/** Composition root: puts the rooms together. Knows nothing of HTTP. */

import { fileURLToPath } from 'node:url'
import { classify } from './classifier/classify.ts'
import { loadModel } from './classifier/model-file.ts'
import type { Config } from './config.ts'
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
import { toSimplified } from './text/language.ts'
import type { TicketInput, TriagedTicket } from './ticket.ts'
import { triageTicket } from './triage.ts'

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
}

/** What works without a database. */
type TriageServices = 'triage' | 'knowledge' | 'modelVersion' | 'suggestedThreshold'

export type OpenServices = Services & {
  database: Database
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
 * Loads model and knowledge, opens the database and migrates it.
 *
 * @throws StartError when one of them cannot be had.
 */
export async function openServices(config: Config): Promise<OpenServices> {
  const triage = await openTriage(config)
  let firstAdminKey: string | null = null
  const makeFirstKey = async (client: Database['client']) => {
    if (config.adminApiKey === null) firstAdminKey = await createFirstAdminKey(client)
  }
  const database =
    config.databaseUrl === null
      ? await openEmbedded(config.dataDir, makeFirstKey)
      : await openPostgres(config.databaseUrl, config.databaseConnectionsMax, makeFirstKey)
  let isClosing = false
  // Nobody waits for it: only tickets stored before there was a search are concerned, and the newest come first.
  const filling = fillSearch(database.client, () => isClosing).catch(() => undefined)
  return {
    ...triage,
    ...storeServices(database),
    database,
    firstAdminKey,
    close: async () => {
      isClosing = true
      await filling
      await database.close()
    },
  }
}

/** The store's functions on one database. */
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
    recordDelivery: (delivery) => announced(recordDelivery(client, delivery, null)),
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
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
