### Users: people and API users of the organisation.

nav-users = Users

## List

users-all = All
users-by-role = By role
users-filter = Filter users
users-search = Name, e-mail address or client ID
users-any-status = Any status
users-apply = Apply
users-clear = Clear filters
users-csv = CSV
# $organisation (String): name of the organisation.
users-of = Users of { $organisation }
# $n (Number), $count (String): people and API users.
users-count = { $n ->
        [one] { $count } user
       *[other] { $count } users
    } in all, sorted by name
users-none-title = No user matches
users-none-text = Nobody in your organisation fits this search. Try fewer letters or another filter.
users-name = Name
users-role = Role
users-status = Status
users-seen = Last seen
users-actions = Actions
users-you = You
users-on = On
users-off = Off
users-never = Never
users-not-used = Not used
users-edit = Edit

users-status-active = Active
users-status-invited = Invited
users-status-disabled = Disabled
users-status-role-ended = Role ended
users-status-secret-ended = Secret ended

## CSV: heads of the columns. $zone (String): time zone.

users-csv-name = Name
users-csv-sign-in = E-mail address or client ID
users-csv-role = Role
users-csv-status = Status
users-csv-two-factor = Two-factor
users-csv-language = Language
users-csv-notifications = Notifications
users-csv-seen = Last sign-in or use ({ $zone })
users-csv-ends = Last day
users-csv-created = Created ({ $zone })

## New user

users-new = New user
users-invite = Create user and send e-mail
users-email-hint = The user signs in with this address. We send a link there to set a password; it is valid for 72 hours.
# $role (String): name of the role.
users-rights-of = What { $role } may do
# $email (String): address. The same whether the address has an account elsewhere or not.
users-invited = User created. If the address can be used, an invitation is on its way to { $email }
users-invited-again = If the address can be used, a new invitation is on its way to { $email }

role-text-owner = Everything, including master access and resetting two-factor. Only given to new users.
role-text-admin = Everything except what concerns Owners, other Admins and master access.
role-text-user = Works with SIMs every day. Orders nothing and manages nobody.
role-text-read_only = Sees SIMs, usage and orders, changes nothing.
role-text-third_party = An outside integrator: technical work, no orders.
role-text-accountant = Orders, invoices and the wallet only. Can have a last day.
role-text-end_user = Sees only the SIMs that are linked to this person.

## Fields

field-first-name = First name
field-last-name = Last name
field-language = Language
field-language-hint = Of the portal and of e-mails.
field-notify = E-mails
field-ends-on = Last day
field-ends-on-hint = Only for the role Accountant: after this day signing in ends by itself. Leave empty for no end.
field-optional = (optional)
language-of-organisation = As the organisation
language-en = English
language-de = Deutsch
notify-volume = Volume notifications
notify-volume-hint = When SIMs have used up their data or SMS, or reach a limit
notify-transfers = Transfers
notify-transfers-hint = When SIMs are transferred to or from the organisation

field-first-name-missing = Enter the first name
field-last-name-missing = Enter the last name
field-name-missing = Enter a name
field-name-too-long = A name has at most 80 characters
field-name-one-line = A name is one line without control characters
field-choice-unknown = Choose one of the offered values
field-role-missing = Choose a role
field-day-invalid = Enter a day such as 2026-12-31
field-day-over = This day is over. Enter today or a later day
field-day-accountant = Only the role Accountant has a last day. Choose that role, or leave the day empty
field-email-ascii = Write the address with the letters a to z only; international domains in their xn-- form
field-email-too-long = This address is too long
field-email-here = Somebody in your organisation already has this address, or is invited with it. Every user needs an address of their own

## A person

users-data = Data
users-facts = Facts
users-save = Save
users-saved = Saved
users-last-login = Last sign-in
users-last-used = Last used
users-created = Created
users-ends-on = Last day
users-self = This is you. Your role and status are changed by others; your name, address, language and notifications by you alone.
users-own-data = Your user data
users-not-yours = You may see this user, but your role cannot change it.
users-invite-again = Send e-mail again
users-reset = Send link for a new password
# $email (String): address.
users-reset-sent = If no more than five links were sent in the last hour, a link for a new password is on its way to { $email }
users-enable = Enable
# $name (String): name of the person or API user.
users-enabled = { $name } is enabled again
users-disabled = { $name } is disabled
users-deleted = { $name } is deleted
users-two-factor-reset = The two-factor of { $name } is reset

## Another role

users-change-role = Change role
# $name (String): name of the person. $role (String): role so far.
users-change-role-lede = { $name } is { $role } now. With another role all sessions of this person end; the next sign-in has the new rights.
# $name (String): name of the person. $role (String): new role.
users-role-changed = { $name } is { $role } now

## Asked first. $name (String): name of the person or API user.

users-title-disable = Disable this user?
users-lede-disable = { $name } will be shut out until somebody enables the user again.
users-button-disable = Disable
users-title-delete = Delete this user?
users-lede-delete = { $name } will be deleted. This cannot be undone.
users-button-delete = Delete
users-title-withdraw = Withdraw this invitation?
users-lede-withdraw = { $name } has not set a password yet.
users-button-withdraw = Withdraw invitation
users-title-two-factor = Reset two-factor?
users-lede-two-factor = For { $name }, who has lost the app and the recovery codes. Make sure that it is really this person who asks.
users-button-two-factor = Reset two-factor

