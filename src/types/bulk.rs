//! Bulk actions: one change ordered for many SIMs (product section 4).

use crate::types::auto_top_up::VolumeKind;
use crate::types::carrier::CarrierCommand;
use crate::types::matrix::Permission;
use crate::types::text_enum::text_enum;

text_enum! {
    /// What is done with each SIM.
    pub enum BulkAction {
        /// Let it use the network.
        Activate => "activate",
        /// Bar it.
        Deactivate => "deactivate",
        /// Bind it to the device it was last seen in.
        LockImei => "imei-lock",
        /// Accept any device.
        UnlockImei => "imei-unlock",
        /// End its sessions, so that its device connects anew.
        Reset => "reset",
        /// Give it a label, or take its label away.
        Label => "label",
        /// Add tags.
        AddTags => "add-tags",
        /// Remove tags.
        RemoveTags => "remove-tags",
        /// Replace its tags by others.
        SetTags => "set-tags",
        /// Buy data when little is left.
        DataTopUpOn => "data-top-up-on",
        /// Do so no more.
        DataTopUpOff => "data-top-up-off",
        /// Buy SMS when few are left.
        SmsTopUpOn => "sms-top-up-on",
        /// Do so no more.
        SmsTopUpOff => "sms-top-up-off",
        /// Order volume for it: the preview leads to an order.
        TopUp => "top-up",
        /// Order a longer lifetime for it, likewise.
        Extend => "extend",
    }
}

impl BulkAction {
    /// Permissions that at least one action asks for: who has none of them has no bulk actions.
    pub const PERMISSIONS: &'static [Permission] = &[
        Permission::ChangeSimState,
        Permission::LockImei,
        Permission::ResetConnection,
        Permission::LabelSims,
        Permission::AutoTopUp,
        Permission::TopUpAndExtend,
    ];

    /// What a person must be allowed to.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Activate | Self::Deactivate => Permission::ChangeSimState,
            Self::LockImei | Self::UnlockImei => Permission::LockImei,
            Self::Reset => Permission::ResetConnection,
            Self::Label | Self::AddTags | Self::RemoveTags | Self::SetTags => Permission::LabelSims,
            Self::DataTopUpOn | Self::DataTopUpOff | Self::SmsTopUpOn | Self::SmsTopUpOff => Permission::AutoTopUp,
            Self::TopUp | Self::Extend => Permission::TopUpAndExtend,
        }
    }

    /// What the carrier is told; nothing where the change is the portal's alone.
    pub const fn command(self) -> Option<CarrierCommand> {
        match self {
            Self::Activate => Some(CarrierCommand::Activate),
            Self::Deactivate => Some(CarrierCommand::Deactivate),
            Self::LockImei => Some(CarrierCommand::LockImei),
            Self::UnlockImei => Some(CarrierCommand::UnlockImei),
            Self::Reset => Some(CarrierCommand::ResetConnection),
            Self::Label | Self::AddTags | Self::RemoveTags | Self::SetTags => None,
            Self::DataTopUpOn | Self::DataTopUpOff | Self::SmsTopUpOn | Self::SmsTopUpOff => None,
            Self::TopUp | Self::Extend => None,
        }
    }

    /// Which switch of auto-top-up is turned, and whether on.
    pub const fn switches(self) -> Option<(VolumeKind, bool)> {
        match self {
            Self::DataTopUpOn => Some((VolumeKind::Data, true)),
            Self::DataTopUpOff => Some((VolumeKind::Data, false)),
            Self::SmsTopUpOn => Some((VolumeKind::Sms, true)),
            Self::SmsTopUpOff => Some((VolumeKind::Sms, false)),
            _ => None,
        }
    }

    /// Whether the preview leads to an order, which does the rest, instead of being confirmed.
    pub const fn is_ordered(self) -> bool {
        matches!(self, Self::TopUp | Self::Extend)
    }

    /// What the change is called in the history of a SIM: the same as when it is made for one SIM.
    pub const fn audited(self) -> &'static str {
        match self {
            Self::Activate => "sim.activate",
            Self::Deactivate => "sim.deactivate",
            Self::LockImei => "sim.imei_lock",
            Self::UnlockImei => "sim.imei_unlock",
            Self::Reset => "sim.reset",
            Self::Label => "sim.label",
            Self::AddTags | Self::RemoveTags | Self::SetTags => "sim.tags",
            Self::DataTopUpOn | Self::DataTopUpOff => "sim.auto_top_up_data",
            Self::SmsTopUpOn | Self::SmsTopUpOff => "sim.auto_top_up_sms",
            Self::TopUp => "sim.top_up",
            Self::Extend => "sim.extend",
        }
    }

    /// Whether it is about tags.
    pub const fn is_about_tags(self) -> bool {
        matches!(self, Self::AddTags | Self::RemoveTags | Self::SetTags)
    }

    /// What takes it back, each SIM to its own old value; a reset and an order leave nothing to take back.
    pub const fn undone_by(self) -> Option<Self> {
        match self {
            Self::Activate => Some(Self::Deactivate),
            Self::Deactivate => Some(Self::Activate),
            Self::LockImei => Some(Self::UnlockImei),
            Self::UnlockImei => Some(Self::LockImei),
            Self::Reset | Self::TopUp | Self::Extend => None,
            Self::DataTopUpOn => Some(Self::DataTopUpOff),
            Self::DataTopUpOff => Some(Self::DataTopUpOn),
            Self::SmsTopUpOn => Some(Self::SmsTopUpOff),
            Self::SmsTopUpOff => Some(Self::SmsTopUpOn),
            Self::Label => Some(Self::Label),
            Self::AddTags | Self::RemoveTags | Self::SetTags => Some(Self::SetTags),
        }
    }
}

