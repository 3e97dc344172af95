//! `simportal demo`, and `simportal` without a command: a portal worth looking at from the first minute.

use std::io::Write;
use std::time::{Duration, Instant};

use clap::Args;

use super::serve::Serve;
use super::{Failure, prepare};
use crate::config::Config;
use crate::domain;
use crate::domain::demo::{self, Found, INGEST_CLIENT, LOGINS, Made, Maker, PASSWORD, Plan, Post};
use crate::storage::{DatabaseUrl, Durability, Kind, db, tx};
use crate::types::secret_hash;

/// Make demo data if there is nobody yet, print the logins, and serve beside the simulated network.
#[derive(Args)]
pub(super) struct Demo {
    /// Number of SIMs, up to 1,000,000 on SQLite and 10,000,000 on PostgreSQL
    #[arg(long, value_name = "N", default_value_t = SIMS, value_parser = clap::value_parser!(u32).range(1..=i64::from(demo::MOST_SIMS)))]
    sims: u32,
    /// The same seed gives the same SIMs
    #[arg(long, value_name = "S", default_value_t = SEED)]
    seed: u64,
    /// Make the data and end
    #[arg(long)]
    no_serve: bool,
}

const SIMS: u32 = 5_000;
const SEED: u64 = 2026;
/// More SIMs than this are for PostgreSQL.
const MOST_ON_SQLITE: u32 = 1_000_000;
/// Time between two lines about how far it is.
const TELL_EVERY: Duration = Duration::from_secs(2);

impl Default for Demo {
    fn default() -> Self {
        Self {
            sims: SIMS,
            seed: SEED,
            no_serve: false,
        }
    }
}

/// `simportal` without a command: the demo for whoever tries it out, plain serving for customers.
pub(super) fn without_command(config: Config) -> Result<(), Failure> {
    if config.is_production() {
        return Serve::default().run(config);
    }
    Demo::default().run(config)
}

impl Demo {
    pub(super) fn run(self, config: Config) -> Result<(), Failure> {
        if config.is_production() {
            return Err(Failure::usage(
                "demo data have passwords that everybody knows: they are not for SIMPORTAL_MODE=production",
            ));
        }
        if self.sims > MOST_ON_SQLITE && config.database.url.kind() == Kind::Sqlite {
            return Err(Failure::usage(format!(
                "more than {} SIMs need PostgreSQL: set SIMPORTAL_DATABASE_URL",
                grouped(u64::from(MOST_ON_SQLITE))
            )));
        }
        let found = {
            let state = prepare(config.clone())?;
            state.db.read_blocking(|db| demo::find(db, state.hashing_cost))?
        };
        match found {
            Found::Nobody => self.make(&config)?,
            Found::Demo => println!("The demo data are here already.\n"),
            Found::Others => println!("There are people in this database: no demo data were made.\n"),
        }
        if found != Found::Others {
            print!(
                "{}",
                table(
                    &config.server.base_url,
                    found == Found::Nobody && self.sims > demo::WHOLE
                )
            );
        }
        if self.no_serve {
            return Ok(());
        }
        // Records are invented only where the SIMs are.
        Serve::default().run_simulating(config, found != Found::Others)
    }

    /// Makes the data on a connection of its own. On SQLite without waiting for the disk: all of it is one transaction, so a crash of
    /// the program leaves an empty database; after a power cut in this time the data directory has to be removed.
    fn make(&self, config: &Config) -> Result<(), Failure> {
        let started = Instant::now();
        let mut quick = config.clone();
        quick.database.durability = Durability::Off;
        let state = prepare(quick)?;
        let (keys, now) = (state.keys.clone(), state.clock.now());
        println!("Making demo data: {} SIMs ...", grouped(u64::from(self.sims)));
        let hash = secret_hash::hash(PASSWORD, state.hashing_cost)?;
        let plan = Plan {
            sims: self.sims,
            seed: self.seed,
        };
        // No other connection may be open while the file is tuned for the load.
        drop(state);
        let maker = Maker {
            plan,
            password_hash: &hash,
            keys: &keys,
            now,
        };
        let mut told = started;
        let mut tell = |made: Made| {
            if told.elapsed() >= TELL_EVERY {
                told = Instant::now();
                println!("  {}", counted(made));
            }
        };
        let mut connection = db::connect(&config.database.url, Durability::Off, false)?;
        demo::tune(&mut connection)?;
        let made = tx::write_tx::<_, domain::Error>(&mut connection, |db| demo::make(db, &maker, &mut tell))?;
        demo::settle(&mut connection)?;
        drop(connection);
        if let DatabaseUrl::Sqlite(path) = &config.database.url {
            // Now the disk has to have it all.
            std::fs::File::options().write(true).open(path)?.sync_all()?;
        }
        println!("{} in {:.1} s\n", counted(made), started.elapsed().as_secs_f32());
        std::io::stdout().flush()?;
        Ok(())
    }
}

fn counted(made: Made) -> String {
    format!(
        "{} SIMs · {} usage records · {} events",
        grouped(made.sims),
        grouped(made.usage),
        grouped(made.events)
    )
}

/// A number with commas between thousands, as the English of the command line has it.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Address and logins; `with_small` names those of the small organisations, too.
fn table(address: &str, with_small: bool) -> String {
    let mut text = format!("Portal    {address}\nPassword  {PASSWORD} (of every login, unless changed)\n\n");
    let width = LOGINS.iter().map(|login| login.name.len()).max().unwrap_or_default();
    for login in LOGINS {
        let (role, place) = match login.post {
            Post::Member(house, role) => (role.as_str(), format!("{} {}", house.account_number(), house.name())),
            Post::Staff(role) => (role.as_str(), "staff of the platform".to_owned()),
        };
        text.push_str(&format!(
            "  {:width$}  {:13}  {place}\n",
            login.name,
            role.replace('_', " ")
        ));
    }
    if with_small {
        text.push_str(&format!(
            "  {} to {}  owners of the small organisations\n",
            demo::small_login(0),
            demo::small_login(demo::SMALL_HOMES - 1)
        ));
    }
    text.push_str(&format!(
        "\nRecords go to {address}/ingest/usage and /ingest/events as {INGEST_CLIENT}, with the same password.\n\n"
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let numbers = [0, 999, 1_000, 160_250, 1_000_000].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "160,250", "1,000,000"]);
    }

    #[test]
    fn the_table_names_address_password_and_every_login() {
        let text = table("http://127.0.0.1:8080", false);
        assert!(text.contains("http://127.0.0.1:8080\n") && text.contains(PASSWORD));
        assert!(LOGINS.iter().all(|login| text.contains(login.name)));
        let first = text.lines().find(|line| line.contains(demo::FIRST_LOGIN)).unwrap();
        let words: Vec<&str> = first.split_whitespace().take(4).collect();
        assert_eq!(words, [demo::FIRST_LOGIN, "owner", "81000001", "Hansa"]);
    }
}
