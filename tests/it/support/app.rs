//! The real application, in-process: no port, mail into memory, a clock that stands still, and a database of its own.

use std::rc::Rc;

use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::TestRequest;
use chrono::TimeDelta;
use diesel::prelude::*;
use futures_util::future::LocalBoxFuture;
use simportal::clock::Clock;
use simportal::config::{Config, Environment, Overrides};
use simportal::domain::{self, Db, work};
use simportal::mail::{Letter, Transport};
use simportal::state::AppState;
use simportal::storage::doctor;
use simportal::storage::schema::jobs;
use simportal::storage::sims::{counts, days};
use simportal::storage::{self, Database};
use simportal::types::lang::Lang;
use simportal::types::secret_hash::Cost;

use super::cast;
use super::client::Client;
use super::database::TestDatabase;
use super::{Answer, Who};

type Answering = LocalBoxFuture<'static, Result<ServiceResponse<BoxBody>, actix_web::Error>>;

/// The application of one test.
pub struct TestApp {
    /// Its state: settings, clock, database.
    pub state: AppState,
    /// Its database, with the keys of the cast.
    pub database: TestDatabase,
    service: Rc<dyn Fn(TestRequest) -> Answering>,
    leaves_work: bool,
}

/// What a test may want otherwise.
pub struct Setup {
    /// Settings.
    pub config: Config,
    /// Where mail goes.
    pub transport: Transport,
    /// Cost of hashes.
    pub cost: Cost,
}

impl TestApp {
    /// On an embedded database.
    pub async fn sqlite() -> Self {
        Self::start(TestDatabase::sqlite()).await
    }

    /// On PostgreSQL, unless there is no server.
    pub async fn postgres() -> Option<Self> {
        match TestDatabase::postgres() {
            Some(database) => Some(Self::start(database).await),
            None => None,
        }
    }

    async fn start(database: TestDatabase) -> Self {
        let state = state(usual(&database), &database, Clock::fixed(cast::beginning()));
        Self {
            service: service(&state).await,
            state,
            database,
            leaves_work: false,
        }
    }

    /// Starts the application anew with other settings; database and clock stay, so do sessions.
    pub async fn restart(&mut self, change: impl FnOnce(&mut Setup)) {
        let mut setup = usual(&self.database);
        change(&mut setup);
        self.state = state(setup, &self.database, self.state.clock.clone());
        self.service = service(&self.state).await;
    }

    /// Opens the database anew with a single reading connection, so that a test can watch all that is read.
    pub async fn use_one_reader(&mut self) {
        self.database.options.connections = 1;
        self.database.handle = Database::open(&self.database.options).unwrap();
        self.restart(|_| {}).await;
    }

    /// A browser of a person who has just signed in.
    pub async fn as_(&self, who: Who) -> Client<'_> {
        let client = self.anonymous();
        let answer = client.sign_in(who.email(), cast::PASSWORD).await;
        assert_eq!(answer.status, 303, "{who:?} signs in: {}", answer.text());
        client.reads(who.lang());
        client
    }

    /// A browser of nobody yet.
    pub fn anonymous(&self) -> Client<'_> {
        Client::new(self)
    }

    /// Hands a request to the application.
    pub async fn answer(&self, request: TestRequest) -> Answer {
        match (self.service)(request).await {
            Ok(response) => Answer::read(response).await,
            Err(error) => panic!("an error got past the middleware: {error}"),
        }
    }

    /// Lets time pass.
    pub fn pass(&self, time: TimeDelta) {
        self.state.clock.advance(time);
    }

    /// Does all work that is due.
    pub async fn run_jobs(&self) {
        simportal::jobs::run_until_idle(&self.state).await.unwrap();
    }

    /// Takes the letters that have left.
    pub fn letters(&self) -> Vec<Letter> {
        self.state.transport.take_letters()
    }

    /// This test is about something else: what waits for the worker at its end is no mistake.
    pub fn leave_work(&mut self) {
        self.leaves_work = true;
    }

    /// Lets the domain do what has no page yet, in one transaction.
    pub fn write<T>(&self, f: impl FnOnce(&mut Db) -> domain::Result<T>) -> T {
        self.try_write(f).unwrap()
    }

    /// The same, where the domain may refuse.
    pub fn try_write<T>(&self, f: impl FnOnce(&mut Db) -> domain::Result<T>) -> domain::Result<T> {
        self.database.handle.write_blocking(f)
    }

    /// Reads from the database, or arranges in it what has no page.
    pub fn db<T>(&self, f: impl FnOnce(&mut Db) -> Result<T, storage::Error>) -> T {
        self.database.handle.write_blocking(f).unwrap()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let (stored, recount) = self
            .database
            .handle
            .read_blocking(|db| Ok::<_, storage::Error>((counts::stored(db)?, counts::recount(db)?)))
            .unwrap();
        assert_eq!(
            stored, recount,
            "the counters of SIMs must equal a recount at the end of every test"
        );
        let (stored, recount) = self
            .database
            .handle
            .read_blocking(|db| Ok::<_, storage::Error>((days::stored(db)?, days::recount(db)?)))
            .unwrap();
        assert_eq!(
            stored, recount,
            "the counters by day must equal a recount at the end of every test"
        );
        let check = doctor::checks()
            .iter()
            .find(|check| check.name == "use of SIMs in the month");
        let months = self
            .database
            .handle
            .read_blocking(|db| doctor::make(db, check.unwrap()));
        assert_eq!(
            months.unwrap().differences,
            0,
            "what SIMs used in the month must equal their roll-ups at the end of every test"
        );
        if self.leaves_work {
            return;
        }
        let backlog = self
            .database
            .handle
            .read_blocking(|db| work::backlog(db).map_err(domain::Error::from))
            .unwrap();
        // Every order has them; the tests of orders and documents look at what they do.
        let of_orders = self.database.handle.read_blocking(|db| {
            let names = jobs::name.eq_any(["issue_invoice", "tell_order"]);
            let waiting = jobs::table.filter(jobs::status.eq("waiting")).filter(names);
            Ok::<i64, storage::Error>(waiting.count().get_result(db)?)
        });
        let (mails, jobs) = (backlog.mails_waiting, backlog.jobs_waiting - of_orders.unwrap());
        assert!(
            mails + jobs == 0,
            "the test ends with {mails} mails and {jobs} jobs waiting: run_jobs(), or leave_work()"
        );
    }
}

/// The text of a key, as a page of this language shows it.
pub fn text(lang: Lang, key: &str) -> String {
    simportal::i18n::text(lang, key)
}

fn usual(database: &TestDatabase) -> Setup {
    let overrides = Overrides {
        data_dir: Some(database.folder.path().to_owned()),
        listen: None,
    };
    let environment = Environment::of([
        ("SIMPORTAL_BASE_URL", "http://portal.example"),
        ("SIMPORTAL_SUPPORT_EMAIL", "help@simportal.example"),
    ]);
    let mut config = Config::load(&environment, &overrides).unwrap();
    config.database = database.options.clone();
    Setup {
        config,
        transport: Transport::Memory(Default::default()),
        cost: Cost::TEST,
    }
}

fn state(setup: Setup, database: &TestDatabase, clock: Clock) -> AppState {
    let handle = database.handle.clone();
    simportal::app::state(setup.config, handle, &[7; 32], setup.transport, clock, setup.cost).unwrap()
}

async fn service(state: &AppState) -> Rc<dyn Fn(TestRequest) -> Answering> {
    let service = actix_web::test::init_service(simportal::application!(state)).await;
    Rc::new(move |request| Box::pin(service.call(request.to_request())))
}
