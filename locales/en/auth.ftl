### Signing in and out, forgotten passwords and set-password links.

## Fields. Scripts look for the labels of e-mail and password by these exact words.

field-email = E-mail address
field-password = Password
field-new-password = New password
field-password-again = Repeat the new password

field-email-invalid = Enter an e-mail address such as name@example.com
field-password-too-short = The password needs at least 12 characters
field-password-too-long = The password may have at most 128 characters
field-password-contains-email = The password must not contain your e-mail address
field-password-common = This password is easily guessed. Choose another one
field-password-differs = The two passwords differ

## Signing in and out

sign-in = Sign in
sign-out = Sign out
signing-in = Signing in …
sign-in-title = Sign in to the portal
sign-in-lede = Manage the SIMs of your organisation.
forgot-password = Forgot password?

sign-in-wrong = E-mail address or password is wrong
sign-in-wrong-hint = Check both and try again. After several failures you have to wait before the next try.
sign-in-blocked = Too many failed tries
# $until (String): date and time, to the minute.
sign-in-blocked-until = You can try again after { $until }. Until then no password is checked, not even the right one.

signed-out = You are signed out
password-set = Your password is set. You can sign in with it now

## Forgotten password. The answer is the same whether the address has an account or not.

forgotten-title = Forgot your password?
forgotten-lede = Enter your e-mail address to receive a link for a new password.
forgotten-send = Send the link
forgotten-sent = Look in your inbox
# $email (String): the address as typed.
forgotten-sent-hint = If there is an account for { $email }, an e-mail with a link is on its way. Look in your spam folder, too.
back-to-sign-in = Back to sign-in

## Setting a password

set-password-title = Set your password
# $brand (String): name of the portal.
set-password-welcome = Welcome to { $brand }. Choose the password you will sign in with.
set-password-reset = Choose a new password. All your devices will be signed out.
set-password-button = Set password
password-rules = 12 to 128 characters, any characters. Not a common password, and not your e-mail address.

# How hard the password is to guess; 0 is refused.
strength-0 = Too short, or contains your e-mail address
strength-1 = Weak
strength-2 = Fair
strength-3 = Strong
strength-4 = Very strong

## Links that cannot be used (any more)

link-used-title = This link has already been used
link-used-text = Each link works once, and a newer link replaces it. You can have a new one sent to the same address.
link-expired-title = This link has expired
link-expired-text = Each link works for a limited time. You can have a new one sent to the same address.
link-unknown-title = This link is not valid
link-unknown-text = Check that the address is complete, or request a new link.
link-again = Send a new link
link-request = Request a new link
link-sent = Look in your inbox
link-sent-hint = If the link belongs to an account, an e-mail with a new one is on its way. Look in your spam folder, too.

## First page of people whose role has no tab yet

welcome-title = Welcome
welcome-text = Besides your account there is no page for your role yet. As soon as there is one, it appears in the menu.
