### Automatische Aufladung.

nav-configuration = Konfiguration

## Einstellungen

auto-top-up-title = Automatische Aufladung
auto-top-up-lede = Alle vier Stunden bekommen SIMs, die noch höchstens 20 % ihrer Daten oder SMS haben, ein Paket. Nur SIMs, die eingeschaltet und aktiviert sind.
auto-top-up-ledger = Abrechnungsverlauf
auto-top-up-kind-data = Daten
auto-top-up-kind-sms = SMS
# $n (Number): SIMs.
auto-top-up-sims = { $n ->
    [0] Keine SIM ist eingeschaltet
    [one] { $count } SIM ist eingeschaltet
   *[other] { $count } SIMs sind eingeschaltet
}
# $amount (String): mit Währung.
auto-top-up-spent = { $amount } in diesem Monat
auto-top-up-switched-off = Von selbst ausgeschaltet
auto-top-up-off-declined = Die Karte wurde dreimal abgelehnt, deshalb wird nichts mehr gekauft. Wählen Sie eine andere Karte und schalten Sie wieder ein.
auto-top-up-off-card-gone = Die Karte wurde gelöscht. Wählen Sie eine andere und schalten Sie wieder ein.
auto-top-up-off-card-expired = Die Karte ist abgelaufen. Wählen Sie eine andere und schalten Sie wieder ein.
auto-top-up-off-product-gone = Das Produkt wird nicht mehr angeboten. Wählen Sie ein anderes und schalten Sie wieder ein.
auto-top-up-off-monthly-not-allowed = Die Zahlung per Monatsrechnung ist nicht mehr vereinbart. Wählen Sie eine Karte und schalten Sie wieder ein.
auto-top-up-off-no-billing-address = Es gibt keine Rechnungsadresse. Legen Sie unter Konto eine an und schalten Sie wieder ein.
# $n (Number): fehlgeschlagene Zahlungen.
auto-top-up-failures = { $n ->
    [one] { $count } Zahlung ist fehlgeschlagen
   *[other] { $count } Zahlungen hintereinander sind fehlgeschlagen
}
auto-top-up-failures-text = Es wird erneut versucht. Bis dahin wird nichts Neues bestellt; nach dem dritten Mal wird ausgeschaltet.
auto-top-up-no-product = In Ihrer Währung wird keine Aufladung angeboten. Bitte wenden Sie sich an den Support.
auto-top-up-no-card = Es ist keine Karte gespeichert. Fügen Sie zuerst unter Konto, „Zahlungsdaten“ eine hinzu.
auto-top-up-on-data = Daten aufladen
auto-top-up-on-sms = SMS aufladen
auto-top-up-on-text = Ein Paket für jede SIM, die nur noch wenig hat
auto-top-up-product = Was gekauft wird
auto-top-up-cap = Monatliche Obergrenze
auto-top-up-cap-hint = Mit Umsatzsteuer, für einen Kalendermonat (UTC). SIMs, die darüber lägen, bleiben außen vor; Sie erfahren es einmal im Monat.
auto-top-up-cap-wrong = Geben Sie einen Betrag wie 100,00 ein.
auto-top-up-future = SIMs künftiger Bestellungen einschalten
auto-top-up-future-text = Sobald sie Ihnen zugewiesen sind
auto-top-up-save = Speichern
auto-top-up-saved = Die automatische Aufladung ist gespeichert.
auto-top-up-all-text = Für alle SIMs jetzt:
auto-top-up-all-data-top-up-on = Einschalten
auto-top-up-all-data-top-up-off = Ausschalten
auto-top-up-all-sms-top-up-on = Einschalten
auto-top-up-all-sms-top-up-off = Ausschalten
# $until (String): Monat und Jahr.
auto-top-up-card-until = Gültig bis { $until }
auto-top-up-monthly-text = Auf der Rechnung des Monats
auto-top-up-refused-product = Wählen Sie ein Produkt, das dieses Volumen enthält.
auto-top-up-refused-card = Wählen Sie eine gespeicherte Karte, die nicht abgelaufen ist.
auto-top-up-refused-cap = Geben Sie an, wie viel im Monat ausgegeben werden darf. Ohne Obergrenze wird nichts von selbst gekauft.

