### Account: security of the person, and what the organisation asks for.

## Frame

security-title = Sicherheit
security-lede = Wie Sie sich anmelden und wo Sie angemeldet sind.
security-crumbs = Sie sind hier
security-cancel = Abbrechen
security-sign-in = Anmeldung
checking = Prüfung läuft …

## Devices in words
## $browser (String), $system (String): names such as “Firefox” and “Windows”.

device-on = { $browser } unter { $system }
device-unknown = Unbekannter Browser

## Fields

field-current-password = Bisheriges Passwort
field-code = Sechsstelliger Code
field-recovery-code = Wiederherstellungscode
field-code-or-recovery = Code aus der App oder ein Wiederherstellungscode
field-password-missing = Geben Sie Ihr Passwort ein
field-password-wrong = Das ist nicht Ihr jetziges Passwort
field-code-missing = Geben Sie den Code ein
field-code-wrong = Dieser Code ist falsch, zu alt oder schon benutzt
field-code-not-this = Dieser Code gehört nicht zum neuen QR-Code. Prüfen Sie, ob die Uhr Ihres Geräts richtig geht, und geben Sie den Code ein, der jetzt angezeigt wird
# $until (String): date and time, to the second.
code-blocked-until = Nächster Versuch nach dem { $until }. Bis dahin wird nichts geprüft, auch Richtiges nicht.

## Second step of signing in

second-title = Bestätigen Sie, dass Sie es sind
second-lede = Geben Sie den sechsstelligen Code ein, den Ihre Authenticator-App anzeigt.
second-lede-recovery = Geben Sie einen Ihrer Wiederherstellungscodes ein. Jeder gilt einmal.
second-with-recovery = Wiederherstellungscode benutzen
second-with-app = Authenticator-App benutzen
second-expired = Das Bestätigen hat zu lange gedauert. Melden Sie sich noch einmal an
second-lost = Weder App noch Passkey noch Wiederherstellungscodes? Der Support kann Ihnen helfen, sich wieder anzumelden.

## Password

own-password-title = Passwort ändern
own-password-lede = Alle Ihre anderen Geräte werden abgemeldet.
own-password-button = Passwort ändern
own-password-hidden = Nur Ihnen bekannt
own-password-changed = Ihr Passwort ist geändert, und alle Ihre anderen Geräte sind abgemeldet

## Two-factor

two-factor = Zwei Faktoren
# $since (String): a date.
two-factor-since = Ein seit { $since }
two-factor-is-off = Aus
two-factor-on = Einrichten
two-factor-off = Ausschalten
two-factor-move = Auf eine andere App umziehen
two-factor-hint = Mit zwei Faktoren brauchen Sie zur Anmeldung außer dem Passwort einen Code aus einer App auf Ihrem Telefon oder einen Passkey.
# $organisation (String): name of the organisation.
two-factor-asked-for = { $organisation } verlangt zwei Faktoren von allen.

confirm-set-up-title = Zwei Faktoren einrichten
confirm-set-up-lede = Sie brauchen eine Authenticator-App, etwa die Ihres Passwortmanagers oder Aegis, 2FAS, Google oder Microsoft Authenticator.
confirm-set-up-button = Weiter
confirm-off-title = Zweiten Faktor ausschalten
confirm-off-lede = Danach genügt Ihr Passwort zur Anmeldung. Ihre Wiederherstellungscodes werden ungültig.
confirm-off-button = Ausschalten
confirm-off-done = Der zweite Faktor ist ausgeschaltet
confirm-codes-title = Neue Wiederherstellungscodes
confirm-codes-lede = Sie erhalten zehn neue Codes. Die alten werden ungültig.
confirm-codes-button = Neue Codes erzeugen

# $organisation (String): name of the organisation.
must-set-up = { $organisation } verlangt zwei Faktoren
must-set-up-hint = Richten Sie sie jetzt ein; das dauert etwa zwei Minuten. Danach können Sie das Portal wie gewohnt benutzen.

set-up-scan = 1. Scannen Sie den Code
set-up-scan-hint = Fügen Sie in Ihrer Authenticator-App ein Konto hinzu und richten Sie die Kamera auf diesen Code.
set-up-qr = QR-Code für Ihre Authenticator-App
set-up-here = Die App ist auf diesem Gerät? Öffnen
set-up-by-hand = Scannen geht nicht? Geheimnis eintippen
set-up-account = Konto
set-up-secret = Geheimnis
set-up-kind = Zeitbasiert, sechs Ziffern, alle 30 Sekunden.
set-up-prove = 2. Geben Sie den Code ein, den die App anzeigt
set-up-button = Zwei Faktoren einschalten

