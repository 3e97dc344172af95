//! Whoever is signed in has a cart with the portal.

use diesel::prelude::*;
use simportal::storage::organisations::set_terms;
use simportal::storage::schema::{carts, orders};
use simportal::types::money::Currency;
use simportal::web::urls;

use super::{details, put, register, with_fifty};
use crate::support::cast::{self, Org};
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    a_strangers_cart_becomes_that_of_the_person_who_signs_in,
    a_cart_is_the_persons_own,
    who_cannot_order_is_told_so,
    an_organisation_that_pays_in_another_currency_sees_its_own_prices,
    a_new_cart_survives_the_reload_of_an_old_order,
    a_cart_that_is_open_in_two_tabs_is_ordered_once,
    what_is_added_in_another_tab_is_not_lost,
);

async fn a_strangers_cart_becomes_that_of_the_person_who_signs_in(app: TestApp) {
    let sven = with_fifty(&app).await;
    assert_eq!(sven.sign_in(Who::Sven.email(), cast::PASSWORD).await.status, 303);
    let cart = sven.get(urls::SHOP_CART).await;
    assert!(cart.words().contains("€500.00"), "{}", cart.words());
    assert!(cart.words().contains("Continue to delivery and payment"));
    let owner: Vec<Option<i64>> = app.db(|db| Ok(carts::table.select(carts::user_id).load(db)?));
    assert_eq!(owner, [None], "looking changes nothing");
    assert_eq!(put(&app, &sven, "SIM-4FF", "10").await.status, 303);
    let owner: Vec<Option<i64>> = app.db(|db| Ok(carts::table.select(carts::user_id).load(db)?));
    assert_eq!(
        owner,
        [Some(app.database.cast.user(Who::Sven))],
        "and the stranger's is gone"
    );
    // At home as on the road.
    let elsewhere = app.as_(Who::Sven).await;
    assert!(elsewhere.get(urls::SHOP_CART).await.words().contains("€600.00"));
    // Registering is for strangers.
    for path in [urls::SHOP_CHECKOUT, urls::SHOP_REGISTER] {
        assert_eq!(sven.get(path).await.location(), urls::SHOP_CART);
    }
    let answer = register(&sven, &details("jonas@nordlicht.example"), &[("go", "place")]).await;
    assert_eq!(answer.location(), urls::SHOP_CART);
    let on = sven.post(urls::SHOP_CART, &[("go", "order")]).await;
    assert_eq!(on.location(), urls::order_of_cart());
    let form = sven.get(on.location()).await;
    let quantity = format!("quantity-{}", make::product(&app));
    assert_eq!(form.field(&quantity).as_deref(), Some("60"));
}

async fn a_cart_is_the_persons_own(app: TestApp) {
    make::shop(&app);
    let alice = app.as_(Who::Alice).await;
    put(&app, &alice, "SIM-4FF", "50").await;
    assert!(alice.get(urls::SHOP_CART).await.words().contains("€500.00"));
    assert_eq!(alice.cookie("simportal-cart"), None);
    for who in [Who::Adam, Who::Charlie] {
        let client = app.as_(who).await;
        let cart = client.get(urls::SHOP_CART).await;
        assert!(cart.field("prices").is_none(), "{who:?}");
        let quantity = format!("quantity-{}", make::product(&app));
        let form = client.get(&urls::order_of_cart()).await;
        assert_eq!(form.field(&quantity).as_deref(), Some(""), "{who:?}");
    }
}

async fn who_cannot_order_is_told_so(app: TestApp) {
    make::shop(&app);
    for who in [Who::Bob, Who::Stella] {
        let client = app.as_(who).await;
        let shelf = client.get(urls::SHOP).await;
        assert!(shelf.words().contains("your role cannot order"), "{who:?}");
        assert_eq!(shelf.field("quantity"), None);
        for path in [urls::SHOP_LINES, urls::SHOP_CART, urls::SHOP_REGISTER] {
            let answer = client
                .post(path, &[("product", "1"), ("quantity", "10"), ("go", "order")])
                .await;
            assert_eq!(answer.status, 409, "{who:?} {path}");
        }
    }
    let count: i64 = app.db(|db| Ok(carts::table.count().get_result(db)?));
    assert_eq!(count, 0);
}

