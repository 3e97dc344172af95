//! What a basket costs. Everything comes from the database: a form says what and how many, and which price it was shown.

use std::collections::HashMap;

use crate::domain::vat::{self, Buyer, Seller, Tax};
use crate::domain::{Error, Result};
use crate::storage::organisations::OrganisationRow;
use crate::storage::products::{self, ProductRow};
use crate::storage::{Db, sellers};
use crate::types::country::Country;
use crate::types::money::{Currency, Money, UnitPrice, VatCategory};
use crate::types::packaging::QuantityError;
use crate::types::product::{ProductKind, ProductStatus, Supply};
use crate::types::vat_id::VatId;
use crate::types::vat_sums::{VatSums, vat_sums};

/// Sentence: the operator has not said who sells.
pub const NO_SELLER: &str = "orders-refused-no-seller";
/// Sentence: the organisation has no billing address.
pub const NO_BILLING_ADDRESS: &str = "orders-refused-no-billing-address";
/// Sentence: something is shipped, and no address was chosen.
pub const NO_SHIPPING_ADDRESS: &str = "orders-refused-no-shipping-address";
/// Sentence: we do not ship to that country.
pub const NOT_SHIPPED_TO: &str = "orders-refused-not-shipped-to";
/// Sentence: nothing is in the basket.
pub const NOTHING: &str = "orders-refused-nothing";
/// Sentence: SIMs, top-ups and extensions are ordered one by one.
pub const MIXED: &str = "orders-refused-mixed";
/// Sentence: paying by a monthly invoice is not agreed.
pub const MONTHLY_NOT_ALLOWED: &str = "orders-refused-monthly";
/// Sentence: it comes to more than can be charged at once.
pub const TOO_MUCH: &str = "orders-refused-sum";

/// A line that somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The product.
    pub product_id: i64,
    /// Pieces.
    pub quantity: i64,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
    /// The price that was shown when it was chosen: another one by now is shown before anything is ordered.
    pub shown: Option<UnitPrice>,
}

/// Why a line cannot be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineProblem {
    /// There is no such product, or it is offered no more.
    NotOffered,
    /// It has no price in the customer's currency.
    NoPrice,
    /// The quantity breaks its rules.
    Quantity(QuantityError),
    /// The price is another one by now.
    PriceChanged {
        /// What was shown.
        shown: UnitPrice,
        /// What it is now.
        now: UnitPrice,
    },
    /// It comes to more than can be charged at once.
    TooMuch,
}

/// A line with its price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedLine {
    /// The product.
    pub product: ProductRow,
    /// Pieces.
    pub quantity: i64,
    /// Net price of a piece.
    pub unit_price: UnitPrice,
    /// Net price of the line.
    pub net: Money,
    /// Its VAT.
    pub tax: Tax,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
}

/// What a basket costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// In what.
    pub currency: Currency,
    /// What the products are.
    pub kind: ProductKind,
    /// The lines.
    pub lines: Vec<QuotedLine>,
    /// Their sums.
    pub totals: VatSums,
    /// Pieces of all lines.
    pub items: i64,
}

impl Quote {
    /// Whether a parcel is sent.
    pub fn is_shipped(&self) -> bool {
        self.lines
            .iter()
            .any(|line| line.product.form_factor.is_some_and(|form| form.is_shipped()))
    }
}

/// Who is charged, as far as prices and VAT ask: an organisation, or somebody who is about to make one.
#[derive(Debug, Clone, Copy)]
pub struct Customer<'a> {
    /// What it pays in.
    pub currency: Currency,
    /// Its VAT ID; empty without one.
    pub vat_id: &'a str,
}

/// What a basket costs, or what is wrong with its lines (place of the line, reason): all of it at once.
///
/// `billing` is the country of the billing address, `shipping` that of the delivery, as far as it is known already.
pub fn quote(
    db: &mut Db,
    organisation: &OrganisationRow,
    wanted: &[Wanted],
    billing: Country,
    shipping: Option<Country>,
) -> Result<std::result::Result<Quote, Vec<(usize, LineProblem)>>> {
    let customer = Customer {
        currency: organisation.currency,
        vat_id: &organisation.vat_id,
    };
    quote_for(db, customer, wanted, billing, shipping)
}

