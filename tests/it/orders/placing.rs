//! Placing an order, on the page and below it.

use simportal::domain;
use simportal::domain::orders::{self, For, LineProblem, Placed};
use simportal::storage::demo::set_customer;
use simportal::types::money::{Currency, Money, UnitPrice, VatCategory};
use simportal::types::order::{OrderKind, OrderStatus, PaymentMethod};
use simportal::types::packaging::QuantityError;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    an_order_is_checked_and_then_placed,
    the_same_attempt_places_one_order,
    quantities_that_cannot_be_ordered_name_those_that_can,
    a_price_that_changed_meanwhile_is_shown_and_not_applied,
    what_is_missing_is_said_where_it_is_chosen,
    customers_elsewhere_pay_no_vat_for_the_right_reason,
    numbers_have_no_gaps_whatever_is_refused,
    a_monthly_invoice_needs_an_agreement,
);

/// The fields of the form for so many pieces of `SIM-4FF`, with the key that the page made.
async fn filled(app: &TestApp, client: &Client<'_>, quantity: &str) -> Vec<(String, String)> {
    let (id, shipping) = (make::product(app), make::addresses(app, Org::Master, "DE"));
    let page = client.get(urls::ORDER_NEW).await;
    assert_eq!(page.status, 200);
    let shown = page.field(&format!("shown-{id}")).unwrap();
    [
        ("attempt".to_owned(), page.field("attempt").unwrap()),
        (format!("quantity-{id}"), quantity.to_owned()),
        (format!("centre-{id}"), "K-7".to_owned()),
        (format!("shown-{id}"), shown),
        ("shipping".to_owned(), shipping.to_string()),
        ("payment".to_owned(), "bank_transfer".to_owned()),
        ("purchase_order".to_owned(), "PO-2026-0417".to_owned()),
    ]
    .into()
}

async fn post(client: &Client<'_>, fields: &[(String, String)], go: &str) -> crate::support::Answer {
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("go", go));
    client.post(urls::ORDER_NEW, &fields).await
}

