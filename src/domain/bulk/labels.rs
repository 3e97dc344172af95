//! Files of labels: `iccid;label`, one SIM a line, as spreadsheets write them. Pure: text in, lines out, each with what is wrong with it.

use std::collections::HashMap;

use crate::types::iccid::{Iccid, IccidError};
use crate::types::label::{Label, LabelError};
use crate::types::refusal::Refusal;

/// Lines of a file at most.
pub const MOST_LINES: usize = 100_000;

/// Longest text that is kept of what should have been an ICCID.
const KEPT_CHARS: usize = 40;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelLine {
    /// Its number, from 1.
    pub line: i64,
    /// The first field, shortened if it is none of ours.
    pub text: String,
    /// The SIM and its label, or what is wrong.
    pub read: Result<(Iccid, Label), Fault>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Kind.
    pub refusal: Refusal,
    /// The earlier line with the same SIM.
    pub earlier: Option<i64>,
}

impl Fault {
    /// As it is stored with the item: the kind, and behind a space the line.
    pub fn stored(self) -> String {
        match self.earlier {
            Some(line) => format!("{} {line}", self.refusal),
            None => self.refusal.as_str().to_owned(),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, earlier: None }
    }
}

/// How many lines a file has at least: enough to refuse one that is too long before it is read.
pub fn count_lines(body: &str) -> usize {
    body.lines().filter(|line| !line.trim().is_empty()).count()
}

/// Reads a file: UTF-8 with or without byte order mark, fields separated by semicolons, commas or tabs, quoted or not, with or without
/// the heading `iccid`. Empty lines are passed over; whatever cannot be used comes back with its reason.
pub fn parse(body: &str) -> Vec<LabelLine> {
    let body = body.strip_prefix('\u{feff}').unwrap_or(body);
    // A carriage return alone ends a line, too (old spreadsheets), and the reader below counts line feeds only.
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&body))
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut lines = Vec::new();
    let mut first_of: HashMap<Iccid, i64> = HashMap::new();
    let mut record = csv::StringRecord::new();
    // The text is UTF-8 already, so reading it cannot fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = line_of(&record, &body);
        let text = record.get(0).unwrap_or_default().trim();
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if lines.is_empty() && text.eq_ignore_ascii_case("iccid") {
            continue;
        }
        let mut read = read(&record);
        if let Ok((iccid, _)) = read {
            match first_of.get(&iccid) {
                Some(earlier) => {
                    read = Err(Fault {
                        refusal: Refusal::Duplicate,
                        earlier: Some(*earlier),
                    });
                }
                None => {
                    first_of.insert(iccid, line);
                }
            }
        }
        let text = text.chars().filter(|c| !c.is_control()).take(KEPT_CHARS).collect();
        lines.push(LabelLine { line, text, read });
    }
    lines
}

/// The separator: whichever comes first in the first line that has any. No ICCID and no heading contains one.
fn delimiter(body: &str) -> u8 {
    let separators = |c: char| matches!(c, ';' | ',' | '\t');
    let line = body.lines().find(|line| line.contains(separators));
    match line.and_then(|line| line.chars().find(|c| separators(*c))) {
        Some(',') => b',',
        Some('\t') => b'\t',
        _ => b';',
    }
}

/// The number of the line where a record begins; the reader's own count includes none of the empty lines before it.
fn line_of(record: &csv::StringRecord, body: &str) -> i64 {
    let Some(position) = record.position() else { return 0 };
    let begin = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = body.as_bytes().get(begin..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| **byte == b'\n').count();
    i64::try_from(position.line()).unwrap_or(i64::MAX) + i64::try_from(empty).unwrap_or_default()
}

