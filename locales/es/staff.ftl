# El área del personal, para quienes dirigen una campaña.
staff-area = Área del personal
staff-home = Mis pendientes
staff-sessions = Mis sesiones abiertas
staff-sign-in = Iniciar sesión
staff-sign-out = Cerrar sesión
staff-sign-in-help = ¿Olvidó su contraseña o es su primera vez aquí? Pida un enlace a la persona que administra este sitio.
staff-sign-in-as = Continuar como { $email }
staff-sign-in-or = O inicie sesión con una contraseña
staff-sign-in-no-account = { $email } no tiene cuenta aquí. Pida a quien administra las cuentas que le agregue.
staff-sign-in-wrong = El correo electrónico o la contraseña no son correctos. Revise ambos e intente de nuevo.
staff-sign-in-too-often = Hubo demasiados intentos con este correo electrónico desde su red. Intente de nuevo { $wait }. La cuenta no está bloqueada.
staff-sign-in-no-cookie = Su navegador no mantuvo la sesión abierta. Permita las cookies de este sitio e inicie sesión de nuevo.
staff-busy = Muchas personas están iniciando sesión en este momento. Intente de nuevo en unos segundos.
staff-password = Contraseña
staff-role-owner = Administración
staff-role-editor = Edición
staff-role-viewer = Lectura
staff-role-partner = Alianza

# Un enlace que define una contraseña.
staff-welcome = Elija una contraseña
staff-your-email = Su correo electrónico
staff-password-new = Contraseña nueva
staff-password-again = Confirme la contraseña nueva
staff-password-hint = Al menos { $limit } caracteres. Cuatro palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.
staff-password-set = Guardar e iniciar sesión
staff-password-short = Su contraseña es demasiado corta. Use al menos { $limit } caracteres.
staff-password-long = Su contraseña es demasiado larga. Use como máximo { $limit } caracteres.
staff-password-guessable = Esta contraseña es fácil de adivinar. Pruebe con cuatro palabras sin relación entre sí.
staff-password-differs = Las contraseñas no coinciden. Escriba la misma dos veces.
staff-link-dead = Este enlace no funciona
staff-link-dead-explained = Quizás ya venció o alguien ya lo usó. Pida uno nuevo a la persona que administra este sitio.

# Cuando se rechaza una página o un formulario.
staff-back = Regresar al área del personal
staff-not-for-role = No tiene acceso a esta página
staff-not-for-role-explained = Su rol no la incluye. Si la necesita, hable con la persona que administra este sitio.
staff-form-refused = No guardamos este formulario
staff-form-refused-explained = El formulario estuvo abierto demasiado tiempo o vino de otro sitio web. Regrese, vuelva a cargar la página e intente de nuevo.
staff-again = Un momento
staff-again-button = Continuar

# Sesiones.
staff-sessions-explained = Cada uno de estos navegadores puede abrir el área del personal. La sesión se cierra después de 2 horas sin uso, y siempre después de 12 horas.
staff-session-own = Este navegador
staff-session-since = Sesión iniciada el { $moment }
staff-session-seen = último uso el { $moment }
staff-session-end = Cerrar esta sesión
staff-sessions-end = Cerrar la sesión en todos los demás navegadores
staff-browser-unknown = Navegador desconocido
staff-moment = { $date }, { $time }
staff-age =
    { $days ->
        [0] menos de un día
        [one] { $days } día
        [many] { $days } de días
       *[other] { $days } días
    }

# La primera página.
staff-nothing-waits = No tiene nada pendiente.
staff-no-letters = Aún no hay cartas. Para agregar una, ponga su carpeta en la carpeta de cartas del sitio. Aparecerá aquí.
staff-counted =
    { $organizations ->
        [one] { $organizations } organización
        [many] { $organizations } de organizaciones
       *[other] { $organizations } organizaciones
    } y { $people ->
        [one] { $people } persona
        [many] { $people } de personas
       *[other] { $people } personas
    } ya contadas
