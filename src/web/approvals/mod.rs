//! Four eyes: what waits for a second person's approval.
//!
//! | what | file |
//! |---|---|
//! | open requests, and those that are over | `list.rs` |
//! | one request: deciding, taking back | `page.rs` |
//! | what needs a second person | `switches.rs` |
//! | requests in words | `words.rs` |

mod list;
mod page;
mod switches;
mod words;

use super::routes::Routes;
use super::urls;
use crate::types::access::Access::{Org, OrgAny};
use crate::types::approval::ApprovalKind;
use crate::types::matrix::Permission;

/// Registers the pages. Which permission a decision needs depends on what is asked for: the domain looks.
pub fn register(r: &mut Routes) {
    let any = OrgAny(ApprovalKind::PERMISSIONS);
    r.get(urls::APPROVALS, any, list::get);
    // Before the requests: `settings` is the name of none.
    r.get(
        urls::APPROVAL_SWITCHES,
        Org(Permission::EditCustomerData),
        switches::get,
    );
    r.post(
        urls::APPROVAL_SWITCHES,
        Org(Permission::EditCustomerData),
        switches::post,
    );
    r.get(urls::APPROVAL, any, page::get);
    r.post(urls::APPROVAL_DECISION, any, page::decide);
    r.post(urls::APPROVAL_WITHDRAWAL, any, page::withdraw);
}
