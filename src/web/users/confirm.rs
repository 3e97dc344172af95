//! What cannot be taken back is asked first: disabling, deleting, withdrawing an invitation, resetting two-factor.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::person::{check, find};
use super::{rights, user_of};
use crate::domain::auth::two_factor;
use crate::domain::users::{self, UserRow};
use crate::domain::{self};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::user_status::UserStatus;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "users/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    id: i64,
    name: String,
    /// Its texts are `users-<part>-<what>`.
    what: &'static str,
    action: &'static str,
    /// What else happens, in whole sentences.
    effects: Vec<String>,
}

impl Page for ConfirmPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ConfirmPage {
    fn title(&self) -> String {
        self.layout.t(&format!("users-title-{}", self.what))
    }
}

/// An empty form does nothing: whoever confirms has seen the page.
#[derive(Deserialize)]
pub(super) struct SureForm {
    #[serde(default)]
    sure: String,
}

impl SureForm {
    fn check(&self) -> Result<()> {
        if self.sure == "1" {
            Ok(())
        } else {
            Err(Error::Unreadable)
        }
    }
}

pub(super) async fn disabling(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let user = find(&state, &scope, user_of(&request)?).await?;
    check(&layout, &user)?;
    if user.status != UserStatus::Active.as_str() {
        return Err(Error::Refused(users::CHANGED));
    }
    let key = if user.client_id.is_some() {
        "users-effect-secret-stops"
    } else {
        "users-effect-sessions-end"
    };
    let effects = vec![layout.t(key), layout.t("users-effect-stays")];
    ask(layout, &user, "disable", urls::USER_DISABLING, effects)
}

pub(super) async fn post_disabling(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SureForm>,
) -> Result<HttpResponse> {
    let (id, now) = (user_of(&request)?, state.clock.now());
    find(&state, &scope, id).await?;
    form.check()?;
    let user = state.db.write(move |db| users::disable(db, &scope, id, now)).await?;
    session.flash(FlashKind::Ok, layout.t1("users-disabled", "name", &user.name()))?;
    Ok(redirect(&urls::user(urls::USER, &id)))
}

pub(super) async fn deletion(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let user = find(&state, &scope, user_of(&request)?).await?;
    let may_withdraw = rights::powers(&layout).is_some_and(|powers| powers.may_withdraw(&user));
    if !may_withdraw {
        check(&layout, &user)?;
    }
    let id = user.id;
    let read = move |db: &mut _| -> domain::Result<_> { users::left_behind(db, &scope, id) };
    let left = state.db.read(read).await?;
    let is_invited = user.status == UserStatus::Invited.as_str();
    let mut effects = Vec::new();
    if is_invited {
        effects.push(layout.t("users-effect-link-dead"));
    } else if user.client_id.is_some() {
        effects.push(layout.t("users-effect-secret-gone"));
    } else {
        effects.push(layout.t("users-effect-person-gone"));
    }
    if left.shared_views > 0 {
        effects.push(layout.tn("users-effect-views", &left.shared_views));
    }
    if left.sims > 0 {
        effects.push(layout.tn("users-effect-sims", &left.sims));
    }
    effects.push(layout.t("users-effect-history"));
    let what = if is_invited { "withdraw" } else { "delete" };
    ask(layout, &user, what, urls::USER_DELETION, effects)
}

pub(super) async fn post_deletion(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SureForm>,
) -> Result<HttpResponse> {
    let (id, now) = (user_of(&request)?, state.clock.now());
    find(&state, &scope, id).await?;
    form.check()?;
    let context = MailContext::of(&state.config);
    let user = state
        .db
        .write(move |db| users::delete(db, &context, &scope, id, now))
        .await?;
    state.work.notify_one();
    session.flash(FlashKind::Ok, layout.t1("users-deleted", "name", &user.name()))?;
    Ok(redirect(urls::USERS))
}

pub(super) async fn two_factor(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let user = find(&state, &scope, user_of(&request)?).await?;
    check(&layout, &user)?;
    let effects = vec![layout.t("users-effect-two-factor"), layout.t("users-effect-told")];
    ask(layout, &user, "two-factor", urls::USER_TWO_FACTOR, effects)
}

pub(super) async fn post_two_factor(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SureForm>,
) -> Result<HttpResponse> {
    let (id, now) = (user_of(&request)?, state.clock.now());
    let user = find(&state, &scope, id).await?;
    form.check()?;
    if user.two_factor_since().is_none() {
        return Err(Error::Refused(users::CHANGED));
    }
    let context = MailContext::of(&state.config);
    state
        .db
        .write(move |db| two_factor::reset(db, &context, &scope, id, now))
        .await?;
    state.work.notify_one();
    session.flash(FlashKind::Ok, layout.t1("users-two-factor-reset", "name", &user.name()))?;
    Ok(redirect(&urls::user(urls::USER, &id)))
}

fn ask(
    layout: Layout,
    user: &UserRow,
    what: &'static str,
    action: &'static str,
    effects: Vec<String>,
) -> Result<HttpResponse> {
    show(&ConfirmPage {
        layout,
        id: user.id,
        name: user.name(),
        what,
        action,
        effects,
    })
}
