import type { TextRange } from './mapped-text.ts'
import {
  describesByEnding,
  describesByEndingAbroad,
  isCommonName,
  isKnownValue,
  isProductName,
  isStateWord,
} from './secret-words.ts'

/**
 * How much a token looks like a secret: `strong` has three of lower case, upper case, digits and
 * symbols; `mixed` two of them; `digits` and `plain` (letters, maybe with hyphens) one; `none` is
 * punctuation only, such as a row of asterisks.
 */
export type Shape = 'strong' | 'mixed' | 'digits' | 'plain' | 'none'

/** Tells the shape of a token of a shadow text. */
export function shapeOf(token: string): Shape {
  let lower = false
  let upper = false
  let digit = false
  let letter = false
  let symbol = false
  let innerUpper = false
  // The first characters of a long one tell as much.
  const end = Math.min(token.length, shapeUnitsMax)
  for (let at = 0; at < end; at++) {
    const unit = token.charCodeAt(at)
    if (unit >= 0x61 && unit <= 0x7a) lower = true
    else if (unit >= 0x41 && unit <= 0x5a) {
      upper = true
      const before = token.charCodeAt(at - 1)
      if (before >= 0x61 && before <= 0x7a) innerUpper = true
    } else if (unit >= 0x30 && unit <= 0x39) digit = true
    else if (unit < 0x80) symbol ||= !joiners.includes(token[at] ?? ' ')
    else if (unit <= 0x052f && unit >= 0xc0) {
      letter = true
      if (token[at] === token[at]?.toLowerCase()) lower = true
      else upper = true
    }
  }
  letter ||= lower || upper
  if (!letter && !digit) return 'none'
  const classes = Number(lower) + Number(upper) + Number(digit) + Number(symbol)
  if (classes >= 3 && token.length >= 5) return 'strong'
  if (letter && digit) return 'mixed'
  if (symbol) return 'mixed'
  if (innerUpper) return 'mixed'
  return letter ? 'plain' : 'digits'
}

const shapeUnitsMax = 64
/** Marks that join the parts of ordinary words as well. */
const joiners = "-./_' \u007f"

/**
 * Whether the token alone, without anybody calling it a password, looks made up to be one: `certainly` with a symbol
 * among letters and digits, `possibly` with upper case, lower case and a digit.
 */
