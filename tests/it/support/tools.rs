//! Programs of other people that some tests ask. Where one is missing, a line says so once and its test is left out, unless
//! `SIMPORTAL_TEST_REQUIRE` names it.
#![expect(
    clippy::disallowed_methods,
    reason = "what the tests can use is said by the environment of the test run, not by the portal's settings"
)]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::{Mutex, PoisonError};

/// The Python that the tests use: `SIMPORTAL_TEST_PYTHON`, else `python3`.
pub fn python() -> String {
    std::env::var("SIMPORTAL_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// What a script in Python ends with where a package that it needs is missing.
pub const ABSENT: i32 = 3;

/// Whether `SIMPORTAL_TEST_REQUIRE`, a list with commas, names `what`: its absence is then a failure, not a skip.
pub fn required(what: &str) -> bool {
    std::env::var("SIMPORTAL_TEST_REQUIRE").is_ok_and(|names| names.split(',').any(|name| name.trim() == what))
}

/// Says once that something is not tested, and why.
///
/// # Panics
/// When `SIMPORTAL_TEST_REQUIRE` names `what`.
pub fn absent(what: &'static str, line: &str) {
    static SAID: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
    assert!(!required(what), "{line}");
    if SAID.lock().unwrap_or_else(PoisonError::into_inner).insert(what) {
        // Not eprintln!, whose text the test harness keeps to itself when the test passes.
        let _unseen = writeln!(std::io::stderr(), "{line}");
    }
}
