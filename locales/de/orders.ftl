### Bestellungen.

nav-orders = Bestellungen

## Wörter von Bestellungen

order-kind-first = Erstbestellung
order-kind-additional = Nachbestellung
order-kind-top_up = Aufladung
order-kind-bulk_top_up = Sammelaufladung
order-kind-extension = Verlängerung
order-kind-auto_top_up = Automatische Aufladung
order-status-awaiting_payment = Zahlung erwartet
order-status-in_preparation = In Vorbereitung
order-status-shipped = Versandt
order-status-completed = Abgeschlossen
order-status-cancelled = Storniert
order-method-bank_transfer = Überweisung
order-method-card = Karte
order-method-monthly_invoice = Monatsrechnung
order-method-bank_transfer-text = Wir beginnen, sobald der Betrag eingegangen ist.
order-method-monthly_invoice-text = Mit der Rechnung des Monats, nach der Lieferung.
order-payment-open = Offen
order-payment-paid = Bezahlt
order-payment-failed = Fehlgeschlagen
order-payment-refunded = Erstattet
order-payment-partly_refunded = Teilweise erstattet
order-event-placed = Bestellung aufgegeben
order-event-paid = Zahlung eingegangen
order-event-payment_failed = Zahlung fehlgeschlagen
order-event-booked = Auf die SIMs gebucht
order-event-shipped = Versandt
order-event-completed = Abgeschlossen
order-event-cancelled = Storniert
order-event-refunded = Erstattet
order-event-invoiced = Rechnung ausgestellt
order-event-corrected = Korrektur ausgestellt
invoice-kind-invoice = Rechnung
invoice-kind-credit_note = Rechnungskorrektur
invoice-kind-correction = Korrigierte Rechnung

## Die Liste

orders-title = Bestellungen
orders-lede = Alles, was bestellt wurde, mit Rechnungen und SIMs.
orders-csv = Buchhaltung (CSV)
orders-new = Neue Bestellung
orders-ignored = Etwas in der Adresse gibt es nicht; es wurde weggelassen.
orders-none-title = Noch keine Bestellungen
orders-none-text = Bestellungen von SIMs, Aufladungen und Verlängerungen stehen später hier.
orders-no-match-title = Keine Bestellung passt
orders-no-match-text = Ändern Sie den Filter oder setzen Sie ihn zurück.
orders-by-status = Status
orders-all = Alle
orders-filter-form = Bestellungen filtern
orders-search = Bestell- oder Rechnungsnummer
orders-kind = Art
orders-group-all = Alle Arten
orders-group-sims = SIMs
orders-group-top_ups = Aufladungen
orders-group-extensions = Verlängerungen
orders-from = Von
orders-to = Bis
orders-filter = Filtern
orders-reset = Zurücksetzen
orders-caption = Bestellungen, neueste zuerst
orders-order = Bestellung
orders-content = Inhalt
orders-ship-to = Geliefert an
orders-total = Summe
orders-payment-column = Zahlung
orders-status = Status
orders-invoice = Rechnung
orders-affected = Betroffene SIMs
orders-no-invoice = Noch keine
orders-pages = Seiten
orders-newest-first = Neueste zuerst. Summen enthalten die Umsatzsteuer.
# $method (String), $status (String): wie bezahlt wird, und ob.
orders-payment = { $method }: { $status }
# $n (Number): Stück.
orders-items = { $n ->
    [one] { $count } Stück
   *[other] { $count } Stück
}
# $n (Number): SIMs.
orders-sims = { $n ->
    [one] { $count } SIM
   *[other] { $count } SIMs
}

## Eine Bestellung

