//! "Why is it off?" (product section 4): a SIM works if every link of the chain status, service, limit, quota, IMEI lock and network
//! holds. The first that does not is why, and what mends it is known.

use chrono::NaiveDateTime;

use super::{SimRow, is_over};
use crate::types::attention;
use crate::types::attention::BlockedBy;
use crate::types::status::{SessionStatus, SimStatus};

/// Days without a sign of life after which a device is worth a look: the shortest silence that the list can be filtered by.
pub const QUIET_DAYS: i64 = 7;

/// A link of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Activated, and within its lifetime.
    Status,
    /// What its product contains.
    Service,
    /// A limit per month. Nobody can set one yet, so the link always holds.
    Limit,
    /// The data volume.
    Quota,
    /// The device it is bound to.
    ImeiLock,
    /// What the network has heard of it.
    Network,
}

/// How a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It holds.
    Holds,
    /// It does not apply to this SIM, so it cannot be broken.
    Free,
    /// It does not stop the SIM for good, but it is not as it should be.
    Doubtful,
    /// It stops the SIM.
    Broken,
}

/// What the chain comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The lifetime is over.
    Expired,
    /// Somebody has deactivated it, or nobody has activated it yet.
    Deactivated,
    /// Its product contains neither data nor SMS.
    NoService,
    /// Its data volume is used up.
    NoData,
    /// It is bound to another device than the one it is in.
    OtherDevice,
    /// Nothing stops it, and nothing was ever heard of it.
    NeverSeen,
    /// Nothing stops it, but nothing was heard of it for so many days, [`QUIET_DAYS`] at least.
    Silent(i64),
    /// It was heard of not long ago; it has no connection at present.
    Offline,
    /// It is in the network, but has no data session.
    Attached,
    /// It has a data session, but nothing was heard of it for so many days.
    Stale(i64),
    /// It works.
    Works,
}

/// What mends it, as far as a person can do it here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Activate it.
    Activate,
    /// Release it from its device, or bind it to the present one.
    ImeiLock,
    /// Reset its connection.
    Reset,
    /// Ask for a longer lifetime.
    AskForTime,
    /// Ask for more volume.
    AskForVolume,
}

/// The chain of a SIM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The links in their order, each as it is by itself.
    pub links: [(Link, LinkState); 6],
    /// The first that is broken, or what the network says.
    pub finding: Finding,
}

impl Finding {
    /// The link that it is about.
    pub fn link(self) -> Link {
        match self {
            Self::Expired | Self::Deactivated => Link::Status,
            Self::NoService => Link::Service,
            Self::NoData => Link::Quota,
            Self::OtherDevice => Link::ImeiLock,
            Self::NeverSeen | Self::Silent(_) | Self::Offline | Self::Attached | Self::Stale(_) | Self::Works => {
                Link::Network
            }
        }
    }

    /// What mends it; `None` where nothing has to be mended here.
    pub fn remedy(self) -> Option<Remedy> {
        match self {
            Self::Expired => Some(Remedy::AskForTime),
            Self::Deactivated => Some(Remedy::Activate),
            Self::NoService | Self::NoData => Some(Remedy::AskForVolume),
            Self::OtherDevice => Some(Remedy::ImeiLock),
            Self::Silent(_) | Self::Attached | Self::Stale(_) => Some(Remedy::Reset),
            Self::NeverSeen | Self::Offline | Self::Works => None,
        }
    }
}

/// The chain of a SIM at this moment (UTC).
pub fn chain(sim: &SimRow, now: NaiveDateTime) -> Chain {
    let is_over = is_over(sim, now.date());
    let status = if !is_over && sim.status == SimStatus::Activated {
        LinkState::Holds
    } else {
        LinkState::Broken
    };
    let service = if sim.data_total > 0 || sim.sms_total > 0 {
        LinkState::Holds
    } else {
        LinkState::Broken
    };
    // Asked one by one and as if the SIM were activated: each link says how it is, whatever stands before it.
    let blocked = |data, imei, locked_imei| attention::blocked_by(SimStatus::Activated, data, imei, locked_imei);
    let quota = match blocked((sim.data_left, sim.data_total), None, None) {
        Some(BlockedBy::Data) => LinkState::Broken,
        _ if sim.data_total > 0 => LinkState::Holds,
        _ => LinkState::Free,
    };
    let imei_lock = match blocked((1, 1), sim.imei.as_deref(), sim.locked_imei.as_deref()) {
        Some(BlockedBy::ImeiLock) => LinkState::Broken,
        _ if sim.imei_locked => LinkState::Holds,
        _ => LinkState::Free,
    };
    let heard = heard(sim, now);
    let network = match heard {
        Finding::Works => LinkState::Holds,
        _ => LinkState::Doubtful,
    };
    let finding = match sim.status {
        _ if is_over => Finding::Expired,
        SimStatus::Expired => Finding::Expired,
        SimStatus::Deactivated => Finding::Deactivated,
        SimStatus::Activated if service == LinkState::Broken => Finding::NoService,
        SimStatus::Activated if quota == LinkState::Broken => Finding::NoData,
        SimStatus::Activated if imei_lock == LinkState::Broken => Finding::OtherDevice,
        SimStatus::Activated => heard,
    };
    Chain {
        links: [
            (Link::Status, status),
            (Link::Service, service),
            (Link::Limit, LinkState::Free),
            (Link::Quota, quota),
            (Link::ImeiLock, imei_lock),
            (Link::Network, network),
        ],
        finding,
    }
}

/// What the network has heard.
fn heard(sim: &SimRow, now: NaiveDateTime) -> Finding {
    let days = (now - sim.last_activity_at).num_days();
    let is_quiet = days >= QUIET_DAYS;
    match sim.session {
        SessionStatus::Online if is_quiet => Finding::Stale(days),
        SessionStatus::Online => Finding::Works,
        SessionStatus::Attached if !is_quiet => Finding::Attached,
        // `last_activity_at` begins as the moment when the SIM was added.
        SessionStatus::Offline if sim.session_event_at.is_none() && sim.last_usage_at.is_none() => Finding::NeverSeen,
        SessionStatus::Attached | SessionStatus::Offline if is_quiet => Finding::Silent(days),
        SessionStatus::Attached | SessionStatus::Offline => Finding::Offline,
    }
}
