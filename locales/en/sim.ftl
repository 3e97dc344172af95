### The page of one SIM.

## Frame. `sim-tab-<tab>` of the sub-tabs, `sim-status-<status>` and `sim-session-<session>` of what the network knows.

sim-crumbs = Breadcrumb
sim-tabs = Records of this SIM
sim-tab-usage = Usage
sim-tab-events = Events
sim-tab-history = History
sim-status-activated = Activated
sim-status-deactivated = Deactivated
sim-status-expired = Expired
sim-session-online = Online
sim-session-attached = Attached
sim-session-offline = Offline
sim-simulated = simulated
sim-reset = Reset connection
sim-activate = Activate
sim-activating = Activating …
sim-deactivate = Deactivate
sim-nothing-changed = It already was so. Nothing was changed.
# $carrier (String): name of the carrier.
sim-not-managed = This SIM is only listed here: the portal has no connection to { $carrier }. Activate, deactivate, reset or lock it with the carrier itself.
sim-only-extended = The lifetime of this SIM is over. It can only be extended, not activated.

## Why is it off? `sim-why-<finding>` what is the matter, `sim-why-do-<finding>` what to do about it.

sim-why = Why is it off?
sim-why-on = It works
sim-why-service = Service
sim-why-service-both = Data and SMS
sim-why-service-data = Data only
sim-why-service-sms = SMS only
sim-why-service-none = Neither data nor SMS
sim-why-limit = Monthly limit
sim-why-limit-none = None set
sim-why-quota = Data volume
sim-why-quota-none = Not in the product
sim-why-lock-off = Off
sim-why-lock-this = Right device
sim-why-lock-other = Other device
sim-why-ask-volume = Ask for volume
sim-why-works = The SIM is online, and nothing stands in its way.
sim-why-expired = The lifetime of this SIM is over.
sim-why-do-expired = It can only be extended, which the operator of this portal does for you.
sim-why-deactivated = The SIM is deactivated and may not use the network.
sim-why-do-change-sim-state = Ask somebody in your organisation who may activate SIMs.
sim-why-do-carrier = Turn to the carrier: this portal has no connection to it.
sim-why-no-service = The product of this SIM contains neither data nor SMS.
sim-why-do-no-service = Volume is added by the operator of this portal.
sim-why-no-data = The data volume of this SIM is used up.
sim-why-do-no-data = It can use mobile data again as soon as the operator of this portal adds volume.
sim-why-other-device = The SIM is locked to another device than the one it is in, so the network refuses it. Put it back, or release it and lock it to the present device.
sim-why-do-lock-imei = Ask somebody in your organisation who may change the IMEI lock.
sim-why-never-seen = Nothing stands in its way, but nothing was heard of this SIM yet.
sim-why-do-never-seen = Put it into its device, switch the device on, and check the APN.
# $n (Number): days.
sim-why-silent = { $n ->
    [one] Nothing stands in its way, but nothing was heard of this SIM for a day.
   *[other] Nothing stands in its way, but nothing was heard of this SIM for { $count } days.
}
sim-why-do-silent = Check power and antenna of the device. If it is on, reset the connection.
sim-why-do-silent-only = Check power and antenna of the device.
sim-why-offline = Nothing stands in its way, and it was heard of not long ago. The device may be asleep or out of reach.
sim-why-do-offline = It connects by itself as soon as it has something to send.
sim-why-attached = The SIM is in the network, but has no data session.
sim-why-do-attached = That is normal while the device is asleep. If it should send, check its APN or reset the connection.
sim-why-do-attached-only = That is normal while the device is asleep. If it should send, check its APN.
# $n (Number): days.
sim-why-stale = { $n ->
    [one] The SIM has a data session, but nothing was heard of it for a day.
   *[other] The SIM has a data session, but nothing was heard of it for { $count } days.
}
sim-why-do-stale = The device may hang. Reset the connection, so that it has to connect anew.
sim-why-do-stale-only = The device may hang. Restart it, so that it has to connect anew.

## First column: what the SIM is

sim-identity = SIM
# $digit (String): the 20th digit.
sim-check-digit = 19 digits and the check digit { $digit }
sim-type = SIM type
sim-service = Service
sim-carrier = Carrier
sim-simulated-hint = A network inside this program; no real device is behind it
sim-unmanaged = not managed
sim-unmanaged-hint = Inventory only; orders go to the carrier itself
sim-label = Label
sim-tags = Tags
sim-tags-hint = Separated by commas, up to 20
sim-tags-lists = SIMs with the same tag
sim-note = Note
sim-save = Save
sim-label-saved = The label is saved
sim-label-too-long = The label may have at most 64 characters
sim-label-control = The label must be one line without control characters
sim-tags-saved = The tags are saved
sim-tags-too-long = Each tag may have at most 32 characters
sim-tags-control = Tags must not contain control characters
sim-tags-too-many = A SIM can have at most 20 tags
sim-note-saved = The note is saved
sim-note-too-long = The note may have at most 2,000 characters
sim-note-control = The note must not contain control characters such as tabs

