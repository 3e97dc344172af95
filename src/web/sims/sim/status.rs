//! Activating and deactivating a SIM.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::confirm::{ConfirmPage, Order, load};
use super::{iccid_of, ordered, with_19_digits};
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
pub(super) struct NoFields {}

pub(super) async fn activation(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    confirm(&request, layout, scope, &state, SimStatus::Activated).await
}

pub(super) async fn deactivation(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    confirm(&request, layout, scope, &state, SimStatus::Deactivated).await
}

async fn confirm(
    request: &HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: &web::Data<AppState>,
    status: SimStatus,
) -> Result<HttpResponse> {
    let iccid = iccid_of(request)?;
    if let Some(address) = with_19_digits(request, &iccid) {
        return Ok(redirect(&address));
    }
    let activates = status == SimStatus::Activated;
    let (name, action, command, already) = if activates {
        (
            "activate",
            urls::SIM_ACTIVATION,
            CarrierCommand::Activate,
            "sim-already-activated",
        )
    } else {
        (
            "deactivate",
            urls::SIM_DEACTIVATION,
            CarrierCommand::Deactivate,
            "sim-already-deactivated",
        )
    };
    let (frame, refusal) = load(state, scope, iccid, command).await?;
    let order = Order {
        name,
        action,
        is_danger: !activates,
        fields: Vec::new(),
        refusal: refusal.or_else(|| (frame.sim.status == status).then_some(already)),
    };
    show(&ConfirmPage::new(layout, frame, order))
}

pub(super) async fn activate(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (iccid, now) = (iccid_of(&request)?, state.clock.now());
    let write = move |db: &mut _| -> DomainResult<_> { sims::activate(db, &scope, &iccid, now) };
    let verdict = state.db.write(write).await?;
    ordered(&request, &state, &session, &iccid, verdict, "sim-activated")
}

pub(super) async fn deactivate(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (iccid, now) = (iccid_of(&request)?, state.clock.now());
    let write = move |db: &mut _| -> DomainResult<_> { sims::deactivate(db, &scope, &iccid, now) };
    let verdict = state.db.write(write).await?;
    ordered(&request, &state, &session, &iccid, verdict, "sim-deactivated")
}
