### Organisation: sub-organisations of a master, what they grant it, and going into them.

nav-organisation = Organisation

## List

organisations-title = Organisation
organisations-lede = Give a subsidiary or contractor an organisation of its own, with its own users, orders and SIMs.
organisations-new = New sub-organisation
organisations-export = Export
organisations-stat-own = SIMs in this organisation
organisations-stat-subs = SIMs in sub-organisations
# $active, $pending (String): how many sub-organisations.
organisations-stat-subs-note = { $active } active, { $pending } waiting
organisations-stat-ordered = Ordered for sub-organisations
organisations-subs = Sub-organisations
organisations-subs-note = You see totals only, unless a sub-organisation grants you more.
organisations-none-title = No sub-organisations yet
organisations-none-text = A sub-organisation has its own users, SIMs and orders. You move SIMs between it and your organisation.
organisations-no-match = No sub-organisation matches
organisations-no-match-text = Search for a part of the name or the beginning of the account number.
organisations-search = Search by name or account number
organisations-show = Show
organisations-show-all = Show all
organisations-pages = Pages of the list
organisations-sort = Sorting
organisations-sort-name = Name, A to Z
organisations-sort-name-down = Name, Z to A
organisations-sort-newest = Newest first
organisations-sort-oldest = Oldest first
organisations-column-number = Account number
organisations-column-name = Organisation
organisations-column-owner = Owner
organisations-column-email = E-mail
organisations-column-status = Status
organisations-column-ordered = SIMs ordered
organisations-column-sims = SIMs held
organisations-column-access = Access granted
organisations-column-created = Created
organisations-status-any = Any status
organisations-status-pending = Waiting for owner
organisations-status-active = Active

## One sub-organisation

organisations-facts = At a glance
organisations-back = Back
organisations-enter = Enter
organisations-delete = Delete
organisations-pending-title = The owner has not set a password yet
organisations-pending-text = The organisation becomes active when the owner does so by the link in the e-mail.
organisations-invite-again = Send the e-mail again
organisations-invite-lede = The link before this one stops working. If name or address were wrong, correct them here.
organisations-invite-send = Send
# $email (String): address of the owner.
organisations-invited = We have e-mailed { $email }
organisations-email-yours = Somebody of your organisation, or the owner of one of your sub-organisations, has this address already
organisations-refused-again = Somebody else has just taken this address. Please try again
organisations-refused-often = This owner has been e-mailed five times within an hour. Please wait a while
organisations-refused-active = The owner has set a password meanwhile, so there is no invitation to send again.
organisations-refused-numbers = All account numbers are given out. Please tell support.

## A new one, in steps: `organisations-step-<key>`

organisations-steps = Steps
organisations-step-company = Company
organisations-step-contact = Owner
organisations-step-address = Address
organisations-step-summary = Summary
organisations-next = Continue
organisations-previous-step = Back
organisations-create = Create sub-organisation
organisations-name-missing = Enter the name of the company
organisations-vat-if-any = (if it has one)
organisations-vat-other-country = The VAT ID begins with the letters of its country, such as DE or ATU, and they must be those of the billing country
organisations-vat-wrong = This is not a VAT ID of the billing country. Check the number of characters
organisations-fixed-hint = Name, VAT ID and billing country stand in contracts and invoices. Later only support can change them.
organisations-owner-text = The owner gets an e-mail with a link to set a password and then invites everybody else. All invoices go to the same address at first.
organisations-first-name = First name
organisations-last-name = Last name
organisations-first-name-missing = Enter the first name
organisations-last-name-missing = Enter the last name
organisations-email-hint = Not used by any other user.
# $name (String): name of the company. $country (String): name of the country.
organisations-address-text = Billing address of { $name }, { $country }
organisations-language = Language
organisations-change-company = Change company
organisations-change-contact = Change owner
organisations-change-address = Change address
organisations-summary-text = When you create the organisation, it gets its account number and we e-mail the owner.
# $name (String): name of the company. $email (String): address of the owner.
organisations-made = { $name } is being created. We have e-mailed { $email }; the organisation becomes active when the owner has set a password.
organisations-marketplace-title = Not available for your account
organisations-refused-marketplace = Your contract was made in a marketplace, which knows one organisation per account. Sub-organisations need a direct contract: please ask support.
organisations-refused-sub = A sub-organisation cannot have sub-organisations of its own.

## Deleting. `organisations-blocked-<key>`. $n (Number), $count (String): how many.

