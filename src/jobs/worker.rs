//! Claims rows under a lease in one short transaction, works without one, and records the outcome in another.

use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use tokio::sync::watch;

use super::{JobError, Progress, charges, housekeeping, run};
use crate::domain;
use crate::domain::auto_top_ups;
use crate::domain::reports;
use crate::domain::work::{self, JobRow, OutboxRow, Outcome};
use crate::mail::{Attachment, Letter, SendError};
use crate::state::AppState;

/// Mails claimed at a time: few enough that all are sent within their lease.
const MAILS: i64 = 10;
/// Jobs claimed at a time. One that waits behind another would use up its lease, and its tries, before it has begun.
const JOBS: i64 = 1;
/// After so many tries a mail or job is given up; staff see it and can try again. With the pauses below: about three days.
const MOST_TRIES: i32 = 16;
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(8);
/// How often an idle worker looks, for rows that became due or were written by another instance.
const POLL: Duration = Duration::from_secs(2);

/// Works until `stop` says so; finishes what it has begun.
pub async fn run_worker(state: AppState, mut stop: watch::Receiver<bool>) {
    let state = Arc::new(state);
    while !*stop.borrow() {
        match step(&state).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(error = %error, "worker cannot reach the database"),
        }
        tokio::select! {
            () = state.work.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Does everything that is due now; for tests and commands.
pub async fn run_until_idle(state: &AppState) -> Result<(), domain::Error> {
    let state = Arc::new(state.clone());
    while step(&state).await? {}
    Ok(())
}

/// One round: answers whether there was anything to do.
async fn step(state: &Arc<AppState>) -> Result<bool, domain::Error> {
    let now = state.clock.now();
    let (mails, jobs) = {
        // Look first without taking the write lock: an idle worker must not stand in the way of writers.
        let (is_due, has_reports, has_run) = state
            .db
            .read(move |db| {
                Ok::<_, domain::Error>((
                    work::is_anything_due(db, now)?,
                    reports::is_any_due(db, now)?,
                    work::is_due(db, auto_top_ups::NAME, now)?,
                ))
            })
            .await?;
        if has_run {
            state.db.write(move |db| auto_top_ups::begin(db, None, now)).await?;
            return Ok(true);
        }
        if has_reports {
            state.db.write(move |db| reports::start_due(db, now)).await?;
            return Ok(true);
        }
        if !is_due {
            tidy(state).await;
            return Ok(false);
        }
        state
            .db
            .write(move |db| {
                Ok::<_, domain::Error>((work::claim_mails(db, now, MAILS)?, work::claim_jobs(db, now, JOBS)?))
            })
            .await?
    };
    let any = !mails.is_empty() || !jobs.is_empty();
    for mail in mails {
        let outcome = deliver(state, &mail).await;
        log("mail", &mail.kind, mail.id, &outcome);
        let at = state.clock.now();
        state
            .db
            .write(move |db| work::finish_mail(db, mail.id, &outcome, at).map_err(domain::Error::from))
            .await?;
    }
    for job in jobs {
        let outcome = perform(state, &job).await;
        log("job", &job.name, job.id, &outcome);
        let at = state.clock.now();
        state
            .db
            .write(move |db| work::finish_job(db, job.id, &outcome, at).map_err(domain::Error::from))
            .await?;
    }
    Ok(any)
}

async fn tidy(state: &Arc<AppState>) {
    let state = Arc::clone(state);
    let tidied = tokio::task::spawn_blocking(move || {
        charges::look_around(&state)?;
        housekeeping::run(&state)
    })
    .await;
    if let Ok(Err(error)) = tidied {
        tracing::warn!(error = %error, "housekeeping failed");
    }
}

async fn deliver(state: &AppState, mail: &OutboxRow) -> Outcome {
    let mail_id = mail.id;
    let read = state
        .db
        .read(move |db| work::attachments_of(db, mail_id).map_err(domain::Error::from))
        .await;
    let attachments = match read {
        Ok(attachments) => attachments.into_iter().map(|file| Attachment {
            file_name: file.file_name,
            content_type: file.content_type,
            body: file.body,
        }),
        Err(error) => return again(state.clock.now(), mail.attempts, error.to_string()),
    };
    let letter = Letter {
        attachments: attachments.collect(),
        recipient: mail.recipient.clone(),
        recipient_name: mail.recipient_name.clone(),
        subject: mail.subject.clone(),
        text: mail.text_body.clone(),
        html: mail.html_body.clone(),
        language: mail.language.clone(),
        message_id: mail.message_id.clone(),
        written_at: mail.created_at,
    };
    match state.transport.deliver(&letter).await {
        Ok(()) => Outcome::Done,
        Err(SendError::Final(reason)) => Outcome::Failed(reason),
        Err(SendError::Passing(reason)) => again(state.clock.now(), mail.attempts, reason),
    }
}

async fn perform(state: &Arc<AppState>, job: &JobRow) -> Outcome {
    let (state, row, attempts) = (Arc::clone(state), job.clone(), job.attempts);
    let clock = state.clock.clone();
    match tokio::task::spawn_blocking(move || run(&state, &row)).await {
        Ok(Ok(Progress::Done)) => Outcome::Done,
        Ok(Ok(Progress::More)) => Outcome::More,
        Ok(Err(JobError::Fail(reason))) => Outcome::Failed(reason),
        Ok(Err(JobError::Retry(reason))) => again(clock.now(), attempts, reason),
        // A panic is a fault of ours: trying again would hide it.
        Err(panic) => Outcome::Failed(panic.to_string()),
    }
}

fn again(now: NaiveDateTime, attempts: i32, reason: String) -> Outcome {
    if attempts >= MOST_TRIES {
        return Outcome::Failed(reason);
    }
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    Outcome::Retry(now + (FIRST_PAUSE * 2i32.pow(doublings)).min(LONGEST_PAUSE), reason)
}

fn log(what: &str, name: &str, id: i64, outcome: &Outcome) {
    match outcome {
        Outcome::More => tracing::debug!(work.kind = what, work.name = name, work.id = id, "a piece is done"),
        Outcome::Done => tracing::info!(work.kind = what, work.name = name, work.id = id, "done"),
        Outcome::Retry(at, reason) => {
            tracing::warn!(work.kind = what, work.name = name, work.id = id, retry.at = %at, error = %reason, "will be tried again")
        }
        Outcome::Failed(reason) => {
            tracing::error!(work.kind = what, work.name = name, work.id = id, error = %reason, "given up")
        }
    }
}
