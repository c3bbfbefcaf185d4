/**
 * The durable job queue, pg-boss, on the service's own database: on PostgreSQL and on the embedded one alike. Its
 * tables live in the schema `pgboss`, which it makes and migrates itself when it starts.
 */

import PgBoss from 'pg-boss'

/** One statement with values, or a script of several without; see the store. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

export type JobQueueDeps = {
  executeSql: ExecuteSql
  /** Told what went wrong in the background, where no caller waits for an answer. */
  onError: (error: Error) => void
  /** Whether this instance sends the jobs of schedules that are due. */
  isScheduling?: boolean
}

export type JobQueue = {
  boss: PgBoss
  /** Stops claiming jobs, waits for those in hand, at most so long, and for their outcome to be written. */
  close: (timeoutMs: number) => Promise<void>
}

/**
 * Starts the queue. Any number of instances may do so at the same moment on an empty database.
 *
 * @throws Error when the database does not answer.
 */
export async function openJobQueue(deps: JobQueueDeps): Promise<JobQueue> {
  const { executeSql, onError, isScheduling = true } = deps
  const running = new Set<Promise<unknown>>()
  const executeForBoss = async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> => {
    const statement = executeSql(text, values)
    const settled = statement.then(ignore, ignore)
    running.add(settled)
    settled.then(() => running.delete(settled))
    if (!isOutcome(values)) return statement
    try {
      return await statement
    } catch (error) {
      onError(toError(error))
      return { rows: [{ count: 0 }] }
    }
  }
  const boss = new PgBoss({ db: { executeSql: executeForBoss }, schedule: isScheduling })
  boss.on('error', (error) => onError(toError(error)))
  await boss.start()
  return {
    boss,
    close: async (timeoutMs) => {
      await boss.stop({ graceful: true, wait: true, timeout: timeoutMs })
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/**
 * pg-boss writes the outcome of a job (its second value is a list of job ids) and does not wait for it: a rejection
 * would be nobody's and end the process. A job whose outcome is lost runs again after it has expired.
 */
function isOutcome(values: unknown[] | undefined): boolean {
  return Array.isArray(values?.[1])
}

function ignore(): void {}

/** A worker reports a copy of the error that has lost its class. */
function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  const message =
    typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown
  return new Error(String(message))
}
