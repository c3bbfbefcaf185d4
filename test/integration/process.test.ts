import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { emptyDatabase } from '../support/database-template.ts'
import { type Running, run, startService } from '../support/process.ts'
import type { Answer } from '../support/test-app.ts'

const adminApiKey = 'process-test-key-0123456789'
const isEmbedded = inject('databaseTemplate').kind === 'embedded'

let database: Awaited<ReturnType<typeof emptyDatabase>>
let running: Running[] = []
beforeEach(async () => {
  database = await emptyDatabase(inject('databaseTemplate'))
})
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL')
    await ended
  }
  running = []
  await database.remove()
})

async function start(more: Record<string, string> = {}): Promise<Running> {
  const service = await startService({ ...database.environment, ...more })
  running.push(service)
  return service
}

const post = (url: string, key: string, ticket: object) =>
  fetch(`${url}/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(ticket),
  })

const get = async (url: string, key: string) => {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  const json = (await answer.json()) as Answer
  return { status: answer.status, json }
}

const printedKey = (text: string) => /sspr_admin_\S+/.exec(text)?.[0] ?? ''

describe('starting', () => {
  test('an empty database gives an admin key, once, that works and goes on working', async () => {
    // Not even the directory is there.
    const fresh: Record<string, string> = isEmbedded
      ? { DATA_DIR: `${database.environment.DATA_DIR}-fresh` }
      : {}
    const first = await start(fresh)
    const key = printedKey(first.stdout())
    expect(first.stdout()).toMatch(
      /^sspr-triage listens on http:\/\/127\.0\.0\.1:\d+\nAPI documentation: http:\S+\/docs\n/,
    )
    expect((await post(first.url, key, { body: 'I forgot my password' })).status).toBe(201)
    expect(first.stderr()).not.toContain(key)
    first.child.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)

    const second = await start(fresh)
    expect(printedKey(second.stdout())).toBe('')
    expect((await get(`${second.url}/v1/tickets`, key)).json.items).toHaveLength(1)
  })

  test('with ADMIN_API_KEY no key is generated and the given one works', async () => {
    const { url, stdout } = await start({ ADMIN_API_KEY: adminApiKey })
    expect(printedKey(stdout())).toBe('')
    expect((await get(`${url}/v1/tickets`, adminApiKey)).status).toBe(200)
  })

  test('wrong settings are all named on stderr, and the exit code is 1', async () => {
    const environment = { ...database.environment, PORT: '80a', LOG_LEVEL: 'loud' }
    const { code, stdout, stderr } = await run('main.js', [], environment)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n')).toEqual([
      'sspr-triage cannot start: wrong settings:',
      '  PORT must be a whole number from 0 to 65535',
      '  LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
    ])
  })

  test('a taken port is one sentence and exit code 1', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    const { code, stderr } = await run('main.js', [], { ...database.environment, PORT: port })
    server.close()
    expect(code).toBe(1)
    expect(stderr).toBe(`sspr-triage cannot start: port ${port} on 127.0.0.1 is taken\n`)
  })

  test('an unreachable database is one sentence and exit code 1', async () => {
    const environment = { DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/tickets', PORT: '0' }
    const { code, stderr } = await run('main.js', [], environment)
    expect(code).toBe(1)
    expect(stderr).toBe(
      'sspr-triage cannot start: cannot connect to the database tickets on 127.0.0.1:1 (connection refused)\n',
    )
  })

  test.runIf(isEmbedded)('a data directory in use is one sentence and exit code 1', async () => {
    await start()
    const { code, stderr } = await run('main.js', [], { ...database.environment, PORT: '0' })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^sspr-triage cannot start: the data directory \S+ is in use by another process \(pid \d+ on \S+\)\n$/,
    )
  })

  test.runIf(!isEmbedded)('four instances start at once on an empty database', async () => {
    const services = await Promise.all([start(), start(), start(), start()])
    const keys = services.map(({ stdout }) => printedKey(stdout())).filter((key) => key !== '')
    expect(keys).toHaveLength(1)
    for (const { url } of services) {
      expect((await get(`${url}/v1/tickets`, keys[0] ?? '')).status).toBe(200)
    }
  })
})

describe('stopping', () => {
  /** Sends the head and half of the body of an intake, and leaves the rest to be sent. */
  async function halfRequest(url: string): Promise<{ socket: Socket; rest: string }> {
    const body = JSON.stringify({ body: 'I forgot my password' })
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname).setEncoding('utf8')
    const head = [
      'POST /v1/tickets HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${adminApiKey}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ]
    await new Promise<void>((resolve) =>
      socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`, () => resolve()),
    )
    // An answer on another connection shows that the service has read the half.
    await fetch(`${url}/live`)
    return { socket, rest: body.slice(5) }
  }

  const untilLogged = async ({ child, stderr }: Running, text: string) => {
    while (!stderr().includes(text)) {
      await new Promise((resolve) => child.stderr?.once('data', resolve))
    }
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s lets the request in hand finish and exits 0',
    async (signal) => {
      const service = await start({ ADMIN_API_KEY: adminApiKey })
      const { socket, rest } = await halfRequest(service.url)
      service.child.kill(signal)
      await untilLogged(service, 'stopping')
      const answer = new Promise<string>((resolve) => socket.once('data', resolve))
      socket.write(rest)
      expect(await answer).toMatch(/^HTTP\/1\.1 201 /)
      const { code, stderr } = await service.ended
      expect([code, stderr.includes('"stopped"')]).toEqual([0, true])
    },
  )

  test('a request that never ends is cut off at the deadline, and the exit code is 0', async () => {
    const service = await start({ ADMIN_API_KEY: adminApiKey, SHUTDOWN_STEP_MS: '200' })
    const { socket } = await halfRequest(service.url)
    socket.on('error', () => undefined)
    service.child.kill('SIGTERM')
    const { code, stderr } = await service.ended
    expect(code).toBe(0)
    expect(stderr).toContain('shutdown step took too long')
  })

  test('a second signal ends the process at once', async () => {
    const service = await start({ ADMIN_API_KEY: adminApiKey, SHUTDOWN_STEP_MS: '60000' })
    const { socket } = await halfRequest(service.url)
    socket.on('error', () => undefined)
    service.child.kill('SIGTERM')
    await untilLogged(service, 'stopping')
    service.child.kill('SIGTERM')
    expect((await service.ended).code).toBe(1)
  })
})

