### My SIMs: the list.

sims-title = My SIMs

## Chips, filters. `sims-part-<name>` and `sims-any-<name>` carry the names of the address.

sims-chips = Frequent filters
sims-chip-all = All
sims-chip-data-low = Running low
sims-chip-data-none = No data left

sims-filter-form = Filter SIMs
sims-search = ICCID, IMSI, MSISDN or label
sims-more-filters = More filters
sims-apply = Apply

sims-part-q = Search
sims-part-in = Search in
sims-part-status = Status
sims-part-session = Session
sims-part-data = Data volume
sims-part-sms = SMS volume
sims-part-service = Service
sims-part-tag = Tag
sims-part-expiring = Lifetime
sims-part-silent = Activity
sims-part-pace = Pace
sims-part-imei = Device
sims-part-blocked = Blocked
sims-part-sort = Order
sims-part-per = SIMs per page

sims-field-all = All fields
sims-field-iccid = ICCID
sims-field-imsi = IMSI
sims-field-msisdn = MSISDN
sims-field-label = Label

sims-any-session = Any session
sims-any-data = Any data volume
sims-any-sms = Any SMS volume
sims-any-service = Any service
sims-any-tag = Any tag
sims-any-expiring = Any lifetime
sims-any-silent = Any activity
sims-any-pace = Any pace
sims-any-imei = Any device
sims-any-blocked = Blocked or not

sims-status-activated = Activated
sims-status-deactivated = Deactivated
sims-status-expired = Expired
sims-session-online = Online
sims-session-attached = Attached
sims-session-offline = Offline
sims-data-sufficient = More than 20 % left
sims-data-low = Running low
sims-data-none = No data left
sims-sms-sufficient = More than 20 % left
sims-sms-low = Running low
sims-sms-none = No SMS left
# $n (Number): months.
sims-expiring-within = { $n ->
    [one] Ends within a month
   *[other] Ends within { $count } months
}
# $n (Number): days.
sims-silent-for = { $n ->
    [one] Silent for a day
   *[other] Silent for { $count } days
}

sims-over-pace = Over pace: data will not last the month
# $n (Number): days.
sims-imei-changed-within = { $n ->
    [one] Changed within a day
   *[other] Changed within { $count } days
}
sims-blocked-any = Blocked, whatever the reason
sims-blocked-data = Blocked: no data left
sims-blocked-imei-lock = Blocked: IMEI lock

sims-active-filters = Active filters
# $name (String): what is filtered by. $value (String): its value.
sims-active = { $name }: { $value }
# $filter (String): such as “Session: Online”.
sims-remove-filter = Remove the filter “{ $filter }”
sims-clear-all = Clear all

# $values (String): list of `sims-ignored-value`.
sims-ignored = These values do not exist and were ignored: { $values }
sims-ignored-value = { $name } “{ $value }”

## Columns

sims-columns = Columns
sims-columns-legend = Shown beside the ICCID
sims-columns-save = Save columns
sims-columns-reset = Reset to default

sims-column-iccid = ICCID
sims-column-label = Label
sims-column-imsi = IMSI
sims-column-msisdn = MSISDN
sims-column-imei = IMEI
sims-column-ip = IP address
sims-column-service = Service
sims-column-type = SIM type
sims-column-status = Status
sims-column-session = Session
sims-column-data = Data left
sims-column-sms = SMS left
sims-column-ends = Lifetime end
sims-column-imei-lock = IMEI lock
sims-column-auto-top-up = Auto top-up
sims-column-tags = Tags
sims-column-activity = Last activity

sims-on = On
sims-off = Off

## Table and pages

# $n (Number): all SIMs found. $shown (String): those on the page. $total (String): `sims-total`. $sorted (String): `sims-sorted`.
sims-summary = { $n ->
    [one] { $shown } of { $total } SIM
   *[other] { $shown } of { $total } SIMs
} · { $sorted }
sims-total = { $count }
sims-total-many = more than { $count }
# $name (String): one of `sims-sort-…`.
sims-sorted = sorted by { $name }
sims-sorted-down = sorted by { $name }, descending
sims-sort-iccid = ICCID
sims-sort-imsi = IMSI
sims-sort-label = label
sims-sort-status = status
sims-sort-data = data left
sims-sort-sms = SMS left
sims-sort-ends = lifetime end
sims-sort-activity = last activity
sims-sort-msisdn = MSISDN
sims-sort-added = when they were added
sims-sort-imei = latest change of device

sims-pages = Pages
sims-per-page = SIMs per page
sims-first-page = First page
sims-previous = Previous
sims-next = Next
sims-last-page = Last page

## Nothing to show

sims-none-title = No SIMs yet
sims-none-text = SIMs come into the portal with the inventory of your provider. They are listed here as soon as it was imported and SIMs were assigned to you or your organisation.
sims-no-match-title = No SIM matches this filter
sims-no-match-text = No SIM has all of the values chosen above. Remove one of them to find more.
# $search (String): as typed.
sims-no-match-search = Nothing found for “{ $search }”. ICCID, IMSI and MSISDN are matched from the first digit, labels anywhere.
sims-clear-filter = Clear the filter
sims-search-all = { $n ->
    [one] Search in your only SIM
   *[other] Search in all { $count } SIMs
}
