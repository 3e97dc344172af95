//! Changing one's password: the old one, and the new one twice. All other sessions end.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::confirm::check_password;
use super::sessions;
use crate::domain::auth::{self, Checked};
use crate::state::AppState;
use crate::web::auth::circumstances;
use crate::web::auth::hashing::{hash, new_password};
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    layout: Layout,
    email: String,
    errors: FieldErrors,
    /// Nothing is checked before this time.
    blocked: Option<String>,
}

impl Page for PasswordPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    repeated: String,
}

pub(super) async fn get(layout: Layout, SignedIn(actor): SignedIn) -> Result<HttpResponse> {
    show(&PasswordPage {
        layout,
        email: actor.email.clone(),
        errors: FieldErrors::new(),
        blocked: None,
    })
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    SignedIn(actor): SignedIn,
    Form(form): Form<PasswordForm>,
) -> Result<HttpResponse> {
    let mut page = PasswordPage {
        layout: Layout::of(&request),
        email: actor.email.clone(),
        errors: FieldErrors::new(),
        blocked: None,
    };
    if form.current.is_empty() {
        page.errors = FieldErrors::one("current", "field-password-missing");
        return show_invalid(&page);
    }
    let password = match new_password(&form.password, &form.repeated, &actor.email) {
        Ok(password) => password,
        Err(errors) => {
            page.errors = errors;
            return show_invalid(&page);
        }
    };
    match check_password(&state, &actor, form.current).await? {
        Checked::Right => {}
        Checked::Wrong => {
            page.errors = FieldErrors::one("current", "field-password-wrong");
            return show_invalid(&page);
        }
        Checked::Blocked(until) => {
            page.blocked = Some(page.layout.formats.with_seconds(until));
            return show_invalid(&page);
        }
    }
    let hash = hash(&state, password).await?;
    let with = circumstances(&request, &state, &visitor);
    let (person, seed) = ((*actor).clone(), session.seed());
    state
        .db
        .write(move |db| {
            let kept = sessions::current(db, person.user_id, seed.as_deref(), with.now)?;
            auth::change_password(db, &with, &person, kept, &hash)
        })
        .await?;
    state.work.notify_one();
    session.renew();
    session.flash(FlashKind::Ok, page.layout.t("own-password-changed"))?;
    tracing::info!("password changed");
    Ok(redirect(urls::SECURITY))
}
