import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
beforeAll(async () => {
  test_ = await openTestApp()
})
beforeEach(async () => {
  await test_.database.client.ticket.deleteMany()
})
afterAll(() => test_.close())

const post = (payload: unknown, headers?: Record<string, string>) =>
  test_.call('intake', 'POST', '/v1/tickets', payload, headers)

const stored = async () => ({
  tickets: await test_.database.client.ticket.count(),
  triages: await test_.database.client.triage.count(),
  receipts: await test_.database.client.receipt.count(),
})
const nothing = { tickets: 0, triages: 0, receipts: 0 }

const english = {
  subject: 'Password writeback error',
  body: 'Since we replaced the sync server, resets fail with SSPR_0029 for all users in our branch.',
}
const chinese = {
  subject: '忘記密碼',
  body: '您好，我忘記公司帳號的密碼，請問要去哪裡自己重設？謝謝。',
}

describe('POST /v1/tickets, 201', () => {
  test('an English ticket comes back triaged, with a suggestion in English', async () => {
    const { status, json, headers } = await post({ ...english, externalId: '4711' })
    expect(status).toBe(201)
    expect(headers.location).toBe(`/v1/tickets/${json.id}`)
    expect(json).toMatchObject({
      helpdesk: 'api',
      externalId: '4711',
      ...english,
      language: 'en',
      redactions: [],
      feedback: null,
      writeBack: null,
      triage: { category: 'writeback' },
      suggestion: { category: 'writeback', language: 'en', article: { id: 'writeback' } },
    })
    expect(json.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(json.triage.errorCodes.map(({ code }: { code: string }) => code)).toEqual(['SSPR_0029'])
    expect(json.triage.model).toBe(test_.services.activeModel().version)
    expect(await stored()).toEqual({ tickets: 1, triages: 1, receipts: 0 })
  })

  test('a Traditional Chinese ticket comes back with a Chinese reply and links', async () => {
    const { status, json } = await post(chinese)
    expect(status).toBe(201)
    expect(json.language).toBe('zh-Hant')
    expect(json.triage.category).toBe('self-reset')
    expect(json.suggestion.language).toBe('zh-Hant')
    expect(json.suggestion.reply).toMatch(/密碼/)
    expect(json.suggestion.links.length).toBeGreaterThan(0)
  })

  test('a Simplified Chinese ticket is answered in Simplified Chinese', async () => {
    const { json } = await post({ body: '你好，我忘记了公司账号的密码，请问在哪里可以自己重置？' })
    expect(json.language).toBe('zh-Hans')
    expect(json.triage.category).toBe('self-reset')
    expect(json.suggestion.language).toBe('zh-Hans')
    expect(json.suggestion.reply).toMatch(/密码/)
    expect(json.suggestion.reply).not.toMatch(/[碼設請謝]/)
  })

  test.each([
    ['de', 'Ich habe mein Kennwort vergessen. Wo kann ich es selbst zurücksetzen?', 'Guten Tag'],
    ['fr', 'J’ai oublié mon mot de passe. Où puis-je le réinitialiser moi-même ?', 'Bonjour'],
    ['es', 'He olvidado mi contraseña. ¿Dónde puedo restablecerla yo mismo?', 'Hola'],
    ['ja', 'パスワードを忘れました。自分でリセットするにはどこを開けばよいですか。', 'お世話'],
  ])(
    'a ticket in %s is answered in it, with a note in the agent’s language',
    async (language, body, greeting) => {
      const { json } = await post({ body })
      expect(json.language).toBe(language)
      expect(json.suggestion.language).toBe(language)
      expect(json.suggestion.reply.startsWith(greeting)).toBe(true)
      const { json: article } = await test_.call(
        'agent',
        'GET',
        `/v1/categories/${json.suggestion.category}`,
      )
      expect(json.suggestion.note).toContain(article.note)
    },
  )

  test('a ticket about something else has neither category nor suggestion', async () => {
    const { json } = await post({ body: 'The printer on the third floor is out of toner again.' })
    expect(json.triage).toMatchObject({ decision: 'out-of-scope', category: null, reason: null })
    expect(json.suggestion).toBeNull()
  })

  test('all eight labels are candidates, highest first, and add up to at most 1', async () => {
    const { json } = await post(english)
    const confidences = json.triage.candidates.map((c: { confidence: number }) => c.confidence)
    expect(confidences).toHaveLength(8)
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
    expect(confidences.reduce((sum: number, c: number) => sum + c, 0)).toBeLessThanOrEqual(1)
  })

  test('evidence points at the words it quotes', async () => {
    const { json } = await post(english)
    expect(json.triage.evidence.length).toBeGreaterThan(0)
    for (const { field, start, end, text } of json.triage.evidence) {
      expect(json[field].slice(start, end)).toBe(text)
    }
  })

  test('an HTML body is stored as text', async () => {
    const { json } = await post({
      body: '<html><head><style>p{color:red}</style></head><body><p>I forgot my <b>password</b>.</p><p>Where do I reset it?</p></body></html>',
    })
    expect(json.body).toMatch(/^I forgot my password\.\s+Where do I reset it\?$/)
  })

  test('a quoted reply is kept in the stored body', async () => {
    const body =
      'I forgot my password, please help.\n\nOn Mon, Jan 5, 2026, Kim wrote:\n> The printer works again.'
    expect((await post({ body })).json.body).toBe(body)
  })

  test('the stated language overrides detection', async () => {
    const { json } = await post({ body: 'SSPR_0029', language: 'zh-TW' })
    expect(json.language).toBe('zh-Hant')
  })

  test('what was answered is what can be read later', async () => {
    const { json } = await post(english)
    const read = await test_.call('agent', 'GET', `/v1/tickets/${json.id}`)
    expect(read.json).toEqual(json)
  })
})

describe('POST /v1/tickets, 200', () => {
  test('the same helpdesk and external id answers the stored ticket', async () => {
    const first = await post({ ...english, helpdesk: 'zendesk-prod', externalId: '1' })
    const again = await post({ body: 'something else', helpdesk: 'zendesk-prod', externalId: '1' })
    expect(again.status).toBe(200)
    expect(again.json).toEqual(first.json)
    expect((await stored()).tickets).toBe(1)
  })

  test('the same Idempotency-Key and body answers the stored ticket', async () => {
    const key = { 'idempotency-key': 'a1' }
    const first = await post(english, key)
    const again = await post(english, key)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.json).toEqual(first.json)
    expect(await stored()).toEqual({ tickets: 1, triages: 1, receipts: 1 })
  })

  test('two callers may use the same Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'a1' }
    await post(english, key)
    const other = await test_.call('agent', 'POST', '/v1/tickets', chinese, key)
    expect(other.status).toBe(201)
  })

  test('identical requests at the same instant make one ticket and get the same answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post({ ...english, externalId: 'same' })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9)
    for (const { json } of answers) expect(json).toEqual(answers[0]?.json)
    expect((await stored()).tickets).toBe(1)
  })
})

