import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectLanguage, toSimplified, toTraditional } from '../../../src/text/language.ts'
import { isLanguageTag, languageOfTag } from '../../../src/text/language-tag.ts'
import { latinSentences } from './language-sentences.ts'

describe('the language of a ticket', () => {
  test.each([
    ['en', 'I cannot reset my password'],
    ['en', 'forgot password.'],
    ['en', 'SSPR_0029 when resetting'],
    ['en', 'Set-MsolUser -AlternateEmailAddresses fails with access denied for our admins'],
    ['zh-Hant', '密碼忘了'],
    ['zh-Hant', '我忘記密碼，請協助重設'],
    ['zh-Hant', '無法登入 Outlook'],
    ['zh-Hans', '我忘记密码了，请帮忙重置'],
    ['zh-Hans', '账户被锁定'],
    ['zh-Hant', '忘了'],
    ['ja', 'パスワードを忘れました。リセットの方法を教えてください。'],
    ['ja', '統合登録を有効にする前の電話番号はそのまま使えるのでしょうか。'],
    ['ko', '비밀번호를 잊어버렸습니다. 어떻게 재설정하나요?'],
    ['th', 'ลืมรหัสผ่าน ทำอย่างไร'],
    ['de', 'Ich habe mein Kennwort vergessen und kann mich nicht anmelden'],
    ['fr', "J'ai oublié mon mot de passe et je n'arrive plus à me connecter"],
    ['es', 'Olvidé mi contraseña y no puedo entrar en mi cuenta'],
    ['id', 'Saya lupa kata sandi dan tidak bisa masuk'],
    ['ms', 'Saya terlupa kata laluan dan tidak boleh log masuk'],
    ['de', 'Passwort'],
    ['fr', 'mot de passe'],
    ['de', 'Lokale Rechte für die Installation'],
    ['de', 'Account Lockout Duration lokal 15 min, Cloud 1 min. Korrekt oder umgekehrt?'],
    ['fr', 'Licence Power BI Pro pour 3 personnes, prix ?'],
    ['fr', 'console du switch, identifiants usine changés'],
    ['es', 'activar sspr'],
    ['es', 'Reset de clave, usuario monitor'],
    ['en', 'kronos password reset pls'],
    ['en', 'antivirus uninstall password'],
    ['zh-Hans', '手机换了'],
    ['und', '12345'],
    ['und', '???'],
    ['und', ''],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })

  test.each([
    [
      'zh-Hant',
      '重設密碼時一直出現以下訊息，請問怎麼處理？\nYour administrator has not enabled you to use this feature. Please contact your administrator to reset your password for you.',
    ],
    ['zh-Hant', '請問 "We could not verify your account" 是什麼意思？'],
    ['zh-Hant', '我的 Outlook password 一直 invalid，可以幫我 reset 嗎'],
    ['zh-Hant', '這個の方法可以嗎，密碼忘記了'],
    ['en', 'What does 「您的系統管理員尚未允許您使用此功能」 mean? I see it on the reset page.'],
    ['en', 'I get 您的系統管理員尚未允許您使用此功能 on the reset page, what is it?'],
    ['en', 'User 陳大文 locked out'],
    ['zh-Hans', '我收到这个错误：您的組織尚未正確設定內部部署設定'],
    ['zh-Hant', 'DNS 請加 app-test.internal'],
    ['en', 'How do I translate 密碼重設 in our guide for the users in Taiwan?'],
    [
      'de',
      'Beim Zurücksetzen kommt immer "Something went wrong, please try again", was heißt das?',
    ],
  ])('%s is what the requester writes, not what he pastes: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })

  test('the locale breaks ties and nothing else', () => {
    expect(detectLanguage('忘了', 'zh-Hans')).toBe('zh-Hans')
    expect(detectLanguage('密碼忘了', 'zh-Hans')).toBe('zh-Hant')
    expect(detectLanguage('12345', 'de')).toBe('de')
    expect(detectLanguage('I cannot reset my password since Monday', 'de')).toBe('en')
  })

  test('of short sentences in seven languages at least 96 % are told apart', () => {
    const sentences = Object.entries(latinSentences).flatMap(([language, texts]) =>
      texts.map((text) => ({ language, text })),
    )
    const right = sentences.filter(({ language, text }) => detectLanguage(text) === language)
    expect(right.length / sentences.length).toBeGreaterThanOrEqual(0.96)
  })

  test('any text has a language tag', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) =>
        isLanguageTag(detectLanguage(text)),
      ),
    )
  })
})

describe('the two scripts', () => {
  test('conversion to Traditional keeps every offset', () => {
    expect(toTraditional('我忘记了公司账号的密码')).toBe('我忘記了公司帳號的密碼')
    expect(toTraditional('头发、里面、皇后')).toBe('頭髮、裡面、皇后')
    expect(toTraditional('5分钟后收不到短信，无法登录邮箱')).toBe('5分鐘後收不到簡訊，無法登入信箱')
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0x4e00, max: 0x9fff }), { maxLength: 50 }),
        (codes) => {
          const text = String.fromCharCode(...codes)
          return toTraditional(text).length === text.length
        },
      ),
    )
  })

  test('conversion to Simplified uses Microsoft’s terms of the mainland', () => {
    expect(toSimplified('系統管理員可在租用戶中啟用密碼回寫與自助式密碼重設')).toBe(
      '管理员可在租户中启用密码写回与自助式密码重置',
    )
    expect(toSimplified('密碼原則；原則上需要 P1 授權。使用者登入')).toBe(
      '密码策略；原则上需要 P1 许可证。用户登录',
    )
    expect(toSimplified('指派授權，授權原則預設不變，依內部程序驗證身分')).toBe(
      '分配许可证，授权策略默认不变，依内部流程验证身份',
    )
    expect(toSimplified('應用程式與網域控制站的登錄機碼，請聯絡管理員')).toBe(
      '应用程序与域控制器的注册表项，请联系管理员',
    )
  })
})

describe('language tags', () => {
  test.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh', 'zh-Hans'],
    ['zh-Hans-TW', 'zh-Hans'],
    ['en-GB', 'en'],
    ['und', 'und'],
    ['DE', 'de'],
  ])('%s is %s', (tag, language) => {
    expect(isLanguageTag(tag)).toBe(true)
    expect(languageOfTag(tag)).toBe(language)
  })

  test.each(['', 'en_US', 'not a tag', 'e', '!'])('"%s" is none', (tag) => {
    expect(isLanguageTag(tag)).toBe(false)
  })
})