fn read(record: &csv::StringRecord) -> Result<(Iccid, Label), Fault> {
    let iccid = Iccid::parse(record.get(0).unwrap_or_default()).map_err(|error| match error {
        IccidError::SpreadsheetDamage => Refusal::Spreadsheet,
        IccidError::NotAnIccid => Refusal::NotAnIccid,
        IccidError::Luhn => Refusal::CheckDigit,
    })?;
    // Spreadsheets end lines with separators where other lines are longer; only words in a third field mean something.
    if record.iter().skip(2).any(|field| !field.trim().is_empty()) {
        return Err(Refusal::Fields.into());
    }
    let label = record.get(1).ok_or(Refusal::Fields)?;
    let label = Label::parse(label).map_err(|error| match error {
        LabelError::TooLong => Refusal::LabelTooLong,
        LabelError::ControlCharacter => Refusal::LabelControl,
    })?;
    Ok((iccid, label))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const A: &str = "8988228066600701006";
    const B: &str = "8988228066600701014";

    fn good(body: &str) -> Vec<(i64, String, String)> {
        parse(body)
            .into_iter()
            .map(|line| {
                let (iccid, label) = line.read.unwrap();
                (line.line, iccid.to_string(), label.into_string())
            })
            .collect()
    }

    fn faults(body: &str) -> Vec<(i64, Option<String>)> {
        parse(body)
            .into_iter()
            .map(|line| (line.line, line.read.err().map(Fault::stored)))
            .collect()
    }

    #[test]
    fn a_file_is_read_however_a_spreadsheet_wrote_it() {
        let wanted = vec![
            (2, A.to_owned(), "Cold store, north".to_owned()),
            (3, B.to_owned(), String::new()),
        ];
        for body in [
            format!("\u{feff}iccid;label\r\n{A};Cold store, north\r\n{B};\r\n"),
            format!("ICCID,label\n{A},\"Cold store, north\"\n{B},"),
            format!("iccid\tlabel\n{A}\tCold store, north\n{B}\t\n"),
            format!("Iccid;Label;;\r{A}3; Cold store, north ;;\r{B};;;\r"),
        ] {
            assert_eq!(good(&body), wanted, "{body:?}");
        }
        assert_eq!(good(&format!("{A};x")), [(1, A.to_owned(), "x".to_owned())]);
    }

    #[test]
    fn empty_lines_are_passed_over_and_counted() {
        let body = format!("\n\n{A};a\n\n;;\n{B};b\n");
        let lines: Vec<i64> = good(&body).into_iter().map(|(line, ..)| line).collect();
        assert_eq!(lines, [3, 6]);
        assert!(parse("").is_empty() && parse("\u{feff}iccid;label\n").is_empty());
    }

    #[test]
    fn each_line_says_what_is_wrong_with_it() {
        let long = "x".repeat(10_000);
        let body = format!(
            "{A};a\n{A};b\n8.98E+18;c\n{A}9;d\nhello;e\n{B}\n{B};f;g\n{B};{long}\n{B};\"two\nlines\"\n{B};h\n{A}3;i"
        );
        let said: Vec<(i64, Option<String>)> = faults(&body);
        let said: Vec<(i64, Option<&str>)> = said.iter().map(|(line, fault)| (*line, fault.as_deref())).collect();
        assert_eq!(
            said,
            [
                (1, None),
                (2, Some("duplicate 1")),
                (3, Some("spreadsheet")),
                (4, Some("check-digit")),
                (5, Some("not-an-iccid")),
                (6, Some("fields")),
                (7, Some("fields")),
                (8, Some("label-too-long")),
                (9, Some("label-control")),
                (11, None),
                (12, Some("duplicate 1")),
            ]
        );
    }

    #[test]
    fn a_label_that_looks_like_a_formula_is_a_label() {
        assert_eq!(good(&format!("{A};=1+1"))[0].2, "=1+1");
    }

    proptest! {
        #[test]
        fn any_text_is_read_into_lines_in_their_order(body in "[0-9;,\"'=\\t\\r\\n\u{feff}a-cé]{0,300}|\\PC{0,100}") {
            let lines = parse(&body);
            prop_assert!(lines.windows(2).all(|pair| pair[0].line < pair[1].line), "{:?}", lines);
            prop_assert!(lines.iter().all(|line| line.line >= 1 && line.text.chars().count() <= KEPT_CHARS));
        }

        #[test]
        fn what_was_written_is_read_back(labels in proptest::collection::vec("[^\\p{Cc}\u{2028}\u{2029}]{0,64}", 1..20)) {
            let iccid = |n: usize| format!("{}", 8_988_228_066_600_701_000_u64 + n as u64);
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            writer.write_record(["iccid", "label"]).unwrap();
            for (n, label) in labels.iter().enumerate() {
                writer.write_record([iccid(n).as_str(), label]).unwrap();
            }
            let body = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read = good(&body);
            prop_assert_eq!(read.len(), labels.len());
            for (n, (line, read_iccid, label)) in read.into_iter().enumerate() {
                prop_assert_eq!(line, n as i64 + 2);
                prop_assert_eq!(read_iccid, iccid(n));
                prop_assert_eq!(label.as_str(), labels[n].trim());
            }
        }
    }
}
