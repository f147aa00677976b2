<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES">
<context>
    <name>BenchList</name>
    <message>
        <source>Line %1 of the list is not understood: write MODULE-SERIAL,PI-SERIAL.</source>
        <translation>No se entiende la línea %1 de la lista: escriba SERIE-DEL-MÓDULO,SERIE-DEL-PI.</translation>
    </message>
    <message>
        <source>The list names no unit.</source>
        <translation>La lista no nombra ninguna unidad.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>No se puede leer %1.</translation>
    </message>
    <message>
        <source>%1 is too large for a list of units.</source>
        <translation>%1 es demasiado grande para una lista de unidades.</translation>
    </message>
</context>
<context>
    <name>Daemon</name>
    <message>
        <source>take the card out</source>
        <translation>saque la tarjeta</translation>
    </message>
    <message>
        <source>take the card out, or acknowledge to make it again</source>
        <translation>saque la tarjeta, o reconozca para hacerla de nuevo</translation>
    </message>
    <message>
        <source>acknowledge the fault</source>
        <translation>reconozca el fallo</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>reconozca</translation>
    </message>
    <message>
        <source>scan your badge</source>
        <translation>escanee su credencial</translation>
    </message>
    <message>
        <source>choose a work order</source>
        <translation>elija una orden</translation>
    </message>
    <message>
        <source>call a supervisor</source>
        <translation>llame a un supervisor</translation>
    </message>
    <message>
        <source>close the order</source>
        <translation>cierre la orden</translation>
    </message>
    <message>
        <source>wait for the cards that run</source>
        <translation>espere a las tarjetas en marcha</translation>
    </message>
    <message>
        <source>resume the line when its cards may be made</source>
        <translation>reanude la línea cuando se puedan hacer sus tarjetas</translation>
    </message>
    <message>
        <source>check both reference cards</source>
        <translation>compruebe las dos tarjetas de referencia</translation>
    </message>
    <message>
        <source>use a larger card</source>
        <translation>use una tarjeta mayor</translation>
    </message>
    <message>
        <source>use a smaller card, one of the order&apos;s class</source>
        <translation>use una tarjeta menor, de la clase de la orden</translation>
    </message>
    <message>
        <source>use another slot</source>
        <translation>use otra ranura</translation>
    </message>
    <message>
        <source>use another slot, or let a supervisor open it again</source>
        <translation>use otra ranura, o que un supervisor la reabra</translation>
    </message>
    <message>
        <source>use another card</source>
        <translation>use otra tarjeta</translation>
    </message>
    <message>
        <source>use another reader or disk</source>
        <translation>use otro lector o disco</translation>
    </message>
    <message>
        <source>use another device; this one is never written</source>
        <translation>use otro dispositivo; en este nunca se escribe</translation>
    </message>
    <message>
        <source>open the lock of the card or its adapter, or use another card</source>
        <translation>abra el seguro de la tarjeta o del adaptador, o use otra tarjeta</translation>
    </message>
    <message>
        <source>unmount it first, if it is the right card</source>
        <translation>desmóntela primero, si es la tarjeta correcta</translation>
    </message>
    <message>
        <source>put a card in</source>
        <translation>meta una tarjeta</translation>
    </message>
    <message>
        <source>release it first</source>
        <translation>libérela primero</translation>
    </message>
    <message>
        <source>release and open it first</source>
        <translation>libérela y ábrala primero</translation>
    </message>
    <message>
        <source>open it first</source>
        <translation>ábrala primero</translation>
    </message>
    <message>
        <source>choose another one, or open it again</source>
        <translation>elija otra, o reábrala</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>elija otra</translation>
    </message>
    <message>
        <source>its first article has to be approved</source>
        <translation>hay que aprobar su primera pieza</translation>
    </message>
    <message>
        <source>let a supervisor open the slot again</source>
        <translation>que un supervisor reabra la ranura</translation>
    </message>
    <message>
        <source>allow its data to be destroyed, or use another card</source>
        <translation>permita borrar sus datos, o use otra tarjeta</translation>
    </message>
    <message>
        <source>teach its port first</source>
        <translation>enseñe primero su puerto</translation>
    </message>
    <message>
        <source>the port was not taught</source>
        <translation>el puerto no se ha enseñado</translation>
    </message>
    <message>
        <source>the card left its slot</source>
        <translation>la tarjeta salió de su ranura</translation>
    </message>
    <message>
        <source>the order asks for no verify</source>
        <translation>la orden no pide verificación</translation>
    </message>
    <message>
        <source>neither reference card was checked today</source>
        <translation>hoy no se ha comprobado ninguna tarjeta de referencia</translation>
    </message>
    <message>
        <source>the known-good reference card has not passed today</source>
        <translation>la tarjeta buena aún no ha pasado hoy</translation>
    </message>
    <message>
        <source>the known-bad reference card was not found bad today</source>
        <translation>la tarjeta mala aún no ha resultado mala hoy</translation>
    </message>
    <message>
        <source>%1 failures in a row, the last: %2</source>
        <translation>%1 fallos seguidos, el último: %2</translation>
    </message>
    <message>
        <source>the order %1 is %2</source>
        <translation>la orden %1 está %2</translation>
    </message>
    <message>
        <source>the yield of order %1 is %2 % (%3 of %4), its limit is %5 %</source>
        <translation>el rendimiento de la orden %1 es %2 % (%3 de %4), su límite es %5 %</translation>
    </message>
    <message>
        <source>%1 holds %2; the order takes cards of at least %3</source>
        <translation>%1 tiene %2; la orden acepta tarjetas desde %3</translation>
    </message>
    <message>
        <source>%1 holds %2; the order takes cards of at most %3</source>
        <translation>%1 tiene %2; la orden acepta tarjetas hasta %3</translation>
    </message>
    <message>
        <source>%1 is read-only</source>
        <translation>%1 es de solo lectura</translation>
    </message>
    <message>
        <source>%1 holds no medium</source>
        <translation>%1 no contiene tarjeta</translation>
    </message>
    <message>
        <source>%1 is mounted at %2</source>
        <translation>%1 está montado en %2</translation>
    </message>
    <message>
        <source>%1 is not in a taught slot</source>
        <translation>%1 no está en una ranura enseñada</translation>
    </message>
    <message>
        <source>%1 is out of service</source>
        <translation>%1 está fuera de servicio</translation>
    </message>
    <message>
        <source>%1 is blocked: %2</source>
        <translation>%1 está bloqueada: %2</translation>
    </message>
    <message>
        <source>%1 carries the running system (%2)</source>
        <translation>%1 lleva el sistema en marcha (%2)</translation>
    </message>
    <message>
        <source>The card left its slot. Put a card in and start again.</source>
        <translation>La tarjeta salió de su ranura. Meta una tarjeta y empiece de nuevo.</translation>
    </message>
    <message>
        <source>This card must not be written here. Read the reason, use another card or slot.</source>
        <translation>Esta tarjeta no se debe grabar aquí. Lea el motivo y use otra tarjeta o ranura.</translation>
    </message>
    <message>
        <source>The card is too small for this image. Use a larger card.</source>
        <translation>La tarjeta es demasiado pequeña para esta imagen. Use una mayor.</translation>
    </message>
    <message>
        <source>Writing or reading failed. If the message names the card, put the card aside; if it names the station&apos;s disk, free some room.</source>
        <translation>Falló la escritura o la lectura. Si el mensaje nombra la tarjeta, apártela; si nombra el disco de la estación, libere espacio.</translation>
    </message>
    <message>
        <source>The card does not hold what was written. Put it aside: it is bad.</source>
        <translation>La tarjeta no contiene lo que se escribió. Apártela: es mala.</translation>
    </message>
    <message>
        <source>The image cannot be used. Give it back to the line engineer.</source>
        <translation>La imagen no se puede usar. Devuélvala al ingeniero de línea.</translation>
    </message>
    <message>
        <source>No security module answers. Check that it is fitted, then power the unit again.</source>
        <translation>No responde ningún módulo de seguridad. Mire si está puesto y vuelva a encender la unidad.</translation>
    </message>
    <message>
        <source>The security module refuses. Put the unit aside for a supervisor.</source>
        <translation>El módulo de seguridad se niega. Aparte la unidad para un supervisor.</translation>
    </message>
    <message>
        <source>You lack the rights for this. Ask a supervisor.</source>
        <translation>Le faltan permisos para esto. Pregunte a un supervisor.</translation>
    </message>
    <message>
        <source>Someone else is using it. Wait a moment and try again.</source>
        <translation>Otro lo está usando. Espere un momento y pruebe otra vez.</translation>
    </message>
    <message>
        <source>It was cancelled. The card must be made again.</source>
        <translation>Se canceló. Hay que hacer la tarjeta de nuevo.</translation>
    </message>
    <message>
        <source>The station&apos;s data is damaged. Stop and call a supervisor.</source>
        <translation>Los datos de la estación están dañados. Pare y llame a un supervisor.</translation>
    </message>
    <message>
        <source>This contradicts the records. Ask a supervisor.</source>
        <translation>Esto contradice los registros. Pregunte a un supervisor.</translation>
    </message>
    <message>
        <source>What was asked for cannot be. Correct it and try again.</source>
        <translation>Lo pedido no puede ser. Corríjalo y pruebe otra vez.</translation>
    </message>
    <message>
        <source>There is no such thing. Check the name.</source>
        <translation>No existe. Compruebe el nombre.</translation>
    </message>
    <message>
        <source>The station has a defect. Call the line engineer.</source>
        <translation>La estación tiene un defecto. Llame al ingeniero de línea.</translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Empty</source>
        <translation>Vacía</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Leyendo</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Preparando</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Grabando</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Verificando</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Aprobada</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>Sin verificar</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallida</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Cancelando</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrumpida</translation>
    </message>
    <message>
        <source>Unknown port</source>
        <translation>Puerto ajeno</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Fuera de servicio</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En marcha</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Sin operador</translation>
    </message>
    <message>
        <source>Check due</source>
        <translation>Prueba pendiente</translation>
    </message>
    <message>
        <source>No order</source>
        <translation>Sin orden</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Target reached</source>
        <translation>Objetivo alcanzado</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Borrador</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Liberada</translation>
    </message>
    <message>
        <source>First article</source>
        <translation>Primera pieza</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Cerrándose</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Not approved</source>
        <translation>Sin aprobar</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprobada</translation>
    </message>
    <message>
        <source>Not on record</source>
        <translation>Sin registro</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Le espera</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmada</translation>
    </message>
    <message>
        <source>Key locked</source>
        <translation>Clave asegurada</translation>
    </message>
    <message>
        <source>Opened alone</source>
        <translation>Abierta sola</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Vinculada</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nueva</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Grabada</translation>
    </message>
    <message>
        <source>Enrolling</source>
        <translation>Inscribiendo</translation>
    </message>
    <message>
        <source>Waits for its module</source>
        <translation>Espera su módulo</translation>
    </message>
    <message>
        <source>In production</source>
        <translation>En producción</translation>
    </message>
    <message>
        <source>Bind failed</source>
        <translation>Vinculación fallida</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>En cuarentena</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Sustituida</translation>
    </message>
    <message>
        <source>Scrapped</source>
        <translation>Desechada</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Retirada</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Devuelta</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>Lacking</source>
        <translation>Falta</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconocido</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Looking for the station</source>
        <translation>Buscando la estación</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Tarda un momento.</translation>
    </message>
    <message>
        <source>The station does not answer</source>
        <translation>La estación no responde</translation>
    </message>
    <message>
        <source>Leave the cards in. The window comes back by itself; call the line engineer if it does not within a minute.</source>
        <translation>Deje las tarjetas puestas. La ventana vuelve sola; si no vuelve en un minuto, llame al ingeniero de línea.</translation>
    </message>
    <message>
        <source>Put a card into the port of slot %1</source>
        <translation>Meta una tarjeta en el puerto de la ranura %1</translation>
    </message>
    <message>
        <source>The port that it is put into becomes this slot.</source>
        <translation>El puerto en el que se mete pasa a ser esta ranura.</translation>
    </message>
    <message>
        <source>The line is stopped</source>
        <translation>La línea está parada</translation>
    </message>
    <message>
        <source>Scan your badge</source>
        <translation>Escanee su credencial</translation>
    </message>
    <message>
        <source>Or type its number at the left and press Enter.</source>
        <translation>O escriba su número a la izquierda y pulse Intro.</translation>
    </message>
    <message>
        <source>Slot %1 failed: take the card out, then acknowledge</source>
        <translation>Falló la ranura %1: saque la tarjeta y pulse Reconocer</translation>
    </message>
    <message>
        <source>Slots %1 failed: take the cards out, then acknowledge</source>
        <translation>Fallaron las ranuras %1: saque las tarjetas y pulse Reconocer</translation>
    </message>
    <message>
        <source>Put the failed card aside. Acknowledge is F6.</source>
        <translation>Aparte la tarjeta fallida. Reconocer es F6.</translation>
    </message>
    <message>
        <source>Let the bench listen</source>
        <translation>Active el banco</translation>
    </message>
    <message>
        <source>Until it does, units that are switched on wait.</source>
        <translation>Hasta entonces las unidades encendidas esperan.</translation>
    </message>
    <message>
        <source>Scan the labels of the unit that waits</source>
        <translation>Escanee las etiquetas de la unidad que espera</translation>
    </message>
    <message>
        <source>Scan the labels of unit %1</source>
        <translation>Escanee las etiquetas de la unidad %1</translation>
    </message>
    <message>
        <source>The unit, its module and its Pi; then Confirm.</source>
        <translation>La unidad, su módulo y su Pi; después Confirmar.</translation>
    </message>
    <message>
        <source>Leave unit %1 on until it says Bound</source>
        <translation>Deje encendida la unidad %1 hasta que diga Vinculada</translation>
    </message>
    <message>
        <source>It starts a second time by itself.</source>
        <translation>Arranca por sí sola una segunda vez.</translation>
    </message>
    <message>
        <source>Put a finished card into its unit and switch it on</source>
        <translation>Meta una tarjeta terminada en su unidad y enciéndala</translation>
    </message>
    <message>
        <source>It appears in the list below.</source>
        <translation>Aparece abajo en la lista.</translation>
    </message>
    <message>
        <source>Check both reference cards</source>
        <translation>Compruebe las dos tarjetas de referencia</translation>
    </message>
    <message>
        <source>Page Station (Alt+5), Daily check.</source>
        <translation>Página Estación (Alt+5), Prueba diaria.</translation>
    </message>
    <message>
        <source>Choose an order</source>
        <translation>Elija una orden</translation>
    </message>
    <message>
        <source>Scan its bar code, or choose it at the left.</source>
        <translation>Escanee su código de barras o elíjala a la izquierda.</translation>
    </message>
    <message>
        <source>The line is paused: resume it when you are ready</source>
        <translation>La línea está en pausa: reanúdela cuando esté listo</translation>
    </message>
    <message>
        <source>Resume is F7.</source>
        <translation>Reanudar es F7.</translation>
    </message>
    <message>
        <source>The order is complete: take the cards out</source>
        <translation>La orden está completa: saque las tarjetas</translation>
    </message>
    <message>
        <source>The order is complete: close it</source>
        <translation>La orden está completa: ciérrela</translation>
    </message>
    <message>
        <source>Press Close order at the left, or scan the next order.</source>
        <translation>Pulse Cerrar orden a la izquierda o escanee la siguiente.</translation>
    </message>
    <message>
        <source>Scan the label of slot %1, then the unit&apos;s serial</source>
        <translation>Escanee la etiqueta de la ranura %1 y después el número de serie</translation>
    </message>
    <message>
        <source>Each card of this order belongs to a unit that is scanned.</source>
        <translation>Cada tarjeta de esta orden pertenece a una unidad escaneada.</translation>
    </message>
    <message>
        <source>Press Provision</source>
        <translation>Pulse Grabar</translation>
    </message>
    <message>
        <source>One card is ready. Provision is F5.</source>
        <translation>Hay una tarjeta lista. Grabar es F5.</translation>
    </message>
    <message>
        <source>%1 cards are ready. Provision is F5.</source>
        <translation>Hay %1 tarjetas listas. Grabar es F5.</translation>
    </message>
    <message>
        <source>Take the card out of slot %1</source>
        <translation>Saque la tarjeta de la ranura %1</translation>
    </message>
    <message>
        <source>Take the cards out of slots %1</source>
        <translation>Saque las tarjetas de las ranuras %1</translation>
    </message>
    <message>
        <source>They are done. Then put new cards in.</source>
        <translation>Están terminadas. Después meta tarjetas nuevas.</translation>
    </message>
    <message>
        <source>They are done; the others still run.</source>
        <translation>Están terminadas; las demás siguen en marcha.</translation>
    </message>
    <message>
        <source>Wait: a card is being made</source>
        <translation>Espere: se está haciendo una tarjeta</translation>
    </message>
    <message>
        <source>Wait: %1 cards are being made</source>
        <translation>Espere: se están haciendo %1 tarjetas</translation>
    </message>
    <message>
        <source>Leave them in until their slot says Passed.</source>
        <translation>Déjelas puestas hasta que su ranura diga Aprobada.</translation>
    </message>
    <message>
        <source>Slot %1 takes another card</source>
        <translation>La ranura %1 necesita otra tarjeta</translation>
    </message>
    <message>
        <source>Wait: a card is being read</source>
        <translation>Espere: se está leyendo una tarjeta</translation>
    </message>
    <message>
        <source>Put cards in</source>
        <translation>Meta tarjetas</translation>
    </message>
    <message>
        <source>Any free slot will do.</source>
        <translation>Sirve cualquier ranura libre.</translation>
    </message>
    <message>
        <source>Unit %1 may not bind: switch it off</source>
        <translation>La unidad %1 no puede vincularse: apáguela</translation>
    </message>
    <message>
        <source>Put it aside and call a supervisor.</source>
        <translation>Apártela y llame a un supervisor.</translation>
    </message>
    <message>
        <source>Unit %1 was turned away: switch it off</source>
        <translation>La unidad %1 fue rechazada: apáguela</translation>
    </message>
    <message>
        <source>Unit %1 failed: switch it off</source>
        <translation>La unidad %1 ha fallado: apáguela</translation>
    </message>
    <message>
        <source>Switch it on once more; when it fails again, put it aside.</source>
        <translation>Enciéndala una vez más; si vuelve a fallar, apártela.</translation>
    </message>
    <message>
        <source>Slot %1 is chosen: Esc for all</source>
        <translation>La ranura %1 está elegida: Esc para todas</translation>
    </message>
    <message>
        <source>Slot %1 alone is chosen. Provision is F5, Esc is for all.</source>
        <translation>Solo está elegida la ranura %1. Grabar es F5, Esc es para todas.</translation>
    </message>
    <message>
        <source>They are not done and must be made again: by new cards, or, acknowledged by F6, by the same ones.</source>
        <translation>No están terminadas y hay que hacerlas de nuevo: con tarjetas nuevas o, reconocidas con F6, con las mismas.</translation>
    </message>
    <message>
        <source>Page Line (Alt+1).</source>
        <translation>Página Línea (Alt+1).</translation>
    </message>
    <message>
        <source>Type your PIN</source>
        <translation>Escriba su PIN</translation>
    </message>
    <message>
        <source>On the keyboard or with the digits at the left, then press Enter.</source>
        <translation>En el teclado o con las cifras de la izquierda; después pulse Intro.</translation>
    </message>
    <message>
        <source>Choose the image of order %1</source>
        <translation>Elija la imagen de la orden %1</translation>
    </message>
    <message>
        <source>The order names none. Choose it at the left, then press Take this order.</source>
        <translation>La orden no indica ninguna. Elíjala a la izquierda y pulse Tomar esta orden.</translation>
    </message>
    <message>
        <source>Confirm the image of order %1</source>
        <translation>Confirme la imagen de la orden %1</translation>
    </message>
    <message>
        <source>The order names none; approved is %1. Press Take this order, or scan Confirm.</source>
        <translation>La orden no indica ninguna; la aprobada es %1. Pulse Tomar esta orden o escanee Confirmar.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Engineer</source>
        <translation>Ingeniero</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>counted by the station</source>
        <translation>contados por la estación</translation>
    </message>
    <message>
        <source>from a list</source>
        <translation>de una lista</translation>
    </message>
    <message>
        <source>scanned for each card</source>
        <translation>escaneado para cada tarjeta</translation>
    </message>
    <message>
        <source>every byte</source>
        <translation>cada byte</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>muestras</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>each unit is confirmed</source>
        <translation>se confirma cada unidad</translation>
    </message>
    <message>
        <source>every unit may bind</source>
        <translation>toda unidad puede vincularse</translation>
    </message>
    <message>
        <source>wanted</source>
        <translation>deseada</translation>
    </message>
    <message>
        <source>not wanted</source>
        <translation>no deseada</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>borrando</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>grabando</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>verificando</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>preparando</translation>
    </message>
    <message>
        <source>flushing</source>
        <translation>vaciando el búfer</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>terminando</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Preparación</translation>
    </message>
    <message>
        <source>Proof by starting it</source>
        <translation>Prueba de arranque</translation>
    </message>
    <message>
        <source>Check of a reference card</source>
        <translation>Comprobación de referencia</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportación</translation>
    </message>
