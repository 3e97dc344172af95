//! The pages on which staff see what was set aside.

use serde_json::{Value, json};
use simportal::domain::ingest::SetAsideStatus;
use simportal::domain::ingest::parse::RejectKind;
use simportal::types::lang::Lang;
use simportal::web::urls;

use super::{Sender, event_record, picture, set_aside, sim, usage_record};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Answer, TestApp, Who, make};

const ICCID: &str = "8988228066600799999";

on_both!(
    an_empty_list_says_that_all_is_well,
    the_list_shows_what_waits_and_why,
    the_list_is_narrowed_by_status_and_reason,
    values_that_do_not_exist_are_said_and_ignored,
    a_long_list_has_pages_in_both_directions,
    a_page_that_has_emptied_shows_the_newest_records,
    a_record_is_shown_as_it_came,
    a_mended_record_is_taken_in_from_its_page,
    a_record_that_is_still_wrong_says_why,
    all_records_of_a_reason_are_tried_again,
    discarding_asks_first_and_is_final,
    an_unknown_record_does_not_exist,
);

#[test]
fn every_reason_has_words_in_both_languages() {
    for kind in RejectKind::ALL {
        for lang in Lang::ALL {
            let key = format!("reason-{kind}");
            assert_ne!(text(lang, &key), key, "{lang:?}");
        }
    }
}

/// Usage of a SIM that nobody holds, an impossible volume, and an event of an unknown organisation.
async fn three_kinds(app: &TestApp) {
    let sender = Sender::new(app);
    let mut wrong = usage_record(2, ICCID, "2026-11-20T10:00:00Z", 1.0);
    wrong["volume"]["total"] = json!(-1);
    let usage = [usage_record(1, ICCID, "2026-11-20T10:00:00Z", 1.0), wrong];
    sender.send("/ingest/usage", &usage).await;
    let event = json!({
        "id": 3,
        "timestamp": "2026-11-20T10:00:00Z",
        "event_type": { "id": 12 },
        "organisation": { "name": "81999999" },
    });
    sender.send("/ingest/events", &[event]).await;
}

/// The first cells of the rows of a list: where they lead.
fn rows(answer: &Answer) -> Vec<i64> {
    let page = answer.page();
    page.select(&selector("tbody th a"))
        .map(|link| link.attr("href").unwrap().rsplit('/').next().unwrap().parse().unwrap())
        .collect()
}

/// Where a link with exactly these words leads.
fn link(answer: &Answer, words: &str) -> Option<String> {
    let page = answer.page();
    page.select(&selector("main a[href]"))
        .find(|link| link.text().collect::<String>().trim() == words)
        .and_then(|link| link.attr("href").map(str::to_owned))
}

async fn an_empty_list_says_that_all_is_well(app: TestApp) {
    for (who, path) in [(Who::Stella, urls::SET_ASIDE), (Who::Sam, urls::SET_ASIDE)] {
        let answer = app.as_(who).await.get(path).await;
        assert_eq!(answer.status, 200);
        assert!(answer.words().contains("All is well"), "{}", answer.words());
        assert!(!answer.words().contains("again"), "there is nothing to try");
    }
}

async fn the_list_shows_what_waits_and_why(app: TestApp) {
    three_kinds(&app).await;
    let client = app.as_(Who::Stella).await;
    let answer = client.get(urls::SET_ASIDE).await;
    let words = answer.words();
    for expected in [
        "Try all 3 again",
        "No SIM with this ICCID 1",
        "The volume is missing or impossible 1",
        "21 Nov 2026, 18:20 Usage 1",
        "streamer",
        "3 records · newest first",
    ] {
        assert!(words.contains(expected), "{expected:?} in {words}");
    }
    let page = answer.page();
    let iccids: Vec<String> = page
        .select(&selector("td .iccid"))
        .map(|cell| cell.text().collect())
        .collect();
    assert_eq!(iccids, [ICCID]);
    let waiting = set_aside(&app, SetAsideStatus::Waiting);
    assert_eq!(
        rows(&answer),
        waiting.iter().map(|row| row.id).collect::<Vec<_>>(),
        "newest first"
    );

    client
        .post(urls::LANGUAGE, &[("lang", "de"), ("next", urls::SET_ASIDE)])
        .await;
    client.reads(Lang::De);
    let words = client.get(urls::SET_ASIDE).await.words();
    for expected in [
        "Alle 3 erneut versuchen",
        "Keine SIM mit dieser ICCID 1",
        "3 Datensätze",
    ] {
        assert!(words.contains(expected), "{expected:?} in {words}");
    }
}

