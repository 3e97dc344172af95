use super::*;
use crate::storage::sims::SimRow;
use crate::storage::sims::counts;
use crate::storage::{Database, DatabaseOptions, DatabaseUrl, Durability, ingest as stored_records, migrations};
use crate::types::account_number::AccountNumber;
use crate::types::secret_hash;
use crate::types::status::SimStatus;

fn now() -> UtcTime {
    chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
}

fn database(folder: &tempfile::TempDir) -> Database {
    let db = Database::open(&DatabaseOptions {
        url: DatabaseUrl::Sqlite(folder.path().join("demo.db")),
        durability: Durability::Off,
        connections: 1,
        wait: std::time::Duration::from_secs(5),
    })
    .unwrap();
    migrations::migrate(&db).unwrap();
    db
}

fn keys() -> Keys {
    Keys::derive(&[7; 32])
}

fn make_demo(db: &Database, seed: u64) -> Made {
    let maker = Maker {
        plan: Plan { sims: 120, seed },
        password_hash: &secret_hash::hash(PASSWORD, Cost::TEST).unwrap(),
        keys: &keys(),
        now: now(),
    };
    db.write_blocking(|db| make(db, &maker, &mut |_| {})).unwrap()
}

/// A fleet in bulk, or the same one with the same records taken in at the door; what there is of each table then.
fn thin_fleet(in_bulk: bool) -> (Vec<SimRow>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder);
    let maker = Maker {
        plan: Plan { sims: 400, seed: 9 },
        password_hash: "nobody signs in",
        keys: &keys(),
        now: now(),
    };
    if in_bulk {
        db.write_blocking(|db| make_with(db, &maker, Some(0), &mut |_| {}))
            .unwrap();
    } else {
        db.write_blocking(|db| at_the_door(db, &maker)).unwrap();
    }
    db.read_blocking(|db| {
        use crate::storage::schema::sims as s;
        let mut rows: Vec<SimRow> = diesel::RunQueryDsl::load(
            diesel::QueryDsl::order(diesel::QueryDsl::select(s::table, s::all_columns), s::iccid),
            db,
        )?;
        for row in &mut rows {
            // Given in another order, and sealed with other random bytes.
            (row.id, row.pin_sealed, row.puk_sealed) = (0, None, None);
        }
        let findings = crate::domain::doctor::examine(db, &mut |_| {})?;
        assert!(findings.iter().all(|finding| finding.differences == 0), "{findings:?}");
        let mut rest: Vec<String> = counts::stored(db)?.iter().map(|count| format!("{count:?}")).collect();
        rest.extend(
            crate::storage::sims::days::stored(db)?
                .iter()
                .map(|count| format!("{count:?}")),
        );
        let scope = hansa(db)?;
        let from = now().date() - chrono::Days::new(400);
        rest.extend(
            crate::storage::usage::days(db, &scope, from)?
                .iter()
                .map(|day| format!("{day:?}")),
        );
        rest.extend(
            crate::storage::usage::months(db, &scope, from)?
                .iter()
                .map(|month| format!("{month:?}")),
        );
        Ok::<_, crate::domain::Error>((rows, rest))
    })
    .unwrap()
}

fn at_the_door(db: &mut Db, maker: &Maker<'_>) -> Result<()> {
    let homes = people::insert(db, maker.password_hash, true, maker.now)?;
    let carriers = Carriers::of(db, maker.now)?;
    let (mut records, mut made) = (Records::default(), Made::default());
    for sim in Fleet::new(maker.plan.seed, maker.plan.sims, Some(0), maker.second()) {
        let home = &homes[sim.home];
        sims::insert_many(db, &[row(&sim, home, &carriers, maker)?], maker.now)?;
        tag(db, home, &[&sim])?;
        traffic::add(&mut records, &sim, Density::Thin, maker.plan.seed, maker.second());
    }
    take(db, &mut records, &mut made, maker.now)
}

#[test]
fn sims_in_bulk_are_as_if_their_records_had_come_through_the_door() {
    let (bulk, sums) = thin_fleet(true);
    let (door, sums_at_the_door) = thin_fleet(false);
    assert_eq!(bulk.len(), 400);
    for (bulk, door) in bulk.iter().zip(&door) {
        assert_eq!(bulk, door);
    }
    assert_eq!(sums, sums_at_the_door);
    let is = |of: &dyn Fn(&SimRow) -> bool| bulk.iter().filter(|sim| of(sim)).count();
    assert!(is(&|sim| sim.session == SessionStatus::Online) > 150);
    assert!(is(&|sim| sim.blocked_by.is_some()) > 3 && is(&|sim| sim.month_data > 0) > 100);
    assert!(is(&|sim| sim.imei_changed_at.is_some()) > 0 && is(&|sim| sim.sms_used > 0) > 10);
}

#[test]
fn counters_and_rollups_equal_a_recount_and_every_record_was_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder);
    let made = make_demo(&db, 3);
    assert_eq!(made.sims, 120);
    assert!(made.usage > 2_000 && made.events > 500, "{made:?}");
    db.read_blocking(|db| {
        let counted = counts::recount(db)?;
        assert_eq!(counts::stored(db)?, counted);
        // And the stock, which is nobody's yet.
        assert_eq!(counted.iter().map(|(_, sims)| sims).sum::<i64>(), 120 + 900);
        for stock in crate::storage::stock::list(db)? {
            let number = stock.organisation.account_number;
            assert!(AccountNumber::parse(&number).is_ok(), "{number} can be typed");
        }
        assert!(counted.iter().any(|(key, _)| key.session == SessionStatus::Online));
        assert!(counted.iter().any(|(key, _)| key.status == SimStatus::Expired));
        let records = stored_records::recount_days(db)?;
        let scope = hansa(db)?;
        let days: i64 = crate::storage::usage::days(db, &scope, now().date() - chrono::Days::new(400))?
            .iter()
            .map(|day| day.data_bytes)
            .sum();
        let of_hansa = sims::of(&scope);
        let ids: Vec<i64> =
            diesel::RunQueryDsl::load(diesel::QueryDsl::select(of_hansa, crate::storage::schema::sims::id), db)?;
        let recounted: i64 = records
            .iter()
            .filter(|((sim, _), _)| ids.contains(sim))
            .map(|(_, sum)| sum.data_bytes)
            .sum();
        assert!(days > 0);
        assert_eq!(days, recounted);
        Ok::<_, crate::domain::Error>(())
    })
    .unwrap();
}

fn hansa(db: &mut Db) -> Result<crate::types::access::OrgScope> {
    let found = crate::storage::organisations::find_by_number(db, House::Hansa.account_number())?;
    let found = found.ok_or(crate::domain::Error::NotFound)?;
    Ok(crate::types::access::OrgScope::for_job(found.root_id, found.id, "test"))
}

#[test]
fn the_same_seed_on_the_same_day_makes_the_same_data_and_demo_data_are_recognised() {
    let sums = [3, 3, 4].map(|seed| {
        let folder = tempfile::tempdir().unwrap();
        let db = database(&folder);
        let found = |db: &Database| db.read_blocking(|db| find(db, Cost::TEST)).unwrap();
        assert_eq!(found(&db), Found::Nobody);
        make_demo(&db, seed);
        assert_eq!(found(&db), Found::Demo);
        db.read_blocking(stored_records::recount_days).unwrap()
    });
    let [first, again, other] = sums;
    assert_eq!(first, again);
    assert_ne!(first, other);
}
