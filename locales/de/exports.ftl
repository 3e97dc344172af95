### Dateien der SIM-Liste.

exports-menu = Exportieren
exports-csv = CSV-Datei
exports-xlsx = Excel-Arbeitsmappe
exports-what = Die gefundenen SIMs mit den gezeigten Spalten
exports-codes = Mit PIN und PUK
exports-codes-hint = Wird im Änderungsprotokoll vermerkt
exports-all = Frühere Exporte

## Heads of columns that differ from the list

exports-column-data = Datenrest (Byte)
exports-column-data-total = Datenvolumen (Byte)
# $zone (String): name of a time zone.
exports-column-activity = Letzte Aktivität ({ $zone })

## The list of files

exports-title = Exporte
exports-lede = Große Exporte entstehen im Hintergrund und stehen hier 7 Tage lang zum Herunterladen bereit.
exports-none-title = Keine Exporte
exports-none-text = Kleine Exporte werden sofort heruntergeladen und hinterlassen hier nichts. Große erscheinen hier, sobald Sie sie in der SIM-Liste anfordern.
exports-to-list = Zu meinen SIMs
exports-file = Datei
exports-status = Status
exports-sims = SIMs
exports-size = Größe
exports-maker = Angefordert von
exports-created = Angefordert am
exports-expires = Verfügbar bis
exports-has-codes = PIN und PUK
exports-status-waiting = Wartet
exports-status-running = Wird erstellt
exports-status-ready = Fertig
exports-status-failed = Fehlgeschlagen
exports-status-cancelled = Abgebrochen
exports-problem-right = Die Person, die ihn angefordert hat, darf diese SIMs nicht mehr exportieren.
# $n (Number), $count (String): SIMs written.
exports-so-far = { $n ->
    [one] Bisher eine SIM.
   *[other] Bisher { $count } SIMs.
}
exports-leave = Sie können diese Seite verlassen: Eine E-Mail meldet, wenn die Datei fertig ist.
exports-codes-held = PIN und PUK
exports-codes-yes = Enthalten
exports-codes-no = Nicht enthalten
exports-download = Datei herunterladen
exports-cancel = Export abbrechen
exports-cancelled = Der Export wurde abgebrochen.
exports-delete = Export löschen
exports-delete-title = Diesen Export löschen?
# $file (String): name of the file.
exports-delete-lede = Die Datei { $file } wird aus dem Portal entfernt. SIMs ändern sich nicht, und Sie können sie erneut exportieren.
exports-deleted = Der Export wurde gelöscht.

## Refusals

exports-refused-many = Fünf Ihrer Exporte sind in Arbeit. Warten Sie, bis einer fertig ist, oder brechen Sie einen ab.
exports-refused-ended = Dieser Export ist nicht mehr in Arbeit.
exports-refused-not-yours = Das kann nur die Person, die den Export angefordert hat.
exports-refused-not-ready = Diese Datei steht nicht (mehr) zum Herunterladen bereit.

## E-mail: an export is ready
## $brand (String): name of the portal. $file (String): name of the file. $until (String): date and time.

mail-export-subject = Ihr Export { $file } ist fertig
mail-export-title = Ihr Export ist fertig
mail-export-preview = Er steht bis { $until } zum Herunterladen bereit.
# $n (Number), $count (String): SIMs.
mail-export-text = { $n ->
    [one] Die Datei { $file } mit einer SIM steht zum Herunterladen bereit.
   *[other] Die Datei { $file } mit { $count } SIMs steht zum Herunterladen bereit.
}
mail-export-button = Zur Datei
mail-export-facts = Die Datei liegt hinter Ihrer Anmeldung bei { $brand } und wird am { $until } entfernt.
mail-export-codes = Sie enthält PINs und PUKs: Bewahren Sie sie so auf, dass niemand sonst sie lesen kann.
