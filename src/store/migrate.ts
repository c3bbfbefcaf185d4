/**
 * Applies prisma/migrations at start. `prisma migrate deploy` would do the same, but needs an engine binary
 * that a machine with only a package registry cannot get; the bookkeeping is Prisma's, so both agree.
 */

import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from './start-error.ts'

/** One connection to the database: a session lock and its migrations must share it. */
export type SqlSession = {
  query: (sql: string, parameters?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>
  /** Runs a script of several statements. */
  execute: (script: string) => Promise<void>
}

/** The same two folders up from src/store and from dist/store. */
export const migrationsDirectory = fileURLToPath(
  new URL('../../prisma/migrations', import.meta.url),
)

/** Any constant will do, as long as every version of this service uses the same. */
const advisoryLockId = 7_718_000_029

/** Prisma's own table, as its migration engine creates it. */
const bookkeepingTable = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`

/**
 * Brings the database up to the newest migration, each in a transaction of its own, under a session lock so
 * that several instances may start at once on an empty database. `whileLocked` runs under the same lock.
 *
 * @returns the names of the migrations applied now.
 * @throws StartError when an applied migration was edited or has failed half-way.
 */
export async function migrate(
  session: SqlSession,
  whileLocked: () => Promise<void> = async () => {},
): Promise<string[]> {
  await session.query('SELECT pg_advisory_lock($1)', [advisoryLockId])
  try {
    await session.execute(bookkeepingTable)
    const applied = await readApplied(session)
    const pending: string[] = []
    for (const { name, sql, checksum } of await readMigrations()) {
      const known = applied.get(name)
      if (known === undefined) {
        await apply(session, name, sql, checksum)
        pending.push(name)
      } else if (known !== checksum) {
        throw new StartError(
          `the database was made with another text of migration ${name}; restore the file or the database`,
        )
      }
    }
    await whileLocked()
    return pending
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [advisoryLockId])
  }
}

async function readApplied(session: SqlSession): Promise<Map<string, string>> {
  const { rows } = await session.query(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  for (const row of rows) {
    if (row.finished_at === null) {
      throw new StartError(
        `migration ${row.migration_name} has failed half-way; resolve it with "prisma migrate resolve"`,
      )
    }
  }
  return new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]))
}

async function readMigrations(): Promise<{ name: string; sql: string; checksum: string }[]> {
  const entries = await readdir(migrationsDirectory, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(migrationsDirectory, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function apply(
  session: SqlSession,
  name: string,
  sql: string,
  checksum: string,
): Promise<void> {
  await session.execute('BEGIN')
  try {
    await session.execute(sql)
    await session.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await session.execute('COMMIT')
  } catch (cause) {
    await session.execute('ROLLBACK')
    throw new StartError(`migration ${name} failed and was rolled back`, { cause })
  }
}
