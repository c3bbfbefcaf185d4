import type { AgentLanguage, CategoryId, Redaction, RedactionKind, Warning } from '../ticket.ts'
import { readingForm } from './reading-form.ts'
import { inLanguage, type ToSimplified, type Wording } from './wording.ts'

/**
 * What an agent must mind before acting on a ticket, in the agent's language.
 *
 * `credential-exposed`: a password, one-time code, token or key was masked in the ticket. It counts
 * as known to others, because it travelled through mail and the helpdesk; that it is masked here
 * does not take it back.
 *
 * `identity-verification-required`: somebody would get into an account with what is asked for. By
 * category:
 * - `self-reset`: always, except where the requester only asks how or where to do it for the own
 *   account and nothing else stands out; the answer is then a public link and touches no account.
 * - `registration`: where a phone, number or device is new, lost or replaced, where staff are asked
 *   to reset or change methods, or where a check is to be skipped or an answer sent elsewhere.
 * - `prepopulate`: where the contact data of one person are to be changed, or numbers arrive in the
 *   ticket itself; not for loading many people's data by API, PowerShell or synchronization.
 * - `error-message`, `writeback`, `reset-policy`, `setup`, and no category: only where the text asks
 *   staff to act on an account, or asks to skip a check; questions about policies, licences and
 *   messages stay without warning. Without a category (other systems) a reason must be seen too.
 * - Signs of an attack under way raise it in every category.
 *
 * The reasons seen are listed: for somebody else, urgency, new or lost phone, privileged account,
 * check to be skipped, answer to be sent elsewhere. Signs of an attack under way (a reset nobody
 * asked for, prompts nobody started, a lost device that still signs in), a privileged account, a
 * skipped check and an exposed credential add the advice to inform security at once.
 *
 * Sources: CISA AA23-320A, NIST SP 800-63B-4, Microsoft on helpdesk social engineering. Detection
 * reads the languages of the articles. It is a reminder for the agent, not a filter: every reset
 * needs verification whether or not a warning was raised, and a requester who is called an
 * administrator needs it too. Pure; `text` is subject and body together.
 */
export function raiseWarnings(ticket: {
  category: CategoryId | null
  text: string
  redactions: readonly Redaction[]
  language: AgentLanguage
  toSimplified: ToSimplified
}): Warning[] {
  const say = (wording: Wording) => inLanguage(wording, ticket.language, ticket.toSimplified)
  const warnings: Warning[] = []

  const isExposed = ticket.redactions.some(({ kind, count }) => count > 0 && credentials.has(kind))
  if (isExposed) warnings.push({ kind: 'credential-exposed', message: say(exposedMessage) })

  const reading = readingForm(ticket.text)
  const reasons = reasonIds.filter((reason) => signs[reason].some((sign) => sign.test(reading)))
  // Outside our categories the account may be anybody's game login, and its theft not our security's.
  const isAttack =
    unrequested.some((sign) => sign.test(reading)) ||
    (ticket.category !== null && takenOver.some((sign) => sign.test(reading)))
  if (needsVerification(ticket.category, reading, reasons) || isAttack) {
    const seen = reasons.map((reason) => say(reasonWordings[reason]))
    const needsSecurity =
      isAttack || reasons.includes('privileged-account') || reasons.includes('skip-check')
    const sentences = [
      say(verifyMessage),
      seen.length > 0 ? say(seenPrefix) + seen.join(say(listSeparator)) + say(fullStop) : '',
      reasons.includes('privileged-account') ? say(twoPeopleMessage) : '',
      isAttack ? say(attackMessage) : needsSecurity ? say(securityMessage) : '',
    ]
    warnings.push({
      kind: 'identity-verification-required',
      message: sentences.filter((sentence) => sentence !== '').join(say(sentenceSeparator)),
    })
  }
  return warnings
}

const credentials: ReadonlySet<RedactionKind> = new Set<RedactionKind>([
  'password',
  'one-time-code',
  'token',
  'api-key',
  'private-key',
])

const reasonIds = [
  'somebody-else',
  'urgency',
  'new-phone',
  'privileged-account',
  'skip-check',
  'new-destination',
] as const
type ReasonId = (typeof reasonIds)[number]

const reasonWordings: Record<ReasonId, Wording> = {
  'somebody-else': { en: 'asks for somebody else', 'zh-Hant': '替他人提出要求' },
  urgency: { en: 'urgency', 'zh-Hant': '語氣急迫' },
  'new-phone': { en: 'new, changed or lost phone', 'zh-Hant': '手機或號碼更換、遺失' },
  'privileged-account': {
    en: 'administrator’s or executive’s account',
    'zh-Hant': '系統管理員或高階主管的帳戶',
  },
  'skip-check': { en: 'wants a check skipped', 'zh-Hant': '要求略過驗證' },
  'new-destination': {
    en: 'answer to go to another address or number',
    'zh-Hant': '要求將結果寄到其他信箱或號碼',
  },
}

const exposedMessage: Wording = {
  en: 'A password, code or key was sent in this ticket and has been masked here. Treat it as known to others: have it changed or revoked now, do not repeat it in your reply, remove it from the original ticket and mail thread, and inform security.',
  'zh-Hant':
    '此工單中曾寫出密碼、驗證碼或金鑰，系統已將其遮罩。請視同外洩：立即變更或撤銷，回覆時不要重複內容，並從原始工單與郵件往來中刪除，同時通知資安人員。',
}
const verifyMessage: Wording = {
  en: 'Verify who is asking before you reset, unlock or re-register anything, with something the requester does not control: call back on the number in the directory, a known manager, in person or on live video with ID. Name, employee number, caller ID or the sender’s address prove nothing, and never change a phone and reset the password in the same contact.',
  'zh-Hant':
    '在重設、解除鎖定或重新註冊任何資料之前，請先以對方無法掌控的方式驗證身分：回撥目錄中登記的電話、向已知的主管確認、當面或以視訊核對證件。姓名、員工編號、來電顯示或寄件地址都不算證明；也絕不要在同一次聯繫中同時更換手機又重設密碼。',
}
const seenPrefix: Wording = { en: 'Seen in this ticket: ', 'zh-Hant': '此工單的跡象：' }
const listSeparator: Wording = { en: ', ', 'zh-Hant': '、' }
const fullStop: Wording = { en: '.', 'zh-Hant': '。' }
const sentenceSeparator: Wording = { en: ' ', 'zh-Hant': '' }
const twoPeopleMessage: Wording = {
  en: 'For a privileged account two people verify.',
  'zh-Hant': '特殊權限帳戶須由兩人共同驗證。',
}
const securityMessage: Wording = {
  en: 'Inform security: such requests are a common way to take over an account.',
  'zh-Hant': '請通知資安人員：這類要求是常見的帳戶盜用手法。',
}
const attackMessage: Wording = {
  en: 'Escalate to security at once: the ticket describes signs of an attack under way. Reset nothing before they answer.',
  'zh-Hant': '請立即呈報資安人員：工單描述的情況可能是進行中的攻擊。在其回覆之前不要重設任何項目。',
}

