### Gespeicherte Ansichten der SIM-Liste und die Berichte daraus.

sims-part-view = Ansicht

views-menu = Ansichten
views-all-sims = Alle SIMs
views-own = Ihre Ansichten
views-shared = Von Kolleginnen und Kollegen geteilt
views-modified = geändert
views-save-changes = Änderungen an dieser Ansicht speichern
views-save-as = Diese Liste als Ansicht speichern
views-name = Name der Ansicht
views-share = Mit der Organisation teilen
views-save = Ansicht speichern
views-manage = Ansichten verwalten
# $name (String): name of the view.
views-saved = Die Ansicht „{ $name }“ wurde gespeichert.

## Names that are not taken

views-new = Neue Ansicht
views-name-empty = Geben Sie der Ansicht einen Namen.
views-name-too-long = Der Name hat mehr als 60 Zeichen.
views-name-control = Der Name enthält ein Zeichen, das sich nicht darstellen lässt.
views-name-taken = Sie haben bereits eine Ansicht mit diesem Namen.
views-too-many = Sie haben 100 Ansichten, mehr sind nicht möglich. Löschen Sie zuerst eine.

## The list of views

views-title = Gespeicherte Ansichten
views-lede = Eine Ansicht bewahrt Filter, Reihenfolge und Spalten der SIM-Liste unter einem Namen auf.
views-none-title = Keine gespeicherten Ansichten
views-none-text = Filtern Sie die SIM-Liste, wie Sie sie brauchen, und speichern Sie sie dann unter „Ansichten“.
views-to-list = Zu meinen SIMs
views-whose = Von wem
views-report = E-Mail-Bericht
views-changed = Geändert
views-actions = Aktionen
views-default = Öffnet zuerst
views-colleague = Mit Ihnen geteilt
views-yours = Ihre
views-yours-shared = Ihre, geteilt
views-edit = Bearbeiten

## One view

views-open = Ansicht öffnen
views-share-hint = Andere können sie öffnen und sich zusenden lassen; ändern können nur Sie sie.
views-rename = Änderungen speichern
views-renamed = Die Ansicht wurde geändert.
views-not-yours-hint = Diese Ansicht wird mit Ihnen geteilt; ändern kann sie nur, wer sie gespeichert hat.
views-overwritten = Die Ansicht wurde so gespeichert, wie sie zu sehen ist.
views-default-title = Start
views-default-is = Die SIM-Liste öffnet mit dieser Ansicht.
views-default-is-not = Die SIM-Liste kann mit dieser Ansicht öffnen.
views-default-on = SIM-Liste mit dieser Ansicht öffnen
views-default-off = SIM-Liste mit allen SIMs öffnen
views-default-set = Die SIM-Liste öffnet ab jetzt mit dieser Ansicht.
views-default-unset = Die SIM-Liste öffnet ab jetzt mit allen SIMs.
views-delete = Ansicht löschen
views-delete-title = Diese Ansicht löschen?
# $name (String): name of the view.
views-delete-lede = Die Ansicht „{ $name }“ und die E-Mail-Berichte daraus enden. SIMs ändern sich nicht.
views-delete-shared = Auch andere nutzen diese Ansicht: Sie verlieren sie, und wer einen Bericht daraus erhält, erfährt davon.
views-deleted = Die Ansicht „{ $name }“ wurde gelöscht.
views-refused-not-yours = Nur wer diese Ansicht gespeichert hat, kann sie ändern.
views-refused-no-sims = Ihre Rolle sieht keine SIMs, deshalb gibt es keine Ansichten davon.

## Reports