# $at (String): Zeitpunkt. $name (String): Person.
orders-placed = Aufgegeben am { $at } von { $name }.
orders-cancel = Bestellung stornieren
orders-again = Noch einmal bestellen
orders-transfer = Überweisung
orders-transfer-text = Wir beginnen, sobald der Betrag eingegangen ist. Bitte geben Sie den Verwendungszweck an.
orders-transfer-code = QR-Code mit Konto, Betrag und Verwendungszweck für Banking-Apps
orders-transfer-code-text = Banking-Apps füllen die Überweisung aus diesem Code aus.
orders-transfer-amount = Betrag
orders-transfer-to = Kontoinhaber
orders-transfer-iban = IBAN
orders-transfer-bic = BIC
orders-transfer-reference = Verwendungszweck
orders-lines = Positionen
orders-product = Produkt
orders-quantity = Menge
orders-each = Je Stück
orders-net = Netto
orders-paid = Bisher bezahlt
orders-refunded = Bisher erstattet
orders-corrected-total = Summe nach der Korrektur
orders-to-refund = Noch zu erstatten
# $rate (String): etwa "19 %".
orders-vat-S = USt. { $rate }
orders-vat-AE = USt.: Steuerschuldnerschaft des Leistungsempfängers
orders-vat-K = USt.: innergemeinschaftliche Lieferung
orders-vat-G = USt.: Ausfuhrlieferung
orders-vat-O = USt.: hier nicht steuerbar
orders-label = Bezeichnung
orders-booked = Gebucht
# $n (Number): SIMs.
orders-sims-csv = { $n ->
    [one] { $count } SIM als CSV
   *[other] { $count } SIMs als CSV
}
# $n (Number): Stück.
orders-booked-pieces = { $n ->
    [one] { $count } Stück
   *[other] { $count } Stück
}
orders-timeline = Verlauf
orders-when = Wann
orders-what = Was
orders-who = Wer
orders-facts = Angaben
orders-payment-method = Zahlung
orders-payment-status = Stand der Zahlung
orders-purchase-order = Ihre Bestellnummer
orders-reference = Ihr Zeichen
orders-vat-id = USt-IdNr.
orders-tracking = Sendung
orders-notes = Bemerkungen
orders-billing-address = Rechnungsadresse
orders-shipping-address = Lieferadresse
orders-additional = Weitere Belege
orders-documents = Dokumente
# $centre (String): Kostenstelle.
orders-centre-is = Kostenstelle { $centre }

## Stornieren

orders-cancel-title = Diese Bestellung stornieren?
orders-cancel-text = Sie ist noch nicht bezahlt. Es wird nichts geliefert, und es ist nichts zu zahlen.
orders-cancel-do = Bestellung stornieren
orders-cancel-keep = Bestellung behalten
# $number (String): der Bestellung.
orders-cancelled = Die Bestellung { $number } ist storniert.

## Eine neue Bestellung

orders-new-title = SIMs bestellen
orders-steps = Schritte
orders-step-choose = Produkte und Lieferung
orders-step-check = Prüfen und bestellen
orders-no-products-title = Zurzeit kann nichts bestellt werden
orders-no-products-text = Kein Produkt hat einen Preis in Ihrer Währung. Bitte wenden Sie sich an den Support.
orders-products = Produkte
# $price (String): mit Währung.
orders-price-each = je { $price } netto
orders-centre = Kostenstelle
orders-new-address = Neue Adresse
orders-no-address = Es gibt noch keine Lieferadresse. Legen Sie zuerst eine an; ein eSIM-Profil braucht keine.
orders-payment-choice = Zahlung
orders-yours = Für Ihre Unterlagen
orders-to-check = Weiter zur Prüfung
orders-one-moment = Einen Moment …
orders-not-yet = Bestellt wird erst auf der nächsten Seite.
orders-summary = Zusammenfassung
orders-place = Zahlungspflichtig bestellen
orders-placing = Bestellung wird aufgegeben …
orders-back = Zurück
# $number (String): der Bestellung.
orders-placed-now = Die Bestellung { $number } ist aufgegeben.
# $number (String): der Bestellung.
orders-placed-before = Die Bestellung { $number } war bereits aufgegeben. Sie wurde nicht noch einmal aufgegeben.

## Was eine Bestellung verhindert

