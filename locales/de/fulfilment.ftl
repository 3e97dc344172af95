### Bestellungen, wie das Personal sie bearbeitet, und der Lagerbestand.

nav-staff-orders = Bestellungen
nav-stock = Lager

## Die Liste

fulfilment-title = Bestellungen aller Kunden
fulfilment-lede = Zuerst, was wartet, das Älteste oben.
fulfilment-csv = Bestellungen (CSV)
fulfilment-queues = Was wartet
fulfilment-queue-fulfil = Auszuführen
fulfilment-queue-awaiting_payment = Zahlung steht aus
fulfilment-queue-shipped = Versandt
fulfilment-queue-completed = Abgeschlossen
fulfilment-queue-cancelled = Storniert
fulfilment-queue-all = Alle
fulfilment-search = Bestellnummer
fulfilment-account = Kundennummer
fulfilment-any-payment = Bezahlt oder nicht
fulfilment-no-match = Bestell- und Kundennummern werden als Ganzes gesucht. Ändern Sie den Filter oder setzen Sie ihn zurück.
fulfilment-none-title = Nichts vorhanden
fulfilment-none-text = Keine Bestellung ist in diesem Zustand.
fulfilment-customer = Kunde

## Eine Bestellung

fulfilment-back = Zurück zur Bestellung
fulfilment-vat = Umsatzsteuer
fulfilment-due = Noch offen
fulfilment-kept = Bezahlt und nicht erstattet
fulfilment-assigned = Zugewiesene SIMs
fulfilment-missing = Noch zuzuweisende SIMs
fulfilment-done-column = Geliefert
fulfilment-assign = SIMs zuweisen
fulfilment-payments = Zahlungen
fulfilment-charge = Eingegangen
fulfilment-refund = Erstattet
fulfilment-by-hand = von Hand vermerkt
fulfilment-by-bank = Kontoauszug
fulfilment-purchase-order = Bestellnummer des Kunden
fulfilment-customer-reference = Referenz des Kunden

## Was das Personal tut: `deed-<name>` und was folgt