staff-waiting = En espera de revisión
staff-waiting-since = Espera más larga
staff-waiting-organizations =
    { $count ->
        [one] { $count } organización en revisión
        [many] { $count } de organizaciones en revisión
       *[other] { $count } organizaciones en revisión
    }
staff-waiting-organizations-twice =
    { $count ->
        [one] { $count } organización que quizás firmó dos veces
        [many] { $count } de organizaciones que quizás firmaron dos veces
       *[other] { $count } organizaciones que quizás firmaron dos veces
    }
staff-waiting-organizations-disowned =
    { $count ->
        [one] { $count } organización dice que no firmó
        [many] { $count } de organizaciones dicen que no firmaron
       *[other] { $count } organizaciones dicen que no firmaron
    }
staff-waiting-people =
    { $count ->
        [one] { $count } persona en revisión
        [many] { $count } de personas en revisión
       *[other] { $count } personas en revisión
    }
staff-waiting-people-disowned =
    { $count ->
        [one] { $count } persona dice que no firmó
        [many] { $count } de personas dicen que no firmaron
       *[other] { $count } personas dicen que no firmaron
    }
staff-waiting-messages =
    { $count ->
        [one] { $count } mensaje al Congreso que nadie ha leído
        [many] { $count } de mensajes al Congreso que nadie ha leído
       *[other] { $count } mensajes al Congreso que nadie ha leído
    }

# El registro de auditoría.
staff-audit = Registro de auditoría
staff-audit-letter = Mostrar entradas sobre
staff-audit-by = Hecho por
staff-audit-show = Mostrar
staff-audit-every-letter = Todo
staff-audit-everyone = Todas las personas
staff-audit-earlier = Entradas anteriores
staff-audit-none = Aún no hay entradas.
staff-audit-removed = cuenta eliminada { $number }
staff-audit-command-line = línea de comandos
staff-audit-service = automático
staff-audit-by-command = { $who } (línea de comandos)
staff-did-staff-added = Agregó una cuenta
staff-did-staff-linked = Creó un enlace para definir una contraseña
staff-did-staff-changed = Cambió un rol
staff-did-staff-removed = Eliminó una cuenta
staff-did-password-set = Definió una contraseña
staff-did-signed-in = Inició sesión
staff-did-sessions-ended =
    { $count ->
        [one] Cerró la sesión en { $count } navegador
        [many] Cerró la sesión en { $count } de navegadores
       *[other] Cerró la sesión en { $count } navegadores
    }
staff-did-factor-set = Configuró una aplicación de autenticación
staff-did-factor-reset = Restableció una aplicación de autenticación
staff-did-codes-renewed = Creó códigos de recuperación nuevos
staff-did-code-used = Usó un código de recuperación
staff-did-codes-wrong =
    { $count ->
        [one] Se cerró su sesión tras { $count } código incorrecto
        [many] Se cerró su sesión tras { $count } de códigos incorrectos
       *[other] Se cerró su sesión tras { $count } códigos incorrectos
    }
staff-did-signatures-recorded =
    { $count ->
        [one] Registró { $count } firma
        [many] Registró { $count } de firmas
       *[other] Registró { $count } firmas
    }
staff-did-signatures-imported =
    { $count ->
        [one] Importó { $count } firma
        [many] Importó { $count } de firmas
       *[other] Importó { $count } firmas
    }
staff-did-signatures-approved =
    { $count ->
        [one] Aprobó { $count } firma
        [many] Aprobó { $count } de firmas
       *[other] Aprobó { $count } firmas
    }
staff-did-signatures-rejected =
    { $count ->
        [one] Rechazó { $count } firma
        [many] Rechazó { $count } de firmas
       *[other] Rechazó { $count } firmas
    }
staff-did-signatures-held =
    { $count ->
        [one] Dejó en revisión { $count } firma
        [many] Dejó en revisión { $count } de firmas
       *[other] Dejó en revisión { $count } firmas
    }