export function isMadeUp(token: string): 'certainly' | 'possibly' | undefined {
  const hasDigit = /[0-9]/.test(token)
  const hasLetter = /[A-Za-z]/.test(token)
  const inner = token.slice(0, -1)
  if (!hasDigit) return /^p[@4][s$]{2}w/i.test(token) ? 'certainly' : undefined
  if (!hasLetter) return undefined
  // Identifiers of programs: `MSOL_8f3`, `B2C_1_reset`.
  if (/^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+$/.test(token)) return undefined
  const isCased = /[a-z]/.test(token) && /[A-Z]/.test(token)
  if (/[!@#$^]/.test(inner) || (isCased && /[!@#$^&*%?]/.test(token))) return 'certainly'
  if (token.endsWith('!') && /[a-z]/.test(token)) return 'certainly'
  return isCased ? 'possibly' : undefined
}

/** How the secret was introduced. */
export type Introduction =
  /** `password: …`, `pwd=…` */
  | 'assigned'
  /** `password for the portal: …`: less sure, because the colon may belong to something else. */
  | 'connected'
  /** `my password is …`, 密碼是 … */
  | 'stated'
  /** The same in German, French or Spanish: a word counts only where it cannot be part of a sentence. */
  | 'stated-abroad'
  /** The same in a language whose state words are less well known here. */
  | 'stated-unsure'
  /** `reset the password to …`, 密碼改成 … */
  | 'changed-to'
  /** `password …` */
  | 'beside'
  /** A clause with a password word in it. */
  | 'near'

/** Passwords that are also ordinary words of a ticket; a secret where the clause ends behind them. */
const favourites =
  /^(?:admin|administrator|test|tester|guest|welcome|root|password|passwort|changeme|letmein|qwerty|master|user|login|abc|temp)$/i

const unit =
  /^[ -]{0,2}(?:(?:or|to|-) ?\d{1,3} ?)?(?:more |or more |different |special |upper|lower)?(?:char|digit|letter|symbol|day|week|month|year|hour|min\b|mins\b|minute|second|time|attempt|tries|word|number|user|people|person|account|device|method|of\b|or more|or longer|and up|plus\b|percent|zeichen|tage|stellen|mal\b|stunden|monate|caract|jours|mois|días|dias|meses|veces|vezes|giorni|mesi|volte|tekens|dagen|keer|[%x]\s|碼|码|位|個|个|天|日|月|年|次|小時|小时|時|分|秒|字|元|組|组|種|种|項|点|點|人|台|文字|桁|回|か月|ヶ月|週|周|以上|以下|以內|自|일|자리)/i

/** Whether a number is followed by what it counts: `8 characters`, 90 天. */
export function countsSomething(after: string): boolean {
  return unit.test(after)
}

const clauseEnd =
  /^[ ]{0,4}(?:$|[\n.,;!?)\]}>"'|/\\*`\uE000\u3000-\u303f\uff00-\uffef]|-[ ]|(?:and|but|so|or|because|since|however|though|although|which|please|pls|plz|can|could|thanks|thank|thx|und|aber|bitte|et|mais|merci|y|pero|mas|ma|e)(?![A-Za-z])|[嗎吗呢吧啊喔但可卻却請请麻不無无都結结還还然對对錯错謝谢登沒没一就我跟和及でだのとにがを입인])/i

/** Where a secret stands and where the search goes on. */
export type Found = TextRange | undefined

/** A run of characters that may be a secret: it ends at blanks, quotes and East Asian characters. */
export const tokenPattern =
  /[^\s\uE000\u2e80-\u30ff\u3100-\u31bf\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef…"`]{1,256}/y
const cutPattern = /[,;|&](?=[A-Za-z_][A-Za-z_ -]{0,20}[:=])|<\/|<br|\\n|->|=>/

/** `rawEnd` is where the run ends with its punctuation; a label is a run such as `Username:`. */
type Token = TextRange & { text: string; isLabel: boolean; rawEnd: number }

/** The run of non-space characters at an offset, without the punctuation of the sentence. */
export function tokenAt(shadow: string, at: number): Token | undefined {
  tokenPattern.lastIndex = at
  let text = tokenPattern.exec(shadow)?.[0]
  if (text === undefined) return undefined
  const rawEnd = at + text.length
  const cut = cutPattern.exec(text)
  if (cut !== null && cut.index > 0) text = text.slice(0, cut.index)
  const isLabel = /^[A-Za-z_/-]{2,30}[:=]$/.test(text)
  const bare = withoutTrailing(text)
  if (bare === '') return undefined
  return { start: at, end: at + bare.length, text: bare, isLabel, rawEnd }
}

/** The run without the sentence's punctuation; a single mark is left alone. */
function withoutTrailing(run: string): string {
  let end = run.length
  while (end > 1 && ".,;:)]}>'*_?".includes(run[end - 1] ?? 'x')) end--
  return run.slice(0, end)
}

/** Offsets of a closing mark by its opening mark; a line is never crossed. */
const closers: Record<string, string> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '「': '」',
  '『': '』',
  '【': '】',
  '《': '》',
  '〈': '〉',
  '(': ')',
  '（': '）',
  '[': ']',
  '<': '>',
  '*': '*',
}
const quotedMax = 100

/** The range between a quote or bracket at an offset and its closing mark on the same line. */
export function quotedAt(shadow: string, at: number): TextRange | undefined {
  const opener = shadow[at]
  if (opener === undefined) return undefined
  const closer = closers[opener]
  if (closer === undefined) return undefined
  const start = opener === '*' && shadow[at + 1] === '*' ? at + 2 : at + 1
  // Searched in a slice: a mark that never closes must not make every later one scan to the end.
  const inside = shadow.slice(start, start + quotedMax)
  let length = inside.indexOf(closer)
  // An apostrophe closes a quotation only in front of something that is not a letter.
  while (opener === "'" && length >= 0 && /^[A-Za-z0-9]/.test(inside.slice(length + 1))) {
    length = inside.indexOf(closer, length + 1)
  }
  if (length <= 0 || inside.slice(0, length).includes('\n')) return undefined
  return { start, end: start + length }
}

const chineseState =
  /忘|過期|过期|到期|錯|错|不|無|无|沒|没|請|请|什麼|什么|重設|重置|變更|更改|修改|相同|一樣|一样|正確|正确|已|空白|預設|默认|原則|策略|密碼|密码|登入|登录|帳號|账号|確認|确认|下一步|設定|设置/

/**
 * The secret standing at an offset, given how it was introduced. `undefined` when what stands there
 * describes the password, goes on with the sentence or is something a ticket needs.
 */
export function secretAt(shadow: string, offset: number, how: Introduction): Found {
  let at = offset
  while (shadow[at] === ' ' && at < offset + 24) at++
  const quoted = quotedAt(shadow, at)
  if (quoted !== undefined) {
    const found = quotedSecret(shadow, quoted, how, shadow[at] ?? '')
    if (found !== undefined) return found
    if (!'*_'.includes(shadow[at] ?? '')) return undefined
  }
  while (at < offset + 28 && '"\'`*_([<「『【《〈（'.includes(shadow[at] ?? 'x')) at++
  if (how === 'assigned' || how === 'stated') {
    const phrase = passphraseAt(shadow, at)
    if (phrase !== undefined) return phrase
  }
  const token = tokenAt(shadow, at)
  if (token === undefined || token.isLabel) return undefined
  // Most of what follows a password word is a sentence; this is the quick way out.
  if (isStateWord(token.text) && !favourites.test(token.text)) return undefined
  if (!isSecretToken(token.text, how, shadow.slice(token.end, token.end + 32))) {
    return isNamed(how) ? nameWithNumberAt(shadow, at) : undefined
  }
  return (
    (isNamed(how) ? nameWithNumberAt(shadow, at) : undefined) ?? {
      start: token.start,
      end: token.end,
    }
  )
}

const nameWithNumber =
  /([A-Z][a-z]{2,20}) \d{1,4}[!@#$%&*?]{0,3}(?=[ ]{0,2}(?:$|[\n.,;"!?)]|[，。；！？]| (?:and|but|for|please)))/y

/** `Winter 2024!`: a password of a word and a number. */
function nameWithNumberAt(shadow: string, at: number): Found {
  nameWithNumber.lastIndex = at
  const match = nameWithNumber.exec(shadow)
  const word = match?.[1]
  if (match === null || word === undefined) return undefined
  if (isStateWord(word) || isProductName(word)) return undefined
  return { start: at, end: at + match[0].length }
}

/** Whether the text says outright that this is the password. */
function isNamed(how: Introduction): boolean {
  return how === 'assigned' || how === 'connected' || how === 'stated'
}

function quotedSecret(shadow: string, range: TextRange, how: Introduction, opener: string): Found {
  const raw = shadow.slice(range.start, range.end)
  const content = raw.trim()
  if (content === '') return undefined
  if (/\s/.test(content)) {
    if (opener === '(' || opener === '（' || opener === '[' || opener === '<') return undefined
    if (!isNamed(how)) return undefined
    const words = content.split(/\s+/)
    return words.length <= 8 && words.every((word) => !isStateWord(bareWord(word)))
      ? range
      : undefined
  }
  if (/[\u3400-\u9fff]/.test(content)) {
    return isNamed(how) && content.length >= 2 && !chineseState.test(content) ? range : undefined
  }
  if (isKnownValue(content)) return undefined
  switch (shapeOf(content)) {
    case 'strong':
    case 'mixed':
      return isNamed(how) || !isCommonName(content) ? range : undefined
    case 'digits':
      return content.length >= 4 ? range : undefined
    case 'plain':
      if (how === 'near' || content.length < 3) return undefined
      if (opener === '<' && how !== 'assigned') return undefined
      if (how === 'assigned' && favourites.test(content)) return range
      return isStateWord(content) || isProductName(content) ? undefined : range
    case 'none':
      return undefined
  }
}

function bareWord(word: string): string {
  return word.replace(/^["'([{<*]+|[.,;:!?)\]}>"'*]+$/g, '')
}

const firstWords = /([A-Za-z]{2,20})[ -]([A-Za-z0-9!@#$%^&*']{1,20})/y
const phrasePattern =
  /[A-Za-z]{2,20}(?:[ -][A-Za-z0-9!@#$%^&*']{1,20}){2,8}(?=[ ]{0,2}(?:$|[\n.,;"!?)]|[，。；！？]))/y

/** Three words and more up to the end of the clause, none of which belongs to an ordinary sentence. */
function passphraseAt(shadow: string, at: number): Found {
  firstWords.lastIndex = at
  const [, first, second] = firstWords.exec(shadow) ?? []
  if (first === undefined || second === undefined) return undefined
  if (isStateWord(first) && isStateWord(second)) return undefined
  phrasePattern.lastIndex = at
  const phrase = phrasePattern.exec(shadow)?.[0]
  if (phrase === undefined) return undefined
  const words = phrase.split(/[ -]/)
  const ordinary = words.filter((word) => {
    const bare = bareWord(word)
    return isStateWord(bare) || isProductName(bare) || describesByEnding(bare)
  })
  // "correct horse battery staple": one such word among four may still be part of the phrase.
  const tolerated = words.length >= 4 && words.length - ordinary.length >= 3 ? 1 : 0
  const sentence = words.some((word) =>
    /^(?:i|me|my|is|was|the|to|a|it|please|not|and)$/i.test(word),
  )
  return ordinary.length <= tolerated && !sentence
    ? { start: at, end: at + phrase.length }
    : undefined
}

/** A secret between brackets right behind a password word: `the password (Winter2024!)`. */
export function secretInParentheses(shadow: string, range: TextRange): Found {
  const content = shadow.slice(range.start, range.end).trim()
  if (/\s/.test(content) || isCommonName(content)) return undefined
  const shape = shapeOf(content)
  if (shape === 'digits') return content.length >= 6 ? range : undefined
  return (shape === 'strong' || (shape === 'mixed' && /\d/.test(content))) && content.length >= 5
    ? range
    : undefined
}

/** Whether an unquoted token is the secret; `after` is what follows it. */
export function isSecretToken(token: string, how: Introduction, after = ''): boolean {
  if (isKnownValue(token)) return false
  if (unit.test(after) && (shapeOf(token) === 'digits' || token.length <= 3)) return false
  const shape = shapeOf(token)
  switch (how) {
    case 'assigned':
      if (shape === 'strong' || shape === 'mixed') return token.length >= 3
      if (shape === 'digits') return token.length >= 4
      if (shape === 'none' || token.length < 3) return false
      if (favourites.test(token)) return clauseEnd.test(after)
      // "Password: mistyped": a participle says what happened to it.
      if (/^[a-z]{4,}ed$/.test(token)) return false
      return !isStateWord(token) && !isProductName(token)
    case 'connected':
      if (shape === 'strong' || shape === 'mixed') return token.length >= 4
      if (shape === 'digits') return token.length >= 4
      // Capitals are systems and verbs of protocols: "passwords in all systems: PRD, QAS".
      if (!/^[a-z]{5,}$/.test(token) || !/^ {0,2}(?:\n|$|[.!])/.test(after)) return false
      return !isStateWord(token) && !isProductName(token) && !describesByEnding(token)
    case 'stated':
      if (shape === 'strong' || shape === 'mixed') return token.length >= 4
      if (shape === 'digits') return token.length >= 4
      if (shape === 'none' || token.length < 3 || !clauseEnd.test(after)) return false
      if (/^(?:admin|test|welcome|password|qwerty|letmein|changeme|abc)$/i.test(token)) return true
      return !isStateWord(token) && !isProductName(token) && !describesByEnding(token)
    case 'stated-abroad':
      if (shape === 'plain') {
        // German nouns and names begin with a capital.
        if (!/^[a-zà-öø-ÿ]{5,}$/.test(token) || !clauseEnd.test(after)) return false
        return !isStateWord(token) && !isProductName(token) && !describesByEndingAbroad(token)
      }
      return (shape === 'strong' || shape === 'mixed' || shape === 'digits') && token.length >= 4
    case 'stated-unsure':
      return (shape === 'strong' || shape === 'mixed' || shape === 'digits') && token.length >= 4
    case 'changed-to':
    case 'beside':
      if (isCommonName(token)) return false
      if (shape === 'strong') return true
      // Inner capitals alone are the name of a field: `newPassword`.
      if (shape === 'mixed')
        return token.length >= 5 && !/^[-/]/.test(token) && /[\d!@#$%^&*]/.test(token)
      return shape === 'digits' && token.length >= 6 && !/^(?:19|20)\d{6}$/.test(token)
    case 'near':
      return !isCommonName(token) && token.length >= 5 && isMadeUp(token) !== undefined
  }
}
