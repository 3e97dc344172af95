//! What stands around every sub-tab: head, buttons and the three columns.

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::domain::sims::{self, CarrierRow, SimRow, TagRow};
use crate::domain::{self, Db, auto_top_ups};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;
use crate::types::carrier::{Adapter, CarrierCommand};
use crate::types::iccid::Iccid;
use crate::types::matrix::Permission;
use crate::types::status::{Bearer, SessionStatus, SimStatus, VolumeGroup};
use crate::web::fields::FieldErrors;
use crate::web::layout::Layout;
use crate::web::urls;

/// What was typed into the forms of the first column and was not taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    /// Label.
    pub label: Option<String>,
    /// Tags, separated by commas.
    pub tags: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Why not.
    pub errors: FieldErrors,
}

/// The SIM and what belongs to it.
pub(super) struct Frame {
    /// Number of the SIM.
    pub iccid: Iccid,
    /// The SIM.
    pub sim: SimRow,
    /// Where its data comes from.
    pub carrier: CarrierRow,
    /// Its tags.
    pub tags: Vec<TagRow>,
    /// Tags that the organisation uses: suggestions.
    pub known_tags: Vec<TagRow>,
    /// For which volume auto-top-up is on.
    pub auto_top_up: Vec<VolumeKind>,
    /// The sub-tab shown, `usage`, `events` or `history`.
    pub tab: &'static str,
    /// Whether the lifetime is over.
    pub is_over: bool,
    /// Label field.
    pub label: String,
    /// Tags field.
    pub tag_list: String,
    /// Note field.
    pub note: String,
    /// What is wrong with one of the three.
    pub errors: FieldErrors,
}

/// A moment as `<time>` wants it.
pub(in crate::web) struct Moment {
    /// UTC, for programs.
    pub iso: String,
    /// In the reader's zone and language.
    pub text: String,
}

impl Moment {
    /// To the second.
    pub fn exact(layout: &Layout, at: NaiveDateTime) -> Self {
        Self {
            iso: layout.formats.iso(at),
            text: layout.formats.with_seconds(at),
        }
    }
}

/// How far the lifetime is.
pub(super) struct Lifetime {
    /// Whole percent that have passed.
    pub passed: i64,
    /// Colour of the ring.
    pub class: &'static str,
    /// Time left, in words.
    pub left: String,
    /// First day.
    pub starts: String,
    /// Last day.
    pub ends: String,
}

/// A quota.
pub(super) struct Meter {
    /// Key of its name.
    pub name: &'static str,
    /// Amount used, and of how much.
    pub used: String,
    /// Amount bought; empty if none was.
    pub total: String,
    /// Amount left.
    pub left: String,
    /// Used percent, 0 to 100.
    pub percent: i64,
    /// Colour of the bar.
    pub class: &'static str,
    /// Key of the group's name.
    pub group: String,
    /// Which volume it is.
    pub kind: VolumeKind,
    /// Whether auto-top-up is on for it.
    pub is_auto: bool,
}

impl Frame {
    /// Reads what every sub-tab shows; unknown and foreign SIMs are both not found.
    pub fn load(
        db: &mut Db,
        scope: &OrgScope,
        iccid: Iccid,
        tab: &'static str,
        today: NaiveDate,
    ) -> domain::Result<Self> {
        let (sim, carrier) = sims::find_with_carrier(db, scope, &iccid)?;
        let known = sims::tags_of_and_used(db, scope, &sim)?;
        let on_this_one = known.iter().filter(|(_, is_on_it)| *is_on_it);
        let tags: Vec<TagRow> = on_this_one.map(|(tag, _)| tag.clone()).collect();
        let known_tags: Vec<TagRow> = known.into_iter().map(|(tag, _)| tag).collect();
        let auto_top_up = if sim.auto_top_up {
            auto_top_ups::of_sim(db, &sim)?
        } else {
            Vec::new()
        };
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        Ok(Self {
            iccid,
            is_over: sims::is_over(&sim, today),
            label: sim.label.clone(),
            tag_list: names.join(", "),
            note: sim.note.clone(),
            errors: FieldErrors::new(),
            sim,
            carrier,
            tags,
            known_tags,
            auto_top_up,
            tab,
        })
    }

