//! Orders as staff handle them: SIMs out of the stock, everything that is decided by hand, payments of bank statements, and the
//! page that says what waits.

mod assigning;
mod bank;
mod correcting;
mod deeds;
mod files;
mod list;
mod start;
mod viewing;

use actix_web::http::Method;
use simportal::domain::fulfilment;
use simportal::domain::orders::{self, For, OrderRow, Received};
use simportal::types::order::OrderNumber;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::page::fields_of_form;
use crate::support::{Answer, Client, TestApp, Who, make};

/// First number of the SIMs of the stock in these tests.
const FIRST: u64 = 8_988_228_078_000_000_000;

/// The organisation of strangers holds so many industrial SIMs and is marked as stock; answers its key.
async fn stock(app: &TestApp, sims: u64) -> String {
    make::fleet(app, Org::Stranger, FIRST, sims);
    let stella = app.as_(Who::Stella).await;
    let account = Org::Stranger.account_number();
    let answer = stella.post(urls::STOCK, &[("account", account)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.database.cast.organisation(Org::Stranger).to_string()
}

/// An order of the master for so many industrial SIMs, paid if asked for.
fn order_of(app: &TestApp, pieces: i64, is_paid: bool) -> OrderRow {
    let shipping = make::addresses(app, Org::Master, "DE");
    let placement = make::placement(app, "SIM-IND", pieces, For::Delivery(Some(shipping)));
    let order = make::placed(app, Org::Master, &placement);
    if is_paid {
        pay(app, &order);
    }
    again(app, &order)
}

fn pay(app: &TestApp, order: &OrderRow) {
    let (scope, now, attempt) = (make::scope(app, Org::Master), app.state.clock.now(), make::attempt());
    let received = Received {
        amount: order.gross,
        provider: "bank",
        reference: None,
        attempt: &attempt,
    };
    app.write(|db| orders::mark_paid(db, &scope, order.id, &received, now));
}

/// The order as it is now.
fn again(app: &TestApp, order: &OrderRow) -> OrderRow {
    let number = OrderNumber::parse(&order.number).unwrap();
    app.db(|db| fulfilment::find_any(db, &number))
}

/// The key of the order's only line.
fn line_of(app: &TestApp, order: &OrderRow) -> String {
    let lines = app.db(|db| orders::lines(db, vec![order.id]));
    lines[0].id.to_string()
}

/// A range of the stock, as a file.
fn range(from: u64, size: u64) -> String {
    format!("{};{}\n", FIRST + from, FIRST + from + size - 1)
}

/// Sends a form with a file.
async fn send(client: &Client<'_>, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
    let proof = client.proof().await;
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend_from_slice(format!("--b0undary\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    part("name=\"_csrf\"", proof.csrf.as_bytes());
    part("name=\"_org\"", proof.org.as_bytes());
    for (name, value) in fields {
        part(&format!("name=\"{name}\""), value.as_bytes());
    }
    let (name, content) = file.unwrap_or_default();
    part(
        &format!("name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream"),
        content,
    );
    body.extend_from_slice(b"--b0undary--\r\n");
    let request = client
        .request(Method::POST, path)
        .insert_header(("content-type", "multipart/form-data; boundary=b0undary"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .set_payload(body);
    client.send(&format!("POST {path}"), request).await
}

/// Sends ranges for the only line of an order to be checked.
async fn check(app: &TestApp, client: &Client<'_>, order: &OrderRow, stock: &str, file: &[u8]) -> Answer {
    let line = line_of(app, order);
    let fields = [("line", line.as_str()), ("stock", stock), ("what", "file")];
    let path = urls::order(urls::STAFF_ORDER_ASSIGNMENT, &order.number);
    send(client, &path, &fields, Some(("ranges.csv", file))).await
}

/// The fields that a page sends when its button for `action` is pressed.
fn pressed(answer: &Answer, action: &str) -> Vec<(String, String)> {
    let found = fields_of_form(&answer.page(), action);
    found.unwrap_or_else(|| panic!("no form leads to {action}: {}", answer.text()))
}

/// Presses the button of the first form that leads to `action`.
async fn press(client: &Client<'_>, answer: &Answer, action: &str) -> Answer {
    let fields = pressed(answer, action);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.post(action, &fields).await
}

/// Checks ranges and assigns them.
async fn assign(app: &TestApp, client: &Client<'_>, order: &OrderRow, stock: &str, file: &[u8]) -> Answer {
    let preview = check(app, client, order, stock, file).await;
    assert_eq!(preview.status, 200, "{}", preview.words());
    press(
        client,
        &preview,
        &urls::order(urls::STAFF_ORDER_ASSIGNMENT, &order.number),
    )
    .await
}

/// Opens the page of a deed, fills its fields in, and sends it.
async fn deed(client: &Client<'_>, pattern: &str, order: &OrderRow, typed: &[(&str, &str)]) -> Answer {
    let path = urls::order(pattern, &order.number);
    let page = client.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut fields = pressed(&page, &path);
    for (name, value) in typed {
        fields.retain(|(field, _)| field != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.post(&path, &fields).await
}
