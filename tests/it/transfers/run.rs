//! The run: all or nothing, what goes along, what both organisations are told.

use diesel::prelude::*;
use simportal::domain::transfers::{self, Step};
use simportal::domain::{self};
use simportal::storage::schema::{audit_entries, sims as s, tags, transfer_holds};
use simportal::storage::sims;
use simportal::types::bulk::BulkAction;
use simportal::types::lang::Lang;
use simportal::types::tag::TagName;
use simportal::types::transfer::TransferStatus;
use simportal::web::urls;

use super::{FIRST, carry_out, count, faults, held, page, post, range, scope, status, transfer, upload};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    a_sim_arrives_with_all_that_belongs_to_it,
    both_organisations_are_told_and_have_it_in_their_logs,
    thousands_of_sims_move_piece_by_piece,
    if_one_sim_is_missing_none_is_moved,
    a_sim_that_a_bulk_action_is_working_on_is_not_transferred,
    of_two_transfers_of_one_sim_only_one_takes_place,
    a_transfer_can_be_cancelled_until_it_moves,
    a_second_confirmation_changes_nothing,
);

fn held_by_transfers(app: &TestApp) -> i64 {
    app.db(|db| Ok(transfer_holds::table.count().get_result(db)?))
}

/// One piece of whatever is the transfer's turn.
fn step(app: &TestApp, id: i64) -> Result<Step, domain::Error> {
    let (scope, now) = (scope(app, Org::Master), app.state.clock.now());
    let context = simportal::mail::MailContext::of(&app.state.config);
    let handle = &app.database.handle;
    match status(app, id) {
        TransferStatus::Reserving => handle.write_blocking(|db| transfers::reserve_piece(db, &scope, id, now)),
        TransferStatus::Moving => handle.write_blocking(|db| transfers::move_piece(db, &scope, id, &context, now)),
        TransferStatus::Releasing => handle.write_blocking(|db| transfers::release_piece(db, &scope, id, now)),
        other => panic!("nothing to do: {other}"),
    }
}

async fn a_sim_arrives_with_all_that_belongs_to_it(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| {
        sim.iccid = FIRST.to_string();
        sim.label = "Kühlwagen 1".to_owned();
        sim.note = "behind the seat".to_owned();
        sim.ip_address = Some("10.1.2.3".to_owned());
    });
    let (alice, sven) = (app.as_(Who::Alice).await, app.as_(Who::Sven).await);
    let names = ["North", "Kühlung"].map(|name| TagName::parse(name).unwrap());
    app.db(|db| sims::set_tags(db, &scope(&app, Org::Master), &sim, &names));
    // One of the names is known there, in another spelling.
    app.db(|db| sims::find_or_insert_tag(db, &scope(&app, Org::Sub), &TagName::parse("NORTH").unwrap()));
    make::usage(&app, &sim, app.state.clock.now(), 12.5, Some("86357604785001"));
    let sim = held(&app, Org::Master, FIRST).unwrap();
    assert!(sim.end_user_id.is_some(), "Emil's");

    let id = upload(&app, &alice, "give", range(FIRST, 1).as_bytes()).await;
    carry_out(&app, &alice, id).await;
    assert_eq!(status(&app, id), TransferStatus::Done);
    assert_eq!(held(&app, Org::Master, FIRST), None);
    let moved = held(&app, Org::Sub, FIRST).unwrap();
    assert_eq!(
        (moved.label.as_str(), moved.note.as_str()),
        ("Kühlwagen 1", "behind the seat")
    );
    assert_eq!((moved.ip_address.clone(), moved.end_user_id), (None, None));
    assert_eq!((moved.data_used, moved.data_left), (sim.data_used, sim.data_left));
    assert_eq!(
        (moved.month_data, moved.imei.clone()),
        (sim.month_data, sim.imei.clone())
    );
    let tags = app.db(|db| sims::tags_of(db, &moved));
    let tags: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["Kühlung", "NORTH"]);
    assert!(held_by_transfers(&app) == 0, "nothing is held any more");

    // The new holder sees what it used and what happened to it; the old one finds nothing any more.
    let at = |address: &str| address.replace("{iccid}", &FIRST.to_string());
    let words = sven.get(&at(urls::SIM)).await.words();
    assert!(words.contains("488 MB left"), "{words}");
    let words = sven.get(&at(urls::SIM_HISTORY)).await.words();
    assert!(words.contains(&text(Lang::En, "sim-action-transfer")), "{words}");
    assert!(
        words.contains("Hansa Kühllogistik GmbH") && words.contains("Hansa Cold Chain Denmark ApS"),
        "{words}"
    );
    let csv = sven.get(&at(urls::SIM_USAGE_CSV)).await;
    assert_eq!((csv.status, csv.text().lines().count()), (200, 2));
    for address in [urls::SIM, urls::SIM_EVENTS, urls::SIM_HISTORY, urls::SIM_USAGE_CSV] {
        assert_eq!(alice.get(&at(address)).await.status, 404, "{address}");
    }
}

