/** The journey of a ticket between this service and a real Request Tracker 5; the order of the tests matters here. */

import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Arrival,
  type OutgoingNote,
  type Remote,
  RemoteFailure,
} from '../../src/helpdesks/helpdesk.ts'
import { listOf, propertyOf } from '../../src/helpdesks/loose-json.ts'
import { rt } from '../../src/helpdesks/rt.ts'
import { type Running, startService } from '../support/process.ts'
import { marker, sampleNote } from '../support/scripted-remote.ts'
import { openReceiver, type Receiver } from './receiver.ts'
import { type RtInstance, startRt, whyNoRt } from './rt/rt-instance.ts'

const missing = await whyNoRt()
if (missing !== null) console.warn(`Skipped: ${missing}`)

/** The API document says what the built service has. */
const apiPaths = Object.keys(JSON.parse(await readFile('openapi/openapi.json', 'utf8')).paths)
const hasWriteBacks = ['/v1/webhooks/{name}', '/v1/write-backs'].every((path) =>
  apiPaths.includes(path),
)
if (!hasWriteBacks) console.warn('Skipped: the journey, since this service writes no notes yet')

const secret = `whsec_${randomBytes(32).toString('base64')}`
const outbound = rt.outbound ?? expect.fail('rt writes notes by calls')

/** RT waits for the receiver's answer: when this returns, the webhook was delivered. */
async function createTicket(instance: RtInstance, changes: Record<string, unknown> = {}) {
  const { status, json } = await instance.rest('POST', '/ticket', {
    Queue: 'General',
    Subject: 'Reset fails',
    Requestor: 'ada@example.org',
    Content: 'The reset page says SSPR_0029\nsecond line',
    ContentType: 'text/plain',
    ...changes,
  })
  expect(status).toBe(201)
  return String(propertyOf(json, 'id'))
}

/** Waits for something another process does. */
async function eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const startedAt = Date.now(); Date.now() - startedAt < 120_000; ) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not happen within 2 minutes')
}

function readDelivery(receiver: Receiver, index = -1): Arrival {
  const delivery = receiver.deliveries.at(index) ?? expect.fail('nothing was delivered')
  const terms = { secrets: [secret], now: new Date(), toleranceS: rt.toleranceS }
  expect(rt.checkSignature(delivery, terms)).toEqual({ kind: 'valid' })
  return rt.read(delivery)
}

type HistoryEntry = { type: unknown; creator: unknown; data: string; id: string }

async function historyOf(
  instance: RtInstance,
  ticketId: string,
  credentials?: string,
): Promise<HistoryEntry[]> {
  const { json } = await instance.rest(
    'GET',
    `/ticket/${ticketId}/history?fields=Type,Creator,Data&orderby=id&order=DESC&per_page=100`,
    undefined,
    credentials,
  )
  return listOf(propertyOf(json, 'items')).map((item) => ({
    type: propertyOf(item, 'Type'),
    creator: propertyOf(propertyOf(item, 'Creator'), 'id'),
    data: String(propertyOf(item, 'Data') ?? ''),
    id: String(propertyOf(item, 'id')),
  }))
}

const commentsOf = async (instance: RtInstance, ticketId: string) =>
  (await historyOf(instance, ticketId)).filter(({ type }) => type === 'Comment')

