import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { raiseWarnings } from '../../../src/knowledge/warnings.ts'
import {
  type CategoryId,
  categoryIds,
  type Redaction,
  redactionKinds,
} from '../../../src/ticket.ts'
import { inSimplifiedScript, toSimplified } from './simplified.ts'

function warn(text: string, category: CategoryId | null, redactions: Redaction[] = []) {
  return raiseWarnings({ category, text, redactions, language: 'en', toSimplified })
}
function identity(text: string, category: CategoryId | null) {
  return warn(text, category).find(({ kind }) => kind === 'identity-verification-required')?.message
}

describe('a credential in a ticket', () => {
  test.each(['password', 'one-time-code', 'token', 'api-key', 'private-key'] as const)(
    'raises a warning when a %s was masked, whatever the category',
    (kind) => {
      for (const category of [...categoryIds, null]) {
        const kinds = warn('hello', category, [{ kind, count: 1 }]).map((one) => one.kind)
        expect(kinds).toContain('credential-exposed')
      }
    },
  )

  test('personal data that is no credential raises none', () => {
    for (const kind of redactionKinds) {
      if (/password|code|token|key/u.test(kind)) continue
      expect(warn('How long may a password be?', 'reset-policy', [{ kind, count: 2 }])).toEqual([])
    }
  })

  test('is to be changed now, and not to be repeated', () => {
    const [warning] = warn('x', 'setup', [{ kind: 'password', count: 1 }])
    expect(warning?.message).toMatch(/changed or revoked now/u)
    expect(warning?.message).toMatch(/do not repeat it/u)
  })
})

describe('in German, French, Spanish and Japanese', () => {
  const required: [CategoryId | null, string][] = [
    ['registration', 'Handy verloren, wie registriere ich das neue?'],
    ['registration', 'J’ai changé de téléphone, les codes partent sur l’ancien'],
    ['registration', 'Me robaron el celular y necesito registrar otro'],
    ['registration', 'スマホを機種変更しました。認証アプリを登録し直したい'],
    ['self-reset', 'Wie bekommt mein Kollege ein neues Kennwort?'],
    ['self-reset', 'Comment ma collègue peut changer son mot de passe ?'],
    ['self-reset', '¿Cómo restablece mi jefe su contraseña?'],
    ['self-reset', '社長のパスワードはどうやって変更しますか'],
    ['self-reset', 'Wo kann ich das Kennwort ändern, es eilt'],
    ['self-reset', 'Où puis-je le changer ? C’est urgent'],
    ['self-reset', '¿Dónde lo cambio? Es urgente'],
    ['self-reset', '至急、リセットの手順を教えてください'],
    ['error-message', 'Es kommt SSPR_0014. Bitte mein Kennwort zurücksetzen.'],
    ['error-message', 'SSPR_0014. Merci de réinitialiser mon mot de passe'],
    ['error-message', 'SSPR_0014. Por favor restablezcan mi contraseña'],
    ['error-message', 'SSPR_0014 と出ます。パスワードをリセットしてください'],
    ['writeback', 'Könnt ihr solange mein Konto entsperren?'],
    ['setup', 'Pouvez-vous aussi débloquer mon compte ?'],
    ['reset-policy', 'Necesito que desbloqueen mi cuenta'],
    ['prepopulate', 'Bitte die Handynummer meines Chefs ändern'],
    ['prepopulate', 'Changez mon numéro de téléphone svp'],
    ['prepopulate', 'Actualicen el celular de mi jefa, por favor'],
    ['prepopulate', '部長の携帯番号を変更してください'],
    ['error-message', 'Ich habe eine Zurücksetzung bekommen, die ich nicht angefordert habe'],
    ['error-message', 'J’ai reçu un code de réinitialisation que je n’ai jamais demandé'],
    ['error-message', 'Me llegó un código de restablecimiento que nunca pedí'],
    ['error-message', '身に覚えのないリセットのコードが届きました'],
  ]
  test.each(required)('%s: %j needs verification', (category, text) => {
    expect(identity(text, category)).toBeDefined()
  })

  const free: [CategoryId | null, string][] = [
    ['self-reset', 'Wie kann ich mein Kennwort ändern?'],
    ['self-reset', 'Comment changer mon mot de passe ?'],
    ['self-reset', '¿Dónde puedo cambiar mi contraseña?'],
    ['self-reset', 'パスワードの変更はどこでできますか'],
    ['setup', 'Wo aktiviere ich die Zurücksetzung für alle Benutzer?'],
    ['setup', 'Quelle licence pour la réinitialisation ?'],
    ['reset-policy', '¿Cuántos intentos hay antes del bloqueo?'],
    ['writeback', 'ライトバックの権限を教えてください'],
    ['registration', 'Wie erinnere ich die Mitarbeiter an die Registrierung?'],
    ['registration', 'Comment inscrire mes méthodes de vérification ?'],
    ['prepopulate', 'Handynummern aller Mitarbeiter per PowerShell laden, wie?'],
    ['prepopulate', '全社員の電話番号を CSV から登録する手順'],
    [null, 'Mon imprimante ne marche plus'],
    [null, 'WLAN geht nicht, dringend'],
  ]
  test.each(free)('%s: %j does not', (category, text) => {
    expect(identity(text, category)).toBeUndefined()
  })

  test.each([
    'Jemand hat mein Kennwort geändert, Konto gehackt',
    'Mon compte a été piraté',
    'Hackearon mi cuenta',
    'アカウントが乗っ取られました',
  ])('%j goes to security at once', (text) => {
    expect(identity(text, 'self-reset')).toContain('Escalate to security at once')
  })
})

