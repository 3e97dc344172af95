//! Carriers.
