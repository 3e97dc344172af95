//! What the registration's fields are read as.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::register_form::{Ask, RegisterForm};
use crate::types::lang::Lang;

fn form() -> RegisterForm {
    let text = str::to_owned;
    RegisterForm {
        company: text("Nordlicht Sensorik GmbH"),
        country: text("DE"),
        vat_id: text("DE 301 884 207"),
        first_name: text("Jonas"),
        last_name: text("Petersen"),
        email: text("jonas@nordlicht.example"),
        street: text("Kühlhauskai 12"),
        postcode: text("20457"),
        city: text("Hamburg"),
        ..RegisterForm::empty(Lang::De)
    }
}

fn problems(form: &RegisterForm, is_shipped: bool) -> Vec<(&'static str, String)> {
    let ships = BTreeSet::from(["DE".to_owned(), "AT".to_owned()]);
    let ask = Ask {
        is_shipped,
        ships: &ships,
        terms: None,
    };
    let fixed = |(field, key): &(Cow<'static, str>, String)| match field {
        Cow::Borrowed(field) => (*field, key.clone()),
        Cow::Owned(field) => panic!("a field that the form does not have: {field}"),
    };
    form.parse(&ask)
        .err()
        .map_or_else(Vec::new, |errors| errors.all().iter().map(fixed).collect())
}

#[test]
fn what_is_missing_is_told_at_once_and_at_its_field() {
    assert!(problems(&form(), true).is_empty());
    let fields: Vec<&str> = problems(&RegisterForm::default(), true)
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(
        fields,
        [
            "company",
            "country",
            "vat_id",
            "first_name",
            "last_name",
            "email",
            "street",
            "city",
            "ship_person",
            "ship_street",
            "ship_city",
            "ship_country",
            "payment"
        ]
    );
}

#[test]
fn a_vat_id_is_given_or_said_to_be_missing() {
    for (vat_id, none, reason) in [
        ("", "", "shop-vat-missing"),
        ("DE301884207", "1", "shop-vat-both"),
        ("ATU12345678", "", "organisations-vat-other-country"),
        ("DE3018842", "", "organisations-vat-wrong"),
    ] {
        let form = RegisterForm {
            vat_id: vat_id.to_owned(),
            no_vat_id: none.to_owned(),
            ..form()
        };
        assert_eq!(problems(&form, true), [("vat_id", reason.to_owned())]);
    }
    let without = RegisterForm {
        vat_id: String::new(),
        no_vat_id: "1".to_owned(),
        ..form()
    };
    assert!(problems(&without, true).is_empty());
}

#[test]
fn parcels_go_where_we_ship_only_and_profiles_go_anywhere() {
    let abroad = RegisterForm {
        country: "US".to_owned(),
        vat_id: "123456789".to_owned(),
        postcode: "10001".to_owned(),
        ..form()
    };
    let refused = "shop-not-shipped-to".to_owned();
    assert_eq!(problems(&abroad, true), [("country", refused.clone())]);
    assert!(problems(&abroad, false).is_empty());
    let elsewhere = RegisterForm {
        same: String::new(),
        ship_person: "Jonas Petersen".to_owned(),
        ship_street: "Ring 1".to_owned(),
        ship_postcode: "1010".to_owned(),
        ship_city: "Wien".to_owned(),
        ship_country: "AT".to_owned(),
        ..abroad
    };
    assert!(problems(&elsewhere, true).is_empty());
    let nowhere = RegisterForm {
        ship_country: "CN".to_owned(),
        ship_postcode: "101010".to_owned(),
        ..elsewhere
    };
    assert_eq!(problems(&nowhere, true), [("ship_country", refused)]);
}
