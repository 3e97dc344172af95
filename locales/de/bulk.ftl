### Sammelaktionen: eine Änderung für viele SIMs.

## Leiste unter der Liste

bulk-bar = Aktionen für die ausgewählten SIMs
bulk-select-page = Alle SIMs dieser Seite auswählen
# $iccid (String): Nummer der SIM.
bulk-select = { $iccid } auswählen
bulk-selected-some = Ausgewählte SIMs
bulk-selected-one = 1 SIM ausgewählt
# $n (String): Platzhalter, den das Skript ersetzt.
bulk-selected-many = { $n } SIMs ausgewählt
# $n (Number): SIMs, die der Filter findet.
bulk-all = { $n ->
    [one] Die SIM dieses Filters
   *[other] Alle { $count } SIMs dieses Filters
}
bulk-all-many = Alle SIMs dieses Filters (mehr als { $count })
bulk-clear = Auswahl aufheben
bulk-do-activate = Aktivieren
bulk-do-deactivate = Deaktivieren
bulk-do-imei-lock = IMEI sperren
bulk-do-imei-unlock = IMEI entsperren
bulk-do-reset = Verbindung zurücksetzen
bulk-do-label = Bezeichnung
bulk-do-tags = Schlagworte
bulk-past = Sammelaktionen
bulk-labels-link = Bezeichnungen aus einer Datei
bulk-nothing-selected = Es ist nichts ausgewählt. Wählen Sie mindestens eine SIM aus oder alle SIMs des Filters.
bulk-too-many = Für eine Aktion lassen sich höchstens 1.000 SIMs einzeln auswählen. Es wurde nichts geändert. Gehen Sie zurück, grenzen Sie die Liste mit einem Filter ein und wählen Sie „Alle SIMs dieses Filters“.

## Frage nach Bezeichnung oder Schlagworten. `bulk-<kind>-…`

bulk-label-title = SIMs bezeichnen
bulk-label-field = Bezeichnung
bulk-label-hint = Höchstens 64 Zeichen. Ein leeres Feld entfernt die Bezeichnungen.
bulk-tags-title = Schlagworte von SIMs
bulk-tags-field = Schlagworte
bulk-tags-hint = Durch Kommas getrennt, bis zu 20 mit je höchstens 32 Zeichen
bulk-tags-what = Was soll geschehen?
bulk-way-add-tags = Diese Schlagworte hinzufügen
bulk-way-remove-tags = Diese Schlagworte entfernen
bulk-way-set-tags = Alle Schlagworte durch diese ersetzen
bulk-tags-none = Geben Sie mindestens ein Schlagwort ein
bulk-tags-how = Wählen Sie, was mit den Schlagworten geschehen soll
# $n (Number): SIMs.
bulk-selected = { $n ->
    [one] 1 SIM ist ausgewählt
   *[other] { $count } SIMs sind ausgewählt
}
bulk-selected-all = Alle SIMs des Filters sind ausgewählt
bulk-nothing-yet = Geändert wird erst etwas, wenn Sie die Vorschau gesehen haben.
bulk-to-preview = Vorschau anzeigen
bulk-checking = Wird geprüft …
bulk-back = Zurück zur Liste

## Bezeichnungen aus einer Datei

bulk-labels-title = Bezeichnungen aus einer Datei
bulk-labels-lede = Eine SIM je Zeile: ICCID, Semikolon, Bezeichnung. Geändert wird erst etwas, wenn Sie die Vorschau gesehen haben.
bulk-labels-file = Datei
# $n (Number): Zeilen.
bulk-labels-limits = { $n ->
    [one] CSV oder Text in UTF-8, höchstens { $count } Zeile und 5 MB
   *[other] CSV oder Text in UTF-8, höchstens { $count } Zeilen und 5 MB
}
bulk-labels-text = Oder Zeilen einfügen
bulk-labels-example = Kühlhaus 4
bulk-labels-form = ICCIDs haben 19 oder 20 Ziffern. Auch Kommas und Tabulatoren trennen; eine Kopfzeile „iccid;label“ wird übergangen. Eine leere Bezeichnung entfernt die Bezeichnung.
bulk-labels-nothing = Wählen Sie eine Datei oder fügen Sie mindestens eine Zeile ein
bulk-labels-not-text = Das ist kein Text in UTF-8. Speichern Sie die Datei in Ihrer Tabellenkalkulation als „CSV UTF-8“.
bulk-labels-too-long = Die Datei hat mehr als 100.000 Zeilen. Teilen Sie sie auf mehrere Dateien auf.

## Eine Aktion: `bulk-title-<action>`, `bulk-happens-<action>`, `bulk-confirm-<action>`

