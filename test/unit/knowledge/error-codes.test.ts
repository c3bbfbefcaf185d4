import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { errorCodeTable } from '../../../src/knowledge/error-code-table.ts'
import { errorCodeEntry, errorCodesOf, readErrorCodes } from '../../../src/knowledge/error-codes.ts'
import { categoryIds } from '../../../src/ticket.ts'
import { inSimplifiedScript, toSimplified } from './simplified.ts'

const codesIn = (text: string) => readErrorCodes(text, 'en', toSimplified).map(({ code }) => code)

describe('what the pages say in German, French, Spanish and Japanese', () => {
  test.each([
    [
      'SSPR_0009',
      'weil Ihr Administrator das Zurücksetzen von Kennwörtern für Ihre Organisation deaktiviert hat',
    ],
    [
      'SSPR_0010',
      'votre administrateur n’a pas activé le service nécessaire pour votre organisation',
    ],
    ['SSPR_0011', 'Su organización no ha definido una directiva de restablecimiento de contraseña'],
    [
      'SSPR_0012',
      '組織で必要なライセンスが不足しているため、現時点ではパスワードをリセットできません',
    ],
    ['SSPR_0013', 'Sie sind nicht Mitglied einer für die Kennwortzurücksetzung aktivierten Gruppe'],
    ['SSPR_0014', 'car il manque des informations nécessaires pour votre compte'],
    ['SSPR_0014', 'お使いのアカウントでは必要な情報が不足しているため'],
    ['SSPR_0029', 'debido a un error en la configuración local'],
    ['SSPR_0030', '組織への接続に問題があるため、現時点ではパスワードをリセットできません'],
    [
      'feature-not-enabled',
      'Votre administrateur ne vous a pas autorisé à utiliser cette fonctionnalité',
    ],
    ['feature-not-enabled', '管理者がこの機能を使用することを許可していません'],
    ['account-not-verified', '„Wir konnten Ihr Konto nicht überprüfen“'],
    ['sms-or-call-not-received', 'Passwort zurücksetzen: Die SMS kommt leider nicht an'],
    ['sms-or-call-not-received', 'Réinitialisation : je ne reçois jamais le code'],
    ['email-not-received', 'パスワードのリセットのメールが届かない'],
    ['phone-number-mismatch', 'Al restablecer dice que el número no coincide'],
    ['too-many-attempts', 'Sie haben zu oft versucht, Ihr Konto zu überprüfen'],
    ['on-premises-policy-violation', 'Verletzung der lokalen Richtlinie'],
    ['request-not-processed', '要求の処理中にエラーが発生しました（パスワードのリセット）'],
    [
      'sign-in-screen-something-went-wrong',
      'Réinitialiser sur l’écran de connexion : une erreur est survenue',
    ],
  ])('%s: %j', (code, text) => {
    expect(codesIn(text)).toContain(code)
  })

  test.each([
    ['Ereignis 33004 im Anwendungsprotokoll', '33004'],
    ['événement 33008 dans le journal', '33008'],
    ['evento 31034 en el servidor', '31034'],
    ['イベント ID 6329 が記録される', '6329'],
    ['Fehler 0029 beim Kennwort', 'SSPR_0029'],
  ])('%j quotes %s', (text, code) => {
    expect(codesIn(text)).toEqual([code])
  })
})

