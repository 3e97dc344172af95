//! Which numbers lines of a file have covered so far.

use std::collections::BTreeMap;

use super::parse::Line;

/// Disjoint ranges by their first number. Overlapping ones are joined as they come, so that a line looks at each range it meets once and
/// for all: the cost of a file does not depend on how its lines overlap.
#[derive(Debug, Default)]
pub(super) struct Covered(BTreeMap<u64, Part>);

#[derive(Debug, Clone, Copy)]
struct Part {
    last: u64,
    /// The earliest line in it.
    line: i64,
    /// Whether it consists of that line alone.
    is_one: bool,
}

impl Covered {
    /// Adds a range. If it overlaps earlier ones, answers the line of the only one there is, or `None` when several are joined there.
    pub fn add(&mut self, range: Line) -> Option<Option<i64>> {
        let mut joined = Part {
            last: range.last,
            line: range.line,
            is_one: true,
        };
        let (mut first, mut met) = (range.first, None);
        while let Some((&begin, &part)) = self.0.range(..=range.last).next_back() {
            if part.last < range.first {
                break;
            }
            self.0.remove(&begin);
            met = Some(match met {
                None if part.is_one => Some(part.line),
                _ => None,
            });
            first = first.min(begin);
            joined.last = joined.last.max(part.last);
            joined.line = joined.line.min(part.line);
            joined.is_one = false;
        }
        self.0.insert(first, joined);
        met
    }

    /// The ranges by their numbers, each with its earliest line.
    pub fn ranges(&self) -> Vec<Line> {
        self.0
            .iter()
            .map(|(first, part)| Line {
                line: part.line,
                first: *first,
                last: part.last,
            })
            .collect()
    }
}
