/**
 * The marks that mail programs and polite people leave in a message. The wording of Gmail, Outlook, Apple Mail,
 * Thunderbird, Yahoo and QQ Mail in the languages they are used in; all functions take one line, or a few
 * joined ones, of at most `lineUnitsMax`, so that no pattern meets a long text.
 */

/** Longer lines are sentences of somebody; only their beginning is looked at. */
export const lineUnitsMax = 300

export type HeaderRole = 'from' | 'date' | 'to' | 'subject' | 'other'

const headerNames: Record<HeaderRole, string> = {
  from: 'from|sender|von|absender|de|da|van|från|fra|od|от|từ|寄件者|寄件人|發件人|发件人|發信人|发信人|從|从|差出人|送信者|보낸 사람|보낸사람',
  date: 'date|sent|date sent|datum|gesendet|gesendet am|date d’envoi|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|fecha|data|inviato|verzonden|skickat|sendt|dato|wysłano|wysłane|дата|отправлено|đã gửi|ngày|寄件日期|寄件時間|傳送|传送|傳送日期|傳送時間|發送時間|發送日期|發信日期|发送时间|发送日期|发件日期|日期|時間|时间|送信日時|送信日|日時|日付|보낸 날짜|날짜',
  to: 'to|an|à|a|para|aan|til|till|do|кому|tới|收件者|收件人|至|宛先|받는 사람|받는사람',
  subject:
    'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|тема|chủ đề|主旨|主題|主题|標題|标题|件名|제목',
  other:
    'cc|bcc|kopie|copie|copia|副本|密件副本|抄送|密送|參照|参照|reply-to|reply to|antwort an|répondre à|responder a|回覆|回复|importance|priority|wichtigkeit|priorität|importancia|重要性|優先順序|优先级|attachments|anlagen|anhang|pièces jointes|附件|添付ファイル|organization|sensitivity|敏感度|message-id|user-agent',
}

const headerRoles = new Map<string, HeaderRole>()
for (const role of ['other', 'subject', 'to', 'date', 'from'] as const) {
  for (const name of headerNames[role].split('|')) headerRoles.set(name, role)
}

const headerNameUnitsMax = 24

/** A header line of a quoted mail (`From: …`, `寄件者：…`, `*Von:* …`); the value, from `valueAt` on, may be empty. */
export function readHeader(
  line: string,
): { role: HeaderRole; value: string; valueAt: number } | undefined {
  const head = line.slice(0, headerNameUnitsMax)
  const ascii = head.indexOf(':')
  const wide = head.indexOf('：')
  const colon = ascii < 0 || (wide >= 0 && wide < ascii) ? wide : ascii
  if (colon <= 0) return undefined
  const name = head.slice(0, colon).replace(/[*_|\s]+/g, ' ')
  const role = headerRoles.get(name.trim().toLowerCase().replace("'", '’'))
  if (role === undefined) return undefined
  const value = line.slice(colon + 1).replace(/^[*_\s]+/, '')
  return { role, value, valueAt: line.length - value.length }
}

const separatorPhrases = new Set(
  [
    'original message|original appointment|forwarded message|forwarded mail|begin forwarded message',
    'ursprüngliche nachricht|originalnachricht|original-nachricht|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail',
    'message d’origine|message original|message initial|message transféré|message réexpédié|début du message transféré|début du message réexpédié',
    'mensaje original|mensaje reenviado|inicio del mensaje reenviado|mensagem original|mensagem encaminhada|início da mensagem encaminhada',
    'messaggio originale|messaggio inoltrato|inizio messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd bericht',
    'ursprungligt meddelande|vidarebefordrat meddelande|oprindelig meddelelse|oprindelig besked|videresendt meddelelse|wiadomość oryginalna|wiadomość przekazana',
    '原始郵件|原始信件|原始訊息|郵件原件|轉寄郵件|轉寄的郵件|轉寄信件|轉寄訊息|已轉寄郵件|已轉寄的郵件|轉發郵件|轉發的郵件|開始轉寄郵件|開始轉寄訊息|以下是轉寄的郵件|以下為轉寄郵件|以下為轉寄內容',
    '原始邮件|原始信件|邮件原件|原邮件|转发邮件|转发的邮件|转发信息|转发的消息|已转发邮件|已转发的邮件|开始转发的邮件|下面是被转发的邮件|以下是转发的邮件',
    '元のメッセージ|オリジナルメッセージ|転送メッセージ|転送されたメッセージ|転送メール|원본 메시지|원본 메일|전달된 메시지|전달된 메시지 시작',
  ].flatMap((phrases) => phrases.split('|')),
)