async fn both_organisations_are_told_and_have_it_in_their_logs(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 3);
    let alice = app.as_(Who::Alice).await;
    let id = upload(&app, &alice, "give", range(FIRST, 3).as_bytes()).await;
    app.letters();
    carry_out(&app, &alice, id).await;
    let mut letters: Vec<(String, String)> = app
        .letters()
        .into_iter()
        .map(|letter| (letter.recipient, letter.subject))
        .collect();
    letters.sort();
    let wanted = [
        (
            "adam@hansa.example",
            "3 SIMs wurden an Hansa Cold Chain Denmark ApS übertragen",
        ),
        (
            "alice@hansa.example",
            "3 SIMs have gone to Hansa Cold Chain Denmark ApS",
        ),
        ("sven@hansa.example", "3 SIMs have come from Hansa Kühllogistik GmbH"),
    ];
    assert_eq!(letters, wanted.map(|(to, subject)| (to.to_owned(), subject.to_owned())));

    let log = |org: Org| -> Vec<(String, String)> {
        let organisation = app.database.cast.organisation(org);
        app.db(|db| {
            Ok(audit_entries::table
                .filter(audit_entries::organisation_id.eq(organisation))
                .order(audit_entries::id)
                .select((audit_entries::action, audit_entries::address))
                .load(db)?)
        })
    };
    let entry = |action: &str, address: &str| (action.to_owned(), address.to_owned());
    let own = "192.0.2.10";
    assert_eq!(
        log(Org::Master),
        [entry("transfer.confirm", own), entry("transfer.done", own)]
    );
    // Whoever gave the SIMs is named there, but not from where.
    let moved = entry("sim.transfer", "");
    assert_eq!(
        log(Org::Sub),
        [moved.clone(), moved.clone(), moved, entry("transfer.done", "")]
    );
}

async fn thousands_of_sims_move_piece_by_piece(mut app: TestApp) {
    app.leave_work();
    make::fleet(&app, Org::Master, FIRST, 5200);
    let alice = app.as_(Who::Alice).await;
    // Small ranges and a large one, not in order.
    let mut file = range(FIRST + 1000, 4200);
    for n in (0..1000).step_by(2) {
        file.push_str(&range(FIRST + n, 1));
    }
    let id = upload(&app, &alice, "give", file.as_bytes()).await;
    assert_eq!(status(&app, id), TransferStatus::Previewed);
    assert_eq!(transfer(&app, id).sims, 4700);
    assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, id).await.status, 303);
    let mut seen = Vec::new();
    while !status(&app, id).is_over() {
        step(&app, id).unwrap();
        let row = transfer(&app, id);
        let in_sub = count(&app, Org::Sub, FIRST..FIRST + 5200) as i64;
        assert_eq!(in_sub, row.moved, "what the row says is what there is");
        assert!(
            row.moved == 0 || row.reserved == 4700,
            "nothing moves before all are reserved"
        );
        seen.push((row.reserved, row.moved));
    }
    assert!(
        seen.len() >= 7 && seen.iter().any(|(_, moved)| (1..4700).contains(moved)),
        "{seen:?}"
    );
    assert_eq!(count(&app, Org::Sub, FIRST..FIRST + 5200), 4700);
    assert!(held(&app, Org::Master, FIRST + 1).is_some() && held(&app, Org::Sub, FIRST + 2).is_some());
    assert_eq!(held_by_transfers(&app), 0);
    let entries: i64 = app.db(|db| {
        Ok(audit_entries::table
            .filter(audit_entries::action.eq("sim.transfer"))
            .count()
            .get_result(db)?)
    });
    assert_eq!(entries, 4700);
    let csv = alice.get(&urls::transfer(urls::TRANSFER_CSV, &id)).await.text();
    assert_eq!(csv.lines().count(), 4701);
}

async fn if_one_sim_is_missing_none_is_moved(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 2100);
    let alice = app.as_(Who::Alice).await;
    let id = upload(&app, &alice, "give", range(FIRST, 2100).as_bytes()).await;
    // Between preview and confirmation the last SIM goes elsewhere.
    let one = upload(&app, &alice, "give", range(FIRST + 2099, 1).as_bytes()).await;
    carry_out(&app, &alice, one).await;
    carry_out(&app, &alice, id).await;
    assert_eq!(status(&app, id), TransferStatus::Failed);
    assert_eq!(faults(&app, id), [(1, "unknown_sims".to_owned())]);
    assert_eq!((transfer(&app, id).moved, transfer(&app, id).reserved), (0, 0));
    assert_eq!(count(&app, Org::Master, FIRST..FIRST + 2100), 2099);
    assert_eq!(held_by_transfers(&app), 0);
    let words = page(&alice, id).await.words();
    assert!(words.contains(&text(Lang::En, "transfer-failed-text")), "{words}");
    assert!(words.contains(&(FIRST + 2099).to_string()), "{words}");
    // The other side sees that it failed, and not why.
    let words = page(&app.as_(Who::Sven).await, id).await.words();
    assert!(!words.contains(&(FIRST + 2099).to_string()), "{words}");
}

