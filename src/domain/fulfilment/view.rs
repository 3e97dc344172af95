//! What staff look at of a customer stands in that customer's log: nobody looks into an organisation unseen.

use chrono::{NaiveDateTime, TimeDelta};

use crate::domain::Result;
use crate::storage::audit::{self, Change};
use crate::storage::{Db, orders as rows};
use crate::types::access::{OrgScope, StaffScope};
use crate::types::order::OrderNumber;

/// The log names a person who looks at an order once in so long, however many of its pages and files they open: it would drown in them.
const ONCE_IN: TimeDelta = TimeDelta::hours(12);

const ACTION: &str = "order.view";
const OBJECT: &str = "order";

/// A look at an order that its customer's log does not name yet.
#[derive(Debug, Clone)]
pub struct View {
    scope: OrgScope,
    order_id: i64,
    number: String,
}

/// What is to be noted when somebody of staff looks at an order; nothing if the log names them for it already.
pub fn new_view(db: &mut Db, staff: &StaffScope, number: &OrderNumber, now: NaiveDateTime) -> Result<Option<View>> {
    let order = rows::find_any(db, number)?;
    let scope = staff.of_customer(order.root_id, order.organisation_id);
    let is_known = audit::did_since(db, &scope, ACTION, (OBJECT, order.id), now - ONCE_IN)?;
    Ok((!is_known).then_some(View {
        scope,
        order_id: order.id,
        number: order.number,
    }))
}

/// Notes it. Of two pages that are opened in the same moment each may leave an entry, which tells no less.
pub fn note_view(db: &mut Db, view: &View, now: NaiveDateTime) -> Result<()> {
    let change = Change {
        action: ACTION,
        object_kind: OBJECT,
        object_id: view.order_id,
        object_name: &view.number,
        old: None,
        new: None,
    };
    Ok(audit::insert(db, &view.scope, now, vec![change])?)
}
