//! A network inside the program. It obeys at once and answers with the events that a real one sends over the next seconds.

use chrono::TimeDelta;

use super::{Carrier, CarrierError, Order, SimView};
use crate::domain::ingest::parse::events::EventRecord;
use crate::domain::simulation::{Device, Happening, Network, Place, Random, event, order_id};
use crate::types::carrier::{Adapter, CarrierCommand};
use crate::types::status::{Bearer, SessionStatus};

pub(super) struct SimulatedCarrier;

impl Carrier for SimulatedCarrier {
    fn adapter(&self) -> Adapter {
        Adapter::Simulated
    }

    fn carry_out(&self, order: &Order<'_>) -> Result<Vec<EventRecord>, CarrierError> {
        let (sim, place) = (order.sim, place_of(order.sim));
        let device = Device {
            iccid: sim.iccid,
            imei: sim.imei.as_deref(),
            ip_address: sim.ip_address.as_deref(),
        };
        let user = Some(order.actor).filter(|name| !name.is_empty());
        Ok(happenings(order)
            .into_iter()
            .enumerate()
            .map(|(index, happening)| {
                // A millisecond apart, so that they keep their order wherever they are sorted by time.
                let at = order.at + TimeDelta::milliseconds(i64::try_from(index).unwrap_or_default());
                let user = user.filter(|_| matches!(happening, Happening::Activation | Happening::Suspension));
                let mut record = event(order_id(order.id, index), &device, happening, at, Some(&place), user);
                // Whatever this network says is labelled (product section 15).
                record.description.push_str(" (simulated)");
                record
            })
            .collect())
    }
}

/// What the network tells. Locks are kept by its register, which sends no events.
fn happenings(order: &Order<'_>) -> Vec<Happening> {
    use Happening::{
        Activation, CreatePdp, PurgeGprsLocation, PurgeLocation, Suspension, UpdateGprsLocation, UpdateLocation,
    };
    let was = order.sim.session;
    match order.command {
        // Only a SIM that was seen in a device is in one now and looks for the network.
        CarrierCommand::Activate if order.sim.imei.is_some() => {
            vec![Activation, UpdateLocation, UpdateGprsLocation, CreatePdp]
        }
        CarrierCommand::Activate => vec![Activation],
        CarrierCommand::Deactivate if was == SessionStatus::Offline => vec![Suspension],
        CarrierCommand::Deactivate => vec![Suspension, PurgeLocation, PurgeGprsLocation],
        CarrierCommand::ResetConnection => {
            let mut told = vec![PurgeLocation, PurgeGprsLocation];
            if was != SessionStatus::Offline {
                told.extend([UpdateLocation, UpdateGprsLocation]);
            }
            if was == SessionStatus::Online {
                told.push(CreatePdp);
            }
            told
        }
        CarrierCommand::LockImei | CarrierCommand::UnlockImei => Vec::new(),
    }
}

/// The device turns up where it was seen last, in a cell that depends on the SIM alone.
fn place_of(sim: &SimView) -> Place {
    let network = sim.network_code.as_deref().and_then(Network::by_code);
    let bearer = sim.bearer.as_deref().and_then(Bearer::parse);
    Place::somewhere(
        network.unwrap_or(Network::home()),
        bearer.unwrap_or(Bearer::LteM),
        &mut Random::new(sim.iccid.number()),
    )
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::types::event_type;
    use crate::types::iccid::Iccid;

    pub(in crate::carriers) fn sim(session: SessionStatus) -> SimView {
        SimView {
            iccid: Iccid::parse("8988228099000000001").unwrap(),
            session,
            imei: Some("8635760412345601".to_owned()),
            ip_address: Some("100.64.0.1".to_owned()),
            network_code: Some("238 01".to_owned()),
            bearer: Some("nb_iot".to_owned()),
        }
    }

    pub(in crate::carriers) fn order(sim: &SimView, command: CarrierCommand) -> Order<'_> {
        Order {
            id: 12,
            sim,
            command,
            actor: "Greta Hansen",
            at: chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc(),
        }
    }

    fn session_after(was: SessionStatus, records: &[EventRecord]) -> SessionStatus {
        records.iter().fold(was, |session, record| {
            event_type::effect(record.type_id).map_or(session, |effect| effect.apply(session))
        })
    }

    #[test]
    fn a_reset_purges_the_sim_and_leaves_it_as_connected_as_it_was() {
        for was in SessionStatus::ALL {
            let sim = sim(*was);
            let records = SimulatedCarrier
                .carry_out(&order(&sim, CarrierCommand::ResetConnection))
                .unwrap();
            assert_eq!(records[0].type_id, 15);
            assert_eq!(session_after(*was, &records), *was);
        }
    }

    #[test]
    fn switching_off_ends_every_session_and_switching_on_brings_a_known_device_back() {
        let online = sim(SessionStatus::Online);
        let off = SimulatedCarrier
            .carry_out(&order(&online, CarrierCommand::Deactivate))
            .unwrap();
        assert_eq!(session_after(SessionStatus::Online, &off), SessionStatus::Offline);
        let offline = sim(SessionStatus::Offline);
        let on = SimulatedCarrier
            .carry_out(&order(&offline, CarrierCommand::Activate))
            .unwrap();
        assert_eq!(session_after(SessionStatus::Offline, &on), SessionStatus::Online);
        assert_eq!(on[0].user.as_deref(), Some("Greta Hansen"));
        assert!(on[1].user.is_none(), "the network did this by itself");
        let never_seen = SimView { imei: None, ..offline };
        let on = SimulatedCarrier
            .carry_out(&order(&never_seen, CarrierCommand::Activate))
            .unwrap();
        assert_eq!(on.iter().map(|record| record.type_id).collect::<Vec<_>>(), [8]);
    }

    #[test]
    fn the_device_comes_back_where_it_was() {
        let sim = sim(SessionStatus::Online);
        let records = SimulatedCarrier
            .carry_out(&order(&sim, CarrierCommand::ResetConnection))
            .unwrap();
        let last = records.last().unwrap();
        assert_eq!(
            (last.country_iso.as_deref(), last.bearer),
            (Some("DK"), Some(Bearer::NbIot))
        );
    }

    #[test]
    fn the_same_order_gives_the_same_records_and_another_one_other_ids() {
        let sim = sim(SessionStatus::Online);
        let first = order(&sim, CarrierCommand::ResetConnection);
        let records = SimulatedCarrier.carry_out(&first).unwrap();
        assert_eq!(SimulatedCarrier.carry_out(&first).unwrap(), records);
        let other = SimulatedCarrier.carry_out(&Order { id: 13, ..first }).unwrap();
        assert!(records.iter().all(|record| other.iter().all(|o| o.id != record.id)));
        assert!(records.windows(2).all(|pair| pair[0].occurred_at < pair[1].occurred_at));
    }
}
