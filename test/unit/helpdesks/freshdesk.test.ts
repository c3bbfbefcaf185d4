import { describe, expect, test } from 'vitest'
import { freshdesk } from '../../../src/helpdesks/freshdesk.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

// Freshdesk signs nothing itself; something between it and the service may, by Standard Webhooks.
describeSignature({
  system: freshdesk,
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  otherSecret: 'whsec_AfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  signatureHeader: 'webhook-signature',
  timestamp: {
    header: 'webhook-timestamp',
    write: (at) => String(Math.floor(at.getTime() / 1000)),
  },
})

test('a secret that cannot be one is named at start', () => {
  expect(freshdesk.secretFault?.('not base64!')).toEqual(expect.any(String))
  expect(freshdesk.secretFault?.('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBeNull()
})

describe('the note', () => {
  const outbound = freshdesk.outbound
  if (outbound === undefined) throw new Error('Freshdesk takes notes')
  const post = { method: 'POST', path: '/api/v2/tickets/81/notes' } as const
  const get = { method: 'GET', path: '/api/v2/tickets/81' } as const
  const put = { method: 'PUT', path: '/api/v2/tickets/81' } as const
  const page = (number: number) =>
    ({
      method: 'GET',
      path: `/api/v2/tickets/81/conversations?per_page=100&page=${number}`,
    }) as const
  const item = (isPrivate: boolean, body: string) => ({ private: isPrivate, body, body_text: 'x' })

  test('is private, and says so although that is the default', async () => {
    const answer = { status: 201, json: { id: 5, private: true } }
    const { remote, requests } = scriptedRemote([{ expect: post, answer }])
    await outbound.writeNote(remote, sampleNote())
    const json = { body: `<p><b>Registration.</b> ${marker}</p>`, private: true }
    expect(requests).toEqual([{ ...post, json }])
  })

  test('that Freshdesk has made public is a failure that is not repeated', async () => {
    const answer = { status: 201, json: { id: 5, private: false } }
    const { remote } = scriptedRemote([{ expect: post, answer }])
    await expect(outbound.writeNote(remote, sampleNote())).rejects.toMatchObject({
      kind: 'refused',
    })
  })

  test('is looked for on every page', async () => {
    const full = Array.from({ length: 100 }, () => item(true, '<p>x</p>'))
    const { remote, isDone } = scriptedRemote([
      { expect: page(1), answer: { json: full } },
      { expect: page(2), answer: { json: [item(true, `<p>${marker}</p>`)] } },
    ])
    expect(await outbound.hasNote(remote, sampleNote())).toBe(true)
    expect(isDone()).toBe(true)
  })

  test('is not found in a public reply, nor where it is not', async () => {
    for (const items of [[item(false, `<p>${marker}</p>`)], []]) {
      const { remote } = scriptedRemote([{ expect: page(1), answer: { json: items } }])
      expect(await outbound.hasNote(remote, sampleNote())).toBe(false)
    }
  })

  test('its tags are merged with those that are there', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: get, answer: { json: { id: 81, tags: ['vip', 'Entra'] } } },
      { expect: put, answer: {} },
    ])
    await outbound.addTags?.(remote, sampleNote({ tags: ['entra', 'sspr'] }))
    expect(requests[1]).toEqual({ ...put, json: { tags: ['vip', 'Entra', 'sspr'] } })
  })

  test('nothing is written when all tags are there', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: get, answer: { json: { tags: ['SSPR'] } } },
    ])
    await outbound.addTags?.(remote, sampleNote())
    await outbound.addTags?.(remote, sampleNote({ tags: [] }))
    expect(requests).toEqual([get])
  })

  test('tags are not written over those that could not be read', async () => {
    const { remote, requests } = scriptedRemote([{ expect: get, answer: { json: '<html>' } }])
    await expect(outbound.addTags?.(remote, sampleNote())).rejects.toMatchObject({ kind: 'retry' })
    expect(requests).toEqual([get])
  })

  test('its fields are custom fields', async () => {
    const { remote, requests } = scriptedRemote([{ expect: put, answer: {} }])
    await outbound.setFields?.(remote, sampleNote({ fields: { cf_triage: 'registration' } }))
    await outbound.setFields?.(remote, sampleNote())
    expect(requests).toEqual([{ ...put, json: { custom_fields: { cf_triage: 'registration' } } }])
  })

  test('access is tried by reading only', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: { method: 'GET', path: '/api/v2/agents/me' }, answer: {} },
      { expect: { method: 'GET', path: '/api/v2/tickets?per_page=1' }, answer: {} },
    ])
    expect(await outbound.checkAccess(remote)).toHaveLength(2)
    expect(requests.every(({ method }) => method === 'GET')).toBe(true)
  })
})
