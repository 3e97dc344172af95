### Übertragungen von SIMs zwischen einer Hauptorganisation und ihren Unterorganisationen.

## Die Liste

transfer-list-title = SIM-Übertragungen
transfer-list-lede = Übertragen Sie SIMs zwischen dieser Organisation und ihren Unterorganisationen. Bezeichnungen, Tags, Volumen und Verlauf gehen mit; IP-Adressen ändern sich.
transfer-new-title = Neue Übertragung
transfer-none-title = Noch keine Übertragungen
transfer-none-text = Hier stehen Übertragungen, die SIMs zu dieser Organisation bringen oder von ihr weg.
transfer-column-what = Übertragung
transfer-column-when = Beauftragt
transfer-column-who = Von
transfer-column-sims = SIMs
transfer-column-status = Stand
transfer-kept = Wird 90 Tage aufbewahrt
# $to (String): Organisation.
transfer-to = An { $to }
# $from (String): Organisation.
transfer-from = Von { $from }

## `transfer-status-<status>`

transfer-status-checking = Wird geprüft
transfer-status-rejected = Abgelehnt
transfer-status-previewed = Wartet auf Bestätigung
transfer-status-waiting = Wartet auf Freigabe
transfer-status-reserving = Läuft
transfer-status-moving = Läuft
transfer-status-releasing = Wird zurückgenommen
transfer-status-done = Abgeschlossen
transfer-status-cancelled = Abgebrochen
transfer-status-failed = Es wurde nichts übertragen

## Eine Übertragung beauftragen

transfer-new-lede = Es werden alle SIMs übertragen oder keine.
transfer-new-hint = Übertragen wird erst, wenn Sie auf der nächsten Seite bestätigen.
transfer-partner = Unterorganisation
transfer-partner-choose = Bitte wählen
transfer-partner-missing = Wählen Sie eine Unterorganisation
# $n (Number): SIMs.
transfer-sims = { $n ->
    [one] 1 SIM
   *[other] { $count } SIMs
}
transfer-direction = Richtung
transfer-direction-missing = Wählen Sie eine Richtung
transfer-give = An die Unterorganisation
transfer-take = Von der Unterorganisation
transfer-what = Was wird übertragen?
transfer-what-one = Eine SIM
transfer-what-range = Ein Bereich
transfer-what-file = Mehrere Bereiche (Datei)
transfer-iccid = ICCID
transfer-iccid-hint = 19 oder 20 Ziffern
transfer-iccid-missing = Geben Sie eine ICCID ein
transfer-iccid-wrong = Eine ICCID hat 19 oder 20 Ziffern und beginnt mit 89
transfer-iccid-luhn = Die letzte Ziffer ist nicht die Prüfziffer dieser ICCID. Vergleichen Sie die Nummer mit der Karte.
transfer-iccid-damaged = Eine Tabellenkalkulation hat diese Nummer gerundet. Kopieren Sie sie noch einmal aus einer als Text formatierten Spalte.
transfer-start = Erste ICCID
transfer-end = Letzte ICCID
transfer-end-before-start = Die letzte ICCID liegt vor der ersten
transfer-typed-unknown = Nicht alle diese SIMs gehören der abgebenden Organisation
transfer-typed-open = Eine Sammelaktion oder eine andere Übertragung bearbeitet gerade eine dieser SIMs. Versuchen Sie es erneut, wenn sie abgeschlossen ist.
transfer-file = Datei mit Bereichen
transfer-file-hint = CSV oder TXT in UTF-8, bis 48 MB
transfer-file-missing = Wählen Sie eine Datei oder fügen Sie mindestens eine Zeile ein
transfer-text = Oder Zeilen einfügen
transfer-help = So muss die Datei aussehen
transfer-help-range = Ein Bereich je Zeile: erste ICCID, Semikolon, letzte ICCID.
transfer-help-one = Für eine einzelne SIM schreiben Sie ihre ICCID zweimal.
transfer-help-twice = Keine ICCID darf doppelt vorkommen, auch nicht innerhalb zweier Bereiche.
transfer-help-lines = Kein Semikolon am Zeilenende, keine Kopfzeile und keine leeren Zeilen.
transfer-help-text = Anführungszeichen sind erlaubt, aber nicht nötig. Formatieren Sie in einer Tabellenkalkulation die Spalten als Text.
transfer-check = Prüfen und weiter
transfer-busy = Wird geprüft …
transfer-back = Zurück zu den Übertragungen
transfer-no-partner-title = Noch keine Unterorganisation
transfer-no-partner-text = Sie können SIMs an eine Unterorganisation übertragen, sobald deren Inhaber ein Passwort gesetzt hat.
transfer-sub-title = SIMs überträgt die Hauptorganisation
transfer-sub-text = Übertragungen beauftragt Ihre Hauptorganisation. Hier sehen Sie, was zu Ihnen kam und was zurückgeholt wurde.

## Eine Übertragung. `transfer-source-<source>`

