### Passkeys: a second way to sign in, kept by a device, a security key or a password manager.

## The list, on Security

passkeys-title = Passkeys
passkeys-lede = Ein Gerät, ein Sicherheitsschlüssel oder ein Passwortmanager bestätigt mit Fingerabdruck, Gesicht oder PIN, dass Sie es sind.
passkeys-none = Noch keiner. Ein Passkey ersetzt den Code aus der App, und keine nachgemachte Anmeldeseite kommt an ihn heran.
passkeys-need-https = Passkeys lassen sich hier nicht benutzen: Browser bieten sie nur auf Seiten mit https:// an. Eine Authenticator-App geht.
passkeys-need-name = Passkeys lassen sich hier nicht benutzen: Das Portal wird über eine Nummer erreicht, und Passkeys brauchen einen Hostnamen. Eine Authenticator-App geht.
passkey-add = Passkey hinzufügen
passkey-name = Name
passkey-added = Hinzugefügt
passkey-used = Zuletzt benutzt
passkey-never-used = Nie
passkey-remove = Entfernen
passkey-rename = Namen speichern
passkey-renamed = Der Name ist gespeichert
passkey-now-added = Der Passkey ist hinzugefügt

app-title = Authenticator-App
app-is-set-up = Eingerichtet
app-is-not-set-up = Nicht eingerichtet
app-set-up = Authenticator-App einrichten
app-remove = Entfernen

## Adding one

set-up-passkey-instead = Lieber ohne App?
passkey-app-instead = Lieber mit einer App?
passkey-new-lede = Ihr Browser fragt, wo der Passkey liegen soll: auf diesem Gerät, auf einem anderen oder auf einem Sicherheitsschlüssel.
passkey-name-hint = Damit Sie ihn in der Liste wiedererkennen.
passkey-make = Passkey erzeugen
passkey-no-script = Passkeys brauchen JavaScript
passkey-no-script-hint = Es ist in diesem Browser ausgeschaltet. Eine Authenticator-App geht auch ohne.

## Confirming with one
## $name (String): what the person calls the passkey.

confirm-by-password = Damit sicher ist, dass Sie es sind, geben Sie Ihr Passwort ein.
confirm-by-code = Damit sicher ist, dass Sie es sind, geben Sie Ihr Passwort und einen Code ein.
confirm-by-passkey = Damit sicher ist, dass Sie es sind, geben Sie Ihr Passwort ein und dazu einen Code, oder benutzen Sie einen Ihrer Passkeys.
confirm-or-passkey = Lassen Sie das Feld leer, wenn Sie einen Passkey benutzen.
confirm-by-passkey-button = Passkey benutzen
confirm-passkey-title = Passkey hinzufügen
confirm-passkey-lede = Halten Sie Ihr Gerät oder Ihren Sicherheitsschlüssel bereit.
confirm-passkey-button = Weiter
confirm-off-app-title = Authenticator-App entfernen
confirm-off-app-lede = Sie melden sich weiter mit Ihren Passkeys an. Ihre Wiederherstellungscodes bleiben gültig.
confirm-off-app-button = Entfernen
confirm-off-app-done = Die Authenticator-App ist entfernt
confirm-remove-title = Passkey { $name } entfernen
confirm-remove-lede = Sie können sich nicht mehr mit ihm anmelden. Ihr Gerät oder Ihr Passwortmanager führt ihn vielleicht noch auf; löschen Sie ihn auch dort.
confirm-remove-button = Entfernen
confirm-remove-done = Der Passkey ist entfernt
confirm-remove-last-title = Passkey { $name } entfernen
confirm-remove-last-lede = Er ist Ihr einziger zweiter Faktor: Danach genügt Ihr Passwort zur Anmeldung. Ihre Wiederherstellungscodes werden ungültig.
confirm-remove-last-button = Entfernen und zweiten Faktor ausschalten
confirm-remove-last-done = Der Passkey ist entfernt und der zweite Faktor ausgeschaltet

## Second step of signing in

