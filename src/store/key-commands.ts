/**
 * What `npm run keys` can ask for, carried out on an open database. The embedded database belongs to the
 * running service alone, so that service takes the same commands through a socket in its data directory.
 */

import { rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import type { Database } from './database.ts'
import { type ApiKey, createKey, listKeys, type Role, revokeKey, roles } from './keys.ts'

export type KeyCommand =
  | { kind: 'create'; role: Role; name: string }
  | { kind: 'list' }
  | { kind: 'revoke'; id: string }

/** Dates as RFC 3339 text: the answer may have travelled as JSON. */
type ListedKey = Pick<ApiKey, 'id' | 'name' | 'role'> & {
  createdAt: string
  revokedAt: string | null
}

export type KeyAnswer =
  | { kind: 'created'; key: ListedKey; secret: string }
  | { kind: 'listed'; keys: ListedKey[] }
  | { kind: 'revoked'; wasValid: boolean }

export async function runKeyCommand(
  { client }: Pick<Database, 'client'>,
  command: KeyCommand,
): Promise<KeyAnswer> {
  switch (command.kind) {
    case 'create': {
      const { apiKey, secret } = await createKey(client, command.role, command.name)
      return { kind: 'created', key: toListed(apiKey), secret }
    }
    case 'list':
      return { kind: 'listed', keys: (await listKeys(client)).map(toListed) }
    case 'revoke':
      return { kind: 'revoked', wasValid: await revokeKey(client, command.id) }
  }
}

function toListed({ id, name, role, createdAt, revokedAt }: ApiKey): ListedKey {
  return {
    id,
    name,
    role,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}

const socketPath = (dataDir: string) => join(dataDir, 'keys.sock')

const commandBytesMax = 4096

/**
 * Takes key commands from this machine while the service holds the embedded database. Who may enter the data
 * directory (mode 0700) may use it.
 *
 * @throws Error where the system refuses the socket, for instance because the path is too long.
 */
export async function serveKeyCommands(
  dataDir: string,
  database: Pick<Database, 'client'>,
): Promise<{ close: () => Promise<void> }> {
  const path = socketPath(dataDir)
  // Left behind by a killed process; the lock on the directory is ours, so nobody listens on it.
  await rm(path, { force: true })
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    socket.on('error', () => socket.destroy())
    socket.setTimeout(5_000, () => socket.destroy())
    try {
      let request = ''
      // A loop over the socket itself would destroy it at the end of the request, before the answer.
      const chunks = socket.setEncoding('utf8').iterator({ destroyOnReturn: false })
      for await (const chunk of chunks) {
        request += chunk
        if (request.length > commandBytesMax) throw new Error('the command is too long')
      }
      const command = parseCommand(JSON.parse(request))
      socket.end(JSON.stringify(await runKeyCommand(database, command)))
    } catch {
      socket.destroy()
    }
  })
  await listen(server, path)
  return {
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function listen(server: Server, path: string): Promise<AddressInfo | string | null> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path, readableAll: false, writableAll: false }, () => resolve(server.address()))
  })
}

/** Sends a command to the service that holds the data directory; null where none answers. */
export async function askService(dataDir: string, command: KeyCommand): Promise<KeyAnswer | null> {
  const socket = connect(socketPath(dataDir))
  try {
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer in time')))
    socket.end(JSON.stringify(command))
    const answer = await readAll(socket)
    return answer === '' ? null : parseAnswer(JSON.parse(answer))
  } catch {
    return null
  }
}

function parseCommand(value: unknown): KeyCommand {
  const fields = value as Partial<{ kind: string; role: string; name: string; id: string }>
  const role = roles.find((known) => known === fields.role)
  if (fields.kind === 'create' && role !== undefined && typeof fields.name === 'string') {
    return { kind: 'create', role, name: fields.name }
  }
  if (fields.kind === 'list') return { kind: 'list' }
  if (fields.kind === 'revoke' && typeof fields.id === 'string') {
    return { kind: 'revoke', id: fields.id }
  }
  throw new Error('no such command')
}

/** The service on the other end is of the same version: both run from one directory. */
function parseAnswer(value: unknown): KeyAnswer {
  return value as KeyAnswer
}
