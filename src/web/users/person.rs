//! A person or API user: facts, the form to edit them, and what else can be done.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::fields::{self, Choice, initials, role_name, role_of, status};
use super::{rights, user_of};
use crate::domain::users::{self, Data, UserRow, permission_for};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::matrix::Permission;
use crate::types::role::Role;
use crate::types::user_status::UserStatus;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "users/person.html")]
struct PersonPage {
    layout: Layout,
    id: i64,
    initials: String,
    name: String,
    /// Address or client id.
    sign_in: String,
    is_program: bool,
    is_self: bool,
    is_accountant: bool,
    role: String,
    status: (&'static str, String),
    two_factor: Option<String>,
    /// Facts: key of the name, ISO time if it is one, words.
    facts: Vec<(&'static str, Option<String>, String)>,
    may: May,
    typed: EditForm,
    languages: Vec<Choice>,
    ticks: Vec<(&'static str, bool, String, String)>,
    /// Last day of the secret of an API user, as the field wants it.
    secret_ends: String,
    errors: FieldErrors,
}

impl Page for PersonPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl PersonPage {
    fn url(&self, pattern: &str) -> String {
        urls::user(pattern, &self.id)
    }
}

/// What the visitor may do here.
struct May {
    change: bool,
    invite_again: bool,
    withdraw: bool,
    reset: bool,
    reset_two_factor: bool,
    disable: bool,
    enable: bool,
    delete: bool,
}

#[derive(Deserialize, Default, Clone)]
pub(super) struct EditForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    notify: Vec<String>,
    #[serde(default)]
    ends_on: String,
    /// Last day of a secret, which has a form of its own; here only to show again what was typed there.
    #[serde(skip)]
    secret_ends: Option<String>,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let user = find(&state, &scope, user_of(&request)?).await?;
    let typed = typed(&user);
    show(&page(layout, &user, typed, FieldErrors::new()))
}

pub(super) async fn post(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<EditForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let user = find(&state, &scope, user_of(&request)?).await?;
    check(&layout, &user)?;
    let data = match parse(&layout, &user, &form) {
        Ok(data) => data,
        Err(errors) => return show_invalid(&page(layout, &user, form, errors)),
    };
    let (id, now) = (user.id, state.clock.now());
    let changed = state
        .db
        .write(move |db| users::edit(db, &scope, id, &data, now))
        .await?;
    if changed {
        session.flash(FlashKind::Ok, layout.t("users-saved"))?;
    }
    Ok(redirect(&urls::user(urls::USER, &id)))
}

/// The page of an API user again, with what is wrong with the last day of its secret.
pub(super) fn again(layout: Layout, user: &UserRow, day: String, errors: FieldErrors) -> Result<HttpResponse> {
    let typed = EditForm {
        secret_ends: Some(day),
        ..typed(user)
    };
    show_invalid(&page(layout, user, typed, errors))
}

/// A member of the visitor's organisation.
pub(super) async fn find(state: &web::Data<AppState>, scope: &OrgScope, id: i64) -> Result<UserRow> {
    let scope = scope.clone();
    let read = move |db: &mut _| -> domain::Result<UserRow> { Ok(users::find_member(db, &scope, id)?) };
    Ok(state.db.read(read).await?)
}

/// Says before a form is shown what the domain would say afterwards.
pub(super) fn check(layout: &Layout, user: &UserRow) -> Result<()> {
    let Some(powers) = rights::powers(layout) else {
        return Err(Error::NotFound);
    };
    if powers.may_change(user) {
        return Ok(());
    }
    if layout.actor.as_ref().is_some_and(|actor| actor.user_id == user.id) {
        return Err(Error::Refused(users::SELF));
    }
    Err(Error::Denied(role_of(user).map(permission_for)))
}

fn typed(user: &UserRow) -> EditForm {
    EditForm {
        name: user.name(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        language: user.language.clone().unwrap_or_default(),
        notify: user.notifications.split(',').map(str::to_owned).collect(),
        ends_on: user.role_ends_on.map_or(String::new(), |day| day.to_string()),
        secret_ends: None,
    }
}

fn parse(layout: &Layout, user: &UserRow, form: &EditForm) -> std::result::Result<Data, FieldErrors> {
    let mut errors = FieldErrors::new();
    let data = if user.client_id.is_some() {
        fields::name("name", &form.name, &mut errors).map(|name| Data {
            first_name: name.into_string(),
            last_name: String::new(),
            ..Data::of(user)
        })
    } else {
        let first = fields::name("first_name", &form.first_name, &mut errors);
        let last = fields::name("last_name", &form.last_name, &mut errors);
        let lang = fields::language(&form.language, &mut errors);
        let notifications = fields::notifications(&form.notify, &mut errors);
        let today = layout.formats.day(layout.now);
        let ends_on = fields::last_day("ends_on", &form.ends_on, today, user.role_ends_on, &mut errors);
        if ends_on.is_some() && role_of(user) != Some(Role::Accountant) {
            errors.add("ends_on", "field-day-accountant");
        }
        first.zip(last).map(|(first, last)| Data {
            first_name: first.into_string(),
            last_name: last.into_string(),
            lang,
            notifications,
            role_ends_on: ends_on,
        })
    };
    match data {
        Some(data) if errors.is_empty() => Ok(data),
        _ => Err(errors),
    }
}

fn page(layout: Layout, user: &UserRow, typed: EditForm, errors: FieldErrors) -> PersonPage {
    let is_program = user.client_id.is_some();
    PersonPage {
        id: user.id,
        initials: initials(user),
        name: user.name(),
        sign_in: user.email.clone().or(user.client_id.clone()).unwrap_or_default(),
        is_program,
        is_self: layout.actor.as_ref().is_some_and(|actor| actor.user_id == user.id),
        is_accountant: role_of(user) == Some(Role::Accountant),
        role: role_name(&layout, role_of(user)),
        status: status(&layout, user),
        two_factor: user.two_factor_since().map(|since| layout.formats.date(since)),
        facts: facts(&layout, user),
        may: may(&layout, user),
        languages: fields::languages(&layout, &typed.language),
        ticks: fields::ticks(&layout, &typed.notify),
        secret_ends: typed
            .secret_ends
            .clone()
            .unwrap_or_else(|| last_day_of_secret(&layout, user).map_or(String::new(), |day| day.to_string())),
        typed,
        errors,
        layout,
    }
}

fn facts(layout: &Layout, user: &UserRow) -> Vec<(&'static str, Option<String>, String)> {
    let formats = &layout.formats;
    let mut facts = Vec::new();
    let never = || layout.t("users-never");
    let time = |key, at: Option<chrono::NaiveDateTime>| {
        let words = at.map_or_else(never, |at| formats.recent(at, layout.now));
        (key, at.map(|at| formats.iso(at)), words)
    };
    if user.client_id.is_some() {
        facts.push(time("users-last-used", user.last_used_at));
        facts.push(time("users-secret-set", user.secret_set_at.or(Some(user.created_at))));
        let ends = last_day_of_secret(layout, user);
        let words = ends.map_or_else(|| layout.t("users-no-end"), |day| formats.calendar_date(day));
        facts.push(("users-secret-ends", None, words));
    } else {
        facts.push(time("users-last-login", user.last_login_at));
        if let Some(day) = user.role_ends_on {
            facts.push(("users-ends-on", None, formats.calendar_date(day)));
        }
    }
    facts.push((
        "users-created",
        Some(formats.iso(user.created_at)),
        formats.date(user.created_at),
    ));
    facts
}

/// The last day on which the secret of an API user is worth something.
fn last_day_of_secret(layout: &Layout, user: &UserRow) -> Option<NaiveDate> {
    let end = user.secret_expires_at?;
    Some(layout.formats.day(end - TimeDelta::seconds(1)))
}

fn may(layout: &Layout, user: &UserRow) -> May {
    let powers = rights::powers(layout);
    let change = powers.as_ref().is_some_and(|powers| powers.may_change(user));
    let withdraw = powers.as_ref().is_some_and(|powers| powers.may_withdraw(user));
    let is = |status: UserStatus| user.status == status.as_str();
    let is_person = user.client_id.is_none();
    May {
        change,
        invite_again: withdraw && is(UserStatus::Invited),
        withdraw: withdraw && is(UserStatus::Invited),
        reset: change && is_person && is(UserStatus::Active),
        reset_two_factor: change && user.two_factor_since().is_some() && layout.can(Permission::ResetTwoFactor),
        disable: change && is(UserStatus::Active),
        enable: change && is(UserStatus::Disabled),
        delete: change && !is(UserStatus::Invited),
    }
}
