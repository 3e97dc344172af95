### Payments of bank statements, for staff.

nav-bank = Payments

bank-title = Incoming payments
bank-lede = What the bank booked and what became of it. Payments that name an order and are right to the cent are booked by themselves; a person decides about the others.
bank-list-unmatched = To be decided
bank-list-matched = Booked
bank-list-ignored = Put aside
bank-status-unmatched = To be decided
bank-status-matched = Booked
bank-status-ignored = Put aside
bank-none-unmatched-title = Nothing to be decided
bank-none-unmatched-text = Payments that could not be booked by themselves will be listed here.
bank-none-matched-title = Nothing booked yet
bank-none-matched-text = Payments of bank statements that paid an order will be listed here.
bank-none-ignored-title = Nothing put aside
bank-none-ignored-text = Outgoing money and what a person has put aside will be listed here.
bank-booked-on = Booked on
bank-payer = Payer
bank-payer-iban = Payer’s account
bank-text = Payment reference
bank-end-to-end = Payer’s own reference
bank-reference = Reference of the bank
bank-note = Note
bank-about = About it
bank-outgoing = Outgoing
# $order (String): number. $amount (String): with its currency.
bank-paid-rest = { $order }; { $amount } more than was due

## Why a payment waits

bank-why-unknown = No unpaid order is named, and none has this amount.
# $orders (String): numbers.
bank-why-fits = Fits { $orders } by now.
# $orders (String): numbers. $amount (String): with its currency.
bank-why-more = { $orders }: { $amount } too much.
# $orders (String): numbers. $amount (String): with its currency.
bank-why-less = { $orders }: { $amount } too little.
# $orders (String): numbers.
bank-why-currency = { $orders }: in another currency.
# $orders (String): numbers.
bank-why-amount = No unpaid order is named; of this amount: { $orders }.
bank-why-reversal = The bank has taken an earlier payment back.

## One payment

# $amount (String): with its currency.
bank-entry-title = Payment of { $amount }
bank-rest = More than was due
bank-assign = For an order
bank-assign-text = The order is checked first; nothing is booked before you confirm.
bank-order = Order number
bank-order-wrong = Enter the number of an order, such as SO-100001.
bank-order-unknown = No order has this number.
bank-assign-check = Check
# $order (String): number.
bank-sure = Book on order { $order }?
# $booked (String): with its currency.
bank-would-all = { $booked } are due and are booked. The order is paid then.
# $booked, $due (String): with their currency.
bank-would-part = { $booked } of { $due } are booked. The order goes on waiting for the rest.
# $due, $rest (String): with their currency.
bank-would-rest = { $due } are due and are booked. { $rest } are too much: they stay visible at the payment and have to go back to the payer.
bank-assign-do = Book payment
# $order (String): number.
bank-assigned = The payment is booked on order { $order }.
bank-aside = For no order
bank-aside-text = Put the payment aside, with the reason. It can be taken up again.
bank-aside-do = Put aside
bank-put-aside = The payment is put aside.
bank-again = Take up again
bank-taken-up = The payment is to be decided again.
bank-refused-decided = Somebody has decided about this payment already. Nothing was changed.
bank-refused-outgoing = This money went out; it pays nothing.
bank-refused-currency = The order is in another currency.
staff-bank-assign = Booked
staff-bank-ignore = Put aside
staff-bank-take-up = Taken up again

## Statements

bank-statements = Bank statements
bank-statements-lede = Read the statements of your account in, as CAMT.053 files of your bank. A statement that is read twice changes nothing.
bank-statement = Statement
bank-imported = Read in
bank-new = New
bank-known = Known before
bank-file = CAMT.053 file
bank-file-hint = XML of version 02 or 08, up to 50 MB
bank-file-missing = Choose a file.
bank-read = Read in
bank-reading = Reading …
bank-of-file = Statements of this file
bank-read-so-far = Read in so far
bank-show-all = Show all
bank-no-statements-title = No statements yet
bank-no-statements-text = Statements will be listed here with what became of their payments.
# $n (Number): statements.
bank-statements-read = { $n ->
    [one] 1 statement was read.
   *[other] { $count } statements were read.
}
# $new, $known (String): numbers of payments.
bank-stored = New payments: { $new }. Known before: { $known }.
bank-going-on = The payments are being compared with the open orders; reload the page to see how far that is.
bank-file-broken = Nothing of this file was taken.
bank-faults = What is wrong with it
bank-place = Where
# $statement (String): name. $entry (String): number.
bank-place-entry = Statement { $statement }, entry { $entry }
# $entry (String): number.
bank-place-number = Entry { $entry }
# $statement (String): name.
bank-place-statement = Statement { $statement }
bank-place-file = File
# $iban (String): account.
bank-other-account = This file has a statement of the account { $iban }, which is not the account of your company data. Nothing of it was taken.
bank-refused-other-account = The file has a statement of another account. Nothing of it was taken.
bank-refused-no-seller = Enter your company data with the IBAN of your account first. Nothing was taken.
