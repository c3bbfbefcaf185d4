import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { emptyDatabase } from '../support/database-template.ts'
import { openFakeHelpdesk } from '../support/fake-helpdesk.ts'
import { zendeskSystem } from '../support/fake-systems.ts'
import { type Running, run, startService } from '../support/process.ts'

const secret = 'whsec_c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LTEyMzQ='
const helpdesks = [
  {
    name: 'scripted',
    kind: 'standard',
    inbound: { secrets: ['env:SCRIPTED_SECRET'], header: { name: 'x-key', value: "it's" } },
  },
]
let environment: Record<string, string>
let service: Running
let remove: () => Promise<void>

beforeAll(async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'helpdesk-command-')), 'helpdesks.json')
  await writeFile(path, JSON.stringify({ helpdesks }))
  const database = await emptyDatabase(inject('databaseTemplate'))
  remove = database.remove
  environment = { ...database.environment, HELPDESKS: path, SCRIPTED_SECRET: secret }
  service = await startService(environment)
})
afterAll(async () => {
  service.child.kill('SIGTERM')
  await service.ended
  await remove()
})

test('the command that "sign" prints delivers exactly the bytes it was given', async () => {
  const body = JSON.stringify({
    type: 'ticket.created',
    timestamp: '2026-11-22T08:00:00Z',
    data: {
      externalId: '1',
      subject: 'it\'s $HOME `id` \\n "密碼"',
      body: 'SSPR_0029\nsecond line',
    },
  })
  const signed = await run(
    'cli/helpdesk.js',
    ['sign', '--name', 'scripted', '--url', service.url],
    environment,
    body,
  )
  expect(signed.stderr).toBe('')
  const { stdout } = await promisify(execFile)('sh', ['-c', signed.stdout])
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'triaged' })
  const { stdout: again } = await promisify(execFile)('sh', ['-c', signed.stdout])
  expect(JSON.parse(again)).toMatchObject({ outcome: 'repeated' })
  expect(service.stderr()).not.toContain(secret)
})

test('an unknown name, a missing command and wrong settings are told in a sentence', async () => {
  const unknown = await run('cli/helpdesk.js', ['sign', '--name', 'nobody'], environment)
  expect(unknown).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('configured: scripted'),
  })
  const missing = await run('cli/helpdesk.js', [], environment)
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('Usage:') })
  const { SCRIPTED_SECRET: _, ...without } = environment
  const wrong = await run('cli/helpdesk.js', ['list'], without)
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('SCRIPTED_SECRET') })
})

describe('"check"', () => {
  const check = async (entryOf: (baseUrl: string) => Record<string, unknown>) => {
    const ticket = zendeskSystem.open()
    const fake = await openFakeHelpdesk(ticket.respond)
    const path = join(await mkdtemp(join(tmpdir(), 'helpdesk-check-')), 'helpdesks.json')
    await writeFile(path, JSON.stringify({ helpdesks: [entryOf(fake.url)] }))
    const ended = await run('cli/helpdesk.js', ['check', '--name', 'zendesk'], {
      ...environment,
      HELPDESKS: path,
    })
    await fake.close()
    const methods = new Set(fake.requests.map(({ method }) => method))
    return { ended, methods, ticket }
  }

  test('says what good credentials may do, and writes nothing', async () => {
    const { ended, methods, ticket } = await check(zendeskSystem.entry)
    expect(ended).toEqual({
      code: 0,
      stdout: 'zendesk: Signed in with the role agent.\nzendesk: Tickets can be read.\n',
      stderr: '',
    })
    expect(methods).toEqual(new Set(['GET']))
    expect([ticket.notes, ticket.tags()]).toEqual([[], ['vip']])
  })

  test('fails with the reason for refused ones, without naming them, and writes nothing', async () => {
    const { ended, methods } = await check(zendeskSystem.refusedEntry)
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: 'zendesk: the credentials are not those of an agent\n',
    })
    expect(methods).toEqual(new Set(['GET']))
  })

  test('says so when there is nothing to check', async () => {
    const ended = await run('cli/helpdesk.js', ['check', '--name', 'scripted'], environment)
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to check') })
  })
})
