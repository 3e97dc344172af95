//! Records of a CSV file (RFC 4180) with their real line numbers and their text as it came.
//!
//! The `csv` crate gives neither the raw text of a record nor its line when lines are empty, fails a whole file for one
//! wrong byte, and takes a quote that nobody closed as a field that reaches to the end of the file. Here such a quote costs
//! the line it stands on, and every other line is read.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use super::{RAW_LIMIT, Reject, RejectKind, json::skip_bom, storable};

/// Why a CSV file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The source failed.
    #[error("cannot read the file: {0}")]
    Io(#[from] io::Error),
    /// No line but empty ones.
    #[error("the file is empty")]
    Empty,
    /// The first line is not a header: not UTF-8, over-long or with an open quote.
    #[error("the first line is not a header of column names")]
    NoHeader,
    /// The header lacks columns that every record needs.
    #[error("the header lacks: {}", .0.join(", "))]
    MissingColumns(Vec<&'static str>),
    /// The header has a known column twice, so that it is unclear which one counts.
    #[error("the header has the column {0} twice")]
    DuplicateColumn(&'static str),
}

/// One record: its line, its text, and its fields without quotes. Kept between records so that buffers are reused.
#[derive(Default)]
pub(super) struct Row {
    /// Line on which the record starts, from 1.
    pub line: u64,
    /// The record as it came, without its line end.
    pub raw: String,
    /// Why the fields cannot be used.
    pub fault: Option<Reject>,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// The field at this place, without quotes.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        self.text.get(start..end)
    }

    /// The number of fields.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All fields in order.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// The fault of the row, or the one that it has not as many fields as the header.
    pub fn check_columns(&self, expected: usize) -> Result<(), Reject> {
        match &self.fault {
            Some(fault) => Err(fault.clone()),
            None if self.len() == expected => Ok(()),
            None => {
                let detail = format!("{} columns, the header has {expected}", self.len());
                Err(Reject::new(RejectKind::WrongColumns, detail))
            }
        }
    }

    /// Splits `raw` into fields; false when it ends inside quotes.
    fn split(&mut self, separator: char) -> bool {
        self.text.clear();
        self.ends.clear();
        let mut chars = self.raw.chars().peekable();
        let (mut quoted, mut at_start) = (false, true);
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.next_if_eq(&'"').is_some() => self.text.push('"'),
                '"' if quoted => quoted = false,
                '"' if at_start => quoted = true,
                c if c == separator && !quoted => self.ends.push(self.text.len()),
                c => self.text.push(c),
            }
            at_start = c == separator && !quoted;
        }
        self.ends.push(self.text.len());
        !quoted
    }
}

/// A line as it was read, without its end; `None` when it was longer than [`RAW_LIMIT`].
type Line = Option<Vec<u8>>;

/// Reads the records of a CSV source.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    /// Lines that were read in search of a closing quote and then found to stand for themselves.
    ahead: VecDeque<Line>,
    next_line: u64,
    separator: char,
}

impl<R: Read> Lines<io::Chain<io::Cursor<Vec<u8>>, R>> {
    /// Reads the header, and from it the separator: a comma, or a semicolon or tab where there are more of them.
    pub fn open(source: R) -> Result<(Self, Row), FileError> {
        let input = BufReader::with_capacity(RAW_LIMIT, skip_bom(source)?);
        let mut lines = Self {
            input,
            ahead: VecDeque::new(),
            next_line: 1,
            separator: ',',
        };
        let mut header = Row::default();
        if !lines.read(&mut header)? {
            return Err(FileError::Empty);
        }
        if header.fault.is_some() {
            return Err(FileError::NoHeader);
        }
        let count = |separator: char| header.raw.matches(separator).count();
        for separator in [';', '\t'] {
            if count(separator) > count(lines.separator) {
                lines.separator = separator;
            }
        }
        if header.split(lines.separator) {
            Ok((lines, header))
        } else {
            Err(FileError::NoHeader)
        }
    }
}

