# El área del personal, para quienes dirigen una campaña.
staff-area = Área del personal
staff-home = Lo que me espera
staff-sessions = Dónde tengo la sesión abierta
staff-sign-in = Iniciar sesión
staff-sign-out = Cerrar sesión
staff-sign-in-help = ¿Olvidó su contraseña o es su primera vez aquí? Pida un enlace a la persona que administra este sitio.
staff-sign-in-wrong = El correo electrónico o la contraseña no son correctos. Revise ambos e intente de nuevo.
staff-sign-in-too-often = Hubo demasiados intentos con esta dirección desde su red. Intente de nuevo { $wait }. La cuenta no está bloqueada.
staff-busy = Muchas personas están iniciando sesión en este momento. Intente de nuevo en unos segundos.
staff-password = Contraseña
staff-role-owner = Administración
staff-role-editor = Edición
staff-role-viewer = Lectura
staff-role-partner = Alianza

# Un enlace que define una contraseña.
staff-welcome = Elija una contraseña
staff-your-email = Su correo electrónico
staff-password-new = Contraseña nueva
staff-password-again = Contraseña nueva otra vez
staff-password-hint = Al menos { $limit } caracteres. Cuatro palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.
staff-password-set = Guardar e iniciar sesión
staff-password-short = Su contraseña es demasiado corta. Use al menos { $limit } caracteres.
staff-password-long = Su contraseña es demasiado larga. Use como máximo { $limit } caracteres.
staff-password-guessable = Esta contraseña es fácil de adivinar. Pruebe con cuatro palabras sin relación entre sí.
staff-password-differs = Las dos contraseñas son diferentes. Escriba la misma dos veces.
staff-link-dead = Este enlace no funciona
staff-link-dead-explained = Es posible que ya venció o que alguien ya lo usó. Pida uno nuevo a la persona que administra este sitio.

# Con qué se rechaza una página o un formulario.
staff-back = Volver al área del personal
staff-not-for-role = Esta página no es para su función
staff-not-for-role-explained = Solo la persona que administra este sitio puede abrirla. Si la necesita, pídale ayuda.
staff-form-refused = No guardamos este formulario
staff-form-refused-explained = El formulario estuvo abierto demasiado tiempo o vino de otro sitio web. Vuelva atrás, recargue la página e intente de nuevo.
staff-again = Un momento
staff-again-button = Continuar

# Sesiones.
staff-sessions-explained = Cada uno de estos navegadores puede abrir el área del personal. La sesión se cierra después de 2 horas sin uso, y después de 12 horas en todo caso.
staff-session-own = Este navegador
staff-session-since = Sesión iniciada el { $moment }
staff-session-seen = último uso el { $moment }
staff-session-end = Cerrar la sesión en este navegador
staff-sessions-end = Cerrar la sesión en todos los demás navegadores
staff-browser-unknown = Navegador desconocido
staff-moment = { $date }, { $time }
staff-age =
    { $days ->
        [0] menos de un día
        [one] { $days } día
        [many] { $days } de días
       *[other] { $days } días
    }

# La primera página.
staff-nothing-waits = Nada espera su decisión.
staff-no-letters = Aún no hay cartas. Agregue una carpeta con la primera a la carpeta de cartas del sitio y aparecerá aquí.
staff-counted =
    { $organizations ->
        [one] { $organizations } organización
        [many] { $organizations } de organizaciones
       *[other] { $organizations } organizaciones
    } y { $people ->
        [one] { $people } persona
        [many] { $people } de personas
       *[other] { $people } personas
    } ya cuentan
staff-waiting = En espera de revisión
staff-waiting-since = Espera más larga
staff-waiting-organizations =
    { $count ->
        [one] { $count } organización en revisión
        [many] { $count } de organizaciones en revisión
       *[other] { $count } organizaciones en revisión
    }
staff-waiting-organizations-twice =
    { $count ->
        [one] { $count } organización que quizás firmó dos veces
        [many] { $count } de organizaciones que quizás firmaron dos veces
       *[other] { $count } organizaciones que quizás firmaron dos veces
    }
staff-waiting-organizations-disowned =
    { $count ->
        [one] { $count } organización dice que no firmó
        [many] { $count } de organizaciones dicen que no firmaron
       *[other] { $count } organizaciones dicen que no firmaron
    }
staff-waiting-people =
    { $count ->
        [one] { $count } persona en revisión
        [many] { $count } de personas en revisión
       *[other] { $count } personas en revisión
    }
staff-waiting-people-disowned =
    { $count ->
        [one] { $count } persona dice que no firmó
        [many] { $count } de personas dicen que no firmaron
       *[other] { $count } personas dicen que no firmaron
    }
staff-waiting-messages =
    { $count ->
        [one] { $count } mensaje al Congreso que nadie ha leído
        [many] { $count } de mensajes al Congreso que nadie ha leído
       *[other] { $count } mensajes al Congreso que nadie ha leído
    }
staff-review-by = Para verlas y decidir, ejecute:
