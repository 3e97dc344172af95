//! The charts of data and SMS.

use fluent_bundle::FluentValue;

use crate::domain::dashboard::{Period, Spread};
use crate::i18n;
use crate::web::chart::{Chart, ChartInput, Point};
use crate::web::figure::{Figure, FigureTable, Key};
use crate::web::layout::Layout;

/// Height of a chart of months, px (`DESIGN.md`, section 8).
const HEIGHT: u32 = 216;

/// A chart in its card.
pub(in crate::web) struct ChartCard {
    pub(in crate::web) title: String,
    /// What the axis counts.
    pub(in crate::web) unit: String,
    pub(in crate::web) figure: Figure,
}

/// The chart of data and that of SMS, over these periods, oldest first.
pub(in crate::web) fn charts(layout: &Layout, spread: Spread, periods: &[Period]) -> [ChartCard; 2] {
    let words = Words { layout, spread };
    [words.data(periods), words.sms(periods)]
}

/// How periods are named.
struct Words<'a> {
    layout: &'a Layout,
    spread: Spread,
}

impl Words<'_> {
    fn data(&self, periods: &[Period]) -> ChartCard {
        let formats = &self.layout.formats;
        let amount = |period: &Period| formats.data(period.data_bytes);
        let values: Vec<i64> = periods.iter().map(|period| period.data_bytes).collect();
        let (unit, scale) = axis(values.iter().copied().max().unwrap_or(0));
        let label = |bytes: i64| {
            if bytes % scale == 0 {
                formats.number(bytes / scale)
            } else {
                formats.decimal(bytes as f64 / scale as f64, 1)
            }
        };
        let title = self.t("data");
        ChartCard {
            unit: unit.to_owned(),
            figure: Figure {
                chart: Chart::new(ChartInput {
                    id: "data-chart",
                    height: HEIGHT,
                    points: self.points(periods, |period| vec![period.data_bytes], amount),
                    y_label: &label,
                    unit_scale: scale,
                    limit: None,
                }),
                description: self.description(periods, &values, amount),
                legend: vec![
                    Key::new("key-1", self.t("full")),
                    Key::new("key-part", self.t("running")),
                ],
                table: Some(FigureTable {
                    caption: title.clone(),
                    heads: vec![self.t("period"), self.layout.t("dashboard-data")],
                    rows: periods
                        .iter()
                        .map(|period| vec![self.row(period), amount(period)])
                        .collect(),
                }),
            },
            title,
        }
    }

    fn sms(&self, periods: &[Period]) -> ChartCard {
        let number = |value: i64| self.layout.formats.number(value);
        let amount = |period: &Period| format!("{}\u{a0}SMS", number(period.sms()));
        let values: Vec<i64> = periods.iter().map(Period::sms).collect();
        let (from, to) = (self.layout.t("dashboard-sms-mo"), self.layout.t("dashboard-sms-mt"));
        let title = self.t("sms");
        ChartCard {
            unit: self.t("sms-unit"),
            figure: Figure {
                chart: Chart::new(ChartInput {
                    id: "sms-chart",
                    height: HEIGHT,
                    points: self.points(periods, |period| vec![period.sms_mo, period.sms_mt], amount),
                    y_label: &number,
                    unit_scale: 1,
                    limit: None,
                }),
                description: self.description(periods, &values, amount),
                legend: vec![Key::new("key-1", from.clone()), Key::new("key-2", to.clone())],
                table: Some(FigureTable {
                    caption: title.clone(),
                    heads: vec![self.t("period"), from, to, self.layout.t("dashboard-total")],
                    rows: periods
                        .iter()
                        .map(|period| {
                            vec![
                                self.row(period),
                                number(period.sms_mo),
                                number(period.sms_mt),
                                number(period.sms()),
                            ]
                        })
                        .collect(),
                }),
            },
            title,
        }
    }

    fn points(
        &self,
        periods: &[Period],
        values: impl Fn(&Period) -> Vec<i64>,
        amount: impl Fn(&Period) -> String,
    ) -> Vec<Point> {
        let formats = &self.layout.formats;
        let count = periods.len();
        let point = |(index, period): (usize, &Period)| Point {
            label: Some(match self.spread {
                Spread::Months => formats.month_short(period.first).to_owned(),
                Spread::Weeks => formats.day_month(period.first),
            }),
            // Days are wider than names of months: on narrow screens every other week is labelled, the running one in any case.
            minor: self.spread == Spread::Weeks && (count - index).is_multiple_of(2),
            values: values(period),
            running: period.is_running,
            tip: self.tip(period, &amount(period)),
        };
        periods.iter().enumerate().map(point).collect()
    }

    /// `Oct 2026`, or `5 Oct – 11 Oct`.
    fn name(&self, period: &Period) -> String {
        let formats = &self.layout.formats;
        match self.spread {
            Spread::Months => formats.month_year(period.first),
            Spread::Weeks => format!(
                "{} – {}",
                formats.day_month(period.first),
                formats.day_month(period.last)
            ),
        }
    }

    /// `Oct 2026: 53.0 GB`.
    fn tip(&self, period: &Period, amount: &str) -> String {
        let key = if period.is_running {
            "dashboard-tip-running"
        } else {
            "dashboard-tip"
        };
        self.layout.t2(key, "period", &self.name(period), "amount", amount)
    }

    fn row(&self, period: &Period) -> String {
        let name = self.name(period);
        if period.is_running {
            self.layout.t1("dashboard-row-running", "period", &name)
        } else {
            name
        }
    }

    /// The facts of a chart for those who do not see it.
    fn description(&self, periods: &[Period], values: &[i64], amount: impl Fn(&Period) -> String) -> String {
        let highest = periods.iter().zip(values).max_by_key(|(_, value)| **value);
        let (Some((highest, 1..)), Some(last)) = (highest.map(|(period, value)| (period, *value)), periods.last())
        else {
            return self.layout.t("dashboard-no-usage");
        };
        let facts = [
            ("period", self.name(highest)),
            ("amount", amount(highest)),
            ("last", self.name(last)),
            ("sofar", amount(last)),
        ];
        let facts = facts.map(|(name, value)| (name, FluentValue::from(value)));
        i18n::text_with(self.layout.lang(), "dashboard-chart-facts", &facts)
    }

    /// A text that has one form for months and one for weeks.
    fn t(&self, key: &str) -> String {
        self.layout.t(&match self.spread {
            Spread::Months => format!("dashboard-month-{key}"),
            Spread::Weeks => format!("dashboard-week-{key}"),
        })
    }
}