describe('SSPR numbers', () => {
  test.each([
    ['SSPR_0029', 'SSPR_0029'],
    ['sspr_0029', 'SSPR_0029'],
    ['sspr 29', 'SSPR_0029'],
    ['I get sspr 29 since this morning', 'SSPR_0029'],
    ['sspr-9', 'SSPR_0009'],
    ['SSPR0030', 'SSPR_0030'],
    ['SSPR 0009', 'SSPR_0009'],
    ['SSPR_0009 : votre administrateur', 'SSPR_0009'],
    ['SSPR_0009：我們已偵測到', 'SSPR_0009'],
    ['ＳＳＰＲ＿００１３', 'SSPR_0013'],
    ['出現SSPR_0029錯誤', 'SSPR_0029'],
    ['錯誤碼SSPR-0010，請協助', 'SSPR_0010'],
    ['sspr 錯誤代碼：0014', 'SSPR_0014'],
    ['SSPR error code 12', 'SSPR_0012'],
    ['"message":"SSPR_0011: not defined"', 'SSPR_0011'],
    ['SSPR_0012.', 'SSPR_0012'],
    ['error 0029 when I reset my password', 'SSPR_0029'],
    ['重設密碼時顯示錯誤 0030', 'SSPR_0030'],
  ])('%j is %s', (text, code) => {
    expect(codesIn(text)).toEqual([code])
  })

  test('three digits are the administrators’ variant, four digits everybody’s', () => {
    expect(codesIn('SSPR_009 for our admin, SSPR_0009 for the rest')).toEqual([
      'SSPR_009',
      'SSPR_0009',
    ])
    expect(codesIn('sspr 009')).toEqual(['SSPR_009'])
    expect(errorCodeEntry('SSPR_009')?.category).toBe('reset-policy')
    expect(errorCodeEntry('SSPR_0009')?.category).toBe('setup')
  })

  test('an undocumented number is reported as such and escalated', () => {
    const [read] = readErrorCodes('the page says SSPR_0031', 'en', toSimplified)
    expect(read).toMatchObject({ code: 'SSPR_0031', fixedBy: 'admin' })
    expect(read?.meaning).toContain('not document')
    expect(read?.remedy).toMatch(/support code.*escalate/u)
  })

  test.each([
    'We plan SSPR 2 methods for everybody',
    'SSPR 14 days after the pilot',
    'SSPR 10 users are enrolled',
    'SSPR 2026 rollout',
    'SSPR 10:30 training',
    'SSPR 30 天內',
    'SSPR 12 人試用',
    'group SSPR_Pilot_0029a',
    'MySSPR_0029x',
    'error 0029 on the printer',
  ])('%j holds no code', (text) => {
    expect(codesIn(text)).toEqual([])
  })
})

describe('event ids', () => {
  test.each([
    ['Event 31034 PasswordResetService on the sync server', ['31034']],
    ['EventID 33008', ['33008']],
    ['Event ID: 33004', ['33004']],
    ['33008 ADPasswordPolicyError', ['33008']],
    ['事件識別碼 31034', ['31034']],
    ['主機事件31016，服務停了', ['31016']],
    ['31044 / 31034 nonstop, one DC of two', ['31044', '31034']],
    ['In the Application log: 31001, 31003', ['31001', '31003']],
    ['每五分鐘一個心跳 31019，中間夾 31044 跟 32014', ['31019', '31044', '32014']],
    ['新密碼寫不進 AD，31003 權限不足', ['31003']],
    ['ADSync 6329 ERROR_ACCESS_DENIED', ['6329']],
    ['event 6800 after the restart', ['6800']],
    ['flood of events 656/657 since writeback is on', ['656', '657']],
    ['4724 failure in the Security log of the DC', ['4724']],
  ])('%j quotes %j', (text, codes) => {
    expect(codesIn(text)).toEqual(codes)
  })

  test.each([
    'Ticket 31034: writeback is broken',
    'Re: [#33004] password writeback',
    '工單 33001 密碼回寫還沒處理',
    'my phone is 02 31034 1234, AD account locked',
    'call 31034-5678 about the event log',
    'employee number 33004 needs an AD account',
    'the licence costs 31034 NTD a year, see the AD invoice',
    '授權費 31034 元，AD 同步用',
    'we have 32000 users in AD',
    'AD 同步 33001 人',
    'room 31002, domain controller is down',
    'my id is 33004 and I forgot my password, AD account',
    'version 1.31034 of AD Connect',
    'PIN 4724 does not work',
    'I paid 657 dollars',
    '分機 6800 的同仁忘記密碼',
    '31034',
  ])('%j quotes no event', (text) => {
    expect(codesIn(text)).toEqual([])
  })
})

