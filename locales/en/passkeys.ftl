### Passkeys: a second way to sign in, kept by a device, a security key or a password manager.

## The list, on Security

passkeys-title = Passkeys
passkeys-lede = A device, a security key or a password manager confirms that it is you, by fingerprint, face or PIN.
passkeys-none = None yet. A passkey takes the place of the code from the app, and no imitated sign-in page can get at it.
passkeys-need-https = Passkeys cannot be used here: browsers offer them on pages with https:// only. An authenticator app works.
passkeys-need-name = Passkeys cannot be used here: the portal is reached by a number, and passkeys need a host name. An authenticator app works.
passkey-add = Add a passkey
passkey-name = Name
passkey-added = Added
passkey-used = Last used
passkey-never-used = Never
passkey-remove = Remove
passkey-rename = Save name
passkey-renamed = The name is saved
passkey-now-added = The passkey is added

app-title = Authenticator app
app-is-set-up = In use
app-is-not-set-up = Not set up
app-set-up = Set up an authenticator app
app-remove = Remove

## Adding one

set-up-passkey-instead = Rather without an app?
passkey-app-instead = Rather with an app?
passkey-new-lede = Your browser asks where the passkey is to be kept: on this device, on another one, or on a security key.
passkey-name-hint = So that you know it again in the list.
passkey-make = Make the passkey
passkey-no-script = Passkeys need JavaScript
passkey-no-script-hint = It is off in this browser. An authenticator app works without it.

## Confirming with one
## $name (String): what the person calls the passkey.

confirm-by-password = To be sure that it is you, enter your password.
confirm-by-code = To be sure that it is you, enter your password and a code.
confirm-by-passkey = To be sure that it is you, enter your password, and a code or one of your passkeys.
confirm-or-passkey = Leave it empty if you use a passkey.
confirm-by-passkey-button = Use a passkey
confirm-passkey-title = Add a passkey
confirm-passkey-lede = Have your device or security key at hand.
confirm-passkey-button = Continue
confirm-off-app-title = Remove the authenticator app
confirm-off-app-lede = You go on signing in with your passkeys. Your recovery codes stay valid.
confirm-off-app-button = Remove
confirm-off-app-done = The authenticator app is removed
confirm-remove-title = Remove passkey { $name }
confirm-remove-lede = You cannot sign in with it any more. Your device or password manager may still list it; delete it there, too.
confirm-remove-button = Remove
confirm-remove-done = The passkey is removed
confirm-remove-last-title = Remove passkey { $name }
confirm-remove-last-lede = It is your only second factor: from then on your password alone is enough to sign in. Your recovery codes become invalid.
confirm-remove-last-button = Remove, and switch two-factor off
confirm-remove-last-done = The passkey is removed, and two-factor is off

## Second step of signing in

second-lede-passkey = Use one of your passkeys. Your device asks for your fingerprint, your face or a PIN.
second-lede-either = Enter the six-digit code that your authenticator app shows, or use a passkey.
second-lede-not-here = Passkeys cannot be used at this address. Enter one of your recovery codes. Each works once.
second-with-passkey = Use a passkey
second-with-either = Use the app or a passkey
second-passkey-no-script = Passkeys need JavaScript, which is off in this browser. Use a recovery code.

## What goes wrong

passkey-waiting = Waiting for your passkey …
passkey-cancelled = Nothing was confirmed: it was cancelled, or took too long. Try again
passkey-unsupported = This browser or device cannot do that. Try another one
passkey-address = Passkeys belong to another address than this one. Open the portal at its usual address
passkey-failed = That did not work. Load the page again and try once more
passkey-name-missing = Give the passkey a name
passkey-name-long = The name can have at most 60 characters
passkey-name-sign = The name must be one line without special control characters
field-passkey-wrong = The passkey was not accepted. Try again, or use another way
field-passkey-missing = No passkey was made yet
field-passkey-not-made = The passkey was not accepted, or it took too long. Try again
field-passkey-known = There is a passkey for your account on this device or key already

## Sentences in place of `error-refused-text`

error-passkeys-not-here = Passkeys cannot be used at this address.
error-passkeys-none = You have no passkeys.
error-passkeys-enough = You have as many passkeys as one can have. Remove one first.
error-passkey-known = There is this passkey already.
error-passkey-again = It took too long. Begin again.

## E-mails
## $brand (String): name of the portal. $at (String): date and time.

mail-passkey-added-subject = New passkey for your account at { $brand }
mail-passkey-added-title = New passkey
mail-passkey-added-preview = It was added on { $at }.
mail-passkey-added-text = A passkey was added to your account. Together with your password it signs in. If this was not you, change your password at once, remove the passkey, and tell support.

mail-passkey-removed-subject = A passkey was removed from your account at { $brand }
mail-passkey-removed-title = A passkey was removed
mail-passkey-removed-preview = This happened on { $at }.
mail-passkey-removed-text = A passkey was removed from your account. Two-factor stays on by what is left. If this was not you, change your password at once and tell support.

mail-passkey-removed-last-subject = Two-factor is off for your account at { $brand }
mail-passkey-removed-last-title = Two-factor is off
mail-passkey-removed-last-preview = Your last passkey was removed on { $at }.
mail-passkey-removed-last-text = The last passkey was removed from your account. Your password alone is now enough to sign in. If this was not you, change your password at once and tell support.

mail-app-removed-subject = The authenticator app was removed from your account at { $brand }
mail-app-removed-title = The authenticator app was removed
mail-app-removed-preview = This happened on { $at }.
mail-app-removed-text = The authenticator app was removed from your account. Two-factor stays on by your passkeys. If this was not you, change your password at once and tell support.
