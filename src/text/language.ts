/** Which language the requester writes in. */

import { eld } from 'eld/extrasmall'
import type { LanguageTag } from '../ticket.ts'
import { scriptMark } from './chinese-scripts.ts'

export { toSimplified, toTraditional } from './chinese-scripts.ts'

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
  // A name or a label within an English sentence: "User 陳大文 locked out".
  const isInside =
    /^\P{L}*\p{Script=Latin}{2}/u.test(text) && /\p{Script=Latin}{2}\P{L}*$/u.test(text)
  if (
    isInside &&
    han <= 4 &&
    words >= 3 &&
    !/[請请有鎖锁的了嗎吗不無无沒没忘失錯错要會会能加一直打]/.test(text)
  ) {
    return false
  }
  const english = text.match(englishVoice)?.length ?? 0
  const chinese = text.match(chineseVoice)?.length ?? 0
  if (english > 0 && chinese === 0) return han > 3 * words
  if (chinese > 0 && english === 0) return han * 12 >= words
  // A Chinese character carries about as much as half an English word.
  return han >= words * 0.5
}

/** Wordings that tell the two apart where every character is common to both. */
const mainlandWords =
  /重置|登[录錄]|用[户戶]|短信|打印|默[认認]|手机|主机|机器|后台|以后|后来|然后|之后|最后|今后|云端|云盘|准备|回复|恢复|范围/g
const taiwanWords = /登入|使用者|簡訊|列印|預設|帳號/g

/** `收到这个错误：` and what is pasted behind it. */
const citation = /(?:错误|錯誤|消息|訊息|信息|提示|显示|顯示|如下)[^\n:：]{0,8}[:：][^\n]{0,500}/g

function chineseScript(text: string, hint: LanguageTag | undefined): LanguageTag {
  let balance = scriptBalance(text.replace(citation, ''))
  if (balance === 0) balance = scriptBalance(text)
  if (balance === 0) {
    balance = (text.match(taiwanWords)?.length ?? 0) - (text.match(mainlandWords)?.length ?? 0)
  }
  if (balance === 0) return hint === 'zh-Hans' ? 'zh-Hans' : 'zh-Hant'
  return balance > 0 ? 'zh-Hant' : 'zh-Hans'
}

function scriptBalance(text: string): number {
  let balance = 0
  for (const character of text.match(/\p{Script=Han}/gu) ?? []) balance += scriptMark(character)
  return balance
}

/** English ahead of a rival this close: technical texts are full of words that many languages share. */
const englishShareMin = 0.88
/** In a few words the detector has little to go by; these are what English tickets are made of. */
const englishTicketWord =
  /^(?:a|access|account|admin|again|an?d?|app|asks?|blocked|can|cannot|cant|change|code|connect|denied|error|expired|failed|fails|for|forgot|forgotten|from|gone|hello|help|hi|in|is|issue|lock|locked|login|mail|missing|my|need|new|not|of|offline|on|out|page|pass|password|passwords|phone|please|pls|portal|printer|problem|question|register|reset|server|sign|sync|thanks|thx|the|to|unable|unlock|urgent|user|users|when|wifi|with|wizard|work|working|writeback)$/i
const fewWordsMax = 8

