import { describe, expect, test } from 'vitest'
import { jira } from '../../../src/helpdesks/jira.ts'
import { adfToText, wikiToText } from '../../../src/helpdesks/jira-markup.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'
import { describeSignature } from '../../support/signature-cases.ts'

describeSignature({
  system: jira,
  secret: 'It’s a Secret to Everybody',
  otherSecret: 'It’s a Secret to Nobody',
  signatureHeader: 'x-hub-signature',
})

// https://developer.atlassian.com/cloud/jira/platform/webhooks/, and its near twin by GitHub
describe('the published vectors', () => {
  const hex = 'a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9'
  const twin = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
  const check = (signature: string, body: string) =>
    jira.checkSignature(
      { headers: { 'x-hub-signature': signature }, rawBody: Buffer.from(body) },
      { secrets: ["It's a Secret to Everybody"], now: new Date(0), toleranceS: 300 },
    ).kind

  test('are accepted, each over its own body only', () => {
    expect(check(`sha256=${hex}`, 'Hello World!')).toBe('valid')
    expect(check(`sha256=${twin}`, 'Hello, World!')).toBe('valid')
    expect(check(`sha256=${hex}`, 'Hello, World!')).toBe('invalid')
    expect(check(`sha256=${twin}`, 'Hello World!')).toBe('invalid')
  })

  test('are accepted in capitals, and refused under another algorithm or none', () => {
    expect(check(`sha256=${hex.toUpperCase()}`, 'Hello World!')).toBe('valid')
    for (const prefix of ['', 'sha1=', 'sha512=', 'none=', 'SHA256=']) {
      expect(check(`${prefix}${hex}`, 'Hello World!'), prefix).toBe('invalid')
    }
  })
})

describe('wiki markup as text', () => {
  test.each([
    ['h1. Title\nbq. a quote', 'Title\na quote'],
    ['*bold* _italic_ +new+ {{mono}}', 'bold italic new mono'],
    ['請幫忙 *重設密碼*。', '請幫忙 重設密碼。'],
    ['SSPR_0029 and my_user_name and 2*3*4', 'SSPR_0029 and my_user_name and 2*3*4'],
    ['* one\n** two\n# three', '- one\n- two\n- three'],
    [
      '[Entra|https://entra.microsoft.com] [https://aka.ms/sspr]',
      'Entra (https://entra.microsoft.com) https://aka.ms/sspr',
    ],
    ['[https://aka.ms/sspr|https://aka.ms/sspr|smart-link]', 'https://aka.ms/sspr'],
    ['[help|mailto:help@example.com]', 'help (help@example.com)'],
    ['[EXTERNAL] see [~accountid:1:2] and [^log.txt]', '[EXTERNAL] see  and'],
    ['!shot.png|width=300! Help! Now!', 'Help! Now!'],
    ['{panel:title=x}inside{panel} {color:#ff0000}red{color}', 'inside red'],
    ['{code}\n*as it is*\n{code}\nafter', '*as it is*\n\nafter'],
    ['||Step||Result||\n|1|fails|', 'Step  Result\n1  fails'],
    ['one\\\\ two', 'one\n two'],
    ['\\\\server\\share CORP\\jdoe', '\\\\server\\share CORP\\jdoe'],
    ['escaped \\*stars\\*', 'escaped *stars*'],
    ['above\n----\nbelow', 'above\n\nbelow'],
    ['line\r\nline', 'line\nline'],
    ['{code} never closed *x*', 'never closed *x*'],
  ])('%j', (markup, text) => {
    expect(wikiToText(markup)).toBe(text)
  })

  // A pattern that goes back over what it has seen would take minutes for these.
  test.each([
    '{code:',
    '{code:x}',
    '[',
    '[http:',
    '*',
    '* ',
    '_a',
    '!a.png',
    '|',
    '\\',
    ' ',
    '{{',
    '{color:',
  ])('ends for a text made to be slow of %j', (piece) => {
    const text = piece.repeat(200_000 / piece.length)
    expect(wikiToText(`${text}x`)).toMatch(/x$/)
    expect(wikiToText(`|${text}x|`)).toMatch(/x\|?$/)
  })

  test('a document that is none has no text, and deep nesting ends', () => {
    for (const value of [null, 1, 'x', [], {}, { type: 1 }, { type: 'text', text: 1 }]) {
      expect(adfToText(value)).toBe('')
    }
    let deep: unknown = { type: 'text', text: 'x' }
    for (let i = 0; i < 50_000; i++) deep = { type: 'paragraph', content: [deep] }
    expect(adfToText(deep)).toBe('')
  })
})

