//! The page of an action in all of its states: SIMs are being collected, the preview, progress, the result.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::sim::frame::Moment;
use super::bulk_of;
use super::decide::list_of;
use super::items::{self, Row, Tab};
use crate::domain::approvals;
use crate::domain::bulk::{self, BulkRow, ItemFilter, ItemPlace};
use crate::domain::orders::MOST_SIMS;
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::approval::ApprovalKind;
use crate::types::bulk::{BulkAction, BulkStatus};
use crate::types::matrix::Permission;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::param;
use crate::web::top_ups::is_orderable;
use crate::web::urls;

/// Items on a page.
const ON_A_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "bulk/action.html")]
struct ActionPage {
    layout: Layout,
    bulk: BulkRow,
    at: Moment,
    /// The label or the tags that all get.
    given: Option<String>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    /// There is a table, though the choice above it may be empty.
    has_table: bool,
    previous: Option<String>,
    next: Option<String>,
    undone_by: Option<i64>,
    /// The request for a second person's approval that it waits for.
    approval: Option<i64>,
}

impl Page for ActionPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ActionPage {
    fn url(&self, pattern: &str) -> String {
        urls::bulk(pattern, &self.bulk.id)
    }

    fn title(&self) -> String {
        self.layout.t(&format!("bulk-title-{}", self.bulk.action))
    }

    /// Where the SIMs come from, and who ordered it.
    fn source(&self) -> String {
        self.layout.t(&format!("bulk-source-{}", self.bulk.source))
    }

    fn is(&self, status: BulkStatus) -> bool {
        self.bulk.status == status
    }

    fn may_decide(&self) -> bool {
        self.layout.can(self.bulk.action.permission())
    }

    fn is_undoable(&self) -> bool {
        bulk::is_undoable(&self.bulk) && self.may_decide()
    }

    /// The order that the preview leads to, as long as it can.
    fn next_step(&self) -> Option<String> {
        let is_open = self.may_decide() && is_orderable(&self.bulk);
        is_open.then(|| self.url(urls::BULK_ORDER))
    }

    /// More SIMs than an order takes: how many it takes.
    fn too_many(&self) -> Option<i64> {
        let most = i64::try_from(MOST_SIMS).unwrap_or(i64::MAX);
        (self.bulk.action.is_ordered() && self.bulk.confirmed_at.is_none() && self.bulk.will_change > most)
            .then_some(most)
    }

    /// The order that it led to: number and address, for those who may see orders.
    fn order(&self) -> Option<(String, Option<String>)> {
        let number = bulk::order_of(&self.bulk)?;
        let href = self
            .layout
            .can(Permission::ViewOrders)
            .then(|| urls::order(urls::ORDER, &number));
        Some((number, href))
    }

    fn is_danger(&self) -> bool {
        self.bulk.action == BulkAction::Deactivate
    }

    fn number(&self, n: i64) -> String {
        self.layout.formats.number(n)
    }

    fn open(&self) -> i64 {
        items::open(&self.bulk)
    }

    fn done(&self) -> i64 {
        self.bulk.sims - self.open()
    }

    /// “500 of 620 SIMs”.
    fn progress(&self) -> String {
        let (done, all) = (self.number(self.done()), self.number(self.bulk.sims));
        self.layout.t2("bulk-running", "done", &done, "all", &all)
    }

    fn has_lines(&self) -> bool {
        items::has_lines(&self.bulk)
    }

    /// What the head of the list of items is called.
    fn list(&self) -> &str {
        list_of(&self.bulk.query)
    }

    /// Why it failed, in words.
    fn problem(&self) -> String {
        match self.bulk.problem.as_deref() {
            Some(bulk::LOST_RIGHT) => self.layout.t1("bulk-problem-lost-right", "who", &self.bulk.actor_name),
            _ => self.layout.t("bulk-problem-other"),
        }
    }

