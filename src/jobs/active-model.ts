/** Which model decides here: every instance looks in the database, so that all follow within seconds. */

import { type Model, ModelFileError } from '../classifier/model-file.ts'

export type ActiveModelDeps = {
  findActiveId: () => Promise<string | null>
  /** @throws ModelFileError that says why the model cannot be used here */
  load: (id: string) => Promise<Model>
  /** From now on triages are made with this model. */
  use: (model: Model) => void
  onSwitch: (model: Model) => void
  /** A model that cannot be used is told once; the one in use stays. */
  onRefusal: (id: string, error: ModelFileError) => void
}

export type ActiveModelFollower = {
  /** Looks now and switches if another model is active. */
  follow: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Follows the active model of the database.
 *
 * @param usedId the model in use at the start
 */
export function followActiveModel(
  deps: ActiveModelDeps,
  usedId: string | null,
  intervalMs: number,
): ActiveModelFollower {
  let current = usedId
  let refused: string | null = null
  let looking: Promise<void> | null = null

  const look = async (): Promise<void> => {
    const id = await deps.findActiveId()
    if (id === null || id === current || id === refused) return
    let model: Model
    try {
      model = await deps.load(id)
    } catch (error) {
      if (!(error instanceof ModelFileError)) throw error
      refused = id
      deps.onRefusal(id, error)
      return
    }
    deps.use(model)
    current = id
    refused = null
    deps.onSwitch(model)
  }
  const follow = async (): Promise<void> => {
    // A look that is under way may have asked before the caller's change was made.
    await looking?.catch(() => undefined)
    looking ??= look().finally(() => {
      looking = null
    })
    await looking
  }
  const timer = setInterval(() => {
    // A database that does not answer is told by /ready; the next look finds it again.
    follow().catch(() => undefined)
  }, intervalMs)
  timer.unref()
  return {
    follow,
    stop: async () => {
      clearInterval(timer)
      await looking?.catch(() => undefined)
    },
  }
}
