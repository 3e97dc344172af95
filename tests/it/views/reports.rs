//! Views that are mailed at regular times. Tests begin on a Saturday at 18:20 in Germany.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::storage::schema::{exports, reports, users};

use super::save;
use crate::support::cast::Org;
use crate::support::make::{sim, sim_with};
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    a_report_comes_at_its_time_with_the_file,
    a_missed_time_is_made_up_for_once,
    a_report_can_be_paused_sent_now_and_ended,
    a_report_stops_when_its_receiver_lost_the_right,
    a_report_of_a_disabled_person_stops_without_a_mail,
    a_report_ends_with_the_view_of_a_colleague,
    a_report_that_is_too_large_for_a_mail_becomes_an_export,
    times_that_do_not_exist_come_back_with_the_reason,
);

const DAILY_AT_SEVEN: [(&str, &str); 4] = [("every", "day"), ("weekday", "1"), ("monthday", "1"), ("hour", "7")];

async fn start(client: &Client<'_>, view: i64) -> Answer {
    let answer = client
        .post(&format!("/sims/views/{view}/report"), &DAILY_AT_SEVEN)
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    client.get(answer.location()).await
}

async fn a_report_comes_at_its_time_with_the_file(app: TestApp) {
    let sim = sim_with(&app, Org::Master, |sim| sim.label = "Kühlhaus".to_owned());
    let alice = app.as_(Who::Alice).await;
    let view = save(&alice, "/sims?status=activated&columns=iccid,label", "Süd", false).await;
    let page = start(&alice, view).await;
    assert!(page.words().contains("Every day at 07:00"), "{}", page.words());
    assert!(page.words().contains("22 Nov 2026, 07:00"), "{}", page.words());
    app.pass(TimeDelta::hours(12));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0, "not before its time");
    app.pass(TimeDelta::minutes(40));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.recipient, Who::Alice.email());
    assert!(
        letter.subject.starts_with("Süd: SIMs on 22 Nov 2026"),
        "{}",
        letter.subject
    );
    assert!(letter.text.contains("the one SIM of the view “Süd”"), "{}", letter.text);
    assert!(letter.html.contains("Süd"));
    let file = &letter.attachments[0];
    assert_eq!(file.file_name, "sims-2026-11-22-0700.csv");
    assert_eq!(
        String::from_utf8(file.body.clone()).unwrap(),
        format!("\u{feff}ICCID,Label\r\n{},Kühlhaus\r\n", sim.iccid)
    );
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0, "once");
    let page = app
        .as_(Who::Alice)
        .await
        .get(&format!("/sims/views/{view}/report"))
        .await;
    assert!(page.words().contains("23 Nov 2026, 07:00"), "{}", page.words());
}

async fn a_missed_time_is_made_up_for_once(app: TestApp) {
    sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let view = save(&alice, "/sims?status=activated", "Mine", false).await;
    start(&alice, view).await;
    app.pass(TimeDelta::days(5));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
}

async fn a_report_can_be_paused_sent_now_and_ended(app: TestApp) {
    sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let view = save(&alice, "/sims?status=activated", "Mine", false).await;
    let at = format!("/sims/views/{view}/report");
    assert_eq!(
        alice.post(&format!("{at}/pause"), &[]).await.status,
        409,
        "there is none yet"
    );
    start(&alice, view).await;
    alice.post(&format!("{at}/send"), &[]).await;
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
    alice.post(&format!("{at}/pause"), &[]).await;
    assert!(alice.get(&at).await.words().contains("Paused"));
    assert_eq!(alice.post(&format!("{at}/send"), &[]).await.status, 409);
    app.pass(TimeDelta::days(2));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0);
    let alice = app.as_(Who::Alice).await;
    alice.post(&format!("{at}/resume"), &[]).await;
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0, "what was paused is not made up for");
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
    let alice = app.as_(Who::Alice).await;
    alice.post(&format!("{at}/end"), &[]).await;
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0);
}

fn set_user(app: &TestApp, who: Who, role: Option<&str>, status: &str) {
    let id = app.database.cast.user(who);
    let status = status.to_owned();
    app.db(|db| {
        diesel::update(users::table.find(id))
            .set(users::status.eq(status))
            .execute(db)?;
        if let Some(role) = role {
            diesel::update(users::table.find(id))
                .set(users::role.eq(role))
                .execute(db)?;
        }
        Ok(())
    });
}

fn reason(app: &TestApp) -> Option<String> {
    app.db(|db| Ok(reports::table.select(reports::stopped_reason).first(db)?))
}

async fn a_report_stops_when_its_receiver_lost_the_right(app: TestApp) {
    sim(&app, Org::Master);
    let uma = app.as_(Who::Uma).await;
    let view = save(&uma, "/sims?status=activated", "Mine", false).await;
    start(&uma, view).await;
    set_user(&app, Who::Uma, Some("read_only"), "active");
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].attachments.is_empty());
    assert!(
        letters[0].text.contains("no longer allows you to export"),
        "{}",
        letters[0].text
    );
    assert_eq!(reason(&app).as_deref(), Some("right"));
    let words = app.as_(Who::Uma).await.get("/sims/views").await.words();
    assert!(words.contains("Stopped: you had no right"), "{words}");
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0, "it says so once");
}

async fn a_report_of_a_disabled_person_stops_without_a_mail(app: TestApp) {
    sim(&app, Org::Master);
    let uma = app.as_(Who::Uma).await;
    let view = save(&uma, "/sims?status=activated", "Mine", false).await;
    start(&uma, view).await;
    set_user(&app, Who::Uma, None, "disabled");
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0);
    assert_eq!(reason(&app).as_deref(), Some("right"));
}

async fn a_report_ends_with_the_view_of_a_colleague(app: TestApp) {
    sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let view = save(&alice, "/sims?status=activated", "Common", true).await;
    start(&alice, view).await;
    start(&app.as_(Who::Uma).await, view).await;
    alice.post(&format!("/sims/views/{view}"), &[("name", "Common")]).await;
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Uma.email());
    assert!(letters[0].text.contains("no longer shares it"));
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1, "hers goes on");
    assert_eq!(letters[0].recipient, Who::Alice.email());
}

async fn a_report_that_is_too_large_for_a_mail_becomes_an_export(mut app: TestApp) {
    app.restart(|setup| setup.config.exports.attached = 100).await;
    for _ in 0..5 {
        sim(&app, Org::Master);
    }
    let alice = app.as_(Who::Alice).await;
    let view = save(&alice, "/sims?status=activated", "Large", false).await;
    start(&alice, view).await;
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].attachments.is_empty());
    assert!(letters[0].text.contains("/sims/exports/"), "{}", letters[0].text);
    let (status, sims): (String, i64) =
        app.db(|db| Ok(exports::table.select((exports::status, exports::sims)).first(db)?));
    assert_eq!((status.as_str(), sims), ("ready", 5));
}

async fn times_that_do_not_exist_come_back_with_the_reason(app: TestApp) {
    sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let view = save(&alice, "/sims?status=activated", "Mine", false).await;
    let at = format!("/sims/views/{view}/report");
    for (fields, reason) in [
        (vec![("every", "hour"), ("hour", "7")], "Choose how often"),
        (vec![("every", "day"), ("hour", "24")], "Choose an hour"),
        (vec![("every", "week"), ("weekday", "8"), ("hour", "7")], "Choose a day"),
        (
            vec![("every", "month"), ("monthday", "29"), ("hour", "7")],
            "Choose a day",
        ),
    ] {
        let answer = alice.post(&at, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.words().contains(reason), "{fields:?}: {}", answer.words());
    }
}