async fn the_list_is_narrowed_by_status_and_reason(app: TestApp) {
    three_kinds(&app).await;
    let client = app.as_(Who::Stella).await;
    let all = client.get(urls::SET_ASIDE).await;
    let chip = link(&all, "No SIM with this ICCID1").unwrap();
    let narrowed = client.get(&chip).await;
    assert_eq!(rows(&narrowed).len(), 1);
    assert!(narrowed.words().contains("Try 1 record again"));
    assert!(
        narrowed.words().contains("All reasons 3"),
        "the numbers of the others stay"
    );

    let discarded = client.get(&link(&narrowed, "Discarded").unwrap()).await;
    assert!(rows(&discarded).is_empty());
    assert!(discarded.words().contains("No record with this reason was discarded."));
    assert!(!discarded.words().contains("Try "), "only what waits can be tried");
    let everything = client.get(&link(&discarded, "Show all reasons").unwrap()).await;
    assert!(everything.words().contains("Nothing was discarded"));
}

async fn values_that_do_not_exist_are_said_and_ignored(app: TestApp) {
    three_kinds(&app).await;
    let client = app.as_(Who::Stella).await;
    let answer = client
        .get("/operations/set-aside?status=lost&reason=bad%3Cluck&page=5&x=y")
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(rows(&answer).len(), 3);
    assert!(answer.words().contains("lost, bad<luck"), "{}", answer.words());
}

/// Sends as many wrong records as two pages and a bit.
async fn many(app: &TestApp) -> Vec<i64> {
    let records: Vec<Value> = (1..=120)
        .map(|id| usage_record(id, ICCID, "2026-11-20T10:00:00Z", 1.0))
        .collect();
    Sender::new(app).send("/ingest/usage", &records).await;
    set_aside(app, SetAsideStatus::Waiting)
        .iter()
        .map(|row| row.id)
        .collect()
}

async fn a_long_list_has_pages_in_both_directions(app: TestApp) {
    let ids = many(&app).await;
    let client = app.as_(Who::Stella).await;
    let first = client.get("/operations/set-aside?reason=unknown_sim").await;
    assert_eq!((rows(&first).as_slice(), link(&first, "Newer")), (&ids[..50], None));
    let second = client.get(&link(&first, "Older").unwrap()).await;
    assert_eq!(rows(&second), ids[50..100]);
    let third = client.get(&link(&second, "Older").unwrap()).await;
    assert_eq!((rows(&third).as_slice(), link(&third, "Older")), (&ids[100..], None));
    let back = client.get(&link(&third, "Newer").unwrap()).await;
    assert_eq!(rows(&back), ids[50..100]);
    let back = client.get(&link(&back, "Newer").unwrap()).await;
    assert_eq!((rows(&back).as_slice(), link(&back, "Newer")), (&ids[..50], None));

    // Keys are ours alone, and of one list alone.
    let older = link(&first, "Older").unwrap();
    let other = older.replace("reason=unknown_sim&", "");
    assert_ne!(other, older);
    for forged in [other, older.replace("older-", "newer-"), format!("{older}x")] {
        assert_eq!(rows(&client.get(&forged).await), ids[..50], "{forged}");
    }
}

