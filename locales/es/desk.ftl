# The staff area: sheets of signers, one signer, and messages to Congress.
staff-signers = Firmantes
staff-organizations = Organizaciones
staff-individuals = Personas
staff-everyone = Todas las firmas
staff-filter-text = Buscar nombres, correos y sitios web
staff-filter-text-label = Búsqueda
staff-filter-state = Estado de la firma
staff-filter-any-state = Cualquiera
staff-filter-place = Estado o país
staff-filter-anywhere = Cualquier lugar
staff-filter-abroad = Fuera de Estados Unidos
staff-filter-sort = Ordenar por
staff-filter-more = Más filtros
staff-filter-held-for = Por qué está en revisión
staff-filter-any-reason = Cualquier motivo
staff-filter-mark = Señal
staff-filter-any-mark = Cualquier señal
staff-filter-lang = Idioma
staff-filter-any-lang = Cualquier idioma
staff-filter-anything = Cualquiera
staff-filter-domain = Dominio del correo o del sitio web
staff-filter-source = Enlace para compartir
staff-filter-since = Confirmada desde
staff-filter-before = Confirmada antes de
staff-filter-show = Mostrar
staff-filter-clear = Quitar los filtros
staff-filters-saved = Filtros guardados
staff-filter-name = Nombre de este filtro
staff-filter-share = Compartir con todas las personas que ven estas firmas
staff-filter-shared = compartido
staff-filter-save = Guardar este filtro
staff-filter-remove = Quitar
staff-filter-saved = Guardado. Lo encontrará arriba de la lista.
staff-filter-removed = Se quitó.
staff-filter-nameless = No se guardó. Escriba un nombre para el filtro.
staff-filter-unsaved = No se guardó. Elija primero al menos un filtro y corrija los campos marcados.
staff-filter-many = No se guardó. Ya hay 20 filtros guardados. Quite uno primero.
staff-filter-wrong = Corrija los campos marcados para ver las firmas.
staff-filter-unknown = Elija una opción de la lista.
staff-filter-text-lost = No pudimos leer la búsqueda de este enlace. Escríbala de nuevo.
staff-filter-day = Escriba una fecha, por ejemplo 2026-11-28.
staff-filter-no-words = Escriba al menos una letra o un número para buscar.
staff-filter-too-many = No se puede ordenar por nombre a las personas en cualquier estado de la firma. Elija uno, por ejemplo “Contada”.
staff-filter-lost = La firma que precedía a esta página cambió o ya no existe. Empiece de nuevo en la primera página.
staff-sort-oldest = Más antiguas primero
staff-sort-newest = Más recientes primero
staff-sort-name = Nombre
staff-sort-state = Estado de la firma
staff-pick = Seleccionar
staff-pick-all = Seleccionar todo en esta página
staff-chosen = Selección: #
staff-heading-name = Nombre
staff-heading-status = Estado de la firma
staff-heading-contact = Contacto
staff-heading-day = Fecha
staff-unlisted = Nombre reservado
staff-listed-as = En la lista:
staff-earlier-text = Firmó una versión anterior ({ $revision })
staff-beside = Podría ser la misma que
staff-approve = Aprobar
staff-reject = Rechazar
staff-hold = Dejar en revisión
staff-undo = Deshacer
staff-undo-latest = Deshacer la última decisión
staff-reason-because = Motivo: { $reason }
staff-note-said = Mensaje para quien firmó: { $note }
staff-refuse = No enviar
staff-verify = Marcar como verificada
staff-release = Aprobar todas las firmas en revisión de { $source }
staff-release-hint = De ahora en adelante, las firmas de { $source } se contarán sin importar cuántas lleguen.
staff-none-match = Ninguna firma coincide con estos filtros.
staff-none-yet = Todavía no hay firmas.
staff-none-more = Ya no hay firmas en esta página.
staff-first-page = Primera página
staff-next-page = Página siguiente

