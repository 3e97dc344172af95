//! The list of SIMs; one SIM: its page, what people write on it, what they order it to do, its files.

mod details;
mod files;
mod found;
mod lifetime;
mod list;
mod orders;
mod page;
mod why;

use simportal::storage::audit::{self, AuditRow};
use simportal::storage::keyset::Edge;
use simportal::storage::sims::{self, SimRow};
use simportal::types::access::OrgScope;
use simportal::types::carrier::Adapter;
use simportal::types::iccid::Iccid;
use simportal::web::urls;

use crate::support::TestApp;
use crate::support::cast::Org;

/// The address of a SIM.
fn at(pattern: &str, sim: &SimRow) -> String {
    urls::sim(pattern, &Iccid::parse(&sim.iccid).unwrap())
}

/// What a job of the master organisation may see.
fn scope(app: &TestApp) -> OrgScope {
    let master = app.database.cast.organisation(Org::Master);
    OrgScope::for_job(master, master, "test")
}

/// The SIM as it is now.
fn again(app: &TestApp, sim: &SimRow) -> SimRow {
    app.db(|db| sims::find_by_id(db, &scope(app), sim.id))
}

/// What the audit log says of the SIM, newest first.
fn history(app: &TestApp, sim: &SimRow) -> Vec<AuditRow> {
    app.db(|db| audit::of_object(db, &scope(app), "sim", sim.id, Edge::Newest, 100))
        .rows
}

/// The key of a carrier that takes no orders.
fn unmanaged(app: &TestApp) -> i64 {
    let now = app.state.clock.now();
    app.db(|db| sims::carrier_named(db, "Nordsee Mobil", Adapter::None, now))
        .id
}

/// The counters equal a recount.
fn assert_counted(app: &TestApp) {
    let (stored, counted) = app.db(|db| Ok((sims::counts::stored(db)?, sims::counts::recount(db)?)));
    assert_eq!(stored, counted, "the counters behind the Dashboard");
}
