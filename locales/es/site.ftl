skip-to-content = Ir al contenido principal
title-error = Error:
site-navigation = Menú principal
letters = Cartas
coalition = Coalición
about = Acerca de estas cartas
languages = Idiomas
privacy = Privacidad
privacy-erased = Cartas con plazo para borrar los datos de contacto
privacy-erased-explained = En las cartas de esta lista, borramos lo que solo necesitamos hasta entregar la carta: su correo electrónico, teléfono, código postal, distrito del Congreso y mensaje, y si pidió recibir novedades. También borramos los nombres de los contactos y de quienes aprueban, y su nombre completo si la lista pública muestra uno más corto o ninguno. Los días se cuentan desde el cierre de las firmas o desde que la última oficina recibe la carta, lo que ocurra después. La lista pública queda como está. A partir de entonces, no podemos escribirle sobre la carta y sus enlaces dejan de funcionar.
privacy-erased-after = “{ $title }”: después de { $days ->
    [one] { $days } día
    [many] { $days } de días
   *[other] { $days } días
 }
feed = RSS
mailbox = Correos de prueba
site-footer = Sobre este sitio
cosponsors = Con
optional = (opcional)
choose = Elija…
continue-reading = Seguir leyendo
see-who-signed = Ver quiénes firmaron
read-and-sign = Leer y firmar
archive = Por año
archive-of = Publicado en { $year }
newer = Más recientes
older = Anteriores
topic-intro = Todo lo que hemos publicado sobre este tema.
index-intro = Cartas abiertas al Congreso y a las agencias federales. Léalas y, si está de acuerdo, firme.
index-heading = Cartas abiertas
index-letters = { $count ->
    [one] { $count } carta
    [many] { $count } de cartas
   *[other] { $count } cartas
 }
kind-letter = Carta abierta
kind-op-ed = Opinión
kind-statement = Comunicado
what-we-ask = Lo que pedimos
translated-by = Traducción de { $name }
add-your-name = Agregue su nombre
goal-label = Firmas hasta ahora
the-undersigned = Quienes firman
tally-total = { $count ->
    [one] { $count } firma
    [many] { $count } de firmas
   *[other] { $count } firmas
 }
goal-share = { $percent } % de nuestra meta de { $count } firmas
timeline = Cronología
timeline-opened = Se puede firmar desde el { $date }
timeline-goal = { $count ->
    [one] Llegamos a nuestra meta de { $count } firma
    [many] Llegamos a nuestra meta de { $count } de firmas
   *[other] Llegamos a nuestra meta de { $count } firmas
 }
timeline-closes = { $at ->
    [midnight] Se puede firmar hasta que termine el { $date } ({ $zone })
   *[clock] Se puede firmar hasta el { $date }, { $time }
 }
timeline-delivery = Después: entrega al Congreso
timeline-delivery-elsewhere = Después: entrega
days-left = { $count ->
    [one] Falta { $count } día
    [many] Faltan { $count } de días
   *[other] Faltan { $count } días
 }
short-zip = Código ZIP
short-explained = Le enviaremos un enlace para confirmar. Aparecerá con su nombre, la inicial de su apellido y su estado. Nunca publicamos su correo ni su código ZIP.
short-whole = Más opciones: elegir cómo aparece su nombre, agregar un mensaje o firmar desde otro país
goal = Ayúdenos a llegar a { $count } firmas.
closes-at = { $at ->
    [midnight] Firme antes de que termine el { $date } ({ $zone })
   *[clock] Firme a más tardar el { $date }, { $time }
 }
signing-not-yet-open = Todavía no se puede firmar.
signing-closed = Ya no se puede firmar.
text-changed = { this-letter-begins } cambió después de que usted abrió el formulario. { $kind ->
    [statement] Léalo de nuevo
   *[letter] Léala de nuevo
 } antes de firmar. Sus respuestas siguen abajo.
sign-for-organization = Firmar en nombre de una organización
sign-as-person = Firmar a título personal
sign-the-letter = Firmar { the-letter }
organizations = Organizaciones
people = Personas
nobody-yet = Aún no hay firmas. ¡Sea la primera persona en firmar!
all-organizations = Todas las organizaciones
all-people = Todas las personas
more-names = Más nombres
download-table = Descargar la lista (CSV)
identification-only = Los puestos y las organizaciones se indican solo para identificar a quien firma.
tally-organizations = { $count ->
    [one] { $count } organización
    [many] { $count } de organizaciones
   *[other] { $count } organizaciones
 }
tally-and = y
tally-people = { $count ->
    [one] { $count } persona
    [many] { $count } de personas
   *[other] { $count } personas
 }
