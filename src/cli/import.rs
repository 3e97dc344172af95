//! `simportal import`: the same records and SIMs by file. Every wrong line is named with its reason; the rest is loaded, or with
//! `--strict` nothing at all.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::value::RawValue;

use super::Failure;
use crate::domain::ingest::parse::cdr::CdrReader;
use crate::domain::ingest::parse::events::parse_event;
use crate::domain::ingest::parse::inventory::InventoryReader;
use crate::domain::ingest::parse::json::{StreamError, for_each_record};
use crate::domain::ingest::parse::usage::{UsageRecord, parse_usage};
use crate::domain::ingest::parse::{FileError, Parsed};
use crate::domain::ingest::{self, Intake, InventoryTerms, MOST_RECORDS, Source};
use crate::domain::users::organisation_by_number;
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::account_number::AccountNumber;
use crate::types::carrier::Adapter;
use crate::types::time::UtcTime;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// SIMs, CSV: ICCID,EID,STATUS,IMSI,MSISDN,IMEI,IP_ADDRESS,SIM_TYPE,LABEL
    Inventory,
    /// Usage records, JSON array in the data-streamer form
    Usage,
    /// Event records, JSON array in the data-streamer form
    Events,
    /// Usage records, CDR CSV
    Cdr,
}

/// Load SIMs or records from a file.
#[derive(Args)]
pub(super) struct Import {
    /// What the file holds
    kind: Kind,
    /// The file
    file: PathBuf,
    /// Account number of the organisation that the file is about
    #[arg(long, value_name = "ACCOUNT")]
    organisation: String,
    /// Load everything or nothing
    #[arg(long)]
    strict: bool,
    /// Write what came of it as JSON
    #[arg(long, value_name = "OUT.json")]
    report: Option<PathBuf>,
    /// Adapter of the SIMs of an inventory: none (inventory only) or simulated
    #[arg(long, default_value = "none")]
    adapter: String,
}

#[derive(Serialize)]
struct Report {
    loaded: u64,
    already_known: u64,
    rejected: Vec<Rejected>,
}

#[derive(Serialize)]
struct Rejected {
    /// Line of a CSV file.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// Position in a JSON array, where the record has no readable id.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u64>,
    /// The record's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    kind: &'static str,
    #[serde(skip)]
    detail: String,
}

