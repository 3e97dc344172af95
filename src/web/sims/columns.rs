//! Each person's choice of columns.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::query::{ListQuery, Place};
use crate::domain::sims::{Column, Columns};
use crate::domain::{self, sims};
use crate::state::AppState;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::redirect;
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Deserialize)]
pub(super) struct ColumnsForm {
    #[serde(default)]
    column: Vec<String>,
    /// The button that goes back to the usual columns.
    #[serde(default)]
    reset: Option<String>,
    /// A view is open: the choice is part of the address, and of the view when it is saved.
    #[serde(default)]
    in_view: Option<String>,
    #[serde(default)]
    next: String,
}

pub(super) async fn post(
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    Form(form): Form<ColumnsForm>,
) -> Result<HttpResponse> {
    if form.in_view.is_some() {
        return Ok(redirect(&with_columns(&form)));
    }
    let stored = if form.reset.is_some() {
        String::new()
    } else {
        chosen(&form.column).stored()
    };
    let user_id = actor.user_id;
    state
        .db
        .write(move |db| sims::set_sim_columns(db, user_id, &stored).map_err(domain::Error::from))
        .await?;
    Ok(redirect(match urls::local(&form.next) {
        urls::HOME => urls::SIMS,
        next => next,
    }))
}

/// No tick at all means the ICCID alone, which the form always adds; only `reset` means the usual ones.
fn chosen(ticked: &[String]) -> Columns {
    let mut names: Vec<&str> = ticked.iter().map(String::as_str).collect();
    names.push(Column::Iccid.name());
    Columns::choose(&names)
}

/// The list that the form came from, with other columns.
fn with_columns(form: &ColumnsForm) -> String {
    let query = form.next.split_once('?').map_or("", |(_, query)| query);
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let (mut query, _) = ListQuery::parse(&pairs);
    query.columns = Some(if form.reset.is_some() {
        Columns::of("")
    } else {
        chosen(&form.column)
    });
    query.at(Place::First).href()
}