function needsVerification(
  category: CategoryId | null,
  reading: string,
  reasons: readonly ReasonId[],
): boolean {
  const asksStaff = asksStaffToAct.some((sign) => sign.test(reading))
  // Urgency is a reason to look twice, not by itself a request to touch an account.
  const isRisky = reasons.some((reason) => reason !== 'urgency')
  switch (category) {
    case 'self-reset':
      return asksStaff || reasons.length > 0 || !asksOnlyHow.test(reading)
    case 'registration':
      return (
        asksStaff ||
        reasons.includes('new-phone') ||
        reasons.includes('skip-check') ||
        reasons.includes('new-destination')
      )
    case 'prepopulate':
      return (
        onePersonsContact.some((sign) => sign.test(reading)) ||
        reasons.includes('skip-check') ||
        reasons.includes('new-destination')
      )
    case 'error-message':
    case 'writeback':
    case 'reset-policy':
    case 'setup':
      return asksStaff || (reasons.includes('skip-check') && speaksOfAccounts.test(reading))
    case null:
      return asksStaff && isRisky
  }
}

/** A request that staff do something to an account, not a report that it failed. */
const asksStaffToAct: readonly RegExp[] = [
  /(?:please|pls|plz|kindly|(?:can|could|would|will) (?:you|u|someone|somebody)(?: please)?) (?:add|put|enter|register|link|set) (?:(?!'|"|option|button|link|page)[a-z'&.-]+ ){0,4}(?:phone|mobile|number|authenticator|device|e-?mail address)\b/u,
  /(?:please|pls|plz|kindly|(?:can|could|would|will) (?:you|u|someone|somebody|anyone|it|we|i)(?: please)?|need (?:you|u|someone|it) to|want (?:you|u) to|help me(?: to)?) (?:(?!not |can't|cannot|why|how|unable|tell|explain|advise|where)[a-z']+ ){0,2}(?:reset|unlock|unblock|re-?enable|reactivate|re-?register|clear|remove|delete|change|update|replace|swap|open) (?:(?!polic|rule|link|page|setting|wording|text|logo)[a-z'&.-]+ ){0,5}(?:passwords?|pw|pwd|pasword|accounts?|acount|login|mfa|2fa|authenticat\w*|security info|phone|mobile|number|device|user|sign-?in)\b(?! (?:polic|rule|link|page|reset|writeback|write|sync|expir|hash|option|setting|feature|portal|protection|method))/u,
  /(?:need|want|require|request(?:ing)?|requests) (?:for )?(?:an? |my |his |her |their |the |to have )?(?:(?:new|temp|temporary|urgent|quick|immediate|own) )*(?:(?:passwords?|pw|pasword|account|mfa|2fa) (?:reset|unlock(?:ed|ing)?|re-?enabled)|(?:reset|unlock) (?:of|for|on)|(?:temp\w*|new) (?:password|pw)|account unlock)\b(?! (?:link|page|policy|portal))/u,
  /(?:give|send|text|e-?mail|issue|create|generate|provide|tell) (?:me |us |him |her |them |the user )?(?:with )?(?:an? |the |my |his |her )?(?:(?:temp\w*|initial|one-?time|new|fresh) )+(?:password|pw|pasword|passcode|access pass)|get (?:me|us|him|her|them) (?:back in|an? new (?:password|pw))|(?:issue|create|send|give|need)[^.]{0,20}temporary access pass/u,
  /^(?:please )?(?:reset|unlock) (?:(?:my|his|her|their|the|users?'?s?|this) (?:[a-z0-9]+ ){0,2}(?:password|account|pw|mfa|login)|(?:password|account|pw|mfa)(?: for| of|$|[,.!]| please| asap))/u,
  /(?:user|colleague|employee|he|she|boss|manager|student|driver|teacher) (?:wants?|needs?|asks?) (?:(?:to (?:reset|change|unlock)|an?|his|her|the) )(?:new )?(?:his |her |the )?(?:password|pw|unlock|reset|account)/u,
  /(?:請(?!問|教)|麻煩|幫|協助|協請|拜託|懇請|(?:可否|可以|能否|能不能|可不可以|是否能)(?:請|幫|麻煩|協助|替))(?:(?!怎|如何|說明|告知|問|自助|自行|自己|員工|原則|功能).){0,14}(?:重設|重置|重新設定|解鎖|解除鎖定|解開|開通|解除|更換|更新|更改|改成|刪除|移除|清除|重新註冊|重新綁定|重綁)(?:(?!原則|政策|規則|自助|功能|頁|連結).){0,10}(?:密碼|帳[戶號]|驗證|手機|號碼|門號|mfa|authenticator|裝置|電話|安全性?資訊|登入)(?!原則|政策|規則|功能|頁|連結)/u,
  /(?:密碼|帳[戶號]|手機|號碼|門號|mfa|驗證方式).{0,10}(?:請(?!問|教)|麻煩|幫|拜託).{0,6}(?:重設|重置|解鎖|解除|清掉|清除|刪掉|更新|更改|改成|換成|改一下|開通|處理)/u,
  /(?:給我|發我|寄給|寄我|傳給|傳我|提供|產生|核發).{0,6}(?:新的?|臨時|一組|預設|暫時).{0,4}密碼|(?:申請|需要)(?:密碼|帳號)?(?:重設|重置|解鎖|解除鎖定)|(?:密碼|帳[戶號])(?:重設|重置|解鎖)申請|(?:請求|要求)(?:幫忙)?解鎖/u,
  /(?:幫|替)(?:我|他|她|忙)(?:(?!自助|設定|開啟).){0,6}(?:重設|重置|解鎖|解除|改密碼|換密碼)(?!的?(?:頁|連結|功能|原則))/u,
  /(?:bitte|könn(?:t|ten) (?:ihr|sie|mir)|kannst du|kann (?:mir )?(?:jemand|wer)|würden sie|möge(?:n)?) (?:(?!wie|wo|erklär|sagen|mitteil)\S{1,24} ){0,5}(?:kennwort|passwort|pw|konto|account|mfa|zugang|handynummer|nummer|authenticator|anmeldung)(?!\p{L}) (?:\S{1,20} ){0,4}(?:zurücksetzen|rücksetzen|entsperren|freischalten|ändern|löschen|entfernen|neu setzen|austauschen|umstellen|öffnen)/u,
  /(?:kennwort|passwort|pw|konto|account|zugang|mfa)(?: von \S{1,20}(?: \S{1,20})?)? (?:bitte )?(?:\S{1,14} )?(?:zurücksetzen|entsperren|freischalten|freigeben)[.!,]? ?(?:bitte|danke|!|$)|bitte (?:um|um ein|um einen) (?:neues? |temporäres )?(?:kennwort|passwort|rücksetzung|zurücksetzung|entsperrung|freischaltung)|(?:brauche|benötige|schick\p{L}{0,2}|gib|gebt) (?:\S{1,14} ){0,3}(?:neues|temporäres|vorläufiges) (?:kennwort|passwort)/u,
  /(?:merci de|veuillez|svp|stp|s'il vous plaît|(?:pouvez|pourriez|peux|pourrais)-(?:vous|tu)|(?:quelqu'un|vous) (?:peut|pouvez|pourriez)|prière de|besoin (?:de|d')) ?(?:me |m'|lui |leur )?(?:(?!expliqu|dire|indiqu|comment|où)\S{1,20} ){0,3}(?:réinitialis\p{L}{1,3}|déverrouill\p{L}{1,3}|débloqu\p{L}{1,3}|chang\p{L}{1,3}|supprim\p{L}{1,3}|remplac\p{L}{1,3}|réactiv\p{L}{1,3}) (?:\S{1,16} ){0,4}(?:mot de passe|mdp|compte|mfa|numéro|téléphone|portable|authenticator|accès)(?!\p{L})/u,
  /(?:réinitialis|déverrouill|débloqu)(?:er|ez) (?:mon|son|le|leur|ce) (?:mot de passe|mdp|compte)[^?]{0,60}(?:svp|stp|s'il vous|merci|urgen|$)|(?:besoin|envoy\p{L}{1,3}|donn\p{L}{1,3}) (?:\S{1,12} ){0,3}(?:nouveau|temporaire|provisoire) mot de passe|(?:un )?mot de passe (?:temporaire|provisoire) (?:svp|s'il)/u,
  /(?:por favor|porfa|favor de|(?:puede|pueden|podría|podrían|puedes|podés|podrías)(?: por favor)?|necesito (?:que|se)|(?:me|le) (?:puede|pueden|podrían)|solicito|ayúdenme a|ruego) (?:me |le |se |que )?(?:(?!explic|indic|decir|cómo|dónde)\S{1,20} ){0,3}(?:restable\p{L}{1,5}|resete\p{L}{1,4}|desbloque\p{L}{1,4}|cambi\p{L}{1,3}|blanque\p{L}{1,4}|elimin\p{L}{1,4}|reactiv\p{L}{1,4}) (?:\S{1,16} ){0,4}(?:contraseña|clave|cuenta|usuario|mfa|número|teléfono|celular|móvil|acceso)(?!\p{L})/u,
  /(?:resetéen|resetéenme|restablézcan|restablezcan|desbloquéen|desbloqueen|desbloquéenme|cámbienme|reseteen|blanqueen)(?:me|le|la)? (?:\S{1,12} ){0,3}(?:contraseña|clave|cuenta|usuario)|(?:necesito|envíen|manden|den)(?:me)? (?:\S{1,12} ){0,3}(?:contraseña|clave) (?:nueva|temporal|provisional)|(?:necesito|solicito) (?:el |un )?(?:restablecimiento|desbloqueo|reseteo) de/u,
  /(?:パスワード|アカウント|mfa|認証|ロック|携帯番號|電話番號)(?:の|を)?.{0,12}(?:リセット|初期化|再設定|解除|削除|変更|再発行|発行)(?:を|して|し)?.{0,3}(?:ください|下さい|お願い|頂け|いただけ|もらえ|ほしい|欲しい|くれ|依頼)|仮パスワード.{0,8}(?:発行|ください|下さい|教えて|お願い)/u,
]

/** Public help answers this without touching an account. */
const asksOnlyHow =
  /\b(?:how (?:do|can|could|should|would|to)|where (?:do|can|could|should|is|to)|what(?:'s| is) the (?:link|address|page|url|way|procedure|process)|which (?:page|site|link)|is there (?:a|any) (?:link|page|way|site|website)|what happens|when does|do i have to|link (?:to|for))\b|怎麼|如何|哪裡|哪邊|去哪|在哪|哪個(?:網站|網頁|連結|頁面|網址)|網址|連結是|步驟|流程|方法是|要從哪|可以自己|自行|自己改|自己重設|(?<!\p{L})(?:wie (?:kann|setze|ändere|geht|mache|komme|lautet)|wo (?:kann|setze|ändere|finde|geht|ist|muss)|welche[rs]? (?:seite|link|adresse)|gibt es (?:eine|einen|ein) (?:seite|link|weg)|comment (?:faire|puis|changer|réinitialiser|je|on|peut)|où (?:puis|est|se|dois|je|peut|faut|trouver)|quel(?:le)? (?:est (?:le|la|l')|page|lien|site|adresse)|cómo (?:puedo|hago|cambio|restablezco|recupero|se|reseteo|desbloqueo)|dónde (?:puedo|está|se|cambio|restablezco|hago|encuentro)|cuál es (?:el|la) (?:enlace|página|link|sitio|procedimiento)|qué (?:página|enlace|link))(?!\p{L})|どう(?:やって|すれば|したら)|どこで|どこから|方法を|手順|やり方|url|自分で/u

const speaksOfAccounts =
  /password|account|reset|unlock|mfa|verification|密碼|帳[戶號]|驗證|重設|解鎖|kennwort|passwort|konto|entsperr|überprüf|mot de passe|compte|vérif|contraseña|cuenta|verific|パスワード|アカウント|確認|認証|リセット/u

/** Contact data of one person, not a load of many. */
const onePersonsContact: readonly RegExp[] = [
  /\b(?:change|update|replace|set|correct|put|add|swap|fix|enter)[a-z]* (?:[a-z']+ ){0,3}(?:his|her|my|(?!everyone|everybody|people|it|that|let|what|who)[a-z]+'s) (?:[a-z]+ ){0,2}(?:phone|mobile|cell|number|e-?mail|mail|contact)\b/u,
  /\b(?:phone|mobile|number|e-?mail)\b[^.]{0,30}\b(?:for|of) (?:(?:my|our|the|a) (?:boss|ceo|cfo|cio|director|manager|colleague|president|head|principal|secretary|assistant)|him|her|one (?:user|person|colleague|employee)|mr|mrs|ms|dr)\b/u,
  // Numbers that arrive in a ticket are as trustworthy as its sender.
  /\b(?:numbers?|phones?|list|addresses)\b[^.]{0,20}\b(?:below|attached|as follows|enclosed)\b|(?:號碼|電話|手機|名單|清單|資料).{0,8}(?:如下|如附|附上|在附件|附檔)/u,
  /(?:(?<!其)[他她](?!們)|我(?!們)|某位|這位|主管|老闆|經理|同事|總經理|董事長|執行長|處長|校長|主任|院長)(?:的)?.{0,4}(?:手機|電話|號碼|門號|信箱|郵箱|備用信箱).{0,12}(?:改|換|更新|更正|設|填|加)/u,
  /(?:改|換|更新|更正|修改|新增|幫.{0,3}加).{0,8}(?:(?<!其)[他她](?!們)|我(?!們)|某位|這位|主管|老闆|經理|同事|總經理|董事長|執行長|校長)(?:的)?.{0,4}(?:手機|電話|號碼|門號|信箱|郵箱)/u,
  /(?:handynummer|mobilnummer|nummer|telefon|e-?mail(?:-?adresse)?) (?:von|für|meines|meiner|meinem|seiner|unseres|des|der) (?:\S{1,16} ){0,2}(?:chef|kolleg|geschäftsführ|leiter|direktor|herrn|frau|vorstand|mitarbeiter)|(?:meine|seine|ihre) (?:neue )?(?:handynummer|mobilnummer|nummer|e-?mail) (?:\S{1,16} ){0,4}(?:ändern|eintragen|hinterlegen|austauschen)|nummern? (?:anbei|im anhang|unten|siehe)/u,
  /(?:numéro|téléphone|portable|e-?mail|adresse) (?:de|du|d') ?(?:mon |ma |notre |la |le |l')?(?:chef|directeur|directrice|collègue|patron|responsable|pdg|m\. |mme )|(?:chang|modifi|remplac|mett)\p{L}{1,3} (?:mon|son|ma|sa) (?:numéro|téléphone|portable|adresse)|numéros (?:ci-joints|ci-dessous|en pièce jointe)/u,
  /(?:número|teléfono|celular|móvil|correo) (?:de|del) (?:mi |nuestro |nuestra |la |el )?(?:jef|director|gerente|compañer|colega|presidente|señor|sra?\.)|(?:cambi|actualiz|modific|pong|poner)\p{L}{0,3} (?:mi|su) (?:número|teléfono|celular|móvil|correo)|números (?:adjuntos|abajo|a continuación)/u,
  /(?:上司|社長|部長|課長|同僚|彼|彼女|役員|専務|常務|〇〇さん|\p{Script=Han}{1,4}さん)の.{0,4}(?:携帯|電話|番號|メール|連絡先).{0,12}(?:変|更新|登録|直|差し替え)|(?:番號|連絡先|一覧|リスト)(?:は|を)?.{0,6}(?:以下|下記|添付|別紙)/u,
]

const signs: Record<ReasonId, readonly RegExp[]> = {
  'somebody-else': [
    /\b(?:for|of|on behalf of|behalf of) (?:(?:my|our|the|a|an|one of (?:my|our|the)) )?(?:(?:new|former|other|old|sick|remote) )*(?:colleague|co-?worker|boss|manager|ceo|cfo|cio|cto|director|employee|assistant|husband|wife|son|daughter|child|kid|student|pupil|teacher|nurse|driver|intern|trainee|secretary|staff member|team ?mate|customer|client|contractor|user|him|her|them|someone|somebody|another (?:user|person|employee))\b/u,
    /\b(?:my|our|a|an|one of (?:my|our|the)|this|the|another) (?:(?:new|former|other|old|sick|remote|production|night|shop) )*(?:colleague|co-?worker|boss|manager|ceo|cfo|cio|director|employee|husband|wife|son|daughter|child|student|pupil|teacher|nurse|driver|intern|trainee|secretary|staff member|team ?mate|customer|user)(?:'s)?\b(?! (?:account|login|id|name|card|told|said|asked me|says|sent me|already|has already|approved|agreed|wants me))/u,
    /\b(?:reset|unlock|change|update|remove|re-?register|enable|replace) (?:his|her|their|[a-z]+'s|user'?s?|users?) (?:[a-z]+ )?(?:password|pw|account|phone|mobile|number|mfa|authenticator|method|login)/u,
    /\bi(?:'m| am) (?:his|her|their) |\b(?:mr|mrs|ms)\.? [a-z]{3,}|\b(?:he|she)(?:'s|'d| is| was| has| had| can| can't| cannot| could| tried| needs?| wants?| would| forgot| lost| got| never| does)\b|\b(?:his|her) (?:own |old |new |work )?(?:password|pw|account|login|phone|number)\b/u,
    /\buser (?:wants?|needs?|is locked|forgot|can'?t|cannot|has forgotten|lost)\b|\b(?:he|she) (?:forgot|lost|can'?t|cannot|needs?|is locked|has forgotten|doesn'?t|got a new)\b/u,
    /(?:幫|替|代|為)(?:一?位|某位|我們?|個)?(?:同事|同仁|主管|老闆|經理|員工|學生|老師|新人|他|她|長官|客戶|家人|太太|先生|小孩|孩子|外籍|業務|助理|部門)/u,
    /我(?:的)?(?:們)?(?:家)?(?:同事|同仁|主管|老闆|經理|長官|太太|先生|老公|老婆|小孩|孩子|兒子|女兒|部屬|下屬|組員|學生)(?!.{0,4}(?:說|叫我|要我|已經?同意|同意|核[准準]))/u,
    /(?:有|某|這|那)(?:一)?(?:位|個|名)(?:新|外籍|資深|離職)?(?:同事|同仁|員工|使用者|用戶|老師|學生|護理師|司機|主管|業務)|(?<!其)[他她](?:的|忘|說|不能|無法|登不|沒辦法|拿|有|自己|人|現在|今天|想|要)|(?:小孩|孩子|兒子|女兒)(?:的|學校|忘|登)|使用者(?:忘記|忘了|反應|表示|來電|說)/u,
    /代(?:同事|主管|同仁|他|她|人|為|替|問|詢|開單)/u,
    /(?<!\p{L})(?:für|von) (?:(?:mein|unser|ein|den|die|einen|eine|einem|einer)(?:e|en|em|er|es)? )?(?:neue[rn]? |kranke[rn]? )?(?:kolleg|chef|mitarbeiter|vorgesetzt|geschäftsführ|sohn|tochter|kind|schüler|mann(?!\p{L})|frau|herrn|praktikant|azubi|lehrer|kund)|(?<!\p{L})(?:mein(?:e|em|en|er|es)?|unser(?:e|em|en|er|es)?) (?:neue[rn]? )?(?:kolleg|chef|mitarbeiter|vorgesetzt|sohn|tochter|kind|schüler|mann(?!\p{L})|frau(?!\p{L})|praktikant|azubi)|im auftrag von|(?<!\p{L})(?:er|sie) (?:hat|kann|kommt|ist) (?:\S{1,16} ){0,3}(?:vergessen|nicht|gesperrt|ausgesperrt)/u,
    /(?<!\p{L})(?:pour|de|du|à) (?:mon|ma|notre|un|une|le|la|l')? ?(?:nouve(?:au|lle) )?(?:collègue|chef|patron|directeur|directrice|responsable|employée?|stagiaire|fils|fille|mari|femme|élève|collaborat|client)|(?<!\p{L})(?:mon|ma|notre) (?:nouve(?:au|lle) )?(?:collègue|chef|patron|directeur|directrice|stagiaire|fils|fille|mari|femme|élève)|(?<!\p{L})(?:il|elle) (?:a (?:\S{1,10} )?(?:oublié|perdu)|ne (?:peut|arrive|sait)|n'arrive|est (?:bloqué|en congé))|réinitialiser son mot/u,
    /(?<!\p{L})(?:para|de|del|a) (?:mi|nuestr[oa]|un|una|el|la)? ?(?:nuev[oa] )?(?:compañer|colega|jef[ea](?!\p{L})|director|gerente|emplead|becari|hij[oa](?!\p{L})|espos|marido|alumn|cliente|trabajador)|(?<!\p{L})(?:mi|nuestr[oa]) (?:nuev[oa] )?(?:compañer|colega|jef[ea](?!\p{L})|director|gerente|hij[oa](?!\p{L})|espos|marido|alumn)|(?<!\p{L})(?:él|ella) (?:olvidó|no puede|no recuerda|perdió)|en nombre de/u,
    /(?:同僚|上司|部下|社長|部長|課長|後輩|先輩|新人|社員|従業員|學生|生徒|先生|息子|娘|夫|妻|彼|彼女|お客様|\p{Script=Han}{1,4}さん)(?:の(?:代わり|パスワード|アカウント|スマホ|携帯|ため)|が(?:パスワード|ログイン|サインイン|ロック|忘れ|困)|から依頼)|代理で|代わりに(?:申請|連絡|問い合わせ)/u,
  ],
  urgency: [
    /\burgent(?:ly)?\b|\basap\b|a\.s\.a\.p|\bimmediate(?:ly)?\b|\bright (?:now|away)\b|\bemergency\b|\bcritical(?:ly)?\b|\bat once\b|\bhurry\b|\bquickly\b|as (?:soon|quickly|fast) as possible|time[- ]critical|\btop priority\b|high priority|\bp1 ticket/u,
    /\b(?:in|within) (?:the next )?(?:\d{1,2}|five|ten|fifteen|twenty|thirty|half an|an|one|a few) (?:min(?:ute)?s?|hours?)\b|\b(?:meeting|presentation|call|exam|flight|train|shift|class|deadline|interview|pitch|board)[^.]{0,25}(?:starts?|begins?|in \d|in an|in half|today|tonight|this (?:morning|afternoon)|leaves|boards|at noon|is now|tomorrow)|\bbefore (?:my|the|our) (?:meeting|flight|presentation|deadline|call|exam|shift)|\bboarding\b|can'?t wait|cannot wait|no time\b|need (?:this|it|that) (?:now|today|tonight)/u,
    /緊急|急件|很急|好急|超急|急需|急用|急著|急!|[急]{2}|^急|十萬火急|火急|立刻|馬上|立即|盡速|儘速|盡快|儘快|趕著|趕快|來不及|刻不容緩|(?:等一下|等下|等等|今天|下午|早上|待會|半小時後|分鐘後).{0,6}(?:要|就要|得)(?:開會|簡報|報告|考試|上課|登機|出差|面試|交)|(?:會議|簡報|考試|上課|面試|視訊).{0,8}(?:開始|快到|就要|要開)|(?:今天|今晚|半夜|中午前|下班前|明天).{0,6}(?:要交|截止|之前要)/u,
    /(?<!\p{L})(?:dringend|eilig|eilt|sofort|schnellstmöglich|so schnell wie möglich|umgehend|asap|notfall|unverzüglich|höchste priorität|in (?:\d{1,2}|einer|zehn|fünf|zwanzig) (?:minuten|stunden?)|urgent|urgente|en urgence|au plus vite|dès que possible|tout de suite|immédiatement|le plus vite|dans (?:\d{1,2}|une|dix|cinq) (?:minutes|heures?)|urgentemente|lo antes posible|cuanto antes|de inmediato|ya mismo|ahora mismo|en (?:\d{1,2}|una|diez|cinco) (?:minutos|horas?))(?!\p{L})|至急|緊急|大至急|急ぎ|急いで|今すぐ|早急|すぐに|(?:\d{1,2}|十)分後|まもなく(?:會議|出張)|間に合わ/u,
  ],
  'new-phone': [
    /\b(?:new|replacement|different|another|other|changed|switched|swapped) (?:(?:work|company|business|mobile|cell|android|private|my) )*(?:phone|phones|mobile|cell|cellphone|smartphone|handset|number|sim|iphone|android|device|pixel|samsung)\b/u,
    /\b(?:phone|mobile|cell|cellphone|smartphone|handset|number|sim|iphone|device|authenticator)[^.]{0,30}(?:lost|stolen|broke|broken|smashed|dead|died|wiped|drowned|fell|replaced|changed|gone|disappeared|no longer (?:works|mine|active|in use)|switched off|cancel+ed|deactivated|was taken|factory reset)\b/u,
    /\b(?:lost|broke|dropped|smashed|replaced|changed|swapped|upgraded|traded in|wiped|forgot|left|stole|no longer have|don'?t have|do not have) (?:(?:my|the|his|her|their|a|an|old|work|company|private|that|access to my|access to the) )*(?:phone|mobile|cell|cellphone|smartphone|handset|number|sim|iphone|authenticator|device)\b/u,
    /\bold (?:phone|mobile|cell|number|handset|sim|iphone|device)\b/u,
    /換(?:了|過|新|掉)*.{0,3}(?:手機|電話|號碼|門號|sim|iphone)|新(?:的)?(?:手機|門號|電話號碼|號碼|iphone|電話)|舊(?:的)?(?:手機|門號|號碼|電話|iphone)/u,
    /(?:手機|門號|電話|iphone).{0,6}(?:掉了|弄丟|遺失|丟了|丟失|不見|被偷|被搶|壞|摔|泡水|送修|進水|停用|報銷|換|還原|重灌)|遺失.{0,3}手機|(?:掉了|弄丟|丟了).{0,3}手機|沒有?(?:那支|帶|舊)(?:手機|電話)/u,
    /(?<!\p{L})(?:neue[sn]? |anderes |altes |altem )(?:dienst)?(?:handy|smartphone|telefon|nummer|iphone|gerät|mobiltelefon)|(?<!\p{L})(?:handy|smartphone|telefon|iphone|authenticator)(?!\p{L}) (?:\S{1,16} ){0,4}(?:verloren|gestohlen|geklaut|kaputt|defekt|gewechselt|zerbrochen|weg(?!\p{L})|ins wasser)|(?:neue|andere|alte) (?:handy|mobil|telefon)?nummer|(?:verlor|gestohlen|gewechselt)\p{L}{0,3} (?:\S{1,14} ){0,2}(?:handy|smartphone|telefon)/u,
    /(?<!\p{L})(?:nouveau|ancien|autre) (?:téléphone|portable|mobile|numéro|smartphone|iphone)|(?:changé de|perdu (?:mon|son|le)|volé (?:mon|son)|cassé (?:mon|son)|remplacé (?:mon|son)) (?:téléphone|portable|mobile|numéro|smartphone|iphone)|(?:téléphone|portable|mobile|smartphone) (?:\S{1,12} ){0,3}(?:perdu|volé|cassé|hors service|en panne)|plus (?:accès à )?(?:mon|l'ancien|le même) (?:téléphone|portable|numéro)/u,
    /(?<!\p{L})(?:nuevo|otro|viejo|antiguo) (?:teléfono|celular|móvil|número|iphone|smartphone)|(?:teléfono|celular|móvil|número) (?:nuevo|viejo|anterior|perdido|robado)|(?:cambié|cambiado|cambió) (?:de|el) (?:teléfono|celular|móvil|número)|(?:perd(?:í|ió)|robaron|rompió|extravié) (?:\S{1,10} ){0,2}(?:teléfono|celular|móvil)|(?:teléfono|celular|móvil) (?:\S{1,12} ){0,3}(?:perdí|robaron|rompió|dañ)/u,
    /(?:スマホ|携帯|電話|iphone|端末|スマートフォン)(?:を|が)?.{0,6}(?:なくし|無くし|紛失|失くし|落とし|盜ま|壊れ|壊し|水沒|変え|替え|買い替え|機種変|故障)|機種変更|新しい(?:スマホ|携帯|電話|番號|端末|iphone|スマートフォン)|(?:古い|前の)(?:スマホ|携帯|電話|番號|端末)|番號が変わ/u,
  ],
  'privileged-account': [
    /\b(?:reset|unlock|forgot|password|account|locked|mfa|login|log in|sign in)[^.]{0,60}\b(?:global|domain|tenant|enterprise|exchange|billing|user|privileged role|break-?glass|emergency) (?:admin|administrator|access account|account)|\b(?:global|domain|tenant|enterprise|exchange|billing|emergency) admin(?:istrator)?s?\b[^.]{0,60}\b(?:reset|unlock|forgot|forgotten|password|account|locked|lost|mfa|get in|log in|sign in)/u,
    /\b(?:admin(?:istrator)?|privileged|root|break-?glass) (?:account|password|login|user)\b|\b(?:password|account) of (?:the|our|an?) (?:global )?admin/u,
    /\b(?:ceo|cfo|cto|cio|coo|ciso|president|vice president|vp|chairman|chairwoman|managing director|executive|board member|c-level|minister|mayor|dean|headmaster)(?:'s)?\b/u,
    /(?:全域|系統|網域|租用戶|global)?(?:管理員|admin)(?:的)?(?:帳[戶號]|密碼|忘|被鎖|登不|手機)|特殊權限帳|(?:總經理|董事長|執行長|副總|總裁|董事|財務長|資訊長|院長|校長|處長|老闆|高階主管|協理|部長|局長)(?:的|他|她|說|要|忘|密碼|帳|手機|很急|急|無法|登)/u,
    /(?:global(?:e[rn]?|er)? |domänen-?|domain-?|notfall-?)admin(?:istrator)?\p{L}{0,3}(?!\p{L})|adminkonto|administratorkonto|administratorkennwort|geschäftsführ(?:er|ung|erin)|vorstand(?:s|svorsitzende)?|administrateur (?:général|global)|compte (?:d')?admin|(?:notre|le|du|la) (?:pdg|dg|directeur général|directrice générale)(?!\p{L})|administrador global|cuenta (?:de )?admin|(?:nuestro|el|del|la) (?:director general|ceo|presidente)|グローバル管理者|(?:特権|管理者)アカウント|管理者の(?:パスワード|アカウント)|(?:社長|代表取締役|専務|常務|役員|取締役)(?:の|が|は|から)/u,
  ],
  'skip-check': [
    /\b(?:skip|bypass|without|no need (?:for|to)|don'?t (?:need|have time|bother|want)|waive|avoid|circumvent|get (?:around|past)|ignore|forget) (?:(?:the|any|all|your|that|this|to|for|do|doing|going through|all that|me|have|usual|with|my|of|those) )*(?:verif\w*|verification|identity check|id check|checks?|security (?:check|questions?|steps?|procedure)|mfa|2fa|call ?back|calling|call me|procedure|proof|authenticat\w*|two-?factor|multi-?factor)\b/u,
    /\b(?:turn off|switch off|disable|remove|deactivate) (?:the |my |his |her )?(?:mfa|2fa|multi-?factor|two-?factor|authenticator|verification|conditional access)\b[^.]{0,30}(?:for me|for (?:him|her|now|today|a while|my|this)|temporarily|on my|account|so (?:i|he|she) can)/u,
    /\b(?:make an exception|just this once|(?:manager|boss|director|ceo|it) (?:has )?(?:already )?(?:approved|agreed|ok'?d|said (?:it'?s|that'?s) (?:ok|fine))|you know me|i already (?:verified|proved)|trust me|do(?:n'?t| not) call)\b/u,
    /(?:不用|不必|不要|免|無須|無需|跳過|略過|省略|繞過|別再?)(?:再|做|先|經過|走|打|回)*(?:驗證|確認|核對|查證|回撥|回電|打電話|打給|身[分份]|流程|程序|雙重)|(?:通融|破例|特例處理)|(?:主管|老闆|經理|長官|總經理|處長)(?:已經?|都|也)?(?:同意|核[准準]|答應|ok|點頭)/u,
    /(?:先|暫時|幫我|幫他|幫忙)?(?:把|將)?(?:關掉|關閉|停用|取消|拿掉|解除)(?:我的|他的|她的|帳號的)?(?:mfa|雙重驗證|多重要素|兩步驟|雙因子|二階段)/u,
    /(?<!\p{L})ohne (?:\S{1,14} ){0,2}(?:prüfung|überprüfung|rückruf|verifizierung|identitätsprüfung|mfa|nachfragen?)|(?:bitte|brauch\p{L}{0,2}|müss\p{L}{1,2}) (?:\S{1,14} ){0,3}nicht (?:zurückrufen|anrufen|nachfragen|prüfen)|(?:ausnahmsweise|ist (?:schon )?(?:genehmigt|abgesegnet)|chef (?:hat|weiß) (?:\S{1,12} ){0,2}(?:genehmigt|zugestimmt|bescheid))|(?:mfa|zwei-?faktor\p{L}{0,20}|verifizierung) (?:\S{1,14} ){0,4}(?:ausschalten|deaktivieren|abschalten|überspringen)/u,
    /(?<!\p{L})sans (?:\S{1,14} ){0,2}(?:vérification|contrôle|rappel(?:er)?|mfa|double authentification|question)|(?:pas besoin|inutile) de (?:\S{1,12} ){0,2}(?:vérifier|rappeler|appeler|contrôler)|exceptionnellement|(?:chef|directeur|responsable|patron) (?:a|est) (?:\S{1,10} )?(?:d'accord|validé|approuvé|autorisé)|(?:désactiv|enlev|retir|contourn)\p{L}{1,3} (?:\S{1,10} ){0,2}(?:mfa|vérification|double)/u,
    /(?<!\p{L})sin (?:\S{1,14} ){0,2}(?:verificación|verificar|comprobación|comprobar|llamar|mfa|doble factor|preguntas?)|no (?:hace falta|es necesario) (?:\S{1,12} ){0,2}(?:verificar|llamar|comprobar)|(?:excepción|por esta vez)|(?:jefe|jefa|director|gerente) (?:ya )?(?:lo )?(?:aprobó|autorizó|ha aprobado|está de acuerdo)|(?:desactiv|quit|salt)\p{L}{1,4} (?:\S{1,10} ){0,2}(?:mfa|verificación|doble)/u,
    /(?:本人確認|確認|認証|折り返し|手続き)(?:は|を|なし|無し|も)?.{0,3}(?:不要|なしで|無しで|省略|省い|飛ばし|スキップ|せずに|抜きで)|特例で|例外的に|(?:上司|社長|部長|課長)(?:の|には|も)?.{0,4}(?:承認済|許可済|了承|了解済|ok)/u,
  ],
  'new-destination': [
    /\b(?:send|text|mail|e-?mail|forward|sms|whatsapp|deliver|share)(?:ing|s)?\b[^.]{0,50}\b(?:to|at|on|via) (?:(?:my|his|her|their|this|the|a|another|other|new|following|different) )*(?:private|personal|gmail|hotmail|yahoo|outlook\.com|icloud|new|other|another|different|whatsapp|telegram|line|wife'?s|husband'?s|following|alternative|home (?:e-?mail|address|phone|number))\b/u,
    /\b(?:send|text|mail|e-?mail|reply|deliver)\b[^.]{0,40}\bto (?:this |my |following |his |her )*(?:(?:new )?(?:number|phone|mobile)\b|[[<({*][^\])}>*]{0,24}(?:e-?mail|phone|電話|信箱|郵箱|郵件)|[\w.+-]+@[\w-]+\.)/u,
    /(?:寄|傳|發送|發到|送|回覆|回信)(?:到|至|去|給)?我?.{0,8}(?:私人|個人|另外|另一|其他|別的|新的|這個|以下|gmail|yahoo|hotmail|line)(?:的)?.{0,6}(?:信箱|郵箱|郵件|電子郵件|電郵|email|門號|號碼|手機|電話|帳號|line|gmail)|(?:改|轉)(?:寄|傳|發)(?:到|至|給)/u,
    /(?:schick|send|mail)\p{L}{1,3} (?:\S{1,20} ){0,5}an (?:meine|die|eine|diese|folgende) (?:private|andere|neue|persönliche|folgende)?n? ?(?:e-?mail|mail|adresse|nummer|handynummer|gmail|gmx)|(?:envoy|transmet)\p{L}{1,4} (?:\S{1,20} ){0,5}(?:à|sur) (?:mon|ma|cette|l'|une) ?(?:adresse|e-?mail|mail|numéro|gmail|whatsapp)? ?(?:perso|privée?|autre|suivante?|nouve|gmail|whatsapp)/u,
    /(?:env[ií]|mand)\p{L}{1,6} (?:\S{1,20} ){0,5}(?:a|al) (?:mi|este|otro|el siguiente) (?:correo|número|gmail|whatsapp|celular|móvil)? ?(?:personal|privado|nuevo|gmail|whatsapp|número|siguiente)|(?:私用|個人|別|プライベート)の?(?:メール|アドレス|gmail|番號|line).{0,8}(?:送|連絡|お願い|宛|に)/u,
  ],
}

/** A reset, code or prompt that nobody in the ticket asked for. */
const unrequested: readonly RegExp[] = [
  /\b(?:did ?n'?t|did not|never|have ?n'?t|have not) (?:(?:even|ever|actually|myself) )*(?:ask(?:ed)? (?:for|to)|request(?:ed)?|start(?:ed)?|initiat\w+|order(?:ed)?|trigger(?:ed)?) [^.]{0,30}(?:reset|password (?:change|mail|e-?mail)|change of password|code|prompt|push|notification|approval|this|that|any)\b/u,
  /\b(?:reset|code|prompt|push|approval|notification|password change)s?\b[^.]{0,60}\b(?:i|we|she|he) (?:did ?n'?t|did not|never|have ?n'?t|had ?n'?t) (?:ask(?:ed)? for|request(?:ed)?|start(?:ed)?|initiat\w+|trigger(?:ed)?|do|make|made|order)|\b(?:reset|code|prompt|push|approval|notification)s?\b[^.]{0,60}\b(?:nobody|no one) (?:asked for|requested|started|initiated|triggered)/u,
  /(?:(?:不是|並非)(?:我|本人)|(?:我|本人)(?:根本|並|都)?(?:沒有?|從未|未)|沒有?人)(?:本人)?(?:去)?(?:申請|要求|操作|按|發起|觸發|重設|改|做).{0,14}(?:重設|密碼|驗證|通知|核[准準]|變更|過|的)|(?:莫名其?妙?|突然|一直|半夜)(?:收到|跳出|跳).{0,12}(?:重設|驗證|核[准準]|登入)(?:密碼)?(?:信|郵件|通知|要求|請求|碼|簡訊|短信)/u,
  /(?:zurücksetz|kennwort|passwort|code|anfrage|bestätigung)\p{L}{0,12}[^.]{0,50}(?:nicht|nie) (?:angefordert|beantragt|ausgelöst|veranlasst)|(?:habe|hat) (?:\S{1,14} ){0,4}(?:nicht|nie|kein\p{L}{0,2}) (?:\S{1,14} ){0,2}(?:angefordert|beantragt|ausgelöst|veranlasst)/u,
  /(?:réinit|code|demande|notification|mot de passe)[^.]{0,60}(?:n'ai|n'a|n'avons) (?:jamais|pas|rien) (?:demandé|sollicité|initié|fait)|(?:restablec|código|solicitud|notificaci|contraseña)[^.]{0,60}(?:no (?:he|había|hemos)? ?(?:pedí|pedido|solicit|inici)|nunca (?:pedí|solicit))/u,
  /(?:身に覚えのない|心当たりのない|覚えのない)|(?:リセット|コード|通知|変更|申請).{0,16}(?:していない|依頼していない|要求していない|頼んでいない|した覚えがない|した覚えはない|していません)(?:のに|が|コード|通知)?/u,
]

/** Somebody else seems to be in the account already. */
const takenOver: readonly RegExp[] = [
  /\b(?:someone|somebody|hacker|attacker|stranger|unknown person)\b[^.]{0,30}\b(?:reset|changed|is trying|trying to|took over|got into|logged in|signed in|added)[^.]{0,40}(?:password|account|phone|my)|\b(?:my|his|her|the|an|our|user) (?:[a-z]+ )?(?:account|mailbox|password)s? (?:was|is|got|has been|have been|may be|might be|seems)? ?(?:hacked|compromised|taken over|stolen|leaked)\b|\bi (?:was|got) (?:hacked|phished)\b/u,
  /(?:有人|別人|駭客|陌生人).{0,8}(?:改|重設|盜|登入|試圖|嘗試|冒用|動|加).{0,8}(?:密碼|帳[戶號]|電話|手機|我)|(?:帳[戶號]|密碼).{0,8}(?:被盜|被駭|遭駭|外洩|盜用)/u,
  /(?:lost|stolen|missing) (?:phone|device|laptop|mobile)[^.]{0,40}(?:still (?:sign|log|active|in use|online)|signing in)|(?:遺失|被偷|不見)的?(?:手機|裝置|筆電).{0,12}(?:還在|仍在|仍然|還能)(?:登入|使用|上線)/u,
  /(?:konto|account|kennwort|passwort|postfach)[^.]{0,24}(?:gehackt|kompromittiert|gestohlen|übernommen)|jemand (?:hat|versucht)[^.]{0,30}(?:kennwort|passwort|konto)|(?:compte|messagerie|mot de passe)[^.]{0,24}(?:piraté|compromis|volé|usurpé)|quelqu'un (?:a|essaie|tente)[^.]{0,30}(?:mot de passe|compte)/u,
  /(?:cuenta|correo|contraseña)[^.]{0,24}(?:hacke|comprometid|robad|jaque)|alguien[^.]{0,30}(?:contraseña|cuenta|clave)|hackearon|(?:アカウント|パスワード).{0,8}(?:乗っ取|ハッキング|漏洩|漏れ|盜ま|不正)|(?:誰か|第三者)(?:が|に).{0,10}(?:パスワード|アカウント|ログイン|サインイン)/u,
]
