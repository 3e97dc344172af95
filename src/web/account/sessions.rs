//! Ending one's sessions and forgetting known browsers. Only one's own; any other is unknown.

use actix_web::{HttpResponse, web};
use chrono::{NaiveDateTime, TimeDelta};
use serde::Deserialize;

use crate::domain::auth::{known_devices, sessions};
use crate::domain::{self, Db};
use crate::i18n;
use crate::state::AppState;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::redirect;
use crate::web::session::{FlashKind, PageSession, Stored};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Deserialize)]
pub(super) struct RowForm {
    #[serde(default)]
    id: String,
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

/// Ends one session, on whatever device it is.
pub(super) async fn end(
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<RowForm>,
) -> Result<HttpResponse> {
    let (id, user_id) = (number(&form.id)?, actor.user_id);
    let ended = state
        .db
        .write(move |db| -> domain::Result<bool> { Ok(sessions::delete_one(db, user_id, id)?) })
        .await?;
    answer(ended, &session, i18n::text(actor.lang, "session-ended"))
}

/// Ends all sessions but this one.
pub(super) async fn end_others(
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (seed, user_id, now) = (session.seed(), actor.user_id, state.clock.now());
    state
        .db
        .write(move |db| -> domain::Result<usize> {
            let kept = current(db, user_id, seed.as_deref(), now)?;
            Ok(sessions::delete_others(db, user_id, kept)?)
        })
        .await?;
    answer(true, &session, i18n::text(actor.lang, "sessions-ended"))
}

/// Forgets a browser: the next sign-in from it is told by mail.
pub(super) async fn forget_device(
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<RowForm>,
) -> Result<HttpResponse> {
    let (id, user_id) = (number(&form.id)?, actor.user_id);
    let forgotten = state
        .db
        .write(move |db| -> domain::Result<bool> { Ok(known_devices::delete(db, user_id, id)?) })
        .await?;
    answer(forgotten, &session, i18n::text(actor.lang, "device-forgotten"))
}

/// Key of this session among the person's. Forms have a seed that no other session has.
pub(super) fn current(db: &mut Db, user_id: i64, seed: Option<&str>, now: NaiveDateTime) -> domain::Result<i64> {
    let rows = sessions::of_user(db, user_id, now - TimeDelta::days(1), now, 1_000)?;
    let own = rows.into_iter().find(|row| {
        let state = serde_json::from_str(&row.state).ok();
        seed.is_some() && state.is_some_and(|state| Stored::read(&state).seed.as_deref() == seed)
    });
    // None: it was ended a moment ago, and nothing is kept.
    Ok(own.map_or(0, |row| row.id))
}

/// A missing key is no form of ours; one that is no number names nothing.
fn number(text: &str) -> Result<i64> {
    if text.is_empty() {
        return Err(Error::Unreadable);
    }
    text.parse().map_err(|_| Error::NotFound)
}

fn answer(done: bool, session: &PageSession, text: String) -> Result<HttpResponse> {
    if !done {
        return Err(Error::NotFound);
    }
    session.flash(FlashKind::Ok, text)?;
    Ok(redirect(urls::SECURITY))
}
