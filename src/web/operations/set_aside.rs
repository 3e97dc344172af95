//! The list of set-aside records, and trying all of them again.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::query::{Filter, Query};
use crate::domain::ingest::parse::RejectKind;
use crate::domain::ingest::{self, Edge, Recent, SetAsideRow, SetAsideStatus};
use crate::domain::work::{self, Job};
use crate::domain::{self};
use crate::i18n;
use crate::state::AppState;
use crate::types::lang::Lang;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Records per page.
const PAGE_SIZE: i64 = 50;

#[derive(Template)]
#[template(path = "operations/set_aside.html")]
struct ListPage {
    layout: Layout,
    ignored: Option<String>,
    statuses: Vec<Link>,
    reasons: Vec<(Link, String)>,
    /// Name of the chosen reason; empty: all.
    reason: &'static str,
    /// Of the chosen status, over all reasons.
    has_any: bool,
    status: SetAsideStatus,
    /// Waiting records that the button tries again.
    to_try: i64,
    total: i64,
    rows: Vec<Row>,
    everything: String,
    newer: Option<String>,
    older: Option<String>,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ListPage {
    fn empty_icon(&self) -> &'static str {
        match self.status {
            SetAsideStatus::Waiting => "circle-check",
            SetAsideStatus::Loaded | SetAsideStatus::Discarded => "inbox",
        }
    }
}

/// A choice above the table.
struct Link {
    text: String,
    href: String,
    is_current: bool,
}

/// A row of the table.
struct Row {
    href: String,
    at: String,
    at_utc: String,
    kind: String,
    record_id: String,
    /// The ICCID in two parts: all but the last seven digits, and those.
    iccid: Option<(String, String)>,
    reason: String,
    source: String,
    attempts: String,
}

/// The reason in words. Its name is what remains should the table ever hold one that this version does not know.
pub(super) fn reason_text(lang: Lang, reason: &str) -> String {
    match RejectKind::parse(reason) {
        Some(kind) => i18n::text(lang, &format!("reason-{kind}")),
        None => reason.to_owned(),
    }
}

/// The ICCID as tables show it.
pub(super) fn split_iccid(iccid: &str) -> (String, String) {
    let (first, last) = iccid
        .split_at_checked(iccid.len().saturating_sub(7))
        .unwrap_or(("", iccid));
    (first.to_owned(), last.to_owned())
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let Query { filter, edge, ignored } = Query::parse(&state.keys, request.query_string());
    let (page, counts) = state
        .db
        .read(move |db| -> domain::Result<_> {
            let reason = filter.reason.map(RejectKind::as_str);
            let page = ingest::page(db, filter.status, reason, edge, PAGE_SIZE)?;
            Ok((page, ingest::count_by_reason(db, filter.status)?))
        })
        .await?;
    let all: i64 = counts.iter().map(|(_, n)| n).sum();
    let total = filter.reason.map_or(all, |reason| count_of(&counts, reason.as_str()));
    let (newer, older) = neighbours(&state, filter, &page);
    let ignored = (!ignored.is_empty()).then(|| layout.t1("set-aside-ignored", "values", &ignored.join(", ")));
    show(&ListPage {
        ignored,
        statuses: statuses(&layout, filter),
        reasons: reasons(&layout, filter, &counts, all),
        reason: filter.reason_name(),
        has_any: all > 0,
        status: filter.status,
        to_try: if filter.status == SetAsideStatus::Waiting {
            total
        } else {
            0
        },
        total,
        rows: page.rows.iter().map(|record| row(&layout, record)).collect(),
        everything: Filter { reason: None, ..filter }.href(),
        newer,
        older,
        layout,
    })
}

fn count_of(counts: &[(String, i64)], reason: &str) -> i64 {
    counts.iter().find(|(name, _)| name == reason).map_or(0, |(_, n)| *n)
}

