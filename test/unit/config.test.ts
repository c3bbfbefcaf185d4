import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { ConfigError, describeConfig, readConfig, settings } from '../../src/config.ts'

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('reading the settings', () => {
  test('an empty environment gives the defaults', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      databaseConnectionsMax: 10,
      dataDir: '.data',
      adminApiKey: null,
      agentLanguage: 'en',
      rateLimitPerMinute: 0,
      trustProxy: false,
      learnAt: '0 3 * * *',
      shutdownStepMs: 5000,
      logLevel: 'info',
      helpdesks: [],
      publicUrl: null,
    })
  })

  test('an empty value means the default, as an unset one does', () => {
    const empty = Object.fromEntries(Object.values(settings).map(({ env }) => [env, '']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  test.each([
    ['LEARN_AT', 'nightly'],
    ['LEARN_AT', '0 3 * *'],
    ['LEARN_AT', '0 3 * * * *'],
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', ' 3000'],
    ['PORT', '0x50'],
    ['HOST', 'http://localhost'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'localhost'],
    ['DATABASE_CONNECTIONS_MAX', '101'],
    ['ADMIN_API_KEY', 'too short'],
    ['ADMIN_API_KEY', 'twenty-three-characters'],
    ['ADMIN_API_KEY', 'with spaces in the middle of it'],
    ['AGENT_LANGUAGE', 'chinese'],
    ['AGENT_LANGUAGE', 'de'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'INFO'],
    ['SHUTDOWN_STEP_MS', '5s'],
    ['RATE_LIMIT_PER_MINUTE', '1e3'],
  ])('%s=%s is refused by name, without repeating the value', (env, value) => {
    const problems = problemsOf({ [env]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${env} must `))
    expect(problems[0]).not.toContain(value)
  })

  test('every problem is named at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'x', ADMIN_API_KEY: 'x' })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'ADMIN_API_KEY',
      'LOG_LEVEL',
    ])
  })

  test('a described secret is only configured or not set', () => {
    const secrets = {
      ADMIN_API_KEY: 'abcdefghijklmnopqrstuvwxyz',
      DATABASE_URL: 'postgresql://u:hunter2@h/d',
    }
    const described = describeConfig(readConfig(secrets))
    expect(described).toMatchObject({ ADMIN_API_KEY: 'configured', DATABASE_URL: 'configured' })
    expect(describeConfig(readConfig({}))).toMatchObject({ ADMIN_API_KEY: 'not set', PORT: 3000 })
  })
})

describe('the documents about settings', () => {
  const names = Object.values(settings).map(({ env }) => env)

  test('.env.example lists every setting with its default and nothing else', async () => {
    const lines = (await readFile('.env.example', 'utf8')).split('\n')
    const assignments = lines.filter((line) => /^[A-Z_]+=/.test(line))
    expect(assignments.map((line) => line.split('=')[0])).toEqual(names)
    const values = Object.fromEntries(assignments.map((line) => line.split('=')))
    expect(readConfig(values)).toEqual(readConfig({}))
  })

  test('the README’s table says of every setting what the code says', async () => {
    const readme = await readFile('README.md', 'utf8')
    const rows = readme.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line))
    expect(rows).toEqual(
      Object.values(settings).map(
        ({ env, defaultText, description }) => `| \`${env}\` | ${defaultText} | ${description} |`,
      ),
    )
  })
})
