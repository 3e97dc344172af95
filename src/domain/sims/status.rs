//! What people order a SIM to do: activation, IMEI lock, reset (product section 4). The portal's view changes at once; the carrier is
//! told by a job that is written in the same transaction, so that no order is lost and none is sent that was not kept.

use chrono::{NaiveDate, NaiveDateTime};

use super::Verdict;
use super::details::change;
use crate::domain::work::{Job, enqueue};
use crate::domain::{Error, Result};
use crate::storage::keyset::Edge;
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, audit};
use crate::types::access::OrgScope;
use crate::types::carrier::CarrierCommand;
use crate::types::iccid::Iccid;
use crate::types::status::{SessionStatus, SimStatus};

/// Sentence: the lifetime is over, the SIM can only be extended.
pub const EXPIRED: &str = "sim-refused-expired";
/// Sentence: the carrier of this SIM takes no orders from here.
pub const NOT_MANAGED: &str = "sim-refused-not-managed";
/// Sentence: no device is known that the SIM could be bound to.
pub const NO_IMEI: &str = "sim-refused-no-imei";
/// Sentence: the device changed since the page was shown.
pub const OTHER_IMEI: &str = "sim-refused-other-imei";
/// Sentence: only an activated SIM has a connection to reset.
pub const NOT_ACTIVATED: &str = "sim-refused-not-activated";

const RESET: &str = "sim.reset";

/// Whether the lifetime of a SIM is over: such a SIM can only be extended. The last day still belongs to the lifetime, and the
/// calendar decides even where no file or record has said "expired" yet.
pub fn is_over(sim: &SimRow, today: NaiveDate) -> bool {
    sim.status == SimStatus::Expired || sim.lifetime_ends_on < today
}

/// Lets a deactivated SIM use the network again.
pub fn activate(db: &mut Db, scope: &OrgScope, iccid: &Iccid, now: NaiveDateTime) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    refuse_expired(&sim, now)?;
    refuse_unmanaged(db, &sim, CarrierCommand::Activate)?;
    if sim.status == SimStatus::Activated {
        return Ok(Verdict::AlreadySo);
    }
    set_status(db, scope, &sim, SimStatus::Activated, "sim.activate", now)?;
    order(db, scope, &sim, CarrierCommand::Activate, now)
}

/// Bars a SIM. Its sessions end, which the portal shows at once.
pub fn deactivate(db: &mut Db, scope: &OrgScope, iccid: &Iccid, now: NaiveDateTime) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    refuse_expired(&sim, now)?;
    refuse_unmanaged(db, &sim, CarrierCommand::Deactivate)?;
    if sim.status == SimStatus::Deactivated {
        return Ok(Verdict::AlreadySo);
    }
    set_status(db, scope, &sim, SimStatus::Deactivated, "sim.deactivate", now)?;
    if sim.session != SessionStatus::Offline {
        // The counters are kept from what the SIM counts as since the line above.
        let barred = SimRow {
            status: SimStatus::Deactivated,
            ..sim.clone()
        };
        sims::set_session(db, &barred, SessionStatus::Offline, now)?;
    }
    order(db, scope, &sim, CarrierCommand::Deactivate, now)
}

/// What to do with the IMEI lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImeiOrder<'a> {
    /// Accept this device only: the IMEI that the person saw when they decided.
    Lock(&'a str),
    /// Accept any device.
    Unlock,
}

/// Binds a SIM to the device it was last seen in, or releases it. If another device has shown up since the person looked, nothing is
/// locked: they would bind the SIM to a device they do not know.
pub fn set_imei_lock(
    db: &mut Db,
    scope: &OrgScope,
    iccid: &Iccid,
    wish: ImeiOrder<'_>,
    now: NaiveDateTime,
) -> Result<Verdict> {
    let (command, locked) = match wish {
        ImeiOrder::Lock(_) => (CarrierCommand::LockImei, true),
        ImeiOrder::Unlock => (CarrierCommand::UnlockImei, false),
    };
    let sim = sims::lock(db, scope, iccid)?;
    refuse_expired(&sim, now)?;
    refuse_unmanaged(db, &sim, command)?;
    if sim.imei_locked == locked {
        return Ok(Verdict::AlreadySo);
    }
    let entry = match (wish, &sim.imei) {
        (ImeiOrder::Lock(_), None) => return Err(Error::Refused(NO_IMEI)),
        (ImeiOrder::Lock(seen), Some(imei)) if seen != imei => return Err(Error::Refused(OTHER_IMEI)),
        (ImeiOrder::Lock(_), imei) => change(&sim, "sim.imei_lock", None, imei.clone()),
        (ImeiOrder::Unlock, imei) => change(&sim, "sim.imei_unlock", imei.clone(), None),
    };
    sims::set_imei_lock(db, &sim, locked, now)?;
    audit::insert(db, scope, now, vec![entry])?;
    order(db, scope, &sim, command, now)
}

/// Ends the sessions of a SIM, so that its device connects anew.
///
/// A reset leaves no state to compare with, so `asked_at` tells a repeat from a second wish: it is the time of the page on which the
/// person decided. After a reset since then (the same form sent twice, or a colleague's) nothing is done.
pub fn reset_connection(
    db: &mut Db,
    scope: &OrgScope,
    iccid: &Iccid,
    asked_at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    refuse_expired(&sim, now)?;
    refuse_unmanaged(db, &sim, CarrierCommand::ResetConnection)?;
    if sim.status != SimStatus::Activated {
        return Err(Error::Refused(NOT_ACTIVATED));
    }
    let since = audit::of_object(db, scope, super::OBJECT_KIND, sim.id, Edge::Newest, 100)?.rows;
    let mut since = since.iter().take_while(|entry| entry.happened_at >= asked_at);
    if since.any(|entry| entry.action == RESET) {
        return Ok(Verdict::AlreadySo);
    }
    audit::insert(db, scope, now, vec![change(&sim, RESET, None, None)])?;
    order(db, scope, &sim, CarrierCommand::ResetConnection, now)
}

fn refuse_expired(sim: &SimRow, now: NaiveDateTime) -> Result<()> {
    if is_over(sim, now.date()) {
        return Err(Error::Refused(EXPIRED));
    }
    Ok(())
}

fn refuse_unmanaged(db: &mut Db, sim: &SimRow, command: CarrierCommand) -> Result<()> {
    if sims::carrier(db, sim.carrier_id)?.adapter.can(command) {
        Ok(())
    } else {
        Err(Error::Refused(NOT_MANAGED))
    }
}

fn set_status(
    db: &mut Db,
    scope: &OrgScope,
    sim: &SimRow,
    status: SimStatus,
    action: &str,
    now: NaiveDateTime,
) -> Result<()> {
    sims::set_status(db, sim, status, now)?;
    let (old, new) = (sim.status.as_str().to_owned(), status.as_str().to_owned());
    audit::insert(db, scope, now, vec![change(sim, action, Some(old), Some(new))])?;
    Ok(())
}

fn order(db: &mut Db, scope: &OrgScope, sim: &SimRow, command: CarrierCommand, now: NaiveDateTime) -> Result<Verdict> {
    let job = Job::CarrierCommand {
        sim_id: sim.id,
        command,
        actor: scope.by().name.clone(),
    };
    enqueue(db, Some(scope.organisation_id()), &job, now)?;
    Ok(Verdict::Changed)
}
