//! The mails in Spanish; staff and offices get theirs in the service's own language.

use super::scene::told;

#[rocket::async_test]
async fn to_signers() {
    let told = told("es").await;
    insta::assert_snapshot!(told["confirmation"].text, @"
    To: ana@example.org
    Subject: Confirme su firma: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Hola, Ana:

    alguien, esperamos que usted, pidió firmar la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia» con esta dirección de correo.

    Para que cuente, abra esta página y presione el botón:

    http://letters.test/es/confirm/[token]

    El enlace funciona durante 72 horas.

    Si no fue usted, no haga nada, o borre el registro al momento:
    http://letters.test/es/not-us/[token]

    Para ver, corregir o borrar lo escrito, ahora o después:
    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["already"].text, @"
    To: ana@example.org
    Subject: Usted ya firmó: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Hola, Ana:

    alguien, esperamos que usted, llenó otra vez el formulario de la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia». Ya hay una firma con esta dirección, así que no cambió nada.

    Esta firma está confirmada y cuenta.

    En su página puede ver lo que se guarda, corregirlo o retirarlo. Si el texto de la carta cambió después, ahí dice cómo firmar el nuevo:

    http://letters.test/es/my-signature/[token]

    Si no fue usted quien llenó el formulario, no tiene que hacer nada.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links"].text, @"
    To: ana@example.org
    Subject: Lo que usted firmó

    Alguien, esperamos que usted, pidió enlaces a lo que ha firmado esta dirección. Cada uno abre la página de una firma, para verla, corregirla o borrarla:

    Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia
    Ana G.
    http://letters.test/es/my-signature/[token]

    Si no fue usted, no haga nada. No comparta estos enlaces: quien tenga uno puede cambiar la firma.

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

    Hace dos semanas abrimos esta carta a las firmas. Gracias a todas las personas y organizaciones que la firman. Le contamos qué sigue y qué ayudaría.

    Hasta el 29 de enero

    La carta sigue abierta a organizaciones y personas hasta el viernes 29 de enero de 2027, a las 17:00, hora del Este. Hasta entonces puede corregir cómo aparece su nombre o retirarlo; el texto que firmó no cambia.

    Después

    Cada oficina recibe un solo envío: la carta, las organizaciones que la respaldan y el número de sus propios electores que firmaron. Llega a los líderes de ambas cámaras, a los comités de asuntos judiciales y de trabajo, a los senadores de cada estado donde viven las personas firmantes, a cada representante que puede tener firmantes en su distrito y a la Secretaría de Trabajo, que certifica los empleos para los que se dan las visas H-2.[1]

    Tres cosas que ayudan ahora

    1. Invite a una organización. Una sección sindical, una congregación, una clínica o un grupo estudiantil puede firmar con un solo formulario. Sus nombres aparecen primero.
    2. Comparta la carta en español. Muchas de las personas de las que habla la leen mejor así. Es la misma carta, y la cuenta es una sola.
    3. Dígale a su representante por qué. Unas frases sobre alguien que usted conoce pesan más que una tarjeta impresa. Si no sabe quién le representa, la Cámara tiene una página para averiguarlo (https://www.house.gov/representatives/find-your-representative) (en inglés).

    Le escribiremos de nuevo cuando la carta se haya entregado.

    [1] Ley de Inmigración y Nacionalidad, 8 U.S.C. 1188 (H-2A), y 20 CFR parte 655.

    Leerlo en nuestro sitio
    http://letters.test/es/letters/protect-temporary-visa-workers/updates/what-happens-with-your-name

    -- 
    Recibe este correo porque firmó la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia» y pidió noticias sobre ella.
    Para no recibir más correos como este, pulse aquí:
    http://letters.test/es/unsubscribe/[token]
    Para ver, corregir, retirar o borrar su firma, pida aquí el enlace:
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
    Subject: Confirme su firma: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Hola, Sam Rivera:

    alguien, esperamos que usted, pidió sumar a Harvest Workers Union, Local 12 a la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia».

    Para que cuente, abra esta página y presione el botón:

    http://letters.test/es/confirm/[token]

    Cuando lo haya presionado, pedimos la aprobación de: Dolores Prado, Kim Lee.

    El enlace funciona durante 72 horas.

    Si no fue usted, no haga nada, o borre el registro al momento:
    http://letters.test/es/not-us/[token]

    Para ver, corregir o borrar lo escrito, ahora o después:
    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["draft"].text, @"
    To: mia@gmail.com
    Subject: Su formulario está guardado: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Alguien, esperamos que usted, empezó a llenar el formulario con el que una organización firma la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia» y lo guardó para después. Todavía no cuenta nada.

    Este enlace abre el formulario tal como quedó, para seguir, para firmar o para que lo apruebe quien decida:

    http://letters.test/es/draft/[token]

    Sirve 7 días; después se borra lo escrito.

    Si no fue usted, no tiene que hacer nada.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision"].text, @"
    To: sam@harvest.example
    Subject: Aprobada: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Dolores Prado aprobó que Harvest Workers Union, Local 12 firme la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia».

    Esta firma está confirmada y cuenta.

    En su página ve quién ha decidido, y puede corregir o retirar la firma:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision:declined"].text, @"
    To: lee@orchard.example
    Subject: Rechazada: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Luz Ríos no aprobó que Orchard Workers Circle firme la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia».

    Quien decide por su organización no aprobó. No se cuenta y no aparece en ninguna lista.

    Dio un motivo, que está en su página:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_contacts_who_hand_over() {
    let told = told("es").await;
    insta::assert_snapshot!(told["handover"].text, @"
    To: noor@harvest.example
    Subject: ¿Será usted el contacto de Harvest Workers Union, Local 12?

    Hola, Noor Haddad:

    Sam Rivera (Secretary) le propone como contacto de Harvest Workers Union, Local 12, que firmó la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia».

    Si acepta, usted se ocupa de cómo aparece y puede retirar sus firmas. Abra esta página, vea de qué se trata y responda con un solo clic:

    http://letters.test/es/contact/[token]

    El enlace sirve 21 días. Hasta que responda, nada cambia.

    Si no conoce esta organización, no tiene que hacer nada.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over"].text, @"
    To: sam@harvest.example
    Subject: Harvest Workers Union, Local 12 tiene ahora otro contacto

    Noor Haddad (Organizer) aceptó y es ahora el contacto de Harvest Workers Union, Local 12.

    Los enlaces de usted a sus firmas, en todas las cartas, terminaron. También las noticias sobre estas cartas, si las había pedido.

    Si usted no quería esto, responda a este correo de inmediato.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over:refused"].text, @"
    To: sam@harvest.example
    Subject: Usted sigue siendo el contacto de Harvest Workers Union, Local 12

    Noor Haddad (Organizer) no desea ser el contacto de Harvest Workers Union, Local 12.

    Nada ha cambiado: sus enlaces sirven como antes, y puede proponer a otra persona.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:contact"].text, @"
    To: noor@harvest.example
    Subject: Ahora usted es el contacto

    Usted aceptó ser el contacto de esta organización. Cada enlace abre la página de una de sus firmas, para verla, corregirla o borrarla, o para firmar la próxima carta:

    Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia
    Harvest Workers Union, Local 12
    http://letters.test/es/my-signature/[token]

    Quien huye necesita asilo, no una temporada de trabajo
    Harvest Workers Union, Local 12
    http://letters.test/es/my-signature/[token]

    No comparta estos enlaces: quien tenga uno puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:signed"].text, @"
    To: sam@harvest.example
    Subject: Su organización firmó otra carta

    Usted firmó esta carta por su organización. El enlace abre la página de esa firma, para verla, corregirla o borrarla:

    Quien huye necesita asilo, no una temporada de trabajo
    Harvest Workers Union, Local 12
    http://letters.test/es/my-signature/[token]

    No comparta estos enlaces: quien tenga uno puede cambiar la firma.

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_who_decide_and_those_who_did_not_know() {
    let told = told("es").await;
    insta::assert_snapshot!(told["approval"].text, @"
    To: dolores@harvest.example
    Subject: Para su decisión: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Hola, Dolores Prado:

    Sam Rivera (Secretary) le pide que decida si Harvest Workers Union, Local 12 firma la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia».

    Lea la carta y después apruébela o rechácela con un solo clic. Nada cuenta antes de que su organización esté de acuerdo.

    Decida a más tardar el martes 22 de diciembre, 07:00 (hora del Este).

    También se le preguntó a otra persona:
    - Kim Lee: Aún no ha decidido.

    Todavía no aprobó nadie. De las 2 personas que deciden debe aprobar 1.

    http://letters.test/es/approve/[token]

    Si nadie de su organización pidió esto, quite aquí su nombre:
    http://letters.test/es/not-us/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["approval:reminder"].text, @"
    To: rosa@cannery.example
    Subject: El plazo termina pronto: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Hola, Rosa Vega:

    Sam Rivera (Secretary) le pide que decida si Cannery Workers firma la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia».

    El plazo para firmar termina pronto. Lea la carta y después apruébela o rechácela con un solo clic. Nada cuenta antes de que su organización esté de acuerdo.

    Decida a más tardar el viernes 29 de enero, 17:00 (hora del Este).

    http://letters.test/es/approve/[token]

    Si nadie de su organización pidió esto, quite aquí su nombre:
    http://letters.test/es/not-us/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["notice"].text, @"
    To: office@valley.example
    Subject: Se firmó en nombre de su organización: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Se firmó la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia» en nombre de Valley Growers Alliance, desde un correo que no es de su propio dominio. Se lo decimos aquí para que no se firme por nadie sin que lo sepa.

    La firmó Sam Rivera (Secretary).

    Si es correcto, no tiene que hacer nada.

    Si nadie de su organización pidió esto, quite aquí su nombre:
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
    Subject: Su firma cuenta: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Hola, Inés Vega:

    Nuestro equipo revisó la firma de Granero Sur en la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia». Ya cuenta y aparece en la lista.

    En su página ve lo que se guarda, y puede corregirlo, retirar la firma o borrarla:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["reviewed:rejected"].text, @"
    To: ines1@gmail.com
    Subject: Su firma no se aceptó: Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia

    Hola, Inés Vega:

    Nuestro equipo revisó la firma de Granero Norte en la carta «Quienes trabajan con visas temporales necesitan protección antes de la próxima pandemia» y no la aceptó. No se cuenta y no aparece en ninguna lista.

    Si es un error, responda a este correo.

    En su página ve lo que se guarda, y puede borrarlo:

    http://letters.test/es/my-signature/[token]

    Coalición por una Migración con Derechos
    letters@coalition.example
    ");
}
