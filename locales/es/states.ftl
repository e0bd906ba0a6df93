# Los estados de una carta, de los enlaces y del servicio.
closed-at = { $at ->
    [midnight] El plazo para firmar terminó al final del { $date } ({ $zone }).
   *[clock] El plazo para firmar terminó el { $date }, { $time }.
 }
closed-at-people = { $at ->
    [midnight] El plazo para personas terminó al final del { $date } ({ $zone }).
   *[clock] El plazo para personas terminó el { $date }, { $time }.
 }
closed-at-organizations = { $at ->
    [midnight] El plazo para organizaciones terminó al final del { $date } ({ $zone }).
   *[clock] El plazo para organizaciones terminó el { $date }, { $time }.
 }
opens-at-people = { $at ->
    [midnight] Las personas podrán firmar desde que empiece el { $date } ({ $zone }).
   *[clock] Las personas podrán firmar a partir del { $date }, { $time }.
 }
opens-at-organizations = { $at ->
    [midnight] Las organizaciones podrán firmar desde que empiece el { $date } ({ $zone }).
   *[clock] Las organizaciones podrán firmar a partir del { $date }, { $time }.
 }
closes-at-people = { $at ->
    [midnight] Personas: firme antes de que termine el { $date } ({ $zone })
   *[clock] Personas: firme a más tardar el { $date }, { $time }
 }
closes-at-organizations = { $at ->
    [midnight] Organizaciones: firme antes de que termine el { $date } ({ $zone })
   *[clock] Organizaciones: firme a más tardar el { $date }, { $time }
 }
signing-not-yet-open-heading = Todavía no se puede firmar
signing-not-yet-open-next = Ya puede leer { the-letter }. Vuelva entonces para agregar su nombre.
signing-closed-heading = Ya no se puede firmar
signing-closed-next = Ya no recibimos firmas. Avisaremos en la página { of-the-letter } cuando se haya entregado.
signing-pauses = Las firmas están en pausa por mantenimiento. Inténtelo de nuevo en unos minutos.
signing-pauses-heading = Las firmas están en pausa por mantenimiento
signing-pauses-next = Inténtelo de nuevo en unos minutos. Mientras tanto, { $kind ->
    [statement] puede leer el comunicado y ver quién lo firmó
   *[letter] puede leer la carta y ver quién la firmó
 }.
delivered-with = { $on }, con la firma de { $signers } (versión { $revision })
sign-again = Firmar de nuevo
details-erased = Borramos sus datos de contacto
details-erased-explained = Un tiempo después del cierre, borramos los datos de contacto de todas las personas que firmaron. Este enlace ya no funciona y no le escribiremos más sobre esto. Si su nombre estaba en la lista pública, sigue allí. Si quiere que lo quitemos, escríbanos.
own-expired = Este enlace ya venció
own-expired-explained = Para proteger su firma, nuestros enlaces funcionan por un tiempo limitado. Su firma no cambió. Puede pedirnos un enlace nuevo.
confirm-withdrawn = Usted retiró esta firma
confirm-withdrawn-explained = No cuenta ni aparece en { the-letter }. Si cambió de opinión, puede firmar otra vez.
confirm-rejected = Nuestro equipo quitó esta firma
confirm-rejected-explained = No cuenta. Si cree que es un error, responda a nuestro correo. Leemos todas las respuestas.
confirm-disowned = La organización dice que no firmó
confirm-disowned-explained = Esta firma no cuenta y estamos investigando qué pasó. Si sabe algo más, responda a nuestro correo.
signed-anew = Este enlace ya no funciona
signed-anew-explained = La firma de este enlace se retiró. Su organización volvió a firmar después, sin preguntar a esta dirección. Si cree que es un error, pregunte en su organización o responda a nuestro correo.
approve-withdrawn = La firma se retiró
approve-withdrawn-explained = La persona que llenó el formulario la retiró, así que no tiene que decidir. No cuenta.
approve-rejected = Nuestro equipo quitó esta firma
approve-rejected-explained = No cuenta, así que no tiene que decidir. Si cree que es un error, responda a nuestro correo.
approve-disowned = Su organización dice que no firmó
approve-disowned-explained = Alguien de su organización nos lo dijo. Quitamos el nombre { of-the-letter } y estamos investigando qué pasó.
already-subject = Usted ya firmó: { $letter }
already-asked = Alguien llenó otra vez el formulario { of-the-letter } “{ $letter }” con su correo electrónico. Usted ya firmó, así que no cambió nada.
already-removed-subject = Sobre su firma: { $letter }
already-removed = Alguien llenó el formulario { of-the-letter } “{ $letter }” con su correo electrónico. Esta firma ya se había quitado { of-the-letter }, así que firmar de nuevo no la agrega.
already-again = Anotamos que usted quiere firmar, y nuestro equipo lo verá. Para decirnos algo más, responda a este correo.
already-removed-own = Para ver lo que guardamos sobre esta firma, o para borrarla:
already-own = Aquí puede ver, cambiar o retirar su firma. Si { the-letter } cambió después, también puede firmar la versión nueva:
already-not-you = Si usted no llenó el formulario, ignore este correo.
mail-is-slow = Nuestro correo está tardando. Si hay enlaces para usted, llegarán en cuanto se arregle.
mail-is-slow-kept = Nuestro correo está tardando. Su firma está guardada y le enviaremos el enlace en cuanto se arregle. No tiene que llenar el formulario otra vez.
check-mail-will-send = Nuestro correo va a
wait-minutes = { $count ->
    [one] en un minuto
    [many] en { $count } de minutos
   *[other] en { $count } minutos
 }
wait-hours = { $count ->
    [one] en una hora
    [many] en { $count } de horas
   *[other] en { $count } horas
 }
status-maintenance = Este sitio está en pausa por mantenimiento
status-maintenance-explained = Puede leer todo, pero ahora no podemos guardar nada. No guardamos lo que envió. Vuelva atrás y envíelo de nuevo { $wait }. Su navegador conserva sus respuestas.
