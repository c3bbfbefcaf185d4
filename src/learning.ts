/** Puts learning together: which model decides here, how a new one is made, and when. */

import { type Model, ModelFileError, parseModel } from './classifier/model-file.ts'
import type { Config } from './config.ts'
import { type ActiveModelFollower, followActiveModel } from './jobs/active-model.ts'
import type { JobQueue } from './jobs/job-queue.ts'
import { type LearnDeps, learn } from './jobs/learn.ts'
import { type Learning, registerLearning } from './jobs/learning.ts'
import type { ConfirmedTicket, ModelMeasure } from './jobs/training-order.ts'
import { trainInThread } from './jobs/training-thread.ts'
import type { Database } from './store/database.ts'
import {
  activateModel,
  findActiveModelId,
  findModelId,
  hashModelFile,
  listConfirmed,
  listModels,
  type NewModel,
  readModel,
  refuseModel,
  type StoredModel,
  saveMeasure,
  saveTrained,
  trainedVersions,
} from './store/models.ts'
import { labels } from './ticket.ts'

export type ModelActivation =
  | { kind: 'activated'; model: StoredModel }
  | { kind: 'unknown' }
  | { kind: 'unusable'; reason: string }

/** What the HTTP side may ask about models. */
export type ModelServices = {
  listModels: () => Promise<StoredModel[]>
  /** This instance has switched when the answer comes; the others follow within seconds. */
  activateModel: (id: string) => Promise<ModelActivation>
  /** Queues a training; null when one is waiting already. */
  requestTraining: () => Promise<string | null>
}

/** Where background work tells what it did; fields first, as everywhere. */
export type Log = Record<
  'info' | 'warn' | 'error',
  (fields: Record<string, unknown>, message: string) => void
>

/** Every instance must have switched within 10 s. */
const lookEveryMs = 5_000

/** The newest confirmed tickets a training reads; limits cut them to fewer. */
const confirmedMax = 10_000

/**
 * Follows the active model and serves the list of models.
 *
 * @param usedId the model in use already; null where it is not known
 */
export async function openModels(
  { client }: Pick<Database, 'client'>,
  useModel: (model: Model) => void,
  log: Log,
  usedId: string | null = null,
): Promise<Omit<ModelServices, 'requestTraining'> & ActiveModelFollower> {
  const load = async (id: string): Promise<Model> => {
    const stored = await readModel(client, id)
    if (stored === null) throw new ModelFileError('The model is no longer stored.')
    return parseModel(stored.file, stored.version)
  }
  const follower = followActiveModel(
    {
      findActiveId: () => findActiveModelId(client),
      load,
      use: useModel,
      onSwitch: ({ version }) => log.info({ model: version }, 'model in use'),
      onRefusal: (modelId, err) =>
        log.error({ modelId, err }, 'the active model cannot be used: the one before stays'),
    },
    usedId,
    lookEveryMs,
  )
  return {
    ...follower,
    listModels: () => listModels(client),
    activateModel: async (id) => {
      const stored = await readModel(client, id)
      if (stored === null) return { kind: 'unknown' }
      try {
        parseModel(stored.file, stored.version)
      } catch (error) {
        if (!(error instanceof ModelFileError)) throw error
        await refuseModel(client, id, error.message)
        return { kind: 'unusable', reason: error.message }
      }
      const activation = await activateModel(client, id, 'Activated by an administrator.')
      if (activation.kind !== 'activated') return { kind: 'unknown' }
      await follower.follow()
      return activation
    },
  }
}

/** What {@link learn} needs, on a database. */
export function learnDeps(
  { client }: Pick<Database, 'client'>,
  builtIn: Pick<NewModel, 'file'>,
  train: LearnDeps['train'],
): LearnDeps {
  const releaseHash = hashModelFile(builtIn.file)
  return {
    listConfirmed: async () => (await listConfirmed(client, confirmedMax)).flatMap(toConfirmed),
    readActive: async () => {
      const id = await findActiveModelId(client)
      const stored = id === null ? null : await readModel(client, id)
      return stored && { ...stored, measure: toMeasure(stored.measure) }
    },
    trainedVersions: () => trainedVersions(client, releaseHash),
    train,
    saveMeasure: (id, measure) => saveMeasure(client, id, measure),
    saveTrained: ({ version, file, quality, corpusTexts, feedbackTexts, measure, state, reason }) =>
      saveTrained(client, {
        version,
        file,
        quality,
        corpusTexts,
        feedbackTexts,
        measure,
        state,
        reason,
        releaseHash,
      }),
    promote: async (id, reason, insteadOf) =>
      (await activateModel(client, id, reason, insteadOf)).kind === 'activated',
  }
}

type LearningOptions = {
  database: Database
  boss: JobQueue['boss']
  builtIn: NewModel
  triage: { useModel: (model: Model) => void }
  config: Pick<Config, 'learnAt'>
  /** A model that had learned from feedback had to step back for another release. */
  isTrainingDue: boolean
  log: Log
}

/**
 * Takes the active model into use, and registers the learning with the job queue.
 *
 * @throws Error when the database does not answer.
 */
export async function openLearning(
  options: LearningOptions,
): Promise<ModelServices & { stop: () => Promise<void> }> {
  const { database, boss, builtIn, triage, config, isTrainingDue, log } = options
  // It is loaded already: only a model trained here has to be fetched.
  const builtInId = await findModelId(database.client, hashModelFile(builtIn.file))
  const {
    follow,
    stop: stopFollowing,
    ...models
  } = await openModels(database, triage.useModel, log, builtInId)
  await follow()
  const deps = learnDeps(database, builtIn, (order, signal) => trainInThread(order, signal))
  let learning: Learning
  try {
    learning = await registerLearning(boss, {
      learn: (signal) => learn(deps, { promotes: true, signal }),
      cron: config.learnAt,
      onOutcome: async (outcome, durationMs) => {
        log.info({ ...outcome, durationMs }, 'training')
        if (outcome.kind === 'promoted') await follow()
      },
      onFailure: (err) => log.error({ err }, 'training failed'),
    })
    if (isTrainingDue) await learning.request()
  } catch (error) {
    await stopFollowing()
    throw error
  }
  return {
    ...models,
    requestTraining: learning.request,
    stop: async () => {
      await learning.stop()
      await stopFollowing()
    },
  }
}

/** A label that a later release has dropped teaches nothing. */
function toConfirmed(row: Awaited<ReturnType<typeof listConfirmed>>[number]): ConfirmedTicket[] {
  const label = labels.find((known) => known === row.label)
  return label === undefined ? [] : [{ ...row, label }]
}

/** The parsing function of this file: only a training writes that column. */
function toMeasure(stored: unknown): ModelMeasure | null {
  return stored === null ? null : (stored as ModelMeasure)
}
