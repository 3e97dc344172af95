### Die Rechnung einer Bestellung korrigieren (Mitarbeitende)

correction-title = Rechnung korrigieren
# $number (String): number of the document.
correction-lede = { $number } wird ganz storniert, an ihre Stelle tritt eine korrigierte Rechnung. Beide gehen an den Kunden.
correction-lines = Positionen
correction-quantity = Menge
correction-price = Einzelpreis, netto
correction-centre = Kostenstelle
correction-quantity-hint = 0 entfernt die Position.
correction-quantity-wrong = Geben Sie eine ganze Zahl oder 0 ein.
correction-price-wrong = Geben Sie einen Preis mit höchstens sechs Nachkommastellen ein.
correction-buyer = Kunde
correction-name = Firma
correction-contact = Person oder Abteilung
correction-address = Straße und Weiteres, je eine Zeile
correction-postcode = Postleitzahl
correction-city = Ort
correction-purchase = Bestellnummer des Kunden
correction-reference = Käuferreferenz
correction-reason = Grund, wie er auf beiden Belegen steht
correction-name-wrong = Geben Sie einen Namen ein.
correction-city-wrong = Geben Sie einen Ort ein.
correction-address-wrong = Geben Sie höchstens vier Zeilen ein.
correction-reference-wrong = Geben Sie eine Referenz ein.
correction-check = Prüfen
correction-do = Beide Belege ausstellen
correction-back = Ändern
correction-cancel = Nicht korrigieren
correction-summary = Das wird ausgestellt
# $number (String): number of the credited document.
correction-credit = Rechnungskorrektur zu { $number }
correction-new = Korrigierte Rechnung
# $amount (String).
correction-back-to-customer = Es wurden { $amount } mehr bezahlt, als die korrigierte Rechnung ergibt. Erstatten Sie sie anschließend.
# $number (String): number of the order.
correction-done = Rechnungskorrektur und korrigierte Rechnung der Bestellung { $number } sind ausgestellt.
