//! The people of the organisation by name.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::fields::{initials, role_name, role_of, status};
use super::query::ListQuery;
use super::rights;
use crate::domain::users::{self, UserRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::matrix::Permission;
use crate::types::role::Role;
use crate::types::user_status::UserStatus;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};

/// People on one page.
const ON_A_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "users/list.html")]
struct ListPage {
    layout: Layout,
    search: String,
    role: String,
    chips: Vec<Chip>,
    /// Value, text, whether chosen.
    statuses: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    /// “120 people and API users”.
    summary: String,
    is_filtered: bool,
    csv: String,
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    last: Option<String>,
    may_add: bool,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A choice above the list.
struct Chip {
    text: String,
    count: String,
    href: String,
    is_current: bool,
}

/// A row of the table.
struct Row {
    id: i64,
    initials: String,
    name: String,
    /// Address or client id.
    sign_in: String,
    is_program: bool,
    is_self: bool,
    role: String,
    /// Class and words.
    status: (&'static str, String),
    /// Whether it is on; `None` where it makes no sense.
    two_factor: Option<bool>,
    /// ISO and words of the last sign-in or use.
    seen: Option<(String, String)>,
    may_change: bool,
    may_invite_again: bool,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let query = parse(&request);
    let organisation_id = scope.organisation_id();
    let (filter, bound) = (query.filter.clone(), query.bound(&state.keys, organisation_id));
    let (slice, counts) = state
        .db
        .read(move |db| -> domain::Result<_> {
            Ok((
                users::page(db, &scope, &filter, &bound, ON_A_PAGE)?,
                users::count_by_role(db, &scope)?,
            ))
        })
        .await?;
    let edge = |name, row: Option<&UserRow>, exists: bool| {
        let row = row.filter(|_| exists)?;
        Some(query.beyond(name, &state.keys, organisation_id, row))
    };
    let powers = rights::powers(&layout);
    let all: i64 = counts.iter().map(|(_, n)| n).sum();
    show(&ListPage {
        search: query.filter.search.clone(),
        role: query.filter.role.map_or("", Role::as_str).to_owned(),
        chips: chips(&layout, &query, &counts, all),
        statuses: statuses(&layout, query.filter.status),
        first: slice.has_before.then(|| query.with(|_| {})),
        previous: edge("before", slice.rows.first(), slice.has_before),
        next: edge("after", slice.rows.last(), slice.has_after),
        last: slice.has_after.then(|| query.last()),
        rows: slice
            .rows
            .into_iter()
            .map(|user| row(&layout, powers.as_ref(), user))
            .collect(),
        summary: layout.tn("users-count", &all),
        is_filtered: !query.filter.is_all(),
        csv: query.csv(),
        may_add: powers.is_some_and(|powers| !powers.roles_for_new().is_empty()),
        layout,
    })
}

/// What the address asks for.
pub(super) fn parse(request: &HttpRequest) -> ListQuery {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    ListQuery::parse(&pairs)
}

fn chips(layout: &Layout, query: &ListQuery, counts: &[(Role, i64)], all: i64) -> Vec<Chip> {
    let everybody = Chip {
        text: layout.t("users-all"),
        count: layout.formats.number(all),
        href: query.with(|filter| filter.role = None),
        is_current: query.filter.role.is_none(),
    };
    let of_role = |role: Role| {
        let count = counts.iter().find(|(other, _)| *other == role).map(|(_, n)| *n)?;
        Some(Chip {
            text: role_name(layout, Some(role)),
            count: layout.formats.number(count),
            href: query.with(|filter| filter.role = Some(role)),
            is_current: query.filter.role == Some(role),
        })
    };
    std::iter::once(everybody)
        .chain(Role::ALL.into_iter().filter_map(of_role))
        .collect()
}

fn statuses(layout: &Layout, chosen: Option<UserStatus>) -> Vec<(&'static str, String, bool)> {
    let any = ("", layout.t("users-any-status"), chosen.is_none());
    let known = UserStatus::ALL.iter().map(|status| {
        let text = layout.t(&format!("users-status-{status}"));
        (status.as_str(), text, chosen == Some(*status))
    });
    std::iter::once(any).chain(known).collect()
}

fn row(layout: &Layout, powers: Option<&users::Powers>, user: UserRow) -> Row {
    let is_program = user.client_id.is_some();
    let seen = if is_program {
        user.last_used_at
    } else {
        user.last_login_at
    };
    let formats = &layout.formats;
    Row {
        id: user.id,
        initials: initials(&user),
        name: user.name(),
        sign_in: user.email.clone().or(user.client_id.clone()).unwrap_or_default(),
        is_program,
        is_self: layout.actor.as_ref().is_some_and(|actor| actor.user_id == user.id),
        role: role_name(layout, role_of(&user)),
        status: status(layout, &user),
        two_factor: (!is_program).then_some(user.two_factor_since().is_some()),
        seen: seen.map(|at| (formats.iso(at), formats.recent(at, layout.now))),
        may_change: powers.is_some_and(|powers| powers.may_change(&user)),
        may_invite_again: user.status == UserStatus::Invited.as_str()
            && powers.is_some_and(|powers| powers.may_withdraw(&user)),
    }
}
