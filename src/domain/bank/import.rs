//! Storing what a file says. Nothing of it is stored unless all of it could be read.

use chrono::NaiveDateTime;

use super::STATEMENT;
use super::book::{Step, book_piece};
use super::parse::{Entry, Payment, Statement};
use crate::domain::work::{Job, enqueue};
use crate::domain::{Error, Result};
use crate::storage::bank::{self as rows, NewBankEntry, NewStatement};
use crate::storage::staff_log::{self, StaffChange};
use crate::storage::{Db, sellers};
use crate::types::access::StaffScope;
use crate::types::bank::BankEntryStatus;
use crate::types::iban::Iban;
use crate::types::money::Money;

/// Sentence: the operator's own account is not known yet.
pub const NO_SELLER: &str = "bank-refused-no-seller";
/// Sentence: the statement is of another account.
pub const OTHER_ACCOUNT: &str = "bank-refused-other-account";

/// Payments that are compared in the transaction that stores them; of more a job compares all.
const AT_ONCE: i64 = 200;

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stored {
    /// Keys of its statements, in the order of the file.
    pub statements: Vec<i64>,
    /// Payments that are new.
    pub new: i64,
    /// Payments that were known.
    pub known: i64,
    /// Whether a job goes on comparing them.
    pub is_going_on: bool,
}

/// The account of the first statement that is not of the seller's account.
pub fn foreign_account(db: &mut Db, statements: &[Statement]) -> Result<Option<Iban>> {
    let seller = sellers::find(db)?.ok_or(Error::Refused(NO_SELLER))?;
    let own = Iban::parse(&seller.iban).map_err(|_| Error::Refused(NO_SELLER))?;
    let foreign = statements.iter().find(|statement| statement.account != own);
    Ok(foreign.map(|statement| statement.account.clone()))
}

/// Stores the statements of a file and books what is certain. What is known already stays as it is.
pub fn store(
    db: &mut Db,
    staff: &StaffScope,
    statements: &[Statement],
    file_name: &str,
    now: NaiveDateTime,
) -> Result<Stored> {
    if foreign_account(db, statements)?.is_some() {
        return Err(Error::Refused(OTHER_ACCOUNT));
    }
    let mut stored = Stored::default();
    for statement in statements {
        let (id, all, new) = store_one(db, staff, statement, file_name, now)?;
        stored.statements.push(id);
        stored.new += new;
        stored.known += all - new;
        let change = StaffChange {
            action: "bank.import",
            object_kind: STATEMENT,
            object_id: id,
            object_name: &statement.id,
            old: None,
            new: Some(format!("{new} + {}", all - new)),
        };
        staff_log::insert(db, staff.by(), &change, now)?;
    }
    let mut ids = stored.statements.clone();
    ids.sort_unstable();
    ids.dedup();
    if stored.new > 0 && stored.new <= AT_ONCE {
        for id in ids {
            let scope = |root_id, organisation_id| staff.of_customer(root_id, organisation_id);
            while book_piece(db, id, &scope, AT_ONCE, now)? == Step::More {}
        }
    } else if stored.new > 0 {
        for statement_id in ids {
            enqueue(db, None, &Job::BookStatement { statement_id }, now)?;
        }
        stored.is_going_on = true;
    }
    Ok(stored)
}

/// Key of a statement, its payments, and those of them that are new.
fn store_one(
    db: &mut Db,
    staff: &StaffScope,
    statement: &Statement,
    file_name: &str,
    now: NaiveDateTime,
) -> Result<(i64, i64, i64)> {
    let (opening, closing) = statement.balances.unwrap_or_default();
    let row = rows::insert_statement(
        db,
        &NewStatement {
            account_iban: statement.account.to_string(),
            reference: statement.id.clone(),
            currency: statement.currency.to_string(),
            opening,
            closing,
            file_name: file_name.to_owned(),
            imported_by_name: staff.by().name.clone(),
            imported_at: now,
        },
    )?;
    let new: Vec<NewBankEntry> = statement
        .entries
        .iter()
        .flat_map(|entry| {
            entry
                .payments
                .iter()
                .map(|payment| new_entry(row.id, statement, entry, payment))
        })
        .collect();
    let added = rows::insert_entries(db, &new)?;
    let all = i64::try_from(new.len()).unwrap_or(i64::MAX);
    let added = i64::try_from(added).unwrap_or(i64::MAX);
    rows::set_read(db, row.id, all, all - added)?;
    Ok((row.id, all, added))
}

/// Money that went out has nothing to do with orders. One exception: a payment that the bank takes back again is looked at by a person.
fn new_entry(statement_id: i64, statement: &Statement, entry: &Entry, payment: &Payment) -> NewBankEntry {
    let is_outgoing = payment.amount <= Money::ZERO && !entry.is_reversal;
    NewBankEntry {
        statement_id,
        account_iban: statement.account.to_string(),
        reference: payment.key.clone(),
        booked_on: entry.booked_on,
        amount: payment.amount,
        currency: statement.currency.to_string(),
        remittance: payment.remittance.clone(),
        end_to_end_id: payment.end_to_end_id.clone(),
        debtor: payment.payer.clone(),
        debtor_iban: payment.payer_iban.clone(),
        status: if is_outgoing {
            BankEntryStatus::Ignored
        } else {
            BankEntryStatus::Unmatched
        },
        note: String::new(),
    }
}
