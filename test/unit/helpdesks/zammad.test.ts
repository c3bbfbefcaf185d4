import { describe, expect, test } from 'vitest'
import { zammad } from '../../../src/helpdesks/zammad.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

describeSignature({
  system: zammad,
  secret: 's3cr3t-t0k3n',
  otherSecret: 's3cr3t-t0k3m',
  signatureHeader: 'x-hub-signature',
})

// RFC 2202, section 3, case 2; Zammad publishes no vector.
describe('the vector of the RFC', () => {
  const hex = 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'
  const check = (signature: string, body = 'what do ya want for nothing?') =>
    zammad.checkSignature(
      { headers: { 'x-hub-signature': signature }, rawBody: Buffer.from(body) },
      { secrets: ['Jefe'], now: new Date(0), toleranceS: 300 },
    ).kind

  test('is accepted, in either case of the hex digits', () => {
    expect(check(`sha1=${hex}`)).toBe('valid')
    expect(check(`sha1=${hex.toUpperCase()}`)).toBe('valid')
  })

  test.each([
    ['no algorithm', hex],
    ['another algorithm', `sha256=${hex}`],
    ['an unknown algorithm', `md5=${hex}`],
    ['the algorithm in capitals', `SHA1=${hex}`],
    ['a digit too few', `sha1=${hex.slice(0, -1)}`],
    ['a list', `sha1=${hex},sha1=${hex}`],
    ['a space in front', ` sha1=${hex}`],
  ])('is refused with %s', (_, signature) => {
    expect(check(signature)).toBe('invalid')
  })

  test('is refused over another body', () => {
    expect(check(`sha1=${hex}`, 'what do ya want for nothing!')).toBe('invalid')
  })
})

describe('the note', () => {
  const outbound = zammad.outbound
  if (outbound === undefined) throw new Error('Zammad takes notes')
  const post = { method: 'POST', path: '/api/v1/ticket_articles' } as const
  const list = { method: 'GET', path: '/api/v1/ticket_articles/by_ticket/81' } as const

  test('goes as an internal article of an agent', async () => {
    const answer = { status: 201, json: { id: 110, internal: true } }
    const { remote, requests } = scriptedRemote([{ expect: post, answer }])
    await outbound.writeNote(remote, sampleNote())
    expect(requests).toEqual([
      {
        ...post,
        json: {
          ticket_id: 81,
          subject: `SSPR triage [${marker}]`,
          body: `<p><b>Registration.</b> ${marker}</p>`,
          content_type: 'text/html',
          type: 'note',
          internal: true,
          sender: 'Agent',
        },
      },
    ])
  })

  test('that Zammad has made public is a failure that is not repeated', async () => {
    const answer = { status: 201, json: { id: 110, internal: false } }
    const { remote } = scriptedRemote([{ expect: post, answer }])
    await expect(outbound.writeNote(remote, sampleNote())).rejects.toMatchObject({
      kind: 'refused',
    })
  })

  test('counts as written when the answer cannot be read', async () => {
    const { remote } = scriptedRemote([{ expect: post, answer: { status: 201 } }])
    await expect(outbound.writeNote(remote, sampleNote())).resolves.toBeUndefined()
  })

  test.each([
    ['the subject', { internal: true, subject: `SSPR triage [${marker}]`, body: '<p>x</p>' }, true],
    ['the body', { internal: true, subject: null, body: `<p>${marker}</p>` }, true],
    ['a public article', { internal: false, subject: 'x', body: `<p>${marker}</p>` }, false],
    ['no article', { internal: true, subject: 'x', body: 'y' }, false],
  ])('is looked for by its marker: in %s', async (_, article, isHere) => {
    const first = { internal: false, subject: 'Reset', body: '<p>help</p>' }
    const { remote } = scriptedRemote([{ expect: list, answer: { json: [first, article] } }])
    expect(await outbound.hasNote(remote, sampleNote())).toBe(isHere)
  })

  test('its tags are added one by one', async () => {
    const add = { method: 'POST', path: '/api/v1/tags/add' } as const
    const { remote, requests } = scriptedRemote([
      { expect: add, answer: { status: 201, json: true } },
      { expect: add, answer: { status: 201, json: true } },
    ])
    await outbound.addTags?.(remote, sampleNote({ tags: ['sspr', 'triaged'] }))
    expect(requests.map(({ json }) => json)).toEqual([
      { item: 'sspr', object: 'Ticket', o_id: 81 },
      { item: 'triaged', object: 'Ticket', o_id: 81 },
    ])
  })

  test('its fields are those configured and no others', async () => {
    const put = { method: 'PUT', path: '/api/v1/tickets/81' } as const
    const { remote, requests } = scriptedRemote([{ expect: put, answer: {} }])
    await outbound.setFields?.(remote, sampleNote({ fields: { sspr_category: 'registration' } }))
    await outbound.setFields?.(remote, sampleNote())
    expect(requests).toEqual([{ ...put, json: { sspr_category: 'registration' } }])
  })

  test('a token goes the way Zammad wants it', () => {
    expect(outbound.tokenHeader?.('abc')).toEqual({
      name: 'Authorization',
      value: 'Token token=abc',
    })
  })

  test('access is tried by reading only', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: { method: 'GET', path: '/api/v1/users/me' }, answer: {} },
      { expect: { method: 'GET', path: '/api/v1/tickets?page=1&per_page=1' }, answer: {} },
    ])
    expect(await outbound.checkAccess(remote)).toHaveLength(2)
    expect(requests.every(({ method }) => method === 'GET')).toBe(true)
  })
})
