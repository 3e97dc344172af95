//! Billing and delivery addresses.

use simportal::web::urls;

use crate::support::page::{fields_of_form, selector};
use crate::support::{Client, TestApp, Who};

on_both!(
    the_first_of_a_kind_is_the_default_and_there_is_one_of_each,
    the_country_of_billing_addresses_stays,
    wrong_entries_come_back_with_their_reasons,
    the_default_cannot_be_deleted_and_deleting_asks_first,
    an_address_is_changed,
);

fn address<'a>(kind: &'a str, company: &'a str, country: &'a str, postcode: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", kind),
        ("company", company),
        ("person", ""),
        ("street", "Kühlhauskai 12"),
        ("extra", ""),
        ("postcode", postcode),
        ("city", "Hamburg"),
        ("region", ""),
        ("country", country),
    ]
}

/// The addresses of a kind: first line, and whether it is the default.
async fn listed(client: &Client<'_>, kind: &str) -> Vec<(String, bool)> {
    let page = client.get(urls::ADDRESSES).await.page();
    page.select(&selector(&format!("[aria-labelledby={kind}] .addr")))
        .map(|card| {
            let name = card.select(&selector("b")).next().unwrap().text().collect();
            (name, card.select(&selector(".badge")).next().is_some())
        })
        .collect()
}

/// The address of a form of the card whose first line this is.
async fn path_of(client: &Client<'_>, name: &str, css: &str, attribute: &str) -> String {
    let page = client.get(urls::ADDRESSES).await.page();
    let card = page
        .select(&selector(".addr"))
        .find(|card| card.text().collect::<String>().contains(name))
        .unwrap();
    card.select(&selector(css))
        .next()
        .unwrap()
        .attr(attribute)
        .unwrap()
        .to_owned()
}

fn pairs(all: &[(&str, bool)]) -> Vec<(String, bool)> {
    all.iter()
        .map(|(name, is_default)| ((*name).to_owned(), *is_default))
        .collect()
}

