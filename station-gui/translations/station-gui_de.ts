<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>BenchList</name>
    <message>
        <source>Line %1 of the list is not understood: write MODULE-SERIAL,PI-SERIAL.</source>
        <translation>Zeile %1 der Liste ist nicht zu verstehen: MODULNUMMER,PI-NUMMER schreiben.</translation>
    </message>
    <message>
        <source>The list names no unit.</source>
        <translation>Die Liste nennt kein Gerät.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>%1 is too large for a list of units.</source>
        <translation>%1 ist zu groß für eine Liste von Geräten.</translation>
    </message>
</context>
<context>
    <name>Daemon</name>
    <message>
        <source>unit %1</source>
        <translation>Gerät %1</translation>
    </message>
    <message>
        <source>module %1 in Pi %2</source>
        <translation>Modul %1 in Pi %2</translation>
    </message>
    <message>
        <source>%1 is not on the bench&apos;s list</source>
        <translation>%1 steht nicht auf der Liste der Werkbank</translation>
    </message>
    <message>
        <source>fit parts of the list, or add these to it</source>
        <translation>Teile der Liste einbauen, oder diese hinzufügen</translation>
    </message>
    <message>
        <source>%1 was confirmed for unit %2, whose card is another one</source>
        <translation>%1 wurde für Gerät %2 bestätigt, dessen Karte eine andere ist</translation>
    </message>
    <message>
        <source>put that card in, or call a supervisor</source>
        <translation>jene Karte einstecken, oder eine Aufsicht rufen</translation>
    </message>
    <message>
        <source>one of the two may be stolen</source>
        <translation>eine der beiden kann gestohlen sein</translation>
    </message>
    <message>
        <source>%1 was claimed by the card of unit %2 too</source>
        <translation>%1 wird auch von der Karte von Gerät %2 beansprucht</translation>
    </message>
    <message>
        <source>scan the chassis as well, so that one of them is meant, and call a supervisor</source>
        <translation>auch das Gehäuse scannen, damit eines gemeint ist, und eine Aufsicht rufen</translation>
    </message>
    <message>
        <source>the other card may be stolen</source>
        <translation>die andere Karte kann gestohlen sein</translation>
    </message>
    <message>
        <source>unit %1 waits until a person confirms %2</source>
        <translation>Gerät %1 wartet, bis eine Person bestätigt: %2</translation>
    </message>
    <message>
        <source>scan the labels of chassis, module and Pi</source>
        <translation>die Etiketten von Gehäuse, Modul und Pi scannen</translation>
    </message>
    <message>
        <source>%1 may open the card</source>
        <translation>%1 darf die Karte öffnen</translation>
    </message>
    <message>
        <source>unit %1 is bound to %2</source>
        <translation>Gerät %1 ist gebunden an %2</translation>
    </message>
    <message>
        <source>its module is locked to these parts for good</source>
        <translation>sein Modul ist für immer an diese Teile gebunden</translation>
    </message>
    <message>
        <source>its module opened the card alone</source>
        <translation>sein Modul hat die Karte allein geöffnet</translation>
    </message>
    <message>
        <source>unit %1 destroys its transport keyslot now</source>
        <translation>Gerät %1 zerstört jetzt sein Transport-Schlüsselfach</translation>
    </message>
    <message>
        <source>unit %1 destroys the transport keyslot of an older copy</source>
        <translation>Gerät %1 zerstört das Transport-Schlüsselfach einer älteren Kopie</translation>
    </message>
    <message>
        <source>keyslot 1 is on the card, its key locked by the module</source>
        <translation>Schlüsselfach 1 ist auf der Karte, sein Schlüssel vom Modul gesichert</translation>
    </message>
    <message>
        <source>unit %1 is locked</source>
        <translation>Gerät %1 ist gesichert</translation>
    </message>
    <message>
        <source>no card with LUKS UUID %1 was made here</source>
        <translation>hier wurde keine Karte mit der LUKS-UUID %1 hergestellt</translation>
    </message>
    <message>
        <source>bring it to the bench of the station that made it</source>
        <translation>an die Werkbank der Station bringen, die sie hergestellt hat</translation>
    </message>
    <message>
        <source>was it made on another station?</source>
        <translation>wurde sie an einer anderen Station hergestellt?</translation>
    </message>
    <message>
        <source>this card ended %1 and did not pass</source>
        <translation>diese Karte endete %1 und hat nicht bestanden</translation>
    </message>
    <message>
        <source>this card is still being made and did not pass</source>
        <translation>diese Karte wird noch hergestellt und hat nicht bestanden</translation>
    </message>
    <message>
        <source>make the card once more</source>
        <translation>die Karte noch einmal herstellen</translation>
    </message>
    <message>
        <source>make it once more</source>
        <translation>noch einmal herstellen</translation>
    </message>
    <message>
        <source>make its card once more, with verify</source>
        <translation>seine Karte noch einmal herstellen, mit Prüfung</translation>
    </message>
    <message>
        <source>this card was superseded by a newer one</source>
        <translation>diese Karte ist durch eine neuere ersetzt</translation>
    </message>
    <message>
        <source>put that in, and destroy this one</source>
        <translation>jene einstecken, und diese zerstören</translation>
    </message>
    <message>
        <source>its card was made by a Bindery that did not bind</source>
        <translation>seine Karte stammt von einem Bindery, das nicht band</translation>
    </message>
    <message>
        <source>unit %1 is %2</source>
        <translation>Gerät %1 ist %2</translation>
    </message>
    <message>
        <source>unit %1 is %2 and cannot be served at &quot;%3&quot;</source>
        <translation>Gerät %1 ist %2 und wird bei „%3“ nicht bedient</translation>
    </message>
    <message>
        <source>%1 was never authorised for it</source>
        <translation>%1 wurde dafür nie zugelassen</translation>
    </message>
    <message>
        <source>start its bind from the beginning</source>
        <translation>die Bindung von vorn beginnen</translation>
    </message>
    <message>
        <source>start the unit&apos;s bind anew</source>
        <translation>die Bindung des Geräts neu beginnen</translation>
    </message>
    <message>
        <source>unit %1 is bound, but its card has keyslot 0 again</source>
        <translation>Gerät %1 ist gebunden, aber seine Karte hat wieder Schlüsselfach 0</translation>
    </message>
    <message>
        <source>an older copy of the card</source>
        <translation>eine ältere Kopie der Karte</translation>
    </message>
    <message>
        <source>it is revoked once more</source>
        <translation>es wird noch einmal entzogen</translation>
    </message>
    <message>
        <source>set the card aside and call a supervisor</source>
        <translation>die Karte beiseitelegen und eine Aufsicht rufen</translation>
    </message>
    <message>
        <source>its image is not for the board &quot;%1&quot; but for %2</source>
        <translation>sein Abbild ist nicht für die Platine „%1“, sondern für %2</translation>
    </message>
    <message>
        <source>put the card in the right board</source>
        <translation>die Karte in die richtige Platine stecken</translation>
    </message>
    <message>
        <source>%1 is a simulated one, which only demo images take</source>
        <translation>%1 ist ein simuliertes, das nur Demo-Abbilder nehmen</translation>
    </message>
    <message>
        <source>fit a real module</source>
        <translation>ein echtes Modul einbauen</translation>
    </message>
    <message>
        <source>%1 is permanently bound to another Pi or card</source>
        <translation>%1 ist für immer an einen anderen Pi oder eine andere Karte gebunden</translation>
    </message>
    <message>
        <source>fit another one</source>
        <translation>ein anderes einbauen</translation>
    </message>
    <message>
        <source>%1 says that it was tampered with</source>
        <translation>%1 meldet, dass sich jemand daran zu schaffen gemacht hat</translation>
    </message>
    <message>
        <source>keep it, call a supervisor</source>
        <translation>aufbewahren, eine Aufsicht rufen</translation>
    </message>
    <message>
        <source>module %1</source>
        <translation>Modul %1</translation>
    </message>
    <message>
        <source>Pi %1</source>
        <translation>Pi %1</translation>
    </message>
    <message>
        <source>its card was written to the medium %1, but it starts from %2, which is a copy</source>
        <translation>seine Karte wurde auf den Träger %1 geschrieben, aber es startet von %2, einer Kopie</translation>
    </message>
    <message>
        <source>put the original in</source>
        <translation>das Original einstecken</translation>
    </message>
    <message>
        <source>the header of its card was altered (%1)</source>
        <translation>der Kopf seiner Karte wurde verändert (%1)</translation>
    </message>
    <message>
        <source>cipher, sizes, segment or label</source>
        <translation>Verschlüsselung, Größen, Segment oder Name</translation>
    </message>
    <message>
        <source>the recovery keyslot 2 of its card was added after the card was made</source>
        <translation>das Wiederherstellungs-Schlüsselfach 2 seiner Karte kam nach der Herstellung hinzu</translation>
    </message>
    <message>
        <source>the recovery keyslot 2 of its card was taken away after the card was made</source>
        <translation>das Wiederherstellungs-Schlüsselfach 2 seiner Karte wurde nach der Herstellung entfernt</translation>
    </message>
    <message>
        <source>the header of its card has keyslots %1, which it cannot have at &quot;%2&quot;</source>
        <translation>der Kopf seiner Karte hat die Schlüsselfächer %1, die er bei „%2“ nicht haben kann</translation>
    </message>
    <message>
        <source>its card has no token of its module&apos;s key</source>
        <translation>seine Karte hat kein Token des Modulschlüssels</translation>
    </message>
    <message>
        <source>the token of its module&apos;s key is not the one it reported before</source>
        <translation>das Token des Modulschlüssels ist nicht das zuvor gemeldete</translation>
    </message>
    <message>
        <source>the station has it on record</source>
        <translation>die Station hat es verzeichnet</translation>
    </message>
    <message>
        <source>its module opens it now</source>
        <translation>sein Modul öffnet sie jetzt</translation>
    </message>
    <message>
        <source>if it does not, a supervisor releases it to be made once more</source>
        <translation>wenn nicht, gibt eine Aufsicht sie zur Neuherstellung frei</translation>
    </message>
    <message>
        <source>provision it first</source>
        <translation>erst die Karte herstellen</translation>
    </message>
    <message>
        <source>ask a supervisor</source>
        <translation>eine Aufsicht fragen</translation>
    </message>
    <message>
        <source>the bench is armed already, by %1</source>
        <translation>die Werkbank nimmt schon Geräte an, eingeschaltet von %1</translation>
    </message>
    <message>
        <source>the bench is not armed</source>
        <translation>die Werkbank nimmt keine Geräte an</translation>
    </message>
    <message>
        <source>the policy list needs the parts that are taken</source>
        <translation>die Regel „list“ braucht die Teile, die genommen werden</translation>
    </message>
    <message>
        <source>parts are for the policy list only</source>
        <translation>Teile gehören nur zur Regel „list“</translation>
    </message>
    <message>
        <source>bench policy &quot;%1&quot;</source>
        <translation>Regel der Werkbank „%1“</translation>
    </message>
    <message>
        <source>use scan, list or open</source>
        <translation>scan, list oder open nehmen</translation>
    </message>
    <message>
        <source>the name of a station is a printable text of 1 to 64 bytes, such as bench-1</source>
        <translation>der Name einer Station ist ein druckbarer Text von 1 bis 64 Byte, etwa bench-1</translation>
    </message>
    <message>
        <source>there is no site in %1</source>
        <translation>in %1 gibt es keinen Standort</translation>
    </message>
    <message>
        <source>make one with</source>
        <translation>einen anlegen mit</translation>
    </message>
    <message>
        <source>%1, or join one with</source>
        <translation>%1, oder einem beitreten mit</translation>
    </message>
    <message>
        <source>%1 is not the certificate of %2 signed by a key in %3</source>
        <translation>%1 ist nicht das Zertifikat von %2, unterschrieben von einem Schlüssel in %3</translation>
    </message>
    <message>
        <source>units would refuse this station</source>
        <translation>Geräte würden diese Station ablehnen</translation>
    </message>
    <message>
        <source>join the site anew</source>
        <translation>dem Standort neu beitreten</translation>
    </message>
    <message>
        <source>the unit %1 is %2</source>
        <translation>das Gerät %1 ist %2</translation>
    </message>
    <message>
        <source>it cannot become %1</source>
        <translation>es kann nicht %1 werden</translation>
    </message>
    <message>
        <source>the unit %1 is %2, so there is nothing to confirm</source>
        <translation>das Gerät %1 ist %2, darum gibt es nichts zu bestätigen</translation>
    </message>
    <message>
        <source>is it the right chassis?</source>
        <translation>ist es das richtige Gehäuse?</translation>
    </message>
    <message>
        <source>cards of several units ask with %1</source>
        <translation>Karten mehrerer Geräte fragen an mit %1</translation>
    </message>
    <message>
        <source>scan the chassis too, so that one of them is meant</source>
        <translation>auch das Gehäuse scannen, damit eines gemeint ist</translation>
    </message>
    <message>
        <source>a confirmation names the serial of the %1</source>
        <translation>eine Bestätigung nennt die Seriennummer: %1</translation>
    </message>
    <message>
        <source>module</source>
        <translation>Modul</translation>
    </message>
    <message>
        <source>scan its label</source>
        <translation>das Etikett scannen</translation>
    </message>
    <message>
        <source>the unit %1 has no card yet</source>
        <translation>das Gerät %1 hat noch keine Karte</translation>
    </message>
    <message>
        <source>the card %1 of unit %2 was superseded by that of attempt %3</source>
        <translation>die Karte %1 von Gerät %2 ist ersetzt durch die von Versuch %3</translation>
    </message>
    <message>
        <source>the card %1 of unit %2 is %3</source>
        <translation>die Karte %1 von Gerät %2 ist %3</translation>
    </message>
    <message>
        <source>not made yet</source>
        <translation>noch nicht hergestellt</translation>
    </message>
    <message>
        <source>there is no unit, card, module or Pi &quot;%1&quot; here</source>
        <translation>es gibt hier kein Gerät, keine Karte, kein Modul und keinen Pi „%1“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; fits several units</source>
        <translation>„%1“ passt auf mehrere Geräte</translation>
    </message>
    <message>
        <source>name the unit&apos;s serial</source>
        <translation>die Seriennummer des Geräts nennen</translation>
    </message>
    <message>
        <source>the card of attempt %1 was superseded by that of attempt %2</source>
        <translation>die Karte von Versuch %1 ist ersetzt durch die von Versuch %2</translation>
    </message>
    <message>
        <source>put the new card in</source>
        <translation>die neue Karte einstecken</translation>
    </message>
    <message>
        <source>its card did not pass (attempt %1 %2)</source>
        <translation>seine Karte hat nicht bestanden (Versuch %1 %2)</translation>
    </message>
    <message>
        <source>is being made</source>
        <translation>wird hergestellt</translation>
    </message>
    <message>
        <source>unit %1 is %2, so it cannot be %3</source>
        <translation>Gerät %1 ist %2 und kann darum nicht %3 werden</translation>
    </message>
    <message>
        <source>Pi %1 and module %2 were never authorised for it</source>
        <translation>Pi %1 und Modul %2 wurden dafür nie zugelassen</translation>
    </message>
    <message>
        <source>unit %1 reports its keyslot 0 as still there, so it is not bound</source>
        <translation>Gerät %1 meldet, dass Schlüsselfach 0 noch da ist, darum ist es nicht gebunden</translation>
    </message>
    <message>
        <source>its card asked with %1 different pairs of module and Pi already</source>
        <translation>seine Karte hat schon mit %1 verschiedenen Paaren von Modul und Pi angefragt</translation>
    </message>
    <message>
        <source>%1 is in use by unit %2</source>
        <translation>%1 ist in Gerät %2 in Gebrauch</translation>
    </message>
    <message>
        <source>fit the right one, or let a supervisor take it out of %1</source>
        <translation>das richtige Teil einbauen, oder eine Aufsicht baut es aus %1 aus</translation>
    </message>
    <message>
        <source>unit %1 has %2, but %3 asks for it</source>
        <translation>Gerät %1 hat %2, aber %3 fragt dafür an</translation>
    </message>
    <message>
        <source>fit the right one, or let a supervisor take the old one out of %1</source>
        <translation>das richtige Teil einbauen, oder eine Aufsicht baut das alte aus %1 aus</translation>
    </message>
    <message>
        <source>a module with the serial %1 but another key is on record for unit %2</source>
        <translation>ein Modul mit der Seriennummer %1, aber anderem Schlüssel ist für Gerät %2 verzeichnet</translation>
    </message>
    <message>
        <source>one of the two is a copy</source>
        <translation>eines der beiden ist eine Kopie</translation>
    </message>
    <message>
        <source>keep both, call a supervisor</source>
        <translation>beide aufbewahren, eine Aufsicht rufen</translation>
    </message>
    <message>
        <source>the key of module %1 is on record as that of module %2 in unit %3</source>
        <translation>der Schlüssel von Modul %1 ist verzeichnet als der von Modul %2 in Gerät %3</translation>
    </message>
    <message>
        <source>a unit that does not tell %1 cannot be bound</source>
        <translation>ein Gerät, das %1 nicht nennt, lässt sich nicht binden</translation>
    </message>
    <message>
        <source>the serial of its Pi</source>
        <translation>die Seriennummer seines Pi</translation>
    </message>
    <message>
        <source>the serial of its module</source>
        <translation>die Seriennummer seines Moduls</translation>
    </message>
    <message>
        <source>the key of its module</source>
        <translation>den Schlüssel seines Moduls</translation>
    </message>
    <message>
        <source>the bench&apos;s transport secret does not open this card</source>
        <translation>das Transportgeheimnis der Werkbank öffnet diese Karte nicht</translation>
    </message>
    <message>
        <source>is it the card of that attempt?</source>
        <translation>ist es die Karte jenes Versuchs?</translation>
    </message>
    <message>
        <source>the bench says authorised and gives no secret</source>
        <translation>die Werkbank lässt zu und gibt kein Geheimnis</translation>
    </message>
    <message>
        <source>the module does not open what it locked a moment ago</source>
        <translation>das Modul öffnet nicht, was es eben gesichert hat</translation>
    </message>
    <message>
        <source>the module does not give back the key that it locked</source>
        <translation>das Modul gibt den gesicherten Schlüssel nicht zurück</translation>
    </message>
    <message>
        <source>the module does not unlock this key</source>
        <translation>das Modul gibt diesen Schlüssel nicht frei</translation>
    </message>
    <message>
        <source>the card belongs to the %1 module %2, this unit has the %3 module %4</source>
        <translation>die Karte gehört zum Modul %2 (%1), dieses Gerät hat das Modul %4 (%3)</translation>
    </message>
    <message>
        <source>the key that the module gives does not open this card</source>
        <translation>der Schlüssel des Moduls öffnet diese Karte nicht</translation>
    </message>
    <message>
        <source>the card&apos;s header is %1, the module %2</source>
        <translation>der Kopf der Karte ist %1, das Modul %2</translation>
    </message>
    <message>
        <source>no module answers at %1</source>
        <translation>bei %1 antwortet kein Modul</translation>
    </message>
    <message>
        <source>module %1 did not answer in time (%2)</source>
        <translation>das Modul %1 hat nicht rechtzeitig geantwortet (%2)</translation>
    </message>
    <message>
        <source>no simulated module at %1</source>
        <translation>kein simuliertes Modul bei %1</translation>
    </message>
    <message>
        <source>give the machine its disk, or make the file</source>
        <translation>dem Rechner seinen Datenträger geben, oder die Datei anlegen</translation>
    </message>
    <message>
        <source>it was breached</source>
        <translation>es wurde aufgebrochen</translation>
    </message>
    <message>
        <source>it is permanently bound to another Pi or card than these</source>
        <translation>es ist für immer an einen anderen Pi oder eine andere Karte gebunden</translation>
    </message>
    <message>
        <source>another module locked it</source>
        <translation>ein anderes Modul hat ihn gesichert</translation>
    </message>
    <message>
        <source>it was locked in production</source>
        <translation>er wurde im Einsatz gesichert</translation>
    </message>
    <message>
        <source>it was changed</source>
        <translation>er wurde verändert</translation>
    </message>
    <message>
        <source>the restart failed</source>
        <translation>der Neustart ist gescheitert</translation>
    </message>
    <message>
        <source>a failure that no module signed</source>
        <translation>ein Fehler, den kein Modul unterschrieben hat</translation>
    </message>
    <message>
        <source>the signature is not that of the module over this connection&apos;s challenge</source>
        <translation>die Unterschrift ist nicht die des Moduls zu dieser Verbindung</translation>
    </message>
    <message>
        <source>another key, a recorded message, or one that was changed</source>
        <translation>ein anderer Schlüssel, eine aufgezeichnete oder eine veränderte Nachricht</translation>
    </message>
    <message>
        <source>the module&apos;s public key cannot be used</source>
        <translation>der öffentliche Schlüssel des Moduls ist unbrauchbar</translation>
    </message>
    <message>
        <source>it does not speak the bind protocol (no such ALPN)</source>
        <translation>es spricht das Bindeprotokoll nicht (falsches ALPN)</translation>
    </message>
    <message>
        <source>the other end has closed the connection</source>
        <translation>die Gegenseite hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>the other end took too long</source>
        <translation>die Gegenseite hat zu lange gebraucht</translation>
    </message>
    <message>
        <source>the connection was stopped</source>
        <translation>die Verbindung wurde beendet</translation>
    </message>
    <message>
        <source>ModuleAbsent</source>
        <translation>Modul fehlt</translation>
    </message>
    <message>
        <source>ModuleRefused</source>
        <translation>Modul weigert sich</translation>
    </message>
    <message>
        <source>VerifyMismatch</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>DeviceGone</source>
        <translation>Karte weg</translation>
    </message>
    <message>
        <source>WriteFailed</source>
        <translation>Schreibfehler</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Defekt</translation>
    </message>
    <message>
        <source>Corrupt</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>take the card out</source>
        <translation>Karte herausnehmen</translation>
    </message>
    <message>
        <source>take the card out first</source>
        <translation>zuerst die Karte herausnehmen</translation>
    </message>
    <message>
        <source>take the card out, or acknowledge to make it again</source>
        <translation>Karte herausnehmen, oder quittieren, um sie neu herzustellen</translation>
    </message>
    <message>
        <source>acknowledge the fault</source>
        <translation>den Fehler quittieren</translation>
    </message>
    <message>
        <source>acknowledge the fault first</source>
        <translation>zuerst den Fehler quittieren</translation>
    </message>
    <message>
        <source>use a larger card</source>
        <translation>eine größere Karte nehmen</translation>
    </message>
    <message>
        <source>use a smaller card, one of the order&apos;s class</source>
        <translation>eine kleinere Karte nehmen, eine der Klasse des Auftrags</translation>
    </message>
    <message>
        <source>use another slot</source>
        <translation>einen anderen Platz nehmen</translation>
    </message>
    <message>
        <source>use another slot, or let a supervisor open it again</source>
        <translation>einen anderen Platz nehmen, oder eine Aufsicht öffnet ihn wieder</translation>
    </message>
    <message>
        <source>use another card</source>
        <translation>eine andere Karte nehmen</translation>
    </message>
    <message>
        <source>use another card if it stays so</source>
        <translation>eine andere Karte nehmen, wenn es so bleibt</translation>
    </message>
    <message>
        <source>use another card, or call a supervisor, who releases the unit to be made once more</source>
        <translation>eine andere Karte nehmen, oder eine Aufsicht rufen, die das Gerät zur Neuherstellung freigibt</translation>
    </message>
    <message>
        <source>use another reader or disk</source>
        <translation>einen anderen Leser oder Datenträger nehmen</translation>
    </message>
    <message>
        <source>use another device</source>
        <translation>ein anderes Gerät nehmen</translation>
    </message>
    <message>
        <source>use another device; this one is never written</source>
        <translation>ein anderes Gerät nehmen; dieses wird nie beschrieben</translation>
    </message>
    <message>
        <source>open the lock of the card or its adapter, or use another card</source>
        <translation>den Schreibschutz der Karte oder des Adapters öffnen, oder eine andere Karte nehmen</translation>
    </message>
    <message>
        <source>unmount it first, if it is the right card</source>
        <translation>erst aushängen, wenn es die richtige Karte ist</translation>
    </message>
    <message>
        <source>switch the swap area off first, if it is the right card</source>
        <translation>erst den Auslagerungsbereich abschalten, wenn es die richtige Karte ist</translation>
    </message>
    <message>
        <source>close what is built upon it first, if it is the right card</source>
        <translation>erst schließen, was darauf aufbaut, wenn es die richtige Karte ist</translation>
    </message>
    <message>
        <source>put a card in</source>
        <translation>eine Karte einstecken</translation>
    </message>
    <message>
        <source>put the card in first</source>
        <translation>erst die Karte einstecken</translation>
    </message>
    <message>
        <source>put the reference card in</source>
        <translation>die Referenzkarte einstecken</translation>
    </message>
    <message>
        <source>put it aside</source>
        <translation>beiseitelegen</translation>
    </message>
    <message>
        <source>put it aside, or allow that what it holds is destroyed</source>
        <translation>beiseitelegen, oder das Löschen ihres Inhalts erlauben</translation>
    </message>
    <message>
        <source>this is a reference card of the daily check</source>
        <translation>das ist eine Referenzkarte der Tagesprüfung</translation>
    </message>
    <message>
        <source>take it out</source>
        <translation>herausnehmen</translation>
    </message>
    <message>
        <source>take it out and put it in again</source>
        <translation>herausnehmen und wieder einstecken</translation>
    </message>
    <message>
        <source>make the card again</source>
        <translation>die Karte neu herstellen</translation>
    </message>
    <message>
        <source>leave one card in</source>
        <translation>eine Karte stecken lassen</translation>
    </message>
    <message>
        <source>close that first</source>
        <translation>das erst schließen</translation>
    </message>
    <message>
        <source>wait for it, or end it</source>
        <translation>abwarten, oder beenden</translation>
    </message>
    <message>
        <source>free space on it and start again</source>
        <translation>darauf Platz schaffen und neu beginnen</translation>
    </message>
    <message>
        <source>name the device itself</source>
        <translation>das Gerät selbst nennen</translation>
    </message>
    <message>
        <source>name the whole disk</source>
        <translation>den ganzen Datenträger nennen</translation>
    </message>
    <message>
        <source>name the whole disk, %1</source>
        <translation>den ganzen Datenträger nennen, %1</translation>
    </message>
    <message>
        <source>name the whole disk of a card</source>
        <translation>den ganzen Datenträger einer Karte nennen</translation>
    </message>
    <message>
        <source>name the whole disk of a card, such as %1</source>
        <translation>den ganzen Datenträger einer Karte nennen, etwa %1</translation>
    </message>
    <message>
        <source>put the card in a slot of the line, or teach this one with %1</source>
        <translation>die Karte in einen Platz der Linie stecken, oder diesen anlernen mit %1</translation>
    </message>
    <message>
        <source>unplug one of the two readers, or put it into another port and teach that with &quot;%1&quot;</source>
        <translation>einen der beiden Leser abziehen, oder ihn an einen anderen Anschluss stecken und diesen anlernen mit „%1“</translation>
    </message>
    <message>
        <source>teach it</source>
        <translation>anlernen</translation>
    </message>
    <message>
        <source>teach its port first</source>
        <translation>erst den Anschluss anlernen</translation>
    </message>
    <message>
        <source>call a supervisor, who re-opens the slot</source>
        <translation>eine Aufsicht rufen, die den Platz wieder öffnet</translation>
    </message>
    <message>
        <source>a supervisor may teach it as a slot</source>
        <translation>eine Aufsicht kann ihn als Platz anlernen</translation>
    </message>
    <message>
        <source>until then nothing is written here</source>
        <translation>bis dahin wird hier nichts geschrieben</translation>
    </message>
    <message>
        <source>wait for its card, or cancel it</source>
        <translation>seine Karte abwarten, oder abbrechen</translation>
    </message>
    <message>
        <source>only a ready one is</source>
        <translation>nur ein bereiter</translation>
    </message>
    <message>
        <source>only a card that is ready can be started</source>
        <translation>nur eine Karte, die bereit ist, lässt sich beginnen</translation>
    </message>
    <message>
        <source>it holds no fault</source>
        <translation>er zeigt keinen Fehler</translation>
    </message>
    <message>
        <source>nothing runs in it</source>
        <translation>darin läuft nichts</translation>
    </message>
    <message>
        <source>no card is made in it anyway</source>
        <translation>darin wird ohnehin keine Karte hergestellt</translation>
    </message>
    <message>
        <source>it is open</source>
        <translation>er ist offen</translation>
    </message>
    <message>
        <source>a slot that is %1 cannot be %2</source>
        <translation>ein Platz, der %1 ist, kann nicht %2 werden</translation>
    </message>
    <message>
        <source>started</source>
        <translation>gestartet</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>quittiert</translation>
    </message>
    <message>
        <source>re-opened</source>
        <translation>wieder geöffnet</translation>
    </message>
    <message>
        <source>taken out of service</source>
        <translation>außer Betrieb genommen</translation>
    </message>
    <message>
        <source>forgotten</source>
        <translation>vergessen</translation>
    </message>
    <message>
        <source>slot %1</source>
        <translation>Platz %1</translation>
    </message>
    <message>
        <source>slot %1 is %2</source>
        <translation>Platz %1 ist %2</translation>
    </message>
    <message>
        <source>slot %1 is %2 already</source>
        <translation>Platz %1 ist schon %2</translation>
    </message>
    <message>
        <source>slot %1 is at work</source>
        <translation>Platz %1 arbeitet</translation>
    </message>
    <message>
        <source>slot %1 is empty</source>
        <translation>Platz %1 ist leer</translation>
    </message>
    <message>
        <source>slot %1 was not taught</source>
        <translation>Platz %1 ist nicht angelernt</translation>
    </message>
    <message>
        <source>slot %1 holds no card that was refused</source>
        <translation>in Platz %1 steckt keine abgelehnte Karte</translation>
    </message>
    <message>
        <source>slot %1 has no serial yet</source>
        <translation>Platz %1 hat noch keine Seriennummer</translation>
    </message>
    <message>
        <source>scan the slot&apos;s label, then the serial</source>
        <translation>das Etikett des Platzes scannen, dann die Seriennummer</translation>
    </message>
    <message>
        <source>its unit has a serial</source>
        <translation>sein Gerät hat eine Seriennummer</translation>
    </message>
    <message>
        <source>there is no slot %1</source>
        <translation>es gibt keinen Platz %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; shows those that were taught</source>
        <translation>„%1“ zeigt die angelernten</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no slot number</source>
        <translation>„%1“ ist keine Platznummer</translation>
    </message>
    <message>
        <source>%1 is no slot number</source>
        <translation>%1 ist keine Platznummer</translation>
    </message>
    <message>
        <source>they go from %1 to %2</source>
        <translation>sie gehen von %1 bis %2</translation>
    </message>
    <message>
        <source>nothing was forgotten</source>
        <translation>nichts wurde vergessen</translation>
    </message>
    <message>
        <source>no slot is being taught</source>
        <translation>es wird kein Platz angelernt</translation>
    </message>
    <message>
        <source>no slot of this station was taught</source>
        <translation>kein Platz dieser Station ist angelernt</translation>
    </message>
    <message>
        <source>do that with &quot;%1&quot;, one card after the other</source>
        <translation>das geschieht mit „%1“, eine Karte nach der anderen</translation>
    </message>
    <message>
        <source>the attempt %1 runs</source>
        <translation>der Versuch %1 läuft</translation>
    </message>
    <message>
        <source>it has no fault yet</source>
        <translation>er hat noch keinen Fehler</translation>
    </message>
    <message>
        <source>a slot that is %1 needs a reason</source>
        <translation>ein Platz, der %1 ist, braucht einen Grund</translation>
    </message>
    <message>
        <source>re-opening a slot needs a reason</source>
        <translation>das Öffnen eines Platzes braucht einen Grund</translation>
    </message>
    <message>
        <source>the port was not taught</source>
        <translation>der Anschluss ist nicht angelernt</translation>
    </message>
    <message>
        <source>this port was never taught</source>
        <translation>dieser Anschluss ist nicht angelernt</translation>
    </message>
    <message>
        <source>%1 failures in a row, the last</source>
        <translation>%1 Fehler in Folge, der letzte</translation>
    </message>
    <message>
        <source>the order asks for no verify</source>
        <translation>der Auftrag verlangt keine Prüfung</translation>
    </message>
    <message>
        <source>no order was chosen</source>
        <translation>kein Auftrag ist gewählt</translation>
    </message>
    <message>
        <source>choose an order</source>
        <translation>einen Auftrag wählen</translation>
    </message>
    <message>
        <source>%1 and %2 both claim the port %3 of this slot</source>
        <translation>%1 und %2 beanspruchen beide den Anschluss %3 dieses Platzes</translation>
    </message>
    <message>
        <source>%1 both claim the port %2 of this slot</source>
        <translation>%1 beanspruchen beide den Anschluss %2 dieses Platzes</translation>
    </message>
    <message>
        <source>this slot has %1 cards in its ports, %2 and %3</source>
        <translation>dieser Platz hat %1 Karten in seinen Anschlüssen, %2 und %3</translation>
    </message>
    <message>
        <source>this slot has %1 cards in its ports, %2</source>
        <translation>dieser Platz hat %1 Karten in seinen Anschlüssen, %2</translation>
    </message>
    <message>
        <source>%1 is in no port that could be a slot</source>
        <translation>%1 steckt in keinem Anschluss, der ein Platz sein könnte</translation>
    </message>
    <message>
        <source>slots are USB ports and SD card readers.</source>
        <translation>Plätze sind USB-Anschlüsse und SD-Kartenleser.</translation>
    </message>
    <message>
        <source>%1 is in %2, which was taught just now</source>
        <translation>%1 steckt in %2, das eben angelernt wurde</translation>
    </message>
    <message>
        <source>put it into another one.</source>
        <translation>woanders einstecken.</translation>
    </message>
    <message>
        <source>Two disks are in %1</source>
        <translation>Zwei Datenträger stecken in %1</translation>
    </message>
    <message>
        <source>this machine pairs the wrong connectors, so this port cannot be a slot.</source>
        <translation>dieser Rechner verwechselt die Buchsen, darum kann dieser Anschluss kein Platz sein.</translation>
    </message>
    <message>
        <source>%1 holds %2; the order takes cards of at least %3</source>
        <translation>%1 fasst %2; der Auftrag nimmt Karten ab %3</translation>
    </message>
    <message>
        <source>%1 holds %2; the order takes cards of at most %3</source>
        <translation>%1 fasst %2; der Auftrag nimmt Karten bis %3</translation>
    </message>
    <message>
        <source>%1 is read-only</source>
        <translation>%1 ist schreibgeschützt</translation>
    </message>
    <message>
        <source>%1 holds no medium</source>
        <translation>%1 enthält keine Karte</translation>
    </message>
    <message>
        <source>%1 is mounted at %2</source>
        <translation>%1 ist eingehängt unter %2</translation>
    </message>
    <message>
        <source>%1 is used as swap (%2)</source>
        <translation>%1 dient als Auslagerungsbereich (%2)</translation>
    </message>
    <message>
        <source>%1 is held by %2</source>
        <translation>%1 wird gehalten von %2</translation>
    </message>
    <message>
        <source>%1 has sectors of %2 bytes</source>
        <translation>%1 hat Sektoren von %2 Byte</translation>
    </message>
    <message>
        <source>a Pi&apos;s card needs 512</source>
        <translation>die Karte eines Pi braucht 512</translation>
    </message>
    <message>
        <source>%1 is a symbolic link</source>
        <translation>%1 ist ein symbolischer Verweis</translation>
    </message>
    <message>
        <source>%1 is not a block device</source>
        <translation>%1 ist kein Blockgerät</translation>
    </message>
    <message>
        <source>%1 is a partition</source>
        <translation>%1 ist nur ein Teil eines Datenträgers</translation>
    </message>
    <message>
        <source>%1 is not in a taught slot</source>
        <translation>%1 steckt in keinem angelernten Platz</translation>
    </message>
    <message>
        <source>%1 is out of service</source>
        <translation>%1 ist außer Betrieb</translation>
    </message>
    <message>
        <source>%1 is blocked</source>
        <translation>%1 ist gesperrt</translation>
    </message>
    <message>
        <source>%1 carries the running system (%2)</source>
        <translation>%1 trägt das laufende System (%2)</translation>
    </message>
    <message>
        <source>%1 is locked by another process</source>
        <translation>%1 ist von einem anderen Programm gesperrt</translation>
    </message>
    <message>
        <source>%1 refuses direct I/O, so nothing written to it could be verified</source>
        <translation>%1 erlaubt keinen direkten Zugriff, darum ließe sich nichts Geschriebenes prüfen</translation>
    </message>
    <message>
        <source>the card left its slot</source>
        <translation>die Karte hat ihren Platz verlassen</translation>
    </message>
    <message>
        <source>the card left the station</source>
        <translation>die Karte hat die Station verlassen</translation>
    </message>
    <message>
        <source>it left the station</source>
        <translation>sie hat die Station verlassen</translation>
    </message>
    <message>
        <source>it left the station (%1)</source>
        <translation>sie hat die Station verlassen (%1)</translation>
    </message>
    <message>
        <source>it was detached</source>
        <translation>sie wurde abgehängt</translation>
    </message>
    <message>
        <source>the file system behind it is gone</source>
        <translation>das Dateisystem dahinter ist weg</translation>
    </message>
    <message>
        <source>it was taken out, or another medium took its place (%1, it had %2)</source>
        <translation>sie wurde gezogen, oder eine andere kam an ihre Stelle (%1, vorher %2)</translation>
    </message>
    <message>
        <source>another medium took its place (%1, it had %2)</source>
        <translation>eine andere kam an ihre Stelle (%1, vorher %2)</translation>
    </message>
    <message>
        <source>another medium took its place while it was opened</source>
        <translation>eine andere kam an ihre Stelle, während sie geöffnet wurde</translation>
    </message>
    <message>
        <source>another device took its place (%1, it had %2)</source>
        <translation>ein anderes Gerät kam an ihre Stelle (%1, vorher %2)</translation>
    </message>
    <message>
        <source>another device has its number (%1, it had %2)</source>
        <translation>ein anderes Gerät hat ihre Nummer (%1, vorher %2)</translation>
    </message>
    <message>
        <source>no DISKSEQ</source>
        <translation>ohne DISKSEQ</translation>
    </message>
    <message>
        <source>the open descriptor belongs to another device</source>
        <translation>geöffnet ist ein anderes Gerät</translation>
    </message>
    <message>
        <source>its size changed from %1 to %2 bytes</source>
        <translation>ihre Größe änderte sich von %1 auf %2 Byte</translation>
    </message>
    <message>
        <source>it is in use by another process or file system</source>
        <translation>ein anderes Programm oder Dateisystem benutzt sie</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>sie ist schreibgeschützt</translation>
    </message>
    <message>
        <source>it became write-protected</source>
        <translation>sie ist jetzt schreibgeschützt</translation>
    </message>
    <message>
        <source>it was opened for reading only</source>
        <translation>sie ist nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>the file system is full</source>
        <translation>das Dateisystem ist voll</translation>
    </message>
    <message>
        <source>a flush of it failed before, so nothing written to it can be trusted</source>
        <translation>ein früheres Leeren des Puffers schlug fehl, darum ist auf Geschriebenes kein Verlass</translation>
    </message>
    <message>
        <source>writing %1 at offset %2</source>
        <translation>Schreiben auf %1 ab Byte %2</translation>
    </message>
    <message>
        <source>reading %1 at offset %2</source>
        <translation>Lesen von %1 ab Byte %2</translation>
    </message>
    <message>
        <source>discarding %1 at offset %2</source>
        <translation>Verwerfen auf %1 ab Byte %2</translation>
    </message>
    <message>
        <source>flushing %1 at offset %2</source>
        <translation>Leeren des Puffers von %1 ab Byte %2</translation>
    </message>
    <message>
        <source>flushing before a read-back of %1 at offset %2</source>
        <translation>Leeren des Puffers vor dem Zurücklesen von %1 ab Byte %2</translation>
    </message>
    <message>
        <source>dropping cached pages of %1 at offset %2</source>
        <translation>Leeren des Zwischenspeichers von %1 ab Byte %2</translation>
    </message>
    <message>
        <source>flushing before a read-back of %1</source>
        <translation>Leeren des Puffers vor dem Zurücklesen von %1</translation>
    </message>
    <message>
        <source>flushing %1</source>
        <translation>Leeren des Puffers von %1</translation>
    </message>
    <message>
        <source>opening %1</source>
        <translation>Öffnen von %1</translation>
    </message>
    <message>
        <source>looking for %1</source>
        <translation>Suche nach %1</translation>
    </message>
    <message>
        <source>asking for the state of %1</source>
        <translation>Frage nach dem Zustand von %1</translation>
    </message>
    <message>
        <source>listening to the kernel&apos;s events of disks</source>
        <translation>Abhören der Datenträger-Meldungen des Kernels</translation>
    </message>
    <message>
        <source>%1 the demo&apos;s card at offset %2</source>
        <translation>Karte der Demo, %1, ab Byte %2</translation>
    </message>
    <message>
        <source>the station stopped in the middle of its attempt</source>
        <translation>die Station hielt mitten in ihrem Versuch an</translation>
    </message>
    <message>
        <source>the station stopped in the middle of it</source>
        <translation>die Station hielt mittendrin an</translation>
    </message>
    <message>
        <source>the card has not moved for %1 s while %2</source>
        <translation>die Karte rührt sich seit %1 s nicht, %2</translation>
    </message>
    <message>
        <source>the card did not answer when the line was stopped, while %1</source>
        <translation>die Karte antwortete nicht, als die Linie anhielt, %1</translation>
    </message>
    <message>
        <source>it hangs</source>
        <translation>sie hängt</translation>
    </message>
    <message>
        <source>the card cannot be read</source>
        <translation>die Karte ist nicht lesbar</translation>
    </message>
    <message>
        <source>its card cannot be read</source>
        <translation>seine Karte ist nicht lesbar</translation>
    </message>
    <message>
        <source>its card cannot be begun</source>
        <translation>seine Karte lässt sich nicht beginnen</translation>
    </message>
    <message>
        <source>the card is not blank (%1)</source>
        <translation>die Karte ist nicht leer (%1)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>bytes at %1</source>
        <translation>Daten bei %1</translation>
    </message>
    <message>
        <source>%1, but bytes at %2</source>
        <translation>%1, aber Daten bei %2</translation>
    </message>
    <message>
        <source>an empty FAT file system</source>
        <translation>ein leeres FAT-Dateisystem</translation>
    </message>
    <message>
        <source>an empty FAT32 file system</source>
        <translation>ein leeres FAT32-Dateisystem</translation>
    </message>
    <message>
        <source>an empty exFAT file system</source>
        <translation>ein leeres exFAT-Dateisystem</translation>
    </message>
    <message>
        <source>a boot sector</source>
        <translation>ein Bootsektor</translation>
    </message>
    <message>
        <source>a table without partitions</source>
        <translation>eine Tabelle ohne Partitionen</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 Partitionen</translation>
    </message>
    <message>
        <source>a partition that is not empty</source>
        <translation>eine Partition, die nicht leer ist</translation>
    </message>
    <message>
        <source>fake capacity</source>
        <translation>falsche Größe</translation>
    </message>
    <message>
        <source>the card announces %1, but %2</source>
        <translation>die Karte gibt %1 an, aber %2</translation>
    </message>
    <message>
        <source>the block at %1 was lost</source>
        <translation>der Block bei %1 ging verloren</translation>
    </message>
    <message>
        <source>it wraps around after %1 or a fraction of it</source>
        <translation>sie beginnt nach %1 oder einem Bruchteil davon von vorn</translation>
    </message>
    <message>
        <source>the card wraps around after %1</source>
        <translation>die Karte beginnt nach %1 von vorn</translation>
    </message>
    <message>
        <source>%1 of %2 blocks differ, the first at byte %3 of the card</source>
        <translation>%1 von %2 Blöcken weichen ab, der erste bei Byte %3 der Karte</translation>
    </message>
    <message>
        <source>all equal</source>
        <translation>alles gleich</translation>
    </message>
    <message>
        <source>root: %1 of %2 blocks differ, the first at byte %3 of the card</source>
        <translation>Wurzel: %1 von %2 Blöcken weichen ab, der erste bei Byte %3 der Karte</translation>
    </message>
    <message>
        <source>boot partition</source>
        <translation>Bootpartition</translation>
    </message>
    <message>
        <source>partition table</source>
        <translation>Partitionstabelle</translation>
    </message>
    <message>
        <source>LUKS2 header</source>
        <translation>LUKS2-Kopf</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>the card has %1, recorded is one of at least %2</source>
        <translation>die Karte hat %1, verzeichnet ist eine ab %2</translation>
    </message>
    <message>
        <source>another UUID than was written</source>
        <translation>eine andere UUID als die geschriebene</translation>
    </message>
    <message>
        <source>it has %1 keyslots</source>
        <translation>er hat %1 Schlüsselfächer</translation>
    </message>
    <message>
        <source>keyslot %1 does not open</source>
        <translation>Schlüsselfach %1 lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>no keyslot opens with the secret</source>
        <translation>kein Schlüsselfach öffnet sich mit dem Geheimnis</translation>
    </message>
    <message>
        <source>not the bytes that were written</source>
        <translation>nicht die geschriebenen Bytes</translation>
    </message>
    <message>
        <source>it now has keyslots %1 and tokens %2, which is not what its unit reported</source>
        <translation>jetzt hat er die Schlüsselfächer %1 und die Tokens %2, was sein Gerät nicht gemeldet hat</translation>
    </message>
    <message>
        <source>it now has keyslots %1 and tokens %2</source>
        <translation>jetzt hat er die Schlüsselfächer %1 und die Tokens %2</translation>
    </message>
    <message>
        <source>%1, which is not what its unit reported</source>
        <translation>%1, was sein Gerät nicht gemeldet hat</translation>
    </message>
    <message>
        <source>no LUKS2 header is found</source>
        <translation>kein LUKS2-Kopf ist zu finden</translation>
    </message>
    <message>
        <source>the card is damaged, or no card of ours</source>
        <translation>die Karte ist beschädigt, oder keine von uns</translation>
    </message>
    <message>
        <source>the LUKS2 header is damaged</source>
        <translation>der LUKS2-Kopf ist beschädigt</translation>
    </message>
    <message>
        <source>this station has no record of a card with LUKS UUID %1</source>
        <translation>diese Station verzeichnet keine Karte mit der LUKS-UUID %1</translation>
    </message>
    <message>
        <source>the key that was given opens no keyslot of %1</source>
        <translation>der angegebene Schlüssel öffnet kein Schlüsselfach von %1</translation>
    </message>
    <message>
        <source>name the file of this card&apos;s key</source>
        <translation>die Datei des Schlüssels dieser Karte nennen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped while erasing</source>
        <translation>beim Löschen angehalten</translation>
    </message>
    <message>
        <source>stopped while filling what the card does not use</source>
        <translation>beim Füllen des freien Teils der Karte angehalten</translation>
    </message>
    <message>
        <source>stopped at the boot partition</source>
        <translation>an der Bootpartition angehalten</translation>
    </message>
    <message>
        <source>stopped before the partition table was written</source>
        <translation>vor dem Schreiben der Partitionstabelle angehalten</translation>
    </message>
    <message>
        <source>the card has %1 (%2 bytes), the golden image %3 needs %4 (%5 bytes)</source>
        <translation>die Karte hat %1 (%2 Byte), das Abbild %3 braucht %4 (%5 Byte)</translation>
    </message>
    <message>
        <source>golden image %1</source>
        <translation>Abbild %1</translation>
    </message>
    <message>
        <source>golden image %1 wants a GPT, which this version does not write</source>
        <translation>das Abbild %1 verlangt eine GPT, die diese Version nicht schreibt</translation>
    </message>
    <message>
        <source>golden image %1, file %2</source>
        <translation>Abbild %1, Datei %2</translation>
    </message>
    <message>
        <source>the field &quot;%1&quot; is unknown or has another length</source>
        <translation>das Feld „%1“ ist unbekannt oder hat eine andere Länge</translation>
    </message>
    <message>
        <source>stage the image again with this version</source>
        <translation>das Abbild mit dieser Version neu vorbereiten</translation>
    </message>
    <message>
        <source>golden image %1 is not approved</source>
        <translation>das Abbild %1 ist nicht freigegeben</translation>
    </message>
    <message>
        <source>a supervisor does that with &quot;%1&quot;</source>
        <translation>das tut eine Aufsicht mit „%1“</translation>
    </message>
    <message>
        <source>the manifest of golden image %1 is not the one that was staged here</source>
        <translation>das Verzeichnis des Abbilds %1 ist nicht das hier vorbereitete</translation>
    </message>
    <message>
        <source>remove the image and stage it again</source>
        <translation>das Abbild entfernen und neu vorbereiten</translation>
    </message>
    <message>
        <source>recording the result of attempt %1</source>
        <translation>Verzeichnen des Ergebnisses von Versuch %1</translation>
    </message>
    <message>
        <source>the attempt was given up</source>
        <translation>der Versuch wurde aufgegeben</translation>
    </message>
    <message>
        <source>the attempt was given up before</source>
        <translation>der Versuch war schon aufgegeben</translation>
    </message>
    <message>
        <source>The card left its slot. Put a card in and start again.</source>
        <translation>Die Karte hat ihren Platz verlassen. Eine Karte einstecken und neu beginnen.</translation>
    </message>
    <message>
        <source>This card must not be written here. Read the reason, use another card or slot.</source>
        <translation>Diese Karte darf hier nicht beschrieben werden. Grund lesen, andere Karte oder anderen Platz nehmen.</translation>
    </message>
    <message>
        <source>The card is too small for this image. Use a larger card.</source>
        <translation>Die Karte ist zu klein für dieses Abbild. Eine größere nehmen.</translation>
    </message>
    <message>
        <source>Writing or reading failed. If the message names the card, put the card aside; if it names the station&apos;s disk, free some room.</source>
        <translation>Schreiben oder Lesen ist fehlgeschlagen. Nennt die Meldung die Karte, die Karte beiseitelegen; nennt sie den Datenträger der Station, Platz schaffen.</translation>
    </message>
    <message>
        <source>The card does not hold what was written. Put it aside: it is bad.</source>
        <translation>Die Karte enthält nicht, was geschrieben wurde. Beiseitelegen: sie ist schlecht.</translation>
    </message>
    <message>
        <source>The image cannot be used. Give it back to the line engineer.</source>
        <translation>Das Abbild ist unbrauchbar. Dem Linieningenieur zurückgeben.</translation>
    </message>
    <message>
        <source>No security module answers. Check that it is fitted, then power the unit again.</source>
        <translation>Kein Sicherheitsmodul antwortet. Prüfen, ob es steckt, dann das Gerät neu einschalten.</translation>
    </message>
    <message>
        <source>The security module refuses. Put the unit aside for a supervisor.</source>
        <translation>Das Sicherheitsmodul weigert sich. Das Gerät für eine Aufsicht beiseitelegen.</translation>
    </message>
    <message>
        <source>You lack the rights for this. Ask a supervisor.</source>
        <translation>Dazu fehlen die Rechte. Eine Aufsicht fragen.</translation>
    </message>
    <message>
        <source>Someone else is using it. Wait a moment and try again.</source>
        <translation>Jemand anders benutzt es. Kurz warten und neu versuchen.</translation>
    </message>
    <message>
        <source>It was cancelled. The card must be made again.</source>
        <translation>Es wurde abgebrochen. Die Karte muss neu hergestellt werden.</translation>
    </message>
    <message>
        <source>The station&apos;s data is damaged. Stop and call a supervisor.</source>
        <translation>Die Daten der Station sind beschädigt. Anhalten und eine Aufsicht rufen.</translation>
    </message>
    <message>
        <source>This contradicts the records. Ask a supervisor.</source>
        <translation>Das widerspricht den Aufzeichnungen. Eine Aufsicht fragen.</translation>
    </message>
    <message>
        <source>What was asked for cannot be. Correct it and try again.</source>
        <translation>Das Gewünschte geht nicht. Berichtigen und neu versuchen.</translation>
    </message>
    <message>
        <source>There is no such thing. Check the name.</source>
        <translation>Das gibt es nicht. Den Namen prüfen.</translation>
    </message>
    <message>
        <source>The station has a defect. Call the line engineer.</source>
        <translation>Die Station hat einen Fehler. Den Linieningenieur rufen.</translation>
    </message>
    <message>
        <source>its version cannot be read</source>
        <translation>seine Version ist nicht lesbar</translation>
    </message>
    <message>
        <source>cards that are exchanged in a running job are told apart less well</source>
        <translation>Karten, die während der Arbeit getauscht werden, sind schlechter zu unterscheiden</translation>
    </message>
    <message>
        <source>use Linux 5.15 or newer</source>
        <translation>Linux 5.15 oder neuer nehmen</translation>
    </message>
    <message>
        <source>Debian 12 has it</source>
        <translation>Debian 12 hat es</translation>
    </message>
    <message>
        <source>the processor has AES instructions</source>
        <translation>der Prozessor hat AES-Befehle</translation>
    </message>
    <message>
        <source>the processor has no AES instructions</source>
        <translation>der Prozessor hat keine AES-Befehle</translation>
    </message>
    <message>
        <source>encryption is slow</source>
        <translation>das Verschlüsseln ist langsam</translation>
    </message>
    <message>
        <source>use a machine with them for more than one card at a time</source>
        <translation>für mehr als eine Karte zugleich einen Rechner mit ihnen nehmen</translation>
    </message>
    <message>
        <source>root: card image files and cards in readers</source>
        <translation>root: Kartendateien und Karten in Lesern</translation>
    </message>
    <message>
        <source>no root: card image files only, no cards in readers</source>
        <translation>kein root: nur Kartendateien, keine Karten in Lesern</translation>
    </message>
    <message>
        <source>run bindery with sudo for cards in readers</source>
        <translation>bindery für Karten in Lesern mit sudo starten</translation>
    </message>
    <message>
        <source>secrets are kept out of swap (%1)</source>
        <translation>Geheimnisse werden nicht ausgelagert (%1)</translation>
    </message>
    <message>
        <source>secrets may be swapped to disk (%1)</source>
        <translation>Geheimnisse können auf den Datenträger ausgelagert werden (%1)</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>limit %1 KiB</source>
        <translation>Grenze %1 KiB</translation>
    </message>
    <message>
        <source>limit %1 MiB</source>
        <translation>Grenze %1 MiB</translation>
    </message>
    <message>
        <source>limit %1 GiB</source>
        <translation>Grenze %1 GiB</translation>
    </message>
    <message>
        <source>swap is on</source>
        <translation>Auslagern ist an</translation>
    </message>
    <message>
        <source>swap is off now</source>
        <translation>Auslagern ist derzeit aus</translation>
    </message>
    <message>
        <source>raise RLIMIT_MEMLOCK to at least 1 MiB (%1), or switch swap off</source>
        <translation>RLIMIT_MEMLOCK auf mindestens 1 MiB anheben (%1), oder das Auslagern abschalten</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in %2</source>
        <translation>„%1“ in %2</translation>
    </message>
    <message>
        <source>off for this program (%1)</source>
        <translation>aus für dieses Programm (%1)</translation>
    </message>
    <message>
        <source>this program can be dumped, secrets with it (%1)</source>
        <translation>dieses Programm kann abgezogen werden, Geheimnisse mit ihm (%1)</translation>
    </message>
    <message>
        <source>set kernel.core_pattern to %1, or find out what made the program dumpable</source>
        <translation>kernel.core_pattern auf %1 setzen, oder herausfinden, wodurch das Programm abziehbar wurde</translation>
    </message>
    <message>
        <source>name another with --state DIR</source>
        <translation>mit --state DIR einen anderen nennen</translation>
    </message>
    <message>
        <source>run bindery as the user it belongs to, or name another with --state DIR</source>
        <translation>bindery als der Benutzer starten, dem er gehört, oder mit --state DIR einen anderen nennen</translation>
    </message>
    <message>
        <source>%1 cannot be written by this user</source>
        <translation>%1 ist für diesen Benutzer nicht beschreibbar</translation>
    </message>
    <message>
        <source>%1 is no folder</source>
        <translation>%1 ist kein Ordner</translation>
    </message>
    <message>
        <source>nothing can be made there</source>
        <translation>dort lässt sich nichts anlegen</translation>
    </message>
    <message>
        <source>%1 will be made at first use</source>
        <translation>%1 wird beim ersten Gebrauch angelegt</translation>
    </message>
    <message>
        <source>%1 can be looked into by other users</source>
        <translation>andere Benutzer können in %1 hineinsehen</translation>
    </message>
    <message>
        <source>card image files there are verified past the cache</source>
        <translation>Kartendateien dort werden am Zwischenspeicher vorbei geprüft</translation>
    </message>
    <message>
        <source>the file system of %1 has none</source>
        <translation>das Dateisystem von %1 hat keinen</translation>
    </message>
    <message>
        <source>card image files there are verified through the cache, and recorded so</source>
        <translation>Kartendateien dort werden über den Zwischenspeicher geprüft und so verzeichnet</translation>
    </message>
    <message>
        <source>put card image files on ext4, XFS or Btrfs</source>
        <translation>Kartendateien auf ext4, XFS oder Btrfs legen</translation>
    </message>
    <message>
        <source>cards in readers are not concerned</source>
        <translation>Karten in Lesern betrifft es nicht</translation>
    </message>
    <message>
        <source>could not be tried in %1</source>
        <translation>ließ sich nicht erproben in %1</translation>
    </message>
    <message>
        <source>%1 free for golden images and records</source>
        <translation>%1 frei für Abbilder und Aufzeichnungen</translation>
    </message>
    <message>
        <source>free some</source>
        <translation>Platz schaffen</translation>
    </message>
    <message>
        <source>a golden image takes what its root uses, and some MiB for each card size</source>
        <translation>ein Abbild braucht, was seine Wurzel belegt, und einige MiB je Kartengröße</translation>
    </message>
    <message>
        <source>synchronised</source>
        <translation>gestellt</translation>
    </message>
    <message>
        <source>not synchronised</source>
        <translation>nicht gestellt</translation>
    </message>
    <message>
        <source>the records say so with every time</source>
        <translation>die Aufzeichnungen sagen es bei jeder Zeit</translation>
    </message>
    <message>
        <source>nobody knows whether it is synchronised</source>
        <translation>niemand weiß, ob sie gestellt ist</translation>
    </message>
    <message>
        <source>apt install systemd-timesyncd (or chrony), and let it reach a time server</source>
        <translation>apt install systemd-timesyncd (oder chrony), und einen Zeitserver erreichbar machen</translation>
    </message>
    <message>
        <source>%1 is not installed</source>
        <translation>%1 ist nicht installiert</translation>
    </message>
    <message>
        <source>it grows the root to the size of a card</source>
        <translation>es vergrößert die Wurzel auf die Größe einer Karte</translation>
    </message>
    <message>
        <source>it checks roots while staging</source>
        <translation>es prüft Wurzeln beim Vorbereiten</translation>
    </message>
    <message>
        <source>golden images cannot be proved by a boot of a card</source>
        <translation>Abbilder lassen sich nicht durch Starten einer Karte erproben</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>%1 events, the end of the chain holds</source>
        <translation>%1 Ereignisse, das Ende der Kette hält</translation>
    </message>
    <message>
        <source>stop the line, keep a copy of the state folder, see %1</source>
        <translation>die Linie anhalten, eine Kopie des Zustandsordners aufbewahren, siehe %1</translation>
    </message>
    <message>
        <source>made at first use</source>
        <translation>werden beim ersten Gebrauch angelegt</translation>
    </message>
    <message>
        <source>%1 is open to %2 (mode %3)</source>
        <translation>%1 steht offen für %2 (Rechte %3)</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>a key that others could read is best replaced</source>
        <translation>ein Schlüssel, den andere lesen konnten, wird besser ersetzt</translation>
    </message>
    <message>
        <source>run bindery doctor as %1 or as root</source>
        <translation>bindery doctor als %1 oder als root starten</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ist weg</translation>
    </message>
    <message>
        <source>the transport secrets sealed under it cannot be opened</source>
        <translation>die damit versiegelten Transportgeheimnisse lassen sich nicht öffnen</translation>
    </message>
    <message>
        <source>restore it from a backup, or give the systemd credential %1 it was replaced by</source>
        <translation>aus einer Sicherung wiederherstellen, oder die systemd-Berechtigung %1 geben, die ihn ersetzt hat</translation>
    </message>
    <message>
        <source>%1, readable by root only</source>
        <translation>%1, nur für root lesbar</translation>
    </message>
    <message>
        <source>%1, readable by %2 and root only</source>
        <translation>%1, nur für %2 und root lesbar</translation>
    </message>
    <message>
        <source>none: cards are made, but no unit is bound at this station</source>
        <translation>keiner: Karten werden hergestellt, aber an dieser Station wird kein Gerät gebunden</translation>
    </message>
    <message>
        <source>%1 for the first station of a site, %2 for the others</source>
        <translation>%1 für die erste Station eines Standorts, %2 für die anderen</translation>
    </message>
    <message>
        <source>%1 pinned keys, and a certificate of this station</source>
        <translation>%1 festgelegte Schlüssel, und ein Zertifikat dieser Station</translation>
    </message>
    <message>
        <source>join the site once more with %1, or restore %2 from a backup</source>
        <translation>dem Standort neu beitreten mit %1, oder %2 aus einer Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>%1 lies on this station</source>
        <translation>%1 liegt auf dieser Station</translation>
    </message>
    <message>
        <source>who has the station has the spare too</source>
        <translation>wer die Station hat, hat auch den Ersatz</translation>
    </message>
    <message>
        <source>copy it to a medium in a safe, check the copy, and %1</source>
        <translation>auf einen Datenträger im Tresor kopieren, die Kopie prüfen, und %1</translation>
    </message>
    <message>
        <source>%1 is staged</source>
        <translation>%1 ist vorbereitet</translation>
    </message>
    <message>
        <source>another supervisor approves it</source>
        <translation>eine andere Aufsicht gibt es frei</translation>
    </message>
    <message>
        <source>another supervisor has to approve it</source>
        <translation>eine andere Aufsicht muss es freigeben</translation>
    </message>
    <message>
        <source>%1 was staged before</source>
        <translation>%1 war schon vorbereitet</translation>
    </message>
    <message>
        <source>same content, same recipe</source>
        <translation>gleicher Inhalt, gleiches Rezept</translation>
    </message>
    <message>
        <source>%1 was staged by %2</source>
        <translation>%1 wurde vorbereitet von %2</translation>
    </message>
    <message>
        <source>%1 was approved already, by %2 on %3</source>
        <translation>%1 ist schon freigegeben, von %2 am %3</translation>
    </message>
    <message>
        <source>%1 is in the store, but not in the records</source>
        <translation>%1 liegt im Bestand, steht aber nicht in den Aufzeichnungen</translation>
    </message>
    <message>
        <source>stage it again</source>
        <translation>neu vorbereiten</translation>
    </message>
    <message>
        <source>the golden image %1</source>
        <translation>das Abbild %1</translation>
    </message>
    <message>
        <source>cards were made from %1, and can only be verified while it is here</source>
        <translation>aus %1 wurden Karten hergestellt, die sich nur prüfen lassen, solange es hier ist</translation>
    </message>
    <message>
        <source>remove it all the same with --force</source>
        <translation>trotzdem entfernen mit --force</translation>
    </message>
    <message>
        <source>a sample card starts in a virtual machine</source>
        <translation>eine Musterkarte startet in einer virtuellen Maschine</translation>
    </message>
    <message>
        <source>a sample card was started, and opened by its module alone</source>
        <translation>eine Musterkarte wurde gestartet und von ihrem Modul allein geöffnet</translation>
    </message>
    <message>
        <source>there is no recipe &quot;%1&quot;</source>
        <translation>es gibt kein Rezept „%1“</translation>
    </message>
    <message>
        <source>no name for the image can be made from &quot;%1&quot;</source>
        <translation>aus „%1“ lässt sich kein Name für das Abbild bilden</translation>
    </message>
    <message>
        <source>give one</source>
        <translation>einen angeben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a name for an image</source>
        <translation>„%1“ ist kein Name für ein Abbild</translation>
    </message>
    <message>
        <source>letters, digits, &apos;.&apos;, &apos;_&apos;, &apos;-&apos;, at most 64, the first a letter or digit</source>
        <translation>Buchstaben, Ziffern, „.“, „_“, „-“, höchstens 64, zuerst ein Buchstabe oder eine Ziffer</translation>
    </message>
    <message>
        <source>the recipe %1 has a table [unit], but nothing was given to put into the system</source>
        <translation>das Rezept %1 hat eine Tabelle [unit], aber nichts wurde für das System mitgegeben</translation>
    </message>
    <message>
        <source>the recipe %1 has no table [unit], so nothing is put into the system</source>
        <translation>das Rezept %1 hat keine Tabelle [unit], darum kommt nichts in das System</translation>
    </message>
    <message>
        <source>the recipe %1 is for real units, whose initramfs its own tools make</source>
        <translation>das Rezept %1 ist für echte Geräte, deren Initramfs eigene Werkzeuge bauen</translation>
    </message>
    <message>
        <source>stage it with &quot;%1&quot;</source>
        <translation>vorbereiten mit „%1“</translation>
    </message>
    <message>
        <source>staging was stopped</source>
        <translation>das Vorbereiten wurde angehalten</translation>
    </message>
    <message>
        <source>listing the image</source>
        <translation>das Abbild wird aufgelistet</translation>
    </message>
    <message>
        <source>looking for the root among the golden images</source>
        <translation>die Wurzel wird unter den Abbildern gesucht</translation>
    </message>
    <message>
        <source>finding the patch points</source>
        <translation>die Stellen für Änderungen werden gesucht</translation>
    </message>
    <message>
        <source>the boot partition of %1</source>
        <translation>die Bootpartition von %1</translation>
    </message>
    <message>
        <source>the root of %1</source>
        <translation>die Wurzel von %1</translation>
    </message>
    <message>
        <source>reading the partition table</source>
        <translation>die Partitionstabelle wird gelesen</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>copying %1</source>
        <translation>%1 wird kopiert</translation>
    </message>
    <message>
        <source>looking through %1</source>
        <translation>%1 wird durchgesehen</translation>
    </message>
    <message>
        <source>writing the files of %1</source>
        <translation>die Dateien von %1 werden geschrieben</translation>
    </message>
    <message>
        <source>cutting out the boot partition</source>
        <translation>die Bootpartition wird herausgelöst</translation>
    </message>
    <message>
        <source>cutting out the root partition</source>
        <translation>die Wurzelpartition wird herausgelöst</translation>
    </message>
    <message>
        <source>copying the boot partition</source>
        <translation>die Bootpartition wird kopiert</translation>
    </message>
    <message>
        <source>copying the root partition</source>
        <translation>die Wurzelpartition wird kopiert</translation>
    </message>
    <message>
        <source>making the boot partition</source>
        <translation>die Bootpartition wird angelegt</translation>
    </message>
    <message>
        <source>checking the root</source>
        <translation>die Wurzel wird geprüft</translation>
    </message>
    <message>
        <source>shrinking the root</source>
        <translation>die Wurzel wird verkleinert</translation>
    </message>
    <message>
        <source>clearing what the root does not use</source>
        <translation>Unbenutztes der Wurzel wird gelöscht</translation>
    </message>
    <message>
        <source>checking the finished root</source>
        <translation>die fertige Wurzel wird geprüft</translation>
    </message>
    <message>
        <source>calculating the root&apos;s digest</source>
        <translation>die Prüfsumme der Wurzel wird berechnet</translation>
    </message>
    <message>
        <source>checking the root before it is changed</source>
        <translation>die Wurzel wird vor der Änderung geprüft</translation>
    </message>
    <message>
        <source>putting the unit files into the root</source>
        <translation>die Gerätedateien kommen in die Wurzel</translation>
    </message>
    <message>
        <source>making room in the root</source>
        <translation>in der Wurzel wird Platz geschaffen</translation>
    </message>
    <message>
        <source>editing the boot files</source>
        <translation>die Startdateien werden bearbeitet</translation>
    </message>
    <message>
        <source>unpacking the root for its own tools</source>
        <translation>die Wurzel wird für ihre eigenen Werkzeuge entpackt</translation>
    </message>
    <message>
        <source>rebuilding the initramfs of %1</source>
        <translation>das Initramfs von %1 wird neu gebaut</translation>
    </message>
    <message>
        <source>putting back what the image&apos;s tools changed</source>
        <translation>Änderungen der Werkzeuge kommen zurück in das Abbild</translation>
    </message>
    <message>
        <source>looking into %1</source>
        <translation>%1 wird untersucht</translation>
    </message>
    <message>
        <source>scan your badge</source>
        <translation>Ausweis scannen</translation>
    </message>
    <message>
        <source>scan a badge first</source>
        <translation>zuerst einen Ausweis scannen</translation>
    </message>
    <message>
        <source>choose a work order</source>
        <translation>einen Auftrag wählen</translation>
    </message>
    <message>
        <source>choose another order</source>
        <translation>einen anderen Auftrag wählen</translation>
    </message>
    <message>
        <source>choose one first</source>
        <translation>erst einen wählen</translation>
    </message>
    <message>
        <source>call a supervisor</source>
        <translation>eine Aufsicht rufen</translation>
    </message>
    <message>
        <source>close the order</source>
        <translation>den Auftrag abschließen</translation>
    </message>
    <message>
        <source>wait for the cards that run</source>
        <translation>auf die laufenden Karten warten</translation>
    </message>
    <message>
        <source>wait for it</source>
        <translation>abwarten</translation>
    </message>
    <message>
        <source>wait for them, or cancel them</source>
        <translation>abwarten, oder abbrechen</translation>
    </message>
    <message>
        <source>wait for them, or cancel them, before %1</source>
        <translation>abwarten oder abbrechen, bevor %1</translation>
    </message>
    <message>
        <source>look what came of it before %1</source>
        <translation>nachsehen, was daraus wurde, bevor %1</translation>
    </message>
    <message>
        <source>look at it before %1</source>
        <translation>ansehen, bevor %1</translation>
    </message>
    <message>
        <source>another order is taken up</source>
        <translation>ein anderer Auftrag genommen wird</translation>
    </message>
    <message>
        <source>the order is left</source>
        <translation>der Auftrag verlassen wird</translation>
    </message>
    <message>
        <source>resume the line when its cards may be made</source>
        <translation>die Linie fortsetzen, wenn ihre Karten hergestellt werden dürfen</translation>
    </message>
    <message>
        <source>check both reference cards</source>
        <translation>beide Referenzkarten prüfen</translation>
    </message>
    <message>
        <source>release it first</source>
        <translation>erst freigeben</translation>
    </message>
    <message>
        <source>release and open it first</source>
        <translation>erst freigeben und öffnen</translation>
    </message>
    <message>
        <source>open it first</source>
        <translation>erst öffnen</translation>
    </message>
    <message>
        <source>pause it first</source>
        <translation>erst pausieren</translation>
    </message>
    <message>
        <source>it can be opened</source>
        <translation>er kann geöffnet werden</translation>
    </message>
    <message>
        <source>it takes cards</source>
        <translation>er nimmt Karten</translation>
    </message>
    <message>
        <source>choose another one, or open it again</source>
        <translation>einen anderen wählen, oder ihn wieder öffnen</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>einen anderen wählen</translation>
    </message>
    <message>
        <source>choose an open one</source>
        <translation>einen offenen wählen</translation>
    </message>
    <message>
        <source>close it, or choose another one</source>
        <translation>abschließen, oder einen anderen wählen</translation>
    </message>
    <message>
        <source>its first article has to be approved</source>
        <translation>sein erstes Stück muss freigegeben werden</translation>
    </message>
    <message>
        <source>no first article waits for approval</source>
        <translation>kein erstes Stück wartet auf Freigabe</translation>
    </message>
    <message>
        <source>account for its serials and close it, or open it again</source>
        <translation>seine Seriennummern abrechnen und ihn abschließen, oder ihn wieder öffnen</translation>
    </message>
    <message>
        <source>it stays as it is</source>
        <translation>er bleibt, wie er ist</translation>
    </message>
    <message>
        <source>make another order</source>
        <translation>einen anderen Auftrag anlegen</translation>
    </message>
    <message>
        <source>the line has ended</source>
        <translation>die Linie ist beendet</translation>
    </message>
    <message>
        <source>it ended</source>
        <translation>sie endete</translation>
    </message>
    <message>
        <source>the line is %1</source>
        <translation>die Linie ist %1</translation>
    </message>
    <message>
        <source>the line is %1 (%2)</source>
        <translation>die Linie ist %1 (%2)</translation>
    </message>
    <message>
        <source>the line works on no order</source>
        <translation>die Linie arbeitet an keinem Auftrag</translation>
    </message>
    <message>
        <source>the line works on an order</source>
        <translation>die Linie arbeitet an einem Auftrag</translation>
    </message>
    <message>
        <source>slots are taught when it has left that</source>
        <translation>Plätze werden angelernt, wenn sie ihn verlassen hat</translation>
    </message>
    <message>
        <source>leave it before slots are forgotten</source>
        <translation>ihn verlassen, bevor Plätze vergessen werden</translation>
    </message>
    <message>
        <source>the line is doing what somebody just asked for</source>
        <translation>die Linie tut gerade, was jemand verlangt hat</translation>
    </message>
    <message>
        <source>cards are being written</source>
        <translation>Karten werden beschrieben</translation>
    </message>
    <message>
        <source>the fault of slot %1 was not acknowledged yet</source>
        <translation>der Fehler von Platz %1 ist noch nicht quittiert</translation>
    </message>
    <message>
        <source>a line runs on this station</source>
        <translation>auf dieser Station läuft eine Linie</translation>
    </message>
    <message>
        <source>stop it first, one line has the slots</source>
        <translation>sie erst anhalten, die Plätze gehören einer Linie</translation>
    </message>
    <message>
        <source>where it is binderyd&apos;s, that makes the cards</source>
        <translation>ist es die von binderyd, stellt diese die Karten her</translation>
    </message>
    <message>
        <source>stop it before its slots are changed</source>
        <translation>sie anhalten, bevor ihre Plätze geändert werden</translation>
    </message>
    <message>
        <source>somebody teaches the slots of this station (%1)</source>
        <translation>jemand lernt die Plätze dieser Station an (%1)</translation>
    </message>
    <message>
        <source>wait until that has ended</source>
        <translation>warten, bis das beendet ist</translation>
    </message>
    <message>
        <source>somebody is at the slots of this station just now</source>
        <translation>jemand ist gerade an den Plätzen dieser Station</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>neu versuchen</translation>
    </message>
    <message>
        <source>a person paused it</source>
        <translation>eine Person hat sie angehalten</translation>
    </message>
    <message>
        <source>%1 attempt was interrupted when the station stopped</source>
        <translation>%1 Versuch wurde unterbrochen, als die Station anhielt</translation>
    </message>
    <message>
        <source>%1 attempts were interrupted when the station stopped</source>
        <translation>%1 Versuche wurden unterbrochen, als die Station anhielt</translation>
    </message>
    <message>
        <source>the records cannot be written</source>
        <translation>die Aufzeichnungen lassen sich nicht schreiben</translation>
    </message>
    <message>
        <source>neither reference card was checked today</source>
        <translation>heute wurde noch keine Referenzkarte geprüft</translation>
    </message>
    <message>
        <source>the known-good reference card has not passed today</source>
        <translation>die gute Referenzkarte hat heute noch nicht bestanden</translation>
    </message>
    <message>
        <source>the known-bad reference card was not found bad today</source>
        <translation>die schlechte Referenzkarte wurde heute noch nicht als schlecht erkannt</translation>
    </message>
    <message>
        <source>the yield of order %1 is %2 % (%3 of %4), its limit is %5 %</source>
        <translation>die Ausbeute von Auftrag %1 ist %2 % (%3 von %4), die Grenze %5 %</translation>
    </message>
    <message>
        <source>the order %1 is %2</source>
        <translation>der Auftrag %1 ist %2</translation>
    </message>
    <message>
        <source>the order %1 is %2, and the line is on it</source>
        <translation>der Auftrag %1 ist %2, und die Linie ist daran</translation>
    </message>
    <message>
        <source>the order %1 exists</source>
        <translation>den Auftrag %1 gibt es schon</translation>
    </message>
    <message>
        <source>the order %1 is made from golden image %2, not from %3</source>
        <translation>der Auftrag %1 wird aus Abbild %2 gemacht, nicht aus %3</translation>
    </message>
    <message>
        <source>the order %1 has no first article yet</source>
        <translation>der Auftrag %1 hat noch kein erstes Stück</translation>
    </message>
    <message>
        <source>make one card of it first</source>
        <translation>erst eine Karte davon herstellen</translation>
    </message>
    <message>
        <source>the order %1 has its %2 cards</source>
        <translation>der Auftrag %1 hat seine %2 Karten</translation>
    </message>
    <message>
        <source>the order %1 has its %2 cards, those that run counted</source>
        <translation>der Auftrag %1 hat seine %2 Karten, die laufenden mitgezählt</translation>
    </message>
    <message>
        <source>the order %1 has %2 running attempt</source>
        <translation>der Auftrag %1 hat %2 laufenden Versuch</translation>
    </message>
    <message>
        <source>the order %1 has %2 running attempts</source>
        <translation>der Auftrag %1 hat %2 laufende Versuche</translation>
    </message>
    <message>
        <source>the order %1 has %2 serial</source>
        <translation>der Auftrag %1 hat %2 Seriennummer</translation>
    </message>
    <message>
        <source>the order %1 has %2 serials</source>
        <translation>der Auftrag %1 hat %2 Seriennummern</translation>
    </message>
    <message>
        <source>%1 that neither passed nor are void, the first %2</source>
        <translation>%1, die weder bestanden haben noch ungültig sind, zuerst %2</translation>
    </message>
    <message>
        <source>make or void them</source>
        <translation>herstellen, oder für ungültig erklären</translation>
    </message>
    <message>
        <source>%1, but %2 made, %3 scrapped and %4 void</source>
        <translation>%1, aber %2 hergestellt, %3 verschrottet und %4 ungültig</translation>
    </message>
    <message>
        <source>run bindery db check --full</source>
        <translation>bindery db check --full ausführen</translation>
    </message>
    <message>
        <source>the policy of order %1</source>
        <translation>die Regeln des Auftrags %1</translation>
    </message>
    <message>
        <source>the target must be at least 1</source>
        <translation>das Ziel muss mindestens 1 sein</translation>
    </message>
    <message>
        <source>the target of order %1 must be at least 1</source>
        <translation>das Ziel des Auftrags %1 muss mindestens 1 sein</translation>
    </message>
    <message>
        <source>the policy of order %1 is not an object</source>
        <translation>die Regeln des Auftrags %1 sind keine Angaben</translation>
    </message>
    <message>
        <source>the order %1 must start as a draft, or open without a first article</source>
        <translation>der Auftrag %1 muss als Entwurf beginnen, oder offen ohne erstes Stück</translation>
    </message>
    <message>
        <source>serial prefix %1 is longer than 48 characters</source>
        <translation>der Anfang der Seriennummern %1 ist länger als 48 Zeichen</translation>
    </message>
    <message>
        <source>a first article is approved by its verify</source>
        <translation>ein erstes Stück wird durch seine Prüfung freigegeben</translation>
    </message>
    <message>
        <source>verify must be full</source>
        <translation>die Prüfung muss vollständig sein</translation>
    </message>
    <message>
        <source>the standing order %1 is always open, and never closed</source>
        <translation>der Dauerauftrag %1 ist immer offen und wird nie abgeschlossen</translation>
    </message>
    <message>
        <source>the line is on order %1</source>
        <translation>die Linie ist an Auftrag %1</translation>
    </message>
    <message>
        <source>pause or close that one first</source>
        <translation>den erst pausieren oder abschließen</translation>
    </message>
    <message>
        <source>the first article of order %1, %2, was not verified</source>
        <translation>das erste Stück von Auftrag %1, %2, wurde nicht geprüft</translation>
    </message>
    <message>
        <source>verify it, or scrap it and make another one</source>
        <translation>prüfen, oder verschrotten und ein anderes herstellen</translation>
    </message>
    <message>
        <source>the first article of order %1, %2, was made by %3</source>
        <translation>das erste Stück von Auftrag %1, %2, stammt von %3</translation>
    </message>
    <message>
        <source>another person approves it</source>
        <translation>eine andere Person gibt es frei</translation>
    </message>
    <message>
        <source>the first article of order %1 waits for approval</source>
        <translation>das erste Stück von Auftrag %1 wartet auf Freigabe</translation>
    </message>
    <message>
        <source>another person than its maker approves it, or scraps it</source>
        <translation>wer es nicht gemacht hat, gibt es frei oder verschrottet es</translation>
    </message>
    <message>
        <source>the first article of order %1 is being made</source>
        <translation>das erste Stück von Auftrag %1 wird hergestellt</translation>
    </message>
    <message>
        <source>order %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>order %1 is %2</source>
        <translation>der Auftrag %1 ist %2</translation>
    </message>
    <message>
        <source>order %1 is a draft</source>
        <translation>der Auftrag %1 ist ein Entwurf</translation>
    </message>
    <message>
        <source>no card is made for it any more</source>
        <translation>dafür wird keine Karte mehr hergestellt</translation>
    </message>
    <message>
        <source>order %1 takes no more cards now</source>
        <translation>der Auftrag %1 nimmt jetzt keine Karten mehr</translation>
    </message>
    <message>
        <source>order %1 gives its serials by itself</source>
        <translation>der Auftrag %1 vergibt seine Seriennummern selbst</translation>
    </message>
    <message>
        <source>order %1 is not in the records any more</source>
        <translation>der Auftrag %1 steht nicht mehr in den Aufzeichnungen</translation>
    </message>
    <message>
        <source>order %1 names no golden image</source>
        <translation>der Auftrag %1 nennt kein Abbild</translation>
    </message>
    <message>
        <source>name one with --golden</source>
        <translation>mit --golden eines nennen</translation>
    </message>
    <message>
        <source>there is no order %1</source>
        <translation>es gibt keinen Auftrag %1</translation>
    </message>
    <message>
        <source>there is no order &quot;%1&quot;</source>
        <translation>es gibt keinen Auftrag „%1“</translation>
    </message>
    <message>
        <source>see &quot;%1&quot;, or make it with &quot;%2&quot;</source>
        <translation>siehe „%1“, oder ihn anlegen mit „%2“</translation>
    </message>
    <message>
        <source>order &quot;%1&quot;</source>
        <translation>Auftrag „%1“</translation>
    </message>
    <message>
        <source>serial &quot;%1&quot;</source>
        <translation>Seriennummer „%1“</translation>
    </message>
    <message>
        <source>slot &quot;%1&quot;</source>
        <translation>Platz „%1“</translation>
    </message>
    <message>
        <source>use 1 to 64 letters, digits, &apos;.&apos;, &apos;_&apos; or &apos;-&apos;, the first a letter or digit</source>
        <translation>1 bis 64 Buchstaben, Ziffern, „.“, „_“ oder „-“ nehmen, zuerst ein Buchstabe oder eine Ziffer</translation>
    </message>
    <message>
        <source>there is no attempt &quot;%1&quot;</source>
        <translation>es gibt keinen Versuch „%1“</translation>
    </message>
    <message>
        <source>the attempt %1 of unit %2 was closed already</source>
        <translation>der Versuch %1 von Gerät %2 ist schon abgeschlossen</translation>
    </message>
    <message>
        <source>the records know no golden image %1</source>
        <translation>die Aufzeichnungen kennen kein Abbild %1</translation>
    </message>
    <message>
        <source>stage it first</source>
        <translation>erst vorbereiten</translation>
    </message>
    <message>
        <source>the golden image %1 is %2, not approved</source>
        <translation>das Abbild %1 ist %2, nicht freigegeben</translation>
    </message>
    <message>
        <source>a supervisor must approve it first</source>
        <translation>erst muss eine Aufsicht es freigeben</translation>
    </message>
    <message>
        <source>the serial %1 is being made in order %2, attempt %3</source>
        <translation>die Seriennummer %1 wird in Auftrag %2 hergestellt, Versuch %3</translation>
    </message>
    <message>
        <source>the serial %1 is being made, attempt %2</source>
        <translation>die Seriennummer %1 wird hergestellt, Versuch %2</translation>
    </message>
    <message>
        <source>the serial %1 of order %2 is void</source>
        <translation>die Seriennummer %1 von Auftrag %2 ist ungültig</translation>
    </message>
    <message>
        <source>the serial %1 was made already in order %2</source>
        <translation>die Seriennummer %1 wurde schon in Auftrag %2 hergestellt</translation>
    </message>
    <message>
        <source>the serial %1 was made already (%2) in order %3, attempt %4</source>
        <translation>die Seriennummer %1 wurde schon hergestellt (%2), in Auftrag %3, Versuch %4</translation>
    </message>
    <message>
        <source>the serial %1 belongs to order %2, not to %3</source>
        <translation>die Seriennummer %1 gehört zu Auftrag %2, nicht zu %3</translation>
    </message>
    <message>
        <source>the serial %1 is not on the list of order %2</source>
        <translation>die Seriennummer %1 steht nicht auf der Liste von Auftrag %2</translation>
    </message>
    <message>
        <source>the serial %1 is %2 in order %3</source>
        <translation>die Seriennummer %1 ist %2 in Auftrag %3</translation>
    </message>
    <message>
        <source>the serial %1 is %2 in order %3, attempt %4</source>
        <translation>die Seriennummer %1 ist %2 in Auftrag %3, Versuch %4</translation>
    </message>
    <message>
        <source>the serial %1 stands in the list twice</source>
        <translation>die Seriennummer %1 steht zweimal in der Liste</translation>
    </message>
    <message>
        <source>serial %1 was scanned for slot %2 already</source>
        <translation>die Seriennummer %1 wurde schon für Platz %2 gescannt</translation>
    </message>
    <message>
        <source>the list of serials of order %1 is used up</source>
        <translation>die Liste der Seriennummern von Auftrag %1 ist aufgebraucht</translation>
    </message>
    <message>
        <source>the list of order %1 is used up</source>
        <translation>die Liste von Auftrag %1 ist aufgebraucht</translation>
    </message>
    <message>
        <source>the serials of order %1 are scanned</source>
        <translation>die Seriennummern von Auftrag %1 werden gescannt</translation>
    </message>
    <message>
        <source>add serials to it, or close it</source>
        <translation>Seriennummern hinzufügen, oder abschließen</translation>
    </message>
    <message>
        <source>add more with &quot;%1&quot;</source>
        <translation>weitere hinzufügen mit „%1“</translation>
    </message>
    <message>
        <source>add it, or take one of the list</source>
        <translation>hinzufügen, oder eine der Liste nehmen</translation>
    </message>
    <message>
        <source>take one of the list, or add it</source>
        <translation>eine der Liste nehmen, oder diese hinzufügen</translation>
    </message>
    <message>
        <source>serials are added before it is closed</source>
        <translation>Seriennummern werden vor dem Abschluss hinzugefügt</translation>
    </message>
    <message>
        <source>take another serial</source>
        <translation>eine andere Seriennummer nehmen</translation>
    </message>
    <message>
        <source>take another serial, or call a supervisor, who releases it to be made once more</source>
        <translation>eine andere Seriennummer nehmen, oder eine Aufsicht rufen, die diese zur Neuherstellung freigibt</translation>
    </message>
    <message>
        <source>take a serial of this order</source>
        <translation>eine Seriennummer dieses Auftrags nehmen</translation>
    </message>
    <message>
        <source>wait for it, or take another serial</source>
        <translation>abwarten, oder eine andere Seriennummer nehmen</translation>
    </message>
    <message>
        <source>wait for it, or choose another serial</source>
        <translation>abwarten, oder eine andere Seriennummer wählen</translation>
    </message>
    <message>
        <source>cancel that first</source>
        <translation>das erst abbrechen</translation>
    </message>
    <message>
        <source>making it again needs a supervisor&apos;s reason to re-provision</source>
        <translation>für die Neuherstellung gibt eine Aufsicht einen Grund an</translation>
    </message>
    <message>
        <source>no serial was scanned</source>
        <translation>keine Seriennummer gescannt</translation>
    </message>
    <message>
        <source>scan the unit&apos;s serial</source>
        <translation>die Seriennummer des Geräts scannen</translation>
    </message>
    <message>
        <source>scan the unit&apos;s serial first</source>
        <translation>zuerst die Seriennummer des Geräts scannen</translation>
    </message>
    <message>
        <source>what was scanned is no serial</source>
        <translation>das Gescannte ist keine Seriennummer</translation>
    </message>
    <message>
        <source>a serial has 1 to 64 letters, digits, &apos;.&apos;, &apos;_&apos; or &apos;-&apos;, the first a letter or digit</source>
        <translation>eine Seriennummer hat 1 bis 64 Buchstaben, Ziffern, „.“, „_“ oder „-“, zuerst ein Buchstabe oder eine Ziffer</translation>
    </message>
    <message>
        <source>scan the right label, or test the scanner&apos;s keyboard layout</source>
        <translation>das richtige Etikett scannen, oder die Tastaturbelegung des Scanners testen</translation>
    </message>
    <message>
        <source>there is no serial &quot;%1&quot;</source>
        <translation>es gibt keine Seriennummer „%1“</translation>
    </message>
    <message>
        <source>this card is being made for %1</source>
        <translation>diese Karte wird gerade hergestellt für %1</translation>
    </message>
    <message>
        <source>this card was made already</source>
        <translation>diese Karte ist schon hergestellt</translation>
    </message>
    <message>
        <source>unit %1 of order %2 (attempt %3)</source>
        <translation>Gerät %1 von Auftrag %2 (Versuch %3)</translation>
    </message>
    <message>
        <source>nobody is signed in</source>
        <translation>niemand ist angemeldet</translation>
    </message>
    <message>
        <source>sign in with your badge first</source>
        <translation>zuerst mit dem eigenen Ausweis anmelden</translation>
    </message>
    <message>
        <source>sign in with your own badge</source>
        <translation>mit dem eigenen Ausweis anmelden</translation>
    </message>
    <message>
        <source>sign in with another badge</source>
        <translation>mit einem anderen Ausweis anmelden</translation>
    </message>
    <message>
        <source>sign in with it</source>
        <translation>damit anmelden</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>neu anmelden</translation>
    </message>
    <message>
        <source>sign in again, with the PIN</source>
        <translation>neu anmelden, mit der PIN</translation>
    </message>
    <message>
        <source>use another badge</source>
        <translation>einen anderen Ausweis nehmen</translation>
    </message>
    <message>
        <source>use another one, or a supervisor brings it back</source>
        <translation>einen anderen nehmen, oder eine Aufsicht bringt ihn zurück</translation>
    </message>
    <message>
        <source>nobody with the badge &quot;%1&quot; is known to this station</source>
        <translation>niemand mit dem Ausweis „%1“ ist dieser Station bekannt</translation>
    </message>
    <message>
        <source>a supervisor names new persons</source>
        <translation>neue Personen trägt eine Aufsicht ein</translation>
    </message>
    <message>
        <source>the badge %1 was retired</source>
        <translation>der Ausweis %1 ist außer Dienst</translation>
    </message>
    <message>
        <source>the badge %1 was retired already</source>
        <translation>der Ausweis %1 ist schon außer Dienst</translation>
    </message>
    <message>
        <source>a supervisor brings it back with &quot;%1&quot;, or use another one</source>
        <translation>eine Aufsicht bringt ihn zurück mit „%1“, oder einen anderen nehmen</translation>
    </message>
    <message>
        <source>%1 is a supervisor without a PIN, and supervisors sign in with one</source>
        <translation>%1 ist eine Aufsicht ohne PIN, und Aufsichten melden sich mit PIN an</translation>
    </message>
    <message>
        <source>another supervisor sets it, or root with &quot;%1&quot;</source>
        <translation>eine andere Aufsicht setzt sie, oder root mit „%1“</translation>
    </message>
    <message>
        <source>%1 has a PIN</source>
        <translation>%1 hat eine PIN</translation>
    </message>
    <message>
        <source>too many wrong PINs for %1</source>
        <translation>zu viele falsche PINs für %1</translation>
    </message>
    <message>
        <source>try again in %1</source>
        <translation>neu versuchen in %1</translation>
    </message>
    <message>
        <source>this is not the PIN of %1</source>
        <translation>das ist nicht die PIN von %1</translation>
    </message>
    <message>
        <source>try again, or a supervisor sets it anew</source>
        <translation>neu versuchen, oder eine Aufsicht setzt sie neu</translation>
    </message>
    <message>
        <source>the PIN of %1 was changed just now</source>
        <translation>die PIN von %1 wurde eben geändert</translation>
    </message>
    <message>
        <source>a PIN has %1 to %2 characters, none of them a control character: choose another one</source>
        <translation>eine PIN hat %1 bis %2 Zeichen, keines davon ein Steuerzeichen: eine andere wählen</translation>
    </message>
    <message>
        <source>what a PIN is checked against is damaged</source>
        <translation>womit die PIN verglichen wird, ist beschädigt</translation>
    </message>
    <message>
        <source>set the PIN anew with &quot;%1&quot;</source>
        <translation>die PIN neu setzen mit „%1“</translation>
    </message>
    <message>
        <source>%1 is signed in for another user of this computer</source>
        <translation>%1 ist für einen anderen Benutzer dieses Rechners angemeldet</translation>
    </message>
    <message>
        <source>this is a supervisor&apos;s act, but %1 is %2</source>
        <translation>das darf nur eine Aufsicht, aber %1 ist %2</translation>
    </message>
    <message>
        <source>a supervisor signs in for it</source>
        <translation>dafür meldet sich eine Aufsicht an</translation>
    </message>
    <message>
        <source>%1 is a supervisor&apos;s act, but %2 is %3</source>
        <translation>%1 darf nur eine Aufsicht, aber %2 ist %3</translation>
    </message>
    <message>
        <source>making a unit once more</source>
        <translation>ein Gerät noch einmal herstellen</translation>
    </message>
    <message>
        <source>re-opening a slot</source>
        <translation>einen Platz wieder öffnen</translation>
    </message>
    <message>
        <source>naming a person</source>
        <translation>eine Person eintragen</translation>
    </message>
    <message>
        <source>retiring a badge</source>
        <translation>einen Ausweis außer Dienst stellen</translation>
    </message>
    <message>
        <source>retiring a unit</source>
        <translation>ein Gerät außer Dienst stellen</translation>
    </message>
    <message>
        <source>setting the PIN of another</source>
        <translation>die PIN einer anderen Person setzen</translation>
    </message>
    <message>
        <source>setting the language of another</source>
        <translation>die Sprache einer anderen Person setzen</translation>
    </message>
    <message>
        <source>this station has no supervisor yet, name one with &quot;%1&quot;</source>
        <translation>diese Station hat noch keine Aufsicht, eine eintragen mit „%1“</translation>
    </message>
    <message>
        <source>this station has no supervisor yet, who names all others</source>
        <translation>diese Station hat noch keine Aufsicht, die alle anderen einträgt</translation>
    </message>
    <message>
        <source>name one first, with &quot;%1&quot;</source>
        <translation>erst eine eintragen, mit „%1“</translation>
    </message>
    <message>
        <source>name another one first, with &quot;%1&quot;</source>
        <translation>erst eine andere eintragen, mit „%1“</translation>
    </message>
    <message>
        <source>%1 is the only supervisor of this station</source>
        <translation>%1 ist die einzige Aufsicht dieser Station</translation>
    </message>
    <message>
        <source>who is %1 at this station is said by a supervisor, with &quot;%2&quot;</source>
        <translation>wer an dieser Station %1 ist, sagt eine Aufsicht, mit „%2“</translation>
    </message>
    <message>
        <source>%1 became a supervisor after signing in</source>
        <translation>%1 wurde nach dem Anmelden zur Aufsicht</translation>
    </message>
    <message>
        <source>%1 is an auditor, who looks and exports but changes nothing</source>
        <translation>%1 gehört zur Revision, die ansieht und exportiert, aber nichts ändert</translation>
    </message>
    <message>
        <source>the badge &quot;%1&quot; is the station itself</source>
        <translation>der Ausweis „%1“ ist die Station selbst</translation>
    </message>
    <message>
        <source>the badge &quot;%1&quot; is the station itself, which signs in nowhere</source>
        <translation>der Ausweis „%1“ ist die Station selbst, die sich nirgends anmeldet</translation>
    </message>
    <message>
        <source>badge &quot;%1&quot;</source>
        <translation>Ausweis „%1“</translation>
    </message>
    <message>
        <source>role &quot;%1&quot;</source>
        <translation>Rolle „%1“</translation>
    </message>
    <message>
        <source>use operator, supervisor, engineer or auditor</source>
        <translation>Bedienung (operator), Aufsicht (supervisor), Ingenieur (engineer) oder Revision (auditor) nehmen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no role</source>
        <translation>„%1“ ist keine Rolle</translation>
    </message>
    <message>
        <source>language &quot;%1&quot;</source>
        <translation>Sprache „%1“</translation>
    </message>
    <message>
        <source>use en, de or es</source>
        <translation>en, de oder es nehmen</translation>
    </message>
    <message>
        <source>the name is longer than %1 bytes</source>
        <translation>der Name ist länger als %1 Byte</translation>
    </message>
    <message>
        <source>the badge is longer than %1 bytes</source>
        <translation>der Ausweis ist länger als %1 Byte</translation>
    </message>
    <message>
        <source>the language is longer than %1 bytes</source>
        <translation>die Sprache ist länger als %1 Byte</translation>
    </message>
    <message>
        <source>%1 is longer than %2 bytes</source>
        <translation>%1 ist länger als %2 Byte</translation>
    </message>
    <message>
        <source>make it shorter</source>
        <translation>kürzer machen</translation>
    </message>
    <message>
        <source>the action %1 is not allowed</source>
        <translation>die Aktion %1 ist nicht erlaubt</translation>
    </message>
    <message>
        <source>polkit wants an administrator&apos;s password, and the caller did not allow to ask for it, or got it wrong</source>
        <translation>polkit verlangt ein Administratorkennwort, das nicht erfragt werden durfte oder falsch war</translation>
    </message>
    <message>
        <source>members of the group &quot;%1&quot; are let in, in a session at the station itself</source>
        <translation>Mitglieder der Gruppe „%1“ dürfen es, in einer Sitzung an der Station selbst</translation>
    </message>
    <message>
        <source>polkit&apos;s rules refuse it to this user and session</source>
        <translation>die Regeln von polkit verweigern es diesem Benutzer und dieser Sitzung</translation>
    </message>
    <message>
        <source>polkit is not there to decide (%1)</source>
        <translation>polkit ist nicht da, um zu entscheiden (%1)</translation>
    </message>
    <message>
        <source>install polkitd, and look at &quot;%1&quot;</source>
        <translation>polkitd installieren, und „%1“ ansehen</translation>
    </message>
    <message>
        <source>polkit did not answer in time</source>
        <translation>polkit hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>when it asked for a password, call again and give it</source>
        <translation>wenn es nach einem Kennwort gefragt hat, noch einmal anfragen und es angeben</translation>
    </message>
    <message>
        <source>else look at &quot;%1&quot;</source>
        <translation>sonst „%1“ ansehen</translation>
    </message>
    <message>
        <source>look at &quot;%1&quot;, then try again</source>
        <translation>„%1“ ansehen, dann neu versuchen</translation>
    </message>
    <message>
        <source>polkit failed (%1)</source>
        <translation>polkit ist gescheitert (%1)</translation>
    </message>
    <message>
        <source>is %1 there?</source>
        <translation>ist %1 da?</translation>
    </message>
    <message>
        <source>this station serves the user who started it alone</source>
        <translation>diese Station bedient nur den Benutzer, der sie gestartet hat</translation>
    </message>
    <message>
        <source>the bus does not know the user behind the client %1, which may have left</source>
        <translation>der Bus kennt den Benutzer hinter %1 nicht, das vielleicht schon weg ist</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>beim Lesen</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>beim Warten</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>beim Vorbereiten</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>beim Löschen</translation>
    </message>
    <message>
        <source>probing</source>
        <translation>beim Messen</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>beim Schreiben</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>beim Füllen</translation>
    </message>
    <message>
        <source>flushing</source>
        <translation>beim Leeren des Puffers</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>beim Prüfen</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>beim Abschließen</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>written, unverified</source>
        <translation>beschrieben, ungeprüft</translation>
    </message>
    <message>
        <source>written_unverified</source>
        <translation>beschrieben, ungeprüft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>beim Abbrechen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>unknown port</source>
        <translation>ein fremder Anschluss</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>außer Betrieb</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>check due</source>
        <translation>zur Prüfung fällig</translation>
    </message>
    <message>
        <source>no order</source>
        <translation>ohne Auftrag</translation>
    </message>
    <message>
        <source>running</source>
        <translation>am Laufen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>full</source>
        <translation>am Ziel</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>ein Entwurf</translation>
    </message>
    <message>
        <source>released</source>
        <translation>freigegeben</translation>
    </message>
    <message>
        <source>first article</source>
        <translation>beim ersten Stück</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>im Abschluss</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>staged</source>
        <translation>vorbereitet</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>written</source>
        <translation>beschrieben</translation>
    </message>
    <message>
        <source>enrolling</source>
        <translation>beim Anlernen</translation>
    </message>
    <message>
        <source>waiting for module</source>
        <translation>ohne sein Modul</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesichert</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>bound</source>
        <translation>gebunden</translation>
    </message>
    <message>
        <source>production</source>
        <translation>im Einsatz</translation>
    </message>
    <message>
        <source>bind failed</source>
        <translation>ohne gelungene Bindung</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>in Quarantäne</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>scrapped</source>
        <translation>verschrottet</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>außer Dienst</translation>
    </message>
    <message>
        <source>void</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>consumed</source>
        <translation>verbraucht</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>vergeben</translation>
    </message>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>tested</source>
        <translation>erprobt</translation>
    </message>
    <message>
        <source>destruction reported</source>
        <translation>als zerstört gemeldet</translation>
    </message>
    <message>
        <source>destroyed</source>
        <translation>zerstört</translation>
    </message>
    <message>
        <source>compromised</source>
        <translation>kompromittiert</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>recovery</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>engineer</source>
        <translation>Ingenieur</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>Aufsicht</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>authorised</source>
        <translation>zugelassen</translation>
    </message>
    <message>
        <source>it was asked for by %1</source>
        <translation>verlangt wurde es von %1</translation>
    </message>
    <message>
        <source>they or a supervisor may break it off</source>
        <translation>diese Person oder eine Aufsicht darf es abbrechen</translation>
    </message>
    <message>
        <source>%1 jobs run already</source>
        <translation>es laufen schon %1 Arbeiten</translation>
    </message>
    <message>
        <source>wait until one of them has ended</source>
        <translation>warten, bis eine davon beendet ist</translation>
    </message>
    <message>
        <source>it has ended already</source>
        <translation>es ist schon beendet</translation>
    </message>
    <message>
        <source>the station is being looked at already</source>
        <translation>die Station wird schon untersucht</translation>
    </message>
    <message>
        <source>ask again in a moment</source>
        <translation>gleich noch einmal fragen</translation>
    </message>
    <message>
        <source>the station has too many calls to answer</source>
        <translation>die Station hat zu viele Anfragen</translation>
    </message>
    <message>
        <source>another person signed in, or this one out, while the password was asked for</source>
        <translation>jemand anderes hat sich an- oder diese Person sich abgemeldet, während das Passwort verlangt wurde</translation>
    </message>
    <message>
        <source>call again</source>
        <translation>noch einmal anfragen</translation>
    </message>
    <message>
        <source>call again in a moment</source>
        <translation>gleich noch einmal anfragen</translation>
    </message>
    <message>
        <source>this client waits for %1 answers already</source>
        <translation>dieses Programm wartet schon auf %1 Antworten</translation>
    </message>
    <message>
        <source>call again when they came</source>
        <translation>noch einmal anfragen, wenn sie da sind</translation>
    </message>
    <message>
        <source>known good card in slot %1</source>
        <translation>gute Karte in Platz %1</translation>
    </message>
    <message>
        <source>known bad card in slot %1</source>
        <translation>schlechte Karte in Platz %1</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>wie erwartet</translation>
    </message>
    <message>
        <source>not as expected</source>
        <translation>nicht wie erwartet</translation>
    </message>
    <message>
        <source>reading it back</source>
        <translation>wird zurückgelesen</translation>
    </message>
    <message>
        <source>everything on record</source>
        <translation>alles Verzeichnete</translation>
    </message>
    <message>
        <source>the records hold no unit &quot;%1&quot;</source>
        <translation>die Aufzeichnungen enthalten kein Gerät „%1“</translation>
    </message>
    <message>
        <source>%1 tables are being written already</source>
        <translation>es werden schon %1 Tabellen geschrieben</translation>
    </message>
    <message>
        <source>wait until one of them is there</source>
        <translation>warten, bis eine davon da ist</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>it cannot be emptied</source>
        <translation>es lässt sich nicht leeren</translation>
    </message>
    <message>
        <source>the export cannot be packed</source>
        <translation>der Export lässt sich nicht packen</translation>
    </message>
    <message>
        <source>signing and writing the export</source>
        <translation>der Export wird unterschrieben und geschrieben</translation>
    </message>
    <message>
        <source>packing it</source>
        <translation>wird gepackt</translation>
    </message>
    <message>
        <source>%1 events, %2 attempts, %3 units</source>
        <translation>%1 Ereignisse, %2 Versuche, %3 Geräte</translation>
    </message>
    <message>
        <source>no folder for the export can be made in %1</source>
        <translation>in %1 lässt sich kein Ordner für den Export anlegen</translation>
    </message>
    <message>
        <source>%1 became shorter while it was read</source>
        <translation>%1 wurde beim Lesen kürzer</translation>
    </message>
    <message>
        <source>another program holds the records, try again when it has finished</source>
        <translation>ein anderes Programm hält die Aufzeichnungen, danach neu versuchen</translation>
    </message>
    <message>
        <source>nothing was recorded, free space on this disk</source>
        <translation>nichts wurde verzeichnet, auf diesem Datenträger Platz schaffen</translation>
    </message>
    <message>
        <source>nothing was recorded, the file, its folder or its disk cannot be written by this user</source>
        <translation>nichts wurde verzeichnet, Datei, Ordner oder Datenträger sind für diesen Benutzer nicht beschreibbar</translation>
    </message>
    <message>
        <source>%1 is read-only for this user</source>
        <translation>%1 ist für diesen Benutzer nur lesbar</translation>
    </message>
    <message>
        <source>nothing can be recorded here</source>
        <translation>hier lässt sich nichts verzeichnen</translation>
    </message>
    <message>
        <source>this user needs the right to read and write the file and its folder</source>
        <translation>dieser Benutzer muss die Datei und ihren Ordner lesen und schreiben dürfen</translation>
    </message>
    <message>
        <source>the records are damaged, restore them from a backup</source>
        <translation>die Aufzeichnungen sind beschädigt, aus einer Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>the records were migrated to schema %1 by a newer Bindery, and this program, which knows %2, still runs</source>
        <translation>ein neueres Bindery hat die Aufzeichnungen auf Schema %1 gebracht, und dieses Programm, das %2 kennt, läuft noch</translation>
    </message>
    <message>
        <source>start it again</source>
        <translation>neu starten</translation>
    </message>
    <message>
        <source>where it is binderyd, with &quot;%1&quot;</source>
        <translation>ist es binderyd, mit „%1“</translation>
    </message>
    <message>
        <source>the disk that holds the records fails</source>
        <translation>der Datenträger der Aufzeichnungen versagt</translation>
    </message>
    <message>
        <source>stop, call a supervisor, and run %1</source>
        <translation>anhalten, eine Aufsicht rufen, und %1 ausführen</translation>
    </message>
    <message>
        <source>the file system is read-only</source>
        <translation>das Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>mount it for writing or name another place</source>
        <translation>zum Schreiben einhängen, oder einen anderen Ort nennen</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>schreibgeschütztes Dateisystem</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht vorhanden</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>Gerät nicht vorhanden</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>Gerät oder Adresse nicht vorhanden</translation>
    </message>
    <message>
        <source>No medium found</source>
        <translation>keine Karte gefunden</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>Gerät in Benutzung</translation>
    </message>
    <message>
        <source>Remote I/O error</source>
        <translation>Ein-/Ausgabefehler des Lesers</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>kein Arbeitsspeicher mehr</translation>
    </message>
    <message>
        <source>Resource temporarily unavailable</source>
        <translation>vorübergehend nicht verfügbar</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>Adresse schon in Benutzung</translation>
    </message>
    <message>
        <source>slot %1 holds a card already</source>
        <translation>in Platz %1 steckt schon eine Karte</translation>
    </message>
    <message>
        <source>take that one out first</source>
        <translation>erst diese herausnehmen</translation>
    </message>
    <message>
        <source>that card is in another slot or in its Pi</source>
        <translation>diese Karte steckt in einem anderen Platz oder in ihrem Pi</translation>
    </message>
    <message>
        <source>take it out there, or stop the unit, first</source>
        <translation>sie erst dort herausnehmen, oder das Gerät ausschalten</translation>
    </message>
    <message>
        <source>slot %1 holds no card that could be taken out</source>
        <translation>in Platz %1 steckt keine Karte zum Herausnehmen</translation>
    </message>
    <message>
        <source>slot %1 holds no card that could break</source>
        <translation>in Platz %1 steckt keine Karte, die gestört werden könnte</translation>
    </message>
    <message>
        <source>put one in first</source>
        <translation>erst eine einstecken</translation>
    </message>
    <message>
        <source>no card that this station finished is at hand</source>
        <translation>keine fertige Karte dieser Station ist zur Hand</translation>
    </message>
    <message>
        <source>make one and take it out</source>
        <translation>eine herstellen und herausnehmen</translation>
    </message>
    <message>
        <source>there is no finished card of a unit %1</source>
        <translation>von Gerät %1 gibt es keine fertige Karte</translation>
    </message>
    <message>
        <source>make it first, its serial is on the line</source>
        <translation>erst herstellen, seine Seriennummer steht an der Linie</translation>
    </message>
    <message>
        <source>unit %1 runs already</source>
        <translation>Gerät %1 läuft schon</translation>
    </message>
    <message>
        <source>stop it first</source>
        <translation>es erst ausschalten</translation>
    </message>
    <message>
        <source>there is no card &quot;%1&quot;</source>
        <translation>es gibt keine Karte „%1“</translation>
    </message>
    <message>
        <source>there are</source>
        <translation>es gibt</translation>
    </message>
    <message>
        <source>the demo has %1 to %2</source>
        <translation>die Demo hat %1 bis %2</translation>
    </message>
    <message>
        <source>a demo has %1 to %2 slots, not %3</source>
        <translation>eine Demo hat %1 bis %2 Plätze, nicht %3</translation>
    </message>
    <message>
        <source>the demo&apos;s card was pulled</source>
        <translation>die Karte der Demo wurde gezogen</translation>
    </message>
    <message>
        <source>put it in again</source>
        <translation>wieder einstecken</translation>
    </message>
    <message>
        <source>%1 holds that card no more</source>
        <translation>diese Karte steckt nicht mehr in %1</translation>
    </message>
    <message>
        <source>%1 is write-protected</source>
        <translation>%1 ist schreibgeschützt</translation>
    </message>
    <message>
        <source>open the lock of the card, or take another one</source>
        <translation>den Schreibschutz der Karte öffnen, oder eine andere nehmen</translation>
    </message>
    <message>
        <source>%1 is in use</source>
        <translation>%1 ist in Benutzung</translation>
    </message>
    <message>
        <source>wait until that is done</source>
        <translation>warten, bis das fertig ist</translation>
    </message>
    <message>
        <source>no bench is open</source>
        <translation>keine Werkbank nimmt Geräte an</translation>
    </message>
    <message>
        <source>open it at the station</source>
        <translation>an der Station einschalten</translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Bereitet vor</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>Ungeprüft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Bricht ab</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Unknown port</source>
        <translation>Fremder Port</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Check due</source>
        <translation>Prüfung fällig</translation>
    </message>
    <message>
        <source>No order</source>
        <translation>Kein Auftrag</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Target reached</source>
        <translation>Ziel erreicht</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Steht</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>First article</source>
        <translation>Erstes Stück</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Wird abgeschlossen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Not approved</source>
        <translation>Nicht freigegeben</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Not on record</source>
        <translation>Nicht verzeichnet</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Key locked</source>
        <translation>Schlüssel gesichert</translation>
    </message>
    <message>
        <source>Opened alone</source>
        <translation>Allein geöffnet</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Gebunden</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Zurückgewiesen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Beschrieben</translation>
    </message>
    <message>
        <source>Enrolling</source>
        <translation>Wird angelernt</translation>
    </message>
    <message>
        <source>Waits for its module</source>
        <translation>Wartet auf sein Modul</translation>
    </message>
    <message>
        <source>In production</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>Bind failed</source>
        <translation>Bindung gescheitert</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>In Quarantäne</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>Scrapped</source>
        <translation>Verschrottet</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Außer Dienst</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Zurückgekommen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Looking for the station</source>
        <translation>Die Station wird gesucht</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Das dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>The station does not answer</source>
        <translation>Die Station antwortet nicht</translation>
    </message>
    <message>
        <source>Leave the cards in. The window comes back by itself; call the line engineer if it does not within a minute.</source>
        <translation>Karten stecken lassen. Das Fenster kommt von selbst wieder; wenn nicht in einer Minute, den Linieningenieur rufen.</translation>
    </message>
    <message>
        <source>Put a card into the port of slot %1</source>
        <translation>Eine Karte in den Anschluss von Platz %1 stecken</translation>
    </message>
    <message>
        <source>The port that it is put into becomes this slot.</source>
        <translation>Der Anschluss, in den sie gesteckt wird, wird dieser Platz.</translation>
    </message>
    <message>
        <source>The line is stopped</source>
        <translation>Die Linie steht</translation>
    </message>
    <message>
        <source>Scan your badge</source>
        <translation>Ausweis scannen</translation>
    </message>
    <message>
        <source>Or type its number at the left and press Enter.</source>
        <translation>Oder links die Nummer eingeben und Enter drücken.</translation>
    </message>
    <message>
        <source>Slot %1 failed: take the card out, then acknowledge</source>
        <translation>Platz %1 fehlgeschlagen: Karte herausnehmen, dann quittieren</translation>
    </message>
    <message>
        <source>Slots %1 failed: take the cards out, then acknowledge</source>
        <translation>Plätze %1 fehlgeschlagen: Karten herausnehmen, dann quittieren</translation>
    </message>
    <message>
        <source>Put the failed card aside. Acknowledge is F6.</source>
        <translation>Die fehlerhafte Karte beiseitelegen. Quittieren ist F6.</translation>
    </message>
    <message>
        <source>Let the bench listen</source>
        <translation>Die Werkbank einschalten</translation>
    </message>
    <message>
        <source>Until it does, units that are switched on wait.</source>
        <translation>Bis dahin warten eingeschaltete Geräte.</translation>
    </message>
    <message>
        <source>Scan the labels of the unit that waits</source>
        <translation>Die Etiketten des wartenden Geräts scannen</translation>
    </message>
    <message>
        <source>Scan the labels of unit %1</source>
        <translation>Die Etiketten von Gerät %1 scannen</translation>
    </message>
    <message>
        <source>The unit, its module and its Pi; then Confirm.</source>
        <translation>Gerät, Modul und Pi; dann Bestätigen.</translation>
    </message>
    <message>
        <source>Leave unit %1 on until it says Bound</source>
        <translation>Gerät %1 eingeschaltet lassen, bis es Gebunden zeigt</translation>
    </message>
    <message>
        <source>It starts a second time by itself.</source>
        <translation>Es startet von selbst ein zweites Mal.</translation>
    </message>
    <message>
        <source>Put a finished card into its unit and switch it on</source>
        <translation>Eine fertige Karte ins Gerät stecken und es einschalten</translation>
    </message>
    <message>
        <source>It appears in the list below.</source>
        <translation>Es erscheint unten in der Liste.</translation>
    </message>
    <message>
        <source>Check both reference cards</source>
        <translation>Beide Referenzkarten prüfen</translation>
    </message>
    <message>
        <source>Page Station (Alt+5), Daily check.</source>
        <translation>Seite Station (Alt+5), Tagesprüfung.</translation>
    </message>
    <message>
        <source>Choose an order</source>
        <translation>Einen Auftrag wählen</translation>
    </message>
    <message>
        <source>Scan its bar code, or choose it at the left.</source>
        <translation>Seinen Strichcode scannen oder links wählen.</translation>
    </message>
    <message>
        <source>The line is paused: resume it when you are ready</source>
        <translation>Die Linie pausiert: fortsetzen, sobald Sie bereit sind</translation>
    </message>
    <message>
        <source>Resume is F7.</source>
        <translation>Fortsetzen ist F7.</translation>
    </message>
    <message>
        <source>The order is complete: take the cards out</source>
        <translation>Der Auftrag ist fertig: Karten herausnehmen</translation>
    </message>
    <message>
        <source>The order is complete: close it</source>
        <translation>Der Auftrag ist fertig: abschließen</translation>
    </message>
    <message>
        <source>Press Close order at the left, or scan the next order.</source>
        <translation>Links Auftrag abschließen drücken oder den nächsten scannen.</translation>
    </message>
    <message>
        <source>Scan the label of slot %1, then the unit&apos;s serial</source>
        <translation>Etikett von Platz %1 scannen, dann die Seriennummer</translation>
    </message>
    <message>
        <source>Each card of this order belongs to a unit that is scanned.</source>
        <translation>Jede Karte dieses Auftrags gehört zu einem gescannten Gerät.</translation>
    </message>
    <message>
        <source>Press Provision</source>
        <translation>Beschreiben drücken</translation>
    </message>
    <message>
        <source>One card is ready. Provision is F5.</source>
        <translation>Eine Karte ist bereit. Beschreiben ist F5.</translation>
    </message>
    <message>
        <source>%1 cards are ready. Provision is F5.</source>
        <translation>%1 Karten sind bereit. Beschreiben ist F5.</translation>
    </message>
    <message>
        <source>Take the card out of slot %1</source>
        <translation>Karte aus Platz %1 herausnehmen</translation>
    </message>
    <message>
        <source>Take the cards out of slots %1</source>
        <translation>Karten aus den Plätzen %1 herausnehmen</translation>
    </message>
    <message>
        <source>They are done. Then put new cards in.</source>
        <translation>Sie sind fertig. Danach neue Karten einstecken.</translation>
    </message>
    <message>
        <source>They are done; the others still run.</source>
        <translation>Sie sind fertig; die anderen laufen noch.</translation>
    </message>
    <message>
        <source>Wait: a card is being made</source>
        <translation>Warten: eine Karte wird hergestellt</translation>
    </message>
    <message>
        <source>Wait: %1 cards are being made</source>
        <translation>Warten: %1 Karten werden hergestellt</translation>
    </message>
    <message>
        <source>Leave them in until their slot says Passed.</source>
        <translation>Stecken lassen, bis der Platz Bestanden zeigt.</translation>
    </message>
    <message>
        <source>Slot %1 takes another card</source>
        <translation>Platz %1 braucht eine andere Karte</translation>
    </message>
    <message>
        <source>Wait: a card is being read</source>
        <translation>Warten: eine Karte wird gelesen</translation>
    </message>
    <message>
        <source>Put cards in</source>
        <translation>Karten einstecken</translation>
    </message>
    <message>
        <source>Any free slot will do.</source>
        <translation>Jeder freie Platz ist recht.</translation>
    </message>
    <message>
        <source>Unit %1 may not bind: switch it off</source>
        <translation>Gerät %1 darf nicht gebunden werden: ausschalten</translation>
    </message>
    <message>
        <source>Put it aside and call a supervisor.</source>
        <translation>Beiseitelegen und eine Aufsicht rufen.</translation>
    </message>
    <message>
        <source>Unit %1 was turned away: switch it off</source>
        <translation>Gerät %1 wurde abgewiesen: ausschalten</translation>
    </message>
    <message>
        <source>Unit %1 failed: switch it off</source>
        <translation>Gerät %1 ist fehlgeschlagen: ausschalten</translation>
    </message>
    <message>
        <source>Switch it on once more; when it fails again, put it aside.</source>
        <translation>Noch einmal einschalten; schlägt es wieder fehl, beiseitelegen.</translation>
    </message>
    <message>
        <source>Slot %1 is chosen: Esc for all</source>
        <translation>Platz %1 ist gewählt: Esc für alle</translation>
    </message>
    <message>
        <source>Slot %1 alone is chosen. Provision is F5, Esc is for all.</source>
        <translation>Nur Platz %1 ist gewählt. Beschreiben ist F5, Esc ist für alle.</translation>
    </message>
    <message>
        <source>They are not done and must be made again: by new cards, or, acknowledged by F6, by the same ones.</source>
        <translation>Sie sind nicht fertig und müssen neu gemacht werden: mit neuen Karten oder, mit F6 quittiert, mit denselben.</translation>
    </message>
    <message>
        <source>Page Line (Alt+1).</source>
        <translation>Seite Linie (Alt+1).</translation>
    </message>
    <message>
        <source>Type your PIN</source>
        <translation>Die PIN eingeben</translation>
    </message>
    <message>
        <source>On the keyboard or with the digits at the left, then press Enter.</source>
        <translation>Auf der Tastatur oder mit den Ziffern links, dann Enter drücken.</translation>
    </message>
    <message>
        <source>Choose the image of order %1</source>
        <translation>Das Abbild für Auftrag %1 wählen</translation>
    </message>
    <message>
        <source>The order names none. Choose it at the left, then press Take this order.</source>
        <translation>Der Auftrag nennt keines. Links wählen, dann Diesen Auftrag nehmen drücken.</translation>
    </message>
    <message>
        <source>Confirm the image of order %1</source>
        <translation>Das Abbild für Auftrag %1 bestätigen</translation>
    </message>
    <message>
        <source>The order names none; approved is %1. Press Take this order, or scan Confirm.</source>
        <translation>Der Auftrag nennt keines; freigegeben ist %1. Diesen Auftrag nehmen drücken oder Bestätigen scannen.</translation>
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
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Engineer</source>
        <translation>Ingenieur</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Aufsicht</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>counted by the station</source>
        <translation>von der Station gezählt</translation>
    </message>
    <message>
        <source>from a list</source>
        <translation>aus einer Liste</translation>
    </message>
    <message>
        <source>scanned for each card</source>
        <translation>für jede Karte gescannt</translation>
    </message>
    <message>
        <source>every byte</source>
        <translation>jedes Byte</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>each unit is confirmed</source>
        <translation>jedes Gerät wird bestätigt</translation>
    </message>
    <message>
        <source>every unit may bind</source>
        <translation>jedes Gerät darf sich binden</translation>
    </message>
    <message>
        <source>wanted</source>
        <translation>gewünscht</translation>
    </message>
    <message>
        <source>not wanted</source>
        <translation>nicht gewünscht</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>löscht</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>prüft</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>bereitet vor</translation>
    </message>
    <message>
        <source>flushing</source>
        <translation>leert den Puffer</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>schließt ab</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Proof by starting it</source>
        <translation>Probe durch Starten</translation>
    </message>
    <message>
        <source>Check of a reference card</source>
        <translation>Prüfung einer Referenzkarte</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>measuring the card</source>
        <translation>misst die Karte</translation>
    </message>
    <message>
        <source>filling what is free</source>
        <translation>füllt den freien Teil</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>AES</source>
        <translation>AES</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Locked memory</source>
        <translation>Gesperrter Speicher</translation>
    </message>
    <message>
        <source>Core dumps</source>
        <translation>Speicherabzüge</translation>
    </message>
    <message>
        <source>State folder</source>
        <translation>Zustandsordner</translation>
    </message>
    <message>
        <source>Direct I/O</source>
        <translation>Direkter Zugriff</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Freier Platz</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Aufzeichnungen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Bind site</source>
        <translation>Bindestandort</translation>
    </message>
    <message>
        <source>Spare key</source>
        <translation>Ersatzschlüssel</translation>
    </message>
    <message>
        <source>Card on record</source>
        <translation>Karte vermerkt</translation>
    </message>
    <message>
        <source>Attempt closed</source>
        <translation>Versuch abgeschlossen</translation>
    </message>
    <message>
        <source>Attempt opened</source>
        <translation>Versuch eröffnet</translation>
    </message>
    <message>
        <source>Authorised again</source>
        <translation>Erneut zugelassen</translation>
    </message>
    <message>
        <source>Turned away again</source>
        <translation>Erneut abgewiesen</translation>
    </message>
    <message>
        <source>Keyslot changed</source>
        <translation>Keyslot geändert</translation>
    </message>
    <message>
        <source>Part fitted</source>
        <translation>Teil eingebaut</translation>
    </message>
    <message>
        <source>Part taken out</source>
        <translation>Teil ausgebaut</translation>
    </message>
    <message>
        <source>The station&apos;s secret destroyed</source>
        <translation>Geheimnis der Station vernichtet</translation>
    </message>
    <message>
        <source>The station&apos;s secret sealed</source>
        <translation>Geheimnis der Station versiegelt</translation>
    </message>
    <message>
        <source>Serial reserved</source>
        <translation>Seriennummer vergeben</translation>
    </message>
    <message>
        <source>Serial void</source>
        <translation>Seriennummer verfallen</translation>
    </message>
    <message>
        <source>Released to be made once more</source>
        <translation>Zum erneuten Beschreiben freigegeben</translation>
    </message>
    <message>
        <source>Unit scrapped</source>
        <translation>Gerät verschrottet</translation>
    </message>
    <message>
        <source>State of the unit changed</source>
        <translation>Zustand des Geräts geändert</translation>
    </message>