# The keys of a sheet.
staff-keys = Atajos de teclado
staff-keys-explained = Funcionan mientras una casilla de la lista está enfocada. Use la tecla Tab para llegar a ella.
staff-key-move = Siguiente, anterior
staff-key-pick = Seleccionar
staff-key-approve = Aprobar las seleccionadas, o esta
staff-key-reject = Ir a “Rechazar” para las seleccionadas, o esta
staff-key-hold = Dejar en revisión las seleccionadas, o esta
staff-key-undo = Ir a “Deshacer”
staff-key-refuse = Ir a “No enviar” para las seleccionadas, o esta
staff-key-open = Abrir
staff-key-list = Mostrar esta lista

# What was decided.
staff-done-approved =
    { $count ->
        [one] Se aprobó { $count } firma.
        [many] Se aprobaron { $count } de firmas.
       *[other] Se aprobaron { $count } firmas.
    }
staff-done-rejected =
    { $count ->
        [one] Se rechazó { $count } firma.
        [many] Se rechazaron { $count } de firmas.
       *[other] Se rechazaron { $count } firmas.
    }
staff-done-held =
    { $count ->
        [one] { $count } firma quedó en revisión. Ya no cuenta.
        [many] { $count } de firmas quedaron en revisión. Ya no cuentan.
       *[other] { $count } firmas quedaron en revisión. Ya no cuentan.
    }
staff-done-undone =
    { $count ->
        [one] Listo. { $count } firma está como antes.
        [many] Listo. { $count } de firmas están como antes.
       *[other] Listo. { $count } firmas están como antes.
    }
staff-done-undone-before = No se cambió nada. Esto ya se deshizo o ya no se puede deshacer.
staff-undone-mailed =
    { $count ->
        [one] { $count } persona ya había recibido nuestro correo sobre la decisión. Tal vez quiera escribirle:
        [many] { $count } de personas ya habían recibido nuestro correo sobre la decisión. Tal vez quiera escribirles:
       *[other] { $count } personas ya habían recibido nuestro correo sobre la decisión. Tal vez quiera escribirles:
    }
staff-undone-stopped =
    { $count ->
        [one] Por la decisión detuvimos correos a oficinas con { $count } firma. Siguen detenidos hasta que haga otra entrega:
        [many] Por la decisión detuvimos correos a oficinas con { $count } de firmas. Siguen detenidos hasta que haga otra entrega:
       *[other] Por la decisión detuvimos correos a oficinas con { $count } firmas. Siguen detenidos hasta que haga otra entrega:
    }
staff-done-verified =
    { $count ->
        [one] Se marcó { $count } organización como verificada.
        [many] Se marcaron { $count } de organizaciones como verificadas.
       *[other] Se marcaron { $count } organizaciones como verificadas.
    }
staff-done-accepted =
    { $count ->
        [one] Se aceptó { $count } cambio.
        [many] Se aceptaron { $count } de cambios.
       *[other] Se aceptaron { $count } cambios.
    }
staff-done-kept =
    { $count ->
        [one] { $count } organización conserva su nombre y su sitio web anteriores.
        [many] { $count } de organizaciones conservan su nombre y su sitio web anteriores.
       *[other] { $count } organizaciones conservan su nombre y su sitio web anteriores.
    }
staff-done-let-through =
    { $count ->
        [one] Se aprobó { $count } mensaje. Se enviará al Congreso.
        [many] Se aprobaron { $count } de mensajes. Se enviarán al Congreso.
       *[other] Se aprobaron { $count } mensajes. Se enviarán al Congreso.
    }
staff-done-refused =
    { $count ->
        [one] { $count } mensaje no se enviará.
        [many] { $count } de mensajes no se enviarán.
       *[other] { $count } mensajes no se enviarán.
    }
staff-done-released =
    { $count ->
        [one] Se aprobó { $count } firma de este origen.
        [many] Se aprobaron { $count } de firmas de este origen.
       *[other] Se aprobaron { $count } firmas de este origen.
    }
