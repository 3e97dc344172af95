//! Four eyes: what one person asks for and another one approves.

use super::matrix::Permission;
use super::text_enum::text_enum;

text_enum! {
    /// What may need a second person.
    pub enum ApprovalKind {
        /// SIMs change their organisation.
        Transfer => "transfer",
        /// Many SIMs are deactivated at once.
        Deactivation => "deactivation",
        /// Somebody gets another role.
        Role => "role",
    }
}

impl ApprovalKind {
    /// What a person must be allowed to do themselves to ask for it or to approve it. For roles it is the least of them: whose role may
    /// become which is looked at when it happens.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Transfer => Permission::TransferSims,
            Self::Deactivation => Permission::ChangeSimState,
            Self::Role => Permission::AdministerUser,
        }
    }

    /// The permissions of all kinds.
    pub const PERMISSIONS: &'static [Permission] = &[
        Permission::TransferSims,
        Permission::ChangeSimState,
        Permission::AdministerUser,
    ];
}

text_enum! {
    /// How far a request for approval is.
    pub enum ApprovalStatus {
        /// Nobody has decided.
        Open => "open",
        /// It was approved and done, or at least begun.
        Approved => "approved",
        /// Somebody refused it.
        Refused => "refused",
        /// Who asked for it took it back, or what it was about is gone.
        Withdrawn => "withdrawn",
        /// Nobody decided in time.
        Expired => "expired",
    }
}
