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
        <source>unit %1</source>
        <translation>unidad %1</translation>
    </message>
    <message>
        <source>module %1 in Pi %2</source>
        <translation>módulo %1 en la Pi %2</translation>
    </message>
    <message>
        <source>%1 is not on the bench&apos;s list</source>
        <translation>%1 no está en la lista del banco</translation>
    </message>
    <message>
        <source>fit parts of the list, or add these to it</source>
        <translation>monte piezas de la lista, o añada estas</translation>
    </message>
    <message>
        <source>%1 was confirmed for unit %2, whose card is another one</source>
        <translation>%1 se confirmó para la unidad %2, cuya tarjeta es otra</translation>
    </message>
    <message>
        <source>put that card in, or call a supervisor</source>
        <translation>meta esa tarjeta, o llame a un supervisor</translation>
    </message>
    <message>
        <source>one of the two may be stolen</source>
        <translation>una de las dos puede ser robada</translation>
    </message>
    <message>
        <source>%1 was claimed by the card of unit %2 too</source>
        <translation>%1 también lo reclama la tarjeta de la unidad %2</translation>
    </message>
    <message>
        <source>scan the chassis as well, so that one of them is meant, and call a supervisor</source>
        <translation>escanee también el chasis, para indicar una, y llame a un supervisor</translation>
    </message>
    <message>
        <source>the other card may be stolen</source>
        <translation>la otra tarjeta puede ser robada</translation>
    </message>
    <message>
        <source>unit %1 waits until a person confirms %2</source>
        <translation>la unidad %1 espera a que una persona confirme %2</translation>
    </message>
    <message>
        <source>scan the labels of chassis, module and Pi</source>
        <translation>escanee las etiquetas de chasis, módulo y Pi</translation>
    </message>
    <message>
        <source>%1 may open the card</source>
        <translation>%1 puede abrir la tarjeta</translation>
    </message>
    <message>
        <source>unit %1 is bound to %2</source>
        <translation>la unidad %1 está vinculada a %2</translation>
    </message>
    <message>
        <source>its module is locked to these parts for good</source>
        <translation>su módulo queda unido a estas piezas para siempre</translation>
    </message>
    <message>
        <source>its module opened the card alone</source>
        <translation>su módulo abrió la tarjeta solo</translation>
    </message>
    <message>
        <source>unit %1 destroys its transport keyslot now</source>
        <translation>la unidad %1 destruye ahora su ranura de clave de transporte</translation>
    </message>
    <message>
        <source>unit %1 destroys the transport keyslot of an older copy</source>
        <translation>la unidad %1 destruye la ranura de clave de transporte de una copia anterior</translation>
    </message>
    <message>
        <source>keyslot 1 is on the card, its key locked by the module</source>
        <translation>la ranura de clave 1 está en la tarjeta, su clave asegurada por el módulo</translation>
    </message>
    <message>
        <source>unit %1 is locked</source>
        <translation>la unidad %1 está asegurada</translation>
    </message>
    <message>
        <source>no card with LUKS UUID %1 was made here</source>
        <translation>aquí no se hizo ninguna tarjeta con el UUID LUKS %1</translation>
    </message>
    <message>
        <source>bring it to the bench of the station that made it</source>
        <translation>llévela al banco de la estación que la hizo</translation>
    </message>
    <message>
        <source>was it made on another station?</source>
        <translation>¿se hizo en otra estación?</translation>
    </message>
    <message>
        <source>this card ended %1 and did not pass</source>
        <translation>esta tarjeta acabó %1 y no pasó</translation>
    </message>
    <message>
        <source>this card is still being made and did not pass</source>
        <translation>esta tarjeta aún se está haciendo y no ha pasado</translation>
    </message>
    <message>
        <source>make the card once more</source>
        <translation>haga la tarjeta otra vez</translation>
    </message>
    <message>
        <source>make it once more</source>
        <translation>hágala otra vez</translation>
    </message>
    <message>
        <source>make its card once more, with verify</source>
        <translation>haga su tarjeta otra vez, con verificación</translation>
    </message>
    <message>
        <source>this card was superseded by a newer one</source>
        <translation>esta tarjeta fue sustituida por otra más nueva</translation>
    </message>
    <message>
        <source>put that in, and destroy this one</source>
        <translation>meta esa y destruya esta</translation>
    </message>
    <message>
        <source>its card was made by a Bindery that did not bind</source>
        <translation>su tarjeta la hizo un Bindery que no vinculaba</translation>
    </message>
    <message>
        <source>unit %1 is %2</source>
        <translation>la unidad %1 está %2</translation>
    </message>
    <message>
        <source>unit %1 is %2 and cannot be served at &quot;%3&quot;</source>
        <translation>la unidad %1 está %2 y no se la atiende en «%3»</translation>
    </message>
    <message>
        <source>%1 was never authorised for it</source>
        <translation>%1 nunca se autorizó para ella</translation>
    </message>
    <message>
        <source>start its bind from the beginning</source>
        <translation>empiece su vinculación desde el principio</translation>
    </message>
    <message>
        <source>start the unit&apos;s bind anew</source>
        <translation>empiece de nuevo la vinculación de la unidad</translation>
    </message>
    <message>
        <source>unit %1 is bound, but its card has keyslot 0 again</source>
        <translation>la unidad %1 está vinculada, pero su tarjeta tiene otra vez la ranura de clave 0</translation>
    </message>
    <message>
        <source>an older copy of the card</source>
        <translation>una copia anterior de la tarjeta</translation>
    </message>
    <message>
        <source>it is revoked once more</source>
        <translation>se revoca otra vez</translation>
    </message>
    <message>
        <source>set the card aside and call a supervisor</source>
        <translation>aparte la tarjeta y llame a un supervisor</translation>
    </message>
    <message>
        <source>its image is not for the board &quot;%1&quot; but for %2</source>
        <translation>su imagen no es para la placa «%1» sino para %2</translation>
    </message>
    <message>
        <source>put the card in the right board</source>
        <translation>meta la tarjeta en la placa correcta</translation>
    </message>
    <message>
        <source>%1 is a simulated one, which only demo images take</source>
        <translation>%1 es simulado, y solo lo aceptan las imágenes de demo</translation>
    </message>
    <message>
        <source>fit a real module</source>
        <translation>monte un módulo real</translation>
    </message>
    <message>
        <source>%1 is permanently bound to another Pi or card</source>
        <translation>%1 está unido para siempre a otra Pi o tarjeta</translation>
    </message>
    <message>
        <source>fit another one</source>
        <translation>monte otro</translation>
    </message>
    <message>
        <source>%1 says that it was tampered with</source>
        <translation>%1 dice que ha sido manipulado</translation>
    </message>
    <message>
        <source>keep it, call a supervisor</source>
        <translation>guárdelo y llame a un supervisor</translation>
    </message>
    <message>
        <source>module %1</source>
        <translation>módulo %1</translation>
    </message>
    <message>
        <source>Pi %1</source>
        <translation>Pi %1</translation>
    </message>
    <message>
        <source>its card was written to the medium %1, but it starts from %2, which is a copy</source>
        <translation>su tarjeta se grabó en el medio %1, pero arranca de %2, que es una copia</translation>
    </message>
    <message>
        <source>put the original in</source>
        <translation>meta la original</translation>
    </message>
    <message>
        <source>the header of its card was altered (%1)</source>
        <translation>se alteró la cabecera de su tarjeta (%1)</translation>
    </message>
    <message>
        <source>cipher, sizes, segment or label</source>
        <translation>cifrado, tamaños, segmento o etiqueta</translation>
    </message>
    <message>
        <source>the recovery keyslot 2 of its card was added after the card was made</source>
        <translation>la ranura de clave de recuperación 2 de su tarjeta se añadió después de hacerla</translation>
    </message>
    <message>
        <source>the recovery keyslot 2 of its card was taken away after the card was made</source>
        <translation>la ranura de clave de recuperación 2 de su tarjeta se quitó después de hacerla</translation>
    </message>
    <message>
        <source>the header of its card has keyslots %1, which it cannot have at &quot;%2&quot;</source>
        <translation>la cabecera de su tarjeta tiene las ranuras de clave %1, que no puede tener en «%2»</translation>
    </message>
    <message>
        <source>its card has no token of its module&apos;s key</source>
        <translation>su tarjeta no tiene token de la clave de su módulo</translation>
    </message>
    <message>
        <source>the token of its module&apos;s key is not the one it reported before</source>
        <translation>el token de la clave de su módulo no es el que comunicó antes</translation>
    </message>
    <message>
        <source>the station has it on record</source>
        <translation>la estación lo tiene registrado</translation>
    </message>
    <message>
        <source>its module opens it now</source>
        <translation>su módulo la abre ahora</translation>
    </message>
    <message>
        <source>if it does not, a supervisor releases it to be made once more</source>
        <translation>si no lo hace, un supervisor la libera para hacerla otra vez</translation>
    </message>
    <message>
        <source>provision it first</source>
        <translation>grábela primero</translation>
    </message>
    <message>
        <source>ask a supervisor</source>
        <translation>pregunte a un supervisor</translation>
    </message>
    <message>
        <source>the bench is armed already, by %1</source>
        <translation>el banco ya atiende, activado por %1</translation>
    </message>
    <message>
        <source>the bench is not armed</source>
        <translation>el banco no atiende</translation>
    </message>
    <message>
        <source>the policy list needs the parts that are taken</source>
        <translation>la regla «list» necesita las piezas aceptadas</translation>
    </message>
    <message>
        <source>parts are for the policy list only</source>
        <translation>las piezas son solo para la regla «list»</translation>
    </message>
    <message>
        <source>bench policy &quot;%1&quot;</source>
        <translation>regla del banco «%1»</translation>
    </message>
    <message>
        <source>use scan, list or open</source>
        <translation>use scan, list u open</translation>
    </message>
    <message>
        <source>the name of a station is a printable text of 1 to 64 bytes, such as bench-1</source>
        <translation>el nombre de una estación es un texto imprimible de 1 a 64 bytes, como bench-1</translation>
    </message>
    <message>
        <source>there is no site in %1</source>
        <translation>no hay sede en %1</translation>
    </message>
    <message>
        <source>make one with</source>
        <translation>cree una con</translation>
    </message>
    <message>
        <source>%1, or join one with</source>
        <translation>%1, o únase a una con</translation>
    </message>
    <message>
        <source>%1 is not the certificate of %2 signed by a key in %3</source>
        <translation>%1 no es el certificado de %2 firmado por una clave de %3</translation>
    </message>
    <message>
        <source>units would refuse this station</source>
        <translation>las unidades rechazarían esta estación</translation>
    </message>
    <message>
        <source>join the site anew</source>
        <translation>vuelva a unirse a la sede</translation>
    </message>
    <message>
        <source>the unit %1 is %2</source>
        <translation>la unidad %1 está %2</translation>
    </message>
    <message>
        <source>it cannot become %1</source>
        <translation>no puede pasar a %1</translation>
    </message>
    <message>
        <source>the unit %1 is %2, so there is nothing to confirm</source>
        <translation>la unidad %1 está %2, así que no hay nada que confirmar</translation>
    </message>
    <message>
        <source>is it the right chassis?</source>
        <translation>¿es el chasis correcto?</translation>
    </message>
    <message>
        <source>cards of several units ask with %1</source>
        <translation>tarjetas de varias unidades preguntan con %1</translation>
    </message>
    <message>
        <source>scan the chassis too, so that one of them is meant</source>
        <translation>escanee también el chasis, para indicar una</translation>
    </message>
    <message>
        <source>a confirmation names the serial of the %1</source>
        <translation>una confirmación nombra el número de serie: %1</translation>
    </message>
    <message>
        <source>module</source>
        <translation>módulo</translation>
    </message>
    <message>
        <source>scan its label</source>
        <translation>escanee su etiqueta</translation>
    </message>
    <message>
        <source>the unit %1 has no card yet</source>
        <translation>la unidad %1 aún no tiene tarjeta</translation>
    </message>
    <message>
        <source>the card %1 of unit %2 was superseded by that of attempt %3</source>
        <translation>la tarjeta %1 de la unidad %2 fue sustituida por la del intento %3</translation>
    </message>
    <message>
        <source>the card %1 of unit %2 is %3</source>
        <translation>la tarjeta %1 de la unidad %2 está %3</translation>
    </message>
    <message>
        <source>not made yet</source>
        <translation>aún sin hacer</translation>
    </message>
    <message>
        <source>there is no unit, card, module or Pi &quot;%1&quot; here</source>
        <translation>aquí no hay unidad, tarjeta, módulo ni Pi «%1»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; fits several units</source>
        <translation>«%1» vale para varias unidades</translation>
    </message>
    <message>
        <source>name the unit&apos;s serial</source>
        <translation>nombre el número de la unidad</translation>
    </message>
    <message>
        <source>the card of attempt %1 was superseded by that of attempt %2</source>
        <translation>la tarjeta del intento %1 fue sustituida por la del intento %2</translation>
    </message>
    <message>
        <source>put the new card in</source>
        <translation>meta la tarjeta nueva</translation>
    </message>
    <message>
        <source>its card did not pass (attempt %1 %2)</source>
        <translation>su tarjeta no pasó (intento %1 %2)</translation>
    </message>
    <message>
        <source>is being made</source>
        <translation>se está haciendo</translation>
    </message>
    <message>
        <source>unit %1 is %2, so it cannot be %3</source>
        <translation>la unidad %1 está %2, así que no puede quedar %3</translation>
    </message>
    <message>
        <source>Pi %1 and module %2 were never authorised for it</source>
        <translation>la Pi %1 y el módulo %2 nunca se autorizaron para ella</translation>
    </message>
    <message>
        <source>unit %1 reports its keyslot 0 as still there, so it is not bound</source>
        <translation>la unidad %1 dice que su ranura de clave 0 sigue ahí, así que no está vinculada</translation>
    </message>
    <message>
        <source>its card asked with %1 different pairs of module and Pi already</source>
        <translation>su tarjeta ya preguntó con %1 parejas distintas de módulo y Pi</translation>
    </message>
    <message>
        <source>%1 is in use by unit %2</source>
        <translation>%1 está en uso en la unidad %2</translation>
    </message>
    <message>
        <source>fit the right one, or let a supervisor take it out of %1</source>
        <translation>monte la pieza correcta, o que un supervisor la quite de %1</translation>
    </message>
    <message>
        <source>unit %1 has %2, but %3 asks for it</source>
        <translation>la unidad %1 tiene %2, pero pregunta por ella %3</translation>
    </message>
    <message>
        <source>fit the right one, or let a supervisor take the old one out of %1</source>
        <translation>monte la pieza correcta, o que un supervisor quite la antigua de %1</translation>
    </message>
    <message>
        <source>a module with the serial %1 but another key is on record for unit %2</source>
        <translation>hay registrado un módulo con el número %1 pero otra clave para la unidad %2</translation>
    </message>
    <message>
        <source>one of the two is a copy</source>
        <translation>uno de los dos es una copia</translation>
    </message>
    <message>
        <source>keep both, call a supervisor</source>
        <translation>guarde los dos y llame a un supervisor</translation>
    </message>
    <message>
        <source>the key of module %1 is on record as that of module %2 in unit %3</source>
        <translation>la clave del módulo %1 está registrada como la del módulo %2 de la unidad %3</translation>
    </message>
    <message>
        <source>a unit that does not tell %1 cannot be bound</source>
        <translation>una unidad que no dice %1 no se puede vincular</translation>
    </message>
    <message>
        <source>the serial of its Pi</source>
        <translation>el número de su Pi</translation>
    </message>
    <message>
        <source>the serial of its module</source>
        <translation>el número de su módulo</translation>
    </message>
    <message>
        <source>the key of its module</source>
        <translation>la clave de su módulo</translation>
    </message>
    <message>
        <source>the bench&apos;s transport secret does not open this card</source>
        <translation>el secreto de transporte del banco no abre esta tarjeta</translation>
    </message>
    <message>
        <source>is it the card of that attempt?</source>
        <translation>¿es la tarjeta de ese intento?</translation>
    </message>
    <message>
        <source>the bench says authorised and gives no secret</source>
        <translation>el banco autoriza y no da ningún secreto</translation>
    </message>
    <message>
        <source>the module does not open what it locked a moment ago</source>
        <translation>el módulo no abre lo que acaba de asegurar</translation>
    </message>
    <message>
        <source>the module does not give back the key that it locked</source>
        <translation>el módulo no devuelve la clave que aseguró</translation>
    </message>
    <message>
        <source>the module does not unlock this key</source>
        <translation>el módulo no desbloquea esta clave</translation>
    </message>
    <message>
        <source>the card belongs to the %1 module %2, this unit has the %3 module %4</source>
        <translation>la tarjeta es del módulo %2 (%1), esta unidad tiene el módulo %4 (%3)</translation>
    </message>
    <message>
        <source>the key that the module gives does not open this card</source>
        <translation>la clave que da el módulo no abre esta tarjeta</translation>
    </message>
    <message>
        <source>the card&apos;s header is %1, the module %2</source>
        <translation>la cabecera de la tarjeta está %1, el módulo %2</translation>
    </message>
    <message>
        <source>no module answers at %1</source>
        <translation>en %1 no responde ningún módulo</translation>
    </message>
    <message>
        <source>module %1 did not answer in time (%2)</source>
        <translation>el módulo %1 no respondió a tiempo (%2)</translation>
    </message>
    <message>
        <source>no simulated module at %1</source>
        <translation>no hay módulo simulado en %1</translation>
    </message>
    <message>
        <source>give the machine its disk, or make the file</source>
        <translation>dé su disco a la máquina, o cree el archivo</translation>
    </message>
    <message>
        <source>it was breached</source>
        <translation>fue forzado</translation>
    </message>
    <message>
        <source>it is permanently bound to another Pi or card than these</source>
        <translation>está unido para siempre a otra Pi o tarjeta</translation>
    </message>
    <message>
        <source>another module locked it</source>
        <translation>lo aseguró otro módulo</translation>
    </message>
    <message>
        <source>it was locked in production</source>
        <translation>se aseguró en producción</translation>
    </message>
    <message>
        <source>it was changed</source>
        <translation>se cambió</translation>
    </message>
    <message>
        <source>the restart failed</source>
        <translation>falló el reinicio</translation>
    </message>
    <message>
        <source>a failure that no module signed</source>
        <translation>un fallo que no firmó ningún módulo</translation>
    </message>
    <message>
        <source>the signature is not that of the module over this connection&apos;s challenge</source>
        <translation>la firma no es la del módulo para esta conexión</translation>
    </message>
    <message>
        <source>another key, a recorded message, or one that was changed</source>
        <translation>otra clave, un mensaje grabado o uno cambiado</translation>
    </message>
    <message>
        <source>the module&apos;s public key cannot be used</source>
        <translation>la clave pública del módulo no se puede usar</translation>
    </message>
    <message>
        <source>it does not speak the bind protocol (no such ALPN)</source>
        <translation>no habla el protocolo de vinculación (otro ALPN)</translation>
    </message>
    <message>
        <source>the other end has closed the connection</source>
        <translation>el otro extremo cerró la conexión</translation>
    </message>
    <message>
        <source>the other end took too long</source>
        <translation>el otro extremo tardó demasiado</translation>
    </message>
    <message>
        <source>the connection was stopped</source>
        <translation>la conexión se paró</translation>
    </message>
    <message>
        <source>ModuleAbsent</source>
        <translation>módulo ausente</translation>
    </message>
    <message>
        <source>ModuleRefused</source>
        <translation>módulo se niega</translation>
    </message>
    <message>
        <source>VerifyMismatch</source>
        <translation>discrepancia</translation>
    </message>
    <message>
        <source>DeviceGone</source>
        <translation>tarjeta ausente</translation>
    </message>
    <message>
        <source>WriteFailed</source>
        <translation>error de escritura</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>defecto</translation>
    </message>
    <message>
        <source>Corrupt</source>
        <translation>dañado</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>contradicción</translation>
    </message>
    <message>
        <source>take the card out</source>
        <translation>saque la tarjeta</translation>
    </message>
    <message>
        <source>take the card out first</source>
        <translation>saque primero la tarjeta</translation>
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
        <source>acknowledge the fault first</source>
        <translation>reconozca primero el fallo</translation>
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
        <source>use another card if it stays so</source>
        <translation>use otra tarjeta si sigue así</translation>
    </message>
    <message>
        <source>use another card, or call a supervisor, who releases the unit to be made once more</source>
        <translation>use otra tarjeta, o llame a un supervisor, que libera la unidad para hacerla otra vez</translation>
    </message>
    <message>
        <source>use another reader or disk</source>
        <translation>use otro lector o disco</translation>
    </message>
    <message>
        <source>use another device</source>
        <translation>use otro dispositivo</translation>
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
        <source>switch the swap area off first, if it is the right card</source>
        <translation>desactive primero el área de intercambio, si es la tarjeta correcta</translation>
    </message>
    <message>
        <source>close what is built upon it first, if it is the right card</source>
        <translation>cierre primero lo que se apoya en ella, si es la tarjeta correcta</translation>
    </message>
    <message>
        <source>put a card in</source>
        <translation>meta una tarjeta</translation>
    </message>
    <message>
        <source>put the card in first</source>
        <translation>meta primero la tarjeta</translation>
    </message>
    <message>
        <source>put the reference card in</source>
        <translation>meta la tarjeta de referencia</translation>
    </message>
    <message>
        <source>put it aside</source>
        <translation>apártela</translation>
    </message>
    <message>
        <source>put it aside, or allow that what it holds is destroyed</source>
        <translation>apártela, o permita que se borre lo que contiene</translation>
    </message>
    <message>
        <source>this is a reference card of the daily check</source>
        <translation>es una tarjeta de referencia de la prueba diaria</translation>
    </message>
    <message>
        <source>take it out</source>
        <translation>sáquela</translation>
    </message>
    <message>
        <source>take it out and put it in again</source>
        <translation>sáquela y vuelva a meterla</translation>
    </message>
    <message>
        <source>make the card again</source>
        <translation>haga la tarjeta de nuevo</translation>
    </message>
    <message>
        <source>leave one card in</source>
        <translation>deje una sola tarjeta</translation>
    </message>
    <message>
        <source>close that first</source>
        <translation>ciérrelo primero</translation>
    </message>
    <message>
        <source>wait for it, or end it</source>
        <translation>espere, o termínelo</translation>
    </message>
    <message>
        <source>free space on it and start again</source>
        <translation>libere espacio en él y empiece de nuevo</translation>
    </message>
    <message>
        <source>name the device itself</source>
        <translation>nombre el propio dispositivo</translation>
    </message>
    <message>
        <source>name the whole disk</source>
        <translation>nombre el disco entero</translation>
    </message>
    <message>
        <source>name the whole disk, %1</source>
        <translation>nombre el disco entero, %1</translation>
    </message>
    <message>
        <source>name the whole disk of a card</source>
        <translation>nombre el disco entero de una tarjeta</translation>
    </message>
    <message>
        <source>name the whole disk of a card, such as %1</source>
        <translation>nombre el disco entero de una tarjeta, como %1</translation>
    </message>
    <message>
        <source>put the card in a slot of the line, or teach this one with %1</source>
        <translation>meta la tarjeta en una ranura de la línea, o enseñe esta con %1</translation>
    </message>
    <message>
        <source>unplug one of the two readers, or put it into another port and teach that with &quot;%1&quot;</source>
        <translation>desconecte uno de los dos lectores, o póngalo en otro puerto y enséñelo con «%1»</translation>
    </message>
    <message>
        <source>teach it</source>
        <translation>enséñelo</translation>
    </message>
    <message>
        <source>teach its port first</source>
        <translation>enseñe primero su puerto</translation>
    </message>
    <message>
        <source>call a supervisor, who re-opens the slot</source>
        <translation>llame a un supervisor, que reabre la ranura</translation>
    </message>
    <message>
        <source>a supervisor may teach it as a slot</source>
        <translation>un supervisor puede enseñarlo como ranura</translation>
    </message>
    <message>
        <source>until then nothing is written here</source>
        <translation>hasta entonces aquí no se graba nada</translation>
    </message>
    <message>
        <source>wait for its card, or cancel it</source>
        <translation>espere a su tarjeta, o cancélela</translation>
    </message>
    <message>
        <source>only a ready one is</source>
        <translation>solo una lista</translation>
    </message>
    <message>
        <source>only a card that is ready can be started</source>
        <translation>solo se puede empezar una tarjeta lista</translation>
    </message>
    <message>
        <source>it holds no fault</source>
        <translation>no muestra ningún fallo</translation>
    </message>
    <message>
        <source>nothing runs in it</source>
        <translation>no hay nada en marcha en ella</translation>
    </message>
    <message>
        <source>no card is made in it anyway</source>
        <translation>de todos modos no se hace ninguna tarjeta en ella</translation>
    </message>
    <message>
        <source>it is open</source>
        <translation>está abierta</translation>
    </message>
    <message>
        <source>a slot that is %1 cannot be %2</source>
        <translation>una ranura que está %1 no puede ser %2</translation>
    </message>
    <message>
        <source>started</source>
        <translation>iniciada</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>reconocida</translation>
    </message>
    <message>
        <source>re-opened</source>
        <translation>reabierta</translation>
    </message>
    <message>
        <source>taken out of service</source>
        <translation>puesta fuera de servicio</translation>
    </message>
    <message>
        <source>forgotten</source>
        <translation>olvidada</translation>
    </message>
    <message>
        <source>slot %1</source>
        <translation>ranura %1</translation>
    </message>
    <message>
        <source>slot %1 is %2</source>
        <translation>la ranura %1 está %2</translation>
    </message>
    <message>
        <source>slot %1 is %2 already</source>
        <translation>la ranura %1 ya está %2</translation>
    </message>
    <message>
        <source>slot %1 is at work</source>
        <translation>la ranura %1 está trabajando</translation>
    </message>
    <message>
        <source>slot %1 is empty</source>
        <translation>la ranura %1 está vacía</translation>
    </message>
    <message>
        <source>slot %1 was not taught</source>
        <translation>la ranura %1 no se ha enseñado</translation>
    </message>
    <message>
        <source>slot %1 holds no card that was refused</source>
        <translation>en la ranura %1 no hay ninguna tarjeta rechazada</translation>
    </message>
    <message>
        <source>slot %1 has no serial yet</source>
        <translation>la ranura %1 aún no tiene número de serie</translation>
    </message>
    <message>
        <source>scan the slot&apos;s label, then the serial</source>
        <translation>escanee la etiqueta de la ranura y después el número de serie</translation>
    </message>
    <message>
        <source>its unit has a serial</source>
        <translation>su unidad ya tiene número de serie</translation>
    </message>
    <message>
        <source>there is no slot %1</source>
        <translation>no hay ranura %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; shows those that were taught</source>
        <translation>«%1» muestra las enseñadas</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no slot number</source>
        <translation>«%1» no es un número de ranura</translation>
    </message>
    <message>
        <source>%1 is no slot number</source>
        <translation>%1 no es un número de ranura</translation>
    </message>
    <message>
        <source>they go from %1 to %2</source>
        <translation>van de %1 a %2</translation>
    </message>
    <message>
        <source>nothing was forgotten</source>
        <translation>no se olvidó nada</translation>
    </message>
    <message>
        <source>no slot is being taught</source>
        <translation>no se está enseñando ninguna ranura</translation>
    </message>
    <message>
        <source>no slot of this station was taught</source>
        <translation>no se ha enseñado ninguna ranura de esta estación</translation>
    </message>
    <message>
        <source>do that with &quot;%1&quot;, one card after the other</source>
        <translation>se hace con «%1», una tarjeta tras otra</translation>
    </message>
    <message>
        <source>the attempt %1 runs</source>
        <translation>el intento %1 está en marcha</translation>
    </message>
    <message>
        <source>it has no fault yet</source>
        <translation>aún no tiene ningún fallo</translation>
    </message>
    <message>
        <source>a slot that is %1 needs a reason</source>
        <translation>una ranura que está %1 necesita un motivo</translation>
    </message>
    <message>
        <source>re-opening a slot needs a reason</source>
        <translation>reabrir una ranura necesita un motivo</translation>
    </message>
    <message>
        <source>the port was not taught</source>
        <translation>el puerto no se ha enseñado</translation>
    </message>
    <message>
        <source>this port was never taught</source>
        <translation>este puerto no se ha enseñado</translation>
    </message>
    <message>
        <source>%1 failures in a row, the last</source>
        <translation>%1 fallos seguidos, el último</translation>
    </message>
    <message>
        <source>the order asks for no verify</source>
        <translation>la orden no pide verificación</translation>
    </message>
    <message>
        <source>no order was chosen</source>
        <translation>no se ha elegido ninguna orden</translation>
    </message>
    <message>
        <source>choose an order</source>
        <translation>elija una orden</translation>
    </message>
    <message>
        <source>%1 and %2 both claim the port %3 of this slot</source>
        <translation>%1 y %2 reclaman el mismo puerto %3 de esta ranura</translation>
    </message>
    <message>
        <source>%1 both claim the port %2 of this slot</source>
        <translation>%1 reclaman el mismo puerto %2 de esta ranura</translation>
    </message>
    <message>
        <source>this slot has %1 cards in its ports, %2 and %3</source>
        <translation>esta ranura tiene %1 tarjetas en sus puertos, %2 y %3</translation>
    </message>
    <message>
        <source>this slot has %1 cards in its ports, %2</source>
        <translation>esta ranura tiene %1 tarjetas en sus puertos, %2</translation>
    </message>
    <message>
        <source>%1 is in no port that could be a slot</source>
        <translation>%1 no está en un puerto que pueda ser ranura</translation>
    </message>
    <message>
        <source>slots are USB ports and SD card readers.</source>
        <translation>las ranuras son puertos USB y lectores de tarjetas SD.</translation>
    </message>
    <message>
        <source>%1 is in %2, which was taught just now</source>
        <translation>%1 está en %2, que se acaba de enseñar</translation>
    </message>
    <message>
        <source>put it into another one.</source>
        <translation>métala en otro.</translation>
    </message>
    <message>
        <source>Two disks are in %1</source>
        <translation>Hay dos discos en %1</translation>
    </message>
    <message>
        <source>this machine pairs the wrong connectors, so this port cannot be a slot.</source>
        <translation>esta máquina confunde los conectores, así que este puerto no puede ser ranura.</translation>
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
        <source>%1 is used as swap (%2)</source>
        <translation>%1 se usa como intercambio (%2)</translation>
    </message>
    <message>
        <source>%1 is held by %2</source>
        <translation>%1 está retenido por %2</translation>
    </message>
    <message>
        <source>%1 has sectors of %2 bytes</source>
        <translation>%1 tiene sectores de %2 bytes</translation>
    </message>
    <message>
        <source>a Pi&apos;s card needs 512</source>
        <translation>la tarjeta de una Pi necesita 512</translation>
    </message>
    <message>
        <source>%1 is a symbolic link</source>
        <translation>%1 es un enlace simbólico</translation>
    </message>
    <message>
        <source>%1 is not a block device</source>
        <translation>%1 no es un dispositivo de bloques</translation>
    </message>
    <message>
        <source>%1 is a partition</source>
        <translation>%1 es solo una parte de un disco</translation>
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
        <source>%1 is blocked</source>
        <translation>%1 está bloqueada</translation>
    </message>
    <message>
        <source>%1 carries the running system (%2)</source>
        <translation>%1 lleva el sistema en marcha (%2)</translation>
    </message>
    <message>
        <source>%1 is locked by another process</source>
        <translation>%1 está bloqueado por otro programa</translation>
    </message>
    <message>
        <source>%1 refuses direct I/O, so nothing written to it could be verified</source>
        <translation>%1 no permite el acceso directo, así que no se podría verificar lo grabado</translation>
    </message>
    <message>
        <source>the card left its slot</source>
        <translation>la tarjeta salió de su ranura</translation>
    </message>
    <message>
        <source>the card left the station</source>
        <translation>la tarjeta salió de la estación</translation>
    </message>
    <message>
        <source>it left the station</source>
        <translation>salió de la estación</translation>
    </message>
    <message>
        <source>it left the station (%1)</source>
        <translation>salió de la estación (%1)</translation>
    </message>
    <message>
        <source>it was detached</source>
        <translation>se desconectó</translation>
    </message>
    <message>
        <source>the file system behind it is gone</source>
        <translation>el sistema de archivos que la contiene ya no está</translation>
    </message>
    <message>
        <source>it was taken out, or another medium took its place (%1, it had %2)</source>
        <translation>se sacó, u otra ocupó su lugar (%1, antes %2)</translation>
    </message>
    <message>
        <source>another medium took its place (%1, it had %2)</source>
        <translation>otra ocupó su lugar (%1, antes %2)</translation>
    </message>
    <message>
        <source>another medium took its place while it was opened</source>
        <translation>otra ocupó su lugar mientras se abría</translation>
    </message>
    <message>
        <source>another device took its place (%1, it had %2)</source>
        <translation>otro dispositivo ocupó su lugar (%1, antes %2)</translation>
    </message>
    <message>
        <source>another device has its number (%1, it had %2)</source>
        <translation>otro dispositivo tiene su número (%1, antes %2)</translation>
    </message>
    <message>
        <source>no DISKSEQ</source>
        <translation>sin DISKSEQ</translation>
    </message>
    <message>
        <source>the open descriptor belongs to another device</source>
        <translation>lo abierto pertenece a otro dispositivo</translation>
    </message>
    <message>
        <source>its size changed from %1 to %2 bytes</source>
        <translation>su tamaño cambió de %1 a %2 bytes</translation>
    </message>
    <message>
        <source>it is in use by another process or file system</source>
        <translation>la usa otro programa o sistema de archivos</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>es de solo lectura</translation>
    </message>
    <message>
        <source>it became write-protected</source>
        <translation>ahora está protegida contra escritura</translation>
    </message>
    <message>
        <source>it was opened for reading only</source>
        <translation>se abrió solo para lectura</translation>
    </message>
    <message>
        <source>the file system is full</source>
        <translation>el sistema de archivos está lleno</translation>
    </message>
    <message>
        <source>a flush of it failed before, so nothing written to it can be trusted</source>
        <translation>antes falló un vaciado del búfer, así que nada de lo grabado es fiable</translation>
    </message>
    <message>
        <source>writing %1 at offset %2</source>
        <translation>escritura en %1 desde el byte %2</translation>
    </message>
    <message>
        <source>reading %1 at offset %2</source>
        <translation>lectura de %1 desde el byte %2</translation>
    </message>
    <message>
        <source>discarding %1 at offset %2</source>
        <translation>descarte en %1 desde el byte %2</translation>
    </message>
    <message>
        <source>flushing %1 at offset %2</source>
        <translation>vaciado del búfer de %1 desde el byte %2</translation>
    </message>
    <message>
        <source>flushing before a read-back of %1 at offset %2</source>
        <translation>vaciado del búfer antes de releer %1 desde el byte %2</translation>
    </message>
    <message>
        <source>dropping cached pages of %1 at offset %2</source>
        <translation>vaciado de la caché de %1 desde el byte %2</translation>
    </message>
    <message>
        <source>flushing before a read-back of %1</source>
        <translation>vaciado del búfer antes de releer %1</translation>
    </message>
    <message>
        <source>flushing %1</source>
        <translation>vaciado del búfer de %1</translation>
    </message>
    <message>
        <source>opening %1</source>
        <translation>apertura de %1</translation>
    </message>
    <message>
        <source>looking for %1</source>
        <translation>búsqueda de %1</translation>
    </message>
    <message>
        <source>asking for the state of %1</source>
        <translation>consulta del estado de %1</translation>
    </message>
    <message>
        <source>listening to the kernel&apos;s events of disks</source>
        <translation>escucha de los avisos de discos del núcleo</translation>
    </message>
    <message>
        <source>%1 the demo&apos;s card at offset %2</source>
        <translation>tarjeta de la demo, %1, desde el byte %2</translation>
    </message>
    <message>
        <source>the station stopped in the middle of its attempt</source>
        <translation>la estación se paró en medio de su intento</translation>
    </message>
    <message>
        <source>the station stopped in the middle of it</source>
        <translation>la estación se paró a la mitad</translation>
    </message>
    <message>
        <source>the card has not moved for %1 s while %2</source>
        <translation>la tarjeta lleva %1 s sin moverse, %2</translation>
    </message>
    <message>
        <source>the card did not answer when the line was stopped, while %1</source>
        <translation>la tarjeta no respondió al pararse la línea, %1</translation>
    </message>
    <message>
        <source>it hangs</source>
        <translation>está colgada</translation>
    </message>
    <message>
        <source>the card cannot be read</source>
        <translation>la tarjeta no se puede leer</translation>
    </message>
    <message>
        <source>its card cannot be read</source>
        <translation>su tarjeta no se puede leer</translation>
    </message>
    <message>
        <source>its card cannot be begun</source>
        <translation>su tarjeta no se puede empezar</translation>
    </message>
    <message>
        <source>the card is not blank (%1)</source>
        <translation>la tarjeta no está vacía (%1)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>bytes at %1</source>
        <translation>datos en %1</translation>
    </message>
    <message>
        <source>%1, but bytes at %2</source>
        <translation>%1, pero datos en %2</translation>
    </message>
    <message>
        <source>an empty FAT file system</source>
        <translation>un sistema de archivos FAT vacío</translation>
    </message>
    <message>
        <source>an empty FAT32 file system</source>
        <translation>un sistema de archivos FAT32 vacío</translation>
    </message>
    <message>
        <source>an empty exFAT file system</source>
        <translation>un sistema de archivos exFAT vacío</translation>
    </message>
    <message>
        <source>a boot sector</source>
        <translation>un sector de arranque</translation>
    </message>
    <message>
        <source>a table without partitions</source>
        <translation>una tabla sin particiones</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 particiones</translation>
    </message>
    <message>
        <source>a partition that is not empty</source>
        <translation>una partición que no está vacía</translation>
    </message>
    <message>
        <source>fake capacity</source>
        <translation>capacidad falsa</translation>
    </message>
    <message>
        <source>the card announces %1, but %2</source>
        <translation>la tarjeta anuncia %1, pero %2</translation>
    </message>
    <message>
        <source>the block at %1 was lost</source>
        <translation>el bloque en %1 se perdió</translation>
    </message>
    <message>
        <source>it wraps around after %1 or a fraction of it</source>
        <translation>vuelve a empezar tras %1 o una fracción</translation>
    </message>
    <message>
        <source>the card wraps around after %1</source>
        <translation>la tarjeta vuelve a empezar tras %1</translation>
    </message>
    <message>
        <source>%1 of %2 blocks differ, the first at byte %3 of the card</source>
        <translation>%1 de %2 bloques difieren, el primero en el byte %3 de la tarjeta</translation>
    </message>
    <message>
        <source>all equal</source>
        <translation>todo igual</translation>
    </message>
    <message>
        <source>root: %1 of %2 blocks differ, the first at byte %3 of the card</source>
        <translation>raíz: %1 de %2 bloques difieren, el primero en el byte %3 de la tarjeta</translation>
    </message>
    <message>
        <source>boot partition</source>
        <translation>partición de arranque</translation>
    </message>
    <message>
        <source>partition table</source>
        <translation>tabla de particiones</translation>
    </message>
    <message>
        <source>LUKS2 header</source>
        <translation>cabecera LUKS2</translation>
    </message>
    <message>
        <source>size</source>
        <translation>tamaño</translation>
    </message>
    <message>
        <source>the card has %1, recorded is one of at least %2</source>
        <translation>la tarjeta tiene %1, la registrada es de al menos %2</translation>
    </message>
    <message>
        <source>another UUID than was written</source>
        <translation>otro UUID que el grabado</translation>
    </message>
    <message>
        <source>it has %1 keyslots</source>
        <translation>tiene %1 ranuras de clave</translation>
    </message>
    <message>
        <source>keyslot %1 does not open</source>
        <translation>la ranura de clave %1 no se abre</translation>
    </message>
    <message>
        <source>no keyslot opens with the secret</source>
        <translation>ninguna ranura de clave se abre con el secreto</translation>
    </message>
    <message>
        <source>not the bytes that were written</source>
        <translation>no son los bytes grabados</translation>
    </message>
    <message>
        <source>it now has keyslots %1 and tokens %2, which is not what its unit reported</source>
        <translation>ahora tiene las ranuras de clave %1 y los tokens %2, y su unidad no informó de eso</translation>
    </message>
    <message>
        <source>it now has keyslots %1 and tokens %2</source>
        <translation>ahora tiene las ranuras de clave %1 y los tokens %2</translation>
    </message>
    <message>
        <source>%1, which is not what its unit reported</source>
        <translation>%1, y su unidad no informó de eso</translation>
    </message>
    <message>
        <source>no LUKS2 header is found</source>
        <translation>no se encuentra ninguna cabecera LUKS2</translation>
    </message>
    <message>
        <source>the card is damaged, or no card of ours</source>
        <translation>la tarjeta está dañada, o no es nuestra</translation>
    </message>
    <message>
        <source>the LUKS2 header is damaged</source>
        <translation>la cabecera LUKS2 está dañada</translation>
    </message>
    <message>
        <source>this station has no record of a card with LUKS UUID %1</source>
        <translation>esta estación no tiene registrada ninguna tarjeta con el UUID LUKS %1</translation>
    </message>
    <message>
        <source>the key that was given opens no keyslot of %1</source>
        <translation>la clave dada no abre ninguna ranura de clave de %1</translation>
    </message>
    <message>
        <source>name the file of this card&apos;s key</source>
        <translation>nombre el archivo de la clave de esta tarjeta</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>parada</translation>
    </message>
    <message>
        <source>stopped while erasing</source>
        <translation>parada al borrar</translation>
    </message>
    <message>
        <source>stopped while filling what the card does not use</source>
        <translation>parada al llenar lo que la tarjeta no usa</translation>
    </message>
    <message>
        <source>stopped at the boot partition</source>
        <translation>parada en la partición de arranque</translation>
    </message>
    <message>
        <source>stopped before the partition table was written</source>
        <translation>parada antes de grabar la tabla de particiones</translation>
    </message>
    <message>
        <source>the card has %1 (%2 bytes), the golden image %3 needs %4 (%5 bytes)</source>
        <translation>la tarjeta tiene %1 (%2 bytes), la imagen maestra %3 necesita %4 (%5 bytes)</translation>
    </message>
    <message>
        <source>golden image %1</source>
        <translation>imagen maestra %1</translation>
    </message>
    <message>
        <source>golden image %1 wants a GPT, which this version does not write</source>
        <translation>la imagen maestra %1 pide una GPT, que esta versión no graba</translation>
    </message>
    <message>
        <source>golden image %1, file %2</source>
        <translation>imagen maestra %1, archivo %2</translation>
    </message>
    <message>
        <source>the field &quot;%1&quot; is unknown or has another length</source>
        <translation>el campo «%1» es desconocido o tiene otra longitud</translation>
    </message>
    <message>
        <source>stage the image again with this version</source>
        <translation>prepare la imagen otra vez con esta versión</translation>
    </message>
    <message>
        <source>golden image %1 is not approved</source>
        <translation>la imagen maestra %1 no está aprobada</translation>
    </message>
    <message>
        <source>a supervisor does that with &quot;%1&quot;</source>
        <translation>lo hace un supervisor con «%1»</translation>
    </message>
    <message>
        <source>the manifest of golden image %1 is not the one that was staged here</source>
        <translation>el manifiesto de la imagen maestra %1 no es el que se preparó aquí</translation>
    </message>
    <message>
        <source>remove the image and stage it again</source>
        <translation>quite la imagen y prepárela otra vez</translation>
    </message>
    <message>
        <source>recording the result of attempt %1</source>
        <translation>registro del resultado del intento %1</translation>
    </message>
    <message>
        <source>the attempt was given up</source>
        <translation>el intento se abandonó</translation>
    </message>
    <message>
        <source>the attempt was given up before</source>
        <translation>el intento ya se había abandonado</translation>
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
        <translation>Faltan permisos para esto. Pregunte a un supervisor.</translation>
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
    <message>
        <source>its version cannot be read</source>
        <translation>no se puede leer su versión</translation>
    </message>
    <message>
        <source>cards that are exchanged in a running job are told apart less well</source>
        <translation>las tarjetas que se cambian durante el trabajo se distinguen peor</translation>
    </message>
    <message>
        <source>use Linux 5.15 or newer</source>
        <translation>use Linux 5.15 o más nuevo</translation>
    </message>
    <message>
        <source>Debian 12 has it</source>
        <translation>Debian 12 lo tiene</translation>
    </message>
    <message>
        <source>the processor has AES instructions</source>
        <translation>el procesador tiene instrucciones AES</translation>
    </message>
    <message>
        <source>the processor has no AES instructions</source>
        <translation>el procesador no tiene instrucciones AES</translation>
    </message>
    <message>
        <source>encryption is slow</source>
        <translation>el cifrado es lento</translation>
    </message>
    <message>
        <source>use a machine with them for more than one card at a time</source>
        <translation>para más de una tarjeta a la vez use una máquina que las tenga</translation>
    </message>
    <message>
        <source>root: card image files and cards in readers</source>
        <translation>root: archivos de tarjeta y tarjetas en lectores</translation>
    </message>
    <message>
        <source>no root: card image files only, no cards in readers</source>
        <translation>sin root: solo archivos de tarjeta, ninguna tarjeta en lectores</translation>
    </message>
    <message>
        <source>run bindery with sudo for cards in readers</source>
        <translation>ejecute bindery con sudo para tarjetas en lectores</translation>
    </message>
    <message>
        <source>secrets are kept out of swap (%1)</source>
        <translation>los secretos no pasan al intercambio (%1)</translation>
    </message>
    <message>
        <source>secrets may be swapped to disk (%1)</source>
        <translation>los secretos pueden pasar al disco (%1)</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>limit %1 KiB</source>
        <translation>límite %1 KiB</translation>
    </message>
    <message>
        <source>limit %1 MiB</source>
        <translation>límite %1 MiB</translation>
    </message>
    <message>
        <source>limit %1 GiB</source>
        <translation>límite %1 GiB</translation>
    </message>
    <message>
        <source>swap is on</source>
        <translation>el intercambio está activo</translation>
    </message>
    <message>
        <source>swap is off now</source>
        <translation>el intercambio está ahora inactivo</translation>
    </message>
    <message>
        <source>raise RLIMIT_MEMLOCK to at least 1 MiB (%1), or switch swap off</source>
        <translation>suba RLIMIT_MEMLOCK al menos a 1 MiB (%1), o desactive el intercambio</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in %2</source>
        <translation>«%1» en %2</translation>
    </message>
    <message>
        <source>off for this program (%1)</source>
        <translation>desactivados para este programa (%1)</translation>
    </message>
    <message>
        <source>this program can be dumped, secrets with it (%1)</source>
        <translation>este programa se puede volcar, y con él los secretos (%1)</translation>
    </message>
    <message>
        <source>set kernel.core_pattern to %1, or find out what made the program dumpable</source>
        <translation>ponga kernel.core_pattern a %1, o averigüe por qué el programa se puede volcar</translation>
    </message>
    <message>
        <source>name another with --state DIR</source>
        <translation>nombre otra con --state DIR</translation>
    </message>
    <message>
        <source>run bindery as the user it belongs to, or name another with --state DIR</source>
        <translation>ejecute bindery como el usuario al que pertenece, o nombre otra con --state DIR</translation>
    </message>
    <message>
        <source>%1 cannot be written by this user</source>
        <translation>%1 no la puede escribir este usuario</translation>
    </message>
    <message>
        <source>%1 is no folder</source>
        <translation>%1 no es una carpeta</translation>
    </message>
    <message>
        <source>nothing can be made there</source>
        <translation>ahí no se puede crear nada</translation>
    </message>
    <message>
        <source>%1 will be made at first use</source>
        <translation>%1 se creará con el primer uso</translation>
    </message>
    <message>
        <source>%1 can be looked into by other users</source>
        <translation>otros usuarios pueden mirar en %1</translation>
    </message>
    <message>
        <source>card image files there are verified past the cache</source>
        <translation>los archivos de tarjeta de ahí se verifican sin la caché</translation>
    </message>
    <message>
        <source>the file system of %1 has none</source>
        <translation>el sistema de archivos de %1 no lo tiene</translation>
    </message>
    <message>
        <source>card image files there are verified through the cache, and recorded so</source>
        <translation>los archivos de tarjeta de ahí se verifican por la caché, y así se registra</translation>
    </message>
    <message>
        <source>put card image files on ext4, XFS or Btrfs</source>
        <translation>ponga los archivos de tarjeta en ext4, XFS o Btrfs</translation>
    </message>
    <message>
        <source>cards in readers are not concerned</source>
        <translation>no afecta a las tarjetas en lectores</translation>
    </message>
    <message>
        <source>could not be tried in %1</source>
        <translation>no se pudo probar en %1</translation>
    </message>
    <message>
        <source>%1 free for golden images and records</source>
        <translation>%1 libres para imágenes maestras y registros</translation>
    </message>
    <message>
        <source>free some</source>
        <translation>libere espacio</translation>
    </message>
    <message>
        <source>a golden image takes what its root uses, and some MiB for each card size</source>
        <translation>una imagen maestra ocupa lo que usa su raíz, y algunos MiB por tamaño de tarjeta</translation>
    </message>
    <message>
        <source>synchronised</source>
        <translation>sincronizado</translation>
    </message>
    <message>
        <source>not synchronised</source>
        <translation>sin sincronizar</translation>
    </message>
    <message>
        <source>the records say so with every time</source>
        <translation>los registros lo dicen con cada hora</translation>
    </message>
    <message>
        <source>nobody knows whether it is synchronised</source>
        <translation>nadie sabe si está sincronizado</translation>
    </message>
    <message>
        <source>apt install systemd-timesyncd (or chrony), and let it reach a time server</source>
        <translation>apt install systemd-timesyncd (o chrony), y que alcance un servidor de hora</translation>
    </message>
    <message>
        <source>%1 is not installed</source>
        <translation>%1 no está instalado</translation>
    </message>
    <message>
        <source>it grows the root to the size of a card</source>
        <translation>agranda la raíz al tamaño de una tarjeta</translation>
    </message>
    <message>
        <source>it checks roots while staging</source>
        <translation>comprueba raíces al preparar</translation>
    </message>
    <message>
        <source>golden images cannot be proved by a boot of a card</source>
        <translation>las imágenes maestras no se pueden probar arrancando una tarjeta</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>aún ninguno</translation>
    </message>
    <message>
        <source>%1 events, the end of the chain holds</source>
        <translation>%1 eventos, el final de la cadena es válido</translation>
    </message>
    <message>
        <source>stop the line, keep a copy of the state folder, see %1</source>
        <translation>pare la línea, guarde una copia de la carpeta de estado, vea %1</translation>
    </message>
    <message>
        <source>made at first use</source>
        <translation>se crean con el primer uso</translation>
    </message>
    <message>
        <source>%1 is open to %2 (mode %3)</source>
        <translation>%1 está abierto a %2 (permisos %3)</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>todos</translation>
    </message>
    <message>
        <source>a key that others could read is best replaced</source>
        <translation>conviene sustituir una clave que otros pudieron leer</translation>
    </message>
    <message>
        <source>run bindery doctor as %1 or as root</source>
        <translation>ejecute bindery doctor como %1 o como root</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ya no está</translation>
    </message>
    <message>
        <source>the transport secrets sealed under it cannot be opened</source>
        <translation>los secretos de transporte sellados con ella no se pueden abrir</translation>
    </message>
    <message>
        <source>restore it from a backup, or give the systemd credential %1 it was replaced by</source>
        <translation>restáurela de una copia, o dé la credencial de systemd %1 que la sustituyó</translation>
    </message>
    <message>
        <source>%1, readable by root only</source>
        <translation>%1, solo legible por root</translation>
    </message>
    <message>
        <source>%1, readable by %2 and root only</source>
        <translation>%1, solo legible por %2 y root</translation>
    </message>
    <message>
        <source>none: cards are made, but no unit is bound at this station</source>
        <translation>ninguna: se hacen tarjetas, pero en esta estación no se vincula ninguna unidad</translation>
    </message>
    <message>
        <source>%1 for the first station of a site, %2 for the others</source>
        <translation>%1 para la primera estación de una sede, %2 para las demás</translation>
    </message>
    <message>
        <source>%1 pinned keys, and a certificate of this station</source>
        <translation>%1 claves fijadas, y un certificado de esta estación</translation>
    </message>
    <message>
        <source>join the site once more with %1, or restore %2 from a backup</source>
        <translation>vuelva a unirse a la sede con %1, o restaure %2 de una copia</translation>
    </message>
    <message>
        <source>%1 lies on this station</source>
        <translation>%1 está en esta estación</translation>
    </message>
    <message>
        <source>who has the station has the spare too</source>
        <translation>quien tiene la estación tiene también la reserva</translation>
    </message>
    <message>
        <source>copy it to a medium in a safe, check the copy, and %1</source>
        <translation>cópielo a un medio en una caja fuerte, compruebe la copia, y %1</translation>
    </message>
    <message>
        <source>%1 is staged</source>
        <translation>%1 está preparada</translation>
    </message>
    <message>
        <source>another supervisor approves it</source>
        <translation>la aprueba otro supervisor</translation>
    </message>
    <message>
        <source>another supervisor has to approve it</source>
        <translation>debe aprobarla otro supervisor</translation>
    </message>
    <message>
        <source>%1 was staged before</source>
        <translation>%1 ya estaba preparada</translation>
    </message>
    <message>
        <source>same content, same recipe</source>
        <translation>mismo contenido, misma receta</translation>
    </message>
    <message>
        <source>%1 was staged by %2</source>
        <translation>%1 la preparó %2</translation>
    </message>
    <message>
        <source>%1 was approved already, by %2 on %3</source>
        <translation>%1 ya la aprobó %2 el %3</translation>
    </message>
    <message>
        <source>%1 is in the store, but not in the records</source>
        <translation>%1 está en el almacén, pero no en los registros</translation>
    </message>
    <message>
        <source>stage it again</source>
        <translation>prepárela otra vez</translation>
    </message>
    <message>
        <source>the golden image %1</source>
        <translation>la imagen maestra %1</translation>
    </message>
    <message>
        <source>cards were made from %1, and can only be verified while it is here</source>
        <translation>se hicieron tarjetas con %1, y solo se pueden verificar mientras esté aquí</translation>
    </message>
    <message>
        <source>remove it all the same with --force</source>
        <translation>quítela de todos modos con --force</translation>
    </message>
    <message>
        <source>a sample card starts in a virtual machine</source>
        <translation>una tarjeta de muestra arranca en una máquina virtual</translation>
    </message>
    <message>
        <source>a sample card was started, and opened by its module alone</source>
        <translation>una tarjeta de muestra arrancó y su módulo la abrió solo</translation>
    </message>
    <message>
        <source>there is no recipe &quot;%1&quot;</source>
        <translation>no hay receta «%1»</translation>
    </message>
    <message>
        <source>no name for the image can be made from &quot;%1&quot;</source>
        <translation>de «%1» no sale un nombre para la imagen</translation>
    </message>
    <message>
        <source>give one</source>
        <translation>dé uno</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a name for an image</source>
        <translation>«%1» no es un nombre de imagen</translation>
    </message>
    <message>
        <source>letters, digits, &apos;.&apos;, &apos;_&apos;, &apos;-&apos;, at most 64, the first a letter or digit</source>
        <translation>letras, cifras, «.», «_», «-», 64 como mucho, la primera letra o cifra</translation>
    </message>
    <message>
        <source>the recipe %1 has a table [unit], but nothing was given to put into the system</source>
        <translation>la receta %1 tiene una tabla [unit], pero no se dio nada para el sistema</translation>
    </message>
    <message>
        <source>the recipe %1 has no table [unit], so nothing is put into the system</source>
        <translation>la receta %1 no tiene tabla [unit], así que no se pone nada en el sistema</translation>
    </message>
    <message>
        <source>the recipe %1 is for real units, whose initramfs its own tools make</source>
        <translation>la receta %1 es para unidades reales, cuyo initramfs hacen sus propias herramientas</translation>
    </message>
    <message>
        <source>stage it with &quot;%1&quot;</source>
        <translation>prepárela con «%1»</translation>
    </message>
    <message>
        <source>staging was stopped</source>
        <translation>la preparación se paró</translation>
    </message>
    <message>
        <source>listing the image</source>
        <translation>listando la imagen</translation>
    </message>
    <message>
        <source>looking for the root among the golden images</source>
        <translation>buscando la raíz entre las imágenes maestras</translation>
    </message>
    <message>
        <source>finding the patch points</source>
        <translation>buscando los puntos que se cambian</translation>
    </message>
    <message>
        <source>the boot partition of %1</source>
        <translation>la partición de arranque de %1</translation>
    </message>
    <message>
        <source>the root of %1</source>
        <translation>la raíz de %1</translation>
    </message>
    <message>
        <source>reading the partition table</source>
        <translation>leyendo la tabla de particiones</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>leyendo %1</translation>
    </message>
    <message>
        <source>copying %1</source>
        <translation>copiando %1</translation>
    </message>
    <message>
        <source>looking through %1</source>
        <translation>mirando %1</translation>
    </message>
    <message>
        <source>writing the files of %1</source>
        <translation>escribiendo los archivos de %1</translation>
    </message>
    <message>
        <source>cutting out the boot partition</source>
        <translation>separando la partición de arranque</translation>
    </message>
    <message>
        <source>cutting out the root partition</source>
        <translation>separando la partición raíz</translation>
    </message>
    <message>
        <source>copying the boot partition</source>
        <translation>copiando la partición de arranque</translation>
    </message>
    <message>
        <source>copying the root partition</source>
        <translation>copiando la partición raíz</translation>
    </message>
    <message>
        <source>making the boot partition</source>
        <translation>creando la partición de arranque</translation>
    </message>
    <message>
        <source>checking the root</source>
        <translation>comprobando la raíz</translation>
    </message>
    <message>
        <source>shrinking the root</source>
        <translation>encogiendo la raíz</translation>
    </message>
    <message>
        <source>clearing what the root does not use</source>
        <translation>limpiando lo que la raíz no usa</translation>
    </message>
    <message>
        <source>checking the finished root</source>
        <translation>comprobando la raíz terminada</translation>
    </message>
    <message>
        <source>calculating the root&apos;s digest</source>
        <translation>calculando el resumen de la raíz</translation>
    </message>
    <message>
        <source>checking the root before it is changed</source>
        <translation>comprobando la raíz antes de cambiarla</translation>
    </message>
    <message>
        <source>putting the unit files into the root</source>
        <translation>poniendo los archivos de la unidad en la raíz</translation>
    </message>
    <message>
        <source>making room in the root</source>
        <translation>haciendo sitio en la raíz</translation>
    </message>
    <message>
        <source>editing the boot files</source>
        <translation>editando los archivos de arranque</translation>
    </message>
    <message>
        <source>unpacking the root for its own tools</source>
        <translation>desempaquetando la raíz para sus propias herramientas</translation>
    </message>
    <message>
        <source>rebuilding the initramfs of %1</source>
        <translation>rehaciendo el initramfs de %1</translation>
    </message>
    <message>
        <source>putting back what the image&apos;s tools changed</source>
        <translation>devolviendo lo que cambiaron las herramientas de la imagen</translation>
    </message>
    <message>
        <source>looking into %1</source>
        <translation>mirando dentro de %1</translation>
    </message>
    <message>
        <source>scan your badge</source>
        <translation>escanee su credencial</translation>
    </message>
    <message>
        <source>scan a badge first</source>
        <translation>escanee primero una credencial</translation>
    </message>
    <message>
        <source>choose a work order</source>
        <translation>elija una orden</translation>
    </message>
    <message>
        <source>choose another order</source>
        <translation>elija otra orden</translation>
    </message>
    <message>
        <source>choose one first</source>
        <translation>elija una primero</translation>
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
        <source>wait for it</source>
        <translation>espere</translation>
    </message>
    <message>
        <source>wait for them, or cancel them</source>
        <translation>espérelas, o cancélelas</translation>
    </message>
    <message>
        <source>wait for them, or cancel them, before %1</source>
        <translation>espérelas o cancélelas antes de que %1</translation>
    </message>
    <message>
        <source>look what came of it before %1</source>
        <translation>mire en qué quedó antes de que %1</translation>
    </message>
    <message>
        <source>look at it before %1</source>
        <translation>mírelo antes de que %1</translation>
    </message>
    <message>
        <source>another order is taken up</source>
        <translation>se tome otra orden</translation>
    </message>
    <message>
        <source>the order is left</source>
        <translation>se deje la orden</translation>
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
        <source>pause it first</source>
        <translation>páusela primero</translation>
    </message>
    <message>
        <source>it can be opened</source>
        <translation>se puede abrir</translation>
    </message>
    <message>
        <source>it takes cards</source>
        <translation>acepta tarjetas</translation>
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
        <source>choose an open one</source>
        <translation>elija una abierta</translation>
    </message>
    <message>
        <source>close it, or choose another one</source>
        <translation>ciérrela, o elija otra</translation>
    </message>
    <message>
        <source>its first article has to be approved</source>
        <translation>hay que aprobar su primera pieza</translation>
    </message>
    <message>
        <source>no first article waits for approval</source>
        <translation>ninguna primera pieza espera aprobación</translation>
    </message>
    <message>
        <source>account for its serials and close it, or open it again</source>
        <translation>dé cuenta de sus números de serie y ciérrela, o reábrala</translation>
    </message>
    <message>
        <source>it stays as it is</source>
        <translation>se queda como está</translation>
    </message>
    <message>
        <source>make another order</source>
        <translation>cree otra orden</translation>
    </message>
    <message>
        <source>the line has ended</source>
        <translation>la línea ha terminado</translation>
    </message>
    <message>
        <source>it ended</source>
        <translation>terminó</translation>
    </message>
    <message>
        <source>the line is %1</source>
        <translation>la línea está %1</translation>
    </message>
    <message>
        <source>the line is %1 (%2)</source>
        <translation>la línea está %1 (%2)</translation>
    </message>
    <message>
        <source>the line works on no order</source>
        <translation>la línea no trabaja en ninguna orden</translation>
    </message>
    <message>
        <source>the line works on an order</source>
        <translation>la línea trabaja en una orden</translation>
    </message>
    <message>
        <source>slots are taught when it has left that</source>
        <translation>las ranuras se enseñan cuando la haya dejado</translation>
    </message>
    <message>
        <source>leave it before slots are forgotten</source>
        <translation>déjela antes de olvidar ranuras</translation>
    </message>
    <message>
        <source>the line is doing what somebody just asked for</source>
        <translation>la línea está haciendo lo que alguien acaba de pedir</translation>
    </message>
    <message>
        <source>cards are being written</source>
        <translation>se están grabando tarjetas</translation>
    </message>
    <message>
        <source>the fault of slot %1 was not acknowledged yet</source>
        <translation>el fallo de la ranura %1 aún no se ha reconocido</translation>
    </message>
    <message>
        <source>a line runs on this station</source>
        <translation>en esta estación hay una línea en marcha</translation>
    </message>
    <message>
        <source>stop it first, one line has the slots</source>
        <translation>párela primero, las ranuras son de una sola línea</translation>
    </message>
    <message>
        <source>where it is binderyd&apos;s, that makes the cards</source>
        <translation>si es la de binderyd, esa hace las tarjetas</translation>
    </message>
    <message>
        <source>stop it before its slots are changed</source>
        <translation>párela antes de cambiar sus ranuras</translation>
    </message>
    <message>
        <source>somebody teaches the slots of this station (%1)</source>
        <translation>alguien está enseñando las ranuras de esta estación (%1)</translation>
    </message>
    <message>
        <source>wait until that has ended</source>
        <translation>espere a que termine</translation>
    </message>
    <message>
        <source>somebody is at the slots of this station just now</source>
        <translation>alguien está ahora en las ranuras de esta estación</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>pruebe otra vez</translation>
    </message>
    <message>
        <source>a person paused it</source>
        <translation>la pausó una persona</translation>
    </message>
    <message>
        <source>%1 attempt was interrupted when the station stopped</source>
        <translation>%1 intento se interrumpió al pararse la estación</translation>
    </message>
    <message>
        <source>%1 attempts were interrupted when the station stopped</source>
        <translation>%1 intentos se interrumpieron al pararse la estación</translation>
    </message>
    <message>
        <source>the records cannot be written</source>
        <translation>no se pueden escribir los registros</translation>
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
        <source>the yield of order %1 is %2 % (%3 of %4), its limit is %5 %</source>
        <translation>el rendimiento de la orden %1 es %2 % (%3 de %4), su límite es %5 %</translation>
    </message>
    <message>
        <source>the order %1 is %2</source>
        <translation>la orden %1 está %2</translation>
    </message>
    <message>
        <source>the order %1 is %2, and the line is on it</source>
        <translation>la orden %1 está %2, y la línea está en ella</translation>
    </message>
    <message>
        <source>the order %1 exists</source>
        <translation>la orden %1 ya existe</translation>
    </message>
    <message>
        <source>the order %1 is made from golden image %2, not from %3</source>
        <translation>la orden %1 se hace con la imagen maestra %2, no con %3</translation>
    </message>
    <message>
        <source>the order %1 has no first article yet</source>
        <translation>la orden %1 aún no tiene primera pieza</translation>
    </message>
    <message>
        <source>make one card of it first</source>
        <translation>haga primero una tarjeta de ella</translation>
    </message>
    <message>
        <source>the order %1 has its %2 cards</source>
        <translation>la orden %1 ya tiene sus %2 tarjetas</translation>
    </message>
    <message>
        <source>the order %1 has its %2 cards, those that run counted</source>
        <translation>la orden %1 ya tiene sus %2 tarjetas, contando las que están en marcha</translation>
    </message>
    <message>
        <source>the order %1 has %2 running attempt</source>
        <translation>la orden %1 tiene %2 intento en marcha</translation>
    </message>
    <message>
        <source>the order %1 has %2 running attempts</source>
        <translation>la orden %1 tiene %2 intentos en marcha</translation>
    </message>
    <message>
        <source>the order %1 has %2 serial</source>
        <translation>la orden %1 tiene %2 número de serie</translation>
    </message>
    <message>
        <source>the order %1 has %2 serials</source>
        <translation>la orden %1 tiene %2 números de serie</translation>
    </message>
    <message>
        <source>%1 that neither passed nor are void, the first %2</source>
        <translation>%1 que ni han pasado ni están anulados, el primero %2</translation>
    </message>
    <message>
        <source>make or void them</source>
        <translation>hágalos, o anúlelos</translation>
    </message>
    <message>
        <source>%1, but %2 made, %3 scrapped and %4 void</source>
        <translation>%1, pero %2 hechos, %3 desechados y %4 anulados</translation>
    </message>
    <message>
        <source>run bindery db check --full</source>
        <translation>ejecute bindery db check --full</translation>
    </message>
    <message>
        <source>the policy of order %1</source>
        <translation>las reglas de la orden %1</translation>
    </message>
    <message>
        <source>the target must be at least 1</source>
        <translation>el objetivo debe ser al menos 1</translation>
    </message>
    <message>
        <source>the target of order %1 must be at least 1</source>
        <translation>el objetivo de la orden %1 debe ser al menos 1</translation>
    </message>
    <message>
        <source>the policy of order %1 is not an object</source>
        <translation>las reglas de la orden %1 no son un objeto</translation>
    </message>
    <message>
        <source>the order %1 must start as a draft, or open without a first article</source>
        <translation>la orden %1 debe empezar en borrador, o abierta y sin primera pieza</translation>
    </message>
    <message>
        <source>serial prefix %1 is longer than 48 characters</source>
        <translation>el comienzo de los números %1 tiene más de 48 caracteres</translation>
    </message>
    <message>
        <source>a first article is approved by its verify</source>
        <translation>una primera pieza se aprueba por su verificación</translation>
    </message>
    <message>
        <source>verify must be full</source>
        <translation>la verificación debe ser completa</translation>
    </message>
    <message>
        <source>the standing order %1 is always open, and never closed</source>
        <translation>la orden permanente %1 está siempre abierta y nunca se cierra</translation>
    </message>
    <message>
        <source>the line is on order %1</source>
        <translation>la línea está en la orden %1</translation>
    </message>
    <message>
        <source>pause or close that one first</source>
        <translation>pause o cierre primero esa</translation>
    </message>
    <message>
        <source>the first article of order %1, %2, was not verified</source>
        <translation>la primera pieza de la orden %1, %2, no se verificó</translation>
    </message>
    <message>
        <source>verify it, or scrap it and make another one</source>
        <translation>verifíquela, o deséchela y haga otra</translation>
    </message>
    <message>
        <source>the first article of order %1, %2, was made by %3</source>
        <translation>la primera pieza de la orden %1, %2, la hizo %3</translation>
    </message>
    <message>
        <source>another person approves it</source>
        <translation>la aprueba otra persona</translation>
    </message>
    <message>
        <source>the first article of order %1 waits for approval</source>
        <translation>la primera pieza de la orden %1 espera aprobación</translation>
    </message>
    <message>
        <source>another person than its maker approves it, or scraps it</source>
        <translation>la aprueba o desecha otra persona que quien la hizo</translation>
    </message>
    <message>
        <source>the first article of order %1 is being made</source>
        <translation>se está haciendo la primera pieza de la orden %1</translation>
    </message>
    <message>
        <source>order %1</source>
        <translation>orden %1</translation>
    </message>
    <message>
        <source>order %1 is %2</source>
        <translation>la orden %1 está %2</translation>
    </message>
    <message>
        <source>order %1 is a draft</source>
        <translation>la orden %1 es un borrador</translation>
    </message>
    <message>
        <source>no card is made for it any more</source>
        <translation>ya no se hacen tarjetas para ella</translation>
    </message>
    <message>
        <source>order %1 takes no more cards now</source>
        <translation>la orden %1 ya no acepta más tarjetas</translation>
    </message>
    <message>
        <source>order %1 gives its serials by itself</source>
        <translation>la orden %1 da ella misma sus números de serie</translation>
    </message>
    <message>
        <source>order %1 is not in the records any more</source>
        <translation>la orden %1 ya no está en los registros</translation>
    </message>
    <message>
        <source>order %1 names no golden image</source>
        <translation>la orden %1 no nombra ninguna imagen maestra</translation>
    </message>
    <message>
        <source>name one with --golden</source>
        <translation>nombre una con --golden</translation>
    </message>
    <message>
        <source>there is no order %1</source>
        <translation>no hay orden %1</translation>
    </message>
    <message>
        <source>there is no order &quot;%1&quot;</source>
        <translation>no hay orden «%1»</translation>
    </message>
    <message>
        <source>see &quot;%1&quot;, or make it with &quot;%2&quot;</source>
        <translation>vea «%1», o créela con «%2»</translation>
    </message>
    <message>
        <source>order &quot;%1&quot;</source>
        <translation>orden «%1»</translation>
    </message>
    <message>
        <source>serial &quot;%1&quot;</source>
        <translation>número de serie «%1»</translation>
    </message>
    <message>
        <source>slot &quot;%1&quot;</source>
        <translation>ranura «%1»</translation>
    </message>
    <message>
        <source>use 1 to 64 letters, digits, &apos;.&apos;, &apos;_&apos; or &apos;-&apos;, the first a letter or digit</source>
        <translation>use de 1 a 64 letras, cifras, «.», «_» o «-», la primera letra o cifra</translation>
    </message>
    <message>
        <source>there is no attempt &quot;%1&quot;</source>
        <translation>no hay intento «%1»</translation>
    </message>
    <message>
        <source>the attempt %1 of unit %2 was closed already</source>
        <translation>el intento %1 de la unidad %2 ya estaba cerrado</translation>
    </message>
    <message>
        <source>the records know no golden image %1</source>
        <translation>los registros no conocen la imagen maestra %1</translation>
    </message>
    <message>
        <source>stage it first</source>
        <translation>prepárela primero</translation>
    </message>
    <message>
        <source>the golden image %1 is %2, not approved</source>
        <translation>la imagen maestra %1 está %2, no aprobada</translation>
    </message>
    <message>
        <source>a supervisor must approve it first</source>
        <translation>antes debe aprobarla un supervisor</translation>
    </message>
    <message>
        <source>the serial %1 is being made in order %2, attempt %3</source>
        <translation>el número %1 se está haciendo en la orden %2, intento %3</translation>
    </message>
    <message>
        <source>the serial %1 is being made, attempt %2</source>
        <translation>el número %1 se está haciendo, intento %2</translation>
    </message>
    <message>
        <source>the serial %1 of order %2 is void</source>
        <translation>el número %1 de la orden %2 está anulado</translation>
    </message>
    <message>
        <source>the serial %1 was made already in order %2</source>
        <translation>el número %1 ya se hizo en la orden %2</translation>
    </message>
    <message>
        <source>the serial %1 was made already (%2) in order %3, attempt %4</source>
        <translation>el número %1 ya se hizo (%2) en la orden %3, intento %4</translation>
    </message>
    <message>
        <source>the serial %1 belongs to order %2, not to %3</source>
        <translation>el número %1 es de la orden %2, no de %3</translation>
    </message>
    <message>
        <source>the serial %1 is not on the list of order %2</source>
        <translation>el número %1 no está en la lista de la orden %2</translation>
    </message>
    <message>
        <source>the serial %1 is %2 in order %3</source>
        <translation>el número %1 está %2 en la orden %3</translation>
    </message>
    <message>
        <source>the serial %1 is %2 in order %3, attempt %4</source>
        <translation>el número %1 está %2 en la orden %3, intento %4</translation>
    </message>
    <message>
        <source>the serial %1 stands in the list twice</source>
        <translation>el número %1 está dos veces en la lista</translation>
    </message>
    <message>
        <source>serial %1 was scanned for slot %2 already</source>
        <translation>el número %1 ya se escaneó para la ranura %2</translation>
    </message>
    <message>
        <source>the list of serials of order %1 is used up</source>
        <translation>la lista de números de la orden %1 está agotada</translation>
    </message>
    <message>
        <source>the list of order %1 is used up</source>
        <translation>la lista de la orden %1 está agotada</translation>
    </message>
    <message>
        <source>the serials of order %1 are scanned</source>
        <translation>los números de la orden %1 se escanean</translation>
    </message>
    <message>
        <source>add serials to it, or close it</source>
        <translation>añádale números, o ciérrela</translation>
    </message>
    <message>
        <source>add more with &quot;%1&quot;</source>
        <translation>añada más con «%1»</translation>
    </message>
    <message>
        <source>add it, or take one of the list</source>
        <translation>añádalo, o tome uno de la lista</translation>
    </message>
    <message>
        <source>take one of the list, or add it</source>
        <translation>tome uno de la lista, o añádalo</translation>
    </message>
    <message>
        <source>serials are added before it is closed</source>
        <translation>los números se añaden antes de cerrarla</translation>
    </message>
    <message>
        <source>take another serial</source>
        <translation>tome otro número</translation>
    </message>
    <message>
        <source>take another serial, or call a supervisor, who releases it to be made once more</source>
        <translation>tome otro número, o llame a un supervisor, que lo libera para hacerlo otra vez</translation>
    </message>
    <message>
        <source>take a serial of this order</source>
        <translation>tome un número de esta orden</translation>
    </message>
    <message>
        <source>wait for it, or take another serial</source>
        <translation>espere, o tome otro número</translation>
    </message>
    <message>
        <source>wait for it, or choose another serial</source>
        <translation>espere, o elija otro número</translation>
    </message>
    <message>
        <source>cancel that first</source>
        <translation>cancélelo primero</translation>
    </message>
    <message>
        <source>making it again needs a supervisor&apos;s reason to re-provision</source>
        <translation>para hacerlo otra vez un supervisor debe dar un motivo</translation>
    </message>
    <message>
        <source>no serial was scanned</source>
        <translation>no se escaneó ningún número de serie</translation>
    </message>
    <message>
        <source>scan the unit&apos;s serial</source>
        <translation>escanee el número de la unidad</translation>
    </message>
    <message>
        <source>scan the unit&apos;s serial first</source>
        <translation>escanee primero el número de la unidad</translation>
    </message>
    <message>
        <source>what was scanned is no serial</source>
        <translation>lo escaneado no es un número de serie</translation>
    </message>
    <message>
        <source>a serial has 1 to 64 letters, digits, &apos;.&apos;, &apos;_&apos; or &apos;-&apos;, the first a letter or digit</source>
        <translation>un número de serie tiene de 1 a 64 letras, cifras, «.», «_» o «-», la primera letra o cifra</translation>
    </message>
    <message>
        <source>scan the right label, or test the scanner&apos;s keyboard layout</source>
        <translation>escanee la etiqueta correcta, o pruebe la distribución de teclado del escáner</translation>
    </message>
    <message>
        <source>there is no serial &quot;%1&quot;</source>
        <translation>no hay número de serie «%1»</translation>
    </message>
    <message>
        <source>this card is being made for %1</source>
        <translation>esta tarjeta se está haciendo para %1</translation>
    </message>
    <message>
        <source>this card was made already</source>
        <translation>esta tarjeta ya está hecha</translation>
    </message>
    <message>
        <source>unit %1 of order %2 (attempt %3)</source>
        <translation>unidad %1 de la orden %2 (intento %3)</translation>
    </message>
    <message>
        <source>nobody is signed in</source>
        <translation>nadie ha iniciado sesión</translation>
    </message>
    <message>
        <source>sign in with your badge first</source>
        <translation>entre primero con su credencial</translation>
    </message>
    <message>
        <source>sign in with your own badge</source>
        <translation>entre con su propia credencial</translation>
    </message>
    <message>
        <source>sign in with another badge</source>
        <translation>entre con otra credencial</translation>
    </message>
    <message>
        <source>sign in with it</source>
        <translation>entre con él</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>entre otra vez</translation>
    </message>
    <message>
        <source>sign in again, with the PIN</source>
        <translation>entre otra vez, con el PIN</translation>
    </message>
    <message>
        <source>use another badge</source>
        <translation>use otra credencial</translation>
    </message>
    <message>
        <source>use another one, or a supervisor brings it back</source>
        <translation>use otra, o que un supervisor la devuelva</translation>
    </message>
    <message>
        <source>nobody with the badge &quot;%1&quot; is known to this station</source>
        <translation>esta estación no conoce a nadie con la credencial «%1»</translation>
    </message>
    <message>
        <source>a supervisor names new persons</source>
        <translation>un supervisor da de alta a las personas</translation>
    </message>
    <message>
        <source>the badge %1 was retired</source>
        <translation>la credencial %1 está retirada</translation>
    </message>
    <message>
        <source>the badge %1 was retired already</source>
        <translation>la credencial %1 ya estaba retirada</translation>
    </message>
    <message>
        <source>a supervisor brings it back with &quot;%1&quot;, or use another one</source>
        <translation>un supervisor la devuelve con «%1», o use otra</translation>
    </message>
    <message>
        <source>%1 is a supervisor without a PIN, and supervisors sign in with one</source>
        <translation>%1 es un supervisor sin PIN, y los supervisores entran con PIN</translation>
    </message>
    <message>
        <source>another supervisor sets it, or root with &quot;%1&quot;</source>
        <translation>lo fija otro supervisor, o root con «%1»</translation>
    </message>
    <message>
        <source>%1 has a PIN</source>
        <translation>%1 tiene un PIN</translation>
    </message>
    <message>
        <source>too many wrong PINs for %1</source>
        <translation>demasiados PIN erróneos para %1</translation>
    </message>
    <message>
        <source>try again in %1</source>
        <translation>pruebe otra vez dentro de %1</translation>
    </message>
    <message>
        <source>this is not the PIN of %1</source>
        <translation>este no es el PIN de %1</translation>
    </message>
    <message>
        <source>try again, or a supervisor sets it anew</source>
        <translation>pruebe otra vez, o que un supervisor lo fije de nuevo</translation>
    </message>
    <message>
        <source>the PIN of %1 was changed just now</source>
        <translation>el PIN de %1 se acaba de cambiar</translation>
    </message>
    <message>
        <source>a PIN has %1 to %2 characters, none of them a control character: choose another one</source>
        <translation>un PIN tiene de %1 a %2 caracteres, ninguno de control: elija otro</translation>
    </message>
    <message>
        <source>what a PIN is checked against is damaged</source>
        <translation>está dañado aquello con que se compara el PIN</translation>
    </message>
    <message>
        <source>set the PIN anew with &quot;%1&quot;</source>
        <translation>fije el PIN de nuevo con «%1»</translation>
    </message>
    <message>
        <source>%1 is signed in for another user of this computer</source>
        <translation>%1 ha entrado para otro usuario de este ordenador</translation>
    </message>
    <message>
        <source>this is a supervisor&apos;s act, but %1 is %2</source>
        <translation>esto es cosa de un supervisor, pero %1 es %2</translation>
    </message>
    <message>
        <source>a supervisor signs in for it</source>
        <translation>para ello entra un supervisor</translation>
    </message>
    <message>
        <source>%1 is a supervisor&apos;s act, but %2 is %3</source>
        <translation>%1 es cosa de un supervisor, pero %2 es %3</translation>
    </message>
    <message>
        <source>making a unit once more</source>
        <translation>hacer una unidad otra vez</translation>
    </message>
    <message>
        <source>re-opening a slot</source>
        <translation>reabrir una ranura</translation>
    </message>
    <message>
        <source>naming a person</source>
        <translation>dar de alta a una persona</translation>
    </message>
    <message>
        <source>retiring a badge</source>
        <translation>retirar una credencial</translation>
    </message>
    <message>
        <source>retiring a unit</source>
        <translation>retirar una unidad</translation>
    </message>
    <message>
        <source>setting the PIN of another</source>
        <translation>fijar el PIN de otra persona</translation>
    </message>
    <message>
        <source>setting the language of another</source>
        <translation>fijar el idioma de otra persona</translation>
    </message>
    <message>
        <source>this station has no supervisor yet, name one with &quot;%1&quot;</source>
        <translation>esta estación aún no tiene supervisor, dé de alta uno con «%1»</translation>
    </message>
    <message>
        <source>this station has no supervisor yet, who names all others</source>
        <translation>esta estación aún no tiene supervisor, que da de alta a los demás</translation>
    </message>
    <message>
        <source>name one first, with &quot;%1&quot;</source>
        <translation>dé de alta uno primero, con «%1»</translation>
    </message>
    <message>
        <source>name another one first, with &quot;%1&quot;</source>
        <translation>dé de alta otro primero, con «%1»</translation>
    </message>
    <message>
        <source>%1 is the only supervisor of this station</source>
        <translation>%1 es el único supervisor de esta estación</translation>
    </message>
    <message>
        <source>who is %1 at this station is said by a supervisor, with &quot;%2&quot;</source>
        <translation>quién es %1 en esta estación lo dice un supervisor, con «%2»</translation>
    </message>
    <message>
        <source>%1 became a supervisor after signing in</source>
        <translation>%1 pasó a supervisor después de entrar</translation>
    </message>
    <message>
        <source>%1 is an auditor, who looks and exports but changes nothing</source>
        <translation>%1 es auditor, que mira y exporta pero no cambia nada</translation>
    </message>
    <message>
        <source>the badge &quot;%1&quot; is the station itself</source>
        <translation>la credencial «%1» es la propia estación</translation>
    </message>
    <message>
        <source>the badge &quot;%1&quot; is the station itself, which signs in nowhere</source>
        <translation>la credencial «%1» es la propia estación, que no entra en ningún sitio</translation>
    </message>
    <message>
        <source>badge &quot;%1&quot;</source>
        <translation>credencial «%1»</translation>
    </message>
    <message>
        <source>role &quot;%1&quot;</source>
        <translation>función «%1»</translation>
    </message>
    <message>
        <source>use operator, supervisor, engineer or auditor</source>
        <translation>use operador (operator), supervisor, ingeniero (engineer) o auditor</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no role</source>
        <translation>«%1» no es una función</translation>
    </message>
    <message>
        <source>language &quot;%1&quot;</source>
        <translation>idioma «%1»</translation>
    </message>
    <message>
        <source>use en, de or es</source>
        <translation>use en, de o es</translation>
    </message>
    <message>
        <source>the name is longer than %1 bytes</source>
        <translation>el nombre tiene más de %1 bytes</translation>
    </message>
    <message>
        <source>the badge is longer than %1 bytes</source>
        <translation>la credencial tiene más de %1 bytes</translation>
    </message>
    <message>
        <source>the language is longer than %1 bytes</source>
        <translation>el idioma tiene más de %1 bytes</translation>
    </message>
    <message>
        <source>%1 is longer than %2 bytes</source>
        <translation>%1 tiene más de %2 bytes</translation>
    </message>
    <message>
        <source>make it shorter</source>
        <translation>hágalo más corto</translation>
    </message>
    <message>
        <source>the action %1 is not allowed</source>
        <translation>la acción %1 no está permitida</translation>
    </message>
    <message>
        <source>polkit wants an administrator&apos;s password, and the caller did not allow to ask for it, or got it wrong</source>
        <translation>polkit pide una contraseña de administrador, que no se pudo preguntar o fue errónea</translation>
    </message>
    <message>
        <source>members of the group &quot;%1&quot; are let in, in a session at the station itself</source>
        <translation>los miembros del grupo «%1» pueden, en una sesión en la propia estación</translation>
    </message>
    <message>
        <source>polkit&apos;s rules refuse it to this user and session</source>
        <translation>las reglas de polkit se lo niegan a este usuario y sesión</translation>
    </message>
    <message>
        <source>polkit is not there to decide (%1)</source>
        <translation>polkit no está para decidir (%1)</translation>
    </message>
    <message>
        <source>install polkitd, and look at &quot;%1&quot;</source>
        <translation>instale polkitd y mire «%1»</translation>
    </message>
    <message>
        <source>polkit did not answer in time</source>
        <translation>polkit no respondió a tiempo</translation>
    </message>
    <message>
        <source>when it asked for a password, call again and give it</source>
        <translation>si pidió una contraseña, vuelva a llamar y désela</translation>
    </message>
    <message>
        <source>else look at &quot;%1&quot;</source>
        <translation>si no, mire «%1»</translation>
    </message>
    <message>
        <source>look at &quot;%1&quot;, then try again</source>
        <translation>mire «%1» y pruebe otra vez</translation>
    </message>
    <message>
        <source>polkit failed (%1)</source>
        <translation>polkit falló (%1)</translation>
    </message>
    <message>
        <source>is %1 there?</source>
        <translation>¿está %1?</translation>
    </message>
    <message>
        <source>this station serves the user who started it alone</source>
        <translation>esta estación atiende solo al usuario que la arrancó</translation>
    </message>
    <message>
        <source>the bus does not know the user behind the client %1, which may have left</source>
        <translation>el bus no conoce al usuario de %1, que quizá ya no está</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacía</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>leyéndose</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>lista</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>esperando</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>preparándose</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>borrándose</translation>
    </message>
    <message>
        <source>probing</source>
        <translation>midiéndose</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>grabándose</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>llenándose</translation>
    </message>
    <message>
        <source>flushing</source>
        <translation>vaciándose el búfer</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>verificándose</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>terminándose</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>aprobada</translation>
    </message>
    <message>
        <source>written, unverified</source>
        <translation>grabada, sin verificar</translation>
    </message>
    <message>
        <source>written_unverified</source>
        <translation>grabada, sin verificar</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallida</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>cancelándose</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelada</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrumpida</translation>
    </message>
    <message>
        <source>unknown port</source>
        <translation>un puerto ajeno</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>bloqueada</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>fuera de servicio</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abierta</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>sin operador</translation>
    </message>
    <message>
        <source>check due</source>
        <translation>pendiente de prueba</translation>
    </message>
    <message>
        <source>no order</source>
        <translation>sin orden</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en marcha</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>full</source>
        <translation>completa</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>en borrador</translation>
    </message>
    <message>
        <source>released</source>
        <translation>liberada</translation>
    </message>
    <message>
        <source>first article</source>
        <translation>en la primera pieza</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>cerrándose</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>cerrada</translation>
    </message>
    <message>
        <source>staged</source>
        <translation>preparada</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>quitada</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nueva</translation>
    </message>
    <message>
        <source>written</source>
        <translation>grabada</translation>
    </message>
    <message>
        <source>enrolling</source>
        <translation>inscribiéndose</translation>
    </message>
    <message>
        <source>waiting for module</source>
        <translation>sin su módulo</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>asegurada</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verificada</translation>
    </message>
    <message>
        <source>bound</source>
        <translation>vinculada</translation>
    </message>
    <message>
        <source>production</source>
        <translation>en producción</translation>
    </message>
    <message>
        <source>bind failed</source>
        <translation>con la vinculación fallida</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>en cuarentena</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>sustituida</translation>
    </message>
    <message>
        <source>scrapped</source>
        <translation>desechada</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>retirada</translation>
    </message>
    <message>
        <source>void</source>
        <translation>anulado</translation>
    </message>
    <message>
        <source>consumed</source>
        <translation>usado</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>reservado</translation>
    </message>
    <message>
        <source>created</source>
        <translation>creada</translation>
    </message>
    <message>
        <source>tested</source>
        <translation>probada</translation>
    </message>
    <message>
        <source>destruction reported</source>
        <translation>destrucción comunicada</translation>
    </message>
    <message>
        <source>destroyed</source>
        <translation>destruida</translation>
    </message>
    <message>
        <source>compromised</source>
        <translation>comprometida</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>transporte</translation>
    </message>
    <message>
        <source>recovery</source>
        <translation>recuperación</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>operador</translation>
    </message>
    <message>
        <source>engineer</source>
        <translation>ingeniero</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>supervisor</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>auditor</translation>
    </message>
    <message>
        <source>authorised</source>
        <translation>autorizada</translation>
    </message>
    <message>
        <source>it was asked for by %1</source>
        <translation>lo pidió %1</translation>
    </message>
    <message>
        <source>they or a supervisor may break it off</source>
        <translation>lo puede interrumpir esa persona o un supervisor</translation>
    </message>
    <message>
        <source>%1 jobs run already</source>
        <translation>ya hay %1 trabajos en marcha</translation>
    </message>
    <message>
        <source>wait until one of them has ended</source>
        <translation>espere a que termine uno</translation>
    </message>
    <message>
        <source>it has ended already</source>
        <translation>ya ha terminado</translation>
    </message>
    <message>
        <source>the station is being looked at already</source>
        <translation>ya se está examinando la estación</translation>
    </message>
    <message>
        <source>ask again in a moment</source>
        <translation>vuelva a preguntar en un momento</translation>
    </message>
    <message>
        <source>the station has too many calls to answer</source>
        <translation>la estación tiene demasiadas llamadas</translation>
    </message>
    <message>
        <source>another person signed in, or this one out, while the password was asked for</source>
        <translation>otra persona entró, o esta salió, mientras se pedía la contraseña</translation>
    </message>
    <message>
        <source>call again</source>
        <translation>vuelva a llamar</translation>
    </message>
    <message>
        <source>call again in a moment</source>
        <translation>vuelva a llamar en un momento</translation>
    </message>
    <message>
        <source>this client waits for %1 answers already</source>
        <translation>este programa ya espera %1 respuestas</translation>
    </message>
    <message>
        <source>call again when they came</source>
        <translation>vuelva a llamar cuando lleguen</translation>
    </message>
    <message>
        <source>known good card in slot %1</source>
        <translation>tarjeta buena en la ranura %1</translation>
    </message>
    <message>
        <source>known bad card in slot %1</source>
        <translation>tarjeta mala en la ranura %1</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>como se esperaba</translation>
    </message>
    <message>
        <source>not as expected</source>
        <translation>no como se esperaba</translation>
    </message>
    <message>
        <source>reading it back</source>
        <translation>releyéndola</translation>
    </message>
    <message>
        <source>everything on record</source>
        <translation>todo lo registrado</translation>
    </message>
    <message>
        <source>the records hold no unit &quot;%1&quot;</source>
        <translation>los registros no contienen la unidad «%1»</translation>
    </message>
    <message>
        <source>%1 tables are being written already</source>
        <translation>ya se están escribiendo %1 tablas</translation>
    </message>
    <message>
        <source>wait until one of them is there</source>
        <translation>espere a que una esté lista</translation>
    </message>
    <message>
        <source>target</source>
        <translation>destino</translation>
    </message>
    <message>
        <source>it cannot be emptied</source>
        <translation>no se puede vaciar</translation>
    </message>
    <message>
        <source>the export cannot be packed</source>
        <translation>la exportación no se puede empaquetar</translation>
    </message>
    <message>
        <source>signing and writing the export</source>
        <translation>firmando y escribiendo la exportación</translation>
    </message>
    <message>
        <source>packing it</source>
        <translation>empaquetando</translation>
    </message>
    <message>
        <source>%1 events, %2 attempts, %3 units</source>
        <translation>%1 eventos, %2 intentos, %3 unidades</translation>
    </message>
    <message>
        <source>no folder for the export can be made in %1</source>
        <translation>no se puede crear una carpeta para la exportación en %1</translation>
    </message>
    <message>
        <source>%1 became shorter while it was read</source>
        <translation>%1 se acortó mientras se leía</translation>
    </message>
    <message>
        <source>another program holds the records, try again when it has finished</source>
        <translation>otro programa tiene los registros, pruebe otra vez cuando acabe</translation>
    </message>
    <message>
        <source>nothing was recorded, free space on this disk</source>
        <translation>no se registró nada, libere espacio en este disco</translation>
    </message>
    <message>
        <source>nothing was recorded, the file, its folder or its disk cannot be written by this user</source>
        <translation>no se registró nada, este usuario no puede escribir el archivo, su carpeta o su disco</translation>
    </message>
    <message>
        <source>%1 is read-only for this user</source>
        <translation>%1 es de solo lectura para este usuario</translation>
    </message>
    <message>
        <source>nothing can be recorded here</source>
        <translation>aquí no se puede registrar nada</translation>
    </message>
    <message>
        <source>this user needs the right to read and write the file and its folder</source>
        <translation>este usuario necesita permiso para leer y escribir el archivo y su carpeta</translation>
    </message>
    <message>
        <source>the records are damaged, restore them from a backup</source>
        <translation>los registros están dañados, restáurelos de una copia</translation>
    </message>
    <message>
        <source>the records were migrated to schema %1 by a newer Bindery, and this program, which knows %2, still runs</source>
        <translation>un Bindery más nuevo pasó los registros al esquema %1, y este programa, que conoce el %2, sigue en marcha</translation>
    </message>
    <message>
        <source>start it again</source>
        <translation>arránquelo de nuevo</translation>
    </message>
    <message>
        <source>where it is binderyd, with &quot;%1&quot;</source>
        <translation>si es binderyd, con «%1»</translation>
    </message>
    <message>
        <source>the disk that holds the records fails</source>
        <translation>falla el disco de los registros</translation>
    </message>
    <message>
        <source>stop, call a supervisor, and run %1</source>
        <translation>pare, llame a un supervisor y ejecute %1</translation>
    </message>
    <message>
        <source>the file system is read-only</source>
        <translation>el sistema de archivos es de solo lectura</translation>
    </message>
    <message>
        <source>mount it for writing or name another place</source>
        <translation>móntelo para escritura, o nombre otro lugar</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>error de entrada/salida</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>no queda espacio en el disco</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>sistema de archivos de solo lectura</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>permiso denegado</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>operación no permitida</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>no existe el archivo o la carpeta</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>no existe el dispositivo</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>no existe el dispositivo o la dirección</translation>
    </message>
    <message>
        <source>No medium found</source>
        <translation>no hay tarjeta</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>dispositivo ocupado</translation>
    </message>
    <message>
        <source>Remote I/O error</source>
        <translation>error de entrada/salida del lector</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>no hay memoria</translation>
    </message>
    <message>
        <source>Resource temporarily unavailable</source>
        <translation>no disponible por ahora</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>dirección ya en uso</translation>
    </message>
    <message>
        <source>slot %1 holds a card already</source>
        <translation>en la ranura %1 ya hay una tarjeta</translation>
    </message>
    <message>
        <source>take that one out first</source>
        <translation>saque primero esa</translation>
    </message>
    <message>
        <source>that card is in another slot or in its Pi</source>
        <translation>esa tarjeta está en otra ranura o en su Pi</translation>
    </message>
    <message>
        <source>take it out there, or stop the unit, first</source>
        <translation>sáquela de ahí, o pare la unidad, primero</translation>
    </message>
    <message>
        <source>slot %1 holds no card that could be taken out</source>
        <translation>en la ranura %1 no hay tarjeta que sacar</translation>
    </message>
    <message>
        <source>slot %1 holds no card that could break</source>
        <translation>en la ranura %1 no hay tarjeta que averiar</translation>
    </message>
    <message>
        <source>put one in first</source>
        <translation>meta una primero</translation>
    </message>
    <message>
        <source>no card that this station finished is at hand</source>
        <translation>no hay a mano ninguna tarjeta terminada por esta estación</translation>
    </message>
    <message>
        <source>make one and take it out</source>
        <translation>haga una y sáquela</translation>
    </message>
    <message>
        <source>there is no finished card of a unit %1</source>
        <translation>no hay tarjeta terminada de la unidad %1</translation>
    </message>
    <message>
        <source>make it first, its serial is on the line</source>
        <translation>hágala primero, su número está en la línea</translation>
    </message>
    <message>
        <source>unit %1 runs already</source>
        <translation>la unidad %1 ya está en marcha</translation>
    </message>
    <message>
        <source>stop it first</source>
        <translation>párela primero</translation>
    </message>
    <message>
        <source>there is no card &quot;%1&quot;</source>
        <translation>no hay tarjeta «%1»</translation>
    </message>
    <message>
        <source>there are</source>
        <translation>hay</translation>
    </message>
    <message>
        <source>the demo has %1 to %2</source>
        <translation>la demo tiene de %1 a %2</translation>
    </message>
    <message>
        <source>a demo has %1 to %2 slots, not %3</source>
        <translation>una demo tiene de %1 a %2 ranuras, no %3</translation>
    </message>
    <message>
        <source>the demo&apos;s card was pulled</source>
        <translation>se sacó la tarjeta de la demo</translation>
    </message>
    <message>
        <source>put it in again</source>
        <translation>vuelva a meterla</translation>
    </message>
    <message>
        <source>%1 holds that card no more</source>
        <translation>%1 ya no tiene esa tarjeta</translation>
    </message>
    <message>
        <source>%1 is write-protected</source>
        <translation>%1 está protegida contra escritura</translation>
    </message>
    <message>
        <source>open the lock of the card, or take another one</source>
        <translation>abra el seguro de la tarjeta, o tome otra</translation>
    </message>
    <message>
        <source>%1 is in use</source>
        <translation>%1 está en uso</translation>
    </message>
    <message>
        <source>wait until that is done</source>
        <translation>espere a que acabe</translation>
    </message>
    <message>
        <source>no bench is open</source>
        <translation>ningún banco atiende</translation>
    </message>
    <message>
        <source>open it at the station</source>
        <translation>actívelo en la estación</translation>
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
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Missing</source>
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
    <message>
        <source>waiting</source>
        <translation>esperando</translation>
    </message>
    <message>
        <source>measuring the card</source>
        <translation>midiendo la tarjeta</translation>
    </message>
    <message>
        <source>filling what is free</source>
        <translation>llenando lo libre</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Núcleo</translation>
    </message>
    <message>
        <source>AES</source>
        <translation>AES</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Permisos</translation>
    </message>
    <message>
        <source>Locked memory</source>
        <translation>Memoria bloqueada</translation>
    </message>
    <message>
        <source>Core dumps</source>
        <translation>Volcados de memoria</translation>
    </message>
    <message>
        <source>State folder</source>
        <translation>Carpeta de estado</translation>
    </message>
    <message>
        <source>Direct I/O</source>
        <translation>Acceso directo</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Espacio en disco</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Reloj</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registros</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Claves</translation>
    </message>
    <message>
        <source>Bind site</source>
        <translation>Sede de vinculación</translation>
    </message>
    <message>
        <source>Spare key</source>
        <translation>Clave de reserva</translation>
    </message>
    <message>
        <source>Card on record</source>
        <translation>Tarjeta registrada</translation>
    </message>
    <message>
        <source>Attempt closed</source>
        <translation>Intento cerrado</translation>
    </message>
    <message>
        <source>Attempt opened</source>
        <translation>Intento abierto</translation>
    </message>
    <message>
        <source>Authorised again</source>
        <translation>Autorizada otra vez</translation>
    </message>
    <message>
        <source>Turned away again</source>
        <translation>Rechazada otra vez</translation>
    </message>
    <message>
        <source>Keyslot changed</source>
        <translation>Keyslot cambiado</translation>
    </message>
    <message>
        <source>Part fitted</source>
        <translation>Pieza montada</translation>
    </message>
    <message>
        <source>Part taken out</source>
        <translation>Pieza retirada</translation>
    </message>
    <message>
        <source>The station&apos;s secret destroyed</source>
        <translation>Secreto de la estación destruido</translation>
    </message>
    <message>
        <source>The station&apos;s secret sealed</source>
        <translation>Secreto de la estación sellado</translation>
    </message>
    <message>
        <source>Serial reserved</source>
        <translation>Número de serie reservado</translation>
    </message>
    <message>
        <source>Serial void</source>
        <translation>Número de serie anulado</translation>
    </message>
    <message>
        <source>Released to be made once more</source>
        <translation>Liberada para grabarse otra vez</translation>
    </message>
    <message>
        <source>Unit scrapped</source>
        <translation>Unidad desechada</translation>
    </message>
    <message>
        <source>State of the unit changed</source>
        <translation>Estado de la unidad cambiado</translation>
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
        <source>The bench listens for the units of the list: %1.</source>
        <translation>El banco atiende a las unidades de la lista: %1.</translation>
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
</context>
<context>
    <name>bindery::gui::CapsLockWatch</name>
    <message>
        <source>Caps Lock is on: press the Caps Lock key once, then type it again.</source>
        <translation>Bloq Mayús está activado: pulse esa tecla una vez y vuelva a teclear.</translation>
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
        <source>altered card</source>
        <translation>tarjeta alterada</translation>
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
    <message>
        <source>Caps Lock is on: &quot;%1&quot; was meant to be &quot;%2&quot;. Press the Caps Lock key once, then scan again.</source>
        <translation>Bloq Mayús está activado: «%1» debía ser «%2». Pulse esa tecla una vez y escanee de nuevo.</translation>
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
        <source>demo: nothing here is real</source>
        <translation>demo: nada aquí es real</translation>
    </message>
    <message>
        <source>%1  ·  ID %2  ·  %3</source>
        <translation>%1  ·  n.º %2  ·  %3</translation>
    </message>
    <message>
        <source>The good and the bad card are two cards: choose a slot for each.</source>
        <translation>La tarjeta buena y la mala son dos: elija una ranura para cada una.</translation>
    </message>
    <message>
        <source>There is no slot %1.</source>
        <translation>No hay ranura %1.</translation>
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
