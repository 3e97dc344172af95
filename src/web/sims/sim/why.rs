//! The strip "Why is it off?": the chain, its first broken link in plain words, and the button that mends it for those who may.

use super::frame::Frame;
use crate::domain::sims::{Finding, Link, LinkState, Remedy, chain};
use crate::types::matrix::Permission;
use crate::web::layout::Layout;
use crate::web::urls;

/// The strip.
pub(super) struct Why {
    /// Key of the heading.
    pub(super) title: &'static str,
    /// What is the matter, in a sentence.
    pub(super) text: String,
    /// What to do about it, in a sentence; empty where there is nothing to do.
    pub(super) advice: String,
    /// `ok`, `info`, `warn` or `bad`.
    pub(super) class: &'static str,
    pub(super) icon: &'static str,
    pub(super) links: Vec<Shown>,
    pub(super) button: Option<Button>,
}

/// A link of the chain.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) state: String,
    /// Class of the dot.
    pub(super) class: &'static str,
    /// Whether the finding is about it.
    pub(super) is_finding: bool,
}

/// What mends it.
pub(super) struct Button {
    /// A form that does it at once; else a page that asks first, or a mail.
    pub(super) is_form: bool,
    pub(super) address: String,
    /// Key of its text.
    pub(super) text: &'static str,
}

impl Button {
    fn link(address: String, text: &'static str) -> Self {
        Self {
            is_form: false,
            address,
            text,
        }
    }
}

impl Frame {
    /// The strip of this SIM.
    pub fn why(&self, layout: &Layout) -> Why {
        let chain = chain(&self.sim, layout.now);
        let finding = chain.finding;
        let key = key_of(finding);
        let text = match finding {
            Finding::Silent(days) | Finding::Stale(days) => layout.tn(&format!("sim-why-{key}"), &days),
            _ => layout.t(&format!("sim-why-{key}")),
        };
        let (title, class, icon) = match finding {
            Finding::Works => ("sim-why-on", "ok", "circle-check"),
            Finding::Attached | Finding::Offline | Finding::NeverSeen => ("sim-why", "info", "info-circle"),
            Finding::Silent(_) | Finding::Stale(_) => ("sim-why", "warn", "alert-triangle"),
            Finding::Deactivated => ("sim-why", "info", "power"),
            Finding::Expired | Finding::NoService | Finding::NoData | Finding::OtherDevice => {
                ("sim-why", "bad", "alert-circle")
            }
        };
        let button = finding.remedy().and_then(|remedy| self.button(layout, remedy));
        Why {
            title,
            text,
            advice: self.advice(layout, finding, button.is_some()),
            class,
            icon,
            links: chain
                .links
                .into_iter()
                .map(|(link, state)| self.shown(layout, link, state, finding))
                .collect(),
            button,
        }
    }

    fn shown(&self, layout: &Layout, link: Link, state: LinkState, finding: Finding) -> Shown {
        let sim = &self.sim;
        let free_or = |free: &str, holds: &str, broken: &str| match state {
            LinkState::Free => layout.t(free),
            LinkState::Broken => layout.t(broken),
            LinkState::Holds | LinkState::Doubtful => layout.t(holds),
        };
        let (name, text) = match link {
            Link::Status if self.is_over => ("sim-status", layout.t("sim-status-expired")),
            Link::Status => ("sim-status", layout.t(&format!("sim-status-{}", sim.status))),
            Link::Service => ("sim-why-service", layout.t(service(sim.data_total, sim.sms_total))),
            Link::Limit => ("sim-why-limit", layout.t("sim-why-limit-none")),
            Link::Quota => (
                "sim-why-quota",
                match state {
                    LinkState::Holds => layout.t1("sim-meter-left", "left", &layout.formats.data(sim.data_left)),
                    _ => free_or("sim-why-quota-none", "sim-group-sufficient", "sim-group-none"),
                },
            ),
            Link::ImeiLock => (
                "sim-imei-lock",
                free_or("sim-why-lock-off", "sim-why-lock-this", "sim-why-lock-other"),
            ),
            Link::Network => ("sim-network", layout.t(&format!("sim-session-{}", sim.session))),
        };
        let is_finding = finding.link() == link;
        Shown {
            name: layout.t(name),
            state: text,
            class: match state {
                LinkState::Holds => "st-ok",
                LinkState::Free => "st-off",
                LinkState::Broken => "st-bad",
                LinkState::Doubtful if is_finding && matches!(finding, Finding::Silent(_) | Finding::Stale(_)) => {
                    "st-warn"
                }
                LinkState::Doubtful => "st-wait",
            },
            is_finding,
        }
    }

