import type {
  ArticleLanguage,
  CategoryId,
  MissingItem,
  MissingItemId,
  ReadErrorCode,
  RequesterRole,
} from '../ticket.ts'
import { readingForm } from './reading-form.ts'
import { forRequester } from './translations.ts'
import type { ToSimplified, Wording } from './wording.ts'

/** More questions than this and people answer none of them. */
const questionsMax = 4

/** For the other languages see `languages/`. */
const questions: Record<MissingItemId, Wording> = {
  'error-text': {
    en: 'What exactly does the message say? Please copy it word for word, with any code such as SSPR_0029 (but never a password or verification code).',
    'zh-Hant':
      '畫面上的訊息完整內容是什麼？請逐字提供，包含 SSPR_0029 之類的代碼（請勿提供密碼或驗證碼）。',
  },
  'support-code': {
    en: 'Which support code does the page show? It is behind the link "Support code" at the bottom of the page.',
    'zh-Hant': '頁面上的支援碼是什麼？請點選頁面下方的「支援碼」連結後複製給我們。',
  },
  time: {
    en: 'When did it happen: date, time and time zone?',
    'zh-Hant': '請問是什麼時候發生的？請提供日期、時間與時區。',
  },
  'user-type': {
    en: 'Which kind of account is affected: cloud-only, federated, password hash sync or pass-through authentication?',
    'zh-Hant': '受影響的是哪一種帳戶：僅限雲端、同盟、密碼雜湊同步，還是傳遞驗證？',
  },
  licence: {
    en: 'Which licences do the people concerned and the administrator have (for example Microsoft 365 Business Premium, E3, Entra ID P1)?',
    'zh-Hant': '相關使用者與管理員各有哪些授權（例如 Microsoft 365 商務進階版、E3、Entra ID P1）？',
  },
  page: {
    en: 'On which page or screen were you (its address, or for example the Windows sign-in screen)?',
    'zh-Hant': '請問是在哪個頁面或畫面發生的（請提供網址，或說明例如 Windows 登入畫面）？',
  },
  scope: {
    en: 'Is self-service password reset set to None, Selected (which group?) or All?',
    'zh-Hant': '自助式密碼重設目前設定為 None、Selected（哪個群組？）還是 All？',
  },
  'account-role': {
    en: 'Does the account concerned (or the one you test with) hold an administrator role?',
    'zh-Hant': '相關帳戶（或您用來測試的帳戶）是否具有系統管理員角色？',
  },
  'event-id': {
    en: 'Which events (id and text) does the Application log of the sync server show at that time, from PasswordResetService and ADSync?',
    'zh-Hant':
      '同步伺服器的應用程式記錄在當時有哪些 PasswordResetService 與 ADSync 事件（事件識別碼與內容）？',
  },
  method: {
    en: 'Which verification method is it about (Authenticator app, text message, call, e-mail, security questions)? Please do not send numbers or addresses.',
    'zh-Hant':
      '請問是哪一種驗證方法（Authenticator、簡訊、電話、電子郵件、安全性問題）？請勿提供號碼或信箱地址。',
  },
  'affected-users': {
    en: 'Does it concern one person, several or everybody?',
    'zh-Hant': '受影響的是一位、數位，還是所有使用者？',
  },
}

type Need = {
  item: MissingItemId
  /** Left out for end users: they cannot know it, and must not be made to find out. */
  onlyAdmin?: true
  /** Matters only where something failed; a plain question does not need it. */
  onlyFailure?: true
}

/**
 * What an agent needs per category, most useful first, after the checklists of Microsoft's
 * troubleshooting page. The first questions that the ticket leaves open are asked.
 */
