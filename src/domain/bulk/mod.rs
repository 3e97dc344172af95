//! Bulk actions (product section 4): one change for many SIMs. Always in three steps: collect the SIMs with a verdict each
//! (`prepare.rs`), show that as a preview, and, once a person has confirmed it, change them piece by piece (`run.rs`).
//!
//! - `judge.rs` the verdict on a SIM, by the same rules before and during the run
//! - `labels.rs` files of labels
//! - `order.rs` previews that lead to an order: volume or lifetime for many SIMs
//!
//! Long actions go on in a job. How far one is stands in its row and is written with the changes of the piece, so that a job that was
//! killed goes on behind the last whole piece, and nothing is done twice.

mod judge;
mod labels;
mod order;
mod prepare;
mod run;

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

pub use labels::{MOST_LINES, count_lines};
pub use order::{check_order, order_of, place_order};
pub use prepare::prepare_piece;
pub use run::{carrier_batch, run_piece};

use super::approvals::{self, What};
use super::work::{Job, enqueue};
use super::{Error, Result, auth};
use crate::mail::MailContext;
use crate::storage::audit::{self, Change};
use crate::storage::bulk::{self as rows, NewBulk};
pub use crate::storage::bulk::{BulkRow, ItemFilter, ItemPage, ItemPlace, ItemRow, find, page, recent, undone_by};
pub use crate::storage::keyset::{Edge, Recent};
pub use crate::storage::sims::SimFilter;
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::approval::ApprovalKind;
use crate::types::bulk::{BulkAction, BulkSource, BulkStatus};
use crate::types::iccid::Iccid;
use crate::types::label::Label;
use crate::types::lang::Lang;
use crate::types::tag::TagName;

/// SIMs that can be ticked one by one for one action; for more there is the filter.
pub const MOST_SELECTED: usize = 1000;

/// Items of one transaction: few enough that other writers hardly wait.
const PIECE: usize = 500;

/// How long a bulk action and the result of each SIM are kept.
const KEPT: TimeDelta = TimeDelta::days(90);

/// Problem: whoever ordered it may not do so any more.
pub const LOST_RIGHT: &str = "lost-right";

/// What to do with each SIM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The action.
    pub action: BulkAction,
    /// The label, for labelling from no file.
    pub label: Option<Label>,
    /// The tags, for changing tags.
    pub tags: Vec<TagName>,
}

impl From<BulkAction> for Wish {
    fn from(action: BulkAction) -> Self {
        Self {
            action,
            label: None,
            tags: Vec::new(),
        }
    }
}

/// With which SIMs.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// These.
    Selection(Vec<Iccid>),
    /// All that match.
    Filter(Box<SimFilter>),
    /// Those that the lines of a file name, each with its label.
    File(String),
}

/// What goes with an action, as JSON in its row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Argument {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    /// Number of the order that the preview led to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    filter: Option<SimFilter>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    selection: Vec<String>,
}

impl Argument {
    fn of(bulk: &BulkRow) -> Result<Self> {
        Ok(serde_json::from_str(&bulk.argument).map_err(StorageError::internal)?)
    }

    fn json(&self) -> Result<String> {
        Ok(serde_json::to_string(self).map_err(StorageError::internal)?)
    }
}

/// The label or the tags that an action gives to all of its SIMs alike, as a page shows them; nothing where each SIM has its own.
pub fn given(bulk: &BulkRow) -> Option<String> {
    let argument = Argument::of(bulk).ok()?;
    match bulk.action {
        BulkAction::Label => argument.label,
        BulkAction::AddTags | BulkAction::RemoveTags | BulkAction::SetTags => {
            (!argument.tags.is_empty()).then(|| argument.tags.join(", "))
        }
        _ => None,
    }
}

