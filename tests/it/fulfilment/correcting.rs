//! Documents of an order as staff see them, and correcting the one that holds.

use simportal::domain::invoices;
use simportal::types::money::Money;
use simportal::web::urls;

use super::{again, deed, order_of, pressed};
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    what_was_wrong_is_checked_first_and_issued_once,
    what_was_paid_too_much_is_named_until_it_went_back,
    wrong_fields_of_a_correction_come_back_with_their_reasons,
    a_correction_that_cannot_be_is_refused_before_it_is_issued,
    files_of_an_order_are_open_to_staff_and_to_nobody_else,
);

/// Sends the form of a page again with some fields changed.
async fn send_with(client: &Client<'_>, page: &Answer, path: &str, changed: &[(&str, &str)]) -> Answer {
    let mut fields = pressed(page, path);
    fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend(changed);
    client.post(path, &fields).await
}

async fn what_was_wrong_is_checked_first_and_issued_once(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    let at = urls::order(urls::STAFF_ORDER, &order.number);
    let path = urls::order(urls::STAFF_ORDER_CORRECTION, &order.number);
    assert!(stella.get(&at).await.text().contains(&path), "a step of the order");
    let page = stella.get(&path).await;
    assert_eq!(page.field("quantity-1").as_deref(), Some("20"));
    let changed = [
        ("quantity-1", "10"),
        ("name", "Hansa Maschinen & Söhne"),
        ("reason", "Ten were enough"),
        ("go", "check"),
    ];
    let checked = send_with(&stella, &page, &path, &changed).await;
    assert_eq!(checked.status, 200, "{}", checked.words());
    let half = Money::from_cents(order.gross.cents() / 2);
    let amount = half.to_string();
    assert!(checked.words().contains(amount.as_str()), "{}", checked.words());
    assert_eq!(again(&app, &order), order, "looking changes nothing");
    let back = send_with(&stella, &checked, &path, &[("go", "back")]).await;
    assert_eq!(back.field("name").as_deref(), Some("Hansa Maschinen & Söhne"));
    for (time, status) in [(1, 303), (2, 422)] {
        let issued = send_with(&stella, &checked, &path, &[("go", "issue")]).await;
        assert_eq!(issued.status, status, "{time}: {}", issued.words());
        assert_eq!(again(&app, &order).gross, half);
        if status == 422 {
            assert!(
                issued.words().contains("Another document was issued"),
                "{}",
                issued.words()
            );
        }
    }
    let documents = app.db(|db| simportal::domain::orders::invoices_of(db, vec![order.id]));
    assert_eq!(documents.len(), 3, "an invoice, a credit note and a corrected invoice");
    let words = stella.get(&at).await.words();
    for document in &documents {
        assert!(words.contains(&document.number), "{}: {words}", document.number);
    }
    // The customer finds them with the order.
    let alice = app.as_(Who::Alice).await;
    let words = alice.get(&urls::order(urls::ORDER, &order.number)).await.words();
    for document in &documents {
        assert!(words.contains(&document.number), "{}: {words}", document.number);
    }
}

async fn what_was_paid_too_much_is_named_until_it_went_back(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, true);
    let (stella, alice) = (app.as_(Who::Stella).await, app.as_(Who::Alice).await);
    let path = urls::order(urls::STAFF_ORDER_CORRECTION, &order.number);
    let page = stella.get(&path).await;
    let changed = [("quantity-1", "10"), ("reason", "Ten were enough"), ("go", "check")];
    let checked = send_with(&stella, &page, &path, &changed).await;
    let issued = send_with(&stella, &checked, &path, &[("go", "issue")]).await;
    assert_eq!(issued.status, 303, "{}", issued.words());
    let half = Money::from_cents(order.gross.cents() / 2).to_string();
    let pages = [(&stella, urls::STAFF_ORDER), (&alice, urls::ORDER)];
    for (client, pattern) in pages {
        let words = client.get(&urls::order(pattern, &order.number)).await.words();
        for part in ["Total after the correction", "To be refunded", &half] {
            assert!(words.contains(part), "{part}: {words}");
        }
    }
    // The form suggests just that.
    let typed = [("reference", "x")];
    let sent = deed(&stella, urls::STAFF_ORDER_REFUND, &order, &typed).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    for (client, pattern) in pages {
        let words = client.get(&urls::order(pattern, &order.number)).await.words();
        assert!(!words.contains("To be refunded"), "{words}");
        assert!(words.contains("Total after the correction"), "{words}");
        assert!(words.contains(&format!("Refunded so far €{half}")), "{words}");
    }
}