</context>
<context>
    <name>bindery::gui::AttemptModel</name>
    <message>
        <source>Started</source>
        <translation>Iniciado</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>N.º de serie</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Ranura</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
</context>
<context>
    <name>bindery::gui::BarCodeSheet</name>
    <message>
        <source>Bar codes of the commands</source>
        <translation>Códigos de barras de las órdenes</translation>
    </message>
    <message>
        <source>Layout test</source>
        <translation>Prueba de teclado</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Allow erasing</source>
        <translation>Permitir borrado</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Check the good card</source>
        <translation>Comprobar la buena</translation>
    </message>
    <message>
        <source>Check the bad card</source>
        <translation>Comprobar la mala</translation>
    </message>
</context>
<context>
    <name>bindery::gui::BenchPage</name>
    <message>
        <source>Units at the bench</source>
        <translation>Unidades en el banco</translation>
    </message>
    <message>
        <source>What happened at the bench</source>
        <translation>Lo que pasó en el banco</translation>
    </message>
    <message>
        <source>Which units may bind</source>
        <translation>Qué unidades pueden vincularse</translation>
    </message>
    <message>
        <source>Confirm a unit</source>
        <translation>Confirmar una unidad</translation>
    </message>
    <message>
        <source>Scan the labels on the chassis: the unit, its module, its Pi.</source>
        <translation>Escanee las etiquetas del chasis: unidad, módulo, Pi.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Módulo</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>The bench listens: %1</source>
        <translation>El banco atiende: %1</translation>
    </message>
    <message>
        <source>The bench does not listen</source>
        <translation>El banco no atiende</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Activar</translation>
    </message>
    <message>
        <source>Put the finished card into its unit and switch the unit on. It appears here.</source>
        <translation>Meta la tarjeta terminada en su unidad y enciéndala. Aparece aquí.</translation>
    </message>
    <message>
        <source>Let the bench listen, then switch units on.</source>
        <translation>Active el banco y después encienda unidades.</translation>
    </message>
    <message>
        <source>No unit of this serial has come to the bench yet.</source>
        <translation>Aún no ha llegado al banco ninguna unidad con este número.</translation>
    </message>
    <message>
        <source>the labels agree</source>
        <translation>las etiquetas coinciden</translation>
    </message>
    <message>
        <source>Scan the labels of the module and the Pi first.</source>
        <translation>Escanee primero las etiquetas del módulo y de la Pi.</translation>
    </message>
    <message>
        <source>Unit %1 is confirmed. Leave it on until it says Bound.</source>
        <translation>La unidad %1 está confirmada. Déjela encendida hasta que diga Vinculada.</translation>
    </message>
    <message>
        <source>The module is that of unit %1.</source>
        <translation>El módulo es el de la unidad %1.</translation>
    </message>
    <message>
        <source>The module is not that of this unit.</source>
        <translation>El módulo no es el de esta unidad.</translation>
    </message>
    <message>
        <source>The Pi is that of unit %1.</source>
        <translation>La Pi es la de la unidad %1.</translation>
    </message>
    <message>
        <source>The Pi is not that of this unit.</source>
        <translation>La Pi no es la de esta unidad.</translation>
    </message>
    <message>
        <source>Put it aside and call a supervisor.</source>
        <translation>Apártela y llame a un supervisor.</translation>
    </message>
    <message>
        <source>The unit is confirmed. Leave it on until it says Bound.</source>
        <translation>La unidad está confirmada. Déjela encendida hasta que diga Vinculada.</translation>
    </message>
    <message>
        <source>Unit %1 is confirmed in advance. It has not come to the bench yet.</source>
        <translation>La unidad %1 está confirmada por adelantado. Aún no ha llegado al banco.</translation>
    </message>
    <message>
        <source>Module and Pi are confirmed in advance. No unit that waits has them.</source>
        <translation>El módulo y la Pi están confirmados por adelantado. Ninguna unidad en espera los tiene.</translation>
    </message>
    <message>
        <source>units of a list may bind</source>
        <translation>pueden vincularse las de una lista</translation>
    </message>
    <message>
        <source>List of units</source>
        <translation>Lista de unidades</translation>
    </message>
    <message>
        <source>File with a line MODULE-SERIAL,PI-SERIAL for each</source>
        <translation>Archivo con una línea SERIE-DEL-MÓDULO,SERIE-DEL-PI por unidad</translation>
    </message>
    <message>
        <source>The bench listens for the units of the list: %1.</source>
        <translation>El banco atiende a las unidades de la lista: %1.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::DemoStrip</name>
    <message>
        <source>blank card</source>
        <translation>tarjeta vacía</translation>
    </message>
    <message>
        <source>card with data</source>
        <translation>tarjeta con datos</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>demasiado pequeña</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>solo lectura</translation>
    </message>
    <message>
        <source>fake capacity</source>
        <translation>capacidad falsa</translation>
    </message>
    <message>
        <source>slow card</source>
        <translation>tarjeta lenta</translation>
    </message>
    <message>
        <source>finished card</source>
        <translation>tarjeta terminada</translation>
    </message>
    <message>
        <source>writes fail</source>
        <translation>falla al escribir</translation>
    </message>
    <message>
        <source>bits flip</source>
        <translation>bits alterados</translation>
    </message>
    <message>
        <source>it hangs</source>
        <translation>se cuelga</translation>
    </message>
    <message>
        <source>it leaves</source>
        <translation>desaparece</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Meter</translation>
    </message>
    <message>
        <source>Insert all</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Sacar</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Averiar</translation>
    </message>
    <message>
        <source>Start unit</source>
        <translation>Arrancar</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Escanear</translation>
    </message>
    <message>
        <source>Slot of the demo</source>
        <translation>Ranura de la demo</translation>
    </message>
    <message>
        <source>Card to insert</source>
        <translation>Tarjeta que se mete</translation>
    </message>
    <message>
        <source>How it breaks</source>
        <translation>Cómo se avería</translation>
    </message>
    <message>
        <source>Unit to start</source>
        <translation>Unidad que arranca</translation>
    </message>
    <message>
        <source>Bar code to scan</source>
        <translation>Código que se escanea</translation>
    </message>
    <message>
        <source>Label of slot %1</source>
        <translation>Etiqueta de la ranura %1</translation>
    </message>
    <message>
        <source>Layout test</source>
        <translation>Prueba de teclado</translation>
    </message>
