//! The verdict on each SIM of an action.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Argument, BulkRow};
use crate::domain::Result;
use crate::domain::sims::rules::{self, Ruling, TagChange};
use crate::storage::Db;
use crate::storage::auto_top_ups;
use crate::storage::sims::{self, SimRow, TagRow};
use crate::types::auto_top_up::VolumeKind;
use crate::types::bulk::{BulkAction, BulkSource};
use crate::types::carrier::Adapter;
use crate::types::label::Label;
use crate::types::refusal::Refusal;
use crate::types::tag::TagName;

/// Knows what verdicts depend on, for the SIMs of one piece.
pub(super) struct Judge {
    action: BulkAction,
    is_undo: bool,
    label: Label,
    tags: Vec<TagName>,
    adapters: HashMap<i64, (String, Adapter)>,
    tags_of: HashMap<i64, Vec<TagRow>>,
    switched: HashMap<i64, Vec<VolumeKind>>,
    today: NaiveDate,
}

/// What a SIM gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gets {
    /// A new state, which the action names.
    State,
    /// A label.
    Label(Label),
    /// Tags: their lower-case names, and the names to make those of that do not exist yet.
    Tags(Vec<String>, Vec<TagName>),
}

impl Judge {
    /// Reads what verdicts on these SIMs need.
    pub fn new(db: &mut Db, bulk: &BulkRow, sims: &[SimRow], today: NaiveDate) -> Result<Self> {
        let argument = Argument::of(bulk)?;
        let adapters = if bulk.action.command().is_some() {
            sims::adapters(db)?
        } else {
            HashMap::new()
        };
        let tags_of = if bulk.action.is_about_tags() && !sims.is_empty() {
            sims::tags_by_id(db, sims.iter().map(|sim| sim.id).collect())?
        } else {
            HashMap::new()
        };
        let switched = if bulk.action.switches().is_some() {
            let ids: Vec<i64> = sims.iter().map(|sim| sim.id).collect();
            auto_top_ups::kinds_of(db, &ids)?
        } else {
            HashMap::new()
        };
        Ok(Self {
            action: bulk.action,
            is_undo: bulk.source == BulkSource::Undo,
            // What was stored was read by the same parsers before.
            label: Label::parse(argument.label.as_deref().unwrap_or_default()).unwrap_or_default(),
            tags: names(argument.tags.iter().map(String::as_str)),
            adapters,
            tags_of,
            switched,
            today,
        })
    }

    /// The verdict. `argument` is the SIM's own, if it has one; `must_be` the value that an undoing expects to find.
    pub fn judge(&self, sim: &SimRow, argument: Option<&str>, must_be: Option<&str>) -> (Ruling, Gets) {
        let (ruling, gets) = match (self.action.command(), self.action.switches()) {
            (Some(command), _) => {
                let adapter = self
                    .adapters
                    .get(&sim.carrier_id)
                    .map_or(Adapter::None, |(_, adapter)| *adapter);
                (rules::order(sim, adapter, command, argument, self.today), Gets::State)
            }
            (None, Some((kind, wanted))) => {
                let is_so = auto_top_ups::switched(self.switched.get(&sim.id), kind);
                (rules::auto_top_up(sim, is_so, wanted, self.today), Gets::State)
            }
            (None, None) if self.action.is_ordered() => {
                let extends = self.action == BulkAction::Extend;
                (rules::purchase(sim, extends, self.today), Gets::State)
            }
            (None, None) if self.action == BulkAction::Label => {
                let own = argument.map(|text| Label::parse(text).unwrap_or_default());
                let label = own.unwrap_or_else(|| self.label.clone());
                (rules::label(sim, &label), Gets::Label(label))
            }
            (None, None) => {
                let own = argument.map(|text| names(text.split(',')));
                let asked = own.unwrap_or_else(|| self.tags.clone());
                let change = match self.action {
                    BulkAction::AddTags => TagChange::Add,
                    BulkAction::RemoveTags => TagChange::Remove,
                    _ => TagChange::Set,
                };
                let (ruling, keys) = rules::tags(self.tags_of(sim), change, &asked);
                (ruling, Gets::Tags(keys, asked))
            }
        };
        if self.is_undo && ruling == Ruling::Change && self.value(sim).as_deref() != must_be {
            return (Ruling::Refused(Refusal::ChangedSince), gets);
        }
        (ruling, gets)
    }

    /// The value that the action changes, as it is now.
    pub fn value(&self, sim: &SimRow) -> Option<String> {
        match self.action {
            BulkAction::Activate | BulkAction::Deactivate => Some(sim.status.as_str().to_owned()),
            BulkAction::LockImei | BulkAction::UnlockImei => sim
                .imei_locked
                .then(|| sim.locked_imei.clone().or_else(|| sim.imei.clone()).unwrap_or_default()),
            BulkAction::Reset | BulkAction::TopUp | BulkAction::Extend => None,
            BulkAction::DataTopUpOn | BulkAction::DataTopUpOff | BulkAction::SmsTopUpOn | BulkAction::SmsTopUpOff => {
                let (kind, _) = self.action.switches()?;
                Some(auto_top_ups::switched(self.switched.get(&sim.id), kind).to_string())
            }
            BulkAction::Label => Some(sim.label.clone()),
            BulkAction::AddTags | BulkAction::RemoveTags | BulkAction::SetTags => Some(listed(self.tags_of(sim))),
        }
    }

    /// What the SIM's own argument must be, so that the run does what the preview showed: the device that is to be locked.
    pub fn argument(&self, sim: &SimRow) -> Option<String> {
        match self.action {
            BulkAction::LockImei => sim.imei.clone(),
            _ => None,
        }
    }

    /// The tags that a SIM has.
    pub fn tags_of(&self, sim: &SimRow) -> &[TagRow] {
        self.tags_of.get(&sim.id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Names of tags, written with commas.
pub(super) fn listed(tags: &[TagRow]) -> String {
    tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn names<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<TagName> {
    texts.filter_map(|text| TagName::parse(text).ok()).collect()
}
