### Organisation: Unterorganisationen einer Hauptorganisation, was sie ihr gewähren, und der Wechsel in sie.

nav-organisation = Organisation

## Liste

organisations-title = Organisation
organisations-lede = Geben Sie einer Tochterfirma oder einem Auftragnehmer eine eigene Organisation mit eigenen Benutzern, Bestellungen und SIMs.
organisations-new = Neue Unterorganisation
organisations-export = Exportieren
organisations-stat-own = SIMs in dieser Organisation
organisations-stat-subs = SIMs in Unterorganisationen
# $active, $pending (String): wie viele Unterorganisationen.
organisations-stat-subs-note = { $active } aktiv, { $pending } warten
organisations-stat-ordered = Für Unterorganisationen bestellt
organisations-subs = Unterorganisationen
organisations-subs-note = Sie sehen nur Summen, solange eine Unterorganisation Ihnen nicht mehr gewährt.
organisations-none-title = Noch keine Unterorganisationen
organisations-none-text = Eine Unterorganisation hat eigene Benutzer, SIMs und Bestellungen. Sie übertragen SIMs zwischen ihr und Ihrer Organisation.
organisations-no-match = Keine Unterorganisation passt
organisations-no-match-text = Suchen Sie nach einem Teil des Namens oder dem Anfang der Kontonummer.
organisations-search = Nach Name oder Kontonummer suchen
organisations-show = Anzeigen
organisations-show-all = Alle anzeigen
organisations-pages = Seiten der Liste
organisations-sort = Sortierung
organisations-sort-name = Name, A bis Z
organisations-sort-name-down = Name, Z bis A
organisations-sort-newest = Neueste zuerst
organisations-sort-oldest = Älteste zuerst
organisations-column-number = Kontonummer
organisations-column-name = Organisation
organisations-column-owner = Inhaber
organisations-column-email = E-Mail
organisations-column-status = Status
organisations-column-ordered = SIMs bestellt
organisations-column-sims = SIMs im Bestand
organisations-column-access = Gewährter Zugriff
organisations-column-created = Angelegt
organisations-status-any = Jeder Status
organisations-status-pending = Wartet auf Inhaber
organisations-status-active = Aktiv

## Eine Unterorganisation

organisations-facts = Auf einen Blick
organisations-back = Zurück
organisations-enter = Betreten
organisations-delete = Löschen
organisations-pending-title = Der Inhaber hat noch kein Passwort gesetzt
organisations-pending-text = Die Organisation wird aktiv, sobald der Inhaber das über den Link in der E-Mail getan hat.
organisations-invite-again = E-Mail erneut senden
organisations-invite-lede = Der bisherige Link wird ungültig. Waren Name oder Adresse falsch, berichtigen Sie sie hier.
organisations-invite-send = Senden
# $email (String): Adresse des Inhabers.
organisations-invited = Wir haben eine E-Mail an { $email } gesendet
organisations-email-yours = Jemand in Ihrer Organisation oder der Inhaber einer Ihrer Unterorganisationen hat diese Adresse bereits
organisations-refused-again = Diese Adresse wurde gerade von jemand anderem vergeben. Bitte versuchen Sie es noch einmal
organisations-refused-often = Dieser Inhaber hat innerhalb einer Stunde fünf E-Mails erhalten. Bitte warten Sie eine Weile
organisations-refused-active = Der Inhaber hat inzwischen ein Passwort gesetzt; eine Einladung gibt es nicht mehr zu senden.
organisations-refused-numbers = Alle Kontonummern sind vergeben. Bitte wenden Sie sich an den Support.

## Eine neue, Schritt für Schritt: `organisations-step-<key>`

