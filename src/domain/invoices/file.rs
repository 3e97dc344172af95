//! The file of a document: made once from what the document says, kept with its hash, and mailed.

use chrono::NaiveDateTime;

use super::{DocumentRow, content, email_of};
use crate::crypto::sha256_bytes;
use crate::documents::invoice::{Accent, pdf};
use crate::domain::{Result, work};
use crate::mail::{self, Attachment, InvoiceMail, MailContext, Recipient};
use crate::storage::organisation_emails;
use crate::storage::organisations;
use crate::storage::{Db, Error as StorageError, invoices as rows, orders, sellers};
use crate::types::access::OrgScope;
use crate::types::lang::Lang;
use crate::types::organisation::EmailCategory;

/// Most additional addresses that get a copy.
const MOST_COPIES: i64 = 50;

/// A file that was made.
#[derive(Debug, Clone)]
pub struct File {
    /// The document.
    pub document: DocumentRow,
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// The file of a document as it is kept; `None` until it is made.
pub fn saved(db: &mut Db, document: &DocumentRow) -> Result<Option<Vec<u8>>> {
    match document.sha256 {
        Some(_) => Ok(rows::file(db, document.id)?),
        None => Ok(None),
    }
}

/// The file of a document that was found through a scope, once somebody kept one.
pub fn kept(db: &mut Db, id: i64) -> Result<Option<Vec<u8>>> {
    Ok(rows::file(db, id)?)
}

/// Makes the file of a document that has none yet. It takes some milliseconds: not for a transaction that writes.
pub fn make(db: &mut Db, id: i64) -> Result<Option<File>> {
    let document = rows::find_by_id(db, id)?;
    if document.sha256.is_some() {
        return Ok(None);
    }
    let accent = sellers::find(db)?.and_then(|seller| Accent::parse(&seller.accent));
    let invoice = content(&document)?;
    let pdf = pdf(&invoice, accent.unwrap_or_default()).map_err(StorageError::internal)?;
    Ok(Some(File { document, pdf }))
}

/// Keeps a file and writes the mails with it, unless somebody else did meanwhile. The same document makes the same bytes, so it does not
/// matter whose are kept.
pub fn keep(db: &mut Db, scope: &OrgScope, context: &MailContext, file: &File, now: NaiveDateTime) -> Result<()> {
    let File { document, pdf } = file;
    if !rows::put_file(db, document.id, &sha256_bytes(pdf), pdf)? {
        return Ok(());
    }
    let organisation = organisations::find(db, document.organisation_id)?;
    let order = orders::find_by_id(db, scope, document.order_id)?;
    let main = email_of(db, scope, &organisation)?;
    let copies = organisation_emails::list(db, scope, MOST_COPIES)?;
    let mut addresses = vec![main];
    for row in copies.into_iter().filter(|row| row.category == EmailCategory::Invoice) {
        if !addresses.iter().any(|known| known.eq_ignore_ascii_case(&row.email)) {
            addresses.push(row.email);
        }
    }
    for email in addresses.into_iter().filter(|email| !email.is_empty()) {
        let to = Recipient {
            email,
            name: organisation.name.clone(),
            lang: Lang::parse(&document.language).unwrap_or(Lang::En),
            zone: organisation.time_zone.parse().unwrap_or(chrono_tz::Europe::Berlin),
        };
        let facts = InvoiceMail {
            kind: document.kind,
            number: document.number.clone(),
            order: order.number.clone(),
            method: order.payment_method,
            gross: document.gross,
            currency: document.currency,
            due_on: document.due_on,
            file: Attachment {
                file_name: format!("{}.pdf", document.number),
                content_type: "application/pdf".to_owned(),
                body: pdf.clone(),
            },
        };
        let mail = mail::invoice(context, &to, facts).map_err(StorageError::internal)?;
        work::send(db, Some(organisation.id), mail, now)?;
    }
    Ok(())
}
