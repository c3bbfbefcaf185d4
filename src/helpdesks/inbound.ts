/** Whether a webhook call comes from the helpdesk it says it comes from. */

import { createHash, timingSafeEqual } from 'node:crypto'
import type { Delivery, SignatureVerdict } from './helpdesk.ts'
import type { HelpdeskSettings } from './settings.ts'
import { invalid, valid } from './signatures.ts'

/**
 * Checks everything that is configured: the signature, Basic or Bearer (a call has one `Authorization` header, so
 * either will do), and the secret header. The first that does not fit is named.
 */
export function checkInbound(
  { system, inbound }: Pick<HelpdeskSettings, 'system' | 'inbound'>,
  delivery: Delivery,
  now: Date,
): SignatureVerdict {
  const { secrets, toleranceS, header } = inbound
  if (secrets.length > 0) {
    const verdict = system.checkSignature(delivery, { secrets, toleranceS, now })
    if (verdict.kind === 'invalid') return verdict
  }
  const credentials = authorizations(inbound)
  if (credentials.length > 0) {
    const given = delivery.headers.authorization
    if (given === undefined) return invalid('authorization', 'is required')
    const [, scheme = '', rest = ''] = /^(\S+) +(\S.*?) *$/.exec(given) ?? []
    const comparable = `${scheme.toLowerCase()} ${rest}`
    if (!credentials.map((expected) => isEqual(comparable, expected)).includes(true)) {
      return invalid('authorization', 'does not fit')
    }
  }
  if (header !== null) {
    const given = delivery.headers[header.name]
    if (given === undefined) return invalid(header.name, 'is required')
    if (!isEqual(given, header.value)) return invalid(header.name, 'does not fit')
  }
  return valid
}

/** What the `Authorization` header may say, with the scheme in lower case. */
function authorizations({ basic, bearer }: HelpdeskSettings['inbound']): string[] {
  const expected: string[] = []
  if (basic !== null) expected.push(`basic ${pairOf(basic)}`)
  if (bearer !== null) expected.push(`bearer ${bearer}`)
  return expected
}

function pairOf({ username, password }: { username: string; password: string }): string {
  return Buffer.from(`${username}:${password}`).toString('base64')
}

/** Headers that `checkInbound` accepts besides the signature, for trying things out. */
export function credentialHeaders({
  basic,
  bearer,
  header,
}: HelpdeskSettings['inbound']): Record<string, string> {
  const headers: Record<string, string> = {}
  if (basic !== null) headers.authorization = `Basic ${pairOf(basic)}`
  else if (bearer !== null) headers.authorization = `Bearer ${bearer}`
  if (header !== null) headers[header.name] = header.value
  return headers
}

/** Hashes have one length, whatever was sent, and are compared in constant time. */
function isEqual(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
