//! A stranger's first order, from the shelf to the portal.

use simportal::domain::orders::{self, OrderRow};
use simportal::domain::{company, shop};
use simportal::storage::products::set_price;
use simportal::types::lang::Lang;
use simportal::types::money::{Currency, UnitPrice};
use simportal::types::order::{OrderKind, OrderNumber, OrderStatus};
use simportal::types::organisation::AddressKind;
use simportal::web::urls;

use super::{NEXT, details, link, made, order, put, register, with, with_fifty};
use crate::support::{TestApp, make};

on_both!(
    a_stranger_orders_fifty_sims_and_finds_them_in_the_portal,
    the_shop_speaks_german_to_who_reads_it,
    what_is_wrong_is_said_at_its_field_and_nothing_is_made,
    what_is_ordered_is_what_the_summary_showed,
    a_price_that_changed_is_shown_and_has_to_be_accepted,
    two_tabs_and_a_double_click_place_one_order,
    customers_elsewhere_see_their_vat_before_they_order,
    what_cannot_stand_on_one_invoice_is_said_before_it_is_ordered,
    names_are_no_advertisements,
    profiles_alone_need_no_delivery_address,
    terms_are_asked_for_only_where_the_operator_has_some,
    orders_from_one_network_are_slowed_down,
);

/// The password of owners who are made in these tests.
const PASSWORD: &str = "copper kettle on the quay";

/// The first order of the organisation that was made.
fn first_order(app: &TestApp) -> OrderRow {
    let scope = made(app).unwrap();
    app.db(|db| orders::find(db, &scope, &OrderNumber::of(1)))
}

