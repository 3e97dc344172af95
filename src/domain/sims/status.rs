//! What people order a SIM to do: activation, IMEI lock, reset (product section 4). The portal's view changes at once; the carrier is
//! told by a job that is written in the same transaction, so that no order is lost and none is sent that was not kept.

use chrono::NaiveDateTime;

use super::Verdict;
use super::details::change;
use super::rules::{self, Ruling};
use crate::domain::work::{Job, enqueue};
use crate::domain::{Error, Result};
use crate::storage::keyset::Edge;
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, audit};
use crate::types::access::OrgScope;
use crate::types::carrier::CarrierCommand;
use crate::types::iccid::Iccid;
use crate::types::refusal::Refusal;
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

/// Lets a deactivated SIM use the network again.
pub fn activate(db: &mut Db, scope: &OrgScope, iccid: &Iccid, now: NaiveDateTime) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    if !is_to_change(db, &sim, CarrierCommand::Activate, None, now)? {
        return Ok(Verdict::AlreadySo);
    }
    set_status(db, scope, &sim, SimStatus::Activated, "sim.activate", now)?;
    tell(db, scope, &sim, CarrierCommand::Activate, now)
}

/// Bars a SIM. Its sessions end, which the portal shows at once.
pub fn deactivate(db: &mut Db, scope: &OrgScope, iccid: &Iccid, now: NaiveDateTime) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    if !is_to_change(db, &sim, CarrierCommand::Deactivate, None, now)? {
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
    tell(db, scope, &sim, CarrierCommand::Deactivate, now)
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
    let (command, seen) = match wish {
        ImeiOrder::Lock(seen) => (CarrierCommand::LockImei, Some(seen)),
        ImeiOrder::Unlock => (CarrierCommand::UnlockImei, None),
    };
    let sim = sims::lock(db, scope, iccid)?;
    if !is_to_change(db, &sim, command, seen, now)? {
        return Ok(Verdict::AlreadySo);
    }
    let entry = match wish {
        ImeiOrder::Lock(_) => change(&sim, "sim.imei_lock", None, sim.imei.clone()),
        ImeiOrder::Unlock => change(&sim, "sim.imei_unlock", sim.imei.clone(), None),
    };
    sims::set_imei_lock(db, &sim, seen.is_some(), now)?;
    audit::insert(db, scope, now, vec![entry])?;
    tell(db, scope, &sim, command, now)
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
    is_to_change(db, &sim, CarrierCommand::ResetConnection, None, now)?;
    let since = audit::of_object(db, scope, super::OBJECT_KIND, sim.id, Edge::Newest, 100)?.rows;
    let mut since = since.iter().take_while(|entry| entry.happened_at >= asked_at);
    if since.any(|entry| entry.action == RESET) {
        return Ok(Verdict::AlreadySo);
    }
    audit::insert(db, scope, now, vec![change(&sim, RESET, None, None)])?;
    tell(db, scope, &sim, CarrierCommand::ResetConnection, now)
}

/// Whether an order is to be carried out; `false` if it is so already, an error that says why if it cannot be.
fn is_to_change(
    db: &mut Db,
    sim: &SimRow,
    command: CarrierCommand,
    seen: Option<&str>,
    now: NaiveDateTime,
) -> Result<bool> {
    let adapter = sims::carrier(db, sim.carrier_id)?.adapter;
    match rules::order(sim, adapter, command, seen, now.date()) {
        Ruling::Change => Ok(true),
        Ruling::Already => Ok(false),
        Ruling::Refused(refusal) => Err(Error::Refused(sentence(refusal))),
    }
}

/// The sentence that tells why an order for one SIM was not carried out.
fn sentence(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Expired => EXPIRED,
        Refusal::NotManaged => NOT_MANAGED,
        Refusal::NoImei => NO_IMEI,
        Refusal::OtherImei => OTHER_IMEI,
        Refusal::NotActivated => NOT_ACTIVATED,
        // Orders are never refused for the other reasons.
        _ => "error-refused-text",
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

fn tell(db: &mut Db, scope: &OrgScope, sim: &SimRow, command: CarrierCommand, now: NaiveDateTime) -> Result<Verdict> {
    let job = Job::CarrierCommand {
        sim_id: sim.id,
        command,
        actor: scope.by().name.clone(),
    };
    enqueue(db, Some(scope.organisation_id()), &job, now)?;
    Ok(Verdict::Changed)
}
