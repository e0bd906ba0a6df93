# Firmas que trae el personal: registradas de un papel, un correo o una llamada, o importadas de una tabla.

# Qué está mal en una fila. Siguen al nombre del campo y dos puntos.
intake-missing = falta
intake-missing-city = falta: el nombre completo aparece con su ciudad
intake-ask-state = el código ZIP no basta para saber el estado: escríbalo
intake-country = no es un país: use un nombre o un código, como Canadá o CA
intake-state = no es un estado de Estados Unidos, como CA o California
intake-org-kind = no es un tipo de organización: use sin fines de lucro, sindicato, iglesia, universidad, empresa u otro
intake-scope = no es donde trabaja una organización: use nacional, estatal o local
intake-listing = no es una forma de mostrar un nombre: use nombre completo, inicial o no mostrar
intake-zip-lost = un código ZIP tiene 5 dígitos: si perdió un cero, escriba { $zip } o agregue el estado
intake-meant = ¿quiso escribir { $email }? Corríjalo, o conserve los correos que parecen mal escritos
intake-broken-formula = esta celda tiene una fórmula sin valor guardado: escriba el valor
intake-broken-error = esta celda tiene el error { $error }: escriba el valor
intake-wide = esta fila tiene más celdas que encabezados: busque un separador sin comillas
intake-same-address = en este archivo hay personas con otros nombres y el mismo correo: escriba el de cada una

# Los campos de los formularios públicos, para el personal que los llena por otra persona.
paper-name = Nombre completo
paper-first-name = Nombre
paper-last-name = Apellidos
paper-hint-email = Si lo hay, enviamos un enlace para cambiar o retirar la firma.
paper-hint-postal-code = Muestra quién representa a esta persona en el Congreso. Si vive fuera de Estados Unidos, puede dejarlo en blanco.
paper-hint-city = El nombre completo aparece con su ciudad. Con las otras opciones, puede dejarla en blanco.
paper-district = Distrito del Congreso
paper-listing = ¿Cómo debe aparecer el nombre?
paper-hint-listing = Elija lo que aceptó la persona que firma. Si no lo sabe, deje la primera opción.
paper-listing-unlisted = No mostrar el nombre (la firma sí cuenta)
paper-comment = Mensaje al Congreso
paper-hint-comment = Con las palabras de quien firma. Alguien lo aprueba antes de enviarlo.
paper-legal-name = Nombre legal de la organización
paper-hint-listed-name = Déjelo en blanco para usar el nombre legal
paper-scope = ¿Dónde trabaja la organización?
paper-hint-state = Solo si la organización está en Estados Unidos
paper-public-email = Correo público de la organización
paper-contact-name = ¿Quién firmó en nombre de la organización?
paper-contact-title = Puesto de esa persona
paper-error-authorized = Confirme que la persona puede firmar en nombre de la organización
paper-error-postal-code-abroad = Los códigos ZIP tienen 5 dígitos. Si es otro país, cambie “País”.
paper-error-email-role = Esta dirección parece compartida. Escriba la de la persona que firma o déjela en blanco.
paper-error-email-disposable = Este correo es temporal. Escriba otro o déjelo en blanco.
paper-error-email-unread = Nadie lee los correos de esta dirección. Escriba otra o déjela en blanco.
paper-ask-state = No encontramos el estado de este código ZIP. Elija el estado de quien firma.
paper-ask-district = Este código ZIP está en más de un distrito. Elija uno o elija “No lo sé”.

# La página que registra una firma.
staff-record = Registrar una firma
staff-record-link = Registrar una firma
staff-record-explained = Para alguien que firmó por correo, en papel o por teléfono. La firma se cuenta como registrada por el personal.
staff-record-person = Una persona
staff-record-organization = Una organización
staff-record-not-asked = { $who ->
    [person] Las personas no pueden firmar { this-letter }.
   *[organization] Las organizaciones no pueden firmar { this-letter }.
    }
