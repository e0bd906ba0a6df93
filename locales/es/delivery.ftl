# Lo que reciben las oficinas: las páginas de un envío y el correo que lo lleva.
bundle-demonstration = Demostración: los nombres de este archivo son inventados
bundle-constituents = { $count ->
    [one] { $count } persona de { $place }
    [many] { $count } de personas de { $place }
   *[other] { $count } personas de { $place }
 }
bundle-possible-lead = { $count ->
    [one] { $count } persona que puede ser de { $place }
    [many] { $count } de personas que pueden ser de { $place }
   *[other] { $count } personas que pueden ser de { $place }
 }
bundle-possible = { $count ->
    [one] { $count } persona más puede ser de su distrito: su código postal está en varios, o no se sabe en cuál
    [many] { $count } de personas más pueden ser de su distrito: su código postal está en varios, o no se sabe en cuál
   *[other] { $count } personas más pueden ser de su distrito: su código postal está en varios, o no se sabe en cuál
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
bundle-signed = Carta firmada por { $signers }
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
bundle-behalf = en nombre de { $signers }
bundle-page = Página { "{page}" } de { "{pages}" }
bundle-replaces = Esta es una versión revisada de la carta. Reemplaza a la que le enviamos el { $date }.
bundle-names = Firmantes
bundle-names-all = Este PDF nombra a todos los firmantes: { $names }.
bundle-names-some = { $others ->
    [one] Nombres en este PDF: { $names }. Además, { $others } firma que solo se cuenta.
    [many] Nombres en este PDF: { $names }. Además, { $others } de firmas que solo se cuentan.
   *[other] Nombres en este PDF: { $names }. Además, { $others } firmas que solo se cuentan.
 }
bundle-names-none = Este PDF solo cuenta las firmas; no nombra a nadie.
bundle-two = { $first } y { $second }
bundle-three = { $first }, { $second } y { $third }
bundle-constituents-heading = Personas de { $place }
bundle-possible-heading = Personas que pueden ser de { $place }
bundle-possible-note = Su código postal está en más de un distrito, o no se sabe en cuál.
bundle-people-heading = Anexo: personas que firman
bundle-organizations-heading = Organizaciones
bundle-national = Nacionales
bundle-united-states = los Estados Unidos
bundle-unlisted = { $count ->
    [one] { $count } persona más firmó y pidió no aparecer en la lista.
    [many] { $count } de personas más firmaron y pidieron no aparecer en la lista.
   *[other] { $count } personas más firmaron y pidieron no aparecer en la lista.
 }
bundle-more = { $count ->
    [one] { $count } persona más está en la lista pública y no aparece aquí. Para recibir la lista completa en forma de tabla, escriba a { $email }.
    [many] { $count } de personas más están en la lista pública y no aparecen aquí. Para recibir la lista completa en forma de tabla, escriba a { $email }.
   *[other] { $count } personas más están en la lista pública y no aparecen aquí. Para recibir la lista completa en forma de tabla, escriba a { $email }.
 }
bundle-more-here = { $count ->
    [one] { $count } persona más, que no aparece aquí
    [many] { $count } de personas más, que no aparecen aquí
   *[other] { $count } personas más, que no aparecen aquí
 }
bundle-comments-more = { $count ->
    [one] { $count } persona más del distrito o estado dejó un comentario.
    [many] { $count } de personas más del distrito o estado dejaron un comentario.
   *[other] { $count } personas más del distrito o estado dejaron un comentario.
 }
bundle-comments = En sus propias palabras
bundle-table = Cuántas firmas hay
bundle-table-who = Firmantes
bundle-table-all = Todas
bundle-table-listed = En la lista pública
bundle-table-unlisted = Solo contadas
bundle-table-people = Personas en { $place }
bundle-table-abroad = Personas en otros países
bundle-table-possible = Personas que pueden vivir en { $place }
bundle-table-organizations = Organizaciones en { $place }
bundle-method = Cómo se reunieron las firmas
bundle-method-confirmed = Cada firmante recibió un correo con un enlace y confirmó con un botón en la página que se abre. Cada persona u organización cuenta una vez. Por cada organización, su contacto declaró que tenía autorización para firmar, o la aprobaron quienes deciden por ella.
bundle-method-listing = Cada persona eligió cómo aparecer: nombre e inicial, nombre completo, o no aparecer. Las personas firman a título personal; los cargos y empleadores solo sirven de identificación.
bundle-method-districts = El distrito de quien firma (del Congreso { $congress }) se toma del código postal cuando este está en un único distrito, o lo eligió quien firmó. A nadie se le asigna un distrito por suposición.
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
bundle-code = Código de esta entrega
bundle-mail-subject = { $number }: { $topic }
bundle-mail-demonstration-subject = Demostración, no es una carta real: { $subject }
bundle-mail-demonstration = Esto es una demostración: los nombres y las cifras de este correo y del archivo adjunto son inventados.
bundle-mail-for = A la atención de { $name }
bundle-mail-attached = La carta va adjunta en un PDF.
bundle-mail-asks = En resumen, quienes firman le piden:
bundle-mail-questions = Si tiene preguntas, o si desea los nombres en forma de tabla, escriba a { $email } o llame al { $phone }.
bundle-mail-sincerely = Atentamente,
table-type = Tipo
table-relation = Relación con la oficina
table-name = Nombre
table-city = Ciudad
table-state = Estado
table-country = País
table-title = Cargo
table-affiliation = Afiliación
table-person = Persona
table-organization = Organización
table-constituent = Del distrito o estado
table-possible = Quizá del distrito
table-in-state = En el estado
table-national = Nacional
