//! Events as a network would send them.

use super::Place;
use crate::domain::ingest::parse::Parsed;
use crate::domain::ingest::parse::events::EventRecord;
use crate::types::event_type;
use crate::types::iccid::Iccid;
use crate::types::status::{EventSource, Severity};
use crate::types::time::UtcTime;

/// What happens to a SIM (`api.md` section 10.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// Type 1: it was seen in a network for calls and SMS.
    UpdateLocation,
    /// Type 2: it was seen in a network for data.
    UpdateGprsLocation,
    /// Type 3: a data session begins.
    CreatePdp,
    /// Type 4: a data session goes on in another cell or technology.
    UpdatePdp,
    /// Type 5: a data session ends.
    DeletePdp,
    /// Type 6: the network refused it.
    AuthenticationFailed,
    /// Type 8: somebody switched it on.
    Activation,
    /// Type 9: somebody switched it off.
    Suspension,
    /// Type 15: the network forgot it, for calls and SMS.
    PurgeLocation,
    /// Type 16: the network forgot it, for data.
    PurgeGprsLocation,
    /// Type 18: 20 % of its data are left.
    DataLow,
    /// Type 19: its data are used up.
    DataUsedUp,
    /// Type 20: 20 % of its SMS are left.
    SmsLow,
    /// Type 21: its SMS are used up.
    SmsUsedUp,
    /// Type 60: its lifetime is over.
    DataExpired,
}

impl Happening {
    /// Number of the type.
    pub fn type_id(self) -> i32 {
        match self {
            Self::UpdateLocation => 1,
            Self::UpdateGprsLocation => 2,
            Self::CreatePdp => 3,
            Self::UpdatePdp => 4,
            Self::DeletePdp => 5,
            Self::AuthenticationFailed => 6,
            Self::Activation => 8,
            Self::Suspension => 9,
            Self::PurgeLocation => 15,
            Self::PurgeGprsLocation => 16,
            Self::DataLow => 18,
            Self::DataUsedUp => 19,
            Self::SmsLow => 20,
            Self::SmsUsedUp => 21,
            Self::DataExpired => 60,
        }
    }

    fn source(self) -> EventSource {
        match self {
            Self::Activation | Self::Suspension => EventSource::Api,
            Self::DataLow | Self::DataUsedUp | Self::SmsLow | Self::SmsUsedUp | Self::DataExpired => {
                EventSource::Policy
            }
            _ => EventSource::Network,
        }
    }

    fn severity(self) -> Severity {
        match self {
            Self::AuthenticationFailed | Self::DataLow | Self::SmsLow | Self::DataExpired => Severity::Warn,
            Self::DataUsedUp | Self::SmsUsedUp => Severity::Critical,
            _ => Severity::Info,
        }
    }

    /// Whether the record says where the device is.
    fn is_placed(self) -> bool {
        matches!(
            self,
            Self::UpdateLocation
                | Self::UpdateGprsLocation
                | Self::CreatePdp
                | Self::UpdatePdp
                | Self::DeletePdp
                | Self::AuthenticationFailed
        )
    }

    fn is_session(self) -> bool {
        matches!(self, Self::CreatePdp | Self::UpdatePdp | Self::DeletePdp)
    }

    fn description(self, place: Option<&Place>) -> String {
        let name = event_type::name(self.type_id()).unwrap_or_default();
        match (self, place) {
            (Self::UpdateLocation | Self::UpdateGprsLocation, Some(place)) => format!(
                "New location received from {}, {}.",
                place.network.name, place.network.country
            ),
            (Self::CreatePdp, Some(place)) => format!("Data session begun by {}.", place.bearer.label()),
            (Self::UpdatePdp, Some(place)) => format!("Data session goes on by {}.", place.bearer.label()),
            (Self::DeletePdp, Some(_)) => "Data session ended.".to_owned(),
            (Self::AuthenticationFailed, Some(place)) => format!("{} refused the SIM.", place.network.name),
            (Self::DataLow, _) => "20 % of the data volume are left.".to_owned(),
            (Self::DataUsedUp, _) => "The data volume is used up.".to_owned(),
            (Self::SmsLow, _) => "20 % of the SMS are left.".to_owned(),
            (Self::SmsUsedUp, _) => "The SMS are used up.".to_owned(),
            (Self::DataExpired, _) => "The lifetime is over.".to_owned(),
            _ => format!("{name}."),
        }
    }
}

/// The SIM and what it sits in.
#[derive(Debug, Clone, Copy)]
pub struct Device<'a> {
    /// The SIM.
    pub iccid: Iccid,
    /// IMEI or IMEISV.
    pub imei: Option<&'a str>,
    /// Address of its sessions.
    pub ip_address: Option<&'a str>,
}

