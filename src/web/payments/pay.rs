//! Paying an order by card: choosing the card, the way to the provider's page and the way back.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::choice::{Choice, Offered, offered};
use super::{leading_out, provider, reached};
use crate::cashier::{self, Pursued};
use crate::domain::charges::{self, AttemptRow, Begun, CardRow, Means, UNDER_WAY};
use crate::domain::orders::{self, OrderRow, Placed, standing_of};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::card_payment::{Decline, PaymentProviderKind};
use crate::types::lang::Lang;
use crate::types::money::Money;
use crate::types::order::{OrderNumber, OrderStatus, PaymentKind, PaymentMethod, PaymentState};
use crate::types::time::UtcTime;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "payments/pay.html")]
struct PayPage {
    layout: Layout,
    order: OrderRow,
    choices: Vec<Offered>,
    keep_card: bool,
    /// Why the last try failed.
    declined: Option<Decline>,
    /// The provider has not said yet what became of a try.
    is_waiting: bool,
    /// Key of the last try that the page knows of; 0: there was none.
    seen: i64,
    errors: FieldErrors,
}

impl Page for PayPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl PayPage {
    fn due(&self) -> String {
        let due = standing_of(&self.order).due();
        self.layout.formats.money(due, self.order.currency)
    }

    fn url(&self, pattern: &str) -> String {
        urls::order(pattern, &self.order.number)
    }

    fn reason(&self) -> Option<String> {
        self.declined.map(|reason| self.layout.t(&reason.text_key()))
    }
}

/// What the page shows.
struct Found {
    order: OrderRow,
    attempts: Vec<AttemptRow>,
    cards: Vec<CardRow>,
}

async fn find(request: &HttpRequest, scope: &OrgScope, state: &AppState) -> Result<Found> {
    let number = OrderNumber::parse(request.match_info().query("order")).ok_or(Error::NotFound)?;
    let scope = scope.clone();
    let read = move |db: &mut Db| -> domain::Result<Found> {
        let order = orders::find(db, &scope, &number)?;
        Ok(Found {
            attempts: charges::of_order(db, order.id)?,
            cards: charges::cards(db, &scope)?,
            order,
        })
    };
    Ok(state.db.read(read).await?)
}

/// Whether the order is paid by card and something is left to be paid.
fn is_payable(order: &OrderRow) -> bool {
    order.payment_method == PaymentMethod::Card && standing_of(order).due() > Money::ZERO
}

/// Key of the last try to pay; 0: there was none.
fn last_try(attempts: &[AttemptRow]) -> i64 {
    let mut tries = attempts.iter().rev();
    tries
        .find(|attempt| attempt.kind == PaymentKind::Charge)
        .map_or(0, |attempt| attempt.id)
}

