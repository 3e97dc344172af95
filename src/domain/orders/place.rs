//! Placing an order: once for each attempt, with a number from the series without gaps.

use chrono::NaiveDateTime;

use super::for_sims::{MOST_SIMS, TOO_MANY};
use super::price::{
    LineProblem, MONTHLY_NOT_ALLOWED, NO_BILLING_ADDRESS, NO_SHIPPING_ADDRESS, NOT_SHIPPED_TO, NOTHING, Quote,
    QuotedLine, Wanted, quote,
};
use super::standing::Standing;
use super::{OrderRow, note, prepare as begin, remember};
use crate::domain::invoices::{self, Facts, Party};
use crate::domain::sims::rules;
use crate::domain::{Error, Result};
use crate::storage::addresses::{self, AddressRow};
use crate::storage::orders::{self as rows, NewLine, NewOrder, NewOrderSim};
use crate::storage::organisations::{self, OrganisationRow};
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, sellers};
use crate::types::access::OrgScope;
use crate::types::country::Country;
use crate::types::lang::Lang;
use crate::types::money::Money;
use crate::types::order::{
    AttemptKey, OrderEventKind, OrderKind, OrderNumber, OrderStatus, PaymentMethod, PaymentStatus,
};
use crate::types::organisation::AddressKind;
use crate::types::product::ProductKind;

/// Sentence: a SIM is not there any more.
pub const SIMS_GONE: &str = "orders-refused-sims-gone";
/// Sentence: an expired SIM can only be extended.
pub const SIMS_EXPIRED: &str = "orders-refused-sims-expired";
/// Sentence: each SIM gets the same number of pieces.
pub const UNEVEN: &str = "orders-refused-uneven";

/// SIMs that are read at once.
const AT_ONCE: usize = 1000;

/// What the products are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    /// SIMs are delivered; to which address of the organisation, where there is something to ship.
    Delivery(Option<i64>),
    /// Volume or lifetime is booked on these SIMs: each gets the same share of every line.
    Sims {
        /// Keys of the SIMs.
        ids: Vec<i64>,
        /// Whether it was ordered because little was left.
        is_automatic: bool,
    },
}

/// An order to be placed.
#[derive(Debug, Clone)]
pub struct Placement {
    /// The lines.
    pub wanted: Vec<Wanted>,
    /// What for.
    pub purpose: For,
    /// How it is paid.
    pub method: PaymentMethod,
    /// The customer's own number; may be empty.
    pub purchase_order: String,
    /// What the customer wants to read on the invoice; may be empty.
    pub buyer_reference: String,
    /// Notes; may be empty.
    pub notes: String,
    /// Key of the attempt.
    pub attempt: AttemptKey,
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// The order was placed now.
    New(OrderRow),
    /// The same attempt had placed it before.
    Before(OrderRow),
    /// Nothing was placed: what is wrong with which line.
    Problems(Vec<(usize, LineProblem)>),
}

/// What is known of an order before it is placed.
struct Prepared {
    billing: AddressRow,
    shipping: Option<AddressRow>,
    quote: Quote,
    sims: Vec<SimRow>,
}

/// What is wrong with which line.
type Problems = Vec<(usize, LineProblem)>;

/// What an order would cost, or what is wrong with its lines; refused for the same reasons as when it is placed.
pub fn check(
    db: &mut Db,
    scope: &OrgScope,
    placement: &Placement,
    now: NaiveDateTime,
) -> Result<std::result::Result<Quote, Problems>> {
    let organisation = organisations::find(db, scope.organisation_id())?;
    let prepared = prepare(db, scope, &organisation, placement, now)?;
    Ok(prepared.map(|prepared| prepared.quote))
}

/// Places an order, unless the attempt has done so already. Orders of an organisation are placed one after the other, so that two tabs with
/// the same attempt place one, and exactly one is the first.
pub fn place(db: &mut Db, scope: &OrgScope, placement: &Placement, now: NaiveDateTime) -> Result<Placed> {
    let organisation = organisations::lock(db, scope)?;
    if let Some(order) = rows::find_by_attempt(db, scope, &placement.attempt)? {
        return Ok(Placed::Before(order));
    }
    let prepared = match prepare(db, scope, &organisation, placement, now)? {
        Ok(prepared) => prepared,
        Err(problems) => return Ok(Placed::Problems(problems)),
    };
    let Prepared {
        billing,
        shipping,
        quote,
        sims,
    } = prepared;
    let order = insert(db, scope, &organisation, placement, &quote, sims.len(), now)?;
    rows::insert_address(db, order.id, &billing)?;
    if let Some(address) = &shipping {
        rows::insert_address(db, order.id, address)?;
    }
    insert_parts(db, scope, &organisation, &order, &quote, &sims)?;
    remember(db, scope, &order, (OrderEventKind::Placed, ""), now)?;
    let amount = format!("{} {}", order.gross, order.currency);
    note(db, scope, &order, "order.place", (None, Some(amount)), now)?;
    if order.status == OrderStatus::InPreparation {
        begin(db, &order, now)?;
    }
    if order.payment_method != PaymentMethod::Card || order.payment_status == PaymentStatus::Paid {
        invoices::issue(db, scope, &order, now)?;
    }
    if quote.kind == ProductKind::Sim {
        organisations::add_sims_ordered(db, scope, quote.items)?;
    }
    Ok(Placed::New(order))
}

