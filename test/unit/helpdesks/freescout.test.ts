import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { freescout, freescoutKey } from '../../../src/helpdesks/freescout.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

describeSignature({
  system: freescout,
  secret: 'base64:dGhpcyBpcyBub3QgYSByZWFsIGtleSBhdCBhbGwhISE=',
  otherSecret: 'base64:dGhpcyBpcyBub3QgYSByZWFsIGtleSBhdCBhbGwhISI=',
  signatureHeader: 'x-freescout-signature',
})

describe('the signature', () => {
  const now = new Date('2026-11-22T08:00:00Z')
  const rawBody = Buffer.from('what do ya want for nothing?')
  const check = (signature: string | undefined, secret: string) =>
    freescout.checkSignature(
      { headers: { 'x-freescout-signature': signature }, rawBody },
      { secrets: [secret], now, toleranceS: freescout.toleranceS },
    ).kind

  test('is over the body with the derived key (RFC 2202, section 3, test case 2)', () => {
    expect(check('7/zfauXrL6LSdBbV8YTfnCWafHk=', 'Jefe')).toBe('valid')
  })

  test.each(['7/zfauxrl6lsdbbv8ytfncwafhk=', 'sha1=7/zfauXrL6LSdBbV8YTfnCWafHk='])(
    '%s is refused',
    (signature) => {
      expect(check(signature, 'Jefe')).toBe('invalid')
    },
  )

  test('is made with the key derived from APP_KEY, whichever of the two is configured', () => {
    const appKey = 'base64:dGhpcyBpcyBub3QgYSByZWFsIGtleSBhdCBhbGwhISE='
    const derived = createHash('md5').update(`${appKey}webhook_key`).digest('hex')
    expect(freescoutKey(appKey)).toBe(derived)
    const signed = freescout.sign(rawBody, appKey, now)
    expect(signed).toEqual(freescout.sign(rawBody, derived, now))
    expect(check(signed['x-freescout-signature'], appKey)).toBe('valid')
    expect(check(signed['x-freescout-signature'], derived)).toBe('valid')
  })
})

describe('the note', () => {
  const base = '/api/conversations/81'

  test('is a thread of type note in the name of the configured user', async () => {
    const post = { method: 'POST', path: `${base}/threads` } as const
    const { remote, requests } = scriptedRemote([{ expect: post, answer: { status: 201 } }])
    await freescout.outbound?.writeNote(remote, sampleNote({ authorId: '3' }))
    expect(requests).toEqual([
      { ...post, json: { type: 'note', text: `<p><b>Registration.</b> ${marker}</p>`, user: 3 } },
    ])
  })

  test.each([
    ['there', [{ type: 'note', body: `<p>${marker}</p>` }], true],
    ['quoted by the customer', [{ type: 'customer', body: marker }], false],
    ['not there', [{ type: 'note', body: 'x' }], false],
  ])('is looked for among the notes: %s', async (_name, threads, expected) => {
    const { remote } = scriptedRemote([
      {
        expect: { method: 'GET', path: `${base}?embed=threads` },
        answer: { status: 200, json: { _embedded: { threads } } },
      },
    ])
    expect(await freescout.outbound?.hasNote(remote, sampleNote())).toBe(expected)
  })

  test.each([
    ['the note', freescout.outbound?.hasNote, 'threads'],
    ['the tags', freescout.outbound?.addTags, 'tags'],
  ])('are looked for in FreeScout’s own answers alone: %s', async (_name, look, embed) => {
    const { remote } = scriptedRemote([
      { expect: { method: 'GET', path: `${base}?embed=${embed}` }, answer: { json: { x: 1 } } },
    ])
    await expect(look?.(remote, sampleNote())).rejects.toMatchObject({ kind: 'retry' })
  })

  test.each([
    ['of the conversation', { tags: ['vip', 'Sspr'] }],
    [
      'embedded',
      {
        _embedded: {
          tags: [
            { id: 1, name: 'vip' },
            { id: 2, name: 'Sspr' },
          ],
        },
      },
    ],
  ])('tags are added to those %s', async (_name, json) => {
    const put = { method: 'PUT', path: `${base}/tags` } as const
    const { remote, requests } = scriptedRemote([
      { expect: { method: 'GET', path: `${base}?embed=tags` }, answer: { status: 200, json } },
      { expect: put, answer: { status: 204 } },
    ])
    await freescout.outbound?.addTags?.(remote, sampleNote({ tags: ['sspr', 'triaged'] }))
    expect(requests[1]).toEqual({ ...put, json: { tags: ['vip', 'Sspr', 'triaged'] } })
  })

  test('tags that are all there are left alone', async () => {
    const { remote, requests } = scriptedRemote([
      {
        expect: { method: 'GET', path: `${base}?embed=tags` },
        answer: { status: 200, json: { tags: ['sspr'] } },
      },
    ])
    await freescout.outbound?.addTags?.(remote, sampleNote({ tags: ['sspr'] }))
    expect(requests).toHaveLength(1)
  })

  test('fields are set beside those that are there', async () => {
    const put = { method: 'PUT', path: `${base}/custom_fields` } as const
    const customFields = [
      { id: 36, name: 'Site', value: 'Berlin' },
      { id: 37, name: 'Class', value: 'old' },
      { id: 38, name: 'Empty', value: null },
    ]
    const { remote, requests } = scriptedRemote([
      { expect: { method: 'GET', path: base }, answer: { status: 200, json: { customFields } } },
      { expect: put, answer: { status: 204 } },
    ])
    await freescout.outbound?.setFields?.(remote, sampleNote({ fields: { '37': 'writeback' } }))
    expect(requests[1]).toEqual({
      ...put,
      json: {
        customFields: [
          { id: 36, value: 'Berlin' },
          { id: 37, value: 'writeback' },
        ],
      },
    })
  })

  test('access is tried by reading alone, with the key in the header of its own', async () => {
    const { remote } = scriptedRemote([
      { expect: { method: 'GET', path: '/api/mailboxes?pageSize=1' }, answer: { status: 200 } },
    ])
    expect(await freescout.outbound?.checkAccess(remote)).toHaveLength(2)
    expect(freescout.outbound?.tokenHeader?.('k')).toEqual({
      name: 'x-freescout-api-key',
      value: 'k',
    })
    expect(freescout.outbound?.needsAuthor).toBe(true)
  })
})
