# Lo que reciben las oficinas: las páginas de la carta y el correo que la lleva.
bundle-demonstration = Demostración: los nombres de este archivo son inventados
bundle-constituents = { $count ->
    [one] { $count } persona de { $place }
    [many] { $count } de personas de { $place }
   *[other] { $count } personas de { $place }
 }
bundle-possible-lead = { $count ->
    [one] { $count } persona que podría ser de { $place }
    [many] { $count } de personas que podrían ser de { $place }
   *[other] { $count } personas que podrían ser de { $place }
 }
bundle-possible = { $count ->
    [one] { $count } persona más podría ser de su distrito: su código ZIP abarca más de un distrito o no se sabe cuál es
    [many] { $count } de personas más podrían ser de su distrito: su código ZIP abarca más de un distrito o no se sabe cuál es
   *[other] { $count } personas más podrían ser de su distrito: su código ZIP abarca más de un distrito o no se sabe cuál es
 }
bundle-in-state = { $count ->
    [one] { $count } persona en { $place }
    [many] { $count } de personas en { $place }
   *[other] { $count } personas en { $place }
 }
bundle-organizations-in-state = { $count ->
    [one] { $count } organización en { $place }
    [many] { $count } de organizaciones en { $place }
   *[other] { $count } organizaciones en { $place }
 }
bundle-signed = { $kind ->
    [statement] Comunicado firmado por { $signers }
   *[letter] Carta firmada por { $signers }
 }
bundle-organizations = { $count ->
    [one] { $count } organización
    [many] { $count } de organizaciones
   *[other] { $count } organizaciones
 }
bundle-people = { $count ->
    [one] { $count } persona
    [many] { $count } de personas
   *[other] { $count } personas
 }
bundle-and = { $organizations } y { $people }
bundle-in-all = Total: { $signers }
bundle-cc = c. c. p.:
bundle-asks = Le pedimos:
bundle-asks-behalf = En nombre de { $signers }, le pedimos:
bundle-behalf = en nombre de { $signers }
bundle-contact = Si tiene preguntas, comuníquese con { $who } { $reach }.
bundle-contact-titled = { $name }, { $title },
bundle-contact-both = en { $email } o al { $phone }
bundle-contact-email = en { $email }
bundle-contact-phone = al { $phone }
bundle-page = Página { "{page}" } de { "{pages}" }
bundle-replaces = Esta es una versión revisada { of-the-letter }. Reemplaza { $kind ->
    [statement] el que
   *[letter] la que
 } le enviamos el { $date }.
# Un suplemento trae solo a quienes firmaron después del último envío a la oficina.
bundle-supplement = Suplemento { $number }
bundle-supplement-first = Le enviamos { the-letter } el { $last }. Este suplemento nombra solo a quienes firmaron después. Los totales cuentan a todos.
bundle-supplement-next = Le enviamos { the-letter } el { $first } y el último suplemento el { $last }. Este suplemento nombra solo a quienes firmaron después. Los totales cuentan a todos.
bundle-supplement-new = Nuevas firmas desde el { $date }: { $signers }
bundle-supplement-all = Firmas en total: { $signers }
bundle-names-all = Este PDF incluye los nombres de todas las personas y organizaciones que firmaron: { $names }.
bundle-names-some = { $others ->
    [one] Este PDF incluye los nombres de { $names }. Hay { $others } firma más que se cuenta sin nombre.
    [many] Este PDF incluye los nombres de { $names }. Hay { $others } de firmas más que se cuentan sin nombre.
   *[other] Este PDF incluye los nombres de { $names }. Hay { $others } firmas más que se cuentan sin nombre.
 }
bundle-names-none = Este PDF indica cuántas firmas hay, pero no incluye los nombres.
bundle-two = { $first } y { $second }
bundle-three = { $first }, { $second } y { $third }
bundle-constituents-heading = Personas de { $place }
bundle-possible-heading = Personas que podrían ser de { $place }
bundle-possible-note = Su código ZIP abarca más de un distrito o no se sabe cuál es.
bundle-people-heading = Anexo: firmas a título personal
bundle-organizations-heading = Organizaciones
bundle-national = Nacionales
bundle-united-states = Estados Unidos
bundle-unlisted = { $count ->
    [one] { $count } persona más firmó y pidió que no se mostrara su nombre.
    [many] { $count } de personas más firmaron y pidieron que no se mostrara su nombre.
   *[other] { $count } personas más firmaron y pidieron que no se mostrara su nombre.
 }
