//! Deleting a saved card: asks first, and says what else ends with it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::choice::name;
use super::details::id_of;
use crate::domain::charges::{self, CARD_GONE, CardRow};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "payments/deletion.html")]
struct DeletionPage {
    layout: Layout,
    card: CardRow,
    /// Whether auto-top-up charges it.
    pays_for_top_ups: bool,
}

impl Page for DeletionPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl DeletionPage {
    fn name(&self) -> String {
        name(&self.layout, &self.card)
    }

    fn action(&self) -> String {
        urls::card(urls::CARD_DELETION, &self.card.id)
    }
}

async fn found(layout: Layout, scope: OrgScope, state: &AppState, id: i64) -> Result<DeletionPage> {
    let read = move |db: &mut Db| -> domain::Result<_> {
        let card = charges::card(db, &scope, id)?;
        Ok((card, charges::pays_for_top_ups(db, &scope, id)?))
    };
    let (card, pays_for_top_ups) = state.db.read(read).await?;
    Ok(DeletionPage {
        layout,
        card,
        pays_for_top_ups,
    })
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let id = id_of(&request)?;
    show(&found(layout, scope, &state, id).await?)
}

#[derive(Deserialize)]
pub(super) struct SureForm {
    #[serde(default)]
    sure: Option<String>,
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SureForm>,
) -> Result<HttpResponse> {
    let (id, now) = (id_of(&request)?, layout.now);
    layout.here = urls::card(urls::CARD_DELETION, &id);
    let page = found(layout, scope.clone(), &state, id).await?;
    if form.sure.is_none() {
        // Only the page that asks sends this.
        return show_invalid(&page);
    }
    let delete = move |db: &mut Db| charges::delete_card(db, &scope, id, now);
    let told = match state.db.write(delete).await {
        Ok(()) => page.layout.t1("cards-deleted", "card", &page.name()),
        // From another tab.
        Err(domain::Error::Refused(CARD_GONE)) => page.layout.t(CARD_GONE),
        Err(error) => return Err(error.into()),
    };
    state.work.notify_one();
    session.flash(FlashKind::Ok, told)?;
    Ok(redirect(urls::PAYMENT_DETAILS))
}
