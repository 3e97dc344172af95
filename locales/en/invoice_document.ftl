### Words printed on invoices, credit notes and corrected invoices.

invoice-document-title-invoice = Invoice
invoice-document-title-credit-note = Credit note
invoice-document-title-corrected = Corrected invoice

# $number (String), $date (String): the document that is corrected.
invoice-document-credits = This credit note refers to invoice { $number } of { $date }.
invoice-document-corrects = This document corrects invoice { $number } of { $date }.

## Facts beside the address

invoice-document-number-invoice = Invoice no.
invoice-document-number-credit-note = Credit note no.
invoice-document-number-corrected = Document no.
invoice-document-issued = Date
invoice-document-delivered = Delivered on
invoice-document-period = Service period
invoice-document-due = Due on
invoice-document-customer = Customer number
invoice-document-buyer-vat-id = Your VAT ID
invoice-document-order = Order
invoice-document-purchase-order = Your order
invoice-document-reference = Your reference
invoice-document-contact = Contact
invoice-document-facts = Facts of the document

## Lines

invoice-document-lines = Lines of the document
invoice-document-position = No.
invoice-document-description = Description
invoice-document-quantity = Quantity
invoice-document-unit-price = Unit price
invoice-document-vat-rate = VAT
# $currency (String): letters of the currency.
invoice-document-amount = Amount in { $currency }
invoice-document-sku = Item { $sku }
invoice-document-cost-centre = Cost centre { $name }
invoice-document-unit-month = mo.
invoice-document-unit-lump-sum = lump sum

## Sums

invoice-document-totals = Totals
invoice-document-net = Total without VAT
# $rate (String), $basis (String): rate with its sign, amount that it is taken of.
invoice-document-vat = VAT { $rate } on { $basis }
invoice-document-no-vat = VAT on { $basis }
invoice-document-gross = Total
invoice-document-gross-credit = Total credited
invoice-document-paid = Already paid
invoice-document-due-amount = Amount due
invoice-document-due-credit = Amount to be refunded

## Why no VAT is charged

invoice-document-exempt-reverse-charge = Reverse charge: the recipient of the service is liable for the VAT.
invoice-document-exempt-intra-community = VAT exempt intra-Community supply of goods.
invoice-document-exempt-export = VAT exempt export of goods outside the European Union.
invoice-document-exempt-out-of-scope = Not subject to VAT: the place of supply is outside the European Union.

## Payment

invoice-document-payment = Payment
# $date (String): the last day.
invoice-document-terms-transfer = Payable by bank transfer until { $date } without deduction.
invoice-document-terms-monthly = Payable until { $date } together with the other invoices of the month, without deduction.
invoice-document-terms-at-once = Payable by bank transfer at once, without deduction.
# $last4 (String): last four digits of the card.
invoice-document-terms-card = The amount is charged to the card ending in { $last4 }.
invoice-document-terms-paid-card = Paid by the card ending in { $last4 }.
invoice-document-terms-paid = The amount has been paid.
invoice-document-terms-refund = The amount will be paid back.
invoice-document-terms-refund-card = The amount goes back to the card ending in { $last4 }.
# The same where the number of the card is not known.
invoice-document-terms-any-card = The amount is charged to the card.
invoice-document-terms-paid-any-card = Paid by card.
invoice-document-terms-refund-any-card = The amount goes back to the card.
invoice-document-account-holder = Account holder
invoice-document-iban = IBAN
invoice-document-bic = BIC
invoice-document-transfer-reference = Reference
invoice-document-qr-caption = Scan with your banking app
# $amount (String), $iban (String), $reference (String): what the code holds.
invoice-document-qr-alt = QR code for a bank transfer of { $amount } to { $iban }, reference { $reference }

## Other parts

invoice-document-ship-to = Delivered to: { $address }
invoice-document-bank-details = Account for the transfer
invoice-document-directors = Managing directors: { $names }
invoice-document-vat-id = VAT ID { $number }
invoice-document-tax-number = Tax number { $number }
# $page (String), $pages (String): number of the page and of all pages.
invoice-document-page = Page { $page } of { $pages }