tally-unlisted = { $count ->
    [one] ({ $count } prefirió no mostrar su nombre)
    [many] ({ $count } prefirieron no mostrar su nombre)
   *[other] ({ $count } prefirieron no mostrar su nombre)
 }
tally-earlier = { $count ->
    [one] ({ $count } de estas firmas es de una versión anterior)
    [many] ({ $count } de estas firmas son de una versión anterior)
   *[other] ({ $count } de estas firmas son de una versión anterior)
 }
# Debajo del número de firmas, solo si algunas no empezaron en este sitio.
origin-confirmed = { $count ->
    [one] { $count } confirmada por correo electrónico
    [many] { $count } confirmadas por correo electrónico
   *[other] { $count } confirmadas por correo electrónico
 }
origin-recorded = { $count ->
    [one] { $count } registrada por nuestro equipo, recibida en papel, por correo o por teléfono
    [many] { $count } registradas por nuestro equipo, recibidas en papel, por correo o por teléfono
   *[other] { $count } registradas por nuestro equipo, recibidas en papel, por correo o por teléfono
 }
origin-imported = { $count ->
    [one] { $count } importada de otro formulario o lista
    [many] { $count } importadas de otros formularios o listas
   *[other] { $count } importadas de otros formularios o listas
 }
signed-earlier = firmó una versión anterior (versión { $revision })
federal-employees = Usted firma por su cuenta, no por su empleador. Si trabaja para el gobierno federal, no escriba su puesto ni use su correo del trabajo.
please-correct = { $count ->
    [one] Hay un problema
    [many] Hay { $count } de problemas
   *[other] Hay { $count } problemas
 }
check-mail = Revise su correo
listed-as = Nombre en { the-letter }
not-listed = Su nombre no aparecerá (su firma sí cuenta)
confirm-button = Confirmar mi firma
back-to-letter = Volver { to-the-letter }
all-letters = Todas las cartas
confirm-ask = Confirme su firma
confirm-ask-explained = Toque el botón para confirmar. Su firma no cuenta hasta que lo haga.
confirm-ask-held-explained = Toque el botón para confirmar. Revisaremos su firma antes de contarla.
confirm-ask-brought-explained = Nuestro equipo ya había agregado esta firma. Toque el botón para confirmarla usted.
confirm-ask-approver-explained = { $deciders ->
    [one] Toque el botón para confirmar. Después le preguntaremos a la persona que aprueba en su organización. No podemos contar su firma hasta que apruebe.
    [many] Toque el botón para confirmar. Después les preguntaremos a las personas que aprueban en su organización. No podemos contar su firma hasta que aprueben suficientes personas.
   *[other] Toque el botón para confirmar. Después les preguntaremos a las personas que aprueban en su organización. No podemos contar su firma hasta que aprueben suficientes personas.
 }
