//! The address of the list: what is read, what is ignored, and that every link says what it means.

use proptest::prelude::*;

use super::cursor;
use super::query::{ListQuery, Place, View};
use crate::crypto::Keys;
use crate::domain::sims::{Bound, Direction, Filters, Ignored, Part, SearchField, Sort};
use crate::types::attention::{Blocked, BlockedBy};
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

fn pairs(address: &str) -> Vec<(String, String)> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    serde_html_form::from_str(query).unwrap()
}

fn parse(address: &str) -> (ListQuery, Vec<Ignored>) {
    ListQuery::parse(&pairs(address))
}

#[test]
fn every_filter_is_read_from_the_address() {
    let (query, ignored) = parse(
        "/sims?q=+K%C3%BChl+haus&in=label&status=activated&session=online&data=low&sms=none&service=IoT+%26+more&tag=S%C3%BCd\
         &expiring=1&silent=30&pace=1&imei=1&blocked=imei_lock&sort=-ends&per=100",
    );
    assert!(ignored.is_empty(), "{ignored:?}");
    assert_eq!(
        query.list.filters,
        Filters {
            search: "Kühl haus".to_owned(),
            field: SearchField::Label,
            status: Some(SimStatus::Activated),
            session: Some(SessionStatus::Online),
            data: Some(VolumeGroup::Low),
            sms: Some(VolumeGroup::None),
            service: Some("IoT & more".to_owned()),
            tag: Some("süd".to_owned()),
            expiring: true,
            silent: Some(30),
            over_pace: true,
            imei_changed: true,
            blocked: Some(Blocked::By(BlockedBy::ImeiLock)),
        }
    );
    assert_eq!(query.list.chosen, Some((Sort::LifetimeEnd, Direction::Descending)));
    assert_eq!(query.per_page(), 100);
}

#[test]
fn values_that_do_not_exist_are_ignored_and_named() {
    let (query, ignored) = parse(
        "/sims?in=eid&status=sleeping&session=away&data=lots&sms=x&expiring=2&silent=8&pace=0&imei=2&blocked=sms&sort=price&per=26&page=7&utm=x&q=",
    );
    assert_eq!(query, ListQuery::default());
    let named: Vec<(&str, &str)> = ignored.iter().map(|i| (i.name, i.value.as_str())).collect();
    let expected = [
        ("in", "eid"),
        ("status", "sleeping"),
        ("session", "away"),
        ("data", "lots"),
        ("sms", "x"),
        ("expiring", "2"),
        ("silent", "8"),
        ("pace", "0"),
        ("imei", "2"),
        ("blocked", "sms"),
        ("sort", "price"),
        ("per", "26"),
    ];
    assert_eq!(named, expected);
}

#[test]
fn values_lose_their_control_characters_and_a_search_its_excess() {
    let (query, _) = parse(&format!("/sims?q=a%00b%0A{}", "x".repeat(500)));
    assert_eq!(query.list.filters.search.chars().count(), 100);
    assert!(query.list.filters.search.starts_with("abx"));
    let (_, ignored) = parse("/sims?status=%00odd%1B&data=%00");
    assert_eq!(ignored.len(), 1);
    assert_eq!(ignored.first().unwrap().value, "odd");
}

#[test]
fn an_empty_form_is_the_plain_list() {
    let (query, ignored) = parse("/sims?q=&in=label&session=&data=&sms=&service=&tag=&expiring=&silent=");
    assert_eq!((query.href().as_str(), ignored.len()), ("/sims", 0));
}

#[test]
fn sorting_keeps_the_filters_and_goes_back_to_the_first_page() {
    let (query, _) = parse("/sims?q=a%26b&tag=x&sort=label&per=50&after=abc.def");
    let up = (Sort::Label, Direction::Ascending);
    let reversed = query.sorted_by(Sort::Label, up);
    assert_eq!(reversed.href(), "/sims?q=a%26b&tag=x&sort=-label&per=50");
    // A search has an order of its own, so that of the plain list must be said.
    assert_eq!(
        query.sorted_by(Sort::Iccid, up).href(),
        "/sims?q=a%26b&tag=x&sort=iccid&per=50"
    );
    assert_eq!(
        reversed
            .sorted_by(Sort::Label, (Sort::Label, Direction::Descending))
            .list
            .chosen,
        Some(up)
    );
    assert_eq!(parse("/sims?sort=iccid").0.href(), "/sims");
    assert_eq!(
        query.with_per_page(500).href(),
        "/sims?q=a%26b&tag=x&sort=label&per=500"
    );
    assert_eq!(
        query.at(Place::Last).href(),
        "/sims?q=a%26b&tag=x&sort=label&per=50&page=last"
    );
}