</context>
<context>
    <name>bindery::gui::FileField</name>
    <message>
        <source>Choose: %1</source>
        <translation>Elegir: %1</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>No se puede abrir %1: %2.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::ImageModel</name>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receta</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Raíz</translation>
    </message>
    <message>
        <source>Smallest card</source>
        <translation>Tarjeta mínima</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Preparada</translation>
    </message>
</context>
<context>
    <name>bindery::gui::ImagesPage</name>
    <message>
        <source>Cards may be made of %1.</source>
        <translation>Se pueden hacer tarjetas de %1.</translation>
    </message>
    <message>
        <source>Golden images</source>
        <translation>Imágenes maestras</translation>
    </message>
    <message>
        <source>Stagings and proofs</source>
        <translation>Preparaciones y pruebas</translation>
    </message>
    <message>
        <source>Prove</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Starts a sample card in a virtual machine</source>
        <translation>Arranca una tarjeta de muestra en una máquina virtual</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Stage a new image</source>
        <translation>Preparar una imagen</translation>
    </message>
    <message>
        <source>System image</source>
        <translation>Imagen del sistema</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receta</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Preparar</translation>
    </message>
    <message>
        <source>At work and lately done</source>
        <translation>En curso y recién hecho</translation>
    </message>
    <message>
        <source>Break it off</source>
        <translation>Interrumpir</translation>
    </message>
    <message>
        <source>No image is staged yet.</source>
        <translation>Aún no hay ninguna imagen preparada.</translation>
    </message>
    <message>
        <source>%1 from %2, staged by %3 on %4.</source>
        <translation>%1 de %2, preparada por %3 el %4.</translation>
    </message>
    <message>
        <source>Approved by %1.</source>
        <translation>Aprobada por %1.</translation>
    </message>
    <message>
        <source>Another supervisor approves it: you staged it.</source>
        <translation>La aprueba otro supervisor: la preparó usted.</translation>
    </message>
    <message>
        <source>A supervisor approves it.</source>
        <translation>La aprueba un supervisor.</translation>
    </message>
    <message>
        <source>For demos only.</source>
        <translation>Solo para demos.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::JobModel</name>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>De</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
