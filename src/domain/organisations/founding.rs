//! Making a sub-organisation: its row, its billing address, its owner, and the owner's mail, in one transaction.

use chrono::NaiveDateTime;

use super::owner::{self, Owner};
use crate::domain::company::{self, AddressKind};
use crate::domain::{Error, Result};
use crate::mail::MailContext;
use crate::storage::audit;
use crate::storage::organisations::{self, OrganisationRow};
use crate::storage::sub_organisations::{self as subs, NewSub};
use crate::storage::users::{self, NewUser};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::address::Address;
use crate::types::lang::Lang;
use crate::types::organisation::Channel;
use crate::types::role::Role;
use crate::types::vat_id::VatId;

/// Sentence: the contract is the marketplace's.
pub const MARKETPLACE: &str = "organisations-refused-marketplace";
/// Sentence: a sub-organisation has no sub-organisations.
pub const ONLY_MASTERS: &str = "organisations-refused-sub";
/// Sentence at the address: somebody of one's own organisation, or the owner of one of its sub-organisations, has it.
pub const ADDRESS_YOURS: &str = "organisations-email-yours";
/// Sentence: somebody else was quicker by a moment.
pub const TRY_AGAIN: &str = "organisations-refused-again";
/// Sentence: all account numbers are given out.
pub const NO_NUMBERS: &str = "organisations-refused-numbers";

/// A sub-organisation to make.
#[derive(Debug, Clone)]
pub struct Founding {
    /// Name of the company.
    pub name: String,
    /// VAT ID, if it has one.
    pub vat_id: Option<VatId>,
    /// Language of its mails and documents, and of its owner.
    pub language: Lang,
    /// Who will own it.
    pub owner: Owner,
    /// Phone; may be empty.
    pub phone: String,
    /// Its billing address; the country is that of its invoices.
    pub address: Address,
}

/// Whether an organisation can have sub-organisations; otherwise the sentence that says why not.
pub fn may_found(organisation: &OrganisationRow) -> std::result::Result<(), &'static str> {
    if organisation.parent_id.is_some() {
        Err(ONLY_MASTERS)
    } else if organisation.channel == Channel::Marketplace.as_str() {
        Err(MARKETPLACE)
    } else {
        Ok(())
    }
}

/// Makes the sub-organisation and invites its owner; answers its account number. Asked for a second time (a double click, a reload) it
/// answers the number of the first.
pub fn found(
    db: &mut Db,
    scope: &OrgScope,
    context: &MailContext,
    founding: &Founding,
    now: NaiveDateTime,
) -> Result<String> {
    // The lock makes the second of two equal forms see what the first one made.
    let master = organisations::lock(db, scope)?;
    may_found(&master).map_err(Error::Refused)?;
    let email = &founding.owner.email;
    if let Some(before) = subs::pending_twin(db, scope, &founding.name.to_lowercase(), email.as_str())? {
        return Ok(before);
    }
    let is_taken = owner::is_taken(db, scope, email)?;
    let new = NewSub {
        name: &founding.name,
        vat_id: founding.vat_id.as_ref().map_or("", VatId::as_str),
        country: founding.address.country,
        language: founding.language,
        main_email: email.as_str(),
        phone: &founding.phone,
    };
    let made = subs::insert(db, scope, &new, now)?.ok_or(Error::Refused(NO_NUMBERS))?;
    let inside = scope.inside(made.id, &master.name);
    let user = NewUser {
        root_id: Some(made.root_id),
        organisation_id: Some(made.id),
        email: Some(email.as_str().to_owned()),
        email_key: (!is_taken).then(|| email.key()),
        client_id: None,
        first_name: founding.owner.first_name.clone(),
        last_name: founding.owner.last_name.clone(),
        role: Some(Role::Owner.as_str().to_owned()),
        staff_role: None,
        status: "invited".to_owned(),
        secret_hash: None,
        language: Some(founding.language.as_str().to_owned()),
        created_at: now,
        updated_at: now,
    };
    users::insert(db, user).map_err(|error| match error {
        StorageError::Violated(_) => Error::Refused(TRY_AGAIN),
        other => other.into(),
    })?;
    company::add_address(db, &inside, (AddressKind::Billing, true), &founding.address, now)?;
    let said = format!("{} {}", made.account_number, made.name);
    for at in [scope, &inside] {
        let change = audit::Change {
            new: Some(said.clone()),
            ..company::about(&made, "organisation.create")
        };
        audit::insert(db, at, now, vec![change])?;
    }
    owner::invite(db, context, &master, &made, now)?;
    Ok(made.account_number)
}