/// Everything that decides whether an order can be placed.
fn prepare(
    db: &mut Db,
    scope: &OrgScope,
    organisation: &OrganisationRow,
    placement: &Placement,
    now: NaiveDateTime,
) -> Result<std::result::Result<Prepared, Problems>> {
    if placement.method == PaymentMethod::MonthlyInvoice && !organisation.monthly_invoice_allowed {
        return Err(Error::Refused(MONTHLY_NOT_ALLOWED));
    }
    let billing = billing_address(db, scope)?;
    let shipping = match placement.purpose {
        For::Delivery(Some(id)) => Some(shipping_address(db, scope, id)?),
        For::Delivery(None) | For::Sims { .. } => None,
    };
    let countries = (country_of(&billing)?, shipping.as_ref().map(country_of).transpose()?);
    let quote = match quote(db, organisation, &placement.wanted, countries.0, countries.1)? {
        Ok(quote) => quote,
        Err(problems) => return Ok(Err(problems)),
    };
    let sims = match &placement.purpose {
        For::Delivery(_) if quote.kind != ProductKind::Sim => return Err(Error::Refused(SIMS_GONE)),
        For::Delivery(_) => Vec::new(),
        For::Sims { ids, .. } => sims_of(db, scope, ids, &quote, now)?,
    };
    let shipping = match (quote.is_shipped(), shipping) {
        (true, None) => return Err(Error::Refused(NO_SHIPPING_ADDRESS)),
        (true, Some(address)) if !sellers::shipped_to(db)?.contains(&address.country) => {
            return Err(Error::Refused(NOT_SHIPPED_TO));
        }
        (true, address) => address,
        (false, _) => None,
    };
    check_invoice(
        db,
        scope,
        organisation,
        (placement, &quote),
        (&billing, shipping.as_ref()),
        now,
    )?;
    Ok(Ok(Prepared {
        billing,
        shipping,
        quote,
        sims,
    }))
}

/// Refuses what could not be invoiced, before anything is ordered.
fn check_invoice(
    db: &mut Db,
    scope: &OrgScope,
    organisation: &OrganisationRow,
    (placement, quote): (&Placement, &Quote),
    (billing, shipping): (&AddressRow, Option<&AddressRow>),
    now: NaiveDateTime,
) -> Result<()> {
    let seller = sellers::find(db)?.ok_or(Error::Refused(super::NO_SELLER))?;
    let facts = Facts {
        organisation,
        email: &invoices::email_of(db, scope, organisation)?,
        seller: &seller,
        billing: Party::from(billing),
        shipping: shipping.map(Party::from),
        order: "",
        purchase_order: &placement.purchase_order,
        buyer_reference: &placement.buyer_reference,
        vat_id: &organisation.vat_id,
        currency: quote.currency,
        method: placement.method,
        last4: "",
        // What is paid by card is invoiced when it is paid.
        paid: if placement.method == PaymentMethod::Card {
            quote.totals.gross
        } else {
            Money::ZERO
        },
        lines: quote.lines.iter().zip(1..).map(invoice_line).collect(),
    };
    invoices::draft(facts, invoices::day_of(organisation, now))?;
    Ok(())
}

fn invoice_line((line, position): (&QuotedLine, u32)) -> invoices::Line {
    invoices::Line {
        position,
        sku: line.product.sku.clone(),
        name: line.product.name_en.clone(),
        description: String::new(),
        quantity: line.quantity,
        unit: invoices::Unit::Piece,
        unit_price: line.unit_price,
        net: line.net,
        vat_category: line.tax.category,
        vat_rate: line.tax.rate,
        cost_centre: line.cost_centre.clone(),
        period: None,
    }
}

