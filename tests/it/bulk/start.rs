//! Ordering: what is ticked, what matches, and who may.

use simportal::types::bulk::BulkStatus;
use simportal::types::lang::Lang;
use simportal::types::status::SimStatus;
use simportal::web::urls;

use super::{again, bulk, carry_out, expected, items, key, order, page, sums};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::client::encoded;
use crate::support::{TestApp, Who, make};

on_both!(
    the_list_has_boxes_and_only_the_buttons_that_the_person_may_press,
    nothing_ticked_leads_back_to_the_list_and_says_so,
    too_many_at_once_are_answered_with_the_way_that_works,
    all_that_match_the_filter_are_meant_whatever_is_ticked,
    sims_of_others_are_unknown_and_stay_as_they_are,
    a_decision_needs_the_permission_of_the_action,
    actions_of_other_organisations_do_not_exist,
    the_list_of_actions_has_pages_and_an_empty_state,
    a_label_that_is_too_long_comes_back_with_the_selection,
    the_pages_are_there_in_german,
);

async fn the_list_has_boxes_and_only_the_buttons_that_the_person_may_press(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let all = [
        urls::BULK_STATE,
        urls::BULK_IMEI_LOCK,
        urls::BULK_RESET,
        urls::BULK_LABEL,
        urls::BULK_TAGS,
    ];
    for (who, may) in [
        (Who::Uma, all.as_slice()),
        (Who::Tessa, &[urls::BULK_RESET]),
        (Who::Bob, &[]),
        (Who::Emil, &[]),
    ] {
        let page = app.as_(who).await.get(urls::SIMS).await.text();
        assert_eq!(
            page.contains(&format!("value=\"{}\"", sim.iccid)),
            !may.is_empty(),
            "{who:?}"
        );
        for address in all {
            let offered = page.contains(&format!("formaction=\"{address}\""));
            assert_eq!(offered, may.contains(&address), "{who:?} {address}");
        }
    }
}

async fn nothing_ticked_leads_back_to_the_list_and_says_so(app: TestApp) {
    make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    for (address, action) in [
        (urls::BULK_STATE, "activate"),
        (urls::BULK_LABEL, ""),
        (urls::BULK_TAGS, ""),
    ] {
        let list = "/sims?status=activated";
        let answer = client.post(address, &[("list", list), ("action", action)]).await;
        assert_eq!((answer.status, answer.location()), (303, list), "{address}");
        let said = client.get(answer.location()).await.words();
        assert!(said.contains(&text(Lang::En, "bulk-nothing-selected")), "{said}");
    }
    // The list is never another place.
    let answer = client
        .post(urls::BULK_RESET, &[("list", "//evil.example"), ("action", "reset")])
        .await;
    assert_eq!(answer.location(), urls::SIMS);
}

async fn too_many_at_once_are_answered_with_the_way_that_works(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let proof = client.proof().await;
    let form = |n: usize| {
        let begin = encoded(&[("_csrf", &proof.csrf), ("_org", &proof.org), ("action", "activate")]);
        let mut body = begin;
        for _ in 0..n {
            body.push_str("&sim=");
            body.push_str(&sim.iccid);
        }
        body
    };
    for (n, key) in [(1001, "bulk-too-many"), (1_000_000, "error-too-large-text")] {
        let answer = client.post_raw(urls::BULK_STATE, form(n)).await;
        assert_eq!(answer.status, 413, "{n}");
        assert!(answer.words().contains(&text(Lang::En, key)), "{n}: {}", answer.words());
    }
    let same = client.post_raw(urls::BULK_STATE, form(1000)).await;
    assert_eq!(items(&app, super::key(&same)).len(), 1, "ticked twice is ticked once");
}

async fn all_that_match_the_filter_are_meant_whatever_is_ticked(app: TestApp) {
    let tracking = |n: u32| {
        make::sim_with(&app, Org::Master, |sim| {
            sim.service = "Tracking".to_owned();
            sim.label = format!("Truck {n}");
        })
    };
    let (one, two) = (tracking(1), tracking(2));
    let other = make::sim(&app, Org::Master);
    make::sim_with(&app, Org::Stranger, |sim| sim.service = "Tracking".to_owned());
    let client = app.as_(Who::Alice).await;
    let answer = client
        .post(
            urls::BULK_STATE,
            &[
                ("list", "/sims?service=Tracking&sort=-label"),
                ("all", "1"),
                ("sim", &other.iccid),
                ("action", "deactivate"),
            ],
        )
        .await;
    let id = key(&answer);
    let found: Vec<String> = items(&app, id).into_iter().map(|item| item.iccid).collect();
    assert_eq!(found, [one.iccid.clone(), two.iccid.clone()]);
    carry_out(&app, &client, id).await;
    assert_eq!(sums(&app, id), (2, 0, 0, 0));
    assert_eq!(again(&app, &one).status, SimStatus::Deactivated);
    assert_eq!(again(&app, &other).status, SimStatus::Activated);
}

