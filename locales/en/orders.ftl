### Orders.

nav-orders = Orders

## Words of orders

order-kind-first = First order
order-kind-additional = Additional order
order-kind-top_up = Top-up
order-kind-bulk_top_up = Bulk top-up
order-kind-extension = Extension
order-kind-auto_top_up = Auto-top-up
order-status-awaiting_payment = Awaiting payment
order-status-in_preparation = In preparation
order-status-shipped = Shipped
order-status-completed = Completed
order-status-cancelled = Cancelled
order-method-bank_transfer = Bank transfer
order-method-card = Card
order-method-monthly_invoice = Monthly invoice
order-method-bank_transfer-text = We begin when the amount has arrived.
order-method-monthly_invoice-text = On the invoice of the month, after delivery.
order-payment-open = Open
order-payment-paid = Paid
order-payment-failed = Failed
order-payment-refunded = Refunded
order-payment-partly_refunded = Partly refunded
order-event-placed = Order placed
order-event-paid = Payment received
order-event-payment_failed = Payment failed
order-event-booked = Booked on the SIMs
order-event-shipped = Shipped
order-event-completed = Completed
order-event-cancelled = Cancelled
order-event-refunded = Refunded
order-event-invoiced = Invoice issued
order-event-corrected = Correction issued
invoice-kind-invoice = Invoice
invoice-kind-credit_note = Credit note
invoice-kind-correction = Corrected invoice

## The list

orders-title = Orders
orders-lede = Everything that was ordered, with its invoices and SIMs.
orders-csv = Bookkeeping (CSV)
orders-new = New order
orders-ignored = Something in the address does not exist and was left out.
orders-none-title = No orders yet
orders-none-text = Orders of SIMs, top-ups and extensions will be listed here.
orders-no-match-title = No order matches
orders-no-match-text = Change the filter, or reset it.
orders-by-status = Status
orders-all = All
orders-filter-form = Filter orders
orders-search = Order or invoice number
orders-kind = Kind
orders-group-all = All kinds
orders-group-sims = SIMs
orders-group-top_ups = Top-ups
orders-group-extensions = Extensions
orders-from = From
orders-to = To
orders-filter = Filter
orders-reset = Reset
orders-caption = Orders, latest first
orders-order = Order
orders-content = Content
orders-ship-to = Delivered to
orders-total = Total
orders-payment-column = Payment
orders-status = Status
orders-invoice = Invoice
orders-affected = Affected SIMs
orders-no-invoice = None yet
orders-pages = Pages
orders-newest-first = Latest first. Totals include VAT.
# $method (String), $status (String): how it is paid, and whether it is.
orders-payment = { $method }: { $status }
# $n (Number): pieces.
orders-items = { $n ->
    [one] { $count } item
   *[other] { $count } items
}
# $n (Number): SIMs.
orders-sims = { $n ->
    [one] { $count } SIM
   *[other] { $count } SIMs
}

## One order

# $at (String): moment. $name (String): person.
orders-placed = Placed { $at } by { $name }.
orders-cancel = Cancel order
orders-again = Order again
orders-transfer = Bank transfer
orders-transfer-text = We begin when the amount has arrived. Please state the reference.
orders-transfer-code = QR code with account, amount and reference for banking apps
orders-transfer-code-text = Banking apps fill the transfer in from this code.
orders-transfer-amount = Amount
orders-transfer-to = Account holder
orders-transfer-iban = IBAN
orders-transfer-bic = BIC
orders-transfer-reference = Reference
orders-lines = Items
orders-product = Product
orders-quantity = Quantity
orders-each = Each
orders-net = Net
orders-paid = Paid so far
orders-refunded = Refunded so far
orders-corrected-total = Total after the correction
orders-to-refund = To be refunded
# $rate (String): such as "19 %".
orders-vat-S = VAT { $rate }
orders-vat-AE = VAT: reverse charge
orders-vat-K = VAT: intra-Community delivery
orders-vat-G = VAT: export
orders-vat-O = VAT: not taxable here
orders-label = Label
orders-booked = Booked
# $n (Number): SIMs.
orders-sims-csv = { $n ->
    [one] { $count } SIM as CSV
   *[other] { $count } SIMs as CSV
}
# $n (Number): pieces.
orders-booked-pieces = { $n ->
    [one] { $count } piece
   *[other] { $count } pieces
}
orders-timeline = What happened
orders-when = When
orders-what = What
orders-who = Who
orders-facts = Facts
orders-payment-method = Payment
orders-payment-status = Payment status
orders-purchase-order = Your order number
orders-reference = Your reference
orders-vat-id = VAT ID
orders-tracking = Shipment
orders-notes = Notes
orders-billing-address = Billing address
orders-shipping-address = Delivery address
orders-additional = Additional documents
orders-documents = Documents
# $centre (String): cost centre.
orders-centre-is = Cost centre { $centre }

