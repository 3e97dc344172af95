//! What is wrong with a form, by field. Kinds here, words in the text files.

/// Problems of a form: field and key of the sentence, in the order of the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(&'static str, String)>);

impl FieldErrors {
    /// A form without problems so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form with one problem.
    pub fn one(field: &'static str, key: &str) -> Self {
        Self(vec![(field, key.to_owned())])
    }

    /// Notes a problem.
    pub fn add(&mut self, field: &'static str, key: &str) {
        self.0.push((field, key.to_owned()));
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
    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }
}
