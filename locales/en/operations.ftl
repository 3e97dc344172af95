### Pages of staff: records that were set aside.

## The list

set-aside-title = Set-aside records
set-aside-lede = Usage and event records that could not be taken in. They wait here until their cause is mended.
# $values (String): values of the address, separated by commas.
set-aside-ignored = There is no such status or reason: { $values }. It was ignored.

set-aside-by-status = Status
set-aside-by-reason = Reasons
set-aside-all-reasons = All reasons
set-aside-pages = Pages

set-aside-status-waiting = Waiting
set-aside-status-loaded = Taken in
set-aside-status-discarded = Discarded

set-aside-caption-waiting = Waiting records, newest first
set-aside-caption-loaded = Records taken in by a later try, newest first
set-aside-caption-discarded = Discarded records, newest first

set-aside-kind-usage = Usage
set-aside-kind-event = Event

set-aside-at = Set aside
set-aside-kind = Kind
set-aside-record = Record
set-aside-reason = Reason
set-aside-source = Source
set-aside-tries = Tries

set-aside-total = { $n ->
    [one] 1 record
   *[other] { $count } records
}
# $zone (String): name of a time zone, such as “Europe/Berlin”.
set-aside-order = newest first · times in { $zone }
set-aside-newer = Newer
set-aside-older = Older

set-aside-empty-waiting-title = All is well
set-aside-empty-waiting = No record is waiting. One that cannot be taken in appears here with its reason.
set-aside-empty-loaded-title = Nothing was taken in later
set-aside-empty-loaded = Records that waited appear here once a later try has taken them in.
set-aside-empty-discarded-title = Nothing was discarded
set-aside-empty-discarded = Records that staff discard appear here.
set-aside-no-match-title = No record with this reason
set-aside-no-match-waiting = No record waits for this reason.
set-aside-no-match-loaded = No record that waited for this reason was taken in later.
set-aside-no-match-discarded = No record with this reason was discarded.
set-aside-show-all = Show all reasons

## Trying again

set-aside-try-all = { $n ->
    [one] Try 1 record again
   *[other] Try all { $count } again
}
set-aside-try = Try again
set-aside-trying = Trying again …
set-aside-being-tried = { $n ->
    [one] 1 record is being tried again. Reload this page in a moment to see what is left.
   *[other] { $count } records are being tried again. Reload this page in a moment to see what is left.
}
set-aside-none-waiting = There is nothing left to try again.
set-aside-taken-in = The record was taken in.
# $reason (String): text of a `reason-…` key.
set-aside-still = The record still cannot be taken in: { $reason }.

## One record

set-aside-crumbs = Breadcrumb
set-aside-name-usage = Usage record
set-aside-name-event = Event record
set-aside-what-now = Mend the cause, by importing the SIM for example, and try the record again. Or have its sender correct it and send it again, and discard this one.
set-aside-facts = Details
set-aside-status = Status
# A message in English from where the record was read.
set-aside-detail = What was wrong
set-aside-last-waiting = Last tried
set-aside-last-loaded = Taken in
set-aside-last-discarded = Discarded
set-aside-body = The record as it came

## Discarding

set-aside-discard = Discard
set-aside-discard-title = Discard this record?
set-aside-discard-lede = It will not be tried again, and this cannot be undone. It stays visible among the discarded records. Should its sender send it again, it is checked like a new one.
set-aside-discard-do = Discard record
set-aside-discarding = Discarding …
set-aside-discard-cancel = Keep record
set-aside-was-discarded = The record was discarded.
# In place of `error-refused-text`.
error-set-aside-done = This record was taken in or discarded in the meantime. Nothing was changed.

## Reasons: `reason-<kind>`, for every kind a record or a line of a file can be refused for.

reason-exists = This ICCID is held already
reason-not_an_iccid = The ICCID is missing or is not one
reason-unknown_status = The status is unknown
reason-not_an_imsi = The IMSI is not one
reason-duplicate_in_file = An earlier line has this ICCID
reason-spreadsheet_damage = A spreadsheet has rounded the ICCID
reason-luhn = The check digit of the ICCID is wrong
reason-wrong_columns = The line has too many or too few columns
reason-unknown_sim = No SIM with this ICCID
reason-bad_volume = The volume is missing or impossible
reason-bad_timestamp = The time is missing or impossible
reason-not_a_msisdn = The MSISDN is not one
reason-not_an_imei = The IMEI is not one
reason-not_an_eid = The EID is not one
reason-not_an_ip_address = The IP address is not one
reason-not_a_pin = The PIN or PUK is not one
reason-bad_label = The label is too long or has control characters
reason-bad_tag = A tag is too long or has control characters
reason-bad_note = The note is too long or has control characters
reason-bad_number = A quota is not a number
reason-bad_date = A day is not one, or the term ends before it starts
reason-bad_id = The record has no usable id
reason-bad_record = The record does not have the documented form
reason-unknown_traffic_type = Neither data nor SMS
reason-wrong_organisation = The organisation is unknown or does not hold the SIM
reason-not_utf8 = The line is not UTF-8
