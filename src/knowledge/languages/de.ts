import type { Translation } from '../translations.ts'

/** German; product terms as Microsoft writes them (Kennwort, zurücksetzen). */
export const german: Translation = {
  phrases: {
    greeting: 'Guten Tag,\n\nvielen Dank für Ihre Nachricht.',
    exposed:
      'Ihre Nachricht enthielt etwas, das wie ein Kennwort oder ein Prüfcode aussieht. Wir haben es ausgeblendet. Bitte ändern Sie dieses Kennwort jetzt und senden Sie nie eines an irgendjemanden, auch nicht an uns.',
    identityCheck:
      'Zu Ihrem Schutz setzen unsere Mitarbeiter ein Konto erst zurück oder ändern es, nachdem sie geprüft haben, wer darum bittet; eine Nachricht wie diese genügt dafür nicht.',
    askIntroduction:
      'Damit wir Ihnen weiterhelfen können, brauchen wir noch einige Angaben. Bitte antworten Sie uns mit Folgendem:',
    askNothingSecret: 'Bitte geben Sie dabei niemals ein Kennwort oder einen Prüfcode an.',
    closing:
      'Wenn etwas unklar ist, antworten Sie einfach auf dieses Ticket.\n\nMit freundlichen Grüßen\nIhr IT-Service',
    details: 'Einzelheiten',
    colon: ': ',
  },
  questions: {
    'error-text':
      'Was genau steht in der Meldung? Bitte übernehmen Sie sie Wort für Wort, mit einem Code wie SSPR_0029, falls einer dabeisteht (aber niemals ein Kennwort oder einen Prüfcode).',
    'support-code':
      'Welchen Unterstützungscode zeigt die Seite an? Er steht hinter dem Link „Unterstützungscode“ unten auf der Seite.',
    time: 'Wann ist es passiert: Datum, Uhrzeit und Zeitzone?',
    'user-type':
      'Welche Art von Konto ist betroffen: reines Cloudkonto, Verbund, Kennworthashsynchronisierung oder Pass-Through-Authentifizierung?',
    licence:
      'Welche Lizenzen haben die betroffenen Personen und der Administrator (zum Beispiel Microsoft 365 Business Premium, E3, Entra ID P1)?',
    page: 'Auf welcher Seite oder welchem Bildschirm waren Sie (die Adresse oder zum Beispiel der Windows-Anmeldebildschirm)?',
    scope:
      'Steht die Self-Service-Kennwortzurücksetzung auf Keine (None), Ausgewählt (Selected; welche Gruppe?) oder Alle (All)?',
    'account-role':
      'Hat das betroffene Konto (oder das Konto, mit dem Sie testen) eine Administratorrolle?',
    'event-id':
      'Welche Ereignisse (ID und Text) von PasswordResetService und ADSync zeigt das Anwendungsprotokoll des Synchronisierungsservers zu dieser Zeit?',
    method:
      'Um welche Überprüfungsmethode geht es (Authenticator-App, SMS, Anruf, E-Mail, Sicherheitsfragen)? Bitte senden Sie keine Nummern oder Adressen.',
    'affected-users': 'Betrifft es eine Person, mehrere oder alle?',
  },
  codes: {
    SSPR_0009: {
      meaning:
        'Die Self-Service-Kennwortzurücksetzung ist für die gesamte Organisation ausgeschaltet.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass die Self-Service-Kennwortzurücksetzung für die Organisation ausgeschaltet ist. Das kann nur ein Administrator ändern; ein neuer Versuch hilft nicht.',
    },
    SSPR_009: {
      meaning:
        'Ein Administratorkonto wurde abgewiesen: Die Self-Service-Kennwortzurücksetzung für Administratoren ist ausgeschaltet, obwohl das Portal die Funktion als eingeschaltet anzeigt. Drei Ziffern, nicht dasselbe wie SSPR_0009.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass die Self-Service-Kennwortzurücksetzung für Administratorkonten der Organisation nicht zur Verfügung steht. Ein anderer Administrator muss sich das ansehen; ein neuer Versuch hilft nicht.',
    },
    SSPR_0010: {
      meaning:
        'Das Kennwort wird lokal verwaltet, und das Kennwortrückschreiben ist nicht aktiviert.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass ein Dienst, den die Organisation für die Kennwortzurücksetzung braucht, nicht aktiviert ist. Das kann nur ein Administrator ändern; ein neuer Versuch hilft nicht.',
    },
    SSPR_0011: {
      meaning: 'Die Organisation hat keine Richtlinie zur Kennwortzurücksetzung festgelegt.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass die Kennwortzurücksetzung für die Organisation noch nicht eingerichtet ist. Das kann nur ein Administrator ändern; ein neuer Versuch hilft nicht.',
    },
    SSPR_0012: {
      meaning:
        'Eine Lizenz, die für die Self-Service-Kennwortzurücksetzung erforderlich ist, fehlt.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass eine für die Kennwortzurücksetzung erforderliche Lizenz fehlt. Das kann nur ein Administrator ändern; ein neuer Versuch hilft nicht.',
    },
    SSPR_0013: {
      meaning:
        'Die Self-Service-Kennwortzurücksetzung ist auf eine Gruppe beschränkt, zu der die Person nicht gehört.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass die Kennwortzurücksetzung auf bestimmte Gruppen der Organisation beschränkt ist. Das kann nur ein Administrator ändern; ein neuer Versuch hilft nicht.',
    },
    SSPR_0014: {
      meaning:
        'Für das Konto sind zu wenige oder falsch formatierte Überprüfungsmethoden registriert.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass nicht genügend Sicherheitsinformationen registriert sind, um nachzuweisen, wer das Kennwort zurücksetzt. Ihr Helpdesk muss zuerst den Zugang wiederherstellen; danach können Sie sich unter https://aka.ms/ssprsetup registrieren.',
    },
    SSPR_0029: {
      meaning:
        'Ein Fehler in der lokalen Konfiguration verhindert das Zurücksetzen: Rechte des Synchronisierungskontos, ein geschütztes Konto oder eingeschränkte Remoteaufrufe an SAM.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass etwas in der Konfiguration des eigenen Verzeichnisses der Organisation das Zurücksetzen verhindert. Das kann nur ein Administrator lösen; ein neuer Versuch hilft nicht.',
    },
    SSPR_0030: {
      meaning: 'Die Cloud erreicht den lokalen Agent nicht, der Kennwörter zurückschreibt.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass die Verbindung zum eigenen Verzeichnis der Organisation fehlgeschlagen ist. Sie dürfen es später noch einmal versuchen; kommt die Meldung wieder, muss ein Administrator sich das ansehen.',
    },
    '31001': {
      meaning:
        'Ereignis 31001 (PasswordResetStart): Das Zurücksetzen eines Benutzers ist lokal eingetroffen.',
    },
    '31002': {
      meaning:
        'Ereignis 31002 (PasswordResetSuccess): Das Zurücksetzen eines Benutzers wurde in Active Directory geschrieben.',
    },
    '31003': {
      meaning:
        'Ereignis 31003 (PasswordResetFail): Active Directory hat das Zurücksetzen eines Benutzers nicht angenommen: Richtlinie, Rechte oder eine geschützte Gruppe.',
    },
    '31004': {
      meaning:
        'Ereignis 31004 (OnboardingEventStart): Das Kennwortrückschreiben wird gerade aktiviert.',
    },
    '31005': {
      meaning:
        'Ereignis 31005 (OnboardingEventSuccess): Das Kennwortrückschreiben ist aktiviert und bereit.',
    },
    '31006': {
      meaning:
        'Ereignis 31006 (ChangePasswordStart): Die Kennwortänderung eines Benutzers ist lokal eingetroffen.',
    },
    '31007': {
      meaning:
        'Ereignis 31007 (ChangePasswordSuccess): Die Kennwortänderung eines Benutzers wurde in Active Directory geschrieben.',
    },
    '31008': {
      meaning:
        'Ereignis 31008 (ChangePasswordFail): Active Directory hat die Kennwortänderung eines Benutzers nicht angenommen: Richtlinie, Rechte oder eine geschützte Gruppe.',
    },
    '31009': {
      meaning:
        'Ereignis 31009 (ResetUserPasswordByAdminStart): Das Zurücksetzen durch einen Administrator ist lokal eingetroffen.',
    },
    '31010': {
      meaning:
        'Ereignis 31010 (ResetUserPasswordByAdminSuccess): Das Zurücksetzen durch einen Administrator wurde in Active Directory geschrieben.',
    },
    '31011': {
      meaning:
        'Ereignis 31011 (ResetUserPasswordByAdminFail): Active Directory hat das Zurücksetzen durch einen Administrator nicht angenommen: Richtlinie, Rechte oder eine geschützte Gruppe.',
    },
    '31012': {
      meaning:
        'Ereignis 31012 (OffboardingEventStart): Das Kennwortrückschreiben wird gerade deaktiviert.',
    },
    '31013': {
      meaning:
        'Ereignis 31013 (OffboardingEventSuccess): Das Kennwortrückschreiben wurde deaktiviert.',
    },
    '31014': {
      meaning:
        'Ereignis 31014 (OffboardingEventFail): Das Kennwortrückschreiben konnte nicht deaktiviert werden, oft weil ein Administratorkonto aus einem Verbund verwendet wurde.',
    },
    '31015': {
      meaning: 'Ereignis 31015 (WriteBackServiceStarted): Der Rückschreibdienst wurde gestartet.',
    },
    '31016': {
      meaning:
        'Ereignis 31016 (WriteBackServiceStopped): Der Rückschreibdienst wurde beendet; keine Anforderung aus der Cloud funktioniert, bis er wieder läuft.',
    },
    '31017': {
      meaning:
        'Ereignis 31017 (AuthTokenSuccess): Ein Einrichtungsschritt des Rückschreibens ist gelungen (Autorisierungstoken).',
    },
    '31018': {
      meaning:
        'Ereignis 31018 (KeyPairCreationSuccess): Ein Einrichtungsschritt des Rückschreibens ist gelungen (Schlüsselpaar).',
    },
    '31019': {
      meaning:
        'Ereignis 31019 (ServiceBusHeartBeat): Lebenszeichen; das Rückschreiben ist mit der Cloud verbunden.',
    },
    '31034': {
      meaning:
        'Ereignis 31034 (ServiceBusListenerError): Das Relay in der Cloud ist nicht erreichbar.',
    },
    '31044': {
      meaning:
        'Ereignis 31044 (PasswordResetService): Einer der beiden Relayhosts ist ausgefallen; das Rückschreiben funktioniert nicht zuverlässig.',
    },
    '32000': {
      meaning:
        'Ereignis 32000 (UnknownError): Ein unbekannter Fehler; die Ausnahme im Ereignis sagt mehr.',
    },
    '32001': {
      meaning:
        'Ereignis 32001 (ServiceError): Der Clouddienst für die Kennwortzurücksetzung ist nicht erreichbar.',
    },
    '32002': {
      meaning:
        'Ereignis 32002 (ServiceBusError): Der Service Bus ist nicht erreichbar, meist weil ausgehender Datenverkehr blockiert wird.',
    },
    '32003': {
      meaning:
        'Ereignis 32003 (InPutValidationError): Der Dienst hat eine ungültige Eingabe erhalten.',
    },
    '32004': {
      meaning:
        'Ereignis 32004 (DecryptionError): Die Schlüssel der Cloud und des Synchronisierungsservers passen nicht zusammen.',
    },
    '32005': {
      meaning:
        'Ereignis 32005 (ConfigurationError): Die gespeicherte Konfiguration des Rückschreibens konnte nicht geschrieben oder gelesen werden.',
    },
    '32007': {
      meaning:
        'Ereignis 32007 (OnBoardingConfigUpdateError): Die Konfiguration des Rückschreibens konnte nicht aktualisiert werden.',
    },
    '32008': {
      meaning:
        'Ereignis 32008 (ValidationError): Der Dienst für die Kennwortzurücksetzung hat eine ungültige Antwort gegeben.',
    },
    '32009': {
      meaning:
        'Ereignis 32009 (AuthTokenError): Die im Connect-Assistenten angegebenen Anmeldeinformationen sind falsch oder gehören zu einem Verbundkonto.',
    },
    '32010': {
      meaning:
        'Ereignis 32010 (CryptoError): Die Verschlüsselung ist in der Umgebung des Servers fehlgeschlagen.',
    },
    '32011': {
      meaning:
        'Ereignis 32011 (OnBoardingServiceError): Das Rückschreiben konnte beim Dienst nicht aktiviert werden: Firewall oder ein Administrator aus einem Verbund.',
    },
    '32013': {
      meaning:
        'Ereignis 32013 (OffBoardingError): Das Rückschreiben konnte beim Dienst nicht deaktiviert werden: Firewall oder ein Administrator aus einem Verbund.',
    },
    '32014': {
      meaning:
        'Ereignis 32014 (ServiceBusWarning): Die Verbindung zum Service Bus wird erneut versucht; nur häufige Wiederholung ist ein Problem.',
    },
    '32015': {
      meaning:
        'Ereignis 32015 (ReportServiceHealthError): Das Lebenszeichen konnte nicht übermittelt werden.',
    },
    '33001': {
      meaning:
        'Ereignis 33001 (ADUnKnownError): Active Directory hat einen unbekannten Fehler gemeldet.',
    },
    '33002': {
      meaning:
        'Ereignis 33002 (ADUserNotFoundError): Die Person wurde im lokalen Active Directory nicht gefunden.',
    },
    '33003': {
      meaning:
        'Ereignis 33003 (ADMutliMatchError): Zwei lokale Benutzer teilen sich einen Cloudanker.',
    },
    '33004': {
      meaning:
        'Ereignis 33004 (ADPermissionsError): Das Connectorkonto darf das Kennwort dieser Person nicht zurücksetzen, oder das Konto ist geschützt.',
    },
    '33005': {
      meaning: 'Ereignis 33005 (ADUserAccountDisabled): Das lokale Konto ist deaktiviert.',
    },
    '33006': {
      meaning: 'Ereignis 33006 (ADUserAccountLockedOut): Das lokale Konto ist gesperrt.',
    },
    '33007': {
      meaning:
        'Ereignis 33007 (ADUserIncorrectPassword): Das bei einer Änderung angegebene aktuelle Kennwort war falsch.',
    },
    '33008': {
      meaning:
        'Ereignis 33008 (ADPasswordPolicyError): Active Directory hat das neue Kennwort abgelehnt: Mindestalter, Verlauf, Komplexität oder ein Kennwortfilter.',
    },
    '33009': {
      meaning:
        'Ereignis 33009 (ADConfigurationError): Ein Problem in der Konfiguration von Active Directory.',
    },
    '6329': {
      meaning:
        'Ereignis 6329 (ADSync): Das Kennwort konnte nicht gesetzt werden; welche von vier Ursachen vorliegt, zeigt die Einzelheit im Ereignis.',
    },
    '6800': {
      meaning:
        'Ereignis 6800 (ADSync): Der Endpunkt für das Rückschreiben konnte nicht gestartet werden.',
    },
    '656': {
      meaning:
        'Ereignis 656 (Kennworthashsynchronisierung): Geschrieben von der Kennworthashsynchronisierung; eine Häufung nach dem ersten Aktivieren des Rückschreibens ist normal.',
    },
    '657': {
      meaning:
        'Ereignis 657 (Kennworthashsynchronisierung): Geschrieben von der Kennworthashsynchronisierung; eine Häufung nach dem ersten Aktivieren des Rückschreibens ist normal.',
    },
    '4724': {
      meaning:
        'Ereignis 4724 (Sicherheitsprotokoll des Domänencontrollers): Ein Versuch, ein Kennwort zurückzusetzen; als Fehler bedeutet es, dass das Zurücksetzen den Domänencontroller erreicht hat und abgelehnt wurde.',
    },
    '0x80230402': {
      meaning: 'Doppelter Anker: Derselbe Benutzer ist in mehreren Domänen aktiviert.',
    },
    '0x800700CE': {
      meaning: 'Das Kennwort des Connectorkontos ist zu lang.',
    },
    '0x8023062C': {
      meaning:
        'Der LDAP-Datenverkehr des Connectors ist nicht signiert und verschlüsselt, die Domänencontroller verlangen es aber.',
    },
    '0x80230619': {
      meaning: 'Eine Beschränkung in der lokalen Kennwortrichtlinie verhindert die Änderung.',
    },
    '0x8023061F': {
      meaning: 'Das Rückschreiben kennt eine Gesamtstruktur nicht, die später hinzugefügt wurde.',
    },
    OnPremisesSuccessCloudFailure: {
      meaning:
        'Das Zurücksetzen hat lokal funktioniert, aber das Schreiben in die Cloud ist fehlgeschlagen (Zeitüberschreitung, Kennwortrichtlinie der Cloud oder Drosselung).',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass das neue Kennwort angenommen wurde und die Cloud noch erreichen muss. Bitte warten Sie einige Minuten und melden Sie sich dann mit dem neuen Kennwort an.',
    },
    FuzzyPolicyViolationInvalidPassword: {
      meaning:
        'Das neue Kennwort ähnelt einem Eintrag in der globalen oder der eigenen Liste gesperrter Kennwörter der Organisation.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass das neue Kennwort einem gesperrten zu ähnlich ist. Ein längeres Kennwort ohne gebräuchliche Wörter, Firmen- oder Ortsnamen löst das; Buchstaben durch ähnliche Zeichen zu ersetzen, hilft nicht.',
    },
    AADSTS50053: {
      meaning:
        'Kein Fehler der Kennwortzurücksetzung: Die Anmeldung ist blockiert, weil das Konto nach zu vielen falschen Kennwörtern gesperrt oder die Adresse blockiert ist.',
      publicHelp:
        'Im Allgemeinen bedeutet das, dass die Anmeldung eine Zeit lang blockiert ist, meist nach mehreren falschen Kennwörtern. Bitte warten Sie, bevor Sie es erneut versuchen; auch ein Zurücksetzen unter https://aka.ms/sspr („Ich habe mein Kennwort vergessen“) hebt die Sperre auf.',
    },
    'feature-not-enabled': {
      meaning:
        '„Ihr Administrator hat Sie nicht für die Verwendung dieses Features aktiviert“: Die Self-Service-Kennwortzurücksetzung ist ausgeschaltet, die Person liegt außerhalb des Geltungsbereichs, oder eine Lizenz fehlt.',
      publicHelp:
        'Die Meldung „Ihr Administrator hat Sie nicht für die Verwendung dieses Features aktiviert“ bedeutet, dass die Kennwortzurücksetzung nach den derzeitigen Einstellungen der Organisation nicht zur Verfügung steht. Das kann nur ein Administrator ändern.',
    },
    'account-not-verified': {
      meaning:
        '„Wir konnten Ihr Konto nicht überprüfen“: Es ist keine verwendbare Überprüfungsmethode hinterlegt.',
      publicHelp:
        'Die Meldung „Wir konnten Ihr Konto nicht überprüfen“ bedeutet meist, dass die Seite keine Sicherheitsinformationen gefunden hat, die sie prüfen könnte. Ihr Helpdesk muss zuerst den Zugang wiederherstellen; danach können Sie sich unter https://aka.ms/ssprsetup registrieren.',
    },
    'sms-or-call-not-received': {
      meaning:
        'Die SMS oder der Anruf kommt nie an: meist eine falsch formatierte oder veraltete Nummer.',
      publicHelp:
        'Wenn ein Code per SMS oder Anruf nie ankommt, ist meist die Nummer veraltet oder falsch geschrieben. Bitte versuchen Sie eine andere Überprüfungsmethode, wenn die Seite eine anbietet.',
    },
    'email-not-received': {
      meaning:
        'Die E-Mail zum Zurücksetzen kommt nie an: meist ein Spamfilter oder ein anderes Postfach als das registrierte.',
      publicHelp:
        'Wenn die E-Mail nicht ankommt, sehen Sie bitte zuerst im Junk-Ordner nach und vergewissern Sie sich, dass Sie das Postfach ansehen, das Sie registriert haben.',
    },
    'phone-number-mismatch': {
      meaning: 'Die eingegebene Nummer weicht von der registrierten ab.',
      publicHelp:
        'Wenn die Seite meldet, dass die Nummer nicht übereinstimmt, geben Sie bitte die vollständige registrierte Nummer mit Landes- und Ortsvorwahl ein.',
    },
    'user-id-not-recognized': {
      meaning:
        'Die Seite kennt die Benutzer-ID nicht: Die eingegebene E-Mail-Adresse weicht vom Anmeldenamen (UPN) ab.',
      publicHelp:
        'Wenn die Seite die Benutzer-ID nicht annimmt, geben Sie bitte den vollständigen Namen ein, mit dem Sie sich bei der Arbeit anmelden (er kann von Ihrer E-Mail-Adresse abweichen).',
    },
    'too-many-attempts': {
      meaning:
        'Die Kennwortzurücksetzung wird nach zu vielen Versuchen gedrosselt: fünf in einer Stunde, fünf fehlgeschlagene Nachweise in 24 Stunden oder zehn E-Mails in zehn Minuten.',
      publicHelp:
        'Nach zu vielen Versuchen ist die Seite eine Zeit lang gesperrt. Bitte warten Sie nach Ihrem letzten Versuch 24 Stunden; frühere Versuche verlängern die Wartezeit nur.',
    },
    'on-premises-policy-violation': {
      meaning:
        'Die lokale Kennwortrichtlinie lehnt das neue Kennwort ab (Länge, Komplexität, Verlauf oder Mindestalter).',
      publicHelp:
        'Das neue Kennwort entspricht nicht den Kennwortregeln der Organisation. Bitte wählen Sie ein längeres, das Sie noch nicht verwendet haben und das Buchstaben, Ziffern und Symbole mischt.',
    },
    'reset-dialog-not-shown': {
      meaning: 'Das Dialogfeld zum Zurücksetzen erscheint auf einem langsamen Computer nicht.',
      publicHelp:
        'Auf einem langsamen Computer erscheint das Fenster zum Zurücksetzen manchmal nicht; bitte wählen Sie es noch einmal aus.',
    },
    'sign-in-screen-something-went-wrong': {
      meaning:
        '„Etwas ist schiefgelaufen“ hinter dem Link zum Zurücksetzen auf dem Windows-Anmeldebildschirm: Der Proxy verlangt eine Benutzeranmeldung, oder Adressen sind blockiert.',
      publicHelp:
        'Wenn der Link zum Zurücksetzen auf dem Windows-Anmeldebildschirm nicht funktioniert, verwenden Sie bitte einstweilen https://aka.ms/sspr in einem Browser auf einem anderen Gerät.',
    },
    'servers-catching-up': {
      meaning:
        '„Die Server benötigen etwas Zeit“ (Servers take a little time to catch up): Der Hash eines temporären Kennworts wurde noch nicht synchronisiert.',
      publicHelp:
        'Wenn die Seite meldet, dass die Server noch etwas Zeit benötigen, warten Sie bitte einige Minuten und versuchen Sie es dann erneut.',
    },
    'request-not-processed': {
      meaning:
        '„Fehler beim Verarbeiten der Anforderung“: im Allgemeinen ein Dienstausfall oder ein Konfigurationsproblem.',
      publicHelp:
        'Diese Meldung ist allgemein und oft nur vorübergehend. Bitte versuchen Sie es noch einmal; bleibt sie bestehen, senden Sie uns den Unterstützungscode unten auf der Seite.',
    },
  },
  undocumentedCode: {
    meaning: 'Microsoft dokumentiert diese Nummer nicht.',
    publicHelp:
      'Microsoft erklärt diese Nummer nicht öffentlich. Der Unterstützungscode unten auf der Seite hilft uns, die Ursache zu finden.',
  },
}