confirm-done = ¡Gracias! Su firma quedó registrada
confirm-done-explained = Su firma ya cuenta.
confirm-already = Usted ya confirmó
confirm-already-explained = Su firma ya cuenta. No tiene que hacer nada más.
confirm-already-earlier = Su firma cuenta para la versión anterior. { the-letter-begins } cambió después. Para firmar la versión nueva, use el enlace “Mi firma” de nuestro correo.
confirm-listed = Su organización ya está en { the-letter }
confirm-listed-explained = En { the-letter } ya aparece { $other }. Cada organización cuenta una vez, así que no tiene que hacer nada más. Si es otra organización, o si nadie de la suya firmó, responda a nuestro correo. Podemos ver las dos firmas.
confirm-expired = Este enlace ya venció
confirm-expired-explained = Firme de nuevo y le enviaremos un enlace nuevo de inmediato.
confirm-unknown = Este enlace no funciona
confirm-unknown-explained = Quizá su aplicación de correo partió el enlace. Copie el enlace completo en su navegador. Si no funciona, quizá el enlace ya venció o la firma se borró. Puede pedirnos enlaces nuevos.
status-400 = Algo salió mal
status-400-explained = No pudimos leer lo que envió su navegador. Vuelva atrás e inténtelo de nuevo.
status-403 = Este formulario vino de otro sitio web
status-403-kept = Otro sitio web llenó este formulario y nos lo envió. No guardamos nada. Si usted quería enviarlo, revise sus respuestas y toque el botón de abajo.
status-404 = No encontramos esta página
status-404-explained = Revise la dirección web o vea todas las cartas.
status-405 = Esta página no funciona así
status-405-explained = No pudimos usar lo que envió su navegador. Empiece de nuevo desde la lista de cartas.
status-408 = Tardó demasiado
status-408-explained = Su formulario no nos llegó a tiempo y no guardamos nada. Vuelva atrás e inténtelo de nuevo. Su navegador conserva sus respuestas.
status-413 = El mensaje es demasiado largo
status-413-explained = Acórtelo e inténtelo de nuevo.
status-429 = Inténtelo más tarde
status-429-explained = Hubo demasiados intentos desde su red o hacia este correo electrónico. Inténtelo de nuevo { $wait }. Si vuelve atrás, su navegador conserva sus respuestas.
status-429-kept = Hubo demasiados intentos desde su red o hacia este correo electrónico. Inténtelo de nuevo { $wait }. Sus respuestas siguen abajo.
status-500 = Hay un problema con este sitio
status-500-explained = Todo lo que ya le confirmamos está guardado. Inténtelo de nuevo en unos minutos.
status-503 = Por ahora no podemos recibir firmas
status-503-explained = El problema es nuestro. No guardamos nada. Inténtelo de nuevo { $wait }. Si vuelve atrás, su navegador conserva sus respuestas.
status-503-kept = El problema es nuestro. No guardamos nada. Inténtelo de nuevo { $wait }. Sus respuestas siguen abajo.
status-busy = En este momento hay mucha actividad
status-busy-explained = No guardamos nada. Inténtelo de nuevo { $wait }. Si vuelve atrás, su navegador conserva sus respuestas.
status-busy-kept = No guardamos nada. Inténtelo de nuevo { $wait }. Sus respuestas siguen abajo.
status-unsafe = Por ahora no podemos guardar firmas
status-unsafe-explained = El problema es nuestro. Por seguridad, no guardamos nada. Inténtelo de nuevo { $wait }. Si vuelve atrás, su navegador conserva sus respuestas.
status-unsafe-kept = El problema es nuestro. Por seguridad, no guardamos nada. Inténtelo de nuevo { $wait }. Sus respuestas siguen abajo.
mailbox-explained = Modo de prueba: los correos se guardan en esta computadora y no se envían.
mailbox-empty = Todavía no hay correos.
mailbox-open-link = Abrir el enlace
mail-subject = Confirme su firma: { $letter }
mail-hello = Hola, { $name }:
mail-asked = Gracias por firmar { the-letter } “{ $letter }”. Confirme que fue usted.
mail-press = Su firma no cuenta hasta que la confirme:
mail-press-held = Cuando confirme, revisaremos su firma antes de contarla:
mail-button = Confirmar mi firma
mail-valid = { $hours ->
    [one] Este enlace vence en { $hours } hora.
    [many] Este enlace vence en { $hours } de horas.
   *[other] Este enlace vence en { $hours } horas.
 }
mail-valid-days = { $days ->
    [one] Este enlace vence en { $days } día.
    [many] Este enlace vence en { $days } de días.
   *[other] Este enlace vence en { $days } días.
 }
