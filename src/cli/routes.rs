//! `simportal routes`: the golden list in `docs/routes.txt` is its output.

use std::io::Write;

use super::Failure;

pub(super) fn run() -> Result<(), Failure> {
    std::io::stdout().write_all(list().as_bytes())?;
    Ok(())
}

/// Every route of the pages: method, path, access.
pub fn list() -> String {
    let mut lines: Vec<String> = crate::web::routes(true)
        .entries()
        .iter()
        .chain(crate::api::routes().entries())
        .map(|entry| {
            format!(
                "{:<5} {:<44} {}",
                entry.method.as_str(),
                entry.path,
                entry.access.describe()
            )
        })
        .collect();
    lines.sort_by_key(|line| line.get(6..).map(str::to_owned));
    lines.push(String::new());
    lines.join("\n")
}
