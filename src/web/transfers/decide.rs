//! Decisions about a transfer.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::transfer_of;
use crate::domain::transfers;
use crate::domain::{self, Db};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::transfer::TransferStatus;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Deserialize)]
pub(super) struct NoFields {}

/// Whoever may only look at a transfer decides nothing about it.
fn owned(db: &mut Db, scope: &OrgScope, id: i64) -> domain::Result<()> {
    let transfer = transfers::find(db, scope, id)?;
    if transfer.organisation_id == scope.organisation_id() {
        Ok(())
    } else {
        Err(domain::Error::Refused("transfer-refused-not-master"))
    }
}

pub(super) async fn confirm(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now, context) = (
        transfer_of(&request)?,
        state.clock.now(),
        MailContext::of(&state.config),
    );
    let write = move |db: &mut _| -> domain::Result<_> {
        owned(db, &scope, id)?;
        transfers::confirm(db, &context, &scope, id, now)
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(redirect(&urls::transfer(urls::TRANSFER, &id)))
}

pub(super) async fn cancel(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now) = (transfer_of(&request)?, state.clock.now());
    let write = move |db: &mut _| -> domain::Result<_> {
        owned(db, &scope, id)?;
        transfers::cancel(db, &scope, id, now)
    };
    let transfer = state.db.write(write).await?;
    if transfer.status == TransferStatus::Cancelled {
        session.flash(FlashKind::Info, layout.t("transfer-given-up"))?;
        return Ok(redirect(urls::TRANSFERS));
    }
    state.work.notify_one();
    Ok(redirect(&urls::transfer(urls::TRANSFER, &id)))
}

pub(super) async fn undo(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now, lang) = (transfer_of(&request)?, state.clock.now(), layout.lang());
    let write = move |db: &mut _| -> domain::Result<_> {
        owned(db, &scope, id)?;
        transfers::undo(db, &scope, id, lang, now)
    };
    let undoing = state.db.write(write).await?;
    state.work.notify_one();
    Ok(redirect(&urls::transfer(urls::TRANSFER, &undoing)))
}

pub(super) async fn repair(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now, lang) = (transfer_of(&request)?, state.clock.now(), layout.lang());
    let write = move |db: &mut _| -> domain::Result<_> {
        owned(db, &scope, id)?;
        transfers::repair(db, &scope, id, lang, now)
    };
    let repaired = state.db.write(write).await?;
    state.work.notify_one();
    Ok(redirect(&urls::transfer(urls::TRANSFER, &repaired)))
}
