//! States and kinds that are stored as text: of SIMs, sessions, volumes, networks and events.

use crate::types::text_enum::text_enum;

text_enum! {
    /// Whether a SIM may use the network.
    pub enum SimStatus {
        /// In use.
        Activated => "activated",
        /// Switched off by its owner; can be switched on again.
        Deactivated => "deactivated",
        /// Its lifetime is over; it can only be extended.
        Expired => "expired",
    }
}

impl SimStatus {
    /// Reads the names that inventory files and the management API use (`api.md` section 12): `Activated` or `Enabled`,
    /// `Deactivated` or `Disabled`, `Expired`; in any case, surrounding white space ignored.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "activated" | "enabled" => Some(Self::Activated),
            "deactivated" | "disabled" => Some(Self::Deactivated),
            "expired" => Some(Self::Expired),
            _ => None,
        }
    }
}

text_enum! {
    /// What a SIM is doing in the network, as far as its last event tells.
    pub enum SessionStatus {
        /// Has a data session.
        Online => "online",
        /// Known to the network, without a data session.
        Attached => "attached",
        /// Not known to the network.
        Offline => "offline",
    }
}

text_enum! {
    /// How much of its data or messages a SIM has left (product section 1).
    pub enum VolumeGroup {
        /// More than 20 %.
        Sufficient => "sufficient",
        /// 20 % or less, but something.
        Low => "low",
        /// Nothing.
        None => "none",
    }
}

impl VolumeGroup {
    /// The group of a quota with `left` of `total` units; overdrawn counts as nothing left.
    pub fn of(left: i64, total: i64) -> Self {
        if left <= 0 {
            Self::None
        } else if i128::from(left) * 5 > i128::from(total) {
            Self::Sufficient
        } else {
            Self::Low
        }
    }
}

text_enum! {
    /// Radio technology of a data session.
    pub enum Bearer {
        /// GSM, EDGE.
        G2 => "2g",
        /// UMTS.
        G3 => "3g",
        /// UMTS with HSPA evolution.
        HspaPlus => "hspa_plus",
        /// LTE.
        Lte => "lte",
        /// LTE category M1.
        LteM => "lte_m",
        /// Narrowband IoT.
        NbIot => "nb_iot",
    }
}

impl Bearer {
    /// The technology behind a `rat_type` of a record (`api.md` section 10.2; numbers of 3GPP TS 29.274, section 8.17).
    pub const fn from_rat_type(id: i64) -> Option<Self> {
        match id {
            1 => Some(Self::G3),
            2 => Some(Self::G2),
            5 => Some(Self::HspaPlus),
            6 => Some(Self::Lte),
            8 => Some(Self::NbIot),
            9 => Some(Self::LteM),
            _ => None,
        }
    }

    /// The name that people know, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::G2 => "2G",
            Self::G3 => "3G",
            Self::HspaPlus => "HSPA+",
            Self::Lte => "LTE",
            Self::LteM => "LTE-M",
            Self::NbIot => "NB-IoT",
        }
    }
}

text_enum! {
    /// How serious an event is.
    pub enum Severity {
        /// Happens all the time.
        Info => "info",
        /// Somebody should know.
        Warn => "warn",
        /// Somebody should act.
        Critical => "critical",
    }
}

impl Severity {
    /// Reads the severity of an event record (`api.md` section 10.2). The description decides, because version 2.0 of the
    /// stream gives the numbers another meaning; the number helps only where the description is missing or new.
    pub fn from_wire(id: Option<i64>, description: Option<&str>) -> Option<Self> {
        match description.map(|text| text.trim().to_ascii_uppercase()).as_deref() {
            Some("INFO") => Some(Self::Info),
            Some("WARN" | "WARNING") => Some(Self::Warn),
            Some("ERROR" | "CRITICAL") => Some(Self::Critical),
            _ => match id? {
                0 => Some(Self::Info),
                1 => Some(Self::Warn),
                2..=4 => Some(Self::Critical),
                _ => None,
            },
        }
    }
}

text_enum! {
    /// Who wrote an event.
    pub enum EventSource {
        /// The mobile network.
        Network => "network",
        /// The control of quotas and limits.
        Policy => "policy",
        /// A person or a program by way of the portal or its API.
        Api => "api",
    }
}

