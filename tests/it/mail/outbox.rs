//! What happens to a mail while no server takes it.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use simportal::config::{Mail, Smtp, SmtpSecurity};
use simportal::mail::Transport;
use simportal::storage::schema::outbox;
use simportal::web::urls;

use crate::support::{TestApp, Who};

on_both!(
    a_mail_that_nobody_takes_is_tried_again_after_growing_pauses,
    a_mail_is_given_up_after_sixteen_tries,
    a_mail_is_sent_once_and_keeps_its_message_id,
    a_mail_to_a_bad_address_is_given_up_at_once,
);

/// A mail server that is away: nothing listens at this port any more.
fn away() -> Transport {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let smtp = Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        security: SmtpSecurity::None,
        credentials: None,
        ca_file: None,
    };
    let settings = Mail {
        from: "Portal <portal@simportal.example>".to_owned(),
        smtp: Some(smtp),
    };
    Transport::of(&settings, std::path::Path::new("/nowhere")).unwrap()
}

#[derive(Debug, Queryable)]
struct Row {
    status: String,
    attempts: i32,
    run_at: NaiveDateTime,
    last_error: Option<String>,
    message_id: String,
}

fn row(app: &TestApp) -> Row {
    app.db(|db| {
        let columns = (
            outbox::status,
            outbox::attempts,
            outbox::run_at,
            outbox::last_error,
            outbox::message_id,
        );
        Ok(outbox::table.select(columns).order(outbox::id.desc()).first(db)?)
    })
}

async fn ask_for_a_link(app: &TestApp) {
    app.anonymous()
        .post(urls::FORGOTTEN, &[("email", Who::Alice.email())])
        .await;
    app.run_jobs().await;
}

async fn a_mail_that_nobody_takes_is_tried_again_after_growing_pauses(mut app: TestApp) {
    app.restart(|setup| setup.transport = away()).await;
    ask_for_a_link(&app).await;
    for (attempt, pause) in [(1, 5), (2, 10), (3, 20), (4, 40)] {
        let now = app.state.clock.now();
        let row = row(&app);
        assert_eq!((row.status.as_str(), row.attempts), ("waiting", attempt));
        assert_eq!(row.run_at - now, TimeDelta::seconds(pause), "after try {attempt}");
        assert!(
            row.last_error.is_some_and(|error| !error.is_empty()),
            "the reason is kept for staff"
        );
        app.pass(TimeDelta::seconds(pause - 1));
        app.run_jobs().await;
        assert_eq!(self::row(&app).attempts, attempt, "not before its time");
        app.pass(TimeDelta::seconds(1));
        app.run_jobs().await;
    }
    // The server is back.
    app.restart(|_| {}).await;
    app.pass(TimeDelta::minutes(2));
    app.run_jobs().await;
    assert_eq!((row(&app).status.as_str(), app.letters().len()), ("sent", 1));
}

async fn a_mail_is_given_up_after_sixteen_tries(mut app: TestApp) {
    app.restart(|setup| setup.transport = away()).await;
    let begun = app.state.clock.now();
    ask_for_a_link(&app).await;
    while row(&app).status == "waiting" {
        let pause = row(&app).run_at - app.state.clock.now();
        assert!(pause <= TimeDelta::hours(8), "{pause}");
        app.pass(pause);
        app.run_jobs().await;
    }
    let last = row(&app);
    assert_eq!((last.status.as_str(), last.attempts), ("failed", 16));
    let lasted = app.state.clock.now() - begun;
    assert!(lasted > TimeDelta::hours(24) && lasted < TimeDelta::days(4), "{lasted}");
    app.restart(|_| {}).await;
    app.pass(TimeDelta::days(60));
    app.run_jobs().await;
    assert_eq!(row(&app).status, "failed", "it stays for staff to see");
}

async fn a_mail_is_sent_once_and_keeps_its_message_id(mut app: TestApp) {
    app.restart(|setup| setup.transport = away()).await;
    ask_for_a_link(&app).await;
    let first = row(&app).message_id;
    app.restart(|_| {}).await;
    app.pass(TimeDelta::minutes(1));
    app.run_jobs().await;
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].message_id, first);
    assert_eq!(letters[0].written_at, app.state.clock.now() - TimeDelta::minutes(1));
}

async fn a_mail_to_a_bad_address_is_given_up_at_once(mut app: TestApp) {
    app.restart(|setup| setup.transport = away()).await;
    app.anonymous()
        .post(urls::FORGOTTEN, &[("email", Who::Alice.email())])
        .await;
    app.db(|db| {
        use simportal::storage::schema::users;
        let alice = users::table.filter(users::email_key.eq(Who::Alice.email()));
        diesel::update(alice)
            .set(users::email.eq("not an address"))
            .execute(db)?;
        Ok(())
    });
    app.run_jobs().await;
    let row = row(&app);
    assert_eq!((row.status.as_str(), row.attempts), ("failed", 1), "{row:?}");
}
