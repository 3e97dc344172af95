//! Payment details: the saved cards of the organisation.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::choice::name;
use super::{leading_out, provider, reached};
use crate::cashier::{self, SavingNow};
use crate::domain::charges::{self, CardRow, EXPIRES_WITHIN};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::card_payment::PaymentProviderKind;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

/// Pages on which a card may have been saved that are asked about when somebody comes back from one.
const MOST_SAVINGS: i64 = 3;

#[derive(Template)]
#[template(path = "payments/details.html")]
struct DetailsPage {
    layout: Layout,
    cards: Vec<CardRow>,
    provider: Option<PaymentProviderKind>,
    /// Why nothing was begun.
    refused: Option<&'static str>,
}

impl Page for DetailsPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl DetailsPage {
    fn name(&self, card: &CardRow) -> String {
        name(&self.layout, card)
    }

    fn url(&self, pattern: &str, card: &CardRow) -> String {
        urls::card(pattern, &card.id)
    }

    /// Class and key of the words about its end, if it is near or over.
    fn end(&self, card: &CardRow) -> Option<(&'static str, &'static str)> {
        let today = self.layout.now.date();
        if card.is_expired(today) {
            return Some(("badge-bad", "cards-expired"));
        }
        card.expires_within(EXPIRES_WITHIN, today)
            .then_some(("badge-warn", "cards-expires-soon"))
    }
}

async fn found(
    layout: Layout,
    scope: OrgScope,
    state: &AppState,
    refused: Option<&'static str>,
) -> Result<DetailsPage> {
    let read = move |db: &mut Db| -> domain::Result<_> { charges::cards(db, &scope) };
    let mut cards = state.db.read(read).await?;
    let provider = provider(state);
    // What was saved with another provider can neither be charged nor shown anywhere else.
    cards.retain(|card| provider.is_none_or(|kind| card.provider == kind.as_str()));
    Ok(DetailsPage {
        layout,
        cards,
        provider,
        refused,
    })
}

pub(super) async fn get(layout: Layout, scope: OrgScope, state: web::Data<AppState>) -> Result<HttpResponse> {
    let page = found(layout, scope, &state, None).await?;
    leading_out(&state, show(&page))
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

/// Begins to save a card: the visitor goes on to a page of the provider.
pub(super) async fn post(
    mut layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    layout.here = urls::PAYMENT_DETAILS.to_owned();
    let Some(kind) = provider(&state) else {
        let page = found(layout, scope, &state, Some("cards-not-taken")).await?;
        return show_invalid(&page);
    };
    let (at, lang, now) = (scope.clone(), layout.lang(), layout.now);
    let begin = move |db: &mut Db| charges::begin_saving(db, &at, (kind, lang), now);
    let id = state.db.write(begin).await?;
    let at = scope.clone();
    let begun = cashier::in_background(&state, move |state| cashier::save_card(state, &at, id)).await?;
    match begun {
        SavingNow::Page(address) => Ok(redirect(reached(&state, &address))),
        SavingNow::Saved | SavingNow::Ended | SavingNow::Unknown => {
            let page = found(layout, scope, &state, Some("cards-no-answer")).await?;
            leading_out(&state, show_invalid(&page))
        }
    }
}

/// Where the provider sends its visitor. The address proves nothing: the provider is asked.
pub(super) async fn back(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
) -> Result<HttpResponse> {
    let look = move |state: &AppState| -> domain::Result<Vec<SavingNow>> {
        let open = state
            .db
            .read_blocking(|db| charges::open_savings(db, &scope, MOST_SAVINGS).map_err(domain::Error::from))?;
        let reached = open.iter().map(|saving| cashier::save_card(state, &scope, saving.id));
        reached.collect()
    };
    let reached = cashier::in_background(&state, look).await?;
    if reached.contains(&SavingNow::Saved) {
        session.flash(FlashKind::Ok, layout.t("cards-saved"))?;
    } else if reached.contains(&SavingNow::Unknown) {
        session.flash(FlashKind::Info, layout.t("cards-saved-later"))?;
    }
    Ok(redirect(urls::PAYMENT_DETAILS))
}

/// What is no number is the name of no card.
pub(super) fn id_of(request: &HttpRequest) -> Result<i64> {
    request.match_info().query("card").parse().map_err(|_| Error::NotFound)
}

pub(super) async fn make_default(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now) = (id_of(&request)?, layout.now);
    let change = move |db: &mut Db| charges::make_default(db, &scope, id, now);
    state.db.write(change).await?;
    session.flash(FlashKind::Ok, layout.t("cards-default-set"))?;
    Ok(redirect(urls::PAYMENT_DETAILS))
}
