//! The tests of the portal as a whole, in one binary: the real application, in-process, on both databases.
//!
//! `support` makes an application with the cast; `laws` hold for every route, page, file and table without listing any by hand; the other
//! folders are named as the features they test.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test ends where it finds the unexpected, helpers included"
)]

#[macro_use]
mod support;

mod account;
mod approvals;
mod audit;
mod auth;
mod bulk;
mod cards;
mod crash;
mod dashboard;
mod development;
mod exports;
mod fulfilment;
mod ingest;
mod invoices;
mod laws;
mod mail;
mod orders;
mod organisations;
mod passkeys;
mod payments;
mod products;
mod shop;
mod sims;
mod simulator;
mod top_ups;
mod transfers;
mod users;
mod views;
