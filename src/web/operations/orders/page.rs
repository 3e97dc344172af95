//! One order, whoever placed it: what is known, and what may be done now.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::deed::{Deed, Facts};
use super::deeds::{Cancellation, CardRefund, Completion, Payment, Refund, Return, Shipment};
use super::{note_view, number_of};
use crate::domain::fulfilment::{self, Customer};
use crate::domain::invoices::{self, DocumentRow};
use crate::domain::orders::standing::{Event, next};
use crate::domain::orders::{self, AddressRow, EventRow, LineRow, OrderRow, PaymentRow};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::Actor;
use crate::types::matrix::StaffPermission;
use crate::types::money::Money;
use crate::types::order::{OrderStatus, PaymentKind};
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::orders::parts::{Happened, Letter, after_documents, letters, timeline};
use crate::web::orders::status;
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Something that may be done now: address, words, whether it takes something away.
type Step = (String, String, bool);

#[derive(Template)]
#[template(path = "operations/orders/order.html")]
struct OrderPage {
    layout: Layout,
    facts: Facts,
    customer: Customer,
    status: (&'static str, String),
    addresses: Vec<AddressRow>,
    events: Vec<EventRow>,
    steps: Vec<Step>,
    may_assign: bool,
}

impl Page for OrderPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl OrderPage {
    fn order(&self) -> &OrderRow {
        &self.facts.order
    }

    fn money(&self, amount: &Money) -> String {
        self.layout.formats.money(*amount, self.facts.order.currency)
    }

    fn number(&self, n: &i64) -> String {
        self.layout.formats.number(*n)
    }

    fn placed(&self) -> String {
        let order = self.order();
        let at = self.layout.formats.date_time(order.placed_at);
        let placed = self
            .layout
            .t2("orders-placed", "at", &at, "name", &order.placed_by_name);
        let kind = self.layout.t(&format!("order-kind-{}", order.kind));
        format!("{kind}. {placed}")
    }

    /// Where SIMs are assigned to a line, while it lacks some.
    fn assignment(&self, line: &LineRow) -> Option<String> {
        let lacks = self.may_assign && line.fulfilled < line.quantity;
        lacks.then(|| urls::assignment(&self.order().number, &line.id))
    }

    fn sims_file(&self) -> Option<String> {
        (self.facts.sims > 0).then(|| urls::order(urls::STAFF_ORDER_SIMS, &self.order().number))
    }

    /// Key of the words, and the amount.
    fn sums(&self) -> Vec<(&'static str, String)> {
        let (order, standing) = (self.order(), orders::standing_of(self.order()));
        let mut sums = vec![
            ("orders-net", order.net),
            ("fulfilment-vat", order.vat),
            ("orders-total", order.gross),
            ("orders-paid", order.paid),
        ];
        if order.refunded > Money::ZERO {
            sums.push(("orders-refunded", order.refunded));
        }
        sums.push(("fulfilment-due", standing.due()));
        sums.extend(after_documents(
            order,
            self.facts.documents.iter().map(|row| (row.kind, row.gross)),
        ));
        sums.into_iter()
            .map(|(key, amount)| (key, self.money(&amount)))
            .collect()
    }

