/**
 * Masks what must never be stored: passwords and codes said in context, keys and tokens, personal numbers and
 * addresses. The rules read a shadow of the text (`shadow.ts`), so full-width letters and invisible characters
 * hide nothing; only the ranges found are replaced in the text itself.
 */

import { type Redaction, type RedactionKind, redactionKinds } from '../ticket.ts'
import { originalRange, type TextRange } from './mapped-text.ts'
import { type Introduction, secretAt } from './secret-shape.ts'
import { shadowOf, taken } from './shadow.ts'

/** One way to find one kind of secret. */
export type RedactionRule = {
  kind: RedactionKind
  name: string
  /** Cheap word the shadow must hold, whatever its case, before the pattern is tried. */
  gate: RegExp
  /** Ranges of the shadow to mask. */
  find: (shadow: string) => TextRange[]
  /** Must mask something. */
  matches: readonly string[]
  /** Must be left as it is. */
  leaves: readonly string[]
}

/** The group `secret` of every match, or the whole match, where the check agrees. */
function byPattern(
  pattern: RegExp,
  isSecret: (found: string, before: string, after: string) => boolean = () => true,
): (shadow: string) => TextRange[] {
  return (shadow) => {
    const ranges: TextRange[] = []
    for (const match of shadow.matchAll(pattern)) {
      const found = match.groups?.secret ?? match[0]
      const start = match.index + match[0].lastIndexOf(found)
      const end = start + found.length
      const before = shadow.slice(Math.max(0, start - 48), start)
      if (isSecret(found, before, shadow.slice(end, end + 24))) ranges.push({ start, end })
    }
    return ranges
  }
}

/** What stands behind an introduction, where it looks like a secret. */
function behind(pattern: RegExp, how: Introduction): (shadow: string) => TextRange[] {
  return (shadow) => {
    const ranges: TextRange[] = []
    for (const match of shadow.matchAll(pattern)) {
      const at = match.index + match[0].length
      if (needsMoreThanLetters.has(how) && isPlainWord(shadow, at)) continue
      const found = secretAt(shadow, at, how)
      if (found !== undefined) ranges.push(found)
    }
    return ranges
  }
}