describe('identity verification is required', () => {
  const required: [CategoryId | null, string][] = [
    ['self-reset', 'I forgot my password'],
    ['self-reset', '帳號被鎖住，請解鎖'],
    ['self-reset', 'how can my colleague get a new password, he is abroad'],
    ['registration', 'I have a new phone, the codes go to the old one'],
    ['registration', '手機掉了，怎麼重新註冊'],
    ['registration', 'Please delete the authenticator of user m.chen'],
    ['prepopulate', 'Please change my boss’s mobile number for the codes'],
    ['prepopulate', '請把她的備用信箱改成新的'],
    ['prepopulate', 'Enter the recovery phones of my team, numbers below'],
    ['error-message', 'The page shows SSPR_0014. Please reset my password for me.'],
    ['error-message', '一直出錯，麻煩幫我重設密碼'],
    ['writeback', 'It does not sync, can you unlock my account meanwhile?'],
    ['reset-policy', 'Please reset the password of our Global Admin'],
    ['setup', 'While you are at it, please reset my password'],
    [null, 'Please reset my colleague’s ERP password'],
  ]

  test.each(required)('%s: %j', (category, text) => {
    expect(identity(text, category)).toMatch(/^Verify who is asking/u)
    expect(identity(inSimplifiedScript(text), category)).toBeDefined()
  })

  const notRequired: [CategoryId | null, string][] = [
    ['reset-policy', 'How long may a password be, and how often does it expire?'],
    ['reset-policy', '密碼長度跟到期天數可以改嗎'],
    ['setup', 'Which licence do we need to let people reset their own passwords?'],
    ['setup', '請協助啟用自助式密碼重設，我們有 E3'],
    ['writeback', 'Resets succeed in the cloud but AD keeps the old password, event 33008'],
    ['error-message', 'What does SSPR_0009 mean?'],
    ['prepopulate', 'Import 2,000 phone numbers with Graph from our HR system'],
    ['registration', 'Where do I register for password reset?'],
    ['self-reset', 'Where do I change my password? I still know it'],
    ['self-reset', '請問忘記密碼要去哪個網頁重設'],
    [null, 'The printer on the third floor is broken, urgent!'],
    [null, 'My game account was hacked'],
  ]

  test.each(notRequired)('not for %s: %j', (category, text) => {
    expect(identity(text, category)).toBeUndefined()
    expect(identity(inSimplifiedScript(text), category)).toBeUndefined()
  })
})

