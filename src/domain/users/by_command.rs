//! Inviting the first people of an installation, by command.

use chrono::NaiveDateTime;

use crate::domain::{Error, Result, auth};
use crate::mail::MailContext;
use crate::storage::organisations::{self, NewOrganisation, OrganisationRow};
use crate::storage::users::{self, NewUser};
use crate::storage::{Db, Error as StorageError};
use crate::types::account_number::AccountNumber;
use crate::types::email::Email;
use crate::types::lang::Lang;
use crate::types::role::{Role, StaffRole};

/// An organisation by its account number: for commands, which name organisations as people do.
pub fn organisation_by_number(db: &mut Db, number: &AccountNumber) -> Result<Option<OrganisationRow>> {
    Ok(organisations::find_by_number(db, number.as_str())?)
}

/// Master organisation, organisation and key of the member with this address (lower-case form); staff and strangers are `NotFound`.
pub fn member_by_email(db: &mut Db, email_key: &str) -> Result<(i64, i64, i64)> {
    let user = users::find_by_email(db, email_key)?.ok_or(Error::NotFound)?;
    match (user.root_id, user.organisation_id) {
        (Some(root_id), Some(organisation_id)) => Ok((root_id, organisation_id, user.id)),
        _ => Err(Error::NotFound),
    }
}

/// Somebody to invite.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Address, unique in the installation.
    pub email: Email,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Language of portal and mail.
    pub lang: Lang,
    /// Where the person belongs.
    pub place: Place,
}

/// Where a person belongs.
#[derive(Debug, Clone)]
pub enum Place {
    /// Staff of the platform.
    Staff(StaffRole),
    /// Member of an organisation.
    Organisation {
        /// Its account number.
        account_number: AccountNumber,
        /// Name of the master organisation to make if the number does not exist yet.
        create: Option<String>,
        /// The person's role.
        role: Role,
    },
}

/// Makes the account and sends the link to set a password. Refused when somebody has the address already.
pub fn invite(db: &mut Db, context: &MailContext, invitation: &Invitation, now: NaiveDateTime) -> Result<()> {
    let mut user = NewUser {
        root_id: None,
        organisation_id: None,
        email: Some(invitation.email.as_str().to_owned()),
        email_key: Some(invitation.email.key()),
        client_id: None,
        first_name: invitation.first_name.trim().to_owned(),
        last_name: invitation.last_name.trim().to_owned(),
        role: None,
        staff_role: None,
        status: "invited".to_owned(),
        secret_hash: None,
        language: Some(invitation.lang.as_str().to_owned()),
        created_at: now,
        updated_at: now,
    };
    match &invitation.place {
        Place::Staff(role) => user.staff_role = Some(role.as_str().to_owned()),
        Place::Organisation {
            account_number,
            create,
            role,
        } => {
            let found = organisations::find_by_number(db, account_number.as_str())?;
            let organisation = match (found, create) {
                (Some(organisation), _) => organisation,
                (None, Some(name)) => {
                    let new = NewOrganisation {
                        parent_id: None,
                        account_number: account_number.as_str(),
                        name: name.trim(),
                        language: invitation.lang.as_str(),
                        time_zone: "Europe/Berlin",
                    };
                    organisations::insert(db, &new, now)?
                }
                (None, None) => return Err(Error::NotFound),
            };
            user.root_id = Some(organisation.root_id);
            user.organisation_id = Some(organisation.id);
            user.role = Some(role.as_str().to_owned());
        }
    }
    match users::insert(db, user) {
        Ok(_) => auth::send_password_link(db, context, &invitation.email.key(), now),
        Err(StorageError::Violated(_)) => Err(Error::Refused("error-email-taken")),
        Err(error) => Err(error.into()),
    }
}
