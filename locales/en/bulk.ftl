### Bulk actions: one change for many SIMs.

## Bar below the list

bulk-bar = Actions for the selected SIMs
bulk-select-page = Select all SIMs on this page
# $iccid (String): number of the SIM.
bulk-select = Select { $iccid }
bulk-selected-some = Selected SIMs
bulk-selected-one = 1 SIM selected
# $n (String): placeholder that the script replaces.
bulk-selected-many = { $n } SIMs selected
# $n (Number): SIMs that the filter finds.
bulk-all = { $n ->
    [one] The SIM of this filter
   *[other] All { $count } SIMs of this filter
}
bulk-all-many = All SIMs of this filter (more than { $count })
bulk-clear = Clear the selection
bulk-do-activate = Activate
bulk-do-deactivate = Deactivate
bulk-do-imei-lock = Lock IMEI
bulk-do-imei-unlock = Unlock IMEI
bulk-do-reset = Reset connection
bulk-do-label = Label
bulk-do-tags = Tags
bulk-past = Bulk actions
bulk-labels-link = Labels from a file
bulk-nothing-selected = Nothing is selected. Tick at least one SIM, or choose all SIMs of the filter.
bulk-too-many = At most 1,000 SIMs can be ticked for one action. Nothing was changed. Go back, narrow the list by a filter and choose “All SIMs of this filter”.

## Asking for a label or for tags. `bulk-<kind>-…`

bulk-label-title = Label SIMs
bulk-label-field = Label
bulk-label-hint = At most 64 characters. Leave it empty to remove the labels.
bulk-tags-title = Tags of SIMs
bulk-tags-field = Tags
bulk-tags-hint = Separated by commas, up to 20 of at most 32 characters each
bulk-tags-what = What to do
bulk-way-add-tags = Add these tags
bulk-way-remove-tags = Remove these tags
bulk-way-set-tags = Replace all tags by these
bulk-tags-none = Enter at least one tag
bulk-tags-how = Choose what to do with the tags
# $n (Number): SIMs.
bulk-selected = { $n ->
    [one] 1 SIM is selected
   *[other] { $count } SIMs are selected
}
bulk-selected-all = All SIMs of the filter are selected
bulk-nothing-yet = Nothing is changed before you have seen the preview.
bulk-to-preview = Show the preview
bulk-checking = Checking …
bulk-back = Back to the list

## Labels from a file

bulk-labels-title = Labels from a file
bulk-labels-lede = One SIM a line: its ICCID, a semicolon, its label. Nothing is changed before you have seen the preview.
bulk-labels-file = File
# $n (Number): lines.
bulk-labels-limits = { $n ->
    [one] CSV or text in UTF-8, at most { $count } line and 5 MB
   *[other] CSV or text in UTF-8, at most { $count } lines and 5 MB
}
bulk-labels-text = Or paste the lines
bulk-labels-example = Cold store 4
bulk-labels-form = ICCIDs have 19 or 20 digits. Commas and tabs separate as well; a heading “iccid;label” is passed over. An empty label removes the label.
bulk-labels-nothing = Choose a file, or paste at least one line
bulk-labels-not-text = This is no text in UTF-8. In your spreadsheet, save it as “CSV UTF-8”.
bulk-labels-too-long = The file has more than 100,000 lines. Split it into several files.

## An action: `bulk-title-<action>`, `bulk-happens-<action>`, `bulk-confirm-<action>`

bulk-title-activate = Activate SIMs
bulk-title-deactivate = Deactivate SIMs
bulk-title-imei-lock = Lock SIMs to their devices
bulk-title-imei-unlock = Release SIMs from their devices
bulk-title-reset = Reset connections
bulk-title-label = Label SIMs
bulk-title-add-tags = Add tags
bulk-title-remove-tags = Remove tags
bulk-title-set-tags = Replace tags
bulk-source-selection = Selected SIMs
bulk-source-filter = All SIMs of a filter
bulk-source-file = Labels from a file
bulk-source-undo = Undoing
bulk-original = the action that is undone
# $who (String): name. $when (String): date and time.
bulk-by = ordered by { $who }, { $when }

bulk-happens-activate = The carriers let these SIMs use the network again. Volumes, lifetimes, labels and IMEI locks stay as they are.
bulk-happens-deactivate = Running sessions end and the carriers bar these SIMs. Lifetimes do not stop; volumes, labels and tags are kept.
bulk-happens-imei-lock = Each SIM will work only in the device shown here. A SIM that turns up in another device before its turn is left out.
bulk-happens-imei-unlock = These SIMs will work in any device again.
bulk-happens-reset = Sessions end, and the devices connect anew within a few minutes. This cannot be undone.
bulk-happens-label = The labels are replaced by the ones shown here.
bulk-happens-add-tags = The tags are added. Tags that the SIMs have already stay.
bulk-happens-remove-tags = The tags are removed. Other tags stay.
bulk-happens-set-tags = All tags of these SIMs are replaced by the new ones.
bulk-nothing-to-do = There is nothing to change.