## Second column: lifetime and volumes

sim-lifetime = Lifetime
# $percent (String): whole percent.
sim-passed-label = { $percent } % of the lifetime has passed
sim-passed = passed
sim-time-left = Time left
sim-ends = Last day
sim-starts = First day
sim-over = None
sim-over-text = The lifetime is over. The SIM keeps its number and can only be extended.
sim-over-ask = Ask for an extension
sim-data = Data
sim-sms = SMS
# $used, $total (String): amounts with their units.
sim-meter-used = { $used } of { $total } used
sim-meter-none = { $used } used, no volume bought
sim-meter-left = { $left } left
sim-group-sufficient = Sufficient
sim-group-low = Low
sim-group-none = Used up

## Third column: what the network knows

sim-network = Network
sim-status = Status
sim-session = Session
# $time (String): date and time, to the second.
sim-since = since { $time }
sim-bearer = Bearer
sim-location = Location
# $cell (String): location area and cell, in the sender's notation.
sim-cell = Cell { $cell }
sim-operator = Operator
# $code (String): MCC and MNC.
sim-network-code = Network code { $code }
sim-imei-changed = New device
sim-imei-lock = IMEI lock
sim-imei-locked = On: this device only
sim-imei-unlocked = Off: any device
sim-imei-lock-set = Lock
sim-imei-unlock = Unlock
sim-ip = Static IP
sim-ip-copied = IP address
sim-last-activity = Last activity

## Usage. `<period>` is 7d, 30d, 8w or 6m.

sim-usage-period = Period
sim-usage-period-7d = 7 days
sim-usage-period-30d = 30 days
sim-usage-period-8w = 8 weeks
sim-usage-period-6m = 6 months
# $from (String): day without year. $to (String): date.
sim-usage-title-7d = Daily usage, { $from } to { $to }
sim-usage-title-30d = Daily usage, { $from } to { $to }
sim-usage-title-8w = Weekly usage, { $from } to { $to }
sim-usage-title-6m = Monthly usage, { $from } to { $to }
sim-usage-by-7d = By day
sim-usage-by-30d = By day
sim-usage-by-8w = By week
sim-usage-by-6m = By month
sim-usage-utc = Days, weeks and months in UTC. SMS MO are sent by the SIM, SMS MT received.
sim-usage-when = Period
sim-usage-so-far = so far
sim-usage-download = Download
sim-usage-upload = Upload
sim-usage-total = Total
sim-usage-running = Running period
sim-usage-records = all usage records of this period
sim-usage-none = No data was used in this period.
# $total, $most (String): data volumes. $when (String): day, week or month.
sim-usage-facts = { $total } in total; most in { $when }: { $most }.
sim-sms-mo = SMS MO
sim-sms-mt = SMS MT
sim-csv = CSV

## Events. `sim-severity-<severity>`, `sim-source-<source>`.

sim-severity = Severity
sim-severity-all = All severities
sim-severity-info = Information
sim-severity-warn = Warning
sim-severity-critical = Critical
sim-source = Source
sim-source-all = All sources
sim-source-network = Network
sim-source-policy = Policy control
sim-source-api = Portal and API
sim-filter = Filter
sim-filter-reset = Reset filters
sim-filter-ignored = A filter value in the address does not exist and was ignored.
sim-events-all = all events of this selection
sim-events-none = Nothing has happened to this SIM yet.
sim-events-no-match = No event matches these filters.
sim-time = Time
sim-event = Event
sim-where = Where or who
sim-description = Description
sim-detail = Detail
sim-pages = Pages
# $zone (String): name of the time zone.
sim-newest-first = Newest first · times in { $zone }
sim-newer = Newer
sim-older = Older

## History. `sim-action-<action>` of the audit log.

sim-history-none = Nobody has changed anything on this SIM yet.
sim-what = Change
sim-who = Who
sim-before-after = Before and after
sim-became = became
sim-action-label = Label changed
sim-action-tags = Tags changed
sim-action-note = Note changed
sim-action-activate = Activated
sim-action-deactivate = Deactivated
sim-action-imei-lock = IMEI lock switched on
sim-action-imei-unlock = IMEI lock switched off
sim-action-top-up = Topped up
sim-action-extend = Extended
sim-action-reset = Connection reset

## Confirmation of an order: `sim-order-title-<order>`, `-lede-`, `-happens-`, `-not-`, `-button-`.

