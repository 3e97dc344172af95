### Benutzer: people and API users of the organisation.

nav-users = Benutzer

## List

users-all = Alle
users-by-role = Nach Rolle
users-filter = Benutzer filtern
users-search = Name, E-Mail-Adresse oder Client-ID
users-any-status = Jeder Status
users-apply = Anwenden
users-clear = Filter zurücksetzen
users-csv = CSV
# $organisation (String): name of the organisation.
users-of = Benutzer von { $organisation }
# $n (Number), $count (String): people and API users.
users-count = { $n ->
        [one] { $count } Benutzer
       *[other] { $count } Benutzer
    } insgesamt, nach Namen sortiert
users-none-title = Kein Benutzer passt
users-none-text = Auf diese Suche passt niemand in Ihrer Organisation. Versuchen Sie es mit weniger Buchstaben oder einem anderen Filter.
users-name = Name
users-role = Rolle
users-status = Status
users-seen = Zuletzt aktiv
users-actions = Aktionen
users-you = Sie
users-on = Ein
users-off = Aus
users-never = Nie
users-not-used = Entfällt
users-edit = Bearbeiten

users-status-active = Aktiv
users-status-invited = Eingeladen
users-status-disabled = Gesperrt
users-status-role-ended = Rolle abgelaufen
users-status-secret-ended = Secret abgelaufen

## CSV: heads of the columns. $zone (String): time zone.

users-csv-name = Name
users-csv-sign-in = E-Mail-Adresse oder Client-ID
users-csv-role = Rolle
users-csv-status = Status
users-csv-two-factor = Zwei-Faktor
users-csv-language = Sprache
users-csv-notifications = Benachrichtigungen
users-csv-seen = Letzte Anmeldung oder Nutzung ({ $zone })
users-csv-ends = Letzter Tag
users-csv-created = Angelegt ({ $zone })

## New user

users-new = Neuer Benutzer
users-invite = Benutzer anlegen und E-Mail senden
users-email-hint = Mit dieser Adresse meldet sich der Benutzer an. Wir senden einen Link dorthin, mit dem das Passwort festgelegt wird; er gilt 72 Stunden.
# $role (String): name of the role.
users-rights-of = Das darf die Rolle { $role }
# $email (String): address. The same whether the address has an account elsewhere or not.
users-invited = Der Benutzer ist angelegt. Wenn die Adresse verwendet werden kann, ist eine Einladung an { $email } unterwegs
users-invited-again = Wenn die Adresse verwendet werden kann, ist eine neue Einladung an { $email } unterwegs

role-text-owner = Alles, auch der Zugriff der Hauptorganisation und das Zurücksetzen von Zwei-Faktor. Nur für neue Benutzer.
role-text-admin = Alles außer dem, was Inhaber, andere Admins und den Zugriff der Hauptorganisation betrifft.
role-text-user = Arbeitet täglich mit SIMs. Bestellt nichts und verwaltet niemanden.
role-text-read_only = Sieht SIMs, Nutzung und Bestellungen, ändert nichts.
role-text-third_party = Externer Integrator: technische Arbeit, keine Bestellungen.
role-text-accountant = Nur Bestellungen, Rechnungen und Guthaben. Kann einen letzten Tag haben.
role-text-end_user = Sieht nur die SIMs, die mit dieser Person verknüpft sind.

## Fields

field-first-name = Vorname
field-last-name = Nachname
field-language = Sprache
field-language-hint = Des Portals und der E-Mails.
field-notify = E-Mails
field-ends-on = Letzter Tag
field-ends-on-hint = Nur für die Rolle Buchhaltung: Nach diesem Tag endet die Anmeldung von selbst. Ohne Ende bleibt das Feld leer.
field-optional = (optional)
language-of-organisation = Wie die Organisation
language-en = English
language-de = Deutsch
notify-volume = Volumenbenachrichtigungen
notify-volume-hint = Wenn SIMs ihre Daten oder SMS verbraucht haben oder eine Grenze erreichen
notify-transfers = Übertragungen
notify-transfers-hint = Wenn SIMs zur Organisation oder von ihr weg übertragen werden

