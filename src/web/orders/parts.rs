//! What the pages of one order show alike, to customers and to staff.

use crate::domain::orders::{AddressRow, EventRow, OrderRow, balance};
use crate::types::card_payment::Decline;
use crate::types::money::{Currency, Money};
use crate::types::order::{InvoiceKind, OrderEventKind, OrderStatus};
use crate::types::organisation::AddressKind;
use crate::web::layout::Layout;

/// Key of the heading, and the lines of an address.
pub(in crate::web) type Letter = (&'static str, Vec<String>);

/// The addresses of an order as they stand on letters.
pub(in crate::web) fn letters(layout: &Layout, addresses: &[AddressRow]) -> Vec<Letter> {
    addresses
        .iter()
        .map(|row| {
            let key = match row.kind {
                AddressKind::Billing => "orders-billing-address",
                AddressKind::Shipping => "orders-shipping-address",
            };
            let town = format!("{} {}", row.postcode, row.city);
            let country = layout.t(&format!("country-{}", row.country.to_lowercase()));
            let lines = [
                &row.company,
                &row.person,
                &row.street,
                &row.extra,
                &town,
                &row.region,
                &country,
            ]
            .into_iter()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty());
            (key, lines.collect())
        })
        .collect()
}

/// Moment for machines and for people, words, who, and more about it.
pub(in crate::web) type Happened = (String, String, String, String, String);

/// What happened to an order.
pub(in crate::web) fn timeline(layout: &Layout, events: &[EventRow]) -> Vec<Happened> {
    let formats = &layout.formats;
    events
        .iter()
        .map(|event| {
            let detail = match event.kind {
                OrderEventKind::Booked => event
                    .detail
                    .parse()
                    .map_or_else(|_| event.detail.clone(), |n: i64| layout.tn("orders-booked-pieces", &n)),
                OrderEventKind::PaymentFailed => match Decline::parse(&event.detail) {
                    Some(reason) => layout.t(&reason.text_key()),
                    None => event.detail.clone(),
                },
                OrderEventKind::Paid | OrderEventKind::Refunded => amount(layout, &event.detail),
                _ => event.detail.clone(),
            };
            (
                formats.iso(event.at),
                formats.date_time(event.at),
                layout.t(&format!("order-event-{}", event.kind)),
                event.actor_name.clone(),
                detail,
            )
        })
        .collect()
}

/// An amount as the timeline keeps it (`12.00 EUR`), as the reader writes amounts.
fn amount(layout: &Layout, kept: &str) -> String {
    kept.split_once(' ')
        .and_then(|(amount, currency)| Some((Money::parse(amount).ok()?, Currency::parse(currency)?)))
        .map_or_else(
            || kept.to_owned(),
            |(amount, currency)| layout.formats.money(amount, currency),
        )
}

/// What an order comes to after its documents were corrected, and what of the customer's money goes back. Key of the words, and the amount;
/// empty where all is as it was placed.
pub(in crate::web) fn after_documents(
    order: &OrderRow,
    documents: impl Iterator<Item = (InvoiceKind, Money)>,
) -> Vec<(&'static str, Money)> {
    let Some(balance) = balance(order, documents) else {
        return Vec::new();
    };
    let corrected = balance.worth != order.gross && order.status != OrderStatus::Cancelled;
    [
        ("orders-corrected-total", corrected.then_some(balance.worth)),
        (
            "orders-to-refund",
            (balance.surplus > Money::ZERO).then_some(balance.surplus),
        ),
    ]
    .into_iter()
    .filter_map(|(key, amount)| Some((key, amount?)))
    .collect()
}