</context>
<context>
    <name>bindery::gui::LinePage</name>
    <message>
        <source>not needed when the order was complete</source>
        <translation>no hizo falta, la orden estaba completa</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Press again: cancel</source>
        <translation>Otra vez: cancelar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>Allow erasing</source>
        <translation>Permitir borrado</translation>
    </message>
    <message>
        <source>paused by a person</source>
        <translation>en pausa por una persona</translation>
    </message>
    <message>
        <source>Choose the slot whose card may be erased: scan its label.</source>
        <translation>Elija la ranura cuya tarjeta se puede borrar: escanee su etiqueta.</translation>
    </message>
    <message>
        <source>Serial %1: scan the label of its slot first.</source>
        <translation>Número %1: escanee primero la etiqueta de su ranura.</translation>
    </message>
    <message>
        <source>Slot %1 makes unit %2.</source>
        <translation>La ranura %1 hace la unidad %2.</translation>
    </message>
    <message>
        <source>There is no slot %1.</source>
        <translation>No hay ranura %1.</translation>
    </message>
    <message>
        <source>There is nothing to resume: the line is not paused.</source>
        <translation>No hay nada que reanudar: la línea no está en pausa.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Nadie ha iniciado sesión.</translation>
    </message>
    <message>
        <source>There is nothing to provision: no card is ready.</source>
        <translation>No hay nada que grabar: ninguna tarjeta está lista.</translation>
    </message>
    <message>
        <source>There is nothing to provision: slot %1 is chosen, and its card is not ready.</source>
        <translation>No hay nada que grabar: la ranura %1 está elegida y su tarjeta no está lista.</translation>
    </message>
    <message>
        <source>There is nothing to acknowledge.</source>
        <translation>No hay nada que reconocer.</translation>
    </message>
    <message>
        <source>There is nothing to cancel: no card is being made.</source>
        <translation>No hay nada que cancelar: no se está haciendo ninguna tarjeta.</translation>
    </message>
    <message>
        <source>Once more cancels all cards.</source>
        <translation>Una vez más cancela todas las tarjetas.</translation>
    </message>
    <message>
        <source>Once more cancels the card of slot %1.</source>
        <translation>Una vez más cancela la tarjeta de la ranura %1.</translation>
    </message>
    <message>
        <source>Choose the image to write first.</source>
        <translation>Elija primero la imagen que se graba.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::MainWindow</name>
    <message>
        <source>Bindery station</source>
        <translation>Estación Bindery</translation>
    </message>
    <message>
        <source>Scanner and keyboard have the same layout.</source>
        <translation>El escáner y el teclado tienen la misma distribución.</translation>
    </message>
    <message>
        <source>The scanner types for a keyboard of %1, the station expects one of %2: &quot;%3&quot; was meant to be &quot;%4&quot;. Set both to the same layout.</source>
        <translation>El escáner teclea para un teclado %1 y la estación espera %2: «%3» debía ser «%4». Ajuste los dos igual.</translation>
    </message>
    <message>
        <source>Scanned &quot;%1&quot;: that is no badge, order, slot, serial or command of this line.</source>
        <translation>Escaneado «%1»: no es credencial, orden, ranura, número de serie ni mandato de esta línea.</translation>
    </message>
    <message>
        <source>Scanned the command &quot;%1&quot;, which this window does not know.</source>
        <translation>Esta ventana no conoce el mandato escaneado «%1».</translation>
    </message>
    <message>
        <source>The station did not answer. See what it shows before you try again.</source>
        <translation>La estación no respondió. Mire lo que muestra antes de intentarlo de nuevo.</translation>
    </message>
    <message>
        <source>The station does not answer; nothing was started.</source>
        <translation>La estación no responde; no se ha iniciado nada.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::MessageStrip</name>
    <message>
        <source>Understood</source>
        <translation>Entendido</translation>
    </message>
</context>
<context>
    <name>bindery::gui::NewFile</name>
    <message>
        <source>%1 exists already: choose another name.</source>
        <translation>%1 ya existe: elija otro nombre.</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>No se puede abrir %1: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>No se puede escribir %1: %2.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::NewOrderForm</name>
    <message>
        <source>New order</source>
        <translation>Orden nueva</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Número de orden</translation>
    </message>
    <message>
        <source>Golden image</source>
        <translation>Imagen maestra</translation>
    </message>
    <message>
        <source>Units wanted</source>
        <translation>Unidades deseadas</translation>
    </message>
    <message>
        <source>no target</source>
        <translation>sin objetivo</translation>
    </message>
    <message>
        <source>Serials</source>
        <translation>Números de serie</translation>
    </message>
    <message>
        <source>Serials begin with</source>
        <translation>Los números empiezan por</translation>
    </message>
    <message>
        <source>A second person approves the first card</source>
        <translation>Otra persona aprueba la primera tarjeta</translation>
    </message>
    <message>
        <source>Start each card as soon as it is put in</source>
        <translation>Empezar cada tarjeta en cuanto se mete</translation>
    </message>
    <message>
        <source>Make and take this order</source>
        <translation>Crear y tomar esta orden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
</context>
<context>
    <name>bindery::gui::OrderChooser</name>
    <message>
        <source>Choose an order</source>
        <translation>Elija una orden</translation>
    </message>
    <message>
        <source>Scan the order&apos;s bar code, or choose it here.</source>
        <translation>Escanee el código de la orden o elíjala aquí.</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Órdenes</translation>
    </message>
    <message>
        <source>Image to write</source>
        <translation>Imagen que se graba</translation>
    </message>
    <message>
        <source>Take this order</source>
        <translation>Tomar esta orden</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Orden nueva</translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation>Elija una imagen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Order %1 names no image, and none is approved: call a supervisor.</source>
        <translation>La orden %1 no indica imagen y no hay ninguna aprobada: llame a un supervisor.</translation>
    </message>
    <message>
        <source>Order %1 names no image: choose the one to write.</source>
        <translation>La orden %1 no indica imagen: elija la que se graba.</translation>
    </message>
    <message>
        <source>Order %1 names no image: confirm the one that is approved.</source>
        <translation>La orden %1 no indica imagen: confirme la aprobada.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::OrderModel</name>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Objetivo</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Aprobadas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Creada</translation>
    </message>
