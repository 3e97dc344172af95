//! Makes a file of SIMs, piece by piece.
//!
//! CSV: a piece is some thousand SIMs, compressed and kept in one transaction with the place to go on from; a crash loses one piece. A
//! workbook is one stream that cannot be continued: it is made in one go with its lease renewed on the way, and a crash begins it again.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::{JobError, Progress};
use crate::documents::csv::{CsvRows, MARK};
use crate::documents::sims::texts;
use crate::documents::xlsx::XlsxRows;
use crate::domain::exports::{self, Advance, Plan, RowKey, Task};
use crate::domain::{self, StorageError, work};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::export::ExportFormat;

/// SIMs read at once.
const PAGE: i64 = 2_000;

/// Bytes of a piece of a workbook.
const PART: usize = 1 << 20;

/// Pieces removed in one transaction.
const REMOVED: i64 = 20;

/// Where a CSV file goes on.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Position {
    /// Number of the next piece.
    part: i64,
    /// Behind which SIM.
    after: Option<RowKey>,
}

pub(super) fn run(state: &AppState, job_id: i64, export_id: i64) -> Result<Progress, JobError> {
    let now = state.clock.now();
    let Some(task) = state.db.read_blocking(|db| exports::task(db, export_id, now))? else {
        return Ok(Progress::Done);
    };
    if !task.export.status.is_under_way() {
        // Taken back; or ready, and the job's end was lost in a crash.
        return if task.export.status == crate::types::export::ExportStatus::Ready {
            Ok(Progress::Done)
        } else {
            remove_parts(state, export_id)
        };
    }
    let Some(plan) = task.plan() else {
        state.db.write_blocking(|db| exports::give_up(db, &task.export, now))?;
        return remove_parts(state, export_id);
    };
    match task.export.format {
        ExportFormat::Csv => csv_piece(state, &task, &plan),
        ExportFormat::Xlsx => workbook(state, job_id, &task, plan),
    }
}

fn remove_parts(state: &AppState, export_id: i64) -> Result<Progress, JobError> {
    let removed = state
        .db
        .write_blocking(|db| exports::delete_parts(db, export_id, REMOVED).map_err(domain::Error::from))?;
    Ok(if removed == 0 { Progress::Done } else { Progress::More })
}

/// Reads, writes and keeps the next piece.
fn csv_piece(state: &AppState, task: &Task, plan: &Plan) -> Result<Progress, JobError> {
    let export = &task.export;
    let mut position: Position = match &export.position {
        Some(text) => serde_json::from_str(text).map_err(|error| JobError::Fail(error.to_string()))?,
        None => Position::default(),
    };
    let mut rows = begin(plan, position.part == 0)?;
    let mut sims = 0;
    let is_last = loop {
        let size = PAGE.min(state.config.exports.piece - sims);
        let page = state
            .db
            .read_blocking(|db| plan.read(db, position.after.as_ref(), size))?;
        plan.write(&page, &state.keys, &mut rows).map_err(failed)?;
        sims += page.len();
        match page.next {
            None => break true,
            Some(next) => position.after = Some(next),
        }
        if sims >= state.config.exports.piece {
            break false;
        }
    };
    let counted = rows.finish().map_err(failed)?;
    let body = counted.to.finish().map_err(failed)?;
    let part = position.part;
    position.part += 1;
    let advance = Advance {
        sims: export.sims + sims,
        bytes: export.bytes + counted.bytes,
        position: Some(serde_json::to_string(&position).map_err(|error| JobError::Fail(error.to_string()))?),
    };
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let is_under_way = state.db.write_blocking(|db| {
        if !exports::advance(db, export.id, &advance)? {
            return Ok(false);
        }
        exports::insert_part(db, export.id, part, &body)?;
        if is_last {
            return exports::complete(db, &context, task, advance.sims, now);
        }
        Ok::<bool, domain::Error>(true)
    })?;
    // Nobody writes a piece twice: without this the cache of the writing connection fills with them.
    state.db.release_memory().map_err(domain::Error::from)?;
    // Taken back meanwhile: the next run removes what is there.
    Ok(if is_last && is_under_way {
        Progress::Done
    } else {
        Progress::More
    })
}

type Piece = CsvRows<Counted<GzEncoder<Vec<u8>>>>;