field-first-name-missing = Geben Sie den Vornamen ein
field-last-name-missing = Geben Sie den Nachnamen ein
field-name-missing = Geben Sie einen Namen ein
field-name-too-long = Ein Name hat höchstens 80 Zeichen
field-name-one-line = Ein Name ist eine Zeile ohne Steuerzeichen
field-choice-unknown = Wählen Sie einen der angebotenen Werte
field-role-missing = Wählen Sie eine Rolle
field-day-invalid = Geben Sie einen Tag wie 2026-12-31 ein
field-day-over = Dieser Tag ist vorbei. Geben Sie den heutigen oder einen späteren Tag ein
field-day-accountant = Nur die Rolle Buchhaltung hat einen letzten Tag. Wählen Sie diese Rolle oder lassen Sie den Tag leer
field-email-ascii = Schreiben Sie die Adresse nur mit den Buchstaben a bis z; internationale Domains in der Form xn--
field-email-too-long = Diese Adresse ist zu lang
field-email-here = Jemand in Ihrer Organisation hat diese Adresse bereits oder ist damit eingeladen. Jeder Benutzer braucht eine eigene Adresse

## A person

users-data = Daten
users-facts = Angaben
users-save = Speichern
users-saved = Gespeichert
users-last-login = Letzte Anmeldung
users-last-used = Zuletzt verwendet
users-created = Angelegt
users-ends-on = Letzter Tag
users-self = Das sind Sie. Ihre Rolle und Ihren Status ändern andere; Ihren Namen, Ihre Adresse, Sprache und Benachrichtigungen ändern nur Sie selbst.
users-own-data = Ihre Benutzerdaten
users-not-yours = Sie dürfen diesen Benutzer sehen, mit Ihrer Rolle aber nicht ändern.
users-invite-again = E-Mail erneut senden
users-reset = Link für neues Passwort senden
# $email (String): address.
users-reset-sent = Sofern in der letzten Stunde nicht mehr als fünf Links gesendet wurden, ist ein Link für ein neues Passwort an { $email } unterwegs
users-enable = Entsperren
# $name (String): name of the person or API user.
users-enabled = { $name } ist wieder entsperrt
users-disabled = { $name } ist gesperrt
users-deleted = { $name } ist gelöscht
users-two-factor-reset = Zwei-Faktor von { $name } ist zurückgesetzt

## Another role

users-change-role = Rolle ändern
# $name (String): name of the person. $role (String): role so far.
users-change-role-lede = { $name } hat jetzt die Rolle { $role }. Mit einer anderen Rolle enden alle Sitzungen dieser Person; bei der nächsten Anmeldung gelten die neuen Rechte.
# $name (String): name of the person. $role (String): new role.
users-role-changed = { $name } hat jetzt die Rolle { $role }

## Asked first. $name (String): name of the person or API user.

users-title-disable = Diesen Benutzer sperren?
users-lede-disable = { $name } wird ausgesperrt, bis jemand den Benutzer wieder entsperrt.
users-button-disable = Sperren
users-title-delete = Diesen Benutzer löschen?
users-lede-delete = { $name } wird gelöscht. Das lässt sich nicht rückgängig machen.
users-button-delete = Löschen
users-title-withdraw = Diese Einladung zurückziehen?
users-lede-withdraw = { $name } hat noch kein Passwort festgelegt.
users-button-withdraw = Einladung zurückziehen
users-title-two-factor = Zwei-Faktor zurücksetzen?
users-lede-two-factor = Für { $name }, wenn App und Wiederherstellungscodes verloren sind. Vergewissern Sie sich, dass wirklich diese Person darum bittet.
users-button-two-factor = Zwei-Faktor zurücksetzen

