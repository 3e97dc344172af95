//! Payments of bank statements, for staff of finance.
//!
//! | page | file |
//! |---|---|
//! | `/operations/payments` | `list.rs` |
//! | `/operations/payments/statements` | `statements.rs` |
//! | `/operations/payments/{incoming}` and below | `entry.rs` |

mod entry;
mod list;
mod statements;

use crate::domain::bank::BankEntryRow;
use crate::domain::bank::matching::Doubt;
use crate::domain::bank::{Proposal, parse};
use crate::types::access::Access::Staff;
use crate::types::bank::BankEntryStatus;
use crate::types::matrix::StaffPermission::Finance;
use crate::types::money::{Currency, Money};
use crate::web::layout::Layout;
use crate::web::routes::Routes;
use crate::web::urls;

/// Registers the pages.
pub(super) fn register(r: &mut Routes) {
    r.get(urls::BANK, Staff(Finance), list::get);
    r.get(urls::BANK_STATEMENTS, Staff(Finance), statements::get);
    r.post(urls::BANK_STATEMENTS, Staff(Finance), statements::post);
    r.get(urls::BANK_ENTRY, Staff(Finance), entry::get);
    r.post(urls::BANK_ENTRY_ASSIGNMENT, Staff(Finance), entry::assign);
    r.post(urls::BANK_ENTRY_ASIDE, Staff(Finance), entry::ignore);
    r.post(urls::BANK_ENTRY_AGAIN, Staff(Finance), entry::take_up);
}

/// An amount in the currency of a statement, which may be none of ours.
fn money(layout: &Layout, amount: Money, currency: &str) -> String {
    match Currency::parse(currency) {
        Some(currency) => layout.formats.money(amount, currency),
        None => format!("{amount} {currency}"),
    }
}

/// Class and words of what became of a payment.
fn status(layout: &Layout, status: BankEntryStatus) -> (&'static str, String) {
    let class = match status {
        BankEntryStatus::Unmatched => "st-warn",
        BankEntryStatus::Matched => "st-ok",
        BankEntryStatus::Ignored => "st-off",
    };
    (class, layout.t(&format!("bank-status-{status}")))
}

/// Why a payment waits, in words.
fn reason(layout: &Layout, entry: &BankEntryRow, proposal: &Proposal) -> String {
    if entry.amount <= Money::ZERO {
        return layout.t("bank-why-reversal");
    }
    let orders = proposal.orders.join(", ");
    match proposal.why {
        None if proposal.orders.is_empty() => layout.t("bank-why-unknown"),
        None => layout.t1("bank-why-fits", "orders", &orders),
        Some(Doubt::AmountDiffers(by)) => {
            let (key, by) = if by > Money::ZERO {
                ("bank-why-more", by)
            } else {
                ("bank-why-less", Money::ZERO.checked_sub(by).unwrap_or_default())
            };
            layout.t2(key, "orders", &orders, "amount", &money(layout, by, &entry.currency))
        }
        Some(Doubt::OtherCurrency) => layout.t1("bank-why-currency", "orders", &orders),
        Some(Doubt::AmountOnly) => layout.t1("bank-why-amount", "orders", &orders),
    }
}

/// What is wrong with a file: place and sentence.
fn fault(layout: &Layout, fault: &parse::Fault) -> (String, String) {
    let place = match (&fault.statement, fault.entry) {
        (Some(statement), Some(entry)) => {
            let entry = i64::try_from(entry).unwrap_or(i64::MAX);
            layout.t2(
                "bank-place-entry",
                "statement",
                statement,
                "entry",
                &layout.formats.number(entry),
            )
        }
        (None, Some(entry)) => {
            let entry = i64::try_from(entry).unwrap_or(i64::MAX);
            layout.t1("bank-place-number", "entry", &layout.formats.number(entry))
        }
        (Some(statement), None) => layout.t1("bank-place-statement", "statement", statement),
        (None, None) => layout.t("bank-place-file"),
    };
    (place, layout.t1(&fault.text_key(), "detail", &fault.detail))
}
