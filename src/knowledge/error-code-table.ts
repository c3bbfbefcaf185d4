import type { CategoryId, Fixer } from '../ticket.ts'
import type { Wording } from './wording.ts'

/**
 * One code, event or on-screen message that a ticket may quote.
 *
 * `kind` says how it is read: `sspr` by its number, `event` by its number and only where the text
 * speaks of events, `hresult` by its hexadecimal number, `name` by its `names` alone, `message` by
 * its wording on screen (there is no code; `code` is then a stable word of ours).
 */
export type ErrorCodeEntry = {
  readonly kind: 'sspr' | 'event' | 'hresult' | 'name' | 'message'
  /** The canonical spelling, unique in the table. */
  readonly code: string
  /** Names under which logs and audit entries print it; matched as whole words. */
  readonly names?: readonly string[]
  /** Its wording on screen, in reading form (lower case, Traditional Chinese). */
  readonly says?: readonly RegExp[]
  /** Its wording is too ordinary to count outside tickets about passwords and resets. */
  readonly isEverydayWording?: true
  readonly category: CategoryId
  readonly fixedBy: Fixer
  /** Page and anchor on Microsoft Learn, without the locale. */
  readonly page: string
  /** For the agent. Public knowledge, free of anything about the requester's account. */
  readonly meaning: Wording
  /** For the agent only: may name settings that must not be sent to an unverified requester. */
  readonly remedy: Wording
  /** What may be told to anybody; absent where only an administrator has use for it. */
  readonly publicHelp?: Wording
}

const authentication = 'entra/identity/authentication'
const userErrors = `${authentication}/troubleshoot-sspr#sspr-errors-that-a-user-might-see`
const usage = `${authentication}/troubleshoot-sspr#sspr-usage`
const resetServiceEvents = `${authentication}/troubleshoot-sspr-writeback#if-the-source-of-the-event-is-passwordresetservice`
const syncEvents = `${authentication}/troubleshoot-sspr-writeback#if-the-source-of-the-event-is-adsync`
const connectivity = `${authentication}/troubleshoot-sspr-writeback#confirm-network-connectivity`
const toggleWriteback = `${authentication}/troubleshoot-sspr-writeback#disable-and-re-enable-the-password-writeback-feature`
const provisioning = 'troubleshoot/entra/entra-id/user-prov-sync'

