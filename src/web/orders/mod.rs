//! Orders of the organisation (product section 7).
//!
//! | page | file |
//! |---|---|
//! | `/orders` | `list.rs`, its address in `query.rs` |
//! | `/orders/export.csv`, `/orders/{order}/sims.csv` | `files.rs` |
//! | `/orders/new` | `new.rs`: choosing, checking, placing; what was typed is read in `basket.rs`, sums in words are in `quote.rs` |
//! | `/orders/{order}` | `page.rs` |
//! | `/orders/{order}/cancellation` | `cancellation.rs` |

pub(super) mod basket;
mod cancellation;
mod files;
mod list;
mod new;
mod page;
pub(super) mod parts;
mod query;
pub(super) mod quote;

use actix_web::HttpRequest;

use super::error::{Error, Result};
use super::layout::Layout;
use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Org;
use crate::types::matrix::Permission::{DownloadAffectedSims, PlaceOrder, ViewOrders};
use crate::types::order::{OrderNumber, OrderStatus};

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::ORDERS, Org(ViewOrders), list::get);
    r.get(urls::ORDERS_CSV, Org(ViewOrders), files::orders);
    r.get(urls::ORDER_NEW, Org(PlaceOrder), new::get);
    r.post(urls::ORDER_NEW, Org(PlaceOrder), new::post);
    r.get(urls::ORDER, Org(ViewOrders), page::get);
    r.get(urls::ORDER_SIMS, Org(DownloadAffectedSims), files::sims);
    r.get(urls::ORDER_CANCELLATION, Org(PlaceOrder), cancellation::get);
    r.post(urls::ORDER_CANCELLATION, Org(PlaceOrder), cancellation::post);
}

/// The number in the path. What is no number is the name of no order.
fn number_of(request: &HttpRequest) -> Result<OrderNumber> {
    OrderNumber::parse(request.match_info().query("order")).ok_or(Error::NotFound)
}

/// Class and words of a status.
pub(super) fn status(layout: &Layout, status: OrderStatus) -> (&'static str, String) {
    let class = match status {
        OrderStatus::AwaitingPayment => "st-warn",
        OrderStatus::InPreparation | OrderStatus::Shipped => "st-wait",
        OrderStatus::Completed => "st-ok",
        OrderStatus::Cancelled => "st-off",
    };
    (class, layout.t(&format!("order-status-{status}")))
}