mail-own = Para ver, cambiar o borrar su firma cuando quiera:
mail-own-link = Mi firma
error-missing = Complete este dato
error-missing-name = Escriba su nombre
error-missing-email = Escriba su correo electrónico
error-missing-country = Elija un país
error-missing-city = Escriba una ciudad
error-missing-state = Elija el estado o territorio de su organización
error-missing-postal-code = Escriba su código ZIP
error-missing-listing = Elija cómo debe aparecer su nombre
error-missing-legal-name = Escriba el nombre legal de su organización
error-missing-listed-name = Escriba el nombre que debe aparecer en { the-letter }
error-missing-org-kind = Elija el tipo de organización
error-missing-scope = Elija dónde trabaja su organización
error-missing-contact-name = Escriba su nombre
error-missing-contact-title = Escriba su puesto
error-missing-approver-name = Escriba el nombre de la persona que aprueba
error-missing-approver-email = Escriba el correo electrónico de la persona que aprueba
error-missing-next-name = Escriba el nombre de la otra persona
error-missing-next-title = Escriba el puesto de la otra persona
error-missing-next-email = Escriba el correo electrónico de la otra persona
error-too-long = Use menos caracteres
error-link = No escriba enlaces, correos, teléfonos ni código. Si no hay ninguno, deje un espacio después del punto.
error-other-address = Esto parece una dirección web. Si es el nombre de su organización, escriba la misma dirección también en el campo “Sitio web”. Si no, quítela.
error-marks = Use como máximo tres acentos en una letra
error-signs = No use emojis
error-form = Use al menos una letra o un número
error-form-website = Escriba un sitio web como example.org
error-form-phone = Escriba un teléfono como 202-555-0143
error-email = Escriba un correo electrónico como nombre@example.org
error-postal-code = Escriba un código ZIP de 5 dígitos
error-postal-code-abroad = Los códigos ZIP tienen 5 dígitos. Si no vive en Estados Unidos, elija su país en “País”.
error-authorized = Confirme que tiene autorización para firmar o escriba quién debe aprobar
field-name = Nombre
field-email = Correo electrónico
hint-email = Le enviaremos un enlace para confirmar. Nunca publicamos su correo.
field-city = Ciudad
field-country = País
field-state = Estado o territorio
hint-organization-state = Solo si su organización está en Estados Unidos
field-postal-code = Código ZIP o postal
hint-postal-code = Sirve para saber quién le representa en el Congreso. Nunca lo publicamos. Si vive fuera de Estados Unidos, puede dejarlo en blanco.
field-title = Puesto u ocupación
field-affiliation = Lugar de trabajo u organización
field-comment = Mensaje a sus representantes en el Congreso
field-listing = ¿Cómo debe aparecer su nombre?
field-updates = Envíenme novedades de { this-letter } por correo.
field-to-offices = Mis propios representantes en el Congreso pueden ver mi nombre completo y mi código ZIP, aunque no sean públicos.
step-organization = 1. Su organización
step-you = 2. Usted
step-approval = 3. Aprobación
field-legal-name = Nombre legal de su organización
field-listed-name = Nombre que debe aparecer en { the-letter }, si es otro
field-org-kind = Tipo de organización
field-scope = ¿Dónde trabaja su organización?
field-website = Sitio web
field-contact-name = Su nombre
field-contact-title = Su puesto
field-phone = Teléfono
hint-phone = Solo si tenemos preguntas. Nunca lo publicamos.
field-authorized = Tengo autorización para firmar { this-letter } en nombre de mi organización.
listing-initial = Nombre e inicial del apellido (Rosa P., TX)
listing-full = Nombre completo y ciudad (Rosa Prado, El Paso, TX)
listing-unlisted = No mostrar mi nombre (mi firma sí cuenta)
org-kind-nonprofit = Sin fines de lucro
org-kind-union = Sindicato
org-kind-faith = Comunidad de fe
org-kind-academic = Institución académica
org-kind-business = Empresa
org-kind-other = Otra
scope-national = Nacional
scope-state = Estatal
scope-local = Local

# The signer's own page.
own-heading = Mi firma
own-state-pending = Usted todavía no ha confirmado esta firma, así que no cuenta. Para confirmarla, use el enlace de nuestro correo.
own-origin-recorded = Nuestro equipo registró esta firma, recibida en papel, por correo o por teléfono.
own-origin-imported = Importamos esta firma de otro formulario o lista.
own-origin-counted = La firma cuenta.
own-origin-held = La firma está en revisión.
own-state-confirmed = Usted confirmó esta firma, y cuenta.
own-state-duplicate = Alguien ya había firmado por su organización, así que esta segunda firma no cuenta. Si nadie de su organización hizo la primera, responda a nuestro correo.
own-state-merged = Usted firmó dos veces. Contamos una sola, la otra.
own-correct = Cambiar mis datos
own-save = Guardar
own-saved = Sus cambios se guardaron.
own-stored = Datos que guardamos sobre usted
own-place = Lugar
own-title = Puesto u ocupación
own-updates = Novedades que pidió
own-to-offices = Lo que pueden ver sus propios representantes en el Congreso
own-text = Versión que firmó
own-download = Descargar todos sus datos (JSON)
own-remove-sure = Sí, borrarla para siempre
own-remove-tick = Marque primero la casilla. Esto no se puede deshacer.
own-remove-button = Borrar mi firma
own-gone = Su firma está borrada
own-gone-explained = La quitamos { of-the-letter } y borramos sus datos. Puede volver a firmar cuando quiera.
own-gone-delivered = Estaba en copias que preparamos en estos días y que ya enviamos a las oficinas. No las podemos recuperar:
find-heading = Mis firmas
find-explained = Escriba el correo electrónico con el que firmó. Le enviaremos un enlace para ver, cambiar o borrar cada una de sus firmas. No necesita cuenta ni contraseña.
find-button = Enviarme los enlaces
find-sent = Si { $email } ha firmado algo aquí, le enviaremos un correo con los enlaces.
find-sent-explained = Decimos lo mismo para cualquier dirección, para que nadie pueda averiguar aquí si usted ha firmado. Enviamos solo unos pocos correos al día a cada dirección.
links-mail-subject = Enlaces a sus firmas
links-mail-asked = Usted nos pidió los enlaces a sus firmas. Use cada enlace para ver, cambiar o borrar una firma:
links-mail-not-you = ¿No los pidió? Ignore este correo. No comparta estos enlaces: quien tenga uno puede cambiar la firma.
