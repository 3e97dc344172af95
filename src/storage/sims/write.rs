//! Single changes of SIMs. Each keeps the counters.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::counts::{CountKey, Counted, Deltas};
use super::days::SimDays;
use super::{SimRow, of};
use crate::storage::schema::sims;
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::attention::{self, ANY_DAY, BlockedBy};
use crate::types::iccid::Iccid;
use crate::types::label::Label;
use crate::types::note::Note;
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// A SIM to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = sims, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as SimRow")]
pub struct NewSim {
    pub root_id: i64,
    pub organisation_id: i64,
    pub end_user_id: Option<i64>,
    pub carrier_id: i64,
    pub iccid: String,
    pub eid: Option<String>,
    pub imsi: String,
    pub msisdn: String,
    pub imei: Option<String>,
    pub imei_locked: bool,
    pub locked_imei: Option<String>,
    pub ip_address: Option<String>,
    pub sim_type: String,
    pub label: String,
    pub label_key: String,
    pub note: String,
    pub service: String,
    pub pin_sealed: Option<String>,
    pub puk_sealed: Option<String>,
    pub status: SimStatus,
    pub session: SessionStatus,
    pub session_since: Option<NaiveDateTime>,
    pub data_total: i64,
    pub data_left: i64,
    pub data_group: VolumeGroup,
    pub sms_total: i64,
    pub sms_left: i64,
    pub sms_group: VolumeGroup,
    pub lifetime_starts_on: NaiveDate,
    pub lifetime_ends_on: NaiveDate,
    pub last_activity_at: NaiveDateTime,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

impl NewSim {
    fn counted(&self) -> Counted {
        Counted {
            key: CountKey {
                root_id: self.root_id,
                organisation_id: self.organisation_id,
                status: self.status,
                session: self.session,
                data_group: self.data_group,
                sms_group: self.sms_group,
            },
            days: SimDays::of_new(self),
        }
    }

