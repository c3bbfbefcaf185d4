/**
 * Standard Webhooks 1.0.0: `webhook-id`, `webhook-timestamp`, `webhook-signature` over `id.timestamp.body`. The
 * reference library knows neither a tolerance of one's own nor several secrets, so it only checks this in the tests.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */

import { randomUUID } from 'node:crypto'
import type { Delivery, HelpdeskSystem, SignatureTerms, SignatureVerdict } from './helpdesk.ts'
import { hmac, invalid, isFresh, matchesAny, unixSecondsToMs, valid } from './signatures.ts'

const prefix = 'whsec_'

export const standardToleranceS = 300

/** The key's bytes: what stands after `whsec_` is base64. Null for a secret that is none. */
export function standardKey(secret: string): Buffer | null {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret
  if (text === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const key = Buffer.from(text, 'base64')
  return key.length === 0 ? null : key
}

function make(id: string, timestamp: string, rawBody: Buffer, secret: string): string {
  const key = standardKey(secret)
  if (key === null) throw new Error('the secret is not base64 after whsec_')
  return `v1,${hmac('sha256', key, `${id}.${timestamp}.`, rawBody).toString('base64')}`
}

/** The header is a list; entries of other versions are passed over, none but `v1` is believed. */
export function checkStandardSignature(
  { headers, rawBody }: Delivery,
  terms: SignatureTerms,
): SignatureVerdict {
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  const signatures = headers['webhook-signature']
  if (!id) return invalid('webhook-id', 'is required')
  if (!timestamp) return invalid('webhook-timestamp', 'is required')
  if (!signatures) return invalid('webhook-signature', 'is required')
  if (!isFresh(unixSecondsToMs(timestamp), terms)) {
    return invalid('webhook-timestamp', `must be within ${terms.toleranceS} seconds of now`)
  }
  const expected = terms.secrets
    .filter((secret) => standardKey(secret) !== null)
    .map((secret) => make(id, timestamp, rawBody, secret))
  const isMatch = signatures.split(' ').some((entry) => matchesAny(entry, expected))
  return isMatch ? valid : invalid('webhook-signature', 'does not fit the body')
}

/** Headers for a body, under a new id. */
export function signStandard(rawBody: Buffer, secret: string, now: Date): Record<string, string> {
  const id = `msg_${randomUUID()}`
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': make(id, timestamp, rawBody, secret),
  }
}

/** Also for systems that sign nothing by themselves: what can be scripted there signs like this. */
export const standardScheme = {
  checkSignature: checkStandardSignature,
  sign: signStandard,
  toleranceS: standardToleranceS,
  secretFault: (secret: string) =>
    standardKey(secret) === null ? 'must be base64, as a rule after whsec_' : null,
} satisfies Partial<HelpdeskSystem>
