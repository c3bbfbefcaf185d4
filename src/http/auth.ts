/** Who calls: `Authorization: Bearer <key>` or the console's session cookie, and whether the role suffices. */

import { timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { hashKey, type Role, roles } from '../store/keys.ts'
import type { FoundSession } from '../store/sessions.ts'
import { type Problem, problems } from './problems.ts'
import { readSessionCookie } from './session-cookie.ts'

export type Caller = { keyId: string; role: Role }

export type AuthDeps = {
  adminApiKey: string | null
  findKey: (secret: string) => Promise<{ id: string; role: Role } | null>
  findSession: (token: string, adminApiKey: string | null) => Promise<FoundSession | null>
  slowDown: (address: string) => Promise<void>
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
  interface FastifyContextConfig {
    /** The least role that may call this route. */
    role?: Role
  }
}

/** The id that stands for ADMIN_API_KEY wherever the id of a stored key would stand. */
export const environmentKeyId = 'environment'

/** Longer than any key of ours; anything above is not worth a hash. */
const keyLengthMax = 512

/**
 * Finds out who calls and refuses a key whose role does not suffice. Runs before the body is read. The cookie
 * counts only where there is no Authorization header, and for a change only from the console's own page.
 *
 * @throws Problem 401 without a valid key or session, 403 when its role does not suffice or the page is another's.
 */
export async function authenticate(
  request: FastifyRequest,
  needed: Role,
  deps: AuthDeps,
): Promise<Caller> {
  const caller = (await findSignedIn(request, deps)) ?? (await findBearer(request, deps))
  if (roles.indexOf(caller.role) < roles.indexOf(needed)) throw problems.roleMissing(needed)
  return caller
}

async function findSignedIn(
  request: FastifyRequest,
  { findSession, adminApiKey }: AuthDeps,
): Promise<Caller | null> {
  if (request.headers.authorization !== undefined) return null
  const token = readSessionCookie(request)
  if (token === null) return null
  const session = await findSession(token, adminApiKey)
  if (session === null) throw problems.sessionEnded()
  requireOwnPage(request)
  return { keyId: session.keyId ?? environmentKeyId, role: session.role }
}

const safeMethods = ['GET', 'HEAD']

/**
 * A browser adds the cookie whichever page makes it ask. SameSite=Strict keeps it from other sites but not from
 * other hosts and ports of the same site, so a change must come from a page of this very origin. Sec-Fetch-Site
 * is only sent over TLS or to the machine itself; Origin is always there.
 *
 * @throws Problem 403 when a change is asked for by another page.
 */
export function requireOwnPage(request: FastifyRequest): void {
  if (safeMethods.includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const isOwn = site === undefined ? isHost(origin, request.host) : site === 'same-origin'
  if (!isOwn) throw problems.foreignPage()
}

/** Whether an origin is of this host; ports that go without saying may be said. */
function isHost(origin: string | undefined, host: string): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false
  const { protocol, host: originHost } = new URL(origin)
  const own = `${protocol}//${host}`
  return URL.canParse(own) && new URL(own).host === originHost
}

async function findBearer(request: FastifyRequest, deps: AuthDeps): Promise<Caller> {
  const secret = readBearer(request.headers.authorization)
  if (secret === null) throw problems.keyMissing()
  return findCaller(secret, request.ip, deps, problems.keyInvalid)
}

function readBearer(header: string | undefined): string | null {
  const secret = /^Bearer +([\x21-\x7e]+) *$/i.exec(header ?? '')?.[1]
  return secret === undefined || secret.length > keyLengthMax ? null : secret
}

/**
 * Whose key this is; a wrong one is slowed.
 *
 * @throws Problem what `refusal` makes, for a key that is unknown or revoked.
 */
export async function findCaller(
  secret: string,
  address: string,
  { adminApiKey, findKey, slowDown }: AuthDeps,
  refusal: () => Problem,
): Promise<Caller> {
  if (adminApiKey !== null && isEqual(secret, adminApiKey)) {
    return { keyId: environmentKeyId, role: 'admin' }
  }
  const key = await findKey(secret)
  if (key !== null) return { keyId: key.id, role: key.role }
  await slowDown(address)
  throw refusal()
}

/** Compares hashes: equal length whatever was sent, and in constant time. */
function isEqual(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(hashKey(left)), Buffer.from(hashKey(right)))
}

const freeFailures = 10
const windowMs = 60_000
const delayMsMax = 2_000
const waitingMax = 200
const addressesMax = 10_000

/**
 * Slows an address that keeps sending wrong keys: after 10 in a minute each further answer waits, longer each
 * time, up to 2 s. A valid key from the same address is never slowed.
 *
 * @throws Problem 429 (from the returned function) when too many such answers are waiting already.
 */
export function wrongKeyBrake(
  now: () => number = Date.now,
  wait: (ms: number) => Promise<void> = (ms) => sleep(ms, undefined, { ref: false }),
): (address: string) => Promise<void> {
  const failures = new Map<string, { count: number; since: number }>()
  let waiting = 0
  return async (address) => {
    const known = failures.get(address)
    const isFresh = known !== undefined && now() - known.since < windowMs
    const entry = isFresh ? known : { count: 0, since: now() }
    entry.count++
    // Deleting first keeps the map in order of last use, so the oldest entry is the first.
    failures.delete(address)
    failures.set(address, entry)
    if (failures.size > addressesMax) {
      const oldest = failures.keys().next().value
      if (oldest !== undefined) failures.delete(oldest)
    }
    const excess = entry.count - freeFailures
    if (excess <= 0) return
    if (waiting >= waitingMax) throw problems.tooManyRequests(Math.ceil(windowMs / 1000))
    waiting++
    try {
      await wait(Math.min(100 * excess, delayMsMax))
    } finally {
      waiting--
    }
  }
}
