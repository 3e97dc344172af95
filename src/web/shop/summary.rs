//! The last page before a first order: what is ordered, by whom, what it costs.

use askama::Template;

use super::register_form::RegisterForm;
use super::{Head, prices_of, problem_of};
use crate::domain::orders::Quote;
use crate::domain::shop::{Cart, Registration};
use crate::types::address::Address;
use crate::types::vat_id::VatId;
use crate::web::account::company::country_name;
use crate::web::layout::{Layout, Page};
use crate::web::orders::quote;

/// Why the summary is shown instead of an answer.
pub(super) enum Notice {
    /// Something in the cart cannot be ordered as it is.
    Problems,
    /// The cart is another one than was shown.
    Changed,
    /// Too many orders; more count after this time.
    Blocked(String),
    /// Key of the sentence.
    Refused(&'static str),
}

#[derive(Template)]
#[template(path = "shop/summary.html")]
pub(super) struct SummaryPage {
    layout: Layout,
    head: Head,
    form: RegisterForm,
    cart: Cart,
    quote: Option<Quote>,
    notice: Option<Notice>,
    vat_id: String,
    billing: Vec<String>,
    shipping: Option<Vec<String>>,
}

impl Page for SummaryPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the order.
struct Row {
    words: String,
    price: String,
    centre: String,
    net: String,
    problem: Option<String>,
}

impl SummaryPage {
    pub(super) fn new(
        layout: Layout,
        form: RegisterForm,
        registration: &Registration,
        cart: Cart,
        quote: Option<Quote>,
        notice: Option<Notice>,
    ) -> Self {
        let lines = |address: &Address| address_lines(&layout, address);
        Self {
            vat_id: registration
                .vat_id
                .as_ref()
                .map_or_else(String::new, |vat_id| VatId::as_str(vat_id).to_owned()),
            billing: lines(&registration.billing),
            shipping: registration.shipping.as_ref().map(lines),
            head: Head::new(&layout, "cart", cart.lines.len()),
            layout,
            form,
            cart,
            quote,
            notice,
        }
    }

    fn rows(&self) -> Vec<Row> {
        let (layout, formats, currency) = (&self.layout, &self.layout.formats, self.cart.currency);
        self.cart
            .lines
            .iter()
            .map(|line| Row {
                words: format!(
                    "{} × {}",
                    formats.number(line.quantity),
                    quote::named(layout, &line.product).0
                ),
                price: line
                    .price
                    .map_or_else(|| "–".to_owned(), |price| formats.price(price, currency)),
                centre: line.cost_centre.clone(),
                net: line
                    .net
                    .map_or_else(|| "–".to_owned(), |net| formats.money(net, currency)),
                problem: problem_of(layout, line, currency),
            })
            .collect()
    }

    /// Words and amount: net, and VAT by rate.
    fn sums(&self, quote: &Quote) -> Vec<(String, String)> {
        quote::sums(&self.layout, quote)
    }

    fn gross(&self, quote: &Quote) -> String {
        self.layout.formats.money(quote.totals.gross, quote.currency)
    }

    fn seen(&self) -> String {
        let quote = self.quote.as_ref();
        quote.map_or_else(String::new, |quote| self.cart.fingerprint(quote))
    }

    fn prices(&self) -> String {
        prices_of(&self.cart.lines)
    }
}

/// The lines of an address as they stand on a letter.
fn address_lines(layout: &Layout, address: &Address) -> Vec<String> {
    let town = format!("{} {}", address.postcode, address.city);
    let country = country_name(layout, address.country.as_str());
    [
        &address.company,
        &address.person,
        &address.street,
        &address.extra,
        &town,
        &address.region,
        &country,
    ]
    .into_iter()
    .map(|line| line.trim().to_owned())
    .filter(|line| !line.is_empty())
    .collect()
}
