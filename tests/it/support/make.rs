//! Objects of a test, with everything in them that the test does not care about.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::json;
use serde_json::value::RawValue;
use simportal::crypto::sha256_hex;
use simportal::domain::company::{self, AddressKind};
use simportal::domain::ingest::parse::usage::parse_usage;
use simportal::domain::ingest::{Source, take_usage};
use simportal::domain::{self, auth, bulk, transfers};
use simportal::storage::approvals::{self, NewApproval};
use simportal::storage::exports::{self, NewExport};
use simportal::storage::organisation_emails;
use simportal::storage::reports;
use simportal::storage::saved_views::{self, NewView};
use simportal::storage::set_aside::{self, NewSetAside, SetAsideStatus};
use simportal::storage::sims::{self, NewSim, SimRow};
use simportal::storage::users::{self, NewUser};
use simportal::types::access::OrgScope;
use simportal::types::address::Address;
use simportal::types::approval::ApprovalKind;
use simportal::types::bulk::BulkAction;
use simportal::types::carrier::Adapter;
use simportal::types::country::Country;
use simportal::types::email::Email;
use simportal::types::export::{ExportFormat, ExportStatus};
use simportal::types::iccid::Iccid;
use simportal::types::lang::Lang;
use simportal::types::matrix::Permission;
use simportal::types::organisation::EmailCategory;
use simportal::types::postcode::Postcode;
use simportal::types::rhythm::{Every, Rhythm};
use simportal::types::role::Role;
use simportal::types::status::{SessionStatus, SimStatus, VolumeGroup};
use simportal::types::transfer::TransferSource;

pub use super::cards::*;
use super::cast::{self, Org};
pub use super::shop::*;
use super::{TestApp, Who};

/// A SIM of an organisation: activated, offline, with everything left, linked to Emil if it is the master's.
pub fn sim(app: &TestApp, org: Org) -> SimRow {
    sim_with(app, org, |_| {})
}

/// A SIM that differs from the usual one.
pub fn sim_with(app: &TestApp, org: Org, change: impl FnOnce(&mut NewSim)) -> SimRow {
    let mut new = new_sim(app, org);
    change(&mut new);
    new.label_key = new.label.to_lowercase();
    let iccid = Iccid::parse(&new.iccid).unwrap();
    let scope = OrgScope::for_job(new.root_id, new.organisation_id, "test");
    let now = app.state.clock.now();
    app.db(|db| {
        sims::insert_many(db, &[new], now)?;
        sims::find(db, &scope, &iccid)
    })
}

/// SIMs of an organisation whose numbers follow each other.
pub fn fleet(app: &TestApp, org: Org, first: u64, size: u64) {
    let new: Vec<NewSim> = (first..first + size)
        .map(|number| NewSim {
            iccid: number.to_string(),
            ..new_sim(app, org)
        })
        .collect();
    app.db(|db| sims::insert_many(db, &new, app.state.clock.now()));
}

fn new_sim(app: &TestApp, org: Org) -> NewSim {
    let number = next();
    let now = app.state.clock.now();
    let (root, organisation) = (
        app.database.cast.organisation(root(org)),
        app.database.cast.organisation(org),
    );
    let carrier = app.db(|db| sims::carrier_named(db, "Simulated", Adapter::Simulated, now));
    NewSim {
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
        locked_imei: None,
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
    }
}

