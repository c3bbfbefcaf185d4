/** Which language the requester writes in, and the way between the two Chinese scripts. */

import { eld } from 'eld/extrasmall'
import { Converter as fromSimplified } from 'opencc-js/cn2t'
import { Converter as fromTraditional } from 'opencc-js/t2cn'
import type { LanguageTag } from '../ticket.ts'

// Fewer languages, fewer mistakes on short sentences: those that helpdesks of our users meet.
eld.setLanguageSubset([
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'sv',
  'da',
  'no',
  'fi',
  'tr',
  'vi',
  'ms',
  'ru',
  'uk',
  'bg',
  'ar',
  'fa',
])

/** The language shows in the first lines; reading on costs time and changes nothing. */
const readUnitsMax = 6_000

/** What people paste or name rather than write: it says nothing about their language. */
const pasted: readonly RegExp[] = [
  /\[redacted:[a-z-]{1,20}\]/g,
  /https?:\/\/\S{1,500}/g,
  /\b[\w.+-]{1,64}@[\w.-]{1,100}/g,
  /`[^`\n]{1,500}`/g,
  /「[^」\n]{1,200}」|『[^』\n]{1,200}』|“[^”\n]{1,300}”|"[^"\n]{1,300}"|«[^»\n]{1,300}»|„[^“\n]{1,300}“/g,
  // Cmdlets, paths, identifiers with digits or underscores, camel case, codes.
  /\b[A-Z][a-z]{2,12}-[A-Z][A-Za-z]{2,40}\b/g,
  /(?:[A-Za-z]:)?(?:\\[\w .$-]{1,60}){1,20}/g,
  /\b\w{0,40}[\d_]\w{0,40}\b/g,
  /\b[a-z]{1,20}[A-Z]\w{1,30}\b/g,
  /\b(?:SSPR|MFA|Entra|Azure|Microsoft|Office|Outlook|Teams|Windows|Authenticator|Intune|Exchange|Active Directory|PowerShell|Graph|SharePoint|OneDrive|Google|Chrome|iPhone|Android|Connect)\b/gi,
]

/**
 * The language the requester writes in: `en`, `zh-Hant`, `zh-Hans`, another ISO 639-1 tag, or `und` where there
 * is too little to tell. Quoted messages, codes, addresses and product names do not count, so a Chinese
 * question around a pasted English error is Chinese.
 *
 * @param hint the language of the requester's locale; breaks ties only.
 */
export function detectLanguage(text: string, hint?: LanguageTag): LanguageTag {
  const whole = text.slice(0, readUnitsMax).normalize('NFKC')
  const written = pasted.reduce((rest, pattern) => rest.replace(pattern, ' '), whole)
  return languageOf(written, hint) ?? languageOf(whole, hint) ?? hint ?? 'und'
}

function languageOf(text: string, hint: LanguageTag | undefined): LanguageTag | null {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const han = count(/\p{Script=Han}/gu)
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const hangul = count(/\p{Script=Hangul}/gu)
  const thai = count(/\p{Script=Thai}/gu)
  const words = count(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}]{2,}/gu)
  // A stray の is fashion in Taiwan; a Japanese sentence has kana all over it.
  if (kana >= 2 && kana * 5 >= han) return kana + han >= words ? 'ja' : latinLanguage(text, hint)
  if (hangul >= 2 && hangul >= words) return 'ko'
  if (thai >= 2 && thai >= words) return 'th'
  if (han > 0 && isWrittenInChinese(text, han, words)) return chineseScript(text, hint)
  if (/\p{Script=Greek}{3}/u.test(text)) return 'el'
  if (/\p{Script=Hebrew}{3}/u.test(text)) return 'he'
  if (/\p{Script=Devanagari}{3}/u.test(text)) return 'hi'
  return words > 0 ? latinLanguage(text, hint) : null
}

/** Words of a person who speaks for himself, which error messages lack. */
const englishVoice =
  /\b(?:I|I'm|I've|my|me|our|us|we(?! (?:could ?n|can'|couldn'|are sorry)|'re sorry)|hi|hello|thanks|how do|anyone|someone)\b/gi
const chineseVoice =
  /我|咱|您好|你好|請問|请问|麻煩|麻烦|謝謝|谢谢|幫|帮|同仁|同事|怎麼|怎么|嗎|吗|呢|吧|想要|為什麼|为什么|哪裡|哪里|要不要|可以|忘|換|换/g

function isWrittenInChinese(text: string, han: number, words: number): boolean {
  if (words === 0) return true
  const english = text.match(englishVoice)?.length ?? 0
  const chinese = text.match(chineseVoice)?.length ?? 0
  if (english > 0 && chinese === 0) return han > 3 * words
  if (chinese > 0 && english === 0) return han * 12 >= words
  // A Chinese character carries about as much as half an English word.
  return han >= words * 0.5
}

const toTaiwanCharacters = fromSimplified({ from: 'cn', to: 'tw' })
const toMainlandCharacters = fromTraditional({ from: 'tw', to: 'cn' })

/** Characters that Big5 holds are at home in Traditional text, even where they also simplify another. */
const big5: ReadonlySet<string> = new Set(
  new TextDecoder('big5').decode(
    Uint8Array.from(
      Array.from({ length: 0xf9 - 0xa4 + 1 }, (_, row) =>
        Array.from({ length: 0xff - 0x40 }, (_, cell) => [0xa4 + row, 0x40 + cell]),
      ).flat(2),
    ),
  ),
)

const scriptMarks = new Map<string, number>()

/** 1 for a character of Traditional text only, -1 of Simplified only, 0 for one of both. */
function scriptMark(character: string): number {
  const known = scriptMarks.get(character)
  if (known !== undefined) return known
  const mark =
    toMainlandCharacters(character) !== character
      ? 1
      : !big5.has(character) && toTaiwanCharacters(character) !== character
        ? -1
        : 0
  scriptMarks.set(character, mark)
  return mark
}

/** Wordings that tell the two apart where every character is common to both. */
const mainlandWords = /重置|登[录錄]|用[户戶]|短信|打印|默[认認]/g
const taiwanWords = /登入|使用者|簡訊|列印|預設|帳號/g

function chineseScript(text: string, hint: LanguageTag | undefined): LanguageTag {
  let balance = 0
  for (const character of text.match(/\p{Script=Han}/gu) ?? []) balance += scriptMark(character)
  if (balance === 0) {
    balance = (text.match(taiwanWords)?.length ?? 0) - (text.match(mainlandWords)?.length ?? 0)
  }
  if (balance === 0) return hint === 'zh-Hans' ? 'zh-Hans' : 'zh-Hant'
  return balance > 0 ? 'zh-Hant' : 'zh-Hans'
}

/** English ahead of a rival this close: technical texts are full of words that many languages share. */
const englishShareMin = 0.88
/** In a few words the detector has little to go by; these are what English tickets are made of. */
const englishTicketWords =
  /^(?:a|access|account|admin|again|an?d?|app|blocked|can|cannot|cant|change|code|connect|denied|error|expired|failed|fails|for|forgot|forgotten|from|help|in|is|issue|lock|locked|login|mail|my|need|new|not|of|offline|on|out|page|pass|password|passwords|phone|please|pls|portal|printer|problem|reset|server|sign|sync|the|to|unable|unlock|urgent|user|users|wifi|wizard|work|working|writeback)$/i
const fewWordsMax = 6

function latinLanguage(text: string, hint: LanguageTag | undefined): LanguageTag | null {
  const words = text.match(/\p{L}+/gu) ?? []
  if (words.length <= fewWordsMax && words.every((word) => englishTicketWords.test(word)))
    return 'en'
  const result = eld.detect(text)
  if (result.language === '') return null
  const scores = result.getScores()
  const best = scores[result.language] ?? 0
  const close = (tag: string) => (scores[tag] ?? 0) >= best * englishShareMin
  if (hint !== undefined && close(hint)) return hint
  if (close('en')) return 'en'
  return result.language
}

/**
 * Simplified to Traditional Chinese characters as used in Taiwan, each by one of the same length, so that offsets
 * into the result are offsets into the text. Wordings stay as they are.
 */
export function toTraditional(text: string): string {
  const converted = toTaiwanCharacters(text)
  if (converted.length === text.length) return converted
  return Array.from(text, (character) => {
    const single = toTaiwanCharacters(character)
    return single.length === character.length ? single : character
  }).join('')
}

/** Microsoft's own terms in both places; the converter's general dictionary does not know them. */
const mainlandTerms: Readonly<Record<string, string>> = {
  密碼重設原則: '密码重置策略',
  重設: '重置',
  啟用: '启用',
  回寫: '写回',
  寫回: '写回',
  安全性資訊: '安全信息',
  安全性問題: '安全问题',
  驗證方法: '身份验证方法',
  內部部署整合: '本地集成',
  內部部署: '本地',
  僅限雲端的: '仅限云的',
  僅限雲端: '仅限云',
  同盟: '联合',
  密碼雜湊同步處理: '密码哈希同步',
  密碼雜湊同步: '密码哈希同步',
  雜湊: '哈希',
  傳遞驗證: '直通身份验证',
  全域系統管理員: '全局管理员',
  全域管理員: '全局管理员',
  系統管理員: '管理员',
  系統管理中心: '管理中心',
  租用戶: '租户',
  解除鎖定: '解锁',
  禁用密碼清單: '禁用密码列表',
  支援碼: '支持代码',
  臨時存取密碼: '临时访问密码',
  條件式存取: '条件访问',
  稽核記錄: '审核日志',
  資訊服務台: 'IT 服务台',
  組織設定: '组织设置',
  群組: '组',
}
const mainlandTerm = new RegExp(
  Object.keys(mainlandTerms)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
)

const toMainlandWording = fromTraditional({ from: 'twp', to: 'cn' })

/** Traditional Chinese as written in Taiwan to Simplified Chinese as written on the mainland, wording included. */
export function toSimplified(text: string): string {
  const withTerms = text
    .replace(mainlandTerm, (term) => mainlandTerms[term] ?? term)
    // 授權 is licence and permission, 原則 is policy and principle.
    .replace(/授權(?=[需條方不、，。：；）（]|與|和|或|才|後|者|頁|矩)/g, '许可证')
    .replace(/原則(?!上)/g, '策略')
  return toMainlandWording(withTerms)
}
