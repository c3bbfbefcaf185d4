import { describe, expect, test } from 'vitest'
import { NoteNotWanted, RemoteFailure } from '../../../src/helpdesks/helpdesk.ts'
import { zendesk, zendeskSignature } from '../../../src/helpdesks/zendesk.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=='

describeSignature({
  system: zendesk,
  secret,
  // The first decoded: the encoded text is the key itself.
  otherSecret: 'this_secret_is_for_testing_only',
  signatureHeader: 'x-zendesk-webhook-signature',
  timestamp: {
    header: 'x-zendesk-webhook-signature-timestamp',
    write: (at) => at.toISOString(),
  },
})

// Zendesk publishes no vector; these are of two public projects, one of them https://github.com/aaronellington/zendesk-go
describe('the published vectors', () => {
  const vectors = [
    {
      name: 'A',
      timestamp: '2021-03-25T05:09:27Z',
      body: '{"event":"ticket.updated","id":123}',
      signature: 'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=',
    },
    {
      name: 'B',
      timestamp: '1234',
      body: '{\n\t"type": "End User Comment",\n\t"ticketID": "12345",\n\t"priority": "Normal",\n\t"tags": "new",\n\t"groupID": "9000",\n\t"assigneeID": "9001",\n\t"assigneeEmail": "kren@example.com"\n}\n',
      signature: 'PlxjkFT3fSnU9NWSRjLHP86izLX68auazS1Xo8ZfiZE=',
    },
  ]
  const check = (timestamp: string, signature: string, body: string) =>
    zendesk.checkSignature(
      {
        headers: {
          'x-zendesk-webhook-signature': signature,
          'x-zendesk-webhook-signature-timestamp': timestamp,
        },
        rawBody: Buffer.from(body),
      },
      { secrets: [secret], now: new Date('2021-03-25T05:10:00Z'), toleranceS: 300 },
    )

  test.each(vectors)(
    '$name is signed as published, and differently one byte off',
    ({ timestamp, body, signature }) => {
      expect(zendeskSignature(timestamp, Buffer.from(body), secret)).toBe(signature)
      expect(zendeskSignature(timestamp, Buffer.from(`${body} `), secret)).not.toBe(signature)
      expect(zendeskSignature(`${timestamp}0`, Buffer.from(body), secret)).not.toBe(signature)
      expect(zendeskSignature(timestamp, Buffer.from(body), `${secret}=`)).not.toBe(signature)
    },
  )

  test('A is accepted at its time', () => {
    const [a] = vectors
    expect(check(a?.timestamp ?? '', a?.signature ?? '', a?.body ?? '').kind).toBe('valid')
  })

  test('B is refused, since its timestamp is no date', () => {
    const b = vectors[1]
    expect(check(b?.timestamp ?? '', b?.signature ?? '', b?.body ?? '')).toMatchObject({
      kind: 'invalid',
      header: 'x-zendesk-webhook-signature-timestamp',
    })
  })

  test.each(['2021-03-25', '2021-03-25 05:09:27', 'Thu, 25 Mar 2021 05:09:27 GMT', '1616648967'])(
    'a good signature over the timestamp "%s" is refused, for it is not RFC 3339',
    (timestamp) => {
      const signature = zendeskSignature(timestamp, Buffer.from('{}'), secret)
      expect(check(timestamp, signature, '{}')).toMatchObject({
        message: expect.stringContaining('RFC 3339'),
      })
    },
  )
})

test.each(['-', '\n', ' ', '-\n', '- ', '1:00 '])(
  'reading ends for a text made to be slow of %j',
  (piece) => {
    const description = `${'-'.repeat(30)}\n\n${piece.repeat(100_000)}x`
    const rawBody = Buffer.from(JSON.stringify({ ticket_id: '1', description }))
    expect(zendesk.read({ headers: {}, rawBody })).toMatchObject({ ticket: { body: description } })
  },
)

