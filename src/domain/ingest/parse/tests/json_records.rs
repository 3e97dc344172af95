//! Usage and event records.

use std::collections::BTreeMap;
use std::convert::Infallible;

use proptest::prelude::*;
use serde_json::{Value, json, value::RawValue};

use super::{expected, sample};
use crate::domain::ingest::parse::events::{EventRecord, parse_event};
use crate::domain::ingest::parse::json::{StreamError, for_each_record};
use crate::domain::ingest::parse::usage::{Traffic, UsageRecord, parse_usage};
use crate::domain::ingest::parse::{Parsed, RAW_LIMIT, RejectKind};
use crate::types::status::{Bearer, EventSource, Severity};

/// Every record of a source, read by one of the parsers.
fn all<T>(source: impl std::io::Read, parse: fn(u64, &RawValue) -> Parsed<T>) -> Vec<Parsed<T>> {
    let mut records = Vec::new();
    let count = for_each_record(source, |position, raw| {
        records.push(parse(position, raw));
        Ok::<_, Infallible>(())
    });
    assert_eq!(count.unwrap(), records.len() as u64);
    records
}

fn usage(record: &Value) -> Parsed<UsageRecord> {
    usage_text(&record.to_string())
}

fn usage_text(record: &str) -> Parsed<UsageRecord> {
    all(format!("[{record}]").as_bytes(), parse_usage).remove(0)
}

fn event(record: &Value) -> Result<EventRecord, RejectKind> {
    all(format!("[{record}]").as_bytes(), parse_event)
        .remove(0)
        .result
        .map_err(|reject| reject.kind)
}

/// A usage record with the least that must be there.
fn minimal() -> Value {
    json!({"id": 7, "start_timestamp": "2026-11-14T14:15:00Z", "end_timestamp": "2026-11-14T14:20:00.000Z",
        "sim": {"iccid": "8988228066600701000"}, "traffic_type": {"id": 5}, "volume": {"total": 1}})
}

fn with(mut record: Value, field: &str, value: Value) -> Value {
    record[field] = value;
    record
}

#[test]
fn the_sample_usage_gives_the_expected_months() {
    let records = all(sample("records/usage.json"), parse_usage);
    let mut months: BTreeMap<String, (i64, i64, i64)> = BTreeMap::new();
    for parsed in &records {
        let record = parsed.result.as_ref().unwrap();
        let month = months.entry(record.started_at.format("%Y-%m").to_string()).or_default();
        match record.traffic {
            Traffic::Data { total, .. } => month.0 += total.bytes(),
            Traffic::Sms { mo, mt } => *month = (month.0, month.1 + mo, month.2 + mt),
        }
    }
    let expected = &expected()["records/usage.json"];
    assert_eq!(records.len() as u64, expected["records"].as_u64().unwrap());
    let months: BTreeMap<_, _> = months
        .into_iter()
        .map(|(month, (bytes, mo, mt))| {
            (
                month,
                json!({"data_mb": bytes as f64 / 1e6, "sms_mo": mo, "sms_mt": mt}),
            )
        })
        .collect();
    assert_eq!(json!(months), expected["by_month"]);
    let first = &records[0];
    assert_eq!((first.line, first.record_id), (1, Some(5_000_700_001)));
    let record = first.result.as_ref().unwrap();
    let operator = record.operator.as_ref().unwrap();
    assert_eq!(
        (operator.id, operator.name.as_deref(), operator.mnc.as_deref()),
        (Some(3), Some("Vodafone"), Some("02"))
    );
    assert_eq!(
        (operator.country_name.as_deref(), operator.mcc.as_deref()),
        (Some("Germany"), Some("262"))
    );
    assert_eq!(
        (record.imsi.as_deref(), record.imei.as_deref()),
        (Some("901405100007031"), Some("8635760478500031"))
    );
    assert_eq!(
        (record.ip_address.as_deref(), record.tariff_name.as_deref()),
        (Some("100.64.0.32"), Some("Lifetime"))
    );
    assert_eq!(record.organisation_name.as_deref(), Some("81000001"));
}

