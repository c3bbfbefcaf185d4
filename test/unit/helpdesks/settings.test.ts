import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, describeConfig, readConfig } from '../../../src/config.ts'
import { isSafeAddress, readHelpdesks } from '../../../src/helpdesks/settings.ts'

const secret = 'whsec_c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LTEyMzQ='
const entry = (more: object = {}) => ({
  name: 'scripted',
  kind: 'standard',
  inbound: { secrets: [secret] },
  ...more,
})
const read = (
  entries: unknown,
  {
    environment = {},
    isLoopback = true,
  }: { environment?: Record<string, string>; isLoopback?: boolean } = {},
) => readHelpdesks(JSON.stringify({ helpdesks: entries }), environment, isLoopback)
const problemsOf = (...args: Parameters<typeof read>) => {
  const result = read(...args)
  return result.kind === 'faulty' ? result.problems : []
}

describe('the file of helpdesks', () => {
  test('gives settings with their defaults', () => {
    const result = read([entry()])
    expect(result).toMatchObject({
      kind: 'read',
      helpdesks: [
        {
          name: 'scripted',
          kind: 'standard',
          agentLanguage: null,
          inbound: { secrets: [secret], toleranceS: 300, basic: null, bearer: null, header: null },
          writeBack: { mode: 'off', decisions: ['suggested'], tags: [], perMinute: 60 },
        },
      ],
    })
  })

  test('takes a secret from the environment', () => {
    const inbound = { secrets: ['env:NEW_SECRET'], header: { name: 'X-Key', value: 'env:KEY' } }
    const result = read([entry({ inbound })], { environment: { NEW_SECRET: secret, KEY: 'k' } })
    expect(result).toMatchObject({
      helpdesks: [{ inbound: { secrets: [secret], header: { name: 'x-key', value: 'k' } } }],
    })
  })

  test.each([
    ['no check', { inbound: {} }, '/helpdesks/0/inbound (scripted) checks nothing'],
    ['an unknown kind', { kind: 'remedy' }, '/helpdesks/0/kind must be one of standard, zendesk'],
    ['an unknown field', { colour: 'red' }, '/helpdesks/0 has no field colour'],
    ['a name with a slash', { name: 'a/b' }, '/helpdesks/0/name must match pattern'],
    [
      'an unset variable',
      { inbound: { bearer: 'env:NOT_SET' } },
      '/inbound/bearer (scripted) names the environment variable NOT_SET',
    ],
    [
      'a secret that is no base64',
      { inbound: { secrets: ['whsec_'] } },
      '/inbound/secrets/0 (scripted) must be base64',
    ],
    [
      'none beside a check',
      { inbound: { none: true, bearer: 'b' } },
      '/inbound/none (scripted) contradicts',
    ],
    [
      'a tolerance without a signature',
      { inbound: { bearer: 'b', toleranceS: 3 } },
      '/inbound/toleranceS',
    ],
    [
      'notes where no call writes one',
      { writeBack: { mode: 'note' } },
      '/writeBack/mode (scripted) cannot be note',
    ],
    [
      'notes out of scope',
      { writeBack: { mode: 'off', decisions: ['out-of-scope'] } },
      '/writeBack/decisions/0 must be one of',
    ],
  ])('%s is named with its place', (_case, more, problem) => {
    const problems = problemsOf([entry(more)])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(problem)
  })

  test('every problem is named at once, and no value is', () => {
    const problems = problemsOf([
      entry({ inbound: { secrets: ['hunter2!'] } }),
      entry({ inbound: { bearer: 'env:NOT_SET' } }),
    ])
    expect(problems).toHaveLength(3)
    expect(problems.join()).toContain('is used twice')
    expect(problems.join()).not.toContain('hunter2')
  })

  test('lets anybody in only on loopback', () => {
    const open = [entry({ inbound: { none: true } })]
    expect(read(open)).toMatchObject({ kind: 'read' })
    expect(problemsOf(open, { isLoopback: false })).toEqual([
      '/helpdesks/0/inbound/none (scripted) is allowed only while HOST is a loopback address',
    ])
  })

  test.each([
    ['https://acme.example', true],
    ['http://127.0.0.1:8080', true],
    ['http://[::1]:8080', true],
    ['http://acme.example', false],
    ['http://localhost.example', false],
    ['https://user:pw@acme.example', false],
    ['ftp://acme.example', false],
    ['acme', false],
  ])('a helpdesk at %s may be called: %s', (address, isSafe) => {
    expect(isSafeAddress(address)).toBe(isSafe)
  })
})

describe('HELPDESKS', () => {
  const write = (text: string) => {
    const path = join(mkdtempSync(join(tmpdir(), 'helpdesks-')), 'helpdesks.json')
    writeFileSync(path, text)
    return path
  }

  test('a file with problems stops the start and names them', () => {
    const path = write('{"helpdesks": [{"name": "a"}]}')
    expect(() => readConfig({ HELPDESKS: path })).toThrow(ConfigError)
    expect(() => readConfig({ HELPDESKS: path })).toThrow(/\/helpdesks\/0\/kind is required/)
    expect(() => readConfig({ HELPDESKS: write('{') })).toThrow(/is not valid JSON/)
    expect(() => readConfig({ HELPDESKS: '/no/such/file' })).toThrow(/cannot be read \(ENOENT\)/)
  })

  test('is logged by name, kind and mode, never with a secret', () => {
    const path = write(JSON.stringify({ helpdesks: [entry()] }))
    const described = describeConfig(readConfig({ HELPDESKS: path }))
    expect(described.HELPDESKS).toBe('scripted (standard, off)')
    expect(JSON.stringify(described)).not.toContain(secret)
  })
})