async fn a_page_that_has_emptied_shows_the_newest_records(mut app: TestApp) {
    app.leave_work();
    let ids = many(&app).await;
    let client = app.as_(Who::Stella).await;
    let second = client
        .get(&link(&client.get(urls::SET_ASIDE).await, "Older").unwrap())
        .await;
    let older = link(&second, "Older").unwrap();
    for id in &ids[40..] {
        let path = urls::set_aside(urls::SET_ASIDE_DISCARD, id);
        assert_eq!(client.post(&path, &[]).await.status, 303);
    }
    client.get(urls::SET_ASIDE).await;
    assert_eq!(rows(&client.get(&older).await), ids[..40]);
}

async fn a_record_is_shown_as_it_came(app: TestApp) {
    let body = r#"[{"id":1,"volume":{"total":1.10,"note":"<b>"},"end_timestamp":"never"}]"#;
    let answer = Sender::new(&app).post("/ingest/usage", body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let id = set_aside(&app, SetAsideStatus::Waiting)[0].id;
    let answer = app
        .as_(Who::Sam)
        .await
        .get(&urls::set_aside(urls::SET_ASIDE_RECORD, &id))
        .await;
    assert_eq!(answer.status, 200);
    let page = answer.page();
    let shown: String = page
        .select(&selector("pre[tabindex='0']"))
        .next()
        .unwrap()
        .text()
        .collect();
    let expected = "{\n  \"id\": 1,\n  \"volume\": {\n    \"total\": 1.10,\n    \"note\": \"<b>\"\n  },\n  \"end_timestamp\": \"never\"\n}";
    assert_eq!(shown, expected, "with every digit");
    assert!(answer.words().contains("Usage record 1"));
    assert!(answer.words().contains("not_an_iccid"));
}

async fn a_mended_record_is_taken_in_from_its_page(app: TestApp) {
    three_kinds(&app).await;
    let client = app.as_(Who::Stella).await;
    let record = set_aside(&app, SetAsideStatus::Waiting)
        .into_iter()
        .find(|row| row.reason == "unknown_sim");
    let id = record.unwrap().id;
    make::sim_with(&app, Org::Master, |sim| sim.iccid = ICCID.to_owned());
    let (page, retry) = (
        urls::set_aside(urls::SET_ASIDE_RECORD, &id),
        urls::set_aside(urls::SET_ASIDE_RETRY_ONE, &id),
    );
    assert!(client.get(&page).await.words().contains("Try again"));
    let answer = client.post(&retry, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, page.as_str()));
    let words = client.get(&page).await.words();
    assert!(words.contains("The record was taken in."), "{words}");
    assert!(!words.contains("Try again") && !words.contains("Discard"), "{words}");
    assert_eq!(sim(&app, ICCID).data_used, 1_000_000);
    picture(&app);

    // From a second tab that still shows the buttons.
    for path in [retry, urls::set_aside(urls::SET_ASIDE_DISCARD, &id)] {
        let answer = client.post(&path, &[]).await;
        assert_eq!(answer.status, 409);
        assert!(answer.words().contains(&text(Lang::En, "error-set-aside-done")));
    }
    assert_eq!(sim(&app, ICCID).data_used, 1_000_000);
}

async fn a_record_that_is_still_wrong_says_why(app: TestApp) {
    three_kinds(&app).await;
    let client = app.as_(Who::Stella).await;
    for row in set_aside(&app, SetAsideStatus::Waiting) {
        let answer = client
            .post(&urls::set_aside(urls::SET_ASIDE_RETRY_ONE, &row.id), &[])
            .await;
        let words = client.get(answer.location()).await.words();
        let reason = text(Lang::En, &format!("reason-{}", row.reason));
        assert!(
            words.contains(&format!("The record still cannot be taken in: {reason}.")),
            "{words}"
        );
        assert!(words.contains("Tries 2"), "{words}");
    }
}

