//! Binding a SIM to its device, and releasing it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::confirm::{ConfirmPage, Order, load};
use super::{iccid_of, not_ours, ordered, with_19_digits};
use crate::domain::{Result as DomainResult, sims};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::carrier::CarrierCommand;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect, show};
use crate::web::session::PageSession;
use crate::web::urls;

#[derive(Deserialize)]
pub(super) struct LockForm {
    #[serde(default)]
    lock: String,
    /// The device that the person saw.
    #[serde(default)]
    imei: String,
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
    let (frame, refusal) = load(&state, scope, iccid, CarrierCommand::LockImei).await?;
    let (name, wish) = if frame.sim.imei_locked {
        ("imei-unlock", "no")
    } else {
        ("imei-lock", "yes")
    };
    let no_device = frame.sim.imei.is_none() && !frame.sim.imei_locked;
    let order = Order {
        name,
        action: urls::SIM_IMEI_LOCK,
        is_danger: false,
        fields: vec![
            ("lock", wish.to_owned()),
            ("imei", frame.sim.imei.clone().unwrap_or_default()),
        ],
        refusal: refusal.or(no_device.then_some(sims::NO_IMEI)),
    };
    show(&ConfirmPage::new(layout, frame, order))
}

pub(super) async fn post(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<LockForm>,
) -> Result<HttpResponse> {
    let (iccid, now) = (iccid_of(&request)?, state.clock.now());
    let done = match form.lock.as_str() {
        "yes" => "sim-imei-lock-done",
        "no" => "sim-imei-unlock-done",
        _ => return Err(not_ours(&state, scope, iccid).await),
    };
    let write = move |db: &mut _| -> DomainResult<_> {
        let wish = if form.lock == "yes" {
            sims::ImeiOrder::Lock(&form.imei)
        } else {
            sims::ImeiOrder::Unlock
        };
        sims::set_imei_lock(db, &scope, &iccid, wish, now)
    };
    let verdict = state.db.write(write).await?;
    ordered(&request, &state, &session, &iccid, verdict, done)
}
