//! Correcting the invoice of an order: what it should have said, what will be issued, issuing it.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{note_view, number_of};
use crate::documents::invoice::Invoice;
use crate::domain::fulfilment;
use crate::domain::invoices::{self, Correction, DocumentRow, NewLine};
use crate::domain::orders::OrderRow;
use crate::domain::orders::standing::{Event, next};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::address::line;
use crate::types::invoice_number::InvoiceNumber;
use crate::types::matrix::StaffPermission::Finance;
use crate::types::money::{Money, UnitPrice, whole};
use crate::types::order::OrderNumber;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::operations::serve;
use crate::web::orders::basket::is_too_long;
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Longest text of a field.
const MOST: usize = 200;

/// Most lines of an address.
const MOST_LINES: usize = 4;

/// The fields about the customer, and whether each is needed.
const TEXTS: [(&str, bool); 8] = [
    ("name", true),
    ("contact", false),
    ("address", false),
    ("postcode", false),
    ("city", true),
    ("purchase", false),
    ("reference", true),
    ("reason", false),
];

/// What was typed, by field.
type Typed = BTreeMap<String, String>;

/// What holds now.
struct Held {
    order: OrderRow,
    document: DocumentRow,
    invoice: Invoice,
}

#[derive(Template)]
#[template(path = "operations/orders/correction.html")]
struct CorrectionPage {
    layout: Layout,
    held: Held,
    typed: Typed,
    errors: FieldErrors,
    /// Why it cannot be done.
    refused: Option<&'static str>,
    /// What the corrected invoice comes to, once everything is right.
    after: Option<Money>,
}

impl Page for CorrectionPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl CorrectionPage {
    fn get(&self, field: &str) -> &str {
        self.typed.get(field).map_or("", String::as_str)
    }

    fn money(&self, amount: &Money) -> String {
        self.layout.formats.money(*amount, self.held.order.currency)
    }

    fn order_href(&self) -> String {
        urls::order(urls::STAFF_ORDER, &self.held.order.number)
    }

    fn action(&self) -> String {
        urls::order(urls::STAFF_ORDER_CORRECTION, &self.held.order.number)
    }

    /// Position, name, quantity, price and cost centre as they stand in the fields.
    fn lines(&self) -> Vec<(u32, String, String, String, String)> {
        let lines = self.held.invoice.lines.iter();
        lines
            .map(|line| {
                let field = |name: &str| self.get(&format!("{name}-{}", line.position)).to_owned();
                (
                    line.position,
                    line.name.clone(),
                    field("quantity"),
                    field("price"),
                    field("centre"),
                )
            })
            .collect()
    }

    /// Name and value of the texts that stand in one line.
    fn texts(&self) -> Vec<(&'static str, String, bool)> {
        let one_line = TEXTS.into_iter().filter(|(name, _)| *name != "address");
        one_line
            .map(|(name, is_needed)| (name, self.get(name).to_owned(), is_needed))
            .collect()
    }

    /// More was paid than the corrected invoice comes to.
    fn goes_back(&self) -> Option<String> {
        let gross = self.after?;
        let kept = domain::orders::standing_of(&self.held.order).kept();
        let over = kept.checked_sub(gross).filter(|over| *over > Money::ZERO)?;
        Some(self.money(&over))
    }
}

/// The order and its document; a cancelled one has none that holds.
fn find(db: &mut Db, number: &OrderNumber) -> domain::Result<Option<Held>> {
    let order = fulfilment::find_any(db, number)?;
    let documents = invoices::of_order(db, order.id)?;
    let Some(document) = invoices::current(&documents).cloned() else {
        return Ok(None);
    };
    let invoice = invoices::content(&document)?;
    Ok(Some(Held {
        order,
        document,
        invoice,
    }))
}

/// Back to the order, which has no document that could be corrected.
fn without_document(layout: &Layout, session: &PageSession, number: &OrderNumber) -> Result<HttpResponse> {
    session.flash(FlashKind::Warn, layout.t(invoices::NO_DOCUMENT))?;
    Ok(redirect(&urls::order(urls::STAFF_ORDER, number.as_str())))
}