orders-quantity-wrong = Geben Sie eine ganze Stückzahl ein.
orders-centre-too-long = Eine Kostenstelle hat höchstens 35 Zeichen.
orders-number-too-long = Höchstens 35 Zeichen.
orders-notes-too-long = Bemerkungen haben höchstens 500 Zeichen.
orders-payment-missing = Wählen Sie, wie Sie zahlen.
orders-problem-not-offered = Ein Produkt wird nicht mehr angeboten. Es wurde aus dem Formular genommen.
orders-problem-no-price = Dieses Produkt hat keinen Preis in Ihrer Währung.
orders-problem-too-much = Das ist mehr, als auf einmal bestellt werden kann.
# $shown (String), $now (String): Preise mit Währung.
orders-problem-price = Der Preis hat sich inzwischen von { $shown } auf { $now } geändert. Bitte prüfen Sie noch einmal.
# $minimum (String): Stück.
orders-problem-too-few = Mindestens { $minimum } Stück.
# $maximum (String): Stück.
orders-problem-too-many = Höchstens { $maximum } Stück.
# $below (String), $above (String): Stück.
orders-problem-multiple = Bestellen Sie { $below } oder { $above } Stück.
orders-refused-nothing = Geben Sie für mindestens ein Produkt eine Menge ein.
orders-refused-partly-paid = Ein Teil ist schon bezahlt. Warten Sie auf den Rest, oder stornieren Sie die Bestellung.
orders-refused-refunded = Es wurde schon Geld erstattet, deshalb kann die Bestellung nicht teurer werden.
orders-refused-mixed = Bitte bestellen Sie diese Produkte nacheinander: Sie können nicht auf einer Rechnung stehen.
orders-refused-sum = Das ist mehr, als auf einmal bestellt werden kann.
orders-refused-no-seller = Zurzeit kann nichts bestellt werden. Bitte wenden Sie sich an den Support.
orders-refused-no-billing-address = Legen Sie zuerst unter „Konto“ eine Rechnungsadresse an.
orders-refused-no-shipping-address = Wählen Sie eine Lieferadresse.
orders-refused-not-shipped-to = In dieses Land liefern wir nicht. Wählen Sie eine andere Adresse.
orders-refused-monthly = Die Zahlung per Monatsrechnung ist mit Ihnen nicht vereinbart. Wählen Sie einen anderen Weg.
orders-refused-sims-gone = Eine SIM ist nicht mehr da. Wählen Sie die SIMs noch einmal aus.
orders-refused-sims-expired = Eine abgelaufene SIM lässt sich nur verlängern.
orders-refused-uneven = Jede SIM bekommt dieselbe Stückzahl.

## Was eine Bestellung aufhält

orders-refused-too-late = Für eine Stornierung ist es zu spät.
orders-refused-staff-cancels = Die Bestellung wird bereits vorbereitet. Bitte wenden Sie sich für eine Stornierung an den Support.
orders-refused-cancelled = Die Bestellung wurde storniert.
orders-refused-paid = Es ist nichts mehr zu zahlen.
orders-refused-too-much = Der Betrag ist höher als das, was noch zu zahlen ist.
orders-refused-refund-too-much = Der Betrag ist höher als das, was erstattet werden kann.
orders-refused-no-amount = Der Betrag muss größer als null sein.
orders-refused-not-yet = Die Bestellung ist noch nicht bezahlt.
orders-refused-too-many-sims = Das sind mehr SIMs, als die Position verlangt.
orders-refused-done = Das ist bereits geschehen.

## Auf dem Dashboard

orders-latest = Letzte Bestellungen
# $n (Number): offene Bestellungen.
orders-open = { $n ->
    [0] Keine offenen Bestellungen
    [one] { $count } offene Bestellung
   *[other] { $count } offene Bestellungen
}
orders-details = Einzelheiten
orders-reorder = Nachbestellen
orders-show-all = Alle Bestellungen

## Im Protokoll

audit-order-cancel = Bestellung storniert
audit-order-complete = Bestellung abgeschlossen
audit-order-pay = Zahlung eingegangen
audit-order-pay-failed = Zahlung fehlgeschlagen
audit-order-place = Bestellung aufgegeben
audit-order-refund = Zahlung erstattet
audit-order-ship = Bestellung versandt
audit-sim-extend = SIM verlängert
audit-sim-top-up = SIM aufgeladen
audit-kind-order = Bestellung