async fn an_organisation_that_pays_in_another_currency_sees_its_own_prices(app: TestApp) {
    let scope = make::scope(&app, Org::Master);
    app.db(|db| set_terms(db, &scope, Currency::Chf, false));
    let alice = with_fifty(&app).await;
    alice.sign_in(Who::Alice.email(), cast::PASSWORD).await;
    let cart = alice.get(urls::SHOP_CART).await.words();
    assert!(
        cart.contains("Prices are in CHF now") && cart.contains("495.00"),
        "{cart}"
    );
    let on = alice.post(urls::SHOP_CART, &[("go", "order")]).await;
    assert_eq!(on.location(), urls::order_of_cart(), "{}", on.text());
    let cart = alice.get(urls::SHOP_CART).await.words();
    assert!(
        !cart.contains("Prices are in CHF now") && cart.contains("495.00"),
        "{cart}"
    );
}

async fn a_new_cart_survives_the_reload_of_an_old_order(app: TestApp) {
    let shipping = make::addresses(&app, Org::Master, "DE").to_string();
    make::shop(&app);
    let alice = app.as_(Who::Alice).await;
    put(&app, &alice, "SIM-4FF", "50").await;
    let form = alice.get(&urls::order_of_cart()).await;
    let quantity = format!("quantity-{}", make::product(&app));
    let (attempt, cart) = (form.field("attempt").unwrap(), form.field("cart").unwrap());
    let fields = [
        ("attempt", attempt.as_str()),
        ("cart", cart.as_str()),
        (quantity.as_str(), "50"),
        ("shipping", shipping.as_str()),
        ("payment", "bank_transfer"),
        ("go", "place"),
    ];
    assert_eq!(
        alice.post(urls::ORDER_NEW, &fields).await.location(),
        "/orders/SO-100001"
    );
    assert!(alice.get(urls::SHOP_CART).await.words().contains("Your cart is empty"));
    put(&app, &alice, "SIM-4FF", "20").await;
    assert_eq!(
        alice.post(urls::ORDER_NEW, &fields).await.location(),
        "/orders/SO-100001"
    );
    assert!(alice.get(urls::SHOP_CART).await.words().contains("€200.00"));
}

/// The page of an order that begins with the cart, and what it sends when it is placed.
async fn tab(app: &TestApp, client: &Client<'_>, shipping: &str) -> Vec<(String, String)> {
    let form = client.get(&urls::order_of_cart()).await;
    let quantity = format!("quantity-{}", make::product(app));
    [
        ("attempt", form.field("attempt").unwrap()),
        ("cart", form.field("cart").unwrap()),
        (quantity.as_str(), form.field(&quantity).unwrap()),
        ("shipping", shipping.to_owned()),
        ("payment", "bank_transfer".to_owned()),
        ("go", "place".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

async fn place(client: &Client<'_>, tab: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = tab
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.post(urls::ORDER_NEW, &fields).await
}

async fn a_cart_that_is_open_in_two_tabs_is_ordered_once(app: TestApp) {
    let shipping = make::addresses(&app, Org::Master, "DE").to_string();
    make::shop(&app);
    let alice = app.as_(Who::Alice).await;
    put(&app, &alice, "SIM-4FF", "50").await;
    let (first, second) = (tab(&app, &alice, &shipping).await, tab(&app, &alice, &shipping).await);
    assert_eq!(place(&alice, &first).await.location(), "/orders/SO-100001");
    let again = place(&alice, &second).await;
    assert_eq!(again.status, 422);
    assert!(
        again.words().contains("Your cart was changed or ordered meanwhile"),
        "{}",
        again.words()
    );
    let orders: i64 = app.db(|db| Ok(orders::table.count().get_result(db)?));
    assert_eq!(orders, 1);
    // A double click in the first tab still leads to the order that it placed.
    assert_eq!(place(&alice, &first).await.location(), "/orders/SO-100001");
}

async fn what_is_added_in_another_tab_is_not_lost(app: TestApp) {
    let shipping = make::addresses(&app, Org::Master, "DE").to_string();
    make::shop(&app);
    let alice = app.as_(Who::Alice).await;
    put(&app, &alice, "SIM-4FF", "50").await;
    let old = tab(&app, &alice, &shipping).await;
    put(&app, &alice, "SIM-ESIM", "3").await;
    assert_eq!(place(&alice, &old).await.status, 422);
    let profile = format!("quantity-{}", make::product_named(&app, "SIM-ESIM"));
    assert_eq!(alice.get(urls::SHOP_CART).await.field(&profile).as_deref(), Some("3"));
    let orders: i64 = app.db(|db| Ok(orders::table.count().get_result(db)?));
    assert_eq!(orders, 0);
}
