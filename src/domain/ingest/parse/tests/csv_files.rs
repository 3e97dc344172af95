//! Inventory and CDR files.

use proptest::prelude::*;

use super::{expected, sample};
use crate::domain::ingest::parse::cdr::CdrReader;
use crate::domain::ingest::parse::inventory::{InventoryReader, InventoryRow};
use crate::domain::ingest::parse::usage::{Traffic, UsageRecord};
use crate::domain::ingest::parse::{FileError, Parsed, RAW_LIMIT, RejectKind};
use crate::types::status::SimStatus;

fn inventory(text: impl AsRef<[u8]>) -> Vec<Parsed<InventoryRow>> {
    InventoryReader::new(text.as_ref())
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Line and outcome of every line: the label of a good one, the kind of a bad one.
fn outcomes(text: impl AsRef<[u8]>) -> Vec<(u64, String)> {
    let outcome = |parsed: Parsed<InventoryRow>| match parsed.result {
        Ok(row) => (
            parsed.line,
            row.label.map(|label| label.into_string()).unwrap_or_default(),
        ),
        Err(reject) => (parsed.line, reject.kind.to_string()),
    };
    inventory(text).into_iter().map(outcome).collect()
}

fn owned(pairs: &[(u64, &str)]) -> Vec<(u64, String)> {
    pairs.iter().map(|(line, text)| (*line, (*text).to_owned())).collect()
}

fn one(header: &str, fields: &str) -> Result<InventoryRow, RejectKind> {
    let mut lines = inventory(format!("ICCID,{header}\n8988228066600701000,{fields}\n"));
    assert_eq!(lines.len(), 1);
    lines.remove(0).result.map_err(|reject| reject.kind)
}

fn cdr(text: &str) -> Vec<Parsed<UsageRecord>> {
    CdrReader::new(text.as_bytes()).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_good_sample_inventory_loads_all_its_sims() {
    let rows: Vec<_> = InventoryReader::new(sample("inventory/sims.csv"))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let good: Vec<_> = rows.iter().filter_map(|parsed| parsed.result.as_ref().ok()).collect();
    assert_eq!(
        good.len() as u64,
        expected()["inventory/sims.csv"]["loaded"].as_u64().unwrap()
    );
    assert_eq!(good.len(), rows.len());
    assert_eq!(good[0].label.as_ref().unwrap().as_str(), "Kühlhaus 000");
    assert_eq!(good[0].status, SimStatus::Deactivated);
    assert_eq!(good[1].imei.as_ref().unwrap().as_str(), "8635760478500001");
    assert_eq!(good[2].label.as_ref().unwrap().as_str(), "Gate \"2\"");
    assert_eq!(good[8].label.as_ref().unwrap().as_str(), "Tracker, north 8");
    assert_eq!(rows[8].line, 10);
    assert!(rows[8].raw.ends_with("\"Tracker, north 8\""));
}

#[test]
fn the_bad_sample_inventory_gives_every_line_its_reason() {
    let expected = &expected()["inventory/sims-with-errors.csv (after sims.csv)"];
    let rows = InventoryReader::new(sample("inventory/sims-with-errors.csv"))
        .unwrap()
        .map(Result::unwrap);
    let mut loaded = Vec::new();
    for parsed in rows {
        match (parsed.result, &expected["rejected_lines"][parsed.line.to_string()]) {
            (Err(reject), kind) => assert_eq!(Some(reject.kind.as_str()), kind.as_str(), "line {}", parsed.line),
            // Only the database knows.
            (Ok(_), kind) if kind == "exists" => {}
            (Ok(_), kind) => {
                assert!(kind.is_null(), "line {}", parsed.line);
                loaded.push(parsed.line);
            }
        }
    }
    assert_eq!(serde_json::json!(loaded), expected["loaded_lines"]);
}

#[test]
fn columns_are_found_in_any_order_and_case_and_strangers_are_named_once() {
    let file = "\u{FEFF}label;Colour; iccid ;Status\r\n\"Büro; 1\";red;89882280666007010063;ENABLED\r\n";
    let reader = InventoryReader::new(file.as_bytes()).unwrap();
    assert_eq!(reader.ignored_columns(), ["Colour"]);
    let row = reader.map(Result::unwrap).next().unwrap().result.unwrap();
    assert_eq!(
        (row.iccid.as_str(), row.status),
        ("8988228066600701006", SimStatus::Activated)
    );
    assert_eq!(row.label.unwrap().as_str(), "Büro; 1");
}

#[test]
fn the_iccid_alone_is_enough_and_the_sim_is_then_deactivated() {
    let rows = inventory("ICCID\n8988228066600701000\n");
    assert_eq!(rows[0].result.as_ref().unwrap().status, SimStatus::Deactivated);
    assert!(
        matches!(InventoryReader::new(&b"IMSI,LABEL\n"[..]), Err(FileError::MissingColumns(names)) if names == ["ICCID"])
    );
    assert!(matches!(
        InventoryReader::new(&b"ICCID,iccid\n"[..]),
        Err(FileError::DuplicateColumn("ICCID"))
    ));
    assert!(matches!(
        InventoryReader::new(&b"\xEF\xBB\xBF\n \n"[..]),
        Err(FileError::Empty)
    ));
    assert!(matches!(
        InventoryReader::new(&b"ICCID,\"LABEL\n"[..]),
        Err(FileError::NoHeader)
    ));
}

#[test]
fn the_optional_columns_are_read() {
    let header = "PIN,PUK,TAGS,NOTE,SERVICE,DATA_QUOTA_MB,SMS_QUOTA,LIFETIME_START,LIFETIME_END";
    let row = one(
        header,
        "0012,12345678,\"north, cold|north\",\"two\nlines\",Fleet,500.5,250,2026-01-01,2035-12-31",
    )
    .unwrap();
    assert_eq!(row.pin.as_ref().unwrap().expose(), "0012");
    assert_eq!(row.puk.as_ref().unwrap().expose(), "12345678");
    assert_eq!(
        row.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        ["north", "cold"]
    );
    assert_eq!(row.note.as_ref().unwrap().as_str(), "two\nlines");
    assert_eq!(row.service.as_deref(), Some("Fleet"));
    assert_eq!(row.data_quota.unwrap().bytes(), 500_500_000);
    assert_eq!(row.sms_quota.unwrap().count(), 250);
    assert_eq!(row.lifetime_start.unwrap().to_string(), "2026-01-01");
    assert_eq!(row.lifetime_end.unwrap().to_string(), "2035-12-31");
    assert!(!format!("{row:?}").contains("12345678"));
}

#[test]
fn every_wrong_field_has_its_kind() {
    for (header, field, kind) in [
        ("MSISDN", "12", RejectKind::NotAnMsisdn),
        ("IMEI", "123", RejectKind::NotAnImei),
        ("EID", "123", RejectKind::NotAnEid),
        ("IP_ADDRESS", "300.1.1.1", RejectKind::NotAnIpAddress),
        ("LABEL", "a\tb", RejectKind::BadLabel),
        (
            "TAGS",
            "this tag has more than thirty-two characters",
            RejectKind::BadTag,
        ),
        ("NOTE", "a\u{7}b", RejectKind::BadNote),
        ("PIN", "123", RejectKind::NotAPin),
        ("PUK", "1234567", RejectKind::NotAPin),
        ("DATA_QUOTA_MB", "-1", RejectKind::BadNumber),
        ("SMS_QUOTA", "1.5", RejectKind::BadNumber),
        ("LIFETIME_START", "01.01.2026", RejectKind::BadDate),
        (
            "LIFETIME_START,LIFETIME_END",
            "2026-01-02,2026-01-01",
            RejectKind::BadDate,
        ),
    ] {
        assert_eq!(one(header, field), Err(kind), "{header}");
    }
}

#[test]
fn lines_of_a_file_with_pins_are_never_kept() {
    let file =
        "ICCID,PUK\n8988228066600701000,12345678\n8988228066600701001,12345679,surplus\n898822806660070100,12345670\n";
    for parsed in inventory(file) {
        assert_eq!(parsed.raw, "");
        assert!(!format!("{:?}", parsed.result).contains("1234567"));
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let file = "\r\nICCID,LABEL\r\n\r\n8988228066600701000,a\r\n  \r\n8988228066600701001,\"b\"\r\n1,c\r\n8988228066600701002,d";
    assert_eq!(
        outcomes(file),
        owned(&[(4, "a"), (6, "b"), (7, "not_an_iccid"), (8, "d")])
    );
    let file = "ICCID,NOTE,LABEL\n8988228066600701000,\"one\n\"\"two\"\"\n\nfour\",a\n8988228066600701001,,b\n";
    assert_eq!(outcomes(file), owned(&[(2, "a"), (6, "b")]));
    assert_eq!(
        inventory(file)[0].raw,
        "8988228066600701000,\"one\n\"\"two\"\"\n\nfour\",a"
    );
}

#[test]
fn a_quote_that_is_never_closed_costs_its_own_line_only() {
    let file = "ICCID,LABEL\n8988228066600701000,\"open\n8988228066600701001,b\n8988228066600701002,c\n";
    assert_eq!(outcomes(file), owned(&[(2, "wrong_columns"), (3, "b"), (4, "c")]));
    assert_eq!(inventory(file)[0].raw, "8988228066600701000,\"open");
    let filler: String = (0..5000).map(|n| format!("89882280666{n:08},x\n")).collect();
    let rows = outcomes(format!("ICCID,LABEL\n8988228066600701000,\"open\n{filler}"));
    assert_eq!(rows.len(), 5001);
    assert_eq!(rows[1..].iter().filter(|(_, label)| label == "x").count(), 5000);
    assert_eq!(rows.last().unwrap().0, 5002);
}

#[test]
fn a_line_that_is_not_utf8_or_endless_costs_itself_only() {
    let mut file = b"ICCID,LABEL\n8988228066600701000,K\xFChlhaus\n8988228066600701001,".to_vec();
    file.resize(file.len() + 3 * RAW_LIMIT, b'x');
    file.extend_from_slice(b"\n8988228066600701002,c\n");
    assert_eq!(outcomes(file), owned(&[(2, "not_utf8"), (3, "bad_record"), (4, "c")]));
}

#[test]
fn of_two_lines_for_one_sim_the_second_is_refused_in_either_notation() {
    let file = "ICCID,STATUS\n8988228066600701006,odd\n89882280666007010063,Activated\n";
    assert_eq!(
        outcomes(file),
        owned(&[(2, "unknown_status"), (3, "duplicate_in_file")])
    );
}

#[test]
fn the_sample_cdr_file_gives_its_records_and_volume() {
    let expected = &expected()["records/cdr_20261120_120000.csv"];
    let rows: Vec<_> = CdrReader::new(sample("records/cdr_20261120_120000.csv"))
        .unwrap()
        .map(|parsed| parsed.unwrap())
        .collect();
    assert_eq!(rows.len() as u64, expected["records"].as_u64().unwrap());
    assert_eq!((rows[0].line, rows[0].record_id), (2, Some(5_000_701_510)));
    let mut bytes = 0;
    for parsed in &rows {
        let Traffic::Data { total, .. } = parsed.result.as_ref().unwrap().traffic else {
            panic!("all are data")
        };
        bytes += total.bytes();
    }
    assert_eq!(bytes as f64 / 1e6, expected["data_mb"].as_f64().unwrap());
    let record = rows[0].result.as_ref().unwrap();
    let operator = record.operator.as_ref().unwrap();
    assert_eq!(
        (operator.id, operator.mnc.as_deref(), operator.mcc.as_deref()),
        (Some(2), Some("01"), Some("262"))
    );
    assert_eq!(
        (operator.name.as_deref(), operator.country_name.as_deref()),
        (Some("T-Mobile"), Some("Germany"))
    );
    assert_eq!(record.organisation_name.as_deref(), Some("81000001"));
    assert_eq!(record.imei.as_deref(), Some("8635760478500126"));
    assert_eq!(record.ip_address.as_deref(), Some("100.64.0.127"));
    assert_eq!(record.tariff_name.as_deref(), Some("Lifetime"));
    assert_eq!(record.imsi.as_deref(), Some("901405100007126"));
}

const CDR: &str = "volume_rx,volume_tx,volume,traffic_type_id,iccid,event_stop_timestamp,event_start_timestamp,id";

#[test]
fn a_cdr_file_needs_its_columns_only_and_each_bad_line_costs_itself() {
    let file = format!(
        "{CDR}\n0,1,1,6,8988228066600701000,2026-11-14 14:20:00,2026-11-14 14:15:00,7\n\
         0,1,x,5,8988228066600701000,2026-11-14 14:20:00,2026-11-14 14:15:00,8\n\
         0,1,1,5,8988228066600701000,2026-11-14 14:10:00,2026-11-14 14:15:00,9\n\
         0,1,1\n\
         0,1,1,9,8988228066600701000,2026-11-14 14:20:00,2026-11-14 14:15:00,10\n"
    );
    let rows = cdr(&file);
    assert_eq!(rows[0].result.as_ref().unwrap().traffic, Traffic::Sms { mo: 1, mt: 0 });
    assert_eq!(rows[0].result.as_ref().unwrap().operator, None);
    let kinds: Vec<_> = rows[1..]
        .iter()
        .map(|row| (row.line, row.record_id, row.result.as_ref().unwrap_err().kind))
        .collect();
    assert_eq!(
        kinds,
        [
            (3, Some(8), RejectKind::BadVolume),
            (4, Some(9), RejectKind::BadTimestamp),
            (5, None, RejectKind::WrongColumns),
            (6, Some(10), RejectKind::UnknownTrafficType),
        ]
    );
    let missing = CdrReader::new(&b"id,iccid,volume,volume_tx,traffic_type_id\n"[..])
        .err()
        .unwrap();
    assert_eq!(
        missing.to_string(),
        "the header lacks: event_start_timestamp, event_stop_timestamp, volume_rx"
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_readers_panic_or_lose_count(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let file = [b"ICCID,LABEL,NOTE\n", bytes.as_slice()].concat();
        let lines: Vec<u64> = inventory(&file).iter().map(|parsed| parsed.line).collect();
        prop_assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(lines.last().is_none_or(|last| *last <= 1 + file.iter().filter(|b| **b == b'\n').count() as u64));
        let file = [CDR.as_bytes(), b"\n", bytes.as_slice()].concat();
        prop_assert!(CdrReader::new(file.as_slice()).unwrap().all(|parsed| parsed.is_ok()));
        let _ = InventoryReader::new(bytes.as_slice()).map(Iterator::count);
    }

    #[test]
    fn the_text_of_all_rejected_and_accepted_lines_is_the_file(text in "([a-z\",;]|\n){0,80}") {
        let file = format!("ICCID,LABEL,NOTE\n{text}");
        let raw: String = inventory(&file).into_iter().map(|parsed| parsed.raw).collect();
        let without_breaks = |text: &str| text.replace('\n', "");
        prop_assert_eq!(without_breaks(&raw), without_breaks(&text));
    }

    #[test]
    fn what_a_csv_writer_writes_is_read_back(labels in proptest::collection::vec("[a-zü\",;' ]{0,12}", 1..20), semicolon: bool) {
        let separator = if semicolon { b';' } else { b',' };
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(["LABEL", "ICCID", "SIM_TYPE"]).unwrap();
        for (n, label) in labels.iter().enumerate() {
            writer.write_record([label.as_str(), &format!("89882280666{n:08}"), "x"]).unwrap();
        }
        let rows = inventory(writer.into_inner().unwrap());
        let read: Vec<String> = rows.into_iter().map(|row| row.result.unwrap().label.map(|l| l.into_string()).unwrap_or_default()).collect();
        prop_assert_eq!(read, labels.iter().map(|label| label.trim().to_owned()).collect::<Vec<_>>());
    }
}
