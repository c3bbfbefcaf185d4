import { describe, expect, test } from 'vitest'
import { readErrorCodes } from '../../../src/knowledge/error-codes.ts'
import { findMissing } from '../../../src/knowledge/missing.ts'
import { type CategoryId, categoryIds, type RequesterRole } from '../../../src/ticket.ts'
import { inSimplifiedScript, toSimplified } from './simplified.ts'

function missingIn(text: string, category: CategoryId | null, role: RequesterRole = 'admin') {
  const errorCodes = readErrorCodes(text, 'en', toSimplified)
  return findMissing({ category, text, role, language: 'en', errorCodes, toSimplified }).map(
    ({ item }) => item,
  )
}

describe('what a ticket fails to say', () => {
  test('an error report without any detail is asked for message, page, support code and time', () => {
    expect(missingIn('Resetting gives me an error. Help!', 'error-message', 'user')).toEqual([
      'error-text',
      'page',
      'support-code',
      'time',
    ])
  })

  test('a complete error report of an end user is asked nothing', () => {
    const text =
      'At aka.ms/sspr I get SSPR_0014, support code 0f6b1c22-3a1d-4e0e-9a7e-1c55aa90b7d1, today 10:32 CET'
    expect(missingIn(text, 'error-message', 'user')).toEqual([])
  })

  test('the same report of an administrator is asked what an administrator knows', () => {
    const text =
      'At aka.ms/sspr she gets SSPR_0012, support code 0f6b1c22-3a1d-4e0e-9a7e-1c55aa90b7d1, today 10:32 CET. Just this one user.'
    expect(missingIn(text, 'error-message')).toEqual(['user-type', 'licence'])
  })

  test('an end user is never asked what only an administrator can know', () => {
    for (const category of categoryIds) {
      const asked = missingIn('It does not work, there is an error', category, 'user')
      for (const item of ['user-type', 'licence', 'scope', 'account-role', 'event-id'] as const) {
        expect(asked).not.toContain(item)
      }
    }
  })

  test('a failing writeback is asked for its event, the kind of user and how many', () => {
    expect(missingIn('New passwords do not arrive in our AD', 'writeback')).toEqual([
      'error-text',
      'event-id',
      'user-type',
      'affected-users',
    ])
  })

  test('a plain question is asked nothing about an error', () => {
    const asked = missingIn('How long may a password be?', 'reset-policy')
    expect(asked).not.toContain('error-text')
    expect(asked).not.toContain('time')
  })

  test('a setup question is asked for licence, scope and kind of user', () => {
    expect(missingIn('Where do I switch it on?', 'setup')).toEqual([
      'licence',
      'scope',
      'user-type',
    ])
  })

  test('somebody who merely forgot a password is asked nothing', () => {
    expect(missingIn('I forgot my password', 'self-reset', 'user')).toEqual([])
  })

  test('asks at most four questions, each once', () => {
    for (const category of categoryIds) {
      for (const role of ['user', 'admin'] as const) {
        const asked = missingIn('error, nothing works', category, role)
        expect(asked.length).toBeLessThanOrEqual(4)
        expect(new Set(asked).size).toBe(asked.length)
      }
    }
  })

  test('asks nothing outside the categories', () => {
    expect(missingIn('The printer shows an error', null)).toEqual([])
  })

  test('asks in the requester’s language', () => {
    const ask = (language: 'en' | 'zh-Hant' | 'zh-Hans') =>
      findMissing({
        category: 'error-message',
        text: '重設失敗',
        role: 'user',
        language,
        errorCodes: [],
        toSimplified,
      })[1]?.question
    expect(ask('en')).toMatch(/^On which page/u)
    expect(ask('zh-Hant')).toContain('網址')
    expect(ask('zh-Hans')).toContain('网址')
  })

  test('warns against sending secrets where a message is asked for', () => {
    const [first] = findMissing({
      category: 'error-message',
      text: 'error',
      role: 'user',
      language: 'en',
      errorCodes: [],
      toSimplified,
    })
    expect(first?.question).toContain('never a password')
  })
})

