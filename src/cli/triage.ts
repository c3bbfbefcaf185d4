/** `npm run triage -- "text"`: triages one ticket without a server or a database. */

import { randomBytes } from 'node:crypto'
import { text as readAll } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { ConfigError, processEnvironment, readConfig } from '../config.ts'
import { buildApp } from '../http/app.ts'
import { openTriage, servicesWithoutDatabase } from '../services.ts'
import { StartError } from '../store/start-error.ts'

const usage = `Usage: npm run triage -- [--subject SUBJECT] [--language TAG] [--role user|admin] "TEXT"
Without TEXT the ticket is read from standard input. Prints the JSON that POST /v1/triage answers.
`

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        subject: { type: 'string' },
        language: { type: 'string' },
        role: { type: 'string' },
      },
    })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(1)
  }
}

const { values, positionals } = readArguments()
const { subject, language, role } = values
try {
  const config = readConfig(processEnvironment())
  const services = servicesWithoutDatabase(await openTriage(config))
  // The app answers itself, so that checks, answer and errors are those of the API.
  const adminApiKey = randomBytes(32).toString('base64url')
  const app = await buildApp({ ...config, adminApiKey }, services, pino({ level: 'silent' }))
  const body = positionals.length > 0 ? positionals.join(' ') : await readAll(process.stdin)
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/triage',
    headers: { authorization: `Bearer ${adminApiKey}` },
    payload: { subject, body, language, requester: role && { role } },
  })
  const json = `${JSON.stringify(answer.json(), null, 2)}\n`
  if (answer.statusCode === 200) process.stdout.write(json)
  else {
    process.stderr.write(json)
    process.exitCode = 1
  }
  await app.close()
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
