//! Cells of the table: what stands in them, and how they give way on narrow screens.

use super::list::Loaded;
use super::query::ListQuery;
use crate::domain::sims::{Column, Columns, Filters, ListRow};
use crate::types::status::{Bearer, SessionStatus, SimStatus, VolumeGroup};
use crate::web::layout::Layout;
use crate::web::urls;

/// A cell.
pub(super) struct Cell {
    pub(super) class: String,
    /// Name of the column, shown in front where a row is folded into lines.
    pub(super) label: Option<String>,
    pub(super) content: Content,
}

/// What stands in a cell.
pub(super) enum Content {
    Nothing,
    Text(String),
    /// Leads to the SIM; the last seven digits are the ones people compare.
    Iccid {
        href: String,
        first: String,
        last: String,
    },
    Status {
        class: &'static str,
        text: String,
    },
    Session {
        text: String,
        detail: String,
        is_offline: bool,
    },
    /// What is left of a quota: percent, class of the bar, text.
    Meter {
        percent: i64,
        class: &'static str,
        text: String,
    },
    Tags(Vec<(String, String)>),
    Time {
        iso: String,
        text: String,
    },
}

/// The cells of a SIM.
pub(super) fn row(layout: &Layout, loaded: &Loaded, sim: &ListRow) -> Vec<Cell> {
    let is_chosen = loaded.columns.is_chosen;
    let cell = |column: &Column| {
        let content = content(layout, loaded, sim, *column);
        let is_empty_line = *column == Column::Label && matches!(content, Content::Nothing);
        Cell {
            class: class(*column, &loaded.columns, is_empty_line),
            label: (is_chosen && !is_placed(*column)).then(|| layout.t(&format!("sims-column-{}", column.name()))),
            content,
        }
    };
    loaded.columns.shown.iter().map(cell).collect()
}

fn content(layout: &Layout, loaded: &Loaded, sim: &ListRow, column: Column) -> Content {
    let formats = &layout.formats;
    match column {
        Column::Iccid => {
            let (first, last) = sim.iccid.split_at_checked(12).unwrap_or(("", &sim.iccid));
            Content::Iccid {
                href: urls::sim_page(&sim.iccid),
                first: first.to_owned(),
                last: last.to_owned(),
            }
        }
        Column::Label => text(&sim.label),
        Column::Imsi => text(&sim.imsi),
        Column::Msisdn => text(&sim.msisdn),
        Column::Imei => text(sim.imei.as_deref().unwrap_or_default()),
        Column::IpAddress => text(sim.ip_address.as_deref().unwrap_or_default()),
        Column::Service => text(&sim.service),
        Column::SimType => text(&sim.sim_type),
        Column::Status => Content::Status {
            class: match sim.status {
                SimStatus::Activated => "st-ok",
                SimStatus::Deactivated => "st-off",
                SimStatus::Expired => "st-bad",
            },
            text: layout.t(&format!("sims-status-{}", sim.status)),
        },
        Column::Session => session(layout, sim),
        Column::Data => meter(sim.data_left, sim.data_total, sim.data_group, |bytes| {
            formats.data(bytes)
        }),
        Column::Sms if sim.sms_total == 0 => Content::Nothing,
        Column::Sms => text(&formats.number(sim.sms_left)),
        Column::LifetimeEnd => text(&formats.calendar_date(sim.lifetime_ends_on)),
        Column::ImeiLock => switch(layout, sim.imei_locked),
        Column::AutoTopUp => switch(layout, sim.auto_top_up),
        Column::Tags => tags(loaded, sim),
        Column::LastActivity => Content::Time {
            iso: formats.iso(sim.last_activity_at),
            text: formats.recent(sim.last_activity_at, layout.now),
        },
    }
}

fn text(text: &str) -> Content {
    if text.is_empty() {
        Content::Nothing
    } else {
        Content::Text(text.to_owned())
    }
}

fn switch(layout: &Layout, on: bool) -> Content {
    text(&layout.t(if on { "sims-on" } else { "sims-off" }))
}

/// Online with the technology, everything else with the time since then.
fn session(layout: &Layout, sim: &ListRow) -> Content {
    let bearer = sim.bearer.as_deref().and_then(Bearer::parse).map(Bearer::label);
    let since = || sim.session_since.map(|since| layout.formats.ago(since, layout.now));
    Content::Session {
        text: layout.t(&format!("sims-session-{}", sim.session)),
        detail: match sim.session {
            SessionStatus::Online => bearer.map(str::to_owned),
            SessionStatus::Attached | SessionStatus::Offline => since(),
        }
        .unwrap_or_default(),
        is_offline: sim.session == SessionStatus::Offline,
    }
}

fn meter(left: i64, total: i64, group: VolumeGroup, write: impl Fn(i64) -> String) -> Content {
    if total <= 0 {
        return Content::Nothing;
    }
    // A SIM with something left never looks as if it had nothing.
    let least = i64::from(left > 0);
    Content::Meter {
        percent: i64::try_from(i128::from(left) * 100 / i128::from(total))
            .unwrap_or(100)
            .clamp(least, 100),
        class: match group {
            VolumeGroup::Sufficient => "",
            VolumeGroup::Low => "warn",
            VolumeGroup::None => "bad",
        },
        text: of_total(&write(left), &write(total)),
    }
}

/// `435 / 500 MB`, and `800 kB / 500 MB` where the units differ.
fn of_total(left: &str, total: &str) -> String {
    match (left.split_once('\u{a0}'), total.split_once('\u{a0}')) {
        (Some((number, unit)), Some((_, same))) if unit == same => format!("{number} / {total}"),
        _ => format!("{left} / {total}"),
    }
}

fn tags(loaded: &Loaded, sim: &ListRow) -> Content {
    match loaded.tags_of.get(&sim.id) {
        Some(tags) if !tags.is_empty() => Content::Tags(
            tags.iter()
                .map(|tag| {
                    let filters = Filters {
                        tag: Some(tag.name_key.clone()),
                        ..Filters::default()
                    };
                    (tag.name.clone(), ListQuery::default().with_filters(filters).href())
                })
                .collect(),
        ),
        _ => Content::Nothing,
    }
}

/// Class of the head of a column.
pub(super) fn head_class(column: Column, columns: &Columns) -> String {
    let number = if column == Column::Sms { "num" } else { "" };
    joined([number, if columns.is_chosen { "" } else { priority(column) }, ""])
}

fn class(column: Column, columns: &Columns, is_empty_line: bool) -> String {
    let hidden = if is_empty_line { "m-hide" } else { "" };
    match (columns.is_chosen, is_placed(column)) {
        // Chosen by hand, so it stays in sight: folded rows show it as a line with its name.
        (true, _) => joined([plain(column), "", hidden]),
        (false, true) => joined([plain(column), priority(column), hidden]),
        (false, false) => joined([plain(column), priority(column), "m-hide"]),
    }
}

/// Whether the column has its own place in a folded row.
const fn is_placed(column: Column) -> bool {
    matches!(column, Column::Iccid | Column::Label | Column::Status | Column::Data)
}

const fn plain(column: Column) -> &'static str {
    match column {
        Column::Label => "clip m-full",
        Column::Status => "m-right",
        Column::Data => "m-full",
        Column::Sms => "num",
        Column::Session => "nw",
        Column::Iccid | Column::Tags => "",
        _ => "nw mut",
    }
}

const fn priority(column: Column) -> &'static str {
    match column {
        Column::Session => "p1",
        Column::Msisdn | Column::Sms => "p2",
        Column::Imsi | Column::LifetimeEnd => "p4",
        _ => "",
    }
}

fn joined(classes: [&str; 3]) -> String {
    let given: Vec<&str> = classes.into_iter().filter(|class| !class.is_empty()).collect();
    given.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_said_once_where_both_have_the_same() {
        assert_eq!(of_total("435\u{a0}MB", "500\u{a0}MB"), "435 / 500\u{a0}MB");
        assert_eq!(of_total("800\u{a0}kB", "500\u{a0}MB"), "800\u{a0}kB / 500\u{a0}MB");
    }

    #[test]
    fn a_meter_shows_what_is_left_and_nothing_without_a_quota() {
        let write = |bytes: i64| format!("{bytes}\u{a0}B");
        let at = |left, total, group| match meter(left, total, group, write) {
            Content::Meter { percent, class, .. } => Some((percent, class)),
            _ => None,
        };
        assert_eq!(at(400, 500, VolumeGroup::Sufficient), Some((80, "")));
        assert_eq!(at(50, 500, VolumeGroup::Low), Some((10, "warn")));
        assert_eq!(at(1, 500, VolumeGroup::Low), Some((1, "warn")));
        assert_eq!(at(0, 500, VolumeGroup::None), Some((0, "bad")));
        assert_eq!(at(i64::MAX, 500, VolumeGroup::Sufficient), Some((100, "")));
        assert_eq!(at(0, 0, VolumeGroup::None), None);
    }
}
