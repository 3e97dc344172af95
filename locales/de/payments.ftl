## Warum eine Karte abgelehnt wurde (types/card_payment.rs)
payment-declined-insufficient-funds = Die Karte wurde abgelehnt: Das Konto ist nicht gedeckt, oder der Kreditrahmen ist ausgeschöpft.
payment-declined-expired = Die Karte ist abgelaufen. Bitte verwenden Sie eine andere.
payment-declined-wrong-details = Die Karte wurde abgelehnt: Nummer, Ablaufdatum oder Prüfziffer stimmen nicht.
payment-declined-limit-reached = Die Karte wurde abgelehnt: Sie wurde zu oft oder für zu hohe Beträge verwendet. Bitte fragen Sie Ihre Bank, oder verwenden Sie eine andere Karte.
payment-declined-not-supported = Mit dieser Karte ist die Zahlung nicht möglich. Bitte verwenden Sie eine andere.
payment-declined-not-confirmed = Die Zahlung wurde bei Ihrer Bank nicht bestätigt.
payment-declined-bank-unavailable = Ihre Bank war nicht erreichbar. Bitte versuchen Sie es später noch einmal.
payment-declined-other = Ihre Bank hat die Zahlung ohne Angabe von Gründen abgelehnt. Bitte fragen Sie Ihre Bank, oder verwenden Sie eine andere Karte.

## Was an einem Kontoauszug falsch ist (domain/bank/parse)
bank-fault-too-large = Die Datei oder etwas in ihr ist zu groß ({ $detail }). Gelesen werden höchstens 50 MB.
bank-fault-encoding = Die Datei hat eine Zeichenkodierung, die hier nicht gelesen wird ({ $detail }). Möglich sind UTF-8 und ISO 8859-1.
bank-fault-not-xml = Die Datei ist kein XML, oder sie bricht ab: { $detail }
bank-fault-document-type = Die Datei enthält Definitionen, die keine Bank schickt ({ $detail }). Sie wird nicht gelesen.
bank-fault-other-form = Die Datei ist kein Kontoauszug CAMT.053 der Version 02 oder 08, sondern: { $detail }
bank-fault-empty = Die Datei enthält keinen Kontoauszug.
bank-fault-no-id = Der Kontoauszug hat keine Nummer.
bank-fault-account = Das Konto fehlt, oder seine IBAN ist falsch: { $detail }
bank-fault-amount = Der Betrag fehlt oder ist keiner: { $detail }
bank-fault-currency = Die Währung fehlt, oder das Portal kennt sie nicht: { $detail }
bank-fault-other-currency = Der Betrag hat eine andere Währung als das Konto: { $detail }
bank-fault-direction = Weder Gutschrift noch Belastung: { $detail }
bank-fault-date = Der Buchungstag fehlt oder ist keiner: { $detail }
bank-fault-batch-sum = Die Zahlungen der Sammelbuchung ergeben nicht ihren Betrag; es fehlen { $detail }.
bank-fault-statement-sum = Anfangssaldo und Buchungen ergeben nicht den Endsaldo; es fehlen { $detail }.
