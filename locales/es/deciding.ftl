# Quién decide por una organización: la dirección o una junta.
field-board = Otras personas que deciden, si es una junta
hint-board = Un renglón por persona: nombre y correo electrónico.
field-approvals = Cuántas tienen que aprobar
approvals-1 = Basta una
approvals-2 = Dos
approvals-3 = Tres
approvals-4 = Cuatro
approvals-5 = Cinco
approvals-6 = Seis
approvals-7 = Siete
approvals-all = Todas
error-board = Escriba un renglón por persona: el nombre y después el correo electrónico, por ejemplo: Dolores Prado, dolores@sindicato.example
error-board-many = Se puede preguntar a doce personas como máximo.
error-approvals = Son más que las personas que usted nombra.
approve-contact = La llenó
progress-approved = { $approved ->
    [0] Todavía no aprobó nadie.
    [one] Aprobó { $approved } persona.
    [many] Aprobaron { $approved } de personas.
   *[other] Aprobaron { $approved } personas.
 }
progress-needed = { $needed ->
    [one] De las { $all } personas que deciden debe aprobar { $needed }.
    [many] De las { $all } personas que deciden deben aprobar { $needed }.
   *[other] De las { $all } personas que deciden deben aprobar { $needed }.
 }
approve-others = { $others ->
    [one] También se le preguntó a otra persona:
    [many] También se les preguntó a otros { $others } de personas:
   *[other] También se les preguntó a otras { $others } personas:
 }
approve-until = { $at ->
    [midnight] Decida antes de la medianoche, al terminar el { $date }, { $zone }.
   *[clock] Decida a más tardar el { $date }, { $time }.
 }
approve-so-far = Hasta ahora firman la carta:
approve-decline = No, no firmamos
approve-decline-button = Rechazar
approve-reason = ¿Por qué?
approve-reason-hint = Solo lo lee quien se lo pidió.
approve-noted = Gracias: usted aprobó
approve-noted-explained = También preguntamos a las demás personas. La firma de su organización no cuenta antes de que hayan aprobado las suficientes.
approve-no-noted = Usted rechazó
approve-no-noted-explained = Se lo decimos a quien se lo pidió. También preguntamos a las demás personas, y todavía pueden aprobar las suficientes.
approve-outvoted = Su organización firmó
approve-outvoted-explained = Usted rechazó, pero aprobaron las demás personas que hacían falta. Aparece en la lista pública y cuenta.
approve-outvoted-held = Aprobada; nuestro equipo la revisa antes de contarla
approve-outvoted-held-explained = Usted rechazó, pero aprobaron las demás personas que hacían falta. Si todo está bien, su organización aparece en la lista en unos días.
approve-declined = Su organización no firma
approve-declined-explained = Quien lo pidió está avisado, y nada de esto aparece en la lista.
approve-changed = Lo que se le mostró ha cambiado
approve-changed-explained = Desde que abrió esta página, alguien de su organización corrigió algo o se reemplazó el texto de la carta. Mire otra vez y después decida.
confirm-declined = Su organización decidió no firmar
confirm-declined-explained = Las personas a quienes preguntó no aprobaron. Si cambian de opinión, llene el formulario de nuevo.
own-state-declined = Quienes deciden por su organización no aprobaron. No se cuenta y no aparece en ninguna lista.
own-deciders = Quién decide
own-decider-approved = Aprobó.
own-decider-declined = Rechazó.
own-decider-waits = Aún no ha decidido.
own-decided-already = Alguien aprobó esto tal como está, así que ahora no puede cambiar. Cuando esté decidido podrá corregirlo; o retírela y llene el formulario de nuevo.
decision-approved-subject = Aprobada: { $letter }
decision-declined-subject = Rechazada: { $letter }
decision-approved = { $name } aprobó que { $organization } firme la carta «{ $letter }».
decision-declined = { $name } no aprobó que { $organization } firme la carta «{ $letter }».
decision-see = En su página ve quién ha decidido, y puede corregir o retirar la firma:
decision-reason = Dio un motivo, que está en su página:

# Un formulario que se guarda para seguir después.
draft-save = Guardar para después
draft-saved = Guardado para después
draft-saved-sent = Enviamos un enlace a
draft-saved-explained = { $days ->
    [one] Abre el formulario tal como lo dejó. Nada de él cuenta ni es público; después de { $days } día se borra solo.
    [many] Abre el formulario tal como lo dejó. Nada de él cuenta ni es público; después de { $days } de días se borra solo.
   *[other] Abre el formulario tal como lo dejó. Nada de él cuenta ni es público; después de { $days } días se borra solo.
 }
draft-saved-again = Guardado. El enlace de nuestro correo abre el formulario como está ahora.
draft-opened = Este es su formulario tal como lo guardó. Puede seguir, firmar o pedir que lo aprueben: escriba al final quién decide, y preguntamos de inmediato.
draft-remove = Borrar este formulario
draft-removed = El formulario está borrado
draft-removed-explained = No queda nada de lo que escribió.
draft-asked = Enviamos la carta y un enlace a: { $names }. No cuenta antes de que aprueben las personas suficientes.
draft-asked-next = Le decimos por correo qué deciden. Para verla o corregirla entretanto, pida un enlace:
draft-subject = Su formulario está guardado: { $letter }
draft-mail-saved = Alguien, esperamos que usted, empezó a llenar el formulario con el que una organización firma la carta «{ $letter }» y lo guardó para después. Todavía no cuenta nada.
draft-mail-open = Este enlace abre el formulario tal como quedó, para seguir, para firmar o para que lo aprueben quienes deciden:
draft-mail-link = Abrir el formulario
draft-mail-valid = { $days ->
    [one] Sirve { $days } día; después se borra lo escrito.
    [many] Sirve { $days } de días; después se borra lo escrito.
   *[other] Sirve { $days } días; después se borra lo escrito.
 }
draft-mail-not-you = Si no fue usted, no tiene que hacer nada.
approve-closed = El plazo para firmar terminó
approve-closed-explained = Ya nadie puede firmar esta carta. Lo que su organización no decidió a tiempo no cuenta.
