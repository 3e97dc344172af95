//! Invoices, credit notes and corrected invoices: when they are issued, what they add up to, who gets them, and the files of a period.

mod correcting;
mod files;
mod issuing;
mod money;
mod official;

use simportal::domain::invoices::{self, DocumentRow};
use simportal::domain::orders::{self, OrderRow, Received};
use simportal::domain::{self};
use simportal::types::money::Money;

use crate::support::cast::Org;
use crate::support::{TestApp, make};

/// The documents of an order, in the order in which they were issued.
fn documents(app: &TestApp, order: &OrderRow) -> Vec<DocumentRow> {
    app.db(|db| invoices::of_order(db, order.id))
}

/// Money for an order of the master organisation, by a key of its own.
fn pay(app: &TestApp, order: &OrderRow, amount: Money) -> domain::Result<OrderRow> {
    let (scope, now, attempt) = (make::scope(app, Org::Master), app.state.clock.now(), make::attempt());
    let received = Received {
        amount,
        provider: "bank",
        reference: None,
        attempt: &attempt,
    };
    app.try_write(|db| orders::mark_paid(db, &scope, order.id, &received, now))
}

/// Money back to the master organisation.
fn refund(app: &TestApp, order: &OrderRow, amount: Money) -> domain::Result<OrderRow> {
    let (scope, now, attempt) = (make::scope(app, Org::Master), app.state.clock.now(), make::attempt());
    let sent = Received {
        amount,
        provider: "bank",
        reference: None,
        attempt: &attempt,
    };
    app.try_write(|db| orders::refund(db, &scope, order.id, &sent, now))
}

/// Staff give an order of the master organisation up.
fn cancel(app: &TestApp, order: &OrderRow) -> domain::Result<OrderRow> {
    let (scope, now) = (make::scope(app, Org::Master), app.state.clock.now());
    app.try_write(|db| orders::cancel(db, &scope, order.id, (true, "sold out"), now))
}
