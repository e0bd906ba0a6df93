more-about-you = Cargo, afiliación, unas palabras a las oficinas (opcional)
someone-else-decides = ¿Decide otra persona por su organización?
someone-else-explained = Dé el nombre y la dirección de quien dirige, o de toda una junta: después de que usted confirme, les enviamos la carta, y cada persona la aprueba o la rechaza con un solo clic. Entonces no hace falta marcar que usted tiene autorización.
hint-title = Solo como identificación.
hint-affiliation = Solo como identificación.
hint-comment = Llega a sus propias oficinas, una vez que nuestro equipo lo haya leído.
hint-listed-name = Exactamente como debe aparecer al pie de la carta.
hint-website = Ayuda a distinguir organizaciones del mismo nombre.
field-public-email = Correo electrónico público de la organización
hint-public-email = Si usted escribe desde otro dominio, avisamos allí a la organización de que se firmó en su nombre.
field-approver-name = Nombre de quien decide
field-approver-email = Correo electrónico de quien decide
field-district = Su distrito del Congreso
district-of = Distrito { $district }, { $state }: { $member }
district-vacant = Distrito { $district }, { $state }
district-unknown = No lo sé
ask-state = Su código ZIP no indica su estado. ¿Cuál es?
ask-district = Su código ZIP está en más de un distrito del Congreso. ¿Cuál es el suyo? «No lo sé» también es una buena respuesta.
one-more-question = { $count ->
    [one] Una pregunta más
    [many] { $count } de preguntas más
   *[other] { $count } preguntas más
 }
sign-for-organization-instead = Firmar en nombre de una organización
sign-as-person-instead = Firmar como persona
field-short-name = Nombre en la lista
hint-short-name = Solo partes de su nombre e iniciales: por ejemplo, su nombre de pila y una inicial.
error-short-name = Use solo partes de su nombre e iniciales.
check-mail-correct = Cambiar algo
did-you-mean = ¿Quiso decir { $email }?
use-suggestion = Sí, usar { $email }
keep-address = Si la dirección es correcta como la escribió, deje la casilla vacía y presione el botón otra vez.
leave-empty = Deje este campo vacío
trap-filled = Se llenó un campo que debe quedar vacío, quizá por su navegador. Lo vaciamos: presione el botón una vez más.
trap-quick = Fue muy rápido. Revise lo que escribió y presione el botón una vez más.
trap-old = Este formulario estuvo abierto mucho tiempo. Lo que escribió sigue aquí: presione el botón una vez más.
preview = Vista previa
preview-explained = Así aparecerá al pie de la carta:
sight-person = Su nombre aparece al pie de esta carta como lo elija aquí y se cuenta. Su correo y su código postal nunca se publican.
sight-organization = El nombre de su organización, con su ciudad y su estado o país, aparece al pie de esta carta a la vista de todo el mundo. Los nombres y las direcciones de contacto nunca se publican.
sight-looked-at = Nuestro equipo revisa cada organización antes de contarla.
sight-own-domain = Si su correo no es del dominio del sitio web de su organización, nuestro equipo revisa la firma antes de contarla.
sight-goes-to = La carta con sus firmas llega a: { $offices }.
sight-leadership = quienes dirigen las dos cámaras del Congreso
sight-committees = { $count ->
    [one] { $count } comité del Congreso
    [many] { $count } de comités del Congreso
   *[other] { $count } comités del Congreso
 }
sight-house = todas las oficinas de la Cámara de Representantes
sight-senate = todas las oficinas del Senado
sight-recipients = { $count ->
    [one] { $count } agencia federal u otra destinataria
    [many] { $count } de agencias federales u otras destinatarias
   *[other] { $count } agencias federales u otras destinatarias
 }
sight-own-members = quienes le representan en el Congreso
sight-members-of-signers = los senadores y representantes de las personas que firman
sight-kept = { $days ->
    [one] Lo que usted no confirme se borra después de { $days } día; lo que confirme lo puede corregir, retirar o borrar en cualquier momento.
    [many] Lo que usted no confirme se borra después de { $days } de días; lo que confirme lo puede corregir, retirar o borrar en cualquier momento.
   *[other] Lo que usted no confirme se borra después de { $days } días; lo que confirme lo puede corregir, retirar o borrar en cualquier momento.
 }
