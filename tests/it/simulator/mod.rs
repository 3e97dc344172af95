//! The simulated network at work, and the demo data it goes on from.

mod demo;
mod network;

use diesel::prelude::*;
use simportal::domain::demo::{Maker, Plan, make_with};
use simportal::domain::doctor;
use simportal::storage::Db;
use simportal::storage::schema::organisations;

use crate::support::TestApp;
use crate::support::cast::Org;

/// Demo data beside the cast; `rich`: as a fleet for measuring, of which so many SIMs have full records.
fn make_demo(app: &TestApp, sims: u32, rich: Option<u32>) {
    let maker = Maker {
        plan: Plan { sims, seed: 5 },
        password_hash: "nobody signs in",
        keys: &app.state.keys,
        now: app.state.clock.now(),
    };
    // The cast has the account numbers of the demo.
    app.db(|db| {
        for (organisation, number) in [
            (Org::Master, "91000001"),
            (Org::Sub, "91000002"),
            (Org::Stranger, "91000003"),
        ] {
            diesel::update(organisations::table.find(app.database.cast.organisation(organisation)))
                .set(organisations::account_number.eq(number))
                .execute(db)?;
        }
        Ok(())
    });
    app.database
        .handle
        .write_blocking(|db| make_with(db, &maker, rich, &mut |_| {}))
        .unwrap();
}

/// Everything that is added up equals what it was added up from.
fn assert_exact(app: &TestApp) {
    let findings = app
        .database
        .handle
        .read_blocking(|db: &mut Db| doctor::examine(db, &mut |_| {}))
        .unwrap();
    let wrong: Vec<_> = findings.iter().filter(|finding| finding.differences != 0).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