</context>
<context>
    <name>bindery::gui::AttemptModel</name>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>bindery::gui::BarCodeSheet</name>
    <message>
        <source>Bar codes of the commands</source>
        <translation>Strichcodes der Befehle</translation>
    </message>
    <message>
        <source>Layout test</source>
        <translation>Tastaturtest</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Allow erasing</source>
        <translation>Löschen erlauben</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Check the good card</source>
        <translation>Gute Karte prüfen</translation>
    </message>
    <message>
        <source>Check the bad card</source>
        <translation>Schlechte Karte prüfen</translation>
    </message>
</context>
<context>
    <name>bindery::gui::BenchPage</name>
    <message>
        <source>Units at the bench</source>
        <translation>Geräte an der Werkbank</translation>
    </message>
    <message>
        <source>What happened at the bench</source>
        <translation>Was an der Werkbank geschah</translation>
    </message>
    <message>
        <source>Which units may bind</source>
        <translation>Welche Geräte sich binden dürfen</translation>
    </message>
    <message>
        <source>Confirm a unit</source>
        <translation>Ein Gerät bestätigen</translation>
    </message>
    <message>
        <source>Scan the labels on the chassis: the unit, its module, its Pi.</source>
        <translation>Die Etiketten am Gehäuse scannen: Gerät, Modul, Pi.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Modul</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>The bench listens: %1</source>
        <translation>Die Werkbank nimmt Geräte an: %1</translation>
    </message>
    <message>
        <source>The bench does not listen</source>
        <translation>Die Werkbank nimmt keine Geräte an</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Put the finished card into its unit and switch the unit on. It appears here.</source>
        <translation>Die fertige Karte ins Gerät stecken und das Gerät einschalten. Es erscheint hier.</translation>
    </message>
    <message>
        <source>Let the bench listen, then switch units on.</source>
        <translation>Die Werkbank einschalten, dann Geräte einschalten.</translation>
    </message>
    <message>
        <source>No unit of this serial has come to the bench yet.</source>
        <translation>Noch kein Gerät mit dieser Seriennummer an der Werkbank.</translation>
    </message>
    <message>
        <source>the labels agree</source>
        <translation>die Etiketten stimmen überein</translation>
    </message>
    <message>
        <source>Scan the labels of the module and the Pi first.</source>
        <translation>Zuerst die Etiketten von Modul und Pi scannen.</translation>
    </message>
    <message>
        <source>Unit %1 is confirmed. Leave it on until it says Bound.</source>
        <translation>Gerät %1 ist bestätigt. Eingeschaltet lassen, bis es Gebunden zeigt.</translation>
    </message>
    <message>
        <source>The module is that of unit %1.</source>
        <translation>Das Modul ist das von Gerät %1.</translation>
    </message>
    <message>
        <source>The module is not that of this unit.</source>
        <translation>Das Modul ist nicht das dieses Geräts.</translation>
    </message>
    <message>
        <source>The Pi is that of unit %1.</source>
        <translation>Der Pi ist der von Gerät %1.</translation>
    </message>
    <message>
        <source>The Pi is not that of this unit.</source>
        <translation>Der Pi ist nicht der dieses Geräts.</translation>
    </message>
    <message>
        <source>Put it aside and call a supervisor.</source>
        <translation>Beiseitelegen und eine Aufsicht rufen.</translation>
    </message>
    <message>
        <source>The unit is confirmed. Leave it on until it says Bound.</source>
        <translation>Das Gerät ist bestätigt. Eingeschaltet lassen, bis es Gebunden zeigt.</translation>
    </message>
    <message>
        <source>Unit %1 is confirmed in advance. It has not come to the bench yet.</source>
        <translation>Gerät %1 ist im Voraus bestätigt. Es war noch nicht an der Werkbank.</translation>
    </message>
    <message>
        <source>Module and Pi are confirmed in advance. No unit that waits has them.</source>
        <translation>Modul und Pi sind im Voraus bestätigt. Kein wartendes Gerät hat sie.</translation>
    </message>
    <message>
        <source>The bench listens for the units of the list: %1.</source>
        <translation>Die Werkbank nimmt die Geräte der Liste an: %1.</translation>
    </message>
    <message>
        <source>units of a list may bind</source>
        <translation>Geräte einer Liste dürfen sich binden</translation>
    </message>
    <message>
        <source>List of units</source>
        <translation>Liste der Geräte</translation>
    </message>
    <message>
        <source>File with a line MODULE-SERIAL,PI-SERIAL for each</source>
        <translation>Datei mit einer Zeile MODULNUMMER,PI-NUMMER für jedes</translation>
    </message>
