//! Who changed what of a SIM (product section 4, sub-tab "History").

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::frame::{Frame, Moment};
use super::{iccid_of, with_19_digits};
use crate::domain::sims::{self, AuditRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::status::SimStatus;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::paging::{self, Links};
use crate::web::urls;

/// Entries on one page.
const ON_A_PAGE: i64 = 25;

/// Actions that have words, as they stand in the audit log after `sim.`; others are shown as they are stored.
const ACTIONS: [&str; 15] = [
    "auto_top_up_data",
    "auto_top_up_sms",
    "extend",
    "label",
    "tags",
    "note",
    "top_up",
    "activate",
    "deactivate",
    "imei_lock",
    "imei_unlock",
    "reset",
    "transfer",
    "deliver",
    "take_back",
];

#[derive(Template)]
#[template(path = "sims/sim/history.html")]
struct HistoryPage {
    layout: Layout,
    frame: Frame,
    rows: Vec<Row>,
    links: Links,
}

impl Page for HistoryPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the table.
struct Row {
    at: Moment,
    who: String,
    action: String,
    old: Option<String>,
    new: Option<String>,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    if let Some(address) = with_19_digits(&request, &iccid) {
        return Ok(redirect(&address));
    }
    let (today, list) = (layout.now.date(), format!("history {iccid}"));
    let edge = paging::edge(&request, &state.keys, &list);
    let (frame, page) = state
        .db
        .read(move |db| -> domain::Result<_> {
            let frame = Frame::load(db, &scope, iccid, "history", today)?;
            let page = sims::history(db, &scope, &frame.sim, edge, ON_A_PAGE)?;
            Ok((frame, page))
        })
        .await?;
    let base = frame.url(urls::SIM_HISTORY);
    show(&HistoryPage {
        links: paging::links(&page, &state.keys, &list, &base, |entry| entry.id),
        rows: page.rows.into_iter().map(|entry| row(&layout, entry)).collect(),
        frame,
        layout,
    })
}

fn row(layout: &Layout, entry: AuditRow) -> Row {
    let action = entry.action.strip_prefix("sim.").filter(|name| ACTIONS.contains(name));
    let is_status = matches!(action, Some("activate" | "deactivate"));
    let is_switch = matches!(action, Some("auto_top_up_data" | "auto_top_up_sms"));
    let value = |stored: Option<String>| match stored.as_deref().and_then(SimStatus::parse) {
        Some(status) if is_status => Some(layout.t(&format!("sim-status-{status}"))),
        _ if is_switch => stored.map(|stored| {
            layout.t(if stored == "true" {
                "bulk-switch-on"
            } else {
                "bulk-switch-off"
            })
        }),
        _ => stored,
    };
    Row {
        at: Moment::exact(layout, entry.happened_at),
        who: entry.actor_name,
        action: action.map_or(entry.action.clone(), |name| {
            layout.t(&format!("sim-action-{}", name.replace('_', "-")))
        }),
        old: value(entry.old_value),
        new: value(entry.new_value),
    }
}
