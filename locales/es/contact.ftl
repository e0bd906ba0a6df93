# Lo que puede hacer el contacto de una organización con su enlace.
other-name = Nombre en otro idioma: { $language }
other-name-hint = Solo si la organización lo tiene. Aparece en las páginas y en las entregas de ese idioma.
own-correct-organization = Lo que guarde vale de inmediato. Otro nombre legal u otro sitio web dice quiénes son: nuestro equipo lo revisa antes, y hasta entonces queda el anterior.
own-waiting = Nuestro equipo revisa antes lo siguiente; hasta entonces queda lo anterior:
own-waiting-none = ninguno
own-saved-waits = Guardado. El nombre legal o el sitio web espera a nuestro equipo; lo demás ya vale.
own-preview-not-saved = Todavía no se ha guardado nada. Si está bien, presione «Guardar» abajo.
own-level = Cómo sabemos que son ustedes
own-level-own-domain = Confirmado desde el dominio del sitio web de la organización
own-level-other-address = Confirmado desde otra dirección
own-level-staff = Aprobado por nuestro equipo
error-organization-taken = Usted tiene otra firma por la organización de este nombre. Use el enlace de esa firma, por favor.

# Otro contacto.
own-contact = Otro contacto
own-contact-explained = Diga quién se ocupará de estas firmas desde ahora. Le enviamos un enlace; en cuanto acepte, terminan los enlaces de usted a todas las cartas que firmó su organización, y se lo decimos.
own-contact-named = Usted propuso a { $contact }, que aún no ha respondido. Si propone a otra persona, ese enlace termina.
own-contact-name = Proponer otro contacto
own-contact-button = Preguntar a esta persona
own-contact-asked = Ya le preguntamos. Hasta que acepte, nada cambia.
own-contact-enough = Esta dirección ya recibió bastantes correos por hoy. Inténtelo mañana, por favor.
own-contact-self = Esa es su propia dirección. Dé la de otra persona, por favor.
field-next-name = Su nombre
field-next-title = Su cargo
field-next-email = Su correo electrónico
contact-ask = ¿Será usted el contacto de esta organización?
contact-ask-explained = Podría corregir cómo aparece, retirar sus firmas o firmar otras cartas por ella, con enlaces que solo usted tiene. Nada cambia antes de que responda.
contact-organization = Organización
contact-named-by = Quién lo propone
contact-you = Usted
contact-letters = Ha firmado:
contact-accept = Sí, soy el contacto
contact-refuse = No
contact-accepted = Gracias: ahora usted es el contacto
contact-accepted-explained = Le enviamos enlaces a todas las cartas que firmó la organización. El contacto anterior está avisado, y sus enlaces terminaron.
contact-refused = Usted no es el contacto
contact-refused-explained = Nada ha cambiado. Quien lo propuso está avisado.
contact-expired = Este enlace es demasiado viejo
contact-expired-explained = Pida que le propongan de nuevo: llega al momento un enlace nuevo.
contact-impossible = Esto no se puede hacer con un enlace
contact-impossible-explained = Algo se opone en una de las cartas. Nada ha cambiado; responda a nuestro correo, y nuestro equipo lo examina.
contact-changed = Ahora se ocupa otro contacto
contact-changed-explained = Su organización tiene otro contacto, y los enlaces del anterior terminaron. Si es un error, escríbanos, por favor.
handover-subject = ¿Será usted el contacto de { $organization }?
handover-asked = { $from } le propone como contacto de { $organization }, que firmó la carta «{ $letter }».
handover-means = Si acepta, usted se ocupa de cómo aparece y puede retirar sus firmas. Abra esta página, vea de qué se trata y responda con un solo clic:
handover-open = Ver y responder
handover-valid = { $days ->
    [one] El enlace sirve { $days } día. Hasta que responda, nada cambia.
    [many] El enlace sirve { $days } de días. Hasta que responda, nada cambia.
   *[other] El enlace sirve { $days } días. Hasta que responda, nada cambia.
 }
handover-not-you = Si no conoce esta organización, no tiene que hacer nada.
handed-over-subject = { $organization } tiene ahora otro contacto
handed-over-told = { $new } aceptó y es ahora el contacto de { $organization }.
handed-over-links = Los enlaces de usted a sus firmas, en todas las cartas, terminaron. También las noticias sobre estas cartas, si las había pedido.
handed-over-wrong = Si usted no quería esto, responda a este correo de inmediato.
handover-refused-subject = Usted sigue siendo el contacto de { $organization }
handover-refused-told = { $new } no desea ser el contacto de { $organization }.
handover-refused-links = Nada ha cambiado: sus enlaces sirven como antes, y puede proponer a otra persona.

# Enlaces a páginas propias que nadie pidió.
links-mail-signed-subject = Su organización firmó otra carta
links-mail-signed = Usted firmó esta carta por su organización. El enlace abre la página de esa firma, para verla, corregirla o borrarla:
links-mail-contact-subject = Ahora usted es el contacto
links-mail-contact = Usted aceptó ser el contacto de esta organización. Cada enlace abre la página de una de sus firmas, para verla, corregirla o borrarla, o para firmar la próxima carta:
links-mail-keep = No comparta estos enlaces: quien tenga uno puede cambiar la firma.
