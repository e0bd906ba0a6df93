# Correos al personal, según lo que cada persona elige.
staff-notices = Mis correos
staff-notices-explained = No recibirá ningún correo hasta que elija uno aquí. Puede elegir algo distinto para cada carta.
staff-notices-to = Los correos se envían a
staff-notices-saved = Guardamos su elección.
staff-notices-save = Guardar
staff-wish-nothing = Ningún correo
staff-wish-organizations = Un correo sobre las organizaciones nuevas, poco después de que confirmen. Si muchas confirman en 15 minutos, un solo correo las nombra.
staff-wish-digest = Un resumen diario, si hay algo nuevo, si algo espera revisión o si no se entregó un correo
staff-notices-when = Cuándo enviar el resumen diario
staff-notices-hour = Hora
staff-notices-zone = Zona horaria
staff-zone-New-York = Hora del Este
staff-zone-Chicago = Hora del Centro
staff-zone-Denver = Hora de la Montaña
staff-zone-Phoenix = Arizona
staff-zone-Los-Angeles = Hora del Pacífico
staff-zone-Anchorage = Alaska
staff-zone-Honolulu = Hawái
staff-zone-Puerto-Rico = Puerto Rico
staff-zone-UTC = UTC
staff-notice-organization = { $name } ({ $state })
staff-notice-more = y más.
staff-notice-manage = Para cambiar los correos que recibe:
staff-organizations-subject = Organizaciones nuevas: { $letter }
staff-organizations-told = Nuevas organizaciones firmaron { the-letter } “{ $letter }”:
staff-organizations-see = Ver todas las organizaciones:
staff-digest-subject = Resumen diario: { $date }
staff-digest-told = Esto es lo que pasó desde su último resumen.
staff-digest-organizations =
    { $count ->
        [one] Se cuenta { $count } organización más.
        [many] Se cuentan { $count } de organizaciones más.
       *[other] Se cuentan { $count } organizaciones más.
    }
staff-digest-people =
    { $count ->
        [one] Se cuenta { $count } persona más.
        [many] Se cuentan { $count } de personas más.
       *[other] Se cuentan { $count } personas más.
    }
staff-digest-withdrawn =
    { $count ->
        [one] Se retiró { $count } firma.
        [many] Se retiraron { $count } de firmas.
       *[other] Se retiraron { $count } firmas.
    }
staff-digest-now = En total: { $organizations ->
        [one] { $organizations } organización
        [many] { $organizations } de organizaciones
       *[other] { $organizations } organizaciones
    } y { $people ->
        [one] { $people } persona
        [many] { $people } de personas
       *[other] { $people } personas
    }.
staff-digest-emails =
    { $count ->
        [one] No se entregó { $count } correo, o quizá no.
        [many] No se entregaron { $count } de correos, o quizá no.
       *[other] No se entregaron { $count } correos, o quizá no.
    }
staff-digest-names = Organizaciones nuevas:
staff-digest-head = Guarde este correo: le permite comprobar después que nadie cambió el registro de auditoría. La entrada { $entry_id } tiene este código:
