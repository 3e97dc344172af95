//! Tests of the volumes.

use super::*;
use proptest::prelude::*;

fn bytes(text: &str) -> Result<i64, VolumeError> {
    DataVolume::from_mb_text(text).map(DataVolume::bytes)
}

#[test]
fn megabytes_are_read_to_the_byte_in_every_notation() {
    for (text, expected) in [
        ("62.184597", 62_184_597),
        ("0", 0),
        ("-0.0", 0),
        (" 1 ", 1_000_000),
        ("1.0", 1_000_000),
        ("000.5", 500_000),
        (".5", 500_000),
        ("5.", 5_000_000),
        ("2e-05", 20),
        ("1E-6", 1),
        ("1.5e+3", 1_500_000_000),
        ("0.000e99", 0),
        ("1000000000", 1_000_000_000_000_000),
        ("0.0000000001e10", 1_000_000),
        ("1e-999999999999999999999999", 0),
    ] {
        assert_eq!(bytes(text), Ok(expected), "{text}");
    }
}

#[test]
fn the_seventh_decimal_is_rounded_half_to_even() {
    for (text, expected) in [
        ("0.0000005", 0),
        ("0.0000015", 2),
        ("0.0000025", 2),
        ("0.00000250000000000000000000000000001", 3),
        ("0.00000249999999999999999999999999999", 2),
        ("0.0000009", 1),
        ("0.00000005", 0),
        ("9.9999999", 10_000_000),
        ("6e-7", 1),
    ] {
        assert_eq!(bytes(text), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_plausible_volume_is_refused_with_the_reason() {
    for text in [
        "", " ", "abc", "1,5", "0x10", "1e", "1e+", "e5", ".", "-", "--1", "+1", "1.2.3", "NaN", "inf", "1 000", "١",
    ] {
        assert_eq!(bytes(text), Err(VolumeError::NotANumber), "{text}");
    }
    for text in ["-1", "-0.000001", "-1e-30"] {
        assert_eq!(bytes(text), Err(VolumeError::Negative), "{text}");
    }
    for text in [
        "1000000000.000001",
        "1e10",
        "1e999999999999999999999999",
        "99999999999999999999999999",
    ] {
        assert_eq!(bytes(text), Err(VolumeError::TooLarge), "{text}");
    }
}

#[test]
fn messages_are_whole_numbers_even_when_written_with_decimals() {
    for (text, expected) in [
        ("0", 0),
        ("1", 1),
        ("1.0", 1),
        ("12.000000", 12),
        ("1e2", 100),
        ("0.0e-9", 0),
    ] {
        assert_eq!(SmsCount::parse(text).map(SmsCount::count), Ok(expected), "{text}");
    }
    for text in ["0.5", "1.000001", "1e-3", "0.04"] {
        assert_eq!(SmsCount::parse(text), Err(VolumeError::NotWhole), "{text}");
    }
    assert_eq!(SmsCount::parse("-1"), Err(VolumeError::Negative));
    assert_eq!(SmsCount::parse("1000000000001"), Err(VolumeError::TooLarge));
    assert_eq!(SmsCount::parse("one"), Err(VolumeError::NotANumber));
}

#[test]
fn sums_never_wrap_and_negative_amounts_do_not_exist() {
    let most = DataVolume::from_bytes(i64::MAX).unwrap();
    assert_eq!(most.mb_text(), "9223372036854.775807");
    assert_eq!(most.checked_add(DataVolume::from_bytes(1).unwrap()), None);
    assert_eq!(DataVolume::ZERO.checked_add(most), Some(most));
    assert_eq!(DataVolume::from_bytes(-1), None);
    assert_eq!(SmsCount::from_count(-1), None);
}

#[test]
fn megabytes_are_written_without_zeros_at_the_end() {
    for (bytes, text) in [
        (0, "0"),
        (1, "0.000001"),
        (500_000, "0.5"),
        (500_000_000, "500"),
        (62_184_597, "62.184597"),
    ] {
        let volume = DataVolume::from_bytes(bytes).unwrap();
        assert_eq!(volume.to_string(), text);
        assert_eq!(serde_json::to_string(&volume).unwrap(), format!("\"{text}\""));
    }
}

proptest! {
    #[test]
    fn the_text_of_a_volume_is_read_back_to_the_same_byte(bytes in 0..=DataVolume::MAX_READ.bytes()) {
        let volume = DataVolume::from_bytes(bytes).unwrap();
        prop_assert_eq!(DataVolume::from_mb_text(&volume.mb_text()), Ok(volume));
        prop_assert_eq!(DataVolume::from_mb_text(&format!("{bytes}e-6")), Ok(volume));
    }

    #[test]
    fn no_text_makes_the_parsers_panic(text in "\\PC*|-?[0-9]{0,30}[.]?[0-9]{0,30}([eE][+-]?[0-9]{0,25})?") {
        let _ = DataVolume::from_mb_text(&text);
        let _ = SmsCount::parse(&text);
    }
}
