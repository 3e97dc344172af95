//! Carriers: who carries out what people order a SIM to do (product section 15).
//!
//! A slice per adapter behind one trait. An adapter answers with the records that the network sends about what it did; they go in
//! through the same door as records that are posted or imported, so a page never knows where its numbers came from.

mod none;
mod simulated;

use crate::domain::ingest::parse::events::EventRecord;
use crate::types::carrier::{Adapter, CarrierCommand};
use crate::types::iccid::Iccid;
use crate::types::status::SessionStatus;
use crate::types::time::UtcTime;

/// A SIM as a carrier gets to see it.
#[derive(Debug, Clone)]
pub struct SimView {
    /// The SIM.
    pub iccid: Iccid,
    /// What it is doing in the network.
    pub session: SessionStatus,
    /// Device last seen, IMEI or IMEISV.
    pub imei: Option<String>,
    /// Static address.
    pub ip_address: Option<String>,
    /// Codes of the network last seen, such as `262 01`.
    pub network_code: Option<String>,
    /// Radio technology last seen, as `Bearer::as_str`.
    pub bearer: Option<String>,
}

/// Something to carry out. The same order may come again after a crash, with the same id.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// Unique in the installation: the key of the job.
    pub id: i64,
    /// The SIM.
    pub sim: &'a SimView,
    /// What to do.
    pub command: CarrierCommand,
    /// Name of the person who ordered it; empty if unknown.
    pub actor: &'a str,
    /// Now.
    pub at: UtcTime,
}

/// Why an order was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarrierError {
    /// The adapter cannot do this, and will not be able to later.
    #[error("the adapter {adapter} cannot carry out {command:?}")]
    Unsupported {
        /// The adapter.
        adapter: Adapter,
        /// What it was asked to do.
        command: CarrierCommand,
    },
    /// The carrier did not answer or asked to come back later.
    #[error("the carrier is not available: {0}")]
    Unavailable(String),
}

/// An adapter. It holds no state: what an order needs comes with it.
pub trait Carrier: Sync {
    /// Which adapter this is.
    fn adapter(&self) -> Adapter;

    /// Carries an order out and answers with the events that tell of it, oldest first, each with an id that depends on the order
    /// alone: carried out twice, an order is known twice and done once.
    fn carry_out(&self, order: &Order<'_>) -> Result<Vec<EventRecord>, CarrierError>;
}

/// The carrier behind a kind of adapter.
pub fn of(adapter: Adapter) -> &'static dyn Carrier {
    match adapter {
        Adapter::None => &none::NoCarrier,
        Adapter::Simulated => &simulated::SimulatedCarrier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMANDS: [CarrierCommand; 5] = [
        CarrierCommand::Activate,
        CarrierCommand::Deactivate,
        CarrierCommand::ResetConnection,
        CarrierCommand::LockImei,
        CarrierCommand::UnlockImei,
    ];

    #[test]
    fn an_adapter_carries_out_exactly_what_the_pages_offer_for_it() {
        let sim = simulated::tests::sim(SessionStatus::Online);
        for adapter in Adapter::ALL {
            assert_eq!(of(*adapter).adapter(), *adapter);
            for command in COMMANDS {
                let answer = of(*adapter).carry_out(&simulated::tests::order(&sim, command));
                assert_eq!(answer.is_ok(), adapter.can(command), "{adapter} {command:?}");
            }
        }
    }
}
