skip-to-content = Ir al texto
site-navigation = Sitio
letters = Cartas
coalition = Coalición
about = Acerca de
languages = Idiomas
privacy = Privacidad
feed = Canal Atom
mailbox = Buzón
no-trackers = Sin cookies, sin rastreadores, nada que venga de otro sitio.
optional = (opcional)
choose = Elija…
continue-reading = Seguir leyendo
archive = Archivo
archive-of = Publicado en { $year }
newer = Más recientes
older = Anteriores
topic-intro = Todo lo que hemos publicado sobre este tema.
index-intro = Cartas abiertas a quienes deciden las políticas. Lea, decida y sume su nombre.
kind-letter = Carta abierta
kind-op-ed = Opinión
kind-statement = Comunicado
what-we-ask = Lo que pedimos
translated-by = Traducción de { $name }
add-your-name = Sume su nombre
goal-label = Firmas hasta ahora
the-undersigned = Quienes firman
goal = Ayúdenos a llegar a { $count }.
closes-at = { $at ->
    [midnight] Cierra a la medianoche, al terminar el { $date }, { $zone }
   *[clock] Cierra el { $date }, { $time }
 }
signing-not-yet-open = Todavía no se puede firmar.
signing-closed = Ya no se puede firmar.
text-changed = El texto de esta carta cambió después de que usted abrió el formulario. Léalo de nuevo antes de firmar; lo que escribió sigue aquí.
sign-for-organization = Firmar por una organización
sign-as-person = Firmar como persona
sign-the-letter = Firmar la carta
organizations = Organizaciones
people = Personas
nobody-yet = Todavía nadie. Sea la primera firma.
all-organizations = Todas las organizaciones
all-people = Todas las personas
more-names = Más nombres
identification-only = Los cargos y afiliaciones se indican solo para identificar a quien firma.
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
    [one] , y { $count } que pidió no aparecer en la lista
    [many] , y { $count } que pidieron no aparecer en la lista
   *[other] , y { $count } que pidieron no aparecer en la lista
 }
tally-earlier = { $count ->
    [one] ({ $count } de estas firmas es de un texto anterior)
    [many] ({ $count } de estas firmas son de un texto anterior)
   *[other] ({ $count } de estas firmas son de un texto anterior)
 }
signed-earlier = firmó el texto anterior (revisión { $revision })
federal-employees = Las personas firman a título personal. Si trabaja para el gobierno federal, omita su cargo y no use su correo de trabajo.
please-correct = { $count ->
    [one] Corrija un dato
    [many] Corrija { $count } de datos
   *[other] Corrija { $count } datos
 }
check-mail = Revise su correo
listed-as = Aparecerá como
not-listed = cuenta, pero no aparece
confirm-button = Sí, cuenten mi firma
back-to-letter = Volver a la carta
all-letters = Todas las cartas
confirm-ask = Confirme su firma
confirm-ask-explained = Presione el botón para confirmarla: solo entonces puede contar.
confirm-ask-held-explained = Presione el botón para confirmarla. Después nuestro equipo la revisa antes de contarla.
confirm-ask-approver-explained = { $deciders ->
    [one] Presione el botón para confirmarla. Después preguntamos a quien decide por su organización; no cuenta antes de que apruebe.
    [many] Presione el botón para confirmarla. Después preguntamos a quienes deciden por su organización; no cuenta antes de que aprueben.
   *[other] Presione el botón para confirmarla. Después preguntamos a quienes deciden por su organización; no cuenta antes de que aprueben.
 }