const needs: Record<CategoryId, readonly Need[]> = {
  setup: [
    { item: 'licence', onlyAdmin: true },
    { item: 'scope', onlyAdmin: true },
    { item: 'user-type', onlyAdmin: true },
    { item: 'error-text', onlyFailure: true },
    { item: 'account-role', onlyAdmin: true, onlyFailure: true },
    { item: 'page', onlyFailure: true },
  ],
  'error-message': [
    { item: 'error-text' },
    { item: 'page' },
    { item: 'support-code' },
    { item: 'time' },
    { item: 'user-type', onlyAdmin: true },
    { item: 'licence', onlyAdmin: true },
    { item: 'affected-users', onlyAdmin: true },
  ],
  'reset-policy': [
    { item: 'user-type', onlyAdmin: true },
    { item: 'account-role', onlyAdmin: true },
    { item: 'error-text', onlyFailure: true },
    { item: 'page', onlyFailure: true },
    { item: 'licence', onlyAdmin: true },
    { item: 'time', onlyFailure: true },
  ],
  prepopulate: [
    { item: 'user-type', onlyAdmin: true },
    { item: 'method' },
    { item: 'error-text', onlyFailure: true },
    { item: 'affected-users', onlyAdmin: true },
  ],
  registration: [
    { item: 'error-text', onlyFailure: true },
    { item: 'page', onlyFailure: true },
    { item: 'method' },
    { item: 'scope', onlyAdmin: true },
    { item: 'affected-users', onlyAdmin: true },
    { item: 'time', onlyFailure: true },
    { item: 'user-type', onlyAdmin: true },
  ],
  'self-reset': [
    { item: 'page', onlyFailure: true },
    { item: 'error-text', onlyFailure: true },
    { item: 'user-type', onlyAdmin: true },
    { item: 'time', onlyFailure: true },
    { item: 'support-code', onlyFailure: true },
  ],
  writeback: [
    { item: 'error-text', onlyFailure: true },
    { item: 'event-id', onlyAdmin: true, onlyFailure: true },
    { item: 'user-type', onlyAdmin: true },
    { item: 'affected-users', onlyAdmin: true, onlyFailure: true },
    { item: 'licence', onlyAdmin: true },
    { item: 'page', onlyFailure: true },
    { item: 'time', onlyFailure: true },
    { item: 'support-code', onlyFailure: true },
  ],
}

/**
 * The questions, in the requester's language, whose answers this ticket still owes and the agent
 * will need for the category: at most four, most useful first, none that the text answers, none an
 * end user cannot know. `text` is subject and body together; `role` comes from `decideRole`.
 * Out-of-scope tickets have no category and therefore no questions.
 */
export function findMissing(ticket: {
  category: CategoryId | null
  text: string
  role: RequesterRole
  language: ArticleLanguage
  errorCodes: readonly ReadErrorCode[]
  toSimplified: ToSimplified
}): MissingItem[] {
  if (ticket.category === null) return []
  const reading = readingForm(ticket.text)
  const codes = ticket.errorCodes.map(({ code }) => code)
  const failed =
    codes.length > 0 ||
    (speaksOfFailure.test(reading) &&
      (ticket.category !== 'self-reset' || speaksOfAnAttempt.test(reading)))
  return needs[ticket.category]
    .filter(({ onlyAdmin }) => !onlyAdmin || ticket.role === 'admin')
    .filter(({ onlyFailure }) => !onlyFailure || failed)
    .filter(({ item }) => !isAnswered(item, reading, codes))
    .slice(0, questionsMax)
    .map(({ item }) => ({
      item,
      question: forRequester(
        questions[item],
        (translation) => translation.questions[item],
        ticket.language,
        ticket.toSimplified,
      ),
    }))
}

/** Having forgotten a password is no failure of the reset; only what happened while trying is. */
const speaksOfAnAttempt =
  /error|message|fail|says?\b|loop|tried|trying|expired link|reset (?:page|site|link|form)|錯誤|訊息|失敗|顯示|出現|跳出|試了|試過|點了|按了|重設(?:頁|畫面|界面|屏幕|連結|網頁)|fehler|meldung|fehlgeschlagen|versucht|probiert|(?:rücksetz|zurücksetz)\p{L}{0,4}(?:seite|link)|erreur|échou|essay|tent(?:é|ative)|page de réinitialisation|mensaje|intent|fall[aó]|sale (?:un|el|que)|página de restablec|エラー|失敗|メッセージ|表示され|試し|何度も|リセット(?:の)?(?:ページ|畫面|リンク)/u