describe('kill -9 in the middle of a stream of intakes', () => {
  test('every ticket answered with 201 is there after the restart, once', async () => {
    const first = await start({ ADMIN_API_KEY: adminApiKey })
    const answered = new Map<string, string>()
    let sent = 0
    const sender = async () => {
      for (;;) {
        const externalId = `T-${sent++}`
        try {
          const answer = await post(first.url, adminApiKey, {
            externalId,
            body: `I forgot my password, ticket ${externalId}`,
          })
          const { id } = (await answer.json()) as { id: string }
          if (answer.status === 201) answered.set(externalId, id)
        } catch {
          return
        }
        if (answered.size === 60) first.child.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: 8 }, sender))
    await first.ended
    expect(answered.size).toBeGreaterThanOrEqual(60)

    const second = await start({ ADMIN_API_KEY: adminApiKey })
    for (const [externalId, id] of answered) {
      const { status, json } = await get(`${second.url}/v1/tickets/${id}`, adminApiKey)
      expect([status, json.externalId]).toEqual([200, externalId])
    }
    const { json } = await get(`${second.url}/v1/tickets?limit=200`, adminApiKey)
    const externalIds = json.items.map((item: { externalId: string }) => item.externalId)
    expect(new Set(externalIds).size).toBe(externalIds.length)
    // What was sent again after the crash finds the ticket that was stored before.
    const [externalId = '', id] = [...answered][0] ?? []
    const again = await post(second.url, adminApiKey, { externalId, body: 'x' })
    expect([again.status, ((await again.json()) as { id: string }).id]).toEqual([200, id])
  })
})