staff-did-bulk-begun =
    { $count ->
        [one] Empezó una decisión sobre { $count } firma
        [many] Empezó una decisión sobre { $count } de firmas
       *[other] Empezó una decisión sobre { $count } firmas
    }
staff-did-decisions-undone =
    { $count ->
        [one] Deshizo la decisión sobre { $count } firma
        [many] Deshizo la decisión sobre { $count } de firmas
       *[other] Deshizo la decisión sobre { $count } firmas
    }
staff-did-organizations-verified =
    { $count ->
        [one] Verificó { $count } organización
        [many] Verificó { $count } de organizaciones
       *[other] Verificó { $count } organizaciones
    }
staff-did-corrections-decided =
    { $count ->
        [one] Decidió sobre { $count } nombre o sitio web nuevo
        [many] Decidió sobre { $count } de nombres o sitios web nuevos
       *[other] Decidió sobre { $count } nombres o sitios web nuevos
    }
staff-did-name-corrected =
    { $count ->
        [one] Corrigió el nombre de { $count } firma
        [many] Corrigió el nombre de { $count } de firmas
       *[other] Corrigió el nombre de { $count } firmas
    }
staff-did-title-corrected =
    { $count ->
        [one] Corrigió el puesto o la empresa de { $count } firma
        [many] Corrigió el puesto o la empresa de { $count } de firmas
       *[other] Corrigió el puesto o la empresa de { $count } firmas
    }
staff-did-place-corrected =
    { $count ->
        [one] Corrigió la ciudad o el estado de { $count } firma
        [many] Corrigió la ciudad o el estado de { $count } de firmas
       *[other] Corrigió la ciudad o el estado de { $count } firmas
    }
staff-did-signatures-merged =
    { $count ->
        [one] Unió { $count } firma
        [many] Unió { $count } de firmas
       *[other] Unió { $count } firmas
    }
staff-did-signatures-kept-apart =
    { $count ->
        [one] Conservó { $count } firma
        [many] Conservó { $count } de firmas que podían ser la misma
       *[other] Conservó { $count } firmas que podían ser la misma
    }
staff-did-merge-undone =
    { $count ->
        [one] Deshizo la unión de { $count } firma
        [many] Deshizo la unión de { $count } de firmas
       *[other] Deshizo la unión de { $count } firmas
    }
staff-did-messages-decided =
    { $count ->
        [one] Decidió sobre { $count } mensaje al Congreso
        [many] Decidió sobre { $count } de mensajes al Congreso
       *[other] Decidió sobre { $count } mensajes al Congreso
    }
staff-did-flood-released =
    { $count ->
        [one] Aprobó { $count } firma de un mismo origen
        [many] Aprobó { $count } de firmas de un mismo origen
       *[other] Aprobó { $count } firmas de un mismo origen
    }
staff-did-address-reopened = Permitió de nuevo el correo a una dirección
staff-did-letter-delivered =
    { $count ->
        [one] Puso en cola { $count } correo a una oficina
        [many] Puso en cola { $count } de correos a oficinas
       *[other] Puso en cola { $count } correos a oficinas
    }
staff-did-delivery-canceled =
    { $count ->
        [one] Canceló { $count } correo a una oficina
        [many] Canceló { $count } de correos a oficinas
       *[other] Canceló { $count } correos a oficinas
    }
staff-did-plan-checked =
    { $count ->
        [one] Revisó el plan de una entrega a { $count } oficina
        [many] Revisó el plan de una entrega a { $count } de oficinas
       *[other] Revisó el plan de una entrega a { $count } oficinas
    }
staff-did-delivery-tested =
    { $count ->
        [one] Se envió { $count } correo de prueba
        [many] Se envió { $count } de correos de prueba
       *[other] Se envió { $count } correos de prueba
    }