#[test]
fn each_filter_can_be_taken_away_alone() {
    let (query, _) = parse(
        "/sims?q=1&in=imsi&status=expired&session=offline&data=none&sms=low&service=s&tag=t&expiring=1&silent=7&pace=1&imei=1\
         &blocked=data",
    );
    assert_eq!(query.list.filters.active().len(), Part::ALL.len());
    for part in Part::ALL {
        let rest = query.list.filters.without(part);
        assert!(rest.active().iter().all(|(other, _)| *other != part), "{part:?}");
        assert_eq!(rest.active().len(), Part::ALL.len() - 1);
    }
}

#[test]
fn a_key_that_was_not_signed_for_this_list_is_the_first_page() {
    let keys = Keys::derive(&[7; 32]);
    let order = (Sort::Label, Direction::Ascending);
    let key = cursor::key(&keys, 1, order, 42, "gate : 2");
    let after = |key: &str| Place::After(key.to_owned());
    let expected = Bound::After {
        value: "gate : 2".to_owned(),
        id: 42,
    };
    assert_eq!(cursor::bound(&keys, 1, order, &after(&key)), expected);

    let tampered = format!("A{key}");
    let reversed = (Sort::Label, Direction::Descending);
    let other_keys = Keys::derive(&[8; 32]);
    assert_eq!(cursor::bound(&keys, 2, order, &after(&key)), Bound::First);
    assert_eq!(cursor::bound(&other_keys, 1, order, &after(&key)), Bound::First);
    assert_eq!(cursor::bound(&keys, 1, reversed, &after(&key)), Bound::First);
    for bad in [tampered.as_str(), "", ".", "abc", "abc.def"] {
        assert_eq!(cursor::bound(&keys, 1, order, &after(bad)), Bound::First, "{bad}");
    }
}

/// Pairs as visitors write them: real names with real, odd and impossible values.
fn any_pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop::sample::select(vec![
        "q", "in", "status", "session", "data", "sms", "service", "tag", "expiring", "silent", "sort", "per", "after",
        "before", "page", "pace", "imei", "blocked", "view", "columns", "other",
    ]);
    let real = prop::sample::select(vec![
        "1",
        "7",
        "30",
        "25",
        "500",
        "label",
        "-ends",
        "imsi",
        "activated",
        "online",
        "low",
        "none",
        "last",
        "iccid,tags",
    ]);
    let value = prop_oneof![real.prop_map(str::to_owned), "\\PC{0,12}", any::<String>()];
    prop::collection::vec((name.prop_map(str::to_owned), value), 0..12)
}

proptest! {
    #[test]
    fn what_an_address_means_survives_being_written_as_a_link(given in any_pairs()) {
        let (query, _) = ListQuery::parse(&given);
        let (again, ignored) = parse(&query.href());
        prop_assert_eq!(again, query);
        prop_assert!(ignored.is_empty());
    }
}

#[test]
fn a_view_stays_in_every_link_and_is_never_opened_by_accident() {
    let (query, ignored) = parse("/sims?status=expired&view=7&columns=iccid,tags");
    assert!(ignored.is_empty());
    assert_eq!(query.view, View::Saved(7));
    assert_eq!(
        query.sorted_by(Sort::Label, Default::default()).href(),
        "/sims?status=expired&sort=label&view=7&columns=iccid%2Ctags"
    );
    // `/sims?view=7` alone would open the view as it was saved.
    let (bare, _) = parse("/sims?view=7");
    assert_eq!(bare.href(), "/sims?sort=iccid&view=7");
    assert_eq!(parse("/sims?view=none").0.href(), "/sims?view=none");
    let (_, ignored) = parse("/sims?view=mine");
    assert_eq!(ignored.first().unwrap().name, "view");
}
