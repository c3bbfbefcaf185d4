/** The table of what is masked. Each rule carries texts it must mask and texts it must leave; a test runs them. */

import type { RedactionKind } from '../ticket.ts'
import type { TextRange } from './mapped-text.ts'
import {
  findPaymentCards,
  findPhones,
  isMainlandId,
  isSsn,
  isTaiwanId,
} from './personal-numbers.ts'
import {
  findAccessPasses,
  findPlainCodes,
  findSaidCodes,
  findSecurityAnswers,
  findShownCodes,
  findTypedSecrets,
} from './said-codes.ts'
import {
  findPasswordsBelowLabel,
  findPasswordsOfPairs,
  findSaidPasswords,
} from './said-passwords.ts'
import { isKnownValue, uniqueId } from './secret-words.ts'

/** One way to find one kind of secret. */
export type RedactionRule = {
  kind: RedactionKind
  name: string
  /** Cheap look at the shadow before `find` is tried. */
  gate: RegExp
  /** Ranges of the shadow to mask. */
  find: (shadow: string) => TextRange[]
  /** Must mask something. */
  matches: readonly string[]
  /** Must be left as it is, by this rule and all others. */
  leaves: readonly string[]
}

/** The group `secret` of every match, or the whole match, where the check agrees. */
function byPattern(
  pattern: RegExp,
  isSecret: (found: string, before: string) => boolean = () => true,
): (shadow: string) => TextRange[] {
  return (shadow) => {
    const ranges: TextRange[] = []
    for (const match of shadow.matchAll(pattern)) {
      const found = match.groups?.secret ?? match[0]
      const start = match.index + match[0].lastIndexOf(found)
      const end = start + found.length
      if (isSecret(found, shadow.slice(Math.max(0, start - 48), start))) ranges.push({ start, end })
    }
    return ranges
  }
}

const keyBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d/g
const keyEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|Private-MAC: ?[0-9a-f]{16,64}/y
/** One line of a key, or of its headers; quoted, indented or written with `\n`. */
const keyLine =
  /(?:[ >|\n\\]|\\[nr])*(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|Encryption|Public-Lines|Private-Lines|Key)\b[^\n\\]{0,100}|[A-Za-z0-9+/=_-]{1,2000}(?=[ \n\\"']|\uE000|$))/y
const keyGap = /(?:[ >|\n\\]|\\[nr])*/y

/** PEM, OpenSSH, PGP and PuTTY keys, whole or cut off. One pass: what was read belongs to the key. */
function findPrivateKeys(shadow: string): TextRange[] {
  const found: TextRange[] = []
  keyBegin.lastIndex = 0
  for (let begin = keyBegin.exec(shadow); begin !== null; begin = keyBegin.exec(shadow)) {
    let at = begin.index + begin[0].length
    for (;;) {
      keyGap.lastIndex = at
      keyGap.test(shadow)
      keyEnd.lastIndex = keyGap.lastIndex
      if (keyEnd.test(shadow)) {
        at = keyEnd.lastIndex
        break
      }
      keyLine.lastIndex = at
      const line = keyLine.exec(shadow)?.[0]
      if (line === undefined || isProse(line)) break
      at = keyLine.lastIndex
    }
    found.push({ start: begin.index, end: at })
    keyBegin.lastIndex = at
  }
  return [...found, ...findKeyTails(shadow)]
}

const keyTail = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const keyTailUnits = 8_192

/** What is left of a key whose beginning was cut off: the lines of Base64 above its end. */
function findKeyTails(shadow: string): TextRange[] {
  const found: TextRange[] = []
  let from = 0
  for (const match of shadow.matchAll(keyTail)) {
    const above = shadow.slice(Math.max(from, match.index - keyTailUnits), match.index)
    const lines = /(?:(?:^|\n)[ >|]{0,8}[A-Za-z0-9+/=]{1,128}[ ]{0,2})+\n?[ >|]{0,8}$/.exec(above)
    from = match.index + match[0].length
    if (lines !== null) found.push({ start: match.index - lines[0].length, end: from })
  }
  return found
}

/** A short word of letters only is the sentence behind a key that was cut off. */
function isProse(line: string): boolean {
  const word = line.replace(/^(?:[ >|\n\\]|\\[nr])+/, '')
  return word.length < 20 && /^[A-Z]?[a-z]+$|^[A-Z]$/.test(word)
}

const credentialRules: RedactionRule[] = [
  {
    kind: 'private-key',
    name: 'private key',
    gate: /PRIVATE KEY|PuTTY-User-Key/,
    find: findPrivateKeys,
    matches: [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7\nabcd==\n-----END RSA PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B',
    ],
    leaves: ['-----BEGIN CERTIFICATE-----', 'the BEGIN PRIVATE KEY header'],
  },
  {
    kind: 'token',
    name: 'JSON web token',
    gate: /eyJ/,
    find: byPattern(
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{6,4000}\.[A-Za-z0-9_-]{4,8000}(?:\.[A-Za-z0-9_-]{0,4000}){0,3}/g,
    ),
    matches: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
    leaves: ['eyJ is how they begin'],
  },
  {
    kind: 'token',
    name: 'bearer token',
    gate: /bearer/i,
    find: byPattern(
      /(?<![A-Za-z])bearer(?: token)?[ :="']{1,4}(?<secret>(?=[^\s]{0,40}\d)[A-Za-z0-9._~+/=-]{16,4000})/gi,
    ),
    matches: ['Authorization: Bearer ab12cd34ef56gh78ij90'],
    leaves: ['a bearer of good news', 'Bearer authentication'],
  },
  {
    kind: 'token',
    name: 'authorization header',
    gate: /authorization/i,
    find: byPattern(
      /authorization["']? ?[:=] ?["']?(?:basic|digest|negotiate|ntlm|apikey|token|sharedkey|aws4-hmac-sha256) {1,3}(?<secret>[A-Za-z0-9+/=_.:~-]{6,4000})/gi,
    ),
    matches: ['Authorization: Basic dXNlcjpwYXNzd29yZA=='],
    leaves: ['Azure AD Basic', 'basic authentication'],
  },
  {
    kind: 'token',
    name: 'cookie',
    gate: /cookie|ESTSAUTH/i,
    find: byPattern(
      /(?:cookie: ?(?:[^=;\n]{1,60}=[^;\n]{0,12};[ ]?){0,4}[^=;\s]{1,60}=|(?<![A-Za-z])(?:ESTSAUTH\w{0,20}|ASP\.NET_SessionId|JSESSIONID|PHPSESSID|FedAuth|rtFa)=)(?<secret>[^\s;,"']{8,4000})/gi,
    ),
    matches: ['Set-Cookie: ESTSAUTH=0.AXoAabcdef12345; path=/'],
    leaves: ['cookies are enabled', 'clear the cookie: same error'],
  },
  {
    kind: 'password',
    name: 'credentials in an address',
    gate: /:\/\//,
    find: byPattern(
      /(?<=[a-z]:\/\/[^\s/:@\uE000"'<>]{0,100}:)(?<secret>[^\s/@\uE000"'<>]{1,200})(?=@[^\s@])/gi,
    ),
    matches: ['https://kim:geheim@intranet.example/', 'postgresql://app:pw@db/x'],
    leaves: ['https://aka.ms/sspr', 'http://127.0.0.1:8080/@kim'],
  },
  {
    kind: 'password',
    name: 'password in a query',
    gate: /[?&#;]p/i,
    find: byPattern(
      /[?&#;](?:pass(?:word|wd|code|phrase)?|pwd|pw|new_?password|old_?password)=(?<secret>[^\s&#"'<>\uE000]{1,400})/gi,
    ),
    matches: ['https://x.example/login?user=kim&password=geheim'],
    leaves: ['https://passwordreset.microsoftonline.com/?mkt=zh-tw'],
  },
  {
    kind: 'token',
    name: 'token in a query',
    gate: /(?:[?&#;]|sig|_token)\w{0,30}=/,
    find: byPattern(
      /(?:[?&#;]|(?<![A-Za-z])(?=(?:sig|(?:access|refresh|id)_token)=))(?:token|[a-z]{1,12}_?token|access_?key|sig|signature|hmac|secret|client_?secret|api_?key|apikey|auth|authkey|session(?:_?id)?|sid|otp|jwt|assertion|client_assertion|samlresponse|code|ticket|key|ctx|hash|otc|nonce)=(?<secret>[^\s&#"'<>\uE000]{6,8000})/gi,
      // Short words are no tokens: `code=expired`, `key=title`.
      (found) => !isKnownValue(found) && (/\d/.test(found) || found.length >= 16),
    ),
    matches: [
      'https://x.example/reset?token=abcdef123456&x=1',
      'https://x.blob.core.windows.net/a?sv=2020&sig=abc%2Bdef%3D',
    ],
    leaves: [
      'https://passwordreset.microsoftonline.com/?mkt=zh-tw',
      'https://example.com/a?id=4711&page=2',
    ],
  },
  {
    kind: 'api-key',
    name: 'known key formats',
    gate: /akia|asia|gh[pousr]_|github_pat|xox|xapp|aiza|ya29|[srp]k_|glpat|sspr_|accountkey|sharedaccess|SG\.|npm_|hf_|sk-|Q~|hooks\.slack|webhook|AGE-SECRET|dop_v1|EAAC|pat-/i,
    find: byPattern(
      new RegExp(
        `(?<![A-Za-z0-9_])(?:${[
          '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])',
          'gh[pousr]_[A-Za-z0-9]{20,255}',
          'github_pat_[A-Za-z0-9_]{20,255}',
          '(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,255}',
          'AIza[A-Za-z0-9_-]{30,60}',
          'ya29\\.[A-Za-z0-9_-]{8,400}',
          '[srp]k_(?:live|test)_[A-Za-z0-9]{10,255}',
          'glpat-[A-Za-z0-9_-]{16,100}',
          'sspr_(?:intake|agent|admin)_[A-Za-z0-9_-]{20,100}',
          'SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}',
          'npm_[A-Za-z0-9]{30,60}',
          'hf_[A-Za-z0-9]{30,60}',
          'sk-[A-Za-z0-9_-]{20,200}',
          'dop_v1_[a-f0-9]{40,80}',
          'pat-[a-z]{2}\\d-[0-9a-f-]{30,40}',
          'AGE-SECRET-KEY-1[A-Z0-9]{40,80}',
          // Client secrets of Entra app registrations.
          '[A-Za-z0-9_~.-]{3}\\dQ~[A-Za-z0-9_~.-]{25,40}',
          'hooks\\.slack\\.com/services/(?<slack>[A-Za-z0-9/]{20,80})',
          '[a-z0-9.-]{1,60}/webhook(?:b2)?/[A-Za-z0-9@/_-]{30,400}',
          '(?:AccountKey|SharedAccessKey|SharedAccessSignature)=[A-Za-z0-9+/%&=_-]{20,400}',
        ].join('|')})`,
        'gi',
      ),
    ),
    matches: [
      'AKIAIOSFODNN7EXAMPLE',
      'ghp_0123456789abcdefghijABCDEFGHIJ',
      'AccountKey=abcdefghijklmnopqrstuvwx==',
    ],
    leaves: ['SSPR_0029', 'sk-7', 'AKIA'],
  },
  {
    kind: 'api-key',
    name: 'key: …',
    gate: /key|secret|token|金鑰|密鑰|密钥|用戶端密碼|客户端密/i,
    find: byPattern(
      /(?:(?<![A-Za-z])(?:(?:x[-_])?[A-Za-z]{0,20}[ _-]?(?:api|access|secret|account|app|client|subscription|auth|license|consumer|signing|master|encryption|shared|private|service)[ _-]?(?:key|secret|token)|(?:api|secret|token|key|psk))(?: ?(?:value|is|was))?|(?:API ?|存取|秘密|用戶端)?(?:金鑰|密鑰|密钥)|用戶端密碼|客户端密[码钥])["'`*]{0,2} {0,2}(?:[:=]|是|為|为| is ) {0,2}["'`]{0,2}(?<secret>(?=[^\s]{0,200}\d)[A-Za-z0-9+/_=.~!@#$%^*-]{10,400})/gi,
      (found) => !uniqueId.test(found) && !/^(?:HK|https?:|\\)/.test(found),
    ),
    matches: [
      'api_key=0a1b2c3d4e5f6a7b',
      'client_secret: "8Q~abcdefghijklmnop1"',
      'x-api-key: 1234567890abcdef',
      'API 金鑰：0a1b2c3d4e5f6a7b',
    ],
    leaves: [
      'the key is under the mat',
      'registry key: HKLM\\SOFTWARE',
      'key: value',
      'token expired: 2026-11-22',
    ],
  },
  {
    kind: 'api-key',
    name: 'key …',
    gate: /key|secret/i,
    find: byPattern(
      /(?<![A-Za-z])(?:(?:api|access|secret|subscription|license)[ _-]?key|client[ _-]?secret)["']? (?<secret>(?=[A-Za-z]{0,40}\d)(?=\d{0,40}[A-Za-z])[A-Za-z0-9+/_=-]{16,200})(?![A-Za-z0-9])/gi,
      (found) => !uniqueId.test(found),
    ),
    matches: ['apikey 0a1b2c3d4e5f6a7b8c9d'],
    leaves: ['api key is missing', 'client secret expired'],
  },
  {
    kind: 'password',
    name: 'BitLocker recovery password',
    gate: /\d{6}-\d{6}-\d{6}/,
    find: byPattern(/(?<![\d-])\d{6}(?:-\d{6}){3,7}(?![\d-])/g),
    matches: ['123456-234567-345678-456789-567890-678901-789012-890123'],
    leaves: ['20261122-123456'],
  },
  {
    kind: 'password',
    name: 'password on a command line',
    gate: /net1? user|SecureString|AsPlainText|curl|wget|sshpass|-u |--user|-p/i,
    find: byPattern(
      /(?:(?<![A-Za-z])net1? user [!-.0-~][!-~]{0,40} (?=[!-~]{0,40}[\d!@#$%^&*]|[!-.0-~]{4,40} \/)|ConvertTo-SecureString(?: -String)? {1,3}["']?|-AsPlainText {1,3}["'](?=[^"']{4})|(?:curl|wget|Invoke-\w{3,20}) [^\n]{0,100}?(?:-u|--user) ["']?[^\s:"']{1,64}:|sshpass -p ?["']?|mysql [^\n]{0,60}?-p(?=[^\s-])["']?)(?<secret>[^\s"'\uE000]{4,128})/gi,
      (found) => !/^[/$(-]/.test(found),
    ),
    matches: [
      'net user jdoe Abc123! /domain',
      'ConvertTo-SecureString "Foo!Bar22" -AsPlainText -Force',
      'curl -u jdoe:Hunter2x https://intranet.example',
    ],
    leaves: ['net user jdoe /domain', 'ConvertTo-SecureString $plain -AsPlainText -Force'],
  },
]

const saidRules: RedactionRule[] = [
  {
    kind: 'one-time-code',
    name: 'temporary access pass …',
    gate: /access pass|TAP|[密碼]碼|访问|zugriffspass|accès temporaire|acceso temporal|一時アクセス/i,
    find: findAccessPasses,
    matches: ['the TAP is Kx7!pq2w', '臨時存取密碼是 Rt5$uu8x', 'Temporary Access Pass: 6WK+GUGZ'],
    leaves: [
      'the TAP is expired',
      'a temporary access pass for 8 hours',
      'TAP policy allows 10 minutes to 30 days',
    ],
  },
  {
    kind: 'one-time-code',
    name: 'verification code …',
    gate: /code|otp|pass|tan|mfa|2fa|碼|码|コード|番号|código|codice|パス|인증|mã|код/i,
    find: findSaidCodes,
    matches: [
      'the verification code is 482913',
      '驗證碼 123456',
      'OTP 123456',
      'verification code: 482 913',
      '驗證碼是：5521',
      '482913 is your verification code',
      'backup codes: 12345678, 87654321',
    ],
    leaves: [
      'the verification code is 6 digits',
      'verification code never arrives, error code 31034',
      '驗證碼 5 分鐘內有效',
      'OTP expired in 2026',
      '驗證碼錯誤 500121',
    ],
  },
  {
    kind: 'one-time-code',
    name: 'the code is …',
    gate: /c[oó]d[ei]|codi|コード/i,
    find: findPlainCodes,
    matches: ['the code is 482913', 'I entered the code 118 204 twice', 'code is 482913'],
    leaves: [
      'the error code is 31034',
      'the event code 33008',
      'the country code is 8864',
      'error page with code 500121',
    ],
  },
  {
    kind: 'one-time-code',
    name: 'the app shows …',
    gate: /app|sms|text|authent|簡訊|短信|アプリ/i,
    find: findShownCodes,
    matches: ['My authenticator shows 482 913', '簡訊內容寫 482913'],
    leaves: ['the app shows error 500121', 'the app says 5 attempts left'],
  },
  {
    kind: 'password',
    name: 'login / password: … / …',
    gate: /log|user|account|benutz|mail|id|cred|帳|账|帐|使用者|用/i,
    find: findPasswordsOfPairs,
    matches: [
      'login/pass: jdoe / Hunter2',
      'user / password: kim/Geheim1',
      '帳密：jdoe / Abc12345',
      'credentials: jdoe / Hunter22',
    ],
    leaves: ['login/password problem', 'user/password: both forgotten', 'account: jdoe, Finance'],
  },
  {
    kind: 'password',
    name: 'password …',
    gate: /pas|pss|psw|p\/?w|pin|psk|mdp|clave|senha|parola|kennw|wacht|contra|key|code|adgang|lösen|sala|heslo|hasł?l?o|jelsz|ifre|mật|kata|парол|รหัส|مرور|סיסמ|密|口令|通行|パス|暗証|비밀|비번/i,
    find: findSaidPasswords,
    matches: [
      'password: Winter2024!',
      'pw: hunter22',
      'pwd=Abc123',
      'PASS: Xy9#kL',
      'the temp password you gave me (Winter2024!) does not work',
      'the temp password you gave me, password Winter2024!',
      'I typed Summer#1a as password',
      'my password is Sommer2026!',
      'The pw for mail was Frog77!',
      'my password is hunter2.',
      'my password is "open sesame"',
      'I reset my password to Xyz789!a',
      'I changed my password from Abc123!x to Xyz789!',
      '密碼：Abc@1234',
      '臨時密碼：Tmp77x!',
      '新密碼 Abc@1234 不能用',
      '密碼是 Xy9#kLm2',
      '密码是Abc12345',
      '我的密碼為「Hello2024」',
      '密碼改成 Qwe123!@ 之後',
      'ｐａｓｓｗｏｒｄ：Ａｂｃ１２３',
      'Kennwort: Sommer26',
      'mon mot de passe est Soleil2024',
      'パスワードは Neko123! です',
      'my PIN: 1234',
    ],
    leaves: [
      'password: forgotten',
      '密碼：忘記了',
      'password policy: 12 characters',
      'password: see below',
      'Password: expired, user: locked',
      'Entra ID > Password reset: Properties',
      'my password is expired',
      'my password is not working',
      'the password is too short',
      'password is correct but the page says no',
      'My password was changed yesterday',
      'the password is 12 characters long',
      'I changed my password to a longer one',
      'reset my password to get in',
      'password reset',
      'password SSPR_0029',
      'Password writeback 2.5.79.0',
      'the password page shows SSPR_0029',
      'my password for Office365 and Windows10',
      '密碼是什麼',
      '密碼是不是要改',
      '密碼是對的',
      '密碼是錯的',
      '密碼為何',
      '密碼已過期',
      '密碼改成 12 個字',
      '密碼 90 天到期',
    ],
  },
  {
    kind: 'password',
    name: 'Password, and below it …',
    gate: /(?:pass|pw|密|kenn)[^\n]{0,12}\n/i,
    find: findPasswordsBelowLabel,
    matches: ['User\njdoe\nPassword\nWinter2024!\n'],
    leaves: ['Password\nreset', 'Summary: password\nINC0012345'],
  },
  {
    kind: 'password',
    name: 'security answer',
    gate: /answer|maiden|pet|答案|回答|答え|réponse|respuesta|antwort/i,
    find: findSecurityAnswers,
    matches: [
      'the answer to my security question is Fluffy',
      '安全性問題的答案是「小白」',
      'security answer: Fluffy',
    ],
    leaves: ['the answer to the security question is wrong', '安全性問題的答案是什麼'],
  },
  {
    kind: 'password',
    name: 'I typed …',
    gate: /log|sign|typ|enter|tried|eingegeben|輸入|输入|試過|试过|鍵入/i,
    find: findTypedSecrets,
    matches: ['I typed Winter2024! and it was refused'],
    leaves: ['I typed it twice', 'I tried Windows10 and Office365'],
  },
  {
    kind: 'password',
    name: 'a well-known weak password',
    gate: /p[@4a][s$]{2}w[0o]rd/i,
    find: byPattern(
      /(?<![\w@])p(?:[@4][s$5]{2}w[o0]rd|a(?:\$[s$5]|[s5]\$)w[o0]rd|ass?w0rd)[^\s"'`,;)\uE000\u2e80-\uffef]{0,20}/gi,
    ),
    matches: ['I used P@ssw0rd123 to log on'],
    leaves: ['password1 field'],
  },
]

const emailRule: RedactionRule = {
  kind: 'email',
  name: 'e-mail address',
  gate: /@/,
  find: byPattern(
    /(?:(?<![A-Za-z0-9\u00c0-\u024f\u0370-\u052f._%+'-])[A-Za-z0-9\u00c0-\u024f\u0370-\u052f._%+'-]{1,128}|(?<!\p{Script=Han})\p{Script=Han}{1,20})@(?:(?:[A-Za-z0-9\u00c0-\u024f\u0370-\u052f_-]{1,63}\.){1,8}[A-Za-z\u00c0-\u024f\u0370-\u052f]{2,24}|(?:[\p{Script=Han}A-Za-z0-9-]{1,30}\.){1,4}\p{Script=Han}{2,8})/gu,
  ),
  matches: [
    'write to kim.lee@example.org',
    '寄到 ming@example.com.tw 謝謝',
    '信箱是ming@example.com請回覆',
    'jürgen@bücher.example',
  ],
  leaves: ['@kim please look', 'a@b', 'user@localhost'],
}

const numberRules: RedactionRule[] = [
  {
    kind: 'payment-card',
    name: 'payment card',
    gate: /\d[ .-]{0,2}\d[ .-]{0,2}\d[ .-]{0,2}\d/,
    find: findPaymentCards,
    matches: ['4111 1111 1111 1111', 'card 5500-0000-0000-0004', 'ticket 4711 4111 1111 1111 1111'],
    leaves: ['4111 1111 1111 1112', 'ticket 2026112210000012', '1234567890123456'],
  },
  {
    kind: 'national-id',
    name: 'Taiwan national id',
    gate: /[A-Za-z][12389A-Da-d]\d{8}/,
    find: byPattern(/(?<![A-Za-z0-9_])[A-Za-z][1289A-Da-d]\d{8}(?![A-Za-z0-9_])/g, isTaiwanId),
    matches: ['身分證 A123456789', 'a123456789', '居留證 A800000014'],
    leaves: ['A123456788', 'E12345', 'INC0012345'],
  },
  {
    kind: 'national-id',
    name: 'something called a national id',
    gate: /身[分份][證证]|居留[證证]|national id|identity card|id card|ID no/i,
    find: byPattern(
      /(?:身[分份][證证](?:字)?(?:號|号)?(?:碼|码)?|居留[證证](?:號碼|号码|統一證號)?|national id(?:entity)?(?: card)?(?: number| no\.?)?|(?:identity|id) card(?: number| no\.?)?) ?(?:是|為|为|is|[:=])? {0,2}(?<secret>[A-Za-z]{1,2}-?\d{3}[ -]?\d{3}[ -]?\d{2,3}|\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx])(?![\dA-Za-z])/gi,
    ),
    matches: ['身分證字號：A123456780'],
    leaves: ['身分證號碼要怎麼填'],
  },
  {
    kind: 'national-id',
    name: 'mainland resident id',
    gate: /\d{17}[\dXx]/,
    find: byPattern(
      /(?<![\dA-Za-z_])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z_])/g,
      isMainlandId,
    ),
    matches: ['身份证 11010519491231002X'],
    leaves: ['110105194912310021'],
  },
  {
    kind: 'ssn',
    name: 'US social security number',
    gate: /\d{3}[ -]\d{2}[ -]\d{4}/,
    find: byPattern(/(?<![\w-])\d{3}([ -])\d{2}\1\d{4}(?![\w-])/g, isSsn),
    matches: ['SSN 219-09-9999'],
    leaves: ['000-12-3456', '666-12-3456', '2026-11-22'],
  },
  {
    kind: 'ssn',
    name: 'something called a social security number',
    gate: /ssn|social security/i,
    find: byPattern(
      /(?:(?<![A-Za-z])ssn|social security(?: number| no\.?)?) ?(?:is|was|[:=#])? {0,2}(?<secret>\d{3}[ -]?\d{2}[ -]?\d{4})(?![\dA-Za-z])/gi,
    ),
    matches: ['ssn: 123456789'],
    leaves: ['the SSN field is empty'],
  },
  {
    kind: 'phone',
    name: 'phone number',
    gate: /\d{2}/,
    find: findPhones,
    matches: [
      '0912-345-678',
      '手機 0912345678',
      '電話 02-2345-6789 分機 12',
      'call +1 425 555 0123',
      'phone: 425-555-0123',
      'Tel. +49 30 1234567',
      '（02）2721-8833',
      '電話：２７２１－８８３３',
    ],
    leaves: [
      'event 33008',
      'INC0012345',
      'ticket 20261122',
      '2026-11-22 08:00',
      '192.168.100.200',
      'version 2.5.79.0',
      'order 4711-0815-22',
    ],
  },
]

/** In this order: the clearest first, so that a weaker rule does not cut a part out of a longer secret. */
export const redactionRules: readonly RedactionRule[] = [
  ...credentialRules,
  ...saidRules,
  emailRule,
  ...numberRules,
]
