//! Going into a sub-organisation that lets its master manage it, and back.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::number_of;
use crate::domain::Db;
use crate::domain::organisations::{self, NO_ACCESS};
use crate::state::AppState;
use crate::types::access::Actor;
use crate::types::matrix::Permission;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect};
use crate::web::session::PageSession;
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn enter(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    if !actor.may(Permission::ViewOrganisation) {
        return Err(Error::Refused(NO_ACCESS));
    }
    let (number, now) = (number_of(&request)?, layout.now);
    let person = Actor::clone(&actor);
    let enter = move |db: &mut Db| organisations::enter(db, &person, &number, now);
    let entered = state.db.write(enter).await?;
    session.enter(entered)?;
    tracing::info!(
        user.id = actor.user_id,
        organisation.id = entered,
        "entered a sub-organisation"
    );
    Ok(redirect(urls::HOME))
}

pub(super) async fn leave(
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    if actor.home().is_some() {
        let (person, now) = (Actor::clone(&actor), layout.now);
        state.db.write(move |db| organisations::leave(db, &person, now)).await?;
        session.leave();
    }
    Ok(redirect(urls::HOME))
}