    /// The forms as they were sent, with what is wrong.
    pub fn with(mut self, typed: Typed) -> Self {
        self.label = typed.label.unwrap_or(self.label);
        self.tag_list = typed.tags.unwrap_or(self.tag_list);
        self.note = typed.note.unwrap_or(self.note);
        self.errors = typed.errors;
        self
    }

    /// Heading: the label, without one the ICCID.
    pub fn title(&self) -> String {
        if self.sim.label.is_empty() {
            format!("SIM {}", self.iccid)
        } else {
            self.sim.label.clone()
        }
    }

    /// An address of this SIM.
    pub fn url(&self, pattern: &str) -> String {
        urls::sim(pattern, &self.iccid)
    }

    /// The sub-tabs: name, address, whether it is the one shown.
    pub fn tabs(&self) -> [(&'static str, String, bool); 3] {
        [
            ("usage", urls::SIM),
            ("events", urls::SIM_EVENTS),
            ("history", urls::SIM_HISTORY),
        ]
        .map(|(tab, pattern)| (tab, self.url(pattern), tab == self.tab))
    }

    /// Class of the status.
    pub fn status_class(&self) -> &'static str {
        match self.sim.status {
            SimStatus::Activated => "st-ok",
            SimStatus::Deactivated => "st-off",
            SimStatus::Expired => "st-bad",
        }
    }

