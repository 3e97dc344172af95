### The page of one SIM.

## Frame. `sim-tab-<tab>` of the sub-tabs, `sim-status-<status>` and `sim-session-<session>` of what the network knows.

sim-crumbs = Pfad
sim-tabs = Aufzeichnungen dieser SIM
sim-tab-usage = Verbrauch
sim-tab-events = Ereignisse
sim-tab-history = Verlauf
sim-status-activated = Aktiviert
sim-status-deactivated = Deaktiviert
sim-status-expired = Abgelaufen
sim-session-online = Online
sim-session-attached = Eingebucht
sim-session-offline = Offline
sim-simulated = simuliert
sim-reset = Verbindung zurücksetzen
sim-activate = Aktivieren
sim-activating = Wird aktiviert …
sim-deactivate = Deaktivieren
sim-nothing-changed = Es war bereits so. Nichts wurde geändert.
# $carrier (String): name of the carrier.
sim-not-managed = Diese SIM ist hier nur verzeichnet: Das Portal hat keine Verbindung zu { $carrier }. Aktivieren, deaktivieren, zurücksetzen oder sperren lassen Sie sie beim Mobilfunkanbieter selbst.
sim-only-extended = Die Laufzeit dieser SIM ist vorbei. Sie kann nur verlängert, nicht aktiviert werden.

## Why is it off? `sim-why-<finding>` what is the matter, `sim-why-do-<finding>` what to do about it.

sim-why = Warum ist sie aus?
sim-why-on = Sie funktioniert
sim-why-service = Dienst
sim-why-service-both = Daten und SMS
sim-why-service-data = Nur Daten
sim-why-service-sms = Nur SMS
sim-why-service-none = Weder Daten noch SMS
sim-why-limit = Monatslimit
sim-why-limit-none = Keines gesetzt
sim-why-quota = Datenvolumen
sim-why-quota-none = Nicht im Produkt
sim-why-lock-off = Aus
sim-why-lock-this = Richtiges Gerät
sim-why-lock-other = Anderes Gerät
sim-why-ask-volume = Volumen anfragen
sim-why-works = Die SIM ist online, und nichts steht ihr im Weg.
sim-why-expired = Die Laufzeit dieser SIM ist vorbei.
sim-why-do-expired = Sie kann nur verlängert werden; das übernimmt der Betreiber dieses Portals für Sie.
sim-why-deactivated = Die SIM ist deaktiviert und darf das Netz nicht nutzen.
sim-why-do-change-sim-state = Bitten Sie jemanden in Ihrer Organisation, der SIMs aktivieren darf.
sim-why-do-carrier = Wenden Sie sich an den Anbieter: Dieses Portal hat keine Verbindung zu ihm.
sim-why-no-service = Das Produkt dieser SIM enthält weder Daten noch SMS.
sim-why-do-no-service = Volumen fügt der Betreiber dieses Portals hinzu.
sim-why-no-data = Das Datenvolumen dieser SIM ist aufgebraucht.
sim-why-do-no-data = Sie kann wieder mobile Daten nutzen, sobald der Betreiber dieses Portals Volumen hinzufügt.
sim-why-other-device = Die SIM ist an ein anderes Gerät gebunden als das, in dem sie steckt; deshalb weist das Netz sie ab. Stecken Sie sie zurück, oder geben Sie sie frei und binden Sie sie an das jetzige Gerät.
sim-why-do-lock-imei = Bitten Sie jemanden in Ihrer Organisation, der die IMEI-Sperre ändern darf.
sim-why-never-seen = Nichts steht ihr im Weg, aber von dieser SIM wurde noch nie etwas gehört.
sim-why-do-never-seen = Setzen Sie sie in ihr Gerät ein, schalten Sie es ein und prüfen Sie den APN.
# $n (Number): days.
sim-why-silent = { $n ->
    [one] Nichts steht ihr im Weg, aber seit einem Tag wurde nichts von dieser SIM gehört.
   *[other] Nichts steht ihr im Weg, aber seit { $count } Tagen wurde nichts von dieser SIM gehört.
}
sim-why-do-silent = Prüfen Sie Stromversorgung und Antenne des Geräts. Ist es eingeschaltet, setzen Sie die Verbindung zurück.
sim-why-do-silent-only = Prüfen Sie Stromversorgung und Antenne des Geräts.
sim-why-offline = Nichts steht ihr im Weg, und sie hat sich vor Kurzem gemeldet. Das Gerät schläft vielleicht oder ist außer Reichweite.
sim-why-do-offline = Es verbindet sich von selbst, sobald es etwas zu senden hat.
sim-why-attached = Die SIM ist im Netz eingebucht, hat aber keine Datensitzung.
sim-why-do-attached = Das ist normal, solange das Gerät schläft. Sollte es senden, prüfen Sie seinen APN oder setzen Sie die Verbindung zurück.
sim-why-do-attached-only = Das ist normal, solange das Gerät schläft. Sollte es senden, prüfen Sie seinen APN.
# $n (Number): days.
sim-why-stale = { $n ->
    [one] Die SIM hat eine Datensitzung, aber seit einem Tag wurde nichts von ihr gehört.
   *[other] Die SIM hat eine Datensitzung, aber seit { $count } Tagen wurde nichts von ihr gehört.
}
sim-why-do-stale = Das Gerät hängt vielleicht. Setzen Sie die Verbindung zurück, damit es sich neu verbinden muss.
sim-why-do-stale-only = Das Gerät hängt vielleicht. Starten Sie es neu, damit es sich neu verbinden muss.

