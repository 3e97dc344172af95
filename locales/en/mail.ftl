### E-mails. Line breaks inside a text are kept in the plain-text part and are spaces in the HTML part.

## Frame of every e-mail

# $name (String): first and last name.
mail-greeting = Hello { $name },
# The address follows on its own line.
mail-copy-hint = If the button does not work, copy this address into your browser:
# $brand (String): name of the portal.
mail-footer = You receive this e-mail because you have an account at { $brand }.
# $contacts (String): e-mail address and telephone number of support, separated by a comma.
mail-footer-questions = Questions: { $contacts }

## Invitation
## $brand (String): name of the portal. $organisation (String): the person's organisation, for staff the portal.
## $email (String): sign-in address. $until (String): date and time at which the link ends.

mail-invitation-subject = Set your password for { $brand }
mail-invitation-title = Set your password
mail-invitation-preview = Your account for { $organisation } needs a password.
mail-invitation-text = An account for { $organisation } has been created for you. Set a password to activate it.
mail-invitation-button = Set password
mail-invitation-facts =
    Your sign-in address: { $email }.
    The link works once and until { $until }. After that, the page behind it can send you a new one.
    You did not expect this e-mail? Then do nothing; without a password nobody can sign in.

## Reset of a password; the same placeholders.

mail-password-reset-subject = Reset your password for { $brand }
mail-password-reset-title = Choose a new password
mail-password-reset-preview = The link works until { $until }.
mail-password-reset-text = A new password was requested for your account at { $brand }. Use this link to set it; until then your current password stays valid.
mail-password-reset-button = Set new password
mail-password-reset-facts =
    Your sign-in address: { $email }.
    The link works once and until { $until }. After that, the page behind it can send you a new one.
    You did not request this? Then do nothing; your password stays as it is.

## After a password was set, for the first time or anew
## $brand (String): name of the portal. $at (String): date and time.

mail-password-changed-subject = Your password for { $brand } was set
mail-password-changed-title = Your password was set
mail-password-changed-preview = This happened on { $at }.
mail-password-changed-text = The password of your account at { $brand } was set on { $at }, and all devices were signed out. If this was you, there is nothing to do. If it was not, set another password at once and tell support.
mail-password-changed-button = Set another password
