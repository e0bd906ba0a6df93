more-about-you = Agregue su puesto o un mensaje al Congreso (opcional)
someone-else-decides = ¿Necesita la aprobación de la dirección o de la junta directiva?
someone-else-explained = Escriba el nombre y el correo electrónico de la persona que dirige su organización o de los miembros de la junta. Cuando usted confirme su propio correo, les pediremos que aprueben o rechacen. Puede dejar sin marcar la casilla de autorización.
hint-title = Aparece junto a su nombre en { the-letter }, solo para identificarle
hint-affiliation = Aparece junto a su nombre en { the-letter }, solo para identificarle
hint-comment = Lo enviamos a sus representantes en el Congreso. Quizá lo revisemos antes.
hint-listed-name = Si lo deja en blanco, usamos el nombre legal
hint-website = Nos ayuda a verificar su organización
field-public-email = Correo electrónico público de su organización
hint-public-email = Si su propio correo no coincide con el sitio web de su organización, enviaremos un aviso a esta dirección.
field-approver-name = Nombre de la persona que aprueba
field-approver-email = Correo electrónico de la persona que aprueba
field-district = Su distrito del Congreso
district-of = Distrito { $district }, { $state }: { $member }
district-vacant = Distrito { $district }, { $state }
district-unknown = No lo sé
ask-state = No encontramos el estado de su código ZIP. Elija su estado.
ask-district = Su código ZIP está en más de un distrito. Elija el suyo o elija “No lo sé”.
one-more-question = { $count ->
    [one] Una pregunta más
    [many] { $count } de preguntas más
   *[other] { $count } preguntas más
 }
sign-for-organization-instead = Mejor firmar en nombre de una organización
sign-as-person-instead = Mejor firmar a título personal
field-short-name = Nombre corto para { the-letter }
hint-short-name = Use solo partes de su nombre e iniciales. Por ejemplo: su primer nombre y una inicial.
error-short-name = Use solo partes de su nombre e iniciales
check-mail-correct = Cambiar mis datos
did-you-mean = ¿Quiso decir { $email }?
use-suggestion = Usar { $email }
keep-address = Dejar { $email }
leave-empty = Deje este campo vacío
trap-filled = Su navegador llenó un campo oculto. Ya lo vaciamos. Toque “{ sign-the-letter }” otra vez.
trap-quick = Revise sus datos y toque “{ sign-the-letter }” otra vez.
trap-old = Este formulario estuvo abierto mucho tiempo. Sus respuestas siguen abajo. Toque “{ sign-the-letter }” otra vez.
preview = Vista previa
appears-as = Aparecerá como
preview-explained = Así aparecerá en { the-letter }:
sight-person = Su nombre aparecerá en { the-letter } como usted eligió arriba. Nunca publicamos su correo ni su código ZIP.
sight-organization = El nombre de su organización, su ciudad y su estado o país serán públicos. Nunca publicamos los datos de contacto.
sight-looked-at = Revisamos cada organización antes de contarla.
sight-own-domain = Si su correo no coincide con el sitio web de su organización, revisaremos la firma antes de contarla.
sight-goes-to = Entregaremos { the-letter } a: { $offices }.
sight-leadership = el liderazgo de la Cámara de Representantes y del Senado
sight-committees = { $count ->
    [one] { $count } comité del Congreso
    [many] { $count } de comités del Congreso
   *[other] { $count } comités del Congreso
 }
sight-house = toda la Cámara de Representantes
sight-senate = todo el Senado
sight-at-least = { $count ->
    [one] { $offices } (si firma al menos { $count } persona de su distrito o estado)
    [many] { $offices } (si firman al menos { $count } de personas de su distrito o estado)
   *[other] { $offices } (si firman al menos { $count } personas de su distrito o estado)
}
sight-states = quienes representan en el Congreso a: { $states }
sight-senators-of = quienes representan en el Senado a: { $states }
sight-recipients = { $count ->
    [one] { $count } autoridad o agencia más
    [many] { $count } de autoridades o agencias más
   *[other] { $count } autoridades o agencias más
 }
