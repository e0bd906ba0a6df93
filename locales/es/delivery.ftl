# Lo que reciben las oficinas: las páginas de un envío y el correo que lo lleva.
bundle-demonstration = Demostración: los nombres de este archivo son inventados
bundle-constituents = { $count ->
    [0] No se sabe de ningún firmante que viva en { $place }
    [one] { $count } persona de { $place } firmó esta carta
    [many] { $count } de personas de { $place } firmaron esta carta
   *[other] { $count } personas de { $place } firmaron esta carta
 }
bundle-possible = { $count ->
    [one] { $count } persona más puede ser de su distrito: su código postal está en varios, o no se sabe en cuál
    [many] { $count } de personas más pueden ser de su distrito: su código postal está en varios, o no se sabe en cuál
   *[other] { $count } personas más pueden ser de su distrito: su código postal está en varios, o no se sabe en cuál
 }
bundle-in-state = { $count ->
    [one] { $count } persona en { $state }
    [many] { $count } de personas en { $state }
   *[other] { $count } personas en { $state }
 }
bundle-organizations-in-state = { $count ->
    [one] { $count } organización en { $state }
    [many] { $count } de organizaciones en { $state }
   *[other] { $count } organizaciones en { $state }
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
bundle-in-all = { $signers } en total
bundle-asks = Le pedimos
bundle-behalf = en nombre de { $signers } cuyos nombres y cifras siguen
bundle-page = Página { "{page}" } de { "{pages}" }
bundle-names = Firmantes
bundle-constituents-heading = Personas de { $place }
bundle-possible-heading = Personas que pueden ser de { $place }
bundle-possible-note = Su código postal está en más de un distrito, o no se sabe en cuál.
bundle-people-heading = Personas
bundle-organizations-heading = Organizaciones
bundle-national = Nacionales
bundle-united-states = los Estados Unidos
bundle-unlisted = { $count ->
    [one] { $count } persona más firmó y pidió no aparecer en la lista.
    [many] { $count } de personas más firmaron y pidieron no aparecer en la lista.
   *[other] { $count } personas más firmaron y pidieron no aparecer en la lista.
 }
bundle-more = { $count ->
    [one] { $count } nombre más está en la tabla que acompaña a esta carta.
    [many] { $count } de nombres más están en la tabla que acompaña a esta carta.
   *[other] { $count } nombres más están en la tabla que acompaña a esta carta.
 }
bundle-comments = En sus propias palabras
bundle-table = Cuántas firmas hay
bundle-table-who = Firmantes
bundle-table-all = Todas
bundle-table-listed = Con nombre
bundle-table-unlisted = Solo contadas
bundle-table-people = Personas en { $place }
bundle-table-abroad = Personas en otros países
bundle-table-possible = Personas que pueden vivir en { $place }
bundle-table-organizations = Organizaciones en { $place }
bundle-method = Cómo se reunieron las firmas
bundle-method-confirmed = Cada firmante recibió un correo con un enlace y confirmó con un botón en la página que se abre. Cada persona u organización cuenta una vez. Por cada organización, su contacto declaró que estaba autorizado a firmar.
bundle-method-listing = Cada persona eligió cómo aparecer: nombre e inicial, nombre completo, o no aparecer. Las personas firman a título personal; los cargos y empleadores solo sirven de identificación.
bundle-method-districts = El distrito de quien firma (del Congreso { $congress }) se toma del código postal solo cuando este está en un único distrito. A nadie se le asigna un distrito por suposición.
bundle-method-own-domain = { $count ->
    [one] { $count } organización confirmó desde una dirección de su propio dominio.
    [many] { $count } de organizaciones confirmaron desde direcciones de su propio dominio.
   *[other] { $count } organizaciones confirmaron desde direcciones de su propio dominio.
 }
bundle-method-other-address = { $count ->
    [one] { $count } organización confirmó desde otra dirección.
    [many] { $count } de organizaciones confirmaron desde otras direcciones.
   *[other] { $count } organizaciones confirmaron desde otras direcciones.
 }
bundle-method-staff = { $count ->
    [one] { $count } organización fue aprobada por nuestro equipo, con pruebas.
    [many] { $count } de organizaciones fueron aprobadas por nuestro equipo, con pruebas.
   *[other] { $count } organizaciones fueron aprobadas por nuestro equipo, con pruebas.
 }
bundle-method-day = Las firmas de este archivo se confirmaron el { $first }.
bundle-method-period = Las firmas de este archivo se confirmaron del { $first } al { $last }.
bundle-method-earlier = { $count ->
    [one] { $count } firma de una redacción anterior de esta carta no forma parte de este archivo.
    [many] { $count } de firmas de una redacción anterior de esta carta no forman parte de este archivo.
   *[other] { $count } firmas de una redacción anterior de esta carta no forman parte de este archivo.
 }
bundle-digests = Qué se firmó
bundle-digest = { $count ->
    [one] SHA-256 del texto ({ $language }), con { $count } firma
    [many] SHA-256 del texto ({ $language }), con { $count } de firmas
   *[other] SHA-256 del texto ({ $language }), con { $count } firmas
 }
bundle-check = La carta y su lista pública
bundle-mail-subject = Una carta a su oficina: { $title }
bundle-mail-attached = La carta va adjunta en un solo PDF, con los firmantes y, en la primera página, el número de los de su circunscripción.
bundle-mail-asks = En resumen, quienes firman le piden:
bundle-mail-questions = Preguntas, o una copia en forma de tabla: { $name }, { $email }, { $phone }.
