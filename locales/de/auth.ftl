### Signing in and out, forgotten passwords and set-password links.

## Fields. Scripts look for the labels of e-mail and password by these exact words.

field-email = E-Mail-Adresse
field-password = Passwort
field-new-password = Neues Passwort
field-password-again = Neues Passwort wiederholen

field-email-invalid = Geben Sie eine E-Mail-Adresse wie name@example.com ein
field-password-too-short = Das Passwort braucht mindestens 12 Zeichen
field-password-too-long = Das Passwort darf höchstens 128 Zeichen haben
field-password-contains-email = Das Passwort darf Ihre E-Mail-Adresse nicht enthalten
field-password-common = Dieses Passwort ist leicht zu erraten. Wählen Sie ein anderes
field-password-differs = Die beiden Passwörter sind verschieden

## Signing in and out

sign-in = Anmelden
sign-out = Abmelden
signing-in = Anmeldung läuft …
sign-in-title = Am Portal anmelden
sign-in-lede = Verwalten Sie die SIMs Ihrer Organisation.
forgot-password = Passwort vergessen?

sign-in-wrong = E-Mail-Adresse oder Passwort ist falsch
sign-in-wrong-hint = Prüfen Sie beides und versuchen Sie es noch einmal. Nach mehreren Fehlversuchen müssen Sie vor dem nächsten warten.
sign-in-blocked = Zu viele Fehlversuche
# $until (String): date and time, to the minute.
sign-in-blocked-until = Nächster Versuch nach dem { $until }. Bis dahin wird kein Passwort geprüft, auch das richtige nicht.

signed-out = Sie sind abgemeldet
password-set = Ihr Passwort ist festgelegt. Sie können sich jetzt damit anmelden

## Forgotten password. The answer is the same whether the address has an account or not.

forgotten-title = Passwort vergessen?
forgotten-lede = Geben Sie Ihre E-Mail-Adresse ein, um einen Link für ein neues Passwort zu erhalten.
forgotten-send = Link senden
forgotten-sent = Sehen Sie in Ihr Postfach
# $email (String): the address as typed.
forgotten-sent-hint = Wenn es ein Konto für { $email } gibt, ist eine E-Mail mit einem Link unterwegs. Sehen Sie auch im Spam-Ordner nach.
back-to-sign-in = Zurück zur Anmeldung

## Setting a password

set-password-title = Passwort festlegen
# $brand (String): name of the portal.
set-password-welcome = Willkommen bei { $brand }. Wählen Sie das Passwort, mit dem Sie sich anmelden werden.
set-password-reset = Wählen Sie ein neues Passwort. Alle Ihre Geräte werden abgemeldet.
set-password-button = Passwort festlegen
password-rules = 12 bis 128 Zeichen, beliebige Zeichen. Kein verbreitetes Passwort und nicht Ihre E-Mail-Adresse.

# How hard the password is to guess; 0 is refused.
strength-0 = Zu kurz oder enthält Ihre E-Mail-Adresse
strength-1 = Schwach
strength-2 = Mittel
strength-3 = Stark
strength-4 = Sehr stark

## Links that cannot be used (any more)

link-used-title = Dieser Link wurde bereits benutzt
link-used-text = Jeder Link gilt einmal, und ein neuerer ersetzt ihn. Sie können sich einen neuen an dieselbe Adresse senden lassen.
link-expired-title = Dieser Link ist abgelaufen
link-expired-text = Jeder Link gilt nur eine begrenzte Zeit. Sie können sich einen neuen an dieselbe Adresse senden lassen.
link-unknown-title = Dieser Link ist ungültig
link-unknown-text = Prüfen Sie, ob die Adresse vollständig ist, oder fordern Sie einen neuen Link an.
link-again = Neuen Link senden
link-request = Neuen Link anfordern
link-sent = Sehen Sie in Ihr Postfach
link-sent-hint = Wenn der Link zu einem Konto gehört, ist eine E-Mail mit einem neuen unterwegs. Sehen Sie auch im Spam-Ordner nach.

## First page of people whose role has no tab yet

welcome-title = Willkommen
welcome-text = Außer Ihrem Konto gibt es für Ihre Rolle noch keine Seite. Sobald es eine gibt, erscheint sie im Menü.
