//! Resetting the connection of a SIM.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::DateTime;
use serde::Deserialize;

use super::confirm::{ConfirmPage, Order, load};
use super::{iccid_of, not_ours, ordered, with_19_digits};
use crate::domain::{Result as DomainResult, sims};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::carrier::CarrierCommand;
use crate::types::status::SimStatus;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect, show};
use crate::web::session::PageSession;
use crate::web::urls;

#[derive(Deserialize)]
pub(super) struct ResetForm {
    /// When the page was made, in microseconds since 1970: tells a form sent twice from a second wish.
    #[serde(default)]
    asked: String,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    if let Some(address) = with_19_digits(&request, &iccid) {
        return Ok(redirect(&address));
    }
    let (frame, refusal) = load(&state, scope, iccid, CarrierCommand::ResetConnection).await?;
    let is_off = frame.sim.status != SimStatus::Activated;
    let order = Order {
        name: "reset",
        action: urls::SIM_RESET,
        is_danger: false,
        fields: vec![("asked", layout.now.and_utc().timestamp_micros().to_string())],
        refusal: refusal.or(is_off.then_some(sims::NOT_ACTIVATED)),
    };
    show(&ConfirmPage::new(layout, frame, order))
}

pub(super) async fn post(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<ResetForm>,
) -> Result<HttpResponse> {
    let (iccid, now) = (iccid_of(&request)?, state.clock.now());
    let Some(asked) = form.asked.parse().ok().and_then(DateTime::from_timestamp_micros) else {
        return Err(not_ours(&state, scope, iccid).await);
    };
    let asked = asked.naive_utc();
    let write = move |db: &mut _| -> DomainResult<_> { sims::reset_connection(db, &scope, &iccid, asked, now) };
    let verdict = state.db.write(write).await?;
    ordered(&request, &state, &session, &iccid, verdict, "sim-reset-done")
}
