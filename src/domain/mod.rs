//! Use-cases and rules. A folder per feature; its `mod.rs` is the one door. Functions are synchronous and take `&mut Db`, so that they
//! compose inside one transaction, which the caller opens (`db.write(...)`).

pub mod approvals;
pub mod audit;
pub mod auth;
pub mod auto_top_ups;
pub mod bank;
pub mod bulk;
pub mod charges;
pub mod company;
pub mod dashboard;
pub mod demo;
pub mod doctor;
pub mod error;
pub mod exports;
pub mod fulfilment;
pub mod ingest;
pub mod invoices;
pub mod orders;
pub mod organisations;
pub mod products;
pub mod reports;
pub mod seller;
pub mod shop;
pub mod sims;
pub mod simulation;
pub mod simulator;
pub mod transfers;
pub mod users;
pub mod vat;
pub mod views;
pub mod work;

pub use error::{Error, Result};

/// The connection that use-cases work on; handlers only pass it through.
pub use crate::storage::{Db, Error as StorageError};
