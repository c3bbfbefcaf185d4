import type { AgentLanguage, ArticleLanguage, CategoryId, ReadErrorCode } from '../ticket.ts'
import {
  type DocumentedCode,
  type ErrorCodeEntry,
  errorCodeTable,
  undocumentedSsprCode,
} from './error-code-table.ts'
import { readingForm } from './reading-form.ts'
import { type CodeTexts, forRequester, type Translation } from './translations.ts'
import { inLanguage, learnUrl, type ToSimplified } from './wording.ts'

/** A pasted event log may quote a code on every line; more than these help nobody. */
const codesMax = 20

const entryByCode = new Map(errorCodeTable.map((entry) => [entry.code, entry]))

type Hit = { at: number; entry: ErrorCodeEntry }

/**
 * The codes, event ids, named errors and known on-screen messages that a ticket quotes, each once,
 * in order of appearance, at most twenty, with meaning and remedy in `language` for the agent.
 *
 * Spellings are brought to one form: `sspr 29`, `sspr-29` and full-width `ＳＳＰＲ＿００２９：` all
 * become `SSPR_0029`; three-digit `SSPR_009` stays apart, because it is the administrators' variant.
 * An internal name counts as its number. A message without a code is reported under a word of ours
 * (`feature-not-enabled`). Numbers that could be anything else, such as `31034`, count only where
 * the text speaks of events, logs or directory synchronization, and not as a ticket, phone, room or
 * price. Pure; linear in the length of the text.
 */
export function readErrorCodes(
  text: string,
  language: AgentLanguage,
  toSimplified: ToSimplified,
): ReadErrorCode[] {
  const reading = readingForm(text)
  const hits = [
    ...ssprHits(reading),
    ...eventHits(reading),
    ...resultHits(reading),
    ...nameHits(reading),
    ...messageHits(reading),
  ].sort((one, other) => one.at - other.at)
  const unique = new Map(hits.map(({ entry }) => [entry.code, entry]))
  return [...unique.values()]
    .slice(0, codesMax)
    .map((entry) => describeEntry(entry, language, toSimplified))
}

/** The table's entry for a code in canonical spelling, undocumented SSPR numbers included. */
export function errorCodeEntry(code: string): ErrorCodeEntry | undefined {
  const known = entryByCode.get(code)
  if (known) return known
  return /^SSPR_\d{4}$/u.test(code) ? undocumentedSsprCode(code) : undefined
}

/** What a code means, in the requester's language. */
export function meaningOf(
  entry: ErrorCodeEntry,
  language: ArticleLanguage,
  toSimplified: ToSimplified,
): string {
  return forRequester(
    entry.meaning,
    (translation) => translated(entry, translation).meaning,
    language,
    toSimplified,
  )
}

/** What anybody may be told about a code; null where only an administrator has use for it. */
export function publicHelpOf(
  entry: ErrorCodeEntry,
  language: ArticleLanguage,
  toSimplified: ToSimplified,
): string | null {
  if (!entry.publicHelp) return null
  return forRequester(
    entry.publicHelp,
    (translation) => translated(entry, translation).publicHelp ?? '',
    language,
    toSimplified,
  )
}

function translated({ code }: ErrorCodeEntry, translation: Translation): CodeTexts {
  return isDocumented(code) ? translation.codes[code] : translation.undocumentedCode
}

function isDocumented(code: string): code is DocumentedCode {
  return entryByCode.has(code)
}

/** Every code whose remedy belongs to a category, in the table's order, described in `language`. */
export function errorCodesOf(
  category: CategoryId,
  language: AgentLanguage,
  toSimplified: ToSimplified,
): ReadErrorCode[] {
  return errorCodeTable
    .filter((entry) => entry.category === category)
    .map((entry) => describeEntry(entry, language, toSimplified))
}

function describeEntry(
  entry: ErrorCodeEntry,
  language: AgentLanguage,
  toSimplified: ToSimplified,
): ReadErrorCode {
  return {
    code: entry.code,
    meaning: inLanguage(entry.meaning, language, toSimplified),
    fixedBy: entry.fixedBy,
    remedy: inLanguage(entry.remedy, language, toSimplified),
    link: learnUrl(entry.page, language),
  }
}

