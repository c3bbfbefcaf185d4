import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeRedactions, redact, redactionRules } from '../../../src/text/redact.ts'

const kindsOf = (text: string) => redact(text).redactions.map(({ kind }) => kind)

describe('the rules’ own examples', () => {
  const cases = redactionRules.flatMap((rule) => [
    ...rule.matches.map((text) => ({ name: rule.name, kind: rule.kind, text, isMatch: true })),
    ...rule.leaves.map((text) => ({ name: rule.name, kind: rule.kind, text, isMatch: false })),
  ])
  test.each(cases.filter(({ isMatch }) => isMatch))('$name masks: $text', ({ text }) => {
    expect(redact(text).redactions).not.toEqual([])
  })
  test.each(cases.filter(({ isMatch }) => !isMatch))('$name leaves: $text', ({ text }) => {
    expect(redact(text)).toEqual({ text, redactions: [] })
  })
})

describe('secrets in tickets', () => {
  test.each([
    [
      'Hi, my password is Sommer2026! and it fails',
      'Hi, my password is [redacted:password] and it fails',
    ],
    ['username: jdoe password: Hunter2!', 'username: jdoe password: [redacted:password]'],
    ['密碼是 Xy9#kLm2，請幫忙', '密碼是 [redacted:password]，請幫忙'],
    ['臨時密碼：Tmp!Pass77\n謝謝', '臨時密碼：[redacted:password]\n謝謝'],
    ['驗證碼 123456 收到了', '驗證碼 [redacted:one-time-code] 收到了'],
    [
      'mail kim.lee@example.org or call 0912-345-678',
      'mail [redacted:email] or call [redacted:phone]',
    ],
    ['card 4111 1111 1111 1111 ok', 'card [redacted:payment-card] ok'],
    ['身分證字號A123456789', '身分證字號[redacted:national-id]'],
  ])('%s', (text, masked) => {
    expect(redact(text).text).toBe(masked)
  })

  test('what was masked is counted by kind', () => {
    expect(redact('a@example.org b@example.org, pw: Abc123!x').redactions).toEqual([
      { kind: 'password', count: 1 },
      { kind: 'email', count: 2 },
    ])
    expect(mergeRedactions([{ kind: 'email', count: 1 }], [{ kind: 'email', count: 2 }])).toEqual([
      { kind: 'email', count: 3 },
    ])
  })
})

describe('what a ticket is worth nothing without', () => {
  test.each([
    'SSPR_0029 and SSPR_009, sspr 29',
    'event id 33008, 31034 and 6329, hr=0x80230619, 8023062C',
    'support code 0199aa00-1234-7abc-8def-0123456789ab',
    'AADSTS50053, Entra Connect 2.5.79.0, TLS 1.2',
    'ticket #4711, INC0012345, case 2026112210000012',
    'see https://learn.microsoft.com/zh-tw/entra/identity/authentication/troubleshoot-sspr#sspr-usage',
    '2026-11-22 08:15:30 +08:00, 10.0.0.1:443',
    'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\RestrictRemoteSam',
    'Update-MgUser -UserId kim -PasswordPolicies DisablePasswordExpiration',
    'method id 28c10230-6103-485e-b985-444c60001490',
    'my password is expired and the new password does not work on my PC',
    '我的密碼已過期，新密碼無法登入電腦，密碼是什麼時候到期？',
    'the password is incorrect, but I am sure the password is right',
    'password policy: at least 12 characters, 3 of 4 classes, 24 remembered',
    'employee number E12345, room 31034, 4,500 users, 3 x 1.299,00 EUR',
  ])('survives: %s', (text) => {
    expect(redact(text)).toEqual({ text, redactions: [] })
  })
})

describe('evasion', () => {
  test.each([
    'ｍｙ ｐａｓｓｗｏｒｄ ｉｓ Ｓｏｍｍｅｒ２０２６！',
    'my pass\u200bword is Sommer2026!',
    'my\u00a0password\u00a0is\u00a0Sommer2026!',
    'MY PASSWORD IS Sommer2026!',
    'my password is:\nSommer2026!',
  ])('%s is masked', (text) => {
    expect(kindsOf(text)).toContain('password')
  })
})

describe('properties', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'password',
          ' is ',
          ': ',
          '密碼',
          '是',
          'Abc123!',
          'code',
          ' 482913',
          '@',
          'kim',
          '.org',
          '+1 425 555 0123',
          '[redacted:email]',
          '\n',
          '"',
          '(',
          '-----BEGIN PRIVATE KEY-----',
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join('')),
  )

  test('masking again changes nothing and counts nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { text: masked } = redact(text)
        expect(redact(masked)).toEqual({ text: masked, redactions: [] })
      }),
      { numRuns: 2000 },
    )
  })

  test('a password said in a sentence is gone wherever it stands', () => {
    const secret = fc.stringMatching(/^[A-Z][a-z]{3,8}[0-9]{2,4}[!#$%]$/)
    const around = fc.constantFrom('', 'Hi, ', 'Since Monday nothing works. ', '您好，')
    fc.assert(
      fc.property(secret, around, around, (password, before, after) => {
        const { text } = redact(`${before}my password is ${password} ${after}`)
        expect(text).not.toContain(password)
      }),
    )
  })
})