impl<R: Read> Lines<R> {
    /// Reads the next record that is not an empty line; false at the end of the file.
    pub fn read(&mut self, row: &mut Row) -> io::Result<bool> {
        let first = loop {
            let Some(line) = self.next_physical_line()? else {
                return Ok(false);
            };
            self.next_line += 1;
            if line
                .as_ref()
                .is_none_or(|bytes| !bytes.iter().all(u8::is_ascii_whitespace))
            {
                break line;
            }
        };
        row.line = self.next_line - 1;
        row.fault = None;
        row.raw.clear();
        let Some(first) = first else {
            row.fault = Some(Reject::new(
                RejectKind::BadRecord,
                format!("the line is longer than {RAW_LIMIT} bytes"),
            ));
            return Ok(true);
        };
        match String::from_utf8(first) {
            Ok(text) => row.raw = text,
            Err(error) => {
                row.raw = storable(&String::from_utf8_lossy(error.as_bytes()), RAW_LIMIT);
                row.fault = Some(Reject::new(
                    RejectKind::NotUtf8,
                    "the line is not UTF-8; save the file as UTF-8",
                ));
                return Ok(true);
            }
        }
        if !row.split(self.separator) && !self.join(row)? {
            row.fault = Some(Reject::new(
                RejectKind::WrongColumns,
                "a quote is opened and never closed",
            ));
        }
        Ok(true)
    }

    /// Appends further lines until the quote is closed; false, and nothing appended or lost, when it never is. Looks at
    /// most [`RAW_LIMIT`] bytes ahead.
    fn join(&mut self, row: &mut Row) -> io::Result<bool> {
        let alone = row.raw.len();
        let mut taken = VecDeque::new();
        let closed = loop {
            let Some(line) = self.next_physical_line()? else {
                break false;
            };
            let text = line
                .as_deref()
                .and_then(|bytes| std::str::from_utf8(bytes).ok())
                .map(str::to_owned);
            taken.push_back(line);
            let Some(text) = text.filter(|text| row.raw.len() + text.len() < RAW_LIMIT) else {
                break false;
            };
            row.raw.push('\n');
            row.raw.push_str(&text);
            // Only a line with a quote can close one; without this a long open field would be split again and again.
            if text.contains('"') && row.split(self.separator) {
                break true;
            }
        };
        if closed {
            self.next_line += u64::try_from(taken.len()).unwrap_or_default();
        } else {
            row.raw.truncate(alone);
            taken.append(&mut self.ahead);
            self.ahead = taken;
        }
        Ok(closed)
    }

    /// The next line without LF or CRLF, or `None` at the end of the file.
    fn next_physical_line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let limit = u64::try_from(RAW_LIMIT).unwrap_or(u64::MAX);
        if self.input.by_ref().take(limit).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if bytes.len() == RAW_LIMIT && bytes.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            return Ok(Some(None));
        }
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some(Some(bytes)))
    }
}

/// Where the columns of the header stand, by name without regard to case.
pub(super) struct Columns<const N: usize> {
    places: [Option<usize>; N],
    /// Columns of the header that nobody asked for, as they are written there.
    pub ignored: Vec<String>,
}

impl<const N: usize> Columns<N> {
    /// Finds the columns of `names`; those of `needed` must be there, none may be there twice.
    pub fn find(header: &Row, names: &[&'static str; N], needed: &[&'static str]) -> Result<Self, FileError> {
        let mut found = Self {
            places: [None; N],
            ignored: Vec::new(),
        };
        for (place, field) in header.fields().map(str::trim).enumerate() {
            let known = found
                .places
                .iter_mut()
                .zip(names)
                .find(|(_, name)| field.eq_ignore_ascii_case(name));
            match known {
                Some((Some(_), name)) => return Err(FileError::DuplicateColumn(name)),
                Some((slot, _)) => *slot = Some(place),
                None => found.ignored.push(super::name(field).unwrap_or_default()),
            }
        }
        let absent = |name: &&&'static str| !header.fields().any(|field| field.trim().eq_ignore_ascii_case(name));
        let missing: Vec<&'static str> = needed.iter().filter(absent).copied().collect();
        if missing.is_empty() {
            Ok(found)
        } else {
            Err(FileError::MissingColumns(missing))
        }
    }

    /// The trimmed fields of a row in the order of the names; empty and absent ones are `None`.
    pub fn pick<'row>(&self, row: &'row Row) -> [Option<&'row str>; N] {
        self.places.map(|place| {
            place
                .and_then(|place| row.get(place))
                .map(str::trim)
                .filter(|text| !text.is_empty())
        })
    }
}
