//! Bulk actions: one change for many SIMs (product section 4).
//!
//! | what | file |
//! |---|---|
//! | the bar of actions below the list | `bar.rs` |
//! | ordering an action for ticked SIMs or for a filter | `start.rs`; label and tags ask first: `details.rs`, auto-top-up: `auto_top_up.rs` |
//! | labels from a file | `labels.rs` |
//! | an action: preview, progress, result | `page.rs`, its table `items.rs` |
//! | confirming, cancelling, undoing | `decide.rs` |
//! | the result as a file | `result.rs` |
//! | the actions so far | `list.rs` |

mod auto_top_up;
pub(super) mod bar;
mod decide;
mod details;
mod items;
mod labels;
mod list;
mod page;
mod result;
mod start;

pub(in crate::web) use start::begin;

use actix_web::HttpRequest;

use crate::types::access::Access::{Org, OrgAny};
use crate::types::bulk::BulkAction;
use crate::types::matrix::Permission;
use crate::web::error::{Error, Result};
use crate::web::routes::Routes;
use crate::web::urls;

/// Registers the pages. Which permission a decision about an action needs depends on what the action does: the handler looks.
pub(super) fn register(r: &mut Routes) {
    let any = OrgAny(BulkAction::PERMISSIONS);
    r.get(urls::BULK, any, list::get);
    r.post(urls::BULK_STATE, Org(Permission::ChangeSimState), start::state);
    r.post(urls::BULK_IMEI_LOCK, Org(Permission::LockImei), start::imei_lock);
    r.post(urls::BULK_RESET, Org(Permission::ResetConnection), start::reset);
    r.post(urls::BULK_LABEL, Org(Permission::LabelSims), details::label);
    r.post(urls::BULK_TAGS, Org(Permission::LabelSims), details::tags);
    r.post(urls::BULK_AUTO_TOP_UP, Org(Permission::AutoTopUp), auto_top_up::post);
    r.post(urls::BULK_PURCHASE, Org(Permission::TopUpAndExtend), start::purchase);
    r.get(urls::BULK_LABELS, Org(Permission::LabelSims), labels::get);
    r.post(urls::BULK_LABELS, Org(Permission::LabelSims), labels::post);
    r.get(urls::BULK_ACTION, any, page::get);
    r.post(urls::BULK_CONFIRM, any, decide::confirm);
    r.post(urls::BULK_CANCEL, any, decide::cancel);
    r.post(urls::BULK_UNDO, any, decide::undo);
    r.get(urls::BULK_CSV, Org(Permission::ExportSims), result::csv);
}

/// The action that the address names.
pub(in crate::web) fn bulk_of(request: &HttpRequest) -> Result<i64> {
    let text = request.match_info().get("bulk").unwrap_or_default();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::NotFound);
    }
    text.parse().map_err(|_| Error::NotFound)
}