bulk-title-activate = SIMs aktivieren
bulk-title-deactivate = SIMs deaktivieren
bulk-title-imei-lock = SIMs an ihre Geräte binden
bulk-title-imei-unlock = SIMs von ihren Geräten lösen
bulk-title-reset = Verbindungen zurücksetzen
bulk-title-label = SIMs bezeichnen
bulk-title-add-tags = Schlagworte hinzufügen
bulk-title-remove-tags = Schlagworte entfernen
bulk-title-set-tags = Schlagworte ersetzen
bulk-source-selection = Ausgewählte SIMs
bulk-source-filter = Alle SIMs eines Filters
bulk-source-file = Bezeichnungen aus einer Datei
bulk-source-undo = Rückgängig
bulk-original = die rückgängig gemachte Aktion
# $who (String): Name. $when (String): Datum und Uhrzeit.
bulk-by = beauftragt von { $who }, { $when }

bulk-happens-activate = Die Anbieter lassen diese SIMs wieder ins Netz. Volumen, Laufzeiten, Bezeichnungen und IMEI-Sperren bleiben, wie sie sind.
bulk-happens-deactivate = Laufende Sitzungen enden, und die Anbieter sperren diese SIMs. Die Laufzeiten halten nicht an; Volumen, Bezeichnungen und Schlagworte bleiben erhalten.
bulk-happens-imei-lock = Jede SIM funktioniert danach nur noch in dem hier gezeigten Gerät. Eine SIM, die vorher in einem anderen Gerät auftaucht, wird ausgelassen.
bulk-happens-imei-unlock = Diese SIMs funktionieren danach wieder in jedem Gerät.
bulk-happens-reset = Sitzungen enden, und die Geräte verbinden sich innerhalb weniger Minuten neu. Das lässt sich nicht rückgängig machen.
bulk-happens-label = Die Bezeichnungen werden durch die hier gezeigten ersetzt.
bulk-happens-add-tags = Die Schlagworte werden hinzugefügt. Vorhandene bleiben.
bulk-happens-remove-tags = Die Schlagworte werden entfernt. Andere bleiben.
bulk-happens-set-tags = Alle Schlagworte dieser SIMs werden durch die neuen ersetzt.
bulk-nothing-to-do = Es gibt nichts zu ändern.

# $n (Number): SIMs, die sich ändern.
bulk-confirm-activate = { $n ->
    [one] 1 SIM aktivieren
   *[other] { $count } SIMs aktivieren
}
bulk-confirm-deactivate = { $n ->
    [one] 1 SIM deaktivieren
   *[other] { $count } SIMs deaktivieren
}
bulk-confirm-imei-lock = { $n ->
    [one] 1 SIM an ihr Gerät binden
   *[other] { $count } SIMs an ihre Geräte binden
}
bulk-confirm-imei-unlock = { $n ->
    [one] 1 SIM lösen
   *[other] { $count } SIMs lösen
}
bulk-confirm-reset = { $n ->
    [one] 1 Verbindung zurücksetzen
   *[other] { $count } Verbindungen zurücksetzen
}
bulk-confirm-label = { $n ->
    [one] 1 SIM bezeichnen
   *[other] { $count } SIMs bezeichnen
}
bulk-confirm-add-tags = { $n ->
    [one] Schlagworte von 1 SIM ändern
   *[other] Schlagworte von { $count } SIMs ändern
}
bulk-confirm-remove-tags = { $n ->
    [one] Schlagworte von 1 SIM ändern
   *[other] Schlagworte von { $count } SIMs ändern
}
bulk-confirm-set-tags = { $n ->
    [one] Schlagworte von 1 SIM ändern
   *[other] Schlagworte von { $count } SIMs ändern
}
bulk-starting = Wird gestartet …

## Fortschritt

# $n (Number): bisher geprüfte SIMs.
bulk-preparing = { $n ->
    [one] Bisher 1 SIM geprüft
   *[other] Bisher { $count } SIMs geprüft
}
# $done, $all (String): Zahlen.
bulk-running = { $done } von { $all } SIMs
bulk-leave = Sie können diese Seite verlassen; die Arbeit geht weiter.
bulk-cancelling = Endet nach den SIMs, die gerade bearbeitet werden.
bulk-give-up = Abbrechen
bulk-stop = Anhalten
bulk-given-up = Die Aktion wurde verworfen. Es wurde nichts geändert.

## Vorschau und Ergebnis

