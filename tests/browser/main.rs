//! The main flows in a real browser: Debian's Chromium, driven by ChromeDriver. Few on purpose; everything that HTTP can show is in
//! `tests/it`. Where no browser is found, one line says so, and with SIMPORTAL_TEST_REQUIRE=browser the tests fail.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests may panic, and read their own environment"
)]

mod flows;
mod support;
