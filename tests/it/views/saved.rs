//! Saving, opening, changing and deleting views.

use simportal::storage::sims;
use simportal::types::access::OrgScope;
use simportal::types::tag::TagName;
use simportal::web::urls;

use super::{save, try_to_save};
use crate::support::cast::Org;
use crate::support::make::sim;
use crate::support::page::selector;
use crate::support::{Answer, TestApp, Who};

on_both!(
    a_view_keeps_filters_order_and_columns,
    a_changed_view_says_so_and_can_be_saved_again,
    the_list_opens_with_the_default_and_all_sims_are_one_click_away,
    a_private_view_is_its_owners_and_a_shared_one_the_organisations,
    who_may_not_share_is_refused,
    a_name_that_is_not_taken_comes_back_with_the_reason,
    a_view_of_a_tag_that_is_gone_opens_with_a_notice,
    deleting_a_view_asks_first,
    a_hundred_views_are_the_most,
);

fn heads(answer: &Answer) -> Vec<String> {
    let (page, heads) = (answer.page(), selector("thead th"));
    page.select(&heads)
        .map(|head| head.text().collect::<String>().trim().to_owned())
        .collect()
}

async fn a_view_keeps_filters_order_and_columns(app: TestApp) {
    sim(&app, Org::Master);
    let client = app.as_(Who::Bob).await;
    let id = save(
        &client,
        "/sims?status=activated&sort=-label&columns=iccid,tags",
        "Süd & Co",
        false,
    )
    .await;
    let opened = client.get(&format!("/sims?view={id}")).await;
    assert_eq!(opened.status, 303);
    assert_eq!(
        opened.location(),
        format!("/sims?status=activated&sort=-label&view={id}"),
        "everything stands in the address"
    );
    let page = client.get(opened.location()).await;
    assert_eq!(heads(&page), ["ICCID", "Tags"]);
    let words = page.words();
    assert!(words.contains("Süd & Co") && !words.contains("modified"), "{words}");
    let plain = client.get(urls::SIMS).await;
    assert!(heads(&plain).len() > 2, "the person's own columns stay");
}

async fn a_changed_view_says_so_and_can_be_saved_again(app: TestApp) {
    sim(&app, Org::Master);
    let client = app.as_(Who::Bob).await;
    let id = save(&client, "/sims?status=deactivated", "Mine", false).await;
    let changed = client.get(&format!("/sims?status=activated&view={id}")).await;
    assert!(changed.words().contains("modified"));
    let action = format!("/sims/views/{id}/content");
    let fields = crate::support::page::fields_of_form(&changed.page(), &action).expect("a button that saves");
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = client.post(&action, &fields).await;
    assert_eq!(answer.location(), format!("/sims?view={id}"));
    let opened = client.get(answer.location()).await;
    assert_eq!(opened.location(), format!("/sims?status=activated&view={id}"));
    // Other columns are a change as well, and stay in the address until they are saved.
    let next = format!("/sims?status=activated&view={id}");
    let columns = [("in_view", "1"), ("next", next.as_str()), ("column", "imei")];
    let answer = client.post(urls::SIM_COLUMNS, &columns).await;
    let page = client.get(answer.location()).await;
    assert_eq!(heads(&page), ["ICCID", "IMEI"]);
    assert!(page.words().contains("modified"));
    // A view without its filters is still the view, changed.
    let bare = client.get(&format!("/sims?view={id}&q=&status=")).await;
    assert_eq!(bare.status, 200);
    assert!(bare.words().contains("modified"));
}

async fn the_list_opens_with_the_default_and_all_sims_are_one_click_away(app: TestApp) {
    sim(&app, Org::Master);
    let client = app.as_(Who::Bob).await;
    let id = save(&client, "/sims?status=deactivated", "Off", false).await;
    client.post(&format!("/sims/views/{id}/default"), &[("on", "1")]).await;
    let opened = client.get(urls::SIMS).await;
    assert_eq!(opened.location(), format!("/sims?status=deactivated&view={id}"));
    let all = client.get("/sims?view=none").await;
    assert!(all.words().contains("1 of 1 SIM"));
    let links = all.page();
    let clear = links.select(&selector("#chips a")).next().unwrap();
    assert_eq!(
        clear.attr("href"),
        Some("/sims?view=none"),
        "links do not fall back to it"
    );
    client.post(&format!("/sims/views/{id}/default"), &[("on", "0")]).await;
    assert_eq!(client.get(urls::SIMS).await.status, 200);
}