</context>
<context>
    <name>bindery::gui::CapsLockWatch</name>
    <message>
        <source>Caps Lock is on: press the Caps Lock key once, then type it again.</source>
        <translation>Die Feststelltaste ist an: sie einmal drücken, dann neu tippen.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::DemoStrip</name>
    <message>
        <source>blank card</source>
        <translation>leere Karte</translation>
    </message>
    <message>
        <source>card with data</source>
        <translation>Karte mit Daten</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>zu klein</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>fake capacity</source>
        <translation>falsche Größe</translation>
    </message>
    <message>
        <source>slow card</source>
        <translation>langsame Karte</translation>
    </message>
    <message>
        <source>finished card</source>
        <translation>fertige Karte</translation>
    </message>
    <message>
        <source>altered card</source>
        <translation>veränderte Karte</translation>
    </message>
    <message>
        <source>writes fail</source>
        <translation>Schreibfehler</translation>
    </message>
    <message>
        <source>bits flip</source>
        <translation>Bits kippen</translation>
    </message>
    <message>
        <source>it hangs</source>
        <translation>sie hängt</translation>
    </message>
    <message>
        <source>it leaves</source>
        <translation>sie verschwindet</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einstecken</translation>
    </message>
    <message>
        <source>Insert all</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Stören</translation>
    </message>
    <message>
        <source>Start unit</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scannen</translation>
    </message>
    <message>
        <source>Slot of the demo</source>
        <translation>Platz der Demo</translation>
    </message>
    <message>
        <source>Card to insert</source>
        <translation>Karte zum Einstecken</translation>
    </message>
    <message>
        <source>How it breaks</source>
        <translation>Wie sie gestört wird</translation>
    </message>
    <message>
        <source>Unit to start</source>
        <translation>Gerät zum Starten</translation>
    </message>
    <message>
        <source>Bar code to scan</source>
        <translation>Strichcode zum Scannen</translation>
    </message>
    <message>
        <source>Label of slot %1</source>
        <translation>Etikett von Platz %1</translation>
    </message>
    <message>
        <source>Layout test</source>
        <translation>Tastaturtest</translation>
    </message>
