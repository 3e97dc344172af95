//! Long files are made by a job. The limits are small here, so that a few SIMs are many.

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use simportal::storage::schema::{export_parts, exports, users};
use simportal::types::lang::Lang;
use simportal::web::urls;

use super::{ask, lines};
use crate::support::cast::Org;
use crate::support::make::{sim, sim_with};
use crate::support::{TestApp, Who};

on_both!(
    a_long_file_is_made_in_pieces_and_told_of_by_mail,
    a_file_in_the_order_of_a_column_it_leaves_out_is_whole,
    a_long_workbook_is_made_and_downloaded,
    a_file_that_was_taken_back_leaves_nothing,
    who_lost_the_right_gets_no_file,
    files_with_codes_are_their_makers_alone,
    a_file_expires_with_all_its_pieces,
    only_the_maker_takes_back_and_deletes,
    five_at_a_time_are_enough,
);

async fn small(app: &mut TestApp) {
    app.restart(|setup| {
        setup.config.exports.at_once = 3;
        setup.config.exports.piece = 4;
    })
    .await;
}

fn fleet(app: &TestApp) {
    for n in 0..10 {
        sim_with(app, Org::Master, |sim| sim.label = format!("Meter {n}"));
    }
}

fn parts(app: &TestApp) -> i64 {
    app.db(|db| Ok(export_parts::table.count().get_result(db)?))
}

async fn a_long_file_is_made_in_pieces_and_told_of_by_mail(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    let alice = app.as_(Who::Alice).await;
    let answer = ask(&alice, "/sims?sort=-label", "csv", &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = answer.location().to_owned();
    let waiting = alice.get(&page).await;
    assert!(waiting.words().contains("Waiting"));
    assert!(
        waiting.text().contains("http-equiv=\"refresh\""),
        "the page goes on without a script"
    );
    assert_eq!(alice.get(&format!("{page}/file")).await.status, 409);
    app.run_jobs().await;
    assert_eq!(parts(&app), 3, "four, four and two SIMs");
    let ready = alice.get(&page).await;
    assert!(ready.words().contains("Ready") && ready.words().contains("Download file"));
    let file = alice.get(&format!("{page}/file")).await;
    let lines = lines(&file.body, Lang::En);
    let labels: Vec<&str> = lines[1..].iter().map(|line| line[1].as_str()).collect();
    let expected: Vec<String> = (0..10).rev().map(|n| format!("Meter {n}")).collect();
    assert_eq!(labels, expected);
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Alice.email());
    assert!(letters[0].text.contains("with 10 SIMs"), "{}", letters[0].text);
    assert!(letters[0].text.contains(&format!("http://portal.example{page}")));
    assert!(
        alice
            .get(urls::EXPORTS)
            .await
            .words()
            .contains("sims-2026-11-21-1820.csv")
    );
    // A colleague finds it, too; a stranger does not.
    assert_eq!(app.as_(Who::Uma).await.get(&page).await.status, 200);
    assert_eq!(
        app.as_(Who::Charlie).await.get(&format!("{page}/file")).await.status,
        404
    );
}

async fn a_file_in_the_order_of_a_column_it_leaves_out_is_whole(mut app: TestApp) {
    small(&mut app).await;
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    for n in 0..10 {
        sim_with(&app, Org::Master, |sim| {
            sim.label = format!("Meter {n}");
            // Pairs of the same day: ties at the end of a piece.
            sim.lifetime_ends_on = first + TimeDelta::days(n / 2);
        });
    }
    let alice = app.as_(Who::Alice).await;
    for (columns, width) in [("iccid,label", 2), ("iccid,label,ends,activity", 4)] {
        let list = format!("/sims?sort=-ends&columns={columns}");
        let page = alice.get(&list).await;
        let query = page.field("query").unwrap();
        let fields = [("query", query.as_str()), ("columns", columns), ("format", "csv")];
        let page = alice.post(urls::SIMS_EXPORT, &fields).await.location().to_owned();
        app.run_jobs().await;
        let file = alice.get(&format!("{page}/file")).await;
        let lines = lines(&file.body, Lang::En);
        assert!(lines.iter().all(|line| line.len() == width), "{lines:?}");
        let labels: Vec<&str> = lines[1..].iter().map(|line| line[1].as_str()).collect();
        let expected: Vec<String> = (0..10).rev().map(|n| format!("Meter {n}")).collect();
        assert_eq!(labels, expected);
        if width == 4 {
            assert!(lines[1][2].contains("2027"), "{lines:?}");
            assert!(!lines[1][3].is_empty(), "{lines:?}");
        }
    }
}

async fn a_long_workbook_is_made_and_downloaded(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    let alice = app.as_(Who::Alice).await;
    let page = ask(&alice, urls::SIMS, "xlsx", &[]).await.location().to_owned();
    app.run_jobs().await;
    let file = alice.get(&format!("{page}/file")).await;
    assert_eq!(file.status, 200);
    assert!(file.body.starts_with(b"PK"));
    let bytes: i64 = app.db(|db| Ok(exports::table.select(exports::bytes).first(db)?));
    assert_eq!(bytes, i64::try_from(file.body.len()).unwrap());
    app.letters();
}

