//! Pages of staff about the platform itself. What they show belongs to no organisation, so there is no scope and no entry in a tenant's
//! audit log; the log of the process says who did what.
//!
//! | page | file |
//! |---|---|
//! | `/operations` | `start.rs` |
//! | `/operations/set-aside`, `/operations/set-aside/retry` | `set_aside.rs` |
//! | its address: status, reason, page; the one place that reads and writes it | `query.rs` |
//! | `/operations/set-aside/{record}` and below | `record.rs` |
//! | `/operations/products` and below | `products/` |
//! | `/operations/seller` | `seller.rs` |
//! | `/operations/orders` and below | `orders/` |
//! | `/operations/payments` and below | `payments/` |
//! | `/operations/stock` | `stock.rs` |
//! | the record as it came, indented | `pretty.rs` |

mod orders;
mod payments;
mod pretty;
mod products;
mod query;
mod record;
mod seller;
mod set_aside;
mod start;
mod stock;

use super::error::{Error, Result};
use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Staff;
use crate::types::access::{Actor, StaffScope};
use crate::types::matrix::StaffPermission::{self, Finance, Fulfilment, Operations};

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::OPERATIONS, Staff(Operations), start::get);
    orders::register(r);
    payments::register(r);
    products::register(r);
    r.get(urls::SELLER, Staff(Finance), seller::get);
    r.post(urls::SELLER, Staff(Finance), seller::post);
    r.get(urls::SET_ASIDE, Staff(Operations), set_aside::get);
    r.post(urls::SET_ASIDE_RETRY, Staff(Operations), set_aside::retry_all);
    r.get(urls::SET_ASIDE_RECORD, Staff(Operations), record::get);
    r.post(urls::SET_ASIDE_RETRY_ONE, Staff(Operations), record::retry);
    r.get(urls::SET_ASIDE_DISCARD, Staff(Operations), record::confirm_discard);
    r.post(urls::SET_ASIDE_DISCARD, Staff(Operations), record::discard);
    r.get(urls::STOCK, Staff(Fulfilment), stock::get);
    r.post(urls::STOCK, Staff(Fulfilment), stock::mark);
    r.post(urls::STOCK_REMOVAL, Staff(Fulfilment), stock::unmark);
}

/// The person in the platform's own work. The guard of the route has looked already.
fn serve(actor: &Actor, permission: StaffPermission) -> Result<StaffScope> {
    actor.serve(permission).ok_or(Error::Denied(None))
}
