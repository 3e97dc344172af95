//! Bank statements: reading what a bank has booked ([`parse`]) and finding out what was paid with it ([`matching`]). Pure; whoever
//! imports a file stores each payment under its key, so that a file that comes twice is counted once.

pub mod matching;
pub mod parse;
