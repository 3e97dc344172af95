//! CSV (RFC 4180), made so that spreadsheets read it as it is meant: UTF-8 with a mark in front, lines end with CRLF, and the separator
//! is the one that spreadsheets of the language expect (decision 0012).

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Cell, Rows};
use crate::types::lang::Lang;

/// Stands at the beginning of a file and tells spreadsheets that it is UTF-8.
pub const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes rows as CSV.
pub struct CsvRows<W: Write> {
    lines: csv::Writer<W>,
}

impl<W: Write> CsvRows<W> {
    /// For readers of this language.
    pub fn new(to: W, lang: Lang) -> Self {
        let lines = csv::WriterBuilder::new()
            .delimiter(separator(lang))
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(to);
        Self { lines }
    }

    /// Hands back what was written to, with everything in it.
    pub fn finish(self) -> io::Result<W> {
        self.lines
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()))
    }
}

/// Spreadsheets take the separator from the language of the machine: where the comma stands in decimal numbers it is a semicolon.
pub const fn separator(lang: Lang) -> u8 {
    match lang {
        Lang::En => b',',
        Lang::De => b';',
    }
}

/// A cell that spreadsheets show instead of running it: they take what begins with one of these characters for a formula.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

impl<W: Write> Rows for CsvRows<W> {
    fn cell(&mut self, cell: Cell<'_>) -> io::Result<()> {
        let written = match cell {
            Cell::Empty => self.lines.write_field(b""),
            Cell::Text(text) => self.lines.write_field(harmless(&text).as_bytes()),
            Cell::Number(number) => self.lines.write_field(number.to_string()),
            Cell::Day(day) => self.lines.write_field(day.to_string()),
            Cell::Moment(at) => self.lines.write_field(at.format("%Y-%m-%d %H:%M:%S").to_string()),
        };
        written.map_err(io::Error::other)
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.lines.write_record(None::<&[u8]>).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(lang: Lang, cells: &[Cell<'_>]) -> String {
        let mut rows = CsvRows::new(Vec::new(), lang);
        for cell in cells {
            rows.cell(cell.clone()).unwrap();
        }
        rows.end_row().unwrap();
        String::from_utf8(rows.finish().unwrap()).unwrap()
    }

    #[test]
    fn each_kind_of_cell_is_written_as_spreadsheets_read_it() {
        let at: NaiveDateTime = "2026-11-21T18:20:05".parse().unwrap();
        let cells = [
            Cell::text("8988228099900000001"),
            Cell::text(""),
            Cell::text("a, \"b\"; c"),
            Cell::Number(-500_000_000),
            Cell::Day(at.date()),
            Cell::Moment(at),
        ];
        let rest = "\"a, \"\"b\"\"; c\"";
        assert_eq!(
            written(Lang::En, &cells),
            format!("8988228099900000001,,{rest},-500000000,2026-11-21,2026-11-21 18:20:05\r\n")
        );
        assert_eq!(
            written(Lang::De, &cells),
            format!("8988228099900000001;;{rest};-500000000;2026-11-21;2026-11-21 18:20:05\r\n")
        );
    }

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in ["=1+1", "+49 30", "-2", "@SUM(A1)", "\tx", "\r=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("a=1"), "a=1");
        // The apostrophe stands inside the quotation marks.
        assert_eq!(written(Lang::En, &[Cell::text("=1,2")]), "\"'=1,2\"\r\n");
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(texts in prop::collection::vec(any::<String>(), 2..5)) {
            let cells: Vec<Cell<'_>> = texts.iter().map(|text| Cell::text(text)).collect();
            let line = written(Lang::De, &cells);
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(line.as_bytes());
            let read: Vec<String> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
            let expected: Vec<String> = texts.iter().map(|text| harmless(text).into_owned()).collect();
            prop_assert_eq!(read, expected);
        }
    }

    use chrono::NaiveDateTime;
}
