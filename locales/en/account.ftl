### Account: security of the person, and what the organisation asks for.

## Frame

security-title = Security
security-lede = How you sign in, and where you are signed in.
security-crumbs = You are here
security-cancel = Cancel
security-sign-in = Signing in
checking = Checking …

## Devices in words
## $browser (String), $system (String): names such as “Firefox” and “Windows”.

device-on = { $browser } on { $system }
device-unknown = Unknown browser

## Fields

field-current-password = Current password
field-code = Six-digit code
field-recovery-code = Recovery code
field-code-or-recovery = Code from the app, or a recovery code
field-password-missing = Enter your password
field-password-wrong = This is not your current password
field-code-missing = Enter the code
field-code-wrong = This code is wrong, too old or already used
field-code-not-this = This code does not belong to the new QR code. Check that the clock of your device is right, and enter the code shown now
# $until (String): date and time, to the second.
code-blocked-until = You can try again after { $until }. Until then nothing is checked, not even what is right.

## Second step of signing in

second-title = Confirm that it is you
second-lede = Enter the six-digit code that your authenticator app shows.
second-lede-recovery = Enter one of your recovery codes. Each works once.
second-with-recovery = Use a recovery code
second-with-app = Use the authenticator app
second-expired = Confirming took too long. Sign in again
second-lost = No app, no passkey and no recovery codes? Support can help you to sign in again.

## Password

own-password-title = Change password
own-password-lede = All your other devices will be signed out.
own-password-button = Change password
own-password-hidden = Known to you only
own-password-changed = Your password is changed, and all your other devices are signed out

## Two-factor

two-factor = Two-factor
# $since (String): a date.
two-factor-since = On since { $since }
two-factor-is-off = Off
two-factor-on = Set up
two-factor-off = Switch off
two-factor-move = Move to another app
two-factor-hint = With two-factor, signing in takes a code from an app on your phone, or a passkey, as well as your password.
# $organisation (String): name of the organisation.
two-factor-asked-for = { $organisation } requires two-factor of everybody.

confirm-set-up-title = Set up two-factor
confirm-set-up-lede = You need an authenticator app, such as the one of your password manager, or Aegis, 2FAS, Google or Microsoft Authenticator.
confirm-set-up-button = Continue
confirm-off-title = Switch two-factor off
confirm-off-lede = From then on your password alone is enough to sign in. Your recovery codes become invalid.
confirm-off-button = Switch off
confirm-off-done = Two-factor is off
confirm-codes-title = New recovery codes
confirm-codes-lede = You get ten new codes. The old ones become invalid.
confirm-codes-button = Make new codes

# $organisation (String): name of the organisation.
must-set-up = { $organisation } requires two-factor
must-set-up-hint = Set it up now; it takes about two minutes. After that you can use the portal as before.

set-up-scan = 1. Scan the code
set-up-scan-hint = In your authenticator app, add an account and point the camera at this code.
set-up-qr = QR code for your authenticator app
set-up-here = The app is on this device? Open it
set-up-by-hand = You cannot scan it? Type the secret
set-up-account = Account
set-up-secret = Secret
set-up-kind = Based on time, six digits, every 30 seconds.
set-up-prove = 2. Enter the code that the app shows
set-up-button = Switch two-factor on

## Recovery codes

codes-title = Recovery codes
codes-lede = If your phone or key is lost, each of these codes signs you in once in place of the app or the passkey.
codes-once = Note them now: they are not shown again
codes-once-hint = Print them or keep them in your password manager, not on the phone with the app or the passkey.
# $n (Number), $count (String): how many.
codes-count = { $n ->
    [one] One code
   *[other] { $count } codes
}
codes-download = Download
codes-copy = Copy all
codes-print = Print
codes-done = I have noted the codes
codes-noted = Two-factor is on, and your recovery codes are noted
# $brand (String): name of the portal. $email (String): sign-in address.
codes-file-head = Recovery codes for { $brand }, { $email }. Each works once.
# $n (Number), $count (String): how many.
codes-left = { $n ->
    [0] None left
    [one] One left
   *[other] { $count } left
}
codes-few = { $n ->
    [0] You have no recovery codes left
    [one] You have one recovery code left
   *[other] You have only { $count } recovery codes left
}
codes-few-hint = Without them a lost phone means that somebody else has to reset your two-factor.
codes-renew = Make new codes

## Sessions

sessions-title = Where you are signed in
sessions-end-others = Sign out all others
session-device = Device
session-address = Address
session-since = Signed in
session-seen = Last used
session-actions = Actions
session-this = This one
session-end = Sign out
session-ended = The device is signed out
sessions-ended = All your other devices are signed out

