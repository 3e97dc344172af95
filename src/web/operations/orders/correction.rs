//! Correcting the invoice of an order: what it should have said, what will be issued, issuing it.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::number_of;
use crate::documents::invoice::Invoice;
use crate::domain::fulfilment;
use crate::domain::invoices::{self, Correction, DocumentRow, NewLine};
use crate::domain::orders::OrderRow;
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::invoice_number::InvoiceNumber;
use crate::types::matrix::StaffPermission::Finance;
use crate::types::money::{Money, UnitPrice, whole};
use crate::types::order::OrderNumber;
use crate::types::vat_sums::{VatSums, vat_sums};
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::operations::serve;
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Longest text of a field.
const MOST: usize = 200;

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
    after: Option<VatSums>,
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
        let gross = self.after.as_ref()?.gross;
        let kept = domain::orders::standing_of(&self.held.order).kept();
        let over = kept.checked_sub(gross).filter(|over| *over > Money::ZERO)?;
        Some(self.money(&over))
    }
}

fn find(db: &mut Db, number: &OrderNumber) -> domain::Result<Held> {
    let order = fulfilment::find_any(db, number)?;
    let documents = invoices::of_order(db, order.id)?;
    let document = invoices::current(&documents).cloned().ok_or(domain::Error::NotFound)?;
    let invoice = invoices::content(&document)?;
    Ok(Held {
        order,
        document,
        invoice,
    })
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
        } else if value.chars().count() > MOST {
            errors.add(name, "fulfilment-text-too-long");
        }
    }
    let mut lines = Vec::with_capacity(invoice.lines.len());
    for line in &invoice.lines {
        let (quantity, price) = (
            format!("quantity-{}", line.position),
            format!("price-{}", line.position),
        );
        let pieces = whole(&text(&quantity)).ok().filter(|pieces| *pieces >= 0);
        let each = UnitPrice::parse(&text(&price)).ok();
        if pieces.is_none() {
            errors.add(quantity, "correction-quantity-wrong");
        }
        if each.is_none() {
            errors.add(price, "correction-price-wrong");
        }
        if let (Some(quantity), Some(unit_price)) = (pieces, each) {
            lines.push(NewLine {
                position: line.position,
                quantity,
                unit_price,
                cost_centre: text(&format!("centre-{}", line.position)),
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

/// What the corrected invoice comes to.
fn sums(invoice: &Invoice, correction: &Correction) -> Option<VatSums> {
    let taxed = invoice.lines.iter().filter_map(|line| {
        let new = correction.lines.iter().find(|new| new.position == line.position)?;
        let net = new.unit_price.times(new.quantity)?;
        (new.quantity > 0).then_some((net, line.vat_category, line.vat_rate))
    });
    vat_sums(taxed)
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    serve(&actor, Finance)?;
    let number = number_of(&request)?;
    let held = state.db.read(move |db| find(db, &number)).await?;
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
    let held = state.db.read(move |db| find(db, &wanted)).await?;
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
    if go != "issue" {
        page.after = sums(&page.held.invoice, &correction);
        return show(&page);
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