## Cancelling

orders-cancel-title = Cancel this order?
orders-cancel-text = It is not paid yet. Nothing will be delivered, and nothing is to be paid.
orders-cancel-do = Cancel order
orders-cancel-keep = Keep order
# $number (String): of the order.
orders-cancelled = Order { $number } is cancelled.

## A new order

orders-new-title = Order SIMs
orders-steps = Steps
orders-step-choose = Products and delivery
orders-step-check = Check and order
orders-no-products-title = Nothing can be ordered at present
orders-no-products-text = No product has a price in your currency. Please contact support.
orders-products = Products
# $price (String): with its currency.
orders-price-each = { $price } each, net
orders-centre = Cost centre
orders-new-address = New address
orders-no-address = There is no delivery address yet. Add one first; an eSIM profile needs none.
orders-payment-choice = Payment
orders-yours = For your files
orders-to-check = Continue to check
orders-one-moment = One moment …
orders-not-yet = You order on the next page, not yet here.
orders-summary = Summary
orders-place = Order with obligation to pay
orders-placing = Placing the order …
orders-back = Back
# $number (String): of the order.
orders-placed-now = Order { $number } is placed.
# $number (String): of the order.
orders-placed-before = Order { $number } was placed already. It was not placed again.

## What keeps something from being ordered

orders-quantity-wrong = Enter a whole number of pieces.
orders-centre-too-long = A cost centre has at most 35 characters.
orders-number-too-long = At most 35 characters.
orders-notes-too-long = Notes have at most 500 characters.
orders-payment-missing = Choose how you pay.
orders-problem-not-offered = A product is not offered any more. It was taken off the form.
orders-problem-no-price = This product has no price in your currency.
orders-problem-too-much = This is more than can be ordered at once.
# $shown (String), $now (String): prices with their currency.
orders-problem-price = The price changed from { $shown } to { $now } meanwhile. Please look again.
# $minimum (String): pieces.
orders-problem-too-few = At least { $minimum } pieces.
# $maximum (String): pieces.
orders-problem-too-many = At most { $maximum } pieces.
# $below (String), $above (String): pieces.
orders-problem-multiple = Order { $below } or { $above } pieces.
orders-refused-nothing = Enter a quantity for at least one product.
orders-refused-partly-paid = A part was paid already. Wait for the rest, or cancel the order.
orders-refused-refunded = Money went back already, so the order cannot become dearer.
orders-refused-mixed = Please order these products one after the other: they cannot stand on one invoice.
orders-refused-sum = This comes to more than can be ordered at once.
orders-refused-no-seller = Nothing can be ordered at present. Please contact support.
orders-refused-no-billing-address = Add a billing address in Account first.
orders-refused-no-shipping-address = Choose a delivery address.
orders-refused-not-shipped-to = We do not ship to this country. Choose another address.
orders-refused-monthly = Paying by a monthly invoice is not agreed with you. Choose another way.
orders-refused-sims-gone = A SIM is not there any more. Choose the SIMs again.
orders-refused-sims-expired = An expired SIM can only be extended.
orders-refused-uneven = Each SIM gets the same number of pieces.

## What keeps an order from going on

orders-refused-too-late = It is too late to cancel this order.
orders-refused-staff-cancels = This order is being prepared. Please contact support to cancel it.
orders-refused-cancelled = The order was cancelled.
orders-refused-paid = Nothing is left to be paid.
orders-refused-too-much = The amount is more than is left to be paid.
orders-refused-refund-too-much = The amount is more than can be paid back.
orders-refused-no-amount = The amount must be more than zero.
orders-refused-not-yet = The order is not paid yet.
orders-refused-too-many-sims = These are more SIMs than the line asks for.
orders-refused-done = That was done already.

## On the Dashboard

orders-latest = Latest orders
# $n (Number): open orders.
orders-open = { $n ->
    [0] No open orders
    [one] { $count } open order
   *[other] { $count } open orders
}
orders-details = Details
orders-reorder = Reorder
orders-show-all = All orders

## In the audit log

audit-order-cancel = Order cancelled
audit-order-complete = Order completed
audit-order-pay = Payment received
audit-order-pay-failed = Payment failed
audit-order-place = Order placed
audit-order-refund = Payment refunded
audit-order-ship = Order shipped
audit-sim-extend = SIM extended
audit-sim-top-up = SIM topped up
audit-kind-order = Order
