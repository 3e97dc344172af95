//! People of a master organisation inside one of its sub-organisations: only as long as it grants them to manage it (product section 10),
//! which is looked at with every request and every job.

use chrono::NaiveDateTime;

use super::{Person, person};
use crate::domain::Result;
use crate::storage::organisations::OrganisationRow;
use crate::storage::{Db, master_access};
use crate::types::access::{Home, Place};
use crate::types::matrix::Permission;
use crate::types::organisation::AccessLevel;

/// The person in this organisation: their own, or a sub-organisation of it that lets its master manage it. `None` when the account ended,
/// or when they have no business there (any more).
pub fn person_in(
    db: &mut Db,
    user_id: i64,
    organisation_id: i64,
    address: &str,
    now: NaiveDateTime,
) -> Result<Option<Person>> {
    let Some(person) = person(db, user_id, address, now)? else {
        return Ok(None);
    };
    let is_at_home =
        |place: &Place| matches!(place, Place::Member { organisation_id: own, .. } if *own == organisation_id);
    if is_at_home(&person.actor.place) {
        return Ok(Some(person));
    }
    Ok(match master_access::entry(db, organisation_id)? {
        Some((sub, AccessLevel::Manage)) => inside(person, sub),
        _ => None,
    })
}

/// The person inside a sub-organisation, if it is one of their organisation.
fn inside(mut person: Person, sub: OrganisationRow) -> Option<Person> {
    let actor = &mut person.actor;
    if !actor.may(Permission::ViewOrganisation) {
        return None;
    }
    let Place::Member {
        organisation_id,
        organisation,
        account_number,
        is_master,
        home,
        ..
    } = &mut actor.place
    else {
        return None;
    };
    if !*is_master || sub.parent_id != Some(*organisation_id) {
        return None;
    }
    *home = Some(Home {
        organisation_id: std::mem::replace(organisation_id, sub.id),
        organisation: std::mem::replace(organisation, sub.name),
        account_number: std::mem::replace(account_number, sub.account_number),
        // A view of the master's list means nothing in here.
        default_view_id: actor.default_view_id.take(),
    });
    *is_master = false;
    if let Ok(zone) = sub.time_zone.parse() {
        actor.zone = zone;
    }
    // What the sub-organisation asks of its own people, it asks of guests as well.
    person.standing.is_required |= sub.two_factor_required;
    Some(person)
}
