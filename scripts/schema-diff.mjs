// Prints the SQL that leads from what all migrations build to prisma/schema.prisma: nothing when they
// agree. `prisma migrate diff` needs an engine binary; Prisma's own WebAssembly build of it does not.
//   node scripts/schema-diff.mjs              the SQL for the next migration
//   node scripts/schema-diff.mjs --check      exit status 1 when there is any
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const migrationsFolder = join(root, 'prisma/migrations')

async function loadSchemaEngine() {
  const glueFile = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  )
  const glue = await import(glueFile)
  const wasm = await readFile(join(dirname(glueFile), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue.SchemaEngine
}

async function listMigrations() {
  const folders = (await readdir(migrationsFolder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    folders.map(async (path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: await readFile(join(migrationsFolder, path, 'migration.sql'), 'utf8'),
        },
      },
    })),
  )
}

/** The SQL from what the migrations build to what the schema says; empty when they agree. */
export async function schemaDrift() {
  const schemaPath = join(root, 'prisma/schema.prisma')
  const schema = await readFile(schemaPath, 'utf8')
  const SchemaEngine = await loadSchemaEngine()
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(await PGlite.create()))
  const engine = await SchemaEngine.new({ datamodels: [[schemaPath, schema]] }, () => {}, factory)
  const { stdout } = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: migrationsFolder,
      lockfile: {
        path: 'migration_lock.toml',
        content: await readFile(join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
      },
      shadowDbInitScript: '',
      migrationDirectories: await listMigrations(),
    },
    to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content: schema }] },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  const sql = (stdout ?? '').trim()
  return sql === '-- This is an empty migration.' ? '' : sql
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sql = await schemaDrift()
  if (sql !== '') process.stdout.write(`${sql}\n`)
  const isDrift = process.argv.includes('--check') && sql !== ''
  if (isDrift) {
    process.stderr.write('prisma/schema.prisma and prisma/migrations disagree: see the SQL above\n')
  }
  process.exit(isDrift ? 1 : 0)
}