#[test]
fn the_bad_sample_usage_gives_each_record_its_reason() {
    let known: Vec<_> = all(sample("records/usage.json"), parse_usage)
        .iter()
        .map(|parsed| parsed.record_id)
        .collect();
    let records = all(sample("records/usage-with-errors.json"), parse_usage);
    let mut set_aside: BTreeMap<&str, u64> = BTreeMap::new();
    for reject in records.iter().filter_map(|parsed| parsed.result.as_ref().err()) {
        *set_aside.entry(reject.kind.as_str()).or_default() += 1;
    }
    // Whether a SIM is held, only the database knows.
    set_aside.insert("unknown_sim", 1);
    let expected = &expected()["records/usage-with-errors.json (after usage.json)"];
    assert_eq!(json!(set_aside), expected["set_aside"]);
    let repeated = records
        .iter()
        .filter(|parsed| known.contains(&parsed.record_id))
        .count();
    assert_eq!(json!(repeated), expected["already_known"]);
    assert!(
        records
            .iter()
            .all(|parsed| parsed.record_id.is_some() && parsed.raw.starts_with('{'))
    );
}

#[test]
fn the_sample_events_are_all_read_and_a_detail_that_is_no_json_is_kept() {
    let records = all(sample("records/events.json"), parse_event);
    let events: Vec<_> = records.iter().map(|parsed| parsed.result.as_ref().unwrap()).collect();
    assert_eq!(
        events.len() as u64,
        expected()["records/events.json"]["records"].as_u64().unwrap()
    );
    assert_eq!(
        events
            .iter()
            .filter(|event| event.detail.as_deref() == Some("{not json: org=1"))
            .count(),
        1
    );
    let created = events[1];
    assert_eq!((created.type_id, created.type_name.as_str()), (3, "Create PDP Context"));
    assert_eq!(
        (created.operator_name.as_deref(), created.country_name.as_deref()),
        (Some("T-Mobile"), Some("Germany"))
    );
    assert_eq!(
        (created.mcc.as_deref(), created.mnc.as_deref()),
        (Some("262"), Some("01"))
    );
    assert_eq!(
        (created.country_iso.as_deref(), created.cell.as_deref()),
        (Some("DE"), Some("40217-12"))
    );
    assert_eq!(
        (created.bearer, created.severity, created.source),
        (Some(Bearer::G2), Severity::Info, EventSource::Network)
    );
    assert_eq!(created.organisation_name.as_deref(), Some("81000001"));
    assert!(created.detail.as_deref().unwrap().contains("\"apn\": \"iot.1nce.net\""));
    let quota = events[3];
    assert!(quota.alert && quota.source == EventSource::Policy && quota.severity == Severity::Warn);
}

#[test]
fn ids_and_volumes_may_be_strings_and_are_never_rounded() {
    let parsed = usage_text(
        r#"{"id":"9007199254740993","start_timestamp":"2026-11-14T14:15:00Z","end_timestamp":"2026-11-14T14:15:00Z",
            "sim":{"iccid":89882280666007010063},"traffic_type":{"id":"5"},
            "volume":{"total":1000000.123457,"tx":"2e-05","rx":0.1000000000000000000000000001}}"#,
    );
    assert_eq!(parsed.record_id, Some(9_007_199_254_740_993));
    let record = parsed.result.unwrap();
    let Traffic::Data { total, tx, rx } = record.traffic else {
        panic!("data")
    };
    assert_eq!(
        (total.bytes(), tx.bytes(), rx.bytes()),
        (1_000_000_123_457, 20, 100_000)
    );
    assert_eq!(record.iccid.as_str(), "8988228066600701006");
}