# $n (String): Nummer.
transfer-number = Übertragung { $n }
# $to (String): Organisation.
transfer-title-to = Übertragung an { $to }
# $from (String): Organisation.
transfer-title-from = Übertragung von { $from }
# $who (String): Name. $when (String): Datum und Uhrzeit.
transfer-by = Beauftragt von { $who }, { $when }
transfer-original = Nimmt eine andere Übertragung zurück
transfer-source-single = Eine SIM
transfer-source-range = Ein Bereich
transfer-source-file = Eingefügte Zeilen
transfer-source-undo = Rückgängig machen
transfer-source-command = Befehl des Plattformbetreibers
transfer-fact-from = Von
transfer-fact-to = An
transfer-fact-source = SIMs laut
transfer-fact-sims = SIMs
transfer-fact-errors = Fehler
transfer-happens = Die SIMs wechseln die Organisation mit Bezeichnungen, Notizen, Tags, Volumen und Verlauf. Ihre IP-Adressen werden aufgegeben und Zuordnungen zu Endnutzern entfernt; IMEI-Sperren bleiben. Kann eine SIM nicht übertragen werden, wird keine übertragen.
# $n (Number): SIMs.
transfer-confirm = { $n ->
    [one] 1 SIM übertragen
   *[other] { $count } SIMs übertragen
}
transfer-starting = Wird gestartet …
transfer-cancel = Übertragung abbrechen
transfer-given-up = Die Übertragung wurde abgebrochen. Es wurde nichts übertragen.
transfer-checking = Die SIMs werden geprüft
# $done, $all (String): Anzahl der SIMs.
transfer-reserving = { $done } von { $all } SIMs reserviert
transfer-reserving-text = Noch wurde nichts übertragen. Sind alle SIMs reserviert, werden sie übertragen.
transfer-moving = { $done } von { $all } SIMs übertragen
transfer-moving-text = Alle SIMs sind reserviert. Die Übertragung kann nicht mehr abgebrochen werden.
transfer-releasing = Die Reservierung wird zurückgenommen
transfer-leave = Sie können diese Seite verlassen; die Arbeit geht weiter.
# $n (Number): SIMs.
transfer-done = { $n ->
    [one] 1 SIM wurde übertragen
   *[other] { $count } SIMs wurden übertragen
}
transfer-done-text = Die Inhaber und Administratoren beider Organisationen wurden per E-Mail benachrichtigt.
transfer-failed-text = Mindestens eine SIM konnte nicht reserviert werden. Es wurde nichts übertragen.
transfer-cancelled-text = Es wurde nichts übertragen.
transfer-waiting-text = Eine zweite Person muss diese Übertragung freigeben.
transfer-undo = Rückgängig machen
transfer-undone = Diese Übertragung wird oder wurde zurückgenommen
transfer-undone-link = Rückübertragung anzeigen
transfer-csv = Ergebnis als CSV

## Fehler. `transfer-fault-<kind>`

# $n (Number): Fehler.
transfer-rejected-title = { $n ->
    [one] Die Datei hat 1 Fehler
   *[other] Die Datei hat { $count } Fehler
}
transfer-rejected = Es wurde nichts übertragen
transfer-rejected-text = Berichtigen Sie diese Zeilen und lassen Sie die Datei erneut prüfen.
transfer-rejected-repairable = Alle Fehler lassen sich sicher beheben: Leere Zeilen und Semikolons am Zeilenende werden entfernt, überlappende Bereiche zusammengefasst.
transfer-rejected-undo = Mit diesen SIMs ist seither etwas geschehen. Mit einer neuen Übertragung können Sie sie weiterhin zurückholen.
transfer-repair = Beheben und weiter
transfer-repaired = Berichtigte Datei
transfer-again = Andere Datei prüfen
transfer-errors-csv = Fehlerliste als CSV
transfer-faults = Zeilen mit Fehlern
# $n (Number): Fehler.
transfer-unshown = { $n ->
    [one] 1 weiterer Fehler ist nicht aufgeführt
   *[other] { $count } weitere Fehler sind nicht aufgeführt
}
transfer-line = Zeile
transfer-content = Inhalt
transfer-reason = Was falsch ist
transfer-ranges = Bereiche
transfer-ranges-text = In der Reihenfolge der Nummern
transfer-fault-empty_file = Die Datei ist leer.
transfer-fault-not_text = Das ist kein Text in UTF-8. Speichern Sie die Datei in Ihrer Tabellenkalkulation als „CSV UTF-8“.
transfer-fault-too_large = Die Datei ist größer als 48 MB. Teilen Sie sie auf mehrere Dateien auf.
transfer-fault-empty_line = Die Zeile ist leer.
transfer-fault-trailing_semicolon = Am Zeilenende steht ein Semikolon.
transfer-fault-wrong_columns = Eine Zeile besteht aus zwei ICCIDs mit einem Semikolon dazwischen.
transfer-fault-not_an_iccid = Eine ICCID hat 19 oder 20 Ziffern und beginnt mit 89.
transfer-fault-luhn = Die 20. Ziffer ist nicht die Prüfziffer der ICCID.
transfer-fault-spreadsheet_damage = Eine Tabellenkalkulation hat die Nummer gerundet; die letzten Ziffern sind verloren. Exportieren Sie sie erneut mit einer als Text formatierten Spalte.
transfer-fault-start_after_end = Die erste ICCID liegt hinter der letzten.
transfer-fault-overlap = Der Bereich überlappt mit früheren Zeilen.
transfer-fault-unknown_sims = Diese SIM gehört nicht der abgebenden Organisation.
transfer-fault-open_action = Eine Sammelaktion oder eine andere Übertragung bearbeitet gerade diese SIM.
transfer-fault-changed_since = An dieser SIM wurde seit der Übertragung etwas geändert.
# $n, $count (Number, String): die frühere Zeile.
transfer-overlap-line = { $n ->
   *[other] Der Bereich überlappt mit Zeile { $count }.
}
# $n (Number): SIMs.
transfer-unknown-some = { $n ->
    [one] 1 SIM dieses Bereichs gehört nicht der abgebenden Organisation.
   *[other] { $count } SIMs dieses Bereichs gehören nicht der abgebenden Organisation.
}
# $n (Number): SIMs.
transfer-open-some = { $n ->
    [one] Eine Sammelaktion oder eine andere Übertragung bearbeitet gerade 1 SIM dieses Bereichs.
   *[other] Eine Sammelaktion oder eine andere Übertragung bearbeitet gerade { $count } SIMs dieses Bereichs.
}

