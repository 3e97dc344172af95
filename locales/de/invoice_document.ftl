### Wörter auf Rechnungen, Rechnungskorrekturen und korrigierten Rechnungen.

invoice-document-title-invoice = Rechnung
invoice-document-title-credit-note = Rechnungskorrektur
invoice-document-title-corrected = Korrigierte Rechnung

# $number (String), $date (String): the document that is corrected.
invoice-document-credits = Diese Rechnungskorrektur bezieht sich auf die Rechnung { $number } vom { $date }.
invoice-document-corrects = Dieser Beleg korrigiert die Rechnung { $number } vom { $date }.

## Facts beside the address

invoice-document-number-invoice = Rechnungsnr.
invoice-document-number-credit-note = Belegnr.
invoice-document-number-corrected = Belegnr.
invoice-document-issued = Datum
invoice-document-delivered = Lieferdatum
invoice-document-period = Leistungszeitraum
invoice-document-due = Fällig am
invoice-document-customer = Kundennummer
invoice-document-buyer-vat-id = Ihre USt-IdNr.
invoice-document-order = Auftrag
invoice-document-purchase-order = Ihre Bestellung
invoice-document-reference = Ihr Zeichen
invoice-document-contact = Ansprechpartner
invoice-document-facts = Angaben zum Beleg

## Lines

invoice-document-lines = Positionen des Belegs
invoice-document-position = Pos.
invoice-document-description = Bezeichnung
invoice-document-quantity = Menge
invoice-document-unit-price = Einzelpreis
invoice-document-vat-rate = USt.
# $currency (String): letters of the currency.
invoice-document-amount = Betrag in { $currency }
invoice-document-sku = Artikel { $sku }
invoice-document-cost-centre = Kostenstelle { $name }
invoice-document-unit-month = Mon.
invoice-document-unit-lump-sum = pauschal

## Sums

invoice-document-totals = Summen
invoice-document-net = Summe ohne USt.
# $rate (String), $basis (String): rate with its sign, amount that it is taken of.
invoice-document-vat = { $rate } USt. auf { $basis }
invoice-document-no-vat = USt. auf { $basis }
invoice-document-gross = Gesamtbetrag
invoice-document-gross-credit = Gesamtbetrag der Korrektur
invoice-document-paid = Bereits bezahlt
invoice-document-due-amount = Zu zahlen
invoice-document-due-credit = Erstattungsbetrag

## Why no VAT is charged

invoice-document-exempt-reverse-charge = Steuerschuldnerschaft des Leistungsempfängers (Reverse charge).
invoice-document-exempt-intra-community = Steuerfreie innergemeinschaftliche Lieferung.
invoice-document-exempt-export = Steuerfreie Ausfuhrlieferung in ein Drittland.
invoice-document-exempt-out-of-scope = Nicht steuerbar: Der Leistungsort liegt außerhalb der Europäischen Union.

## Payment

invoice-document-payment = Zahlung
# $date (String): the last day.
invoice-document-terms-transfer = Zahlbar per Überweisung bis zum { $date } ohne Abzug.
invoice-document-terms-monthly = Zahlbar bis zum { $date } zusammen mit den anderen Rechnungen des Monats, ohne Abzug.
invoice-document-terms-at-once = Zahlbar sofort per Überweisung, ohne Abzug.
# $last4 (String): last four digits of the card.
invoice-document-terms-card = Der Betrag wird der Karte mit den Endziffern { $last4 } belastet.
invoice-document-terms-paid-card = Bezahlt mit der Karte mit den Endziffern { $last4 }.
invoice-document-terms-paid = Der Betrag ist bezahlt.
invoice-document-terms-refund = Der Betrag wird erstattet.
invoice-document-terms-refund-card = Der Betrag wird der Karte mit den Endziffern { $last4 } gutgeschrieben.
# The same where the number of the card is not known.
invoice-document-terms-any-card = Der Betrag wird der Karte belastet.
invoice-document-terms-paid-any-card = Bezahlt mit Karte.
invoice-document-terms-refund-any-card = Der Betrag wird der Karte gutgeschrieben.
invoice-document-account-holder = Kontoinhaber
invoice-document-iban = IBAN
invoice-document-bic = BIC
invoice-document-transfer-reference = Verwendungszweck
invoice-document-qr-caption = GiroCode: mit der Banking-App scannen
# $amount (String), $iban (String), $reference (String): what the code holds.
invoice-document-qr-alt = GiroCode für eine Überweisung von { $amount } an { $iban }, Verwendungszweck { $reference }

## Other parts

invoice-document-ship-to = Geliefert an: { $address }
invoice-document-bank-details = Konto für die Überweisung
invoice-document-directors = Geschäftsführung: { $names }
invoice-document-vat-id = USt-IdNr. { $number }
invoice-document-tax-number = Steuernummer { $number }
# $page (String), $pages (String): number of the page and of all pages.
invoice-document-page = Seite { $page } von { $pages }
