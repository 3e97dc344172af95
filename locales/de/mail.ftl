### E-mails. Line breaks inside a text are kept in the plain-text part and are spaces in the HTML part.

## Frame of every e-mail

# $name (String): first and last name.
mail-greeting = Guten Tag { $name },
# The address follows on its own line.
mail-copy-hint = Falls die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:
# $brand (String): name of the portal.
mail-footer = Sie erhalten diese E-Mail, weil Sie ein Konto bei { $brand } haben.
# $contacts (String): e-mail address and telephone number of support, separated by a comma.
mail-footer-questions = Fragen: { $contacts }

## Invitation
## $brand (String): name of the portal. $organisation (String): the person's organisation, for staff the portal.
## $email (String): sign-in address. $until (String): date and time at which the link ends.

mail-invitation-subject = Passwort für { $brand } festlegen
mail-invitation-title = Legen Sie Ihr Passwort fest
mail-invitation-preview = Ihr Konto für { $organisation } braucht ein Passwort.
mail-invitation-text = Für Sie wurde ein Konto für { $organisation } angelegt. Legen Sie ein Passwort fest, um es zu aktivieren.
mail-invitation-button = Passwort festlegen
mail-invitation-facts =
    Ihre Anmeldeadresse: { $email }.
    Der Link gilt einmal und bis { $until }. Danach kann die Seite hinter dem Link Ihnen einen neuen senden.
    Sie haben diese E-Mail nicht erwartet? Dann tun Sie nichts; ohne Passwort kann sich niemand anmelden.

## Reset of a password; the same placeholders.

mail-password-reset-subject = Passwort für { $brand } zurücksetzen
mail-password-reset-title = Wählen Sie ein neues Passwort
mail-password-reset-preview = Der Link gilt bis { $until }.
mail-password-reset-text = Für Ihr Konto bei { $brand } wurde ein neues Passwort angefordert. Legen Sie es über diesen Link fest; bis dahin gilt Ihr bisheriges Passwort.
mail-password-reset-button = Neues Passwort festlegen
mail-password-reset-facts =
    Ihre Anmeldeadresse: { $email }.
    Der Link gilt einmal und bis { $until }. Danach kann die Seite hinter dem Link Ihnen einen neuen senden.
    Sie haben das nicht angefordert? Dann tun Sie nichts; Ihr Passwort bleibt, wie es ist.

## After a password was set, for the first time or anew
## $brand (String): name of the portal. $at (String): date and time.

mail-password-changed-subject = Ihr Passwort für { $brand } wurde festgelegt
mail-password-changed-title = Ihr Passwort wurde festgelegt
mail-password-changed-preview = Das geschah am { $at }.
mail-password-changed-text = Das Passwort Ihres Kontos bei { $brand } wurde am { $at } festgelegt, und alle Geräte wurden abgemeldet. Wenn Sie das waren, ist nichts zu tun. Wenn nicht, legen Sie sofort ein anderes Passwort fest und verständigen Sie den Support.
mail-password-changed-button = Anderes Passwort festlegen
