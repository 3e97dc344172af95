### Konto: one's own user data, and the way to another sign-in address.

account-section-profile = Benutzerdaten

profile-title = Benutzerdaten
profile-lede = Ihr Name, Ihre Adresse und worüber Sie per E-Mail benachrichtigt werden.
profile-data = Ihre Daten
profile-saved = Gespeichert
profile-security = Zwei-Faktor und Sitzungen
profile-email-now = Jetzige Adresse
profile-email-new = Neue Adresse
profile-email-waiting = Wartet auf Bestätigung
# $until (String): date and time.
profile-email-until = Der Link in der E-Mail an diese Adresse gilt bis { $until }.
profile-email-hint = Damit melden Sie sich an. Eine neue Adresse gilt, sobald Sie sie über den Link bestätigen, den wir dorthin senden; Ihre bisherige Adresse wird ebenfalls benachrichtigt.
profile-email-send = Link an die neue Adresse senden
profile-email-give-up = Jetzige Adresse behalten
profile-email-given-up = Ihre Adresse bleibt, wie sie ist
# $email (String): the new address. The same whether it has an account or not.
profile-email-asked = Wenn { $email } verwendet werden kann, ist ein Link dorthin unterwegs. Er gilt 2 Stunden; bis Sie ihn verwenden, bleibt Ihre Adresse, wie sie ist
profile-email-changed = Sie melden sich ab jetzt mit { $email } an, und alle Ihre anderen Geräte sind abgemeldet

email-refused-same = Das ist bereits Ihre Adresse
email-refused-too-many = Sie haben in den letzten Minuten mehrere Links angefordert. Warten Sie eine Viertelstunde
email-refused-used = Dieser Link wurde inzwischen verwendet oder durch einen neueren ersetzt. Ihre Adresse wurde durch ihn nicht geändert.

## The page behind the link. $email (String): the new address.

email-title = Neue Adresse bestätigen
email-lede = Damit melden Sie sich künftig an. Alle Ihre anderen Geräte werden abgemeldet.
email-button = Neue Adresse verwenden
email-on = Zu Ihren Benutzerdaten
email-confirmed-title = Ihre neue Adresse gilt
email-confirmed-text = Sie melden sich ab jetzt mit { $email } an. Alle Geräte wurden abgemeldet.
email-expired-title = Dieser Link ist abgelaufen
email-expired-text = Er galt 2 Stunden. Ihre Adresse bleibt, wie sie ist. Melden Sie sich an und fordern Sie unter Konto einen neuen Link an.
email-unknown-title = Dieser Link kann nicht verwendet werden
email-unknown-text = Er wurde bereits verwendet, durch einen neueren ersetzt oder nie von uns gesendet. Unter Konto sehen Sie, welche Adresse gilt.
email-taken-title = Diese Adresse ist vergeben
email-taken-text = { $email } gehört inzwischen zu einem anderen Konto. Ihre Adresse bleibt, wie sie ist. Wählen Sie unter Konto eine andere.

## E-mail to the new address
## $brand (String): name of the portal. $old, $new (String): addresses. $until (String): date and time.

mail-email-confirm-subject = Bestätigen Sie Ihre neue Adresse für { $brand }
mail-email-confirm-title = Neue Adresse bestätigen
mail-email-confirm-preview = Der Link gilt bis { $until }.
mail-email-confirm-text = Sie möchten sich bei { $brand } mit { $new } statt mit { $old } anmelden. Bestätigen Sie, dass Sie diese Adresse lesen.
mail-email-confirm-button = Adresse bestätigen
mail-email-confirm-facts =
    Der Link gilt einmal und bis { $until }.
    Sie haben das nicht angefordert? Dann tun Sie nichts; es ändert sich nichts.

## E-mail to the address so far, when another one is asked for

mail-email-asked-subject = Für { $brand } wurde eine neue Anmeldeadresse angefordert
mail-email-asked-title = Eine neue Adresse wurde angefordert
mail-email-asked-preview = { $new } soll an die Stelle dieser Adresse treten.
mail-email-asked-text = Jemand, der Ihr Passwort kennt, möchte sich bei { $brand } mit { $new } statt mit dieser Adresse anmelden. Das gilt, sobald es über einen Link bestätigt ist, der dorthin gesendet wurde. Waren Sie das selbst, müssen Sie nichts tun.
mail-email-asked-button = Benutzerdaten ansehen
mail-email-asked-facts = Das waren nicht Sie? Melden Sie sich an, wählen Sie unter Konto „Jetzige Adresse behalten“ und ändern Sie sofort Ihr Passwort.

## E-mail to the address so far, after the change. $at (String): date and time.

mail-email-changed-subject = Ihre Anmeldeadresse für { $brand } hat sich geändert
mail-email-changed-title = Ihre Adresse hat sich geändert
mail-email-changed-preview = Ab jetzt melden Sie sich mit { $new } an.
mail-email-changed-text = Am { $at } wurde die Anmeldeadresse Ihres Kontos bei { $brand } auf { $new } geändert. Diese Adresse gilt dort nicht mehr, und alle anderen Geräte wurden abgemeldet.
mail-email-changed-facts = Das waren nicht Sie? Melden Sie das sofort dem Support.
