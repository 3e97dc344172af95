//! The switches of a SIM: data and SMS.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::domain::sims::Verdict;
use crate::domain::{self, auto_top_ups};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect};
use crate::web::session::{FlashKind, PageSession};
use crate::web::sims::{iccid_of, not_ours};
use crate::web::urls;

#[derive(Deserialize)]
pub(super) struct SwitchForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    on: String,
}

pub(super) async fn post(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SwitchForm>,
) -> Result<HttpResponse> {
    let (iccid, now) = (iccid_of(&request)?, layout.now);
    let is_on = match form.on.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let (Some(kind), Some(is_on)) = (VolumeKind::parse(&form.kind), is_on) else {
        return Err(not_ours(&state, scope, iccid).await);
    };
    let at = iccid;
    let write = move |db: &mut _| -> domain::Result<_> {
        let verdict = auto_top_ups::set_sim(db, &scope, &at, kind, is_on, now)?;
        let setting = auto_top_ups::find(db, &scope, kind)?;
        Ok((verdict, setting.is_some_and(|setting| setting.is_on)))
    };
    let (verdict, is_set_up) = state.db.write(write).await.map_err(Error::from)?;
    let (tone, key) = match (verdict, is_on) {
        (Verdict::AlreadySo, _) => (FlashKind::Info, "sim-nothing-changed"),
        (Verdict::Changed, false) => (FlashKind::Ok, "auto-top-up-sim-off"),
        (Verdict::Changed, true) if is_set_up => (FlashKind::Ok, "auto-top-up-sim-on"),
        (Verdict::Changed, true) => (FlashKind::Warn, "auto-top-up-sim-on-only"),
    };
    let volume = layout.t(&format!("auto-top-up-kind-{kind}"));
    session.flash(tone, layout.t1(key, "volume", &volume))?;
    Ok(redirect(&urls::sim(urls::SIM, &iccid)))
}
