/** The process: settings, services, app, listen, ordered shutdown. */

import type { AddressInfo } from 'node:net'
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import {
  type Config,
  ConfigError,
  describeConfig,
  processEnvironment,
  readConfig,
} from './config.ts'
import { type App, buildApp } from './http/app.ts'
import { type OpenServices, openServices } from './services.ts'
import { serveKeyCommands } from './store/key-commands.ts'
import { StartError } from './store/start-error.ts'

/** Ends the process with one sentence for the person who started it. */
function refuseToStart(error: ConfigError | StartError): never {
  process.stderr.write(`sspr-triage cannot start: ${error.message}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const config = readConfig(processEnvironment())
  // Log lines go to stderr; stdout holds what a person who starts the service wants to read.
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))

  const services = await openServices(config, logger)
  let app: App
  try {
    app = await buildApp(config, services, logger)
    await listen(app, config)
  } catch (error) {
    await services.stopJobs(config.shutdownStepMs)
    await services.close()
    throw error
  }
  await services.startJobs()
  const keyCommands = await takeKeyCommands(app, config, services)
  logger.info({ settings: describeConfig(config) }, 'started')
  announce(app, config, services)
  shutDownOnSignal(app, config.shutdownStepMs, {
    'finish jobs': () => services.stopJobs(config.shutdownStepMs),
    'close database': async () => {
      await keyCommands.close()
      await services.close()
    },
  })
}

async function listen(app: App, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port, listenTextResolver: () => 'listening' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') throw new StartError(`port ${port} on ${host} is taken`)
    if (code === 'EACCES')
      throw new StartError(`port ${port} on ${host} is not allowed for this user`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(`this machine has no address ${host}`)
    }
    throw error
  }
}

/** The embedded database is this process's alone, so `npm run keys` has to ask it. */
async function takeKeyCommands(app: App, { dataDir }: Config, { database }: OpenServices) {
  const none = { close: async () => {} }
  if (database.kind !== 'embedded') return none
  try {
    return await serveKeyCommands(dataDir, database)
  } catch (err) {
    app.log.warn({ err }, 'no socket for key commands: stop the service to run "npm run keys"')
    return none
  }
}

function announce(
  app: App,
  config: Config,
  { database, firstAdminKey, activeModel }: OpenServices,
) {
  const bound = app.server.address()
  const port = isAddressInfo(bound) ? bound.port : config.port
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  const url = `http://${host}:${port}`
  const lines = [
    `sspr-triage listens on ${url}`,
    `API documentation: ${url}/docs`,
    `Database: ${database.kind === 'embedded' ? `embedded, in ${config.dataDir}` : 'PostgreSQL'}; model ${activeModel().version}`,
  ]
  if (firstAdminKey !== null) {
    lines.push(`Admin key, shown only this once: ${firstAdminKey}`)
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}

function isAddressInfo(value: AddressInfo | string | null): value is AddressInfo {
  return value !== null && typeof value === 'object'
}

/**
 * Stops accepting, finishes the requests in hand, then takes the steps in their order; each step has a deadline, and a step that
 * fails or hangs does not keep the next from running. A second signal ends the process at once.
 */
function shutDownOnSignal(
  app: App,
  stepMs: number,
  steps: Readonly<Record<string, () => Promise<void>>>,
): void {
  const step = async (name: string, work: () => Promise<void>): Promise<boolean> => {
    const timeout = new Promise<'late'>((resolve) => setTimeout(resolve, stepMs, 'late').unref())
    try {
      const outcome = await Promise.race([work().then(() => 'done'), timeout])
      if (outcome === 'late') app.log.error({ step: name, stepMs }, 'shutdown step took too long')
      return outcome === 'done'
    } catch (error) {
      app.log.error({ step: name, err: error }, 'shutdown step failed')
      return false
    }
  }
  closeWithGrace(
    { delay: (2 + Object.keys(steps).length) * stepMs, logger: app.log },
    async ({ signal, err }) => {
      if (err) app.log.fatal({ err }, 'uncaught error')
      app.log.info({ signal }, 'stopping')
      const isFinished = await step('finish requests', () => app.close())
      if (!isFinished) app.server.closeAllConnections()
      for (const [name, work] of Object.entries(steps)) await step(name, work)
      app.log.info('stopped')
    },
  )
}

try {
  await start()
} catch (error) {
  if (error instanceof ConfigError || error instanceof StartError) refuseToStart(error)
  throw error
}