staff-done-released-before = No se cambió nada. Ya no hay firmas de este origen en revisión.
staff-done-merged = Firmas unidas. La que no conservó ya no cuenta.
staff-done-apart = Se quedan las dos, y ya no aparecen como posibles repetidas.
staff-done-unmerged = Se deshizo la unión. Las dos firmas están como antes.
staff-done-line = Se corrigió la línea. Si tenemos un correo electrónico, avisamos a quien firmó.
staff-done-nothing = No se cambió nada. Seleccione primero al menos una casilla.
staff-done-choose = Todavía no se cambió nada. Elija qué hacer con las seleccionadas.
staff-done-changed =
    { $count ->
        [one] { $count } firma cambió desde que usted abrió la página, así que no la modificamos:
        [many] { $count } de firmas cambiaron desde que usted abrió la página, así que no las modificamos:
       *[other] { $count } firmas cambiaron desde que usted abrió la página, así que no las modificamos:
    }
staff-done-impossible =
    { $count ->
        [one] No es posible para { $count } firma. Tal vez ya se cuenta otra de la misma persona u organización, o falta una aprobación:
        [many] No es posible para { $count } de firmas. Tal vez ya se cuentan otras de las mismas personas u organizaciones, o faltan aprobaciones:
       *[other] No es posible para { $count } firmas. Tal vez ya se cuentan otras de las mismas personas u organizaciones, o faltan aprobaciones:
    }
staff-done-beyond =
    { $count ->
        [one] Esta organización también firmó cartas a las que usted no tiene acceso, y esto cambiaría su firma en ellas. Pida ayuda a alguien con acceso a todas:
        [many] Estas organizaciones también firmaron cartas a las que usted no tiene acceso, y esto cambiaría sus firmas en ellas. Pida ayuda a alguien con acceso a todas:
       *[other] Estas organizaciones también firmaron cartas a las que usted no tiene acceso, y esto cambiaría sus firmas en ellas. Pida ayuda a alguien con acceso a todas:
    }

# Rejecting with a reason.
staff-reject-heading =
    { $count ->
        [one] Rechazar { $count } firma
        [many] Rechazar { $count } de firmas
       *[other] Rechazar { $count } firmas
    }
staff-reject-explained = Una firma rechazada no cuenta. Si la misma persona u organización firma de nuevo, revisaremos la firma nueva antes de contarla.
staff-reject-more = y { $count } más
staff-reason = ¿Por qué?
staff-reason-missing = Elija un motivo.
staff-reason-not-who-they-say = No es quien dice ser
staff-reason-duplicate = Firmó dos veces
staff-reason-not-eligible = No cumple los requisitos para firmar
staff-reason-offensive = Palabras ofensivas
staff-reason-other = Otro motivo
staff-note = Mensaje para quien firmó (opcional)
staff-note-hint = Lo incluimos en el correo y lo guardamos con la firma. Quien firmó puede verlo.
staff-tell = Avisar por correo a quien firmó, en su idioma
staff-tell-hint = El correo lleva el motivo y explica qué puede hacer.
staff-reject-back = Volver sin cambiar nada

# Decisions about many signatures at once.
staff-bulk = Decidir sobre muchas firmas
staff-bulk-link = Decidir sobre todas las firmas que coinciden
staff-bulk-wave = Buscar firmas con algo en común
staff-bulk-explained = Busque firmas por lo que tienen en común, vea cuántas son y déjelas en revisión, apruébelas o rechácelas juntas. Puede deshacerlo durante 30 días.
staff-bulk-match = Coinciden las firmas con:
staff-bulk-count =
    { $count ->
        [one] Ahora coincide { $count } firma.
        [many] Ahora coinciden { $count } de firmas.
       *[other] Ahora coinciden { $count } firmas.
    }
