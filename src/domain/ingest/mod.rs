//! Records in: usage, events and inventory, by file and by HTTP (product section 15).

pub mod parse;