</context>
<context>
    <name>bindery::gui::OrderPanel</name>
    <message>
        <source>Done</source>
        <translation>Hechas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>Rendimiento</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>Por hora</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Tiempo restante</translation>
    </message>
    <message>
        <source>Approve first article</source>
        <translation>Aprobar la primera pieza</translation>
    </message>
    <message>
        <source>Close order</source>
        <translation>Cerrar orden</translation>
    </message>
    <message>
        <source>Leave order</source>
        <translation>Dejar la orden</translation>
    </message>
    <message>
        <source>Done of the order</source>
        <translation>Hecho de la orden</translation>
    </message>
</context>
<context>
    <name>bindery::gui::PrivateStation</name>
    <message>
        <source>binderyd was not found: build or install it, or name it with --daemon.</source>
        <translation>No se encontró binderyd: constrúyalo, instálelo o indíquelo con --daemon.</translation>
    </message>
    <message>
        <source>dbus-daemon was not found: install the package dbus-daemon.</source>
        <translation>No se encontró dbus-daemon: instale el paquete dbus-daemon.</translation>
    </message>
    <message>
        <source>dbus-daemon did not start: %1</source>
        <translation>dbus-daemon no arrancó: %1</translation>
    </message>
    <message>
        <source>The private bus does not let this program in: %1</source>
        <translation>El bus privado no deja entrar a este programa: %1</translation>
    </message>
