//! The two languages of the interface, and how a browser asks for one of them.

/// A language of the interface (product section 2: user's choice, else browser, else organisation).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Lang {
    /// Every language, in the order in which the language switch shows them.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::De];

    /// The text stored in the database; also the value of the HTML attribute `lang`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::De => "de",
        }
    }

    /// Reads the stored text; anything else is `None`.
    pub fn parse(text: &str) -> Option<Lang> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == text)
    }

    /// The language a browser prefers, after its `Accept-Language` header (RFC 9110, section 12.5.4).
    ///
    /// Regions are ignored (`de-AT` is German). Of equal weights the first wins. `None` when the header asks for
    /// neither language, so that the caller can go on to the organisation's; `*` therefore decides nothing.
    pub fn from_accept_language(header: &str) -> Option<Lang> {
        let mut best: Option<(Lang, u16)> = None;
        for entry in header.split(',') {
            let Some((lang, weight)) = parse_entry(entry) else {
                continue;
            };
            if weight > best.map_or(0, |(_, highest)| highest) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }
}

/// One entry such as `de-AT;q=0.8`, with its weight in thousandths.
fn parse_entry(entry: &str) -> Option<(Lang, u16)> {
    let mut parts = entry.split(';').map(str::trim);
    let primary = parts.next()?.split('-').next()?.to_ascii_lowercase();
    let lang = Lang::parse(&primary)?;
    let weight = match parts.next() {
        None => 1000,
        Some(parameter) => parse_weight(parameter)?,
    };
    Some((lang, weight))
}

/// `q=0.8` as 800. A weight outside 0 to 1 is no weight: the entry is then left out.
fn parse_weight(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    let value: f32 = value.trim().parse().ok()?;
    if !name.trim().eq_ignore_ascii_case("q") || !(0.0..=1.0).contains(&value) {
        return None;
    }
    Some((value * 1000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_read_back_from_its_stored_text() {
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.as_str()), Some(lang));
        }
        assert_eq!(Lang::parse("DE"), None);
        assert_eq!(Lang::parse("fr"), None);
    }

    #[test]
    fn the_highest_weight_wins_and_of_equal_weights_the_first() {
        let cases = [
            ("de", Some(Lang::De)),
            ("de-AT,de;q=0.9,en;q=0.8", Some(Lang::De)),
            ("en;q=0.8, de;q=0.9", Some(Lang::De)),
            ("fr, EN-GB; q=0.7, de;q=0.699", Some(Lang::En)),
            ("en,de", Some(Lang::En)),
            ("de,en", Some(Lang::De)),
        ];
        for (header, expected) in cases {
            assert_eq!(Lang::from_accept_language(header), expected, "{header}");
        }
    }

    #[test]
    fn a_header_that_asks_for_neither_language_decides_nothing() {
        for header in [
            "",
            "*",
            "fr-FR, it;q=0.5",
            "de;q=0",
            "de;q=NaN",
            "de;q=7",
            "de;level=1",
            ";;,,=",
            "deutsch",
        ] {
            assert_eq!(Lang::from_accept_language(header), None, "{header}");
        }
    }
}
