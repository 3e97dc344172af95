//! One address: a new one, changing it, deleting it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::address_form::{AddressForm, countries};
use super::addresses::id_of;
use super::company::country_name;
use crate::domain::company::{self, AddressKind, AddressRow, address_lines};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "account/address.html")]
struct AddressPage {
    layout: Layout,
    /// Key of an address that exists.
    id: Option<i64>,
    kind: AddressKind,
    form: AddressForm,
    is_default: bool,
    /// The country cannot be chosen: letters and name.
    fixed: Option<(String, String)>,
    countries: Vec<(&'static str, String)>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "account/address_deletion.html")]
struct DeletionPage {
    layout: Layout,
    row: AddressRow,
    /// Why it stays.
    refused: Option<String>,
}

impl Page for AddressPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for DeletionPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl AddressPage {
    fn title(&self) -> String {
        let step = if self.id.is_some() { "change" } else { "new" };
        self.layout.t(&format!("addresses-{step}-{}", self.kind))
    }

    fn action(&self) -> String {
        match &self.id {
            Some(id) => urls::address(urls::ADDRESS, id),
            None => urls::ADDRESS_NEW.to_owned(),
        }
    }
}

impl DeletionPage {
    fn action(&self) -> String {
        urls::address(urls::ADDRESS_DELETION, &self.row.id)
    }

    fn lines(&self) -> Vec<String> {
        address_lines(&self.row)
    }

    fn country(&self) -> String {
        country_name(&self.layout, &self.row.country)
    }
}

#[derive(Deserialize, Default)]
pub(super) struct KindQuery {
    #[serde(default)]
    kind: String,
}

pub(super) async fn new(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let query: KindQuery = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let kind = AddressKind::parse(&query.kind).unwrap_or(AddressKind::Billing);
    let organisation = own(&state, scope).await?;
    let form = AddressForm {
        company: organisation.name,
        country: organisation.billing_country.clone(),
        ..AddressForm::default()
    };
    show(&page(layout, None, (kind, false), form, &organisation.billing_country))
}

async fn own(state: &AppState, scope: OrgScope) -> Result<company::OrganisationRow> {
    let read = move |db: &mut _| -> domain::Result<_> { company::own(db, &scope) };
    Ok(state.db.read(read).await?)
}

/// `country` is where billing addresses have to be; empty as long as that is open.
fn page(
    layout: Layout,
    id: Option<i64>,
    (kind, is_default): (AddressKind, bool),
    form: AddressForm,
    country: &str,
) -> AddressPage {
    let is_fixed = kind == AddressKind::Billing && !country.is_empty();
    AddressPage {
        id,
        kind,
        is_default,
        fixed: is_fixed.then(|| (country.to_owned(), country_name(&layout, country))),
        countries: countries(&layout),
        form,
        errors: FieldErrors::new(),
        layout,
    }
}

#[derive(Deserialize)]
pub(super) struct FullForm {
    #[serde(flatten)]
    address: AddressForm,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    default: Option<String>,
}

pub(super) async fn add(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<FullForm>,
) -> Result<HttpResponse> {
    let kind = AddressKind::parse(&form.kind).ok_or(Error::Unreadable)?;
    let (is_default, now, at) = (form.default.is_some(), layout.now, scope.clone());
    let added = match form.address.parse() {
        Ok(address) => {
            let add = move |db: &mut _| -> domain::Result<_> {
                company::add_address(db, &at, (kind, is_default), &address, now)
            };
            refused(state.db.write(add).await.map(|_| ()))?
        }
        Err(errors) => Err(errors),
    };
    match added {
        Ok(()) => {
            session.flash(FlashKind::Ok, layout.t("addresses-added"))?;
            Ok(redirect(urls::ADDRESSES))
        }
        Err(errors) => {
            let country = own(&state, scope).await?.billing_country;
            again(page(layout, None, (kind, is_default), form.address, &country), errors)
        }
    }
}

/// What the domain refuses is the fault of a field.
fn refused(result: domain::Result<()>) -> Result<std::result::Result<(), FieldErrors>> {
    match result {
        Ok(()) => Ok(Ok(())),
        Err(domain::Error::Refused(key @ company::COUNTRY_FIXED)) => Ok(Err(FieldErrors::one("country", key))),
        Err(error) => Err(error.into()),
    }
}

fn again(mut page: AddressPage, errors: FieldErrors) -> Result<HttpResponse> {
    page.layout.here = page.action();
    page.errors = errors;
    show_invalid(&page)
}

async fn found(request: &HttpRequest, scope: OrgScope, state: &AppState) -> Result<AddressRow> {
    let id = id_of(request)?;
    let read = move |db: &mut _| -> domain::Result<_> { Ok(company::find_address(db, &scope, id)?) };
    Ok(state.db.read(read).await?)
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let row = found(&request, scope, &state).await?;
    let form = AddressForm {
        company: row.company,
        person: row.person,
        street: row.street,
        extra: row.extra,
        postcode: row.postcode,
        city: row.city,
        region: row.region,
        country: row.country.clone(),
    };
    show(&page(
        layout,
        Some(row.id),
        (row.kind, row.is_default),
        form,
        &row.country,
    ))
}

pub(super) async fn change(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<FullForm>,
) -> Result<HttpResponse> {
    let row = found(&request, scope.clone(), &state).await?;
    let (id, is_default, now) = (row.id, form.default.is_some(), layout.now);
    let changed = match form.address.parse() {
        Ok(address) => {
            let change = move |db: &mut _| -> domain::Result<()> {
                company::change_address(db, &scope, id, is_default, &address, now)
            };
            refused(state.db.write(change).await)?
        }
        Err(errors) => Err(errors),
    };
    match changed {
        Ok(()) => {
            session.flash(FlashKind::Ok, layout.t("addresses-changed"))?;
            Ok(redirect(urls::ADDRESSES))
        }
        Err(errors) => {
            let of = (row.kind, is_default || row.is_default);
            again(page(layout, Some(id), of, form.address, &row.country), errors)
        }
    }
}

pub(super) async fn deletion(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let row = found(&request, scope, &state).await?;
    show(&DeletionPage {
        layout,
        row,
        refused: None,
    })
}

#[derive(Deserialize)]
pub(super) struct DeletionForm {
    #[serde(default)]
    sure: Option<String>,
}

pub(super) async fn delete(
    request: HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<DeletionForm>,
) -> Result<HttpResponse> {
    let row = found(&request, scope.clone(), &state).await?;
    let (id, now) = (row.id, layout.now);
    layout.here = urls::address(urls::ADDRESS_DELETION, &id);
    if form.sure.is_none() {
        // Only the page that asks sends this.
        return show_invalid(&DeletionPage {
            layout,
            row,
            refused: None,
        });
    }
    let delete = move |db: &mut _| -> domain::Result<()> { company::delete_address(db, &scope, id, now) };
    match state.db.write(delete).await {
        Ok(()) => {
            session.flash(FlashKind::Ok, layout.t("addresses-deleted"))?;
            Ok(redirect(urls::ADDRESSES))
        }
        Err(domain::Error::Refused(key)) => show_invalid(&DeletionPage {
            refused: Some(layout.t(key)),
            layout,
            row,
        }),
        Err(error) => Err(error.into()),
    }
}
