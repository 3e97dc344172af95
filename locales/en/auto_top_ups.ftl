### Auto-top-up.

nav-configuration = Configuration

## Settings

auto-top-up-title = Auto-top-up
auto-top-up-lede = Every four hours, SIMs that have 20 % or less of their data or SMS left get a package. Only SIMs that are switched on and activated.
auto-top-up-ledger = Ledger
auto-top-up-kind-data = Data
auto-top-up-kind-sms = SMS
# $n (Number): SIMs.
auto-top-up-sims = { $n ->
    [0] No SIM is switched on
    [one] { $count } SIM is switched on
   *[other] { $count } SIMs are switched on
}
# $amount (String): with its currency.
auto-top-up-spent = { $amount } this month
auto-top-up-switched-off = Switched off by itself
auto-top-up-off-declined = The card was declined three times, so nothing is bought any more. Choose another card and switch it on again.
auto-top-up-off-card-gone = The card was deleted. Choose another one and switch it on again.
auto-top-up-off-card-expired = The card has expired. Choose another one and switch it on again.
auto-top-up-off-product-gone = The product is not offered any more. Choose another one and switch it on again.
auto-top-up-off-monthly-not-allowed = Paying by a monthly invoice is not agreed any more. Choose a card and switch it on again.
auto-top-up-off-no-billing-address = There is no billing address. Add one in Account and switch it on again.
# $n (Number): failed charges.
auto-top-up-failures = { $n ->
    [one] { $count } payment has failed
   *[other] { $count } payments in a row have failed
}
auto-top-up-failures-text = It is tried again. Until then nothing new is ordered; after the third time it is switched off.
auto-top-up-no-product = No top-up is offered in your currency. Please contact support.
auto-top-up-no-card = There is no saved card. Add one in Account under “Payment details” first.
auto-top-up-on-data = Top up data
auto-top-up-on-sms = Top up SMS
auto-top-up-on-text = One package for each SIM that has little left
auto-top-up-product = What is bought
auto-top-up-cap = Monthly spending cap
auto-top-up-cap-hint = With VAT, for a calendar month (UTC). SIMs that would go over it are left out, and you are told once a month.
auto-top-up-cap-wrong = Enter an amount such as 100.00.
auto-top-up-future = Switch on SIMs of future orders
auto-top-up-future-text = As soon as they are assigned to you
auto-top-up-save = Save
auto-top-up-saved = Auto-top-up is saved.
auto-top-up-all-text = For all SIMs now:
auto-top-up-all-data-top-up-on = Switch on
auto-top-up-all-data-top-up-off = Switch off
auto-top-up-all-sms-top-up-on = Switch on
auto-top-up-all-sms-top-up-off = Switch off
# $until (String): month and year.
auto-top-up-card-until = Valid until { $until }
auto-top-up-monthly-text = On the invoice of the month
auto-top-up-refused-product = Choose a product that gives this volume.
auto-top-up-refused-card = Choose a saved card that has not expired.
auto-top-up-refused-cap = Enter how much may be spent a month. Without a cap nothing is bought by itself.

## A SIM

auto-top-up-short = Auto-top-up
auto-top-up-at = at 20 % left
auto-top-up-turn-on = Turn on
auto-top-up-turn-off = Turn off
# $volume (String): data or SMS.
auto-top-up-sim-on = Auto-top-up is on: { $volume }.
auto-top-up-sim-off = Auto-top-up is off: { $volume }.
auto-top-up-sim-on-only = Auto-top-up of this SIM is on ({ $volume }), but nothing is bought yet: say what to buy and how to pay in Configuration, Auto-top-up.

## Many SIMs

bulk-do-auto-top-up = Auto-top-up
bulk-auto-top-up-title = Auto-top-up of SIMs
bulk-auto-top-up-hint = What is bought and how it is paid is said in Configuration, Auto-top-up.
bulk-way-data-top-up-on = Switch on for data
bulk-way-data-top-up-off = Switch off for data
bulk-way-sms-top-up-on = Switch on for SMS
bulk-way-sms-top-up-off = Switch off for SMS
bulk-title-data-top-up-on = Switch auto-top-up on: data
bulk-title-data-top-up-off = Switch auto-top-up off: data
bulk-title-sms-top-up-on = Switch auto-top-up on: SMS
bulk-title-sms-top-up-off = Switch auto-top-up off: SMS
bulk-happens-data-top-up-on = As soon as one of these SIMs has 20 % or less of its data left, a package is bought for it, up to your monthly cap.
bulk-happens-data-top-up-off = No data is bought for these SIMs any more. What was ordered already is still booked.
bulk-happens-sms-top-up-on = As soon as one of these SIMs has 20 % or less of its SMS left, a package is bought for it, up to your monthly cap.
bulk-happens-sms-top-up-off = No SMS are bought for these SIMs any more. What was ordered already is still booked.
# $n (Number): SIMs.
bulk-confirm-data-top-up-on = { $n ->
    [one] Switch on { $count } SIM
   *[other] Switch on { $count } SIMs
}
bulk-confirm-data-top-up-off = { $n ->
    [one] Switch off { $count } SIM
   *[other] Switch off { $count } SIMs
}
bulk-confirm-sms-top-up-on = { $n ->
    [one] Switch on { $count } SIM
   *[other] Switch on { $count } SIMs
}
bulk-confirm-sms-top-up-off = { $n ->
    [one] Switch off { $count } SIM
   *[other] Switch off { $count } SIMs
}
bulk-switch-on = On
bulk-switch-off = Off

