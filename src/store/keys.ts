/** API keys: random, stored hashed, shown once. */

import { createHash, randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** Each role may do everything the ones before it may. */
export const roles = ['intake', 'agent', 'admin'] as const
export type Role = (typeof roles)[number]

export type ApiKey = {
  id: string
  name: string
  role: Role
  createdAt: Date
  revokedAt: Date | null
}

/** A key of 256 random bits needs no slow hash: it cannot be guessed, only stolen. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/**
 * Makes a key and stores its hash.
 *
 * @returns the key itself, for the only time.
 */
export async function createKey(
  client: PrismaClient,
  role: Role,
  name: string,
): Promise<{ apiKey: ApiKey; secret: string }> {
  const secret = `sspr_${role}_${randomBytes(32).toString('base64url')}`
  const row = await client.apiKey.create({
    data: { id: uuidv7(), name, role, keyHash: hashKey(secret), createdAt: new Date() },
  })
  return { apiKey: toApiKey(row), secret }
}

/** The key with this secret, unless it was revoked. */
export async function findKey(client: PrismaClient, secret: string): Promise<ApiKey | null> {
  const row = await client.apiKey.findUnique({ where: { keyHash: hashKey(secret) } })
  return row === null || row.revokedAt !== null ? null : toApiKey(row)
}

export async function listKeys(client: PrismaClient): Promise<ApiKey[]> {
  const rows = await client.apiKey.findMany({ orderBy: { id: 'asc' } })
  return rows.map(toApiKey)
}

/** Revokes a key for good; false where there is none with this id that was still valid. */
export async function revokeKey(client: PrismaClient, id: string): Promise<boolean> {
  const { count } = await client.apiKey.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  return count === 1
}

/** The first admin key of a database that has never had a key, to be made by one instance; else null. */
export async function createFirstAdminKey(client: PrismaClient): Promise<string | null> {
  if ((await client.apiKey.count()) > 0) return null
  return (await createKey(client, 'admin', 'first admin key')).secret
}

function toApiKey(row: {
  id: string
  name: string
  role: string
  createdAt: Date
  revokedAt: Date | null
}): ApiKey {
  const role = roles.find((known) => known === row.role)
  if (role === undefined) throw new Error(`key ${row.id} has the unknown role ${row.role}`)
  const { id, name, createdAt, revokedAt } = row
  return { id, name, role, createdAt, revokedAt }
}
