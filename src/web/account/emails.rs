//! Further e-mail addresses of the organisation, on the page of its customer data.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::company::{email_key, page};
use crate::domain::company;
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::email::Email;
use crate::types::organisation::EmailCategory;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Deserialize)]
pub(super) struct EmailForm {
    #[serde(default)]
    category: String,
    #[serde(default)]
    email: String,
}

pub(super) async fn add(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<EmailForm>,
) -> Result<HttpResponse> {
    let category = EmailCategory::parse(&form.category).ok_or(Error::Unreadable)?;
    let (now, at) = (layout.now, scope.clone());
    let added = match Email::parse(&form.email) {
        Ok(email) => {
            let add = move |db: &mut _| -> domain::Result<()> { company::add_email(db, &at, category, &email, now) };
            state.db.write(add).await
        }
        Err(error) => Err(domain::Error::Refused(email_key(error))),
    };
    match added {
        Ok(()) => {
            session.flash(
                FlashKind::Ok,
                layout.t1("company-email-added", "email", form.email.trim()),
            )?;
            Ok(redirect(urls::COMPANY))
        }
        Err(domain::Error::Refused(key)) => {
            let mut page = page(layout, scope, &state).await?;
            page.layout.here = urls::COMPANY.to_owned();
            (page.typed, page.category) = (form.email, category);
            page.errors = FieldErrors::one("email", key);
            show_invalid(&page)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct RemovalForm {
    #[serde(default)]
    sure: Option<String>,
}

pub(super) async fn remove(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<RemovalForm>,
) -> Result<HttpResponse> {
    let id: i64 = request
        .match_info()
        .query("entry")
        .parse()
        .map_err(|_| Error::NotFound)?;
    if form.sure.is_none() {
        // Only the button beside an address sends this.
        return show_invalid(&page(layout, scope, &state).await?);
    }
    let now = layout.now;
    let remove = move |db: &mut _| -> domain::Result<_> { company::remove_email(db, &scope, id, now) };
    let row = state.db.write(remove).await?;
    session.flash(FlashKind::Ok, layout.t1("company-email-removed", "email", &row.email))?;
    Ok(redirect(urls::COMPANY))
}
