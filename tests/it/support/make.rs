//! Objects of a test, with everything in them that the test does not care about.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::TimeDelta;
use simportal::storage::sims::{self, NewSim, SimRow};
use simportal::types::access::OrgScope;
use simportal::types::carrier::Adapter;
use simportal::types::iccid::Iccid;
use simportal::types::status::{SessionStatus, SimStatus, VolumeGroup};

use super::cast::Org;
use super::{TestApp, Who};

/// A SIM of an organisation: activated, offline, with everything left, linked to Emil if it is the master's.
pub fn sim(app: &TestApp, org: Org) -> SimRow {
    sim_with(app, org, |_| {})
}

/// A SIM that differs from the usual one.
pub fn sim_with(app: &TestApp, org: Org, change: impl FnOnce(&mut NewSim)) -> SimRow {
    // ICCIDs need only be unique within the database of a test.
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let now = app.state.clock.now();
    let (root, organisation) = (
        app.database.cast.organisation(root(org)),
        app.database.cast.organisation(org),
    );
    let scope = OrgScope::for_job(root, organisation, "test");
    let carrier = app.db(|db| sims::carrier_named(db, "Simulated", Adapter::Simulated, now));
    let mut new = NewSim {
        root_id: root,
        organisation_id: organisation,
        end_user_id: (org == Org::Master).then(|| app.database.cast.user(Who::Emil)),
        carrier_id: carrier.id,
        iccid: format!("89882280990{number:08}"),
        eid: None,
        imsi: format!("26201{number:010}"),
        msisdn: format!("4915{number:09}"),
        imei: None,
        imei_locked: false,
        ip_address: None,
        sim_type: "Industrial".to_owned(),
        label: String::new(),
        label_key: String::new(),
        note: String::new(),
        service: String::new(),
        pin_sealed: None,
        puk_sealed: None,
        status: SimStatus::Activated,
        session: SessionStatus::Offline,
        session_since: None,
        data_total: 500_000_000,
        data_left: 500_000_000,
        data_group: VolumeGroup::Sufficient,
        sms_total: 250,
        sms_left: 250,
        sms_group: VolumeGroup::Sufficient,
        lifetime_starts_on: now.date(),
        lifetime_ends_on: now.date() + TimeDelta::days(3652),
        last_activity_at: now,
        created_at: now,
        updated_at: now,
    };
    change(&mut new);
    new.label_key = new.label.to_lowercase();
    let iccid = Iccid::parse(&new.iccid).unwrap();
    app.db(|db| {
        sims::insert_many(db, &[new], now)?;
        sims::find(db, &scope, &iccid)
    })
}

fn root(org: Org) -> Org {
    if org == Org::Sub { Org::Master } else { org }
}