describe('POST /v1/tickets, refusals', () => {
  const refused: [string, unknown, string, number?, string?][] = [
    ['no body', { subject: 'x' }, '/body'],
    ['an empty body', { body: '' }, '/body'],
    ['a blank body', { body: ' \n\t\u3000\u200b ' }, '/body'],
    ['a body of another type', { body: 5 }, '/body'],
    ['a body of 65,537 characters', { body: 'x'.repeat(65_537) }, '/body'],
    ['a NUL byte', { body: 'a\0b' }, '/body'],
    ['a lone surrogate', '{"body":"a\\ud800b"}', '/body'],
    ['a NUL byte in the subject', { body: 'x', subject: '\0' }, '/subject'],
    ['a subject of 501 characters', { body: 'x', subject: 'x'.repeat(501) }, '/subject'],
    ['an unknown field', { body: 'x', priority: 1 }, '/priority'],
    [
      'an unknown field of the requester',
      { body: 'x', requester: { name: 'x' } },
      '/requester/name',
    ],
    ['an unknown role', { body: 'x', requester: { role: 'boss' } }, '/requester/role'],
    ['a malformed locale', { body: 'x', requester: { locale: 'not a tag' } }, '/requester/locale'],
    ['a malformed language', { body: 'x', language: 'en_us!' }, '/language'],
    ['an empty external id', { body: 'x', externalId: '' }, '/externalId'],
    [
      'an e-mail address as external id',
      { body: 'x', externalId: 'kim@example.org' },
      '/externalId',
    ],
    ['a helpdesk with blanks', { body: 'x', helpdesk: 'my desk' }, '/helpdesk'],
    ['null for a field', { body: 'x', subject: null }, '/subject'],
    ['an array', [], ''],
    ['a text', '"x"', ''],
    ['malformed JSON', '{"body": "x"', '', 400, 'malformed-json'],
    ['an empty request body', '', '', 400, 'malformed-json'],
    ['a prototype', '{"body":"x","__proto__":{"a":1}}', '', 400, 'malformed-json'],
    ['more than 1 MiB', { body: 'x'.repeat(2_000_000) }, '', 413, 'body-too-large'],
  ]

  test.each(refused)(
    '%s names the field and changes nothing',
    async (_, payload, pointer, expected = 400, code = 'validation-failed') => {
      const { status, json, headers } = await post(payload)
      expect(status).toBe(expected)
      expect(headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(json).toMatchObject({
        status: expected,
        code,
        type: `urn:sspr-triage:problem:${code}`,
      })
      expect(json.instance).toMatch(/^urn:uuid:/)
      expect(json.errors[0]).toMatchObject({ pointer, in: 'body' })
      expect(await stored()).toEqual(nothing)
    },
  )

  test('several faults are named at once', async () => {
    const { json } = await post({ body: '', extra: 1, helpdesk: 'A B' })
    const pointers = json.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(new Set(pointers)).toEqual(new Set(['/body', '/extra', '/helpdesk']))
  })

  test('65,536 characters are accepted', async () => {
    expect((await post({ body: 'x'.repeat(65_536) })).status).toBe(201)
    expect((await post({ body: '𠮷'.repeat(65_536) })).status).toBe(201)
  })

  test.each([
    ['text/plain', 'hello'],
    ['application/x-www-form-urlencoded', 'body=x'],
    ['application/jsonx', '{"body":"x"}'],
  ])('content type %s is refused with 415', async (contentType, payload) => {
    const { status, json } = await post(payload, { 'content-type': contentType })
    expect(status).toBe(415)
    expect(json).toMatchObject({
      code: 'content-type-unsupported',
      errors: [{ pointer: '/content-type', in: 'headers' }],
    })
    expect(await stored()).toEqual(nothing)
  })

  test('a body that is not UTF-8 is refused with 400', async () => {
    const answer = await test_.app.inject({
      method: 'POST',
      url: '/v1/tickets',
      headers: {
        authorization: `Bearer ${test_.keys.intake}`,
        'content-type': 'application/json',
      },
      payload: Buffer.from([...Buffer.from('{"body":"'), 0xff, 0xfe, ...Buffer.from('"}')]),
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().code).toBe('malformed-json')
  })

  test('an Idempotency-Key with another body is refused with 422', async () => {
    await post(english, { 'idempotency-key': 'a1' })
    const { status, json } = await post(chinese, { 'idempotency-key': 'a1' })
    expect(status).toBe(422)
    expect(json).toMatchObject({
      code: 'idempotency-key-reused',
      errors: [{ pointer: '/idempotency-key', in: 'headers' }],
    })
    expect(await stored()).toEqual({ tickets: 1, triages: 1, receipts: 1 })
  })

  test('an Idempotency-Key of 256 characters is refused with 400', async () => {
    const { status, json } = await post(english, { 'idempotency-key': 'x'.repeat(256) })
    expect(status).toBe(400)
    expect(json.errors[0]).toMatchObject({ pointer: '/idempotency-key', in: 'headers' })
    expect(await stored()).toEqual(nothing)
  })
})

describe('POST /v1/triage', () => {
  test('answers what a stored ticket would, and stores nothing', async () => {
    const { status, json } = await test_.call('intake', 'POST', '/v1/triage', english)
    expect(status).toBe(200)
    expect(json).toMatchObject({ id: null, receivedAt: null, feedback: null, writeBack: null })
    const { json: kept } = await post(english)
    const without = ({ id, receivedAt, triage, ...rest }: typeof kept) => ({
      ...rest,
      triage: { ...triage, triagedAt: null },
    })
    expect(without(json)).toEqual(without(kept))
    expect((await stored()).tickets).toBe(1)
  })

  test('an invalid request is refused as it is for a stored ticket', async () => {
    const { status, json } = await test_.call('intake', 'POST', '/v1/triage', { body: '' })
    expect(status).toBe(400)
    expect(json.errors[0].pointer).toBe('/body')
  })
})
