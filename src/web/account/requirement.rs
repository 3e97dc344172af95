//! The switch of an organisation: two-factor for everybody, or for who wants it.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::domain::auth::two_factor;
use crate::i18n;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::redirect;
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Deserialize)]
pub(super) struct SwitchForm {
    #[serde(default)]
    required: String,
}

pub(super) async fn post(
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SwitchForm>,
) -> Result<HttpResponse> {
    let required = match form.required.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Unreadable),
    };
    let now = state.clock.now();
    let changed = state
        .db
        .write(move |db| two_factor::require(db, &scope, required, now))
        .await?;
    if changed {
        let key = if required {
            "requirement-now-on"
        } else {
            "requirement-now-off"
        };
        session.flash(FlashKind::Ok, i18n::text(actor.lang, key))?;
    }
    Ok(redirect(urls::SECURITY))
}
