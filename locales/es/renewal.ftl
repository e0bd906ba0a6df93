own-renew = El texto cambió después de que usted firmó
own-renew-explained = Su firma vale para el texto que usted firmó y para ningún otro. Las entregas del texto nuevo no la contienen.
own-renew-read = Leer el texto nuevo
own-renew-button = Firmar el texto nuevo
own-renew-ask = { $deciders ->
    [one] Como cuando se firmó, decide por su organización otra persona: { $names }. El botón le envía un correo con el texto nuevo.
    [many] Como cuando se firmó, deciden por su organización otras personas: { $names }. El botón envía a cada una un correo con el texto nuevo.
   *[other] Como cuando se firmó, deciden por su organización otras personas: { $names }. El botón envía a cada una un correo con el texto nuevo.
 }
own-renew-ask-button = Preguntar si firmamos el texto nuevo
own-renew-ask-again = No se decidió a tiempo. Puede preguntar otra vez.
own-renew-asked = Preguntamos. Su firma vale para el texto que usted firmó mientras no se apruebe el nuevo.
own-renew-enough = Hoy no puede salir más correo sobre esto, así que no preguntamos a nadie. Inténtelo mañana.
own-awaiting-text-changed = El texto de la carta cambió después de que usted llenó el formulario. Ahora se pregunta por el texto nuevo: se pregunta otra vez a quien decidió sobre el anterior.
own-renew-closed = La carta no recibe firmas ahora; por eso el texto nuevo no se puede firmar aquí.
own-renewed = Su firma vale ahora para el texto nuevo.
