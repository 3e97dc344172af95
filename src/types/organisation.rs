//! Words about organisations that are stored as text.

use super::text_enum::text_enum;

text_enum! {
    /// How far an organisation has come.
    pub enum OrganisationStatus {
        /// Made, but its owner has not set a password yet.
        Pending => "pending",
        /// In use.
        Active => "active",
    }
}

text_enum! {
    /// How an organisation came to the platform.
    pub enum Channel {
        /// By the platform itself.
        Direct => "direct",
        /// By a marketplace, which makes the contract: no sub-organisations (product section 10).
        Marketplace => "marketplace",
    }
}

text_enum! {
    /// What a sub-organisation lets its master see or do. Each level contains the ones before it.
    pub enum AccessLevel {
        /// How many SIMs it has by status and by volume left.
        Counts => "counts",
        /// And how much they use, by month and week.
        Usage => "usage",
        /// And the master's people may enter it and act there with their own roles.
        Manage => "manage",
    }
}

text_enum! {
    /// What a further e-mail address of an organisation is told.
    pub enum EmailCategory {
        /// Copies of invoices.
        Invoice => "invoice",
        /// Limits reached and volume used up.
        Volume => "volume",
    }
}

text_enum! {
    /// What a postal address is for.
    pub enum AddressKind {
        /// Invoices.
        Billing => "billing",
        /// Deliveries.
        Shipping => "shipping",
    }
}
