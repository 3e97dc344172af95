//! Customer data of the demo organisations, and the sub-organisations that hold no SIMs: one in use, one that waits for its owner.

use super::people::{Home, House};
use crate::domain::Result;
use crate::domain::company::{self, AddressKind};
use crate::storage::sub_organisations::{self as subs, NewSub};
use crate::storage::users::{self, NewUser};
use crate::storage::{Db, demo as rows, master_access, organisation_emails, organisations};
use crate::types::access::OrgScope;
use crate::types::address::Address;
use crate::types::country::Country;
use crate::types::email::Email;
use crate::types::lang::Lang;
use crate::types::organisation::{AccessLevel, EmailCategory};
use crate::types::postcode::Postcode;
use crate::types::role::Role;
use crate::types::time::UtcTime;

/// What a house says about itself as a customer.
struct Facts {
    country: &'static str,
    vat_id: &'static str,
    main_email: &'static str,
    phone: &'static str,
    street: &'static str,
    postcode: &'static str,
    city: &'static str,
    /// Where deliveries go: company, street.
    depot: (&'static str, &'static str),
}

const fn facts(house: House) -> Facts {
    match house {
        House::Hansa => Facts {
            country: "DE",
            vat_id: "DE301884207",
            main_email: "einkauf@hansa.example",
            phone: "+49 40 5550 118-0",
            street: "Kühlhauskai 12",
            postcode: "20457",
            city: "Hamburg",
            depot: ("Wareneingang Tor 3", "Kühlhauskai 14"),
        },
        House::Denmark => Facts {
            country: "DK",
            vat_id: "DK30188420",
            main_email: "invoices@hansa-denmark.example",
            phone: "+45 70 55 01 18",
            street: "Havnegade 7",
            postcode: "6700",
            city: "Esbjerg",
            depot: ("Varemodtagelse", "Havnegade 9"),
        },
        House::Northmast => Facts {
            country: "GB",
            vat_id: "GB301884207",
            main_email: "accounts@northmast.example",
            phone: "+44 20 7946 0123",
            street: "4 Dock Road",
            postcode: "E16 2AB",
            city: "London",
            depot: ("Goods in", "6 Dock Road"),
        },
    }
}

fn address(facts: &Facts, company: &str, street: &str) -> Option<Address> {
    let country = Country::parse(facts.country)?;
    Some(Address {
        company: company.to_owned(),
        person: String::new(),
        street: street.to_owned(),
        extra: String::new(),
        postcode: Postcode::parse(facts.postcode, country).ok()?,
        city: facts.city.to_owned(),
        region: String::new(),
        country,
    })
}

/// Writes customer data, addresses, further e-mail addresses, a grant, and the sub-organisations without SIMs.
pub(super) fn insert(db: &mut Db, homes: &[Home], password_hash: &str, now: UtcTime) -> Result<()> {
    for (house, home) in House::ALL.into_iter().zip(homes) {
        let own = facts(house);
        let owner = OrgScope::for_job(home.scope.root_id(), home.scope.organisation_id(), &house.owner());
        rows::set_customer(db, &owner, own.vat_id, own.main_email, own.phone)?;
        let billing = address(&own, house.name(), own.street);
        let depot = address(&own, own.depot.0, own.depot.1);
        for (kind, address) in [(AddressKind::Billing, billing), (AddressKind::Shipping, depot)] {
            if let Some(address) = address {
                company::add_address(db, &owner, (kind, true), &address, now)?;
            }
        }
        if house == House::Hansa {
            for (category, email) in [
                (EmailCategory::Invoice, "buchhaltung@hansa.example"),
                (EmailCategory::Volume, "leitstand@hansa.example"),
            ] {
                if let Ok(email) = Email::parse(email) {
                    organisation_emails::insert(db, &owner, category, &email, now)?;
                }
            }
            insert_subs(db, &owner, password_hash, now)?;
        }
        if house == House::Denmark {
            master_access::set(db, &owner, AccessLevel::Usage, now)?;
        }
    }
    Ok(())
}

/// Name, owner, address, whether the owner has a password.
const SUBS: [(&str, &str, &str, &str, bool); 2] = [
    (
        "Nordfrost Service GmbH",
        "Anke",
        "Thomsen",
        "owner@nordfrost.example",
        true,
    ),
    (
        "Hansa Kühllogistik Polska Sp. z o.o.",
        "Łukasz",
        "Wiśniewski",
        "owner@hansa-polska.example",
        false,
    ),
];

fn insert_subs(db: &mut Db, master: &OrgScope, password_hash: &str, now: UtcTime) -> Result<()> {
    let Some(country) = Country::parse("DE") else {
        return Ok(());
    };
    for (name, first_name, last_name, email, is_active) in SUBS {
        let new = NewSub {
            name,
            vat_id: "",
            country,
            language: Lang::De,
            main_email: email,
            phone: "",
        };
        let Some(made) = subs::insert(db, master, &new, now)? else {
            return Ok(());
        };
        if is_active {
            organisations::set_active(db, made.id)?;
        }
        let user = NewUser {
            root_id: Some(made.root_id),
            organisation_id: Some(made.id),
            email: Some(email.to_owned()),
            email_key: Some(email.to_owned()),
            client_id: None,
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            role: Some(Role::Owner.as_str().to_owned()),
            staff_role: None,
            status: if is_active { "active" } else { "invited" }.to_owned(),
            secret_hash: is_active.then(|| password_hash.to_owned()),
            language: Some("de".to_owned()),
            created_at: now,
            updated_at: now,
        };
        users::insert(db, user)?;
    }
    Ok(())
}
