//! The latest orders (product section 3).

use crate::domain::orders::Latest;
use crate::types::matrix::Permission;
use crate::web::layout::Layout;
use crate::web::orders::status;
use crate::web::urls;

/// Orders on the card.
pub(super) const LATEST: i64 = 5;

/// The card.
pub(super) struct OrdersCard {
    pub(super) open: String,
    pub(super) rows: Vec<Row>,
    pub(super) may_list: bool,
    pub(super) may_reorder: bool,
}

/// An order on the card.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) at: (String, String),
    pub(super) kind: String,
    pub(super) total: String,
    pub(super) status: (&'static str, String),
}

/// The card of these orders.
pub(super) fn card(layout: &Layout, (open, rows): (i64, Vec<Latest>)) -> OrdersCard {
    let row = |order: Latest| Row {
        href: urls::order(urls::ORDER, &order.number),
        at: (
            layout.formats.iso(order.placed_at),
            layout.formats.date(order.placed_at),
        ),
        kind: layout.t(&format!("order-kind-{}", order.kind)),
        total: layout.formats.money(order.gross, order.currency),
        status: status(layout, order.status),
        number: order.number,
    };
    OrdersCard {
        open: layout.tn("orders-open", &open),
        rows: rows.into_iter().map(row).collect(),
        may_list: layout.can(Permission::ViewOrders),
        may_reorder: layout.can(Permission::Reorder),
    }
}
