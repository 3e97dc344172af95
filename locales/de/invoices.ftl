### Rechnungen, Rechnungskorrekturen und korrigierte Rechnungen sowie die E-Mails zu Bestellungen und Belegen

invoices-title = Rechnungen
invoices-lede = Rechnungen, Rechnungskorrekturen und korrigierte Rechnungen, wie sie ausgestellt wurden.
invoices-period = Zeitraum
invoices-show = Anzeigen
invoices-ignored = Diese Tage sind kein Zeitraum. Die Liste zeigt einen anderen.
invoices-caption = Belege des Zeitraums, die neuesten zuerst
invoices-number = Beleg
invoices-day = Ausgestellt
# $day (String): day until which it is to be paid.
invoices-due = fällig { $day }
invoices-vat = USt.
invoices-files = Dateien
# $number (String): number of the document.
invoices-pdf-of = PDF von { $number }
invoices-xml-of = XRechnung (XML) von { $number }
invoices-csv = Tabelle (CSV)
# $n (Number), $count (String): how many documents.
invoices-zip = { $n ->
    [one] { $count } PDF (ZIP)
   *[other] { $count } PDFs (ZIP)
}
invoices-count = { $n ->
    [one] { $count } Beleg
   *[other] { $count } Belege
}
invoices-pages = Seiten der Belege
invoices-none-title = Keine Belege in diesem Zeitraum
invoices-none-text = Eine Rechnung wird mit der Bestellung ausgestellt, bei Kartenzahlung mit der Zahlung. Frühere sehen Sie, wenn Sie andere Tage wählen.

## Bookings for DATEV

datev-title = Buchungen für DATEV
datev-text = Ein Buchungsstapel im DATEV-Format (EXTF) mit den Belegen dieses Zeitraums für Ihre Steuerberatung: Aufwand an Kreditor, nach Steuersatz und Kostenstelle. Steuerschlüssel sind für deutsche Sätze, Reverse Charge und Waren aus der EU gesetzt.
datev-consultant = Beraternummer
datev-client = Mandantennummer
datev-digits = Länge der Sachkonten
datev-expense = Aufwandskonto
datev-creditor = Kreditorenkonto
datev-month = Wirtschaftsjahr beginnt im
datev-download = Buchungen herunterladen
datev-batch = Rechnungen
datev-consultant-wrong = Geben Sie die Beraternummer ein: 1001 bis 9999999.
datev-client-wrong = Geben Sie die Mandantennummer ein: 1 bis 99999.
datev-digits-wrong = Geben Sie 4 bis 8 Stellen an.
datev-expense-wrong = Geben Sie ein Konto mit so vielen Stellen ein, wie Sachkonten haben.
datev-creditor-wrong = Geben Sie ein Konto mit einer Stelle mehr ein, als Sachkonten haben.
datev-month-wrong = Wählen Sie den Monat, in dem Ihr Wirtschaftsjahr beginnt.
datev-two-years = Ein Buchungsstapel liegt in einem Wirtschaftsjahr. Wählen Sie Tage aus einem Jahr.

## Why a document cannot be issued

invoices-refused-no-email = Niemand würde die Rechnung erhalten. Tragen Sie zuerst unter Konto eine Haupt-E-Mail-Adresse ein.
invoices-refused-buyer = Der Rechnungsadresse oder der USt-IdNr. fehlt etwas, das auf eine Rechnung gehört. Ergänzen Sie es unter Konto.
invoices-refused-seller = Die Daten des Verkäufers sind nicht vollständig, deshalb kann keine Rechnung ausgestellt werden. Bitte wenden Sie sich an den Support.
invoices-refused-meanwhile = Für diese Bestellung wurde inzwischen ein anderer Beleg ausgestellt. Öffnen Sie die Bestellung erneut und korrigieren Sie diesen.
invoices-refused-unchanged = An der Rechnung würde sich nichts ändern.
invoices-refused-no-line = Eine korrigierte Rechnung braucht eine Position. Soll alles zurückgenommen werden, stornieren Sie die Bestellung.
invoices-refused-no-document = Es gibt keine Rechnung, die korrigiert werden könnte.
invoices-refused-too-much = Eine Position ergibt mehr, als berechnet werden kann.

## Mails: `mail-order-received-…`, `mail-order-paid-…` and so on
## $order (String): number of the order. $brand (String): name of the portal. $gross, $due, $amount (String): amounts.

mail-order-button = Bestellung ansehen
# $at (String): date and time.
mail-order-facts = Bestellung { $order }, { $at }. Summe: { $gross }.
# $purchase (String): the customer's number.
mail-order-purchase = Ihre Bestellnummer: { $purchase }.

