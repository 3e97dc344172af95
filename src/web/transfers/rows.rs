//! What the pages of transfers show of rows: faults and ranges, each in words.

use crate::domain::transfers::{ErrorRow, RangeRow, TransferRow};
use crate::i18n;
use crate::types::lang::Lang;
use crate::types::transfer::{RangeFault, TransferStatus};
use crate::web::layout::Layout;
use crate::web::urls;

/// A line with something wrong.
pub(in crate::web) struct FaultRow {
    /// Its number; empty for the whole file.
    pub line: String,
    /// The line, or the ICCID.
    pub text: String,
    pub reason: String,
}

pub(in crate::web) fn fault(layout: &Layout, error: ErrorRow) -> FaultRow {
    FaultRow {
        line: if error.line > 0 {
            layout.formats.number(error.line)
        } else {
            String::new()
        },
        reason: reason(layout.lang(), &error.kind),
        text: error.detail,
    }
}

/// A stored kind in words.
pub(super) fn reason(lang: Lang, stored: &str) -> String {
    let (kind, number) = stored.split_once(' ').unwrap_or((stored, ""));
    let number = number.parse::<i64>().ok();
    match (RangeFault::parse(kind), number) {
        (Some(RangeFault::Overlap), Some(line)) => i18n::text_of_number(lang, "transfer-overlap-line", line),
        (Some(RangeFault::UnknownSims), Some(n)) => i18n::text_of_number(lang, "transfer-unknown-some", n),
        (Some(RangeFault::OpenAction), Some(n)) => i18n::text_of_number(lang, "transfer-open-some", n),
        (Some(fault), _) => i18n::text(lang, &format!("transfer-fault-{fault}")),
        (None, _) => stored.to_owned(),
    }
}

/// A range of the preview or the result.
pub(in crate::web) struct RangeLine {
    pub line: String,
    /// First digits of the ICCID, and those that people compare.
    pub first: (String, String),
    pub last: (String, String),
    pub is_one: bool,
    pub sims: String,
}

pub(in crate::web) fn range(layout: &Layout, range: &RangeRow) -> RangeLine {
    RangeLine {
        line: layout.formats.number(range.line),
        first: split(&range.first_iccid),
        last: split(&range.last_iccid),
        is_one: range.first_iccid == range.last_iccid,
        sims: layout.formats.number(range.sims),
    }
}

fn split(iccid: &str) -> (String, String) {
    match iccid.split_at_checked(12) {
        Some((first, last)) => (first.to_owned(), last.to_owned()),
        None => (String::new(), iccid.to_owned()),
    }
}

/// Colour and words of how far a transfer is.
pub(super) fn status(layout: &Layout, transfer: &TransferRow) -> (&'static str, String) {
    let class = match transfer.status {
        TransferStatus::Done => "st-ok",
        TransferStatus::Rejected | TransferStatus::Failed => "st-bad",
        TransferStatus::Cancelled => "st-off",
        TransferStatus::Checking
        | TransferStatus::Previewed
        | TransferStatus::Waiting
        | TransferStatus::Reserving
        | TransferStatus::Moving
        | TransferStatus::Releasing => "st-warn",
    };
    let text = layout.t(&format!("transfer-status-{}", transfer.status));
    match percent(transfer) {
        Some(percent) => (class, format!("{text} · {percent} %")),
        None => (class, text),
    }
}

/// How far a running transfer is: reserving and moving are half of the way each.
pub(super) fn percent(transfer: &TransferRow) -> Option<i64> {
    match transfer.status {
        TransferStatus::Reserving | TransferStatus::Moving if transfer.sims > 0 => {
            Some((transfer.reserved + transfer.moved) * 50 / transfer.sims)
        }
        _ => None,
    }
}

/// A new transfer in the direction of this one.
pub(super) fn again(transfer: &TransferRow) -> String {
    let takes = transfer.to_organisation_id == transfer.organisation_id;
    let partner = if takes {
        transfer.from_organisation_id
    } else {
        transfer.to_organisation_id
    };
    urls::transfer_with(&partner, &takes)
}