const speaksOfFailure =
  /error|fail|can'?t|cannot|can not|does(?:n'?t| not)|do(?:n'?t| not) (?:work|get|see|arrive|know|accept|match|reach|sync|appear|receive)|did(?:n'?t| not)|won'?t|isn'?t work|not (?:work|accept|sync|written|arriv|appear|possible|valid)|unable|stuck|reject|refus|denied|(?:is|are|goes|went|something) wrong|wrong (?:password|pw|code|answer)|invalid|broken|nothing (?:happens|opens|arrives|comes|goes)|nobody'?s? |suddenly|no longer|loop|never|block|time[sd]? out|still (?:old|the old|my old|gets?|says?|shows?)|錯誤|失敗|無法|(?<!能)不能|(?<!行)不行|沒辦法|收不到|沒有?收到|異常|卡住|卡在|沒有?反應|出問題|有問題|被拒|拒絕|不了(?!解)|過不[去了]|不進|[找看連寫]不到|不認|不通|寫不|登不|進不|沒有?(?:寫回|寫到|回寫|同步|更新|生效|改到|改成|作用|效)|壞|跳出|不動|轉圈|一直|還是(?:舊|不|要)|只認舊|fehler|fehlgeschlagen|scheiter|schlägt fehl|(?<!\p{L})geht nicht|nicht (?:mehr )?(?:möglich|angenommen|akzeptiert|funktionier|geschrieben|an(?:gekommen)?(?!\p{L}))|kommt (?:\S{1,20} ){0,2}nicht|funktioniert (?:\S{1,20} ){0,2}nicht|kann (?:\S{1,20} ){0,4}nicht|können (?:\S{1,20} ){0,4}nicht|abgelehnt|abgewiesen|hängt|schleife|erreur|échou|échec|impossible|ne (?:fonctionne|marche|passe|peut|peuvent|reçoi\p{L}{1,4}|arrive\p{L}{0,2}|répond)|n'(?:arrive|est|a|ont) (?:pas|plus|jamais)|(?:refus|rejet|bloqu)é|boucle|error|fall[aó]|fallo|no (?:funciona|deja|puedo|puede|pueden|llega|me llega|permite|acepta|sincroniza|aparece|se (?:puede|guarda|actualiza|sincroniza))|rechaz|no recibo|エラー|失敗|でき(?:ない|ません|なく)|出來(?:ない|ません)|届(?:かない|きません)|反映され(?:ない|ません)|拒否|動(?:かない|きません|作しない)|進め(?:ない|ません)|(?<!グ)ループ|固ま|弾かれ|古いまま/u

/** True where the ticket says it already, in any language of the articles. */
function isAnswered(item: MissingItemId, reading: string, codes: readonly string[]): boolean {
  if (item === 'error-text' && codes.length > 0) return true
  if (item === 'event-id' && codes.some((code) => /^\d+$|^0x/u.test(code))) return true
  if (item === 'account-role' && codes.includes('SSPR_009')) return true
  return answers[item].some((pattern) => pattern.test(reading))
}

