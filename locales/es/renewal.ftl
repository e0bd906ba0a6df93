own-renew = { the-letter-begins } cambió después de que usted firmó
own-renew-explained = Su firma es solo para la versión que firmó. No la incluiremos cuando entreguemos la versión nueva.
own-renew-read = Leer la versión nueva
own-renew-button = Firmar la versión nueva
own-renew-ask = { $deciders ->
    [one] En su organización debe aprobar la versión nueva: { $names }. Toque el botón y le enviaremos un correo.
    [many] En su organización deben aprobar la versión nueva: { $names }. Toque el botón y enviaremos un correo a cada persona.
   *[other] En su organización deben aprobar la versión nueva: { $names }. Toque el botón y enviaremos un correo a cada persona.
 }
own-renew-ask-button = Pedir la aprobación de la versión nueva
own-renew-ask-again = No hubo suficientes respuestas a tiempo. Puede preguntar otra vez.
own-renew-asked = Ya pedimos la aprobación. Hasta entonces, su firma es solo para la versión que firmó.
own-renew-enough = Hoy ya enviamos suficientes correos a las personas que aprueban, así que no le preguntamos a nadie. Inténtelo mañana.
own-awaiting-text-changed = { the-letter-begins } cambió después de que usted llenó el formulario. Ahora les preguntamos por la versión nueva a las personas que aprueban. Les preguntaremos otra vez a las personas que ya respondieron.
own-renew-closed = { the-letter-begins } no recibe firmas ahora, así que no puede firmar la versión nueva.
own-renewed = Usted firmó la versión nueva.
