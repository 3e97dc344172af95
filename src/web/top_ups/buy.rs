//! Buying volume or lifetime, for one SIM or for those of a preview: choose, check, place. The form is the same at each step; what it says
//! about money is worked out here anew each time.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};

use super::form::{self, Parsed};
use super::page::{BuyPage, Subject, offer};
use crate::crypto::random_token;
use crate::domain::bulk::{self, BulkRow};
use crate::domain::charges;
use crate::domain::orders::{self, LineProblem, MOST_SIMS, Placed};
use crate::domain::sims;
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::bulk::{BulkAction, BulkStatus};
use crate::types::order::AttemptKey;
use crate::types::product::ProductKind;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect, show, show_invalid};
use crate::web::orders::basket::Basket;
use crate::web::orders::quote as words;
use crate::web::payments::{self, begin_placed, carry_on, leading_out};
use crate::web::session::{FlashKind, PageSession};
use crate::web::sims::{bulk_of, iccid_of, with_19_digits};
use crate::web::urls;

/// The page of a SIM; one that is not ours is not found.
async fn of_sim(
    request: &HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: &AppState,
    (kind, basket): (ProductKind, Basket),
) -> Result<BuyPage> {
    let (iccid, provider) = (iccid_of(request)?, payments::provider(state));
    let at = iccid;
    let read = move |db: &mut _| -> domain::Result<_> {
        let sim = sims::find(db, &scope, &at)?;
        Ok((sim, offer(db, &scope, kind, provider)?))
    };
    let (sim, offer) = state.db.read(read).await?;
    layout.here = request.path().to_owned();
    Ok(BuyPage::new(
        layout,
        kind,
        Subject::Sim(Box::new(sim), iccid),
        offer,
        basket,
    ))
}

/// The page of a preview that leads to an order; what is none is not found.
async fn of_preview(
    request: &HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: &AppState,
    basket: Basket,
) -> Result<BuyPage> {
    let (id, provider) = (bulk_of(request)?, payments::provider(state));
    let read = move |db: &mut _| -> domain::Result<_> {
        let bulk = bulk::find(db, &scope, id)?;
        let kind = match bulk.action {
            BulkAction::TopUp => ProductKind::TopUp,
            BulkAction::Extend => ProductKind::Extension,
            _ => return Err(domain::Error::NotFound),
        };
        Ok((kind, bulk, offer(db, &scope, kind, provider)?))
    };
    let (kind, bulk, offer) = state.db.read(read).await?;
    layout.here = request.path().to_owned();
    Ok(BuyPage::new(
        layout,
        kind,
        Subject::Preview(Box::new(bulk)),
        offer,
        basket,
    ))
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
    leading_out(
        state,
        show(&of_sim(&request, layout, scope, state, (kind, fresh()?)).await?),
    )
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
        _ => leading_out(&state, show(&page)),
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
    leading_out(&state, sent(page, scope, &state, &session).await)
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
    leading_out(&state, sent(page, scope, &state, &session).await)
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
    leading_out(&state, sent(page, scope, &state, &session).await)
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
    let parsed = match form::parse(&page.basket, &page.offer.products, page.offer.provider.is_some()) {
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
    let (at, lang) = (scope.clone(), page.layout.lang());
    let card = page.offer.provider.zip(parsed.means);
    // The order and the attempt to pay it are kept together, or neither.
    let write = move |db: &mut Db| -> domain::Result<(Placed, Option<i64>)> {
        let placed = match target {
            Target::Sim(id) => orders::place(db, &at, &parsed.wish.placement(vec![id], attempt), now)?,
            Target::Preview(id) => bulk::place_order(db, &at, id, &parsed.wish, now)?,
        };
        let to_pay = match card {
            Some((provider, means)) => begin_placed(db, &at, &placed, (provider, means, lang), now)?,
            None => None,
        };
        Ok((placed, to_pay))
    };
    let (placed, to_pay) = match state.db.write(write).await {
        Ok(done) => done,
        Err(error) => return refused(page, error),
    };
    let (key, order) = match placed {
        Placed::New(order) => ("orders-placed-now", order),
        Placed::Before(order) => ("orders-placed-before", order),
        Placed::Problems(problems) => return with_problems(page, &problems),
    };
    state.work.notify_one();
    if let Some(id) = to_pay {
        return carry_on(state, &scope, &page.layout, session, &order.number, id).await;
    }
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
