//! Volume and lifetime for SIMs that the customer has (product sections 4 and 7): each page ends in an order.
//!
//! | page | file |
//! |---|---|
//! | `/sims/{iccid}/top-up`, `/sims/{iccid}/extend`, `/sims/bulk/{bulk}/order` | `buy.rs`: choosing, checking, placing; what was typed is read in `form.rs`, `page.rs` draws it |
//! | `/sims/{iccid}/auto-top-up` | `switch.rs` |

mod buy;
mod form;
mod page;
mod switch;

pub(in crate::web) use buy::is_orderable;

use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Org;
use crate::types::matrix::Permission::{AutoTopUp, TopUpAndExtend};

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::SIM_TOP_UP, Org(TopUpAndExtend), buy::top_up);
    r.post(urls::SIM_TOP_UP, Org(TopUpAndExtend), buy::top_up_sent);
    r.get(urls::SIM_EXTENSION, Org(TopUpAndExtend), buy::extension);
    r.post(urls::SIM_EXTENSION, Org(TopUpAndExtend), buy::extension_sent);
    r.get(urls::BULK_ORDER, Org(TopUpAndExtend), buy::bulk);
    r.post(urls::BULK_ORDER, Org(TopUpAndExtend), buy::bulk_sent);
    r.post(urls::SIM_AUTO_TOP_UP, Org(AutoTopUp), switch::post);
}