## Ablehnungen

transfer-refused-not-master = SIMs übertragen nur die Personen der Hauptorganisation. Es wurde nichts geändert.
transfer-refused-confirm = Diese Übertragung wartet nicht mehr auf eine Bestätigung. Es wurde nichts geändert.
transfer-refused-moving = Die SIMs werden bereits übertragen; abbrechen lässt sich das nicht mehr. Sie können die Übertragung rückgängig machen, sobald sie abgeschlossen ist.
transfer-refused-over = Diese Übertragung ist beendet. Es wurde nichts geändert.
transfer-refused-repair = In dieser Datei gibt es nichts, was sich sicher beheben lässt. Es wurde nichts geändert.
transfer-refused-undo = Diese Übertragung lässt sich nicht mehr rückgängig machen: Das geht einmal und innerhalb von 24 Stunden. Es wurde nichts geändert.

## Verlauf einer SIM

sim-action-transfer = An andere Organisation übertragen

## E-Mail: `mail-transfer-received-…`, `mail-transfer-given-…`

# $n (Number), $count (String): SIMs. $from, $to (String): Organisationen.
mail-transfer-received-subject = { $n ->
    [one] 1 SIM von { $from } ist angekommen
   *[other] { $count } SIMs von { $from } sind angekommen
}
mail-transfer-received-title = { $n ->
    [one] 1 SIM ist jetzt bei { $to }
   *[other] { $count } SIMs sind jetzt bei { $to }
}
mail-transfer-received-preview = Mit Bezeichnungen, Tags, Volumen und Verlauf
mail-transfer-received-text = { $n ->
    [one] 1 SIM wurde von { $from } an { $to } übertragen. Bezeichnung, Tags, Volumen und Verlauf sind mitgekommen; eine neue IP-Adresse vergibt das Netz.
   *[other] { $count } SIMs wurden von { $from } an { $to } übertragen. Bezeichnungen, Tags, Volumen und Verlauf sind mitgekommen; neue IP-Adressen vergibt das Netz.
}
mail-transfer-given-subject = { $n ->
    [one] 1 SIM wurde an { $to } übertragen
   *[other] { $count } SIMs wurden an { $to } übertragen
}
mail-transfer-given-title = { $n ->
    [one] 1 SIM hat { $from } verlassen
   *[other] { $count } SIMs haben { $from } verlassen
}
mail-transfer-given-preview = Die andere Organisation hat sie jetzt
mail-transfer-given-text = { $n ->
    [one] 1 SIM wurde von { $from } an { $to } übertragen, mit Bezeichnung, Tags, Volumen und Verlauf.
   *[other] { $count } SIMs wurden von { $from } an { $to } übertragen, mit Bezeichnungen, Tags, Volumen und Verlauf.
}
mail-transfer-undoing = Damit wurde eine frühere Übertragung zurückgenommen.
mail-transfer-button = Übertragung anzeigen
# $who (String): Name. $at (String): Datum und Uhrzeit.
mail-transfer-facts = Beauftragt von { $who }, abgeschlossen am { $at }. Die Hauptorganisation kann das innerhalb von 24 Stunden rückgängig machen.

## Protokoll

audit-sim-transfer = SIM übertragen
audit-kind-transfer = Übertragung von SIMs
audit-transfer-cancel = Übertragung abgebrochen
audit-transfer-confirm = Übertragung bestätigt
audit-transfer-done = Übertragung abgeschlossen
audit-transfer-fail = Übertragung gescheitert, nichts wurde übertragen
