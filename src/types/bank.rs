//! Words about what a bank has booked.

use super::text_enum::text_enum;

text_enum! {
    /// What became of a payment of a bank statement.
    pub enum BankEntryStatus {
        /// A person has to decide what it is for.
        Unmatched => "unmatched",
        /// Orders were paid with it.
        Matched => "matched",
        /// It has nothing to do with orders: money that went out, or what a person put aside.
        Ignored => "ignored",
    }
}