</context>
<context>
    <name>bindery::gui::RecordsPage</name>
    <message>
        <source>The audit is exported.</source>
        <translation>La auditoría está exportada.</translation>
    </message>
    <message>
        <source>The export failed: %1</source>
        <translation>La exportación falló: %1</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Intentos</translation>
    </message>
    <message>
        <source>History of the unit</source>
        <translation>Historia de la unidad</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>N.º de serie</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Ranura</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>any</source>
        <translation>cualquiera</translation>
    </message>
    <message>
        <source>since ever</source>
        <translation>desde siempre</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>última hora</translation>
    </message>
    <message>
        <source>last shift</source>
        <translation>último turno</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>último día</translation>
    </message>
    <message>
        <source>last week</source>
        <translation>última semana</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportar a</translation>
    </message>
    <message>
        <source>File to export to</source>
        <translation>Archivo de exportación</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Signed audit</source>
        <translation>Auditoría firmada</translation>
    </message>
    <message>
        <source>Choose an attempt to see its unit&apos;s history</source>
        <translation>Elija un intento para ver la historia de su unidad</translation>
    </message>
    <message>
        <source>Nothing was searched yet</source>
        <translation>Aún no se ha buscado nada</translation>
    </message>
    <message>
        <source>The newest %1 attempts; narrow the search to see others</source>
        <translation>Los %1 intentos más nuevos; acote la búsqueda para ver otros</translation>
    </message>
    <message>
        <source>%1 attempts</source>
        <translation>%1 intentos</translation>
    </message>
    <message>
        <source>Unit %1 is not on record</source>
        <translation>La unidad %1 no está registrada</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exportado a %1.</translation>
    </message>
    <message>
        <source>The export was broken off.</source>
        <translation>La exportación se interrumpió.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SignInPanel</name>
    <message>
        <source>Sign in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Scan your badge at any time, on any page.</source>
        <translation>Escanee su credencial en cualquier momento y página.</translation>
    </message>
    <message>
        <source>Badge number</source>
        <translation>Número de credencial</translation>
    </message>
    <message>
        <source>PIN of badge %1</source>
        <translation>PIN de la credencial %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Another badge</source>
        <translation>Otra credencial</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Borrar la última cifra</translation>
    </message>
    <message>
        <source>Badge %1 is not known here. Ask a supervisor to add it.</source>
        <translation>Aquí no se conoce la credencial %1. Pida a un supervisor que la añada.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotDetail</name>
    <message>
        <source>No slot is chosen: acts are meant for all</source>
        <translation>Ninguna ranura elegida: las acciones valen para todas</translation>
    </message>
    <message>
        <source>Port %1</source>
        <translation>Puerto %1</translation>
    </message>
    <message>
        <source>Slot %1</source>
        <translation>Ranura %1</translation>
    </message>
    <message>
        <source>Choose one with the arrow keys and Space, by touching it, or by scanning its label.</source>
        <translation>Elija una con las flechas y la barra espaciadora, tocándola o escaneando su etiqueta.</translation>
    </message>
    <message>
        <source>The station does not answer. Leave the card as it is. Last seen: %1</source>
        <translation>La estación no responde. Deje la tarjeta como está. Visto por última vez: %1</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotGrid</name>
    <message>
        <source>No slot was taught yet. Teach the slots on the page Station.</source>
        <translation>Aún no se ha enseñado ninguna ranura. Enséñelas en la página Estación.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotModel</name>
    <message>
        <source>Slot</source>
        <translation>Ranura</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Tarjeta</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>N.º de serie</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotTile</name>
    <message>
        <source>Unknown port</source>
        <translation>Puerto ajeno</translation>
    </message>
    <message>
        <source>Slot %1</source>
        <translation>Ranura %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>Leave the card in</source>
        <translation>Deje la tarjeta puesta</translation>
    </message>
    <message>
        <source>Last seen: %1</source>
        <translation>Visto por última vez: %1</translation>
    </message>
