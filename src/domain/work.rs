//! Work after the request: declared here as data, done in `jobs`. Mail and jobs are rows in the transaction of the change.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Result;
use super::auto_top_ups::News;
use crate::mail::Mail;
use crate::storage::sims::{self, CarrierRow, SimRow};
pub use crate::storage::work::{
    AttachmentRow, Backlog, JobRow, OutboxRow, Outcome, attachments_of, backlog, claim_jobs, claim_mails, delete_done,
    finish_job, finish_mail, is_anything_due, is_due, renew_lease, take_turn,
};
use crate::storage::work::{NewMail, insert_attachment, insert_job, insert_mail, waiting_payloads};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;
use crate::types::carrier::CarrierCommand;

/// Something to do later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Make a set-password link for whoever has this address, if anybody, and mail it. As a job, so that asking for one takes the
    /// same time whether the address exists or not.
    SendPasswordLink {
        /// Address, lower-case form.
        email_key: String,
    },
    /// Let the carrier carry out what a person ordered a SIM to do.
    CarrierCommand {
        /// The SIM.
        sim_id: i64,
        /// What to do.
        command: CarrierCommand,
        /// Name of the person who ordered it; empty if unknown.
        #[serde(default)]
        actor: String,
    },
    /// Collect the SIMs of a bulk action, each with the verdict of the preview.
    PrepareBulk {
        /// The action.
        bulk_id: i64,
    },
    /// Carry a bulk action out.
    RunBulk {
        /// The action.
        bulk_id: i64,
    },
    /// Let carriers carry out what a piece of a bulk action changed.
    CarrierCommands {
        /// The action.
        bulk_id: i64,
        /// Master organisation of its SIMs.
        root_id: i64,
        /// Their organisation.
        organisation_id: i64,
        /// First position of the piece.
        from: i64,
        /// Last position of the piece.
        to: i64,
        /// What to do.
        command: CarrierCommand,
        /// Name of the person who ordered it.
        actor: String,
    },
    /// Make a file of SIMs.
    Export {
        /// What was asked for.
        export_id: i64,
    },
    /// Mail a saved view.
    Report {
        /// The report.
        report_id: i64,
        /// The time it is sent for: it is sent once for each.
        turn: NaiveDateTime,
    },
    /// Check a transfer, reserve its SIMs, move them or release them: whatever is its turn.
    Transfer {
        /// The transfer.
        transfer_id: i64,
    },
    /// Book the volume or lifetime of an order on its SIMs.
    BookOrder {
        /// The order.
        order_id: i64,
    },
    /// Make the file of an invoice document and mail it.
    IssueInvoice {
        /// The document.
        invoice_id: i64,
    },
    /// Tell by mail what happened to an order.
    TellOrder {
        /// The order.
        order_id: i64,
    },
    /// Compare the payments of a bank statement with what is open, and book what is certain.
    BookStatement {
        /// The statement.
        statement_id: i64,
    },
    /// Ask the payment provider about a charge, or for it.
    ChargeCard {
        /// The attempt.
        payment_id: i64,
    },
    /// Ask the payment provider about a refund, or for it.
    RefundCard {
        /// The attempt.
        payment_id: i64,
    },
    /// Ask the payment provider whether a card was saved.
    SaveCard {
        /// The attempt.
        saving_id: i64,
    },
    /// Keep the cards that the payment provider has saved with a payment.
    KeepCards {
        /// Master organisation of the tree.
        root_id: i64,
        /// Whose cards.
        organisation_id: i64,
        /// What it is called at the provider.
        customer: String,
    },
    /// Remove a deleted card at the payment provider, too.
    RemoveCard {
        /// The card.
        card_id: i64,
    },
    /// Deal with what a payment provider told.
    PaymentEvent {
        /// Who told it.
        provider: String,
        /// Its name there.
        event_id: String,
    },
    /// Go on with a run of auto-top-up behind an organisation.
    AutoTopUps {
        /// When the run began.
        at: NaiveDateTime,
        /// The organisation.
        after: i64,
    },
    /// Top up the SIMs of an organisation that have little left.
    AutoTopUp {
        /// Master organisation.
        root_id: i64,
        /// The organisation.
        organisation_id: i64,
        /// Which volume.
        kind: VolumeKind,
        /// When the run began.
        at: NaiveDateTime,
    },
    /// Charge an automatic order once more whose payment failed.
    RetryAutoTopUp {
        /// Master organisation.
        root_id: i64,
        /// The organisation.
        organisation_id: i64,
        /// The order.
        order_id: i64,
    },
    /// Tell people what auto-top-up did.
    AutoTopUpNews {
        /// Master organisation.
        root_id: i64,
        /// The organisation.
        organisation_id: i64,
        /// Which volume.
        kind: VolumeKind,
        /// What.
        news: News,
    },
    /// Try set-aside records again, because their SIMs exist now or because staff asked.
    RetrySetAside {
        /// Only those with this reason; empty: all.
        reason: String,
    },
}