    /// The sums of the preview or the result: class of the mark, text, number.
    fn sums(&self) -> Vec<(&'static str, String, String)> {
        let bulk = &self.bulk;
        let sum = |class, key: &str, n: i64| (class, self.layout.t(key), self.number(n));
        if bulk.confirmed_at.is_none() {
            return vec![
                sum("st-ok", "bulk-sum-change", bulk.will_change),
                sum("st-off", "bulk-sum-already", bulk.already),
                sum("st-bad", "bulk-sum-refused", bulk.refused),
            ];
        }
        let mut sums = vec![
            sum("st-ok", "bulk-sum-changed", bulk.changed),
            sum("st-off", "bulk-sum-was-already", bulk.already),
            sum("st-bad", "bulk-sum-was-refused", bulk.refused),
        ];
        if self.open() > 0 {
            let key = if bulk.status.is_over() {
                "bulk-sum-never"
            } else {
                "bulk-sum-open"
            };
            sums.push(sum("st-off", key, self.open()));
        }
        sums
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let id = bulk_of(&request)?;
    let (asked, place) = (param(&request, "show"), place(&request));
    let read = move |db: &mut _| -> domain::Result<_> {
        let bulk = bulk::find(db, &scope, id)?;
        let choices = items::choices(&bulk);
        let chosen = choices
            .iter()
            .find(|(name, ..)| *name == asked)
            .or_else(|| choices.first());
        let (name, filter) = chosen.map_or(("all", ItemFilter::All), |(name, filter, _)| (*name, *filter));
        let page = if items::has_table(&bulk) {
            let page = bulk::page(db, &bulk, filter, place, ON_A_PAGE)?;
            // A place that is none, or no longer one, is the beginning.
            Some(if page.rows.is_empty() && place != ItemPlace::First {
                bulk::page(db, &bulk, filter, ItemPlace::First, ON_A_PAGE)?
            } else {
                page
            })
        } else {
            None
        };
        let undone_by = bulk::undone_by(db, &bulk)?;
        let approval = match (bulk.status, bulk.action) {
            (BulkStatus::Previewed, BulkAction::Deactivate) => {
                approvals::open_of(db, &scope, ApprovalKind::Deactivation, id)?
            }
            _ => None,
        };
        Ok((bulk, name, page, undone_by, approval.map(|approval| approval.id)))
    };
    let (bulk, chosen, page, undone_by, approval) = state.db.read(read).await?;
    let here = urls::bulk(urls::BULK_ACTION, &id);
    let link = |name: &str, item: i64| format!("{here}?show={chosen}&{name}={item}");
    let (mut previous, mut next) = (None, None);
    if let Some(page) = &page {
        previous = page.rows.first().filter(|_| page.has_before);
        next = page.rows.last().filter(|_| page.has_after);
    }
    let (previous, next) = (
        previous.map(|item| link("before", item.position)),
        next.map(|item| link("after", item.position)),
    );
    let tabs = items::choices(&bulk)
        .into_iter()
        .map(|(name, _, n)| Tab {
            text: layout.t(&format!("bulk-show-{name}")),
            href: format!("{here}?show={name}"),
            count: n.map(|n| layout.formats.number(n)),
            is_current: name == chosen,
        })
        .collect();
    let has_table = page.is_some();
    let rows = page.map(|page| page.rows).unwrap_or_default();
    show(&ActionPage {
        at: Moment::exact(&layout, bulk.created_at),
        given: bulk::given(&bulk),
        tabs,
        rows: rows.into_iter().map(|item| items::row(&layout, &bulk, item)).collect(),
        has_table,
        previous,
        next,
        undone_by,
        approval,
        bulk,
        layout,
    })
}

/// Where the page of items begins. The key is a place in this one action: whoever changes it sees another page of the same.
fn place(request: &HttpRequest) -> ItemPlace {
    let position = |name: &str| param(request, name).parse::<i64>().ok();
    match (position("after"), position("before")) {
        (Some(position), _) => ItemPlace::After(position),
        (None, Some(position)) => ItemPlace::Before(position),
        (None, None) => ItemPlace::First,
    }
}