bulk-preview = Vorschau
bulk-result = Ergebnis
# $n (Number): SIMs.
bulk-count = { $n ->
    [one] 1 SIM
   *[other] { $count } SIMs
}
# $n (Number): Zeilen einer Datei.
bulk-count-lines = { $n ->
    [one] 1 Zeile
   *[other] { $count } Zeilen
}
bulk-sum-change = Werden geändert
bulk-sum-already = Schon so
bulk-sum-refused = Nicht möglich
bulk-sum-changed = Geändert
bulk-sum-was-already = Schon so
bulk-sum-was-refused = Ausgelassen
bulk-sum-open = Warten
bulk-sum-never = Nicht erreicht
bulk-cancelled-running = Was bis dahin geändert war, bleibt geändert und steht unten.
bulk-cancelled-preview = Es wurde nichts geändert.
# $n (Number): SIMs.
bulk-differs = { $n ->
    [one] Bei 1 SIM kam es anders als in der Vorschau
   *[other] Bei { $count } SIMs kam es anders als in der Vorschau
}
bulk-differs-why = Sie wurden zwischen der Vorschau und der Ausführung von jemandem oder vom Netz geändert.
bulk-differs-show = Diese anzeigen
bulk-undone = Diese Aktion wurde rückgängig gemacht
bulk-undone-link = Zeigen, was zurückgesetzt wurde
# $who (String): Name.
bulk-problem-lost-right = { $who } darf das nicht mehr, deshalb wurde die Arbeit angehalten. Was bis dahin geändert war, bleibt geändert.
bulk-problem-other = Die Arbeit wurde angehalten. Was bis dahin geändert war, bleibt geändert.
bulk-csv = Ergebnis als CSV
bulk-undo = Rückgängig machen

bulk-items = SIMs dieser Aktion
bulk-items-none = Keine SIM hat dieses Ergebnis.
bulk-line = Zeile
bulk-before = Vorher
bulk-after = Nachher
bulk-verdict = Ergebnis
bulk-show = Anzeigen
bulk-show-all = Alle
bulk-show-change = Werden geändert
bulk-show-changed = Geändert
bulk-show-already = Schon so
bulk-show-cannot = Nicht möglich
bulk-show-refused = Ausgelassen
bulk-show-open = Nicht erreicht
bulk-show-different = Anders als in der Vorschau
bulk-expected-change = Wird geändert
bulk-expected-already = Schon so
bulk-expected-refused = Nicht möglich
bulk-became-changed = Geändert
bulk-became-already = Schon so
bulk-became-refused = Ausgelassen
bulk-became-open = Nicht erreicht
# $verdict (String): einer von `bulk-expected-…`.
bulk-preview-said = Vorschau: { $verdict }

## Gründe: `bulk-reason-<refusal>`

bulk-reason-expired = Die Laufzeit ist zu Ende; die SIM lässt sich nur verlängern
bulk-reason-not-managed = Ihr Anbieter nimmt keine Aufträge aus diesem Portal an
bulk-reason-no-imei = Es ist kein Gerät bekannt, an das sie gebunden werden könnte
bulk-reason-other-imei = Seitdem wurde sie in einem anderen Gerät benutzt
bulk-reason-not-activated = Nur eine aktivierte SIM hat eine Verbindung zum Zurücksetzen
bulk-reason-too-many-tags = Sie hätte mehr als 20 Schlagworte
bulk-reason-changed-since = Sie wurde seitdem noch einmal geändert
bulk-reason-gone = Sie gehört nicht mehr zu dieser Organisation
bulk-reason-unknown-sim = Es gibt keine SIM mit dieser ICCID
bulk-reason-not-an-iccid = Das ist keine ICCID: 19 oder 20 Ziffern, beginnend mit 89
bulk-reason-check-digit = Die 20. Ziffer der ICCID ist falsch
bulk-reason-spreadsheet = Eine Tabellenkalkulation hat die ICCID gerundet; formatieren Sie die Spalte als Text
# $line (String): Nummer einer Zeile.
bulk-reason-duplicate = Dieselbe SIM wie in Zeile { $line }
bulk-reason-label-too-long = Die Bezeichnung hat mehr als 64 Zeichen
bulk-reason-label-control = Die Bezeichnung muss eine Zeile ohne Steuerzeichen sein
bulk-reason-fields = Die Zeile muss eine ICCID und eine Bezeichnung haben

## Liste der Aktionen

bulk-what = Aktion
bulk-when = Beauftragt
bulk-who = Von
bulk-sims = SIMs
bulk-status = Stand
bulk-status-preparing = SIMs werden geprüft
bulk-status-previewed = Wartet auf Bestätigung
bulk-status-running = Läuft
bulk-status-cancelling = Hält an
bulk-status-done = Fertig
bulk-status-cancelled = Abgebrochen
bulk-status-failed = Angehalten
bulk-kept = 90 Tage aufbewahrt
bulk-none-title = Noch keine Sammelaktionen
bulk-none-text = Wählen Sie in der Liste SIMs aus und dann, was mit ihnen geschehen soll. Jede Aktion steht danach hier mit ihrem Ergebnis.

## Sätze anstelle von `error-refused-text`

bulk-refused-confirm = Diese Aktion läuft bereits oder wurde verworfen. Öffnen Sie sie erneut, um zu sehen, wie weit sie ist.
bulk-refused-nothing = Laut Vorschau würde sich nichts ändern.
bulk-refused-over = Diese Aktion ist zu Ende; es gibt nichts anzuhalten.
bulk-refused-undo = Es gibt nichts, was zurückgesetzt werden könnte.