deed-shipment = Versenden
deed-shipment-title = Diese Bestellung versenden
deed-shipment-text = Das Paket wurde dem Versanddienst übergeben. Der Kunde sieht Versanddienst und Sendungsnummer.
deed-shipment-do = Als versandt vermerken
# $number (String): der Bestellung.
deed-shipment-done = Bestellung { $number } ist versandt.
deed-completion = Abschließen
deed-completion-title = Diese Bestellung abschließen
deed-completion-text = Alles wurde geliefert. Eine abgeschlossene Bestellung lässt sich nicht mehr stornieren.
deed-completion-do = Als abgeschlossen vermerken
# $number (String): der Bestellung.
deed-completion-done = Bestellung { $number } ist abgeschlossen.
deed-cancellation = Stornieren
deed-cancellation-title = Diese Bestellung stornieren?
deed-cancellation-text = Es wird nichts geliefert. Was bezahlt wurde, ist zu erstatten. Der Kunde sieht den Grund.
deed-cancellation-do = Bestellung stornieren
# $number (String): der Bestellung.
deed-cancellation-done = Bestellung { $number } ist storniert.
deed-return = SIMs zurücknehmen
deed-return-title = Alle SIMs dieser Bestellung zurücknehmen?
deed-return-text = Sie verschwinden samt Bezeichnungen, Notizen und Schlagwörtern aus der Liste des Kunden und sind wieder Lagerbestand. Das geht, solange keine davon benutzt wurde.
deed-return-do = SIMs zurücknehmen
# $number (String): der Bestellung.
deed-return-done = Die SIMs der Bestellung { $number } sind wieder im Lager.
deed-payment = Zahlung vermerken
deed-payment-title = Eine Zahlung vermerken
deed-payment-text = Für Geld, das eingegangen ist und in keinem eingelesenen Kontoauszug steht. Ist alles bezahlt, geht die Bestellung weiter.
deed-payment-do = Zahlung vermerken
# $number (String): der Bestellung.
deed-payment-done = Die Zahlung zur Bestellung { $number } ist vermerkt.
deed-card-refund = Auf Karte erstatten
deed-card-refund-title = Geld auf die Karte erstatten
deed-card-refund-text = Der Zahlungsdienst erstattet das Geld auf die belastete Karte. Die Bestellung zeigt es, sobald er es bestätigt hat.
deed-card-refund-do = Auf Karte erstatten
# $number (String): der Bestellung.
deed-card-refund-done = Die Erstattung der Bestellung { $number } ist auf dem Weg zur Karte.
deed-refund = Erstattung vermerken
deed-refund-title = Eine Erstattung vermerken
deed-refund-text = Für Geld, das Sie per Überweisung zurückgesandt haben. Das Portal bewegt hier kein Geld.
deed-refund-do = Erstattung vermerken
# $number (String): der Bestellung.
deed-refund-done = Die Erstattung zur Bestellung { $number } ist vermerkt.
fulfilment-carrier = Versanddienst
fulfilment-carrier-missing = Geben Sie an, wer das Paket befördert.
fulfilment-tracking = Sendungsnummer
fulfilment-reason = Grund
fulfilment-reason-missing = Geben Sie den Grund an.
fulfilment-into-stock = In dieses Lager
fulfilment-stock-missing = Wählen Sie ein Lager.
fulfilment-amount = Betrag
fulfilment-amount-wrong = Geben Sie einen Betrag ein, etwa 119,00.
fulfilment-on = Tag der Buchung
fulfilment-day-wrong = Geben Sie den Tag an.
fulfilment-day-future = Dieser Tag liegt in der Zukunft.
fulfilment-reference = Referenz der Bank
fulfilment-reference-missing = Geben Sie an, wie die Bank die Buchung nennt, damit sie sich wiederfinden lässt.
fulfilment-reference-known = Diese Referenz wurde für diesen Tag und diese Bestellung bereits vermerkt.
fulfilment-text-too-long = Das ist zu lang oder steht nicht in einer Zeile.
fulfilment-again = Bitte senden Sie das Formular noch einmal.

## Zuweisen

fulfilment-assign-title = SIMs zuweisen
fulfilment-assign-lede = Alle SIMs der Bereiche gehen an den Kunden oder keine. Ihr Volumen und ihre Laufzeit beginnen jetzt.
fulfilment-line = Für
fulfilment-line-missing = Wählen Sie eine Position.
# $n (Number): SIMs.
fulfilment-lacks = { $n ->
    [one] 1 SIM noch zuzuweisen
   *[other] { $count } SIMs noch zuzuweisen
}
fulfilment-from-stock = Aus diesem Lager
fulfilment-not-assigned = Es wurde keine SIM zugewiesen
# $sims, $left (String): Zahlen.
fulfilment-too-many = Die Bereiche umfassen { $sims } SIMs; der Position fehlen { $left }.
# $most (String): Zahl.
fulfilment-at-once = Höchstens { $most } SIMs lassen sich auf einmal zuweisen. Weisen Sie die übrigen danach zu.
# $n (String): SIMs. $type (String): wie der Hersteller sie nennt.
fulfilment-misfit = SIMs einer anderen Bauform: { $n } vom Typ „{ $type }“.
fulfilment-fits-anyway = Sie passen trotzdem
# $n (Number): SIMs.
fulfilment-ready = { $n ->
    [one] 1 SIM kann zugewiesen werden
   *[other] { $count } SIMs können zugewiesen werden
}
# $stock (String): Organisation. $order (String): Nummer.
fulfilment-ready-text = Aus { $stock } an Bestellung { $order }. Noch wurde nichts bewegt.
# $n (Number): SIMs.
fulfilment-lacks-then = { $n ->
    [one] Der Position fehlt dann noch 1 SIM.
   *[other] Der Position fehlen dann noch { $count } SIMs.
}
fulfilment-lacks-nothing = Die Position ist dann vollständig.
# $n (Number): SIMs.
fulfilment-assign-do = { $n ->
    [one] 1 SIM zuweisen
   *[other] { $count } SIMs zuweisen
}
# $n (Number): SIMs.
fulfilment-assigned-now = { $n ->
    [one] 1 SIM wurde zugewiesen.
   *[other] { $count } SIMs wurden zugewiesen.
}
fulfilment-done-before = Diese SIMs sind der Position bereits zugewiesen. Es wurde nichts bewegt.

