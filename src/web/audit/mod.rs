//! The audit log: who changed what (permission "Audit: see and export").
//!
//! | what | file |
//! |---|---|
//! | the page and the file | `log.rs` |
//! | what the address asks for | `query.rs` |
//! | words for actions, kinds and values | `words.rs` |

mod log;
mod query;
pub mod words;

use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Org;
use crate::types::matrix::Permission;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::AUDIT, Org(Permission::ViewAudit), log::get);
    r.get(urls::AUDIT_CSV, Org(Permission::ViewAudit), log::csv);
}