describe('results and names', () => {
  test.each([
    ['hr=80230402, message=An attempt', '0x80230402'],
    ['HR 8023042', '0x80230402'],
    ['an error hr=800700CE', '0x800700CE'],
    ['重設之後都 8023062C', '0x8023062C'],
    ['0x80230619', '0x80230619'],
    ['0x8023061f', '0x8023061F'],
    ['TenantSSPRFlagDisabled', 'SSPR_0009'],
    ['WritebackNotEnabled', 'SSPR_0010'],
    ['ssprnotenabledinuserpolicy', 'SSPR_0011'],
    ['UserNotLicensed', 'SSPR_0012'],
    ['UserNotMemberOfScopedAccessGroup = 13', 'SSPR_0013'],
    ['截圖為UserNotProperlyConfigured，請說明', 'SSPR_0014'],
    ['OnPremisesAdminActionRequired', 'SSPR_0029'],
    ['OnPremisesConnectivityError', 'SSPR_0030'],
    ['OnPremisesSuccessCloudFailure', 'OnPremisesSuccessCloudFailure'],
    ['ADPermissionsError', '33004'],
    ['ServiceBusListenerError again', '31034'],
    ['FuzzyPolicyViolationInvalidPassword', 'FuzzyPolicyViolationInvalidPassword'],
    ['AADSTS50053', 'AADSTS50053'],
    ['Error Code: 50053', 'AADSTS50053'],
  ])('%j is %s', (text, code) => {
    expect(codesIn(text)).toEqual([code])
  })

  test('eight digits without a sign of a result are not one', () => {
    expect(codesIn('請回電 80230402')).toEqual([])
  })

  test('a number and its name are one code', () => {
    expect(codesIn('SSPR_0029 (OnPremisesAdminActionRequired)')).toEqual(['SSPR_0029'])
    expect(codesIn('Event 33008, ADPasswordPolicyError, 33008 again')).toEqual(['33008'])
  })
})

describe('messages on screen', () => {
  const messages: [string, string][] = [
    ['Your administrator has not enabled you to use this feature.', 'feature-not-enabled'],
    ['畫面顯示您的系統管理員尚未允許您使用此功能', 'feature-not-enabled'],
    ['We couldn’t verify your account', 'account-not-verified'],
    ['我們無法驗證您的帳戶', 'account-not-verified'],
    ['During the reset the text message never arrives', 'sms-or-call-not-received'],
    ['重設時一直收不到簡訊', 'sms-or-call-not-received'],
    ['I never received the reset e-mail', 'email-not-received'],
    ['重設信件一直沒收到', 'email-not-received'],
    ['reset page: the phone number does not match', 'phone-number-mismatch'],
    ['重設頁說電話號碼不相符', 'phone-number-mismatch'],
    ['Reset: the user ID you entered does not exist', 'user-id-not-recognized'],
    ['重設時說使用者識別碼不存在', 'user-id-not-recognized'],
    ['You’ve tried to verify your account too many times', 'too-many-attempts'],
    ['顯示驗證太多次，要等 24 小時', 'too-many-attempts'],
    ['On-premises policy violation', 'on-premises-policy-violation'],
    ['出現「內部部署原則違規」', 'on-premises-policy-violation'],
    ['Password doesn’t comply with fuzzy policy', 'FuzzyPolicyViolationInvalidPassword'],
    ['密碼不符合模糊原則', 'FuzzyPolicyViolationInvalidPassword'],
    ['the reset dialog does not appear', 'reset-dialog-not-shown'],
    ['按重設密碼，對話方塊沒有出現', 'reset-dialog-not-shown'],
    ['Sign-in screen link: Something went wrong', 'sign-in-screen-something-went-wrong'],
    ['登入畫面按重設就說發生錯誤', 'sign-in-screen-something-went-wrong'],
    ['The servers take a little time to catch up', 'servers-catching-up'],
    ['伺服器需要一點時間才能跟上', 'servers-catching-up'],
    ['There’s an error processing the request (registration)', 'request-not-processed'],
    ['註冊時：處理要求時發生錯誤', 'request-not-processed'],
    [
      'You can’t reset your password at this time because your administrator has disabled password reset for your organization.',
      'SSPR_0009',
    ],
    ['因為您的組織缺少必要的授權', 'SSPR_0012'],
    ['您不是已啟用密碼重設之群組的成員', 'SSPR_0013'],
    ['You can’t reset it because you haven’t registered for password reset', 'SSPR_0014'],
    ['因為您的內部部署設定發生錯誤', 'SSPR_0029'],
    ['because of connectivity issues to your organization', 'SSPR_0030'],
    [
      'you have to wait a few minutes before the changes are committed',
      'OnPremisesSuccessCloudFailure',
    ],
  ]

  test.each(messages)('%j is %s', (text, code) => {
    expect(codesIn(text)).toEqual([code])
  })

  test('the same messages are read in Simplified script', () => {
    const chinese = messages.filter(([text]) => /\p{Script=Han}/u.test(text))
    for (const [text, code] of chinese) expect(codesIn(inSimplifiedScript(text))).toEqual([code])
  })

  test.each([
    'MFA sign-in: the text message never arrives',
    'How many words can the banned list hold?',
    '自訂禁用字詞最多可以放幾個',
    'Account locked after too many wrong passwords',
  ])('%j is none of them', (text) => {
    expect(codesIn(text)).toEqual([])
  })
})

