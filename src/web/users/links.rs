//! What is done by one button: sending an invitation or a link for a new password, letting somebody in again.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::user_of;
use crate::domain::users;
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn invitation(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now, context) = (user_of(&request)?, state.clock.now(), MailContext::of(&state.config));
    let user = state
        .db
        .write(move |db| users::invite_again(db, &context, &scope, id, now))
        .await?;
    state.work.notify_one();
    let email = user.email.unwrap_or_default();
    session.flash(FlashKind::Ok, layout.t1("users-invited-again", "email", &email))?;
    Ok(redirect(&urls::user(urls::USER, &id)))
}

pub(super) async fn reset(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now, context) = (user_of(&request)?, state.clock.now(), MailContext::of(&state.config));
    let user = state
        .db
        .write(move |db| users::send_reset(db, &context, &scope, id, now))
        .await?;
    state.work.notify_one();
    let email = user.email.unwrap_or_default();
    session.flash(FlashKind::Ok, layout.t1("users-reset-sent", "email", &email))?;
    Ok(redirect(&urls::user(urls::USER, &id)))
}

pub(super) async fn enabling(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now) = (user_of(&request)?, state.clock.now());
    let user = state.db.write(move |db| users::enable(db, &scope, id, now)).await?;
    session.flash(FlashKind::Ok, layout.t1("users-enabled", "name", &user.name()))?;
    Ok(redirect(&urls::user(urls::USER, &id)))
}