describe('in German, French, Spanish and Japanese', () => {
  test.each([
    ['Beim Zurücksetzen kommt ein Fehler. Bitte um Hilfe'],
    ['J’ai une erreur à la réinitialisation, que faire ?'],
    ['Me sale un error al restablecer, ayuda'],
    ['リセットするとエラーになります'],
  ])('%j is asked for message, page, support code and time', (text) => {
    expect(missingIn(text, 'error-message', 'user')).toEqual([
      'error-text',
      'page',
      'support-code',
      'time',
    ])
  })

  test.each([
    ['error-text', 'Die Meldung lautet: „Wir können Ihr Kennwort nicht zurücksetzen“'],
    ['error-text', 'Le message dit « Une erreur est survenue »'],
    ['error-text', 'La página dice que la cuenta no está habilitada'],
    ['error-text', '「問題が発生しました」と表示されます'],
    ['error-text', 'Es kommt keine Fehlermeldung, der Knopf ist grau'],
    ['time', 'Fehler heute um 9.30 Uhr'],
    ['time', 'erreur ce matin vers 9 h'],
    ['time', 'error hoy a las 10'],
    ['time', '今朝9時にエラー'],
    ['page', 'Fehler auf dem Anmeldebildschirm'],
    ['page', 'erreur sur l’écran de connexion'],
    ['page', 'error en la pantalla de inicio de sesión'],
    ['page', 'サインイン画面でエラー'],
    ['support-code', 'Fehler, Unterstützungscode: 5b2e9d10'],
    ['support-code', 'エラー、サポート コードは 5b2e9d10'],
  ] as const)('%s is answered by %j', (item, text) => {
    expect(missingIn(text, 'error-message', 'user')).not.toContain(item)
  })

  test.each([
    ['user-type', 'Die synchronisierten Benutzer können nicht zurücksetzen'],
    ['user-type', 'Les comptes hybrides ne peuvent pas réinitialiser'],
    ['user-type', 'Los usuarios sincronizados no pueden restablecer'],
    ['user-type', 'ハイブリッド環境でリセットできない'],
    ['affected-users', 'Es geht bei allen Benutzern nicht: alle Mitarbeiter betroffen'],
    ['affected-users', 'Aucun retour pour deux utilisateurs, échec'],
    ['affected-users', 'Falla para todos los usuarios'],
    ['affected-users', '全員失敗します'],
    ['event-id', 'Kennwort kommt nicht an, Ereignis 33004'],
    ['event-id', 'ライトバックが失敗、イベント 33004'],
  ] as const)('%s is answered for a failing writeback by %j', (item, text) => {
    expect(missingIn(text, 'writeback')).not.toContain(item)
  })

  test.each([
    ['Wo schalte ich es ein? Wir haben Business Premium, nur eine Gruppe'],
    ['On est en E3, où activer pour un groupe ?'],
    ['Tenemos P1, ¿cómo lo activo para un grupo?'],
    ['E3です。グループだけ有効にするには?'],
  ])('licence and scope are answered by %j', (text) => {
    expect(missingIn(text, 'setup')).toEqual(['user-type'])
  })

  test.each([
    ['de', 'Welche'],
    ['fr', 'Quel'],
    ['es', '¿'],
    ['ja', 'ページ'],
  ] as const)('the questions are in %s', (language, start) => {
    const [, , question] = findMissing({
      category: 'error-message',
      text: 'x',
      role: 'user',
      language,
      errorCodes: [],
      toSimplified,
    })
    expect(question?.question).toContain(start)
  })

  test('somebody who merely forgot a password is asked nothing', () => {
    for (const text of [
      'Ich habe mein Kennwort vergessen',
      'J’ai oublié mon mot de passe',
      'Olvidé mi contraseña',
      'パスワードを忘れました',
    ]) {
      expect(missingIn(text, 'self-reset', 'user')).toEqual([])
    }
  })
})