/// Begins a piece; the first one with the mark and the head.
fn begin(plan: &Plan, is_first: bool) -> Result<Piece, JobError> {
    let mut to = Counted::new(GzEncoder::new(Vec::new(), Compression::fast()));
    if is_first {
        to.write_all(MARK).map_err(failed)?;
    }
    let mut rows = CsvRows::new(to, plan.words().lang());
    if is_first {
        texts(&mut rows, &plan.heads()).map_err(failed)?;
    }
    Ok(rows)
}

/// Makes the whole workbook.
fn workbook(state: &AppState, job_id: i64, task: &Task, plan: Plan) -> Result<Progress, JobError> {
    let export = &task.export;
    // What a run before a crash has left behind.
    if remove_parts(state, export.id)? == Progress::More {
        return Ok(Progress::More);
    }
    let mut rows = XlsxRows::new("SIMs", plan.heads()).map_err(failed)?;
    let (mut sims, mut said, mut after) = (0, 0, None::<RowKey>);
    loop {
        let page = state.db.read_blocking(|db| plan.read(db, after.as_ref(), PAGE))?;
        plan.write(&page, &state.keys, &mut rows).map_err(failed)?;
        sims += page.len();
        after = page.next;
        if after.is_none() {
            break;
        }
        if sims - said >= state.config.exports.piece {
            said = sims;
            if !keep(state, job_id, export.id, (sims, 0), None)? {
                return Ok(Progress::More);
            }
        }
    }
    let mut parts = Parts {
        state,
        job_id,
        export_id: export.id,
        sims,
        next: 0,
        bytes: 0,
        body: Vec::with_capacity(PART),
        stopped: None,
    };
    let written = rows.finish(&mut parts).and_then(|()| parts.flush_part());
    match (written, parts.stopped) {
        (Ok(()), _) => {}
        (Err(_), Some(Stopped::Cancelled)) => return Ok(Progress::More),
        (Err(error), Some(Stopped::Failed(cause))) => {
            tracing::debug!(%error, "workbook broken off");
            return Err(cause);
        }
        (Err(error), None) => return Err(failed(error)),
    }
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let is_ready = state
        .db
        .write_blocking(|db| exports::complete(db, &context, task, sims, now))?;
    Ok(if is_ready { Progress::Done } else { Progress::More })
}

/// Notes how far the file is, adds a piece if there is one, and renews the lease; false when the file was taken back.
fn keep(
    state: &AppState,
    job_id: i64,
    export_id: i64,
    (sims, bytes): (i64, i64),
    part: Option<(i64, &[u8])>,
) -> Result<bool, JobError> {
    let now = state.clock.now();
    let advance = Advance {
        sims,
        bytes,
        position: None,
    };
    let kept = state.db.write_blocking(|db| {
        work::renew_lease(db, job_id, now)?;
        if !exports::advance(db, export_id, &advance)? {
            return Ok(false);
        }
        if let Some((number, body)) = part {
            exports::insert_part(db, export_id, number, body)?;
        }
        Ok::<bool, domain::Error>(true)
    })?;
    Ok(kept)
}

/// Keeps what is written to it as pieces of a file.
struct Parts<'a> {
    state: &'a AppState,
    job_id: i64,
    export_id: i64,
    sims: i64,
    next: i64,
    bytes: i64,
    body: Vec<u8>,
    stopped: Option<Stopped>,
}

/// Why pieces are not taken any more.
enum Stopped {
    Cancelled,
    Failed(JobError),
}

impl Parts<'_> {
    fn flush_part(&mut self) -> io::Result<()> {
        if self.body.is_empty() {
            return Ok(());
        }
        self.bytes += i64::try_from(self.body.len()).unwrap_or(0);
        let part = Some((self.next, self.body.as_slice()));
        match keep(self.state, self.job_id, self.export_id, (self.sims, self.bytes), part) {
            Ok(true) => {
                self.next += 1;
                self.body.clear();
                Ok(())
            }
            Ok(false) => {
                self.stopped = Some(Stopped::Cancelled);
                Err(io::Error::other("taken back"))
            }
            Err(error) => {
                let text = error.to_string();
                self.stopped = Some(Stopped::Failed(error));
                Err(io::Error::other(text))
            }
        }
    }
}

impl Write for Parts<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.body.extend_from_slice(bytes);
        if self.body.len() >= PART {
            self.flush_part()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Counts the bytes on their way.
struct Counted<W> {
    to: W,
    bytes: i64,
}

impl<W> Counted<W> {
    fn new(to: W) -> Self {
        Self { to, bytes: 0 }
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.bytes += i64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The disk may be full for a while.
fn failed(error: io::Error) -> JobError {
    JobError::Retry(StorageError::internal(error).to_string())
}
