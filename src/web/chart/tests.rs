//! The geometry of the mock-ups, and laws that hold for any values.

use proptest::prelude::*;

use super::*;

fn point(label: &str, values: &[i64], tip: &str) -> Point {
    let label = (!label.is_empty()).then(|| label.to_owned());
    Point {
        label,
        values: values.to_vec(),
        tip: tip.to_owned(),
        ..Point::default()
    }
}

fn chart(height: u32, points: Vec<Point>, unit_scale: i64) -> Chart {
    let y_label = |value: i64| (value / unit_scale.max(1)).to_string();
    Chart::new(ChartInput {
        id: "dv",
        height,
        points,
        y_label: &y_label,
        unit_scale,
        limit: None,
    })
}

fn px(text: &str) -> f64 {
    text.parse().expect("a number")
}

/// The dashboard's chart of six months, in bytes.
fn volume_per_month() -> Chart {
    let mut points: Vec<Point> = [
        ("Jun", 41.2),
        ("Jul", 44.9),
        ("Aug", 47.6),
        ("Sep", 49.3),
        ("Oct", 53.0),
        ("Nov", 38.6),
    ]
    .into_iter()
    .map(|(month, gb)| point(month, &[(gb * 1e9) as i64], &format!("{month} 2026: {gb:.1} GB")))
    .collect();
    points[5].running = true;
    points[5].tip.push_str(" so far");
    chart(216, points, 1_000_000_000)
}

#[test]
fn the_grid_of_six_months_is_that_of_the_dashboard() {
    let chart = volume_per_month();
    let lines: Vec<_> = chart
        .grid
        .iter()
        .map(|l| (l.text.as_str(), l.y.as_str(), l.text_y.as_str()))
        .collect();
    let expected = [
        ("0", "188", "192"),
        ("20", "135.33", "139.33"),
        ("40", "82.67", "86.67"),
        ("60", "30", "34"),
    ];
    assert_eq!(lines, expected);
    assert_eq!((chart.top, chart.base, chart.plot, chart.label_y), (30, 188, 158, 206));
    assert_eq!((chart.axis_width, chart.axis_x, chart.radius), (24, 16, 3));
}

#[test]
fn the_bars_of_six_months_are_those_of_the_dashboard() {
    let chart = volume_per_month();
    let june = &chart.columns[0];
    assert_eq!((june.hit_x.as_str(), june.hit_width.as_str()), ("0", "16.67"));
    assert_eq!(
        (june.x.as_str(), june.width.as_str(), june.centre.as_str()),
        ("4.17", "8.33", "8.33")
    );
    assert_eq!(
        june.bars,
        [Bar {
            class: "s1",
            hatched: false,
            y: "79.51".into(),
            height: "108.49".into()
        }]
    );
    assert_eq!(
        june.tip,
        Tip {
            text: "Jun 2026: 41.2 GB".into(),
            x: "-67.65".into(),
            width: "135.3".into(),
            text_x: "0".into()
        }
    );
    let november = &chart.columns[5];
    assert_eq!(
        november.bars,
        [Bar {
            class: "part",
            hatched: true,
            y: "86.35".into(),
            height: "101.65".into()
        }]
    );
    assert_eq!(
        (november.tip.x.as_str(), november.tip.width.as_str()),
        ("-91.8", "183.6")
    );
    assert_eq!(november.label.as_deref(), Some("Nov"));
}

#[test]
fn two_series_are_stacked_with_a_gap_of_one_px() {
    let mut points = vec![point("Jun", &[6120, 1804], ""), point("Oct", &[7010, 2230], "")];
    points[1].running = true;
    let chart = chart(216, points, 1);
    assert_eq!(chart.grid[3].text, "12000");
    let bars = &chart.columns[0].bars;
    assert_eq!(
        bars[0],
        Bar {
            class: "s1",
            hatched: false,
            y: "107.42".into(),
            height: "80.58".into()
        }
    );
    assert_eq!(
        bars[1],
        Bar {
            class: "s2",
            hatched: false,
            y: "83.67".into(),
            height: "22.75".into()
        }
    );
    assert_eq!(chart.columns[1].bars[0].class, "s1", "a stack is not hatched");
}

#[test]
fn thirty_days_are_those_of_the_page_of_a_sim() {
    let tip = "28 Oct: 7.2 MB (4.3 down, 2.9 up)";
    let mut points: Vec<Point> = (0..30).map(|_| point("", &[4_300_000, 2_900_000], tip)).collect();
    points[17].values = vec![11_800_000, 3_100_000];
    let chart = chart(236, points, 1_000_000);
    assert_eq!(
        chart.grid.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
        ["0", "6", "12", "18"]
    );
    assert_eq!(
        (chart.base, chart.radius, chart.columns[1].hit_x.as_str()),
        (208, 2, "3.33")
    );
    assert_eq!(
        (chart.columns[1].x.as_str(), chart.columns[1].width.as_str()),
        ("3.9", "2.2")
    );
    let tips: Vec<&str> = chart.columns.iter().map(|column| column.tip.x.as_str()).collect();
    assert!(
        tips[..4].iter().all(|x| *x == "-8"),
        "at the left edge they reach to the right"
    );
    assert!(
        tips[4..26].iter().all(|x| *x == "-122.85"),
        "in the middle they are centred"
    );
    assert!(
        tips[26..].iter().all(|x| *x == "-237.7"),
        "at the right edge they reach to the left"
    );
}