async fn wrong_fields_of_a_correction_come_back_with_their_reasons(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    let path = urls::order(urls::STAFF_ORDER_CORRECTION, &order.number);
    let page = stella.get(&path).await;
    let long = "x".repeat(201);
    let typed = [
        ("quantity-1", "-3"),
        ("price-1", "dear"),
        ("name", " "),
        ("city", ""),
        ("contact", long.as_str()),
        ("go", "issue"),
    ];
    let wrong = send_with(&stella, &page, &path, &typed).await;
    assert_eq!(wrong.status, 422);
    for reason in [
        "Enter a whole number, or 0.",
        "Enter a price with at most six decimals.",
        "Enter a name.",
        "Enter a city.",
    ] {
        assert!(wrong.words().contains(reason), "{reason}: {}", wrong.words());
    }
    assert_eq!(wrong.field("quantity-1").as_deref(), Some("-3"));
    assert_eq!(wrong.field("contact").as_deref(), Some(long.as_str()));
    assert_eq!(again(&app, &order), order);
}

async fn a_correction_that_cannot_be_is_refused_before_it_is_issued(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    let path = urls::order(urls::STAFF_ORDER_CORRECTION, &order.number);
    let page = stella.get(&path).await;
    for (quantity, reason) in [
        ("20", "Nothing of the invoice would change."),
        ("0", "A corrected invoice needs a line."),
        ("9000000000000", "more than can be charged"),
    ] {
        let typed = [("quantity-1", quantity), ("go", "check")];
        let refused = send_with(&stella, &page, &path, &typed).await;
        assert_eq!(refused.status, 422, "{reason}");
        assert!(refused.words().contains(reason), "{reason}: {}", refused.words());
    }
    let given_up = deed(
        &stella,
        urls::STAFF_ORDER_CANCELLATION,
        &order,
        &[("reason", "No more")],
    )
    .await;
    assert_eq!(given_up.status, 303);
    let gone = stella.get(&path).await;
    assert_eq!(
        (gone.status, gone.location()),
        (303, urls::order(urls::STAFF_ORDER, &order.number).as_str())
    );
    let at = stella.get(&urls::order(urls::STAFF_ORDER, &order.number)).await;
    assert!(
        at.words().contains("There is no invoice that could be corrected."),
        "{}",
        at.words()
    );
    assert!(!at.text().contains(&path), "no step any more");
}

async fn files_of_an_order_are_open_to_staff_and_to_nobody_else(mut app: TestApp) {
    app.leave_work();
    let (order, other) = (order_of(&app, 20, false), order_of(&app, 10, false));
    let document = app.db(|db| invoices::of_order(db, order.id)).remove(0);
    let file = |pattern, of: &str| urls::staff_document(pattern, of, &document.number);
    for who in [Who::Stella, Who::Sam] {
        let staff = app.as_(who).await;
        let pdf = staff.get(&file(urls::STAFF_DOCUMENT_PDF, &order.number)).await;
        assert_eq!(pdf.status, 200);
        assert!(pdf.body.starts_with(b"%PDF-1.7"), "{who:?}");
        let xml = staff.get(&file(urls::STAFF_DOCUMENT_XML, &order.number)).await;
        assert!(xml.text().contains(&document.number), "{}", xml.text());
        let elsewhere = staff.get(&file(urls::STAFF_DOCUMENT_PDF, &other.number)).await;
        assert_eq!(elsewhere.status, 404, "a document of another order");
    }
    let stranger = app.as_(Who::Charlie).await;
    assert_eq!(
        stranger
            .get(&file(urls::STAFF_DOCUMENT_PDF, &order.number))
            .await
            .status,
        403
    );
    // Who has nothing to do with money corrects nothing.
    let sam = app.as_(Who::Sam).await;
    let path = urls::order(urls::STAFF_ORDER_CORRECTION, &order.number);
    assert_eq!(sam.get(&path).await.status, 403);
}