describe('the note', () => {
  const outbound = jira.outbound
  if (outbound === undefined) throw new Error('Jira takes notes')
  const path = '/rest/servicedeskapi/request/HELP-1/comment'
  const post = { method: 'POST', path } as const
  const put = { method: 'PUT', path: '/rest/api/3/issue/HELP-1' } as const
  const page = (start: number) =>
    ({
      method: 'GET',
      path: `${path}?public=false&internal=true&start=${start}&limit=100`,
    }) as const
  const note = sampleNote({ ticketId: 'HELP-1' })

  test('is an internal comment in wiki markup', async () => {
    const answer = { status: 201, json: { id: '1', public: false } }
    const { remote, requests } = scriptedRemote([{ expect: post, answer }])
    await outbound.writeNote(remote, note)
    expect(requests).toEqual([
      { ...post, json: { body: `*Registration.* ${marker}`, public: false } },
    ])
  })

  test('that Jira has made public is a failure that is not repeated', async () => {
    const answer = { status: 201, json: { id: '1', public: true } }
    const { remote } = scriptedRemote([{ expect: post, answer }])
    await expect(outbound.writeNote(remote, note)).rejects.toMatchObject({ kind: 'refused' })
  })

  test('is looked for on every page of internal comments', async () => {
    const other = { id: '1', body: 'x', public: false }
    const { remote, isDone } = scriptedRemote([
      { expect: page(0), answer: { json: { isLastPage: false, values: [other, other] } } },
      {
        expect: page(2),
        answer: { json: { isLastPage: true, values: [{ body: marker, public: false }] } },
      },
    ])
    expect(await outbound.hasNote(remote, note)).toBe(true)
    expect(isDone()).toBe(true)
  })

  test('is not found in a public comment, nor on an empty page', async () => {
    for (const values of [[{ body: marker, public: true }], []]) {
      const { remote } = scriptedRemote([
        { expect: page(0), answer: { json: { isLastPage: true, values } } },
      ])
      expect(await outbound.hasNote(remote, note)).toBe(false)
    }
  })

  test('its tags are added as labels, its fields set', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: put, answer: { status: 204 } },
      { expect: put, answer: { status: 204 } },
    ])
    await outbound.addTags?.(remote, { ...note, tags: ['sspr', 'triaged'] })
    await outbound.setFields?.(remote, { ...note, fields: { customfield_10050: 'registration' } })
    await outbound.addTags?.(remote, { ...note, tags: [] })
    await outbound.setFields?.(remote, note)
    expect(requests.map(({ json }) => json)).toEqual([
      { update: { labels: [{ add: 'sspr' }, { add: 'triaged' }] } },
      { fields: { customfield_10050: 'registration' } },
    ])
  })

  test('the wait is read from the time Jira names', () => {
    const now = new Date('2026-11-22T08:00:00Z')
    const wait = (reset?: string) => outbound.waitAskedMs?.({ 'x-ratelimit-reset': reset }, now)
    expect(wait('2026-11-22T08:00:30Z')).toBe(30_000)
    expect(wait('2026-11-22T07:59:00Z')).toBe(0)
    expect(wait('soon')).toBeNull()
    expect(wait()).toBeNull()
  })
})

describe('the access', () => {
  const me = { method: 'GET', path: '/rest/api/3/myself' } as const
  const may = {
    method: 'GET',
    path: '/rest/api/3/mypermissions?permissions=ADD_COMMENTS%2CEDIT_ISSUES',
  } as const
  const desks = { method: 'GET', path: '/rest/servicedeskapi/servicedesk?limit=1' } as const
  const permissions = (comments: boolean, edit: boolean) => ({
    json: {
      permissions: {
        ADD_COMMENTS: { havePermission: comments },
        EDIT_ISSUES: { havePermission: edit },
      },
    },
  })

  test('is tried by reading only', async () => {
    const { remote, requests } = scriptedRemote([
      { expect: me, answer: {} },
      { expect: may, answer: permissions(true, true) },
      { expect: desks, answer: { json: { values: [{ id: '1' }] } } },
    ])
    expect(await jira.outbound?.checkAccess(remote)).toHaveLength(3)
    expect(requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  test('without a permission is refused, which is named', async () => {
    const { remote } = scriptedRemote([
      { expect: me, answer: {} },
      { expect: may, answer: permissions(true, false) },
    ])
    await expect(jira.outbound?.checkAccess(remote)).rejects.toMatchObject({
      kind: 'unauthorized',
      message: expect.stringContaining('EDIT_ISSUES'),
    })
  })

  test('without a service project is refused', async () => {
    const { remote } = scriptedRemote([
      { expect: me, answer: {} },
      { expect: may, answer: permissions(true, true) },
      { expect: desks, answer: { json: { values: [] } } },
    ])
    await expect(jira.outbound?.checkAccess(remote)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})