text_enum! {
    /// Where the SIMs of a bulk action come from.
    pub enum BulkSource {
        /// Rows that were ticked.
        Selection => "selection",
        /// All that matched a filter when the action was prepared.
        Filter => "filter",
        /// Lines of a file.
        File => "file",
        /// What another bulk action changed.
        Undo => "undo",
    }
}

text_enum! {
    /// How far a bulk action is.
    pub enum BulkStatus {
        /// SIMs are being collected, each with its verdict.
        Preparing => "preparing",
        /// The preview waits for a decision; nothing has been changed.
        Previewed => "previewed",
        /// SIMs are being changed.
        Running => "running",
        /// Will stop after the piece it is at.
        Cancelling => "cancelling",
        /// All SIMs have their result.
        Done => "done",
        /// Stopped by a person; what was changed stays changed.
        Cancelled => "cancelled",
        /// Stopped because it may not or cannot go on.
        Failed => "failed",
    }
}

impl BulkStatus {
    /// Whether nothing more will happen.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled | Self::Failed)
    }

    /// Whether a worker is at it.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Preparing | Self::Running | Self::Cancelling)
    }
}

text_enum! {
    /// What would become of a SIM, as the preview says.
    pub enum Expected {
        /// It will be changed.
        Change => "change",
        /// It already is as it shall be.
        Already => "already",
        /// It cannot be changed.
        Refused => "refused",
    }
}

text_enum! {
    /// What became of a SIM.
    pub enum Outcome {
        /// It was changed.
        Changed => "changed",
        /// It already was so.
        Already => "already",
        /// It could not be changed.
        Refused => "refused",
    }
}

impl Outcome {
    /// Whether it is what the preview said.
    pub const fn is_as(self, expected: Expected) -> bool {
        matches!(
            (self, expected),
            (Self::Changed, Expected::Change) | (Self::Already, Expected::Already) | (Self::Refused, Expected::Refused)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_asks_for_a_permission_that_the_pages_ask_for() {
        for action in BulkAction::ALL {
            assert!(BulkAction::PERMISSIONS.contains(&action.permission()), "{action}");
        }
    }

    #[test]
    fn undoing_needs_the_same_permission_as_doing() {
        for action in BulkAction::ALL {
            if let Some(back) = action.undone_by() {
                assert_eq!(back.permission(), action.permission(), "{action}");
                assert_eq!(back.command().is_some(), action.command().is_some(), "{action}");
            }
        }
        assert_eq!(BulkAction::Reset.undone_by(), None);
    }

    #[test]
    fn a_result_is_compared_with_the_preview() {
        assert!(Outcome::Changed.is_as(Expected::Change));
        assert!(!Outcome::Already.is_as(Expected::Change));
        assert!(!Outcome::Changed.is_as(Expected::Refused));
    }
}