## Eine SIM

auto-top-up-short = Automatische Aufladung
auto-top-up-at = bei 20 % Rest
auto-top-up-turn-on = Einschalten
auto-top-up-turn-off = Ausschalten
# $volume (String): Daten oder SMS.
auto-top-up-sim-on = Automatische Aufladung ist ein: { $volume }.
auto-top-up-sim-off = Automatische Aufladung ist aus: { $volume }.
auto-top-up-sim-on-only = Die automatische Aufladung dieser SIM ist ein ({ $volume }), aber noch wird nichts gekauft: Sagen Sie unter Konfiguration, Automatische Aufladung, was gekauft und wie bezahlt wird.

## Viele SIMs

bulk-do-auto-top-up = Automatisch aufladen
bulk-auto-top-up-title = Automatische Aufladung von SIMs
bulk-auto-top-up-hint = Was gekauft und wie bezahlt wird, steht unter Konfiguration, Automatische Aufladung.
bulk-way-data-top-up-on = Für Daten einschalten
bulk-way-data-top-up-off = Für Daten ausschalten
bulk-way-sms-top-up-on = Für SMS einschalten
bulk-way-sms-top-up-off = Für SMS ausschalten
bulk-title-data-top-up-on = Automatische Aufladung einschalten: Daten
bulk-title-data-top-up-off = Automatische Aufladung ausschalten: Daten
bulk-title-sms-top-up-on = Automatische Aufladung einschalten: SMS
bulk-title-sms-top-up-off = Automatische Aufladung ausschalten: SMS
bulk-happens-data-top-up-on = Sobald eine dieser SIMs noch höchstens 20 % ihrer Daten hat, wird ein Paket für sie gekauft, bis zu Ihrer monatlichen Obergrenze.
bulk-happens-data-top-up-off = Für diese SIMs werden keine Daten mehr gekauft. Was schon bestellt ist, wird noch gebucht.
bulk-happens-sms-top-up-on = Sobald eine dieser SIMs noch höchstens 20 % ihrer SMS hat, wird ein Paket für sie gekauft, bis zu Ihrer monatlichen Obergrenze.
bulk-happens-sms-top-up-off = Für diese SIMs werden keine SMS mehr gekauft. Was schon bestellt ist, wird noch gebucht.
# $n (Number): SIMs.
bulk-confirm-data-top-up-on = { $n ->
    [one] { $count } SIM einschalten
   *[other] { $count } SIMs einschalten
}
bulk-confirm-data-top-up-off = { $n ->
    [one] { $count } SIM ausschalten
   *[other] { $count } SIMs ausschalten
}
bulk-confirm-sms-top-up-on = { $n ->
    [one] { $count } SIM einschalten
   *[other] { $count } SIMs einschalten
}
bulk-confirm-sms-top-up-off = { $n ->
    [one] { $count } SIM ausschalten
   *[other] { $count } SIMs ausschalten
}
bulk-switch-on = Ein
bulk-switch-off = Aus

## Der Abrechnungsverlauf

auto-top-up-ledger-lede = Jede automatische Aufladung: welche SIM, was noch übrig war, was gekauft wurde und was daraus geworden ist.
auto-top-up-csv = Verlauf (CSV)
auto-top-up-month = Monat
auto-top-up-month-show = Anzeigen
# $month (String): wie "November 2026".
auto-top-up-total = Summe { $month }
# $amount (String), $cap (String): mit Währung.
auto-top-up-of-cap = { $amount } von { $cap }
# $n (Number): SIMs.
auto-top-up-left-out = { $n ->
    [one] { $count } SIM blieb wegen der Obergrenze außen vor
   *[other] { $count } SIMs blieben wegen der Obergrenze außen vor
}
auto-top-up-none-title = Keine automatischen Aufladungen
auto-top-up-none-text = In diesem Monat wurde keine SIM von selbst aufgeladen.
auto-top-up-column-sim = SIM
auto-top-up-column-why = Grund
auto-top-up-column-amount = Betrag
auto-top-up-column-result = Ergebnis
auto-top-up-newest-first = Neueste zuerst. Beträge mit Umsatzsteuer.
# $left (String), $threshold (String): Volumen.
auto-top-up-why = { $left } übrig, Schwelle { $threshold } (20 %)
auto-top-up-result-ordered = Bestellt
auto-top-up-result-charged = Bezahlt
auto-top-up-result-failed = Nicht bezahlt
auto-top-up-result-over_cap = Über der Obergrenze

