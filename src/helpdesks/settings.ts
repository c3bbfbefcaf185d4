/** The file `HELPDESKS` names: which helpdesks call here, how they prove who they are, and where notes go. */

import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import { type Static, Type } from 'typebox'
import { type AgentLanguage, agentLanguages, decisions, helpdeskPattern } from '../ticket.ts'
import { type HelpdeskKind, type HelpdeskSystem, helpdeskKinds } from './helpdesk.ts'
import { helpdeskSystems } from './registry.ts'

const strict = { additionalProperties: false }

const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description })

const secret = (description: string) =>
  Type.String({
    minLength: 1,
    description: `${description} A value, or \`env:NAME\` for an environment variable.`,
    examples: ['env:HELPDESK_SECRET'],
  })

/** What may be written into a custom field of a helpdesk. */
const noteFields = ['category', 'decision', 'confidence', 'language', 'title'] as const
export type NoteField = (typeof noteFields)[number]

const authTypes = ['basic', 'bearer', 'token', 'header', 'oauth2'] as const

const Auth = Type.Object(
  {
    type: oneOf(
      authTypes,
      '`token` is sent the way the system wants it (Zammad `Token token=…`, RT `token …`, FreeScout its own header); `oauth2` fetches a token with client credentials, or with a password where `username` is given.',
    ),
    username: Type.Optional(secret('For `basic`, and for `oauth2` with a password.')),
    password: Type.Optional(secret('For `basic`, and for `oauth2` with a password.')),
    token: Type.Optional(secret('For `bearer` and `token`.')),
    name: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9-]{1,64}$',
        description: 'Name of the header, for `header`.',
      }),
    ),
    value: Type.Optional(secret('Value of the header, for `header`.')),
    tokenUrl: Type.Optional(
      Type.String({ format: 'uri', description: 'Where tokens are fetched, for `oauth2`.' }),
    ),
    clientId: Type.Optional(secret('For `oauth2`.')),
    clientSecret: Type.Optional(secret('For `oauth2`.')),
    scope: Type.Optional(Type.String({ description: 'For `oauth2`.' })),
  },
  { ...strict, description: 'How the service proves itself to the helpdesk.' },
)

const Inbound = Type.Object(
  {
    secrets: Type.Optional(
      Type.Array(secret('Secret of the signature.'), {
        minItems: 1,
        description: 'Every secret that is accepted; two while one replaces the other.',
      }),
    ),
    toleranceS: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 604_800,
        description: 'How old or how far ahead a signed timestamp may be, in seconds.',
      }),
    ),
    basic: Type.Optional(
      Type.Object(
        { username: secret('User name.'), password: secret('Password.') },
        { ...strict, description: 'HTTP Basic authentication the helpdesk sends.' },
      ),
    ),
    bearer: Type.Optional(secret('Bearer token the helpdesk sends.')),
    header: Type.Optional(
      Type.Object(
        {
          name: Type.String({
            pattern: '^[A-Za-z0-9-]{1,64}$',
            description: 'Name of a header the helpdesk sends.',
            examples: ['x-api-key'],
          }),
          value: secret('Value of that header.'),
        },
        { ...strict, description: 'A header with a secret value.' },
      ),
    ),
    none: Type.Optional(
      Type.Literal(true, {
        description: 'Accepts anybody; only while the service listens on loopback.',
      }),
    ),
  },
  {
    ...strict,
    description:
      'How a call proves itself: by the signature, by Basic or Bearer, by the header; each of the three that is configured must fit.',
  },
)

const writeBackModes = ['off', 'shadow', 'note'] as const
export type WriteBackMode = (typeof writeBackModes)[number]

const WriteBack = Type.Object(
  {
    mode: oneOf(
      writeBackModes,
      '`off`: nothing. `shadow`: records what would be written. `note`: writes an internal note.',
    ),
    baseUrl: Type.Optional(
      Type.String({
        format: 'uri',
        description: 'Address of the helpdesk; https unless it is loopback.',
        examples: ['https://acme.zendesk.com'],
      }),
    ),
    auth: Type.Optional(Auth),
    decisions: Type.Optional(
      Type.Array(
        oneOf(
          decisions.filter((decision) => decision !== 'out-of-scope'),
          'Decision.',
        ),
        {
          minItems: 1,
          uniqueItems: true,
          description: 'Which decisions are written; `suggested` by default.',
        },
      ),
    ),
    tags: Type.Optional(
      Type.Array(Type.String({ pattern: '^[^\\s,]{1,64}$', description: 'Tag.' }), {
        maxItems: 20,
        description: 'Tags to add to the ticket; none is ever removed.',
      }),
    ),
    fields: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), oneOf(noteFields, 'What goes into it.'), {
        description: 'Custom fields to set, by the helpdesk’s own id or name.',
        examples: [{ '360001': 'category' }],
      }),
    ),
    authorId: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description:
          'Id of the agent in whose name notes are written; Intercom and FreeScout need it.',
      }),
    ),
    perMinute: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 6000,
        default: 60,
        description: 'Notes a minute at most, over all instances.',
      }),
    ),
    allowPrivateAddress: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether `baseUrl` may lead to a private, loopback or link-local address.',
      }),
    ),
  },
  { ...strict, description: 'Whether and how an internal note is written to the ticket.' },
)