/// Ends a transaction without keeping it.
#[derive(Debug, thiserror::Error)]
enum Stop {
    /// `--strict`, and something was wrong.
    #[error("nothing was loaded")]
    Strict(Intake),
    #[error(transparent)]
    Domain(#[from] domain::Error),
    #[error(transparent)]
    Storage(#[from] crate::domain::StorageError),
    #[error("{0}")]
    File(String),
}

impl Import {
    pub(super) fn run(self, state: &AppState) -> Result<(), Failure> {
        let number = AccountNumber::parse(&self.organisation)
            .map_err(|error| Failure::usage(format!("--organisation: {error}")))?;
        let organisation = state
            .db
            .read_blocking(|db| organisation_by_number(db, &number))?
            .ok_or_else(|| Failure::new(format!("no organisation has the account number {number}")))?;
        let scope = OrgScope::for_job(organisation.root_id, organisation.id, "import");
        let adapter = Adapter::parse(&self.adapter).ok_or_else(|| Failure::usage("--adapter: none or simulated"))?;
        let loader = Loader {
            state,
            scope,
            adapter,
            name: file_name(&self.file),
            strict: self.strict,
        };
        let loaded = match self.kind {
            Kind::Inventory => loader.inventory(&self.file),
            Kind::Usage => loader.json(&self.file, parse_usage, ingest::take_usage),
            Kind::Events => loader.json(&self.file, parse_event, ingest::take_events),
            Kind::Cdr => loader.cdr(&self.file),
        };
        let (intake, refused) = match loaded {
            Ok(intake) => (intake, false),
            Err(Stop::Strict(intake)) => (
                Intake {
                    loaded: 0,
                    already_known: 0,
                    ..intake
                },
                true,
            ),
            Err(other) => return Err(Failure::new(other.to_string())),
        };
        self.tell(intake, refused)
    }

    fn tell(&self, intake: Intake, refused: bool) -> Result<(), Failure> {
        let is_json = matches!(self.kind, Kind::Usage | Kind::Events);
        let rejected = intake.set_aside.into_iter().map(|aside| Rejected {
            line: (!is_json).then_some(aside.line),
            position: (is_json && aside.record_id.is_none()).then_some(aside.line),
            id: aside.record_id,
            kind: aside.kind.as_str(),
            detail: aside.detail,
        });
        let report = Report {
            loaded: intake.loaded,
            already_known: intake.already_known,
            rejected: rejected.collect(),
        };
        if let Some(path) = &self.report {
            let json = serde_json::to_vec(&report)?;
            std::fs::write(path, json)
                .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))?;
        }
        let mut out = io::stdout().lock();
        for wrong in &report.rejected {
            let place = match (wrong.line, wrong.id) {
                (Some(line), _) => format!("line {line}"),
                (None, Some(id)) => format!("record {id}"),
                (None, None) => format!("record at position {}", wrong.position.unwrap_or_default()),
            };
            writeln!(out, "{place}: {} ({})", wrong.kind, wrong.detail)?;
        }
        writeln!(
            out,
            "{} loaded, {} already known, {} rejected",
            report.loaded,
            report.already_known,
            report.rejected.len()
        )?;
        if refused {
            return Err(Failure::new(
                "--strict: nothing was loaded, because not everything could be",
            ));
        }
        Ok(())
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

struct Loader<'a> {
    state: &'a AppState,
    scope: OrgScope,
    adapter: Adapter,
    name: String,
    strict: bool,
}

/// A use-case that takes records in.
type TakeRecords<T> = fn(&mut Db, &Source<'_>, Vec<Parsed<T>>, UtcTime) -> domain::Result<Intake>;

/// Takes one batch in.
type Take<'t, T> = dyn Fn(&mut Db, Vec<Parsed<T>>, UtcTime) -> domain::Result<Intake> + 't;

impl Loader<'_> {
    fn inventory(&self, path: &Path) -> Result<Intake, Stop> {
        let reader = InventoryReader::new(open(path)?).map_err(|error| unreadable(path, &error))?;
        for column in reader.ignored_columns() {
            eprintln!("column {column} is not known and was left out");
        }
        let carrier = if self.adapter == Adapter::None {
            "Inventory"
        } else {
            "Simulated network"
        };
        let terms = InventoryTerms {
            tariff: self.state.config.tariff,
            carrier: (carrier, self.adapter),
            keys: &self.state.keys,
        };
        self.batches(reader, path, &|db, lines, now| {
            ingest::take_inventory(db, &self.scope, &terms, lines, now)
        })
    }

    fn cdr(&self, path: &Path) -> Result<Intake, Stop> {
        // A set-aside line can be read again only together with its header.
        let mut source = open(path)?;
        let mut header = String::new();
        source
            .read_line(&mut header)
            .map_err(|error| Stop::File(format!("{}: {error}", path.display())))?;
        let whole = io::Cursor::new(header.clone().into_bytes()).chain(source);
        let reader = CdrReader::new(whole).map_err(|error| unreadable(path, &error))?;
        let header = header.trim_start_matches('\u{FEFF}').trim_end().to_owned();
        let reader = reader.map(|line| {
            line.map(|parsed| Parsed {
                raw: format!("{header}\n{}", parsed.raw),
                ..parsed
            })
        });
        let source = self.source();
        self.batches(reader, path, &|db, records: Vec<Parsed<UsageRecord>>, now| {
            ingest::take_usage(db, &source, records, now)
        })
    }

    fn json<T>(
        &self,
        path: &Path,
        parse: fn(u64, &RawValue) -> Parsed<T>,
        take: TakeRecords<T>,
    ) -> Result<Intake, Stop> {
        let source = self.source();
        let take: &Take<'_, T> = &|db, records, now| take(db, &source, records, now);
        self.transactions(
            |batch_done| {
                let mut batch = Vec::new();
                let read = for_each_record(open(path)?, |position, raw| {
                    batch.push(parse(position, raw));
                    if batch.len() == MOST_RECORDS {
                        batch_done(std::mem::take(&mut batch))
                    } else {
                        Ok(())
                    }
                });
                match read {
                    Ok(_) => batch_done(batch),
                    Err(StreamError::Stopped(stop)) => Err(stop),
                    Err(StreamError::Io(error)) => Err(Stop::File(format!("{}: {error}", path.display()))),
                    Err(StreamError::Json(error)) => Err(Stop::File(format!(
                        "{}: line {}, column {}: {}",
                        path.display(),
                        error.line,
                        error.column,
                        error.message
                    ))),
                }
            },
            take,
        )
    }

    fn batches<T>(
        &self,
        lines: impl Iterator<Item = io::Result<Parsed<T>>>,
        path: &Path,
        take: &Take<'_, T>,
    ) -> Result<Intake, Stop> {
        self.transactions(
            |batch_done| {
                let mut batch = Vec::new();
                for line in lines {
                    batch.push(line.map_err(|error| Stop::File(format!("{}: {error}", path.display())))?);
                    if batch.len() == MOST_RECORDS {
                        batch_done(std::mem::take(&mut batch))?;
                    }
                }
                batch_done(batch)
            },
            take,
        )
    }

    /// Usually a transaction per batch, so that other writers get their turn; with `--strict` one around everything.
    fn transactions<T>(
        &self,
        feed: impl FnOnce(&mut dyn FnMut(Vec<Parsed<T>>) -> Result<(), Stop>) -> Result<(), Stop>,
        take: &Take<'_, T>,
    ) -> Result<Intake, Stop> {
        let mut intake = Intake::default();
        let now = self.state.clock.now();
        if self.strict {
            return self.state.db.write_blocking(|db| {
                feed(&mut |batch| {
                    intake.add(take(db, batch, now)?);
                    Ok(())
                })?;
                if intake.set_aside.is_empty() {
                    Ok(intake)
                } else {
                    Err(Stop::Strict(intake))
                }
            });
        }
        feed(&mut |batch| {
            let batch_intake = self.state.db.write_blocking(|db| take(db, batch, now))?;
            intake.add(batch_intake);
            Ok(())
        })?;
        Ok(intake)
    }

    fn source(&self) -> Source<'_> {
        Source {
            name: &self.name,
            root_id: Some(self.scope.root_id()),
        }
    }
}

fn open(path: &Path) -> Result<BufReader<File>, Stop> {
    File::open(path)
        .map(BufReader::new)
        .map_err(|error| Stop::File(format!("cannot open {}: {error}", path.display())))
}

fn unreadable(path: &Path, error: &FileError) -> Stop {
    Stop::File(format!("{}: {error}", path.display()))
}
