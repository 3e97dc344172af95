### Saved views of the list of SIMs, and the reports made of them.

sims-part-view = View

views-menu = Views
views-all-sims = All SIMs
views-own = Your views
views-shared = Shared by colleagues
views-modified = modified
views-save-changes = Save changes to this view
views-save-as = Save this list as a view
views-name = Name of the view
views-share = Share with the organisation
views-save = Save view
views-manage = Manage views
# $name (String): name of the view.
views-saved = The view “{ $name }” was saved.

## Names that are not taken

views-new = New view
views-name-empty = Give the view a name.
views-name-too-long = The name has more than 60 characters.
views-name-control = The name contains a character that cannot be shown.
views-name-taken = You have a view of this name already.
views-too-many = You have 100 views, which is the most. Delete one first.

## The list of views

views-title = Saved views
views-lede = A view keeps filters, order and columns of My SIMs under a name.
views-none-title = No saved views
views-none-text = Filter My SIMs as you need it, then save the list under “Views”.
views-to-list = Go to My SIMs
views-whose = Whose
views-report = E-mail report
views-changed = Changed
views-actions = Actions
views-default = Opens first
views-colleague = Shared by a colleague
views-yours = Yours
views-yours-shared = Yours, shared
views-edit = Edit

## One view

views-open = Open view
views-share-hint = Colleagues can open it and have it mailed; only you can change it.
views-rename = Save changes
views-renamed = The view was changed.
views-not-yours-hint = A colleague shares this view with you; only they can change it.
views-overwritten = The view was saved as it is shown.
views-default-title = Start
views-default-is = My SIMs opens with this view.
views-default-is-not = My SIMs can open with this view.
views-default-on = Open My SIMs with this view
views-default-off = Open My SIMs with all SIMs
views-default-set = My SIMs opens with this view from now on.
views-default-unset = My SIMs opens with all SIMs from now on.
views-delete = Delete view
views-delete-title = Delete this view?
# $name (String): name of the view.
views-delete-lede = The view “{ $name }” and the e-mail reports made of it end. SIMs are not changed.
views-delete-shared = Colleagues use this view, too: they lose it, and whoever gets a report of it is told.
views-deleted = The view “{ $name }” was deleted.
views-refused-not-yours = Only the person who saved this view can change it.
views-refused-no-sims = Your role sees no SIMs, so there are no views of them.

## Reports

reports-title = E-mail report
reports-lede = Have the SIMs of this view mailed to you as a CSV file at regular times.
reports-open = E-mail report
# $name (String): name of the view.
reports-heading = Report of { $name }
# $email (String): the person's address.
reports-to = The SIMs of the view as a CSV file, sent to { $email }. Files that are too large for an e-mail wait for you under Exports.
reports-running = Is sent regularly
reports-times = Times
reports-next = Next
reports-last = Last sent
reports-every = How often
reports-every-day = Every day
reports-every-week = Every week
reports-every-month = Every month
reports-weekday = Day of the week
reports-weekday-hint = For every week
reports-weekday-1 = Monday
reports-weekday-2 = Tuesday
reports-weekday-3 = Wednesday
reports-weekday-4 = Thursday
reports-weekday-5 = Friday
reports-weekday-6 = Saturday
reports-weekday-7 = Sunday
reports-monthday = Day of the month
reports-monthday-hint = For every month
reports-hour = Hour
# $zone (String): name of a time zone.
reports-hour-hint = By the clocks of { $zone }
# $hour (String): such as 06:00. $day (String): day of week or month.
reports-daily = Every day at { $hour }
reports-weekly = Every { $day } at { $hour }
reports-monthly = On day { $day } of every month at { $hour }
reports-begin = Start report
reports-change = Save times
reports-set = The report is sent at these times from now on.
reports-send = Send now
reports-sent = The report is on its way.
reports-pause = Pause
reports-paused = The report is paused.
reports-resume = Resume
reports-resumed = The report is sent again.
reports-end = End report
reports-ended = The report has ended.
reports-every-missing = Choose how often the report is sent.
reports-hour-wrong = Choose an hour from 00:00 to 23:00.
reports-day-wrong = Choose a day of the list.
reports-stopped-paused = Paused
reports-stopped-right = Stopped: you had no right to export SIMs
reports-stopped-view = Stopped: the view was no longer shared
reports-refused-none = You get no report of this view.
reports-refused-stopped = This report is stopped. Resume it first.

## E-mail: a report
## $brand (String): name of the portal. $view (String): name of the view. $at (String): date and time.

mail-report-subject = { $view }: SIMs on { $at }
mail-report-title = { $view }
mail-report-preview = The SIMs of this view on { $at }.
# $n (Number), $count (String): SIMs.
mail-report-text = { $n ->
    [0] No SIM was in the view “{ $view }” on { $at }. The attached file has the heads of the columns only.
    [one] The attached file has the one SIM of the view “{ $view }” on { $at }.
   *[other] The attached file has the { $count } SIMs of the view “{ $view }” on { $at }.
}
# $values (String): list of `sims-ignored-value`.
mail-report-ignored = These values of the view do not exist any more and were ignored: { $values }
mail-report-button = Open view
# $link (String): address of the report's page.
mail-report-facts = You get this report because you asked for it. Change its times, pause or end it at { $link }

## E-mail: a report was stopped; the same placeholders

mail-report-stopped-subject = The report of { $view } is not sent any more
mail-report-stopped-title = Your report was stopped
mail-report-stopped-preview = The view “{ $view }” is not mailed to you any more.
mail-report-stopped-text = The report of the view “{ $view }” is not sent to you any more.
mail-report-stopped-right = The reason: your role no longer allows you to export SIMs. Whoever administers your organisation can change that; then resume the report.
mail-report-stopped-view = The reason: the view was deleted, or its owner no longer shares it.
mail-report-stopped-button = Go to your views