</context>
<context>
    <name>bindery::gui::FileField</name>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>%1 lässt sich nicht öffnen: %2.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::ImageModel</name>
    <message>
        <source>Image</source>
        <translation>Abbild</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Smallest card</source>
        <translation>Kleinste Karte</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Vorbereitet</translation>
    </message>
</context>
<context>
    <name>bindery::gui::ImagesPage</name>
    <message>
        <source>Cards may be made of %1.</source>
        <translation>Von %1 dürfen Karten hergestellt werden.</translation>
    </message>
    <message>
        <source>Golden images</source>
        <translation>Abbilder</translation>
    </message>
    <message>
        <source>Stagings and proofs</source>
        <translation>Vorbereitungen und Proben</translation>
    </message>
    <message>
        <source>Prove</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Starts a sample card in a virtual machine</source>
        <translation>Startet eine Musterkarte in einer virtuellen Maschine</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Stage a new image</source>
        <translation>Ein Abbild vorbereiten</translation>
    </message>
    <message>
        <source>System image</source>
        <translation>Systemabbild</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>At work and lately done</source>
        <translation>In Arbeit und eben getan</translation>
    </message>
    <message>
        <source>Break it off</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>No image is staged yet.</source>
        <translation>Noch kein Abbild vorbereitet.</translation>
    </message>
    <message>
        <source>%1 from %2, staged by %3 on %4.</source>
        <translation>%1 aus %2, vorbereitet von %3 am %4.</translation>
    </message>
    <message>
        <source>Approved by %1.</source>
        <translation>Freigegeben von %1.</translation>
    </message>
    <message>
        <source>Another supervisor approves it: you staged it.</source>
        <translation>Eine andere Aufsicht gibt es frei: vorbereitet haben es Sie.</translation>
    </message>
    <message>
        <source>A supervisor approves it.</source>
        <translation>Eine Aufsicht gibt es frei.</translation>
    </message>
    <message>
        <source>For demos only.</source>
        <translation>Nur für Demos.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::JobModel</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Wovon</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>bindery::gui::LinePage</name>
    <message>
        <source>not needed when the order was complete</source>
        <translation>nicht mehr gebraucht, der Auftrag war fertig</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Press again: cancel</source>
        <translation>Noch einmal: abbrechen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Allow erasing</source>
        <translation>Löschen erlauben</translation>
    </message>
    <message>
        <source>paused by a person</source>
        <translation>von einer Person angehalten</translation>
    </message>
    <message>
        <source>Choose the slot whose card may be erased: scan its label.</source>
        <translation>Den Platz wählen, dessen Karte gelöscht werden darf: Etikett scannen.</translation>
    </message>
    <message>
        <source>Serial %1: scan the label of its slot first.</source>
        <translation>Seriennummer %1: zuerst das Etikett des Platzes scannen.</translation>
    </message>
    <message>
        <source>Slot %1 makes unit %2.</source>
        <translation>Platz %1 macht Gerät %2.</translation>
    </message>
    <message>
        <source>There is no slot %1.</source>
        <translation>Es gibt keinen Platz %1.</translation>
    </message>
    <message>
        <source>There is nothing to resume: the line is not paused.</source>
        <translation>Es gibt nichts fortzusetzen: Die Linie pausiert nicht.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>There is nothing to provision: no card is ready.</source>
        <translation>Es gibt nichts zu beschreiben: Keine Karte ist bereit.</translation>
    </message>
    <message>
        <source>There is nothing to provision: slot %1 is chosen, and its card is not ready.</source>
        <translation>Es gibt nichts zu beschreiben: Platz %1 ist gewählt, und seine Karte ist nicht bereit.</translation>
    </message>
    <message>
        <source>There is nothing to acknowledge.</source>
        <translation>Es gibt nichts zu quittieren.</translation>
    </message>
    <message>
        <source>There is nothing to cancel: no card is being made.</source>
        <translation>Es gibt nichts abzubrechen: Keine Karte wird gemacht.</translation>
    </message>
    <message>
        <source>Once more cancels all cards.</source>
        <translation>Noch einmal bricht alle Karten ab.</translation>
    </message>
    <message>
        <source>Once more cancels the card of slot %1.</source>
        <translation>Noch einmal bricht die Karte in Platz %1 ab.</translation>
    </message>
    <message>
        <source>Choose the image to write first.</source>
        <translation>Zuerst das Abbild zum Schreiben wählen.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::MainWindow</name>
    <message>
        <source>Bindery station</source>
        <translation>Bindery-Station</translation>
    </message>
    <message>
        <source>Scanner and keyboard have the same layout.</source>
        <translation>Scanner und Tastatur haben dieselbe Belegung.</translation>
    </message>
    <message>
        <source>The scanner types for a keyboard of %1, the station expects one of %2: &quot;%3&quot; was meant to be &quot;%4&quot;. Set both to the same layout.</source>
        <translation>Der Scanner tippt für eine Tastatur %1, die Station erwartet %2: „%3“ sollte „%4“ heißen. Beide gleich einstellen.</translation>
    </message>
    <message>
        <source>Scanned &quot;%1&quot;: that is no badge, order, slot, serial or command of this line.</source>
        <translation>„%1“ gescannt: das ist kein Ausweis, Auftrag, Platz, keine Seriennummer und kein Befehl dieser Linie.</translation>
    </message>
    <message>
        <source>Scanned the command &quot;%1&quot;, which this window does not know.</source>
        <translation>Der gescannte Befehl „%1“ ist diesem Fenster unbekannt.</translation>
    </message>
    <message>
        <source>The station did not answer. See what it shows before you try again.</source>
        <translation>Die Station hat nicht geantwortet. Vor einem neuen Versuch nachsehen, was sie zeigt.</translation>
    </message>
    <message>
        <source>The station does not answer; nothing was started.</source>
        <translation>Die Station antwortet nicht; es wurde nichts gestartet.</translation>
    </message>
    <message>
        <source>Caps Lock is on: &quot;%1&quot; was meant to be &quot;%2&quot;. Press the Caps Lock key once, then scan again.</source>
        <translation>Die Feststelltaste ist an: „%1“ sollte „%2“ heißen. Sie einmal drücken, dann neu scannen.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::MessageStrip</name>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
