import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, redactTicket } from '../../../src/text/redact.ts'
import { secretsInTickets, textsWithoutSecrets } from './redaction-cases.ts'
import { harmlessAbroad, secretsAbroad } from './redaction-cases-abroad.ts'

describe('secrets in the words of tickets', () => {
  test.each([...secretsInTickets, ...secretsAbroad])(
    'nothing secret is left of: %s',
    (text, ...secrets) => {
      const redacted = redact(text)
      for (const secret of secrets) expect(redacted.text).not.toContain(secret)
      expect(redact(redacted.text)).toEqual({ text: redacted.text, redactions: [] })
    },
  )

  test.each([...textsWithoutSecrets, ...harmlessAbroad])('stays as it is: %s', (text) => {
    expect(redact(text)).toEqual({ text, redactions: [] })
  })

  test.each([
    ['my PIN is 9876', 'password'],
    ['TAP: x7#Hk2pL', 'one-time-code'],
    ['臨時存取密碼 L@MBcM9E', 'one-time-code'],
    ['user kim@example.org password Winter2024!', 'password'],
    ['https://kim:geheim@intranet.example/', 'password'],
    ['the answer to my security question is Fluffy', 'password'],
  ])('%s counts as a %s', (text, kind) => {
    expect(redact(text).redactions).toContainEqual({ kind, count: 1 })
  })

  test('a secret said once is masked wherever the text says it again', () => {
    const { text, redactions } = redact(
      'My password is Winter2024. On the VPN page Winter2024 works, in Outlook it does not.',
    )
    expect(text).not.toContain('Winter2024')
    expect(redactions).toEqual([{ kind: 'password', count: 2 }])
  })

  test('what surrounds a secret is left to the character', () => {
    expect(redact('密碼：Ａｂｃ１２３！　謝謝\r\n王小明').text).toBe(
      '密碼：[redacted:password]　謝謝\r\n王小明',
    )
    expect(redact('(pw: Hunter2!)\n').text).toBe('(pw: [redacted:password])\n')
  })
})

/** Pieces of which hostile texts are made. */
const pieces = [
  'password',
  'Password',
  ' is ',
  ': ',
  '：',
  ' ',
  '\n',
  '\r\n',
  '密碼',
  '是',
  '改成',
  '從',
  'Abc123!',
  'hunter',
  'code',
  'the code is ',
  'OTP',
  'TAP ',
  '驗證碼',
  ' 482 913',
  '482913',
  '@',
  'kim',
  '.org',
  '+1 425 555 0123',
  '[redacted:email]',
  '[redacted:',
  '"',
  "'",
  '(',
  ')',
  '「',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'MIIEabcd0123',
  'https://',
  'user:pw@',
  '?token=abcdef123',
  'eyJabcdefg.abcdefg.a',
  'Bearer abcdef1234567890',
  '4111 1111 1111 1111',
  'A123456789',
  '123-45-6789',
  ' or ',
  '/',
  'login/pass: ',
  'from ',
  ' to ',
  'I tried ',
  'pin',
  'pw',
  '=',
  '-',
  '|',
  '\u200b',
  '\u00a0',
  'ｐａｓｓｗｏｒｄ',
  '\ud800',
  '\udc00',
  '\0',
  '😀',
  '\ue000',
  'api_key=',
  'security answer',
  'SSPR_0029',
  '2.5.79.0',
  '，',
  '<',
  '>',
  '*',
  '\\',
]

const hostile = fc
  .array(fc.constantFrom(...pieces), { maxLength: 30 })
  .map((parts) => parts.join(''))

describe('subject and body together', () => {
  test('what one field calls a password is masked in the other', () => {
    const { subject, body } = redactTicket(
      'Temp password Winter2024! rejected',
      'Winter2024! is what the letter says.',
    )
    expect(subject.text).toBe('Temp password [redacted:password] rejected')
    expect(body.text).toBe('[redacted:password] is what the letter says.')
    expect(redactTicket('Winter2024! gilt nicht', 'Mein Passwort: Winter2024!').subject.text).toBe(
      '[redacted:password] gilt nicht',
    )
  })

  test('each field keeps its own text and counts', () => {
    expect(redactTicket('', 'mail kim@example.org')).toEqual({
      subject: { text: '', redactions: [] },
      body: { text: 'mail [redacted:email]', redactions: [{ kind: 'email', count: 1 }] },
    })
    expect(redactTicket('SSPR_0029', 'since Monday')).toEqual({
      subject: { text: 'SSPR_0029', redactions: [] },
      body: { text: 'since Monday', redactions: [] },
    })
  })

  test('nothing is left that either field alone would not keep', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        const { subject, body } = redactTicket(first, second)
        for (const { text } of [subject, body]) {
          expect(redact(text)).toEqual({ text, redactions: [] })
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('hostile texts', () => {
  test('masking again changes nothing and counts nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = redact(text)
        expect(redact(once.text)).toEqual({ text: once.text, redactions: [] })
      }),
      { numRuns: 3000 },
    )
  })

  test('between the marks stands the text itself, and the marks are those that are counted', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { text: masked, redactions } = redact(text)
        let at = 0
        for (const piece of masked.split(/\[redacted:[a-z-]+\]/)) {
          const found = text.indexOf(piece, at)
          expect(found).toBeGreaterThanOrEqual(at)
          at = found + piece.length
        }
        const marks = (given: string) => given.split(/\[redacted:[a-z-]+\]/).length - 1
        const counted = redactions.reduce((sum, { count }) => sum + count, 0)
        expect(marks(masked)).toBe(marks(text) + counted)
      }),
      { numRuns: 1000 },
    )
  })

  // Each of these once made some pattern slow; a pattern that is not linear runs into the test's time limit.
  test.each([
    ...pieces,
    'a',
    '0',
    '1 ',
    'a b ',
    'password is ',
    'password: ',
    'pw ',
    'pwd=',
    '密碼是',
    '密碼：',
    ':',
    'a@',
    'a@b.',
    'OTP9',
    'code)0912Password😀',
    'A1b!c2d3 password ',
    'password from ',
    'http://a:b@',
    '-----BEGIN ',
    '驗證碼 1',
    '12-',
    'my password is Hunter2! ',
    '+886912345678 ',
  ])('64 KiB of %j are done with', (piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536)
    const once = redact(text)
    expect(redact(once.text).text).toBe(once.text)
  })
})
