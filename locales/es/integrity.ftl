# A quién se cuenta, y qué se pregunta antes.
error-email-unread = Nadie lee el correo de esta dirección. Dé una en la que pueda abrir un enlace.
error-email-role = Esta dirección es de una oficina, no de una persona. Firme con la suya.
error-email-disposable = Las direcciones de este proveedor duran poco. Dé una que conserve, para que pueda corregir o retirar su firma.
confirm-changed = Lo que se escribió ha cambiado
confirm-changed-explained = Después de que se abrió esta página, alguien firmó de nuevo con esta dirección. Mire otra vez qué contaría y presione el botón.
confirm-listed-held = Ya se firmó por su organización
confirm-listed-held-explained = Un colega suyo, u otra persona, firmó por la misma organización; nuestro equipo lo revisa antes de contarla. Si no fue nadie de los suyos, responda a nuestro correo.
confirm-rival = Confirmada; nuestro equipo la revisa antes de que cuente
confirm-rival-explained = En la lista de la carta ya está { $other }. Puede ser otra organización con el mismo nombre, una persona colega de usted, o alguien que firmó por la suya sin permiso. Nuestro equipo ve las dos y decide antes de que la suya cuente. Si nadie de los suyos hizo esa firma, responda a nuestro correo y díganoslo.
confirm-rival-held = Confirmada; nuestro equipo la revisa antes de que cuente
confirm-rival-held-explained = Otra persona firmó por una organización con este nombre y también espera a nuestro equipo. Nuestro equipo ve las dos y decide antes de que cuenten. Si nadie de los suyos firmó antes que usted, responda a nuestro correo y díganoslo.
confirm-updates = Noticias por correo
confirm-updates-yes = Sí, las pidió
surge-subject = Firmas retenidas: muchas de { $domain } ({ $letter })
surge-told = En un día firmaron la carta «{ $letter }» más personas que de costumbre desde direcciones de { $domain }. Esas firmas quedan retenidas y no cuentan hasta que ustedes las revisen.
surge-next = Si son auténticas, por ejemplo de miembros de un sindicato, libérenlas todas de una vez; si no, déjenlas o rechácenlas:
sight-members = { $count ->
    [one] { $count } miembro del Congreso a quien nombra la carta
    [many] { $count } de miembros del Congreso a quienes nombra la carta
   *[other] { $count } miembros del Congreso a quienes nombra la carta
 }
sight-comment-public = Lo que usted escriba a las oficinas aparece también al pie de la carta, una vez que nuestro equipo lo haya leído.
sight-comment-public-at-once = Lo que usted escriba a las oficinas aparece también al pie de la carta.
comments-heading = En sus propias palabras
rivals-subject = Dos organizaciones que pueden ser una sola: { $letter }
rivals-told = Dos organizaciones de la carta «{ $letter }» pueden ser una sola, y alguien puede haber firmado por la otra sin permiso. Revise las dos.
rivals-line = { $id }: { $name }. Contacto: { $contact }, { $email }.
rivals-counts = Está en la lista.
rivals-waits = Espera su decisión.
rivals-next = Si son dos, apruebe la que espera. Si es una sola, quite la que no habla por ella:
rival-subject = Nuestro equipo la revisa antes de que cuente: { $letter }
rival-told = Usted firmó la carta «{ $letter }» por { $name }. Espera a nuestro equipo, porque otra persona firmó por una organización con este nombre.
rival-listed = En la lista de la carta está { $other }. Nuestro equipo ve las dos.
rival-held = La otra también espera a nuestro equipo.
rival-next = No hace falta que haga nada. Si nadie de los suyos hizo la otra firma, responda a este correo o escriba a { $desk }: así ayuda a nuestro equipo a decidir.
rival-own = Su propia página muestra cómo está su firma:
rival-own-link = Mi firma
known-own-domain = Confirmada desde { $domain }
known-staff = Comprobada por nuestro equipo
known-unverified = Confirmada desde un correo que no es propio de la organización
