//! The audit log of an organisation (permission "Audit: see and export"): who changed what, when, from which to which value, from where.
//!
//! Every change writes its entry in its own transaction (`storage::audit::insert`); nothing changes or removes one.

pub use crate::storage::audit::{AuditFilter, AuditRow, Person, Who, actions, kinds, page, people};
pub use crate::storage::keyset::{Edge, Recent};
