//! Steps that ask for the password again, and for the second factor once there is one (ASVS 7.5.1): setting up an app, adding a passkey,
//! removing either, new recovery codes.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{NaiveDateTime, TimeDelta};
use serde::Deserialize;

use super::codes;
use super::passkey::id_of;
use crate::domain::auth::two_factor;
use crate::domain::auth::{self, Checked, Circumstances, Proof, RecoveryCode, Seed, Subject, passkeys};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::Actor;
use crate::types::secret_hash::Verdict;
use crate::web::auth::hashing::compare;
use crate::web::auth::{asked as options_of, circumstances, relying_party};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{Adding, FlashKind, Kept, PageSession};
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

/// How long an app may take to be set up, or a passkey to be added: app or key may have to be fetched first.
const SET_UP: TimeDelta = TimeDelta::minutes(30);

/// What is to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Begin,
    Off,
    Codes,
    Passkey,
    Remove,
}

impl Step {
    /// It only leads to what is set up next: somebody without two-factor needs nothing but the password for it.
    fn is_beginning(self) -> bool {
        matches!(self, Self::Begin | Self::Passkey)
    }

    fn is_end(self) -> bool {
        matches!(self, Self::Off | Self::Remove)
    }
}

#[derive(Template)]
#[template(path = "account/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    step: Step,
    /// Its texts are `confirm-<texts>-<part>`.
    texts: &'static str,
    address: String,
    /// The passkey that is removed: key and name.
    passkey: (i64, String),
    /// The second factor is asked for, too: two-factor is on.
    needs_second: bool,
    has_app: bool,
    /// A passkey can be used in place of a code.
    has_passkeys: bool,
    /// Passkeys can be added here.
    offers_passkey: bool,
    errors: FieldErrors,
    /// Nothing is checked before this time.
    blocked: Option<String>,
}

impl Page for ConfirmPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ConfirmPage {
    fn t(&self, part: &str) -> String {
        self.layout
            .t1(&format!("confirm-{}-{part}", self.texts), "name", &self.passkey.1)
    }
}

#[derive(Deserialize)]
pub(super) struct ConfirmForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    passkey: String,
}

