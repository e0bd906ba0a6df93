# La página de una carta, como carta.
letter-salutation = Estimadas y estimados integrantes del Congreso:
letter-closing = Atentamente,
reference = Ref.:
signatures = Firmas
sign-short = Firmar
close = Cerrar
printed-from = Esta carta y todas sus firmas están en
open-for-signatures = Se puede firmar
date-near = { $weekday } { $day } de { $month }
nobody-so-far = Todavía nadie.
invented-names = Demostración: hay nombres inventados en esta página.
