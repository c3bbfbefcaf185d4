/** When to learn: every night, and when somebody asks. One training at a time over all instances. */

import type PgBoss from 'pg-boss'
import type { LearnOutcome } from './learn.ts'

const learnQueue = 'learn'

/**
 * A training takes minutes of one core on a quiet machine, and gives way to everything else. One that takes longer than this
 * has gone wrong; it is also how long a killed instance keeps the others from training.
 */
const trainingMsMax = 2 * 60 * 60_000
const pollingIntervalSeconds = 5

export type LearningDeps = {
  learn: (signal: AbortSignal) => Promise<LearnOutcome>
  /** When to learn by itself, as a cron expression in UTC; null for never. */
  cron: string | null
  onOutcome: (outcome: LearnOutcome, durationMs: number) => Promise<void>
  onFailure: (error: Error) => void
}

export type Learning = {
  /** Queues a training; null when one is waiting already. */
  request: () => Promise<string | null>
  /** Ends a training in hand; the job is given to another instance or to the next start. */
  stop: () => Promise<void>
}

/**
 * Registers the learning on a job queue.
 *
 * @throws Error when the cron expression is none, or the database does not answer
 */
export async function registerLearning(boss: PgBoss, deps: LearningDeps): Promise<Learning> {
  const stopping = new AbortController()
  await boss.createQueue(learnQueue, {
    name: learnQueue,
    // One waits, one runs.
    policy: 'stately',
    retryLimit: 1,
    expireInSeconds: trainingMsMax / 1000,
  })
  if (deps.cron === null) await boss.unschedule(learnQueue)
  else await boss.schedule(learnQueue, deps.cron, {}, { tz: 'UTC' })
  const workerId = await boss.work(learnQueue, { pollingIntervalSeconds }, async () => {
    const startedAt = performance.now()
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(trainingMsMax)])
    try {
      const outcome = await deps.learn(signal)
      await deps.onOutcome(outcome, Math.round(performance.now() - startedAt))
      return outcome
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error))
      if (!stopping.signal.aborted) deps.onFailure(failure)
      throw failure
    }
  })
  return {
    request: async () => {
      const id = await boss.send(learnQueue, {})
      boss.notifyWorker(workerId)
      return id
    },
    stop: async () => {
      stopping.abort(new Error('the service is stopping'))
      await boss.offWork(learnQueue)
    },
  }
}
