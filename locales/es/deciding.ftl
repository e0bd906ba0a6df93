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
approve-noted-explained = { $others ->
    [one] También preguntamos a la otra persona. La firma de su organización no cuenta antes de que hayan aprobado las suficientes.
    [many] También preguntamos a las demás personas. La firma de su organización no cuenta antes de que hayan aprobado las suficientes.
   *[other] También preguntamos a las demás personas. La firma de su organización no cuenta antes de que hayan aprobado las suficientes.
 }
approve-no-noted = Usted rechazó
approve-no-noted-explained = { $others ->
    [one] Se lo decimos a quien se lo pidió. También preguntamos a la otra persona, y todavía puede aprobar.
    [many] Se lo decimos a quien se lo pidió. También preguntamos a las demás personas, y todavía pueden aprobar las suficientes.
   *[other] Se lo decimos a quien se lo pidió. También preguntamos a las demás personas, y todavía pueden aprobar las suficientes.
 }
approve-outvoted = Su organización firmó
approve-outvoted-explained = { $others ->
    [one] Usted rechazó, pero la otra persona aprobó. Aparece en la lista pública y cuenta.
    [many] Usted rechazó, pero aprobaron las demás personas que hacían falta. Aparece en la lista pública y cuenta.
   *[other] Usted rechazó, pero aprobaron las demás personas que hacían falta. Aparece en la lista pública y cuenta.
 }
approve-outvoted-held = Aprobada; nuestro equipo la revisa antes de contarla
approve-outvoted-held-explained = { $others ->
    [one] Usted rechazó, pero la otra persona aprobó. Si todo está bien, su organización aparece en la lista en unos días.
    [many] Usted rechazó, pero aprobaron las demás personas que hacían falta. Si todo está bien, su organización aparece en la lista en unos días.
   *[other] Usted rechazó, pero aprobaron las demás personas que hacían falta. Si todo está bien, su organización aparece en la lista en unos días.
 }
approve-declined = Su organización no firma
approve-declined-explained = Quien lo pidió está avisado, y nada de esto aparece en la lista.
approve-renewal = ¿Firma su organización el texto nuevo?
approve-renewal-explained = Su organización firmó esta carta y después cambió el texto. Alguien de su organización pregunta si firma también el texto nuevo. Mientras usted no apruebe, la firma vale para el texto que firmó.
approve-renewal-noted = Gracias: usted aprobó
approve-renewal-noted-explained = { $others ->
    [one] También preguntamos a la otra persona. Mientras no aprueben las suficientes, la firma de su organización vale para el texto que firmó.
    [many] También preguntamos a las demás personas. Mientras no aprueben las suficientes, la firma de su organización vale para el texto que firmó.
   *[other] También preguntamos a las demás personas. Mientras no aprueben las suficientes, la firma de su organización vale para el texto que firmó.
 }
approve-renewal-no-noted = Usted rechazó
approve-renewal-no-noted-explained = { $others ->
    [one] Se lo decimos a quien se lo pidió. También preguntamos a la otra persona, y todavía puede aprobar. Mientras tanto, la firma de su organización vale para el texto que firmó.
    [many] Se lo decimos a quien se lo pidió. También preguntamos a las demás personas, y todavía pueden aprobar las suficientes. Mientras tanto, la firma de su organización vale para el texto que firmó.
   *[other] Se lo decimos a quien se lo pidió. También preguntamos a las demás personas, y todavía pueden aprobar las suficientes. Mientras tanto, la firma de su organización vale para el texto que firmó.
 }
approve-renewal-declined = Su organización no firma el texto nuevo
approve-renewal-declined-explained = Quien lo pidió está avisado. La firma de su organización vale para el texto que firmó y para ningún otro.
approve-renewal-expired = Pida a quien se lo pidió que pregunte otra vez desde su página: el enlace nuevo llega de inmediato. La firma de su organización vale para el texto que firmó.
approve-renewal-closed = Ya nadie puede firmar esta carta. La firma de su organización vale para el texto que firmó.
approve-text-changed = El texto de la carta cambió después de que firmó su organización, y la firma es para el texto anterior. La página propia de quien llenó el formulario muestra cómo firmar el nuevo.
approve-text-changed-noted = El texto de la carta cambió después de que usted decidió. Ahora se pregunta por el texto nuevo: en cuanto alguien decida sobre él, se lo preguntamos otra vez a usted.
approval-asked-renewal = { $name } firmó la carta «{ $letter }» y después cambió el texto. { $contact } le pide que decida si firma el texto nuevo. Mientras tanto, la firma vale para el texto que firmó.
approval-press-renewal = Lea qué cambió; después apruebe o rechace con un solo botón.
approval-reminder-renewal = El plazo termina pronto. Lea qué cambió; después apruebe o rechace con un solo botón.
approve-changed = Lo que se le mostró ha cambiado
approve-changed-explained = Desde que abrió esta página, alguien de su organización corrigió algo o se reemplazó el texto de la carta. Mire otra vez y después decida.
confirm-declined = Su organización decidió no firmar
confirm-declined-explained = { $deciders ->
    [one] La persona a quien preguntó no aprobó. Si cambia de opinión, llene el formulario de nuevo.
    [many] Las personas a quienes preguntó no aprobaron. Si cambian de opinión, llene el formulario de nuevo.
   *[other] Las personas a quienes preguntó no aprobaron. Si cambian de opinión, llene el formulario de nuevo.
 }
