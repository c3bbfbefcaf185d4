/** `npm run openapi`: writes openapi/openapi.json from the running app; `--check` compares instead. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { buildApp } from '../http/app.ts'
import { openTriage, servicesWithoutDatabase } from '../services.ts'

const path = fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url))

const services = servicesWithoutDatabase(await openTriage({ agentLanguage: 'en' }))
const app = await buildApp(
  { adminApiKey: null, rateLimitPerMinute: 0, trustProxy: false },
  services,
  pino({ level: 'silent' }),
)
const { body } = await app.inject('/openapi.json')
await app.close()
const document = `${JSON.stringify(JSON.parse(body), null, 2)}\n`

if (process.argv.includes('--check')) {
  const written = await readFile(path, 'utf8').catch(() => '')
  if (written !== document) {
    process.stderr.write('openapi/openapi.json is out of date: run "npm run openapi"\n')
    process.exitCode = 1
  }
} else {
  await mkdir(fileURLToPath(new URL('../../openapi', import.meta.url)), { recursive: true })
  await writeFile(path, document)
}
