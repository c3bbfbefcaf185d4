/**
 * Calls to a helpdesk. What may go wrong with a server of others is decided here, once: deadline, address check,
 * redirects, size, credentials, and what a failure means for the job.
 */

import { lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'
import {
  type HelpdeskSystem,
  type Remote,
  type RemoteAnswer,
  RemoteFailure,
  type RemoteRequest,
} from '../helpdesks/helpdesk.ts'
import {
  isLoopbackHost,
  isSafeAddress,
  type RemoteAuth,
  type WriteBackSettings,
} from '../helpdesks/settings.ts'

export type RemoteDeps = {
  now: () => Date
  /** For the whole of one call, body included, in ms. */
  deadlineMs?: number
  /** Ends a call that has not ended by itself after so long. */
  deadline?: Deadline
}

export type Deadline = (ms: number) => AbortSignal

export type OpenRemote = {
  remote: Remote
  /** Ends idle connections; calls in hand are finished first. */
  close: () => Promise<void>
}

/** A note is a small call; a server that needs longer is better asked again later. */
const callDeadlineMs = 15_000
const answerBytesMax = 1024 * 1024
/** Longest wait a helpdesk may ask for: after that it is worth a look again. */
const waitMsMax = 15 * 60_000
/** A token is renewed a little before it ends, so that it does not end on the way. */
const tokenMarginMs = 30_000
/** Where the answer with a token does not say how long it lasts. */
const tokenLifeMs = 5 * 60_000

/**
 * Makes calls to one helpdesk with its credentials. Nothing is connected before the first call.
 *
 * @param settings must have `baseUrl` and `auth`, as the settings file demands for notes.
 */
export function openRemote(
  settings: WriteBackSettings,
  system: Pick<HelpdeskSystem, 'outbound'>,
  { now, deadlineMs = callDeadlineMs, deadline = (ms) => AbortSignal.timeout(ms) }: RemoteDeps,
): OpenRemote {
  const agent = new Agent({
    connect: { lookup: checkedLookup(settings.allowPrivateAddress), timeout: deadlineMs / 2 },
    maxResponseSize: answerBytesMax,
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
  })
  const call = (url: string, options: CallOptions) =>
    callOnce(url, options, {
      agent,
      now,
      endsCall: deadline(deadlineMs),
      settings,
      waitAsked: waitAskedOf(system),
    })
  const credentials = openCredentials(settings.auth, system, call, now)

  const remote: Remote = async (asked) => {
    const url = addressOf(settings.baseUrl, asked.path)
    const send = async () => call(url, toOptions(asked, await credentials.header()))
    try {
      return await send()
    } catch (error) {
      const isStale = error instanceof RemoteFailure && error.status === 401
      if (!isStale || !credentials.renew()) throw error
      return send()
    }
  }
  return { remote, close: () => agent.close() }
}

function addressOf(baseUrl: string | null, path: string): string {
  if (baseUrl === null || !isSafeAddress(baseUrl)) {
    throw new RemoteFailure('refused', 'the address of the helpdesk is missing or not safe')
  }
  const url = `${baseUrl}${path}`
  const isBelow = path.startsWith('/') && URL.canParse(url)
  if (!isBelow || new URL(url).origin !== new URL(baseUrl).origin) {
    throw new RemoteFailure('refused', 'the path of the call leads elsewhere')
  }
  return url
}

function toOptions(
  { method, headers, json, accept }: RemoteRequest,
  credential: Credential,
): CallOptions {
  return {
    method,
    accept: accept ?? [],
    headers: {
      ...headers,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      [credential.name]: credential.value,
    },
    body: json === undefined ? null : JSON.stringify(json),
  }
}

// ---- one call ---------------------------------------------------------------------------------

type CallOptions = {
  method: RemoteRequest['method']
  headers: Record<string, string>
  body: string | null
  accept: readonly number[]
}

type WaitAsked = (headers: RemoteAnswer['headers'], now: Date) => number | null

type CallDeps = {
  agent: Agent
  now: () => Date
  endsCall: AbortSignal
  settings: WriteBackSettings
  waitAsked: WaitAsked
}

type Call = (url: string, options: CallOptions) => Promise<RemoteAnswer>

async function callOnce(url: string, options: CallOptions, deps: CallDeps): Promise<RemoteAnswer> {
  const { agent, now, endsCall, settings } = deps
  refusePrivateLiteral(url, settings.allowPrivateAddress)
  const isWrite = options.method !== 'GET'
  try {
    const { statusCode, headers, body } = await request(url, {
      method: options.method,
      headers: { accept: 'application/json', 'user-agent': 'sspr-triage', ...options.headers },
      body: options.body,
      dispatcher: agent,
      signal: endsCall,
    })
    const isWanted = (statusCode >= 200 && statusCode < 300) || options.accept.includes(statusCode)
    const flat = flattenHeaders(headers)
    if (!isWanted) {
      // Whatever it says is the ticket's or the helpdesk's business; nobody reads it.
      body.on('error', () => undefined).destroy()
      throw statusFailure(statusCode, isWrite, deps.waitAsked(flat, now()))
    }
    return { status: statusCode, headers: flat, json: parseBody(await body.text()) }
  } catch (error) {
    throw error instanceof RemoteFailure ? error : connectionFailure(error, isWrite)
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function flattenHeaders(
  headers: Awaited<ReturnType<typeof request>>['headers'],
): RemoteAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
}

function statusFailure(status: number, isWrite: boolean, waitMs: number | null): RemoteFailure {
  const message = `the helpdesk answered ${status}`
  if (status === 401 || status === 403)
    return new RemoteFailure('unauthorized', message, { status })
  if (status === 429) return new RemoteFailure('retry', message, { status, waitMs })
  if (status === 408 || status >= 500) {
    return new RemoteFailure('retry', message, { status, waitMs, isUncertain: isWrite })
  }
  const isRedirect = status >= 300 && status < 400
  return new RemoteFailure('refused', isRedirect ? `${message}, a redirect` : message, { status })
}

/** The connection was never there, so nothing can have happened. */
const beforeSending = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

function connectionFailure(error: unknown, isWrite: boolean): RemoteFailure {
  const code = codeOf(error)
  if (code === addressRefused) {
    return new RemoteFailure('refused', 'the helpdesk is at a private address', { cause: error })
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    const message = `the answer is larger than ${answerBytesMax} bytes`
    return new RemoteFailure('refused', message, { isUncertain: isWrite })
  }
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
    return new RemoteFailure('retry', `no secure connection (${code})`, { cause: error })
  }
  const isTimeout = error instanceof Error && error.name === 'TimeoutError'
  const what = isTimeout ? 'no answer in time' : `the connection failed (${code || 'unknown'})`
  const isUncertain = isWrite && !beforeSending.has(code)
  return new RemoteFailure('retry', what, { isUncertain, cause: error })
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** `Retry-After` in seconds or as a date, or the system's own header; the longer one, within bounds. */
function waitAskedOf({ outbound }: Pick<HelpdeskSystem, 'outbound'>): WaitAsked {
  return (headers, now) => {
    const asked = [
      retryAfterMs(headers['retry-after'], now),
      outbound?.waitAskedMs?.(headers, now) ?? null,
    ].filter((wait) => wait !== null)
    if (asked.length === 0) return null
    return Math.min(Math.max(0, ...asked), waitMsMax)
  }
}

function retryAfterMs(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

// ---- where a call may lead --------------------------------------------------------------------

const addressRefused = 'ERR_ADDRESS_REFUSED'

class AddressRefused extends Error {
  readonly code = addressRefused
}

/** `host` as it stands in the address. A host that names this machine may lead to it and nowhere else inside. */
function isAllowedAddress(address: string, host: string, allowPrivate: boolean): boolean {
  if (allowPrivate) return true
  if (!ipaddr.isValid(address)) return false
  // `process` turns an IPv4 address inside an IPv6 one back into what it is.
  const range = ipaddr.process(address).range()
  return range === 'unicast' || (range === 'loopback' && isLoopbackHost(host))
}

/** Checked where the connection is made, so that a name cannot change its address between check and use. */
function checkedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '')
      const isAllowed = addresses.every(({ address }) =>
        isAllowedAddress(address, hostname, allowPrivate),
      )
      const [first] = addresses
      if (!isAllowed || first === undefined) {
        return callback(new AddressRefused('private address'), '')
      }
      if (options.all) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
}

/** An address written as numbers is never looked up. */
function refusePrivateLiteral(url: string, allowPrivate: boolean): void {
  const host = new URL(url).hostname
  const literal = host.replace(/^\[(.*)\]$/, '$1')
  if (ipaddr.isValid(literal) && !isAllowedAddress(literal, host, allowPrivate)) {
    throw new RemoteFailure('refused', 'the helpdesk is at a private address')
  }
}

// ---- credentials ------------------------------------------------------------------------------

type Credential = { name: string; value: string }

type Credentials = {
  header: () => Promise<Credential>
  /** Forgets a token that was refused; false where another one cannot be had. */
  renew: () => boolean
}

function openCredentials(
  auth: RemoteAuth | null,
  { outbound }: Pick<HelpdeskSystem, 'outbound'>,
  call: Call,
  now: () => Date,
): Credentials {
  const bearer = (token: string) => ({ name: 'authorization', value: `Bearer ${token}` })
  const fixed = (credential: Credential): Credentials => ({
    header: async () => credential,
    renew: () => false,
  })
  const { username = '', password = '', token = '', name = '', value = '' } = auth ?? {}
  switch (auth?.type) {
    case 'basic': {
      const pair = Buffer.from(`${username}:${password}`).toString('base64')
      return fixed({ name: 'authorization', value: `Basic ${pair}` })
    }
    case 'bearer':
      return fixed(bearer(token))
    case 'token':
      return fixed(outbound?.tokenHeader?.(token) ?? bearer(token))
    case 'header':
      return fixed({ name: name.toLowerCase(), value })
    case 'oauth2':
      return fetchedToken(auth, call, now, bearer)
    case undefined:
      return {
        header: () =>
          Promise.reject(new RemoteFailure('unauthorized', 'no credentials are configured')),
        renew: () => false,
      }
  }
}

/** One token for all calls until it ends; calls that come while it is fetched wait for the same one. */
function fetchedToken(
  auth: RemoteAuth,
  call: Call,
  now: () => Date,
  toHeader: (token: string) => Credential,
): Credentials {
  let current: Promise<{ credential: Credential; endsAt: number }> | null = null
  const fetchToken = async () => {
    const { token, lifeMs } = await requestToken(auth, call)
    return { credential: toHeader(token), endsAt: now().getTime() + lifeMs - tokenMarginMs }
  }
  const fresh = () => {
    const fetching = fetchToken()
    current = fetching
    fetching.catch(() => {
      if (current === fetching) current = null
    })
    return fetching
  }
  return {
    header: async () => {
      const known = await (current ?? fresh())
      return known.endsAt > now().getTime() ? known.credential : (await fresh()).credential
    },
    renew: () => {
      current = null
      return true
    },
  }
}

async function requestToken(auth: RemoteAuth, call: Call) {
  const { tokenUrl = '', clientId = '', clientSecret = '', username, password, scope } = auth
  if (!isSafeAddress(tokenUrl)) {
    throw new RemoteFailure('refused', 'the address of the token is missing or not safe')
  }
  const form = new URLSearchParams({
    grant_type: username === undefined ? 'client_credentials' : 'password',
    client_id: clientId,
    client_secret: clientSecret,
    ...(username !== undefined && { username, password: password ?? '' }),
    ...(scope !== undefined && { scope }),
  })
  const { json } = await call(tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    accept: [],
  }).catch((error: unknown) => {
    throw error instanceof RemoteFailure ? tokenFailure(error) : error
  })
  const answer = typeof json === 'object' && json !== null ? json : {}
  const token = 'access_token' in answer ? answer.access_token : undefined
  if (typeof token !== 'string' || token === '') {
    throw new RemoteFailure('unauthorized', 'the answer for a token holds none')
  }
  const seconds = 'expires_in' in answer ? Number(answer.expires_in) : Number.NaN
  return { token, lifeMs: seconds > 0 ? seconds * 1000 : tokenLifeMs }
}

/** No token was given, so no note was written; wrong credentials are answered with 400 by many. */
function tokenFailure({ kind, message, status, waitMs, cause }: RemoteFailure): RemoteFailure {
  const isWrong =
    status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429
  return new RemoteFailure(isWrong ? 'unauthorized' : kind, `fetching a token: ${message}`, {
    waitMs,
    cause,
  })
}
