### The first page of staff: what waits.

nav-operations = Overview

overview-title = Overview
overview-lede = What waits for somebody, and where it is done.
overview-nothing = Nothing waits.

## What staff do by hand

overview-queues = To be done
overview-fulfil = Orders to fulfil
overview-fulfil-hint = SIMs are to be assigned and sent.
# $age (String): such as “3 d”, or “now”.
overview-oldest = Oldest: { $age }
overview-awaiting-payment = Orders awaiting payment
overview-awaiting-payment-hint = They go on when they are paid.
overview-payment-failed = { $n ->
    [one] 1 payment failed
   *[other] { $count } payments failed
}
overview-shipped = Shipped orders
overview-shipped-hint = On their way, not completed yet.
overview-unmatched = Bank payments without an order
overview-unmatched-hint = A person decides what was paid.
overview-set-aside = Set-aside records
overview-set-aside-hint = They wait until their cause is mended.

## Payments by card

overview-cards = Payments by card
overview-unanswered = Orders without an answer
overview-unanswered-hint = The payment provider has not said for an hour what became of a payment or refund. It is asked again.
overview-failed-refunds = Orders with a failed refund
overview-failed-refunds-hint = The money did not go back to the card. Refund it again.

## What the portal does by itself

overview-work = Jobs and mail
overview-jobs-waiting = Jobs waiting
overview-jobs-waiting-hint = They are done by themselves when it is their turn.
overview-jobs-failed = Jobs failed
overview-jobs-failed-hint = They failed for good and are not tried again.
overview-mails-waiting = Mails waiting
overview-mails-waiting-hint = They leave by themselves when it is their turn.
overview-mails-failed = Mails failed
overview-mails-failed-hint = They failed for good and are not sent again.

## The seller's data

overview-seller-missing = The data of our company is missing
overview-seller-missing-text = Without it nothing can be ordered and no invoice can be issued.
overview-seller-incomplete = The data of our company is incomplete
overview-seller-incomplete-text = Invoices would lack something or could not be issued. Save the form to see what is missing.
overview-seller-open = Open our company
