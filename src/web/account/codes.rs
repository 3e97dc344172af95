//! New recovery codes: shown until the person has noted them, ten minutes at the most, and never again.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;
use serde::Deserialize;

use crate::domain::auth::RecoveryCode;
use crate::state::AppState;
use crate::types::access::Actor;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::session::{FlashKind, Kept, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// How long they can be looked at.
const SHOWN: TimeDelta = TimeDelta::minutes(10);

#[derive(Template)]
#[template(path = "account/codes.html")]
struct CodesPage {
    layout: Layout,
    codes: Vec<String>,
}

impl Page for CodesPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl CodesPage {
    fn lines(&self) -> String {
        self.codes.join("\n")
    }
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn get(
    layout: Layout,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
) -> Result<HttpResponse> {
    match kept(&session, &state, &actor) {
        Some(codes) => show(&CodesPage { layout, codes }),
        None => Ok(redirect(urls::SECURITY)),
    }
}

/// The codes as a text file.
pub(super) async fn file(
    layout: Layout,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
) -> Result<HttpResponse> {
    let Some(codes) = kept(&session, &state, &actor) else {
        return Ok(redirect(urls::SECURITY));
    };
    let head = layout.t2("codes-file-head", "brand", &layout.brand, "email", &actor.email);
    let text = format!("{head}\r\n\r\n{}\r\n", codes.join("\r\n"));
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"recovery-codes.txt\"",
        ))
        .body(text))
}

/// They are noted: nobody can look at them any more.
pub(super) async fn done(layout: Layout, session: PageSession, Form(_): Form<NoFields>) -> Result<HttpResponse> {
    if session.codes().is_some() {
        session.forget_codes();
        session.flash(FlashKind::Ok, layout.t("codes-noted"))?;
    }
    Ok(redirect(urls::SECURITY))
}

/// Keeps a new set for this session to show.
pub(super) fn keep(session: &PageSession, state: &AppState, user_id: i64, codes: &[RecoveryCode]) -> Result<()> {
    let shown: Vec<String> = codes.iter().map(RecoveryCode::show).collect();
    session.keep_codes(&Kept {
        sealed: state.keys.seal(&context(user_id), &shown.join("\n"))?,
        until: state.clock.now() + SHOWN,
    })
}

fn kept(session: &PageSession, state: &AppState, actor: &Actor) -> Option<Vec<String>> {
    let kept = session.codes().filter(|kept| state.clock.now() < kept.until)?;
    let text = state.keys.open(&context(actor.user_id), &kept.sealed)?;
    Some(text.lines().map(str::to_owned).collect())
}

fn context(user_id: i64) -> String {
    format!("recovery codes/{user_id}")
}
