//! The switch of a SIM, for data and for SMS.

use chrono::NaiveDateTime;

use crate::domain::sims::{EXPIRED, OBJECT_KIND, Verdict, rules};
use crate::domain::{Error, Result};
use crate::storage::Db;
use crate::storage::audit::{self, Change};
use crate::storage::auto_top_ups as rows;
use crate::storage::sims::{self, SimRow};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;
use crate::types::iccid::Iccid;

/// What the switch of a kind is called in the history of a SIM.
pub const fn audited(kind: VolumeKind) -> &'static str {
    match kind {
        VolumeKind::Data => "sim.auto_top_up_data",
        VolumeKind::Sms => "sim.auto_top_up_sms",
    }
}

/// Switches a SIM on or off. One whose lifetime is over can be switched off only.
pub fn set_sim(
    db: &mut Db,
    scope: &OrgScope,
    iccid: &Iccid,
    kind: VolumeKind,
    is_on: bool,
    now: NaiveDateTime,
) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    let kinds = rows::of_sim(db, &sim)?;
    if kinds.contains(&kind) == is_on {
        return Ok(Verdict::AlreadySo);
    }
    if is_on && rules::is_over(&sim, now.date()) {
        return Err(Error::Refused(EXPIRED));
    }
    rows::set(db, scope, &[&sim], kind, is_on, now)?;
    audit::insert(db, scope, now, vec![entry(&sim, kind, is_on)])?;
    Ok(Verdict::Changed)
}

/// Switches SIMs on that an order brought, for the kinds that the organisation wants for future SIMs. They belong to it already.
pub fn of_new_sims(db: &mut Db, scope: &OrgScope, sims: &[SimRow], now: NaiveDateTime) -> Result<()> {
    if sims.is_empty() {
        return Ok(());
    }
    for setting in rows::of(db, scope)? {
        if !setting.is_on || !setting.for_future_sims {
            continue;
        }
        let ids: Vec<i64> = sims.iter().map(|sim| sim.id).collect();
        let known = rows::kinds_of(db, &ids)?;
        let new: Vec<&SimRow> = sims
            .iter()
            .filter(|sim| !rows::switched(known.get(&sim.id), setting.kind))
            .collect();
        rows::set(db, scope, &new, setting.kind, true, now)?;
        let entries = new.iter().map(|sim| entry(sim, setting.kind, true)).collect();
        audit::insert(db, scope, now, entries)?;
    }
    Ok(())
}

fn entry(sim: &SimRow, kind: VolumeKind, is_on: bool) -> Change<'_> {
    Change {
        action: audited(kind),
        object_kind: OBJECT_KIND,
        object_id: sim.id,
        object_name: &sim.iccid,
        old: Some((!is_on).to_string()),
        new: Some(is_on.to_string()),
    }
}
