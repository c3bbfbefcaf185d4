/** Models: the one of each release and those trained from feedback. At most one is active. */

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { uuidv7 } from 'uuidv7'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'

export const modelStates = ['active', 'candidate', 'refused', 'retired'] as const
export type ModelState = (typeof modelStates)[number]

export const modelSources = ['built-in', 'trained'] as const
export type ModelSource = (typeof modelSources)[number]

export type StoredModel = {
  id: string
  version: string
  state: ModelState
  source: ModelSource
  createdAt: Date
  activatedAt: Date | null
  corpusTexts: number
  feedbackTexts: number
  quality: Record<string, number>
  /** Why it is in this state, in words. */
  reason: string | null
}

/** A model with what belongs to it but is too large to list. */
export type ModelWithFile = StoredModel & {
  /** The text of the model file. */
  file: string
  measure: unknown
}

export type NewModel = {
  version: string
  file: string
  quality: Record<string, number>
  corpusTexts: number
  feedbackTexts: number
}

/** Old trained models are removed beyond so many; each is about a megabyte. */
const trainedModelsMax = 30

const listed = {
  id: true,
  version: true,
  state: true,
  source: true,
  createdAt: true,
  activatedAt: true,
  corpusTexts: true,
  feedbackTexts: true,
  quality: true,
  reason: true,
} satisfies Prisma.TriageModelSelect

type ListedRow = Prisma.TriageModelGetPayload<{ select: typeof listed }>
type Transaction = Prisma.TransactionClient

/** The id under which a release's models know each other. */
export function hashModelFile(file: string): string {
  return createHash('sha256').update(file).digest('hex')
}

/**
 * Makes this release's built-in model known, and active unless a model trained beside it is. A model that another
 * release has trained or brought along steps back: it was made by other code, or measured on other texts.
 *
 * @returns whether a trained model had to step back, so that a new training is due.
 */
export async function registerBuiltIn(
  client: PrismaClient,
  builtIn: NewModel,
): Promise<{ isTrainingDue: boolean }> {
  const fileHash = hashModelFile(builtIn.file)
  const file = await compress(builtIn.file)
  return inTurn(client, async (transaction) => {
    const now = new Date()
    await transaction.triageModel.createMany({
      data: [
        {
          ...builtIn,
          id: uuidv7(),
          state: 'retired',
          source: 'built-in',
          fileHash,
          file,
          releaseHash: fileHash,
          reason: null,
          createdAt: now,
        },
      ],
      skipDuplicates: true,
    })
    const active = await transaction.triageModel.findFirst({
      where: { state: 'active' },
      select: { id: true, source: true, releaseHash: true },
    })
    if (active?.releaseHash === fileHash) return { isTrainingDue: false }
    if (active !== null) {
      const reason = 'Another release came with another built-in model.'
      await transaction.triageModel.update({
        where: { id: active.id },
        data: { state: 'retired', reason },
      })
    }
    await transaction.triageModel.update({
      where: { fileHash },
      data: { state: 'active', reason: null, activatedAt: now },
    })
    return { isTrainingDue: active?.source === 'trained' }
  })
}

/** Stores a trained model as a candidate, or as refused, with the reason. */
export async function saveTrained(
  client: PrismaClient,
  trained: NewModel & {
    state: 'candidate' | 'refused'
    reason: string
    measure: object
    /** File hash of the built-in model of the release that trained it. */
    releaseHash: string
  },
): Promise<StoredModel> {
  const id = uuidv7()
  const row = await client.triageModel.create({
    data: {
      ...trained,
      id,
      source: 'trained',
      fileHash: hashModelFile(trained.file),
      file: await compress(trained.file),
      createdAt: new Date(),
    },
    select: listed,
  })
  const old = await client.triageModel.findMany({
    where: { source: 'trained', state: { not: 'active' } },
    orderBy: { id: 'desc' },
    skip: trainedModelsMax,
    select: { id: true },
  })
  if (old.length > 0) {
    await client.triageModel.deleteMany({
      where: { id: { in: old.map((model) => model.id) }, state: { not: 'active' } },
    })
  }
  return toStoredModel(row)
}

export type Activation =
  | { kind: 'activated'; model: StoredModel }
  | { kind: 'unknown' }
  /** Another model than expected was active. */
  | { kind: 'overtaken' }

/**
 * Makes a model the active one; that it can be loaded is the caller's to know. Instances follow by themselves.
 *
 * @param insteadOf only if this one is still active
 */
export async function activateModel(
  client: PrismaClient,
  id: string,
  reason: string | null,
  insteadOf?: string,
): Promise<Activation> {
  return inTurn(client, async (transaction): Promise<Activation> => {
    const known = await transaction.triageModel.findUnique({ where: { id }, select: listed })
    if (known === null) return { kind: 'unknown' }
    const active = await transaction.triageModel.findFirst({
      where: { state: 'active' },
      select: { id: true },
    })
    if (insteadOf !== undefined && active?.id !== insteadOf) return { kind: 'overtaken' }
    if (active?.id === id) return { kind: 'activated', model: toStoredModel(known) }
    await transaction.triageModel.updateMany({
      where: { state: 'active' },
      data: { state: 'retired' },
    })
    const row = await transaction.triageModel.update({
      where: { id },
      data: { state: 'active', reason, activatedAt: new Date() },
      select: listed,
    })
    return { kind: 'activated', model: toStoredModel(row) }
  })
}