## Was dagegen spricht

orders-refused-has-sims = Dieser Bestellung sind SIMs zugewiesen. Nehmen Sie sie zuerst zurück.
fulfilment-refused-sims-missing = Noch sind nicht alle SIMs dieser Bestellung zugewiesen.
fulfilment-refused-no-delivery = Diese Bestellung wird auf SIMs gebucht; es wird nichts geliefert.
fulfilment-refused-not-by-card = Es wurde nicht mit Karte bezahlt. Überweisen Sie das Geld, und vermerken Sie es.
fulfilment-refused-by-card = Das wurde mit Karte bezahlt. Erstattet wird es über den Zahlungsanbieter auf die Karte, nicht per Überweisung.
fulfilment-refused-no-sims = Dieser Bestellung sind keine SIMs zugewiesen.
fulfilment-refused-return-late = Die SIMs sind versandt; hier lassen sie sich nicht mehr zurücknehmen.
fulfilment-refused-gone = Mindestens eine SIM ist nicht mehr in der Organisation des Kunden, oder eine Übertragung oder Sammelaktion bearbeitet sie gerade. Es wurde keine zurückgenommen.
fulfilment-refused-used = Mindestens eine SIM wurde benutzt, oder für sie wurde etwas gekauft. Es wurde keine zurückgenommen.
fulfilment-refused-changed = Jemand anderes hat im selben Augenblick eine dieser SIMs bewegt. Es wurde nichts zugewiesen; bitte prüfen Sie noch einmal.
fulfilment-refused-assign = SIMs werden Bestellungen in Vorbereitung zugewiesen. Diese ist es nicht.
fulfilment-refused-full = Alle SIMs dieser Bestellung sind zugewiesen.
fulfilment-refused-no-stock = Noch ist keine Organisation als Lager gekennzeichnet. SIMs werden nur aus einem Lager zugewiesen.

## Lager

stock-title = Lager
stock-lede = Organisationen mit SIMs, die noch niemand bestellt hat. Bestellungen werden nur aus ihnen ausgeführt.
stock-none-title = Noch kein Lager
stock-none-text = Kennzeichnen Sie die Organisation, in die Ihre Bestandsdateien eingelesen werden.
stock-organisation = Organisation
# $at (String): Zeitpunkt. $name (String): Person.
stock-marked = gekennzeichnet { $at } von { $name }
stock-remove = Kein Lager mehr
stock-add = Als Lager kennzeichnen
stock-hint = Einer Hauptorganisation, die noch nie etwas bestellt hat.
stock-account-wrong = Eine Kundennummer hat acht Ziffern.
stock-added = Die Organisation ist als Lager gekennzeichnet.
stock-removed = Die Organisation ist kein Lager mehr. Ihre SIMs bleiben dort.
stock-refused-unknown = Keine Organisation hat diese Kundennummer.
stock-refused-customer = Diese Organisation hat bestellt, sie ist also Kunde. Die SIMs eines Kunden gehen nicht an andere.
stock-refused-sub = Das ist eine Unterorganisation. Ihre SIMs gehören einem Kunden.

## Im Audit-Protokoll

audit-order-assign = SIMs zugewiesen
audit-order-take-back = SIMs zurückgenommen
audit-order-view = Bestellung angesehen
audit-sim-deliver = SIM geliefert
audit-sim-take-back = SIM ins Lager zurückgenommen
sim-action-deliver = Geliefert
sim-action-take-back = Ins Lager zurückgenommen
