//! Steps that ask for the password again, and for a code once two-factor is on (ASVS 7.5.1): setting up an app, switching off, new
//! recovery codes.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{NaiveDateTime, TimeDelta};
use serde::Deserialize;

use super::codes;
use crate::domain::auth::two_factor;
use crate::domain::auth::{self, Checked, Circumstances, RecoveryCode, Seed, Subject};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::Actor;
use crate::types::secret_hash::Verdict;
use crate::web::auth::circumstances;
use crate::web::auth::hashing::compare;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, Kept, PageSession};
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

/// How long an app may take to be set up: it may have to be installed first.
const SET_UP: TimeDelta = TimeDelta::minutes(30);

/// What is to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Begin,
    Off,
    Codes,
}

impl Step {
    /// Its texts are `confirm-<name>-<part>`.
    fn name(self) -> &'static str {
        match self {
            Self::Begin => "set-up",
            Self::Off => "off",
            Self::Codes => "codes",
        }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Begin => urls::TWO_FACTOR,
            Self::Off => urls::TWO_FACTOR_OFF,
            Self::Codes => urls::RECOVERY_NEW,
        }
    }
}

#[derive(Template)]
#[template(path = "account/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    step: Step,
    /// Two-factor is on: a code is asked for, too.
    is_on: bool,
    errors: FieldErrors,
    /// Nothing is checked before this time.
    blocked: Option<String>,
}

impl Page for ConfirmPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize)]
pub(super) struct ConfirmForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
}

/// The parts of a request that every step needs.
struct Asked {
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    actor: Actor,
}

macro_rules! handlers {
    ($get:ident, $post:ident, $step:expr) => {
        pub(super) async fn $get(
            request: HttpRequest,
            state: web::Data<AppState>,
            session: PageSession,
            visitor: Visitor,
            SignedIn(actor): SignedIn,
        ) -> Result<HttpResponse> {
            let actor = (*actor).clone();
            open(
                $step,
                Asked {
                    request,
                    state,
                    session,
                    visitor,
                    actor,
                },
            )
            .await
        }

        pub(super) async fn $post(
            request: HttpRequest,
            state: web::Data<AppState>,
            session: PageSession,
            visitor: Visitor,
            SignedIn(actor): SignedIn,
            Form(form): Form<ConfirmForm>,
        ) -> Result<HttpResponse> {
            let actor = (*actor).clone();
            take(
                $step,
                Asked {
                    request,
                    state,
                    session,
                    visitor,
                    actor,
                },
                form,
            )
            .await
        }
    };
}

handlers!(begin, post_begin, Step::Begin);
handlers!(off, post_off, Step::Off);
handlers!(codes, post_codes, Step::Codes);

async fn open(step: Step, asked: Asked) -> Result<HttpResponse> {
    if !is_possible(step, &asked.visitor)? {
        return Ok(redirect(urls::SECURITY));
    }
    show(&ConfirmPage {
        layout: Layout::of(&asked.request),
        step,
        is_on: asked.visitor.standing.since.is_some(),
        errors: FieldErrors::new(),
        blocked: None,
    })
}

async fn take(step: Step, asked: Asked, form: ConfirmForm) -> Result<HttpResponse> {
    if !is_possible(step, &asked.visitor)? {
        return Ok(redirect(urls::SECURITY));
    }
    let mut page = ConfirmPage {
        layout: Layout::of(&asked.request),
        step,
        is_on: asked.visitor.standing.since.is_some(),
        errors: FieldErrors::new(),
        blocked: None,
    };
    if form.password.is_empty() {
        page.errors.add("password", "field-password-missing");
    }
    if page.is_on && form.code.trim().is_empty() {
        page.errors.add("code", "field-code-missing");
    }
    if !page.errors.is_empty() {
        return show_invalid(&page);
    }
    match check_password(&asked.state, &asked.actor, form.password).await? {
        Checked::Right => {}
        other => return refuse(page, other, "password", "field-password-wrong"),
    }
    let with = circumstances(&asked.request, &asked.state, &asked.visitor);
    let (actor, is_on) = (asked.actor.clone(), page.is_on);
    let (checked, new) = asked
        .state
        .db
        .write(move |db| act(step, db, &with, &actor, is_on, &form.code))
        .await?;
    asked.state.work.notify_one();
    if checked != Checked::Right {
        return refuse(page, checked, "code", "field-code-wrong");
    }
    done(step, &asked, &page.layout, &new)
}

/// Whether the step makes sense for the person.
fn is_possible(step: Step, visitor: &Visitor) -> Result<bool> {
    if step == Step::Off && visitor.standing.is_required {
        return Err(Error::Refused("error-two-factor-required"));
    }
    Ok(step == Step::Begin || visitor.standing.since.is_some())
}

fn act(
    step: Step,
    db: &mut Db,
    with: &Circumstances,
    actor: &Actor,
    is_on: bool,
    code: &str,
) -> domain::Result<(Checked, Vec<RecoveryCode>)> {
    match step {
        Step::Begin if !is_on => Ok((Checked::Right, Vec::new())),
        Step::Begin => Ok((two_factor::check_code(db, with, actor.user_id, code)?, Vec::new())),
        Step::Off => Ok((two_factor::switch_off(db, with, actor, code)?, Vec::new())),
        Step::Codes => two_factor::renew_codes(db, with, actor, code),
    }
}

fn done(step: Step, asked: &Asked, layout: &Layout, new: &[RecoveryCode]) -> Result<HttpResponse> {
    match step {
        Step::Begin => {
            let sealed = Seed::random()?.seal(&asked.state.keys, asked.actor.user_id)?;
            asked.session.keep_set_up(&Kept {
                sealed,
                until: layout.now + SET_UP,
            })?;
            Ok(redirect(urls::TWO_FACTOR_SET_UP))
        }
        Step::Off => {
            asked.session.renew();
            asked.session.flash(FlashKind::Ok, layout.t("two-factor-now-off"))?;
            Ok(redirect(urls::SECURITY))
        }
        Step::Codes => {
            codes::keep(&asked.session, &asked.state, asked.actor.user_id, new)?;
            Ok(redirect(urls::RECOVERY_CODES))
        }
    }
}

fn refuse(mut page: ConfirmPage, checked: Checked, field: &'static str, key: &str) -> Result<HttpResponse> {
    match checked {
        Checked::Blocked(until) => page.blocked = Some(page.layout.formats.with_seconds(until)),
        _ => page.errors = FieldErrors::one(field, key),
    }
    show_invalid(&page)
}

/// Compares the person's own password, throttled like a sign-in.
pub(super) async fn check_password(state: &AppState, actor: &Actor, password: String) -> Result<Checked> {
    let now = state.clock.now();
    let email_key = actor.email.to_lowercase();
    let subjects = [Subject::account(&email_key), Subject::address(&actor.address)];
    let asked = subjects.clone();
    let (blocked, candidate) = state
        .db
        .read(move |db| -> domain::Result<(Option<NaiveDateTime>, auth::Candidate)> {
            Ok((
                auth::blocked_until(db, &asked, now)?,
                auth::candidate(db, &email_key, now)?,
            ))
        })
        .await?;
    if let Some(until) = blocked {
        return Ok(Checked::Blocked(until));
    }
    let (verdict, _) = compare(state, password, candidate.secret_hash).await?;
    if verdict == Verdict::Wrong {
        state.db.write(move |db| auth::note_failure(db, &subjects, now)).await?;
        return Ok(Checked::Wrong);
    }
    Ok(Checked::Right)
}