mail-order-received-subject = Bestellung { $order } eingegangen
mail-order-received-title = Ihre Bestellung ist eingegangen
mail-order-received-preview = Bestellung { $order }: { $gross }
mail-order-received-text = Vielen Dank für Ihre Bestellung { $order }. Die Summe beträgt { $gross }.
mail-order-received-bank_transfer = Ihre Rechnung kommt in einer eigenen E-Mail. Darin steht, wohin Sie { $due } überweisen. Wir bereiten die Bestellung vor, sobald die Zahlung eingegangen ist.
mail-order-received-card = Bitte bezahlen Sie { $due } mit Karte. Wir bereiten die Bestellung vor, sobald die Zahlung bestätigt ist.
mail-order-received-monthly_invoice = Wir bereiten die Bestellung vor. Ihre Rechnung kommt in einer eigenen E-Mail.

mail-order-paid-subject = Zahlung zur Bestellung { $order } eingegangen
mail-order-paid-title = Ihre Zahlung ist eingegangen
mail-order-paid-preview = { $amount } zur Bestellung { $order }
mail-order-paid-text = Wir haben { $amount } zu Ihrer Bestellung { $order } erhalten. Vielen Dank.
mail-order-paid-part = { $due } sind noch offen.

mail-order-shipped-subject = Bestellung { $order } ist unterwegs
mail-order-shipped-title = Ihre SIM-Karten sind unterwegs
mail-order-shipped-preview = Bestellung { $order } wurde verschickt
mail-order-shipped-text = Ihre Bestellung { $order } wurde verschickt.
# $carrier (String): may be empty. $tracking (String): number of the parcel.
mail-order-shipped-tracking = Sendungsnummer: { $carrier } { $tracking }

mail-order-cancelled-subject = Bestellung { $order } wurde storniert
mail-order-cancelled-title = Ihre Bestellung wurde storniert
mail-order-cancelled-preview = Bestellung { $order } wird nicht ausgeführt
mail-order-cancelled-text = Ihre Bestellung { $order } wurde storniert. Wurde sie schon berechnet, folgt eine Rechnungskorrektur in einer eigenen E-Mail.
# $reason (String).
mail-order-cancelled-reason = Grund: { $reason }

mail-order-refunded-subject = Erstattung zur Bestellung { $order }
mail-order-refunded-title = Ihr Geld ist auf dem Rückweg
mail-order-refunded-preview = { $amount } zur Bestellung { $order }
mail-order-refunded-text = Wir haben Ihnen { $amount } Ihrer Bestellung { $order } erstattet. Je nach Bank dauert es einige Tage, bis das Geld ankommt.

## Mails with a document. $number (String): its number. $gross (String): what it comes to. $due (String): day.

mail-invoice-subject = Rechnung { $number }
mail-invoice-title = Ihre Rechnung
mail-invoice-preview = Rechnung { $number } zur Bestellung { $order }: { $gross }
mail-invoice-text = Im Anhang finden Sie die Rechnung { $number } zur Bestellung { $order } als PDF. Die Daten der E-Rechnung (EN 16931) sind darin eingebettet.
mail-invoice-due = Bitte überweisen Sie { $gross } bis zum { $due }. Auf der Rechnung stehen die Bankverbindung und ein Code für Banking-Apps.
mail-invoice-facts = Betrag: { $gross }. Alle Rechnungen finden Sie im Portal unter Bestellungen, auch als XRechnung.

mail-credit-note-subject = Rechnungskorrektur { $number }
mail-credit-note-title = Ihre Rechnungskorrektur
mail-credit-note-preview = Rechnungskorrektur { $number } zur Bestellung { $order }: { $gross }
mail-credit-note-text = Im Anhang finden Sie die Rechnungskorrektur { $number } zur Bestellung { $order } als PDF. Die Daten der E-Rechnung (EN 16931) sind darin eingebettet.

mail-corrected-invoice-subject = Korrigierte Rechnung { $number }
mail-corrected-invoice-title = Ihre korrigierte Rechnung
mail-corrected-invoice-preview = Korrigierte Rechnung { $number } zur Bestellung { $order }: { $gross }
mail-corrected-invoice-text = Im Anhang finden Sie die korrigierte Rechnung { $number } zur Bestellung { $order } als PDF. Sie tritt an die Stelle der früheren Rechnung, die storniert wurde.

## In the audit log

audit-invoice-correct = Korrigierte Rechnung ausgestellt
audit-invoice-credit = Rechnungskorrektur ausgestellt
audit-invoice-issue = Rechnung ausgestellt
audit-order-correct = Rechnung der Bestellung korrigiert
audit-kind-invoice = Rechnung
