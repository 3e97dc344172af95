### Transfers of SIMs between a master organisation and its sub-organisations.

## The list

transfer-list-title = SIM transfers
transfer-list-lede = Move SIMs between this organisation and its sub-organisations. Labels, tags, volumes and history go along; IP addresses change.
transfer-new-title = New transfer
transfer-none-title = No transfers yet
transfer-none-text = Transfers that move SIMs to or from this organisation are listed here.
transfer-column-what = Transfer
transfer-column-when = Ordered
transfer-column-who = By
transfer-column-sims = SIMs
transfer-column-status = Status
transfer-kept = Kept for 90 days
# $to (String): organisation.
transfer-to = To { $to }
# $from (String): organisation.
transfer-from = From { $from }

## `transfer-status-<status>`

transfer-status-checking = Being checked
transfer-status-rejected = Rejected
transfer-status-previewed = Waiting for confirmation
transfer-status-waiting = Waiting for approval
transfer-status-reserving = Running
transfer-status-moving = Running
transfer-status-releasing = Being taken back
transfer-status-done = Completed
transfer-status-cancelled = Cancelled
transfer-status-failed = Nothing was transferred

## Ordering one

transfer-new-lede = All SIMs are transferred, or none.
transfer-new-hint = Nothing moves before you confirm on the next page.
transfer-partner = Sub-organisation
transfer-partner-choose = Please choose
transfer-partner-missing = Choose a sub-organisation
# $n (Number): SIMs.
transfer-sims = { $n ->
    [one] 1 SIM
   *[other] { $count } SIMs
}
transfer-direction = Direction
transfer-direction-missing = Choose a direction
transfer-give = To the sub-organisation
transfer-take = From the sub-organisation
transfer-what = What to transfer
transfer-what-one = One SIM
transfer-what-range = A range
transfer-what-file = Several ranges (file)
transfer-iccid = ICCID
transfer-iccid-hint = 19 or 20 digits
transfer-iccid-missing = Enter an ICCID
transfer-iccid-wrong = An ICCID has 19 or 20 digits and begins with 89
transfer-iccid-luhn = The last digit is not the check digit of this ICCID. Compare the number with the card.
transfer-iccid-damaged = A spreadsheet has rounded this number. Copy it again from a column formatted as text.
transfer-start = First ICCID
transfer-end = Last ICCID
transfer-end-before-start = The last ICCID comes before the first one
transfer-typed-unknown = Not all of these SIMs are in the organisation that gives them away
transfer-typed-open = A bulk action or another transfer is working on one of these SIMs. Try again when it is done.
transfer-file = File with ranges
transfer-file-hint = CSV or TXT in UTF-8, up to 48 MB
transfer-file-missing = Choose a file, or paste at least one line
transfer-text = Or paste the lines
transfer-help = How the file must look
transfer-help-range = One range per line: first ICCID, semicolon, last ICCID.
transfer-help-one = For one SIM, write its ICCID twice.
transfer-help-twice = No ICCID may be listed twice, also not inside two ranges.
transfer-help-lines = No semicolon at the end of a line, no heading and no empty lines.
transfer-help-text = Quotation marks are allowed, not needed. In a spreadsheet, format the columns as text.
transfer-check = Check and continue
transfer-busy = Checking …
transfer-back = Back to the transfers
transfer-no-partner-title = No sub-organisation yet
transfer-no-partner-text = SIMs can be transferred to a sub-organisation as soon as its owner has set a password.
transfer-sub-title = The main organisation transfers SIMs
transfer-sub-text = Transfers are ordered by your main organisation. You see here what came to you and what was taken back.

## A transfer. `transfer-source-<source>`

# $n (String): number.
transfer-number = Transfer { $n }
# $to (String): organisation.
transfer-title-to = Transfer to { $to }
# $from (String): organisation.
transfer-title-from = Transfer from { $from }
# $who (String): name. $when (String): date and time.
transfer-by = Ordered by { $who }, { $when }
transfer-original = Takes another transfer back
transfer-source-single = One SIM
transfer-source-range = A range
transfer-source-file = Pasted lines
transfer-source-undo = Undoing
transfer-source-command = Command of the platform’s staff
transfer-fact-from = From
transfer-fact-to = To
transfer-fact-source = SIMs given by
transfer-fact-sims = SIMs
transfer-fact-errors = Errors
transfer-happens = The SIMs change their organisation with labels, notes, tags, volumes and history. Their IP addresses are given up and links to end users are removed; IMEI locks stay. If one SIM cannot be transferred, none is.
# $n (Number): SIMs.
transfer-confirm = { $n ->
    [one] Transfer 1 SIM
   *[other] Transfer { $count } SIMs
}
transfer-starting = Starting …
transfer-cancel = Cancel the transfer
transfer-given-up = The transfer was cancelled. Nothing was moved.
transfer-checking = The SIMs are being checked
# $done, $all (String): numbers of SIMs.
transfer-reserving = { $done } of { $all } SIMs reserved
transfer-reserving-text = Nothing has been moved yet. When all SIMs are reserved they are moved.
transfer-moving = { $done } of { $all } SIMs moved
transfer-moving-text = All SIMs are reserved. The transfer can no longer be cancelled.
transfer-releasing = The reservation is being taken back
transfer-leave = You can leave this page; the work goes on.
# $n (Number): SIMs.
transfer-done = { $n ->
    [one] 1 SIM was transferred
   *[other] { $count } SIMs were transferred
}
transfer-done-text = The owners and admins of both organisations have been told by e-mail.
transfer-failed-text = At least one SIM could not be reserved. Nothing was moved.
transfer-cancelled-text = Nothing was moved.
transfer-waiting-text = A second person has to approve this transfer.
transfer-undo = Undo
transfer-undone = This transfer is being taken back, or has been
transfer-undone-link = Show the transfer back
transfer-csv = Result, CSV

