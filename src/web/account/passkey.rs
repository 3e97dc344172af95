//! One of the person's passkeys: its name, and the way to its end.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain;
use crate::domain::auth::passkeys::{self, PasskeyRow};
use crate::state::AppState;
use crate::types::access::Actor;
use crate::types::passkey_name::{PasskeyName, PasskeyNameError};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "account/passkey.html")]
struct PasskeyPage {
    layout: Layout,
    passkey: PasskeyRow,
    /// As it is, or as it was typed.
    name: String,
    errors: FieldErrors,
}

impl Page for PasskeyPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl PasskeyPage {
    fn url(&self, pattern: &str) -> String {
        urls::passkey(pattern, &self.passkey.id)
    }

    fn added(&self) -> String {
        self.layout.formats.date_time(self.passkey.created_at)
    }

    fn used(&self) -> Option<String> {
        self.passkey.last_used_at.map(|at| self.layout.formats.date_time(at))
    }
}

#[derive(Deserialize)]
pub(super) struct NameForm {
    #[serde(default)]
    name: String,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let passkey = find(&request, &actor, &state).await?;
    show(&PasskeyPage {
        name: passkey.name.clone(),
        passkey,
        errors: FieldErrors::new(),
        layout,
    })
}

pub(super) async fn rename(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<NameForm>,
) -> Result<HttpResponse> {
    let passkey = find(&request, &actor, &state).await?;
    let name = match read_name(&form.name) {
        Ok(name) => name,
        Err(key) => {
            return show_invalid(&PasskeyPage {
                name: form.name,
                passkey,
                errors: FieldErrors::one("name", key),
                layout,
            });
        }
    };
    let (actor, now) = ((*actor).clone(), layout.now);
    state
        .db
        .write(move |db| passkeys::rename(db, &actor, passkey.id, &name, now))
        .await?;
    session.flash(FlashKind::Ok, layout.t("passkey-renamed"))?;
    Ok(redirect(urls::SECURITY))
}

async fn find(request: &HttpRequest, actor: &Actor, state: &AppState) -> Result<PasskeyRow> {
    let (id, user_id) = (id_of(request)?, actor.user_id);
    let read = move |db: &mut _| -> domain::Result<PasskeyRow> { Ok(passkeys::find(db, user_id, id)?) };
    Ok(state.db.read(read).await?)
}

/// What is no number is the name of no passkey.
pub(super) fn id_of(request: &HttpRequest) -> Result<i64> {
    request
        .match_info()
        .query("passkey")
        .parse()
        .map_err(|_| Error::NotFound)
}

/// The name, or the key of what is wrong with it.
pub(super) fn read_name(typed: &str) -> std::result::Result<PasskeyName, &'static str> {
    PasskeyName::parse(typed).map_err(|error| match error {
        PasskeyNameError::Empty => "passkey-name-missing",
        PasskeyNameError::TooLong => "passkey-name-long",
        PasskeyNameError::ControlCharacter => "passkey-name-sign",
    })
}
