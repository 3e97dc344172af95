//! The card "Needs attention": what is worth a look, how many SIMs it is about, and the list of exactly these.

use super::Stamp;
use super::tiles::list;
use crate::domain::dashboard::{Attention, Concern, SILENT_DAYS};
use crate::domain::sims::{EXPIRING_MONTHS, IMEI_CHANGE_DAYS};
use crate::types::attention::BlockedBy;
use crate::web::layout::Layout;

/// The card.
pub(super) struct AttentionCard {
    /// Nothing needs attention without a line.
    pub(super) lines: Vec<Line>,
    pub(super) updated: Option<Stamp>,
}

/// SIMs with the same concern.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) hint: String,
    /// Class of the dot.
    pub(super) class: &'static str,
    pub(super) count: String,
    pub(super) href: String,
    /// Reasons with their numbers and lists.
    pub(super) parts: Vec<(String, String)>,
}

/// The card of these numbers.
pub(super) fn card(layout: &Layout, attention: &Attention) -> AttentionCard {
    AttentionCard {
        lines: attention
            .concerns
            .iter()
            .map(|(concern, sims)| line(layout, *concern, *sims, &attention.blocked))
            .collect(),
        updated: attention.updated_at.map(|at| Stamp::new(layout, at)),
    }
}

fn line(layout: &Layout, concern: Concern, sims: i64, blocked: &[(BlockedBy, i64)]) -> Line {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    // The list begins with those that are silent longest, or end first: in the order of the index that finds them.
    let (key, class, href) = match concern {
        Concern::Blocked => ("blocked", "st-bad", list("blocked", "1")),
        Concern::OverPace => ("over-pace", "st-warn", list("pace", "1")),
        Concern::Silent => (
            "silent",
            "st-warn",
            format!("{}&sort=activity", list("silent", &SILENT_DAYS.to_string())),
        ),
        Concern::ImeiChanged => ("imei", "st-warn", list("imei", "1")),
        Concern::Expiring => ("expiring", "st-wait", format!("{}&sort=ends", list("expiring", "1"))),
    };
    let hint = match concern {
        Concern::Silent => layout.tn("dashboard-attention-silent-hint", &number(SILENT_DAYS)),
        Concern::ImeiChanged => layout.tn("dashboard-attention-imei-hint", &number(IMEI_CHANGE_DAYS)),
        Concern::Expiring => layout.tn("dashboard-attention-expiring-hint", &i64::from(EXPIRING_MONTHS)),
        Concern::Blocked | Concern::OverPace => layout.t(&format!("dashboard-attention-{key}-hint")),
    };
    let parts = blocked
        .iter()
        .filter(|_| concern == Concern::Blocked)
        .map(|(by, sims)| {
            let key = match by {
                BlockedBy::Data => "dashboard-attention-by-data",
                BlockedBy::ImeiLock => "dashboard-attention-by-imei-lock",
            };
            (layout.tn(key, sims), list("blocked", by.as_str()))
        });
    Line {
        name: layout.t(&format!("dashboard-attention-{key}")),
        hint,
        class,
        count: layout.formats.number(sims),
        href,
        parts: parts.collect(),
    }
}
