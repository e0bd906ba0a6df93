# Los estados de una carta, de los enlaces y del servicio.
closed-at = { $at ->
    [midnight] Ya no se puede firmar: el plazo terminó a la medianoche, al terminar el { $date }, { $zone }.
   *[clock] Ya no se puede firmar: el plazo terminó el { $date }, { $time }.
 }
closed-at-people = { $at ->
    [midnight] El plazo para personas terminó a la medianoche, al terminar el { $date }, { $zone }.
   *[clock] El plazo para personas terminó el { $date }, { $time }.
 }
closed-at-organizations = { $at ->
    [midnight] El plazo para organizaciones terminó a la medianoche, al terminar el { $date }, { $zone }.
   *[clock] El plazo para organizaciones terminó el { $date }, { $time }.
 }
opens-at-people = { $at ->
    [midnight] Las personas pueden firmar desde que comienza el { $date }, { $zone }.
   *[clock] Las personas pueden firmar desde el { $date }, { $time }.
 }
opens-at-organizations = { $at ->
    [midnight] Las organizaciones pueden firmar desde que comienza el { $date }, { $zone }.
   *[clock] Las organizaciones pueden firmar desde el { $date }, { $time }.
 }
closes-at-people = { $at ->
    [midnight] Cierra para personas a la medianoche, al terminar el { $date }, { $zone }
   *[clock] Cierra para personas el { $date }, { $time }
 }
closes-at-organizations = { $at ->
    [midnight] Cierra para organizaciones a la medianoche, al terminar el { $date }, { $zone }
   *[clock] Cierra para organizaciones el { $date }, { $time }
 }
signing-not-yet-open-heading = Todavía no se puede firmar
signing-not-yet-open-next = La carta ya se puede leer. Vuelva entonces para sumar su nombre.
signing-closed-heading = Ya no se puede firmar
signing-closed-next = No se reciben más nombres. La carta va a sus oficinas con los nombres que aparecen al pie; en cuanto se entregue, su página dirá cuándo y a cuántas.
signing-pauses = Las firmas hacen una breve pausa: estamos dando mantenimiento al servicio. Inténtelo de nuevo en unos minutos.
signing-pauses-heading = Las firmas hacen una breve pausa
signing-pauses-next = Estamos dando mantenimiento al servicio. Inténtelo de nuevo en unos minutos; mientras tanto, la carta y sus firmas se pueden leer.
delivered-with = { $on }, con la firma de { $organizations } y { $people } (revisión { $revision })
sign-again = Firmar de nuevo
own-expired = Este enlace ya venció
own-expired-explained = Por su seguridad, el enlace a una firma funciona por un tiempo limitado. Su firma sigue como estaba; con gusto enviamos un enlace nuevo a la dirección con la que firmó.
confirm-withdrawn = Usted retiró esta firma
confirm-withdrawn-explained = No se cuenta ni aparece en ninguna lista. Si cambió de opinión, puede firmar otra vez.
confirm-rejected = Nuestro equipo quitó esta firma
confirm-rejected-explained = No se cuenta. Si es un error, responda a nuestro correo: alguien lo lee.
confirm-disowned = La organización no reconoce esta firma
confirm-disowned-explained = La organización dice que no firmó. La firma no se cuenta y nuestro equipo lo examina; si usted sabe más, responda a nuestro correo.
signed-anew = Este enlace terminó
signed-anew-explained = La firma a la que llevaba este enlace se retiró, y su organización volvió a firmar después sin preguntar a esta dirección. Si es un error o usted no sabe nada de esto, pregunte en su organización o responda a nuestro correo.
approve-withdrawn = La firma se retiró
approve-withdrawn-explained = Quien llenó el formulario la retiró, así que no hay nada que decidir. No se cuenta.
approve-rejected = Nuestro equipo quitó esta firma
approve-rejected-explained = No se cuenta, así que no hay nada que decidir. Si es un error, responda a nuestro correo.
approve-disowned = Su organización no reconoce esta firma
approve-disowned-explained = Alguien de su organización dijo que no firmó. El nombre ya no está en la carta y nuestro equipo lo examina.
already-subject = Usted ya firmó: { $letter }
already-asked = alguien, esperamos que usted, llenó otra vez el formulario de la carta «{ $letter }». Ya hay una firma con esta dirección, así que no cambió nada.
already-own = En su página puede ver lo que se guarda, corregirlo o retirarlo. Si el texto de la carta cambió después, ahí dice cómo firmar el nuevo:
already-not-you = Si no fue usted quien llenó el formulario, no tiene que hacer nada.
mail-is-slow = Nuestro correo tarda en salir en este momento. Lo que le debemos llega en cuanto vuelva a funcionar.
mail-is-slow-kept = Nuestro correo tarda en salir en este momento. Su firma está guardada y el enlace llega en cuanto el correo vuelva a funcionar: no hace falta llenar el formulario otra vez.
check-mail-will-send = Enviaremos un enlace a
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
status-maintenance = Estamos dando mantenimiento al servicio
status-maintenance-explained = Todo se puede leer, pero por un momento no se recibe nada, así que lo que envió no se registró. Vuelva atrás, donde su navegador conserva lo que escribió, y envíelo de nuevo { $wait }.
