# El área del equipo: la entrega de una carta, y qué pasó con ella en cada oficina.
staff-delivery = Entrega
staff-delivery-offices = Oficinas
staff-delivery-office = Oficina
staff-delivery-number = Firmas
staff-delivery-missing = { the-letter-begins } nombra oficinas que no se encuentran. La entrega se detiene hasta que usted las deje fuera.
staff-delivery-gone = Estas oficinas ya no están en el plan:
staff-delivery-vacant = Escaños vacantes
staff-delivery-left-out = Quedan fuera
staff-delivery-too-few =
    { $count ->
        [one] { $count } miembro con menos de { $least } firmas de su distrito o estado
        [many] { $count } de miembros con menos de { $least } firmas de su distrito o estado
       *[other] { $count } miembros con menos de { $least } firmas de su distrito o estado
    }
staff-delivery-earlier-text = No incluidas
staff-delivery-earlier =
    { $count ->
        [one] { $count } firma de una versión anterior
        [many] { $count } de firmas de una versión anterior
       *[other] { $count } firmas de una versión anterior
    }
staff-delivery-so-far = Entregado hasta ahora
staff-delivery-supplement = Suplemento { $number }
staff-delivery-supplements = suplementos
staff-delivery-of-version = versión { $revision }
staff-delivery-cancel =
    { $count ->
        [one] Cancelar { $count } correo que no se ha enviado
        [many] Cancelar { $count } de correos que no se han enviado
       *[other] Cancelar { $count } correos que no se han enviado
    }
staff-delivery-stale = Dirección revisada por última vez el { $day }
staff-delivery-none = No hay oficinas aquí.
staff-delivery-before-only = { the-letter-begins } ya no va a esta oficina
staff-delivery-answered = Respondió el { $day }
staff-delivery-show-all =
    { $count ->
        [one] Todas ({ $count })
        [many] Todas ({ $count })
       *[other] Todas ({ $count })
    }
staff-delivery-show-attention =
    { $count ->
        [one] Por revisar ({ $count })
        [many] Por revisar ({ $count })
       *[other] Por revisar ({ $count })
    }
staff-delivery-show-due =
    { $count ->
        [one] Recibirán correo ({ $count })
        [many] Recibirán correo ({ $count })
       *[other] Recibirán correo ({ $count })
    }
staff-delivery-show-without-email =
    { $count ->
        [one] Sin correo posible ({ $count })
        [many] Sin correo posible ({ $count })
       *[other] Sin correo posible ({ $count })
    }
staff-delivery-show-changed =
    { $count ->
        [one] Con cambios ({ $count })
        [many] Con cambios ({ $count })
       *[other] Con cambios ({ $count })
    }

# El estado de la entrega a una oficina, o lo que pasaría con ella.
staff-delivery-is-send = Recibirá correo
staff-delivery-is-no-address = Sin correo electrónico
staff-delivery-is-stopped = No quiere correos
staff-delivery-is-too-large = Archivo demasiado grande
staff-delivery-is-none = Nada enviado
staff-delivery-is-queued = En la cola
staff-delivery-is-sending = Enviándose
staff-delivery-is-sent = Enviado
staff-delivery-is-failed = Falló
staff-delivery-is-bounced = Devuelto
staff-delivery-address-bounced = Un correo a esta dirección fue devuelto
staff-delivery-is-uncertain = Incierto: quizás se envió
staff-delivery-is-cancelled = Cancelado
staff-delivery-is-withheld = Detenido: cambió una firma
staff-delivery-is-delivered = Entregado de otra forma
staff-delivery-is-given-up = Abandonado

# Los ajustes que eligen oficinas.
staff-rule-leadership = Liderazgo
staff-rule-committees = Comités
staff-rule-members = Miembros por nombre
staff-rule-list = Tabla de destinatarios
staff-rule-chambers = Cámara
staff-rule-states = Estado
staff-rule-senators-of = Senado por un estado
staff-rule-states-of-signers = Estados de quienes firman
staff-rule-recipients = Otros destinatarios

