import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  type ExecuteSql,
  type JobQueue,
  type JobQueueDeps,
  openJobQueue,
} from '../../src/jobs/job-queue.ts'
import { executeInTransaction } from '../../src/store/database.ts'
import { copyOf, type TestDatabase } from '../support/database-template.ts'

let database: TestDatabase
const opened: JobQueue[] = []
const errors: Error[] = []
const open = async (overrides: Partial<JobQueueDeps> = {}) => {
  const queue = await openJobQueue({
    executeSql: database.executeSql,
    onError: (error) => errors.push(error),
    isScheduling: false,
    ...overrides,
  })
  opened.push(queue)
  return queue
}

beforeAll(async () => {
  database = await copyOf(inject('databaseTemplate'))
})
afterEach(async () => {
  for (const queue of opened.splice(0)) await queue.close(5_000)
  expect(errors.splice(0)).toEqual([])
})
afterAll(() => database.close())

const pollingIntervalSeconds = 0.5

describe('the job queue', () => {
  test('starts in several instances at once on an empty database', async () => {
    const queues = await Promise.all([open(), open(), open()])
    for (const { boss } of queues) expect(await boss.isInstalled()).toBe(true)
  })

  test('hands a job to a worker and keeps its outcome', async () => {
    const { boss, close } = await open()
    await boss.createQueue('greet')
    const id = await boss.send('greet', { name: 'Kim', at: [1, null] })
    const seen = await new Promise((resolve) => {
      boss.work<object>('greet', { pollingIntervalSeconds }, async ([job]) => {
        resolve(job?.data)
        return { greeted: true }
      })
    })
    expect(seen).toEqual({ name: 'Kim', at: [1, null] })
    await close(5_000)
    const { boss: later } = await open()
    expect(await later.getJobById('greet', id ?? '')).toMatchObject({
      state: 'completed',
      output: { greeted: true },
    })
  })

  test('gives a job whose handler throws another attempt, then keeps it as failed', async () => {
    const { boss, close } = await open()
    await boss.createQueue('break')
    const id = await boss.send('break', {}, { retryLimit: 1, retryDelay: 0 })
    let attempts = 0
    await new Promise<void>((resolve) => {
      boss.work('break', { pollingIntervalSeconds }, async () => {
        if (++attempts === 2) resolve()
        throw new Error('the other side says no')
      })
    })
    await close(5_000)
    const { boss: later } = await open()
    expect(await later.getJobById('break', id ?? '')).toMatchObject({
      state: 'failed',
      retryCount: 1,
      output: { message: 'the other side says no' },
    })
  })

  test('a job sent in a transaction is there if the transaction is', async () => {
    const { boss } = await open()
    await boss.createQueue('atomic')
    await expect(
      database.client.$transaction(async (transaction) => {
        const db = { executeSql: executeInTransaction(transaction) }
        expect(await boss.send('atomic', { n: 1 }, { db, singletonKey: 'a' })).toBeTypeOf('string')
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await boss.getQueueSize('atomic')).toBe(0)
    const id = await database.client.$transaction((transaction) => {
      const db = { executeSql: executeInTransaction(transaction) }
      return boss.send('atomic', { n: 2 }, { db, retryLimit: 7, retryBackoff: true, priority: 3 })
    })
    expect(await boss.getJobById('atomic', id ?? '')).toMatchObject({
      data: { n: 2 },
      retryLimit: 7,
      priority: 3,
    })
  })

  test('a stately queue holds one waiting job and runs one at a time', async () => {
    const { boss } = await open()
    await boss.createQueue('single', { name: 'single', policy: 'stately' })
    const first = await boss.send('single', {})
    expect(await boss.send('single', {})).toBeNull()
    const [active] = await boss.fetch('single')
    expect(active?.id).toBe(first)
    expect(await boss.send('single', {})).toBeTypeOf('string')
    expect(await boss.fetch('single')).toEqual([])
  })

  test('closing waits for the job in hand', async () => {
    const { boss, close } = await open()
    await boss.createQueue('slow')
    const id = await boss.send('slow', {})
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    await new Promise<void>((resolve) => {
      boss.work('slow', { pollingIntervalSeconds }, async () => {
        resolve()
        await finished
      })
    })
    const closed = close(30_000)
    finish()
    await closed
    const { boss: later } = await open()
    expect(await later.getJobById('slow', id ?? '')).toMatchObject({ state: 'completed' })
  })

  test('an outcome that cannot be written is reported and harms nobody', async () => {
    let reported = (_: Error) => {}
    const report = new Promise<Error>((resolve) => {
      reported = resolve
    })
    const executeSql: ExecuteSql = async (text, values) => {
      if (Array.isArray(values?.[1])) throw new Error('the database has gone away')
      return database.executeSql(text, values)
    }
    const { boss } = await open({ executeSql, onError: reported })
    await boss.createQueue('unlucky')
    await boss.send('unlucky', {})
    await boss.work('unlucky', { pollingIntervalSeconds }, async () => {})
    expect((await report).message).toBe('the database has gone away')
  })

  test('a schedule that is due sends its job', async () => {
    const { boss: planner } = await open()
    await planner.createQueue('nightly')
    await planner.schedule('nightly', '* * * * *', { why: 'schedule' })
    const { boss } = await open({ isScheduling: true })
    const data = await new Promise((resolve) => {
      boss.work<object>('nightly', { pollingIntervalSeconds }, async ([job]) => resolve(job?.data))
    })
    expect(data).toEqual({ why: 'schedule' })
    await planner.unschedule('nightly')
  })

  test('stops', async () => {
    const { boss, close } = await open()
    const stopped = once(boss, 'stopped')
    await close(1_000)
    await stopped
  })
})

describe('a script of several statements', () => {
  test('answers with the rows of the last one', async () => {
    expect((await database.executeSql('SELECT 1 AS a; SELECT 2 AS b')).rows).toEqual([{ b: 2 }])
  })

  test('that fails leaves no transaction open', async () => {
    for (let n = 0; n < 6; n++) {
      await expect(database.executeSql('BEGIN; SELECT 1/0; COMMIT')).rejects.toThrow(
        'division by zero',
      )
    }
    expect((await database.executeSql('SELECT 1 AS a')).rows).toEqual([{ a: 1 }])
    expect(await database.client.ticket.count()).toBe(0)
  })

  test('that begins and commits by itself keeps what it did', async () => {
    await database.executeSql(
      'BEGIN; CREATE TABLE kept (n int); INSERT INTO kept VALUES (1); COMMIT',
    )
    expect((await database.executeSql('SELECT n FROM kept')).rows).toEqual([{ n: 1 }])
  })
})
