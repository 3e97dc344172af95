//! Usage records of the data streamer (`api.md` section 10.1).

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Parsed, RAW_LIMIT, Reject, RejectKind, json, storable};
use crate::types::iccid::Iccid;
use crate::types::time::{UtcTime, parse_timestamp};
use crate::types::volume::{DataVolume, SmsCount};

/// What one SIM used in one interval in one network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageRecord {
    /// Id in the source; the same id is the same record sent again.
    pub id: i64,
    /// The SIM.
    pub iccid: Iccid,
    /// Start of the interval.
    pub started_at: UtcTime,
    /// End of the interval, not before its start.
    pub ended_at: UtcTime,
    /// How much of what.
    pub traffic: Traffic,
    /// IMSI that was in use, as the source wrote it.
    pub imsi: Option<String>,
    /// IMEI or IMEISV of the device, as the source wrote it.
    pub imei: Option<String>,
    /// Address of the SIM, as the source wrote it.
    pub ip_address: Option<String>,
    /// Name of the organisation: by the contract its account number.
    pub organisation_name: Option<String>,
    /// The visited network.
    pub operator: Option<Operator>,
    /// The tariff.
    pub tariff_name: Option<String>,
}

/// How much of what was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Traffic {
    /// Mobile data.
    Data {
        /// All of it: what counts against a quota. The source rounds it by itself, so it may differ from the sum.
        total: DataVolume,
        /// Sent by the SIM.
        tx: DataVolume,
        /// Received by the SIM.
        rx: DataVolume,
    },
    /// Short messages.
    Sms {
        /// Sent by the SIM (mobile originated).
        mo: i64,
        /// Received by the SIM (mobile terminated).
        mt: i64,
    },
}

/// A mobile network. Country and network codes are text, since their leading zeros count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operator {
    /// Id in the source.
    pub id: Option<i64>,
    /// Name of the network.
    pub name: Option<String>,
    /// Mobile network code; CDR files may give several, separated by commas.
    pub mnc: Option<String>,
    /// Country in English.
    pub country_name: Option<String>,
    /// Mobile country code.
    pub mcc: Option<String>,
}

#[derive(Default, Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    start_timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    end_timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    imsi: Option<&'a RawValue>,
    #[serde(borrow)]
    organisation: Option<&'a RawValue>,
    #[serde(borrow)]
    sim: Option<&'a RawValue>,
    #[serde(borrow)]
    operator: Option<&'a RawValue>,
    #[serde(borrow)]
    tariff: Option<&'a RawValue>,
    #[serde(borrow)]
    traffic_type: Option<&'a RawValue>,
    #[serde(borrow)]
    endpoint: Option<&'a RawValue>,
    #[serde(borrow)]
    volume: Option<&'a RawValue>,
}

/// The nested objects of a record; each takes those fields that it has.
#[derive(Default, Deserialize)]
struct Part<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
    #[serde(borrow)]
    description: Option<&'a RawValue>,
    #[serde(borrow)]
    iccid: Option<&'a RawValue>,
    #[serde(borrow)]
    ip_address: Option<&'a RawValue>,
    #[serde(borrow)]
    imei: Option<&'a RawValue>,
    #[serde(borrow)]
    mnc: Option<&'a RawValue>,
    #[serde(borrow)]
    mcc: Option<&'a RawValue>,
    #[serde(borrow)]
    country: Option<&'a RawValue>,
    #[serde(borrow)]
    total: Option<&'a RawValue>,
    #[serde(borrow)]
    tx: Option<&'a RawValue>,
    #[serde(borrow)]
    rx: Option<&'a RawValue>,
}

/// The fields of a record that are checked, as text from either source, JSON or CSV.
#[derive(Default)]
pub(super) struct Draft<'a> {
    pub id: Option<Cow<'a, str>>,
    pub iccid: Option<Cow<'a, str>>,
    pub started_at: Option<Cow<'a, str>>,
    pub ended_at: Option<Cow<'a, str>>,
    pub traffic_id: Option<Cow<'a, str>>,
    pub traffic_name: Option<Cow<'a, str>>,
    pub total: Option<Cow<'a, str>>,
    pub tx: Option<Cow<'a, str>>,
    pub rx: Option<Cow<'a, str>>,
}

/// Reads one record. Ids and volumes may be numbers or numeric strings, describing fields may be missing or odd; id, ICCID,
/// times, traffic type and volumes must be right.
pub fn parse_usage(position: u64, raw: &RawValue) -> Parsed<UsageRecord> {
    let parsed = |record_id, result| Parsed {
        line: position,
        record_id,
        raw: storable(raw.get(), RAW_LIMIT),
        result,
    };
    let Some(wire) = json::parse_object::<Wire<'_>>(raw.get()) else {
        return parsed(
            None,
            Err(Reject::new(
                RejectKind::BadRecord,
                "not a JSON object with each field once",
            )),
        );
    };
    let sim: Part<'_> = json::object(wire.sim);
    let traffic: Part<'_> = json::object(wire.traffic_type);
    let volume: Part<'_> = json::object(wire.volume);
    let draft = Draft {
        id: json::scalar(wire.id),
        iccid: json::scalar(sim.iccid),
        started_at: json::scalar(wire.start_timestamp),
        ended_at: json::scalar(wire.end_timestamp),
        traffic_id: json::scalar(traffic.id),
        traffic_name: json::scalar(traffic.description),
        total: volume_text(volume.total),
        tx: volume_text(volume.tx),
        rx: volume_text(volume.rx),
    };
    let result = draft.check().map(|record| {
        let endpoint: Part<'_> = json::object(wire.endpoint);
        UsageRecord {
            imsi: json::name(wire.imsi),
            imei: json::name(endpoint.imei),
            ip_address: json::name(endpoint.ip_address),
            organisation_name: json::name(json::object::<Part<'_>>(wire.organisation).name),
            operator: operator(wire.operator),
            tariff_name: json::name(json::object::<Part<'_>>(wire.tariff).name),
            ..record
        }
    });
    parsed(draft.record_id(), result)
}

/// A volume that is an object or array is not an absent one: it has to fail, so its text goes on to be refused.
fn volume_text(field: Option<&RawValue>) -> Option<Cow<'_, str>> {
    json::scalar(field).or_else(|| field.map(|raw| Cow::Borrowed(raw.get())))
}

