/** Sessions of the console: a random token in a cookie, stored hashed, tied to the key that signed in. */

import { createHash, randomBytes } from 'node:crypto'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { type Role, roles } from './keys.ts'

/** A session nobody used for this long has ended. */
export const sessionIdleMsMax = 12 * 60 * 60 * 1000
/** A session ends this long after it started, used or not. */
export const sessionAgeMsMax = 7 * 24 * 60 * 60 * 1000
/** How old the stored time of last use may grow before a request renews it: not every request writes. */
const renewAfterMs = 5 * 60 * 1000

/** Who signs in: a stored key by its id, or ADMIN_API_KEY, which has none and is given itself. */
export type NewSession = { keyId: string } | { adminApiKey: string }

export type FoundSession = {
  /** Null for ADMIN_API_KEY. */
  keyId: string | null
  role: Role
  expiresAt: Date
}

/** Starts a session and removes those that have ended; the token is returned for the only time. */
export async function startSession(
  client: PrismaClient,
  session: NewSession,
  now = new Date(),
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  await client.session.deleteMany({
    where: {
      OR: [
        { lastSeenAt: { lte: new Date(now.getTime() - sessionIdleMsMax) } },
        { createdAt: { lte: new Date(now.getTime() - sessionAgeMsMax) } },
      ],
    },
  })
  await client.session.create({
    data: {
      tokenHash: hash(token),
      keyId: 'keyId' in session ? session.keyId : null,
      environmentProof: 'keyId' in session ? null : hash(token, session.adminApiKey),
      createdAt: now,
      lastSeenAt: now,
    },
  })
  return { token, expiresAt: expiryOf(now, now) }
}

/** The session of a token, unless it has ended or its key was revoked or replaced; counts as a use of it. */
export async function findSession(
  client: PrismaClient,
  token: string,
  adminApiKey: string | null,
  now = new Date(),
): Promise<FoundSession | null> {
  const tokenHash = hash(token)
  const row = await client.session.findUnique({ where: { tokenHash }, include: { apiKey: true } })
  if (row === null || expiryOf(row.createdAt, row.lastSeenAt) <= now) return null
  const role = roleOf(row, token, adminApiKey)
  if (role === null) return null
  let { lastSeenAt } = row
  if (now.getTime() - lastSeenAt.getTime() > renewAfterMs) {
    lastSeenAt = now
    await client.session.updateMany({ where: { tokenHash }, data: { lastSeenAt } })
  }
  return { keyId: row.keyId, role, expiresAt: expiryOf(row.createdAt, lastSeenAt) }
}

export async function endSession(client: PrismaClient, token: string): Promise<void> {
  await client.session.deleteMany({ where: { tokenHash: hash(token) } })
}

function roleOf(
  row: {
    apiKey: { role: string; revokedAt: Date | null } | null
    environmentProof: string | null
  },
  token: string,
  adminApiKey: string | null,
): Role | null {
  if (row.apiKey === null) {
    return adminApiKey !== null && row.environmentProof === hash(token, adminApiKey)
      ? 'admin'
      : null
  }
  if (row.apiKey.revokedAt !== null) return null
  return roles.find((known) => known === row.apiKey?.role) ?? null
}

function expiryOf(createdAt: Date, lastSeenAt: Date): Date {
  return new Date(
    Math.min(createdAt.getTime() + sessionAgeMsMax, lastSeenAt.getTime() + sessionIdleMsMax),
  )
}

function hash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
