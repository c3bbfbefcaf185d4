/**
 * One-time codes, temporary access passes and answers to security questions said in a sentence: `the verification code is
 * 482 913`, 驗證碼 123456. Like `said-passwords.ts`: one search for the words, bounded looks around each.
 */

import type { TextRange } from './mapped-text.ts'
import { countsSomething, isMadeUp, secretAt, shapeOf, tokenAt } from './secret-shape.ts'
import { isCommonName, isStateWord } from './secret-words.ts'

const codeWord = new RegExp(
  [
    '(?<![A-Za-z])(?:(?:verification|security|confirmation|authentication|authenticator|auth|authorization|access|log-?in|sign-?in|one[- ]?time|single[- ]use|sms|text(?: message)?|otp|mfa|2fa|two[- ]factor|recovery|back-?up|activation|pairing|reset|temp(?:orary)?|phone|email|e-mail|app|6[- ]digit|six[- ]digit|8[- ]digit|4[- ]digit)[ -]?(?:verification )?(?:pass ?)?codes?|one[- ]time[- ](?:pass ?words?|pins?|pass)|otps?|totp|token code|mfa number|number matching|TAN|(?:mfa|2fa)(?= ?[:=]))(?![A-Za-z])',
    'bestätigungscode|verifizierungscode|sicherheitscode|prüfcode|einmal(?:kennwort|passwort|code)|code de (?:vérification|sécurité|confirmation|validation)|code (?:sms|à usage unique|reçu|temporaire)|código (?:de un solo uso|recibido|temporal|sms)|código de (?:verificación|seguridad|confirmación|acceso|verificação|segurança)|codice di (?:verifica|sicurezza|conferma|accesso)|verificatiecode|beveiligingscode|kod weryfikacyjny|mã (?:xác minh|xác nhận|otp)|код (?:подтверждения|проверки)',
    '(?:驗證|验证|認證|认证|校驗|校验|確認|确认|動態|动态|簡訊|短信|安全|一次性|授權|授权|登入|登录|復原|恢复|備用|备用|備份|備援)(?:驗證|验证)?(?:碼|码|代碼|代码)|(?:動態|动态|一次性)(?:密碼|密码)|(?:認証|確認|検証|届いた|受け取った|送られてきた)(?:コード|番号)|セキュリティ ?コード|ワンタイム ?(?:パスワード|コード)|인증 ?(?:번호|코드)',
  ].join('|'),
  'gi',
)
const passWord =
  /temporary access pass(?:code|word|es)?|(?<![A-Za-z])TAP(?![A-Za-z])|[臨暫]時(?:存取|通行)[密碼]?碼|[临暂]时访问[密码]?码|befristete[rn]? zugriffspass|passe d'accès temporaire|pase de acceso temporal|一時アクセス ?パス(?:コード)?/gi

const group = String.raw`(?:\d{4,8}|\d{3}[ -]\d{3,4}|\d{4}[ -]\d{4}|\d{2}[ -]\d{2}[ -]\d{2}|\d(?: \d){3,7}|[A-Za-z]-\d{5,8})`
const digitGroup = new RegExp(
  `(?<![\\dA-Za-z_#./]|\\d-)(${group})(?![\\dA-Za-z_]|[.:/-]\\d| ?%)`,
  'y',
)
/** Between a word for a code and the code: nothing that starts another thought. */
const betweenMax = 44
const firstDigit = /(?:[ :\n]{1,4}|[^\d\n;!?。；！？\uE000]{0,44}?)(?=[A-Z]-\d|\d)/y
const otherNumber =
  /error|event|ticket|case|order|incident|inc|fehler|erreur|version|build|room|employee|(?<!phone )number(?! i| is)|phone|mobile|ext|extension|#|錯誤|错误|工號|員編|編號|编号|單號|单号|案號|號碼|号码|電話|电话|手機|手机|分機|事件|代碼|版本|for \d|after|within|expires? in|every|valid|有效|每|超過|超过|過了|等了|等|until|since|at |on |in \d|at least|last |from \d|\d/i
const yearOnly = /^(?:19|20)\d\d$/

/** The numeric codes that stand behind or in front of a word for them. */
export function findSaidCodes(shadow: string): TextRange[] {
  const found: TextRange[] = []
  for (const match of shadow.matchAll(codeWord)) {
    const start = match.index
    const end = start + match[0].length
    const behind = codeBehind(shadow, end)
    if (behind !== undefined) found.push(behind, ...rowOfCodes(shadow, behind.end))
    else {
      const letters = letterCodeBehind(shadow, end, match[0])
      if (letters !== undefined) found.push(letters, ...rowOfCodes(shadow, letters.end))
    }
    const before = codeBefore(shadow, start)
    if (before !== undefined) found.push(before)
  }
  return found
}

