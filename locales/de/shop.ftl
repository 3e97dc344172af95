### Der öffentliche Shop.

## Rahmen

shop-nav = Shop
shop-cart-nav = Warenkorb
shop-to-portal = Zum Portal
shop-to-shop = Zum Shop
# $brand (String): Name des Portals. Wird von Suchmaschinen angezeigt.
shop-description = IoT-SIM-Karten und eSIM-Profile mit Datenvolumen, SMS und jahrelanger Laufzeit, online zu bestellen bei { $brand }.
shop-sign-in-text = Neu hier?
shop-sign-in-link = SIMs im Shop bestellen
shop-refused-role = Sie sind angemeldet, aber mit Ihrer Rolle können Sie nicht bestellen.
shop-refused-carts = Aus Ihrem Netz wurden zu viele Warenkörbe begonnen. Bitte versuchen Sie es in einer Viertelstunde noch einmal.
shop-refused-again = In genau diesem Augenblick hat sich etwas geändert. Bitte versuchen Sie es noch einmal.
shop-refused-two-factor = Sie sind angemeldet, aber Ihre Organisation verlangt die Anmeldung mit zweitem Faktor. Richten Sie ihn im Portal ein und bestellen Sie dann.
shop-refused-cart-changed = Ihr Warenkorb wurde inzwischen geändert oder bestellt, vielleicht in einem anderen Tab. Hier wurde nichts bestellt. Öffnen Sie den Warenkorb noch einmal und bestellen Sie von dort.
shop-no-links = Geben Sie einen Namen ohne Internetadressen ein
shop-cart-wrong = Bitte sehen Sie sich das vor der Bestellung an
shop-no-prices-title = Keine Preise in Ihrer Währung
# $currency (String): its letters.
shop-no-prices-text = Zurzeit wird nichts in { $currency } angeboten. Bitte fragen Sie den Support.
shop-kept-title = Ein Warenkorb wartet auf Sie
shop-kept-text = Er wurde im Shop gefüllt und kommt zu dem hinzu, was schon in Ihrem Warenkorb liegt.
shop-kept-open = Diesen Warenkorb öffnen
shop-kept-gone-title = Dieser Link wurde schon benutzt oder ist zu alt
shop-kept-gone-text = Ein Warenkorb lässt sich aus einer E-Mail einmal öffnen, innerhalb von 30 Tagen.
shop-kept-to-cart = Zu Ihrem Warenkorb

## Angebot

shop-title = IoT-SIMs
shop-lede = Wählen Sie die Form, die zu Ihrem Gerät passt. Jede SIM bringt ihr Volumen für die ganze Laufzeit mit.
shop-currency = Währung
shop-closed-title = Der Shop ist geschlossen
shop-closed-text = Zurzeit kann nichts bestellt werden. Bitte kommen Sie später wieder, oder fragen Sie den Support.
# $volume (String): zum Beispiel „500 MB“.
shop-gives-data = { $volume } Daten
# $n (Number): SMS.
shop-gives-sms = { $count } SMS
# $n (Number): Jahre.
shop-gives-years = { $n ->
    [one] { $count } Jahr
   *[other] { $count } Jahre
}
# $n (Number): Stück.
shop-package = In Packungen zu { $count } Stück
shop-not-offered = Dieses Produkt wird nicht mehr angeboten. Bitte wählen Sie ein anderes.
shop-each = je Stück, netto
shop-add = In den Warenkorb
shop-net-hint = Alle Preise ohne Umsatzsteuer, für Unternehmen. Die Umsatzsteuer sehen Sie vor der Bestellung.

## Warenkorb

shop-cart-title = Warenkorb
shop-cart-empty-title = Ihr Warenkorb ist leer
shop-cart-empty-text = Ein Warenkorb bleibt 30 Tage nach seiner letzten Änderung erhalten.
shop-cart-hint = Mit der Menge 0 nehmen Sie ein Produkt heraus. Sie bestellen erst zwei Seiten weiter, noch nicht hier.
shop-more = Weitere hinzufügen
shop-update = Aktualisieren
shop-remove = Entfernen
shop-net-total = Summe netto
shop-vat-later = Die Umsatzsteuer richtet sich nach den Daten Ihres Unternehmens.
shop-go-on = Weiter
shop-go-on-person = Weiter zu Lieferung und Zahlung
# $currency (String): zum Beispiel EUR.
shop-converted = Die Preise sind jetzt in { $currency }, wie mit Ihrer Organisation vereinbart.
shop-new-prices-title = Preise haben sich geändert, seit dies in Ihrem Warenkorb liegt
shop-new-prices-text = Die neuen gelten nur, wenn Sie sie annehmen.
shop-accept-prices = Neue Preise annehmen
shop-problem-not-offered = Dieses Produkt wird nicht mehr angeboten. Nehmen Sie es aus dem Warenkorb.

## Anmelden oder registrieren

