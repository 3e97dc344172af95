//! The view model of the bar charts: `DESIGN.md`, section 8, drawn by the macro `bars`.
//!
//! There is no `viewBox`: x is in percent of the plot's width, y in px, so that text keeps its size at any width. Text
//! widths are estimated, because the server cannot measure them.

/// Room above the plot for the tooltip, in px.
const TOP: u32 = 30;
/// Room below the base line for the labels, in px.
const BOTTOM: u32 = 28;
/// Less than this and the grid lines would touch.
const MIN_HEIGHT: u32 = 120;
/// Steps on the y axis: 3 steps are 4 grid lines.
const STEPS: u8 = 3;
/// The room kept free above the highest bar, as a factor.
const HEADROOM: f64 = 1.05;
/// Between two stacked bars, in px.
const GAP: f64 = 1.0;
/// What is not zero stays visible, in px.
const MIN_BAR: f64 = 1.0;
/// The widest bar, in percent; that of a chart of six months.
const MAX_BAR_WIDTH: f64 = 100.0 / 12.0;
/// Up to so many points bars are months (half of the slot), beyond days (two thirds).
const MAX_MONTHS: usize = 12;
/// Digits of the y axis at 11.5 px, in px each.
const AXIS_DIGIT: f64 = 6.2;
/// Characters of a tooltip at 12 px, in px each, and the room around the text.
const TIP_CHAR: f64 = 6.9;
const TIP_PADDING: f64 = 18.0;
/// A tooltip of a point near the edge begins this many px outside its point.
const TIP_INSET: f64 = 8.0;
/// The width of the plot in the narrowest card on a desktop, in px, and how far a tooltip may reach over its edge
/// (y axis and padding of the card). Both only decide where a tooltip is centred.
const NOMINAL_WIDTH: f64 = 500.0;
const MAX_OVERHANG: f64 = 56.0;

/// What a chart shows.
pub struct ChartInput<'a> {
    /// Prefix of the ids in the markup; unique in the page, letters only.
    pub id: &'a str,
    /// Height of the whole drawing in px: 216 for months, 236 for days.
    pub height: u32,
    /// One bar (or stack of bars) each, from left to right.
    pub points: Vec<Point>,
    /// A value of the y axis, in base units, as text.
    pub y_label: &'a dyn Fn(i64) -> String,
    /// How many base units make one of the unit the axis is labelled in (1,000,000,000 for bytes in GB); the steps are
    /// round in that unit. 0 counts as 1.
    pub unit_scale: i64,
    /// A line across the plot, such as a quota, in base units.
    pub limit: Option<i64>,
}

/// One position on the x axis.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// Text under the bar; `None` where labels would be too dense.
    pub label: Option<String>,
    /// The label gives way on narrow screens.
    pub minor: bool,
    /// One value per series from the base line up, in base units; two at most. What is negative counts as zero.
    pub values: Vec<i64>,
    /// The period is not over yet. Hatched if the chart has a single series: a hatch would hide which one it is.
    pub running: bool,
    /// The text of the tooltip.
    pub tip: String,
}

/// A chart ready to be drawn. Numbers that are no integers are text with a dot and at most two decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Prefix of the ids in the markup.
    pub id: String,
    /// Height of the whole drawing, px.
    pub height: u32,
    /// Upper edge of the plot, px.
    pub top: u32,
    /// Base line of the plot, px.
    pub base: u32,
    /// Height of the plot, px.
    pub plot: u32,
    /// Base line of the labels below the plot, px.
    pub label_y: u32,
    /// Width of the y axis left of the plot, px.
    pub axis_width: u32,
    /// Right edge of the labels of the y axis, px.
    pub axis_x: u32,
    /// Radius of the bars' corners, px.
    pub radius: u32,
    /// Grid lines from the base line up.
    pub grid: Vec<GridLine>,
    /// Height of the limit line, px.
    pub limit: Option<String>,
    /// The bars from left to right.
    pub columns: Vec<Column>,
}

/// A horizontal line with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridLine {
    /// Height of the line, px.
    pub y: String,
    /// Base line of its label, px.
    pub text_y: String,
    /// Its label.
    pub text: String,
}

/// One position with its bars and its tooltip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Left edge of the area that shows the tooltip, percent.
    pub hit_x: String,
    /// Width of that area, percent.
    pub hit_width: String,
    /// Left edge of the bar, percent.
    pub x: String,
    /// Width of the bar, percent.
    pub width: String,
    /// Middle of the bar, percent.
    pub centre: String,
    /// Text under the bar.
    pub label: Option<String>,
    /// Class of that text: `xl` or `xl minor`.
    pub label_class: &'static str,
    /// The bars from the base line up; none where all is zero.
    pub bars: Vec<Bar>,
    /// The tooltip.
    pub tip: Tip,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// `s1`, `s2`, or `part` for the running period.
    pub class: &'static str,
    /// Filled with the pattern `<id>-hatch`.
    pub hatched: bool,
    /// Upper edge, px.
    pub y: String,
    /// Height, px.
    pub height: String,
}

/// A tooltip; x is in px from the middle of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The text.
    pub text: String,
    /// Left edge of the box, px.
    pub x: String,
    /// Width of the box, px.
    pub width: String,
    /// Middle of the text, px.
    pub text_x: String,
}