    /// Key of the words, and the value.
    fn known(&self) -> Vec<(&'static str, String)> {
        let order = self.order();
        let tracking = format!("{} {}", order.carrier, order.tracking_number);
        let payment = self.layout.t(&format!("order-payment-{}", order.payment_status));
        let method = self.layout.t(&format!("order-method-{}", order.payment_method));
        [
            ("fulfilment-customer", self.customer.name.clone()),
            ("fulfilment-account", self.customer.account_number.clone()),
            ("orders-payment-method", method),
            ("orders-payment-status", payment),
            ("fulfilment-purchase-order", order.purchase_order.clone()),
            ("fulfilment-customer-reference", order.buyer_reference.clone()),
            ("orders-vat-id", order.vat_id.clone()),
            ("orders-tracking", tracking.trim().to_owned()),
            ("orders-notes", order.notes.clone()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// Moment for machines and for people, which way the money went and by whom, its name there, the amount.
    fn payments(&self) -> Vec<(String, String, String, String, String)> {
        let told = |row: &PaymentRow| {
            let formats = &self.layout.formats;
            let way = match row.kind {
                PaymentKind::Charge => "fulfilment-charge",
                PaymentKind::Refund => "fulfilment-refund",
            };
            let by = match row.provider.as_str() {
                fulfilment::BY_HAND => self.layout.t("fulfilment-by-hand"),
                fulfilment::BY_BANK => self.layout.t("fulfilment-by-bank"),
                card => card.to_owned(),
            };
            (
                formats.iso(row.created_at),
                formats.date_time(row.created_at),
                format!("{}: {by}", self.layout.t(way)),
                row.provider_reference.clone().unwrap_or_default(),
                self.money(&row.amount),
            )
        };
        self.facts.payments.iter().map(told).collect()
    }

    /// Number, words, day and amount of the documents, and the addresses of their files.
    fn documents(&self) -> Vec<[String; 6]> {
        let file = |pattern, row: &DocumentRow| urls::staff_document(pattern, &self.order().number, &row.number);
        let told = |row: &DocumentRow| {
            [
                row.number.clone(),
                self.layout.t(&format!("invoice-kind-{}", row.kind)),
                self.layout.formats.calendar_date(row.issued_on),
                self.money(&row.gross),
                file(urls::STAFF_DOCUMENT_PDF, row),
                file(urls::STAFF_DOCUMENT_XML, row),
            ]
        };
        self.facts.documents.iter().map(told).collect()
    }

    fn letters(&self) -> Vec<Letter> {
        letters(&self.layout, &self.addresses)
    }

    fn timeline(&self) -> Vec<Happened> {
        timeline(&self.layout, &self.events)
    }
}

/// Correcting the document that holds, if there is one.
fn correction(layout: &Layout, actor: &Actor, facts: &Facts) -> Option<Step> {
    let order = &facts.order;
    let held = invoices::current(&facts.documents)?;
    let turn = next(orders::standing_of(order), Event::Corrected(held.gross));
    let may = actor.may_staff(StaffPermission::Finance) && turn.is_ok();
    may.then(|| {
        let href = urls::order(urls::STAFF_ORDER_CORRECTION, &order.number);
        (href, layout.t("correction-title"), false)
    })
}

fn step<D: Deed>(layout: &Layout, actor: &Actor, facts: &Facts) -> Option<Step> {
    let may = actor.may_staff(D::PERMISSION) && D::turn(facts).is_ok();
    may.then(|| {
        let href = urls::order(D::PATTERN, &facts.order.number);
        (href, layout.t(&format!("deed-{}", D::NAME)), D::IS_DANGER)
    })
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    note_view(&state, &actor, &number).await?;
    let read = move |db: &mut Db| -> domain::Result<_> {
        let facts = Facts::find(db, &number)?;
        let (id, organisation) = (facts.order.id, facts.order.organisation_id);
        let mut customers = fulfilment::customers(db, vec![organisation])?;
        Ok((
            customers.remove(&organisation).ok_or(domain::Error::NotFound)?,
            orders::addresses(db, id)?,
            orders::events(db, id)?,
            facts,
        ))
    };
    let (customer, addresses, events, facts) = state.db.read(read).await?;
    let steps = [
        step::<Payment>(&layout, &actor, &facts),
        step::<Shipment>(&layout, &actor, &facts),
        step::<Completion>(&layout, &actor, &facts),
        step::<Return>(&layout, &actor, &facts),
        step::<Refund>(&layout, &actor, &facts),
        step::<CardRefund>(&layout, &actor, &facts),
        correction(&layout, &actor, &facts),
        step::<Cancellation>(&layout, &actor, &facts),
    ];
    let is_open = facts.order.status == OrderStatus::InPreparation && !facts.order.kind.is_booked();
    show(&OrderPage {
        status: status(&layout, facts.order.status),
        may_assign: is_open && actor.may_staff(StaffPermission::Fulfilment),
        steps: steps.into_iter().flatten().collect(),
        layout,
        customer,
        addresses,
        events,
        facts,
    })
}