function codeBehind(shadow: string, end: number): TextRange | undefined {
  firstDigit.lastIndex = end
  const between = firstDigit.exec(shadow)?.[0]
  if (between === undefined || between.length > betweenMax || otherNumber.test(between)) return
  const at = end + between.length
  digitGroup.lastIndex = at
  const code = digitGroup.exec(shadow)?.[1]
  if (code === undefined) return
  if (countsSomething(shadow.slice(at + code.length, at + code.length + 24))) return
  // A short number or a year has to be said more plainly than by standing in the same clause.
  const plain = /^(?:[ \n:=「『"'(（-]|是|為|为|is|was|are|code|sms|輸入|输入|收到|打){0,6}$/i.test(
    between,
  )
  if (yearOnly.test(code) && !/[:=]|is |是|為|为/.test(between)) return
  if (code.length < 6 && !plain) return
  return { start: at, end: at + code.length }
}

const namedAfterwards =
  /["'」]? {0,2}(?:(?:is|was|as|=|-|for) |就?是|為|为|這個|这个|這組|这组)? ?(?:my|the|your|an?|我|您|你|收到)?(?:們|们)?的? ?(?:[A-Za-z]{2,12} ){0,2}$/i
const lastOfName = /[a-z是為为個个組组我您你的到=-] ?$/i
const nameUnits = 44
const groupAtEnd = new RegExp(`(?<![\\dA-Za-z_#./-])${group}$`)
const groupUnits = 20

/** `482913 is your verification code`, 482913 是您的驗證碼. */
function codeBefore(shadow: string, start: number): TextRange | undefined {
  if (!lastOfName.test(shadow.slice(Math.max(0, start - 2), start))) return
  const from = Math.max(0, start - nameUnits)
  const near = shadow.slice(from, start)
  if (!/\d/.test(near)) return
  const name = namedAfterwards.exec(near)
  if (name === null || !/is|was|as|=|是|為|为|個|个|組|组|的|my|your|我|您|你/i.test(name[0]))
    return
  const end = from + name.index
  const code = groupAtEnd.exec(shadow.slice(Math.max(0, end - groupUnits), end))?.[0]
  if (code === undefined || yearOnly.test(code)) return
  const at = end - code.length
  const lead = shadow.slice(Math.max(0, at - 14), at).replace(/\d/g, '')
  return otherNumber.test(lead) ? undefined : { start: at, end }
}

const separator = / {0,2}(?:[,;/\n|、，]| (?:and|or|und|et) |和|及|或) {0,2}(?:- )?/y
const rowMax = 12

function rowOfCodes(shadow: string, from: number): TextRange[] {
  const row: TextRange[] = []
  let at = from
  while (row.length < rowMax) {
    separator.lastIndex = at
    if (!separator.test(shadow)) break
    digitGroup.lastIndex = separator.lastIndex
    const start = separator.lastIndex
    const code = digitGroup.exec(shadow)?.[1]
    if (code === undefined || code.length < 6) break
    at = start + code.length
    row.push({ start, end: at })
  }
  return row
}

const introduction =
  /(?:s|'s)? {0,2}(?:(?:i (?:got|received|have|used) |you sent (?:me )?)?(?:is|was|are|were|:|=|->|-|lautet|ist|est|es|è|é)|就?是|為|为|[:=]|)["'」)]{0,2}[ \n]{0,3}["'「『(<`]{0,2}/iy

const letterCodeMax = 64

/** Codes with letters: recovery codes, codes of some providers. */
function letterCodeBehind(shadow: string, end: number, word: string): TextRange | undefined {
  introduction.lastIndex = end
  // `OTP9` goes on without a mark between: a name.
  if (!introduction.test(shadow) || introduction.lastIndex === end) return
  const token = tokenAt(shadow, introduction.lastIndex)
  if (token === undefined || token.isLabel || token.text.length > letterCodeMax) return
  const { text } = token
  if (isCommonName(text)) return
  const isCode =
    /\d/.test(text) &&
    /[A-Za-z]/.test(text) &&
    /^[A-Za-z0-9]{2,12}(?:-[A-Za-z0-9]{2,12}){0,7}$/.test(text)
  const said =
    introduction.lastIndex - end > 1 &&
    /[:=]|is|was|是|為|为/.test(shadow.slice(end, introduction.lastIndex))
  const enough = said || /recovery|back-?up|備|备|復原|恢复/i.test(word) ? 6 : 8
  return isCode && text.length >= enough && (said || /[A-Z]/.test(text)) ? token : undefined
}

const passIntroduction =
  /(?: (?:for|i|you|we|to|of|that|from) [^\n:=.!?\uE000]{0,40}?)?(?:s|'s)? {0,2}(?:(?:is|was|are|code|value|ist|lautet|est|es|:|=|->)(?![a-z])|就?是|為|为|は|[:=]| |)(?: ?[:=])?[ \n]{0,3}["'「『(<`]{0,2}/iy

/** Temporary access passes: 8 to 48 characters of any kind, or digits. */
export function findAccessPasses(shadow: string): TextRange[] {
  const found: TextRange[] = []
  const words = Array.from(shadow.matchAll(passWord))
  for (const [index, word] of words.entries()) {
    const end = word.index + word[0].length
    // Nothing fits between two words that are this close.
    if ((words[index + 1]?.index ?? shadow.length) - end <= closeMax) continue
    passIntroduction.lastIndex = end
    if (!passIntroduction.test(shadow)) continue
    const token = tokenAt(shadow, passIntroduction.lastIndex)
    if (token === undefined) continue
    const shape = shapeOf(token.text)
    const { length } = token.text
    const isPass =
      (shape === 'strong' && length >= 6) ||
      (shape === 'mixed' && length >= 6 && /\d|[!@#$%^&*+]/.test(token.text)) ||
      (shape === 'digits' && length >= 6)
    const isOther = token.isLabel || isCommonName(token.text)
    if (isPass && !isOther && !countsSomething(shadow.slice(token.end, token.end + 24))) {
      found.push(token)
    } else {
      found.push(...madeUpBehind(shadow, end))
    }
  }
  return found
}

const closeMax = 4
const passUnits = 60

/** `The TAP you sent (Abc#12de)`: a made-up token in the same line. */
function madeUpBehind(shadow: string, end: number): TextRange[] {
  const line = shadow.slice(end, end + passUnits).split('\n', 1)[0] ?? ''
  for (const word of line.matchAll(/[^\s"'`(「『]{6,48}/g)) {
    const token = tokenAt(shadow, end + word.index)
    if (token !== undefined && isMadeUp(token.text) === 'certainly' && !isCommonName(token.text)) {
      return [token]
    }
  }
  return []
}

/** Words that name other codes: what follows them is no secret and worth keeping. */
const otherCode =
  /(?:error|err|event|status|support|exit|result|return|response|failure|reason|stop|bug|zip|postal|post|area|country|qr|bar|source|product|item|part|cost|dress|company|department|tenant|employee|region|state|language|http|sspr|discount|promo|invite|order|ticket|case|project|room|building|color|colour|windows|microsoft|aad|entra|fehler|erreur|postleit|errore|エラー|郵便|状態|終了|部門|社員|国) ?$/i
const plainCode =
  /(?<![A-Za-z-])(?:codes?|código|codice|kode|コード)(?<aside> (?:affiché|envoyé|enviado|que|aus|per|von|par|por|i|we|you|he|she|they|from|by|on|in|that|via|sent|received|got|texted|with) [^\n:=.!?\d\uE000]{0,40}?)?(?<sign> (?:is|was|are|:|=|est(?: le)?|es(?: el)?|ist|lautet)|は|[:=,]| ?#| )? {0,2}["'(]?(?<code>\d{4,8}|\d{3}[ -]\d{3})(?![\dA-Za-z_]|[.:/-]\d| ?%)/gi
const codeContext =
  /sms|text|phone|authenticator|verif|(?<![A-Za-z])(?:mfa|2fa|otp|one[- ]time|sent|send|received?|got|enter(?:ed)?|typed|used?|expires?d?|sign|log)(?![A-Za-z])/i

/** `the code is 482913`, `I got code 482913 by text`. */
export function findPlainCodes(shadow: string): TextRange[] {
  const found: TextRange[] = []
  for (const match of shadow.matchAll(plainCode)) {
    const { code = '', sign = '', aside } = match.groups ?? {}
    const before = shadow.slice(Math.max(0, match.index - 40), match.index)
    const end = match.index + match[0].length
    const after = shadow.slice(end, end + 60)
    if (otherCode.test(before) || anError.test(before) || anError.test(aside ?? '')) continue
    if (countsSomething(after) || yearOnly.test(code) || windowsResult.test(code)) continue
    const isSaid = /is|was|[:=は]|est|es|ist|lautet/.test(sign)
    const digits = code.replace(/\D/g, '').length
    // Six digits are what codes have; other lengths need somebody who speaks of getting or entering one.
    const isCode =
      isSaid && digits === 6
        ? true
        : digits < 6
          ? isSaid && aside === undefined && codeContext.test(`${before} ${after}`)
          : codeContext.test(`${before} ${aside ?? ''} ${after}`)
    if (isCode) found.push({ start: end - code.length, end })
  }
  return found
}

const anError = /error|fail|fehler|erreur|エラー|錯誤|错误|失敗|失败|AADSTS|event/i
/** 80070005, 80180014: results of Windows without their `0x`. */
const windowsResult = /^80\d{6}$/

const shownCode =
  /(?:authenticator(?: app)?|(?<![A-Za-z])app|アプリ|sms|text message|簡訊|短信)[^\n\d.;。]{0,24}(?:zeigt|steht|affiche|montre|muestra|dice|表示|shows?|showed|says?|said|displays?|gives?|gave|顯示|显示|寫|写|是|[:：])[^\n\d.;。]{0,12}(?<code>\d{6}|\d{3}[ -]\d{3})(?![\dA-Za-z_]|[.:/-]\d)/gi

/** `My authenticator shows 482 913`. */
export function findShownCodes(shadow: string): TextRange[] {
  const found: TextRange[] = []
  for (const match of shadow.matchAll(shownCode)) {
    const code = match.groups?.code ?? ''
    if (/error|code \d|fehler|erreur|エラー|錯誤|错误|ticket|number/i.test(match[0])) continue
    const end = match.index + match[0].length
    if (!countsSomething(shadow.slice(end, end + 24))) found.push({ start: end - code.length, end })
  }
  return found
}

const answerWord =
  /(?:security|secret|recovery|challenge)[ -](?:question )?answers?|answers? (?:to|for|of) (?:my|the|his|her|our|this|that)? ?(?:\w{1,12} )?(?:security|secret|safety|recovery)? ?question(?: #?\d)?|(?<=(?:security|secret) question[^\n]{0,60}[.,;\n ] ?)answer(?= ?:)|mother'?s maiden name|(?:name of )?my first pet(?:'s name)?|安全(?:性)?(?:提示)?(?:問題|问题)(?:的|之)?(?:答案|回答)|密[碼码]提示(?:問題|问题)?的?答案|réponse à (?:ma|la) question (?:de sécurité|secrète)|respuesta (?:a|de)(?: la)?(?: mi)? pregunta (?:de seguridad|secreta)|(?:秘密|セキュリティ)の質問の(?:答え|回答)|antwort auf (?:die|meine) sicherheitsfrage/gi
const answerSign =
  /(?:s|'s)? {0,2}(?:(?:is|was|are|est|es|ist|lautet)(?![a-z])|:|=|->|就?是|為|为|は) {0,3}/iy
const answerText =
  /["'「『“]?([^\s\n.,;:!?。，；！？\uE000"'」』](?:[^\n.,;:!?。，；！？\uE000"」』]{0,39}))/y
const unsaidAnswer =
  /^(?:什麼|什么|不|錯|错|對|对|否|無|无|忘|沒|没|空|哪|多少|正確|正确|怎|間違|違|何|どこ|どう|正し)/

/** Answers to security questions, up to the end of the clause. */
export function findSecurityAnswers(shadow: string): TextRange[] {
  const found: TextRange[] = []
  for (const word of shadow.matchAll(answerWord)) {
    answerSign.lastIndex = word.index + word[0].length
    if (!answerSign.test(shadow)) continue
    answerText.lastIndex = answerSign.lastIndex
    const match = answerText.exec(shadow)
    const clause = match?.[1]
    if (match === null || clause === undefined) continue
    const text = clause.replace(/ (?:and|but|which|please|so|because) .*$/i, '').trimEnd()
    const [first = ''] = text.split(' ')
    if (isStateWord(first) || unsaidAnswer.test(text)) continue
    if (/^(?:\w+(?:ed|ing))$|(?:ée?s?|[ai]d[oa]|iert|lehnt)$/.test(first) || /^\d{1,2}$/.test(text))
      continue
    const start = match.index + match[0].length - clause.length
    found.push({ start, end: start + text.length })
  }
  return found
}

const typedLead =
  /(?:log(?:ged|ging)?[ -]?(?:in|on) (?:with|using)|sign(?:ed|ing)?[ -]?in (?:with|using)|typed(?: in)?|typing|entered|entering|tried|eingegeben|輸入|输入|試過|试过|鍵入) ["'「(]?/gi

/** `I typed Winter2024! and it was refused`: a secret by its looks, even where nobody says password. */
export function findTypedSecrets(shadow: string): TextRange[] {
  const found: TextRange[] = []
  for (const match of shadow.matchAll(typedLead)) {
    const secret = secretAt(shadow, match.index + match[0].length, 'near')
    if (secret === undefined) continue
    const text = shadow.slice(secret.start, secret.end)
    if (/[!@#$%^&*]/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text))
      found.push(secret)
  }
  return found
}
