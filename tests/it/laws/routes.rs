//! The list of routes is a file of the repository, so that a change of it is seen in the change that makes it.

use std::collections::BTreeSet;

use actix_web::http::Method;
use simportal::types::access::{Actor, Place};
use simportal::types::lang::Lang;
use simportal::types::role::{Role, StaffRole, Tick};
use simportal::web::{nav, urls};

use crate::support::source;

#[test]
fn the_golden_list_of_routes_is_up_to_date() {
    let (golden, now) = (source::file("docs/routes.txt"), simportal::cli::routes::list());
    assert!(
        golden == now,
        "docs/routes.txt is out of date. Renew it with `cargo run --quiet -- routes > docs/routes.txt`, and give every address that \
         people may have kept a redirection.\n{}",
        difference(&golden, &now)
    );
}

fn difference(old: &str, new: &str) -> String {
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (old.lines().collect(), new.lines().collect());
    let gone = old.difference(&new).map(|line| format!("- {line}\n"));
    let come = new.difference(&old).map(|line| format!("+ {line}\n"));
    gone.chain(come).collect()
}

/// Of two registrations actix takes the first: the other is dead, with whatever access it names.
#[test]
fn no_route_is_registered_twice() {
    let mut seen = BTreeSet::new();
    for entry in simportal::web::routes(true).entries() {
        let is_new = seen.insert((entry.method.to_string(), entry.path.clone()));
        assert!(is_new, "{} {} is registered twice", entry.method, entry.path);
    }
}

/// Pages that no entry of the menu leads to, with the way to them.
const ELSEWHERE: &[(&str, &str)] = &[
    (urls::HOME, "leads on to the first tab"),
    (urls::NOTHING_YET, "the first page of who has no tab yet"),
    (urls::LOGIN, "where strangers are sent"),
    (urls::SECOND_STEP, "follows a right password"),
    (urls::FORGOTTEN, "a link on the sign-in page"),
    (urls::PASSWORD, "a link in a mail"),
    (
        urls::APPROVALS,
        "the Dashboard while something waits, Account > Security, and mails",
    ),
    (
        urls::APPROVAL,
        "the list of approvals, the page of what waits, and a mail",
    ),
    (urls::APPROVAL_SWITCHES, "Account > Security"),
    (urls::MAILBOX, "the menu of a development start"),
    (urls::SIMULATED_PAYMENT, "paying by card, or saving one"),
    (
        urls::SAMPLE_TERMS,
        "the registration in the shop of a development start",
    ),
    (
        urls::SHOP,
        "a link on the sign-in page, and wherever the operator puts it",
    ),
    (urls::SHOP_CART, "the head of the shop"),
    (urls::SHOP_KEPT, "a link in a mail"),
    (urls::SHOP_CHECKOUT, "the cart"),
    (urls::SHOP_REGISTER, "the page before it"),
    (urls::SHOP_THANKS, "follows a first order"),
];

#[test]
fn every_page_lies_below_an_entry_of_the_menu() {
    let tabs = all_tabs();
    for entry in simportal::web::routes(true).entries() {
        if entry.method != Method::GET {
            continue;
        }
        let is_below = |root: &str| {
            let rest = entry.path.strip_prefix(root);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let elsewhere = ELSEWHERE
            .iter()
            .any(|(path, _)| entry.path == *path || (*path == urls::MAILBOX && is_below(path)));
        assert!(
            // The first page of staff has all their pages below it, and leads to those only where something is done.
            elsewhere
                || tabs
                    .iter()
                    .any(|tab| entry.path == *tab || (*tab != urls::OPERATIONS && is_below(tab))),
            "{}: nobody finds it; make it part of a tab, or say in ELSEWHERE how people get there",
            entry.path
        );
    }
    for (path, _) in ELSEWHERE {
        let exists = simportal::web::routes(true)
            .entries()
            .iter()
            .any(|entry| entry.path == *path);
        assert!(
            exists || *path == urls::MAILBOX,
            "{path} is explained, but does not exist"
        );
    }
}

/// The entries that somebody has.
fn all_tabs() -> BTreeSet<&'static str> {
    let members = Role::ALL.into_iter().map(|role| Place::Member {
        root_id: 1,
        organisation_id: 1,
        organisation: String::new(),
        account_number: String::new(),
        is_master: true,
        role,
        ticks: Tick::ALL.to_vec(),
        home: None,
    });
    members
        .chain(StaffRole::ALL.into_iter().map(Place::Staff))
        .flat_map(|place| {
            let actor = Actor {
                user_id: 1,
                name: String::new(),
                email: String::new(),
                lang: Lang::En,
                theme: String::new(),
                zone: chrono_tz::UTC,
                address: String::new(),
                place,
                sim_columns: None,
                default_view_id: None,
            };
            nav::items(&actor, "/").into_iter().map(|item| item.href)
        })
        .collect()
}

#[test]
fn production_has_no_page_of_development() {
    for entry in simportal::web::routes(false).entries() {
        assert!(!entry.path.starts_with("/development"), "{}", entry.path);
    }
}

#[test]
fn every_entry_of_the_menu_leads_to_a_page() {
    let routes = simportal::web::routes(true);
    for tab in all_tabs() {
        let exists = routes
            .entries()
            .iter()
            .any(|entry| entry.method == Method::GET && entry.path == tab);
        assert!(exists, "the menu leads to {tab}, which does not exist");
    }
}
