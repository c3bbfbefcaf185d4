// `prisma generate` insists on a schema engine binary that it would download; it never runs it when
// generating. Any existing executable satisfies the check, so a machine with only a package registry works.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json')
const { status } = spawnSync(
  process.execPath,
  [join(dirname(prismaPackage), 'build/index.js'), 'generate', '--no-hints'],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  },
)
process.exit(status ?? 1)
