//! Who sells, what is sold, and orders of the demo organisations as they stand after some months.

use chrono::TimeDelta;

use super::people::{Home, House};
use crate::domain::company::{self, AddressKind};
use crate::domain::orders::{self, For, OrderRow, Placed, Placement, Received, SellerRow, Wanted};
use crate::domain::products::{self, published};
use crate::domain::{Error, Result, seller};
use crate::storage::sims::{self, Direction, SimFilter, Sort};
use crate::storage::{Db, organisations};
use crate::types::access::{By, OrgScope};
use crate::types::money::Currency;
use crate::types::order::{AttemptKey, PaymentMethod};
use crate::types::time::UtcTime;

/// How far an order of the demo is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Placed,
    Paid,
    Completed,
    Cancelled,
}

/// House, days ago, product number, pieces, the customer's number, how far.
type Order = (House, i64, &'static str, i64, &'static str, Stage);

const ORDERS: [Order; 7] = [
    (House::Hansa, 305, "SIM-4FF", 2_000, "PO-2026-0017", Stage::Completed),
    (House::Hansa, 142, "SIM-IND", 10, "PO-2026-0211", Stage::Completed),
    (House::Denmark, 120, "SIM-3FF", 500, "", Stage::Completed),
    (House::Hansa, 88, "SIM-ESIM", 50, "PO-2026-0302", Stage::Cancelled),
    (House::Northmast, 60, "SIM-2FF", 100, "NM-77", Stage::Completed),
    (House::Hansa, 6, "SIM-MFF2", 500, "PO-2026-0409", Stage::Paid),
    (House::Hansa, 2, "SIM-4FF", 200, "PO-2026-0417", Stage::Placed),
];

/// Writes them; call when the SIMs are there.
pub(super) fn insert(db: &mut Db, homes: &[Home], now: UtcTime) -> Result<()> {
    let by = By {
        user_id: None,
        name: "Demo".to_owned(),
        address: String::new(),
    };
    seller::change(db, &by, &seller_row(now), now)?;
    for each in published() {
        products::add(db, &by, &each.product, &each.prices.into_iter().collect(), now)?;
    }
    for (number, order) in (1_i64..).zip(ORDERS) {
        let homes = House::ALL.into_iter().zip(homes);
        if let Some((_, home)) = homes.into_iter().find(|(house, _)| *house == order.0) {
            let scope = OrgScope::for_job(home.scope.root_id(), home.scope.organisation_id(), &order.0.owner());
            place(db, &scope, number, order, now)?;
        }
    }
    // Only Hansa has agreed on it.
    if let Some(home) = homes.first() {
        organisations::set_terms(db, &home.scope, Currency::Eur, true)?;
    }
    Ok(())
}

/// A company that does not exist, with the IBAN that German banks use in examples.
fn seller_row(now: UtcTime) -> SellerRow {
    let text = str::to_owned;
    SellerRow {
        id: seller::SELLER,
        name: text("Simportal Demo GmbH"),
        street: text("Funkturmweg 1"),
        extra: String::new(),
        postcode: text("10115"),
        city: text("Berlin"),
        country: text("DE"),
        vat_id: text("DE123456789"),
        tax_number: text("30/123/45678"),
        register: text("Amtsgericht Charlottenburg, HRB 12345 B"),
        directors: text("Erika Mustermann"),
        contact_name: text("Customer service"),
        contact_phone: text("+49 30 5550 100"),
        contact_email: text("billing@simportal.example"),
        web: text("simportal.example"),
        bank: text("Musterbank"),
        account_holder: text("Simportal Demo GmbH"),
        iban: text("DE89370400440532013000"),
        bic: text("COBADEFFXXX"),
        accent: text("#0f766e"),
        payment_days: 14,
        updated_at: now,
    }
}

fn place(db: &mut Db, scope: &OrgScope, number: i64, order: Order, now: UtcTime) -> Result<()> {
    let (_, days, sku, quantity, purchase_order, stage) = order;
    let placed_at = now - TimeDelta::days(days);
    let product = products::list(db, false, 100)?.into_iter().find(|row| row.sku == sku);
    let Some(product) = product else { return Ok(()) };
    let addresses = company::addresses(db, scope, AddressKind::Shipping, 1)?;
    let Some(attempt) = AttemptKey::parse(&format!("demo-order-{number:06}")) else {
        return Ok(());
    };
    let placement = Placement {
        wanted: vec![Wanted {
            product_id: product.id,
            quantity,
            cost_centre: String::new(),
            shown: None,
        }],
        purpose: For::Delivery(addresses.first().map(|row| row.id)),
        method: PaymentMethod::BankTransfer,
        purchase_order: purchase_order.to_owned(),
        buyer_reference: String::new(),
        notes: String::new(),
        attempt,
    };
    let Placed::New(order) = orders::place(db, scope, &placement, placed_at)? else {
        return Err(Error::Refused(orders::NOTHING));
    };
    match stage {
        Stage::Placed => {}
        Stage::Cancelled => {
            orders::cancel(db, scope, order.id, (false, ""), placed_at + TimeDelta::hours(5))?;
        }
        Stage::Paid => pay(db, scope, &order, number, placed_at)?,
        Stage::Completed => {
            pay(db, scope, &order, number, placed_at)?;
            deliver(db, scope, &order, placed_at)?;
        }
    }
    Ok(())
}

fn pay(db: &mut Db, scope: &OrgScope, order: &OrderRow, number: i64, placed_at: UtcTime) -> Result<()> {
    let Some(attempt) = AttemptKey::parse(&format!("demo-payment-{number:06}")) else {
        return Ok(());
    };
    let received = Received {
        amount: order.gross,
        provider: "bank",
        reference: None,
        attempt: &attempt,
    };
    orders::mark_paid(db, scope, order.id, &received, placed_at + TimeDelta::days(2))?;
    Ok(())
}

/// Sends the parcel; small orders name SIMs that the organisation holds.
fn deliver(db: &mut Db, scope: &OrgScope, order: &OrderRow, placed_at: UtcTime) -> Result<()> {
    const NAMED: i64 = 10;
    if order.items <= NAMED {
        let held = sims::page(
            db,
            scope,
            &SimFilter::default(),
            (Sort::Iccid, Direction::Ascending),
            &sims::Bound::First,
            order.items,
        )?;
        let ids = held.rows.iter().map(|row| row.id).collect();
        let found = sims::find_own(db, scope, ids)?;
        for line in orders::lines(db, vec![order.id])? {
            orders::assign(db, scope, order.id, line.id, &found, placed_at + TimeDelta::days(4))?;
        }
    }
    orders::ship(
        db,
        scope,
        order.id,
        ("DHL", "00340434161094021501"),
        placed_at + TimeDelta::days(4),
    )?;
    orders::complete(db, scope, order.id, placed_at + TimeDelta::days(7))?;
    Ok(())
}
