//! Inventory only: there is nobody who could carry anything out. Pages do not offer it; an order that comes nevertheless is refused.

use super::{Carrier, CarrierError, Order};
use crate::domain::ingest::parse::events::EventRecord;
use crate::types::carrier::Adapter;

pub(super) struct NoCarrier;

impl Carrier for NoCarrier {
    fn adapter(&self) -> Adapter {
        Adapter::None
    }

    fn carry_out(&self, order: &Order<'_>) -> Result<Vec<EventRecord>, CarrierError> {
        Err(CarrierError::Unsupported {
            adapter: self.adapter(),
            command: order.command,
        })
    }
}
