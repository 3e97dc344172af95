//! What each action does, and what its undoing puts back.

use chrono::TimeDelta;
use simportal::storage::audit;
use simportal::storage::events::{self, EventFilter};
use simportal::storage::keyset::Edge;
use simportal::storage::sims::{self, SimRow};
use simportal::types::carrier::Adapter;
use simportal::types::lang::Lang;
use simportal::types::status::{SessionStatus, SimStatus};
use simportal::web::urls;

use super::{again, bulk, carry_out, confirm, expected, items, key, order, page, results, scope, sums};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    sims_are_activated_and_deactivated_each_with_its_verdict,
    sims_are_bound_to_the_devices_of_the_preview,
    connections_are_reset_and_that_cannot_be_undone,
    one_label_is_given_to_many_and_taken_back_one_by_one,
    tags_are_added_removed_replaced_and_put_back,
    undoing_leaves_alone_what_was_changed_again,
    the_result_is_a_file_with_one_line_per_sim,
    a_preview_of_nothing_cannot_be_confirmed,
);

const IMEI: &str = "867322050418827";

fn actions_of(app: &TestApp, sim: &SimRow) -> Vec<(String, Option<String>, Option<String>)> {
    let entries = app.db(|db| audit::of_object(db, &scope(app), "sim", sim.id, Edge::Newest, 100));
    entries
        .rows
        .into_iter()
        .map(|entry| (entry.action, entry.old_value, entry.new_value))
        .collect()
}

fn event_types(app: &TestApp, sim: &SimRow) -> Vec<i32> {
    let told = app.db(|db| events::of_sim(db, sim, EventFilter::default(), Edge::Newest, 100));
    told.rows.into_iter().map(|event| event.type_id).collect()
}

/// Undoes an action and does all work.
async fn undo(app: &TestApp, client: &Client<'_>, id: i64) -> i64 {
    let undoing = key(&client.post(&urls::bulk(urls::BULK_UNDO, &id), &[]).await);
    carry_out(app, client, undoing).await;
    undoing
}

async fn sims_are_activated_and_deactivated_each_with_its_verdict(app: TestApp) {
    let now = app.state.clock.now();
    let nobodys = app.db(|db| sims::carrier_named(db, "Nordsee Mobil", Adapter::None, now));
    let online = make::sim_with(&app, Org::Master, |sim| {
        sim.session = SessionStatus::Online;
        sim.data_left = 0;
    });
    let off = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Deactivated);
    let expired = make::sim_with(&app, Org::Master, |sim| {
        sim.lifetime_starts_on = now.date() - TimeDelta::days(100);
        sim.lifetime_ends_on = now.date() - TimeDelta::days(1);
    });
    let unmanaged = make::sim_with(&app, Org::Master, |sim| sim.carrier_id = nobodys.id);
    let client = app.as_(Who::Uma).await;
    let all = [&online, &off, &expired, &unmanaged];
    let id = order(&client, urls::BULK_STATE, "deactivate", &all).await;
    assert_eq!(expected(&app, id), (1, 1, 2));
    let preview = page(&client, id).await;
    for key in [
        "bulk-reason-expired",
        "bulk-reason-not-managed",
        "bulk-happens-deactivate",
    ] {
        assert!(preview.words().contains(&text(Lang::En, key)), "{key}");
    }
    let refused = client
        .get(&format!("{}?show=cannot", urls::bulk(urls::BULK_ACTION, &id)))
        .await;
    let shows = |sim: &SimRow| refused.text().contains(&urls::sim_page(&sim.iccid));
    assert!(shows(&expired) && shows(&unmanaged) && !shows(&online) && !shows(&off));
    assert_eq!(
        again(&app, &online).status,
        SimStatus::Activated,
        "a preview changes nothing"
    );
    carry_out(&app, &client, id).await;
    assert_eq!(
        results(&app, id),
        [
            (Some("changed"), None),
            (Some("already"), None),
            (Some("refused"), Some("expired".to_owned())),
            (Some("refused"), Some("not-managed".to_owned())),
        ]
    );
    assert_eq!(sums(&app, id), (1, 1, 2, 0));
    let row = again(&app, &online);
    assert_eq!(
        (row.status, row.session, row.blocked_by),
        (SimStatus::Deactivated, SessionStatus::Offline, None)
    );
    let done = (
        "sim.deactivate".to_owned(),
        Some("activated".to_owned()),
        Some("deactivated".to_owned()),
    );
    assert_eq!(actions_of(&app, &online), [done]);
    assert_eq!(event_types(&app, &online)[..], [9], "the carrier has been told");
    assert!(actions_of(&app, &off).is_empty() && event_types(&app, &off).is_empty());

    let undoing = undo(&app, &client, id).await;
    assert_eq!((items(&app, undoing).len(), sums(&app, undoing)), (1, (1, 0, 0, 0)));
    let row = again(&app, &online);
    assert_eq!((row.status, row.blocked_by.is_some()), (SimStatus::Activated, true));
    assert_eq!(again(&app, &off).status, SimStatus::Deactivated, "it was so before");
    let back = page(&client, id).await;
    assert!(back.words().contains(&text(Lang::En, "bulk-undone")));
}