async fn sims_of_others_are_unknown_and_stay_as_they_are(app: TestApp) {
    let (ours, foreign) = (make::sim(&app, Org::Master), make::sim(&app, Org::Stranger));
    let client = app.as_(Who::Alice).await;
    let id = order(&client, urls::BULK_STATE, "deactivate", &[&foreign, &ours]).await;
    assert_eq!(expected(&app, id), (1, 0, 1));
    let page = page(&client, id).await;
    assert!(page.words().contains(&text(Lang::En, "bulk-reason-unknown-sim")));
    carry_out(&app, &client, id).await;
    let status: SimStatus = app.db(|db| {
        let stranger = app.database.cast.organisation(Org::Stranger);
        let scope = simportal::types::access::OrgScope::for_job(stranger, stranger, "test");
        Ok(simportal::storage::sims::find_by_id(db, &scope, foreign.id)?.status)
    });
    assert_eq!(status, SimStatus::Activated);
    let client = app.as_(Who::Alice).await;
    let broken = client
        .post(urls::BULK_STATE, &[("action", "deactivate"), ("sim", "hello")])
        .await;
    assert_eq!(broken.status, 400, "our boxes hold ICCIDs");
}

async fn a_decision_needs_the_permission_of_the_action(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let id = order(&alice, urls::BULK_STATE, "deactivate", &[&sim]).await;
    let tessa = app.as_(Who::Tessa).await;
    let seen = page(&tessa, id).await;
    assert_eq!(seen.status, 200);
    for pattern in [urls::BULK_CONFIRM, urls::BULK_CANCEL, urls::BULK_UNDO] {
        let address = urls::bulk(pattern, &id);
        assert!(!seen.text().contains(&address), "{address} is offered");
        let answer = tessa.post(&address, &[]).await;
        assert_eq!(answer.status, 403, "{address}");
        assert!(answer.words().contains(&text(Lang::En, "permission-change-sim-state")));
    }
    assert_eq!(bulk(&app, id).status, BulkStatus::Previewed);
    assert_eq!(app.as_(Who::Bob).await.get(urls::BULK).await.status, 403);
}

async fn actions_of_other_organisations_do_not_exist(app: TestApp) {
    let id = make::bulk(&app);
    let charlie = app.as_(Who::Charlie).await;
    for pattern in [urls::BULK_ACTION, urls::BULK_CSV] {
        assert_eq!(charlie.get(&urls::bulk(pattern, &id)).await.status, 404);
    }
    for pattern in [urls::BULK_CONFIRM, urls::BULK_CANCEL, urls::BULK_UNDO] {
        assert_eq!(charlie.post(&urls::bulk(pattern, &id), &[]).await.status, 404);
    }
    assert!(
        !charlie
            .get(urls::BULK)
            .await
            .text()
            .contains(&urls::bulk(urls::BULK_ACTION, &id))
    );
    assert_eq!(bulk(&app, id).status, BulkStatus::Previewed);
}

async fn the_list_of_actions_has_pages_and_an_empty_state(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let empty = client.get(urls::BULK).await;
    assert!(empty.words().contains(&text(Lang::En, "bulk-none-title")));
    let ids: Vec<i64> = (0..26).map(|_| make::bulk(&app)).collect();
    let href = |id: &i64| format!("href=\"{}\"", urls::bulk(urls::BULK_ACTION, id));
    let first = client.get(urls::BULK).await;
    assert!(first.text().contains(&href(&ids[25])) && !first.text().contains(&href(&ids[0])));
    let html = first.page();
    let older = html
        .select(&crate::support::page::selector("a[rel=next]"))
        .next()
        .and_then(|link| link.attr("href"))
        .unwrap()
        .to_owned();
    let second = client.get(&older).await;
    assert!(second.text().contains(&href(&ids[0])) && !second.text().contains(&href(&ids[25])));
}

async fn a_label_that_is_too_long_comes_back_with_the_selection(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Uma).await;
    let asked = client
        .post(urls::BULK_LABEL, &[("list", "/sims"), ("sim", &sim.iccid)])
        .await;
    assert_eq!((asked.status, asked.field("sim")), (200, Some(sim.iccid.clone())));
    let long = "x".repeat(10_000);
    let answer = client
        .post(
            urls::BULK_LABEL,
            &[("list", "/sims"), ("sim", &sim.iccid), ("label", &long)],
        )
        .await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        (answer.field("label"), answer.field("sim")),
        (Some(long), Some(sim.iccid.clone()))
    );
    assert!(answer.words().contains(&text(Lang::En, "sim-label-too-long")));
    for (fields, key) in [
        ([("tags", " , "), ("action", "add-tags")], "bulk-tags-none"),
        ([("tags", "gate"), ("action", "paint")], "bulk-tags-how"),
        ([("tags", "x\u{2028}y"), ("action", "set-tags")], "sim-tags-control"),
    ] {
        let mut all = vec![("all", "1"), ("list", "/sims")];
        all.extend(fields);
        let answer = client.post(urls::BULK_TAGS, &all).await;
        assert_eq!(
            (answer.status, answer.field("all").as_deref()),
            (422, Some("1")),
            "{key}"
        );
        assert!(answer.words().contains(&text(Lang::En, key)), "{key}");
    }
}

async fn the_pages_are_there_in_german(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Adam).await;
    let id = order(&client, urls::BULK_STATE, "deactivate", &[&sim]).await;
    assert!(page(&client, id).await.words().contains("1 SIM deaktivieren"));
    carry_out(&app, &client, id).await;
    assert!(page(&client, id).await.words().contains(&text(Lang::De, "bulk-undo")));
    for address in [urls::BULK, urls::BULK_LABELS] {
        assert_eq!(client.get(address).await.status, 200);
    }
    let asked = client.post(urls::BULK_TAGS, &[("sim", &sim.iccid)]).await;
    assert!(asked.words().contains(&text(Lang::De, "bulk-way-set-tags")));
}
