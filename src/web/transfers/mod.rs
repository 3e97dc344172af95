//! Transfers of SIMs between a master organisation and its sub-organisations (product section 10).
//!
//! | what | file |
//! |---|---|
//! | ordering one | `new.rs` |
//! | a transfer: preview, faults, progress, result | `page.rs`, its tables `rows.rs` |
//! | confirming, cancelling, undoing, repairing | `decide.rs` |
//! | files: result, faults, repaired | `files.rs` |
//! | the transfers so far | `list.rs` |

mod decide;
mod files;
mod list;
pub(in crate::web) mod new;
mod page;
pub(in crate::web) mod rows;

use actix_web::HttpRequest;

use super::error::{Error, Result};
use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Org;
use crate::types::matrix::Permission;

/// Registers the pages. Sub-organisations see what concerns them; only the people of a master order anything, which the domain decides.
pub fn register(r: &mut Routes) {
    let access = Org(Permission::TransferSims);
    r.get(urls::TRANSFERS, access, list::get);
    r.get(urls::TRANSFER_NEW, access, new::get);
    r.post(urls::TRANSFER_NEW, access, new::post);
    r.get(urls::TRANSFER, access, page::get);
    r.post(urls::TRANSFER_CONFIRM, access, decide::confirm);
    r.post(urls::TRANSFER_CANCEL, access, decide::cancel);
    r.post(urls::TRANSFER_UNDO, access, decide::undo);
    r.post(urls::TRANSFER_REPAIR, access, decide::repair);
    r.get(urls::TRANSFER_REPAIRED, access, files::repaired);
    r.get(urls::TRANSFER_ERRORS, access, files::errors);
    r.get(urls::TRANSFER_CSV, access, files::result);
}

/// The transfer that the address names.
fn transfer_of(request: &HttpRequest) -> Result<i64> {
    let text = request.match_info().get("transfer").unwrap_or_default();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::NotFound);
    }
    text.parse().map_err(|_| Error::NotFound)
}
