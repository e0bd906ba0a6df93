clock-hours = 12:00
clock-before-noon = { $time } a. m.
clock-after-noon = { $time } p. m.
clock-noon = 12:00 del mediodía
time-in-zone = { $time } ({ $zone })
zone-eastern = hora del Este
zone-central = hora del Centro
zone-mountain = hora de la Montaña
zone-pacific = hora del Pacífico
opens-at = { $at ->
    [midnight] Podrá firmar desde que empiece el { $date } ({ $zone }).
   *[clock] Podrá firmar a partir del { $date }, { $time }.
 }
closing-soon = El plazo termina pronto
closed-to-people = Las personas ya no pueden firmar. Las organizaciones todavía pueden.
closed-to-organizations = Las organizaciones ya no pueden firmar. Las personas todavía pueden.
goal-reached = ¡Llegamos a nuestra meta de { $count }! Cada nombre más hace más fuerte { the-letter }.
delivered-on = { $count ->
    [one] Se entregó el { $date } a { $count } oficina
    [many] Se entregó el { $date } a { $count } de oficinas
   *[other] Se entregó el { $date } a { $count } oficinas
 }
answered-on = { $count ->
    [one] { $count } oficina respondió el { $date }
    [many] { $count } de oficinas respondieron; la primera respuesta llegó el { $date }
   *[other] { $count } oficinas respondieron; la primera respuesta llegó el { $date }
 }
elsewhere = Otros países
newest-people = Firmas más recientes
letter-missing = No encontramos esa carta
letter-missing-explained = ¿Buscaba una de estas?
share-embed = Poner { this-letter } en su sitio web
share-embed-explained = Copie este código en su página web. Muestra el título { of-the-letter }, el número de firmas y un botón para firmar. No usa cookies.
share-embed-code = Código
share-badge-alt = Número de firmas, como imagen para cualquier página web
