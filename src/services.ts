/** Composition root: puts the rooms together. Knows nothing of HTTP. */

import { fileURLToPath } from 'node:url'
import { classify } from './classifier/classify.ts'
import { loadModel } from './classifier/model-file.ts'
import type { Config } from './config.ts'
import { type Knowledge, loadKnowledge } from './knowledge/articles.ts'
import { type Database, openEmbedded, openPostgres } from './store/database.ts'
import { type ApiKey, createFirstAdminKey, findKey } from './store/keys.ts'
import {
  endSession,
  type FoundSession,
  findSession,
  type NewSession,
  startSession,
} from './store/sessions.ts'
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
import { triageTicket } from './triage.ts'

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
  /** @param adminApiKey what ADMIN_API_KEY is now; sessions of an earlier one have ended. */
  findSession: (token: string, adminApiKey: string | null) => Promise<FoundSession | null>
  startSession: (session: NewSession) => Promise<{ token: string; expiresAt: Date }>
  endSession: (token: string) => Promise<void>
  /** Why the database does not answer; null when it does. */
  databaseFault: () => Promise<Error | null>
}

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
  return {
    ...triage,
    ...storeServices(database),
    database,
    firstAdminKey,
    close: database.close,
  }
}

/** The store's functions on one database. */
export function storeServices({
  client,
}: Pick<Database, 'client'>): Omit<Services, 'triage' | 'knowledge' | 'modelVersion'> {
  return {
    recordTicket: (fresh) => recordTicket(client, fresh),
    findTicket: (id) => findTicket(client, id),
    listTickets: (filter, limit, beforeId) => listTickets(client, filter, limit, beforeId),
    eraseTicket: (id) => eraseTicket(client, id),
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
    findSession: refuse,
    startSession: refuse,
    endSession: refuse,
    databaseFault: async () => fault,
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