/// Orders a bulk action and collects its first SIMs; the rest is collected by a job. Nothing is changed before [`confirm`].
pub fn start(
    db: &mut Db,
    scope: &OrgScope,
    wish: &Wish,
    target: Target,
    query: &str,
    lang: Lang,
    now: NaiveDateTime,
) -> Result<i64> {
    let mut argument = Argument {
        label: wish.label.as_ref().map(|label| label.as_str().to_owned()),
        tags: wish.tags.iter().map(|name| name.as_str().to_owned()).collect(),
        ..Argument::default()
    };
    let mut file = None;
    let source = match target {
        Target::Selection(iccids) => {
            argument.selection = iccids.iter().map(|iccid| iccid.as_str().to_owned()).collect();
            BulkSource::Selection
        }
        Target::Filter(filter) => {
            argument.filter = Some(*filter);
            BulkSource::Filter
        }
        Target::File(body) => {
            file = Some(body);
            BulkSource::File
        }
    };
    let new = new_row(scope, wish.action, source, argument.json()?, query, lang, now)?;
    let id = rows::insert(db, new)?;
    if let Some(body) = file {
        let bulk = rows::find(db, scope, id)?;
        rows::keep_file(db, &bulk, &body)?;
    }
    begin(db, scope, id, now)?;
    Ok(id)
}

/// Orders that what an action changed be put back, SIM by SIM: what has been changed again since stays.
pub fn undo(db: &mut Db, scope: &OrgScope, id: i64, lang: Lang, now: NaiveDateTime) -> Result<i64> {
    let original = rows::lock(db, scope, id)?;
    let action = original
        .action
        .undone_by()
        .filter(|_| is_undoable(&original))
        .ok_or(Error::Refused("bulk-refused-undo"))?;
    let mut new = new_row(
        scope,
        action,
        BulkSource::Undo,
        Argument::default().json()?,
        &original.query,
        lang,
        now,
    )?;
    new.undo_of = Some(original.id);
    let undoing = rows::insert(db, new)?;
    begin(db, scope, undoing, now)?;
    Ok(undoing)
}

/// Whether there is something to put back.
pub fn is_undoable(bulk: &BulkRow) -> bool {
    bulk.status.is_over() && bulk.changed > 0 && bulk.action.undone_by().is_some()
}

fn new_row(
    scope: &OrgScope,
    action: BulkAction,
    source: BulkSource,
    argument: String,
    query: &str,
    lang: Lang,
    now: NaiveDateTime,
) -> Result<NewBulk> {
    let by = scope.by();
    Ok(NewBulk {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        actor_id: by
            .user_id
            .ok_or_else(|| StorageError::internal("a bulk action is ordered by a person"))?,
        actor_name: by.name.clone(),
        action,
        argument,
        source,
        query: query.to_owned(),
        status: BulkStatus::Preparing,
        language: lang.as_str().to_owned(),
        undo_of: None,
        address: by.address.clone(),
        created_at: now,
    })
}

/// Collects the first piece at once: most actions are no longer than that, and their preview is the next page.
fn begin(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    if prepare::collect(db, scope, id, now)? == Step::More {
        let job = Job::PrepareBulk { bulk_id: id };
        enqueue(db, Some(scope.organisation_id()), &job, now)?;
    }
    Ok(())
}

