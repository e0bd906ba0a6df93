# Las listas de quienes firman: sus partes y la búsqueda de un nombre.
find-organization = Buscar una organización
find-organization-hint = Escriba el comienzo de cualquier palabra de su nombre.
find-person = Buscar un nombre
find-person-hint = Escriba el comienzo del nombre como aparece en la lista, por ejemplo, el nombre de pila. Solo puede buscar los nombres que las personas eligieron mostrar.
find-name = Buscar
list-by-initial = De la A a la Z
list-by-state = Por estado
list-initial = Nombres que empiezan con { $initial }
list-other-letters = Nombres en otros alfabetos
list-others = Otros
list-words = Búsqueda: “{ $words }”
list-no-initial = Ningún nombre de esta lista empieza así. Elija otra letra o vea la lista completa.
list-no-place = En esta lista no hay nadie de ese lugar. Elija otro estado o vea la lista completa.
list-no-organization = No encontramos ninguna organización con ese nombre. Revise la ortografía, use menos palabras o vea la lista completa.
list-no-person = No encontramos ningún nombre que empiece así. Revise la ortografía, escriba solo el nombre de pila o vea la lista completa.
list-order-people = De la A a la Z, por la primera palabra de cada nombre
list-first = Volver al comienzo
list-end = No hay más nombres.

# La carta como archivo y el contacto para la prensa.
download-letter = Descargar { the-letter } (PDF)
pdf-later = Estamos creando el PDF
pdf-later-explained = Inténtelo de nuevo en unos segundos.
pdf-failed = No pudimos crear el PDF
pdf-failed-explained = El problema es nuestro. Inténtelo de nuevo { $wait }.
pdf-again = Intentar de nuevo
press-contact = Contacto de prensa:
members = Integrantes
