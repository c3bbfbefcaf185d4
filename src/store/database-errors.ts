/** What a failed statement means, whichever driver ran it. */

import { Prisma } from '../generated/prisma/client.ts'

/** The SQLSTATE of a failure, where the database got as far as giving one. */
function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  const adapterError = error.meta?.driverAdapterError
  if (!(adapterError instanceof Error) || !isRecord(adapterError.cause)) return undefined
  const { originalCode } = adapterError.cause
  return typeof originalCode === 'string' ? originalCode : undefined
}

/** SQLSTATE 23505, or Prisma's own code for it outside raw statements. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    sqlStateOf(error) === '23505' ||
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
  )
}

/** Prisma's codes for: unreachable, timed out while connecting, operation timed out, connection closed. */
const connectionCodes = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2037'])
/** SQLSTATE classes: connection exception, no such database, insufficient resources, shutdown. */
const unavailableStates = /^(08|3D|53|57)/
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** True where the database itself does not answer: the caller may try again, nothing is wrong with the call. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  const state = sqlStateOf(error)
  if (state !== undefined && unavailableStates.test(state)) return true
  if ('code' in error && typeof error.code === 'string') {
    if (connectionCodes.has(error.code) || socketCodes.has(error.code)) return true
  }
  return connectionLost.test(error.message) || isDatabaseUnavailable(error.cause)
}

/** The drivers report a lost connection in words only. */
const connectionLost =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|PGlite is clos|Server has closed the connection|Can't reach database server|ECONNREFUSED/

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