/** The codes on the self-service password reset page, as Microsoft's troubleshooting page lists them. */
const ssprCodes = [
  {
    kind: 'sspr',
    code: 'SSPR_0009',
    names: ['TenantSSPRFlagDisabled'],
    says: [
      /administrator has (?:disabled|turned off) password reset/u,
      /password reset has(?:n't| not) been enabled by your administrator/u,
      /管理員已.{0,10}停用密碼重設/u,
      /管理員尚未啟用「?密碼重設/u,
      /administrator das zurücksetzen von kennwörtern .{0,30}deaktiviert|kennwortzurücksetzung .{0,20}(?:ihrem|vom) administrator nicht aktiviert/u,
      /administrateur a désactivé la réinitialisation|réinitialisation d[ue] mot de passe n'a pas été activée par votre administrateur/u,
      /administrador ha deshabilitado la característica|administrador no ha habilitado el restablecimiento/u,
      /管理者が組織でのパスワードのリセットを無効|リセットが管理者によって有効にされていない/u,
    ],
    category: 'setup',
    fixedBy: 'admin',
    page: userErrors,
    meaning: {
      en: 'Self-service password reset is switched off for the whole organization.',
      'zh-Hant': '整個組織的自助式密碼重設功能是關閉的。',
    },
    remedy: {
      en: 'Microsoft Entra admin center > Entra ID > Password reset > Properties: set it to Selected or All and save (at least Authentication Policy Administrator).',
      'zh-Hant':
        '在 Microsoft Entra 系統管理中心開啟 Entra ID > Password reset > Properties，改為 Selected 或 All 後儲存（至少需要 Authentication Policy Administrator 角色）。',
    },
    publicHelp: {
      en: 'In general it means that self-service password reset is switched off for the organization. Only an administrator can change that; trying again does not help.',
      'zh-Hant':
        '一般來說，這代表組織尚未開放自助式密碼重設。只有系統管理員能調整，重試不會有幫助。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_009',
    category: 'reset-policy',
    fixedBy: 'admin',
    page: `${provisioning}/password-writeback-error-code-sspr-009`,
    meaning: {
      en: 'An administrator account was refused: self-service password reset for administrators is switched off, although the portal shows the feature as on. Three digits, not the same as SSPR_0009.',
      'zh-Hant':
        '被拒絕的是系統管理員帳戶：入口網站雖顯示功能已開啟，但「系統管理員的自助式密碼重設」是關閉的。這個代碼只有三位數，與 SSPR_0009 不同。',
    },
    remedy: {
      en: 'Read the authorization policy first. If administrators are meant to reset themselves, set allowedToUseSSPR to true (Update-MgPolicyAuthorizationPolicy); if it is off on purpose, a second administrator resets the password after verification.',
      'zh-Hant':
        '先讀取授權原則。若允許管理員自行重設，將 allowedToUseSSPR 設為 true（Update-MgPolicyAuthorizationPolicy）；若是刻意關閉，則由另一位管理員在完成身分驗證後重設。',
    },
    publicHelp: {
      en: 'In general it means that self-service password reset is not available to administrator accounts in the organization. Another administrator has to look into this; trying again does not help.',
      'zh-Hant':
        '一般來說，這代表組織未開放系統管理員帳戶使用自助式密碼重設。需要由另一位系統管理員處理，重試不會有幫助。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_0010',
    names: ['WritebackNotEnabled'],
    says: [
      /has(?:n't| not) enabled a necessary service/u,
      /detected that password writeback has(?:n't| not) been enabled/u,
      /尚未.{0,10}啟用必要的服務/u,
      /「密碼回寫」尚未啟用/u,
      /einen notwendigen dienst .{0,30}nicht aktiviert|kennwortrückschreiben nicht aktiviert wurde/u,
      /n'a pas activé le service nécessaire|réécriture du mot de passe n'a pas été activée/u,
      /no ha habilitado un servicio necesario|no se ha habilitado la escritura diferida/u,
      /組織に必要なサービスを有効にしていない|ライトバックが有効になっていないことが/u,
    ],
    category: 'writeback',
    fixedBy: 'admin',
    page: `${authentication}/tutorial-enable-sspr-writeback`,
    meaning: {
      en: 'The password is managed on-premises, and password writeback is not enabled.',
      'zh-Hant': '密碼由內部部署環境管理，但尚未啟用密碼回寫。',
    },
    remedy: {
      en: 'Switch writeback on in both places: the Microsoft Entra Connect wizard (Optional features > Password writeback) and Entra ID > Password reset > On-premises integration. Check the licence too: P1, P2 or Microsoft 365 Business Premium.',
      'zh-Hant':
        '兩處都要開啟回寫：Microsoft Entra Connect 精靈（Optional features > Password writeback），以及 Entra ID > Password reset > 內部部署整合（On-premises integration）。同時檢查授權：P1、P2 或 Microsoft 365 商務進階版。',
    },
    publicHelp: {
      en: 'In general it means that a service which the organization needs for password reset has not been enabled. Only an administrator can change that; trying again does not help.',
      'zh-Hant':
        '一般來說，這代表組織尚未啟用密碼重設所需的服務。只有系統管理員能調整，重試不會有幫助。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_0011',
    names: ['SsprNotEnabledInUserPolicy'],
    says: [
      /has(?:n't| not) configured password reset for your organi[sz]ation/u,
      /organi[sz]ation has(?:n't| not) defined a password reset policy/u,
      /管理員尚未.{0,8}設定密碼重設/u,
      /尚未定義密碼重設原則/u,
      /zurücksetzen von kennwörtern .{0,30}nicht konfiguriert|keine richtlinie zur kennwortzurücksetzung/u,
      /n'a pas configuré la réinitialisation|pas défini de stratégie de réinitialisation/u,
      /no ha configurado el restablecimiento|no ha definido una directiva de restablecimiento/u,
      /管理者が組織のパスワード ?リセットを構成していない|リセット ?ポリシーを定義していません/u,
    ],
    category: 'setup',
    fixedBy: 'admin',
    page: `${authentication}/tutorial-enable-sspr`,
    meaning: {
      en: 'The organization has not defined a password reset policy.',
      'zh-Hant': '組織尚未定義密碼重設原則。',
    },
    remedy: {
      en: 'Define the scope (Selected or All) and the authentication methods for self-service password reset, then test with an account that holds no role.',
      'zh-Hant':
        '設定自助式密碼重設的範圍（Selected 或 All）與驗證方法，再用沒有任何角色的帳戶測試。',
    },
    publicHelp: {
      en: 'In general it means that password reset has not been set up for the organization yet. Only an administrator can change that; trying again does not help.',
      'zh-Hant': '一般來說，這代表組織還沒有設定密碼重設。只有系統管理員能調整，重試不會有幫助。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_0012',
    names: ['UserNotLicensed'],
    says: [
      /required licen[cs]es are missing/u,
      /does(?:n't| not) have the required licen[cs]es/u,
      /缺少必要的授權/u,
      /沒有執行密碼重設所需的必要授權/u,
      /(?:organisation die|nicht die) erforderlichen lizenzen/u,
      /(?:manque|n'a pas) les licences nécessaires/u,
      /(?:faltan|no tiene las) licencias necesarias/u,
      /必要なライセンスが(?:不足して|ありません)/u,
    ],
    category: 'setup',
    fixedBy: 'admin',
    page: `${authentication}/concept-sspr-licensing#compare-editions-and-features`,
    meaning: {
      en: 'A licence that self-service password reset requires is missing.',
      'zh-Hant': '缺少自助式密碼重設所需的授權。',
    },
    remedy: {
      en: 'Check which licence is assigned, and whether the assignment is in error; every person who benefits needs one. Cloud-only reset needs a paid plan (see the licensing page), writeback P1, P2 or Microsoft 365 Business Premium.',
      'zh-Hant':
        '檢查已指派哪一種授權、指派是否發生錯誤；每位受益的使用者都需要授權。僅限雲端的重設需要付費方案（請見授權頁面），回寫則需要 P1、P2 或 Microsoft 365 商務進階版。',
    },
    publicHelp: {
      en: 'In general it means that a licence needed for password reset is missing. Only an administrator can change that; trying again does not help.',
      'zh-Hant': '一般來說，這代表缺少密碼重設所需的授權。只有系統管理員能調整，重試不會有幫助。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_0013',
    names: ['UserNotMemberOfScopedAccessGroup'],
    says: [
      /has(?:n't| not) configured your account (?:to use|for) password reset/u,
      /(?:not|n't) a member of a group enabled for password reset/u,
      /尚未將[您你]的帳[戶號]設定為使用密碼重設/u,
      /不是已啟用密碼重設之?的?群組的?成員/u,
      /kennwortzurücksetzung für ihr konto nicht konfiguriert|nicht mitglied einer .{0,60}gruppe/u,
      /n'a pas configuré votre compte pour|pas (?:un )?membre d'un groupe activé/u,
      /no ha configurado la cuenta para que use|no es miembro de un grupo habilitado/u,
      /お使いのアカウントでパスワードのリセットを使用するように構成していない|有効になっているグループのメンバーではありません/u,
    ],
    category: 'setup',
    fixedBy: 'admin',
    page: `${authentication}/tutorial-enable-sspr#enable-self-service-password-reset`,
    meaning: {
      en: 'Self-service password reset is limited to a group that the person is not in.',
      'zh-Hant': '自助式密碼重設僅開放給特定群組，而該使用者不在群組內。',
    },
    remedy: {
      en: 'Entra ID > Password reset > Properties shows the group. An administrator or the group owner adds the person after the usual approval; nested groups count.',
      'zh-Hant':
        '在 Entra ID > Password reset > Properties 查看所選群組，經一般核准程序後由管理員或群組擁有者加入；巢狀群組也算。',
    },
    publicHelp: {
      en: 'In general it means that password reset is limited to certain groups in the organization. Only an administrator can change that; trying again does not help.',
      'zh-Hant':
        '一般來說，這代表組織僅對特定群組開放密碼重設。只有系統管理員能調整，重試不會有幫助。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_0014',
    names: ['UserNotProperlyConfigured'],
    says: [
      /necessary information is missing from your account/u,
      /additional security info is needed/u,
      /you (?:have(?:n't| not)|did(?:n't| not)|are(?:n't| not)) register(?:ed)? for password reset/u,
      /帳[戶號]缺少必要的資訊/u,
      /[您你](?:尚未|還沒有?|並?未)註冊密碼重設/u,
      /需要的?其他安全性資訊/u,
      /notwendige informationen für ihr konto fehlen|zusätzliche sicherheitsinformationen sind erforderlich/u,
      /manque des informations nécessaires|informations de sécurité supplémentaires sont nécessaires/u,
      /falta información necesaria de su cuenta|se necesita información de seguridad adicional/u,
      /アカウントでは必要な情報が不足|追加のセキュリティ情報が必要/u,
    ],
    category: 'registration',
    fixedBy: 'admin',
    page: userErrors,
    meaning: {
      en: 'The account has too few registered verification methods, or malformed ones.',
      'zh-Hant': '帳戶已註冊的驗證方法不足，或格式不正確。',
    },
    remedy: {
      en: 'Verify the person first; then an administrator resets the password or issues a Temporary Access Pass, and the person registers at https://aka.ms/ssprsetup. Microsoft announced that directory attributes alone no longer count from 5 October 2026.',
      'zh-Hant':
        '先驗證本人身分，再由管理員重設密碼或核發臨時存取密碼，最後請本人到 https://aka.ms/ssprsetup 註冊。Microsoft 已公告自 2026 年 10 月 5 日起，僅有目錄屬性不再算數。',
    },
    publicHelp: {
      en: 'In general it means that there is not enough registered security info to prove who is resetting the password. Your helpdesk has to restore access first; after that you can register at https://aka.ms/ssprsetup.',
      'zh-Hant':
        '一般來說，這代表已註冊的安全性資訊不足以證明是本人在重設密碼。需要先由服務台協助恢復存取，之後您就能在 https://aka.ms/ssprsetup 自行註冊。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_0029',
    names: ['OnPremisesAdminActionRequired'],
    says: [
      /problem with your organi[sz]ation's password reset configuration/u,
      /has(?:n't| not) properly set up (?:its |the |your )?on-?prem/u,
      /error in your on-?premises configuration/u,
      /組織的密碼重設設定發生問題/u,
      /內部部署設定發生錯誤/u,
      /未.{0,10}正確設定內部部署/u,
      /problems mit der konfiguration der kennwortzurücksetzung|fehlers in ihrer lokalen konfiguration/u,
      /problème avec la configuration de réinitialisation|erreur dans votre configuration locale/u,
      /problema con la configuración del restablecimiento|error en la configuración local/u,
      /組織のパスワード ?リセット構成に問題|オンプレミス構成でのエラー/u,
    ],
    category: 'writeback',
    fixedBy: 'admin',
    page: `${provisioning}/password-writeback-error-code-sspr-0029`,
    meaning: {
      en: 'An on-premises configuration error stops the reset: rights of the sync account, a protected account, or restricted remote calls to SAM.',
      'zh-Hant':
        '內部部署設定有誤而無法重設：同步帳戶權限不足、帳戶受保護，或遠端 SAM 呼叫受到限制。',
    },
    remedy: {
      en: 'For the on-premises AD or Connect administrator: check the connector account rights on every domain root, inheritance and adminCount of the person, and the policy "Network access: Restrict clients allowed to make remote calls to SAM".',
      'zh-Hant':
        '由內部部署 AD 或 Connect 管理員處理：檢查連接器帳戶在各網域根目錄的權限、該使用者物件的繼承與 adminCount，以及原則 "Network access: Restrict clients allowed to make remote calls to SAM"。',
    },
    publicHelp: {
      en: 'In general it means that something in the organization’s own directory configuration stops the reset. Only an administrator can solve that; trying again does not help.',
      'zh-Hant':
        '一般來說，這代表組織內部目錄的設定使重設無法完成。只有系統管理員能處理，重試不會有幫助。',
    },
  },
  {
    kind: 'sspr',
    code: 'SSPR_0030',
    names: ['OnPremisesConnectivityError'],
    says: [
      /connectivity issues to your organi[sz]ation/u,
      /poor connection with your on-?prem/u,
      /unable to reach your on-?prem/u,
      /組織有連線問題/u,
      /內部部署環境的連線不佳/u,
      /無法連線.{0,6}內部部署/u,
      /konnektivitätsproblemen mit ihrer organisation|schlechten verbindung mit ihrer lokalen/u,
      /problèmes de connectivité à votre organisation|mauvaise connexion à votre environnement local/u,
      /problemas de conectividad con su organización|mala conexión con el entorno local/u,
      /組織への接続に問題|オンプレミス環境との接続/u,
    ],
    category: 'writeback',
    fixedBy: 'admin',
    page: connectivity,
    meaning: {
      en: 'The cloud cannot reach the on-premises agent that writes passwords back.',
      'zh-Hant': '雲端無法連線到負責回寫密碼的內部部署代理程式。',
    },
    remedy: {
      en: 'For the network or Connect administrator: version and service of Entra Connect, outbound TCP 443 to the service bus addresses, TLS 1.2; then restart the service, and disable and re-enable writeback. The person may try again once, later.',
      'zh-Hant':
        '由網路或 Connect 管理員處理：檢查 Entra Connect 版本與服務、對 Service Bus 位址的輸出 TCP 443、TLS 1.2；接著重新啟動服務，再停用並重新啟用回寫。使用者可稍後再試一次。',
    },
    publicHelp: {
      en: 'In general it means that the connection to the organization’s own directory failed. You may try once more later; if the message comes back, an administrator has to look into it.',
      'zh-Hant':
        '一般來說，這代表與組織內部目錄的連線失敗。您可以稍後再試一次；若訊息再次出現，就需要系統管理員處理。',
    },
  },
] as const satisfies readonly ErrorCodeEntry[]

/** The reading of a number that Microsoft does not document. `code` carries four digits. */
export function undocumentedSsprCode(code: string): ErrorCodeEntry {
  return {
    kind: 'sspr',
    code,
    category: 'error-message',
    fixedBy: 'admin',
    page: userErrors,
    meaning: {
      en: 'Microsoft does not document this number.',
      'zh-Hant': 'Microsoft 並未公開說明這個代碼。',
    },
    remedy: {
      en: 'Collect the support code, the page, and the time with its zone, and escalate; do not guess.',
      'zh-Hant': '請收集支援碼、發生的頁面與含時區的時間後向上呈報，不要猜測。',
    },
    publicHelp: {
      en: 'Microsoft does not explain this number publicly. The support code at the bottom of the page helps us to find the cause.',
      'zh-Hant': 'Microsoft 並未公開說明這個代碼。頁面下方的支援碼能協助我們找出原因。',
    },
  }
}

const healthy: Wording = {
  en: 'Nothing to do; useful to fix the time of a reset in the log.',
  'zh-Hant': '無須處理；可用來在記錄中對照重設發生的時間。',
}
const toggle: Wording = {
  en: 'Disable and re-enable the password writeback feature on the sync server.',
  'zh-Hant': '在同步伺服器上停用再重新啟用密碼回寫功能。',
}
const failedReset: Wording = {
  en: 'Read the neighbouring ADSync and 33xxx events: usually the AD password policy, the rights of the connector account, or a protected group.',
  'zh-Hant': '查看相鄰的 ADSync 與 33xxx 事件：多半是 AD 密碼原則、連接器帳戶權限，或受保護群組。',
}
const outbound: Wording = {
  en: 'Check outbound TCP 443 from the sync server to *.passwordreset.microsoftonline.com and *.servicebus.windows.net, proxy and TLS inspection included.',
  'zh-Hant':
    '檢查同步伺服器對 *.passwordreset.microsoftonline.com 與 *.servicebus.windows.net 的輸出 TCP 443，包含 Proxy 與 TLS 檢查。',
}

type EventRow = {
  id: string
  name: string
  /** False where the name is too general to be recognised without its number. */
  nameIsTelling?: false
  fixedBy: Fixer
  page?: string
  en: string
  zhHant: string
  remedy: Wording
}

/** Application log of the sync server, sources PasswordResetService and ADSync, and related logs. */
const eventRows = [
  {
    id: '31001',
    name: 'PasswordResetStart',
    fixedBy: 'nobody',
    en: 'a user’s reset arrived on-premises.',
    zhHant: '使用者的重設要求已到達內部部署環境。',
    remedy: healthy,
  },
  {
    id: '31002',
    name: 'PasswordResetSuccess',
    fixedBy: 'nobody',
    en: 'a user’s reset was written to Active Directory.',
    zhHant: '使用者的重設已成功寫入 Active Directory。',
    remedy: healthy,
  },
  {
    id: '31003',
    name: 'PasswordResetFail',
    fixedBy: 'admin',
    en: 'Active Directory did not take a user’s reset: policy, rights or a protected group.',
    zhHant: 'Active Directory 未接受使用者的重設：原則、權限或受保護群組。',
    remedy: failedReset,
  },
  {
    id: '31004',
    name: 'OnboardingEventStart',
    fixedBy: 'nobody',
    en: 'password writeback is being enabled.',
    zhHant: '正在啟用密碼回寫。',
    remedy: healthy,
  },
  {
    id: '31005',
    name: 'OnboardingEventSuccess',
    fixedBy: 'nobody',
    en: 'password writeback is enabled and ready.',
    zhHant: '密碼回寫已啟用並就緒。',
    remedy: healthy,
  },
  {
    id: '31006',
    name: 'ChangePasswordStart',
    fixedBy: 'nobody',
    en: 'a user’s password change arrived on-premises.',
    zhHant: '使用者的密碼變更要求已到達內部部署環境。',
    remedy: healthy,
  },
  {
    id: '31007',
    name: 'ChangePasswordSuccess',
    fixedBy: 'nobody',
    en: 'a user’s password change was written to Active Directory.',
    zhHant: '使用者的密碼變更已成功寫入 Active Directory。',
    remedy: healthy,
  },
  {
    id: '31008',
    name: 'ChangePasswordFail',
    fixedBy: 'admin',
    en: 'Active Directory did not take a user’s password change: policy, rights or a protected group.',
    zhHant: 'Active Directory 未接受使用者的密碼變更：原則、權限或受保護群組。',
    remedy: failedReset,
  },
  {
    id: '31009',
    name: 'ResetUserPasswordByAdminStart',
    fixedBy: 'nobody',
    en: 'a reset by an administrator arrived on-premises.',
    zhHant: '由管理員發起的重設要求已到達內部部署環境。',
    remedy: healthy,
  },
  {
    id: '31010',
    name: 'ResetUserPasswordByAdminSuccess',
    fixedBy: 'nobody',
    en: 'a reset by an administrator was written to Active Directory.',
    zhHant: '由管理員發起的重設已成功寫入 Active Directory。',
    remedy: healthy,
  },
  {
    id: '31011',
    name: 'ResetUserPasswordByAdminFail',
    fixedBy: 'admin',
    en: 'Active Directory did not take a reset by an administrator: policy, rights or a protected group.',
    zhHant: 'Active Directory 未接受管理員發起的重設：原則、權限或受保護群組。',
    remedy: failedReset,
  },
  {
    id: '31012',
    name: 'OffboardingEventStart',
    fixedBy: 'nobody',
    en: 'password writeback is being disabled.',
    zhHant: '正在停用密碼回寫。',
    remedy: healthy,
  },
  {
    id: '31013',
    name: 'OffboardingEventSuccess',
    fixedBy: 'nobody',
    en: 'password writeback was disabled.',
    zhHant: '密碼回寫已停用。',
    remedy: {
      en: 'If nobody meant to switch writeback off, enable it again in both places and find out who did it.',
      'zh-Hant': '若並非刻意停用，請在兩處重新啟用，並查明是誰停用的。',
    },
  },
  {
    id: '31014',
    name: 'OffboardingEventFail',
    fixedBy: 'admin',
    en: 'password writeback could not be disabled, often because a federated administrator account was used.',
    zhHant: '密碼回寫無法停用，常見原因是使用了同盟的管理員帳戶。',
    remedy: {
      en: 'Repeat the step with a cloud-only administrator account.',
      'zh-Hant': '改用僅限雲端的管理員帳戶重做一次。',
    },
  },
  {
    id: '31015',
    name: 'WriteBackServiceStarted',
    fixedBy: 'nobody',
    en: 'the writeback service started.',
    zhHant: '回寫服務已啟動。',
    remedy: healthy,
  },
  {
    id: '31016',
    name: 'WriteBackServiceStopped',
    fixedBy: 'admin',
    en: 'the writeback service stopped; no request from the cloud works until it runs again.',
    zhHant: '回寫服務已停止；在重新執行之前，雲端的要求都不會成功。',
    remedy: {
      en: 'Start the service Azure AD Sync on the sync server, and read why it stopped.',
      'zh-Hant': '在同步伺服器上啟動 Azure AD Sync 服務，並查明停止的原因。',
    },
  },
  {
    id: '31017',
    name: 'AuthTokenSuccess',
    fixedBy: 'nobody',
    en: 'a setup step of writeback succeeded (authorization token).',
    zhHant: '回寫設定步驟成功（授權權杖）。',
    remedy: healthy,
  },
  {
    id: '31018',
    name: 'KeyPairCreationSuccess',
    fixedBy: 'nobody',
    en: 'a setup step of writeback succeeded (key pair).',
    zhHant: '回寫設定步驟成功（金鑰組）。',
    remedy: healthy,
  },
  {
    id: '31019',
    name: 'ServiceBusHeartBeat',
    fixedBy: 'nobody',
    en: 'heartbeat; writeback is connected to the cloud.',
    zhHant: '心跳訊號，表示回寫與雲端的連線正常。',
    remedy: healthy,
  },
  {
    id: '31034',
    name: 'ServiceBusListenerError',
    fixedBy: 'admin',
    page: connectivity,
    en: 'the relay in the cloud is unreachable.',
    zhHant: '無法連線到雲端的轉送服務（Service Bus）。',
    remedy: {
      en: 'Check outbound TCP 443 to the namespace named in the event (Test-NetConnection). "Remote certificate is invalid" means that root certificates are missing or the traffic is inspected.',
      'zh-Hant':
        '檢查對事件中所列命名空間的輸出 TCP 443（Test-NetConnection）。若出現 "Remote certificate is invalid"，代表缺少根憑證或流量被檢查。',
    },
  },
  {
    id: '31044',
    name: 'PasswordResetService',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: connectivity,
    en: 'one of the two relay hosts is down; writeback does not work reliably.',
    zhHant: '兩個轉送主機之一中斷，回寫無法正常運作。',
    remedy: outbound,
  },
  {
    id: '32000',
    name: 'UnknownError',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: toggleWriteback,
    en: 'an unknown error; the exception in the event says more.',
    zhHant: '不明錯誤，詳情請看事件中的例外狀況。',
    remedy: toggle,
  },
  {
    id: '32001',
    name: 'ServiceError',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: connectivity,
    en: 'the cloud password reset service cannot be reached.',
    zhHant: '無法連線到雲端的密碼重設服務。',
    remedy: outbound,
  },
  {
    id: '32002',
    name: 'ServiceBusError',
    fixedBy: 'admin',
    page: connectivity,
    en: 'the service bus cannot be reached, usually because outbound traffic is blocked.',
    zhHant: '無法連線到 Service Bus，多半是輸出流量遭封鎖。',
    remedy: outbound,
  },
  {
    id: '32003',
    name: 'InPutValidationError',
    fixedBy: 'user',
    en: 'the service received invalid input.',
    zhHant: '服務收到無效的輸入。',
    remedy: { en: 'Try the reset again.', 'zh-Hant': '重新執行一次重設。' },
  },
  {
    id: '32004',
    name: 'DecryptionError',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: toggleWriteback,
    en: 'the keys of the cloud and of the sync server do not match.',
    zhHant: '雲端與同步伺服器的金鑰不一致。',
    remedy: toggle,
  },
  {
    id: '32005',
    name: 'ConfigurationError',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: toggleWriteback,
    en: 'the stored writeback configuration could not be written or read.',
    zhHant: '無法寫入或讀取已儲存的回寫設定。',
    remedy: toggle,
  },
  {
    id: '32007',
    name: 'OnBoardingConfigUpdateError',
    fixedBy: 'admin',
    page: toggleWriteback,
    en: 'the writeback configuration could not be updated.',
    zhHant: '無法更新回寫設定。',
    remedy: toggle,
  },
  {
    id: '32008',
    name: 'ValidationError',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: toggleWriteback,
    en: 'the password reset service gave an invalid response.',
    zhHant: '密碼重設服務傳回無效的回應。',
    remedy: toggle,
  },
  {
    id: '32009',
    name: 'AuthTokenError',
    fixedBy: 'admin',
    en: 'the credentials given to the Connect wizard are wrong or belong to a federated account.',
    zhHant: 'Connect 精靈中輸入的認證有誤，或屬於同盟帳戶。',
    remedy: {
      en: 'Run the wizard again with a cloud-only account that is at least Hybrid Identity Administrator.',
      'zh-Hant': '改用僅限雲端、至少具備 Hybrid Identity Administrator 角色的帳戶重新執行精靈。',
    },
  },
  {
    id: '32010',
    name: 'CryptoError',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: toggleWriteback,
    en: 'encryption failed in the server’s environment.',
    zhHant: '伺服器環境造成加密失敗。',
    remedy: toggle,
  },
  {
    id: '32011',
    name: 'OnBoardingServiceError',
    fixedBy: 'admin',
    page: connectivity,
    en: 'enabling writeback failed against the service: firewall, or a federated administrator.',
    zhHant: '啟用回寫時與服務溝通失敗：防火牆，或使用同盟的管理員帳戶。',
    remedy: {
      en: 'Use a cloud-only administrator account and check outbound TCP 443 (the event text also mentions TCP 9350-9354).',
      'zh-Hant': '使用僅限雲端的管理員帳戶，並檢查輸出 TCP 443（事件文字另提到 TCP 9350-9354）。',
    },
  },
  {
    id: '32013',
    name: 'OffBoardingError',
    fixedBy: 'admin',
    page: connectivity,
    en: 'disabling writeback failed against the service: firewall, or a federated administrator.',
    zhHant: '停用回寫時與服務溝通失敗：防火牆，或使用同盟的管理員帳戶。',
    remedy: {
      en: 'Use a cloud-only administrator account and check outbound TCP 443.',
      'zh-Hant': '使用僅限雲端的管理員帳戶，並檢查輸出 TCP 443。',
    },
  },
  {
    id: '32014',
    name: 'ServiceBusWarning',
    fixedBy: 'nobody',
    page: connectivity,
    en: 'the connection to the service bus is being retried; only frequent repetition is a problem.',
    zhHant: '正在重試與 Service Bus 的連線；只有頻繁出現才是問題。',
    remedy: {
      en: 'If it repeats often, check the network path and keep idle connections open for two to three minutes.',
      'zh-Hant': '若經常出現，請檢查網路路徑，並讓閒置連線保持二到三分鐘。',
    },
  },
  {
    id: '32015',
    name: 'ReportServiceHealthError',
    fixedBy: 'admin',
    page: connectivity,
    en: 'the heartbeat could not be uploaded.',
    zhHant: '無法上傳心跳訊號。',
    remedy: outbound,
  },
  {
    id: '33001',
    name: 'ADUnKnownError',
    fixedBy: 'admin',
    en: 'Active Directory returned an unknown error.',
    zhHant: 'Active Directory 傳回不明錯誤。',
    remedy: {
      en: 'Read the ADSync events at the same time. A known cause is an OU name with reserved characters (leading space or #, trailing space, comma, plus, quotation mark, backslash, < > ; = /).',
      'zh-Hant':
        '查看同一時間的 ADSync 事件。已知原因之一是 OU 名稱含保留字元（開頭的空白或 #、結尾的空白、逗號、加號、引號、反斜線、< > ; = /）。',
    },
  },
  {
    id: '33002',
    name: 'ADUserNotFoundError',
    fixedBy: 'admin',
    en: 'the person was not found in on-premises Active Directory.',
    zhHant: '在內部部署 Active Directory 中找不到該使用者。',
    remedy: {
      en: 'Check that the object is in sync scope and linked from the cloud through the metaverse to Active Directory.',
      'zh-Hant': '檢查物件是否在同步範圍內，並從雲端經 metaverse 連結到 Active Directory。',
    },
  },
  {
    id: '33003',
    name: 'ADMutliMatchError',
    fixedBy: 'admin',
    en: 'two on-premises users share one cloud anchor.',
    zhHant: '兩個內部部署使用者對應到同一個雲端錨點。',
    remedy: {
      en: 'Find the two Active Directory objects behind one metaverse object and remove the wrong link.',
      'zh-Hant': '找出同一個 metaverse 物件背後的兩個 AD 物件，移除錯誤的連結。',
    },
  },
  {
    id: '33004',
    name: 'ADPermissionsError',
    fixedBy: 'admin',
    en: 'the connector account may not reset this person’s password, or the account is protected.',
    zhHant: '連接器帳戶無權重設該使用者的密碼，或該帳戶受到保護。',
    remedy: {
      en: 'Check the connector account rights (reset and change password, write lockoutTime and pwdLastSet, Unexpire Password), inheritance on the user, and adminCount: accounts that are or were in protected groups cannot be written back, by design.',
      'zh-Hant':
        '檢查連接器帳戶權限（重設與變更密碼、寫入 lockoutTime 與 pwdLastSet、Unexpire Password）、使用者物件的繼承，以及 adminCount：目前或曾經屬於受保護群組的帳戶依設計無法回寫。',
    },
  },
  {
    id: '33005',
    name: 'ADUserAccountDisabled',
    fixedBy: 'admin',
    en: 'the on-premises account is disabled.',
    zhHant: '內部部署帳戶已停用。',
    remedy: {
      en: 'Find out why it is disabled before enabling it.',
      'zh-Hant': '先確認停用的原因，再決定是否啟用。',
    },
  },
  {
    id: '33006',
    name: 'ADUserAccountLockedOut',
    fixedBy: 'admin',
    en: 'the on-premises account is locked out.',
    zhHant: '內部部署帳戶已被鎖定。',
    remedy: {
      en: 'Unlock it after verifying the person, and look for the device that keeps trying an old password.',
      'zh-Hant': '驗證本人身分後解除鎖定，並找出持續嘗試舊密碼的裝置。',
    },
  },
  {
    id: '33007',
    name: 'ADUserIncorrectPassword',
    fixedBy: 'user',
    en: 'the current password given for a change was wrong.',
    zhHant: '變更密碼時輸入的目前密碼不正確。',
    remedy: {
      en: 'The person repeats the change with the right current password, or uses reset instead.',
      'zh-Hant': '請使用者以正確的目前密碼再試一次，或改用重設。',
    },
  },
  {
    id: '33008',
    name: 'ADPasswordPolicyError',
    fixedBy: 'admin',
    en: 'Active Directory refused the new password: minimum age, history, complexity or a password filter.',
    zhHant: 'Active Directory 拒絕新密碼：最短使用期限、歷程記錄、複雜性或密碼篩選器。',
    remedy: {
      en: 'Have the person try a different password; then check the policy with net accounts or Get-ADDefaultDomainPasswordPolicy. A minimum password age above 0 stops a second change on the same day.',
      'zh-Hant':
        '請使用者改用另一組密碼；再以 net accounts 或 Get-ADDefaultDomainPasswordPolicy 檢查原則。最短使用期限大於 0 時，同一天無法再次變更。',
    },
  },
  {
    id: '33009',
    name: 'ADConfigurationError',
    fixedBy: 'admin',
    en: 'a problem in the Active Directory configuration.',
    zhHant: 'Active Directory 設定有問題。',
    remedy: {
      en: 'Read the ADSync events at the same time; they name the problem.',
      'zh-Hant': '查看同一時間的 ADSync 事件，其中會指出問題。',
    },
  },
  {
    id: '6329',
    name: 'ADSync',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: syncEvents,
    en: 'the password could not be set; the detail in the event decides which of four causes it is.',
    zhHant: '無法設定密碼；事件中的細節可判斷是四種原因的哪一種。',
    remedy: {
      en: '0x80230619: a policy restriction. LDAP control 1.2.840.113556.1.4.2066 missing: domain controllers must be Windows Server 2016 or newer. 0x8023061F after adding a forest: disable and re-enable writeback. ERROR_ACCESS_DENIED: remote calls to SAM are restricted.',
      'zh-Hant':
        '0x80230619：受原則限制。缺少 LDAP 控制項 1.2.840.113556.1.4.2066：網域控制站須為 Windows Server 2016 以上。新增樹系後出現 0x8023061F：停用再重新啟用回寫。ERROR_ACCESS_DENIED：遠端 SAM 呼叫受到限制。',
    },
  },
  {
    id: '6800',
    name: 'ADSync',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: syncEvents,
    en: 'the writeback endpoint failed to start.',
    zhHant: '回寫端點無法啟動。',
    remedy: {
      en: 'Read the neighbouring events; they carry the reason.',
      'zh-Hant': '查看相鄰的事件，其中有原因。',
    },
  },
  {
    id: '656',
    name: 'password hash sync',
    nameIsTelling: false,
    fixedBy: 'nobody',
    page: `${authentication}/tutorial-enable-sspr-writeback`,
    en: 'written by password hash sync; a burst after writeback is first enabled is normal.',
    zhHant: '由密碼雜湊同步寫入；首次啟用回寫後大量出現是正常的。',
    remedy: {
      en: 'Nothing to do unless the burst does not end.',
      'zh-Hant': '除非持續不停，否則無須處理。',
    },
  },
  {
    id: '657',
    name: 'password hash sync',
    nameIsTelling: false,
    fixedBy: 'nobody',
    page: `${authentication}/tutorial-enable-sspr-writeback`,
    en: 'written by password hash sync; a burst after writeback is first enabled is normal.',
    zhHant: '由密碼雜湊同步寫入；首次啟用回寫後大量出現是正常的。',
    remedy: {
      en: 'Nothing to do unless the burst does not end.',
      'zh-Hant': '除非持續不停，否則無須處理。',
    },
  },
  {
    id: '4724',
    name: 'security log of the domain controller',
    nameIsTelling: false,
    fixedBy: 'admin',
    page: `${provisioning}/password-writeback-not-compliant-on-premises-ad-pwd-policy`,
    en: 'an attempt to reset a password; as a failure it means that the reset reached the domain controller and was refused.',
    zhHant: '嘗試重設密碼；若為失敗，代表重設已到達網域控制站但遭拒絕。',
    remedy: {
      en: 'Usually the AD password policy: compare minimum age, history and length on the domain controller that logged it.',
      'zh-Hant': '多半是 AD 密碼原則：在記錄該事件的網域控制站上比對最短使用期限、歷程記錄與長度。',
    },
  },
] as const satisfies readonly EventRow[]

function eventEntry(row: EventRow): ErrorCodeEntry {
  return {
    kind: 'event',
    code: row.id,
    ...(row.nameIsTelling === false ? {} : { names: [row.name] }),
    category: 'writeback',
    fixedBy: row.fixedBy,
    page: row.page ?? resetServiceEvents,
    meaning: {
      en: `Event ${row.id} (${row.name}): ${row.en}`,
      'zh-Hant': `事件 ${row.id}（${row.name}）：${row.zhHant}`,
    },
    remedy: row.remedy,
  }
}

/** Results that ADSync prints in its events; documented with the events they appear in. */
const resultCodes = [
  {
    kind: 'hresult',
    code: '0x80230402',
    // The documentation prints the same result with seven digits as well.
    names: ['0x8023042', '8023042'],
    category: 'writeback',
    fixedBy: 'admin',
    page: syncEvents,
    meaning: {
      en: 'Duplicate anchor: the same user is enabled in several domains.',
      'zh-Hant': '錨點重複：同一位使用者在多個網域中啟用。',
    },
    remedy: {
      en: 'Keep one enabled source object per person, then synchronize.',
      'zh-Hant': '每位使用者只保留一個啟用的來源物件，再執行同步。',
    },
  },
  {
    kind: 'hresult',
    code: '0x800700CE',
    says: [/filename or extension is too long/u],
    category: 'writeback',
    fixedBy: 'admin',
    page: syncEvents,
    meaning: {
      en: 'The password of the connector account is too long.',
      'zh-Hant': '連接器帳戶的密碼過長。',
    },
    remedy: {
      en: 'Shorten it to at most 256 characters, in Active Directory and in the connector.',
      'zh-Hant': '在 Active Directory 與連接器中縮短為最多 256 個字元。',
    },
  },
  {
    kind: 'hresult',
    code: '0x8023062C',
    category: 'writeback',
    fixedBy: 'admin',
    page: `${provisioning}/password-writeback-error-code-8023062c`,
    meaning: {
      en: 'LDAP traffic of the connector is not signed and encrypted, and the domain controllers require it.',
      'zh-Hant': '連接器的 LDAP 流量未簽署與加密，而網域控制站要求必須如此。',
    },
    remedy: {
      en: 'Enable "Sign and Encrypt LDAP Traffic" in all three places that the article names, then restart the sync service.',
      'zh-Hant': '在文章所列的三個位置都啟用 "Sign and Encrypt LDAP Traffic"，再重新啟動同步服務。',
    },
  },
  {
    kind: 'hresult',
    code: '0x80230619',
    says: [/restriction prevents the password from being changed/u],
    category: 'writeback',
    fixedBy: 'admin',
    page: syncEvents,
    meaning: {
      en: 'A restriction in the on-premises password policy prevents the change.',
      'zh-Hant': '內部部署密碼原則的限制使變更無法進行。',
    },
    remedy: {
      en: 'Check minimum age, history, complexity and password filters; a minimum age above 0 stops a second change on the same day.',
      'zh-Hant':
        '檢查最短使用期限、歷程記錄、複雜性與密碼篩選器；最短使用期限大於 0 時，同一天無法再次變更。',
    },
  },
  {
    kind: 'hresult',
    code: '0x8023061F',
    says: [/password synchronization is not enabled on this management agent/u],
    category: 'writeback',
    fixedBy: 'admin',
    page: toggleWriteback,
    meaning: {
      en: 'Writeback does not know a forest that was added later.',
      'zh-Hant': '回寫功能尚未納入後來新增的樹系。',
    },
    remedy: toggle,
  },
] as const satisfies readonly ErrorCodeEntry[]

const namedErrors = [
  {
    kind: 'name',
    code: 'OnPremisesSuccessCloudFailure',
    says: [
      /have to wait a few minutes before the(?:se)? changes/u,
      /(?:等候|等待|稍候)幾分鐘.{0,16}(?:認可|變更).{0,10}雲端/u,
    ],
    category: 'writeback',
    fixedBy: 'nobody',
    page: userErrors,
    meaning: {
      en: 'The reset worked on-premises, but writing it to the cloud failed (time-out, cloud password policy or throttling).',
      'zh-Hant': '內部部署的重設已成功，但寫入雲端失敗（逾時、雲端密碼原則或節流）。',
    },
    remedy: {
      en: 'Wait a few minutes, then sign in with the new password. If it persists, check the cloud policy (Unicode characters, banned words).',
      'zh-Hant': '等候幾分鐘後以新密碼登入。若仍有問題，檢查雲端原則（Unicode 字元、禁用字詞）。',
    },
    publicHelp: {
      en: 'In general it means that the new password has been accepted and still has to reach the cloud. Please wait a few minutes, then sign in with the new password.',
      'zh-Hant': '一般來說，這代表新密碼已被接受，只是還沒傳到雲端。請等候幾分鐘，再以新密碼登入。',
    },
  },
  {
    kind: 'name',
    code: 'FuzzyPolicyViolationInvalidPassword',
    says: [
      /comply (?:with )?(?:the )?fuzzy policy/u,
      /easily guessable/u,
      /words?,? (?:or )?(?:phrases?|characters),? (?:or patterns? )?that (?:makes?|have been blocked|has been blocked|is blocked)/u,
      /不符合模糊原則/u,
      /(?:容易|輕易)(?:被|遭)?(?:人)?(?:猜|破解)/u,
      /(?:字詞|單字|字元).{0,12}(?:已?被?遭?封鎖|被禁|遭禁)|包含.{0,20}(?:封鎖|禁用)的?(?:字詞|單字|字元)/u,
      /fuzzyrichtlinie|stratégie approximative|directiva aproximada|あいまいポリシー/u,
      /(?:wort|wörter|zeichenfolge|begriff).{0,40}(?:gesperrt|blockiert) (?:wurde|ist|sind)|leicht zu erraten/u,
      /(?:mots?|expressions?|caractères).{0,40}bloqués?|faciles? à deviner/u,
      /(?:palabras?|frases?|caracteres).{0,40}(?:bloquead|prohibid)[oa]s?|fácil(?:es)? de adivinar/u,
      /(?:単語|語句|文字).{0,20}(?:ブロック|禁止)され|推測され?(?:やすい|やすく)/u,
    ],
    category: 'reset-policy',
    fixedBy: 'user',
    page: `${authentication}/concept-password-ban-bad-combined-policy`,
    meaning: {
      en: 'The new password resembles an entry of the global or the organization’s own banned password list.',
      'zh-Hant': '新密碼與全域或組織自訂的禁用密碼清單過於相似。',
    },
    remedy: {
      en: 'The person chooses a longer password without common words, names of the company or of places; replacing letters by similar signs does not help.',
      'zh-Hant':
        '請使用者改用較長、不含常見字詞、公司名稱或地名的密碼；把字母換成相似符號沒有幫助。',
    },
    publicHelp: {
      en: 'In general it means that the new password is too close to a banned one. A longer password without common words, company or place names solves this; replacing letters by similar signs does not.',
      'zh-Hant':
        '一般來說，這代表新密碼與禁用的密碼太接近。請改用較長、不含常見字詞、公司名稱或地名的密碼；把字母換成相似符號並沒有用。',
    },
  },
  {
    kind: 'name',
    code: 'AADSTS50053',
    category: 'self-reset',
    fixedBy: 'user',
    page: `${authentication}/howto-password-smart-lockout`,
    meaning: {
      en: 'Not a password reset error: sign-in is blocked, because the account is locked after too many wrong passwords or the address is blocked.',
      'zh-Hant':
        '這不是密碼重設的錯誤：登入遭封鎖，原因是密碼錯誤太多次使帳戶鎖定，或來源位址被封鎖。',
    },
    remedy: {
      en: 'A smart lockout ends by itself; a reset with "I forgot my password" ends it at once, "I know my password" does not. Look in the sign-in log for the device or attacker behind the attempts.',
      'zh-Hant':
        '智慧鎖定會自行解除；以「我忘記密碼」重設可立即解除，「我知道我的密碼」則不行。請在登入記錄中找出造成嘗試的裝置或攻擊者。',
    },
    publicHelp: {
      en: 'In general it means that sign-in is blocked for a while, mostly after several wrong passwords. Please wait before you try again; a reset at https://aka.ms/sspr ("I forgot my password") also ends the lock.',
      'zh-Hant':
        '一般來說，這代表登入暫時遭封鎖，多半是密碼錯誤多次所致。請稍候再試；到 https://aka.ms/sspr 選「我忘記密碼」重設也能解除鎖定。',
    },
  },
] as const satisfies readonly ErrorCodeEntry[]

const lockScreen =
  /(?:sign-?in|log-?in|logon|lock) ?screen|(?:anmelde|sperr)(?:bildschirm|maske)|écran de (?:connexion|verrouillage)|pantalla de (?:inicio|bloqueo)|(?:サインイン|ログイン|ロック)畫面|(?:登入|登錄|鎖定|開機)(?:畫面|界面|屏幕|頁面)/u
const somethingWentWrong =
  /something went wrong|etwas ist schief|une erreur (?:est survenue|s'est produite)|algo (?:ha )?sal(?:ió|ido) mal|問題が発生しました|發生錯誤|出了點問題|出現問題/u

/** Messages and symptoms without a code. `code` is our own word for them. */
const messages = [
  {
    kind: 'message',
    code: 'feature-not-enabled',
    says: [
      /administrator has(?:n't| not) enabled you to use this feature/u,
      /管理員(?:尚未|還沒有?|沒有|未)(?:允許|啟用|授權|讓)[您你]?.{0,4}使用(?:此|這項|這個|該)功能/u,
      /administrator hat (?:sie nicht für die verwendung dieses features|die verwendung dieser funktion nicht) (?:aktiviert|freigeschaltet)/u,
      /administrateur ne vous a pas autorisé à utiliser cette fonctionnalité/u,
      /administrador no (?:le ha habilitado para usar|le permite usar|ha habilitado) esta (?:característica|función)/u,
      /管理者が、?この機能(?:を使用することを許可していません|を使用できるようにしていません)/u,
    ],
    category: 'setup',
    fixedBy: 'admin',
    page: `${authentication}/troubleshoot-sspr#sspr-registration-portal`,
    meaning: {
      en: '"Your administrator has not enabled you to use this feature": self-service password reset is off, the person is out of scope, or a licence is missing.',
      'zh-Hant':
        '「您的系統管理員尚未允許您使用此功能」：自助式密碼重設未開啟、使用者不在範圍內，或缺少授權。',
    },
    remedy: {
      en: 'Check scope (Selected or All) and group under Entra ID > Password reset > Properties, then the licence.',
      'zh-Hant':
        '檢查 Entra ID > Password reset > Properties 的範圍（Selected 或 All）與群組，再檢查授權。',
    },
    publicHelp: {
      en: 'The message "Your administrator has not enabled you to use this feature" means that password reset is not available under the organization’s current settings. Only an administrator can change that.',
      'zh-Hant':
        '「您的系統管理員尚未允許您使用此功能」代表依組織目前的設定無法使用密碼重設。只有系統管理員能調整。',
    },
  },
  {
    kind: 'message',
    code: 'account-not-verified',
    says: [
      /(?:could(?:n't| not)|can(?:'t|not| not)|unable to|were(?:n't| not) able to) verify your account/u,
      /無法驗證[您你]的帳[戶號]/u,
      /konnten ihr konto nicht (?:überprüfen|verifizieren)|n'avons pas pu vérifier votre compte/u,
      /(?:no (?:se pudo|pudimos)|no hemos podido) (?:comprobar|verificar) (?:su|tu|la) cuenta|アカウントを確認できませんでした/u,
    ],
    category: 'registration',
    fixedBy: 'admin',
    page: `${provisioning}/could-not-verify-account-reset-pwd`,
    meaning: {
      en: '"We could not verify your account": there is no usable verification method on file.',
      'zh-Hant': '「我們無法驗證您的帳戶」：沒有可用的驗證方法。',
    },
    remedy: {
      en: 'After verifying the person, an administrator adds a method or issues a Temporary Access Pass; then the person registers.',
      'zh-Hant': '驗證本人身分後，由管理員新增驗證方法或核發臨時存取密碼，再請本人註冊。',
    },
    publicHelp: {
      en: 'The message "We could not verify your account" usually means that the page found no security info to check. Your helpdesk has to restore access first; after that you can register at https://aka.ms/ssprsetup.',
      'zh-Hant':
        '「我們無法驗證您的帳戶」通常代表頁面找不到可供核對的安全性資訊。需要先由服務台協助恢復存取，之後您就能在 https://aka.ms/ssprsetup 註冊。',
    },
  },
  {
    kind: 'message',
    code: 'sms-or-call-not-received',
    isEverydayWording: true,
    says: [
      /(?:sms|text(?: message)?s?|code|call)s? (?:has |have |is |are |still |simply |just )?(?:never|does(?:n't| not)|do(?:n't| not)|did(?:n't| not)|has(?:n't| not)|not|isn't|no longer) ?(?:yet |really |even )?(?:arriv|com|came|get|reach|receiv|show)/u,
      /(?:never|not|n't|no) (?:get|got|getting|gets|receiv\w*) (?:the |a |any |my |an )?(?:sms|text|code|verification code|call|phone call)/u,
      /收不到.{0,8}(?:簡訊|短信|驗證碼|電話|來電|語音)/u,
      /(?:簡訊|短信|驗證碼|來電).{0,10}(?:沒有?收到|收不到|沒來|未收到|都沒有?|不來)/u,
      /沒有?收到.{0,8}(?:簡訊|短信|驗證碼|電話|來電)/u,
      /(?:sms|code|anruf) (?:kommt|kommen|kam|trifft) (?:\S{1,20} ){0,3}nicht|(?:bekomme|erhalte|kriege) (?:\S{1,20} ){0,2}kein(?:e|en)? (?:sms|code|anruf)/u,
      /(?:sms|code|appel) n'arrive(?:nt)? (?:pas|jamais)|(?:reçois|reçu|reçoit) (?:pas|jamais|aucun) (?:\S{1,12} ){0,2}(?:sms|code|appel)/u,
      /no (?:me )?llega (?:\S{1,12} ){0,2}(?:sms|código|llamada)|(?:sms|código|llamada) no (?:me )?llega|no recibo (?:\S{1,12} )?(?:sms|código|llamada)/u,
      /(?:sms|ショートメール|コード|電話)が.{0,6}(?:届か|來ない|來ません|かかってこない|かかってきません)/u,
    ],
    category: 'error-message',
    fixedBy: 'admin',
    page: usage,
    meaning: {
      en: 'The text message or call never arrives: mostly a malformed or outdated number.',
      'zh-Hant': '簡訊或電話一直收不到：多半是號碼格式錯誤或已過期。',
    },
    remedy: {
      en: 'Check the format +CountryCode Number with one space after the country code, e.g. +1 4251234567; extensions are stripped. A number is changed only for a verified person.',
      'zh-Hant':
        '檢查號碼格式：國碼後有一個空格，例如 +1 4251234567；分機會被移除。只能替已驗證身分的本人更改號碼。',
    },
    publicHelp: {
      en: 'A code that never arrives by text or call mostly points to an outdated or wrongly written number. Please try another verification method if the page offers one.',
      'zh-Hant':
        '簡訊或電話一直收不到，多半是號碼過期或格式有誤。若頁面有提供，請改用其他驗證方法。',
    },
  },
  {
    kind: 'message',
    code: 'email-not-received',
    isEverydayWording: true,
    says: [
      /(?:e-?mail|mail)s? (?:with (?:the|a) code |code )?(?:has |have |is |are |still |simply |just )?(?:never|does(?:n't| not)|do(?:n't| not)|did(?:n't| not)|has(?:n't| not)|not|isn't|no longer) ?(?:yet |really |even )?(?:arriv|com|came|reach|receiv)/u,
      /(?:never|not|n't|no) (?:get|got|getting|gets|receiv\w*) (?:the |a |any |my |an )?(?:reset |verification )?(?:e-?mail|mail)/u,
      /收不到.{0,8}(?:郵件|信件|e-?mail|驗證信|重設信)/u,
      /(?:郵件|信件|e-?mail|驗證信|重設信).{0,10}(?:沒有?收到|收不到|沒來|未收到|都沒有?)/u,
      /沒有?收到.{0,8}(?:郵件|信件|e-?mail|驗證信|重設信)/u,
      /(?:e-?mail|mail) (?:kommt|kam|trifft) (?:\S{1,20} ){0,3}nicht|(?:bekomme|erhalte) (?:\S{1,20} ){0,2}keine (?:e-?mail|mail)/u,
      /(?:e-?mail|mail|courriel) n'arrive (?:pas|jamais)|(?:reçois|reçu|reçoit) (?:pas|jamais|aucun) (?:\S{1,12} ){0,2}(?:e-?mail|mail|courriel)/u,
      /no (?:me )?llega (?:\S{1,12} ){0,2}(?:e-?mail|correo)|correo no (?:me )?llega|no recibo (?:\S{1,12} )?correo/u,
      /メールが.{0,6}(?:届か|來ない|來ません)/u,
    ],
    category: 'error-message',
    fixedBy: 'user',
    page: usage,
    meaning: {
      en: 'The reset e-mail never arrives: mostly a spam filter, or another mailbox than the registered one.',
      'zh-Hant': '一直收不到重設郵件：多半被垃圾郵件篩選器攔下，或看的不是已註冊的信箱。',
    },
    remedy: {
      en: 'Look in the junk folder and in the mailbox that was registered. A registered address is changed only for a verified person.',
      'zh-Hant': '查看垃圾郵件資料夾與已註冊的信箱。只能替已驗證身分的本人更改註冊的地址。',
    },
    publicHelp: {
      en: 'If the e-mail does not arrive, please look in the junk folder first, and make sure that you are looking at the mailbox you registered.',
      'zh-Hant': '如果收不到郵件，請先看垃圾郵件資料夾，並確認您看的是當初註冊的信箱。',
    },
  },
  {
    kind: 'message',
    code: 'phone-number-mismatch',
    isEverydayWording: true,
    says: [
      /(?:phone )?number (?:you (?:entered|typed) )?(?:does(?:n't| not)|did(?:n't| not)|do(?:n't| not)) match/u,
      /(?:電話|手機|號碼|門號).{0,15}(?:不符|不相符|不一致|不吻合|對不上)/u,
      /nummer (?:\S{1,20} ){0,3}stimmt (?:\S{1,20} ){0,3}nicht|numéro (?:\S{1,20} ){0,3}ne correspond pas|número (?:\S{1,20} ){0,3}no coincide|番號が.{0,12}一致し(?:ない|ません)/u,
    ],
    category: 'error-message',
    fixedBy: 'user',
    page: usage,
    meaning: {
      en: 'The number that was typed differs from the registered one.',
      'zh-Hant': '輸入的號碼與已註冊的號碼不同。',
    },
    remedy: {
      en: 'The person types the full number with country and area code. Never tell which number is registered.',
      'zh-Hant': '請使用者輸入含國碼與區碼的完整號碼。絕不告知已註冊的號碼為何。',
    },
    publicHelp: {
      en: 'If the page says that the number does not match, please type the complete registered number with country code and area code.',
      'zh-Hant': '如果頁面顯示號碼不符，請輸入當初註冊的完整號碼，包含國碼與區碼。',
    },
  },
  {
    kind: 'message',
    code: 'user-id-not-recognized',
    isEverydayWording: true,
    says: [
      /(?:user ?id|user ?name|e-?mail(?: address)?)\b.{0,40}(?:does(?:n't| not) exist|not (?:be )?found|is(?:n't| not) recogni[sz]ed|not valid)/u,
      /(?:使用者識別碼|使用者id|使用者名稱|帳[戶號]).{0,15}(?:不存在|無法辨識)/u,
      /(?:benutzer-?id|benutzername) .{0,30}(?:nicht erkannt|existiert nicht|nicht gefunden|ungültig)|(?:id (?:d')?utilisateur|identifiant) .{0,30}(?:n'existe pas|pas reconnu|introuvable)/u,
      /(?:id\.? de usuario|nombre de usuario|identificador) .{0,30}(?:no existe|no se reconoce|no es válido)|ユーザー ?(?:id|名).{0,12}(?:認識でき|存在し|見つかり)(?:ない|ません)/u,
    ],
    category: 'error-message',
    fixedBy: 'user',
    page: usage,
    meaning: {
      en: 'The page does not know the user ID: the e-mail address typed differs from the sign-in name (UPN).',
      'zh-Hant': '頁面無法辨識使用者識別碼：輸入的電子郵件地址與登入名稱（UPN）不同。',
    },
    remedy: {
      en: 'The person types the sign-in name instead, or an administrator enables e-mail as an alternate login ID. Do not confirm whether an account exists.',
      'zh-Hant':
        '請使用者改輸入登入名稱，或由管理員啟用以電子郵件作為替代登入識別碼。不要確認帳戶是否存在。',
    },
    publicHelp: {
      en: 'If the page does not accept the user ID, please type the full name you sign in with at work (it may differ from your e-mail address).',
      'zh-Hant':
        '如果頁面不接受使用者識別碼，請輸入您平常登入公司帳戶的完整名稱（可能與電子郵件地址不同）。',
    },
  },
  {
    kind: 'message',
    code: 'too-many-attempts',
    says: [
      /(?:verif|reset|code|sspr)[^.]{0,60}too many (?:times|attempts|tries)/u,
      /too many (?:times|attempts|tries)[^.]{0,60}(?:verif|reset|24 ?h|sspr)/u,
      /(?:驗證|重設|重置)[^。]{0,20}(?:太多次|次數過多|過多次|次數太多)/u,
      /(?:太多次|次數過多|過多次|次數太多)[^。]{0,20}(?:24|二十四|重設|重置|驗證)/u,
      /zu (?:oft|viele (?:versuche|male)).{0,60}(?:zurück|überprüf|bestätig|24 ?(?:stunden|h))|(?:zurück|überprüf|bestätig).{0,60}zu (?:oft|viele (?:versuche|male))/u,
      /trop de (?:tentatives|fois|essais).{0,60}(?:réinit|vérif|24 ?h)|(?:réinit|vérif).{0,60}trop (?:de (?:tentatives|fois|essais)|souvent)/u,
      /demasiad[oa]s (?:intentos|veces).{0,60}(?:restablec|verific|24 ?h)|(?:restablec|verific).{0,60}demasiad[oa]s (?:intentos|veces)/u,
      /(?:リセット|確認|検証).{0,20}(?:回數が多すぎ|何度も試|試行回數)|試行回數が.{0,8}(?:多|超え)/u,
    ],
    category: 'error-message',
    fixedBy: 'user',
    page: usage,
    meaning: {
      en: 'Password reset is throttled after too many attempts: five in an hour, five failed proofs in 24 hours, or ten e-mails in ten minutes.',
      'zh-Hant': '嘗試太多次而遭節流：一小時五次、24 小時內五次驗證失敗，或十分鐘內十封郵件。',
    },
    remedy: {
      en: 'The person waits 24 hours after the last attempt; a successful reset clears the counters.',
      'zh-Hant': '請使用者在最後一次嘗試後等候 24 小時；成功重設後計數會清除。',
    },
    publicHelp: {
      en: 'After too many attempts the page closes for a while. Please wait 24 hours after your last attempt; earlier tries only prolong the wait.',
      'zh-Hant':
        '嘗試太多次後頁面會暫停服務。請在最後一次嘗試後等候 24 小時，提早重試只會延長等待時間。',
    },
  },
  {
    kind: 'message',
    code: 'on-premises-policy-violation',
    says: [
      /on-?prem(?:ises)? policy violation/u,
      /does(?:n't| not) meet the (?:length,? )?(?:complexity|length)/u,
      /does(?:n't| not) meet (?:the requirements of )?(?:your|the) (?:corporate|domain|organi[sz]ation'?s?|on-?premises) (?:on-?premises )?password policy/u,
      /內部部署原則違規/u,
      /不符合.{0,12}(?:網域|內部部署|公司).{0,12}密碼原則/u,
      /不符合.{0,12}(?:長度|複雜).{0,12}(?:要求|需求|規定|原則)/u,
      /verletzung der lokalen richtlinie|(?:entspricht|erfüllt) nicht (?:der|den|die) .{0,30}(?:kennwortrichtlinie|komplexitäts|längen)/u,
      /violation de la stratégie locale|ne (?:respecte|répond) pas .{0,30}(?:stratégie de mot|complexité|longueur)/u,
      /infracción de la directiva local|no cumple .{0,30}(?:directiva de contraseñas|complejidad|longitud)/u,
      /オンプレミスのポリシーの違反|(?:複雑さ|長さ|履歴).{0,12}要件を満たし(?:て|ません)/u,
    ],
    category: 'reset-policy',
    fixedBy: 'user',
    page: usage,
    meaning: {
      en: 'The on-premises password policy refuses the new password (length, complexity, history or minimum age).',
      'zh-Hant': '內部部署的密碼原則拒絕新密碼（長度、複雜性、歷程記錄或最短使用期限）。',
    },
    remedy: {
      en: 'The person chooses a different, longer password; if every password is refused, an administrator checks minimum age and history.',
      'zh-Hant':
        '請使用者改用另一組較長的密碼；若每一組都被拒絕，由管理員檢查最短使用期限與歷程記錄。',
    },
    publicHelp: {
      en: 'The new password does not meet the organization’s password rules. Please choose a longer one that you have not used before and that mixes letters, digits and symbols.',
      'zh-Hant': '新密碼不符合組織的密碼規定。請改用較長、沒用過，並混合字母、數字與符號的密碼。',
    },
  },
  {
    kind: 'message',
    code: 'reset-dialog-not-shown',
    isEverydayWording: true,
    says: [
      /reset[^.]{0,40}(?:dialog(?: box)?|window|pop-?up)[^.]{0,12}(?:does(?:n't| not)|never|won't|fails to|did(?:n't| not)) (?:appear|show|open|display|come)/u,
      /(?:重設|重置)[^。]{0,15}(?:對話方塊|視窗).{0,8}(?:沒有?出現|不出現|沒有?跳出|跳不出|不會跳)/u,
    ],
    category: 'error-message',
    fixedBy: 'user',
    page: usage,
    meaning: {
      en: 'The reset dialog does not appear on a slow computer.',
      'zh-Hant': '在速度較慢的電腦上，重設對話方塊沒有出現。',
    },
    remedy: {
      en: 'Select Reset password again until it appears.',
      'zh-Hant': '再次選取「重設密碼」直到出現為止。',
    },
    publicHelp: {
      en: 'On a slow computer the reset window may fail to appear; please select it again.',
      'zh-Hant': '在速度較慢的電腦上，重設視窗可能不會出現，請再點選一次。',
    },
  },
  {
    kind: 'message',
    code: 'sign-in-screen-something-went-wrong',
    says: [
      new RegExp(`(?:${lockScreen.source}).{0,200}(?:${somethingWentWrong.source})`, 'u'),
      new RegExp(`(?:${somethingWentWrong.source}).{0,200}(?:${lockScreen.source})`, 'u'),
    ],
    category: 'error-message',
    fixedBy: 'admin',
    page: `${authentication}/howto-sspr-windows`,
    meaning: {
      en: '"Something went wrong" behind the reset link of the Windows sign-in screen: the proxy asks for a user, or addresses are blocked.',
      'zh-Hant':
        'Windows 登入畫面的重設連結出現 "Something went wrong"：Proxy 要求使用者驗證，或位址遭封鎖。',
    },
    remedy: {
      en: 'Allow TCP 443 to passwordreset.microsoftonline.com and ajax.aspnetcdn.com and use a machine-wide proxy; there is no user signed in at that point.',
      'zh-Hant':
        '允許對 passwordreset.microsoftonline.com 與 ajax.aspnetcdn.com 的 TCP 443，並使用整部電腦共用的 Proxy；此時尚無使用者登入。',
    },
    publicHelp: {
      en: 'If the reset link of the Windows sign-in screen fails, please use https://aka.ms/sspr in a browser on another device meanwhile.',
      'zh-Hant':
        '如果 Windows 登入畫面的重設連結無法使用，請先在其他裝置的瀏覽器開啟 https://aka.ms/sspr。',
    },
  },
  {
    kind: 'message',
    code: 'servers-catching-up',
    says: [
      /servers? (?:can )?(?:take|takes|need|needs) (?:a )?(?:little|some|bit of|little bit of)? ?(?:time )?(?:to|and) catch(?:ing)? up/u,
      /伺服器.{0,14}(?:跟上|趕上)/u,
      /server (?:benötigen|brauchen) .{0,10}zeit|serveurs ont besoin .{0,16}temps|servidores tardan .{0,10}en ponerse/u,
    ],
    category: 'writeback',
    fixedBy: 'user',
    page: `${provisioning}/password-writeback-servers-need-time-catch-up`,
    meaning: {
      en: '"Servers take a little time to catch up": a temporary password has not been hash-synchronized yet.',
      'zh-Hant': '「伺服器需要一點時間才能跟上」：臨時密碼尚未完成雜湊同步。',
    },
    remedy: {
      en: 'Wait at least two minutes after an on-premises reset before the first sign-in.',
      'zh-Hant': '在內部部署重設後至少等候兩分鐘，再進行第一次登入。',
    },
    publicHelp: {
      en: 'If the page says that the servers take a little time to catch up, please wait a few minutes and try again.',
      'zh-Hant': '如果頁面顯示伺服器需要一點時間才能跟上，請等候幾分鐘後再試。',
    },
  },
  {
    kind: 'message',
    code: 'request-not-processed',
    isEverydayWording: true,
    says: [
      /error (?:while )?processing (?:the|your) request/u,
      /處理(?:您的)?要求時發生錯誤/u,
      /beim verarbeiten (?:der|ihrer) anforderung|pendant le traitement de (?:la|votre) demande|al procesar (?:la|su) solicitud|要求の処理中にエラー/u,
    ],
    category: 'error-message',
    fixedBy: 'admin',
    page: usage,
    meaning: {
      en: '"There’s an error processing the request": generally a service outage or a configuration issue.',
      'zh-Hant': '「處理要求時發生錯誤」：通常是服務中斷或設定問題。',
    },
    remedy: {
      en: 'Check service health, try again once, then collect the support code and contact Microsoft support.',
      'zh-Hant': '檢查服務健康情況並再試一次，仍失敗則收集支援碼並連絡 Microsoft 支援服務。',
    },
    publicHelp: {
      en: 'This message is general and often temporary. Please try again once; if it stays, send us the support code at the bottom of the page.',
      'zh-Hant': '這是一般性的訊息，通常是暫時的。請再試一次；若仍出現，請提供頁面下方的支援碼。',
    },
  },
] as const satisfies readonly ErrorCodeEntry[]

/** Everything that can be read from a ticket, each code once. */
export const errorCodeTable: readonly ErrorCodeEntry[] = [
  ...ssprCodes,
  ...eventRows.map(eventEntry),
  ...resultCodes,
  ...namedErrors,
  ...messages,
]

type Row = (typeof ssprCodes | typeof resultCodes | typeof namedErrors | typeof messages)[number]

/** Every code of the table; each is explained in every language. */
export type DocumentedCode = Row['code'] | (typeof eventRows)[number]['id']
/** Those of which anybody may be told something. */
export type PublicCode = Extract<Row, { publicHelp: Wording }>['code']