staff-bulk-sample = Las primeras
staff-bulk-what = ¿Qué hacer con ellas?
staff-bulk-choose = Elija qué hacer con estas firmas.
staff-bulk-if-rejected = Si las rechaza
staff-reason-choose = Elija un motivo
staff-bulk-hint = Las firmas que cambien o lleguen después de abrir esta página quedan como están.
staff-bulk-decide =
    { $count ->
        [one] Decidir sobre { $count } firma
        [many] Decidir sobre { $count } de firmas
       *[other] Decidir sobre { $count } firmas
    }
staff-bulk-show = Mostrar las que coinciden
staff-bulk-sources = De dónde vinieron más firmas en el último día
staff-bulk-earlier = Decisiones anteriores
staff-bulk-going = En curso
staff-bulk-done = Terminado
staff-bulk-undoing = Deshaciendo
staff-bulk-undone = Deshecho
staff-bulk-expected =
    { $count ->
        [one] Coincidió { $count } firma
        [many] Coincidieron { $count } de firmas
       *[other] Coincidieron { $count } firmas
    }
staff-bulk-decided =
    { $count ->
        [one] Se decidió sobre { $count } firma
        [many] Se decidió sobre { $count } de firmas
       *[other] Se decidió sobre { $count } firmas
    }
staff-bulk-changed =
    { $count ->
        [one] { $count } firma cambió mientras tanto y queda como está
        [many] { $count } de firmas cambiaron mientras tanto y quedan como están
       *[other] { $count } firmas cambiaron mientras tanto y quedan como están
    }
staff-bulk-impossible =
    { $count ->
        [one] Para { $count } firma no es posible
        [many] Para { $count } de firmas no es posible
       *[other] Para { $count } firmas no es posible
    }
staff-bulk-put-back =
    { $count ->
        [one] { $count } firma está como antes
        [many] { $count } de firmas están como antes
       *[other] { $count } firmas están como antes
    }
staff-bulk-goes-on = Esto continúa por su cuenta. Puede cerrar la página.
staff-bulk-refresh = Mostrar las cifras más recientes
staff-bulk-undo-hint = Las firmas que cambiaron después quedan como están. Se cancelan los correos sobre la decisión que aún no se enviaron.
staff-rule = ¿Qué tienen en común?
staff-rule-domain = Dominio del correo
staff-rule-network = Red
staff-rule-network-hint = 12 letras y números, de la lista de abajo
staff-rule-range = Redes cercanas
staff-rule-name = Nombre
staff-rule-name-hint = Un asterisco reemplaza cualquier letra: “J* Doe”
staff-rule-from = Firmó a partir de
staff-rule-until = Firmó antes de
staff-rule-wrong = Corrija los campos marcados.
staff-rule-domain-wrong = Escriba un dominio, por ejemplo example.org.
staff-rule-network-wrong = Escriba las 12 letras y números de una red.
staff-rule-name-wrong = Escriba al menos una letra o un número.
staff-rule-moment-wrong = Escriba una fecha y una hora, por ejemplo 2026-11-28 14:30.

