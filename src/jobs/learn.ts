/** Learning: from what agents have confirmed to a model that is at least as good, or to the reason why not. */

import type {
  ConfirmedTicket,
  ModelMeasure,
  TrainingOrder,
  TrainingResult,
} from './training-order.ts'

export type LearnDeps = {
  /** Tickets whose label is confirmed, newest first. */
  listConfirmed: () => Promise<ConfirmedTicket[]>
  /** The active model with the text of its file; null while none is. */
  readActive: () => Promise<{
    id: string
    version: string
    file: string
    measure: ModelMeasure | null
  } | null>
  trainedVersions: () => Promise<string[]>
  /** Takes minutes, in a thread of its own; ends early when the signal does. */
  train: (order: TrainingOrder, signal: AbortSignal) => Promise<TrainingResult>
  saveMeasure: (id: string, measure: ModelMeasure) => Promise<void>
  saveTrained: (
    trained: Trained & { state: 'candidate' | 'refused' },
  ) => Promise<{ id: string; version: string }>
  /** Makes a model active instead of another; false if that one is no longer active. */
  promote: (id: string, reason: string, insteadOf: string) => Promise<boolean>
}

type Trained = Extract<TrainingResult, { kind: 'trained' }>

export type LearnOutcome =
  | { kind: 'nothing-new'; reason: string }
  | { kind: 'promoted' | 'candidate' | 'refused'; id: string; version: string; reason: string }

/**
 * Trains a candidate on the corpus and on confirmed tickets, and makes it active if it is not worse than the active
 * model; otherwise keeps it with the reason. Repeating it without new feedback changes nothing.
 *
 * @param promotes false keeps even a good candidate for a person to activate
 * @throws the signal's reason when it is aborted
 */
export async function learn(
  deps: LearnDeps,
  { promotes, signal }: { promotes: boolean; signal: AbortSignal },
): Promise<LearnOutcome> {
  const active = await deps.readActive()
  if (active === null) return { kind: 'nothing-new', reason: 'No model is active to compare with.' }
  const confirmed = await deps.listConfirmed()
  if (confirmed.length === 0) {
    return { kind: 'nothing-new', reason: 'There is no confirmed ticket to learn from.' }
  }
  const knownVersions = await deps.trainedVersions()
  const result = await deps.train({ confirmed, active, knownVersions }, signal)
  if (result.kind === 'nothing-new') return result
  signal.throwIfAborted()

  if (active.measure === null) await deps.saveMeasure(active.id, result.activeMeasure)
  const state = result.isPromotable ? 'candidate' : 'refused'
  const { id, version } = await deps.saveTrained({ ...result, state })
  const { reason } = result
  if (!result.isPromotable) return { kind: 'refused', id, version, reason }
  if (promotes && (await deps.promote(id, reason, active.id))) {
    return { kind: 'promoted', id, version, reason }
  }
  return { kind: 'candidate', id, version, reason }
}