async fn sims_are_bound_to_the_devices_of_the_preview(app: TestApp) {
    let seen = make::sim_with(&app, Org::Master, |sim| sim.imei = Some(IMEI.to_owned()));
    let moved = make::sim_with(&app, Org::Master, |sim| sim.imei = Some(IMEI.to_owned()));
    let unseen = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let id = order(&client, urls::BULK_IMEI_LOCK, "imei-lock", &[&seen, &moved, &unseen]).await;
    assert_eq!(expected(&app, id), (2, 0, 1));
    let preview = page(&client, id).await.words();
    assert!(preview.contains(IMEI) && preview.contains(&text(Lang::En, "bulk-reason-no-imei")));
    // Meanwhile one turns up in another device.
    app.db(|db| {
        use diesel::prelude::*;
        use simportal::storage::schema::sims;
        diesel::update(sims::table.find(moved.id))
            .set(sims::imei.eq(Some("490154203237518")))
            .execute(db)?;
        Ok(())
    });
    carry_out(&app, &client, id).await;
    assert_eq!(sums(&app, id), (1, 0, 2, 1));
    assert_eq!(again(&app, &seen).locked_imei.as_deref(), Some(IMEI));
    assert!(!again(&app, &moved).imei_locked);
    let result = page(&client, id).await.words();
    assert!(
        result.contains("1 SIM turned out other than in the preview"),
        "{result}"
    );
    let different = client
        .get(&format!("{}?show=different", urls::bulk(urls::BULK_ACTION, &id)))
        .await;
    assert!(different.words().contains(&text(Lang::En, "bulk-reason-other-imei")));
    assert!(different.text().contains(&urls::sim_page(&moved.iccid)));
    assert!(!different.text().contains(&urls::sim_page(&seen.iccid)));

    let undoing = undo(&app, &client, id).await;
    let row = again(&app, &seen);
    assert_eq!((row.imei_locked, row.locked_imei), (false, None));
    // And the undoing can be undone: the SIM is bound again, if it still is in that device.
    undo(&app, &client, undoing).await;
    assert_eq!(again(&app, &seen).locked_imei.as_deref(), Some(IMEI));
}

async fn connections_are_reset_and_that_cannot_be_undone(app: TestApp) {
    let online = make::sim_with(&app, Org::Master, |sim| {
        sim.session = SessionStatus::Online;
        sim.imei = Some(IMEI.to_owned());
    });
    let off = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Deactivated);
    let client = app.as_(Who::Tessa).await;
    let id = order(&client, urls::BULK_RESET, "reset", &[&online, &off]).await;
    assert_eq!(expected(&app, id), (1, 0, 1));
    carry_out(&app, &client, id).await;
    assert_eq!(sums(&app, id), (1, 0, 1, 0));
    assert_eq!(event_types(&app, &online), [3, 2, 1, 16, 15]);
    assert_eq!(again(&app, &online).session, SessionStatus::Online);
    let undo = urls::bulk(urls::BULK_UNDO, &id);
    assert!(!page(&client, id).await.text().contains(&undo));
    let answer = client.post(&undo, &[]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.words().contains(&text(Lang::En, "bulk-refused-undo")));
}

