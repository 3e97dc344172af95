//! What an organisation keeps about itself as a customer (product section 6): customer data, further e-mail addresses, and postal
//! addresses (`addresses.rs`). Name, account number, VAT ID and billing country are part of contracts and invoices: they are not changed
//! here.

mod addresses;

use chrono::NaiveDateTime;

pub use addresses::{
    AddressKind, COUNTRY_FIXED, DEFAULT_STAYS, MOST_ADDRESSES, TOO_MANY_ADDRESSES, add_address, address_lines,
    change_address, delete_address, make_default,
};

use super::{Error, Result};
pub use crate::storage::addresses::{AddressRow, find as find_address, list as addresses};
use crate::storage::audit::{self, Change};
use crate::storage::organisation_emails;
pub use crate::storage::organisation_emails::{EmailRow, list as emails};
pub use crate::storage::organisations::{Contact, OrganisationRow};
use crate::storage::{Db, organisations};
use crate::types::access::OrgScope;
use crate::types::email::Email;
use crate::types::organisation::EmailCategory;

/// Further e-mail addresses that an organisation can have.
pub const MOST_EMAILS: i64 = 50;

/// Sentence: the address is in this category already.
pub const EMAIL_TWICE: &str = "company-email-twice";
/// Sentence: there are enough addresses.
pub const TOO_MANY_EMAILS: &str = "company-emails-too-many";

/// The organisation of the scope.
pub fn own(db: &mut Db, scope: &OrgScope) -> Result<OrganisationRow> {
    Ok(organisations::find(db, scope.organisation_id())?)
}

/// Changes what the organisation may change of its customer data; what stays as it is leaves no entry in the log.
pub fn set_contact(db: &mut Db, scope: &OrgScope, contact: &Contact, now: NaiveDateTime) -> Result<()> {
    let before = organisations::lock(db, scope)?;
    let fields = [
        (
            "company.main_email",
            before.main_email.as_str(),
            contact.main_email.as_str(),
        ),
        ("company.phone", before.phone.as_str(), contact.phone.as_str()),
        ("company.language", before.language.as_str(), contact.language.as_str()),
    ];
    let changes: Vec<Change<'_>> = fields
        .iter()
        .filter(|(_, old, new)| old != new)
        .map(|(action, old, new)| Change {
            old: Some((*old).to_owned()),
            new: Some((*new).to_owned()),
            ..about(&before, action)
        })
        .collect();
    if changes.is_empty() {
        return Ok(());
    }
    organisations::set_contact(db, scope, contact)?;
    Ok(audit::insert(db, scope, now, changes)?)
}

/// Adds a further e-mail address to a category.
pub fn add_email(
    db: &mut Db,
    scope: &OrgScope,
    category: EmailCategory,
    email: &Email,
    now: NaiveDateTime,
) -> Result<()> {
    // Locked, so that two forms at once cannot get past the limit.
    let organisation = organisations::lock(db, scope)?;
    if organisation_emails::count(db, scope)? >= MOST_EMAILS {
        return Err(Error::Refused(TOO_MANY_EMAILS));
    }
    if organisation_emails::insert(db, scope, category, email, now)?.is_none() {
        return Err(Error::Refused(EMAIL_TWICE));
    }
    let change = Change {
        new: Some(format!("{category}: {email}")),
        ..about(&organisation, "company.email_add")
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

/// Removes a further e-mail address.
pub fn remove_email(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<EmailRow> {
    let organisation = organisations::lock(db, scope)?;
    let row = organisation_emails::find(db, scope, id)?;
    organisation_emails::delete(db, scope, id)?;
    let change = Change {
        old: Some(format!("{}: {}", row.category, row.email)),
        ..about(&organisation, "company.email_remove")
    };
    audit::insert(db, scope, now, vec![change])?;
    Ok(row)
}

/// An entry of the log about an organisation.
pub(super) fn about<'a>(organisation: &'a OrganisationRow, action: &'a str) -> Change<'a> {
    Change {
        action,
        object_kind: "organisation",
        object_id: organisation.id,
        object_name: &organisation.name,
        old: None,
        new: None,
    }
}
