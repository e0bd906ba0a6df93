# A quién se cuenta, y qué se pregunta antes.
error-email-unread = Nadie lee el correo de esta dirección. Dé una en la que pueda abrir un enlace.
error-email-role = Esta dirección es de una oficina, no de una persona. Firme con la suya.
error-email-disposable = Las direcciones de este proveedor duran poco. Dé una que conserve, para que pueda corregir o retirar su firma.
confirm-changed = Lo que se escribió ha cambiado
confirm-changed-explained = Después de que se abrió esta página, alguien firmó de nuevo con esta dirección. Mire otra vez qué contaría y presione el botón.
confirm-listed-held = Ya se firmó por su organización
confirm-listed-held-explained = Un colega suyo, u otra persona, firmó por la misma organización; nuestro equipo lo revisa antes de contarla. Si no fue nadie de los suyos, responda a nuestro correo.
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
