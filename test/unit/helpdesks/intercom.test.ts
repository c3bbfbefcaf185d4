import { describe, expect, test } from 'vitest'
import { intercom } from '../../../src/helpdesks/intercom.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

const now = new Date('2026-11-22T08:00:00Z')
const headers = { 'intercom-version': '2.14' }

describeSignature({
  system: intercom,
  secret: 'client-secret-1',
  otherSecret: 'client-secret-2',
  signatureHeader: 'x-hub-signature',
})

describe('the signature', () => {
  // RFC 2202, section 3, test case 2.
  const hex = 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'
  const check = (signature: string) =>
    intercom.checkSignature(
      {
        headers: { 'x-hub-signature': signature },
        rawBody: Buffer.from('what do ya want for nothing?'),
      },
      { secrets: ['Jefe'], now, toleranceS: intercom.toleranceS },
    ).kind

  test.each([`sha1=${hex}`, `sha1=${hex.toUpperCase()}`])('%s is accepted', (signature) => {
    expect(check(signature)).toBe('valid')
  })

  test.each([`sha256=${hex}`, `SHA1=${hex}`, hex, 'sha1='])('%s is refused', (signature) => {
    expect(check(signature)).toBe('invalid')
  })
})

describe.each([
  { ticketId: '147', base: '/conversations/147', parts: 'conversation_parts' },
  { ticketId: 'ticket:1295', base: '/tickets/1295', parts: 'ticket_parts' },
])('the note of $ticketId', ({ ticketId, base, parts }) => {
  const note = sampleNote({ ticketId, authorId: '394', tags: [] })
  const post = { method: 'POST', path: `${base}/reply` } as const
  const partsWith = (kind: string) => ({
    [parts]: { [parts]: [{ part_type: kind, body: `<p>${marker}</p>` }] },
  })

  test('is a note in the name of the configured agent', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: post, answer: { status: 200, json: partsWith('note') } },
    ])
    await intercom.outbound?.writeNote(remote, note)
    expect(requests).toEqual([
      {
        ...post,
        headers,
        json: {
          message_type: 'note',
          type: 'admin',
          admin_id: '394',
          body: `<p><b>Registration.</b> ${marker}</p>`,
        },
      },
    ])
  })

  test.each([
    ['in its parts', partsWith('comment')],
    ['as the part alone', { part_type: 'comment', body: marker }],
  ])('fails for good when Intercom made it a public reply, told %s', async (_name, json) => {
    const { remote } = scriptedRemote([{ expect: post, answer: { status: 200, json } }])
    await expect(intercom.outbound?.writeNote(remote, note)).rejects.toMatchObject({
      kind: 'refused',
    })
  })

  test.each([
    ['there', partsWith('note'), true],
    ['not there', { [parts]: { [parts]: [{ body: 'sspr-triage:other' }, { body: null }] } }, false],
  ])('is looked for among the parts: %s', async (_name, json, expected) => {
    const { remote } = scriptedRemote([
      { expect: { method: 'GET', path: base }, answer: { status: 200, json } },
    ])
    expect(await intercom.outbound?.hasNote(remote, note)).toBe(expected)
  })

  test('is not taken for missing when the answer is none of Intercom', async () => {
    const { remote } = scriptedRemote([{ expect: { method: 'GET', path: base }, answer: {} }])
    await expect(intercom.outbound?.hasNote(remote, note)).rejects.toMatchObject({ kind: 'retry' })
  })

  test('tags are added one by one, by the id that belongs to the name', async () => {
    const tags = {
      data: [
        { id: '7', name: 'vip' },
        { id: '9', name: 'SSPR' },
      ],
    }
    const { remote, requests } = scriptedRemote([
      { expect: { method: 'GET', path: '/tags' }, answer: { status: 200, json: tags } },
      { expect: { method: 'POST', path: `${base}/tags` }, answer: { status: 200 } },
    ])
    await intercom.outbound?.addTags?.(remote, { ...note, tags: ['sspr'] })
    expect(requests[1]).toEqual({
      method: 'POST',
      path: `${base}/tags`,
      headers,
      json: { id: '9', admin_id: '394' },
    })
  })

  test('a tag that Intercom does not have is named, after the others were added', async () => {
    const tags = { data: [{ id: '9', name: 'sspr' }] }
    const { remote, requests } = scriptedRemote([
      { expect: { method: 'GET', path: '/tags' }, answer: { status: 200, json: tags } },
      { expect: { method: 'POST', path: `${base}/tags` }, answer: { status: 200 } },
    ])
    const adding = intercom.outbound?.addTags?.(remote, { ...note, tags: ['new', 'sspr'] })
    await expect(adding).rejects.toMatchObject({
      kind: 'refused',
      message: 'Intercom has no tag named new',
    })
    expect(requests).toHaveLength(2)
  })

  test('fields are set as attributes', async () => {
    const put = { method: 'PUT', path: base } as const
    const { remote, requests } = scriptedRemote([{ expect: put, answer: { status: 200 } }])
    await intercom.outbound?.setFields?.(remote, { ...note, fields: { triage_class: 'setup' } })
    const name = ticketId === '147' ? 'custom_attributes' : 'ticket_attributes'
    expect(requests).toEqual([{ ...put, headers, json: { [name]: { triage_class: 'setup' } } }])
  })
})

test.each([
  ['in 90 s', '1795334490', 90_000],
  ['already over', '1795334399', 0],
  ['no number', 'soon', null],
  ['not sent', undefined, null],
])('the reset of the rate limit is read: %s', (_name, reset, expected) => {
  expect(intercom.outbound?.waitAskedMs?.({ 'x-ratelimit-reset': reset }, now)).toBe(expected)
})

test('access is tried by reading alone', async () => {
  const { remote, requests } = scriptedRemote([
    { expect: { method: 'GET', path: '/me' }, answer: { status: 200 } },
    { expect: { method: 'GET', path: '/tags' }, answer: { status: 200 } },
  ])
  expect(await intercom.outbound?.checkAccess(remote)).toHaveLength(2)
  expect(requests.map(({ headers }) => headers)).toEqual([headers, headers])
})

test('an author must be configured', () => {
  expect(intercom.outbound?.needsAuthor).toBe(true)
})
