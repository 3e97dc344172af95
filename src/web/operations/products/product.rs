//! One product: a new one, changing it and its prices, withdrawing it, and what staff changed so far.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::form::{ProductForm, price_field};
use crate::domain;
use crate::domain::products::{self, ProductRow, StaffEntryRow};
use crate::state::AppState;
use crate::types::money::Currency;
use crate::types::product::{FormFactor, ProductKind, ProductStatus, Supply};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Changes shown below a product.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "operations/products/product.html")]
struct ProductPage {
    layout: Layout,
    /// A product that exists.
    row: Option<ProductRow>,
    form: ProductForm,
    errors: FieldErrors,
    history: Vec<StaffEntryRow>,
}

impl Page for ProductPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ProductPage {
    fn title(&self) -> String {
        match &self.row {
            Some(row) => row.sku.clone(),
            None => self.layout.t("products-new"),
        }
    }

    fn action(&self) -> String {
        match &self.row {
            Some(row) => urls::product(urls::PRODUCT, &row.id),
            None => urls::PRODUCT_NEW.to_owned(),
        }
    }

    fn is_offered(&self) -> bool {
        self.row
            .as_ref()
            .is_some_and(|row| row.status == ProductStatus::Offered)
    }

    fn is_withdrawn(&self) -> bool {
        self.row
            .as_ref()
            .is_some_and(|row| row.status == ProductStatus::Withdrawn)
    }

    /// What it is, where that stays.
    fn kind(&self) -> Option<&'static str> {
        self.row.as_ref().map(|row| row.kind.as_str())
    }

    /// Value, words, whether it is chosen.
    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        let values = ProductKind::ALL.iter().map(|kind| kind.as_str());
        self.choices(values, "kind", |value| format!("product-kind-{value}"))
    }

    fn forms(&self) -> Vec<(&'static str, String, bool)> {
        let values = FormFactor::ALL.iter().map(|form| form.as_str());
        self.choices(values, "form_factor", |value| format!("product-form-{value}"))
    }

    fn supplies(&self) -> Vec<(&'static str, String, bool)> {
        let values = Supply::ALL.iter().map(|supply| supply.as_str());
        self.choices(values, "supply", |value| format!("product-supply-{value}"))
    }

    fn choices(
        &self,
        values: impl Iterator<Item = &'static str>,
        field: &str,
        key: impl Fn(&str) -> String,
    ) -> Vec<(&'static str, String, bool)> {
        values
            .map(|value| {
                let words = self.layout.t(&key(value));
                (value, words, self.form.get(field) == value)
            })
            .collect()
    }

    /// Field and letters of each currency.
    fn currencies(&self) -> Vec<(&'static str, &'static str)> {
        Currency::ALL
            .iter()
            .map(|currency| (price_field(*currency), currency.as_str()))
            .collect()
    }

    /// When it was, for machines and for people.
    fn at(&self, entry: &StaffEntryRow) -> (String, String) {
        let formats = &self.layout.formats;
        (formats.iso(entry.happened_at), formats.date_time(entry.happened_at))
    }

    fn did(&self, entry: &StaffEntryRow) -> String {
        self.layout
            .t(&format!("staff-{}", entry.action.replace(['.', '_'], "-")))
    }
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

/// What is no number is the name of no product.
fn id_of(request: &HttpRequest) -> Result<i64> {
    request
        .match_info()
        .query("product")
        .parse()
        .map_err(|_| Error::NotFound)
}

pub(super) async fn new(layout: Layout) -> Result<HttpResponse> {
    show(&ProductPage {
        layout,
        row: None,
        form: ProductForm::fresh(),
        errors: FieldErrors::new(),
        history: Vec::new(),
    })
}

pub(super) async fn add(
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let form = ProductForm(fields);
    let (by, now) = (actor.by(), layout.now);
    let errors = match form.parse() {
        Ok((product, prices)) => {
            let add = move |db: &mut _| products::add(db, &by, &product, &prices, now);
            match state.db.write(add).await {
                Ok(_) => {
                    session.flash(FlashKind::Ok, layout.t("products-added"))?;
                    return Ok(redirect(urls::PRODUCTS));
                }
                Err(error) => at_field(error)?,
            }
        }
        Err(errors) => errors,
    };
    layout.here = urls::PRODUCT_NEW.to_owned();
    show_invalid(&ProductPage {
        layout,
        row: None,
        form,
        errors,
        history: Vec::new(),
    })
}

/// What the domain refuses is the fault of a field.
fn at_field(error: domain::Error) -> Result<FieldErrors> {
    match error {
        domain::Error::Refused(key @ products::SKU_TAKEN) => Ok(FieldErrors::one("sku", key)),
        domain::Error::Refused(key @ products::KIND_STAYS) => Ok(FieldErrors::one("kind", key)),
        error => Err(error.into()),
    }
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let (row, prices, history) = found(&request, &state).await?;
    show(&ProductPage {
        form: ProductForm::of(&row, &prices),
        layout,
        row: Some(row),
        errors: FieldErrors::new(),
        history,
    })
}

type Found = (
    ProductRow,
    Vec<(Currency, crate::types::money::UnitPrice)>,
    Vec<StaffEntryRow>,
);

async fn found(request: &HttpRequest, state: &AppState) -> Result<Found> {
    let id = id_of(request)?;
    let read = move |db: &mut _| -> domain::Result<_> {
        Ok((
            products::find(db, id)?,
            products::prices_of(db, id)?,
            products::history(db, products::PRODUCT, id, HISTORY)?,
        ))
    };
    Ok(state.db.read(read).await?)
}

pub(super) async fn change(
    request: HttpRequest,
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let (row, _, history) = found(&request, &state).await?;
    let form = ProductForm(fields);
    let (by, id, now) = (actor.by(), row.id, layout.now);
    let errors = match form.parse() {
        Ok((product, prices)) => {
            let change = move |db: &mut _| products::change(db, &by, id, &product, &prices, now);
            match state.db.write(change).await {
                Ok(()) => {
                    session.flash(FlashKind::Ok, layout.t("products-changed"))?;
                    return Ok(redirect(&urls::product(urls::PRODUCT, &id)));
                }
                Err(error) => at_field(error)?,
            }
        }
        Err(errors) => errors,
    };
    layout.here = urls::product(urls::PRODUCT, &id);
    show_invalid(&ProductPage {
        layout,
        row: Some(row),
        form,
        errors,
        history,
    })
}

pub(super) async fn withdraw(
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    put_status(&request, &actor, &state, &session, ProductStatus::Withdrawn).await
}

pub(super) async fn offer(
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    put_status(&request, &actor, &state, &session, ProductStatus::Offered).await
}

async fn put_status(
    request: &HttpRequest,
    actor: &crate::types::access::Actor,
    state: &AppState,
    session: &PageSession,
    status: ProductStatus,
) -> Result<HttpResponse> {
    let (id, by, now) = (id_of(request)?, actor.by(), state.clock.now());
    let put = move |db: &mut _| products::put_status(db, &by, id, status, now);
    let key = match state.db.write(put).await {
        Ok(_) => match status {
            ProductStatus::Offered => "products-offered",
            ProductStatus::Withdrawn => "products-withdrawn",
        },
        // Somebody else was quicker: it is as it was asked for.
        Err(domain::Error::Refused(key)) => key,
        Err(error) => return Err(error.into()),
    };
    session.flash(FlashKind::Ok, crate::i18n::text(actor.lang, key))?;
    Ok(redirect(&urls::product(urls::PRODUCT, &id)))
}
