### Die erste Seite des Personals: was wartet.

nav-operations = Übersicht

overview-title = Übersicht
overview-lede = Was auf jemanden wartet und wo es erledigt wird.
overview-nothing = Nichts wartet.

## Was das Personal von Hand erledigt

overview-queues = Zu erledigen
overview-fulfil = Auszuführende Bestellungen
overview-fulfil-hint = SIMs sind zuzuordnen und zu versenden.
# $age (String): etwa „3 T.“ oder „jetzt“.
overview-oldest = Älteste: { $age }
overview-awaiting-payment = Bestellungen mit offener Zahlung
overview-awaiting-payment-hint = Sie gehen weiter, sobald sie bezahlt sind.
overview-payment-failed = { $n ->
    [one] 1 Zahlung fehlgeschlagen
   *[other] { $count } Zahlungen fehlgeschlagen
}
overview-shipped = Versandte Bestellungen
overview-shipped-hint = Unterwegs, noch nicht abgeschlossen.
overview-unmatched = Bankzahlungen ohne Bestellung
overview-unmatched-hint = Ein Mensch entscheidet, was bezahlt wurde.
overview-set-aside = Zurückgestellte Datensätze
overview-set-aside-hint = Sie warten, bis ihre Ursache behoben ist.

## Zahlungen mit Karte

overview-cards = Zahlungen mit Karte
overview-unanswered = Bestellungen ohne Antwort
overview-unanswered-hint = Der Zahlungsdienst hat seit einer Stunde nicht mitgeteilt, was aus einer Zahlung oder Erstattung geworden ist. Er wird weiter gefragt.
overview-failed-refunds = Bestellungen mit fehlgeschlagener Erstattung
overview-failed-refunds-hint = Das Geld ging nicht auf die Karte zurück. Erstatten Sie es erneut.

## Was das Portal von selbst erledigt

overview-work = Aufträge und E-Mails
overview-jobs-waiting = Wartende Aufträge
overview-jobs-waiting-hint = Sie werden von selbst erledigt, wenn sie an der Reihe sind.
overview-jobs-failed = Fehlgeschlagene Aufträge
overview-jobs-failed-hint = Sie sind endgültig fehlgeschlagen und werden nicht erneut versucht.
overview-mails-waiting = Wartende E-Mails
overview-mails-waiting-hint = Sie gehen von selbst hinaus, wenn sie an der Reihe sind.
overview-mails-failed = Fehlgeschlagene E-Mails
overview-mails-failed-hint = Sie sind endgültig fehlgeschlagen und werden nicht erneut gesendet.

## Die Daten des Verkäufers

overview-seller-missing = Die Daten unseres Unternehmens fehlen
overview-seller-missing-text = Ohne sie kann nichts bestellt und keine Rechnung ausgestellt werden.
overview-seller-incomplete = Die Daten unseres Unternehmens sind unvollständig
overview-seller-incomplete-text = Auf Rechnungen würde etwas fehlen, oder sie ließen sich nicht ausstellen. Speichern Sie das Formular, um zu sehen, was fehlt.
overview-seller-open = Unser Unternehmen öffnen
