# El texto de una carta cambió después de que alguien lo leyó.
changes-heading = Qué cambió
change-removed = se quitó:
change-added = se añadió:
confirm-text-changed = La carta cambió desde que usted firmó
confirm-text-changed-explained = El texto de la carta cambió después de que usted llenó el formulario. Esto es lo que cambió. Con el botón firma el texto nuevo; si ya no está de acuerdo, no haga nada, y lo que escribió se borra.
next-changed = La carta cambió
next-changed-explained = El texto de la carta cambió después de que usted abrió esta página, así que no se firmó nada. Esto es lo que cambió; léalo y presione el botón si su organización está de acuerdo.
