### The Dashboard.

dashboard-title = Dashboard
# $organisation (String): name. $number (String): account number.
dashboard-lede = { $organisation }, Kontonummer { $number }.
# A date and a time follow, without a full stop.
dashboard-as-of = Stand:
# A date and a time follow; also the head of a column of them.
dashboard-updated = Stand

## Figures

dashboard-sims = SIMs
dashboard-activated = Aktiviert
# $deactivated, $expired (String): numbers of SIMs.
dashboard-activated-note = { $deactivated } deaktiviert, { $expired } abgelaufen
dashboard-online = Jetzt online
# $share (String): a percentage.
dashboard-online-note = { $share } der aktivierten SIMs
# $month (String): name of the running month.
dashboard-data-in = Daten im { $month }
dashboard-sms-in = SMS im { $month }
# Days of the month before: $last (String) day, $month (String) its name. They stand behind “than”.
dashboard-days = 1.–{ $last }. { $month }
dashboard-first-day = 1. { $month }
# $percent (String): a percentage. $days (String): one of the two above.
dashboard-than-data-more = { $percent } mehr als { $days }
dashboard-than-data-less = { $percent } weniger als { $days }
dashboard-than-sms-more = { $percent } mehr als { $days }
dashboard-than-sms-less = { $percent } weniger als { $days }
dashboard-same = So viel wie { $days }

## Warning above the figures

# $n (Number): selects the form. $count (String): the number as people write it.
dashboard-used-up = { $n ->
    [one] { $count } SIM hat ihr Datenvolumen aufgebraucht
   *[other] { $count } SIMs haben ihr Datenvolumen aufgebraucht
}
dashboard-used-up-text = Eine SIM ohne Datenvolumen kann keine mobilen Daten nutzen.
dashboard-used-up-view = SIMs anzeigen

## What needs attention: name and hint of each line

dashboard-attention = Braucht Aufmerksamkeit
dashboard-attention-none = Alles in Ordnung
dashboard-attention-none-text = Keine SIM ist blockiert, verbraucht zu schnell, schweigt, steckt in einem neuen Gerät oder läuft bald ab.
dashboard-attention-blocked = Blockiert
# Numbers by reason follow: the two lines below.
dashboard-attention-blocked-hint = Aktiviert, funktioniert aber nicht:
# $n (Number): selects the form. $count (String): the number as people write it.
dashboard-attention-by-data = { $n ->
    [one] { $count } ohne Datenvolumen
   *[other] { $count } ohne Datenvolumen
}
dashboard-attention-by-imei-lock = { $n ->
    [one] { $count } durch ihre IMEI-Sperre
   *[other] { $count } durch ihre IMEI-Sperre
}
dashboard-attention-over-pace = Verbrauch zu schnell
dashboard-attention-over-pace-hint = Bei gleichem Verbrauch reichen die Daten nicht bis Monatsende
dashboard-attention-silent = Still
# $n (Number): days.
dashboard-attention-silent-hint = { $n ->
    [one] Aktiviert, aber seit einem Tag nichts gehört
   *[other] Aktiviert, aber seit { $count } Tagen nichts gehört
}
dashboard-attention-imei = Neues Gerät
dashboard-attention-imei-hint = { $n ->
    [one] Innerhalb eines Tages in einem anderen Gerät gesehen
   *[other] Innerhalb von { $count } Tagen in einem anderen Gerät gesehen
}
dashboard-attention-expiring = Läuft ab
# $n (Number): months.
dashboard-attention-expiring-hint = { $n ->
    [one] Laufzeit endet innerhalb eines Monats
   *[other] Laufzeit endet innerhalb von { $count } Monaten
}

## SIMs by status and volume: title of the card, then name and hint of each part

# Hidden behind it: title of the card and name of the part.
dashboard-view = Anzeigen
dashboard-by-status = SIM-Status
dashboard-by-data = Datenvolumen
dashboard-by-sms = SMS-Volumen
dashboard-part-status-activated = Aktiviert
dashboard-part-status-activated-hint = Darf das Netz nutzen
dashboard-part-status-deactivated = Deaktiviert
dashboard-part-status-deactivated-hint = Kann aktiviert werden
dashboard-part-status-expired = Abgelaufen
dashboard-part-status-expired-hint = Laufzeit ist zu Ende
dashboard-part-group-sufficient = Ausreichend
dashboard-part-group-sufficient-hint = Mehr als 20 % übrig
dashboard-part-group-low = Niedrig
dashboard-part-group-low-hint = 20 % oder weniger übrig
dashboard-part-group-none = Aufgebraucht
dashboard-part-group-none-hint = Nichts übrig

## Charts: texts of months and of weeks say so in their names

dashboard-usage = Verbrauch aller SIMs
dashboard-usage-end-user = Verbrauch Ihrer SIMs
# Names the choice between months and weeks.
dashboard-spread = Zeiträume
dashboard-by-month = 6 Monate
dashboard-by-week = 8 Wochen
dashboard-month-data = Datenvolumen pro Monat
dashboard-week-data = Datenvolumen pro Woche
dashboard-month-sms = SMS pro Monat
dashboard-week-sms = SMS pro Woche
dashboard-month-sms-unit = Nachrichten, laufender Monat bis heute
dashboard-week-sms-unit = Nachrichten, laufende Woche bis heute
dashboard-month-full = Voller Monat
dashboard-week-full = Volle Woche
dashboard-month-running = Monat bis heute
dashboard-week-running = Woche bis heute
dashboard-sms-mo = Von SIMs (MO)
dashboard-sms-mt = An SIMs (MT)
dashboard-month-period = Monat
dashboard-week-period = Woche
dashboard-data = Datenvolumen
dashboard-total = Summe
# $period (String): a month or a week. $amount (String): its data or SMS. The running period has its own form.
dashboard-tip = { $period }: { $amount }
dashboard-tip-running = { $period }: bisher { $amount }
dashboard-row-running = { $period } bis heute
# $period, $amount (String): the highest. $last, $sofar (String): the running one.
dashboard-chart-facts = Höchster Wert: { $period } mit { $amount }. Laufender Zeitraum: { $last } mit bisher { $sofar }.
dashboard-no-usage = Kein Verbrauch in dieser Zeit.
dashboard-utc = Monate und Wochen beginnen um 00:00 Uhr UTC.

## Sub-organisations

dashboard-subs = SIMs pro Unterorganisation
dashboard-subs-note = Nur Summen
dashboard-subs-name = Unterorganisation
dashboard-subs-number = Kontonummer
dashboard-subs-all = Alle Unterorganisationen zeigen

## An organisation without SIMs

dashboard-empty = Noch keine SIMs
dashboard-empty-text = SIMs erscheinen hier, sobald der Betreiber des Portals sie aus einer Bestandsdatei importiert hat. Dann zeigt diese Seite, welchen Status sie haben, was ihnen bleibt und was sie verbrauchen.
dashboard-empty-end-user = Ihnen sind noch keine SIMs zugeordnet. Sobald Ihre Organisation Ihnen welche zuordnet, zeigt diese Seite, welchen Status sie haben, was ihnen bleibt und was sie verbrauchen.
dashboard-empty-contact = Support kontaktieren