## The ledger

auto-top-up-ledger-lede = Every automatic charge: which SIM, what was left, what was bought, and what became of it.
auto-top-up-csv = Ledger (CSV)
auto-top-up-month = Month
auto-top-up-month-show = Show
# $month (String): such as "November 2026".
auto-top-up-total = Total of { $month }
# $amount (String), $cap (String): with their currency.
auto-top-up-of-cap = { $amount } of { $cap }
# $n (Number): SIMs.
auto-top-up-left-out = { $n ->
    [one] { $count } SIM was left out because of the cap
   *[other] { $count } SIMs were left out because of the cap
}
auto-top-up-none-title = No automatic charges
auto-top-up-none-text = In this month no SIM was topped up by itself.
auto-top-up-column-sim = SIM
auto-top-up-column-why = Why
auto-top-up-column-amount = Amount
auto-top-up-column-result = Result
auto-top-up-newest-first = Latest first. Amounts include VAT.
# $left (String), $threshold (String): volumes.
auto-top-up-why = { $left } left, threshold { $threshold } (20 %)
auto-top-up-result-ordered = Ordered
auto-top-up-result-charged = Paid
auto-top-up-result-failed = Not paid
auto-top-up-result-over_cap = Over the cap

## In the audit log

audit-organisation-auto-top-up = Auto-top-up changed
sim-action-auto-top-up-data = Auto-top-up of data
sim-action-auto-top-up-sms = Auto-top-up of SMS
audit-sim-auto-top-up-data = Auto-top-up of data
audit-sim-auto-top-up-sms = Auto-top-up of SMS

## Mails. $volume (String): data or SMS. $order (String): number. $n (Number), $count (String): SIMs. $amount (String): with its currency.

mail-auto-top-up-ledger = See the ledger
mail-auto-top-up-settings = See the settings
mail-auto-top-up-done-subject = Auto-top-up: order { $order }
mail-auto-top-up-done-title = SIMs were topped up
mail-auto-top-up-done-text = { $n ->
    [one] { $count } SIM had 20 % or less left ({ $volume }) and gets a package: order { $order }, { $amount } with VAT.
   *[other] { $count } SIMs had 20 % or less left ({ $volume }) and get a package each: order { $order }, { $amount } with VAT.
}
mail-auto-top-up-done-then = The ledger explains every single charge.
mail-auto-top-up-failed-subject = Auto-top-up: the payment of order { $order } has failed
mail-auto-top-up-failed-title = A payment has failed
mail-auto-top-up-failed-text = { $n ->
    [one] Order { $order } over { $amount } for { $count } SIM ({ $volume }) could not be paid by your card.
   *[other] Order { $order } over { $amount } for { $count } SIMs ({ $volume }) could not be paid by your card.
}
# $next (String): date and time.
mail-auto-top-up-failed-then = We try again { $next }. Until then nothing else is bought. After three failed payments auto-top-up is switched off. You can choose another card now.
mail-auto-top-up-off-subject = Auto-top-up is switched off: { $volume }
mail-auto-top-up-off-title = Auto-top-up is switched off
mail-auto-top-up-off-text = Auto-top-up ({ $volume }) was switched off. Nothing is bought any more.
mail-auto-top-up-off-then = SIMs that use up their volume lose their connection until they are topped up.
mail-auto-top-up-cap-subject = Auto-top-up: the monthly cap is reached ({ $volume })
mail-auto-top-up-cap-title = The monthly cap is reached
mail-auto-top-up-cap-text = { $n ->
    [one] { $count } SIM has little left ({ $volume }), but a package for it would cost more than is left of your monthly cap of { $amount }.
   *[other] { $count } SIMs have little left ({ $volume }), but packages for them would cost more than is left of your monthly cap of { $amount }.
}
mail-auto-top-up-cap-then = They are topped up next month, or as soon as you raise the cap. You are told of this once a month.