async fn a_private_view_is_its_owners_and_a_shared_one_the_organisations(app: TestApp) {
    sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let private = save(&alice, "/sims?status=activated", "Private", false).await;
    let shared = save(&alice, "/sims?status=activated", "Common", true).await;
    let bob = app.as_(Who::Bob).await;
    assert_eq!(bob.get(&format!("/sims?view={private}")).await.status, 404);
    assert_eq!(bob.get(&format!("/sims/views/{private}")).await.status, 404);
    assert_eq!(bob.get(&format!("/sims?view={shared}")).await.status, 303);
    let words = bob.get(urls::VIEWS).await.words();
    assert!(words.contains("Common") && !words.contains("Private"));
    let rename = bob.post(&format!("/sims/views/{shared}"), &[("name", "Bob's")]).await;
    assert_eq!(rename.status, 409, "only its owner changes it");
    for who in [Who::Sven, Who::Charlie, Who::Emil] {
        let stranger = app.as_(who).await;
        assert_eq!(
            stranger.get(&format!("/sims?view={shared}")).await.status,
            404,
            "{who:?}"
        );
    }
    // Bob opens the list with it, until Alice keeps it to herself.
    bob.post(&format!("/sims/views/{shared}/default"), &[("on", "1")]).await;
    assert_eq!(bob.get(urls::SIMS).await.status, 303);
    alice
        .post(&format!("/sims/views/{shared}"), &[("name", "Common")])
        .await;
    assert_eq!(bob.get(urls::SIMS).await.status, 200);
    assert_eq!(bob.get(&format!("/sims?view={shared}")).await.status, 404);
}

async fn who_may_not_share_is_refused(app: TestApp) {
    sim(&app, Org::Master);
    let bob = app.as_(Who::Bob).await;
    assert!(
        bob.get(urls::SIMS)
            .await
            .page()
            .select(&selector("[name=shared]"))
            .next()
            .is_none()
    );
    assert_eq!(try_to_save(&bob, urls::SIMS, "Ours", true).await.status, 403);
}

async fn a_name_that_is_not_taken_comes_back_with_the_reason(app: TestApp) {
    sim(&app, Org::Master);
    let uma = app.as_(Who::Uma).await;
    save(&uma, "/sims?status=activated", "Köln", false).await;
    let long = "x".repeat(61);
    for (name, reason) in [
        ("", "Give the view a name."),
        ("  ", "Give the view a name."),
        (long.as_str(), "more than 60 characters"),
        ("kÖLN", "a view of this name already"),
    ] {
        let answer = try_to_save(&uma, "/sims?status=expired", name, true).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.words().contains(reason), "{name}: {}", answer.words());
        assert_eq!(answer.field("name").as_deref(), Some(name));
        assert_eq!(answer.field("query").as_deref(), Some("status=expired"));
        assert!(
            answer
                .page()
                .select(&selector("[name=shared][checked]"))
                .next()
                .is_some()
        );
    }
    let other = save(&uma, urls::SIMS, "Other", false).await;
    let answer = uma.post(&format!("/sims/views/{other}"), &[("name", "KÖLN")]).await;
    assert_eq!(answer.status, 422);
    // Somebody else may use the name.
    save(&app.as_(Who::Bob).await, urls::SIMS, "Köln", false).await;
}

async fn a_view_of_a_tag_that_is_gone_opens_with_a_notice(app: TestApp) {
    let sim = sim(&app, Org::Master);
    let scope = OrgScope::for_job(sim.root_id, sim.organisation_id, "test");
    app.db(|db| sims::set_tags(db, &scope, &sim, &[TagName::parse("winter").unwrap()]));
    let uma = app.as_(Who::Uma).await;
    let id = save(&uma, "/sims?tag=winter", "Winter", false).await;
    app.db(|db| sims::set_tags(db, &scope, &sim, &[]));
    let opened = uma.get(&format!("/sims?view={id}")).await;
    let page = uma.get(opened.location()).await;
    assert!(page.words().contains("Tag “winter”"), "{}", page.words());
}

async fn deleting_a_view_asks_first(app: TestApp) {
    sim(&app, Org::Master);
    let uma = app.as_(Who::Uma).await;
    let id = save(&uma, "/sims?status=activated", "Gone soon", false).await;
    uma.post(&format!("/sims/views/{id}/default"), &[("on", "1")]).await;
    let deletion = format!("/sims/views/{id}/deletion");
    assert_eq!(uma.get(&deletion).await.status, 200);
    assert_eq!(uma.post(&deletion, &[]).await.status, 422);
    assert_eq!(uma.post(&deletion, &[("sure", "1")]).await.location(), urls::VIEWS);
    assert_eq!(uma.get(&format!("/sims?view={id}")).await.status, 404);
    assert_eq!(uma.get(urls::SIMS).await.status, 200, "nor does the list open with it");
}

async fn a_hundred_views_are_the_most(app: TestApp) {
    sim(&app, Org::Master);
    let uma = app.as_(Who::Uma).await;
    for n in 0..100 {
        let answer = uma.post(urls::VIEWS, &[("name", &format!("View {n}"))]).await;
        assert_eq!(answer.status, 303);
    }
    let answer = uma.post(urls::VIEWS, &[("name", "One more")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("You have 100 views"));
}
