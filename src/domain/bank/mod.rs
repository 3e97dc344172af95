//! Bank statements: reading what a bank has booked ([`parse`]) and finding out what was paid with it ([`matching`]), both pure; storing it
//! (`import.rs`), booking it on orders (`book.rs`), and what people decide about the rest (`decide.rs`).
//!
//! Each payment is stored under its key, so that a file that comes twice, or a payment that stands in two files, is counted once; what is
//! booked has a key made of that one and the order, so that it is booked once, whoever does it and however often.

mod book;
mod decide;
mod import;
pub mod matching;
pub mod parse;

pub use book::{Open, Step, book_piece, open_items};
pub use decide::{Decided, Proposal, assign, ignore, proposals, take_up, trial};
pub use import::{NO_SELLER, OTHER_ACCOUNT, Stored, foreign_account, store};

pub use crate::storage::bank::{
    BankEntryRow, StatementRow, booked_amounts, count_unmatched, counts_of, entries_page, find_entry, statements_of,
    statements_page,
};
pub use crate::storage::keyset::{Edge, Recent};
pub use crate::storage::staff_log::{StaffEntryRow, of_object as history};

/// What a payment is called in the log of staff.
pub const ENTRY: &str = "bank_entry";
/// What a statement is called in the log of staff.
const STATEMENT: &str = "bank_statement";
