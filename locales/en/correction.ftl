### Correcting the invoice of an order (staff)

correction-title = Correct the invoice
# $number (String): number of the document.
correction-lede = { $number } is credited as a whole, and a corrected invoice is issued in its place. Both are sent to the customer.
correction-lines = Lines
correction-quantity = Quantity
correction-price = Price each, net
correction-centre = Cost centre
correction-quantity-hint = 0 takes the line away.
correction-quantity-wrong = Enter a whole number, or 0.
correction-price-wrong = Enter a price with at most six decimals.
correction-buyer = Customer
correction-name = Company
correction-contact = Person or department
correction-address = Street and more, one line each
correction-postcode = Postcode
correction-city = City
correction-purchase = Purchase order number
correction-reference = Buyer reference
correction-reason = Reason, as both documents say it
correction-name-wrong = Enter a name.
correction-city-wrong = Enter a city.
correction-address-wrong = Enter at most four lines.
correction-reference-wrong = Enter a reference.
correction-check = Check
correction-do = Issue both documents
correction-back = Change
correction-cancel = Do not correct
correction-summary = This will be issued
# $number (String): number of the credited document.
correction-credit = Credit note for { $number }
correction-new = Corrected invoice
# $amount (String).
correction-back-to-customer = { $amount } more was paid than the corrected invoice comes to. Refund it afterwards.
# $number (String): number of the order.
correction-done = The credit note and the corrected invoice of order { $number } are issued.
