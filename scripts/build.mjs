// Builds dist/ from src/: generated client, compiled TypeScript, the console, and the files the code reads at run time.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildConsole } from './build-console.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(join(root, 'src/generated/prisma'))) run(join(root, 'scripts/generate-client.mjs'))
const typescript = createRequire(import.meta.url).resolve('typescript/bin/tsc')
run(typescript, '-p', join(root, 'tsconfig.build.json'))

mkdirSync(join(root, 'dist/classifier'), { recursive: true })
cpSync(join(root, 'src/classifier/model.json'), join(root, 'dist/classifier/model.json'))
cpSync(join(root, 'src/knowledge/categories'), join(root, 'dist/knowledge/categories'), {
  recursive: true,
})
await buildConsole(root)
