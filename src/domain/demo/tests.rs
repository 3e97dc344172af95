use super::*;
use crate::storage::sims::counts;
use crate::storage::{Database, DatabaseOptions, DatabaseUrl, Durability, ingest as stored_records, migrations};
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

fn make_demo(db: &Database, seed: u64) -> Made {
    let hash = secret_hash::hash(PASSWORD, Cost::TEST).unwrap();
    db.write_blocking(|db| make(db, Plan { sims: 120, seed }, &hash, now(), &mut |_| {}))
        .unwrap()
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
        assert_eq!(counted.iter().map(|(_, sims)| sims).sum::<i64>(), 120);
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