# El plan, y qué cambió desde que alguien lo revisó.
staff-plan-check = Revisé este plan
staff-plan-checked = Plan revisado por última vez: { $moment }
staff-plan-checked-by = Plan revisado por última vez: { $moment }, por { $email }
staff-change-new = Nueva en el plan
staff-change-succeeds = Recién juramentado, después de { $name }
staff-change-role = Ahora se le escribe por su función
staff-change-role-before = Antes se le escribía como { $role }
staff-change-address = Otro correo electrónico
staff-missing-congress = No se han importado miembros del Congreso. Importe la lista más reciente.
staff-missing-ended = Terminó el mandato de muchos miembros. Importe la lista más reciente.
staff-missing-committee = Comité { $key }: no está en la lista importada, o nadie dirige este lado
staff-missing-member = Miembro { $key }: no está en la lista importada, o terminó su mandato
staff-remark-appointed = { $name } fue designado hasta el { $until } y sirve hasta que alguien le suceda. Revise que aún sea cierto.
staff-remark-exception = { the-letter-begins } deja fuera a { $id }, pero ningún miembro en funciones tiene esta clave.

# Una oficina.
staff-office-role = Se le escribe como
staff-office-rules = Elegida por
staff-office-key = Clave
staff-office-deliveries = Entregas
staff-office-nothing-sent = Todavía no se ha enviado nada a esta oficina.
staff-office-pdf = Descargar el PDF que recibe esta oficina
staff-office-names = Todos los nombres que puede recibir esta oficina:
staff-office-table = Firmantes
staff-office-record = Qué pasó
staff-record-none = Todavía no hay nada registrado.
staff-record-add = Registrar qué pasó
staff-record-kind = Qué
staff-record-delivered = Entregado de otra forma
staff-record-given-up = Abandonado
staff-record-acknowledged = Acuse de recibo
staff-record-met = Reunión
staff-record-answered = Respondió
staff-record-note = Nota
staff-record-way = Cómo
staff-way-none = No se indica
staff-way-email = Por correo electrónico
staff-way-post = Por correo postal
staff-way-in-person = En persona
staff-way-phone = Por teléfono
staff-way-portal = Por formulario de contacto
staff-record-on = Día
staff-record-on-hint = Déjelo vacío si fue hoy.
staff-record-note-field = Nota
staff-record-note-hint = Solo el equipo puede leerla.
staff-record-file = Archivo
staff-record-file-hint = Por ejemplo, la respuesta. Hasta 2 MB. Solo el equipo puede descargarlo.
staff-record-save = Guardar
staff-record-remove = Quitar
staff-record-remove-this = Quitar: { $what }
staff-record-saved = Guardado.
staff-record-removed = Quitado.
staff-record-day = { $day }; se registró: { $entered }
staff-record-export = Descargar qué pasó en todas las oficinas:
staff-record-no-kind = Elija qué pasó.
staff-record-empty = Escriba una nota.
staff-record-file-wrong = No podemos guardar este archivo: está vacío o es demasiado grande.
staff-record-wrong-day = Este día está en el futuro, o antes de la publicación { of-the-letter }.
staff-record-under-way = El correo a esta oficina ya se envió o está en camino. Si aún está en la cola, cancélelo primero.
staff-record-has-answered = Esta oficina respondió. Si no es así, quite primero la respuesta.
staff-record-before-delivery = La oficina recibió { the-letter } después de ese día. Elija un día posterior.
staff-record-not-delivered = { the-letter-begins } aún no ha llegado a esta oficina. Registre primero cómo la entregó.
staff-position = Postura
staff-position-field = Qué piensa esta oficina de lo que pide { the-letter }
staff-position-none = No se sabe
staff-position-supports = A favor
staff-position-opposes = En contra
staff-position-undecided = Sin decidir
staff-position-asked = Se le preguntó; aún no responde
staff-position-save = Guardar postura
staff-follow-up = Seguimiento
staff-follow-up-day = Día del seguimiento
staff-follow-up-hint = Déjelo vacío si no hay nada pendiente.
staff-follow-up-note = Sobre qué
staff-follow-up-save = Guardar día
staff-follow-up-on = Seguimiento: { $day }
staff-follow-up-calendar = Descargar este día para su calendario
staff-follow-up-event = Seguimiento con { $office }

