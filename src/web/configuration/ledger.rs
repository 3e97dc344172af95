//! The ledger of auto-top-up: every automatic charge of a month, with what it was for.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{Months, NaiveDate};

use crate::domain::auto_top_ups::{self, ChargeRow, SettingRow};
use crate::domain::orders::{self, Edge};
use crate::domain::{self, Db};
use crate::i18n::Formats;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::auto_top_up::{ChargeResult, VolumeKind};
use crate::types::matrix::Permission;
use crate::types::money::{Currency, Money};
use crate::types::time::{month_of, parse_date};
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links, param};
use crate::web::urls;

/// Charges on one page.
const ON_A_PAGE: i64 = 50;

/// Months that can be chosen.
const MONTHS: u32 = 24;

/// Number of an order and name of its product, by key.
type Orders = HashMap<i64, (String, String)>;

#[derive(Template)]
#[template(path = "configuration/ledger.html")]
struct LedgerPage {
    layout: Layout,
    month: NaiveDate,
    rows: Vec<Row>,
    links: Links,
    /// Volume, spent, cap, SIMs that were left out.
    totals: Vec<(String, String, Option<String>, Option<String>)>,
}

impl Page for LedgerPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the table.
struct Row {
    iso: String,
    at: String,
    iccid: String,
    sim: String,
    volume: String,
    why: String,
    product: Option<String>,
    amount: String,
    order: Option<(Option<String>, String)>,
    result: (&'static str, String),
}

impl LedgerPage {
    /// The months that can be chosen: value, name, whether it is chosen.
    fn months(&self) -> Vec<(String, String, bool)> {
        let first = month_of(self.layout.now.date());
        (0..MONTHS)
            .filter_map(|back| first.checked_sub_months(Months::new(back)))
            .map(|month| {
                (
                    written(month),
                    self.layout.formats.month_year(month),
                    month == self.month,
                )
            })
            .collect()
    }

    fn name(&self) -> String {
        self.layout.formats.month_year(self.month)
    }

