//! The commands. One file per command; all read the same settings.

mod demo;
mod doctor;
mod import;
mod ingest_client;
mod migrate;
pub mod routes;
mod serve;
mod transfer;
mod user;
mod user_change;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app;
use crate::config::{Config, Environment, Overrides};
use crate::state::AppState;
use crate::telemetry;

/// Self-hosted customer portal for IoT connectivity.
///
/// Without a command: makes demo data if there is nobody yet (not in production), and serves.
#[derive(Parser)]
#[command(name = "simportal", version, about)]
struct Arguments {
    /// Folder of the embedded database, the secret key and undelivered mail [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Make demo data if there is nobody yet, print the logins, and serve
    Demo(demo::Demo),
    /// Answer requests, and work off mail and jobs
    Serve(serve::Serve),
    /// Work off mail and jobs, without answering requests
    Worker,
    /// Bring the database to this version
    Migrate,
    /// Manage people
    #[command(subcommand)]
    User(user::User),
    /// Load SIMs or records from a file
    Import(import::Import),
    /// Manage senders of records
    #[command(subcommand)]
    IngestClient(ingest_client::IngestClient),
    /// Move SIMs between a master organisation and one of its sub-organisations
    Transfer(transfer::Transfer),
    /// Count again what is added up as records come in, and say what differs
    Doctor,
    /// Print every route with the access it asks for
    Routes,
}

/// Exit code for wrong settings or arguments, as clap uses it.
const USAGE: u8 = 2;

/// Why a command ended without success.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// The command was understood and did not succeed: exit code 1.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: 1,
        }
    }

    /// Arguments or settings are wrong: exit code 2.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: USAGE,
        }
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::new(error.to_string())
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    let overrides = Overrides {
        data_dir: arguments.data_dir,
        listen: arguments.listen,
    };
    if let Some(Command::Routes) = arguments.command {
        return routes::run();
    }
    let config = Config::load(&Environment::of_process(), &overrides)
        .map_err(|problems| Failure::usage(format!("wrong settings:\n  {}", problems.join("\n  "))))?;
    telemetry::start_log(&config.log).map_err(Failure::usage)?;
    match arguments.command {
        None => demo::without_command(config),
        Some(Command::Demo(demo)) => demo.run(config),
        Some(Command::Serve(serve)) => serve.run(config),
        Some(Command::Worker) => serve::work_only(config),
        Some(Command::Migrate) => migrate::run(config),
        Some(Command::User(user)) => user.run(&prepare(config)?),
        Some(Command::Import(import)) => import.run(&prepare(config)?),
        Some(Command::IngestClient(client)) => client.run(&prepare(config)?),
        Some(Command::Transfer(transfer)) => transfer.run(&prepare(config)?),
        Some(Command::Doctor) => doctor::run(&prepare(config)?),
        Some(Command::Routes) => Ok(()),
    }
}

fn prepare(config: Config) -> Result<AppState, Failure> {
    app::prepare(config).map_err(Failure::new)
}
