//! `simportal transfer`: staff move SIMs between a master organisation and one of its sub-organisations by a range file, by the same rules
//! as in the portal. Works beside a running server: SIMs are moved in short transactions.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::Failure;
use crate::domain::transfers::{self, LARGEST, Order, RangeFile, Route, Verdict};
use crate::domain::users::organisation_by_number;
use crate::domain::{self, Db};
use crate::jobs;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::account_number::AccountNumber;
use crate::types::lang::Lang;
use crate::types::transfer::{RangeFault, TransferSource, TransferStatus};

/// Exit code when the file was rejected.
const REJECTED: u8 = 3;

/// Faults that a report lists at most.
const MOST_LISTED: usize = 1_000_000;

/// Move SIMs between a master organisation and one of its sub-organisations. Exit code 3: the file was rejected.
#[derive(Args)]
pub(super) struct Transfer {
    /// Account number of the organisation that gives the SIMs away
    #[arg(long, value_name = "ACCOUNT")]
    from: String,
    /// Account number of the organisation that gets them
    #[arg(long, value_name = "ACCOUNT")]
    to: String,
    /// File with a range per line: first ICCID, semicolon, last ICCID
    #[arg(long, value_name = "F")]
    file: PathBuf,
    /// Only check the file
    #[arg(long)]
    dry_run: bool,
    /// Write the verdict as JSON
    #[arg(long, value_name = "OUT.json")]
    report: Option<PathBuf>,
}

#[derive(Serialize)]
struct Report {
    accepted: bool,
    sims: i64,
    errors: Vec<Wrong>,
    repairable: bool,
}

#[derive(Serialize)]
struct Wrong {
    line: i64,
    kind: &'static str,
}

impl Report {
    fn of(verdict: &Verdict) -> Self {
        let kept = verdict.faults.kept().iter();
        Self {
            accepted: verdict.is_accepted(),
            sims: verdict.sims(),
            errors: kept
                .map(|fault| Wrong {
                    line: fault.line,
                    kind: fault.kind.as_str(),
                })
                .collect(),
            repairable: verdict.is_repairable,
        }
    }
}

impl Transfer {
    pub(super) fn run(self, state: &AppState) -> Result<(), Failure> {
        let (from, to) = (account("--from", &self.from)?, account("--to", &self.to)?);
        let body = self.read()?;
        let (scope, from, to) = state.db.read_blocking(|db| ends(db, &from, &to))?;
        let verdict = match &body {
            Some(body) => {
                let file = transfers::parse(body, MOST_LISTED);
                state.db.read_blocking(|db| check(db, &scope, (from, to), file))
            }
            None => Ok(Verdict::of_whole_file(RangeFault::TooLarge)),
        };
        let verdict = verdict.map_err(|error| match error {
            domain::Error::NotFound => Failure::usage(
                "SIMs are transferred between a master organisation and one of its own active sub-organisations only",
            ),
            other => other.into(),
        })?;
        let report = Report::of(&verdict);
        if let Some(path) = &self.report {
            let json = serde_json::to_vec(&report)?;
            std::fs::write(path, json)
                .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))?;
        }
        let mut out = io::stdout().lock();
        for wrong in &report.errors {
            writeln!(out, "line {}: {}", wrong.line, wrong.kind)?;
        }
        let Some(body) = body.filter(|_| report.accepted) else {
            return Err(Failure {
                message: format!("rejected, {} errors: nothing was transferred", verdict.faults.count()),
                code: REJECTED,
            });
        };
        if self.dry_run {
            writeln!(out, "{} SIMs would be transferred", report.sims)?;
            return Ok(());
        }
        let moved = self.carry_out(state, &scope, (from, to), body)?;
        writeln!(out, "{moved} SIMs were transferred")?;
        Ok(())
    }

    /// The file; `None` if it is larger than can be taken.
    fn read(&self) -> Result<Option<Vec<u8>>, Failure> {
        let failed = |error: io::Error| Failure::new(format!("cannot read {}: {error}", self.file.display()));
        let size = std::fs::metadata(&self.file).map_err(failed)?.len();
        if size > LARGEST as u64 {
            return Ok(None);
        }
        std::fs::read(&self.file).map(Some).map_err(failed)
    }

    fn carry_out(
        &self,
        state: &AppState,
        scope: &OrgScope,
        (from, to): (i64, i64),
        body: Vec<u8>,
    ) -> Result<i64, Failure> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let order = Order {
            from,
            to,
            source: TransferSource::Command,
            file_name: name,
            body,
            lang: Lang::En,
        };
        let now = state.clock.now();
        let id = state.db.write_blocking(|db| transfers::create(db, scope, order, now))?;
        jobs::carry_through(state, id)?;
        let now = state.clock.now();
        let checked = state.db.write_blocking(|db| {
            let transfer = transfers::find(db, scope, id)?;
            match transfer.status {
                TransferStatus::Previewed => transfers::start(db, scope, id, now),
                _ => Ok(transfer),
            }
        })?;
        if !checked.status.is_over() {
            jobs::carry_through(state, id)?;
        }
        let transfer = state
            .db
            .read_blocking(|db| transfers::find(db, scope, id).map_err(domain::Error::from))?;
        match transfer.status {
            TransferStatus::Done => Ok(transfer.moved),
            // Something happened between the check and the run.
            _ => Err(Failure {
                message: format!("transfer {id}: not every SIM could be reserved, nothing was transferred"),
                code: REJECTED,
            }),
        }
    }
}

fn account(option: &str, text: &str) -> Result<AccountNumber, Failure> {
    AccountNumber::parse(text).map_err(|error| Failure::usage(format!("{option}: {error}")))
}

/// The scope of the master organisation, and the keys of both sides.
fn ends(db: &mut Db, from: &AccountNumber, to: &AccountNumber) -> Result<(OrgScope, i64, i64), Failure> {
    let mut find = |number: &AccountNumber| {
        organisation_by_number(db, number)?
            .ok_or_else(|| Failure::new(format!("no organisation has the account number {number}")))
    };
    let (from, to) = (find(from)?, find(to)?);
    let master = if from.parent_id.is_none() { &from } else { &to };
    let scope = OrgScope::for_job(master.root_id, master.id, "Simportal");
    Ok((scope, from.id, to.id))
}

fn check(db: &mut Db, scope: &OrgScope, (from, to): (i64, i64), file: RangeFile) -> domain::Result<Verdict> {
    let route = Route::between(db, scope, from, to)?;
    transfers::examine(db, &route, file, MOST_LISTED)
}