/** Words that give a language away, where a text is short or full of English terms. */
const givesAway: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:passw[oö]rt\p{L}*|kennwort\p{L}*|konto|gesperrt|vergessen|zurücksetz\p{L}*|anmeld\p{L}*|bitte|nicht|kein\p{L}*|und|ist|ich|wir|der|die|das|für|mit|bei|beim|wie|wo|wenn|zum|zur|ein\p{L}{0,2}|geht|warum|oder|nach|durch|ohne|von|vor|seit|auf|ändern|lokale?|lizenz(?:en)?|benutzer\p{L}*|rücksetz\p{L}*|fehlgeschlagen|handy\p{L}*)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:mots? de passe|mdp|comptes?|clé|identifiants?|utilisateurs?|licences?|oublié|perdue?|refusée?s?|changée?s?|réinitialis\p{L}*|activer|vous|votre|sont|ont|puis|faut|connexion|bonjour|merci|svp|le|la|les|une?|des|du|et|est|je|on|ne|pas|mon|ma|sur|dans|pour|que|qui|comment|plus|avec|au|aux|ou)(?!\p{L})|(?<!\p{L})(?:l|d|n|j|qu|c|s)['’](?=\p{L})/giu,
  es: /(?<!\p{L})(?:contraseñas?|claves?|cuentas?|usuarios?|licencias?|restable\p{L}*|activar|falta|sin|se|olvidé|bloquead[ao]|ayuda|el|la|los|las|una?|que|de|del|al|en|no|mi|para|con|por|cómo|hay|sale|puedo|puede)(?!\p{L})/giu,
  pt: /(?<!\p{L})(?:senhas?|conta|esqueci|bloquead[ao]|ajuda|obrigad[oa]|não|o|os|as|uma?|que|de|do|da|no|na|em|meu|minha|para|com|por|como)(?!\p{L})/giu,
  it: /(?<!\p{L})(?:dimenticat[ao]|bloccat[ao]|accedere|grazie|aiuto|il|lo|la|gli|le|un[ao]?|che|di|del|della|al|non|mi|per|con|come|dove|è)(?!\p{L})/giu,
  nl: /(?<!\p{L})(?:wachtwoord\p{L}*|geblokkeerd|vergeten|graag|inloggen|niet|geen|het|een|de|en|van|mijn|ik|wij|voor|met|bij|hoe|waar|wanneer)(?!\p{L})/giu,
  ms: /(?<!\p{L})(?:saya|kami|tidak|tak|bisa|boleh|dan|yang|untuk|kata|lupa|terlupa|akun|akaun|tolong|sila|mohon|masuk|dengan|ini|itu|di|ke|ada|belum|sudah|telah|gagal)(?!\p{L})/giu,
}
/** What Indonesians write and Malaysians do not; the detector knows both as Malay. */
const indonesianWord = /(?<!\p{L})(?:bisa|akun|sandi|mohon|karena|gagal|tolong)(?!\p{L})/iu

function latinLanguage(text: string, hint: LanguageTag | undefined): LanguageTag | null {
  const words = text.match(/\p{L}+/gu) ?? []
  const told = mostTold(text)
  const english = words.filter((word) => englishTicketWord.test(word)).length
  if (words.length <= fewWordsMax && english >= words.length / 2 && english > told.count)
    return 'en'
  // One or two words are decided by what they are.
  if (words.length <= 3 && told.count > 0 && english === 0) return malayOr(told.language, text)
  const result = eld.detect(text)
  if (result.language === '') return null
  const scores = result.getScores()
  const best = scores[result.language] ?? 0
  const close = (tag: string) => (scores[tag] ?? 0) >= best * englishShareMin
  if (hint !== undefined && close(hint)) return hint
  const isTold = told.language === result.language && told.count >= 2 && told.count > english
  if (close('en') && !isTold) return 'en'
  // "password" is at home in Italian, and in tickets of every language.
  if (result.language === 'it' && told.language !== 'it' && /password/i.test(text)) return 'en'
  if (result.language === 'ms' && told.language !== 'ms') return runnerUp(scores, 'ms')
  return malayOr(result.language, text)
}

function mostTold(text: string): { language: string; count: number } {
  let most = { language: 'und', count: 0 }
  for (const [language, pattern] of Object.entries(givesAway)) {
    const count = text.match(pattern)?.length ?? 0
    if (count > most.count) most = { language, count }
  }
  return most
}

function malayOr(language: LanguageTag, text: string): LanguageTag {
  return language === 'ms' && indonesianWord.test(text) ? 'id' : language
}

function runnerUp(scores: Record<string, number>, first: LanguageTag): LanguageTag | null {
  const [next] = Object.entries(scores)
    .filter(([language]) => language !== first)
    .sort(([, a], [, b]) => b - a)
  return next?.[0] ?? null
}
