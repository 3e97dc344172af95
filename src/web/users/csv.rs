//! The list as a file, with its filters, sent while it is read.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{NaiveDateTime, TimeDelta};
use futures_util::stream::{self, StreamExt};

use super::fields::{role_name, role_of, status};
use super::list::parse;
use crate::documents::csv::{CsvRows, MARK};
use crate::documents::{Cell, Rows};
use crate::domain::sims::Bound;
use crate::domain::users::{self, PeopleFilter, PeopleSlice, UserRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::notification::Notification;
use crate::web::error::{Error, Result};
use crate::web::layout::Layout;

/// People read at once.
const PART: i64 = 1_000;

/// Columns: `users-csv-<name>`.
const COLUMNS: [&str; 10] = [
    "name",
    "sign-in",
    "role",
    "status",
    "two-factor",
    "language",
    "notifications",
    "seen",
    "ends",
    "created",
];

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let filter = parse(&request).filter;
    let name = format!("users-{}.csv", layout.formats.file_stamp(layout.now));
    // The first rows are read before the answer begins: a database that is away is still an error page.
    let first = read(&state, &scope, &filter, Bound::First).await?;
    let beginning = lines(&layout, &first, true)?;
    let rest = stream::unfold(
        (next(&first), state, scope, layout),
        move |(bound, state, scope, layout)| {
            let filter = filter.clone();
            async move {
                let part = read(&state, &scope, &filter, bound?).await;
                let written = part.and_then(|part| Ok((lines(&layout, &part, false)?, next(&part))));
                Some(match written {
                    Ok((lines, bound)) => (Ok(lines), (bound, state, scope, layout)),
                    Err(error) => {
                        tracing::error!(%error, "file broken off");
                        (Err(error), (None, state, scope, layout))
                    }
                })
            }
        },
    );
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(stream::iter([Ok::<_, Error>(beginning)]).chain(rest)))
}

async fn read(
    state: &web::Data<AppState>,
    scope: &OrgScope,
    filter: &PeopleFilter,
    bound: Bound,
) -> Result<PeopleSlice> {
    let (scope, filter) = (scope.clone(), filter.clone());
    let read = move |db: &mut _| -> domain::Result<_> { Ok(users::page(db, &scope, &filter, &bound, PART)?) };
    Ok(state.db.read(read).await?)
}

fn next(part: &PeopleSlice) -> Option<Bound> {
    let last = part.rows.last().filter(|_| part.has_after)?;
    Some(Bound::After {
        value: last.search_key.clone(),
        id: last.id,
    })
}

fn lines(layout: &Layout, part: &PeopleSlice, is_first: bool) -> Result<Bytes> {
    let begin = if is_first { MARK.to_vec() } else { Vec::new() };
    let mut rows = CsvRows::new(begin, layout.lang());
    if is_first {
        for column in COLUMNS {
            let head = layout.t1(&format!("users-csv-{column}"), "zone", layout.formats.zone.name());
            rows.cell(Cell::Text(head.into()))?;
        }
        rows.end_row()?;
    }
    for user in &part.rows {
        for cell in cells(layout, user) {
            rows.cell(cell)?;
        }
        rows.end_row()?;
    }
    Ok(Bytes::from(rows.finish()?))
}

fn cells<'a>(layout: &Layout, user: &'a UserRow) -> [Cell<'a>; 10] {
    let is_program = user.client_id.is_some();
    let text = |text: String| Cell::Text(text.into());
    let local = |at: NaiveDateTime| at.and_utc().with_timezone(&layout.formats.zone).naive_local();
    let moment = |at: Option<NaiveDateTime>| at.map_or(Cell::Empty, |at| Cell::Moment(local(at)));
    let seen = if is_program {
        user.last_used_at
    } else {
        user.last_login_at
    };
    let two_factor = match (is_program, user.two_factor_since()) {
        (true, _) => Cell::Empty,
        (false, Some(_)) => text(layout.t("users-on")),
        (false, None) => text(layout.t("users-off")),
    };
    let told: Vec<String> = Notification::read(&user.notifications)
        .iter()
        .map(|kind| layout.t(&format!("notify-{kind}")))
        .collect();
    let ends = match (user.role_ends_on, user.secret_expires_at) {
        (Some(day), _) => Cell::Day(day),
        (None, Some(end)) => Cell::Day(layout.formats.day(end - TimeDelta::seconds(1))),
        (None, None) => Cell::Empty,
    };
    let sign_in = user.email.as_deref().or(user.client_id.as_deref()).unwrap_or_default();
    [
        text(user.name()),
        Cell::Text(sign_in.into()),
        text(role_name(layout, role_of(user))),
        text(status(layout, user).1),
        two_factor,
        Cell::Text(user.language.as_deref().unwrap_or_default().into()),
        text(told.join(", ")),
        moment(seen),
        ends,
        moment(Some(user.created_at)),
    ]
}