#[test]
fn describing_fields_may_be_missing_null_or_odd() {
    assert_eq!(usage(&minimal()).result.unwrap().operator, None);
    for odd in [
        Value::Null,
        json!(5),
        json!("x"),
        json!([1, 2]),
        json!({}),
        json!({"name": {"a": 1}, "country": []}),
    ] {
        let fields = ["operator", "tariff", "endpoint", "organisation", "imsi", "detail"];
        let record = fields
            .iter()
            .fold(minimal(), |record, field| with(record, field, odd.clone()));
        let record = usage(&record).result.unwrap();
        assert_eq!(
            (record.operator, record.tariff_name, record.imei),
            (None, None, None),
            "{odd}"
        );
    }
    let nul = usage(&with(minimal(), "tariff", json!({"name": "a\u{0}b"})))
        .result
        .unwrap();
    assert_eq!(nul.tariff_name.as_deref(), Some("a\u{FFFD}b"));
}

#[test]
fn what_counts_must_be_right() {
    for (field, value, kind) in [
        ("id", Value::Null, RejectKind::BadId),
        ("id", json!(1.5), RejectKind::BadId),
        ("id", json!(-1), RejectKind::BadId),
        ("id", json!("12345678901234567890"), RejectKind::BadId),
        ("sim", Value::Null, RejectKind::NotAnIccid),
        ("sim", json!({"iccid": "89882280666007010072"}), RejectKind::Luhn),
        ("sim", json!({"iccid": 8.98e18}), RejectKind::SpreadsheetDamage),
        ("start_timestamp", Value::Null, RejectKind::BadTimestamp),
        ("start_timestamp", json!(1_763_129_700), RejectKind::BadTimestamp),
        ("end_timestamp", json!("2026-11-14T14:14:59Z"), RejectKind::BadTimestamp),
        ("traffic_type", Value::Null, RejectKind::UnknownTrafficType),
        (
            "traffic_type",
            json!({"id": 7, "description": "Data"}),
            RejectKind::UnknownTrafficType,
        ),
        ("volume", Value::Null, RejectKind::BadVolume),
        ("volume", json!({"tx": 1, "rx": 1}), RejectKind::BadVolume),
        ("volume", json!({"total": -1}), RejectKind::BadVolume),
        ("volume", json!({"total": 1, "rx": {}}), RejectKind::BadVolume),
        ("volume", json!({"total": 1, "tx": "1,5"}), RejectKind::BadVolume),
        ("volume", json!({"total": true}), RejectKind::BadVolume),
    ] {
        let parsed = usage(&with(minimal(), field, value.clone()));
        assert_eq!(parsed.result.unwrap_err().kind, kind, "{field}: {value}");
        assert_eq!(parsed.record_id, (field != "id").then_some(7));
    }
    for text in ["null", "7", "\"x\"", "[]", "[1,2,3]", r#"{"id":7,"id":8}"#] {
        assert_eq!(
            usage_text(text).result.unwrap_err().kind,
            RejectKind::BadRecord,
            "{text}"
        );
    }
}

#[test]
fn messages_are_counted_by_direction() {
    let sms = |volume| {
        usage(&with(
            with(minimal(), "traffic_type", json!({"description": "SMS"})),
            "volume",
            volume,
        ))
        .result
    };
    assert_eq!(
        sms(json!({"total": 1.0, "tx": 0.0, "rx": "1.000000"})).unwrap().traffic,
        Traffic::Sms { mo: 0, mt: 1 }
    );
    assert_eq!(sms(json!({"tx": 3})).unwrap().traffic, Traffic::Sms { mo: 3, mt: 0 });
    assert_eq!(
        sms(json!({"total": 0, "tx": 0, "rx": 0})).unwrap().traffic,
        Traffic::Sms { mo: 0, mt: 0 }
    );
    for volume in [
        json!({"total": 1, "tx": 0.5, "rx": 0.5}),
        json!({"total": 1}),
        json!({}),
        json!({"total": "x", "tx": 1}),
    ] {
        assert_eq!(sms(volume.clone()).unwrap_err().kind, RejectKind::BadVolume, "{volume}");
    }
}