fn insert(
    db: &mut Db,
    scope: &OrgScope,
    organisation: &OrganisationRow,
    placement: &Placement,
    quote: &Quote,
    sims: usize,
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let kind = match (quote.kind, &placement.purpose) {
        (ProductKind::Sim, _) if rows::has_any(db, scope)? => OrderKind::Additional,
        (ProductKind::Sim, _) => OrderKind::First,
        (_, For::Sims { is_automatic: true, .. }) => OrderKind::AutoTopUp,
        (ProductKind::TopUp, _) if sims == 1 => OrderKind::TopUp,
        (ProductKind::TopUp, _) => OrderKind::BulkTopUp,
        (ProductKind::Extension, _) => OrderKind::Extension,
    };
    let on_account = placement.method == PaymentMethod::MonthlyInvoice;
    let standing = Standing::placed(quote.totals.gross, on_account);
    // As late as can be: whoever else orders waits for the number until this transaction ends.
    let number = OrderNumber::of(sellers::next_number(db, OrderNumber::SERIES)?);
    let new = NewOrder {
        number: &number,
        kind,
        status: standing.status,
        payment_method: placement.method,
        payment_status: standing.payment,
        currency: quote.currency,
        net: quote.totals.net,
        vat: quote.totals.vat,
        gross: quote.totals.gross,
        items: quote.items,
        vat_id: &organisation.vat_id,
        purchase_order: &placement.purchase_order,
        buyer_reference: &placement.buyer_reference,
        notes: &placement.notes,
        attempt_key: &placement.attempt,
    };
    Ok(rows::insert(db, scope, &new, now)?)
}

/// Lines, in the language of the organisation's documents, and the SIMs of each.
fn insert_parts(
    db: &mut Db,
    scope: &OrgScope,
    organisation: &OrganisationRow,
    order: &OrderRow,
    quote: &Quote,
    sims: &[SimRow],
) -> Result<()> {
    let is_german = organisation.language == Lang::De.as_str();
    let lines: Vec<NewLine> = quote
        .lines
        .iter()
        .map(|line| NewLine {
            product_id: line.product.id,
            sku: line.product.sku.clone(),
            name: if is_german {
                line.product.name_de.clone()
            } else {
                line.product.name_en.clone()
            },
            kind: line.product.kind,
            quantity: line.quantity,
            unit_price: line.unit_price,
            net: line.net,
            vat_category: line.tax.category,
            vat_rate: line.tax.rate,
            cost_centre: line.cost_centre.clone(),
            data_bytes: line.product.data_bytes,
            sms: line.product.sms,
            lifetime_days: line.product.lifetime_days,
        })
        .collect();
    let ids = rows::insert_lines(db, order.id, &lines)?;
    let count = i64::try_from(sims.len()).unwrap_or(i64::MAX).max(1);
    for (line_id, line) in ids.into_iter().zip(&lines) {
        let new: Vec<NewOrderSim> = sims
            .iter()
            .map(|sim| NewOrderSim {
                root_id: scope.root_id(),
                order_id: order.id,
                line_id,
                sim_id: sim.id,
                iccid: sim.iccid.clone(),
                label: sim.label.clone(),
                imsi: sim.imsi.clone(),
                msisdn: sim.msisdn.clone(),
                quantity: line.quantity / count,
            })
            .collect();
        rows::insert_sims(db, &new)?;
    }
    Ok(())
}

/// The default billing address: invoices go there.
fn billing_address(db: &mut Db, scope: &OrgScope) -> Result<AddressRow> {
    let all = addresses::list(db, scope, AddressKind::Billing, crate::domain::company::MOST_ADDRESSES)?;
    all.into_iter()
        .find(|address| address.is_default)
        .ok_or(Error::Refused(NO_BILLING_ADDRESS))
}

fn shipping_address(db: &mut Db, scope: &OrgScope, id: i64) -> Result<AddressRow> {
    match addresses::find(db, scope, id) {
        Ok(address) if address.kind == AddressKind::Shipping => Ok(address),
        Ok(_) | Err(crate::storage::Error::NotFound) => Err(Error::Refused(NO_SHIPPING_ADDRESS)),
        Err(error) => Err(error.into()),
    }
}

/// The country of a stored address, which was checked when it was written.
fn country_of(address: &AddressRow) -> Result<Country> {
    Country::parse(&address.country).ok_or(Error::Refused(NO_BILLING_ADDRESS))
}

/// The SIMs that are booked on, if all of them can be.
fn sims_of(db: &mut Db, scope: &OrgScope, ids: &[i64], quote: &Quote, now: NaiveDateTime) -> Result<Vec<SimRow>> {
    if quote.kind == ProductKind::Sim {
        return Err(Error::Refused(SIMS_GONE));
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return Err(Error::Refused(NOTHING));
    }
    if ids.len() > MOST_SIMS {
        return Err(Error::Refused(TOO_MANY));
    }
    if quote.lines.iter().any(|line| line.quantity % count != 0) {
        return Err(Error::Refused(UNEVEN));
    }
    let mut found = Vec::with_capacity(ids.len());
    for part in ids.chunks(AT_ONCE) {
        found.extend(sims::find_own(db, scope, part.to_vec())?);
    }
    if found.len() != ids.len() {
        return Err(Error::Refused(SIMS_GONE));
    }
    let is_extended = quote.lines.iter().any(|line| line.product.lifetime_days > 0);
    if !is_extended && found.iter().any(|sim| rules::is_over(sim, now.date())) {
        return Err(Error::Refused(SIMS_EXPIRED));
    }
    Ok(found)
}
