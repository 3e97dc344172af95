//! Whether a person or API user can get in.

use super::text_enum::text_enum;

text_enum! {
    /// Status of a row of `users` (product section 9).
    pub enum UserStatus {
        /// Can sign in, or call the API.
        Active => "active",
        /// Was sent a link, and has no password yet.
        Invited => "invited",
        /// Was shut out by somebody who administers people.
        Disabled => "disabled",
    }
}