## Known browsers

devices-title = Known browsers
devices-lede = A sign-in from any other browser is reported to you by e-mail.
devices-none = None yet. The next browser you sign in from appears here.
device-first = First sign-in
device-last = Last sign-in
device-forget = Forget
device-forgotten = The browser is forgotten. The next sign-in from it is reported by e-mail

## Two-factor of a whole organisation
## $organisation (String): its name. $n (Number), $count (String): people.

requirement-title = Two-factor at { $organisation }
requirement-on = Required of everybody
requirement-off = Optional
requirement-on-hint = Nobody can use the portal without it.
requirement-off-hint = Everybody decides for themselves. If you require it, whoever does not have it has to set it up at the next click.
requirement-still = { $n ->
    [one] One person still has to set it up.
   *[other] { $count } people still have to set it up.
}
requirement-would = { $n ->
    [one] That is one person now.
   *[other] That is { $count } people now.
}
requirement-change = Change
requirement-you-too = You have not set it up yourself: you will be led to it first.
requirement-switch-on = Require two-factor
requirement-switch-off = Make it optional
requirement-now-on = Two-factor is now required of everybody
requirement-now-off = Two-factor is now optional

## Sentences in place of `error-refused-text`

error-two-factor-required = Your organisation requires two-factor, so it cannot be switched off. You can move to another app or add a passkey first.
error-two-factor-own-reset = You cannot reset your own two-factor. Switch it off with a code, or ask another Owner or support.

## E-mails
## $brand (String): name of the portal. $at (String): date and time. $left (Number): recovery codes left.

# $at, $zone, $device, $address (String): when, in which time zone, from where.
mail-notice-origin =
    When: { $at } ({ $zone }).
    Device: { $device }.
    Address: { $address }.
mail-notice-button = Check your security settings

mail-new-device-subject = New sign-in to your account at { $brand }
mail-new-device-title = New sign-in
mail-new-device-preview = From a browser that you have not used before, on { $at }.
mail-new-device-text = Somebody signed in to your account from a browser that you have not used before. If this was you, there is nothing to do. If it was not, change your password at once, sign out all other devices, and tell support.

mail-two-factor-on-subject = Two-factor is on for your account at { $brand }
mail-two-factor-on-title = Two-factor is on
mail-two-factor-on-preview = An authenticator app was set up on { $at }.
mail-two-factor-on-text = An authenticator app was set up for your account. From now on signing in takes a code from it. If this was not you, change your password at once and tell support.

mail-two-factor-off-subject = Two-factor is off for your account at { $brand }
mail-two-factor-off-title = Two-factor is off
mail-two-factor-off-preview = It was switched off on { $at }.
mail-two-factor-off-text = Two-factor was switched off for your account. Your password alone is now enough to sign in. If this was not you, change your password at once and tell support.

mail-two-factor-reset-subject = Two-factor was reset for your account at { $brand }
mail-two-factor-reset-title = Two-factor was reset
mail-two-factor-reset-preview = This happened on { $at }.
mail-two-factor-reset-text = On { $at } somebody with the right to do so reset two-factor for your account, and all your devices were signed out. You can sign in with your password and set two-factor up again. If you did not ask for this, tell the Owner of your organisation or support.

mail-recovery-code-used-subject = A recovery code was used for your account at { $brand }
mail-recovery-code-used-title = A recovery code was used
mail-recovery-code-used-preview = This happened on { $at }.
mail-recovery-code-used-text = { $left ->
    [0] A recovery code was used for your account. It was the last one: make new codes. If this was not you, change your password at once and tell support.
    [one] A recovery code was used for your account. One is left: make new codes soon. If this was not you, change your password at once and tell support.
   *[other] A recovery code was used for your account. { $left } are left. If this was not you, change your password at once and tell support.
}

mail-recovery-codes-new-subject = New recovery codes for your account at { $brand }
mail-recovery-codes-new-title = New recovery codes
mail-recovery-codes-new-preview = They were made on { $at }.
mail-recovery-codes-new-text = New recovery codes were made for your account; the old ones are invalid. If this was not you, change your password at once and tell support.

mail-own-password-subject = Your password for { $brand } was changed
mail-own-password-title = Your password was changed
mail-own-password-preview = This happened on { $at }.
mail-own-password-text = The password of your account was changed, and all your other devices were signed out. If this was not you, set a new password with “Forgot password?” on the sign-in page at once and tell support.
