/** The app of production on a database of the test file's own. */

import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import { inject } from 'vitest'
import type { Config } from '../../src/config.ts'
import type { HelpdeskSettings } from '../../src/helpdesks/settings.ts'
import { type App, buildApp } from '../../src/http/app.ts'
import { openJobQueue } from '../../src/jobs/job-queue.ts'
import { openModels } from '../../src/learning.ts'
import {
  type Jobs,
  openJobs,
  openTriage,
  type Services,
  storeServices,
  withJobs,
} from '../../src/services.ts'
import { createKey, type Role, roles } from '../../src/store/keys.ts'
import type { Timing } from '../../src/writeback/jobs.ts'
import { copyOf, type TestDatabase } from './database-template.ts'

export const adminApiKey = 'test-admin-key-0123456789abcdef'

export type TestApp = {
  app: App
  database: TestDatabase
  services: Services
  /** There with `helpdesks`; nothing is worked on until `writeBacks.start` is called. */
  jobs: Jobs | null
  /** What was logged, one JSON text a line. */
  logLines: string[]
  /** A stored key of each role. */
  keys: Record<Role, string>
  /** Calls as a role, with JSON. */
  call: (
    role: Role | null,
    method: NonNullable<InjectOptions['method']>,
    url: string,
    payload?: unknown,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; headers: Record<string, unknown>; json: Answer; text: string }>
  close: () => Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the tests are about
export type Answer = any

export async function openTestApp(
  overrides: {
    config?: Partial<Config>
    services?: Partial<Services>
    /** Opens the job queue for them. */
    helpdesks?: readonly HelpdeskSettings[]
    timing?: Partial<Timing>
  } = {},
): Promise<TestApp> {
  const database = await copyOf(inject('databaseTemplate'))
  const logLines: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line) => logLines.push(line) })
  const { helpdesks, timing } = overrides
  const configured = overrides.config?.helpdesks ?? helpdesks ?? []
  const triage = await openTriage({ agentLanguage: 'en', helpdesks: configured })
  const onError = (err: Error) => logger.error({ err }, 'job')
  const queue =
    helpdesks === undefined
      ? null
      : await openJobQueue({ executeSql: database.executeSql, onError })
  const jobs =
    queue &&
    (await openJobs({
      database,
      boss: queue.boss,
      helpdesks: configured,
      knowledge: triage.knowledge,
      agentLanguage: 'en',
      publicUrl: null,
      onError,
      ...(timing && { timing }),
    }))
  const stored = storeServices(database)
  const { stop: stopModels, ...models } = await openModels(database, triage.useModel, logger)
  const services: Services = {
    ...triage,
    ...(jobs === null ? stored : withJobs(stored, jobs)),
    ...models,
    requestTraining: () => Promise.reject(new Error('this test has no training')),
    ...overrides.services,
  }
  const app = await buildApp(
    {
      adminApiKey,
      helpdesks: configured,
      rateLimitPerMinute: 0,
      trustProxy: false,
      ...overrides.config,
    },
    services,
    logger,
  )
  const keys = { intake: '', agent: '', admin: '' }
  for (const role of roles) {
    keys[role] = (await createKey(database.client, role, `test ${role}`)).secret
  }
  return {
    app,
    database,
    services,
    jobs,
    logLines,
    keys,
    call: async (role, method, url, payload, headers = {}) => {
      const answer = await app.inject({
        method,
        url,
        headers: {
          ...(role === null ? {} : { authorization: `Bearer ${keys[role]}` }),
          ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(payload === undefined
          ? {}
          : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      })
      const isJson = /[/+]json\b/.test(String(answer.headers['content-type']))
      return {
        status: answer.statusCode,
        headers: answer.headers,
        json: isJson ? JSON.parse(answer.body) : null,
        text: answer.body,
      }
    },
    close: async () => {
      await app.close()
      jobs?.writeBacks.stop()
      await queue?.close(5_000)
      await stopModels()
      await database.close()
    },
  }
}