// SSPR numbers ---------------------------------------------------------------------------------

const ssprNumber = /(?<![a-z0-9])sspr([ _-]{0,3})(\d{1,4})(?![a-z0-9_]|[.,]\d)/gu
const ssprErrorNumber =
  /(?<![a-z0-9])sspr[ _-]?(?:(?:error|err|code|number|message|fehler(?:code)?|erreur|código|エラー|コード|錯誤|代碼|代號|訊息|碼|為|是) ?){1,3}[:#=-]? ?["'「(]?(\d{1,4})(?![a-z0-9_]|[.,]\d)/gu
/** The number as the page prints it, but quoted without its prefix. */
const bareNumber =
  /(?:(?:error|code|fehler|erreur|código|エラー|コード|錯誤|代碼|代號)[^\d.]{0,8}(00(?:09|1[0-4]|29|30))(?!\d))|(?:(?<![\d.,-])(00(?:09|1[0-4]|29|30)) ?(?:錯誤|error))/gu
const speaksOfPasswords = /password|passwort|kennwort|mot de passe|contraseña|パスワード|sspr|密碼/u
const speaksOfAnError =
  /error|code|錯誤|代碼|代號|訊息|message|fehler|meldung|erreur|código|mensaje|エラー|コード|表示|顯示|出現/u
/** What follows a number that counts something: `SSPR 14 days`, `SSPR 10:30`. */
const countsSomething =
  /^(?: ?(?:%|st\b|nd\b|rd\b|th\b|am\b|pm\b|天|日|月|年|人|位|名|個|種|次|分|秒|小時|點|歲|台|家|間|項|組|h\b|hrs?\b|x\b)| (?:verification |auth\w* |pilot |test )?(?:methods?|gates?|users?|people|persons?|staff|employees|colleagues|students|pupils|teachers|accounts?|admins?|licen[cs]es?|seats?|groups?|sites?|schools?|days?|weeks?|months?|years?|hours?|minutes?|mins?|seconds?|times|tries|attempts|questions?|digits?|characters?)\b|[:/]\d)/u

function ssprHits(reading: string): Hit[] {
  const hits: Hit[] = []
  for (const match of reading.matchAll(ssprNumber)) {
    const separator = match[1] ?? ''
    const digits = match[2] ?? ''
    const after = reading.slice(match.index + match[0].length, match.index + match[0].length + 30)
    const around = reading.slice(Math.max(0, match.index - 30), match.index) + after
    // Padded numbers are codes. `SSPR 14` is one only where 14 is documented and counts nothing;
    // `SSPR 2` in any other sentence is a version, a quantity or a phase of a project.
    const isCode =
      digits.startsWith('0') ||
      ((entryByCode.has(canonicalSspr(digits)) ||
        separator === '_' ||
        speaksOfAnError.test(around)) &&
        !countsSomething.test(after) &&
        digits.length < 4)
    if (isCode) hits.push(ssprHit(match.index, digits))
  }
  for (const match of reading.matchAll(ssprErrorNumber)) {
    const after = reading.slice(match.index + match[0].length, match.index + match[0].length + 30)
    if (!countsSomething.test(after)) hits.push(ssprHit(match.index, match[1] ?? ''))
  }
  if (speaksOfPasswords.test(reading)) {
    for (const match of reading.matchAll(bareNumber)) {
      hits.push(ssprHit(match.index, match[1] ?? match[2] ?? ''))
    }
  }
  return hits
}

function canonicalSspr(digits: string): string {
  // Microsoft prints `SSPR_009` for administrators and `SSPR_0009` for everybody: the one place
  // where the number of digits has a meaning.
  return digits === '009' ? 'SSPR_009' : `SSPR_${String(Number(digits)).padStart(4, '0')}`
}

function ssprHit(at: number, digits: string): Hit {
  const code = canonicalSspr(digits)
  return { at, entry: entryByCode.get(code) ?? undocumentedSsprCode(code) }
}

// Event ids ------------------------------------------------------------------------------------

const eventIds = new Set(
  errorCodeTable.filter((entry) => entry.kind === 'event').map((entry) => entry.code),
)
const eventNumber = /(?<!\d)(?:3[123]\d{3}|6329|6800|4724|65[67])(?!\d)/gu
/** Ends right before a number that is called an event. */
const labelledAsEvent =
  /(?:event(?:s|[ _-]?(?:ids?|codes?|numbers?|logs?|viewer))?|evt|ereignis(?:se|sen)?(?:-?id)?|événements?|evento?s?|イベント ?(?:id)?|事件 ?(?:id|識別碼|代碼|編號|碼|記錄|檢視器)?|passwordresetservice|adsync)(?: ?(?:is|was|no\.?|nr\.?|為|是|:|=|#))?[ :=#("'「[]{0,3}$/u
/** Ends right before a number that is called something else. */
const labelledAsOther =
  /(?:(?:ticket|case|incident|request|inc|req|ref|reference|order|invoice|vorfall|anfrage|auftrag|commande|dossier|solicitud|incidencia|po|so|asset|room|ext|extension|phone|tel|mobile|fax|employee|staff|badge|student|customer|user|zip|box|building|store|port|ports|kb|line|version|build|sr|chg|ritm)s?|工號|單號|案號|票號|編號|訂單|發票|分機|電話|手機|學號|員編|統編|郵遞區號|房號|店號|案件|工單|會議室|金額|價格|總計|共|約)(?: ?(?:id|no|nr|number|code|號碼|號))?[ .:#=]{0,3}$/u
const plainlyAnId = /(?<![a-z])(?:id|識別碼)(?: is|為|是)?[ :=#]{0,3}$/u
const clearlyAboutEvents =
  /event|ereignis|événement|イベント|事件|\blogs?\b|adsync|passwordreset|write-?back|write back|回寫|寫回|(?:entra|aad|ad) connect/u
const followedByAUnit =
  /^(?:%| ?(?:元|塊|ntd|twd|usd|eur|gbp|hkd|dollars?|euros?|users?|people|persons?|employees?|students?|accounts?|seats?|licen|名|人|位|個(?!事件)|筆|張|台|mb\b|gb\b|kb\b|ms\b|號(?!事件)|市|縣|區|路))/u
const speaksOfEvents =
  /event|événement|イベント|ライトバック|同期|rückschreib|réécriture|escritura diferida|sincroniza|事件|\blogs?\b|記錄|日誌|write-?backs?|write back|回寫|寫回|adsync|ad ?sync|passwordreset|aad ?connect|entra connect|azure ad connect|\bconnect\b|cloud sync|同步|sync (?:server|host)|domain controller|\bdcs?\b|onboarding|heartbeat|心跳|service ?bus|connector|連接器|msol_|admincount|access denied|permission|權限|存取被拒|\bad\b|active directory|網域|地端|\bou\b|\bcn\b|metaverse|multiple matches|ereignis/u
/** Only these events have numbers short enough to need a word of their own log close by. */
const ownLog: Record<string, RegExp> = {
  '6329': /event|事件|\blogs?\b|記錄|日誌|adsync/u,
  '6800': /event|事件|\blogs?\b|記錄|日誌|adsync/u,
  '4724': /event|事件|security log|audit|domain controller|\bdcs?\b|安全性|稽核|網域控制/u,
  '656': /event|事件|hash|雜湊/u,
  '657': /event|事件|hash|雜湊/u,
}
const listSeparator =
  /^(?:[ ,;/&+、]|和|與|及|或|跟|then|and|or|to|\u2192|->|>|後|接|面|再|出現|以){1,12}$/u

function eventHits(reading: string): Hit[] {
  const hits: Hit[] = []
  let lastEnd = -1
  for (const match of reading.matchAll(eventNumber)) {
    const id = match[0]
    if (!eventIds.has(id)) continue
    const at = match.index
    const end = at + id.length
    const before = reading.slice(Math.max(0, at - 40), at)
    const after = reading.slice(end, end + 40)
    if (!isEventId(reading, id, at, before, after, lastEnd)) continue
    lastEnd = end
    const entry = entryByCode.get(id)
    if (entry) hits.push({ at, entry })
  }
  return hits
}

function isEventId(
  reading: string,
  id: string,
  at: number,
  before: string,
  after: string,
  lastEnd: number,
): boolean {
  // Part of a longer word, amount, date, phone or version number.
  if (/^(?:[a-rt-z_]|s[a-z0-9]|[.,:]\d|-[a-z0-9]|\/\d{1,2}(?!\d))/u.test(after)) return false
  if (labelledAsEvent.test(before)) return true
  if (plainlyAnId.test(before)) return clearlyAboutEvents.test(reading)
  if (followedByAUnit.test(after) || labelledAsOther.test(before)) return false
  if (lastEnd >= 0 && at > lastEnd && listSeparator.test(reading.slice(lastEnd, at))) return true
  if (/(?:[a-z_]|\d[ .,-]?|[$€£¥#/[+-])$/u.test(before)) return false
  const near = reading.slice(Math.max(0, at - 120), at + 120)
  const own = ownLog[id]
  if (own) return own.test(reading.slice(Math.max(0, at - 40), at + 44))
  return speaksOfEvents.test(near)
}

// Results, names, messages ---------------------------------------------------------------------

const resultNumber =
  /(?<![0-9a-z])(0x)?(80230402|8023042|800700ce|8023062c|80230619|8023061f)(?![0-9a-z])/gu
const speaksOfAResult =
  /hr ?[:=]|\bhr 8023042\b|hresult|error|code|錯誤|代碼|adsync|event|事件|anchor|錨點/u

function resultHits(reading: string): Hit[] {
  const hits: Hit[] = []
  for (const match of reading.matchAll(resultNumber)) {
    const digits = match[2] ?? ''
    // Eight plain digits may be a phone number.
    const near = reading.slice(Math.max(0, match.index - 40), match.index + 50)
    if (!match[1] && /^\d+$/u.test(digits) && !speaksOfAResult.test(near)) continue
    const hexadecimal = digits === '8023042' ? '80230402' : digits
    const entry = entryByCode.get(`0x${hexadecimal.toUpperCase()}`)
    if (entry) hits.push({ at: match.index, entry })
  }
  return hits
}

const entryByName = new Map(
  errorCodeTable.flatMap((entry) =>
    [...(entry.names ?? []), ...(entry.kind === 'name' ? [entry.code] : [])]
      .filter((name) => /^[a-z]/iu.test(name))
      .map((name): [string, ErrorCodeEntry] => [name.toLowerCase(), entry]),
  ),
)
const anyName = new RegExp(
  `(?<![a-z0-9])(?:${[...entryByName.keys()].join('|')})(?![a-z0-9])`,
  'gu',
)
/** The sign-in code is often printed apart from its prefix. */
const lockedSignIn = /aadsts[ _-]50053(?!\d)|(?:error|code|錯誤|代碼)[^\d.]{0,12}50053(?!\d)/gu

function nameHits(reading: string): Hit[] {
  const hits: Hit[] = []
  for (const match of reading.matchAll(anyName)) {
    const entry = entryByName.get(match[0])
    if (entry) hits.push({ at: match.index, entry })
  }
  const locked = entryByCode.get('AADSTS50053')
  for (const match of reading.matchAll(lockedSignIn)) {
    if (locked) hits.push({ at: match.index, entry: locked })
  }
  return hits
}

/** Symptoms in everyday words mean ours only in a ticket about resetting or registering. */
const speaksOfReset =
  /\bresets?\b|resett|sspr|zurücksetz|zurückgesetzt|kennwort vergessen|passwort vergessen|entsperr|registrier|réinitialis|oublié|déverrouill|inscri|restablec|olvid|desbloque|リセット|再設定|忘れ|ロック解除|登録|unlock|forg[eo]t|recover|regist|(?:change|new) (?:my |the |a |his |her )?password|重設|重置|解鎖|解除鎖定|忘記密碼|密碼忘|忘了密碼|註冊|(?:改|換|變更)密碼|新密碼/u

function messageHits(reading: string): Hit[] {
  const aboutReset = speaksOfReset.test(reading)
  const hits: Hit[] = []
  for (const entry of errorCodeTable) {
    if (entry.isEverydayWording && !aboutReset) continue
    for (const pattern of entry.says ?? []) {
      const at = reading.search(pattern)
      if (at >= 0) hits.push({ at, entry })
    }
  }
  return hits
}
