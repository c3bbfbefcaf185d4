import { describe, expect, test } from 'vitest'
import { helpscout } from '../../../src/helpdesks/helpscout.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

describeSignature({
  system: helpscout,
  secret: 'asdfasdf',
  otherSecret: 'asdfasdg',
  signatureHeader: 'x-helpscout-signature',
})

describe('the published vectors', () => {
  const check = (secret: string, signature: string, body: string) =>
    helpscout.checkSignature(
      { headers: { 'x-helpscout-signature': signature }, rawBody: Buffer.from(body) },
      { secrets: [secret], now: new Date(0), toleranceS: 300 },
    ).kind

  // https://github.com/helpscout/helpscout-api-php/blob/master/examples/incoming_webhook.php
  test('of the official library is accepted, and refused one byte off', () => {
    const signature = '7S2+kN8bZsrdAEADJ+yYfWWsf/4='
    expect(check('asdfasdf', signature, '{"id":123}')).toBe('valid')
    expect(check('asdfasdf', signature, '{"id":124}')).toBe('invalid')
    expect(check('asdfasdg', signature, '{"id":123}')).toBe('invalid')
    expect(check('asdfasdf', '7S2+kN8bZsrdAEADJ+yYfWWsf/5=', '{"id":123}')).toBe('invalid')
  })

  test('of RFC 2202 is accepted, in its own case and with its padding only', () => {
    const body = 'what do ya want for nothing?'
    expect(check('Jefe', '7/zfauXrL6LSdBbV8YTfnCWafHk=', body)).toBe('valid')
    for (const bad of [
      '7/zfauXrL6LSdBbV8YTfnCWafHk',
      '7/ZFAUXRL6LSDBBV8YTFNCWAFHK=',
      '7_zfauXrL6LSdBbV8YTfnCWafHk=',
      'sha1=7/zfauXrL6LSdBbV8YTfnCWafHk=',
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    ]) {
      expect(check('Jefe', bad, body), bad).toBe('invalid')
    }
  })
})

test('what is signed for a trial is read as a new conversation', () => {
  const rawBody = Buffer.from(
    '{"id":1,"subject":"x","_embedded":{"threads":[{"type":"customer","body":"y"}]}}',
  )
  const headers = helpscout.sign(rawBody, 'asdfasdf', new Date(0))
  expect(helpscout.read({ headers, rawBody })).toMatchObject({ kind: 'ticket' })
})

describe('the note', () => {
  const outbound = helpscout.outbound
  if (outbound === undefined) throw new Error('Help Scout takes notes')
  const path = '/v2/conversations/81'
  const get = { method: 'GET', path } as const
  const post = { method: 'POST', path: `${path}/notes` } as const
  const page = (number: number) =>
    ({ method: 'GET', path: `${path}/threads?page=${number}` }) as const
  const threads = (totalPages: number, ...items: { type: string; body?: string }[]) => ({
    json: { _embedded: { threads: items }, page: { number: 1, totalPages } },
  })

  test('goes to the call for notes, which are always private', async () => {
    const { remote, requests } = scriptedRemote([{ expect: post, answer: { status: 201 } }])
    await outbound.writeNote(remote, sampleNote())
    expect(requests).toEqual([{ ...post, json: { text: `<p><b>Registration.</b> ${marker}</p>` } }])
  })

  test('is written in the name of the agent that is configured', async () => {
    const { remote, requests } = scriptedRemote([{ expect: post, answer: { status: 201 } }])
    await outbound.writeNote(remote, sampleNote({ authorId: '4' }))
    expect(requests[0]?.json).toMatchObject({ user: 4 })
  })

  test('is looked for on every page, in notes only', async () => {
    const { remote, isDone } = scriptedRemote([
      {
        expect: page(1),
        answer: threads(2, { type: 'customer', body: marker }, { type: 'lineitem' }),
      },
      { expect: page(2), answer: threads(2, { type: 'note', body: `<p>${marker}</p>` }) },
    ])
    expect(await outbound.hasNote(remote, sampleNote())).toBe(true)
    expect(isDone()).toBe(true)
  })

  test('is not found where it is not', async () => {
    for (const answer of [threads(1, { type: 'note', body: 'x' }), { json: {} }]) {
      const { remote } = scriptedRemote([{ expect: page(1), answer }])
      expect(await outbound.hasNote(remote, sampleNote())).toBe(false)
    }
  })

  test('its tags are merged with those that are there', async () => {
    const put = { method: 'PUT', path: `${path}/tags` } as const
    const { remote, requests } = scriptedRemote([
      { expect: get, answer: { json: { id: 81, tags: [{ id: 9, tag: 'vip', color: 'red' }] } } },
      { expect: put, answer: { status: 204 } },
    ])
    await outbound.addTags?.(remote, sampleNote())
    expect(requests[1]).toEqual({ ...put, json: { tags: ['vip', 'sspr'] } })
  })

  test('nothing is written when all tags are there', async () => {
    const answer = { json: { tags: [{ tag: 'SSPR' }] } }
    const { remote, requests } = scriptedRemote([{ expect: get, answer }])
    await outbound.addTags?.(remote, sampleNote())
    await outbound.addTags?.(remote, sampleNote({ tags: [] }))
    expect(requests).toEqual([get])
  })

  test('its fields are set beside those that have a value', async () => {
    const put = { method: 'PUT', path: `${path}/fields` } as const
    const customFields = [
      { id: 104, name: 'Site', value: '7', text: 'Oslo' },
      { id: 105, name: 'Category', value: 'old', text: '' },
      { id: 106, name: 'Empty', value: '', text: '' },
    ]
    const { remote, requests } = scriptedRemote([
      { expect: get, answer: { json: { customFields } } },
      { expect: put, answer: { status: 204 } },
    ])
    await outbound.setFields?.(remote, sampleNote({ fields: { '105': 'registration' } }))
    await outbound.setFields?.(remote, sampleNote())
    expect(requests[1]).toEqual({
      ...put,
      json: {
        fields: [
          { id: 104, value: '7' },
          { id: 105, value: 'registration' },
        ],
      },
    })
    expect(requests).toHaveLength(2)
  })

  test('tags and fields are not written over those that could not be read', async () => {
    for (const write of [outbound.addTags, outbound.setFields]) {
      const { remote, requests } = scriptedRemote([{ expect: get, answer: { json: { id: 81 } } }])
      const note = sampleNote({ fields: { '105': 'x' } })
      await expect(write?.(remote, note)).rejects.toMatchObject({ kind: 'retry' })
      expect(requests).toEqual([get])
    }
  })

  test('the wait is read from Help Scout’s own header', () => {
    const wait = (text?: string) =>
      outbound.waitAskedMs?.({ 'x-ratelimit-retry-after': text }, new Date(0))
    expect(wait('12')).toBe(12_000)
    expect(wait('soon')).toBeNull()
    expect(wait()).toBeNull()
  })

  test('access is tried by reading only', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: { method: 'GET', path: '/v2/users/me' }, answer: {} },
      { expect: { method: 'GET', path: '/v2/conversations?page=1' }, answer: {} },
    ])
    expect(await outbound.checkAccess(remote)).toHaveLength(2)
    expect(requests.every(({ method }) => method === 'GET')).toBe(true)
  })
})
