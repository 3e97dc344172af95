//! Finds our numbers in what payers write: in lower case, with spaces or dashes anywhere, behind any words, without the letters in front.

use std::collections::{BTreeSet, HashMap};

/// Fewest digits by which a number is known without its letters.
const FEWEST_DIGITS: usize = 6;

/// Fewest characters of a number that is looked for across spaces and dashes: of shorter ones a date or an amount is soon one.
const FEWEST_ACROSS: usize = 5;

/// Our numbers, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// As they are written, without what is neither letter nor digit.
    whole: Index,
    /// Their digits alone.
    digits: Index,
}

/// Texts of each length, with the items they belong to.
type Index = HashMap<usize, HashMap<Vec<char>, BTreeSet<usize>>>;

impl Numbers {
    pub(super) fn add(&mut self, number: &str, item: usize) {
        let whole: Vec<char> = pieces(number).into_iter().map(|piece| piece.c).collect();
        let digits: Vec<char> = whole.iter().copied().filter(char::is_ascii_digit).collect();
        let has_digit = !digits.is_empty();
        if digits.len() >= FEWEST_DIGITS && digits.len() < whole.len() {
            insert(&mut self.digits, digits, item);
        }
        if has_digit {
            insert(&mut self.whole, whole, item);
        }
    }

    /// The items whose numbers stand in one of the texts; those known by their digits only if no whole number is found.
    pub(super) fn found_in<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<usize> {
        let texts: Vec<Vec<Piece>> = texts.into_iter().map(pieces).collect();
        let mut found = BTreeSet::new();
        for index in [&self.whole, &self.digits] {
            if found.is_empty() {
                for text in &texts {
                    look(index, text, &mut found);
                }
            }
        }
        found
    }
}

fn insert(index: &mut Index, text: Vec<char>, item: usize) {
    let of_length = index.entry(text.len()).or_default();
    of_length.entry(text).or_default().insert(item);
}

/// A letter or digit.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// In upper case.
    c: char,
    /// Whether it follows the one before it without anything in between.
    is_glued: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut is_glued = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            // Upper case of some letters is two of them; no number of ours has such a letter.
            let c = c.to_uppercase().next().unwrap_or(c);
            pieces.push(Piece { c, is_glued });
            is_glued = true;
        } else {
            is_glued = false;
        }
    }
    pieces
}

fn look(index: &Index, text: &[Piece], found: &mut BTreeSet<usize>) {
    for (length, numbers) in index {
        for (at, window) in text.windows(*length).enumerate() {
            let key: Vec<char> = window.iter().map(|piece| piece.c).collect();
            let Some(items) = numbers.get(&key) else { continue };
            let before = at.checked_sub(1).and_then(|before| text.get(before));
            let after = text.get(at + length);
            let is_apart = window.iter().skip(1).any(|piece| !piece.is_glued);
            if is_whole(before, window, after) && !(is_apart && *length < FEWEST_ACROSS) {
                found.extend(items);
            }
        }
    }
}

/// Whether what was found is not a part of something longer: no digit goes on with further digits, no word with further letters.
fn is_whole(before: Option<&Piece>, window: &[Piece], after: Option<&Piece>) -> bool {
    let goes_on = |one: &Piece, next: &Piece| {
        next.is_glued && (one.c.is_numeric() == next.c.is_numeric() && one.c.is_alphabetic() == next.c.is_alphabetic())
    };
    let begins = match (before, window.first()) {
        (Some(before), Some(first)) => !goes_on(before, first),
        _ => true,
    };
    let ends = match (window.last(), after) {
        (Some(last), Some(after)) => !goes_on(last, after),
        _ => true,
    };
    begins && ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers() -> Numbers {
        let mut numbers = Numbers::default();
        for (item, number) in ["RE-2026-000123", "RE-2026-000124", "10482", "104820", "77"]
            .into_iter()
            .enumerate()
        {
            numbers.add(number, item);
        }
        numbers
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        for text in [
            "RE-2026-000123",
            "re 2026 000123",
            "Rechnung re2026000123 vom 3.11.",
            "RECHNUNG:RE/2026/000123",
            "Rg.Nr.RE-2026-00 0123 Danke",
            "Invoice 2026-000123",
            "2026000123",
            "RE-2026-000123/KD 81000001",
        ] {
            assert_eq!(numbers().found_in([text]), BTreeSet::from([0]), "{text}");
        }
    }

    #[test]
    fn several_numbers_in_one_text_are_all_found() {
        let text = "RE-2026-000123, RE-2026-000124 und Auftrag 10482";
        assert_eq!(numbers().found_in([text]), BTreeSet::from([0, 1, 2]));
        assert_eq!(numbers().found_in(["10482", "RE 2026 000124"]), BTreeSet::from([1, 2]));
    }

    #[test]
    fn a_part_of_a_longer_number_is_not_ours() {
        for text in [
            "RE-2026-0001234",
            "910482",
            "1048213",
            "DE89370400440532010482",
            "7 7",
            "x",
            "",
            "ÄÖÜ 104 8234",
        ] {
            assert_eq!(numbers().found_in([text]), BTreeSet::new(), "{text}");
        }
        assert_eq!(numbers().found_in(["104820"]), BTreeSet::from([3]));
        assert_eq!(numbers().found_in(["Nr 77"]), BTreeSet::from([4]));
    }

    proptest! {
        #[test]
        fn what_stands_around_does_not_matter(before in "[A-Za-z äöü:.-]{0,20}", after in "[ A-Za-zäöü:./-]{0,20}", gaps in prop::collection::vec("[ ./-]{0,2}", 12)) {
            let number: String = "RE2026000123".chars().zip(&gaps).map(|(c, gap)| format!("{gap}{c}")).collect();
            let text = format!("{before} {number} {after}");
            prop_assert_eq!(numbers().found_in([text.as_str()]), BTreeSet::from([0]));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = numbers().found_in([text.as_str()]);
        }
    }
}