/** As the service calls, with RT's own way to send a token; what it cannot know is uncertain. */
function remoteOf(instance: RtInstance, authorization: string): Remote {
  return async ({ method, path, json, accept = [] }) => {
    let response: Response
    try {
      response = await fetch(`${instance.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          authorization,
          ...(json !== undefined && { 'content-type': 'application/json' }),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      })
    } catch (cause) {
      throw new RemoteFailure('retry', 'no answer', { isUncertain: method !== 'GET', cause })
    }
    const { status } = response
    const headers = Object.fromEntries(response.headers)
    if (response.ok || accept.includes(status)) {
      return { status, headers, json: await response.json().catch(() => undefined) }
    }
    const kind =
      status === 401 || status === 403 ? 'unauthorized' : status >= 500 ? 'retry' : 'refused'
    throw new RemoteFailure(kind, `answered ${status}`, { status })
  }
}

const chineseNote = (changes: Partial<OutgoingNote>) =>
  sampleNote({
    subject: `SSPR：密碼回寫 ${marker}`,
    html: () => `<p><strong>密碼回寫</strong>，非常確定</p><p>${marker}</p>`,
    ...changes,
  })

const mailFrom = (subject: string, body: string) =>
  [
    'From: Ming <ming@example.org>',
    'To: rt@rt.test',
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${randomBytes(8).toString('hex')}@example.org>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(body).toString('base64'),
    '',
  ].join('\n')

describe.skipIf(missing !== null)('Request Tracker', () => {
  let receiver: Receiver
  let instance: RtInstance
  let remote: Remote

  beforeAll(async () => {
    receiver = await openReceiver()
    instance = await startRt(receiver.url, secret)
    remote = remoteOf(instance, `token ${instance.token}`)
  })
  afterAll(async () => {
    await instance?.remove()
    await receiver?.close()
  })

  describe('tells of tickets', () => {
    test('made by REST, signed, with the text intact', async () => {
      const id = await createTicket(instance, {
        Subject: '密碼重設失敗',
        Content: '我無法重設密碼 SSPR_0029\n第二行',
      })
      expect(receiver.deliveries).toHaveLength(1)
      expect(readDelivery(receiver)).toMatchObject({
        kind: 'ticket',
        deliveryId: expect.stringMatching(`^rt-rt\\.test-${id}-\\d+$`),
        ticket: {
          externalId: id,
          subject: '密碼重設失敗',
          body: expect.stringContaining('我無法重設密碼 SSPR_0029\n第二行'),
          event: 'created',
          changedAt: expect.any(Date),
          status: 'new',
          url: `${instance.url}/Ticket/Display.html?id=${id}`,
        },
      })
    })

    test('made by mail, signed, with the text intact', async () => {
      await instance.mail(mailFrom('重設密碼', '收不到驗證碼\n請幫忙'))
      const arrival = await eventually(
        async () => receiver.deliveries.length === 2 && readDelivery(receiver),
      )
      expect(arrival).toMatchObject({
        kind: 'ticket',
        ticket: { subject: '重設密碼', body: expect.stringContaining('收不到驗證碼\n請幫忙') },
      })
    })

    test('with a signature that no other secret and no other byte fits', () => {
      const delivery = receiver.deliveries.at(-1) ?? expect.fail('nothing was delivered')
      const terms = { secrets: [secret], now: new Date(), toleranceS: rt.toleranceS }
      const changed = { ...delivery, rawBody: Buffer.concat([delivery.rawBody, Buffer.from(' ')]) }
      const other = { ...terms, secrets: [`whsec_${randomBytes(32).toString('base64')}`] }
      expect(rt.checkSignature(changed, terms).kind).toBe('invalid')
      expect(rt.checkSignature(delivery, other).kind).toBe('invalid')
    })
  })

  describe('takes the note', () => {
    test('as a comment in Chinese, found again by its marker, that no requestor sees', async () => {
      const note = chineseNote({ ticketId: '1' })
      const deliveries = receiver.deliveries.length
      expect(await outbound.hasNote(remote, note)).toBe(false)
      await outbound.writeNote(remote, note)
      expect(await outbound.hasNote(remote, note)).toBe(true)

      const [newest] = await historyOf(instance, '1')
      expect(newest).toMatchObject({ type: 'Comment', creator: 'triage' })
      expect(newest?.data).toContain(marker)
      const asRequestor = await historyOf(instance, '1', 'ada@example.org:ada-pw-123')
      expect(asRequestor.map(({ type }) => type)).toContain('Create')
      expect(asRequestor.map(({ type }) => type)).not.toContain('Comment')
      const direct = await instance.rest(
        'GET',
        `/transaction/${newest?.id}`,
        undefined,
        'ada@example.org:ada-pw-123',
      )
      expect(direct.status).toBe(403)

      const outbox = await instance.outbox()
      expect(outbox).toContain('ada@example.org')
      expect(outbox).not.toContain('sspr-triage:')
      expect(receiver.deliveries).toHaveLength(deliveries)
    })

    test('of another triage as another note', async () => {
      const other = 'sspr-triage:0199ffff-0000-7000-8000-000000000000'
      const note = chineseNote({ ticketId: '1', marker: other })
      expect(await outbound.hasNote(remote, note)).toBe(false)
    })

    test('and a field with a Chinese value, without losing a worker', async () => {
      const fields = { 'SSPR category': '密碼回寫' }
      await outbound.setFields?.(remote, chineseNote({ ticketId: '1', fields }))
      const { json } = await instance.rest('GET', '/ticket/1')
      expect(listOf(propertyOf(json, 'CustomFields'))).toContainEqual(
        expect.objectContaining({ name: 'SSPR category', values: ['密碼回寫'] }),
      )
      // Setting it again is answered with an empty list and is in order.
      await outbound.setFields?.(remote, chineseNote({ ticketId: '1', fields }))
      expect(await commentsOf(instance, '1')).toHaveLength(1)
      expect(await instance.log()).not.toContain('Wide character')
    })

    test('but not a field it does not have, and says so only when it is read back', async () => {
      const fields = { 'No such field': 'writeback' }
      const setting = outbound.setFields?.(remote, chineseNote({ ticketId: '1', fields }))
      await expect(setting).rejects.toMatchObject({ kind: 'refused' })
    })

    test('and loses its answer when its account is not English: uncertain, and found', async () => {
      const id = await createTicket(instance)
      const note = chineseNote({ ticketId: id })
      await instance.rest('PUT', '/user/triage', { Lang: 'zh_TW' })
      await expect(outbound.writeNote(remote, note)).rejects.toMatchObject({
        kind: 'retry',
        isUncertain: true,
      })
      await instance.rest('PUT', '/user/triage', { Lang: 'en' })
      expect(await outbound.hasNote(remote, note)).toBe(true)
      expect(await commentsOf(instance, id)).toHaveLength(1)
    })
  })

  describe('refuses', () => {
    test.each([
      ['a wrong token', 'token 1-14-00000000000000000000000000000000'],
      ['Bearer', 'Bearer 1-14-00000000000000000000000000000000'],
    ])('%s as unauthorized', async (_name, authorization) => {
      const stranger = remoteOf(instance, authorization)
      await expect(outbound.writeNote(stranger, chineseNote({}))).rejects.toMatchObject({
        kind: 'unauthorized',
      })
    })

    test('a note to a ticket that is not there, for good', async () => {
      await expect(
        outbound.writeNote(remote, chineseNote({ ticketId: '99999' })),
      ).rejects.toMatchObject({ kind: 'refused', status: 400 })
    })

    test('a note of an account without rights, for good', async () => {
      const basic = `Basic ${Buffer.from('norights:norights-pw-1').toString('base64')}`
      const powerless = remoteOf(instance, basic)
      await expect(
        outbound.writeNote(powerless, chineseNote({ ticketId: '1' })),
      ).rejects.toMatchObject({ kind: 'refused', status: 400 })
      await expect(outbound.checkAccess(powerless)).rejects.toMatchObject({ kind: 'unauthorized' })
    })
  })

  test('tells what access there is without writing anything', async () => {
    const before = await historyOf(instance, '1')
    const found = await outbound.checkAccess(remote)
    expect(found).toEqual([
      expect.stringMatching(/^RT 5\.\S+ accepts the credentials\.$/),
      'The account sees 1 queue.',
    ])
    expect(await historyOf(instance, '1')).toEqual(before)
  })

  test('keeps the ticket while nobody listens, and its cron job tells of it later', async () => {
    receiver.answerWith({ status: 503 })
    const id = await createTicket(instance, { Subject: 'Nobody listens' })
    const webhookId = receiver.deliveries.at(-1)?.headers['webhook-id']
    receiver.answerWith({ status: 202 })
    await instance.resend()
    const told = receiver.deliveries.filter(({ headers }) => headers['webhook-id'] === webhookId)
    expect(told).toHaveLength(2)
    expect(told[1]?.rawBody).toEqual(told[0]?.rawBody)
    for (const delivery of told) {
      expect(readDelivery(receiver, receiver.deliveries.indexOf(delivery))).toMatchObject({
        ticket: { externalId: id, subject: 'Nobody listens' },
      })
    }
  })

  test('that is away is tried again later', async () => {
    await instance.stop()
    await expect(outbound.writeNote(remote, chineseNote({}))).rejects.toMatchObject({
      kind: 'retry',
    })
    await instance.start()
    expect(await outbound.hasNote(remote, chineseNote({ ticketId: '1' }))).toBe(true)
  })
})

describe.skipIf(missing !== null || !hasWriteBacks)('a ticket from Request Tracker', () => {
  const adminKey = `live-${randomBytes(24).toString('hex')}`
  const writebackText =
    '我們更換了 Connect 伺服器之後，雲端重設的密碼不再同步回地端 AD，出現 SSPR_0029 和事件 33004'
  let receiver: Receiver
  let instance: RtInstance
  let service: Running
  let directory: string
  let webhook: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sspr-live-'))
    receiver = await openReceiver()
    instance = await startRt(receiver.url, secret)
    const helpdesk = {
      name: 'rt',
      kind: 'rt',
      agentLanguage: 'zh-Hant',
      inbound: { secrets: ['env:RT_SECRET'] },
      writeBack: {
        mode: 'note',
        baseUrl: instance.url,
        auth: { type: 'token', token: 'env:RT_TOKEN' },
        fields: { 'SSPR category': 'title' },
        allowPrivateAddress: true,
      },
    }
    const path = join(directory, 'helpdesks.json')
    await writeFile(path, JSON.stringify({ helpdesks: [helpdesk] }))
    service = await startService({
      HELPDESKS: path,
      RT_SECRET: secret,
      RT_TOKEN: instance.token,
      ADMIN_API_KEY: adminKey,
      DATA_DIR: join(directory, 'data'),
    })
    webhook = `${service.url}/v1/webhooks/rt`
    receiver.answerWith({ forwardTo: webhook })
  })
  afterAll(async () => {
    service?.child.kill('SIGTERM')
    await service?.ended
    await instance?.remove()
    await receiver?.close()
    if (directory !== undefined) await rm(directory, { recursive: true, force: true })
  })

  const get = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${adminKey}` }
    return (await fetch(`${service.url}${path}`, { headers })).json()
  }
  const ticketOf = async (externalId: string) => {
    const { items } = Object(await get('/v1/tickets?helpdesk=rt&limit=200'))
    return listOf(items).find((item) => propertyOf(item, 'externalId') === externalId)
  }
  const writeBackOf = async (externalId: string, state: string) =>
    eventually(async () => {
      const writeBack = propertyOf(await ticketOf(externalId), 'writeBack')
      return propertyOf(writeBack, 'state') === state && writeBack
    })
  const categoryOf = async (id: string) => {
    const { json } = await instance.rest('GET', `/ticket/${id}`)
    const fields = listOf(propertyOf(json, 'CustomFields'))
    return propertyOf(
      fields.find((field) => propertyOf(field, 'name') === 'SSPR category'),
      'values',
    )
  }

  test('is triaged, gets one private note and its field, and a repeat changes nothing', async () => {
    const id = await createTicket(instance, { Subject: '密碼回寫失敗', Content: writebackText })
    const delivery = receiver.deliveries.at(-1) ?? expect.fail('nothing was delivered')
    expect(await ticketOf(id)).toMatchObject({
      subject: '密碼回寫失敗',
      triage: { decision: 'suggested', category: 'writeback' },
    })
    await writeBackOf(id, 'written')

    const [note] = await commentsOf(instance, id)
    expect(note).toMatchObject({ creator: 'triage', data: expect.stringContaining('sspr-triage:') })
    expect(await categoryOf(id)).toEqual([expect.stringMatching(/\p{Script=Han}/u)])

    const ticketId = propertyOf(await ticketOf(id), 'id')
    expect(await receiver.forward(delivery, webhook)).toMatchObject({
      status: 200,
      json: { outcome: 'repeated', ticketId },
    })
    expect(await commentsOf(instance, id)).toHaveLength(1)
    expect(receiver.deliveries).toHaveLength(1)
    const asRequestor = await historyOf(instance, id, 'ada@example.org:ada-pw-123')
    expect(asRequestor.map(({ type }) => type)).not.toContain('Comment')
    expect(await instance.outbox()).not.toContain('sspr-triage:')
    expect(await instance.log()).not.toContain('Wide character')
  })

  test('gets one note when RT loses its answer to it', async () => {
    await instance.rest('PUT', '/user/triage', { Lang: 'zh_TW' })
    const id = await createTicket(instance, { Content: writebackText })
    await writeBackOf(id, 'written')
    expect(await instance.log()).toContain('Wide character')
    await instance.rest('PUT', '/user/triage', { Lang: 'en' })
    expect(await commentsOf(instance, id)).toHaveLength(1)
    expect(await categoryOf(id)).toHaveLength(1)
  })

  test('gets one note in the end when RT is away for a while', async () => {
    receiver.answerWith({ status: 202 })
    const id = await createTicket(instance, { Content: writebackText })
    receiver.answerWith({ forwardTo: webhook })
    const delivery = receiver.deliveries.at(-1) ?? expect.fail('nothing was delivered')
    await instance.stop()
    expect(await receiver.forward(delivery, webhook)).toMatchObject({ status: 201 })
    await eventually(async () => {
      const writeBack = propertyOf(await ticketOf(id), 'writeBack')
      return Number(propertyOf(writeBack, 'attempts')) > 0 && writeBack
    })
    await instance.start()
    await writeBackOf(id, 'written')
    expect(await commentsOf(instance, id)).toHaveLength(1)
  })

  test('that RT does not know is given up at once', async () => {
    const payload = { id: 99_999, subject: 'Reset', body: writebackText }
    const rawBody = Buffer.from(JSON.stringify({ type: 'ticket.created', data: payload }))
    const headers = {
      'content-type': 'application/json',
      ...rt.sign(rawBody, secret, new Date()),
    }
    expect(await receiver.forward({ headers, rawBody }, webhook)).toMatchObject({ status: 201 })
    expect(await writeBackOf('99999', 'failed')).toMatchObject({ attempts: 1 })
  })

  test('whose signature is one byte off is refused and not stored', async () => {
    const rawBody = Buffer.from('{"type":"ticket.created","data":{"id":777,"subject":"Reset"}}')
    const headers = rt.sign(rawBody, secret, new Date())
    const changed = Buffer.concat([rawBody, Buffer.from(' ')])
    expect(await receiver.forward({ headers, rawBody: changed }, webhook)).toMatchObject({
      status: 401,
    })
    expect(await ticketOf('777')).toBeUndefined()
  })
})