sight-own-members = quienes le representan en el Congreso
sight-members-of-signers = quienes representan en el Congreso a las personas que firman
sight-kept = { $days ->
    [one] Puede cambiar, retirar o borrar su firma en cualquier momento. Si no la confirma, la borramos después de { $days } día.
    [many] Puede cambiar, retirar o borrar su firma en cualquier momento. Si no la confirma, la borramos después de { $days } de días.
   *[other] Puede cambiar, retirar o borrar su firma en cualquier momento. Si no la confirma, la borramos después de { $days } días.
 }
check-mail-sent = Busque nuestro correo en
check-mail-explained = Abra el correo y toque “Confirmar mi firma”. Después confirme en la página que se abre. Su firma no cuenta hasta que lo haga.
check-mail-held = Abra el correo y toque “Confirmar mi firma”. Después confirme en la página que se abre. Revisaremos su firma antes de contarla.
check-mail-approver = Abra el correo y toque “Confirmar mi firma”. Después confirme en la página que se abre. Luego pediremos la aprobación de: { $name }.
check-mail-nothing = ¿No le llegó el correo?
check-mail-spam = Busque en la carpeta de spam o correo no deseado. Si su dirección está mal, corríjala abajo y le enviaremos un enlace nuevo.
check-mail-again = Enviar un enlace nuevo
confirm-awaiting = Ya pedimos la aprobación de su organización
confirm-awaiting-explained = { $deciders ->
    [one] Enviamos { the-letter } y un enlace a la persona que aprueba. No podemos contar su firma hasta que apruebe. Le avisaremos por correo de su respuesta.
    [many] Enviamos { the-letter } y un enlace a las personas que aprueban. No podemos contar su firma hasta que aprueben suficientes personas. Le avisaremos por correo de sus respuestas.
   *[other] Enviamos { the-letter } y un enlace a las personas que aprueban. No podemos contar su firma hasta que aprueben suficientes personas. Le avisaremos por correo de sus respuestas.
 }
confirm-held = Gracias. Revisaremos su firma antes de contarla
confirm-held-explained = Revisamos algunas firmas para evitar firmas falsas. No tiene que hacer nada. ¿Tiene preguntas? Responda a nuestro correo.
approve-ask = ¿Firmar { this-letter } en nombre de { $name }?
approve-ask-explained = { $contact } llenó el formulario y le pide su aprobación. Lea { the-letter } abajo. Después apruebe o rechace.
approve-button = Aprobar y firmar
approve-done = ¡Gracias! Su organización firmó
approve-done-explained = El nombre de su organización ya aparece en { the-letter }.
approve-held = Gracias. Revisaremos la firma antes de contarla
approve-held-explained = No tiene que hacer nada. Si aprobamos la firma, el nombre de su organización aparecerá en { the-letter }.
approve-listed = Su organización ya está en { the-letter }
approve-listed-explained = Otra persona confirmó una firma por la misma organización. Cada organización cuenta una vez.
approve-expired = Este enlace ya venció
approve-expired-explained = Pida a quien llenó el formulario que lo llene de nuevo. Le enviaremos un enlace nuevo de inmediato.
approve-gone = Esta solicitud está cerrada
approve-gone-explained = La firma se retiró o cambió. No tiene nada que aprobar.
read-the-letter = Leer { the-letter }
not-us-person = ¿No firmó { this-letter }?
not-us-person-explained = Alguien escribió su correo electrónico. Marque la casilla y toque un botón, y borraremos la firma para siempre. No le enviaremos más correos sobre { this-letter }. Con el segundo botón, no le escribiremos nunca más.
not-us-organization = ¿Quitar su organización de { this-letter }?
not-us-organization-explained = Marque la casilla y toque un botón, y quitaremos el nombre { of-the-letter } de inmediato. Investigaremos qué pasó. No le enviaremos más correos sobre { this-letter }. Con el segundo botón, no le escribiremos nunca más.
not-us-button = Quitar el nombre
not-us-everything = Quitar el nombre y no escribirme nunca más
not-us-done = El nombre ya se quitó
not-us-done-explained = Ya no aparece en { the-letter } ni cuenta. No le enviaremos más correos sobre { this-letter }. Si más adelante quiere firmar, escriba a { $contact }. Lamentamos la molestia.
not-us-held = El nombre ya no aparece en { the-letter }
not-us-held-explained = Tampoco cuenta. Otras personas de su organización aprobaron la firma, así que nuestro equipo la revisará antes de hacer algo más. Avisamos a la persona de contacto y a las demás personas que aprueban. No le enviaremos más correos sobre { this-letter }. Si tiene preguntas, escriba a { $contact }.
not-us-noted = Anotamos su respuesta
not-us-noted-explained = El nombre no aparece en { the-letter }. Si otras personas de su organización aprueban la firma, nuestro equipo la revisará primero. Avisamos a la persona de contacto y a las demás personas que aprueban. No le enviaremos más correos sobre { this-letter }. Si tiene preguntas, escriba a { $contact }.
not-us-unchanged = Anotamos su respuesta
not-us-unchanged-explained = Nuestro equipo recibirá un aviso. No le enviaremos más correos sobre { this-letter }. Si tiene preguntas, escriba a { $contact }.
not-us-link = Quitar este nombre
not-us-mail = Si nadie de su organización pidió esto, quite su nombre aquí:
mail-not-you = ¿No firmó? Ignore este correo o quite el nombre aquí:
mail-asked-organization = Gracias por firmar { the-letter } “{ $letter }” en nombre de { $name }. Confirme que fue usted.
mail-then-approver = Cuando usted confirme, pediremos la aprobación de: { $name }.
approval-subject = Se necesita su aprobación: { $letter }
approval-reminder-subject = El plazo para firmar termina pronto: { $letter }
approval-asked = { $contact } le pide que apruebe la firma de { $name } en { the-letter } “{ $letter }”.
approval-published = { $kind ->
    [statement] Publicado por
   *[letter] Publicada por
 }: { $publisher }.
