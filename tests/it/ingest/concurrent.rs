//! Calls at the same time.

use futures_util::future::join_all;
use serde_json::Value;

use super::{Sender, event_record, picture, sim, usage_record};
use crate::support::TestApp;
use crate::support::cast::Org;
use crate::support::make;

on_both!(
    the_same_records_sent_twice_at_once_count_once,
    calls_that_touch_the_same_sims_in_any_order_do_not_block_each_other,
);

/// Records of some SIMs, one after the other, with ids from `first` on.
fn records(iccids: &[String], first: i64, count: i64) -> Vec<Value> {
    (first..first + count)
        .zip(iccids.iter().cycle())
        .map(|(id, iccid)| usage_record(id, iccid, "2026-11-20T10:00:00Z", 0.001))
        .collect()
}

fn iccids(app: &TestApp) -> Vec<String> {
    (0..20).map(|_| make::sim(app, Org::Master).iccid).collect()
}

async fn the_same_records_sent_twice_at_once_count_once(app: TestApp) {
    let iccids = iccids(&app);
    let sender = Sender::new(&app);
    let usage = records(&iccids, 1, 300);
    let events: Vec<Value> = (1..=100)
        .zip(iccids.iter().cycle())
        .map(|(id, iccid)| event_record(id, iccid, "2026-11-20T10:00:00Z", 3))
        .collect();
    for (path, records, count) in [("/ingest/usage", &usage, 300), ("/ingest/events", &events, 100)] {
        let answers = join_all((0..4).map(|_| sender.send(path, records))).await;
        let sum = |name: &str| answers.iter().map(|said| said[name].as_u64().unwrap()).sum::<u64>();
        assert_eq!((sum("accepted"), sum("already_known")), (count, 3 * count), "{path}");
    }
    for iccid in &iccids {
        assert_eq!(sim(&app, iccid).data_used, 15_000);
    }
    picture(&app);
}

async fn calls_that_touch_the_same_sims_in_any_order_do_not_block_each_other(app: TestApp) {
    let mut iccids = iccids(&app);
    let sender = Sender::new(&app);
    let forwards = records(&iccids, 1, 200);
    iccids.reverse();
    // The last hundred of the one are the first hundred of the other.
    let mut backwards = records(&iccids, 201, 100);
    backwards.extend(forwards.iter().skip(100).rev().cloned());
    let answers = join_all([
        sender.send("/ingest/usage", &forwards),
        sender.send("/ingest/usage", &backwards),
    ])
    .await;
    let accepted: u64 = answers.iter().map(|said| said["accepted"].as_u64().unwrap()).sum();
    assert_eq!(accepted, 300);
    for iccid in &iccids {
        assert_eq!(sim(&app, iccid).data_used, 15_000);
    }
    picture(&app);
}