# One signer.
staff-fact-number = Número
staff-fact-listed = En la lista
staff-fact-place = Lugar
staff-fact-email = Correo electrónico
staff-fact-zip = Código postal
staff-fact-district = Distrito congresional
staff-fact-title = Puesto u ocupación
staff-fact-affiliation = Organización
staff-fact-to-offices = Aceptó para sus representantes
staff-fact-name = Nombre legal
staff-fact-contact = Contacto
staff-fact-website = Sitio web
staff-fact-public-email = Correo público
staff-fact-level = Verificación
staff-fact-evidence = Cómo la verificó el equipo
staff-fact-invited = Recibió la invitación como
staff-fact-lang = Idioma
staff-fact-revision = Versión firmada
staff-fact-source = Enlace para compartir
staff-fact-signed = Firmó
staff-fact-confirmed = Confirmó
staff-message = Mensaje al Congreso
staff-message-unread = Nadie ha revisado este mensaje todavía.
staff-message-approved = Aprobado: se envía al Congreso.
staff-message-refused = No se enviará.
staff-message-accept = Aprobar este mensaje
staff-message-refuse = No enviar este mensaje
staff-message-signer = Ver quién lo escribió
staff-correction = Cambio solicitado
staff-correction-accept = Aceptar el cambio
staff-correction-refuse = Conservar el nombre y el sitio web anteriores
staff-no-website = Sin sitio web
staff-beside-heading = Podría ser la misma que
staff-merge-compare = Comparar
staff-merge-heading = ¿Es la misma firma dos veces?
staff-merge-explained = Elija cuál se queda. La otra ya no cuenta y sale de la lista. Si tiene un correo electrónico, avisamos a quien firmó. Puede deshacerlo después.
staff-merge-keep = Es la misma: conservar la número { $id }
staff-merge-apart = No es la misma: conservar las dos
staff-merge-undo = Deshacer la unión
staff-merged-into = Unida con
staff-merged = Unidas con esta firma
staff-line-heading = Corregir la línea
staff-line-explained = Es para errores al escribir. Avisamos a quien firmó, si tenemos su correo electrónico. Lo que decía antes queda en el historial.
staff-line-name = Nombre en la lista
staff-line-title = Puesto
staff-line-affiliation = Organización o empresa
staff-line-city = Ciudad
staff-line-state = Estado
staff-line-save = Guardar
staff-line-taken = Alguien con este nombre y domicilio ya firmó. Compare las dos firmas, y únalas si son la misma.
staff-line-was = { $field } antes: “{ $before }”
staff-line-was-empty = { $field } antes: nada
staff-act-merged = Se unió con otra firma
staff-act-kept = Otra firma se unió con esta
staff-act-unmerged = Se deshizo la unión
staff-act-parted = Se deshizo la unión con otra firma
staff-act-corrected = Se corrigió la línea
staff-act-confirmed-by-email = Confirmó por correo electrónico
staff-decide = Decidir
staff-evidence = ¿Cómo verificó esta organización?
staff-evidence-hint = Por ejemplo: “Llamé a la oficina el 2 de marzo”. Solo lo ve el equipo. Si lo llena, “Aprobar” también marca la organización como verificada.
staff-evidence-missing = Indique cómo verificó la organización.
staff-approvers = Quienes deben aprobar
staff-approver-approved = aprobó
staff-approver-declined = no aprobó
staff-approver-undecided = aún no decide
staff-elsewhere = También firmó
staff-history-undone = deshizo la última decisión
staff-history = Historial
staff-mails = Correos
staff-bundles = Preparada para la entrega
staff-state-bounced = el correo fue devuelto
staff-bounce-delayed = Demorado: el servidor del destinatario sigue intentando
staff-bounce-auto-reply = Respuesta automática
staff-bounce-delivered = Entregado, según el servidor del destinatario
staff-status-because = { $state }: { $why }

# Sending an email again.
staff-resend-confirmation = Enviar de nuevo el correo de confirmación
staff-resend-approval = Pedir de nuevo la aprobación
staff-resend-page = Enviar el enlace a la página de la firma
staff-resend-never = Todavía no hemos enviado este correo.
staff-resend-sent = Último envío: { $at }.
staff-resend-queued = Este correo está en espera: { $at }.
staff-resend-failed = No se pudo entregar el último: { $at }. El servidor de correo respondió: { $reply }
staff-resend-bounced = El último fue devuelto: { $at }. El servidor de correo respondió: { $reply }
staff-resend-uncertain = No sabemos si el último se envió: { $at }.
staff-resend-moot = El último se canceló: { $at }.
staff-resend-no-reply = nada
staff-resent = Enviado. Debería llegar en unos minutos.
staff-resent-later = Esta dirección ya recibió sus correos del día. Enviaremos este en cuanto pueda recibir otro.
staff-resend-waits = No se envió nada. Este correo ya está en espera.
staff-resend-limited = No se envió nada. Esta dirección ya recibió todos los correos que le podemos enviar, para no llenar buzones.
staff-resend-closed = Quien usa esta dirección nos pidió no enviarle correos, así que no podemos enviarlo de nuevo.
staff-resend-changed = No se envió nada. La firma cambió desde que usted abrió la página.

