# Mientras firman más personas de lo habitual.
challenge-needed = En este momento firman muchas personas. Sus respuestas siguen abajo. Toque “{ sign-the-letter }” una vez más.
challenge-dearer = Acabamos de recibir muchas firmas de su proveedor de correo, así que necesitamos una comprobación más. Sus respuestas siguen abajo. Toque “{ sign-the-letter }” una vez más. Su dispositivo hace el resto.
challenge-again = Este formulario ya se había enviado o estuvo abierto mucho tiempo. Sus respuestas siguen abajo. Toque “{ sign-the-letter }” una vez más.
challenge-domain = En la última hora recibimos muchas firmas de su proveedor de correo. Sus respuestas siguen abajo. Toque “{ sign-the-letter }” una vez más. Si no da resultado, inténtelo { $minutes ->
    [one] dentro de un minuto
    [many] dentro de { $minutes } de minutos
   *[other] dentro de { $minutes } minutos
 } o use un correo de otro proveedor.
challenge-network = En este momento firman muchas personas, y de su red llegaron varias firmas sin JavaScript. Sus respuestas siguen abajo. Toque “{ sign-the-letter }” otra vez { $minutes ->
    [one] dentro de un minuto
    [many] dentro de { $minutes } de minutos
   *[other] dentro de { $minutes } minutos
 }, o ahora mismo en un navegador con JavaScript.
challenge-queue = Muchas personas firman sin JavaScript, así que los correos de confirmación tardarían más de dos horas. Sus respuestas siguen abajo. Toque “{ sign-the-letter }” otra vez { $minutes ->
    [one] dentro de un minuto
    [many] dentro de { $minutes } de minutos
   *[other] dentro de { $minutes } minutos
 }, o ahora mismo en un navegador con JavaScript.
challenge-working = Un momento. Estamos comprobando que usted no es un robot. Después enviaremos el formulario.
challenge-without-script = En este momento firman muchas personas. Puede firmar sin JavaScript, pero su correo puede tardar más.
check-mail-later = En este momento firman muchas personas. Esperamos enviarle el correo { $minutes ->
    [one] en un minuto como máximo
    [many] en { $minutes } de minutos como máximo
   *[other] en { $minutes } minutos como máximo
 }.
check-mail-most = { $count ->
    [one] Por seguridad enviamos solo un correo al día a cada dirección
    [many] Por seguridad enviamos un máximo de { $count } de correos al día a cada dirección
   *[other] Por seguridad enviamos un máximo de { $count } correos al día a cada dirección
 }, y solo unos pocos sobre { $kind ->
    [statement] un mismo comunicado
   *[letter] una misma carta
 }. Si hoy lo pidió varias veces, use el enlace del correo más reciente.