users-effect-sessions-end = Alle Sitzungen enden sofort, versendete Links sind wertlos.
users-effect-secret-stops = Das Secret wird sofort abgelehnt.
users-effect-stays = Name, Rolle, Ansichten und Verlauf bleiben.
users-effect-link-dead = Der Link in der Einladung ist danach wertlos.
users-effect-secret-gone = Client-ID und Secret werden sofort und endgültig abgelehnt.
users-effect-person-gone = Alle Sitzungen enden sofort. Eigene Ansichten, Berichte und Dateien dieser Person werden mit gelöscht.
# $n (Number), $count (String): views.
users-effect-views = { $n ->
        [one] { $count } geteilte Ansicht geht
       *[other] { $count } geteilte Ansichten gehen
    } an Sie über.
# $n (Number), $count (String): SIMs.
users-effect-sims = { $n ->
        [one] { $count } SIM ist
       *[other] { $count } SIMs sind
    } danach mit niemandem verknüpft.
users-effect-history = Im Verlauf bleibt der Name erhalten.
users-effect-two-factor = App und Wiederherstellungscodes sind danach wertlos, und alle Sitzungen enden. Bis Zwei-Faktor neu eingerichtet ist, genügt zum Anmelden das Passwort.
users-effect-told = Die Person wird per E-Mail benachrichtigt.

## API users

users-new-client = Neuer API-Benutzer
users-client-lede = Für Programme: meldet sich mit Client-ID und Secret an der Management-API an.
users-client-id = Client-ID
users-client-make = API-Benutzer anlegen
users-client-made = Der API-Benutzer ist angelegt
users-secret = Secret
users-secret-text = Niemand kennt es: Gespeichert ist nur ein Hash. Geht es verloren, erzeugen Sie ein neues.
users-secret-set = Secret gesetzt
users-secret-ends = Secret endet
users-no-end = Ohne Ende
users-save-day = Letzten Tag speichern
users-secret-renew = Neues Secret
# $client (String): client ID.
users-secret-renew-lede = Das bisherige Secret von { $client } wird dann abgelehnt. Programme, die es verwenden, brauchen das neue.
users-secret-renewed = Ab jetzt gilt das neue Secret
users-secret-generated = Secret erzeugen
users-secret-generated-text = 43 zufällige Zeichen, einmal angezeigt.
users-secret-typed = Secret eingeben
users-secret-typed-text = Falls die Gegenseite schon eines hat.
users-shown-title = Das neue Secret
users-shown-once = Nur jetzt zu sehen, danach nie wieder
users-shown-once-text = Kopieren Sie es dorthin, wo Ihr Programm seine Geheimnisse verwahrt. Diese Seite lässt sich höchstens zehn Minuten lang öffnen.
users-shown-noted = Ich habe es notiert
users-secret-noted = Das Secret ist nicht mehr zu sehen

field-suffix = Client-ID
# $number (String): account number.
field-suffix-hint = Wählen Sie, was auf { $number }_ folgt: 2 bis 40 Zeichen aus a bis z, 0 bis 9, Bindestrich, Unterstrich und Punkt.
field-suffix-missing = Geben Sie das Ende der Client-ID ein
field-suffix-malformed = Das Ende der Client-ID hat 2 bis 40 Zeichen aus a bis z, 0 bis 9, Bindestrich, Unterstrich und Punkt und beginnt und endet mit Buchstabe oder Ziffer
field-suffix-taken = Ihre Organisation hat bereits einen API-Benutzer mit dieser Client-ID
field-secret = Gewünschtes Secret
field-secret-hint = 12 bis 128 Zeichen, nicht leicht zu erraten und ohne die Client-ID darin.
field-secret-how = Wählen Sie, ob das Secret erzeugt oder eingegeben wird
field-secret-too-short = Das Secret braucht mindestens 12 Zeichen
field-secret-too-long = Das Secret darf höchstens 128 Zeichen haben
field-secret-contains-id = Das Secret darf die Client-ID nicht enthalten
field-secret-common = Dieses Secret ist leicht zu erraten. Wählen Sie ein anderes oder lassen Sie eines erzeugen
field-secret-ends = Letzter Tag des Secrets
field-secret-ends-hint = Nach diesem Tag wird es abgelehnt. Ohne Ende bleibt das Feld leer.

## Roles and rights