staff-record-closed = Nota: ahora no se puede firmar en el sitio. Usted sí puede registrar firmas.
staff-record-evidence = ¿Qué muestra que firmó y dónde lo guarda?
staff-record-evidence-hint = Por ejemplo: “Hoja de firmas del 2 de marzo, carpeta azul”. Quien firmó puede verlo.
staff-record-evidence-missing = Escriba qué muestra que firmó y dónde lo guarda
staff-record-evidence-long = Use como máximo 500 caracteres
staff-record-lang = Idioma en que leyó { the-letter }
staff-record-consent-person = Esta persona aceptó firmar y aparecer como se eligió arriba.
staff-record-consent-organization = Esta persona aceptó firmar y tiene autorización para firmar en nombre de la organización.
staff-record-consent-missing = Marque esta casilla. Si no lo aceptó, no podemos contar la firma.
staff-record-send = Registrar esta firma
staff-record-meant = ¿Quiso escribir { $email }? Corrija la dirección o registre de nuevo la firma para conservarla.
staff-record-problem = Hay un problema. Todavía no se registró nada.
staff-record-unpublished = Este texto aún no está publicado, así que nadie puede firmarlo.
staff-record-open = Abrir la firma
staff-recorded-counted = Registrada. La firma se cuenta.
staff-recorded-held = Registrada. La firma está en revisión. Ábrala para aprobarla.
staff-recorded-duplicate = Registrada, pero no se cuenta, porque esta organización ya firmó.
staff-recorded-known = No se registró nada, porque esta firma ya existe o está en revisión.
staff-recorded-removed = No se registró nada, porque esta firma se quitó antes. Ábrala para aprobarla.
staff-recorded-left = No se registró nada, porque esta persona u organización retiró su firma. Solo ella puede volver a firmar.
staff-recorded-no-mail = No se registró nada, porque el dueño de este correo no quiere correos sobre { this-letter }.

# Las páginas que importan una lista.
staff-import = Importar una lista
staff-import-link = Importar una lista
staff-import-explained = Agregue firmas de un formulario de Google, de Action Network o Change.org, o de cualquier hoja de cálculo. Verá qué pasa con cada fila antes de guardar algo.
staff-import-kind = ¿Quiénes están en la lista?
staff-import-no-kind = Elija quiénes están en la lista.
staff-import-file = Archivo
staff-import-file-hint = Un archivo CSV o de Excel (.xlsx) de hasta { $megabytes } MB y { $most } filas, con encabezados sobre las columnas.
staff-import-memory = Guardamos el archivo solo en la memoria, hasta una hora. Desaparece después de importarlo o si el servicio se reinicia.
staff-import-next = Continuar
staff-import-no-file = Elija un archivo.
staff-import-empty = Este archivo está vacío. Elija otro.
staff-import-no-table = Este archivo no es una tabla con encabezados y columnas. Guárdelo como CSV o Excel (.xlsx) y elíjalo de nuevo.
staff-import-broken = No pudimos leer este archivo como tabla: busque una comilla sin cerrar cerca de la línea { $line } o guárdelo de nuevo como “CSV UTF-8”.
staff-import-no-rows = Esta tabla tiene encabezados, pero no tiene filas debajo.
staff-import-many =
    { $count ->
        [one] Esta tabla tiene { $count } fila, más de las que importamos a la vez. Divídala en archivos más pequeños.
        [many] Esta tabla tiene { $count } de filas, más de las que importamos a la vez. Divídala en archivos más pequeños.
       *[other] Esta tabla tiene { $count } filas, más de las que importamos a la vez. Divídala en archivos más pequeños.
    }
staff-import-large = Este archivo pesa más de { $megabytes } MB. Borre las hojas y columnas que no necesita o divídalo.
staff-import-old = Este libro es antiguo o tiene contraseña. Guárdelo como .xlsx sin contraseña o como CSV.
staff-import-heavy = Leer este libro toma demasiada memoria o tiempo. Copie las filas en un libro nuevo o guárdelo como CSV.
staff-import-unreadable = No pudimos leer este libro. Guárdelo de nuevo como .xlsx o como CSV.
staff-import-failed = No pudimos terminar. No se importó nada. El motivo está en el registro del servidor.
staff-import-gone = Ya no tenemos este archivo. Elíjalo de nuevo.
staff-import-absent = Elija una columna para “{ $field }” o un valor para todas las filas.
staff-import-no-email = Elija una columna para el correo electrónico o importe sin pedir que confirmen.
staff-import-columns-wrong = Elija qué tiene cada columna.
staff-import-problem = Hay un problema. Corrija los campos marcados.
staff-import-rows =
    { $count ->
        [one] { $count } fila
        [many] { $count } de filas
       *[other] { $count } filas
    }