bundle-more = { $count ->
    [one] { $count } persona más está en la lista completa, pero no en estas páginas. Para recibirla en una hoja de cálculo, escriba a { $email }.
    [many] { $count } de personas más están en la lista completa, pero no en estas páginas. Para recibirla en una hoja de cálculo, escriba a { $email }.
   *[other] { $count } personas más están en la lista completa, pero no en estas páginas. Para recibirla en una hoja de cálculo, escriba a { $email }.
 }
bundle-more-here = { $count ->
    [one] { $count } persona más, que no aparece aquí
    [many] { $count } de personas más, que no aparecen aquí
   *[other] { $count } personas más, que no aparecen aquí
 }
bundle-comments-more = { $count ->
    [one] { $count } persona más del distrito o estado dejó un mensaje.
    [many] { $count } de personas más del distrito o estado dejaron un mensaje.
   *[other] { $count } personas más del distrito o estado dejaron un mensaje.
 }
bundle-comments = En sus propias palabras
bundle-table = Total de firmas
bundle-table-who = Firmantes
bundle-table-all = Total
bundle-table-listed = En la lista pública
bundle-table-unlisted = Sin nombre
bundle-table-people = Personas en { $place }
bundle-table-abroad = Personas en otros países
bundle-table-possible = Personas que podrían vivir en { $place }
bundle-table-organizations = Organizaciones en { $place }
bundle-method = Cómo se reunieron las firmas
bundle-method-confirmed = Cada firmante confirmó con un botón en una página que se abre con un enlace que enviamos por correo electrónico. Contamos una firma por persona y correo electrónico, y una por organización. Por cada organización, su contacto declaró que tenía autorización para firmar, o dieron su aprobación las personas encargadas de aprobar.
# Si no todas las firmas se confirmaron por correo electrónico.
bundle-method-by-email = { $count ->
    [one] { $count } firma se confirmó con un botón en una página que se abre con un enlace que enviamos por correo electrónico. Si así firmó una organización, su contacto declaró que tenía autorización para firmar, o dieron su aprobación las personas encargadas de aprobar.
    [many] { $count } de firmas se confirmaron con un botón en una página que se abre con un enlace que enviamos por correo electrónico. Por cada organización que firmó así, su contacto declaró que tenía autorización para firmar, o dieron su aprobación las personas encargadas de aprobar.
   *[other] { $count } firmas se confirmaron con un botón en una página que se abre con un enlace que enviamos por correo electrónico. Por cada organización que firmó así, su contacto declaró que tenía autorización para firmar, o dieron su aprobación las personas encargadas de aprobar.
 }
bundle-method-recorded = { $count ->
    [one] { $count } firma la registró nuestro equipo a partir de papel, un correo electrónico o una llamada. Guardamos una nota de la prueba.
    [many] { $count } de firmas las registró nuestro equipo a partir de papel, correos electrónicos o llamadas. Guardamos una nota de la prueba de cada una.
   *[other] { $count } firmas las registró nuestro equipo a partir de papel, correos electrónicos o llamadas. Guardamos una nota de la prueba de cada una.
 }
bundle-method-imported = { $count ->
    [one] { $count } firma se importó de otro formulario o lista en que la persona aceptó firmar. No se confirmó por correo electrónico.
    [many] { $count } de firmas se importaron de otros formularios o listas en que las personas aceptaron firmar. No se confirmaron por correo electrónico.
   *[other] { $count } firmas se importaron de otros formularios o listas en que las personas aceptaron firmar. No se confirmaron por correo electrónico.
 }
bundle-method-once = Contamos una firma por persona y correo electrónico, y una por organización. A las personas sin correo electrónico las distinguimos por su nombre y código ZIP.
bundle-method-listing-by-origin = Cada persona aparece como eligió: con una forma corta de su nombre (por ejemplo, nombre e inicial del apellido), con su nombre completo o sin nombre. Si no se le preguntó, usamos la forma corta. Las personas firman a título personal; los puestos y las organizaciones se indican solo para identificar a quien firma.
bundle-method-listing = Cada persona eligió cómo aparecer: con una forma corta de su nombre (por ejemplo, nombre e inicial del apellido), con su nombre completo o sin nombre. Las personas firman a título personal; los puestos y las organizaciones se indican solo para identificar a quien firma.
bundle-method-districts = Asignamos a cada firmante un distrito del Congreso (Congreso { $congress }) solo cuando su código ZIP está por completo en ese distrito o cuando la persona lo eligió. No hacemos suposiciones.
bundle-method-full-names = Algunas personas aparecen aquí con su nombre completo y su código ZIP. Aceptaron que sus propios representantes en el Congreso los vean.
bundle-method-own-domain = { $count ->
    [one] { $count } organización confirmó desde un correo electrónico de su propio dominio.
    [many] { $count } de organizaciones confirmaron desde correos electrónicos de su propio dominio.
   *[other] { $count } organizaciones confirmaron desde correos electrónicos de su propio dominio.
 }
