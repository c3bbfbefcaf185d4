/** Makes a migrated database once a run, which every test file gets a copy of. */

import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Database, openEngineAsDatabase, openPostgres } from '../../src/store/database.ts'

/** Where the copies come from: a dump of the embedded database, or a PostgreSQL server and its template. */
export type DatabaseTemplate =
  | { kind: 'embedded'; dumpPath: string; dataDir: string }
  | { kind: 'postgresql'; serverUrl: string; name: string }

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Tests of the process run what users run, which is the build.
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  const serverUrl = process.env.TEST_DATABASE_URL
  return serverUrl === undefined ? dumpEmbedded(project) : createOnServer(project, serverUrl)
}

async function dumpEmbedded(project: TestProject) {
  const directory = await mkdtemp(join(tmpdir(), 'sspr-triage-test-'))
  const dumpPath = join(directory, 'template.tar')
  const dataDir = join(directory, 'data')
  await mkdir(join(dataDir, 'database'), { recursive: true })
  const engine = await PGlite.create(join(dataDir, 'database'))
  const database = await openEngineAsDatabase(engine)
  const dump = await engine.dumpDataDir('none')
  await writeFile(dumpPath, Buffer.from(await dump.arrayBuffer()))
  await database.close()
  project.provide('databaseTemplate', { kind: 'embedded', dumpPath, dataDir })
  return () => rm(directory, { recursive: true, force: true })
}

async function createOnServer(project: TestProject, serverUrl: string) {
  const name = `sspr_triage_test_${process.pid}_${Date.now()}`
  await onServer(serverUrl, `CREATE DATABASE ${name}`)
  const database = await openPostgres(urlOf(serverUrl, name), 1)
  await database.close()
  project.provide('databaseTemplate', { kind: 'postgresql', serverUrl, name })
  return () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A migrated, empty database for a process of its own: settings to start it with, and the way to remove it. */
export async function emptyDatabase(
  template: DatabaseTemplate,
): Promise<{ environment: Record<string, string>; remove: () => Promise<void> }> {
  if (template.kind === 'embedded') {
    const directory = await mkdtemp(join(tmpdir(), 'sspr-triage-process-'))
    // Making a database takes seconds; a copy of one is the same.
    await cp(template.dataDir, join(directory, 'data'), { recursive: true })
    return {
      environment: { DATA_DIR: join(directory, 'data'), DATABASE_URL: '' },
      remove: () => rm(directory, { recursive: true, force: true }),
    }
  }
  const name = `${template.name}_${process.pid}_${copies++}`
  await onServer(template.serverUrl, `CREATE DATABASE ${name}`)
  return {
    environment: { DATABASE_URL: urlOf(template.serverUrl, name) },
    remove: () => onServer(template.serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

function urlOf(serverUrl: string, databaseName: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${databaseName}`
  return url.href
}

let copies = 0

export type TestDatabase = Database & {
  /** Empties every table but the migrations. */
  empty: () => Promise<void>
}

/** A database of a test file's own, as the migrations leave it. */
export async function copyOf(template: DatabaseTemplate): Promise<TestDatabase> {
  if (template.kind === 'embedded') {
    const loadDataDir = new Blob([await readFile(template.dumpPath)])
    return withEmpty(await openEngineAsDatabase(await PGlite.create({ loadDataDir })))
  }
  const { serverUrl, name } = template
  const copy = `${name}_${process.pid}_${copies++}`
  await onServer(serverUrl, `CREATE DATABASE ${copy} TEMPLATE ${name}`)
  const database = await openPostgres(urlOf(serverUrl, copy), 5)
  const close = async () => {
    await database.close()
    await onServer(serverUrl, `DROP DATABASE ${copy} WITH (FORCE)`)
  }
  return withEmpty({ ...database, close })
}

function withEmpty(database: Database): TestDatabase {
  return {
    ...database,
    empty: async () => {
      await database.client.$executeRaw`
        TRUNCATE tickets, api_keys, deliveries, ticket_events, helpdesk_states, models, sessions CASCADE`
    },
  }
}
