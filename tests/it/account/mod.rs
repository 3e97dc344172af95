//! Account: security of people.

mod codes;
mod password;
pub mod phone;
mod required;
mod reset;
mod sessions;
mod set_up;

pub use phone::Phone;
