//! What can be in a cart, for how long, and for whom.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::storage::products::set_status;
use simportal::storage::schema::{cart_lines, carts};
use simportal::types::product::ProductStatus;
use simportal::web::urls;

use super::{details, put, register, with_fifty};
use crate::support::{TestApp, make};

on_both!(
    without_a_seller_or_products_the_shop_says_that_it_is_closed,
    quantities_that_cannot_be_ordered_name_those_that_can,
    the_same_product_twice_adds_up,
    a_cart_is_changed_and_emptied,
    a_stranger_sees_no_cart_but_their_own,
    a_cart_ends_thirty_days_after_its_last_change,
    what_is_withdrawn_meanwhile_is_said_and_can_be_taken_out,
    prices_can_be_shown_in_another_currency,
    an_emptied_cart_settles_no_currency,
    taking_a_line_out_keeps_what_was_typed_for_the_others,
    carts_from_one_network_are_counted,
);

/// Carts and lines that are stored.
fn stored(app: &TestApp) -> (i64, i64) {
    app.db(|db| {
        Ok((
            carts::table.count().get_result(db)?,
            cart_lines::table.count().get_result(db)?,
        ))
    })
}

async fn without_a_seller_or_products_the_shop_says_that_it_is_closed(app: TestApp) {
    let stranger = app.anonymous();
    assert!(stranger.get(urls::SHOP).await.words().contains("The shop is closed"));
    let refused = stranger
        .post(urls::SHOP_LINES, &[("product", "1"), ("quantity", "10")])
        .await;
    assert_eq!(refused.status, 409);
    assert!(
        stranger
            .get(urls::SHOP_CART)
            .await
            .words()
            .contains("Your cart is empty")
    );
    for path in [urls::SHOP_CHECKOUT, urls::SHOP_REGISTER] {
        assert_eq!(stranger.get(path).await.location(), urls::SHOP_CART);
    }
    let nothing = register(&stranger, &details("jonas@nordlicht.example"), &[("go", "place")]).await;
    assert_eq!(nothing.location(), urls::SHOP_CART);
    assert_eq!(stored(&app), (0, 0));
    let leads_to_shop = format!("href=\"{}\"", urls::SHOP);
    assert!(!stranger.get(urls::LOGIN).await.text().contains(&leads_to_shop));
    make::shop(&app);
    assert!(stranger.get(urls::LOGIN).await.text().contains(&leads_to_shop));
}