reports-title = E-Mail-Bericht
reports-lede = Lassen Sie sich die SIMs dieser Ansicht regelmäßig als CSV-Datei zusenden.
reports-open = E-Mail-Bericht
# $name (String): name of the view.
reports-heading = Bericht zu { $name }
# $email (String): the person's address.
reports-to = Die SIMs der Ansicht als CSV-Datei an { $email }. Dateien, die für eine E-Mail zu groß sind, finden Sie unter Exporte.
reports-running = Wird regelmäßig gesendet
reports-times = Zeiten
reports-next = Nächster
reports-last = Zuletzt gesendet
reports-every = Wie oft
reports-every-day = Täglich
reports-every-week = Wöchentlich
reports-every-month = Monatlich
reports-weekday = Wochentag
reports-weekday-hint = Bei wöchentlich
reports-weekday-1 = Montag
reports-weekday-2 = Dienstag
reports-weekday-3 = Mittwoch
reports-weekday-4 = Donnerstag
reports-weekday-5 = Freitag
reports-weekday-6 = Samstag
reports-weekday-7 = Sonntag
reports-monthday = Tag des Monats
reports-monthday-hint = Bei monatlich
reports-hour = Stunde
# $zone (String): name of a time zone.
reports-hour-hint = Nach den Uhren von { $zone }
# $hour (String): such as 06:00. $day (String): day of week or month.
reports-daily = Täglich um { $hour } Uhr
reports-weekly = Jeden { $day } um { $hour } Uhr
reports-monthly = Am { $day }. jedes Monats um { $hour } Uhr
reports-begin = Bericht beginnen
reports-change = Zeiten speichern
reports-set = Der Bericht wird ab jetzt zu diesen Zeiten gesendet.
reports-send = Jetzt senden
reports-sent = Der Bericht ist unterwegs.
reports-pause = Anhalten
reports-paused = Der Bericht ist angehalten.
reports-resume = Fortsetzen
reports-resumed = Der Bericht wird wieder gesendet.
reports-end = Bericht beenden
reports-ended = Der Bericht ist beendet.
reports-every-missing = Wählen Sie, wie oft der Bericht gesendet wird.
reports-hour-wrong = Wählen Sie eine Stunde von 00:00 bis 23:00 Uhr.
reports-day-wrong = Wählen Sie einen Tag der Liste.
reports-stopped-paused = Angehalten
reports-stopped-right = Gestoppt: Sie durften keine SIMs exportieren
reports-stopped-view = Gestoppt: Die Ansicht wurde nicht mehr geteilt
reports-refused-none = Sie erhalten keinen Bericht zu dieser Ansicht.
reports-refused-stopped = Dieser Bericht ist angehalten. Setzen Sie ihn zuerst fort.

## E-mail: a report
## $brand (String): name of the portal. $view (String): name of the view. $at (String): date and time.

mail-report-subject = { $view }: SIMs am { $at }
mail-report-title = { $view }
mail-report-preview = Die SIMs dieser Ansicht am { $at }.
# $n (Number), $count (String): SIMs.
mail-report-text = { $n ->
    [0] Am { $at } war keine SIM in der Ansicht „{ $view }“. Die angehängte Datei enthält nur die Spaltenköpfe.
    [one] Die angehängte Datei enthält die eine SIM der Ansicht „{ $view }“ vom { $at }.
   *[other] Die angehängte Datei enthält die { $count } SIMs der Ansicht „{ $view }“ vom { $at }.
}
# $values (String): list of `sims-ignored-value`.
mail-report-ignored = Diese Werte der Ansicht gibt es nicht mehr; sie blieben unbeachtet: { $values }
mail-report-button = Ansicht öffnen
# $link (String): address of the report's page.
mail-report-facts = Sie erhalten diesen Bericht, weil Sie ihn angefordert haben. Zeiten ändern, anhalten oder beenden können Sie ihn unter { $link }

## E-mail: a report was stopped; the same placeholders

mail-report-stopped-subject = Der Bericht zu { $view } wird nicht mehr gesendet
mail-report-stopped-title = Ihr Bericht wurde gestoppt
mail-report-stopped-preview = Die Ansicht „{ $view }“ wird Ihnen nicht mehr zugesandt.
mail-report-stopped-text = Der Bericht zur Ansicht „{ $view }“ wird Ihnen nicht mehr zugesandt.
mail-report-stopped-right = Der Grund: Ihre Rolle erlaubt den Export von SIMs nicht mehr. Wer Ihre Organisation verwaltet, kann das ändern; setzen Sie den Bericht dann fort.
mail-report-stopped-view = Der Grund: Die Ansicht wurde gelöscht oder wird nicht mehr geteilt.
mail-report-stopped-button = Zu Ihren Ansichten