const HelpdeskEntry = Type.Object(
  {
    name: Type.String({
      pattern: helpdeskPattern,
      description: 'Part of the webhook’s address; stored with every ticket.',
      examples: ['zendesk-prod'],
    }),
    kind: oneOf(helpdeskKinds, 'Which system it is.'),
    agentLanguage: Type.Optional(
      oneOf(agentLanguages, 'Language of notes and warnings; AGENT_LANGUAGE by default.'),
    ),
    inbound: Inbound,
    writeBack: Type.Optional(WriteBack),
  },
  strict,
)

/** Published as JSON Schema beside the API document. */
export const HelpdesksFile = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'Where this schema is, for editors.' })),
    helpdesks: Type.Array(HelpdeskEntry, { maxItems: 100, description: 'The helpdesks.' }),
  },
  {
    ...strict,
    title: 'Helpdesks of sspr-triage',
  },
)

type Entry = Static<typeof HelpdeskEntry>
export type RemoteAuth = Static<typeof Auth>

export type WriteBackSettings = {
  readonly mode: WriteBackMode
  /** Null where the note goes into the answer and nothing is called. */
  readonly baseUrl: string | null
  readonly auth: RemoteAuth | null
  readonly decisions: readonly string[]
  readonly tags: readonly string[]
  readonly fields: Readonly<Record<string, NoteField>>
  readonly authorId: string | null
  readonly perMinute: number
  readonly allowPrivateAddress: boolean
}

/** One configured helpdesk with its secrets resolved; never logged or stored as a whole. */
export type HelpdeskSettings = {
  readonly name: string
  readonly kind: HelpdeskKind
  readonly system: HelpdeskSystem
  readonly agentLanguage: AgentLanguage | null
  readonly inbound: {
    readonly secrets: readonly string[]
    readonly toleranceS: number
    readonly basic: { readonly username: string; readonly password: string } | null
    readonly bearer: string | null
    readonly header: { readonly name: string; readonly value: string } | null
  }
  readonly writeBack: WriteBackSettings
}

const defaults = { decisions: ['suggested'], perMinute: 60 } as const

/** Compiled when a file is read: most command lines have none. */
function checkFile(json: unknown): { file: Static<typeof HelpdesksFile> } | { problems: string[] } {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false })
  addFormats.default(ajv)
  const check = ajv.compile<Static<typeof HelpdesksFile>>(HelpdesksFile)
  return check(json) ? { file: json } : { problems: (check.errors ?? []).map(toProblem) }
}

export type ReadHelpdesks =
  | { kind: 'read'; helpdesks: readonly HelpdeskSettings[] }
  | { kind: 'faulty'; problems: string[] }

/**
 * Reads the text of the file. Every problem is named with its place; none quotes a value, which may be a secret.
 *
 * @param isLoopback whether the service is reachable from this machine only; without it nobody is let in unchecked.
 */
export function readHelpdesks(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
  isLoopback: boolean,
): ReadHelpdesks {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const place = /position \d+/.exec(error instanceof Error ? error.message : '')?.[0]
    return { kind: 'faulty', problems: [`is not valid JSON${place ? ` (${place})` : ''}`] }
  }
  const checked = checkFile(json)
  if ('problems' in checked) return { kind: 'faulty', problems: checked.problems }

  const problems: string[] = []
  const names = new Set<string>()
  const helpdesks = checked.file.helpdesks.map((entry, index) => {
    const say = (pointer: string, problem: string) =>
      problems.push(`/helpdesks/${index}${pointer} (${entry.name}) ${problem}`)
    const key = entry.name.toLowerCase()
    if (names.has(key)) say('/name', 'is used twice')
    names.add(key)
    return toSettings(resolveSecrets(entry, environment, say), isLoopback, say)
  })
  return problems.length > 0 ? { kind: 'faulty', problems } : { kind: 'read', helpdesks }
}

type Say = (pointer: string, problem: string) => void

