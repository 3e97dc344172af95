//! One's own name, language and notifications, and the way to another sign-in address.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::confirm::check_password;
use crate::domain;
use crate::domain::auth::Checked;
use crate::domain::users::{self, Data, email};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::{Actor, Place};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::users::fields::{self, Choice};
use crate::web::users::new_email;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "account/profile.html")]
struct ProfilePage {
    layout: Layout,
    email: String,
    role: String,
    typed: ProfileForm,
    languages: Vec<Choice>,
    ticks: Vec<(&'static str, bool, String, String)>,
    /// Address that waits for its confirmation, and until when.
    waiting: Option<(String, String)>,
    typed_email: String,
    errors: FieldErrors,
    /// No password is checked before this time.
    blocked: Option<String>,
}

impl Page for ProfilePage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize, Default, Clone)]
pub(super) struct ProfileForm {
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    notify: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct EmailForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn get(layout: Layout, state: web::Data<AppState>, SignedIn(actor): SignedIn) -> Result<HttpResponse> {
    show(&page(layout, &state, &actor).await?)
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
    Form(form): Form<ProfileForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let mut errors = FieldErrors::new();
    let first = fields::name("first_name", &form.first_name, &mut errors);
    let last = fields::name("last_name", &form.last_name, &mut errors);
    let lang = fields::language(&form.language, &mut errors);
    let notifications = fields::notifications(&form.notify, &mut errors);
    let (Some(first), Some(last), true) = (first, last, errors.is_empty()) else {
        let mut page = page(layout, &state, &actor).await?;
        page.languages = languages(&page.layout, &form.language);
        page.ticks = ticks(&page.layout, &form.notify);
        (page.typed, page.errors) = (form, errors);
        return show_invalid(&page);
    };
    let data = Data {
        first_name: first.into_string(),
        last_name: last.into_string(),
        lang,
        notifications,
        role_ends_on: None,
    };
    let (person, now) = ((*actor).clone(), state.clock.now());
    let changed = state
        .db
        .write(move |db| users::edit_own(db, &person, &data, now))
        .await?;
    if changed {
        // In the language that was chosen a moment ago.
        let lang = lang.unwrap_or(layout.lang());
        session.flash(FlashKind::Ok, crate::i18n::text(lang, "profile-saved"))?;
    }
    Ok(redirect(urls::PROFILE))
}

/// Asks for another sign-in address. The password is asked for again: whoever finds a signed-in browser must not take the account over.
pub(super) async fn post_email(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
    Form(form): Form<EmailForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let mut errors = FieldErrors::new();
    let new = new_email(&form.email, &mut errors);
    if form.password.is_empty() {
        errors.add("password", "field-password-missing");
    }
    let mut page = page(layout, &state, &actor).await?;
    page.typed_email.clone_from(&form.email);
    let Some(new) = new.filter(|_| errors.is_empty()) else {
        page.errors = errors;
        return show_invalid(&page);
    };
    match check_password(&state, &actor, form.password).await? {
        Checked::Right => {}
        Checked::Wrong => {
            page.errors = FieldErrors::one("password", "field-password-wrong");
            return show_invalid(&page);
        }
        Checked::Blocked(until) => {
            page.blocked = Some(page.layout.formats.with_seconds(until));
            return show_invalid(&page);
        }
    }
    let (person, now, context) = ((*actor).clone(), state.clock.now(), MailContext::of(&state.config));
    let asked = state
        .db
        .write(move |db| email::ask(db, &context, &person, &new, now))
        .await;
    match asked {
        Ok(()) => {}
        Err(domain::Error::Refused(key)) if key == email::SAME || key == email::TOO_MANY => {
            page.errors = FieldErrors::one("email", key);
            return show_invalid(&page);
        }
        Err(error) => return Err(Error::from(error)),
    }
    state.work.notify_one();
    session.flash(
        FlashKind::Info,
        page.layout.t1("profile-email-asked", "email", form.email.trim()),
    )?;
    Ok(redirect(urls::PROFILE))
}

/// The address stays as it is: the link that is under way is worth nothing any more.
pub(super) async fn give_up(
    layout: Layout,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (person, now) = ((*actor).clone(), state.clock.now());
    if state.db.write(move |db| email::give_up(db, &person, now)).await? {
        session.flash(FlashKind::Ok, layout.t("profile-email-given-up"))?;
    }
    Ok(redirect(urls::PROFILE))
}

async fn page(layout: Layout, state: &web::Data<AppState>, actor: &Actor) -> Result<ProfilePage> {
    let (id, now) = (actor.user_id, layout.now);
    let read = move |db: &mut _| -> domain::Result<_> { Ok((users::find(db, id)?, email::waiting(db, id, now)?)) };
    let (user, waiting) = state.db.read(read).await?;
    let typed = ProfileForm {
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        language: user.language.clone().unwrap_or_default(),
        notify: user.notifications.split(',').map(str::to_owned).collect(),
    };
    let role = match &actor.place {
        Place::Member { role, .. } => layout.t(&format!("role-{}", role.as_str())),
        Place::Staff(role) => layout.t(&format!("staff-role-{}", role.as_str())),
    };
    Ok(ProfilePage {
        email: user.email.unwrap_or_default(),
        role,
        languages: languages(&layout, &typed.language),
        ticks: ticks(&layout, &typed.notify),
        waiting: waiting.map(|asked| (asked.email, layout.formats.date_time(asked.expires_at))),
        typed,
        typed_email: String::new(),
        errors: FieldErrors::new(),
        blocked: None,
        layout,
    })
}

/// Languages to choose from; staff have no organisation whose language could hold.
fn languages(layout: &Layout, chosen: &str) -> Vec<Choice> {
    let all = fields::languages(layout, chosen).into_iter();
    all.filter(|choice| !choice.value.is_empty() || !is_staff(layout))
        .collect()
}

/// Notifications to tick: news of an organisation, so none for staff.
fn ticks(layout: &Layout, ticked: &[String]) -> Vec<(&'static str, bool, String, String)> {
    if is_staff(layout) {
        Vec::new()
    } else {
        fields::ticks(layout, ticked)
    }
}

fn is_staff(layout: &Layout) -> bool {
    layout
        .actor
        .as_ref()
        .is_some_and(|actor| matches!(actor.place, Place::Staff(_)))
}