</context>
<context>
    <name>bindery::gui::NewFile</name>
    <message>
        <source>%1 exists already: choose another name.</source>
        <translation>%1 gibt es schon: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>%1 lässt sich nicht öffnen: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::NewOrderForm</name>
    <message>
        <source>New order</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Auftragsnummer</translation>
    </message>
    <message>
        <source>Golden image</source>
        <translation>Abbild</translation>
    </message>
    <message>
        <source>Units wanted</source>
        <translation>Gewünschte Geräte</translation>
    </message>
    <message>
        <source>no target</source>
        <translation>kein Ziel</translation>
    </message>
    <message>
        <source>Serials</source>
        <translation>Seriennummern</translation>
    </message>
    <message>
        <source>Serials begin with</source>
        <translation>Seriennummern beginnen mit</translation>
    </message>
    <message>
        <source>A second person approves the first card</source>
        <translation>Eine zweite Person gibt die erste Karte frei</translation>
    </message>
    <message>
        <source>Start each card as soon as it is put in</source>
        <translation>Jede Karte gleich nach dem Einstecken beginnen</translation>
    </message>
    <message>
        <source>Make and take this order</source>
        <translation>Auftrag anlegen und nehmen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>bindery::gui::OrderChooser</name>
    <message>
        <source>Choose an order</source>
        <translation>Einen Auftrag wählen</translation>
    </message>
    <message>
        <source>Scan the order&apos;s bar code, or choose it here.</source>
        <translation>Strichcode des Auftrags scannen oder hier wählen.</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Image to write</source>
        <translation>Abbild zum Schreiben</translation>
    </message>
    <message>
        <source>Take this order</source>
        <translation>Diesen Auftrag nehmen</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation>Ein Abbild wählen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Order %1 names no image, and none is approved: call a supervisor.</source>
        <translation>Auftrag %1 nennt kein Abbild, und keines ist freigegeben: eine Aufsicht rufen.</translation>
    </message>
    <message>
        <source>Order %1 names no image: choose the one to write.</source>
        <translation>Auftrag %1 nennt kein Abbild: das zum Schreiben wählen.</translation>
    </message>
    <message>
        <source>Order %1 names no image: confirm the one that is approved.</source>
        <translation>Auftrag %1 nennt kein Abbild: das freigegebene bestätigen.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::OrderModel</name>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
