### Vier-Augen-Prinzip: Eine zweite Person gibt frei, was eine Person beantragt.

## `approval-kind-<kind>`

approval-kind-transfer = Übertragung von SIMs
approval-kind-deactivation = Deaktivierung vieler SIMs
approval-kind-role = Änderung einer Rolle

## `approval-status-<status>`

approval-status-open = Wartet auf Freigabe
approval-status-approved = Freigegeben
approval-status-refused = Abgelehnt
approval-status-withdrawn = Zurückgezogen
approval-status-expired = Nicht rechtzeitig entschieden

## Die Liste

approval-list-title = Freigaben
approval-list-lede = Was eine Person Ihrer Organisation beantragt und eine zweite entscheidet.
approval-none-title = Nichts wartet auf Freigabe
approval-none-text = Sobald jemand etwas beantragt, das eine zweite Person braucht, steht es hier.
approval-open = Offen
approval-over = Entschieden
approval-column-what = Antrag
approval-column-who = Beantragt von
approval-column-asked = Beantragt am
approval-column-until = Zu entscheiden bis
approval-column-decided = Entschieden von
approval-column-status = Stand
approval-for-you = Wartet auf Sie
approval-pages = Seiten der entschiedenen Anträge
# $zone (String): Zeitzone.
approval-newest-first = Neueste zuerst · Zeiten in { $zone }
# $n (Number), $count (String): SIMs.
approval-sims = { $n ->
        [one] { $count } SIM
       *[other] { $count } SIMs
    }

## Ein Antrag

approval-what = Worum es geht
approval-fact-from = Von
approval-fact-to = An
approval-fact-sims = SIMs
approval-fact-role-from = Bisherige Rolle
approval-fact-role-to = Neue Rolle
approval-fact-ends-on = Letzter Tag
approval-link-transfer = Übertragung ansehen
approval-link-deactivation = SIMs ansehen
approval-link-role = Person ansehen
approval-decide = Ihre Entscheidung
approval-effect-transfer = Wenn Sie freigeben, werden alle diese SIMs übertragen oder keine.
approval-effect-deactivation = Wenn Sie freigeben, verlieren die SIMs ihre Verbindung und werden im Netz gesperrt.
approval-effect-role = Wenn Sie freigeben, erhält die Person die neue Rolle, und alle ihre Sitzungen enden.
approval-comment = Kommentar
approval-comment-hint = Die antragstellende Person liest ihn. Wenn Sie ablehnen, nennen Sie den Grund.
approval-comment-missing = Nennen Sie den Grund der Ablehnung
approval-comment-long = Höchstens 500 Zeichen
approval-approve = Freigeben
approval-refuse = Ablehnen
approval-back = Alle Freigaben
approval-own-text = Sie haben das selbst beantragt: Jemand anderes muss entscheiden. Wenn Sie den Antrag zurückziehen, geschieht nichts davon.
approval-withdraw = Zurückziehen
approval-about-yourself = Es geht um Ihre eigene Rolle: Jemand anderes muss entscheiden.
approval-now-approved = Freigegeben: Es wird jetzt ausgeführt
approval-now-refused = Abgelehnt: Es geschieht nichts
approval-now-withdrawn = Der Antrag ist zurückgezogen
approval-see = Antrag ansehen
# $name (String): Name der Person. $role (String): neue Rolle.
users-role-asked = Eine zweite Person muss freigeben, dass { $name } die Rolle { $role } erhält
bulk-waiting-title = Wartet auf Freigabe
bulk-waiting-text = Eine zweite Person muss diese Deaktivierung freigeben. Noch ist nichts geändert.

## Verweigert: der Satz der Seite

approval-refused-over = Über den Antrag ist schon entschieden, oder seine Zeit ist abgelaufen.
approval-refused-own = Niemand gibt den eigenen Antrag frei.
approval-refused-open = Das wartet schon auf Freigabe.
approval-refused-gone = Wer es beantragt hat oder worum es ging, ist nicht mehr da. Lehnen Sie den Antrag ab.
approval-refused-lost-right = Wer es beantragt hat, darf das nicht mehr tun. Lehnen Sie den Antrag ab.
approval-refused-not-own = Nur wer den Antrag gestellt hat, kann ihn zurückziehen.
approval-refused-guest = Über die Anträge dieser Organisation entscheiden ihre eigenen Leute.
approval-refused-alone = Nötig sind mindestens zwei aktive Inhaber oder Admins, damit die eine Person freigeben kann, was die andere beantragt
approval-refused-not-owner = Nur ein Inhaber entscheidet, was eine zweite Person braucht.

