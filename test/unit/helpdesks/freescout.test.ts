import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { freescout, freescoutKey } from '../../../src/helpdesks/freescout.ts'
import { noteMarker, outgoingNote } from '../../support/outgoing-note.ts'
import { scriptedRemote } from '../../support/scripted-remote.ts'
import { accepts, mustReject } from '../../support/signature-rejections.ts'

const now = new Date('2026-11-22T08:00:00Z')
const rawBody = Buffer.from('what do ya want for nothing?')
const termsWith = (...secrets: string[]) => ({ secrets, now, toleranceS: freescout.toleranceS })

describe('the signature', () => {
  // RFC 2202, section 3, test case 2.
  const delivery = {
    rawBody,
    headers: { 'x-freescout-signature': '7/zfauXrL6LSdBbV8YTfnCWafHk=' },
  }
  const appKey = 'base64:dGhpcyBpcyBub3QgYSByZWFsIGtleSBhdCBhbGwhISE='
  const derived = createHash('md5').update(`${appKey}webhook_key`).digest('hex')

  test('is over the body with the derived key', () => {
    expect(accepts(freescout, { delivery, terms: termsWith('Jefe') })).toBe(true)
    expect(accepts(freescout, { delivery, terms: termsWith('older', 'Jefe') })).toBe(true)
  })

  test('is made with the key derived from APP_KEY, whichever of the two is configured', () => {
    expect(freescoutKey(appKey)).toBe(derived)
    const headers = freescout.sign(rawBody, derived, now)
    const signed = { rawBody, headers }
    expect(accepts(freescout, { delivery: signed, terms: termsWith(appKey) })).toBe(true)
    expect(accepts(freescout, { delivery: signed, terms: termsWith(derived) })).toBe(true)
    expect(freescout.sign(rawBody, appKey, now)).toEqual(headers)
  })

  test.each([
    ...mustReject(delivery, termsWith('Jefe'), ['x-freescout-signature']),
    {
      name: 'base64 in lower case',
      delivery: {
        rawBody,
        headers: { 'x-freescout-signature': '7/zfauxrl6lsdbbv8ytfncwafhk=' },
      },
      terms: termsWith('Jefe'),
    },
    {
      name: 'an algorithm in front',
      delivery: {
        rawBody,
        headers: { 'x-freescout-signature': 'sha1=7/zfauXrL6LSdBbV8YTfnCWafHk=' },
      },
      terms: termsWith('Jefe'),
    },
  ])('$name is refused', (rejected) => {
    expect(accepts(freescout, rejected)).toBe(false)
  })
})

describe('the note', () => {
  const base = '/api/conversations/42'

  test('is a thread of type note in the name of the configured user', async () => {
    const post = { method: 'POST', path: `${base}/threads` } as const
    const { remote, requests } = scriptedRemote([{ expect: post, answer: { status: 201 } }])
    await freescout.outbound?.writeNote(remote, outgoingNote({ authorId: '3' }))
    expect(requests).toEqual([
      { ...post, json: { type: 'note', text: `<p>html 密碼 ${noteMarker}</p>`, user: 3 } },
    ])
  })

  test.each([
    ['there', [{ type: 'note', body: `<p>${noteMarker}</p>` }], true],
    ['quoted by the customer', [{ type: 'customer', body: noteMarker }], false],
    ['not there', [{ type: 'note', body: 'x' }], false],
    ['without threads', undefined, false],
  ])('is looked for among the notes: %s', async (_name, threads, expected) => {
    const { remote } = scriptedRemote([
      {
        expect: { method: 'GET', path: `${base}?embed=threads` },
        answer: { status: 200, json: { _embedded: { threads } } },
      },
    ])
    expect(await freescout.outbound?.hasNote(remote, outgoingNote())).toBe(expected)
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
    await freescout.outbound?.addTags?.(remote, outgoingNote({ tags: ['sspr', 'triaged'] }))
    expect(requests[1]).toEqual({ ...put, json: { tags: ['vip', 'Sspr', 'triaged'] } })
  })

  test('tags that are all there are left alone', async () => {
    const { remote, requests } = scriptedRemote([
      {
        expect: { method: 'GET', path: `${base}?embed=tags` },
        answer: { status: 200, json: { tags: ['sspr'] } },
      },
    ])
    await freescout.outbound?.addTags?.(remote, outgoingNote({ tags: ['sspr'] }))
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
    await freescout.outbound?.setFields?.(remote, outgoingNote({ fields: { '37': 'writeback' } }))
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