async fn a_file_that_was_taken_back_leaves_nothing(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    let alice = app.as_(Who::Alice).await;
    let page = ask(&alice, urls::SIMS, "csv", &[]).await.location().to_owned();
    let answer = alice.post(&format!("{page}/cancel"), &[]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::EXPORTS));
    app.run_jobs().await;
    assert_eq!(parts(&app), 0);
    assert_eq!(app.letters().len(), 0);
    assert!(alice.get(&page).await.words().contains("Cancelled"));
    assert_eq!(alice.post(&format!("{page}/cancel"), &[]).await.status, 409);
}

async fn who_lost_the_right_gets_no_file(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    let uma = app.as_(Who::Uma).await;
    let page = ask(&uma, urls::SIMS, "csv", &[]).await.location().to_owned();
    let id = app.database.cast.user(Who::Uma);
    app.db(|db| {
        diesel::update(users::table.find(id))
            .set(users::role.eq("read_only"))
            .execute(db)?;
        Ok(())
    });
    app.run_jobs().await;
    assert_eq!((parts(&app), app.letters().len()), (0, 0));
    let seen = app.as_(Who::Alice).await.get(&page).await;
    assert!(seen.words().contains("Failed") && seen.words().contains("may no longer export"));
    assert_eq!(uma.get(&format!("{page}/file")).await.status, 403);
}

async fn files_with_codes_are_their_makers_alone(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    let alice = app.as_(Who::Alice).await;
    let page = ask(&alice, urls::SIMS, "csv", &[("codes", "1")])
        .await
        .location()
        .to_owned();
    app.run_jobs().await;
    assert!(app.letters()[0].text.contains("PINs and PUKs"));
    assert_eq!(alice.get(&format!("{page}/file")).await.status, 200);
    for who in [Who::Adam, Who::Uma] {
        let other = app.as_(who).await;
        assert_eq!(other.get(&page).await.status, 404, "{who:?}");
        assert_eq!(other.get(&format!("{page}/file")).await.status, 404, "{who:?}");
        assert!(!other.get(urls::EXPORTS).await.words().contains("sims-2026"), "{who:?}");
    }
    // She may not see PINs any more: not even those in her own file.
    let id = app.database.cast.user(Who::Alice);
    app.db(|db| {
        diesel::update(users::table.find(id))
            .set(users::role.eq("user"))
            .execute(db)?;
        Ok(())
    });
    assert_eq!(alice.get(&format!("{page}/file")).await.status, 404);
}

async fn a_file_expires_with_all_its_pieces(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    let alice = app.as_(Who::Alice).await;
    let page = ask(&alice, urls::SIMS, "csv", &[]).await.location().to_owned();
    app.run_jobs().await;
    app.letters();
    app.pass(TimeDelta::days(7) - TimeDelta::minutes(1));
    app.run_jobs().await;
    let alice = app.as_(Who::Alice).await;
    assert_eq!(alice.get(&format!("{page}/file")).await.status, 200);
    app.pass(TimeDelta::minutes(1));
    assert_eq!(alice.get(&format!("{page}/file")).await.status, 409, "its time is over");
    app.pass(TimeDelta::hours(2));
    app.run_jobs().await;
    assert_eq!(parts(&app), 0);
    assert_eq!(app.as_(Who::Alice).await.get(&page).await.status, 404);
}

async fn only_the_maker_takes_back_and_deletes(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    let alice = app.as_(Who::Alice).await;
    let page = ask(&alice, urls::SIMS, "csv", &[]).await.location().to_owned();
    let uma = app.as_(Who::Uma).await;
    assert_eq!(uma.post(&format!("{page}/cancel"), &[]).await.status, 409);
    app.run_jobs().await;
    app.letters();
    let deletion = format!("{page}/deletion");
    assert_eq!(uma.post(&deletion, &[("sure", "1")]).await.status, 409);
    assert_eq!(alice.post(&deletion, &[]).await.status, 422, "it asks first");
    assert_eq!(alice.post(&deletion, &[("sure", "1")]).await.location(), urls::EXPORTS);
    assert_eq!(alice.get(&page).await.status, 404);
    assert_eq!(parts(&app), 0);
}

async fn five_at_a_time_are_enough(mut app: TestApp) {
    small(&mut app).await;
    fleet(&app);
    sim(&app, Org::Master);
    app.leave_work();
    let alice = app.as_(Who::Alice).await;
    for _ in 0..5 {
        assert_eq!(ask(&alice, urls::SIMS, "csv", &[]).await.status, 303);
    }
    assert_eq!(ask(&alice, urls::SIMS, "csv", &[]).await.status, 409);
}
