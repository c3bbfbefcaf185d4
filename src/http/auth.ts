/** Who calls: `Authorization: Bearer <key>`, and whether the key's role suffices. */

import { timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { hashKey, type Role, roles } from '../store/keys.ts'
import { problems } from './problems.ts'

export type Caller = { keyId: string; role: Role }

export type AuthDeps = {
  adminApiKey: string | null
  findKey: (secret: string) => Promise<{ id: string; role: Role } | null>
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
const environmentKeyId = 'environment'

/** Longer than any key of ours; anything above is not worth a hash. */
const keyLengthMax = 512

/**
 * Finds out who calls and refuses a key whose role does not suffice. Runs before the body is read.
 *
 * @throws Problem 401 without a valid key, 403 when its role does not suffice.
 */
export async function authenticate(
  request: FastifyRequest,
  needed: Role,
  deps: AuthDeps,
): Promise<Caller> {
  const secret = readBearer(request.headers.authorization)
  if (secret === null) throw problems.keyMissing()
  const caller = await findCaller(secret, deps)
  if (caller === null) {
    await deps.slowDown(request.ip)
    throw problems.keyInvalid()
  }
  if (roles.indexOf(caller.role) < roles.indexOf(needed)) throw problems.roleMissing(needed)
  return caller
}

function readBearer(header: string | undefined): string | null {
  const secret = /^Bearer +([\x21-\x7e]+) *$/i.exec(header ?? '')?.[1]
  return secret === undefined || secret.length > keyLengthMax ? null : secret
}

async function findCaller(
  secret: string,
  { adminApiKey, findKey }: AuthDeps,
): Promise<Caller | null> {
  if (adminApiKey !== null && isEqual(secret, adminApiKey)) {
    return { keyId: environmentKeyId, role: 'admin' }
  }
  const key = await findKey(secret)
  return key === null ? null : { keyId: key.id, role: key.role }
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
