//! One order: lines, addresses, payment, what happened, its SIMs and documents.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::parts::{Happened, Letter, after_documents, letters, timeline};
use super::{number_of, status};
use crate::documents::epc::{self, Transfer};
use crate::domain::orders::standing::{Event, next};
use crate::domain::orders::{self, AddressRow, EventRow, InvoiceRow, LineRow, OrderRow, OrderSimRow, SellerRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::card_payment::Decline;
use crate::types::iban::Iban;
use crate::types::matrix::Permission;
use crate::types::money::{Currency, Money, VatCategory};
use crate::types::order::{OrderEventKind, PaymentMethod, PaymentStatus};
use crate::types::vat_sums::{VatGroup, vat_sums};
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::qr::{self, Qr};
use crate::web::urls;

/// SIMs shown on the page; the file has all of them.
const SIMS: i64 = 20;

#[derive(Template)]
#[template(path = "orders/order.html")]
struct OrderPage {
    layout: Layout,
    order: OrderRow,
    status: (&'static str, String),
    lines: Vec<LineRow>,
    addresses: Vec<AddressRow>,
    events: Vec<EventRow>,
    sims: Vec<OrderSimRow>,
    sims_total: i64,
    invoices: Vec<InvoiceRow>,
    seller: Option<SellerRow>,
    takes_cards: bool,
}

impl Page for OrderPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// Number, words and day of a document, and the addresses of its files for whoever may have them.
type Document = (String, String, String, Option<(String, String)>);

/// Words and amount of a sum.
type Sum = (String, String);

impl OrderPage {
    fn money(&self, amount: Money) -> String {
        self.layout.formats.money(amount, self.order.currency)
    }

    fn kind(&self) -> String {
        self.layout.t(&format!("order-kind-{}", self.order.kind))
    }

    fn placed(&self) -> String {
        let at = self.layout.formats.date_time(self.order.placed_at);
        self.layout
            .t2("orders-placed", "at", &at, "name", &self.order.placed_by_name)
    }

    fn gross(&self) -> String {
        self.money(self.order.gross)
    }

    fn line_price(&self, line: &LineRow) -> String {
        self.layout.formats.price(line.unit_price, self.order.currency)
    }

    fn line_net(&self, line: &LineRow) -> String {
        self.money(line.net)
    }

    fn quantity(&self, line: &LineRow) -> String {
        self.layout.formats.number(line.quantity)
    }

    /// Net, and VAT by rate: what the total is made of.
    fn sums(&self) -> Vec<Sum> {
        let mut sums = vec![(self.layout.t("orders-net"), self.money(self.order.net))];
        let lines = self.lines.iter();
        let taxed = lines.map(|line| (line.net, line.vat_category, line.vat_rate));
        if let Some(added) = vat_sums(taxed) {
            for group in &added.groups {
                sums.push((tax_words(&self.layout, group), self.money(group.vat)));
            }
        }
        sums
    }

    /// What became of the total: what was paid and went back of it, and what its documents made of it.
    fn after(&self) -> Vec<Sum> {
        let documents = self.invoices.iter().map(|row| (row.kind, row.gross));
        let moved = [
            ("orders-paid", self.order.paid),
            ("orders-refunded", self.order.refunded),
        ];
        moved
            .into_iter()
            .filter(|(_, amount)| *amount > Money::ZERO)
            .chain(after_documents(&self.order, documents))
            .map(|(key, amount)| (self.layout.t(key), self.money(amount)))
            .collect()
    }

    /// Key of the words, and the value: what is known of the order.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let order = &self.order;
        let tracking = format!("{} {}", order.carrier, order.tracking_number);
        [
            (
                "orders-payment-method",
                self.layout.t(&format!("order-method-{}", order.payment_method)),
            ),
            (
                "orders-payment-status",
                self.layout.t(&format!("order-payment-{}", order.payment_status)),
            ),
            ("orders-purchase-order", order.purchase_order.clone()),
            ("orders-reference", order.buyer_reference.clone()),
            ("orders-vat-id", order.vat_id.clone()),
            ("orders-tracking", tracking.trim().to_owned()),
            ("orders-notes", order.notes.clone()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// Where the money goes, as long as a transfer is awaited: key of the words, and the value.
    fn transfer(&self) -> Vec<(&'static str, String)> {
        let due = orders::standing_of(&self.order).due();
        let Some(seller) = &self.seller else { return Vec::new() };
        if self.order.payment_method != PaymentMethod::BankTransfer || due == Money::ZERO {
            return Vec::new();
        }
        vec![
            ("orders-transfer-amount", self.money(due)),
            ("orders-transfer-to", seller.account_holder.clone()),
            ("orders-transfer-iban", seller.iban.clone()),
            ("orders-transfer-bic", seller.bic.clone()),
            ("orders-transfer-reference", self.order.number.clone()),
        ]
    }

    /// The code that banking apps read, if the transfer is in euro.
    fn code(&self) -> Option<Qr> {
        let seller = self.seller.as_ref()?;
        let iban = Iban::parse(&seller.iban).ok()?;
        let payload = epc::payload(&Transfer {
            holder: &seller.account_holder,
            iban: &iban,
            bic: &seller.bic,
            amount: orders::standing_of(&self.order).due(),
            text: &self.order.number,
        });
        let is_euro = self.order.currency == Currency::Eur;
        payload.ok().filter(|_| is_euro).and_then(|text| qr::draw(&text).ok())
    }

    /// Key of the heading, and the lines.
    fn letters(&self) -> Vec<Letter> {
        letters(&self.layout, &self.addresses)
    }

    /// Moment for machines and for people, words, who, and more about it.
    fn timeline(&self) -> Vec<Happened> {
        timeline(&self.layout, &self.events)
    }

    fn sims_file(&self) -> Option<String> {
        let may = self.sims_total > 0 && self.layout.can(Permission::DownloadAffectedSims);
        may.then(|| urls::order(urls::ORDER_SIMS, &self.order.number))
    }

    /// Key of the heading and the documents: the invoice, and what was issued after it.
    fn documents(&self) -> Vec<(&'static str, Vec<Document>)> {
        let mut invoice = self.all_documents();
        let additional = invoice.split_off(invoice.len().min(1));
        [("orders-invoice", invoice), ("orders-additional", additional)]
            .into_iter()
            .filter(|(_, documents)| !documents.is_empty())
            .collect()
    }

    fn all_documents(&self) -> Vec<Document> {
        self.invoices
            .iter()
            .map(|row| {
                (
                    row.number.clone(),
                    self.layout.t(&format!("invoice-kind-{}", row.kind)),
                    self.layout.formats.calendar_date(row.issued_on),
                    self.layout.can(Permission::DownloadInvoices).then(|| {
                        (
                            urls::document(urls::DOCUMENT_PDF, &row.number),
                            urls::document(urls::DOCUMENT_XML, &row.number),
                        )
                    }),
                )
            })
            .collect()
    }

    fn booked(&self, sim: &OrderSimRow) -> Option<String> {
        sim.booked_at.map(|at| self.layout.formats.date_time(at))
    }

    fn cancellation(&self) -> Option<String> {
        let possible = next(orders::standing_of(&self.order), Event::Cancelled { by_staff: false }).is_ok();
        let may = possible && self.layout.can(Permission::PlaceOrder);
        may.then(|| urls::order(urls::ORDER_CANCELLATION, &self.order.number))
    }

    /// Where what is due is paid by card, and why the last try failed.
    fn pay_now(&self) -> Option<(String, Option<String>)> {
        let is_due = orders::standing_of(&self.order).due() > Money::ZERO;
        let may = self.takes_cards && self.layout.can(Permission::PlaceOrder);
        let reason = || {
            let failed = self.order.payment_status == PaymentStatus::Failed;
            let mut events = self.events.iter().rev().filter(|_| failed);
            let last = events.find(|event| event.kind == OrderEventKind::PaymentFailed)?;
            Some(self.layout.t(&Decline::parse(&last.detail)?.text_key()))
        };
        (may && is_due && self.order.payment_method == PaymentMethod::Card)
            .then(|| (urls::order(urls::ORDER_PAYMENT, &self.order.number), reason()))
    }

    /// The form of a new order with the same products.
    fn again(&self) -> Option<String> {
        let may = !self.order.kind.is_booked() && self.layout.can(Permission::PlaceOrder);
        may.then(|| format!("{}?like={}", urls::ORDER_NEW, urls::encode(&self.order.number)))
    }
}

/// Words of a category and a rate.
pub(super) fn tax_words(layout: &Layout, group: &VatGroup) -> String {
    match group.category {
        VatCategory::Standard => layout.t1("orders-vat-S", "rate", &layout.formats.rate(group.rate)),
        other => layout.t(&format!("orders-vat-{other}")),
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    let read = move |db: &mut _| -> domain::Result<_> {
        let order = orders::find(db, &scope, &number)?;
        let id = order.id;
        let sims = orders::sims_after(db, id, 0, SIMS)?;
        let shown = i64::try_from(sims.len()).unwrap_or(SIMS);
        let total = if shown < SIMS {
            shown
        } else {
            orders::count_sims(db, id)?
        };
        Ok((
            (
                orders::lines(db, vec![id])?,
                orders::addresses(db, id)?,
                orders::events(db, id)?,
            ),
            (sims, total),
            (orders::invoices_of(db, vec![id])?, orders::seller(db)?),
            order,
        ))
    };
    let ((lines, addresses, events), (sims, sims_total), (invoices, seller), order) = state.db.read(read).await?;
    show(&OrderPage {
        status: status(&layout, order.status),
        layout,
        order,
        lines,
        addresses,
        events,
        sims,
        sims_total,
        invoices,
        seller,
        takes_cards: state.payments.provider().is_some(),
    })
}