#[test]
fn an_event_needs_id_time_and_type_and_little_else() {
    let minimal = json!({"id": 7, "timestamp": "2026-11-14T14:15:00Z", "event_type": {"id": 52}});
    let record = event(&minimal).unwrap();
    assert_eq!(
        (record.iccid, record.type_name.as_str(), record.alert),
        (None, "Data Quota Enabled", false)
    );
    assert_eq!(
        (record.severity, record.source, record.detail),
        (Severity::Info, EventSource::Network, None)
    );
    for (field, value, kind) in [
        ("id", json!("x"), RejectKind::BadId),
        ("timestamp", json!("yesterday"), RejectKind::BadTimestamp),
        ("event_type", Value::Null, RejectKind::BadRecord),
        ("event_type", json!({"id": 3_000_000_000_i64}), RejectKind::BadRecord),
        ("sim", json!({"iccid": "8988"}), RejectKind::NotAnIccid),
    ] {
        assert_eq!(event(&with(minimal.clone(), field, value)), Err(kind), "{field}");
    }
    let endpoint = event(&with(
        minimal.clone(),
        "endpoint",
        json!({"name": "8988228066600701000"}),
    ))
    .unwrap();
    assert_eq!(endpoint.iccid.unwrap().as_str(), "8988228066600701000");
    assert_eq!(
        event(&with(minimal, "endpoint", json!({"name": "Gate 7"})))
            .unwrap()
            .iccid,
        None
    );
}

#[test]
fn the_network_is_read_from_both_versions_of_the_detail() {
    let with_detail = |detail| {
        event(&json!({"id": 7, "timestamp": "2026-11-14T14:15:00Z", "event_type": {"id": 3}, "detail": detail}))
            .unwrap()
    };
    let location = with_detail(
        json!({"name": "Orange", "country": {"mcc": "208", "iso_code": "fr"}, "mnc": [{"id": 1, "mnc": "01"}]}),
    );
    assert_eq!(
        (location.mcc.as_deref(), location.mnc.as_deref(), location.cell),
        (Some("208"), Some("01"), None)
    );
    let context = json!({"pdp_context": {"rat_type": "6", "imeisv": "8635760478500184", "ue_ip_address": "100.64.0.185",
        "gtp_v2_uli": {"tac": 7, "eci": 9}, "lac": null}});
    for detail in [context.clone(), json!(context.to_string())] {
        let record = with_detail(detail);
        assert_eq!(
            (record.cell.as_deref(), record.bearer),
            (Some("7-9"), Some(Bearer::Lte))
        );
        assert_eq!(
            (record.imei.as_deref(), record.ip_address.as_deref()),
            (Some("8635760478500184"), Some("100.64.0.185"))
        );
        assert_eq!(record.detail, Some(context.to_string()));
    }
    let long = with_detail(json!("ü".repeat(RAW_LIMIT))).detail.unwrap();
    assert!(long.len() <= RAW_LIMIT && long.chars().all(|c| c == 'ü'));
}

#[test]
fn malformed_json_is_reported_with_its_place_and_what_came_before_is_handed_over() {
    for (text, handed_over, line, column) in [
        ("[\n{\"id\":1},\n{\"id\":}]", 1, 3, 7),
        ("[{},", 1, 1, 4),
        ("[{}] x", 1, 1, 6),
        ("[{}][]", 1, 1, 5),
        ("", 0, 1, 0),
        ("nonsense", 0, 1, 2),
    ] {
        let mut seen = 0;
        let result = for_each_record(text.as_bytes(), |_, _| {
            seen += 1;
            Ok::<_, Infallible>(())
        });
        let Err(StreamError::Json(error)) = result else {
            panic!("{text}: {result:?}")
        };
        assert_eq!(
            (seen, error.line, error.column),
            (handed_over, line, column),
            "{text}: {error}"
        );
        assert!(!error.message.contains(" at line "), "{error}");
    }
    let object = for_each_record(&b"{\"id\":1}"[..], |_, _| Ok::<_, Infallible>(())).unwrap_err();
    assert!(object.to_string().contains("expected an array of records"), "{object}");
}

