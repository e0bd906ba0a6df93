# Lo que muestran en otros sitios los enlaces a una carta, y qué se dice cuando miran demasiadas personas.
share-image-alt = El título “{ $letter }”, quién publica { the-letter } y el número de firmas.
share-image-signed = La firman { $who }
share-image-organizations = { $count }+ organizaciones
share-image-people = { $count }+ personas
share-image-reached = Meta alcanzada: { $count }
status-crowded = Hay muchísimas personas aquí en este momento
status-crowded-explained = No podemos actualizar el número de firmas al instante para todas las personas. Vuelva a cargar la carta para ver el número actual o inténtelo de nuevo { $wait }.