/// The same for somebody who is no organisation yet.
pub fn quote_for(
    db: &mut Db,
    customer: Customer<'_>,
    wanted: &[Wanted],
    billing: Country,
    shipping: Option<Country>,
) -> Result<std::result::Result<Quote, Vec<(usize, LineProblem)>>> {
    let seller = seller(db)?;
    let ids: Vec<i64> = wanted.iter().map(|line| line.product_id).collect();
    let found: HashMap<i64, ProductRow> = products::find_many(db, ids.clone())?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let prices = products::prices_in(db, ids, customer.currency)?;
    let vat_id_of = VatId::parse(customer.vat_id, billing)
        .ok()
        .and_then(|vat_id| vat::vat_id_of(&vat_id));
    let tax = |supply: Supply| {
        let destination = match supply {
            Supply::Goods => shipping.unwrap_or(billing),
            Supply::Service => billing,
        };
        vat::tax(seller, supply, Buyer { destination, vat_id_of })
    };
    let (mut lines, mut problems) = (Vec::with_capacity(wanted.len()), Vec::new());
    for (place, line) in wanted.iter().enumerate() {
        let priced = found
            .get(&line.product_id)
            .ok_or(LineProblem::NotOffered)
            .and_then(|product| {
                price_line(
                    product,
                    line,
                    prices.get(&line.product_id).copied(),
                    tax(product.supply),
                )
            });
        match priced {
            Ok(line) => lines.push(line),
            Err(problem) => problems.push((place, problem)),
        }
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let kind = one_kind(&lines)?;
    let sums = vat_sums(lines.iter().map(|line| (line.net, line.tax.category, line.tax.rate)))
        .ok_or(Error::Refused(TOO_MUCH))?;
    Ok(Ok(Quote {
        currency: customer.currency,
        kind,
        items: lines.iter().map(|line| line.quantity).sum(),
        totals: sums,
        lines,
    }))
}

/// What a line costs without VAT, or why it cannot be ordered. `price` is that of its product now.
pub fn check_line(
    product: &ProductRow,
    wanted: &Wanted,
    price: Option<UnitPrice>,
) -> std::result::Result<(UnitPrice, Money), LineProblem> {
    if product.status != ProductStatus::Offered {
        return Err(LineProblem::NotOffered);
    }
    let price = price.ok_or(LineProblem::NoPrice)?;
    // Rules that contradict each other cannot be stored.
    let packaging = crate::domain::products::packaging(product).map_err(|_| LineProblem::NotOffered)?;
    packaging.check(wanted.quantity).map_err(LineProblem::Quantity)?;
    if let Some(shown) = wanted.shown.filter(|shown| *shown != price) {
        return Err(LineProblem::PriceChanged { shown, now: price });
    }
    let net = price.times(wanted.quantity).ok_or(LineProblem::TooMuch)?;
    Ok((price, net))
}

fn price_line(
    product: &ProductRow,
    wanted: &Wanted,
    price: Option<UnitPrice>,
    tax: Tax,
) -> std::result::Result<QuotedLine, LineProblem> {
    let (unit_price, net) = check_line(product, wanted, price)?;
    Ok(QuotedLine {
        quantity: wanted.quantity,
        unit_price,
        net,
        tax,
        cost_centre: wanted.cost_centre.clone(),
        product: product.clone(),
    })
}

/// Deliveries and bookings go different ways, and a service outside the EU must not stand beside goods on one invoice (EN 16931, BR-O-11).
fn one_kind(lines: &[QuotedLine]) -> Result<ProductKind> {
    let first = lines.first().ok_or(Error::Refused(NOTHING))?;
    let outside = |line: &QuotedLine| line.tax.category == VatCategory::OutOfScope;
    let is_mixed = lines
        .iter()
        .any(|line| line.product.kind != first.product.kind || outside(line) != outside(first));
    if is_mixed {
        return Err(Error::Refused(MIXED));
    }
    Ok(first.product.kind)
}

/// Who sells, with the rate at home.
fn seller(db: &mut Db) -> Result<Seller> {
    let row = sellers::find(db)?.ok_or(Error::Refused(NO_SELLER))?;
    let country = Country::parse(&row.country).ok_or(Error::Refused(NO_SELLER))?;
    let rate = sellers::vat_rate(db, country)?.ok_or(Error::Refused(NO_SELLER))?;
    Ok(Seller { country, rate })
}
