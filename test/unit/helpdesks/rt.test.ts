import { describe, expect, test } from 'vitest'
import { rt } from '../../../src/helpdesks/rt.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'

const ticket = '/REST/2.0/ticket/81'
const accept = [302]
const historyPage = (page: number) => ({
  method: 'GET' as const,
  path: `${ticket}/history?fields=Type,Data&orderby=id&order=DESC&per_page=20&page=${page}`,
})

describe('the note', () => {
  const post = { method: 'POST', path: `${ticket}/comment` } as const

  test('is a comment alone, with the marker in its subject', async () => {
    const { remote, requests } = scriptedRemote([{ expect: post, answer: { status: 201 } }])
    await rt.outbound?.writeNote(remote, sampleNote({ fields: { 'SSPR category': 'writeback' } }))
    expect(requests).toEqual([
      {
        ...post,
        accept,
        json: {
          Subject: `SSPR triage [${marker}]`,
          Content: `<p><b>Registration.</b> ${marker}</p>`,
          ContentType: 'text/html',
        },
      },
    ])
  })

  test('an answer that is cut short does no harm', async () => {
    const { remote } = scriptedRemote([{ expect: post, answer: { status: 201, json: undefined } }])
    await expect(rt.outbound?.writeNote(remote, sampleNote())).resolves.toBeUndefined()
  })

  test.each([
    [302, 'unauthorized'],
    [401, 'unauthorized'],
    [400, 'refused'],
    [500, 'retry'],
  ])('status %i means %s', async (status, kind) => {
    const { remote } = scriptedRemote([{ expect: post, answer: { status } }])
    await expect(rt.outbound?.writeNote(remote, sampleNote())).rejects.toMatchObject({ kind })
  })
})

describe('looking for the note', () => {
  const found = { Type: 'Comment', Data: `SSPR triage [${marker}]\n` }
  const others = [
    { Type: 'Correspond', Data: `Re: ${marker}` },
    { Type: 'Comment', Data: null },
    { Type: 'Comment', Data: 'sspr-triage:other' },
  ]

  test('goes on behind short pages, since hidden rows are taken out after paging', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: historyPage(1), answer: { status: 200, json: { items: others } } },
      { expect: historyPage(2), answer: { status: 200, json: { items: [found] } } },
    ])
    expect(await rt.outbound?.hasNote(remote, sampleNote())).toBe(true)
    expect(requests).toHaveLength(2)
  })

  test('does not take a page of maintenance for an empty one', async () => {
    const { remote } = scriptedRemote([{ expect: historyPage(1), answer: { status: 200 } }])
    await expect(rt.outbound?.hasNote(remote, sampleNote())).rejects.toMatchObject({
      kind: 'retry',
    })
  })

  test('ends at an empty page', async () => {
    const { remote } = scriptedRemote([
      { expect: historyPage(1), answer: { status: 200, json: { items: others } } },
      { expect: historyPage(2), answer: { status: 200, json: { items: [] } } },
    ])
    expect(await rt.outbound?.hasNote(remote, sampleNote())).toBe(false)
  })
})

describe('custom fields', () => {
  const put = { method: 'PUT', path: ticket } as const
  const get = { method: 'GET', path: ticket } as const
  const note = sampleNote({ fields: { 'SSPR category': '密碼回寫' } })
  const withFields = (...CustomFields: unknown[]) => ({ status: 200, json: { CustomFields } })

  test.each([
    ['by name', 'SSPR category'],
    ['by id', '3'],
  ])('are set and read back %s', async (_name, key) => {
    const { remote, requests } = scriptedRemote([
      { expect: put, answer: { status: 200, json: [] } },
      {
        expect: get,
        answer: withFields({ id: '3', name: 'SSPR category', values: ['密碼回寫'] }),
      },
    ])
    await rt.outbound?.setFields?.(remote, sampleNote({ fields: { [key]: '密碼回寫' } }))
    expect(requests[0]).toEqual({ ...put, accept, json: { CustomFields: { [key]: '密碼回寫' } } })
  })

  test.each([
    ['an old value', withFields({ id: '3', name: 'SSPR category', values: ['setup'] })],
    ['no value', withFields({ id: '3', name: 'SSPR category', values: [] })],
    ['no such field', withFields()],
  ])('that RT says it set but reads back with %s are refused', async (_name, answer) => {
    const { remote } = scriptedRemote([
      { expect: put, answer: { status: 200, json: ['Ticket 81: Permission Denied'] } },
      { expect: get, answer },
    ])
    await expect(rt.outbound?.setFields?.(remote, note)).rejects.toMatchObject({
      kind: 'refused',
      message: 'RT did not set the custom field SSPR category',
    })
  })
})

describe('access', () => {
  const about = { method: 'GET', path: '/REST/2.0/rt' } as const
  const queues = { method: 'GET', path: '/REST/2.0/queues/all?per_page=100' } as const

  test('is tried by reading alone', async () => {
    const { remote } = scriptedRemote([
      { expect: about, answer: { status: 200, json: { Version: '5.0.3' } } },
      { expect: queues, answer: { status: 200, json: { items: [{ id: '1' }] } } },
    ])
    expect(await rt.outbound?.checkAccess(remote)).toEqual([
      'RT 5.0.3 accepts the credentials.',
      'The account sees 1 queue.',
    ])
  })

  test('without a queue is no access', async () => {
    const { remote } = scriptedRemote([
      { expect: about, answer: { status: 200, json: { Version: '5.0.3' } } },
      { expect: queues, answer: { status: 200, json: { items: [] } } },
    ])
    await expect(rt.outbound?.checkAccess(remote)).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  test('a token goes under the word that RT knows', () => {
    expect(rt.outbound?.tokenHeader?.('1-14-abc')).toEqual({
      name: 'authorization',
      value: 'token 1-14-abc',
    })
  })
})