own-state-declined = { $deciders ->
    [one] Quien decide por su organización no aprobó. No se cuenta y no aparece en ninguna lista.
    [many] Quienes deciden por su organización no aprobaron. No se cuenta y no aparece en ninguna lista.
   *[other] Quienes deciden por su organización no aprobaron. No se cuenta y no aparece en ninguna lista.
 }
own-state-renewing = { $deciders ->
    [one] Le preguntamos por el texto nuevo a quien decide por su organización. Mientras no apruebe, su firma vale para el texto que usted firmó.
    [many] Les preguntamos por el texto nuevo a quienes deciden por su organización. Mientras no aprueben, su firma vale para el texto que usted firmó.
   *[other] Les preguntamos por el texto nuevo a quienes deciden por su organización. Mientras no aprueben, su firma vale para el texto que usted firmó.
 }
own-state-renewal-declined = { $deciders ->
    [one] Quien decide por su organización no aprobó firmar el texto nuevo. Su firma vale para el texto que usted firmó.
    [many] Quienes deciden por su organización no aprobaron firmar el texto nuevo. Su firma vale para el texto que usted firmó.
   *[other] Quienes deciden por su organización no aprobaron firmar el texto nuevo. Su firma vale para el texto que usted firmó.
 }
own-deciders = Quién decide
own-decider-approved = Aprobó.
own-decider-declined = Rechazó.
own-decider-waits = Aún no ha decidido.
own-decided-already = Alguien ya decidió sobre esto tal como está, así que no puede cambiar antes de que todo esté decidido.
own-decided-meanwhile = Entretanto puede retirar la firma y llenar el formulario de nuevo, o nombrar a otra persona de contacto.
decision-approved-subject = Aprobada: { $letter }
decision-declined-subject = Rechazada: { $letter }
decision-approved = { $name } aprobó que { $organization } firme la carta «{ $letter }».
decision-declined = { $name } no aprobó que { $organization } firme la carta «{ $letter }».
decision-approved-renewal = { $name } aprobó que { $organization } firme el texto nuevo de la carta «{ $letter }».
decision-declined-renewal = { $name } no aprobó que { $organization } firme el texto nuevo de la carta «{ $letter }».
decision-text-changed = El texto de la carta cambió después, y esta aprobación es para el texto anterior. Su página muestra qué cambió y cómo firmar el texto nuevo:
decision-text-changed-undecided = El texto de la carta cambió después, y esta aprobación es para el texto anterior. Ahora se pregunta por el texto nuevo: en cuanto alguien decida sobre él, se pregunta otra vez a quien aprobó el anterior.
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
draft-asked = { $deciders ->
    [one] Enviamos la carta y un enlace a: { $names }. No cuenta antes de que apruebe esta persona.
    [many] Enviamos la carta y un enlace a: { $names }. No cuenta antes de que aprueben las personas suficientes.
   *[other] Enviamos la carta y un enlace a: { $names }. No cuenta antes de que aprueben las personas suficientes.
 }
draft-asked-next = Le decimos por correo qué se decide. Para verla o corregirla entretanto, pida un enlace:
draft-subject = Su formulario está guardado: { $letter }
draft-mail-saved = Alguien, esperamos que usted, empezó a llenar el formulario con el que una organización firma la carta «{ $letter }» y lo guardó para después. Todavía no cuenta nada.
draft-mail-open = Este enlace abre el formulario tal como quedó, para seguir, para firmar o para que lo apruebe quien decida:
draft-mail-link = Abrir el formulario
draft-mail-valid = { $days ->
    [one] Sirve { $days } día; después se borra lo escrito.
    [many] Sirve { $days } de días; después se borra lo escrito.
   *[other] Sirve { $days } días; después se borra lo escrito.
 }
draft-mail-not-you = Si no fue usted, no tiene que hacer nada.
approve-closed = El plazo para firmar terminó
approve-closed-explained = Ya nadie puede firmar esta carta. Lo que su organización no decidió a tiempo no cuenta.
