//! The result as a file: one line per SIM or line of the action, in their order.

use actix_web::{HttpRequest, HttpResponse, web};

use super::bulk_of;
use super::items::reason_text;
use crate::domain::bulk::{self, ItemFilter, ItemPlace, ItemRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::lang::Lang;
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::{Error, Result};
use crate::web::layout::Layout;

const HEAD: [&str; 8] = [
    "position",
    "iccid",
    "preview",
    "result",
    "reason",
    "reason_text",
    "before",
    "after",
];

pub(super) async fn csv(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let id = bulk_of(&request)?;
    let read = move |db: &mut _| -> domain::Result<_> { Ok(bulk::find(db, &scope, id)?) };
    let bulk = state.db.read(read).await?;
    let name = format!(
        "bulk-{id}-{}-{}.csv",
        bulk.action,
        layout.formats.file_stamp(layout.now)
    );
    let lang = layout.lang();
    download(&name, &HEAD, move |after: Option<i64>| {
        let (state, bulk) = (state.clone(), bulk.clone());
        async move {
            let place = after.map_or(ItemPlace::First, ItemPlace::After);
            let read =
                move |db: &mut _| -> domain::Result<_> { Ok(bulk::page(db, &bulk, ItemFilter::All, place, PAGE)?) };
            let page = state.db.read(read).await.map_err(Error::from)?;
            Ok(Part {
                next: page.rows.last().filter(|_| page.has_after).map(|item| item.position),
                rows: page.rows.into_iter().map(|item| cells(lang, item)).collect(),
            })
        }
    })
    .await
}

fn cells(lang: Lang, item: ItemRow) -> Vec<String> {
    let reason = item.reason.unwrap_or_default();
    let words = if reason.is_empty() {
        String::new()
    } else {
        reason_text(lang, &reason)
    };
    vec![
        item.position.to_string(),
        item.iccid,
        item.expected.to_string(),
        item.verdict.map(|outcome| outcome.to_string()).unwrap_or_default(),
        reason,
        words,
        item.old_value.unwrap_or_default(),
        item.new_value.unwrap_or_default(),
    ]
}
