### Produkte und Preise: Seiten der Mitarbeitenden, und wie Produkte sonst heißen.

nav-products = Produkte

product-kind-sim = SIM
product-kind-top_up = Aufladung
product-kind-extension = Verlängerung
product-form-2ff = SIM, 2FF (Mini)
product-form-3ff = SIM, 3FF (Micro)
product-form-4ff = SIM, 4FF (Nano)
product-form-industrial = SIM, Industriekarte
product-form-mff2 = SIM, MFF2 (Chip)
product-form-esim = eSIM-Profil
product-supply-goods = Ware (versteuert, wo sie hingeht)
product-supply-service = Dienstleistung (versteuert, wo der Kunde sitzt)
product-status-offered = Angeboten
product-status-withdrawn = Zurückgezogen

# $minimum (String), $multiple (String): Stück.
products-quantities = Ab { $minimum }, in Vielfachen von { $multiple }
# $minimum (String).
products-quantities-any = Ab { $minimum }

## Die Liste

products-title = Produkte
products-lede = Was verkauft wird und für wie viel. Bestellungen behalten die Preise, zu denen sie aufgegeben wurden.
products-new = Neues Produkt
products-none-title = Noch keine Produkte
products-none-text = Solange nichts angeboten wird, kann niemand bestellen.
products-caption = Produkte in der Reihenfolge, in der sie angeboten werden
products-name = Name
products-kind = Art
products-gives = Ein Stück gibt
products-quantity = Mengen
products-prices = Nettopreis
products-status = Status
products-no-price = Kein Preis
# $n (Number): Tage.
products-days = { $n ->
    [one] { $count } Tag
   *[other] { $count } Tage
}

## Ein Produkt

products-is-withdrawn = Zurückgezogen: Niemand kann es bestellen. Bestellungen, die es nennen, bleiben, wie sie sind.
products-withdraw = Zurückziehen
products-offer = Wieder anbieten
products-sku = Artikelnummer
products-form = Bauform der SIM
products-supply = Für die Umsatzsteuer
products-none-chosen = Keine
products-name-en = Name auf Englisch
products-name-de = Name auf Deutsch
products-description-en = Beschreibung auf Englisch
products-description-de = Beschreibung auf Deutsch
products-quantities-legend = Mengen
products-quantities-hint = In Stück. Das Vielfache darf keine Packung anbrechen; auch Mindest- und Höchstmenge sind Vielfache.
products-package-size = Stück je Packung
products-minimum = Mindestmenge
products-multiple = Vielfaches
products-maximum = Höchstmenge
products-gives-legend = Was ein Stück gibt
products-data = Daten in MB
products-sms = SMS
products-lifetime = Laufzeit in Tagen
products-position = Platz in Listen
products-prices-legend = Nettopreis je Stück
products-prices-hint = Bis zu sechs Nachkommastellen. In einer Währung ohne Preis kann es nicht bestellt werden.
products-save = Speichern
products-history = Änderungen
products-when = Wann
products-who = Wer
products-what = Was
products-before = Vorher
products-after = Nachher
staff-product-add = Angelegt
staff-product-change = Geändert
staff-product-price = Preis
staff-product-status = Angeboten oder zurückgezogen

products-added = Das Produkt wird ab jetzt angeboten.
products-changed = Das Produkt ist gespeichert.
products-offered = Das Produkt wird wieder angeboten.
products-withdrawn = Das Produkt ist zurückgezogen.
products-status-already = Das war bereits so.

## Was an einem Feld nicht stimmt

products-sku-missing = Geben Sie eine Artikelnummer ein.
products-sku-wrong = Eine Artikelnummer hat bis zu 32 Buchstaben und Ziffern, dazwischen auch Bindestriche.
products-sku-taken = Ein anderes Produkt hat diese Nummer.
products-kind-missing = Wählen Sie eine Art.
products-kind-stays = Die Art eines Produkts lässt sich nicht ändern. Legen Sie ein neues Produkt an.
products-form-missing = Wählen Sie die Bauform der SIM.
products-supply-missing = Wählen Sie, was der Verkauf umsatzsteuerlich ist.
products-name-missing = Geben Sie einen Namen in beiden Sprachen ein.
products-name-wrong = Ein Name ist eine Zeile mit höchstens 100 Zeichen.
products-description-too-long = Eine Beschreibung hat höchstens 500 Zeichen.
products-number-wrong = Geben Sie eine ganze Zahl ein, die nicht zu groß ist.
products-multiple-wrong = Das Vielfache muss ein Vielfaches der Packungsgröße sein.
products-minimum-wrong = Auch die Mindestmenge muss ein Vielfaches sein.
products-maximum-wrong = Die Höchstmenge muss ein Vielfaches sein und darf nicht unter der Mindestmenge liegen.
products-data-wrong = Geben Sie eine Zahl von Megabyte ein, etwa 500 oder 0,5.
products-data-too-large = Das sind mehr Daten, als eine SIM verbrauchen kann.
products-gives-nothing = Eine Aufladung gibt Daten oder SMS.
products-lifetime-missing = Eine SIM und eine Verlängerung brauchen eine Laufzeit.
products-lifetime-too-many = Eine Aufladung gibt keine Laufzeit. Machen Sie eine Verlängerung daraus oder geben Sie 0 ein.
products-price-wrong = Geben Sie einen Betrag ein, etwa 10,00 oder 0,0173.
products-price-negative = Ein Preis kann nicht negativ sein.
products-price-too-precise = Ein Preis hat höchstens sechs Nachkommastellen.
products-price-too-large = Ein Preis ist höchstens eine Million.

## Wer verkauft

nav-seller = Unser Unternehmen
seller-title = Unser Unternehmen
seller-lede = Was auf Rechnungen über den Verkäufer steht. Ohne diese Angaben kann nichts bestellt werden; ausgestellte Rechnungen bleiben, wie sie sind.
seller-name = Firma
seller-street = Straße und Hausnummer
seller-extra = Zusatz
seller-postcode = Postleitzahl
seller-city = Ort
seller-vat-id = USt-IdNr.
seller-tax-number = Steuernummer
seller-register = Register und Nummer
seller-directors = Geschäftsführung
seller-contact-name = Ansprechpartner
seller-contact-phone = Telefon
seller-contact-email = E-Mail
seller-web = Website
seller-bank = Bank
seller-account-holder = Kontoinhaber
seller-iban = IBAN
seller-bic = BIC
seller-payment-days = Zahlungsziel in Tagen
seller-accent = Farbe auf Dokumenten
seller-accent-hint = Eine Raute und sechs Stellen, etwa #0f766e.
seller-save = Speichern
seller-saved = Die Angaben zum Unternehmen sind gespeichert.
seller-missing = Füllen Sie dieses Feld aus.
seller-wrong-line = Eine Zeile mit höchstens 100 Zeichen.
seller-vat-id-wrong = Das ist keine USt-IdNr. des Landes.
seller-no-number = Eine Rechnung braucht eine USt-IdNr. oder eine Steuernummer.
seller-email-wrong = Das ist keine E-Mail-Adresse.
seller-iban-wrong = Die Prüfziffern dieser IBAN stimmen nicht.
seller-bic-wrong = Eine BIC hat 8 oder 11 Zeichen.
seller-accent-wrong = Geben Sie eine Raute und sechs Stellen ein.
seller-days-wrong = Geben Sie eine Zahl von Tagen bis 365 ein.
