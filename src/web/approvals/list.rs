//! The requests of the organisation: open ones first, then those that are over.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::words;
use crate::domain;
use crate::domain::approvals::{self, ApprovalRow};
use crate::state::AppState;
use crate::types::access::{Actor, OrgScope};
use crate::types::matrix::Permission;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links};
use crate::web::sims::Moment;
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Requests that are over, on one page.
const ON_A_PAGE: i64 = 25;

#[derive(Template)]
#[template(path = "approvals/list.html")]
struct ListPage {
    layout: Layout,
    open: Vec<Row>,
    over: Vec<Row>,
    links: Links,
    may_switch: bool,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A row of a table.
struct Row {
    href: String,
    kind: String,
    object: String,
    who: String,
    at: Moment,
    status: (&'static str, String),
    /// Whether it waits for the reader.
    is_for_reader: bool,
    until: Moment,
    decided_by: String,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let list = format!("approvals {}", scope.organisation_id());
    let edge = paging::edge(&request, &state.keys, &list);
    let reader = Actor::clone(&actor);
    let read = move |db: &mut _| -> domain::Result<_> {
        let open = approvals::open(db, &reader)?;
        Ok((open, approvals::over(db, &reader, edge, ON_A_PAGE)?))
    };
    let (open, over) = state.db.read(read).await?;
    show(&ListPage {
        links: paging::links(&over, &state.keys, &list, urls::APPROVALS, |approval| approval.id),
        open: open
            .into_iter()
            .map(|approval| row(&layout, &actor, approval))
            .collect(),
        over: over
            .rows
            .into_iter()
            .map(|approval| row(&layout, &actor, approval))
            .collect(),
        may_switch: layout.can(Permission::EditCustomerData),
        layout,
    })
}

fn row(layout: &Layout, actor: &Actor, approval: ApprovalRow) -> Row {
    Row {
        href: urls::approval(urls::APPROVAL, &approval.id),
        kind: words::kind(layout, &approval),
        object: words::object(layout, &approval),
        at: Moment::exact(layout, approval.asked_at),
        status: words::status(layout, &approval),
        is_for_reader: approvals::may_decide(actor, &approval, layout.now),
        until: Moment::exact(layout, approval.expires_at),
        decided_by: approval.decided_by_name.unwrap_or_default(),
        who: approval.asked_by_name,
    }
}
