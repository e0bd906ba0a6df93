# Lo que muestran en otros sitios los enlaces a una carta, y qué se dice cuando miran demasiadas personas.
share-image-alt = El título «{ $letter }», quién la publica y cuántas firmas tiene.
share-image-signed = La firman { $who }
share-image-organizations = { $count }+ organizaciones
share-image-people = { $count }+ personas
share-image-reached = Meta alcanzada: { $count }
status-crowded = Hay muchísimas personas aquí en este momento
status-crowded-explained = No podemos mostrar a todas a la vez cómo sube el número de firmas. La carta lo muestra al cargar la página; inténtelo de nuevo { $wait }.
