# El texto de una carta cambió después de que alguien lo leyó.
changes-heading = Qué cambió
change-removed = se quitó:
change-added = se añadió:
confirm-text-changed = { the-letter-begins } cambió después de que usted firmó
confirm-text-changed-explained = Abajo puede ver qué cambió después de que usted llenó el formulario. Toque el botón para firmar la versión nueva. Si ya no está de acuerdo, no haga nada y borraremos su firma.
next-changed = { the-letter-begins } cambió
next-changed-explained = { the-letter-begins } cambió después de que usted abrió esta página, así que su organización no ha firmado. Lea abajo qué cambió. Si su organización está de acuerdo, toque el botón.
