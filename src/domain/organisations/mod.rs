//! Sub-organisations (product section 10): a master makes them, sees their totals, and deletes them; what more it may see or do there, the
//! sub-organisation grants. Depth stops at one.
//!
//! - `founding.rs` makes one; `owner.rs` is about its owner until the password is set
//! - `access.rs` what it grants its master, looking at it and going into it
//! - `deletion.rs` what blocks its end, and the end

mod access;
mod deletion;
mod founding;
mod owner;

pub use access::{AccessLevel, AccessRow, NO_ACCESS, NOT_A_SUB, enter, grant, granted, leave, look, master_of};
pub use deletion::{Blocker, WRONG_NAME, blockers, delete};
pub use founding::{ADDRESS_YOURS, Founding, MARKETPLACE, NO_NUMBERS, ONLY_MASTERS, TRY_AGAIN, found, may_found};
pub use owner::{ALREADY_ACTIVE, Owner, TOO_OFTEN, invite_again, of_pending};

use super::Result;
pub use crate::storage::organisations::OrganisationRow;
use crate::storage::sims::counts;
pub use crate::storage::sims::{Bound, Direction};
pub use crate::storage::sub_organisations::{SubFilter, SubRow, SubSlice, SubSort, SubTotals, find, page, totals};
use crate::storage::{Db, organisations};
use crate::types::access::OrgScope;

/// How many SIMs the organisation of the scope holds.
pub fn sims_of(db: &mut Db, scope: &OrgScope) -> Result<i64> {
    Ok(counts::of(db, scope)?.iter().map(|row| row.sims).sum())
}

/// The scope of the same person inside a sub-organisation that was found below it.
fn inside(db: &mut Db, scope: &OrgScope, sub: &SubRow) -> Result<OrgScope> {
    let master = organisations::find(db, scope.organisation_id())?;
    Ok(scope.inside(sub.organisation.id, &master.name))
}
