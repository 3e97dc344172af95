### Rights, areas and roles. The keys end in what `Permission::key`, `Area::key` and `as_str` of the roles return.

## Rights: each fits into “You lack the right “…”” and stands alone on the page about roles and rights.

permission-view-dashboard = Dashboard ansehen
permission-reorder = SIMs nachbestellen
permission-view-latest-orders = letzte Bestellungen ansehen
permission-view-sims = SIMs ansehen
permission-change-sim-state = SIMs aktivieren und deaktivieren
permission-lock-imei = IMEI-Sperre von SIMs setzen und aufheben
permission-auto-top-up = automatische Aufladung von SIMs ein- und ausschalten
permission-reset-connection = Verbindung von SIMs zurücksetzen
permission-export-sims = SIM-Liste exportieren
permission-top-up-and-extend = SIMs aufladen und verlängern
permission-send-sms = SMS an SIMs senden
permission-view-network-settings = Netzeinstellungen ansehen
permission-edit-breakout = Internet-Breakout wählen
permission-edit-monthly-limits = Monatslimits festlegen
permission-lock-imei-for-all = IMEI-Sperre für alle SIMs festlegen
permission-auto-top-up-for-all = automatische Aufladung für alle SIMs festlegen
permission-manage-data-streams = Datenströme einrichten
permission-manage-sms-forwarder = SMS-Weiterleitung einrichten
permission-manage-vpn = VPN einrichten
permission-manage-api-section = Abschnitt zur Management-API nutzen
permission-view-device-tools = Gerätewerkzeuge ansehen
permission-view-account = Kontoseite ansehen
permission-edit-customer-data = Kundendaten ändern
permission-edit-own-user-data = eigene Benutzerdaten ändern
permission-edit-additional-emails = zusätzliche E-Mail-Adressen ändern
permission-edit-addresses = Rechnungs- und Lieferadressen ändern
permission-edit-payment-details = Zahlungsdaten ändern
permission-view-orders = Bestellungen ansehen
permission-download-invoices = Rechnungen herunterladen
permission-place-order = Bestellungen aufgeben
permission-download-affected-sims = SIMs einer Bestellung herunterladen
permission-view-users = Benutzer ansehen
permission-administer-oneself = eigenen Eintrag unter den Benutzern ansehen und ändern
permission-administer-owner = Personen mit der Rolle Inhaber verwalten
permission-administer-admin = Personen mit der Rolle Admin verwalten
permission-administer-user = Personen mit der Rolle Benutzer verwalten
permission-administer-api-user = API-Benutzer verwalten
permission-administer-read-only = Personen mit der Rolle Nur Lesen verwalten
permission-administer-third-party = Personen mit der Rolle Dritte verwalten
permission-view-organisation = Organisation und Unterorganisationen ansehen
permission-manage-organisations = Unterorganisationen anlegen und löschen
permission-transfer-sims = SIMs übertragen
permission-view-performance = Seite Performance ansehen
permission-view-support = Supportanfragen ansehen
permission-create-support-request = Supportanfragen stellen und beantworten
permission-use-management-api = Management-API nutzen
permission-see-pin-and-puk = PIN und PUK ansehen
permission-label-sims = Bezeichnungen, Tags und Notizen von SIMs ändern
permission-share-saved-view = gespeicherte Ansichten teilen
permission-administer-accountant-and-end-user = Personen mit der Rolle Buchhaltung oder Endbenutzer verwalten
permission-reset-two-factor = Zwei-Faktor-Anmeldung anderer zurücksetzen
permission-grant-master-access = der Hauptorganisation Zugriff geben
permission-view-audit = Audit-Protokoll ansehen und exportieren
permission-manage-rules = Regeln und Warnungen einrichten
permission-view-wallet = Guthaben ansehen
permission-order-from-carrier = SIMs beim Carrier bestellen
permission-manage-services-and-migrate = Kundendienste festlegen und SIMs dorthin umstellen
permission-assign-and-activate = SIMs Kunden zuweisen und aktivieren
permission-bill-runs = Rechnungsläufe ansehen und starten

## Areas of the portal

area-dashboard = Dashboard
area-my-sims = Meine SIMs
area-configuration = Konfiguration
area-device-tools = Gerätewerkzeuge
area-account = Konto
area-orders = Bestellungen
area-users = Benutzer
area-organisation = Organisation
area-performance = Performance
area-support = Support
area-api = API
area-audit = Audit-Protokoll
area-wallet = Guthaben
area-partner = Partner

## Roles in an organisation

role-owner = Inhaber
role-admin = Admin
role-user = Benutzer
role-read_only = Nur Lesen
role-third_party = Dritte
role-api_user = API-Benutzer
role-accountant = Buchhaltung
role-end_user = Endbenutzer

## Roles of staff

staff-role-support = Support
staff-role-fulfilment = Auftragsabwicklung
staff-role-finance = Finanzen
staff-role-administrator = Administrator
