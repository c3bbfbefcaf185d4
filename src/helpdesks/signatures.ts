/** The parts signature schemes are made of. Everything is over raw bytes and compared in constant time. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SignatureCheck, SignatureTerms, SignatureVerdict } from './helpdesk.ts'

export const valid: SignatureVerdict = { kind: 'valid' }

export function invalid(header: string, message: string): SignatureVerdict {
  return { kind: 'invalid', header, message }
}

export function hmac(
  algorithm: 'sha1' | 'sha256',
  key: string | Buffer,
  ...parts: (string | Buffer)[]
): Buffer {
  const mac = createHmac(algorithm, key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

/**
 * Compares a signature as it was sent with what each secret would give. All are tried, so the time does not tell
 * which one matched, and the text itself is compared, so no decoder can take a malformed signature for a good one.
 */
export function matchesAny(given: string, expected: readonly string[]): boolean {
  const givenBytes = Buffer.from(given)
  let isMatch = false
  for (const text of expected) {
    const bytes = Buffer.from(text)
    if (bytes.length === givenBytes.length && timingSafeEqual(bytes, givenBytes)) isMatch = true
  }
  return isMatch
}

/** Whether a moment is within the tolerance around now, in either direction. */
export function isFresh(sentAtMs: number, { now, toleranceS }: SignatureTerms): boolean {
  return Number.isFinite(sentAtMs) && Math.abs(now.getTime() - sentAtMs) <= toleranceS * 1000
}

/** Unix seconds as text to milliseconds; NaN for anything else. */
export function unixSecondsToMs(text: string): number {
  return /^\d{1,12}$/.test(text) ? Number(text) * 1000 : Number.NaN
}

/**
 * A scheme of one header over the body alone, such as `X-Hub-Signature: sha256=<hex>`; it has no timestamp, so only
 * the delivery's key protects from replays.
 *
 * @param prefix what stands before the signature (`sha256=`); another algorithm's prefix is refused.
 */
export function bodySignature(
  header: string,
  algorithm: 'sha1' | 'sha256',
  encoding: 'hex' | 'base64',
  prefix = '',
): {
  checkSignature: SignatureCheck
  sign: (rawBody: Buffer, secret: string) => Record<string, string>
} {
  const make = (rawBody: Buffer, secret: string) =>
    `${prefix}${hmac(algorithm, secret, rawBody).toString(encoding)}`
  return {
    checkSignature: ({ headers, rawBody }, { secrets }) => {
      const given = headers[header]
      if (given === undefined) return invalid(header, 'is required')
      if (!given.startsWith(prefix)) return invalid(header, `must begin with ${prefix}`)
      // Hex is compared in lower case: both cases are seen.
      const comparable =
        encoding === 'hex' ? prefix + given.slice(prefix.length).toLowerCase() : given
      return matchesAny(
        comparable,
        secrets.map((secret) => make(rawBody, secret)),
      )
        ? valid
        : invalid(header, 'does not fit the body')
    },
    sign: (rawBody, secret) => ({ [header]: make(rawBody, secret) }),
  }
}
