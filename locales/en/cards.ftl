### Paying by card, saved cards, and the pages of the simulated payment provider.

# $make (String): Visa, Mastercard and the like. $last4 (String): the last four digits.
cards-name = { $make } ending in { $last4 }
cards-make-simulated = Simulated card
cards-make-other = Card
# What the payment provider shows and prints. $order (String): number of the order.
cards-charge-description = Order { $order }

## Paying an order

cards-pay = Pay now
cards-pay-title = Pay by card
# $amount (String): with its currency.
cards-pay-amount = Pay { $amount }
cards-due = To be paid
cards-amount = Amount
cards-which = Which card
cards-another = Card
cards-another-text-stripe = Entered on the page of our payment provider, Stripe, and charged there.
cards-another-text-simulated = Entered on a page of the simulated payment provider: no money moves.
# $expiry (String): month and year.
cards-pays-now = Expires { $expiry }. Charged at once.
cards-keep = Save a card that I enter for later orders
cards-not-now = Not now
cards-never-here = Card numbers are entered on the page of the payment provider. They never reach this portal.
# $number (String): number of the order.
cards-paid = Order { $number } is paid. Thank you.
cards-unpaid = This order is not paid yet.
cards-failed = The payment has failed.
cards-waiting = The payment is being confirmed.
cards-waiting-text = The payment provider has not told us yet what became of it. You can leave this page: we keep asking.
cards-look-again = Look again
cards-refused-not-by-card = This order is not paid by card.
cards-refused-card-gone = This card was deleted. Choose another one.
cards-refused-under-way = Another payment of this order is under way. Look again in a few minutes.

## Payment details

account-section-payment-details = Payment details
cards-title = Payment details
cards-lede = Cards that are saved with our payment provider for orders and auto-top-up.
cards-list = Saved cards
cards-add = Add a card
cards-none = No card is saved
cards-none-text = A saved card pays orders at once, and is needed for auto-top-up.
cards-not-taken = Cards are not taken here. Please pay by bank transfer.
cards-no-answer = The payment provider cannot be reached. Please try again in a few minutes.
cards-card = Card
cards-expiry = Expires
cards-use = Use
cards-default = Default
cards-make-default = Make default
cards-delete = Delete
cards-expired = Expired
cards-expires-soon = Expires soon
cards-saved = The card is saved.
cards-saved-later = The payment provider has not told us yet whether the card is saved. Look again in a few minutes.
cards-default-set = The default card was changed.
cards-delete-title = Delete this card?
cards-delete-text = It is removed here and at the payment provider. What was paid with it stays as it is.
cards-delete-top-ups = Auto-top-up is paid with this card and will be switched off.
# $card (String): Visa ending in 4242.
cards-deleted = { $card } was deleted.

## Simulated payment provider (development)

simulated-label = Simulated payment: no money moves
# $amount (String): with its currency.
simulated-pay = Pay { $amount }
simulated-save = Save a card
simulated-cards = Test card
simulated-card-success = Payments succeed.
simulated-card-declined = Payments are declined: not enough money.
simulated-card-needs-confirmation = Payments ask the holder first.
simulated-card-times-out = Saved, its first charge gives no answer.
simulated-card-expired = The card has expired.
simulated-kept = The card will be saved.
simulated-pay-now = Pay
simulated-save-now = Save
simulated-cancel = Cancel
# $last4 (String): the last four digits.
simulated-confirm-text = The bank asks whether you want to pay with the card ending in { $last4 }.
simulated-confirm = Confirm
simulated-refuse = Refuse
simulated-over = There is nothing left to do on this page.
simulated-back = Back

## Mail: a card could not be charged
# $order (String), $amount (String), $brand (String)

mail-card-failed-subject = { $brand }: the payment of order { $order } has failed
mail-card-failed-title = The card could not be charged
mail-card-failed-text = We could not charge { $amount } for order { $order } to the saved card.
mail-card-failed-hint = Please pay the order with this or another card. Until then it is not carried out.
mail-card-failed-button = Pay order { $order }

## Mail: a card is about to expire
# $card (String), $expiry (String), $brand (String)

mail-card-expires-subject = { $brand }: a saved card expires soon
mail-card-expires-title = A saved card expires soon
mail-card-expires-text = { $card } is saved for your orders and expires { $expiry }.
mail-card-expires-hint = Please save another card in time, so that orders and auto-top-up go on.
mail-card-expires-button = Open payment details

## Audit log

audit-card-add = Card saved
audit-card-default = Default card changed
audit-card-delete = Card deleted
audit-order-pay-late = Late payment sent back
audit-kind-card = Card