impl EventSource {
    /// Reads the source of an event record (`api.md` section 10.2): by its number, else by its description.
    pub fn from_wire(id: Option<i64>, description: Option<&str>) -> Option<Self> {
        match id {
            Some(0) => Some(Self::Network),
            Some(1) => Some(Self::Policy),
            Some(2) => Some(Self::Api),
            _ => match description?.trim().to_ascii_lowercase().as_str() {
                "network" => Some(Self::Network),
                "policy control" | "policy" => Some(Self::Policy),
                "api" => Some(Self::Api),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_texts_are_read_back_and_nothing_else_is() {
        assert!(SimStatus::ALL.iter().all(|s| SimStatus::parse(s.as_str()) == Some(*s)));
        assert!(
            SessionStatus::ALL
                .iter()
                .all(|s| SessionStatus::parse(s.as_str()) == Some(*s))
        );
        assert!(
            VolumeGroup::ALL
                .iter()
                .all(|g| VolumeGroup::parse(g.as_str()) == Some(*g))
        );
        assert!(Bearer::ALL.iter().all(|b| Bearer::parse(b.as_str()) == Some(*b)));
        assert!(Severity::ALL.iter().all(|s| Severity::parse(s.as_str()) == Some(*s)));
        assert!(
            EventSource::ALL
                .iter()
                .all(|s| EventSource::parse(s.as_str()) == Some(*s))
        );
        assert_eq!(SimStatus::parse("Activated"), None);
        assert_eq!(serde_json::to_string(&Bearer::NbIot).unwrap(), "\"nb_iot\"");
    }

    #[test]
    fn a_sim_status_is_read_by_both_of_its_names_in_any_case() {
        for (name, status) in [
            ("Activated", SimStatus::Activated),
            ("ENABLED", SimStatus::Activated),
            (" deactivated", SimStatus::Deactivated),
            ("Disabled", SimStatus::Deactivated),
            ("expired", SimStatus::Expired),
        ] {
            assert_eq!(SimStatus::from_name(name), Some(status), "{name}");
        }
        assert_eq!(SimStatus::from_name("Sleeping"), None);
        assert_eq!(SimStatus::from_name(""), None);
    }

    #[test]
    fn exactly_a_fifth_left_is_low_and_a_byte_more_is_sufficient() {
        for (left, total, group) in [
            (101, 500, VolumeGroup::Sufficient),
            (100, 500, VolumeGroup::Low),
            (1, 500, VolumeGroup::Low),
            (0, 500, VolumeGroup::None),
            (-7, 500, VolumeGroup::None),
            (0, 0, VolumeGroup::None),
            (1, 0, VolumeGroup::Sufficient),
            (i64::MAX, i64::MAX, VolumeGroup::Sufficient),
        ] {
            assert_eq!(VolumeGroup::of(left, total), group, "{left} of {total}");
        }
    }

    #[test]
    fn radio_technologies_have_the_numbers_of_the_records_and_the_names_people_know() {
        let names = [1, 2, 5, 6, 8, 9].map(|id| Bearer::from_rat_type(id).unwrap().label());
        assert_eq!(names, ["3G", "2G", "HSPA+", "LTE", "NB-IoT", "LTE-M"]);
        assert_eq!(Bearer::from_rat_type(3), None);
    }

    #[test]
    fn the_description_of_a_severity_outweighs_its_number() {
        assert_eq!(Severity::from_wire(Some(2), Some("WARN")), Some(Severity::Warn));
        assert_eq!(Severity::from_wire(Some(2), None), Some(Severity::Critical));
        assert_eq!(Severity::from_wire(None, Some("Info")), Some(Severity::Info));
        assert_eq!(Severity::from_wire(Some(3), Some("ERROR")), Some(Severity::Critical));
        assert_eq!(Severity::from_wire(Some(9), Some("odd")), None);
        assert_eq!(
            EventSource::from_wire(Some(1), Some("Policy Control")),
            Some(EventSource::Policy)
        );
        assert_eq!(EventSource::from_wire(None, Some("API")), Some(EventSource::Api));
        assert_eq!(EventSource::from_wire(Some(7), None), None);
    }
}
