### My SIMs: the list.

sims-title = Meine SIMs

## Chips, filters. `sims-part-<name>` and `sims-any-<name>` carry the names of the address.

sims-chips = Häufige Filter
sims-chip-all = Alle
sims-chip-data-low = Wenig Daten übrig
sims-chip-data-none = Keine Daten übrig

sims-filter-form = SIMs filtern
sims-search = ICCID, IMSI, MSISDN oder Bezeichnung
sims-more-filters = Weitere Filter
sims-apply = Anwenden

sims-part-q = Suche
sims-part-in = Suchen in
sims-part-status = Status
sims-part-session = Sitzung
sims-part-data = Datenvolumen
sims-part-sms = SMS-Volumen
sims-part-service = Dienst
sims-part-tag = Tag
sims-part-expiring = Laufzeit
sims-part-silent = Aktivität
sims-part-pace = Tempo
sims-part-imei = Gerät
sims-part-blocked = Blockiert
sims-part-sort = Sortierung
sims-part-per = SIMs pro Seite

sims-field-all = Alle Felder
sims-field-iccid = ICCID
sims-field-imsi = IMSI
sims-field-msisdn = MSISDN
sims-field-label = Bezeichnung

sims-any-session = Jede Sitzung
sims-any-data = Jedes Datenvolumen
sims-any-sms = Jedes SMS-Volumen
sims-any-service = Jeder Dienst
sims-any-tag = Jedes Tag
sims-any-expiring = Jede Laufzeit
sims-any-silent = Jede Aktivität
sims-any-pace = Jedes Tempo
sims-any-imei = Jedes Gerät
sims-any-blocked = Blockiert oder nicht

sims-status-activated = Aktiviert
sims-status-deactivated = Deaktiviert
sims-status-expired = Abgelaufen
sims-session-online = Online
sims-session-attached = Eingebucht
sims-session-offline = Offline
sims-data-sufficient = Mehr als 20 % übrig
sims-data-low = Wenig Daten übrig
sims-data-none = Keine Daten übrig
sims-sms-sufficient = Mehr als 20 % übrig
sims-sms-low = Wenige SMS übrig
sims-sms-none = Keine SMS übrig
# $n (Number): months.
sims-expiring-within = { $n ->
    [one] Endet innerhalb eines Monats
   *[other] Endet innerhalb von { $count } Monaten
}
# $n (Number): days.
sims-silent-for = { $n ->
    [one] Seit einem Tag still
   *[other] Seit { $count } Tagen still
}

sims-over-pace = Zu schnell: Daten reichen nicht bis Monatsende
# $n (Number): days.
sims-imei-changed-within = { $n ->
    [one] Innerhalb eines Tages gewechselt
   *[other] Innerhalb von { $count } Tagen gewechselt
}
sims-blocked-any = Blockiert, gleich warum
sims-blocked-data = Blockiert: keine Daten übrig
sims-blocked-imei-lock = Blockiert: IMEI-Sperre

sims-active-filters = Aktive Filter
# $name (String): what is filtered by. $value (String): its value.
sims-active = { $name }: { $value }
# $filter (String): such as “Session: Online”.
sims-remove-filter = Filter „{ $filter }“ entfernen
sims-clear-all = Alle entfernen

# $values (String): list of `sims-ignored-value`.
sims-ignored = Diese Werte gibt es nicht, sie wurden ignoriert: { $values }
sims-ignored-value = { $name } „{ $value }“

## Columns

sims-columns = Spalten
sims-columns-legend = Neben der ICCID anzeigen
sims-columns-save = Spalten speichern
sims-columns-reset = Zurücksetzen

sims-column-iccid = ICCID
sims-column-label = Bezeichnung
sims-column-imsi = IMSI
sims-column-msisdn = MSISDN
sims-column-imei = IMEI
sims-column-ip = IP-Adresse
sims-column-service = Dienst
sims-column-type = SIM-Typ
sims-column-status = Status
sims-column-session = Sitzung
sims-column-data = Daten übrig
sims-column-sms = SMS übrig
sims-column-ends = Laufzeitende
sims-column-imei-lock = IMEI-Sperre
sims-column-auto-top-up = Auto-Top-up
sims-column-tags = Tags
sims-column-activity = Letzte Aktivität

sims-on = Ein
sims-off = Aus

## Table and pages

# $n (Number): all SIMs found. $shown (String): those on the page. $total (String): `sims-total`. $sorted (String): `sims-sorted`.
sims-summary = { $n ->
    [one] { $shown } von { $total } SIM
   *[other] { $shown } von { $total } SIMs
} · { $sorted }
sims-total = { $count }
sims-total-many = mehr als { $count }
# $name (String): one of `sims-sort-…`.
sims-sorted = nach { $name } sortiert
sims-sorted-down = nach { $name } absteigend sortiert
sims-sort-iccid = ICCID
sims-sort-imsi = IMSI
sims-sort-label = Bezeichnung
sims-sort-status = Status
sims-sort-data = übrigen Daten
sims-sort-sms = übrigen SMS
sims-sort-ends = Laufzeitende
sims-sort-activity = letzter Aktivität
sims-sort-msisdn = MSISDN
sims-sort-added = Zeitpunkt der Aufnahme
sims-sort-imei = letztem Gerätewechsel

sims-pages = Seiten
sims-per-page = SIMs pro Seite
sims-first-page = Erste Seite
sims-previous = Zurück
sims-next = Weiter
sims-last-page = Letzte Seite

## Nothing to show

sims-none-title = Noch keine SIMs
sims-none-text = SIMs kommen mit dem Bestand Ihres Anbieters ins Portal. Sie stehen hier, sobald er importiert wurde und SIMs Ihnen oder Ihrer Organisation zugeordnet sind.
sims-no-match-title = Keine SIM passt zu diesem Filter
sims-no-match-text = Keine SIM hat alle gewählten Werte. Entfernen Sie einen davon, um mehr zu finden.
# $search (String): as typed.
sims-no-match-search = Zu „{ $search }“ wurde nichts gefunden. ICCID, IMSI und MSISDN werden ab der ersten Ziffer verglichen, Bezeichnungen an jeder Stelle.
sims-clear-filter = Filter aufheben
sims-search-all = { $n ->
    [one] In Ihrer einzigen SIM suchen
   *[other] In allen { $count } SIMs suchen
}
