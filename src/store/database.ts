/** Opens the database: embedded (PGlite) or PostgreSQL, one schema, one set of migrations. */

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '../generated/prisma/client.ts'
import { lockDataDirectory } from './data-directory.ts'
import { migrate, type SqlSession } from './migrate.ts'
import { StartError } from './start-error.ts'

/**
 * Runs SQL on a connection of the database: one statement with values, or a script of several without. A script
 * that fails leaves no transaction open. Answers with the rows of the last statement.
 */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

export type Database = {
  kind: 'embedded' | 'postgresql'
  client: PrismaClient
  /** For the job queue, which brings SQL of its own. */
  executeSql: ExecuteSql
  /** Migrations applied by this opening. */
  migrated: string[]
  close: () => Promise<void>
}

/** Runs under the migration lock, so that only one of several starting instances does it. */
export type FirstRun = (client: PrismaClient) => Promise<void>

const connectTimeoutMs = 10_000
/** A statement of ours takes milliseconds; one that takes this long is stuck, and its caller is told. */
const statementTimeoutMs = 15_000

/**
 * Opens the embedded database in a directory, creating it where needed. Its fsync is off: it survives a
 * killed process, not a power cut.
 *
 * @throws StartError when the directory is in use, not writable or damaged.
 */
export async function openEmbedded(directory: string, firstRun?: FirstRun): Promise<Database> {
  const lock = await lockDataDirectory(directory)
  try {
    const databaseDirectory = join(directory, 'database')
    await mkdir(databaseDirectory, { recursive: true, mode: 0o700 })
    const engine = await openEngine(databaseDirectory)
    const database = await openEngineAsDatabase(engine, firstRun)
    return {
      ...database,
      close: async () => {
        await database.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function openEngine(directory: string): Promise<PGlite> {
  try {
    return await PGlite.create(directory)
  } catch (cause) {
    throw new StartError(`the embedded database in ${directory} cannot be opened`, { cause })
  }
}

/** Takes a running PGlite, on disk or in memory, migrates it and closes it at the end. */
export async function openEngineAsDatabase(engine: PGlite, firstRun?: FirstRun): Promise<Database> {
  const session: SqlSession = {
    query: (sql, parameters) => engine.query(sql, parameters),
    execute: async (script) => {
      await engine.exec(script)
    },
  }
  const client = new PrismaClient({ adapter: new PrismaPGlite(engine) })
  const migrated = await migrate(session, () => firstRun?.(client) ?? Promise.resolve())
  return {
    kind: 'embedded',
    client,
    executeSql: executeOnEngine(engine),
    migrated,
    close: async () => {
      await client.$disconnect()
      if (!engine.closed) await engine.close()
    },
  }
}

function executeOnEngine(engine: PGlite): ExecuteSql {
  return async (text, values = []) => {
    if (values.length > 0) return engine.query(text, values)
    // Everybody shares the one connection. A script with a BEGIN of its own that fails would leave it in an
    // aborted transaction; the engine's transaction rolls back before anybody else gets the connection.
    const results = await engine.transaction((transaction) => transaction.exec(text))
    return { rows: results.at(-1)?.rows ?? [] }
  }
}

/**
 * The same on a transaction of the client, for what must be queued together with what is stored. Statements with
 * values only.
 */
export function executeInTransaction(
  transaction: Pick<PrismaClient, '$queryRawUnsafe'>,
): ExecuteSql {
  return async (text, values = []) => {
    // The client binds objects in its own way; as text they are what the driver would have made of them.
    const bound = values.map((value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? JSON.stringify(value)
        : value,
    )
    return { rows: await transaction.$queryRawUnsafe<unknown[]>(text, ...bound) }
  }
}

function executeOnPool(pool: pg.Pool): ExecuteSql {
  return async (text, values = []) => {
    if (values.length > 0) return pool.query(text, values)
    const connection = await pool.connect()
    try {
      const answer: pg.QueryResult | pg.QueryResult[] = await connection.query(text)
      connection.release()
      return { rows: [answer].flat().at(-1)?.rows ?? [] }
    } catch (error) {
      // It may be inside a transaction that the script has begun: nobody must get it again.
      connection.release(true)
      throw error
    }
  }
}

/**
 * Connects to PostgreSQL and migrates it. Any number of instances may do so at once.
 *
 * @throws StartError when the server cannot be reached or refuses.
 */
export async function openPostgres(
  url: string,
  connectionsMax: number,
  firstRun?: FirstRun,
): Promise<Database> {
  const connection = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
  })
  // A connection that breaks later is reported by the query that uses it, not by an uncaught event.
  connection.on('error', () => undefined)
  try {
    await connection.connect()
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url)
    throw new StartError(
      `cannot connect to the database ${pathname.slice(1)} on ${hostname}:${port || '5432'} (${reasonOf(cause)})`,
      { cause },
    )
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
  })
  pool.on('error', () => undefined)
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) })
  const close = async () => {
    await client.$disconnect()
    // The client ends the pool only if it was ever connected.
    if (!pool.ending) await pool.end()
  }
  try {
    const session: SqlSession = {
      query: (sql, parameters) => connection.query(sql, parameters),
      execute: async (script) => {
        await connection.query(script)
      },
    }
    const migrated = await migrate(session, () => firstRun?.(client) ?? Promise.resolve())
    return { kind: 'postgresql', client, executeSql: executeOnPool(pool), migrated, close }
  } catch (error) {
    await close()
    throw error
  } finally {
    await connection.end()
  }
}

/** The server's or the socket's own word, without the address and the password in it. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (error instanceof Error && 'code' in error) {
    return error.code === 'ECONNREFUSED' ? 'connection refused' : `${error.code}`
  }
  return error instanceof Error ? error.message : 'unknown reason'
}
