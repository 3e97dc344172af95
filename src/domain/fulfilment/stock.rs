//! Which organisations hold SIMs that nobody ordered yet; staff say so.

use chrono::NaiveDateTime;

use crate::domain::{Error, Result};
use crate::storage::staff_log::{self, StaffChange};
pub use crate::storage::stock::{Stock, list};
use crate::storage::{Db, orders, organisations, stock as rows};
use crate::types::access::StaffScope;
use crate::types::account_number::AccountNumber;

/// Sentence: no organisation has this account number.
pub const UNKNOWN: &str = "stock-refused-unknown";
/// Sentence: whoever orders SIMs is a customer, whose SIMs are not given to others.
pub const IS_CUSTOMER: &str = "stock-refused-customer";
/// Sentence: a sub-organisation belongs to a customer.
pub const IS_SUB: &str = "stock-refused-sub";

/// What it is called in the log of staff.
const OBJECT_KIND: &str = "stock";

/// Makes an organisation a stock. A customer is none: a master organisation that has ordered something, or a sub-organisation.
pub fn mark(db: &mut Db, staff: &StaffScope, number: &AccountNumber, now: NaiveDateTime) -> Result<()> {
    let Some(found) = organisations::find_by_number(db, number.as_str())? else {
        return Err(Error::Refused(UNKNOWN));
    };
    if found.parent_id.is_some() {
        return Err(Error::Refused(IS_SUB));
    }
    let scope = staff.of_customer(found.root_id, found.id);
    let held = organisations::lock(db, &scope)?;
    if orders::has_any(db, &scope)? {
        return Err(Error::Refused(IS_CUSTOMER));
    }
    if rows::mark(db, held.id, &staff.by().name, now)? {
        note(db, staff, "stock.mark", (held.id, &held.name), now)?;
    }
    Ok(())
}

/// Makes it none any more; its SIMs stay where they are.
pub fn unmark(db: &mut Db, staff: &StaffScope, number: &AccountNumber, now: NaiveDateTime) -> Result<()> {
    let Some(found) = organisations::find_by_number(db, number.as_str())? else {
        return Err(Error::NotFound);
    };
    if rows::unmark(db, found.id)? {
        note(db, staff, "stock.unmark", (found.id, &found.name), now)?;
    }
    Ok(())
}

fn note(db: &mut Db, staff: &StaffScope, action: &str, (id, name): (i64, &str), now: NaiveDateTime) -> Result<()> {
    let change = StaffChange {
        action,
        object_kind: OBJECT_KIND,
        object_id: id,
        object_name: name,
        old: None,
        new: None,
    };
    Ok(staff_log::insert(db, staff.by(), &change, now)?)
}
