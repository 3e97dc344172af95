//! Workbooks (ECMA-376) of one table. Rows wait in a file of the system until the workbook is complete, so memory does not grow with
//! their number.

use std::io::{self, Write};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Rows};

/// Rows that a sheet can have below its head.
const MOST_ROWS: u32 = 1_048_575;

/// Longest text of a cell, in UTF-16 units.
const MOST_TEXT: usize = 32_767;

/// Writes rows into sheets; the first row is the head of each of them.
pub struct XlsxRows {
    workbook: Workbook,
    name: String,
    most_rows: u32,
    head: Vec<String>,
    /// Number of the sheet, from 0.
    sheet: usize,
    /// Of the cell that comes next.
    row: u32,
    column: u16,
    formats: Formats,
}

struct Formats {
    head: Format,
    number: Format,
    day: Format,
    moment: Format,
}

impl XlsxRows {
    /// `name` is the name of the sheet (at most 20 characters, no brackets or slashes); `head` the names of the columns.
    pub fn new(name: &str, head: Vec<String>) -> io::Result<Self> {
        Self::with_rows(name, head, MOST_ROWS)
    }

    fn with_rows(name: &str, head: Vec<String>, most_rows: u32) -> io::Result<Self> {
        let mut rows = Self {
            workbook: Workbook::new(),
            name: name.to_owned(),
            most_rows,
            head,
            sheet: 0,
            row: 0,
            column: 0,
            formats: Formats {
                head: Format::new().set_bold(),
                number: Format::new().set_num_format("#,##0"),
                day: Format::new().set_num_format("yyyy-mm-dd"),
                moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            },
        };
        rows.begin_sheet()?;
        Ok(rows)
    }

    fn begin_sheet(&mut self) -> io::Result<()> {
        let name = match self.sheet {
            0 => self.name.clone(),
            n => format!("{} {}", self.name, n + 1),
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (column, text) in (0_u16..).zip(&self.head) {
            sheet.set_column_width(column, 20).map_err(failed)?;
            sheet
                .write_string_with_format(0, column, text, &self.formats.head)
                .map_err(failed)?;
        }
        (self.row, self.column) = (1, 0);
        Ok(())
    }

    /// The head of the sheet gets its filter, now that the last row is known.
    fn end_sheet(&mut self) -> io::Result<()> {
        let last_column = u16::try_from(self.head.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let last_row = self.row.saturating_sub(1);
        let sheet = self.workbook.worksheet_from_index(self.sheet).map_err(failed)?;
        sheet.autofilter(0, 0, last_row, last_column).map_err(failed)?;
        Ok(())
    }

    /// Writes the workbook. What `to` answers with an error comes back as one.
    pub fn finish<W: Write + Send>(mut self, to: W) -> io::Result<()> {
        self.end_sheet()?;
        self.workbook.save_to_writer(to).map_err(failed)
    }
}

impl Rows for XlsxRows {
    fn cell(&mut self, cell: Cell<'_>) -> io::Result<()> {
        if self.column == 0 && self.row > self.most_rows {
            self.end_sheet()?;
            self.sheet += 1;
            self.begin_sheet()?;
        }
        let (row, column) = (self.row, self.column);
        self.column += 1;
        let sheet = self.workbook.worksheet_from_index(self.sheet).map_err(failed)?;
        write(sheet, &self.formats, row, column, cell).map_err(failed)
    }

    fn end_row(&mut self) -> io::Result<()> {
        (self.row, self.column) = (self.row + 1, 0);
        Ok(())
    }
}

fn write(sheet: &mut Worksheet, formats: &Formats, row: u32, column: u16, cell: Cell<'_>) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if text.encode_utf16().count() > MOST_TEXT => {
            let text: String = text.chars().take(MOST_TEXT / 2).collect();
            sheet.write_string(row, column, text)?;
        }
        // A string is shown and never run, whatever it begins with.
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Number(number) => {
            // Exact up to 2^53; volumes and counts are far below.
            sheet.write_number_with_format(row, column, number as f64, &formats.number)?;
        }
        Cell::Day(day) => {
            sheet.write_number_with_format(row, column, serial(day.and_time(NaiveTime::MIN)), &formats.day)?;
        }
        Cell::Moment(at) => {
            sheet.write_number_with_format(row, column, serial(at), &formats.moment)?;
        }
    }
    Ok(())
}

/// Days since the end of 1899, as spreadsheets count time.
fn serial(at: NaiveDateTime) -> f64 {
    let seconds = at
        - NaiveDate::from_ymd_opt(1899, 12, 30)
            .unwrap_or_default()
            .and_time(NaiveTime::MIN);
    seconds.num_seconds() as f64 / 86_400.0
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: i64, most_rows: u32) -> Vec<u8> {
        let mut rows = XlsxRows::with_rows("SIMs", vec!["A".to_owned(), "B".to_owned()], most_rows).unwrap();
        for n in 0..count {
            rows.cell(Cell::text("=1+1")).unwrap();
            rows.cell(Cell::Number(n)).unwrap();
            rows.end_row().unwrap();
        }
        let mut file = Vec::new();
        rows.finish(&mut file).unwrap();
        file
    }

    fn names(file: &[u8]) -> usize {
        // Each sheet is named twice in a zip file: before its content and in the list at the end.
        file.windows(18)
            .filter(|window| window.starts_with(b"xl/worksheets/shee"))
            .count()
            / 2
    }

    #[test]
    fn a_table_that_is_too_long_for_a_sheet_goes_on_in_the_next() {
        assert_eq!(names(&rows(0, 10)), 1);
        assert_eq!(names(&rows(10, 10)), 1);
        assert_eq!(names(&rows(11, 10)), 2);
        assert_eq!(names(&rows(30, 10)), 3);
    }

    #[test]
    fn time_is_counted_as_spreadsheets_do() {
        assert_eq!(serial("2026-11-21T12:00:00".parse().unwrap()), 46_347.5);
    }

    #[test]
    fn a_writer_that_fails_ends_the_workbook_with_its_error() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::Error::other("full"))
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let rows = XlsxRows::new("SIMs", vec!["A".to_owned()]).unwrap();
        assert!(rows.finish(Full).is_err());
    }
}
