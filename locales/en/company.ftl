### Account: its sections, and what an organisation keeps about itself: customer data, further e-mail addresses, postal addresses.

account-sections = Sections of the account
account-section-security = Security
account-section-company = Customer data
account-section-addresses = Addresses

## Customer data

company-title = Customer data
# $number (String): account number.
company-lede = Account number { $number }
company-contract = Contract
company-name = Company
company-number = Account number
company-vat-id = VAT ID
company-country = Billing country
company-country-open = Not known yet: your first billing address decides it
company-none = None
company-locked = Fixed
company-fixed = These entries are part of contracts and invoices. For legal reasons only support can change them.
company-ask = Ask support
company-contact = How we reach you
company-main-email = Main e-mail address
company-main-email-hint = Receives all invoices.
company-phone = Phone
company-optional = (optional)
company-language = Language of e-mails, invoices and notifications
company-language-en = English
company-language-de = German
company-save = Save
company-saved = Your customer data is saved
company-view-only = An Owner or Admin of your organisation can change this.
company-email-empty = Enter an e-mail address
company-email-too-long = This e-mail address is too long
company-email-not-ascii = Write the e-mail address without umlauts or accents, and international domains in their xn-- form
company-email-wrong = This is not an e-mail address, such as name@example.com
company-phone-too-long = The phone number has more than 40 characters
company-phone-wrong = Enter a phone number, such as +44 20 7946 0123

## Further e-mail addresses. `company-emails-<category>`: invoice, volume

company-emails = Further e-mail addresses
company-emails-lede = Besides the main address
company-emails-invoice = Invoices
company-emails-invoice-hint = Get a copy of each invoice.
company-emails-volume = Volume notifications
company-emails-volume-hint = Are told when a limit is reached or a volume is used up.
company-emails-none = None.
company-email-new = E-mail address
company-email-category = For
company-email-add = Add
company-email-remove = Remove
# $email (String): the address.
company-email-added = { $email } is added
company-email-removed = { $email } is removed
company-email-twice = This address is in the list already
company-emails-too-many = You have 50 further addresses. Remove one first.

## Addresses. `addresses-<kind>`: billing, shipping

addresses-title = Addresses
addresses-lede = The default is chosen for you when you order; you can always take another one.
addresses-billing = Billing addresses
addresses-shipping = Delivery addresses
addresses-new-billing = New billing address
addresses-new-shipping = New delivery address
addresses-change-billing = Change billing address
addresses-change-shipping = Change delivery address
addresses-none-billing = No billing address yet. The first one decides the country that your invoices go to.
addresses-none-shipping = No delivery address yet.
addresses-default = Default
addresses-make-default = Make default
addresses-default-set = The default address is changed
addresses-edit = Edit
addresses-delete = Delete
addresses-delete-title = Delete this address?
addresses-deleted = The address is deleted
addresses-added = The address is added
addresses-changed = The address is changed
addresses-company = Company
addresses-person = Person or department
addresses-street = Street and number
addresses-extra = Addition, such as floor or gate
addresses-postcode = Postcode
addresses-city = Town
addresses-region = State or province
addresses-country = Country
addresses-choose = Choose a country
addresses-country-hint = For legal reasons the billing country cannot be changed.
addresses-as-default-billing = Use as the default billing address
addresses-as-default-shipping = Use as the default delivery address
addresses-nobody = Enter a company or a person
addresses-street-missing = Enter street and number
addresses-city-missing = Enter the town
addresses-postcode-missing = Enter the postcode
addresses-postcode-wrong = This is not a postcode of the country chosen
addresses-country-missing = Choose a country
addresses-line-too-long = No more than 100 characters fit in here
addresses-line-control = Leave out line breaks and other control characters
addresses-country-fixed = Billing addresses stay in your billing country. Only support can change it.
addresses-too-many = You have 100 addresses of this kind. Delete one first.
addresses-refused-default = The default address cannot be deleted. Make another one the default first; one billing address always stays.
