//! Giving somebody another role. Their sessions end.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::fields::{role_name, role_of};
use super::rights::{self, RoleChoice};
use super::{new, user_of};
use crate::domain;
use crate::domain::users::{self, RoleOutcome, UserRow};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "users/role.html")]
struct RolePage {
    layout: Layout,
    id: i64,
    name: String,
    now: String,
    typed: RoleForm,
    roles: Vec<RoleChoice>,
    errors: FieldErrors,
}

impl Page for RolePage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize, Default, Clone)]
pub(super) struct RoleForm {
    #[serde(default)]
    role: String,
    #[serde(default)]
    ends_on: String,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let user = find(&request, &layout, scope, &state).await?;
    let typed = RoleForm {
        role: user.role.clone().unwrap_or_default(),
        ends_on: user.role_ends_on.map_or(String::new(), |day| day.to_string()),
    };
    show(&page(layout, &user, typed, FieldErrors::new()))
}

pub(super) async fn post(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<RoleForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let user = find(&request, &layout, scope.clone(), &state).await?;
    let mut errors = FieldErrors::new();
    let role = new::role(&form.role, &mut errors);
    let ends_on = new::ends_on(&layout, role, &form.ends_on, &mut errors);
    let Some(role) = role.filter(|_| errors.is_empty()) else {
        return show_invalid(&page(layout, &user, form, errors));
    };
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let changed = state
        .db
        .write(move |db| users::change_role(db, &context, &scope, user.id, (role, ends_on), now))
        .await?;
    state.work.notify_one();
    let role = role_name(&layout, Some(role));
    match changed {
        RoleOutcome::Same => {}
        RoleOutcome::Done(user) => session.flash(
            FlashKind::Ok,
            layout.t2("users-role-changed", "name", &user.name(), "role", &role),
        )?,
        RoleOutcome::Asked(user) => session.flash(
            FlashKind::Info,
            layout.t2("users-role-asked", "name", &user.name(), "role", &role),
        )?,
    }
    Ok(redirect(&urls::user(urls::USER, &user_of(&request)?)))
}

/// The person, if the visitor may give them another role.
async fn find(request: &HttpRequest, layout: &Layout, scope: OrgScope, state: &web::Data<AppState>) -> Result<UserRow> {
    let id = user_of(request)?;
    let read = move |db: &mut _| -> domain::Result<UserRow> { Ok(users::find_member(db, &scope, id)?) };
    let user = state.db.read(read).await?;
    super::person::check(layout, &user)?;
    if user.client_id.is_some() {
        return Err(Error::Refused("users-refused-api-role"));
    }
    Ok(user)
}

fn page(layout: Layout, user: &UserRow, typed: RoleForm, errors: FieldErrors) -> RolePage {
    RolePage {
        id: user.id,
        name: user.name(),
        now: role_name(&layout, role_of(user)),
        roles: rights::choices(&layout, &rights::for_change(&layout), &typed.role),
        typed,
        errors,
        layout,
    }
}
