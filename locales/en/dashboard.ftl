### The Dashboard.

dashboard-title = Dashboard
# $organisation (String): name. $number (String): account number.
dashboard-lede = { $organisation }, account number { $number }.
# A date and a time follow, without a full stop.
dashboard-as-of = As of
# A date and a time follow; also the head of a column of them.
dashboard-updated = Updated

## Figures

dashboard-sims = SIMs
dashboard-activated = Activated
# $deactivated, $expired (String): numbers of SIMs.
dashboard-activated-note = { $deactivated } deactivated, { $expired } expired
dashboard-online = Online now
# $share (String): a percentage.
dashboard-online-note = { $share } of activated SIMs
# $month (String): name of the running month.
dashboard-data-in = Data in { $month }
dashboard-sms-in = SMS in { $month }
# Days of the month before: $last (String) day, $month (String) its name. They stand behind “than”.
dashboard-days = 1–{ $last } { $month }
dashboard-first-day = 1 { $month }
# $percent (String): a percentage. $days (String): one of the two above.
dashboard-than-data-more = { $percent } more than { $days }
dashboard-than-data-less = { $percent } less than { $days }
dashboard-than-sms-more = { $percent } more than { $days }
dashboard-than-sms-less = { $percent } fewer than { $days }
dashboard-same = As much as { $days }

## Warning above the figures

# $n (Number): selects the form. $count (String): the number as people write it.
dashboard-used-up = { $n ->
    [one] { $count } SIM has used up its data volume
   *[other] { $count } SIMs have used up their data volume
}
dashboard-used-up-text = A SIM without data volume cannot use mobile data.
dashboard-used-up-view = View SIMs

## What needs attention: name and hint of each line

dashboard-attention = Needs attention
dashboard-attention-none = Nothing needs your attention
dashboard-attention-none-text = No SIM is blocked, over pace, silent, in a new device or about to expire.
dashboard-attention-blocked = Blocked
# Numbers by reason follow: the two lines below.
dashboard-attention-blocked-hint = Activated, but unable to work:
# $n (Number): selects the form. $count (String): the number as people write it.
dashboard-attention-by-data = { $n ->
    [one] { $count } without data volume
   *[other] { $count } without data volume
}
dashboard-attention-by-imei-lock = { $n ->
    [one] { $count } by its IMEI lock
   *[other] { $count } by their IMEI lock
}
dashboard-attention-over-pace = Over pace
dashboard-attention-over-pace-hint = Used as until now, the data will not last the month
dashboard-attention-silent = Silent
# $n (Number): days.
dashboard-attention-silent-hint = { $n ->
    [one] Activated, but not heard of for a day
   *[other] Activated, but not heard of for { $count } days
}
dashboard-attention-imei = New device
dashboard-attention-imei-hint = { $n ->
    [one] Seen in another device within a day
   *[other] Seen in another device within { $count } days
}
dashboard-attention-expiring = Expiring
# $n (Number): months.
dashboard-attention-expiring-hint = { $n ->
    [one] Lifetime ends within a month
   *[other] Lifetime ends within { $count } months
}

## SIMs by status and volume: title of the card, then name and hint of each part

# Hidden behind it: title of the card and name of the part.
dashboard-view = View
dashboard-by-status = SIM status
dashboard-by-data = Data volume
dashboard-by-sms = SMS volume
dashboard-part-status-activated = Activated
dashboard-part-status-activated-hint = May use the network
dashboard-part-status-deactivated = Deactivated
dashboard-part-status-deactivated-hint = Can be activated
dashboard-part-status-expired = Expired
dashboard-part-status-expired-hint = Lifetime is over
dashboard-part-group-sufficient = Sufficient
dashboard-part-group-sufficient-hint = More than 20 % left
dashboard-part-group-low = Low
dashboard-part-group-low-hint = 20 % or less left
dashboard-part-group-none = Used up
dashboard-part-group-none-hint = Nothing left

## Charts: texts of months and of weeks say so in their names

dashboard-usage = Usage of all SIMs
dashboard-usage-end-user = Usage of your SIMs
# Names the choice between months and weeks.
dashboard-spread = Periods
dashboard-by-month = 6 months
dashboard-by-week = 8 weeks
dashboard-month-data = Data volume per month
dashboard-week-data = Data volume per week
dashboard-month-sms = SMS per month
dashboard-week-sms = SMS per week
dashboard-month-sms-unit = Messages, running month to date
dashboard-week-sms-unit = Messages, running week to date
dashboard-month-full = Full month
dashboard-week-full = Full week
dashboard-month-running = Month to date
dashboard-week-running = Week to date
dashboard-sms-mo = From SIMs (MO)
dashboard-sms-mt = To SIMs (MT)
dashboard-month-period = Month
dashboard-week-period = Week
dashboard-data = Data volume
dashboard-total = Total
# $period (String): a month or a week. $amount (String): its data or SMS. The running period has its own form.
dashboard-tip = { $period }: { $amount }
dashboard-tip-running = { $period }: { $amount } so far
dashboard-row-running = { $period } to date
# $period, $amount (String): the highest. $last, $sofar (String): the running one.
dashboard-chart-facts = Highest: { $period } with { $amount }. Running period: { $last } with { $sofar } so far.
dashboard-no-usage = No usage in this time.
dashboard-utc = Months and weeks begin at 00:00 UTC.

## Sub-organisations

dashboard-subs = SIMs per sub-organisation
dashboard-subs-note = Totals only
dashboard-subs-name = Sub-organisation
dashboard-subs-number = Account number
dashboard-subs-all = Show all sub-organisations

## An organisation without SIMs

dashboard-empty = No SIMs yet
dashboard-empty-text = SIMs appear here as soon as the operator of the portal has imported them from an inventory file. Then this page shows their status, what they have left and what they use.
dashboard-empty-end-user = No SIMs are linked to you yet. As soon as your organisation links some, this page shows their status, what they have left and what they use.
dashboard-empty-contact = Contact support
