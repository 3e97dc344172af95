//! What an order would cost, in words: for every page that shows a summary before something is ordered.

use super::page::tax_words;
use crate::domain::orders::{LineProblem, Quote};
use crate::domain::products::ProductRow;
use crate::types::lang::Lang;
use crate::types::money::{Currency, UnitPrice};
use crate::types::packaging::QuantityError;
use crate::web::layout::Layout;

/// Name in the reader's language, and what a piece gives.
pub(in crate::web) fn named(layout: &Layout, row: &ProductRow) -> (String, String) {
    match layout.lang() {
        Lang::En => (row.name_en.clone(), row.description_en.clone()),
        Lang::De => (row.name_de.clone(), row.description_de.clone()),
    }
}

/// How many pieces of a product can be ordered, in words.
pub(in crate::web) fn quantities(layout: &Layout, row: &ProductRow) -> String {
    let (minimum, multiple) = (layout.formats.number(row.minimum), layout.formats.number(row.multiple));
    if row.multiple == 1 {
        layout.t1("products-quantities-any", "minimum", &minimum)
    } else {
        layout.t2("products-quantities", "minimum", &minimum, "multiple", &multiple)
    }
}

/// Quantity and name, price of a piece, cost centre, net of each line.
pub(in crate::web) fn lines(layout: &Layout, quote: &Quote) -> Vec<(String, String, String, String)> {
    let formats = &layout.formats;
    quote
        .lines
        .iter()
        .map(|line| {
            (
                format!("{} × {}", formats.number(line.quantity), named(layout, &line.product).0),
                formats.price(line.unit_price, quote.currency),
                line.cost_centre.clone(),
                formats.money(line.net, quote.currency),
            )
        })
        .collect()
}

/// Words and amount: net, and VAT by rate.
pub(in crate::web) fn sums(layout: &Layout, quote: &Quote) -> Vec<(String, String)> {
    let money = |amount| layout.formats.money(amount, quote.currency);
    let mut sums = vec![(layout.t("orders-net"), money(quote.totals.net))];
    for group in &quote.totals.groups {
        sums.push((tax_words(layout, group), money(group.vat)));
    }
    sums
}

/// What is wrong with a line.
pub(in crate::web) fn problem(layout: &Layout, currency: Currency, problem: LineProblem) -> String {
    let formats = &layout.formats;
    let price = |price: UnitPrice| formats.price(price, currency);
    match problem {
        LineProblem::NotOffered => layout.t("orders-problem-not-offered"),
        LineProblem::NoPrice => layout.t("orders-problem-no-price"),
        LineProblem::TooMuch => layout.t("orders-problem-too-much"),
        LineProblem::PriceChanged { shown, now } => {
            layout.t2("orders-problem-price", "shown", &price(shown), "now", &price(now))
        }
        LineProblem::Quantity(QuantityError::TooFew { minimum }) => {
            layout.t1("orders-problem-too-few", "minimum", &formats.number(minimum))
        }
        LineProblem::Quantity(QuantityError::TooMany { maximum }) => {
            layout.t1("orders-problem-too-many", "maximum", &formats.number(maximum))
        }
        LineProblem::Quantity(QuantityError::OffMultiple { below, above }) => layout.t2(
            "orders-problem-multiple",
            "below",
            &formats.number(below),
            "above",
            &formats.number(above),
        ),
    }
}
