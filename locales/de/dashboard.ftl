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
dashboard-data-more = { $percent } mehr als { $days }
dashboard-data-less = { $percent } weniger als { $days }
dashboard-sms-more = { $percent } mehr als { $days }
dashboard-sms-less = { $percent } weniger als { $days }
dashboard-same = So viel wie { $days }

## Warning above the figures

# $n (Number): selects the form. $count (String): the number as people write it.
dashboard-used-up = { $n ->
    [one] { $count } SIM hat ihr Datenvolumen aufgebraucht
   *[other] { $count } SIMs haben ihr Datenvolumen aufgebraucht
}
dashboard-used-up-text = Eine SIM ohne Datenvolumen kann keine mobilen Daten nutzen.
dashboard-used-up-view = SIMs anzeigen

## SIMs by status and volume: title of the card, then name and hint of each part

# Hidden behind it: title of the card and name of the part.
dashboard-view = Anzeigen
dashboard-by-status = SIM-Status
dashboard-by-data = Datenvolumen
dashboard-by-sms = SMS-Volumen
dashboard-status-activated = Aktiviert
dashboard-status-activated-hint = Darf das Netz nutzen
dashboard-status-deactivated = Deaktiviert
dashboard-status-deactivated-hint = Kann aktiviert werden
dashboard-status-expired = Abgelaufen
dashboard-status-expired-hint = Laufzeit ist zu Ende
dashboard-group-sufficient = Ausreichend
dashboard-group-sufficient-hint = Mehr als 20 % übrig
dashboard-group-low = Niedrig
dashboard-group-low-hint = 20 % oder weniger übrig
dashboard-group-none = Keines
dashboard-group-none-hint = Nichts übrig

## Charts: texts that differ by month and week end so

dashboard-usage = Verbrauch aller SIMs
dashboard-usage-end-user = Verbrauch Ihrer SIMs
# Names the choice between months and weeks.
dashboard-spread = Zeiträume
dashboard-by-month = 6 Monate
dashboard-by-week = 8 Wochen
dashboard-data-per-month = Datenvolumen pro Monat
dashboard-data-per-week = Datenvolumen pro Woche
dashboard-sms-per-month = SMS pro Monat
dashboard-sms-per-week = SMS pro Woche
dashboard-sms-unit-month = Nachrichten, laufender Monat bis heute
dashboard-sms-unit-week = Nachrichten, laufende Woche bis heute
dashboard-full-month = Voller Monat
dashboard-full-week = Volle Woche
dashboard-running-month = Monat bis heute
dashboard-running-week = Woche bis heute
dashboard-sms-mo = Von SIMs (MO)
dashboard-sms-mt = An SIMs (MT)
dashboard-period-month = Monat
dashboard-period-week = Woche
dashboard-data = Datenvolumen
dashboard-total = Summe
# $period (String): a month or a week. $amount (String): its data or SMS. The running period has its own form.
dashboard-tip = { $period }: { $amount }
dashboard-tip-running = { $period }: bisher { $amount }
dashboard-row = { $period }
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

## An organisation without SIMs

dashboard-empty = Noch keine SIMs
dashboard-empty-text = SIMs erscheinen hier, sobald der Betreiber des Portals sie aus einer Bestandsdatei importiert hat. Dann zeigt diese Seite, welchen Status sie haben, was ihnen bleibt und was sie verbrauchen.
dashboard-empty-end-user = Ihnen sind noch keine SIMs zugeordnet. Sobald Ihre Organisation Ihnen welche zuordnet, zeigt diese Seite, welchen Status sie haben, was ihnen bleibt und was sie verbrauchen.
dashboard-empty-contact = Support kontaktieren