test.runIf(isEmbedded)('no file of the database and no output holds what was masked', async () => {
  const service = await start({ ADMIN_API_KEY: adminApiKey })
  const secret = 'Sommer2026!Xy'
  const ticket = { subject: `pw: ${secret}`, body: `Hello, my password is ${secret}. Please help.` }
  expect((await post(service.url, adminApiKey, ticket)).status).toBe(201)
  expect((await post(service.url, adminApiKey, { ...ticket, [secret]: 1 })).status).toBe(400)
  service.child.kill('SIGTERM')
  const { stdout, stderr } = await service.ended
  expect(stdout + stderr).not.toContain(secret)
  const directory = database.environment.DATA_DIR ?? ''
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(100)
  for (const { parentPath, name } of files) {
    const content = await readFile(join(parentPath, name))
    expect(content.includes(secret), name).toBe(false)
  }
})

describe('npm run keys', () => {
  const keys = (...args: string[]) => run('cli/keys.js', args, database.environment)

  test('creates, lists and revokes, with and without the service running', async () => {
    const created = await keys('create', '--role', 'intake', '--name', 'web form')
    expect(created.code).toBe(0)
    const intakeKey = created.stdout.trim()

    const { url } = await start()
    expect((await post(url, intakeKey, { body: 'I forgot my password' })).status).toBe(201)
    const agentKey = (await keys('create', '--role', 'agent', '--name', 'Kim')).stdout.trim()
    expect((await get(`${url}/v1/tickets`, agentKey)).status).toBe(200)

    const listed = (await keys('list')).stdout
    expect(listed).toMatch(/\tintake\t\S+\tvalid\tweb form\n/)
    expect(listed).not.toContain(intakeKey)
    const id = /^(\S+)\tagent\t/m.exec(listed)?.[1] ?? ''
    expect((await keys('revoke', '--id', id)).code).toBe(0)
    expect((await get(`${url}/v1/tickets`, agentKey)).status).toBe(401)
    const again = await keys('revoke', '--id', id)
    expect([again.code, again.stderr]).toEqual([1, 'there is no valid key with this id\n'])
  })

  test.each([
    [[], 'a command is missing'],
    [['make'], 'no such command: make'],
    [['create', '--role', 'boss', '--name', 'x'], '--role must be one of intake, agent, admin'],
    [['create', '--role', 'agent'], '--name must say'],
    [['revoke', '--id', '4711'], '--id must be an id'],
    [['list', '--all'], 'all'],
  ])('%j is refused with the usage', async (args, message) => {
    const { code, stdout, stderr } = await keys(...args)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(message)
    expect(stderr).toContain('Usage:')
  })
})

describe('npm run triage', () => {
  test('prints the JSON of POST /v1/triage, from an argument or from standard input', async () => {
    const text = 'Resets fail with SSPR_0029 since we replaced the sync server'
    const printed = await run('cli/triage.js', [text], database.environment)
    expect([printed.code, printed.stderr]).toEqual([0, ''])
    const fromArgument = JSON.parse(printed.stdout)
    const piped = await run('cli/triage.js', [], database.environment, text)
    const withoutTime = (json: { triage: { triagedAt: string } }) => ({
      ...json,
      triage: { ...json.triage, triagedAt: '' },
    })
    expect(withoutTime(JSON.parse(piped.stdout))).toEqual(withoutTime(fromArgument))

    const { url } = await start({ ADMIN_API_KEY: adminApiKey })
    const answer = await fetch(`${url}/v1/triage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminApiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: text }),
    })
    const json = (await answer.json()) as { triage: { triagedAt: string } }
    expect(withoutTime(json)).toEqual(withoutTime(fromArgument))
  })

  test('a blank text is refused as the API refuses it', async () => {
    const { code, stdout, stderr } = await run('cli/triage.js', [' '], database.environment)
    expect([code, stdout]).toEqual([1, ''])
    expect(JSON.parse(stderr)).toMatchObject({ status: 400, errors: [{ pointer: '/body' }] })
  })
})