/// A record that was set aside because nobody knows its SIM; answers its key.
pub fn set_aside(app: &TestApp) -> i64 {
    let now = app.state.clock.now();
    let number = next();
    let body = format!(r#"{{"id":{number},"simid":"8988228099900000001","endtimestamp":"2026-11-21 17:00:00"}}"#);
    let row = NewSetAside {
        kind: "usage".to_owned(),
        source: "test".to_owned(),
        root_id: None,
        digest: sha256_hex(&body),
        record_id: i64::try_from(number).ok(),
        iccid: Some("8988228099900000001".to_owned()),
        reason: "unknown_sim".to_owned(),
        detail: String::new(),
        body,
        status: SetAsideStatus::Waiting,
        attempts: 1,
        created_at: now,
        updated_at: now,
    };
    app.db(|db| {
        set_aside::insert(db, &[row])?;
        Ok(set_aside::waiting(db, None, 0, 1_000)?.last().unwrap().id)
    })
}

/// A bulk action of Alice that waits for confirmation: to reset a connection, which everybody may who has any bulk action.
pub fn bulk(app: &TestApp) -> i64 {
    bulk_of(app, BulkAction::Reset)
}

/// The preview of a top-up of one SIM by Alice; answers its key.
pub fn purchase(app: &TestApp) -> i64 {
    bulk_of(app, BulkAction::TopUp)
}

fn bulk_of(app: &TestApp, action: BulkAction) -> i64 {
    let sim = sim(app, Org::Master);
    let (now, alice) = (app.state.clock.now(), app.database.cast.user(Who::Alice));
    let started = app.database.handle.write_blocking(|db| {
        let actor = auth::person(db, alice, "192.0.2.10", now)?.unwrap().actor;
        let scope = actor.enter(Permission::ResetConnection).unwrap();
        let target = bulk::Target::Selection(vec![Iccid::parse(&sim.iccid).unwrap()]);
        bulk::start(db, &scope, &action.into(), target, "/sims", Lang::En, now)
    });
    started.unwrap()
}

/// A transfer of Alice to her sub-organisation that waits for confirmation; answers its key.
pub fn transfer(app: &TestApp) -> i64 {
    let sim = sim(app, Org::Master);
    let (now, alice) = (app.state.clock.now(), app.database.cast.user(Who::Alice));
    let order = transfers::Order {
        from: app.database.cast.organisation(Org::Master),
        to: app.database.cast.organisation(Org::Sub),
        source: TransferSource::Single,
        file_name: String::new(),
        body: format!("{0};{0}\n", sim.iccid).into_bytes(),
        lang: Lang::En,
    };
    let created = app.database.handle.write_blocking(|db| {
        let actor = auth::person(db, alice, "192.0.2.10", now)?.unwrap().actor;
        let scope = actor.enter(Permission::TransferSims).unwrap();
        transfers::create(db, &scope, order, now)
    });
    created.unwrap()
}

/// A request of Adam to deactivate a SIM by a bulk action, which everybody may decide about who has any approvals; answers its key. Nobody
/// was told.
pub fn approval(app: &TestApp) -> i64 {
    let sim = sim(app, Org::Master);
    let (now, adam) = (app.state.clock.now(), app.database.cast.user(Who::Adam));
    let asked = app.database.handle.write_blocking(|db| -> domain::Result<i64> {
        let actor = auth::person(db, adam, "192.0.2.10", now)?.unwrap().actor;
        let scope = actor.enter(Permission::ChangeSimState).unwrap();
        let target = bulk::Target::Selection(vec![Iccid::parse(&sim.iccid).unwrap()]);
        let wish = BulkAction::Deactivate.into();
        let object_id = bulk::start(db, &scope, &wish, target, "/sims", Lang::De, now)?;
        let new = NewApproval {
            kind: ApprovalKind::Deactivation,
            object_id,
            object_name: "1 SIM",
            argument: r#"{"deactivation":{"sims":1}}"#,
            expires_at: now + TimeDelta::days(7),
        };
        Ok(approvals::insert(db, &scope, &new, now)?)
    });
    asked.unwrap()
}

/// A mail that left no further than the data directory; answers the name of its file.
pub fn mail_file(app: &TestApp) -> String {
    let name = format!("20261121-17200000000{}-alice@hansa.example.eml", next());
    let folder = app.state.config.data_dir.join("mail");
    std::fs::create_dir_all(&folder).unwrap();
    let mail = "From: Portal <portal@simportal.example>\r\nTo: Alice <alice@hansa.example>\r\nSubject: Hello\r\n\
                Date: Sat, 21 Nov 2026 17:20:00 +0000\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello Alice\r\n\
                --x\r\nContent-Type: text/html\r\n\r\n<!doctype html><html><head></head><body><p>Hello Alice</p></body></html>\r\n--x--\r\n";
    std::fs::write(folder.join(&name), mail).unwrap();
    name
}

/// A file of SIMs that Alice asked for, ready to be downloaded; answers its key.
pub fn export(app: &TestApp) -> i64 {
    let now = app.state.clock.now();
    let organisation = app.database.cast.organisation(Org::Master);
    let new = NewExport {
        root_id: organisation,
        organisation_id: organisation,
        user_id: app.database.cast.user(Who::Alice),
        format: ExportFormat::Xlsx,
        query: String::new(),
        column_names: "iccid".to_owned(),
        with_codes: false,
        language: "en".to_owned(),
        status: ExportStatus::Waiting,
        file_name: "sims-2026-11-21-1820.xlsx".to_owned(),
        created_at: now,
        expires_at: now + TimeDelta::days(7),
    };
    app.db(|db| {
        let id = exports::insert(db, new)?;
        let advance = exports::Advance {
            sims: 1,
            bytes: 5,
            position: None,
        };
        exports::advance(db, id, &advance)?;
        exports::insert_part(db, id, 0, b"bytes")?;
        exports::finish(db, id, ExportStatus::Ready, None, now, now + TimeDelta::days(7))?;
        Ok(id)
    })
}

/// A view that Alice shares with her organisation, with a report of it; answers its key.
pub fn shared_view(app: &TestApp) -> i64 {
    let now = app.state.clock.now();
    let organisation = app.database.cast.organisation(Org::Master);
    let scope = OrgScope::for_job(organisation, organisation, "test");
    let alice = app.database.cast.user(Who::Alice);
    let view = NewView {
        name: &format!("Shared {}", next()),
        name_key: &format!("shared {}", next()),
        query: "status=activated",
        column_names: "",
        is_shared: true,
    };
    let rhythm = Rhythm::new(Every::Day, 0, 6).unwrap();
    app.db(|db| {
        let id = saved_views::insert(db, &scope, alice, &view, now)?;
        reports::insert(db, &scope, (alice, id), rhythm, now + TimeDelta::days(1), now)?;
        Ok(id)
    })
}

/// A billing address of the master organisation that is not the default; answers its key.
pub fn address(app: &TestApp) -> i64 {
    let now = app.state.clock.now();
    let organisation = app.database.cast.organisation(Org::Master);
    let scope = OrgScope::for_job(organisation, organisation, "test");
    let country = Country::parse("DE").unwrap();
    let address = Address {
        company: format!("Depot {}", next()),
        person: String::new(),
        street: "Kühlhauskai 12".to_owned(),
        extra: String::new(),
        postcode: Postcode::parse("20457", country).unwrap(),
        city: "Hamburg".to_owned(),
        region: String::new(),
        country,
    };
    let added = app.database.handle.write_blocking(|db| {
        company::add_address(db, &scope, (AddressKind::Billing, true), &address, now)?;
        company::add_address(db, &scope, (AddressKind::Billing, false), &address, now)
    });
    added.unwrap()
}

/// A further e-mail address of the master organisation; answers its key.
pub fn further_email(app: &TestApp) -> i64 {
    let now = app.state.clock.now();
    let organisation = app.database.cast.organisation(Org::Master);
    let scope = OrgScope::for_job(organisation, organisation, "test");
    let email = Email::parse(&format!("books{}@hansa.example", next())).unwrap();
    let category = EmailCategory::Invoice;
    app.db(|db| organisation_emails::insert(db, &scope, category, &email, now))
        .unwrap()
}

/// Somebody of the master organisation with the role User, whom the cast does not need; answers the key.
pub fn member(app: &TestApp) -> i64 {
    member_of(app, Org::Master, Role::User)
}

/// Somebody of an organisation with this role, active, with the password of everybody; answers the key.
pub fn member_of(app: &TestApp, org: Org, role: Role) -> i64 {
    let now = app.state.clock.now();
    let cast = &app.database.cast;
    let number = next();
    let email = format!("member-{number}@hansa.example");
    let row = NewUser {
        root_id: Some(cast.organisation(root(org))),
        organisation_id: Some(cast.organisation(org)),
        email: Some(email.clone()),
        email_key: Some(email),
        client_id: None,
        first_name: "Minna".to_owned(),
        last_name: format!("Member {number}"),
        role: Some(role.as_str().to_owned()),
        staff_role: None,
        status: "active".to_owned(),
        secret_hash: Some(cast::hash().to_owned()),
        language: Some("en".to_owned()),
        created_at: now,
        updated_at: now,
    };
    app.db(|db| users::insert(db, row))
}

/// A passkey of Alice, but for two-factor being on by it: or every test that meets it would have to sign in with it.
pub fn passkey(app: &TestApp) -> i64 {
    use diesel::prelude::*;
    use simportal::storage::schema::passkeys as p;
    let values = (
        p::user_id.eq(app.database.cast.user(Who::Alice)),
        p::name.eq("Key at the keyring"),
        p::credential_id.eq(format!("key-{}", next())),
        p::credential.eq("{}"),
        p::created_at.eq(app.state.clock.now()),
    );
    app.db(|db| {
        let inserted = diesel::insert_into(p::table).values(values);
        Ok(inserted.returning(p::id).get_result(db)?)
    })
}

/// A number that no other object of this process has.
pub(super) fn next() -> u64 {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

pub(super) fn root(org: Org) -> Org {
    if org == Org::Sub { Org::Master } else { org }
}

/// Takes in a usage record of a SIM, as the network would send it now.
pub fn usage(app: &TestApp, sim: &SimRow, ended_at: NaiveDateTime, megabytes: f64, imei: Option<&str>) {
    let now = app.state.clock.now();
    let record = json!({
        "id": next(),
        "sim": { "iccid": sim.iccid },
        "endpoint": { "imei": imei },
        "start_timestamp": ended_at.and_utc().to_rfc3339(),
        "end_timestamp": ended_at.and_utc().to_rfc3339(),
        "traffic_type": { "id": 5 },
        "volume": { "total": megabytes, "tx": 0, "rx": megabytes },
    });
    let record = parse_usage(1, &RawValue::from_string(record.to_string()).unwrap());
    let source = Source {
        name: "test",
        root_id: None,
    };
    let handle = &app.database.handle;
    let intake = handle.write_blocking(|db| take_usage(db, &source, vec![record], now));
    let intake = intake.unwrap();
    assert_eq!(intake.loaded, 1, "{intake:?}");
}