staff-did-delivery-approved =
    { $count ->
        [one] Aprobó { $count } correo a una oficina
        [many] Aprobó { $count } de correos a oficinas
       *[other] Aprobó { $count } correos a oficinas
    }
staff-did-delivery-settled =
    { $count ->
        [one] Registró el resultado de { $count } entrega
        [many] Registró el resultado de { $count } de entregas
       *[other] Registró el resultado de { $count } entregas
    }
staff-did-answers-recorded =
    { $count ->
        [one] Registró si { $count } oficina respondió
        [many] Registró si { $count } de oficinas respondieron
       *[other] Registró si { $count } oficinas respondieron
    }
staff-did-office-noted =
    { $count ->
        [one] Cambió el registro de { $count } oficina
        [many] Cambió los registros de { $count } de oficinas
       *[other] Cambió los registros de { $count } oficinas
    }
staff-did-positions-recorded =
    { $count ->
        [one] Registró la postura de { $count } oficina
        [many] Registró las posturas de { $count } de oficinas
       *[other] Registró las posturas de { $count } oficinas
    }
staff-did-record-exported =
    { $count ->
        [one] Exportó el registro de { $count } oficina
        [many] Exportó los registros de { $count } de oficinas
       *[other] Exportó los registros de { $count } oficinas
    }
staff-did-update-sent =
    { $count ->
        [one] Puso en cola { $count } correo con una novedad
        [many] Puso en cola { $count } de correos con una novedad
       *[other] Puso en cola { $count } correos con una novedad
    }
staff-did-emails-resent =
    { $count ->
        [one] Envió otra vez un correo a { $count } firmante
        [many] Envió otra vez correos a { $count } de firmantes
       *[other] Envió otra vez correos a { $count } firmantes
    }
staff-did-emails-retried =
    { $count ->
        [one] Puso en cola otra vez { $count } correo
        [many] Puso en cola otra vez { $count } de correos
       *[other] Puso en cola otra vez { $count } correos
    }
staff-did-emails-canceled =
    { $count ->
        [one] Canceló { $count } correo
        [many] Canceló { $count } de correos
       *[other] Canceló { $count } correos
    }
staff-did-export-begun = Empezó a exportar firmas
staff-did-signers-exported =
    { $count ->
        [one] Exportó { $count } firma
        [many] Exportó { $count } de firmas
       *[other] Exportó { $count } firmas
    }
staff-did-organizations-invited =
    { $count ->
        [one] Invitó a { $count } organización
        [many] Invitó a { $count } de organizaciones
       *[other] Invitó a { $count } organizaciones
    }
staff-did-contacts-changed =
    { $count ->
        [one] Cambió { $count } contacto de oficina
        [many] Cambió { $count } de contactos de oficinas
       *[other] Cambió { $count } contactos de oficinas
    }
staff-did-details-erased =
    { $count ->
        [one] Se borraron los datos de contacto de { $count } firma
        [many] Se borraron los datos de contacto de { $count } de firmas
       *[other] Se borraron los datos de contacto de { $count } firmas
    }
staff-did-address-reported = Mostró lo que se guarda sobre una dirección
staff-did-address-erased = Borró lo que se guarda sobre una dirección
staff-did-backup-restored = Restauró una copia de seguridad