## Recovery codes

codes-title = Wiederherstellungscodes
codes-lede = Wenn Ihr Telefon oder Schlüssel verloren geht, meldet jeder dieser Codes Sie einmal an Stelle von App oder Passkey an.
codes-once = Notieren Sie sie jetzt: Sie werden nicht wieder angezeigt
codes-once-hint = Drucken Sie sie aus oder bewahren Sie sie in Ihrem Passwortmanager auf, nicht auf dem Telefon mit der App oder dem Passkey.
# $n (Number), $count (String): how many.
codes-count = { $n ->
    [one] Ein Code
   *[other] { $count } Codes
}
codes-download = Herunterladen
codes-copy = Alle kopieren
codes-print = Drucken
codes-done = Ich habe die Codes notiert
codes-noted = Zwei Faktoren sind eingeschaltet, und Ihre Wiederherstellungscodes sind notiert
# $brand (String): name of the portal. $email (String): sign-in address.
codes-file-head = Wiederherstellungscodes für { $brand }, { $email }. Jeder gilt einmal.
# $n (Number), $count (String): how many.
codes-left = { $n ->
    [0] Keiner übrig
    [one] Einer übrig
   *[other] { $count } übrig
}
codes-few = { $n ->
    [0] Sie haben keine Wiederherstellungscodes mehr
    [one] Sie haben noch einen Wiederherstellungscode
   *[other] Sie haben nur noch { $count } Wiederherstellungscodes
}
codes-few-hint = Ohne sie muss bei einem verlorenen Telefon jemand anderes Ihren zweiten Faktor zurücksetzen.
codes-renew = Neue Codes erzeugen

## Sessions

sessions-title = Wo Sie angemeldet sind
sessions-end-others = Alle anderen abmelden
session-device = Gerät
session-address = Adresse
session-since = Angemeldet
session-seen = Zuletzt benutzt
session-actions = Aktionen
session-this = Dieses
session-end = Abmelden
session-ended = Das Gerät ist abgemeldet
sessions-ended = Alle Ihre anderen Geräte sind abgemeldet

## Known browsers

devices-title = Bekannte Browser
devices-lede = Eine Anmeldung von jedem anderen Browser wird Ihnen per E-Mail gemeldet.
devices-none = Noch keiner. Der nächste Browser, mit dem Sie sich anmelden, erscheint hier.
device-first = Erste Anmeldung
device-last = Letzte Anmeldung
device-forget = Vergessen
device-forgotten = Der Browser ist vergessen. Die nächste Anmeldung damit wird per E-Mail gemeldet

## Two-factor of a whole organisation
## $organisation (String): its name. $n (Number), $count (String): people.

requirement-title = Zwei Faktoren bei { $organisation }
requirement-on = Von allen verlangt
requirement-off = Freiwillig
requirement-on-hint = Ohne zweiten Faktor kann niemand das Portal benutzen.
requirement-off-hint = Alle entscheiden selbst. Wenn Sie zwei Faktoren verlangen, müssen alle, die noch keinen zweiten haben, ihn beim nächsten Klick einrichten.
requirement-still = { $n ->
    [one] Eine Person muss ihn noch einrichten.
   *[other] { $count } Personen müssen ihn noch einrichten.
}
requirement-would = { $n ->
    [one] Das ist jetzt eine Person.
   *[other] Das sind jetzt { $count } Personen.
}
requirement-change = Ändern
requirement-you-too = Sie haben sie selbst noch nicht eingerichtet: Sie werden als Erstes dorthin geführt.
requirement-switch-on = Zwei Faktoren verlangen
requirement-switch-off = Freiwillig machen
requirement-now-on = Zwei Faktoren werden jetzt von allen verlangt
requirement-now-off = Zwei Faktoren sind jetzt freiwillig

## Sentences in place of `error-refused-text`

error-two-factor-required = Ihre Organisation verlangt zwei Faktoren; der zweite lässt sich deshalb nicht ausschalten. Sie können auf eine andere App umziehen oder vorher einen Passkey hinzufügen.
error-two-factor-own-reset = Ihren eigenen zweiten Faktor können Sie nicht zurücksetzen. Schalten Sie ihn mit einem Code aus, oder bitten Sie einen anderen Owner oder den Support.

