//! Devices in words.

use fluent_bundle::FluentValue;

use super::{text, text_with};
use crate::types::lang::Lang;
use crate::types::user_agent::UserAgent;

/// The browser and system of a `User-Agent` header: `Firefox on Windows`.
pub fn device(lang: Lang, user_agent: &str) -> String {
    match UserAgent::parse(user_agent) {
        UserAgent {
            browser: Some(browser),
            system: Some(system),
        } => text_with(
            lang,
            "device-on",
            &[
                ("browser", FluentValue::from(browser)),
                ("system", FluentValue::from(system)),
            ],
        ),
        UserAgent {
            browser: Some(name),
            system: None,
        }
        | UserAgent {
            browser: None,
            system: Some(name),
        } => name.to_owned(),
        UserAgent {
            browser: None,
            system: None,
        } => text(lang, "device-unknown"),
    }
}
