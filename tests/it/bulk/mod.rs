//! Bulk actions: ordering, preview, run, result, undoing.

mod actions;
mod files;
mod run;
mod start;

use simportal::storage::bulk::{self, BulkRow, ItemFilter, ItemPlace, ItemRow};
use simportal::storage::sims::{self, SimRow};
use simportal::types::access::OrgScope;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp};

/// What a job of the master organisation may see.
fn scope(app: &TestApp) -> OrgScope {
    let master = app.database.cast.organisation(Org::Master);
    OrgScope::for_job(master, master, "test")
}

/// The SIM as it is now.
fn again(app: &TestApp, sim: &SimRow) -> SimRow {
    app.db(|db| sims::find_by_id(db, &scope(app), sim.id))
}

/// Presses a button of the bar with these rows ticked; answers the key of the action.
async fn order(client: &Client<'_>, address: &str, action: &str, ticked: &[&SimRow]) -> i64 {
    let mut fields = vec![("list", urls::SIMS), ("action", action)];
    fields.extend(ticked.iter().map(|sim| ("sim", sim.iccid.as_str())));
    key(&client.post(address, &fields).await)
}

/// The key of the action that an answer leads to.
fn key(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let key = answer.location().strip_prefix("/sims/bulk/");
    key.unwrap_or_else(|| panic!("leads to {}", answer.location()))
        .parse()
        .unwrap()
}

/// Confirms an action.
async fn confirm(client: &Client<'_>, id: i64) {
    let answer = client.post(&urls::bulk(urls::BULK_CONFIRM, &id), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Confirms an action and does all work.
async fn carry_out(app: &TestApp, client: &Client<'_>, id: i64) {
    confirm(client, id).await;
    app.run_jobs().await;
}

/// The page of an action.
async fn page(client: &Client<'_>, id: i64) -> Answer {
    client.get(&urls::bulk(urls::BULK_ACTION, &id)).await
}

fn bulk(app: &TestApp, id: i64) -> BulkRow {
    app.db(|db| bulk::find(db, &scope(app), id))
}

/// All items of an action.
fn items(app: &TestApp, id: i64) -> Vec<ItemRow> {
    let bulk = bulk(app, id);
    app.db(|db| bulk::page(db, &bulk, ItemFilter::All, ItemPlace::First, 100_000))
        .rows
}

/// Changed, already so, refused, and other than in the preview.
fn sums(app: &TestApp, id: i64) -> (i64, i64, i64, i64) {
    let bulk = bulk(app, id);
    (bulk.changed, bulk.already, bulk.refused, bulk.differs)
}

/// Will change, already so, refused.
fn expected(app: &TestApp, id: i64) -> (i64, i64, i64) {
    let bulk = bulk(app, id);
    (bulk.will_change, bulk.already, bulk.refused)
}

/// Outcome and reason of each item.
fn results(app: &TestApp, id: i64) -> Vec<(Option<&'static str>, Option<String>)> {
    items(app, id)
        .into_iter()
        .map(|item| (item.verdict.map(|outcome| outcome.as_str()), item.reason))
        .collect()
}
