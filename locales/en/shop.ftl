### The public shop.

## Frame

shop-nav = Shop
shop-cart-nav = Cart
shop-to-portal = To the portal
shop-to-shop = To the shop
# $brand (String): name of the portal. Shown by search engines.
shop-description = IoT SIM cards and eSIM profiles with data volume, SMS and a lifetime of years, to be ordered online from { $brand }.
shop-sign-in-text = New here?
shop-sign-in-link = Order SIMs in the shop
shop-refused-role = You are signed in, but your role cannot order.
shop-refused-carts = Too many carts were begun from your network. Please try again in a quarter of an hour.
shop-refused-again = Something changed in this very moment. Please try again.
shop-refused-two-factor = You are signed in, but your organisation asks for two-factor sign-in. Set it up in the portal, then order.
shop-refused-cart-changed = Your cart was changed or ordered meanwhile, maybe in another tab. Nothing was ordered here. Open the cart again and go on from there.
shop-no-links = Enter a name without web addresses
shop-cart-wrong = Please look at this before you order
shop-no-prices-title = No prices in your currency
# $currency (String): its letters.
shop-no-prices-text = Nothing is offered in { $currency } at the moment. Please ask support.
shop-kept-title = A cart waits for you
shop-kept-text = It was filled in the shop and comes to what is in your cart already.
shop-kept-open = Open this cart
shop-kept-gone-title = This link has been used, or is too old
shop-kept-gone-text = A cart can be opened once from a mail, within 30 days.
shop-kept-to-cart = To your cart

## What is offered

shop-title = IoT SIMs
shop-lede = Choose the form that fits your device. Each SIM comes with its volume for its whole lifetime.
shop-currency = Currency
shop-closed-title = The shop is closed
shop-closed-text = Nothing can be ordered at present. Please come back later, or ask support.
# $volume (String): such as “500 MB”.
shop-gives-data = { $volume } of data
# $n (Number): SMS.
shop-gives-sms = { $count } SMS
# $n (Number): years.
shop-gives-years = { $n ->
    [one] { $count } year
   *[other] { $count } years
}
# $n (Number): pieces.
shop-package = Packed in { $count }
shop-not-offered = This product is not offered any more. Please choose another one.
shop-each = each, net
shop-add = Add to cart
shop-net-hint = All prices without VAT, for businesses. VAT is shown before you order.

## The cart

shop-cart-title = Cart
shop-cart-empty-title = Your cart is empty
shop-cart-empty-text = A cart is kept for 30 days after its last change.
shop-cart-hint = Enter 0 to take a product out. You order two pages further, not yet here.
shop-more = Add more
shop-update = Update
shop-remove = Remove
shop-net-total = Net total
shop-vat-later = VAT follows from your company's data.
shop-go-on = Continue
shop-go-on-person = Continue to delivery and payment
# $currency (String): such as EUR.
shop-converted = Prices are in { $currency } now, as agreed with your organisation.
shop-new-prices-title = Prices changed since you put this into your cart
shop-new-prices-text = The new ones count only if you accept them.
shop-accept-prices = Accept new prices
shop-problem-not-offered = This product is not offered any more. Take it out of the cart.

## Signing in or registering

shop-checkout-title = How would you like to order?
shop-new-customer = As a new customer
shop-new-customer-text = Tell us about your company. After the order you get an e-mail with a link to set your password for the portal.
shop-register = Continue as a new customer
shop-known-customer = With your account
shop-known-customer-text = Your cart comes along. Addresses and payment are those of your organisation.

## Registering

shop-register-title = Your details
shop-step-cart = Cart
shop-step-details = Your details
shop-company = Company
shop-company-missing = Enter the name of the company
shop-vat-hint = In the form of the country, such as DE123456789.
shop-no-vat-id = We have no VAT ID
shop-no-vat-id-short = None
shop-vat-missing = Enter the VAT ID, or tick that you have none
shop-vat-both = Enter a VAT ID or tick that you have none, not both
shop-contact = Contact
shop-email-hint = Your sign-in address. Order confirmation and invoices go there as well.
shop-same-address = Deliver to the billing address
shop-same-address-text = Untick it for another address.
shop-not-shipped-to = We do not ship to this country. Please enter another delivery address.
shop-terms = Terms of business
shop-terms-accept = I accept the terms of business for the company.
# $version (String): such as “2026-11”.
shop-terms-version = Version { $version }
shop-terms-read = Read the terms of business (opens in a new tab)
shop-terms-missing = Please accept the terms of business
shop-back-to-cart = Cart (new tab)

## Summary

shop-summary-title = Check and order
shop-yours = Your details
shop-change-cart = Change cart (new tab)
shop-change-details = Change details
shop-notice-problems = Something in your cart cannot be ordered as it is. Nothing was ordered.
shop-notice-changed = Your cart was changed meanwhile, perhaps in another tab. Nothing was ordered; please check again.
# $until (String): date and time.
shop-notice-blocked = Too many orders came from your network. You can order again after { $until }.

## After the order

shop-thanks-title = Thank you. Please look into your mailbox
shop-thanks-text = We have sent an e-mail to the address you gave. It says how to go on.
shop-thanks-nothing = Nothing there after a few minutes? Look into the folder for spam, too.

## In the place of terms of business, in development

terms-sample-title = Terms of business
terms-sample-text = The operator's terms stand here once SIMPORTAL_TERMS_URL names their page. This page exists in development only.

## Mail: somebody ordered as a new customer under an address that has an account.
## $brand (String): name of the portal. $email (String): the address.

mail-shop-account-subject = Your order at { $brand }: please sign in
mail-shop-account-title = You have an account already
mail-shop-account-preview = Sign in to place your order.
mail-shop-account-text = Somebody, probably you, ordered in the shop of { $brand } as a new customer with the address { $email }. This address has an account already, so nothing was ordered. Open the cart, sign in and order there.
mail-shop-account-button = Open the cart
mail-shop-account-facts =
    The cart is kept for 30 days. Only this link opens it.
    If your role does not allow you to order, an Owner or Admin of your organisation can.
    No password, or forgotten? The sign-in page sends you a link.
    This was not you? Then do nothing; nobody learned that you have an account.

## In the audit log

audit-terms-accept = Terms of business accepted
