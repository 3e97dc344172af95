//! The outbox, one real mail server, and what a spam checker says of every mail.

mod every;
mod outbox;
mod smtp;
mod spam;