const answers: Record<MissingItemId, readonly RegExp[]> = {
  'error-text': [
    // Bounded, so that a text of nothing but opening marks is read in linear time.
    /"[^"]{8,400}"|「[^「」]{4,400}」|『[^『』]{4,400}』|«[^«»]{8,400}»/u,
    /(?:^|[ ,(:])'[^']{12,400}'(?=$|[ .,;)!?])/u,
    /(?:error|message|msg|errormessage|訊息|錯誤|顯示|寫著|寫說|畫面說|提示) ?(?:text|code|message|代碼|內容)? ?(?:is|was|says|said|reads|為|是)? ?[:=] ?[^ :]{1,40}[ \p{L}]/u,
    /(?:page|screen|site|window|system|it|message|error|dialog|form|portal|website) (?:just |only |then |always |still )?(?:says|said|saying|tells me|reads|shows|displays|states) (?!(?:an?|the|some|me an?) (?:error|message)\b)[a-z']+ [a-z']+/u,
    /\bno (?:error|message|text|error message|reason|explanation)\b|without (?:an? |any )?(?:error|message)|沒有(?:任何|顯示|出現)?(?:任何)?(?:錯誤|訊息|提示|文字|原因)/u,
    /(?:^|[,.;:>/-] ?|\b(?:then|and|but|which|that|only|just|always|keeps?|still) )(?:says?|saying|states?|reads) (?!(?:an?|the|some) (?:error|message)\b)[a-z']+ [a-z']+/u,
    /\baadsts\d{4,}|\b0x[0-9a-f]{8}\b|\bexception\b/u,
    /(?:出現|顯示|跳出|說|寫|回覆|提示)(?:了)?(?!.{0,3}(?:錯誤|訊息|視窗|畫面|界面|屏幕)).{0,2}[^,。!?]{6,}/u,
    /(?:fehler(?:meldung|text)?|meldung|message(?: d'erreur)?|erreur|mensaje(?: de error)?|error|エラー(?:メッセージ)?|メッセージ) ?[:=] ?[^ :]{1,40}[ \p{L}]/u,
    /(?:da|dort|dann|es|meldung|seite|bildschirm|fehler) (?:steht|heißt es|lautet|meldet|sagt) (?!(?:nur |immer )?(?:ein|der|den|einen) fehler)(?:nur |dann |immer )?\p{L}{2,} \p{L}{2,}/u,
    /(?:page|écran|message|ça|cela|il|elle) (?:\S{1,8} )?(?:affiche|indique|dit|annonce|répond) (?!une erreur|un message)(?:que |qu')?\p{L}{2,} \p{L}{2,}|(?:página|pantalla|mensaje|me|sistema) (?:dice|pone|indica|responde) (?!un error|un mensaje)(?:que )?\p{L}{2,} \p{L}{2,}/u,
    /(?:keine|ohne)(?: jede)? (?:fehler)?meldung|(?:sans|aucun) (?:message|code)|aucune erreur|(?:sin|ningún) (?:ningún )?(?:mensaje|error|código)|(?:エラー|メッセージ)(?:は|も|が)?(?:何も)?(?:出|表示され)(?:ない|ません|ず)/u,
    /[^、。!?]{8,60}と(?:いう)?(?:だけ)?(?:表示|出る|出て|出ます|出ました|エラー|メッセージ|言われ)/u,
  ],
  'support-code': [
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/u,
    /(?:support code|correlation ?id|\bsid\b|\bcid\b|tracking ?id|支援碼|支援代碼|支持代碼|相互關聯識別碼) ?(?:is|為|是)? ?[:=#]? ?["'(]?(?=[0-9a-f-]*\d)[0-9a-f]{3,}/u,
    /(?:unterstützungscode|supportcode|korrelations-?id|code de support|id de corrélation|código de soporte(?: técnico)?|id\.? de correlación|サポート ?コード|関連付け ?id) ?(?:ist|lautet|est|es|は)? ?[:=#]? ?["'(]?(?=[0-9a-f-]{0,40}\d)[0-9a-f]{3,}/u,
  ],
  time: [
    /(?<!\d)(?:[01]?\d|2[0-3])[:h][0-5]\d(?!\d)/u,
    /(?<!\d)(?:1[0-2]|0?[1-9]) ?(?:[ap]\.?m\b\.?|o'?clock)/u,
    /(?<![\d.])(?:[01]\d|2[0-3])\.[0-5]\d(?:h| uhr| hrs| cet| cest| utc| gmt)/u,
    /\b(?:at|around|about|since|until|before|after|by) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|half past \w+|quarter (?:past|to) \w+)\b/u,
    /(?:[0-9]{1,2}|[一二兩三四五六七八九十]{1,3}) ?(?:點|時(?!間|候|常|區))(?:半|整|多|左右|\d|[一二三四五]|前|後|[ ,。]|$)/u,
    /(?:早上|上午|中午|下午|晚上|凌晨|今早|清晨|傍晚).{0,3}(?:[0-9]{1,2}|[一二兩三四五六七八九十]{1,3}) ?[點時:]/u,
    /(?:中午|正午|午夜|半夜).{0,4}(?:十二|12)/u,
    /(?<!\d)(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)? ?uhr|(?:um|gegen|seit|ab|nach|vor) (?:halb )?(?:eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|mittag)(?!\p{L})/u,
    /(?<!\d)(?:[01]?\d|2[0-3]) ?(?:h(?:[0-5]\d)?|heures?)(?!\p{L}|\d)|à (?:midi|minuit)|a las? (?:\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)(?!\p{L})|al mediodía/u,
    /(?:午前|午後|今朝|昨夜|朝|夕方|夜)?の?\d{1,2}時(?!間)/u,
  ],
  'user-type': [
    /cloud[- ]?only|cloud[- ](?:users?|accounts?|managed|identit)|(?:users?|accounts?|everything|everyone) (?:is |are |live |lives |exists? )?(?:only |all |purely )?in the cloud|azure ad only|no (?:on-?prem\w*|local) (?:ad|active directory|directory)/u,
    /federat|\bad ?fs\b|pingfederate|\bokta\b|\bphs\b|\bpta\b|hash[- ]?sync|pass-?through auth/u,
    /\bhybrid (?:users?|accounts?|identit|environment|setup|tenant|joined)/u,
    /sync(?:ed|hroni[sz]ed|s|ing)? (?:users?|accounts?|people|staff|tenants?|from|with (?:our |the )?(?:local |on-?prem\w* )?(?:ad|active directory))|(?:users?|accounts?|people) (?:are |is |get |all )*sync|dirsync(?:ed)? (?:users?|accounts?)|on-?prem(?:ises)?[- ](?:users?|accounts?|identit|mastered)|domain[- ](?:users?|accounts?)/u,
    /雲端(?:的)?(?:使用者|帳[戶號]|用戶)|(?:僅限?|純|只有|全|都在|都是)(?:在)?雲端|雲端(?:限定|專用)|沒有(?:地端|本地|內部部署)/u,
    /同盟|聯合(?:使用者|用戶|帳|驗證|登入)|聯邦|雜湊同步|哈希同步|傳遞驗證|直通(?:身[份分])?驗證|混合(?:式)?(?:使用者|帳|用戶|環境|身[份分])/u,
    /同步(?:過來|上去|上雲|到雲端|的)?(?:使用者|帳[戶號]|用戶|同仁)|(?:地端|本地|內部部署)(?:的)?(?:ad)? ?(?:同步|帳[戶號]|使用者|用戶)|(?:從|由)(?:地端|本地|內部部署)? ?ad.{0,4}同步|網域帳[戶號]/u,
    /(?:reine[rn]? )?cloud-?(?:benutzer|nutzer|konto|konten|only)|verbund(?!en)|föderier|hash-?sync(?!h)|hybrid(?:e[rnms]? (?:benutzer|konten|umgebung)|umgebung|benutzer)|synchronisierte[rns]? (?:\p{L}{1,20} )?(?:benutzer|nutzer|konto|konten|mitarbeiter)|lokale[smnr]? (?:ad|active directory|benutzer|konten)|aus (?:dem|unserem) (?:lokalen )?ad/u,
    /(?:comptes?|utilisateurs?|identités?) (?:\p{L}{1,12} )?(?:cloud|synchronisée?s?|hybrides?|fédérée?s?|locaux|local)|fédéré|(?:purement|100 ?%|uniquement) (?:dans le )?cloud|hachage de mot|authentification directe|synchronisés? (?:depuis|avec)/u,
    /(?:cuentas?|usuarios?|identidades) (?:\p{L}{1,12} )?(?:(?:solo )?(?:de|en) (?:la )?nube|sincronizad[oa]s?|híbrid[oa]s?|federad[oa]s?|locales)|solo (?:de |en )?(?:la )?nube|hash de contraseñas?|paso a través|sincronizad[oa]s? (?:desde|con)/u,
    /クラウド(?:のみ|専用|限定|ユーザー|アカウント|の)|フェデレーション|ハッシュ ?同期|パススルー|ハイブリッド|同期(?:ユーザー|アカウント|された|している|しています)|オンプレ(?:ミス)?(?:の)?(?:ad|ユーザー|アカウント)/u,
  ],
  licence: [
    /\bp[12]\b|(?<![a-z0-9])(?:[ef][1357]|g[135])(?![a-z0-9])|\b(?:office|microsoft|m365|o365|365) a[135]\b|\ba[135] licen/u,
    /business (?:basic|standard|premium|essentials)|\bems\b|\bspe_|\bspb\b|enterprisepack|enterprisepremium|standardpack|aad_premium|o365_business/u,
    /(?:entra id|azure ad|aad|ad|premium|free|basic|paid|trial) (?:free|premium|licen[cs]e|plan|tier|tenant|edition|subscription)\b|\b(?:unlicen[cs]ed|no licen[cs]es?|without (?:an? )?licen[cs]e)\b/u,
    /商務(?:進階|標準|基本|入門)|(?:免費|試用|付費|進階|高級|教育)(?:版|方案|授權|許可證|租用戶|租戶)|(?:沒有?|未|無)(?:買|指派|分配|任何)?(?:授權|許可證?)/u,
    /(?:ohne|keine|kostenlose|freie|testweise) lizenz|lizenz(?:en)?:? (?:ist|sind)? ?(?:business|e\d|p\d)|(?:sans|aucune) licence|licence gratuite|sin licencias?|licencia gratuita|empresa (?:premium|estándar|básico)|ライセンス(?:なし|がない|がありません|は付與していない)|無料(?:版|プラン)/u,
  ],
  page: [
    /https?:\/\/|aka\.ms|microsoftonline|mysignins|myaccount|myapps|\b(?:portal|login|account|entra|admin|outlook)\.[a-z]+\.com/u,
    /(?:sign-?in|log-?in|logon|lock|welcome|start|windows) ?(?:screen|page|window)|ctrl ?\+? ?alt ?\+? ?del|security[- ]info(?:rmation)? page|my (?:account|sign-?ins|apps)\b|(?:reset|registration|password|verification|enrol\w*|forgot\w*) (?:page|site|portal|screen|form|website|wizard|link)|"?forgot(?:ten)? (?:my )?password"? (?:link|button|page)|company portal|admin cent(?:er|re)|(?:azure|entra|365|office) portal/u,
    /\b(?:in|on|from|via|using|with|open(?:ing)?) (?:the )?(?:outlook|teams|webmail|owa|vpn|authenticator|browser|edge|chrome|safari|firefox)\b/u,
    /(?:登入|登錄|鎖定|開機|重設|重置|註冊|驗證|忘記密碼|變更密碼|改密碼|設定)(?:的)?(?:畫面|界面|屏幕|頁面|頁|網頁|網站|入口|連結|表單|精靈)|安全性?資訊|入口網站|系統管理中心|管理中心|我的帳[戶號]|網頁版|公司入口/u,
    /(?:在|從|用|開|點)(?:了)?(?:outlook|teams|webmail|vpn|authenticator|瀏覽器|edge|chrome|safari|筆電開機)/u,
    /(?:anmelde|sperr|start)(?:bildschirm|seite|maske|fenster)|(?:rücksetz|zurücksetz|registrierungs)\p{L}{0,8}seite|(?:in|auf|über|im) (?:dem |der )?(?:outlook|teams|browser|webmail|portal|authenticator)|sicherheitsinfo\p{L}{0,10}|beim hochfahren|admin ?center/u,
    /écran (?:de (?:connexion|verrouillage|démarrage)|windows)|page (?:de|d') ?(?:connexion|réinitialisation|inscription|sécurité)|(?:dans|sur|via) (?:le |la |mon )?(?:outlook|teams|navigateur|portail|webmail|authenticator)|informations de sécurité|centre d'administration/u,
    /pantalla de (?:inicio|bloqueo)|página de (?:inicio|restablec\p{L}{0,8}|registro|recuperación)|(?:en|desde|por) (?:el |la |mi )?(?:outlook|teams|navegador|portal|webmail|authenticator)|información de seguridad|centro de administración/u,
    /(?:サインイン|ログイン|ログオン|ロック|登録|再設定|リセット)(?:の)?(?:畫面|ページ|サイト)|(?:outlook|teams|ブラウザー?|ポータル|アプリ)(?:で|から|の)|セキュリティ情報|管理センター/u,
  ],
  scope: [
    /\b(?:set(?:ting)?|scope[d]?|enabled?|switched|configured|is|on|to|for|=|:) (?:to |is |on |for )*(?:"|')?(?:none|selected|all(?! (?:day|the time|morning|good|of a sudden))|everyone|everybody)\b/u,
    /\b(?:selected|security|pilot|test|dynamic|nested|sspr|one|two|the|a|this|that) groups?\b|\bgroup members\b|\ball users\b|whole (?:company|tenant|school|organi[sz]ation)/u,
    /群組|所有(?:人|使用者|用戶|員工|同仁|學生)|全部(?:人|使用者|用戶|員工|同仁|學生|開|啟用)|全(?:公司|校|員|體|院)|已選取|選取的|(?:設(?:定)?|改|選)(?:為|成|在|了)? ?「?(?:全部|所有|無|all|none|selected)/u,
    /auf ["']?(?:alle|keine|ausgewählt)|gruppen?(?!\p{L})|alle (?:benutzer|mitarbeiter|schüler|konten)|ganze[nrs]? (?:firma|mandant|organisation|schule)|(?:sur|à) (?:« ?)?(?:tous|aucun|sélectionné)|groupes?(?!\p{L})|tous les (?:utilisateurs|comptes|élèves)|tout le (?:monde|tenant)|en (?:« ?)?(?:todos|ninguno|seleccionad)|grupos?(?!\p{L})|todos los (?:usuarios|empleados|alumnos)|グループ|全員|すべてのユーザー|全ユーザー|選択済み/u,
  ],
  'account-role': [
    /(?:global|user|password|helpdesk|authentication|exchange|billing|security|privileged|domain|azure|tenant|entra|intune|teams|sharepoint|licen[cs]e) admin(?:istrator)?s?\b|\b(?:admin(?:istrator)?|privileged|break-?glass|emergency) (?:role|account|user|id)s?\b|\b(?:non|not an?|no|without)[- ]?(?:any )?admin/u,
    /\b(?:normal|regular|standard|ordinary|plain|non-?privileged) (?:users?|accounts?|people|staff|employees)\b|\b(?:holds?|has|have|with|without|no) (?:an?|any|no)? ?(?:admin\w* |directory )?roles?\b|\bi(?:'m| am) (?:the |an? )?(?:\w+ )?admin|admins? (?:can|cannot|can't|have|need|must|also|too|get|are|always)/u,
    /(?:全域|系統|安全性|使用者|密碼|exchange|帳務|特殊權限)?管理員(?:的)?(?:帳[戶號]|角色|權限|身[份分]|也|都|不|無法|重設)|全域(?:系統)?管理員|非管理員|(?:一般|普通)(?:使用者|帳[戶號]|用戶|員工|同仁)|(?:沒有?|無|有|具)(?:任何|系統)?(?:管理)?(?:員)?角色/u,
    /admin(?:istrator)?-?(?:rolle|konto|konten|account)|(?:globale[rn]?|global) admin|(?:normale|gewöhnliche|einfache)[rnsm]? (?:benutzer|konto|konten|mitarbeiter)|(?:keine|ohne|mit) (?:admin\p{L}{0,12}|rolle)|comptes? (?:d')?admin|administrateur (?:général|global)|(?:sans|aucun|un) rôle|(?:simple|compte) (?:utilisateur|standard)|cuentas? de admin|administrador global|(?:sin|con|ningún|un) rol|(?:usuario|cuenta) (?:normal|estándar|común)|管理者(?:アカウント|ロール|権限|も|だけ)|一般(?:の)?ユーザー|ロール(?:なし|は|を持)/u,
  ],
  'event-id': [
    /event (?:ids?|logs?)[^.]{0,30}\d{3,5}|事件(?: ?id|識別碼|記錄)?.{0,12}\d{3,5}|(?:no|nothing|empty|clean)[^.]{0,20}(?:event|application) log|事件.{0,8}(?:沒有|看不到|空)/u,
    /(?:ereignis|événement|evento|イベント)[^.。]{0,24}\d{3,5}|(?:keine|nichts|aucun|rien|ningún|nada)[^.]{0,24}(?:ereignis|protokoll|événement|journal|evento|registro)|イベント.{0,10}(?:ない|ありません|記録され(?:ない|ません))/u,
  ],
  method: [
    /\b(?:sms|text(?:s|ed)? (?:message|me|code)?s?|texts?|phone|mobile|cell|call(?:s|ed)?|voice|authenticator|app code|e-?mail|security questions?|oath|token|fido|passkey|temporary access pass|tap)\b|手機|電話|簡訊|短信|語音|驗證器|authenticator|電子郵件|電郵|信箱|郵箱|郵件|email|e-mail|mail|安全性?問題|權杖|金鑰|門號/u,
    /handy|mobil(?:telefon|nummer)|anruf|telefon|sicherheitsfrage|authentifizierungs-?app|téléphone|portable|appel|courriel|question de sécurité|questions de sécurité|llamada|teléfono|celular|móvil|correo|preguntas? de seguridad|携帯|スマホ|電話|メール|認証アプリ|(?:秘密|セキュリティ)の質問|ショートメッセージ/u,
  ],
  'affected-users': [
    /\b\d+ (?:of )?(?:[a-z-]+ ){0,2}(?:users?|people|persons?|accounts?|colleagues?|employees?|staff|students?|pupils?|teachers?|nurses?|members?|schools?|alumni)\b/u,
    /\b(?:all|every|each|several|many|some|most|few|multiple|other|both|two|three|four|five|ten|dozens?(?: of)?|hundreds?(?: of)?) (?:of )?(?:our |my |the |these |new |synced |hybrid |federated |cloud(?:-only)? )*(?:users?|people|persons?|accounts?|colleagues?|employees?|staff|students?|pupils?|teachers?|nurses?|members?|admins?|mailboxes)\b|\beveryone\b|\beverybody\b|\bnobody\b|\banyone\b|\b(?:only|just) (?:me|one|him|her|this)\b/u,
    /\b(?:a|one|this|that|the|single|my) (?:single |certain |particular |new |synced |hybrid |federated |test |former |cloud(?:-only)? )*(?:user|person|colleague|employee|student|teacher|account|boss|manager|director|customer|driver|nurse)\b|\bmy (?:own )?(?:password|account)\b|\bi (?:can|could|am|have|get|forgot|changed|reset)\b/u,
    /(?:所有|全部|全體|多位|多個|幾位|幾個|數位|部分|某些|每個|每位|大家|\d+ ?(?:位|個|名|人)|[一二兩三四五六七八九十百]+(?:位|個|名|人))(?:的)?(?:人|使用者|用戶|同仁|同事|員工|學生|老師|帳[戶號])?|全(?:公司|校|部|院)|只有(?:我|他|她|一)|(?:某|這|那|該|有)(?:一)?(?:位|個|名)|某(?:同仁|使用者|員工)|其他(?:人|同事|使用者)|我的(?:帳[戶號]|密碼)|我(?:忘|改|重設|無法|不能)/u,
    /(?<!\p{L})(?:alle|allen|mehrere|einige|viele|manche|zwei|drei|vier|fünf|niemand|keiner|jeder|\d+) (?:von uns |der |unserer |neuen )?(?:benutzer|nutzer|anwender|mitarbeiter|leute|kollegen|personen|konten|schüler|user)|nur (?:ich|bei mir|ein|eine|einer|er|sie)(?!\p{L})|(?<!\p{L})(?:ein|eine|einem|einer|dieser|diesem|unser|unserem) (?:benutzer|kolleg|mitarbeiter|nutzer|konto|user)|mein(?:e|em)? (?:kennwort|passwort|konto)|niemand(?!\p{L})/u,
    /(?<!\p{L})(?:tous|toutes|plusieurs|certains|quelques|deux|trois|\d+) (?:les |nos |des )?(?:utilisateurs|personnes|comptes|collègues|employés|élèves|agents|salariés)|tout le monde|personne ne|(?:seulement|uniquement|que) (?:moi|lui|elle|un)|(?<!\p{L})(?:un|une|cet|cette|mon|ma) (?:seule? )?(?:utilisat|collègue|employé|personne|compte|mot de passe|salarié)/u,
    /(?<!\p{L})(?:todos|todas|varios|varias|algunos|algunas|dos|tres|\d+) (?:los |las |nuestros )?(?:usuarios|personas|cuentas|empleados|compañeros|alumnos)|nadie|(?:solo|sólo|únicamente) (?:yo|a mí|él|ella|un)|(?<!\p{L})(?:un|una|este|esta|mi) (?:sol[oa] )?(?:usuari|persona|cuenta|emplead|compañer|contraseña|clave)/u,
    /(?:全員|全社|複數|一部|數名|\d+ ?(?:名|人)|何人も|誰も)|(?:1|一)(?:名|人)(?:だけ|のみ)?|(?:特定|ある|その)の?(?:ユーザー|社員|利用者)|(?:私|自分)(?:だけ|のみ|の)/u,
  ],
}
