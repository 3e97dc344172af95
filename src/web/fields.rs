//! What is wrong with a form, by field. Kinds here, words in the text files.

use std::borrow::Cow;

/// Problems of a form: field and key of the sentence, in the order of the fields. Fields of a list of lines have names that are made
/// (`quantity-2`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(Cow<'static, str>, String)>);

impl FieldErrors {
    /// A form without problems so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form with one problem.
    pub fn one(field: impl Into<Cow<'static, str>>, key: &str) -> Self {
        Self(vec![(field.into(), key.to_owned())])
    }

    /// Notes a problem.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, key: &str) {
        self.0.push((field.into(), key.to_owned()));
    }

    /// Whether the form can be taken.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Key of the problem of a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, key)| key.as_str())
    }

    /// All problems, for the summary on top.
    pub fn all(&self) -> &[(Cow<'static, str>, String)] {
        &self.0
    }
}
