//! The transfers of the organisation, newest first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::rows::status;
use crate::domain::transfers::{self, TransferRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::transfer::TransferSource;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links};
use crate::web::sims::Moment;
use crate::web::urls;

/// Transfers on one page.
const ON_A_PAGE: i64 = 25;

#[derive(Template)]
#[template(path = "transfers/list.html")]
struct ListPage {
    layout: Layout,
    is_master: bool,
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
    file: String,
    is_undo: bool,
    who: String,
    sims: String,
    status: (&'static str, String),
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (own, is_master) = (scope.organisation_id(), transfers::is_master(&scope));
    let list = format!("transfers {own}");
    let edge = paging::edge(&request, &state.keys, &list);
    let read = move |db: &mut _| -> domain::Result<_> {
        let page = transfers::recent(db, &scope, edge, ON_A_PAGE)?;
        let names = transfers::names_of(db, &page.rows)?;
        Ok((page, names))
    };
    let (page, names) = state.db.read(read).await?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    show(&ListPage {
        is_master,
        links: paging::links(&page, &state.keys, &list, urls::TRANSFERS, |transfer| transfer.id),
        rows: page
            .rows
            .into_iter()
            .map(|transfer| {
                let what = if transfer.from_organisation_id == own {
                    layout.t1("transfer-to", "to", &name(transfer.to_organisation_id))
                } else {
                    layout.t1("transfer-from", "from", &name(transfer.from_organisation_id))
                };
                row(&layout, transfer, what)
            })
            .collect(),
        layout,
    })
}

fn row(layout: &Layout, transfer: TransferRow, what: String) -> Row {
    Row {
        href: urls::transfer(urls::TRANSFER, &transfer.id),
        at: Moment::exact(layout, transfer.created_at),
        what,
        is_undo: transfer.source == TransferSource::Undo,
        status: status(layout, &transfer),
        sims: layout.formats.number(transfer.sims),
        who: transfer.actor_name,
        file: transfer.file_name,
    }
}