# El envío desde el navegador.
staff-sending = Enviar a las oficinas
staff-sending-first = Primero creamos los archivos para todas las oficinas. No se envía nada hasta que usted los haya visto y aprobado.
staff-sending-prepare = Crear los archivos
staff-sending-without = Marque las oficinas que quedan fuera
staff-sending-failed = No se pudieron crear los archivos:
staff-sending-begins = Estamos por crear los archivos. Esto sigue aunque usted salga de esta página.
staff-sending-composing = Creando los archivos: { $done } de { $offices } oficinas listas. Esto sigue aunque usted salga de esta página.
staff-sending-reload = Mostrar el avance
staff-sending-stop = Detener
staff-sending-files-are-there = Los archivos están listos. Su código es { $code }.
staff-sending-emails = Correos por enviar
staff-sending-look = Revisar
staff-sending-email = Correo
staff-sending-email-of = Correo a { $office }
staff-sending-pdf-of = PDF para { $office }
staff-sending-needs =
    { $count ->
        [one] { $count } persona tiene que aprobar estos correos.
        [many] { $count } de personas tienen que aprobar estos correos.
       *[other] { $count } personas tienen que aprobar estos correos.
    }
staff-sending-approved-by = Lo aprobó { $email }, { $moment }
staff-sending-you-approved = Usted aprobó estos correos. Otra persona también tiene que aprobarlos.
staff-sending-to-approval = Continuar para aprobar
staff-sending-approve = Aprobar correos a oficinas
staff-sending-approve-now = Aprobar estos correos
staff-sending-nothing-left = No queda ningún correo por enviar.
staff-sending-discard = Descartar lo que no se ha enviado
staff-sending-open = Todavía se puede firmar. Quien firme ahora no estará en estos archivos.
staff-sending-nobody = Nadie ha firmado todavía esta versión { of-the-letter }.
staff-sending-invented = { the-letter-begins } tiene firmas de demostración. No se puede enviar a oficinas reales.
staff-sending-unpublished = El texto { of-the-letter } no está publicado.
staff-sending-files = Faltan los archivos { of-the-letter }, o cambiaron. Descártelos en la línea de comandos y créelos de nuevo.
staff-sending-no-office = { the-letter-begins } no va a ninguna oficina que conozcamos.
staff-sending-asked = Crearemos los archivos ahora.
staff-sending-dropped = Descartado.
staff-sending-tested = Le enviamos un correo de prueba. La oficina no lo recibió.
staff-sending-approved = Aprobado. Otra persona también tiene que aprobar.
staff-sending-sent = Aprobado. Los correos están en camino.
staff-supplement = Enviar un suplemento
staff-supplement-what = Un suplemento lleva a cada oficina solo a las personas y organizaciones que firmaron después del último correo que recibió, y dice cuántas firmaron en total. Las oficinas que nunca recibieron { the-letter } reciben el texto completo.
staff-supplement-who = Quién recibe qué
staff-supplement-gets = Qué recibe
staff-supplement-numbers = Suplemento { $number } · Personas de su distrito o estado: { $new } nuevas, { $total } en total
staff-supplement-people = Suplemento { $number } · Personas: { $new } nuevas, { $total } en total
staff-supplement-organizations =
    { $count ->
        [one] { $count } organización nueva
        [many] { $count } de organizaciones nuevas
       *[other] { $count } organizaciones nuevas
    }
staff-supplement-whole = Todo el texto
staff-supplement-none = Ahora ninguna oficina recibiría un suplemento.
staff-supplement-idle = Nada nuevo para:
staff-supplement-waiting = Estas oficinas no reciben nada ahora. Si nadie sabe si un correo llegó, pregunte a la oficina y anote la respuesta en su página.
staff-sending-changed = Algo cambió mientras tanto, así que no se hizo nada. Revise de nuevo.
staff-email-to = Para
staff-email-reply-to = Las respuestas van a
staff-email-subject = Asunto
staff-email-attached = Adjunto
staff-email-test = Enviar una prueba a { $email }
