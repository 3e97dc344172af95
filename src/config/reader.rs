//! Reads typed values and collects what is wrong with them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use super::settings::SETTINGS;

/// The environment as a map, so that tests need not change the process's own.
#[derive(Debug, Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// The process's environment. Values that are not UTF-8 are left out: no setting of ours can hold one.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn of_process() -> Self {
        Self(
            std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
        )
    }

    /// An environment of these settings.
    pub fn of<const N: usize>(settings: [(&str, &str); N]) -> Self {
        Self(
            settings
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// Reads settings and remembers what is wrong.
pub(super) struct Reader<'a> {
    environment: &'a Environment,
    problems: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(environment: &'a Environment) -> Self {
        Self {
            environment,
            problems: Vec::new(),
        }
    }

    pub(super) fn problem(&mut self, name: &str, what: &str) {
        self.problems.push(format!("{name}: {what}"));
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.environment.get(name).is_some()
    }

    /// An empty value counts as not set: that is what `NAME=` in an env file means to people.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.environment
            .get(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
    }

    /// A secret, from `NAME` or from the file that `NAME_FILE` names, as container platforms hand them over.
    pub(super) fn secret(&mut self, name: &str) -> Option<String> {
        if let Some(value) = self.text(name) {
            return Some(value);
        }
        let file = format!("{name}_FILE");
        let path = self.path(&file)?;
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(text.trim().to_owned()),
            Err(error) => {
                self.problem(&file, &format!("cannot read {}: {error}", path.display()));
                None
            }
        }
    }

    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.text(name).map(PathBuf::from)
    }

    pub(super) fn parsed<T: FromStr + std::fmt::Display>(&mut self, name: &str, usual: T) -> T
    where
        T::Err: std::fmt::Display,
    {
        let Some(text) = self.text(name) else { return usual };
        match text.parse() {
            Ok(value) => value,
            Err(error) => {
                self.problem(name, &format!("{error}: {text:?} (for example {usual})"));
                usual
            }
        }
    }

    pub(super) fn number(&mut self, name: &str, usual: i64, least: i64, most: i64) -> i64 {
        let value = self.parsed(name, usual);
        if (least..=most).contains(&value) {
            return value;
        }
        self.problem(name, &format!("must be between {least} and {most}, is {value}"));
        usual
    }

    pub(super) fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)], usual: T) -> T {
        let Some(text) = self.text(name) else { return usual };
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return *value;
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        self.problem(name, &format!("must be one of {}, is {text:?}", words.join(", ")));
        usual
    }

    pub(super) fn list<T: FromStr>(&mut self, name: &str) -> Vec<T> {
        let text = self.text(name).unwrap_or_default();
        let mut values = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part.parse() {
                Ok(value) => values.push(value),
                Err(_) => self.problem(name, &format!("{part:?} is not an address")),
            }
        }
        values
    }

    /// A mistyped name would be ignored silently, and the setting with it.
    pub(super) fn refuse_unknown(&mut self) {
        let known = |name: &str| {
            let base = name.strip_suffix("_FILE").unwrap_or(name);
            // Names under SIMPORTAL_TEST_ belong to the tests.
            name.starts_with("SIMPORTAL_TEST_")
                || SETTINGS
                    .iter()
                    .any(|setting| setting.name == base || setting.name == name)
        };
        let unknown: Vec<&String> = self
            .environment
            .0
            .keys()
            .filter(|name| name.starts_with("SIMPORTAL_") && !known(name))
            .collect();
        for name in unknown {
            self.problems.push(format!("{name}: no such setting"));
        }
    }

    pub(super) fn finish<T>(self, config: T) -> Result<T, Vec<String>> {
        if self.problems.is_empty() {
            Ok(config)
        } else {
            Err(self.problems)
        }
    }
}
