//! Which browser on which system a `User-Agent` header names, in the few words that people know. A guess by design: it only helps them
//! to recognise their own devices, and decides nothing.

/// What a header names; `None` where it names nothing known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UserAgent {
    /// Name of the browser.
    pub browser: Option<&'static str>,
    /// Name of the operating system or kind of device.
    pub system: Option<&'static str>,
}

/// Signs of browsers, the particular before the general: Edge also says Chrome, and Chrome also says Safari.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("Opera", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Signs of systems: Android also says Linux, and iPhones also say Mac OS X.
const SYSTEMS: &[(&str, &str)] = &[
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

impl UserAgent {
    /// Reads a header.
    pub fn parse(header: &str) -> Self {
        let find = |signs: &[(&str, &'static str)]| {
            signs
                .iter()
                .find(|(sign, _)| header.contains(sign))
                .map(|(_, name)| *name)
        };
        Self {
            browser: find(BROWSERS),
            system: find(SYSTEMS),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn browsers_and_systems_are_told_by_their_own_sign_not_by_those_they_pretend_to_be() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Firefox",
                "Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 16; SM-S938B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome",
                "macOS",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome",
                "ChromeOS",
            ),
        ];
        for (header, browser, system) in cases {
            let found = UserAgent::parse(header);
            assert_eq!((found.browser, found.system), (Some(browser), Some(system)), "{header}");
        }
        let unknown = UserAgent::parse("Testbrowser/1.0");
        assert_eq!((unknown.browser, unknown.system), (None, None));
    }

    proptest! {
        #[test]
        fn any_header_is_read(header in ".*") {
            UserAgent::parse(&header);
        }
    }
}
