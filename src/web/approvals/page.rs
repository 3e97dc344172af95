//! One request: what it does, who asked, and the decision.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::words;
use crate::domain;
use crate::domain::approvals::{self, ApprovalRow, COMMENT_CHARS, Verdict, What};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::Actor;
use crate::types::approval::{ApprovalKind, ApprovalStatus};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::sims::Moment;
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "approvals/approval.html")]
struct ApprovalPage {
    layout: Layout,
    approval: ApprovalRow,
    kind: String,
    object: String,
    status: (&'static str, String),
    facts: Vec<(String, String)>,
    link: Option<String>,
    asked: Moment,
    until: Moment,
    decided: Option<Moment>,
    is_own: bool,
    may_decide: bool,
    comment: String,
    errors: FieldErrors,
}

impl Page for ApprovalPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ApprovalPage {
    fn url(&self, pattern: &str) -> String {
        urls::approval(pattern, &self.approval.id)
    }

    fn is_open(&self) -> bool {
        approvals::is_open(&self.approval, self.layout.now)
    }

    fn is_danger(&self) -> bool {
        self.approval.kind == ApprovalKind::Deactivation
    }

    /// Why the reader cannot decide about an open request.
    fn why_not(&self) -> String {
        let key = if self.layout.entered().is_some() {
            "approval-refused-guest"
        } else {
            "approval-about-yourself"
        };
        self.layout.t(key)
    }
}

/// The request that the address names.
fn approval_of(request: &HttpRequest) -> Result<i64> {
    let text = request.match_info().get("approval").unwrap_or_default();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::NotFound);
    }
    text.parse().map_err(|_| Error::NotFound)
}

async fn page(
    request: &HttpRequest,
    layout: Layout,
    actor: &Actor,
    state: &AppState,
    (comment, errors): (String, FieldErrors),
) -> Result<ApprovalPage> {
    let (id, reader) = (approval_of(request)?, actor.clone());
    let read = move |db: &mut _| -> domain::Result<_> {
        let approval = approvals::find(db, &reader, id)?;
        let what = What::of(&approval)?;
        Ok((approval, what))
    };
    let (approval, what) = state.db.read(read).await?;
    Ok(ApprovalPage {
        kind: words::kind(&layout, &approval),
        object: words::object(&layout, &approval),
        status: words::status(&layout, &approval),
        facts: words::facts(&layout, &what),
        link: words::link(&layout, &approval, &what),
        asked: Moment::exact(&layout, approval.asked_at),
        until: Moment::exact(&layout, approval.expires_at),
        decided: approval.decided_at.map(|at| Moment::exact(&layout, at)),
        is_own: approval.asked_by == Some(actor.user_id),
        may_decide: approvals::may_decide(actor, &approval, layout.now),
        comment,
        errors,
        approval,
        layout,
    })
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let nothing = (String::new(), FieldErrors::new());
    show(&page(&request, layout, &actor, &state, nothing).await?)
}

#[derive(Deserialize)]
pub(super) struct DecisionForm {
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    comment: String,
}

pub(super) async fn decide(
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<DecisionForm>,
) -> Result<HttpResponse> {
    let (id, layout) = (approval_of(&request)?, Layout::of(&request));
    let verdict = match form.verdict.as_str() {
        "approve" => Verdict::Approve,
        "refuse" => Verdict::Refuse,
        _ => return Err(Error::Unreadable),
    };
    let comment = form.comment.trim().to_owned();
    let mut errors = FieldErrors::new();
    if comment.chars().count() > COMMENT_CHARS {
        errors.add("comment", "approval-comment-long");
    } else if verdict == Verdict::Refuse && comment.is_empty() {
        errors.add("comment", "approval-comment-missing");
    }
    if !errors.is_empty() {
        return show_invalid(&page(&request, layout, &actor, &state, (form.comment, errors)).await?);
    }
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let decider = Actor::clone(&actor);
    let write = move |db: &mut _| -> domain::Result<_> {
        approvals::decide(db, &context, &decider, id, (verdict, &comment), now)
    };
    state.db.write(write).await?;
    state.work.notify_one();
    let key = match verdict {
        Verdict::Approve => "approval-now-approved",
        Verdict::Refuse => "approval-now-refused",
    };
    session.flash(FlashKind::Ok, layout.t(key))?;
    Ok(redirect(&urls::approval(urls::APPROVAL, &id)))
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn withdraw(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now, asker) = (approval_of(&request)?, state.clock.now(), Actor::clone(&actor));
    let write = move |db: &mut _| -> domain::Result<_> { approvals::withdraw(db, &asker, id, now) };
    state.db.write(write).await?;
    session.flash(FlashKind::Info, layout.t("approval-now-withdrawn"))?;
    Ok(redirect(urls::APPROVALS))
}