</context>
<context>
    <name>bindery::gui::StationPage</name>
    <message>
        <source>Badge %1 has a new PIN.</source>
        <translation>La credencial %1 tiene un PIN nuevo.</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Credencial</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Función</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Retirada</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Hallado</translation>
    </message>
    <message>
        <source>Cure</source>
        <translation>Remedio</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>Ranuras</translation>
    </message>
    <message>
        <source>Daily check</source>
        <translation>Prueba diaria</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Escáner</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Estación</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Ranura</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Enseñar</translation>
    </message>
    <message>
        <source>Stop teaching</source>
        <translation>No enseñar</translation>
    </message>
    <message>
        <source>Forget the chosen slot</source>
        <translation>Olvidar la ranura elegida</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Re-open</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Fuera de servicio</translation>
    </message>
    <message>
        <source>Before the first order of a day both reference cards are read back. The good one must be found good, the bad one bad; nothing is written to them.</source>
        <translation>Antes de la primera orden del día se leen las dos tarjetas de referencia. La buena debe resultar buena y la mala, mala; no se escribe nada en ellas.</translation>
    </message>
    <message>
        <source>The known-good card is in slot</source>
        <translation>La tarjeta buena está en la ranura</translation>
    </message>
    <message>
        <source>The known-bad card is in slot</source>
        <translation>La tarjeta mala está en la ranura</translation>
    </message>
    <message>
        <source>Check the good card</source>
        <translation>Comprobar la buena</translation>
    </message>
    <message>
        <source>Check the bad card</source>
        <translation>Comprobar la mala</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Comprobaciones</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Retire the chosen person</source>
        <translation>Retirar a la persona elegida</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>PIN nuevo</translation>
    </message>
    <message>
        <source>Set PIN</source>
        <translation>Fijar PIN</translation>
    </message>
    <message>
        <source>What this station lacks</source>
        <translation>Lo que falta en esta estación</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Mirar otra vez</translation>
    </message>
    <message>
        <source>Scan the layout test first: it tells whether scanner and keyboard are set to the same country. The others are the commands of the line.</source>
        <translation>Escanee primero la prueba de teclado: dice si el escáner y el teclado están ajustados al mismo país. Los demás son los mandatos de la línea.</translation>
    </message>
    <message>
        <source>No sounds</source>
        <translation>Sin sonidos</translation>
    </message>
    <message>
        <source>Hear: passed</source>
        <translation>Oír: aprobada</translation>
    </message>
    <message>
        <source>Hear: failed</source>
        <translation>Oír: fallida</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Put a card into the port of slot %1 now.</source>
        <translation>Meta ahora una tarjeta en el puerto de la ranura %1.</translation>
    </message>
    <message>
        <source>A port that was not taught is never written. To teach one, choose its number, press Teach and put a card in.</source>
        <translation>En un puerto no enseñado nunca se escribe. Para enseñarlo elija su número, pulse Enseñar y meta una tarjeta.</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>como se esperaba</translation>
    </message>
    <message>
        <source>not as expected: stop and call a supervisor</source>
        <translation>no como se esperaba: pare y llame a un supervisor</translation>
    </message>
    <message>
        <source>%1  ·  station %2  ·  Bindery %3</source>
        <translation>%1  ·  estación %2  ·  Bindery %3</translation>
    </message>
    <message>
        <source>demo: nothing here is real</source>
        <translation>demo: nada aquí es real</translation>
    </message>
    <message>
        <source>The good and the bad card are two cards: choose a slot for each.</source>
        <translation>La tarjeta buena y la mala son dos: elija una ranura para cada una.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::TimelineModel</name>
    <message>
        <source>slot %1</source>
        <translation>ranura %1</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Iniciado</translation>
    </message>
    <message>
        <source>Attempt started, %1, order %2</source>
        <translation>Intento iniciado, %1, orden %2</translation>
    </message>
    <message>
        <source>Attempt ended</source>
        <translation>Intento terminado</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>Keyslot %1 (%2): %3</source>
        <translation>Ranura de clave %1 (%2): %3</translation>
    </message>
    <message>
        <source>Bind: module %1, Pi %2</source>
        <translation>Vinculación: módulo %1, Pi %2</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>En palabras</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Bind</source>
        <translation>Vinculación</translation>
    </message>
</context>
<context>
    <name>bindery::gui::TopBar</name>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Banco</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registros</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Estación</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Salir</translation>
    </message>
</context>
<context>
    <name>bindery::gui::UnitModel</name>
    <message>
        <source>not on record</source>
        <translation>sin registro</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Módulo</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Última vez</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
</context>
</TS>