describe('what counts as said', () => {
  const cases: [CategoryId, string, string[]][] = [
    [
      'writeback',
      'user-type',
      [
        'AD FS here, resets fail',
        'we are federated with Okta, resets fail',
        'cloud only users cannot reset',
        'users synced from AD cannot reset',
        'PHS tenant, resets fail',
        'pass-through authentication, resets fail',
        '同盟使用者重設失敗',
        '雲端帳號重設失敗',
        '密碼雜湊同步的使用者重設失敗',
        '傳遞驗證，重設失敗',
        '從地端 AD 同步的帳號重設失敗',
      ],
    ],
    [
      'setup',
      'licence',
      [
        'We have Business Premium',
        'all on E3',
        'Entra ID P1 for everyone',
        'SKU SPE_E5',
        'only the free tier',
        '我們買的是商務進階版',
        '大家都是 E3',
        '使用者都沒有授權',
      ],
    ],
    [
      'error-message',
      'time',
      [
        'error today 10:32 CET',
        'error at 9 am',
        'error around nine',
        'error at 2026-02-03T16:40:00Z',
        '今天早上九點出現錯誤',
        '下午3點半錯誤',
        '錯誤時間 14:05',
      ],
    ],
    [
      'error-message',
      'page',
      [
        'error on aka.ms/sspr',
        'error on the login screen',
        'error at https://mysignins.microsoft.com',
        'error on the security info page',
        'error behind the forgot password link',
        '登入畫面出現錯誤',
        '在安全性資訊頁面錯誤',
        '忘記密碼的網頁錯誤',
      ],
    ],
    [
      'error-message',
      'error-text',
      [
        'it says "You cannot reset your password at this time"',
        'SSPR_0029',
        'the page says your request could not be completed',
        'Error: the operation timed out',
        'the button is grey, no message at all',
        '畫面顯示「無法完成您的要求」',
        'AADSTS50076',
      ],
    ],
    [
      'error-message',
      'support-code',
      [
        'error, support code 0f6b1c22-3a1d-4e0e-9a7e-1c55aa90b7d1',
        'error, correlation id: 4be1f02c99',
        '錯誤，支援碼：5b2e9d10',
      ],
    ],
    [
      'setup',
      'scope',
      ['set to Selected', 'enabled for all users', '範圍選了全部', '只開一個群組'],
    ],
    [
      'reset-policy',
      'account-role',
      [
        'the account is a Global Administrator',
        'tested with a normal user',
        '用管理員帳號測試',
        '一般使用者也一樣',
      ],
    ],
    [
      'registration',
      'method',
      ['the Authenticator app', 'by text message', '簡訊驗證', '安全性問題怎麼設'],
    ],
    [
      'writeback',
      'affected-users',
      ['it fails for all users', 'fails, just one user', '失敗，只有一位同仁', '所有人都失敗'],
    ],
    ['writeback', 'event-id', ['resets fail, event 33008', '重設失敗，事件識別碼 31034']],
  ]

  test.each(cases)('%s: %s', (category, item, texts) => {
    for (const text of texts) {
      expect([text, missingIn(text, category)]).toEqual([text, expect.not.arrayContaining([item])])
    }
  })

  test('the same in Simplified script', () => {
    for (const [category, item, texts] of cases) {
      for (const text of texts.filter((one) => /\p{Script=Han}/u.test(one))) {
        const simplified = inSimplifiedScript(text)
        expect([simplified, missingIn(simplified, category)]).toEqual([
          simplified,
          expect.not.arrayContaining([item]),
        ])
      }
    }
  })

  test('mainland words count as well as Taiwanese ones', () => {
    expect(missingIn('登录界面报错', 'error-message')).not.toContain('page')
    expect(missingIn('短信验证', 'registration')).not.toContain('method')
  })
})
