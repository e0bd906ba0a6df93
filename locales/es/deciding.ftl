# Quién decide por una organización: la dirección o una junta.
field-board = Personas que aprueban, una por renglón
hint-board = Una por renglón: nombre, correo electrónico
approver-number = Persona { $number } que aprueba
approver-add = Agregar a otra persona
field-approvals = Aprobaciones necesarias
approvals-1 = 1
approvals-2 = 2
approvals-3 = 3
approvals-4 = 4
approvals-5 = 5
approvals-6 = 6
approvals-7 = 7
approvals-all = Todas
error-board = Escriba una persona por renglón: el nombre y después el correo electrónico. Por ejemplo: Dolores Prado, dolores@sindicato.example
error-board-many = Puede nombrar hasta 12 personas
error-approvals = Usted nombró a menos personas
approve-contact = Formulario llenado por
progress-approved = { $approved ->
    [0] Todavía no ha aprobado nadie.
    [one] Ha aprobado { $approved } persona.
    [many] Han aprobado { $approved } de personas.
   *[other] Han aprobado { $approved } personas.
 }
progress-needed = { $needed ->
    [one] Debe aprobar { $needed } de las { $all } personas.
    [many] Deben aprobar { $needed } de las { $all } personas.
   *[other] Deben aprobar { $needed } de las { $all } personas.
 }
approve-others = { $others ->
    [one] También le preguntamos a otra persona:
    [many] También les preguntamos a otros { $others } de personas:
   *[other] También les preguntamos a otras { $others } personas:
 }
approve-until = { $at ->
    [midnight] Decida antes de que termine el { $date } ({ $zone }).
   *[clock] Decida a más tardar el { $date }, { $time }.
 }
approve-so-far = Quiénes han firmado hasta ahora
approve-publisher = Publica { the-letter }
approve-about = De qué trata { the-letter }
approve-decide = Su decisión
approve-change = Si quiere cambiar algo después
approve-change-explained = { $contact } puede cambiar cómo aparece su organización o retirar la firma. Si su organización no firmó:
approve-decline = Rechazar
approve-decline-button = Rechazar
approve-reason = ¿Por qué?
approve-reason-hint = Pueden leerlo el contacto de su organización y nuestro equipo. No lo publicamos.
approve-noted = Gracias. Usted aprobó
approve-noted-explained = { $others ->
    [one] También le preguntamos a la otra persona. No podemos contar la firma de su organización hasta que haya suficientes aprobaciones.
    [many] También les preguntamos a las demás personas. No podemos contar la firma de su organización hasta que haya suficientes aprobaciones.
   *[other] También les preguntamos a las demás personas. No podemos contar la firma de su organización hasta que haya suficientes aprobaciones.
 }
approve-no-noted = Usted rechazó la firma
approve-no-noted-explained = { $others ->
    [one] Avisaremos a la persona que llenó el formulario. También le preguntamos a la otra persona, que todavía puede aprobar.
    [many] Avisaremos a la persona que llenó el formulario. También les preguntamos a las demás personas, y todavía puede haber suficientes aprobaciones.
   *[other] Avisaremos a la persona que llenó el formulario. También les preguntamos a las demás personas, y todavía puede haber suficientes aprobaciones.
 }
approve-outvoted = Su organización firmó
approve-outvoted-explained = { $others ->
    [one] Usted rechazó la firma, pero la otra persona la aprobó. El nombre de su organización ya aparece en { the-letter }.
    [many] Usted rechazó la firma, pero otras personas la aprobaron y fueron suficientes. El nombre de su organización ya aparece en { the-letter }.
   *[other] Usted rechazó la firma, pero otras personas la aprobaron y fueron suficientes. El nombre de su organización ya aparece en { the-letter }.
 }
approve-outvoted-held = Aprobada y en revisión
approve-outvoted-held-explained = { $others ->
    [one] Usted rechazó la firma, pero la otra persona la aprobó. Si aprobamos la firma, el nombre de su organización aparecerá en { the-letter }.
    [many] Usted rechazó la firma, pero otras personas la aprobaron y fueron suficientes. Si aprobamos la firma, el nombre de su organización aparecerá en { the-letter }.
   *[other] Usted rechazó la firma, pero otras personas la aprobaron y fueron suficientes. Si aprobamos la firma, el nombre de su organización aparecerá en { the-letter }.
 }
approve-declined = Su organización decidió no firmar
approve-declined-explained = Ya avisamos a la persona que llenó el formulario. El nombre de su organización no aparecerá en { the-letter }.
approve-renewal = ¿Firmar la versión nueva en nombre de { $name }?
approve-renewal-explained = Su organización firmó { this-letter } antes de que cambiara. Alguien de su organización pregunta si también firma la versión nueva. Hasta que usted apruebe, la firma es solo para la versión que firmó.
approve-renewal-noted = Gracias. Usted aprobó
approve-renewal-noted-explained = { $others ->
    [one] También le preguntamos a la otra persona. Hasta que haya suficientes aprobaciones, la firma de su organización es solo para la versión que firmó.
    [many] También les preguntamos a las demás personas. Hasta que haya suficientes aprobaciones, la firma de su organización es solo para la versión que firmó.
   *[other] También les preguntamos a las demás personas. Hasta que haya suficientes aprobaciones, la firma de su organización es solo para la versión que firmó.
 }