# Messages to Congress.
staff-messages = Mensajes al Congreso
staff-messages-explained = Enviamos un mensaje a quien representa a la persona y a sus senadores solo después de que usted lo aprueba.
staff-messages-none = Ya revisó todos los mensajes.
staff-messages-end = No hay mensajes por revisar en esta página. Tal vez haya más en la primera.

# The states of a signature, and what staff look for.
staff-state-waiting = Espera al equipo o una aprobación
staff-state-marked = Contada, con una señal
staff-state-pending = Sin confirmar
staff-state-awaiting = Espera aprobación
staff-state-held = En revisión
staff-state-confirmed = Contada
staff-state-duplicate = Posible firma doble
staff-state-merged = Unida con otra firma
staff-state-declined = No aprobada
staff-state-withdrawn = Retirada
staff-state-disowned = Dice que no firmó
staff-state-rejected = Rechazada

# Why a signature is under review.
staff-held-approval = aquí se revisa cada firma
staff-held-possible-duplicate = podría ser la misma que otra
staff-held-surge = muchas vinieron de un mismo origen
staff-held-disowned-before = este nombre se quitó antes
staff-held-listing-changed = cambió el nombre en la lista
staff-held-unverified = no consta que el contacto hable por ella
staff-held-government = tiene el nombre de una entidad del gobierno
staff-held-borrowed-name = aparece con un nombre que no es suyo
staff-held-look-alike = el nombre se parece a otro
staff-held-contested = alguien con el mismo derecho la disputa
staff-held-too-few-approvers = una de las personas que aprueban pidió borrar sus datos, y quedan muy pocas
staff-held-by-staff = el equipo la dejó en revisión

# Marks.
staff-mark-free-mail = Cuenta de correo gratuita
staff-mark-unverified = El correo no es del dominio de su sitio web
staff-mark-role = Buzón compartido, como info@
staff-mark-disposable = Correo desechable
staff-mark-correction = Pide otro nombre o sitio web
staff-mark-other-names = Tiene nombres en otros idiomas
staff-mark-new-contact = Contacto nuevo con correo externo
staff-mark-hurried = Se confirmó en segundos
staff-mark-rival = Podría ser la misma que otra
staff-mark-disputed = Alguien que debe aprobar dice que no firmó
staff-mark-asked-again = Firmó de nuevo después de que se quitó
staff-mark-contact-lost = Contacto desconocido desde que se restauró una copia
staff-mark-renamed = Nombre en la lista desconocido desde que se restauró una copia
staff-mark-approved-before = El equipo aprobó una firma anterior

# How well it is known who signed for an organization.
staff-level-own-domain = Correo de su propio dominio
staff-level-other-address = Correo de otro dominio
staff-level-staff = Verificada por el equipo

# Where a signature came from.
staff-origin-confirmed = Confirmada por correo
staff-origin-recorded = Registrada por el equipo
staff-origin-imported = Importada

# Who changed the state.
staff-actor-signer = quien firmó
staff-actor-decider = quien debe aprobar
staff-actor-addressee = quien recibió nuestro correo
staff-actor-staff = equipo
staff-actor-service = automático

