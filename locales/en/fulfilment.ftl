### Orders as staff handle them, and the stock.

nav-staff-orders = Orders
nav-stock = Stock

## The list

fulfilment-title = Orders of all customers
fulfilment-lede = What waits comes first, the oldest on top.
fulfilment-csv = Orders (CSV)
fulfilment-queues = What waits
fulfilment-queue-fulfil = To fulfil
fulfilment-queue-awaiting_payment = Awaiting payment
fulfilment-queue-shipped = Shipped
fulfilment-queue-completed = Completed
fulfilment-queue-cancelled = Cancelled
fulfilment-queue-all = All
fulfilment-search = Order number
fulfilment-account = Account number
fulfilment-any-payment = Paid or not
fulfilment-no-match = Order numbers and account numbers are looked for as a whole. Change the filter, or reset it.
fulfilment-none-title = Nothing here
fulfilment-none-text = No order is in this state.
fulfilment-customer = Customer

## One order

fulfilment-back = Back to the order
fulfilment-vat = VAT
fulfilment-due = Still due
fulfilment-kept = Paid and not given back
fulfilment-assigned = SIMs assigned
fulfilment-missing = SIMs to be assigned
fulfilment-done-column = Delivered
fulfilment-assign = Assign SIMs
fulfilment-payments = Payments
fulfilment-charge = Received
fulfilment-refund = Given back
fulfilment-by-hand = noted by hand
fulfilment-by-bank = bank statement
fulfilment-purchase-order = Customer’s order number
fulfilment-customer-reference = Customer’s reference

## What staff do: `deed-<name>` and what follows

deed-shipment = Ship
deed-shipment-title = Ship this order
deed-shipment-text = The parcel was handed to its carrier. The customer sees carrier and tracking number.
deed-shipment-do = Note as shipped
# $number (String): of the order.
deed-shipment-done = Order { $number } is shipped.
deed-completion = Complete
deed-completion-title = Complete this order
deed-completion-text = Everything has been delivered. A completed order cannot be cancelled any more.
deed-completion-do = Note as completed
# $number (String): of the order.
deed-completion-done = Order { $number } is completed.
deed-cancellation = Cancel
deed-cancellation-title = Cancel this order?
deed-cancellation-text = Nothing will be delivered. What was paid has to be given back. The customer sees the reason.
deed-cancellation-do = Cancel order
# $number (String): of the order.
deed-cancellation-done = Order { $number } is cancelled.
deed-return = Take SIMs back
deed-return-title = Take all SIMs of this order back?
deed-return-text = They leave the customer’s list with their labels, notes and tags, and are stock again. That is possible as long as none of them has been used.
deed-return-do = Take SIMs back
# $number (String): of the order.
deed-return-done = The SIMs of order { $number } are back in stock.
deed-payment = Note payment
deed-payment-title = Note a payment
deed-payment-text = For money that came in and is in no bank statement that you read in. When all is paid, the order goes on.
deed-payment-do = Note payment
# $number (String): of the order.
deed-payment-done = The payment for order { $number } is noted.
deed-card-refund = Refund to the card
deed-card-refund-title = Give money back to the card
deed-card-refund-text = The payment provider gives the money back to the card that was charged. The order says so once it has confirmed.
deed-card-refund-do = Refund to the card
# $number (String): of the order.
deed-card-refund-done = The refund of order { $number } is on its way to the card.
deed-refund = Note refund
deed-refund-title = Note a refund
deed-refund-text = For money that you sent back by bank transfer. The portal moves no money here.
deed-refund-do = Note refund
# $number (String): of the order.
deed-refund-done = The refund of order { $number } is noted.
fulfilment-carrier = Carrier
fulfilment-carrier-missing = Enter who carries the parcel.
fulfilment-tracking = Tracking number
fulfilment-reason = Reason
fulfilment-reason-missing = Enter the reason.
fulfilment-into-stock = Into this stock
fulfilment-stock-missing = Choose a stock.
fulfilment-amount = Amount
fulfilment-amount-wrong = Enter an amount, such as 119.00.
fulfilment-on = Day of the booking
fulfilment-day-wrong = Enter the day.
fulfilment-day-future = This day is in the future.
fulfilment-reference = Reference of the bank
fulfilment-reference-missing = Enter what the bank calls it, so that it can be found again.
fulfilment-reference-known = This reference of this day was noted for this order already.
fulfilment-text-too-long = This is too long, or not on one line.
fulfilment-again = Please send the form again.

