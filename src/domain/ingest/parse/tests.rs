//! The sample files of the data streamer's forms, and what a bad sender can do.

mod csv_files;
mod json_records;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

use super::RejectKind;

/// A sample file.
fn sample(path: &str) -> File {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data")).join(path);
    File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the sample files must give.
fn expected() -> serde_json::Value {
    serde_json::from_reader(sample("expected.json")).unwrap()
}

#[test]
fn every_kind_of_rejection_has_its_own_text() {
    let texts: BTreeMap<_, _> = RejectKind::ALL.iter().map(|kind| (kind.as_str(), *kind)).collect();
    assert_eq!(texts.len(), RejectKind::ALL.len());
    assert!(
        texts
            .into_iter()
            .all(|(text, kind)| RejectKind::parse(text) == Some(kind))
    );
}

#[test]
fn every_kind_that_the_sample_results_name_exists() {
    let expected = expected();
    let lines = &expected["inventory/sims-with-errors.csv (after sims.csv)"]["rejected_lines"];
    let records = &expected["records/usage-with-errors.json (after usage.json)"]["set_aside"];
    let named = lines.as_object().unwrap().values().map(|kind| kind.as_str().unwrap());
    for kind in named.chain(records.as_object().unwrap().keys().map(String::as_str)) {
        assert!(RejectKind::parse(kind).is_some(), "{kind}");
    }
}