fn neighbours(state: &AppState, filter: Filter, page: &Recent<SetAsideRow>) -> (Option<String>, Option<String>) {
    let newer = page.rows.first().filter(|_| page.has_newer);
    let older = page.rows.last().filter(|_| page.has_older);
    (
        newer.map(|row| filter.page(&state.keys, Edge::NewerThan(row.id))),
        older.map(|row| filter.page(&state.keys, Edge::OlderThan(row.id))),
    )
}

fn statuses(layout: &Layout, filter: Filter) -> Vec<Link> {
    SetAsideStatus::ALL
        .iter()
        .map(|status| Link {
            text: layout.t(&format!("set-aside-status-{status}")),
            href: Filter {
                status: *status,
                ..filter
            }
            .href(),
            is_current: *status == filter.status,
        })
        .collect()
}

/// All reasons that occur with their numbers, and the chosen one even if it does not (any more).
fn reasons(layout: &Layout, filter: Filter, counts: &[(String, i64)], all: i64) -> Vec<(Link, String)> {
    let link = |text: String, reason: Option<RejectKind>, n: i64| {
        let link = Link {
            text,
            href: Filter { reason, ..filter }.href(),
            is_current: reason == filter.reason,
        };
        (link, layout.formats.number(n))
    };
    let mut links = vec![link(layout.t("set-aside-all-reasons"), None, all)];
    let known = counts
        .iter()
        .filter_map(|(name, n)| Some((RejectKind::parse(name)?, *n)));
    let missing = filter
        .reason
        .filter(|reason| count_of(counts, reason.as_str()) == 0)
        .map(|reason| (reason, 0));
    // First, so that a narrow screen shows what is chosen.
    for (reason, n) in missing.into_iter().chain(known) {
        links.push(link(reason_text(layout.lang(), reason.as_str()), Some(reason), n));
    }
    links
}

fn row(layout: &Layout, record: &SetAsideRow) -> Row {
    Row {
        href: urls::set_aside(urls::SET_ASIDE_RECORD, &record.id),
        at: layout.formats.date_time(record.created_at),
        at_utc: layout.formats.iso(record.created_at),
        kind: layout.t(&format!("set-aside-kind-{}", record.kind)),
        // The sender's own number: without groups, so that it can be searched for there.
        record_id: record.record_id.map_or_else(|| "–".to_owned(), |id| id.to_string()),
        iccid: record.iccid.as_deref().map(split_iccid),
        reason: reason_text(layout.lang(), &record.reason),
        source: record.source.clone(),
        attempts: layout.formats.number(record.attempts),
    }
}

#[derive(Deserialize)]
pub(super) struct RetryForm {
    #[serde(default)]
    reason: String,
}

pub(super) async fn retry_all(
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<RetryForm>,
) -> Result<HttpResponse> {
    let reason = match form.reason.as_str() {
        "" => None,
        name => Some(RejectKind::parse(name).ok_or(Error::Unreadable)?),
    };
    let filter = Filter {
        status: SetAsideStatus::Waiting,
        reason,
    };
    let now = state.clock.now();
    let n = state
        .db
        .write(move |db| -> domain::Result<_> {
            let counts = ingest::count_by_reason(db, SetAsideStatus::Waiting)?;
            let n = match reason {
                Some(reason) => count_of(&counts, reason.as_str()),
                None => counts.iter().map(|(_, n)| n).sum(),
            };
            if n > 0 {
                let reason = filter.reason_name().to_owned();
                work::enqueue(db, None, &Job::RetrySetAside { reason }, now)?;
            }
            Ok(n)
        })
        .await?;
    if n == 0 {
        session.flash(FlashKind::Info, i18n::text(actor.lang, "set-aside-none-waiting"))?;
        return Ok(redirect(&filter.href()));
    }
    state.work.notify_one();
    tracing::info!(
        user = actor.user_id,
        reason = filter.reason_name(),
        records = n,
        "set-aside records to be tried again"
    );
    session.flash(
        FlashKind::Info,
        i18n::text_of_number(actor.lang, "set-aside-being-tried", n),
    )?;
    Ok(redirect(&filter.href()))
}