#[test]
fn without_values_there_is_only_the_base_line() {
    for points in [
        vec![],
        vec![point("Jun", &[0, 0], "Jun: 0"), point("Jul", &[], "")],
        vec![point("", &[-5], "")],
    ] {
        let count = points.len();
        let chart = chart(216, points, 1_000_000_000);
        assert_eq!(
            chart.grid,
            [GridLine {
                y: "188".into(),
                text_y: "192".into(),
                text: "0".into()
            }]
        );
        assert_eq!(chart.columns.len(), count);
        assert!(chart.columns.iter().all(|column| column.bars.is_empty()));
    }
}

#[test]
fn one_enormous_value_leaves_the_others_visible() {
    let chart = chart(
        216,
        vec![point("", &[i64::MAX, i64::MAX], ""), point("", &[1, 1], "")],
        1,
    );
    assert_eq!(chart.grid.len(), 4);
    let small = &chart.columns[1].bars;
    assert_eq!((small[0].y.as_str(), small[0].height.as_str()), ("187", "1"));
    assert_eq!((small[1].y.as_str(), small[1].height.as_str()), ("185", "1"));
}

#[test]
fn steps_are_round_and_never_part_of_a_base_unit() {
    let top = |value: i64, scale: i64| {
        let label = |value: i64| value.to_string();
        let points = vec![point("", &[value], "")];
        let input = ChartInput {
            id: "x",
            height: 216,
            points,
            y_label: &label,
            unit_scale: scale,
            limit: None,
        };
        Chart::new(input)
            .grid
            .into_iter()
            .skip(1)
            .map(|line| line.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(top(1, 1), ["1", "2", "3"]);
    assert_eq!(top(3, 1), ["2", "4", "6"]);
    assert_eq!(top(100, 1), ["40", "80", "120"]);
    assert_eq!(top(800_000_000, 1_000_000_000), ["300000000", "600000000", "900000000"]);
    assert_eq!(top(2 * 3600, 3600), ["2880", "5760", "8640"], "0.8 hours");
    assert_eq!(top(5, 0), ["2", "4", "6"]);
}

#[test]
fn a_limit_above_all_bars_is_inside_the_plot() {
    let label = |value: i64| value.to_string();
    let points = vec![point("", &[10], "")];
    let chart = Chart::new(ChartInput {
        id: "x",
        height: 216,
        points,
        y_label: &label,
        unit_scale: 1,
        limit: Some(500),
    });
    assert_eq!(chart.grid[3].text, "600");
    assert_eq!(chart.limit.as_deref(), Some("56.33"));
}

#[test]
fn the_tooltip_counts_characters_and_a_minor_label_says_so() {
    let mut wide = point("Mär", &[1], "März: 5 Stück");
    wide.minor = true;
    let chart = chart(216, vec![wide], 1);
    assert_eq!(chart.columns[0].tip.width, number(13.0 * TIP_CHAR + TIP_PADDING));
    assert_eq!(chart.columns[0].label_class, "xl minor");
    assert_eq!(
        chart.columns[0].width, "8.33",
        "a single bar is no wider than one of six"
    );
}

/// Every number of a chart that is text.
fn texts(chart: &Chart) -> Vec<&String> {
    let mut texts: Vec<&String> = chart.grid.iter().flat_map(|line| [&line.y, &line.text_y]).collect();
    texts.extend(&chart.limit);
    for column in &chart.columns {
        texts.extend([
            &column.hit_x,
            &column.hit_width,
            &column.x,
            &column.width,
            &column.centre,
        ]);
        texts.extend([&column.tip.x, &column.tip.width, &column.tip.text_x]);
        texts.extend(column.bars.iter().flat_map(|bar| [&bar.y, &bar.height]));
    }
    texts
}

fn any_value() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), 0_i64..20, 0_i64..100_000_000_000, any::<i64>()]
}

proptest! {
    #[test]
    fn any_values_stay_inside_the_plot(
        points in proptest::collection::vec((proptest::collection::vec(any_value(), 0..4), ".{0,60}", any::<bool>()), 0..200),
        height in 0_u32..400,
        unit_scale in prop_oneof![Just(1_i64), Just(3_600), Just(1_000_000), Just(1_000_000_000), any::<i64>()],
        limit in proptest::option::of(any_value()),
    ) {
        let points = points.into_iter().map(|(values, tip, running)| Point { values, tip, running, ..Point::default() });
        let y_label = |value: i64| value.to_string();
        let input = ChartInput { id: "x", height, points: points.collect(), y_label: &y_label, unit_scale, limit };
        let chart = Chart::new(input);
        let (top, base) = (f64::from(chart.top), f64::from(chart.base));
        for text in texts(&chart) {
            prop_assert!(px(text).is_finite(), "{text}");
            prop_assert!(text.rsplit_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2), "{text}");
        }
        prop_assert!([1, 4].contains(&chart.grid.len()));
        for y in chart.grid.iter().map(|line| &line.y).chain(&chart.limit) {
            prop_assert!((top..=base).contains(&px(y)), "{y}");
        }
        let mut end = 0.0;
        for column in &chart.columns {
            prop_assert!((px(&column.hit_x) - end).abs() < 0.001, "the slots tile the plot");
            end = px(&column.hit_x) + px(&column.hit_width);
            prop_assert!(px(&column.x) >= 0.0 && px(&column.x) + px(&column.width) <= 100.01);
            prop_assert!(column.bars.len() <= 2);
            let mut below = base;
            for bar in &column.bars {
                prop_assert!(px(&bar.height) >= 1.0, "{:?}", bar);
                prop_assert!(px(&bar.y) >= top, "{:?}", bar);
                prop_assert!(px(&bar.y) + px(&bar.height) <= below + 0.011, "{:?} overlaps", bar);
                below = px(&bar.y);
            }
        }
        prop_assert!(chart.columns.is_empty() || (end - 100.0).abs() < 0.001);
    }
}