sim-confirm-caption = SIM that the order is about
sim-confirm-happens = What happens
sim-confirm-not = What does not
sim-ordering = Sending …
sim-cancel = Cancel
sim-back = Back to the SIM
sim-refused = This is not possible
sim-already-activated = The SIM is already activated.
sim-already-deactivated = The SIM is already deactivated.

sim-order-title-activate = Activate this SIM?
sim-order-lede-activate = It may use the network again.
sim-order-happens-activate = The carrier lets the SIM use the network again, usually within a few minutes. Its device can then connect by itself.
sim-order-not-activate = Volumes, lifetime, label and IMEI lock stay as they are. A device that is switched off does not connect.
sim-order-button-activate = Activate SIM
sim-activated = The SIM is activated. The carrier has been told

sim-order-title-deactivate = Deactivate this SIM?
sim-order-lede-deactivate = It loses its connection at once and cannot send data or SMS.
sim-order-happens-deactivate = Running sessions end and the carrier bars the SIM. It can be activated again at any time.
sim-order-not-deactivate = The lifetime does not stop. Volumes, label, tags and records are kept.
sim-order-button-deactivate = Deactivate SIM
sim-deactivated = The SIM is deactivated. The carrier has been told

sim-order-title-imei-lock = Lock this SIM to its device?
sim-order-lede-imei-lock = Only the device with the IMEI below can use the SIM from now on.
sim-order-happens-imei-lock = The carrier refuses the SIM in any other device. The lock can be switched off at any time.
sim-order-not-imei-lock = A running session of this device goes on. Volumes and lifetime stay as they are.
sim-order-button-imei-lock = Lock to this device
sim-imei-lock-done = The SIM is locked to its device. The carrier has been told

sim-order-title-imei-unlock = Release this SIM from its device?
sim-order-lede-imei-unlock = Any device can use the SIM from now on.
sim-order-happens-imei-unlock = The carrier accepts the SIM in every device again.
sim-order-not-imei-unlock = A running session goes on. Volumes and lifetime stay as they are.
sim-order-button-imei-unlock = Switch the IMEI lock off
sim-imei-unlock-done = The IMEI lock is off. The carrier has been told

sim-order-title-reset = Reset the connection of this SIM?
sim-order-lede-reset = Its sessions end, and the device has to connect anew.
sim-order-happens-reset = The network forgets the SIM and ends its data session. Most devices connect again by themselves within a few minutes.
sim-order-not-reset = The SIM stays activated. Volumes, lifetime and IMEI lock stay as they are. A device that does not reconnect by itself has to be restarted.
sim-order-button-reset = Reset connection
sim-reset-done = The reset is ordered. The device should connect anew within a few minutes

## Sentences in place of `error-refused-text`

sim-refused-expired = The lifetime of this SIM is over. It can only be extended. Nothing was changed.
sim-refused-not-managed = The carrier of this SIM takes no orders from this portal. Nothing was changed; turn to the carrier itself.
sim-refused-no-imei = No device of this SIM is known yet, so it cannot be locked to one. Nothing was changed.
sim-refused-other-imei = Another device has used this SIM since you opened the page. Nothing was locked. Look at the IMEI and decide again.
sim-refused-not-activated = Only an activated SIM has a connection to reset. Nothing was changed.

## Types of events, by their number

event-type-0 = General
event-type-1 = Location update
event-type-2 = Location update (data)
event-type-3 = Data session opened
event-type-4 = Data session renewed
event-type-5 = Data session closed
event-type-6 = User authentication failed
event-type-7 = Application authentication failed
event-type-8 = SIM activated
event-type-9 = SIM suspended
event-type-10 = SIM deleted
event-type-11 = Endpoint blocked
event-type-12 = Organisation blocked
event-type-13 = Support access
event-type-14 = Multi-factor authentication
event-type-15 = Location purged
event-type-16 = Location purged (data)
event-type-17 = Self sign-up
event-type-18 = Data volume threshold reached
event-type-19 = Data volume used up
event-type-20 = SMS volume threshold reached
event-type-21 = SMS volume used up
event-type-29 = VPN disconnected
event-type-30 = VPN authentication
event-type-42 = Endpoint enabled
event-type-43 = Endpoint disabled
event-type-50 = SIM released
event-type-51 = SIM assigned
event-type-52 = Data volume switched on
event-type-53 = Data volume switched off
event-type-54 = SMS volume switched on
event-type-55 = SMS volume switched off
event-type-56 = Data volume assigned
event-type-57 = Data volume deleted
event-type-58 = SMS volume assigned
event-type-59 = SMS volume deleted
event-type-60 = Data volume expired
event-type-61 = SMS volume expired
event-type-121 = Endpoint deleted