    /// Class of the session.
    pub fn session_class(&self) -> &'static str {
        match self.sim.session {
            SessionStatus::Online => "st-ok",
            SessionStatus::Attached => "st-wait",
            SessionStatus::Offline => "st-off",
        }
    }

    /// Name of the bearer.
    pub fn bearer(&self) -> Option<&str> {
        let bearer = self.sim.bearer.as_deref()?;
        match Bearer::parse(bearer) {
            Some(known) => Some(known.label()),
            None => Some(bearer),
        }
    }

    /// Last sign of life.
    pub fn last_activity(&self, layout: &Layout) -> Moment {
        Moment::exact(layout, self.sim.last_activity_at)
    }

    /// Since when the session is in its state.
    pub fn session_since(&self, layout: &Layout) -> Option<Moment> {
        Some(Moment::exact(layout, self.sim.session_since?))
    }

    /// When another device was seen last.
    pub fn imei_changed(&self, layout: &Layout) -> Option<Moment> {
        Some(Moment::exact(layout, self.sim.imei_changed_at?))
    }

    /// Whether the data is made up by the built-in network, which is always said.
    pub fn is_simulated(&self) -> bool {
        self.carrier.adapter == Adapter::Simulated
    }

    /// Whether the carrier takes no orders from here.
    pub fn is_unmanaged(&self) -> bool {
        self.carrier.adapter == Adapter::None
    }

    /// Whether the button for activation is offered.
    pub fn offers_activation(&self, layout: &Layout) -> bool {
        self.sim.status == SimStatus::Deactivated
            && self.offers(layout, Permission::ChangeSimState, CarrierCommand::Activate)
    }

    /// Whether the button for deactivation is offered.
    pub fn offers_deactivation(&self, layout: &Layout) -> bool {
        self.sim.status == SimStatus::Activated
            && self.offers(layout, Permission::ChangeSimState, CarrierCommand::Deactivate)
    }

    /// Whether the button for a reset is offered.
    pub fn offers_reset(&self, layout: &Layout) -> bool {
        self.sim.status == SimStatus::Activated
            && self.offers(layout, Permission::ResetConnection, CarrierCommand::ResetConnection)
    }

    /// Whether the link to the IMEI lock is offered.
    pub fn offers_imei_lock(&self, layout: &Layout) -> bool {
        (self.sim.imei.is_some() || self.sim.imei_locked)
            && self.offers(layout, Permission::LockImei, CarrierCommand::LockImei)
    }

    /// The sentence in place of buttons, for people who would otherwise have them.
    pub fn explanation(&self, layout: &Layout) -> Option<String> {
        let orders = [
            Permission::ChangeSimState,
            Permission::ResetConnection,
            Permission::LockImei,
        ];
        if !orders.into_iter().any(|permission| layout.can(permission)) {
            None
        } else if self.is_unmanaged() {
            Some(layout.t1("sim-not-managed", "carrier", &self.carrier.name))
        } else if self.is_over {
            Some(layout.t("sim-only-extended"))
        } else {
            None
        }
    }

    /// Whether the link to a top-up is offered: not where only an extension helps.
    pub fn offers_top_up(&self, layout: &Layout) -> bool {
        layout.can(Permission::TopUpAndExtend) && !self.is_over
    }

    /// Whether a switch of auto-top-up is offered: one whose lifetime is over can be switched off only.
    pub fn offers_switch(&self, layout: &Layout, meter: &Meter) -> bool {
        layout.can(Permission::AutoTopUp) && (meter.is_auto || !self.is_over)
    }

    fn offers(&self, layout: &Layout, permission: Permission, command: CarrierCommand) -> bool {
        layout.can(permission) && !self.is_over && self.carrier.adapter.can(command)
    }

    /// How far the lifetime is.
    pub fn lifetime(&self, layout: &Layout) -> Lifetime {
        let formats = layout.formats;
        let (starts, ends) = (self.sim.lifetime_starts_on, self.sim.lifetime_ends_on);
        // By the day that counts for orders, too.
        let today = layout.now.date();
        // The last day belongs to the lifetime.
        let end = ends.checked_add_days(Days::new(1)).unwrap_or(ends);
        let left = if self.is_over { today } else { end };
        Lifetime {
            passed: if self.is_over { 100 } else { passed(starts, end, today) },
            class: if self.is_over { "warn" } else { "" },
            left: formats.left_between(today, left),
            starts: formats.calendar_date(starts),
            ends: formats.calendar_date(ends),
        }
    }

    /// The quotas.
    pub fn meters(&self, layout: &Layout) -> [Meter; 2] {
        let (sim, formats) = (&self.sim, layout.formats);
        let meter = |kind, [used, total, left]: [i64; 3], group: VolumeGroup, text: &dyn Fn(i64) -> String| Meter {
            name: match kind {
                VolumeKind::Data => "sim-data",
                VolumeKind::Sms => "sim-sms",
            },
            kind,
            is_auto: self.auto_top_up.contains(&kind),
            used: text(used),
            total: if total > 0 { text(total) } else { String::new() },
            left: text(left),
            percent: percent(used, total),
            class: match group {
                VolumeGroup::Sufficient => "",
                VolumeGroup::Low => "warn",
                VolumeGroup::None => "bad",
            },
            group: format!("sim-group-{}", group.as_str()),
        };
        [
            meter(
                VolumeKind::Data,
                [sim.data_used, sim.data_total, sim.data_left],
                sim.data_group,
                &|bytes| formats.data(bytes),
            ),
            meter(
                VolumeKind::Sms,
                [sim.sms_used, sim.sms_total, sim.sms_left],
                sim.sms_group,
                &|count| formats.number(count),
            ),
        ]
    }
}

/// Whole percent of the days from `starts` to `end` that have passed; never 100 before the end.
fn passed(starts: NaiveDate, end: NaiveDate, today: NaiveDate) -> i64 {
    let total = (end - starts).num_days();
    percent((today - starts).num_days(), total)
}

/// Whole percent, rounded down, 0 to 100; nothing of nothing is 0.
fn percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    // In 128 bits, because volumes times 100 may exceed 63.
    let percent = i128::from(part.clamp(0, whole)) * 100 / i128::from(whole);
    i64::try_from(percent).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_lifetime_is_never_full_before_its_last_day_is_over() {
        let (starts, end) = (day("2022-03-14"), day("2032-03-15"));
        assert_eq!(passed(starts, end, day("2022-03-01")), 0);
        assert_eq!(passed(starts, end, day("2026-11-21")), 46);
        assert_eq!(passed(starts, end, day("2032-03-14")), 99);
        assert_eq!(passed(starts, end, day("2032-03-15")), 100);
    }

    #[test]
    fn a_quota_overdrawn_is_full_and_one_of_nothing_is_empty() {
        assert_eq!(percent(435, 500), 87);
        assert_eq!(percent(600, 500), 100);
        assert_eq!(percent(5, 0), 0);
        assert_eq!(percent(i64::MAX, i64::MAX), 100);
    }
}