# $name (String): name of the organisation.
organisations-delete-title = Delete { $name }?
organisations-delete-text = Nobody of this organisation can sign in any more, its links and API secrets stop working, and its users' addresses become free. Your audit log keeps its name. This cannot be undone.
organisations-delete-type = To be sure, type “{ $name }”
organisations-delete-wrong-name = Type the name exactly as it is shown
organisations-deleted = { $name } is deleted
organisations-blocked = It cannot be deleted yet
organisations-blocked-pending = It is not fully created: its owner has not set a password yet.
organisations-blocked-sims = { $n ->
    [one] It holds one SIM. Transfer it to your organisation first.
   *[other] It holds { $count } SIMs. Transfer them to your organisation first.
}
organisations-blocked-bulk = { $n ->
    [one] One bulk action runs or waits for confirmation.
   *[other] { $count } bulk actions run or wait for confirmation.
}
organisations-blocked-exports = { $n ->
    [one] One file is being made.
   *[other] { $count } files are being made.
}
organisations-blocked-transfers = { $n ->
    [one] One transfer of SIMs is not finished.
   *[other] { $count } transfers of SIMs are not finished.
}
organisations-blocked-orders = { $n ->
    [one] { $count } order is open or not paid.
   *[other] { $count } orders are open or not paid.
}
organisations-blocked-jobs = { $n ->
    [one] One job is not finished, such as an order to the network.
   *[other] { $count } jobs are not finished, such as orders to the network.
}

## What a sub-organisation grants. `organisations-access-<level>` and its explanation for the sub-organisation (`-text`); for the master: `organisations-master-<level>`

# $master (String): name of the master organisation.
organisations-own-lede = Your organisation is a sub-organisation of { $master }.
organisations-master = Your master organisation
organisations-always-sees = It always sees
organisations-always-sees-text = Name, account number, owner, status, and the number of SIMs ordered and held
organisations-logged = Every grant, every look and every entry is in your audit log. You can revoke access at any time; it ends with the next click.
# $name (String): name of a person. $at (String): date and time.
organisations-granted-by = Granted by { $name } on { $at }
organisations-access-change = Change
organisations-access-title = Access of the master organisation
organisations-access-lede = What { $master } may see or do in your organisation, beside the totals.
organisations-access-legend = Access
organisations-access-none = Nothing
organisations-access-none-text = The totals only.
organisations-access-counts = See counts
organisations-access-counts-text = How many SIMs you have by status and by volume left.
organisations-access-usage = See counts and usage
organisations-access-usage-text = The counts, and the usage of all SIMs together by month and week.
organisations-access-manage = Manage
organisations-access-manage-text = People of the master organisation may enter your organisation and work there with their own roles. They cannot change your account data, your users, or this access.
organisations-access-saved = The access of the master organisation is changed
organisations-access-revoked = The access of the master organisation is revoked
organisations-master-none = You see the totals on this page.
organisations-master-counts = You see the SIMs by status and volume. Each look is in its audit log.
organisations-master-usage = You see SIMs and usage. Each look is in its audit log.
organisations-master-manage = You see SIMs and usage and may enter. Each look and entry is in its audit log.
organisations-refused-no-master = Your organisation has no master organisation that you could grant access.
organisations-refused-enter = This organisation does not let you enter. Only an Owner of it can grant that, and your role must include seeing the organisation.
organisations-put-out = The access to the sub-organisation has ended. You are back in your own organisation.

## Inside another organisation

# $organisation (String): where the person is. $home (String): where the person belongs.
entered-title = You are inside { $organisation }
entered-text = You work here for { $home }. Everything you do is in this organisation's audit log.
entered-leave = Leave
entered-denied = The organisation that you have entered keeps this to its own people. Nothing was changed. Leave it to go back to your own organisation.

## E-mail to somebody who is to own an organisation, but has an account already.
## $brand (String): name of the portal. $organisation (String): the new organisation. $master (String): the one that makes it. $email (String): the address.

mail-owner-elsewhere-subject = You were named as the owner of { $organisation }
mail-owner-elsewhere-title = You were named as an owner
mail-owner-elsewhere-preview = { $master } gave your address for { $organisation }.
mail-owner-elsewhere-text = { $master } has created the organisation { $organisation } and named { $email } as its owner. This address already belongs to your account at { $brand }, and an address can have only one account. If you want to take on the new organisation, give { $master } another address of yours. Otherwise there is nothing to do: nothing about your account was changed or told to anybody.

## Audit log: `audit-` and the stored action

audit-access-change = Access of the master changed
audit-access-enter = Organisation entered by the master
audit-access-grant = Access granted to the master
audit-access-leave = Organisation left by the master
audit-access-look = Looked at by the master
audit-access-revoke = Access of the master revoked
audit-address-add = Address added
audit-address-change = Address changed
audit-address-default = Default address chosen
audit-address-delete = Address deleted
audit-company-email-add = Further e-mail address added
audit-company-email-remove = Further e-mail address removed
audit-company-language = Language of the organisation changed
audit-company-main-email = Main e-mail address changed
audit-company-phone = Phone changed
audit-organisation-active = Organisation active
audit-organisation-create = Sub-organisation created
audit-organisation-delete = Sub-organisation deleted
audit-organisation-invite = Owner invited again
audit-kind-address = Address