impl Chart {
    /// Lays the chart out. Never fails: without values there is only the base line, labelled zero.
    pub fn new(input: ChartInput<'_>) -> Chart {
        let height = input.height.max(MIN_HEIGHT);
        let base = height - BOTTOM;
        let highest = input.points.iter().map(total).fold(0.0, f64::max);
        let highest = highest.max(input.limit.map_or(0.0, positive));
        let scale = Scale::new(highest, input.unit_scale, base);
        let grid = scale.grid(input.y_label);
        let digits = grid.iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
        let axis_width = (digits as f64 * AXIS_DIGIT).round() as u32 + 12;
        let count = input.points.len();
        let stacked = input.points.iter().any(|point| point.values.len() > 1);
        let columns = input.points.into_iter().enumerate();
        Chart {
            id: input.id.to_owned(),
            height,
            top: TOP,
            base,
            plot: base - TOP,
            label_y: base + 18,
            axis_width,
            axis_x: axis_width - 8,
            radius: if count <= MAX_MONTHS { 3 } else { 2 },
            limit: input.limit.map(|value| number(scale.y(positive(value)))),
            columns: columns
                .map(|(index, point)| column(point, index, count, stacked, &scale))
                .collect(),
            grid,
        }
    }
}

/// From values to px.
struct Scale {
    /// Base units between two grid lines; 0 for a chart without values.
    step: f64,
    base: f64,
}

impl Scale {
    fn new(highest: f64, unit_scale: i64, base: u32) -> Scale {
        let unit = unit_scale.max(1) as f64;
        let step = if highest > 0.0 {
            round_step(highest * HEADROOM / f64::from(STEPS) / unit) * unit
        } else {
            0.0
        };
        // Base units are whole: no grid line at half an SMS.
        Scale {
            step: step.ceil(),
            base: f64::from(base),
        }
    }

    fn px(&self, value: f64) -> f64 {
        if self.step > 0.0 {
            value / (self.step * f64::from(STEPS)) * (self.base - f64::from(TOP))
        } else {
            0.0
        }
    }

    fn y(&self, value: f64) -> f64 {
        self.base - self.px(value)
    }

    fn grid(&self, label: &dyn Fn(i64) -> String) -> Vec<GridLine> {
        let steps = if self.step > 0.0 { STEPS } else { 0 };
        let line = |index: u8| {
            let value = self.step * f64::from(index);
            let y = self.y(value);
            // The cast stops at the greatest i64, so that the top line of enormous values is still labelled.
            GridLine {
                y: number(y),
                text_y: number(y + 4.0),
                text: label(value as i64),
            }
        };
        (0..=steps).map(line).collect()
    }
}

/// The smallest round number that is not less than `value`: 1, 2, 3, 4, 5, 6, 8 or 10 times a power of ten.
fn round_step(value: f64) -> f64 {
    let exponent = value.log10().floor() as i32;
    // Dividing by a positive power keeps 0.3 exact where multiplying by 10^-1 gives 0.30000000000000004.
    let scaled = |digit: f64| {
        if exponent < 0 {
            digit / 10_f64.powi(-exponent)
        } else {
            digit * 10_f64.powi(exponent)
        }
    };
    let digits = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    digits
        .into_iter()
        .map(scaled)
        .find(|step| *step >= value)
        .unwrap_or(value)
}

fn positive(value: i64) -> f64 {
    value.max(0) as f64
}

/// The height of a stack in base units; in `f64`, because two enormous values do not fit an `i64`.
fn total(point: &Point) -> f64 {
    point.values.iter().take(2).copied().map(positive).sum()
}

fn column(point: Point, index: usize, count: usize, stacked: bool, scale: &Scale) -> Column {
    let slot = 100.0 / count as f64;
    let width = (slot * if count <= MAX_MONTHS { 0.5 } else { 0.66 }).min(MAX_BAR_WIDTH);
    let centre = slot * (index as f64 + 0.5);
    // The slots tile the plot: each begins where the rounded end of the one before is.
    let (start, end) = (hundredths(slot * index as f64), hundredths(slot * (index as f64 + 1.0)));
    Column {
        hit_x: number(start),
        hit_width: number(end - start),
        x: number(centre - width / 2.0),
        width: number(width),
        centre: number(centre),
        bars: bars(&point, stacked, scale),
        tip: tip(point.tip, centre),
        label: point.label,
        label_class: if point.minor { "xl minor" } else { "xl" },
    }
}

fn bars(point: &Point, stacked: bool, scale: &Scale) -> Vec<Bar> {
    let hatched = point.running && !stacked;
    let classes = [if hatched { "part" } else { "s1" }, "s2"];
    let mut bars: Vec<Bar> = Vec::new();
    let (mut sum, mut floor) = (0.0, scale.base);
    for (class, value) in classes.into_iter().zip(point.values.iter().copied().map(positive)) {
        if value <= 0.0 {
            continue;
        }
        sum += value;
        // The upper edge is that of the sum; the gap is taken from the upper bar.
        let top = scale.y(sum).min(floor - MIN_BAR);
        bars.push(Bar {
            class,
            hatched,
            y: number(top),
            height: number(floor - top),
        });
        floor = top - GAP;
    }
    bars
}

fn tip(text: String, centre: f64) -> Tip {
    let width = text.chars().count() as f64 * TIP_CHAR + TIP_PADDING;
    let overhangs = |percent: f64| width / 2.0 - percent / 100.0 * NOMINAL_WIDTH > MAX_OVERHANG;
    let x = match (overhangs(centre), overhangs(100.0 - centre)) {
        (true, false) => -TIP_INSET,
        (false, true) => TIP_INSET - width,
        _ => -width / 2.0,
    };
    Tip {
        text,
        x: number(x),
        width: number(width),
        text_x: number(x + width / 2.0),
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// At most two decimals, no trailing zeros, no negative zero; always a dot, whatever the language.
fn number(value: f64) -> String {
    // Adding zero turns -0 into 0.
    format!("{}", hundredths(value) + 0.0)
}

#[cfg(test)]
mod tests;
