//! The worker: sends the mail of the outbox and does the jobs, at least once each, so every one of them is idempotent.

mod auto_top_ups;
mod book_order;
mod book_statement;
mod bulk;
mod carrier_command;
mod carrier_commands;
mod charges;
mod export;
mod housekeeping;
mod issue_invoice;
mod password_links;
mod report;
mod retry_set_aside;
mod simulator;
mod tell_order;
mod transfer;
mod worker;

use std::sync::Arc;

pub use simulator::{run_simulator, simulate};
pub use transfer::carry_through;
pub use worker::{run_until_idle, run_worker};

use crate::domain;
use crate::domain::work::{Job, JobRow};
use crate::state::AppState;

/// What a failed job wants.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Another try later: the cause may pass.
    #[error("{0}")]
    Retry(String),
    /// No further try: it would fail again.
    #[error("{0}")]
    Fail(String),
}

/// How far a job is after one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// All is done.
    Done,
    /// A piece is done. Long work goes piece by piece, each of a few seconds and kept for good, so that a lease is never outlived,
    /// mails do not wait, and after a crash the work goes on where it was.
    More,
}

impl From<domain::Error> for JobError {
    fn from(error: domain::Error) -> Self {
        match error {
            domain::Error::Storage(error) => Self::Retry(error.to_string()),
            other => Self::Fail(other.to_string()),
        }
    }
}

/// Does one job, on a blocking thread.
fn run(state: &Arc<AppState>, row: &JobRow) -> Result<Progress, JobError> {
    let job: Job =
        serde_json::from_str(&row.payload).map_err(|error| JobError::Fail(format!("unreadable payload: {error}")))?;
    match job {
        Job::SendPasswordLink { email_key } => password_links::run(state, &email_key)?,
        Job::CarrierCommand { sim_id, command, actor } => carrier_command::run(state, row.id, sim_id, command, &actor)?,
        Job::PrepareBulk { bulk_id } => return bulk::prepare(state, bulk_id),
        Job::RunBulk { bulk_id } => return bulk::run(state, bulk_id),
        Job::CarrierCommands {
            bulk_id,
            root_id,
            organisation_id,
            from,
            to,
            command,
            actor,
        } => {
            let piece = carrier_commands::Piece {
                bulk_id,
                root_id,
                organisation_id,
                from,
                to,
                command,
                actor: &actor,
            };
            carrier_commands::run(state, row.id, &piece)?;
        }
        Job::Export { export_id } => return export::run(state, row.id, export_id),
        Job::Report { report_id, turn } => report::run(state, report_id, turn)?,
        Job::Transfer { transfer_id } => return transfer::run(state, row.id, transfer_id),
        Job::BookOrder { order_id } => return book_order::run(state, order_id),
        Job::IssueInvoice { invoice_id } => issue_invoice::run(state, invoice_id)?,
        Job::TellOrder { order_id } => tell_order::run(state, order_id)?,
        Job::BookStatement { statement_id } => return book_statement::run(state, statement_id),
        Job::ChargeCard { payment_id } | Job::RefundCard { payment_id } => charges::pursue(state, payment_id)?,
        Job::SaveCard { saving_id } => charges::save(state, saving_id)?,
        Job::KeepCards {
            root_id,
            organisation_id,
            customer,
        } => charges::keep(state, root_id, organisation_id, &customer)?,
        Job::RemoveCard { card_id } => charges::remove(state, card_id)?,
        Job::PaymentEvent { provider, event_id } => charges::event(state, &provider, &event_id)?,
        Job::AutoTopUps { at, after } => auto_top_ups::go_on(state, at, after)?,
        Job::AutoTopUp {
            root_id,
            organisation_id,
            kind,
            at,
        } => auto_top_ups::top_up(state, (root_id, organisation_id), kind, at)?,
        Job::RetryAutoTopUp {
            root_id,
            organisation_id,
            order_id,
        } => auto_top_ups::retry(state, (root_id, organisation_id), order_id)?,
        Job::AutoTopUpNews {
            root_id,
            organisation_id,
            kind,
            news,
        } => auto_top_ups::tell(state, (root_id, organisation_id), kind, &news)?,
        Job::RetrySetAside { reason } => retry_set_aside::run(state, &reason)?,
    }
    Ok(Progress::Done)
}
