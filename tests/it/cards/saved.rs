//! Payment details: saving, choosing and deleting cards, and the warning before one expires.

use chrono::{Months, TimeDelta};
use diesel::prelude::*;
use simportal::domain::charges::{self, CardRow};
use simportal::payments::{CardRef, PaymentProvider};
use simportal::storage::schema::auto_top_ups;
use simportal::types::card_payment::TestCard;
use simportal::web::urls;

use super::{card_letters, choose, choose_unseen, deliver, page_name, simulated, work};
use crate::support::cast::Org;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    a_card_is_saved_on_the_providers_page,
    a_card_is_saved_though_nobody_came_back,
    a_page_that_was_left_saves_nothing,
    the_default_can_be_chosen,
    a_deleted_card_is_gone_here_and_at_the_provider,
    deleting_the_card_of_auto_top_up_switches_it_off,
    a_card_that_is_about_to_expire_is_told_once,
    only_owners_and_admins_see_cards,
);

fn cards(app: &TestApp) -> Vec<CardRow> {
    let scope = make::scope(app, Org::Master);
    app.write(|db| charges::cards(db, &scope))
}

async fn begin(client: &Client<'_>) -> String {
    page_name(&client.post(urls::PAYMENT_DETAILS, &[]).await)
}

async fn a_card_is_saved_on_the_providers_page(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let empty = alice.get(urls::PAYMENT_DETAILS).await.words();
    assert!(empty.contains("No card is saved"), "{empty}");
    let page = begin(&alice).await;
    let shown = alice.get(&urls::simulated_payment(&page)).await.words();
    assert!(
        shown.contains("Save a card") && shown.contains("no money moves"),
        "{shown}"
    );
    let done = choose(&alice, &page, "success").await;
    assert_eq!(done.location(), urls::PAYMENT_DETAILS_RETURN);
    let back = alice.get(done.location()).await;
    let shown = alice.get(back.location()).await.words();
    for part in ["The card is saved", "Simulated card ending in 4242", "12/29", "Default"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    // The webhook tells the same.
    work(&app).await;
    assert_eq!(cards(&app).len(), 1);
    // It is the organisation's, not somebody else's.
    let charlie = app.as_(Who::Charlie).await;
    assert!(
        charlie
            .get(urls::PAYMENT_DETAILS)
            .await
            .words()
            .contains("No card is saved")
    );
    let path = urls::card(urls::CARD_DELETION, &cards(&app)[0].id);
    assert_eq!(charlie.post(&path, &[("sure", "1")]).await.status, 404);
}

async fn a_card_is_saved_though_nobody_came_back(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    // By the webhook.
    let told = choose_unseen(&app, &begin(&alice).await, TestCard::Success);
    assert_eq!(deliver(&app, &told.signature, &told.body).await.status, 200);
    work(&app).await;
    assert_eq!(cards(&app).len(), 1);
    // Without one.
    choose_unseen(&app, &begin(&alice).await, TestCard::NeedsConfirmation);
    app.pass(TimeDelta::minutes(6));
    work(&app).await;
    let last4: Vec<String> = cards(&app).into_iter().map(|card| card.last4).collect();
    assert_eq!(last4, ["4242", "3184"], "the first is the default");
}

async fn a_page_that_was_left_saves_nothing(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    begin(&alice).await;
    let back = alice.get(urls::PAYMENT_DETAILS_RETURN).await;
    assert_eq!(back.location(), urls::PAYMENT_DETAILS);
    app.pass(TimeDelta::days(2));
    work(&app).await;
    assert!(cards(&app).is_empty());
    let scope = make::scope(&app, Org::Master);
    assert!(app.db(|db| charges::open_savings(db, &scope, 10)).is_empty());
}

async fn the_default_can_be_chosen(app: TestApp) {
    let first = make::card(&app);
    let second = make::card_of(&app, Org::Master, TestCard::NeedsConfirmation);
    let adam = app.as_(Who::Adam).await;
    let path = urls::card(urls::CARD_DEFAULT, &second);
    for _ in 0..2 {
        assert_eq!(adam.post(&path, &[]).await.location(), urls::PAYMENT_DETAILS);
        let now: Vec<(i64, bool)> = cards(&app).iter().map(|card| (card.id, card.is_default)).collect();
        assert_eq!(now, [(second, true), (first, false)]);
    }
}

async fn a_deleted_card_is_gone_here_and_at_the_provider(app: TestApp) {
    let first = make::card(&app);
    let second = make::card(&app);
    let alice = app.as_(Who::Alice).await;
    let path = urls::card(urls::CARD_DELETION, &first);
    let asked = alice.get(&path).await.words();
    assert!(
        asked.contains("Delete this card?") && !asked.contains("Auto-top-up is paid"),
        "{asked}"
    );
    assert_eq!(
        alice.post(&path, &[]).await.status,
        422,
        "only the page that asks sends the answer"
    );
    let reference = cards(&app)[0].reference.clone();
    let customer = cards(&app)[0].customer_reference.clone();
    assert_eq!(
        alice.post(&path, &[("sure", "1")]).await.location(),
        urls::PAYMENT_DETAILS
    );
    let shown = alice.get(urls::PAYMENT_DETAILS).await.words();
    assert!(shown.contains("was deleted"), "{shown}");
    assert_eq!(
        cards(&app)
            .iter()
            .map(|card| (card.id, card.is_default))
            .collect::<Vec<_>>(),
        [(second, true)]
    );
    assert_eq!(alice.post(&path, &[("sure", "1")]).await.status, 404);
    work(&app).await;
    let customer = simportal::payments::CustomerRef::parse(&customer).unwrap();
    let kept = simulated(&app).cards(&customer).unwrap();
    let gone = CardRef::parse(&reference).unwrap();
    assert_eq!(kept.len(), 1);
    assert!(kept.iter().all(|card| card.card != gone));
    // What the provider lists later does not bring it back.
    let scope = make::scope(&app, Org::Master);
    simportal::cashier::keep_cards(&app.state, &scope, customer.as_str())
        .unwrap()
        .unwrap();
    assert_eq!(cards(&app).len(), 1);
}

async fn deleting_the_card_of_auto_top_up_switches_it_off(app: TestApp) {
    let card = make::card(&app);
    let organisation = app.database.cast.organisation(Org::Master);
    use auto_top_ups as a;
    app.db(|db| {
        Ok(diesel::insert_into(a::table)
            .values((
                a::organisation_id.eq(organisation),
                a::kind.eq("data"),
                a::root_id.eq(organisation),
                a::is_on.eq(true),
                a::payment_method_id.eq(Some(card)),
                a::monthly_cap.eq(10_000),
                a::for_future_sims.eq(false),
                a::updated_at.eq(app.state.clock.now()),
            ))
            .execute(db)?)
    });
    let alice = app.as_(Who::Alice).await;
    let path = urls::card(urls::CARD_DELETION, &card);
    assert!(
        alice
            .get(&path)
            .await
            .words()
            .contains("Auto-top-up is paid with this card")
    );
    alice.post(&path, &[("sure", "1")]).await;
    let row: (bool, String, Option<i64>) = app.db(|db| {
        Ok(a::table
            .find((organisation, "data"))
            .select((a::is_on, a::switched_off_reason, a::payment_method_id))
            .first(db)?)
    });
    let (is_on, reason, card) = row;
    assert!(!is_on && card.is_none() && reason.starts_with("card"), "{reason}");
    work(&app).await;
}

async fn a_card_that_is_about_to_expire_is_told_once(app: TestApp) {
    make::card(&app);
    work(&app).await;
    assert!(card_letters(&app).is_empty(), "three years are left");
    // December 2029 is its last month: in October people are told nothing, from November on they are.
    let until = |months: u32| {
        let day = "2029-12-10T12:00:00".parse::<chrono::NaiveDateTime>().unwrap() - Months::new(months);
        day - app.state.clock.now()
    };
    app.pass(until(2));
    work(&app).await;
    assert!(card_letters(&app).is_empty());
    app.pass(until(1));
    work(&app).await;
    let letters = card_letters(&app);
    assert_eq!(letters.len(), 2, "Alice and Adam");
    let alices = letters
        .iter()
        .find(|letter| letter.recipient == Who::Alice.email())
        .unwrap();
    assert!(
        alices.text.contains("Simulated card ending in 4242") && alices.text.contains("12/29"),
        "{}",
        alices.text
    );
    assert!(alices.text.contains("/account/payment-details"));
    let alice = app.as_(Who::Alice).await;
    assert!(alice.get(urls::PAYMENT_DETAILS).await.words().contains("Expires soon"));
    app.pass(until(0));
    work(&app).await;
    assert!(card_letters(&app).is_empty(), "once");
    app.pass(TimeDelta::days(30));
    let alice = app.as_(Who::Alice).await;
    assert!(alice.get(urls::PAYMENT_DETAILS).await.words().contains("Expired"));
    work(&app).await;
    card_letters(&app);
}

async fn only_owners_and_admins_see_cards(app: TestApp) {
    for (who, status) in [
        (Who::Alice, 200),
        (Who::Adam, 200),
        (Who::Uma, 403),
        (Who::Anna, 403),
        (Who::Bob, 403),
    ] {
        let client = app.as_(who).await;
        assert_eq!(client.get(urls::PAYMENT_DETAILS).await.status, status, "{who:?}");
        let account = client.get(urls::SECURITY).await.text();
        assert_eq!(account.contains(urls::PAYMENT_DETAILS), status == 200, "{who:?}");
    }
}