## Was eine zweite Person braucht

approval-switches-title = Vier-Augen-Prinzip
approval-switches-lede = Was angekreuzt ist, geschieht erst, wenn eine zweite Person Ihrer Organisation es freigegeben hat.
approval-switches-legend = Braucht eine zweite Person
approval-switch-transfer = Übertragungen von SIMs, die Ihre Leute beauftragen, in beide Richtungen.
approval-switch-deactivation = Das Deaktivieren von SIMs durch eine Sammelaktion. Eine einzelne SIM lässt sich weiterhin auf ihrer Seite deaktivieren.
approval-switch-role = Jemandem eine andere Rolle geben. Wer freigibt, muss die Rolle selbst vergeben dürfen. Neue Personen werden eingeladen wie bisher.
approval-switches-hint = Freigeben kann, wer es selbst tun dürfte; niemand gibt eigene Anträge frei. Ein Antrag wartet 7 Tage. Alle Inhaber erfahren von einer Änderung dieser Einstellung.
approval-switches-owner = Nur ein Inhaber kann das ändern.
approval-switched = Das Vier-Augen-Prinzip ist geändert; alle Inhaber werden benachrichtigt
approval-needed = Braucht eine zweite Person
approval-not-needed = Ohne Freigabe
# $organisation (String): organisation.
security-rules = Regeln von { $organisation }
approval-switches-change = Ändern

## Dashboard

# $n (Number), $count (String): Anträge.
approval-waiting = { $n ->
        [one] { $count } Antrag wartet auf Ihre Freigabe
       *[other] { $count } Anträge warten auf Ihre Freigabe
    }
approval-waiting-text = Sie werden erst ausgeführt, wenn Sie oder eine andere berechtigte Person sie freigeben.
approval-waiting-view = Anträge ansehen

## E-Mail. $who (String): Name der Person. $what (String): Art des Antrags. $object (String): worum es geht. $until (String): Zeit.

mail-approval-asked-subject = Freigabe nötig: { $what }
mail-approval-asked-title = Ihre Freigabe ist nötig
mail-approval-asked-text = { $who } bittet um Freigabe. { $what }: { $object }. Sie oder eine andere berechtigte Person können bis { $until } entscheiden; sonst geschieht nichts.
mail-approval-approved-subject = Freigegeben: { $what }
mail-approval-approved-title = Ihr Antrag ist freigegeben
mail-approval-approved-text = { $who } hat Ihren Antrag freigegeben. { $what }: { $object }.
mail-approval-refused-subject = Abgelehnt: { $what }
mail-approval-refused-title = Ihr Antrag ist abgelehnt
mail-approval-refused-text = { $who } hat Ihren Antrag abgelehnt. { $what }: { $object }. Es geschieht nichts.
mail-approval-expired-subject = Nicht rechtzeitig entschieden: { $what }
mail-approval-expired-title = Niemand hat über Ihren Antrag entschieden
mail-approval-expired-text = Ihr Antrag ist am { $until } ohne Entscheidung abgelaufen. { $what }: { $object }. Es geschieht nichts.
# $comment (String): was dazu gesagt wurde.
mail-approval-comment = Kommentar: { $comment }
mail-approval-button = Antrag ansehen

# $brand (String): Name des Portals. $kinds (String): was eine zweite Person braucht.
mail-four-eyes-subject = Vier-Augen-Prinzip bei { $brand } geändert
mail-four-eyes-title = Das Vier-Augen-Prinzip wurde geändert
mail-four-eyes-text = { $who } hat geändert, was in Ihrer Organisation eine zweite Person braucht. Ab jetzt: { $kinds }.
mail-four-eyes-button = Einstellung ansehen
approval-nothing = nichts braucht eine zweite Person

## Protokoll

audit-approval-approve = Antrag freigegeben
audit-approval-ask = Freigabe beantragt
audit-approval-expire = Antrag nicht rechtzeitig entschieden
audit-approval-refuse = Antrag abgelehnt
audit-approval-withdraw = Antrag zurückgezogen
audit-kind-approval = Freigabe
audit-organisation-four-eyes = Vier-Augen-Prinzip geändert
