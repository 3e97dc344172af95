//! Lines of a transfer that name ranges, and what is wrong with lines.

use diesel::prelude::*;

use super::TransferRow;
use crate::storage::schema::{transfer_errors, transfer_ranges};
use crate::storage::{Db, Result};

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 500;

/// A range of a transfer that may take place. The ranges of a transfer have no number in common.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = transfer_ranges, treat_none_as_default_value = false)]
pub struct RangeRow {
    /// The transfer.
    pub transfer_id: i64,
    /// Its first ICCID as a number: ranges are worked off and shown in the order of their numbers.
    pub position: i64,
    /// Number of the line that named it; of many lines that follow each other without a gap the first.
    pub line: i64,
    /// First ICCID.
    pub first_iccid: String,
    /// Last ICCID.
    pub last_iccid: String,
    /// SIMs in it: one for each of its numbers.
    pub sims: i64,
}

/// Something wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = transfer_errors, treat_none_as_default_value = false)]
pub struct ErrorRow {
    /// The transfer.
    pub transfer_id: i64,
    /// Place among the errors.
    pub position: i64,
    /// Number of the line; 0 is the whole file.
    pub line: i64,
    /// A `RangeFault`, for some followed by a space and a number: the earlier line, or how many SIMs.
    pub kind: String,
    /// The line as far as it is shown, or the ICCID.
    pub detail: String,
}

/// Adds ranges; those that are there already stay, so that a check that was interrupted can be done again.
pub fn insert_ranges(db: &mut Db, ranges: &[RangeRow]) -> Result<()> {
    for rows in ranges.chunks(ROWS) {
        on_backend!(db, c => diesel::insert_into(transfer_ranges::table)
            .values(rows.to_vec())
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// The next ranges behind a position.
pub fn ranges_after(db: &mut Db, transfer: &TransferRow, after: i64, most: i64) -> Result<Vec<RangeRow>> {
    use transfer_ranges as r;
    Ok(r::table
        .filter(r::transfer_id.eq(transfer.id))
        .filter(r::position.gt(after))
        .order(r::position)
        .limit(most)
        .select(r::all_columns)
        .load(db)?)
}

/// The range that begins at this number or is the next one before it.
pub fn range_around(db: &mut Db, transfer: &TransferRow, number: i64) -> Result<Option<RangeRow>> {
    use transfer_ranges as r;
    Ok(r::table
        .filter(r::transfer_id.eq(transfer.id))
        .filter(r::position.le(number))
        .order(r::position.desc())
        .select(r::all_columns)
        .first(db)
        .optional()?)
}

/// A page of the ranges of a transfer, which was found through a scope: those behind a position, or those before it.
pub fn ranges_page(
    db: &mut Db,
    transfer: &TransferRow,
    place: i64,
    is_backwards: bool,
    most: i64,
) -> Result<Vec<RangeRow>> {
    use transfer_ranges as r;
    if !is_backwards {
        return ranges_after(db, transfer, place, most);
    }
    let mut rows: Vec<RangeRow> = r::table
        .filter(r::transfer_id.eq(transfer.id))
        .filter(r::position.lt(place))
        .order(r::position.desc())
        .limit(most)
        .select(r::all_columns)
        .load(db)?;
    rows.reverse();
    Ok(rows)
}

/// Adds errors.
pub fn insert_errors(db: &mut Db, errors: &[ErrorRow]) -> Result<()> {
    for rows in errors.chunks(ROWS) {
        on_backend!(db, c => diesel::insert_into(transfer_errors::table).values(rows.to_vec()).execute(c))?;
    }
    Ok(())
}

/// Removes the errors of a transfer.
pub fn drop_errors(db: &mut Db, transfer: &TransferRow) -> Result<()> {
    diesel::delete(transfer_errors::table.filter(transfer_errors::transfer_id.eq(transfer.id))).execute(db)?;
    Ok(())
}

/// Errors of a transfer, which was found through a scope, behind a place.
pub fn errors_after(db: &mut Db, transfer: &TransferRow, after: i64, most: i64) -> Result<Vec<ErrorRow>> {
    use transfer_errors as e;
    Ok(e::table
        .filter(e::transfer_id.eq(transfer.id))
        .filter(e::position.gt(after))
        .order(e::position)
        .limit(most)
        .select(e::all_columns)
        .load(db)?)
}
