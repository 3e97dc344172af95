//! The page on which volume or lifetime is bought: what it is for, what it offers, what the order would cost.

use std::collections::HashMap;

use askama::Template;

use super::form;
use crate::domain::bulk::BulkRow;
use crate::domain::charges::{self, CardRow};
use crate::domain::company::{self, OrganisationRow};
use crate::domain::orders::Quote;
use crate::domain::products::{self, ProductRow};
use crate::domain::sims::{self, SimRow};
use crate::domain::{self, Db};
use crate::types::access::OrgScope;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::iccid::Iccid;
use crate::types::money::UnitPrice;
use crate::types::order::PaymentMethod;
use crate::types::product::ProductKind;
use crate::web::fields::FieldErrors;
use crate::web::layout::{Layout, Page};
use crate::web::orders::basket::Basket;
use crate::web::orders::quote as words;
use crate::web::payments::{Offered, offered, words as words_of_method};
use crate::web::urls;

/// More products than any shop of SIMs has.
const MOST: i64 = 500;

/// What it is for.
pub(super) enum Subject {
    /// One SIM.
    Sim(Box<SimRow>, Iccid),
    /// The SIMs of a preview that can have it.
    Preview(Box<BulkRow>),
}

/// What the form offers.
pub(super) struct Offer {
    pub(super) organisation: OrganisationRow,
    pub(super) products: Vec<ProductRow>,
    prices: HashMap<i64, UnitPrice>,
    /// Saved cards.
    cards: Vec<CardRow>,
    /// Who carries out card payments; `None`: cards are not taken here.
    pub(super) provider: Option<PaymentProviderKind>,
}

#[derive(Template)]
#[template(path = "top_ups/page.html")]
pub(super) struct BuyPage {
    pub(super) layout: Layout,
    kind: ProductKind,
    pub(super) subject: Subject,
    pub(super) offer: Offer,
    pub(super) basket: Basket,
    pub(super) errors: FieldErrors,
    /// What is wrong with the chosen product or its quantity.
    pub(super) problem: Option<String>,
    /// What is asked to be confirmed.
    pub(super) quote: Option<Quote>,
}

impl Page for BuyPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A product in the form.
struct Choice {
    id: i64,
    name: String,
    about: String,
    price: String,
    micros: i64,
    is_chosen: bool,
}

impl BuyPage {
    pub(super) fn new(layout: Layout, kind: ProductKind, subject: Subject, offer: Offer, basket: Basket) -> Self {
        Self {
            layout,
            kind,
            subject,
            offer,
            basket,
            errors: FieldErrors::new(),
            problem: None,
            quote: None,
        }
    }