async fn a_sim_that_a_bulk_action_is_working_on_is_not_transferred(mut app: TestApp) {
    app.leave_work();
    make::fleet(&app, Org::Master, FIRST, 4);
    let alice = app.as_(Who::Alice).await;
    let before = upload(&app, &alice, "give", range(FIRST, 4).as_bytes()).await;
    let ticked = [
        ("action", BulkAction::Deactivate.as_str()),
        ("sim", &(FIRST + 2).to_string()),
    ];
    let answer = alice.post(urls::BULK_STATE, &ticked).await;
    let confirm = format!("{}/confirm", answer.location());
    assert_eq!(alice.post(&confirm, &[]).await.status, 303);
    let file = format!("{}{}", range(FIRST, 2), range(FIRST + 2, 2));
    let id = upload(&app, &alice, "give", file.as_bytes()).await;
    assert_eq!(faults(&app, id), [(2, "open_action".to_owned())]);
    // A preview of before comes to the same end when its SIMs are reserved.
    assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, before).await.status, 303);
    while !status(&app, before).is_over() {
        step(&app, before).unwrap();
    }
    assert_eq!(status(&app, before), TransferStatus::Failed);
    assert_eq!(faults(&app, before), [(1, "open_action".to_owned())]);
    app.run_jobs().await;
    // When it is done, and its carriers are told, the SIM can go.
    let id = upload(&app, &alice, "give", file.as_bytes()).await;
    carry_out(&app, &alice, id).await;
    assert_eq!(count(&app, Org::Sub, FIRST..FIRST + 4), 4);
}

async fn of_two_transfers_of_one_sim_only_one_takes_place(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 3);
    let alice = app.as_(Who::Alice).await;
    let one = upload(&app, &alice, "give", range(FIRST, 2).as_bytes()).await;
    let other = upload(&app, &alice, "give", range(FIRST + 1, 2).as_bytes()).await;
    for id in [one, other] {
        assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, id).await.status, 303);
    }
    step(&app, one).unwrap();
    step(&app, other).unwrap();
    assert_eq!(status(&app, other), TransferStatus::Releasing);
    // A third one is told at once.
    let third = upload(&app, &alice, "give", range(FIRST, 3).as_bytes()).await;
    assert_eq!(faults(&app, third), [(1, "open_action".to_owned())]);
    app.run_jobs().await;
    assert_eq!(
        (status(&app, one), status(&app, other)),
        (TransferStatus::Done, TransferStatus::Failed)
    );
    assert_eq!(faults(&app, other), [(1, "open_action".to_owned())]);
    assert_eq!(
        (count(&app, Org::Sub, FIRST..FIRST + 3), held_by_transfers(&app)),
        (2, 0)
    );
}

async fn a_transfer_can_be_cancelled_until_it_moves(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 2);
    let alice = app.as_(Who::Alice).await;
    let id = upload(&app, &alice, "give", range(FIRST, 2).as_bytes()).await;
    let answer = post(&alice, urls::TRANSFER_CANCEL, id).await;
    assert_eq!((answer.status, answer.location()), (303, urls::TRANSFERS));
    assert_eq!(status(&app, id), TransferStatus::Cancelled);
    assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, id).await.status, 409);

    let id = upload(&app, &alice, "give", range(FIRST, 2).as_bytes()).await;
    assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, id).await.status, 303);
    step(&app, id).unwrap();
    assert_eq!(held_by_transfers(&app), 2);
    let answer = page(&alice, id).await;
    assert!(answer.text().contains("id=\"cancel\"") && answer.words().contains("2 of 2 SIMs reserved"));
    assert_eq!(post(&alice, urls::TRANSFER_CANCEL, id).await.status, 303);
    app.run_jobs().await;
    assert_eq!(
        (status(&app, id), held_by_transfers(&app)),
        (TransferStatus::Cancelled, 0)
    );
    assert_eq!(count(&app, Org::Master, FIRST..FIRST + 2), 2);

    let id = upload(&app, &alice, "give", range(FIRST, 2).as_bytes()).await;
    assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, id).await.status, 303);
    while status(&app, id) != TransferStatus::Moving {
        step(&app, id).unwrap();
    }
    assert!(!page(&alice, id).await.text().contains("id=\"cancel\""));
    assert_eq!(post(&alice, urls::TRANSFER_CANCEL, id).await.status, 409);
    app.run_jobs().await;
    assert_eq!(count(&app, Org::Sub, FIRST..FIRST + 2), 2);
}

async fn a_second_confirmation_changes_nothing(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 2);
    let alice = app.as_(Who::Alice).await;
    let id = upload(&app, &alice, "give", range(FIRST, 2).as_bytes()).await;
    carry_out(&app, &alice, id).await;
    assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, id).await.status, 409);
    app.run_jobs().await;
    assert_eq!(transfer(&app, id).moved, 2);
    let tags_made: i64 = app.db(|db| Ok(tags::table.count().get_result(db)?));
    let in_sub: i64 = app.db(|db| {
        let sub = app.database.cast.organisation(Org::Sub);
        Ok(s::table.filter(s::organisation_id.eq(sub)).count().get_result(db)?)
    });
    assert_eq!((tags_made, in_sub), (0, 2));
}
