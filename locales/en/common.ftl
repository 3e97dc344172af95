### The frame of every page, error pages and words that many pages share.

## Frame

skip = Skip to content
menu-open = Open the menu
menu-yours = your menu
find-label = Find a SIM by ICCID, IMSI, MSISDN or label
find-placeholder = Find a SIM
theme = Theme
theme-system = As on the device
theme-light = Light
theme-dark = Dark
language = Language
support = Support

## Menu: `nav-main` names the list, the others are `nav-<key>` of its entries.

nav-main = Main menu
nav-dashboard = Dashboard
nav-sims = My SIMs
nav-set-aside = Set-aside records
nav-audit = Audit log
nav-account = Account
nav-mailbox = Mailbox (development)

## Words of many pages

# $what (String): what is copied, such as “ICCID”.
copy = Copy { $what }
copied = { $what } copied
sending = Sending …
saving = Saving …
chart-as-table = Show as table

## Forms

# Before the page's name in the title of the browser tab.
title-error = Error:
# Above a list of links to the fields.
form-errors = The form was not saved. Check these entries:

## Error pages: a title and a text per kind of error.

# $status (String): HTTP status code.
error-badge = Error { $status }
error-home = Go to the start page
error-find = Find a SIM
# A number and a time follow.
error-tell = If you think this is a fault, tell support this number:

error-not-found-title = This page does not exist
error-not-found-text = The address is wrong, or it belongs to another organisation. Nothing was changed.

error-denied-title = Not permitted for your role
error-denied-text = Your role does not include this page or action. Nothing was changed.
# $permission (String): text of a `permission-…` key. $roles (String): names of roles, separated by commas.
error-denied-permission = You lack the right “{ $permission }”. Roles that have it: { $roles }. An Owner or Admin of your organisation can change your role.

error-forged-title = This form was not accepted
error-forged-text = The form is too old or came from elsewhere. Nothing was changed. Go back, reload the page and try again.

error-switched-title = You have switched organisation
error-switched-text = You have switched organisation in another tab, and this form belongs to the one before. Nothing was done. Go back, reload the page and try again.

error-method-title = This address cannot be used this way
error-method-text = The address exists, but not for this kind of request. Nothing was changed.

error-unreadable-title = The request could not be read
error-unreadable-text = What your browser sent is incomplete, too large or not a form. Nothing was changed. Go back, check your entries and try again.

error-too-large-title = This is too much at once
error-too-large-text = What your browser sent is larger than the portal takes. Nothing was changed. Send less at once; for many SIMs use the filter of the list and choose “All SIMs of this filter”.

error-refused-title = This is not possible
error-refused-text = Things have changed since you opened the page, and this step is no longer possible. It was not carried out. Go back and reload the page.

error-unavailable-title = The portal is not available at the moment
error-unavailable-text = The database does not answer. Wait a few seconds and try again.

error-internal-title = Something went wrong
error-internal-text = The fault is on our side and has been logged. Before you try again, check whether your last step took effect.

## Sentences in place of `error-refused-text`

error-link-used = This link was used in the meantime, or a newer one has replaced it. Your password was not changed.
error-email-taken = Another user already has this e-mail address. Nothing was saved.

## Lists that are shown latest first

newer = Newer
older = Older