const decoration = '[-_=*~#─—–\\s]'
const decorated = new RegExp(`^${decoration}{3,40}([^-_=*~#─—–\\s].{0,100}?)${decoration}{0,60}$`)

/**
 * Whether a line says that another mail follows: `-----Original Message-----`, `---------- 轉寄郵件 ---------`,
 * `Begin forwarded message:`, `##- Please type your reply above this line -##`.
 */
export function isSeparator(line: string): boolean {
  if (line.length > 160 || !/^[-_=*~#─—–]|[:：]$/.test(line)) return false
  const phrase = decorated.exec(line)?.[1] ?? /^(.{4,60})[:：]$/.exec(line)?.[1]
  if (phrase === undefined) return false
  const plain = phrase
    .replace(/\s*[:：]$/, '')
    .toLowerCase()
    .replace("'", '’')
    .trim()
  return (
    separatorPhrases.has(plain) ||
    // Zoho: `---- On Wed, 24 Feb 2026 14:02:50 +0530 ann@example.com wrote ----`
    readAttribution(`${phrase}:`) === 'certain' ||
    /^forwarded by .+ on .*\d/.test(plain) ||
    /^(?:please )?(?:type|write) your reply above this line/.test(plain)
  )
}

/** A line of nothing but strokes, as Outlook puts it above a quoted mail. */
export function isRule(line: string): boolean {
  return /^[-_=*─—–\s]{3,200}$/.test(line)
}

const saidAtEnd =
  /(?:\b(?:wrote|writes|a écrit|escribió|escreveu|ha scritto|pisze|kirjoitti)|napisał(?:\(a\))?|написала?|пишет|đã viết|寫道|写道|提到|寫到|さんは書きました|が書き込みました|のメール|のメッセージ|님이 작성|작성|님이 씀)\s?[:：]$/i
const saidInside = /\s(?:schrieb|schreef|skrev)(?:\s.{1,150})?\s?[:：]$/i
const opener =
  /^(?:On|Am|Le|El|Il|Em|Op|Den|Dnia|W dniu|Vào|W|于|於|在)[\s\d]|^\d{4}\s?[年/.-]|^.{1,80}<[^<>]{1,120}>|^<[^<>]{1,120}>/
const yearOrTime = /(?:19|20)\d\d|\d{1,2}\s?[:時时h]\s?\d\d/
const year = /(?:19|20)\d\d/
const time = /\d{1,2}[:.]\d\d/
const addressAtEnd = /<[^<>]{1,120}>\s?[:：]$/
const logLevel = /\b(?:error|warn(?:ing)?|info|debug|trace)\b/i

/**
 * How surely a line introduces the words of somebody else (`On … wrote:`, `… 於 … 寫道：`): `certain` ones do
 * so wherever they stand, `possible` ones only in front of a quote.
 */
export function readAttribution(line: string): 'certain' | 'possible' | undefined {
  // Gmail in Japanese and Russian has no verb.
  if (addressAtEnd.test(line) && year.test(line) && time.test(line) && !logLevel.test(line)) {
    return 'certain'
  }
  if (!saidAtEnd.test(line) && !saidInside.test(line)) return undefined
  return opener.test(line) && yearOrTime.test(line) ? 'certain' : 'possible'
}

/** Whether an attribution begins with a line that goes on in `next`, as mail programs break them. */
export function beginsAttribution(line: string, next: string): boolean {
  if (/^<[^<>]{1,120}>/.test(next))
    return opener.test(line) || /^.{1,60}[^.?!。？！:：]$/.test(line)
  // One that begins on the next line is not to take the sentence above along.
  if (/^[於于在]\s?\d{4}/.test(next)) return /<[^<>]{1,120}>$/.test(line)
  return opener.test(line) && readAttribution(next) !== 'certain'
}

const citing =
  /error|messag|says|said|shows?\b|shown|read|following|below|text\b|fehler|meldung|erreur|affiche|mensaje|indica|errore|訊息|消息|錯誤|错误|畫面|画面|顯示|显示|提示|如下|內容|内容|以下|エラー|メッセージ|表示|通り/i

/** `I get this error:`: what is quoted behind it is an error message and no mail. */
export function introducesCitation(line: string): boolean {
  return /[:：]$/.test(line) && citing.test(line) && readAttribution(line) === undefined
}

const deviceLine = new RegExp(
  [
    '^sent from (?:my|the) [\\w+.-]+(?: [\\w+.-]+){0,2}$',
    '^sent (?:from|via|with|using) (?:outlook|yahoo|mail for|windows mail|mailbox|gmail|proton|samsung|airmail|spark|bluemail|huawei|galaxy|iphone|ipad|android|mobile)\\b(?: [\\w+.-]+){0,4}$',
    '^get outlook for (?:ios|android|mac).{0,60}$',
    '^(?:von meinem .{2,30} gesendet|gesendet (?:von|mit|über) (?:meinem|meiner|der|outlook|mail|yahoo|gmx|web\\.de)\\b.{0,40}|diese nachricht wurde von meinem .{2,50})\\.?$',
    '^outlook für (?:ios|android) (?:herunterladen|beziehen).{0,60}$',
    '^(?:envoyé (?:de|depuis|à partir de) (?:mon|ma|outlook|yahoo|mail)|télécharger outlook pour|obtenir outlook pour)\\b.{2,60}$',
    '^(?:enviado (?:desde|do) (?:mi|meu|el|outlook|yahoo|iphone)|obtener outlook para|obter o outlook para|inviato da (?:iphone|ipad|android|outlook|libero|yahoo)|ottieni outlook per|verzonden vanaf mijn|skickat från min|sendt fra min)\\b.{0,60}$',
    '^(?:從|从|由|自|來自|来自)我的 ?.{2,20} ?(?:傳送|发送|發送|寄出|发出)$',
    '^(?:傳送自|寄自|發送自|发送自|發自|发自)(?:我的)? ?.{2,30}$',
    '^(?:取得|下載|获取|下载) ?\\[?(?:適用於|適用于|适用于)? ?(?:ios|android|mac)? ?(?:的|版)? ?outlook.{0,60}$',
    '^(?:iphone|ipad|android|xperia|galaxy)から送信$',
    '^(?:ios|android) ?版? ?(?:用|版) ?(?:の)? ?outlook.{0,40}$',
    '^나의 iphone에서 보냄$',
  ].join('|'),
  'i',
)

/** `Sent from my iPhone`, `從我的 iPhone 傳送`, `Get Outlook for iOS`. */
export function isDeviceLine(line: string): boolean {
  return line.length <= 100 && deviceLine.test(line)
}

const disclaimer = new RegExp(
  [
    '^[*_\\s]*(?:legal |email |e-mail )?(?:disclaimer|confidentiality (?:notice|note|statement)|privileged (?:and|&) confidential)\\b',
    '^[*_\\s]*(?:notice: ?)?(?:this|the information (?:contained )?in this|the contents? of this|the information transmitted) ?(?:e-?mail|message|communication|transmission|is intended).{0,120}(?:confidential|privileged|intended (?:only|solely|for)|intended recipient)',
    '^[*_\\s]*if you (?:are not the intended|have received this (?:e-?mail|message) in error)',
    '^[*_\\s]*please consider the environment before printing',
    '^[*_\\s]*(?:diese e-?mail|diese nachricht|der inhalt dieser e-?mail).{0,80}(?:vertraulich|bestimmt)',
    '^[*_\\s]*(?:ce message|ce courriel|cet e-?mail).{0,100}(?:confidentiel|destiné)',
    '^[*_\\s]*(?:este mensaje|este correo|esta mensagem).{0,100}confidencia',
    '^[*_\\s【\\[(（]*(?:免責聲明|免责声明|保密聲明|保密声明|機密聲明|機密警語|機密通知|電子郵件聲明)',
    '^[*_\\s【\\[(（]*(?:注意[:：])?(?:本|此|這封|这封|本封|此封)(?:電子)?(?:郵件|邮件|信件|電郵|电邮|訊息|信息|电子邮件).{0,60}(?:機密|机密|保密|專屬|收件人|收件者|指定)',
    '^[*_\\s]*(?:このメール|本メール|この電子メール|本電子メール).{0,60}(?:機密|秘密|宛先|受信者)',
    '^[*_\\s]*請(?:於|在)?列印前.{0,20}環境',
  ].join('|'),
  'i',
)

/** The first line of the legal footer that companies append. */
export function beginsDisclaimer(line: string): boolean {
  return line.length >= 4 && disclaimer.test(line)
}

const banner =
  /^[*_\s[【(]*(?:caution|warning|attention|external|notice|achtung|extern|警告|注意|外部)[^a-z]{0,3}.{0,60}(?:originated (?:from )?outside|(?:from|comes from) (?:an )?(?:external|outside)|outside (?:of )?(?:the|your|our) organi[sz]ation|außerhalb|組織外部|组织外部|外部(?:郵件|邮件|寄件者|發件人|发件人|信件|來信))/i

/** What a gateway writes above mails from outside. */
export function isGatewayBanner(line: string): boolean {
  return banner.test(line)
}

const firmClosing = new RegExp(
  `^(?:(?:thanks|thank you|many thanks|thx)(?: ?[,&/]| and) ?)?(?:${[
    '(?:with )?(?:my )?(?:best|kind|kindest|warm|warmest|good|many|sincere)? ?(?:regards|rgds)|best wishes|all the best|best(?=,|$)|br|brgds|kr|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully|cheers',
    'mit (?:freundlichen|besten|vielen|herzlichen|lieben) (?:grüßen|grüssen|gruessen)|(?:freundliche|beste|viele|liebe|schöne|herzliche) (?:grüße|grüsse|gruesse)|mfg|vg|lg|(?:schönen |besten |freundlichen |lieben )?gruß',
    '(?:bien |très )?cordialement|bien à vous|(?:sincères |meilleures )?salutations(?: distinguées)?|amicalement',
    '(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|atenciosamente|cumprimentos|(?:cordiali|distinti) saluti|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groeten|mvh|med vänlig(?:a)? hälsning(?:ar)?|med venlig hilsen|pozdrawiam',
    '此致(?: ?敬[禮礼])?|敬禮|敬礼|敬上|謹上|谨上|敬啟|敬启|謹啟|拜上|(?:順頌|顺颂|順祝|顺祝|敬祝|敬頌|敬颂) ?[\\p{Script=Han}]{0,6}|祝 ?(?:商祺|好|順心|順利|顺利|安康|平安|愉快|工作順利|工作顺利|您? ?一切順利)|祝(?=$)|時綏|商祺|台安|祺安',
    '敬具|草々|以上(?=$|[。、]$)',
  ].join('|')})(?![\\p{L}\\d])`,
  'iu',
)
const looseClosing = new RegExp(
  `^(?:${[
    '(?:many |with )?thanks(?: (?:again|a lot|so much|very much|in advance|for your (?:help|support|assistance)|for the help))?|thank you(?: (?:again|so much|very much|in advance|for your (?:help|support|assistance|time)))?|thx|tks|ty|(?:much|greatly) appreciated',
    "(?:vielen |besten |herzlichen )?dank(?: (?:im voraus|vorab))?|danke(?: (?:im voraus|vorab|schön))?|merci(?: (?:beaucoup|d['’]avance))?|(?:muchas )?gracias|obrigad[oa]|(?:molte )?grazie",
    '(?:謝謝|谢谢|感謝|感谢|多謝|多谢|感恩)(?:您的協助|您的协助|您|你|大家|各位|協助|协助|幫忙|帮忙|再次)?|(?:麻煩|麻烦)(?:您|你)?了|以上[,，]? ?(?:謝謝|谢谢|感謝|感谢)',
    '(?:以上[、,]? ?)?(?:どうぞ)?よろしくお願い(?:いた|致)?します|ありがとうございます',
  ].join('|')})(?![\\p{L}\\d])`,
  'iu',
)
const signedName = /^.{1,20}\s?(?:敬上|謹上|谨上|敬啟|敬启|拜上|上)$/u

/** What a signature does not say and a ticket does. */
const matter =
  /SSPR_?\d|0x[0-9a-f]{4}|AADSTS|error|fehler|erreur|password|passwor|kennwort|contraseña|mot de passe|錯誤|错误|密碼|密码|帳號|账号|無法|无法|エラー|パスワード|can(?:no|')t|unable|[?？]$|^p\.?\s?s\b/i

/**
 * Whether a line closes a letter, a name behind it included; `loose` closings (`Thanks,`) are said within a
 * message as well.
 */
export function readClosing(line: string): 'firm' | 'loose' | undefined {
  if (line.length > 80 || matter.test(line)) return undefined
  const firm = firmClosing.exec(line)?.[0]
  if (firm !== undefined && isSigner(line.slice(firm.length))) return 'firm'
  const loose = looseClosing.exec(line)?.[0]
  if (loose !== undefined && isSigner(line.slice(loose.length))) return 'loose'
  return signedName.test(line) ? 'firm' : undefined
}

function isSigner(rest: string): boolean {
  const name = rest.replace(/^[\s,.!，。！~～/–—-]+/, '').replace(/[\s,.!，。！~～]+$/, '')
  return name === '' || surname.test(name) || (name.length <= 40 && isNameLike(name))
}

/** Whether a line could stand below a closing: a name, a post, a telephone number. */
export function isBelowClosing(line: string, closing: 'firm' | 'loose'): boolean {
  if (line.length > 90 || matter.test(line)) return false
  if (closing === 'firm') return true
  if (line.length > 60 || /[.?!。？！]$/.test(line)) return false
  const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(line)
  return eastAsian ? surname.test(line) || isPostOrContact(line) : isNameLike(line)
}

const contact =
  /^(?:電話|电话|手機|手机|行動|分機|分机|傳真|传真|地址|信箱|郵箱|邮箱|統編|tel|fax|mobile|e-?mail|mail|line)\s?[:：./]?[\s\d]/i
const post =
  /^[\p{Script=Han}A-Za-z\d .|/／、&（）()-]{2,30}(?:部|處|处|室|課|课|科|組|组|中心|公司|集團|集团|學校|学校|大學|大学|國小|國中|高中|醫院|医院|經理|经理|主任|專員|专员|工程師|工程师|組長|课长|課長|處長|部長|副理|協理|襄理|助理|秘書|秘书|老師|老师|教師|護理師|主管|總監|总监|董事長)(?:\s\p{Script=Han}{2,4})?$/u
/** What people say rather than are. */
const saying = /的|了|不|請|请|無法|无法|會|会|要|是|在|有|給|给|到|被|找|問|问/

/** A line of a Chinese signature: a post, a department, a company, a number. */
function isPostOrContact(line: string): boolean {
  return contact.test(line) || (post.test(line) && !saying.test(line))
}

/** What redaction leaves of an address or a number. */
const maskedContact = /\[redacted:[a-z-]{1,20}\]/g

/** Only capitalised words and numbers: `Bob Miller`, `IT Manager | +886 2 1234`. */
export function isNameLike(line: string): boolean {
  const words = line.replace(maskedContact, '0').match(/[\p{L}\d_@.+-]+/gu) ?? []
  const plain = (word: string) =>
    /^\p{Lu}[\p{L}.-]*$/u.test(word) ||
    /^[+\d.-]+$/.test(word) ||
    word.includes('@') ||
    /^(?:of|and|de|la|von|van|der|für|the)$/.test(word)
  return words.length > 0 && words.length <= 8 && words.every(plain)
}

const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern|hallo|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|liebe[rs]?|moin|servus|bonjour|bonsoir|madame|monsieur|hola|buenos días|buenas tardes|estimad[oa]s?|olá|prezad[oa]s?|ciao|buongiorno|gentile|beste|hej)(?!\p{L})/iu
const addressed = /^((?:\s+[\p{L}.'’/&-]{1,24}){0,4})\s*(?:[,:!.;–—-]+\s*|$)/u
const addressees = new Set(
  'all both colleague colleagues damen desk everybody everyone folks guys help helpdesk herren it kollege kollegen kolleginnen ladies gentlemen madam service servicedesk sir sirs support team there to und and zusammen à tous equipo todos'.split(
    ' ',
  ),
)
const greetingInChinese =
  /^(?:(?:各位|親愛的|亲爱的|尊敬的|敬愛的)?[\p{Script=Han}A-Za-z ]{0,12}?(?:您好|你好|大家好|早安|午安|晚安|各位好|同仁好|長官好)|(?:各位|親愛的|亲爱的|尊敬的)\p{Script=Han}{0,8})(?:[\s,，:：!！~。、]+|$)/u
const greetingInJapanese =
  /^(?:お疲れ様です|お疲れさまです|いつもお世話になっております|お世話になっております)[。、\s]*/u

const forwardingWords = new Set(
  (
    'a about above action advice advise all and any as asap assist assistance at attached attention be below can care chain check could ' +
    'cc colleague colleagues conversation could desk discussed do email emails e-mail fix following for forward forwarded forwarding from fw fwd ' +
    'fyi fya guys handle have help helpdesk here his her him hi hello i in info information investigate is issue it its kind kindly ' +
    'look mail mails message messages me my need needed needful of on one our over per pl please pls plz proceed raise read received ' +
    'ref refer reference regarding reply request requested resolve review see seen send sending sent service sir servicedesk so ' +
    'soon support take team teams thank thanks thread thx that the their them this ticket to trail us user users ' +
    'via we will with work would you your urgent urgently below-mentioned madam open create looking into ' +
    'zur info kenntnis kenntnisnahme z.k zk siehe s.u unten bitte um prüfung prüfen bearbeitung bearbeiten hilfe helfen ' +
    'weiterleitung weitergeleitet danke dank vielen anfrage folgende nachricht mail könnt könnten ihr sie das euch ' +
    'übernehmen kümmern unterstützung erledigung und der die den dem vom von für mit eine ' +
    'pour information infos voir ci-dessous merci de votre traiter traitement svp transfert transféré message suivant le la les ' +
    'ver abajo por favor para su información conocimiento ayuda gracias reenvío reenviado mensaje siguiente ' +
    'segue abaixo favor verificar'
  ).split(' '),
)

const forwardingPhrases =
  /如下方?|詳如|详如|下方|下面|下述|下列|以下|轉給|转给|轉寄|转寄|轉發|转发|轉知|转知|轉達|转达|轉交|转交|代轉|代转|你們|你们|您們|貴單位|請|请|麻煩|麻烦|煩請|烦请|敬請|惠請|協助|协助|幫忙|帮忙|幫|帮|處理|处理|看一下|看看|看|查看|查收|查一下|確認|确认|檢視|检视|參考|参考|參閱|参阅|參照|参照|知悉|供參|備查|附件|附檔|附件檔|郵件|邮件|信件|來信|来信|訊息|信息|內容|内容|問題|问题|需求|反應|反应|反映|使用者|用戶|用户|同仁|同事|客戶|客户|一下|一起|儘快|尽快|盡快|謝謝|谢谢|感謝|感谢|感恩|再|並|并|給|给|您|你|我|了|的|是|有|此|這封|这封|這|这|封|信|喔|哦|囉|囖|唷|嗎|吗|吧|大家|各位|資訊|資訊室|資訊部|資訊處|客服|服務台|服务台|ＩＴ|回覆|回复|安排|支援|支持|後續|后续|辦理|办理|下記|下の|転送|いたし|致し|します|しました|ました|お願い|願い|よろしく|宜しく|どうぞ|ご確認|確認|ご対応|対応|ください|下さい|メール|件|について|につき|です|ます|を|の|に|は|が|で|と|て|ご参考|参考|まで/g

const surname =
  /^(?:\p{Script=Han}{2,8}\s)?[王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何林羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓曹彭曾蕭萧田董袁潘蔡余杜葉叶程蘇苏魏呂吕丁沈姚盧卢姜崔鍾钟譚谭陸陆汪范廖賈贾夏付鄒邹熊秦邱江尹薛閻段雷侯龍龙史陶黎賀顧顾毛郝龔邵萬錢嚴武戴莫孔湯洪施柯翁賴游詹簡温溫莊巫]\p{Script=Han}{1,2}(?:\s?敬上)?$/u

/** A greeting, a sentence and a short signature; whoever writes more has something to say. */
const slightUnitsMax = 240

/**
 * Whether a text says no more than "look at this": `FYI`, `see below`, `pls help`, `請協助`, `如下`,
 * `轉給你們處理`, greetings and a name around it included. True for a blank text.
 */
export function isSlight(text: string): boolean {
  if (text.trim() === '') return true
  if (text.length > slightUnitsMax) return false
  let names = 0
  let said = 0
  for (const line of text.split('\n')) {
    const rest = withoutGreeting(line.trim())
    if (rest === '') continue
    if (isForwardingTalk(rest)) said++
    // A name without a closing stands at the end only.
    else if (said > 0 && names < 5 && (isNameLike(rest) || surname.test(rest))) names++
    else return false
  }
  return true
}

function withoutGreeting(line: string): string {
  const word = greeting.exec(line)?.[0]
  if (word === undefined) return line.replace(greetingInChinese, '').replace(greetingInJapanese, '')
  const rest = line.slice(word.length)
  const names = addressed.exec(rest)
  const isName = (name: string) => /^\p{Lu}/u.test(name) || addressees.has(name)
  const isAddress = names?.[1]?.split(/\s+/).every((name) => name === '' || isName(name)) ?? false
  return isAddress ? rest.slice(names?.[0].length) : rest.trim()
}

/** Whom it is about: `for Ann Lee`, `@Bob`; what follows the same words and is no person stays. */
const personNamed =
  /(?:\b(?:[Ff]or|[Ff]rom|[Bb]y|[Ww]ith|[Hh]elp|[Aa]ssist|[Ss]upport|[Ss]ee|of|to|user|colleague|employee|[Ff]ür|[Vv]on|[Pp]our)\s+(?:(?:Mrs?|Ms|Dr|Herrn?|Frau|Mme)\.?\s+)?|@)(\p{Lu}\p{Ll}{1,20})(?:['’]s\b)?(?:\s\p{Lu}[\p{Ll}.]{1,20})?/gu
const noPerson =
  /^(?:account|active|authenticator|azure|chrome|code|edge|email|entra|error|excel|exchange|intune|login|mac|microsoft|office|onedrive|outlook|password|phone|portal|sharepoint|sign|skype|teams|vpn|wifi|windows|word|zoom)/i

function isForwardingTalk(line: string): boolean {
  const left = line
    .replace(personNamed, (all, name: string) => (noPerson.test(name) ? all : ''))
    .toLowerCase()
    .replace(/[\p{Script=Latin}][\p{Script=Latin}.'’-]*/gu, (word) =>
      forwardingWords.has(word.replace(/[.'’-]+$/, '')) ? '' : word,
    )
    .replace(forwardingPhrases, '')
    .replace(/[^\p{L}\d]/gu, '')
  return left === '' || surname.test(left)
}