function toSettings(entry: Entry, isLoopback: boolean, say: Say): HelpdeskSettings {
  const system = helpdeskSystems[entry.kind]
  const { secrets = [], toleranceS, basic, bearer, header, none } = entry.inbound
  const hasCheck = secrets.length > 0 || basic || bearer !== undefined || header
  if (!hasCheck && !none) {
    say('/inbound', 'checks nothing: configure secrets, basic, bearer or header')
  }
  if (none && hasCheck) say('/inbound/none', 'contradicts the checks beside it')
  if (none && !isLoopback) say('/inbound/none', 'is allowed only while HOST is a loopback address')
  if (toleranceS !== undefined && secrets.length === 0) {
    say('/inbound/toleranceS', 'means something only with secrets')
  }
  for (const [index, value] of secrets.entries()) {
    const fault = system.secretFault?.(value)
    if (fault) say(`/inbound/secrets/${index}`, fault)
  }
  return {
    name: entry.name,
    kind: entry.kind,
    system,
    agentLanguage: entry.agentLanguage ?? null,
    inbound: {
      secrets,
      toleranceS: toleranceS ?? system.toleranceS,
      basic: basic ?? null,
      bearer: bearer ?? null,
      header: header ? { name: header.name.toLowerCase(), value: header.value } : null,
    },
    writeBack: toWriteBack(entry, system, say),
  }
}

function toWriteBack({ writeBack }: Entry, system: HelpdeskSystem, say: Say): WriteBackSettings {
  const mode = writeBack?.mode ?? 'off'
  if (writeBack && mode === 'note' && !system.noteInAnswer) checkRemote(writeBack, system, say)
  return {
    mode,
    baseUrl: writeBack?.baseUrl?.replace(/\/+$/, '') ?? null,
    auth: writeBack?.auth ?? null,
    decisions: writeBack?.decisions ?? defaults.decisions,
    tags: writeBack?.tags ?? [],
    fields: writeBack?.fields ?? {},
    authorId: writeBack?.authorId ?? null,
    perMinute: writeBack?.perMinute ?? defaults.perMinute,
    allowPrivateAddress: writeBack?.allowPrivateAddress ?? false,
  }
}

const neededByAuth: Readonly<Record<RemoteAuth['type'], readonly (keyof RemoteAuth)[]>> = {
  basic: ['username', 'password'],
  bearer: ['token'],
  token: ['token'],
  header: ['name', 'value'],
  oauth2: ['tokenUrl', 'clientId', 'clientSecret'],
}

function checkRemote(
  { baseUrl, auth, authorId }: NonNullable<Entry['writeBack']>,
  { kind, outbound }: HelpdeskSystem,
  say: Say,
): void {
  if (outbound === undefined) {
    say('/writeBack/mode', `cannot be note: ${kind} has no call that writes one`)
    return
  }
  if (baseUrl === undefined) say('/writeBack/baseUrl', 'is required for notes')
  else if (!isSafeAddress(baseUrl)) {
    say('/writeBack/baseUrl', 'must be https without user name, unless it is loopback')
  }
  if (auth === undefined) say('/writeBack/auth', 'is required for notes')
  else {
    for (const name of neededByAuth[auth.type]) {
      if (auth[name] === undefined) say(`/writeBack/auth/${name}`, `is required for ${auth.type}`)
    }
    if (auth.tokenUrl !== undefined && !isSafeAddress(auth.tokenUrl)) {
      say('/writeBack/auth/tokenUrl', 'must be https without user name, unless it is loopback')
    }
  }
  if (outbound.needsAuthor && authorId === undefined) {
    say('/writeBack/authorId', `is required: ${kind} writes notes in an agent’s name`)
  }
}

/** TLS, unless it is this machine itself. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
}

export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

const reference = /^env:([A-Za-z_][A-Za-z0-9_]*)$/

/** Replaces `env:NAME` wherever the schema speaks of a secret. */
function resolveSecrets(
  entry: Entry,
  environment: Readonly<Record<string, string | undefined>>,
  say: Say,
): Entry {
  const resolve = (value: unknown, pointer: string): unknown => {
    if (Array.isArray(value))
      return value.map((item, index) => resolve(item, `${pointer}/${index}`))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, resolve(item, `${pointer}/${name}`)]),
      )
    }
    const name = typeof value === 'string' ? reference.exec(value)?.[1] : undefined
    if (name === undefined) return value
    const found = environment[name]
    if (found === undefined || found === '') {
      say(pointer, `names the environment variable ${name}, which is not set`)
      return value
    }
    return found
  }
  const writeBack = entry.writeBack && {
    ...entry.writeBack,
    auth: resolve(entry.writeBack.auth, '/writeBack/auth') as RemoteAuth | undefined,
  }
  return {
    ...entry,
    inbound: resolve(entry.inbound, '/inbound') as Entry['inbound'],
    ...(writeBack && { writeBack: dropUndefined(writeBack) }),
  }
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T
}

function toProblem({ instancePath, keyword, message, params }: ErrorObject): string {
  const place = instancePath === '' ? 'the file' : instancePath
  switch (keyword) {
    case 'additionalProperties':
      return `${place} has no field ${params.additionalProperty}`
    case 'enum':
      return `${place} must be one of ${params.allowedValues.join(', ')}`
    case 'required':
      return `${instancePath}/${params.missingProperty} is required`
    default:
      return `${place} ${message}`
  }
}
