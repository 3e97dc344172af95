//! The time, as an input: nothing else in the program asks the machine what time it is.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta, Timelike};

/// Tells the time in UTC, truncated to microseconds because PostgreSQL keeps no more: a value read back equals the one written.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    fixed: Option<Arc<Mutex<NaiveDateTime>>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is moved: for tests and simulated time.
    pub fn fixed(at: NaiveDateTime) -> Self {
        Self {
            fixed: Some(Arc::new(Mutex::new(truncated(at)))),
        }
    }

    /// Now, in UTC.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> NaiveDateTime {
        match &self.fixed {
            Some(fixed) => *fixed.lock().unwrap_or_else(PoisonError::into_inner),
            None => truncated(chrono::Utc::now().naive_utc()),
        }
    }

    /// Moves a fixed clock; the machine's clock cannot be moved and stays.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(fixed) = &self.fixed {
            let mut at = fixed.lock().unwrap_or_else(PoisonError::into_inner);
            *at += by;
        }
    }
}

fn truncated(at: NaiveDateTime) -> NaiveDateTime {
    at.with_nanosecond(at.nanosecond() / 1_000 * 1_000).unwrap_or(at)
}
