//! Decisions about an action. Whoever decides needs the permission that the action itself needs.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::bulk_of;
use crate::domain::{self, bulk};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::{Actor, OrgScope};
use crate::types::bulk::BulkStatus;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn confirm(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    SignedIn(actor): SignedIn,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let id = bulk_of(&request)?;
    let (scope, now) = (entitled(&state, &actor, scope, id).await?, state.clock.now());
    let context = MailContext::of(&state.config);
    let write = move |db: &mut _| -> domain::Result<_> { bulk::confirm(db, &context, &scope, id, now) };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(redirect(&urls::bulk(urls::BULK_ACTION, &id)))
}

pub(super) async fn cancel(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let id = bulk_of(&request)?;
    let (scope, now) = (entitled(&state, &actor, scope, id).await?, state.clock.now());
    let write = move |db: &mut _| -> domain::Result<_> { bulk::cancel(db, &scope, id, now) };
    let bulk = state.db.write(write).await?;
    let layout = Layout::of(&request);
    if bulk.status == BulkStatus::Cancelled {
        session.flash(FlashKind::Info, layout.t("bulk-given-up"))?;
        // A preview that was given up is of no more use: back to the list it came from.
        return Ok(redirect(list_of(&bulk.query)));
    }
    Ok(redirect(&urls::bulk(urls::BULK_ACTION, &id)))
}

pub(super) async fn undo(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    SignedIn(actor): SignedIn,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let id = bulk_of(&request)?;
    let (scope, now) = (entitled(&state, &actor, scope, id).await?, state.clock.now());
    let lang = Layout::of(&request).lang();
    let write = move |db: &mut _| -> domain::Result<_> { bulk::undo(db, &scope, id, lang, now) };
    let undoing = state.db.write(write).await?;
    state.work.notify_one();
    Ok(redirect(&urls::bulk(urls::BULK_ACTION, &undoing)))
}

/// The scope with the permission of the action; who lacks it is told which one it is.
async fn entitled(state: &AppState, actor: &Actor, scope: OrgScope, id: i64) -> Result<OrgScope> {
    let read = move |db: &mut _| -> domain::Result<_> { Ok(bulk::find(db, &scope, id)?) };
    let bulk = state.db.read(read).await?;
    actor
        .enter(bulk.action.permission())
        .map_err(|denied| Error::Denied(Some(denied.0)))
}

/// The list that an action came from.
pub(super) fn list_of(query: &str) -> &str {
    let is_list = query == urls::SIMS || query.starts_with(&format!("{}?", urls::SIMS));
    if is_list { urls::local(query) } else { urls::SIMS }
}
