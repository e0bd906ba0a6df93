# Lo que puede hacer el contacto de una organización con su enlace.
other-name = Nombre en otro idioma: { $language }
other-name-hint = Solo si su organización tiene uno. Aparece en las páginas y en las cartas de ese idioma.
own-correct-organization = Casi todos los cambios se muestran de inmediato. Si cambia el nombre legal o el sitio web, primero revisamos el cambio. Mientras tanto, mostramos el actual.
own-waiting = Estos cambios están en revisión. Mientras tanto, mostramos lo actual:
own-waiting-none = ninguno
own-saved-waits = Guardado. Su cambio del nombre legal o del sitio web está en revisión. Sus otros cambios ya se muestran.
own-preview-not-saved = Todavía no se ha guardado nada. Si está bien, toque “Guardar” abajo.
own-origin = De dónde viene esta firma
own-level = Verificación
own-level-own-domain = Confirmada desde un correo del dominio del sitio web de la organización
own-level-other-address = Confirmada desde otro correo
own-level-staff = Verificada por nuestro equipo
error-organization-taken = Usted ya tiene una firma de una organización con este nombre. Use el enlace de esa firma.

# Otro contacto.
own-contact = Nombrar un contacto nuevo
own-contact-explained = Escriba quién debe ocuparse de las firmas de su organización. Le enviaremos un enlace. Cuando esa persona acepte, los enlaces de usted dejarán de funcionar para todas las cartas que firmó su organización, y le avisaremos.
own-contact-named = Usted nombró a { $contact }, que aún no responde. Si nombra a otra persona, ese enlace deja de funcionar.
own-contact-name = Nombrar a una persona
own-contact-button = Preguntar a esta persona
own-contact-asked = Ya le preguntamos. Nada cambia hasta que acepte.
own-contact-enough = Hoy ya enviamos suficientes correos a esta dirección. Inténtelo mañana.
own-contact-self = Este es su propio correo. Escriba el de la otra persona.
field-next-name = Nombre de la otra persona
field-next-title = Puesto de la otra persona
field-next-email = Correo electrónico de la otra persona
contact-ask = ¿Quiere ser el contacto de esta organización?
contact-ask-explained = Le enviaríamos enlaces privados para cambiar cómo aparece la organización, retirar sus firmas o firmar otras cartas en su nombre. Nada cambia hasta que responda.
contact-organization = Organización
contact-named-by = Le nombró
contact-you = Usted
contact-letters = Cartas que ha firmado:
contact-accept = Sí, acepto ser el contacto
contact-refuse = No
contact-accepted = Gracias. Ahora usted es el contacto
contact-accepted-explained = Le enviamos los enlaces de todas las cartas que firmó la organización. Ya avisamos a la persona que era el contacto, y sus enlaces dejaron de funcionar.
contact-refused = Usted no es el contacto
contact-refused-explained = Nada ha cambiado. Ya avisamos a la persona que le nombró.
contact-expired = Este enlace ya venció
contact-expired-explained = Pida que le nombren de nuevo. Le enviaremos un enlace nuevo de inmediato.
contact-impossible = No pudimos completarlo
contact-impossible-explained = No pudimos hacerlo de forma automática y nada ha cambiado. Responda a nuestro correo y le ayudamos.
contact-changed = Su organización tiene un contacto nuevo
contact-changed-explained = Los enlaces del contacto anterior dejaron de funcionar. Si cree que es un error, escríbanos.
handover-subject = ¿Quiere ser el contacto de { $organization }?
handover-asked = { $from } le nombró como contacto de { $organization }, que firmó { the-letter } “{ $letter }”.
handover-means = Si acepta, usted se ocupa de cómo aparece la organización y puede retirar sus firmas. Abra esta página para leer más y responder:
handover-open = Leer y responder
handover-valid = { $days ->
    [one] Este enlace vence en { $days } día. Nada cambia hasta que responda.
    [many] Este enlace vence en { $days } de días. Nada cambia hasta que responda.
   *[other] Este enlace vence en { $days } días. Nada cambia hasta que responda.
 }
handover-not-you = Si no conoce esta organización, ignore este correo.
handed-over-subject = { $organization } tiene un contacto nuevo
handed-over-told = { $new } aceptó y es ahora el contacto de { $organization }.
handed-over-links = Sus enlaces a las firmas de esta organización dejaron de funcionar. Si pidió novedades de estas cartas, ya no las recibirá.
handed-over-wrong = Si usted no quería esto, responda a este correo de inmediato.
handover-refused-subject = Usted sigue siendo el contacto de { $organization }
handover-refused-told = { $new } no aceptó ser el contacto de { $organization }.
handover-refused-links = Nada ha cambiado. Sus enlaces siguen funcionando, y puede nombrar a otra persona.

# Enlaces a páginas propias que nadie pidió.
links-mail-signed-subject = Su organización firmó otra carta
links-mail-signed = Usted firmó { this-letter } en nombre de su organización. Use el enlace para ver, cambiar o borrar la firma:
links-mail-contact-subject = Ahora usted es el contacto
links-mail-contact = Usted aceptó ser el contacto de esta organización. Use cada enlace para ver, cambiar o borrar una de sus firmas, o para firmar otra carta:
links-mail-keep = No comparta estos enlaces. Quien tenga uno puede cambiar la firma.
