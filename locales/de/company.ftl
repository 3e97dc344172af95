### Konto: seine Abschnitte, und was eine Organisation über sich selbst hinterlegt: Kundendaten, weitere E-Mail-Adressen, Anschriften.

account-sections = Abschnitte des Kontos
account-section-security = Sicherheit