async fn one_label_is_given_to_many_and_taken_back_one_by_one(app: TestApp) {
    let named = |label: &str| make::sim_with(&app, Org::Master, |sim| sim.label = label.to_owned());
    let (a, b, same) = (named("Pump 1"), named(""), named("=Cold, store"));
    let client = app.as_(Who::Uma).await;
    let mut fields = vec![("label", " =Cold, store "), ("list", "/sims")];
    fields.extend([&a, &b, &same].map(|sim| ("sim", sim.iccid.as_str())));
    let id = key(&client.post(urls::BULK_LABEL, &fields).await);
    assert_eq!(expected(&app, id), (2, 1, 0));
    assert!(page(&client, id).await.words().contains("=Cold, store"));
    carry_out(&app, &client, id).await;
    for sim in [&a, &b] {
        let row = again(&app, sim);
        assert_eq!(
            (row.label.as_str(), row.label_key.as_str()),
            ("=Cold, store", "=cold, store")
        );
    }
    let entry = (
        "sim.label".to_owned(),
        Some("Pump 1".to_owned()),
        Some("=Cold, store".to_owned()),
    );
    assert_eq!(actions_of(&app, &a), [entry]);
    let found = client.get("/sims?q=cold").await;
    assert!(
        found.text().contains(&urls::sim_page(&b.iccid)),
        "the search knows the new label"
    );
    undo(&app, &client, id).await;
    assert_eq!(again(&app, &a).label, "Pump 1");
    assert_eq!(again(&app, &b).label, "");
    assert_eq!(again(&app, &same).label, "=Cold, store");
}

async fn tags_are_added_removed_replaced_and_put_back(app: TestApp) {
    let (a, b) = (make::sim(&app, Org::Master), make::sim(&app, Org::Master));
    let client = app.as_(Who::Alice).await;
    let tags = |sim: &SimRow| -> Vec<String> {
        let tags = app.db(|db| sims::tags_of(db, sim));
        tags.into_iter().map(|tag| tag.name).collect()
    };
    let change = async |action: &str, names: &str| {
        let fields = [
            ("action", action),
            ("tags", names),
            ("sim", a.iccid.as_str()),
            ("sim", b.iccid.as_str()),
        ];
        let id = key(&client.post(urls::BULK_TAGS, &fields).await);
        if bulk(&app, id).will_change > 0 {
            carry_out(&app, &client, id).await;
        }
        id
    };
    client
        .post(&urls::SIM_TAGS.replace("{iccid}", &a.iccid), &[("tags", "Gate, North")])
        .await;
    let added = change("add-tags", "GATE, south").await;
    assert_eq!(
        (tags(&a), tags(&b)),
        (
            vec!["Gate".into(), "North".into(), "south".into()],
            vec!["Gate".into(), "south".into()]
        )
    );
    assert_eq!(items(&app, added)[0].new_value.as_deref(), Some("Gate, North, south"));
    let removed = change("remove-tags", "gate, nowhere").await;
    assert_eq!(
        (tags(&a), tags(&b)),
        (vec!["North".to_owned(), "south".into()], vec!["south".into()])
    );
    let nothing = change("remove-tags", "nowhere").await;
    assert_eq!(expected(&app, nothing), (0, 2, 0));
    let known: Vec<String> = app
        .db(|db| sims::tags_of_and_used(db, &scope(&app), &a))
        .into_iter()
        .map(|(tag, _)| tag.name)
        .collect();
    assert!(!known.contains(&"nowhere".to_owned()), "removing makes no tag");
    let cleared = change("set-tags", "").await;
    assert!(tags(&a).is_empty() && tags(&b).is_empty());
    undo(&app, &client, cleared).await;
    undo(&app, &client, removed).await;
    undo(&app, &client, added).await;
    assert_eq!((tags(&a), tags(&b)), (vec!["Gate".to_owned(), "North".into()], vec![]));
    // Twenty is the most a SIM can have.
    let many: Vec<String> = (0..19).map(|n| format!("t{n}")).collect();
    let id = change("add-tags", &many.join(",")).await;
    assert_eq!(
        results(&app, id),
        [
            (Some("refused"), Some("too-many-tags".to_owned())),
            (Some("changed"), None)
        ]
    );
}

