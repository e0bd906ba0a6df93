# La página de una carta, como carta.
letter-salutation = Estimadas y estimados integrantes del Congreso:
letter-closing = Atentamente,
reference = Ref.:
bill-support = A favor de { $bill }
bill-oppose = En contra de { $bill }
signatures = Firmas
sign-short = Firmar
close = Cerrar
printed-from = Lea esta carta y vea quién la firmó en
open-for-signatures = Se puede firmar
date-near = { $weekday } { $day } de { $month }
nobody-so-far = Aún no hay firmas.
invented-names = Demostración: en esta página hay nombres inventados.
letter-gone = Por ahora esta carta no está en nuestro sitio. Los enlaces de nuestros correos siguen funcionando.
