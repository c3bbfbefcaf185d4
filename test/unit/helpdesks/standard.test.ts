import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { standard } from '../../../src/helpdesks/standard.ts'
import { describeSignature } from '../../support/signature-cases.ts'

describeSignature({
  system: standard,
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  otherSecret: 'whsec_AfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  signatureHeader: 'webhook-signature',
  timestamp: {
    header: 'webhook-timestamp',
    write: (at) => String(Math.floor(at.getTime() / 1000)),
  },
})

// https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/webhook.test.ts
describe('the vector of the reference libraries', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const rawBody = Buffer.from('{"test": 2432232314}')
  const sentAt = 1614265330
  const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  const other = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc='
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': String(sentAt),
    'webhook-signature': right,
  }
  const check = (more: Record<string, string> = {}, now = sentAt, secrets = [secret]) =>
    standard.checkSignature(
      { headers: { ...headers, ...more }, rawBody },
      { secrets, now: new Date(now * 1000), toleranceS: 300 },
    ).kind

  test('is accepted, with and without whsec_', () => {
    expect(check()).toBe('valid')
    expect(check({}, sentAt, [secret.slice('whsec_'.length)])).toBe('valid')
  })

  test('is accepted in a list if any v1 entry fits', () => {
    const list = [other, other.replace('v1', 'v2'), right, other].join(' ')
    expect(check({ 'webhook-signature': list })).toBe('valid')
  })

  test.each([
    ['the right value under v2', right.replace('v1', 'v2')],
    ['the right value under v1a', right.replace('v1', 'v1a')],
    ['another signature', 'v1,dawfeoifkpqwoekfpqoekf'],
    ['an empty signature', 'v1,'],
    ['one cut short', right.slice(0, 8)],
    ['one without its version', right.slice(3)],
    ['commas between the entries', `${other},${right}`],
  ])('is refused as %s', (_, signature) => {
    expect(check({ 'webhook-signature': signature })).toBe('invalid')
  })

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'is refused without %s',
    (name) => {
      expect(check({ [name]: '' })).toBe('invalid')
    },
  )

  test('is refused when it is too old, too new or not dated', () => {
    expect(check({}, sentAt + 301)).toBe('invalid')
    expect(check({}, sentAt - 301)).toBe('invalid')
    expect(check({ 'webhook-timestamp': 'hello' })).toBe('invalid')
  })

  test.each(['', 'whsec_', 'whsec_not base64!', '='])('"%s" is no secret', (bad) => {
    expect(standard.secretFault?.(bad)).toEqual(expect.any(String))
    expect(check({}, sentAt, [bad])).toBe('invalid')
    expect(check({}, sentAt, [bad, secret])).toBe('valid')
  })

  test('its secret has no fault', () => {
    expect(standard.secretFault?.(secret)).toBeNull()
  })
})

describe('the reference library', () => {
  const secret = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`
  const body = '{"type":"ticket.created","data":{"externalId":"1","body":"重設密碼"}}'
  const library = new Webhook(secret)

  test('verifies what is signed here', () => {
    // It takes the time from the system's clock.
    const headers = standard.sign(Buffer.from(body), secret, new Date())
    expect(library.verify(body, headers)).toEqual(JSON.parse(body))
    expect(() => library.verify(`${body} `, headers)).toThrow()
  })

  test('signs what is verified here', () => {
    const now = new Date('2026-11-22T08:00:00Z')
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(now.getTime() / 1000),
      'webhook-signature': library.sign('msg_1', now, body),
    }
    const check = (text: string) =>
      standard.checkSignature(
        { headers, rawBody: Buffer.from(text) },
        { secrets: [secret], now, toleranceS: 300 },
      ).kind
    expect(check(body)).toBe('valid')
    expect(check(`${body} `)).toBe('invalid')
  })
})

test('each delivery is signed under an id of its own', () => {
  const sign = () => standard.sign(Buffer.from('{}'), 'c2VjcmV0', new Date(0))['webhook-id']
  expect(sign()).not.toBe(sign())
})