approval-press = Lea { the-letter } y después apruebe o rechace. Su organización no aparecerá en { the-letter } sin su aprobación.
approval-reminder = El plazo para firmar termina pronto. Lea { the-letter } y después apruebe o rechace. Su organización no aparecerá en { the-letter } sin su aprobación.
approval-open = Leer y decidir
reviewed-approved-subject = Su firma ya cuenta: { $letter }
reviewed-rejected-subject = No pudimos aceptar su firma: { $letter }
reviewed-approved = Revisamos su firma en { the-letter } “{ $letter }”. Ya cuenta.
reviewed-approved-organization = Revisamos la firma de { $name } en { the-letter } “{ $letter }”. Ya cuenta, y el nombre ya aparece en { the-letter }.
reviewed-rejected = Revisamos su firma en { the-letter } “{ $letter }” y no pudimos aceptarla. No cuenta, y su nombre no aparece en { the-letter }.
reviewed-rejected-organization = Revisamos la firma de { $name } en { the-letter } “{ $letter }” y no pudimos aceptarla. No cuenta, y el nombre no aparece en { the-letter }.
reviewed-own = Para ver, cambiar, retirar o borrar la firma:
reviewed-text-changed = { the-letter-begins } cambió después, y la firma es para la versión anterior. Para ver qué cambió y firmar la versión nueva:
reviewed-own-rejected = Para ver o borrar los datos que guardamos:
reviewed-because-not-who-they-say = No pudimos confirmar quién hizo esta firma.
reviewed-because-duplicate = Ya hay otra firma de la misma persona u organización, y solo contamos una.
reviewed-because-not-eligible = { the-letter-begins } solo admite ciertas firmas, y esta no es una de ellas.
reviewed-because-offensive = El nombre o el mensaje contiene palabras que no publicamos.
reviewed-because-other = Lo decidieron las personas que revisan las firmas.
reviewed-note = Agregaron:
reviewed-again = También puede firmar de nuevo con los datos correctos. Revisaremos esa firma antes de contarla:
reviewed-mistake = Si cree que es un error, responda a este correo.
amended-corrected-subject = Corregimos su firma: { $letter }
amended-corrected = Nuestro equipo corrigió su firma en { the-letter } “{ $letter }”. Se corrigió: { $fields }.
amended-corrected-organization = Nuestro equipo corrigió la firma de su organización en { the-letter } “{ $letter }”. Se corrigió: { $fields }.
amended-field-name = nombre
amended-field-title = puesto
amended-field-affiliation = organización o empresa
amended-field-city = ciudad
amended-field-state = estado
amended-line = Ahora dice: { $line }
amended-unlisted = Su nombre no aparece en la lista pública.
amended-merged-subject = Contamos una sola firma suya: { $letter }
amended-merged = Usted firmó dos veces { the-letter } “{ $letter }”. Nuestro equipo unió las dos firmas, así que cuenta una sola.
amended-merged-organization = Hay dos firmas de su organización en { the-letter } “{ $letter }”. Nuestro equipo unió esta, { $line }, con la otra, así que su organización cuenta una sola vez.
amended-stays = En la lista aparece: { $line }
amended-stays-unlisted = Su firma cuenta, y su nombre no aparece en la lista pública.
amended-stays-held = La otra firma está en revisión.
amended-unmerged-subject = Sobre su firma: { $letter }
amended-unmerged = Nuestro equipo había unido su firma en { the-letter } “{ $letter }” con otra. Fue un error, y ya no están unidas.
amended-counts = Su firma cuenta.
amended-held = Su firma está en revisión.
mail-press-brought = { $state } Para confirmarla usted:
notice-subject = Alguien firmó en nombre de su organización: { $letter }
notice-told = Alguien firmó { the-letter } “{ $letter }” en nombre de { $name }. Le avisamos porque el correo que usó no es del dominio de su organización.
notice-contact = Firmó: { $contact }.
notice-good = Si es correcto, no tiene que hacer nada.
objection-subject = Alguien dice que su organización no firmó: { $letter }
objection-told = Le escribimos por la firma de { $name } en { the-letter } “{ $letter }”.
objection-by-contact = { $name }, que firmó en nombre de su organización, nos dijo que la organización no firmó.
objection-by-approver = { $name }, una de las personas que aprueban, nos dijo que su organización no firmó.
objection-by-public = Alguien nos dijo desde { $email }, el correo público de su organización, que la organización no firmó.
objection-removed = Quitamos el nombre { of-the-letter }.
objection-held = Revisaremos la firma. Mientras tanto, el nombre no aparece en { the-letter }.
objection-open = El nombre no aparece en { the-letter }. Si las demás personas aprueban la firma, la revisaremos primero.
objection-next = Si es un error, escriba a { $contact }. No necesita firmar de nuevo.
disowned-subject = Una organización dice que no firmó: { $letter }
disowned-told = { $name } dice que no firmó { the-letter } “{ $letter }”.
disowned-contact = Firmó: { $contact }, { $email }.
disowned-submitted = Llenó el formulario: { $by }, { $from }. Contacto desde el { $since }: { $contact }, { $email }.
disowned-handed-over = Llenó el formulario otra persona, cuyo nombre ya no guardamos. Contacto desde el { $since }: { $contact }, { $email }.
disowned-deciders = Personas que aprueban, y qué respondieron:
disowned-by-contact = Nos lo dijo: la persona de contacto, { $name }, { $email }.
disowned-by-approver = Nos lo dijo: una persona que aprueba, { $name }, { $email }.
disowned-by-public = Nos lo dijo: el correo público de la organización, { $email }.
disowned-removed = Quitamos el nombre { of-the-letter } y de la cuenta.
disowned-held = Otras personas la habían aprobado, así que la firma queda en revisión para usted. El nombre no aparece en { the-letter } ni cuenta.
disowned-open = El nombre no aparece en { the-letter }. Si las demás personas aprueban la firma, quedará en revisión para usted.
disowned-next = Investíguelo, por favor: undersigned review list { $slug } y undersigned review organization { $id }. Los paquetes que ya se enviaron no se pueden recuperar.
own-state-awaiting = { $deciders ->
    [one] Usted confirmó esta firma. Ya le preguntamos a la persona que aprueba en su organización.
    [many] Usted confirmó esta firma. Ya les preguntamos a las personas que aprueban en su organización.
   *[other] Usted confirmó esta firma. Ya les preguntamos a las personas que aprueban en su organización.
 }
