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
        <source>take the card out</source>
        <translation>Karte herausnehmen</translation>
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
        <source>acknowledge</source>
        <translation>quittieren</translation>
    </message>
    <message>
        <source>scan your badge</source>
        <translation>Ausweis scannen</translation>
    </message>
    <message>
        <source>choose a work order</source>
        <translation>einen Auftrag wählen</translation>
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
        <source>resume the line when its cards may be made</source>
        <translation>die Linie fortsetzen, wenn ihre Karten hergestellt werden dürfen</translation>
    </message>
    <message>
        <source>check both reference cards</source>
        <translation>beide Referenzkarten prüfen</translation>
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
        <source>use another reader or disk</source>
        <translation>einen anderen Leser oder Datenträger nehmen</translation>
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
        <source>put a card in</source>
        <translation>eine Karte einstecken</translation>
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
        <source>choose another one, or open it again</source>
        <translation>einen anderen wählen, oder ihn wieder öffnen</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>einen anderen wählen</translation>
    </message>
    <message>
        <source>its first article has to be approved</source>
        <translation>sein erstes Stück muss freigegeben werden</translation>
    </message>
    <message>
        <source>let a supervisor open the slot again</source>
        <translation>eine Aufsicht öffnet den Platz wieder</translation>
    </message>
    <message>
        <source>allow its data to be destroyed, or use another card</source>
        <translation>das Löschen ihrer Daten erlauben, oder eine andere Karte nehmen</translation>
    </message>
    <message>
        <source>teach its port first</source>
        <translation>erst den Anschluss anlernen</translation>
    </message>
    <message>
        <source>the port was not taught</source>
        <translation>der Anschluss ist nicht angelernt</translation>
    </message>
    <message>
        <source>the card left its slot</source>
        <translation>die Karte hat ihren Platz verlassen</translation>
    </message>
    <message>
        <source>the order asks for no verify</source>
        <translation>der Auftrag verlangt keine Prüfung</translation>
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
        <source>%1 failures in a row, the last: %2</source>
        <translation>%1 Fehler in Folge, der letzte: %2</translation>
    </message>
    <message>
        <source>the order %1 is %2</source>
        <translation>der Auftrag %1 ist %2</translation>
    </message>
    <message>
        <source>the yield of order %1 is %2 % (%3 of %4), its limit is %5 %</source>
        <translation>die Ausbeute von Auftrag %1 ist %2 % (%3 von %4), die Grenze %5 %</translation>
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
        <source>%1 is not in a taught slot</source>
        <translation>%1 steckt in keinem angelernten Platz</translation>
    </message>
    <message>
        <source>%1 is out of service</source>
        <translation>%1 ist außer Betrieb</translation>
    </message>
    <message>
        <source>%1 is blocked: %2</source>
        <translation>%1 ist gesperrt: %2</translation>
    </message>
    <message>
        <source>%1 carries the running system (%2)</source>
        <translation>%1 trägt das laufende System (%2)</translation>
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
        <translation>Dazu fehlen Ihnen die Rechte. Eine Aufsicht fragen.</translation>
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
        <source>Lacking</source>
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
    <message>
        <source>The bench listens for the units of the list: %1.</source>
        <translation>Die Werkbank nimmt die Geräte der Liste an: %1.</translation>
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
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
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
        <source>%1  ·  station %2  ·  Bindery %3</source>
        <translation>%1  ·  Station %2  ·  Bindery %3</translation>
    </message>
    <message>
        <source>demo: nothing here is real</source>
        <translation>Demo: nichts hier ist echt</translation>
    </message>
    <message>
        <source>The good and the bad card are two cards: choose a slot for each.</source>
        <translation>Die gute und die schlechte Karte sind zwei Karten: für jede einen Platz wählen.</translation>
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
