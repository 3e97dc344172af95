//! Setting up an authenticator app: QR code, the same to type, and a code that proves that the app has it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::codes;
use super::otpauth;
use crate::domain::auth::Seed;
use crate::domain::auth::two_factor;
use crate::state::AppState;
use crate::types::access::Actor;
use crate::web::auth::circumstances;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::qr::{self, Qr};
use crate::web::session::PageSession;
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "account/set_up.html")]
struct SetUpPage {
    layout: Layout,
    qr: Qr,
    /// For apps on the same device.
    address: String,
    /// The secret in groups of four.
    groups: String,
    /// The same without spaces.
    secret: String,
    email: String,
    errors: FieldErrors,
}

impl Page for SetUpPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl SetUpPage {
    fn new(layout: Layout, actor: &Actor, seed: &Seed, errors: FieldErrors) -> Result<Self> {
        let secret = seed.base32();
        let address = otpauth::address(&layout.brand, &actor.email, &secret);
        let signs: Vec<char> = secret.chars().collect();
        let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
        Ok(Self {
            qr: qr::draw(&address)?,
            address,
            groups: groups.join(" "),
            secret,
            email: actor.email.clone(),
            errors,
            layout,
        })
    }
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) async fn get(
    layout: Layout,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
) -> Result<HttpResponse> {
    match seed(&layout, &state, &session, &actor) {
        Some(seed) => show(&SetUpPage::new(layout, &actor, &seed, FieldErrors::new())?),
        // Nothing was begun, or it took too long: the password is asked for again.
        None => Ok(redirect(urls::TWO_FACTOR)),
    }
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    SignedIn(actor): SignedIn,
    Form(form): Form<CodeForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let Some(seed) = seed(&layout, &state, &session, &actor) else {
        return Ok(redirect(urls::TWO_FACTOR));
    };
    let with = circumstances(&request, &state, &visitor);
    let (person, new) = ((*actor).clone(), seed.clone());
    let codes = state
        .db
        .write(move |db| two_factor::switch_on(db, &with, &person, &new, &form.code))
        .await?;
    let Some(codes) = codes else {
        let errors = FieldErrors::one("code", "field-code-not-this");
        return show_invalid(&SetUpPage::new(layout, &actor, &seed, errors)?);
    };
    state.work.notify_one();
    session.end_set_up();
    codes::keep(&session, &state, actor.user_id, &codes)?;
    Ok(redirect(urls::RECOVERY_CODES))
}

/// The seed that this session began with.
fn seed(layout: &Layout, state: &AppState, session: &PageSession, actor: &Actor) -> Option<Seed> {
    let kept = session.set_up().filter(|kept| layout.now < kept.until)?;
    Seed::open(&state.keys, actor.user_id, &kept.sealed)
}
