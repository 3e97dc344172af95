//! What may be done with a SIM as it is: one set of rules, for one SIM and for many, for previews and for the change itself.

use chrono::NaiveDate;

use crate::storage::sims::{SimRow, TagRow};
use crate::types::carrier::{Adapter, CarrierCommand};
use crate::types::label::Label;
use crate::types::refusal::Refusal;
use crate::types::status::SimStatus;
use crate::types::tag::TagName;

/// What an order would bring about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// It would be carried out.
    Change,
    /// It is so already.
    Already,
    /// It cannot be done.
    Refused(Refusal),
}

/// Whether the lifetime of a SIM is over: such a SIM can only be extended. The last day still belongs to the lifetime, and the
/// calendar decides even where no file or record has said "expired" yet.
pub fn is_over(sim: &SimRow, today: NaiveDate) -> bool {
    sim.status == SimStatus::Expired || sim.lifetime_ends_on < today
}

/// What becomes of an order to the carrier. `seen` is the device that the person saw when they decided to lock; if another one has
/// shown up since, nothing is locked: they would bind the SIM to a device they do not know.
pub fn order(sim: &SimRow, adapter: Adapter, command: CarrierCommand, seen: Option<&str>, today: NaiveDate) -> Ruling {
    if is_over(sim, today) {
        return Ruling::Refused(Refusal::Expired);
    }
    if !adapter.can(command) {
        return Ruling::Refused(Refusal::NotManaged);
    }
    let is_activated = sim.status == SimStatus::Activated;
    match command {
        CarrierCommand::Activate => change_unless(is_activated),
        CarrierCommand::Deactivate => change_unless(sim.status == SimStatus::Deactivated),
        CarrierCommand::ResetConnection if is_activated => Ruling::Change,
        CarrierCommand::ResetConnection => Ruling::Refused(Refusal::NotActivated),
        CarrierCommand::UnlockImei => change_unless(!sim.imei_locked),
        CarrierCommand::LockImei if sim.imei_locked => Ruling::Already,
        CarrierCommand::LockImei => match (sim.imei.as_deref(), seen) {
            (None, _) => Ruling::Refused(Refusal::NoImei),
            (Some(imei), Some(seen)) if imei != seen => Ruling::Refused(Refusal::OtherImei),
            (Some(_), _) => Ruling::Change,
        },
    }
}

/// What becomes of a switch of auto-top-up. A SIM whose lifetime is over can be switched off only.
pub fn auto_top_up(sim: &SimRow, is_so: bool, wanted: bool, today: NaiveDate) -> Ruling {
    if is_so != wanted && wanted && is_over(sim, today) {
        return Ruling::Refused(Refusal::Expired);
    }
    change_unless(is_so == wanted)
}

/// Whether volume, or with `extends` a longer lifetime, can be ordered.
pub fn purchase(sim: &SimRow, extends: bool, today: NaiveDate) -> Ruling {
    if !extends && is_over(sim, today) {
        return Ruling::Refused(Refusal::Expired);
    }
    Ruling::Change
}

/// What becomes of a label.
pub fn label(sim: &SimRow, label: &Label) -> Ruling {
    change_unless(sim.label == label.as_str())
}

/// How tags are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagChange {
    /// These as well.
    Add,
    /// Without these.
    Remove,
    /// Only these.
    Set,
}

/// What becomes of tags, and the lower-case names that the SIM would have, sorted. Names that differ in case only are one tag.
pub fn tags(present: &[TagRow], change: TagChange, names: &[TagName]) -> (Ruling, Vec<String>) {
    let before: Vec<String> = sorted(present.iter().map(|tag| tag.name_key.clone()).collect());
    let asked: Vec<String> = names.iter().map(|name| name.as_str().to_lowercase()).collect();
    let after = match change {
        TagChange::Set => sorted(asked),
        TagChange::Add => sorted(before.iter().cloned().chain(asked).collect()),
        TagChange::Remove => before.iter().filter(|key| !asked.contains(key)).cloned().collect(),
    };
    let ruling = if after == before {
        Ruling::Already
    } else if after.len() > TagName::MOST_ON_A_SIM && change != TagChange::Remove {
        Ruling::Refused(Refusal::TooManyTags)
    } else {
        Ruling::Change
    };
    (ruling, after)
}

fn sorted(mut keys: Vec<String>) -> Vec<String> {
    keys.sort();
    keys.dedup();
    keys
}

fn change_unless(is_so: bool) -> Ruling {
    if is_so { Ruling::Already } else { Ruling::Change }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str) -> TagRow {
        TagRow {
            id: 1,
            name: name.to_owned(),
            name_key: name.to_lowercase(),
        }
    }

    fn names(names: &[&str]) -> Vec<TagName> {
        names.iter().map(|name| TagName::parse(name).unwrap()).collect()
    }

    #[test]
    fn tags_are_added_removed_and_replaced_whatever_their_case() {
        let present = [tag("Gate"), tag("North")];
        let of = |change, asked: &[&str]| tags(&present, change, &names(asked));
        assert_eq!(of(TagChange::Add, &["GATE"]).0, Ruling::Already);
        assert_eq!(
            of(TagChange::Add, &["south"]),
            (Ruling::Change, vec!["gate".into(), "north".into(), "south".into()])
        );
        assert_eq!(of(TagChange::Remove, &["south"]).0, Ruling::Already);
        assert_eq!(of(TagChange::Remove, &["gATE"]), (Ruling::Change, vec!["north".into()]));
        assert_eq!(of(TagChange::Set, &["north", "gate"]).0, Ruling::Already);
        assert_eq!(of(TagChange::Set, &[]), (Ruling::Change, vec![]));
    }

    #[test]
    fn a_sim_gets_no_more_tags_than_it_can_have() {
        let present: Vec<TagRow> = (0..20).map(|n| tag(&format!("t{n}"))).collect();
        let (ruling, _) = tags(&present, TagChange::Add, &names(&["one more"]));
        assert_eq!(ruling, Ruling::Refused(Refusal::TooManyTags));
    }
}
