//! Words for what stands in the log. Actions and kinds without words are shown as they are stored.

use crate::types::approval::ApprovalKind;
use crate::types::role::Role;
use crate::types::status::SimStatus;
use crate::types::user_status::UserStatus;
use crate::web::layout::Layout;

/// Actions that have words: `audit-` and the action with hyphens. `laws/audit.rs` finds those of the source that lack them.
pub const ACTIONS: &[&str] = &[
    "access.change",
    "access.enter",
    "access.grant",
    "access.leave",
    "access.look",
    "access.revoke",
    "address.add",
    "address.change",
    "address.default",
    "address.delete",
    "approval.approve",
    "approval.ask",
    "approval.expire",
    "approval.refuse",
    "approval.withdraw",
    "bulk.cancel",
    "bulk.confirm",
    "card.add",
    "card.default",
    "card.delete",
    "company.email_add",
    "company.email_remove",
    "company.language",
    "company.main_email",
    "company.phone",
    "invoice.correct",
    "invoice.credit",
    "invoice.issue",
    "order.assign",
    "order.cancel",
    "order.complete",
    "order.correct",
    "order.pay",
    "order.pay_failed",
    "order.pay_late",
    "order.place",
    "order.refund",
    "order.ship",
    "order.take_back",
    "order.view",
    "organisation.active",
    "organisation.auto_top_up",
    "organisation.create",
    "organisation.delete",
    "organisation.four_eyes",
    "organisation.invite",
    "organisation.two_factor_required",
    "report.change",
    "report.end",
    "report.pause",
    "report.resume",
    "report.set",
    "report.stop",
    "sim.activate",
    "sim.add",
    "sim.auto_top_up_data",
    "sim.auto_top_up_sms",
    "sim.deactivate",
    "sim.deliver",
    "sim.extend",
    "sim.imei_lock",
    "sim.imei_unlock",
    "sim.label",
    "sim.note",
    "sim.reset",
    "sim.tags",
    "sim.take_back",
    "sim.top_up",
    "sim.transfer",
    "sims.export",
    "terms.accept",
    "transfer.cancel",
    "transfer.confirm",
    "transfer.done",
    "transfer.fail",
    "user.api_create",
    "user.app_removed",
    "user.delete",
    "user.disable",
    "user.email",
    "user.email_asked",
    "user.email_given_up",
    "user.enable",
    "user.ends_on",
    "user.invite",
    "user.invite_again",
    "user.language",
    "user.name",
    "user.notifications",
    "user.passkey_added",
    "user.passkey_removed",
    "user.passkey_renamed",
    "user.password",
    "user.recovery_codes",
    "user.reset_mail",
    "user.role",
    "user.secret",
    "user.secret_ends",
    "user.two_factor_off",
    "user.two_factor_on",
    "user.two_factor_reset",
    "view.change",
    "view.delete",
    "view.hand_over",
    "view.rename",
    "view.save",
];

/// Kinds of things that have words: `audit-kind-<kind>`.
pub const KINDS: &[&str] = &[
    "address",
    "approval",
    "bulk",
    "card",
    "invoice",
    "order",
    "organisation",
    "report",
    "sim",
    "transfer",
    "user",
    "view",
];

/// What was done.
pub(super) fn action(layout: &Layout, action: &str) -> String {
    if ACTIONS.contains(&action) {
        layout.t(&format!("audit-{}", action.replace(['.', '_'], "-")))
    } else {
        action.to_owned()
    }
}

/// What kind of thing it was done to.
pub(super) fn kind(layout: &Layout, kind: &str) -> String {
    if KINDS.contains(&kind) {
        layout.t(&format!("audit-kind-{kind}"))
    } else {
        kind.to_owned()
    }
}

/// A value before or after; stored words of ours are put into the reader's language.
pub(super) fn value(layout: &Layout, action: &str, stored: String) -> String {
    if matches!(action, "sim.activate" | "sim.deactivate")
        && let Some(status) = SimStatus::parse(&stored)
    {
        return layout.t(&format!("sim-status-{status}"));
    }
    if matches!(action, "user.disable" | "user.enable")
        && let Some(status) = UserStatus::parse(&stored)
    {
        return layout.t(&format!("users-status-{status}"));
    }
    if action == "user.role" {
        return role(layout, &stored);
    }
    if action.starts_with("approval.") || action == "organisation.four_eyes" {
        return kinds(layout, stored);
    }
    match stored.as_str() {
        "true" => layout.t("audit-yes"),
        "false" => layout.t("audit-no"),
        _ => stored,
    }
}

/// A role, perhaps with its last day behind it.
fn role(layout: &Layout, stored: &str) -> String {
    let (name, day) = stored.split_once(' ').unwrap_or((stored, ""));
    match Role::parse(name) {
        Some(role) => format!("{} {day}", layout.t(&format!("role-{}", role.as_str())))
            .trim_end()
            .to_owned(),
        None => stored.to_owned(),
    }
}

/// Kinds of requests, one or several; a comment is shown as it is.
fn kinds(layout: &Layout, stored: String) -> String {
    let kinds: Option<Vec<ApprovalKind>> = stored.split(", ").map(ApprovalKind::parse).collect();
    match kinds {
        Some(kinds) => {
            let words = kinds.into_iter().map(|kind| layout.t(&format!("approval-kind-{kind}")));
            words.collect::<Vec<_>>().join(", ")
        }
        None => stored,
    }
}
