//! Each person's choice of columns.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

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
    #[serde(default)]
    next: String,
}

pub(super) async fn post(
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    Form(form): Form<ColumnsForm>,
) -> Result<HttpResponse> {
    let stored = if form.reset.is_some() {
        String::new()
    } else {
        // No tick at all means the ICCID alone, which the form always adds; only `reset` means the usual ones.
        let mut names: Vec<&str> = form.column.iter().map(String::as_str).collect();
        names.push(Column::Iccid.name());
        Columns::choose(&names).stored()
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
