### Pages of a development server.

## Mailbox

mailbox-title = Postfach
mailbox-lede = Was das Portal versandt hätte. Ein Entwicklungsserver ohne Mailserver schreibt jede E-Mail stattdessen in den Datenordner.
# $host (String): name of the mail server.
mailbox-server = Neue E-Mails gehen an den Mailserver { $host }
mailbox-server-text = Solange einer eingestellt ist, kommt hier nichts Neues an. Unten stehen E-Mails von vorher.
# $n (Number): selects the form. $count (String): the number as people write it.
mailbox-count = { $n ->
    [one] { $count } E-Mail
   *[other] { $count } E-Mails
}
mailbox-newest = Die neueste zuerst, höchstens 100
mailbox-empty = Noch keine E-Mail
mailbox-empty-text = Eine E-Mail geht einige Sekunden nach dem Schritt hinaus, der sie auslöst, etwa einer Einladung oder einem vergessenen Passwort. Laden Sie die Seite dann neu.
mailbox-subject = Betreff
mailbox-no-subject = Ohne Betreff
mailbox-from = Von
mailbox-to = An
mailbox-date = Datum
mailbox-text = Als reiner Text
mailbox-html = Als HTML
mailbox-crumbs = Wo Sie sind
mailbox-files = Anhänge