    /// Part of the keys of texts.
    fn name(&self) -> &'static str {
        match self.kind {
            ProductKind::Extension => "extension",
            ProductKind::TopUp | ProductKind::Sim => "top-up",
        }
    }

    fn title(&self) -> String {
        let name = self.name();
        match &self.subject {
            Subject::Sim(..) => self.layout.t(&format!("purchase-title-{name}")),
            Subject::Preview(bulk) => self.layout.tn(&format!("purchase-many-{name}"), &bulk.will_change),
        }
    }

    fn action(&self) -> String {
        match (&self.subject, self.kind) {
            (Subject::Preview(bulk), _) => urls::bulk(urls::BULK_ORDER, &bulk.id),
            (Subject::Sim(_, iccid), ProductKind::Extension) => urls::sim(urls::SIM_EXTENSION, iccid),
            (Subject::Sim(_, iccid), _) => urls::sim(urls::SIM_TOP_UP, iccid),
        }
    }

    /// Where it was come from.
    pub(super) fn back(&self) -> String {
        match &self.subject {
            Subject::Sim(_, iccid) => urls::sim(urls::SIM, iccid),
            Subject::Preview(bulk) => urls::bulk(urls::BULK_ACTION, &bulk.id),
        }
    }

    /// What that is called.
    fn back_name(&self) -> String {
        match &self.subject {
            Subject::Sim(_, iccid) => iccid.to_string(),
            Subject::Preview(_) => self.layout.t("bulk-preview"),
        }
    }

    /// "For 12 SIMs".
    fn for_sims(&self) -> String {
        let sims = match &self.subject {
            Subject::Sim(..) => 1,
            Subject::Preview(bulk) => bulk.will_change,
        };
        self.layout.tn("top-up-for", &sims)
    }

    /// What the SIM has left and until when; of many only how many there are.
    fn state(&self) -> Vec<(&'static str, String)> {
        let formats = &self.layout.formats;
        match &self.subject {
            Subject::Sim(sim, _) => vec![
                ("top-up-data-left", formats.data(sim.data_left)),
                ("top-up-sms-left", formats.number(sim.sms_left)),
                ("sim-ends", formats.calendar_date(sim.lifetime_ends_on)),
            ],
            Subject::Preview(bulk) => vec![("bulk-sims", formats.number(bulk.will_change))],
        }
    }

    /// Where the lifetime is over nothing but an extension helps: its address.
    fn only_extension(&self) -> Option<String> {
        match &self.subject {
            Subject::Sim(sim, iccid) if self.kind == ProductKind::TopUp => {
                sims::is_over(sim, self.layout.now.date()).then(|| urls::sim(urls::SIM_EXTENSION, iccid))
            }
            _ => None,
        }
    }

    fn choices(&self) -> Vec<Choice> {
        let formats = &self.layout.formats;
        let chosen = form::chosen(&self.basket, &self.offer.products).map(|row| row.id);
        let choice = |row: &ProductRow| {
            let price = *self.offer.prices.get(&row.id)?;
            let (name, about) = words::named(&self.layout, row);
            Some(Choice {
                id: row.id,
                name,
                about,
                price: formats.price(price, self.offer.organisation.currency),
                micros: price.micros(),
                is_chosen: Some(row.id) == chosen,
            })
        };
        self.offer.products.iter().filter_map(choice).collect()
    }

    fn ways(&self) -> Vec<Offered> {
        let monthly = self.offer.organisation.monthly_invoice_allowed;
        let monthly = monthly.then_some(PaymentMethod::MonthlyInvoice);
        let others: Vec<PaymentMethod> = monthly.into_iter().chain([PaymentMethod::BankTransfer]).collect();
        let typed = self.basket.get("payment");
        offered(&self.layout, &others, &self.offer.cards, self.offer.provider, typed)
    }

    /// The way to pay that was chosen, in words.
    fn way(&self) -> String {
        words_of_method(&self.layout, &self.offer.cards, self.basket.get("payment"))
    }

    /// Fields that the summary does not show but sends again.
    fn carried(&self) -> Vec<(&String, &String)> {
        let is_carried = |name: &str| !name.starts_with('_') && name != "go";
        self.basket.0.iter().filter(|(name, _)| is_carried(name)).collect()
    }

    fn lines(&self, quote: &Quote) -> Vec<(String, String, String, String)> {
        words::lines(&self.layout, quote)
    }

    fn sums(&self, quote: &Quote) -> Vec<(String, String)> {
        words::sums(&self.layout, quote)
    }

    fn gross(&self, quote: &Quote) -> String {
        self.layout.formats.money(quote.totals.gross, quote.currency)
    }
}

/// What can be bought, and how it can be paid.
pub(super) fn offer(
    db: &mut Db,
    scope: &OrgScope,
    kind: ProductKind,
    provider: Option<PaymentProviderKind>,
) -> domain::Result<Offer> {
    let organisation = company::own(db, scope)?;
    let mut products = products::list(db, false, MOST)?;
    products.retain(|row| row.kind == kind);
    let prices = products::prices_in(db, products.iter().map(|row| row.id).collect(), organisation.currency)?;
    products.retain(|row| prices.contains_key(&row.id));
    Ok(Offer {
        organisation,
        products,
        prices,
        cards: charges::cards(db, scope)?,
        provider,
    })
}