bundle-method-other-address = { $count ->
    [one] { $count } organización confirmó desde otro correo electrónico.
    [many] { $count } de organizaciones confirmaron desde otros correos electrónicos.
   *[other] { $count } organizaciones confirmaron desde otros correos electrónicos.
 }
bundle-method-staff = { $count ->
    [one] { $count } organización fue verificada por nuestro equipo, con pruebas.
    [many] { $count } de organizaciones fueron verificadas por nuestro equipo, con pruebas.
   *[other] { $count } organizaciones fueron verificadas por nuestro equipo, con pruebas.
 }
bundle-method-day = Las firmas de este archivo se confirmaron el { $first }.
bundle-method-period = Las firmas de este archivo se confirmaron del { $first } al { $last }.
bundle-method-day-by-origin = Las firmas de este archivo se confirmaron, registraron o importaron el { $first }.
bundle-method-period-by-origin = Las firmas de este archivo se confirmaron, registraron o importaron del { $first } al { $last }.
bundle-method-earlier = { $count ->
    [one] { $count } firma de una versión anterior de { this-letter } no está incluida en este archivo.
    [many] { $count } de firmas de una versión anterior de { this-letter } no están incluidas en este archivo.
   *[other] { $count } firmas de una versión anterior de { this-letter } no están incluidas en este archivo.
 }
bundle-verification = Verificación:
bundle-code = Código de la entrega
bundle-mail-subject = { a-letter-begins } de { $number }: { $topic }
bundle-mail-demonstration-subject = Demostración, no es { a-letter } real: { $subject }
bundle-mail-demonstration = Esto es una demostración: los nombres y las cifras de este correo y del archivo adjunto son inventados.
bundle-mail-to = Para: { $office }
bundle-mail-greeting = Apreciable { $name }:
bundle-mail-sender = { $publisher } publicó { this-letter } y reunió las firmas.
bundle-mail-supplement-attached = El suplemento va adjunto en PDF.
bundle-mail-supplement-subject = Suplemento { $nth }, nuevas firmas: { $number } ({ $topic })
bundle-mail-supplement-own-subject = Suplemento { $nth }: { $subject }
bundle-mail-attached = { $kind ->
    [statement] El comunicado va adjunto en PDF.
   *[letter] La carta va adjunta en PDF.
 }
bundle-mail-asks = Quienes firmaron le piden:
bundle-mail-questions = Si tiene preguntas, o desea una reunión o la lista de firmantes en una hoja de cálculo, comuníquese con { $who } { $reach }.
bundle-mail-sincerely = Atentamente,
table-type = Tipo
table-relation = Relación con la oficina
table-name = Nombre
table-city = Ciudad
table-state = Estado
table-country = País
table-title = Puesto u ocupación
table-affiliation = Lugar de trabajo u organización
table-zip = Código ZIP
table-person = Persona
table-organization = Organización
table-constituent = Del distrito o estado
table-possible = Podría ser del distrito
table-in-state = En el estado
table-national = Nacional
copy-signers = Este PDF muestra las organizaciones que habían firmado hasta el { $date }. La lista actual está en la página { of-the-letter }.
bundle-mail-test-subject = PRUEBA: { $subject }
bundle-mail-test = Esta es una prueba para el equipo. La oficina no la recibió.

# Hojas que el personal entrega en mano.
paper-foot = { $day } · { $address }
paper-more = Y # más
paper-asks = Lo que pedimos
paper-by-state = Dónde firmaron
paper-place = Estado
paper-abroad = Fuera de Estados Unidos
paper-unlisted = Nombre reservado
paper-total = Total
paper-quotes = En sus propias palabras
paper-contact = Contacto de prensa
paper-press-title = Hoja de prensa: { $title }
paper-press-day = Al { $day }
paper-deadline = Se puede firmar hasta el { $day }, a las { $time }.
paper-goal = Meta: { $goal } firmas. Hasta ahora: { $count }.
paper-goal-reached = Alcanzamos la meta de { $goal } firmas. Hasta ahora: { $count }.
paper-roster-title = Organizaciones: { $title }
paper-roster-day =
    { $count ->
        [one] { $count } organización al { $day }
        [many] { $count } de organizaciones al { $day }
       *[other] { $count } organizaciones al { $day }
    }
paper-visits-title = Hojas para visitas: { $title }
paper-office = Oficina: { $office }
paper-office-unknown = No se conocen la oficina ni el teléfono
paper-organizations-in = Organizaciones en { $place }
paper-people-in = Personas que firmaron y viven en { $place }