async fn the_first_of_a_kind_is_the_default_and_there_is_one_of_each(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    assert!(
        alice
            .get(urls::ADDRESSES)
            .await
            .words()
            .contains("No billing address yet")
    );
    for (kind, name) in [("billing", "One"), ("shipping", "Two"), ("shipping", "Three")] {
        let answer = alice.post(urls::ADDRESS_NEW, &address(kind, name, "DE", "20457")).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    assert_eq!(listed(&alice, "billing").await, pairs(&[("One", true)]));
    assert_eq!(
        listed(&alice, "shipping").await,
        pairs(&[("Two", true), ("Three", false)])
    );
    let path = path_of(&alice, "Three", "form", "action").await;
    assert_eq!(alice.post(&path, &[]).await.status, 303);
    assert_eq!(
        listed(&alice, "shipping").await,
        pairs(&[("Two", false), ("Three", true)])
    );
    let mut fields = address("shipping", "Four", "FR", "75001");
    fields.push(("default", "1"));
    assert_eq!(alice.post(urls::ADDRESS_NEW, &fields).await.status, 303);
    assert_eq!(
        listed(&alice, "shipping").await,
        pairs(&[("Two", false), ("Three", false), ("Four", true)])
    );
    // Those who only see them have nothing to press.
    let bob = app.as_(Who::Bob).await;
    assert_eq!(listed(&bob, "shipping").await.len(), 3);
    assert_eq!(
        bob.get(urls::ADDRESSES)
            .await
            .page()
            .select(&selector("main form, .addr a"))
            .count(),
        0
    );
    assert_eq!(listed(&app.as_(Who::Charlie).await, "shipping").await.len(), 0);
}

async fn the_country_of_billing_addresses_stays(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    alice
        .post(urls::ADDRESS_NEW, &address("billing", "One", "DE", "20457"))
        .await;
    assert!(
        alice
            .get(urls::COMPANY)
            .await
            .words()
            .contains("Billing country Germany")
    );
    let french = alice
        .post(urls::ADDRESS_NEW, &address("billing", "Two", "FR", "75001"))
        .await;
    assert_eq!(french.status, 422);
    assert!(french.words().contains("stay in your billing country"));
    let path = path_of(&alice, "One", "a", "href").await;
    let page = alice.get(&path).await;
    assert!(page.page().select(&selector("select#country")).next().is_none());
    let moved = alice.post(&path, &address("billing", "One", "FR", "75001")).await;
    assert_eq!(moved.status, 422, "by a crafted form neither");
    assert_eq!(alice.get(&path).await.field("country").as_deref(), Some("DE"));
}

async fn wrong_entries_come_back_with_their_reasons(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let mut fields = address("billing", "", "DE", "2045");
    fields[3].1 = "";
    let page = alice.post(urls::ADDRESS_NEW, &fields).await;
    assert_eq!(page.status, 422);
    for reason in [
        "Enter a company or a person",
        "Enter street and number",
        "not a postcode of the country",
    ] {
        assert!(page.words().contains(reason), "{reason}: {}", page.words());
    }
    assert_eq!(page.field("postcode").as_deref(), Some("2045"));
    assert_eq!(page.field("city").as_deref(), Some("Hamburg"));
    assert_eq!(
        alice
            .post(urls::ADDRESS_NEW, &address("other", "One", "DE", "20457"))
            .await
            .status,
        400
    );
    let nowhere = alice.post(urls::ADDRESS_NEW, &address("billing", "One", "", "")).await;
    assert!(nowhere.status == 422 && nowhere.words().contains("Choose a country"));
    // German pages name countries in German, in the order of their names.
    let page = app
        .as_(Who::Adam)
        .await
        .get("/account/addresses/new?kind=shipping")
        .await
        .page();
    let names: Vec<String> = page
        .select(&selector("#country option"))
        .skip(1)
        .map(|option| option.text().collect())
        .collect();
    assert_eq!(names.len(), 249);
    let place = |name: &str| names.iter().position(|other| other == name).unwrap();
    assert!(place("Norwegen") < place("Österreich") && place("Österreich") < place("Panama"));
}

async fn the_default_cannot_be_deleted_and_deleting_asks_first(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    for (kind, name) in [("billing", "One"), ("billing", "Two"), ("shipping", "Three")] {
        alice.post(urls::ADDRESS_NEW, &address(kind, name, "DE", "20457")).await;
    }
    let edit = path_of(&alice, "One", "a", "href").await;
    let kept = alice.post(&format!("{edit}/deletion"), &[("sure", "1")]).await;
    assert_eq!(kept.status, 422);
    assert!(kept.words().contains("The default address cannot be deleted"));
    let path = path_of(&alice, "Two", "a[href$=deletion]", "href").await;
    assert!(alice.get(&path).await.words().contains("Two"));
    assert_eq!(alice.post(&path, &[]).await.status, 422, "asked first");
    assert_eq!(alice.post(&path, &[("sure", "1")]).await.status, 303);
    assert_eq!(listed(&alice, "billing").await, pairs(&[("One", true)]));
    let kept = alice.post(&format!("{edit}/deletion"), &[("sure", "1")]).await;
    assert_eq!(kept.status, 422, "invoices need one");
    let path = path_of(&alice, "Three", "a[href$=deletion]", "href").await;
    assert_eq!(
        alice.post(&path, &[("sure", "1")]).await.status,
        303,
        "the last delivery address may go"
    );
    assert_eq!(listed(&alice, "shipping").await, []);
}

async fn an_address_is_changed(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    alice
        .post(urls::ADDRESS_NEW, &address("shipping", "One", "DE", "20457"))
        .await;
    let path = path_of(&alice, "One", "a", "href").await;
    let page = alice.get(&path).await;
    let mut fields = fields_of_form(&page.page(), &path).unwrap();
    fields.iter_mut().find(|(name, _)| name == "company").unwrap().1 = "Uno".to_owned();
    fields.iter_mut().find(|(name, _)| name == "country").unwrap().1 = "AT".to_owned();
    fields.iter_mut().find(|(name, _)| name == "postcode").unwrap().1 = "1010".to_owned();
    let sent: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(alice.post(&path, &sent).await.status, 303);
    assert!(
        alice
            .get(urls::ADDRESSES)
            .await
            .words()
            .contains("1010 Hamburg Austria")
    );
    assert_eq!(
        listed(&alice, "shipping").await,
        pairs(&[("Uno", true)]),
        "still the default"
    );
    use crate::support::cast::Org;
    let log = crate::organisations::log(&app, app.database.cast.organisation(Org::Master));
    assert_eq!(log.last().unwrap().0, "address.change");
}
