# Invitaciones a organizaciones: los correos y la página a la que llevan.
invitation-subject = Invitación a firmar: { $letter }
invitation-reminder-subject = Recordatorio: { $letter }
invitation-told = { $publisher } invita a { $name } a firmar { the-letter } “{ $letter }”.
invitation-reminder-told = Le recordamos que { $publisher } invita a { $name } a firmar { the-letter } “{ $letter }”.
invitation-answer = Si su organización no va a firmar o no quiere recibir estos correos, díganoslo aquí:
invitation-page = Su invitación
invitation-decline = No firmaremos { this-letter }
invitation-stop = No nos envíen más invitaciones
invitation-stop-explained = Tampoco invitaremos a este correo a firmar otras cartas.
invitation-declined-done = Gracias por avisarnos. No le enviaremos recordatorios sobre { this-letter }. Si cambia de opinión, todavía puede firmar.
invitation-no-more-done = No le enviaremos más invitaciones.

# Invitaciones, para el personal.
staff-invitations = Invitaciones
staff-invitations-none = Aún no hay organizaciones invitadas. Pegue una lista abajo.
staff-invitations-closed = Las organizaciones no pueden firmar { this-letter }.
staff-invitations-wrong = No se invitó a nadie. Corrija la lista e inténtelo de nuevo. Cada renglón comienza con la línea y la columna de la lista.
staff-invitations-too-many = Pegue entre 1 y 500 organizaciones a la vez.
staff-invitations-send = Enviar un correo a quienes aún no tienen invitación
staff-invitations-send-explained = Cada organización recibe un correo con un enlace propio. No lo reciben las que respondieron o firmaron, ni las que usted detuvo.
staff-invitations-add = Agregar organizaciones
staff-invitations-list = Lista de organizaciones
staff-invitations-list-hint = Pegue filas de una hoja de cálculo, con los nombres de las columnas en la primera: name y, si quiere, email, website, city, state, country, note.
staff-invitations-lang = Idioma de los correos
staff-invitations-reminders = Recordatorios
staff-invitations-reminders-explained = Las organizaciones que no han respondido reciben dos recordatorios como máximo, antes del cierre de firmas. Deje ambos vacíos para no enviar ninguno.
staff-invitations-first = Primer recordatorio, días antes del cierre
staff-invitations-second = Segundo recordatorio, días antes del cierre
staff-invitations-save = Guardar
staff-invitations-did-invite =
    { $count ->
        [one] { $count } organización es nueva en la lista. Aún no se envía ningún correo.
        [many] { $count } de organizaciones son nuevas en la lista. Aún no se envía ningún correo.
       *[other] { $count } organizaciones son nuevas en la lista. Aún no se envía ningún correo.
    }
staff-invitations-did-send =
    { $count ->
        [one] { $count } correo va en camino.
        [many] { $count } de correos van en camino.
       *[other] { $count } correos van en camino.
    }
staff-invitations-did-save = Guardado.
staff-invitation-emails = Correos
staff-invitation-stop = Detener los correos
staff-invitation-go-on = Enviar correos de nuevo
staff-invitation-declined = No firmará
staff-invitation-no-more = No quiere invitaciones
staff-invitation-stopped = Detenida por el personal
staff-invitation-sent = Correo enviado
staff-invitation-queued = Correo en camino
staff-invitation-bounced = Correo devuelto
staff-invitation-failed = Correo no entregado
staff-invitation-canceled = Correo cancelado
staff-invitation-no-email = Sin correo electrónico
staff-invitation-unsent = Aún sin correo
staff-invitation-reminders =
    { $count ->
        [one] { $count } recordatorio
        [many] { $count } de recordatorios
       *[other] { $count } recordatorios
    }
staff-did-invitations-sent =
    { $count ->
        [0] Fijó los recordatorios de las invitaciones
        [one] Envió { $count } invitación
        [many] Envió { $count } de invitaciones
       *[other] Envió { $count } invitaciones
    }
