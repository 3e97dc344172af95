//! The names of all permissions, one line each, in the order of the table in `roles.md`.

/// Writes the enum, the list of all and the keys from one list, so that none of them can miss a permission.
macro_rules! permissions {
    ($($name:ident $key:literal $doc:literal)+) => {
        /// What somebody may do or see: one variant per row of `roles.md`, in its order.
        ///
        /// Names that begin with View, See or Download only read; all others change something.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission {
            $(#[doc = $doc] $name,)+
        }

        impl Permission {
            /// Every permission, in the order of the rows.
            pub const ALL: &[Permission] = &[$(Permission::$name),+];

            /// The name in kebab-case; the word people read is the translation of `permission-<key>`.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Permission::$name => $key,)+
                }
            }
        }
    };
}

permissions! {
    ViewDashboard "view-dashboard" "See the dashboard."
    Reorder "reorder" "Use the button that orders more SIMs."
    ViewLatestOrders "view-latest-orders" "See the latest orders on the dashboard."
    ViewSims "view-sims" "See the list of SIMs and the pages of one SIM."
    ChangeSimState "change-sim-state" "Activate or deactivate SIMs."
    LockImei "lock-imei" "Bind single SIMs to their device, or release them."
    AutoTopUp "auto-top-up" "Switch automatic top-ups of single SIMs on or off."
    ResetConnection "reset-connection" "Reset the connection of SIMs."
    ExportSims "export-sims" "Export the list of SIMs."
    TopUpAndExtend "top-up-and-extend" "Buy volume for SIMs or extend their term."
    SendSms "send-sms" "Send SMS to SIMs."
    ViewNetworkSettings "view-network-settings" "See APN, SMSC, breakout addresses and IP ranges."
    EditBreakout "edit-breakout" "Choose the internet breakout region."
    EditMonthlyLimits "edit-monthly-limits" "Set monthly limits for data and SMS."
    LockImeiForAll "lock-imei-for-all" "Bind all SIMs to their devices."
    AutoTopUpForAll "auto-top-up-for-all" "Switch automatic top-ups of all SIMs on or off."
    ManageDataStreams "manage-data-streams" "Set up data streams."
    ManageSmsForwarder "manage-sms-forwarder" "Set up the SMS forwarder."
    ManageVpn "manage-vpn" "Set up the VPN."
    ManageApiSection "manage-api-section" "Use the section about the management API."
    ViewDeviceTools "view-device-tools" "See the device tools."
    ViewAccount "view-account" "See the account page."
    EditCustomerData "edit-customer-data" "Change the company's data."
    EditOwnUserData "edit-own-user-data" "Change one's own name, e-mail, password, language and two-factor."
    EditAdditionalEmails "edit-additional-emails" "Change the additional e-mail addresses."
    EditAddresses "edit-addresses" "Change billing and delivery addresses."
    EditPaymentDetails "edit-payment-details" "Change the means of payment."
    ViewOrders "view-orders" "See orders."
    DownloadInvoices "download-invoices" "Download invoices."
    PlaceOrder "place-order" "Place an order."
    DownloadAffectedSims "download-affected-sims" "Download the list of SIMs that an order touches."
    ViewUsers "view-users" "See the people of the organisation."
    AdministerOneself "administer-oneself" "See and change one's own entry among the users."
    AdministerOwner "administer-owner" "Change an Owner: nobody in the tenant, staff do it on request."
    AdministerAdmin "administer-admin" "Invite, change or remove an Admin."
    AdministerUser "administer-user" "Invite, change or remove a User."
    AdministerApiUser "administer-api-user" "Create, change or remove an API user."
    AdministerReadOnly "administer-read-only" "Invite, change or remove a Read only."
    AdministerThirdParty "administer-third-party" "Invite, change or remove a 3rd party."
    ViewOrganisation "view-organisation" "See the organisation and its sub-organisations."
    ManageOrganisations "manage-organisations" "Add or delete sub-organisations."
    TransferSims "transfer-sims" "Transfer SIMs between organisations."
    ViewPerformance "view-performance" "See the performance page."
    ViewSupport "view-support" "See support requests."
    CreateSupportRequest "create-support-request" "Open or answer a support request."
    UseManagementApi "use-management-api" "Call the management API."
    SeePinAndPuk "see-pin-and-puk" "See PIN and PUK of a SIM."
    LabelSims "label-sims" "Change label, tags and notes of SIMs."
    ShareSavedView "share-saved-view" "Share a saved view with the organisation."
    AdministerAccountantAndEndUser "administer-accountant-and-end-user" "Invite, change or remove an Accountant or an End user."
    ResetTwoFactor "reset-two-factor" "Reset somebody else's two-factor."
    GrantMasterAccess "grant-master-access" "Let the master organisation into this one."
    ViewAudit "view-audit" "See and export the audit log."
    ManageRules "manage-rules" "Set up rules and warnings."
    ViewWallet "view-wallet" "See the wallet."
    OrderFromCarrier "order-from-carrier" "Order SIMs from a carrier."
    ManageServicesAndMigrate "manage-services-and-migrate" "Define customer services and migrate SIMs to a service."
    AssignAndActivate "assign-and-activate" "Assign SIMs to customers and activate them."
    BillRuns "bill-runs" "See and start bill runs."
}
