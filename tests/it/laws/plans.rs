//! No page reads a tenant's table from end to end: every query that the pages run on SQLite is explained.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::prelude::*;
use diesel::sql_types::Text;
use simportal::storage::{Db, Error};

use super::crawl::{crawl, fill};
use crate::support::{Client, TestApp, Who};

/// Reads that are as short as their table, with the reason.
const SHORT: &[(&str, &str)] = &[("products", "what a shop sells fits on a page")];

/// Collects the texts of queries.
struct Recorder(Arc<Mutex<BTreeSet<String>>>);

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            // The values behind the text do not change the plan.
            let text = text.split(" -- binds").next().unwrap_or_default();
            self.0.lock().unwrap().insert(text.to_owned());
        }
    }
}

/// The texts of the queries that the one reader runs from now on.
fn record(app: &TestApp) -> Arc<Mutex<BTreeSet<String>>> {
    let recorded = Arc::default();
    let recorder = Recorder(Arc::clone(&recorded));
    let set: Result<(), Error> = app.state.db.read_blocking(|db| {
        db.set_instrumentation(recorder);
        Ok(())
    });
    set.unwrap();
    recorded
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[actix_web::test]
async fn no_page_reads_a_table_from_end_to_end() {
    let mut app = TestApp::sqlite().await;
    // Who opens a document first makes it, and the mails that go with it.
    app.leave_work();
    app.use_one_reader().await;
    fill(&app);
    let recorded = record(&app);
    for who in [Who::Alice, Who::Emil, Who::Stella] {
        crawl(&app.as_(who).await).await;
    }
    let queries: Vec<String> = recorded
        .lock()
        .unwrap()
        .iter()
        .filter(|text| text.starts_with("SELECT"))
        .cloned()
        .collect();
    assert!(queries.len() > 20, "only {} queries were seen", queries.len());
    let mut faults = Vec::new();
    for query in &queries {
        let steps = app.db(|db| explain(db, query));
        for step in steps {
            let is_short = SHORT
                .iter()
                .any(|(table, _)| step.starts_with(&format!("SCAN {table}")));
            if step.starts_with("SCAN") && !is_short && !is_within_one_row(&step) {
                faults.push(format!("{step}\n    {query}"));
            }
        }
    }
    assert!(faults.is_empty(), "read from end to end:\n{}", faults.join("\n"));
}

/// A list narrowed by one thing, as those behind "Needs attention" are, reads its rows in the order in which they are shown, so that the
/// first page costs the same for a hundred such SIMs and for a hundred thousand. Only new devices are sorted, because few SIMs get one within a month.
#[actix_web::test]
async fn a_list_narrowed_by_one_thing_is_read_in_the_order_of_an_index() {
    let mut app = TestApp::sqlite().await;
    app.use_one_reader().await;
    fill(&app);
    let alice = app.as_(Who::Alice).await;
    for (query, index) in [
        ("blocked=1", "sims_organisation_blocked_idx"),
        ("blocked=data", "sims_organisation_blocked_idx"),
        ("pace=1", "sims_organisation_over_pace_idx"),
        ("silent=30&sort=activity", "sims_organisation_activity_idx"),
        ("expiring=1", "sims_organisation_due_idx"),
        ("expiring=1&sort=ends", "sims_organisation_due_idx"),
        ("status=deactivated", "sims_organisation_status_iccid_idx"),
        ("session=online", "sims_organisation_session_idx"),
        ("data=low", "sims_organisation_data_group_idx"),
        ("sms=low", "sims_organisation_sms_group_idx"),
        ("service=Telemetry", "sims_organisation_service_idx"),
    ] {
        assert_in_order(&app, &alice, &format!("/sims?{query}"), "sims", index).await;
    }
}

/// An accountant asks for a month of years ago among all that came since: a list of orders or documents is found by an index and not walked to.
#[actix_web::test]
async fn a_period_of_orders_is_read_in_the_order_of_an_index() {
    let mut app = TestApp::sqlite().await;
    app.use_one_reader().await;
    fill(&app);
    let alice = app.as_(Who::Alice).await;
    let month = "from=2024-02-01&to=2024-02-29";
    // Which index, statistics decide, if the period is in it.
    let in_period = "placed_at>? AND placed_at<?";
    for (query, way) in [
        ("", "orders_organisation_placed_idx"),
        ("status=completed", "orders_organisation_status_placed_idx"),
        ("kind=extensions", "orders_organisation_kind_placed_idx"),
        (month, in_period),
        (&format!("status=completed&{month}"), in_period),
        (&format!("kind=extensions&{month}"), in_period),
        (&format!("kind=top_ups&{month}"), in_period),
    ] {
        assert_in_order(&app, &alice, &format!("/orders?{query}"), "orders", way).await;
    }
    let documents = format!("/orders/documents?{month}");
    assert_in_order(&app, &alice, &documents, "invoices", "invoices_organisation_idx").await;
}

/// The page of rows of a table that an address shows is read by an index, in its order, and the plan says so with these words.
async fn assert_in_order(app: &TestApp, browser: &Client<'_>, address: &str, table: &str, way: &str) {
    let recorded = record(app);
    assert_eq!(browser.get(address).await.status, 200);
    let queries = recorded.lock().unwrap().clone();
    let from = format!("FROM `{table}`");
    let is_page = |text: &&String| text.contains(&from) && text.contains("ORDER BY") && text.contains("LIMIT");
    let page = queries.iter().find(is_page).expect("the page of the list");
    let steps = app.db(|db| explain(db, page)).join("; ");
    assert!(
        steps.contains(way) && !steps.contains("TEMP B-TREE"),
        "{address}: {steps}\n{page}"
    );
}

/// `SCAN CONSTANT ROW` reads no table; a virtual table with an index number is searched, whatever the word.
fn is_within_one_row(step: &str) -> bool {
    step == "SCAN CONSTANT ROW" || step.contains("VIRTUAL TABLE INDEX")
}

fn explain(db: &mut Db, query: &str) -> Result<Vec<String>, Error> {
    let Db::Sqlite(c) = db else { unreachable!() };
    let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(c)?;
    Ok(steps.into_iter().map(|step| step.detail).collect())
}
