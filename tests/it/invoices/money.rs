//! Whatever happens to an order, in any sequence: its documents add up to what it comes to, and the money to what its payments say.

use simportal::domain::invoices;
use simportal::domain::orders::{self, OrderRow};
use simportal::types::money::Money;
use simportal::types::order::{InvoiceKind, OrderStatus, PaymentKind, PaymentStatus};

use super::correcting::{correct, with_quantity};
use super::{cancel, documents, pay, refund};
use crate::support::cast::Org;
use crate::support::{TestApp, make};

on_both!(documents_and_payments_add_up_after_any_sequence);

/// Numbers that look random and are the same each time (Numerical Recipes, a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

async fn documents_and_payments_add_up_after_any_sequence(app: TestApp) {
    let mut dice = Dice(20_261_122);
    let mut steps = 0;
    for _ in 0..25 {
        let mut order = make::order(&app, Org::Master);
        for _ in 0..7 {
            let amount = Money::from_cents(i64::try_from(dice.roll(120_000)).unwrap());
            let done = match dice.roll(6) {
                0 => pay(&app, &order, amount),
                1 | 2 => pay(&app, &order, orders::standing_of(&order).due()),
                3 => refund(&app, &order, amount),
                4 if invoices::current(&documents(&app, &order)).is_some() => {
                    let quantity = i64::try_from(dice.roll(12) * 10).unwrap();
                    correct(&app, &order, &with_quantity(&app, &order, quantity))
                }
                5 if dice.roll(3) == 0 => cancel(&app, &order),
                _ => continue,
            };
            if let Ok(after) = done {
                order = after;
                steps += 1;
            }
            adds_up(&app, &order);
        }
    }
    assert!(steps > 40, "only {steps} steps were possible");
    // Numbers have no gaps, whatever was refused on the way.
    let days = invoices::Days {
        from: chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        until: chrono::NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
    };
    let scope = make::scope(&app, Org::Master);
    let all = app.db(|db| invoices::issued_in(db, &scope, days, None, 1_000));
    for (letters, of_series) in [("RE", false), ("RK", true)] {
        let numbers = all
            .iter()
            .filter(|row| (row.kind == InvoiceKind::CreditNote) == of_series);
        for (place, row) in (1..).zip(numbers) {
            assert_eq!(row.number, format!("{letters}-2026-{place:05}"));
        }
    }
}

/// The laws of one order.
fn adds_up(app: &TestApp, order: &OrderRow) {
    let issued = documents(app, order);
    let signed = |row: &invoices::DocumentRow| match row.kind {
        InvoiceKind::CreditNote => row.gross.negated(),
        InvoiceKind::Invoice | InvoiceKind::Correction => row.gross,
    };
    let invoiced = Money::checked_sum(issued.iter().map(signed)).unwrap();
    let held = invoices::current(&issued).map_or(Money::ZERO, |row| row.gross);
    assert_eq!(invoiced, held, "credit notes take back exactly what they credit");
    if order.status == OrderStatus::Cancelled {
        assert_eq!(invoiced, Money::ZERO);
    } else if order.paid <= held {
        assert_eq!(order.gross, held, "what is to be paid is what the document says");
    } else {
        assert_eq!(order.gross, order.paid, "what was paid too much can go back");
    }
    let payments = app.db(|db| orders::payments(db, order.id));
    let sum = |kind| Money::checked_sum(payments.iter().filter(|row| row.kind == kind).map(|row| row.amount)).unwrap();
    assert_eq!(
        (sum(PaymentKind::Charge), sum(PaymentKind::Refund)),
        (order.paid, order.refunded)
    );
    assert!(order.refunded <= order.paid && order.paid <= order.gross);
    assert_eq!(order.gross, order.net.checked_add(order.vat).unwrap());
    if order.payment_status == PaymentStatus::Paid {
        assert_eq!(order.paid, order.gross);
    }
}
