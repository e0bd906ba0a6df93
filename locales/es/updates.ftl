# Lo que reciben quienes firmaron, después de firmar.
kind-update = Novedad
updates = Novedades
update-of = Sobre { the-letter }
update-sign = Leer y firmar { the-letter }
update-mail-why = Recibe este correo porque firmó { the-letter } “{ $letter }” y pidió novedades.
update-mail-page = Leerlo en nuestro sitio web
update-mail-stop = Para dejar de recibir estos correos:
update-mail-own = Para ver, cambiar, retirar o borrar su firma:
update-mail-stop-link = Cancelar suscripción
unsubscribe-ask = ¿Dejar de recibir novedades de { this-letter }?
unsubscribe-ask-explained = Toque el botón y dejaremos de enviar novedades de { this-letter } a la dirección que recibió nuestro correo. Su firma no cambia.
unsubscribe-button = Cancelar suscripción
unsubscribe-done = Canceló su suscripción
unsubscribe-done-explained = Ya no enviaremos novedades de { this-letter } a la dirección que recibió nuestro correo. Su firma no cambia.
unsubscribe-unknown = Este enlace no funciona
unsubscribe-unknown-explained = Quizá su aplicación de correo partió el enlace, o la firma se borró. Si se borró, no enviaremos más novedades. Si todavía las recibe, puede detenerlas con su enlace “Mi firma”.
unsubscribe-undo = ¿Cambió de opinión? Puede volver a pedir novedades. Le enviaremos un enlace:
