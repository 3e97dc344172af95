//! Event records of the data streamer (`api.md` section 10.2), versions 1.0 and 2.0.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Parsed, RAW_LIMIT, Reject, RejectKind, json, storable};
use crate::types::event_type;
use crate::types::iccid::Iccid;
use crate::types::status::{Bearer, EventSource, Severity};
use crate::types::time::{UtcTime, parse_timestamp};

/// Longest description that is kept, in bytes.
const DESCRIPTION_LIMIT: usize = 4096;

/// Something that the network, the policy control or a person did. What stands only in the detail (network, cell, bearer)
/// is taken from there where the detail can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRecord {
    /// Id in the source; the same id is the same event sent again.
    pub id: i64,
    /// The SIM; `None` for events of a whole organisation.
    pub iccid: Option<Iccid>,
    /// When it happened.
    pub occurred_at: UtcTime,
    /// Number of the type; see [`event_type`].
    pub type_id: i32,
    /// Name of the type as it came, else the documented one, else empty.
    pub type_name: String,
    /// How serious; `Info` when the record does not say.
    pub severity: Severity,
    /// Who wrote it; `Network` when the record does not say.
    pub source: EventSource,
    /// Whether the source wants somebody to be told.
    pub alert: bool,
    /// One sentence for people, possibly empty.
    pub description: String,
    /// The person or API client behind it.
    pub user: Option<String>,
    /// IMEI or IMEISV, as the source wrote it.
    pub imei: Option<String>,
    /// Address of the SIM, as the source wrote it.
    pub ip_address: Option<String>,
    /// The visited network.
    pub operator_name: Option<String>,
    /// Its country in English.
    pub country_name: Option<String>,
    /// Its country by ISO 3166-1, two capital letters.
    pub country_iso: Option<String>,
    /// Mobile country code.
    pub mcc: Option<String>,
    /// Mobile network code.
    pub mnc: Option<String>,
    /// Location area (LTE: tracking area) and cell, as `lac-ci`.
    pub cell: Option<String>,
    /// Radio technology.
    pub bearer: Option<Bearer>,
    /// The detail as it came: JSON text, or the content where it came as a string, be that JSON or not. At most
    /// [`RAW_LIMIT`] bytes.
    pub detail: Option<String>,
    /// Name of the organisation: by the contract its account number.
    pub organisation_name: Option<String>,
}

#[derive(Default, Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    event_type: Option<&'a RawValue>,
    #[serde(borrow)]
    event_severity: Option<&'a RawValue>,
    #[serde(borrow)]
    event_source: Option<&'a RawValue>,
    #[serde(borrow)]
    organisation: Option<&'a RawValue>,
    #[serde(borrow)]
    alert: Option<&'a RawValue>,
    #[serde(borrow)]
    description: Option<&'a RawValue>,
    #[serde(borrow)]
    user: Option<&'a RawValue>,
    #[serde(borrow)]
    sim: Option<&'a RawValue>,
    #[serde(borrow)]
    endpoint: Option<&'a RawValue>,
    #[serde(borrow)]
    detail: Option<&'a RawValue>,
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
    country: Option<&'a RawValue>,
    #[serde(borrow)]
    iso_code: Option<&'a RawValue>,
    #[serde(borrow)]
    mcc: Option<&'a RawValue>,
    #[serde(borrow)]
    mnc: Option<&'a RawValue>,
    #[serde(borrow)]
    pdp_context: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
struct PdpContext<'a> {
    #[serde(borrow)]
    ue_ip_address: Option<&'a RawValue>,
    #[serde(borrow)]
    imeisv: Option<&'a RawValue>,
    #[serde(borrow)]
    mcc: Option<&'a RawValue>,
    #[serde(borrow)]
    mnc: Option<&'a RawValue>,
    #[serde(borrow)]
    rat_type: Option<&'a RawValue>,
    #[serde(borrow)]
    gtp_v1_uli: Option<&'a RawValue>,
    #[serde(borrow)]
    gtp_v2_uli: Option<&'a RawValue>,
    #[serde(borrow)]
    lac: Option<&'a RawValue>,
    #[serde(borrow)]
    ci: Option<&'a RawValue>,
}

/// User location information: the area and the cell under their names in each generation.
#[derive(Default, Deserialize)]
struct Location<'a> {
    #[serde(borrow)]
    lac: Option<&'a RawValue>,
    #[serde(borrow)]
    tac: Option<&'a RawValue>,
    #[serde(borrow)]
    ci: Option<&'a RawValue>,
    #[serde(borrow)]
    eci: Option<&'a RawValue>,
}

/// Reads one event. Id, time and type must be right, and the ICCID where a SIM is named; everything else describes.
pub fn parse_event(position: u64, raw: &RawValue) -> Parsed<EventRecord> {
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
    match json::integer(wire.id).filter(|id| *id >= 0) {
        Some(id) => parsed(Some(id), read(id, &wire)),
        None => parsed(
            None,
            Err(Reject::new(RejectKind::BadId, "the id is not a whole number")),
        ),
    }
}

fn read(id: i64, wire: &Wire<'_>) -> Result<EventRecord, Reject> {
    let endpoint: Part<'_> = json::object(wire.endpoint);
    let iccid = iccid(wire.sim, &endpoint)?;
    let timestamp = json::scalar(wire.timestamp).unwrap_or_default();
    let occurred_at = parse_timestamp(&timestamp)
        .ok_or_else(|| Reject::of_value(RejectKind::BadTimestamp, "the timestamp is not a time", &timestamp))?;
    let kind: Part<'_> = json::object(wire.event_type);
    let type_id = json::integer(kind.id)
        .and_then(|id| i32::try_from(id).ok())
        .ok_or_else(|| Reject::new(RejectKind::BadRecord, "the event type has no number"))?;
    let (severity, source): (Part<'_>, Part<'_>) = (json::object(wire.event_severity), json::object(wire.event_source));

    let detail = detail_text(wire.detail);
    let place: Part<'_> = detail.as_deref().and_then(json::parse_object).unwrap_or_default();
    let country: Part<'_> = json::object(place.country);
    let pdp: PdpContext<'_> = json::object(place.pdp_context);
    Ok(EventRecord {
        id,
        iccid,
        occurred_at,
        type_id,
        type_name: json::name(kind.description)
            .or_else(|| event_type::name(type_id).map(str::to_owned))
            .unwrap_or_default(),
        severity: Severity::from_wire(
            json::integer(severity.id),
            json::scalar(severity.description).as_deref(),
        )
        .unwrap_or(Severity::Info),
        source: EventSource::from_wire(json::integer(source.id), json::scalar(source.description).as_deref())
            .unwrap_or(EventSource::Network),
        alert: json::scalar(wire.alert).is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1"),
        description: storable(&json::scalar(wire.description).unwrap_or_default(), DESCRIPTION_LIMIT),
        user: json::name(wire.user),
        imei: json::name(endpoint.imei).or_else(|| json::name(pdp.imeisv)),
        ip_address: json::name(endpoint.ip_address).or_else(|| json::name(pdp.ue_ip_address)),
        operator_name: json::name(place.name),
        country_name: json::name(country.name),
        country_iso: json::name(country.iso_code).map(|code| code.to_ascii_uppercase()),
        mcc: json::name(pdp.mcc).or_else(|| json::name(country.mcc)),
        mnc: json::name(pdp.mnc).or_else(|| first_mnc(place.mnc)),
        cell: cell(&pdp),
        bearer: json::integer(pdp.rat_type).and_then(Bearer::from_rat_type),
        organisation_name: json::name(json::object::<Part<'_>>(wire.organisation).name),
        detail: detail.map(|text| storable(&text, RAW_LIMIT)),
    })
}

/// The SIM that is named, or else the endpoint, whose name is the ICCID of its SIM. A SIM whose ICCID is none is an error;
/// no SIM at all is an event of the organisation.
fn iccid(sim: Option<&RawValue>, endpoint: &Part<'_>) -> Result<Option<Iccid>, Reject> {
    match json::scalar(json::object::<Part<'_>>(sim).iccid) {
        Some(text) => Iccid::parse(&text)
            .map(Some)
            .map_err(|error| Reject::of_iccid(error, &text)),
        None => Ok(json::scalar(endpoint.name).and_then(|name| Iccid::parse(&name).ok())),
    }
}

/// The detail as it came: of a string its content, of everything else its JSON text.
fn detail_text(field: Option<&RawValue>) -> Option<String> {
    let text = field?.get();
    if text.starts_with('"') {
        // Half of a surrogate pair cannot be written as text; then the JSON text is as close as it gets.
        return Some(json::scalar(field).map_or_else(|| text.to_owned(), |content| content.into_owned()));
    }
    Some(text.to_owned())
}

/// Location details list all codes of the network; the first is its main one.
fn first_mnc(field: Option<&RawValue>) -> Option<String> {
    let codes: Vec<&RawValue> = serde_json::from_str(field?.get()).ok()?;
    json::name(json::object::<Part<'_>>(codes.first().copied()).mnc)
}

fn cell(pdp: &PdpContext<'_>) -> Option<String> {
    let v2: Location<'_> = json::object(pdp.gtp_v2_uli);
    let v1: Location<'_> = json::object(pdp.gtp_v1_uli);
    let pairs = [(pdp.lac, pdp.ci), (v2.tac, v2.eci), (v2.lac, v2.ci), (v1.lac, v1.ci)];
    pairs
        .into_iter()
        .find_map(|(area, cell)| Some(format!("{}-{}", json::integer(area)?, json::integer(cell)?)))
}
