import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { helpdeskSystems } from '../../src/helpdesks/registry.ts'
import { readHelpdesks } from '../../src/helpdesks/settings.ts'
import { adminApiKey, openTestApp, type TestApp } from '../support/test-app.ts'

const secret = 'a-secret-of-the-tests-only'
const basic = { username: 'znuny', password: 'znuny-password' }
const entries = [
  {
    name: 'zendesk',
    kind: 'zendesk',
    inbound: { secrets: [secret] },
    writeBack: {
      mode: 'note',
      baseUrl: 'http://127.0.0.1:9',
      auth: { type: 'bearer', token: 'token' },
    },
  },
  { name: 'zammad', kind: 'zammad', inbound: { secrets: [secret] }, writeBack: { mode: 'shadow' } },
  { name: 'znuny', kind: 'znuny', inbound: { basic }, writeBack: { mode: 'note' } },
  { name: 'quiet', kind: 'znuny', inbound: { basic } },
  { name: 'glpi', kind: 'glpi', inbound: { secrets: ['Jefe'] } },
]

let it_: TestApp
beforeAll(async () => {
  const read = readHelpdesks(JSON.stringify({ helpdesks: entries }), {}, true)
  if (read.kind === 'faulty') throw new Error(read.problems.join('\n'))
  it_ = await openTestApp({ helpdesks: read.helpdesks })
})
afterAll(() => it_.close())
beforeEach(() => it_.database.empty())

const asAdmin = { authorization: `Bearer ${adminApiKey}` }
const read = async (id: string) =>
  (await it_.call(null, 'GET', `/v1/tickets/${id}`, undefined, asAdmin)).json
const post = (name: string, payload: object, headers: Record<string, string>) =>
  it_.call(null, 'POST', `/v1/webhooks/${name}`, payload, headers)
const signed = (kind: 'zendesk' | 'zammad', payload: object) =>
  helpdeskSystems[kind].sign(Buffer.from(JSON.stringify(payload)), secret, new Date())

const subject = 'Where do I reset my password?'
const body = 'I forgot my work password and want to reset it myself. Which page do I open for that?'
const foreign = {
  subject: 'Printer',
  body: 'The printer on floor 3 prints only every second page.',
}
const fromZendesk = {
  ticket_id: '35',
  subject,
  description: body,
  updated_stamp: '2026-11-22T08:00:00Z',
}
const fromZnuny = (more: object = {}) => ({
  Ticket: {
    TicketID: 12,
    Title: subject,
    State: 'new',
    Articles: [
      {
        ArticleID: 1,
        Body: body,
        MimeType: 'text/plain',
        SenderType: 'customer',
        IsVisibleForCustomer: 1,
      },
    ],
    ...more,
  },
  Event: { Event: 'TicketCreate', TicketID: 12 },
})
const znunyHeaders = { authorization: `Basic ${btoa('znuny:znuny-password')}` }

describe('the note about a ticket that a helpdesk has told of', () => {
  test('is a job stored with the ticket, once, whatever is delivered again', async () => {
    const headers = { ...signed('zendesk', fromZendesk), 'x-zendesk-webhook-invocation-id': '1' }
    const first = await post('zendesk', fromZendesk, headers)
    expect(first.json).toMatchObject({ outcome: 'triaged' })
    await post('zendesk', fromZendesk, headers)
    const other = { ...signed('zendesk', fromZendesk), 'x-zendesk-webhook-invocation-id': '2' }
    expect((await post('zendesk', fromZendesk, other)).json.outcome).toBe('repeated')
    const ticket = await read(first.json.ticketId)
    expect(ticket.triage.decision).toBe('suggested')
    expect(ticket.writeBack).toMatchObject({ mode: 'note', state: 'pending' })
    expect(await it_.database.client.writeBack.count()).toBe(1)
    const jobs = await it_.database.client.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pgboss.job WHERE data->>'writeBackId' = ${ticket.writeBack.id}`
    expect(Number(jobs[0]?.count)).toBe(1)
  })

  test('of a text that changed takes the place of the one before', async () => {
    const headers = { ...signed('zendesk', fromZendesk), 'x-zendesk-webhook-invocation-id': '1' }
    const first = await post('zendesk', fromZendesk, headers)
    const changed = {
      ...fromZendesk,
      description: `${body} Thanks!`,
      updated_stamp: '2026-11-22T09:00:00Z',
    }
    const again = await post('zendesk', changed, {
      ...signed('zendesk', changed),
      'x-zendesk-webhook-invocation-id': '2',
    })
    expect(again.json).toEqual({ ...first.json, outcome: 'triaged' })
    expect(await it_.database.client.writeBack.count()).toBe(2)
    const current = await it_.database.client.triage.findFirst({ where: { isCurrent: true } })
    const ticket = await it_.database.client.ticket.findFirst({
      include: { writeBacks: { orderBy: { id: 'desc' } } },
    })
    expect(ticket?.writeBacks[0]?.triageId).toBe(current?.id)
  })

  test('is only recorded in shadow mode', async () => {
    const payload = {
      ticket: { id: 81, number: '10081', title: subject, state: 'new', article_count: 1 },
      article: { id: 1, sender: 'Customer', internal: false, content_type: 'text/plain', body },
    }
    const { json } = await post('zammad', payload, signed('zammad', payload))
    const { writeBack } = await read(json.ticketId)
    expect(writeBack).toMatchObject({ mode: 'shadow', state: 'shadow', attempts: 0 })
    expect(writeBack.note).toContain('sspr-triage:')
  })

  test('is the answer itself for Znuny, again when the answer was lost', async () => {
    const first = await post('znuny', fromZnuny(), znunyHeaders)
    expect(first.status).toBe(201)
    const { OTRS_TicketArticleAdd: article } = first.json
    expect(article.Body).toContain(article.Subject.match(/sspr-triage:[0-9a-f-]+/)[0])
    expect(article.IsVisibleForCustomer).toBe(0)
    const again = await post('znuny', fromZnuny(), znunyHeaders)
    expect(again.status).toBe(200)
    expect(again.json.OTRS_TicketArticleAdd).toEqual(article)
    expect((await read(first.json.ticketId)).writeBack.state).toBe('written')
  })

  test('is not there out of scope, nor where notes are off', async () => {
    const article = { Body: foreign.body, MimeType: 'text/plain', SenderType: 'customer' }
    const payload = fromZnuny({ TicketID: 13, Title: foreign.subject, Articles: [article] })
    const outOfScope = await post('znuny', payload, znunyHeaders)
    expect(outOfScope.json).toMatchObject({ outcome: 'triaged' })
    expect(outOfScope.json).not.toHaveProperty('OTRS_TicketArticleAdd')
    const off = await post('quiet', fromZnuny(), znunyHeaders)
    expect(off.json).not.toHaveProperty('OTRS_TicketArticleAdd')
    expect(await it_.database.client.writeBack.count()).toBe(0)
  })
})

describe('the challenge of GLPI', () => {
  const expected = 'b24f741594b7f48ec16d847d1bab76a4aca4fe9aa0ddb4a9c343847f67b009f5'

  test('is answered as plain text, without a line break', async () => {
    const answer = await it_.call(null, 'GET', `/v1/webhooks/glpi?crc_token=${expected}`)
    expect(answer.status).toBe(200)
    expect(answer.text).toBe('250fce379a4351e738afa246963f0650fdeefa3e6e57c0b01d6391ab36f705cc')
  })

  test('is refused for any other token, which would be signed otherwise', async () => {
    const answer = await it_.call(null, 'GET', '/v1/webhooks/glpi?crc_token=anything')
    expect(answer.status).toBe(405)
  })
})
