### Konto: seine Abschnitte, und was eine Organisation über sich selbst hinterlegt: Kundendaten, weitere E-Mail-Adressen, Anschriften.

account-sections = Abschnitte des Kontos
account-section-security = Sicherheit
account-section-company = Kundendaten
account-section-addresses = Anschriften

## Kundendaten

company-title = Kundendaten
# $number (String): Kontonummer.
company-lede = Kontonummer { $number }
company-contract = Vertrag
company-name = Firma
company-number = Kontonummer
company-vat-id = USt-IdNr.
company-country = Rechnungsland
company-country-open = Noch nicht bekannt: Ihre erste Rechnungsanschrift legt es fest
company-none = Keine
company-locked = Fest
company-fixed = Diese Angaben stehen in Verträgen und Rechnungen. Aus rechtlichen Gründen kann sie nur der Support ändern.
company-ask = Support fragen
company-contact = So erreichen wir Sie
company-main-email = Haupt-E-Mail-Adresse
company-main-email-hint = Erhält alle Rechnungen.
company-phone = Telefon
company-optional = (freiwillig)
company-language = Sprache von E-Mails, Rechnungen und Benachrichtigungen
company-language-en = Englisch
company-language-de = Deutsch
company-save = Speichern
company-saved = Ihre Kundendaten sind gespeichert
company-view-only = Ein Inhaber oder Admin Ihrer Organisation kann das ändern.
company-email-empty = Geben Sie eine E-Mail-Adresse ein
company-email-too-long = Diese E-Mail-Adresse ist zu lang
company-email-not-ascii = Schreiben Sie die E-Mail-Adresse ohne Umlaute und Akzente, internationale Domains in ihrer xn---Form
company-email-wrong = Das ist keine E-Mail-Adresse wie name@example.com
company-phone-too-long = Die Telefonnummer hat mehr als 40 Zeichen
company-phone-wrong = Geben Sie eine Telefonnummer ein, zum Beispiel +49 40 5550 1180

## Weitere E-Mail-Adressen. `company-emails-<category>`: invoice, volume

company-emails = Weitere E-Mail-Adressen
company-emails-lede = Neben der Hauptadresse
company-emails-invoice = Rechnungen
company-emails-invoice-hint = Erhalten eine Kopie jeder Rechnung.
company-emails-volume = Volumenmeldungen
company-emails-volume-hint = Erfahren, wenn eine Grenze erreicht oder ein Volumen aufgebraucht ist.
company-emails-none = Keine.
company-email-new = E-Mail-Adresse
company-email-category = Für
company-email-add = Hinzufügen
company-email-remove = Entfernen
# $email (String): die Adresse.
company-email-added = { $email } ist hinzugefügt
company-email-removed = { $email } ist entfernt
company-email-twice = Diese Adresse steht schon in der Liste
company-emails-too-many = Sie haben 50 weitere Adressen. Entfernen Sie zuerst eine.

## Anschriften. `addresses-<kind>`: billing, shipping

addresses-title = Anschriften
addresses-lede = Bei einer Bestellung ist die Standardanschrift vorausgewählt; Sie können jederzeit eine andere nehmen.
addresses-billing = Rechnungsanschriften
addresses-shipping = Lieferanschriften
addresses-new-billing = Neue Rechnungsanschrift
addresses-new-shipping = Neue Lieferanschrift
addresses-change-billing = Rechnungsanschrift ändern
addresses-change-shipping = Lieferanschrift ändern
addresses-none-billing = Noch keine Rechnungsanschrift. Die erste legt fest, in welches Land Ihre Rechnungen gehen.
addresses-none-shipping = Noch keine Lieferanschrift.
addresses-default = Standard
addresses-make-default = Als Standard festlegen
addresses-default-set = Die Standardanschrift ist geändert
addresses-edit = Bearbeiten
addresses-delete = Löschen
addresses-delete-title = Diese Anschrift löschen?
addresses-deleted = Die Anschrift ist gelöscht
addresses-added = Die Anschrift ist hinzugefügt
addresses-changed = Die Anschrift ist geändert
addresses-company = Firma
addresses-person = Person oder Abteilung
addresses-street = Straße und Hausnummer
addresses-extra = Zusatz, zum Beispiel Etage oder Tor
addresses-postcode = Postleitzahl
addresses-city = Ort
addresses-region = Bundesland oder Provinz
addresses-country = Land
addresses-choose = Land auswählen
addresses-country-hint = Aus rechtlichen Gründen lässt sich das Rechnungsland nicht ändern.
addresses-as-default-billing = Als Standard-Rechnungsanschrift verwenden
addresses-as-default-shipping = Als Standard-Lieferanschrift verwenden
addresses-nobody = Geben Sie eine Firma oder eine Person ein
addresses-street-missing = Geben Sie Straße und Hausnummer ein
addresses-city-missing = Geben Sie den Ort ein
addresses-postcode-missing = Geben Sie die Postleitzahl ein
addresses-postcode-wrong = Das ist keine Postleitzahl des gewählten Landes
addresses-country-missing = Wählen Sie ein Land aus
addresses-line-too-long = Hier passen höchstens 100 Zeichen hinein
addresses-line-control = Lassen Sie Zeilenumbrüche und andere Steuerzeichen weg
addresses-country-fixed = Rechnungsanschriften bleiben in Ihrem Rechnungsland. Nur der Support kann es ändern.
addresses-too-many = Sie haben 100 Anschriften dieser Art. Löschen Sie zuerst eine.
addresses-refused-default = Die Standardanschrift lässt sich nicht löschen. Legen Sie zuerst eine andere als Standard fest; eine Rechnungsanschrift bleibt immer.
