//! Volume and lifetime: buying, auto-top-up and its configuration.

/// Switches of auto-top-up of many SIMs.
pub const BULK_AUTO_TOP_UP: &str = "/sims/bulk/auto-top-up";
/// Volume or lifetime for many SIMs.
pub const BULK_PURCHASE: &str = "/sims/bulk/purchase";
/// The order that a preview leads to.
pub const BULK_ORDER: &str = "/sims/bulk/{bulk}/order";
/// Ordering volume for a SIM.
pub const SIM_TOP_UP: &str = "/sims/{iccid}/top-up";
/// Ordering a longer lifetime for a SIM.
pub const SIM_EXTENSION: &str = "/sims/{iccid}/extend";
/// Switches of auto-top-up of a SIM.
pub const SIM_AUTO_TOP_UP: &str = "/sims/{iccid}/auto-top-up";
/// Configuration: leads to its first section.
pub const CONFIGURATION: &str = "/configuration";
/// Auto-top-up of the organisation.
pub const AUTO_TOP_UP: &str = "/configuration/auto-top-up";
/// Switching all SIMs on or off.
pub const AUTO_TOP_UP_ALL: &str = "/configuration/auto-top-up/all";
/// What was topped up by itself, and why.
pub const AUTO_TOP_UP_LEDGER: &str = "/configuration/auto-top-up/ledger";
/// The same as CSV.
pub const AUTO_TOP_UP_CSV: &str = "/configuration/auto-top-up/ledger.csv";
