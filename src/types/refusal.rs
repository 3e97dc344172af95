//! Why something that was ordered for a SIM is not done: the same reasons for one SIM and for many.

use crate::types::text_enum::text_enum;

text_enum! {
    /// Why a SIM, or a line of a file that names one, is left as it is.
    pub enum Refusal {
        /// The lifetime is over: the SIM can only be extended.
        Expired => "expired",
        /// Its carrier takes no orders from the portal.
        NotManaged => "not-managed",
        /// No device is known that it could be bound to.
        NoImei => "no-imei",
        /// Another device has shown up since the person looked.
        OtherImei => "other-imei",
        /// Only an activated SIM has a connection to reset.
        NotActivated => "not-activated",
        /// With the tags asked for it would have more than a SIM can have.
        TooManyTags => "too-many-tags",
        /// What is to be undone has been changed again since.
        ChangedSince => "changed-since",
        /// It has left the organisation.
        Gone => "gone",
        /// The organisation has no SIM with this ICCID.
        UnknownSim => "unknown-sim",
        /// The text is no ICCID.
        NotAnIccid => "not-an-iccid",
        /// The 20th digit of the ICCID is wrong.
        CheckDigit => "check-digit",
        /// A spreadsheet has rounded the ICCID.
        Spreadsheet => "spreadsheet",
        /// An earlier line names the same SIM.
        Duplicate => "duplicate",
        /// The label is too long.
        LabelTooLong => "label-too-long",
        /// The label is more than one line, or has control characters.
        LabelControl => "label-control",
        /// The line has no second field, or more than two.
        Fields => "fields",
    }
}
