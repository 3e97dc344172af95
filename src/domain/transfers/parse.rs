//! Range files (product section 10): one `start;end` per line. Pure: bytes in, ranges and faults out.
//!
//! Numbers are kept as numbers, never as the SIMs between them, so that a line of a trillion costs what a line of one does.

use crate::types::iccid::{Iccid, IccidError};
use crate::types::transfer::RangeFault;

use super::covered::Covered;

/// Largest file that is taken: a million lines of one SIM each are 40 MB.
pub const LARGEST: usize = 48 * 1024 * 1024;

/// Characters that are kept of a faulty line.
const KEPT_CHARS: usize = 60;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A line that names a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub line: i64,
    /// First ICCID, the 19 digits as a number.
    pub first: u64,
    /// Last ICCID, not before the first.
    pub last: u64,
}

impl Line {
    /// ICCIDs of the range.
    pub fn size(&self) -> u64 {
        self.last - self.first + 1
    }
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Number of the line; 0 is the whole file.
    pub line: i64,
    /// What it is.
    pub kind: RangeFault,
    /// The earlier line that overlaps, or how many SIMs are unknown.
    pub number: Option<i64>,
    /// The line as far as it is shown.
    pub text: String,
}

/// Faults in the order of their lines: all are counted, the first ones kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    kept: Vec<Fault>,
    count: i64,
    most: usize,
    is_repairable: bool,
}

impl Faults {
    /// None so far; at most so many will be kept.
    pub fn new(most: usize) -> Self {
        Self {
            kept: Vec::new(),
            count: 0,
            most,
            is_repairable: true,
        }
    }

    /// Adds one. `text` is asked for only if the fault is kept.
    pub fn add(&mut self, line: i64, kind: RangeFault, number: Option<i64>, text: impl FnOnce() -> String) {
        self.count += 1;
        self.is_repairable &= kind.is_repairable();
        if self.kept.len() < self.most {
            let text = text();
            self.kept.push(Fault {
                line,
                kind,
                number,
                text,
            });
        }
    }

    /// Those that are kept.
    pub fn kept(&self) -> &[Fault] {
        &self.kept
    }

    /// How many there are.
    pub fn count(&self) -> i64 {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether there are some, and each can be mended without guessing.
    pub fn are_repairable(&self) -> bool {
        self.count > 0 && self.is_repairable
    }

    /// Both together, in the order of their lines.
    #[must_use]
    pub fn merged(mut self, other: Self) -> Self {
        self.count += other.count;
        self.is_repairable &= other.is_repairable;
        self.kept.extend(other.kept);
        // Stable: what was found first in a line stays before what was found later.
        self.kept.sort_by_key(|fault| fault.line);
        self.kept.truncate(self.most);
        self
    }
}

/// What a file says.
#[derive(Debug)]
pub struct RangeFile {
    /// Its ranges, in its order, those that overlap earlier ones included.
    pub lines: Vec<Line>,
    /// What is wrong by the text alone.
    pub faults: Faults,
    covered: Covered,
}

impl RangeFile {
    /// What is left when empty lines and trailing semicolons are removed and overlapping ranges joined, in the order of the file. It is
    /// what was meant only if no other fault was found.
    pub fn repaired(&self) -> Vec<Line> {
        let mut lines = self.covered.ranges();
        lines.sort_by_key(|range| range.line);
        lines
    }

    /// What its lines cover, in the order of the numbers, without overlaps.
    pub fn union(&self) -> Vec<Line> {
        self.covered.ranges()
    }

