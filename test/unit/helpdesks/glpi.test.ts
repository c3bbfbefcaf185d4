import { describe, expect, test } from 'vitest'
import { glpi, glpiSignature } from '../../../src/helpdesks/glpi.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

const secret = 'Zq3vJ8mTtB1xYw5nKc7dLf0hRs2gPa9uEo4iVb6e'

describeSignature({
  system: glpi,
  secret,
  otherSecret: 'Zq3vJ8mTtB1xYw5nKc7dLf0hRs2gPa9uEo4iVb6f',
  signatureHeader: 'x-glpi-signature',
  timestamp: {
    header: 'x-glpi-timestamp',
    write: (at) => String(Math.floor(at.getTime() / 1000)),
  },
})

describe('the signature', () => {
  const now = new Date('2026-11-22T08:00:00Z')
  const rawBody = Buffer.from('{\n    "item": {"id": 42, "name": "密碼"},\n    "event": "new"\n}')
  const signed = glpi.sign(rawBody, secret, now)
  const check = (signature: string, at = now) =>
    glpi.checkSignature(
      { headers: { ...signed, 'x-glpi-signature': signature }, rawBody },
      { secrets: [secret], now: at, toleranceS: glpi.toleranceS },
    ).kind
  const hex = signed['x-glpi-signature'] ?? ''

  test('is over the body with the timestamp behind it (RFC 4231, test case 2)', () => {
    expect(glpiSignature(Buffer.from('what do ya want for '), 'nothing?', 'Jefe')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  test('is accepted in either case of hex, but not with an algorithm in front', () => {
    expect(check(hex.toUpperCase())).toBe('valid')
    expect(check(`sha256=${hex}`)).toBe('invalid')
  })

  test('is accepted hours later, since GLPI signs once for all attempts', () => {
    expect(check(hex, new Date(now.getTime() + 86_000_000))).toBe('valid')
  })
})

describe('the challenge', () => {
  const token = 'b24f741594b7f48ec16d847d1bab76a4aca4fe9aa0ddb4a9c343847f67b009f5'
  const expected = '250fce379a4351e738afa246963f0650fdeefa3e6e57c0b01d6391ab36f705cc'

  test('is answered for the token of any active secret', () => {
    expect(glpi.challenge?.({ crc_token: token }, ['Jefe'])).toBe(expected)
    expect(glpi.challenge?.({ crc_token: token }, ['Jefe', 'other'])).toBe(expected)
    expect(glpi.challenge?.({ crc_token: token }, ['other', 'Jefe'])).toBe(expected)
  })

  test.each([
    ['another token', { crc_token: token.replace('b24f', 'b24e') }],
    ['a text to be signed', { crc_token: 'what do ya want for nothing?' }],
    ['an empty token', { crc_token: '' }],
    ['no token', {}],
  ])('%s is not', (_name, query) => {
    expect(glpi.challenge?.(query, ['Jefe'])).toBeNull()
  })

  test('is not answered without a secret', () => {
    expect(glpi.challenge?.({ crc_token: token }, [])).toBeNull()
  })
})

describe('the note', () => {
  const followups = '/api.php/v2/Assistance/Ticket/81/Timeline/Followup'
  const post = { method: 'POST', path: followups } as const

  test('is a private follow-up in HTML', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: post, answer: { status: 201, json: { id: 9, href: `${followups}/9` } } },
    ])
    await glpi.outbound?.writeNote(remote, sampleNote())
    expect(requests).toEqual([
      { ...post, json: { content: `<p><b>Registration.</b> ${marker}</p>`, is_private: true } },
    ])
  })

  test('fails for good when GLPI says that it is public', async () => {
    const { remote } = scriptedRemote([
      { expect: post, answer: { status: 201, json: { id: 9, is_private: false } } },
    ])
    await expect(glpi.outbound?.writeNote(remote, sampleNote())).rejects.toMatchObject({
      kind: 'refused',
    })
  })

  test.each([
    ['wrapped', [{ type: 'Followup', item: { content: `<p>${marker}</p>` } }], true],
    ['bare', [{ content: 'x' }, { content: `<p>${marker}</p>` }], true],
    ['of others', [{ type: 'Followup', item: { content: 'sspr-triage:other' } }], false],
    ['none', [], false],
  ])('is looked for among follow-ups: %s', async (_name, json, expected) => {
    const { remote } = scriptedRemote([
      { expect: { method: 'GET', path: followups }, answer: { status: 200, json } },
    ])
    expect(await glpi.outbound?.hasNote(remote, sampleNote())).toBe(expected)
  })

  test('is not taken for missing when the answer is none of GLPI', async () => {
    const { remote } = scriptedRemote([
      { expect: { method: 'GET', path: followups }, answer: { json: { error: 'x' } } },
    ])
    await expect(glpi.outbound?.hasNote(remote, sampleNote())).rejects.toMatchObject({
      kind: 'retry',
    })
  })

  test('fields are set on the ticket', async () => {
    const patch = { method: 'PATCH', path: '/api.php/v2/Assistance/Ticket/81' } as const
    const { remote, requests } = scriptedRemote([{ expect: patch, answer: { status: 200 } }])
    await glpi.outbound?.setFields?.(remote, sampleNote({ fields: { external_id: 'writeback' } }))
    expect(requests).toEqual([{ ...patch, json: { external_id: 'writeback' } }])
  })

  test('access is tried by reading alone', async () => {
    const get = { method: 'GET', path: '/api.php/v2/Assistance/Ticket?limit=1' } as const
    const { remote } = scriptedRemote([{ expect: get, answer: { status: 200, json: [] } }])
    expect(await glpi.outbound?.checkAccess(remote)).toHaveLength(2)
  })
})
