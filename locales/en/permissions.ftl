### Rights, areas and roles. The keys end in what `Permission::key`, `Area::key` and `as_str` of the roles return.

## Rights: each fits into “You lack the right “…”” and stands alone on the page about roles and rights.

permission-view-dashboard = see the Dashboard
permission-reorder = reorder SIMs
permission-view-latest-orders = see the latest orders
permission-view-sims = see SIMs
permission-change-sim-state = activate and deactivate SIMs
permission-lock-imei = set and lift the IMEI lock of SIMs
permission-auto-top-up = switch auto-top-up of SIMs on and off
permission-reset-connection = reset the connection of SIMs
permission-export-sims = export the list of SIMs
permission-top-up-and-extend = top up and extend SIMs
permission-send-sms = send SMS to SIMs
permission-view-network-settings = see network settings
permission-edit-breakout = choose the internet breakout
permission-edit-monthly-limits = set monthly limits
permission-lock-imei-for-all = set the IMEI lock for all SIMs
permission-auto-top-up-for-all = set auto-top-up for all SIMs
permission-manage-data-streams = set up data streams
permission-manage-sms-forwarder = set up the SMS forwarder
permission-manage-vpn = set up the VPN
permission-manage-api-section = use the section about the management API
permission-view-device-tools = see the device tools
permission-view-account = see the account page
permission-edit-customer-data = change the customer data
permission-edit-own-user-data = change your own user data
permission-edit-additional-emails = change additional e-mail addresses
permission-edit-addresses = change billing and delivery addresses
permission-edit-payment-details = change payment details
permission-view-orders = see orders
permission-download-invoices = download invoices
permission-place-order = place orders
permission-download-affected-sims = download the SIMs affected by an order
permission-view-users = see users
permission-administer-oneself = see and change your own entry among the users
permission-administer-owner = manage people with the role Owner
permission-administer-admin = manage people with the role Admin
permission-administer-user = manage people with the role User
permission-administer-api-user = manage API users
permission-administer-read-only = manage people with the role Read only
permission-administer-third-party = manage people with the role 3rd party
permission-view-organisation = see the organisation and its sub-organisations
permission-manage-organisations = add and delete sub-organisations
permission-transfer-sims = transfer SIMs
permission-view-performance = see the Performance page
permission-view-support = see support requests
permission-create-support-request = open and answer support requests
permission-use-management-api = use the management API
permission-see-pin-and-puk = see PIN and PUK
permission-label-sims = change labels, tags and notes of SIMs
permission-share-saved-view = share saved views
permission-administer-accountant-and-end-user = manage people with the role Accountant or End user
permission-reset-two-factor = reset the two-factor sign-in of others
permission-grant-master-access = give the master organisation access
permission-view-audit = see and export the audit log
permission-manage-rules = set up rules and warnings
permission-view-wallet = see the wallet
permission-order-from-carrier = order SIMs from a carrier
permission-manage-services-and-migrate = define customer services and move SIMs to them
permission-assign-and-activate = assign SIMs to customers and activate them
permission-bill-runs = see and start bill runs

## Areas of the portal

area-dashboard = Dashboard
area-my-sims = My SIMs
area-configuration = Configuration
area-device-tools = Device tools
area-account = Account
area-orders = Orders
area-users = Users
area-organisation = Organisation
area-performance = Performance
area-support = Support
area-api = API
area-audit = Audit log
area-wallet = Wallet
area-partner = Partner

## Roles in an organisation

role-owner = Owner
role-admin = Admin
role-user = User
role-read_only = Read only
role-third_party = 3rd party
role-api_user = API user
role-accountant = Accountant
role-end_user = End user

## Roles of staff

staff-role-support = Support
staff-role-fulfilment = Fulfilment
staff-role-finance = Finance
staff-role-administrator = Administrator
