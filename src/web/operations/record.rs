//! One set-aside record: what it is, why it was not taken in, and the two ways on.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::pretty;
use super::query::Filter;
use super::set_aside::{reason_text, split_iccid};
use crate::domain::ingest::{self, SetAsideRow, SetAsideStatus};
use crate::domain::{self};
use crate::i18n;
use crate::state::AppState;
use crate::types::time::UtcTime;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "operations/record.html")]
struct RecordPage {
    layout: Layout,
    record: SetAsideRow,
    reason: String,
    attempts: String,
    body: String,
}

impl Page for RecordPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl RecordPage {
    fn name(&self) -> String {
        name(&self.layout, &self.record)
    }

    fn time(&self, at: &UtcTime) -> String {
        self.layout.formats.with_seconds(*at)
    }

    fn utc(&self, at: &UtcTime) -> String {
        self.layout.formats.iso(*at)
    }

    fn status_class(&self) -> &'static str {
        match self.record.status {
            SetAsideStatus::Waiting => "st-warn",
            SetAsideStatus::Loaded => "st-ok",
            SetAsideStatus::Discarded => "st-off",
        }
    }

    fn is_waiting(&self) -> bool {
        self.record.status == SetAsideStatus::Waiting
    }
}

#[derive(Template)]
#[template(path = "operations/discard.html")]
struct DiscardPage {
    layout: Layout,
    record: SetAsideRow,
    reason: String,
    iccid: Option<(String, String)>,
}

impl Page for DiscardPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl DiscardPage {
    fn name(&self) -> String {
        name(&self.layout, &self.record)
    }

    fn record_href(&self) -> String {
        urls::set_aside(urls::SET_ASIDE_RECORD, &self.record.id)
    }
}

/// Kind and the sender's id, if there is one: what the page is called.
fn name(layout: &Layout, record: &SetAsideRow) -> String {
    let kind = layout.t(&format!("set-aside-name-{}", record.kind));
    match record.record_id {
        Some(id) => format!("{kind} {id}"),
        None => kind,
    }
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

/// What is no number is the name of no record.
fn id_of(request: &HttpRequest) -> Result<i64> {
    request
        .match_info()
        .query("record")
        .parse()
        .map_err(|_| Error::NotFound)
}

async fn find(state: &AppState, id: i64) -> Result<SetAsideRow> {
    let found = state
        .db
        .read(move |db| ingest::find(db, id).map_err(domain::Error::from))
        .await?;
    Ok(found)
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let record = find(&state, id_of(&request)?).await?;
    show(&RecordPage {
        reason: reason_text(layout.lang(), &record.reason),
        attempts: layout.formats.number(record.attempts),
        body: pretty::json(&record.body).unwrap_or_else(|| record.body.clone()),
        record,
        layout,
    })
}

pub(super) async fn retry(
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now) = (id_of(&request)?, state.clock.now());
    let record = state
        .db
        .write(move |db| -> domain::Result<_> {
            ingest::retry(db, id, now)?;
            ingest::find(db, id).map_err(domain::Error::from)
        })
        .await?;
    let is_taken = record.status == SetAsideStatus::Loaded;
    tracing::info!(
        user = actor.user_id,
        record = id,
        taken = is_taken,
        "set-aside record tried again"
    );
    if is_taken {
        session.flash(FlashKind::Ok, i18n::text(actor.lang, "set-aside-taken-in"))?;
    } else {
        let reason = reason_text(actor.lang, &record.reason);
        let text = i18n::text_with(actor.lang, "set-aside-still", &[("reason", reason.into())]);
        session.flash(FlashKind::Warn, text)?;
    }
    Ok(redirect(&urls::set_aside(urls::SET_ASIDE_RECORD, &id)))
}

pub(super) async fn confirm_discard(
    request: HttpRequest,
    layout: Layout,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let record = find(&state, id_of(&request)?).await?;
    if record.status != SetAsideStatus::Waiting {
        // The record's own page says what became of it.
        return Ok(redirect(&urls::set_aside(urls::SET_ASIDE_RECORD, &record.id)));
    }
    show(&DiscardPage {
        reason: reason_text(layout.lang(), &record.reason),
        iccid: record.iccid.as_deref().map(split_iccid),
        record,
        layout,
    })
}

pub(super) async fn discard(
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now) = (id_of(&request)?, state.clock.now());
    state.db.write(move |db| ingest::discard(db, id, now)).await?;
    tracing::info!(user = actor.user_id, record = id, "set-aside record discarded");
    session.flash(FlashKind::Ok, i18n::text(actor.lang, "set-aside-was-discarded"))?;
    let waiting = Filter {
        status: SetAsideStatus::Waiting,
        reason: None,
    };
    Ok(redirect(&waiting.href()))
}
