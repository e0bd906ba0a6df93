# Lo que reciben quienes firmaron, después de firmar.
kind-update = Novedad
updates = Novedades
update-of = Sobre la carta
update-sign = Leer y firmar la carta
update-mail-why = Recibe este correo porque firmó la carta «{ $letter }» y pidió noticias sobre ella.
update-mail-page = Leerlo en nuestro sitio
update-mail-stop = Para no recibir más correos como este, pulse aquí:
update-mail-own = Para ver, corregir, retirar o borrar su firma, pida aquí el enlace:
update-mail-stop-link = No recibir más
unsubscribe-ask = ¿No quiere más noticias de esta carta?
unsubscribe-ask-explained = Con pulsar una vez, dejamos de enviar noticias de esta carta a la dirección que recibió nuestro correo. Las firmas se quedan como están, y cuentan.
unsubscribe-button = No recibir más
unsubscribe-done = No habrá más noticias de esta carta
unsubscribe-done-explained = Ya no enviamos nada sobre ella a la dirección que recibió nuestro correo. Las firmas se quedan como están, y cuentan.
unsubscribe-unknown = No conocemos este enlace
unsubscribe-unknown-explained = Quizá su programa de correo lo cortó en dos, o la firma se borró y, con ella, todo correo sobre ella. Si aún le llegan correos, puede detenerlos en su propia página.
unsubscribe-undo = ¿Cambió de opinión? En su propia página puede volver a pedir noticias. Le enviamos un enlace:
