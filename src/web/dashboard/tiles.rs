//! The figures on top of the Dashboard, and SIMs by status and by what they have left.

use super::Stamp;
use crate::domain::dashboard::{Overview, Period, SimTotals, change};
use crate::types::status::{SimStatus, VolumeGroup};
use crate::web::layout::Layout;
use crate::web::urls;

/// A figure.
pub(super) struct Stat {
    pub(super) label: String,
    pub(super) value: String,
    /// Unit behind the value; empty for plain numbers.
    pub(super) unit: String,
    pub(super) note: String,
    pub(super) updated: Option<Stamp>,
}

/// SIMs by one of their properties: a bar of shares, and a count with a link to the SIMs for each part.
pub(in crate::web) struct Breakdown {
    /// Prefix of ids in the page.
    pub(in crate::web) id: &'static str,
    pub(in crate::web) title: String,
    pub(in crate::web) parts: Vec<Part>,
}

/// A part of a breakdown.
pub(in crate::web) struct Part {
    pub(in crate::web) name: String,
    pub(in crate::web) hint: String,
    /// Class of the bar: `ok`, `warn`, `bad` or `off`; the same with `st-` before it for the dot.
    pub(in crate::web) class: &'static str,
    pub(in crate::web) count: String,
    /// The list of exactly these SIMs.
    pub(in crate::web) href: String,
    /// Left edge and width in the bar, percent; no width where there are no such SIMs.
    pub(in crate::web) bar: Option<(String, String)>,
}

/// Space between two parts of the bar, percent.
const GAP: f64 = 0.3;
/// Width that every part which is not empty has at least, percent: one SIM of a million must not vanish.
const LEAST: f64 = 0.5;

/// The address of the list of SIMs, narrowed by one filter.
pub(super) fn list(filter: &str, value: &str) -> String {
    format!("{}?{filter}={value}", urls::SIMS)
}

/// The five figures.
pub(super) fn stats(
    layout: &Layout,
    overview: &Overview,
    sims_updated: Option<&Stamp>,
    usage_updated: Option<&Stamp>,
) -> Vec<Stat> {
    let (sims, month) = (&overview.sims, &overview.month);
    let number = |value: i64| layout.formats.number(value);
    let name = layout.formats.month_long(month.first);
    let data = layout.formats.data(month.data_bytes);
    // `Formats::data` keeps number and unit together with a non-breaking space; the tile shows the unit smaller.
    let (amount, unit) = data.split_once('\u{a0}').unwrap_or((&data, ""));
    let online = sims.online_share().map(|share| layout.formats.percent(share));
    let before = overview.before.as_ref();
    let stat = |key: &str, value: String, note: String, updated: Option<&Stamp>| Stat {
        label: layout.t(key),
        value,
        unit: String::new(),
        note,
        updated: updated.cloned(),
    };
    vec![
        stat("dashboard-sims", number(sims.all()), String::new(), sims_updated),
        stat(
            "dashboard-activated",
            number(sims.with_status(SimStatus::Activated)),
            layout.t2(
                "dashboard-activated-note",
                "deactivated",
                &number(sims.with_status(SimStatus::Deactivated)),
                "expired",
                &number(sims.with_status(SimStatus::Expired)),
            ),
            sims_updated,
        ),
        stat(
            "dashboard-online",
            number(sims.online()),
            online.map_or_else(String::new, |share| layout.t1("dashboard-online-note", "share", &share)),
            sims_updated,
        ),
        Stat {
            label: layout.t1("dashboard-data-in", "month", name),
            value: amount.to_owned(),
            unit: unit.to_owned(),
            note: compared(layout, "data", month.data_bytes, before, |period| period.data_bytes),
            updated: usage_updated.cloned(),
        },
        Stat {
            label: layout.t1("dashboard-sms-in", "month", name),
            value: number(month.sms()),
            unit: String::new(),
            note: compared(layout, "sms", month.sms(), before, Period::sms),
            updated: usage_updated.cloned(),
        },
    ]
}

/// `4.1 % more than 1–21 October`; empty where there is nothing to compare with.
fn compared(layout: &Layout, what: &str, now: i64, before: Option<&Period>, of: impl Fn(&Period) -> i64) -> String {
    let Some((before, change)) = before.and_then(|before| Some((before, change(now, of(before))?))) else {
        return String::new();
    };
    let month = layout.formats.month_long(before.first);
    let days = if before.first == before.last {
        layout.t1("dashboard-first-day", "month", month)
    } else {
        let last = before.last.format("%-d").to_string();
        layout.t2("dashboard-days", "last", &last, "month", month)
    };
    let percent = layout.formats.percent(change.abs());
    // What rounds to 0.0 % is no difference that anybody should look for.
    let kind = match change {
        _ if change.abs() < 0.05 => return layout.t1("dashboard-same", "days", &days),
        _ if change > 0.0 => "more",
        _ => "less",
    };
    layout.t2(
        &format!("dashboard-than-{what}-{kind}"),
        "percent",
        &percent,
        "days",
        &days,
    )
}

/// SIMs by status, by data volume and by SMS volume.
pub(in crate::web) fn breakdowns(layout: &Layout, sims: &SimTotals) -> Vec<Breakdown> {
    let statuses = SimStatus::ALL.iter().map(|status| {
        let class = match status {
            SimStatus::Activated => "ok",
            SimStatus::Deactivated => "off",
            SimStatus::Expired => "bad",
        };
        (status.as_str(), class, sims.with_status(*status))
    });
    let groups = |count: fn(&SimTotals, VolumeGroup) -> i64| {
        let groups = VolumeGroup::ALL.iter().map(move |group| {
            let class = match group {
                VolumeGroup::Sufficient => "ok",
                VolumeGroup::Low => "warn",
                VolumeGroup::None => "bad",
            };
            (group.as_str(), class, count(sims, *group))
        });
        groups.collect()
    };
    vec![
        breakdown(layout, "status", "status", statuses.collect()),
        breakdown(layout, "data", "group", groups(SimTotals::in_data_group)),
        breakdown(layout, "sms", "group", groups(SimTotals::in_sms_group)),
    ]
}

/// `filter` is the parameter of the list and the name of the card, `words` the family of the parts' texts.
fn breakdown(
    layout: &Layout,
    filter: &'static str,
    words: &str,
    parts: Vec<(&'static str, &'static str, i64)>,
) -> Breakdown {
    let counts: Vec<i64> = parts.iter().map(|(_, _, count)| *count).collect();
    let bars = shares(&counts);
    Breakdown {
        id: filter,
        title: layout.t(&format!("dashboard-by-{filter}")),
        parts: parts
            .into_iter()
            .zip(bars)
            .map(|((value, class, count), bar)| Part {
                name: layout.t(&format!("dashboard-part-{words}-{value}")),
                hint: layout.t(&format!("dashboard-part-{words}-{value}-hint")),
                class,
                count: layout.formats.number(count),
                href: list(filter, value),
                bar,
            })
            .collect(),
    }
}

/// Left edge and width of each part in a bar of 100 percent; the gaps are taken from the parts in proportion.
fn shares(counts: &[i64]) -> Vec<Option<(String, String)>> {
    let total: i64 = counts.iter().sum();
    let widths = counts.iter().map(|count| match count {
        0 => 0.0,
        count => (*count as f64 / total as f64 * 100.0).max(LEAST),
    });
    let widths: Vec<f64> = widths.collect();
    let drawn = widths.iter().filter(|width| **width > 0.0).count();
    let room = 100.0 - GAP * drawn.saturating_sub(1) as f64;
    let factor = room / widths.iter().sum::<f64>();
    let mut x = 0.0;
    let place = |width: f64| {
        (width > 0.0).then(|| {
            let left = x;
            x += width * factor + GAP;
            (format!("{left:.2}"), format!("{:.2}", width * factor))
        })
    };
    widths.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(counts: &[i64]) -> Vec<Option<(f64, f64)>> {
        let parsed = |(x, width): (String, String)| (x.parse().unwrap(), width.parse().unwrap());
        shares(counts).into_iter().map(|part| part.map(parsed)).collect()
    }

    #[test]
    fn a_single_group_fills_the_bar_and_empty_groups_are_not_drawn() {
        assert_eq!(numbers(&[0, 7, 0]), [None, Some((0.0, 100.0)), None]);
        assert_eq!(numbers(&[0, 0, 0]), [None, None, None]);
    }

    #[test]
    fn groups_tile_the_bar_with_gaps_between_them() {
        assert_eq!(numbers(&[1, 0, 1]), [Some((0.0, 49.85)), None, Some((50.15, 49.85))]);
    }

    #[test]
    fn one_sim_of_a_million_is_still_seen() {
        let parts = numbers(&[999_999, 1, 0]);
        let (x, width) = parts[1].unwrap();
        assert!(width > 0.4, "{width}");
        assert!((x + width - 100.0).abs() < 0.02, "{x} + {width}");
    }
}
