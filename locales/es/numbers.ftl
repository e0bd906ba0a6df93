# Una carta en cifras, para el personal.
staff-numbers = Cifras
staff-numbers-signers = Todas las firmas
staff-numbers-goal = { $count } de { $goal } firmas ({ $percent } % de la meta)
staff-numbers-days-left = { $said } ({ $days ->
        [0] falta menos de un día
        [one] falta { $days } día
        [many] faltan { $days } de días
       *[other] faltan { $days } días
    })
staff-numbers-as-of = Las cifras de abajo se calcularon a las { $moment }.
staff-numbers-not-yet = Las cifras de abajo aún se están calculando. Vuelva a cargar esta página en unos minutos.
staff-numbers-zone = Los días comienzan a la medianoche, hora del Este.
staff-numbers-none = Aún no se cuenta ninguna firma. Las gráficas aparecen aquí después de la primera.
staff-numbers-table = Mostrar como tabla
staff-numbers-file = Descargar “{ $title }” en CSV
staff-numbers-what = Qué
staff-numbers-total = Total
staff-numbers-running = Hasta entonces
staff-numbers-thousands = { $number } mil
staff-numbers-millions = { $number } M
staff-numbers-days = Firmas por día
staff-numbers-days-note = Cada firma aparece en el día en que se confirmó.
staff-numbers-days-drawn =
    { $days ->
        [one] El mejor día fue el { $day }, con { $count ->
            [one] { $count } firma
            [many] { $count } de firmas
           *[other] { $count } firmas
        }.
        [many] Cada barra abarca { $days } de días. La mejor comienza el { $day } y tiene { $count ->
            [one] { $count } firma
            [many] { $count } de firmas
           *[other] { $count } firmas
        }.
       *[other] Cada barra abarca { $days } días. La mejor comienza el { $day } y tiene { $count ->
            [one] { $count } firma
            [many] { $count } de firmas
           *[other] { $count } firmas
        }.
    }
staff-numbers-growth = Todas las firmas a lo largo del tiempo
staff-numbers-growth-drawn =
    { $count ->
        [one] { $count } firma hasta el { $day }.
        [many] { $count } de firmas hasta el { $day }.
       *[other] { $count } firmas hasta el { $day }.
    }
staff-numbers-goal-line = Meta: { $count }
staff-numbers-states = Firmas por estado
staff-numbers-map-drawn = Un cuadro por cada estado y territorio, con su número de firmas y una barra. Las mismas cifras están en la tabla de abajo.
staff-numbers-districts = Personas por distrito del Congreso
staff-numbers-districts-note = Esta tabla solo incluye a personas en Estados Unidos. No adivinamos el distrito.
staff-numbers-district = { $state }, distrito { $id }
staff-numbers-at-large = { $state }, distrito único
staff-numbers-no-district = No se conoce
staff-numbers-earlier-congress = { $district } (Congreso { $id })
staff-numbers-sources = Enlaces para compartir
staff-numbers-no-link = Sin enlace para compartir
staff-numbers-source-mail = Correo electrónico
staff-numbers-source-whatsapp = WhatsApp
staff-numbers-source-facebook = Facebook
staff-numbers-source-x = X
staff-numbers-source-bluesky = Bluesky
staff-numbers-source-mastodon = Mastodon
staff-numbers-source-copy = Enlace copiado
staff-numbers-source-qr = Código QR
staff-numbers-source-colleagues = Correo a una organización
staff-numbers-source-embed = Otros sitios web
staff-numbers-source-invitation = Invitación
staff-numbers-invitations = Invitaciones
staff-numbers-invited = Firmaron con un enlace de invitación
staff-numbers-languages = Idioma del texto
staff-numbers-origins = Cómo llegaron las firmas
staff-numbers-steps = Del formulario a la firma
staff-numbers-steps-note = Las firmas que no se confirman se borran después de unos días, y las firmas borradas no están en estas cifras.
staff-numbers-step-stored = Registradas
staff-numbers-step-proven = Confirmadas
staff-numbers-step-counted = Contadas
staff-numbers-statuses = Estado de todas las firmas registradas
staff-numbers-emails = Correos
staff-numbers-emails-fine = Ningún correo falló y ninguno está en espera.
staff-numbers-emails-failed =
    { $count ->
        [one] { $shown } correo no se entregó.
        [many] { $shown } de correos no se entregaron.
       *[other] { $shown } correos no se entregaron.
    }
staff-numbers-emails-bounced =
    { $count ->
        [one] { $shown } correo fue devuelto.
        [many] { $shown } de correos fueron devueltos.
       *[other] { $shown } correos fueron devueltos.
    }
staff-numbers-emails-uncertain =
    { $count ->
        [one] No se sabe si { $shown } correo se entregó.
        [many] No se sabe si { $shown } de correos se entregaron.
       *[other] No se sabe si { $shown } correos se entregaron.
    }
staff-numbers-emails-waiting =
    { $count ->
        [one] { $shown } correo de este sitio espera su envío.
        [many] { $shown } de correos de este sitio esperan su envío.
       *[other] { $shown } correos de este sitio esperan su envío.
    }
staff-numbers-relay-down = No podemos conectarnos al servidor de correo en este momento. Los correos se envían cuando vuelva a funcionar.
