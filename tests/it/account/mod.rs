//! Account: security of people.

mod addresses;
mod codes;
mod company;
mod password;
pub mod phone;
mod profile;
mod required;
mod reset;
mod sessions;
mod set_up;

pub use phone::Phone;