own-state-held = Usted confirmó esta firma. Está en revisión.
own-state-withdrawn = Usted retiró esta firma. No cuenta ni aparece en { the-letter }.
own-state-disowned = Su organización dice que no firmó. Esta firma no cuenta. Si cree que es un error, responda a nuestro correo.
own-state-rejected = Nuestro equipo quitó esta firma. No cuenta. Si cree que es un error, responda a nuestro correo.
own-withdraw = Retirar mi firma
own-withdraw-explained = Quitamos su firma { of-the-letter } y no la incluimos en las próximas entregas. Guardamos sus datos. Usted puede verlos o borrarlos en esta página.
own-withdraw-button = Retirar mi firma
own-withdraw-sure = Sí, retirar mi firma
own-withdraw-tick = Marque primero la casilla. Se lo pedimos porque algunas aplicaciones de correo tocan botones por sí solas.
own-withdrawn = Su firma está retirada.
own-withdrawn-delivered = Su firma está retirada. Está en copias que ya enviamos a las oficinas. Esas no las podemos recuperar, pero no la incluiremos en las próximas.
own-delivered = Copias que incluyen su firma
own-delivered-explained = Su firma está en las copias que preparamos para las oficinas en estos días. No podemos recuperar las que ya enviamos. Si retira o borra su firma aquí, no irá en ninguna copia que enviemos después.
own-remove = Borrar todo
own-remove-explained-left = Borramos sus datos para siempre. Las copias que ya enviamos y los respaldos anteriores no cambian. No tiene que dar ningún motivo.
own-remove-explained = Quitamos su firma { of-the-letter }, no la incluimos en las próximas entregas y borramos sus datos para siempre. Las copias que ya enviamos y los respaldos anteriores no cambian. No tiene que dar ningún motivo.
share-heading = Comparta { this-letter }
share-mail = Compartir por correo
share-whatsapp = Compartir por WhatsApp
share-more = Más formas de compartir
share-copy-button = Copiar enlace
share-copied = Enlace copiado
share-mail-body = Le invito a leer { the-letter } “{ $letter }”. Si está de acuerdo, puede { $kind ->
    [statement] firmarlo
   *[letter] firmarla
 } aquí: { $url }
