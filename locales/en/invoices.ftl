### Invoices, credit notes and corrected invoices, and the mails about orders and documents

invoices-title = Invoices
invoices-lede = Invoices, credit notes and corrected invoices, as they were issued.
invoices-period = Period
invoices-show = Show
invoices-ignored = These days are not a period. The list shows another one.
invoices-caption = Documents of the period, latest first
invoices-number = Document
invoices-day = Issued
# $day (String): day until which it is to be paid.
invoices-due = due { $day }
invoices-vat = VAT
invoices-files = Files
# $number (String): number of the document.
invoices-pdf-of = PDF of { $number }
invoices-xml-of = XRechnung (XML) of { $number }
invoices-csv = Table (CSV)
# $n (Number), $count (String): how many documents.
invoices-zip = { $n ->
    [one] { $count } PDF (ZIP)
   *[other] { $count } PDFs (ZIP)
}
invoices-count = { $n ->
    [one] { $count } document
   *[other] { $count } documents
}
invoices-pages = Pages of documents
invoices-none-title = No documents in this period
invoices-none-text = An invoice is issued when an order is placed, or paid if it is paid by card. Choose other days to see earlier ones.

## Bookings for DATEV

datev-title = Bookings for DATEV
datev-text = A booking batch in the DATEV format (EXTF) with the documents of this period, for your tax adviser: expense to creditor, by VAT rate and cost centre. Tax keys are set for German rates, reverse charge and goods from the EU.
datev-consultant = Consultant number
datev-client = Client number
datev-digits = Digits of general ledger accounts
datev-expense = Expense account
datev-creditor = Creditor account
datev-month = Financial year begins in
datev-download = Download bookings
datev-batch = Invoices
datev-consultant-wrong = Enter the consultant number: 1001 to 9999999.
datev-client-wrong = Enter the client number: 1 to 99999.
datev-digits-wrong = Enter 4 to 8 digits.
datev-expense-wrong = Enter an account with as many digits as general ledger accounts have.
datev-creditor-wrong = Enter an account with one digit more than general ledger accounts have.
datev-month-wrong = Choose the month in which your financial year begins.
datev-two-years = A booking batch lies within one financial year. Choose days of one year.

## Why a document cannot be issued

invoices-refused-no-email = Nobody would get the invoice. Enter a main e-mail address under Account first.
invoices-refused-buyer = The billing address or the VAT ID lacks something that an invoice needs. Complete them under Account.
invoices-refused-seller = The seller's data is not complete, so no invoice can be issued. Please contact support.
invoices-refused-meanwhile = Another document was issued for this order meanwhile. Open the order again and correct that one.
invoices-refused-unchanged = Nothing of the invoice would change.
invoices-refused-no-line = A corrected invoice needs a line. To take everything back, cancel the order.
invoices-refused-no-document = There is no invoice that could be corrected.
invoices-refused-too-much = A line comes to more than can be charged.

## Mails: `mail-order-received-…`, `mail-order-paid-…` and so on
## $order (String): number of the order. $brand (String): name of the portal. $gross, $due, $amount (String): amounts.

mail-order-button = Show the order
# $at (String): date and time.
mail-order-facts = Order { $order }, { $at }. Total: { $gross }.
# $purchase (String): the customer's number.
mail-order-purchase = Your order number: { $purchase }.

mail-order-received-subject = Order { $order } received
mail-order-received-title = We have received your order
mail-order-received-preview = Order { $order }: { $gross }
mail-order-received-text = Thank you for your order { $order }. The total is { $gross }.
mail-order-received-bank_transfer = Your invoice follows in a separate e-mail. It says where to transfer { $due }. We prepare the order as soon as the payment has arrived.
mail-order-received-card = Please pay { $due } by card. We prepare the order as soon as the payment is confirmed.
mail-order-received-monthly_invoice = We are preparing the order. Your invoice follows in a separate e-mail.

mail-order-paid-subject = Payment received for order { $order }
mail-order-paid-title = Your payment has arrived
mail-order-paid-preview = { $amount } for order { $order }
mail-order-paid-text = We have received { $amount } for your order { $order }. Thank you.
mail-order-paid-part = { $due } is still open.

mail-order-shipped-subject = Order { $order } is on its way
mail-order-shipped-title = Your SIMs are on their way
mail-order-shipped-preview = Order { $order } has been shipped
mail-order-shipped-text = Your order { $order } has been shipped.
# $carrier (String): may be empty. $tracking (String): number of the parcel.
mail-order-shipped-tracking = Tracking number: { $carrier } { $tracking }

mail-order-cancelled-subject = Order { $order } was cancelled
mail-order-cancelled-title = Your order was cancelled
mail-order-cancelled-preview = Order { $order } will not be carried out
mail-order-cancelled-text = Your order { $order } was cancelled. If it was invoiced, a credit note follows in a separate e-mail.
# $reason (String).
mail-order-cancelled-reason = Reason: { $reason }

mail-order-refunded-subject = Refund for order { $order }
mail-order-refunded-title = Your money is on its way back
mail-order-refunded-preview = { $amount } for order { $order }
mail-order-refunded-text = We have refunded { $amount } of your order { $order }. Depending on your bank it takes some days to arrive.

## Mails with a document. $number (String): its number. $gross (String): what it comes to. $due (String): day.

mail-invoice-subject = Invoice { $number }
mail-invoice-title = Your invoice
mail-invoice-preview = Invoice { $number } for order { $order }: { $gross }
mail-invoice-text = Attached you find invoice { $number } for order { $order } as a PDF. The data of the e-invoice (EN 16931) is embedded in it.
mail-invoice-due = Please transfer { $gross } until { $due }. The invoice has the bank details and a code for banking apps.
mail-invoice-facts = Amount: { $gross }. You find all invoices in the portal under Orders, as XRechnung, too.

mail-credit-note-subject = Credit note { $number }
mail-credit-note-title = Your credit note
mail-credit-note-preview = Credit note { $number } for order { $order }: { $gross }
mail-credit-note-text = Attached you find credit note { $number } for order { $order } as a PDF. The data of the e-invoice (EN 16931) is embedded in it.

mail-corrected-invoice-subject = Corrected invoice { $number }
mail-corrected-invoice-title = Your corrected invoice
mail-corrected-invoice-preview = Corrected invoice { $number } for order { $order }: { $gross }
mail-corrected-invoice-text = Attached you find corrected invoice { $number } for order { $order } as a PDF. It takes the place of the earlier invoice, which was credited.

## In the audit log

audit-invoice-correct = Corrected invoice issued
audit-invoice-credit = Credit note issued
audit-invoice-issue = Invoice issued
audit-order-correct = Invoice of the order corrected
audit-kind-invoice = Invoice