organisations-steps = Schritte
organisations-step-company = Firma
organisations-step-contact = Inhaber
organisations-step-address = Anschrift
organisations-step-summary = Zusammenfassung
organisations-next = Weiter
organisations-previous-step = Zurück
organisations-create = Unterorganisation anlegen
organisations-name-missing = Geben Sie den Namen der Firma ein
organisations-vat-if-any = (falls vorhanden)
organisations-vat-other-country = Die USt-IdNr. beginnt mit den Buchstaben ihres Landes, zum Beispiel DE oder ATU, und es müssen die des Rechnungslandes sein
organisations-vat-wrong = Das ist keine USt-IdNr. des Rechnungslandes. Prüfen Sie die Zahl der Zeichen
organisations-fixed-hint = Name, USt-IdNr. und Rechnungsland stehen in Verträgen und Rechnungen. Später kann sie nur der Support ändern.
organisations-owner-text = Der Inhaber erhält eine E-Mail mit einem Link, setzt damit ein Passwort und lädt dann alle anderen ein. Alle Rechnungen gehen zunächst an dieselbe Adresse.
organisations-first-name = Vorname
organisations-last-name = Nachname
organisations-first-name-missing = Geben Sie den Vornamen ein
organisations-last-name-missing = Geben Sie den Nachnamen ein
organisations-email-hint = Von keinem anderen Benutzer verwendet.
# $name (String): Name der Firma. $country (String): Name des Landes.
organisations-address-text = Rechnungsanschrift von { $name }, { $country }
organisations-language = Sprache
organisations-change-company = Firma ändern
organisations-change-contact = Inhaber ändern
organisations-change-address = Anschrift ändern
organisations-summary-text = Wenn Sie die Organisation anlegen, erhält sie ihre Kontonummer, und wir senden dem Inhaber eine E-Mail.
# $name (String): Name der Firma. $email (String): Adresse des Inhabers.
organisations-made = { $name } wird angelegt. Wir haben eine E-Mail an { $email } gesendet; die Organisation wird aktiv, sobald der Inhaber ein Passwort gesetzt hat.
organisations-marketplace-title = Für Ihr Konto nicht verfügbar
organisations-refused-marketplace = Ihr Vertrag wurde über einen Marktplatz geschlossen, der je Konto nur eine Organisation kennt. Unterorganisationen brauchen einen direkten Vertrag: Bitte wenden Sie sich an den Support.
organisations-refused-sub = Eine Unterorganisation kann keine eigenen Unterorganisationen haben.

## Löschen. `organisations-blocked-<key>`. $n (Number), $count (String): wie viele.

# $name (String): Name der Organisation.
organisations-delete-title = { $name } löschen?
organisations-delete-text = Niemand aus dieser Organisation kann sich mehr anmelden, ihre Links und API-Geheimnisse gelten nicht mehr, und die Adressen ihrer Benutzer werden frei. Ihr Protokoll behält ihren Namen. Das lässt sich nicht rückgängig machen.
organisations-delete-type = Geben Sie zur Sicherheit „{ $name }“ ein
organisations-delete-wrong-name = Geben Sie den Namen genau so ein, wie er angezeigt wird
organisations-deleted = { $name } ist gelöscht
organisations-blocked = Sie lässt sich noch nicht löschen
organisations-blocked-pending = Sie ist noch nicht fertig angelegt: Ihr Inhaber hat noch kein Passwort gesetzt.
organisations-blocked-sims = { $n ->
    [one] Sie hat eine SIM im Bestand. Übertragen Sie diese zuerst in Ihre Organisation.
   *[other] Sie hat { $count } SIMs im Bestand. Übertragen Sie diese zuerst in Ihre Organisation.
}
organisations-blocked-bulk = { $n ->
    [one] Eine Sammelaktion läuft oder wartet auf Bestätigung.
   *[other] { $count } Sammelaktionen laufen oder warten auf Bestätigung.
}
organisations-blocked-exports = { $n ->
    [one] Eine Datei wird gerade erstellt.
   *[other] { $count } Dateien werden gerade erstellt.
}
organisations-blocked-transfers = { $n ->
    [one] Eine Übertragung von SIMs ist nicht abgeschlossen.
   *[other] { $count } Übertragungen von SIMs sind nicht abgeschlossen.
}
organisations-blocked-orders = { $n ->
    [one] { $count } Bestellung ist offen oder nicht bezahlt.
   *[other] { $count } Bestellungen sind offen oder nicht bezahlt.
}
organisations-blocked-jobs = { $n ->
    [one] Ein Auftrag ist nicht abgeschlossen, zum Beispiel an das Netz.
   *[other] { $count } Aufträge sind nicht abgeschlossen, zum Beispiel an das Netz.
}

## Was eine Unterorganisation gewährt. `organisations-access-<level>` und die Erklärung für die Unterorganisation (`-text`); für die Hauptorganisation: `organisations-master-<level>`

