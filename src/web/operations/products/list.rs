//! All products, in the order in which they are offered.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain;
use crate::domain::products::{self, ProductRow};
use crate::state::AppState;
use crate::types::lang::Lang;
use crate::types::money::Currency;
use crate::types::product::ProductStatus;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::orders::quote;
use crate::web::urls;

/// More products than any shop of SIMs has.
const MOST: i64 = 500;

#[derive(Template)]
#[template(path = "operations/products/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

struct Row {
    href: String,
    name: String,
    sku: String,
    kind: String,
    gives: String,
    quantities: String,
    /// Prices, or `None` where it has none.
    prices: Option<String>,
    is_offered: bool,
}

pub(super) async fn get(layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let rows = state
        .db
        .read(|db| -> domain::Result<_> {
            let rows = products::list(db, true, MOST)?;
            let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
            let mut prices = Vec::new();
            for currency in [Currency::Eur, Currency::Chf, Currency::Usd] {
                prices.push((currency, products::prices_in(db, ids.clone(), currency)?));
            }
            let priced = rows.into_iter().map(|row| {
                let own: Vec<_> = prices
                    .iter()
                    .filter_map(|(currency, of)| Some((*currency, of.get(&row.id).copied()?)))
                    .collect();
                (row, own)
            });
            Ok(priced.collect::<Vec<_>>())
        })
        .await?;
    let rows = rows
        .into_iter()
        .map(|(row, prices)| {
            let texts: Vec<String> = prices
                .iter()
                .map(|(currency, price)| layout.formats.price(*price, *currency))
                .collect();
            Row {
                href: urls::product(urls::PRODUCT, &row.id),
                name: name(&layout, &row).to_owned(),
                kind: match row.form_factor {
                    Some(form) => layout.t(&format!("product-form-{form}")),
                    None => layout.t(&format!("product-kind-{}", row.kind)),
                },
                gives: gives(&layout, &row),
                quantities: quote::quantities(&layout, &row),
                prices: (!texts.is_empty()).then(|| texts.join(" · ")),
                is_offered: row.status == ProductStatus::Offered,
                sku: row.sku,
            }
        })
        .collect();
    show(&ListPage { layout, rows })
}

/// The name in the reader's language.
fn name<'a>(layout: &Layout, row: &'a ProductRow) -> &'a str {
    match layout.lang() {
        Lang::En => &row.name_en,
        Lang::De => &row.name_de,
    }
}

/// What a piece gives: volume, messages, lifetime.
fn gives(layout: &Layout, row: &ProductRow) -> String {
    let formats = &layout.formats;
    let mut parts = Vec::new();
    if row.data_bytes > 0 {
        parts.push(formats.data(row.data_bytes));
    }
    if row.sms > 0 {
        parts.push(format!("{} SMS", formats.number(row.sms)));
    }
    if row.lifetime_days > 0 {
        parts.push(layout.tn("products-days", &row.lifetime_days));
    }
    parts.join(", ")
}