confirm-done = Gracias: su firma cuenta
confirm-done-explained = Ya está entre quienes firman esta carta.
confirm-already = Ya estaba confirmada
confirm-already-explained = Esta firma se confirmó antes y cuenta. No hace falta nada más.
confirm-already-earlier = Esta firma se confirmó antes y cuenta para el texto de entonces. El texto cambió después: la última página que enlaza nuestro correo dice cómo firmar el nuevo.
confirm-listed = Su organización ya está en la lista
confirm-listed-explained = En la lista de la carta ya está { $other }. Su contacto es tan conocido como usted, o más. Cada organización cuenta una vez, así que no hace falta nada más. Si es otra organización, o si nadie de la suya firmó por ella, responda a nuestro correo: nuestro equipo ve las dos.
confirm-expired = Este enlace ya venció
confirm-expired-explained = Firme de nuevo y recibirá un enlace nuevo enseguida.
confirm-unknown = No conocemos este enlace
confirm-unknown-explained = Quizá su programa de correo lo cortó en dos: entonces cópielo entero en la barra de direcciones. O es muy antiguo, o la firma fue borrada. Con gusto enviamos enlaces nuevos a la dirección con la que firmó.
status-400 = No funcionó
status-400-explained = Su navegador envió algo que no pudimos leer. Vuelva atrás e inténtelo de nuevo.
status-403 = Este formulario vino de otro sitio
status-403-kept = Una página de otro sitio llenó este formulario y lo envió. No se registró nada. Si usted quería enviarlo, revíselo y presione el botón de abajo.
status-404 = Esta página no existe
status-404-explained = No hay nada en esta dirección. Las cartas están en la portada.
status-405 = Esta dirección no funciona así
status-405-explained = No acepta lo que se le envió. Las cartas están en la página principal.
status-408 = Eso tardó demasiado
status-408-explained = El formulario no llegó a tiempo y no se registró nada. Inténtelo de nuevo: si vuelve atrás, su navegador todavía tiene lo que escribió.
status-413 = Es demasiado
status-413-explained = Lo que se envió es más grande de lo que podemos recibir. Acórtelo e inténtelo de nuevo.
status-429 = Espere un poco
status-429-explained = Hubo demasiados intentos desde su red o hacia esta dirección. Inténtelo de nuevo { $wait }: si vuelve atrás, su navegador conserva lo que escribió.
status-429-kept = Hubo demasiados intentos desde su red o hacia esta dirección. Inténtelo de nuevo { $wait }; lo que escribió sigue aquí abajo.
status-500 = Algo falló de nuestro lado
status-500-explained = Nada de lo que vio como hecho se perdió. Inténtelo de nuevo en unos minutos.
status-503 = Ahora no tenemos espacio para esto
status-503-explained = Nuestro disco está lleno y ya estamos avisados. No se registró nada; inténtelo de nuevo { $wait }: si vuelve atrás, su navegador conserva lo que escribió.
status-503-kept = Nuestro disco está lleno y ya estamos avisados. No se registró nada; inténtelo de nuevo { $wait }. Lo que escribió sigue aquí abajo.
status-busy = En este momento estamos guardando otra cosa
status-busy-explained = No se registró nada. Inténtelo de nuevo { $wait }: si vuelve atrás, su navegador conserva lo que escribió.
status-busy-kept = No se registró nada. Inténtelo de nuevo { $wait }. Lo que escribió sigue aquí abajo.
status-unsafe = En este momento no podemos guardar nada con seguridad
status-unsafe-explained = Algo anda mal en el lugar donde guardamos las firmas y ya estamos avisados. No se registró nada, para que nada se pierda; inténtelo de nuevo { $wait }: si vuelve atrás, su navegador conserva lo que escribió.
status-unsafe-kept = Algo anda mal en el lugar donde guardamos las firmas y ya estamos avisados. No se registró nada, para que nada se pierda; inténtelo de nuevo { $wait }. Lo que escribió sigue aquí abajo.
mailbox-explained = Solo para probar el servicio: el correo se escribe en una carpeta y nunca sale de esta máquina.
mailbox-empty = Todavía no hay correo.
mailbox-open-link = Abrir el enlace
mail-subject = Confirme su firma: { $letter }
mail-hello = Hola, { $name }:
mail-asked = alguien, esperamos que usted, pidió firmar la carta «{ $letter }» con esta dirección de correo.
mail-press = Para que cuente, abra esta página y presione el botón:
mail-press-held = Abra esta página y presione el botón; después nuestro equipo revisa la firma antes de contarla:
mail-button = Abrir la página de confirmación
mail-valid = { $hours ->
    [one] El enlace funciona durante { $hours } hora.
    [many] El enlace funciona durante { $hours } de horas.
   *[other] El enlace funciona durante { $hours } horas.
 }
