# A quién se cuenta, y qué se pregunta antes.
error-email-unread = Nadie lee los correos de esta dirección. Escriba una en la que pueda recibir correos.
error-email-role = Esta dirección parece compartida. Escriba su propio correo electrónico.
error-email-disposable = No aceptamos correos temporales. Use su correo de siempre para poder cambiar su firma después.
confirm-changed = Los datos cambiaron
confirm-changed-explained = Después de que usted abrió esta página, alguien firmó de nuevo con este correo. Revise los datos y toque el botón.
confirm-listed-held = Alguien ya firmó por su organización
confirm-listed-held-explained = Alguien de su organización u otra persona firmó por la misma organización. Revisaremos esa firma antes de contarla. Si no fue nadie de su organización, responda a nuestro correo.
confirm-rival = Gracias. Revisaremos su firma antes de contarla
confirm-rival-explained = En { the-letter } ya aparece { $other }. Puede ser otra organización con el mismo nombre, alguien de su organización, o alguien que firmó sin permiso. Revisaremos las dos firmas antes de contar la suya. Si nadie de su organización hizo la otra, responda a nuestro correo y díganoslo.
confirm-rival-held = Gracias. Revisaremos su firma antes de contarla
confirm-rival-held-explained = Otra persona firmó por una organización con este nombre, y esa firma también está en revisión. Revisaremos las dos antes de contar cualquiera. Si nadie de su organización hizo la otra, responda a nuestro correo y díganoslo.
confirm-updates = Novedades por correo
confirm-updates-yes = Sí, las pidió
confirm-to-offices = Sus propios representantes en el Congreso
confirm-to-offices-yes = Pueden ver su nombre completo y su código ZIP
surge-subject = Firmas en revisión: muchas de { $domain } ({ $letter })
surge-told = En un solo día firmaron { the-letter } “{ $letter }” más personas que de costumbre con correos de { $domain }. Esas firmas están en revisión y no cuentan hasta que usted decida.
surge-next = Si son auténticas (por ejemplo, de miembros de un sindicato), apruébelas todas a la vez. Si no, déjelas o rechácelas:
sight-members = { $count ->
    [one] { $count } integrante del Congreso que elegimos
    [many] { $count } de integrantes del Congreso que elegimos
   *[other] { $count } integrantes del Congreso que elegimos
 }
sight-comment-public = También publicaremos su mensaje al Congreso debajo { of-the-letter }, después de revisarlo.
sight-comment-public-at-once = También publicaremos su mensaje al Congreso debajo { of-the-letter }.
comments-heading = En sus propias palabras
rivals-subject = Dos organizaciones que pueden ser la misma: { $letter }
rivals-told = Dos organizaciones { of-the-letter } “{ $letter }” pueden ser la misma. Alguien puede haber firmado por una de ellas sin permiso. Revise las dos.
rivals-line = { $id }: { $name }. Contacto: { $contact }, { $email }.
rivals-counts = Cuenta y aparece en { the-letter }.
rivals-waits = Está en revisión.
rivals-next = Si son dos organizaciones, apruebe la que está en revisión. Si son la misma, rechace la firma que se hizo sin permiso:
rival-subject = Su firma está en revisión: { $letter }
rival-told = Usted firmó { the-letter } “{ $letter }” en nombre de { $name }. Revisaremos su firma antes de contarla, porque otra persona firmó por una organización con este nombre.
rival-listed = En { the-letter } aparece { $other }. Revisaremos las dos firmas.
rival-held = La otra firma también está en revisión.
rival-gone = La otra firma ya no está en { the-letter }, así que ahora revisaremos la suya.
rival-next = No tiene que hacer nada. Si nadie de su organización hizo la otra firma, responda a este correo o escriba a { $desk }. Así nos ayuda a decidir.
rival-own = Para ver cómo está su firma:
rival-own-link = Mi firma
known-own-domain = Confirmada desde { $domain }
known-staff = Verificada por nuestro equipo
known-unverified = Confirmada desde un correo ajeno a la organización
