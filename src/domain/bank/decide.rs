//! What people decide about payments that were not booked by themselves.

use chrono::NaiveDateTime;

use super::book::{Open, incoming, note, open_items};
use super::matching::{Doubt, Match, match_all};
use super::{BankEntryRow, ENTRY};
use crate::domain::orders::{OrderRow, standing, standing_of};
use crate::domain::{Error, Result};
use crate::storage::Db;
use crate::storage::bank as rows;
use crate::storage::orders as order_rows;
use crate::storage::staff_log::{self, StaffChange};
use crate::types::access::StaffScope;
use crate::types::bank::BankEntryStatus;
use crate::types::money::Money;
use crate::types::order::{OrderNumber, OrderStatus};

/// Sentence: somebody has decided already.
const DECIDED: &str = "bank-refused-decided";
/// Sentence: money that went out pays nothing.
const OUTGOING: &str = "bank-refused-outgoing";
/// Sentence: the order is in another currency.
const OTHER_CURRENCY: &str = "bank-refused-currency";

/// What a payment may be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Numbers of the orders; empty: nothing is known.
    pub orders: Vec<String>,
    /// Why it was not booked; `None`: it would fit by now, or nothing is known.
    pub why: Option<Doubt>,
}

/// What payments that wait may be for, in their order.
pub fn proposals(db: &mut Db, entries: &[BankEntryRow]) -> Result<Vec<Proposal>> {
    let open = open_items(db)?;
    let each = entries.iter().map(|entry| {
        // Each for itself: what another one would have settled is still a proposal for a person.
        let payment = incoming(entry)?;
        match_all(&[payment], &open.items).pop()
    });
    Ok(each.map(|found| told(found, &open)).collect())
}

fn told(found: Option<Match>, open: &Open) -> Proposal {
    let (ids, why) = match found {
        None | Some(Match::Unmatched) => (Vec::new(), None),
        Some(Match::Matched(paid)) => (paid.into_iter().map(|(id, _)| id).collect(), None),
        Some(Match::Proposed { items, why }) => (items, Some(why)),
    };
    let numbers = ids.iter().filter_map(|id| open.orders.get(id));
    Proposal {
        orders: numbers.map(|due| due.number.clone()).collect(),
        why,
    }
}

/// What becomes of a payment that is given to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The order, as it is before.
    pub order: OrderRow,
    /// What is due of it.
    pub due: Money,
    /// What is booked: the payment, as far as it is due.
    pub booked: Money,
    /// What is left of the payment: it has to go back to the payer.
    pub rest: Money,
}

/// What would become of a payment if it were given to this order. Changes nothing.
pub fn trial(db: &mut Db, entry: &BankEntryRow, number: &OrderNumber) -> Result<Decided> {
    let order = order_rows::find_any(db, number)?;
    decided(entry, order)
}

fn decided(entry: &BankEntryRow, order: OrderRow) -> Result<Decided> {
    if entry.status != BankEntryStatus::Unmatched {
        return Err(Error::Refused(DECIDED));
    }
    if entry.amount <= Money::ZERO {
        return Err(Error::Refused(OUTGOING));
    }
    if entry.currency != order.currency.as_str() {
        return Err(Error::Refused(OTHER_CURRENCY));
    }
    let due = standing_of(&order).due();
    if due <= Money::ZERO {
        return Err(Error::Refused(match order.status {
            OrderStatus::Cancelled => standing::IS_CANCELLED,
            _ => standing::IS_PAID,
        }));
    }
    let booked = entry.amount.min(due);
    let rest = entry.amount.checked_sub(booked).unwrap_or_default();
    Ok(Decided {
        order,
        due,
        booked,
        rest,
    })
}

/// Gives a payment to an order. Less than is due is a part of it, and the order goes on waiting for the rest. Of more than is due, what is due
/// is booked, and the rest stays visible at the payment: an order never takes more than it costs, and what is too much belongs to the payer.
pub fn assign(
    db: &mut Db,
    staff: &StaffScope,
    entry_id: i64,
    number: &OrderNumber,
    now: NaiveDateTime,
) -> Result<Decided> {
    let mut entry = rows::lock_entry(db, entry_id)?;
    let found = order_rows::find_any(db, number)?;
    let scope = staff.of_customer(found.root_id, found.organisation_id);
    let decided = decided(&entry, order_rows::lock(db, &scope, found.id)?)?;
    let order = (decided.order.id, decided.order.number.as_str());
    let payment_id = note(db, &scope, &entry, order, decided.booked, now)?;
    entry.status = BankEntryStatus::Matched;
    (entry.order_id, entry.payment_id) = (Some(decided.order.id), Some(payment_id));
    rows::save_entry(db, &entry)?;
    let text = format!("{}: {} {}", decided.order.number, decided.booked, entry.currency);
    log(db, staff, &entry, ("bank.assign", Some(text)), now)?;
    Ok(decided)
}

/// Puts a payment aside that is for no order, with the reason.
pub fn ignore(db: &mut Db, staff: &StaffScope, entry_id: i64, reason: &str, now: NaiveDateTime) -> Result<()> {
    let mut entry = rows::lock_entry(db, entry_id)?;
    if entry.status != BankEntryStatus::Unmatched {
        return Err(Error::Refused(DECIDED));
    }
    entry.status = BankEntryStatus::Ignored;
    reason.clone_into(&mut entry.note);
    rows::save_entry(db, &entry)?;
    log(db, staff, &entry, ("bank.ignore", Some(reason.to_owned())), now)
}

/// Takes a payment up again that a person has put aside. What went out was put aside by nobody, and stays there.
pub fn take_up(db: &mut Db, staff: &StaffScope, entry_id: i64, now: NaiveDateTime) -> Result<()> {
    let mut entry = rows::lock_entry(db, entry_id)?;
    if entry.status != BankEntryStatus::Ignored || entry.note.is_empty() {
        return Err(Error::Refused(DECIDED));
    }
    entry.status = BankEntryStatus::Unmatched;
    entry.note.clear();
    rows::save_entry(db, &entry)?;
    log(db, staff, &entry, ("bank.take_up", None), now)
}

fn log(
    db: &mut Db,
    staff: &StaffScope,
    entry: &BankEntryRow,
    (action, new): (&str, Option<String>),
    now: NaiveDateTime,
) -> Result<()> {
    let change = StaffChange {
        action,
        object_kind: ENTRY,
        object_id: entry.id,
        object_name: &entry.reference,
        old: None,
        new,
    };
    Ok(staff_log::insert(db, staff.by(), &change, now)?)
}
