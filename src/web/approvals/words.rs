//! Requests in words.

use crate::domain::approvals::{ApprovalRow, What};
use crate::types::approval::ApprovalStatus;
use crate::types::matrix::Permission;
use crate::web::layout::Layout;
use crate::web::urls;

/// What kind of thing is asked for.
pub(super) fn kind(layout: &Layout, approval: &ApprovalRow) -> String {
    layout.t(&format!("approval-kind-{}", approval.kind))
}

/// What it is about: organisations, a number of SIMs, a person.
pub(super) fn object(layout: &Layout, approval: &ApprovalRow) -> String {
    match What::of(approval) {
        Ok(What::Deactivation { sims }) => layout.tn("approval-sims", &sims),
        _ => approval.object_name.clone(),
    }
}

/// How far it is: class of the mark, word.
pub(super) fn status(layout: &Layout, approval: &ApprovalRow) -> (&'static str, String) {
    let class = match approval.status {
        ApprovalStatus::Open => "st-warn",
        ApprovalStatus::Approved => "st-ok",
        ApprovalStatus::Refused => "st-bad",
        ApprovalStatus::Withdrawn | ApprovalStatus::Expired => "st-off",
    };
    (class, layout.t(&format!("approval-status-{}", approval.status)))
}

/// The facts that somebody needs to decide: name and value.
pub(super) fn facts(layout: &Layout, what: &What) -> Vec<(String, String)> {
    let fact = |key: &str, value: String| (layout.t(key), value);
    let role = |key: &str| layout.t(&format!("role-{key}"));
    match what {
        What::Transfer { from, to, sims } => vec![
            fact("approval-fact-from", from.clone()),
            fact("approval-fact-to", to.clone()),
            fact("approval-fact-sims", layout.formats.number(*sims)),
        ],
        What::Deactivation { sims } => vec![fact("approval-fact-sims", layout.formats.number(*sims))],
        What::Role(change) => {
            let mut facts = vec![
                fact("approval-fact-role-from", role(&change.from)),
                fact("approval-fact-role-to", role(&change.to)),
            ];
            if let Some(day) = change.ends_on {
                facts.push(fact("approval-fact-ends-on", layout.formats.calendar_date(day)));
            }
            facts
        }
    }
}

/// The page of the thing itself, if the reader may open it.
pub(super) fn link(layout: &Layout, approval: &ApprovalRow, what: &What) -> Option<String> {
    let id = &approval.object_id;
    let (permission, href) = match what {
        What::Transfer { .. } => (Permission::TransferSims, urls::transfer(urls::TRANSFER, id)),
        What::Deactivation { .. } => (Permission::ChangeSimState, urls::bulk(urls::BULK_ACTION, id)),
        What::Role(_) => (Permission::ViewUsers, urls::user(urls::USER, id)),
    };
    layout.can(permission).then_some(href)
}
