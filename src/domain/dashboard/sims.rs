//! SIMs by status, session and volume group: sums over the counters that the list of SIMs reads as well, so that both agree.

use chrono::NaiveDateTime;

use crate::storage::sims::counts::CountRow;
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// The counters of an organisation, or of the SIMs of an end user.
#[derive(Debug, Clone, Default)]
pub struct SimTotals(Vec<CountRow>);

impl SimTotals {
    /// Totals of these counters.
    pub(super) fn new(rows: Vec<CountRow>) -> Self {
        Self(rows)
    }

    /// All SIMs.
    pub fn all(&self) -> i64 {
        self.sum(|_| true)
    }

    /// SIMs with this status.
    pub fn with_status(&self, status: SimStatus) -> i64 {
        self.sum(|row| row.status == status)
    }

    /// SIMs in this data volume group, whatever their status.
    pub fn in_data_group(&self, group: VolumeGroup) -> i64 {
        self.sum(|row| row.data_group == group)
    }

    /// SIMs in this SMS volume group, whatever their status.
    pub fn in_sms_group(&self, group: VolumeGroup) -> i64 {
        self.sum(|row| row.sms_group == group)
    }

    /// SIMs with a data session.
    pub fn online(&self) -> i64 {
        self.sum(|row| row.session == SessionStatus::Online)
    }

    /// Share of the activated SIMs that have a data session, in percent; `None` without activated SIMs.
    ///
    /// A SIM that was deactivated a moment ago may still be online; it is in [`online`](Self::online), but not in here, so that the
    /// share never exceeds 100 %.
    pub fn online_share(&self) -> Option<f64> {
        let activated = self.with_status(SimStatus::Activated);
        let online = self.sum(|row| row.status == SimStatus::Activated && row.session == SessionStatus::Online);
        (activated > 0).then(|| online as f64 / activated as f64 * 100.0)
    }

    /// When a counter changed last; `None` without SIMs.
    pub fn updated_at(&self) -> Option<NaiveDateTime> {
        self.0.iter().map(|row| row.updated_at).max()
    }

    fn sum(&self, counts: impl Fn(&CountRow) -> bool) -> i64 {
        self.0.iter().filter(|row| counts(row)).map(|row| row.sims).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(status: SimStatus, session: SessionStatus, data_group: VolumeGroup, sims: i64, hour: u32) -> CountRow {
        CountRow {
            status,
            session,
            data_group,
            sms_group: VolumeGroup::Sufficient,
            sims,
            updated_at: chrono::NaiveDate::from_ymd_opt(2026, 11, 21)
                .and_then(|day| day.and_hms_opt(hour, 0, 0))
                .unwrap(),
        }
    }

    #[test]
    fn every_breakdown_adds_up_to_all_sims() {
        let totals = SimTotals::new(vec![
            row(
                SimStatus::Activated,
                SessionStatus::Online,
                VolumeGroup::Sufficient,
                5,
                9,
            ),
            row(SimStatus::Activated, SessionStatus::Offline, VolumeGroup::Low, 3, 11),
            row(SimStatus::Deactivated, SessionStatus::Online, VolumeGroup::None, 2, 10),
            row(SimStatus::Expired, SessionStatus::Attached, VolumeGroup::None, 1, 8),
        ]);
        assert_eq!(totals.all(), 11);
        assert_eq!([5 + 3, 2, 1], [0, 1, 2].map(|i| totals.with_status(SimStatus::ALL[i])));
        assert_eq!([5, 3, 3], [0, 1, 2].map(|i| totals.in_data_group(VolumeGroup::ALL[i])));
        assert_eq!([11, 0, 0], [0, 1, 2].map(|i| totals.in_sms_group(VolumeGroup::ALL[i])));
        assert_eq!(totals.online(), 7);
        assert_eq!(totals.online_share(), Some(62.5));
        assert_eq!(totals.updated_at().unwrap().format("%H").to_string(), "11");
    }

    #[test]
    fn an_organisation_without_sims_has_no_share_and_no_update() {
        let totals = SimTotals::default();
        assert_eq!(
            (totals.all(), totals.online_share(), totals.updated_at()),
            (0, None, None)
        );
    }
}
