//! Demo data in bulk: on both databases everything is as exact as if it had come through the door, and the schema is whole again.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use simportal::storage::schema::{sims, simulated_devices, users};
use simportal::storage::{Db, Error};

use super::{assert_exact, make_demo};
use crate::support::TestApp;

on_both!(
    a_fleet_in_bulk_is_exact_and_leaves_the_schema_whole,
    codes_of_demo_sims_can_be_read_with_the_key_of_the_installation,
);

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Indexes, triggers and foreign keys.
fn objects(db: &mut Db) -> Result<Vec<String>, Error> {
    let rows: Vec<Named> = match db {
        Db::Sqlite(c) => {
            diesel::sql_query("SELECT type || ' ' || name AS name FROM sqlite_schema ORDER BY 1").load(c)?
        }
        Db::Pg(c) => diesel::sql_query(
            "SELECT 'index ' || indexdef AS name FROM pg_indexes WHERE schemaname = current_schema() UNION ALL \
             SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = current_schema()::regnamespace ORDER BY 1",
        )
        .load(c)?,
    };
    Ok(rows.into_iter().map(|row| row.name).collect())
}

async fn a_fleet_in_bulk_is_exact_and_leaves_the_schema_whole(app: TestApp) {
    let before = app.db(objects);
    make_demo(&app, 1_200, Some(40));
    assert!(before.len() > 50, "{before:?}");
    assert_eq!(app.db(objects), before);
    assert_exact(&app);
    let (count, devices): (i64, i64) = app.db(|db| {
        Ok((
            sims::table.count().get_result(db)?,
            simulated_devices::table.count().get_result(db)?,
        ))
    });
    assert_eq!(count, 1_200);
    assert!(
        (1_150..1_200).contains(&devices),
        "{devices}: what is on the shelf has none"
    );
    let owners: i64 = app.db(|db| {
        Ok(users::table
            .filter(users::email.like("owner@small-%"))
            .count()
            .get_result(db)?)
    });
    assert_eq!(owners, 1_000);
    app.db(|db| {
        match db {
            // The index holds exactly the labels of the table; three letters are one word of it.
            Db::Sqlite(c) => {
                diesel::sql_query("INSERT INTO sims_fts (sims_fts, rank) VALUES ('integrity-check', 1)").execute(c)?;
                let found: Count =
                    diesel::sql_query("SELECT COUNT(*) AS n FROM sims_fts WHERE sims_fts MATCH 'auf'").get_result(c)?;
                assert!(found.n > 50, "{} labels", found.n);
            }
            // The next SIM gets a key of its own.
            Db::Pg(c) => {
                let next: Count =
                    diesel::sql_query("SELECT nextval(pg_get_serial_sequence('sims', 'id')) AS n").get_result(c)?;
                assert_eq!(next.n, 1_201);
            }
        }
        Ok(())
    });
}

async fn codes_of_demo_sims_can_be_read_with_the_key_of_the_installation(app: TestApp) {
    make_demo(&app, 30, None);
    let rows: Vec<(String, Option<String>, Option<String>)> = app.db(|db| {
        Ok(sims::table
            .order(sims::id)
            .select((sims::iccid, sims::pin_sealed, sims::puk_sealed))
            .load(db)?)
    });
    for (iccid, pin, puk) in rows {
        let open =
            |what: &str, sealed: Option<String>| app.state.keys.open(&format!("{what}/{iccid}"), &sealed.unwrap());
        let (pin, puk) = (open("pin", pin).unwrap(), open("puk", puk).unwrap());
        assert!(pin.len() == 4 && puk.len() == 8, "{pin} {puk}");
        assert!(pin.chars().chain(puk.chars()).all(|c| c.is_ascii_digit()));
    }
}