    /// ICCIDs covered by any line.
    pub fn size(&self) -> u64 {
        self.union().iter().map(Line::size).sum()
    }
}

/// Ranges as a file that will be accepted again.
pub fn write(ranges: &[Line]) -> String {
    let mut text = String::with_capacity(ranges.len() * 40);
    for range in ranges {
        text.push_str(&format!("{};{}\n", range.first, range.last));
    }
    text
}

/// Reads a file: UTF-8 with or without byte order mark, lines ended by CRLF or LF, quotes optional. A newline at the end of the last line
/// begins no new one. At most `most` faults are kept.
pub fn parse(body: &[u8], most: usize) -> RangeFile {
    let mut file = RangeFile {
        lines: Vec::new(),
        faults: Faults::new(most),
        covered: Covered::default(),
    };
    let body = body.strip_prefix(MARK).unwrap_or(body);
    if body.is_empty() {
        file.faults.add(0, RangeFault::EmptyFile, None, String::new);
        return file;
    }
    if body.len() > LARGEST {
        file.faults.add(0, RangeFault::TooLarge, None, String::new);
        return file;
    }
    // UTF-16 is full of null characters and begins with bytes that UTF-8 does not know.
    let text = match std::str::from_utf8(body) {
        Ok(text) if !body.contains(&0) => text,
        _ => {
            file.faults.add(0, RangeFault::NotText, None, String::new);
            return file;
        }
    };
    for (number, line) in (1..).zip(text.strip_suffix('\n').unwrap_or(text).split('\n')) {
        read_line(&mut file, number, line.strip_suffix('\r').unwrap_or(line));
    }
    file
}

fn read_line(file: &mut RangeFile, number: i64, text: &str) {
    let (range, faults) = range_of(text);
    let RangeFile {
        lines,
        faults: all,
        covered,
    } = file;
    for fault in faults.into_iter().flatten() {
        all.add(number, fault, None, || shown(text));
    }
    let Some((first, last)) = range else { return };
    let line = Line {
        line: number,
        first,
        last,
    };
    lines.push(line);
    if let Some(earlier) = covered.add(line) {
        all.add(number, RangeFault::Overlap, earlier, || shown(text));
    }
}

/// The range of a line, and what is wrong with it: a trailing semicolon, and something else.
fn range_of(text: &str) -> (Option<(u64, u64)>, [Option<RangeFault>; 2]) {
    if text.trim().is_empty() {
        return (None, [Some(RangeFault::EmptyLine), None]);
    }
    let stripped = text.trim().trim_end_matches([';', ' ', '\t']);
    let has_more = text.trim().ends_with(';');
    let trailing = has_more.then_some(RangeFault::TrailingSemicolon);
    let Some((first, last)) = two_fields(stripped) else {
        // `8988…;` is one number, whatever its semicolon was meant for.
        return (None, [Some(RangeFault::WrongColumns), None]);
    };
    match (Iccid::parse(first), Iccid::parse(last)) {
        (Ok(first), Ok(last)) if first <= last => (Some((first.number(), last.number())), [trailing, None]),
        (Ok(_), Ok(_)) => (None, [trailing, Some(RangeFault::StartAfterEnd)]),
        (Err(error), _) | (_, Err(error)) => (None, [trailing, Some(fault_of(error))]),
    }
}

/// What an ICCID that cannot be read is called here.
pub fn fault_of(error: IccidError) -> RangeFault {
    match error {
        IccidError::SpreadsheetDamage => RangeFault::SpreadsheetDamage,
        IccidError::NotAnIccid => RangeFault::NotAnIccid,
        IccidError::Luhn => RangeFault::Luhn,
    }
}

/// Exactly two fields, without their quotation marks. A semicolon between quotation marks separates nothing.
fn two_fields(text: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    let mut separators = text.char_indices().filter_map(|(place, c)| {
        is_quoted ^= c == '"';
        (c == ';' && !is_quoted).then_some(place)
    });
    let place = separators.next()?;
    if separators.next().is_some() {
        return None;
    }
    let (first, last) = text.split_at_checked(place)?;
    Some((unquoted(first), unquoted(last.strip_prefix(';')?)))
}

fn unquoted(field: &str) -> &str {
    let field = field.trim();
    let inner = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(field).trim()
}

/// A line as a page can show it.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(KEPT_CHARS + 1).collect();
    if shown.chars().count() > KEPT_CHARS {
        shown.pop();
        shown.push('…');
    }
    shown
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