fn page(layout: Layout, found: Found, kind: PaymentProviderKind, typed: &PayForm) -> PayPage {
    let is_waiting = charges::live(&found.attempts).is_some_and(|live| {
        // A page that waits for its visitor waits for nobody else.
        live.payment_method_id.is_some() && matches!(live.status, PaymentState::Unknown | PaymentState::Pending)
    });
    PayPage {
        choices: offered(&layout, &[], &found.cards, Some(kind), &typed.payment),
        keep_card: typed.keep_card.is_some(),
        declined: charges::last_decline(&found.attempts).filter(|_| !is_waiting),
        is_waiting,
        seen: last_try(&found.attempts),
        errors: FieldErrors::new(),
        order: found.order,
        layout,
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let found = find(&request, &scope, &state).await?;
    match provider(&state) {
        Some(kind) if is_payable(&found.order) => {
            let page = page(layout, found, kind, &PayForm::default());
            leading_out(&state, show(&page))
        }
        // There is nothing to pay here (any more); the order's page says how it stands.
        _ => Ok(redirect(&urls::order(urls::ORDER, &found.order.number))),
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct PayForm {
    #[serde(default)]
    payment: String,
    #[serde(default)]
    keep_card: Option<String>,
    #[serde(default)]
    seen: String,
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<PayForm>,
) -> Result<HttpResponse> {
    let found = find(&request, &scope, &state).await?;
    let to_order = urls::order(urls::ORDER, &found.order.number);
    layout.here = urls::order(urls::ORDER_PAYMENT, &found.order.number);
    let Some(kind) = provider(&state).filter(|_| is_payable(&found.order)) else {
        return Ok(redirect(&to_order));
    };
    let choice = Choice::parse(&form.payment, form.keep_card.is_some(), true);
    let Some(means) = choice.and_then(|choice| choice.means) else {
        return refused(&state, page(layout, found, kind, &form), "orders-payment-missing");
    };
    // Sent a second time: what became of the first is shown instead of trying again.
    if charges::live(&found.attempts).is_none() && form.seen != last_try(&found.attempts).to_string() {
        return Ok(redirect(&layout.here));
    }
    let (id, lang, now) = (found.order.id, layout.lang(), layout.now);
    // The second time around, what was under way is out of the way.
    for _ in 0..2 {
        let at = scope.clone();
        let begin = move |db: &mut Db| charges::begin(db, &at, id, (kind, means, lang), now);
        match state.db.write(begin).await {
            Ok(Begun::New(attempt) | Begun::Before(attempt)) => {
                return carry_on(&state, &scope, &layout, &session, &found.order.number, attempt.id).await;
            }
            Ok(Begun::Other(other)) => {
                let at = scope.clone();
                let given_up =
                    cashier::in_background(&state, move |state| cashier::give_up(state, &at, other.id)).await?;
                if given_up.attempt.status == PaymentState::Succeeded {
                    return paid(&layout, &session, &found.order.number);
                }
                if given_up.attempt.is_live() {
                    return refused(&state, page(layout, found, kind, &form), UNDER_WAY);
                }
            }
            Err(domain::Error::Refused(key)) => return refused(&state, page(layout, found, kind, &form), key),
            Err(error) => return Err(error.into()),
        }
    }
    refused(&state, page(layout, found, kind, &form), UNDER_WAY)
}

/// The form again, with the reason at the choice of cards.
fn refused(state: &AppState, mut page: PayPage, key: &'static str) -> Result<HttpResponse> {
    page.errors.add("payment", key);
    leading_out(state, show_invalid(&page))
}

/// Where the provider sends its visitor. The address proves nothing: the provider is asked.
pub(super) async fn back(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
) -> Result<HttpResponse> {
    let found = find(&request, &scope, &state).await?;
    let number = &found.order.number;
    if let Some(live) = charges::live(&found.attempts) {
        let (id, at) = (live.id, scope.clone());
        let pursued = cashier::in_background(&state, move |state| cashier::pursue(state, &at, id)).await?;
        return match pursued.attempt.status {
            PaymentState::Succeeded => paid(&layout, &session, number),
            _ => Ok(redirect(&urls::order(urls::ORDER_PAYMENT, number))),
        };
    }
    // A webhook was faster.
    let is_paid = found.order.payment_method == PaymentMethod::Card && !is_payable(&found.order);
    if is_paid && found.order.status != OrderStatus::Cancelled {
        return paid(&layout, &session, number);
    }
    Ok(redirect(&urls::order(urls::ORDER_PAYMENT, number)))
}

fn paid(layout: &Layout, session: &PageSession, number: &str) -> Result<HttpResponse> {
    session.flash(FlashKind::Ok, layout.t1("cards-paid", "number", number))?;
    Ok(redirect(&urls::order(urls::ORDER, number)))
}

/// Begins to pay an order that was just placed, in the same transaction; answers the attempt to be carried on with. Of an order that had been
/// placed before only what is still under way: a form that is sent twice charges once.
pub fn begin_placed(
    db: &mut Db,
    scope: &OrgScope,
    placed: &Placed,
    (provider, means, lang): (PaymentProviderKind, Means, Lang),
    now: UtcTime,
) -> domain::Result<Option<i64>> {
    match placed {
        Placed::New(order) if is_payable(order) => {
            let begun = charges::begin(db, scope, order.id, (provider, means, lang), now)?;
            let (Begun::New(attempt) | Begun::Before(attempt) | Begun::Other(attempt)) = begun;
            Ok(Some(attempt.id))
        }
        Placed::Before(order) if is_payable(order) => {
            let attempts = charges::of_order(db, order.id)?;
            Ok(charges::live(&attempts).map(|attempt| attempt.id))
        }
        Placed::New(_) | Placed::Before(_) | Placed::Problems(_) => Ok(None),
    }
}

/// Asks the provider for what was begun, and sends the visitor on: to the provider's page, or to what became of it.
pub async fn carry_on(
    state: &AppState,
    scope: &OrgScope,
    layout: &Layout,
    session: &PageSession,
    number: &str,
    attempt_id: i64,
) -> Result<HttpResponse> {
    let at = scope.clone();
    let Pursued {
        attempt,
        address,
        error,
    } = cashier::in_background(state, move |state| cashier::pursue(state, &at, attempt_id)).await?;
    if error.is_some() && attempt.payment_method_id.is_none() {
        session.flash(FlashKind::Warn, layout.t("cards-no-answer"))?;
    }
    match address {
        Some(address) => Ok(redirect(reached(state, &address))),
        None if attempt.status == PaymentState::Succeeded => paid(layout, session, number),
        // Declined, or without an answer: the page says which.
        None => Ok(redirect(&urls::order(urls::ORDER_PAYMENT, number))),
    }
}