    /// The button, for those who may press it and where somebody carries it out.
    fn button(&self, layout: &Layout, remedy: Remedy) -> Option<Button> {
        let mail = |key| {
            let email = layout.support_email.as_ref()?;
            Some(Button::link(format!("mailto:{email}"), key))
        };
        match remedy {
            Remedy::Activate => self.offers_activation(layout).then(|| Button {
                is_form: true,
                address: self.url(urls::SIM_ACTIVATION),
                text: "sim-activate",
            }),
            Remedy::ImeiLock => self
                .offers_imei_lock(layout)
                .then(|| Button::link(self.url(urls::SIM_IMEI_LOCK), "sim-imei-unlock")),
            Remedy::Reset => self
                .offers_reset(layout)
                .then(|| Button::link(self.url(urls::SIM_RESET), "sim-reset")),
            Remedy::AskForTime if layout.can(Permission::TopUpAndExtend) => {
                Some(Button::link(self.url(urls::SIM_EXTENSION), "extension-do"))
            }
            Remedy::AskForVolume if layout.can(Permission::TopUpAndExtend) => {
                Some(Button::link(self.url(urls::SIM_TOP_UP), "top-up-do"))
            }
            Remedy::AskForTime => mail("sim-over-ask"),
            Remedy::AskForVolume => mail("sim-why-ask-volume"),
        }
    }

    /// What to do; for those who cannot do it here, whom to ask.
    fn advice(&self, layout: &Layout, finding: Finding, has_button: bool) -> String {
        let key = match finding {
            Finding::Works => return String::new(),
            Finding::Deactivated | Finding::OtherDevice if has_button => return String::new(),
            Finding::Deactivated | Finding::OtherDevice if self.is_unmanaged() => "carrier".to_owned(),
            Finding::Deactivated => Permission::ChangeSimState.key().to_owned(),
            Finding::OtherDevice => Permission::LockImei.key().to_owned(),
            Finding::Silent(_) | Finding::Attached | Finding::Stale(_) if !has_button => {
                format!("{}-only", key_of(finding))
            }
            Finding::Expired | Finding::NoService | Finding::NoData if layout.can(Permission::TopUpAndExtend) => {
                format!("{}-here", key_of(finding))
            }
            _ => key_of(finding).to_owned(),
        };
        layout.t(&format!("sim-why-do-{key}"))
    }
}

fn key_of(finding: Finding) -> &'static str {
    match finding {
        Finding::Expired => "expired",
        Finding::Deactivated => "deactivated",
        Finding::NoService => "no-service",
        Finding::NoData => "no-data",
        Finding::OtherDevice => "other-device",
        Finding::NeverSeen => "never-seen",
        Finding::Silent(_) => "silent",
        Finding::Offline => "offline",
        Finding::Attached => "attached",
        Finding::Stale(_) => "stale",
        Finding::Works => "works",
    }
}

/// What the product contains.
fn service(data_total: i64, sms_total: i64) -> &'static str {
    match (data_total > 0, sms_total > 0) {
        (true, true) => "sim-why-service-both",
        (true, false) => "sim-why-service-data",
        (false, true) => "sim-why-service-sms",
        (false, false) => "sim-why-service-none",
    }
}
