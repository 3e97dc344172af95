### Volumen und Laufzeit für SIMs, die der Kunde schon hat.

## Eine SIM oder viele: `purchase-<was>-top-up`, `purchase-<was>-extension`

purchase-title-top-up = Diese SIM aufladen
purchase-title-extension = Diese SIM verlängern
# $n (Number): SIMs.
purchase-many-top-up = { $n ->
    [one] { $count } SIM aufladen
   *[other] { $count } SIMs aufladen
}
purchase-many-extension = { $n ->
    [one] { $count } SIM verlängern
   *[other] { $count } SIMs verlängern
}
purchase-crumb-top-up = Aufladen
purchase-crumb-extension = Verlängern
purchase-lede-top-up = Ein Paket kommt zu dem hinzu, was noch übrig ist. Es wird gebucht, sobald es bezahlt ist.
purchase-lede-extension = Die Laufzeit geht ab ihrem Ende weiter, oder ab heute, wenn sie vorbei ist. Gebucht wird, sobald bezahlt ist.
purchase-each-top-up = So viele Pakete bekommt jede SIM.
purchase-each-extension = So oft wird die Laufzeit jeder SIM verlängert.
purchase-booked-top-up = Das Volumen wird gebucht, sobald die Bestellung bezahlt ist; bei Monatsrechnung sofort.
purchase-booked-extension = Die Verlängerung wird gebucht, sobald die Bestellung bezahlt ist; bei Monatsrechnung sofort. Eine abgelaufene SIM kommt deaktiviert zurück: Aktivieren Sie sie danach.
top-up-do = Aufladen
extension-do = Verlängern
top-up-over-title = Die Laufzeit dieser SIM ist vorbei
top-up-step-choose = Produkt und Zahlung
# $n (Number): SIMs.
top-up-for = { $n ->
    [one] Für { $count } SIM
   *[other] Für { $count } SIMs
}
top-up-data-left = Daten übrig
top-up-sms-left = SMS übrig
top-up-each = Stück je SIM
top-up-product-missing = Wählen Sie ein Produkt.
orders-refused-too-many = Eine Bestellung kann für höchstens 10.000 SIMs sein. Wählen Sie weniger.

## Aus der Liste: eine Vorschau, dann die Bestellung

bulk-do-top-up = Aufladen
bulk-do-extend = Verlängern
bulk-title-top-up = SIMs aufladen
bulk-title-extend = SIMs verlängern
bulk-happens-top-up = Produkt und Zahlung wählen Sie auf der nächsten Seite. Noch wird nichts bestellt. SIMs, die nicht aufgeladen werden können, bleiben außen vor.
bulk-happens-extend = Produkt und Zahlung wählen Sie auf der nächsten Seite. Noch wird nichts bestellt.
# $n (Number): SIMs.
bulk-confirm-top-up = { $n ->
    [one] Für { $count } SIM bestellen
   *[other] Für { $count } SIMs bestellen
}
bulk-confirm-extend = { $n ->
    [one] Für { $count } SIM bestellen
   *[other] Für { $count } SIMs bestellen
}
# $n (Number): SIMs.
bulk-too-many-title = { $n ->
    [one] Eine Bestellung kann für höchstens { $count } SIM sein
   *[other] Eine Bestellung kann für höchstens { $count } SIMs sein
}
bulk-too-many-text = Grenzen Sie die Liste mit einem Filter ein, etwa einem Tag, und bestellen Sie Teil für Teil.
bulk-ordered = Aus dieser Vorschau wurde eine Bestellung
bulk-refused-ordered = Diese Vorschau führt zu einer Bestellung. Gehen Sie von ihrer Seite aus weiter.

## Warum ist sie aus? Für alle, die hier kaufen dürfen.

sim-why-do-expired-here = Sie kann nur noch verlängert werden. Sie kommt deaktiviert zurück.
sim-why-do-no-service-here = Kaufen Sie ein Paket für sie.
sim-why-do-no-data-here = Sie kann wieder mobile Daten nutzen, sobald ein Paket gebucht ist.
