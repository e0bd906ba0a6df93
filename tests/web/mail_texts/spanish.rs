//! The mails in Spanish; staff and offices get theirs in the service's own language.

use super::scene::told;
use super::without_code;

#[rocket::async_test]
async fn to_signers() {
    let told = told("es").await;
    insta::assert_snapshot!(told["confirmation"].text, @"
    To: ana@example.org
    Subject: Confirme su firma: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Ana:

    Gracias por firmar la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Confirme que fue usted.

    Su firma no cuenta hasta que la confirme:

    http://letters.test/es/confirm/[token]

    Este enlace vence en 3 días.

    ¿No firmó? Ignore este correo o quite el nombre aquí:
    http://letters.test/es/not-us/[token]

    Para ver, cambiar o borrar su firma cuando quiera:
    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["already"].text, @"
    To: ana@example.org
    Subject: Usted ya firmó: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Ana:

    Alguien llenó otra vez el formulario de la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” con su correo electrónico. Usted ya firmó, así que no cambió nada.

    Usted confirmó esta firma, y cuenta.

    Aquí puede ver, cambiar o retirar su firma. Si la carta cambió después, también puede firmar la versión nueva:

    http://letters.test/es/my-signature/[token]

    Si usted no llenó el formulario, ignore este correo.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links"].text, @"
    To: ana@example.org
    Subject: Enlaces a sus firmas

    Usted nos pidió los enlaces a sus firmas. Use cada enlace para ver, cambiar o borrar una firma:

    Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia
    Ana G.
    http://letters.test/es/my-signature/[token]

    ¿No los pidió? Ignore este correo. No comparta estos enlaces: quien tenga uno puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_subscribers() {
    let told = told("es").await;
    insta::assert_snapshot!(told["update"].text, @"
    To: ana@example.org
    Subject: Qué pasa con su nombre y qué ayuda ahora

    Qué pasa con su nombre y qué ayuda ahora
    23 de noviembre de 2026

    Hace dos semanas empezamos a reunir firmas para esta carta. Gracias a todas las personas y organizaciones que ya firmaron. Le contamos qué sigue y cómo puede ayudar.

    Hasta el 29 de enero

    Las organizaciones y las personas pueden firmar hasta el viernes 29 de enero de 2027 a las 5:00 p. m. (hora del Este). Puede cambiar cómo aparece su nombre o retirar su firma en cualquier momento. No podemos cambiar las cartas que ya se enviaron. El texto que firmó no va a cambiar.

    Después

    Cada oficina recibirá la carta una sola vez, con las organizaciones que la firmaron y el número de personas de su distrito o estado que firmaron. La enviaremos a los líderes de ambas cámaras, a los comités de asuntos judiciales y de trabajo, a los senadores de cada estado donde viven las personas que firmaron, a cada representante que podría tener firmantes en su distrito y a la Secretaria o al Secretario de Trabajo, cuyo departamento certifica los empleos para los que se dan las visas H-2.[1]

    Tres cosas que ayudan ahora

    1. Invite a una organización a firmar. Un sindicato local, una congregación, una clínica o un grupo estudiantil puede firmar con un solo formulario. Las organizaciones aparecen primero.
    2. Comparta la carta en español. Muchas de las personas trabajadoras de las que habla prefieren leerla en español. Es la misma carta, y las firmas de los dos idiomas se cuentan juntas.
    3. Dígale a su representante por qué es importante. Unas frases sobre alguien que usted conoce cuentan más que una postal impresa. Si no sabe quién le representa, búsquelo en el sitio de la Cámara (https://www.house.gov/representatives/find-your-representative) (en inglés).

    Le escribiremos de nuevo cuando la carta se haya entregado.

    [1] Ley de Inmigración y Nacionalidad, 8 U.S.C. 1188 (H-2A), y 20 CFR parte 655.

    Leerlo en nuestro sitio web
    http://letters.test/es/letters/protect-temporary-visa-workers/updates/what-happens-with-your-name

    -- 
    Recibe este correo porque firmó la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” y pidió novedades.
    Para dejar de recibir estos correos:
    http://letters.test/es/unsubscribe/[token]
    Para ver, cambiar, retirar o borrar su firma:
    http://letters.test/es/my-signatures

    Coalición por una Migración con Derechos
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_contacts_of_organizations() {
    let told = told("es").await;
    insta::assert_snapshot!(told["confirmation:organization"].text, @"
    To: sam@harvest.example
    Subject: Confirme su firma: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Sam Rivera:

    Gracias por firmar la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” en nombre de Harvest Workers Union, Local 12. Confirme que fue usted.

    Su firma no cuenta hasta que la confirme:

    http://letters.test/es/confirm/[token]

    Cuando usted confirme, pediremos la aprobación de: Dolores Prado, Kim Lee.

    Este enlace vence en 3 días.

    ¿No firmó? Ignore este correo o quite el nombre aquí:
    http://letters.test/es/not-us/[token]

    Para ver, cambiar o borrar su firma cuando quiera:
    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["draft"].text, @"
    To: mia@gmail.com
    Subject: Su formulario está guardado: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Usted empezó un formulario para firmar la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” en nombre de una organización y lo guardó para después. Su organización todavía no ha firmado.

    Use este enlace para seguir, para firmar o para pedir que se apruebe:

    http://letters.test/es/draft/[token]

    El enlace vence en 7 días. Después borramos el formulario.

    Si no fue usted, ignore este correo.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision"].text, @"
    To: sam@harvest.example
    Subject: Aprobada: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Sam Rivera:

    Dolores Prado aprobó la firma de Harvest Workers Union, Local 12 en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”.

    Usted confirmó esta firma. Ya les preguntamos a las personas que aprueban en su organización. Ha aprobado 1 persona. Deben aprobar 2 de las 2 personas.

    Para ver todas las respuestas, o para cambiar o retirar la firma:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision:declined"].text, @"
    To: lee@orchard.example
    Subject: Rechazada: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Sam Rivera:

    Luz Ríos rechazó la firma de Orchard Workers Circle en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”.

    La persona que aprueba en su organización rechazó la firma. No cuenta ni aparece en la carta.

    Dio un motivo. Para leerlo:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_a_person_who_has_signed() {
    let told = told("es").await;
    insta::assert_snapshot!(told["thank_you"].text, @"
    To: ana@example.org
    Subject: Gracias por firmar: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Ana:

    Gracias por firmar la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Su firma ya cuenta.

    Nombre en la carta: Ana G. — CA

    Lo que sigue
    - Más personas pueden firmar hasta el viernes 29 de enero, 5:00 p. m. (hora del Este).
    - Entregaremos la carta a: quienes le representan en el Congreso; el liderazgo de la Cámara de Representantes y del Senado; 4 comités del Congreso; 1 autoridad o agencia más.

    Cada firma ayuda. Comparta la carta con personas que puedan estar de acuerdo.
    http://letters.test/es/letters/protect-temporary-visa-workers/share

    Pida a su organización que firme
    http://letters.test/es/letters/protect-temporary-visa-workers/share#colleagues-heading

    Leer la carta
    http://letters.test/es/letters/protect-temporary-visa-workers

    Descargar la carta (PDF)
    http://letters.test/es/letters/protect-temporary-visa-workers/letter.pdf

    Para cambiar, ocultar o retirar su firma cuando quiera:
    http://letters.test/es/my-signature/[token]

    No reenvíe este correo. Quien tenga sus enlaces puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_an_organization_that_has_signed() {
    let told = told("es").await;
    insta::assert_snapshot!(told["thank_you:contact"].text, @"
    To: sam@harvest.example
    Subject: Gracias por firmar: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Sam Rivera:

    Kim Lee aprobó la firma de Harvest Workers Union, Local 12 en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Ya cuenta. ¡Gracias!

    Nombre en la carta: Harvest Workers Union, Local 12 — Salinas, CA

    Lo que sigue
    - Más personas pueden firmar hasta el viernes 29 de enero, 5:00 p. m. (hora del Este).
    - Entregaremos la carta a: quienes representan en el Congreso a las personas que firman; el liderazgo de la Cámara de Representantes y del Senado; 4 comités del Congreso; 1 autoridad o agencia más.

    Cada firma ayuda. Comparta la carta con personas que puedan estar de acuerdo.
    http://letters.test/es/letters/protect-temporary-visa-workers/share

    Leer la carta
    http://letters.test/es/letters/protect-temporary-visa-workers

    Descargar la carta (PDF)
    http://letters.test/es/letters/protect-temporary-visa-workers/letter.pdf

    Para ver, cambiar, retirar o borrar la firma:
    http://letters.test/es/my-signature/[token]

    No reenvíe este correo. Quien tenga sus enlaces puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["thank_you:approver"].text, @"
    To: kim@harvest.example
    Subject: Su organización firmó: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Kim Lee:

    Gracias por aprobar la firma de Harvest Workers Union, Local 12 en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Ya cuenta.

    Nombre en la carta: Harvest Workers Union, Local 12 — Salinas, CA

    Usted aprobó una carta que pide esto:
    - Que la vivienda, el transporte y el lugar de trabajo seguros sean condición de todo empleo certificado con visa temporal.
    - Que las personas puedan cambiar de empleador sin perder su estatus.
    - Que toda persona que trabaja tenga días de enfermedad pagados, pruebas y atención médica, sin importar su visa.
    - Que los empleadores respondan por las cuotas que cobran sus reclutadores.

    Lo que sigue
    - Más personas pueden firmar hasta el viernes 29 de enero, 5:00 p. m. (hora del Este).
    - Entregaremos la carta a: quienes representan en el Congreso a las personas que firman; el liderazgo de la Cámara de Representantes y del Senado; 4 comités del Congreso; 1 autoridad o agencia más.

    Cada firma ayuda. Comparta la carta con personas que puedan estar de acuerdo.
    http://letters.test/es/letters/protect-temporary-visa-workers/share

    Leer la carta
    http://letters.test/es/letters/protect-temporary-visa-workers

    Descargar la carta (PDF)
    http://letters.test/es/letters/protect-temporary-visa-workers/letter.pdf

    Sam Rivera puede cambiar o retirar la firma. Para verla otra vez:
    http://letters.test/es/approve/[token]

    Si su organización no firmó, quite su nombre aquí:
    http://letters.test/es/not-us/[token]

    No reenvíe este correo. Quien tenga sus enlaces puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_contacts_who_hand_over() {
    let told = told("es").await;
    insta::assert_snapshot!(told["handover"].text, @"
    To: noor@harvest.example
    Subject: ¿Quiere ser el contacto de Harvest Workers Union, Local 12?

    Hola, Noor Haddad:

    Sam Rivera (Secretary) le nombró como contacto de Harvest Workers Union, Local 12, que firmó la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”.

    Si acepta, usted se ocupa de cómo aparece la organización y puede retirar sus firmas. Abra esta página para leer más y responder:

    http://letters.test/es/contact/[token]

    Este enlace vence en 21 días. Nada cambia hasta que responda.

    Si no conoce esta organización, ignore este correo.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over"].text, @"
    To: sam@harvest.example
    Subject: Harvest Workers Union, Local 12 tiene un contacto nuevo

    Noor Haddad (Organizer) aceptó y es ahora el contacto de Harvest Workers Union, Local 12.

    Sus enlaces a las firmas de esta organización dejaron de funcionar. Si pidió novedades de estas cartas, ya no las recibirá.

    Si usted no quería esto, responda a este correo de inmediato.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over:refused"].text, @"
    To: sam@harvest.example
    Subject: Usted sigue siendo el contacto de Harvest Workers Union, Local 12

    Noor Haddad (Organizer) no aceptó ser el contacto de Harvest Workers Union, Local 12.

    Nada ha cambiado. Sus enlaces siguen funcionando, y puede nombrar a otra persona.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:contact"].text, @"
    To: noor@harvest.example
    Subject: Ahora usted es el contacto

    Usted aceptó ser el contacto de esta organización. Use cada enlace para ver, cambiar o borrar una de sus firmas, o para firmar otra carta:

    Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia
    Harvest Workers Union, Local 12
    http://letters.test/es/my-signature/[token]

    Quien huye necesita asilo, no una temporada de trabajo
    Harvest Workers Union, Local 12
    http://letters.test/es/my-signature/[token]

    No comparta estos enlaces. Quien tenga uno puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:signed"].text, @"
    To: sam@harvest.example
    Subject: Su organización firmó otra carta

    Usted firmó esta carta en nombre de su organización. Use el enlace para ver, cambiar o borrar la firma:

    Quien huye necesita asilo, no una temporada de trabajo
    Harvest Workers Union, Local 12
    http://letters.test/es/my-signature/[token]

    No comparta estos enlaces. Quien tenga uno puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_who_decide_and_those_who_did_not_know() {
    let told = told("es").await;
    insta::assert_snapshot!(told["approval"].text, @"
    To: dolores@harvest.example
    Subject: Se necesita su aprobación: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Dolores Prado:

    Sam Rivera (Secretary) le pide que apruebe la firma de Harvest Workers Union, Local 12 en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Publicada por: Coalición por una Migración con Derechos.

    Lea la carta y después apruebe o rechace. Su organización no aparecerá en la carta sin su aprobación.

    Decida a más tardar el martes 22 de diciembre, 7:00 a. m. (hora del Este).

    http://letters.test/es/approve/[token]

    También le preguntamos a otra persona:
    - Kim Lee: Aún no responde.

    Todavía no ha aprobado nadie. Deben aprobar 2 de las 2 personas.

    De qué trata la carta
    En 2020, 1.6 millones de personas trabajaban en Estados Unidos con visas temporales. Muchas llevaron comida a la mesa de todos y no tuvieron protección. Pedimos que esto se corrija antes de la próxima emergencia.

    Lo que pedimos
    - Que la vivienda, el transporte y el lugar de trabajo seguros sean condición de todo empleo certificado con visa temporal.
    - Que las personas puedan cambiar de empleador sin perder su estatus.
    - Que toda persona que trabaja tenga días de enfermedad pagados, pruebas y atención médica, sin importar su visa.
    - Que los empleadores respondan por las cuotas que cobran sus reclutadores.

    Si nadie de su organización pidió esto, quite su nombre aquí:
    http://letters.test/es/not-us/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["approval:reminder"].text, @"
    To: rosa@cannery.example
    Subject: El plazo para firmar termina pronto: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Rosa Vega:

    Sam Rivera (Secretary) le pide que apruebe la firma de Cannery Workers en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Publicada por: Coalición por una Migración con Derechos.

    El plazo para firmar termina pronto. Lea la carta y después apruebe o rechace. Su organización no aparecerá en la carta sin su aprobación.

    Decida a más tardar el viernes 29 de enero, 5:00 p. m. (hora del Este).

    http://letters.test/es/approve/[token]

    De qué trata la carta
    En 2020, 1.6 millones de personas trabajaban en Estados Unidos con visas temporales. Muchas llevaron comida a la mesa de todos y no tuvieron protección. Pedimos que esto se corrija antes de la próxima emergencia.

    Lo que pedimos
    - Que la vivienda, el transporte y el lugar de trabajo seguros sean condición de todo empleo certificado con visa temporal.
    - Que las personas puedan cambiar de empleador sin perder su estatus.
    - Que toda persona que trabaja tenga días de enfermedad pagados, pruebas y atención médica, sin importar su visa.
    - Que los empleadores respondan por las cuotas que cobran sus reclutadores.

    Si nadie de su organización pidió esto, quite su nombre aquí:
    http://letters.test/es/not-us/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["notice"].text, @"
    To: office@valley.example
    Subject: Alguien firmó en nombre de su organización: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Alguien firmó la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” en nombre de Valley Growers Alliance. Le avisamos porque el correo que usó no es del dominio de su organización.

    Firmó: Sam Rivera (Secretary).

    Si es correcto, no tiene que hacer nada.

    Publicada por: Coalición por una Migración con Derechos. Leer la carta:
    http://letters.test/es/letters/protect-temporary-visa-workers

    Si nadie de su organización pidió esto, quite su nombre aquí:
    http://letters.test/es/not-us/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_about_whom_staff_decided() {
    let told = told("es").await;
    insta::assert_snapshot!(told["reviewed"].text, @"
    To: ines0@gmail.com
    Subject: Su firma ya cuenta: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Inés Vega:

    Revisamos la firma de Granero Sur en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Ya cuenta, y el nombre ya aparece en la carta.

    Para ver, cambiar, retirar o borrar la firma:

    http://letters.test/es/my-signature/[token]

    Lo que sigue
    - Más personas pueden firmar hasta el viernes 29 de enero, 5:00 p. m. (hora del Este).
    - Entregaremos la carta a: quienes representan en el Congreso a las personas que firman; el liderazgo de la Cámara de Representantes y del Senado; 4 comités del Congreso; 1 autoridad o agencia más.

    Cada firma ayuda. Comparta la carta con personas que puedan estar de acuerdo.
    http://letters.test/es/letters/protect-temporary-visa-workers/share

    Leer la carta
    http://letters.test/es/letters/protect-temporary-visa-workers

    Descargar la carta (PDF)
    http://letters.test/es/letters/protect-temporary-visa-workers/letter.pdf

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["reviewed:rejected"].text, @"
    To: ines1@gmail.com
    Subject: No pudimos aceptar su firma: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Inés Vega:

    Revisamos la firma de Granero Norte en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” y no pudimos aceptarla. No cuenta, y el nombre no aparece en la carta.

    Si cree que es un error, responda a este correo.

    Para ver o borrar los datos que guardamos:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_staff_who_want_to_know() {
    let told = told("es").await;
    insta::assert_snapshot!(told["staff_organizations"].text, @"
    To: desk@coalition.example
    Subject: Organizaciones nuevas: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Nuevas organizaciones firmaron la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”:

    - Cosecha Justa

    Ver todas las organizaciones:
    http://letters.test/staff/letters/protect-temporary-visa-workers/signers?sort=newest

    Para cambiar los correos que recibe:
    http://letters.test/staff/notices

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    // Its counts depend on everything that happened before.
    let digest = without_code(&told["staff_digest"].text);
    for words in [
        "To: desk@coalition.example\nSubject: Resumen diario: ",
        "Esto es lo que pasó desde su último resumen.",
        "Organizaciones nuevas:\n- Cosecha Nueva",
        "tiene este código:\n[code]",
        "Para cambiar los correos que recibe:\nhttp://letters.test/staff/notices",
    ] {
        assert!(digest.contains(words), "{words}: {digest}");
    }
}

#[rocket::async_test]
async fn to_invited_organizations() {
    let told = told("es").await;
    insta::assert_snapshot!(without_code(&told["invitation"].text), @"
    To: office@faro.example
    Subject: Invitación a firmar: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Coalición por una Migración con Derechos invita a Faro Nuevo a firmar la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”.

    En 2020, 1.6 millones de personas trabajaban en Estados Unidos con visas temporales. Muchas llevaron comida a la mesa de todos y no tuvieron protección. Pedimos que esto se corrija antes de la próxima emergencia.

    Firme a más tardar el viernes 29 de enero, 5:00 p. m. (hora del Este)

    Firmar en nombre de una organización
    http://letters.test/es/letters/protect-temporary-visa-workers/sign/organization?invite=[code]

    Leer la carta
    http://letters.test/es/letters/protect-temporary-visa-workers

    Si su organización no va a firmar o no quiere recibir estos correos, díganoslo aquí:
    http://letters.test/es/letters/protect-temporary-visa-workers/invitation/[code]

    Coalición por una Migración con Derechos
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036
    letters@coalition.example
    ");
    insta::assert_snapshot!(without_code(&told["invitation:reminder"].text), @"
    To: office@faro.example
    Subject: Recordatorio: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Le recordamos que Coalición por una Migración con Derechos invita a Faro Nuevo a firmar la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”.

    En 2020, 1.6 millones de personas trabajaban en Estados Unidos con visas temporales. Muchas llevaron comida a la mesa de todos y no tuvieron protección. Pedimos que esto se corrija antes de la próxima emergencia.

    Firme a más tardar el viernes 29 de enero, 5:00 p. m. (hora del Este)

    Firmar en nombre de una organización
    http://letters.test/es/letters/protect-temporary-visa-workers/sign/organization?invite=[code]

    Leer la carta
    http://letters.test/es/letters/protect-temporary-visa-workers

    Si su organización no va a firmar o no quiere recibir estos correos, díganoslo aquí:
    http://letters.test/es/letters/protect-temporary-visa-workers/invitation/[code]

    Coalición por una Migración con Derechos
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_whose_signature_staff_amended() {
    let told = told("es").await;
    insta::assert_snapshot!(told["amended"].text, @"
    To: eva@shelter.example
    Subject: Corregimos su firma: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Eva Sample:

    Nuestro equipo corrigió la firma de su organización en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Se corrigió: ciudad.

    Ahora dice: Orchard Shelter — Watsonville, CA

    Si cree que es un error, responda a este correo.

    Para ver, cambiar, retirar o borrar la firma:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["amended:merged"].text, @"
    To: ivo@refuge.example
    Subject: Contamos una sola firma suya: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Ivo Sample:

    Hay dos firmas de su organización en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Nuestro equipo unió esta, Orchard Shelter — Salinas, CA, con la otra, así que su organización cuenta una sola vez.

    En la lista aparece: Orchard Shelter — Watsonville, CA

    Si cree que es un error, responda a este correo.

    Para ver, cambiar, retirar o borrar la firma:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["amended:unmerged"].text, @"
    To: ivo@refuge.example
    Subject: Sobre su firma: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

    Hola, Ivo Sample:

    Nuestro equipo había unido su firma en la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” con otra. Fue un error, y ya no están unidas.

    Su firma está en revisión.

    Si cree que es un error, responda a este correo.

    Para ver, cambiar, retirar o borrar la firma:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}