</context>
<context>
    <name>bindery::gui::OrderPanel</name>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>Ausbeute</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>Je Stunde</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Approve first article</source>
        <translation>Erstes Stück freigeben</translation>
    </message>
    <message>
        <source>Close order</source>
        <translation>Auftrag abschließen</translation>
    </message>
    <message>
        <source>Leave order</source>
        <translation>Auftrag verlassen</translation>
    </message>
    <message>
        <source>Done of the order</source>
        <translation>Fertiggestellt vom Auftrag</translation>
    </message>
</context>
<context>
    <name>bindery::gui::PrivateStation</name>
    <message>
        <source>binderyd was not found: build or install it, or name it with --daemon.</source>
        <translation>binderyd wurde nicht gefunden: bauen, installieren oder mit --daemon nennen.</translation>
    </message>
    <message>
        <source>dbus-daemon was not found: install the package dbus-daemon.</source>
        <translation>dbus-daemon wurde nicht gefunden: das Paket dbus-daemon installieren.</translation>
    </message>
    <message>
        <source>dbus-daemon did not start: %1</source>
        <translation>dbus-daemon ist nicht gestartet: %1</translation>
    </message>
    <message>
        <source>The private bus does not let this program in: %1</source>
        <translation>Der private Bus lässt dieses Programm nicht ein: %1</translation>
    </message>
