//! Takes SIMs in from an inventory file, for one organisation.

use chrono::{Datelike, NaiveDate};

use super::Intake;
use super::parse::inventory::InventoryRow;
use super::parse::{Parsed, Reject, RejectKind};
use crate::config::DefaultTariff;
use crate::crypto::Keys;
use crate::domain::Result;
use crate::domain::work::{self, Job};
use crate::storage::Db;
use crate::storage::audit::{self, Change};
use crate::storage::set_aside;
use crate::storage::sims::{self, NewSim, SimRow};
use crate::types::access::OrgScope;
use crate::types::carrier::Adapter;
use crate::types::iccid::Iccid;
use crate::types::status::{SessionStatus, VolumeGroup};
use crate::types::time::UtcTime;

/// On what terms SIMs are taken in.
#[derive(Clone, Copy)]
pub struct InventoryTerms<'a> {
    /// What a SIM gets when its line says nothing.
    pub tariff: DefaultTariff,
    /// Carrier of the SIMs: name and adapter.
    pub carrier: (&'a str, Adapter),
    /// Encrypts PIN and PUK.
    pub keys: &'a Keys,
}

/// Takes a batch of lines in: new SIMs with tags and audit entries; wrong lines are answered and not kept. Call inside a write
/// transaction.
pub fn take_inventory(
    db: &mut Db,
    scope: &OrgScope,
    terms: &InventoryTerms<'_>,
    lines: Vec<Parsed<InventoryRow>>,
    now: UtcTime,
) -> Result<Intake> {
    let mut intake = Intake::default();
    let iccids: Vec<Iccid> = lines
        .iter()
        .filter_map(|line| line.result.as_ref().ok())
        .map(|row| row.iccid)
        .collect();
    let existing = sims::existing_iccids(db, &iccids)?;
    let carrier = sims::carrier_named(db, terms.carrier.0, terms.carrier.1, now)?;
    let mut new = Vec::with_capacity(lines.len());
    let mut tagged = Vec::new();
    for line in &lines {
        match &line.result {
            Err(reject) => intake.reject(line.line, None, reject),
            Ok(row) if existing.contains(row.iccid.as_str()) => {
                let reject = Reject::new(
                    RejectKind::Exists,
                    format!("a SIM with ICCID {} exists already", row.iccid),
                );
                intake.reject(line.line, None, &reject);
            }
            Ok(row) => {
                new.push(sim(scope, terms, carrier.id, row, now)?);
                if !row.tags.is_empty() {
                    tagged.push(row);
                }
                intake.loaded += 1;
            }
        }
    }
    sims::insert_many(db, &new, now)?;
    for row in tagged {
        let sim: SimRow = sims::find(db, scope, &row.iccid)?;
        sims::set_tags(db, scope, &sim, &row.tags)?;
    }
    let added = iccids_of(db, scope, &new)?;
    let entry = |(id, iccid): &(i64, String)| Change {
        action: "sim.add",
        object_kind: "sim",
        object_id: *id,
        object_name: "",
        old: None,
        new: Some(iccid.clone()),
    };
    audit::insert(db, scope, now, added.iter().map(entry).collect())?;
    // Records that came before their SIMs have waited for this.
    let waits = set_aside::waiting(db, Some(RejectKind::UnknownSim.as_str()), 0, 1)?;
    if intake.loaded > 0 && !waits.is_empty() {
        work::enqueue(
            db,
            Some(scope.organisation_id()),
            &Job::RetrySetAside {
                reason: RejectKind::UnknownSim.as_str().to_owned(),
            },
            now,
        )?;
    }
    Ok(intake)
}

fn iccids_of(db: &mut Db, scope: &OrgScope, new: &[NewSim]) -> Result<Vec<(i64, String)>> {
    let iccids: Vec<&str> = new.iter().map(|sim| sim.iccid.as_str()).collect();
    Ok(sims::ids_of(db, scope, &iccids)?)
}

fn sim(
    scope: &OrgScope,
    terms: &InventoryTerms<'_>,
    carrier_id: i64,
    row: &InventoryRow,
    now: UtcTime,
) -> Result<NewSim> {
    let data_total = row.data_quota.map_or(terms.tariff.data_bytes, |quota| quota.bytes());
    let sms_total = row.sms_quota.map_or(terms.tariff.sms, |quota| quota.count());
    let starts = row.lifetime_start.unwrap_or(now.date());
    let ends = row
        .lifetime_end
        .unwrap_or_else(|| years_later(starts, terms.tariff.years));
    let seal = |what: &str, secret: Option<&str>| {
        secret
            .map(|secret| terms.keys.seal(&format!("{what}/{}", row.iccid), secret))
            .transpose()
    };
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let label = text(row.label.as_ref().map(|label| label.as_str()));
    Ok(NewSim {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        end_user_id: None,
        carrier_id,
        iccid: row.iccid.as_str().to_owned(),
        eid: row.eid.as_ref().map(|eid| eid.as_str().to_owned()),
        imsi: text(row.imsi.as_ref().map(|imsi| imsi.as_str())),
        msisdn: text(row.msisdn.as_ref().map(|msisdn| msisdn.as_str())),
        imei: row.imei.as_ref().map(|imei| imei.as_str().to_owned()),
        imei_locked: false,
        locked_imei: None,
        ip_address: row.ip_address.as_ref().map(|address| address.as_str().to_owned()),
        sim_type: text(row.sim_type.as_deref()),
        label_key: label.to_lowercase(),
        label,
        note: text(row.note.as_ref().map(|note| note.as_str())),
        service: text(row.service.as_deref()),
        pin_sealed: seal("pin", row.pin.as_ref().map(|pin| pin.expose()))?,
        puk_sealed: seal("puk", row.puk.as_ref().map(|puk| puk.expose()))?,
        status: row.status,
        session: SessionStatus::Offline,
        session_since: None,
        data_total,
        data_left: data_total,
        data_group: VolumeGroup::of(data_total, data_total),
        sms_total,
        sms_left: sms_total,
        sms_group: VolumeGroup::of(sms_total, sms_total),
        lifetime_starts_on: starts,
        lifetime_ends_on: ends,
        last_activity_at: now,
        created_at: now,
        updated_at: now,
    })
}

/// The same day some years later; 29 February becomes 28.
fn years_later(day: NaiveDate, years: u32) -> NaiveDate {
    let year = day.year().saturating_add(i32::try_from(years).unwrap_or(0));
    day.with_year(year)
        .or_else(|| day.with_day(28).and_then(|day| day.with_year(year)))
        .unwrap_or(day)
}
