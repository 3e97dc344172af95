//! Configuration (product section 5): settings for all SIMs, a section each.
//!
//! | page | file |
//! |---|---|
//! | `/configuration` | leads to the first section |
//! | `/configuration/auto-top-up` | `auto_top_up.rs`; what was typed is read in `form.rs` |
//! | `/configuration/auto-top-up/ledger` and its CSV | `ledger.rs` |

mod auto_top_up;
mod form;
mod ledger;

use actix_web::HttpResponse;

use super::error::Result;
use super::layout::redirect;
use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Org;
use crate::types::matrix::Permission::AutoTopUpForAll;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::CONFIGURATION, Org(AutoTopUpForAll), first);
    r.get(urls::AUTO_TOP_UP, Org(AutoTopUpForAll), auto_top_up::get);
    r.post(urls::AUTO_TOP_UP, Org(AutoTopUpForAll), auto_top_up::post);
    r.post(urls::AUTO_TOP_UP_ALL, Org(AutoTopUpForAll), auto_top_up::all);
    r.get(urls::AUTO_TOP_UP_LEDGER, Org(AutoTopUpForAll), ledger::get);
    r.get(urls::AUTO_TOP_UP_CSV, Org(AutoTopUpForAll), ledger::csv);
}

async fn first() -> Result<HttpResponse> {
    Ok(redirect(urls::AUTO_TOP_UP))
}