</context>
<context>
    <name>bindery::gui::RecordsPage</name>
    <message>
        <source>The audit is exported.</source>
        <translation>Der Prüfnachweis ist exportiert.</translation>
    </message>
    <message>
        <source>The export failed: %1</source>
        <translation>Der Export ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>History of the unit</source>
        <translation>Geschichte des Geräts</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>any</source>
        <translation>jedes</translation>
    </message>
    <message>
        <source>since ever</source>
        <translation>von Anfang an</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>letzte Stunde</translation>
    </message>
    <message>
        <source>last shift</source>
        <translation>letzte Schicht</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>letzter Tag</translation>
    </message>
    <message>
        <source>last week</source>
        <translation>letzte Woche</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>File to export to</source>
        <translation>Datei für den Export</translation>
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
        <translation>Signierter Nachweis</translation>
    </message>
    <message>
        <source>Choose an attempt to see its unit&apos;s history</source>
        <translation>Einen Versuch wählen, um die Geschichte des Geräts zu sehen</translation>
    </message>
    <message>
        <source>Nothing was searched yet</source>
        <translation>Noch nichts gesucht</translation>
    </message>
    <message>
        <source>The newest %1 attempts; narrow the search to see others</source>
        <translation>Die neuesten %1 Versuche; die Suche eingrenzen, um andere zu sehen</translation>
    </message>
    <message>
        <source>%1 attempts</source>
        <translation>%1 Versuche</translation>
    </message>
    <message>
        <source>Unit %1 is not on record</source>
        <translation>Gerät %1 ist nicht verzeichnet</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Nach %1 exportiert.</translation>
    </message>
    <message>
        <source>The export was broken off.</source>
        <translation>Der Export wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SignInPanel</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Scan your badge at any time, on any page.</source>
        <translation>Ausweis jederzeit scannen, auf jeder Seite.</translation>
    </message>
    <message>
        <source>Badge number</source>
        <translation>Ausweisnummer</translation>
    </message>
    <message>
        <source>PIN of badge %1</source>
        <translation>PIN zu Ausweis %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Another badge</source>
        <translation>Anderer Ausweis</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Letzte Ziffer löschen</translation>
    </message>
    <message>
        <source>Badge %1 is not known here. Ask a supervisor to add it.</source>
        <translation>Ausweis %1 ist hier unbekannt. Eine Aufsicht kann ihn eintragen.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotDetail</name>
    <message>
        <source>No slot is chosen: acts are meant for all</source>
        <translation>Kein Platz gewählt: Befehle gelten für alle</translation>
    </message>
    <message>
        <source>Port %1</source>
        <translation>Anschluss %1</translation>
    </message>
    <message>
        <source>Slot %1</source>
        <translation>Platz %1</translation>
    </message>
    <message>
        <source>Choose one with the arrow keys and Space, by touching it, or by scanning its label.</source>
        <translation>Mit Pfeiltasten und Leertaste, durch Berühren oder Scannen des Etiketts wählen.</translation>
    </message>
    <message>
        <source>The station does not answer. Leave the card as it is. Last seen: %1</source>
        <translation>Die Station antwortet nicht. Die Karte lassen, wie sie ist. Zuletzt gesehen: %1</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotGrid</name>
    <message>
        <source>No slot was taught yet. Teach the slots on the page Station.</source>
        <translation>Noch kein Platz angelernt. Plätze auf der Seite Station anlernen.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotModel</name>
    <message>
        <source>Slot</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Anschluss</translation>
    </message>
