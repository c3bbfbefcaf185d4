import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schemaDrift } from '../../scripts/schema-diff.mjs'
import { migrate, type SqlSession } from '../../src/store/migrate.ts'

let engine: PGlite
let session: SqlSession
beforeAll(async () => {
  engine = await PGlite.create()
  session = {
    query: (sql, parameters) => engine.query(sql, parameters),
    execute: async (script) => {
      await engine.exec(script)
    },
  }
})
afterAll(() => engine.close())

describe('the migrations', () => {
  test('are applied once and recorded as Prisma records them', async () => {
    const applied = await migrate(session)
    expect(applied.length).toBeGreaterThan(0)
    expect(await migrate(session)).toEqual([])
    const { rows } = await session.query(
      'SELECT migration_name, length(checksum) AS length, finished_at IS NOT NULL AS finished FROM _prisma_migrations',
    )
    expect(rows).toEqual(
      applied.map((migration_name) => ({ migration_name, length: 64, finished: true })),
    )
  })

  test('build what the schema says', async () => {
    expect(await schemaDrift()).toBe('')
  })

  test('a database made with another text of a migration is refused', async () => {
    await session.execute("UPDATE _prisma_migrations SET checksum = repeat('0', 64)")
    await expect(migrate(session)).rejects.toThrow(/made with another text of migration 2026/)
  })

  test('a migration that has failed half-way is refused', async () => {
    await session.execute('UPDATE _prisma_migrations SET finished_at = NULL')
    await expect(migrate(session)).rejects.toThrow(/has failed half-way/)
  })
})
