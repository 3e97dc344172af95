### Pages of a development server.

## Mailbox

mailbox-title = Mailbox
mailbox-lede = What the portal would have sent. A development server without a mail server writes every mail to the data folder instead.
# $host (String): name of the mail server.
mailbox-server = New mail goes to the mail server { $host }
mailbox-server-text = Nothing new arrives here while one is set. Below are mails from before.
# $n (Number): selects the form. $count (String): the number as people write it.
mailbox-count = { $n ->
    [one] { $count } mail
   *[other] { $count } mails
}
mailbox-newest = The newest first, 100 at most
mailbox-empty = No mail yet
mailbox-empty-text = Mail leaves a few seconds after the step that causes it, such as an invitation or a forgotten password. Reload the page then.
mailbox-subject = Subject
mailbox-no-subject = No subject
mailbox-from = From
mailbox-to = To
mailbox-date = Date
mailbox-text = As plain text
mailbox-html = As HTML
mailbox-crumbs = Where you are
mailbox-files = Attachments
