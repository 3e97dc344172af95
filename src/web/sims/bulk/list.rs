//! The bulk actions of the organisation, newest first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::sim::frame::Moment;
use super::items::open;
use crate::domain::bulk::{self, BulkRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::bulk::{BulkSource, BulkStatus};
use crate::types::matrix::Permission;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links};
use crate::web::urls;

/// Actions on one page.
const ON_A_PAGE: i64 = 25;

#[derive(Template)]
#[template(path = "bulk/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    links: Links,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A row of the table.
struct Row {
    href: String,
    at: Moment,
    what: String,
    given: Option<String>,
    is_undo: bool,
    who: String,
    sims: String,
    changed: Option<String>,
    status: (&'static str, String),
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let list = format!("bulk {}", scope.organisation_id());
    let edge = paging::edge(&request, &state.keys, &list);
    let read = move |db: &mut _| -> domain::Result<_> { Ok(bulk::recent(db, &scope, edge, ON_A_PAGE)?) };
    let page = state.db.read(read).await?;
    show(&ListPage {
        links: paging::links(&page, &state.keys, &list, urls::BULK, |bulk| bulk.id),
        rows: page.rows.into_iter().map(|bulk| row(&layout, bulk)).collect(),
        layout,
    })
}

fn row(layout: &Layout, bulk: BulkRow) -> Row {
    let class = match bulk.status {
        BulkStatus::Done if bulk.refused > 0 => "st-warn",
        BulkStatus::Done => "st-ok",
        BulkStatus::Failed => "st-bad",
        BulkStatus::Preparing | BulkStatus::Previewed | BulkStatus::Running | BulkStatus::Cancelling => "st-warn",
        BulkStatus::Cancelled => "st-off",
    };
    let is_running = bulk.status == BulkStatus::Running && bulk.sims > 0;
    let status = layout.t(&format!("bulk-status-{}", bulk.status));
    Row {
        href: urls::bulk(urls::BULK_ACTION, &bulk.id),
        at: Moment::exact(layout, bulk.created_at),
        what: layout.t(&format!("bulk-title-{}", bulk.action)),
        given: bulk::given(&bulk),
        is_undo: bulk.source == BulkSource::Undo,
        sims: layout.formats.number(bulk.sims),
        changed: bulk.confirmed_at.map(|_| layout.formats.number(bulk.changed)),
        status: (
            class,
            if is_running {
                let percent = (bulk.sims - open(&bulk)) * 100 / bulk.sims;
                format!("{status} · {percent} %")
            } else {
                status
            },
        ),
        who: bulk.actor_name,
    }
}
