/**
 * Passwords said in a sentence or a form: `my password is …`, `pw: …`, 密碼是…, `I changed it from … to …`. The text is
 * searched once for words that mean password; what stands around each of them decides. Everything looks at a bounded
 * number of characters, so time is linear in the length of the text. All functions read a shadow (`shadow.ts`).
 */

import type { TextRange } from './mapped-text.ts'
import {
  countsSomething,
  type Introduction,
  isMadeUp,
  isSecretToken,
  quotedAt,
  secretAt,
  secretInParentheses,
  shapeOf,
  tokenAt,
  tokenPattern,
} from './secret-shape.ts'
import { isCommonName } from './secret-words.ts'

/** English, German, French, Spanish, Dutch, …; some of them may be part of a name (`AdminPassword`, `DB_PASSWORD`). */
const longWords = [
  '(?<!1)pass[ _-]?words?|passwd|passwrd|passwrod|passowrd|passsword|pasword|passord|pssword|paswrd|psswrd|pass[ -]?phrases?|pass[ -]?codes?',
  'passwort(?:es|s)?|passwörter|kennwort(?:es|s)?|kennwörter|zugangscode|mots? de passe|contrase[ñn]as?|wachtwoord(?:en)?|palavra-passe|adgangskode|lösenord|salasana|heslo|hasł?l?o|jelszó|şifre(?:m|si|niz)?|mật khẩu|kata (?:sandi|laluan)|парол[ьяю]',
]
/** So short that they count as words of their own only. */
const shortWords =
  '(?<![A-Za-z])(?:(?:temp|new|old|user|admin|init|default|my)pwd?|p/w|pwds?|pws?|pswd|psw|psk|mdp|clave|senhas?|parola(?:m)?|pass|pin(?: ?[碼码]|[ -](?:code|number|no\\.?))?|(?:wi-?fi|wlan|wireless|wpa2?|network) key)'
const otherScripts =
  '密[碼码]|口令|通行[碼码]|パスワード|パスコード|暗証番号|비밀번호|비번|รหัสผ่าน|كلمة (?:المرور|السر)|סיסמה'
const passwordWord = new RegExp(
  `(?:(?:${[...longWords, shortWords].join('|')})(?![A-Za-z\\u00c0-\\u024f])|${otherScripts})`,
  'gi',
)

type Word = TextRange & { text: string }

function passwordWordsOf(shadow: string): Word[] {
  return Array.from(shadow.matchAll(passwordWord), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0].toLowerCase(),
  }))
}

/** Where a secret may follow, and how it was introduced. */
type Lead = { at: number; how: Introduction }

const closingMarks = /(?:s|'s(?= ))?(?:\d{1,2}(?![\dA-Za-z]))?["'`*_\]】」』]{0,3}>?/y
const assignment =
  /[ .]{0,20}["'`*_\]]{0,3} {0,8}(?::=|=>|->|:-|[:=→⇒])(?!\/\/)[=>]?(?: {0,2}[:=])?/y
const filler =
  '(?: (?:now|currently|still|actually|just|probably|simply|always|maybe|either|both|only|set to|set as|called|literally|definitely|originally|previously|also|again|as follows|the following|like|exactly|i think|i believe|i guess|apparently|jetzt|noch|aktuell|immer))'
const statement = new RegExp(
  ` {1,3}(?:is|was|are|were|equals|(?:will|would|should|could|might|may|must|can|has to|used to|supposed to|going to|needs to) be|ha[sd] been)${filler}{0,3} ?[:=]?(?= |\\n)`,
  'iy',
)
const statementAbroad =
  /(?: {1,3}|, {0,2}(?=c'))(?:(?<known>ist|lautet|lautete|war|est|était|c'est|es|era)|é|è|var|är|er|to|jest|là|adalah|este)(?: (?:jetzt|noch|aktuell|ahora|maintenant|toujours))? ?(?<sign>[:=])? /iy
const change =
  / {1,3}(?:(?:was|is|has been|been|got|to be|wurde) )?(?:(?:changed|reset|set|updated|switched|ge[aä]ndert) )?(?:back )?(?:to|into|as|from|auf|von|zu)(?: be)? {1,3}/iy