# $n (Number): SIMs that will change.
bulk-confirm-activate = { $n ->
    [one] Activate 1 SIM
   *[other] Activate { $count } SIMs
}
bulk-confirm-deactivate = { $n ->
    [one] Deactivate 1 SIM
   *[other] Deactivate { $count } SIMs
}
bulk-confirm-imei-lock = { $n ->
    [one] Lock 1 SIM to its device
   *[other] Lock { $count } SIMs to their devices
}
bulk-confirm-imei-unlock = { $n ->
    [one] Release 1 SIM
   *[other] Release { $count } SIMs
}
bulk-confirm-reset = { $n ->
    [one] Reset 1 connection
   *[other] Reset { $count } connections
}
bulk-confirm-label = { $n ->
    [one] Label 1 SIM
   *[other] Label { $count } SIMs
}
bulk-confirm-add-tags = { $n ->
    [one] Change the tags of 1 SIM
   *[other] Change the tags of { $count } SIMs
}
bulk-confirm-remove-tags = { $n ->
    [one] Change the tags of 1 SIM
   *[other] Change the tags of { $count } SIMs
}
bulk-confirm-set-tags = { $n ->
    [one] Change the tags of 1 SIM
   *[other] Change the tags of { $count } SIMs
}
bulk-starting = Starting …

## Progress

# $n (Number): SIMs checked so far.
bulk-preparing = { $n ->
    [one] 1 SIM checked so far
   *[other] { $count } SIMs checked so far
}
# $done, $all (String): numbers.
bulk-running = { $done } of { $all } SIMs
bulk-leave = You can leave this page; the work goes on.
bulk-cancelling = Stops after the SIMs it is at.
bulk-give-up = Cancel
bulk-stop = Stop
bulk-given-up = The action was given up. Nothing was changed.

## Preview and result

bulk-preview = Preview
bulk-result = Result
# $n (Number): SIMs.
bulk-count = { $n ->
    [one] 1 SIM
   *[other] { $count } SIMs
}
# $n (Number): lines of a file.
bulk-count-lines = { $n ->
    [one] 1 line
   *[other] { $count } lines
}
bulk-sum-change = Will change
bulk-sum-already = Already so
bulk-sum-refused = Cannot change
bulk-sum-changed = Changed
bulk-sum-was-already = Already so
bulk-sum-was-refused = Left out
bulk-sum-open = Waiting
bulk-sum-never = Not reached
bulk-cancelled-running = What had been changed by then stays changed and is listed below.
bulk-cancelled-preview = Nothing was changed.
# $n (Number): SIMs.
bulk-differs = { $n ->
    [one] 1 SIM turned out other than in the preview
   *[other] { $count } SIMs turned out other than in the preview
}
bulk-differs-why = They were changed by somebody, or by the network, between the preview and their turn.
bulk-differs-show = Show them
bulk-undone = This action has been undone
bulk-undone-link = Show what was put back
# $who (String): name.
bulk-problem-lost-right = { $who } may not do this any more, so the work was stopped. What had been changed by then stays changed.
bulk-problem-other = The work was stopped. What had been changed by then stays changed.
bulk-csv = Result as CSV
bulk-undo = Undo

bulk-items = SIMs of this action
bulk-items-none = No SIM has this verdict.
bulk-line = Line
bulk-before = Before
bulk-after = After
bulk-verdict = Verdict
bulk-show = Show
bulk-show-all = All
bulk-show-change = Will change
bulk-show-changed = Changed
bulk-show-already = Already so
bulk-show-cannot = Cannot change
bulk-show-refused = Left out
bulk-show-open = Not reached
bulk-show-different = Other than in the preview
bulk-expected-change = Will change
bulk-expected-already = Already so
bulk-expected-refused = Cannot change
bulk-became-changed = Changed
bulk-became-already = Already so
bulk-became-refused = Left out
bulk-became-open = Not reached
# $verdict (String): one of `bulk-expected-…`.
bulk-preview-said = Preview: { $verdict }

## Reasons: `bulk-reason-<refusal>`

bulk-reason-expired = Its lifetime is over; it can only be extended
bulk-reason-not-managed = Its carrier takes no orders from this portal
bulk-reason-no-imei = No device is known that it could be locked to
bulk-reason-other-imei = Another device has used it since
bulk-reason-not-activated = Only an activated SIM has a connection to reset
bulk-reason-too-many-tags = It would have more than 20 tags
bulk-reason-changed-since = It has been changed again since
bulk-reason-gone = It has left this organisation
bulk-reason-unknown-sim = There is no SIM with this ICCID
bulk-reason-not-an-iccid = This is no ICCID: 19 or 20 digits that start with 89
bulk-reason-check-digit = The 20th digit of the ICCID is wrong
bulk-reason-spreadsheet = A spreadsheet has rounded the ICCID; format the column as text
# $line (String): number of a line.
bulk-reason-duplicate = The same SIM as in line { $line }
bulk-reason-label-too-long = The label has more than 64 characters
bulk-reason-label-control = The label must be one line without control characters
bulk-reason-fields = The line must have an ICCID and one label

## List of actions

bulk-what = Action
bulk-when = Ordered
bulk-who = By
bulk-sims = SIMs
bulk-status = State
bulk-status-preparing = Checking SIMs
bulk-status-previewed = Waits for confirmation
bulk-status-running = Running
bulk-status-cancelling = Stopping
bulk-status-done = Done
bulk-status-cancelled = Cancelled
bulk-status-failed = Stopped
bulk-kept = kept for 90 days
bulk-none-title = No bulk actions yet
bulk-none-text = Tick SIMs in the list and choose what to do with them. Each action is listed here with its result.

## Sentences in place of `error-refused-text`

bulk-refused-confirm = This action is running already, or was given up. Open it again to see how far it is.
bulk-refused-nothing = The preview says that nothing would change.
bulk-refused-over = This action is over; there is nothing to stop.
bulk-refused-undo = There is nothing that could be put back.