users-roles = Rollen und Rechte
users-roles-lede = Was jede Rolle darf: die Tabelle, nach der sich das Portal selbst richtet.
users-right = Recht
cell-yes = Ja
cell-no = Nein
cell-own-sims = eigene SIMs
cell-own-data = eigene Daten
cell-if-company-allows = wenn die Firma es erlaubt
# $ticks (String): names of ticks, separated by commas.
cell-by-tick = mit Häkchen: { $ticks }
tick-ordering = Bestellung
tick-provisioning = Bereitstellung
tick-deployment = Zuweisung
tick-support = Support
tick-billing = Abrechnung

## Refusals

# $permission (String): text of a `permission-…` key.
error-denied-nobody = Ihnen fehlt das Recht „{ $permission }“. Keine Rolle einer Organisation hat es: Inhaber ändern ihre eigenen Daten selbst, und der Support ändert Inhaber auf Anfrage. Es wurde nichts geändert.

users-refused-self = Sie können Ihre eigene Rolle nicht ändern und sich nicht selbst sperren oder löschen. Bitten Sie jemand anderen, der Benutzer verwalten darf. Es wurde nichts geändert.
users-refused-last-owner = Das ist der letzte Inhaber, der sich anmelden kann. Eine Organisation behält immer einen. Es wurde nichts geändert.
users-refused-changed = Dieser Benutzer wurde inzwischen geändert, und dieser Schritt ist nicht mehr möglich. Es wurde nichts geändert. Gehen Sie zurück und laden Sie die Seite neu.
users-refused-api-role = Personen und API-Benutzer lassen sich nicht ineinander umwandeln. Es wurde nichts geändert.
users-refused-end-date = Nur die Rolle Buchhaltung hat einen letzten Tag. Es wurde nichts geändert.
users-refused-not-invited = Diese Person hat inzwischen ein Passwort festgelegt und braucht keine Einladung mehr.
users-refused-not-active = Einen Link für ein neues Passwort erhält nur, wer sich anmelden kann.
users-refused-too-many = Ihre Organisation hat in den letzten Minuten sehr viele Einladungen versendet. Warten Sie eine Viertelstunde. Es wurde nichts gesendet.

## E-mail: somebody entered an address that has an account already
## $brand (String): name of the portal. $email (String): the address. $organisation (String): who invited it.

mail-address-in-use-subject = Ihre Adresse hat bereits ein Konto bei { $brand }
mail-address-in-use-title = Für Sie hat sich nichts geändert
mail-address-in-use-preview = Jemand hat bei { $brand } Ihre E-Mail-Adresse eingegeben.
mail-address-invited-text = { $organisation } hat { $email } zu { $brand } eingeladen. Diese Adresse gehört bereits zu Ihrem Konto dort, und eine Adresse kann nur zu einem Konto gehören. Ihr Konto bleibt, wie es ist, und { $organisation } erfährt nichts davon.
mail-address-wanted-text = Jemand wollte { $email } bei { $brand } als neue Anmeldeadresse verwenden. Sie gehört bereits zu Ihrem Konto, das bleibt, wie es ist. Wer danach gefragt hat, erfährt nichts davon.
mail-address-in-use-button = Am eigenen Konto anmelden
mail-address-in-use-facts = Wenn Sie auch mit der anderen Organisation arbeiten möchten, lassen Sie sich mit einer anderen Adresse einladen. Sonst müssen Sie nichts tun.

## E-mail: another role
## $organisation (String): name of the organisation. $role (String): name of the role.

mail-role-changed-subject = Ihre Rolle bei { $organisation } hat sich geändert
mail-role-changed-title = Sie haben jetzt die Rolle { $role }
mail-role-changed-preview = Ihre Rolle bei { $organisation } hat sich geändert.
mail-role-changed-text = Ihre Rolle im Portal von { $brand } für { $organisation } ist jetzt { $role }. Sie wurden abgemeldet; bei der nächsten Anmeldung gelten die neuen Rechte. Bei Fragen wenden Sie sich an die Personen, die die Benutzer Ihrer Organisation verwalten.
mail-role-changed-button = Anmelden