/// The fields as the document that holds fills them.
fn filled(held: &Held) -> Typed {
    let invoice = &held.invoice;
    let mut typed: Typed = [
        ("document", held.document.number.clone()),
        ("name", invoice.buyer.name.clone()),
        ("contact", invoice.buyer.contact.clone()),
        ("address", invoice.buyer.address.join("\n")),
        ("postcode", invoice.buyer.postcode.clone()),
        ("city", invoice.buyer.city.clone()),
        ("purchase", invoice.purchase_order.clone()),
        ("reference", invoice.reference.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    for line in &invoice.lines {
        typed.insert(format!("quantity-{}", line.position), line.quantity.to_string());
        typed.insert(format!("price-{}", line.position), line.unit_price.to_string());
        typed.insert(format!("centre-{}", line.position), line.cost_centre.clone());
    }
    typed
}

/// Reads the fields. The document is the one that the page was filled from, which need not be the one that holds by now.
fn parse(typed: &Typed, invoice: &Invoice) -> std::result::Result<Correction, FieldErrors> {
    let mut errors = FieldErrors::new();
    let text = |name: &str| typed.get(name).map_or("", |value| value.trim()).to_owned();
    for (name, is_needed) in TEXTS {
        let value = text(name);
        if is_needed && value.is_empty() {
            errors.add(name, &format!("correction-{name}-wrong"));
        } else if name == "purchase" && is_too_long(&value) {
            errors.add(name, "orders-number-too-long");
        } else if value.chars().count() > MOST || (name != "address" && line(&value).is_err()) {
            errors.add(name, "fulfilment-text-too-long");
        } else if value.lines().count() > MOST_LINES {
            errors.add(name, "correction-address-wrong");
        }
    }
    let mut lines = Vec::with_capacity(invoice.lines.len());
    for held in &invoice.lines {
        let (quantity, price) = (
            format!("quantity-{}", held.position),
            format!("price-{}", held.position),
        );
        let pieces = whole(&text(&quantity)).ok().filter(|pieces| *pieces >= 0);
        let each = UnitPrice::parse(&text(&price)).ok();
        let centre = text(&format!("centre-{}", held.position));
        if is_too_long(&centre) {
            errors.add(format!("centre-{}", held.position), "orders-centre-too-long");
        }
        if pieces.is_none() {
            errors.add(quantity, "correction-quantity-wrong");
        }
        if each.is_none() {
            errors.add(price, "correction-price-wrong");
        }
        if let (Some(quantity), Some(unit_price)) = (pieces, each) {
            lines.push(NewLine {
                position: held.position,
                quantity,
                unit_price,
                cost_centre: centre,
            });
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let address = text("address");
    let Some(document) = InvoiceNumber::parse(&text("document")) else {
        errors.add("lines", invoices::CORRECTED_MEANWHILE);
        return Err(errors);
    };
    Ok(Correction {
        document,
        lines,
        name: text("name"),
        contact: text("contact"),
        address: address
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        postcode: text("postcode"),
        city: text("city"),
        purchase_order: text("purchase"),
        reference: text("reference"),
        reason: text("reason"),
    })
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
) -> Result<HttpResponse> {
    serve(&actor, Finance)?;
    let number = number_of(&request)?;
    note_view(&state, &actor, &number).await?;
    let wanted = number.clone();
    let Some(held) = state.db.read(move |db| find(db, &wanted)).await? else {
        return without_document(&layout, &session, &number);
    };
    show(&CorrectionPage {
        typed: filled(&held),
        layout,
        held,
        errors: FieldErrors::new(),
        refused: None,
        after: None,
    })
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let (staff, now) = (serve(&actor, Finance)?, layout.now);
    let number = number_of(&request)?;
    let wanted = number.clone();
    let Some(held) = state.db.read(move |db| find(db, &wanted)).await? else {
        return without_document(&layout, &session, &number);
    };
    layout.here = urls::order(urls::STAFF_ORDER_CORRECTION, number.as_str());
    let typed: Typed = fields.into_iter().collect();
    let go = typed.get("go").cloned().unwrap_or_default();
    let mut page = CorrectionPage {
        layout,
        held,
        typed,
        errors: FieldErrors::new(),
        refused: None,
        after: None,
    };
    let correction = match parse(&page.typed, &page.held.invoice) {
        Ok(correction) => correction,
        Err(errors) => {
            page.errors = errors;
            return show_invalid(&page);
        }
    };
    if correction.document.as_str() != page.held.document.number {
        // What is in the fields was written against a document that no longer holds.
        page.refused = Some(invoices::CORRECTED_MEANWHILE);
        return show_invalid(&page);
    }
    if go == "back" {
        return show(&page);
    }
    let standing = domain::orders::standing_of(&page.held.order);
    let after = invoices::gross_after(&page.held.invoice, &correction).and_then(|gross| {
        // Half paid, or paid back: then nothing is offered that would be refused.
        next(standing, Event::Corrected(gross)).map_err(domain::Error::Refused)?;
        Ok(gross)
    });
    match after {
        Ok(_) if go == "issue" => {}
        Ok(gross) => {
            page.after = Some(gross);
            return show(&page);
        }
        Err(domain::Error::Refused(key)) => {
            page.refused = Some(key);
            return show_invalid(&page);
        }
        Err(error) => return Err(error.into()),
    }
    let order = number.clone();
    let correct = move |db: &mut Db| fulfilment::correct(db, &staff, &order, &correction, now);
    match state.db.write(correct).await {
        Ok(()) => {
            session.flash(
                FlashKind::Ok,
                page.layout.t1("correction-done", "number", number.as_str()),
            )?;
            Ok(redirect(&urls::order(urls::STAFF_ORDER, number.as_str())))
        }
        Err(domain::Error::Refused(key)) => {
            page.refused = Some(key);
            show_invalid(&page)
        }
        Err(error) => Err(error.into()),
    }
}