impl ConfirmForm {
    fn proof(&self) -> Option<Proof> {
        if !self.passkey.is_empty() {
            return Some(Proof::Passkey(self.passkey.clone()));
        }
        Some(self.code.clone())
            .filter(|code| !code.trim().is_empty())
            .map(Proof::Code)
    }
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

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
handlers!(passkey, post_passkey, Step::Passkey);
handlers!(removal, remove, Step::Remove);

/// What the browser is asked when a passkey is used in place of a code.
pub(super) async fn options(
    request: HttpRequest,
    state: web::Data<AppState>,
    visitor: Visitor,
    SignedIn(actor): SignedIn,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (with, user_id) = (circumstances(&request, &state, &visitor), actor.user_id);
    let options = state
        .db
        .write(move |db| passkeys::begin_use(db, &with, user_id))
        .await?;
    Ok(options_of(options))
}

async fn open(step: Step, asked: Asked) -> Result<HttpResponse> {
    match page(step, &asked).await? {
        Some(page) => show(&page),
        None => Ok(redirect(urls::SECURITY)),
    }
}

async fn take(step: Step, asked: Asked, form: ConfirmForm) -> Result<HttpResponse> {
    let Some(mut page) = page(step, &asked).await? else {
        return Ok(redirect(urls::SECURITY));
    };
    let proof = form.proof();
    if form.password.is_empty() {
        page.errors.add("password", "field-password-missing");
    }
    if page.needs_second && proof.is_none() {
        page.errors.add("code", "field-code-missing");
    }
    if !page.errors.is_empty() {
        return show_invalid(&page);
    }
    match check_password(&asked.state, &asked.actor, form.password).await? {
        Checked::Right => {}
        other => return refuse(page, other, "password", "field-password-wrong"),
    }
    let (field, wrong) = match &proof {
        Some(Proof::Passkey(_)) => ("passkey", "field-passkey-wrong"),
        _ => ("code", "field-code-wrong"),
    };
    let with = circumstances(&asked.request, &asked.state, &asked.visitor);
    let (actor, id) = (asked.actor.clone(), page.passkey.0);
    let proof = proof.filter(|_| page.needs_second);
    let (checked, new) = asked
        .state
        .db
        .write(move |db| act(step, db, &with, &actor, id, proof.as_ref()))
        .await?;
    asked.state.work.notify_one();
    if checked != Checked::Right {
        return refuse(page, checked, field, wrong);
    }
    done(step, &asked, &page, &new)
}

/// The page of the step, or `None` when it makes no sense for the person, or not at this address.
async fn page(step: Step, asked: &Asked) -> Result<Option<ConfirmPage>> {
    let (standing, layout) = (asked.visitor.standing, Layout::of(&asked.request));
    let is_here = relying_party(&asked.state).is_ok();
    let mut page = ConfirmPage {
        step,
        texts: "set-up",
        address: urls::TWO_FACTOR.to_owned(),
        passkey: (0, String::new()),
        needs_second: standing.since.is_some() || !step.is_beginning(),
        has_app: standing.has_app,
        has_passkeys: standing.has_passkeys && is_here,
        offers_passkey: step == Step::Begin && is_here && standing.since.is_none(),
        errors: FieldErrors::new(),
        blocked: None,
        layout,
    };
    match step {
        Step::Begin => {}
        Step::Passkey if !is_here => return Ok(None),
        Step::Passkey => (page.texts, page.address) = ("passkey", urls::PASSKEY_BEGIN.to_owned()),
        Step::Codes if standing.since.is_none() => return Ok(None),
        Step::Codes => (page.texts, page.address) = ("codes", urls::RECOVERY_NEW.to_owned()),
        Step::Off if !standing.has_app => return Ok(None),
        Step::Off if standing.has_passkeys => {
            (page.texts, page.address) = ("off-app", urls::TWO_FACTOR_OFF.to_owned());
        }
        Step::Off if standing.is_required => return Err(Error::Refused("error-two-factor-required")),
        Step::Off => (page.texts, page.address) = ("off", urls::TWO_FACTOR_OFF.to_owned()),
        Step::Remove => {
            let (id, actor) = (id_of(&asked.request)?, asked.actor.clone());
            let read = move |db: &mut Db| -> domain::Result<_> {
                let row = passkeys::find(db, actor.user_id, id)?;
                let is_last = passkeys::is_last_way(db, &actor, &row)?;
                Ok((row, is_last))
            };
            let (row, is_last) = asked.state.db.read(read).await?;
            if is_last && standing.is_required {
                return Err(Error::Refused("error-two-factor-required"));
            }
            page.texts = if is_last { "remove-last" } else { "remove" };
            page.address = urls::passkey(urls::PASSKEY_REMOVAL, &row.id);
            page.passkey = (row.id, row.name);
        }
    }
    Ok(Some(page))
}

fn act(
    step: Step,
    db: &mut Db,
    with: &Circumstances,
    actor: &Actor,
    id: i64,
    proof: Option<&Proof>,
) -> domain::Result<(Checked, Vec<RecoveryCode>)> {
    let Some(proof) = proof else {
        // Only where none was needed.
        return Ok((Checked::Right, Vec::new()));
    };
    match step {
        Step::Begin | Step::Passkey => Ok((two_factor::check(db, with, actor.user_id, proof)?, Vec::new())),
        Step::Off => Ok((two_factor::switch_off(db, with, actor, proof)?, Vec::new())),
        Step::Codes => two_factor::renew_codes(db, with, actor, proof),
        Step::Remove => Ok((passkeys::remove(db, with, actor, id, proof)?, Vec::new())),
    }
}

fn done(step: Step, asked: &Asked, page: &ConfirmPage, new: &[RecoveryCode]) -> Result<HttpResponse> {
    let until = page.layout.now + SET_UP;
    match step {
        Step::Begin => {
            let sealed = Seed::random()?.seal(&asked.state.keys, asked.actor.user_id)?;
            asked.session.keep_set_up(&Kept { sealed, until })?;
            Ok(redirect(urls::TWO_FACTOR_SET_UP))
        }
        Step::Passkey => {
            let with_second = page.needs_second;
            asked.session.begin_adding(&Adding { until, with_second })?;
            Ok(redirect(urls::PASSKEY_NEW))
        }
        Step::Off | Step::Remove => {
            asked.session.renew();
            asked.session.flash(FlashKind::Ok, page.t("done"))?;
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