/// Lets an action run whose preview a person has looked at, with that person's rights; a deactivation waits for a second person first where
/// the organisation asks for that. Answers whether it runs.
pub fn confirm(db: &mut Db, context: &MailContext, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<bool> {
    let mut bulk = confirmable(db, scope, id)?;
    if bulk.action.is_ordered() {
        return Err(Error::Refused("bulk-refused-ordered"));
    }
    let by = scope.by();
    bulk.actor_id = by.user_id.unwrap_or(bulk.actor_id);
    bulk.actor_name.clone_from(&by.name);
    bulk.address.clone_from(&by.address);
    rows::save(db, &bulk)?;
    let kind = ApprovalKind::Deactivation;
    if bulk.action == BulkAction::Deactivate && approvals::is_required(db, scope, kind)? {
        let sims = bulk.will_change;
        let what = What::Deactivation { sims };
        approvals::ask(db, context, scope, &what, (id, &format!("{sims} SIM")), now)?;
        return Ok(false);
    }
    let_run(db, scope, id, now)?;
    Ok(true)
}

/// Begins to change the SIMs of an action: after its preview was confirmed, or after a second person has approved it.
pub fn let_run(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    let mut bulk = confirmable(db, scope, id)?;
    bulk.status = BulkStatus::Running;
    bulk.confirmed_at = Some(now);
    // From here on the numbers are those of the result.
    (bulk.position, bulk.changed, bulk.already, bulk.refused, bulk.differs) = (0, 0, 0, 0, 0);
    rows::save(db, &bulk)?;
    note(db, scope, &bulk, "bulk.confirm", now)?;
    let job = Job::RunBulk { bulk_id: id };
    enqueue(db, Some(scope.organisation_id()), &job, now)?;
    Ok(())
}

/// An action whose preview is there and finds something to change, locked.
fn confirmable(db: &mut Db, scope: &OrgScope, id: i64) -> Result<BulkRow> {
    let bulk = rows::lock(db, scope, id)?;
    if bulk.status != BulkStatus::Previewed {
        return Err(Error::Refused("bulk-refused-confirm"));
    }
    if bulk.will_change == 0 {
        return Err(Error::Refused("bulk-refused-nothing"));
    }
    Ok(bulk)
}

/// Gives a preview up, or stops a running action after the piece it is at; what was changed stays changed.
pub fn cancel(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<BulkRow> {
    let mut bulk = rows::lock(db, scope, id)?;
    match bulk.status {
        BulkStatus::Preparing | BulkStatus::Previewed => {
            bulk.status = BulkStatus::Cancelled;
            bulk.finished_at = Some(now);
            // Nothing has become of anything.
            (bulk.already, bulk.refused) = (0, 0);
            rows::drop_file(db, &bulk)?;
            approvals::close_of(db, scope, ApprovalKind::Deactivation, id, now)?;
        }
        BulkStatus::Running => bulk.status = BulkStatus::Cancelling,
        BulkStatus::Cancelling => return Ok(bulk),
        BulkStatus::Done | BulkStatus::Cancelled | BulkStatus::Failed => {
            return Err(Error::Refused("bulk-refused-over"));
        }
    }
    rows::save(db, &bulk)?;
    note(db, scope, &bulk, "bulk.cancel", now)?;
    Ok(bulk)
}

/// The audit entry of a decision about an action; what it does to SIMs is in the history of each.
fn note(db: &mut Db, scope: &OrgScope, bulk: &BulkRow, action: &str, now: NaiveDateTime) -> Result<()> {
    let change = Change {
        action,
        object_kind: "bulk",
        object_id: bulk.id,
        object_name: bulk.action.as_str(),
        old: None,
        new: Some(bulk.sims.to_string()),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

/// Removes a piece of the bulk actions that are older than 90 days; answers whether there is more.
pub fn forget_old(db: &mut Db, most: i64, now: NaiveDateTime) -> Result<bool> {
    Ok(rows::delete_old(db, now - KEPT, most)?)
}

/// Whether a job has more to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// All is done.
    Done,
    /// A piece is done.
    More,
}

/// The scope of whoever ordered an action, with the rights they have now; `None` if they are gone or may not any more.
fn scope_of_owner(db: &mut Db, bulk_id: i64, now: NaiveDateTime) -> Result<Option<(OrgScope, BulkRow)>> {
    let (actor_id, organisation_id, address) = rows::ordered_by(db, bulk_id)?;
    let Some(auth::Person { actor, .. }) = auth::person_in(db, actor_id, organisation_id, &address, now)? else {
        return Ok(None);
    };
    // Any of the permissions leads to the organisation, where the action says which one it needs.
    let permissions = BulkAction::PERMISSIONS.iter();
    let Some(scope) = permissions
        .filter_map(|permission| actor.enter(*permission).ok())
        .next()
    else {
        return Ok(None);
    };
    let bulk = match rows::lock(db, &scope, bulk_id) {
        Ok(bulk) => bulk,
        Err(StorageError::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    Ok(actor.enter(bulk.action.permission()).ok().map(|scope| (scope, bulk)))
}
