//! The public shop: carts, registration with a first order, and what strangers can learn (nothing).

mod carts;
mod ordering;
mod people;
mod secrecy;

use simportal::storage::organisations;
use simportal::types::access::OrgScope;
use simportal::web::urls;

use crate::support::{Answer, Client, TestApp, make};

/// The account number that the next organisation gets.
const NEXT: &str = "81000004";

/// What somebody tells who registers.
type Details = Vec<(&'static str, String)>;

fn details(email: &str) -> Details {
    [
        ("company", "Nordlicht Sensorik GmbH"),
        ("country", "DE"),
        ("vat_id", "DE 301 884 207"),
        ("language", "en"),
        ("first_name", "Jonas"),
        ("last_name", "Petersen"),
        ("email", email),
        ("phone", "+49 40 5550 100"),
        ("street", "Kühlhauskai 12"),
        ("postcode", "20457"),
        ("city", "Hamburg"),
        ("same", "1"),
        ("payment", "bank_transfer"),
        ("purchase_order", "PO-7"),
        ("terms", "1"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

/// The same details but for one.
fn with(mut details: Details, name: &'static str, value: &str) -> Details {
    details.retain(|(of, _)| *of != name);
    details.push((name, value.to_owned()));
    details
}

/// Opens the shop and puts something into the cart.
async fn put(app: &TestApp, client: &Client<'_>, sku: &str, quantity: &str) -> Answer {
    let product = make::product_named(app, sku).to_string();
    let page = client.get(urls::SHOP).await;
    assert_eq!(page.status, 200);
    let shown = page.field("shown").unwrap();
    let currency = page.field("currency").unwrap();
    let fields = [
        ("product", product.as_str()),
        ("quantity", quantity),
        ("shown", shown.as_str()),
        ("currency", currency.as_str()),
    ];
    client.post(urls::SHOP_LINES, &fields).await
}

/// Sends the registration.
async fn register(client: &Client<'_>, details: &Details, more: &[(&str, &str)]) -> Answer {
    let mut fields: Vec<(&str, &str)> = details.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(more);
    client.post(urls::SHOP_REGISTER, &fields).await
}

/// Sends the registration, looks at the summary, and orders.
async fn order(client: &Client<'_>, details: &Details) -> Answer {
    let summary = register(client, details, &[("go", "check")]).await;
    assert_eq!(summary.status, 200, "{}", summary.text());
    let seen = summary.field("seen").unwrap();
    register(client, details, &[("go", "place"), ("seen", &seen)]).await
}

/// A stranger's browser with 50 SIMs in the cart.
async fn with_fifty(app: &TestApp) -> Client<'_> {
    let client = app.anonymous();
    let answer = put(app, &client, "SIM-4FF", "50").await;
    assert_eq!((answer.status, answer.location()), (303, urls::SHOP_CART));
    client
}

/// The organisation that was made, as a job sees it.
fn made(app: &TestApp) -> Option<OrgScope> {
    let row = app.db(|db| organisations::find_by_number(db, NEXT))?;
    Some(OrgScope::for_job(row.root_id, row.id, "Test"))
}

/// The part of a mail's links that is ours, behind the host, beginning with `path`.
fn link(text: &str, path: &str) -> Option<String> {
    let start = text.find(&format!("http://portal.example{path}"))? + "http://portal.example".len();
    text[start..].split_whitespace().next().map(str::to_owned)
}
