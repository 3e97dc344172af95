//! The frame of Account: its sections, each shown to who may see it. `templates/account/frame.html` draws it.

use crate::types::access::Actor;
use crate::types::matrix::{Cell, Permission, cell};
use crate::web::layout::Layout;
use crate::web::urls;

/// A section of Account.
#[derive(Debug, Clone)]
pub struct Section {
    /// Key of its text: `account-section-<key>`.
    pub key: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Whether the page shown belongs to it.
    pub is_current: bool,
}

/// Key and address of a section, and who sees it.
type Known = (&'static str, &'static str, fn(&Actor) -> bool);

/// The sections in their order. A page of a section lies below its address.
const SECTIONS: &[Known] = &[
    ("company", urls::COMPANY, sees_company),
    ("addresses", urls::ADDRESSES, sees_company),
    ("payment-details", urls::PAYMENT_DETAILS, |actor| {
        actor.may(Permission::EditPaymentDetails)
    }),
    ("profile", urls::PROFILE, by_all),
    ("security", urls::SECURITY, by_all),
];

/// Everybody who is signed in.
fn by_all(_: &Actor) -> bool {
    true
}

/// Whether the person sees the data of the company. End users see their own alone (`roles.md`, row 22).
pub(super) fn sees_company(actor: &Actor) -> bool {
    let own_only = actor
        .role()
        .is_none_or(|role| cell(role, Permission::ViewAccount) == Cell::OwnData);
    !own_only && actor.may(Permission::ViewAccount)
}

/// The sections that the person sees; `path` is the page shown.
fn sections(actor: &Actor, path: &str) -> Vec<Section> {
    SECTIONS
        .iter()
        .filter(|(.., is_seen)| is_seen(actor))
        .map(|(key, href, _)| Section {
            key,
            href,
            is_current: path == *href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')),
        })
        .collect()
}

/// Where Account begins.
pub(super) fn first(actor: &Actor) -> &'static str {
    sections(actor, "")
        .first()
        .map_or(urls::SECURITY, |section| section.href)
}

impl Layout {
    /// The sections of Account that the person sees.
    pub fn account_sections(&self) -> Vec<Section> {
        let path = self.here.split('?').next().unwrap_or_default();
        let actor = self.actor.as_deref().filter(|_| !self.must_set_up);
        actor.map_or_else(Vec::new, |actor| sections(actor, path))
    }
}