/** Where these introduce it, a word of lower-case letters is never the secret; most words are that. */
const needsMoreThanLetters: ReadonlySet<Introduction> = new Set(['changed-to', 'beside', 'near'])
const plainWord = /[ "'(]{0,3}[a-z]{1,40}(?:[ \n,.;:]|$)/y

/** Spares most words of a text the closer look. */
function isPlainWord(shadow: string, at: number): boolean {
  plainWord.lastIndex = at
  return plainWord.test(shadow)
}

const latinPassword =
  "(?<![A-Za-z0-9])(?:pass ?words?|passwrd|passwort|kennwort|passwd|pwd|psw|pw|passphrase|mot de passe|mdp|contrase[ñn]a|clave|wachtwoord|senha|parola d'ordine)"
const asianPassword = '(?:パスワード|暗証番号|비밀번호|密碼|密码|口令)'
const passwordWord = `(?:${latinPassword}|${asianPassword})`

const passwordRules: RedactionRule[] = [
  {
    kind: 'password',
    name: 'password: …',
    gate: /[:=]/,
    find: behind(
      new RegExp(
        `(?:${passwordWord}|(?<![A-Za-z0-9])(?:pass|pin|passcode))(?: ?\\([^)\\n]{1,24}\\))?["'*_]{0,2} {0,3}(?:=>|:=|[:=])[ \\n]{0,2}`,
        'gi',
      ),
      'assigned',
    ),
    matches: [
      'password: Winter2024!',
      'pw: hunter22',
      'pwd=Abc123',
      'PASS: Xy9#kL',
      '密碼：Abc@1234',
      '臨時密碼：Tmp77x!',
      'ｐａｓｓｗｏｒｄ：Ａｂｃ１２３',
      'Kennwort: Sommer26',
    ],
    leaves: [
      'password: forgotten',
      '密碼：忘記了',
      'password policy: 12 characters',
      'password: see below',
      'Password: expired, user: locked',
      'Entra ID > Password reset: Properties',
    ],
  },
  {
    kind: 'password',
    name: 'login / password: … / …',
    gate: /\//,
    find: byPattern(
      /(?<![A-Za-z])(?:login|user(?:name)?|user ?id|id|account) ?\/ ?(?:pass(?:word)?|pwd?) ?[:=] ?[^\s/]{1,64} ?\/ ?(?<secret>[^\s/,;]{3,64})/gi,
    ),
    matches: ['login/pass: jdoe / Hunter2', 'user / password: kim/Geheim1'],
    leaves: ['login/password problem', 'user/password: both forgotten'],
  },
  {
    kind: 'password',
    name: 'my password is …',
    gate: /pass|pw|kenn|mot|mdp|contra|clave|wacht|senha|parola/i,
    find: behind(
      new RegExp(
        `${latinPassword}s?(?: [A-Za-z.@-]{1,20}){0,5}?(?: is| was| are|'s| will be| should be| used to be| ist| war| lautet| est| es| era| [eè])(?: (?:now|still|currently|just|simply|always|jetzt|noch))?:?[ \\n]{1,2}`,
        'gi',
      ),
      'stated',
    ),
    matches: [
      'my password is Sommer2026!',
      'The pw for mail was Frog77!',
      'mon mot de passe est Soleil2024',
      'my password is hunter2.',
      'my password is "open sesame"',
    ],
    leaves: [
      'my password is expired',
      'my password is not working',
      'the password is too short',
      'password is correct but the page says no',
      'My password was changed yesterday',
      'the password is 12 characters long',
    ],
  },
  {
    kind: 'password',
    name: '密碼是…',
    gate: /密|口令|パス|暗証|비밀/,
    find: behind(
      /(?:密碼|密码|口令|パスワード|暗証番号|비밀번호)(?:目前|現在|现在|應該|应该|就)?(?:就是|是|為|为|設為|设为|叫|は|は今|는|은)(?!不是|什麼|什么|何|否|對|对|錯|错)/g,
      'stated',
    ),
    matches: [
      '密碼是 Xy9#kLm2',
      '密码是Abc12345',
      '我的密碼為「Hello2024」',
      'パスワードは Neko123! です',
    ],
    leaves: ['密碼是什麼', '密碼是不是要改', '密碼是對的', '密碼是錯的', '密碼為何', '密碼已過期'],
  },
  {
    kind: 'password',
    name: 'changed to …',
    gate: /pass|pw|密|kenn/i,
    find: behind(
      new RegExp(
        `(?:${latinPassword}[^.\\n]{0,60}?(?<![A-Za-z])(?:to|from|auf|von|into)|(?:reset|changed?|set|from) (?:it|mine|this|that)(?: back)? (?:to|from)|(?<![A-Za-z])from [^\\s]{4,40} to|(?:密碼|密码).{0,10}?(?:改成|改為|改为|換成|换成|設成|设成|變成|变成|重設為|重置为|從|从)) ?`,
        'gi',
      ),
      'changed-to',
    ),
    matches: [
      'I reset my password to Xyz789!a',
      'I changed my password from Abc123!x to Xyz789!',
      '密碼改成 Qwe123!@ 之後',
    ],
    leaves: [
      'I changed my password to a longer one',
      'reset my password to get in',
      '密碼改成 12 個字',
    ],
  },
  {
    kind: 'password',
    name: 'password …',
    gate: /pass|pw|密|口令|kenn/i,
    find: behind(
      new RegExp(`(?:${latinPassword}(?![A-Za-z])|${asianPassword})["']? {0,2}`, 'gi'),
      'beside',
    ),
    matches: ['the temp password you gave me, password Winter2024!', '新密碼 Abc@1234 不能用'],
    leaves: [
      'password reset',
      'password SSPR_0029',
      'Password writeback 2.5.79.0',
      '密碼 90 天到期',
    ],
  },
  {
    kind: 'password',
    name: 'near a password word',
    gate: /pass|pw|密|口令|kenn/i,
    find: (shadow) => {
      const ranges: TextRange[] = []
      for (const clause of shadow.matchAll(/[^\n。！？]{1,400}/g)) {
        if (!/[0-9@#$^&!]/.test(clause[0]) || !nearWord.test(clause[0])) continue
        for (const token of clause[0].matchAll(madeUpToken)) {
          const found = secretAt(shadow, clause.index + token.index, 'near')
          if (found !== undefined) ranges.push(found)
        }
      }
      return ranges
    },
    matches: [
      'the temp password you gave me (Winter2024!) does not work',
      'I typed Summer#1a as password',
    ],
    leaves: ['the password page shows SSPR_0029', 'my password for Office365 and Windows10'],
  },
  {
    kind: 'password',
    name: 'security answer',
    gate: /answer|答案/i,
    find: behind(
      /(?:security (?:question|answer)[^.\n]{0,60}?|answer to (?:my|the)[^.\n]{0,50}?)(?: is|:| was) |(?:安全(?:性)?問題|安全问题).{0,20}?答案(?:是|：|:) ?/gi,
      'stated',
    ),
    matches: ['the answer to my security question is Fluffy', '安全性問題的答案是「小白」'],
    leaves: ['the answer to the security question is wrong', '安全性問題的答案是什麼'],
  },
]

const nearWord = new RegExp(passwordWord, 'i')
/** Letters with digits or marks among them, and not the look of a path, an identifier or a name. */
const madeUpToken =
  /(?<![^\s"'「『(（,，、:])(?=[^\s\uE000]{0,40}[0-9@#$^&!])(?!\d+[A-Z]?[a-z]+)[^\s\uE000/\\_{}=<>「『(（]{6,40}(?![/\\_{}=(])/g

const codeRules: RedactionRule[] = [
  {
    kind: 'one-time-code',
    name: 'verification code …',
    gate: /code|otp|pin|pass|tap|碼|码|コード|código/i,
    find: byPattern(
      /(?<![A-Za-z])(?:otp|totp|(?:verification|security|sms|text|auth(?:entication|enticator)?|one[- ]?time|2fa|mfa|login|sign-?in|access|recovery|confirmation|activation|temporary) ?(?:pass ?)?codes?|one[- ]?time pass(?:word|code)?|passcode|pin(?: code| number)?|temporary access pass|TAP|verifizierungscode|bestätigungscode|code de vérification|código de verificación|驗證碼|验证码|確認碼|确认码|動態密碼|动态密码|動態碼|动态码|一次性密碼|一次性密码|簡訊碼|認證碼|认证码|認証コード|確認コード|臨時存取密碼)[^\n\d]{0,28}?(?<![\dA-Za-z_#-])(?<secret>\d{4,8}|\d{3}[ -]\d{3,4}|\d{2}[ -]\d{2}[ -]\d{2})(?![\d_]|[ -]?\d{3})/gi,
      (found, before, after) =>
        !/(?:error|event|country|postal|zip|area|fehler|ext(?:ension)?|puk)[^,.;]{0,16}$/i.test(
          before,
        ) &&
        !isCount.test(after) &&
        !/^(?:19|20)\d\d$/.test(found),
    ),
    matches: [
      'the verification code is 482913',
      '驗證碼 123456',
      'OTP 123456',
      'verification code: 482 913',
      '驗證碼是：5521',
      'my PIN: 1234',
    ],
    leaves: [
      'the verification code is 6 digits',
      'verification code never arrives, error code 31034',
      '驗證碼 5 分鐘內有效',
      'OTP expired in 2026',
    ],
  },
  {
    kind: 'one-time-code',
    name: 'the code is …',
    gate: /code/i,
    find: byPattern(
      /(?<![A-Za-z])(?:(?:the|my|this) (?:[a-z]{1,12} )?code(?: (?:i got|i received|you sent|from (?:the )?(?:sms|app|text)))?(?: is| was|:| =)|(?:got|received|sent|entered?|typed) (?:the |this |a )?code) ?["'(]?(?<secret>\d{4,8}|\d{3}[ -]\d{3})(?!\d)/gi,
      (_found, before) =>
        !/(?:error|event|country|status|support|postal|zip|area|exit) (?:code)?[^a-z]{0,4}$/i.test(
          before,
        ) &&
        !/(?:error|event|country|status|support|postal|zip|area|exit) code[^.]{0,12}$/i.test(
          before,
        ),
    ),
    matches: ['the code is 482913', 'I entered the code 118 204 twice'],
    leaves: ['the error code is 31034', 'the event code 33008', 'the country code is 8864'],
  },
  {
    kind: 'one-time-code',
    name: 'temporary access pass …',
    gate: /access pass|存取密碼|(?<![a-z])TAP(?![a-z])|访问密码/i,
    find: behind(
      /(?:temporary access pass|(?<![A-Za-z])TAP|臨時存取密碼|临时访问密码)(?: [a-z]{1,12}){0,3}?(?: is|:| was|是|：|為| ) ?["'(「]?/gi,
      'beside',
    ),
    matches: ['the TAP is Kx7!pq2w', '臨時存取密碼是 Rt5$uu8x'],
    leaves: ['the TAP is expired', 'a temporary access pass for 8 hours'],
  },
]

/** A number that counts something is no code. */
const isCount =
  /^ ?(?:digits?|numbers?|characters?|minutes?|hours?|days?|times?|people|users?|seconds?|位|個|个|分|秒|次|天|小時|小时|人|年|月|日|桁)/i

const tokenRules: RedactionRule[] = [
  {
    kind: 'private-key',
    name: 'PEM private key',
    gate: /-----BEGIN/i,
    find: byPattern(
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[ \n]{0,4}(?:[A-Za-z0-9+/=]{1,128}|(?:Proc-Type|DEK-Info|Version|Comment)[^\n]{0,80}))*(?:[ \n]{0,4}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
    ),
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
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{6,4000}\.[A-Za-z0-9_-]{6,8000}(?:\.[A-Za-z0-9_-]{0,2000})?/g,
    ),
    matches: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
    leaves: ['eyJ is how they begin'],
  },
  {
    kind: 'token',
    name: 'authorization header',
    gate: /bearer|basic|cookie/i,
    find: byPattern(
      /(?<![A-Za-z])(?:bearer[ :=]{1,3}(?=[^\s]{0,256}\d)(?<secret>[A-Za-z0-9._~+/=-]{16,4000}))/gi,
    ),
    matches: ['Authorization: Bearer ab12cd34ef56gh78ij90'],
    leaves: ['a bearer of good news', 'Bearer authentication'],
  },
  {
    kind: 'token',
    name: 'basic authorization',
    gate: /basic/i,
    find: byPattern(/authorization ?[:=] ?basic +(?<secret>[A-Za-z0-9+/]{8,1000}={0,2})/gi),
    matches: ['Authorization: Basic dXNlcjpwYXNzd29yZA=='],
    leaves: ['Azure AD Basic', 'basic authentication'],
  },
  {
    kind: 'password',
    name: 'credentials in an address',
    gate: /:\/\//,
    find: byPattern(/[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:(?<secret>[^\s/@]{1,200})@/gi),
    matches: ['https://kim:geheim@intranet.example/'],
    leaves: ['https://aka.ms/sspr', 'http://127.0.0.1:8080/@kim'],
  },
  {
    kind: 'token',
    name: 'secret in a query',
    gate: /[?&]/,
    find: byPattern(
      /[?&](?:pass(?:word|wd)?|pwd|token|access_token|id_token|refresh_token|sig|signature|api_?key|client_secret|secret|auth|session(?:id)?|code|otp|ticket)=(?<secret>[^\s&#"'<>]{6,4000})/gi,
    ),
    matches: ['https://x.example/reset?token=abcdef123456&x=1'],
    leaves: ['https://passwordreset.microsoftonline.com/?mkt=zh-tw'],
  },
  {
    kind: 'api-key',
    name: 'known key formats',
    gate: /akia|asia|gh[pousr]_|github_pat|xox|aiza|[sr]k_|glpat|sspr_|accountkey|sharedaccess|SG\.|npm_|hf_|sk-/i,
    find: byPattern(
      /(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|xox[abeprs]-[A-Za-z0-9-]{10,255}|AIza[A-Za-z0-9_-]{30,60}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,255}|glpat-[A-Za-z0-9_-]{16,100}|sspr_(?:intake|agent|admin)_[A-Za-z0-9_-]{20,100}|SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}|npm_[A-Za-z0-9]{30,60}|hf_[A-Za-z0-9]{30,60}|sk-[A-Za-z0-9_-]{20,200}|(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{20,200}={0,2})/gi,
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
    gate: /key|secret|token/i,
    find: byPattern(
      /(?<![A-Za-z])(?:x-)?(?:api|access|secret|account|app|client|subscription|auth|license|bitlocker recovery|recovery)?[ _-]?(?:key|secret|token)(?: (?:value|is))?["']? {0,2}[:=] {0,2}["']?(?<secret>(?=[^\s]{0,200}\d)[A-Za-z0-9+/_=.~-]{12,400})/gi,
      (found) => !guid.test(found),
    ),
    matches: [
      'api_key=0a1b2c3d4e5f6a7b',
      'client_secret: "8Q~abcdefghijklmnop1"',
      'x-api-key: 1234567890abcdef',
    ],
    leaves: ['the key is under the mat', 'registry key: HKLM\\SOFTWARE', 'key: value'],
  },
]

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The checksum of payment cards (ISO/IEC 7812-1, Luhn). */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const cardPrefix = /^(?:4|5[1-5]|2[2-7]|3[47]|3[068]|35|6(?:011|4|5)|62)/

function isPaymentCard(found: string): boolean {
  const digits = found.replace(/\D/g, '')
  return (
    digits.length >= 13 &&
    digits.length <= 19 &&
    cardPrefix.test(digits) &&
    !/^(\d)\1+$/.test(digits) &&
    passesLuhn(digits)
  )
}

/** Taiwan national and resident ids: a letter with a value of two digits, weights 1,9,8…1, sum divisible by 10. */
function isTaiwanId(id: string): boolean {
  const letters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'
  const value = letters.indexOf((id[0] ?? '').toUpperCase()) + 10
  if (value < 10) return false
  // The old resident ids have a second letter that counts by its last digit.
  const second = id[1] ?? ''
  const secondDigit = /\d/.test(second)
    ? second
    : String(letters.indexOf(second.toUpperCase()) % 10)
  const digits = `${value}${secondDigit}${id.slice(2)}`
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return sum % 10 === 0
}

/** Areas and groups that were never issued (Social Security Administration). */
function isSsn(found: string): boolean {
  const [area = '', group, serial] = found.split(/[ -]/)
  return !/^(?:000|666|9)/.test(area) && group !== '00' && serial !== '0000'
}

const phoneWord =
  /(?:phone|tel|mobile|cell|handy|call|fax|ext|reach|whatsapp|number|sms|手機|手机|電話|电话|行動|分機|分机|專線|聯絡|联络|联系|連絡|傳真|致電|門號|téléphone|teléfono|móvil|携帯)[^\d\n]{0,24}$/i
const otherNumberWord =
  /(?:ticket|case|incident|order|invoice|serial|article|event|error|version|build|kb|po|id|#|no\.?|工單|單號|訂單|發票|案號|事件|版本|編號)[^\d\n]{0,12}$/i

function isPhone(found: string, before: string): boolean {
  const digits = found.replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15) return false
  // Dates, addresses and versions are written with the same characters.
  if (/^\d{4}[-./]\d{1,2}[-./]\d{1,2}/.test(found) || /^\d{1,2}[-./]\d{1,2}[-./]\d{4}/.test(found))
    return false
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(found) || /^\d+(?:\.\d+){2,}$/.test(found)) return false
  if (found.startsWith('+')) return /^[1-9]/.test(digits) && digits.length >= 8
  if (otherNumberWord.test(before)) return false
  if (
    /^(?:\(?0\d{1,3}\)?[ -]?\d{3,4}[ -]?\d{3,4}|\(?\d{3}\)?[ -.]\d{3}[ -.]\d{4}|1[3-9]\d{9})$/.test(
      found,
    )
  ) {
    const hasForm = /[ ().-]/.test(found) || /^09\d{8}$/.test(found)
    if (hasForm) return true
  }
  if (/^00[1-9]/.test(digits) && digits.length >= 10) return true
  return phoneWord.test(before) && digits.length >= 7
}

const personalRules: RedactionRule[] = [
  {
    kind: 'email',
    name: 'e-mail address',
    gate: /@/,
    find: byPattern(
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,6}[\p{L}]{2,24}(?![\p{L}\p{N}])/gu,
    ),
    matches: [
      'write to kim.lee@example.org',
      '寄到 ming@example.com.tw 謝謝',
      'jürgen@bücher.example',
    ],
    leaves: ['@kim please look', 'a@b', 'user@localhost'],
  },
  {
    kind: 'payment-card',
    name: 'payment card',
    gate: /\d/,
    find: byPattern(/(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/g, isPaymentCard),
    matches: ['4111 1111 1111 1111', 'card 5500-0000-0000-0004'],
    leaves: ['4111 1111 1111 1112', 'ticket 2026112210000012', '1234567890123456'],
  },
  {
    kind: 'national-id',
    name: 'Taiwan national id',
    gate: /[A-Za-z][12389A-Da-d]\d{8}/,
    find: byPattern(/(?<![A-Za-z0-9])[A-Za-z][12389A-Da-d]\d{8}(?![A-Za-z0-9])/g, isTaiwanId),
    matches: ['身分證 A123456789', 'a123456789'],
    leaves: ['A123456788', 'E12345', 'INC0012345'],
  },
  {
    kind: 'ssn',
    name: 'US social security number',
    gate: /\d{3}[ -]\d{2}[ -]\d{4}/,
    find: byPattern(/(?<![\d-])\d{3}([ -])\d{2}\1\d{4}(?![\d-])/g, isSsn),
    matches: ['SSN 219-09-9999'],
    leaves: ['000-12-3456', '666-12-3456', '2026-11-22'],
  },
  {
    kind: 'phone',
    name: 'phone number',
    gate: /\d{2}/,
    find: byPattern(
      /(?<![\d\p{L}_.#:/-])(?:\+ ?|\()?\d(?:[ ().-]{0,2}\d){6,14}(?![\d\p{Script=Latin}_]|[.-]\d)/gu,
      isPhone,
    ),
    matches: [
      '0912-345-678',
      '手機 0912345678',
      '電話 02-2345-6789 分機 12',
      'call +1 425 555 0123',
      'phone: 425-555-0123',
      'Tel. +49 30 1234567',
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
  ...tokenRules,
  ...personalRules.filter(({ kind }) => kind === 'email'),
  ...codeRules,
  ...passwordRules,
  ...personalRules.filter(({ kind }) => kind !== 'email'),
]

export type Redacted = { text: string; redactions: Redaction[] }

/**
 * Masks secrets and personal data with `[redacted:<kind>]`. Masked text stays as it is when redacted again.
 * Any string is accepted; time grows linearly with its length.
 */
export function redact(text: string): Redacted {
  if (text === '') return { text, redactions: [] }
  const marks = markersIn(text)
  const markersCount = marks.length
  // What one rule masks may uncover the next: go on until nothing more is found.
  for (let pass = 0; pass < passesMax && findMore(text, marks); pass++);
  return marks.length === markersCount ? { text, redactions: [] } : mask(text, marks)
}

/** Far more than any text of people needs; a bound for texts made to need many. */
const passesMax = 8

/** Applies every rule once; true where something was found that was not marked before. */
function findMore(text: string, marks: Mark[]): boolean {
  const before = marks.length
  let shadow = shadowOf(text, marks)
  for (const rule of redactionRules) {
    if (!rule.gate.test(shadow.text)) continue
    const found = rule
      .find(shadow.text)
      .filter(({ start, end }) => end > start && !shadow.text.slice(start, end).includes(taken))
      .map(({ start, end }) => ({ ...originalRange(shadow, start, end), kind: rule.kind }))
    if (found.length === 0) continue
    merge(marks, found)
    shadow = shadowOf(text, marks)
  }
  return marks.length > before
}

const marker = new RegExp(`\\[redacted:(${redactionKinds.join('|')})\\]`, 'g')
type Mark = TextRange & { kind: RedactionKind; isMarker?: true }

/** What was masked before counts as taken, not as found. */
function markersIn(text: string): Mark[] {
  return Array.from(text.matchAll(marker), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'token' as const,
    isMarker: true as const,
  }))
}

/** Adds ranges in order of their place, leaving out what overlaps an earlier find. */
function merge(ranges: Mark[], found: Mark[]): void {
  ranges.push(...found)
  ranges.sort((a, b) => a.start - b.start || b.end - a.end)
  let kept = 0
  for (const range of ranges) {
    const last = ranges[kept - 1]
    if (last !== undefined && range.start < last.end) continue
    ranges[kept++] = range
  }
  ranges.length = kept
}

function mask(text: string, ranges: readonly Mark[]): Redacted {
  const counts = new Map<RedactionKind, number>()
  let masked = ''
  let at = 0
  for (const { start, end, kind, isMarker } of ranges) {
    if (isMarker) continue
    masked += `${text.slice(at, start)}[redacted:${kind}]`
    at = end
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return { text: masked + text.slice(at), redactions: toRedactions(counts) }
}

function toRedactions(counts: ReadonlyMap<RedactionKind, number>): Redaction[] {
  return redactionKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

/** Adds up what was masked in several fields. */
export function mergeRedactions(...fields: (readonly Redaction[])[]): Redaction[] {
  const counts = new Map<RedactionKind, number>()
  for (const { kind, count } of fields.flat()) counts.set(kind, (counts.get(kind) ?? 0) + count)
  return toRedactions(counts)
}