# Emails about a signature.
staff-mail-confirmation = Enlace para confirmar
staff-mail-own-links = Enlace a la página de quien firmó
staff-mail-approval = Solicitud a quien debe aprobar
staff-mail-decision = Decisión de quien debe aprobar
staff-mail-notice = Aviso al correo público
staff-mail-disowned = Al equipo: dice que no firmó
staff-mail-objection = Al contacto y a quienes aprueban: dice que no firmó
staff-mail-reviewed = Nuestra decisión
staff-mail-amended = Sobre una corrección o una unión
staff-mail-thank-you = Agradecimiento
staff-mail-rivals = Al equipo: podría ser la misma que otra
staff-mail-rival = Al contacto: podría ser la misma que otra
staff-sent-queued = sin enviar todavía
staff-sent-sent = enviado
staff-sent-failed = falló
staff-sent-moot = ya no hace falta
staff-sent-bounced = devuelto
staff-sent-uncertain = no se sabe si se envió

# Exports.
staff-export = Exportar firmas
staff-export-link = Exportar estas firmas
staff-export-only = El archivo tendrá solo las firmas que coinciden con:
staff-export-send = Descargar
staff-export-filter-wrong = No pudimos leer estos filtros. Regrese a las firmas y elíjalos de nuevo.
staff-export-nothing = Elija un formato y al menos una columna.
staff-export-busy = Hay otra exportación en curso. Intente de nuevo en un minuto.
staff-export-failed = No pudimos escribir el archivo. El motivo está en el registro del servidor.
staff-format = Formato
staff-format-xlsx = Excel (conserva los códigos postales y las fechas)
staff-format-csv = CSV
staff-format-jsonl = JSON Lines (una firma por línea)
staff-format-json = JSON
staff-columns = Columnas
staff-columns-personal = Datos personales
staff-columns-personal-hint = Elija solo lo que necesita y borre el archivo cuando termine. Esta exportación queda en el registro de auditoría.
staff-column-kind = Persona u organización
staff-column-listed-name = Nombre en la lista
staff-column-name = Nombre completo o legal
staff-column-scope = Nacional, estatal o local
staff-column-city = Ciudad
staff-column-state = Estado
staff-column-country = País
staff-column-postal-code = Código postal
staff-column-district = Distrito congresional
staff-column-district-found = Cómo se encontró el distrito
staff-column-title = Puesto u ocupación
staff-column-affiliation = Organización o empleador
staff-column-contact-name = Nombre del contacto
staff-column-email = Correo electrónico
staff-column-comment = Mensaje al Congreso
staff-column-comment-state = Si se aprobó el mensaje
staff-column-verification = Verificación
staff-column-evidence = Cómo la verificó el equipo
staff-column-source = Enlace para compartir
staff-column-invitation = Recibió la invitación como
staff-column-updates = Aceptó recibir novedades
staff-column-lang = Idioma
staff-column-revision = Versión firmada
staff-column-confirmed-at = Confirmó
staff-column-demonstration = Datos de demostración
staff-column-organization-kind = Tipo de organización
staff-column-website = Sitio web
staff-column-phone = Teléfono
staff-column-authorized-wording = Texto de la autorización
staff-column-updates-wording = Texto de la casilla de novedades
staff-column-updates-at = Cuándo aceptó recibir novedades
staff-column-other-names = Nombres en otros idiomas
staff-column-number = Número
staff-column-standing = Estado de la firma
staff-column-held-for = Por qué está en revisión
staff-column-marks = Señales
staff-column-signed-at = Firmó
staff-column-origin = De dónde viene la firma
staff-column-origin-evidence = Prueba, o cómo aceptaron firmar
staff-column-unasked = Por qué no se les pidió confirmar
staff-column-to-offices = Aceptó que sus representantes vean su nombre completo
staff-column-to-offices-wording = Texto de la casilla sobre representantes
staff-column-to-offices-at = Cuándo aceptó que sus representantes lo vean

