//! What a sub-organisation grants its master, and what the master's people do with it: every grant and every look is in the log of the
//! sub-organisation.

use chrono::{NaiveDate, NaiveDateTime};

use super::{SubRow, inside};
use crate::domain::dashboard::{self, Glance, Spread};
use crate::domain::{Error, Result, auth, company};
use crate::storage::audit;
pub use crate::storage::master_access::AccessRow;
use crate::storage::organisations::OrganisationRow;
use crate::storage::{Db, master_access, organisations, sub_organisations as subs};
use crate::types::access::{Actor, OrgScope};
use crate::types::account_number::AccountNumber;
use crate::types::matrix::Permission;
pub use crate::types::organisation::AccessLevel;

/// Sentence: a master has no master to grant anything to.
pub const NOT_A_SUB: &str = "organisations-refused-no-master";
/// Sentence: the sub-organisation does not let its master in, or not people of this role.
pub const NO_ACCESS: &str = "organisations-refused-enter";

/// What the organisation of the scope grants its master.
pub fn granted(db: &mut Db, scope: &OrgScope) -> Result<Option<AccessRow>> {
    Ok(master_access::find(db, scope)?)
}

/// The master of a sub-organisation.
pub fn master_of(db: &mut Db, scope: &OrgScope) -> Result<OrganisationRow> {
    Ok(organisations::find(db, scope.root_id())?)
}

/// Grants a level, another one than before, or nothing any more: it counts from the master's next request on.
pub fn grant(db: &mut Db, scope: &OrgScope, level: Option<AccessLevel>, now: NaiveDateTime) -> Result<()> {
    let organisation = organisations::lock(db, scope)?;
    if organisation.parent_id.is_none() {
        return Err(Error::Refused(NOT_A_SUB));
    }
    let before = master_access::find(db, scope)?.map(|row| row.level);
    if before == level {
        return Ok(());
    }
    let action = match (before, level) {
        (_, None) => "access.revoke",
        (None, Some(_)) => "access.grant",
        (Some(_), Some(_)) => "access.change",
    };
    match level {
        Some(level) => master_access::set(db, scope, level, now)?,
        None => master_access::delete(db, scope)?,
    }
    let change = audit::Change {
        old: before.map(|level| level.to_string()),
        new: level.map(|level| level.to_string()),
        ..company::about(&organisation, action)
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

/// What a sub-organisation that was found lets its master see, read on the day `today` (UTC), and noted in its log; `None` if it grants
/// nothing (any more). `master` is the name of the scope's organisation.
pub fn look(
    db: &mut Db,
    (scope, master): (&OrgScope, &str),
    sub: &SubRow,
    spread: Spread,
    (today, now): (NaiveDate, NaiveDateTime),
) -> Result<Option<(AccessLevel, Glance)>> {
    let inside = scope.inside(sub.organisation.id, master);
    let Some(row) = master_access::find(db, &inside)? else {
        return Ok(None);
    };
    let usage_by = (row.level >= AccessLevel::Usage).then_some(spread);
    let glance = dashboard::glance(db, &inside, usage_by, today)?;
    let change = audit::Change {
        new: Some(row.level.to_string()),
        ..company::about(&sub.organisation, "access.look")
    };
    audit::insert(db, &inside, now, vec![change])?;
    Ok(Some((row.level, glance)))
}

/// Lets a person of the master into a sub-organisation that grants it; answers its key.
pub fn enter(db: &mut Db, actor: &Actor, number: &AccountNumber, now: NaiveDateTime) -> Result<i64> {
    let scope = actor
        .enter(Permission::ViewOrganisation)
        .map_err(|_| Error::Refused(NO_ACCESS))?;
    let sub = subs::find(db, &scope, number)?;
    let person = auth::person_in(db, actor.user_id, sub.organisation.id, &actor.address, now)?;
    if person.is_none() {
        return Err(Error::Refused(NO_ACCESS));
    }
    let change = company::about(&sub.organisation, "access.enter");
    let inside = inside(db, &scope, &sub)?;
    audit::insert(db, &inside, now, vec![change])?;
    Ok(sub.organisation.id)
}

/// Notes that a person who had entered goes back home.
pub fn leave(db: &mut Db, actor: &Actor, now: NaiveDateTime) -> Result<()> {
    if actor.home().is_none() {
        return Ok(());
    }
    let scope = actor.enter(Permission::ViewOrganisation)?;
    let organisation = organisations::find(db, scope.organisation_id())?;
    Ok(audit::insert(
        db,
        &scope,
        now,
        vec![company::about(&organisation, "access.leave")],
    )?)
}