fn operator(field: Option<&RawValue>) -> Option<Operator> {
    let operator: Part<'_> = json::object(field);
    let country: Part<'_> = json::object(operator.country);
    Operator {
        id: json::integer(operator.id),
        name: json::name(operator.name),
        mnc: json::name(operator.mnc),
        country_name: json::name(country.name),
        mcc: json::name(country.mcc),
    }
    .unless_empty()
}

impl Operator {
    /// `None` when nothing is known about the network.
    pub(super) fn unless_empty(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

impl Draft<'_> {
    /// The id, if it is one.
    pub fn record_id(&self) -> Option<i64> {
        self.id.as_deref()?.trim().parse().ok().filter(|id| *id >= 0)
    }

    /// Checks in the order id, ICCID, times, traffic type, volumes; the describing fields stay empty.
    pub fn check(&self) -> Result<UsageRecord, Reject> {
        let id = self
            .record_id()
            .ok_or_else(|| refuse(RejectKind::BadId, "the id is not a whole number", &self.id))?;
        let iccid = self.iccid.as_deref().unwrap_or_default();
        let iccid = Iccid::parse(iccid).map_err(|error| Reject::of_iccid(error, iccid))?;
        let started_at = time("start", &self.started_at)?;
        let ended_at = time("end", &self.ended_at)?;
        if ended_at < started_at {
            return Err(refuse(
                RejectKind::BadTimestamp,
                "the end lies before the start",
                &self.ended_at,
            ));
        }
        let traffic = if self.is_data()? {
            self.data()?
        } else {
            self.messages()?
        };
        Ok(UsageRecord {
            id,
            iccid,
            started_at,
            ended_at,
            traffic,
            imsi: None,
            imei: None,
            ip_address: None,
            organisation_name: None,
            operator: None,
            tariff_name: None,
        })
    }

    /// Whether the record is of data; otherwise of messages. The number decides, the name helps where it is missing.
    fn is_data(&self) -> Result<bool, Reject> {
        let name = self.traffic_name.as_deref().unwrap_or_default().trim();
        match self.traffic_id.as_deref().map(str::trim) {
            Some("5") => Ok(true),
            Some("6") => Ok(false),
            None if name.eq_ignore_ascii_case("data") => Ok(true),
            None if name.eq_ignore_ascii_case("sms") => Ok(false),
            _ => Err(refuse(
                RejectKind::UnknownTrafficType,
                "neither 5 (data) nor 6 (SMS)",
                &self.traffic_id,
            )),
        }
    }

    fn data(&self) -> Result<Traffic, Reject> {
        let read = |what: &str, text: &Option<Cow<'_, str>>| {
            let volume = DataVolume::from_mb_text(text.as_deref().unwrap_or_default());
            volume.map_err(|error| refuse(RejectKind::BadVolume, &format!("{what}: {error}"), text))
        };
        let part = |what: &str, text: &Option<Cow<'_, str>>| match text {
            Some(_) => read(what, text),
            None => Ok(DataVolume::ZERO),
        };
        Ok(Traffic::Data {
            total: read("total", &self.total)?,
            tx: part("tx", &self.tx)?,
            rx: part("rx", &self.rx)?,
        })
    }

    fn messages(&self) -> Result<Traffic, Reject> {
        let read = |what: &str, text: &Option<Cow<'_, str>>| match text {
            None => Ok(0),
            Some(count) => SmsCount::parse(count)
                .map(SmsCount::count)
                .map_err(|error| refuse(RejectKind::BadVolume, &format!("{what}: {error}"), text)),
        };
        let (total, mo, mt) = (
            read("total", &self.total)?,
            read("tx", &self.tx)?,
            read("rx", &self.rx)?,
        );
        // Messages of unknown direction cannot be counted as either, and dropping them would be silent loss.
        if mo == 0 && mt == 0 && (total > 0 || self.total.is_none()) {
            return Err(refuse(RejectKind::BadVolume, "messages without direction", &self.total));
        }
        Ok(Traffic::Sms { mo, mt })
    }
}

fn time(what: &str, text: &Option<Cow<'_, str>>) -> Result<UtcTime, Reject> {
    parse_timestamp(text.as_deref().unwrap_or_default())
        .ok_or_else(|| refuse(RejectKind::BadTimestamp, &format!("the {what} is not a time"), text))
}

fn refuse(kind: RejectKind, what: &str, value: &Option<Cow<'_, str>>) -> Reject {
    match value {
        Some(value) => Reject::of_value(kind, what, value),
        None => Reject::new(kind, format!("{what}: nothing there")),
    }
}