users-effect-sessions-end = All sessions end at once, links that were sent are worth nothing.
users-effect-secret-stops = The secret is refused at once.
users-effect-stays = Name, role, views and history stay.
users-effect-link-dead = The link in the invitation is worth nothing any more.
users-effect-secret-gone = The client ID and its secret are refused at once and for good.
users-effect-person-gone = All sessions end at once. Own views, reports and files of this person go, too.
# $n (Number), $count (String): views.
users-effect-views = { $n ->
        [one] { $count } shared view passes
       *[other] { $count } shared views pass
    } to you.
# $n (Number), $count (String): SIMs.
users-effect-sims = { $n ->
        [one] { $count } SIM is
       *[other] { $count } SIMs are
    } linked to nobody then.
users-effect-history = The history keeps the name.
users-effect-two-factor = App and recovery codes are worth nothing any more, and all sessions end. The password alone is enough to sign in until two-factor is set up again.
users-effect-told = The person is told by e-mail.

## API users

users-new-client = New API user
users-client-lede = For programs: signs in to the management API with client ID and secret.
users-client-id = Client ID
users-client-make = Create API user
users-client-made = API user created
users-secret = Secret
users-secret-text = Known to nobody: only a hash is stored. If it is lost, make a new one.
users-secret-set = Secret set
users-secret-ends = Secret ends
users-no-end = No end
users-save-day = Save last day
users-secret-renew = New secret
# $client (String): client ID.
users-secret-renew-lede = The secret of { $client } so far is refused from then on. Programs that use it need the new one.
users-secret-renewed = The new secret counts from now on
users-secret-generated = Generate a secret
users-secret-generated-text = 43 random characters, shown once.
users-secret-typed = Type a secret
users-secret-typed-text = If the other side has one already.
users-shown-title = The new secret
users-shown-once = Shown now and never again
users-shown-once-text = Copy it to where your program keeps its secrets. This page can be opened for ten minutes at the most.
users-shown-noted = I have noted it
users-secret-noted = The secret cannot be looked at any more

field-suffix = Client ID
# $number (String): account number.
field-suffix-hint = Choose what follows { $number }_: 2 to 40 of a to z, 0 to 9, hyphen, underscore and full stop.
field-suffix-missing = Enter the end of the client ID
field-suffix-malformed = The end of the client ID has 2 to 40 of a to z, 0 to 9, hyphen, underscore and full stop, and begins and ends with a letter or digit
field-suffix-taken = Your organisation has an API user with this client ID already
field-secret = Secret to use
field-secret-hint = 12 to 128 characters, not easily guessed, and not containing the client ID.
field-secret-how = Choose whether the secret is generated or typed
field-secret-too-short = The secret needs at least 12 characters
field-secret-too-long = The secret may have at most 128 characters
field-secret-contains-id = The secret must not contain the client ID
field-secret-common = This secret is easy to guess. Choose another one, or have one generated
field-secret-ends = Last day of the secret
field-secret-ends-hint = After this day it is refused. Leave empty for no end.

## Roles and rights

users-roles = Roles and rights
users-roles-lede = What each role may do: the table that the portal itself goes by.
users-right = Right
cell-yes = Yes
cell-no = No
cell-own-sims = own SIMs
cell-own-data = own data
cell-if-company-allows = if the company allows
# $ticks (String): names of ticks, separated by commas.
cell-by-tick = with tick: { $ticks }
tick-ordering = Ordering
tick-provisioning = Provisioning
tick-deployment = Deployment
tick-support = Support
tick-billing = Billing

## Refusals

# $permission (String): text of a `permission-…` key.
error-denied-nobody = You lack the right “{ $permission }”. No role in an organisation has it: an Owner changes their own data, and support changes Owners on request. Nothing was changed.

users-refused-self = You cannot change your own role, disable or delete yourself. Ask another person who may manage users. Nothing was changed.
users-refused-last-owner = This is the last Owner who can sign in. An organisation always keeps one. Nothing was changed.
users-refused-changed = This user was changed in the meantime, and this step is not possible any more. Nothing was changed. Go back and reload the page.
users-refused-api-role = People and API users cannot be turned into each other. Nothing was changed.
users-refused-end-date = Only the role Accountant has a last day. Nothing was changed.
users-refused-not-invited = This person has set a password in the meantime and needs no invitation any more.
users-refused-not-active = Only people who can sign in are sent a link for a new password.
users-refused-too-many = Your organisation has sent very many invitations in the last minutes. Wait a quarter of an hour. Nothing was sent.

## E-mail: somebody entered an address that has an account already
## $brand (String): name of the portal. $email (String): the address. $organisation (String): who invited it.

mail-address-in-use-subject = Your address already has an account at { $brand }
mail-address-in-use-title = Nothing has changed for you
mail-address-in-use-preview = Somebody entered your e-mail address at { $brand }.
mail-address-invited-text = { $organisation } has invited { $email } to { $brand }. This address already belongs to your account there, and an address can belong to one account only. Your account stays as it is, and { $organisation } does not learn about it.
mail-address-wanted-text = Somebody wanted to use { $email } as a new sign-in address at { $brand }. It already belongs to your account, which stays as it is. Whoever asked does not learn about it.
mail-address-in-use-button = Sign in to your account
mail-address-in-use-facts = If you want to work with the other organisation, too, ask them to invite you with another address. Otherwise do nothing.

## E-mail: another role
## $organisation (String): name of the organisation. $role (String): name of the role.

mail-role-changed-subject = Your role at { $organisation } has changed
mail-role-changed-title = You are { $role } now
mail-role-changed-preview = Your role at { $organisation } has changed.
mail-role-changed-text = Your role in the portal of { $brand } for { $organisation } is { $role } now. You have been signed out; the next time you sign in you have the new rights. If you have questions, ask the people who manage the users of your organisation.
mail-role-changed-button = Sign in
