//! No file becomes so long that nobody reads it.

use crate::support::source::files;

/// Lines; the aim is half of it.
const MOST_LINES: usize = 500;

/// Written by diesel's tool, or a list rather than a text.
const EXEMPT: [&str; 1] = ["src/storage/schema.rs"];

#[test]
fn no_file_is_longer_than_500_lines() {
    let endings = [".rs", ".html", ".css", ".js", ".py", ".ftl", ".svg"];
    let folders = ["src", "templates", "static/css", "static/js", "tests", "locales"];
    let sources: Vec<_> = folders.iter().flat_map(|folder| files(folder, &endings)).collect();
    assert!(sources.len() > 100, "only {} files found", sources.len());
    let long: Vec<String> = sources
        .iter()
        .filter(|source| !EXEMPT.contains(&source.path.as_str()))
        .map(|source| (source.text.lines().count(), &source.path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "longer than {MOST_LINES} lines:\n{}", long.join("\n"));
}
