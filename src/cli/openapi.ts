/**
 * `npm run openapi`: writes openapi/openapi.json from the running app, and the JSON Schema of the file that HELPDESKS
 * names beside it; `--check` compares instead.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { readConfig } from '../config.ts'
import { HelpdesksFile } from '../helpdesks/settings.ts'
import { buildApp } from '../http/app.ts'
import { openTriage, servicesWithoutDatabase } from '../services.ts'

const directory = fileURLToPath(new URL('../../openapi/', import.meta.url))

const config = readConfig({})
const services = servicesWithoutDatabase(await openTriage(config))
const app = await buildApp(config, services, pino({ level: 'silent' }))
const { body } = await app.inject('/openapi.json')
await app.close()

const documents = {
  'openapi.json': JSON.parse(body),
  'helpdesks.schema.json': {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...HelpdesksFile,
  },
}

await mkdir(directory, { recursive: true })
for (const [name, document] of Object.entries(documents)) {
  const text = `${JSON.stringify(document, null, 2)}\n`
  if (!process.argv.includes('--check')) {
    await writeFile(directory + name, text)
    continue
  }
  const written = await readFile(directory + name, 'utf8').catch(() => '')
  if (written !== text) {
    process.stderr.write(`openapi/${name} is out of date: run "npm run openapi"\n`)
    process.exitCode = 1
  }
}
