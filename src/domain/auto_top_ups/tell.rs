//! Mail about auto-top-up, to the Owners and Admins: it is their money.

use chrono::NaiveDateTime;

use super::News;
use crate::domain::{Result, auth, work};
use crate::mail::{self, AutoTopUpMail, AutoTopUpNews, MailContext, OrderedVolume};
use crate::storage::auto_top_ups as rows;
use crate::storage::orders as order_rows;
use crate::storage::users as people;
use crate::storage::{Db, Error as StorageError, organisations};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;

/// People who are told at the most.
const MOST: i64 = 100;

/// Writes the mails. For the job `auto_top_up_news`.
pub fn write_mails(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    (kind, news): (VolumeKind, &News),
    now: NaiveDateTime,
) -> Result<()> {
    let Some(news) = facts(db, scope, kind, news)? else {
        return Ok(());
    };
    let facts = AutoTopUpMail { kind, news };
    for user in people::deciders(db, scope, MOST)? {
        let (to, _) = auth::recipient(db, &user)?;
        let letter = mail::auto_top_up(context, &to, &facts).map_err(StorageError::internal)?;
        work::send(db, Some(scope.organisation_id()), letter, now)?;
    }
    Ok(())
}

/// What the mail says; nothing where the order is gone.
fn facts(db: &mut Db, scope: &OrgScope, kind: VolumeKind, news: &News) -> Result<Option<AutoTopUpNews>> {
    Ok(match news {
        News::Done { order_id } => ordered(db, scope, *order_id)?.map(AutoTopUpNews::Done),
        News::Failed { order_id, code, next } => ordered(db, scope, *order_id)?.map(|order| AutoTopUpNews::Failed {
            order,
            code: code.clone(),
            next: *next,
        }),
        News::SwitchedOff { reason, code } => Some(AutoTopUpNews::SwitchedOff {
            reason: reason.clone(),
            code: code.clone(),
        }),
        News::CapReached { sims } => {
            let organisation = organisations::find(db, scope.organisation_id())?;
            let setting = rows::find(db, scope, kind)?;
            setting.map(|setting| AutoTopUpNews::CapReached {
                sims: *sims,
                cap: setting.monthly_cap,
                currency: organisation.currency,
            })
        }
    })
}

fn ordered(db: &mut Db, scope: &OrgScope, order_id: i64) -> Result<Option<OrderedVolume>> {
    let order = match order_rows::find_by_id(db, scope, order_id) {
        Ok(order) => order,
        Err(StorageError::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    Ok(Some(OrderedVolume {
        sims: rows::of_order(db, order_id)?,
        number: order.number,
        amount: order.gross,
        currency: order.currency,
    }))
}