second-lede-passkey = Benutzen Sie einen Ihrer Passkeys. Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN.
second-lede-either = Geben Sie den sechsstelligen Code ein, den Ihre Authenticator-App anzeigt, oder benutzen Sie einen Passkey.
second-lede-not-here = An dieser Adresse lassen sich Passkeys nicht benutzen. Geben Sie einen Ihrer Wiederherstellungscodes ein. Jeder gilt einmal.
second-with-passkey = Passkey benutzen
second-with-either = App oder Passkey benutzen
second-passkey-no-script = Passkeys brauchen JavaScript, das in diesem Browser ausgeschaltet ist. Benutzen Sie einen Wiederherstellungscode.

## What goes wrong

passkey-waiting = Warten auf Ihren Passkey …
passkey-cancelled = Nichts wurde bestätigt: Es wurde abgebrochen oder hat zu lange gedauert. Versuchen Sie es noch einmal
passkey-unsupported = Dieser Browser oder dieses Gerät kann das nicht. Versuchen Sie es mit einem anderen
passkey-address = Passkeys gehören zu einer anderen Adresse als dieser. Öffnen Sie das Portal unter seiner üblichen Adresse
passkey-failed = Das hat nicht geklappt. Laden Sie die Seite neu und versuchen Sie es noch einmal
passkey-name-missing = Geben Sie dem Passkey einen Namen
passkey-name-long = Der Name darf höchstens 60 Zeichen haben
passkey-name-sign = Der Name muss eine Zeile ohne Steuerzeichen sein
field-passkey-wrong = Der Passkey wurde nicht angenommen. Versuchen Sie es noch einmal oder auf einem anderen Weg
field-passkey-missing = Es wurde noch kein Passkey erzeugt
field-passkey-not-made = Der Passkey wurde nicht angenommen, oder es hat zu lange gedauert. Versuchen Sie es noch einmal
field-passkey-known = Auf diesem Gerät oder Schlüssel liegt schon ein Passkey für Ihr Konto

## Sentences in place of `error-refused-text`

error-passkeys-not-here = An dieser Adresse lassen sich Passkeys nicht benutzen.
error-passkeys-none = Sie haben keine Passkeys.
error-passkeys-enough = Sie haben schon so viele Passkeys, wie man haben kann. Entfernen Sie erst einen.
error-passkey-known = Diesen Passkey gibt es schon.
error-passkey-again = Es hat zu lange gedauert. Beginnen Sie noch einmal.

## E-mails
## $brand (String): name of the portal. $at (String): date and time.

mail-passkey-added-subject = Neuer Passkey für Ihr Konto bei { $brand }
mail-passkey-added-title = Neuer Passkey
mail-passkey-added-preview = Er wurde am { $at } hinzugefügt.
mail-passkey-added-text = Ihrem Konto wurde ein Passkey hinzugefügt. Zusammen mit Ihrem Passwort meldet er an. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort, entfernen Sie den Passkey und verständigen Sie den Support.

mail-passkey-removed-subject = Ein Passkey Ihres Kontos bei { $brand } wurde entfernt
mail-passkey-removed-title = Ein Passkey wurde entfernt
mail-passkey-removed-preview = Das geschah am { $at }.
mail-passkey-removed-text = Ein Passkey Ihres Kontos wurde entfernt. Der zweite Faktor bleibt durch das, was noch da ist, eingeschaltet. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.

mail-passkey-removed-last-subject = Zweiter Faktor für Ihr Konto bei { $brand } ausgeschaltet
mail-passkey-removed-last-title = Der zweite Faktor ist ausgeschaltet
mail-passkey-removed-last-preview = Ihr letzter Passkey wurde am { $at } entfernt.
mail-passkey-removed-last-text = Der letzte Passkey Ihres Kontos wurde entfernt. Zur Anmeldung genügt jetzt Ihr Passwort. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.

mail-app-removed-subject = Die Authenticator-App Ihres Kontos bei { $brand } wurde entfernt
mail-app-removed-title = Die Authenticator-App wurde entfernt
mail-app-removed-preview = Das geschah am { $at }.
mail-app-removed-text = Die Authenticator-App Ihres Kontos wurde entfernt. Der zweite Faktor bleibt durch Ihre Passkeys eingeschaltet. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.