describe('the reasons seen', () => {
  const reasons: [string, string[]][] = [
    [
      'asks for somebody else',
      [
        'Please reset the password for my colleague',
        'Reset user’s password',
        'My boss is locked out of his account',
        'I need a reset on behalf of a customer',
        '請幫同事重設密碼',
        '我主管忘記密碼了，請協助',
        '有位使用者的帳號被鎖',
      ],
    ],
    [
      'urgency',
      [
        'URGENT: password reset',
        'forgot my password, need it ASAP',
        'locked out, my meeting starts in ten minutes',
        '緊急！忘記密碼',
        '馬上要開會，帳號被鎖',
        '忘記密碼，十萬火急',
      ],
    ],
    [
      'new, changed or lost phone',
      [
        'forgot my password and got a new phone',
        'my phone was stolen and I forgot my password',
        'I no longer have my old number, password forgotten',
        '換手機之後忘記密碼',
        '手機遺失，密碼也忘了',
        '舊門號已停用，沒辦法重設',
      ],
    ],
    [
      'administrator’s or executive’s account',
      [
        'Our Global Admin forgot the password',
        'reset the admin account please',
        'The CEO is locked out',
        '全域管理員的密碼忘了',
        '總經理的帳號被鎖',
      ],
    ],
    [
      'wants a check skipped',
      [
        'reset it without verification please',
        'please skip the identity check and reset my password',
        'disable MFA for me for today, my password is gone',
        'my manager already approved the reset',
        '不用驗證，直接幫我重設密碼',
        '請先關掉我的雙重驗證',
        '主管已經同意了，請重設',
      ],
    ],
    [
      'answer to go to another address or number',
      [
        'send the new password to my private Gmail',
        'text the code to this number: [phone]',
        'please mail the new password to [email]',
        '新密碼請寄到我的私人信箱',
        '驗證碼改傳到另一支手機',
      ],
    ],
  ]

  test.each(reasons)('%s', (reason, texts) => {
    for (const text of texts) {
      expect([text, identity(text, 'self-reset')]).toEqual([text, expect.stringContaining(reason)])
      const simplified = inSimplifiedScript(text)
      expect([simplified, identity(simplified, 'self-reset')]).toEqual([
        simplified,
        expect.stringContaining(reason),
      ])
    }
  })

  test('are not invented', () => {
    expect(identity('I forgot my password', 'self-reset')).not.toContain('Seen in this ticket')
    expect(identity('其他人都可以登入，只有我忘記密碼', 'self-reset')).not.toContain(
      'somebody else',
    )
  })

  test('a privileged account needs two people', () => {
    expect(identity('Our Global Admin forgot the password', 'self-reset')).toContain('two people')
  })
})

describe('security is called', () => {
  test.each([
    'I got a password reset code but I did not request any reset',
    'I never asked for this reset mail',
    'Approval prompts all night that nobody started',
    'Somebody has changed my password, it was not me',
    'My account was hacked',
    'The stolen phone is still signed in',
    '我沒有申請重設密碼，卻收到通知信',
    '有人改了我的密碼',
    '我的帳號被盜了',
  ])('at once for %j', (text) => {
    for (const category of ['self-reset', 'error-message', 'registration'] as const) {
      expect(identity(text, category)).toContain('Escalate to security at once')
    }
  })

  test('for a request to skip a check', () => {
    expect(identity('reset my password without verification', 'self-reset')).toContain(
      'Inform security',
    )
  })

  test('not for forgetting a password', () => {
    expect(identity('I forgot my password', 'self-reset')).not.toContain('security')
  })
})

test('warnings are in the agent’s language', () => {
  const message = (language: 'zh-Hant' | 'zh-Hans') =>
    raiseWarnings({
      category: 'self-reset',
      text: 'urgent, forgot my password',
      redactions: [],
      language,
      toSimplified,
    })[0]?.message
  expect(message('zh-Hant')).toMatch(/此工單的跡象：語氣急迫。/u)
  expect(message('zh-Hans')).toMatch(/语气急迫。/u)
})

test('nothing of the ticket’s own words is repeated in a warning', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 40 }), (noise) => {
      const clean = noise.replace(/[^a-z]/giu, '')
      fc.pre(clean.length >= 6)
      const text = `urgent reset for my boss zz${clean}zz`
      for (const { message } of warn(text, 'self-reset', [{ kind: 'password', count: 1 }])) {
        expect(message).not.toContain(`zz${clean}zz`)
      }
    }),
  )
})