share-colleagues = Pida a su organización que firme
share-colleagues-explained = El Congreso se fija en qué organizaciones firman. Abriremos un correo que puede enviar a la suya.
share-colleagues-write = Escribir el correo
share-colleagues-body = ¿Firma nuestra organización { the-letter } “{ $letter }”? { the-letter-begins } y el formulario para organizaciones están aquí: { $url }
share-copy = Enlace para compartir
share-mastodon = Servidor de Mastodon
share-mastodon-go = Compartir
share-mastodon-open = Abrir { $server }
share-mastodon-wrong = Escriba el nombre de un servidor, como mastodon.social
share-qr-alt = Código QR con el enlace a { this-letter }
own-next = Firme también en nombre de su organización
next-ask = ¿Firmar también { this-letter }?
next-ask-explained = Su organización ya firmó antes, así que puede agregarla con un solo toque. Usamos los mismos datos.
next-statement = Al tocar el botón, usted confirma:
not-us-person-sure = Sí, no fui yo
not-us-organization-sure = Sí, no fuimos nosotros
not-us-tick = Marque primero la casilla. Se lo pedimos porque algunas aplicaciones de correo tocan botones por sí solas.
begun-in-time = { $at ->
    [midnight] El plazo para firmar terminó, pero usted empezó a tiempo. Su firma todavía puede contar si termina antes de que acabe el { $date } ({ $zone }).
   *[clock] El plazo para firmar terminó, pero usted empezó a tiempo. Su firma todavía puede contar si termina a más tardar el { $date }, { $time }.
 }
next-steps = Lo que sigue
next-step-open = { $at ->
    [midnight] Más personas pueden firmar hasta que termine el { $date } ({ $zone }).
   *[clock] Más personas pueden firmar hasta el { $date }, { $time }.
 }
next-step-change = Para cambiar o borrar su firma, use el enlace “Mi firma” de nuestro correo.
another-letter = También puede firmar
signing-only-organizations = Solo las organizaciones pueden firmar { this-letter }
signing-only-people = Solo las personas pueden firmar { this-letter }
check-mail-asked-again = Recibimos su solicitud de otro enlace. Puede tardar un minuto.
