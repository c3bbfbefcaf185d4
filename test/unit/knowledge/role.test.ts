import { describe, expect, test } from 'vitest'
import { decideRole, guessRole } from '../../../src/knowledge/role.ts'
import { inSimplifiedScript } from './simplified.ts'

describe('who wrote a ticket', () => {
  test.each([
    'I am the Global Administrator and my password is fine, but our users get an error',
    'I’m the IT admin at a dental practice',
    'Our synced users cannot reset since we moved Entra Connect',
    'Get-MgUser shows the phone, yet nobody can reset',
    'The blade in the Entra admin center is greyed out',
    'Event ID 33008 on the sync server after every reset',
    'Should the scope be Selected or All, and does everyone need P1?',
    '我是資訊室的系統管理員，想開放同仁自己重設密碼',
    '請問 Entra Connect 的密碼回寫要怎麼開',
    '用 PowerShell 幫全校學生填備用信箱',
  ])('%j: an administrator', (text) => {
    expect(guessRole(text)).toBe('admin')
    expect(guessRole(inSimplifiedScript(text))).toBe('admin')
  })

  test.each([
    'I forgot my password and I am locked out of my laptop',
    'I’m just a normal user, no idea what SSPR means',
    'I can’t log in to my account, please help',
    'I am an admin assistant and forgot my password',
    '我忘記密碼了，請幫我',
    '我的帳號被鎖住，進不去信箱',
    '我是一般員工，換手機後收不到驗證碼',
  ])('%j: an end user', (text) => {
    expect(guessRole(text)).toBe('user')
    expect(guessRole(inSimplifiedScript(text))).toBe('user')
  })

  test.each([
    'Ich bin der IT-Administrator und mein Passwort ist in Ordnung, aber die Benutzer bekommen einen Fehler',
    'Als Admin möchte ich die Kennwortzurücksetzung für unsere Mitarbeiter einschalten',
    'Wo stelle ich das im Mandanten um?',
    'Ereignis-ID 33008 auf dem Server, das Rückschreiben geht nicht',
    'Je suis l’administrateur du lycée, nos élèves oublient tout',
    'Comment activer la réinitialisation pour tous les utilisateurs ?',
    'Quelle stratégie de groupe pour le lien sur l’écran de connexion ?',
    'Soy la administradora, ¿cómo lo habilito para los empleados?',
    'La escritura diferida no funciona en nuestro inquilino',
    '情シスの者です。ユーザーに自分でリセットさせたいです',
    'テナント全体でオンにする方法を教えてください',
    'パスワード ライトバックが動きません',
  ])('%j: an administrator', (text) => {
    expect(guessRole(text)).toBe('admin')
  })

  test.each([
    'Ich habe mein Kennwort vergessen',
    'mein Konto ist gesperrt, bitte helfen',
    'Ich bin nur eine einfache Mitarbeiterin und komme nicht mehr rein',
    'J’ai oublié mon mot de passe',
    'Bonjour, mon compte est verrouillé',
    'Je ne suis pas informaticien, je n’arrive plus à me connecter',
    'Olvidé mi contraseña',
    'no puedo entrar, cambié de celular',
    'パスワードを忘れてしまいました',
    '私のアカウントがロックされています',
  ])('%j: an end user', (text) => {
    expect(guessRole(text)).toBe('user')
  })

  test.each(['password reset', 'it does not work', '請協助', ''])('%j: not to tell', (text) => {
    expect(guessRole(text)).toBeNull()
  })

  test('what the helpdesk says comes first, then the text, then what is usual', () => {
    const text = 'I forgot my password and I am locked out'
    expect(decideRole({ given: 'admin', text, category: 'self-reset' })).toBe('admin')
    expect(decideRole({ given: undefined, text, category: 'setup' })).toBe('user')
    const vague = 'please help'
    for (const category of ['setup', 'prepopulate', 'writeback', 'reset-policy'] as const) {
      expect(decideRole({ given: undefined, text: vague, category })).toBe('admin')
    }
    for (const category of ['self-reset', 'registration', 'error-message'] as const) {
      expect(decideRole({ given: undefined, text: vague, category })).toBe('user')
    }
  })
})