# Hojas para entregar en mano.
staff-roster = Lista de organizaciones
staff-roster-explained = Las organizaciones que firmaron, listas para pegar debajo de su texto.
staff-roster-order = Orden
staff-roster-place = Nacionales y luego por estado
staff-roster-name = De la A a la Z
staff-roster-text = Texto para copiar
staff-roster-none = Todavía no firma ninguna organización.
staff-roster-contacts = Con quién firmó por cada organización
staff-roster-contacts-hint = Estos archivos también tienen los nombres y puestos de los contactos, que son datos personales. Cada descarga queda en el registro de auditoría.
staff-paper-files = Descargar
staff-paper-text = Texto
staff-paper-html = Página web (HTML)
staff-paper-pdf = PDF
staff-paper-copy = Copiar
staff-paper-copied = Copiado
staff-paper-choose = Elija un formato.
staff-paper-busy = Se está haciendo otro PDF. Intente de nuevo en un minuto.
staff-paper-failed = No pudimos hacer el PDF. El motivo está en el registro del servidor.
staff-press = Hoja de prensa
staff-press-explained = Cuántas firmas hay, de dónde son, la meta y la fecha límite. Tiene solo lo que cualquiera puede ver.
staff-press-quotes = Cita los mensajes aprobados más recientes, como eligió aparecer quien los escribió.
staff-press-no-quotes = No cita mensajes, porque aquí los mensajes de quienes firman no se muestran al público.
staff-press-text = Texto para copiar
staff-visits = Hojas para visitas
staff-visits-explained = Una página para cada miembro del Congreso: quiénes firmaron en el estado o distrito, como se les puede nombrar, lo que se pide y dónde está la oficina.
staff-visits-hint = Los archivos dicen quién vive en qué distrito, que es un dato personal. Cada descarga queda en el registro de auditoría.
staff-visits-all = Descargar todas estas hojas (PDF)
staff-visits-sheet = Descargar la hoja
staff-visits-every-state = Todos los estados
staff-visits-choose = Nadie firmó ahí o no conocemos a este miembro del Congreso.
staff-visits-many = Hay demasiadas firmas para contarlas aquí por distrito. Use la línea de comandos:
staff-visits-no-congress = No se han importado los miembros del Congreso. Primero impórtelos en la línea de comandos:
staff-visits-nobody = Todavía nadie firma en un estado con miembros del Congreso. Más adelante también puede usar la línea de comandos:

# Enlaces para aliados y la página que abren.
staff-partners = Enlaces para aliados
staff-partners-explained = Un enlace para aliados muestra qué organizaciones firmaron, cuáles están en espera y cuáles recibieron una invitación y no han respondido: solo nombre, ciudad y estado. Cualquiera que tenga el enlace puede abrirlo, sin cuenta. No registramos cuándo se abre.
staff-partners-note = ¿Para quién es?
staff-partners-note-hint = Por ejemplo: “Comité directivo”. Solo el personal lo ve.
staff-partners-note-missing = Escriba para quién es el enlace
staff-partners-ends = Último día en que funciona
staff-partners-ends-wrong = Escriba un día entre hoy y dentro de un año, por ejemplo 2027-01-29
staff-partners-make = Crear un enlace
staff-partners-new = Copie este enlace ahora. No lo mostraremos de nuevo.
staff-partners-link = Enlace para aliados
staff-partners-links = Enlaces
staff-partners-made = { $who }, { $moment }
staff-partners-open = Funciona hasta el { $day }
staff-partners-ended = Venció el { $day }
staff-partners-revoked = Revocado: { $moment }
staff-partners-revoke = Revocar
staff-did-partner-link-made = Creó un enlace para aliados
staff-did-partner-link-revoked = Revocó un enlace para aliados
partners-explained = A estas organizaciones se les pidió firmar o ya firmaron.
partners-ends = Este enlace funciona hasta el { $day }.
partners-signed = Firmaron ({ $count })
partners-waiting = En espera de aprobación ({ $count })
partners-invited = Con invitación, sin respuesta ({ $count })
partners-none = Ninguna.

# Libros de las exportaciones.
staff-export-counts = Conteo
staff-export-filter = Filtro
staff-export-colored = Las columnas con encabezado de color tienen datos personales.