/// The unit in which a data axis is labelled, and its bytes.
fn axis(highest: i64) -> (&'static str, i64) {
    match highest {
        1_000_000_000.. => ("GB", 1_000_000_000),
        1..1_000_000 => ("kB", 1_000),
        _ => ("MB", 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use chrono::NaiveDate;

    use super::*;

    fn month(number: u32, data_bytes: i64, is_running: bool) -> Period {
        Period {
            first: NaiveDate::from_ymd_opt(2026, number, 1).unwrap(),
            last: NaiveDate::from_ymd_opt(2026, number, 28).unwrap(),
            is_running,
            data_bytes,
            sms_mo: 6_120,
            sms_mt: 1_804,
        }
    }

    #[test]
    fn the_running_month_is_hatched_and_named_so_in_tip_and_table() {
        let layout = Layout::of(&TestRequest::default().to_http_request());
        let periods = [month(10, 53_000_000_000, false), month(11, 38_600_000_000, true)];
        let [data, sms] = charts(&layout, Spread::Months, &periods);
        let columns = &data.figure.chart.columns;
        assert_eq!(columns[0].tip.text, "Oct 2026: 53.0\u{a0}GB");
        assert_eq!(columns[1].tip.text, "Nov 2026: 38.6\u{a0}GB so far");
        assert!(columns[1].bars[0].hatched && !columns[0].bars[0].hatched);
        assert_eq!(data.unit, "GB");
        let rows = &data.figure.table.as_ref().unwrap().rows;
        assert_eq!(rows[1], ["Nov 2026 to date", "38.6\u{a0}GB"]);
        assert_eq!(
            data.figure.description,
            "Highest: Oct 2026 with 53.0\u{a0}GB. Running period: Nov 2026 with 38.6\u{a0}GB so far."
        );
        let rows = &sms.figure.table.as_ref().unwrap().rows;
        assert_eq!(rows[0], ["Oct 2026", "6,120", "1,804", "7,924"]);
    }

    #[test]
    fn no_usage_is_said_rather_than_drawn() {
        let layout = Layout::of(&TestRequest::default().to_http_request());
        let [data, _] = charts(&layout, Spread::Weeks, &[month(11, 0, true)]);
        assert_eq!(data.figure.description, "No usage in this time.");
        assert!(data.figure.chart.columns[0].bars.is_empty());
        assert_eq!(data.unit, "MB");
    }

    #[test]
    fn the_axis_has_the_unit_of_the_highest_value() {
        assert_eq!(axis(0).0, "MB");
        assert_eq!(axis(999_999).0, "kB");
        assert_eq!(axis(1_000_000).0, "MB");
        assert_eq!(axis(1_000_000_000).0, "GB");
    }
}