## First column: what the SIM is

sim-identity = SIM
# $digit (String): the 20th digit.
sim-check-digit = 19 Ziffern und die Prüfziffer { $digit }
sim-type = SIM-Typ
sim-service = Dienst
sim-carrier = Anbieter
sim-simulated-hint = Ein Netz in diesem Programm; dahinter steht kein echtes Gerät
sim-unmanaged = nicht verwaltet
sim-unmanaged-hint = Nur Bestand; Aufträge gehen an den Anbieter selbst
sim-label = Bezeichnung
sim-tags = Schlagworte
sim-tags-hint = Durch Kommas getrennt, höchstens 20
sim-tags-lists = SIMs mit demselben Schlagwort
sim-note = Notiz
sim-save = Speichern
sim-label-saved = Die Bezeichnung ist gespeichert
sim-label-too-long = Die Bezeichnung darf höchstens 64 Zeichen haben
sim-label-control = Die Bezeichnung muss eine Zeile ohne Steuerzeichen sein
sim-tags-saved = Die Schlagworte sind gespeichert
sim-tags-too-long = Jedes Schlagwort darf höchstens 32 Zeichen haben
sim-tags-control = Schlagworte dürfen keine Steuerzeichen enthalten
sim-tags-too-many = Eine SIM kann höchstens 20 Schlagworte haben
sim-note-saved = Die Notiz ist gespeichert
sim-note-too-long = Die Notiz darf höchstens 2.000 Zeichen haben
sim-note-control = Die Notiz darf keine Steuerzeichen wie Tabulatoren enthalten

## Second column: lifetime and volumes

sim-lifetime = Laufzeit
# $percent (String): whole percent.
sim-passed-label = { $percent } % der Laufzeit sind vergangen
sim-passed = vergangen
sim-time-left = Restzeit
sim-ends = Letzter Tag
sim-starts = Erster Tag
sim-over = Keine
sim-over-text = Die Laufzeit ist vorbei. Die SIM behält ihre Nummer und kann nur verlängert werden.
sim-over-ask = Verlängerung anfragen
sim-data = Daten
sim-sms = SMS
# $used, $total (String): amounts with their units.
sim-meter-used = { $used } von { $total } verbraucht
sim-meter-none = { $used } verbraucht, kein Volumen gekauft
sim-meter-left = { $left } übrig
sim-group-sufficient = Ausreichend
sim-group-low = Niedrig
sim-group-none = Aufgebraucht

## Third column: what the network knows

sim-network = Netz
sim-status = Status
sim-session = Sitzung
# $time (String): date and time, to the second.
sim-since = seit { $time }
sim-bearer = Funktechnik
sim-location = Standort
# $cell (String): location area and cell, in the sender's notation.
sim-cell = Zelle { $cell }
sim-operator = Netzbetreiber
# $code (String): MCC and MNC.
sim-network-code = Netzkennung { $code }
sim-imei-changed = Neues Gerät
sim-imei-lock = IMEI-Sperre
sim-imei-locked = Ein: nur dieses Gerät
sim-imei-unlocked = Aus: jedes Gerät
sim-imei-lock-set = Sperren
sim-imei-unlock = Freigeben
sim-ip = Feste IP-Adresse
sim-ip-copied = IP-Adresse
sim-last-activity = Letzte Aktivität

## Usage. `<period>` is 7d, 30d, 8w or 6m.

