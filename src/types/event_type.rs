//! The numbered types of network events (`api.md` section 10.2) and what they tell about the session of a SIM.

use crate::types::status::SessionStatus;

/// Numbers and names as the data streamer sends them. Events of other numbers are kept with the name they came with.
const NAMES: &[(i32, &str)] = &[
    (0, "Generic"),
    (1, "Update location"),
    (2, "Update GPRS location"),
    (3, "Create PDP Context"),
    (4, "Update PDP Context"),
    (5, "Delete PDP Context"),
    (6, "User authentication failed"),
    (7, "Application authentication failed"),
    (8, "SIM activation"),
    (9, "SIM suspension"),
    (10, "SIM deletion"),
    (11, "Endpoint blocked"),
    (12, "Organization blocked"),
    (13, "Support Access"),
    (14, "Multi-factor Authentication"),
    (15, "Purge Location"),
    (16, "Purge GPRS location"),
    (17, "Self-Signup"),
    (18, "Data Quota Threshold reached"),
    (19, "Data Quota used up"),
    (20, "SMS Quota Threshold reached"),
    (21, "SMS Quota used up"),
    (29, "OpenVPN disconnect"),
    (30, "OpenVPN authentication"),
    (42, "Endpoint enabled"),
    (43, "Endpoint disabled"),
    (50, "SIM Released"),
    (51, "SIM Assigned"),
    (52, "Data Quota Enabled"),
    (53, "Data Quota Disabled"),
    (54, "SMS Quota Enabled"),
    (55, "SMS Quota Disabled"),
    (56, "Data Quota Assigned"),
    (57, "Data Quota Deleted"),
    (58, "SMS Quota Assigned"),
    (59, "SMS Quota Deleted"),
    (60, "Data Quota expired"),
    (61, "SMS Quota expired"),
    (121, "Endpoint deleted"),
];

/// What an event does to the session of its SIM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionEffect {
    /// The network knows the SIM now; a data session that runs goes on.
    Attach,
    /// A data session was opened or renewed.
    Open,
    /// The data session was closed; the SIM stays known.
    Close,
    /// The network has forgotten the SIM.
    Purge,
}

impl SessionEffect {
    /// The state after the event.
    pub const fn apply(self, before: SessionStatus) -> SessionStatus {
        match (self, before) {
            (Self::Attach, SessionStatus::Online) | (Self::Open, _) => SessionStatus::Online,
            (Self::Attach, _) | (Self::Close, _) => SessionStatus::Attached,
            (Self::Purge, _) => SessionStatus::Offline,
        }
    }
}

/// The name of an event type, or `None` for a number that is not documented.
pub fn name(id: i32) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == id).map(|(_, name)| *name)
}

/// All documented types with their names, for filters.
pub const fn all() -> &'static [(i32, &'static str)] {
    NAMES
}

/// What an event of this type does to the session, or `None` when it does not touch it.
pub const fn effect(id: i32) -> Option<SessionEffect> {
    match id {
        1 | 2 => Some(SessionEffect::Attach),
        3 | 4 => Some(SessionEffect::Open),
        5 => Some(SessionEffect::Close),
        15 | 16 => Some(SessionEffect::Purge),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SessionStatus::{Attached, Offline, Online};

    #[test]
    fn each_event_leads_from_every_state_to_the_one_it_tells_of() {
        for (id, expected) in [
            (1, [Online, Attached, Attached]),
            (2, [Online, Attached, Attached]),
            (3, [Online, Online, Online]),
            (4, [Online, Online, Online]),
            (5, [Attached, Attached, Attached]),
            (15, [Offline, Offline, Offline]),
            (16, [Offline, Offline, Offline]),
        ] {
            let after = [Online, Attached, Offline].map(|before| effect(id).unwrap().apply(before));
            assert_eq!(after, expected, "event type {id}");
        }
    }

    #[test]
    fn only_seven_types_touch_the_session() {
        assert_eq!(all().iter().filter(|(id, _)| effect(*id).is_some()).count(), 7);
    }

    #[test]
    fn types_have_one_name_each_and_unknown_ones_none() {
        assert!(all().windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(name(18), Some("Data Quota Threshold reached"));
        assert_eq!(name(22), None);
    }
}
