/** The only reader of the environment: every setting, its bounds, its default and its description. */

import { existsSync, readFileSync } from 'node:fs'
import { type HelpdeskSettings, isLoopbackHost, readHelpdesks } from './helpdesks/settings.ts'
import { type AgentLanguage, agentLanguages } from './ticket.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

export type Config = {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string | null
  readonly databaseConnectionsMax: number
  readonly dataDir: string
  readonly adminApiKey: string | null
  readonly agentLanguage: AgentLanguage
  readonly rateLimitPerMinute: number
  readonly trustProxy: boolean
  /** Cron expression in UTC; null for never. */
  readonly learnAt: string | null
  readonly shutdownStepMs: number
  readonly logLevel: (typeof logLevels)[number]
  readonly helpdesks: readonly HelpdeskSettings[]
  readonly publicUrl: string | null
}

type Environment = Readonly<Record<string, string | undefined>>

type Parsed<T> = { value: T } | { problem: string }

export type Setting<T> = {
  readonly env: string
  readonly description: string
  /** How the default reads in the documentation. */
  readonly defaultText: string
  readonly isSecret?: true
  readonly fallback: T
  readonly parse: (text: string, environment: Environment) => Parsed<T>
  /** How the value reads in a log line, where it is more than a word. */
  readonly describe?: (value: T) => string
}

export const adminApiKeyLengthMin = 24

const integer =
  (min: number, max: number) =>
  (text: string): Parsed<number> => {
    const isWhole = /^\d{1,9}$/.test(text)
    const value = Number(text)
    return isWhole && value >= min && value <= max
      ? { value }
      : { problem: `must be a whole number from ${min} to ${max}` }
  }

const oneOf =
  <T extends string>(choices: readonly T[]) =>
  (text: string): Parsed<T> => {
    const value = choices.find((choice) => choice === text)
    return value === undefined ? { problem: `must be one of ${choices.join(', ')}` } : { value }
  }

const boolean = (text: string): Parsed<boolean> =>
  text === 'true' || text === 'false'
    ? { value: text === 'true' }
    : { problem: 'must be true or false' }

const host = (text: string): Parsed<string> =>
  /^[A-Za-z0-9.:_-]{1,253}$/.test(text)
    ? { value: text }
    : { problem: 'must be a host name or an IP address' }

const databaseUrl = (text: string): Parsed<string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPostgres = url?.protocol === 'postgresql:' || url?.protocol === 'postgres:'
  return isPostgres
    ? { value: text }
    : { problem: 'must look like postgresql://user:password@host:5432/database' }
}

const directory = (text: string): Parsed<string> =>
  text.includes('\0') ? { problem: 'must be a directory path' } : { value: text }

/** Five fields of a cron expression, each of numbers, ranges, lists and steps. */
const cronOrOff = (text: string): Parsed<string | null> => {
  if (text === 'off') return { value: null }
  const number = '(?:\\d{1,2}(?:-\\d{1,2})?|\\*)(?:/[1-9]\\d?)?'
  const field = `${number}(?:,${number})*`
  return new RegExp(`^${field}(?: ${field}){4}$`).test(text)
    ? { value: text }
    : { problem: 'must be off or a cron expression of five fields' }
}

const adminApiKey = (text: string): Parsed<string> =>
  /^[\x21-\x7e]+$/.test(text) && text.length >= adminApiKeyLengthMin
    ? { value: text }
    : {
        problem: `must be at least ${adminApiKeyLengthMin} characters, printable ASCII without spaces`,
      }

const webAddress = (text: string): Parsed<string> =>
  URL.canParse(text) && /^https?:\/\//i.test(text) && !/[?#]/.test(text)
    ? { value: text.replace(/\/+$/, '') }
    : { problem: 'must be a web address such as https://triage.example.com' }

/** Everything wrong with the file is said at once, each with its place in it. */
const helpdesksFile = (path: string, environment: Environment): Parsed<Config['helpdesks']> => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    return { problem: `names a file that cannot be read${code}` }
  }
  const host = environment[settings.host.env] || settings.host.fallback
  const read = readHelpdesks(text, environment, isLoopbackHost(host))
  return read.kind === 'read'
    ? { value: read.helpdesks }
    : { problem: `names a file with problems:\n    ${read.problems.join('\n    ')}` }
}

