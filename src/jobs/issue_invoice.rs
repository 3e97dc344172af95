//! Makes the file of an invoice document and mails it.

use super::JobError;
use crate::domain::{self, invoices};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;

/// Idempotent: a file that is there is neither made nor mailed again.
pub(super) fn run(state: &AppState, invoice_id: i64) -> Result<(), JobError> {
    let Some(file) = state.db.read_blocking(|db| invoices::make(db, invoice_id))? else {
        return Ok(());
    };
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let scope = OrgScope::for_job(file.document.root_id, file.document.organisation_id, "issue_invoice");
    let keep = |db: &mut _| -> domain::Result<()> { invoices::keep(db, &scope, &context, &file, now) };
    Ok(state.db.write_blocking(keep)?)
}