check-mail-sent = Enviamos un enlace a
check-mail-explained = Ábralo y presione el botón: solo entonces puede contar su firma.
check-mail-held = Ábralo y presione el botón. Después nuestro equipo revisa su firma antes de contarla.
check-mail-approver = Ábralo y presione el botón. Después pedimos la aprobación de: { $name }.
check-mail-nothing = ¿No llega nada?
check-mail-spam = Busque primero en el correo no deseado. Si la dirección está mal, corríjala aquí; si no, enviamos el enlace de nuevo.
check-mail-again = Enviar a esta dirección
confirm-awaiting = Ahora decide su organización
confirm-awaiting-explained = { $deciders ->
    [one] Enviamos la carta y un enlace a quien decide. No cuenta antes de que apruebe; le decimos por correo qué responde.
    [many] Enviamos la carta y un enlace a quienes deciden. No cuenta antes de que aprueben; le decimos por correo qué responden.
   *[other] Enviamos la carta y un enlace a quienes deciden. No cuenta antes de que aprueben; le decimos por correo qué responden.
 }
confirm-held = Confirmada; nuestro equipo la revisa antes de contarla
confirm-held-explained = Miramos de cerca algunas organizaciones, y las muchas firmas que vienen de un mismo lugar, para que no se firme por nadie sin que lo sepa. No tiene que hacer nada: si todo está bien, cuenta en pocos días. ¿Preguntas? Responda a nuestro correo.
approve-ask = ¿Firmar esta carta por su organización?
approve-ask-explained = Alguien de su organización llenó todo. Lea la carta; si su organización está de acuerdo, presione el botón.
approve-button = Sí, firmamos
approve-done = Gracias: su organización firmó
approve-done-explained = Aparece en la lista pública y cuenta.
approve-held = Aprobada; nuestro equipo la revisa antes de contarla
approve-held-explained = No tiene que hacer nada. Si todo está bien, su organización aparece en la lista en pocos días.
approve-listed = Su organización ya aparece en la lista
approve-listed-explained = Otra persona confirmó por la misma organización. Cuenta una vez.
approve-expired = Este enlace es demasiado viejo
approve-expired-explained = Pida que se llene el formulario de nuevo: llega al momento un enlace nuevo.
approve-gone = No hay nada que aprobar
approve-gone-explained = Entretanto la firma se retiró o ya se decidió.
read-the-letter = Leer la carta
not-us-person = ¿No fue usted?
not-us-person-explained = Alguien escribió su dirección. Marque la casilla, presione un botón y el registro se borra para siempre. A su dirección no llegan más correos sobre esta carta; con el segundo botón, ningún correo nuestro.
not-us-organization = ¿Se firmó por error en nombre de su organización?
not-us-organization-explained = Marque la casilla, presione un botón y el nombre sale de la carta al momento. Avisamos a nuestro equipo, que lo examina. A su dirección no llegan más correos sobre esta carta; con el segundo botón, ningún correo nuestro.
not-us-button = Quitar el nombre
not-us-everything = Quitarlo y no escribirme nunca más
not-us-done = El nombre se quitó
not-us-done-explained = Ya no aparece en la carta ni cuenta, y a su dirección no llegan más correos sobre ella. Si más adelante quiere firmar, escriba a { $contact }. Lamentamos la molestia.
not-us-link = No fui yo
not-us-mail = Si nadie de su organización pidió esto, quite aquí su nombre:
mail-not-you = Si no fue usted, no haga nada, o borre el registro al momento:
mail-asked-organization = alguien, esperamos que usted, pidió sumar a { $name } a la carta «{ $letter }».
mail-then-approver = Cuando lo haya presionado, pedimos la aprobación de: { $name }.
approval-subject = Para su decisión: { $letter }
approval-reminder-subject = El plazo termina pronto: { $letter }
approval-asked = { $contact } le pide que decida si { $name } firma la carta «{ $letter }».
approval-press = Lea la carta y después apruébela o rechácela con un solo clic. Nada cuenta antes de que su organización esté de acuerdo.
approval-reminder = El plazo para firmar termina pronto. Lea la carta y después apruébela o rechácela con un solo clic. Nada cuenta antes de que su organización esté de acuerdo.
approval-open = Leer y decidir
reviewed-approved-subject = Su firma cuenta: { $letter }
reviewed-rejected-subject = Su firma no se aceptó: { $letter }
reviewed-approved = Nuestro equipo revisó su firma de la carta «{ $letter }». Ya cuenta.
reviewed-approved-organization = Nuestro equipo revisó la firma de { $name } en la carta «{ $letter }». Ya cuenta y aparece en la lista.
reviewed-rejected = Nuestro equipo revisó su firma de la carta «{ $letter }» y no la aceptó. No se cuenta y no aparece en ninguna lista.
reviewed-rejected-organization = Nuestro equipo revisó la firma de { $name } en la carta «{ $letter }» y no la aceptó. No se cuenta y no aparece en ninguna lista.
reviewed-own = En su página ve lo que se guarda, y puede corregirlo, retirar la firma o borrarla:
reviewed-text-changed = El texto de la carta cambió después de que se firmó, y la firma es para el texto anterior. Su página muestra qué cambió y cómo firmar el texto nuevo:
reviewed-own-rejected = En su página ve lo que se guarda, y puede borrarlo:
reviewed-mistake = Si es un error, responda a este correo.
notice-subject = Se firmó en nombre de su organización: { $letter }
notice-told = Se firmó la carta «{ $letter }» en nombre de { $name }, desde un correo que no es de su propio dominio. Se lo decimos aquí para que no se firme por nadie sin que lo sepa.
notice-contact = La firmó { $contact }.
notice-good = Si es correcto, no tiene que hacer nada.
disowned-subject = «No fuimos nosotros»: { $letter }
disowned-told = { $name } dice que no firmó la carta «{ $letter }». El nombre está fuera de la lista pública y de la cuenta.
disowned-contact = La firmó { $contact }, { $email }.
disowned-submitted = La envió { $by }, { $from }. Contacto desde el { $since }: { $contact }, { $email }.
disowned-handed-over = La envió otra persona, cuyo nombre ya no se conserva. Contacto desde el { $since }: { $contact }, { $email }.
disowned-deciders = Quién debía decidir y qué respondió:
disowned-next = Examínelo, por favor: undersigned review list { $slug } y undersigned review organization { $id }. Lo que ya se entregó no se puede recuperar.
own-state-awaiting = { $deciders ->
    [one] Usted confirmó; le preguntamos a quien decide por su organización.
    [many] Usted confirmó; les preguntamos a quienes deciden por su organización.
   *[other] Usted confirmó; les preguntamos a quienes deciden por su organización.
 }