async fn all_records_of_a_reason_are_tried_again(app: TestApp) {
    three_kinds(&app).await;
    let sender = Sender::new(&app);
    sender
        .send("/ingest/events", &[event_record(9, ICCID, "2026-11-20T10:00:00Z", 3)])
        .await;
    make::sim_with(&app, Org::Master, |sim| sim.iccid = ICCID.to_owned());
    let client = app.as_(Who::Stella).await;
    let answer = client.post(urls::SET_ASIDE_RETRY, &[("reason", "unknown_sim")]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/operations/set-aside?reason=unknown_sim")
    );
    let words = client.get(answer.location()).await.words();
    assert!(words.contains("2 records are being tried again."), "{words}");
    app.run_jobs().await;
    let left = set_aside(&app, SetAsideStatus::Waiting);
    assert_eq!(
        left.iter().map(|row| row.attempts).collect::<Vec<_>>(),
        [1, 1],
        "the other reasons were left alone"
    );
    picture(&app);

    let answer = client.post(urls::SET_ASIDE_RETRY, &[("reason", "unknown_sim")]).await;
    assert!(
        client
            .get(answer.location())
            .await
            .words()
            .contains("There is nothing left to try again.")
    );
    client.post(urls::SET_ASIDE_RETRY, &[]).await;
    app.run_jobs().await;
    let left = set_aside(&app, SetAsideStatus::Waiting);
    assert_eq!(left.iter().map(|row| row.attempts).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(
        client.post(urls::SET_ASIDE_RETRY, &[("reason", "luck")]).await.status,
        400
    );
}

async fn discarding_asks_first_and_is_final(app: TestApp) {
    three_kinds(&app).await;
    let client = app.as_(Who::Stella).await;
    let id = set_aside(&app, SetAsideStatus::Waiting)[0].id;
    let (page, discard) = (
        urls::set_aside(urls::SET_ASIDE_RECORD, &id),
        urls::set_aside(urls::SET_ASIDE_DISCARD, &id),
    );
    let asked = client.get(&discard).await;
    assert!(asked.words().contains("cannot be undone"), "{}", asked.words());
    assert_eq!(link(&asked, "Keep record").as_deref(), Some(page.as_str()));
    assert_eq!(
        set_aside(&app, SetAsideStatus::Discarded).len(),
        0,
        "asking changes nothing"
    );
    let answer = client.post(&discard, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SET_ASIDE));
    let list = client.get(answer.location()).await;
    assert!(list.words().contains("The record was discarded."));
    assert!(!rows(&list).contains(&id));

    let discarded = client.get("/operations/set-aside?status=discarded").await;
    assert_eq!(rows(&discarded), [id]);
    assert_eq!(
        client.get(&discard).await.location(),
        page,
        "there is nothing left to ask"
    );
    assert_eq!(client.post(&discard, &[]).await.status, 409);
    assert_eq!(
        client
            .post(&urls::set_aside(urls::SET_ASIDE_RETRY_ONE, &id), &[])
            .await
            .status,
        409
    );
    client.post(urls::SET_ASIDE_RETRY, &[]).await;
    app.run_jobs().await;
    assert_eq!(
        set_aside(&app, SetAsideStatus::Discarded)[0].attempts,
        1,
        "it is not tried with the others"
    );
}

async fn an_unknown_record_does_not_exist(app: TestApp) {
    let client = app.as_(Who::Stella).await;
    for record in ["1", "0", "-1", "x", "99999999999999999999", "1%20"] {
        for pattern in [urls::SET_ASIDE_RECORD, urls::SET_ASIDE_DISCARD] {
            let path = pattern.replace("{record}", record);
            assert_eq!(client.get(&path).await.status, 404, "{path}");
        }
        for pattern in [urls::SET_ASIDE_RETRY_ONE, urls::SET_ASIDE_DISCARD] {
            let path = pattern.replace("{record}", record);
            assert_eq!(client.post(&path, &[]).await.status, 404, "{path}");
        }
    }
}