    fn csv(&self) -> String {
        format!("{}?month={}", urls::AUTO_TOP_UP_CSV, written(self.month))
    }
}

/// A month as addresses write it.
fn written(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// The month that is asked for; without one, or with one that is none, this one.
fn month_asked(request: &HttpRequest, layout: &Layout) -> NaiveDate {
    let asked = parse_date(&format!("{}-01", param(request, "month")));
    asked.unwrap_or_else(|| month_of(layout.now.date()))
}

/// Orders of charges, and what they bought.
fn orders_of(db: &mut Db, scope: &OrgScope, charges: &[ChargeRow]) -> domain::Result<Orders> {
    let mut ids: Vec<i64> = charges.iter().filter_map(|row| row.order_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let numbers = orders::numbers(db, scope, ids.clone())?;
    let lines = orders::lines(db, ids)?;
    Ok(lines
        .into_iter()
        .filter_map(|line| Some((line.order_id, (numbers.get(&line.order_id)?.clone(), line.name))))
        .collect())
}

/// An amount of volume, in its unit.
fn volume(formats: &Formats, kind: VolumeKind, amount: i64) -> String {
    match kind {
        VolumeKind::Data => formats.data(amount),
        VolumeKind::Sms => formats.number(amount),
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let month = month_asked(&request, &layout);
    let list = format!("auto-top-ups {}", written(month));
    let edge: Edge<i64> = paging::edge(&request, &state.keys, &list);
    let read = move |db: &mut _| -> domain::Result<_> {
        let page = auto_top_ups::page(db, &scope, month, edge, ON_A_PAGE)?;
        let orders = orders_of(db, &scope, &page.rows)?;
        Ok((
            page,
            orders,
            auto_top_ups::sums(db, &scope, month)?,
            auto_top_ups::of(db, &scope)?,
            domain::company::own(db, &scope)?.currency,
        ))
    };
    let (page, orders, sums, settings, currency) = state.db.read(read).await?;
    let base = format!("{}?month={}", urls::AUTO_TOP_UP_LEDGER, written(month));
    let links = paging::links(&page, &state.keys, &list, &base, |row| row.id);
    show(&LedgerPage {
        rows: page.rows.iter().map(|charge| row(&layout, charge, &orders)).collect(),
        totals: totals(&layout, currency, &sums, &settings),
        links,
        month,
        layout,
    })
}

fn totals(
    layout: &Layout,
    currency: Currency,
    sums: &[(VolumeKind, ChargeResult, i64, Money)],
    settings: &[SettingRow],
) -> Vec<(String, String, Option<String>, Option<String>)> {
    let money = |amount| layout.formats.money(amount, currency);
    let total = |kind: &VolumeKind| {
        let own = || sums.iter().filter(move |(of, ..)| of == kind);
        let counted = own().filter(|(_, result, ..)| ChargeResult::COUNTED.contains(result));
        let spent = Money::checked_sum(counted.map(|(.., amount)| *amount)).unwrap_or_default();
        let setting = settings.iter().find(|row| row.kind == *kind);
        let left_out = own().find(|(_, result, ..)| *result == ChargeResult::OverCap);
        (
            layout.t(&format!("auto-top-up-kind-{kind}")),
            money(spent),
            setting.filter(|row| row.is_on).map(|row| money(row.monthly_cap)),
            left_out.map(|(_, _, n, _)| layout.tn("auto-top-up-left-out", n)),
        )
    };
    VolumeKind::ALL.iter().map(total).collect()
}

fn row(layout: &Layout, charge: &ChargeRow, orders: &Orders) -> Row {
    let formats = &layout.formats;
    let of = charge.order_id.and_then(|id| orders.get(&id));
    let class = match charge.result {
        ChargeResult::Charged => "st-ok",
        ChargeResult::Ordered => "st-wait",
        ChargeResult::Failed => "st-bad",
        ChargeResult::OverCap => "st-off",
    };
    Row {
        iso: formats.iso(charge.happened_at),
        at: formats.date_time(charge.happened_at),
        sim: urls::sim_page(&charge.iccid),
        iccid: charge.iccid.clone(),
        volume: layout.t(&format!("auto-top-up-kind-{}", charge.kind)),
        why: layout.t2(
            "auto-top-up-why",
            "left",
            &volume(formats, charge.kind, charge.volume_left),
            "threshold",
            &volume(formats, charge.kind, charge.threshold),
        ),
        product: of.map(|(_, product)| product.clone()),
        amount: formats.money(charge.amount, charge.currency),
        order: of.map(|(number, _)| {
            let href = layout
                .can(Permission::ViewOrders)
                .then(|| urls::order(urls::ORDER, number));
            (href, number.clone())
        }),
        result: (class, layout.t(&format!("auto-top-up-result-{}", charge.result))),
    }
}

pub(super) async fn csv(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let month = month_asked(&request, &layout);
    let name = format!("auto-top-ups-{}.csv", written(month));
    let head = [
        "happened_at_utc",
        "iccid",
        "volume",
        "left",
        "threshold",
        "product",
        "amount",
        "currency",
        "order",
        "result",
    ];
    let formats = layout.formats;
    download(&name, &head, move |after: Option<i64>| {
        let (state, scope) = (state.clone(), scope.clone());
        async move {
            let read = move |db: &mut _| -> domain::Result<_> {
                let rows = auto_top_ups::charges_after(db, &scope, month, after.unwrap_or_default(), PAGE)?;
                let orders = orders_of(db, &scope, &rows)?;
                Ok((rows, orders))
            };
            let (rows, orders) = state.db.read(read).await?;
            let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
            Ok(Part {
                next: rows.last().filter(|_| is_full).map(|row| row.id),
                rows: rows.into_iter().map(|row| cells(&formats, row, &orders)).collect(),
            })
        }
    })
    .await
}

fn cells(formats: &Formats, charge: ChargeRow, orders: &Orders) -> Vec<String> {
    let (number, product) = charge
        .order_id
        .and_then(|id| orders.get(&id).cloned())
        .unwrap_or_default();
    vec![
        formats.iso(charge.happened_at),
        charge.iccid,
        charge.kind.to_string(),
        charge.volume_left.to_string(),
        charge.threshold.to_string(),
        product,
        charge.amount.to_string(),
        charge.currency.to_string(),
        number,
        charge.result.to_string(),
    ]
}