own-state-held = Usted confirmó; nuestro equipo la revisa antes de contarla.
own-state-withdrawn = Usted retiró esta firma. No se cuenta ni aparece en ninguna lista.
own-state-disowned = Su organización dice que no firmó. Esta firma no se cuenta.
own-state-rejected = Nuestro equipo quitó esta firma. No se cuenta; responda a nuestro correo si es un error.
own-withdraw = Retirarla
own-withdraw-explained = Su firma sale de la lista pública y de toda entrega posterior. Lo que escribió queda guardado solo para usted, para que pueda verlo.
own-withdraw-button = Retirar mi firma
own-withdraw-sure = Sí, retirar mi firma
own-withdraw-tick = Marque primero la casilla: algunos programas de correo presionan botones por sí solos.
own-withdrawn = Su firma está retirada.
own-withdrawn-delivered = Su firma está retirada. Está en una entrega para oficinas que se preparó antes y no se puede recuperar; ninguna posterior la tendrá.
own-delivered = Entregas que la contienen
own-delivered-explained = Está en las entregas para oficinas que se prepararon en estos días. No se pueden recuperar; ninguna posterior tendrá lo que usted retire o borre aquí.
own-remove = Borrar todo
own-remove-explained-left = Todo lo que está guardado con esta firma se borra para siempre. No hace falta ningún motivo.
own-remove-explained = Su firma sale de la lista pública y de toda entrega posterior, y todo lo que se guarda con ella se borra para siempre. No hace falta ningún motivo.
share-heading = Compártala
share-mail = Correo
share-mail-body = Firmé la carta «{ $letter }». ¿La lee y la firma también? { $url }
share-colleagues = Cuéntelo en su organización
share-colleagues-body = Firmé la carta «{ $letter }». ¿Debería firmarla también nuestra organización? La carta y el formulario para organizaciones están aquí: { $url }
share-copy = Dirección para copiar
share-mastodon = Servidor de Mastodon
share-mastodon-go = Hacer un enlace
share-mastodon-open = Abrir { $server }
share-mastodon-wrong = Escriba el nombre de un servidor, como mastodon.social.
share-qr = Código QR
share-qr-alt = Código QR con la dirección de esta carta
own-next = Firme también estas por su organización
next-ask = ¿Firmar también esta carta?
next-ask-explained = Conocemos su organización por una carta anterior: con un clic firma también esta, con los mismos datos.
next-statement = Al presionar el botón usted declara:
not-us-person-sure = Sí, no fui yo
not-us-organization-sure = Sí, no fuimos nosotros
not-us-tick = Marque primero la casilla: algunos programas de correo presionan botones por sí solos.
begun-in-time = Ya no se puede firmar, pero esto empezó a tiempo: todavía puede contar si presiona el botón antes del { $date }, { $time }.
