//! The log, latest first, and the same as a file.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use super::query::{NOBODY, Query};
use super::words;
use crate::domain;
use crate::domain::audit::{self, AuditRow, Edge, Person};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::iccid::Iccid;
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links};
use crate::web::urls;

/// Entries on one page.
const ON_A_PAGE: i64 = 50;

/// What page keys are signed for.
const LIST: &str = "audit log";

#[derive(Template)]
#[template(path = "audit/log.html")]
struct LogPage {
    layout: Layout,
    query: Query,
    /// Choices of the filter: value, words, whether it is chosen.
    people: Vec<Choice>,
    actions: Vec<Choice>,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    links: Links,
    csv: String,
}

impl Page for LogPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A choice of a filter.
struct Choice {
    value: String,
    text: String,
    is_chosen: bool,
}

/// A line of the table.
struct Row {
    iso: String,
    at: String,
    who: String,
    address: String,
    action: String,
    kind: String,
    object: String,
    /// Page of the thing, if it has one.
    href: Option<String>,
    old: Option<String>,
    new: Option<String>,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let query = Query::of(&request);
    let filter = query.filter(layout.formats.zone);
    let edge: Edge<(NaiveDateTime, i64)> = paging::edge(&request, &state.keys, LIST);
    let (page, people, actions, kinds) = state
        .db
        .read(move |db| -> domain::Result<_> {
            Ok((
                audit::page(db, &scope, &filter, edge, ON_A_PAGE)?,
                audit::people(db, &scope)?,
                audit::actions(db, &scope)?,
                audit::kinds(db, &scope)?,
            ))
        })
        .await?;
    let base = query.href(urls::AUDIT);
    let person = |person: Person| {
        let value = person.id.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
        let text = match person.id {
            Some(_) => person.name,
            None => layout.t("audit-nobody"),
        };
        choice(&query.who, value, text)
    };
    show(&LogPage {
        people: people.into_iter().map(person).collect(),
        actions: by_text(actions, &query.action, |action| words::action(&layout, action)),
        kinds: by_text(kinds, &query.kind, |kind| words::kind(&layout, kind)),
        links: paging::links(&page, &state.keys, LIST, &base, key),
        rows: page.rows.into_iter().map(|entry| row(&layout, entry)).collect(),
        csv: query.href(urls::AUDIT_CSV),
        query,
        layout,
    })
}

/// All entries of the filter as a file, in stored words: those are the same in every language.
pub(super) async fn csv(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let filter = Query::of(&request).filter(layout.formats.zone);
    let name = format!("audit-log-{}.csv", layout.formats.file_stamp(layout.now));
    let head = [
        "happened_at_utc",
        "who",
        "action",
        "kind",
        "object",
        "old",
        "new",
        "address",
    ];
    download(&name, &head, move |after: Option<(NaiveDateTime, i64)>| {
        let (state, scope, filter, formats) = (state.clone(), scope.clone(), filter.clone(), layout.formats);
        async move {
            let edge = after.map_or(Edge::Newest, Edge::OlderThan);
            let page = state
                .db
                .read(move |db| audit::page(db, &scope, &filter, edge, PAGE))
                .await
                .map_err(domain::Error::from)?;
            Ok(Part {
                next: page.rows.last().filter(|_| page.has_older).map(key),
                rows: page
                    .rows
                    .into_iter()
                    .map(|entry| {
                        vec![
                            formats.iso(entry.happened_at),
                            entry.actor_name,
                            entry.action,
                            entry.object_kind,
                            entry.object_name,
                            entry.old_value.unwrap_or_default(),
                            entry.new_value.unwrap_or_default(),
                            entry.address,
                        ]
                    })
                    .collect(),
            })
        }
    })
    .await
}

fn key(entry: &AuditRow) -> (NaiveDateTime, i64) {
    (entry.happened_at, entry.id)
}

fn choice(chosen: &str, value: String, text: String) -> Choice {
    Choice {
        is_chosen: value == chosen,
        value,
        text,
    }
}

/// Choices in the order of their words. One that is chosen and not in the log (any more) stays visible.
fn by_text(mut values: Vec<String>, chosen: &str, text_of: impl Fn(&str) -> String) -> Vec<Choice> {
    if !chosen.is_empty() && !values.iter().any(|value| value == chosen) {
        values.push(chosen.to_owned());
    }
    let mut choices: Vec<Choice> = values
        .into_iter()
        .map(|value| {
            let text = text_of(&value);
            choice(chosen, value, text)
        })
        .collect();
    choices.sort_by(|a, b| a.text.cmp(&b.text));
    choices
}

/// The page of what was changed, for kinds of things that stay: a person or a view may be gone.
fn page_of(entry: &AuditRow) -> Option<String> {
    let id = &entry.object_id;
    match entry.object_kind.as_str() {
        // A SIM that has left and come back has another key; its number stays.
        "sim" => Iccid::parse(&entry.object_name)
            .ok()
            .map(|iccid| urls::sim_page(iccid.as_str())),
        "approval" => Some(urls::approval(urls::APPROVAL, id)),
        "bulk" => Some(urls::bulk(urls::BULK_ACTION, id)),
        "transfer" => Some(urls::transfer(urls::TRANSFER, id)),
        _ => None,
    }
}

fn row(layout: &Layout, entry: AuditRow) -> Row {
    let value = |stored: Option<String>| stored.map(|stored| words::value(layout, &entry.action, stored));
    Row {
        iso: layout.formats.iso(entry.happened_at),
        at: layout.formats.with_seconds(entry.happened_at),
        old: value(entry.old_value.clone()),
        new: value(entry.new_value.clone()),
        action: words::action(layout, &entry.action),
        kind: words::kind(layout, &entry.object_kind),
        href: page_of(&entry),
        object: entry.object_name,
        who: entry.actor_name,
        address: entry.address,
    }
}