## Assigning

fulfilment-assign-title = Assign SIMs
fulfilment-assign-lede = All SIMs of the ranges become the customer’s, or none. Their volume and lifetime begin now.
fulfilment-line = For
fulfilment-line-missing = Choose a line.
# $n (Number): SIMs.
fulfilment-lacks = { $n ->
    [one] 1 SIM to be assigned
   *[other] { $count } SIMs to be assigned
}
fulfilment-from-stock = From this stock
fulfilment-not-assigned = No SIM was assigned
# $sims, $left (String): numbers.
fulfilment-too-many = The ranges hold { $sims } SIMs; the line asks for { $left }.
# $most (String): number.
fulfilment-at-once = At most { $most } SIMs can be assigned at once. Assign the others afterwards.
# $n (String): SIMs. $type (String): what the manufacturer calls them.
fulfilment-misfit = SIMs of another form: { $n } of type “{ $type }”.
fulfilment-fits-anyway = They fit all the same
# $n (Number): SIMs.
fulfilment-ready = { $n ->
    [one] 1 SIM is ready to be assigned
   *[other] { $count } SIMs are ready to be assigned
}
# $stock (String): organisation. $order (String): number.
fulfilment-ready-text = From { $stock } to order { $order }. Nothing has been moved yet.
# $n (Number): SIMs.
fulfilment-lacks-then = { $n ->
    [one] 1 more SIM will be missing from the line then.
   *[other] { $count } more SIMs will be missing from the line then.
}
fulfilment-lacks-nothing = The line will be complete then.
# $n (Number): SIMs.
fulfilment-assign-do = { $n ->
    [one] Assign 1 SIM
   *[other] Assign { $count } SIMs
}
# $n (Number): SIMs.
fulfilment-assigned-now = { $n ->
    [one] 1 SIM was assigned.
   *[other] { $count } SIMs were assigned.
}
fulfilment-done-before = These SIMs were assigned to this line already. Nothing was moved.

## What keeps something from being done

orders-refused-has-sims = SIMs are assigned to this order. Take them back first.
fulfilment-refused-sims-missing = Not all SIMs of this order are assigned yet.
fulfilment-refused-no-delivery = This order is booked on SIMs; nothing is delivered.
fulfilment-refused-not-by-card = It was not paid by card. Send the money by bank transfer and note it.
fulfilment-refused-by-card = This was paid by card. It is given back to the card through the payment provider, not by bank transfer.
fulfilment-refused-no-sims = No SIMs are assigned to this order.
fulfilment-refused-return-late = The SIMs have been sent; they cannot be taken back here any more.
fulfilment-refused-gone = At least one SIM is not in the customer’s organisation any more, or a transfer or bulk action is working on it. None was taken back.
fulfilment-refused-used = At least one SIM has been used, or something was bought for it. None was taken back.
fulfilment-refused-changed = Somebody else moved one of these SIMs at the same moment. Nothing was assigned; please check again.
fulfilment-refused-assign = SIMs are assigned to orders that are being prepared. This one is not.
fulfilment-refused-full = All SIMs of this order are assigned.
fulfilment-refused-no-stock = No organisation is marked as stock yet. SIMs are assigned out of a stock only.

## Stock

stock-title = Stock
stock-lede = Organisations that hold SIMs which nobody has ordered yet. Orders are fulfilled out of these only.
stock-none-title = No stock yet
stock-none-text = Mark the organisation that your inventory files are read into.
stock-organisation = Organisation
# $at (String): moment. $name (String): person.
stock-marked = marked { $at } by { $name }
stock-remove = No stock any more
stock-add = Mark as stock
stock-hint = Of a main organisation that has never ordered anything.
stock-account-wrong = An account number has eight digits.
stock-added = The organisation is marked as stock.
stock-removed = The organisation is no stock any more. Its SIMs stay there.
stock-refused-unknown = No organisation has this account number.
stock-refused-customer = This organisation has placed orders: it is a customer. The SIMs of a customer are not given to others.
stock-refused-sub = This is a sub-organisation. Its SIMs belong to a customer.

## In the audit log

audit-order-assign = SIMs assigned
audit-order-take-back = SIMs taken back
audit-order-view = Order looked at
audit-sim-deliver = SIM delivered
audit-sim-take-back = SIM taken back into stock
sim-action-deliver = Delivered
sim-action-take-back = Taken back into stock