sim-usage-period = Zeitraum
sim-usage-period-7d = 7 Tage
sim-usage-period-30d = 30 Tage
sim-usage-period-8w = 8 Wochen
sim-usage-period-6m = 6 Monate
# $from (String): day without year. $to (String): date.
sim-usage-title-7d = Verbrauch je Tag, { $from } bis { $to }
sim-usage-title-30d = Verbrauch je Tag, { $from } bis { $to }
sim-usage-title-8w = Verbrauch je Woche, { $from } bis { $to }
sim-usage-title-6m = Verbrauch je Monat, { $from } bis { $to }
sim-usage-by-7d = Nach Tagen
sim-usage-by-30d = Nach Tagen
sim-usage-by-8w = Nach Wochen
sim-usage-by-6m = Nach Monaten
sim-usage-utc = Tage, Wochen und Monate in UTC. SMS MO sendet die SIM, SMS MT empfängt sie.
sim-usage-when = Zeitraum
sim-usage-so-far = bisher
sim-usage-download = Empfangen
sim-usage-upload = Gesendet
sim-usage-total = Gesamt
sim-usage-running = Laufender Zeitraum
sim-usage-records = alle Verbrauchsdatensätze dieses Zeitraums
sim-usage-none = In diesem Zeitraum wurden keine Daten verbraucht.
# $total, $most (String): data volumes. $when (String): day, week or month.
sim-usage-facts = Insgesamt { $total }; am meisten { $when }: { $most }.
sim-sms-mo = SMS MO
sim-sms-mt = SMS MT
sim-csv = CSV

## Events. `sim-severity-<severity>`, `sim-source-<source>`.

sim-severity = Schweregrad
sim-severity-all = Alle Schweregrade
sim-severity-info = Information
sim-severity-warn = Warnung
sim-severity-critical = Kritisch
sim-source = Quelle
sim-source-all = Alle Quellen
sim-source-network = Netz
sim-source-policy = Richtlinienkontrolle
sim-source-api = Portal und API
sim-filter = Filtern
sim-filter-reset = Filter zurücksetzen
sim-filter-ignored = Ein Filterwert in der Adresse existiert nicht und wurde ignoriert.
sim-events-all = alle Ereignisse dieser Auswahl
sim-events-none = Mit dieser SIM ist noch nichts geschehen.
sim-events-no-match = Kein Ereignis passt zu diesen Filtern.
sim-time = Zeit
sim-event = Ereignis
sim-where = Wo oder wer
sim-description = Beschreibung
sim-detail = Einzelheiten
sim-pages = Seiten
# $zone (String): name of the time zone.
sim-newest-first = Neueste zuerst · Zeiten in { $zone }
sim-newer = Neuere
sim-older = Ältere

## History. `sim-action-<action>` of the audit log.

sim-history-none = An dieser SIM hat noch niemand etwas geändert.
sim-what = Änderung
sim-who = Wer
sim-before-after = Vorher und nachher
sim-became = wurde zu
sim-action-label = Bezeichnung geändert
sim-action-tags = Schlagworte geändert
sim-action-note = Notiz geändert
sim-action-activate = Aktiviert
sim-action-deactivate = Deaktiviert
sim-action-imei-lock = IMEI-Sperre eingeschaltet
sim-action-imei-unlock = IMEI-Sperre ausgeschaltet
sim-action-top-up = Aufgeladen
sim-action-extend = Verlängert
sim-action-reset = Verbindung zurückgesetzt

## Confirmation of an order: `sim-order-title-<order>`, `-lede-`, `-happens-`, `-not-`, `-button-`.

sim-confirm-caption = SIM, um die es geht
sim-confirm-happens = Was geschieht
sim-confirm-not = Was nicht geschieht
sim-ordering = Wird gesendet …
sim-cancel = Abbrechen
sim-back = Zurück zur SIM
sim-refused = Das ist nicht möglich
sim-already-activated = Die SIM ist bereits aktiviert.
sim-already-deactivated = Die SIM ist bereits deaktiviert.

sim-order-title-activate = Diese SIM aktivieren?
sim-order-lede-activate = Sie darf das Netz wieder benutzen.
sim-order-happens-activate = Der Anbieter lässt die SIM wieder ins Netz, meist innerhalb weniger Minuten. Ihr Gerät kann sich dann von selbst verbinden.
sim-order-not-activate = Volumen, Laufzeit, Bezeichnung und IMEI-Sperre bleiben, wie sie sind. Ein ausgeschaltetes Gerät verbindet sich nicht.
sim-order-button-activate = SIM aktivieren
sim-activated = Die SIM ist aktiviert. Der Anbieter wurde beauftragt

sim-order-title-deactivate = Diese SIM deaktivieren?
sim-order-lede-deactivate = Sie verliert sofort ihre Verbindung und kann weder Daten noch SMS senden.
sim-order-happens-deactivate = Laufende Sitzungen enden, und der Anbieter sperrt die SIM. Sie kann jederzeit wieder aktiviert werden.
sim-order-not-deactivate = Die Laufzeit hält nicht an. Volumen, Bezeichnung, Schlagworte und Aufzeichnungen bleiben erhalten.
sim-order-button-deactivate = SIM deaktivieren
sim-deactivated = Die SIM ist deaktiviert. Der Anbieter wurde beauftragt