    /// What blocks it from the start.
    pub(super) fn blocked(&self) -> Option<BlockedBy> {
        let data = (self.data_left, self.data_total);
        attention::blocked_by(self.status, data, self.imei.as_deref(), self.locked_imei.as_deref())
    }
}

/// Adds SIMs whose ICCIDs are known to be new, and counts them.
pub fn insert_many(db: &mut Db, new: &[NewSim], now: NaiveDateTime) -> Result<()> {
    let mut deltas = Deltas::default();
    for sim in new {
        deltas.add(sim.counted(), 1);
    }
    for part in new.chunks(500) {
        let rows: Vec<_> = part
            .iter()
            .map(|sim| (sim.clone(), sims::blocked_by.eq(sim.blocked())))
            .collect();
        on_backend!(db, c => diesel::insert_into(sims::table).values(rows).execute(c))?;
    }
    deltas.apply(db, now)
}

/// Which of these ICCIDs exist already, in any organisation: an ICCID is unique everywhere.
pub fn existing_iccids(db: &mut Db, iccids: &[Iccid]) -> Result<std::collections::HashSet<String>> {
    let mut found = std::collections::HashSet::new();
    for part in iccids.chunks(1000) {
        let texts: Vec<&str> = part.iter().map(Iccid::as_str).collect();
        let known: Vec<String> = sims::table
            .filter(sims::iccid.eq_any(texts))
            .select(sims::iccid)
            .load(db)?;
        found.extend(known);
    }
    Ok(found)
}

/// Keys of SIMs of the scope by ICCID.
pub fn ids_of(db: &mut Db, scope: &OrgScope, iccids: &[&str]) -> Result<Vec<(i64, String)>> {
    let mut found = Vec::with_capacity(iccids.len());
    for part in iccids.chunks(1000) {
        let part: Vec<String> = part.iter().map(|iccid| (*iccid).to_owned()).collect();
        let rows: Vec<(i64, String)> = of(scope)
            .filter(sims::iccid.eq_any(part))
            .order(sims::id)
            .select((sims::id, sims::iccid))
            .load(db)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Finds a SIM and keeps others from changing it until the transaction ends.
pub fn lock(db: &mut Db, scope: &OrgScope, iccid: &Iccid) -> Result<SimRow> {
    if let Db::Pg(c) = db {
        let id: Option<i64> = sims::table
            .filter(sims::iccid.eq(iccid.as_str()))
            .filter(sims::organisation_id.eq(scope.organisation_id()))
            .select(sims::id)
            .for_update()
            .first(c)
            .optional()?;
        if id.is_none() {
            return Err(crate::storage::Error::NotFound);
        }
    }
    Ok(of(scope)
        .filter(sims::iccid.eq(iccid.as_str().to_owned()))
        .select(sims::all_columns)
        .first(db)?)
}

/// Sets the status.
pub fn set_status(db: &mut Db, sim: &SimRow, status: SimStatus, now: NaiveDateTime) -> Result<()> {
    let mut after = SimRow { status, ..sim.clone() };
    after.blocked_by = after.blocked();
    diesel::update(sims::table.find(sim.id))
        .set((
            sims::status.eq(status),
            sims::blocked_by.eq(after.blocked_by),
            sims::updated_at.eq(now),
        ))
        .execute(db)?;
    count_again(db, sim, &after, now)
}

/// Sets the session, for what the portal itself brings about (a deactivated SIM is offline).
pub fn set_session(db: &mut Db, sim: &SimRow, session: SessionStatus, now: NaiveDateTime) -> Result<()> {
    diesel::update(sims::table.find(sim.id))
        .set((
            sims::session.eq(session),
            sims::session_since.eq(Some(now)),
            sims::session_event_at.eq(Some(now)),
            sims::updated_at.eq(now),
        ))
        .execute(db)?;
    let after = SimRow { session, ..sim.clone() };
    count_again(db, sim, &after, now)
}

/// Looks again at SIMs of all organisations that are noted as over pace: the month may have ended, and with each day without a record
/// there is less of it left. At most `most` of those after the place `after`; answers the place where it ended, `None` at the end, and
/// how many are over pace no more.
pub fn check_pace(
    db: &mut Db,
    today: NaiveDate,
    after: Option<&PacePlace>,
    most: i64,
    now: NaiveDateTime,
) -> Result<(Option<PacePlace>, usize)> {
    use sims as s;
    let (organisation_id, month, iccid) = after.cloned().unwrap_or((0, ANY_DAY, String::new()));
    let later = s::over_pace_month
        .gt(month)
        .or(s::over_pace_month.eq(month).and(s::iccid.gt(iccid)));
    let found = s::table
        .filter(s::over_pace_month.is_not_null())
        .filter(s::organisation_id.ge(organisation_id))
        .filter(s::organisation_id.gt(organisation_id).or(later))
        .order((s::organisation_id, s::over_pace_month, s::iccid))
        .limit(most)
        .select(s::all_columns);
    let found: Vec<SimRow> = match db {
        Db::Pg(c) => found.for_update().load(c)?,
        Db::Sqlite(c) => found.load(c)?,
    };
    let mut deltas = Deltas::default();
    let mut ids = Vec::new();
    for sim in found.iter().filter(|sim| sim.over_pace(today).is_none()) {
        let after = SimRow {
            over_pace_month: None,
            ..sim.clone()
        };
        deltas.moved(Counted::of(sim), Counted::of(&after));
        ids.push(sim.id);
    }
    let cleared = ids.len();
    diesel::update(s::table.filter(s::id.eq_any(ids)))
        .set((s::over_pace_month.eq(None::<NaiveDate>), s::updated_at.eq(now)))
        .execute(db)?;
    deltas.apply(db, now)?;
    let is_full = i64::try_from(found.len()).unwrap_or(i64::MAX) == most;
    let last = found.into_iter().next_back().filter(|_| is_full);
    let place = last.map(|sim| (sim.organisation_id, sim.over_pace_month.unwrap_or(ANY_DAY), sim.iccid));
    Ok((place, cleared))
}

/// Where [`check_pace`] goes on: organisation, month and ICCID of the last SIM it looked at.
pub type PacePlace = (i64, NaiveDate, String);

fn count_again(db: &mut Db, before: &SimRow, after: &SimRow, now: NaiveDateTime) -> Result<()> {
    let mut deltas = Deltas::default();
    deltas.moved(Counted::of(before), Counted::of(after));
    deltas.apply(db, now)
}

/// Sets the label.
pub fn set_label(db: &mut Db, sim: &SimRow, label: &Label, now: NaiveDateTime) -> Result<()> {
    diesel::update(sims::table.find(sim.id))
        .set((
            sims::label.eq(label.as_str()),
            sims::label_key.eq(label.as_str().to_lowercase()),
            sims::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Sets the note.
pub fn set_note(db: &mut Db, sim: &SimRow, note: &Note, now: NaiveDateTime) -> Result<()> {
    diesel::update(sims::table.find(sim.id))
        .set((sims::note.eq(note.as_str()), sims::updated_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// Sets the IMEI lock, to the device that was seen last, or releases it.
pub fn set_imei_lock(db: &mut Db, sim: &SimRow, locked: bool, now: NaiveDateTime) -> Result<()> {
    let mut after = SimRow {
        imei_locked: locked,
        locked_imei: sim.imei.clone().filter(|_| locked),
        ..sim.clone()
    };
    after.blocked_by = after.blocked();
    diesel::update(sims::table.find(sim.id))
        .set((
            sims::imei_locked.eq(locked),
            sims::locked_imei.eq(&after.locked_imei),
            sims::blocked_by.eq(after.blocked_by),
            sims::updated_at.eq(now),
        ))
        .execute(db)?;
    count_again(db, sim, &after, now)
}

/// Lets up to `most` SIMs of all organisations expire whose last day was before `today`; answers how many did. Their sessions end, too.
pub fn expire_due(db: &mut Db, today: NaiveDate, most: i64, now: NaiveDateTime) -> Result<usize> {
    let due = sims::table
        .filter(sims::lifetime_ends_on.lt(today))
        .filter(sims::status.ne(SimStatus::Expired))
        .order((sims::lifetime_ends_on, sims::id))
        .limit(most)
        .select(sims::all_columns);
    let due: Vec<SimRow> = match db {
        Db::Pg(c) => due.for_update().skip_locked().load(c)?,
        Db::Sqlite(c) => due.load(c)?,
    };
    let mut deltas = Deltas::default();
    for sim in &due {
        let after = SimRow {
            status: SimStatus::Expired,
            session: SessionStatus::Offline,
            blocked_by: None,
            ..sim.clone()
        };
        deltas.moved(Counted::of(sim), Counted::of(&after));
    }
    let ids: Vec<i64> = due.iter().map(|sim| sim.id).collect();
    diesel::update(sims::table.filter(sims::id.eq_any(ids)))
        .set((
            sims::status.eq(SimStatus::Expired),
            sims::session.eq(SessionStatus::Offline),
            sims::session_since.eq(Some(now)),
            sims::blocked_by.eq(None::<BlockedBy>),
            sims::updated_at.eq(now),
        ))
        .execute(db)?;
    deltas.apply(db, now)?;
    Ok(due.len())
}
