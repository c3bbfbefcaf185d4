import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
const answers: string[] = []
beforeAll(async () => {
  test_ = await openTestApp()
})
afterAll(() => test_.close())

/** Everything a ticket must not leave behind, each in words as people write them. */
const secrets = {
  'Sommer2026!': 'my password is Sommer2026!',
  'Xy9#kLm2': '密碼是 Xy9#kLm2',
  'Tmp!Pass77': '臨時密碼：Tmp!Pass77',
  '482913': 'the verification code is 482913',
  'kim.lee@example.org': 'write to kim.lee@example.org',
  '0912-345-678': '我的手機 0912-345-678',
  '4111 1111 1111 1111': 'card 4111 1111 1111 1111',
  A123456789: '身分證字號 A123456789',
  '078-05-1120': 'SSN 219-09-9999 and not 078-05-1120',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ':
    'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ',
  AKIAIOSFODNN7EXAMPLE: 'aws key AKIAIOSFODNN7EXAMPLE',
}
const sentences = Object.values(secrets).filter((sentence) => !sentence.includes('078-05'))
const hidden = [...Object.keys(secrets).filter((secret) => secret !== '078-05-1120'), '219-09-9999']

const expectClean = (where: string, text: string) => {
  for (const secret of hidden) {
    expect(text.includes(secret), `${where} shows ${secret}`).toBe(false)
  }
}

async function send(payload: unknown, url = '/v1/tickets', headers?: Record<string, string>) {
  const answer = await test_.call('admin', 'POST', url, payload, headers)
  answers.push(answer.text)
  return answer
}

describe('secrets in tickets', () => {
  test.each(sentences)('accepted: %s', async (sentence) => {
    const body = `Hello, I cannot sign in since Monday. ${sentence} Please help, thank you.`
    const answer = await send({ subject: sentence, body, externalId: String(answers.length) })
    expect(answer.status).toBe(201)
    expect(answer.json.redactions.length).toBeGreaterThan(0)
    await send({ body: `<p>${sentence}</p>` }, '/v1/triage')
  })

  test.each(sentences)('refused: %s', async (sentence) => {
    const refusals = [
      await send({ subject: sentence, body: '' }),
      await send({ body: 'x', [sentence]: 1 }),
      await send({ body: 'x', language: sentence.slice(0, 35) }),
      await send({ body: 'x', helpdesk: sentence }),
      await send({ body: 'x', requester: { locale: sentence, [sentence]: 2 } }),
      await send(`{"body": "${sentence}"`),
      await send(`${sentence} {"body":"x"}`),
      await send(sentence, '/v1/tickets', { 'content-type': 'text/plain' }),
    ]
    for (const { status } of refusals) expect([400, 415]).toContain(status)
    const found = await test_.call('admin', 'GET', `/v1/tickets?q=${encodeURIComponent(sentence)}`)
    const lost = await test_.call(
      'admin',
      'GET',
      `/${encodeURIComponent(sentence)}?x=${encodeURIComponent(sentence)}`,
    )
    expect([found.status, lost.status]).toEqual([200, 404])
    answers.push(found.text, lost.text)
  })

  test('a password in a ticket raises the warning that it is exposed', async () => {
    const { json } = await send({
      body: 'I forgot it, my old password is Sommer2026! Please reset.',
    })
    const kinds = json.triage.warnings.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toContain('credential-exposed')
  })

  test('no answer, table, log line or metric shows any of them', async () => {
    for (const answer of answers) expectClean('an answer', answer)
    const { client } = test_.database
    const rows = [
      await client.ticket.findMany(),
      await client.triage.findMany(),
      await client.receipt.findMany(),
    ]
    expect(rows[0]).not.toHaveLength(0)
    expectClean('a table', JSON.stringify(rows))
    expect(test_.logLines.length).toBeGreaterThan(answers.length / 2)
    expectClean('a log line', test_.logLines.join(''))
    expectClean('a metric', (await test_.call(null, 'GET', '/metrics')).text)
  })

  test('an Idempotency-Key is stored as a hash only', async () => {
    await send({ body: 'x' }, '/v1/tickets', { 'idempotency-key': 'my password is Sommer2026!' })
    expectClean('a receipt', JSON.stringify(await test_.database.client.receipt.findMany()))
    expectClean('a log line', test_.logLines.join(''))
  })
})
