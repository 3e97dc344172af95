//! Making an API user: suffix of the client id, name, secret, last day.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::secret::{self, SecretFields};
use super::{fields, rights};
use crate::domain::users::{self, NewClient};
use crate::state::AppState;
use crate::types::access::{OrgScope, Place};
use crate::types::client_suffix::{ClientSuffix, ClientSuffixError};
use crate::types::person_name::PersonName;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::PageSession;

#[derive(Template)]
#[template(path = "users/client.html")]
struct ClientPage {
    layout: Layout,
    account_number: String,
    typed: ClientForm,
    rights: Vec<(String, Vec<String>)>,
    errors: FieldErrors,
}

impl Page for ClientPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize, Default, Clone)]
pub(super) struct ClientForm {
    #[serde(default)]
    suffix: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    how: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    last_day: String,
}

pub(super) async fn get(layout: Layout) -> Result<HttpResponse> {
    show(&page(layout, ClientForm::default(), FieldErrors::new()))
}

pub(super) async fn post(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<ClientForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let mut errors = FieldErrors::new();
    let suffix = suffix(&form.suffix, &mut errors);
    let name = name(&form, &mut errors);
    let typed = SecretFields {
        how: &form.how,
        secret: &form.secret,
        last_day: &form.last_day,
    };
    let client_id = suffix
        .as_ref()
        .map_or(String::new(), |suffix| suffix.client_id(&account_number(&layout)));
    let parsed = secret::parse(&layout, &typed, &client_id, &mut errors);
    let (Some(suffix), Some(name), Some((chosen, last_day))) = (suffix, name, parsed) else {
        return show_invalid(&page(layout, form, errors));
    };
    if !errors.is_empty() {
        return show_invalid(&page(layout, form, errors));
    }
    let (secret_hash, generated) = secret::hashed(&state, chosen).await?;
    let new = NewClient {
        suffix,
        name,
        secret_hash,
        last_day,
    };
    let now = state.clock.now();
    let made = state
        .db
        .write(move |db| users::create_client(db, &scope, &new, now))
        .await;
    let id = match made {
        Ok(Some(id)) => id,
        Ok(None) => return show_invalid(&page(layout, form, FieldErrors::one("suffix", "field-suffix-taken"))),
        Err(error) => return Err(Error::from(error)),
    };
    let next = secret::keep(&layout, &state, &session, (id, "users-client-made"), generated)?;
    Ok(redirect(&next))
}

/// The suffix; what is wrong with it is said at the field.
fn suffix(typed: &str, errors: &mut FieldErrors) -> Option<ClientSuffix> {
    match ClientSuffix::parse(typed) {
        Ok(suffix) => Some(suffix),
        Err(error) => {
            let key = match error {
                ClientSuffixError::Empty => "field-suffix-missing",
                ClientSuffixError::Malformed => "field-suffix-malformed",
            };
            errors.add("suffix", key);
            None
        }
    }
}

/// The name, or the suffix where none was typed.
fn name(form: &ClientForm, errors: &mut FieldErrors) -> Option<PersonName> {
    if form.name.trim().is_empty() {
        return PersonName::parse(&form.suffix).ok();
    }
    fields::name("name", &form.name, errors)
}

fn account_number(layout: &Layout) -> String {
    match layout.actor.as_ref().map(|actor| &actor.place) {
        Some(Place::Member { account_number, .. }) => account_number.clone(),
        _ => String::new(),
    }
}

fn page(layout: Layout, typed: ClientForm, errors: FieldErrors) -> ClientPage {
    ClientPage {
        account_number: account_number(&layout),
        rights: rights::of_api_users(&layout),
        typed,
        errors,
        layout,
    }
}
