import { describe, expect, test } from 'vitest'
import { osticket } from '../../../src/helpdesks/osticket.ts'
import { rt } from '../../../src/helpdesks/rt.ts'
import { servicenow } from '../../../src/helpdesks/servicenow.ts'
import { znuny } from '../../../src/helpdesks/znuny.ts'
import { accepts, mustReject } from '../../support/signature-rejections.ts'

// https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/webhook.test.ts
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const good = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const other = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc='
const now = new Date(1_614_265_330_000)
const deliveryWith = (signature: string, timestamp = '1614265330') => ({
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  },
  rawBody: Buffer.from('{"test": 2432232314}'),
})
const signed = ['webhook-id', 'webhook-timestamp', 'webhook-signature']

describe.each([servicenow, znuny, osticket, rt])(
  '$kind signs as Standard Webhooks do',
  (system) => {
    const terms = { secrets: [secret], now, toleranceS: system.toleranceS }

    test.each([
      ['the published vector', good],
      ['a list with the right signature in it', `${other} ${other.replace('v1', 'v2')} ${good}`],
    ])('%s is accepted', (_name, signature) => {
      expect(accepts(system, { delivery: deliveryWith(signature), terms })).toBe(true)
    })

    test('every active secret is tried', () => {
      const secrets = ['whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', secret]
      expect(accepts(system, { delivery: deliveryWith(good), terms: { ...terms, secrets } })).toBe(
        true,
      )
    })

    test.each([
      ...mustReject(deliveryWith(good), terms, signed),
      { name: 'the right value as v2', delivery: deliveryWith(good.replace('v1', 'v2')), terms },
      { name: 'only the version', delivery: deliveryWith('v1,'), terms },
      { name: 'another signature', delivery: deliveryWith(other), terms },
      { name: 'a timestamp that is none', delivery: deliveryWith(good, 'hello'), terms },
      {
        name: 'a timestamp 301 s old',
        delivery: deliveryWith(good),
        terms: { ...terms, now: new Date(now.getTime() + 301_000) },
      },
      {
        name: 'a timestamp 301 s ahead',
        delivery: deliveryWith(good),
        terms: { ...terms, now: new Date(now.getTime() - 301_000) },
      },
    ])('$name is refused', (rejected) => {
      expect(accepts(system, rejected)).toBe(false)
    })

    test('what it signs itself is accepted', () => {
      const rawBody = Buffer.from('{"subject":"密碼"}')
      const headers = system.sign(rawBody, secret, now)
      expect(accepts(system, { delivery: { headers, rawBody }, terms })).toBe(true)
    })

    test.each(['', 'whsec_', 'not base64!'])('the secret "%s" is a fault', (faulty) => {
      expect(system.secretFault?.(faulty)).toContain('base64')
      expect(system.secretFault?.(secret)).toBeNull()
    })
  },
)
