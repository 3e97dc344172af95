//! Words of auto-top-up: what is watched, what became of a charge, and why it was switched off.

use super::text_enum::text_enum;

text_enum! {
    /// Which volume of a SIM is watched (product section 5).
    pub enum VolumeKind {
        /// Data, counted in bytes.
        Data => "data",
        /// Messages.
        Sms => "sms",
    }
}

text_enum! {
    /// What became of an automatic charge.
    pub enum ChargeResult {
        /// The order was placed: it waits for its payment, or stands on the monthly invoice.
        Ordered => "ordered",
        /// It is paid.
        Charged => "charged",
        /// It was given up; nothing was charged.
        Failed => "failed",
        /// It would have cost more than is left of the monthly cap; nothing was ordered.
        OverCap => "over_cap",
    }
}

impl ChargeResult {
    /// Results that count against the monthly cap: money that was spent, or is about to be.
    pub const COUNTED: &'static [Self] = &[Self::Ordered, Self::Charged];
}

text_enum! {
    /// Why auto-top-up was switched off by itself, or why an order of its was given up.
    pub enum OffReason {
        /// The card was declined three times.
        Declined => "declined",
        /// The card was deleted.
        CardGone => "card-gone",
        /// The card has expired.
        CardExpired => "card-expired",
        /// The product is not offered any more, or not in the currency of the organisation.
        ProductGone => "product-gone",
        /// Paying by a monthly invoice is agreed no more.
        MonthlyNotAllowed => "monthly-not-allowed",
        /// There is no billing address.
        NoBillingAddress => "no-billing-address",
    }
}

/// Of a volume, in per cent: at or below it a SIM is topped up. The same as that of the group "low".
pub const THRESHOLD_PERCENT: i64 = 20;

/// A fifth of a volume: what is left when a SIM is topped up.
pub const fn threshold_of(total: i64) -> i64 {
    total / (100 / THRESHOLD_PERCENT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::status::VolumeGroup;

    #[test]
    fn the_threshold_is_where_the_group_low_begins() {
        for total in [0, 5, 250, 500_000_000, i64::MAX - 4] {
            let threshold = threshold_of(total);
            assert_ne!(VolumeGroup::of(threshold, total), VolumeGroup::Sufficient, "{total}");
            assert_eq!(
                VolumeGroup::of(threshold + 1, total),
                VolumeGroup::Sufficient,
                "{total}"
            );
        }
    }
}
