# La página de una carta, como carta.
letter-salutation = Estimadas y estimados integrantes del Congreso:
letter-closing = Atentamente,
reference = Ref.:
bill-support = A favor de { $bill }
bill-oppose = En contra de { $bill }
signatures = Firmas
sign-short = Firmar
close = Cerrar
printed-from = { $kind ->
    [statement] Lea este comunicado y vea quién lo firmó en
   *[letter] Lea esta carta y vea quién la firmó en
 }
open-for-signatures = Se puede firmar
date-near = { $weekday } { $day } de { $month }
nobody-so-far = Aún no hay firmas.
invented-names = Demostración: en esta página hay nombres inventados.
letter-gone = Por ahora { this-letter } no está en nuestro sitio. Los enlaces de nuestros correos siguen funcionando.
# Cómo nombran los mensajes el texto del que tratan: una carta o un comunicado.
the-letter = { $kind ->
    [statement] el comunicado
   *[letter] la carta
 }
the-letter-begins = { $kind ->
    [statement] El comunicado
   *[letter] La carta
 }
of-the-letter = { $kind ->
    [statement] del comunicado
   *[letter] de la carta
 }
to-the-letter = { $kind ->
    [statement] al comunicado
   *[letter] a la carta
 }
this-letter = { $kind ->
    [statement] este comunicado
   *[letter] esta carta
 }
this-letter-begins = { $kind ->
    [statement] Este comunicado
   *[letter] Esta carta
 }
a-letter = { $kind ->
    [statement] un comunicado
   *[letter] una carta
 }
a-letter-begins = { $kind ->
    [statement] Comunicado
   *[letter] Carta
 }