async fn quantities_that_cannot_be_ordered_name_those_that_can(app: TestApp) {
    make::shop(&app);
    let stranger = app.anonymous();
    let cases = [
        ("25", "Order 20 or 30 pieces."),
        ("5", "At least 10 pieces."),
        ("0", "At least 10 pieces."),
        ("-10", "pieces"),
        ("2000000", "At most 100,000 pieces."),
        ("99999999999999999999", "Enter a whole number of pieces."),
        ("ten", "Enter a whole number of pieces."),
        ("", "Enter a whole number of pieces."),
    ];
    for (quantity, reason) in cases {
        let answer = put(&app, &stranger, "SIM-4FF", quantity).await;
        assert_eq!(answer.status, 422, "{quantity}");
        assert!(answer.words().contains(reason), "{quantity}: {}", answer.words());
        assert!(
            answer
                .text()
                .contains(&format!(r#"value="{quantity}" aria-describedby"#))
        );
    }
    assert_eq!(stored(&app), (0, 0), "what cannot be ordered begins no cart");
    assert_eq!(put(&app, &stranger, "SIM-4FF", "50").await.status, 303);
    let id = make::product(&app);
    let field = format!("quantity-{id}");
    for (quantity, reason) in cases.into_iter().filter(|(quantity, _)| *quantity != "0") {
        for go in ["update", "order"] {
            let answer = stranger.post(urls::SHOP_CART, &[(&field, quantity), ("go", go)]).await;
            assert_eq!(answer.status, 422, "{quantity}");
            assert!(answer.words().contains(reason), "{quantity}: {}", answer.words());
            assert_eq!(answer.field(&field).as_deref(), Some(quantity));
        }
    }
    let cart = stranger.get(urls::SHOP_CART).await;
    assert_eq!(cart.field(&field).as_deref(), Some("50"), "nothing of it was kept");
    // Something that is no product of the shop.
    for sku in ["TOPUP-500", "EXT-5Y"] {
        assert_eq!(put(&app, &stranger, sku, "10").await.status, 422, "{sku}");
    }
    for product in ["999999999", "", "x"] {
        let answer = stranger
            .post(urls::SHOP_LINES, &[("product", product), ("quantity", "10")])
            .await;
        assert_eq!(answer.status, 422, "{product}");
    }
}

async fn the_same_product_twice_adds_up(app: TestApp) {
    let stranger = with_fifty(&app).await;
    assert_eq!(put(&app, &stranger, "SIM-4FF", "30").await.status, 303);
    let cart = stranger.get(urls::SHOP_CART).await;
    assert!(cart.words().contains("€800.00"), "{}", cart.words());
    let too_many = put(&app, &stranger, "SIM-4FF", "100000").await;
    assert_eq!(too_many.status, 422);
    assert!(too_many.words().contains("At most 100,000 pieces."));
    assert_eq!(stored(&app), (1, 1));
}

async fn a_cart_is_changed_and_emptied(app: TestApp) {
    let stranger = with_fifty(&app).await;
    put(&app, &stranger, "SIM-ESIM", "3").await;
    let (card, profile) = (make::product(&app), make::product_named(&app, "SIM-ESIM"));
    let names = [
        format!("quantity-{card}"),
        format!("centre-{card}"),
        format!("quantity-{profile}"),
    ];
    let fields = [
        (names[0].as_str(), "70"),
        (names[1].as_str(), "K-7"),
        (names[2].as_str(), "0"),
        ("go", "update"),
    ];
    assert_eq!(stranger.post(urls::SHOP_CART, &fields).await.status, 303);
    let cart = stranger.get(urls::SHOP_CART).await;
    assert_eq!(cart.field(&names[0]).as_deref(), Some("70"));
    assert_eq!(cart.field(&names[1]).as_deref(), Some("K-7"));
    assert_eq!(cart.field(&names[2]), None);
    let long = "7".repeat(36);
    let refused = stranger
        .post(urls::SHOP_CART, &[(&names[0], "70"), (&names[1], &long)])
        .await;
    assert_eq!(refused.status, 422);
    let remove = format!("remove-{card}");
    assert_eq!(stranger.post(urls::SHOP_CART, &[("go", &remove)]).await.status, 303);
    assert!(
        stranger
            .get(urls::SHOP_CART)
            .await
            .words()
            .contains("Your cart is empty")
    );
}

async fn a_stranger_sees_no_cart_but_their_own(app: TestApp) {
    let owner = with_fifty(&app).await;
    let token = owner.cookie("simportal-cart").unwrap();
    let other = app.anonymous();
    let hash = simportal::crypto::sha256_hex(&token);
    let guesses = [
        "1".to_owned(),
        hash,
        token.to_lowercase(),
        format!("{token}x"),
        "' OR 1=1 --".to_owned(),
    ];
    for guess in guesses {
        other.set_cookie("simportal-cart", &guess);
        let cart = other.get(urls::SHOP_CART).await;
        assert!(cart.words().contains("Your cart is empty"), "{guess}");
    }
    // What they put into a cart goes into one of their own.
    assert_eq!(put(&app, &other, "SIM-ESIM", "3").await.status, 303);
    assert_ne!(other.cookie("simportal-cart").unwrap(), token);
    assert!(!owner.get(urls::SHOP_CART).await.words().contains("eSIM profile"));
    let tokens: Vec<Option<String>> = app.db(|db| Ok(carts::table.select(carts::token_hash).load(db)?));
    assert!(
        tokens.iter().flatten().all(|stored| *stored != token),
        "the token itself is not stored"
    );
}

async fn a_cart_ends_thirty_days_after_its_last_change(app: TestApp) {
    let stranger = with_fifty(&app).await;
    app.pass(TimeDelta::days(29));
    put(&app, &stranger, "SIM-ESIM", "3").await;
    app.pass(TimeDelta::days(29));
    assert!(stranger.get(urls::SHOP_CART).await.words().contains("eSIM profile"));
    app.run_jobs().await;
    assert_eq!(stored(&app), (1, 2));
    app.pass(TimeDelta::days(2));
    assert!(
        stranger
            .get(urls::SHOP_CART)
            .await
            .words()
            .contains("Your cart is empty")
    );
    let gone = register(&stranger, &details("jonas@nordlicht.example"), &[("go", "place")]).await;
    assert_eq!(gone.location(), urls::SHOP_CART);
    app.run_jobs().await;
    assert_eq!(stored(&app), (0, 0));
}

async fn what_is_withdrawn_meanwhile_is_said_and_can_be_taken_out(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let (id, now) = (make::product(&app), app.state.clock.now());
    app.db(|db| set_status(db, id, ProductStatus::Withdrawn, now));
    let cart = stranger.get(urls::SHOP_CART).await;
    assert!(cart.words().contains("not offered any more"), "{}", cart.words());
    assert_eq!(stranger.post(urls::SHOP_CART, &[("go", "order")]).await.status, 422);
    let refused = register(&stranger, &details("jonas@nordlicht.example"), &[("go", "place")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Nothing was ordered"), "{}", refused.words());
    let remove = format!("remove-{id}");
    assert_eq!(stranger.post(urls::SHOP_CART, &[("go", &remove)]).await.status, 303);
    assert!(
        stranger
            .get(urls::SHOP_CART)
            .await
            .words()
            .contains("Your cart is empty")
    );
    assert_eq!(put(&app, &stranger, "SIM-4FF", "10").await.status, 422);
}

async fn prices_can_be_shown_in_another_currency(app: TestApp) {
    make::shop(&app);
    let stranger = app.anonymous();
    let swiss = stranger.get(&urls::shop_in("CHF")).await;
    assert!(
        swiss.words().contains("CHF\u{a0}9.90") || swiss.words().contains("CHF 9.90"),
        "{}",
        swiss.words()
    );
    let id = make::product(&app).to_string();
    let fields = [
        ("product", id.as_str()),
        ("quantity", "10"),
        ("shown", "9900000"),
        ("currency", "CHF"),
    ];
    assert_eq!(stranger.post(urls::SHOP_LINES, &fields).await.status, 303);
    let cart = stranger.get(urls::SHOP_CART).await.words();
    assert!(cart.contains("99.00") && cart.contains("CHF"), "{cart}");
    // From now on the cart's currency is that of the shelf, whatever the address says.
    let shelf = stranger.get(&urls::shop_in("USD")).await.words();
    assert!(shelf.contains("CHF") && !shelf.contains("$11.00"), "{shelf}");
    for unknown in ["XXX", "GBP"] {
        let page = app.anonymous().get(&urls::shop_in(unknown)).await.words();
        assert!(page.contains("€10.00"), "{unknown}: {page}");
    }
}

async fn an_emptied_cart_settles_no_currency(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let id = make::product(&app).to_string();
    let remove = format!("remove-{id}");
    stranger.post(urls::SHOP_CART, &[("go", &remove)]).await;
    let fields = [
        ("product", id.as_str()),
        ("quantity", "10"),
        ("shown", "9900000"),
        ("currency", "CHF"),
    ];
    assert_eq!(stranger.post(urls::SHOP_LINES, &fields).await.status, 303);
    let cart = stranger.get(urls::SHOP_CART).await.words();
    assert!(cart.contains("CHF") && cart.contains("99.00"), "{cart}");
    assert!(!cart.contains("Prices changed"), "{cart}");
    // A page that shows another currency still: the price that counts is the cart's.
    let stale = [
        ("product", id.as_str()),
        ("quantity", "10"),
        ("shown", "10000000"),
        ("currency", "EUR"),
    ];
    assert_eq!(stranger.post(urls::SHOP_LINES, &stale).await.status, 303);
    let cart = stranger.get(urls::SHOP_CART).await.words();
    assert!(cart.contains("198.00") && !cart.contains("changed since"), "{cart}");
}

async fn taking_a_line_out_keeps_what_was_typed_for_the_others(app: TestApp) {
    let stranger = with_fifty(&app).await;
    put(&app, &stranger, "SIM-ESIM", "3").await;
    let (card, profile) = (make::product(&app), make::product_named(&app, "SIM-ESIM"));
    let (quantity, remove) = (format!("quantity-{card}"), format!("remove-{profile}"));
    let answer = stranger
        .post(urls::SHOP_CART, &[(&quantity, "80"), ("go", &remove)])
        .await;
    assert_eq!(answer.status, 303);
    assert!(
        answer.cookies.contains_key("simportal-cart"),
        "the cookie lives as long as the cart"
    );
    let cart = stranger.get(urls::SHOP_CART).await;
    assert_eq!(cart.field(&quantity).as_deref(), Some("80"));
    assert_eq!(cart.field(&format!("quantity-{profile}")), None);
}

async fn carts_from_one_network_are_counted(app: TestApp) {
    make::shop(&app);
    for n in 0..50 {
        let answer = put(&app, &app.anonymous(), "SIM-4FF", "10").await;
        assert_eq!(answer.status, 303, "{n}");
    }
    let stranger = app.anonymous();
    assert_eq!(put(&app, &stranger, "SIM-4FF", "10").await.status, 409);
    assert_eq!(stored(&app), (50, 50));
    app.pass(TimeDelta::seconds(31));
    assert_eq!(put(&app, &stranger, "SIM-4FF", "10").await.status, 303);
}