approve-renewal-no-noted = Usted rechazó la firma
approve-renewal-no-noted-explained = { $others ->
    [one] Avisaremos a la persona que preguntó. También le preguntamos a la otra persona, que todavía puede aprobar. Mientras tanto, la firma de su organización es solo para la versión que firmó.
    [many] Avisaremos a la persona que preguntó. También les preguntamos a las demás personas, y todavía puede haber suficientes aprobaciones. Mientras tanto, la firma de su organización es solo para la versión que firmó.
   *[other] Avisaremos a la persona que preguntó. También les preguntamos a las demás personas, y todavía puede haber suficientes aprobaciones. Mientras tanto, la firma de su organización es solo para la versión que firmó.
 }
approve-renewal-declined = Su organización decidió no firmar la versión nueva
approve-renewal-declined-explained = Ya avisamos a la persona que preguntó. La firma de su organización es solo para la versión que firmó.
approve-renewal-expired = Pida a quien le preguntó que lo haga otra vez con su enlace “Mi firma”. Le enviaremos un enlace nuevo de inmediato. La firma de su organización es solo para la versión que firmó.
approve-renewal-closed = { this-letter-begins } ya no recibe firmas. La firma de su organización es solo para la versión que firmó.
approve-text-changed = { the-letter-begins } cambió después de que firmó su organización, y la firma es para la versión anterior. La persona que llenó el formulario puede firmar la versión nueva con su enlace “Mi firma”.
approve-text-changed-noted = { the-letter-begins } cambió después de que usted decidió. Ahora les preguntamos por la versión nueva a las personas que aprueban. Cuando una de ellas decida, le preguntaremos a usted otra vez.
approval-asked-renewal = { $name } firmó { the-letter } “{ $letter }” antes de que cambiara. { $contact } le pide que decida si también firma la versión nueva. Hasta entonces, la firma es solo para la versión que firmó.
approval-press-renewal = Lea qué cambió y después apruebe o rechace.
approval-reminder-renewal = El plazo para firmar termina pronto. Lea qué cambió y después apruebe o rechace.
approve-changed = { the-letter-begins } o los datos de su organización cambiaron
approve-changed-explained = Después de que usted abrió esta página, alguien de su organización cambió algunos datos o se publicó una versión nueva { of-the-letter }. Revise otra vez y después decida.
confirm-declined = Su organización decidió no firmar
confirm-declined-explained = { $deciders ->
    [one] La persona que usted nombró rechazó la firma. Si cambia de opinión, llene el formulario de nuevo.
    [many] Demasiadas de las personas que usted nombró rechazaron la firma. Si cambian de opinión, llene el formulario de nuevo.
   *[other] Demasiadas de las personas que usted nombró rechazaron la firma. Si cambian de opinión, llene el formulario de nuevo.
 }
own-state-declined = { $deciders ->
    [one] La persona que aprueba en su organización rechazó la firma. No cuenta ni aparece en { the-letter }.
    [many] Demasiadas de las personas que aprueban en su organización rechazaron la firma. No cuenta ni aparece en { the-letter }.
   *[other] Demasiadas de las personas que aprueban en su organización rechazaron la firma. No cuenta ni aparece en { the-letter }.
 }
own-state-renewing = { $deciders ->
    [one] Ya le preguntamos por la versión nueva a la persona que aprueba en su organización. Hasta que apruebe, su firma es solo para la versión que firmó.
    [many] Ya les preguntamos por la versión nueva a las personas que aprueban en su organización. Hasta que aprueben suficientes, su firma es solo para la versión que firmó.
   *[other] Ya les preguntamos por la versión nueva a las personas que aprueban en su organización. Hasta que aprueben suficientes, su firma es solo para la versión que firmó.
 }
own-state-renewal-declined = { $deciders ->
    [one] La persona que aprueba en su organización rechazó la versión nueva. Su firma es solo para la versión que firmó.
    [many] Demasiadas de las personas que aprueban en su organización rechazaron la versión nueva. Su firma es solo para la versión que firmó.
   *[other] Demasiadas de las personas que aprueban en su organización rechazaron la versión nueva. Su firma es solo para la versión que firmó.
 }