async fn an_order_is_checked_and_then_placed(app: TestApp) {
    make::addresses(&app, Org::Master, "DE");
    let alice = app.as_(Who::Alice).await;
    let fields = filled(&app, &alice, "200").await;
    let check = post(&alice, &fields, "check").await;
    assert_eq!(check.status, 200, "{}", check.text());
    let words = check.words();
    for part in [
        "200 × IoT SIM, plug-in 4FF",
        "€2,000.00",
        "VAT 19",
        "€380.00",
        "€2,380.00",
        "Kühlhaus",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(
        alice.get(urls::ORDERS).await.words().contains("No orders yet"),
        "a check places nothing"
    );
    // Back to the form with everything that was typed.
    let back = post(&alice, &fields, "back").await;
    assert_eq!(back.field("purchase_order").as_deref(), Some("PO-2026-0417"));
    let placed = post(&alice, &fields, "place").await;
    assert_eq!((placed.status, placed.location()), (303, "/orders/SO-100001"));
    let page = alice.get("/orders/SO-100001").await.words();
    for part in [
        "SO-100001",
        "Awaiting payment",
        "First order",
        "€2,380.00",
        "PO-2026-0417",
        "Cost centre K-7",
        "DE89370400440532013000",
        "Order placed",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let scope = make::scope(&app, Org::Master);
    let ordered = app.write(|db| Ok(domain::company::own(db, &scope)?.sims_ordered));
    assert_eq!(ordered, 200);
}

async fn the_same_attempt_places_one_order(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let fields = filled(&app, &alice, "10").await;
    let first = post(&alice, &fields, "place").await;
    // The same page sent again, and from another tab of another person of the organisation.
    let again = post(&alice, &fields, "place").await;
    assert_eq!((first.location(), again.status), (again.location(), 303));
    let adam = app.as_(Who::Adam).await;
    let other_tab = post(&adam, &fields, "place").await;
    assert_eq!(other_tab.location(), first.location());
    assert!(alice.get(first.location()).await.words().contains("was placed already"));
    let scope = make::scope(&app, Org::Master);
    assert_eq!(
        app.db(|db| orders::count_by_status(db, &scope)),
        [(OrderStatus::AwaitingPayment, 1)]
    );
    // The key means nothing to somebody else.
    make::addresses(&app, Org::Stranger, "DE");
    let stranger = make::scope(&app, Org::Stranger);
    assert!(app.db(|db| orders::count_by_status(db, &stranger)).is_empty());
}

async fn quantities_that_cannot_be_ordered_name_those_that_can(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    for (quantity, reason) in [
        ("25", "Order 20 or 30 pieces."),
        ("5", "At least 10 pieces."),
        ("2000000", "At most 100,000 pieces."),
        ("ten", "Enter a whole number of pieces."),
        ("0", "Enter a quantity for at least one product."),
        ("", "Enter a quantity for at least one product."),
    ] {
        let fields = filled(&app, &alice, quantity).await;
        for go in ["check", "place"] {
            let answer = post(&alice, &fields, go).await;
            assert_eq!(answer.status, 422, "{quantity}");
            assert!(answer.words().contains(reason), "{quantity}: {}", answer.words());
            assert_eq!(answer.field("purchase_order").as_deref(), Some("PO-2026-0417"));
        }
    }
}

async fn a_price_that_changed_meanwhile_is_shown_and_not_applied(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let mut fields = filled(&app, &alice, "10").await;
    let id = make::product(&app);
    let now = app.state.clock.now();
    let price = UnitPrice::parse("12").unwrap();
    app.db(|db| simportal::storage::products::set_price(db, id, Currency::Eur, Some(price), now));
    for go in ["check", "place"] {
        let answer = post(&alice, &fields, go).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer
                .words()
                .contains("The price changed from €10.00 to €12.00 meanwhile.")
        );
        // The form shows the new price: sent again, it is agreed to.
        assert_eq!(answer.field(&format!("shown-{id}")).as_deref(), Some("12000000"));
    }
    // A price that somebody wrote into the form themselves is no price either.
    for (name, value) in &mut fields {
        if name.starts_with("shown") {
            *value = "1".to_owned();
        }
    }
    assert_eq!(post(&alice, &fields, "place").await.status, 422);
    for (name, value) in &mut fields {
        if name.starts_with("shown") {
            *value = "12000000".to_owned();
        }
    }
    assert_eq!(post(&alice, &fields, "place").await.status, 303);
}

async fn what_is_missing_is_said_where_it_is_chosen(app: TestApp) {
    make::shop(&app);
    let alice = app.as_(Who::Alice).await;
    let id = make::product(&app);
    let quantity = format!("quantity-{id}");
    let answer = alice
        .post(urls::ORDER_NEW, &[(&quantity, "10"), ("payment", "bank_transfer")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("Add a billing address in Account first."));
    make::addresses(&app, Org::Master, "DE");
    for (shipping, payment, reason) in [
        ("", "bank_transfer", "Choose a delivery address."),
        ("999999", "bank_transfer", "Choose a delivery address."),
        ("", "card-x", "Choose how you pay."),
        (
            "",
            "monthly_invoice",
            "Paying by a monthly invoice is not agreed with you.",
        ),
    ] {
        let fields = [(quantity.as_str(), "10"), ("shipping", shipping), ("payment", payment)];
        let answer = alice.post(urls::ORDER_NEW, &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.words().contains(reason), "{reason}: {}", answer.words());
    }
    // Half a package is no quantity, and certainly not ten times as many.
    for typed in ["2.5", "10,00,0", "a few"] {
        let fields = [(quantity.as_str(), typed), ("payment", "bank_transfer")];
        let answer = alice.post(urls::ORDER_NEW, &fields).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.text().contains(&format!("value=\"{typed}\"")), "{typed} is gone");
    }
    // Somebody else's address is as good as none.
    let foreign = make::addresses(&app, Org::Stranger, "DE").to_string();
    let fields = [
        (quantity.as_str(), "10"),
        ("shipping", foreign.as_str()),
        ("payment", "bank_transfer"),
    ];
    assert_eq!(alice.post(urls::ORDER_NEW, &fields).await.status, 422);
    assert!(
        app.as_(Who::Charlie)
            .await
            .get(urls::ORDERS)
            .await
            .words()
            .contains("No orders yet")
    );
}

async fn customers_elsewhere_pay_no_vat_for_the_right_reason(mut app: TestApp) {
    app.leave_work();
    make::shop(&app);
    let denmark = make::scope(&app, Org::Sub);
    let shipping = make::addresses(&app, Org::Sub, "DK");
    let ordered = |sku: &str, vat_id: &str| {
        app.db(|db| set_customer(db, &denmark, vat_id, "a@b.example", ""));
        let placement = make::placement(&app, sku, 10, For::Delivery(Some(shipping)));
        let order = make::placed(&app, Org::Sub, &placement);
        let lines = app.db(|db| orders::lines(db, vec![order.id]));
        (order, lines[0].vat_category)
    };
    let (order, category) = ordered("SIM-4FF", "DK30188420");
    assert_eq!(
        (category, order.vat, order.gross),
        (VatCategory::IntraCommunity, Money::ZERO, Money::from_cents(10_000))
    );
    let (_, category) = ordered("SIM-ESIM", "DK30188420");
    assert_eq!(category, VatCategory::ReverseCharge);
    let (order, category) = ordered("SIM-4FF", "");
    assert_eq!((category, order.vat), (VatCategory::Standard, Money::from_cents(1_900)));
    assert_eq!(order.kind, OrderKind::Additional);
}

async fn numbers_have_no_gaps_whatever_is_refused(mut app: TestApp) {
    app.leave_work();
    let shipping = make::addresses(&app, Org::Master, "DE");
    make::addresses(&app, Org::Stranger, "DE");
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    let mut numbers = Vec::new();
    for round in 0..4 {
        let good = make::placement(&app, "SIM-4FF", 10, For::Delivery(Some(shipping)));
        let bad = make::placement(&app, "SIM-4FF", 11, For::Delivery(Some(shipping)));
        let problem = app.write(|db| orders::place(db, &scope, &bad, now));
        let nearest = QuantityError::OffMultiple { below: 10, above: 20 };
        assert_eq!(problem, Placed::Problems(vec![(0, LineProblem::Quantity(nearest))]));
        // A transaction that ends badly after the number was taken.
        let lost = app.try_write(|db| -> domain::Result<()> {
            orders::place(db, &scope, &good, now)?;
            Err(domain::Error::Refused(orders::NOTHING))
        });
        assert!(lost.is_err());
        let org = if round % 2 == 0 { Org::Master } else { Org::Stranger };
        let placement = match org {
            Org::Master => good,
            _ => make::placement(&app, "SIM-ESIM", 1, For::Delivery(None)),
        };
        numbers.push(make::placed(&app, org, &placement).number);
    }
    assert_eq!(numbers, ["SO-100001", "SO-100002", "SO-100003", "SO-100004"]);
}

async fn a_monthly_invoice_needs_an_agreement(mut app: TestApp) {
    app.leave_work();
    let shipping = make::addresses(&app, Org::Master, "DE");
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    let mut placement = make::placement(&app, "SIM-4FF", 10, For::Delivery(Some(shipping)));
    placement.method = PaymentMethod::MonthlyInvoice;
    let refused = app.try_write(|db| orders::place(db, &scope, &placement, now));
    assert!(matches!(
        refused,
        Err(domain::Error::Refused(orders::MONTHLY_NOT_ALLOWED))
    ));
    app.db(|db| simportal::storage::organisations::set_terms(db, &scope, Currency::Chf, true));
    let order = make::placed(&app, Org::Master, &placement);
    assert_eq!(order.status, OrderStatus::InPreparation);
    // 10 × 9.90 CHF and 19 %.
    assert_eq!(
        (order.currency, order.gross),
        (Currency::Chf, Money::from_cents(11_781))
    );
}