describe('the list of codes', () => {
  test('is unique and in order of appearance', () => {
    const text = '31003 in the event log, then SSPR_0030, WritebackNotEnabled, SSPR_0030 again'
    expect(codesIn(text)).toEqual(['31003', 'SSPR_0030', 'SSPR_0010'])
  })

  test('stops at twenty', () => {
    const text = Array.from({ length: 90 }, (_, at) => `SSPR_00${at + 10}`).join(' ')
    expect(codesIn(text)).toHaveLength(20)
  })

  test('reads every code of the table back from its own spelling', () => {
    for (const entry of errorCodeTable) {
      if (entry.kind === 'message') continue
      const text = entry.kind === 'event' ? `event id ${entry.code}` : `error ${entry.code}`
      expect(codesIn(text)).toContain(entry.code)
    }
  })

  test('never throws and never repeats a code, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 20 }),
            fc.constantFrom('SSPR_', '0029', 'event ', '31034', ' ', '，', '錯誤', '\u0000'),
          ),
        ),
        (parts) => {
          const codes = codesIn(parts.join(''))
          expect(new Set(codes).size).toBe(codes.length)
        },
      ),
    )
  })
})

describe('the table', () => {
  test('spells each code and each name once', () => {
    const codes = errorCodeTable.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const names = errorCodeTable.flatMap((entry) => entry.names ?? [])
    expect(new Set(names).size).toBe(names.length)
  })

  test('describes each code in both languages and each fixer', () => {
    for (const entry of errorCodeTable) {
      for (const wording of [entry.meaning, entry.remedy]) {
        expect(wording.en).not.toMatch(/\p{Script=Han}/u)
        expect(wording['zh-Hant']).toMatch(/\p{Script=Han}/u)
      }
    }
    expect(new Set(errorCodeTable.map(({ fixedBy }) => fixedBy))).toEqual(
      new Set(['user', 'admin', 'nobody']),
    )
  })

  test('links to Microsoft Learn in the language of the answer', () => {
    const link = (language: 'en' | 'zh-Hant' | 'zh-Hans') =>
      readErrorCodes('SSPR_0029', language, toSimplified)[0]?.link
    const page =
      'troubleshoot/entra/entra-id/user-prov-sync/password-writeback-error-code-sspr-0029'
    expect(link('en')).toBe(`https://learn.microsoft.com/en-us/${page}`)
    expect(link('zh-Hant')).toBe(`https://learn.microsoft.com/zh-tw/${page}`)
    expect(link('zh-Hans')).toBe(`https://learn.microsoft.com/zh-cn/${page}`)
  })

  test('answers in Simplified Chinese by conversion', () => {
    const [read] = readErrorCodes('SSPR_0012', 'zh-Hans', toSimplified)
    expect(read?.meaning).toContain('缺少')
    expect(read?.remedy).toMatch(/检查/u)
  })

  test('tells anybody nothing about servers, service accounts, registry or firewall', () => {
    for (const { publicHelp } of errorCodeTable) {
      const text = `${publicHelp?.en} ${publicHelp?.['zh-Hant']}`
      expect(text).not.toMatch(
        /MSOL|connector|registry|firewall|adminCount|servicebus|連接器|防火牆/iu,
      )
    }
  })

  test('gives every category the codes whose remedy belongs there', () => {
    const listed = categoryIds.flatMap((id) => errorCodesOf(id, 'en', toSimplified))
    expect(listed).toHaveLength(errorCodeTable.length)
    const writeback = errorCodesOf('writeback', 'en', toSimplified).map(({ code }) => code)
    expect(writeback).toEqual(expect.arrayContaining(['SSPR_0010', 'SSPR_0029', 'SSPR_0030']))
  })
})