const connection =
  / {1,3}(?:for|of|to|on|in|at|from|by|with|i|you|we|he|she|they|it|that|which|who|this|my|given|sent|provided|received|used|generated|set|assigned|issued|für|fuer|von|vom|pour|de|du|del|para|do|da|van|voor|la) (?:[^\n:=;!?.,()\uE000]|\.(?! )|:\/\/){0,80}?(?:(?<= )(?:is|was|are|were|(?:will|should) be|used to be)(?= )|(?<abroad>(?<= )(?:ist|lautet|war|est|es|era|é|è)(?= ))|(?<sign> ?[:=](?!\/\/)))/iy
/** `password for user: jdoe`: the colon belongs to another field. */
const otherField =
  /(?:user|user ?name|login|id|names?|e?-?mails?|upn|error|message|code|number|phone|note|status|time|date|group|role) ?[:=]$/i
const gap =
  / ?([^\0-\x7f\uE000，。；！？、（）「」『』【】《》…\u00c0-\u024f]{1,14}) ?([:=](?!\/\/))? ?(?=["'「『【《（([{<`*]{0,2}[!-~\u00c0-\u024f\u0400-\u04ff])/y
const quotedHan =
  / ?(?:[^\0-\x7f\uE000，。；！？、（）「」『』【】《》…]{0,6}(?:是|為|为|叫|成|は| ?[:=]))? ?(?=[「『"'])/y
const beside =
  / ?\| ?| {1,3}-{1,3} {1,3}| {1,4}(?=\S)|(?=["'「『（(])|(?=[!-~])(?![,;!?.)\]}/\\>&-])/y

/** 密碼原則, 密碼到期日: another thing than the password, whatever follows. */
const otherThing =
  /^(?:原則|政策|策略|規則|规则|長度|长度|強度|强度|回寫|回写|寫回|写回|重設|重置|同步|雜湊|哈希|期限|到期|過期|过期|歷程|历史|錯誤|错误|複雜|复杂|問題|问题|提示|有效|登入|登录|保護|保护|類型|类型|上次|最後|最后|需|必|不|無|无|没|沒|忘|被|已|太|の|ポリシー|リセット)/
const changedInChinese =
  /(?:改|換|换|設|设|變更?|变更?|更改|更新|重設|重置|調整|调整|修改|更換|更换)(?:定|置|回)?(?:成|為|为|到|回|了)$/
const statedInChinese = /(?:是|為|为|叫|叫做|叫作|は|が|는|은|가|이|คือ|هي)$/

/** A verb in front: `reset password jsmith2` names a user. */
const handling =
  /(?:reset(?:ting)?|chang(?:e|ed|ing)|updat(?:e|ed|ing)|forgot(?:ten)?|forget|unlock|expired?|recover|renew|重設|重置|變更|忘記|更改|修改|忘记|解鎖|变更)(?: (?:my|the|his|her|their|user|users|a|windows|ad))?(?:'s)? ?[的了]?$/i

/** `change of password: …`, `réécriture du mot de passe : …`: a title rather than a field. */
const partOfName = /(?<![A-Za-z])(?:of|du|de|de la|del|des|di|della|van|do|da) (?:the |my )?$/i

function stickyEnd(pattern: RegExp, shadow: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(shadow) ? pattern.lastIndex : undefined
}

/** What leads from a password word to the secret; the first that fits. */
function leadFrom(shadow: string, word: Word): Lead | undefined {
  let at = stickyEnd(closingMarks, shadow, word.end) ?? word.end
  const parenthesis = shadow[at] === ' ' ? at + 1 : at
  if ('(（['.includes(shadow[parenthesis] ?? 'x')) {
    const inside = quotedAt(shadow, parenthesis)
    if (inside !== undefined && inside.end - inside.start <= 40) {
      const found = secretInParentheses(shadow, inside)
      if (found !== undefined) return { at: parenthesis, how: 'beside' }
      at = inside.end + 1
    }
  }
  const assigned = stickyEnd(assignment, shadow, at)
  if (assigned !== undefined) {
    const isPart = partOfName.test(shadow.slice(Math.max(0, word.start - 12), word.start))
    return { at: assigned, how: isPart ? 'connected' : 'assigned' }
  }
  if (shadow.charCodeAt(at) > 0x7f || (shadow[at] === ' ' && shadow.charCodeAt(at + 1) > 0x7f)) {
    return leadOverGap(shadow, at)
  }
  statementAbroad.lastIndex = at
  const abroad = statementAbroad.exec(shadow)
  if (abroad !== null) {
    const { known, sign } = abroad.groups ?? {}
    const how = known === undefined ? 'stated-unsure' : sign ? 'assigned' : 'stated-abroad'
    return { at: statementAbroad.lastIndex, how }
  }
  if (shadow[at] === ' ') {
    const stated = stickyEnd(statement, shadow, at)
    if (stated !== undefined) return { at: stated, how: 'stated' }
    const changed = stickyEnd(change, shadow, at)
    if (changed !== undefined && secretAt(shadow, changed, 'changed-to') !== undefined) {
      return { at: changed, how: 'changed-to' }
    }
    connection.lastIndex = at
    const connected = connection.exec(shadow)
    if (connected !== null) {
      const { abroad, sign } = connected.groups ?? {}
      const how =
        abroad !== undefined ? 'stated-abroad' : sign !== undefined ? 'connected' : 'stated'
      if (how === 'connected' && otherField.test(connected[0])) return undefined
      return { at: connection.lastIndex, how }
    }
  }
  const next = stickyEnd(beside, shadow, at)
  if (next === undefined) return undefined
  const isHandled = handling.test(shadow.slice(Math.max(0, word.start - 24), word.start))
  return { at: next, how: isHandled ? 'near' : 'beside' }
}

/** 密碼我記得是 …, 密碼改成 …, パスワードは …: a few characters without a space between word and secret. */
function leadOverGap(shadow: string, at: number): Lead | undefined {
  gap.lastIndex = at
  const match = gap.exec(shadow)
  if (match === null) {
    const quoted = stickyEnd(quotedHan, shadow, at)
    return quoted === undefined ? undefined : { at: quoted, how: 'stated' }
  }
  const between = (match[1] ?? '').trim()
  const end = gap.lastIndex
  if (changedInChinese.test(between)) return { at: end, how: 'changed-to' }
  if (otherThing.test(between)) return { at: end, how: 'near' }
  if (match[2] !== undefined) return { at: end, how: 'assigned' }
  if (statedInChinese.test(between)) return { at: end, how: 'stated' }
  if (/^(?:就?是|為|为)[^的不否對对錯错誰谁哪什幾几多]{1,6}$/.test(between)) {
    return { at: end, how: 'stated-unsure' }
  }
  return /(?:用|打|輸入|输入|填|設|设|設定|设定|給的?|给的?|寫|写|從|从|由|如下|を|を今|も|試|试|按|記得?|记得?|當|以)$/.test(
    between,
  )
    ? { at: end, how: 'beside' }
    : { at: end, how: 'near' }
}

const lineRest = / {0,8}\n{1,2} {0,8}/y

/** `Password:` at the end of a line, the secret alone on the next one. */
function secretOnNextLine(shadow: string, lead: number): TextRange | undefined {
  const next = stickyEnd(lineRest, shadow, lead)
  if (next === undefined) return undefined
  const token = tokenAt(shadow, next)
  if (token === undefined || token.isLabel) return undefined
  if (!/^ {0,8}(?:\n|$)/.test(shadow.slice(token.rawEnd, token.rawEnd + 10))) return undefined
  const shape = shapeOf(token.text)
  const isSecret =
    shape === 'strong' ||
    (shape === 'digits' && token.text.length >= 4) ||
    (shape === 'mixed' && token.text.length >= 5)
  return isSecret && !isCommonName(token.text) ? token : undefined
}

/** `Abc123! or Def456!`, `Abc123! -> Xyz789!`, 從 Abc123! 改成 Xyz789! */
const link =
  /["'`」』*_)）]{0,2} {0,2}(?:[,;/|、，+]|->|=>|→| (?:or|and|then|to|oder|und|ou|et|auf|nach|o|y) |改?(?:成|為|为|到)|(?:改|換|换|變更?|设|設)(?:定)?(?:成|為|为)|或者?|和|及|跟|還有|还有|以及|再) {0,2}(?:(?:and|or|then|also|maybe|even|to) )?["'`「『*(（]{0,2}/iy
const linkedMax = 10

/** Further secrets in a row behind one. */
function rowBehind(shadow: string, first: TextRange): TextRange[] {
  const row: TextRange[] = []
  const digits = shapeOf(shadow.slice(first.start, first.end)) === 'digits'
  let at = first.end
  while (row.length < linkedMax) {
    const next = stickyEnd(link, shadow, at)
    const token = next === undefined ? undefined : tokenAt(shadow, next)
    if (next === undefined || token === undefined || token.isLabel) break
    // Behind a comma alone the sentence may go on with a user's name: `jdoe01`.
    const isJoined = /[a-z或和及跟成為为到再>→]/i.test(shadow.slice(at, next))
    if (isCommonName(token.text) || otherToken.test(token.text)) break
    const shape = shapeOf(token.text)
    const belongs =
      (shape === 'strong' && token.text.length >= 5) ||
      (shape === 'mixed' &&
        (isJoined ? /\d/.test(token.text) : isMadeUp(token.text) !== undefined)) ||
      (digits && shape === 'digits' && token.text.length >= 4)
    if (!belongs) break
    row.push(token)
    at = token.end
  }
  return row
}

const namedAfterwards =
  /["'`」』]? {0,2}(?: (?:is|was|as|for|being|as in) (?:(?:my|the|his|her|our|their|your|a|current|new|old|temp|temporary|default|initial|windows|login|network|email) ){0,3}|(?:就?是|為|为|當作?|当作?|作為|作为|做為|這個|这个|這組|这组|這串|这串) ?(?:我|他|她|您|你|使用者)?們?(?:自己)?的?(?:新|舊|旧|臨時|临时|登入|登录|預設|默认|電腦|信箱|帳號)?的?)$/i
const lastOfName = /[a-z是為为作個个組组串的當当新舊旧時时入錄录設认認腦箱號我他她您你] ?$/i
const nameUnits = 48
const secretUnitsMax = 64

/** `Winter2024! is my password`, Abc12345 是我的密碼. */
function secretInFrontOf(shadow: string, word: Word): TextRange | undefined {
  if (!lastOfName.test(shadow.slice(Math.max(0, word.start - 2), word.start))) return undefined
  const from = Math.max(0, word.start - nameUnits)
  const name = namedAfterwards.exec(shadow.slice(from, word.start))
  if (name === null) return undefined
  const end = from + name.index
  let start = end
  while (start > Math.max(0, end - secretUnitsMax) && isSecretUnit(shadow.charCodeAt(start - 1)))
    start--
  const token = tokenAt(shadow, start)
  if (token === undefined || token.end > word.start || token.text.length < 5) return undefined
  const shape = shapeOf(token.text)
  const isSecret =
    (shape === 'strong' || (shape === 'mixed' && /\d/.test(token.text))) &&
    !isCommonName(token.text)
  return isSecret ? token : undefined
}

function isSecretUnit(unit: number): boolean {
  return unit > 0x20 && unit < 0x2e80 && unit !== 0x22 && unit !== 0x27 && unit !== 0x60
}

/** How far a sentence may run between a password word and a secret that needs no introduction. */
const nearUnits = 160

const usage =
  /(?:^|[^A-Za-z])(?:tri(?:ed|es)|try(?:ing)?|us(?:e|ed|es|ing)|typ(?:e|ed|es|ing)(?: in)?|enter(?:ed|s|ing)?|input(?:ted|ting)?|key(?:ed)? in|put(?:ting)?(?: in)?|(?:log(?:ged|ging)?|sign(?:ed|ing)?)[ -]?(?:in|on) (?:with|using)|with|from|to|or|and|as|it's|(?:it|one|that|this|mine|old|new|current|previous|first|second|latter|be|been) (?:is|was|to be)|used to be|be|(?:old|new|current|previous|temp|initial|default|alt|neu|ancien|nouveau|actuel)(?: one)? ?[:=]|probiert|versucht|eingegeben|verwendet|benutze|utilisé|essayé|usé|probé) {1,2}["'`([*]{0,2}$/i
const usageInChinese =
  /(?:試|试|試過|试过|試了|用|用了|用過|使用|輸入|输入|打|打了|鍵入|键入|填|改成|改為|改为|設成|设成|設為|设为|設定為|設定成|重設成|重設為|換成|换成|變更為|變成|变成|更改为|從|从|由|是|為|为|叫|給的|给的|原本|舊的|新的|旧的) ?["'「『(（]{0,2}$/
const changedToInChinese =
  /(?:改成|改為|改为|設成|设成|設為|设为|設定為|設定成|重設成|重設為|重置为|換成|换成|變更為|變成|变成|更改为|改回|從|从) ?["'「『(（]{0,2}$/
const weakPattern =
  /^(?:spring|summer|autumn|fall|winter|welcome|willkommen|sommer|herbst|frühling|passw[o0]rd|passwort|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|company|changeme|letmein|qwerty|qwert|hello|start|temp)[@#!_.-]?\d{1,4}[!@#$%&*?.]{0,3}$/i

/** What only looks like a made-up secret: addresses, paths, amounts, variables, commands. */
const otherToken =
  /:\/\/|^\/|^@|^--?[A-Za-z]|\\|^\+|^[\w.+-]+@[a-z][a-z.-]*[a-z]$|^(?:US|NT|HK|A|C|R)?[$€£¥]\d|^[A-Za-z][\w.-]*=[^!@#$%^&*]*$|^\$[A-Za-z_][\w.:]*$|\(|^#\d|^&|^[A-Z]{2,5}#|^\w+:\d+$|[<>{}]|^[A-Za-z_]+:[A-Za-z]/

/** Tokens around password words that look made up, or that somebody says to have typed. */
function secretsNear(
  shadow: string,
  words: readonly Word[],
  known: ReadonlySet<number>,
): TextRange[] {
  const found: TextRange[] = []
  let from = 0
  for (const word of words) {
    const start = Math.max(from, word.start - nearUnits)
    const end = Math.min(shadow.length, word.end + nearUnits)
    if (start >= end) continue
    let at = start
    while (at < end) {
      tokenPattern.lastIndex = at
      const raw = tokenPattern.exec(shadow)?.[0]
      if (raw === undefined) {
        at++
        continue
      }
      if (
        raw.length >= 5 &&
        !known.has(at) &&
        (at === 0 || at > start || /[\s\u2e80-\uffff"'(]/.test(shadow[at - 1] ?? ' '))
      ) {
        const secret = nearSecret(shadow, at, raw)
        if (secret !== undefined) found.push(secret)
      }
      at += raw.length
    }
    from = at
  }
  return found
}

function nearSecret(shadow: string, at: number, raw: string): TextRange | undefined {
  if (!/[0-9@#$!^&]/.test(raw)) return undefined
  const opening = /^["'([{<*_:=,;.|]{1,3}/.exec(raw)?.[0].length ?? 0
  const token = tokenAt(shadow, at + opening)
  if (token === undefined || token.text.length < 5 || token.text.length > 64) return undefined
  const { text } = token
  if (isCommonName(text) || otherToken.test(text)) return undefined
  const how = isMadeUp(text)
  if (how === 'certainly' || (weakPattern.test(text) && !/^passw[o0]rd\d$/.test(text))) return token
  const shape = shapeOf(text)
  if (shape !== 'strong' && shape !== 'mixed') return undefined
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return undefined
  const before = shadow.slice(Math.max(0, at - 28), at + opening)
  const quoted = /["'「『`(（]$/.test(before)
  if (how === 'possibly') {
    return quoted || usage.test(before) || usageInChinese.test(before) ? token : undefined
  }
  if (changedToInChinese.test(before)) return token
  return quoted && (usage.test(before) || usageInChinese.test(before)) ? token : undefined
}

const denseMin = 400
const closeMax = 4

/**
 * The passwords that a text says in words, in no particular order and possibly overlapping.
 *
 * @param shadow the text as `shadowOf` reads it.
 */
export function findSaidPasswords(shadow: string): TextRange[] {
  const found: TextRange[] = []
  const words = passwordWordsOf(shadow)
  let from = 0
  for (const [index, word] of words.entries()) {
    // Nothing fits between two words that are this close. Only texts made of such words have so many.
    const distance = (words[index + 1]?.start ?? shadow.length) - word.end
    if (words.length > denseMin && distance <= closeMax) continue
    // Inside a secret that was just found: `Password1` behind `password:`.
    if (word.start < from) continue
    const reverse = secretInFrontOf(shadow, word)
    if (reverse !== undefined) found.push(reverse)
    const lead = leadFrom(shadow, word)
    if (lead === undefined) continue
    const secret = secretBehind(shadow, word, lead)
    if (secret === undefined) continue
    const row = rowBehind(shadow, secret)
    found.push(secret, ...row)
    from = row.at(-1)?.end ?? secret.end
  }
  const known = new Set(found.map(({ start }) => start))
  for (const secret of secretsNear(shadow, words, known)) {
    known.add(secret.start)
    found.push(secret)
  }
  return [...found, ...repetitionsOf(shadow, found, known)]
}

/** Different secrets whose repetitions are looked for: each costs a search through the text. */
const repeatedMax = 30

/** A secret said once is masked wherever the text says it again. */
function repetitionsOf(
  shadow: string,
  found: readonly TextRange[],
  known: ReadonlySet<number>,
): TextRange[] {
  const secrets = new Set<string>()
  for (const { start, end } of found) {
    const secret = shadow.slice(start, end)
    const shape = shapeOf(secret)
    const isDistinct =
      ((shape === 'strong' || shape === 'mixed') && secret.length >= 5) ||
      (shape === 'digits' && secret.length >= 6)
    if (isDistinct) secrets.add(secret)
    if (secrets.size >= repeatedMax) break
  }
  const repetitions: TextRange[] = []
  for (const secret of secrets) {
    for (
      let at = shadow.indexOf(secret);
      at >= 0;
      at = shadow.indexOf(secret, at + secret.length)
    ) {
      const isWhole =
        !/[A-Za-z0-9]/.test(shadow[at - 1] ?? ' ') &&
        !/[A-Za-z0-9]/.test(shadow[at + secret.length] ?? ' ')
      if (isWhole && !known.has(at)) repetitions.push({ start: at, end: at + secret.length })
    }
  }
  return repetitions
}

function secretBehind(shadow: string, word: Word, lead: Lead): TextRange | undefined {
  if (lead.how === 'assigned' || lead.how === 'stated' || lead.how === 'connected') {
    const below = secretOnNextLine(shadow, lead.at)
    if (below !== undefined) return below
  }
  if (word.text.startsWith('pin') && lead.how === 'beside') return pinBeside(shadow, lead.at)
  const secret = secretAt(shadow, lead.at, lead.how)
  if (secret === undefined) return undefined
  // "pin the tab", "pass: Bob": such short words are weak, so what they introduce has to be stronger.
  const text = shadow.slice(secret.start, secret.end)
  if (word.text.startsWith('pin') && !/\d/.test(text)) return undefined
  if (word.text === 'pass' && lead.how !== 'assigned' && shapeOf(text) === 'plain') return undefined
  return secret
}

function pinBeside(shadow: string, at: number): TextRange | undefined {
  const token = tokenAt(shadow, at)
  if (token === undefined || !/^\d{4,8}$/.test(token.text)) return undefined
  return countsSomething(shadow.slice(token.end, token.end + 24)) ? undefined : token
}

const labelLine = /(?:^|\n)[^\n:=]{0,24}$/

/** A form's `Password` alone on its line, the secret alone on the next one. */
export function findPasswordsBelowLabel(shadow: string): TextRange[] {
  const found: TextRange[] = []
  for (const word of passwordWordsOf(shadow)) {
    if (stickyEnd(lineRest, shadow, word.end) === undefined) continue
    if (!labelLine.test(shadow.slice(Math.max(0, word.start - 25), word.start))) continue
    const secret = secretOnNextLine(shadow, word.end)
    if (secret !== undefined && isSecretToken(shadow.slice(secret.start, secret.end), 'near'))
      found.push(secret)
  }
  return found
}

const loginWord =
  '(?:log-?in|log-?on|sign-?in|user(?: ?name| ?id)?|account|benutzer(?:name)?|usuario|utilisateur|e?-?mail|id|帳號|账号|使用者(?:名稱)?|用[户戶]名?)'
const pair = new RegExp(
  `(?:${loginWord} ?(?:[/&+,|]|and|und|et|y|和|與|及|跟|、)? ?(?:pass(?:word|wd|code|wort)?|pwd?|kennwort|密[碼码])|credentials?|creds|log-?in (?:details|data|info)|log-?in|帳密|账密|帐密)(?: (?:for|to) [^\\n:=]{1,40})? {0,3}(?<sign>[:=]|is |are |was |是|為|为| )[ \\n]?["'「]?(?<user>[^\\s/|,;:，、]{2,64})["'」]? {0,2}(?<between>[/|,;:，、]| ) {0,2}["'「]?(?=\\S)`,
  'gi',
)

/** `login/pass: jdoe / Hunter2`, 帳密：jdoe / Abc12345: the second of two. */
export function findPasswordsOfPairs(shadow: string): TextRange[] {
  const found: TextRange[] = []
  for (const match of shadow.matchAll(pair)) {
    const { sign = '', between = '', user = '' } = match.groups ?? {}
    const named = sign.trim() !== '' && between.trim() !== ''
    // Where nothing but blanks separates the two, the second must be a secret by its looks.
    const secret = secretAt(
      shadow,
      match.index + match[0].length,
      named && /pass|pw|kenn|密/i.test(match[0]) ? 'assigned' : 'changed-to',
    )
    if (secret === undefined || /^(?:is|was|not|and|or)$/i.test(user)) continue
    if (isCommonName(user) && isCommonName(shadow.slice(secret.start, secret.end))) continue
    found.push(secret)
  }
  return found
}
