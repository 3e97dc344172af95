//! The SIMs that a batch of records changes.

use std::collections::HashMap;

use crate::storage::ingest::Indexed;
use crate::storage::sims::SimRow;
use crate::storage::sims::counts::Counted;
use crate::types::imei::is_same_device;
use crate::types::time::UtcTime;

/// A SIM of the batch: as it was, and as the batch leaves it.
pub(super) struct Touched {
    pub(super) sim: SimRow,
    /// What it counted as before the batch.
    pub(super) counted_as: Counted,
    /// Its seldom changed columns before the batch.
    pub(super) indexed: Indexed,
    /// Whether any record changed it.
    pub(super) changed: bool,
}

impl Touched {
    pub(super) fn new(sim: SimRow) -> Self {
        Self {
            counted_as: Counted::of(&sim),
            indexed: Indexed::of(&sim),
            sim,
            changed: false,
        }
    }
}

/// The SIMs that were changed, in the order of their keys: neighbours lie in the same page, and a page that is touched once need not be
/// read again.
pub(super) fn in_order(sims: &mut HashMap<String, Touched>) -> Vec<&mut Touched> {
    let mut changed: Vec<&mut Touched> = sims.values_mut().filter(|touched| touched.changed).collect();
    changed.sort_by_key(|touched| touched.sim.id);
    changed
}

/// Notes the device of a record that is newer than all before; another device than before is worth a date.
pub(super) fn note_device(sim: &mut SimRow, imei: Option<&str>, at: UtcTime) {
    let Some(imei) = imei.filter(|imei| !imei.is_empty()) else {
        return;
    };
    if sim.imei.as_deref() == Some(imei) || (sim.imei.is_some() && at < sim.last_activity_at) {
        return;
    }
    if sim.imei.as_deref().is_some_and(|before| !is_same_device(before, imei)) {
        sim.imei_changed_at = Some(at);
    }
    sim.imei = Some(imei.to_owned());
}
