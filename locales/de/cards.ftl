### Zahlen mit Karte, hinterlegte Karten und die Seiten des simulierten Zahlungsdienstes.

# $make (String): Visa, Mastercard und so weiter. $last4 (String): die letzten vier Ziffern.
cards-name = { $make } mit den Endziffern { $last4 }
cards-make-simulated = Simulierte Karte
cards-make-other = Karte
# Was der Zahlungsdienst zeigt und druckt. $order (String): Nummer der Bestellung.
cards-charge-description = Bestellung { $order }

## Bezahlen einer Bestellung

cards-pay = Jetzt bezahlen
cards-pay-title = Mit Karte bezahlen
# $amount (String): mit Währung.
cards-pay-amount = { $amount } bezahlen
cards-due = Zu zahlen
cards-amount = Betrag
cards-which = Welche Karte
cards-another = Karte
cards-another-text-stripe = Sie geben sie auf der Seite unseres Zahlungsdienstes Stripe ein und zahlen dort.
cards-another-text-simulated = Sie geben sie auf einer Seite des simulierten Zahlungsdienstes ein: Es fließt kein Geld.
# $expiry (String): Monat und Jahr.
cards-pays-now = Gültig bis { $expiry }. Wird sofort belastet.
cards-keep = Eine Karte, die ich eingebe, für spätere Bestellungen hinterlegen
cards-not-now = Nicht jetzt
cards-never-here = Kartennummern geben Sie auf der Seite des Zahlungsdienstes ein. Dieses Portal erfährt sie nie.
# $number (String): Nummer der Bestellung.
cards-paid = Die Bestellung { $number } ist bezahlt. Vielen Dank.
cards-unpaid = Diese Bestellung ist noch nicht bezahlt.
cards-failed = Die Zahlung ist fehlgeschlagen.
cards-waiting = Die Zahlung wird bestätigt.
cards-waiting-text = Der Zahlungsdienst hat uns noch nicht mitgeteilt, was aus ihr geworden ist. Sie können diese Seite verlassen: Wir fragen weiter nach.
cards-look-again = Noch einmal nachsehen
cards-refused-not-by-card = Diese Bestellung wird nicht mit Karte bezahlt.
cards-refused-card-gone = Diese Karte wurde gelöscht. Wählen Sie eine andere.
cards-refused-under-way = Eine andere Zahlung dieser Bestellung läuft noch. Sehen Sie in einigen Minuten noch einmal nach.

## Zahlungsdaten

account-section-payment-details = Zahlungsdaten
cards-title = Zahlungsdaten
cards-lede = Karten, die bei unserem Zahlungsdienst für Bestellungen und die automatische Aufladung hinterlegt sind.
cards-list = Hinterlegte Karten
cards-add = Karte hinzufügen
cards-none = Es ist keine Karte hinterlegt
cards-none-text = Eine hinterlegte Karte bezahlt Bestellungen sofort und ist für die automatische Aufladung nötig.
cards-not-taken = Karten werden hier nicht angenommen. Bitte zahlen Sie per Überweisung.
cards-no-answer = Der Zahlungsdienst ist nicht erreichbar. Bitte versuchen Sie es in einigen Minuten noch einmal.
cards-card = Karte
cards-expiry = Gültig bis
cards-use = Verwendung
cards-default = Standard
cards-make-default = Als Standard verwenden
cards-delete = Löschen
cards-expired = Abgelaufen
cards-expires-soon = Läuft bald ab
cards-saved = Die Karte ist hinterlegt.
cards-saved-later = Der Zahlungsdienst hat uns noch nicht mitgeteilt, ob die Karte hinterlegt ist. Sehen Sie in einigen Minuten noch einmal nach.
cards-default-set = Die Standardkarte wurde geändert.
cards-delete-title = Diese Karte löschen?
cards-delete-text = Sie wird hier und beim Zahlungsdienst entfernt. Was mit ihr bezahlt wurde, bleibt unverändert.
cards-delete-top-ups = Die automatische Aufladung wird mit dieser Karte bezahlt und daher abgeschaltet.
# $card (String): Visa mit den Endziffern 4242.
cards-deleted = { $card } wurde gelöscht.

## Simulierter Zahlungsdienst (Entwicklung)

simulated-label = Simulierte Zahlung: Es fließt kein Geld
# $amount (String): mit Währung.
simulated-pay = { $amount } bezahlen
simulated-save = Karte hinterlegen
simulated-cards = Testkarte
simulated-card-success = Zahlungen gelingen.
simulated-card-declined = Zahlungen werden abgelehnt: nicht genug Geld.
simulated-card-needs-confirmation = Bei Zahlungen wird der Inhaber gefragt.
simulated-card-times-out = Hinterlegt, bleibt die erste Belastung ohne Antwort.
simulated-card-expired = Die Karte ist abgelaufen.
simulated-kept = Die Karte wird hinterlegt.
simulated-pay-now = Bezahlen
simulated-save-now = Hinterlegen
simulated-cancel = Abbrechen
# $last4 (String): die letzten vier Ziffern.
simulated-confirm-text = Die Bank fragt, ob Sie mit der Karte mit den Endziffern { $last4 } zahlen wollen.
simulated-confirm = Bestätigen
simulated-refuse = Ablehnen
simulated-over = Auf dieser Seite ist nichts mehr zu tun.
simulated-back = Zurück

## Mail: Eine Karte konnte nicht belastet werden
# $order (String), $amount (String), $brand (String)

mail-card-failed-subject = { $brand }: Die Zahlung der Bestellung { $order } ist fehlgeschlagen
mail-card-failed-title = Die Karte konnte nicht belastet werden
mail-card-failed-text = Wir konnten { $amount } für die Bestellung { $order } nicht von der hinterlegten Karte abbuchen.
mail-card-failed-hint = Bitte bezahlen Sie die Bestellung mit dieser oder einer anderen Karte. Bis dahin wird sie nicht ausgeführt.
mail-card-failed-button = Bestellung { $order } bezahlen

## Mail: Eine Karte läuft bald ab
# $card (String), $expiry (String), $brand (String)

mail-card-expires-subject = { $brand }: Eine hinterlegte Karte läuft bald ab
mail-card-expires-title = Eine hinterlegte Karte läuft bald ab
mail-card-expires-text = { $card } ist für Ihre Bestellungen hinterlegt und nur noch bis { $expiry } gültig.
mail-card-expires-hint = Bitte hinterlegen Sie rechtzeitig eine andere Karte, damit Bestellungen und die automatische Aufladung weiterlaufen.
mail-card-expires-button = Zahlungsdaten öffnen

## Protokoll

audit-card-add = Karte hinterlegt
audit-card-default = Standardkarte geändert
audit-card-delete = Karte gelöscht
audit-order-pay-late = Verspätete Zahlung zurückgeschickt
audit-kind-card = Karte
