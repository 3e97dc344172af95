### Products and prices: pages of staff, and what products are called elsewhere.

nav-products = Products

product-kind-sim = SIM
product-kind-top_up = Top-up
product-kind-extension = Extension
product-form-2ff = SIM, 2FF (mini)
product-form-3ff = SIM, 3FF (micro)
product-form-4ff = SIM, 4FF (nano)
product-form-industrial = SIM, industrial card
product-form-mff2 = SIM, MFF2 (chip)
product-form-esim = eSIM profile
product-supply-goods = Goods (taxed where they are sent)
product-supply-service = Service (taxed where the customer is)
product-status-offered = Offered
product-status-withdrawn = Withdrawn

# $minimum (String), $multiple (String): pieces.
products-quantities = From { $minimum }, in multiples of { $multiple }
# $minimum (String).
products-quantities-any = From { $minimum }

## The list

products-title = Products
products-lede = What is sold, and for how much. Orders keep the prices they were placed at.
products-new = New product
products-none-title = No products yet
products-none-text = As long as nothing is offered, nobody can order.
products-caption = Products in the order in which they are offered
products-name = Name
products-kind = Kind
products-gives = A piece gives
products-quantity = Quantities
products-prices = Net price
products-status = Status
products-no-price = No price
# $n (Number): days.
products-days = { $n ->
    [one] { $count } day
   *[other] { $count } days
}

## One product

products-is-withdrawn = Withdrawn: nobody can order it. Orders that name it stay as they are.
products-withdraw = Withdraw
products-offer = Offer again
products-sku = Product number
products-form = Form of the SIM
products-supply = For VAT
products-none-chosen = None
products-name-en = Name in English
products-name-de = Name in German
products-description-en = Description in English
products-description-de = Description in German
products-quantities-legend = Quantities
products-quantities-hint = In pieces. The multiple must not break a package; minimum and maximum are multiples as well.
products-package-size = Pieces in a package
products-minimum = Minimum
products-multiple = Multiple
products-maximum = Maximum
products-gives-legend = What a piece gives
products-data = Data in MB
products-sms = SMS
products-lifetime = Lifetime in days
products-position = Place in lists
products-prices-legend = Net price of a piece
products-prices-hint = Up to six decimals. In a currency without a price it cannot be ordered.
products-save = Save
products-history = Changes
products-when = When
products-who = Who
products-what = What
products-before = Before
products-after = After
staff-product-add = Added
staff-product-change = Changed
staff-product-price = Price
staff-product-status = Offered or withdrawn

products-added = The product is offered from now on.
products-changed = The product is saved.
products-offered = The product is offered again.
products-withdrawn = The product is withdrawn.
products-status-already = It was so already.

## What is wrong with a field

products-sku-missing = Enter a product number.
products-sku-wrong = A product number has up to 32 letters, digits and hyphens between them.
products-sku-taken = Another product has this number.
products-kind-missing = Choose a kind.
products-kind-stays = The kind of a product cannot be changed. Make a new product.
products-form-missing = Choose the form of the SIM.
products-supply-missing = Choose what the sale is for VAT.
products-name-missing = Enter a name in both languages.
products-name-wrong = A name is one line of at most 100 characters.
products-description-too-long = A description has at most 500 characters.
products-number-wrong = Enter a whole number that is not too large.
products-multiple-wrong = The multiple must be a multiple of the package size.
products-minimum-wrong = The minimum must be a multiple as well.
products-maximum-wrong = The maximum must be a multiple, and not below the minimum.
products-data-wrong = Enter a number of megabytes, such as 500 or 0.5.
products-data-too-large = That is more data than any SIM can use.
products-gives-nothing = A top-up gives data or SMS.
products-lifetime-missing = A SIM and an extension need a lifetime.
products-lifetime-too-many = A top-up gives no lifetime. Make an extension of it, or enter 0.
products-price-wrong = Enter an amount, such as 10.00 or 0.0173.
products-price-negative = A price cannot be negative.
products-price-too-precise = A price has at most six decimals.
products-price-too-large = A price is at most one million.

## Who sells

nav-seller = Our company
seller-title = Our company
seller-lede = What invoices say about who sells. Without it nothing can be ordered; invoices that were issued stay as they are.
seller-name = Company
seller-street = Street and number
seller-extra = Addition
seller-postcode = Postcode
seller-city = Town
seller-vat-id = VAT ID
seller-tax-number = Tax number
seller-register = Register and number
seller-directors = Managing directors
seller-contact-name = Contact
seller-contact-phone = Phone
seller-contact-email = E-mail
seller-web = Website
seller-bank = Bank
seller-account-holder = Account holder
seller-iban = IBAN
seller-bic = BIC
seller-payment-days = Days to pay
seller-accent = Colour on documents
seller-accent-hint = A hash and six digits, such as #0f766e.
seller-save = Save
seller-saved = The company's data are saved.
seller-missing = Fill in this field.
seller-wrong-line = One line of at most 100 characters.
seller-vat-id-wrong = This is no VAT ID of the country.
seller-no-number = An invoice needs a VAT ID or a tax number.
seller-email-wrong = This is no e-mail address.
seller-iban-wrong = The check digits of this IBAN are wrong.
seller-bic-wrong = A BIC has 8 or 11 characters.
seller-accent-wrong = Enter a hash and six digits.
seller-days-wrong = Enter a number of days up to 365.
