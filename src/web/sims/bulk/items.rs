//! The table of an action: its SIMs or lines, each with its verdict.

use crate::domain::bulk::{self, BulkRow, ItemFilter, ItemRow};
use crate::i18n;
use crate::types::bulk::{BulkAction, BulkSource, BulkStatus, Expected, Outcome};
use crate::types::lang::Lang;
use crate::types::refusal::Refusal;
use crate::types::status::SimStatus;
use crate::web::layout::Layout;
use crate::web::urls;

/// A row of the table.
pub(super) struct Row {
    /// Number of the line, for files.
    pub line: String,
    /// Leads to the SIM, if it is one.
    pub href: Option<String>,
    /// First digits of the ICCID, and those that people compare; or the text that should have been one.
    pub iccid: (String, String),
    pub before: Option<String>,
    pub after: Option<String>,
    /// Colour and words of the verdict.
    pub verdict: (&'static str, String),
    pub reason: Option<String>,
    /// What the preview had said, where it was something else.
    pub preview: Option<String>,
}

pub(super) fn row(layout: &Layout, bulk: &BulkRow, item: ItemRow) -> Row {
    let is_preview = bulk.confirmed_at.is_none();
    let (first, last) = match item.iccid.split_at_checked(12) {
        Some((first, last)) if item.sim_id.is_some() => (first.to_owned(), last.to_owned()),
        _ => (String::new(), item.iccid.clone()),
    };
    let verdict = match (is_preview, item.verdict) {
        (true, _) => (
            expected_class(item.expected),
            layout.t(&format!("bulk-expected-{}", item.expected)),
        ),
        (false, Some(outcome)) => (class(outcome), layout.t(&format!("bulk-became-{outcome}"))),
        (false, None) => ("st-off", layout.t("bulk-became-open")),
    };
    let differs = item.verdict.is_some_and(|outcome| !outcome.is_as(item.expected));
    let target = || target(bulk, &item);
    let after = match item.verdict {
        _ if is_preview => target().filter(|_| item.expected == Expected::Change),
        Some(Outcome::Changed) => item.new_value.clone(),
        _ => None,
    };
    Row {
        line: layout.formats.number(item.position),
        href: item.sim_id.map(|_| urls::sim_page(&item.iccid)),
        iccid: (first, last),
        before: shown(layout, bulk.action, item.old_value),
        after: shown(layout, bulk.action, after),
        verdict,
        reason: item.reason.as_deref().map(|reason| reason_text(layout.lang(), reason)),
        preview: differs.then(|| layout.t(&format!("bulk-expected-{}", item.expected))),
    }
}

/// The value that a SIM will have by the preview; nothing where that cannot be said in one word.
fn target(bulk: &BulkRow, item: &ItemRow) -> Option<String> {
    match bulk.action {
        BulkAction::Activate => Some(SimStatus::Activated.as_str().to_owned()),
        BulkAction::Deactivate => Some(SimStatus::Deactivated.as_str().to_owned()),
        BulkAction::LockImei | BulkAction::Label | BulkAction::SetTags => {
            item.argument.clone().or_else(|| bulk::given(bulk))
        }
        BulkAction::DataTopUpOn | BulkAction::DataTopUpOff | BulkAction::SmsTopUpOn | BulkAction::SmsTopUpOff => {
            bulk.action.switches().map(|(_, is_on)| is_on.to_string())
        }
        BulkAction::UnlockImei
        | BulkAction::Reset
        | BulkAction::AddTags
        | BulkAction::RemoveTags
        | BulkAction::TopUp
        | BulkAction::Extend => None,
    }
}

/// A stored value in words; an empty one is none.
fn shown(layout: &Layout, action: BulkAction, stored: Option<String>) -> Option<String> {
    let stored = stored.filter(|text| !text.is_empty())?;
    if action.switches().is_some() {
        return Some(layout.t(if stored == "true" {
            "bulk-switch-on"
        } else {
            "bulk-switch-off"
        }));
    }
    let is_status = matches!(action, BulkAction::Activate | BulkAction::Deactivate);
    match SimStatus::parse(&stored) {
        Some(status) if is_status => Some(layout.t(&format!("sims-status-{status}"))),
        _ => Some(stored),
    }
}

/// A stored reason in words.
pub(super) fn reason_text(lang: Lang, stored: &str) -> String {
    let (kind, line) = stored.split_once(' ').unwrap_or((stored, ""));
    match Refusal::parse(kind) {
        Some(Refusal::Duplicate) => i18n::text_with(lang, "bulk-reason-duplicate", &[("line", line.into())]),
        Some(refusal) => i18n::text(lang, &format!("bulk-reason-{refusal}")),
        None => stored.to_owned(),
    }
}

const fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Changed => "st-ok",
        Outcome::Already => "st-off",
        Outcome::Refused => "st-bad",
    }
}

const fn expected_class(expected: Expected) -> &'static str {
    match expected {
        Expected::Change => "st-ok",
        Expected::Already => "st-off",
        Expected::Refused => "st-bad",
    }
}

/// A choice above the table.
pub(super) struct Tab {
    pub text: String,
    pub href: String,
    pub count: Option<String>,
    pub is_current: bool,
}

/// The choices that an action has in its state: name in the address, filter, how many.
pub(super) fn choices(bulk: &BulkRow) -> Vec<(&'static str, ItemFilter, Option<i64>)> {
    let mut choices = vec![("all", ItemFilter::All, Some(bulk.sims))];
    if bulk.confirmed_at.is_none() {
        choices.extend([
            ("change", ItemFilter::Expected(Expected::Change), Some(bulk.will_change)),
            ("already", ItemFilter::Expected(Expected::Already), Some(bulk.already)),
            ("cannot", ItemFilter::Expected(Expected::Refused), Some(bulk.refused)),
        ]);
        return choices;
    }
    choices.extend([
        ("changed", ItemFilter::Became(Outcome::Changed), Some(bulk.changed)),
        ("already", ItemFilter::Became(Outcome::Already), Some(bulk.already)),
        ("refused", ItemFilter::Became(Outcome::Refused), Some(bulk.refused)),
    ]);
    let open = open(bulk);
    if open > 0 {
        choices.push(("open", ItemFilter::Open, Some(open)));
    }
    if bulk.differs > 0 {
        choices.push(("different", ItemFilter::Different, Some(bulk.differs)));
    }
    choices
}

/// Items that have no result yet, or never will.
pub(super) fn open(bulk: &BulkRow) -> i64 {
    bulk.sims - bulk.changed - bulk.already - bulk.refused
}

/// Whether the number of the line means something.
pub(super) fn has_lines(bulk: &BulkRow) -> bool {
    bulk.source == BulkSource::File
}

/// Whether there is a table to show: while SIMs are collected it would change under the reader's eyes.
pub(super) fn has_table(bulk: &BulkRow) -> bool {
    match bulk.status {
        BulkStatus::Previewed => bulk.sims > 0,
        BulkStatus::Done | BulkStatus::Cancelled | BulkStatus::Failed => bulk.confirmed_at.is_some() && bulk.sims > 0,
        BulkStatus::Preparing | BulkStatus::Running | BulkStatus::Cancelling => false,
    }
}
