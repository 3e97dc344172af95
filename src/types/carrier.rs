//! What carriers can be asked to do, and which kind of adapter can do what. The adapters themselves are in `carriers/`.

use serde::{Deserialize, Serialize};

use super::text_enum::text_enum;

/// What a carrier can be asked to do with a SIM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarrierCommand {
    /// Let the SIM use the network.
    Activate,
    /// Bar the SIM.
    Deactivate,
    /// End its sessions, so that the device connects anew.
    ResetConnection,
    /// Accept the present device only.
    LockImei,
    /// Accept any device.
    UnlockImei,
}

text_enum! {
    /// Kind of adapter of a carrier.
    pub enum Adapter {
        /// Inventory only: nobody carries out orders. The portal says so instead of offering them.
        None => "none",
        /// A network inside the program, labelled as such.
        Simulated => "simulated",
    }
}

impl Adapter {
    /// Whether the adapter can carry out a command; what it cannot is explained, not offered.
    pub fn can(self, command: CarrierCommand) -> bool {
        match (self, command) {
            (Self::None, _) => false,
            (
                Self::Simulated,
                CarrierCommand::Activate
                | CarrierCommand::Deactivate
                | CarrierCommand::ResetConnection
                | CarrierCommand::LockImei
                | CarrierCommand::UnlockImei,
            ) => true,
        }
    }
}
