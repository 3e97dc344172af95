//! Rows, queries and the differences between the two databases. One file per noun; nobody above writes a query.
//!
//! Functions on tenant data take a [`crate::types::access::OrgScope`]: there is no way to ask for another tenant's rows.

#[macro_use]
pub mod db;

pub mod accepted_terms;
pub mod addresses;
pub mod approvals;
pub mod audit;
pub mod auto_top_ups;
pub mod bank;
pub mod bulk;
pub mod card_savings;
pub mod cards;
pub mod carts;
pub mod charges;
pub mod demo;
pub mod dialect;
mod dialect_demo;
mod dialect_intake;
mod dialect_transfer;
pub mod doctor;
pub mod email_changes;
pub mod error;
pub mod events;
pub mod exports;
pub mod ingest;
pub mod ingest_clients;
pub mod invoices;
pub mod keyset;
pub mod known_devices;
pub mod login_throttles;
pub mod master_access;
pub mod migrations;
pub mod orders;
pub mod organisation_emails;
pub mod organisations;
pub mod passkey_challenges;
pub mod passkeys;
pub mod password_links;
pub mod pool;
mod prepared;
pub mod products;
pub mod reports;
pub mod saved_views;
pub mod schema;
pub mod sellers;
pub mod sessions;
pub mod set_aside;
pub mod sims;
pub mod simulated_devices;
pub mod staff_log;
pub mod stock;
pub mod sub_organisations;
pub mod transfers;
pub mod two_factor;
pub mod tx;
pub mod usage;
pub mod users;
pub mod work;

pub use db::{DatabaseUrl, Db, Durability, Kind};
pub use error::Error;
pub use pool::{Database, DatabaseOptions, count_queries};

/// Result of the storage layer.
pub type Result<T> = std::result::Result<T, Error>;
