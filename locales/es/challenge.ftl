# Mientras firman más personas de lo habitual.
challenge-needed = En este momento firman muchísimas personas, y por eso cada firma tiene que mostrar que no se envía en masa. Lo que escribió sigue aquí: presione el botón una vez más.
challenge-dearer = Acaban de llegar muchísimas firmas de su dominio de correo, y por eso la suya requiere algo más de trabajo. Lo que escribió sigue aquí. Presione el botón una vez más: su dispositivo hace el trabajo por sí solo.
challenge-again = Este formulario ya se había enviado o estuvo abierto mucho tiempo. Lo que escribió sigue aquí: presione el botón una vez más.
challenge-domain = En la última hora llegaron muchísimas firmas de su dominio de correo. Lo que escribió sigue aquí: presione el botón una vez más o, si no da resultado, { $minutes ->
    [one] dentro de un minuto
    [many] dentro de { $minutes } de minutos
   *[other] dentro de { $minutes } minutos
 }. Con una dirección de otro proveedor funciona enseguida.
challenge-network = De su red llegaron varias firmas sin JavaScript mientras firman muchísimas personas. Lo que escribió sigue aquí: presione el botón una vez más { $minutes ->
    [one] dentro de un minuto
    [many] dentro de { $minutes } de minutos
   *[other] dentro de { $minutes } minutos
 }, o ahora mismo en un navegador con JavaScript.
challenge-queue = Firman tantas personas sin JavaScript que sus correos tardarían más de dos horas. Lo que escribió sigue aquí: presione el botón una vez más { $minutes ->
    [one] dentro de un minuto
    [many] dentro de { $minutes } de minutos
   *[other] dentro de { $minutes } minutos
 }, o ahora mismo en un navegador con JavaScript.
challenge-working = Un momento: su dispositivo hace un pequeño trabajo que detiene a los programas automáticos. Después el formulario se envía solo.
challenge-without-script = En este momento firman muchísimas personas. Sin JavaScript también puede firmar; solo su correo puede llegar más tarde.
check-mail-later = En este momento firman muchísimas personas. Su correo llega { $minutes ->
    [one] en un minuto
    [many] en { $minutes } de minutos como máximo
   *[other] en { $minutes } minutos como máximo
 }.
check-mail-most = { $count ->
    [one] A una misma dirección va un correo al día
    [many] A una misma dirección van como máximo { $count } de correos al día
   *[other] A una misma dirección van como máximo { $count } correos al día
 }, y solo unos pocos por carta, para que nadie pueda llenarla por medio de nosotros; después, use un enlace que ya tenga.
