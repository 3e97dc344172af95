//! Tells the Owners and Admins of both organisations that SIMs have changed their holder.

use chrono::NaiveDateTime;

use super::TransferRow;
use crate::domain::{Result, work};
use crate::mail::{self, MailContext, Recipient, TransferMail};
use crate::storage::transfers::{Route, told};
use crate::storage::{Db, Error as StorageError};
use crate::types::lang::Lang;
use crate::types::transfer::TransferSource;

/// Writes the mails.
pub(super) fn both(
    db: &mut Db,
    context: &MailContext,
    transfer: &TransferRow,
    route: &Route,
    now: NaiveDateTime,
) -> Result<()> {
    for person in told(db, route)? {
        let (user, organisation) = (person.user, person.organisation);
        let language = user.language.as_deref().unwrap_or(&organisation.language);
        let to = Recipient {
            email: user.email.clone().unwrap_or_default(),
            name: user.name(),
            lang: Lang::parse(language).unwrap_or(Lang::En),
            zone: organisation.time_zone.parse().unwrap_or(chrono_tz::Europe::Berlin),
        };
        let facts = TransferMail {
            transfer_id: transfer.id,
            is_received: organisation.id == route.to().id,
            is_undoing: transfer.source == TransferSource::Undo,
            sims: transfer.moved,
            from: route.from().name.clone(),
            to: route.to().name.clone(),
            who: transfer.actor_name.clone(),
            at: now,
        };
        let mail = mail::transfer_done(context, &to, &facts).map_err(StorageError::internal)?;
        work::send(db, Some(organisation.id), mail, now)?;
    }
    Ok(())
}
