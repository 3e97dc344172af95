//! A chart with all that makes it readable without seeing it: description, legend and table (`DESIGN.md`, section 8).

use super::chart::Chart;

/// What the macro `bars` of `templates/components/chart.html` draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The bars.
    pub chart: Chart,
    /// The facts of the chart in a sentence or two, read out in place of the drawing.
    pub description: String,
    /// What the colours mean.
    pub legend: Vec<Key>,
    /// The same numbers as text.
    pub table: Option<FigureTable>,
}

/// An entry of a legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// `key-1` (lower bars), `key-2` (upper bars) or `key-part` (running period).
    pub class: &'static str,
    /// Its meaning, with the unit.
    pub text: String,
}

/// The table behind a chart. A page that shows the numbers in a table of its own right below needs none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// What the table tells, for screen readers.
    pub caption: String,
    /// Heads of the columns; the first is that of the periods.
    pub heads: Vec<String>,
    /// Rows; the first cell of each is its head.
    pub rows: Vec<Vec<String>>,
}

impl Key {
    /// An entry.
    pub fn new(class: &'static str, text: String) -> Self {
        Self { class, text }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use askama::Template;

    use super::*;
    use crate::web::chart::{ChartInput, Point};
    use crate::web::layout::Layout;

    #[derive(Template)]
    #[template(
        source = r#"{% import "components/chart.html" as chart %}{% call chart::bars(layout, figure) %}{% endcall %}"#,
        ext = "html"
    )]
    struct Drawn {
        layout: Layout,
        figure: Figure,
    }

    #[test]
    fn a_chart_is_named_described_and_has_its_numbers_as_text() {
        let figure = Figure {
            chart: Chart::new(ChartInput {
                id: "use",
                height: 236,
                points: vec![Point {
                    label: Some("21 Nov".to_owned()),
                    values: vec![3, 2],
                    tip: "21 Nov: 5 <MB>".to_owned(),
                    ..Point::default()
                }],
                y_label: &|value| value.to_string(),
                unit_scale: 1,
                limit: None,
            }),
            description: "5 MB on one day.".to_owned(),
            legend: vec![Key::new("key-1", "Download".to_owned())],
            table: Some(FigureTable {
                caption: "Usage".to_owned(),
                heads: vec!["Day".to_owned(), "MB".to_owned()],
                rows: vec![vec!["21 Nov".to_owned(), "5".to_owned()]],
            }),
        };
        let layout = Layout::of(&TestRequest::default().to_http_request());
        let html = Drawn { layout, figure }.render().unwrap();
        for part in [
            r#"role="img" aria-labelledby="use-t" aria-describedby="use-d""#,
            r#"<figcaption class="vh" id="use-d">5 MB on one day.</figcaption>"#,
            r#"<span class="key key-1"></span>Download"#,
            r#"<th scope="row">21 Nov</th><td class="num">5</td>"#,
            "Show as table",
            r#"class="s2""#,
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
        assert!(!html.contains("<MB>"), "a tooltip is text, never markup");
    }
}