shop-checkout-title = Wie möchten Sie bestellen?
shop-new-customer = Als neuer Kunde
shop-new-customer-text = Nennen Sie uns Ihr Unternehmen. Nach der Bestellung erhalten Sie eine E-Mail mit einem Link, mit dem Sie Ihr Passwort für das Portal festlegen.
shop-register = Weiter als neuer Kunde
shop-known-customer = Mit Ihrem Konto
shop-known-customer-text = Ihr Warenkorb kommt mit. Adressen und Zahlung sind die Ihrer Organisation.

## Registrieren

shop-register-title = Ihre Angaben
shop-step-cart = Warenkorb
shop-step-details = Ihre Angaben
shop-company = Unternehmen
shop-company-missing = Geben Sie den Namen des Unternehmens ein
shop-vat-hint = Im Format des Landes, zum Beispiel DE123456789.
shop-no-vat-id = Wir haben keine USt-IdNr.
shop-no-vat-id-short = Keine
shop-vat-missing = Geben Sie die USt-IdNr. ein, oder setzen Sie das Häkchen, wenn Sie keine haben
shop-vat-both = Geben Sie eine USt-IdNr. ein oder setzen Sie das Häkchen, nicht beides
shop-contact = Ansprechpartner
shop-email-hint = Ihre Anmeldeadresse. Auch Auftragsbestätigung und Rechnungen gehen dorthin.
shop-same-address = An die Rechnungsadresse liefern
shop-same-address-text = Für eine andere Adresse das Häkchen entfernen.
shop-not-shipped-to = In dieses Land liefern wir nicht. Bitte geben Sie eine andere Lieferadresse ein.
shop-terms = Geschäftsbedingungen
shop-terms-accept = Ich akzeptiere die Geschäftsbedingungen für das Unternehmen.
# $version (String): zum Beispiel „2026-11“.
shop-terms-version = Fassung { $version }
shop-terms-read = Geschäftsbedingungen lesen (öffnet einen neuen Tab)
shop-terms-missing = Bitte akzeptieren Sie die Geschäftsbedingungen
shop-back-to-cart = Warenkorb (neuer Tab)

## Übersicht

shop-summary-title = Prüfen und bestellen
shop-yours = Ihre Angaben
shop-change-cart = Warenkorb ändern (neuer Tab)
shop-change-details = Angaben ändern
shop-notice-problems = Etwas in Ihrem Warenkorb kann so nicht bestellt werden. Es wurde nichts bestellt.
shop-notice-changed = Ihr Warenkorb wurde inzwischen geändert, vielleicht in einem anderen Tab. Es wurde nichts bestellt; bitte prüfen Sie noch einmal.
# $until (String): Datum und Uhrzeit.
shop-notice-blocked = Aus Ihrem Netz kamen zu viele Bestellungen. Nach { $until } können Sie wieder bestellen.

## Nach der Bestellung

shop-thanks-title = Vielen Dank. Bitte sehen Sie in Ihr Postfach
shop-thanks-text = Wir haben eine E-Mail an die angegebene Adresse geschickt. Darin steht, wie es weitergeht.
shop-thanks-nothing = Nach einigen Minuten noch nichts da? Sehen Sie auch im Spam-Ordner nach.

## An der Stelle von Geschäftsbedingungen, in der Entwicklung

terms-sample-title = Geschäftsbedingungen
terms-sample-text = Hier stehen die Bedingungen des Betreibers, sobald SIMPORTAL_TERMS_URL ihre Seite nennt. Diese Seite gibt es nur in der Entwicklung.

## E-Mail: Jemand hat mit einer Adresse, die ein Konto hat, als neuer Kunde bestellt.
## $brand (String): Name des Portals. $email (String): die Adresse.

mail-shop-account-subject = Ihre Bestellung bei { $brand }: bitte melden Sie sich an
mail-shop-account-title = Sie haben schon ein Konto
mail-shop-account-preview = Melden Sie sich an, um zu bestellen.
mail-shop-account-text = Jemand, wahrscheinlich Sie, hat im Shop von { $brand } mit der Adresse { $email } als neuer Kunde bestellt. Zu dieser Adresse gibt es schon ein Konto, deshalb wurde nichts bestellt. Öffnen Sie den Warenkorb, melden Sie sich an und bestellen Sie dort.
mail-shop-account-button = Warenkorb öffnen
mail-shop-account-facts =
    Der Warenkorb bleibt 30 Tage erhalten. Nur dieser Link öffnet ihn.
    Erlaubt Ihre Rolle keine Bestellungen, kann ein Inhaber oder Admin Ihrer Organisation bestellen.
    Kein Passwort, oder vergessen? Die Anmeldeseite schickt Ihnen einen Link.
    Das waren nicht Sie? Dann brauchen Sie nichts zu tun; niemand hat erfahren, dass Sie ein Konto haben.

## Im Protokoll

audit-terms-accept = Geschäftsbedingungen akzeptiert