describe('the note', () => {
  const outbound = zendesk.outbound
  if (outbound === undefined) throw new Error('Zendesk takes notes')

  const stamp = '2026-11-22T10:00:00Z'
  const laterStamp = '2026-11-22T10:03:00Z'
  const put = { method: 'PUT', path: '/api/v2/tickets/81.json' } as const
  const get = { method: 'GET', path: '/api/v2/tickets/81.json' } as const
  const list = {
    method: 'GET',
    path: '/api/v2/tickets/81/comments.json?sort_order=desc&per_page=100',
  } as const
  const written = {
    status: 200,
    json: { audit: { events: [{ type: 'Comment', public: false }, { type: 'Change' }] } },
  }
  const ticket = (status: string) => ({
    json: { ticket: { id: 81, status, updated_at: laterStamp, requester_id: 900 } },
  })
  const comment = (author_id: number, isPublic: boolean, html_body = '<p>x</p>') => ({
    id: 1,
    author_id,
    public: isPublic,
    html_body,
  })
  const comments = (...items: ReturnType<typeof comment>[]) => ({
    json: { comments: items, next_page: null },
  })
  const sent = (updated_stamp: string, more = {}) => ({
    ticket: {
      comment: { html_body: `<p><b>Registration.</b> ${marker}</p>`, public: false },
      ...more,
      safe_update: true,
      updated_stamp,
    },
  })

  test('goes as a private comment with fields, bound to the stamp of the delivery, in one call', async () => {
    const { remote, requests } = scriptedRemote([{ expect: put, answer: written }])
    const fields = { '360001': 'registration', '360002': '0.94' }
    await outbound.writeNote(remote, sampleNote({ changedAtText: stamp, fields }))
    const custom_fields = [
      { id: 360001, value: 'registration' },
      { id: 360002, value: '0.94' },
    ]
    expect(requests).toEqual([{ ...put, json: sent(stamp, { custom_fields }), accept: [409] }])
  })

  test('without a stamp is bound to the ticket as it is read now', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: get, answer: ticket('new') },
      { expect: list, answer: comments(comment(900, true)) },
      { expect: put, answer: written },
    ])
    await outbound.writeNote(remote, sampleNote())
    expect(requests[2]?.json).toEqual(sent(laterStamp))
  })

  test('is written with the new stamp when the ticket has changed, but is still waiting', async () => {
    const { remote, requests, isDone } = scriptedRemote([
      { expect: put, answer: { status: 409 } },
      { expect: get, answer: ticket('open') },
      // The requester has written again; a private comment of an agent is no answer either.
      { expect: list, answer: comments(comment(900, true), comment(7, false), comment(900, true)) },
      { expect: put, answer: written },
    ])
    await outbound.writeNote(remote, sampleNote({ changedAtText: stamp }))
    expect(requests[3]?.json).toEqual(sent(laterStamp))
    expect(isDone()).toBe(true)
  })

  test('is written to a ticket whose first comment an agent wrote for the requester', async () => {
    const { remote, isDone } = scriptedRemote([
      { expect: put, answer: { status: 409 } },
      { expect: get, answer: ticket('open') },
      { expect: list, answer: comments(comment(7, true)) },
      { expect: put, answer: written },
    ])
    await outbound.writeNote(remote, sampleNote({ changedAtText: stamp }))
    expect(isDone()).toBe(true)
  })

  test.each(['solved', 'Closed', 'deleted'])(
    'is not written to a ticket that is %s meanwhile',
    async (status) => {
      const { remote, requests } = scriptedRemote([
        { expect: put, answer: { status: 409 } },
        { expect: get, answer: ticket(status) },
      ])
      const writing = outbound.writeNote(remote, sampleNote({ changedAtText: stamp }))
      await expect(writing).rejects.toBeInstanceOf(NoteNotWanted)
      expect(requests).toHaveLength(2)
    },
  )

  test('is not written to a ticket that somebody has answered in public meanwhile', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: put, answer: { status: 409 } },
      { expect: get, answer: ticket('open') },
      { expect: list, answer: comments(comment(7, true), comment(900, true)) },
    ])
    const writing = outbound.writeNote(remote, sampleNote({ changedAtText: stamp }))
    await expect(writing).rejects.toBeInstanceOf(NoteNotWanted)
    expect(requests).toHaveLength(3)
  })

  test('waits for later when the ticket changes again at once', async () => {
    const { remote } = scriptedRemote([
      { expect: put, answer: { status: 409 } },
      { expect: get, answer: ticket('open') },
      { expect: list, answer: comments(comment(900, true)) },
      { expect: put, answer: { status: 409 } },
    ])
    const writing = outbound.writeNote(remote, sampleNote({ changedAtText: stamp }))
    await expect(writing).rejects.toMatchObject({ kind: 'retry', status: 409, isUncertain: false })
  })

  test('that Zendesk has made public is a failure that is not repeated', async () => {
    const answer = { json: { audit: { events: [{ type: 'Comment', public: true }] } } }
    const { remote } = scriptedRemote([{ expect: put, answer }])
    const writing = outbound.writeNote(remote, sampleNote({ changedAtText: stamp }))
    await expect(writing).rejects.toMatchObject({ kind: 'refused' })
  })

  test('is found by its marker in a private comment only', async () => {
    const found = async (...items: ReturnType<typeof comment>[]) => {
      const { remote } = scriptedRemote([{ expect: list, answer: comments(...items) }])
      return outbound.hasNote(remote, sampleNote())
    }
    expect(await found(comment(7, false), comment(8, false, `<p>${marker}</p>`))).toBe(true)
    expect(await found(comment(7, false), comment(900, true, `<p>${marker}</p>`))).toBe(false)
    expect(await found(comment(7, false, `<p>${marker.slice(0, -1)}2</p>`))).toBe(false)
  })

  test('an answer that is no list of comments is tried again, not taken for none', async () => {
    const { remote } = scriptedRemote([{ expect: list, answer: { json: undefined } }])
    await expect(outbound.hasNote(remote, sampleNote())).rejects.toBeInstanceOf(RemoteFailure)
  })

  test('its tags are added by the call that adds, and none is sent where there are none', async () => {
    const path = '/api/v2/tickets/81/tags'
    const { remote, requests } = scriptedRemote([{ expect: { method: 'PUT', path }, answer: {} }])
    await outbound.addTags?.(remote, sampleNote({ tags: ['sspr', 'triaged'] }))
    await outbound.addTags?.(remote, sampleNote({ tags: [] }))
    expect(requests).toEqual([{ method: 'PUT', path, json: { tags: ['sspr', 'triaged'] } }])
  })

  test('an id is encoded in the path', async () => {
    const path = '/api/v2/tickets/1%2F..%2F2/tags'
    const { remote, isDone } = scriptedRemote([{ expect: { method: 'PUT', path }, answer: {} }])
    await outbound.addTags?.(remote, sampleNote({ ticketId: '1/../2' }))
    expect(isDone()).toBe(true)
  })
})

describe('the access', () => {
  const me = { method: 'GET', path: '/api/v2/users/me.json' } as const

  test('of an agent is tried by reading only', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: me, answer: { json: { user: { id: 7, role: 'agent' } } } },
      { expect: { method: 'GET', path: '/api/v2/tickets.json?per_page=1' }, answer: {} },
    ])
    expect(await zendesk.outbound?.checkAccess(remote)).toHaveLength(2)
    expect(requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  test.each([
    { id: null, role: 'end-user' },
    { id: 900, role: 'end-user' },
  ])('of somebody who is no agent is refused', async (user) => {
    const { remote } = scriptedRemote([{ expect: me, answer: { json: { user } } }])
    await expect(zendesk.outbound?.checkAccess(remote)).rejects.toMatchObject({
      kind: 'unauthorized',
    })
  })
})
