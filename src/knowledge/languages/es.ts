import type { Translation } from '../translations.ts'

/** Spanish, in the polite form. */
export const spanish: Translation = {
  phrases: {
    greeting: 'Hola:\n\nGracias por su mensaje.',
    exposed:
      'Su mensaje contenía lo que parece una contraseña o un código de verificación. Lo hemos ocultado. Por favor, cambie esa contraseña ahora y no envíe nunca ninguna a nadie, tampoco a nosotros.',
    identityCheck:
      'Para su protección, nuestro personal solo restablece o modifica una cuenta después de comprobar quién lo solicita; un mensaje como este no es suficiente.',
    askIntroduction:
      'Para seguir ayudándole necesitamos algunos datos. Por favor, responda indicando:',
    askNothingSecret: 'Por favor, no incluya nunca una contraseña ni un código de verificación.',
    closing:
      'Si algo no queda claro, basta con que responda a esta solicitud.\n\nReciba un cordial saludo\nServicio de soporte técnico de TI',
    details: 'Detalles',
    colon: ': ',
  },
  questions: {
    'error-text':
      '¿Qué dice exactamente el mensaje? Cópielo palabra por palabra, con cualquier código del tipo SSPR_0029 (pero nunca una contraseña ni un código de verificación).',
    'support-code':
      '¿Qué código de soporte técnico muestra la página? Está en el vínculo «Código de soporte técnico» de la parte inferior de la página.',
    time: '¿Cuándo ocurrió (fecha, hora y zona horaria)?',
    'user-type':
      '¿Qué tipo de cuenta está afectada: solo de nube, federada, con sincronización de hash de contraseña o con autenticación de paso a través?',
    licence:
      '¿Qué licencias tienen las personas afectadas y el administrador (por ejemplo, Microsoft 365 Empresa Premium, E3, Entra ID P1)?',
    page: '¿En qué página o pantalla se encontraba (su dirección o, por ejemplo, la pantalla de inicio de sesión de Windows)?',
    scope:
      '¿El autoservicio de restablecimiento de contraseña está definido como Ninguno, Seleccionado (¿qué grupo?) o Todos?',
    'account-role':
      '¿La cuenta afectada (o la que usa para las pruebas) tiene algún rol de administrador?',
    'event-id':
      '¿Qué eventos (identificador y texto) de PasswordResetService y ADSync muestra a esa hora el registro de Aplicación del servidor de sincronización?',
    method:
      '¿De qué método de verificación se trata (aplicación Authenticator, mensaje de texto, llamada, correo electrónico, preguntas de seguridad)? Por favor, no envíe números ni direcciones.',
    'affected-users': '¿Afecta a una persona, a varias o a todas?',
  },
  codes: {
    SSPR_0009: {
      meaning:
        'El autoservicio de restablecimiento de contraseña está desactivado para toda la organización.',
      publicHelp:
        'En general significa que el autoservicio de restablecimiento de contraseña está desactivado en la organización. Solo un administrador puede cambiarlo; volver a intentarlo no sirve de nada.',
    },
    SSPR_009: {
      meaning:
        'Se ha rechazado una cuenta de administrador: el autoservicio de restablecimiento de contraseña para administradores está desactivado, aunque el portal muestre la función como activada. Tres cifras, no es lo mismo que SSPR_0009.',
      publicHelp:
        'En general significa que el autoservicio de restablecimiento de contraseña no está disponible para las cuentas de administrador de la organización. Debe ocuparse otro administrador; volver a intentarlo no sirve de nada.',
    },
    SSPR_0010: {
      meaning:
        'La contraseña se administra en el entorno local y la escritura diferida de contraseñas no está habilitada.',
      publicHelp:
        'En general significa que no se ha habilitado un servicio que la organización necesita para restablecer contraseñas. Solo un administrador puede cambiarlo; volver a intentarlo no sirve de nada.',
    },
    SSPR_0011: {
      meaning:
        'La organización no ha definido ninguna directiva de restablecimiento de contraseña.',
      publicHelp:
        'En general significa que el restablecimiento de contraseña todavía no se ha configurado en la organización. Solo un administrador puede cambiarlo; volver a intentarlo no sirve de nada.',
    },
    SSPR_0012: {
      meaning: 'Falta una licencia que el autoservicio de restablecimiento de contraseña requiere.',
      publicHelp:
        'En general significa que falta una licencia necesaria para restablecer la contraseña. Solo un administrador puede cambiarlo; volver a intentarlo no sirve de nada.',
    },
    SSPR_0013: {
      meaning:
        'El autoservicio de restablecimiento de contraseña está limitado a un grupo al que la persona no pertenece.',
      publicHelp:
        'En general significa que el restablecimiento de contraseña está limitado a determinados grupos de la organización. Solo un administrador puede cambiarlo; volver a intentarlo no sirve de nada.',
    },
    SSPR_0014: {
      meaning:
        'La cuenta tiene muy pocos métodos de verificación registrados, o están mal formados.',
      publicHelp:
        'En general significa que no hay suficiente información de seguridad registrada para demostrar quién restablece la contraseña. Su servicio de soporte técnico debe devolverle primero el acceso; después podrá registrarse en https://aka.ms/ssprsetup.',
    },
    SSPR_0029: {
      meaning:
        'Un error de configuración local impide el restablecimiento: permisos de la cuenta de sincronización, una cuenta protegida o llamadas remotas a SAM restringidas.',
      publicHelp:
        'En general significa que algo en la configuración del directorio propio de la organización impide el restablecimiento. Solo un administrador puede resolverlo; volver a intentarlo no sirve de nada.',
    },
    SSPR_0030: {
      meaning: 'La nube no llega al agente local que escribe las contraseñas en el directorio.',
      publicHelp:
        'En general significa que ha fallado la conexión con el directorio propio de la organización. Puede intentarlo una vez más, un poco más tarde; si el mensaje vuelve a aparecer, debe revisarlo un administrador.',
    },
    '31001': {
      meaning:
        'Evento 31001 (PasswordResetStart): ha llegado al entorno local el restablecimiento de un usuario.',
    },
    '31002': {
      meaning:
        'Evento 31002 (PasswordResetSuccess): el restablecimiento de un usuario se ha escrito en Active Directory.',
    },
    '31003': {
      meaning:
        'Evento 31003 (PasswordResetFail): Active Directory no ha admitido el restablecimiento de un usuario: directiva, permisos o grupo protegido.',
    },
    '31004': {
      meaning:
        'Evento 31004 (OnboardingEventStart): se está habilitando la escritura diferida de contraseñas.',
    },
    '31005': {
      meaning:
        'Evento 31005 (OnboardingEventSuccess): la escritura diferida de contraseñas está habilitada y lista.',
    },
    '31006': {
      meaning:
        'Evento 31006 (ChangePasswordStart): ha llegado al entorno local el cambio de contraseña de un usuario.',
    },
    '31007': {
      meaning:
        'Evento 31007 (ChangePasswordSuccess): el cambio de contraseña de un usuario se ha escrito en Active Directory.',
    },
    '31008': {
      meaning:
        'Evento 31008 (ChangePasswordFail): Active Directory no ha admitido el cambio de contraseña de un usuario: directiva, permisos o grupo protegido.',
    },
    '31009': {
      meaning:
        'Evento 31009 (ResetUserPasswordByAdminStart): ha llegado al entorno local un restablecimiento hecho por un administrador.',
    },
    '31010': {
      meaning:
        'Evento 31010 (ResetUserPasswordByAdminSuccess): un restablecimiento hecho por un administrador se ha escrito en Active Directory.',
    },
    '31011': {
      meaning:
        'Evento 31011 (ResetUserPasswordByAdminFail): Active Directory no ha admitido un restablecimiento hecho por un administrador: directiva, permisos o grupo protegido.',
    },
    '31012': {
      meaning:
        'Evento 31012 (OffboardingEventStart): se está deshabilitando la escritura diferida de contraseñas.',
    },
    '31013': {
      meaning:
        'Evento 31013 (OffboardingEventSuccess): se ha deshabilitado la escritura diferida de contraseñas.',
    },
    '31014': {
      meaning:
        'Evento 31014 (OffboardingEventFail): no se ha podido deshabilitar la escritura diferida de contraseñas, a menudo porque se usó una cuenta de administrador federada.',
    },
    '31015': {
      meaning:
        'Evento 31015 (WriteBackServiceStarted): se ha iniciado el servicio de escritura diferida.',
    },
    '31016': {
      meaning:
        'Evento 31016 (WriteBackServiceStopped): se ha detenido el servicio de escritura diferida; ninguna solicitud de la nube funciona hasta que vuelva a ejecutarse.',
    },
    '31017': {
      meaning:
        'Evento 31017 (AuthTokenSuccess): un paso de configuración de la escritura diferida se ha completado (token de autorización).',
    },
    '31018': {
      meaning:
        'Evento 31018 (KeyPairCreationSuccess): un paso de configuración de la escritura diferida se ha completado (par de claves).',
    },
    '31019': {
      meaning:
        'Evento 31019 (ServiceBusHeartBeat): latido; la escritura diferida está conectada a la nube.',
    },
    '31034': {
      meaning: 'Evento 31034 (ServiceBusListenerError): no se llega a la retransmisión en la nube.',
    },
    '31044': {
      meaning:
        'Evento 31044 (PasswordResetService): uno de los dos hosts de retransmisión no está disponible; la escritura diferida no funciona de forma fiable.',
    },
    '32000': {
      meaning:
        'Evento 32000 (UnknownError): error desconocido; la excepción del evento da más información.',
    },
    '32001': {
      meaning:
        'Evento 32001 (ServiceError): no se llega al servicio de restablecimiento de contraseña en la nube.',
    },
    '32002': {
      meaning:
        'Evento 32002 (ServiceBusError): no se llega al bus de servicio, normalmente porque está bloqueado el tráfico de salida.',
    },
    '32003': {
      meaning:
        'Evento 32003 (InPutValidationError): el servicio ha recibido datos de entrada no válidos.',
    },
    '32004': {
      meaning:
        'Evento 32004 (DecryptionError): las claves de la nube y del servidor de sincronización no coinciden.',
    },
    '32005': {
      meaning:
        'Evento 32005 (ConfigurationError): no se ha podido escribir o leer la configuración guardada de la escritura diferida.',
    },
    '32007': {
      meaning:
        'Evento 32007 (OnBoardingConfigUpdateError): no se ha podido actualizar la configuración de la escritura diferida.',
    },
    '32008': {
      meaning:
        'Evento 32008 (ValidationError): el servicio de restablecimiento de contraseña ha dado una respuesta no válida.',
    },
    '32009': {
      meaning:
        'Evento 32009 (AuthTokenError): las credenciales indicadas en el asistente de Connect son incorrectas o pertenecen a una cuenta federada.',
    },
    '32010': {
      meaning: 'Evento 32010 (CryptoError): el cifrado ha fallado en el entorno del servidor.',
    },
    '32011': {
      meaning:
        'Evento 32011 (OnBoardingServiceError): no se ha podido habilitar la escritura diferida en el servicio: firewall o administrador federado.',
    },
    '32013': {
      meaning:
        'Evento 32013 (OffBoardingError): no se ha podido deshabilitar la escritura diferida en el servicio: firewall o administrador federado.',
    },
    '32014': {
      meaning:
        'Evento 32014 (ServiceBusWarning): se está reintentando la conexión con el bus de servicio; solo es un problema si se repite a menudo.',
    },
    '32015': {
      meaning: 'Evento 32015 (ReportServiceHealthError): no se ha podido enviar el latido.',
    },
    '33001': {
      meaning: 'Evento 33001 (ADUnKnownError): Active Directory ha devuelto un error desconocido.',
    },
    '33002': {
      meaning:
        'Evento 33002 (ADUserNotFoundError): no se ha encontrado a la persona en el Active Directory local.',
    },
    '33003': {
      meaning:
        'Evento 33003 (ADMutliMatchError): dos usuarios locales comparten un mismo delimitador de nube.',
    },
    '33004': {
      meaning:
        'Evento 33004 (ADPermissionsError): la cuenta del conector no puede restablecer la contraseña de esta persona, o la cuenta está protegida.',
    },
    '33005': {
      meaning: 'Evento 33005 (ADUserAccountDisabled): la cuenta local está deshabilitada.',
    },
    '33006': {
      meaning: 'Evento 33006 (ADUserAccountLockedOut): la cuenta local está bloqueada.',
    },
    '33007': {
      meaning:
        'Evento 33007 (ADUserIncorrectPassword): la contraseña actual indicada para el cambio no era correcta.',
    },
    '33008': {
      meaning:
        'Evento 33008 (ADPasswordPolicyError): Active Directory ha rechazado la contraseña nueva: vigencia mínima, historial, complejidad o un filtro de contraseñas.',
    },
    '33009': {
      meaning:
        'Evento 33009 (ADConfigurationError): hay un problema en la configuración de Active Directory.',
    },
    '6329': {
      meaning:
        'Evento 6329 (ADSync): no se ha podido establecer la contraseña; el detalle del evento indica cuál de las cuatro causas es.',
    },
    '6800': {
      meaning:
        'Evento 6800 (ADSync): no se ha podido iniciar el punto de conexión de la escritura diferida.',
    },
    '656': {
      meaning:
        'Evento 656 (sincronización de hash de contraseña): lo escribe la sincronización de hash de contraseña; es normal que aparezca muchas veces al habilitar por primera vez la escritura diferida.',
    },
    '657': {
      meaning:
        'Evento 657 (sincronización de hash de contraseña): lo escribe la sincronización de hash de contraseña; es normal que aparezca muchas veces al habilitar por primera vez la escritura diferida.',
    },
    '4724': {
      meaning:
        'Evento 4724 (registro de seguridad del controlador de dominio): intento de restablecer una contraseña; como error significa que el restablecimiento llegó al controlador de dominio y fue rechazado.',
    },
    '0x80230402': {
      meaning: 'Delimitador duplicado: el mismo usuario está habilitado en varios dominios.',
    },
    '0x800700CE': {
      meaning: 'La contraseña de la cuenta del conector es demasiado larga.',
    },
    '0x8023062C': {
      meaning:
        'El tráfico LDAP del conector no está firmado ni cifrado, y los controladores de dominio lo exigen.',
    },
    '0x80230619': {
      meaning: 'Una restricción de la directiva de contraseñas local impide el cambio.',
    },
    '0x8023061F': {
      meaning: 'La escritura diferida no conoce un bosque que se agregó más tarde.',
    },
    OnPremisesSuccessCloudFailure: {
      meaning:
        'El restablecimiento funcionó en el entorno local, pero no se pudo escribir en la nube (tiempo de espera agotado, directiva de contraseñas de la nube o limitación de solicitudes).',
      publicHelp:
        'En general significa que la contraseña nueva se ha aceptado y aún tiene que llegar a la nube. Espere unos minutos y después inicie sesión con la contraseña nueva.',
    },
    FuzzyPolicyViolationInvalidPassword: {
      meaning:
        'La contraseña nueva se parece a una entrada de la lista de contraseñas prohibidas, la global o la propia de la organización.',
      publicHelp:
        'En general significa que la contraseña nueva se parece demasiado a una prohibida. Se resuelve con una contraseña más larga, sin palabras comunes ni nombres de empresas o lugares; cambiar letras por signos parecidos no ayuda.',
    },
    AADSTS50053: {
      meaning:
        'No es un error de restablecimiento de contraseña: el inicio de sesión está bloqueado, porque la cuenta se bloqueó tras demasiadas contraseñas erróneas o porque la dirección está bloqueada.',
      publicHelp:
        'En general significa que el inicio de sesión está bloqueado durante un tiempo, casi siempre tras varias contraseñas erróneas. Espere antes de volver a intentarlo; un restablecimiento en https://aka.ms/sspr («He olvidado mi contraseña») también termina con el bloqueo.',
    },
    'feature-not-enabled': {
      meaning:
        '«El administrador no le ha habilitado para usar esta característica»: el autoservicio de restablecimiento de contraseña está desactivado, la persona está fuera del ámbito o falta una licencia.',
      publicHelp:
        'El mensaje «El administrador no le ha habilitado para usar esta característica» significa que el restablecimiento de contraseña no está disponible con la configuración actual de la organización. Solo un administrador puede cambiarlo.',
    },
    'account-not-verified': {
      meaning:
        '«No se pudo comprobar su cuenta»: no consta ningún método de verificación utilizable.',
      publicHelp:
        'El mensaje «No se pudo comprobar su cuenta» suele significar que la página no encontró información de seguridad que comprobar. Su servicio de soporte técnico debe devolverle primero el acceso; después podrá registrarse en https://aka.ms/ssprsetup.',
    },
    'sms-or-call-not-received': {
      meaning:
        'El mensaje de texto o la llamada no llega nunca: casi siempre se debe a un número mal formado o desactualizado.',
      publicHelp:
        'Si un código no llega nunca por mensaje de texto o por llamada, casi siempre se debe a un número desactualizado o mal escrito. Pruebe otro método de verificación si la página lo ofrece.',
    },
    'email-not-received': {
      meaning:
        'El correo de restablecimiento no llega nunca: casi siempre se debe a un filtro de correo no deseado o a un buzón distinto del registrado.',
      publicHelp:
        'Si el correo no llega, mire primero en la carpeta de correo no deseado y asegúrese de estar consultando el buzón que registró.',
    },
    'phone-number-mismatch': {
      meaning: 'El número escrito no coincide con el registrado.',
      publicHelp:
        'Si la página indica que el número no coincide, escriba el número registrado completo, con los prefijos de país y de zona.',
    },
    'user-id-not-recognized': {
      meaning:
        'La página no reconoce el identificador de usuario: la dirección de correo escrita es distinta del nombre de inicio de sesión (UPN).',
      publicHelp:
        'Si la página no acepta el identificador de usuario, escriba el nombre completo con el que inicia sesión en el trabajo (puede ser distinto de su dirección de correo).',
    },
    'too-many-attempts': {
      meaning:
        'El restablecimiento de contraseña está limitado tras demasiados intentos: cinco en una hora, cinco comprobaciones fallidas en 24 horas o diez correos en diez minutos.',
      publicHelp:
        'Tras demasiados intentos la página se cierra durante un tiempo. Espere 24 horas desde su último intento; probar antes solo alarga la espera.',
    },
    'on-premises-policy-violation': {
      meaning:
        'La directiva de contraseñas local rechaza la contraseña nueva (longitud, complejidad, historial o vigencia mínima).',
      publicHelp:
        'La contraseña nueva no cumple las reglas de contraseñas de la organización. Elija una más larga, que no haya usado antes y que combine letras, números y símbolos.',
    },
    'reset-dialog-not-shown': {
      meaning: 'El cuadro de diálogo de restablecimiento no aparece en un equipo lento.',
      publicHelp:
        'En un equipo lento puede que la ventana de restablecimiento no aparezca; selecciónela de nuevo.',
    },
    'sign-in-screen-something-went-wrong': {
      meaning:
        '"Something went wrong" al abrir el vínculo de restablecimiento de la pantalla de inicio de sesión de Windows: el proxy pide un usuario o hay direcciones bloqueadas.',
      publicHelp:
        'Si falla el vínculo de restablecimiento de la pantalla de inicio de sesión de Windows, use mientras tanto https://aka.ms/sspr en el navegador de otro dispositivo.',
    },
    'servers-catching-up': {
      meaning:
        '«Los servidores tardan un poco en ponerse al día»: el hash de una contraseña temporal todavía no se ha sincronizado.',
      publicHelp:
        'Si la página indica que los servidores tardan un poco en ponerse al día, espere unos minutos y vuelva a intentarlo.',
    },
    'request-not-processed': {
      meaning:
        '«Se produce un error al procesar la solicitud»: por lo general, una interrupción del servicio o un problema de configuración.',
      publicHelp:
        'Este mensaje es general y a menudo temporal. Inténtelo una vez más; si persiste, envíenos el código de soporte técnico de la parte inferior de la página.',
    },
  },
  undocumentedCode: {
    meaning: 'Microsoft no documenta este número.',
    publicHelp:
      'Microsoft no explica públicamente este número. El código de soporte técnico de la parte inferior de la página nos ayuda a encontrar la causa.',
  },
}
