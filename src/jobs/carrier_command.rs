//! Lets the carrier of a SIM carry out what a person ordered, and takes in what the network tells about it.

use super::JobError;
use crate::carriers::{self, CarrierError, Order, SimView};
use crate::domain::ingest::{self, Source};
use crate::domain::sims::SimRow;
use crate::domain::simulation::parsed;
use crate::domain::{self, work};
use crate::state::AppState;
use crate::types::carrier::CarrierCommand;
use crate::types::iccid::Iccid;
use crate::types::status::SimStatus;

/// Idempotent: the same job is the same order, whose records have the same ids and so are taken in once.
pub(super) fn run(
    state: &AppState,
    job_id: i64,
    sim_id: i64,
    command: CarrierCommand,
    actor: &str,
) -> Result<(), JobError> {
    let now = state.clock.now();
    let (sim, carrier) = state
        .db
        .read_blocking(|db| work::sim_of_order(db, sim_id))
        .map_err(|error: domain::Error| JobError::from(error))?;
    if is_overtaken(&sim, command) {
        return Ok(());
    }
    let order = Order {
        id: job_id,
        sim: &view(&sim)?,
        command,
        actor,
        at: now,
    };
    let records = carriers::of(carrier.adapter).carry_out(&order)?;
    if records.is_empty() {
        return Ok(());
    }
    let records = records
        .into_iter()
        .enumerate()
        .map(|(index, record)| parsed(index + 1, record.id, record))
        .collect();
    let source = Source {
        name: &carrier.name,
        root_id: Some(sim.root_id),
    };
    let intake = state
        .db
        .write_blocking(|db| ingest::take_events(db, &source, records, now))
        .map_err(|error: domain::Error| JobError::from(error))?;
    match intake.set_aside.first() {
        None => Ok(()),
        Some(first) => Err(JobError::Fail(format!("records were set aside: {}", first.detail))),
    }
}

impl From<CarrierError> for JobError {
    fn from(error: CarrierError) -> Self {
        match error {
            CarrierError::Unsupported { .. } => Self::Fail(error.to_string()),
            CarrierError::Unavailable(_) => Self::Retry(error.to_string()),
        }
    }
}

/// Whether a later order has taken this one back. Its own job follows; carrying out both could leave the SIM in the state of the
/// first one if that one is a late retry.
pub(super) fn is_overtaken(sim: &SimRow, command: CarrierCommand) -> bool {
    match command {
        CarrierCommand::Activate | CarrierCommand::ResetConnection => sim.status != SimStatus::Activated,
        CarrierCommand::Deactivate => sim.status != SimStatus::Deactivated,
        CarrierCommand::LockImei => !sim.imei_locked,
        CarrierCommand::UnlockImei => sim.imei_locked,
    }
}

