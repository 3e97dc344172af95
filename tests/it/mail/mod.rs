//! The outbox, and one real mail server.

mod outbox;
mod smtp;
