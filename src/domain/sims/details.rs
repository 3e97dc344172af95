//! What people write on a SIM: label, tags and note (product section 4). Each change and its audit entry are kept together, or not at
//! all; what is already so changes nothing and leaves no entry, so that a form sent twice counts once.

use chrono::NaiveDateTime;

use super::Verdict;
use crate::domain::Result;
use crate::storage::Db;
use crate::storage::audit::{self, Change};
use crate::storage::sims::{self, SimRow};
use crate::types::access::OrgScope;
use crate::types::iccid::Iccid;
use crate::types::label::Label;
use crate::types::note::Note;
use crate::types::tag::TagName;

/// Gives a SIM a label; an empty one removes it.
pub fn set_label(db: &mut Db, scope: &OrgScope, iccid: &Iccid, label: &Label, now: NaiveDateTime) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    if sim.label == label.as_str() {
        return Ok(Verdict::AlreadySo);
    }
    sims::set_label(db, &sim, label, now)?;
    let change = change(&sim, "sim.label", filled(&sim.label), filled(label.as_str()));
    audit::insert(db, scope, now, vec![change])?;
    Ok(Verdict::Changed)
}

/// Replaces the tags of a SIM. Names that differ in case only are the same tag; the organisation's way to write it wins.
pub fn set_tags(
    db: &mut Db,
    scope: &OrgScope,
    iccid: &Iccid,
    names: &[TagName],
    now: NaiveDateTime,
) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    let before = sims::tags_of(db, &sim)?;
    let mut wanted: Vec<String> = names.iter().map(|name| name.as_str().to_lowercase()).collect();
    wanted.sort();
    wanted.dedup();
    let mut present: Vec<String> = before.iter().map(|tag| tag.name_key.clone()).collect();
    present.sort();
    if wanted == present {
        return Ok(Verdict::AlreadySo);
    }
    sims::set_tags(db, scope, &sim, names)?;
    let after = sims::tags_of(db, &sim)?;
    let change = change(&sim, "sim.tags", filled(&listed(&before)), filled(&listed(&after)));
    audit::insert(db, scope, now, vec![change])?;
    Ok(Verdict::Changed)
}

/// Writes the note of a SIM; an empty one removes it.
pub fn set_note(db: &mut Db, scope: &OrgScope, iccid: &Iccid, note: &Note, now: NaiveDateTime) -> Result<Verdict> {
    let sim = sims::lock(db, scope, iccid)?;
    if sim.note == note.as_str() {
        return Ok(Verdict::AlreadySo);
    }
    sims::set_note(db, &sim, note, now)?;
    let change = change(&sim, "sim.note", filled(&sim.note), filled(note.as_str()));
    audit::insert(db, scope, now, vec![change])?;
    Ok(Verdict::Changed)
}

/// An audit entry about a SIM.
pub(super) fn change<'a>(sim: &'a SimRow, action: &'a str, old: Option<String>, new: Option<String>) -> Change<'a> {
    Change {
        action,
        object_kind: super::OBJECT_KIND,
        object_id: sim.id,
        object_name: &sim.iccid,
        old,
        new,
    }
}

/// Nothing written is no value.
fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn listed(tags: &[sims::TagRow]) -> String {
    tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(", ")
}