/** Marks a model that is not active as unusable or not wanted. */
export async function refuseModel(client: PrismaClient, id: string, reason: string): Promise<void> {
  await client.triageModel.updateMany({
    where: { id, state: { not: 'active' } },
    data: { state: 'refused', reason },
  })
}

/** Keeps what was measured of a model, for later comparisons. */
export async function saveMeasure(
  client: PrismaClient,
  id: string,
  measure: object,
): Promise<void> {
  await client.triageModel.updateMany({ where: { id }, data: { measure } })
}

/** Newest first, the active one before all. */
export async function listModels(client: PrismaClient): Promise<StoredModel[]> {
  const rows = await client.triageModel.findMany({ select: listed, orderBy: { id: 'desc' } })
  const models = rows.map(toStoredModel)
  const isActive = ({ state }: StoredModel) => state === 'active'
  return [...models.filter(isActive), ...models.filter((model) => !isActive(model))]
}

/** The model with this file; null where it is not stored. */
export async function findModelId(client: PrismaClient, fileHash: string): Promise<string | null> {
  const row = await client.triageModel.findUnique({ where: { fileHash }, select: { id: true } })
  return row?.id ?? null
}

export async function findActiveModelId(client: PrismaClient): Promise<string | null> {
  const row = await client.triageModel.findFirst({
    where: { state: 'active' },
    select: { id: true },
  })
  return row?.id ?? null
}

export async function readModel(client: PrismaClient, id: string): Promise<ModelWithFile | null> {
  const row = await client.triageModel.findUnique({ where: { id } })
  if (row === null) return null
  return { ...toStoredModel(row), file: await expand(row.file), measure: row.measure }
}

/** Versions of the models that were trained beside a built-in model. */
export async function trainedVersions(
  client: PrismaClient,
  releaseHash: string,
): Promise<string[]> {
  const rows = await client.triageModel.findMany({
    where: { source: 'trained', releaseHash },
    select: { version: true },
  })
  return rows.map(({ version }) => version)
}

/** A ticket whose right label an agent has said, newest first; the text as it is stored. */
export type ConfirmedRow = {
  ticketId: string
  label: string
  subject: string | null
  body: string
  language: string
  confirmedBy: string
}

/**
 * Tickets whose current feedback says which label is right: `corrected` says it itself, `accepted` says that the
 * triage it was given to was right, even if the ticket was triaged again since. `rejected` says no label.
 */
export async function listConfirmed(client: PrismaClient, limit: number): Promise<ConfirmedRow[]> {
  return client.$queryRaw<ConfirmedRow[]>`
    SELECT t.id::text AS "ticketId",
      CASE f.verdict WHEN 'corrected' THEN f.category ELSE coalesce(judged.category, 'out-of-scope') END
        AS "label",
      t.subject, t.body, coalesce(t.stated_language, t.language) AS "language", f.given_by AS "confirmedBy"
    FROM feedback f
    JOIN tickets t ON t.id = f.ticket_id
    CROSS JOIN LATERAL (
      SELECT triages.category FROM triages
      WHERE triages.ticket_id = t.id
        AND (triages.id = f.triage_id OR (f.triage_id IS NULL AND triages.triaged_at <= f.given_at))
      ORDER BY triages.triaged_at DESC, triages.id DESC LIMIT 1
    ) judged
    WHERE f.is_current AND f.verdict IN ('accepted', 'corrected')
    ORDER BY f.given_at DESC, f.id DESC
    LIMIT ${limit}::int`
}

/** Any constant will do, as long as every version of this service uses the same. */
const modelsLockId = 7_718_000_030

/** One after the other, over all instances: which model is active is one decision. */
async function inTurn<T>(
  client: PrismaClient,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return client.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${modelsLockId}::bigint)`
    return work(transaction)
  })
}

const compressText = promisify(gzip)
const expandBytes = promisify(gunzip)

async function compress(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await compressText(text))
}

async function expand(bytes: Uint8Array): Promise<string> {
  return (await expandBytes(bytes)).toString('utf8')
}

/** The parsing function of this file: columns that only it writes get their types back. */
function toStoredModel(row: ListedRow): StoredModel {
  return {
    id: row.id,
    version: row.version,
    state: row.state as ModelState,
    source: row.source as ModelSource,
    createdAt: row.createdAt,
    activatedAt: row.activatedAt,
    corpusTexts: row.corpusTexts,
    feedbackTexts: row.feedbackTexts,
    quality: row.quality as Record<string, number>,
    reason: row.reason,
  }
}
