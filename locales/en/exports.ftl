### Files of the list of SIMs.

exports-menu = Export
exports-csv = CSV file
exports-xlsx = Excel workbook
exports-what = The SIMs found, with the columns shown
exports-codes = With PIN and PUK
exports-codes-hint = Is noted in the audit log
exports-all = Past exports

## Heads of columns that differ from the list

exports-column-data = Data left (bytes)
exports-column-data-total = Data volume (bytes)
# $zone (String): name of a time zone.
exports-column-activity = Last activity ({ $zone })

## The list of files

exports-title = Exports
exports-lede = Large exports are made in the background and can be downloaded here for 7 days.
exports-none-title = No exports
exports-none-text = Small exports download at once and leave nothing here. Large ones appear here as soon as you ask for them in the list of SIMs.
exports-to-list = Go to My SIMs
exports-file = File
exports-status = Status
exports-sims = SIMs
exports-size = Size
exports-maker = Asked for by
exports-created = Asked for on
exports-expires = Available until
exports-has-codes = PIN and PUK
exports-status-waiting = Waiting
exports-status-running = Being made
exports-status-ready = Ready
exports-status-failed = Failed
exports-status-cancelled = Cancelled
exports-problem-right = The person who asked for it may no longer export these SIMs.
# $n (Number), $count (String): SIMs written.
exports-so-far = { $n ->
    [one] One SIM so far.
   *[other] { $count } SIMs so far.
}
exports-leave = You can leave this page: an e-mail tells you when the file is ready.
exports-codes-held = PIN and PUK
exports-codes-yes = Contained
exports-codes-no = Not contained
exports-download = Download file
exports-cancel = Cancel export
exports-cancelled = The export was cancelled.
exports-delete = Delete export
exports-delete-title = Delete this export?
# $file (String): name of the file.
exports-delete-lede = The file { $file } is removed from the portal. SIMs are not changed, and you can export them again.
exports-deleted = The export was deleted.

## Refusals

exports-refused-many = You have five exports under way. Wait until one of them is ready, or cancel one.
exports-refused-ended = This export is no longer under way.
exports-refused-not-yours = Only the person who asked for this export can do that.
exports-refused-not-ready = This file is not available for download (any more).

## E-mail: an export is ready
## $brand (String): name of the portal. $file (String): name of the file. $until (String): date and time.

mail-export-subject = Your export { $file } is ready
mail-export-title = Your export is ready
mail-export-preview = It can be downloaded until { $until }.
# $n (Number), $count (String): SIMs.
mail-export-text = { $n ->
    [one] The file { $file } with one SIM is ready to be downloaded.
   *[other] The file { $file } with { $count } SIMs is ready to be downloaded.
}
mail-export-button = Go to the file
mail-export-facts = The file is behind your sign-in to { $brand } and is removed on { $until }.
mail-export-codes = It contains PINs and PUKs: keep it where nobody else can read it.
