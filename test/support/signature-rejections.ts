/** What must not get through a signature check, made from a delivery that does. */

import type { Delivery, HelpdeskSystem, SignatureTerms } from '../../src/helpdesks/helpdesk.ts'

/** The same text with its last letter or digit changed to another one. */
export function oneOff(text: string): string {
  const at = text.search(/[A-Za-z0-9][^A-Za-z0-9]*$/)
  return `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`
}

export type SignatureCase = { name: string; delivery: Delivery; terms: SignatureTerms }

/**
 * Body, secret and each header, once one byte off and, for headers, once missing; and other algorithms' prefixes.
 *
 * @param signed headers that belong to the scheme.
 */
export function mustReject(
  delivery: Delivery,
  terms: SignatureTerms,
  signed: readonly string[],
): SignatureCase[] {
  const withHeader = (name: string, value: string | undefined) => ({
    ...delivery,
    headers: { ...delivery.headers, [name]: value },
  })
  const body = Buffer.from(delivery.rawBody)
  body[0] = (body[0] ?? 0) ^ 1
  return [
    { name: 'the body one byte off', delivery: { ...delivery, rawBody: body }, terms },
    {
      name: 'a byte added to the body',
      delivery: { ...delivery, rawBody: Buffer.concat([delivery.rawBody, Buffer.from('\n')]) },
      terms,
    },
    {
      name: 'the secret one byte off',
      delivery,
      terms: { ...terms, secrets: terms.secrets.map(oneOff) },
    },
    { name: 'no secret', delivery, terms: { ...terms, secrets: [] } },
    ...signed.flatMap((name) => {
      const value = delivery.headers[name] ?? ''
      return [
        { name: `${name} one byte off`, delivery: withHeader(name, oneOff(value)), terms },
        { name: `${name} cut short`, delivery: withHeader(name, value.slice(0, -1)), terms },
        { name: `${name} missing`, delivery: withHeader(name, undefined), terms },
        { name: `${name} empty`, delivery: withHeader(name, ''), terms },
      ]
    }),
  ]
}

export function accepts(
  system: Pick<HelpdeskSystem, 'checkSignature'>,
  { delivery, terms }: Pick<SignatureCase, 'delivery' | 'terms'>,
): boolean {
  return system.checkSignature(delivery, terms).kind === 'valid'
}
