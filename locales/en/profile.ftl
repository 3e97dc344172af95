### Account: one's own user data, and the way to another sign-in address.

account-section-profile = User data

profile-title = User data
profile-lede = Your name, your address and what you are told by e-mail.
profile-data = Your data
profile-saved = Saved
profile-security = Two-factor and sessions
profile-email-now = Present address
profile-email-new = New address
profile-email-waiting = Waiting for confirmation
# $until (String): date and time.
profile-email-until = The link in the e-mail to this address is valid until { $until }.
profile-email-hint = You sign in with it. A new address counts after you confirm it by the link that we send there; your present address is told, too.
profile-email-send = Send link to the new address
profile-email-give-up = Keep the present address
profile-email-given-up = Your address stays as it is
# $email (String): the new address. The same whether it has an account or not.
profile-email-asked = If { $email } can be used, a link is on its way there. It is valid for 2 hours; until you use it your address stays as it is
profile-email-changed = You sign in with { $email } from now on, and all your other devices are signed out

email-refused-same = This is your address already
email-refused-too-many = You have asked for several links in the last minutes. Wait a quarter of an hour
email-refused-used = This link was used in the meantime, or a newer one has replaced it. Your address was not changed by it.

## The page behind the link. $email (String): the new address.

email-title = Confirm your new address
email-lede = You will sign in with it. All your other devices will be signed out.
email-button = Use the new address
email-on = To your user data
email-confirmed-title = Your new address counts
email-confirmed-text = You sign in with { $email } from now on. All devices were signed out.
email-expired-title = This link has expired
email-expired-text = It was valid for 2 hours. Your address stays as it is. Sign in and ask for a new link under Account.
email-unknown-title = This link cannot be used
email-unknown-text = It was used already, replaced by a newer one, or never sent by us. Under Account you see which address counts.
email-taken-title = This address is taken
email-taken-text = { $email } belongs to another account by now. Your address stays as it is. Choose another one under Account.

## E-mail to the new address
## $brand (String): name of the portal. $old, $new (String): addresses. $until (String): date and time.

mail-email-confirm-subject = Confirm your new address for { $brand }
mail-email-confirm-title = Confirm your new address
mail-email-confirm-preview = The link works until { $until }.
mail-email-confirm-text = You want to sign in to { $brand } with { $new } instead of { $old }. Confirm that you read this address.
mail-email-confirm-button = Confirm address
mail-email-confirm-facts =
    The link works once and until { $until }.
    You did not ask for this? Then do nothing; nothing will change.

## E-mail to the address so far, when another one is asked for

mail-email-asked-subject = A new sign-in address for { $brand } was asked for
mail-email-asked-title = A new address was asked for
mail-email-asked-preview = { $new } is to take the place of this address.
mail-email-asked-text = Somebody who knows your password asked to sign in to { $brand } with { $new } instead of this address. It counts when it is confirmed by a link that was sent there. If this was you, there is nothing to do.
mail-email-asked-button = Look at your user data
mail-email-asked-facts = It was not you? Sign in, choose “Keep the present address” under Account, and change your password at once.

## E-mail to the address so far, after the change. $at (String): date and time.

mail-email-changed-subject = Your sign-in address for { $brand } has changed
mail-email-changed-title = Your address has changed
mail-email-changed-preview = From now on you sign in with { $new }.
mail-email-changed-text = On { $at } the sign-in address of your account at { $brand } was changed to { $new }. This address does not work there any more, and all other devices were signed out.
mail-email-changed-facts = It was not you? Tell support at once.
