//! Buying volume or lifetime, for one SIM or for those of a preview: choose, check, place. The form is the same at each step; what it says
//! about money is worked out here anew each time.

use std::collections::{BTreeMap, HashMap};

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::form::{self, Parsed, value_of};
use crate::crypto::random_token;
use crate::domain::bulk::{self, BulkRow};
use crate::domain::charges::{self, CardRow};
use crate::domain::company::{self, OrganisationRow};
use crate::domain::orders::{self, LineProblem, MOST_SIMS, OrderRow, Placed, Quote};
use crate::domain::products::{self, ProductRow};
use crate::domain::sims::{self, SimRow};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::bulk::{BulkAction, BulkStatus};
use crate::types::iccid::Iccid;
use crate::types::money::UnitPrice;
use crate::types::order::{AttemptKey, PaymentMethod};
use crate::types::product::ProductKind;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::orders::basket::Basket;
use crate::web::orders::quote as words;
use crate::web::session::{FlashKind, PageSession};
use crate::web::sims::{bulk_of, iccid_of, with_19_digits};
use crate::web::urls;

/// More products than any shop of SIMs has.
const MOST: i64 = 500;

/// What it is for.
enum Subject {
    /// One SIM.
    Sim(Box<SimRow>, Iccid),
    /// The SIMs of a preview that can have it.
    Preview(Box<BulkRow>),
}

/// What the form offers.
struct Offer {
    organisation: OrganisationRow,
    products: Vec<ProductRow>,
    prices: HashMap<i64, UnitPrice>,
    /// Saved cards that have not expired.
    cards: Vec<CardRow>,
}