# El segundo factor.
staff-factor = Aplicación de autenticación
staff-factor-explained = Una aplicación de autenticación agrega un segundo paso al iniciar sesión: después de su contraseña, escribe un código de su teléfono. El código cambia cada 30 segundos. Es obligatoria para los roles de administración y edición.
staff-factor-app = Instale en su teléfono una aplicación de autenticación, como Aegis, 2FAS, Google Authenticator o Microsoft Authenticator. Muchos administradores de contraseñas también sirven.
staff-factor-scan = Agregue una cuenta en la aplicación y escanee este código:
staff-factor-qr = Código QR para su aplicación de autenticación
staff-factor-type = Si no puede escanearlo, escriba esta clave en la aplicación:
staff-factor-code = Escriba el código que la aplicación muestra ahora.
staff-factor-save = Guardar y continuar
staff-factor-set = Su aplicación de autenticación está configurada.
staff-factor-lost = ¿Perdió su teléfono? Use un código de recuperación. Si no tiene ninguno, pídale a la persona que administra este sitio que restablezca su aplicación de autenticación.
staff-code = Escriba su código
staff-code-field = Código
staff-code-hint = Los 6 dígitos de su aplicación de autenticación, o un código de recuperación.
staff-code-send = Continuar
staff-code-wrong = Este código no es correcto o usted ya lo usó. Espere el siguiente e intente de nuevo.
staff-code-too-often = Hubo demasiados intentos de escribir un código para esta cuenta. Intente de nuevo { $wait } o use un código de recuperación. La cuenta no está bloqueada.
staff-confirm = Confirme que es usted
staff-confirm-explained = Va a hacer algo importante, por eso le pedimos un código otra vez.
staff-codes = Códigos de recuperación
staff-codes-explained = Guarde estos códigos ahora, por ejemplo en su administrador de contraseñas: los mostramos una sola vez. Si pierde su teléfono, puede usar cada uno una vez en lugar de un código de la aplicación.
staff-codes-kept = Ya los guardé
staff-codes-left =
    { $count ->
        [one] Le queda { $count } código de recuperación.
        [many] Le quedan { $count } de códigos de recuperación.
       *[other] Le quedan { $count } códigos de recuperación.
    }
staff-codes-renew = Crear códigos de recuperación nuevos

# Las cuentas, que maneja la administración del sitio.
staff-people = Equipo
staff-invite = Invitar a alguien
staff-invite-button = Crear el enlace
staff-link = Un enlace para definir una contraseña
staff-link-explained =
    { $days ->
        [one] Envíe este enlace a { $email }. Sirve una sola vez y vence en { $days } día. No volveremos a mostrarlo.
        [many] Envíe este enlace a { $email }. Sirve una sola vez y vence en { $days } de días. No volveremos a mostrarlo.
       *[other] Envíe este enlace a { $email }. Sirve una sola vez y vence en { $days } días. No volveremos a mostrarlo.
    }
staff-link-done = Listo
staff-role-owner-may = administra las cuentas y puede hacer todo lo demás
staff-role-editor-may = decide sobre las firmas y envía correos
staff-role-viewer-may = ve todo sobre una carta, pero no puede cambiar nada
staff-role-partner-may = solo ve los nombres y la ubicación de las organizaciones
staff-person-role = Rol
staff-person-only = Solo para estas cartas
staff-person-only-hint = Si no marca ninguna, la cuenta tiene acceso a todas las cartas. La administración siempre tiene acceso a todas.
staff-person-letters = Solo
staff-person-every-letter = Todas las cartas
staff-person-seen = último inicio de sesión el { $moment }
staff-person-never = aún no ha iniciado sesión
staff-person-invited = invitación creada, aún sin contraseña
staff-person-save = Guardar
staff-person-more = Más acciones
staff-person-link = Crear un enlace nuevo para definir una contraseña
staff-person-sign-out =
    { $count ->
        [one] Cerrar la sesión en { $count } navegador
        [many] Cerrar la sesión en { $count } de navegadores
       *[other] Cerrar la sesión en { $count } navegadores
    }
staff-person-reset = Restablecer la aplicación de autenticación
staff-person-remove = Eliminar esta cuenta
staff-person-exists = Este correo electrónico ya tiene una cuenta. Ábrala en “Equipo” para crear un enlace nuevo.
staff-person-last-owner = Esta es la última cuenta de administración que puede iniciar sesión. Primero agregue otra y espere a que esa persona defina su contraseña.
staff-person-owner-of-some = La administración siempre tiene acceso a todas las cartas. Desmarque las cartas o elija otro rol.
