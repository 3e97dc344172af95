//! Mails that tell people what happened to the security of their account, and who gets them.

use chrono::NaiveDateTime;

use crate::domain::Result;
use crate::domain::work;
use crate::mail::{self, MailContext, Notice, NoticeFacts, Recipient};
use crate::storage::users::UserRow;
use crate::storage::{Db, organisations};
use crate::types::lang::Lang;

/// From where somebody acts: told in mails, so that people recognise themselves.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// `User-Agent` of the browser.
    pub user_agent: String,
    /// Network address.
    pub address: String,
}

/// Writes a mail about the person's security.
pub(in crate::domain) fn tell(
    db: &mut Db,
    context: &MailContext,
    user: &UserRow,
    notice: Notice,
    origin: Option<&Origin>,
    now: NaiveDateTime,
) -> Result<()> {
    let (recipient, _) = recipient(db, user)?;
    let facts = NoticeFacts {
        at: now,
        origin: origin.map(|origin| (origin.user_agent.clone(), origin.address.clone())),
    };
    let mail = mail::security_notice(context, &recipient, notice, &facts).map_err(crate::storage::Error::internal)?;
    work::send(db, user.organisation_id, mail, now)?;
    Ok(())
}

/// Where mail for a person goes, in which language and zone; and the name of the organisation.
pub(in crate::domain) fn recipient(db: &mut Db, user: &UserRow) -> Result<(Recipient, Option<String>)> {
    let organisation = user.organisation_id.map(|id| organisations::find(db, id)).transpose()?;
    let language = user
        .language
        .as_deref()
        .or(organisation.as_ref().map(|organisation| organisation.language.as_str()));
    let zone = organisation
        .as_ref()
        .and_then(|organisation| organisation.time_zone.parse().ok());
    Ok((
        Recipient {
            email: user.email.clone().unwrap_or_default(),
            name: user.name(),
            lang: language.and_then(Lang::parse).unwrap_or(Lang::En),
            zone: zone.unwrap_or(chrono_tz::Europe::Berlin),
        },
        organisation.map(|organisation| organisation.name),
    ))
}