# $master (String): Name der Hauptorganisation.
organisations-own-lede = Ihre Organisation ist eine Unterorganisation von { $master }.
organisations-master = Ihre Hauptorganisation
organisations-always-sees = Sie sieht immer
organisations-always-sees-text = Name, Kontonummer, Inhaber, Status und die Zahl der bestellten und vorhandenen SIMs
organisations-logged = Jede Freigabe, jeder Blick und jedes Betreten steht in Ihrem Protokoll. Sie können den Zugriff jederzeit entziehen; er endet mit dem nächsten Klick.
# $name (String): Name einer Person. $at (String): Datum und Uhrzeit.
organisations-granted-by = Gewährt von { $name } am { $at }
organisations-access-change = Ändern
organisations-access-title = Zugriff der Hauptorganisation
organisations-access-lede = Was { $master } neben den Summen in Ihrer Organisation sehen oder tun darf.
organisations-access-legend = Zugriff
organisations-access-none = Keiner
organisations-access-none-text = Nur die Summen.
organisations-access-counts = Zahlen sehen
organisations-access-counts-text = Wie viele SIMs Sie nach Status und nach verbleibendem Volumen haben.
organisations-access-usage = Zahlen und Nutzung sehen
organisations-access-usage-text = Die Zahlen und die Nutzung aller SIMs zusammen nach Monaten und Wochen.
organisations-access-manage = Verwalten
organisations-access-manage-text = Personen der Hauptorganisation dürfen Ihre Organisation betreten und dort mit ihren eigenen Rollen arbeiten. Ihre Kontodaten, Ihre Benutzer und diesen Zugriff können sie nicht ändern.
organisations-access-saved = Der Zugriff der Hauptorganisation ist geändert
organisations-access-revoked = Der Zugriff der Hauptorganisation ist entzogen
organisations-master-none = Sie sehen die Summen auf dieser Seite.
organisations-master-counts = Sie sehen die SIMs nach Status und Volumen. Jeder Blick steht im Protokoll der Unterorganisation.
organisations-master-usage = Sie sehen SIMs und Nutzung. Jeder Blick steht im Protokoll der Unterorganisation.
organisations-master-manage = Sie sehen SIMs und Nutzung und dürfen die Organisation betreten. Jeder Blick und jedes Betreten steht in ihrem Protokoll.
organisations-refused-no-master = Ihre Organisation hat keine Hauptorganisation, der Sie Zugriff gewähren könnten.
organisations-refused-enter = Sie können diese Organisation nicht betreten. Nur ein Inhaber der Organisation kann das gewähren, und Ihre Rolle muss die Ansicht der Organisation umfassen.
organisations-put-out = Der Zugriff auf die Unterorganisation ist beendet. Sie sind wieder in Ihrer eigenen Organisation.

## In einer anderen Organisation

# $organisation (String): wo die Person ist. $home (String): wohin sie gehört.
entered-title = Sie sind in { $organisation }
entered-text = Sie arbeiten hier für { $home }. Alles, was Sie tun, steht im Protokoll dieser Organisation.
entered-leave = Verlassen
entered-denied = Das behält die Organisation, die Sie betreten haben, ihren eigenen Personen vor. Es wurde nichts geändert. Verlassen Sie sie, um in Ihre eigene Organisation zurückzukehren.

## E-Mail an jemanden, der Inhaber einer Organisation werden soll, aber schon ein Konto hat.
## $brand (String): Name des Portals. $organisation (String): die neue Organisation. $master (String): die sie anlegt. $email (String): die Adresse.

mail-owner-elsewhere-subject = Sie wurden als Inhaber von { $organisation } genannt
mail-owner-elsewhere-title = Sie wurden als Inhaber genannt
mail-owner-elsewhere-preview = { $master } hat Ihre Adresse für { $organisation } angegeben.
mail-owner-elsewhere-text = { $master } hat die Organisation { $organisation } angelegt und { $email } als Inhaber genannt. Diese Adresse gehört bereits zu Ihrem Konto bei { $brand }, und eine Adresse kann nur ein Konto haben. Möchten Sie die neue Organisation übernehmen, nennen Sie { $master } eine andere Adresse. Sonst ist nichts zu tun: An Ihrem Konto wurde nichts geändert, und niemand hat etwas darüber erfahren.

## Protokoll: `audit-` und die gespeicherte Handlung

audit-access-change = Zugriff der Hauptorganisation geändert
audit-access-enter = Organisation von der Hauptorganisation betreten
audit-access-grant = Zugriff der Hauptorganisation gewährt
audit-access-leave = Organisation von der Hauptorganisation verlassen
audit-access-look = Von der Hauptorganisation angesehen
audit-access-revoke = Zugriff der Hauptorganisation entzogen
audit-address-add = Anschrift hinzugefügt
audit-address-change = Anschrift geändert
audit-address-default = Standardanschrift gewählt
audit-address-delete = Anschrift gelöscht
audit-company-email-add = Weitere E-Mail-Adresse hinzugefügt
audit-company-email-remove = Weitere E-Mail-Adresse entfernt
audit-company-language = Sprache der Organisation geändert
audit-company-main-email = Haupt-E-Mail-Adresse geändert
audit-company-phone = Telefon geändert
audit-organisation-active = Organisation aktiv
audit-organisation-create = Unterorganisation angelegt
audit-organisation-delete = Unterorganisation gelöscht
audit-organisation-invite = Inhaber erneut eingeladen
audit-kind-address = Anschrift
