/** `npm run keys`: creates, lists and revokes API keys in the database the settings name. */

import { parseArgs } from 'node:util'
import { type Config, ConfigError, processEnvironment, readConfig } from '../config.ts'
import { openEmbedded, openPostgres } from '../store/database.ts'
import {
  askService,
  type KeyAnswer,
  type KeyCommand,
  runKeyCommand,
} from '../store/key-commands.ts'
import { roles } from '../store/keys.ts'
import { DirectoryInUse, StartError } from '../store/start-error.ts'

const usage = `Usage:
  npm run keys -- create --role intake|agent|admin --name NAME
  npm run keys -- list
  npm run keys -- revoke --id ID
`

/** Wrong arguments: the message and the usage are printed. */
class UsageError extends Error {}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function readCommand(args: string[]): KeyCommand {
  const { positionals, values } = parse(args)
  const [kind, ...more] = positionals
  if (more.length > 0) throw new UsageError(`unexpected: ${more.join(' ')}`)
  switch (kind) {
    case 'create': {
      const role = roles.find((known) => known === values.role)
      if (role === undefined) throw new UsageError(`--role must be one of ${roles.join(', ')}`)
      const name = values.name?.trim() ?? ''
      if (name === '' || name.length > 100) {
        throw new UsageError('--name must say in 1 to 100 characters who uses the key')
      }
      return { kind, role, name }
    }
    case 'list':
      return { kind }
    case 'revoke':
      if (values.id === undefined || !uuid.test(values.id)) {
        throw new UsageError('--id must be an id that "list" shows')
      }
      return { kind, id: values.id.toLowerCase() }
    default:
      throw new UsageError(kind === undefined ? 'a command is missing' : `no such command: ${kind}`)
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { role: { type: 'string' }, name: { type: 'string' }, id: { type: 'string' } },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'wrong arguments')
  }
}

async function carryOut(command: KeyCommand, { databaseUrl, dataDir }: Config): Promise<KeyAnswer> {
  try {
    const database =
      databaseUrl === null ? await openEmbedded(dataDir) : await openPostgres(databaseUrl, 1)
    try {
      return await runKeyCommand(database, command)
    } finally {
      await database.close()
    }
  } catch (error) {
    const answer = error instanceof DirectoryInUse ? await askService(dataDir, command) : null
    if (answer === null) throw error
    return answer
  }
}

/** @returns the exit code. */
function print(answer: KeyAnswer): number {
  switch (answer.kind) {
    case 'created': {
      const { id, role, name } = answer.key
      process.stderr.write(`Key ${id} (${role}, ${name}), shown only this once:\n`)
      process.stdout.write(`${answer.secret}\n`)
      return 0
    }
    case 'listed':
      for (const { id, role, name, createdAt, revokedAt } of answer.keys) {
        const state = revokedAt === null ? 'valid' : `revoked ${revokedAt}`
        process.stdout.write(`${[id, role, createdAt, state, name].join('\t')}\n`)
      }
      return 0
    case 'revoked':
      if (answer.wasValid) process.stdout.write('revoked\n')
      else process.stderr.write('there is no valid key with this id\n')
      return answer.wasValid ? 0 : 1
  }
}

try {
  const command = readCommand(process.argv.slice(2))
  process.exitCode = print(await carryOut(command, readConfig(processEnvironment())))
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n${usage}`)
  else if (error instanceof ConfigError || error instanceof StartError) {
    process.stderr.write(`${error.message}\n`)
  } else throw error
  process.exitCode = 1
}
