//! Nobody learns in the shop whether an address has an account.

use simportal::storage::users;
use simportal::web::urls;

use super::{details, link, made, order, put, register, with_fifty};
use crate::support::{TestApp, Who, cast, make};

on_both!(
    an_address_that_has_an_account_is_told_to_its_owner_alone,
    the_owner_of_the_address_orders_what_was_in_the_cart,
    whoever_has_the_address_in_whatever_state_the_answer_is_the_same,
    a_cart_of_a_mail_comes_to_what_is_there,
    nobody_plants_a_cart_in_another_browser,
    nobody_is_mailed_without_end,
);

async fn an_address_that_has_an_account_is_told_to_its_owner_alone(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let typed = details("ALICE@hansa.example");
    let taken = order(&stranger, &typed).await;
    let taken_thanks = stranger.get(urls::SHOP_THANKS).await.words();
    let taken_cart = stranger.get(urls::SHOP_CART).await.words();
    // Sent again, the answer is the same again.
    let again = register(&stranger, &typed, &[("go", "place")]).await;
    assert_eq!(again.location(), taken.location());
    assert!(made(&app).is_none(), "nothing is made");
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, "alice@hansa.example");
    assert!(
        letters[0].text.contains("has an account already"),
        "{}",
        letters[0].text
    );
    assert!(
        !letters[0].text.contains("/password/"),
        "no link that opens the account"
    );

    let newcomer = with_fifty(&app).await;
    let free = order(&newcomer, &details("jonas@nordlicht.example")).await;
    assert_eq!((free.status, free.location()), (taken.status, taken.location()));
    assert_eq!(free.body, taken.body);
    assert_eq!(
        free.cookies.keys().collect::<Vec<_>>(),
        taken.cookies.keys().collect::<Vec<_>>()
    );
    assert_eq!(newcomer.get(urls::SHOP_THANKS).await.words(), taken_thanks);
    assert_eq!(newcomer.get(urls::SHOP_CART).await.words(), taken_cart);
    // Numbers that were taken for what was taken back are given out now: neither has a gap.
    let owner = app
        .db(|db| users::find_by_email(db, "jonas@nordlicht.example"))
        .unwrap();
    let scope = made(&app).unwrap();
    assert_eq!(owner.organisation_id, Some(scope.organisation_id()));
    let number = simportal::types::order::OrderNumber::of(1);
    assert_eq!(
        app.db(|db| simportal::domain::orders::find(db, &scope, &number)).number,
        number.as_str()
    );
    app.run_jobs().await;
}

async fn the_owner_of_the_address_orders_what_was_in_the_cart(app: TestApp) {
    let shipping = make::addresses(&app, cast::Org::Master, "DE").to_string();
    let stranger = with_fifty(&app).await;
    order(&stranger, &details("alice@hansa.example")).await;
    app.run_jobs().await;
    let path = link(&app.letters()[0].text, "/shop/cart/").unwrap();
    // Alice reads the mail on another device.
    let alice = app.anonymous();
    let shown = alice.get(&path).await;
    assert!(shown.words().contains("50 ×"), "{}", shown.words());
    assert!(alice.cookie("simportal-cart").is_none(), "looking opens nothing");
    let opened = alice.post(&path, &[]).await;
    assert_eq!((opened.status, opened.location()), (303, urls::SHOP_CART));
    assert!(alice.get(urls::SHOP_CART).await.words().contains("€500.00"));
    assert_eq!(alice.sign_in(Who::Alice.email(), cast::PASSWORD).await.status, 303);
    let on = alice.post(urls::SHOP_CART, &[("go", "order")]).await;
    assert_eq!(on.location(), urls::order_of_cart());
    let form = alice.get(on.location()).await;
    let id = make::product(&app);
    let (quantity, shown) = (format!("quantity-{id}"), format!("shown-{id}"));
    assert_eq!(form.field(&quantity).as_deref(), Some("50"));
    let fields = [
        ("attempt", form.field("attempt").unwrap()),
        ("cart", form.field("cart").unwrap()),
        (quantity.as_str(), "50".to_owned()),
        (shown.as_str(), form.field(&shown).unwrap()),
        ("shipping", shipping),
        ("payment", "bank_transfer".to_owned()),
        ("go", "place".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let placed = alice.post(urls::ORDER_NEW, &fields).await;
    assert_eq!(placed.location(), "/orders/SO-100001");
    assert!(alice.get(urls::SHOP_CART).await.words().contains("Your cart is empty"));
    // The link leads nowhere from now on, and so does one that was never made.
    let somebody = app.anonymous();
    for path in [
        path.as_str(),
        "/shop/cart/bm9ib2R5IGhhcyBldmVyIG1hZGUgdGhpcyBsaW5rIQ",
        "/shop/cart/x",
    ] {
        for answer in [somebody.get(path).await, somebody.post(path, &[]).await] {
            assert!(answer.words().contains("This link has been used"), "{path}");
            assert!(!answer.cookies.contains_key("simportal-cart"), "{path}");
        }
    }
    app.run_jobs().await;
}

async fn whoever_has_the_address_in_whatever_state_the_answer_is_the_same(app: TestApp) {
    for (n, who) in [Who::Ivy, Who::Dora, Who::Stella, Who::Sven].into_iter().enumerate() {
        let stranger = with_fifty(&app).await;
        let placed = order(&stranger, &details(who.email())).await;
        assert_eq!((placed.status, placed.location()), (303, urls::SHOP_THANKS), "{who:?}");
        assert!(made(&app).is_none(), "{who:?}");
        app.run_jobs().await;
        let letters = app.letters();
        assert_eq!(letters.len(), 1, "{who:?}");
        assert_eq!(letters[0].recipient, who.email(), "letter {n}");
    }
}

async fn a_cart_of_a_mail_comes_to_what_is_there(app: TestApp) {
    order(&with_fifty(&app).await, &details("alice@hansa.example")).await;
    app.run_jobs().await;
    let path = link(&app.letters()[0].text, "/shop/cart/").unwrap();
    let alice = app.as_(Who::Alice).await;
    put(&app, &alice, "SIM-4FF", "10").await;
    assert_eq!(alice.post(&path, &[]).await.status, 303);
    assert!(alice.get(urls::SHOP_CART).await.words().contains("€600.00"));
    // A second press of the button adds nothing.
    assert_eq!(alice.post(&path, &[]).await.status, 200);
    assert!(alice.get(urls::SHOP_CART).await.words().contains("€600.00"));
}

async fn nobody_plants_a_cart_in_another_browser(app: TestApp) {
    let attacker = with_fifty(&app).await;
    let token = attacker.cookie("simportal-cart").unwrap();
    let victim = app.anonymous();
    put(&app, &victim, "SIM-ESIM", "3").await;
    let own = victim.cookie("simportal-cart");
    let path = urls::SHOP_KEPT.replace("{token}", &token);
    for answer in [victim.get(&path).await, victim.post(&path, &[]).await] {
        assert!(answer.words().contains("This link has been used"), "{}", answer.words());
    }
    assert_eq!(victim.cookie("simportal-cart"), own);
    assert!(!victim.get(urls::SHOP_CART).await.words().contains("€500.00"));
}

async fn nobody_is_mailed_without_end(app: TestApp) {
    for n in 0..7 {
        let stranger = app.anonymous();
        stranger.address.set(format!("198.51.100.{n}:50000").parse().unwrap());
        put(&app, &stranger, "SIM-4FF", "50").await;
        let placed = order(&stranger, &details("alice@hansa.example")).await;
        assert_eq!((placed.status, placed.location()), (303, urls::SHOP_THANKS), "{n}");
    }
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 5);
}
