/** What holds for every signature scheme, whatever is signed. */

import { describe, expect, test } from 'vitest'
import type { HelpdeskSystem } from '../../src/helpdesks/helpdesk.ts'

type Scheme = {
  system: HelpdeskSystem
  secret: string
  otherSecret: string
  signatureHeader: string
  /** Where the time is signed, and how a moment is written there. */
  timestamp?: { header: string; write: (at: Date) => string }
}

const now = new Date('2026-11-22T08:00:00Z')
const rawBody = Buffer.from('{"subject":"重設密碼","body":"it fails"}')

export function describeSignature(scheme: Scheme): void {
  const { system, secret, otherSecret, signatureHeader, timestamp } = scheme
  const signed = system.sign(rawBody, secret, now)
  const check = (more: {
    headers?: Record<string, string>
    body?: Buffer
    secrets?: string[]
    at?: Date
  }) =>
    system.checkSignature(
      { headers: more.headers ?? signed, rawBody: more.body ?? rawBody },
      { secrets: more.secrets ?? [secret], now: more.at ?? now, toleranceS: system.toleranceS },
    )

  describe('its signature', () => {
    test('is accepted as it is made', () => {
      expect(check({})).toEqual({ kind: 'valid' })
    })

    test('is accepted with any of the active secrets', () => {
      expect(check({ secrets: [otherSecret, secret] }).kind).toBe('valid')
      expect(check({ secrets: [secret, otherSecret] }).kind).toBe('valid')
    })

    test('is refused with another secret, and with none', () => {
      expect(check({ secrets: [otherSecret] })).toMatchObject({ header: signatureHeader })
      expect(check({ secrets: [] }).kind).toBe('invalid')
    })

    test('is refused when any byte of the body is one bit off', () => {
      for (const index of rawBody.keys()) {
        const body = Buffer.from(rawBody)
        body[index] = (body[index] ?? 0) ^ 1
        expect(check({ body })).toMatchObject({ kind: 'invalid', header: signatureHeader })
      }
    })

    test('is refused when a byte is added to or taken from the body', () => {
      expect(check({ body: Buffer.concat([rawBody, Buffer.from('\n')]) }).kind).toBe('invalid')
      expect(check({ body: rawBody.subarray(0, -1) }).kind).toBe('invalid')
    })

    test('is refused when any character of it is another', () => {
      const given = signed[signatureHeader] ?? ''
      for (const index of Array.from(given).keys()) {
        const other = given[index] === '0' ? '1' : '0'
        const text = given.slice(0, index) + other + given.slice(index + 1)
        expect(check({ headers: { ...signed, [signatureHeader]: text } }).kind, text).toBe(
          'invalid',
        )
      }
      expect(check({ headers: { ...signed, [signatureHeader]: given.slice(0, -1) } }).kind).toBe(
        'invalid',
      )
      expect(check({ headers: { ...signed, [signatureHeader]: `${given}0` } }).kind).toBe('invalid')
    })

    test('is refused when a header is missing or empty, which is named', () => {
      for (const header of [signatureHeader, ...(timestamp ? [timestamp.header] : [])]) {
        const { [header]: _, ...rest } = signed
        expect(check({ headers: rest })).toMatchObject({ kind: 'invalid', header })
        expect(check({ headers: { ...signed, [header]: '' } })).toMatchObject({
          kind: 'invalid',
          header,
        })
      }
    })

    if (timestamp) {
      test('binds its timestamp', () => {
        const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
        const header = timestamp.header
        const moved = { ...signed, [header]: timestamp.write(at(1)) }
        expect(check({ headers: moved })).toMatchObject({ header: signatureHeader })
        expect(check({ at: at(system.toleranceS) }).kind).toBe('valid')
        expect(check({ at: at(-system.toleranceS) }).kind).toBe('valid')
        expect(check({ at: at(system.toleranceS + 1) })).toMatchObject({ kind: 'invalid', header })
        expect(check({ at: at(-system.toleranceS - 1) })).toMatchObject({ kind: 'invalid', header })
        for (const text of ['hello', '-1', 'NaN', '1e9', ' ', '99999999999999']) {
          expect(check({ headers: { ...signed, [header]: text } }), text).toMatchObject({ header })
        }
      })
    }

    test('never throws, and never quotes what was sent', () => {
      for (const text of ['\u0000', 'ü'.repeat(44), 'v1,', 'sha1=', 'sha256=', '=', 'sha1=zz']) {
        const verdict = check({ headers: { ...signed, [signatureHeader]: text } })
        expect(verdict).toMatchObject({ kind: 'invalid', header: signatureHeader })
      }
    })
  })
}