## Faults. `transfer-fault-<kind>`

# $n (Number): errors.
transfer-rejected-title = { $n ->
    [one] The file has 1 error
   *[other] The file has { $count } errors
}
transfer-rejected = Nothing was transferred
transfer-rejected-text = Correct these lines and check the file again.
transfer-rejected-repairable = All errors can be repaired safely: empty lines and semicolons at the ends of lines are removed, overlapping ranges are joined.
transfer-rejected-undo = Something happened to these SIMs since. They can still be transferred back by a new transfer.
transfer-repair = Repair and continue
transfer-repaired = Repaired file
transfer-again = Check another file
transfer-errors-csv = Error list, CSV
transfer-faults = Lines with errors
# $n (Number): errors.
transfer-unshown = { $n ->
    [one] 1 more error is not listed
   *[other] { $count } more errors are not listed
}
transfer-line = Line
transfer-content = Content
transfer-reason = What is wrong
transfer-ranges = Ranges
transfer-ranges-text = In the order of their numbers
transfer-fault-empty_file = The file is empty.
transfer-fault-not_text = This is no text in UTF-8. In your spreadsheet, save it as “CSV UTF-8”.
transfer-fault-too_large = The file is larger than 48 MB. Split it into several files.
transfer-fault-empty_line = The line is empty.
transfer-fault-trailing_semicolon = There is a semicolon at the end of the line.
transfer-fault-wrong_columns = A line is two ICCIDs with a semicolon between them.
transfer-fault-not_an_iccid = An ICCID has 19 or 20 digits and begins with 89.
transfer-fault-luhn = The 20th digit is not the check digit of the ICCID.
transfer-fault-spreadsheet_damage = A spreadsheet has rounded the number; its last digits are lost. Export it again with the column formatted as text.
transfer-fault-start_after_end = The first ICCID comes after the last one.
transfer-fault-overlap = The range overlaps earlier lines.
transfer-fault-unknown_sims = This SIM is not in the organisation that gives it away.
transfer-fault-open_action = A bulk action or another transfer is working on this SIM.
transfer-fault-changed_since = Something was changed of this SIM since the transfer.
# $n, $count (Number, String): the earlier line.
transfer-overlap-line = { $n ->
   *[other] The range overlaps line { $count }.
}
# $n (Number): SIMs.
transfer-unknown-some = { $n ->
    [one] 1 SIM of this range is not in the organisation that gives it away.
   *[other] { $count } SIMs of this range are not in the organisation that gives them away.
}
# $n (Number): SIMs.
transfer-open-some = { $n ->
    [one] A bulk action or another transfer is working on 1 SIM of this range.
   *[other] A bulk action or another transfer is working on { $count } SIMs of this range.
}

## Refusals

transfer-refused-not-master = Only the people of the main organisation transfer SIMs. Nothing was changed.
transfer-refused-confirm = This transfer does not wait for a confirmation any more. Nothing was changed.
transfer-refused-moving = The SIMs are being moved already; the transfer can no longer be cancelled. You can undo it when it is done.
transfer-refused-over = This transfer is over. Nothing was changed.
transfer-refused-repair = This file has nothing that can be repaired safely. Nothing was changed.
transfer-refused-undo = This transfer cannot be undone any more: that is possible once, within 24 hours. Nothing was changed.

## History of a SIM

sim-action-transfer = Transferred to another organisation

## Mail: `mail-transfer-received-…`, `mail-transfer-given-…`

# $n (Number), $count (String): SIMs. $from, $to (String): organisations.
mail-transfer-received-subject = { $n ->
    [one] 1 SIM has come from { $from }
   *[other] { $count } SIMs have come from { $from }
}
mail-transfer-received-title = { $n ->
    [one] 1 SIM has come to { $to }
   *[other] { $count } SIMs have come to { $to }
}
mail-transfer-received-preview = With labels, tags, volumes and history
mail-transfer-received-text = { $n ->
    [one] 1 SIM has been transferred from { $from } to { $to }. Its label, tags, volume and history came along; the network gives it a new IP address.
   *[other] { $count } SIMs have been transferred from { $from } to { $to }. Their labels, tags, volumes and history came along; the network gives them new IP addresses.
}
mail-transfer-given-subject = { $n ->
    [one] 1 SIM has gone to { $to }
   *[other] { $count } SIMs have gone to { $to }
}
mail-transfer-given-title = { $n ->
    [one] 1 SIM has left { $from }
   *[other] { $count } SIMs have left { $from }
}
mail-transfer-given-preview = They are in the other organisation now
mail-transfer-given-text = { $n ->
    [one] 1 SIM has been transferred from { $from } to { $to }, with its label, tags, volume and history.
   *[other] { $count } SIMs have been transferred from { $from } to { $to }, with their labels, tags, volumes and history.
}
mail-transfer-undoing = An earlier transfer was taken back by this one.
mail-transfer-button = Show the transfer
# $who (String): name. $at (String): date and time.
mail-transfer-facts = Ordered by { $who }, done on { $at }. The main organisation can undo it within 24 hours.

## Audit log

audit-sim-transfer = SIM transferred
audit-kind-transfer = Transfer of SIMs
audit-transfer-cancel = Transfer cancelled
audit-transfer-confirm = Transfer confirmed
audit-transfer-done = Transfer completed
audit-transfer-fail = Transfer failed, nothing was moved
