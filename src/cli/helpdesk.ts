/** `npm run helpdesk`: tries a configured helpdesk out, without a ticketing system at hand. */

import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { ConfigError, processEnvironment, readConfig } from '../config.ts'
import { RemoteFailure } from '../helpdesks/helpdesk.ts'
import { credentialHeaders } from '../helpdesks/inbound.ts'
import type { HelpdeskSettings } from '../helpdesks/settings.ts'
import { openRemote } from '../writeback/remote.ts'

const usage = `Usage:
  npm run helpdesk -- list
  npm run helpdesk -- sign --name NAME [--url URL] < body.json
      prints a curl command that delivers the body with valid headers
  npm run helpdesk -- check --name NAME
      tells whether the credentials for notes work, without writing anything
`

/** Wrong arguments: the message and the usage are printed. */
class UsageError extends Error {}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' }, url: { type: 'string' } },
    })
    return { command: positionals[0], ...values }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'wrong arguments')
  }
}

function find(helpdesks: readonly HelpdeskSettings[], name: string | undefined): HelpdeskSettings {
  const names =
    helpdesks.map((helpdesk) => helpdesk.name).join(', ') || 'none: HELPDESKS is not set'
  if (name === undefined) throw new UsageError(`--name is missing; configured: ${names}`)
  const found = helpdesks.find((helpdesk) => helpdesk.name === name)
  if (found === undefined) throw new UsageError(`no helpdesk ${name}; configured: ${names}`)
  return found
}

/**
 * A shell command with the same bytes and valid headers. The body goes by a here-document, since quoting in the
 * shell would change it; the curl option takes it as it is.
 */
function signedCurl(helpdesk: HelpdeskSettings, rawBody: Buffer, address: string): string {
  const { system, inbound } = helpdesk
  const [secret] = inbound.secrets
  const headers = {
    'content-type': 'application/json',
    ...credentialHeaders(inbound),
    ...(secret === undefined ? {} : system.sign(rawBody, secret, new Date())),
  }
  const options = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`)
  return [
    `curl -sS ${quote(address)}`,
    ...options,
    `--data-binary ${quote(rawBody.toString())}`,
  ].join(' \\\n  ')
}

/** Single quotes keep everything in a shell but the single quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** Tells what the credentials may do; writes nothing. */
async function checkAccess({ name, kind, system, writeBack }: HelpdeskSettings): Promise<void> {
  const { outbound } = system
  if (outbound === undefined || writeBack.baseUrl === null) {
    const why =
      outbound === undefined ? `${kind} takes the note from the answer` : 'writeBack has no baseUrl'
    process.stdout.write(`${name}: nothing to check, ${why}\n`)
    return
  }
  const { remote, close } = openRemote(writeBack, system, { now: () => new Date() })
  try {
    for (const sentence of await outbound.checkAccess(remote)) {
      process.stdout.write(`${name}: ${sentence}\n`)
    }
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    process.exitCode = 1
  } finally {
    await close()
  }
}

try {
  const { command, name, url } = readArguments()
  const config = readConfig(processEnvironment())
  switch (command) {
    case 'list':
      for (const { name, kind, writeBack } of config.helpdesks) {
        process.stdout.write(`${name}\t${kind}\tnotes: ${writeBack.mode}\n`)
      }
      break
    case 'sign': {
      const helpdesk = find(config.helpdesks, name)
      const base = url ?? `http://127.0.0.1:${config.port}`
      const address = `${base.replace(/\/+$/, '')}/v1/webhooks/${helpdesk.name}`
      process.stdout.write(`${signedCurl(helpdesk, await buffer(process.stdin), address)}\n`)
      break
    }
    case 'check':
      await checkAccess(find(config.helpdesks, name))
      break
    default:
      throw new UsageError(
        command === undefined ? 'a command is missing' : `no such command: ${command}`,
      )
  }
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n${error instanceof UsageError ? usage : ''}`)
  process.exitCode = 1
}