own-deciders = Aprobaciones
own-decider-approved = Aprobó.
own-decider-declined = Rechazó.
own-decider-waits = Aún no responde.
own-decided-already = Alguien ya respondió, así que usted no puede cambiar los datos hasta que respondan todas las personas que aprueban.
own-decided-meanwhile = Mientras tanto, puede retirar la firma y llenar el formulario de nuevo, o nombrar un contacto nuevo.
decision-approved-subject = Aprobada: { $letter }
decision-declined-subject = Rechazada: { $letter }
decision-approved = { $name } aprobó la firma de { $organization } en { the-letter } “{ $letter }”.
decision-declined = { $name } rechazó la firma de { $organization } en { the-letter } “{ $letter }”.
decision-approved-renewal = { $name } aprobó la firma de { $organization } en la versión nueva { of-the-letter } “{ $letter }”.
decision-declined-renewal = { $name } rechazó la firma de { $organization } en la versión nueva { of-the-letter } “{ $letter }”.
decision-text-changed = { the-letter-begins } cambió después, y esta aprobación es para la versión anterior. Para ver qué cambió y firmar la versión nueva:
decision-text-changed-undecided = { the-letter-begins } cambió después, y esta aprobación es para la versión anterior. Ahora les preguntamos por la versión nueva a las personas que aprueban. Cuando una de ellas decida, les preguntaremos otra vez a las personas que aprobaron la anterior.
decision-see = Para ver todas las respuestas, o para cambiar o retirar la firma:
decision-reason = Dio un motivo. Para leerlo:

# Un formulario que se guarda para seguir después.
draft-save = Guardar para después
draft-saved = Guardado para después
draft-saved-sent = Busque nuestro correo en
draft-saved-explained = { $days ->
    [one] Use el enlace para seguir donde se quedó. Su organización todavía no ha firmado y nada es público. Borramos el formulario después de { $days } día.
    [many] Use el enlace para seguir donde se quedó. Su organización todavía no ha firmado y nada es público. Borramos el formulario después de { $days } de días.
   *[other] Use el enlace para seguir donde se quedó. Su organización todavía no ha firmado y nada es público. Borramos el formulario después de { $days } días.
 }
draft-saved-most = { $count ->
    [one] Por seguridad enviamos solo un correo al día a cada dirección.
    [many] Por seguridad enviamos un máximo de { $count } de correos al día a cada dirección.
   *[other] Por seguridad enviamos un máximo de { $count } correos al día a cada dirección.
 } Si hoy lo pidió varias veces, el enlace puede llegar mañana.
draft-saved-again = Guardado. El enlace de nuestro correo abre el formulario como está ahora.
draft-opened = Este es el formulario que guardó. Siga, firme, o escriba al final de la página quién debe aprobar. Les preguntaremos de inmediato.
draft-remove = Borrar este formulario
draft-removed = El formulario está borrado
draft-removed-explained = No guardamos ninguna de sus respuestas.
draft-asked = { $deciders ->
    [one] Enviamos { the-letter } y un enlace a: { $names }. No podemos contar la firma de su organización hasta que apruebe esta persona.
    [many] Enviamos { the-letter } y un enlace a: { $names }. No podemos contar la firma de su organización hasta que aprueben suficientes personas.
   *[other] Enviamos { the-letter } y un enlace a: { $names }. No podemos contar la firma de su organización hasta que aprueben suficientes personas.
 }
draft-asked-next = Le avisaremos por correo de sus respuestas. Para ver o cambiar la firma mientras tanto, pida un enlace:
draft-subject = Su formulario está guardado: { $letter }
draft-mail-saved = Usted empezó un formulario para firmar { the-letter } “{ $letter }” en nombre de una organización y lo guardó para después. Su organización todavía no ha firmado.
draft-mail-open = Use este enlace para seguir, para firmar o para pedir que se apruebe:
draft-mail-link = Abrir el formulario
draft-mail-valid = { $days ->
    [one] El enlace vence en { $days } día. Después borramos el formulario.
    [many] El enlace vence en { $days } de días. Después borramos el formulario.
   *[other] El enlace vence en { $days } días. Después borramos el formulario.
 }
draft-mail-not-you = Si no fue usted, ignore este correo.
approve-closed = El plazo para firmar terminó
approve-closed-explained = { this-letter-begins } ya no recibe firmas. Su organización no decidió a tiempo, así que su firma no cuenta.

# Gracias, cuando una firma ya cuenta.
thanks-subject = Gracias por firmar: { $letter }
thanks-person = Gracias por firmar { the-letter } “{ $letter }”. Su firma ya cuenta.
thanks-organization = Gracias por firmar { the-letter } “{ $letter }” en nombre de { $name }. La firma ya cuenta.
thanks-approved = { $approver } aprobó la firma de { $name } en { the-letter } “{ $letter }”. Ya cuenta. ¡Gracias!
thanks-approver-subject = Su organización firmó: { $letter }
thanks-approver = Gracias por aprobar la firma de { $name } en { the-letter } “{ $letter }”. Ya cuenta.
thanks-asks = Usted aprobó { a-letter } que pide esto:
thanks-total = Hasta ahora han firmado { $who }.
thanks-share = Cada firma ayuda. Comparta { the-letter } con personas que puedan estar de acuerdo.
thanks-own = Para cambiar, ocultar o retirar su firma cuando quiera:
thanks-approver-change = { $contact } puede cambiar o retirar la firma. Para verla otra vez:
thanks-approver-link = Ver la firma
thanks-approver-remove = Si su organización no firmó, quite su nombre aquí:
thanks-keep = No reenvíe este correo. Quien tenga sus enlaces puede cambiar la firma.