/** Every setting by its name in `Config`; the README's table and `.env.example` are tested against it. */
export const settings: { readonly [K in keyof Config]: Setting<Config[K]> } = {
  host: {
    env: 'HOST',
    description: 'Address to listen on. 0.0.0.0 accepts calls from other machines.',
    defaultText: '127.0.0.1',
    fallback: '127.0.0.1',
    parse: host,
  },
  port: {
    env: 'PORT',
    description: 'Port to listen on, 0 to 65535; 0 lets the system choose one.',
    defaultText: '3000',
    fallback: 3000,
    parse: integer(0, 65_535),
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    description: 'PostgreSQL to use, `postgresql://user:password@host:5432/database`.',
    defaultText: 'none: the embedded database',
    isSecret: true,
    fallback: null,
    parse: databaseUrl,
  },
  databaseConnectionsMax: {
    env: 'DATABASE_CONNECTIONS_MAX',
    description: 'Connections one instance opens to PostgreSQL, 1 to 100.',
    defaultText: '10',
    fallback: 10,
    parse: integer(1, 100),
  },
  dataDir: {
    env: 'DATA_DIR',
    description: 'Directory of the embedded database; not used with DATABASE_URL.',
    defaultText: '.data',
    fallback: '.data',
    parse: directory,
  },
  adminApiKey: {
    env: 'ADMIN_API_KEY',
    description: `An admin key of your own, at least ${adminApiKeyLengthMin} characters.`,
    defaultText: 'none: one is generated on an empty database',
    isSecret: true,
    fallback: null,
    parse: adminApiKey,
  },
  agentLanguage: {
    env: 'AGENT_LANGUAGE',
    description: 'Language of notes and warnings for agents: en, zh-Hant or zh-Hans.',
    defaultText: 'en',
    fallback: 'en',
    parse: oneOf(agentLanguages),
  },
  rateLimitPerMinute: {
    env: 'RATE_LIMIT_PER_MINUTE',
    description: 'Requests one key may make in a minute, 0 (no limit) to 1000000.',
    defaultText: '0',
    fallback: 0,
    parse: integer(0, 1_000_000),
  },
  trustProxy: {
    env: 'TRUST_PROXY',
    description: 'true takes the caller’s address from X-Forwarded-For; only behind a proxy.',
    defaultText: 'false',
    fallback: false,
    parse: boolean,
  },
  learnAt: {
    env: 'LEARN_AT',
    description:
      'When to learn from feedback, as a cron expression in UTC; off for on demand only.',
    defaultText: '0 3 * * *',
    fallback: '0 3 * * *',
    parse: cronOrOff,
  },
  shutdownStepMs: {
    env: 'SHUTDOWN_STEP_MS',
    description: 'Longest wait for each step of the shutdown, 100 to 60000 milliseconds.',
    defaultText: '5000',
    fallback: 5000,
    parse: integer(100, 60_000),
  },
  logLevel: {
    env: 'LOG_LEVEL',
    description: 'fatal, error, warn, info, debug or silent.',
    defaultText: 'info',
    fallback: 'info',
    parse: oneOf(logLevels),
  },
  helpdesks: {
    env: 'HELPDESKS',
    description: 'JSON file that says which helpdesks may call and where notes go.',
    defaultText: 'none',
    fallback: [],
    parse: helpdesksFile,
    describe: (helpdesks) =>
      helpdesks
        .map(({ name, kind, writeBack }) => `${name} (${kind}, ${writeBack.mode})`)
        .join(', ') || 'none',
  },
  publicUrl: {
    env: 'PUBLIC_URL',
    description: 'Where agents reach the console; notes link to it.',
    defaultText: 'none: notes name the API call',
    fallback: null,
    parse: webAddress,
  },
}

/** Wrong settings, every one of them; never carries a value, which may be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`wrong settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** The process's environment, completed from a file `.env` in the working directory where there is one. */
export function processEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/**
 * Reads the settings. An unset or empty variable means the default; anything else must be exactly right.
 *
 * @throws ConfigError naming every problem at once.
 */
export function readConfig(environment: Environment): Config {
  const problems: string[] = []
  const read = <T>({ env, fallback, parse }: Setting<T>): T => {
    const text = environment[env]
    if (text === undefined || text === '') return fallback
    const parsed = parse(text, environment)
    if ('value' in parsed) return parsed.value
    problems.push(`${env} ${parsed.problem}`)
    return fallback
  }
  const config: Config = {
    host: read(settings.host),
    port: read(settings.port),
    databaseUrl: read(settings.databaseUrl),
    databaseConnectionsMax: read(settings.databaseConnectionsMax),
    dataDir: read(settings.dataDir),
    adminApiKey: read(settings.adminApiKey),
    agentLanguage: read(settings.agentLanguage),
    rateLimitPerMinute: read(settings.rateLimitPerMinute),
    trustProxy: read(settings.trustProxy),
    learnAt: read(settings.learnAt),
    shutdownStepMs: read(settings.shutdownStepMs),
    logLevel: read(settings.logLevel),
    helpdesks: read(settings.helpdesks),
    publicUrl: read(settings.publicUrl),
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze(config)
}

/** The settings for a log line; a secret only as configured or not. */
export function describeConfig(config: Config): Record<string, string | number | boolean> {
  const described: Record<string, string | number | boolean> = {}
  const describe = <T>({ env, isSecret, describe }: Setting<T>, value: T) => {
    if (describe !== undefined) described[env] = describe(value)
    else if (value === null) described[env] = 'not set'
    else if (isSecret) described[env] = 'configured'
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      described[env] = value
    }
  }
  const describeAll = <K extends keyof Config>(name: K) => describe(settings[name], config[name])
  for (const name of Object.keys(settings)) if (isSettingName(name)) describeAll(name)
  return described
}

function isSettingName(name: string): name is keyof Config {
  return name in settings
}
