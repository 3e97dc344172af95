//! `simportal doctor`: counts again and says where stored sums differ.

use super::Failure;
use crate::domain::doctor::{self, Finding};
use crate::state::AppState;

/// Exit code 1 if anything differs. Reads only, and each check sees one moment of the data: it can run beside `serve`.
pub(super) fn run(state: &AppState) -> Result<(), Failure> {
    let mut tell = |finding: &Finding| match finding.differences {
        0 => println!("ok        {}", finding.name),
        n => println!("DIFFERS   {}: {n} rows", finding.name),
    };
    let findings = state.db.read_blocking(|db| doctor::examine(db, &mut tell))?;
    if findings.iter().all(|finding| finding.differences == 0) {
        return Ok(());
    }
    Err(Failure::new(
        "stored sums differ from what they were added up from; please report this with the lines above",
    ))
}
