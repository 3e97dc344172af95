//! Ids of simulated records: a range of their own above what real senders use, and below 2^53, so that a program that reads JSON
//! numbers as floating point (RFC 8259, section 6) keeps them exact.

/// First id of an answer of the simulated carrier: from here to 2^53 there is room for 800 thousand million orders.
const ORDERS: i64 = 9_000_000_000_000_000;
/// Records of one order at most.
const PER_ORDER: i64 = 8;
/// First id of what simulated devices do: from here to [`DEMO`] there is room for 70 million SIMs.
const DEVICES: i64 = 1_000_000_000_000_000;
/// Ids that one device may use: 12 million steps, a century at the usual pace.
const PER_DEVICE: i64 = 100_000_000;
/// Records of one kind of one step at most.
const PER_STEP: i64 = 8;
/// First id of the demo data.
const DEMO: i64 = 8_000_000_000_000_000;

/// Id of the `index`-th record that answers an order. The same order always gets the same ids, so doing it again is a repeat of
/// records that are known.
pub fn order_id(order: i64, index: usize) -> i64 {
    debug_assert!(index < 8, "an order has at most eight records");
    ORDERS + order * PER_ORDER + i64::try_from(index).unwrap_or_default()
}

/// First order of those that come in batches; single ones, which count from 1, never get there.
const BATCHES: i64 = 400_000_000_000;
/// Orders of one batch at most.
const PER_BATCH: i64 = 512;

/// The order at a place in a batch that one job carries out: unlike that of every other batch and every single order.
pub fn batch_order(job: i64, index: usize) -> i64 {
    debug_assert!(index < 512, "a batch has at most 512 orders");
    BATCHES + job * PER_BATCH + i64::try_from(index).unwrap_or_default()
}

/// Id of the `index`-th demo record of its kind.
pub fn demo_id(index: i64) -> i64 {
    DEMO + index
}

/// Id of the `index`-th record of its kind in a step of a device; `None` when the device has used up its range.
pub fn device_id(sim_id: i64, step: i64, index: usize) -> Option<i64> {
    let index = i64::try_from(index).ok().filter(|index| *index < PER_STEP)?;
    let within = step.checked_mul(PER_STEP)?.checked_add(index)?;
    let id = sim_id.checked_mul(PER_DEVICE)?.checked_add(DEVICES + within)?;
    (sim_id > 0 && (0..PER_DEVICE).contains(&within) && id < DEMO).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_demo_data_never_share_an_id_and_all_ids_stay_exact_as_floating_point() {
        let exact = 1_i64 << 53;
        assert!(order_id(1, 7) < order_id(2, 0));
        assert!(demo_id(999_999_999_999_999) < order_id(0, 0));
        assert!(order_id(800_000_000_000, 7) < exact);
        assert!(batch_order(1, 511) < batch_order(2, 0));
        assert!(batch_order(780_000_000, 511) < 800_000_000_000);
    }

    #[test]
    fn devices_have_ranges_of_their_own() {
        let last = PER_DEVICE / PER_STEP - 1;
        assert!(device_id(7, last, 7).unwrap() < device_id(8, 0, 0).unwrap());
        assert_eq!(device_id(7, last + 1, 0), None);
        assert_eq!(device_id(7, 0, 8), None);
        assert_eq!(device_id(70_000_000, 0, 0), None);
        assert!(device_id(69_999_999, last, 7).unwrap() < demo_id(0));
        assert!(device_id(1, 0, 0).unwrap() >= DEVICES);
    }
}