/// The record of a happening. `place` is left out where the real record has none; `user` is the person behind it.
pub fn event(
    id: i64,
    device: &Device<'_>,
    happening: Happening,
    at: UtcTime,
    place: Option<&Place>,
    user: Option<&str>,
) -> EventRecord {
    let place = place.filter(|_| happening.is_placed());
    let session = place.filter(|_| happening.is_session());
    EventRecord {
        id,
        iccid: Some(device.iccid),
        occurred_at: at,
        type_id: happening.type_id(),
        type_name: event_type::name(happening.type_id()).unwrap_or_default().to_owned(),
        severity: happening.severity(),
        source: happening.source(),
        alert: happening.source() == EventSource::Policy,
        description: happening.description(place),
        user: user.map(str::to_owned),
        imei: device.imei.map(str::to_owned),
        ip_address: session.and(device.ip_address).map(str::to_owned),
        operator_name: place.map(|place| place.network.name.to_owned()),
        country_name: place.map(|place| place.network.country.to_owned()),
        country_iso: place.map(|place| place.network.iso.to_owned()),
        mcc: place.map(|place| place.network.mcc.to_owned()),
        mnc: place.map(|place| place.network.mnc.to_owned()),
        cell: session.map(|place| format!("{}-{}", place.area, place.cell)),
        bearer: session.map(|place| place.bearer),
        detail: place.map(|place| detail(place, session.is_some())),
        // The sender need not name the organisation: the SIM says whose it is.
        organisation_name: None,
    }
}

/// The record as the door of real records takes it. It needs no raw text: it cannot be wrong, and its SIM is held.
pub fn parsed<T>(line: usize, record_id: i64, record: T) -> Parsed<T> {
    Parsed {
        line: u64::try_from(line).unwrap_or_default(),
        record_id: Some(record_id),
        raw: String::new(),
        result: Ok(record),
    }
}

fn detail(place: &Place, with_session: bool) -> String {
    let Place {
        network, area, cell, ..
    } = place;
    let session = if with_session {
        format!(
            r#","pdp_context":{{"apn":"iot.example","mcc":"{}","mnc":"{}","lac":{area},"ci":{cell},"rat_type":{}}}"#,
            network.mcc,
            network.mnc,
            place.rat_type()
        )
    } else {
        String::new()
    };
    format!(
        r#"{{"id":{},"name":"{}","country":{{"name":"{}","country_code":"{}","mcc":"{}","iso_code":"{}"}}{session}}}"#,
        network.id,
        network.name,
        network.country,
        network.calling,
        network.mcc,
        network.iso.to_ascii_lowercase()
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Network, Random};
    use super::*;
    use crate::types::status::Bearer;

    #[test]
    fn a_session_event_says_the_same_in_its_fields_and_in_its_detail() {
        let device = Device {
            iccid: Iccid::parse("8988228099000000001").unwrap(),
            imei: Some("8635760412345601"),
            ip_address: Some("100.64.0.1"),
        };
        let place = Place::somewhere(Network::home(), Bearer::LteM, &mut Random::new(3));
        let at = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        let record = event(7, &device, Happening::CreatePdp, at, Some(&place), None);
        // Read as if it had come over the wire: the detail alone has to give the place.
        let wire = format!(
            r#"{{"id":7,"timestamp":"2027-01-15T08:00:00Z","event_type":{{"id":3}},"sim":{{"iccid":"{}"}},
                "endpoint":{{"ip_address":"100.64.0.1","imei":"8635760412345601"}},"description":"{}","detail":{}}}"#,
            device.iccid,
            record.description,
            record.detail.as_deref().unwrap()
        );
        let raw = serde_json::value::RawValue::from_string(wire).unwrap();
        let read = crate::domain::ingest::parse::events::parse_event(1, &raw)
            .result
            .unwrap();
        assert_eq!(read, record);
    }

    #[test]
    fn every_happening_has_a_documented_type() {
        use Happening::*;
        for happening in [
            UpdateLocation,
            UpdateGprsLocation,
            CreatePdp,
            UpdatePdp,
            DeletePdp,
            AuthenticationFailed,
            Activation,
            Suspension,
            PurgeLocation,
            PurgeGprsLocation,
            DataLow,
            DataUsedUp,
            SmsLow,
            SmsUsedUp,
            DataExpired,
        ] {
            assert!(event_type::name(happening.type_id()).is_some(), "{happening:?}");
        }
    }
}
