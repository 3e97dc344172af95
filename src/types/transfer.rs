//! Transfers of SIMs between a master organisation and one of its sub-organisations (product section 10).

use crate::types::text_enum::text_enum;

/// What a transfer is called in the history of a SIM.
pub const SIM_MOVED: &str = "sim.transfer";

text_enum! {
    /// Where the SIMs of a transfer come from.
    pub enum TransferSource {
        /// One number that was typed.
        Single => "single",
        /// A first and a last number that were typed.
        Range => "range",
        /// Lines of a file, or lines that were pasted.
        File => "file",
        /// What another transfer moved.
        Undo => "undo",
        /// A file given to the command by staff.
        Command => "command",
    }
}

text_enum! {
    /// How far a transfer is.
    pub enum TransferStatus {
        /// Its lines are being compared with the SIMs there are.
        Checking => "checking",
        /// Something in its lines is wrong; nothing will be moved.
        Rejected => "rejected",
        /// The preview waits for a decision; nothing has been moved.
        Previewed => "previewed",
        /// Waits for the approval of a second person.
        Waiting => "waiting",
        /// Its SIMs are being reserved; nothing has been moved, and it can still be cancelled.
        Reserving => "reserving",
        /// All of its SIMs are reserved and are being moved: from here on it is carried through.
        Moving => "moving",
        /// It will not take place: the SIMs that were reserved are being released.
        Releasing => "releasing",
        /// All of its SIMs are in the other organisation.
        Done => "done",
        /// Given up by a person before anything was moved.
        Cancelled => "cancelled",
        /// A SIM could not be reserved; nothing was moved.
        Failed => "failed",
    }
}

impl TransferStatus {
    /// Whether nothing more will happen.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Rejected | Self::Done | Self::Cancelled | Self::Failed)
    }

    /// Whether a worker is at it.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Reserving | Self::Moving | Self::Releasing)
    }

    /// Whether it holds SIMs that nothing else may move.
    pub const fn holds_sims(self) -> bool {
        matches!(self, Self::Reserving | Self::Moving | Self::Releasing)
    }

    /// Whether a person can give it up. Whoever began to move goes through with it.
    pub const fn can_be_cancelled(self) -> bool {
        matches!(self, Self::Checking | Self::Previewed | Self::Waiting | Self::Reserving)
    }
}

text_enum! {
    /// What is wrong with a line of a range file, or with the whole of it.
    pub enum RangeFault {
        /// There is nothing in it.
        EmptyFile => "empty_file",
        /// No text in UTF-8: a workbook, a picture, UTF-16.
        NotText => "not_text",
        /// Larger than can be taken.
        TooLarge => "too_large",
        /// A line without anything.
        EmptyLine => "empty_line",
        /// A semicolon behind the last number.
        TrailingSemicolon => "trailing_semicolon",
        /// Not two numbers with a semicolon between them.
        WrongColumns => "wrong_columns",
        /// Not 19 or 20 digits that start with 89.
        NotAnIccid => "not_an_iccid",
        /// The 20th digit is not the check digit of the first 19.
        Luhn => "luhn",
        /// A spreadsheet has rounded the number: 8.98E+18.
        SpreadsheetDamage => "spreadsheet_damage",
        /// The first number is behind the last.
        StartAfterEnd => "start_after_end",
        /// Numbers that an earlier line has already.
        Overlap => "overlap",
        /// Numbers of which the giving organisation has no SIM; SIMs of others look the same.
        UnknownSims => "unknown_sims",
        /// SIMs that a bulk action or another transfer is working on.
        OpenAction => "open_action",
        /// Undoing: something was done to the SIM since.
        ChangedSince => "changed_since",
    }
}

impl RangeFault {
    /// Whether a program can mend it without guessing what was meant.
    pub const fn is_repairable(self) -> bool {
        matches!(self, Self::EmptyLine | Self::TrailingSemicolon | Self::Overlap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_that_moves_can_no_longer_be_cancelled() {
        for status in TransferStatus::ALL {
            assert!(!(status.is_over() && status.is_busy()), "{status}");
            assert!(!(status.is_over() && status.can_be_cancelled()), "{status}");
            assert!(!status.holds_sims() || status.is_busy(), "{status}");
        }
        assert!(!TransferStatus::Moving.can_be_cancelled());
        assert!(!TransferStatus::Releasing.can_be_cancelled());
    }

    #[test]
    fn only_what_needs_no_guess_is_repaired() {
        let repairable: Vec<&str> = RangeFault::ALL
            .iter()
            .filter(|fault| fault.is_repairable())
            .map(|fault| fault.as_str())
            .collect();
        assert_eq!(repairable, ["empty_line", "trailing_semicolon", "overlap"]);
    }
}
