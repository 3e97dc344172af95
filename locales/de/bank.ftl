### Zahlungen aus Kontoauszügen, für das Personal.

nav-bank = Zahlungen

bank-title = Zahlungseingänge
bank-lede = Was die Bank gebucht hat und was daraus wurde. Zahlungen, die eine Bestellung nennen und auf den Cent stimmen, werden von selbst gebucht; über die übrigen entscheidet ein Mensch.
bank-list-unmatched = Zu entscheiden
bank-list-matched = Gebucht
bank-list-ignored = Beiseitegelegt
bank-status-unmatched = Zu entscheiden
bank-status-matched = Gebucht
bank-status-ignored = Beiseitegelegt
bank-none-unmatched-title = Nichts zu entscheiden
bank-none-unmatched-text = Zahlungen, die sich nicht von selbst buchen ließen, stehen hier.
bank-none-matched-title = Noch nichts gebucht
bank-none-matched-text = Zahlungen aus Kontoauszügen, mit denen eine Bestellung bezahlt wurde, stehen hier.
bank-none-ignored-title = Nichts beiseitegelegt
bank-none-ignored-text = Abgänge und was jemand beiseitegelegt hat, stehen hier.
bank-booked-on = Gebucht am
bank-payer = Zahler
bank-payer-iban = Konto des Zahlers
bank-text = Verwendungszweck
bank-end-to-end = Referenz des Zahlers
bank-reference = Referenz der Bank
bank-note = Notiz
bank-about = Dazu
bank-outgoing = Abgang
# $order (String): Nummer. $amount (String): mit Währung.
bank-paid-rest = { $order }; { $amount } mehr als offen war

## Warum eine Zahlung wartet

bank-why-unknown = Keine unbezahlte Bestellung ist genannt, und keine hat diesen Betrag.
# $orders (String): Nummern.
bank-why-fits = Passt inzwischen zu { $orders }.
# $orders (String): Nummern. $amount (String): mit Währung.
bank-why-more = { $orders }: { $amount } zu viel.
# $orders (String): Nummern. $amount (String): mit Währung.
bank-why-less = { $orders }: { $amount } zu wenig.
# $orders (String): Nummern.
bank-why-currency = { $orders }: in einer anderen Währung.
# $orders (String): Nummern.
bank-why-amount = Keine unbezahlte Bestellung ist genannt; mit diesem Betrag: { $orders }.
bank-why-reversal = Die Bank hat eine frühere Zahlung zurückgenommen.

## Eine Zahlung

# $amount (String): mit Währung.
bank-entry-title = Zahlung über { $amount }
bank-rest = Mehr als offen war
bank-assign = Für eine Bestellung
bank-assign-text = Die Bestellung wird erst geprüft; gebucht wird nichts, bevor Sie es bestätigen.
bank-order = Bestellnummer
bank-order-wrong = Geben Sie die Nummer einer Bestellung ein, etwa SO-100001.
bank-order-unknown = Keine Bestellung hat diese Nummer.
bank-assign-check = Prüfen
# $order (String): Nummer.
bank-sure = Auf Bestellung { $order } buchen?
# $booked (String): mit Währung.
bank-would-all = { $booked } sind offen und werden gebucht. Damit ist die Bestellung bezahlt.
# $booked, $due (String): mit Währung.
bank-would-part = { $booked } von { $due } werden gebucht. Die Bestellung wartet weiter auf den Rest.
# $due, $rest (String): mit Währung.
bank-would-rest = { $due } sind offen und werden gebucht. { $rest } sind zu viel: Sie bleiben bei der Zahlung sichtbar und sind dem Zahler zurückzugeben.
bank-assign-do = Zahlung buchen
# $order (String): Nummer.
bank-assigned = Die Zahlung ist auf Bestellung { $order } gebucht.
bank-aside = Für keine Bestellung
bank-aside-text = Legen Sie die Zahlung mit dem Grund beiseite. Sie lässt sich wieder aufnehmen.
bank-aside-do = Beiseitelegen
bank-put-aside = Die Zahlung ist beiseitegelegt.
bank-again = Wieder aufnehmen
bank-taken-up = Über die Zahlung ist wieder zu entscheiden.
bank-refused-decided = Über diese Zahlung hat schon jemand entschieden. Es wurde nichts geändert.
bank-refused-outgoing = Dieses Geld ging ab; damit wird nichts bezahlt.
bank-refused-currency = Die Bestellung lautet auf eine andere Währung.
staff-bank-assign = Gebucht
staff-bank-ignore = Beiseitegelegt
staff-bank-take-up = Wieder aufgenommen

## Kontoauszüge

bank-statements = Kontoauszüge
bank-statements-lede = Lesen Sie die Auszüge Ihres Kontos ein, als CAMT.053-Dateien Ihrer Bank. Ein Auszug, der zweimal eingelesen wird, ändert nichts.
bank-statement = Auszug
bank-imported = Eingelesen
bank-new = Neu
bank-known = Schon bekannt
bank-file = CAMT.053-Datei
bank-file-hint = XML der Version 02 oder 08, bis 50 MB
bank-file-missing = Wählen Sie eine Datei.
bank-read = Einlesen
bank-reading = Wird gelesen …
bank-of-file = Auszüge dieser Datei
bank-read-so-far = Bisher eingelesen
bank-show-all = Alle zeigen
bank-no-statements-title = Noch keine Auszüge
bank-no-statements-text = Hier stehen die Auszüge und was aus ihren Zahlungen wurde.
# $n (Number): Auszüge.
bank-statements-read = { $n ->
    [one] 1 Auszug wurde gelesen.
   *[other] { $count } Auszüge wurden gelesen.
}
# $new, $known (String): Zahlungen.
bank-stored = Neue Zahlungen: { $new }. Schon bekannt: { $known }.
bank-going-on = Die Zahlungen werden mit den offenen Bestellungen verglichen; laden Sie die Seite neu, um den Stand zu sehen.
bank-file-broken = Von dieser Datei wurde nichts übernommen.
bank-faults = Was daran falsch ist
bank-place = Wo
# $statement (String): Name. $entry (String): Nummer.
bank-place-entry = Auszug { $statement }, Buchung { $entry }
# $entry (String): Nummer.
bank-place-number = Buchung { $entry }
# $statement (String): Name.
bank-place-statement = Auszug { $statement }
bank-place-file = Datei
# $iban (String): Konto.
bank-other-account = Diese Datei enthält einen Auszug des Kontos { $iban }, das nicht das Konto in Ihren Firmendaten ist. Es wurde nichts übernommen.
bank-refused-other-account = Die Datei enthält einen Auszug eines anderen Kontos. Es wurde nichts übernommen.
bank-refused-no-seller = Geben Sie zuerst Ihre Firmendaten mit der IBAN Ihres Kontos an. Es wurde nichts übernommen.