staff-import-sheet = Hoja
staff-import-sheet-show = Mostrar esta hoja
staff-import-columns = ¿Qué hay en cada columna?
staff-import-columns-explained = Lo dedujimos de los encabezados. Debajo de cada uno están las primeras filas.
staff-import-unused = No usar esta columna
staff-import-blank = (en blanco)
staff-import-column-twice = Otra columna es el mismo campo. Elija una de las dos.
staff-import-usual = Valores para las filas que dejan un campo en blanco
staff-import-usual-hint = Por ejemplo, si todas las organizaciones de la lista son sindicatos.
staff-import-no-value = Ningún valor
staff-import-consent-heading = ¿De dónde viene la lista?
staff-import-consent = De dónde viene la lista y cómo aceptaron firmar estas personas u organizaciones
staff-import-consent-hint = Por ejemplo: “Formulario de Google del 2 de marzo, con la casilla ‘Agregue mi nombre’”. Lo guardamos con cada firma.
staff-import-consent-missing = Escriba en 1 a 500 caracteres de dónde viene la lista y cómo aceptaron firmar
staff-import-ask = ¿Les pedimos por correo que confirmen?
staff-import-ask-yes = Sí. Cada firma se cuenta cuando la confirman.
staff-import-ask-no = No. Contar ahora las firmas, como importadas.
staff-import-reason = ¿Por qué no se les pide?
staff-import-reason-when = (solo si no se les pide)
staff-import-reason-missing = Escriba en 1 a 500 caracteres por qué no se les pide que confirmen
staff-import-lang = Idioma en que leyeron { the-letter }
staff-import-keep = Conservar los correos que parecen mal escritos
staff-import-check = Revisar la lista
staff-import-check-hint = Todavía no se guarda nada. En la página siguiente verá cada problema.
staff-import-discard = Descartar el archivo
staff-import-busy = Se está revisando o importando otra lista. Intente de nuevo en un minuto.
staff-import-working = En curso: { $done } de { $all } firmas.
staff-import-look = Ver si ya terminó
staff-import-would = Qué pasaría
staff-import-did = Qué pasó
staff-import-done = Lista importada
staff-import-nothing = Nada que importar: ninguna fila se toma.
staff-import-counted = Se cuentan ahora, como importadas: { $count }
staff-import-asked = Se les pide por correo que confirmen: { $count }
staff-import-held = En revisión: { $count }
staff-import-duplicates = No se cuentan, porque la misma organización ya firmó: { $count }
staff-import-known = No se toman, porque ya firmaron, están en revisión o se quitaron: { $count }
staff-import-unconfirmed = No se toman, porque ya se les pidió y aún no confirman: { $count }
staff-import-left = No se toman, porque retiraron su firma: { $count }
staff-import-no-mail = No se toman, porque el dueño del correo no quiere más correos: { $count }
staff-import-repeated =
    { $count ->
        [one] { $count } fila tiene una firma que está otra vez más abajo. Cuenta la de más abajo.
        [many] { $count } de filas tienen firmas que están otra vez más abajo. Cuenta la de más abajo.
       *[other] { $count } filas tienen firmas que están otra vez más abajo. Cuenta la de más abajo.
    }
staff-import-mended =
    { $count ->
        [one] { $count } código ZIP recuperó un cero que una hoja de cálculo había quitado.
        [many] { $count } de códigos ZIP recuperaron un cero que una hoja de cálculo había quitado.
       *[other] { $count } códigos ZIP recuperaron un cero que una hoja de cálculo había quitado.
    }
staff-import-capitals =
    { $count ->
        [one] { $count } nombre está en mayúsculas. Lo dejamos como se escribió.
        [many] { $count } de nombres están en mayúsculas. Los dejamos como se escribieron.
       *[other] { $count } nombres están en mayúsculas. Los dejamos como se escribieron.
    }
staff-import-wrong-rows =
    { $count ->
        [one] { $count } fila tiene un problema y no se puede importar.
        [many] { $count } de filas tienen problemas y no se pueden importar.
       *[other] { $count } filas tienen problemas y no se pueden importar.
    }
staff-import-skip = Importar las demás filas
staff-import-skip-missing = Marque “Importar las demás filas”, o corrija los problemas en su archivo y súbalo de nuevo.
staff-import-send =
    { $count ->
        [one] Importar { $count } firma
        [many] Importar { $count } de firmas
       *[other] Importar { $count } firmas
    }
staff-import-change = Cambiar las columnas
staff-import-check-note = Se importan todas las filas juntas o ninguna.
staff-import-all = Ver las firmas importadas
staff-import-held-link = Ver las que están en revisión
staff-import-problems = Problemas
staff-import-problems-skipped = Filas que no se importaron
staff-import-place = Lugar
staff-import-what = Qué corregir
staff-import-left-out = Filas que no se toman
staff-import-row = Fila
staff-import-why = Por qué
staff-import-why-removed = Esta firma se quitó antes
staff-import-why-known = Esta firma ya existe o está en revisión
staff-import-why-unconfirmed = Ya se le pidió, y aún no confirma
staff-import-why-left = Retiró su firma, y solo ella puede volver a firmar
staff-import-why-no-mail = El dueño de este correo no quiere más correos
staff-import-more = Y { $count } más.