#[derive(Template)]
#[template(path = "top_ups/page.html")]
struct BuyPage {
    layout: Layout,
    kind: ProductKind,
    subject: Subject,
    offer: Offer,
    basket: Basket,
    errors: FieldErrors,
    /// What is wrong with the chosen product or its quantity.
    problem: Option<String>,
    /// What is asked to be confirmed.
    quote: Option<Quote>,
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

/// A way to pay in the form.
struct Way {
    value: String,
    name: String,
    about: String,
    is_chosen: bool,
}

impl BuyPage {
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
    fn back(&self) -> String {
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

    fn ways(&self) -> Vec<Way> {
        let typed = self.basket.get("payment");
        let cards = self.offer.cards.iter().map(|card| Way {
            value: value_of(card),
            name: card_name(&self.layout, card),
            about: self.layout.t("top-up-card-text"),
            is_chosen: false,
        });
        let method = |method: PaymentMethod| Way {
            value: method.to_string(),
            name: self.layout.t(&format!("order-method-{method}")),
            about: self.layout.t(&format!("top-up-method-{method}-text")),
            is_chosen: false,
        };
        let monthly = self.offer.organisation.monthly_invoice_allowed;
        let mut ways: Vec<Way> = cards
            .chain(monthly.then(|| method(PaymentMethod::MonthlyInvoice)))
            .chain([method(PaymentMethod::BankTransfer)])
            .collect();
        let place = ways.iter().position(|way| way.value == typed).unwrap_or_default();
        if let Some(way) = ways.get_mut(place) {
            way.is_chosen = true;
        }
        ways
    }

    /// The way to pay that was chosen, in words.
    fn way(&self) -> String {
        let chosen = self.ways().into_iter().find(|way| way.is_chosen);
        chosen.map(|way| way.name).unwrap_or_default()
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

/// A card as people know it.
pub(in crate::web) fn card_name(layout: &Layout, card: &CardRow) -> String {
    layout.t2("top-up-card", "brand", &card.brand, "last4", &card.last4)
}

fn offer(db: &mut Db, scope: &OrgScope, kind: ProductKind, now: chrono::NaiveDateTime) -> domain::Result<Offer> {
    let organisation = company::own(db, scope)?;
    let mut products = products::list(db, false, MOST)?;
    products.retain(|row| row.kind == kind);
    let prices = products::prices_in(db, products.iter().map(|row| row.id).collect(), organisation.currency)?;
    products.retain(|row| prices.contains_key(&row.id));
    let mut cards = charges::cards(db, scope)?;
    cards.retain(|card| !card.is_expired(now.date()));
    Ok(Offer {
        organisation,
        products,
        prices,
        cards,
    })
}

/// The page of a SIM; one that is not ours is not found.
async fn of_sim(
    request: &HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: &AppState,
    (kind, basket): (ProductKind, Basket),
) -> Result<BuyPage> {
    let (iccid, now) = (iccid_of(request)?, layout.now);
    let at = iccid.clone();
    let read = move |db: &mut _| -> domain::Result<_> {
        let sim = sims::find(db, &scope, &at)?;
        Ok((sim, offer(db, &scope, kind, now)?))
    };
    let (sim, offer) = state.db.read(read).await?;
    layout.here = request.path().to_owned();
    Ok(page(layout, kind, Subject::Sim(Box::new(sim), iccid), offer, basket))
}

/// The page of a preview that leads to an order; what is none is not found.
async fn of_preview(
    request: &HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: &AppState,
    basket: Basket,
) -> Result<BuyPage> {
    let (id, now) = (bulk_of(request)?, layout.now);
    let read = move |db: &mut _| -> domain::Result<_> {
        let bulk = bulk::find(db, &scope, id)?;
        let kind = match bulk.action {
            BulkAction::TopUp => ProductKind::TopUp,
            BulkAction::Extend => ProductKind::Extension,
            _ => return Err(domain::Error::NotFound),
        };
        Ok((kind, bulk, offer(db, &scope, kind, now)?))
    };
    let (kind, bulk, offer) = state.db.read(read).await?;
    layout.here = request.path().to_owned();
    Ok(page(layout, kind, Subject::Preview(Box::new(bulk)), offer, basket))
}

fn page(layout: Layout, kind: ProductKind, subject: Subject, offer: Offer, basket: Basket) -> BuyPage {
    BuyPage {
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

/// An empty form. A preview needs no key: it is one attempt.
fn fresh() -> Result<Basket> {
    let mut basket = Basket::default();
    basket.put(
        "attempt",
        random_token().map_err(|error| Error::Internal(error.to_string()))?,
    );
    basket.put("each", "1");
    Ok(basket)
}

pub(super) async fn top_up(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    sim_form(request, layout, scope, &state, ProductKind::TopUp).await
}

pub(super) async fn extension(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    sim_form(request, layout, scope, &state, ProductKind::Extension).await
}

async fn sim_form(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: &AppState,
    kind: ProductKind,
) -> Result<HttpResponse> {
    if let Some(address) = with_19_digits(&request, &iccid_of(&request)?) {
        return Ok(redirect(&address));
    }
    show(&of_sim(&request, layout, scope, state, (kind, fresh()?)).await?)
}

pub(super) async fn bulk(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let page = of_preview(&request, layout, scope, &state, fresh()?).await?;
    match &page.subject {
        // Too many, not ready, or ordered by now: its own page says so.
        Subject::Preview(bulk) if !is_orderable(bulk) => Ok(redirect(&page.back())),
        _ => show(&page),
    }
}

/// Whether a preview can become an order.
pub(in crate::web) fn is_orderable(bulk: &BulkRow) -> bool {
    let most = i64::try_from(MOST_SIMS).unwrap_or(i64::MAX);
    bulk.action.is_ordered() && bulk.status == BulkStatus::Previewed && (1..=most).contains(&bulk.will_change)
}

pub(super) async fn top_up_sent(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let asked = (ProductKind::TopUp, Basket(fields));
    let page = of_sim(&request, layout, scope.clone(), &state, asked).await?;
    sent(page, scope, &state, &session).await
}

pub(super) async fn extension_sent(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let asked = (ProductKind::Extension, Basket(fields));
    let page = of_sim(&request, layout, scope.clone(), &state, asked).await?;
    sent(page, scope, &state, &session).await
}

pub(super) async fn bulk_sent(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let page = of_preview(&request, layout, scope.clone(), &state, Basket(fields)).await?;
    sent(page, scope, &state, &session).await
}

async fn sent(mut page: BuyPage, scope: OrgScope, state: &AppState, session: &PageSession) -> Result<HttpResponse> {
    let attempt = match page.basket.attempt() {
        Some(attempt) => attempt,
        None => {
            page.basket.put("attempt", fresh()?.get("attempt"));
            page.basket.attempt().ok_or(Error::Unreadable)?
        }
    };
    if page.basket.get("go") == "back" {
        return show(&page);
    }
    let parsed = match form::parse(&page.basket, &page.offer.products, &page.offer.cards) {
        Ok(parsed) => parsed,
        Err(errors) => {
            page.errors = errors;
            return show_invalid(&page);
        }
    };
    if page.basket.get("go") == "place" {
        place(page, parsed, attempt, scope, state, session).await
    } else {
        check(page, parsed, attempt, scope, state).await
    }
}

/// What is bought for, without what the page shows of it.
#[derive(Clone)]
enum Target {
    Sim(i64),
    Preview(i64),
}

fn target_of(page: &BuyPage) -> Target {
    match &page.subject {
        Subject::Sim(sim, _) => Target::Sim(sim.id),
        Subject::Preview(bulk) => Target::Preview(bulk.id),
    }
}

async fn check(
    mut page: BuyPage,
    parsed: Parsed,
    attempt: AttemptKey,
    scope: OrgScope,
    state: &AppState,
) -> Result<HttpResponse> {
    let (target, now) = (target_of(&page), page.layout.now);
    let read = move |db: &mut _| match target {
        Target::Sim(id) => orders::check(db, &scope, &parsed.wish.placement(vec![id], attempt), now),
        Target::Preview(id) => bulk::check_order(db, &scope, id, &parsed.wish, now),
    };
    match state.db.read(read).await {
        Ok(Ok(quote)) => {
            page.quote = Some(quote);
            show(&page)
        }
        Ok(Err(problems)) => with_problems(page, &problems),
        Err(error) => refused(page, error),
    }
}

async fn place(
    page: BuyPage,
    parsed: Parsed,
    attempt: AttemptKey,
    scope: OrgScope,
    state: &AppState,
    session: &PageSession,
) -> Result<HttpResponse> {
    let (target, now) = (target_of(&page), page.layout.now);
    let write = move |db: &mut _| -> domain::Result<Placed> {
        let placed = match target {
            Target::Sim(id) => orders::place(db, &scope, &parsed.wish.placement(vec![id], attempt), now)?,
            Target::Preview(id) => bulk::place_order(db, &scope, id, &parsed.wish, now)?,
        };
        if let (Placed::New(order), Some(card)) = (&placed, parsed.card) {
            charges::charge_later(db, &scope, order, card, now)?;
        }
        Ok(placed)
    };
    let (key, order): (_, OrderRow) = match state.db.write(write).await {
        Ok(Placed::New(order)) => ("orders-placed-now", order),
        Ok(Placed::Before(order)) => ("orders-placed-before", order),
        Ok(Placed::Problems(problems)) => return with_problems(page, &problems),
        Err(error) => return refused(page, error),
    };
    state.work.notify_one();
    session.flash(FlashKind::Ok, page.layout.t1(key, "number", &order.number))?;
    Ok(redirect(&urls::order(urls::ORDER, &order.number)))
}

/// The form again, with what is wrong at the product.
fn with_problems(mut page: BuyPage, problems: &[(usize, LineProblem)]) -> Result<HttpResponse> {
    let currency = page.offer.organisation.currency;
    page.problem = problems
        .first()
        .map(|(_, problem)| words::problem(&page.layout, currency, *problem));
    show_invalid(&page)
}

/// The form again, with the reason at the choice that it is about.
fn refused(mut page: BuyPage, error: domain::Error) -> Result<HttpResponse> {
    let domain::Error::Refused(key) = error else {
        return Err(error.into());
    };
    let field = match key {
        orders::MONTHLY_NOT_ALLOWED | charges::CARD_GONE => "payment",
        _ => "product",
    };
    page.errors.add(field, key);
    show_invalid(&page)
}