sim-order-title-imei-lock = Diese SIM an ihr Gerät binden?
sim-order-lede-imei-lock = Nur das Gerät mit der IMEI unten kann die SIM von jetzt an benutzen.
sim-order-happens-imei-lock = Der Anbieter weist die SIM in jedem anderen Gerät ab. Die Sperre lässt sich jederzeit ausschalten.
sim-order-not-imei-lock = Eine laufende Sitzung dieses Geräts geht weiter. Volumen und Laufzeit bleiben, wie sie sind.
sim-order-button-imei-lock = An dieses Gerät binden
sim-imei-lock-done = Die SIM ist an ihr Gerät gebunden. Der Anbieter wurde beauftragt

sim-order-title-imei-unlock = Diese SIM von ihrem Gerät lösen?
sim-order-lede-imei-unlock = Jedes Gerät kann die SIM von jetzt an benutzen.
sim-order-happens-imei-unlock = Der Anbieter nimmt die SIM wieder in jedem Gerät an.
sim-order-not-imei-unlock = Eine laufende Sitzung geht weiter. Volumen und Laufzeit bleiben, wie sie sind.
sim-order-button-imei-unlock = IMEI-Sperre ausschalten
sim-imei-unlock-done = Die IMEI-Sperre ist aus. Der Anbieter wurde beauftragt

sim-order-title-reset = Verbindung dieser SIM zurücksetzen?
sim-order-lede-reset = Ihre Sitzungen enden, und das Gerät muss sich neu verbinden.
sim-order-happens-reset = Das Netz vergisst die SIM und beendet ihre Datensitzung. Die meisten Geräte verbinden sich innerhalb weniger Minuten von selbst neu.
sim-order-not-reset = Die SIM bleibt aktiviert. Volumen, Laufzeit und IMEI-Sperre bleiben, wie sie sind. Ein Gerät, das sich nicht von selbst verbindet, muss neu gestartet werden.
sim-order-button-reset = Verbindung zurücksetzen
sim-reset-done = Das Zurücksetzen ist beauftragt. Das Gerät sollte sich in wenigen Minuten neu verbinden

## Sentences in place of `error-refused-text`

sim-refused-expired = Die Laufzeit dieser SIM ist vorbei. Sie kann nur verlängert werden. Nichts wurde geändert.
sim-refused-not-managed = Der Anbieter dieser SIM nimmt keine Aufträge aus diesem Portal an. Nichts wurde geändert; wenden Sie sich an den Anbieter selbst.
sim-refused-no-imei = Von dieser SIM ist noch kein Gerät bekannt, sie kann also an keines gebunden werden. Nichts wurde geändert.
sim-refused-other-imei = Seit Sie die Seite geöffnet haben, hat ein anderes Gerät diese SIM benutzt. Nichts wurde gesperrt. Sehen Sie sich die IMEI an und entscheiden Sie neu.
sim-refused-not-activated = Nur eine aktivierte SIM hat eine Verbindung, die zurückgesetzt werden kann. Nichts wurde geändert.

## Types of events, by their number

event-type-0 = Allgemein
event-type-1 = Standortaktualisierung
event-type-2 = Standortaktualisierung (Daten)
event-type-3 = Datensitzung geöffnet
event-type-4 = Datensitzung erneuert
event-type-5 = Datensitzung beendet
event-type-6 = Anmeldung des Benutzers fehlgeschlagen
event-type-7 = Anmeldung der Anwendung fehlgeschlagen
event-type-8 = SIM aktiviert
event-type-9 = SIM stillgelegt
event-type-10 = SIM gelöscht
event-type-11 = Endpunkt gesperrt
event-type-12 = Organisation gesperrt
event-type-13 = Zugriff des Supports
event-type-14 = Mehrstufige Anmeldung
event-type-15 = Standort gelöscht
event-type-16 = Standort gelöscht (Daten)
event-type-17 = Selbstregistrierung
event-type-18 = Schwelle des Datenvolumens erreicht
event-type-19 = Datenvolumen aufgebraucht
event-type-20 = Schwelle des SMS-Volumens erreicht
event-type-21 = SMS-Volumen aufgebraucht
event-type-29 = VPN getrennt
event-type-30 = VPN-Anmeldung
event-type-42 = Endpunkt eingeschaltet
event-type-43 = Endpunkt ausgeschaltet
event-type-50 = SIM freigegeben
event-type-51 = SIM zugewiesen
event-type-52 = Datenvolumen eingeschaltet
event-type-53 = Datenvolumen ausgeschaltet
event-type-54 = SMS-Volumen eingeschaltet
event-type-55 = SMS-Volumen ausgeschaltet
event-type-56 = Datenvolumen zugewiesen
event-type-57 = Datenvolumen gelöscht
event-type-58 = SMS-Volumen zugewiesen
event-type-59 = SMS-Volumen gelöscht
event-type-60 = Datenvolumen abgelaufen
event-type-61 = SMS-Volumen abgelaufen
event-type-121 = Endpunkt gelöscht