mail-own = Para ver, corregir o borrar lo escrito, ahora o después:
mail-own-link = Su firma
error-missing = Complete este dato.
error-too-long = Es demasiado largo. Acórtelo.
error-link = Omita direcciones web, correos, teléfonos y código. Si no es nada de eso, deje un espacio después del punto.
error-other-address = Esto parece una dirección web. Si su organización lleva el nombre de la suya, escríbala también en el campo «Sitio web»; si no, omítala.
error-marks = Use como máximo tres acentos en una letra.
error-signs = Use solo letras, sin emojis.
error-form = Esto no parece correcto. Revíselo.
error-email = Escriba un correo completo, como ana@example.org.
error-zip = Escriba un código ZIP de cinco dígitos.
error-authorized = Confirme que puede firmar por la organización.
field-name = Nombre
field-email = Correo electrónico
hint-email = Para el enlace de confirmación. Nunca se publica.
field-city = Ciudad
field-country = País
field-state = Estado o territorio
hint-organization-state = Solo en los Estados Unidos.
field-postal-code = Código ZIP o postal
hint-postal-code = Indica qué oficinas la o lo representan. Fuera de los Estados Unidos puede quedar vacío. Nunca se publica.
field-title = Cargo
field-affiliation = Afiliación
field-comment = Unas palabras para las oficinas
field-listing = Cómo desea aparecer
field-updates = Envíenme noticias de esta carta por correo.
field-legal-name = Nombre legal de la organización
field-listed-name = Nombre como debe aparecer
field-org-kind = Tipo de organización
field-scope = Alcance
field-website = Sitio web
field-contact-name = Su nombre
field-contact-title = Su cargo
field-phone = Teléfono
hint-phone = Solo para consultas. Nunca se publica.
field-authorized = Tengo autorización para firmar esta carta por la organización.
listing-initial = Nombre e inicial, con el estado
listing-full = Nombre completo y ciudad
listing-unlisted = Cuento, pero no aparezco
org-kind-nonprofit = Sin fines de lucro
org-kind-union = Sindicato
org-kind-faith = Comunidad de fe
org-kind-academic = Académica
org-kind-business = Empresa
org-kind-other = Otra
scope-national = Nacional
scope-state = Estatal
scope-local = Local

# The signer's own page.
own-heading = Su firma
own-state-pending = Esta firma todavía no está confirmada y no cuenta. El enlace de nuestro correo la confirma.
own-state-confirmed = Esta firma está confirmada y cuenta.
own-state-duplicate = Alguien ya había firmado por su organización; esta segunda firma se guarda y no cuenta. Si nadie de los suyos hizo la primera, responda a nuestro correo.
own-correct = Corregirla
own-save = Guardar
own-saved = Guardado. Esto es lo que hay ahora.
own-stored = Lo que se guarda
own-place = Lugar
own-title = Cargo
own-updates = Consentimiento para recibir novedades
own-text = Texto que se firmó (revisión, idioma, SHA-256)
own-download = Descargar todo (JSON)
own-remove-sure = Sí, borrarla para siempre
own-remove-tick = Marque primero la casilla: lo borrado no se puede recuperar.
own-remove-button = Borrar mi firma
own-gone = Su firma está borrada
own-gone-explained = Ya no está en la lista ni en nuestros registros. Puede volver a firmar cuando quiera.
own-gone-delivered = Estaba en las entregas para oficinas que se prepararon en estos días, y no se pueden recuperar:
find-heading = Buscar lo que firmé
find-explained = Escriba la dirección con la que firmó. Le enviamos un correo con un enlace a cada una de sus firmas, para verlas, corregirlas o borrarlas. No hay cuenta ni contraseña.
find-button = Enviarme los enlaces
find-sent = Si { $email } ha firmado algo aquí, ya va en camino un correo con los enlaces.
find-sent-explained = Decimos lo mismo para cualquier dirección, para que nadie pueda averiguar aquí si usted ha firmado. Una dirección recibe solo unos pocos correos al día.
links-mail-subject = Lo que usted firmó
links-mail-asked = Alguien, esperamos que usted, pidió enlaces a lo que ha firmado esta dirección. Cada uno abre la página de una firma, para verla, corregirla o borrarla:
links-mail-not-you = Si no fue usted, no haga nada. No comparta estos enlaces: quien tenga uno puede cambiar la firma.
