import type { CategoryId, RequesterRole } from '../ticket.ts'
import { readingForm } from './reading-form.ts'

/** Categories whose tickets are written by administrators unless they read otherwise. */
const administratorsCategories: ReadonlySet<CategoryId> = new Set([
  'setup',
  'prepopulate',
  'writeback',
  'reset-policy',
])

/**
 * Who wrote the ticket, for choosing words and questions: what the helpdesk says, else what the
 * text says, else what is usual for the category (administrators for setup, prepopulate, writeback
 * and reset-policy). It is no proof of anything and unlocks nothing.
 */
export function decideRole(ticket: {
  given: RequesterRole | undefined
  text: string
  category: CategoryId
}): RequesterRole {
  const usual = administratorsCategories.has(ticket.category) ? 'admin' : 'user'
  return ticket.given ?? guessRole(ticket.text) ?? usual
}

type Sign = { pattern: RegExp; weight: number }

/** Positive weights speak for an administrator, negative ones for an end user. */
const signs: readonly Sign[] = [
  // Saying so decides. An "admin assistant" is a secretary.
  {
    pattern:
      /\bi(?:'m| am) (?:the |an? |our |your )?(?:(?:it|global|tenant|system|new|only|local|sole|office|m365|o365|cloud|domain|entra|azure|user|helpdesk|password|authentication|security|exchange|licen[cs]e|teams|intune|deputy) )*(?:admin(?:istrator)?|sysadmin|consultant|msp)\b(?! assistant)/u,
    weight: 6,
  },
  {
    pattern:
      /\bas (?:the|an?) (?:(?:it|global|tenant|system) )*(?:admin(?:istrator)?|sysadmin)\b(?! assistant)/u,
    weight: 4,
  },
  {
    pattern: /我(?:就|們)?(?:是|身為|擔任).{0,6}(?:管理員|mis|資訊人員|it人員|網管|系統工程師)/u,
    weight: 6,
  },
  {
    pattern:
      /\bi(?:'m| am) (?:just |only )?(?:an? )?(?:normal |regular |ordinary |end[- ])?(?:user|teacher|student|nurse|driver|employee|new hire|temp|intern|pupil|parent)\b/u,
    weight: -6,
  },
  { pattern: /\bi(?:'m| am) (?:not|no) (?:an? |the )?(?:admin|it )/u, weight: -6 },
  {
    pattern: /我(?:只)?是.{0,4}(?:一般使用者|一般員工|老師|學生|護理師|業務|新人|工讀生|約聘)/u,
    weight: -6,
  },
  // Other people's accounts in the plural, or the tenant itself.
  {
    pattern:
      /\b(?:our|my|all|some|several|these|pilot|test|synced|hybrid|federated|cloud(?:-only)?) (?:users|employees|staff|students|people|pupils|customers|clients|tenants?)\b/u,
    weight: 3,
  },
  {
    pattern:
      /\bpeople (?:are|were|get|can|have|had|made|must|only|who)\b|\btest (?:accounts?|users?|tenant)\b|\bi allow\b|\bwe allow\b|測試(?:帳[戶號]|使用者|用戶|租用戶)/u,
    weight: 2,
  },
  {
    pattern:
      /registry|\breg ?key\b|\bprox(?:y|ies)\b|firewall|defaultuser|登錄(?:檔|機碼)|防火牆|代理伺服器/u,
    weight: 2,
  },
  { pattern: /\btenants?\b|租用戶|租戶/u, weight: 3 },
  {
    pattern:
      /(?:使用者|用戶|同仁|員工|同事|學生|老師|人員)(?:們|都|全部|無法|不能|沒有|會|要|需要|必須|註冊|重設)/u,
    weight: 2,
  },
  {
    pattern:
      /(?:讓|要求|強制|允許|開放|提醒|通知|叫|請|幫|替|為).{0,6}(?:使用者|用戶|同仁們|員工|學生|全校|全公司|大家)/u,
    weight: 2,
  },
  // Tools and places that only administrators work with.
  {
    pattern:
      /powershell|cmdlet|\b(?:get|set|new|update|connect|remove)-[a-z]{4,}|graph(?: api)?\b|\b(?:post|patch|get) \/|\bmsol|\bapi\b|\bcsv\b|script/u,
    weight: 4,
  },
  {
    pattern:
      /admin (?:center|centre|portal)|(?:entra|azure) portal|entra id >|password reset >|conditional access|\bintune\b|\bgpos?\b|group policy|條件式存取|系統管理中心|管理中心|群組原則|azure 入口網站/u,
    weight: 3,
  },
  {
    pattern:
      /entra connect|(?:aad|ad|azure ad) connect|cloud sync|dirsync|adsync|write-?back|write back|hash sync|pass-?through auth|federat|\bad fs\b|\badfs\b|\bdcs?\b|回寫|寫回|同步主機|雜湊同步|同盟|連接器/u,
    weight: 3,
  },
  {
    pattern: /event (?:id|log)|事件 ?(?:id|識別碼|檢視器)|application log|audit log|稽核記錄/u,
    weight: 3,
  },
  {
    pattern:
      /\bp[12]\b|\be[1357]\b|\bsku\b|business (?:premium|standard|basic)|licen[cs](?:e|es|ing)\b|授權(?:數|方案|等級|類型)|指派授權|商務(?:進階|標準|基本)版/u,
    weight: 2,
  },
  { pattern: /\bsspr\b(?!_)|self-?service password reset|自助式?密碼重[設置]/u, weight: 1 },
  {
    pattern:
      /authentication methods? policy|methods? policy|security defaults|registration campaign|\broles?\b|least privilege|scope|驗證方法原則|安全性預設|角色|範圍/u,
    weight: 2,
  },
  {
    pattern:
      /\b(?:we|i)(?:'ve| have)? (?:just )?(?:enabled|deployed|configured|rolled out|set up|switched on|turned on|migrated|synced|assigned)\b|\broll(?:ing)? out\b|\bpilot\b/u,
    weight: 2,
  },
  {
    pattern: /(?:已|已經|剛|要|想|如何|怎麼).{0,4}(?:啟用|部署|佈署|設定|導入|開啟|指派)/u,
    weight: 1,
  },
  // The own account.
  {
    pattern:
      /\bmy (?:own )?(?:work |school |windows |company |office |email |mail |microsoft |login )*(?:password|passwort|pasword|pw|pwd|account|acount|laptop|pc|computer|phone|mobile|login|mailbox|outlook)\b/u,
    weight: -3,
  },
  {
    pattern:
      /\bi(?:'ve| have)? (?:forgot|forgotten|lost|forget|can'?t (?:remember|log|sign|get)|cannot (?:log|sign|get)|am locked|got locked|was locked)|\bi'?m locked/u,
    weight: -3,
  },
  {
    pattern:
      /我(?:的|自己的?|這台)?(?:公司|學校|信箱|郵箱|電腦|windows|工作|office)?(?:的)?(?:密碼|帳[戶號]|手機|筆電|電腦|電話|信箱|郵箱)/u,
    weight: -3,
  },
  {
    pattern: /我(?:已經|剛剛|又|好像)?(?:忘記|忘了|被鎖|登不|進不|無法登入|不能登入|換手機|換了)/u,
    weight: -3,
  },
  { pattern: /^(?:忘記密碼|密碼忘|帳號被鎖|被鎖)/u, weight: -2 },
  {
    pattern:
      /\b(?:ask|asked|told|contact|call|called) (?:my |the |our )?(?:admin|it\b|helpdesk|manager)|\b(?:help ?desk|dear it|hi it)\b/u,
    weight: -1,
  },
  // German, French, Spanish and Japanese: saying so, others' accounts and the tenant, tools, the own account.
  {
    pattern:
      /(?<!\p{L})ich bin (?:hier |bei uns |der |die |ein |eine |unser |unsere |neuer |neue |als |zuständiger )*(?:it-?|global\p{L}{0,3} |globaler |system-?|netzwerk-?|m365-?|tenant-?)?(?:administrator(?:in)?|admin|sysadmin|it-?(?:leiter|betreuer|verantwortliche)\p{L}{0,3})(?!\p{L})/u,
    weight: 6,
  },
  {
    pattern:
      /(?<!\p{L})je suis (?:l'|le |la |un |une |notre |votre |aussi )*(?:administrat(?:eur|rice)|admin|responsable (?:informatique|it|si)|technicien(?:ne)? informatique|dsi)(?!\p{L})/u,
    weight: 6,
  },
  {
    pattern:
      /(?<!\p{L})soy (?:el |la |un |una |nuestro |nuestra |también )*(?:administrador(?:a)?|admin|(?:responsable|técnic[oa]|encargad[oa]) de (?:ti|it|sistemas|informática))(?!\p{L})/u,
    weight: 6,
  },
  {
    pattern:
      /(?:管理者|情シス|情報システム\p{Script=Han}{0,3}|システム擔当|it擔当|社內se)(?:者)?(?:です|の者です|をして(?:い|お)|を擔当|と申し)/u,
    weight: 6,
  },
  {
    pattern:
      /(?<!\p{L})als (?:global\p{L}{0,3} )?admin(?:istrator(?:in)?)?(?!\p{L})|en tant qu'admin|como admin/u,
    weight: 4,
  },
  {
    pattern:
      /(?<!\p{L})ich bin (?:nur |bloß |ja |doch |hier )*(?:kein admin|keine admin|(?:ein(?:e)? )?(?:normaler?|einfacher?|gewöhnlicher?) |ein(?:e)? benutzer|(?:ein(?:e)? )?(?:lehrer|schüler|student|azubi|auszubildende|praktikant|pfleger|mitarbeiter)(?:in)?)/u,
    weight: -6,
  },
  {
    pattern:
      /(?<!\p{L})je (?:ne )?suis (?:pas (?:admin|informaticien|du service info)|(?:juste |seulement |qu')?(?:un |une )?(?:simple |nouvelle? )?(?:utilisat(?:eur|rice)|employé|salarié|stagiaire|enseignant|professeur|infirmi(?:er|ère)|élève|étudiant))/u,
    weight: -6,
  },
  {
    pattern:
      /(?<!\p{L})(?:no soy (?:el |la |un |una )?(?:admin|informátic|técnic)|soy (?:solo |sólo |un |una |nuev[oa] )*(?:usuari|emplead|maestr|profesor|docente|estudiante|alumn|enfermer|becari))/u,
    weight: -6,
  },
  { pattern: /管理者では(?:ない|ありません)|一般(?:の)?(?:社員|ユーザー|利用者)です/u, weight: -6 },
  {
    pattern:
      /(?<!\p{L})(?:unsere[nr]?|alle[nr]?|viele[nr]?|einige[nr]?|mehrere[nr]?|die|den|neue[nr]?|unsere neuen|synchronisierte[nr]?|hybride[nr]?) (?:benutzer|nutzer|anwender|mitarbeiter|mitarbeitende|user|kollegen|schüler|studierende|studenten|lehrkräfte|leute|konten)n?(?!\p{L})/u,
    weight: 3,
  },
  {
    pattern:
      /(?<!\p{L})(?:nos|les|tous (?:les|nos)|certains|plusieurs|des|aux|mes|vos) (?:utilisateurs|collaborateurs|employés|salariés|agents|élèves|étudiants|enseignants|comptes|gens)(?!\p{L})/u,
    weight: 3,
  },
  {
    pattern:
      /(?<!\p{L})(?:(?:nuestros|los|todos (?:los|nuestros)|varios|algunos|mis) (?:usuarios|empleados|alumnos|estudiantes|docentes|profesores|colaboradores|trabajadores)|(?:las|varias|nuestras) cuentas|la gente)(?!\p{L})/u,
    weight: 3,
  },
  {
    pattern:
      /(?:ユーザー|社員|利用者|従業員|職員|學生|教職員)(?:が|に|の|を|から|全員|たち|へ|は)|全社|全(?:ユーザー|社員|職員)/u,
    weight: 3,
  },
  {
    pattern:
      /mandanten?(?!\p{L})|gruppenrichtlinie|rückschreib|ereignis(?:-?id|anzeige|protokoll)|administratorrolle|(?<!\p{L})locataire|stratégie de groupe|réécriture|journal (?:des|d')|centre d'administration|(?<!\p{L})inquilino|directiva de grupo|escritura diferida|visor de eventos|centro de administración/u,
    weight: 3,
  },
  {
    pattern:
      /テナント|グループ ?ポリシー|ライトバック|イベント ?(?:id|ログ|ビューアー)|管理センター|條件付きアクセス|ハッシュ ?同期|ドメイン ?コントローラー|オンプレ/u,
    weight: 3,
  },
  {
    pattern:
      /(?<!\p{L})lizenz(?:en|ierung)?(?!\p{L})|(?<!\p{L})licencias?(?!\p{L})|ライセンス|(?:aktivieren|einschalten|freischalten|ausrollen|activer|désactiver|déployer|activar|habilitar|desplegar)(?!\p{L})|有効化|展開|導入/u,
    weight: 2,
  },
  {
    pattern:
      /(?<!\p{L})mein(?:e|em|en|er|s)? (?:(?:altes|neues|neuen|neue|alten|eigenes|dienstliches) )?(?:passwort|kennwort|konto|account|handy|rechner|pc|laptop|notebook|postfach|zugang|telefon|login|pw)(?!\p{L})/u,
    weight: -3,
  },
  {
    pattern:
      /(?<!\p{L})(?:mon (?:nouveau |ancien |propre )?(?:mot de passe|mdp|compte|portable|téléphone|ordinateur|pc|ordi)|ma (?:session|messagerie|boîte)|mes identifiants)(?!\p{L})/u,
    weight: -3,
  },
  {
    pattern:
      /(?<!\p{L})mi (?:nueva |nuevo |antigua |propia )?(?:contraseña|clave|cuenta|celular|móvil|teléfono|pc|portátil|laptop|correo|usuario)(?!\p{L})/u,
    weight: -3,
  },
  {
    pattern:
      /(?:私|自分|わたし|僕|当方)の(?:パスワード|アカウント|携帯|スマホ|pc|パソコン)|パスワードを?(?:忘れ|わすれ|失念)(?:た|て|まし|ちゃ|しま)/u,
    weight: -3,
  },
  {
    pattern:
      /(?<!\p{L})(?:ich (?:habe|hab) (?:\S{1,20} ){0,4}(?:vergessen|verloren)|habe? (?:mein \S{1,20} |mich )(?:vergessen|ausgesperrt)|ich (?:kann|komme) (?:\S{1,20} ){0,4}(?:nicht|nimmer|mehr) (?:\S{1,20} ){0,2}(?:anmelden|einloggen|rein)|ich bin (?:\S{1,20} ){0,3}(?:gesperrt|ausgesperrt))/u,
    weight: -3,
  },
  {
    pattern:
      /(?<!\p{L})(?:j'ai (?:\S{1,20} ){0,3}(?:oublié|perdu|changé de (?:téléphone|portable))|je n'arrive (?:plus|pas) à me connecter|je (?:ne peux|peux) (?:plus|pas) me connecter|je suis (?:bloqué|verrouillé)|je ne (?:me souviens|retrouve))/u,
    weight: -3,
  },
  {
    pattern:
      /(?<!\p{L})(?:(?:se me )?olvid(?:é|ó)|he olvidado|no (?:puedo|logro|consigo) (?:entrar|iniciar sesión|acceder|ingresar)|no (?:recuerdo|me acuerdo)|perdí|me quedé fuera|estoy bloquead|cambié de (?:celular|móvil|teléfono))/u,
    weight: -3,
  },
  {
    pattern:
      /(?:ロックされて(?:しま|い)|(?:ログイン|サインイン)(?:が)?(?:でき|出來)(?:なく|ませ|ない)|(?:スマホ|携帯)を?(?:機種変|なくし|紛失|替え))/u,
    weight: -2,
  },
]

/**
 * Guesses from a ticket's text, in any language of the articles, whether an administrator or an end user
 * wrote it; null where the signs are even. Weights are by hand: a plain statement outweighs
 * everything, tools and plural users outweigh a passing "my account". Pure and deterministic.
 */
export function guessRole(text: string): RequesterRole | null {
  const reading = readingForm(text)
  let balance = 0
  for (const { pattern, weight } of signs) if (pattern.test(reading)) balance += weight
  if (balance >= 2) return 'admin'
  if (balance <= -2) return 'user'
  return null
}
