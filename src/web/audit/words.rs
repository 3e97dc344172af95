//! Words for what stands in the log. Actions and kinds without words are shown as they are stored.

use crate::types::role::Role;
use crate::types::status::SimStatus;
use crate::web::layout::Layout;

/// Actions that have words: `audit-` and the action with hyphens. `laws/audit.rs` finds those of the source that lack them.
pub const ACTIONS: &[&str] = &[
    "bulk.cancel",
    "bulk.confirm",
    "organisation.two_factor_required",
    "report.change",
    "report.end",
    "report.pause",
    "report.resume",
    "report.set",
    "report.stop",
    "sim.activate",
    "sim.add",
    "sim.deactivate",
    "sim.imei_lock",
    "sim.imei_unlock",
    "sim.label",
    "sim.note",
    "sim.reset",
    "sim.tags",
    "sims.export",
    "user.app_removed",
    "user.passkey_added",
    "user.passkey_removed",
    "user.passkey_renamed",
    "user.password",
    "user.recovery_codes",
    "user.two_factor_off",
    "user.two_factor_on",
    "user.two_factor_reset",
    "view.change",
    "view.delete",
    "view.rename",
    "view.save",
];

/// Kinds of things that have words: `audit-kind-<kind>`.
pub const KINDS: &[&str] = &["bulk", "organisation", "report", "sim", "user", "view"];

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
    if action == "user.role"
        && let Some(role) = Role::parse(&stored)
    {
        return layout.t(&format!("role-{}", role.as_str()));
    }
    match stored.as_str() {
        "true" => layout.t("audit-yes"),
        "false" => layout.t("audit-no"),
        _ => stored,
    }
}
