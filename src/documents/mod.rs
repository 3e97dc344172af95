//! Files for people: lists as CSV and as workbooks, invoices as PDF and XML, and as bookings. Pure. Rows of a list come in one by one, bytes go out, and
//! the memory that takes does not grow with their number; an invoice comes whole.

pub mod csv;
pub mod datev;
pub mod epc;
pub mod invoice;
pub mod sims;
pub mod xlsx;

use std::borrow::Cow;
use std::io;

use chrono::{NaiveDate, NaiveDateTime};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, also numbers that nobody counts with (ICCID, IMSI).
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(NaiveDate),
    /// A moment by the clocks that the head of the column names, to the second.
    Moment(NaiveDateTime),
}

impl<'a> Cell<'a> {
    /// Text, or nothing where it is empty.
    pub fn text(text: &'a str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(Cow::Borrowed(text))
        }
    }
}

/// Takes the cells of a table from left to right and from top to bottom.
pub trait Rows {
    /// The next cell of the row.
    fn cell(&mut self, cell: Cell<'_>) -> io::Result<()>;

    /// The row is complete.
    fn end_row(&mut self) -> io::Result<()>;
}