/// The SIM as its carrier gets to see it.
pub(super) fn view(sim: &SimRow) -> Result<SimView, JobError> {
    Ok(SimView {
        iccid: Iccid::parse(&sim.iccid).map_err(|error| JobError::Fail(error.to_string()))?,
        session: sim.session,
        imei: sim.imei.clone(),
        ip_address: sim.ip_address.clone(),
        network_code: sim.network_code.clone(),
        bearer: sim.bearer.clone(),
    })
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;

    use super::*;
    use crate::clock::Clock;
    use crate::config::{Config, Environment, Overrides};
    use crate::domain::demo::{self, House, Maker, PASSWORD, Plan};
    use crate::domain::work::Job;
    use crate::jobs::run_until_idle;
    use crate::mail::Transport;
    use crate::storage::schema::{events, sims};
    use crate::storage::{self, Database, Durability, Error as StorageError, migrations, organisations};
    use crate::types::access::OrgScope;
    use crate::types::secret_hash::{Cost, hash};
    use crate::types::status::SessionStatus;

    fn state(folder: &tempfile::TempDir) -> AppState {
        let overrides = Overrides {
            data_dir: Some(folder.path().to_owned()),
            listen: None,
        };
        let mut config = Config::load(&Environment::of([]), &overrides).unwrap();
        config.database.durability = Durability::Off;
        let db = Database::open(&config.database).unwrap();
        migrations::migrate(&db).unwrap();
        let transport = Transport::of(&config.mail, folder.path()).unwrap();
        let clock = Clock::fixed(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc());
        let state = crate::app::state(config, db, &[7; 32], transport, clock, Cost::TEST).unwrap();
        let hash = hash(PASSWORD, Cost::TEST).unwrap();
        let maker = Maker {
            plan: Plan { sims: 150, seed: 1 },
            password_hash: &hash,
            keys: &state.keys,
            now: state.clock.now(),
        };
        state
            .db
            .write_blocking(|db| demo::make(db, &maker, &mut |_| {}))
            .unwrap();
        state.clock.advance(chrono::TimeDelta::minutes(1));
        state
    }

    /// The SIMs of the first demo organisation that are activated.
    fn activated(state: &AppState) -> Vec<SimRow> {
        let rows = state.db.read_blocking(|db| {
            let hansa = organisations::find_by_number(db, House::Hansa.account_number())?.unwrap();
            let scope = OrgScope::for_job(hansa.root_id, hansa.id, "test");
            Ok::<Vec<SimRow>, StorageError>(
                storage::sims::of(&scope)
                    .filter(sims::status.eq(SimStatus::Activated))
                    .order(sims::id)
                    .select(sims::all_columns)
                    .load(db)?,
            )
        });
        rows.unwrap()
    }

    fn order(state: &AppState, sim: &SimRow, command: CarrierCommand) -> i64 {
        let job = Job::CarrierCommand {
            sim_id: sim.id,
            command,
            actor: "Greta Hansen".to_owned(),
        };
        let now = state.clock.now();
        state
            .db
            .write_blocking(|db| work::enqueue(db, None, &job, now))
            .unwrap()
    }

    fn events_of(state: &AppState, sim: &SimRow) -> Vec<(i32, Option<String>)> {
        let rows = state.db.read_blocking(|db| {
            Ok::<_, StorageError>(
                events::table
                    .filter(events::sim_id.eq(sim.id))
                    .order((events::occurred_at.desc(), events::id.desc()))
                    .select((events::type_id, events::actor))
                    .load(db)?,
            )
        });
        rows.unwrap()
    }

    #[tokio::test]
    async fn a_reset_comes_back_as_events_of_the_network_and_doing_it_again_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let state = state(&folder);
        let sim = activated(&state)
            .into_iter()
            .find(|sim| sim.session == SessionStatus::Online)
            .unwrap();
        let before = events_of(&state, &sim).len();
        let job = order(&state, &sim, CarrierCommand::ResetConnection);
        run_until_idle(&state).await.unwrap();
        let told = events_of(&state, &sim);
        let types: Vec<i32> = told.iter().take(5).map(|(id, _)| *id).collect();
        assert_eq!(types, [3, 2, 1, 16, 15]);
        assert_eq!(told.len(), before + 5);
        let after = activated(&state).into_iter().find(|row| row.id == sim.id).unwrap();
        assert_eq!(after.session, SessionStatus::Online);
        assert!(after.session_since > sim.session_since, "a new session has begun");
        run(&state, job, sim.id, CarrierCommand::ResetConnection, "Greta Hansen").unwrap();
        assert_eq!(events_of(&state, &sim), told);
    }

    #[tokio::test]
    async fn an_order_that_was_taken_back_is_not_carried_out() {
        let folder = tempfile::tempdir().unwrap();
        let state = state(&folder);
        let sim = activated(&state).remove(0);
        let before = events_of(&state, &sim);
        // It is activated: somebody has switched it on again since.
        order(&state, &sim, CarrierCommand::Deactivate);
        run_until_idle(&state).await.unwrap();
        assert_eq!(events_of(&state, &sim), before);
    }

    #[tokio::test]
    async fn switching_on_names_the_person_and_inventory_takes_no_orders() {
        let folder = tempfile::tempdir().unwrap();
        let state = state(&folder);
        let rows = activated(&state);
        let managed = |sim: &&SimRow| {
            let carrier = state
                .db
                .read_blocking(|db| storage::sims::carrier(db, sim.carrier_id))
                .unwrap();
            carrier.adapter == crate::types::carrier::Adapter::Simulated
        };
        let sim = rows.iter().find(managed).unwrap();
        run(&state, 77, sim.id, CarrierCommand::Activate, "Jonas Petersen").unwrap();
        assert!(events_of(&state, sim).contains(&(8, Some("Jonas Petersen".to_owned()))));
        let shelved = rows.iter().find(|sim| !managed(sim)).unwrap();
        let refused = run(&state, 78, shelved.id, CarrierCommand::Activate, "Jonas Petersen");
        assert!(matches!(refused, Err(JobError::Fail(_))), "{refused:?}");
    }
}
