//! Orders of all customers, for staff.
//!
//! | page | file |
//! |---|---|
//! | `/operations/orders` | `list.rs`, its address in `query.rs` |
//! | `/operations/orders/export.csv`, `/operations/orders/{order}/sims.csv`, its documents | `files.rs` |
//! | `/operations/orders/{order}` | `page.rs` |
//! | `/operations/orders/{order}/assignment` | `assignment.rs` |
//! | `/operations/orders/{order}/correction` | `correction.rs` |
//! | everything else below: what staff do by one form that asks first | `deed.rs`, what each is `deeds.rs` |

mod assignment;
mod correction;
mod deed;
mod deeds;
mod files;
mod list;
mod page;
mod query;

use actix_web::HttpRequest;

use self::deed::Deed;
use self::deeds::{Cancellation, CardRefund, Completion, Payment, Refund, Return, Shipment};
use self::query::Query;
use super::serve;
use crate::domain::{Db, fulfilment};
use crate::state::AppState;
use crate::types::access::Access::Staff;
use crate::types::access::Actor;
use crate::types::matrix::StaffPermission::{Finance, Fulfilment, Operations};
use crate::types::order::{OrderNumber, PaymentStatus};
use crate::web::error::{Error, Result};
use crate::web::routes::Routes;
use crate::web::urls;

/// Registers the pages. Everybody of staff sees orders; who does what with them is said by each deed.
pub(super) fn register(r: &mut Routes) {
    r.get(urls::STAFF_ORDERS, Staff(Operations), list::get);
    r.get(urls::STAFF_ORDERS_CSV, Staff(Operations), files::orders);
    r.get(urls::STAFF_ORDER, Staff(Operations), page::get);
    r.get(urls::STAFF_ORDER_SIMS, Staff(Operations), files::sims);
    r.get(urls::STAFF_DOCUMENT_PDF, Staff(Operations), files::pdf);
    r.get(urls::STAFF_DOCUMENT_XML, Staff(Operations), files::xml);
    r.get(urls::STAFF_ORDER_ASSIGNMENT, Staff(Fulfilment), assignment::get);
    r.post(urls::STAFF_ORDER_ASSIGNMENT, Staff(Fulfilment), assignment::post);
    add::<Shipment>(r);
    add::<Completion>(r);
    add::<Cancellation>(r);
    add::<Return>(r);
    add::<Payment>(r);
    add::<Refund>(r);
    add::<CardRefund>(r);
    r.get(urls::STAFF_ORDER_CORRECTION, Staff(Finance), correction::get);
    r.post(urls::STAFF_ORDER_CORRECTION, Staff(Finance), correction::post);
}

fn add<D: Deed>(r: &mut Routes) {
    r.get(D::PATTERN, Staff(D::PERMISSION), deed::get::<D>);
    r.post(D::PATTERN, Staff(D::PERMISSION), deed::post::<D>);
}

/// Where the list shows what waits in a queue, only orders with this state of payment if one is given.
pub(super) fn queue(name: &str, payment: Option<PaymentStatus>) -> String {
    let query = Query {
        queue: name.to_owned(),
        payment: payment.map_or("", PaymentStatus::as_str).to_owned(),
        ..Query::default()
    };
    query.href(urls::STAFF_ORDERS)
}

/// Notes in the customer's log that somebody of staff looks at an order.
async fn note_view(state: &AppState, actor: &Actor, number: &OrderNumber) -> Result<()> {
    let (staff, number, now) = (serve(actor, Operations)?, number.clone(), state.clock.now());
    let look = move |db: &mut Db| fulfilment::new_view(db, &staff, &number, now);
    // Mostly there is nothing new, and looking needs no turn among those who write.
    if let Some(view) = state.db.read(look).await? {
        let note = move |db: &mut Db| fulfilment::note_view(db, &view, now);
        state.db.write(note).await?;
    }
    Ok(())
}

/// The number in the path. What is no number is the name of no order.
fn number_of(request: &HttpRequest) -> Result<OrderNumber> {
    OrderNumber::parse(request.match_info().query("order")).ok_or(Error::NotFound)
}
