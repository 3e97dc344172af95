### Account: its sections, and what an organisation keeps about itself: customer data, further e-mail addresses, postal addresses.

account-sections = Sections of the account
account-section-security = Security
