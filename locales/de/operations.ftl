### Pages of staff: records that were set aside.

## The list

set-aside-title = Zurückgestellte Datensätze
set-aside-lede = Nutzungs- und Ereignisdatensätze, die nicht übernommen werden konnten. Sie warten hier, bis ihre Ursache behoben ist.
# $values (String): values of the address, separated by commas.
set-aside-ignored = Diesen Status oder Grund gibt es nicht: { $values }. Die Angabe wurde nicht beachtet.

set-aside-by-status = Status
set-aside-by-reason = Gründe
set-aside-all-reasons = Alle Gründe
set-aside-pages = Seiten

set-aside-status-waiting = Wartend
set-aside-status-loaded = Übernommen
set-aside-status-discarded = Verworfen

set-aside-caption-waiting = Wartende Datensätze, neueste zuerst
set-aside-caption-loaded = Bei einem späteren Versuch übernommene Datensätze, neueste zuerst
set-aside-caption-discarded = Verworfene Datensätze, neueste zuerst

set-aside-kind-usage = Nutzung
set-aside-kind-event = Ereignis

set-aside-at = Zurückgestellt
set-aside-kind = Art
set-aside-record = Datensatz
set-aside-reason = Grund
set-aside-source = Quelle
set-aside-tries = Versuche

set-aside-total = { $n ->
    [one] 1 Datensatz
   *[other] { $count } Datensätze
}
# $zone (String): name of a time zone, such as “Europe/Berlin”.
set-aside-order = neueste zuerst · Zeiten in { $zone }
set-aside-newer = Neuere
set-aside-older = Ältere

set-aside-empty-waiting-title = Alles in Ordnung
set-aside-empty-waiting = Kein Datensatz wartet. Was nicht übernommen werden kann, erscheint hier mit seinem Grund.
set-aside-empty-loaded-title = Nichts wurde nachträglich übernommen
set-aside-empty-loaded = Datensätze, die gewartet haben, erscheinen hier, sobald ein späterer Versuch sie übernommen hat.
set-aside-empty-discarded-title = Nichts wurde verworfen
set-aside-empty-discarded = Datensätze, die Mitarbeitende verwerfen, erscheinen hier.
set-aside-no-match-title = Kein Datensatz mit diesem Grund
set-aside-no-match-waiting = Aus diesem Grund wartet kein Datensatz.
set-aside-no-match-loaded = Kein Datensatz, der aus diesem Grund wartete, wurde nachträglich übernommen.
set-aside-no-match-discarded = Kein Datensatz mit diesem Grund wurde verworfen.
set-aside-show-all = Alle Gründe zeigen

## Trying again

set-aside-try-all = { $n ->
    [one] 1 Datensatz erneut versuchen
   *[other] Alle { $count } erneut versuchen
}
set-aside-try = Erneut versuchen
set-aside-trying = Neuer Versuch …
set-aside-being-tried = { $n ->
    [one] 1 Datensatz wird erneut versucht. Laden Sie diese Seite gleich neu, um zu sehen, ob er noch wartet.
   *[other] { $count } Datensätze werden erneut versucht. Laden Sie diese Seite gleich neu, um zu sehen, welche noch warten.
}
set-aside-none-waiting = Es gibt nichts mehr zu versuchen.
set-aside-taken-in = Der Datensatz wurde übernommen.
# $reason (String): text of a `reason-…` key.
set-aside-still = Der Datensatz kann weiterhin nicht übernommen werden: { $reason }.

## One record

set-aside-crumbs = Brotkrumen
set-aside-name-usage = Nutzungsdatensatz
set-aside-name-event = Ereignisdatensatz
set-aside-what-now = Beheben Sie die Ursache, zum Beispiel durch Import der SIM, und versuchen Sie den Datensatz erneut. Oder lassen Sie ihn vom Absender berichtigt noch einmal senden und verwerfen Sie diesen.
set-aside-facts = Angaben
set-aside-status = Status
# A message in English from where the record was read.
set-aside-detail = Was nicht stimmte
set-aside-last-waiting = Zuletzt versucht
set-aside-last-loaded = Übernommen
set-aside-last-discarded = Verworfen
set-aside-body = Der Datensatz, wie er kam

## Discarding

set-aside-discard = Verwerfen
set-aside-discard-title = Diesen Datensatz verwerfen?
set-aside-discard-lede = Er wird nicht erneut versucht, und das lässt sich nicht rückgängig machen. Er bleibt unter den verworfenen Datensätzen sichtbar. Sendet sein Absender ihn noch einmal, wird er wie ein neuer geprüft.
set-aside-discard-do = Datensatz verwerfen
set-aside-discarding = Wird verworfen …
set-aside-discard-cancel = Datensatz behalten
set-aside-was-discarded = Der Datensatz wurde verworfen.
# In place of `error-refused-text`.
error-set-aside-done = Dieser Datensatz wurde inzwischen übernommen oder verworfen. Es wurde nichts geändert.

## Reasons: `reason-<kind>`, for every kind a record or a line of a file can be refused for.

reason-exists = Diese ICCID ist bereits vorhanden
reason-not_an_iccid = Die ICCID fehlt oder ist keine
reason-unknown_status = Der Status ist unbekannt
reason-not_an_imsi = Die IMSI ist keine
reason-duplicate_in_file = Eine frühere Zeile hat diese ICCID
reason-spreadsheet_damage = Ein Tabellenprogramm hat die ICCID gerundet
reason-luhn = Die Prüfziffer der ICCID ist falsch
reason-wrong_columns = Die Zeile hat zu viele oder zu wenige Spalten
reason-unknown_sim = Keine SIM mit dieser ICCID
reason-bad_volume = Das Volumen fehlt oder ist unmöglich
reason-bad_timestamp = Die Zeit fehlt oder ist unmöglich
reason-not_a_msisdn = Die MSISDN ist keine
reason-not_an_imei = Die IMEI ist keine
reason-not_an_eid = Die EID ist keine
reason-not_an_ip_address = Die IP-Adresse ist keine
reason-not_a_pin = Die PIN oder PUK ist keine
reason-bad_label = Die Bezeichnung ist zu lang oder enthält Steuerzeichen
reason-bad_tag = Ein Tag ist zu lang oder enthält Steuerzeichen
reason-bad_note = Die Notiz ist zu lang oder enthält Steuerzeichen
reason-bad_number = Ein Kontingent ist keine Zahl
reason-bad_date = Ein Tag ist keiner, oder die Laufzeit endet vor ihrem Beginn
reason-bad_id = Der Datensatz hat keine brauchbare Nummer
reason-bad_record = Der Datensatz hat nicht die dokumentierte Form
reason-unknown_traffic_type = Weder Daten noch SMS
reason-wrong_organisation = Die Organisation ist unbekannt oder hält die SIM nicht
reason-not_utf8 = Die Zeile ist nicht UTF-8