</context>
<context>
    <name>bindery::gui::SlotTile</name>
    <message>
        <source>Unknown port</source>
        <translation>Fremder Port</translation>
    </message>
    <message>
        <source>Slot %1</source>
        <translation>Platz %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Leave the card in</source>
        <translation>Karte stecken lassen</translation>
    </message>
    <message>
        <source>Last seen: %1</source>
        <translation>Zuletzt gesehen: %1</translation>
    </message>
</context>
<context>
    <name>bindery::gui::StationPage</name>
    <message>
        <source>Badge %1 has a new PIN.</source>
        <translation>Ausweis %1 hat eine neue PIN.</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Ausweis</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Außer Dienst seit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Cure</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>Daily check</source>
        <translation>Tagesprüfung</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Anlernen</translation>
    </message>
    <message>
        <source>Stop teaching</source>
        <translation>Nicht anlernen</translation>
    </message>
    <message>
        <source>Forget the chosen slot</source>
        <translation>Gewählten Platz vergessen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Re-open</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>Before the first order of a day both reference cards are read back. The good one must be found good, the bad one bad; nothing is written to them.</source>
        <translation>Vor dem ersten Auftrag des Tages werden beide Referenzkarten zurückgelesen. Die gute muss als gut, die schlechte als schlecht erkannt werden; nichts wird auf sie geschrieben.</translation>
    </message>
    <message>
        <source>The known-good card is in slot</source>
        <translation>Die gute Karte steckt in Platz</translation>
    </message>
    <message>
        <source>The known-bad card is in slot</source>
        <translation>Die schlechte Karte steckt in Platz</translation>
    </message>
    <message>
        <source>Check the good card</source>
        <translation>Gute Karte prüfen</translation>
    </message>
    <message>
        <source>Check the bad card</source>
        <translation>Schlechte Karte prüfen</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Eintragen</translation>
    </message>
    <message>
        <source>Retire the chosen person</source>
        <translation>Gewählte Person außer Dienst stellen</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Neue PIN</translation>
    </message>
    <message>
        <source>Set PIN</source>
        <translation>PIN setzen</translation>
    </message>
    <message>
        <source>What this station lacks</source>
        <translation>Was dieser Station fehlt</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Scan the layout test first: it tells whether scanner and keyboard are set to the same country. The others are the commands of the line.</source>
        <translation>Zuerst den Tastaturtest scannen: er zeigt, ob Scanner und Tastatur auf dasselbe Land eingestellt sind. Die anderen sind die Befehle der Linie.</translation>
    </message>
    <message>
        <source>No sounds</source>
        <translation>Keine Töne</translation>
    </message>
    <message>
        <source>Hear: passed</source>
        <translation>Anhören: bestanden</translation>
    </message>
    <message>
        <source>Hear: failed</source>
        <translation>Anhören: fehlgeschlagen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Put a card into the port of slot %1 now.</source>
        <translation>Jetzt eine Karte in den Anschluss von Platz %1 stecken.</translation>
    </message>
    <message>
        <source>A port that was not taught is never written. To teach one, choose its number, press Teach and put a card in.</source>
        <translation>Ein Anschluss, der nicht angelernt ist, wird nie beschrieben. Zum Anlernen Nummer wählen, Anlernen drücken, Karte einstecken.</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>wie erwartet</translation>
    </message>
    <message>
        <source>not as expected: stop and call a supervisor</source>
        <translation>nicht wie erwartet: anhalten und eine Aufsicht rufen</translation>
    </message>
    <message>
        <source>demo: nothing here is real</source>
        <translation>Demo: nichts hier ist echt</translation>
    </message>
    <message>
        <source>%1  ·  ID %2  ·  %3</source>
        <translation>%1  ·  Kennung %2  ·  %3</translation>
    </message>
    <message>
        <source>The good and the bad card are two cards: choose a slot for each.</source>
        <translation>Die gute und die schlechte Karte sind zwei Karten: für jede einen Platz wählen.</translation>
    </message>
    <message>
        <source>There is no slot %1.</source>
        <translation>Es gibt keinen Platz %1.</translation>
    </message>
</context>
<context>
    <name>bindery::gui::TimelineModel</name>
    <message>
        <source>slot %1</source>
        <translation>Platz %1</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Attempt started, %1, order %2</source>
        <translation>Versuch begonnen, %1, Auftrag %2</translation>
    </message>
    <message>
        <source>Attempt ended</source>
        <translation>Versuch beendet</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Keyslot %1 (%2): %3</source>
        <translation>Schlüsselfach %1 (%2): %3</translation>
    </message>
    <message>
        <source>Bind: module %1, Pi %2</source>
        <translation>Bindung: Modul %1, Pi %2</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Bind</source>
        <translation>Bindung</translation>
    </message>
</context>
<context>
    <name>bindery::gui::TopBar</name>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Werkbank</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Abbilder</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
</context>
<context>
    <name>bindery::gui::UnitModel</name>
    <message>
        <source>not on record</source>
        <translation>nicht verzeichnet</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Modul</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
</TS>
