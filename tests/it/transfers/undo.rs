//! Taking a transfer back.

use chrono::TimeDelta;
use simportal::storage::sims;
use simportal::types::lang::Lang;
use simportal::types::tag::TagName;
use simportal::types::transfer::TransferStatus;
use simportal::web::urls;

use super::{FIRST, carry_out, count, faults, held, key, page, post, range, scope, status, transfer, upload};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    what_was_transferred_comes_back_as_it_was,
    what_was_changed_since_is_named_and_nothing_comes_back,
    it_is_possible_once_and_for_a_day,
    a_long_transfer_is_taken_back_by_a_job,
);

async fn what_was_transferred_comes_back_as_it_was(app: TestApp) {
    let before = make::sim_with(&app, Org::Master, |sim| {
        sim.iccid = FIRST.to_string();
        sim.ip_address = Some("10.1.2.3".to_owned());
    });
    make::fleet(&app, Org::Master, FIRST + 1, 1);
    app.db(|db| {
        sims::set_tags(
            db,
            &scope(&app, Org::Master),
            &before,
            &[TagName::parse("North").unwrap()],
        )
    });
    let alice = app.as_(Who::Alice).await;
    let id = upload(&app, &alice, "give", range(FIRST, 2).as_bytes()).await;
    carry_out(&app, &alice, id).await;
    app.pass(TimeDelta::hours(23));
    let alice = app.as_(Who::Alice).await;
    // What the network reports is nothing that somebody did to the SIM.
    let moved = held(&app, Org::Sub, FIRST).unwrap();
    make::usage(&app, &moved, app.state.clock.now(), 1.0, None);
    assert!(
        page(&alice, id)
            .await
            .text()
            .contains(&urls::transfer(urls::TRANSFER_UNDO, &id))
    );
    let undoing = key(&post(&alice, urls::TRANSFER_UNDO, id).await);
    let answer = page(&alice, undoing).await;
    assert!(
        answer.words().contains(&text(Lang::En, "transfer-original")),
        "{}",
        answer.words()
    );
    app.letters();
    carry_out(&app, &alice, undoing).await;
    assert_eq!(transfer(&app, undoing).moved, 2);
    let after = held(&app, Org::Master, FIRST).unwrap();
    assert_eq!(
        (after.ip_address, after.end_user_id),
        (before.ip_address, before.end_user_id)
    );
    let again = held(&app, Org::Master, FIRST).unwrap();
    let tags = app.db(|db| sims::tags_of(db, &again));
    assert_eq!(tags.len(), 1);
    let letters = app.letters();
    let told = letters
        .iter()
        .find(|letter| letter.recipient == "sven@hansa.example")
        .unwrap();
    assert!(
        told.text.contains("An earlier transfer was taken back"),
        "{}",
        told.text
    );
    assert!(
        page(&alice, id)
            .await
            .words()
            .contains(&text(Lang::En, "transfer-undone"))
    );
}

async fn what_was_changed_since_is_named_and_nothing_comes_back(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 4);
    let (alice, sven) = (app.as_(Who::Alice).await, app.as_(Who::Sven).await);
    let id = upload(&app, &alice, "give", range(FIRST, 4).as_bytes()).await;
    carry_out(&app, &alice, id).await;
    app.pass(TimeDelta::minutes(5));
    let label = urls::SIM_LABEL.replace("{iccid}", &(FIRST + 1).to_string());
    assert_eq!(sven.post(&label, &[("label", "Ours")]).await.status, 303);
    let one = upload(&app, &alice, "take", range(FIRST + 3, 1).as_bytes()).await;
    carry_out(&app, &alice, one).await;
    let undoing = key(&post(&alice, urls::TRANSFER_UNDO, id).await);
    assert_eq!(status(&app, undoing), TransferStatus::Rejected);
    let found = faults(&app, undoing);
    assert_eq!(found, [(0, "unknown_sims".to_owned()), (0, "changed_since".to_owned())]);
    let words = page(&alice, undoing).await.words();
    for named in [
        (FIRST + 1).to_string(),
        (FIRST + 3).to_string(),
        text(Lang::En, "transfer-rejected-undo"),
    ] {
        assert!(words.contains(&named), "{named}: {words}");
    }
    assert_eq!(count(&app, Org::Sub, FIRST..FIRST + 4), 3);
    // It was refused, so it may be tried again.
    assert_eq!(post(&alice, urls::TRANSFER_UNDO, id).await.status, 303);
}

async fn it_is_possible_once_and_for_a_day(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 4);
    let alice = app.as_(Who::Alice).await;
    let mut ids = Vec::new();
    for n in 0..2 {
        let id = upload(&app, &alice, "give", range(FIRST + n, 1).as_bytes()).await;
        carry_out(&app, &alice, id).await;
        ids.push(id);
    }
    let undoing = key(&post(&alice, urls::TRANSFER_UNDO, ids[0]).await);
    assert_eq!(post(&alice, urls::TRANSFER_UNDO, ids[0]).await.status, 409);
    carry_out(&app, &alice, undoing).await;
    assert_eq!(post(&alice, urls::TRANSFER_UNDO, ids[0]).await.status, 409);
    assert!(
        !page(&alice, ids[0])
            .await
            .text()
            .contains(&urls::transfer(urls::TRANSFER_UNDO, &ids[0]))
    );
    app.pass(TimeDelta::hours(24) + TimeDelta::seconds(1));
    let alice = app.as_(Who::Alice).await;
    assert_eq!(post(&alice, urls::TRANSFER_UNDO, ids[1]).await.status, 409);
    assert!(
        !page(&alice, ids[1])
            .await
            .text()
            .contains(&urls::transfer(urls::TRANSFER_UNDO, &ids[1]))
    );
}

async fn a_long_transfer_is_taken_back_by_a_job(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 5100);
    let alice = app.as_(Who::Alice).await;
    let id = upload(&app, &alice, "give", range(FIRST, 5100).as_bytes()).await;
    app.run_jobs().await;
    carry_out(&app, &alice, id).await;
    assert_eq!(count(&app, Org::Sub, FIRST..FIRST + 5100), 5100);
    app.pass(TimeDelta::minutes(1));
    let undoing = key(&post(&alice, urls::TRANSFER_UNDO, id).await);
    assert_eq!(status(&app, undoing), TransferStatus::Checking);
    app.run_jobs().await;
    carry_out(&app, &alice, undoing).await;
    assert_eq!(count(&app, Org::Master, FIRST..FIRST + 5100), 5100);
}
