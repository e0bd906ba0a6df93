clock-hours = 24
clock-before-noon = { $time } a. m.
clock-after-noon = { $time } p. m.
clock-noon = 12 del mediodía
time-in-zone = { $time } ({ $zone })
zone-eastern = hora del Este
zone-central = hora del Centro
zone-mountain = hora de la Montaña
zone-pacific = hora del Pacífico
opens-at = { $at ->
    [midnight] La firma se abre al comenzar el { $date }, { $zone }.
   *[clock] La firma se abre el { $date }, { $time }.
 }
closing-soon = Cierra pronto
closed-to-people = Cerrada para personas; las organizaciones todavía pueden firmar.
closed-to-organizations = Cerrada para organizaciones; las personas todavía pueden firmar.
goal-reached = Meta alcanzada: { $count }. Cada nombre más la hace más fuerte.
delivered-on = { $count ->
    [one] Entregada el { $date } a { $count } oficina
    [many] Entregada el { $date } a { $count } de oficinas
   *[other] Entregada el { $date } a { $count } oficinas
 }
elsewhere = Otros países
newest-people = Nombres más recientes
letter-missing = No existe esa carta
letter-missing-explained = Quizá quiso decir una de estas:
share-embed = En su propio sitio
share-embed-explained = Pegue este código en una página suya: muestra el título de la carta, cuántas firmas hay y el botón. No pone ninguna cookie.
share-embed-code = Código
share-badge-alt = Cuántas firmas hay, como imagen para cualquier página
