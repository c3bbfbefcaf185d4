/**
 * Words for one idea, whatever the language and the year: product renames, official and colloquial
 * terms in English, Traditional Chinese (Simplified is converted before), Japanese, German, French
 * and Spanish, separated by commas. Each entry becomes one feature, so that what is learnt from
 * `writeback` holds for `密碼回寫` and `Kennwortrückschreiben`. Case, accents and hyphens do not matter;
 * a trailing `*` lets a phrase end inside a word. Terms are those of the vendor's localised pages and
 * of tickets. Changing an entry changes the features: raise `featuresVersion`.
 */
const entries = {
  sspr: `
    sspr, self service password reset, self service reset, self service password,
    self password reset, selfservice password reset, ssprsetup, 自助式密碼重設, 自助密碼重設,
    自助重設密碼, 自行密碼重設, 自助服務密碼重設, 自助服務密碼重置, 自助式密碼重置,
    自助密碼重置, セルフサービス パスワード リセット, セルフサービスによるパスワードのリセット,
    セルフサービスパスワードリセット, self service kennwort*, self service passwort*,
    libre service, autoservicio de restablecimiento, autoservicio`,
  'password-reset': `
    password reset, reset password, reset my password, reset the password, reset his password,
    reset her password, reset their password, reset your password, password resets,
    resetting passwords, reset passwords, pw reset, pwd reset, reset pw, reset pwd, 密碼重設,
    重設密碼, 密碼重置, 重置密碼, パスワードのリセット, パスワードリセット,
    パスワードをリセット, パスワード再設定, kennwortzurucksetzung*, kennwort zurucksetzen,
    passwort zurucksetzen, zurucksetzen von kennwortern, passwortrucksetzung*,
    reinitialisation de mot de passe, reinitialisation du mot de passe,
    reinitialiser le mot de passe, reinitialiser mon mot de passe,
    restablecimiento de contrasena*, restablecer la contrasena, restablecer mi contrasena,
    restablecer contrasena*`,
  reset: `
    reset, resets, resetting, 重設, 重置, リセット, 再設定, zurucksetz*, zuruckgesetzt,
    zurucksetzung*, reinitialis*, restablec*`,
  'password-change': `
    password change, change password, change my password, changed my password,
    change the password, changing password, new password, 密碼變更, 變更密碼, 更改密碼,
    修改密碼, 改密碼, 換密碼, 新密碼, パスワードの変更, パスワード変更, 新しいパスワード,
    kennwortanderung*, kennwort andern, passwort andern, neues kennwort, neues passwort,
    modification du mot de passe, changer le mot de passe, changer mon mot de passe,
    nouveau mot de passe, cambio de contrasena, cambiar la contrasena, cambiar mi contrasena,
    nueva contrasena`,
  password: `
    password, passwords, pasword, passwort, passwd, pwd, pw, pswd, passcode, 密碼, パスワード,
    kennwort*, passwort*, mot de passe, mots de passe, mdp, contrasena*`,
  writeback: `
    writeback, write back, written back, writes back, writing back, pwb, 密碼回寫, 密碼寫回,
    寫回, 回寫, ライトバック, 書き戻し, kennwortruckschreib*, ruckschreib*, zuruckschreib*,
    zuruckgeschrieben, reecriture, ecriture differee, escritura diferida, reescribi*`,
  'security-info': `
    security info, security information, securityinfo, mysecurityinfo, mysignins, my sign ins,
    recovery details, recovery info, verification details, verification info, 安全性資訊,
    安全資訊, 驗證資料, 驗證資訊, セキュリティ情報, sicherheitsinformation*,
    informations de securite, infos de securite, informacion de seguridad`,
  'authentication-method': `
    authentication method, authentication methods, auth method, auth methods,
    verification method, verification methods, authentication contact info, 驗證方法, 驗證方式,
    認證方法, 認證方式, 認証方法, 認証方式, authentifizierungsmethod*,
    methode d authentification, methodes d authentification, metodo de autenticacion,
    metodos de autenticacion`,
  policy: `
    policy, policies, 原則, 政策, 規則, ポリシー, richtlinie*, strategie, strategies, politique,
    directiva, directivas, politica`,
  'two-gate': `
    two gate, two gates, 2 gate, 雙閘道, 雙門, 兩道, 2 ゲート, zwei tore, a deux portails,
    dos puertas`,
  licence: `
    license, licence, licenses, licences, licensed, licensing, licencing, unlicensed, sku, p1,
    p2, premium, e3, e5, f1, f3, business basic, business standard, business premium, 授權,
    訂閱, 許可, ライセンス, lizenz*, lizensier*, licencia*`,
  'on-premises': `
    on premises, on premise, on prem, onprem, onpremises, local ad, local active directory,
    windows server ad, domain controller, domain controllers, dc, dcs, ad ds, 內部部署, 地端,
    本地 ad, 本地, 網域控制站, 落地, オンプレミス, オンプレ, ドメイン コントローラー,
    ドメインコントローラー, lokal, lokale, lokalen, lokales, domanencontroller, sur site,
    controleur de domaine, controlador de dominio, controladores de dominio`,
  'integration-tab': `
    on premises integration, 內部部署整合, オンプレミスの統合, lokale integration,
    integration locale, integracion local`,
  'cloud-only': `
    cloud only, 僅限雲端, 純雲端, 雲端帳號, 雲端帳戶, クラウド専用, クラウド限定, nur cloud*,
    reiner cloud*, cloud uniquement, solo de nube, solo en la nube`,
  federation: `
    federated, federation, adfs, ad fs, 同盟, 聯合, 聯盟, フェデレーション, verbundbenutzer,
    verbund, federe, federes, federado, federados`,
  'hash-sync': `
    password hash sync, password hash synchronization, password hash synchronisation, hash sync,
    phs, 密碼雜湊同步, 密碼哈希同步, 雜湊同步, パスワード ハッシュ同期, ハッシュ同期,
    kennworthash*, hachage de mot de passe, hachage du mot de passe, hash de contrasena*`,
  'pass-through': `
    pass through authentication, passthrough, pass through, pta, 傳遞驗證, 直通, パススルー認証,
    パススルー, authentification directe, autenticacion de paso a traves`,
  'directory-sync': `
    azure ad connect, aad connect, aadc, aadconnect, entra connect, entra connect sync,
    ad connect, dirsync, azure ad sync, directory sync, cloud sync, adsync, azure ad verbinden,
    azure ad connecter, azure ad conectar, azure ad 連線, azure ad 連接, 目錄同步, 雲端同步,
    ディレクトリ同期, クラウド同期, verzeichnissynchron*, synchronisation d annuaire,
    sincronizacion de directorio*`,
  entra: `
    azure ad, aad, azure active directory, windows azure ad, entra id, entra, azuread, me id,
    microsoft entra`,
  m365: `
    office 365, o365, m365, microsoft 365, office365, microsoft365`,
  administrator: `
    administrator, administrators, admin, admins, global administrator, global admin,
    ga account, 系統管理員, 管理員, 管理者, 全域管理員, 全域系統管理員, グローバル管理者,
    globaler administrator, globaladministrator, administrateur, administrateurs,
    administrateur global, administrador, administradores, administrador global`,
  tenant: `
    tenant, tenants, 租用戶, 租戶, テナント, mandant, mandanten, locataire, inquilino`,
  locked: `
    locked, locked out, lock out, lockout, account locked, lockouts, is locked, 鎖定, 鎖住,
    被鎖, ロックされ*, ロックアウト, ロック, gesperrt*, verrouille, verrouillage, bloqueada,
    bloqueado, bloque`,
  unlock: `
    unlock, unlocked, unlocking, 解除鎖定, 解鎖, 解開, ロック解除, ロックの解除, ロックを解除,
    entsperr*, deverrouill*, debloqu*, desbloque*`,
  'banned-password': `
    banned password, banned passwords, banned password list, banned words, password protection,
    禁用密碼, 禁用密碼清單, 密碼保護, 禁止パスワード, gesperrter kennworter,
    mots de passe interdits, contrasenas prohibidas`,
  'support-code': `
    support code, correlation id, supportcode, 支援碼, 支援代碼, サポート コード,
    サポートコード, unterstutzungscode, code de support, codigo de soporte`,
  'temporary-access-pass': `
    temporary access pass, tap, 臨時存取密碼, 暫時存取權, 一時アクセス パス, 一時アクセスパス,
    befristeter zugriffspass, passe d acces temporaire, pase de acceso temporal`,
  'security-questions': `
    security questions, security question, secret question, secret questions, 安全性問題,
    安全問題, セキュリティの質問, 秘密の質問, sicherheitsfrage*, questions de securite,
    question de securite, preguntas de seguridad`,
  helpdesk: `
    helpdesk, help desk, service desk, servicedesk, it support, 技術支援中心, 服務台, 資訊室,
    資訊部, mis, ヘルプデスク, support technique, servicio de soporte`,
  expired: `
    expired, expire, expires, expiry, expiration, expiring, 到期, 過期, 期限, 有効期限,
    期限切れ, abgelaufen, ablauf, lauft ab, lauft nie ab, expirer, expiration, caducar,
    caducidad, caduca, caducado, caducada, expirado, expirada`,
  complexity: `
    complexity, complex, uppercase, special character, special characters, minimum length,
    too weak, 複雜度, 複雜性, 大小寫, 特殊字元, 特殊符號, 長度, 複雑さ, komplexitat*,
    complexite, complejidad`,
  history: `
    password history, reuse, previous password, previous passwords, old passwords, last used,
    used before, 歷程, 歷史記錄, 用過的密碼, 舊密碼, 重複使用, 履歴, kennwortchronik,
    kennwortverlauf, historique, historial`,
  register: `
    register, registered, registering, registration, enrol, enroll, enrolled, enrolment,
    enrollment, combined registration, re register, reregister, 註冊, 登記, 綁定, 登録, 再登録,
    統合登録, registrier*, registrierung*, neu registrieren, enregistrer, enregistrement,
    inscription, inscrire, registrar, registro, inscripcion`,
  forgot: `
    forgot, forgotten, forget, cannot remember, can t remember, cant remember, don t remember,
    忘記, 忘了, 想不起來, 不記得, 忘れ*, vergess*, oublie, oublier, olvid*`,
  phone: `
    phone, mobile, cell, handset, cellphone, smartphone, phone number, mobile number, sim, 手機,
    電話, 門號, 行動電話, 手機號碼, 携帯, スマホ, 電話番号, スマートフォン, handy, handynummer,
    telefon, telefonnummer, rufnummer, mobiltelefon, telephone, portable, numero de telephone,
    telefono, movil, celular`,
  'new-phone': `
    new phone, new mobile, new cell, new iphone, new handset, new number, changed phones,
    replaced my phone, lost my phone, lost phone, old phone, old number, 新手機, 換手機,
    換了手機, 舊手機, 新門號, 換門號, 換號碼, 手機遺失, 手機掉了, 手機壞, 新しいスマホ,
    機種変更, 新しい携帯, neues handy, neues telefon, neue handynummer, neue rufnummer,
    nouveau telephone, nouveau portable, nuevo telefono, nuevo movil, nuevo celular,
    nouveau numero, nuevo numero`,
  mfa: `
    mfa, multi factor, multifactor, multi factor authentication, 2fa, two factor,
    two step verification, 2 step, 多重要素驗證, 多重要素, 多因素, 雙重驗證, 兩步驟驗證, 雙因素,
    二段階認証, 多要素認証, mehrstufige authentifizierung, multi faktor*, zwei faktor*,
    authentification multifacteur, double authentification, multifacteur,
    autenticacion multifactor, doble factor`,
  authenticator: `
    authenticator, authenticator app, microsoft authenticator, ms authenticator,
    authentifizierungs app, 驗證器, 驗證 app, 認証アプリ`,
  'verification-code': `
    verification code, one time code, otp, sms code, text message, sms, security code,
    6 digit code, 驗證碼, 簡訊, 確認コード, 認証コード, bestatigungscode, sicherheitscode,
    prufcode, code de verification, codigo de verificacion`,
  prefill: `
    prepopulate, pre populate, prepopulated, pre populated, prefill, pre fill, pre register,
    preregister, populate, bulk, csv, bulk import, bulk upload, 預先填入, 預填, 預先註冊,
    預先登記, 批次, 大量匯入, 匯入, 整批, 事前登録, 事前入力, 一括, vorab, vorausfull*,
    vorbelegen, massenimport, preremplir, pre remplir, en masse, rellenar previamente,
    de forma masiva, masiva, masivo`,
  graph: `
    graph, microsoft graph, graph api, ms graph, mggraph, mguser*, update mg*, get mg*, new mg*,
    set mg*, remove mg*, update mguser*, get mguser*, new mguser*`,
  powershell: `
    powershell, cmdlet, cmdlets, pwsh, ps script, set msol*, get msol*, set azuread*,
    get azuread*, msonline, 指令碼, 腳本, スクリプト`,
  'directory-attribute': `
    telephonenumber, mobilephone, businessphones, alternateemailaddresses, othermails,
    alternatemobilephones, strongauthentication*, authphone, proxyaddresses,
    extensionattribute*, attribute, attributes, 屬性, 欄位, 属性, attribut*, atributo,
    atributos`,
  group: `
    group, groups, nested group, security group, selected group, 群組, グループ, gruppe,
    gruppen, groupe, groupes, grupo, grupos`,
  enable: `
    enable, enabled, enabling, turn on, switch on, switched on, turned on, activate, roll out,
    rollout, 啟用, 開啟, 打開, 開通, 有効化, 有効にする, 有効に, aktivier*, einschalt*, activer,
    activation, habilit*, activar`,
  disable: `
    disable, disabled, turn off, switch off, switched off, turned off, deactivate, 停用, 關閉,
    關掉, 無効, deaktivier*, ausschalt*, desactiver, deshabilit*, desactivar`,
  'error-text': `
    error, errors, error message, error code, something went wrong, we re sorry,
    please try again later, contact your administrator, contact your admin, 錯誤, 錯誤訊息,
    錯誤代碼, 出錯, 發生錯誤, 失敗, エラー, エラーメッセージ, fehler, fehlermeldung, fehlercode,
    erreur, message d erreur, une erreur, fallo, mensaje de error, codigo de error`,
  'reset-portal': `
    passwordreset microsoftonline com, aka ms sspr, aka ms ssprsetup, passwordreset,
    reset portal, reset page, password reset page, password reset portal, 重設密碼頁面,
    密碼重設頁面, 重設頁面, リセット ポータル, リセットページ`,
  'sign-in-screen': `
    sign in screen, login screen, logon screen, lock screen, windows sign in,
    reset password link, reset link, logon link, 登入畫面, 鎖定畫面, 登入頁面, サインイン画面,
    ロック画面, ログオン画面, anmeldebildschirm, sperrbildschirm, ecran de verrouillage,
    ecran de connexion, pantalla de bloqueo, pantalla de inicio`,
  'remember-device': `
    trusted device, remember me, stay signed in, keep me signed in, 保持登入, 記住裝置`,
  b2c: `
    b2c, b2c tenant, external id, user flow, user flows, custom policy, ciam, aadb2c*,
    使用者流程, 自訂原則`,
  'conditional-access': `
    conditional access, ca policy, ca policies, 條件式存取, 條件存取, 条件付きアクセス,
    bedingter zugriff, acces conditionnel, acceso condicional`,
  'windows-hello': `
    windows hello, hello for business, whfb, pin code, pin, fingerprint, pin 碼, 指紋, 臉部辨識`,
  passkey: `
    passkey, passkeys, fido, fido2, yubikey, security key, 安全性金鑰, 通行密鑰, 金鑰`,
  bitlocker: `
    bitlocker, recovery key, 修復金鑰, 復原金鑰`,
  vpn: `
    vpn, globalprotect, anyconnect, forticlient, openvpn`,
  wifi: `
    wifi, wi fi, wlan, wireless, ssid, 無線網路`,
  sap: `
    sap, erp, hana, crm, salesforce, oracle, workday, netsuite, dynamics, jira, confluence,
    sharepoint, 鼎新, bpm, eip, hr 系統, 差勤系統, 人事系統, 電子簽核, 簽核系統, 考勤`,
  'other-machine': `
    router, firewall, switch, nas, synology, qnap, printer, scanner, camera, nvr, bios, uefi,
    路由器, 防火牆, 印表機, 監視器, 攝影機, 事務機`,
  database: `
    database, sql, sql server, mysql, postgres, mongodb, sa password, 資料庫`,
  'personal-account': `
    gmail, hotmail, outlook com, icloud, apple id, facebook, instagram, netflix, paypal, yahoo,
    google account, personal account, line 帳號, 私人帳號, 個人帳號, 網銀, 銀行, bank, banking,
    steam, spotify`,
  'file-password': `
    pdf, zip, excel file, protected sheet, keepass, lastpass, 1password, bitwarden,
    password manager, 壓縮檔, 密碼管理`,
  phishing: `
    phishing, phish, scam, spam, suspicious email, suspicious mail, 釣魚, 詐騙, 可疑`,
  mailbox: `
    mailbox, shared mailbox, distribution list, calendar, outlook, teams, onedrive, 信箱,
    共用信箱, 行事曆`,
  'other-user': `
    on behalf of, for my colleague, for a colleague, my boss, for a user, one of our users,
    a user, user, colleague, coworker, new hire, new starter, intern, employee, 同仁, 同事,
    主管, 老闆, 新人, 新進, 実習生, 同僚, kollege*, kollegin, collegue, companero, companera`,
  people: `
    users, end users, employees, staff, people, colleagues, everyone, everybody, students,
    pupils, teachers, workers, 使用者, 員工, 學生, 老師, 大家, 全公司, ユーザー, 社員, 利用者,
    従業員, 学生, benutzer, mitarbeiter, anwender, schuler, utilisateur, utilisateurs, employes,
    usuario, usuarios, empleados`,
  unable: `
    cannot, can t, cant, could not, couldn t, unable, not able, won t, doesn t, does not, fails,
    failed, failing, not working, doesnt, wont, refuses, rejected, 無法, 不能, 沒辦法, 不行,
    失效, できない, できません, 動かない, kann nicht, kann ich nicht, geht nicht,
    funktioniert nicht, klappt nicht, impossible, ne peux pas, ne peut pas, ne fonctionne pas,
    ne marche pas, no puedo, no puede, no funciona, no me deja`,
  'sign-in': `
    sign in, signing in, signed in, log in, login, logon, log on, logging in, logging on,
    logged in, sign on, get in, 登入, 登不進, 進不去, 登錄, ログイン, サインイン, ログオン,
    anmeld*, einlogg*, connexion, me connecter, se connecter, iniciar sesion, inicio de sesion,
    acceder`,
  computer: `
    pc, laptop, desktop, workstation, computer, notebook, till, terminal, machine, 電腦, 筆電,
    桌機, 主機, パソコン, 端末, rechner, ordinateur, poste, ordenador, equipo, portatil`,
  'event-log': `
    event log, event id, event viewer, eventid, application log, event, events, audit log, 事件,
    事件檢視器, 事件識別碼, イベント, イベントログ, ereignis*, journal d evenements, evenement,
    evento, visor de eventos`,
  permission: `
    permission, permissions, rights, access denied, delegated, inheritance, 權限, 存取被拒,
    権限, berechtigung*, zugriff verweigert, autorisation, autorisations, droits, acces refuse,
    permiso, permisos, acceso denegado`,
  'service-account': `
    connector account, service account, sync account, ad ds connector, msol, admincount,
    adminsdholder, 連接器帳戶, 服務帳戶, 服務帳號, 同步帳號, dienstkonto, compte de service,
    cuenta de servicio`,
  network: `
    proxy, port, outbound, tls, service bus, whitelist, allowlist, timeout, time out, 代理,
    連接埠, 白名單, 逾時, プロキシ, タイムアウト`,
  prompt: `
    more information required, keep your account secure, prompted, prompt, asks me to, asked to,
    nag, nudge, interrupt, reminder, pop up, 需要更多資訊, 跳出, 提示, 提醒, 要求我, 追加情報,
    詳細情報が必要, 求められ*, aufgefordert, aufforderung, weitere informationen,
    plus d informations, informations supplementaires, mas informacion, me pide, le pide`,
  postpone: `
    skip, postpone, not now, ask later, snooze, grace, campaign, reconfirm, re confirm, 略過,
    跳過, 稍後, 延後, 活動, 重新確認, スキップ, 再確認, uberspringen, ignorer, omitir`,
  scope: `
    scope, scoped, selected, pilot, all users, none, only for, 試辦, 試行, 範圍, 選取, 已選取,
    先開, 対象, 範囲, 選択済み, pilotgruppe, ausgewahlt, perimetre, pilote, selectionne,
    seleccionado, piloto`,
  branding: `
    branding, logo, customize, customise, custom helpdesk, helpdesk link, contact link,
    custom url, 商標, 自訂, 品牌, ブランド, カスタマイズ, anpassen, personnaliser, personalizar`,
  notification: `
    notification, notifications, notify, notified, alert, 通知, 告知, benachrichtig*,
    notificacion*, notifier`,
  'initial-password': `
    temporary password, temp password, temp pw, initial password, default password, must change,
    first login, first day, first sign in, force change, 臨時密碼, 暫時密碼, 預設密碼, 初始密碼,
    第一次登入, 首次登入, 下次登入, 初期パスワード, 仮パスワード, 初回, erstanmeldung,
    initialkennwort, temporares kennwort, einmalkennwort, mot de passe temporaire,
    mot de passe provisoire, premiere connexion, contrasena temporal, contrasena provisional,
    primer inicio`,
  attempts: `
    attempts, tries, threshold, lockout duration, wrong password, bad password, too many, 嘗試,
    次數, 輸錯, 打錯, 太多次, 閾值, 試行回数, 間違え*, versuche, fehlversuche, tentatives,
    essais, intentos`,
  'method-count': `
    methods required, number of methods, one method, two methods, 1 method, 2 methods,
    both methods, second method, how many methods, 幾種方法, 兩種方法, 一種方法, 兩種驗證, 幾種,
    方法數, zwei methoden, deux methodes, dos metodos, 2 つの方法`,
  length: `
    characters, minimum, maximum, length, digits, symbols, 字元, 位數, 幾碼, 英數, 文字数, 桁,
    zeichen, caracteres`,
  stuck: `
    greyed out, grayed out, grey, blank page, blank, loop, loops, spinning, spins,
    nothing happens, stuck, hangs, captcha, 灰色, 反灰, 空白, 一直轉, 沒反應, 卡住, 轉圈,
    無限迴圈, 迴圈, グレーアウト, 真っ白, ループ, 固まる, ausgegraut, schleife, hangt, grise,
    boucle, page blanche, gris, bucle, en blanco`,
  'never-arrives': `
    never arrives, never arrived, not arriving, not received, didn t receive, didnt get,
    not coming, no code, no sms, never comes, 收不到, 沒收到, 沒有收到, 未收到, 届かない,
    届きません, kommt nicht an, nicht erhalten, ne recois pas, pas recu, no llega, no recibo,
    no he recibido`,
  expected: `
    supposed to, by design, expected, documentation, documented, docs, article, page says, 文件,
    說明, 官方, ドキュメント, dokumentation, documentation, documentacion`,
  greeting: `
    hi, hello, hey, dear, good morning, thanks, thank you, regards, best regards, cheers, thx,
    您好, 你好, 謝謝, 感謝, 麻煩, お世話になっております, よろしくお願いいたします, hallo,
    danke, viele grusse, mit freundlichen grussen, bonjour, merci, cordialement, hola, gracias,
    saludos`,
}

export const glossary: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(entries).map(([name, phrases]) => [
    name,
    phrases.split(',').map((phrase) => phrase.trim()),
  ]),
)
