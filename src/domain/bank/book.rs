//! Booking payments on what they are for, piece by piece: what is certain, and nothing else.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::matching::{Incoming, Match, OpenItem, match_all};
use crate::crypto::sha256_hex;
use crate::domain::fulfilment::BY_BANK;
use crate::domain::orders::{self, Received, standing_of};
use crate::domain::{Error, Result};
use crate::storage::bank::{self as rows, BankEntryRow};
use crate::storage::orders::{self as order_rows, Due};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::bank::BankEntryStatus;
use crate::types::money::{Currency, Money};
use crate::types::order::AttemptKey;

/// Whether there is more to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// All is done.
    Done,
    /// The next piece follows.
    More,
}

/// What is open, ready for matching.
#[derive(Debug, Default)]
pub struct Open {
    /// For the matching, by the key of the order.
    pub items: Vec<OpenItem>,
    /// The orders, by key.
    pub orders: HashMap<i64, Due>,
}

/// Everything that is to be paid.
pub fn open_items(db: &mut Db) -> Result<Open> {
    let mut open = Open::default();
    let mut documents: HashMap<i64, Vec<String>> = HashMap::new();
    for (order_id, number) in order_rows::documents_of_due(db)? {
        documents.entry(order_id).or_default().push(number);
    }
    for due in order_rows::due(db)? {
        let left = due.gross.checked_sub(due.paid).unwrap_or_default();
        if left > Money::ZERO {
            open.items.push(OpenItem {
                id: due.id,
                numbers: numbers_of(&due, documents.remove(&due.id).unwrap_or_default()),
                open: left,
                currency: due.currency,
            });
            open.orders.insert(due.id, due);
        }
    }
    Ok(open)
}

/// The numbers by which a payer may name an order: its own and those of its invoices.
fn numbers_of(due: &Due, mut documents: Vec<String>) -> Vec<String> {
    documents.push(due.number.clone());
    documents
}

/// A payment as the matching wants it; `None` where it is in no currency of ours.
pub(super) fn incoming(entry: &BankEntryRow) -> Option<Incoming<'_>> {
    Some(Incoming {
        amount: entry.amount,
        currency: Currency::parse(&entry.currency)?,
        texts: [&entry.remittance, &entry.end_to_end_id],
    })
}

/// Compares the next payments of a statement, at most `most`, in one transaction, and books what is certain. `scope` makes the scope of the
/// organisation of an order. How far it is stands in the row of the statement, so that work that was broken off goes on where it was.
pub fn book_piece(
    db: &mut Db,
    statement_id: i64,
    scope: &dyn Fn(i64, i64) -> OrgScope,
    most: i64,
    now: NaiveDateTime,
) -> Result<Step> {
    let statement = rows::lock_statement(db, statement_id)?;
    let piece = rows::lock_entries(db, statement_id, statement.position, most)?;
    let Some(last) = piece.last().map(|entry| entry.id) else {
        return Ok(Step::Done);
    };
    let is_last = i64::try_from(piece.len()).is_ok_and(|n| n < most);
    let waiting: Vec<BankEntryRow> = piece
        .into_iter()
        .filter(|entry| entry.status == BankEntryStatus::Unmatched)
        .collect();
    if !waiting.is_empty() {
        let open = open_items(db)?;
        let payments: Vec<Incoming<'_>> = waiting.iter().filter_map(incoming).collect();
        let matches = match_all(&payments, &open.items);
        let known = waiting.iter().filter(|entry| incoming(entry).is_some());
        for (entry, found) in known.zip(matches) {
            if let Match::Matched(paid) = found {
                book(db, entry.clone(), &paid, &open, scope, now)?;
            }
        }
    }
    rows::set_position(db, statement_id, last)?;
    Ok(if is_last { Step::Done } else { Step::More })
}

/// Books a payment on all of its orders, or, if one of them is not as open as it was a moment ago, on none: then a person decides.
fn book(
    db: &mut Db,
    mut entry: BankEntryRow,
    paid: &[(i64, Money)],
    open: &Open,
    scope: &dyn Fn(i64, i64) -> OrgScope,
    now: NaiveDateTime,
) -> Result<()> {
    let mut each = Vec::with_capacity(paid.len());
    for (order_id, amount) in paid {
        let Some(due) = open.orders.get(order_id) else {
            return Ok(());
        };
        let scope = scope(due.root_id, due.organisation_id);
        let order = order_rows::lock(db, &scope, due.id)?;
        if standing_of(&order).due() != *amount {
            return Ok(());
        }
        each.push((scope, due, *amount));
    }
    let is_one = each.len() == 1;
    for (scope, due, amount) in &each {
        let payment_id = note(db, scope, &entry, (due.id, &due.number), *amount, now)?;
        if is_one {
            (entry.order_id, entry.payment_id) = (Some(due.id), Some(payment_id));
        }
    }
    if !is_one {
        let numbers: Vec<&str> = each.iter().map(|(_, due, _)| due.number.as_str()).collect();
        entry.note = numbers.join(", ");
    }
    entry.status = BankEntryStatus::Matched;
    Ok(rows::save_entry(db, &entry)?)
}

/// Notes what a payment pays of an order; answers the key of the payment that was noted.
pub(super) fn note(
    db: &mut Db,
    scope: &OrgScope,
    entry: &BankEntryRow,
    (order_id, number): (i64, &str),
    amount: Money,
    now: NaiveDateTime,
) -> Result<i64> {
    let attempt = attempt_of(entry, order_id)?;
    let reference = format!("{} {number}", entry.reference);
    let received = Received {
        amount,
        provider: BY_BANK,
        reference: Some(&reference),
        attempt: &attempt,
    };
    orders::mark_paid(db, scope, order_id, &received, now)?;
    let noted = orders::payment_by_key(db, &attempt)?.ok_or(Error::NotFound)?;
    Ok(noted.id)
}

/// One payment of the bank pays one order once.
fn attempt_of(entry: &BankEntryRow, order_id: i64) -> Result<AttemptKey> {
    let key = sha256_hex(&format!("bank\n{}\n{order_id}", entry.reference));
    AttemptKey::parse(&key).ok_or_else(|| StorageError::internal("a hash that is no key").into())
}
