//! Inviting somebody: name, address, role with its rights, language, notifications, last day.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::fields::{self, Choice};
use super::rights::{self, RoleChoice};
use crate::domain::users::{self, Invited, NewPerson};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::email::{Email, EmailError};
use crate::types::role::Role;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "users/new.html")]
struct NewPage {
    layout: Layout,
    typed: PersonForm,
    roles: Vec<RoleChoice>,
    languages: Vec<Choice>,
    ticks: Vec<(&'static str, bool, String, String)>,
    errors: FieldErrors,
}

impl Page for NewPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize, Default, Clone)]
pub(super) struct PersonForm {
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    notify: Vec<String>,
    #[serde(default)]
    ends_on: String,
}

pub(super) async fn get(layout: Layout) -> Result<HttpResponse> {
    let typed = PersonForm {
        role: Role::User.as_str().to_owned(),
        ..PersonForm::default()
    };
    show(&page(layout, typed, FieldErrors::new()))
}

pub(super) async fn post(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<PersonForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let new = match parse(&layout, &form) {
        Ok(new) => new,
        Err(errors) => return show_invalid(&page(layout, form, errors)),
    };
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let invited = state
        .db
        .write(move |db| users::invite_member(db, &context, &scope, &new, now))
        .await?;
    state.work.notify_one();
    match invited {
        Invited::Added(id) => {
            session.flash(FlashKind::Ok, layout.t1("users-invited", "email", form.email.trim()))?;
            Ok(redirect(&urls::user(urls::USER, &id)))
        }
        Invited::TakenHere => {
            let errors = FieldErrors::one("email", "field-email-here");
            show_invalid(&page(layout, form, errors))
        }
    }
}

fn page(layout: Layout, typed: PersonForm, errors: FieldErrors) -> NewPage {
    NewPage {
        roles: rights::choices(&layout, &rights::for_new(&layout), &typed.role),
        languages: fields::languages(&layout, &typed.language),
        ticks: fields::ticks(&layout, &typed.notify),
        typed,
        errors,
        layout,
    }
}

fn parse(layout: &Layout, form: &PersonForm) -> std::result::Result<NewPerson, FieldErrors> {
    let mut errors = FieldErrors::new();
    let role = role(&form.role, &mut errors);
    let first_name = fields::name("first_name", &form.first_name, &mut errors);
    let last_name = fields::name("last_name", &form.last_name, &mut errors);
    let email = email(&form.email, &mut errors);
    let lang = fields::language(&form.language, &mut errors);
    let notifications = fields::notifications(&form.notify, &mut errors);
    let role_ends_on = ends_on(layout, role, &form.ends_on, &mut errors);
    match (first_name, last_name, email, role) {
        (Some(first_name), Some(last_name), Some(email), Some(role)) if errors.is_empty() => Ok(NewPerson {
            first_name,
            last_name,
            email,
            role,
            lang,
            notifications,
            role_ends_on,
        }),
        _ => Err(errors),
    }
}

/// The role that was chosen; whether the visitor can give it decides the domain.
pub(super) fn role(typed: &str, errors: &mut FieldErrors) -> Option<Role> {
    let role = Role::parse(typed).filter(|role| *role != Role::ApiUser);
    if role.is_none() {
        errors.add("role", "field-role-missing");
    }
    role
}

/// The last day of an Accountant; of anybody else there is none.
pub(super) fn ends_on(
    layout: &Layout,
    role: Option<Role>,
    typed: &str,
    errors: &mut FieldErrors,
) -> Option<chrono::NaiveDate> {
    let today = layout.formats.day(layout.now);
    let day = fields::last_day("ends_on", typed, today, None, errors);
    if day.is_some() && role.is_some_and(|role| role != Role::Accountant) {
        errors.add("ends_on", "field-day-accountant");
        return None;
    }
    day
}

/// A sign-in address.
pub(in crate::web) fn email(typed: &str, errors: &mut FieldErrors) -> Option<Email> {
    match Email::parse(typed) {
        Ok(email) => Some(email),
        Err(error) => {
            let key = match error {
                EmailError::NotAscii => "field-email-ascii",
                EmailError::TooLong => "field-email-too-long",
                EmailError::Empty | EmailError::NotAnAddress => "field-email-invalid",
            };
            errors.add("email", key);
            None
        }
    }
}