## E-mails
## $brand (String): name of the portal. $at (String): date and time. $left (Number): recovery codes left.

# $at, $zone, $device, $address (String): when, in which time zone, from where.
mail-notice-origin =
    Wann: { $at } ({ $zone }).
    Gerät: { $device }.
    Adresse: { $address }.
mail-notice-button = Sicherheitseinstellungen prüfen

mail-new-device-subject = Neue Anmeldung an Ihrem Konto bei { $brand }
mail-new-device-title = Neue Anmeldung
mail-new-device-preview = Von einem Browser, den Sie bisher nicht benutzt haben, am { $at }.
mail-new-device-text = Jemand hat sich mit einem Browser, den Sie bisher nicht benutzt haben, an Ihrem Konto angemeldet. Wenn Sie das waren, ist nichts zu tun. Wenn nicht, ändern Sie sofort Ihr Passwort, melden Sie alle anderen Geräte ab und verständigen Sie den Support.

mail-two-factor-on-subject = Zwei Faktoren für Ihr Konto bei { $brand } eingeschaltet
mail-two-factor-on-title = Zwei Faktoren sind eingeschaltet
mail-two-factor-on-preview = Am { $at } wurde eine Authenticator-App eingerichtet.
mail-two-factor-on-text = Für Ihr Konto wurde eine Authenticator-App eingerichtet. Ab jetzt brauchen Sie zur Anmeldung einen Code daraus. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.

mail-two-factor-off-subject = Zweiter Faktor für Ihr Konto bei { $brand } ausgeschaltet
mail-two-factor-off-title = Der zweite Faktor ist ausgeschaltet
mail-two-factor-off-preview = Er wurde am { $at } ausgeschaltet.
mail-two-factor-off-text = Der zweite Faktor wurde für Ihr Konto ausgeschaltet. Zur Anmeldung genügt jetzt Ihr Passwort. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.

mail-two-factor-reset-subject = Zweiter Faktor für Ihr Konto bei { $brand } zurückgesetzt
mail-two-factor-reset-title = Der zweite Faktor wurde zurückgesetzt
mail-two-factor-reset-preview = Das geschah am { $at }.
mail-two-factor-reset-text = Am { $at } hat jemand, der das darf, den zweiten Faktor Ihres Kontos zurückgesetzt, und alle Ihre Geräte wurden abgemeldet. Sie können sich mit Ihrem Passwort anmelden und ihn neu einrichten. Wenn Sie nicht darum gebeten haben, verständigen Sie den Owner Ihrer Organisation oder den Support.

mail-recovery-code-used-subject = Wiederherstellungscode für Ihr Konto bei { $brand } benutzt
mail-recovery-code-used-title = Ein Wiederherstellungscode wurde benutzt
mail-recovery-code-used-preview = Das geschah am { $at }.
mail-recovery-code-used-text = { $left ->
    [0] Für Ihr Konto wurde ein Wiederherstellungscode benutzt. Es war der letzte: Erzeugen Sie neue Codes. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.
    [one] Für Ihr Konto wurde ein Wiederherstellungscode benutzt. Einer ist übrig: Erzeugen Sie bald neue Codes. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.
   *[other] Für Ihr Konto wurde ein Wiederherstellungscode benutzt. { $left } sind übrig. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.
}

mail-recovery-codes-new-subject = Neue Wiederherstellungscodes für Ihr Konto bei { $brand }
mail-recovery-codes-new-title = Neue Wiederherstellungscodes
mail-recovery-codes-new-preview = Sie wurden am { $at } erzeugt.
mail-recovery-codes-new-text = Für Ihr Konto wurden neue Wiederherstellungscodes erzeugt; die alten sind ungültig. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und verständigen Sie den Support.

mail-own-password-subject = Ihr Passwort für { $brand } wurde geändert
mail-own-password-title = Ihr Passwort wurde geändert
mail-own-password-preview = Das geschah am { $at }.
mail-own-password-text = Das Passwort Ihres Kontos wurde geändert, und alle Ihre anderen Geräte wurden abgemeldet. Wenn Sie das nicht waren, legen Sie sofort über „Passwort vergessen?“ auf der Anmeldeseite ein neues fest und verständigen Sie den Support.
