/** One private Request Tracker 5 from Debian's packages, on SQLite, in a directory of its own. */

import { execFile } from 'node:child_process'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const here = import.meta.dirname

const server = '/usr/share/request-tracker5/libexec/rt-server'
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** Why there is no RT to test with, or null; as root on Debian it is installed when it is not there. */
export async function whyNoRt(): Promise<string | null> {
  if (await isThere(server)) return null
  const how = 'see test/live/rt/install.sh'
  if (!(await isThere('/usr/bin/apt-get')))
    return `RT is not installed and this is no Debian: ${how}`
  if (process.getuid?.() !== 0) return `RT is not installed, and only root can install it: ${how}`
  try {
    await run('bash', [join(here, 'install.sh')], { timeout: 300_000, maxBuffer: 1 << 26 })
    return null
  } catch {
    return `RT is not installed, and its packages could not be: ${how}`
  }
}

const rootPassword = 'test-root-pw'

export type RtInstance = {
  url: string
  /** Token of the service's account. */
  token: string
  /** REST 2.0 as somebody, by Basic; answers the status and what JSON there is. */
  rest: (
    method: string,
    path: string,
    json?: unknown,
    credentials?: string,
  ) => Promise<{ status: number; json: unknown }>
  /** A mail to the queue, as a mail server would hand it over. */
  mail: (message: string) => Promise<void>
  /** The cron job of the recipe: tickets that no webhook has told of. */
  resend: () => Promise<void>
  log: () => Promise<string>
  outbox: () => Promise<string>
  stop: () => Promise<void>
  start: () => Promise<void>
  remove: () => Promise<void>
}

/**
 * Makes and starts an RT whose scrip calls the given address.
 *
 * @throws when it cannot be set up or does not answer.
 */
export async function startRt(webhookUrl: string, webhookSecret: string): Promise<RtInstance> {
  const directory = await mkdtemp(join(tmpdir(), 'rt-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = {
    ...process.env,
    WEBHOOK_URL: webhookUrl,
    WEBHOOK_SECRET: webhookSecret,
    RT_ROOT_PASSWORD: rootPassword,
    RT_SITE_CONFIG: join(directory, 'RT_SiteConfig.pm'),
    RT_SITE_CONFIG_DIR: '/nonexistent',
    PERL5LIB: join(directory, 'lib'),
    LC_ALL: 'C.UTF-8',
  }
  const start = async () => {
    await run('bash', [join(here, 'rt-up.sh'), directory, String(port)], {
      env: environment,
      timeout: 240_000,
    })
  }
  // TERM takes the workers along; INT would change the owner of a directory of the package.
  const stop = async () => {
    const pidFile = join(directory, 'pid')
    const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
    // The number may be somebody else's later.
    await rm(pidFile, { force: true })
    if (pid > 0) {
      try {
        process.kill(pid, 'SIGTERM')
      } catch {
        // It has ended by itself.
      }
    }
    // Not the process is waited for: in a container nobody may reap it.
    while (await isListening(port)) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const remove = async () => {
    await stop()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  const textOf = (name: string) => readFile(join(directory, name), 'utf8').catch(() => '')

  return {
    url,
    token: await readFile(join(directory, 'token'), 'utf8'),
    rest: async (method, path, json, credentials = `root:${rootPassword}`) => {
      const response = await fetch(`${url}/REST/2.0${path}`, {
        method,
        headers: {
          authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
          ...(json !== undefined && { 'content-type': 'application/json' }),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      })
      return { status: response.status, json: await response.json().catch(() => undefined) }
    },
    mail: async (message) => {
      const args = ['--queue', 'General', '--action', 'correspond', '--url', url]
      const sending = run('rt-mailgate-5', args, { env: environment, timeout: 120_000 })
      sending.child.stdin?.end(message)
      await sending
    },
    resend: async () => {
      const search = "Queue = 'General' AND Status = '__Active__' AND CF.{SSPR category} IS NULL"
      await run(
        'rt-crontool-5',
        [
          ...['--search', 'RT::Search::FromSQL', '--search-arg', search],
          ...['--transaction', 'first', '--transaction-type', 'Create'],
          ...['--action', 'RT::Action::TriageWebhook'],
        ],
        { env: environment, timeout: 120_000 },
      )
    },
    log: () => textOf('rt.log'),
    outbox: () => textOf('out.mbox'),
    stop,
    start,
    remove,
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1')
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false))
    probe.once('connect', () => probe.destroy())
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
