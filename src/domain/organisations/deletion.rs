//! The end of a sub-organisation: only when it is fully created, without SIMs and without anything under way. Its row stays, so that logs
//! can name it and its account number is never given again; its people do not.

use chrono::NaiveDateTime;

use super::{SubRow, inside};
use crate::domain::{Error, Result, company};
use crate::storage::{Db, audit, orders, sub_organisations as subs};
use crate::types::access::OrgScope;
use crate::types::account_number::AccountNumber;
use crate::types::organisation::OrganisationStatus;

/// Sentence at the field: the name is typed wrongly.
pub const WRONG_NAME: &str = "organisations-delete-wrong-name";

/// What keeps a sub-organisation from being deleted, with how many of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocker {
    /// Its owner has not set a password yet.
    Pending,
    /// It holds SIMs.
    Sims(i64),
    /// Bulk actions that run or wait for confirmation.
    Bulk(i64),
    /// Files that are being made.
    Exports(i64),
    /// Transfers from or to it.
    Transfers(i64),
    /// Orders that are open or not paid.
    Orders(i64),
    /// Jobs, such as commands that a carrier has not carried out.
    Jobs(i64),
}

impl Blocker {
    /// Name: its sentence is `organisations-blocked-<key>`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sims(_) => "sims",
            Self::Bulk(_) => "bulk",
            Self::Exports(_) => "exports",
            Self::Transfers(_) => "transfers",
            Self::Orders(_) => "orders",
            Self::Jobs(_) => "jobs",
        }
    }

    /// How many.
    pub fn count(self) -> i64 {
        match self {
            Self::Pending => 1,
            Self::Sims(n) | Self::Bulk(n) | Self::Exports(n) | Self::Transfers(n) | Self::Orders(n) | Self::Jobs(n) => {
                n
            }
        }
    }
}

/// A sub-organisation and all that keeps it from being deleted.
pub fn blockers(db: &mut Db, scope: &OrgScope, number: &AccountNumber) -> Result<(SubRow, Vec<Blocker>)> {
    let sub = subs::find_with_sims(db, scope, number)?;
    let blockers = blockers_of(db, &sub)?;
    Ok((sub, blockers))
}

fn blockers_of(db: &mut Db, sub: &SubRow) -> Result<Vec<Blocker>> {
    let open = subs::open_work(db, sub.organisation.id)?;
    let all = [
        Blocker::Sims(sub.sims),
        Blocker::Bulk(open.bulk),
        Blocker::Exports(open.exports),
        Blocker::Transfers(open.transfers),
        Blocker::Orders(orders::unfinished(db, sub.organisation.id)?),
        Blocker::Jobs(open.jobs),
    ];
    let is_pending = sub.organisation.status == OrganisationStatus::Pending.as_str();
    Ok(is_pending
        .then_some(Blocker::Pending)
        .into_iter()
        .chain(all.into_iter().filter(|blocker| blocker.count() > 0))
        .collect())
}

/// Deletes a sub-organisation whose name was typed. Answers what blocks instead, if anything does; nothing can be added to it between
/// this look and the end.
pub fn delete(
    db: &mut Db,
    scope: &OrgScope,
    number: &AccountNumber,
    typed: &str,
    now: NaiveDateTime,
) -> Result<Vec<Blocker>> {
    let sub = subs::lock(db, scope, number)?;
    let blockers = blockers_of(db, &sub)?;
    if !blockers.is_empty() {
        return Ok(blockers);
    }
    if typed.trim() != sub.organisation.name {
        return Err(Error::Refused(WRONG_NAME));
    }
    for at in [scope, &inside(db, scope, &sub)?] {
        let change = audit::Change {
            old: Some(format!("{} {}", sub.organisation.account_number, sub.organisation.name)),
            ..company::about(&sub.organisation, "organisation.delete")
        };
        audit::insert(db, at, now, vec![change])?;
    }
    subs::end(db, sub.organisation.id, now)?;
    Ok(Vec::new())
}