impl Job {
    /// Name in the table and the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SendPasswordLink { .. } => "send_password_link",
            Self::CarrierCommand { .. } => "carrier_command",
            Self::PrepareBulk { .. } => "prepare_bulk",
            Self::RunBulk { .. } => "run_bulk",
            Self::CarrierCommands { .. } => "carrier_commands",
            Self::Export { .. } => "export",
            Self::Report { .. } => "report",
            Self::Transfer { .. } => "transfer",
            Self::BookOrder { .. } => "book_order",
            Self::IssueInvoice { .. } => "issue_invoice",
            Self::TellOrder { .. } => "tell_order",
            Self::BookStatement { .. } => "book_statement",
            Self::ChargeCard { .. } => "charge_card",
            Self::RefundCard { .. } => "refund_card",
            Self::SaveCard { .. } => "save_card",
            Self::KeepCards { .. } => "keep_cards",
            Self::RemoveCard { .. } => "remove_card",
            Self::PaymentEvent { .. } => "payment_event",
            Self::AutoTopUps { .. } => "auto_top_ups",
            Self::AutoTopUp { .. } => "auto_top_up",
            Self::RetryAutoTopUp { .. } => "retry_auto_top_up",
            Self::AutoTopUpNews { .. } => "auto_top_up_news",
            Self::RetrySetAside { .. } => "retry_set_aside",
        }
    }
}

/// Writes a job, to be done at once.
pub fn enqueue(db: &mut Db, organisation_id: Option<i64>, job: &Job, now: NaiveDateTime) -> Result<i64> {
    enqueue_for(db, organisation_id, job, now, now)
}

/// Writes a job, to be done at a time.
pub fn enqueue_for(
    db: &mut Db,
    organisation_id: Option<i64>,
    job: &Job,
    run_at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<i64> {
    let payload = serde_json::to_string(job).map_err(StorageError::internal)?;
    Ok(insert_job(db, organisation_id, job.name(), &payload, run_at, now)?)
}

/// Jobs of an organisation that wait for their turn, by the name of their kind.
pub fn waiting_jobs(db: &mut Db, organisation_id: i64, name: &str) -> Result<Vec<Job>> {
    let payloads = waiting_payloads(db, organisation_id, name)?;
    Ok(payloads
        .iter()
        .filter_map(|payload| serde_json::from_str(payload).ok())
        .collect())
}

/// The SIM that a carrier command is about, and its carrier. Jobs have no visitor: the scope is that of the SIM's organisation.
pub fn sim_of_order(db: &mut Db, sim_id: i64) -> Result<(SimRow, CarrierRow)> {
    let (root_id, organisation_id) = sims::home_of(db, sim_id)?;
    let scope = OrgScope::for_job(root_id, organisation_id, "carrier_command");
    let sim = sims::find_by_id(db, &scope, sim_id)?;
    let carrier = sims::carrier(db, sim.carrier_id)?;
    Ok((sim, carrier))
}

/// Writes a mail, to be sent at once. Its Message-ID is made here and stays over all tries.
pub fn send(db: &mut Db, organisation_id: Option<i64>, mail: Mail, now: NaiveDateTime) -> Result<i64> {
    let message_id = format!("<{}@simportal>", crate::crypto::random_token()?);
    let row = NewMail {
        organisation_id,
        kind: mail.kind.to_owned(),
        recipient: mail.recipient,
        recipient_name: mail.recipient_name,
        subject: mail.subject,
        text_body: mail.text,
        html_body: mail.html,
        language: mail.lang.as_str().to_owned(),
        message_id,
        status: "waiting".to_owned(),
        attempts: 0,
        run_at: now,
        created_at: now,
    };
    let mail_id = insert_mail(db, row)?;
    for (position, attachment) in (0..).zip(mail.attachments) {
        let row = AttachmentRow {
            file_name: attachment.file_name,
            content_type: attachment.content_type,
            body: attachment.body,
        };
        insert_attachment(db, mail_id, position, row)?;
    }
    Ok(mail_id)
}
