//! SIMs that nobody has ordered yet, so that orders of the demo data can be fulfilled.

use chrono::Months;

use super::{Carriers, Maker};
use crate::domain::organisations::NO_NUMBERS;
use crate::domain::{Error, Result};
use crate::storage::organisations::{self, NewOrganisation};
use crate::storage::sims::{self, NewSim};
use crate::storage::{Db, stock};
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// The first number; those of the customers begin otherwise.
const FIRST: u64 = 8_988_228_098_000_000_000;

/// Type, and how many; the numbers of a type follow each other.
const BATCHES: [(&str, u64); 3] = [
    ("FlexSIM Triple 2FF/3FF/4FF", 300),
    ("FlexSIM Industrial", 100),
    ("FlexSIM MFF2", 500),
];

/// Writes an organisation that is marked as stock, and its SIMs.
pub(super) fn insert(db: &mut Db, maker: &Maker<'_>) -> Result<()> {
    let now = maker.second();
    let carriers = Carriers::of(db, now)?;
    // One like those of the customers: inventory is read into the stock by it.
    let number = organisations::next_number(db)?.ok_or(Error::Refused(NO_NUMBERS))?;
    let new = NewOrganisation {
        parent_id: None,
        account_number: number.as_str(),
        name: "Simportal Demo GmbH, stock",
        language: "en",
        time_zone: "Europe/Berlin",
    };
    let made = organisations::insert(db, &new, now)?;
    let types = BATCHES
        .iter()
        .flat_map(|(sim_type, sims)| (0..*sims).map(move |_| *sim_type));
    let today = now.date();
    let rows: Vec<NewSim> = (0_u64..)
        .zip(types)
        .map(|(n, sim_type)| NewSim {
            root_id: made.root_id,
            organisation_id: made.id,
            end_user_id: None,
            carrier_id: carriers.simulated,
            iccid: (FIRST + n).to_string(),
            eid: None,
            imsi: format!("90140519{n:07}"),
            msisdn: format!("88228519{n:07}"),
            imei: None,
            imei_locked: false,
            locked_imei: None,
            ip_address: None,
            sim_type: sim_type.to_owned(),
            label: String::new(),
            label_key: String::new(),
            note: String::new(),
            service: "Lifetime Flat 500 MB".to_owned(),
            pin_sealed: None,
            puk_sealed: None,
            status: SimStatus::Deactivated,
            session: SessionStatus::Offline,
            session_since: None,
            data_total: 500_000_000,
            data_left: 500_000_000,
            data_group: VolumeGroup::Sufficient,
            sms_total: 250,
            sms_left: 250,
            sms_group: VolumeGroup::Sufficient,
            lifetime_starts_on: today,
            lifetime_ends_on: today.checked_add_months(Months::new(120)).unwrap_or(today),
            last_activity_at: now,
            created_at: now,
            updated_at: now,
        })
        .collect();
    sims::insert_many(db, &rows, now)?;
    stock::mark(db, made.id, "Demo", now)?;
    Ok(())
}