async fn a_stranger_orders_fifty_sims_and_finds_them_in_the_portal(app: TestApp) {
    make::shop(&app);
    let stranger = app.anonymous();
    let shelf = stranger.get(urls::SHOP).await;
    let words = shelf.words();
    for part in [
        "IoT SIM, plug-in 4FF",
        "€10.00 each, net",
        "500 MB of data",
        "250 SMS",
        "10 years",
        "From 10, in multiples of 10. Packed in 10",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!words.contains("Top-up"), "what needs a SIM is not for strangers");
    assert!(shelf.text().contains(r#"<meta name="robots" content="index, follow">"#));
    let added = put(&app, &stranger, "SIM-4FF", "50").await;
    assert_eq!((added.status, added.location()), (303, urls::SHOP_CART));
    let cookie = &added.cookies["simportal-cart"];
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let cart = stranger.get(urls::SHOP_CART).await;
    assert!(cart.words().contains("€500.00"), "{}", cart.words());
    assert!(cart.text().contains(r#"content="noindex""#));
    let on = stranger.post(urls::SHOP_CART, &[("go", "order")]).await;
    assert_eq!((on.status, on.location()), (303, urls::SHOP_CHECKOUT));
    let choice = stranger.get(urls::SHOP_CHECKOUT).await;
    assert!(choice.text().contains("/login?next=%2Fshop%2Fcart"));
    assert_eq!(stranger.get(urls::SHOP_REGISTER).await.status, 200);
    let typed = details("jonas@nordlicht.example");
    let summary = register(&stranger, &typed, &[("go", "check")]).await;
    let words = summary.words();
    for part in [
        "50 × IoT SIM, plug-in 4FF",
        "€500.00",
        "VAT 19",
        "€95.00",
        "€595.00",
        "DE301884207",
        "Kühlhauskai 12",
        "Germany",
        "Bank transfer",
        "PO-7",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(made(&app).is_none(), "a summary makes nothing");
    // Back to the form with everything that was typed.
    let back = register(&stranger, &typed, &[("go", "back")]).await;
    assert_eq!(back.field("company").as_deref(), Some("Nordlicht Sensorik GmbH"));
    let placed = order(&stranger, &typed).await;
    assert_eq!((placed.status, placed.location()), (303, urls::SHOP_THANKS));
    let thanks = stranger.get(urls::SHOP_THANKS).await.words();
    assert!(thanks.contains("look into your mailbox"), "{thanks}");
    assert!(
        stranger
            .get(urls::SHOP_CART)
            .await
            .words()
            .contains("Your cart is empty")
    );

    app.run_jobs().await;
    let letters = app.letters();
    let letter = letters
        .iter()
        .find(|letter| letter.text.contains("/password/"))
        .unwrap();
    assert_eq!(letter.recipient, "jonas@nordlicht.example");
    let path = link(&letter.text, "/password/").unwrap();
    let owner = app.anonymous();
    assert_eq!(owner.get(&path).await.status, 200);
    let set = [("password", PASSWORD), ("repeated", PASSWORD)];
    assert_eq!(owner.post(&path, &set).await.status, 303);
    assert_eq!(owner.sign_in("jonas@nordlicht.example", PASSWORD).await.status, 303);
    let page = owner.get("/orders/SO-100001").await.words();
    for part in [
        "SO-100001",
        "First order",
        "Awaiting payment",
        "€595.00",
        "PO-7",
        "DE89370400440532013000",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let company = owner.get(urls::COMPANY).await.words();
    assert!(company.contains(NEXT) && company.contains("DE301884207"), "{company}");
    let scope = made(&app).unwrap();
    let terms = app.db(|db| shop::accepted(db, &scope, 10));
    assert_eq!((terms.len(), terms[0].version.as_str()), (1, "1"));
    assert_eq!(
        (terms[0].accepted_by_name.as_str(), terms[0].address.as_str()),
        ("Jonas Petersen", "192.0.2.10")
    );
    let log = owner.get(urls::AUDIT).await.words();
    for part in ["Order placed", "Terms of business accepted", "Jonas Petersen"] {
        assert!(log.contains(part), "{part}: {log}");
    }
    app.run_jobs().await;
}

async fn the_shop_speaks_german_to_who_reads_it(app: TestApp) {
    make::shop(&app);
    let stranger = app.anonymous();
    stranger.reads(Lang::De);
    stranger.set_cookie("simportal-language", "de");
    assert!(stranger.get(urls::SHOP).await.words().contains("IoT-SIM, Plug-in 4FF"));
    put(&app, &stranger, "SIM-4FF", "50").await;
    for path in [
        urls::SHOP_CART,
        urls::SHOP_CHECKOUT,
        urls::SHOP_REGISTER,
        urls::SHOP_THANKS,
    ] {
        assert_eq!(stranger.get(path).await.status, 200, "{path}");
    }
    let form = stranger.get(urls::SHOP_REGISTER).await;
    assert_eq!(form.field("language").as_deref(), Some("de"));
    let summary = register(&stranger, &details("jonas@nordlicht.example"), &[("go", "check")]).await;
    assert!(summary.words().contains("595,00"), "{}", summary.words());
}

async fn what_is_wrong_is_said_at_its_field_and_nothing_is_made(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let long = "7".repeat(36);
    for (name, value, reason) in [
        ("company", "", "Enter the name of the company"),
        ("country", "XX", "Choose a country"),
        ("vat_id", "", "Enter the VAT ID, or tick that you have none"),
        ("vat_id", "ATU12345678", "must be those of the billing country"),
        ("vat_id", "DE12", "This is not a VAT ID of the billing country"),
        ("no_vat_id", "1", "not both"),
        ("email", "nobody", "This is not an e-mail address"),
        ("phone", "call me", "Enter a phone number"),
        ("postcode", "2045", "This is not a postcode of the country chosen"),
        ("street", " ", "Enter street and number"),
        ("payment", "card", "Choose how you pay"),
        ("payment", "monthly_invoice", "Choose how you pay"),
        ("terms", "", "Please accept the terms of business"),
        ("same", "", "Enter street and number"),
        ("purchase_order", long.as_str(), "At most 35 characters"),
    ] {
        let typed = with(details("jonas@nordlicht.example"), name, value);
        for go in ["check", "place"] {
            let answer = register(&stranger, &typed, &[("go", go)]).await;
            assert_eq!(answer.status, 422, "{name} {value}");
            assert!(answer.words().contains(reason), "{name} {value}: {}", answer.words());
            assert_eq!(answer.field("city").as_deref(), Some("Hamburg"));
        }
    }
    let abroad = with(details("jonas@nordlicht.example"), "country", "US");
    let abroad = with(with(abroad, "vat_id", "12-3456789"), "postcode", "10001");
    let answer = register(&stranger, &abroad, &[("go", "place")]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.words().contains("We do not ship to this country"),
        "{}",
        answer.words()
    );
    // To a country that we ship to, invoices may go anywhere.
    let mut elsewhere = with(abroad, "same", "");
    for (name, value) in [
        ("ship_person", "Jonas Petersen"),
        ("ship_street", "Ring 1"),
        ("ship_postcode", "1010"),
        ("ship_city", "Wien"),
        ("ship_country", "AT"),
    ] {
        elsewhere = with(elsewhere, name, value);
    }
    let answer = register(&stranger, &elsewhere, &[("go", "check")]).await;
    assert_eq!(answer.status, 200, "{}", answer.words());
    let nowhere = with(with(elsewhere, "ship_country", "CN"), "ship_postcode", "101010");
    assert_eq!(register(&stranger, &nowhere, &[("go", "place")]).await.status, 422);
    assert!(made(&app).is_none());
    app.run_jobs().await;
    assert!(app.letters().is_empty());
}

async fn what_is_ordered_is_what_the_summary_showed(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let id = make::product(&app);
    let typed = details("jonas@nordlicht.example");
    let summary = register(&stranger, &typed, &[("go", "check")]).await;
    let seen = summary.field("seen").unwrap();
    // Sums and prices in a form are worth nothing: there is no field for them, and another cart is shown again.
    for (name, value) in [
        ("seen", ""),
        ("seen", "EUR 1x50@1"),
        ("seen", &*seen.chars().rev().collect::<String>()),
    ] {
        let answer = register(&stranger, &typed, &[("go", "place"), (name, value)]).await;
        assert_eq!(answer.status, 422, "{value}");
        assert!(
            answer.words().contains("Your cart was changed meanwhile"),
            "{}",
            answer.words()
        );
    }
    let tampered = format!("{id}@1");
    let answer = register(&stranger, &typed, &[("go", "prices"), ("prices", &tampered)]).await;
    assert!(answer.words().contains("€595.00"), "{}", answer.words());
    // Another tab takes more: the first one's summary orders nothing any more.
    let quantity = format!("quantity-{id}");
    let more = stranger
        .post(urls::SHOP_CART, &[(&quantity, "60"), ("go", "update")])
        .await;
    assert_eq!(more.status, 303);
    let answer = register(&stranger, &typed, &[("go", "place"), ("seen", &seen)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("€714.00"), "{}", answer.words());
    assert!(made(&app).is_none());
    let seen = answer.field("seen").unwrap();
    let fields = [
        ("go", "place"),
        ("seen", seen.as_str()),
        ("total", "1"),
        ("gross", "1"),
        ("net", "1"),
    ];
    let placed = register(&stranger, &typed, &fields).await;
    assert_eq!(placed.location(), urls::SHOP_THANKS);
    assert_eq!(first_order(&app).gross.cents(), 71_400);
    app.run_jobs().await;
}

async fn a_price_that_changed_is_shown_and_has_to_be_accepted(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let (id, now) = (make::product(&app), app.state.clock.now());
    let typed = details("jonas@nordlicht.example");
    let summary = register(&stranger, &typed, &[("go", "check")]).await;
    let seen = summary.field("seen").unwrap();
    let set = |price: &str| {
        let price = UnitPrice::parse(price).unwrap();
        app.db(|db| set_price(db, id, Currency::Eur, Some(price), now));
    };
    set("12");
    for go in ["check", "place"] {
        let answer = register(&stranger, &typed, &[("go", go), ("seen", &seen)]).await;
        assert_eq!(answer.status, 422);
        let words = answer.words();
        assert!(words.contains("The price changed from €10.00 to €12.00"), "{words}");
        assert!(!words.contains("Order with obligation to pay"), "{words}");
    }
    let cart = stranger.get(urls::SHOP_CART).await;
    assert!(cart.words().contains("from €10.00 to €12.00"), "{}", cart.words());
    let refused = stranger.post(urls::SHOP_CART, &[("go", "order")]).await;
    assert_eq!(refused.status, 422, "not before the price is accepted");
    // What the page showed is what is accepted: not what came after it.
    let shown = cart.field("prices").unwrap();
    set("13");
    stranger
        .post(urls::SHOP_CART, &[("go", "accept"), ("prices", &shown)])
        .await;
    let cart = stranger.get(urls::SHOP_CART).await;
    assert!(cart.words().contains("from €10.00 to €13.00"), "{}", cart.words());
    let shown = cart.field("prices").unwrap();
    let summary = register(&stranger, &typed, &[("go", "prices"), ("prices", &shown)]).await;
    assert_eq!(summary.status, 200, "{}", summary.words());
    assert!(summary.words().contains("€773.50"), "{}", summary.words());
    assert_eq!(order(&stranger, &typed).await.location(), urls::SHOP_THANKS);
    assert_eq!(first_order(&app).net.cents(), 65_000);
    app.run_jobs().await;
}

async fn two_tabs_and_a_double_click_place_one_order(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let typed = details("jonas@nordlicht.example");
    let summary = register(&stranger, &typed, &[("go", "check")]).await;
    let seen = summary.field("seen").unwrap();
    let fields = [("go", "place"), ("seen", seen.as_str())];
    let tab = stranger.copy();
    let (one, other) =
        futures_util::future::join(register(&stranger, &typed, &fields), register(&tab, &typed, &fields)).await;
    let again = register(&stranger, &typed, &fields).await;
    for answer in [&one, &other, &again] {
        assert_eq!((answer.status, answer.location()), (303, urls::SHOP_THANKS));
    }
    let scope = made(&app).unwrap();
    let counted = app.db(|db| orders::count_by_status(db, &scope));
    assert_eq!(counted, [(OrderStatus::AwaitingPayment, 1)]);
    assert_eq!(first_order(&app).kind, OrderKind::First);
    let others = app.db(|db| simportal::storage::organisations::find_by_number(db, "81000005"));
    assert!(others.is_none());
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(
        letters
            .iter()
            .filter(|letter| letter.text.contains("/password/"))
            .count(),
        1
    );
}

async fn customers_elsewhere_see_their_vat_before_they_order(app: TestApp) {
    let stranger = with_fifty(&app).await;
    let vienna = |vat_id: &str, none: &str| {
        let mut typed = details("jonas@nordlicht.example");
        for (name, value) in [
            ("country", "AT"),
            ("vat_id", vat_id),
            ("no_vat_id", none),
            ("postcode", "1010"),
            ("city", "Wien"),
        ] {
            typed = with(typed, name, value);
        }
        typed
    };
    let business = register(&stranger, &vienna("ATU12345678", ""), &[("go", "check")]).await;
    assert!(business.words().contains("intra-Community"), "{}", business.words());
    let private = register(&stranger, &vienna("", "1"), &[("go", "check")]).await;
    assert!(private.words().contains("€595.00"), "{}", private.words());
    assert_eq!(order(&stranger, &vienna("ATU12345678", "")).await.status, 303);
    let placed = first_order(&app);
    assert_eq!((placed.gross.cents(), placed.vat_id.as_str()), (50_000, "ATU12345678"));
    app.run_jobs().await;
}

async fn what_cannot_stand_on_one_invoice_is_said_before_it_is_ordered(app: TestApp) {
    let stranger = with_fifty(&app).await;
    put(&app, &stranger, "SIM-ESIM", "5").await;
    let mut typed = details("jonas@nordlicht.example");
    for (name, value) in [
        ("country", "CH"),
        ("vat_id", "CHE-123.456.788"),
        ("no_vat_id", ""),
        ("postcode", "8001"),
        ("city", "Zürich"),
    ] {
        typed = with(typed, name, value);
    }
    let refused = register(&stranger, &typed, &[("go", "check")]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.words().contains("they cannot stand on one invoice"),
        "{}",
        refused.words()
    );
}

async fn names_are_no_advertisements(app: TestApp) {
    let stranger = with_fifty(&app).await;
    for (field, text) in [
        ("company", "Win at http://evil.example"),
        ("first_name", "www.evil.example"),
    ] {
        let typed = with(details("jonas@nordlicht.example"), field, text);
        let refused = register(&stranger, &typed, &[("go", "check")]).await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.words().contains("without web addresses"), "{}", refused.words());
    }
}

async fn profiles_alone_need_no_delivery_address(app: TestApp) {
    make::shop(&app);
    let stranger = app.anonymous();
    put(&app, &stranger, "SIM-ESIM", "5").await;
    let form = stranger.get(urls::SHOP_REGISTER).await;
    assert_eq!(form.field("ship_street"), None);
    let mut typed = details("jonas@nordlicht.example");
    for (name, value) in [("country", "US"), ("vat_id", "12-3456789"), ("postcode", "10001")] {
        typed = with(typed, name, value);
    }
    assert_eq!(order(&stranger, &typed).await.location(), urls::SHOP_THANKS);
    let scope = made(&app).unwrap();
    let shipping = app.db(|db| company::addresses(db, &scope, AddressKind::Shipping, 10));
    assert!(shipping.is_empty());
    app.run_jobs().await;
}

async fn terms_are_asked_for_only_where_the_operator_has_some(mut app: TestApp) {
    app.restart(|setup| setup.config.terms = None).await;
    let stranger = with_fifty(&app).await;
    assert_eq!(stranger.get(urls::SHOP_REGISTER).await.field("terms"), None);
    let typed = with(details("jonas@nordlicht.example"), "terms", "");
    assert_eq!(order(&stranger, &typed).await.location(), urls::SHOP_THANKS);
    let scope = made(&app).unwrap();
    assert!(app.db(|db| shop::accepted(db, &scope, 10)).is_empty());
    app.run_jobs().await;
}

async fn orders_from_one_network_are_slowed_down(app: TestApp) {
    for n in 0..5 {
        let stranger = with_fifty(&app).await;
        let placed = order(&stranger, &details(&format!("jonas{n}@nordlicht.example"))).await;
        assert_eq!(placed.location(), urls::SHOP_THANKS, "{n}");
    }
    let stranger = with_fifty(&app).await;
    let typed = details("late@nordlicht.example");
    let refused = order(&stranger, &typed).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.words().contains("Too many orders came from your network"),
        "{}",
        refused.words()
    );
    assert!(
        app.db(|db| simportal::storage::users::find_by_email(db, "late@nordlicht.example"))
            .is_none()
    );
    app.pass(chrono::TimeDelta::seconds(31));
    assert_eq!(order(&stranger, &typed).await.location(), urls::SHOP_THANKS);
    app.run_jobs().await;
}