#[test]
fn a_byte_order_mark_is_ignored_and_the_receiver_can_stop() {
    let text = "\u{FEFF} [1, 2, 3] ";
    assert_eq!(
        for_each_record(text.as_bytes(), |_, _| Ok::<_, Infallible>(())).unwrap(),
        3
    );
    let stopped = for_each_record(
        text.as_bytes(),
        |position, _| if position == 2 { Err("enough") } else { Ok(()) },
    );
    assert!(matches!(stopped, Err(StreamError::Stopped("enough"))));
}

#[test]
fn a_long_source_is_streamed_with_the_same_result() {
    let record = format!("{},\n", minimal());
    let count = 20 * 1024 * 1024 / record.len();
    let text = format!("\u{FEFF}[{}{}]", record.repeat(count), minimal());
    let mut good = 0;
    let read = for_each_record(text.as_bytes(), |position, raw| {
        good += u64::from(raw.get().len() + 2 == record.len() && position == good + 1);
        Ok::<_, Infallible>(())
    });
    assert_eq!((read.unwrap(), good), (count as u64 + 1, count as u64 + 1));
    let broken = for_each_record(&text.as_bytes()[..text.len() - 1], |_, _| Ok::<_, Infallible>(()));
    assert!(matches!(broken, Err(StreamError::Json(error)) if error.line == count + 1));
}

#[test]
fn a_name_is_one_line_of_255_characters() {
    let name = |text: String| {
        usage(&with(minimal(), "tariff", json!({ "name": text })))
            .result
            .unwrap()
            .tariff_name
    };
    assert_eq!(name(" Lifetime\t".to_owned()).as_deref(), Some("Lifetime"));
    assert_eq!(name("ü".repeat(256)), Some("ü".repeat(255)));
    assert_eq!(name("a\nb".to_owned()).as_deref(), Some("a\u{FFFD}b"));
    assert_eq!(name(" ".to_owned()), None);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), array: bool) {
        let text = if array { [b"[", bytes.as_slice(), b"]"].concat() } else { bytes };
        let _ = for_each_record(text.as_slice(), |position, raw| {
            let _ = (parse_usage(position, raw), parse_event(position, raw));
            Ok::<_, Infallible>(())
        });
    }

    #[test]
    fn no_value_in_any_field_makes_the_parsers_panic(
        field in prop::sample::select(vec!["id", "start_timestamp", "sim", "traffic_type", "volume", "endpoint", "detail", "operator", "event_type"]),
        inner in prop::sample::select(vec!["id", "iccid", "name", "total", "tx", "country", "mnc", "pdp_context"]),
        value in prop::sample::select(vec!["null", "true", "-0", "1e400", "[]", "{}", "[[{}]]", "\"\\u0000\"", "\"\\ud800\"", "\"é\\n\"", "1E-9"]),
        nested: bool,
    ) {
        let value = if nested { format!("{{\"{inner}\":{value}}}") } else { value.to_owned() };
        let mut fields: BTreeMap<String, Box<RawValue>> = serde_json::from_value(minimal()).unwrap();
        fields.insert("timestamp".to_owned(), RawValue::from_string("\"2026-11-14T14:15:00Z\"".to_owned()).unwrap());
        fields.insert(field.to_owned(), RawValue::from_string(value).unwrap());
        let text = format!("[{}]", serde_json::to_string(&fields).unwrap());
        for parsed in all(text.as_bytes(), parse_event) {
            prop_assert!(parsed.result.is_err() || parsed.record_id.is_some());
        }
        for parsed in all(text.as_bytes(), parse_usage) {
            prop_assert!(!parsed.raw.contains('\0'));
        }
    }
}