async fn undoing_leaves_alone_what_was_changed_again(app: TestApp) {
    let (a, b, c) = (
        make::sim(&app, Org::Master),
        make::sim(&app, Org::Master),
        make::sim(&app, Org::Master),
    );
    let client = app.as_(Who::Uma).await;
    let label = |sim: &SimRow| urls::SIM_LABEL.replace("{iccid}", &sim.iccid);
    let mut fields = vec![("label", "Depot")];
    fields.extend([&a, &b, &c].map(|sim| ("sim", sim.iccid.as_str())));
    let id = key(&client.post(urls::BULK_LABEL, &fields).await);
    carry_out(&app, &client, id).await;
    client.post(&label(&a), &[("label", "Mine")]).await;
    let undoing = key(&client.post(&urls::bulk(urls::BULK_UNDO, &id), &[]).await);
    assert_eq!(expected(&app, undoing), (2, 0, 1));
    assert!(
        page(&client, undoing)
            .await
            .words()
            .contains(&text(Lang::En, "bulk-reason-changed-since"))
    );
    // Between preview and run another one is changed, and one is put back by hand.
    client.post(&label(&b), &[("label", "Yours")]).await;
    client.post(&label(&c), &[("label", "")]).await;
    carry_out(&app, &client, undoing).await;
    assert_eq!(sums(&app, undoing), (0, 1, 2, 2));
    assert_eq!(
        (again(&app, &a).label, again(&app, &b).label),
        ("Mine".to_owned(), "Yours".to_owned())
    );
}

async fn the_result_is_a_file_with_one_line_per_sim(app: TestApp) {
    let a = make::sim_with(&app, Org::Master, |sim| sim.label = "=1+1".to_owned());
    let b = make::sim_with(&app, Org::Master, |sim| sim.label = "Depot".to_owned());
    let client = app.as_(Who::Uma).await;
    let body = format!(
        "iccid;label\n{};Depot\n{};Depot\n{};again\n898;x\n",
        a.iccid, b.iccid, a.iccid
    );
    let id = key(&client.post(urls::BULK_LABELS, &[("text", &body)]).await);
    carry_out(&app, &client, id).await;
    let file = client.get(&urls::bulk(urls::BULK_CSV, &id)).await;
    assert!(file.header("content-type").starts_with("text/csv"));
    let [dup, none] = ["bulk-reason-duplicate", "bulk-reason-not-an-iccid"];
    assert!(text(Lang::En, dup).contains("same SIM"));
    assert_eq!(
        file.text(),
        format!(
            "position,iccid,preview,result,reason,reason_text,before,after\r\n\
             2,{},change,changed,,,'=1+1,Depot\r\n\
             3,{},already,already,,,Depot,\r\n\
             4,{},refused,refused,duplicate 2,The same SIM as in line 2,,\r\n\
             5,898,refused,refused,not-an-iccid,{},,\r\n",
            a.iccid,
            b.iccid,
            a.iccid,
            text(Lang::En, none)
        )
    );
    assert_eq!(
        app.as_(Who::Bob)
            .await
            .get(&urls::bulk(urls::BULK_CSV, &id))
            .await
            .status,
        403
    );
}

async fn a_preview_of_nothing_cannot_be_confirmed(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let id = order(&client, urls::BULK_STATE, "activate", &[&sim]).await;
    let address = urls::bulk(urls::BULK_CONFIRM, &id);
    assert!(!page(&client, id).await.text().contains(&address));
    let answer = client.post(&address, &[]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.words().contains(&text(Lang::En, "bulk-refused-nothing")));
    let all = [("all", "1"), ("list", "/sims?q=nobody"), ("action", "activate")];
    let id = key(&client.post(urls::BULK_STATE, &all).await);
    assert_eq!(page(&client, id).await.status, 200);
    let id = order(&client, urls::BULK_STATE, "deactivate", &[&sim]).await;
    confirm(&client, id).await;
    let twice = client.post(&urls::bulk(urls::BULK_CONFIRM, &id), &[]).await;
    assert_eq!(twice.status, 409);
    app.run_jobs().await;
}
