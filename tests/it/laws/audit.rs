//! The audit log: whatever the source writes into it has words in both languages.

use std::collections::BTreeSet;

use simportal::web::audit::words::{ACTIONS, KINDS};

use crate::support::source::files;

/// First parts of actions.
const SUBJECTS: &[&str] = &[
    "access",
    "address",
    "api_user",
    "approval",
    "bulk",
    "card",
    "company",
    "email",
    "order",
    "organisation",
    "invoice",
    "report",
    "sim",
    "sims",
    "terms",
    "transfer",
    "user",
    "view",
];

#[test]
fn every_action_that_is_written_has_words() {
    let mut written = BTreeSet::new();
    for source in files("src", &["rs"]) {
        if ["src/web/", "src/storage/", "src/cli/"]
            .iter()
            .any(|folder| source.path.contains(folder))
        {
            continue;
        }
        let code = source.text.split("#[cfg(test)]").next().unwrap_or_default();
        for literal in code.split('"').skip(1).step_by(2) {
            let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            if let Some((subject, deed)) = literal.split_once('.')
                && SUBJECTS.contains(&subject)
                && is_word(deed)
                && !["id", "csv", "html", "txt"].contains(&deed)
            {
                written.insert(literal.to_owned());
            }
        }
    }
    assert!(written.len() > 20, "{written:?}");
    let lacking: Vec<&String> = written
        .iter()
        .filter(|action| !ACTIONS.contains(&action.as_str()))
        .collect();
    assert!(lacking.is_empty(), "without words: {lacking:?}");
    let unused: Vec<&&str> = ACTIONS.iter().filter(|action| !written.contains(**action)).collect();
    assert!(unused.is_empty(), "nobody writes {unused:?}");
}

#[test]
fn every_kind_of_thing_has_words() {
    for source in files("src/domain", &["rs"]) {
        for (position, _) in source.text.match_indices("object_kind: \"") {
            let kind = source.text[position + "object_kind: \"".len()..]
                .split('"')
                .next()
                .unwrap_or_default();
            assert!(KINDS.contains(&kind), "{kind} ({})", source.path);
        }
    }
}
