//! Payments, those that wait for a person first.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{money, reason};
use crate::domain::bank::{self, BankEntryRow, Edge, Proposal};
use crate::domain::fulfilment;
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::bank::BankEntryStatus;
use crate::types::money::Money;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links, param};
use crate::web::urls;

/// Payments on one page.
const ON_A_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "operations/payments/list.html")]
struct ListPage {
    layout: Layout,
    status: BankEntryStatus,
    /// Address, words, number of those that wait, whether it is chosen.
    statuses: Vec<(String, String, Option<String>, bool)>,
    rows: Vec<Row>,
    links: Links,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the table.
struct Row {
    href: String,
    day: String,
    payer: String,
    text: String,
    amount: String,
    /// What became of it, or why it waits.
    about: String,
}

fn address(status: BankEntryStatus) -> String {
    match status {
        BankEntryStatus::Unmatched => urls::BANK.to_owned(),
        other => format!("{}?status={other}", urls::BANK),
    }
}

/// What is needed of payments that are not on the page itself.
#[derive(Default)]
struct Around {
    proposals: Vec<Proposal>,
    orders: HashMap<i64, String>,
    booked: HashMap<i64, Money>,
}

fn around(db: &mut Db, status: BankEntryStatus, rows: &[BankEntryRow]) -> domain::Result<Around> {
    let mut around = Around::default();
    match status {
        _ if rows.is_empty() => {}
        BankEntryStatus::Unmatched => around.proposals = bank::proposals(db, rows)?,
        BankEntryStatus::Matched => {
            let ids = rows.iter().filter_map(|row| row.order_id).collect();
            let orders = fulfilment::of_keys(db, ids)?;
            around.orders = orders.into_iter().map(|order| (order.id, order.number)).collect();
            let payments = rows.iter().filter_map(|row| row.payment_id).collect();
            around.booked = bank::booked_amounts(db, payments)?;
        }
        BankEntryStatus::Ignored => {}
    }
    Ok(around)
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let status = BankEntryStatus::parse(&param(&request, "status")).unwrap_or(BankEntryStatus::Unmatched);
    let list = format!("bank {status}");
    let edge: Edge<i64> = paging::edge(&request, &state.keys, &list);
    let read = move |db: &mut Db| -> domain::Result<_> {
        let page = bank::entries_page(db, status, edge, ON_A_PAGE)?;
        let around = around(db, status, &page.rows)?;
        Ok((page, around, bank::count_unmatched(db)?))
    };
    let (page, around, waiting) = state.db.read(read).await?;
    let links = paging::links(&page, &state.keys, &list, &address(status), |row| row.id);
    let mut proposals = around.proposals.iter();
    let rows = page.rows.iter().map(|entry| {
        let about = match status {
            BankEntryStatus::Unmatched => proposals
                .next()
                .map_or_else(String::new, |it| reason(&layout, entry, it)),
            BankEntryStatus::Matched => paid(&layout, entry, &around),
            BankEntryStatus::Ignored if entry.note.is_empty() => layout.t("bank-outgoing"),
            BankEntryStatus::Ignored => entry.note.clone(),
        };
        Row {
            href: urls::bank_entry(urls::BANK_ENTRY, &entry.id),
            day: layout.formats.calendar_date(entry.booked_on),
            payer: entry.debtor.clone(),
            text: shortened(&entry.remittance),
            amount: money(&layout, entry.amount, &entry.currency),
            about,
        }
    });
    let rows = rows.collect();
    let statuses = BankEntryStatus::ALL.iter().map(|other| {
        let n = (*other == BankEntryStatus::Unmatched).then(|| layout.formats.number(waiting));
        let words = layout.t(&format!("bank-list-{other}"));
        (address(*other), words, n, *other == status)
    });
    show(&ListPage {
        statuses: statuses.collect(),
        status,
        rows,
        links,
        layout,
    })
}

/// The order that a payment paid, and what was left of it.
fn paid(layout: &Layout, entry: &BankEntryRow, around: &Around) -> String {
    let number = entry.order_id.and_then(|id| around.orders.get(&id));
    let booked = entry.payment_id.and_then(|id| around.booked.get(&id).copied());
    let rest = booked
        .and_then(|booked| entry.amount.checked_sub(booked))
        .unwrap_or_default();
    match number {
        None => entry.note.clone(),
        Some(number) if rest > Money::ZERO => layout.t2(
            "bank-paid-rest",
            "order",
            number,
            "amount",
            &money(layout, rest, &entry.currency),
        ),
        Some(number) => number.clone(),
    }
}

/// What a payer wrote, as far as a line of a table has room for it.
fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    let mut short: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}
