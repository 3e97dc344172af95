### The frame of every page, error pages and words that many pages share.

## Frame

skip = Zum Inhalt springen
menu-open = Menü öffnen
menu-yours = Ihr Menü
find-label = SIM nach ICCID, IMSI, MSISDN oder Bezeichnung suchen
find-placeholder = SIM suchen
theme = Darstellung
theme-system = Wie auf dem Gerät
theme-light = Hell
theme-dark = Dunkel
language = Sprache
support = Support

## Menu: `nav-main` names the list, the others are `nav-<key>` of its entries.

nav-main = Hauptmenü
nav-dashboard = Dashboard
nav-sims = Meine SIMs
nav-set-aside = Zurückgestelltes
nav-audit = Protokoll
nav-account = Konto
nav-mailbox = Postfach (Entwicklung)

## Words of many pages

# $what (String): what is copied, such as “ICCID”.
copy = { $what } kopieren
copied = { $what } kopiert
sending = Wird gesendet …
saving = Wird gespeichert …
chart-as-table = Als Tabelle zeigen

## Forms

# Before the page's name in the title of the browser tab.
title-error = Fehler:
# Above a list of links to the fields.
form-errors = Das Formular wurde nicht gespeichert. Prüfen Sie diese Angaben:

## Error pages: a title and a text per kind of error.

# $status (String): HTTP status code.
error-badge = Fehler { $status }
error-home = Zur Startseite
error-find = SIM suchen
# A number and a time follow.
error-tell = Wenn Sie das für eine Störung halten, nennen Sie dem Support diese Nummer:

error-not-found-title = Diese Seite gibt es nicht
error-not-found-text = Die Adresse ist falsch oder gehört zu einer anderen Organisation. Es wurde nichts geändert.

error-denied-title = Für Ihre Rolle nicht erlaubt
error-denied-text = Ihre Rolle umfasst diese Seite oder Aktion nicht. Es wurde nichts geändert.
# $permission (String): text of a `permission-…` key. $roles (String): names of roles, separated by commas.
error-denied-permission = Ihnen fehlt das Recht „{ $permission }“. Rollen, die es haben: { $roles }. Ein Inhaber oder Admin Ihrer Organisation kann Ihre Rolle ändern.

error-forged-title = Dieses Formular wurde nicht angenommen
error-forged-text = Das Formular ist zu alt oder kam von anderswo. Es wurde nichts geändert. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.

error-switched-title = Sie haben die Organisation gewechselt
error-switched-text = Sie haben in einem anderen Tab die Organisation gewechselt; dieses Formular gehört zur vorherigen. Es wurde nichts ausgeführt. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.

error-method-title = Diese Adresse lässt sich so nicht nutzen
error-method-text = Die Adresse gibt es, aber nicht für diese Art von Anfrage. Es wurde nichts geändert.

error-unreadable-title = Die Anfrage war nicht lesbar
error-unreadable-text = Was Ihr Browser gesendet hat, ist unvollständig, zu groß oder kein Formular. Es wurde nichts geändert. Gehen Sie zurück, prüfen Sie Ihre Angaben und versuchen Sie es noch einmal.

error-too-large-title = Das ist zu viel auf einmal
error-too-large-text = Was Ihr Browser gesendet hat, ist größer, als das Portal annimmt. Es wurde nichts geändert. Senden Sie weniger auf einmal; für viele SIMs nutzen Sie den Filter der Liste und wählen „Alle SIMs dieses Filters“.

error-refused-title = Das ist nicht möglich
error-refused-text = Seit Sie die Seite geöffnet haben, hat sich etwas geändert; dieser Schritt ist nicht mehr möglich. Er wurde nicht ausgeführt. Gehen Sie zurück und laden Sie die Seite neu.

error-unavailable-title = Das Portal ist gerade nicht verfügbar
error-unavailable-text = Die Datenbank antwortet nicht. Warten Sie einige Sekunden und versuchen Sie es noch einmal.

error-internal-title = Etwas ist schiefgegangen
error-internal-text = Der Fehler liegt bei uns und ist protokolliert. Prüfen Sie, bevor Sie es noch einmal versuchen, ob Ihr letzter Schritt gewirkt hat.

## Sentences in place of `error-refused-text`

error-link-used = Dieser Link wurde inzwischen benutzt oder durch einen neueren ersetzt. Ihr Passwort wurde nicht geändert.
error-email-taken = Ein anderer Benutzer hat diese E-Mail-Adresse bereits. Es wurde nichts gespeichert.

## Lists that are shown latest first

newer = Neuere
older = Ältere
