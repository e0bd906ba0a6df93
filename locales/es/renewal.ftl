own-renew = El texto cambió después de que usted firmó
own-renew-explained = Su firma vale para el texto que usted firmó y para ningún otro. Las entregas del texto nuevo no la contienen.
own-renew-read = Leer el texto nuevo
own-renew-button = Firmar el texto nuevo
own-renew-organization = Para firmar el texto nuevo por su organización, retire abajo esta firma y llene de nuevo el formulario.
own-renew-closed = La carta no recibe firmas ahora; por eso el texto nuevo no se puede firmar aquí.
own-renewed = Su firma vale ahora para el texto nuevo.
