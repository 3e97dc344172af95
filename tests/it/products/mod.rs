//! Products and prices, as staff keep them.

use simportal::domain::orders::For;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{TestApp, Who, make};

on_both!(
    a_new_product_is_offered_with_its_price,
    wrong_entries_come_back_with_their_reasons,
    a_new_price_is_noted_and_orders_keep_theirs,
    a_withdrawn_product_cannot_be_ordered,
    only_finance_keeps_products,
    without_a_seller_nothing_is_ordered,
);

fn fields<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("sku", "sim-test"),
        ("kind", "sim"),
        ("form_factor", "4ff"),
        ("supply", "goods"),
        ("name_en", "Test SIM"),
        ("name_de", "Test-SIM"),
        ("description_en", ""),
        ("description_de", ""),
        ("package_size", "10"),
        ("minimum", "20"),
        ("multiple", "10"),
        ("maximum", "1.000"),
        ("data", "500"),
        ("sms", "250"),
        ("lifetime_days", "3652"),
        ("position", "1"),
        ("price_eur", "12,345"),
    ];
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

async fn a_new_product_is_offered_with_its_price(app: TestApp) {
    let stella = app.as_(Who::Stella).await;
    assert!(stella.get(urls::PRODUCTS).await.words().contains("No products yet"));
    let answer = stella.post(urls::PRODUCT_NEW, &fields(&[])).await;
    assert_eq!((answer.status, answer.location()), (303, urls::PRODUCTS));
    let list = stella.get(urls::PRODUCTS).await.words();
    for part in [
        "Test SIM",
        "SIM-TEST",
        "€12.345",
        "From 20, in multiples of 10",
        "Offered",
    ] {
        assert!(list.contains(part), "{part}: {list}");
    }
    // The number is taken, in whatever case.
    let again = stella.post(urls::PRODUCT_NEW, &fields(&[("sku", "SIM-TEST")])).await;
    assert_eq!(again.status, 422);
    assert!(again.words().contains("Another product has this number."));
}

async fn wrong_entries_come_back_with_their_reasons(app: TestApp) {
    let stella = app.as_(Who::Stella).await;
    let wrong = fields(&[
        ("sku", "no blanks"),
        ("minimum", "15"),
        ("price_eur", "ten"),
        ("price_chf", "-1"),
        ("name_de", ""),
    ]);
    let answer = stella.post(urls::PRODUCT_NEW, &wrong).await;
    assert_eq!(answer.status, 422);
    let words = answer.words();
    for reason in [
        "A product number has up to 32 letters",
        "The minimum must be a multiple as well.",
        "Enter an amount, such as 10.00",
        "A price cannot be negative.",
        "Enter a name in both languages.",
    ] {
        assert!(words.contains(reason), "{reason}: {words}");
    }
    assert_eq!(answer.field("sku").as_deref(), Some("no blanks"));
    assert_eq!(answer.field("price_eur").as_deref(), Some("ten"));
    assert!(stella.get(urls::PRODUCTS).await.words().contains("No products yet"));
}

async fn a_new_price_is_noted_and_orders_keep_theirs(mut app: TestApp) {
    app.leave_work();
    let order = make::order(&app, Org::Master);
    let stella = app.as_(Who::Stella).await;
    let path = urls::product(urls::PRODUCT, &make::product(&app));
    let page = stella.get(&path).await;
    assert_eq!(page.field("price_eur").as_deref(), Some("10.00"));
    let mut fields = crate::support::page::fields_of_form(&page.page(), &path).unwrap();
    for (name, value) in &mut fields {
        if name == "price_eur" {
            *value = "11.50".to_owned();
        }
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| !name.starts_with('_'))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = stella.post(&path, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let history: Vec<String> = stella
        .get(&path)
        .await
        .page()
        .select(&selector("#main section tbody tr"))
        .map(|row| row.text().collect::<Vec<_>>().join(" "))
        .collect();
    // The latest first: one change, and what was written when it was made.
    assert!(history[0].contains("Price") && history[0].contains("10.00 EUR") && history[0].contains("11.50 EUR"));
    assert!(history[0].contains("Stell"), "{}", history[0]);
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(&urls::order(urls::ORDER, &order.number)).await.words();
    assert!(page.contains("€10.00") && page.contains("€1,190.00"), "{page}");
}

async fn a_withdrawn_product_cannot_be_ordered(mut app: TestApp) {
    app.leave_work();
    let (id, shipping) = (make::product(&app), make::addresses(&app, Org::Master, "DE"));
    let stella = app.as_(Who::Stella).await;
    let withdraw = urls::product(urls::PRODUCT_WITHDRAWAL, &id);
    assert_eq!(stella.post(&withdraw, &[]).await.status, 303);
    assert!(stella.get(urls::PRODUCTS).await.words().contains("Withdrawn"));
    // A second press changes nothing.
    assert_eq!(stella.post(&withdraw, &[]).await.status, 303);
    let placement = make::placement(&app, "SIM-4FF", 10, For::Delivery(Some(shipping)));
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    let placed = app.write(|db| simportal::domain::orders::place(db, &scope, &placement, now));
    assert!(format!("{placed:?}").contains("NotOffered"), "{placed:?}");
    assert_eq!(
        stella.post(&urls::product(urls::PRODUCT_OFFER, &id), &[]).await.status,
        303
    );
    make::placed(&app, Org::Master, &placement);
}

async fn only_finance_keeps_products(app: TestApp) {
    make::shop(&app);
    assert_eq!(app.as_(Who::Sam).await.get(urls::PRODUCTS).await.status, 403);
    assert!(
        !app.as_(Who::Sam)
            .await
            .get(urls::SET_ASIDE)
            .await
            .words()
            .contains("Products")
    );
    assert_eq!(app.as_(Who::Stella).await.get(urls::PRODUCTS).await.status, 200);
}

async fn without_a_seller_nothing_is_ordered(app: TestApp) {
    let stella = app.as_(Who::Stella).await;
    stella
        .post(urls::PRODUCT_NEW, &fields(&[("form_factor", "esim")]))
        .await;
    make::addresses(&app, Org::Master, "DE");
    let alice = app.as_(Who::Alice).await;
    let form = [("quantity-1", "20"), ("payment", "bank_transfer")];
    let refused = alice.post(urls::ORDER_NEW, &form).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.words().contains("Nothing can be ordered at present."),
        "{}",
        refused.words()
    );
    let mut own = vec![
        ("name", "Funk GmbH"),
        ("street", "Weg 1"),
        ("postcode", "10115"),
        ("city", "Berlin"),
        ("country", "DE"),
        ("vat_id", "DE 123456789"),
        ("contact_name", "Service"),
        ("contact_phone", "+49 30 1"),
        ("contact_email", "billing@funk.example"),
        ("account_holder", "Funk GmbH"),
        ("iban", "DE88 3704 0044 0532 0130 00"),
        ("accent", "#0F766E"),
        ("payment_days", "14"),
    ];
    let wrong = stella.post(urls::SELLER, &own).await;
    assert_eq!((wrong.status, wrong.field("name").as_deref()), (422, Some("Funk GmbH")));
    assert!(wrong.words().contains("The check digits of this IBAN are wrong."));
    own.retain(|(name, _)| *name != "iban");
    own.push(("iban", "DE89 3704 0044 0532 0130 00"));
    assert_eq!(stella.post(urls::SELLER, &own).await.status, 303);
    assert_eq!(
        stella.get(urls::SELLER).await.field("iban").as_deref(),
        Some("DE89370400440532013000")
    );
    assert_eq!(alice.post(urls::ORDER_NEW, &form).await.status, 200);
}
