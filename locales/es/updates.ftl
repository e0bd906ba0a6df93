# Lo que reciben quienes firmaron, después de firmar.
kind-update = Novedad
updates = Novedades
update-of = Sobre la carta
update-sign = Leer y firmar la carta
