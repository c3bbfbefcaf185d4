import type { Translation } from '../translations.ts'

/** French; a no-break space stands before `: ; ? !` and inside « ». */
export const french: Translation = {
  phrases: {
    greeting: 'Bonjour,\n\nMerci pour votre message.',
    exposed:
      'Votre message contenait ce qui ressemble à un mot de passe ou à un code de vérification. Nous l’avons masqué. Merci de changer ce mot de passe dès maintenant et de ne jamais en communiquer à personne, pas même à nous.',
    identityCheck:
      'Pour votre protection, notre équipe ne réinitialise ou ne modifie un compte qu’après avoir vérifié l’identité de la personne qui le demande\u00a0; un message comme celui-ci n’y suffit pas.',
    askIntroduction:
      'Pour vous aider davantage, il nous faut quelques précisions. Merci de nous répondre en indiquant\u00a0:',
    askNothingSecret: 'Merci de ne jamais indiquer de mot de passe ni de code de vérification.',
    closing:
      'Si un point n’est pas clair, répondez simplement à ce ticket.\n\nCordialement,\nLe service d’assistance informatique',
    details: 'Détails',
    colon: '\u00a0: ',
  },
  questions: {
    'error-text':
      'Que dit exactement le message\u00a0? Merci de le recopier mot pour mot, avec tout code tel que SSPR_0029 (mais jamais de mot de passe ni de code de vérification).',
    'support-code':
      'Quel code de support la page affiche-t-elle\u00a0? Il se trouve derrière le lien «\u00a0Code de support\u00a0» en bas de la page.',
    time: 'Quand cela s’est-il produit\u00a0: date, heure et fuseau horaire\u00a0?',
    'user-type':
      'De quel type de compte s’agit-il\u00a0: cloud uniquement, fédéré, synchronisation de hachage de mot de passe ou authentification directe\u00a0?',
    licence:
      'Quelles licences possèdent les personnes concernées et l’administrateur (par exemple Microsoft 365 Business Premium, E3, Entra ID P1)\u00a0?',
    page: 'Sur quelle page ou quel écran étiez-vous (son adresse ou, par exemple, l’écran de connexion Windows)\u00a0?',
    scope:
      'La réinitialisation de mot de passe en libre-service est-elle réglée sur Aucun, Sélectionné (quel groupe\u00a0?) ou Tous\u00a0?',
    'account-role':
      'Le compte concerné (ou celui avec lequel vous testez) détient-il un rôle d’administrateur\u00a0?',
    'event-id':
      'Quels événements (identifiant et texte) le journal Application du serveur de synchronisation montre-t-il à ce moment-là, pour les sources PasswordResetService et ADSync\u00a0?',
    method:
      'De quelle méthode de vérification s’agit-il (application Authenticator, SMS, appel, e-mail, questions de sécurité)\u00a0? Merci de n’envoyer ni numéro ni adresse.',
    'affected-users': 'Cela concerne-t-il une seule personne, plusieurs ou tout le monde\u00a0?',
  },
  codes: {
    SSPR_0009: {
      meaning:
        'La réinitialisation de mot de passe en libre-service est désactivée pour toute l’organisation.',
      publicHelp:
        'En général, cela signifie que la réinitialisation de mot de passe en libre-service est désactivée pour l’organisation. Seul un administrateur peut modifier ce réglage\u00a0; réessayer ne sert à rien.',
    },
    SSPR_009: {
      meaning:
        'Un compte d’administrateur a été refusé\u00a0: la réinitialisation de mot de passe en libre-service est désactivée pour les administrateurs, bien que le portail affiche la fonction comme activée. Trois chiffres, à ne pas confondre avec SSPR_0009.',
      publicHelp:
        'En général, cela signifie que la réinitialisation de mot de passe en libre-service n’est pas ouverte aux comptes d’administrateur dans l’organisation. Un autre administrateur doit s’en occuper\u00a0; réessayer ne sert à rien.',
    },
    SSPR_0010: {
      meaning:
        'Le mot de passe est géré localement et la réécriture du mot de passe n’est pas activée.',
      publicHelp:
        'En général, cela signifie qu’un service dont l’organisation a besoin pour la réinitialisation du mot de passe n’a pas été activé. Seul un administrateur peut y remédier\u00a0; réessayer ne sert à rien.',
    },
    SSPR_0011: {
      meaning: 'L’organisation n’a défini aucune stratégie de réinitialisation de mot de passe.',
      publicHelp:
        'En général, cela signifie que la réinitialisation du mot de passe n’a pas encore été configurée pour l’organisation. Seul un administrateur peut y remédier\u00a0; réessayer ne sert à rien.',
    },
    SSPR_0012: {
      meaning:
        'Il manque une licence exigée par la réinitialisation de mot de passe en libre-service.',
      publicHelp:
        'En général, cela signifie qu’une licence nécessaire à la réinitialisation du mot de passe est manquante. Seul un administrateur peut y remédier\u00a0; réessayer ne sert à rien.',
    },
    SSPR_0013: {
      meaning:
        'La réinitialisation de mot de passe en libre-service est réservée à un groupe dont la personne ne fait pas partie.',
      publicHelp:
        'En général, cela signifie que la réinitialisation du mot de passe est réservée à certains groupes de l’organisation. Seul un administrateur peut y remédier\u00a0; réessayer ne sert à rien.',
    },
    SSPR_0014: {
      meaning:
        'Le compte a trop peu de méthodes de vérification inscrites, ou des méthodes mal formées.',
      publicHelp:
        'En général, cela signifie qu’il n’y a pas assez d’informations de sécurité inscrites pour prouver qui réinitialise le mot de passe. Votre service d’assistance doit d’abord rétablir l’accès\u00a0; vous pourrez ensuite vous inscrire sur https://aka.ms/ssprsetup.',
    },
    SSPR_0029: {
      meaning:
        'Une erreur de configuration locale empêche la réinitialisation\u00a0: droits du compte de synchronisation, compte protégé ou appels distants à SAM restreints.',
      publicHelp:
        'En général, cela signifie qu’un élément de la configuration de l’annuaire propre à l’organisation empêche la réinitialisation. Seul un administrateur peut résoudre ce problème\u00a0; réessayer ne sert à rien.',
    },
    SSPR_0030: {
      meaning: 'Le cloud ne parvient pas à joindre l’agent local qui réécrit les mots de passe.',
      publicHelp:
        'En général, cela signifie que la connexion à l’annuaire propre à l’organisation a échoué. Vous pouvez réessayer une fois plus tard\u00a0; si le message revient, un administrateur doit s’en occuper.',
    },
    '31001': {
      meaning:
        'Événement 31001 (PasswordResetStart)\u00a0: la réinitialisation d’un utilisateur est arrivée dans l’environnement local.',
    },
    '31002': {
      meaning:
        'Événement 31002 (PasswordResetSuccess)\u00a0: la réinitialisation d’un utilisateur a été écrite dans Active Directory.',
    },
    '31003': {
      meaning:
        'Événement 31003 (PasswordResetFail)\u00a0: Active Directory n’a pas accepté la réinitialisation d’un utilisateur\u00a0: stratégie, droits ou groupe protégé.',
    },
    '31004': {
      meaning:
        'Événement 31004 (OnboardingEventStart)\u00a0: la réécriture du mot de passe est en cours d’activation.',
    },
    '31005': {
      meaning:
        'Événement 31005 (OnboardingEventSuccess)\u00a0: la réécriture du mot de passe est activée et prête.',
    },
    '31006': {
      meaning:
        'Événement 31006 (ChangePasswordStart)\u00a0: la modification de mot de passe d’un utilisateur est arrivée dans l’environnement local.',
    },
    '31007': {
      meaning:
        'Événement 31007 (ChangePasswordSuccess)\u00a0: la modification de mot de passe d’un utilisateur a été écrite dans Active Directory.',
    },
    '31008': {
      meaning:
        'Événement 31008 (ChangePasswordFail)\u00a0: Active Directory n’a pas accepté la modification de mot de passe d’un utilisateur\u00a0: stratégie, droits ou groupe protégé.',
    },
    '31009': {
      meaning:
        'Événement 31009 (ResetUserPasswordByAdminStart)\u00a0: une réinitialisation faite par un administrateur est arrivée dans l’environnement local.',
    },
    '31010': {
      meaning:
        'Événement 31010 (ResetUserPasswordByAdminSuccess)\u00a0: une réinitialisation faite par un administrateur a été écrite dans Active Directory.',
    },
    '31011': {
      meaning:
        'Événement 31011 (ResetUserPasswordByAdminFail)\u00a0: Active Directory n’a pas accepté une réinitialisation faite par un administrateur\u00a0: stratégie, droits ou groupe protégé.',
    },
    '31012': {
      meaning:
        'Événement 31012 (OffboardingEventStart)\u00a0: la réécriture du mot de passe est en cours de désactivation.',
    },
    '31013': {
      meaning:
        'Événement 31013 (OffboardingEventSuccess)\u00a0: la réécriture du mot de passe a été désactivée.',
    },
    '31014': {
      meaning:
        'Événement 31014 (OffboardingEventFail)\u00a0: la réécriture du mot de passe n’a pas pu être désactivée, souvent parce qu’un compte d’administrateur fédéré a été utilisé.',
    },
    '31015': {
      meaning:
        'Événement 31015 (WriteBackServiceStarted)\u00a0: le service de réécriture a démarré.',
    },
    '31016': {
      meaning:
        'Événement 31016 (WriteBackServiceStopped)\u00a0: le service de réécriture s’est arrêté\u00a0; aucune demande du cloud n’aboutit tant qu’il ne fonctionne pas de nouveau.',
    },
    '31017': {
      meaning:
        'Événement 31017 (AuthTokenSuccess)\u00a0: une étape de configuration de la réécriture a réussi (jeton d’autorisation).',
    },
    '31018': {
      meaning:
        'Événement 31018 (KeyPairCreationSuccess)\u00a0: une étape de configuration de la réécriture a réussi (paire de clés).',
    },
    '31019': {
      meaning:
        'Événement 31019 (ServiceBusHeartBeat)\u00a0: signal de présence\u00a0; la réécriture est connectée au cloud.',
    },
    '31034': {
      meaning:
        'Événement 31034 (ServiceBusListenerError)\u00a0: le relais dans le cloud est injoignable.',
    },
    '31044': {
      meaning:
        'Événement 31044 (PasswordResetService)\u00a0: l’un des deux hôtes de relais est en panne\u00a0; la réécriture ne fonctionne pas de façon fiable.',
    },
    '32000': {
      meaning:
        'Événement 32000 (UnknownError)\u00a0: erreur inconnue\u00a0; l’exception contenue dans l’événement en dit plus.',
    },
    '32001': {
      meaning:
        'Événement 32001 (ServiceError)\u00a0: le service cloud de réinitialisation de mot de passe est injoignable.',
    },
    '32002': {
      meaning:
        'Événement 32002 (ServiceBusError)\u00a0: le Service Bus est injoignable, généralement parce que le trafic sortant est bloqué.',
    },
    '32003': {
      meaning:
        'Événement 32003 (InPutValidationError)\u00a0: le service a reçu des données d’entrée non valides.',
    },
    '32004': {
      meaning:
        'Événement 32004 (DecryptionError)\u00a0: les clés du cloud et du serveur de synchronisation ne correspondent pas.',
    },
    '32005': {
      meaning:
        'Événement 32005 (ConfigurationError)\u00a0: la configuration de réécriture enregistrée n’a pas pu être écrite ou lue.',
    },
    '32007': {
      meaning:
        'Événement 32007 (OnBoardingConfigUpdateError)\u00a0: la configuration de réécriture n’a pas pu être mise à jour.',
    },
    '32008': {
      meaning:
        'Événement 32008 (ValidationError)\u00a0: le service de réinitialisation de mot de passe a donné une réponse non valide.',
    },
    '32009': {
      meaning:
        'Événement 32009 (AuthTokenError)\u00a0: les informations d’identification données à l’assistant Connect sont erronées ou appartiennent à un compte fédéré.',
    },
    '32010': {
      meaning:
        'Événement 32010 (CryptoError)\u00a0: le chiffrement a échoué dans l’environnement du serveur.',
    },
    '32011': {
      meaning:
        'Événement 32011 (OnBoardingServiceError)\u00a0: l’activation de la réécriture a échoué auprès du service\u00a0: pare-feu ou administrateur fédéré.',
    },
    '32013': {
      meaning:
        'Événement 32013 (OffBoardingError)\u00a0: la désactivation de la réécriture a échoué auprès du service\u00a0: pare-feu ou administrateur fédéré.',
    },
    '32014': {
      meaning:
        'Événement 32014 (ServiceBusWarning)\u00a0: la connexion au Service Bus est en cours de nouvelle tentative\u00a0; seule une répétition fréquente pose problème.',
    },
    '32015': {
      meaning:
        'Événement 32015 (ReportServiceHealthError)\u00a0: le signal de présence n’a pas pu être envoyé.',
    },
    '33001': {
      meaning:
        'Événement 33001 (ADUnKnownError)\u00a0: Active Directory a renvoyé une erreur inconnue.',
    },
    '33002': {
      meaning:
        'Événement 33002 (ADUserNotFoundError)\u00a0: la personne est introuvable dans l’Active Directory local.',
    },
    '33003': {
      meaning:
        'Événement 33003 (ADMutliMatchError)\u00a0: deux utilisateurs locaux partagent une même ancre cloud.',
    },
    '33004': {
      meaning:
        'Événement 33004 (ADPermissionsError)\u00a0: le compte connecteur n’a pas le droit de réinitialiser le mot de passe de cette personne, ou le compte est protégé.',
    },
    '33005': {
      meaning: 'Événement 33005 (ADUserAccountDisabled)\u00a0: le compte local est désactivé.',
    },
    '33006': {
      meaning: 'Événement 33006 (ADUserAccountLockedOut)\u00a0: le compte local est verrouillé.',
    },
    '33007': {
      meaning:
        'Événement 33007 (ADUserIncorrectPassword)\u00a0: le mot de passe actuel saisi pour une modification était erroné.',
    },
    '33008': {
      meaning:
        'Événement 33008 (ADPasswordPolicyError)\u00a0: Active Directory a refusé le nouveau mot de passe\u00a0: âge minimal, historique, complexité ou filtre de mots de passe.',
    },
    '33009': {
      meaning:
        'Événement 33009 (ADConfigurationError)\u00a0: problème dans la configuration d’Active Directory.',
    },
    '6329': {
      meaning:
        'Événement 6329 (ADSync)\u00a0: le mot de passe n’a pas pu être défini\u00a0; le détail de l’événement indique laquelle des quatre causes est en jeu.',
    },
    '6800': {
      meaning:
        'Événement 6800 (ADSync)\u00a0: le point de terminaison de réécriture n’a pas pu démarrer.',
    },
    '656': {
      meaning:
        'Événement 656 (synchronisation de hachage de mot de passe)\u00a0: écrit par la synchronisation de hachage de mot de passe\u00a0; une rafale après la première activation de la réécriture est normale.',
    },
    '657': {
      meaning:
        'Événement 657 (synchronisation de hachage de mot de passe)\u00a0: écrit par la synchronisation de hachage de mot de passe\u00a0; une rafale après la première activation de la réécriture est normale.',
    },
    '4724': {
      meaning:
        'Événement 4724 (journal de sécurité du contrôleur de domaine)\u00a0: tentative de réinitialisation d’un mot de passe\u00a0; en cas d’échec, cela signifie que la réinitialisation est arrivée au contrôleur de domaine et a été refusée.',
    },
    '0x80230402': {
      meaning: 'Ancre en double\u00a0: le même utilisateur est activé dans plusieurs domaines.',
    },
    '0x800700CE': {
      meaning: 'Le mot de passe du compte connecteur est trop long.',
    },
    '0x8023062C': {
      meaning:
        'Le trafic LDAP du connecteur n’est ni signé ni chiffré, alors que les contrôleurs de domaine l’exigent.',
    },
    '0x80230619': {
      meaning: 'Une restriction de la stratégie de mot de passe locale empêche la modification.',
    },
    '0x8023061F': {
      meaning: 'La réécriture ne connaît pas une forêt ajoutée par la suite.',
    },
    OnPremisesSuccessCloudFailure: {
      meaning:
        'La réinitialisation a réussi dans l’environnement local, mais son écriture dans le cloud a échoué (délai dépassé, stratégie de mot de passe du cloud ou limitation).',
      publicHelp:
        'En général, cela signifie que le nouveau mot de passe a été accepté et doit encore parvenir au cloud. Merci d’attendre quelques minutes, puis de vous connecter avec le nouveau mot de passe.',
    },
    FuzzyPolicyViolationInvalidPassword: {
      meaning:
        'Le nouveau mot de passe ressemble à une entrée de la liste de mots de passe interdits, globale ou propre à l’organisation.',
      publicHelp:
        'En général, cela signifie que le nouveau mot de passe est trop proche d’un mot de passe interdit. Un mot de passe plus long, sans mots courants ni noms d’entreprise ou de lieu, résout le problème\u00a0; remplacer des lettres par des signes ressemblants ne suffit pas.',
    },
    AADSTS50053: {
      meaning:
        'Ce n’est pas une erreur de réinitialisation de mot de passe\u00a0: la connexion est bloquée, parce que le compte est verrouillé après trop de mots de passe erronés ou que l’adresse est bloquée.',
      publicHelp:
        'En général, cela signifie que la connexion est bloquée pour un moment, le plus souvent après plusieurs mots de passe erronés. Merci d’attendre avant de réessayer\u00a0; une réinitialisation sur https://aka.ms/sspr («\u00a0J’ai oublié mon mot de passe\u00a0») met aussi fin au verrouillage.',
    },
    'feature-not-enabled': {
      meaning:
        '«\u00a0Votre administrateur ne vous a pas autorisé à utiliser cette fonctionnalité\u00a0»\u00a0: la réinitialisation de mot de passe en libre-service est désactivée, la personne est hors de l’étendue, ou une licence manque.',
      publicHelp:
        'Le message «\u00a0Votre administrateur ne vous a pas autorisé à utiliser cette fonctionnalité\u00a0» signifie que la réinitialisation du mot de passe n’est pas disponible avec les réglages actuels de l’organisation. Seul un administrateur peut les modifier.',
    },
    'account-not-verified': {
      meaning:
        '«\u00a0Nous n’avons pas pu vérifier votre compte\u00a0»\u00a0: aucune méthode de vérification utilisable n’est enregistrée.',
      publicHelp:
        'Le message «\u00a0Nous n’avons pas pu vérifier votre compte\u00a0» signifie généralement que la page n’a trouvé aucune information de sécurité à contrôler. Votre service d’assistance doit d’abord rétablir l’accès\u00a0; vous pourrez ensuite vous inscrire sur https://aka.ms/ssprsetup.',
    },
    'sms-or-call-not-received': {
      meaning:
        'Le SMS ou l’appel n’arrive jamais\u00a0: le plus souvent, le numéro est mal formé ou périmé.',
      publicHelp:
        'Un code qui n’arrive jamais par SMS ou par appel indique le plus souvent un numéro périmé ou mal écrit. Merci d’essayer une autre méthode de vérification si la page en propose une.',
    },
    'email-not-received': {
      meaning:
        'L’e-mail de réinitialisation n’arrive jamais\u00a0: le plus souvent un filtre antispam, ou une autre boîte aux lettres que celle qui est inscrite.',
      publicHelp:
        'Si l’e-mail n’arrive pas, merci de regarder d’abord dans le courrier indésirable et de vérifier que vous consultez bien la boîte aux lettres que vous avez inscrite.',
    },
    'phone-number-mismatch': {
      meaning: 'Le numéro saisi diffère de celui qui est inscrit.',
      publicHelp:
        'Si la page indique que le numéro ne correspond pas, merci de saisir le numéro inscrit en entier, avec l’indicatif du pays et l’indicatif régional.',
    },
    'user-id-not-recognized': {
      meaning:
        'La page ne connaît pas l’identifiant\u00a0: l’adresse e-mail saisie diffère du nom de connexion (UPN).',
      publicHelp:
        'Si la page n’accepte pas l’identifiant, merci de saisir le nom complet avec lequel vous vous connectez au travail (il peut être différent de votre adresse e-mail).',
    },
    'too-many-attempts': {
      meaning:
        'La réinitialisation du mot de passe est limitée après trop de tentatives\u00a0: cinq en une heure, cinq preuves échouées en 24 heures ou dix e-mails en dix minutes.',
      publicHelp:
        'Après trop de tentatives, la page se ferme pour un moment. Merci d’attendre 24 heures après votre dernière tentative\u00a0; des essais plus précoces ne font que prolonger l’attente.',
    },
    'on-premises-policy-violation': {
      meaning:
        'La stratégie de mot de passe locale refuse le nouveau mot de passe (longueur, complexité, historique ou âge minimal).',
      publicHelp:
        'Le nouveau mot de passe ne respecte pas les règles de mot de passe de l’organisation. Merci d’en choisir un plus long, que vous n’avez jamais utilisé et qui mélange lettres, chiffres et symboles.',
    },
    'reset-dialog-not-shown': {
      meaning: 'La boîte de dialogue de réinitialisation n’apparaît pas sur un ordinateur lent.',
      publicHelp:
        'Sur un ordinateur lent, il arrive que la fenêtre de réinitialisation n’apparaisse pas\u00a0; merci de la sélectionner de nouveau.',
    },
    'sign-in-screen-something-went-wrong': {
      meaning:
        '«\u00a0Une erreur s’est produite\u00a0» derrière le lien de réinitialisation de l’écran de connexion Windows\u00a0: le proxy demande un utilisateur, ou des adresses sont bloquées.',
      publicHelp:
        'Si le lien de réinitialisation de l’écran de connexion Windows échoue, merci d’utiliser entre-temps https://aka.ms/sspr dans un navigateur sur un autre appareil.',
    },
    'servers-catching-up': {
      meaning:
        '«\u00a0Les serveurs ont besoin d’un peu de temps pour se mettre à jour\u00a0»\u00a0: un mot de passe temporaire n’a pas encore été synchronisé par hachage.',
      publicHelp:
        'Si la page indique que les serveurs ont besoin d’un peu de temps pour se mettre à jour, merci d’attendre quelques minutes et de réessayer.',
    },
    'request-not-processed': {
      meaning:
        '«\u00a0Une erreur s’est produite lors du traitement de la demande\u00a0»\u00a0: en général une panne de service ou un problème de configuration.',
      publicHelp:
        'Ce message est général et souvent temporaire. Merci de réessayer une fois\u00a0; s’il persiste, envoyez-nous le code de support affiché en bas de la page.',
    },
  },
  undocumentedCode: {
    meaning: 'Microsoft ne documente pas ce numéro.',
    publicHelp:
      'Microsoft n’explique pas ce numéro publiquement. Le code de support en bas de la page nous aide à trouver la cause.',
  },
}