## Im Protokoll

audit-organisation-auto-top-up = Automatische Aufladung geändert
sim-action-auto-top-up-data = Automatische Aufladung von Daten
sim-action-auto-top-up-sms = Automatische Aufladung von SMS
audit-sim-auto-top-up-data = Automatische Aufladung von Daten
audit-sim-auto-top-up-sms = Automatische Aufladung von SMS

## Mails. $volume (String): Daten oder SMS. $order (String): Nummer. $n (Number), $count (String): SIMs. $amount (String): mit Währung.

mail-auto-top-up-ledger = Verlauf ansehen
mail-auto-top-up-settings = Einstellungen ansehen
mail-auto-top-up-done-subject = Automatische Aufladung: Bestellung { $order }
mail-auto-top-up-done-title = SIMs wurden aufgeladen
mail-auto-top-up-done-text = { $n ->
    [one] { $count } SIM hatte noch höchstens 20 % ({ $volume }) und bekommt ein Paket: Bestellung { $order }, { $amount } mit Umsatzsteuer.
   *[other] { $count } SIMs hatten noch höchstens 20 % ({ $volume }) und bekommen je ein Paket: Bestellung { $order }, { $amount } mit Umsatzsteuer.
}
mail-auto-top-up-done-then = Der Abrechnungsverlauf erklärt jede einzelne Aufladung.
mail-auto-top-up-failed-subject = Automatische Aufladung: Zahlung der Bestellung { $order } fehlgeschlagen
mail-auto-top-up-failed-title = Eine Zahlung ist fehlgeschlagen
mail-auto-top-up-failed-text = { $n ->
    [one] Die Bestellung { $order } über { $amount } für { $count } SIM ({ $volume }) konnte nicht mit Ihrer Karte bezahlt werden.
   *[other] Die Bestellung { $order } über { $amount } für { $count } SIMs ({ $volume }) konnte nicht mit Ihrer Karte bezahlt werden.
}
# $next (String): Datum und Uhrzeit.
mail-auto-top-up-failed-then = Der nächste Versuch ist { $next }. Bis dahin wird nichts anderes gekauft. Nach drei fehlgeschlagenen Zahlungen wird die automatische Aufladung ausgeschaltet. Sie können jetzt eine andere Karte wählen.
mail-auto-top-up-off-subject = Automatische Aufladung ausgeschaltet: { $volume }
mail-auto-top-up-off-title = Die automatische Aufladung ist ausgeschaltet
mail-auto-top-up-off-text = Die automatische Aufladung ({ $volume }) wurde ausgeschaltet. Es wird nichts mehr gekauft.
mail-auto-top-up-off-then = SIMs, die ihr Volumen aufbrauchen, haben keine Verbindung mehr, bis sie aufgeladen werden.
mail-auto-top-up-cap-subject = Automatische Aufladung: monatliche Obergrenze erreicht ({ $volume })
mail-auto-top-up-cap-title = Die monatliche Obergrenze ist erreicht
mail-auto-top-up-cap-text = { $n ->
    [one] { $count } SIM hat nur noch wenig ({ $volume }), aber ein Paket für sie würde mehr kosten, als von Ihrer monatlichen Obergrenze von { $amount } übrig ist.
   *[other] { $count } SIMs haben nur noch wenig ({ $volume }), aber Pakete für sie würden mehr kosten, als von Ihrer monatlichen Obergrenze von { $amount } übrig ist.
}
mail-auto-top-up-cap-then = Sie werden im nächsten Monat aufgeladen, oder sobald Sie die Obergrenze anheben. Sie erfahren dies einmal im Monat.
