//! Shapes of short codes that differ by country (postcodes, VAT identification numbers): tables of them are read more easily than
//! regular expressions, and need no engine.

/// Whether the text has the shape: `d` stands for a digit, `a` for a letter, `x` for either, `s` for either or one of `+` and `*`; every
/// other character stands for itself. Letters of the text are upper case.
pub(super) fn fits(shape: &str, text: &str) -> bool {
    let mut rest = text.chars();
    let begins = shape.chars().all(|place| {
        rest.next().is_some_and(|c| match place {
            'd' => c.is_ascii_digit(),
            'a' => c.is_ascii_uppercase(),
            'x' => c.is_ascii_digit() || c.is_ascii_uppercase(),
            's' => c.is_ascii_digit() || c.is_ascii_uppercase() || c == '+' || c == '*',
            literal => c == literal,
        })
    });
    begins && rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_shape_is_the_whole_text() {
        assert!(fits("dddd aa", "1012 AB"));
        assert!(fits("LV-dddd", "LV-1010"));
        assert!(fits("dsdddddaa", "1+23456AB"));
        for wrong in ["1012 A", "1012 ABC", "1012 ab", "101A AB", "", "1012AB"] {
            assert!(!fits("dddd aa", wrong), "{wrong}");
        }
    }
}
