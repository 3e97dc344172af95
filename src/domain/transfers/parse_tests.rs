use proptest::prelude::*;

use super::*;

const A: u64 = 8_988_228_066_600_700_000;

fn kinds(body: &str) -> Vec<(i64, &'static str)> {
    let file = parse(body.as_bytes(), 1000);
    file.faults
        .kept()
        .iter()
        .map(|fault| (fault.line, fault.kind.as_str()))
        .collect()
}

fn line(first: u64, last: u64) -> String {
    format!("{};{}", A + first, A + last)
}

#[test]
fn a_file_is_read_however_it_was_saved() {
    let (one, two) = (line(0, 4), line(10, 19));
    for body in [
        format!("{one}\n{two}\n"),
        format!("{one}\n{two}"),
        format!("\u{feff}{one}\r\n{two}\r\n"),
        format!("\u{feff}{one}\r\n{two}"),
        format!(" \"{}\" ; {} \n\"{}\";\"{}\"\n", A, A + 4, A + 10, A + 19),
    ] {
        let file = parse(body.as_bytes(), 1000);
        assert!(file.faults.is_empty(), "{body:?}: {:?}", file.faults);
        let read: Vec<(i64, u64, u64)> = file
            .lines
            .iter()
            .map(|line| (line.line, line.first - A, line.last - A))
            .collect();
        assert_eq!(read, [(1, 0, 4), (2, 10, 19)], "{body:?}");
    }
}

#[test]
fn nineteen_and_twenty_digits_mean_the_same_card() {
    let first = Iccid::from_number(A + 30).unwrap();
    let last = Iccid::from_number(A + 39).unwrap();
    let file = parse(format!("{first};{}", last.with_luhn()).as_bytes(), 10);
    assert_eq!((file.lines[0].first, file.lines[0].last), (A + 30, A + 39));
}

#[test]
fn a_newline_at_the_end_is_no_line_and_a_blank_line_is_one() {
    let one = line(0, 9);
    assert_eq!(kinds(&format!("{one}\n")), []);
    assert_eq!(kinds(&format!("{one}\n\n")), [(2, "empty_line")]);
    assert_eq!(kinds(&format!("{one}\r\n\r\n")), [(2, "empty_line")]);
    assert_eq!(kinds(&format!("{one}\n \t\n{}\n", line(10, 11))), [(2, "empty_line")]);
    assert_eq!(kinds("\n"), [(1, "empty_line")]);
    assert_eq!(kinds("\n\n"), [(1, "empty_line"), (2, "empty_line")]);
    assert_eq!(kinds(""), [(0, "empty_file")]);
    assert_eq!(kinds("\u{feff}"), [(0, "empty_file")]);
}

#[test]
fn each_line_says_what_is_wrong_with_it() {
    let good = line(0, 9);
    for (wrong, kind) in [
        ("8988228066600700000", "wrong_columns"),
        ("8988228066600700000;", "wrong_columns"),
        (";", "wrong_columns"),
        (";;;", "wrong_columns"),
        ("8988228066600700000,8988228066600700001", "wrong_columns"),
        (
            "8988228066600700000;8988228066600700001;8988228066600700002",
            "wrong_columns",
        ),
        ("\"8988228066600700000;8988228066600700001\"", "wrong_columns"),
        ("\"8988228066600700000;8988228066600700001", "wrong_columns"),
        ("\"\";\"\"", "not_an_iccid"),
        ("ICCID1;ICCID3", "not_an_iccid"),
        ("898822806;8988228066600700001", "not_an_iccid"),
        ("8988228066600700000;７", "not_an_iccid"),
        ("89882280666007000307;8988228066600700039", "luhn"),
        ("8.98823E+18;8.98823E+18", "spreadsheet_damage"),
        ("8988228066600700040;8,98823E+18", "spreadsheet_damage"),
        ("8988228066600700050;8988228066600700049", "start_after_end"),
    ] {
        assert_eq!(kinds(&format!("{good}\n{wrong}\n")), [(2, kind)], "{wrong}");
    }
    assert_eq!(kinds(&format!("{good};\n")), [(1, "trailing_semicolon")]);
    assert_eq!(kinds(&format!("{good} ; ;\r\n")), [(1, "trailing_semicolon")]);
    assert_eq!(
        kinds(&format!("{};\n", line(9, 0))),
        [(1, "trailing_semicolon"), (1, "start_after_end")]
    );
}

#[test]
fn what_is_no_text_is_told_apart() {
    let utf16: Vec<u8> = line(0, 9).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE".to_vec(), utf16.clone()].concat();
    for body in [
        utf16,
        marked,
        b"PK\x03\x04\x00\x00".to_vec(),
        b"898\xFF".to_vec(),
        b"K\xFChl".to_vec(),
    ] {
        let file = parse(&body, 10);
        assert_eq!(file.faults.kept()[0].kind, RangeFault::NotText, "{body:?}");
        assert_eq!(file.faults.kept()[0].line, 0);
    }
    let large = vec![b'8'; LARGEST + 1];
    assert_eq!(parse(&large, 10).faults.kept()[0].kind, RangeFault::TooLarge);
}

#[test]
fn an_overlap_names_the_later_line_and_the_line_it_meets() {
    let body = format!(
        "{}\n{}\n{}\n{}\n{}\n",
        line(10, 19),
        line(30, 39),
        line(39, 45),
        line(0, 100),
        line(50, 50)
    );
    let file = parse(body.as_bytes(), 10);
    let found: Vec<(i64, Option<i64>)> = file
        .faults
        .kept()
        .iter()
        .map(|fault| (fault.line, fault.number))
        .collect();
    assert_eq!(found, [(3, Some(2)), (4, None), (5, None)]);
    assert!(file.faults.are_repairable());
    assert_eq!(write(&file.repaired()), format!("{}\n", line(0, 100)));
}

#[test]
fn the_repaired_file_keeps_the_order_and_joins_only_what_overlaps() {
    let body = format!(
        "{};\n\n{}\n{}\n{}\n",
        line(20, 29),
        line(0, 9),
        line(10, 12),
        line(25, 35)
    );
    let file = parse(body.as_bytes(), 10);
    assert!(file.faults.are_repairable());
    assert_eq!(
        write(&file.repaired()),
        format!("{}\n{}\n{}\n", line(20, 35), line(0, 9), line(10, 12))
    );
}

#[test]
fn all_faults_are_counted_and_the_first_are_kept() {
    let file = parse("x\n".repeat(5000).as_bytes(), 1000);
    assert_eq!((file.faults.count(), file.faults.kept().len()), (5000, 1000));
    assert_eq!(file.faults.kept()[999].line, 1000);
    assert!(!file.faults.are_repairable());
}

#[test]
fn ranges_of_a_trillion_and_lines_that_all_overlap_cost_nothing() {
    let mut body = String::new();
    for n in 0..50_000_u64 {
        body.push_str(&line(n * 3, n * 3));
        body.push('\n');
    }
    for _ in 0..50_000 {
        body.push_str("8900000000000000000;8999999999999999999\n");
    }
    let began = std::time::Instant::now();
    let file = parse(body.as_bytes(), 1000);
    assert_eq!(file.faults.count(), 50_000);
    assert_eq!(file.size(), 100_000_000_000_000_000);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

#[test]
fn faults_of_two_checks_are_put_together_by_line() {
    let (mut one, mut other) = (Faults::new(3), Faults::new(3));
    for number in [2, 5, 9] {
        one.add(number, RangeFault::Overlap, None, String::new);
    }
    for number in [1, 5] {
        other.add(number, RangeFault::UnknownSims, Some(1), String::new);
    }
    let all = one.merged(other);
    let lines: Vec<(i64, &str)> = all
        .kept()
        .iter()
        .map(|fault| (fault.line, fault.kind.as_str()))
        .collect();
    assert_eq!(lines, [(1, "unknown_sims"), (2, "overlap"), (5, "overlap")]);
    assert_eq!(all.count(), 5);
    assert!(!all.are_repairable());
}

proptest! {
    #[test]
    fn no_bytes_make_the_parser_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&body, 10);
    }

    #[test]
    fn any_text_gives_faults_in_the_order_of_its_lines(body in "[0-9;,\"\\r\\n .eE+\u{feff}a]{0,200}|(898822806660070000[0-9];?){0,9}\\n?") {
        let file = parse(body.as_bytes(), 1000);
        prop_assert!(file.faults.kept().windows(2).all(|pair| pair[0].line <= pair[1].line));
        prop_assert!(file.lines.iter().all(|line| line.first <= line.last));
        let is_whole = file.faults.kept().iter().any(|fault| fault.line == 0);
        prop_assert!(!is_whole || file.faults.count() == 1);
    }

    /// Compared with the plain way of saying it: a line overlaps if any earlier line has one of its numbers.
    #[test]
    fn overlaps_are_those_of_the_plain_definition(ranges in proptest::collection::vec((0_u64..60, 0_u64..9), 1..25)) {
        let ranges: Vec<(u64, u64)> = ranges.into_iter().map(|(first, more)| (first, first + more)).collect();
        let body: String = ranges.iter().map(|(first, last)| line(*first, *last) + "\n").collect();
        let file = parse(body.as_bytes(), 1000);
        let wanted: Vec<i64> = (1..).zip(0..ranges.len()).filter(|(_, at)| {
            let (first, last) = ranges[*at];
            ranges[..*at].iter().any(|(f, l)| *f <= last && first <= *l)
        }).map(|(number, _)| number).collect();
        let found: Vec<i64> = file.faults.kept().iter().map(|fault| fault.line).collect();
        prop_assert_eq!(found, wanted);

        // The repaired file covers the same numbers, each once, and is accepted.
        let covered: std::collections::BTreeSet<u64> = ranges.iter().flat_map(|(first, last)| *first..=*last).collect();
        let again = parse(write(&file.repaired()).as_bytes(), 1000);
        prop_assert!(again.faults.is_empty());
        let numbers: Vec<u64> = again.lines.iter().flat_map(|line| line.first - A..=line.last - A).collect();
        prop_assert_eq!(numbers.len(), covered.len());
        prop_assert_eq!(numbers.into_iter().collect::<std::collections::BTreeSet<_>>(), covered);
    }
}
